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
        let mut at = 0;
        while at < lines.len() {
            let header = heading(&lines[at], text);
            let Some(header) = header else {
                at += 1;
                continue;
            };
            let (table, next) = table(&header, &lines, at + 1, text);
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

/// The stretches of a line between gaps wider than a space.
fn stretches(line: &Line<'_>) -> Vec<Column> {
    let mut found: Vec<Column> = Vec::new();
    for word in line {
        let [left, top, right, bottom] = word.place;
        let gap = (bottom - top).max(1.0) * 0.6;
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
fn heading(line: &Line<'_>, text: &str) -> Option<Vec<Column>> {
    let columns = stretches(line);
    let label = |column: &Column| text.get(column.at.clone()).and_then(field);
    let known = columns.iter().filter(|column| label(column).is_some()).count();
    (columns.len() >= 3
        && columns.len() <= MOST_COLUMNS
        && known >= 2
        && known * 2 >= columns.len())
    .then_some(columns)
}

/// The table under a header, and the line after it. A line whose first column is empty goes on with
/// the row above it; the table ends where a line fills one column alone, or a gap is wide.
fn table(header: &[Column], lines: &[Line<'_>], from: usize, text: &str) -> (Option<Table>, usize) {
    let mut rows: Vec<Vec<Vec<&Word>>> = Vec::new();
    let mut wrapped = 0;
    let mut bottom = header_bottom(lines, from);
    let mut next = from;
    for line in lines.get(from..).unwrap_or_default() {
        let top = line.iter().map(|word| word.place[1]).fold(f32::MAX, f32::min);
        let height = line.iter().map(|word| word.place[3] - word.place[1]).fold(1.0, f32::max);
        if top - bottom > height * 4.0 || heading(line, text).is_some() {
            break;
        }
        let cells = spread(header, line);
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let begins = cells.first().is_some_and(|first| !first.is_empty()) && filled >= 2;
        match rows.last_mut().filter(|_| !begins && wrapped < WRAPS) {
            Some(row) => {
                for (cell, more) in row.iter_mut().zip(cells) {
                    cell.extend(more);
                }
                wrapped += 1;
            }
            None if begins => {
                rows.push(cells);
                wrapped = 0;
            }
            None => break,
        }
        bottom = line.iter().map(|word| word.place[3]).fold(bottom, f32::max);
        next += 1;
    }
    if rows.is_empty() {
        return (None, next);
    }
    let mut table: Vec<Vec<Range<usize>>> =
        vec![header.iter().map(|column| column.at.clone()).collect()];
    for row in &rows {
        let start = row.iter().flatten().map(|word| word.start).min().unwrap_or_default();
        table.push(row.iter().map(|cell| joined(cell, start, text)).collect());
    }
    (Some(Table { rows: table }), next)
}

fn header_bottom(lines: &[Line<'_>], from: usize) -> f32 {
    let header = from.checked_sub(1).and_then(|at| lines.get(at));
    header.into_iter().flatten().map(|word| word.place[3]).fold(0.0, f32::max)
}

/// The words of a line by the columns they stand under: the one they share most of their width with,
/// else the nearest.
fn spread<'p>(header: &[Column], line: &Line<'p>) -> Vec<Vec<&'p Word>> {
    let mut cells: Vec<Vec<&Word>> = header.iter().map(|_| Vec::new()).collect();
    for part in stretches(line) {
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
