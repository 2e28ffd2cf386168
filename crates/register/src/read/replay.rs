//! Making views anew from the log: in place, in memory, or as of an earlier moment.

use std::ops::ControlFlow;

use codebook::Sha256;
use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior};

use crate::error::RegisterError;
use crate::log::{Log as _, SqliteLog};
use crate::register::Register;
use crate::views;

impl Register {
    /// Throws the views away and makes them anew from the log, in one transaction. Answers with the
    /// digest of the canonical dump.
    ///
    /// # Errors
    /// If the log can't be read; the views stay as they were then.
    pub fn rebuild(&mut self) -> Result<Sha256, RegisterError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        rebuild(&tx)?;
        let digest = views::whole_digest(&tx)?;
        tx.commit()?;
        Ok(digest)
    }

    /// The SHA-256 of the canonical dump: every row of every view in a fixed order.
    ///
    /// # Errors
    /// If the views can't be read.
    pub fn canonical_dump_digest(&self) -> Result<Sha256, RegisterError> {
        views::whole_digest(&self.conn)
    }

    /// The register as it stood at a moment: everything up to the last event at or before it, in
    /// memory, to be read. What was erased since is missing.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn known_on(&self, moment: Timestamp) -> Result<Self, RegisterError> {
        let then = Self::in_memory()?;
        let log = SqliteLog(&self.conn);
        then.conn.execute_batch("BEGIN")?;
        log.visit(1, &mut |row| {
            let row = row?;
            let envelope = row.envelope()?;
            if envelope.as_ref().is_some_and(|envelope| envelope.at > moment) {
                return Ok(ControlFlow::Break(()));
            }
            SqliteLog(&then.conn).take_over(&row)?;
            if let Some(envelope) = envelope {
                views::apply(&then.conn, row.header.seq, &envelope)?;
            }
            Ok(ControlFlow::Continue(()))
        })?;
        crate::shown::settle(&then.conn)?;
        then.conn.execute_batch("COMMIT")?;
        Ok(then)
    }
}

/// Makes the views anew inside the connection's transaction.
pub(crate) fn rebuild(conn: &Connection) -> Result<(), RegisterError> {
    conn.flush_prepared_statement_cache();
    views::drop_all(conn)?;
    views::create(conn)?;
    SqliteLog(conn).visit(1, &mut |row| {
        let row = row?;
        if let Some(envelope) = row.envelope()? {
            views::apply(conn, row.header.seq, &envelope)?;
        }
        Ok(ControlFlow::Continue(()))
    })?;
    crate::shown::anew(conn)
}
