//! Which facts can't all be so. Shown side by side; none is picked.
//!
//! Two facts about the same subject, property and qualifiers, that can have held at the same time,
//! disagree if
//! - the subject has one such value at a time, both affirm, and neither value merely narrows the
//!   other; or
//! - one affirms what the other denies.
//!
//! Values of different forms (an end date and a term of two years) can't be held against each other.
//!
//! Those among all facts follow from the views whenever they are asked for and are kept in no table. Whether two facts
//! disagree is decided by what stands inside their statements (times that may overlap, values that
//! narrow each other), and one event can split or join a whole group; a copy would have to be kept right
//! by every act that accepts, amends, binds or erases, while asking costs one read of the few facts that
//! share subject and property with another.

use std::collections::BTreeMap;

use codebook::money::MoneyUnit;
use codebook::statement::{Polarity, Qualifiers};
use codebook::{Edtf, EntityId, Property, Value};

use super::facts::{FactView, facts};
use crate::error::RegisterError;
use crate::public::{Contradiction, PublicFact};
use crate::register::Register;

/// Facts about one subject that can't all be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The subject.
    pub subject: EntityId,
    /// The property.
    pub property: Property,
    /// The facts, at least two, in the order in which they came.
    pub facts: Vec<FactView>,
}

impl Register {
    /// Every disagreement among facts, released or not; by subject and property.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn contradictions(&self) -> Result<Vec<Disagreement>, RegisterError> {
        // Only what shares subject and property with another can disagree: the rest is not even read.
        let several = "s.state = 'accepted' AND (es.root, s.property) IN (
            SELECT e.root, o.property FROM statements o JOIN bindings b
                ON b.source = o.source AND b.kind = o.subject_kind AND b.folded = o.subject
                JOIN entities e ON e.id = b.entity
            WHERE o.state = 'accepted' GROUP BY 1, 2 HAVING count(*) > 1)";
        Ok(disagreements(&facts(&self.conn, several, Vec::new())?))
    }
}

/// The disagreements among some facts; by subject and property, then in the order of the facts.
pub(super) fn disagreements(facts: &[FactView]) -> Vec<Disagreement> {
    let mut groups: BTreeMap<(EntityId, Property), Vec<&FactView>> = BTreeMap::new();
    for view in facts {
        let property = view.fact.statement().parts().property;
        groups.entry((view.subject, property)).or_default().push(view);
    }
    let mut found = Vec::new();
    for ((subject, property), group) in groups {
        for facts in connected(&group) {
            let facts = facts.into_iter().cloned().collect();
            found.push(Disagreement { subject, property, facts });
        }
    }
    found
}

/// The disagreements among the released facts about one subject, which come by property; by property.
pub(crate) fn contradictions(about: &[PublicFact]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for group in about.chunk_by(|a, b| a.property == b.property) {
        let group: Vec<&PublicFact> = group.iter().collect();
        for facts in connected(&group) {
            let Some(first) = facts.first() else { continue };
            let (subject, property) = (first.subject, first.property);
            let mut facts: Vec<_> = facts.iter().map(|fact| fact.id).collect();
            facts.sort_unstable();
            found.push(Contradiction { subject, property, facts });
        }
    }
    found
}

/// What of a fact decides whether another can be so too.
struct Side<'f> {
    property: Property,
    value: &'f Value,
    qualifiers: Qualifiers,
    valid: Option<&'f Edtf>,
    polarity: Polarity,
}

trait HasSide {
    fn side(&self) -> Side<'_>;
}

impl HasSide for FactView {
    fn side(&self) -> Side<'_> {
        let parts = self.fact.statement().parts();
        Side {
            property: parts.property,
            value: &parts.value,
            qualifiers: parts.qualifiers,
            valid: parts.valid.as_ref(),
            polarity: parts.polarity,
        }
    }
}

impl HasSide for PublicFact {
    fn side(&self) -> Side<'_> {
        Side {
            property: self.property,
            value: &self.value,
            qualifiers: self.qualifiers,
            valid: self.valid.as_ref(),
            polarity: self.polarity,
        }
    }
}

/// Splits a group into those that disagree with each other, directly or by way of a third.
fn connected<'f, T: HasSide>(group: &[&'f T]) -> Vec<Vec<&'f T>> {
    let mut leader: Vec<usize> = (0..group.len()).collect();
    let root = |leader: &[usize], mut at: usize| {
        while leader[at] != at {
            at = leader[at];
        }
        at
    };
    for (b, second) in group.iter().enumerate() {
        for (a, first) in group[..b].iter().enumerate() {
            let (one, other) = (root(&leader, a), root(&leader, b));
            if one != other && disagree(&first.side(), &second.side()) {
                leader[one.max(other)] = one.min(other);
            }
        }
    }
    let mut parts: BTreeMap<usize, Vec<&T>> = BTreeMap::new();
    for (at, view) in group.iter().enumerate() {
        parts.entry(root(&leader, at)).or_default().push(view);
    }
    parts.into_values().filter(|part| part.len() > 1).collect()
}

fn disagree(a: &Side<'_>, b: &Side<'_>) -> bool {
    let at_once = match (a.valid, b.valid) {
        (Some(a), Some(b)) => a.may_overlap(b),
        _ => true,
    };
    if !at_once || a.qualifiers != b.qualifiers {
        return false;
    }
    match (a.polarity, b.polarity) {
        (Polarity::Affirmed, Polarity::Affirmed) => {
            a.property.is_single_valued() && differ(a.value, b.value)
        }
        (Polarity::Negated, Polarity::Negated) => false,
        _ => a.value.agrees_with(b.value),
    }
}

fn differ(a: &Value, b: &Value) -> bool {
    if let (Value::Money(a), Value::Money(b)) = (a, b) {
        let open = |unit: &MoneyUnit| matches!(unit, MoneyUnit::Written(_) | MoneyUnit::Unsaid);
        // `$` may well be the currency that the other source spells out.
        return a != b && !(a.amount == b.amount && (open(&a.unit) || open(&b.unit)));
    }
    a.form() == b.form() && !a.agrees_with(b)
}
