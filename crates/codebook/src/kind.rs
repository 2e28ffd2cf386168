//! The kinds of thing a statement can be about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a statement is about. Closed: there is no kind for persons.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Technology at work somewhere, whether it has a name or not.
    System,
    /// A public body.
    Agency,
    /// A company.
    Vendor,
    /// A deal, or what leads to one: a tender, an order, an entry in a budget.
    Contract,
    /// A records (freedom of information) request.
    Request,
    /// A state, city or country.
    Jurisdiction,
    /// What somebody says of a system, or has measured.
    Claim,
    /// A statute, decision or ban.
    Law,
}

impl Kind {
    /// Every kind, in the order in which the register lists them.
    pub const ALL: [Self; 8] = [
        Self::System,
        Self::Agency,
        Self::Vendor,
        Self::Contract,
        Self::Request,
        Self::Jurisdiction,
        Self::Claim,
        Self::Law,
    ];

    /// The kind's name in exchange formats.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Agency => "agency",
            Self::Vendor => "vendor",
            Self::Contract => "contract",
            Self::Request => "request",
            Self::Jurisdiction => "jurisdiction",
            Self::Claim => "claim",
            Self::Law => "law",
        }
    }
}

crate::term::term_strings!(Kind, "a kind of subject");
