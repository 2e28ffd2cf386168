//! What became of every line, and how much of everything there was.

use std::collections::BTreeMap;

use codebook::Technology;
use serde::Serialize;

use crate::facts::Facts;
use crate::flags::{Finding, State, rules};
use crate::input::{Left, Problem};

/// How many problems are kept with their words; all are counted.
const KEPT: usize = 10_000;

/// The account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Ledger {
    /// Sources that were left whole, each with a reason in `problems`.
    pub sources_left: u64,
    /// Lines, documents and rows that were looked at, blank ones not among them: each is read, empty or skipped.
    pub units: u64,
    /// Blank lines.
    pub blank: u64,
    /// Of the units: those of which at least one release was read.
    pub read: u64,
    /// Of the units: packages and records without a release.
    pub empty: u64,
    /// Of the units: those skipped, each with a reason in `problems`.
    pub skipped: u64,
    /// Releases that were read.
    pub releases: u64,
    /// Releases left out, each with a reason in `problems`.
    pub releases_skipped: u64,
    /// Releases that were merged into another of the same process.
    pub merged: u64,
    /// Contracting processes.
    pub processes: u64,
    /// Processes that are for a technology.
    pub matched: u64,
    /// Of them, by technology.
    pub technologies: BTreeMap<&'static str, u64>,
    /// Suppliers that look like natural persons, masked.
    pub people: u64,
    /// What was mended: units that are no UTF-8 (`western`), `bytes` that are no letter, halves of `surrogates`, `numbers`
    /// that are none, `keys` that stand twice. And what was left out: `amounts` of JSON whose texts say no number;
    /// processes of which not the whole of their `lists` is looked at, and those with more `releases` than are named.
    pub mended: BTreeMap<&'static str, u64>,
    /// Numbers of tables that were left out, by source, column and reason.
    pub left_out: Vec<Left>,
    /// By flag: raised, not raised, can't be told.
    pub flags: BTreeMap<&'static str, [u64; 3]>,
    /// The same by the places of the rules, until it is closed.
    #[serde(skip)]
    told: Vec<[u64; 3]>,
    /// The first problems, in the order of sources and lines.
    pub problems: Vec<Problem>,
    /// How many problems there were.
    pub problems_count: u64,
}

impl Ledger {
    pub(crate) fn problem(&mut self, problem: Problem) {
        self.problems_count += 1;
        self.problems.push(problem);
        if self.problems.len() >= 2 * KEPT {
            self.trim();
        }
    }

    /// Counts what was mended.
    pub(crate) fn mended(&mut self, what: &'static str, count: u32) {
        if count > 0 {
            *self.mended.entry(what).or_default() += u64::from(count);
        }
    }

    pub(crate) fn left(&mut self, left: Left) {
        let same = |known: &&mut Left| {
            (known.source, known.why) == (left.source, left.why) && known.column == left.column
        };
        // The last ones are of the source that is being read.
        match self.left_out.iter_mut().rev().find(same) {
            Some(known) => {
                known.count += left.count;
                if left.line < known.line {
                    (known.line, known.words) = (left.line, left.words);
                }
            }
            None => self.left_out.push(left),
        }
    }

    fn trim(&mut self) {
        self.problems.sort();
        self.problems.truncate(KEPT);
    }

    /// Adds what another part counted.
    pub(crate) fn add(&mut self, other: Self) {
        self.sources_left += other.sources_left;
        self.units += other.units;
        self.blank += other.blank;
        self.read += other.read;
        self.empty += other.empty;
        self.skipped += other.skipped;
        self.releases += other.releases;
        self.releases_skipped += other.releases_skipped;
        self.merged += other.merged;
        self.processes += other.processes;
        self.matched += other.matched;
        self.people += other.people;
        for (technology, count) in other.technologies {
            *self.technologies.entry(technology).or_default() += count;
        }
        for (what, count) in other.mended {
            *self.mended.entry(what).or_default() += count;
        }
        other.left_out.into_iter().for_each(|left| self.left(left));
        self.left_out.sort();
        for (flag, counts) in other.flags {
            let known = self.flags.entry(flag).or_default();
            known.iter_mut().zip(counts).for_each(|(known, more)| *known += more);
        }
        self.problems_count += other.problems_count;
        self.problems.extend(other.problems);
        self.trim();
    }

    pub(crate) fn tell(&mut self, facts: &Facts<'_>, flags: &[Finding]) {
        self.processes += 1;
        self.people += u64::from(facts.people);
        self.mended("lists", u32::from(facts.cut));
        self.mended("currencies", facts.unpriced);
        if let Some((technology, _)) = facts.found.technologies.first() {
            self.matched += 1;
            *self.technologies.entry(Technology::as_str(*technology)).or_default() += 1;
        }
        self.told.resize(rules().len(), [0; 3]);
        for (counts, finding) in self.told.iter_mut().zip(flags) {
            let place = match finding.state {
                State::Raised => 0,
                State::NotRaised => 1,
                State::CantTell => 2,
            };
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
            }
        }
    }

    /// Puts what was told of flags, which is counted by their places, under their ids.
    pub(crate) fn close(&mut self) {
        for (rule, counts) in rules().iter().zip(std::mem::take(&mut self.told)) {
            let known = self.flags.entry(rule.id()).or_default();
            known.iter_mut().zip(counts).for_each(|(known, more)| *known += more);
        }
    }
}
