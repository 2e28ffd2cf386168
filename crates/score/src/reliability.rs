//! How far a stated confidence can be trusted: of what was said with .9, were nine of ten right?

use crate::measure::Judged;

/// Proposals of about one confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The lowest confidence in it.
    pub from: f64,
    /// The confidence that is too high for it; the last one holds 1 itself.
    pub to: f64,
    /// How many proposals.
    pub said: usize,
    /// How many of them were right.
    pub right: usize,
    /// What their confidences come to on average.
    pub stated: f64,
}

/// Lower bounds of the bins: narrow where an editor would draw a line.
const BOUNDS: [f64; 8] = [0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/// The reliability curve, from the lowest confidence to the highest; bins that nothing is in are left
/// out. Outside the core properties marks are not complete, so that what is right is a floor there.
#[must_use]
pub fn reliability(judged: &Judged<'_>) -> Vec<Bin> {
    let upper = BOUNDS.iter().skip(1).chain(&[1.0]);
    let last = BOUNDS.len() - 1;
    let bins = BOUNDS.iter().zip(upper).enumerate().map(|(place, (&from, &to))| {
        let inside = |c: f64| from <= c && (c < to || place == last);
        let rows: Vec<(f64, bool)> = judged
            .said()
            .filter_map(|(proposal, ok)| Some((proposal.confidence?, ok)))
            .filter(|(confidence, _)| inside(*confidence))
            .collect();
        let stated: f64 = rows.iter().map(|(confidence, _)| confidence).sum();
        #[expect(clippy::cast_precision_loss, reason = "far fewer proposals than a f64 can count")]
        let stated = stated / rows.len().max(1) as f64;
        let right = rows.iter().filter(|(_, ok)| *ok).count();
        Bin { from, to, said: rows.len(), right, stated }
    });
    bins.filter(|bin| bin.said > 0).collect()
}
