//! Amounts of money: signs, codes and words, Spanish and English.
//!
//! A sign that several currencies share stays as written unless the document settles it
//! ([`crate::settled::Settled`]).

use std::ops::Range;

use codebook::{Currency, Money};

use crate::folded::{Folded, Found};
use crate::numbers::{Number, numbers};
use crate::settled::Settled;

/// Signs and words that name one currency, and the code; an empty code is a shared sign.
const BEFORE: &[(&str, &str)] = &[
    ("us$", "USD"),
    ("u$s", "USD"),
    ("usd$", "USD"),
    ("usd", "USD"),
    ("u.s. $", "USD"),
    ("mx$", "MXN"),
    ("mxn$", "MXN"),
    ("ca$", "CAD"),
    ("c$", "CAD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("nz$", "NZD"),
    ("s$", "SGD"),
    ("hk$", "HKD"),
    ("r$", "BRL"),
    ("s/.", "PEN"),
    ("s/", "PEN"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("₹", "INR"),
    ("¥", ""),
    ("rs.", ""),
    ("rs", ""),
    ("$", ""),
];

const AFTER: &[(&str, &str)] = &[
    ("pesos mexicanos", "MXN"),
    ("mexican pesos", "MXN"),
    ("pesos m.n.", "MXN"),
    ("pesos argentinos", "ARS"),
    ("argentine pesos", "ARS"),
    ("pesos chilenos", "CLP"),
    ("chilean pesos", "CLP"),
    ("pesos colombianos", "COP"),
    ("colombian pesos", "COP"),
    ("pesos uruguayos", "UYU"),
    ("pesos", ""),
    ("dolares estadounidenses", "USD"),
    ("dolares americanos", "USD"),
    ("us dollars", "USD"),
    ("u.s. dollars", "USD"),
    ("american dollars", "USD"),
    ("canadian dollars", "CAD"),
    ("australian dollars", "AUD"),
    ("dolares", ""),
    ("dollars", ""),
    ("pounds sterling", "GBP"),
    ("libras esterlinas", "GBP"),
    ("pounds", "GBP"),
    ("euros", "EUR"),
    ("€", "EUR"),
    ("rupees", ""),
    ("rupias", ""),
    ("reales", "BRL"),
    ("reais", "BRL"),
    ("nuevos soles", "PEN"),
    ("soles", "PEN"),
    ("quetzales", "GTQ"),
    ("lempiras", "HNL"),
    ("colones", ""),
    ("guaranies", "PYG"),
    ("bolivianos", "BOB"),
    ("yuan", "CNY"),
    ("shillings", ""),
    ("naira", "NGN"),
    ("rand", "ZAR"),
];

/// The amounts of a text, in order.
pub(crate) fn money(folded: &Folded<'_>, settled: &Settled) -> Vec<Found<Money>> {
    numbers(folded, settled.language())
        .iter()
        .filter(|number| !number.vague)
        .filter_map(|number| amount(folded, settled, number))
        .collect()
}

fn amount(folded: &Folded<'_>, settled: &Settled, number: &Number) -> Option<Found<Money>> {
    let text = folded.text();
    let before = sign_before(folded, number.at.start);
    let after = unit_after(folded, number.at.end);
    // A sign on both sides is a formula's, not money's.
    if text[number.at.end..].starts_with('$') {
        return None;
    }
    let start = before.as_ref().map_or(number.at.start, |(at, _)| *at);
    let end = after.as_ref().map_or(number.at.end, |(at, _)| *at);
    let unit = match (&before, &after) {
        // "$369,339 MXN", "$5 millones de pesos mexicanos": the more telling side.
        (Some((_, Unit::Shared(_))), Some((_, unit))) => unit.clone(),
        (Some((_, unit)), _) | (None, Some((_, unit))) => unit.clone(),
        (None, None) => Unit::Shared(number.carried?.to_owned()),
    };
    let raw = |range: Range<usize>| folded.raw(&range).trim().to_owned();
    let money = match unit {
        Unit::Code(code) => Money::new(number.value, code),
        Unit::Shared(sign) => match settled.currency(&sign) {
            Some(code) => Money::new(number.value, code),
            None => Money::written(number.value, &sign_as_written(&sign, raw(start..end))),
        },
    };
    Some(Found { at: folded.back(&(start..end)), value: money })
}

/// A bare number, where the document says outright which currency its amounts are in.
pub(crate) fn bare(folded: &Folded<'_>, settled: &Settled) -> Option<Found<Money>> {
    let currency = settled.stated()?;
    match numbers(folded, settled.language()) {
        [only] if !only.vague && only.at.len() == folded.text().trim().len() => {
            let value = Money::new(only.value, currency);
            Some(Found { at: folded.back(&only.at), value })
        }
        _ => None,
    }
}

/// The sign without the digits, as it stands in the text.
fn sign_as_written(sign: &str, words: String) -> String {
    let folded = codebook::fold::fold(&words);
    if folded.contains(sign) { sign.to_owned() } else { words }
}

#[derive(Debug, Clone)]
enum Unit {
    Code(Currency),
    Shared(String),
}

fn unit_of(sign: &str, code: &str) -> Option<Unit> {
    if code.is_empty() {
        return Some(Unit::Shared(sign.to_owned()));
    }
    code.parse().ok().map(Unit::Code)
}

fn sign_before(folded: &Folded<'_>, at: usize) -> Option<(usize, Unit)> {
    let text = &folded.text()[..at];
    let trimmed = text.trim_end_matches([' ', '\\']);
    for (sign, code) in BEFORE {
        if let Some(rest) = trimmed.strip_suffix(sign) {
            let glued = rest.chars().next_back().is_some_and(char::is_alphanumeric)
                && sign.starts_with(char::is_alphabetic);
            if !glued {
                return unit_of(sign, code).map(|unit| (rest.len(), unit));
            }
        }
    }
    let start = trimmed.len().checked_sub(3).filter(|at| trimmed.is_char_boundary(*at))?;
    code_at(folded, start..trimmed.len()).map(|unit| (start, unit))
}

fn unit_after(folded: &Folded<'_>, at: usize) -> Option<(usize, Unit)> {
    let text = &folded.text()[at..];
    let mut rest = text.trim_start_matches([' ', '-']);
    for link in ["de ", "of ", "(en ", "(", ",", ";", "\t", "|", "\""] {
        rest = rest.strip_prefix(link).unwrap_or(rest);
    }
    let start = at + text.len() - rest.len();
    for (word, code) in AFTER {
        let range = start..start + word.len();
        if rest.starts_with(word) && folded.is_whole(&range) {
            return unit_of(word, code).map(|unit| (range.end, unit));
        }
    }
    let end = start + 3;
    if !folded.text().is_char_boundary(end.min(folded.text().len())) || end > folded.text().len() {
        return None;
    }
    code_at(folded, start..end).map(|unit| (end, unit))
}

/// A currency code in capitals: "ALL" and "TRY" are codes, "all" and "try" are words.
fn code_at(folded: &Folded<'_>, range: Range<usize>) -> Option<Unit> {
    let raw = folded.raw(&range);
    let capitals = raw.len() == 3 && raw.bytes().all(|b| b.is_ascii_uppercase());
    if !capitals || !folded.is_whole(&range) {
        return None;
    }
    raw.parse().ok().map(Unit::Code)
}
