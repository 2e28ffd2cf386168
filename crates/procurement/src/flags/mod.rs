//! Flags: neutral signs in how something was bought, each raised, not raised, or not to be told, and why.
//!
//! A flag says that a person should look, never that somebody did wrong. One file a family, behind
//! [`Rule`]; what they mean, with formula, threshold, fields and source, is in `data/flags.csv`.

mod bids;
mod competition;
mod crowd;
mod direct;
mod documents;
mod field;
mod markets;
mod method;
mod times;
mod values;

use std::cell::Cell;
use std::ops::Deref;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use crowd::{Crowd, Fences, Record, Tally, Threshold};

use crate::facts::{Facts, Money};
use crate::pointer::Pointer;
use crate::time::{self, Moment};

/// What can be said of a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The sign is there.
    Raised,
    /// It is not.
    NotRaised,
    /// It can't be told from what was published.
    CantTell,
}

/// A value that a flag was told from.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// A moment.
    When(Moment),
    /// An amount.
    Money(Money),
    /// A number of things.
    Count(u64),
    /// A number of days.
    Days(i64),
    /// A share or ratio, in ten-thousandths.
    Share(i64),
    /// A word.
    Word(&'static str),
}

impl std::fmt::Display for Datum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::When(moment) => f.write_str(&time::written(*moment)),
            Self::Money(money) => {
                write!(f, "{} {}", decimal(money.amount, 2), money.currency.as_str())
            }
            Self::Count(count) => write!(f, "{count}"),
            Self::Days(days) => write!(f, "{days} days"),
            Self::Share(share) => f.write_str(&decimal(i128::from(*share), 4)),
            Self::Word(word) => f.write_str(word),
        }
    }
}

/// Ten-thousandths as a decimal with at least `digits` of its four places.
#[must_use]
pub fn decimal(ten_thousandths: i128, digits: usize) -> String {
    let sign = if ten_thousandths < 0 { "-" } else { "" };
    let whole = ten_thousandths.unsigned_abs();
    let mut places = format!("{:04}", whole % 10_000);
    while places.len() > digits && places.ends_with('0') {
        places.pop();
    }
    format!("{sign}{}.{places}", whole / 10_000)
}

/// Something a flag was told from: where it stands in the process (none for what was counted over many), and what.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its JSON Pointer in the release; empty for what was counted over many processes.
    pub pointer: Pointer,
    /// What it is called, for what has no pointer.
    pub name: &'static str,
    /// What it says.
    pub value: Datum,
}

/// What a rule found in one process.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Raised, not raised, can't tell.
    pub state: State,
    /// What it was told from.
    pub from: Vec<Told>,
    /// The threshold it was held against, where there is one.
    pub threshold: Option<Datum>,
    /// What was missing, where it can't be told.
    pub missing: &'static [&'static str],
    /// True where somebody wants to know what it was told from.
    whole: bool,
}

/// What a process is told among.
#[derive(Debug, Clone, Copy)]
pub struct Among<'c> {
    crowd: &'c Crowd,
    fences: &'c Fences,
    /// The fields that the publisher fills in at least one of its processes, a bit each.
    fills: u64,
    whole: bool,
}

impl<'c> Among<'c> {
    /// What `facts` are told among. Without `whole`, findings say only whether a flag is raised.
    #[must_use]
    pub fn of(facts: &Facts<'_>, crowd: &'c Crowd, fences: &'c Fences, whole: bool) -> Self {
        Self { crowd, fences, fills: crowd.coverages.fills(facts), whole }
    }

    fn when(&self, raised: bool) -> Finding {
        let state = if raised { State::Raised } else { State::NotRaised };
        Finding { state, from: Vec::new(), threshold: None, missing: &[], whole: self.whole }
    }

    /// True where the publisher fills the field at `place` in at least one of its processes.
    const fn fills(&self, place: usize) -> bool {
        self.fills >> place & 1 != 0
    }
}

impl Finding {
    fn missing(fields: &'static [&'static str]) -> Self {
        let state = State::CantTell;
        Self { state, from: Vec::new(), threshold: None, missing: fields, whole: true }
    }

    fn at(self, pointer: impl Into<Pointer>, value: Datum) -> Self {
        self.told("", pointer, value)
    }

    fn counted(self, name: &'static str, value: Datum) -> Self {
        self.told(name, Pointer::default(), value)
    }

    #[inline]
    fn told(mut self, name: &'static str, pointer: impl Into<Pointer>, value: Datum) -> Self {
        if self.whole {
            self.from.push(Told { pointer: pointer.into(), name, value });
        }
        self
    }

    fn against(mut self, threshold: Datum) -> Self {
        self.threshold = Some(threshold);
        self
    }
}

thread_local! {
    // Names of groups are many, and each is of use for a moment only.
    static ROOM: Cell<String> = const { Cell::new(String::new()) };
}

/// The name of a group of processes. Its room serves the next one.
struct Group(String);

impl Deref for Group {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // What one long name made large is not kept.
        if self.0.capacity() <= 4096 {
            ROOM.set(std::mem::take(&mut self.0));
        }
    }
}

/// The name of a group: its parts, and a year.
fn group(parts: &[&str], year: i16) -> Group {
    let mut name = ROOM.take();
    name.clear();
    for part in parts {
        name.push_str(part);
        name.push(' ');
    }
    // Years have four digits, near enough always.
    match u16::try_from(year) {
        Ok(year @ 1000..) => {
            let digit = |of: u16| char::from(b'0' + (year / of % 10) as u8);
            name.extend([1000, 100, 10, 1].map(digit));
        }
        _ => name.push_str(&year.to_string()),
    }
    Group(name)
}

/// A flag's rule. Both halves are pure: the same facts in any order and any parts give the same.
pub trait Rule: Send + Sync {
    /// Its id: that of the guide, or `V…` for one of Veedor's own.
    fn id(&self) -> &'static str;

    /// Adds what the crowd must know of a process.
    fn count(&self, _facts: &Facts<'_>, _crowd: &mut Crowd) {}

    /// What can be said of a process, among the crowd.
    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding;
}

/// Flags that Cardinal documents; of a tender that was cancelled they are not told, as there.
const NOT_CANCELLED: [&str; 11] =
    ["R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058"];

/// A rule for tenders that were not cancelled.
struct Uncancelled(Box<dyn Rule>);

impl Rule for Uncancelled {
    fn id(&self) -> &'static str {
        self.0.id()
    }

    fn count(&self, facts: &Facts<'_>, crowd: &mut Crowd) {
        if !facts.cancelled {
            self.0.count(facts, crowd);
        }
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        if facts.cancelled {
            return Finding::missing(&["tender (it was cancelled)"]);
        }
        self.0.tell(facts, among)
    }
}

/// All rules, in the order of their ids.
#[must_use]
pub fn rules() -> &'static [Box<dyn Rule>] {
    static RULES: LazyLock<Vec<Box<dyn Rule>>> = LazyLock::new(|| {
        let mut rules: Vec<Box<dyn Rule>> = Vec::new();
        documents::add(&mut rules);
        method::add(&mut rules);
        times::add(&mut rules);
        competition::add(&mut rules);
        values::add(&mut rules);
        markets::add(&mut rules);
        direct::add(&mut rules);
        bids::add(&mut rules);
        field::add(&mut rules);
        rules = rules
            .into_iter()
            .map(|rule| match NOT_CANCELLED.contains(&rule.id()) {
                true => Box::new(Uncancelled(rule)),
                false => rule,
            })
            .collect();
        rules.sort_by_key(|rule| rule.id());
        rules
    });
    &RULES
}

/// A row of the list of flags that ships.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// The version of its rule.
    pub version: u32,
    /// What it says when it is raised, neutrally.
    pub says: String,
    /// How it is told.
    pub formula: String,
    /// What it is held against.
    pub threshold: String,
    /// The fields it needs.
    pub fields: String,
    /// Where its definition is from, and what in it is ours.
    pub source: String,
}

/// The list of flags that ships.
#[must_use]
pub fn list() -> &'static [Row] {
    static LIST: LazyLock<Vec<Row>> = LazyLock::new(|| {
        let table = include_str!("../../data/flags.csv");
        csv::Reader::from_reader(table.as_bytes()).deserialize().filter_map(Result::ok).collect()
    });
    &LIST
}
