//! Forms: a label, and its value beside it or under it, as a purchase order prints them, a contract's
//! cover lists them, or a record in a data file names them.

mod parts;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use codebook::Kind;
use codebook::fold::is_one_line;

use crate::areas::Areas;
use crate::bodies::is_institution;
use crate::companies::is_company;
use crate::drafts::{Drafts, Part, Shared, Subject};
use crate::fields::{Field, field};
use crate::folded::{Folded, Pattern, pattern};
use crate::names::{NameOf, names};
use crate::record::{Record, Shape, Slot, is_identifier};
use crate::settled::Settled;
use crate::{cells, technology};

/// A stretch of a line set apart by its spacing.
struct Segment {
    at: Range<usize>,
    /// Columns (characters) from the line's start.
    columns: Range<usize>,
}

/// A label and what it is the label of.
struct Labelled {
    field: Field,
    label: Range<usize>,
    value: Range<usize>,
    /// True where label and value are all that stands on their line.
    alone: bool,
}

impl Labelled {
    /// A short value with its label; what is longer may say more than the field does.
    fn at(&self) -> Option<Range<usize>> {
        const SHORT: usize = 80;
        let at = self.label.start.min(self.value.start)..self.value.end;
        (at.len() <= SHORT).then_some(at)
    }
}

/// How many lines under a label its value may stand.
const UNDER: usize = 3;
/// A form has at least so many labels that are understood.
const LABELS: usize = 3;
/// A label and its value are quoted together up to this length.
const LONGEST: usize = 500;

/// What forms leave for those who read the rest.
#[derive(Default)]
pub(crate) struct Told {
    /// The contract that the document is a form about.
    pub(crate) about: Option<Subject>,
    /// The entries that have been read, and the items of an order.
    pub(crate) read: Vec<Range<usize>>,
    /// The bodies whose names head forms, and what those forms are about.
    pub(crate) headed: Vec<(Range<usize>, Shared)>,
}

/// Proposes what the forms of a text say that stand outside `read`. `topic` is what the document is
/// about where a form does not say it.
pub(crate) fn relate(
    drafts: &mut Drafts<'_>,
    settled: &Settled,
    read: &Areas,
    topic: &Range<usize>,
) -> Told {
    let text = drafts.text();
    let lines = lines(text);
    let mut entries = entries(text, &lines);
    entries.retain(|entry| !read.hold(entry.label.start));
    let forms = forms(&entries);
    let only = forms.len() == 1;
    let mut told = Told::default();
    for (at, form) in forms.iter().enumerate() {
        let until =
            forms.get(at + 1).and_then(|next| next.first()).map_or(text.len(), |e| e.label.start);
        let Some(start) = form.first().map(|entry| entry.label.start) else { continue };
        let mut record = record(text, form);
        if !is_told(&record) && !is_of_use(&record) {
            continue;
        }
        if record.technologies.is_empty() {
            // Many records in one file each speak of their own; a lone form is what its document is.
            let whole = if only { topic.clone() } else { start..until };
            record.technologies = named_in(text, whole).into_iter().take(1).collect();
        }
        let body = Some(start).filter(|_| !only).and_then(|start| body_over(text, start, drafts));
        if let Some(body) = body.filter(|_| !record.technologies.is_empty()) {
            told.headed.extend(relate_under(&record, body, drafts, settled));
        } else if only || !record.technologies.is_empty() {
            told.about = record.relate(drafts, settled);
            if told.about.is_some() {
                told.read.extend(form.iter().filter_map(Labelled::at));
                let all = start..form.last().map_or(start, |entry| entry.value.end);
                told.read.extend(items(&lines, &all));
            }
        }
    }
    told.about.take_if(|subject| !only || subject.mention.kind != Kind::Contract);
    told
}

/// Proposes what a form says of what the body that heads it has, and returns the body and what that goes by in the
/// end: the section's prose is about the same.
fn relate_under(
    record: &Record<'_>,
    body: Range<usize>,
    drafts: &mut Drafts<'_>,
    settled: &Settled,
) -> Option<(Range<usize>, Shared)> {
    let (_, what) = record.technologies.first()?;
    let parts = [Part::At(&body), Part::At(&what.value)];
    let subject = Subject::of(record.text, record.kind(), &parts)?;
    let shared = Rc::new(RefCell::new(subject.named()));
    record.relate_as(&subject.settled_later(&shared), drafts, settled);
    Some((body, shared))
}

/// "### 3. Arden Police Department", "**Ayuntamiento de Arden**": the body that the nearest heading over `start`
/// names, where its name is most of the heading.
fn body_over(text: &str, start: usize, drafts: &Drafts<'_>) -> Option<Range<usize>> {
    /// A heading stands no further above its form.
    const ABOVE: usize = 600;
    let from = text.ceil_char_boundary(start.saturating_sub(ABOVE));
    let mut at = from;
    let mut heading = None;
    for line in text[from..start].split_inclusive('\n') {
        let words = line.trim();
        if words.starts_with('#') || words.starts_with("**") && words.ends_with("**") {
            heading = Some(at..at + line.len());
        }
        at += line.len();
    }
    let heading = crate::sentences::trimmed(text, heading?);
    let line = text.get(heading.clone())?;
    let letters = |words: &str| words.chars().filter(|c| c.is_alphabetic()).count();
    let most = |at: &Range<usize>| 3 * letters(&text[at.clone()]) >= letters(line);
    names(&Folded::new(line, heading.start), line, &drafts.known)
        .into_iter()
        .filter(|name| name.value == NameOf::Agency)
        .map(|name| name.at)
        .find(most)
}

/// The lines within a form that stand in columns: the items of an order.
fn items(lines: &[Vec<Segment>], within: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    const COLUMNS: usize = 4;
    lines.iter().filter(|line| line.len() >= COLUMNS).filter_map(|line| {
        let at = line.first()?.at.start..line.last()?.at.end;
        (within.start <= at.start && at.end <= within.end).then_some(at)
    })
}

/// The forms that the entries make up: where lines of label and value come again from the first
/// label on, each time is a record of its own.
fn forms(entries: &[Labelled]) -> Vec<&[Labelled]> {
    let opener = entries.first().filter(|entry| entry.alone).map(|entry| entry.field);
    let mut forms = vec![];
    let mut from = 0;
    for (at, entry) in entries.iter().enumerate().skip(1) {
        if entry.alone && Some(entry.field) == opener {
            forms.push(&entries[from..at]);
            from = at;
        }
    }
    forms.push(&entries[from..]);
    forms
}

fn record<'t>(text: &'t str, form: &[Labelled]) -> Record<'t> {
    let mut slots: BTreeMap<Field, Slot> = BTreeMap::new();
    for entry in form {
        let from = entry.label.start.min(entry.value.start);
        let until = entry.label.end.max(entry.value.end);
        // A value two lines down stands too far from its label to be quoted with it.
        let quote = if until - from <= LONGEST { from..until } else { line_of(text, &entry.value) };
        let slot = Slot { value: entry.value.clone(), quote, label: entry.label.clone() };
        // What is labelled a total is the whole; a column's first line is not.
        let total = |slot: &Slot| {
            text.get(slot.label.clone()).is_some_and(|l| l.to_lowercase().contains("total"))
        };
        // A column's label over its first line says less than one beside its value.
        let beside = |slot: &Slot| {
            text.get(slot.label.end..slot.value.start).is_some_and(|gap| !gap.contains('\n'))
        };
        let says = |slot: &Slot| (total(slot), total(slot) && beside(slot));
        match slots.entry(entry.field) {
            Entry::Occupied(mut known) if says(&slot) > says(known.get()) => {
                known.insert(slot);
            }
            known => {
                known.or_insert(slot);
            }
        }
    }
    let goods = [Field::Title, Field::Item, Field::Technology, Field::System];
    let technologies = goods
        .iter()
        .filter_map(|field| slots.get(field))
        .flat_map(|slot| {
            let found = named_in(text, slot.value.clone());
            found.into_iter().map(|(value, at)| (value, Slot { value: at.value, ..slot.clone() }))
        })
        .collect();
    Record { text, shape: Shape::Form, slots, technologies }
}

/// True where it says enough to be a record of a purchase or a request.
fn is_told(record: &Record<'_>) -> bool {
    let has = |field: &Field| record.slots.contains_key(field);
    let numbers = [Field::Contract, Field::Tender, Field::Folio];
    let deal = [
        Field::Supplier,
        Field::Amount,
        Field::Award,
        Field::Buyer,
        Field::Maker,
        Field::Awarded,
        Field::Signed,
        Field::Ends,
    ];
    record.slots.len() >= LABELS
        && (numbers.iter().any(has) || deal.iter().filter(|field| has(field)).count() >= 2)
}

/// True where it says who has a technology that its own title or item names.
fn is_of_use(record: &Record<'_>) -> bool {
    let owned =
        [Field::Buyer, Field::Unit, Field::Office].iter().any(|f| record.slots.contains_key(f));
    record.slots.len() >= LABELS && owned && !record.technologies.is_empty()
}

/// The technologies named at `at`, each with the line it stands on.
fn named_in(text: &str, at: Range<usize>) -> Vec<(codebook::Technology, Slot)> {
    let Some(words) = text.get(at.clone()) else { return Vec::new() };
    technology::technologies(&Folded::new(words, at.start))
        .into_iter()
        .map(|found| {
            let quote = line_of(text, &found.at);
            (found.value, Slot { label: found.at.clone(), value: found.at, quote })
        })
        .collect()
}

fn line_of(text: &str, at: &Range<usize>) -> Range<usize> {
    let start = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at.end..].find('\n').map_or(text.len(), |end| at.end + end);
    crate::sentences::trimmed(text, start..end)
}

/// What stands before a label: a list's sign, a clause's number, a quotation mark.
static LEAD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"^(?:[-*•·▪–>#]+\s+|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)][-–]?\s+|(?i:cl[aá]usula\s+|clause\s+)?(?i:primer[ao]|segund[ao]|tercer[ao]|cuart[ao]|quint[ao]|sext[ao]|s[eé]ptim[ao]|octav[ao]|noven[ao]|d[eé]cim[ao](?: \p{L}+)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s?[.:)]\s?[-–—]?\s*|["'*_`]+)+"#,
    )
});

/// Splits a stretch of a line into the label's bytes and where the rest begins.
fn parted(words: &str) -> (Range<usize>, usize) {
    let lead = LEAD.find(words).map_or(0, |hit| hit.end());
    let rest = &words[lead..];
    match parts::parted(rest) {
        Some((label, after)) => (lead..lead + label, lead + after),
        None => (lead..words.len(), words.len()),
    }
}

fn entries(text: &str, lines: &[Vec<Segment>]) -> Vec<Labelled> {
    let mut entries = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        for (place, segment) in line.iter().enumerate() {
            let words = &text[segment.at.clone()];
            let (label, after) = parted(words);
            let Some(field) = field(&words[label.clone()]) else { continue };
            let start = segment.at.start;
            let label = start + label.start..start + label.end;
            let rest = start + after..segment.at.end;
            let value = beside(text, line, place, rest.clone(), field)
                .or_else(|| below(text, &lines[row + 1..], segment, field))
                .or_else(|| next(text, line, lines.get(row + 1)?, field, after == words.len()));
            if let Some(value) = value {
                let alone = line.len() == 1 && rest.contains(&value.start);
                entries.push(Labelled { field, label, value, alone });
            }
        }
    }
    entries
}

/// True where words may be what a field holds.
fn fits(words: &str, field: Field) -> bool {
    let digit = words.bytes().any(|b| b.is_ascii_digit());
    match field {
        Field::Supplier | Field::Maker => is_company(words),
        Field::Buyer | Field::Unit | Field::Office | Field::Asked => is_institution(words),
        Field::Currency => words.len() == 3,
        Field::Contract | Field::Tender | Field::Folio => digit && is_identifier(words),
        Field::Title | Field::Item | Field::System | Field::Technology | Field::Purpose => {
            words.len() >= 4 && words.contains(char::is_alphabetic)
        }
        Field::Place | Field::Stage | Field::Response | Field::Law | Field::Measure => {
            words.len() <= 120 && !cells::is_empty(words) && words.contains(char::is_alphabetic)
        }
        _ => digit,
    }
}

/// True for a field whose value is told by its shape, wherever near its label it stands.
const fn is_shaped(field: Field) -> bool {
    !matches!(
        field,
        Field::Title
            | Field::Item
            | Field::System
            | Field::Technology
            | Field::Purpose
            | Field::Place
            | Field::Stage
            | Field::Response
            | Field::Law
            | Field::Measure
    )
}

/// The value after the colon, or in the next stretch of the line unless that is a label too.
fn beside(
    text: &str,
    line: &[Segment],
    place: usize,
    rest: Range<usize>,
    kind: Field,
) -> Option<Range<usize>> {
    let own = bare(text, rest);
    if !own.is_empty() {
        return fits(&text[own.clone()], kind).then_some(own);
    }
    let next = line.get(place + 1)?;
    let words = &text[next.at.clone()];
    (field(words).is_none() && !words.ends_with(':') && fits(words, kind)).then(|| next.at.clone())
}

/// A value without the quotation marks, the emphasis and the comma that a data file puts around it.
fn bare(text: &str, at: Range<usize>) -> Range<usize> {
    let at = crate::sentences::trimmed(text, at);
    let words = &text[at.clone()];
    let marks = |c: char| matches!(c, '"' | '\'' | '`' | '*' | ',' | ';') || c.is_whitespace();
    let start = at.start + (words.len() - words.trim_start_matches(marks).len());
    start.min(at.end)..(start + words.trim_matches(marks).len()).min(at.end)
}

/// The nearest stretch under the label that shares a column with it and fits.
fn below(text: &str, lines: &[Vec<Segment>], label: &Segment, kind: Field) -> Option<Range<usize>> {
    if !is_shaped(kind) {
        return None;
    }
    lines.iter().take(UNDER).find_map(|line| {
        line.iter()
            .filter(|s| s.columns.start < label.columns.end && label.columns.start < s.columns.end)
            .map(|s| s.at.clone())
            .find(|at| {
                let words = &text[at.clone()];
                parted(words).1 == words.len() && !is_labelled(words) && fits(words, kind)
            })
    })
}

/// True for a stretch that begins with a label of its own.
fn is_labelled(words: &str) -> bool {
    let (label, _) = parted(words);
    field(&words[label]).is_some()
}

/// The whole next line, where the label alone fills its own.
fn next(
    text: &str,
    line: &[Segment],
    below: &[Segment],
    kind: Field,
    bare: bool,
) -> Option<Range<usize>> {
    let ([label], [value]) = (line, below) else { return None };
    let words = &text[value.at.clone()];
    let labelled = !bare || text[label.at.clone()].ends_with(':');
    let free = !is_labelled(words) && !words.ends_with(':') && parted(words).1 == words.len();
    (labelled && free && words.len() <= LONGEST && fits(words, kind)).then(|| value.at.clone())
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
    let mut found: Vec<Segment> = Vec::new();
    if line.len() > LONGEST {
        return found;
    }
    if is_one_line(line) {
        found.push(Segment { at: base..base + line.len(), columns: 0..line.chars().count() });
        return found;
    }
    let (mut column, mut offset) = (0, 0);
    while let Some(word) = line[offset..].split(char::is_whitespace).next() {
        let end = offset + word.len();
        let columns = column..column + word.chars().count();
        (column, offset) = (columns.end + 1, end);
        if !word.is_empty() {
            match found.last_mut() {
                Some(last) if columns.start - last.columns.end <= 1 => {
                    last.at.end = base + end;
                    last.columns.end = columns.end;
                }
                _ => found.push(Segment { at: base + end - word.len()..base + end, columns }),
            }
        }
        let Some(space) = line[end..].chars().next() else { break };
        offset += space.len_utf8();
    }
    found
}
