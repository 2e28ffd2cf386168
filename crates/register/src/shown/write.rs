//! Rows in and out.

use std::collections::BTreeSet;

use codebook::{EntityId, Kind, Polarity, Property, PublicSourceId, Value};
use rusqlite::{Connection, OptionalExtension as _, Params, params};

use crate::error::RegisterError;
use crate::public::{
    Contradiction, Facet, Finding, Glance, PublicEntity, PublicFact, PublicSource,
};

use super::facets;
use crate::read::people::Correction;

pub(super) fn run(
    conn: &Connection,
    sql: &'static str,
    values: impl Params,
) -> Result<usize, RegisterError> {
    Ok(conn.prepare_cached(sql)?.execute(values)?)
}

pub(super) fn stored<T: rusqlite::types::FromSql>(
    conn: &Connection,
    sql: &'static str,
    id: &str,
) -> Result<Option<T>, RegisterError> {
    Ok(conn.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// Which finding a fact is.
pub(super) fn finding(fact: &PublicFact) -> Option<&'static str> {
    let silent = matches!(fact.value, Value::Response(response) if response.is_silence());
    if fact.property == Property::AccuracyClaim {
        Some(Finding::Accuracy.as_str())
    } else if silent && fact.polarity == Polarity::Affirmed {
        Some(Finding::Silence.as_str())
    } else {
        None
    }
}

pub(super) fn insert_fact(
    conn: &Connection,
    fact: &PublicFact,
    content: &str,
) -> Result<(), RegisterError> {
    run(
        conn,
        "INSERT INTO public_facts(fact, subject, property, names, source, finding, at, content)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            fact.id.to_string(),
            fact.subject.to_string(),
            fact.property.as_str(),
            fact.names.map(|id| id.to_string()),
            fact.source.to_string(),
            finding(fact),
            fact.released_at.to_string(),
            content
        ],
    )?;
    for (entity, name) in called(fact) {
        run(
            conn,
            "INSERT INTO public_names(entity, name, facts) VALUES (?1, ?2, 1)
             ON CONFLICT DO UPDATE SET facts = facts + 1",
            params![entity.to_string(), name],
        )?;
    }
    Ok(())
}

pub(super) fn delete_fact(conn: &Connection, fact: &PublicFact) -> Result<(), RegisterError> {
    run(conn, "DELETE FROM public_facts WHERE fact = ?1", [fact.id.to_string()])?;
    for (entity, name) in called(fact) {
        let values = params![entity.to_string(), name];
        run(
            conn,
            "UPDATE public_names SET facts = facts - 1 WHERE entity = ?1 AND name = ?2",
            values,
        )?;
        let values = params![entity.to_string(), name];
        run(
            conn,
            "DELETE FROM public_names WHERE entity = ?1 AND name = ?2 AND facts = 0",
            values,
        )?;
    }
    Ok(())
}

/// What a fact calls its subject, and what it names.
fn called(fact: &PublicFact) -> impl Iterator<Item = (EntityId, &str)> {
    let named = match (fact.names, &fact.value) {
        (Some(named), Value::Name(name)) => Some((named, name.as_str())),
        _ => None,
    };
    std::iter::once((fact.subject, fact.mention.as_str())).chain(named)
}

/// Writes an entity's row and facets anew.
pub(super) fn put_entity(
    conn: &Connection,
    entity: &PublicEntity,
    (about, disputes): (&[PublicFact], &[Contradiction]),
    naming: (u64, Option<String>),
    seq: u64,
) -> Result<(), RegisterError> {
    let id = entity.id.to_string();
    let newest = about.iter().map(|fact| fact.released_at).max().map(|at| at.to_string());
    let at = newest.max(naming.1).unwrap_or_else(|| jiff::Timestamp::UNIX_EPOCH.to_string());
    let facts = about.len() as u64 + naming.0;
    let facets: BTreeSet<(Facet, String)> = facets::of(entity.kind, about).into_iter().collect();
    let years = facets.iter().filter(|(facet, _)| *facet == Facet::Year);
    let year = years.map(|(_, year)| year.as_str()).max().unwrap_or_default();
    let (came, named) = since(conn, entity, &id)?;
    run(conn, "DELETE FROM public_entities WHERE id = ?1", [&id])?;
    run(
        conn,
        PUT_ENTITY,
        params![
            id,
            entity.kind.as_str(),
            entity.name.as_str(),
            serde_json::to_string(entity)?,
            facts.cast_signed(),
            at,
            seq.cast_signed(),
            year,
            serde_json::to_string(&Glance::of(entity.kind, about, disputes))?,
            came.unwrap_or(seq.cast_signed()),
            named.unwrap_or(seq.cast_signed())
        ],
    )?;
    put_facets(conn, (entity.kind, &id), &facets, seq)?;
    run(conn, "DELETE FROM public_gone WHERE what = 'entity' AND id = ?1", [&id])?;
    Ok(())
}

/// Since when an entity is there, and since when it is called so.
fn since(
    conn: &Connection,
    entity: &PublicEntity,
    id: &str,
) -> Result<(Option<i64>, Option<i64>), RegisterError> {
    let (kind, name) = (entity.kind.as_str(), entity.name.as_str());
    let sql =
        "SELECT came, iif(kind = ?2 AND name = ?3, named, NULL) FROM public_entities WHERE id = ?1";
    let mut query = conn.prepare_cached(sql)?;
    let known = query.query_row([id, kind, name], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(known.optional()?.unwrap_or((None, None)))
}

/// Those without an amount come after all currencies.
const PUT_ENTITY: &str =
    "INSERT INTO public_entities(id, kind, name, content, facts, at, changed, year, glance, came, named,
        currency, amount)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
        coalesce((SELECT min(coalesce(f.content ->> '$.value.value.unit.currency', '~'))
            FROM public_facts f WHERE f.subject = ?1 AND f.property = 'amount'), '~~'),
        (SELECT CAST(f.content ->> '$.value.value.amount' AS REAL) FROM public_facts f
            WHERE f.subject = ?1 AND f.property = 'amount'
            ORDER BY coalesce(f.content ->> '$.value.value.unit.currency', '~'), 1 DESC LIMIT 1))";

/// Writes of an entity's facets only what differs: counts follow each row.
fn put_facets(
    conn: &Connection,
    (kind, id): (Kind, &str),
    facets: &BTreeSet<(Facet, String)>,
    seq: u64,
) -> Result<(), RegisterError> {
    let mut known = BTreeSet::new();
    let mut query =
        conn.prepare_cached("SELECT kind, facet, value FROM public_facets WHERE entity = ?1")?;
    let mut rows = query.query([id])?;
    while let Some(row) = rows.next()? {
        known.insert((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?));
    }
    let own = |(facet, value): &(Facet, String)| {
        (kind.as_str().to_owned(), facet.as_str().to_owned(), value.clone())
    };
    let wanted: BTreeSet<(String, String, String)> = facets.iter().map(own).collect();
    for (kind, facet, value) in known.difference(&wanted) {
        run(
            conn,
            "DELETE FROM public_facets WHERE kind = ?1 AND facet = ?2 AND value = ?3 AND entity = ?4",
            params![kind, facet, value, id],
        )?;
    }
    for (kind, facet, value) in wanted.difference(&known) {
        run(
            conn,
            "INSERT INTO public_facets(kind, facet, value, entity, since) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![kind, facet, value, id, seq.cast_signed()],
        )?;
    }
    Ok(())
}

/// Writes where sources disagree about an entity. Says whether that differs from before.
pub(super) fn put_disputes(
    conn: &Connection,
    subject: EntityId,
    disputes: &[Contradiction],
) -> Result<bool, RegisterError> {
    let id = subject.to_string();
    let known: Vec<String> = conn
        .prepare_cached("SELECT content FROM public_disputes WHERE subject = ?1 ORDER BY place")?
        .query_map([&id], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let is: Vec<String> = disputes.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    if known == is {
        return Ok(false);
    }
    run(conn, "DELETE FROM public_disputes WHERE subject = ?1", [&id])?;
    for (place, content) in (0_i64..).zip(is) {
        run(
            conn,
            "INSERT INTO public_disputes(subject, place, content) VALUES (?1, ?2, ?3)",
            params![id, place, content],
        )?;
    }
    Ok(true)
}

pub(super) fn put_source(
    conn: &Connection,
    source: &PublicSource,
    facts: (u64, Option<String>),
    seq: u64,
) -> Result<(), RegisterError> {
    let id = source.id.to_string();
    run(conn, "DELETE FROM public_sources WHERE id = ?1", [&id])?;
    run(
        conn,
        "INSERT INTO public_sources(id, title, content, facts, at, changed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            id,
            source.title,
            serde_json::to_string(source)?,
            facts.0.cast_signed(),
            facts.1.unwrap_or_else(|| source.archived_at.to_string()),
            seq.cast_signed()
        ],
    )?;
    run(conn, "DELETE FROM public_gone WHERE what = 'source' AND id = ?1", [&id])?;
    Ok(())
}

pub(super) fn put_correction(conn: &Connection, told: &Correction) -> Result<(), RegisterError> {
    run(
        conn,
        "INSERT INTO public_corrections(seq, facts, text, role, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            told.seq.cast_signed(),
            serde_json::to_string(&told.facts)?,
            told.text.as_str(),
            told.role.as_str(),
            told.at.to_string()
        ],
    )?;
    Ok(())
}

/// Notes that the page of an entity differs.
pub(super) fn touch_entity(conn: &Connection, id: EntityId, seq: u64) -> Result<(), RegisterError> {
    let values = params![id.to_string(), seq.cast_signed()];
    run(conn, "UPDATE public_entities SET changed = ?2 WHERE id = ?1 AND changed != ?2", values)?;
    Ok(())
}

/// Notes that the page of a source differs.
pub(super) fn touch_source(
    conn: &Connection,
    id: PublicSourceId,
    seq: u64,
) -> Result<(), RegisterError> {
    let values = params![id.to_string(), seq.cast_signed()];
    run(conn, "UPDATE public_sources SET changed = ?2 WHERE id = ?1 AND changed != ?2", values)?;
    Ok(())
}

pub(super) fn gone(
    conn: &Connection,
    what: &'static str,
    id: &str,
    seq: u64,
) -> Result<(), RegisterError> {
    run(
        conn,
        "INSERT OR REPLACE INTO public_gone(what, id, changed) VALUES (?1, ?2, ?3)",
        params![what, id, seq.cast_signed()],
    )?;
    Ok(())
}

pub(super) fn mark(conn: &Connection, what: &str, seq: u64) -> Result<(), RegisterError> {
    run(
        conn,
        "INSERT OR REPLACE INTO public_marks(what, changed) VALUES (?1, ?2)",
        params![what, seq.cast_signed()],
    )?;
    Ok(())
}

/// How many facts a query counts, and when the newest was released.
pub(super) fn counted(
    conn: &Connection,
    sql: &'static str,
    id: &str,
) -> Result<(u64, Option<String>), RegisterError> {
    Ok(conn
        .prepare_cached(sql)?
        .query_row([id], |row| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?)))?)
}

pub(super) const NAMING: &str = "SELECT count(*), max(at) FROM public_facts WHERE names = ?1";
pub(super) const RESTING: &str = "SELECT count(*), max(at) FROM public_facts WHERE source = ?1";
