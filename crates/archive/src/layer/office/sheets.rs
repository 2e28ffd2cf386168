//! The text of a spreadsheet: sheet after sheet, each under its name, a row a line, tabs between cells;
//! hidden sheets, rows and columns in a text of their own.

use std::ops::Range;

use codebook::LayerMap;
use codebook::layer::{Cell, Grid};

use crate::layer::ExtractError;

/// The most tabs between two cells of a row, however many empty ones there are.
const TABS: u32 = 32;

/// The two texts of a workbook as they grow.
pub(super) struct Sheets {
    shown: Text,
    hidden: Text,
    cells: usize,
    limit: usize,
}

/// A text with the cells in it.
#[derive(Default)]
struct Text {
    text: String,
    sheets: Vec<Grid>,
    /// Whether the last of the sheets is the one that is being read.
    open: bool,
}

/// Stretches of columns, in order and apart.
#[derive(Default)]
pub(super) struct Columns(Vec<Range<u32>>);

impl Columns {
    pub(super) fn of(mut columns: Vec<Range<u32>>) -> Self {
        columns.sort_by_key(|stretch| stretch.start);
        let mut joined: Vec<Range<u32>> = Vec::new();
        for stretch in columns {
            match joined.last_mut().filter(|last| stretch.start <= last.end) {
                Some(last) => last.end = last.end.max(stretch.end),
                None => joined.push(stretch),
            }
        }
        Self(joined)
    }

    pub(super) fn has(&self, column: u32) -> bool {
        let after = self.0.partition_point(|stretch| stretch.end <= column);
        self.0.get(after).is_some_and(|stretch| stretch.start <= column)
    }
}

/// What a text and its map are called together.
pub(super) type Layer = (String, LayerMap);

impl Sheets {
    /// Takes at most `limit` cells.
    pub(super) fn new(limit: usize) -> Self {
        Self { shown: Text::default(), hidden: Text::default(), cells: 0, limit }
    }

    /// What follows is of another sheet.
    pub(super) fn next_sheet(&mut self) {
        self.shown.open = false;
        self.hidden.open = false;
    }

    /// A row of a sheet: its number, and the cells that hold something, each with its column and
    /// whether it is hidden.
    pub(super) fn row(
        &mut self,
        sheet: &str,
        row: u32,
        cells: &[(u32, bool, String)],
    ) -> Result<(), ExtractError> {
        self.cells += cells.len();
        if self.cells > self.limit {
            return Err(ExtractError::TooManyCells { limit: self.limit });
        }
        for (text, of_hidden) in [(&mut self.shown, false), (&mut self.hidden, true)] {
            let cells = cells.iter().filter(|(_, hidden, _)| *hidden == of_hidden);
            text.row(sheet, row, cells.map(|(column, _, words)| (*column, words.as_str())));
        }
        Ok(())
    }

    /// What is shown, if anything, and what is hidden.
    pub(super) fn finish(self) -> (Option<Layer>, Option<Layer>) {
        (self.shown.finish(), self.hidden.finish())
    }
}

impl Text {
    fn row<'c>(&mut self, sheet: &str, row: u32, cells: impl Iterator<Item = (u32, &'c str)>) {
        let mut before: Option<u32> = None;
        for (column, words) in cells {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if words.is_empty() {
                continue;
            }
            match before {
                None => self.begin_row(sheet),
                Some(before) => {
                    let tabs = column.saturating_sub(before).clamp(1, TABS);
                    self.text.extend(std::iter::repeat_n('\t', tabs as usize));
                }
            }
            before = Some(column);
            let start = self.text.len();
            self.text.push_str(&words);
            let end = self.text.len();
            if let Some(grid) = self.sheets.last_mut() {
                grid.cells.push(Cell { row, column, start, end });
                grid.end = end;
            }
        }
    }

    fn begin_row(&mut self, sheet: &str) {
        if !self.open {
            self.open = true;
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            let name = sheet.split_whitespace().collect::<Vec<_>>().join(" ");
            let start = self.text.len();
            self.text.push_str(&name);
            let end = self.text.len();
            self.sheets.push(Grid { name: Some(name), start, end, cells: Vec::new() });
        }
        self.text.push('\n');
    }

    fn finish(mut self) -> Option<Layer> {
        if self.sheets.is_empty() {
            return None;
        }
        self.text.push('\n');
        Some((self.text, LayerMap::Book { sheets: self.sheets }))
    }
}
