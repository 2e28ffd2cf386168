//! Counts with their bounds, and rates.

use std::fmt;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a number is meant.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The number itself.
    Exact,
    /// That many or more ("at least", "more than", "thousands of").
    AtLeast,
    /// That many or fewer ("up to", "hasta").
    AtMost,
    /// Fewer than that.
    LessThan,
    /// About that many ("some", "unas", "casi").
    About,
}

impl Bound {
    /// The sign written before the number in exchange formats.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::LessThan => "<",
            Self::About => "~",
        }
    }
}

/// A count of things.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// The number, as a decimal string.
    #[schemars(with = "String", regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"))]
    pub number: Decimal,
    /// How it is meant.
    pub bound: Bound,
    /// True for a projected value: not there yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub planned: bool,
}

impl Quantity {
    /// A count of something that is there.
    #[must_use]
    pub fn new(number: Decimal, bound: Bound) -> Self {
        Self { number: number.normalize(), bound, planned: false }
    }

    /// The same count, as a projection.
    #[must_use]
    pub fn planned(self) -> Self {
        Self { planned: true, ..self }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let planned = if self.planned { "planned:" } else { "" };
        write!(f, "{planned}{}{}", self.bound.sign(), self.number)
    }
}

/// A share of tries, in percent: of those that came out right, or of those that came out wrong.
///
/// Which error is meant (false match, false non-match, ISO/IEC 19795) is seldom said; it is not
/// filled in here.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "of", content = "percent")]
pub enum Rate {
    /// "right 97.5 percent of the time".
    Right(#[schemars(with = "String")] Decimal),
    /// "wrong in 3 % of cases", "inaccurate by 60 %".
    Wrong(#[schemars(with = "String")] Decimal),
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Right(percent) => write!(f, "{}", percent.normalize()),
            Self::Wrong(percent) => write!(f, "error:{}", percent.normalize()),
        }
    }
}
