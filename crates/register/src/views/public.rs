//! What is public, and when that last changed.

use codebook::event::ReleaseChange;
use codebook::{FactId, Sha256, SourceId, StatementId, Visibility};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::run;
use crate::error::RegisterError;

/// The public id of a fact: salted by its source's secret, so that it gives nothing away.
pub(crate) fn fact_id(salt: &Sha256, statement: StatementId) -> FactId {
    let parts: [&[u8]; 3] = [salt.as_bytes(), b"fact", statement.digest().as_bytes()];
    FactId::from_digest(&Sha256::of_parts(&parts))
}

/// Notes by which id the public would know a statement that was accepted.
pub(super) fn accepted(conn: &Connection, id: &[u8; 32]) -> Result<(), RegisterError> {
    let salt: Option<[u8; 32]> = conn
        .prepare_cached(
            "SELECT q.salt FROM statements s JOIN sources q ON q.id = s.source WHERE s.id = ?1",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let Some(salt) = salt else { return Ok(()) };
    let statement = StatementId::new(Sha256::from_bytes(*id));
    let fact = fact_id(&Sha256::from_bytes(salt), statement);
    run(
        conn,
        "INSERT OR IGNORE INTO facts(fact, statement) VALUES (?1, ?2)",
        params![fact.to_string(), id],
    )
}

/// Facts of a source that was purged are in the log of releases, and nowhere else.
pub(super) fn released(
    conn: &Connection,
    seq: u64,
    changes: &[ReleaseChange],
    at: Timestamp,
) -> Result<(), RegisterError> {
    let time = at.to_string();
    for (place, change) in (0_i64..).zip(changes) {
        let fact = change.fact.to_string();
        run(
            conn,
            "INSERT INTO releases(seq, place, fact, released, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![seq.cast_signed(), place, fact, change.released, time],
        )?;
        if change.released {
            run(
                conn,
                "INSERT OR REPLACE INTO released(statement, fact, at, seq, content, decided)
                 SELECT f.statement, f.fact, ?2, ?3, s.content, s.decided
                 FROM facts f JOIN statements s ON s.id = f.statement WHERE f.fact = ?1",
                params![fact, time, seq.cast_signed()],
            )?;
        } else {
            run(
                conn,
                "DELETE FROM released WHERE statement IN (SELECT statement FROM facts WHERE fact = ?1)",
                params![fact],
            )?;
        }
        run(
            conn,
            "UPDATE statements SET public = ?2 WHERE id = (SELECT statement FROM facts WHERE fact = ?1)",
            params![fact, change.released],
        )?;
    }
    changed(conn, seq, None, at)
}

/// Something happened to a source: what the public sees changes by it if the source is public.
pub(super) fn touched(
    conn: &Connection,
    seq: u64,
    source: SourceId,
    at: Timestamp,
) -> Result<(), RegisterError> {
    let is_public = conn
        .prepare_cached("SELECT 1 FROM sources WHERE id = ?1 AND visibility = ?2")?
        .exists(params![source.digest().as_bytes(), Visibility::Public.as_str()])?;
    if is_public { changed(conn, seq, Some(source), at) } else { Ok(()) }
}

/// Something happened to an entity: what the public sees changes by it if a released fact is about it or
/// names it.
pub(super) fn touched_entity(
    conn: &Connection,
    seq: u64,
    entity: &str,
    at: Timestamp,
) -> Result<(), RegisterError> {
    let is_public = conn
        .prepare_cached(
            "SELECT 1 FROM entities e CROSS JOIN bindings b ON b.entity = e.id
             CROSS JOIN statements s ON s.source = b.source AND s.subject_kind = b.kind
                 AND s.subject = b.folded
             CROSS JOIN released r ON r.statement = s.id
             WHERE e.root = (SELECT root FROM entities WHERE id = ?1)
             UNION ALL
             SELECT 1 FROM entities e CROSS JOIN bindings b ON b.entity = e.id
             CROSS JOIN statements s ON s.source = b.source AND s.named_kind = b.kind
                 AND s.named = b.folded
             CROSS JOIN released r ON r.statement = s.id
             WHERE e.root = (SELECT root FROM entities WHERE id = ?1)",
        )?
        .exists([entity])?;
    if is_public { changed(conn, seq, None, at) } else { Ok(()) }
}

/// Words of a source were redacted or shown again: the public sees it if it sees anything of the source.
pub(super) fn touched_words(
    conn: &Connection,
    seq: u64,
    source: SourceId,
    at: Timestamp,
) -> Result<(), RegisterError> {
    let is_public = conn
        .prepare_cached(
            "SELECT 1 FROM sources WHERE id = ?1 AND visibility = ?2
             UNION ALL
             SELECT 1 FROM statements s JOIN released r ON r.statement = s.id WHERE s.source = ?1",
        )?
        .exists(params![source.digest().as_bytes(), Visibility::Public.as_str()])?;
    if is_public { changed(conn, seq, Some(source), at) } else { Ok(()) }
}

pub(super) fn changed(
    conn: &Connection,
    seq: u64,
    source: Option<SourceId>,
    at: Timestamp,
) -> Result<(), RegisterError> {
    run(
        conn,
        "INSERT OR IGNORE INTO shown(seq, source, at) VALUES (?1, ?2, ?3)",
        params![
            seq.cast_signed(),
            source.as_ref().map(|source| source.digest().as_bytes()),
            at.to_string()
        ],
    )
}
