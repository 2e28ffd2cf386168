//! Which currency a cell says beside its number: no mapping may say another.

use codebook::fold::fold;
use codebook::money::{Currency, MoneyUnit};
use codebook::{SourceMeta, Value};
use reading::recognise::{Recogniser, recognise};

/// Currencies called dollars of countries whose sign the recognisers leave open.
const DOLLARS: [&str; 12] =
    ["BBD", "BMD", "BND", "BSD", "BZD", "FJD", "GYD", "KYD", "LRD", "NAD", "TWD", "XCD"];

/// What a source is where this currency is at home: there, a sign that many share means it.
pub(crate) fn at_home(currency: Currency) -> SourceMeta {
    // ISO 4217 codes begin with that of their country.
    SourceMeta { country: currency.code().get(..2).map(str::to_owned), ..SourceMeta::default() }
}

/// Nothing, where what the cell says beside its number can mean the currency that the mapping says.
pub(crate) fn allows(words: &str, mapped: Currency) -> Result<(), String> {
    let home = at_home(mapped);
    for mark in marks(words) {
        let said = match unit(mark, &home) {
            Some(MoneyUnit::Currency(said)) if said != mapped => said.to_string(),
            Some(MoneyUnit::Written(sign)) if !is_shared(&sign, mapped) => format!("`{sign}`"),
            _ => continue,
        };
        return Err(format!(
            "the cell says {said}, the mapping {mapped}; say the currency of each row, as currency_column"
        ));
    }
    Ok(())
}

/// Nothing, where a cell names at most one currency.
pub(crate) fn at_most_one(words: &str) -> Result<(), String> {
    let mut one = None;
    for mark in marks(words) {
        let Some(MoneyUnit::Currency(said)) = unit(mark, &SourceMeta::default()) else { continue };
        match one {
            Some(other) if other != said => {
                return Err(format!(
                    "the cell says {other} and {said}; an amount has one currency"
                ));
            }
            _ => one = Some(said),
        }
    }
    Ok(())
}

/// True where a cell says a currency beside its number.
pub(crate) fn are_named(words: &str) -> bool {
    marks(words).any(|mark| unit(mark, &SourceMeta::default()).is_some())
}

/// What stands before and behind the numbers of a cell: each side, and each word of it.
fn marks(words: &str) -> impl Iterator<Item = &str> {
    let sides = words.split(|c: char| c.is_ascii_digit()).map(str::trim);
    sides.flat_map(|side| std::iter::once(side).chain(side.split_whitespace())).filter(|mark| {
        mark.chars().any(|c| !matches!(c, '.' | ',' | '-' | '−' | '\'' | '’') && !c.is_whitespace())
    })
}

/// The unit that a mark means in a source of that kind.
fn unit(mark: &str, meta: &SourceMeta) -> Option<MoneyUnit> {
    let mark = mark.trim_matches(|c: char| c.is_whitespace() || "-−()[],;:".contains(c));
    let found = [format!("{mark} 1"), format!("1 {mark}")].into_iter().find_map(|amount| {
        let mut found = recognise(Recogniser::Money, &amount, None, meta).into_iter();
        found.find_map(|found| match found.value {
            Value::Money(money) => Some(money.unit),
            _ => None,
        })
    });
    match fold(mark).as_str() {
        // The pesos of the country.
        "m.n." | "m.n" | "mn" => unit("pesos", meta),
        _ => found.or_else(|| mark.parse().ok().map(MoneyUnit::Currency)),
    }
}

/// True where a sign that the recognisers leave open is one of this currency's.
fn is_shared(sign: &str, currency: Currency) -> bool {
    match sign {
        "$" | "dolares" | "dollars" | "dollar" => DOLLARS.contains(&currency.code()),
        "dirhams" => matches!(currency.code(), "AED" | "MAD"),
        _ => false,
    }
}
