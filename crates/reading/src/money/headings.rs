//! Currencies that stand over an amount and not beside it: in a column's header, in a form's label, in
//! a cell of their own.

use codebook::Money;
use rust_decimal::Decimal;

use super::signs::{AFTER, BEFORE, Means};
use super::{Unit, unit_of};
use crate::folded::{Folded, Found};
use crate::numbers::numbers;
use crate::settled::Settled;

/// Codes that a header is searched for in any case: `monto_mxn`, "Value (GBP)".
const CODES: &[&str] = &[
    "usd", "eur", "gbp", "mxn", "ars", "clp", "cop", "pen", "brl", "uyu", "pyg", "bob", "crc",
    "gtq", "hnl", "dop", "cad", "aud", "nzd", "inr", "zar", "kes", "jpy", "chf", "nio", "pab",
    "ves", "ngn", "php", "sgd", "hkd", "sek", "nok", "dkk", "pln", "czk", "huf", "ron", "ils",
    "krw", "cny", "myr", "thb", "idr", "vnd", "bdt", "pkr", "lkr", "npr", "ghs", "ugx", "tzs",
    "rwf", "egp", "aed", "sar",
];

/// Words of a header alone, in the singular as forms write them.
const WORDS: &[(&str, Means)] = &[
    ("moneda nacional", Means::Only("MX", "MXN")),
    ("m.n.", Means::Only("MX", "MXN")),
    ("peso mexicano", Means::Code("MXN")),
    ("peso argentino", Means::Code("ARS")),
    ("peso chileno", Means::Code("CLP")),
    ("peso colombiano", Means::Code("COP")),
    ("peso uruguayo", Means::Code("UYU")),
    ("dolar estadounidense", Means::Code("USD")),
    ("dolar americano", Means::Code("USD")),
    ("us dollar", Means::Code("USD")),
    ("pound sterling", Means::Code("GBP")),
    ("sterling", Means::Code("GBP")),
];

/// Words that multiply what stands under them.
const TIMES: &[(&str, u64)] = &[
    ("miles", 1_000),
    ("thousand", 1_000),
    ("thousands", 1_000),
    ("000", 1_000),
    ("000s", 1_000),
    ("lakh", 100_000),
    ("lakhs", 100_000),
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("millones", 1_000_000),
    ("mdp", 1_000_000),
    ("crore", 10_000_000),
    ("crores", 10_000_000),
];

/// The amount that a cell holds under that heading: one number, alone or with a sign that the heading
/// does not contradict. Nothing where the heading names no currency, or two.
pub(crate) fn under(
    folded: &Folded<'_>,
    heading: &Folded<'_>,
    settled: &Settled,
) -> Option<Found<Money>> {
    let [number] = numbers(folded, settled.language()) else { return None };
    let text = folded.text();
    let before = text[..number.at.start].trim();
    let after = text[number.at.end..].trim_matches([' ', '.', '-', '*']);
    let (unit, times) = unit(heading, settled)?;
    let same = match &unit {
        Unit::Code(code) => before == "$" && is_of_dollars_or_pesos(code.code()),
        Unit::Shared(sign) => before == sign || before == "$" && sign != "¥",
    };
    if number.vague || !after.is_empty() || !(before.is_empty() || same) {
        return None;
    }
    let value = number.value.checked_mul(Decimal::from(times))?;
    let value = match unit {
        Unit::Code(code) => Money::new(value, code),
        Unit::Shared(sign) => match settled.currency(&sign) {
            Some(code) => Money::new(value, code),
            None => Money::written(value, &sign),
        },
    };
    let start = text[..number.at.start].rfind(before).filter(|_| !before.is_empty());
    Some(Found { at: folded.back(&(start.unwrap_or(number.at.start)..number.at.end)), value })
}

/// Currencies whose amounts are written with a plain dollar sign.
fn is_of_dollars_or_pesos(code: &str) -> bool {
    code.ends_with('D') || matches!(code, "MXN" | "ARS" | "CLP" | "COP" | "UYU" | "DOP" | "NIO")
}

/// True for a (folded) word of a label that tells a currency or a scale, and not what the amount is.
pub(crate) fn is_of_currency(word: &str) -> bool {
    const ALSO: &[&str] = &[
        "us",
        "peso",
        "dolare",
        "dolar",
        "dollar",
        "euro",
        "libra",
        "pound",
        "sterling",
        "sole",
        "rupee",
        "rs",
        "m",
        "mexicano",
        "colombiano",
        "argentino",
        "chileno",
        "uruguayo",
        "mn",
        "mile",
        "millone",
    ];
    CODES.contains(&word) || ALSO.contains(&word) || TIMES.iter().any(|(times, _)| *times == word)
}

/// The unit that a heading names, and how many each counts for.
fn unit(heading: &Folded<'_>, settled: &Settled) -> Option<(Unit, u64)> {
    let text = heading.text();
    let tokens =
        || text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let scale = tokens()
        .filter_map(|word| TIMES.iter().find(|(times, _)| *times == word))
        .map(|(_, times)| times)
        .try_fold(1_u64, |all, times| all.checked_mul(*times))?;
    // "£m", "($ M)"
    let short = ["£m", "$m", "€m", "$ m)", "£ m)", "€ m)"].iter().any(|end| {
        text.find(end).is_some_and(|at| {
            !text[at + end.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '.')
        })
    });
    let scale = if short { scale.checked_mul(1_000_000)? } else { scale };
    let mut codes: Vec<&str> = tokens().filter(|word| CODES.contains(word)).collect();
    codes.dedup();
    if let [only, rest @ ..] = codes.as_slice() {
        let code = only.to_ascii_uppercase().parse().ok()?;
        return rest.is_empty().then_some((Unit::Code(code), scale));
    }
    let word = |(sign, means): &(&'static str, Means)| {
        // "s/" is short for "sin" too, and one letter for much.
        let plain = matches!(*means, Means::Times(..)) || sign.len() < 2 && sign.is_ascii();
        let sol = *sign == "s/" && !text.ends_with("s/") && !text.contains("s/)");
        if plain && *sign != "$" || sol || !stands(text, sign) {
            return None;
        }
        unit_of(sign, *means, settled)
    };
    let (unit, times) = WORDS.iter().chain(AFTER).chain(BEFORE).find_map(word)?;
    Some((unit, times.checked_mul(scale)?))
}

/// True where a sign stands in a heading as a word of its own.
fn stands(text: &str, sign: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(sign).any(|(at, _)| {
        let glued = sign.starts_with(char::is_alphabetic) && letter(text[..at].chars().next_back());
        let runs =
            sign.ends_with(char::is_alphabetic) && letter(text[at + sign.len()..].chars().next());
        !glued && !runs
    })
}
