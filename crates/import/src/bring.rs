//! Rows into statements.

use std::ops::Range;

use codebook::layer::Cell;
use codebook::statement::{Confidence, of_document};
use codebook::value::ShortText;
use codebook::{LayerMap, Mention, Polarity, ReaderId, SourceMeta, Statement, TextLayer, Value};
use reading::{Document, Draft, Grounded, Grounds, Ungrounded, names_somebody};

use crate::columns::{ImportError, Placed, PlacedSay, Plan, letters};
use crate::mapping::Mapping;
use crate::values::{is_empty, valid, values};

/// A quote of a row is no longer than this, in bytes.
const QUOTE: usize = 400;

/// A person said what the columns mean; what stands in a cell may still be a slip.
const CONFIDENCE: Confidence = Confidence::thousandths(950);

/// What came of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// What is stated, row by row; the same table and mapping give the same ids.
    pub statements: Vec<Statement>,
    /// What was read and what was not.
    pub report: Report,
}

/// What was read and what was not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows under the header in which something stands.
    pub rows: usize,
    /// Cells that were mapped and say nothing.
    pub empty: usize,
    /// Columns that the mapping leaves out.
    pub ignored: Vec<String>,
    /// Columns about persons: dropped.
    pub persons: Vec<String>,
    /// Cells that could not be read.
    pub problems: Vec<Problem>,
}

/// A cell that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its address, as a spreadsheet has it: `Contracts!C7`.
    pub cell: String,
    /// Why, and what was expected. Words that name a person are not repeated.
    pub why: String,
}

/// Brings in a table by a mapping. A row that can't be read is reported, and the rest goes on.
///
/// # Errors
/// If the mapping does not fit the table.
pub fn bring(
    mapping: &Mapping,
    layer: &TextLayer,
    meta: &SourceMeta,
) -> Result<Brought, ImportError> {
    let plan = Plan::of(mapping, layer)?;
    let document = Document { layer, meta };
    let mut bringing = Bringing {
        plan: &plan,
        meta,
        grounds: Grounds::of(&document),
        reader: mapping.reader(),
        doubled: matches!(layer.map(), LayerMap::Table { .. }),
        parts: Vec::new(),
        report: Report {
            ignored: plan.ignored.clone(),
            persons: plan.persons.clone(),
            ..Report::default()
        },
    };
    for row in &plan.rows {
        bringing.row(row);
    }
    let Bringing { parts, report, .. } = bringing;
    Ok(Brought { statements: of_document(parts), report })
}

struct Bringing<'a> {
    plan: &'a Plan<'a>,
    meta: &'a SourceMeta,
    grounds: Grounds<'a>,
    reader: &'a ReaderId,
    /// True where a quotation mark in a cell is written twice.
    doubled: bool,
    parts: Vec<codebook::statement::Parts>,
    report: Report,
}

/// What a row's statements are about, and where its name stands.
struct Subject {
    mention: Mention,
    at: Vec<Range<usize>>,
}

impl Bringing<'_> {
    fn row(&mut self, row: &[Cell]) {
        if row.iter().all(|cell| self.words(&self.at(cell)).is_empty()) {
            return;
        }
        self.report.rows += 1;
        let plan = self.plan;
        for placed in &plan.records {
            if let Some(subject) = self.subject(row, placed) {
                for say in &placed.says {
                    self.say(row, &subject, say);
                }
            }
        }
    }

    /// A cell's bytes without white space around its words.
    fn at(&self, cell: &Cell) -> Range<usize> {
        let words = self.plan.text.get(cell.start..cell.end).unwrap_or_default();
        let start = cell.start + (words.len() - words.trim_start().len());
        start..start + words.trim().len()
    }

    fn words(&self, at: &Range<usize>) -> &str {
        self.plan.text.get(at.clone()).unwrap_or_default()
    }

    fn plain(&self, at: &Range<usize>) -> String {
        let words = self.words(at);
        if self.doubled { words.replace("\"\"", "\"") } else { words.to_owned() }
    }

    fn problem(&mut self, row: &[Cell], column: u32, why: impl Into<String>) {
        let number = row.first().map_or(0, |cell| cell.row) + 1;
        let cell = match self.plan.sheet {
            Some(sheet) => format!("{sheet}!{}{number}", letters(column)),
            None => format!("{}{number}", letters(column)),
        };
        self.report.problems.push(Problem { cell, why: why.into() });
    }

    /// A cell in which something stands.
    fn cell(&self, row: &[Cell], column: u32) -> Option<Range<usize>> {
        let at = row.iter().find(|cell| cell.column == column).map(|cell| self.at(cell))?;
        (!is_empty(self.words(&at))).then_some(at)
    }

    fn subject(&mut self, row: &[Cell], placed: &Placed<'_>) -> Option<Subject> {
        let cells =
            || placed.name.iter().filter_map(|column| Some((*column, self.cell(row, *column)?)));
        let first = placed.name.first().copied().unwrap_or_default();
        if let Some((column, _)) = cells().find(|(_, at)| names_somebody(self.words(at))) {
            self.problem(row, column, PERSON);
            return None;
        }
        let at: Vec<Range<usize>> = cells().map(|(_, at)| at).collect();
        let name = at.iter().map(|at| self.plain(at)).collect::<Vec<_>>().join(" ");
        match name.parse::<ShortText>() {
            Ok(name) => Some(Subject { mention: Mention { kind: placed.record.kind, name }, at }),
            Err(error) if at.is_empty() => {
                let kind = placed.record.kind;
                let why = format!("nothing names the {kind}: the row says nothing of it ({error})");
                self.problem(row, first, why);
                None
            }
            Err(error) => {
                self.problem(row, first, error.to_string());
                None
            }
        }
    }

    fn say(&mut self, row: &[Cell], subject: &Subject, placed: &PlacedSay<'_>) {
        let column = placed.column;
        let Some(at) = self.cell(row, column) else {
            self.report.empty += 1;
            return;
        };
        if names_somebody(self.words(&at)) {
            self.problem(row, column, PERSON);
            return;
        }
        let currency = match placed.currency.map(|column| (column, self.cell(row, column))) {
            Some((column, None)) => {
                self.problem(row, column, "nothing stands where the amount's currency should");
                return;
            }
            Some((_, at)) => at,
            None => None,
        };
        let valid = placed.valid.and_then(|column| Some((column, self.cell(row, column)?)));
        let valid = match valid {
            None => None,
            Some((column, at)) => match valid_of(placed, self.words(&at), self.meta) {
                Ok(date) => Some((date, at)),
                Err(why) => {
                    self.problem(row, column, why);
                    return;
                }
            },
        };
        let cell = currency.as_ref().map(|at| self.words(at));
        let read = values(placed.say, &self.plain(&at), cell, self.meta);
        let values = match read {
            Ok(values) => values,
            Err(why) => {
                self.problem(row, column, why);
                return;
            }
        };
        for value in values {
            let is_money = matches!(value, Value::Money(_));
            let heading = currency.clone().or_else(|| placed.heading.clone());
            let draft = Draft {
                rule: "import",
                subject: subject.mention.clone(),
                subject_at: subject.at.clone(),
                property: placed.say.property,
                value,
                value_at: at.clone(),
                heading: heading.filter(|_| is_money),
                quote: self.around(row, column, &at),
                qualifiers: placed.say.qualifiers,
                valid: valid.clone(),
                polarity: Polarity::Affirmed,
                attribution: None,
                reader: self.reader.clone(),
                confidence: CONFIDENCE,
                because: None,
            };
            match Grounded::answered_for(&self.grounds, draft) {
                Ok(grounded) => self.parts.push(grounded.into_parts()),
                Err(Ungrounded::Person) => self.problem(row, column, PERSON),
                Err(error) => self.problem(row, column, error.to_string()),
            }
        }
    }

    /// The cell, and as many of its neighbours as a quote holds: only such as are mapped, and name nobody.
    fn around(&self, row: &[Cell], column: u32, at: &Range<usize>) -> Range<usize> {
        let Some(here) = row.iter().position(|cell| cell.column == column) else {
            return at.clone();
        };
        let quotable = |cell: &&Cell| {
            self.plan.quotable.contains(&cell.column) && !names_somebody(self.words(&self.at(cell)))
        };
        let mut quote = at.clone();
        let (mut left, mut right) = (here, here + 1);
        loop {
            let before = left.checked_sub(1).and_then(|place| row.get(place)).filter(quotable);
            let start = before.map(|cell| self.at(cell).start).filter(|s| quote.end - s <= QUOTE);
            if let Some(start) = start {
                (left, quote.start) = (left - 1, start);
            }
            let after = row.get(right).filter(quotable).map(|cell| self.at(cell).end);
            let end = after.filter(|end| *end >= quote.end && end - quote.start <= QUOTE);
            if let Some(end) = end {
                (right, quote.end) = (right + 1, end);
            }
            if start.is_none() && end.is_none() {
                return quote;
            }
        }
    }
}

const PERSON: &str = "it names or identifies a person: dropped";

fn valid_of(
    placed: &PlacedSay<'_>,
    words: &str,
    meta: &SourceMeta,
) -> Result<codebook::edtf::Edtf, String> {
    valid(placed.say, words, meta)
}
