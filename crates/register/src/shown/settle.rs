//! Settling: what may have changed is made anew, and what shows it is told.

use std::collections::BTreeSet;

use codebook::value::ShortText;
use codebook::{EntityId, Kind, PublicSourceId};
use rusqlite::Connection;

use super::compute;
use super::write::{self, stored};
use crate::error::RegisterError;
use crate::log::{Log as _, SqliteLog};
use crate::public::{PublicEntity, PublicFact, PublicSource};
use crate::read::contradict::contradictions;
use crate::read::parsed;

/// What marks that a public fact differs from what it was, or is gone: more than adding.
pub(crate) const REPLACED: &str = "replaced";

/// How many are settled at a time: what is held in memory.
const BATCH: i64 = 500;

/// Settles everything as after one act.
pub(crate) fn settle(conn: &Connection) -> Result<(), RegisterError> {
    settle_from(conn, conn)
}

/// The same for tables in one connection that follow the views and the log in another.
pub(crate) fn settle_from(views: &Connection, conn: &Connection) -> Result<(), RegisterError> {
    if !conn.prepare_cached("SELECT 1 FROM public_dirty")?.exists([])? {
        return Ok(());
    }
    let seq = SqliteLog(views).head()?.0;
    // A source that is opened or closed changes its facts, these their subjects and sources.
    write::run(
        conn,
        "INSERT OR IGNORE INTO public_dirty SELECT 'fact', f.fact FROM public_facts f
         JOIN public_dirty d ON d.what = 'source' AND d.id = f.source",
        [],
    )?;
    each_fact(conn, |id| fact(views, conn, id, seq))?;
    each_dirty(conn, "entity", |id| entity(views, conn, parsed(id)?, seq))?;
    each_dirty(conn, "source", |id| source(views, conn, parsed(id)?, seq))?;
    each_dirty(conn, "correction", |id| correction(views, conn, id))
}

/// Notes that all of it was made anew: nobody can tell what differs from before.
pub(crate) fn anew(conn: &Connection) -> Result<(), RegisterError> {
    settle(conn)?;
    write::mark(conn, "anew", SqliteLog(conn).head()?.0)
}

/// Facts come as they were proposed, by the order of their words in the source: rows that a page of a source or an entity
/// asks for then lie beside each other, and so do the rows of the log that they are made from.
fn each_fact(
    conn: &Connection,
    mut settle: impl FnMut(&str) -> Result<(), RegisterError>,
) -> Result<(), RegisterError> {
    let mut query = conn.prepare_cached(
        "SELECT d.id FROM public_dirty d LEFT JOIN facts f ON f.fact = d.id
         LEFT JOIN statements s ON s.id = f.statement
         WHERE d.what = 'fact' ORDER BY s.made, s.place, d.id",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        settle(id)?;
    }
    write::run(conn, "DELETE FROM public_dirty WHERE what = 'fact'", [])?;
    Ok(())
}

fn each_dirty(
    conn: &Connection,
    what: &str,
    mut settle: impl FnMut(&str) -> Result<(), RegisterError>,
) -> Result<(), RegisterError> {
    loop {
        let mut query = conn
            .prepare_cached("SELECT id FROM public_dirty WHERE what = ?1 ORDER BY id LIMIT ?2")?;
        let batch: Vec<String> = query
            .query_map(rusqlite::params![what, BATCH], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        if batch.is_empty() {
            return Ok(());
        }
        for id in &batch {
            settle(id)?;
            let done = rusqlite::params![what, id];
            write::run(conn, "DELETE FROM public_dirty WHERE what = ?1 AND id = ?2", done)?;
        }
    }
}

fn dirty(conn: &Connection, what: &'static str, id: &str) -> Result<(), RegisterError> {
    let values = rusqlite::params![what, id];
    write::run(conn, "INSERT OR IGNORE INTO public_dirty VALUES (?1, ?2)", values)?;
    Ok(())
}

fn fact(views: &Connection, conn: &Connection, id: &str, seq: u64) -> Result<(), RegisterError> {
    let was: Option<String> = stored(conn, "SELECT content FROM public_facts WHERE fact = ?1", id)?;
    let is = compute::fact(views, id)?;
    let content = is.as_ref().map(serde_json::to_string).transpose()?;
    if was == content {
        return Ok(());
    }
    let was: Option<PublicFact> = was.as_deref().map(serde_json::from_str).transpose()?;
    if let Some(was) = &was {
        write::delete_fact(conn, was)?;
        note(conn, was, seq)?;
        write::mark(conn, REPLACED, seq)?;
    }
    if let (Some(is), Some(content)) = (&is, &content) {
        write::insert_fact(conn, is, content)?;
        note(conn, is, seq)?;
    }
    Ok(())
}

/// Notes what a fact shows on.
fn note(conn: &Connection, fact: &PublicFact, seq: u64) -> Result<(), RegisterError> {
    if let Some(finding) = write::finding(fact) {
        write::mark(conn, finding, seq)?;
    }
    for entity in [Some(fact.subject), fact.names].into_iter().flatten() {
        dirty(conn, "entity", &entity.to_string())?;
    }
    dirty(conn, "source", &fact.source.to_string())
}

fn facts(conn: &Connection, sql: &'static str, id: &str) -> Result<Vec<PublicFact>, RegisterError> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query([id])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(crate::public::json(row)?);
    }
    Ok(crate::public::in_order(found))
}

fn entity(
    views: &Connection,
    conn: &Connection,
    id: EntityId,
    seq: u64,
) -> Result<(), RegisterError> {
    let key = id.to_string();
    let was: Option<String> =
        stored(conn, "SELECT content FROM public_entities WHERE id = ?1", &key)?;
    let was: Option<PublicEntity> = was.as_deref().map(serde_json::from_str).transpose()?;
    let about = facts(conn, "SELECT content FROM public_facts WHERE subject = ?1", &key)?;
    let is = named(views, conn, id)?;
    let disputes = contradictions(&about);
    if write::put_disputes(conn, id, &disputes)? {
        write::mark(conn, "contradictions", seq)?;
    }
    let head = |entity: &PublicEntity| (entity.kind, entity.name.clone());
    let renamed = was.as_ref().map(head) != is.as_ref().map(head);
    if renamed {
        let kinds: BTreeSet<Kind> = was.iter().chain(&is).map(|entity| entity.kind).collect();
        for kind in kinds {
            write::mark(conn, kind.as_str(), seq)?;
        }
        // Its name stands on the pages of what its facts name, and of the sources they rest on.
        for fact in &about {
            if let Some(named) = fact.names {
                write::touch_entity(conn, named, seq)?;
            }
            write::touch_source(conn, fact.source, seq)?;
        }
    }
    match is {
        Some(is) => {
            let naming = write::counted(conn, write::NAMING, &key)?;
            write::put_entity(conn, &is, (&about, &disputes), naming, seq)
        }
        None if was.is_some() => {
            write::run(conn, "DELETE FROM public_entities WHERE id = ?1", [&key])?;
            write::run(conn, "DELETE FROM public_facets WHERE entity = ?1", [&key])?;
            write::gone(conn, "entity", &key, seq)
        }
        None => Ok(()),
    }
}

/// The entity as released facts call it. It can have its name from a source that is not shown: then one
/// that is shown names it.
fn named(
    views: &Connection,
    conn: &Connection,
    id: EntityId,
) -> Result<Option<PublicEntity>, RegisterError> {
    let key = id.to_string();
    let mut query = conn.prepare_cached("SELECT name FROM public_names WHERE entity = ?1")?;
    let mut names: BTreeSet<ShortText> = BTreeSet::new();
    let mut rows = query.query([&key])?;
    while let Some(row) = rows.next()? {
        names.insert(parsed(&row.get::<_, String>(0)?)?);
    }
    let Some((kind, own)) = compute::entity(views, id)? else { return Ok(None) };
    let Some(name) = names.take(&own).or_else(|| names.pop_first()) else { return Ok(None) };
    names.extend(compute::aliases(views, id)?);
    names.remove(&name);
    Ok(Some(PublicEntity { id, kind, name, aliases: names.into_iter().collect() }))
}

fn source(
    views: &Connection,
    conn: &Connection,
    id: PublicSourceId,
    seq: u64,
) -> Result<(), RegisterError> {
    let key = id.to_string();
    let was: Option<String> =
        stored(conn, "SELECT content FROM public_sources WHERE id = ?1", &key)?;
    let was: Option<PublicSource> = was.as_deref().map(serde_json::from_str).transpose()?;
    let resting = facts(conn, "SELECT content FROM public_facts WHERE source = ?1", &key)?;
    let is = compute::source(views, id, &resting)?;
    let shown = |source: &PublicSource| (source.title.clone(), source.published.clone());
    let renamed = was.as_ref().map(shown) != is.as_ref().map(shown);
    if renamed {
        for fact in &resting {
            for entity in [Some(fact.subject), fact.names].into_iter().flatten() {
                write::touch_entity(conn, entity, seq)?;
            }
        }
    }
    let seen = |source: &PublicSource| std::mem::discriminant(&source.seen);
    if renamed || was.as_ref().map(seen) != is.as_ref().map(seen) {
        write::mark(conn, "sources", seq)?;
    }
    match is {
        Some(is) => {
            let count = write::counted(conn, write::RESTING, &key)?;
            write::put_source(conn, &is, count, seq)
        }
        None if was.is_some() => {
            write::run(conn, "DELETE FROM public_sources WHERE id = ?1", [&key])?;
            write::gone(conn, "source", &key, seq)
        }
        None => Ok(()),
    }
}

/// Every act that can hide what was told has all pages made anew: see [`crate::public::Changes`].
fn correction(views: &Connection, conn: &Connection, id: &str) -> Result<(), RegisterError> {
    write::run(conn, "DELETE FROM public_corrections WHERE seq = ?1", [id])?;
    match compute::correction(views, id)? {
        Some(told) => write::put_correction(conn, &told),
        None => Ok(()),
    }
}
