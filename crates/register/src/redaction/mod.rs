//! Words that are kept from the public: finding them in a text, cutting them out of it, and telling which
//! facts say them in another way.
//!
//! A cut must not be guessed from what is left: a gap has one width, gaps with no word between them are one,
//! and what a fact says must follow from words that are still shown. Whoever can't tell is on the safe side:
//! the fact is held back until an editor amends it.

mod find;
mod gaps;
mod held;
mod parts;

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use codebook::{LayerId, SourceId, Statement, StatementId, TextLayer};
use rusqlite::Connection;

pub use find::places;
pub(crate) use find::{has_words, whole_words};
pub(crate) use held::share;
pub use parts::{Telling, telling};

use crate::error::RegisterError;
use crate::read::digest;
use crate::read::filter::Filter;
use crate::read::statements::State;
use crate::register::Register;

/// What stands for words that are not shown, however many they are.
pub const GAP: &str = "█████";

/// A stretch of a layer that is not shown.
#[derive(Debug)]
struct Cut {
    layer: LayerId,
    range: Range<usize>,
    words: String,
}

/// All that is redacted of one source.
#[derive(Debug)]
pub(crate) struct Cuts(Vec<Cut>);

impl Cuts {
    /// Those of a source.
    pub(crate) fn of(conn: &Connection, source: SourceId) -> Result<Self, RegisterError> {
        let mut query = conn.prepare_cached(
            "SELECT layer, first, after, words FROM redactions WHERE source = ?1",
        )?;
        let mut rows = query.query([source.digest().as_bytes()])?;
        let place = |at: i64| usize::try_from(at).unwrap_or(usize::MAX);
        let mut cuts = Vec::new();
        while let Some(row) = rows.next()? {
            let range = place(row.get(1)?)..place(row.get(2)?);
            cuts.push(Cut { layer: LayerId::new(digest(row.get(0)?)), range, words: row.get(3)? });
        }
        Ok(Self(cuts))
    }

    /// True where nothing is redacted.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True where all that is redacted anywhere in the source was found in this layer: any other may show
    /// the words in a writing in which they were not found.
    pub(crate) fn covers(&self, layer: LayerId) -> bool {
        let key = |cut: &Cut| find::folded(&cut.words);
        let here: BTreeSet<String> =
            self.0.iter().filter(|cut| cut.layer == layer).map(key).collect();
        self.0.iter().all(|cut| cut.layer == layer || here.contains(&key(cut)))
    }

    /// The stretches of a layer, in order, joined where they touch.
    pub(crate) fn ranges(&self, layer: LayerId) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> =
            self.0.iter().filter(|cut| cut.layer == layer).map(|cut| cut.range.clone()).collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match joined.last_mut().filter(|last| last.end >= range.start) {
                Some(last) => last.end = last.end.max(range.end),
                None => joined.push(range),
            }
        }
        joined
    }

    /// True where a title may tell something: it has a word that was redacted, or the beginning of one
    /// where it breaks off.
    pub(crate) fn speak_in(&self, title: &str) -> bool {
        let secret: Vec<String> = self.0.iter().flat_map(|cut| words(&cut.words)).collect();
        self.0.iter().any(|cut| has_words(title, &cut.words))
            || words(title)
                .filter(|word| word.chars().count() >= SHORT)
                .any(|word| secret.iter().any(|secret| secret.starts_with(word.as_str())))
    }

    /// True where prose has a redacted stretch, or a word of one that may tell something: a long one, a name, a number.
    pub(crate) fn share_a_word_with(&self, prose: &str) -> bool {
        let told: BTreeSet<String> = words(prose).collect();
        let speaks = |word: &&str| {
            word.chars().count() >= SHORT
                || word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        };
        self.0.iter().any(|cut| {
            has_words(prose, &cut.words)
                || split(&cut.words).filter(speaks).map(find::folded).any(|word| {
                    let long = word.chars().count() >= SHORT;
                    told.contains(&word) || long && told.iter().any(|told| told.contains(&word))
                })
        })
    }

    /// True where a redacted stretch has a digit: a date can be one of those.
    pub(crate) fn have_digits(&self) -> bool {
        self.0.iter().any(|cut| cut.words.chars().any(|c| c.is_ascii_digit()))
    }
}

/// A word of fewer letters than that may be any.
const SHORT: usize = 4;

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The words of a text, folded.
fn words(text: &str) -> impl Iterator<Item = String> {
    split(text).map(find::folded)
}

/// True where prose says redacted words, or what stands between two marks in them: a stretch can be a name
/// said twice.
pub(crate) fn says(prose: &str, redacted: &str) -> bool {
    let mark = |c: char| c.is_ascii_punctuation() || "\n—–«»“”".contains(c);
    let long = |part: &&str| part.chars().filter(|c| c.is_alphanumeric()).count() >= SHORT;
    has_words(prose, redacted)
        || redacted.split(mark).filter(long).any(|part| has_words(prose, part))
}

/// The text with a gap for each of the stretches, which are in order and do not touch.
#[must_use]
pub fn cut(text: &str, ranges: &[Range<usize>]) -> String {
    let (mut shown, mut at) = (String::with_capacity(text.len()), 0);
    for range in ranges {
        shown.push_str(text.get(at..range.start).unwrap_or_default());
        shown.push_str(GAP);
        at = range.end;
    }
    shown.push_str(text.get(at..).unwrap_or_default());
    shown
}

/// The newest of a source's layers that has the words, and where they and `also` stand in it: what is redacted when
/// they are to go wherever they stand.
#[must_use]
pub fn everywhere<'l>(
    layers: &'l [TextLayer],
    words: &str,
    also: &[String],
) -> Option<(&'l TextLayer, Vec<Range<usize>>)> {
    let found = |layer: &'l TextLayer| (layer, places(layer.text(), words));
    let (layer, mut ranges) =
        layers.iter().rev().map(found).find(|(_, ranges)| !ranges.is_empty())?;
    ranges.extend(also.iter().flat_map(|also| places(layer.text(), also)));
    Some((layer, ranges))
}

/// What the redactions of a source keep from the public besides the words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Accepted statements that can't be released, in the order of the text.
    pub statements: Vec<StatementId>,
    /// Layers in which not all of the words were found, so that nothing of them is shown.
    pub layers: Vec<LayerId>,
}

impl Register {
    /// Those of these statements that redactions of their sources keep from the public.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn held_back<'s>(
        &self,
        statements: impl Iterator<Item = &'s Statement>,
    ) -> Result<HashSet<StatementId>, RegisterError> {
        let (mut known, mut held) = (HashMap::new(), HashSet::new());
        for statement in statements {
            let cuts = match known.entry(statement.source()) {
                Entry::Occupied(cuts) => cuts.into_mut(),
                Entry::Vacant(place) => place.insert(Cuts::of(&self.conn, statement.source())?),
            };
            if cuts.hold_back(statement.parts()) {
                held.insert(statement.id());
            }
        }
        Ok(held)
    }

    /// What the redactions of a source keep from the public.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn kept_by_redaction(&self, source: SourceId) -> Result<Kept, RegisterError> {
        let cuts = Cuts::of(&self.conn, source)?;
        if cuts.is_empty() {
            return Ok(Kept::default());
        }
        let accepted =
            Filter { state: Some(State::Accepted), source: Some(source), ..Filter::default() };
        let statements = self.statements(&accepted)?.into_iter().map(|view| view.statement);
        let layers = crate::read::sources::layers_of(&self.conn, source)?.into_iter();
        Ok(Kept {
            statements: statements
                .filter(|statement| cuts.hold_back(statement.parts()))
                .map(|statement| statement.id())
                .collect(),
            layers: layers
                .filter(|layer| !layer.extractor.hidden && !cuts.covers(layer.layer))
                .map(|layer| layer.layer)
                .collect(),
        })
    }
}
