//! Which statement is worth a person's next minute: what a story or a complaint would stand on, and how
//! likely it is right.

use codebook::Property;
use codebook::statement::Parts;

/// From 0 to 10,000: the property's weight times the confidence in thousandths.
pub(super) fn worth(parts: &Parts) -> u32 {
    weight(parts.property) * u32::from(parts.confidence.as_thousandths())
}

/// What is bought, from whom, for how much, how well it works and what was refused comes first; what
/// describes it comes last.
const fn weight(property: Property) -> u32 {
    match property {
        Property::Amount
        | Property::Supplier
        | Property::Buyer
        | Property::ContractId
        | Property::AccuracyClaim
        | Property::Response
        | Property::Ban
        | Property::LegalChallenge => 10,
        Property::UsesTechnology
        | Property::TechnologyVendor
        | Property::AwardDate
        | Property::WatchlistSize
        | Property::FacesScanned
        | Property::Alerts
        | Property::Matches
        | Property::TrueMatches
        | Property::FalseMatches
        | Property::RequestsSent => 8,
        Property::Cameras
        | Property::StartDate
        | Property::EndDate
        | Property::LegalBasis
        | Property::DatabaseConnected
        | Property::DataSharedWith => 6,
        Property::Status | Property::Participants | Property::ClaimedBy => 4,
        Property::Place
        | Property::Purpose
        | Property::Title
        | Property::Item
        | Property::ProcurementMethod => 3,
    }
}
