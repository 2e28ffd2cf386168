//! Tables on pages: lines by where words stand, columns by where the header's words stand.

use std::ops::Range;

use codebook::layer::{Page, Word};

use super::{MOST_COLUMNS, Table};
use crate::fields::field;

/// Words on one line, left to right.
type Line<'p> = Vec<&'p Word>;

/// A column of a header: its words, and where they stand.
struct Column {
    at: Range<usize>,
    left: f32,
    right: f32,
}

/// A row's text may wrap over so many lines.
const WRAPS: usize = 12;

/// The tables of the pages, in order: where a line holds labels that are known, it heads what stands
/// under it.
pub(super) fn tables(pages: &[Page], text: &str) -> Vec<Table> {
    let mut found = Vec::new();
    for page in pages {
        let lines = lines(page);
        let space = space(&lines);
        let mut at = 0;
        while at < lines.len() {
            let header = heading(&lines[at], space, text);
            let Some(header) = header else {
                at += 1;
                continue;
            };
            let (table, next) = table(&header, &lines, at + 1, space, text);
            found.extend(table);
            at = next.max(at + 1);
        }
    }
    found
}

/// The words of a page by lines: those whose middles stand as high.
fn lines(page: &Page) -> Vec<Line<'_>> {
    let middle = |word: &Word| (word.place[1] + word.place[3]) / 2.0;
    let height = |word: &Word| (word.place[3] - word.place[1]).max(1.0);
    let mut words: Vec<&Word> = page.words.iter().collect();
    words.sort_by(|a, b| middle(a).total_cmp(&middle(b)).then(a.start.cmp(&b.start)));
    let mut lines: Vec<Line<'_>> = Vec::new();
    for word in words {
        let same = lines
            .last()
            .and_then(|line| line.first())
            .is_some_and(|first| (middle(word) - middle(first)).abs() <= height(first) * 0.4);
        match lines.last_mut().filter(|_| same) {
            Some(line) => line.push(word),
            None => lines.push(vec![word]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.place[0].total_cmp(&b.place[0]));
    }
    lines
}

/// How far apart words of one cell stand on a page: a narrow one of its gaps.
fn space(lines: &[Line<'_>]) -> f32 {
    let mut gaps: Vec<f32> = lines
        .iter()
        .flat_map(|line| line.windows(2))
        .filter_map(|pair| match pair {
            [a, b] => Some(b.place[0] - a.place[2]).filter(|gap| *gap > 0.5),
            _ => None,
        })
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 4).copied().unwrap_or_default()
}

/// The stretches of a line between gaps wider than a space.
fn stretches(line: &Line<'_>, space: f32) -> Vec<Column> {
    let mut found: Vec<Column> = Vec::new();
    for word in line {
        let [left, top, right, bottom] = word.place;
        let height = (bottom - top).max(1.0);
        let gap = (space * 1.6).clamp(height * 0.2, height * 0.7);
        match found.last_mut() {
            Some(last) if left - last.right <= gap && word.start >= last.at.end => {
                last.at.end = word.end;
                last.right = right;
            }
            _ => found.push(Column { at: word.start..word.end, left, right }),
        }
    }
    found
}

/// The columns of a line that is a header: three stretches at least, two of them known labels.
fn heading(line: &Line<'_>, space: f32, text: &str) -> Option<Vec<Column>> {
    let columns = stretches(line, space);
    let label = |column: &Column| text.get(column.at.clone()).and_then(field);
    let known = columns.iter().filter(|column| label(column).is_some()).count();
    (columns.len() >= 3
        && columns.len() <= MOST_COLUMNS
        && known >= 2
        && known * 2 >= columns.len())
    .then_some(columns)
}

/// The table under a header, and the line after it. A line begins a row where it fills the first
/// column and another; what stands on other lines belongs to the row that the text gives it to, for a
/// cell's words follow each other there. The table ends at a line of prose, or where a gap is wide.
fn table(
    header: &[Column],
    lines: &[Line<'_>],
    from: usize,
    space: f32,
    text: &str,
) -> (Option<Table>, usize) {
    let mut rows: Vec<Vec<Vec<&Word>>> = Vec::new();
    let mut loose: Vec<Vec<Vec<&Word>>> = Vec::new();
    let mut wrapped = 0;
    let mut bottom = header_bottom(lines, from);
    let mut next = from;
    for line in lines.get(from..).unwrap_or_default() {
        let top = line.iter().map(|word| word.place[1]).fold(f32::MAX, f32::min);
        let height = line.iter().map(|word| word.place[3] - word.place[1]).fold(1.0, f32::max);
        let apart = top - bottom > height * 4.0;
        if apart
            || wrapped > WRAPS
            || is_prose(header, line, space)
            || heading(line, space, text).is_some()
        {
            break;
        }
        let cells = spread(header, line, space);
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        if cells.first().is_some_and(|first| !first.is_empty()) && filled >= 2 {
            rows.push(cells);
            wrapped = 0;
        } else {
            loose.push(cells);
            wrapped += 1;
        }
        bottom = line.iter().map(|word| word.place[3]).fold(bottom, f32::max);
        next += 1;
    }
    if rows.is_empty() {
        return (None, next);
    }
    let starts: Vec<usize> = rows.iter().map(|row| start(row)).collect();
    for cells in loose {
        for (place, cell) in cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let at = cell.first().map_or(0, |word| word.start);
            let row = starts.iter().rposition(|start| *start <= at).unwrap_or_default();
            if let Some(into) = rows.get_mut(row).and_then(|row| row.get_mut(place)) {
                into.extend(cell);
                into.sort_by_key(|word| word.start);
            }
        }
    }
    let mut table: Vec<Vec<Range<usize>>> =
        vec![header.iter().map(|column| column.at.clone()).collect()];
    for row in &rows {
        table.push(row.iter().map(|cell| joined(cell, start(row), text)).collect());
    }
    (Some(Table { rows: table }), next)
}

/// Where a row begins in the text.
fn start(row: &[Vec<&Word>]) -> usize {
    row.iter().flatten().map(|word| word.start).min().unwrap_or_default()
}

/// True for a line that runs on under several labels: no cell does.
fn is_prose(header: &[Column], line: &Line<'_>, space: f32) -> bool {
    let parts = stretches(line, space);
    let under = |part: &Column| {
        header.iter().filter(|label| part.left < label.right && label.left < part.right).count()
    };
    let widest = parts.iter().map(under).max().unwrap_or_default();
    widest >= 3 || widest == 2 && parts.len() == 1
}

fn header_bottom(lines: &[Line<'_>], from: usize) -> f32 {
    let header = from.checked_sub(1).and_then(|at| lines.get(at));
    header.into_iter().flatten().map(|word| word.place[3]).fold(0.0, f32::max)
}

/// The words of a line by the columns they stand under: the one they share most of their width with,
/// else the nearest.
fn spread<'p>(header: &[Column], line: &Line<'p>, space: f32) -> Vec<Vec<&'p Word>> {
    let mut cells: Vec<Vec<&Word>> = header.iter().map(|_| Vec::new()).collect();
    for part in stretches(line, space) {
        let distance = |column: &Column| {
            let shared = part.right.min(column.right) - part.left.max(column.left);
            let edges = (part.left - column.left).abs().min((part.right - column.right).abs());
            if shared > 0.0 { edges - 1000.0 } else { edges }
        };
        let nearest = header
            .iter()
            .enumerate()
            .min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)))
            .map_or(0, |(place, _)| place);
        if let Some(cell) = cells.get_mut(nearest) {
            let inside = |word: &&&Word| part.at.start <= word.start && word.end <= part.at.end;
            cell.extend(line.iter().filter(inside).copied());
        }
    }
    cells
}

/// The bytes of a cell: of its first words as far as they follow each other in the text, for a value
/// is one run of words; an empty one stands at `empty`.
fn joined(words: &[&Word], empty: usize, text: &str) -> Range<usize> {
    let Some(first) = words.first() else { return empty..empty };
    let mut at = first.start..first.end;
    for word in words.iter().skip(1) {
        let between = text.get(at.end..word.start);
        if between.is_none_or(|gap| !gap.trim().is_empty()) {
            break;
        }
        at.end = word.end;
    }
    at
}
