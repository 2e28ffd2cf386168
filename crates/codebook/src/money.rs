//! Money with its currency, or with the sign that leaves the currency open.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::as_string;

/// An ISO 4217 currency code.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

/// A text that is no ISO 4217 code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an ISO 4217 currency code (three capitals, as MXN)")]
pub struct CurrencyError(String);

impl Currency {
    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code()
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;
    fn from_str(text: &str) -> Result<Self, CurrencyError> {
        iso_currency::Currency::from_code(text)
            .map(Self)
            .ok_or_else(|| CurrencyError(text.to_owned()))
    }
}
impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
as_string!(Currency, "^[A-Z]{3}$");

/// The unit an amount is counted in: a currency, or what stands in the text where that does not
/// settle which currency is meant. It is never filled in from a guess.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MoneyUnit {
    /// A currency that the text, or named metadata of the source, settles.
    Currency(Currency),
    /// A sign or word that several currencies share (`$`, `pesos`), as written.
    Written(String),
    /// Nothing that says one: a number in a column for money.
    Unsaid,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Money {
    /// The amount in whole units of the currency (pesos, not centavos), as a decimal string.
    #[schemars(with = "String", regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"))]
    pub amount: Decimal,
    /// What it is counted in.
    pub unit: MoneyUnit,
}

impl Money {
    /// An amount in a known currency.
    #[must_use]
    pub fn new(amount: Decimal, currency: Currency) -> Self {
        Self { amount: amount.normalize(), unit: MoneyUnit::Currency(currency) }
    }

    /// An amount whose currency the source leaves open.
    #[must_use]
    pub fn written(amount: Decimal, sign: &str) -> Self {
        Self { amount: amount.normalize(), unit: MoneyUnit::Written(sign.to_owned()) }
    }

    /// An amount beside which the source gives no currency and no sign.
    #[must_use]
    pub fn unsaid(amount: Decimal) -> Self {
        Self { amount: amount.normalize(), unit: MoneyUnit::Unsaid }
    }

    /// The currency, where it is settled.
    #[must_use]
    pub const fn currency(&self) -> Option<Currency> {
        match self.unit {
            MoneyUnit::Currency(currency) => Some(currency),
            MoneyUnit::Written(_) | MoneyUnit::Unsaid => None,
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.unit {
            MoneyUnit::Currency(currency) => write!(f, "{} {currency}", self.amount),
            MoneyUnit::Written(sign) => write!(f, "{} ({sign})", self.amount),
            MoneyUnit::Unsaid => write!(f, "{}", self.amount),
        }
    }
}
