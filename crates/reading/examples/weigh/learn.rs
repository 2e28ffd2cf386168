//! Logistic regression with small weights: one feature after the other, until nothing moves. The same rows
//! always give the same weights.

/// What was seen of one mention.
pub(crate) struct Row {
    /// The numbers of its features, in order.
    pub(crate) features: Vec<usize>,
    /// Whether it was right.
    pub(crate) right: bool,
    /// How much it counts.
    pub(crate) weight: f64,
}

/// What was learnt.
pub(crate) struct Fit {
    /// A weight for each feature.
    pub(crate) weights: Vec<f64>,
}

impl Fit {
    /// Learns from rows whose features are numbered below `features`.
    pub(crate) fn of(rows: &[&Row], features: usize) -> Self {
        const SWEEPS: usize = 60;
        /// How dear a weight is.
        const DEAR: f64 = 8.0;
        let mut weights = vec![0.0_f64; features];
        let mut sums = vec![0.0_f64; rows.len()];
        let mut held: Vec<Vec<usize>> = vec![Vec::new(); features];
        for (at, row) in rows.iter().enumerate() {
            for feature in &row.features {
                held[*feature].push(at);
            }
        }
        for _ in 0..SWEEPS {
            let mut moved: f64 = 0.0;
            for (feature, held) in held.iter().enumerate() {
                let (mut slope, mut bend) = (DEAR * weights[feature], DEAR);
                for at in held {
                    let (row, chance) = (rows[*at], chance(sums[*at]));
                    let right = if row.right { 1.0 } else { 0.0 };
                    slope += row.weight * (chance - right);
                    bend += row.weight * chance * (1.0 - chance);
                }
                let step = (-slope / bend).clamp(-1.0, 1.0);
                weights[feature] += step;
                for at in held {
                    sums[*at] += step;
                }
                moved = moved.max(step.abs());
            }
            if moved < 1e-4 {
                break;
            }
        }
        Self { weights }
    }

    /// How likely a row is right.
    pub(crate) fn chance(&self, row: &Row) -> f64 {
        chance(row.features.iter().map(|feature| self.weights[*feature]).sum())
    }
}

fn chance(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}
