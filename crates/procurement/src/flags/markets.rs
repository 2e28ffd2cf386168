//! Prices and shares among purchases of one class, currency and year.

use super::crowd::{FEWEST, Total, VARIED, flag, slot};
use super::{Among, Crowd, Datum, Fences, Finding, Group, Rule, group};
use crate::facts::{Award, Facts, Money, Priced};
use crate::pointer::Pointer;
use crate::time;

pub(super) fn add(rules: &mut Vec<Box<dyn Rule>>) {
    rules.push(Box::new(UnitPrice));
    rules.push(Box::new(Share { id: "R040", group: of_buyer, fewest: 5 }));
    rules.push(Box::new(Varied));
    rules.push(Box::new(Share { id: "R050", group: of_market, fewest: FEWEST }));
    rules.push(Box::new(Concentrated));
}

/// From which share on a supplier's part is high (R040, R050).
const HIGH_SHARE: i64 = 4_000;
/// From which sum of squared shares on a market is concentrated (R051).
const CONCENTRATED: i64 = 2_500;

/// The head of a class: its scheme and the first `digits` digits of its code.
fn head(class: &str, digits: usize) -> Option<&str> {
    let (scheme, code) = class.rsplit_once(':')?;
    let known = code.len() >= digits && code.bytes().take(digits).all(|b| b.is_ascii_digit());
    known.then(|| class.get(..scheme.len() + 1 + digits)).flatten()
}

/// R017: the price of a unit is far from that of others.
struct UnitPrice;

impl UnitPrice {
    fn groups<'f>(facts: &'f Facts<'f>) -> impl Iterator<Item = (Group, &'f Priced<'f>)> {
        let year = facts.year();
        facts.priced.iter().filter_map(move |item| {
            let parts = [item.class.as_str(), &item.unit, item.price.currency.as_str()];
            Some((group(&parts, year?), item))
        })
    }
}

impl Rule for UnitPrice {
    fn id(&self) -> &'static str {
        "R017"
    }

    fn count(&self, facts: &Facts<'_>, crowd: &mut Crowd) {
        for (group, item) in Self::groups(facts) {
            crowd.tally("R017", &group, i64::try_from(item.price.amount).unwrap_or(i64::MAX));
        }
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let mut told = false;
        for (group, item) in Self::groups(facts) {
            let Some(fence) = among.fences.get("R017", &group) else { continue };
            told = true;
            let price = item.price.amount as f64;
            if price <= fence.low || price >= fence.high {
                let limit = if price >= fence.high { fence.high } else { fence.low };
                let limit = Money { amount: limit as i128, currency: item.price.currency };
                return among
                    .when(true)
                    .at(item.pointer(), Datum::Money(item.price))
                    .against(Datum::Money(limit));
            }
        }
        if told {
            return among.when(false);
        }
        if facts.priced.is_empty() {
            return Finding::missing(&[
                "items/unit/value",
                "items/classification",
                "items/unit/name",
            ]);
        }
        Finding::missing(&["ten prices of this class, unit, currency and year that differ"])
    }
}

/// Awards with one supplier and an amount, and the group they count in.
fn counted<'f>(
    facts: &'f Facts<'f>,
    group: fn(&Facts<'_>, &Award<'_>, &Money) -> Option<Group>,
) -> impl Iterator<Item = (usize, Group, &'f str, &'f Money)> {
    facts.standing_awards().filter_map(move |(i, award)| {
        let supplier = award.lone_supplier()?;
        let value = award.value.as_ref().filter(|value| value.amount > 0)?;
        Some((i, group(facts, award, value)?, supplier.key.as_str(), value))
    })
}

fn year(facts: &Facts<'_>, award: &Award<'_>) -> Option<i16> {
    award.date.map(time::year).or_else(|| facts.year())
}

fn of_buyer(facts: &Facts<'_>, award: &Award<'_>, value: &Money) -> Option<Group> {
    let buyer = Some(&facts.buyer.key).filter(|key| !key.is_empty())?;
    Some(group(&[buyer, value.currency.as_str()], year(facts, award)?))
}

fn of_market(facts: &Facts<'_>, award: &Award<'_>, value: &Money) -> Option<Group> {
    let class = award.classes.first().map_or(facts.class.as_str(), |class| class.as_str());
    Some(group(&[head(class, 4)?, value.currency.as_str()], year(facts, award)?))
}

/// R040 and R050: a supplier's share of what a buyer, or a market, awards is high.
struct Share {
    id: &'static str,
    group: fn(&Facts<'_>, &Award<'_>, &Money) -> Option<Group>,
    fewest: u64,
}

impl Share {
    fn told<'f>(&self, fences: &'f Fences, group: &str) -> Option<&'f Total> {
        fences.total(self.id, group).filter(|total| total.awards >= self.fewest)
    }

    /// The supplier's part of a group, in ten-thousandths.
    fn part(&self, crowd: &Crowd, total: &Total, group: &str, supplier: &str) -> i64 {
        let shares = crowd.shares.get(&flag(self.id)).and_then(|groups| groups.get(group));
        let own = shares.and_then(|shares| shares.get(supplier)).map_or(0, |share| share.1);
        let part = (own * 10_000).checked_div(total.amount);
        part.and_then(|part| i64::try_from(part).ok()).unwrap_or(0)
    }
}

impl Rule for Share {
    fn id(&self) -> &'static str {
        self.id
    }

    fn count(&self, facts: &Facts<'_>, crowd: &mut Crowd) {
        for (_, group, supplier, value) in counted(facts, self.group) {
            crowd.award(self.id, &group, supplier, value.amount);
        }
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let mut best = None;
        let mut any = false;
        for (i, group, supplier, value) in counted(facts, self.group) {
            any = true;
            let Some(total) = self.told(among.fences, &group) else { continue };
            best = best.max(Some((self.part(among.crowd, total, &group, supplier), i, value)));
        }
        let Some((share, i, value)) = best else {
            return Finding::missing(if any {
                &["enough awards of this buyer or class, currency and year"]
            } else {
                &[
                    "awards/value",
                    "awards/suppliers",
                    "awards/date",
                    "buyer/id",
                    "items/classification",
                ]
            });
        };
        among
            .when(share >= HIGH_SHARE)
            .at(Pointer::of("/awards/", i, "/suppliers"), Datum::Money(*value))
            .counted("share of this supplier", Datum::Share(share))
            .against(Datum::Share(HIGH_SHARE))
    }
}

/// R051: few suppliers have most of the market.
struct Concentrated;

impl Rule for Concentrated {
    fn id(&self) -> &'static str {
        "R051"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let market = Share { id: "R050", group: of_market, fewest: FEWEST };
        let told = counted(facts, of_market)
            .find_map(|(i, group, _, _)| Some((i, market.told(among.fences, &group)?)));
        let Some((i, total)) = told else {
            return Finding::missing(&[
                "ten awards of this class, currency and year with values and suppliers",
            ]);
        };
        among
            .when(total.concentration >= CONCENTRATED)
            .at(Pointer::of("/awards/", i, "/suppliers"), Datum::Count(total.suppliers))
            .counted("sum of squared shares in this market", Datum::Share(total.concentration))
            .against(Datum::Share(CONCENTRATED))
    }
}

/// R048: a supplier of very different things.
struct Varied;

impl Rule for Varied {
    fn id(&self) -> &'static str {
        "R048"
    }

    fn count(&self, facts: &Facts<'_>, crowd: &mut Crowd) {
        let mut counted: Vec<&str> = Vec::new();
        for (_, award) in facts.standing_awards() {
            let Some(supplier) = award.lone_supplier() else { continue };
            for division in award.classes.iter().filter_map(|class| head(class, 2)) {
                let new = !counted.contains(&supplier.key.as_str());
                if new {
                    counted.push(&supplier.key);
                }
                let times = crowd.times();
                slot(&mut crowd.divisions, &supplier.key, |known| {
                    known.0 = known.0.wrapping_add(if new { times } else { 0 });
                    match known.1.get_mut(division) {
                        Some(count) => *count = count.wrapping_add(times),
                        None => drop(known.1.insert(division.to_owned(), times)),
                    }
                });
            }
        }
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let suppliers = facts.standing_awards().filter_map(|(i, award)| {
            let supplier = award.lone_supplier()?;
            let (processes, divisions) = among.crowd.divisions.get(supplier.key.as_str())?;
            (*processes >= VARIED).then_some((divisions.len(), i))
        });
        let Some((count, i)) = suppliers.max() else {
            return Finding::missing(&[
                "awards/items/classification",
                "awards/suppliers (awarded in twenty processes)",
            ]);
        };
        let Some(fence) = &among.fences.divisions else {
            return Finding::missing(&["ten suppliers that differ in what they supply"]);
        };
        among
            .when(count as f64 >= fence.high)
            .at(Pointer::of("/awards/", i, "/suppliers"), Datum::Count(count as u64))
            .against(Datum::Share((fence.high * 10_000.0) as i64))
    }
}
