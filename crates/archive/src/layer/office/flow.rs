//! The machine that walks through a word processor's file: paragraphs, tables, and what is hidden in
//! them. What each element means is told by the grammar of the format.

use std::collections::{BTreeMap, BTreeSet};

use codebook::layer::{Cell, Extractor, Grid, Paragraph};
use codebook::{LayerMap, SourceMeta};

use super::xml::{Element, Step, Walk};
use crate::layer::{ExtractError, Made};

/// What an element does to the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    /// Nothing; what is in it counts.
    Pass,
    /// Nothing, nor anything in it.
    Skip,
    /// A paragraph; hidden or not.
    Paragraph(bool),
    /// A stretch of a paragraph that may turn out to be hidden.
    Run,
    /// The run that it is in is hidden.
    Vanish,
    /// The paragraph that it is in is hidden.
    VanishParagraph,
    /// All in it is hidden.
    Hide,
    /// The words in it are words of the paragraph.
    Words,
    /// It stands for these words.
    Say(String),
    /// All in it stands between these marks.
    Between(&'static str, &'static str),
    /// A table.
    Table,
    /// A row.
    Row,
    /// A row that is hidden.
    HiddenRow,
    /// The row that it is in is hidden.
    HideRow,
    /// A cell over so many columns.
    Cell(u32),
    /// The cell that it is in is over so many columns.
    Over(u32),
}

/// Styles by their names, and which of them hide their text: by themselves or by what they rest on,
/// unless they say that it is shown.
#[derive(Default)]
pub(super) struct Styles {
    rests_on: BTreeMap<String, String>,
    hiding: BTreeSet<String>,
    showing: BTreeSet<String>,
}

impl Styles {
    pub(super) fn rests_on(&mut self, style: &str, other: String) {
        self.rests_on.insert(style.to_owned(), other);
    }

    pub(super) fn says(&mut self, style: &str, hides: bool) {
        let said = if hides { &mut self.hiding } else { &mut self.showing };
        said.insert(style.to_owned());
    }

    /// The names of those that hide.
    pub(super) fn hiding(self) -> BTreeSet<String> {
        let Self { rests_on, mut hiding, showing } = self;
        let mut heirs: BTreeMap<&String, Vec<&String>> = BTreeMap::new();
        for (style, on) in &rests_on {
            heirs.entry(on).or_default().push(style);
        }
        let mut found: Vec<String> = hiding.iter().cloned().collect();
        while let Some(style) = found.pop() {
            for heir in heirs.get(&style).into_iter().flatten() {
                if !showing.contains(*heir) && hiding.insert((*heir).clone()) {
                    found.push((*heir).clone());
                }
            }
        }
        hiding
    }
}

/// A text as it grows, with its map.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) text: String,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Grid>,
}

impl Flow {
    /// The text and its map, where there is any text.
    pub(super) fn finish(mut self) -> Option<(String, LayerMap)> {
        if self.text.is_empty() {
            return None;
        }
        self.text.push('\n');
        Some((self.text, LayerMap::Flow { paragraphs: self.paragraphs, tables: self.tables }))
    }

    fn paragraph(&mut self, file: &str, piece: &Piece) {
        let words = piece.words.trim();
        if words.is_empty() {
            return;
        }
        self.gap("\n\n");
        self.place(file, piece.at, words);
    }

    fn gap(&mut self, gap: &str) {
        if !self.text.is_empty() {
            self.text.push_str(gap);
        }
    }

    fn place(&mut self, file: &str, at: usize, words: &str) {
        let start = self.text.len();
        self.text.push_str(words);
        let file = file.to_owned();
        self.paragraphs.push(Paragraph { start, end: self.text.len(), file, at });
    }

    /// A row as a line, its cells parted by tabs, and where they stand.
    fn row(&mut self, file: &str, row: &[CellDraft]) -> Vec<(u32, usize, usize)> {
        let mut cells = Vec::new();
        for (nth, cell) in row.iter().enumerate() {
            if nth > 0 {
                self.text.push('\t');
            }
            let start = self.text.len();
            for piece in &cell.pieces {
                let words = piece.words.split_whitespace().collect::<Vec<_>>().join(" ");
                if words.is_empty() {
                    continue;
                }
                if self.text.len() > start {
                    self.text.push(' ');
                }
                self.place(file, piece.at, &words);
            }
            if self.text.len() > start {
                cells.push((cell.column, start, self.text.len()));
            }
        }
        cells
    }

    fn table(&mut self, file: &str, rows: &[RowDraft]) {
        let mut grid: Option<Grid> = None;
        for (number, row) in (0..).zip(rows) {
            if row.hidden || row.is_empty() {
                continue;
            }
            self.gap(if grid.is_some() { "\n" } else { "\n\n" });
            let start = self.text.len();
            let cells = self.row(file, &row.cells);
            let cell = |(column, start, end)| Cell { row: number, column, start, end };
            let grid = grid.get_or_insert_with(|| Grid {
                name: None,
                start,
                end: start,
                cells: Vec::new(),
            });
            grid.cells.extend(cells.into_iter().map(cell));
            grid.end = self.text.len();
        }
        self.tables.extend(grid);
    }
}

/// A stretch of words and where its paragraph begins.
#[derive(Default)]
struct Piece {
    at: usize,
    words: String,
}

/// A paragraph that is not over yet.
struct Open {
    shown: Piece,
    unseen: Piece,
    hidden: bool,
    run_hidden: bool,
}

#[derive(Default)]
struct CellDraft {
    column: u32,
    pieces: Vec<Piece>,
}

#[derive(Default)]
struct RowDraft {
    cells: Vec<CellDraft>,
    columns: u32,
    hidden: bool,
}

impl RowDraft {
    fn is_empty(&self) -> bool {
        let mut pieces = self.cells.iter().flat_map(|cell| &cell.pieces);
        pieces.all(|piece| piece.words.trim().is_empty())
    }
}

/// What has been walked through so far.
pub(super) struct Machine {
    pub(super) shown: Flow,
    pub(super) hidden: Flow,
    open: Vec<Open>,
    /// Paragraphs inside others, as those of notes and boxes: they come after the one they are in.
    later: Vec<Piece>,
    tables: Vec<Vec<RowDraft>>,
    hiding: usize,
    /// True where words count only inside an element for words.
    only_words: bool,
    wording: usize,
}

impl Machine {
    /// What the whole file makes.
    pub(super) fn made(
        self,
        extractor: Extractor,
        title: Option<String>,
    ) -> Result<Made, ExtractError> {
        let hidden = self.hidden.finish();
        let (text, map) = self.shown.finish().ok_or(ExtractError::NoText {
            what: "the document shows no text; if there are pictures of text in it, save it as a PDF \
                   file and add that",
        })?;
        let meta = SourceMeta { title, ..SourceMeta::default() };
        Ok(Made { hidden, ..Made::new(extractor, text, map, meta) })
    }

    /// One that takes all words of a paragraph, or `only_words` that the grammar says are.
    pub(super) fn new(only_words: bool) -> Self {
        let (shown, hidden) = (Flow::default(), Flow::default());
        let (open, later, tables) = (Vec::new(), Vec::new(), Vec::new());
        Self { shown, hidden, open, later, tables, hiding: 0, only_words, wording: 0 }
    }

    /// Walks through a file; all of it is hidden if the file is one of comments, say.
    pub(super) fn walk(
        &mut self,
        text: &str,
        file: &str,
        all_hidden: bool,
        mut act: impl FnMut(&Element<'_>) -> Act,
    ) -> Result<(), ExtractError> {
        self.hiding = usize::from(all_hidden);
        let mut walk = Walk::new(text, file);
        let mut acts: Vec<Act> = Vec::new();
        while let Some(step) = walk.next()? {
            match step {
                Step::Open(element) => {
                    let skipped = acts.last() == Some(&Act::Skip);
                    let act = if skipped { Act::Skip } else { act(&element) };
                    self.open(&act, element.at);
                    acts.push(act);
                }
                Step::Close => {
                    if let Some(act) = acts.pop() {
                        self.close(&act, file);
                    }
                }
                Step::Words(words) => {
                    let counts = !self.only_words || self.wording > 0;
                    if !counts || acts.last() == Some(&Act::Skip) {
                        continue;
                    }
                    if self.only_words {
                        self.say(&words);
                    } else {
                        self.say_flowing(&words);
                    }
                }
            }
        }
        Ok(())
    }

    fn open(&mut self, act: &Act, at: usize) {
        match act {
            Act::Pass | Act::Skip => {}
            Act::Paragraph(hidden) => {
                let piece = || Piece { at, words: String::new() };
                let (shown, unseen) = (piece(), piece());
                // What stands in a box or a note is seen no better than where it is anchored.
                let around = self.open.last().is_some_and(|open| open.hidden || open.run_hidden);
                let hidden = *hidden || around;
                self.open.push(Open { shown, unseen, hidden, run_hidden: false });
            }
            Act::Run => self.with_run(false),
            Act::Vanish => self.with_run(true),
            Act::VanishParagraph => {
                if let Some(open) = self.open.last_mut() {
                    open.hidden = true;
                }
            }
            Act::Hide => self.hiding += 1,
            Act::Words => self.wording += 1,
            Act::Say(words) => self.say(words),
            Act::Between(before, _) => self.say(before),
            Act::Table => self.tables.push(Vec::new()),
            Act::Row | Act::HiddenRow => {
                if let Some(table) = self.tables.last_mut() {
                    let hidden = *act == Act::HiddenRow;
                    table.push(RowDraft { hidden, ..RowDraft::default() });
                }
            }
            Act::HideRow => {
                if let Some(row) = self.row() {
                    row.hidden = true;
                }
            }
            Act::Over(columns) => {
                if let Some(row) = self.row() {
                    row.columns = row.columns.saturating_add(columns.saturating_sub(1));
                }
            }
            Act::Cell(over) => {
                if let Some(row) = self.row() {
                    let column = row.columns;
                    row.columns = column.saturating_add((*over).max(1));
                    row.cells.push(CellDraft { column, pieces: Vec::new() });
                }
            }
        }
    }

    fn close(&mut self, act: &Act, file: &str) {
        match act {
            Act::Paragraph(_) => self.close_paragraph(file),
            Act::Run => self.with_run(false),
            Act::Hide => self.hiding -= 1,
            Act::Words => self.wording -= 1,
            Act::Between(_, after) => self.say(after),
            Act::Table => self.close_table(file),
            _ => {}
        }
    }

    fn row(&mut self) -> Option<&mut RowDraft> {
        self.tables.last_mut()?.last_mut()
    }

    fn with_run(&mut self, hidden: bool) {
        if let Some(open) = self.open.last_mut() {
            open.run_hidden = hidden;
        }
    }

    fn say(&mut self, words: &str) {
        if let Some(piece) = self.piece() {
            piece.push_str(words);
        }
    }

    /// As [`Machine::say`], where white space is what parts words and no more.
    fn say_flowing(&mut self, words: &str) {
        let Some(piece) = self.piece() else { return };
        for part in words.split_inclusive(char::is_whitespace) {
            let word = part.trim_end();
            piece.push_str(word);
            if part.len() > word.len() && !piece.ends_with(char::is_whitespace) {
                piece.push(' ');
            }
        }
    }

    fn piece(&mut self) -> Option<&mut String> {
        let hiding = self.hiding > 0;
        let open = self.open.last_mut()?;
        let unseen = hiding || open.hidden || open.run_hidden;
        Some(if unseen { &mut open.unseen.words } else { &mut open.shown.words })
    }

    fn close_paragraph(&mut self, file: &str) {
        let Some(Open { shown, unseen, .. }) = self.open.pop() else { return };
        self.hidden.paragraph(file, &unseen);
        let cell = self.tables.last_mut().and_then(|table| table.last_mut());
        if let Some(cell) = cell.and_then(|row| row.cells.last_mut()) {
            cell.pieces.push(shown);
        } else if self.open.is_empty() {
            self.shown.paragraph(file, &shown);
            for piece in std::mem::take(&mut self.later) {
                self.shown.paragraph(file, &piece);
            }
        } else {
            self.later.push(shown);
        }
    }

    /// A table inside a table is flattened into the cell that it is in.
    fn close_table(&mut self, file: &str) {
        let Some(rows) = self.tables.pop() else { return };
        for row in rows.iter().filter(|row| row.hidden && !row.is_empty()) {
            self.hidden.gap("\n\n");
            self.hidden.row(file, &row.cells);
        }
        let around = self.tables.last_mut().and_then(|table| table.last_mut());
        match around.and_then(|row| row.cells.last_mut()) {
            Some(cell) => {
                let shown = rows.into_iter().filter(|row| !row.hidden);
                cell.pieces.extend(shown.flat_map(|row| row.cells).flat_map(|inner| inner.pieces));
            }
            None => self.shown.table(file, &rows),
        }
    }
}
