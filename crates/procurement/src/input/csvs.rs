//! CSV by mapping: each row becomes a release, cited by its cells.

use std::cell::Cell;
use std::io::{BufRead, Read};
use std::rc::Rc;

use codebook::western;
use csv::ByteRecord;

use super::{Left, Problem, Sink, Source, UNIT_LIMIT, Unit, Work};
use crate::mapping::{Mapping, Row};
use crate::numbers::Unread;

/// How many rows go to a worker at once.
const ROWS: usize = 256;

/// Ends where one row grows beyond the limit (a quote that is never closed).
struct Rows<R> {
    from: R,
    since: Rc<Cell<usize>>,
}

impl<R: Read> Read for Rows<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.since.get() > UNIT_LIMIT {
            return Err(std::io::Error::other(format!("a row of more than {UNIT_LIMIT} bytes")));
        }
        let got = self.from.read(into)?;
        self.since.set(self.since.get() + got);
        Ok(got)
    }
}

fn text(bytes: &[u8]) -> String {
    western::read(bytes).text.into_owned()
}

/// Reads a table from where `from` stands, `start` bytes into its source.
pub(crate) fn read(
    mut from: Box<dyn BufRead + '_>,
    mut source: Source,
    start: u64,
    mappings: &[Mapping],
    sink: &mut dyn Sink,
) {
    let semicolons = from.fill_buf().is_ok_and(|head| {
        let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
        memchr::memchr_iter(b';', line).count() > memchr::memchr_iter(b',', line).count()
    });
    let since = Rc::new(Cell::new(0));
    let rows = Rows { from, since: Rc::clone(&since) };
    let delimiter = if semicolons { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(rows);
    let header = reader
        .byte_headers()
        .map(|header| header.iter().map(|name| text(name).trim().to_owned()).collect());
    source.header = header.unwrap_or_default();
    source.mapping = mappings.iter().find(|mapping| mapping.fits(&source.header)).cloned();
    let (header, mapping) = (source.header.clone(), source.mapping.clone());
    let number = sink.source(source);
    let Some(mapping) = mapping else {
        let known: Vec<&str> = mappings.iter().map(|mapping| mapping.name.as_str()).collect();
        let why = format!(
            "not read: neither JSON nor a table with the columns of a mapping ({})",
            known.join(", ")
        );
        return sink.problem(Problem { source: number, line: 0, offset: 0, why });
    };
    let mut row = ByteRecord::new();
    let mut units = Vec::new();
    loop {
        since.set(0);
        let (line, offset) = (reader.position().line(), reader.position().byte() + start);
        match reader.read_byte_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let why = format!("the rest is not read: {error}");
                sink.problem(Problem { source: number, line, offset, why });
                break;
            }
        }
        let cells: Vec<String> = row.iter().map(text).collect();
        let (line, offset) =
            row.position().map_or((line, offset), |p| (p.line(), p.byte() + start));
        let len = reader.position().byte() + start - offset;
        match mapping.release(&header, &cells) {
            Some(Row { release, left }) => {
                for (place, why, words) in left {
                    let column = header.get(place).cloned().unwrap_or_default();
                    let words = Some(words).filter(|_| why == Unread::TwoWays);
                    let left = Left { source: number, column, why, count: 1, line, words };
                    sink.left(left);
                }
                let (pointer, bytes) = (String::new(), release.into_bytes());
                units.push(Unit { line, start: offset, len, pointer, bytes });
            }
            None => sink.problem(Problem {
                source: number,
                line,
                offset,
                why: "skipped: no column names the process".to_owned(),
            }),
        }
        if units.len() >= ROWS {
            sink.work(Work::Units { source: number, units: std::mem::take(&mut units) });
        }
    }
    if !units.is_empty() {
        sink.work(Work::Units { source: number, units });
    }
}
