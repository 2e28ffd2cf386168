//! The values a property can take.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::edtf::Edtf;
use crate::fold::is_one_line;
use crate::id::as_string;
use crate::money::{Currency, Money};
use crate::quantity::{Bound, Quantity, Rate};
use crate::technology::Technology;
use crate::term::{Response, Status};

/// A value in its normalized form. What stood in the text is kept beside it, in the statement.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "form", content = "value")]
pub enum Value {
    /// Free text, short.
    Text(ShortText),
    /// The name of a body, company, place, person's office, law, database or system.
    Name(ShortText),
    /// An identifier that somebody issued: a contract number, a docket.
    Identifier(ShortText),
    /// A technology.
    Technology(Technology),
    /// A status.
    Status(Status),
    /// An answer to a records request.
    Response(Response),
    /// An amount with its currency.
    Money(Money),
    /// A date or stretch of time.
    Date(Edtf),
    /// A length of time.
    Duration(Duration),
    /// A count.
    Quantity(Quantity),
    /// A percentage or error rate.
    Rate(Rate),
}

/// Which form a value has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the same names as in `Value`")]
pub enum Form {
    Text,
    Name,
    Identifier,
    Technology,
    Status,
    Response,
    Money,
    Date,
    Duration,
    Quantity,
    Rate,
}

impl Form {
    /// Reads a value of this form from its normalized writing (what [`Value`]'s `Display` prints).
    ///
    /// # Errors
    /// If `text` is not of this form.
    pub fn parse(self, text: &str) -> Result<Value, ValueError> {
        let wrong = |why: String| ValueError { text: text.to_owned(), form: self, why };
        let from = |error: &dyn fmt::Display| wrong(error.to_string());
        Ok(match self {
            Self::Text => Value::Text(text.parse().map_err(|e: TextError| from(&e))?),
            Self::Name => Value::Name(text.parse().map_err(|e: TextError| from(&e))?),
            Self::Identifier => Value::Identifier(text.parse().map_err(|e: TextError| from(&e))?),
            Self::Technology => Value::Technology(text.parse().map_err(|e| from(&e))?),
            Self::Status => Value::Status(text.parse().map_err(|e| from(&e))?),
            Self::Response => Value::Response(text.parse().map_err(|e| from(&e))?),
            Self::Date => Value::Date(text.parse().map_err(|e| from(&e))?),
            Self::Duration => Value::Duration(text.parse().map_err(|e| from(&e))?),
            Self::Money => Value::Money(parse_money(text).map_err(wrong)?),
            Self::Quantity => Value::Quantity(parse_quantity(text).map_err(wrong)?),
            Self::Rate => Value::Rate(parse_rate(text).map_err(wrong)?),
        })
    }
}

/// A text that is not a value of the form it was read as.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a value of the form {form:?}: {why}")]
pub struct ValueError {
    text: String,
    form: Form,
    why: String,
}

fn parse_money(text: &str) -> Result<Money, String> {
    let wrong = || "expected an amount and a currency, as `1023123 MXN`".to_owned();
    let (amount, unit) = text.split_once(' ').ok_or_else(wrong)?;
    let amount: Decimal = amount.parse().map_err(|_| wrong())?;
    if let Some(sign) = unit.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return Ok(Money::written(amount, sign));
    }
    let currency: Currency = unit.parse().map_err(|error| format!("{error}"))?;
    Ok(Money::new(amount, currency))
}

fn parse_quantity(text: &str) -> Result<Quantity, String> {
    let (rest, planned) = text.strip_prefix("planned:").map_or((text, false), |rest| (rest, true));
    let (number, bound) = [Bound::AtLeast, Bound::AtMost, Bound::LessThan, Bound::About]
        .into_iter()
        .find_map(|bound| rest.strip_prefix(bound.sign()).map(|number| (number, bound)))
        .unwrap_or((rest, Bound::Exact));
    let number = number
        .parse()
        .map_err(|_| "expected a number, as 319, >=1000, <50, ~400 or planned:15".to_owned())?;
    let quantity = Quantity::new(number, bound);
    Ok(if planned { quantity.planned() } else { quantity })
}

fn parse_rate(text: &str) -> Result<Rate, String> {
    let (number, wrong) = text.strip_prefix("error:").map_or((text, false), |rest| (rest, true));
    let percent: Decimal =
        number.parse().map_err(|_| "expected a percentage, as 99.87 or error:4".to_owned())?;
    if percent.is_sign_negative() || percent > Decimal::ONE_HUNDRED {
        return Err("a rate lies between 0 and 100".to_owned());
    }
    let percent = percent.normalize();
    Ok(if wrong { Rate::Wrong(percent) } else { Rate::Right(percent) })
}

impl Value {
    /// The form of this value.
    #[must_use]
    pub const fn form(&self) -> Form {
        match self {
            Self::Text(_) => Form::Text,
            Self::Name(_) => Form::Name,
            Self::Identifier(_) => Form::Identifier,
            Self::Technology(_) => Form::Technology,
            Self::Status(_) => Form::Status,
            Self::Response(_) => Form::Response,
            Self::Money(_) => Form::Money,
            Self::Date(_) => Form::Date,
            Self::Duration(_) => Form::Duration,
            Self::Quantity(_) => Form::Quantity,
            Self::Rate(_) => Form::Rate,
        }
    }

    /// True where the two say the same, or one of them only more exactly: no contradiction.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Technology(a), Self::Technology(b)) => a == b || a.narrows(*b) || b.narrows(*a),
            (Self::Date(a), Self::Date(b)) => a == b || a.narrows(b) || b.narrows(a),
            (
                Self::Text(a) | Self::Name(a) | Self::Identifier(a),
                Self::Text(b) | Self::Name(b) | Self::Identifier(b),
            ) => crate::fold::fold_name(a.as_str()) == crate::fold::fold_name(b.as_str()),
            (Self::Quantity(a), Self::Quantity(b)) => quantities_agree(a, b),
            (Self::Response(a), Self::Response(b)) => a == b || a.narrows(*b) || b.narrows(*a),
            _ => self == other,
        }
    }
}

fn quantities_agree(a: &Quantity, b: &Quantity) -> bool {
    if a.planned != b.planned {
        return true; // What was planned and what came of it are two things, not two answers.
    }
    match (a.bound, b.bound) {
        (Bound::AtLeast, Bound::Exact) => b.number >= a.number,
        (Bound::Exact, Bound::AtLeast) => a.number >= b.number,
        (Bound::LessThan, Bound::Exact) => b.number < a.number,
        (Bound::Exact, Bound::LessThan) => a.number < b.number,
        (Bound::LessThan, Bound::AtLeast) => b.number < a.number,
        (Bound::AtLeast, Bound::LessThan) => a.number < b.number,
        (Bound::AtMost, Bound::Exact) => b.number <= a.number,
        (Bound::Exact, Bound::AtMost) => a.number <= b.number,
        (Bound::AtMost, Bound::AtLeast) => b.number <= a.number,
        (Bound::AtLeast, Bound::AtMost) => a.number <= b.number,
        (Bound::AtLeast, Bound::AtLeast)
        | (Bound::LessThan | Bound::AtMost, Bound::LessThan | Bound::AtMost) => true,
        _ => a.number == b.number,
    }
}

impl fmt::Display for Value {
    /// The normalized writing, that [`Form::parse`] reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Name(text) | Self::Identifier(text) => text.fmt(f),
            Self::Technology(term) => term.fmt(f),
            Self::Status(term) => term.fmt(f),
            Self::Response(term) => term.fmt(f),
            Self::Money(money) => money.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Duration(duration) => duration.fmt(f),
            Self::Quantity(quantity) => quantity.fmt(f),
            Self::Rate(rate) => rate.fmt(f),
        }
    }
}

/// A text that can stand in a table cell: one line, not empty, at most 600 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortText(String);

/// A text that is empty or too long.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected 1 to 600 characters, found {0}")]
pub struct TextError(usize);

impl ShortText {
    /// The most characters it can have.
    pub const MOST: usize = 600;

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As much of `text` as fits, from its beginning.
    ///
    /// # Errors
    /// If it is empty.
    pub fn clipped(text: &str) -> Result<Self, TextError> {
        text.chars().take(Self::MOST).collect::<String>().parse()
    }
}

impl FromStr for ShortText {
    type Err = TextError;

    /// Takes a text; runs of white space, line ends among them, become single spaces.
    fn from_str(text: &str) -> Result<Self, TextError> {
        let one_line = if is_one_line(text) {
            text.to_owned()
        } else {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        match one_line.chars().count() {
            count @ (0 | 601..) => Err(TextError(count)),
            _ => Ok(Self(one_line)),
        }
    }
}

impl fmt::Display for ShortText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

as_string!(ShortText, r"^\S(.{0,598}\S)?$");

/// A text in several lines: not empty, at most 6,000 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prose(String);

/// A text that is empty or too long.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected 1 to 6000 characters, found {0}")]
pub struct ProseError(usize);

impl Prose {
    /// The most characters it can have.
    pub const MOST: usize = 6000;

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Prose {
    type Err = ProseError;

    /// Takes a text; line ends become plain ones, other control characters and white space at either
    /// end are left out.
    fn from_str(text: &str) -> Result<Self, ProseError> {
        let lines = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
        let plain: String = lines.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        let plain = plain.trim();
        match plain.chars().count() {
            0 => Err(ProseError(0)),
            count if count > Self::MOST => Err(ProseError(count)),
            _ => Ok(Self(plain.to_owned())),
        }
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

as_string!(Prose, r"^\S");

/// A length of time in years, months or days, written as ISO 8601 has it (`P2Y`, `P18M`, `P90D`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    count: u16,
    unit: DurationUnit,
}

/// The unit of a [`Duration`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each unit says itself")]
pub enum DurationUnit {
    Years,
    Months,
    Weeks,
    Days,
}

/// A text that is no duration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a duration; expected P, a number from 1 to 9999, and Y, M, W or D, as P2Y")]
pub struct DurationError(String);

impl Duration {
    /// `count` units.
    ///
    /// # Errors
    /// If `count` is 0 or above 9999.
    pub fn new(count: u16, unit: DurationUnit) -> Result<Self, DurationError> {
        let duration = Self { count, unit };
        if (1..=9999).contains(&count) {
            Ok(duration)
        } else {
            Err(DurationError(duration.to_string()))
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self.unit {
            DurationUnit::Years => 'Y',
            DurationUnit::Months => 'M',
            DurationUnit::Weeks => 'W',
            DurationUnit::Days => 'D',
        };
        write!(f, "P{}{letter}", self.count)
    }
}

impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        let wrong = || DurationError(text.to_owned());
        let rest = text.strip_prefix('P').ok_or_else(wrong)?;
        let unit = match rest.chars().last() {
            Some('Y') => DurationUnit::Years,
            Some('M') => DurationUnit::Months,
            Some('W') => DurationUnit::Weeks,
            Some('D') => DurationUnit::Days,
            _ => return Err(wrong()),
        };
        let digits = &rest[..rest.len() - 1];
        if digits.starts_with(['0', '+']) {
            return Err(wrong());
        }
        Self::new(digits.parse().map_err(|_| wrong())?, unit)
    }
}

as_string!(Duration, "^P[1-9][0-9]{0,3}[YMWD]$");
