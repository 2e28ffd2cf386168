//! What is shown of a hit: a stretch of its words, cut where people would, and which of them were meant.

use std::collections::HashSet;
use std::ops::Range;

use crate::analysis::{Terms, words};
use crate::query::{Clause, Wanted};

/// A snippet is about so many bytes.
const LENGTH: usize = 300;
/// So many of them may come before the first word that was meant.
const BEFORE: usize = 120;

/// A stretch of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The words, exactly as they stand.
    pub text: String,
    /// Where in `text` words stand that were looked for: bytes, in order.
    pub marks: Vec<Range<usize>>,
    /// True where what it is from, a passage or a quote, goes on before it.
    pub cut_before: bool,
    /// True where that goes on behind it.
    pub cut_after: bool,
    /// Where it begins in the text that it is from, in bytes.
    pub start: usize,
}

/// Tells which words of a text were looked for.
pub(crate) struct Marker {
    any: HashSet<String>,
    prefixes: Vec<String>,
    phrases: Vec<Vec<String>>,
    terms: Terms,
}

impl Marker {
    /// A marker of the words that `clauses` look for.
    pub(crate) fn new<'c>(clauses: impl IntoIterator<Item = &'c Clause>) -> Self {
        let terms = Terms::default();
        let mut marker =
            Self { any: HashSet::new(), prefixes: Vec::new(), phrases: Vec::new(), terms };
        let wanted = clauses.into_iter().filter(|clause| !clause.negated && clause.field.is_none());
        for clause in wanted {
            match &clause.wanted {
                Wanted::Word(word) => {
                    let found: Vec<String> =
                        each(word).flat_map(|word| marker.terms.wanted(word)).collect();
                    marker.any.extend(found);
                }
                Wanted::Phrase(phrase) => {
                    marker.phrases.push(each(phrase).map(Terms::folded).collect());
                }
                Wanted::Prefix(head) => marker.prefixes.push(Terms::folded(head)),
                Wanted::Terms(_) | Wanted::Years(_) => {}
            }
        }
        marker
    }

    /// Where words stand that were looked for, in order and apart; a phrase is one.
    pub(crate) fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let all: Vec<(Range<usize>, String)> = words(text)
            .filter_map(|at| text.get(at.clone()).map(|word| (at, Terms::folded(word))))
            .collect();
        let mut marks: Vec<Range<usize>> = Vec::new();
        let mut next = 0;
        for (place, (at, folded)) in all.iter().enumerate() {
            if place < next {
                continue;
            }
            let rest = all.get(place..).unwrap_or_default();
            let phrase =
                self.phrases.iter().filter(|phrase| begins(rest, phrase)).map(Vec::len).max();
            let long = phrase.unwrap_or(usize::from(self.is_meant(folded)));
            if let Some((last, _)) = long.checked_sub(1).and_then(|back| all.get(place + back)) {
                marks.push(at.start..last.end);
                next = place + long;
            }
        }
        marks
    }

    fn is_meant(&self, folded: &str) -> bool {
        self.any.contains(folded)
            || self.prefixes.iter().any(|head| folded.starts_with(head.as_str()))
            || self.terms.stems(folded).iter().any(|stem| self.any.contains(stem))
    }
}

fn each(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter_map(|at| text.get(at))
}

fn begins(words: &[(Range<usize>, String)], phrase: &[String]) -> bool {
    !phrase.is_empty()
        && phrase.len() <= words.len()
        && phrase.iter().zip(words).all(|(wanted, (_, word))| wanted == word)
}

impl Snippet {
    /// The stretch of `text` where most of its marks are together.
    pub(crate) fn of(text: &str, marks: &[Range<usize>]) -> Self {
        let near = |mark: &Range<usize>| {
            marks
                .iter()
                .filter(|m| m.start >= mark.start && m.end <= mark.start + LENGTH - BEFORE)
                .count()
        };
        // The first of several equal ones.
        let best = marks.iter().rev().max_by_key(|mark| near(mark));
        let start = best.map_or(0, |mark| begin(text, mark.start));
        let least = best.map_or(start, |mark| mark.end);
        let end = finish(text, start, least);
        let shown = text.get(start..end).unwrap_or_default();
        let lead = shown.len() - shown.trim_start().len();
        let start = start + lead;
        let end = start + shown.trim().len();
        let inside = marks.iter().filter(|mark| start <= mark.start && mark.end <= end);
        Self {
            text: shown.trim().to_owned(),
            marks: inside.map(|mark| mark.start - start..mark.end - start).collect(),
            cut_before: text.get(..start).is_some_and(|before| !before.trim().is_empty()),
            cut_after: text.get(end..).is_some_and(|after| !after.trim().is_empty()),
            start,
        }
    }
}

/// Where a snippet begins whose first mark is at `mark`: at a sentence's begin if one is near, else at a
/// word's.
fn begin(text: &str, mark: usize) -> usize {
    if mark <= BEFORE {
        return 0;
    }
    let from = text.floor_char_boundary(mark - BEFORE);
    let near = text.get(from..mark).unwrap_or_default();
    let sentence =
        [". ", "\n", "? ", "! "].iter().filter_map(|end| near.rfind(end).map(|at| at + end.len()));
    let at = sentence.max().or_else(|| near.find(char::is_whitespace));
    at.map_or(from, |at| from + at)
}

/// Where it ends: behind `least`, at a sentence's end if one is near, else behind a word.
fn finish(text: &str, start: usize, least: usize) -> usize {
    let until = text.floor_char_boundary((start + LENGTH).max(least));
    if until >= text.len() {
        return text.len();
    }
    let near = text.get(least..until).unwrap_or_default();
    let half = near.len() / 2;
    let sentence = [". ", "\n"].iter().filter_map(|end| near.rfind(end).map(|at| at + 1));
    let sentence = sentence.max().filter(|at| *at > half);
    let at = sentence.or_else(|| near.rfind(char::is_whitespace));
    at.map_or(until, |at| least + at)
}
