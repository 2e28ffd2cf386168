//! Counts with their bounds and what is counted, Spanish and English.

use codebook::{Bound, Quantity};

use crate::folded::{Folded, Found};
use crate::language::Language;
use crate::numbers::{Number, numbers};

/// A count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Count {
    /// How many.
    pub(crate) quantity: Quantity,
    /// The folded words after the number, up to five: what is counted.
    pub(crate) of: Vec<String>,
    /// True where the number is written as one: with digits, or in two words at least.
    pub(crate) plain: bool,
}

const BOUNDS: &[(&str, Bound)] = &[
    ("more than", Bound::AtLeast),
    ("over", Bound::AtLeast),
    ("at least", Bound::AtLeast),
    ("upwards of", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("mas de", Bound::AtLeast),
    ("al menos", Bound::AtLeast),
    ("por lo menos", Bound::AtLeast),
    ("no menos de", Bound::AtLeast),
    ("un minimo de", Bound::AtLeast),
    ("less than", Bound::LessThan),
    ("fewer than", Bound::LessThan),
    ("under", Bound::LessThan),
    ("menos de", Bound::LessThan),
    ("almost", Bound::About),
    ("nearly", Bound::About),
    ("about", Bound::About),
    ("around", Bound::About),
    ("roughly", Bound::About),
    ("some", Bound::About),
    ("approximately", Bound::About),
    ("approx.", Bound::About),
    ("an estimated", Bound::About),
    ("casi", Bound::About),
    ("unos", Bound::About),
    ("unas", Bound::About),
    ("cerca de", Bound::About),
    ("alrededor de", Bound::About),
    ("aproximadamente", Bound::About),
];

/// The counts of a text, in order. Years, amounts, percentages and parts of dates are no counts.
pub(crate) fn counts(folded: &Folded<'_>, language: Language) -> Vec<Found<Count>> {
    numbers(folded, language).iter().filter_map(|number| count(folded, number)).collect()
}

fn count(folded: &Folded<'_>, number: &Number) -> Option<Found<Count>> {
    let text = folded.text();
    let before = text[..number.at.start].trim_end();
    let after = &text[number.at.end..];
    let math = before.ends_with('$') && after.starts_with('$');
    let after = after.strip_prefix('$').filter(|_| math).unwrap_or(after);
    if !math && before.ends_with(['$', '£', '€', '₹', '/', '#', '_', '-'])
        || !number.value.is_integer()
    {
        return None;
    }
    if after.starts_with(['%', '/', '-', '_', '$', '€']) || after.starts_with(" %") {
        return None;
    }
    let of: Vec<String> = after
        .split([' ', ',', ';', ')', '(', '"', ':'])
        .filter(|word| !word.is_empty())
        .take(5)
        .map(|word| word.trim_matches(['.', '\'']).to_owned())
        .collect();
    let lead = before.trim_end_matches(['$', ' ']);
    let bounded = BOUNDS.iter().find(|(words, _)| {
        lead.strip_suffix(words).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()))
    });
    let bound = match bounded {
        Some((_, bound)) => *bound,
        None if number.vague => Bound::AtLeast,
        None => Bound::Exact,
    };
    let start = bounded.map_or(number.at.start, |(words, _)| lead.len() - words.len());
    let words = &text[number.at.clone()];
    let plain = words.contains(|c: char| c.is_ascii_digit()) || words.contains(' ');
    Some(Found {
        at: folded.back(&(start..number.at.end + usize::from(math))),
        value: Count { quantity: Quantity::new(number.value, bound), of, plain },
    })
}
