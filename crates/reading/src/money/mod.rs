//! Amounts of money: signs, codes and words, Spanish and English.
//!
//! A sign that several currencies share stays as written unless the document settles it
//! ([`crate::settled::Settled`]). In a range, one side may borrow scale and currency from the other
//! ("entre 3 y 5 millones de pesos"); it then stands on the words of both.

mod headings;
mod signs;
mod terms;

use std::ops::Range;

use codebook::{Currency, Money};
use rust_decimal::Decimal;

pub(crate) use self::headings::{is_of_currency, under};
use self::signs::{Means, WORDS, after, before};
pub(crate) use self::terms::{extent, vat, vat_of};
use crate::folded::{Folded, Found};
use crate::numbers::{Number, SIGNS, numbers};
use crate::settled::Settled;

/// An amount on its way: its number, and where its sign and unit stand.
struct Amount<'n> {
    number: &'n Number,
    start: usize,
    end: usize,
    unit: Unit,
    times: u64,
}

#[derive(Debug, Clone)]
enum Unit {
    Code(Currency),
    Shared(String),
}

/// What stands on one side of a number.
struct Side {
    /// Where it begins, or ends.
    at: usize,
    unit: Unit,
    times: u64,
}

/// The amounts of a text, in order.
pub(crate) fn money(folded: &Folded<'_>, settled: &Settled) -> Vec<Found<Money>> {
    let all = numbers(folded, settled.language());
    let mut found = Vec::new();
    let mut sides: Option<(&Number, Option<Amount<'_>>)> = None;
    for number in all.iter().filter(|number| !number.vague) {
        let amount = amount(folded, settled, number);
        if let Some((before, earlier)) = sides.take() {
            range(folded, settled, (before, earlier), (number, amount.as_ref()), &mut found);
            if amount.is_none()
                && linked(folded, before, number).is_some()
                && found.last().is_some_and(|last| last.at.end == folded.back(&number.at).end)
            {
                continue;
            }
        }
        sides = Some((number, amount));
    }
    if let Some((_, Some(last))) = sides {
        found.push(read(folded, settled, &last, last.number.value));
    }
    found
}

/// Tells the amount before, which the one after it may complete.
fn range<'n>(
    folded: &Folded<'_>,
    settled: &Settled,
    (low, first): (&'n Number, Option<Amount<'n>>),
    (high, second): (&'n Number, Option<&Amount<'n>>),
    found: &mut Vec<Found<Money>>,
) {
    let link = linked(folded, low, high);
    let scaled =
        low.factor == 1 && high.factor > 1 && low.value < high.value / Decimal::from(high.factor);
    let times = if scaled { high.factor } else { 1 };
    let value = low.value.checked_mul(times.into()).unwrap_or(low.value);
    match (first, second, link) {
        // "3 a 5 millones de pesos", "between $5 and $7 million"
        (first, Some(second), Some(start)) if first.is_none() || scaled => {
            let start = first.as_ref().map_or(start, |first| start.min(first.start));
            let unit = first.map_or_else(|| second.unit.clone(), |first| first.unit);
            let whole = Amount { number: low, start, end: second.end, unit, times: second.times };
            found.push(read(folded, settled, &whole, value));
        }
        // "$5-7 million": both on the same words
        (Some(first), None, Some(start)) => {
            let start = start.min(first.start);
            let whole = Amount { start, end: high.at.end, ..first };
            found.push(read(folded, settled, &whole, value));
            found.push(read(folded, settled, &whole, high.value));
        }
        (Some(first), ..) => found.push(read(folded, settled, &first, first.number.value)),
        (None, ..) => {}
    }
}

/// Where a range that joins the two numbers begins, if words or a dash join them.
fn linked(folded: &Folded<'_>, low: &Number, high: &Number) -> Option<usize> {
    let text = folded.text();
    // "US$ 210 millones hasta 2034": what is less ends no range.
    if high.value < low.value {
        return None;
    }
    let gap = text.get(low.at.end..high.at.start).filter(|gap| gap.len() <= 14)?;
    let gap = gap
        .trim_end_matches(|c| SIGNS.contains(&c))
        .trim_end_matches(|c: char| c.is_ascii_alphabetic() && gap.contains('$'));
    let start = low.at.start;
    match gap.trim_end_matches(' ') {
        "-" | " -" | " to" | " a" | " hasta" => Some(start),
        " and" | " y" => {
            let before = text[..start].trim_end_matches(|c| SIGNS.contains(&c) || c == ' ');
            ["between", "entre"].iter().find_map(|word| before.strip_suffix(word)).map(str::len)
        }
        _ => None,
    }
}

fn amount<'n>(folded: &Folded<'_>, settled: &Settled, number: &'n Number) -> Option<Amount<'n>> {
    let text = folded.text();
    // A sign on both sides is a formula's, not money's.
    if text[number.at.end..].starts_with('$') {
        return None;
    }
    let before = sign_before(folded, settled, number.at.start);
    let after = unit_after(folded, settled, number, before.as_ref());
    let start = before.as_ref().map_or(number.at.start, |side| side.at);
    let end = after.as_ref().map_or(number.at.end, |side| side.at);
    let times = before.as_ref().map_or(1, |s| s.times) * after.as_ref().map_or(1, |s| s.times);
    let unit = match (before, after) {
        // "$369,339 MXN", "$5 millones de pesos mexicanos": the more telling side.
        (Some(Side { unit: Unit::Shared(_), .. }), Some(side)) => side.unit,
        (Some(side), _) | (None, Some(side)) => side.unit,
        (None, None) => Unit::Shared(number.carried?.to_owned()),
    };
    Some(Amount { number, start, end, unit, times })
}

fn read(
    folded: &Folded<'_>,
    settled: &Settled,
    amount: &Amount<'_>,
    value: Decimal,
) -> Found<Money> {
    let value = value.checked_mul(amount.times.into()).unwrap_or(value);
    let at = amount.start..amount.end;
    let money = match &amount.unit {
        Unit::Code(code) => Money::new(value, *code),
        Unit::Shared(sign) => match settled.currency(sign) {
            Some(code) => Money::new(value, code),
            None => Money::written(value, sign),
        },
    };
    Found { at: folded.back(&at), value: money }
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

/// A bare number under a label for money, where nothing tells its currency: that stays open.
pub(crate) fn open(folded: &Folded<'_>, settled: &Settled) -> Option<Found<Money>> {
    /// Smaller ones are rather a row's number or a count.
    const LEAST: u32 = 100;
    match numbers(folded, settled.language()) {
        [only] if !only.vague && only.at.len() == folded.text().trim().len() => {
            let told = only.value >= Decimal::from(LEAST);
            told.then(|| Found { at: folded.back(&only.at), value: Money::unsaid(only.value) })
        }
        _ => None,
    }
}

fn unit_of(sign: &str, means: Means, settled: &Settled) -> Option<(Unit, u64)> {
    let code = |code: &str| code.parse().ok().map(|code| (Unit::Code(code), 1));
    match means {
        Means::Code(known) => code(known),
        Means::Shared => Some((Unit::Shared(sign.to_owned()), 1)),
        Means::In(country, here, elsewhere) => {
            code(if settled.is_of(country) { here } else { elsewhere })
        }
        Means::Only(country, "") => {
            settled.is_of(country).then(|| (Unit::Shared(sign.to_owned()), 1))
        }
        Means::Only(country, here) => {
            // Where no other country's sign is like it, to speak of the country is enough.
            let spoken = matches!(country, "ZA" | "MX" | "CL" | "KE") && settled.concerns(country);
            (spoken || settled.is_of(country)).then(|| code(here)).flatten()
        }
        Means::Times(times, "€") => code("EUR").map(|(unit, _)| (unit, times)),
        Means::Times(times, sign) => Some((Unit::Shared(sign.to_owned()), times)),
    }
}

fn sign_before(folded: &Folded<'_>, settled: &Settled, at: usize) -> Option<Side> {
    let text = &folded.text()[..at];
    let trimmed = text.trim_end_matches([' ', '\\', '*']);
    let last = trimmed.bytes().next_back()?;
    for (sign, means) in before(last) {
        let Some(rest) = trimmed.strip_suffix(sign) else { continue };
        let letters = sign.starts_with(char::is_alphabetic);
        let glued = letters && rest.ends_with(|c: char| c.is_alphanumeric() || c == '.');
        // Letters that begin many words and codes are capitals as a sign of money.
        let capital = !letters
            || *sign == "usd"
            || folded.raw(&(rest.len()..trimmed.len())).starts_with(char::is_uppercase);
        if glued || !capital || matches!(means, Means::Times(1_000, _)) && !settled.is_of("CL") {
            continue;
        }
        // "Q1,500.00" can be nothing but money; "Q1" and "Q. 12" can.
        let money = *sign == "q" && is_amount(&folded.text()[at..]);
        let means = if money { Means::Code("GTQ") } else { *means };
        if let Some((unit, times)) = unit_of(sign, means, settled) {
            return Some(Side { at: rest.len(), unit, times });
        }
    }
    let start = trimmed.len().checked_sub(3).filter(|at| trimmed.is_char_boundary(*at))?;
    let word = || WORDS.contains(&folded.raw(&(start..trimmed.len())));
    let unit = code_at(folded, start..trimmed.len()).filter(|_| !word())?;
    Some(Side { at: start, unit, times: 1 })
}

/// True for `1,500.00`: groups and two decimals.
fn is_amount(text: &str) -> bool {
    let end =
        text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(text.len());
    let numeral = text[..end].trim_end_matches(['.', ',']);
    numeral.contains(',') && numeral.rfind('.').is_some_and(|dot| numeral.len() - dot == 3)
}

fn unit_after(
    folded: &Folded<'_>,
    settled: &Settled,
    number: &Number,
    before: Option<&Side>,
) -> Option<Side> {
    let whole = folded.text();
    let at = number.at.end;
    let text = &whole[at..];
    let mut rest = text.trim_start_matches([' ', '-']);
    // Cents written as a fraction: "pesos 00/100".
    for link in ["de ", "of ", "(en ", "(", ",", ";", "\t", "|", "\""] {
        rest = rest.strip_prefix(link).unwrap_or(rest);
    }
    let start = at + text.len() - rest.len();
    let first = rest.bytes().next()?;
    for (word, means) in after(first) {
        let range = start..start + word.len();
        if !rest.starts_with(word) || !folded.is_whole(&range) {
            continue;
        }
        let after = &whole[range.end..];
        // "40 pounds of copper", "5 dollar-store chains", "2 euro-style plates"
        let weight = *word == "pounds" && after.starts_with(" of ");
        let kind = after.starts_with('-') && matches!(*word, "dollar" | "euro");
        let capital = !matches!(*word, "uf" | "utm" | "m€")
            || folded.raw(&range).starts_with(char::is_uppercase);
        if weight || kind || !capital {
            return None;
        }
        if let Some((unit, times)) = unit_of(word, *means, settled) {
            return Some(Side { at: range.end, unit, times });
        }
    }
    let end = start + 3;
    if let Some(unit) = whole.is_char_boundary(end).then(|| code_at(folded, start..end)).flatten()
        && !matches!(folded.raw(&(start..end)), "ALL" | "TOP" | "CUP")
    {
        return Some(Side { at: end, unit, times: 1 });
    }
    // "$12,000 US"
    let dollars = matches!(before, Some(Side { unit: Unit::Shared(sign), .. }) if sign == "$");
    let us = start..start + 2;
    let named =
        dollars && rest.starts_with("us") && folded.is_whole(&us) && folded.raw(&us) == "US";
    let unit = named.then(|| "USD".parse().ok().map(Unit::Code)).flatten()?;
    Some(Side { at: us.end, unit, times: 1 })
}

/// A currency code in capitals: "ALL" and "TRY" are codes, "all" and "try" are words.
fn code_at(folded: &Folded<'_>, range: Range<usize>) -> Option<Unit> {
    if !folded.text().get(range.clone())?.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let raw = folded.raw(&range);
    let capitals = raw.len() == 3 && raw.bytes().all(|b| b.is_ascii_uppercase());
    // "USD12,500" is written without a gap.
    let glued = folded.text()[..range.start].ends_with(|c: char| c.is_alphanumeric())
        || folded.text()[range.end..].starts_with(char::is_alphabetic);
    if !capitals || glued {
        return None;
    }
    raw.parse().ok().map(Unit::Code)
}
