//! Closed lists of terms, and how they are written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A word that is not in the closed list it was read for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not {expected}; the codebook knows: {known}")]
pub struct TermError {
    pub(crate) word: String,
    pub(crate) expected: &'static str,
    pub(crate) known: String,
}

/// `Display` and `FromStr` for an enum with `ALL` and `as_str`.
macro_rules! term_strings {
    ($name:ident, $expected:literal) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::term::TermError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.into_iter().find(|term| term.as_str() == text).ok_or_else(|| {
                    $crate::term::TermError {
                        word: text.to_owned(),
                        expected: $expected,
                        known: Self::ALL.map(Self::as_str).join(", "),
                    }
                })
            }
        }
    };
}
pub(crate) use term_strings;

/// How a body answered a records request.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// What was asked for was given.
    Granted,
    /// Some of it was given.
    Partial,
    /// It was refused.
    Denied,
    /// Nothing came back.
    NoResponse,
    /// The body says that it holds no such records.
    NoRecords,
    /// The body asked for money first.
    FeeEstimate,
    /// An answer came, not told apart further.
    Answered,
}

impl Response {
    /// Every term.
    pub const ALL: [Self; 7] = [
        Self::Granted,
        Self::Partial,
        Self::Denied,
        Self::NoResponse,
        Self::NoRecords,
        Self::FeeEstimate,
        Self::Answered,
    ];

    /// The term's name in exchange formats.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Partial => "partial",
            Self::Denied => "denied",
            Self::NoResponse => "no_response",
            Self::NoRecords => "no_records",
            Self::FeeEstimate => "fee_estimate",
            Self::Answered => "answered",
        }
    }

    /// True where this term only makes `other` more precise: a refusal is an answer too.
    #[must_use]
    pub fn narrows(self, other: Self) -> bool {
        other == Self::Answered && !matches!(self, Self::Answered | Self::NoResponse)
    }

    /// True where the public got nothing: a refusal or a silence, which is a finding of its own.
    #[must_use]
    pub const fn is_silence(self) -> bool {
        matches!(self, Self::Denied | Self::NoResponse | Self::NoRecords)
    }
}

term_strings!(Response, "an answer to a records request");

/// The state of a system, contract, rule or plan.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each term says itself")]
pub enum Status {
    Planned,
    MarketResearch,
    Open,
    Testing,
    Pilot,
    Approved,
    InUse,
    Active,
    Renewed,
    Completed,
    Expired,
    Suspended,
    Cancelled,
    Regulated,
    Classified,
}

impl Status {
    /// Every term.
    pub const ALL: [Self; 15] = [
        Self::Planned,
        Self::MarketResearch,
        Self::Open,
        Self::Testing,
        Self::Pilot,
        Self::Approved,
        Self::InUse,
        Self::Active,
        Self::Renewed,
        Self::Completed,
        Self::Expired,
        Self::Suspended,
        Self::Cancelled,
        Self::Regulated,
        Self::Classified,
    ];

    /// The term's name in exchange formats.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::MarketResearch => "market_research",
            Self::Open => "open",
            Self::Testing => "testing",
            Self::Pilot => "pilot",
            Self::Approved => "approved",
            Self::InUse => "in_use",
            Self::Active => "active",
            Self::Renewed => "renewed",
            Self::Completed => "completed",
            Self::Expired => "expired",
            Self::Suspended => "suspended",
            Self::Cancelled => "cancelled",
            Self::Regulated => "regulated",
            Self::Classified => "classified",
        }
    }
}

term_strings!(Status, "a status");
