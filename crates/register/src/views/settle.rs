//! Which decision on a statement is in force, and how the statement reads under it.
//!
//! A statement is judged directly, or as what another was amended into; an amendment counts only while
//! it is the last word on the statement it amended. The last of the judgements that count decides.
//! A decision that was undone counts no more.
//! How a statement reads moves with amendments only: accepting or rejecting leaves the words alone.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::{public, run};
use crate::error::RegisterError;

/// Decisions that cover statement ?1 and count.
const COVERING: &str = "
    FROM decisions d
    WHERE d.undone IS NULL AND (d.statement = ?1
       OR (d.into_statement = ?1
           AND d.seq = (SELECT max(seq) FROM decisions o
                        WHERE o.statement = d.statement AND o.undone IS NULL)))";

pub(super) fn settle(conn: &Connection, id: &[u8; 32]) -> Result<(), RegisterError> {
    let last = format!(
        "SELECT d.seq, d.verdict, d.into_statement IS ?1 {COVERING} ORDER BY d.seq DESC LIMIT 1"
    );
    let last: Option<(i64, String, bool)> = conn
        .prepare_cached(&last)?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let content = format!(
        "SELECT max(seq) FROM (SELECT d.seq AS seq, d.into_statement AS made {COVERING})
         WHERE made IS ?1"
    );
    let content: Option<i64> = conn.prepare_cached(&content)?.query_row([id], |row| row.get(0))?;
    let (decided, state) = match &last {
        Some((seq, _, true)) => (Some(*seq), "accepted"),
        Some((seq, verdict, false)) => (Some(*seq), verdict.as_str()),
        // Made by an amendment that was undone: nobody proposes it any more.
        None => (None, "withdrawn"),
    };
    run(
        conn,
        "UPDATE statements SET decided = ?2, content = coalesce(?3, made),
             state = CASE WHEN ?4 = 'withdrawn' AND proposed THEN 'undecided' ELSE ?4 END
         WHERE id = ?1",
        params![id, decided, content, state],
    )?;
    if state == "accepted" { public::accepted(conn, id) } else { Ok(()) }
}
