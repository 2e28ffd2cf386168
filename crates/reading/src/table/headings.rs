//! What the columns of a table are called and hold, for whoever maps a table by hand.

use codebook::layer::Cell;

use super::Table;
use super::header::Header;

/// The header of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headings {
    /// Its last row, from 0.
    pub row: u32,
    /// Its columns.
    pub columns: Vec<Heading>,
}

/// A column's heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The column, from 0.
    pub column: u32,
    /// What stands over it.
    pub label: String,
    /// What that means, as the lexicon of headings calls it (`amount`, `buyer`), where it is known.
    pub field: Option<&'static str>,
    /// True where the column is about persons.
    pub persons: bool,
}

impl Headings {
    /// The header of a table in `text`, if one is understood.
    #[must_use]
    pub fn of(text: &str, cells: &[Cell]) -> Option<Self> {
        let table = Table::of(cells);
        let header = Header::of(text, &table.rows)?;
        let last = header.first.checked_sub(1)?;
        let row = cells.chunk_by(|a, b| a.row == b.row).nth(last)?.first()?.row;
        let heading = |(column, at): (usize, &std::ops::Range<usize>)| {
            Some(Heading {
                column: u32::try_from(column).ok()?,
                label: text.get(at.clone())?.to_owned(),
                field: header
                    .fields
                    .get(column)
                    .copied()
                    .flatten()
                    .map(crate::fields::Field::as_str),
                persons: header.persons.get(column).copied().unwrap_or_default(),
            })
        };
        let columns = header.labels.iter().enumerate().filter_map(heading).collect();
        Some(Self { row, columns })
    }
}
