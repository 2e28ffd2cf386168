//! Purchases beside the amount from which competition is owed. Without that amount nothing can be told.

use super::crowd::flag;
use super::{Among, Crowd, Datum, Finding, Group, Rule, group};
use crate::facts::{Facts, Method, Money};
use crate::pointer::Pointer;
use crate::time::{self, Moment};

pub(super) fn add(rules: &mut Vec<Box<dyn Rule>>) {
    rules.push(Box::new(Beside { id: "R011", group: same_things, test: split }));
    rules.push(Box::new(Beside { id: "R049", group: same_supplier, test: just_below }));
    rules.push(Box::new(Beside { id: "R055", group: same_supplier, test: split }));
}

/// From which share of the threshold on an amount is just below it.
const JUST_BELOW: f64 = 0.9;

/// One purchase: its group, amount, date, and pointer.
type Purchase = (Group, Money, Option<Moment>, Pointer);

/// A rule over the amounts of a group.
struct Beside {
    id: &'static str,
    group: fn(&Facts<'_>) -> Vec<Purchase>,
    /// Of amounts (with how often each) below the threshold: how many count, and whether that is a sign.
    test: Test,
}

type Test = fn(&[(i64, u64)], i64) -> (u64, bool);

/// Several that together reach the threshold.
fn split(amounts: &[(i64, u64)], limit: i64) -> (u64, bool) {
    let count = amounts.iter().map(|(_, n)| n).sum();
    let sum: i128 = amounts.iter().map(|(amount, n)| i128::from(*amount) * i128::from(*n)).sum();
    (count, count > 1 && sum >= i128::from(limit))
}

/// Several of which each nearly reaches it.
fn just_below(amounts: &[(i64, u64)], limit: i64) -> (u64, bool) {
    let near = |amount: i64| amount as f64 >= limit as f64 * JUST_BELOW;
    let count = amounts.iter().filter(|(amount, _)| near(*amount)).map(|(_, n)| n).sum();
    (count, count > 1)
}

/// R011: of one buyer, of one class, in one month.
fn same_things(facts: &Facts<'_>) -> Vec<Purchase> {
    let date = facts.start.or_else(|| facts.awards.iter().find_map(|award| award.date));
    let (Some(date), Some(method)) = (date, facts.method) else { return Vec::new() };
    let value = facts.estimate.as_ref().map(|value| (value, Pointer::from("/tender/value/amount")));
    let awarded = || {
        let (i, award) = facts.standing_awards().next()?;
        Some((award.value.as_ref()?, Pointer::of("/awards/", i, "/value/amount")))
    };
    let Some((value, pointer)) = value.or_else(awarded) else { return Vec::new() };
    if facts.buyer.key.is_empty() || facts.class.is_empty() || !method.closed() {
        return Vec::new();
    }
    let month = time::written(date).get(..7).unwrap_or_default().to_owned();
    let currency = value.currency.as_str();
    let group = Group(format!("{} {} {currency} {month}", facts.buyer.key, facts.class));
    vec![(group, *value, Some(date), pointer)]
}

/// R049, R055: direct awards of one buyer to one supplier in one year.
fn same_supplier(facts: &Facts<'_>) -> Vec<Purchase> {
    if facts.method != Some(Method::Direct) || facts.buyer.key.is_empty() {
        return Vec::new();
    }
    let awards = facts.standing_awards().filter_map(|(i, award)| {
        let (supplier, date) = (award.lone_supplier()?, award.date?);
        let value = award.value.as_ref()?;
        let parts = [facts.buyer.key.as_str(), &supplier.key, value.currency.as_str()];
        Some((
            group(&parts, time::year(date)),
            *value,
            Some(date),
            Pointer::of("/awards/", i, "/value/amount"),
        ))
    });
    awards.collect()
}

impl Rule for Beside {
    fn id(&self) -> &'static str {
        self.id
    }

    fn count(&self, facts: &Facts<'_>, crowd: &mut Crowd) {
        for (group, value, ..) in (self.group)(facts) {
            crowd.tally(self.id, &group, i64::try_from(value.amount).unwrap_or(i64::MAX));
        }
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let mut told = None;
        let known = if among.fences.limited() { (self.group)(facts) } else { Vec::new() };
        for (group, value, date, pointer) in known {
            let Some(limit) = among.fences.threshold(value.currency, date) else { continue };
            let Some(tally) =
                among.crowd.tallies.get(&flag(self.id)).and_then(|tallies| tallies.get(&*group))
            else {
                continue;
            };
            let Ok(limit) = i64::try_from(limit) else { continue };
            let below: Vec<(i64, u64)> =
                tally.0.range(..limit).map(|(amount, n)| (*amount, *n)).collect();
            let (count, sign) = (self.test)(&below, limit);
            let raised = sign && i64::try_from(value.amount).is_ok_and(|amount| amount < limit);
            let threshold = Money { amount: i128::from(limit), currency: value.currency };
            let finding = among
                .when(raised)
                .at(pointer, Datum::Money(value))
                .counted("purchases of this group below the threshold", Datum::Count(count))
                .against(Datum::Money(threshold));
            if raised {
                return finding;
            }
            told = told.or(Some(finding));
        }
        told.unwrap_or_else(|| {
            Finding::missing(&[
                "a threshold (--thresholds)",
                "tender/procurementMethod",
                "value, date, buyer and supplier or class",
            ])
        })
    }
}
