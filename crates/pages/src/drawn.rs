//! What maps and charts show, as data.

use std::collections::BTreeMap;

use codebook::{EntityId, Technology};
use schemars::JsonSchema;
use serde::Serialize;

use crate::charts::{Outcome, Tax};
use crate::page::Page;
use crate::shown::Shown;

/// Systems in one place.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PagePlace")]
pub(crate) struct PlaceJson {
    /// ISO 3166-1 alpha-2, or 3166-2 on a country's map; none of those whose names settle no place.
    place: Option<&'static str>,
    /// How many. One system can be in several places.
    systems: u64,
}

/// The numbers behind the charts.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageCharts")]
pub(crate) struct ChartsJson {
    /// Contracts by year and technology; one contract can have several.
    purchases: Vec<PurchasesJson>,
    /// Contracts of which no source says one year.
    undated: u64,
    /// Contract values by currency, tax and vendor, never added across.
    amounts: Vec<AmountJson>,
    /// Contract values that are in none: sources disagree, or name several suppliers or none.
    unsettled: u64,
    /// Requests by how they ended.
    requests: Vec<RequestsJson>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PagePurchases")]
struct PurchasesJson {
    year: i16,
    /// None of contracts of which no source says one.
    technology: Option<Technology>,
    contracts: u64,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageAmount")]
struct AmountJson {
    currency: String,
    /// `included`, `excluded`, or none where no source says.
    vat: Option<&'static str>,
    vendor: EntityId,
    /// A decimal number.
    total: String,
    contracts: u64,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageRequests")]
struct RequestsJson {
    outcome: &'static str,
    requests: u64,
}

/// Where the systems of a map are; nothing of another page.
pub(crate) fn places(site: &Shown<'_>, page: Page) -> Vec<PlaceJson> {
    let mut counts: BTreeMap<Option<&'static str>, u64> = BTreeMap::new();
    for system in &site.map().systems {
        let mut places: Vec<Option<&'static str>> = match page {
            Page::Map => system.spots.iter().map(|spot| Some(spot.country)).collect(),
            Page::MapOf(technology) if !system.technologies.contains(&technology) => continue,
            Page::MapOf(_) => system.spots.iter().map(|spot| Some(spot.country)).collect(),
            Page::MapIn(country) => {
                let here = system.spots.iter().filter(|spot| spot.country == country.code());
                here.map(|spot| spot.division.or(Some(spot.country))).collect()
            }
            _ => return Vec::new(),
        };
        if places.is_empty() && !matches!(page, Page::MapIn(_)) {
            places.push(None);
        }
        places.sort_unstable();
        places.dedup();
        for place in places {
            *counts.entry(place).or_default() += 1;
        }
    }
    counts.into_iter().map(|(place, systems)| PlaceJson { place, systems }).collect()
}

/// What the charts show.
pub(crate) fn charts(site: &Shown<'_>) -> ChartsJson {
    let data = site.charts();
    let mut purchases: BTreeMap<(i16, Option<Technology>), u64> = BTreeMap::new();
    for (year, contracts) in &data.purchases {
        for contract in contracts {
            let technologies = contract.technologies.iter().copied().map(Some);
            let none = contract.technologies.is_empty().then_some(None);
            for technology in technologies.chain(none) {
                *purchases.entry((*year, technology)).or_default() += 1;
            }
        }
    }
    let of_purchase =
        |((year, technology), contracts)| PurchasesJson { year, technology, contracts };
    let amounts = data.amounts.iter().flat_map(|(panel, totals)| {
        totals.iter().map(|total| AmountJson {
            currency: panel.currency.clone(),
            vat: match panel.tax {
                Tax::Unsaid => None,
                Tax::Included => Some("included"),
                Tax::Excluded => Some("excluded"),
            },
            vendor: total.vendor,
            total: total.total.to_string(),
            contracts: total.contracts.len() as u64,
        })
    });
    let requests = Outcome::ALL.into_iter().filter_map(|outcome| {
        let requests = data.requests.get(&outcome)?.len() as u64;
        Some(RequestsJson { outcome: outcome.as_str(), requests })
    });
    ChartsJson {
        purchases: purchases.into_iter().map(of_purchase).collect(),
        undated: data.undated as u64,
        amounts: amounts.collect(),
        unsettled: data.unsettled as u64,
        requests: requests.collect(),
    }
}
