//! What is told of an entity at a glance: on lists, maps and charts. It is kept with the entity's own row, so that a page
//! of a list reads as many rows as it shows.

use codebook::statement::{Polarity, Qualifiers};
use codebook::{EntityId, FactId, Kind, Property, Value};
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use super::handle::{ENTITY, Publishable, entity_row, json_at};
use super::{Contradiction, EntityRow, PublicFact};
use crate::error::RegisterError;

/// The properties that are told of a thing of a kind at a glance.
#[must_use]
pub const fn glanced(kind: Kind) -> &'static [Property] {
    use Property as P;
    match kind {
        Kind::System => &[P::UsesTechnology, P::Place, P::Buyer],
        Kind::Contract => {
            &[P::UsesTechnology, P::Buyer, P::Supplier, P::Amount, P::AwardDate, P::StartDate]
        }
        Kind::Request => &[P::Buyer, P::StartDate, P::Response],
        Kind::Claim => &[P::AccuracyClaim, P::ClaimedBy],
        Kind::Law => &[P::Status, P::Place],
        Kind::Agency | Kind::Vendor | Kind::Jurisdiction => &[],
    }
}

/// A fact as it is told at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The fact.
    pub fact: FactId,
    /// What is said.
    pub property: Property,
    /// The value.
    pub value: Value,
    /// What narrows it.
    #[serde(default, skip_serializing_if = "Qualifiers::is_empty")]
    pub qualifiers: Qualifiers,
    /// So, or not so.
    pub polarity: Polarity,
    /// The entity that the value names, where it names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<EntityId>,
}

impl From<&PublicFact> for Said {
    fn from(fact: &PublicFact) -> Self {
        Self {
            fact: fact.id,
            property: fact.property,
            value: fact.value.clone(),
            qualifiers: fact.qualifiers,
            polarity: fact.polarity,
            names: fact.names,
        }
    }
}

/// What is told of an entity at a glance.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glance {
    /// What is said of it, by property, value and id.
    pub said: Vec<Said>,
    /// The properties on which sources disagree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputed: Vec<Property>,
}

impl Glance {
    /// Of a thing of a kind, of all that is said about it.
    pub(crate) fn of(kind: Kind, about: &[PublicFact], disputes: &[Contradiction]) -> Self {
        let is_told = |property: &Property| glanced(kind).contains(property);
        Self {
            said: about.iter().filter(|fact| is_told(&fact.property)).map(Said::from).collect(),
            disputed: disputes.iter().map(|found| found.property).filter(is_told).collect(),
        }
    }
}

/// The same as [`ENTITY`], with what is told at a glance.
pub(super) fn glancing() -> String {
    ENTITY.replace("content, facts, at", "content, facts, at, glance")
}

pub(super) fn glance_row(row: &Row<'_>) -> Result<(EntityRow, Glance), RegisterError> {
    Ok((entity_row(row)?, json_at(row, 3)?))
}

impl Publishable<'_> {
    /// An entity with what is told of it at a glance.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn glance(&self, id: EntityId) -> Result<Option<(EntityRow, Glance)>, RegisterError> {
        let sql = format!("{} WHERE id = ?1", glancing());
        Ok(self.list(&sql, [id.to_string()], glance_row)?.pop())
    }

    /// Every entity with what is told of it at a glance, by id.
    ///
    /// # Errors
    /// If the register can't be read, or `visit` fails.
    pub fn each_glance<E: From<RegisterError>>(
        &self,
        mut visit: impl FnMut(EntityRow, Glance) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!("{} ORDER BY id", glancing());
        self.each(&sql, [], glance_row, &mut |(row, glance)| visit(row, glance))
    }
}
