//! How it was put out.

use super::crowd::{share, slot};
use super::{Among, Crowd, Datum, Finding, Rule};
use crate::coverage::place;
use crate::facts::Facts;

pub(super) fn add(rules: &mut Vec<Box<dyn Rule>>) {
    rules.push(Box::new(Unexplained));
    rules.push(Box::new(OftenClosed));
}

fn word(facts: &Facts<'_>) -> Datum {
    Datum::Word(facts.method.map_or("", crate::facts::Method::as_str))
}

/// R010: a method that is not competitive, and no reason for it.
struct Unexplained;

impl Rule for Unexplained {
    fn id(&self) -> &'static str {
        "R010"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let Some(method) = facts.method else {
            return Finding::missing(&["tender/procurementMethod"]);
        };
        let explains = among.fills(const { place("tender/procurementMethodRationale") });
        if method.closed() && !facts.rationale && !explains {
            return Finding::missing(&["tender/procurementMethodRationale"]);
        }
        among.when(method.closed() && !facts.rationale).at("/tender/procurementMethod", word(facts))
    }
}

/// R013: the buyer's share of methods that are not competitive is high among buyers.
struct OftenClosed;

impl Rule for OftenClosed {
    fn id(&self) -> &'static str {
        "R013"
    }

    fn count(&self, facts: &Facts<'_>, crowd: &mut Crowd) {
        if let (Some(method), false) = (facts.method, facts.buyer.key.is_empty()) {
            let times = crowd.times();
            let closed = if method.closed() { times } else { 0 };
            slot(&mut crowd.buyers, &facts.buyer.key, |known| {
                *known = (known.0.wrapping_add(times), known.1.wrapping_add(closed));
            });
        }
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        if facts.method.is_none() || facts.buyer.key.is_empty() {
            return Finding::missing(&["tender/procurementMethod", "buyer/id"]);
        }
        let known = among.crowd.buyers.get(facts.buyer.key.as_str()).filter(|known| known.0 >= 5);
        let (Some((all, closed)), Some(fence)) = (known, &among.fences.closed) else {
            return Finding::missing(&["five processes of this buyer, and ten such buyers"]);
        };
        let part = share(*closed, *all);
        among
            .when(part as f64 >= fence.high)
            .at("/tender/procurementMethod", word(facts))
            .counted("share of closed methods of this buyer", Datum::Share(part))
            .against(Datum::Share(fence.high as i64))
    }
}
