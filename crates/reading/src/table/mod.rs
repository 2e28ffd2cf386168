//! Tables: a header says what each column is; a row is a contract, a system or a request.

mod columns;
mod grids;
mod header;
mod headings;
mod requests;
mod row;

use std::ops::Range;

use codebook::layer::Cell;

use codebook::{LayerMap, Technology};

use crate::drafts::Drafts;
use crate::fields::{Field, field};
use crate::folded::{Folded, Found};
use crate::record::{Record, Shape, Slot};
use crate::sentences::trimmed;
use crate::settled::Settled;
use crate::technology;
use header::Header;
pub use headings::{Heading, Headings};
use row::Row;

/// The most columns of a table; what stands further right is not read.
const MOST_COLUMNS: usize = 400;

/// Rows of cells, each its bytes in the layer.
#[derive(Debug, Default)]
pub(crate) struct Table {
    rows: Vec<Vec<Range<usize>>>,
}

impl Table {
    /// The table that a layer's map describes.
    fn of(cells: &[Cell]) -> Self {
        let rows = cells
            .chunk_by(|a, b| a.row == b.row)
            .map(|row| {
                let mut ranges = Vec::new();
                for cell in row.iter().filter(|cell| (cell.column as usize) < MOST_COLUMNS) {
                    ranges.resize(cell.column as usize, cell.start..cell.start);
                    ranges.push(cell.start..cell.end);
                }
                ranges
            })
            .collect();
        Self { rows }
    }

    /// From its first cell to its last.
    fn at(&self) -> Range<usize> {
        let cells = || self.rows.iter().flatten();
        let start = cells().map(|cell| cell.start).min().unwrap_or_default();
        start..cells().map(|cell| cell.end).max().unwrap_or(start)
    }
}

/// The tables of a document: those its map describes, else those its words form.
pub(crate) fn tables(map: &LayerMap, text: &str) -> Vec<Table> {
    match map {
        LayerMap::Pages { pages } => columns::tables(pages, text),
        LayerMap::Fields { .. } => Vec::new(),
        LayerMap::Plain | LayerMap::Html { .. } | LayerMap::Mail { .. } => grids::tables(text),
        LayerMap::Table { .. } | LayerMap::Book { .. } | LayerMap::Flow { .. } => {
            map.tables().map(|table| Table::of(table.cells)).collect()
        }
    }
}

/// Proposes what the rows say that are about a technology of the register's, and returns where the
/// table stands, if its header was understood.
pub(crate) fn relate(
    table: &Table,
    drafts: &mut Drafts<'_>,
    settled: &Settled,
) -> Option<Range<usize>> {
    let text = drafts.text();
    let at = within_tags(text, table.at());
    if let Some(header) = Header::of(text, &table.rows) {
        let caption = caption(text, table, &header);
        let asked = requests::are_requests(text, table, &header);
        for cells in table.rows.iter().skip(header.first) {
            let row = Row { text, cells, header: &header };
            if asked {
                row.request(drafts, settled);
            } else {
                row.relate(&caption, drafts, settled);
            }
        }
        return Some(at);
    }
    sideways(text, table, drafts, settled).then_some(at)
}

/// A table with the tags that stand right before it.
fn within_tags(text: &str, at: Range<usize>) -> Range<usize> {
    /// Those of the table, its head and its row, with a caption's.
    const TAGS: usize = 6;
    let mut start = at.start;
    for _ in 0..TAGS {
        let before = text[..start].trim_end();
        let Some(tag) = before.strip_suffix('>').and_then(|_| before.rfind('<')) else { break };
        start = tag;
    }
    start..at.end
}

/// What a table is about where its rows do not say it: the words over it do, or, where a column tells what is bought,
/// the heading or the clause that leads to it ("Our facial recognition contracts:").
fn caption(text: &str, table: &Table, header: &Header) -> Vec<Found<Technology>> {
    /// A caption stands no further above its table.
    const ABOVE: usize = 300;
    let tells = [Field::Title, Field::Item, Field::System, Field::Technology];
    let rows = || table.rows.iter().take(header.first);
    let start = rows().flatten().map(|cell| cell.start).min().unwrap_or_default();
    let end = rows().flatten().map(|cell| cell.end).max().unwrap_or(start);
    let from = text.ceil_char_boundary(start.saturating_sub(ABOVE));
    if header.fields.iter().flatten().any(|field| tells.contains(field)) {
        let Some(line) = leads(text, from..start) else { return Vec::new() };
        let found = technology::technologies(&Folded::new(&text[line.clone()], line.start));
        // Cameras in passing say less than what they are for.
        let plain = |found: &Found<_>| matches!(found.value, Technology::Cctv | Technology::Other);
        return found.into_iter().min_by_key(plain).into_iter().collect();
    }
    let from = text[from..start].find('\n').filter(|_| from > 0).map_or(from, |line| from + line);
    technology::labelled(&text[from..end], from).into_iter().take(1).collect()
}

/// The last line of `over` that is not blank, where it heads or leads to what stands under it.
fn leads(text: &str, over: Range<usize>) -> Option<Range<usize>> {
    let lines = text.get(over.clone())?.trim_end_matches([' ', '\n', '\r', '|', '\t']);
    let first = lines.rfind('\n').map_or(0, |end| end + 1);
    let at = trimmed(text, over.start + first..over.start + lines.len());
    let line = text.get(at.clone())?;
    let heads = line.starts_with('#') || line.starts_with("**") && line.ends_with("**");
    (heads || line.trim_end_matches('*').ends_with(':')).then_some(at)
}

/// A table whose first column holds the labels: each further column is a record.
fn sideways(text: &str, table: &Table, drafts: &mut Drafts<'_>, settled: &Settled) -> bool {
    /// So many labels must be understood.
    const LABELS: usize = 3;
    let label = |row: &Vec<Range<usize>>| {
        row.first().and_then(|cell| Some((field(&text[cell.clone()])?, cell.clone())))
    };
    let labels: Vec<_> = table.rows.iter().map(label).collect();
    let known = labels.iter().flatten().count();
    let width = table.rows.iter().map(Vec::len).max().unwrap_or_default();
    if known < LABELS || known * 3 < table.rows.len() || width > 12 {
        return false;
    }
    for column in 1..width {
        let mut record = Record {
            text,
            shape: Shape::Table,
            slots: Default::default(),
            technologies: Vec::new(),
        };
        for (row, label) in table.rows.iter().zip(&labels) {
            let Some(value) = row.get(column).map(|cell| trimmed(text, cell.clone())) else {
                continue;
            };
            let Some((field, label)) = label.clone().filter(|_| !value.is_empty()) else {
                continue;
            };
            let near = column == 1 && value.end - label.start.min(value.start) <= 400;
            let quote = if near { label.start.min(value.start)..value.end } else { value.clone() };
            let slot = Slot { value, quote, label };
            if header::is_goods(field) {
                record.technologies.extend(named_in(text, &slot));
            }
            record.slots.entry(field).or_insert(slot);
        }
        if !record.technologies.is_empty() {
            record.relate(drafts, settled);
        }
    }
    true
}

/// The technologies that a slot names.
fn named_in(text: &str, slot: &Slot) -> Vec<(Technology, Slot)> {
    let folded = Folded::new(&text[slot.value.clone()], slot.value.start);
    technology::technologies(&folded)
        .into_iter()
        .map(|found| (found.value, Slot { value: found.at, ..slot.clone() }))
        .collect()
}
