//! Times between the steps.

use super::{Among, Crowd, Datum, Finding, Group, Rule, group};
use crate::facts::Facts;
use crate::pointer::Pointer;
use crate::time::{Moment, whole_days};

pub(super) fn add(rules: &mut Vec<Box<dyn Rule>>) {
    rules.push(Box::new(Submission));
    for stretch in STRETCHES {
        rules.push(Box::new(stretch));
    }
}

/// The fewest whole days bids should be taken (R003).
const SUBMISSION_DAYS: i64 = 15;

/// R003: bids were taken for less than fifteen whole days.
struct Submission;

impl Rule for Submission {
    fn id(&self) -> &'static str {
        "R003"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let (Some(start), Some(end)) = (facts.start, facts.end) else {
            return Finding::missing(&[
                "tender/tenderPeriod/startDate",
                "tender/tenderPeriod/endDate",
            ]);
        };
        let days = whole_days(start, end);
        if days < 0 {
            return Finding::missing(&["tender/tenderPeriod (it ends before it begins)"]);
        }
        among
            .when(days < SUBMISSION_DAYS)
            .at("/tender/tenderPeriod/startDate", Datum::When(start))
            .at("/tender/tenderPeriod/endDate", Datum::When(end))
            .against(Datum::Days(SUBMISSION_DAYS))
    }
}

type Ends = (Moment, Pointer, Moment, Pointer);

/// A stretch of days that is short or long among those of the same method and year.
#[derive(Clone, Copy)]
struct Stretch {
    id: &'static str,
    long: bool,
    ends: fn(&Facts<'_>) -> Option<Ends>,
    missing: &'static [&'static str],
}

const STRETCHES: [Stretch; 5] = [
    Stretch {
        id: "R014",
        long: false,
        ends: |f| {
            Some((
                f.start?,
                "/tender/tenderPeriod/startDate".into(),
                f.opening?,
                "/tender/bidOpening/date".into(),
            ))
        },
        missing: &[
            "tender/tenderPeriod/startDate",
            "tender/bidOpening/date",
            "tender/procurementMethod",
        ],
    },
    Stretch {
        id: "R015",
        long: true,
        ends: |f| {
            Some((
                f.opening?,
                "/tender/bidOpening/date".into(),
                f.judging?,
                "/tender/awardPeriod/startDate".into(),
            ))
        },
        missing: &[
            "tender/bidOpening/date",
            "tender/awardPeriod/startDate",
            "tender/procurementMethod",
        ],
    },
    Stretch {
        id: "R060",
        long: true,
        ends: signing,
        missing: &["awards/date", "contracts/dateSigned", "tender/procurementMethod"],
    },
    Stretch {
        id: "R061",
        long: false,
        ends: deciding,
        missing: &["tender/tenderPeriod/endDate", "awards/date", "tender/procurementMethod"],
    },
    Stretch {
        id: "R062",
        long: true,
        ends: deciding,
        missing: &["tender/tenderPeriod/endDate", "awards/date", "tender/procurementMethod"],
    },
];

fn deciding(facts: &Facts<'_>) -> Option<Ends> {
    let dated = facts.standing_awards().filter_map(|(i, award)| Some((award.date?, i)));
    let (award, i) = dated.min()?;
    Some((
        facts.end?,
        "/tender/tenderPeriod/endDate".into(),
        award,
        Pointer::of("/awards/", i, "/date"),
    ))
}

fn signing(facts: &Facts<'_>) -> Option<Ends> {
    let pairs = facts.contracts.iter().enumerate().filter_map(|(i, contract)| {
        let signed = contract.signed?;
        let (j, award) = of_award(facts, contract)?;
        Some((
            award.date?,
            Pointer::of("/awards/", j, "/date"),
            signed,
            Pointer::of("/contracts/", i, "/dateSigned"),
        ))
    });
    pairs.max_by_key(|(award, _, signed, _)| signed.seconds() - award.seconds())
}

/// The award a contract goes back to: the one it names, or the only one.
pub(super) fn of_award<'f>(
    facts: &'f Facts<'f>,
    contract: &crate::facts::Contract<'_>,
) -> Option<(usize, &'f crate::facts::Award<'f>)> {
    let named = facts
        .awards
        .iter()
        .enumerate()
        .find(|(_, award)| !award.id.is_empty() && award.id == contract.award);
    let only = || {
        (facts.awards.len() == 1 && facts.contracts.len() == 1)
            .then(|| facts.awards.first().map(|a| (0, a)))
    };
    named.or_else(|| only().flatten())
}

fn like(facts: &Facts<'_>) -> Option<Group> {
    Some(group(&[facts.method?.as_str()], facts.year()?))
}

impl Rule for Stretch {
    fn id(&self) -> &'static str {
        self.id
    }

    fn count(&self, facts: &Facts<'_>, crowd: &mut Crowd) {
        if let Some((from, _, to, _)) = (self.ends)(facts)
            && to >= from
            && let Some(group) = like(facts)
        {
            crowd.tally(self.id, &group, whole_days(from, to));
        }
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let Some((from, from_at, to, to_at)) =
            (self.ends)(facts).filter(|_| facts.method.is_some())
        else {
            return Finding::missing(self.missing);
        };
        if to < from {
            return Finding::missing(&["dates in the order of the steps"]);
        }
        let Some(fence) = like(facts).and_then(|group| among.fences.get(self.id, &group)) else {
            return Finding::missing(&["ten processes of this method and year that differ"]);
        };
        let days = whole_days(from, to);
        let (raised, limit) = if self.long {
            (days as f64 >= fence.high, fence.high)
        } else {
            (days as f64 <= fence.low, fence.low)
        };
        among
            .when(raised)
            .at(from_at, Datum::When(from))
            .at(to_at, Datum::When(to))
            .against(Datum::Days(limit as i64))
    }
}
