//! The figures, for people and for programs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use crate::equal::{Told, names};
use crate::measure::Judged;

/// One property's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The property.
    pub property: String,
    /// Whether its marks are close to complete.
    pub core: bool,
    /// How many facts were marked.
    pub marked: usize,
    /// How many of them were found.
    pub found: usize,
    /// How many proposals were made, of one value and subject one.
    pub said: usize,
    /// How many of them were right.
    pub right: usize,
}

/// The whole measure; each share lies between 0 and 1, and is 0 where there was nothing to share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// How many facts were marked.
    pub facts: usize,
    /// How many grounded proposals there were.
    pub proposals: usize,
    /// How many quotes are not their document's words.
    pub ungrounded: usize,
    /// Facts found, of all.
    pub recall_all: f64,
    /// Facts found, of those with a core property.
    pub recall_core: f64,
    /// Proposals that were right, of those with a core property.
    pub precision_core: f64,
    /// The harmonic mean of the two.
    pub f1_core: f64,
    /// Proposals that were right, of all: a floor, since marks are not complete outside the core.
    pub precision_all: f64,
    /// Whether facts of one thing are kept together.
    pub linking_f1: f64,
    /// Facts found under the name of their subject, of those found.
    pub named: f64,
    /// Facts found, of all in a language.
    pub recall_by_language: BTreeMap<String, f64>,
    /// By property.
    pub properties: Vec<Row>,
    /// Marked facts that nothing found, a line each.
    #[serde(skip)]
    pub missed: Vec<String>,
    /// Core proposals that were wrong, a line each.
    #[serde(skip)]
    pub wrong: Vec<String>,
}

#[expect(clippy::cast_precision_loss, reason = "far fewer facts than a f64 can count")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn f1(a: f64, b: f64) -> f64 {
    if a + b > 0.0 { 2.0 * a * b / (a + b) } else { 0.0 }
}

/// Adds up what was judged.
#[must_use]
pub fn report(judged: &Judged<'_>) -> Report {
    let facts = || judged.marked.facts.iter().zip(&judged.found);
    let core = |property: &str| Told::named(property).is_some_and(Told::is_core);
    let recall = |wanted: &dyn Fn(&crate::marked::Fact) -> bool| {
        let all = facts().filter(|(fact, _)| wanted(fact));
        let (found, all) =
            all.fold((0, 0), |n, (_, by)| (n.0 + usize::from(by.is_some()), n.1 + 1));
        ratio(found, all)
    };
    let precision = |only_core: bool| {
        let said = judged.said().filter(|(proposal, _)| !only_core || core(&proposal.property));
        let (right, said) = said.fold((0, 0), |n, (_, ok)| (n.0 + usize::from(ok), n.1 + 1));
        ratio(right, said)
    };
    let named =
        facts().filter_map(|(fact, by)| by.as_ref().map(|by| names(&fact.subject, &by.subject)));
    let (same_name, found) = named.fold((0, 0), |n, same| (n.0 + usize::from(same), n.1 + 1));
    let language = |id: &str| judged.marked.documents.get(id).map(|d| d.language.clone());
    let languages: BTreeSet<String> =
        judged.marked.documents.values().map(|document| document.language.clone()).collect();
    let (recall_core, precision_core) = (recall(&|fact| fact.property.is_core()), precision(true));
    Report {
        facts: judged.marked.facts.len(),
        proposals: judged.grounded,
        ungrounded: judged.ungrounded,
        recall_all: recall(&|_| true),
        recall_core,
        precision_core,
        f1_core: f1(precision_core, recall_core),
        precision_all: precision(false),
        linking_f1: linking(judged),
        named: ratio(same_name, found),
        recall_by_language: languages
            .into_iter()
            .map(|lang| {
                let share = recall(&|fact| language(&fact.document).as_ref() == Some(&lang));
                (lang, share)
            })
            .collect(),
        properties: rows(judged),
        missed: facts()
            .filter(|(_, by)| by.is_none())
            .map(|(fact, _)| {
                line(&fact.document, fact.property.as_str(), &fact.value_norm, &fact.quote)
            })
            .collect(),
        wrong: judged
            .said()
            .filter(|(proposal, ok)| !ok && core(&proposal.property))
            .map(|(p, _)| line(&p.document, &p.property, &p.normalized, &p.quote))
            .collect(),
    }
}

fn line(document: &str, property: &str, value: &str, quote: &str) -> String {
    let words: String = quote.chars().take(120).collect();
    format!("{document} {property} = {value} | {}", words.replace('\n', " "))
}

/// Over the facts found, pair by pair within a document.
fn linking(judged: &Judged<'_>) -> f64 {
    let mut by_document: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (fact, by) in judged.marked.facts.iter().zip(&judged.found) {
        if let Some(by) = by {
            by_document.entry(&fact.document).or_default().push((&fact.subject, &by.subject));
        }
    }
    let (mut both, mut only_here, mut only_marked) = (0, 0, 0);
    for rows in by_document.values() {
        for (place, (marked, here)) in rows.iter().enumerate() {
            for (other_marked, other_here) in &rows[..place] {
                match (marked == other_marked, here == other_here) {
                    (true, true) => both += 1,
                    (false, true) => only_here += 1,
                    (true, false) => only_marked += 1,
                    (false, false) => {}
                }
            }
        }
    }
    f1(ratio(both, both + only_here), ratio(both, both + only_marked))
}

fn rows(judged: &Judged<'_>) -> Vec<Row> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut row = |property: &str, count: &dyn Fn(&mut Row)| {
        let new = || Row {
            property: property.to_owned(),
            core: Told::named(property).is_some_and(Told::is_core),
            marked: 0,
            found: 0,
            said: 0,
            right: 0,
        };
        count(rows.entry(property.to_owned()).or_insert_with(new));
    };
    for (fact, by) in judged.marked.facts.iter().zip(&judged.found) {
        row(fact.property.as_str(), &|row| {
            row.marked += 1;
            row.found += usize::from(by.is_some());
        });
    }
    for (proposal, ok) in judged.said() {
        row(&proposal.property, &|row| {
            row.said += 1;
            row.right += usize::from(ok);
        });
    }
    rows.into_values().collect()
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:22}{:>7}{:>7}{:>8}{:>6}{:>7}{:>11}",
            "property", "marked", "found", "recall", "said", "right", "precision"
        )?;
        for row in &self.properties {
            let recall = ratio(row.found, row.marked);
            write!(f, "{:22}{:7}{:7}{recall:8.2}", row.property, row.marked, row.found)?;
            if row.core {
                write!(f, "{:6}{:7}{:11.2}", row.said, row.right, ratio(row.right, row.said))?;
            }
            writeln!(f)?;
        }
        let Self { facts, proposals, ungrounded, .. } = self;
        write!(f, "facts={facts} proposals={proposals} ungrounded={ungrounded}")?;
        for (name, share) in [
            ("recall_all", self.recall_all),
            ("recall_core", self.recall_core),
            ("precision_core", self.precision_core),
            ("f1_core", self.f1_core),
            ("precision_all", self.precision_all),
            ("linking_f1", self.linking_f1),
            ("named", self.named),
        ] {
            write!(f, " {name}={share:.3}")?;
        }
        for (language, share) in &self.recall_by_language {
            write!(f, " recall_all_{language}={share:.3}")?;
        }
        writeln!(f)
    }
}
