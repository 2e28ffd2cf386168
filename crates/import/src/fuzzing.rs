//! What the fuzz targets call: any mapping and any table must come through without a panic.

use std::fmt::Write as _;

use codebook::layer::{Cell, Extractor};
use codebook::{LayerMap, Sha256, SourceId, SourceMeta, TextLayer};

use crate::{Mapping, bring, suggest};

/// A table of cells parted by tabs, in lines.
#[must_use]
pub fn table(text: &str) -> Option<TextLayer> {
    let (mut cells, mut start) = (Vec::new(), 0);
    for (row, line) in text.split('\n').enumerate() {
        for (column, cell) in line.split('\t').enumerate() {
            let (row, column) = (u32::try_from(row).ok()?, u32::try_from(column).ok()?);
            cells.push(Cell { row, column, start, end: start + cell.len() });
            start += cell.len() + 1;
        }
    }
    let source = SourceId::new(Sha256::of(text.as_bytes()));
    TextLayer::new(source, Extractor::new("csv", "1"), text, LayerMap::Table { cells }).ok()
}

/// Reads bytes as a mapping, a form feed, and a table: what is stated stands on its words, twice the same.
///
/// # Panics
/// If a span's words are not the table's, a mapping that is suggested can't be read, or a second time
/// gives something else.
pub fn import(bytes: &[u8]) {
    let all = String::from_utf8_lossy(bytes);
    let (mapping, text) = all.split_once('\u{c}').unwrap_or((&all, &all));
    let Some(layer) = table(text) else { return };
    let meta = SourceMeta::default();
    let mut mappings: Vec<Mapping> = Mapping::parse(mapping).into_iter().collect();
    if let Ok(suggested) = suggest(&layer, "suggested") {
        let mut said = String::new();
        let read = Mapping::parse(&suggested);
        if let Err(error) = &read {
            let _ = write!(said, "{error}: {suggested}");
        }
        assert!(read.is_ok(), "a suggestion that is no mapping: {said}");
        mappings.extend(read);
    }
    for mapping in &mappings {
        let Ok(brought) = bring(mapping, &layer, &meta) else { continue };
        for statement in &brought.statements {
            for span in statement.parts().citation.spans() {
                assert_eq!(span.check(&layer), Ok(()), "a span that does not stand on its words");
            }
        }
        assert_eq!(bring(mapping, &layer, &meta).as_ref(), Ok(&brought));
    }
}
