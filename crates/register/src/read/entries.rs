//! The log for people: one line an event.

use std::ops::ControlFlow;

use codebook::{Envelope, Sha256};
use jiff::Timestamp;
use rusqlite::Connection;

use super::summary::summary;
use crate::error::RegisterError;
use crate::log::{Log as _, Row, SqliteLog};
use crate::register::Register;

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub seq: u64,
    /// Its header's hash.
    pub hash: Sha256,
    /// The name of the event.
    pub kind: String,
    /// What happened; `None` where it was erased.
    pub envelope: Option<Envelope>,
}

impl Entry {
    pub(crate) fn of(row: &Row) -> Result<Self, RegisterError> {
        let envelope = row.envelope()?;
        let (seq, kind) = (row.header.seq, row.header.kind.clone());
        Ok(Self { seq, hash: row.hash, kind, envelope })
    }

    /// What happened, in one line of English without time and name.
    #[must_use]
    pub fn summary(&self) -> String {
        match &self.envelope {
            Some(envelope) => summary(&envelope.event),
            None => format!("{}: erased", self.kind),
        }
    }
}

impl Register {
    /// At most `limit` entries of the log from number `from` on.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn entries(&self, from: u64, limit: usize) -> Result<Vec<Entry>, RegisterError> {
        let mut entries = Vec::new();
        if limit > 0 {
            SqliteLog(&self.conn).visit(from, &mut |row| {
                entries.push(Entry::of(&row?)?);
                let full = entries.len() >= limit;
                Ok(if full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            })?;
        }
        Ok(entries)
    }

    /// The number and hash of the log's last row; 0 and zeros for an empty log.
    ///
    /// # Errors
    /// If the log can't be read.
    pub fn head(&self) -> Result<(u64, Sha256), RegisterError> {
        SqliteLog(&self.conn).head()
    }
}

/// The time of the last event.
pub(crate) fn last_time(conn: &Connection) -> Result<Option<Timestamp>, RegisterError> {
    time(SqliteLog(conn).last_whole()?)
}

/// The time of the first event.
pub(crate) fn first_time(conn: &Connection) -> Result<Option<Timestamp>, RegisterError> {
    time(SqliteLog(conn).first_whole()?)
}

fn time(row: Option<Row>) -> Result<Option<Timestamp>, RegisterError> {
    let envelope = row.map(|row| row.envelope()).transpose()?.flatten();
    Ok(envelope.map(|envelope| envelope.at))
}
