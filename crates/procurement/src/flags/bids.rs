//! What needs the bids themselves; meanings as the Open Contracting Partnership's Cardinal documents them.

use std::collections::{BTreeMap, BTreeSet};

use super::crowd::{Record, share};
use super::{Among, Crowd, Datum, Finding, Rule};
use crate::facts::{Award, Bid, Facts, Money, Name, Standing};
use crate::pointer::Pointer;
use crate::time::Moment;

pub(super) fn add(rules: &mut Vec<Box<dyn Rule>>) {
    rules.push(Box::new(Gap { id: "R024", high: false }));
    rules.push(Box::new(Unsuccessful));
    rules.push(Box::new(Identical));
    rules.push(Box::new(Late));
    rules.push(Box::new(AllOthers));
    rules.push(Box::new(Lowest));
    rules.push(Box::new(Disqualified));
    rules.push(Box::new(Gap { id: "R058", high: true }));
}

const BIDS: &[&str] = &["bids/details"];

fn with<'f>(
    facts: &'f Facts<'f>,
    standing: Standing,
) -> impl Iterator<Item = (usize, &'f Bid<'f>)> {
    facts.bids.iter().enumerate().filter(move |(_, bid)| bid.standing == standing)
}

/// The one award in force, to one supplier, where none is undecided.
fn only_award<'f>(facts: &'f Facts<'f>) -> Option<(usize, &'f Award<'f>)> {
    let unsure =
        facts.awards.iter().any(|a| matches!(a.standing, Standing::Pending | Standing::Unsaid));
    let mut active =
        facts.awards.iter().enumerate().filter(|(_, award)| award.standing == Standing::Good);
    let award = active.next()?;
    let lone = award.1.suppliers.len() == 1;
    (!unsure && active.next().is_none() && lone).then_some(award)
}

/// The tenderer of a bid that has but one.
fn key_of<'f>(bid: &'f Bid<'_>) -> Option<&'f str> {
    match &bid.tenderers[..] {
        [tenderer] => Some(tenderer),
        _ => None,
    }
}

/// The id of an award's supplier as bids name it: suppliers are told apart by a longer key where they have one.
fn supplied_by(award: &Award<'_>, tenderer: &str) -> bool {
    award.suppliers.iter().any(|supplier| supplier.id.as_str() == tenderer)
}

/// R024 and R058: the second lowest valid bid is very close to the winning one, or very far from it.
struct Gap {
    id: &'static str,
    high: bool,
}

impl Gap {
    /// The difference in ten-thousandths of the winning bid, and the places of both.
    fn of(facts: &Facts<'_>) -> Option<(i64, usize, usize)> {
        let (_, award) = only_award(facts)?;
        let mut currency = None;
        let mut winner: Option<(i128, usize)> = None;
        let mut other: Option<(i128, usize)> = None;
        for (i, bid) in with(facts, Standing::Good) {
            let (Some(tenderer), Some(value)) = (key_of(bid), &bid.value) else { continue };
            if *currency.get_or_insert(&value.currency) != &value.currency {
                return None;
            }
            let lowest = if supplied_by(award, tenderer) { &mut winner } else { &mut other };
            let bid = (value.amount, i);
            *lowest = Some(lowest.map_or(bid, |known| known.min(bid)));
        }
        let ((won, i), (second, j)) = (winner?, other?);
        // Where the lowest did not win, something else than the price decided.
        let gap = ((second - won) * 10_000).checked_div(won)?;
        (won > 0 && second >= won).then_some((i64::try_from(gap).ok()?, i, j))
    }
}

impl Rule for Gap {
    fn id(&self) -> &'static str {
        self.id
    }

    fn count(&self, facts: &Facts<'_>, crowd: &mut Crowd) {
        if let Some((gap, ..)) = Self::of(facts) {
            crowd.tally(self.id, "", gap);
        }
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let Some((gap, i, j)) = Self::of(facts) else {
            return Finding::missing(&[
                "bids/details (two valid ones, of one currency)",
                "awards (one, of the lowest bid)",
            ]);
        };
        let Some(fence) = among.fences.get(self.id, "") else {
            return Finding::missing(&["ten processes with two valid bids that differ"]);
        };
        let (raised, limit) = if self.high {
            (gap as f64 >= fence.high, fence.high)
        } else {
            (fence.low > 0.0 && gap as f64 <= fence.low, fence.low)
        };
        among
            .when(raised)
            .at(Pointer::of("/bids/details/", i, "/value/amount"), Datum::Share(gap))
            .at(Pointer::of("/bids/details/", j, "/value/amount"), Datum::Share(gap))
            .against(Datum::Share(limit as i64))
    }
}

/// R025: a tenderer that bids often and seldom wins.
struct Unsuccessful;

impl Rule for Unsuccessful {
    fn id(&self) -> &'static str {
        "R025"
    }

    fn count(&self, facts: &Facts<'_>, crowd: &mut Crowd) {
        if let Some((_, award)) = only_award(facts) {
            let times = crowd.times();
            // Each counts once in a process, however often it bid.
            let tenderers = with(facts, Standing::Good).filter_map(|(_, bid)| key_of(bid));
            for tenderer in tenderers.collect::<BTreeSet<_>>() {
                let won = u64::from(supplied_by(award, tenderer));
                let known = crowd.records.entry(format!("t:{tenderer}")).or_default();
                known.add(Record { valid: 1, won, ..Record::default() }, times);
            }
        }
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        if only_award(facts).is_none() {
            return Finding::missing(BIDS);
        }
        let (Some(often), Some(seldom)) = (&among.fences.valid, &among.fences.won) else {
            return Finding::missing(&["ten tenderers that differ"]);
        };
        let told = with(facts, Standing::Good).filter_map(|(i, bid)| {
            let record = among.crowd.records.get(&format!("t:{}", key_of(bid)?))?;
            let ratio = share(record.won, record.valid);
            (record.valid as f64 >= *often && seldom.low > 0.0 && ratio as f64 <= seldom.low)
                .then_some((ratio, i))
        });
        match told.min() {
            Some((ratio, i)) => among
                .when(true)
                .at(Pointer::of("/bids/details/", i, ""), Datum::Share(ratio))
                .against(Datum::Share(seldom.low as i64)),
            None => among.when(false),
        }
    }
}

/// R028: different tenderers bid the same price.
struct Identical;

impl Rule for Identical {
    fn id(&self) -> &'static str {
        "R028"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let priced: Vec<_> = facts
            .bids
            .iter()
            .enumerate()
            .filter(|(_, bid)| bid.submitted && !bid.tenderers.is_empty())
            .filter_map(|(i, bid)| {
                let tenderers: BTreeSet<&Name<'_>> = bid.tenderers.iter().collect();
                Some((bid.value.as_ref().filter(|v| v.amount > 0)?, tenderers, i))
            })
            .collect();
        if priced.len() < 2 {
            return Finding::missing(&["bids/details/value", "bids/details/tenderers"]);
        }
        // By amount: the first bid, and the first of another tenderer that is the same.
        let mut alike: BTreeMap<&Money, (usize, Option<usize>)> = BTreeMap::new();
        for (n, (value, tenderer, _)) in priced.iter().enumerate() {
            let (first, twin) = alike.entry(value).or_insert((n, None));
            let other = priced.get(*first).is_some_and(|(_, known, _)| known != tenderer);
            if other && twin.is_none() {
                *twin = Some(n);
            }
        }
        let twins = alike.values().filter_map(|(first, twin)| Some((*first, (*twin)?)));
        let twin = twins.min().and_then(|(a, b)| Some((priced.get(a)?, priced.get(b)?)));
        match twin {
            Some((a, b)) => among
                .when(true)
                .at(Pointer::of("/bids/details/", a.2, "/value/amount"), Datum::Money(*a.0))
                .at(Pointer::of("/bids/details/", b.2, "/value/amount"), Datum::Money(*b.0)),
            None => among.when(false),
        }
    }
}

/// R030: the winning bid came in after the deadline.
struct Late;

impl Rule for Late {
    fn id(&self) -> &'static str {
        "R030"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let dated = with(facts, Standing::Good).filter_map(|(i, bid)| Some((bid.date?, i, bid)));
        let won = |bid: &Bid<'_>| {
            facts.awards.iter().any(|award| {
                award.standing == Standing::Good
                    && bid.tenderers.iter().any(|t| supplied_by(award, t))
            })
        };
        let winning: Vec<_> = dated.filter(|(_, _, bid)| won(bid)).collect();
        let (Some(end), false) = (facts.end, winning.is_empty()) else {
            return Finding::missing(&[
                "bids/details/date",
                "tender/tenderPeriod/endDate",
                "awards/suppliers",
            ]);
        };
        // A deadline that is a day alone, or its midnight, ends with that day.
        let late = |date: Moment| {
            if end.is_midnight() { date.day() > end.day() } else { date > end }
        };
        match winning.iter().find(|(date, ..)| late(*date)) {
            Some((date, i, _)) => among
                .when(true)
                .at(Pointer::of("/bids/details/", *i, "/date"), Datum::When(*date))
                .at("/tender/tenderPeriod/endDate", Datum::When(end)),
            None => among.when(false).at("/tender/tenderPeriod/endDate", Datum::When(end)),
        }
    }
}

/// R035: all bids but the winner's were disqualified.
struct AllOthers;

impl Rule for AllOthers {
    fn id(&self) -> &'static str {
        "R035"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let unsure =
            facts.awards.iter().any(|a| matches!(a.standing, Standing::Pending | Standing::Unsaid));
        let active: Vec<&Award<'_>> =
            facts.awards.iter().filter(|a| a.standing == Standing::Good).collect();
        if facts.bids.is_empty() || unsure || active.is_empty() {
            return Finding::missing(&["bids/details/status", "awards/status"]);
        }
        let valid: BTreeSet<&Name<'_>> =
            with(facts, Standing::Good).flat_map(|(_, bid)| &bid.tenderers).collect();
        let out: BTreeSet<&Name<'_>> =
            with(facts, Standing::Disqualified).flat_map(|(_, bid)| &bid.tenderers).collect();
        let winners: BTreeSet<&Name<'_>> =
            active.iter().flat_map(|a| &a.suppliers).map(|s| &s.id).collect();
        let others = out.difference(&valid).count() as u64;
        among
            .when(valid.len() == 1 && valid == winners && others > 0)
            .at("/bids/details", Datum::Count(others))
            .against(Datum::Count(1))
    }
}

/// R036: the lowest bid was disqualified, and price alone decides.
struct Lowest;

impl Rule for Lowest {
    fn id(&self) -> &'static str {
        "R036"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let active = facts.awards.iter().any(|award| award.standing == Standing::Good);
        let submitted = facts.bids.iter().enumerate().filter(|(_, bid)| bid.submitted);
        let priced: Vec<_> =
            submitted.filter_map(|(i, bid)| Some((bid.value.as_ref()?, i, bid))).collect();
        let one =
            priced.windows(2).all(|pair| matches!(pair, [a, b] if a.0.currency == b.0.currency));
        let valid = priced.iter().any(|(_, _, bid)| bid.standing == Standing::Good);
        if !active || !one || !valid || !facts.price_only {
            return Finding::missing(&[
                "tender/awardCriteria (price only)",
                "bids/details/value",
                "awards/status",
            ]);
        }
        let Some((value, i, bid)) = priced.iter().min_by_key(|(value, i, _)| (value.amount, *i))
        else {
            return Finding::missing(&["bids/details/value"]);
        };
        among
            .when(bid.standing == Standing::Disqualified)
            .at(Pointer::of("/bids/details/", *i, "/value/amount"), Datum::Money(**value))
    }
}

/// R038: many bids are disqualified, of this buyer's or of a tenderer's.
struct Disqualified;

impl Rule for Disqualified {
    fn id(&self) -> &'static str {
        "R038"
    }

    fn count(&self, facts: &Facts<'_>, crowd: &mut Crowd) {
        let (mut buyer, times) = (Record::default(), crowd.times());
        for bid in &facts.bids {
            let disqualified = u64::from(bid.standing == Standing::Disqualified);
            if !bid.submitted {
                continue;
            }
            let one = Record { submitted: 1, disqualified, ..Record::default() };
            buyer.add(one, 1);
            for tenderer in &bid.tenderers {
                crowd.records.entry(format!("t:{tenderer}")).or_default().add(one, times);
            }
        }
        if buyer.submitted > 0 && !facts.buyer.key.is_empty() {
            buyer.processes = 1;
            crowd.records.entry(format!("b:{}", facts.buyer.key)).or_default().add(buyer, times);
        }
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        if facts.bids.is_empty() {
            return Finding::missing(BIDS);
        }
        let high =
            |who: String, fence: Option<&super::crowd::Fence>, enough: fn(&Record) -> bool| {
                let record = among.crowd.records.get(&who).filter(|record| enough(record))?;
                let ratio = share(record.disqualified, record.submitted);
                Some((ratio as f64 >= fence?.high, ratio, fence?.high))
            };
        let buyer =
            high(format!("b:{}", facts.buyer.key), among.fences.disqualifying.as_ref(), |r| {
                r.processes >= 2
            });
        let tenderers = facts.bids.iter().flat_map(|bid| &bid.tenderers);
        let tenderers = tenderers.filter_map(|t| {
            high(format!("t:{t}"), among.fences.disqualified.as_ref(), |r| r.submitted >= 2)
        });
        let told: Vec<_> = buyer.into_iter().chain(tenderers).collect();
        match told.iter().find(|told| told.0).or(told.first()) {
            Some((raised, ratio, limit)) => among
                .when(*raised)
                .at("/bids/details", Datum::Share(*ratio))
                .against(Datum::Share(*limit as i64)),
            None => Finding::missing(&[
                "ten buyers or tenderers with two processes or bids that differ",
            ]),
        }
    }
}
