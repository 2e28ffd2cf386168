//! Why something was proposed: the rule, and what the recognisers saw in the quote.

use std::fmt::Debug;
use std::ops::Range;

use codebook::{Role, Statement};

use crate::folded::Found;
use crate::scene::Scene;
use crate::settled::Settled;
use crate::short_names::Acronyms;
use crate::{Document, Grounded, joined};

/// A proposal, and why it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What is proposed.
    pub statement: Statement,
    /// The rule, or the part of a reader, that drafted it.
    pub rule: &'static str,
    /// What decided, where it was weighed: features with their weights, the strongest first.
    pub because: Vec<String>,
    /// True where the quote itself names the subject, false where it was carried there.
    pub subject_here: bool,
    /// What the recognisers see in the quote, in text order.
    pub saw: Vec<Saw>,
}

/// Something a recogniser saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saw {
    /// Bytes of the layer.
    pub at: Range<usize>,
    /// Which recogniser: `date`, `money`, `name`, …
    pub what: &'static str,
    /// What it took the words for.
    pub meaning: String,
}

/// The statements that proposals about one document make, each with why it was proposed.
#[must_use]
pub fn explain(proposals: Vec<Grounded>, document: &Document<'_>) -> Vec<Explained> {
    let text = document.layer.text();
    let settled = Settled::of(text, document.meta);
    joined(proposals)
        .into_iter()
        .map(|(statement, rule, because)| {
            let citation = &statement.parts().citation;
            let quote = citation.quote().range();
            let mut subjects = citation.spans().iter().filter(|s| s.role() == Role::Subject);
            let inside = |at: Range<usize>| quote.start <= at.start && at.end <= quote.end;
            let subject_here = subjects.all(|span| inside(span.range()));
            let saw = saw(text, &quote, &settled);
            let because = because.map(|because| because.reasons()).unwrap_or_default();
            Explained { statement, rule, because, subject_here, saw }
        })
        .collect()
}

fn saw(text: &str, quote: &Range<usize>, settled: &Settled) -> Vec<Saw> {
    let scene = Scene::new(text, quote.clone(), settled, &mut Acronyms::default());
    let mut saw = Vec::new();
    add(&mut saw, "technology", &scene.technologies, ToString::to_string);
    add(&mut saw, "name", &scene.names, said);
    add(&mut saw, "place", &scene.places, |()| "place".to_owned());
    add(&mut saw, "date", &scene.dates, ToString::to_string);
    add(&mut saw, "duration", &scene.durations, ToString::to_string);
    add(&mut saw, "money", &scene.money, ToString::to_string);
    add(&mut saw, "count", &scene.counts, |count| {
        format!("{} {}", count.quantity, count.of.join(" ")).trim_end().to_owned()
    });
    add(&mut saw, "rate", &scene.rates, ToString::to_string);
    add(&mut saw, "identifier", &scene.ids, said);
    add(&mut saw, "response", &scene.responses, ToString::to_string);
    add(&mut saw, "status", &scene.statuses, ToString::to_string);
    add(&mut saw, "cue", &scene.cues, said);
    saw.sort_by_key(|seen| (seen.at.start, seen.at.end));
    saw
}

/// What a recogniser calls it, in lower case.
fn said<T: Debug>(value: &T) -> String {
    format!("{value:?}").to_lowercase()
}

fn add<T>(
    saw: &mut Vec<Saw>,
    what: &'static str,
    found: &[Found<T>],
    meaning: impl Fn(&T) -> String,
) {
    let seen = found.iter().map(|f| Saw { at: f.at.clone(), what, meaning: meaning(&f.value) });
    saw.extend(seen);
}
