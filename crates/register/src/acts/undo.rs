//! Taking back the decision in force.

use codebook::event::ReleaseChange;
use codebook::event::Stream;
use codebook::value::ShortText;
use codebook::{Decision, Event, StatementId};
use rusqlite::OptionalExtension as _;

use super::decide::is_public;
use super::release::retract_of;
use super::set::Set;
use crate::error::RegisterError;
use crate::read::statements::by_id;
use crate::register::{Given, Register};

/// What came of taking a decision back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UndoOutcome {
    /// The decision that was taken back; `None` where none was in force.
    pub undone: Option<Decision>,
    /// Released facts that no longer stand as they were released, and were taken back.
    pub retracted: Vec<ReleaseChange>,
}

impl Register {
    /// Takes back the decision in force on a statement, by an event: what was so before it is so again.
    /// The statement that an amendment made is withdrawn; asked of such a statement, the amendment is
    /// taken back. What was released and no longer stands so is taken back in the same set. To undo this,
    /// decide again. Repeated by the same person with the same `expected`, it changes nothing.
    ///
    /// # Errors
    /// If the statement is unknown, or not at the version expected; nothing is written then.
    pub fn undo(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        statement: StatementId,
        expected: u32,
    ) -> Result<UndoOutcome, RegisterError> {
        self.act(given, by, |set| undo(set, statement, expected))
    }
}

fn undo(
    set: &mut Set<'_>,
    statement: StatementId,
    expected: u32,
) -> Result<UndoOutcome, RegisterError> {
    let Some(view) = by_id(set.conn, statement)? else {
        let ids = vec![statement.to_string()];
        return Err(RegisterError::Unknown { what: "statement", list: "statements", ids });
    };
    let on = Stream::Statement(statement);
    if view.version != expected {
        let last = set.last_change(&on)?;
        let ours = last
            .as_ref()
            .and_then(|last| last.envelope.as_ref())
            .is_some_and(|last| last.by == set.by && matches!(last.event, Event::Undone { .. }));
        if ours && expected.checked_add(1) == Some(view.version) {
            return Ok(UndoOutcome::default());
        }
        return Err(set.conflict(&on, expected, view.version)?);
    }
    let row: Option<i64> = set
        .conn
        .prepare_cached("SELECT decided FROM statements WHERE id = ?1")?
        .query_row([statement.digest().as_bytes()], |row| row.get(0))
        .optional()?
        .flatten();
    let (Some(decision), Some(row)) = (view.decision, row) else {
        return Ok(UndoOutcome::default());
    };
    let touched = is_public(set.conn, statement)? || is_public(set.conn, decision.statement)?;
    let event = Event::Undone { statement: decision.statement, row: row.cast_unsigned() };
    let judged = decision.statement;
    set.record(Stream::Statement(judged), event)?;
    let retracted = if touched { retract_of(set, &[statement, judged])? } else { Vec::new() };
    Ok(UndoOutcome { undone: Some(decision), retracted })
}
