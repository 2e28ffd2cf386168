//! Entities: what is bound to them, what they were merged into, what else they are called.

use std::collections::BTreeSet;

use codebook::fold::fold_name;
use codebook::value::ShortText;
use codebook::{EntityId, Envelope, Event};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{public, run};
use crate::error::RegisterError;

pub(super) fn apply(conn: &Connection, seq: u64, envelope: &Envelope) -> Result<(), RegisterError> {
    let at = envelope.at;
    match &envelope.event {
        Event::EntityCreated { entity, mention_kind, name } => {
            let id = entity.to_string();
            run(
                conn,
                "INSERT INTO entities(id, kind, name, folded, parent, root, seq)
                 VALUES (?1, ?2, ?3, ?4, NULL, ?1, ?5)",
                params![
                    id,
                    mention_kind.as_str(),
                    name.as_str(),
                    fold_name(name.as_str()),
                    seq.cast_signed()
                ],
            )?;
            index_words(conn, &id)
        }
        Event::Bound { .. } => bound(conn, seq, &envelope.event, at),
        Event::Merged { from, into, .. } => merged(conn, seq, *from, *into, at),
        Event::Unmerged { entity, .. } => unmerged(conn, seq, *entity, at),
        Event::AliasAdded { entity, name } => aliased(conn, seq, *entity, name, at),
        Event::AliasRemoved { entity, name } => {
            let id = entity.to_string();
            run(
                conn,
                "DELETE FROM aliases WHERE entity = ?1 AND folded = ?2",
                params![id, fold_name(name.as_str())],
            )?;
            index_words(conn, &id)?;
            public::touched_entity(conn, seq, &id, at)
        }
        _ => Ok(()),
    }
}

/// What was bound to another before shows to the public on both.
fn bound(conn: &Connection, seq: u64, event: &Event, at: Timestamp) -> Result<(), RegisterError> {
    let Event::Bound { source, mention, entity, rule, .. } = event else { return Ok(()) };
    let (source, kind, folded) =
        (source.digest().as_bytes(), mention.kind.as_str(), mention.folded());
    let before: Option<String> = conn
        .prepare_cached(
            "SELECT entity FROM bindings WHERE source = ?1 AND kind = ?2 AND folded = ?3",
        )?
        .query_row(params![source, kind, folded], |row| row.get(0))
        .optional()?;
    if let Some(before) = &before {
        public::touched_entity(conn, seq, before, at)?;
    }
    run(
        conn,
        "INSERT OR REPLACE INTO bindings(source, kind, folded, name, entity, rule, seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            source,
            kind,
            folded,
            mention.name.as_str(),
            entity.to_string(),
            rule.as_ref().map(ShortText::as_str),
            seq.cast_signed()
        ],
    )
}

fn merged(
    conn: &Connection,
    seq: u64,
    from: EntityId,
    into: EntityId,
    at: Timestamp,
) -> Result<(), RegisterError> {
    let (from, into) = (from.to_string(), into.to_string());
    run(conn, "UPDATE entities SET parent = ?2 WHERE id = ?1", params![from, into])?;
    run(
        conn,
        "UPDATE entities SET root = coalesce((SELECT root FROM entities WHERE id = ?2), root)
         WHERE root = ?1",
        params![from, into],
    )?;
    public::touched_entity(conn, seq, &into, at)
}

fn unmerged(
    conn: &Connection,
    seq: u64,
    entity: EntityId,
    at: Timestamp,
) -> Result<(), RegisterError> {
    let id = entity.to_string();
    public::touched_entity(conn, seq, &id, at)?;
    run(conn, "UPDATE entities SET parent = NULL WHERE id = ?1", [&id])?;
    run(
        conn,
        "WITH RECURSIVE below(id) AS (
             SELECT ?1 UNION SELECT e.id FROM entities e JOIN below b ON e.parent = b.id)
         UPDATE entities SET root = ?1 WHERE id IN (SELECT id FROM below)",
        [&id],
    )
}

fn aliased(
    conn: &Connection,
    seq: u64,
    entity: EntityId,
    name: &ShortText,
    at: Timestamp,
) -> Result<(), RegisterError> {
    let id = entity.to_string();
    run(
        conn,
        "INSERT OR REPLACE INTO aliases(entity, folded, name, seq) VALUES (?1, ?2, ?3, ?4)",
        params![id, fold_name(name.as_str()), name.as_str(), seq.cast_signed()],
    )?;
    index_words(conn, &id)?;
    public::touched_entity(conn, seq, &id, at)
}

/// Notes the words that an entity is found by.
fn index_words(conn: &Connection, id: &str) -> Result<(), RegisterError> {
    let mut words = BTreeSet::new();
    let mut kind = None;
    let mut query = conn.prepare_cached(
        "SELECT kind, folded FROM entities WHERE id = ?1
         UNION ALL SELECT NULL, folded FROM aliases WHERE entity = ?1",
    )?;
    let mut rows = query.query([id])?;
    while let Some(row) = rows.next()? {
        kind = kind.or(row.get::<_, Option<String>>(0)?);
        words.extend(row.get::<_, String>(1)?.split(' ').map(str::to_owned));
    }
    run(conn, "DELETE FROM entity_words WHERE entity = ?1", [id])?;
    for word in words.iter().filter(|word| !word.is_empty()) {
        run(
            conn,
            "INSERT INTO entity_words(word, kind, entity) VALUES (?1, ?2, ?3)",
            params![word, kind, id],
        )?;
    }
    Ok(())
}
