//! What stands beside an amount and narrows it: with or without value-added tax, a ceiling, a floor.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::statement::{Extent, Vat};

use crate::folded::{Folded, Pattern, hinted, pattern};
use crate::hints::Hint;

/// Words this far from an amount are of something else.
const NEAR: usize = 60;

static INCLUDED: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Tax,
        r"\b(?:(?:iva|i\.v\.a\.|vat|gst|impuestos?|tax(?:es)?)(?: ya)? (?:incluidos?|included|inclusive)|(?:incluye|incluyendo|incluido|incluidos|con|including|includes|inclusive of|inc\.?|incl\.?|gross of)(?: el| los)? (?:iva|i\.v\.a\.|vat|gst|impuestos?|tax(?:es)?))(?:[^a-z]|$)",
    )
});
static EXCLUDED: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Tax,
        r"(?:\b(?:mas|sin|sin incluir|antes de|no incluye|excluyendo|excluido|neto de|plus|excl\.?|excluding|excludes|exclusive of|ex\.?|before|net of|without|not including)|\+)(?: el| los)? (?:iva|i\.v\.a\.|vat|gst|(?:sales )?tax(?:es)?|impuestos?)(?:[^a-z]|$)|\b(?:iva|i\.v\.a\.|vat|gst) (?:no incluido|excluido|excluded|exclusive|not included|aparte)\b",
    )
});

/// Whether tax is in the amount at `at`, as the words right behind it say, or else those before it.
pub(crate) fn vat(folded: &Folded<'_>, at: &Range<usize>) -> Option<Vat> {
    if !folded.hints_at(Hint::Tax) {
        return None;
    }
    let (before, after) = beside(folded, at);
    vat_of(after).or_else(|| vat_of(before))
}

/// Whether words say that tax is in an amount.
pub(crate) fn vat_of(words: &str) -> Option<Vat> {
    // "no incluye IVA" holds "incluye IVA".
    match (EXCLUDED.is_match(words), INCLUDED.is_match(words)) {
        (true, _) => Some(Vat::Excluded),
        (false, true) => Some(Vat::Included),
        _ => None,
    }
}

static MOST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:up to|hasta(?: por)?|as much as|not exceed(?:ing)?|not to exceed|(?:no|not) more than|no (?:mayor|superior) (?:a|de)|maxim(?:um|o)(?: of| de)?|ceiling(?: [a-z]+)?(?: of| at)|capped at|tope(?: [a-z]+)? de|techo(?: [a-z]+)? de)(?: (?:an?|the|un|una|el|la|monto|importe|valor|total|value|amount|sum|price|cost|budget|contract|contractual|annual|anual|of|de|por|is|es|sera))*:? ?$",
    )
});
static LEAST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\bminim(?:um|o)(?: of| de)?(?: (?:an?|the|un|una|el|la|monto|importe|valor|total|value|amount|sum|price|cost|budget|contract|contractual|annual|anual|of|de|por|is|es|sera))*:? ?$",
    )
});
static OVER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:more than|mas de|at least|al menos|por lo menos|no less than|no menos de|upwards of|in excess of|over|exceeding|superior a)(?: (?:los|las|the))* ?$",
    )
});

/// Which end of a range the amount at `at` is, where the words before it say so.
pub(crate) fn extent(folded: &Folded<'_>, at: &Range<usize>) -> Option<Extent> {
    let (before, _) = beside(folded, at);
    [(&MOST, Extent::Maximum), (&LEAST, Extent::Minimum), (&OVER, Extent::Floor)]
        .into_iter()
        .find(|(words, _)| words.is_match(before))
        .map(|(_, extent)| extent)
}

/// The words on both sides of an amount, up to the next number and within its sentence.
fn beside<'f>(folded: &'f Folded<'_>, at: &Range<usize>) -> (&'f str, &'f str) {
    let text = folded.text();
    let (start, end) = (folded.forth(at.start), folded.forth(at.end));
    let before = &text[text.floor_char_boundary(start.saturating_sub(NEAR))..start];
    let after = &text[end..text.ceil_char_boundary((end + NEAR).min(text.len()))];
    let other = |c: char| c.is_ascii_digit() || matches!(c, ';' | '\n');
    let before = before.rfind(other).map_or(before, |cut| &before[cut + 1..]);
    (before, after.find(other).map_or(after, |cut| &after[..cut]))
}
