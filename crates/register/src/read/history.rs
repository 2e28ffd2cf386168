//! What happened to one statement, and what happened since somebody last looked.

use std::ops::ControlFlow;

use codebook::event::Stream;
use codebook::value::ShortText;
use codebook::{EntityId, Event, SourceId, StatementId};
use jiff::Timestamp;
use rusqlite::OptionalExtension as _;

use super::digest;
use super::entries::Entry;
use crate::error::RegisterError;
use crate::log::{Log as _, SqliteLog};
use crate::register::Register;

/// A row of the log, as told to those who follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number.
    pub seq: u64,
    /// What it changed; `None` where it was erased.
    pub stream: Option<Stream>,
    /// The name of the event.
    pub kind: String,
    /// Who did it; `None` where it was erased.
    pub by: Option<ShortText>,
    /// When; `None` where it was erased.
    pub at: Option<Timestamp>,
    /// The source it is about, or that the statement it is about is from. Who may not see that source is
    /// not told of the change.
    pub source: Option<SourceId>,
}

impl Register {
    /// What was done to a statement: where it was proposed and seen, judged, undone, noted; also the
    /// judgements by which others were amended into it. In order.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn history(&self, statement: StatementId) -> Result<Vec<Entry>, RegisterError> {
        let mut entries = Vec::new();
        let log = SqliteLog(&self.conn);
        log.visit_stream(&Stream::Statement(statement), &mut |row| {
            entries.push(Entry::of(&row?)?);
            Ok(ControlFlow::Continue(()))
        })?;
        let mut query = self.conn.prepare_cached(
            "SELECT seq, undone FROM decisions WHERE into_statement = ?1 AND statement != ?1",
        )?;
        let mut rows = query.query([statement.digest().as_bytes()])?;
        while let Some(row) = rows.next()? {
            let undone: Option<i64> = row.get(1)?;
            for seq in std::iter::once(row.get::<_, i64>(0)?).chain(undone) {
                let row = log.row(seq.cast_unsigned())?;
                entries.extend(row.as_ref().map(Entry::of).transpose()?);
            }
        }
        entries.sort_by_key(|entry| entry.seq);
        Ok(entries)
    }

    /// What was done to an entity and to what was merged into it: made, bound, merged, split, noted, as far
    /// as somebody of the name `seen_by` may know. In order; nothing of what was erased.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn entity_history(
        &self,
        entity: EntityId,
        seen_by: &ShortText,
    ) -> Result<Vec<Entry>, RegisterError> {
        let Some(page) = self.entity(entity, Some(seen_by))? else { return Ok(Vec::new()) };
        let mut entries = Vec::new();
        for id in std::iter::once(page.entity.id).chain(page.merged.iter().map(|it| it.id)) {
            SqliteLog(&self.conn).visit_stream(&Stream::Entity(id), &mut |row| {
                entries.push(Entry::of(&row?)?);
                Ok(ControlFlow::Continue(()))
            })?;
        }
        entries.sort_by_key(|entry| entry.seq);
        let mut told = Vec::new();
        for entry in entries {
            let may = match entry.envelope.as_ref().map(|envelope| &envelope.event) {
                None => false,
                Some(Event::Bound { source, .. }) => self.may_see(seen_by, *source)?,
                Some(Event::Merged { into, .. }) => self.is_entity_seen(*into, Some(seen_by))?,
                Some(_) => true,
            };
            told.extend(may.then_some(entry));
        }
        Ok(told)
    }

    /// At most `limit` changes after row `seq`, in order.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn changes_since(&self, seq: u64, limit: usize) -> Result<Vec<Change>, RegisterError> {
        let mut changes = Vec::new();
        for entry in self.entries(seq.saturating_add(1), limit)? {
            let envelope = entry.envelope.as_ref();
            let source = match envelope.map(|envelope| envelope.on) {
                Some(Stream::Source(source)) => Some(source),
                Some(Stream::Statement(statement)) => self.source_of(statement)?,
                _ => match envelope.map(|envelope| &envelope.event) {
                    Some(Event::Bound { source, .. }) => Some(*source),
                    _ => None,
                },
            };
            changes.push(Change {
                seq: entry.seq,
                stream: envelope.map(|envelope| envelope.on),
                kind: entry.kind.clone(),
                by: envelope.map(|envelope| envelope.by.clone()),
                at: envelope.map(|envelope| envelope.at),
                source,
            });
        }
        Ok(changes)
    }

    fn source_of(&self, statement: StatementId) -> Result<Option<SourceId>, RegisterError> {
        let source: Option<[u8; 32]> = self
            .conn
            .prepare_cached("SELECT source FROM statements WHERE id = ?1")?
            .query_row([statement.digest().as_bytes()], |row| row.get(0))
            .optional()?;
        Ok(source.map(|source| SourceId::new(digest(source))))
    }
}
