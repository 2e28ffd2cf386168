//! What entities can be told apart by.

use codebook::{Kind, Polarity, Property, Value};

use crate::public::{Facet, PublicFact, usual};

/// The facets of something of a kind that these facts are about.
pub(super) fn of(kind: Kind, about: &[PublicFact]) -> Vec<(Facet, String)> {
    let silent = |property: &&Property| about.iter().all(|fact| fact.property != **property);
    let unknown = usual(kind).iter().filter(silent);
    let mut found: Vec<_> =
        unknown.map(|property| (Facet::Unknown, property.to_string())).collect();
    for fact in about {
        found.push((Facet::Property, fact.property.to_string()));
        if fact.polarity == Polarity::Negated {
            continue;
        }
        if let Some(facet) = facet(fact.property) {
            let named = fact.names.map(|id| id.to_string());
            found.push((facet, named.unwrap_or_else(|| fact.value.to_string())));
        }
        let own = match (&fact.property, &fact.value) {
            (Property::AwardDate | Property::StartDate | Property::EndDate, Value::Date(date)) => {
                Some(date)
            }
            _ => None,
        };
        for date in own.into_iter().chain(&fact.valid) {
            if let (Some(first), _) = date.bounds() {
                found.push((Facet::Year, format!("{:04}", first.year())));
            }
        }
    }
    found
}

const fn facet(property: Property) -> Option<Facet> {
    match property {
        Property::UsesTechnology => Some(Facet::Technology),
        Property::Place => Some(Facet::Place),
        Property::Buyer => Some(Facet::Agency),
        Property::Supplier | Property::TechnologyVendor => Some(Facet::Vendor),
        Property::Status => Some(Facet::Status),
        _ => None,
    }
}
