//! Counts with their bounds and what is counted, Spanish and English.

use std::ops::Range;

use codebook::{Bound, Quantity};

use crate::folded::{Folded, Found};
use crate::labels::{is_label, is_measure};
use crate::numbers::{Number, SIGNS, numbers};
use crate::settled::Settled;

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

const BEFORE: &[(&str, Bound)] = &[
    ("more than", Bound::AtLeast),
    ("over", Bound::AtLeast),
    ("at least", Bound::AtLeast),
    ("upwards of", Bound::AtLeast),
    ("in excess of", Bound::AtLeast),
    ("a minimum of", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("mas de", Bound::AtLeast),
    ("poco mas de", Bound::AtLeast),
    ("al menos", Bound::AtLeast),
    ("por lo menos", Bound::AtLeast),
    ("cuando menos", Bound::AtLeast),
    ("como minimo", Bound::AtLeast),
    ("no menos de", Bound::AtLeast),
    ("un minimo de", Bound::AtLeast),
    ("superior a", Bound::AtLeast),
    (">", Bound::AtLeast),
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("a maximum of", Bound::AtMost),
    ("up to", Bound::AtMost),
    ("as many as", Bound::AtMost),
    ("no mas de", Bound::AtMost),
    ("un maximo de", Bound::AtMost),
    ("como maximo", Bound::AtMost),
    ("hasta", Bound::AtMost),
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
    ("close to", Bound::About),
    ("approximately", Bound::About),
    ("approx.", Bound::About),
    ("an estimated", Bound::About),
    ("~", Bound::About),
    ("casi", Bound::About),
    ("unos", Bound::About),
    ("unas", Bound::About),
    ("cerca de", Bound::About),
    ("alrededor de", Bound::About),
    ("en torno a", Bound::About),
    ("aproximadamente", Bound::About),
    ("aprox.", Bound::About),
];

const AFTER: &[(&str, Bound)] =
    &[(" or more", Bound::AtLeast), ("+", Bound::AtLeast), (" or so", Bound::About)];

/// The counts of a text, in order, among what is not `taken` by dates, amounts and identifiers.
/// Years, percentages, measures, ages and the numbers of pages and articles are no counts.
pub(crate) fn counts(
    folded: &Folded<'_>,
    settled: &Settled,
    taken: &[Range<usize>],
) -> Vec<Found<Count>> {
    let all = numbers(folded, settled.language());
    let free = |number: &Number| {
        let at = folded.back(&number.at);
        let next = taken.partition_point(|place| place.end <= at.start);
        taken.get(next).is_none_or(|place| place.start >= at.end)
    };
    let mut found = Vec::new();
    let mut skip = false;
    for (which, number) in all.iter().enumerate() {
        if std::mem::take(&mut skip) || !free(number) {
            continue;
        }
        if let Some(high) = all.get(which + 1).filter(|high| free(high))
            && let Some((low, high)) = range(folded, number, high)
        {
            found.extend([low, high]);
            skip = true;
            continue;
        }
        found.extend(count(folded, number));
    }
    found
}

/// "between 20 and 30 cameras": at least the one, at most the other, both on the same words.
fn range(folded: &Folded<'_>, low: &Number, high: &Number) -> Option<(Found<Count>, Found<Count>)> {
    let text = folded.text();
    let gap = text.get(low.at.end..high.at.start)?;
    let before = text[..low.at.start].trim_end_matches(' ');
    let start = match gap {
        "-" | " - " | " to " | " a " => low.at.start,
        " and " | " y " => {
            let rest = ["between", "entre"].iter().find_map(|word| before.strip_suffix(word))?;
            rest.len()
        }
        _ => return None,
    };
    let scaled = low.factor == 1 && high.factor > 1;
    let times = if scaled { high.factor } else { 1 };
    let least = low.value.checked_mul(times.into())?;
    if least >= high.value || !is_count(folded, low, true) || !is_count(folded, high, true) {
        return None;
    }
    let of = of(&text[high.at.end..]);
    let at = folded.back(&(start..high.at.end));
    let one = |number, bound| Found {
        at: at.clone(),
        value: Count { quantity: Quantity::new(number, bound), of: of.clone(), plain: true },
    };
    // A range with nothing counted is as likely a score, a page range or a code.
    (!of.is_empty()).then(|| (one(least, Bound::AtLeast), one(high.value, Bound::AtMost)))
}

fn count(folded: &Folded<'_>, number: &Number) -> Option<Found<Count>> {
    if !is_count(folded, number, false) {
        return None;
    }
    let text = folded.text();
    let before = text[..number.at.start].trim_end();
    let after = &text[number.at.end..];
    let math = before.ends_with('$') && after.starts_with('$');
    let after = after.strip_prefix('$').filter(|_| math).unwrap_or(after);
    let lead = before.trim_end_matches(['$', ' ']);
    let last = lead.bytes().next_back();
    let bounded = BEFORE
        .iter()
        .filter(|(words, _)| words.bytes().next_back() == last)
        .filter(|(words, _)| {
            lead.strip_suffix(words).is_some_and(|rest| {
                !words.starts_with(char::is_alphabetic)
                    || !rest.ends_with(|c: char| c.is_alphanumeric())
            })
        })
        .max_by_key(|(words, _)| words.len());
    let trailing = AFTER.iter().find(|(words, _)| after.starts_with(words));
    // "30+ million"
    let inner = text[number.at.clone()].contains("+ ");
    let bound = match (bounded, trailing) {
        (Some((_, bound)), _) | (None, Some((_, bound))) => *bound,
        (None, None) if number.vague || inner => Bound::AtLeast,
        (None, None) if number.about => Bound::About,
        (None, None) => Bound::Exact,
    };
    let start = bounded.map_or(number.at.start, |(words, _)| lead.len() - words.len());
    // "unas $62.000$": with the sign that closes the formula.
    let tail = if math { 1 } else { trailing.map_or(0, |(words, _)| words.len()) };
    let words = &text[number.at.clone()];
    let plain = words.contains(|c: char| c.is_ascii_digit()) || words.contains(' ');
    Some(Found {
        at: folded.back(&(start..number.at.end + tail)),
        value: Count { quantity: Quantity::new(number.value, bound), of: of(after), plain },
    })
}

/// The next words, as many as a thing's name may have.
fn of(after: &str) -> Vec<String> {
    let end = after.char_indices().nth(120).map_or(after.len(), |(at, _)| at);
    after[..end]
        .split([' ', ',', ';', ')', '(', '"', ':', '*', '|', ']', '['])
        .filter(|word| !word.is_empty())
        .take(7)
        .map(|word| word.trim_matches(['.', '\'']).to_owned())
        .collect()
}

/// True where the number can count things, as far as the words beside it tell. A dash beside one of
/// a range joins it to the other.
fn is_count(folded: &Folded<'_>, number: &Number, ranged: bool) -> bool {
    let text = folded.text();
    let before = text[..number.at.start].trim_end();
    let after = &text[number.at.end..];
    let math = before.ends_with('$') && after.starts_with('$');
    let after = after.strip_prefix('$').filter(|_| math).unwrap_or(after);
    if !number.value.is_integer() || !math && before.ends_with(SIGNS) {
        return false;
    }
    let close = text[..number.at.start]
        .ends_with(['/', '#', '_', '.', ':', '@', '-', '+', '=', '&'])
        && !text[..number.at.start].ends_with(": ")
        || text[..number.at.start].ends_with(|c: char| c.is_alphabetic());
    let range = ranged
        && text[..number.at.start].ends_with('-')
        && text[..number.at.start - 1].ends_with(|c: char| c.is_ascii_digit());
    if close && !range
        || after.starts_with(['%', '/', '_', '$', '€', ':', '@'])
        || after.starts_with(" %")
    {
        return false;
    }
    let next = after.chars().nth(1);
    let joined =
        after.starts_with('-') && !(ranged && after[1..].starts_with(|c: char| c.is_ascii_digit()));
    if joined || after.starts_with('.') && next.is_some_and(char::is_alphanumeric) {
        return false;
    }
    // "(1)", "[12]" and "1. Introduction" number what follows them; "(15) cameras" counts.
    let within =
        before.strip_suffix('(').is_some_and(|rest| rest.ends_with(|c: char| c.is_alphanumeric()));
    let area =
        after.strip_prefix(") ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let hour = before.ends_with("a las") && after.starts_with(" de la");
    let bracket = within && after.starts_with(')')
        || before.ends_with('(') && area
        || hour
        || before.ends_with('[') && after.starts_with(']') && !after.starts_with("](")
        || before.ends_with('(') && after.trim_end() == ")" && before.trim() == "(";
    let listed = before.is_empty() && after.starts_with(". ");
    let plus = before.ends_with('+') || before.ends_with("n.") || before.ends_with("no.");
    if bracket || listed || plus {
        return false;
    }
    let digits = &text[number.at.clone()];
    let long = digits.len() >= 5 && digits.bytes().all(|b| b.is_ascii_digit());
    let zero =
        digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    // A bare year counts nothing.
    let year = digits.len() == 4
        && (digits.starts_with("19") || digits.starts_with("20"))
        && of(after).is_empty();
    !(zero
        || year
        || long && digits.len() > 7
        || is_measure(after)
        || is_label(text, number.at.start)
        || proportion(text, number)
        || telephone(text, number))
}

/// "1 in 6,000", "tres de cada diez", "3 out of 4": a share, not two counts.
fn proportion(text: &str, number: &Number) -> bool {
    const AFTER: &[&str] = &[" in ", " out of ", " de cada ", " en cada ", " of every "];
    let after = &text[number.at.end..];
    let next = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            || crate::number_words::number_at(rest, 0, crate::language::Language::Spanish).is_some()
    };
    let small = number.value <= rust_decimal::Decimal::ONE_HUNDRED;
    let opens = small && AFTER.iter().any(|link| after.strip_prefix(link).is_some_and(next));
    let before = text[..number.at.start].trim_end_matches(' ');
    let closes = ["de cada", "en cada", "out of", "of every"]
        .iter()
        .any(|link| before.ends_with(link))
        || before.ends_with(" in")
            && before.trim_end_matches(" in").ends_with(|c: char| c.is_ascii_digit())
        || ["one in", "two in", "three in", "nine in"].iter().any(|words| before.ends_with(words));
    opens || closes
}

/// Groups of digits side by side are a telephone number.
fn telephone(text: &str, number: &Number) -> bool {
    let group = |c: char| c.is_ascii_digit() || c == '(' || c == ')' || c == '-' || c == '+';
    let before = text[..number.at.start].strip_suffix(' ').unwrap_or_default();
    let after = text[number.at.end..].strip_prefix(' ').unwrap_or_default();
    let digits = text[number.at.clone()].bytes().all(|b| b.is_ascii_digit());
    let word = |c: Option<char>| c.is_some_and(group);
    digits && (word(before.chars().next_back()) || word(after.chars().next()))
        || text[..number.at.start].ends_with(['(', '+'])
            && after.starts_with(|c: char| c.is_ascii_digit())
}
