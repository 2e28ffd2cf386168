//! Facts and the log of releases, a stretch at a time: for programs that go through all of them.

use codebook::{EntityId, FactId, Property, PublicSourceId};
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::handle::{Publishable, json, release};
use super::{Part, PublicFact, Release};
use crate::error::RegisterError;

/// Which facts are asked for: those that fit all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactAsk {
    /// About this entity.
    pub subject: Option<EntityId>,
    /// With this property.
    pub property: Option<Property>,
    /// Whose value names this entity.
    pub names: Option<EntityId>,
    /// From this source.
    pub source: Option<PublicSourceId>,
    /// That come after this one, by id.
    pub after: Option<FactId>,
}

impl Publishable<'_> {
    /// The first `limit` of the facts asked for, by id.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn facts(&self, ask: &FactAsk, limit: u64) -> Result<Vec<PublicFact>, RegisterError> {
        let FactAsk { subject, property, names, source, after } = ask;
        // Very many facts have one property: its index is gone along where nothing else tells them apart. The sign keeps
        // SQLite from it, which has no statistics.
        let alone = subject.is_none() && names.is_none() && source.is_none();
        let with_property = if alone { "property = ?" } else { "+property = ?" };
        let asked = [
            ("subject = ?", subject.map(|id| id.to_string())),
            (with_property, property.map(|property| property.as_str().to_owned())),
            ("names = ?", names.map(|id| id.to_string())),
            ("source = ?", source.map(|id| id.to_string())),
            ("fact > ?", after.map(|id| id.to_string())),
        ];
        let (mut sql, mut values) =
            ("SELECT content FROM public_facts WHERE 1".to_owned(), Vec::new());
        for (condition, value) in asked {
            if let Some(value) = value {
                sql.push_str(" AND ");
                sql.push_str(condition);
                values.push(Sql::Text(value));
            }
        }
        sql.push_str(" ORDER BY fact LIMIT ?");
        values.push(Sql::Integer(limit.cast_signed()));
        self.list(&sql, params_from_iter(values), json)
    }

    /// A stretch of the public log of releases and retractions, in order.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn releases(&self, part: Part) -> Result<Vec<Release>, RegisterError> {
        let sql = "SELECT fact, released, at FROM releases ORDER BY seq, place LIMIT ?1 OFFSET ?2";
        self.list(sql, [part.limit.cast_signed(), part.offset.cast_signed()], release)
    }
}
