//! Tables: which character parts the cells, and where each cell stands.

use codebook::layer::Cell;
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::ExtractError;
use crate::media::{SNIFF_BYTES, after_bom};

/// How many records of the beginning are looked at to tell a table.
const RECORDS: usize = 50;

/// The longest heading of a column, in bytes.
const HEADING: usize = 80;

/// The cells of a CSV text, in order. Empty cells are among them: a row has all its columns.
pub(crate) fn cells(text: &str, limit: usize) -> Result<Vec<Cell>, ExtractError> {
    let delimiter = delimiter(text.as_bytes()).unwrap_or(b',');
    let mut cells = Vec::new();
    for field in Fields::new(text.as_bytes(), delimiter) {
        if cells.len() == limit {
            return Err(ExtractError::TooManyCells { limit });
        }
        let Field { row, column, start, end, .. } = field;
        cells.push(Cell { row, column, start, end });
    }
    Ok(cells)
}

/// The character that parts a text into a table, if it is one: at least two records of the same
/// number of columns, under short headings. Only the first [`SNIFF_BYTES`] are looked at.
pub(crate) fn delimiter(text: &[u8]) -> Option<u8> {
    let text = after_bom(text);
    let head = text.get(..SNIFF_BYTES).unwrap_or(text);
    [b'\t', b';', b',', b'|'].into_iter().find(|&delimiter| is_table(head, delimiter))
}

fn is_table(head: &[u8], delimiter: u8) -> bool {
    // Most texts are no tables, and their first line tells.
    let first = head.trim_ascii_start();
    let first = &first[..memchr::memchr2(b'\n', b'\r', first).unwrap_or(first.len())];
    if memchr::memchr2(delimiter, b'"', first).is_none() {
        return false;
    }
    let mut widths: Vec<u32> = Vec::new();
    let mut headings: Vec<&[u8]> = Vec::new();
    let mut spaced = 0;
    for field in Fields::new(head, delimiter) {
        if field.row as usize >= RECORDS {
            break;
        }
        let cell = &head[field.start..field.end];
        if field.row == 0 {
            headings.push(cell);
        }
        spaced += usize::from(field.column > 0 && cell.first() == Some(&b' '));
        match widths.get_mut(field.row as usize) {
            Some(width) => *width += 1,
            None => widths.push(1),
        }
    }
    if head.len() >= SNIFF_BYTES - 3 && widths.len() < RECORDS {
        // The last record may be cut short.
        widths.pop();
    }
    let columns = headings.len() as u32;
    let least = if delimiter == b'\t' { 2 } else { 3 };
    let regular = widths.iter().filter(|&&width| width == columns).count();
    let parted: usize = widths.iter().map(|&width| width as usize - 1).sum();
    columns >= least
        && widths.len() >= 2
        && regular * 10 >= widths.len() * 9
        && spaced * 5 <= parted
        && headings.iter().all(|heading| is_heading(heading))
        && headings.iter().filter(|heading| !heading.is_empty()).count() * 2 > headings.len()
        && !head.starts_with(b"|")
}

fn is_heading(cell: &[u8]) -> bool {
    cell.len() <= HEADING && !cell.ends_with(b".")
}

/// One field of a table.
struct Field {
    row: u32,
    column: u32,
    start: usize,
    end: usize,
}

/// The fields of a text in order, with their bytes between delimiters and inside quotation marks.
struct Fields<'a> {
    text: &'a [u8],
    reader: Reader,
    at: usize,
    row: u32,
    column: u32,
}

impl<'a> Fields<'a> {
    fn new(text: &'a [u8], delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { text, reader, at: 0, row: 0, column: 0 }
    }
}

impl Iterator for Fields<'_> {
    type Item = Field;

    fn next(&mut self) -> Option<Field> {
        let from = self.at;
        let mut unquoted = [0; 1024];
        let record_end = loop {
            let (result, read, _) = self.reader.read_field(&self.text[self.at..], &mut unquoted);
            self.at += read;
            match result {
                // At the end of the text the reader is asked once more, for the last field.
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => break record_end,
                ReadFieldResult::End => return None,
            }
        };
        let (start, end) = inside(self.text, from, self.at, self.column == 0, record_end);
        let field = Field { row: self.row, column: self.column, start, end };
        if record_end {
            self.row = self.row.checked_add(1)?;
            self.column = 0;
        } else {
            self.column = self.column.checked_add(1)?;
        }
        Some(field)
    }
}

/// The cell's own bytes among those that the reader took for it: without the line ends before the
/// first cell of a row, the delimiter or line end after it, and its quotation marks.
fn inside(
    text: &[u8],
    mut start: usize,
    mut end: usize,
    first_of_row: bool,
    last_of_row: bool,
) -> (usize, usize) {
    let is_line_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    if start == 0 {
        start = text.len() - after_bom(text).len();
    }
    if first_of_row {
        start += text[start..end].iter().take_while(|byte| is_line_end(byte)).count();
    }
    let after = text[start..end].last();
    if start < end && (!last_of_row || after.is_some_and(is_line_end)) {
        end -= 1;
    }
    if text[start..end].starts_with(b"\"") {
        start += 1;
        if text[start..end].ends_with(b"\"") {
            end -= 1;
        }
    }
    (start, end)
}
