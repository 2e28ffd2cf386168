//! Amounts within one process; never of two currencies.

use super::times::of_award;
use super::{Among, Datum, Finding, Rule};
use crate::coverage::place;
use crate::facts::{Facts, Method, Money};
use crate::pointer::Pointer;

pub(super) fn add(rules: &mut Vec<Box<dyn Rule>>) {
    rules.push(Box::new(AtEstimate));
    rules.push(Box::new(DirectGrown));
    rules.push(Box::new(Moved));
    rules.push(Box::new(Amended));
    rules.push(Box::new(Overpaid));
    rules.push(Box::new(Dearer));
}

/// From which share of the estimate on a winning bid is close to it (R031).
const CLOSE: i64 = 9_900;
/// By which share a contract may differ from its award (R059).
const MOVED: i64 = 1_000;

/// `part` as ten-thousandths of `whole`.
fn ratio(part: i128, whole: i128) -> Option<i64> {
    i64::try_from((part.checked_mul(10_000)?).checked_div(whole)?).ok()
}

fn same<'m>(a: &'m Money, b: &'m Money) -> bool {
    a.currency == b.currency
}

/// R031: what won is close to the estimate or above it.
struct AtEstimate;

impl Rule for AtEstimate {
    fn id(&self) -> &'static str {
        "R031"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        const NEEDS: &[&str] = &["tender/value", "awards/value (of the same currency)"];
        let Some(estimate) = facts.estimate.as_ref().filter(|e| e.amount > 0) else {
            return Finding::missing(NEEDS);
        };
        let mut awards = facts.standing_awards();
        // Several awards share an estimate in ways the data don't say.
        let (Some((i, award)), None) = (awards.next(), awards.next()) else {
            return Finding::missing(NEEDS);
        };
        let Some(won) = &award.value else { return Finding::missing(NEEDS) };
        if !same(estimate, won) || won.amount <= 0 {
            return Finding::missing(NEEDS);
        }
        let Some(part) = ratio(won.amount, estimate.amount) else { return Finding::missing(NEEDS) };
        among
            .when(part >= CLOSE)
            .at("/tender/value/amount", Datum::Money(*estimate))
            .at(Pointer::of("/awards/", i, "/value/amount"), Datum::Money(*won))
            .against(Datum::Share(CLOSE))
    }
}

/// R054: a direct award whose contract grew beyond what must be put out to competition.
struct DirectGrown;

impl Rule for DirectGrown {
    fn id(&self) -> &'static str {
        "R054"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        const NEEDS: &[&str] = &[
            "tender/procurementMethod",
            "awards/value",
            "contracts/value",
            "contracts/amendments",
            "a threshold",
        ];
        let Some(method) = facts.method else { return Finding::missing(NEEDS) };
        if method != Method::Direct {
            return among.when(false).at("/tender/procurementMethod", Datum::Word(method.as_str()));
        }
        if !among.fills(const { place("contracts/amendments") }) {
            return Finding::missing(NEEDS);
        }
        let mut told = false;
        for (i, contract) in facts.contracts.iter().enumerate() {
            let (Some(now), Some((j, award))) = (&contract.value, of_award(facts, contract)) else {
                continue;
            };
            let Some(then) = award.value.as_ref().filter(|then| same(then, now)) else { continue };
            let Some(limit) = among.fences.threshold(now.currency, award.date.or(contract.signed))
            else {
                continue;
            };
            told = true;
            if contract.amendments > 0 && then.amount < limit && now.amount >= limit {
                return among
                    .when(true)
                    .at(Pointer::of("/awards/", j, "/value/amount"), Datum::Money(*then))
                    .at(Pointer::of("/contracts/", i, "/value/amount"), Datum::Money(*now))
                    .against(Datum::Money(Money { amount: limit, currency: now.currency }));
            }
        }
        if told { among.when(false) } else { Finding::missing(NEEDS) }
    }
}

/// R059: the contract's amount differs much from its award's.
struct Moved;

impl Rule for Moved {
    fn id(&self) -> &'static str {
        "R059"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let pairs = facts.contracts.iter().enumerate().filter_map(|(i, contract)| {
            let now = contract.value.as_ref()?;
            let (j, award) = of_award(facts, contract)?;
            let then = award.value.as_ref().filter(|then| same(then, now) && then.amount > 0)?;
            // Several contracts of one award share its amount.
            let shared = facts.contracts.iter().filter(|c| c.award == contract.award).count() > 1;
            let moved = ratio((now.amount - then.amount).abs(), then.amount)?;
            (!shared).then_some((moved, i, j, now, then))
        });
        let Some((moved, i, j, now, then)) = pairs.max_by_key(|pair| pair.0) else {
            return Finding::missing(&[
                "awards/value",
                "contracts/value (of the same currency)",
                "contracts/awardID",
            ]);
        };
        among
            .when(moved >= MOVED)
            .at(Pointer::of("/awards/", j, "/value/amount"), Datum::Money(*then))
            .at(Pointer::of("/contracts/", i, "/value/amount"), Datum::Money(*now))
            .against(Datum::Share(MOVED))
    }
}

/// R064: the contract was changed.
struct Amended;

impl Rule for Amended {
    fn id(&self) -> &'static str {
        "R064"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let most = facts
            .contracts
            .iter()
            .enumerate()
            .max_by_key(|(i, c)| (c.amendments, std::cmp::Reverse(*i)));
        let Some((i, contract)) = most else { return Finding::missing(&["contracts"]) };
        if contract.amendments == 0 && !among.fills(const { place("contracts/amendments") }) {
            return Finding::missing(&["contracts/amendments"]);
        }
        let count = Datum::Count(u64::from(contract.amendments));
        among.when(contract.amendments > 0).at(Pointer::of("/contracts/", i, "/amendments"), count)
    }
}

/// R068: more was paid than the contract's amount.
struct Overpaid;

impl Rule for Overpaid {
    fn id(&self) -> &'static str {
        "R068"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let told = facts.contracts.iter().enumerate().filter_map(|(i, contract)| {
            Some((
                contract.paid? - contract.value.as_ref()?.amount,
                i,
                contract.paid?,
                contract.value.as_ref()?,
            ))
        });
        let Some((beyond, i, paid, value)) = told.max_by_key(|told| told.0) else {
            return Finding::missing(&[
                "contracts/value",
                "contracts/implementation/transactions (with amounts of its currency)",
            ]);
        };
        let paid = Money { amount: paid, currency: value.currency };
        among
            .when(beyond > 0)
            .at(Pointer::of("/contracts/", i, "/implementation/transactions"), Datum::Money(paid))
            .at(Pointer::of("/contracts/", i, "/value/amount"), Datum::Money(*value))
    }
}

/// R069: a change made the contract dearer.
struct Dearer;

impl Rule for Dearer {
    fn id(&self) -> &'static str {
        "R069"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        const NEEDS: &[&str] =
            &["contracts/amendments/preAmendmentValue", "contracts/amendments/postAmendmentValue"];
        if facts.contracts.is_empty() || !among.fills(const { place("contracts/amendments") }) {
            return Finding::missing(&["contracts/amendments"]);
        }
        if let Some(i) = facts.contracts.iter().position(|contract| contract.dearer == Some(true)) {
            let count = facts.contracts.get(i).map_or(0, |contract| contract.amendments);
            return among
                .when(true)
                .at(Pointer::of("/contracts/", i, "/amendments"), Datum::Count(u64::from(count)));
        }
        let silent = facts
            .contracts
            .iter()
            .any(|contract| contract.amendments > 0 && contract.dearer.is_none());
        if silent { Finding::missing(NEEDS) } else { among.when(false) }
    }
}
