//! Forms: a label, and its value beside it or under it, as a purchase order prints them.

use std::ops::Range;

use codebook::{Kind, Property, Value};

use crate::drafts::{Drafts, Finding, Part, Subject};
use crate::fields::{Field, field};
use crate::folded::Folded;
use crate::names::is_company;
use crate::settled::Settled;
use crate::{dates, money};

/// A stretch of a line set apart by its spacing.
struct Segment {
    at: Range<usize>,
    /// Columns (characters) from the line's start.
    columns: Range<usize>,
}

/// A label and what it is the label of.
struct Entry {
    field: Field,
    label: Range<usize>,
    value: Range<usize>,
}

/// How many lines under a label its value may stand.
const UNDER: usize = 3;
/// A form has at least so many labels that are understood.
const LABELS: usize = 3;

/// Proposes what a form says, and returns the contract it is about.
pub(crate) fn relate(drafts: &mut Drafts<'_>, settled: &Settled) -> Option<Subject> {
    let text = drafts.text();
    let entries = entries(text);
    if entries.len() < LABELS {
        return None;
    }
    let id = entries.iter().find(|entry| entry.field == Field::Id)?;
    let subject = Subject::of(text, Kind::Contract, &[Part::At(&id.value)])?;
    for entry in &entries {
        if let Some((property, value, at)) = read(entry, text, drafts, settled) {
            let from = entry.label.start.min(at.start);
            let until = entry.label.end.max(at.end);
            // A value two lines down stands too far from its label to be quoted with it.
            let within = if until - from <= 500 { from..until } else { line_of(text, &at) };
            let finding = Finding::new("form/field", &subject, property, value, &at, &within);
            drafts.propose(finding);
        }
    }
    Some(subject)
}

fn line_of(text: &str, at: &Range<usize>) -> Range<usize> {
    let start = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at.end..].find('\n').map_or(text.len(), |end| at.end + end);
    crate::sentences::trimmed(text, start..end)
}

fn read(
    entry: &Entry,
    text: &str,
    drafts: &Drafts<'_>,
    settled: &Settled,
) -> Option<(Property, Value, Range<usize>)> {
    let words = &text[entry.value.clone()];
    let folded = Folded::new(words, entry.value.start);
    let date = |property| {
        let date = dates::dates(&folded, settled).into_iter().next()?;
        Some((property, Value::Date(date.value), date.at))
    };
    match entry.field {
        Field::Id => {
            let value = drafts.literal(&entry.value, Value::Identifier)?;
            let id = words.bytes().any(|b| b.is_ascii_digit()) && !words.contains(' ');
            id.then(|| (Property::ContractId, value, entry.value.clone()))
        }
        Field::Supplier => {
            let value = drafts.literal(&entry.value, Value::Name)?;
            is_company(words).then(|| (Property::Supplier, value, entry.value.clone()))
        }
        Field::Amount => {
            let found = money::money(&folded, settled).into_iter().next();
            let found = found.or_else(|| money::bare(&folded, settled))?;
            Some((Property::Amount, Value::Money(found.value), found.at))
        }
        Field::Awarded => date(Property::AwardDate),
        Field::Begins => date(Property::StartDate),
        Field::Ends => date(Property::EndDate),
        _ => None,
    }
}

fn entries(text: &str) -> Vec<Entry> {
    let lines: Vec<Vec<Segment>> = lines(text);
    let mut entries = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        for (place, segment) in line.iter().enumerate() {
            let words = &text[segment.at.clone()];
            let (label, rest) = words.split_once(':').unwrap_or((words, ""));
            let Some(field) = field(label) else { continue };
            let at = segment.at.start..segment.at.start + label.len();
            let value = beside(text, line, place, label, rest, field)
                .or_else(|| below(text, &lines[row + 1..], segment, field));
            if let Some(value) = value {
                entries.push(Entry { field, label: at, value });
            }
        }
    }
    entries
}

fn fits(words: &str, field: Field) -> bool {
    let digit = words.bytes().any(|b| b.is_ascii_digit());
    match field {
        Field::Supplier => is_company(words),
        Field::Currency => words.len() == 3,
        _ => digit,
    }
}

/// The value after the colon, or in the next stretch of the line unless that is a label too.
fn beside(
    text: &str,
    line: &[Segment],
    place: usize,
    label: &str,
    rest: &str,
    kind: Field,
) -> Option<Range<usize>> {
    let segment = line.get(place)?;
    let own = rest.trim();
    if !own.is_empty() {
        let start = segment.at.start + label.len() + 1 + (rest.len() - rest.trim_start().len());
        return fits(own, kind).then_some(start..start + own.len());
    }
    let next = line.get(place + 1)?;
    let words = &text[next.at.clone()];
    (field(words).is_none() && !words.ends_with(':') && fits(words, kind)).then(|| next.at.clone())
}

/// The nearest stretch under the label that shares a column with it and fits.
fn below(text: &str, lines: &[Vec<Segment>], label: &Segment, kind: Field) -> Option<Range<usize>> {
    lines.iter().take(UNDER).find_map(|line| {
        line.iter()
            .filter(|s| s.columns.start < label.columns.end && label.columns.start < s.columns.end)
            .map(|s| s.at.clone())
            .find(|at| fits(&text[at.clone()], kind))
    })
}

/// The lines of a text, each in the stretches that two spaces or a tab set apart. Lines of prose are
/// one stretch, and of no interest unless a colon stands in them.
fn lines(text: &str) -> Vec<Vec<Segment>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push(segments(line.trim_end(), at));
        at += line.len();
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn segments(line: &str, base: usize) -> Vec<Segment> {
    const LONG: usize = 400;
    let mut found: Vec<Segment> = Vec::new();
    if line.len() > LONG {
        return found;
    }
    for (column, (offset, c)) in line.char_indices().enumerate() {
        if c.is_whitespace() {
            continue;
        }
        let (at, end) = (base + offset, base + offset + c.len_utf8());
        match found.last_mut() {
            Some(last) if column - last.columns.end <= 1 => {
                last.at.end = end;
                last.columns.end = column + 1;
            }
            _ => found.push(Segment { at: at..end, columns: column..column + 1 }),
        }
    }
    found
}
