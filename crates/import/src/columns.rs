//! A mapping laid over a table: which column is which, and that none is left unsaid.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use codebook::TextLayer;
use codebook::fold::fold;
use codebook::layer::{Cell, Table};
use reading::{Headings, is_of_persons};

use crate::mapping::{Mapping, Record, Say};

/// A mapping that does not fit a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The words are those that an author had hidden.
    #[error("these are cells that their author had hidden; nothing is brought in from them")]
    Hidden,
    /// There is no table.
    #[error("the file has no table; expected CSV, XLSX or ODS")]
    NoTable,
    /// It has several sheets, and none or another is named.
    #[error("say which sheet, as sheet = \"{}\"; the file shows: {}", .known.first().map_or("", String::as_str), .known.join(", "))]
    Sheet {
        /// Those it has.
        known: Vec<String>,
    },
    /// The row of the header is not known, or not there.
    #[error("say which row is the header, as header = 1, counted as the spreadsheet counts")]
    NoHeader,
    /// A column that the table does not have, or has twice.
    #[error(
        "the table has {found} columns `{column}`; name one by its header or its letter, as #C. It has: {}", .known.join(", ")
    )]
    Column {
        /// As the mapping names it.
        column: String,
        /// How many there are.
        found: usize,
        /// Those it has.
        known: Vec<String>,
    },
    /// Columns that the mapping does not speak of.
    #[error("the mapping does not say what these columns are: {}; map them, or name them in `ignore` or `persons`", .0.join(", "))]
    Unsaid(Vec<String>),
    /// A column about persons that is mapped.
    #[error("the column {0} is about persons and can't be brought in; name it in `persons`")]
    Persons(String),
}

/// A table with its mapping.
pub(crate) struct Plan<'a> {
    pub(crate) text: &'a str,
    pub(crate) sheet: Option<&'a str>,
    /// The rows under the header, each its cells.
    pub(crate) rows: Vec<&'a [Cell]>,
    pub(crate) records: Vec<Placed<'a>>,
    /// Columns whose words may stand in a quote.
    pub(crate) quotable: BTreeSet<u32>,
    pub(crate) ignored: Vec<String>,
    pub(crate) persons: Vec<String>,
}

/// A record with its columns found.
pub(crate) struct Placed<'a> {
    pub(crate) record: &'a Record,
    pub(crate) name: Vec<u32>,
    pub(crate) says: Vec<PlacedSay<'a>>,
}

/// What a column says, with its columns found.
pub(crate) struct PlacedSay<'a> {
    pub(crate) say: &'a Say,
    pub(crate) column: u32,
    pub(crate) valid: Option<u32>,
    pub(crate) currency: Option<u32>,
    /// The header's words, where they tell the currency too.
    pub(crate) heading: Option<Range<usize>>,
}

/// The letters of a column.
pub(crate) fn letters(column: u32) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect()
}

impl<'a> Plan<'a> {
    pub(crate) fn of(mapping: &'a Mapping, layer: &'a TextLayer) -> Result<Self, ImportError> {
        if layer.extractor().hidden {
            return Err(ImportError::Hidden);
        }
        let table = table(mapping, layer)?;
        let text = layer.text();
        let header = match mapping.header {
            Some(row) => row - 1,
            None => Headings::of(text, table.cells).ok_or(ImportError::NoHeader)?.row,
        };
        let mut rows: Vec<&[Cell]> = table.cells.chunk_by(|a, b| a.row == b.row).collect();
        rows.retain(|row| row.first().is_some_and(|cell| cell.row >= header));
        if rows.first().and_then(|row| row.first()).map(|cell| cell.row) != Some(header) {
            return Err(ImportError::NoHeader);
        }
        let columns = Columns::of(text, rows.remove(0), &rows);
        let mut plan = Self {
            text,
            sheet: table.name,
            rows,
            records: Vec::new(),
            quotable: BTreeSet::new(),
            ignored: Vec::new(),
            persons: Vec::new(),
        };
        let mut rest = columns.at.clone();
        for (names, listed) in
            [(&mapping.ignore, &mut plan.ignored), (&mapping.persons, &mut plan.persons)]
        {
            for name in names {
                let column = columns.find(name)?;
                rest.remove(&column);
                listed.push(columns.shown(column));
            }
        }
        for record in &mapping.records {
            let placed = columns.place(record, &mut plan.quotable)?;
            plan.records.push(placed);
        }
        rest.retain(|column, _| !plan.quotable.contains(column));
        for column in rest.extract_if(.., |_, heading| is_of_persons(&heading.label)) {
            plan.persons.push(columns.shown(column.0));
        }
        if !rest.is_empty() {
            let unsaid = rest.keys().map(|column| columns.shown(*column)).collect();
            return Err(ImportError::Unsaid(unsaid));
        }
        Ok(plan)
    }
}

fn table<'a>(mapping: &Mapping, layer: &'a TextLayer) -> Result<Table<'a>, ImportError> {
    let tables: Vec<Table<'a>> = layer.map().tables().collect();
    let named = |table: &&Table<'_>| match (&mapping.sheet, table.name) {
        (Some(wanted), Some(name)) => fold(wanted) == fold(name),
        (Some(_), None) => false,
        (None, _) => true,
    };
    let mut fitting = tables.iter().filter(named);
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Ok(*only),
        _ if tables.is_empty() => Err(ImportError::NoTable),
        _ => {
            let known = tables.iter().filter_map(|table| table.name).map(str::to_owned);
            Err(ImportError::Sheet { known: known.collect() })
        }
    }
}

/// What stands over a column.
#[derive(Clone)]
struct Label {
    label: String,
    at: Option<Range<usize>>,
}

/// The columns of a table.
struct Columns {
    at: BTreeMap<u32, Label>,
}

impl Columns {
    /// Those with a header, and those without one in which something stands.
    fn of(text: &str, header: &[Cell], rows: &[&[Cell]]) -> Self {
        let mut at = BTreeMap::new();
        for cell in header.iter().chain(rows.iter().copied().flatten()) {
            let words = text.get(cell.start..cell.end).unwrap_or_default().trim();
            let is_header = header.first().is_some_and(|first| first.row == cell.row);
            if words.is_empty() || (!is_header && at.contains_key(&cell.column)) {
                continue;
            }
            let label = match is_header {
                true => Label {
                    label: words.split_whitespace().collect::<Vec<_>>().join(" "),
                    at: Some(cell.start..cell.end),
                },
                false => Label { label: String::new(), at: None },
            };
            at.insert(cell.column, label);
        }
        Self { at }
    }

    fn shown(&self, column: u32) -> String {
        match self.at.get(&column) {
            Some(Label { label, .. }) if !label.is_empty() => format!("`{label}`"),
            _ => format!("`#{}`", letters(column)),
        }
    }

    fn find(&self, name: &str) -> Result<u32, ImportError> {
        let by_letter = name.strip_prefix('#').map(str::to_ascii_uppercase);
        let wanted = fold(name);
        let found: Vec<u32> = self
            .at
            .iter()
            .filter(|(column, heading)| match &by_letter {
                Some(letter) => letters(**column) == *letter,
                None => !heading.label.is_empty() && fold(&heading.label) == wanted,
            })
            .map(|(column, _)| *column)
            .collect();
        match found.as_slice() {
            [only] => Ok(*only),
            _ => Err(ImportError::Column {
                column: name.to_owned(),
                found: found.len(),
                known: self.at.keys().map(|column| self.shown(*column)).collect(),
            }),
        }
    }

    /// As [`Columns::find`], for a column that is said and may be quoted.
    fn said(&self, name: &str, quotable: &mut BTreeSet<u32>) -> Result<u32, ImportError> {
        let column = self.find(name)?;
        if self.at.get(&column).is_some_and(|heading| is_of_persons(&heading.label)) {
            return Err(ImportError::Persons(self.shown(column)));
        }
        quotable.insert(column);
        Ok(column)
    }

    fn place<'a>(
        &self,
        record: &'a Record,
        quotable: &mut BTreeSet<u32>,
    ) -> Result<Placed<'a>, ImportError> {
        let mut name = Vec::new();
        for column in &record.name {
            name.push(self.said(column, quotable)?);
        }
        let mut says = Vec::new();
        for say in &record.says {
            let column = self.said(&say.column, quotable)?;
            let mut other = |name: &Option<String>| {
                name.as_ref().map(|name| self.said(name, quotable)).transpose()
            };
            let heading = self.at.get(&column).filter(|heading| {
                let code = say.format.currency.map(|currency| currency.code());
                code.is_some_and(|code| heading.label.contains(code))
            });
            says.push(PlacedSay {
                valid: other(&say.valid)?,
                currency: other(&say.currency_column)?,
                heading: heading.and_then(|heading| heading.at.clone()),
                column,
                say,
            });
        }
        Ok(Placed { record, name, says })
    }
}
