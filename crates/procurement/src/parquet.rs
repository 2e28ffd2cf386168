//! What screening found as a Parquet file: the rows of the CSV, with numbers as numbers. The same rows give the
//! same bytes.

use std::io::{Error, Write};
use std::sync::Arc;

use ::parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;

use crate::out::COLUMNS;

/// Which of the columns are numbers.
const NUMBERS: [&str; 3] = ["people_masked", "year", "line"];

/// How many rows are held before they are written.
const ROWS: usize = 10_000;

/// A file that is being written. It takes what [`crate::out::cells_line`] gives, in any pieces.
pub struct Table<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    line: Vec<u8>,
    rows: Vec<Vec<String>>,
}

fn failed(error: ParquetError) -> Error {
    Error::other(error)
}

impl<W: Write + Send> Table<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn new(into: W) -> std::io::Result<Self> {
        let fields = COLUMNS.map(|name| match NUMBERS.contains(&name) {
            true => format!("optional int64 {name};"),
            false => format!("required binary {name} (UTF8);"),
        });
        let schema = format!("message screened {{ {} }}", fields.join(" "));
        let schema = Arc::new(parse_message_type(&schema).map_err(failed)?);
        let properties = Arc::new(WriterProperties::builder().build());
        let writer = SerializedFileWriter::new(into, schema, properties).map_err(failed)?;
        Ok(Self { writer, line: Vec::new(), rows: Vec::new() })
    }

    /// Writes what is left, and ends the file.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.group().map_err(failed)?;
        self.writer.close().map_err(failed)?;
        Ok(())
    }

    fn group(&mut self) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for (place, name) in COLUMNS.iter().enumerate() {
            let cells = rows.iter().map(|row| row.get(place).map_or("", String::as_str));
            let Some(mut column) = group.next_column()? else { break };
            if NUMBERS.contains(name) {
                let numbers: Vec<Option<i64>> = cells.map(|cell| cell.parse().ok()).collect();
                let levels: Vec<i16> = numbers.iter().map(|n| i16::from(n.is_some())).collect();
                let numbers: Vec<i64> = numbers.into_iter().flatten().collect();
                column.typed::<Int64Type>().write_batch(&numbers, Some(&levels), None)?;
            } else {
                let texts: Vec<ByteArray> = cells.map(ByteArray::from).collect();
                column.typed::<ByteArrayType>().write_batch(&texts, None, None)?;
            }
            column.close()?;
        }
        group.close()?;
        Ok(())
    }
}

impl<W: Write + Send> Write for Table<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.rows.push(serde_json::from_slice(&self.line)?);
                self.line.clear();
            }
        }
        if self.rows.len() >= ROWS {
            self.group().map_err(failed)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
