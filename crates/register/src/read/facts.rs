//! Facts: statements that a decision accepted.

use codebook::{EntityId, Fact, FactId};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;
use rusqlite::types::Value as Sql;

use super::statements::{SELECT, State, StatementView, query};
use crate::error::RegisterError;
use crate::register::Register;

/// A fact with what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactView {
    /// The fact.
    pub fact: Fact,
    /// The entity it is about.
    pub subject: EntityId,
    /// The entity its value names, where it names one.
    pub names: Option<EntityId>,
    /// Its public id, and since when it is public, if it is.
    pub released: Option<(FactId, Timestamp)>,
}

impl FactView {
    /// The fact that a statement is, if its decision makes it one.
    pub(super) fn of(view: StatementView) -> Result<Self, RegisterError> {
        let StatementView { statement, state, decision, subject, names, released, .. } = view;
        let id = statement.id();
        let wrong = |why: &str| RegisterError::View(format!("the fact {id} {why}"));
        let decision = decision
            .filter(|_| state == State::Accepted)
            .ok_or_else(|| wrong("has no decision"))?;
        let fact = Fact::new(statement, &decision).map_err(|error| wrong(&error.to_string()))?;
        let subject = subject.ok_or_else(|| wrong("is about nothing that is bound"))?;
        Ok(Self { fact, subject, names, released })
    }
}

/// The statements about what entity ?1 is known by today, or naming it.
pub(super) const ABOUT_OR_NAMING: &str = "
    SELECT x.id FROM entities e CROSS JOIN bindings b ON b.entity = e.id
        CROSS JOIN statements x ON x.source = b.source AND x.subject_kind = b.kind
            AND x.subject = b.folded
    WHERE e.root = (SELECT root FROM entities WHERE id = ?1)
    UNION
    SELECT x.id FROM entities e CROSS JOIN bindings b ON b.entity = e.id
        CROSS JOIN statements x ON x.source = b.source AND x.named_kind = b.kind
            AND x.named = b.folded
    WHERE e.root = (SELECT root FROM entities WHERE id = ?1)";

impl Register {
    /// The facts about an entity or naming it, that can have held on a day if one is given; in codebook
    /// order.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn facts_of(
        &self,
        entity: EntityId,
        valid_on: Option<Date>,
    ) -> Result<Vec<FactView>, RegisterError> {
        let condition = format!("s.state = 'accepted' AND s.id IN ({ABOUT_OR_NAMING})");
        let mut facts = facts(&self.conn, &condition, vec![Sql::Text(entity.to_string())])?;
        facts.retain(|view| match (&view.fact.statement().parts().valid, valid_on) {
            (Some(valid), Some(day)) => valid.may_hold_on(day),
            _ => true,
        });
        facts.sort_by_cached_key(|view| {
            let parts = view.fact.statement().parts();
            (parts.property, parts.value.to_string(), view.fact.statement().id())
        });
        Ok(facts)
    }
}

/// Facts that meet a condition, in the order in which they came.
pub(crate) fn facts(
    conn: &Connection,
    condition: &str,
    values: Vec<Sql>,
) -> Result<Vec<FactView>, RegisterError> {
    let sql = format!("{SELECT} WHERE {condition} ORDER BY s.made, s.id");
    query(conn, &sql, values)?.into_iter().map(FactView::of).collect()
}
