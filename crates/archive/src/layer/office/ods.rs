//! ODS, read by our own walk: the file says what each cell shows, and which rows and columns are hidden,
//! which calamine does not tell; and repeated rows are no danger here.

use std::collections::BTreeSet;
use std::ops::Range;

use codebook::SourceMeta;

use super::odt::is_out_of_sight;
use super::package::{Package, damaged};
use super::sheets::{Columns, Sheets};
use super::shown;
use super::xml::{Element, Step, Walk};
use crate::layer::{ExtractError, Made, extractor};
use crate::limits::Limits;

/// The version of what is done here and in the modules it uses.
const VERSION: &str = "1";

const BODY: &str = "content.xml";

/// The most times that a row or cell which holds something is repeated.
const REPEATS: u32 = 1000;

pub(super) fn make(mut package: Package<'_>, limits: &Limits) -> Result<Made, ExtractError> {
    let title = super::title(&mut package, "meta.xml")?;
    let body = package.text(BODY)?.ok_or_else(|| damaged(format!("it has no {BODY}")))?;
    let mut book = Book { sheets: Sheets::new(limits.cells), ..Book::new(unseen_styles(&body)?) };
    let mut walk = Walk::new(&body, BODY);
    let mut open: Vec<Part> = Vec::new();
    while let Some(step) = walk.next()? {
        match step {
            Step::Open(element) => {
                let part = match open.last() {
                    Some(Part::Aside) => Part::Aside,
                    _ => book.open(&element),
                };
                open.push(part);
            }
            Step::Close => {
                if let Some(part) = open.pop() {
                    book.close(&part)?;
                }
            }
            Step::Words(words) if open.last() == Some(&Part::Words) => book.words.push_str(&words),
            Step::Words(_) => {}
        }
    }
    let (shown, hidden) = book.sheets.finish();
    let (text, map) = shown
        .ok_or(ExtractError::NoText { what: "the workbook shows no cell that holds anything" })?;
    let meta = SourceMeta { title, ..SourceMeta::default() };
    Ok(Made { hidden, ..Made::new(extractor("ods", VERSION), text, map, meta) })
}

/// What an element is to the text.
#[derive(PartialEq, Eq)]
enum Part {
    Row(u32),
    Cell(u32),
    /// A paragraph in a cell or what is in one.
    Words,
    /// Something whose words are not the cell's: a comment, a picture's name.
    Aside,
    Other,
}

/// The workbook as it is walked through.
struct Book {
    unseen_styles: BTreeSet<String>,
    sheets: Sheets,
    sheet: String,
    sheet_hidden: bool,
    column_stretches: Vec<Range<u32>>,
    hidden_columns: Columns,
    columns: u32,
    row: u32,
    row_hidden: bool,
    column: u32,
    cells: Vec<(u32, bool, String)>,
    words: String,
    date: Option<String>,
}

impl Book {
    fn new(unseen_styles: BTreeSet<String>) -> Self {
        Self {
            unseen_styles,
            sheets: Sheets::new(0),
            sheet: String::new(),
            sheet_hidden: false,
            column_stretches: Vec::new(),
            hidden_columns: Columns::default(),
            columns: 0,
            row: 0,
            row_hidden: false,
            column: 0,
            cells: Vec::new(),
            words: String::new(),
            date: None,
        }
    }

    fn open(&mut self, element: &Element<'_>) -> Part {
        let repeated = |name| element.number(name).unwrap_or(1).max(1);
        match element.name() {
            ("table", "table") => {
                self.sheet = element.attribute("name").unwrap_or_default();
                let style = element.attribute("style-name");
                self.sheet_hidden = style.is_some_and(|style| self.unseen_styles.contains(&style));
                self.column_stretches.clear();
                self.hidden_columns = Columns::default();
                (self.columns, self.row) = (0, 0);
                self.sheets.next_sheet();
                Part::Other
            }
            ("table", "table-column") => {
                let next = self.columns.saturating_add(repeated("number-columns-repeated"));
                if is_out_of_sight(element) {
                    self.column_stretches.push(self.columns..next);
                }
                self.columns = next;
                Part::Other
            }
            ("table", "table-row") => {
                // Columns stand before the rows.
                if !self.column_stretches.is_empty() {
                    self.hidden_columns = Columns::of(std::mem::take(&mut self.column_stretches));
                }
                self.row_hidden = is_out_of_sight(element);
                self.column = 0;
                Part::Row(repeated("number-rows-repeated"))
            }
            ("table", "table-cell" | "covered-table-cell") => {
                self.words.clear();
                self.date = element.attribute("date-value").map(|date| shown::iso(&date));
                Part::Cell(repeated("number-columns-repeated"))
            }
            ("text", "p") => {
                self.words.push(' ');
                Part::Words
            }
            ("text", "s" | "tab" | "line-break") => {
                self.words.push(' ');
                Part::Words
            }
            ("text", _) => Part::Words,
            ("office", "annotation") | ("draw" | "svg" | "dc", _) => Part::Aside,
            _ => Part::Other,
        }
    }

    fn close(&mut self, part: &Part) -> Result<(), ExtractError> {
        match part {
            Part::Cell(repeated) => {
                let written = self.words.trim();
                // A date as ISO, no more of it than the cell shows.
                let words = match &self.date {
                    Some(date) => date.get(..shown_length(written)).unwrap_or(date),
                    _ => written,
                };
                let times = if words.is_empty() { 0 } else { (*repeated).min(REPEATS) };
                for column in (self.column..).take(times as usize) {
                    let hidden =
                        self.sheet_hidden || self.row_hidden || self.hidden_columns.has(column);
                    self.cells.push((column, hidden, words.to_owned()));
                }
                self.column = self.column.saturating_add(*repeated);
            }
            Part::Row(repeated) => {
                let cells = std::mem::take(&mut self.cells);
                let times = if cells.is_empty() { 0 } else { (*repeated).min(REPEATS) };
                for row in (self.row..).take(times as usize) {
                    self.sheets.row(&self.sheet, row, &cells)?;
                }
                self.row = self.row.saturating_add(*repeated);
            }
            _ => {}
        }
        Ok(())
    }
}

/// How much of a date in ISO a cell shows: the year, the month too, or all.
fn shown_length(written: &str) -> usize {
    let numbers = written.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty());
    let has_words = written.chars().any(char::is_alphabetic);
    match numbers.count() + usize::from(has_words) {
        0 | 1 => "2031".len(),
        2 => "2031-05".len(),
        _ => usize::MAX,
    }
}

/// The names of the styles of hidden sheets.
fn unseen_styles(text: &str) -> Result<BTreeSet<String>, ExtractError> {
    let mut walk = Walk::new(text, BODY);
    let mut style = None;
    let mut unseen = BTreeSet::new();
    while let Some(step) = walk.next()? {
        let Step::Open(element) = step else { continue };
        match element.name() {
            ("style", "style") => style = element.attribute("name"),
            ("style", "table-properties")
                if element.attribute("display").is_some_and(|it| it == "false") =>
            {
                unseen.extend(style.clone());
            }
            ("office", "body") => break,
            _ => {}
        }
    }
    Ok(unseen)
}
