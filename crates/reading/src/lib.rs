//! Reading: a text layer in, proposed statements out, each grounded on an exact quote.
//!
//! Recognisers (dates, money, counts, rates, technologies, names, …) say what words mean; relations
//! join what they found into statements; and one door ([`Grounded`]) lets nothing pass whose bytes are
//! not its quote or whose value does not re-parse from them.
//!
//! Pure and deterministic: it must not know storage, clock, network, or the register. It proposes
//! nothing about natural persons.

mod areas;
mod bodies;
mod cells;
mod companies;
mod confidence;
mod countries;
mod cues;
mod dates;
mod drafts;
mod edges;
mod explain;
mod eyes;
mod fields;
mod folded;
mod forms;
mod furniture;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod grams;
mod grounded;
mod hints;
mod identifiers;
mod known_bodies;
mod labels;
mod language;
mod law;
mod lexicon;
mod listed;
mod literals;
mod money;
mod name_words;
mod names;
mod notation;
mod number_words;
mod numbers;
mod offers;
mod pattern;
mod persons;
mod places;
mod preface;
mod quantities;
mod rates;
pub mod recognise;
mod record;
mod relations;
mod responses;
mod rules;
mod scene;
mod sentences;
mod settled;
mod short_names;
mod starts;
mod status;
mod table;
mod technology;
mod telling;
#[cfg(test)]
mod tests;
mod vendors;
mod verbatim;
mod words;
mod written;

use codebook::statement::{Parts, of_document};
use codebook::{ReaderId, SourceMeta, Statement, TextLayer};

pub use explain::{Explained, Saw, explain};
pub use fields::is_of_persons;
pub use grounded::{Draft, Grounded, Grounds, LONGEST_QUOTE, Ungrounded};
pub use offers::{Entity, Offer, Offers, Refusal};
pub use persons::names_somebody;
pub use relations::Because;
pub use rules::Rules;
pub use table::{Heading, Headings};

/// What is read: a text layer, and what is known of its source.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The words.
    pub layer: &'a TextLayer,
    /// Named metadata that a value may be completed from.
    pub meta: &'a SourceMeta,
}

/// Something that proposes statements from a document.
pub trait Reader {
    /// Its name and version, kept with everything it proposes.
    fn id(&self) -> ReaderId;

    /// What it proposes, in any order. The same document always gives the same proposals.
    fn read(&self, document: &Document<'_>) -> Vec<Grounded>;
}

/// Where identifiers of natural persons stand in a text (e-mail addresses, tax and identity numbers,
/// telephones, homes), in order: whoever indexes or shows a text can leave them out.
#[must_use]
pub fn identifiers_of_persons(text: &str) -> Vec<std::ops::Range<usize>> {
    persons::identifiers(text)
}

/// True where words have the shape of a natural person's name, or hold one.
#[must_use]
pub fn may_name_a_person(words: &str) -> bool {
    persons::is_name(words) || persons::are_named_in(words)
}

/// Reads a document: nothing where the layer holds what its author had hidden; else each proposal
/// once, in text order, told apart by occurrence where two would otherwise be the same.
#[must_use]
pub fn read(reader: &dyn Reader, document: &Document<'_>) -> Vec<Statement> {
    statements(propose(reader, document))
}

/// What a reader proposes, to be joined with what others do; nothing where the layer holds what its
/// author had hidden.
#[must_use]
pub fn propose(reader: &dyn Reader, document: &Document<'_>) -> Vec<Grounded> {
    if document.layer.extractor().hidden { Vec::new() } else { reader.read(document) }
}

/// The statements that proposals about one document make, whichever readers they are from: as
/// [`read`]. Where two say the same of the same words, the first is kept.
#[must_use]
pub fn statements(proposals: Vec<Grounded>) -> Vec<Statement> {
    of_document(once(proposals).into_iter().map(Grounded::into_parts).collect())
}

/// The statements, each with the rule that drafted it and what decided.
fn joined(proposals: Vec<Grounded>) -> Vec<(Statement, &'static str, Option<Because>)> {
    let grounded = once(proposals);
    let rules: Vec<_> = grounded.iter().map(|one| (one.rule(), one.because().cloned())).collect();
    // The door lets nothing pass that makes no statement, so that the two lists are of one length.
    let statements = of_document(grounded.into_iter().map(Grounded::into_parts).collect());
    let both = statements.into_iter().zip(rules);
    both.map(|(statement, (rule, because))| (statement, rule, because)).collect()
}

/// The proposals in text order, each once.
fn once(mut grounded: Vec<Grounded>) -> Vec<Grounded> {
    // A stable sort: what starts at the same place keeps the order it came in.
    grounded.sort_by_cached_key(|one| {
        let parts = one.parts();
        (parts.citation.quote().range().start, value_start(parts))
    });
    let first = firsts(&grounded);
    let mut first = first.into_iter();
    grounded.retain(|_| first.next().unwrap_or_default());
    grounded
}

/// Which of some proposals, in order, no other before them says of the same words.
fn firsts(grounded: &[Grounded]) -> Vec<bool> {
    let mut first: Vec<bool> = Vec::with_capacity(grounded.len());
    let mut from = 0;
    for (at, one) in grounded.iter().enumerate() {
        let part = one.parts();
        // What is said of the same words begins at the same place.
        let start = |at: usize| grounded[at].parts().citation.quote().range().start;
        if start(from) != start(at) {
            from = at;
        }
        let known =
            (from..at).any(|before| first[before] && says_same(grounded[before].parts(), part));
        first.push(!known);
    }
    first
}

/// True where two parts say the same of the same words.
fn says_same(a: &Parts, b: &Parts) -> bool {
    a.property == b.property
        && a.polarity == b.polarity
        && a.citation.quote().range() == b.citation.quote().range()
        && a.subject.kind == b.subject.kind
        && a.value == b.value
        && (a.subject.name == b.subject.name || a.subject.folded() == b.subject.folded())
}

fn value_start(part: &Parts) -> usize {
    part.citation.span(codebook::Role::Value).map_or(0, |span| span.range().start)
}
