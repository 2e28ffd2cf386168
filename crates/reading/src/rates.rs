//! Shares that say how accurate something is: of tries that came out right, or wrong.
//!
//! "1 in 6,000" is worked out to four digits. Which error is meant is not filled in.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Rate;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::folded::{Folded, Found, Pattern, pattern};
use crate::hints::Hint;
use crate::language::Language;
use crate::numbers::{Number, ending_at, numbers};

/// How far from the number the word may stand that says what it is a share of.
const NEAR: usize = 70;

const WRONG: &str = r"inaccura\w+|error(?:s|es)?(?: rates?)?|false[ -](?:positive|negative|match|non-match|alert|alarm|acceptance|rejection|reject|accept)\w*(?: rates?)?|wrong\w*|incorrect\w*|mis-?identif\w+|mismatch\w*|mistaken\w*|fals[oa]s? (?:positiv|negativ|coincidenci|alert|alarm|aceptacion|rechazo)\w*|tasa de (?:error|fallos?|fals[oa]s? \w+)|indice de error|margen de error|fail(?:ed|ures?)(?: rates?)?|fall(?:o|os|a|aron)|equivoc\w+|erroneas?|erroneos?|erroneamente|fmr|fnmr|eer|far|frr|fpir|fnir";
/// Those of them that are words as well where they are not written in capitals.
const SHORT: &[&str] = &["fmr", "fnmr", "eer", "far", "frr", "fpir", "fnir"];
const RIGHT: &str = r"accura\w+|precision|exactitud|efectividad|effective(?:ness)?|eficacia|certeza|(?:tasa de )?aciertos?|acerto|acierta|fiabilidad|confiabilidad|success rate|tasa de exito|reliab(?:le|ility)|correct\w*|efectiv[oa]s?|precis[oa]s?|exact[oa]s?|asertividad|(?:true positive|detection|hit|identification) rate";

static WORDS: LazyLock<Pattern> = LazyLock::new(|| pattern(&format!(r"\b(?:{WRONG}|{RIGHT})\b")));
/// Words that the pattern above found: true for those of what came out wrong.
static IS_WRONG: LazyLock<Pattern> = LazyLock::new(|| pattern(&format!(r"^(?:{WRONG})\b")));
/// Words that say that the number is a change, a threshold, or a share of something else.
static ELSE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:improv\w+|reduc\w+|cut|increas\w+|mejor\w+|redujo|aument\w+|baj[oa]|subi[oa]|threshold|umbral|confidence|confianza|budget|presupuesto|shares|revenue|iva|vat|anticipo|garantia|fell (?:by )?\d+|interval|en efectivo|pago efectivo|es preciso (?:senalar|que|decir|recordar|indicar)|precision engineering|precis[oa] que|partners)\b",
    )
});

/// A share in percent, and where it stands in the folded text.
struct Share {
    at: Range<usize>,
    percent: Decimal,
}

/// The rates of a text, in order; a share of something else is none.
pub(crate) fn rates(folded: &Folded<'_>, language: Language) -> Vec<Found<Rate>> {
    let text = folded.text();
    let percent = folded.hints_at(Hint::Cent);
    let fraction = folded.hints_at(Hint::Fraction);
    if !percent && !fraction {
        return Vec::new();
    }
    let all = numbers(folded, language);
    let mut shares = Vec::new();
    if percent {
        shares.extend(all.iter().filter_map(|number| percentage(text, number)));
    }
    if fraction {
        shares.extend(all.iter().filter_map(|number| fraction_of(text, all, number)));
    }
    shares.sort_by_key(|share| share.at.start);
    shares.into_iter().filter_map(|share| rate(folded, &share)).collect()
}

fn percentage(text: &str, number: &Number) -> Option<Share> {
    const SIGNS: &[&str] =
        &["%", " %", " percent", " per cent", " por ciento", "-percent", " percentage"];
    let after = &text[number.at.end..];
    let sign = SIGNS.iter().find(|sign| after.starts_with(**sign))?;
    let whole = sign.ends_with('%') || !after[sign.len()..].starts_with(char::is_alphanumeric);
    let fits = !number.vague && number.value <= Decimal::ONE_HUNDRED && whole;
    fits.then(|| Share { at: number.at.start..number.at.end + sign.len(), percent: number.value })
}

/// "1 in 6,000", "four out of five", "nueve de cada diez".
fn fraction_of(text: &str, all: &[Number], whole: &Number) -> Option<Share> {
    const LINKS: &[&str] = &[" in ", " out of ", " of every ", " de cada ", " en "];
    let link = LINKS.iter().find(|link| text[..whole.at.start].ends_with(**link))?;
    let end = whole.at.start - link.len();
    let (start, part) = match ending_at(all, end) {
        Some(part) => (part.at.start, part.value),
        None => {
            let one = ["one", "uno", "una"].iter().find(|one| text[..end].ends_with(**one))?;
            let start = end - one.len();
            let inside = text[..start].ends_with(char::is_alphanumeric);
            (start, if inside { return None } else { Decimal::ONE })
        }
    };
    // Years and the like are no wholes.
    if part >= whole.value
        || whole.vague
        || (*link == " en " || *link == " in ")
            && part != Decimal::ONE
            && whole.value > Decimal::TEN
    {
        return None;
    }
    let percent = (part * Decimal::ONE_HUNDRED).checked_div(whole.value)?;
    let percent = percent.round_sf_with_strategy(4, RoundingStrategy::MidpointAwayFromZero)?;
    Some(Share { at: start..whole.at.end, percent })
}

fn rate(folded: &Folded<'_>, share: &Share) -> Option<Found<Rate>> {
    let text = folded.text();
    let from = text.floor_char_boundary(share.at.start.saturating_sub(NEAR));
    let until = text.ceil_char_boundary((share.at.end + NEAR).min(text.len()));
    // Within the clause.
    let from = from + clause(&text[from..share.at.start]);
    let ahead = &text[share.at.end..until];
    let stop = ahead
        .char_indices()
        .find(|(at, c)| *c == ';' || *c == '.' && ahead[at + 1..].starts_with(' '));
    let until = stop.map_or(until, |(at, _)| share.at.end + at);
    let around = &text[from..until];
    let distance = |m: &crate::folded::Match<'_>| {
        let (start, end) = (from + m.start(), from + m.end());
        if end <= share.at.start {
            // "precisión de 97 %": nothing lies between.
            let linked = matches!(
                text[end..share.at.start].trim(),
                "de" | "del" | "of" | "was" | "is" | ":" | ""
            );
            if linked { 0 } else { share.at.start - end }
        } else {
            start.saturating_sub(share.at.end)
        }
    };
    let hit = WORDS
        .find_iter(around)
        .filter(|m| {
            // "FAR" is a rate, "far" a word.
            let raw = || folded.raw(&(from + m.start()..from + m.end()));
            !SHORT.contains(&m.as_str()) || raw().chars().all(char::is_uppercase)
        })
        .filter(|m| !is_other(around, m))
        .min_by_key(distance)?;
    if ELSE.is_match(folded.part(around)) {
        return None;
    }
    let (start, end) = (from + hit.start(), from + hit.end());
    let percent = share.percent.normalize();
    let wrong = IS_WRONG.is_match(hit.as_str());
    let value = if wrong { Rate::Wrong(percent) } else { Rate::Right(percent) };
    let at = start.min(share.at.start)..end.max(share.at.end);
    Some(Found { at: folded.back(&at), value })
}

/// Past the last end of a clause in `text`.
fn clause(text: &str) -> usize {
    let ends = text
        .char_indices()
        .rev()
        .find(|(at, c)| *c == ';' || *c == '.' && text[at + 1..].starts_with(' '));
    ends.map_or(0, |(at, _)| at + 1)
}

/// "exactly 20% of the funds", "correct as of": the word says something else here.
fn is_other(text: &str, word: &crate::folded::Match<'_>) -> bool {
    let after = &text[word.end()..];
    matches!(word.as_str(), "exactly" | "exactamente")
        || after.starts_with(" as of")
        || after.starts_with(" posita")
}
