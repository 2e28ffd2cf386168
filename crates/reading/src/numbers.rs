//! Numerals and number words, Spanish and English.
//!
//! `1,02,000` is 102000; `40.000` is 40000 in Spanish and 40 in English; a scale word multiplies.

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::folded::{Folded, Pattern, pattern};
use crate::language::Language;

/// A number in a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// Where, in the folded text, its scale word included.
    pub(crate) at: Range<usize>,
    /// How much.
    pub(crate) value: Decimal,
    /// True for "thousands of": at least that many.
    pub(crate) vague: bool,
    /// A currency that its scale word carries along: `mdp`, `mdd`.
    pub(crate) carried: Option<&'static str>,
}

const SCALES: &[(&str, u64)] = &[
    ("mil millones", 1_000_000_000),
    ("millones", 1_000_000),
    ("millon", 1_000_000),
    ("millions", 1_000_000),
    ("million", 1_000_000),
    ("thousand", 1_000),
    ("mil", 1_000),
    ("billion", 1_000_000_000),
    ("billones", 1_000_000_000_000),
    ("billon", 1_000_000_000_000),
    ("bn", 1_000_000_000),
    ("crores", 10_000_000),
    ("crore", 10_000_000),
    ("lakhs", 100_000),
    ("lakh", 100_000),
    ("mdp", 1_000_000),
    ("mdd", 1_000_000),
    ("mm", 1_000_000),
    ("m", 1_000_000),
    ("k", 1_000),
    ("b", 1_000_000_000),
];

const SMALL: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("uno", 1),
    ("un", 1),
    ("una", 1),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("ocho", 8),
    ("nueve", 9),
    ("diez", 10),
    ("once", 11),
    ("doce", 12),
    ("trece", 13),
    ("catorce", 14),
    ("quince", 15),
    ("dieciseis", 16),
    ("diecisiete", 17),
    ("dieciocho", 18),
    ("diecinueve", 19),
    ("veinte", 20),
    ("veintiuno", 21),
    ("veintiun", 21),
    ("veintidos", 22),
    ("veintitres", 23),
    ("veinticuatro", 24),
    ("veinticinco", 25),
    ("veintiseis", 26),
    ("veintisiete", 27),
    ("veintiocho", 28),
    ("veintinueve", 29),
    ("treinta", 30),
    ("cuarenta", 40),
    ("cincuenta", 50),
    ("sesenta", 60),
    ("setenta", 70),
    ("ochenta", 80),
    ("noventa", 90),
    ("cien", 100),
    ("ciento", 100),
    ("doscientos", 200),
    ("doscientas", 200),
    ("trescientos", 300),
    ("trescientas", 300),
    ("cuatrocientos", 400),
    ("cuatrocientas", 400),
    ("quinientos", 500),
    ("quinientas", 500),
    ("seiscientos", 600),
    ("seiscientas", 600),
    ("setecientos", 700),
    ("setecientas", 700),
    ("ochocientos", 800),
    ("ochocientas", 800),
    ("novecientos", 900),
    ("novecientas", 900),
];

const VAGUE: &[(&str, u32)] = &[
    ("tens of thousands", 10_000),
    ("hundreds of thousands", 100_000),
    ("decenas de miles", 10_000),
    ("cientos de miles", 100_000),
    ("centenares de miles", 100_000),
    ("thousands", 1_000),
    ("miles", 1_000),
    ("hundreds", 100),
    ("centenares", 100),
    ("cientos", 100),
    ("dozens", 12),
    ("decenas", 10),
];

static NUMERAL: LazyLock<Pattern> = LazyLock::new(|| {
    let scales: Vec<_> = SCALES.iter().map(|(word, _)| *word).collect();
    pattern(&format!(r"(\d+(?:[.,]\d+)*)(?:[ -]?({})\b)?", scales.join("|")))
});
static WORDS: LazyLock<Pattern> = LazyLock::new(|| {
    let mut words: Vec<_> = SMALL.iter().map(|(word, _)| *word).collect();
    words.extend(["hundred", "thousand", "million", "billion", "mil", "millones", "millon"]);
    words.extend(["lakhs?", "crores?"]);
    let word = words.join("|");
    pattern(&format!(r"\b(?:{word})(?:(?:[ -]| y | and )(?:{word}))*\b"))
});
static SOME: LazyLock<Pattern> = LazyLock::new(|| {
    let words: Vec<_> = VAGUE.iter().map(|(word, _)| *word).collect();
    pattern(&format!(r"\b({})\b", words.join("|")))
});

/// The numbers of a text, in order.
///
/// They are worked out once a text: money and counts both ask.
pub(crate) fn numbers<'f>(folded: &'f Folded<'_>, language: Language) -> &'f [Number] {
    folded.numbers.get_or_init(|| find(folded, language))
}

fn find(folded: &Folded<'_>, language: Language) -> Vec<Number> {
    let text = folded.text();
    let mut found: Vec<Number> = Vec::new();
    if text.bytes().any(|b| b.is_ascii_digit()) {
        found.extend(
            NUMERAL.captures_iter(text).filter_map(|c| written_in_digits(text, &c, language)),
        );
    }
    for hit in WORDS.find_iter(text) {
        if let Some(value) = in_words(hit.as_str()) {
            found.push(Number { at: hit.range(), value, vague: false, carried: None });
        }
    }
    for hit in SOME.find_iter(text) {
        let meaning = VAGUE.iter().find(|(word, _)| *word == hit.as_str());
        if let Some((_, value)) = meaning {
            found.push(Number {
                at: hit.range(),
                value: (*value).into(),
                vague: true,
                carried: None,
            });
        }
    }
    found.sort_by_key(|n| (n.at.start, usize::MAX - n.at.end));
    let mut after = 0;
    found.retain(|n| {
        let keep = n.at.start >= after;
        if keep {
            after = n.at.end;
        }
        keep
    });
    found
}

fn written_in_digits(text: &str, c: &regex::Captures<'_>, language: Language) -> Option<Number> {
    let digits = c.get(1)?;
    let before = text[..digits.start()].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let mut value = numeral(digits.as_str(), language)?;
    let mut end = digits.end();
    let mut carried = None;
    if let Some(scale) = c.get(2) {
        let factor = SCALES.iter().find(|(word, _)| *word == scale.as_str())?.1;
        value = value.checked_mul(factor.into())?;
        end = scale.end();
        carried = match scale.as_str() {
            "mdp" => Some("pesos"),
            "mdd" => Some("us$"),
            _ => None,
        };
    } else if text[end..].starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    Some(Number { at: digits.start()..end, value: value.normalize(), vague: false, carried })
}

/// Reads a numeral with its separators.
pub(crate) fn numeral(text: &str, language: Language) -> Option<Decimal> {
    if text.len() > 24 {
        return None;
    }
    let dots = text.matches('.').count();
    let commas = text.matches(',').count();
    let tail = |sign: char| text.rsplit(sign).next().map_or(0, str::len);
    let plain = match (dots, commas) {
        (0, 0) => text.to_owned(),
        (0, 1) if tail(',') == 3 => text.replace(',', ""),
        (0, 1) => text.replace(',', "."),
        (1, 0) if tail('.') == 3 && language == Language::Spanish && !text.starts_with('0') => {
            text.replace('.', "")
        }
        (1, 0) => text.to_owned(),
        (0, _) if tail(',') == 3 => text.replace(',', ""),
        (_, 0) if tail('.') == 3 => text.replace('.', ""),
        (0, _) | (_, 0) => return None,
        _ if text.rfind('.') > text.rfind(',') && dots == 1 => text.replace(',', ""),
        _ if commas == 1 => text.replace('.', "").replace(',', "."),
        _ => return None,
    };
    plain.parse().ok()
}

/// Reads a number in words: "two hundred thousand", "dos mil trescientos millones".
fn in_words(text: &str) -> Option<Decimal> {
    let (mut total, mut current) = (Decimal::ZERO, Decimal::ZERO);
    let one = Decimal::ONE;
    for word in text.split([' ', '-']) {
        let small = SMALL.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        match (word, small) {
            ("y" | "and", _) => {}
            (_, Some(value)) => current += Decimal::from(value),
            ("hundred", _) => current = current.max(one) * Decimal::ONE_HUNDRED,
            ("thousand" | "mil", _) => current = current.max(one) * Decimal::ONE_THOUSAND,
            (scale, _) => {
                let factor = SCALES.iter().find(|(name, _)| *name == scale)?.1;
                total += current.max(one).checked_mul(factor.into())?;
                current = Decimal::ZERO;
            }
        }
    }
    let value = total + current;
    // An article is no count: "a", "un", "una", "one of".
    (value > one).then_some(value)
}
