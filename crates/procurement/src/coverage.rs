//! Which fields a publisher fills, and so which flags can be told at all.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::block::same;
use crate::facts::Facts;
use crate::model::Release;

/// The fields that are counted, as JSON paths of the standard; the place is the bit in [`Facts::filled`].
pub const FIELDS: [&str; 31] = [
    "buyer/id",
    "buyer/name",
    "planning/documents",
    "planning/budget/amount",
    "tender/title",
    "tender/description",
    "tender/procurementMethod",
    "tender/procurementMethodRationale",
    "tender/tenderPeriod/startDate",
    "tender/tenderPeriod/endDate",
    "tender/bidOpening/date",
    "tender/awardPeriod/startDate",
    "tender/value",
    "tender/numberOfTenderers",
    "tender/items/classification",
    "tender/documents/documentType",
    "tender/legalBasis",
    "bids/details",
    "awards/date",
    "awards/value",
    "awards/suppliers",
    "awards/items/classification",
    "contracts/dateSigned",
    "contracts/value",
    "contracts/documents/documentType",
    "contracts/amendments",
    "contracts/implementation/transactions",
    "items/unit/value",
    "tender/documents (tenderNotice)",
    "tender/documents (biddingDocuments)",
    "contracts/documents (contractSigned)",
];

/// The place of a field in [`FIELDS`]; behind them all where it is none of them.
pub(crate) const fn place(field: &str) -> usize {
    let mut place = 0;
    while place < FIELDS.len() {
        let (known, asked) = (FIELDS[place].as_bytes(), field.as_bytes());
        let mut at = 0;
        while known.len() == asked.len() && at < known.len() && known[at] == asked[at] {
            at += 1;
        }
        if at == known.len() && known.len() == asked.len() {
            return place;
        }
        place += 1;
    }
    place
}

/// True of the types a contract's own text is listed under.
pub(crate) fn signed(kind: &str) -> bool {
    matches!(kind, "contractSigned" | "contractText" | "contract")
}

/// The bits of the fields that `release` fills.
pub(crate) fn filled(release: &Release<'_>) -> u64 {
    let (tender, awards, contracts) = (&release.tender, &release.awards, &release.contracts);
    let typed =
        |documents: &[crate::model::Document<'_>]| documents.iter().any(|d| d.kind.get().is_some());
    let items = || {
        let of_awards = awards.iter().flat_map(|award| award.items.iter());
        let of_contracts = contracts.iter().flat_map(|contract| contract.items.iter());
        tender.items.iter().chain(of_awards).chain(of_contracts)
    };
    let bits = [
        release.buyer.id.get().is_some(),
        release.buyer.name.get().is_some(),
        !release.planning.documents.is_empty(),
        release.planning.budget.amount.amount.0.is_some(),
        tender.title.get().is_some(),
        tender.description.get().is_some(),
        tender.method.get().is_some(),
        tender.method_rationale.get().is_some(),
        tender.period.start.get().is_some(),
        tender.period.end.get().is_some(),
        tender.opening.date.get().is_some(),
        tender.award_period.start.get().is_some(),
        tender.value.amount.0.is_some(),
        tender.tenderers_count.0.is_some() || !tender.tenderers.is_empty(),
        tender.classification.id.get().is_some()
            || tender.items.iter().any(|i| i.classification.id.get().is_some()),
        typed(&tender.documents),
        tender.legal_basis.id.get().is_some() || tender.legal_basis.description.get().is_some(),
        !release.bids.details.is_empty(),
        awards.iter().any(|award| award.date.get().is_some()),
        awards.iter().any(|award| award.value.amount.0.is_some()),
        awards.iter().any(|award| !award.suppliers.is_empty()),
        awards
            .iter()
            .flat_map(|award| award.items.iter())
            .any(|item| item.classification.id.get().is_some()),
        contracts.iter().any(|contract| contract.signed.get().is_some()),
        contracts.iter().any(|contract| contract.value.amount.0.is_some()),
        contracts.iter().any(|contract| typed(&contract.documents)),
        contracts
            .iter()
            .any(|contract| !contract.amendments.is_empty() || !contract.amendment.is_empty()),
        contracts.iter().any(|contract| !contract.implementation.transactions.is_empty()),
        items().any(|item| item.unit.value.amount.0.is_some()),
        tender.documents.iter().any(|document| document.kind.0 == "tenderNotice"),
        tender.documents.iter().any(|document| document.kind.0 == "biddingDocuments"),
        contracts
            .iter()
            .flat_map(|contract| contract.documents.iter())
            .any(|document| signed(&document.kind.0)),
    ];
    bits.iter().enumerate().fold(0, |all, (place, bit)| all | (u64::from(*bit) << place))
}

/// What a publisher's processes have: how many there are, and how many fill each field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// How many processes.
    pub processes: u64,
    /// How many fill the field of that place in [`FIELDS`].
    pub filled: Vec<u64>,
}

/// How many publishers are few.
const FEW: usize = 16;

/// Coverage by publisher.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverages(pub BTreeMap<String, Coverage>);

impl Coverages {
    /// Where there are few publishers, looking at each is the shortest way.
    fn of(&self, publisher: &str) -> Option<&Coverage> {
        if self.0.len() > FEW {
            return self.0.get(publisher);
        }
        self.0.iter().find(|(name, _)| same(name, publisher)).map(|(_, coverage)| coverage)
    }

    /// See [`Self::of`].
    fn of_mut(&mut self, publisher: &str) -> Option<&mut Coverage> {
        if self.0.len() > FEW {
            return self.0.get_mut(publisher);
        }
        self.0.iter_mut().find(|(name, _)| same(name, publisher)).map(|(_, coverage)| coverage)
    }

    /// Counts a process so many times.
    pub(crate) fn count(&mut self, facts: &Facts<'_>, times: u64) {
        let publisher = publisher(facts);
        let coverage = match self.of_mut(publisher) {
            Some(coverage) => coverage,
            None => self.0.entry(publisher.to_owned()).or_default(),
        };
        coverage.processes = coverage.processes.wrapping_add(times);
        coverage.filled.resize(FIELDS.len(), 0);
        for (place, count) in coverage.filled.iter_mut().enumerate() {
            *count = count.wrapping_add((facts.filled >> place & 1).wrapping_mul(times));
        }
    }

    /// Adds what another part counted.
    pub fn merge(&mut self, other: Self) {
        for (publisher, more) in other.0 {
            let coverage = self.0.entry(publisher).or_default();
            coverage.processes = coverage.processes.wrapping_add(more.processes);
            coverage.filled.resize(FIELDS.len(), 0);
            for (count, more) in coverage.filled.iter_mut().zip(more.filled) {
                *count = count.wrapping_add(more);
            }
        }
    }

    /// The fields that the publisher of a process fills in at least one of its processes, a bit each.
    #[must_use]
    pub(crate) fn fills(&self, facts: &Facts<'_>) -> u64 {
        let Some(coverage) = self.of(publisher(facts)) else { return 0 };
        let filled = coverage.filled.iter().enumerate();
        filled.fold(0, |all, (place, count)| all | u64::from(*count > 0) << place)
    }
}

/// Whose process it is: the publisher it names, else the part of its ocid that the registry gives to one.
#[must_use]
pub fn publisher<'f>(facts: &'f Facts<'_>) -> &'f str {
    if !facts.publisher.is_empty() {
        return &facts.publisher;
    }
    let ocid = &facts.ocid;
    let registered = ocid.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("ocds-"));
    if registered && ocid.len() > 11 {
        return ocid.get(..11).unwrap_or(ocid);
    }
    "(publisher not said)"
}
