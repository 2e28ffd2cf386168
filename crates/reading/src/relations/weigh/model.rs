//! What was learnt: a weight for each feature a property has one of, and how high the sum must be.
//!
//! `weights.tsv` is written by `cargo xtask weigh` and must not be edited by hand.

use std::sync::LazyLock;

use codebook::Property;
use codebook::statement::Confidence;
use rustc_hash::FxHashMap;

use super::features::{ALL, Feature, Features, name};

/// What was learnt of a property.
struct Learnt {
    weights: Vec<f32>,
    /// From which chance on its values are proposed, each with the share that was right from there on, the
    /// lowest first.
    shares: Vec<(f32, f32)>,
}

/// What was learnt, in the order of the properties.
static LEARNT: LazyLock<Vec<Option<Learnt>>> = LazyLock::new(|| {
    let numbers: FxHashMap<String, usize> =
        (0..ALL).filter_map(|at| Some((name(Feature::try_from(at).ok()?), at))).collect();
    let mut learnt: FxHashMap<&'static str, Learnt> = FxHashMap::default();
    for line in include_str!("weights.tsv").lines() {
        let mut cells = line.split('\t');
        let (Some(property), Some(feature), Some(Ok(weight))) =
            (cells.next(), cells.next(), cells.next().map(str::parse::<f32>))
        else {
            continue;
        };
        let own = learnt
            .entry(property)
            .or_insert_with(|| Learnt { weights: vec![0.0; ALL], shares: Vec::new() });
        if let Some(from) = feature.strip_prefix("from=") {
            own.shares.extend(from.parse().ok().map(|from: f32| (from, weight)));
        } else if let Some(place) = numbers.get(feature).and_then(|at| own.weights.get_mut(*at)) {
            *place = weight;
        }
    }
    Property::ALL.iter().map(|property| learnt.remove(property.as_str())).collect()
});

impl Learnt {
    fn of(property: Property) -> Option<&'static Self> {
        LEARNT.get(property as usize)?.as_ref()
    }

    /// What features add up to, from `sum` on.
    fn sum(&self, sum: f32, features: &Features) -> f32 {
        let weights = features.0.iter().filter_map(|at| self.weights.get(usize::from(*at)));
        weights.fold(sum, |sum, weight| sum + weight)
    }
}

/// What is seen of one sentence, which its mentions share.
pub(super) struct Sentence {
    features: Features,
    /// What they add up to for each property that was asked for.
    sums: [Option<f32>; Property::ALL.len()],
}

impl Sentence {
    pub(super) const fn new(features: Features) -> Self {
        Self { features, sums: [None; Property::ALL.len()] }
    }

    #[cfg(any(test, feature = "fuzzing"))]
    pub(super) const fn features(&self) -> &Features {
        &self.features
    }

    /// How likely a mention with these features of its own is a value of a property; none where nothing was learnt
    /// of it.
    pub(super) fn chance(&mut self, property: Property, own: &Features) -> Option<f32> {
        let learnt = Learnt::of(property)?;
        let kept = self.sums.get_mut(property as usize)?;
        let sum = *kept.get_or_insert_with(|| learnt.sum(0.0, &self.features));
        Some(1.0 / (1.0 + (-learnt.sum(sum, own)).exp()))
    }

    /// What decides of such a mention.
    pub(super) fn because(&self, property: Property, own: &Features) -> Because {
        Because { property, features: self.features.0.iter().chain(&own.0).copied().collect() }
    }
}

/// True where a property's values are proposed once they are likely enough.
pub(super) fn proposes(property: Property) -> bool {
    Learnt::of(property).is_some_and(|learnt| !learnt.shares.is_empty())
}

/// How often what was so likely was right; none where it is too little to be said.
pub(super) fn share(property: Property, chance: f32) -> Option<Confidence> {
    let learnt = Learnt::of(property)?;
    let share = learnt.shares.iter().take_while(|(from, _)| chance >= *from).last()?.1;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share lies between 0 and 1"
    )]
    Some(Confidence::thousandths((share * 1000.0).round() as u16))
}

/// What decided where something was weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    property: Property,
    features: Box<[Feature]>,
}

impl Because {
    /// The features that say most, each with its weight, the strongest first.
    #[must_use]
    pub fn reasons(&self) -> Vec<String> {
        const MOST: usize = 6;
        let Some(learnt) = Learnt::of(self.property) else { return Vec::new() };
        let mut all: Vec<(f32, Feature)> = self
            .features
            .iter()
            .filter_map(|at| Some((*learnt.weights.get(usize::from(*at))?, *at)))
            .filter(|(weight, _)| weight.abs() > 0.05)
            .collect();
        all.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(&b.1)));
        all.iter().take(MOST).map(|(weight, at)| format!("{} {weight:+.2}", name(*at))).collect()
    }
}
