//! The measure itself: which facts were found, which proposals were right.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::equal::{Told, same, words};
use crate::marked::{Document, Fact, Marked, Proposal};

/// The longest quote that confirms anything, in bytes.
const LONGEST: usize = 600;

/// Proposals held against the marks.
#[derive(Debug, Clone)]
pub struct Judged<'a> {
    /// The marks.
    pub(crate) marked: &'a Marked,
    /// For each marked fact, in order, the proposal that found it.
    pub(crate) found: Vec<Option<&'a Proposal>>,
    /// Each proposal that counts (of one property, value and subject the first), and whether it was right.
    pub(crate) said: Vec<(&'a Proposal, bool)>,
    /// How many grounded proposals there were in all.
    pub(crate) grounded: usize,
    /// How many quotes are not their document's words.
    pub(crate) ungrounded: usize,
}

impl<'a> Judged<'a> {
    /// Each proposal that counts, and whether it was right.
    pub fn said(&self) -> impl Iterator<Item = (&'a Proposal, bool)> {
        self.said.iter().copied()
    }
}

/// Holds proposals against the marks. Proposals of documents that were not marked are passed over.
#[must_use]
pub fn judge<'a>(marked: &'a Marked, proposals: &'a [Proposal]) -> Judged<'a> {
    let mut by_document: BTreeMap<&str, Vec<&Proposal>> = BTreeMap::new();
    let mut ungrounded = 0;
    for proposal in proposals {
        let Some(id) = marked.named(&proposal.document) else { continue };
        if is_grounded(proposal, marked.documents.get(id)) {
            by_document.entry(id).or_default().push(proposal);
        } else {
            ungrounded += 1;
        }
    }
    let none = Vec::new();
    let found = marked
        .facts
        .iter()
        .map(|fact| find(fact, by_document.get(fact.document.as_str()).unwrap_or(&none)))
        .collect();
    let said = by_document.iter().flat_map(|(id, rows)| right(marked, id, rows)).collect();
    let grounded = by_document.values().map(Vec::len).sum();
    Judged { marked, found, said, grounded, ungrounded }
}

/// True for a property whose marks are close to complete, so that precision is told of it.
#[must_use]
pub fn is_core(property: &str) -> bool {
    Told::named(property).is_some_and(Told::is_core)
}

/// What the marks say of one proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A fact is marked in its words.
    Confirmed,
    /// It is right, though what is marked stands elsewhere in the document.
    Elsewhere,
    /// Nobody marked it.
    Unmarked,
}

/// Holds one proposal by itself against the marks; none for a document that was not marked.
#[must_use]
pub fn verdict(marked: &Marked, proposal: &Proposal) -> Option<Verdict> {
    let id = marked.named(&proposal.document)?;
    let (_, right) = right(marked, id, &[proposal]).pop()?;
    let known = marked.facts.iter().chain(&marked.also).filter(|fact| fact.document == id);
    let covered = |fact: &Fact| {
        fact.property.as_str() == proposal.property
            && covers(proposal, &fact.spans)
            && same(fact, proposal)
    };
    Some(match right {
        false => Verdict::Unmarked,
        true if known.into_iter().any(covered) => Verdict::Confirmed,
        true => Verdict::Elsewhere,
    })
}

fn is_grounded(proposal: &Proposal, document: Option<&Document>) -> bool {
    let words = document.and_then(|document| document.text.get(proposal.start..proposal.end));
    proposal.start < proposal.end && words == Some(proposal.quote.as_str())
}

/// The proposal that found a fact: of several the one whose subject is nearest.
fn find<'a>(fact: &Fact, rows: &[&'a Proposal]) -> Option<&'a Proposal> {
    let subject: HashSet<String> = words(&fact.subject).into_iter().collect();
    let mut near: Vec<(usize, &Proposal)> = rows
        .iter()
        .filter(|row| row.property == fact.property.as_str() && same(fact, row))
        .filter(|row| row.end - row.start <= LONGEST && covers(row, &fact.spans))
        .map(|row| {
            let own: HashSet<String> = words(&row.subject).into_iter().collect();
            (subject.intersection(&own).count(), *row)
        })
        .collect();
    near.sort_by_key(|(common, _)| Reverse(*common));
    near.first().map(|(_, row)| *row)
}

/// True where at least half of one of the spans is in the proposal's quote.
fn covers(row: &Proposal, spans: &[Range<usize>]) -> bool {
    spans.iter().any(|span| {
        let common = span.end.min(row.end).saturating_sub(span.start.max(row.start));
        common * 2 >= span.len()
    })
}

fn right<'a>(marked: &Marked, id: &str, rows: &[&'a Proposal]) -> Vec<(&'a Proposal, bool)> {
    let ignored = marked.documents.get(id).map(|document| document.ignore.as_slice());
    let ignored = ignored.unwrap_or_default();
    let known: Vec<&Fact> =
        marked.facts.iter().chain(&marked.also).filter(|fact| fact.document == id).collect();
    let mut seen = HashSet::new();
    rows.iter()
        .filter(|row| seen.insert((&row.property, &row.normalized, &row.subject)))
        .map(|row| {
            let furniture = ignored.iter().any(|at| at.contains(&row.start));
            let touches = |fact: &Fact| {
                fact.spans.iter().any(|span| span.start < row.end && row.start < span.end)
            };
            let ok = !furniture
                && known.iter().any(|fact| {
                    fact.property.as_str() == row.property
                        && same(fact, row)
                        && (!fact.property.is_free() || touches(fact))
                });
            (*row, ok)
        })
        .collect()
}
