//! Entities: found as one types, and one with all that is known of it.

use codebook::event::Stream;
use codebook::fold::fold_name;
use codebook::value::ShortText;
use codebook::{EntityId, Kind, Mention, SourceId};
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension as _, Row, params_from_iter};

use super::filter::Filter;
use super::sources::EntityView;
use super::statements::State;
use super::{UNSEEN, digest, parsed, rows};
use crate::error::RegisterError;
use crate::log::{Log as _, SqliteLog};
use crate::register::Register;

/// An entity with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityPage {
    /// The entity; where one was asked for that was merged into another, that other.
    pub entity: EntityView,
    /// Its version, which a merge may expect.
    pub version: u32,
    /// What was merged into it.
    pub merged: Vec<EntityView>,
    /// The names that people noted, its own and those of what was merged into it.
    pub aliases: Vec<ShortText>,
    /// How many statements are about it, by state.
    pub about: Vec<(State, u64)>,
    /// How many statements name it.
    pub naming: u64,
}

/// What a source calls an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionView {
    /// The source.
    pub source: SourceId,
    /// What it calls it.
    pub mention: Mention,
    /// The entity that it was bound to: this one, or one that was merged into it.
    pub entity: EntityId,
    /// The rule that bound it, where no person did.
    pub rule: Option<ShortText>,
}

/// Entity `r` is known from something that somebody may see, or from no source at all.
fn is_seen() -> String {
    let bound = "FROM entities m JOIN bindings v ON v.entity = m.id WHERE m.root = r.id";
    format!(
        " AND (NOT EXISTS (SELECT 1 {bound})
           OR EXISTS (SELECT 1 {bound} AND v.source NOT IN ({UNSEEN})))"
    )
}

/// The same of entity `r` by itself, whatever it was merged into.
fn is_seen_itself() -> String {
    let bound = "FROM bindings v WHERE v.entity = r.id";
    format!(
        " AND (NOT EXISTS (SELECT 1 {bound})
           OR EXISTS (SELECT 1 {bound} AND v.source NOT IN ({UNSEEN})))"
    )
}

impl Register {
    /// Entities that were not merged into others, by name: at most `limit` after the first `offset`.
    /// With `seen_by`, as for [`Register::find_entities`].
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn list_entities(
        &self,
        kind: Option<Kind>,
        offset: usize,
        limit: usize,
        seen_by: Option<&ShortText>,
    ) -> Result<Vec<EntityView>, RegisterError> {
        let (conditions, mut values) = listed(kind, seen_by);
        let sql = format!(
            "SELECT r.id, r.kind, r.name {conditions} ORDER BY r.folded, r.id LIMIT ? OFFSET ?"
        );
        values.extend([Sql::Integer(rows(limit)), Sql::Integer(rows(offset))]);
        self.entities_by(&sql, values)
    }

    /// How many entities [`Register::list_entities`] lists in all.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn count_entities(
        &self,
        kind: Option<Kind>,
        seen_by: Option<&ShortText>,
    ) -> Result<u64, RegisterError> {
        let (conditions, values) = listed(kind, seen_by);
        let mut query = self.conn.prepare_cached(&format!("SELECT count(*) {conditions}"))?;
        let count: i64 = query.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(count.cast_unsigned())
    }

    /// Entities with a name or alias in which every word of `text` begins a word; those called just so
    /// first, then the shortest. At most `limit`; none for a text without words. With `seen_by`, none that
    /// is known from sources alone that somebody of that name may not see.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn find_entities(
        &self,
        text: &str,
        kind: Option<Kind>,
        limit: usize,
        seen_by: Option<&ShortText>,
    ) -> Result<Vec<EntityView>, RegisterError> {
        let folded = fold_name(text);
        let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        // The longest word has the fewest entities.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let [first, others @ ..] = words.as_slice() else { return Ok(Vec::new()) };
        let mut values = Vec::new();
        let mut bounds = |word: &str| {
            values.push(Sql::Text(word.to_owned()));
            values.push(Sql::Text(format!("{word}\u{10ffff}")));
        };
        let mut sql = "SELECT DISTINCT r.id, r.kind, r.name, r.folded FROM entity_words w
             CROSS JOIN entities e ON e.id = w.entity CROSS JOIN entities r ON r.id = e.root
             WHERE w.word >= ? AND w.word < ?"
            .to_owned();
        bounds(first);
        for word in others {
            sql.push_str(
                " AND EXISTS (SELECT 1 FROM entity_words x
                   WHERE x.entity = w.entity AND x.word >= ? AND x.word < ?)",
            );
            bounds(word);
        }
        if let Some(kind) = kind {
            sql.push_str(" AND w.kind = ?");
            values.push(Sql::Text(kind.as_str().to_owned()));
        }
        if let Some(name) = seen_by {
            sql.push_str(&is_seen());
            values.push(Sql::Text(name.to_string()));
        }
        sql.push_str(" ORDER BY r.folded = ? DESC, length(r.folded), r.folded, r.id LIMIT ?");
        values.push(Sql::Text(folded.clone()));
        values.push(Sql::Integer(rows(limit)));
        self.entities_by(&sql, values)
    }

    /// An entity with what is known of it; of one that was merged, what it was merged into. With
    /// `seen_by`, as for [`Register::find_entities`]; statements of sources that somebody may not see are
    /// not counted then.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn entity(
        &self,
        entity: EntityId,
        seen_by: Option<&ShortText>,
    ) -> Result<Option<EntityPage>, RegisterError> {
        let mut sql = "SELECT r.id, r.kind, r.name FROM entities e JOIN entities r ON r.id = e.root
             WHERE e.id = ?"
            .to_owned();
        let mut values = vec![Sql::Text(entity.to_string())];
        if let Some(name) = seen_by {
            sql.push_str(&is_seen());
            values.push(Sql::Text(name.to_string()));
        }
        let Some(entity) = self.entities_by(&sql, values)?.pop() else { return Ok(None) };
        let id = Sql::Text(entity.id.to_string());
        let about =
            Filter { subject: Some(entity.id), seen_by: seen_by.cloned(), ..Filter::default() };
        let naming = Filter { subject: None, named: Some(entity.id), ..about.clone() };
        Ok(Some(EntityPage {
            version: SqliteLog(&self.conn).version(&Stream::Entity(entity.id))?,
            merged: self.merged(id, seen_by)?,
            aliases: self.aliases(entity.id)?,
            about: self.facets(&about, State::ALL.len())?.states,
            naming: self.count_statements(&naming)?,
            entity,
        }))
    }

    /// What sources call an entity, and what was merged into it; by source and name, at most `limit` after
    /// the first `offset`. With `seen_by`, of sources that somebody of that name may see.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn mentions_of(
        &self,
        entity: EntityId,
        seen_by: Option<&ShortText>,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<MentionView>, RegisterError> {
        let mut sql = "SELECT b.source, b.kind, b.name, b.entity, b.rule FROM entities e
             CROSS JOIN bindings b ON b.entity = e.id
             WHERE e.root = (SELECT root FROM entities WHERE id = ?)"
            .to_owned();
        let mut values = vec![Sql::Text(entity.to_string())];
        if let Some(name) = seen_by {
            sql.push_str(&format!(" AND b.source NOT IN ({UNSEEN})"));
            values.push(Sql::Text(name.to_string()));
        }
        sql.push_str(" ORDER BY b.source, b.kind, b.folded LIMIT ? OFFSET ?");
        values.extend([Sql::Integer(rows(limit)), Sql::Integer(rows(offset))]);
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut found = query.query(params_from_iter(values))?;
        let mut mentions = Vec::new();
        while let Some(row) = found.next()? {
            let rule: Option<String> = row.get(4)?;
            mentions.push(MentionView {
                source: SourceId::new(digest(row.get(0)?)),
                mention: Mention {
                    kind: parsed(&row.get::<_, String>(1)?)?,
                    name: parsed(&row.get::<_, String>(2)?)?,
                },
                entity: parsed(&row.get::<_, String>(3)?)?,
                rule: rule.map(|rule| parsed(&rule)).transpose()?,
            });
        }
        Ok(mentions)
    }

    /// Every entity that was merged, with what it leads to today; by id.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn redirects(&self) -> Result<Vec<(EntityId, EntityId)>, RegisterError> {
        let mut query = self
            .conn
            .prepare_cached("SELECT id, root FROM entities WHERE parent IS NOT NULL ORDER BY id")?;
        let mut found = query.query([])?;
        let mut redirects = Vec::new();
        while let Some(row) = found.next()? {
            let (old, new): (String, String) = (row.get(0)?, row.get(1)?);
            redirects.push((parsed(&old)?, parsed(&new)?));
        }
        Ok(redirects)
    }

    /// True where somebody may know of an entity, or of what it was merged into.
    ///
    /// # Errors
    /// If the register can't be read.
    pub(super) fn is_entity_seen(
        &self,
        entity: EntityId,
        seen_by: Option<&ShortText>,
    ) -> Result<bool, RegisterError> {
        let Some(name) = seen_by else { return Ok(true) };
        let sql = format!(
            "SELECT r.id, r.kind, r.name FROM entities e JOIN entities r ON r.id = e.root
             WHERE e.id = ?{}",
            is_seen()
        );
        let values = vec![Sql::Text(entity.to_string()), Sql::Text(name.to_string())];
        Ok(!self.entities_by(&sql, values)?.is_empty())
    }

    /// What was merged into a root, of what may be known.
    fn merged(
        &self,
        root: Sql,
        seen_by: Option<&ShortText>,
    ) -> Result<Vec<EntityView>, RegisterError> {
        let (mut sql, mut values) = (
            "SELECT r.id, r.kind, r.name FROM entities r WHERE r.root = ? AND r.id != r.root"
                .to_owned(),
            vec![root],
        );
        if let Some(name) = seen_by {
            sql.push_str(&is_seen_itself());
            values.push(Sql::Text(name.to_string()));
        }
        sql.push_str(" ORDER BY r.seq");
        self.entities_by(&sql, values)
    }

    fn aliases(&self, root: EntityId) -> Result<Vec<ShortText>, RegisterError> {
        let mut query = self.conn.prepare_cached(
            "SELECT DISTINCT a.name FROM entities e JOIN aliases a ON a.entity = e.id
             WHERE e.root = ?1 ORDER BY a.folded, a.name",
        )?;
        let mut found = query.query([root.to_string()])?;
        let mut aliases = Vec::new();
        while let Some(row) = found.next()? {
            aliases.push(parsed(&row.get::<_, String>(0)?)?);
        }
        Ok(aliases)
    }

    /// Entities by a query whose first columns are id, kind and name.
    pub(super) fn entities_by(
        &self,
        sql: &str,
        values: Vec<Sql>,
    ) -> Result<Vec<EntityView>, RegisterError> {
        let mut query = self.conn.prepare_cached(sql)?;
        let mut found = query.query(params_from_iter(values))?;
        let mut entities = Vec::new();
        while let Some(row) = found.next()? {
            entities.push(entity_view(row)?);
        }
        Ok(entities)
    }

    /// An entity that was not merged into another, by its id.
    pub(super) fn root_by_id(&self, id: &str) -> Result<Option<EntityView>, RegisterError> {
        self.conn
            .prepare_cached("SELECT id, kind, name FROM entities WHERE id = ?1 AND root = id")?
            .query_row([id], |row| Ok(entity_view(row)))
            .optional()?
            .transpose()
    }
}

/// The conditions of a list of entities, and what they hold against.
fn listed(kind: Option<Kind>, seen_by: Option<&ShortText>) -> (String, Vec<Sql>) {
    let (mut sql, mut values) = ("FROM entities r WHERE r.root = r.id".to_owned(), Vec::new());
    if let Some(kind) = kind {
        sql.push_str(" AND r.kind = ?");
        values.push(Sql::Text(kind.as_str().to_owned()));
    }
    if let Some(name) = seen_by {
        sql.push_str(&is_seen());
        values.push(Sql::Text(name.to_string()));
    }
    (sql, values)
}

pub(super) fn entity_view(row: &Row<'_>) -> Result<EntityView, RegisterError> {
    Ok(EntityView {
        id: parsed(&row.get::<_, String>(0)?)?,
        kind: parsed(&row.get::<_, String>(1)?)?,
        name: parsed(&row.get::<_, String>(2)?)?,
    })
}
