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
    /// Learns from rows, beginning at the weights that are `known`, one for each feature: what rows do not speak
    /// against stays.
    pub(crate) fn of(rows: &[&Row], known: &[f64]) -> Self {
        const SWEEPS: usize = 60;
        /// How dear it is to leave what is known.
        const DEAR: f64 = 16.0;
        let mut weights = known.to_vec();
        let mut sums: Vec<f64> = rows.iter().map(|row| row.sum(known)).collect();
        let mut held: Vec<Vec<usize>> = vec![Vec::new(); known.len()];
        for (at, row) in rows.iter().enumerate() {
            for feature in &row.features {
                held[*feature].push(at);
            }
        }
        for _ in 0..SWEEPS {
            let mut moved: f64 = 0.0;
            for (feature, held) in held.iter().enumerate() {
                let (mut slope, mut bend) = (DEAR * (weights[feature] - known[feature]), DEAR);
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
        chance(row.sum(&self.weights))
    }
}

impl Row {
    fn sum(&self, weights: &[f64]) -> f64 {
        self.features.iter().map(|feature| weights[*feature]).sum()
    }
}

fn chance(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}
