//! Percentages that say how accurate something is: of tries that came out right, or wrong.

use std::sync::LazyLock;

use codebook::Rate;
use rust_decimal::Decimal;

use crate::folded::{Folded, Found, Pattern, pattern};
use crate::language::Language;
use crate::numbers::numeral;

/// How far from the number the word may stand that says what it is a percentage of.
const NEAR: usize = 70;

const WRONG: &str = r"inaccura\w+|error(?:es)?|error rates?|false (?:positive|negative|match|alert|alarm)\w*|wrong\w*|incorrect\w*|misidentif\w+|mistaken\w*|fals[oa]s? (?:positiv|negativ|coincidenci|alert)\w*|tasa de (?:error|fallo)|margen de error|fail(?:ed|ure)s?|fallos?|equivoc\w+|erroneas?|erroneamente";
const RIGHT: &str = r"accura\w+|precision|exactitud|efectividad|eficacia|certeza|aciertos?|fiabilidad|confiabilidad|success rate|reliab\w+|correct\w*|efectiv[oa]s?|precis[oa]s?|exact[oa]s?|asertividad|detection rate|hit rate";

static PERCENT: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(\d+(?:[.,]\d+)?) ?(?:%|per ?cent\b|por ?ciento\b|percentage\b)"));
static WORDS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"\b(?:({WRONG})|({RIGHT}))\b")));

/// The rates of a text, in order; a percentage of something else is none.
pub(crate) fn rates(folded: &Folded<'_>, language: Language) -> Vec<Found<Rate>> {
    let text = folded.text();
    if !text.contains('%') && !text.contains("cent") && !text.contains("ciento") {
        return Vec::new();
    }
    PERCENT
        .captures_iter(text)
        .filter_map(|captures| {
            let (whole, digits) = (captures.get(0)?, captures.get(1)?);
            let percent = numeral(digits.as_str(), language)
                .filter(|percent| *percent <= Decimal::ONE_HUNDRED)?
                .normalize();
            let from = text.floor_char_boundary(whole.start().saturating_sub(NEAR));
            let until = text.ceil_char_boundary((whole.end() + NEAR).min(text.len()));
            let around = &text[from..until];
            let distance = |m: &regex::Match<'_>| {
                let (start, end) = (from + m.start(), from + m.end());
                if end <= whole.start() {
                    whole.start() - end
                } else {
                    start.saturating_sub(whole.end())
                }
            };
            let hit = WORDS
                .captures_iter(around)
                .filter_map(|c| Some((c.get(0)?, c.get(1).is_some())))
                .min_by_key(|(m, _)| distance(m))?;
            let (start, end) = (from + hit.0.start(), from + hit.0.end());
            let value = if hit.1 { Rate::Wrong(percent) } else { Rate::Right(percent) };
            let at = start.min(whole.start())..end.max(whole.end());
            Some(Found { at: folded.back(&at), value })
        })
        .collect()
}
