//! Two of the field, not in the guide: the supplier is new, and no legal basis is stated.

use super::{Among, Datum, Finding, Rule};
use crate::facts::Facts;
use crate::pointer::Pointer;
use crate::time::whole_days;

pub(super) fn add(rules: &mut Vec<Box<dyn Rule>>) {
    rules.push(Box::new(New));
    rules.push(Box::new(Basis));
}

/// A hundred years in days, near enough.
const CENTURY: i64 = 36_525;

/// V001: the supplier was founded less than a year before it was awarded.
struct New;

impl Rule for New {
    fn id(&self) -> &'static str {
        "V001"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        let awards = facts.standing_awards().flat_map(|(i, award)| {
            let pairs = award.suppliers.iter().enumerate();
            pairs.filter_map(move |(j, supplier)| {
                let (awarded, founded) = (award.date?, supplier.founded?);
                // A company can't be awarded before it is founded: then it was in the century before.
                let founded =
                    if founded > awarded { founded.days_later(-CENTURY) } else { founded };
                Some((awarded, founded, i, j))
            })
        });
        let Some((awarded, founded, i, j)) =
            awards.max_by_key(|(awarded, founded, ..)| founded.seconds() - awarded.seconds())
        else {
            return Finding::missing(&[
                "awards/date",
                "awards/suppliers/identifier (a company's RFC)",
            ]);
        };
        among
            .when(whole_days(founded, awarded) < 365)
            .at(Pointer::of("/awards/", i, "/suppliers/").within(j, ""), Datum::When(founded))
            .at(Pointer::of("/awards/", i, "/date"), Datum::When(awarded))
            .against(Datum::Days(365))
    }
}

/// V002: surveillance, and neither a legal basis nor an impact assessment is stated.
struct Basis;

impl Rule for Basis {
    fn id(&self) -> &'static str {
        "V002"
    }

    fn tell(&self, facts: &Facts<'_>, among: &Among<'_>) -> Finding {
        if facts.found.technologies.is_empty() {
            return Finding::missing(&["a technology"]);
        }
        if facts.documents.assessment {
            return among
                .when(false)
                .at("/tender/documents", Datum::Word("an impact assessment is listed"));
        }
        // The data name the law of the tender, not of the surveillance; that stands in documents, which are
        // not read here.
        Finding::missing(&["the documents, read"])
    }
}
