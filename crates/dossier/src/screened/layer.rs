//! The text layer of a file with matched processes: a line for each field, which its JSON Pointer or column leads.

use std::collections::BTreeMap;
use std::ops::Range;

use archive::Archive;
use codebook::layer::{Extractor, Field, FieldPlace, LayerMap};
use codebook::{SourceId, TextLayer};
use procurement::classify;
use procurement::input::Source;
use procurement::people;
use procurement::screen::{Said, What};

use super::{EXTRACTOR, Matched, person};
use crate::error::IntakeError;

/// As much of a field as is told, in bytes.
const TOLD: usize = 300;

/// A field in the layer: what it says, and where its words and its line stand.
#[derive(Debug, Clone)]
pub(super) struct Told<'m> {
    pub(super) said: &'m Said,
    pub(super) words: Range<usize>,
    pub(super) line: Range<usize>,
    /// The mapping it was read by, where it is a cell.
    pub(super) mapping: Option<&'m str>,
}

/// What one process says in one file.
#[derive(Debug)]
pub(super) struct Block<'m> {
    pub(super) told: Vec<Told<'m>>,
}

/// Where the words of a field stand, and its line.
type Stood = (Range<usize>, Range<usize>);

/// A layer in the making.
pub(super) struct Made<'m> {
    pub(super) layer: Option<TextLayer>,
    pub(super) blocks: Vec<Block<'m>>,
    pub(super) left: usize,
    pub(super) moved: usize,
}

/// A field that may be told.
struct Line<'m> {
    said: &'m Said,
    place: FieldPlace,
    words: &'m str,
    mapping: Option<&'m str>,
}

pub(super) fn make<'m>(
    archive: &Archive,
    source: SourceId,
    sources: &'m [Source],
    processes: &[(&'m Matched, Vec<&'m Said>)],
) -> Result<Made<'m>, IntakeError> {
    let mut made = Made { layer: None, blocks: Vec::new(), left: 0, moved: 0 };
    let mut all: Vec<Vec<Line<'m>>> = Vec::new();
    for (_, said) in processes {
        let lines: Vec<Line<'m>> = said.iter().filter_map(|said| line(said, sources)).collect();
        made.left += said.len() - lines.len();
        all.push(lines);
    }
    let asked: Vec<(&FieldPlace, &str)> =
        all.iter().flatten().map(|line| (&line.place, line.words)).collect();
    let mut stand = archive.fields_stand(&source, &asked)?.into_iter();
    for lines in &mut all {
        let before = lines.len();
        lines.retain(|_| stand.next().unwrap_or_default());
        made.moved += before - lines.len();
    }
    let mut text = String::new();
    let mut fields = Vec::new();
    for lines in &all {
        let mut known: BTreeMap<(&FieldPlace, &str), Stood> = BTreeMap::new();
        let mut told = Vec::new();
        for line in lines {
            let (words, whole) = known
                .entry((&line.place, line.words))
                .or_insert_with(|| put(line, &mut text, &mut fields))
                .clone();
            told.push(Told { said: line.said, words, line: whole, mapping: line.mapping });
        }
        if !told.is_empty() {
            text.push('\n');
            made.blocks.push(Block { told });
        }
    }
    if !fields.is_empty() {
        let extractor = Extractor::new(EXTRACTOR, "1");
        made.layer = Some(TextLayer::new(source, extractor, text, LayerMap::Fields { fields })?);
    }
    Ok(made)
}

fn put(line: &Line<'_>, text: &mut String, fields: &mut Vec<Field>) -> Stood {
    let name = line.place.pointer.as_ref().or(line.place.column.as_ref());
    let from = text.len();
    text.push_str(name.map_or("", String::as_str));
    text.push_str(": ");
    let start = text.len();
    text.push_str(line.words);
    let end = text.len();
    text.push('\n');
    fields.push(Field { start, end, place: line.place.clone() });
    (start..end, from..end)
}

/// The field, if nobody is named in it.
fn line<'m>(said: &'m Said, sources: &'m [Source]) -> Option<Line<'m>> {
    let source = sources.get(said.cited.source as usize)?;
    let words = said.text.get(told(said)?).filter(|words| fit(said.what, words))?;
    let (pointer, column) = match source.mapping {
        Some(_) => (None, Some(said.cited.stands.clone())),
        None => (Some(said.cited.stands.clone()), None),
    };
    let place = FieldPlace {
        line: said.cited.line,
        raw_start: said.cited.bytes.0,
        raw_end: said.cited.bytes.1,
        pointer,
        column,
        file: source.member.clone(),
    };
    let mapping = source.mapping.as_ref().map(|mapping| mapping.name.as_str());
    Some(Line { said, place, words, mapping })
}

/// As much of the words as is told: all where they are few, else what stands around those that decide.
fn told(said: &Said) -> Option<Range<usize>> {
    let text = said.text.as_str();
    let decides = match said.what {
        What::Technology(technology) => classify::stands(text, technology)
            .or_else(|| classify::coded(text.trim(), technology).then_some(0..text.len()))?,
        _ => 0..0,
    };
    let whole = trimmed(text, 0..text.len());
    let short = if whole.len() <= TOLD { whole } else { around(text, &decides) };
    let technology = matches!(said.what, What::Technology(_));
    // What decides is told even where somebody is named beside it.
    if technology && text.get(short.clone()).is_some_and(person::named) {
        return Some(decides);
    }
    (!short.is_empty()).then_some(short)
}

fn around(text: &str, decides: &Range<usize>) -> Range<usize> {
    let spare = TOLD.saturating_sub(decides.len());
    let from = match decides.start.saturating_sub(spare / 2) {
        0 => 0,
        from => {
            let from = text.ceil_char_boundary(from);
            let blank = text.get(from..decides.start).and_then(|it| it.find(char::is_whitespace));
            blank.map_or(decides.start, |at| from + at)
        }
    };
    let until = text.floor_char_boundary(from + TOLD).max(decides.end);
    let last = text.get(decides.end..until).and_then(|it| it.rfind(char::is_whitespace));
    let until = if until == text.len() { until } else { last.map_or(until, |at| decides.end + at) };
    trimmed(text, from..until)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

/// True where words may stand in public: they name nobody where they are prose, and identify nobody anywhere.
fn fit(what: What, words: &str) -> bool {
    let evidence = what == What::Evidence;
    let prose =
        evidence || matches!(what, What::Title | What::Item | What::Technology(_) | What::Method);
    let body = evidence || what == What::Buyer;
    people::without_identifiers(words) == words
        && !(prose && person::named(words))
        && !(body && people::natural_person(words, &[]))
}
