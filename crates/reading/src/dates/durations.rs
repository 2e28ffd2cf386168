//! Lengths of time: "a two-year contract", "noventa (90) días calendario", "los próximos diez años".

use std::ops::Range;

use codebook::value::{Duration, DurationUnit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::folded::{Folded, Found};
use crate::language::Language;
use crate::numbers::{Number, ending_at, numbers};
use crate::telling::Tells;
use crate::words::WordMap;

/// Units: how many months (years, months, decades) or days.
#[derive(Debug, Clone, Copy)]
enum Unit {
    Months(u16),
    Weeks,
    Days,
}

const UNITS: &[(&str, Unit)] = &[
    ("year", Unit::Months(12)),
    ("years", Unit::Months(12)),
    ("yr", Unit::Months(12)),
    ("yrs", Unit::Months(12)),
    ("ano", Unit::Months(12)),
    ("anos", Unit::Months(12)),
    ("month", Unit::Months(1)),
    ("months", Unit::Months(1)),
    ("mes", Unit::Months(1)),
    ("meses", Unit::Months(1)),
    ("decade", Unit::Months(120)),
    ("decades", Unit::Months(120)),
    ("decada", Unit::Months(120)),
    ("decadas", Unit::Months(120)),
    ("week", Unit::Weeks),
    ("weeks", Unit::Weeks),
    ("semana", Unit::Weeks),
    ("semanas", Unit::Weeks),
    ("day", Unit::Days),
    ("days", Unit::Days),
    ("dia", Unit::Days),
    ("dias", Unit::Days),
];
static UNIT: WordMap<Unit> = WordMap::new(UNITS);

/// The words for them.
pub(crate) fn units() -> impl Iterator<Item = &'static str> {
    UNIT.words()
}

/// The lengths of time in a text, in order.
pub(crate) fn durations(folded: &Folded<'_>, language: Language) -> Vec<Found<Duration>> {
    let text = folded.text();
    let mut found: Vec<Found<Duration>> = Vec::new();
    for word in folded.telling(Tells::Length) {
        let Some(unit) = UNIT.get(&text[word.clone()]) else { continue };
        let all = numbers(folded, language);
        for (at, value) in read(text, all, word, unit) {
            let at = folded.back(&at);
            found.push(Found { at, value });
        }
    }
    found
}

type Lengths = Vec<(Range<usize>, Duration)>;

fn read(text: &str, all: &[Number], word: &Range<usize>, unit: Unit) -> Lengths {
    let lead = text[..word.start].trim_end_matches([' ', '-']);
    let lead = ["calendar", "working", "business"]
        .iter()
        .find_map(|kind| lead.strip_suffix(kind))
        .unwrap_or(lead)
        .trim_end_matches(' ');
    let mut end = word.end;
    for kind in [" calendario", " habiles", " naturales", " corridos"] {
        if text[end..].starts_with(kind) {
            end += kind.len();
        }
    }
    if lead.len() == word.start || not_a_length(text, lead, end) {
        return Vec::new();
    }
    let half = [" y medio", " and a half"].iter().find(|half| text[end..].starts_with(**half));
    if let Some(number) = ending_at(all, lead.len()).filter(|number| !number.vague) {
        let before = text[..number.at.start].trim_end();
        let age = [
            "aged",
            "mayores de",
            "menores de",
            "mayor de",
            "menor de",
            "hombre de",
            "mujer de",
            "joven de",
            "tenia",
            "tiene",
            "edad de",
            "hace",
            "-",
            "/",
            ".",
        ];
        if age.iter().any(|word| before.ends_with(word)) {
            return Vec::new();
        }
        let value = number.value + if half.is_some() { Decimal::new(5, 1) } else { Decimal::ZERO };
        let end = end + half.map_or(0, |half| half.len());
        let mut lengths: Lengths = Vec::new();
        lengths.extend(low(text, all, number, unit, end));
        lengths.extend(length(value, unit).map(|value| (number.at.start..end, value)));
        return lengths;
    }
    let start = lead.rfind(' ').map_or(0, |at| at + 1);
    let article = &lead[start..];
    let half_of = matches!(article, "half" | "medio" | "media");
    let one = matches!(article, "one" | "un" | "una");
    let before = lead[..start].trim_end();
    let said = matches!(unit, Unit::Months(120))
        || half.is_some()
        || ["for", "after", "within", "than", "about", "nearly", "over", "almost"]
            .iter()
            .any(|word| before.ends_with(word));
    let value = match () {
        () if half_of => Decimal::new(5, 1),
        () if one && !before.ends_with("hace") || article == "a" && said => {
            Decimal::ONE + if half.is_some() { Decimal::new(5, 1) } else { Decimal::ZERO }
        }
        () => return Vec::new(),
    };
    let end = end + half.map_or(0, |half| half.len());
    length(value, unit).map(|value| (start..end, value)).into_iter().collect()
}

/// "two and three years": the first on the words of both.
fn low(
    text: &str,
    all: &[Number],
    high: &Number,
    unit: Unit,
    end: usize,
) -> Option<(Range<usize>, Duration)> {
    let link = [" and ", " y ", " to ", " a ", " or ", " o ", "-"]
        .iter()
        .find(|link| text[..high.at.start].ends_with(**link))?;
    let number = ending_at(all, high.at.start - link.len())?;
    let lower = number.value < high.value && !number.vague;
    lower.then(|| length(number.value, unit)).flatten().map(|value| (number.at.start..end, value))
}

/// Ages, and what happened so long ago.
fn not_a_length(text: &str, lead: &str, end: usize) -> bool {
    let after = &text[end..];
    let old = [
        " old",
        "-old",
        " of age",
        " de edad",
        " ago",
        "s old",
        "s ago",
        " del mes de",
        " of the month",
    ];
    old.iter().any(|word| after.starts_with(word)) || lead.ends_with(['$', '%'])
}

fn length(count: Decimal, unit: Unit) -> Option<Duration> {
    let whole = |count: Decimal| count.is_integer().then(|| count.to_u16()).flatten();
    let (count, unit) = match unit {
        Unit::Months(months) => {
            let months_all = count.checked_mul(months.into())?;
            match whole(months_all / Decimal::from(12)) {
                Some(years) if months >= 12 => (years, DurationUnit::Years),
                _ => (whole(months_all)?, DurationUnit::Months),
            }
        }
        Unit::Weeks => (whole(count)?, DurationUnit::Weeks),
        Unit::Days => (whole(count)?, DurationUnit::Days),
    };
    Duration::new(count, unit).ok()
}
