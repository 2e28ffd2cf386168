//! What flags count over many processes: partial counts of any parts add up to the same in any order.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::rules;
use crate::coverage::Coverages;
use crate::facts::{Currency, Facts};
use crate::time::{Moment, moment};

/// How often each value came up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally(pub BTreeMap<i64, u64>);

impl Tally {
    /// Counts a value.
    pub fn count(&mut self, value: i64) {
        self.add(value, 1);
    }

    fn add(&mut self, value: i64, times: u64) {
        let count = self.0.entry(value).or_default();
        *count = count.wrapping_add(times);
    }

    /// How many values were counted.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.0.values().sum()
    }

    /// True where nothing was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The quantile at `quarters`/4 (the eighth kind of Hyndman and Fan, which they recommend); of an empty
    /// tally, none.
    #[must_use]
    pub fn quartile(&self, quarters: u64) -> Option<f64> {
        let len = self.len();
        let place = (len as f64 + 1.0 / 3.0) * (quarters as f64 / 4.0) + 1.0 / 3.0;
        let rank = (place.floor() as u64).clamp(1, len.max(1));
        let at = |rank: u64| {
            let mut seen = 0;
            self.0.iter().find_map(|(value, count)| {
                seen += count;
                (seen >= rank).then_some(*value as f64)
            })
        };
        let below = at(rank)?;
        let above = at((rank + 1).min(len))?;
        Some(below + (above - below) * (place - rank as f64).clamp(0.0, 1.0))
    }
}

/// What one tally's outliers are told by: Tukey's fences, one and a half times the middle half beyond it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fence {
    /// Values at or below it are low.
    pub(crate) low: f64,
    /// Values at or above it are high.
    pub(crate) high: f64,
}

/// In how many processes a supplier must have been awarded for its variety to count (R048).
pub(crate) const VARIED: u64 = 20;

/// The fewest values that outliers are told among.
pub(crate) const FEWEST: u64 = 10;

impl Fence {
    /// The fences of a tally with enough values that are not all alike.
    fn of(tally: &Tally) -> Option<Self> {
        if tally.len() < FEWEST {
            return None;
        }
        let (first, third) = (tally.quartile(1)?, tally.quartile(3)?);
        let beyond = 1.5 * (third - first);
        (beyond > 0.0).then_some(Self { low: first - beyond, high: third + beyond })
    }
}

/// What suppliers were awarded, by supplier: how often, and how much in ten-thousandths.
pub(crate) type Shares = Table<(u64, i128)>;

/// What a group's suppliers were awarded together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Total {
    /// How many awards.
    pub(crate) awards: u64,
    /// How much, in ten-thousandths.
    pub(crate) amount: i128,
    /// How many suppliers.
    pub(crate) suppliers: u64,
    /// The sum of their squared shares, in ten-thousandths.
    pub(crate) concentration: i64,
}

impl Total {
    fn of(shares: &Shares) -> Self {
        let amount: i128 = shares.values().map(|share| share.1).sum();
        let squares = shares.values().map(|share| {
            let part = (share.1 * 100_000_000).checked_div(amount).unwrap_or(0);
            part * part
        });
        Self {
            awards: shares.values().map(|share| share.0).sum(),
            amount,
            suppliers: shares.len() as u64,
            // In units of 10^-16, then of 10^-4.
            concentration: (squares.sum::<i128>() / 1_000_000_000_000) as i64,
        }
    }
}

/// Counts of one tenderer's or buyer's bids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Bids that were submitted.
    pub submitted: u64,
    /// Of them, valid.
    pub valid: u64,
    /// Of them, disqualified.
    pub disqualified: u64,
    /// Of them, winning.
    pub won: u64,
    /// Processes.
    pub processes: u64,
}

impl Record {
    /// Adds another so many times.
    pub(crate) fn add(&mut self, other: Self, times: u64) {
        let add = |sum: &mut u64, more: u64| *sum = sum.wrapping_add(more.wrapping_mul(times));
        add(&mut self.submitted, other.submitted);
        add(&mut self.valid, other.valid);
        add(&mut self.disqualified, other.disqualified);
        add(&mut self.won, other.won);
        add(&mut self.processes, other.processes);
    }
}

/// What was counted over many processes. Parts of it merge in any order. What one part counted another may take back:
/// its numbers wrap round then, and come right where the two are merged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crowd {
    /// Which fields publishers fill.
    pub coverages: Coverages,
    /// Values by flag and group (method; or currency, class and year).
    pub(crate) tallies: BTreeMap<Flag, Table<Tally>>,
    /// What suppliers were awarded, by flag and group.
    pub(crate) shares: BTreeMap<Flag, Table<Shares>>,
    /// By buyer: processes with a method, and of them those that are closed.
    pub(crate) buyers: Table<(u64, u64)>,
    /// By supplier: in how many processes it was awarded things with classes, and the divisions of these.
    pub(crate) divisions: Table<(u64, BTreeMap<String, u64>)>,
    /// By tenderer (`t:`), buyer (`b:`): their bids.
    pub(crate) records: Table<Record>,
    /// True while something is taken back.
    #[serde(skip)]
    taking: bool,
}

impl Crowd {
    /// Counts one process.
    pub fn count(&mut self, facts: &Facts<'_>) {
        self.coverages.count(facts, self.times());
        for rule in rules() {
            rule.count(facts, self);
        }
    }

    /// Takes back what was counted of a process, here or in another part.
    pub(crate) fn take_back(&mut self, facts: &Facts<'_>) {
        self.taking = true;
        self.count(facts);
        self.taking = false;
    }

    /// By what a number that goes up by one is to be multiplied: one or, where that is taken back, less one.
    pub(crate) fn times(&self) -> u64 {
        if self.taking { u64::MAX } else { 1 }
    }

    /// Leaves out what was counted and taken back, once all parts are merged.
    pub(crate) fn close(&mut self) {
        for groups in self.tallies.values_mut() {
            groups.values_mut().for_each(|tally| tally.0.retain(|_, count| *count > 0));
            groups.retain(|_, tally| !tally.is_empty());
        }
        self.tallies.retain(|_, groups| !groups.is_empty());
        for groups in self.shares.values_mut() {
            groups.values_mut().for_each(|shares| shares.retain(|_, share| share.0 > 0));
            groups.retain(|_, shares| !shares.is_empty());
        }
        self.shares.retain(|_, groups| !groups.is_empty());
        self.buyers.retain(|_, buyer| buyer.0 > 0);
        self.divisions.values_mut().for_each(|known| known.1.retain(|_, count| *count > 0));
        self.divisions.retain(|_, known| known.0 > 0);
        self.records.retain(|_, record| *record != Record::default());
        self.coverages.0.retain(|_, coverage| coverage.processes > 0);
    }

    /// Adds what another part counted.
    pub fn merge(&mut self, other: Self) {
        self.coverages.merge(other.coverages);
        for (flag, groups) in other.tallies {
            let known = self.tallies.entry(flag).or_default();
            for (group, tally) in groups {
                let known = known.entry(group).or_default();
                tally.0.into_iter().for_each(|(value, count)| known.add(value, count));
            }
        }
        for (flag, groups) in other.shares {
            for (group, shares) in groups {
                for (supplier, (count, amount)) in shares {
                    self.add_award(flag, &group, &supplier, count, amount);
                }
            }
        }
        for (buyer, (all, closed)) in other.buyers {
            let sum = self.buyers.entry(buyer).or_default();
            *sum = (sum.0.wrapping_add(all), sum.1.wrapping_add(closed));
        }
        for (supplier, (processes, divisions)) in other.divisions {
            let known = self.divisions.entry(supplier).or_default();
            known.0 = known.0.wrapping_add(processes);
            for (division, more) in divisions {
                let count = known.1.entry(division).or_default();
                *count = count.wrapping_add(more);
            }
        }
        for (who, record) in other.records {
            self.records.entry(who).or_default().add(record, 1);
        }
    }

    pub(crate) fn tally(&mut self, id: &str, group: &str, value: i64) {
        let times = self.times();
        let groups = self.tallies.entry(flag(id)).or_default();
        slot(groups, group, |tally| tally.add(value, times));
    }

    pub(crate) fn award(&mut self, id: &str, group: &str, supplier: &str, amount: i128) {
        let amount = if self.taking { -amount } else { amount };
        self.add_award(flag(id), group, supplier, self.times(), amount);
    }

    fn add_award(&mut self, flag: Flag, group: &str, supplier: &str, count: u64, amount: i128) {
        slot(self.shares.entry(flag).or_default(), group, |shares| {
            slot(shares, supplier, |sum| *sum = (sum.0.wrapping_add(count), sum.1 + amount));
        });
    }
}

/// A table by names. Nothing that is told depends on the order of its rows.
pub(crate) type Table<V> = HashMap<String, V, foldhash::fast::RandomState>;

/// A flag's id, all of which have four letters: told from another at once.
pub(crate) type Flag = [u8; 4];

/// The id as it is counted under.
pub(crate) fn flag(id: &str) -> Flag {
    id.as_bytes().try_into().unwrap_or_default()
}

/// Does something with the value of a key, made where there is none.
pub(crate) fn slot<V: Default>(map: &mut Table<V>, key: &str, then: impl FnOnce(&mut V)) {
    match map.get_mut(key) {
        Some(value) => then(value),
        None => then(map.entry(key.to_owned()).or_default()),
    }
}

/// From which amount on competition is owed, in one currency and time; the user says so.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "ThresholdRow")]
pub struct Threshold {
    currency: Currency,
    /// In whole units.
    amount: i64,
    from: Moment,
    /// Where it holds no more.
    until: Moment,
}

impl Threshold {
    /// An amount in whole units of `currency` (ISO 4217), which holds from one day up to another.
    ///
    /// # Errors
    /// Where the currency or a day is none, or the days go back.
    pub fn new(currency: &str, amount: i64, from: &str, to: &str) -> Result<Self, ThresholdError> {
        let letters = currency.bytes().all(|letter| letter.is_ascii_alphabetic());
        let code = Currency::new(currency).filter(|_| letters);
        let day = |text: &str| moment(text).ok_or_else(|| ThresholdError::Day(text.to_owned()));
        let (from, until) = (day(from)?, day(to)?.days_later(1));
        match code {
            None => Err(ThresholdError::Currency(currency.to_owned())),
            Some(_) if until <= from => Err(ThresholdError::Back),
            Some(currency) => Ok(Self { currency, amount, from, until }),
        }
    }
}

/// A threshold as a table has it.
#[derive(Deserialize)]
struct ThresholdRow {
    currency: String,
    amount: i64,
    from: String,
    to: String,
}

impl TryFrom<ThresholdRow> for Threshold {
    type Error = ThresholdError;

    fn try_from(row: ThresholdRow) -> Result<Self, ThresholdError> {
        Self::new(row.currency.trim(), row.amount, &row.from, &row.to)
    }
}

/// A threshold that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ThresholdError {
    /// No currency.
    #[error("{0:?} is no currency; expected three letters of ISO 4217, such as MXN")]
    Currency(String),
    /// No day.
    #[error("{0:?} is no day; expected one such as 2031-01-31")]
    Day(String),
    /// The last day is before the first.
    #[error("`to` is before `from`; expected the first day it holds, then the last")]
    Back,
}

/// The fences of a crowd that is counted to the end.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fences {
    of: BTreeMap<Flag, Table<Fence>>,
    totals: BTreeMap<Flag, Table<Total>>,
    thresholds: Vec<(Currency, i128, Moment, Moment)>,
    /// Over buyers: the share of closed methods.
    pub(crate) closed: Option<Fence>,
    /// Over suppliers: how many divisions.
    pub(crate) divisions: Option<Fence>,
    /// Over tenderers: the third quartile of processes with valid bids; their share won; their share disqualified.
    pub(crate) valid: Option<f64>,
    /// See [`Self::valid`].
    pub(crate) won: Option<Fence>,
    /// See [`Self::valid`].
    pub(crate) disqualified: Option<Fence>,
    /// Over buyers: the share of bids they disqualify.
    pub(crate) disqualifying: Option<Fence>,
}

/// A share in ten-thousandths.
pub(crate) fn share(part: u64, whole: u64) -> i64 {
    part.saturating_mul(10_000).checked_div(whole).unwrap_or(0) as i64
}

impl Fences {
    /// The fences of `crowd`.
    #[must_use]
    pub fn of(crowd: &Crowd, thresholds: &[Threshold]) -> Self {
        let of = |values: &mut dyn Iterator<Item = i64>| {
            let mut tally = Tally::default();
            values.for_each(|value| tally.count(value));
            Fence::of(&tally)
        };
        let tenderers =
            || crowd.records.iter().filter(|(who, _)| who.starts_with("t:")).map(|(_, r)| r);
        let buyers = || {
            crowd
                .records
                .iter()
                .filter(|(who, r)| who.starts_with("b:") && r.processes >= 2)
                .map(|(_, r)| r)
        };
        let fences = |groups: &Table<Tally>| {
            groups
                .iter()
                .filter_map(|(group, tally)| Some((group.clone(), Fence::of(tally)?)))
                .collect()
        };
        let thresholds =
            thresholds.iter().map(|t| (t.currency, i128::from(t.amount) * 10_000, t.from, t.until));
        Self {
            of: crowd.tallies.iter().map(|(flag, groups)| (*flag, fences(groups))).collect(),
            totals: crowd
                .shares
                .iter()
                .map(|(flag, groups)| {
                    let totals = groups.iter().map(|(group, s)| (group.clone(), Total::of(s)));
                    (*flag, totals.collect())
                })
                .collect(),
            thresholds: thresholds.collect(),
            closed: of(&mut crowd.buyers.values().filter(|b| b.0 >= 5).map(|b| share(b.1, b.0))),
            divisions: of(&mut crowd
                .divisions
                .values()
                .filter(|(processes, _)| *processes >= VARIED)
                .map(|(_, divisions)| divisions.len() as i64)),
            valid: {
                let mut tally = Tally::default();
                tenderers().filter(|r| r.valid > 0).for_each(|r| tally.count(r.valid as i64));
                tally.quartile(3).filter(|_| tally.len() >= FEWEST)
            },
            won: of(&mut tenderers().filter(|r| r.valid > 0).map(|r| share(r.won, r.valid))),
            disqualified: of(&mut tenderers()
                .filter(|r| r.submitted >= 2)
                .map(|r| share(r.disqualified, r.submitted))),
            disqualifying: of(&mut buyers().map(|r| share(r.disqualified, r.submitted))),
        }
    }

    pub(crate) fn get(&self, id: &str, group: &str) -> Option<&Fence> {
        self.of.get(&flag(id))?.get(group)
    }

    /// What the suppliers of a group were awarded together.
    pub(crate) fn total(&self, id: &str, group: &str) -> Option<&Total> {
        self.totals.get(&flag(id))?.get(group)
    }

    /// True where it is known from which amount on competition was owed, somewhere and some time.
    pub(crate) fn limited(&self) -> bool {
        !self.thresholds.is_empty()
    }

    /// The amount from which on competition was owed then, in ten-thousandths.
    pub(crate) fn threshold(&self, currency: Currency, then: Option<Moment>) -> Option<i128> {
        let then = then?;
        let held = self
            .thresholds
            .iter()
            .find(|(c, _, from, to)| *c == currency && (*from..*to).contains(&then));
        held.map(|(_, amount, ..)| *amount)
    }
}
