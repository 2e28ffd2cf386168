//! Statements, where they were seen, and what was decided on them.

use codebook::citation::Citation;
use codebook::{Decision, ReaderId, Statement, StatementId, Value, Verdict};
use jiff::civil::Date;
use rusqlite::{Connection, params};

use super::run;
use super::settle::settle;
use super::worth::worth;
use crate::error::RegisterError;

pub(super) fn proposed(
    conn: &Connection,
    seq: u64,
    statement: &Statement,
    version: u32,
) -> Result<(), RegisterError> {
    insert(conn, seq, statement, true)?;
    let parts = statement.parts();
    sighted(conn, seq, statement.id(), &parts.proposed_by, &parts.citation, version)
}

/// Seen again; what was only made by an amendment until now is proposed from now on.
pub(super) fn sighted_again(
    conn: &Connection,
    seq: u64,
    statement: StatementId,
    reader: &ReaderId,
    citation: &Citation,
    version: u32,
) -> Result<(), RegisterError> {
    sighted(conn, seq, statement, reader, citation, version)?;
    let id = statement.digest().as_bytes();
    let first = conn
        .prepare_cached("UPDATE statements SET proposed = 1 WHERE id = ?1 AND NOT proposed")?
        .execute([id])?;
    if first > 0 { settle(conn, id) } else { Ok(()) }
}

fn sighted(
    conn: &Connection,
    seq: u64,
    statement: StatementId,
    reader: &ReaderId,
    citation: &Citation,
    version: u32,
) -> Result<(), RegisterError> {
    let id = statement.digest().as_bytes();
    let layer = citation.quote().layer();
    run(
        conn,
        "INSERT OR IGNORE INTO sightings(statement, reader, layer, seq) VALUES (?1, ?2, ?3, ?4)",
        params![id, reader.to_string(), layer.digest().as_bytes(), seq.cast_signed()],
    )?;
    at_version(conn, statement, version)
}

pub(super) fn decided(
    conn: &Connection,
    seq: u64,
    decision: &Decision,
    version: u32,
) -> Result<(), RegisterError> {
    let (verdict, into) = match &decision.verdict {
        Verdict::Accepted => ("accepted", None),
        Verdict::Rejected { .. } => ("rejected", None),
        Verdict::Amended { into, .. } => ("amended", Some(into)),
    };
    if let Some(into) = into {
        insert(conn, seq, into, false)?;
    }
    let id = decision.statement.digest().as_bytes();
    let into = into.map(|into| into.id());
    run(
        conn,
        "INSERT INTO decisions(seq, statement, verdict, into_statement) VALUES (?1, ?2, ?3, ?4)",
        params![seq.cast_signed(), id, verdict, into.as_ref().map(|id| id.digest().as_bytes())],
    )?;
    at_version(conn, decision.statement, version)?;
    settle_all(conn, id)
}

pub(super) fn undone(
    conn: &Connection,
    seq: u64,
    statement: StatementId,
    row: u64,
    version: u32,
) -> Result<(), RegisterError> {
    let id = statement.digest().as_bytes();
    run(
        conn,
        "UPDATE decisions SET undone = ?3 WHERE seq = ?2 AND statement = ?1",
        params![id, row.cast_signed(), seq.cast_signed()],
    )?;
    at_version(conn, statement, version)?;
    settle_all(conn, id)
}

/// Settles a statement and what it was ever amended into.
fn settle_all(conn: &Connection, id: &[u8; 32]) -> Result<(), RegisterError> {
    settle(conn, id)?;
    let mut others = conn.prepare_cached(
        "SELECT DISTINCT into_statement FROM decisions
         WHERE statement = ?1 AND into_statement IS NOT NULL AND into_statement != ?1",
    )?;
    let others: Vec<[u8; 32]> =
        others.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    others.iter().try_for_each(|other| settle(conn, other))
}

pub(super) fn embargoed(
    conn: &Connection,
    seq: u64,
    statement: StatementId,
    until: Date,
    version: u32,
) -> Result<(), RegisterError> {
    run(
        conn,
        "INSERT OR REPLACE INTO embargoes(statement, until, seq) VALUES (?1, ?2, ?3)",
        params![statement.digest().as_bytes(), until.to_string(), seq.cast_signed()],
    )?;
    at_version(conn, statement, version)
}

fn at_version(
    conn: &Connection,
    statement: StatementId,
    version: u32,
) -> Result<(), RegisterError> {
    run(
        conn,
        "UPDATE statements SET version = ?2 WHERE id = ?1",
        params![statement.digest().as_bytes(), version],
    )
}

fn insert(
    conn: &Connection,
    seq: u64,
    statement: &Statement,
    proposed: bool,
) -> Result<(), RegisterError> {
    let parts = statement.parts();
    let named = match (&parts.value, parts.property.names_kind()) {
        (Value::Name(name), Some(kind)) => {
            Some((kind.as_str(), codebook::fold::fold_name(name.as_str())))
        }
        _ => None,
    };
    run(
        conn,
        "INSERT OR IGNORE INTO statements(id, source, property, subject_kind, subject, named_kind,
             named, proposed, made, content, version, state, decided, confidence, worth, place,
             reader, eyes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?8, 'undecided', NULL, ?10, ?11, ?12, ?13,
             ?14)",
        params![
            statement.id().digest().as_bytes(),
            statement.source().digest().as_bytes(),
            parts.property.as_str(),
            parts.subject.kind.as_str(),
            parts.subject.folded(),
            named.as_ref().map(|(kind, _)| *kind),
            named.as_ref().map(|(_, name)| name),
            proposed,
            seq.cast_signed(),
            parts.confidence.as_thousandths(),
            worth(parts),
            i64::try_from(parts.citation.quote().range().start).unwrap_or(i64::MAX),
            parts.proposed_by.to_string(),
            statement.needs_eyes(),
        ],
    )
}
