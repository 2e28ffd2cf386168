//! From scores of stretches of words to spans that don't overlap.

use std::ops::Range;

/// A stretch of words that the model is sure enough of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Hit {
    /// The words, by their place in the stretch of text.
    pub(crate) words: Range<usize>,
    /// Which label.
    pub(crate) label: usize,
    /// How sure, from 0 to 1.
    pub(crate) score: f32,
}

/// The most spans of one stretch of text.
const MOST: usize = 200;

/// The hits above the threshold, the surest first where they overlap; in the order of words. `scores` are
/// the logits of every word as a beginning, every width from one word to `width`, and every label.
pub(crate) fn decode(
    scores: &[f32],
    (words, width, labels): (usize, usize, usize),
    threshold: f32,
) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, logit) in scores.iter().enumerate() {
        let (label, place) = (at % labels, at / labels);
        let (start, end) = (place / width, place / width + place % width + 1);
        let score = 1.0 / (1.0 + (-logit).exp());
        if end <= words && score >= threshold {
            hits.push(Hit { words: start..end, label, score });
        }
    }
    hits.sort_by(|a, b| {
        let sure = b.score.total_cmp(&a.score);
        sure.then(b.words.len().cmp(&a.words.len())).then(a.words.start.cmp(&b.words.start))
    });
    let mut taken = vec![false; words];
    hits.retain(|hit| {
        let places = taken.get_mut(hit.words.clone()).unwrap_or_default();
        let free = !places.iter().any(|taken| *taken);
        if free {
            places.fill(true);
        }
        free
    });
    hits.truncate(MOST);
    hits.sort_by_key(|hit| hit.words.start);
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surest_of_those_that_overlap_stays() {
        // Three words, widths 1 and 2, one label.
        let low = -9.0;
        let hit = |words: Range<usize>, logit: f32| (words, 1.0 / (1.0 + (-logit).exp()));
        for (scores, expected) in [
            ([low, low, low, low, low, low], vec![]),
            ([1.0, 3.0, 2.0, low, low, low], vec![hit(0..2, 3.0)]),
            ([3.0, 1.0, 2.0, low, low, low], vec![hit(0..1, 3.0), hit(1..2, 2.0)]),
            ([1.0, 2.0, low, 3.0, low, low], vec![hit(0..1, 1.0), hit(1..3, 3.0)]),
            // The longer of two that are as sure; a stretch beyond the last word is none.
            ([2.0, 2.0, low, low, low, 5.0], vec![hit(0..2, 2.0)]),
            ([f32::NAN, low, low, low, low, low], vec![]),
        ] {
            let found: Vec<_> = decode(&scores, (3, 2, 1), 0.5)
                .into_iter()
                .map(|hit| (hit.words, hit.score))
                .collect();
            assert_eq!(found, expected, "{scores:?}");
        }
    }
}
