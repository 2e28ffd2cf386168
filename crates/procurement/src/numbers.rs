//! Numbers as people write them: `1.234.567,89`, `$1,234.50`, `1 234 567,89 €`.
//!
//! A mark with three digits behind it may part thousands or tenths. Where the rest of the number does not tell which,
//! whoever knows the file must ([`Mark`]); where nobody does, the number is not read: see [`Unread`].

use codebook::Currency;
use serde::{Deserialize, Serialize};

/// The mark that parts tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Mark {
    /// A point.
    #[serde(rename = ".")]
    Point,
    /// A comma.
    #[serde(rename = ",")]
    Comma,
}

/// Why a text is read as no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    /// It can be read in two ways, and nothing tells which is meant.
    TwoWays,
    /// It names another currency than what stands beside it.
    OtherCurrency,
    /// It is no number, or of no form that is known.
    NoNumber,
    /// It is an amount, and nothing says of which currency.
    NoCurrency,
}

/// A number that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// As machines write it: digits with a point.
    pub plain: String,
    /// True where it can be read in two ways, and the stated mark told which.
    pub by_mark: bool,
    /// The currencies before and behind it.
    units: [Unit; 2],
}

impl Read {
    /// True where it names no currency.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.units == [Unit::Any; 2]
    }

    /// True where the number names no currency, or one that may be that of this code.
    #[must_use]
    pub fn may_be_in(&self, code: &str) -> bool {
        self.units.iter().all(|unit| match unit {
            Unit::Any => true,
            Unit::Of(codes) => codes.contains(&code),
            Unit::One(currency) => currency.code() == code,
        })
    }
}

/// A currency as it stands beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// None, or one of which nothing more is asked.
    Any,
    /// One of these.
    Of(&'static [&'static str]),
    /// This one.
    One(Currency),
}

/// How many bytes a number has at most.
const LONGEST: usize = 64;

/// Reads a number, in which the mark before tenths is `mark` where somebody has said so.
///
/// # Errors
/// Where it can't be told what it says.
pub fn read(text: &str, mark: Option<Mark>) -> Result<Read, Unread> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(Unread::NoNumber);
    }
    let digit = |c: char| c.is_ascii_digit();
    let (Some(first), Some(last)) = (text.find(digit), text.rfind(digit)) else {
        return Err(Unread::NoNumber);
    };
    let (before, behind) = (text.get(..first), text.get(last + 1..));
    let (mut before, behind) = (before.unwrap_or_default(), behind.unwrap_or_default());
    let mut number = text.get(first..=last).unwrap_or_default().to_owned();
    let mut negative = false;
    for sign in ['-', '−', '+'] {
        let bare = before.strip_prefix(sign).or_else(|| before.strip_suffix(sign));
        if let Some(bare) = bare {
            (before, negative) = (bare, sign != '+');
            break;
        }
    }
    // A point may end the unit's short form, or begin the tenths.
    let units = match (unit(before), before.chars().next_back()) {
        (Some(unit), _) => unit,
        (None, Some(point @ ('.' | ','))) => {
            number.insert(0, point);
            unit(before.trim_end_matches(point)).ok_or(Unread::NoNumber)?
        }
        _ => return Err(Unread::NoNumber),
    };
    let units = [units, unit(behind).ok_or(Unread::NoNumber)?];
    let (digits, by_mark) = plain(&number, mark)?;
    let sign = if negative { "-" } else { "" };
    Ok(Read { plain: format!("{sign}{digits}"), by_mark, units })
}

/// What parts the digits of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Point,
    Comma,
    Blank,
    Apostrophe,
}

impl Part {
    fn of(sign: char) -> Option<Self> {
        Some(match sign {
            '.' => Self::Point,
            ',' => Self::Comma,
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => Self::Blank,
            '\'' | '’' => Self::Apostrophe,
            _ => return None,
        })
    }

    fn is(self, mark: Mark) -> bool {
        self == if mark == Mark::Point { Self::Point } else { Self::Comma }
    }

    /// True of what never stands before tenths.
    fn only_groups(self) -> bool {
        matches!(self, Self::Blank | Self::Apostrophe)
    }
}

/// The number as machines write it, and whether only the stated mark told how to read it.
fn plain(number: &str, mark: Option<Mark>) -> Result<(String, bool), Unread> {
    if let Some((number, power)) = number.split_once(['e', 'E']) {
        return Ok((power_of_ten(number, power).ok_or(Unread::NoNumber)?, false));
    }
    let (mut groups, mut parts) = (vec![String::new()], Vec::new());
    for sign in number.chars() {
        match (groups.last_mut(), Part::of(sign)) {
            (Some(group), None) if sign.is_ascii_digit() => group.push(sign),
            (Some(group), Some(part)) if !group.is_empty() || parts.is_empty() => {
                parts.push(part);
                groups.push(String::new());
            }
            _ => return Err(Unread::NoNumber),
        }
    }
    let (tenths, by_mark) = tenths(&groups, &parts, mark)?;
    let last = tenths.then(|| groups.pop()).flatten();
    if !grouped(&groups) {
        return Err(Unread::NoNumber);
    }
    let whole = groups.concat();
    let whole = if whole.is_empty() { "0" } else { whole.as_str() };
    Ok((last.map_or_else(|| whole.to_owned(), |tenths| format!("{whole}.{tenths}")), by_mark))
}

/// Whether the last group is of tenths, and whether only the stated mark tells.
fn tenths(groups: &[String], parts: &[Part], mark: Option<Mark>) -> Result<(bool, bool), Unread> {
    let Some((last, others)) = parts.split_last() else { return Ok((false, false)) };
    if let Some((first, rest)) = others.split_first() {
        let alike = rest.iter().all(|part| part == first);
        return match alike {
            // What stands more than once parts thousands; what stands once behind it, tenths.
            true if last == first => Ok((false, false)),
            true if !last.only_groups() => Ok((true, false)),
            _ => Err(Unread::NoNumber),
        };
    }
    if last.only_groups() {
        return Ok((false, false));
    }
    let (head, tail) = (groups.first().map_or("", String::as_str), groups.last());
    let thousands = (1..=3).contains(&head.len()) && !head.starts_with('0');
    if !(thousands && tail.is_some_and(|tail| tail.len() == 3)) {
        return Ok((true, false));
    }
    mark.map(|mark| (last.is(mark), true)).ok_or(Unread::TwoWays)
}

/// True of one run of digits, or of thousands: up to three digits, then three each.
fn grouped(groups: &[String]) -> bool {
    match groups {
        [_] => true,
        [first, rest @ ..] => {
            (1..=3).contains(&first.len())
                && !first.starts_with('0')
                && rest.iter().all(|group| group.len() == 3)
        }
        [] => false,
    }
}

/// A number with a power of ten, in which no thousands are parted.
fn power_of_ten(number: &str, power: &str) -> Option<String> {
    let number = number.replace(',', ".");
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, tenths) = number.split_once('.').unwrap_or((&number, "0"));
    let exponent = power.strip_prefix(['+', '-']).unwrap_or(power);
    let few = exponent.len() <= 2 && digits(exponent);
    (few && digits(whole) && digits(tenths)).then(|| format!("{number}e{power}"))
}

/// Currencies that are written with the sign of the dollar and of many pesos.
const DOLLARS: &[&str] = &[
    "MXN", "USD", "CAD", "AUD", "NZD", "ARS", "CLP", "COP", "UYU", "DOP", "CUP", "BRL", "NIO",
    "HKD", "SGD", "TWD", "BBD", "BMD", "BSD", "BZD", "FJD", "GYD", "JMD", "KYD", "LRD", "NAD",
    "SRD", "TTD", "XCD", "CVE", "MOP", "BND", "SBD", "TOP", "WST", "CLF", "MXV", "COU",
];

/// How currencies are written, and which each of them may be.
const UNITS: [(&str, &[&str]); 42] = [
    ("$", DOLLARS),
    ("us$", &["USD"]),
    ("u$s", &["USD"]),
    ("mx$", &["MXN"]),
    ("mex$", &["MXN"]),
    ("m.n.", &["MXN"]),
    ("m.n", &["MXN"]),
    ("mn", &["MXN"]),
    ("r$", &["BRL"]),
    ("ca$", &["CAD"]),
    ("c$", &["CAD", "NIO"]),
    ("a$", &["AUD"]),
    ("au$", &["AUD"]),
    ("nz$", &["NZD"]),
    ("hk$", &["HKD"]),
    ("rd$", &["DOP"]),
    ("ar$", &["ARS"]),
    ("cop$", &["COP"]),
    ("peso", DOLLARS),
    ("pesos", DOLLARS),
    ("dollars", DOLLARS),
    ("dólares", DOLLARS),
    ("€", &["EUR"]),
    ("euro", &["EUR"]),
    ("euros", &["EUR"]),
    ("£", &["GBP", "EGP", "FKP", "GIP", "SHP", "SSP", "SYP", "LBP", "SDG"]),
    ("pounds", &["GBP"]),
    ("libras", &["GBP"]),
    ("¥", &["JPY", "CNY"]),
    ("s/", &["PEN"]),
    ("s/.", &["PEN"]),
    ("q", &["GTQ"]),
    ("l", &["HNL"]),
    ("bs", &["BOB", "VES", "VED"]),
    ("bs.", &["BOB", "VES", "VED"]),
    ("gs", &["PYG"]),
    ("gs.", &["PYG"]),
    ("fr", &["CHF", "XOF", "XAF", "XPF"]),
    ("fr.", &["CHF"]),
    ("rs", &["INR", "PKR", "LKR", "NPR", "MUR"]),
    ("rs.", &["INR", "PKR", "LKR", "NPR", "MUR"]),
    ("kr", &["SEK", "NOK", "DKK", "ISK"]),
];

/// Other signs of currencies.
const SIGNS: std::ops::RangeInclusive<char> = '\u{20a0}'..='\u{20cf}';

/// What stands beside a number, if it is a currency or nothing.
fn unit(written: &str) -> Option<Unit> {
    let written = written.trim();
    if written.is_empty() {
        return Some(Unit::Any);
    }
    let lower = written.to_lowercase();
    if let Some((_, codes)) = UNITS.iter().find(|(unit, _)| *unit == lower) {
        return Some(Unit::Of(codes));
    }
    if let Ok(currency) = written.parse() {
        return Some(Unit::One(currency));
    }
    let mut signs = written.chars();
    let lone = signs.next().filter(|sign| SIGNS.contains(sign) && signs.next().is_none());
    lone.map(|_| Unit::Any)
}
