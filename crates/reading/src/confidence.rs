//! How often a rule was right: the confidence of what it proposes.
//!
//! `confidence.tsv` counts, rule by rule and property by property, how many proposals on marked documents
//! were right. It is written by `cargo xtask calibrate` and must not be edited by hand.

use std::sync::LazyLock;

use codebook::Property;
use codebook::statement::Confidence;
use rustc_hash::FxHashMap;

/// How many proposals a count weighs up against the wider one it is part of.
const WEIGHT: f64 = 6.0;

/// How many proposals were right, of how many.
type Count = (f64, f64);

/// What was counted, from the widest to the narrowest, and what it comes to for what was counted.
#[derive(Default)]
struct Counts {
    all: Count,
    property: FxHashMap<&'static str, Count>,
    rule: FxHashMap<(&'static str, &'static str), Count>,
    /// And by whether the quote names the subject.
    subject: FxHashMap<(&'static str, &'static str, bool), Count>,
    shares: FxHashMap<(&'static str, Property), [Confidence; 2]>,
}

static COUNTS: LazyLock<Counts> = LazyLock::new(|| {
    let mut counts = Counts::default();
    for line in include_str!("confidence.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [rule, property, subject, right, said] = cells[..] else { continue };
        let (Ok(right), Ok(said)) = (right.parse::<f64>(), said.parse::<f64>()) else { continue };
        for count in [
            &mut counts.all,
            counts.property.entry(property).or_default(),
            counts.rule.entry((rule, property)).or_default(),
            counts.subject.entry((rule, property, subject == "here")).or_default(),
        ] {
            count.0 += right;
            count.1 += said;
        }
    }
    let counted = |property: Property| {
        let rules = counts.rule.keys().filter(move |(_, known)| *known == property.as_str());
        rules.map(move |(rule, _)| (*rule, property))
    };
    let counted = Property::ALL.into_iter().flat_map(counted);
    let shares = counted.map(|(rule, property)| {
        let share = |here| counts.share(rule, property, here);
        ((rule, property), [share(false), share(true)])
    });
    counts.shares = shares.collect();
    counts
});

impl Counts {
    /// What was counted seldom leans on what was counted more widely.
    fn share(&self, rule: &'static str, property: Property, here: bool) -> Confidence {
        let property = property.as_str();
        let narrowing = [
            Some(&self.all),
            self.property.get(property),
            self.rule.get(&(rule, property)),
            self.subject.get(&(rule, property, here)),
        ];
        let share = narrowing
            .into_iter()
            .flatten()
            .fold(0.5, |wider, (right, said)| (right + WEIGHT * wider) / (said + WEIGHT));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share lies between 0 and 1"
        )]
        Confidence::thousandths((share * 1000.0).round() as u16)
    }
}

/// The confidence of what `rule` proposes of `property`; `here` where the quote itself names the subject.
/// A new rule has its property's share.
pub(crate) fn confidence(rule: &'static str, property: Property, here: bool) -> Confidence {
    let counts = &*COUNTS;
    let known = counts.shares.get(&(rule, property));
    known.map_or_else(|| counts.share(rule, property, here), |shares| shares[usize::from(here)])
}
