//! The source's side of the page: a window of its text, a page with the boxes of its words, or rows of a
//! table, with what is cited marked. However long the source, the page is not.

use std::ops::Range;

use codebook::layer::{Cell, Page as LayerPage};
use codebook::{LayerMap, TextLayer};

use super::cut::{Cited, Piece, citing, floor, lines, pieces};

/// About how many bytes of text stand on a page.
const WINDOW: usize = 24 << 10;
/// How many rows of a table do.
const ROWS: usize = 120;
/// The most empty cells put before one that holds something.
const BLANKS: u32 = 40;

/// A line of text, or what else begins at one place of the layer.
pub(crate) struct Line {
    /// Its first byte in the layer.
    pub(crate) at: usize,
    pub(crate) pieces: Vec<Piece>,
}

/// A row of a table.
pub(crate) struct Row {
    /// The name of the sheet, where one begins here.
    pub(crate) sheet: Option<String>,
    /// Its number as people count, from 1.
    pub(crate) number: u32,
    pub(crate) cells: Vec<Line>,
}

/// A word on the picture of a page.
pub(crate) struct Word {
    pub(crate) at: usize,
    pub(crate) place: [f32; 4],
    pub(crate) piece: Piece,
}

impl Word {
    pub(crate) fn x(&self) -> f32 {
        self.place[0]
    }
    pub(crate) fn y(&self) -> f32 {
        self.place[1]
    }
    pub(crate) fn width(&self) -> f32 {
        (self.place[2] - self.place[0]).max(0.5)
    }
    pub(crate) fn height(&self) -> f32 {
        (self.place[3] - self.place[1]).max(0.5)
    }
    /// Where letters stand in the box.
    pub(crate) fn base(&self) -> f32 {
        self.place[3] - self.height() * 0.2
    }
}

/// A page that has a picture.
pub(crate) struct Picture {
    pub(crate) number: u32,
    pub(crate) of: usize,
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) words: Vec<Word>,
}

/// What is shown of the source.
#[derive(Default)]
pub(crate) struct Paper {
    pub(crate) picture: Option<Picture>,
    pub(crate) rows: Vec<Row>,
    pub(crate) lines: Vec<Line>,
    /// Where the part before begins, if there is one.
    pub(crate) before: Option<usize>,
    /// Where the part after begins.
    pub(crate) after: Option<usize>,
}

impl Paper {
    /// Where the line, or the cell, begins that holds `place`.
    pub(crate) fn line_of(&self, place: usize) -> usize {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        let cells = cells.filter(|cell| !cell.pieces.is_empty());
        let before = self.lines.iter().chain(cells).map(|line| line.at);
        before.take_while(|at| *at <= place).last().unwrap_or(usize::MAX)
    }
}

/// Where the window is put.
pub(crate) enum Focus {
    /// It begins there.
    From(usize),
    /// It holds this place, with something before it.
    Around(usize),
}

/// The part of a layer that is shown.
pub(crate) fn paper(layer: &TextLayer, focus: &Focus, cited: &[Cited]) -> Paper {
    match layer.map() {
        LayerMap::Pages { pages } if !pages.is_empty() => on_page(layer, pages, focus, cited),
        LayerMap::Table { cells } if !cells.is_empty() => {
            in_rows(layer, &[(None, cells.as_slice())], focus, cited)
        }
        LayerMap::Book { sheets } if sheets.iter().any(|sheet| !sheet.cells.is_empty()) => {
            let sheets: Vec<_> =
                sheets.iter().map(|it| (it.name.as_deref(), it.cells.as_slice())).collect();
            in_rows(layer, &sheets, focus, cited)
        }
        _ => in_text(layer.text(), focus, cited),
    }
}

fn text_lines(text: &str, range: Range<usize>, cited: &[Cited]) -> Vec<Line> {
    let inside: Vec<Cited> = cited
        .iter()
        .filter(|one| one.range.start < range.end && range.start < one.range.end)
        .cloned()
        .collect();
    lines(text, range)
        .into_iter()
        .map(|line| Line { at: line.start, pieces: pieces(text, line, &inside) })
        .collect()
}

/// The beginning of the line that holds `at`; of a very long one, the place itself.
fn line_start(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    let least = floor(text, at.saturating_sub(WINDOW / 4));
    let before = text.get(least..at).unwrap_or_default();
    match before.rfind('\n') {
        Some(found) => least + found + 1,
        None if least == 0 => 0,
        None => at,
    }
}

fn in_text(text: &str, focus: &Focus, cited: &[Cited]) -> Paper {
    let start = match *focus {
        _ if text.len() <= WINDOW * 2 => 0,
        Focus::From(at) => line_start(text, at),
        Focus::Around(at) => line_start(text, at.saturating_sub(WINDOW / 3)),
    };
    let end = match start.saturating_add(WINDOW) {
        _ if text.len() <= WINDOW * 2 => text.len(),
        end if end >= text.len() => text.len(),
        end => match line_start(text, end) {
            line if line > start => line,
            _ => floor(text, end),
        },
    };
    Paper {
        lines: text_lines(text, start..end, cited),
        before: (start > 0).then(|| start.saturating_sub(WINDOW)),
        after: (end < text.len()).then_some(end),
        ..Paper::default()
    }
}

fn bytes_of(page: &LayerPage) -> Option<Range<usize>> {
    Some(page.words.first()?.start..page.words.last()?.end)
}

fn on_page(layer: &TextLayer, all: &[LayerPage], focus: &Focus, cited: &[Cited]) -> Paper {
    let (Focus::From(at) | Focus::Around(at)) = *focus;
    let spoken: Vec<(&LayerPage, Range<usize>)> =
        all.iter().filter_map(|page| Some((page, bytes_of(page)?))).collect();
    let shown = spoken.iter().position(|(_, range)| at < range.end);
    let shown = shown.unwrap_or(spoken.len().saturating_sub(1));
    let Some((page, range)) = spoken.get(shown) else {
        return in_text(layer.text(), focus, cited);
    };
    let beginning = |at: usize| spoken.get(at).map(|(_, range)| range.start);
    let words = page.words.iter().map(|word| {
        let (quotes, values) = citing(&(word.start..word.end), cited);
        let text = layer.text().get(word.start..word.end).unwrap_or_default().to_owned();
        Word { at: word.start, place: word.place, piece: Piece { text, quotes, values } }
    });
    Paper {
        picture: Some(Picture {
            number: page.number,
            of: all.len(),
            width: page.width,
            height: page.height,
            words: words.collect(),
        }),
        lines: text_lines(layer.text(), range.clone(), cited),
        before: shown.checked_sub(1).and_then(beginning),
        after: beginning(shown + 1),
        ..Paper::default()
    }
}

type Sheet<'a> = (Option<&'a str>, &'a [Cell]);

fn in_rows(layer: &TextLayer, sheets: &[Sheet<'_>], focus: &Focus, cited: &[Cited]) -> Paper {
    let rows: Vec<(Option<&str>, &[Cell])> = sheets
        .iter()
        .flat_map(|(name, cells)| {
            cells
                .chunk_by(|one, next| one.row == next.row)
                .enumerate()
                .map(|(nth, row)| (name.filter(|_| nth == 0), row))
        })
        .collect();
    let start_of = |nth: usize| rows.get(nth).and_then(|(_, row)| row.first()).map(|it| it.start);
    let holds =
        |at: usize| rows.partition_point(|(_, row)| row.last().is_some_and(|cell| cell.end <= at));
    let first = match *focus {
        Focus::From(at) => holds(at),
        Focus::Around(at) => holds(at).saturating_sub(ROWS / 3),
    };
    let first = if rows.len() <= ROWS { 0 } else { first.min(rows.len() - 1) };
    let last = (first + ROWS).min(rows.len());
    let shown = rows.get(first..last).unwrap_or_default();
    let shown = shown.iter().map(|(sheet, row)| Row {
        sheet: sheet.map(str::to_owned),
        number: row.first().map_or(0, |cell| cell.row.saturating_add(1)),
        cells: cells(layer.text(), row, cited),
    });
    Paper {
        rows: shown.collect(),
        before: (first > 0).then(|| start_of(first.saturating_sub(ROWS))).flatten(),
        after: start_of(last),
        ..Paper::default()
    }
}

/// The cells of a row, with empty ones where the document has none.
fn cells(text: &str, row: &[Cell], cited: &[Cited]) -> Vec<Line> {
    let mut shown = Vec::with_capacity(row.len());
    let mut next = 0;
    for cell in row {
        let blanks = cell.column.saturating_sub(next).min(BLANKS);
        shown.extend((0..blanks).map(|_| Line { at: cell.start, pieces: Vec::new() }));
        let pieces = pieces(text, cell.start..cell.end, cited);
        shown.push(Line { at: cell.start, pieces });
        next = cell.column.saturating_add(1);
    }
    shown
}

/// The bytes of the table's row that holds `at`; none outside of tables.
pub(crate) fn row_at(layer: &TextLayer, at: usize) -> Option<Range<usize>> {
    layer.map().tables().find_map(|table| {
        let cell = table.cells.iter().find(|cell| cell.start <= at && at < cell.end)?;
        let mut row = table.cells.iter().filter(|other| other.row == cell.row);
        let first = row.next()?;
        Some(first.start..row.next_back().unwrap_or(first).end)
    })
}
