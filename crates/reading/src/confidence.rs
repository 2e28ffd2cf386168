//! How often a rule was right: the confidence of what it proposes.
//!
//! `confidence.tsv` counts, rule by rule, how many of its proposals on marked documents were right. It is
//! written by `cargo xtask calibrate` and must not be edited by hand.

use std::collections::HashMap;
use std::sync::LazyLock;

use codebook::statement::Confidence;

/// How many proposals a rule's own count weighs up against what all rules together came to.
const WEIGHT: f64 = 4.0;

/// How many of its proposals were right, of how many.
type Count = (f64, f64);

/// By rule, and by whether the subject is named in the quote.
static COUNTS: LazyLock<HashMap<(&str, bool), Count>> = LazyLock::new(|| {
    let rows = include_str!("confidence.tsv").lines().filter_map(|line| {
        let mut cells = line.split('\t');
        let (rule, here) = (cells.next()?, cells.next()? == "here");
        let (right, said) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        Some(((rule, here), (right, said)))
    });
    rows.collect()
});

/// What all rules together came to.
static OVERALL: LazyLock<f64> = LazyLock::new(|| {
    let (right, said) = COUNTS.values().fold((0.0, 0.0), |sum, n| (sum.0 + n.0, sum.1 + n.1));
    if said > 0.0 { right / said } else { 0.5 }
});

/// The confidence of what `rule` proposes; `here` where the quote itself names the subject. A rule that
/// nobody has counted yet has what all together came to.
pub(crate) fn confidence(rule: &'static str, here: bool) -> Confidence {
    let (right, said) = COUNTS.get(&(rule, here)).copied().unwrap_or_default();
    let share = (right + WEIGHT * *OVERALL) / (said + WEIGHT);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share lies between 0 and 1"
    )]
    Confidence::thousandths((share * 1000.0).round() as u16)
}
