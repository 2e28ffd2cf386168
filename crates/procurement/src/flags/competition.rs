//! How many bid.

use super::{Among, Crowd, Datum, Finding, Rule};
use crate::facts::{Facts, Method, Name};
use crate::pointer::Bidders;

pub(super) fn add(rules: &mut Vec<Box<dyn Rule>>) {
    rules.push(Box::new(Single));
    rules.push(Box::new(Few));
}

/// R018: one bid was received.
struct Single;

impl Rule for Single {
    fn id(&self) -> &'static str {
        "R018"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let Some(method) = facts.method else {
            return Finding::missing(&["tender/procurementMethod"]);
        };
        if method.closed() {
            // One bid is what a direct award is, and may be what a limited tender is.
            return among.when(false).at("/tender/procurementMethod", Datum::Word(method.as_str()));
        }
        let Some((count, said)) = bidders(facts) else {
            return Finding::missing(&["tender/numberOfTenderers"]);
        };
        among
            .when(count == 1)
            .at(said.pointer(), Datum::Count(u64::from(count)))
            .against(Datum::Count(1))
    }
}

/// How many bid: as said, or as bids are listed.
fn bidders(facts: &Facts<'_>) -> Option<(u32, Bidders)> {
    facts.bidders.or_else(|| {
        let mut who: Vec<&Name<'_>> = facts.bids.iter().flat_map(|bid| &bid.tenderers).collect();
        who.sort_unstable();
        who.dedup();
        (!who.is_empty()).then_some((who.len() as u32, Bidders::Bids))
    })
}

/// R019: few bid, among purchases of the same class by the same body.
struct Few;

fn group(facts: &Facts<'_>) -> Option<String> {
    let body = if facts.entity.key.is_empty() { &facts.buyer.key } else { &facts.entity.key };
    (!body.is_empty() && !facts.class.is_empty())
        .then(|| [body.as_str(), " ", facts.class.as_str()].concat())
}

impl Rule for Few {
    fn id(&self) -> &'static str {
        "R019"
    }

    fn count(&self, facts: &Facts<'_>, crowd: &mut Crowd) {
        if let (Some((count, _)), Some(group)) = (bidders(facts), group(facts))
            && facts.method != Some(Method::Direct)
        {
            crowd.tally("R019", &group, i64::from(count));
        }
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let (Some((count, said)), Some(group)) = (bidders(facts), group(facts)) else {
            return Finding::missing(&[
                "tender/numberOfTenderers",
                "tender/items/classification",
                "buyer/id",
            ]);
        };
        if facts.method == Some(Method::Direct) {
            return among.when(false).at("/tender/procurementMethod", Datum::Word("direct"));
        }
        let Some(fence) = among.fences.get("R019", &group) else {
            return Finding::missing(&["ten processes of this body and class that differ"]);
        };
        among
            .when(f64::from(count) <= fence.low)
            .at(said.pointer(), Datum::Count(u64::from(count)))
            .against(Datum::Share((fence.low * 10_000.0) as i64))
    }
}
