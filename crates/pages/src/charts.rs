//! The numbers behind the charts. What sources leave open or disagree on is counted as such and in no bar.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use codebook::statement::{MoneyRole, Vat};
use codebook::{EntityId, FactId, MoneyUnit, Property, Response, Technology, Value};
use register::RegisterError;
use register::public::{Publishable, Said};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::kept::{Contract, Kept};

/// What charts are made from.
#[derive(Debug, Default)]
pub(crate) struct ChartData {
    /// Contracts by the year in which they were awarded or began.
    pub(crate) purchases: BTreeMap<i16, Vec<Purchase>>,
    /// Contracts of which no source says one year.
    pub(crate) undated: usize,
    /// Values of contracts: one panel for each currency with and without tax, never added across.
    pub(crate) amounts: BTreeMap<Panel, Vec<VendorTotal>>,
    /// Contract values in no panel: sources disagree, or name several suppliers or none.
    pub(crate) unsettled: usize,
    /// Requests by how they ended.
    pub(crate) requests: BTreeMap<Outcome, Vec<EntityId>>,
    /// What those are called.
    pub(crate) names: HashMap<EntityId, String>,
}

/// A contract as bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Purchase {
    pub(crate) contract: EntityId,
    pub(crate) technologies: BTreeSet<Technology>,
}

/// What amounts may be added to each other: those in one currency, all with tax, all without, or all where no
/// source says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Panel {
    pub(crate) currency: String,
    pub(crate) tax: Tax,
}

/// Whether value-added tax is in amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Tax {
    Unsaid,
    Included,
    Excluded,
}

/// What one vendor's contracts come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VendorTotal {
    pub(crate) vendor: EntityId,
    pub(crate) total: Decimal,
    /// The contracts, with the facts that say their values.
    pub(crate) contracts: Vec<(EntityId, FactId)>,
}

/// How a request ended, as far as sources say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Outcome {
    Answered,
    Refused,
    NoRecords,
    Ignored,
    Pending,
    Disputed,
}

impl Outcome {
    pub(crate) const ALL: [Self; 6] = [
        Self::Answered,
        Self::Refused,
        Self::NoRecords,
        Self::Ignored,
        Self::Pending,
        Self::Disputed,
    ];

    /// Its word.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::NoRecords => "no-records",
            Self::Ignored => "ignored",
            Self::Pending => "pending",
            Self::Disputed => "disputed",
        }
    }

    /// How a request with these answers ended; one that only makes another more exact counts for both.
    pub(crate) fn of(responses: &BTreeSet<Response>) -> Self {
        let outcomes: BTreeSet<Self> = responses
            .iter()
            .filter(|response| !responses.iter().any(|other| other.narrows(**response)))
            .map(|response| match response {
                Response::Granted | Response::Partial | Response::Answered => Self::Answered,
                Response::Denied => Self::Refused,
                Response::NoRecords => Self::NoRecords,
                Response::NoResponse => Self::Ignored,
                Response::FeeEstimate => Self::Pending,
            })
            .collect();
        match outcomes.first() {
            None => Self::Pending,
            Some(only) if outcomes.len() == 1 => *only,
            Some(_) => Self::Disputed,
        }
    }
}

impl ChartData {
    /// The numbers of what is kept.
    pub(crate) fn of(view: &Publishable<'_>, kept: &Kept) -> Result<Self, RegisterError> {
        let mut data = Self::counted(kept);
        for vendor in data.amounts.values().flatten().map(|total| total.vendor) {
            if let Some(row) = view.entity(vendor)? {
                data.names.insert(vendor, row.entity.name.to_string());
            }
        }
        Ok(data)
    }

    fn counted(kept: &Kept) -> Self {
        let (mut data, mut totals) = (Self::default(), Totals::new());
        for (id, contract) in kept.contracts() {
            data.names.insert(id, contract.name.clone());
            data.contract(id, contract, &mut totals);
        }
        for (id, name, outcome) in kept.requests() {
            data.names.insert(id, name.to_owned());
            data.requests.entry(outcome).or_default().push(id);
        }
        for (panel, vendors) in totals {
            let mut totals: Vec<VendorTotal> = vendors.into_values().collect();
            totals.sort_by(|a, b| b.total.cmp(&a.total).then(a.vendor.cmp(&b.vendor)));
            data.amounts.insert(panel, totals);
        }
        data
    }

    fn contract(&mut self, id: EntityId, contract: &Contract, totals: &mut Totals) {
        match contract.year {
            None => self.undated += 1,
            Some(year) => {
                let technologies = contract.technologies.clone();
                let purchase = Purchase { contract: id, technologies };
                self.purchases.entry(year).or_default().push(purchase);
            }
        }
        for (panel, value) in &contract.values {
            let added = value.is_some_and(|(vendor, amount, fact)| {
                add(totals.entry(panel.clone()).or_default(), vendor, amount, (id, fact))
            });
            self.unsettled += usize::from(!added);
        }
    }
}

/// What vendors' contracts come to, by panel.
type Totals = BTreeMap<Panel, HashMap<EntityId, VendorTotal>>;

/// What charts show of a contract about which there are these facts.
pub(crate) fn contract(name: String, facts: &[Said]) -> Contract {
    let technologies = facts.iter().filter_map(|fact| match fact.value {
        Value::Technology(technology) => Some(technology),
        _ => None,
    });
    let suppliers: BTreeSet<EntityId> = facts
        .iter()
        .filter(|fact| fact.property == Property::Supplier)
        .filter_map(|fact| fact.names)
        .collect();
    let mut said: BTreeMap<Panel, Vec<(Decimal, FactId)>> = BTreeMap::new();
    for fact in facts {
        if let Some((panel, amount)) = contract_value(fact) {
            said.entry(panel).or_default().push((amount, fact.fact));
        }
    }
    let values = said.into_iter().map(|(panel, amounts)| {
        let distinct: BTreeSet<Decimal> = amounts.iter().map(|(amount, _)| *amount).collect();
        let one =
            (suppliers.len() == 1 && distinct.len() == 1).then(|| suppliers.first()).flatten();
        let settled = one.zip(amounts.first());
        (panel, settled.map(|(vendor, (amount, fact))| (*vendor, *amount, *fact)))
    });
    Contract {
        name,
        year: year(facts),
        technologies: technologies.collect(),
        values: values.collect(),
    }
}

/// Adds a contract to its vendor's; false where the sum would be beyond all numbers.
fn add(
    totals: &mut HashMap<EntityId, VendorTotal>,
    vendor: EntityId,
    amount: Decimal,
    contract: (EntityId, FactId),
) -> bool {
    let none = || VendorTotal { vendor, total: Decimal::ZERO, contracts: Vec::new() };
    let known = totals.entry(vendor).or_insert_with(none);
    let Some(total) = known.total.checked_add(amount) else { return false };
    known.total = total;
    known.contracts.push(contract);
    true
}

/// The amount where it is a contract's value: no budget or payment, no end of a range, no plan, and in a
/// currency that the source settles.
fn contract_value(fact: &Said) -> Option<(Panel, Decimal)> {
    let Value::Money(money) = &fact.value else { return None };
    let MoneyUnit::Currency(currency) = &money.unit else { return None };
    let narrowed = &fact.qualifiers;
    let plain = narrowed.extent.is_none() && !narrowed.planned;
    if !plain || narrowed.money != Some(MoneyRole::Contract) || money.amount.is_sign_negative() {
        return None;
    }
    let tax = match narrowed.vat {
        None => Tax::Unsaid,
        Some(Vat::Included) => Tax::Included,
        Some(Vat::Excluded) => Tax::Excluded,
    };
    Some((Panel { currency: currency.code().to_owned(), tax }, money.amount))
}

/// The year that a contract was awarded in; failing that, began in. None where sources say several.
fn year(facts: &[Said]) -> Option<i16> {
    let said = |property: Property| -> BTreeSet<Option<i16>> {
        let dates = facts.iter().filter(|fact| fact.property == property);
        dates
            .map(|fact| {
                let Value::Date(date) = &fact.value else { return None };
                let (first, last) = date.bounds();
                let (first, last) = (first?.year(), last?.year());
                (first == last).then_some(first)
            })
            .collect()
    };
    let awarded = said(Property::AwardDate);
    let years = if awarded.is_empty() { said(Property::StartDate) } else { awarded };
    years.first().copied().flatten().filter(|_| years.len() == 1)
}

#[cfg(test)]
mod tests {
    use codebook::value::Form;
    use codebook::{Polarity, Qualifiers, Sha256};
    use proptest::prelude::*;

    use super::*;

    fn id(name: &str) -> EntityId {
        EntityId::from_digest(&Sha256::of(name.as_bytes()))
    }

    fn fact(property: Property, form: Form, value: &str) -> Said {
        Said {
            fact: FactId::from_digest(&Sha256::of(format!("{property}{value}").as_bytes())),
            property,
            value: form.parse(value).unwrap(),
            qualifiers: Qualifiers::default(),
            polarity: Polarity::Affirmed,
            names: None,
        }
    }

    fn value_of(amount: &str, vat: Option<Vat>) -> Said {
        let mut fact = fact(Property::Amount, Form::Money, amount);
        fact.qualifiers.money = Some(MoneyRole::Contract);
        fact.qualifiers.vat = vat;
        fact
    }

    fn from(vendor: &str) -> Said {
        let mut fact = fact(Property::Supplier, Form::Name, vendor);
        fact.names = Some(id(vendor));
        fact
    }

    fn of(contracts: &[Vec<Said>]) -> ChartData {
        let (mut data, mut totals) = (ChartData::default(), Totals::new());
        for (at, facts) in contracts.iter().enumerate() {
            let contract = contract(at.to_string(), facts);
            data.contract(id(&at.to_string()), &contract, &mut totals);
        }
        let all = |vendors: HashMap<EntityId, VendorTotal>| vendors.into_values().collect();
        data.amounts = totals.into_iter().map(|(panel, vendors)| (panel, all(vendors))).collect();
        data
    }

    #[test]
    fn a_request_ends_one_way() {
        use Response as R;
        let cases: [(&[R], Outcome); 9] = [
            (&[], Outcome::Pending),
            (&[R::Granted], Outcome::Answered),
            (&[R::Partial, R::Answered], Outcome::Answered),
            (&[R::Denied, R::Answered], Outcome::Refused),
            (&[R::NoRecords], Outcome::NoRecords),
            (&[R::NoResponse], Outcome::Ignored),
            (&[R::FeeEstimate], Outcome::Pending),
            (&[R::Granted, R::Denied], Outcome::Disputed),
            (&[R::NoResponse, R::Answered], Outcome::Disputed),
        ];
        for (responses, outcome) in cases {
            let responses = responses.iter().copied().collect();
            assert_eq!(Outcome::of(&responses), outcome, "{responses:?}");
        }
    }

    #[test]
    fn a_contract_counts_in_a_year_that_sources_settle() {
        use Property as P;
        let date = |property, text| fact(property, Form::Date, text);
        let cases = [
            (vec![date(P::AwardDate, "2021-03-03")], Some(2021)),
            (vec![date(P::AwardDate, "2021-03"), date(P::AwardDate, "2021")], Some(2021)),
            (vec![date(P::AwardDate, "2021"), date(P::StartDate, "2022")], Some(2021)),
            (vec![date(P::StartDate, "2022-01-01")], Some(2022)),
            (vec![date(P::AwardDate, "2021"), date(P::AwardDate, "2022")], None),
            (vec![date(P::AwardDate, "[2021,2022]")], None),
            (vec![date(P::AwardDate, "XXXX-06")], None),
            (vec![date(P::EndDate, "2023")], None),
            (vec![], None),
        ];
        for (facts, year) in cases {
            let data = of(std::slice::from_ref(&facts));
            assert_eq!(data.purchases.keys().next().copied(), year, "{facts:?}");
            assert_eq!(data.undated, usize::from(year.is_none()));
        }
    }

    #[test]
    fn only_a_contract_s_settled_value_is_an_amount() {
        let mut budget = value_of("5 MXN", None);
        budget.qualifiers.money = Some(MoneyRole::Budget);
        let mut ceiling = value_of("5 MXN", None);
        ceiling.qualifiers.extent = Some(codebook::statement::Extent::Maximum);
        let mut planned = value_of("5 MXN", None);
        planned.qualifiers.planned = true;
        let cases = [
            (vec![from("a"), value_of("5 MXN", None)], 1, 0),
            (vec![from("a"), value_of("5 MXN", None), value_of("5 MXN", None)], 1, 0),
            (vec![from("a"), value_of("5 MXN", None), value_of("6 MXN", None)], 0, 1),
            (
                vec![from("a"), value_of("5 MXN", None), value_of("6 MXN", Some(Vat::Included))],
                2,
                0,
            ),
            (vec![from("a"), from("b"), value_of("5 MXN", None)], 0, 1),
            (vec![value_of("5 MXN", None)], 0, 1),
            (vec![from("a"), value_of("5 ($)", None)], 0, 0),
            (vec![from("a"), budget], 0, 0),
            (vec![from("a"), ceiling], 0, 0),
            (vec![from("a"), planned], 0, 0),
        ];
        for (facts, panels, unsettled) in cases {
            let data = of(std::slice::from_ref(&facts));
            assert_eq!((data.amounts.len(), data.unsettled), (panels, unsettled), "{facts:?}");
        }
    }

    proptest! {
        #[test]
        fn panels_add_up_and_never_across_currencies(
            contracts in proptest::collection::vec((0_u8..4, 0_usize..3, 0_usize..3, 1_u32..1_000_000), 0..30)
        ) {
            let currencies = ["MXN", "USD", "EUR"];
            let taxes = [None, Some(Vat::Included), Some(Vat::Excluded)];
            let facts: Vec<Vec<Said>> = contracts
                .iter()
                .map(|(vendor, currency, tax, amount)| {
                    let amount = format!("{amount} {}", currencies[*currency]);
                    vec![from(&vendor.to_string()), value_of(&amount, taxes[*tax])]
                })
                .collect();
            let data = of(&facts);
            prop_assert_eq!(data.unsettled, 0);
            for (at, currency) in currencies.iter().enumerate() {
                let said: u32 = contracts.iter().filter(|c| c.1 == at).map(|c| c.3).sum();
                let drawn: Decimal = data
                    .amounts
                    .iter()
                    .filter(|(panel, _)| panel.currency == *currency)
                    .flat_map(|(_, totals)| totals)
                    .map(|total| total.total)
                    .sum();
                prop_assert_eq!(drawn, Decimal::from(said));
            }
            let drawn: usize = data.amounts.values().flatten().map(|total| total.contracts.len()).sum();
            prop_assert_eq!(drawn, contracts.len());
        }
    }
}
