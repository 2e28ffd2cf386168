//! The log for people: one line an event.

use std::ops::ControlFlow;

use codebook::{Envelope, Event, Sha256, Verdict};
use jiff::Timestamp;
use rusqlite::Connection;

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

fn summary(event: &Event) -> String {
    match event {
        Event::SourceAdded { source, size, media_type, meta, .. } => {
            let title = meta.title.as_deref().unwrap_or("without title");
            format!("source {} added: {title} ({media_type}, {size} bytes)", short(source))
        }
        Event::SourceSeen { source, from } => {
            let place = match &from.origin {
                codebook::Origin::File { path } => path.clone(),
                codebook::Origin::Url { asked, .. } => asked.clone(),
                codebook::Origin::Part { of, part, .. } => {
                    format!("part {part} of source {}", short(of))
                }
            };
            format!("source {} came from {place}", short(source))
        }
        Event::LayerMade { source, extractor, length, .. } => format!(
            "text layer of source {} made by {} {} ({length} bytes)",
            short(source),
            extractor.name,
            extractor.version
        ),
        Event::LayerFailed { source, why } => {
            format!("source {} lacks text: {why}", short(source))
        }
        Event::Screened { source, inputs, .. } => {
            format!("source {} screened among {} files", short(source), inputs.len())
        }
        Event::Proposed { statement } => {
            let parts = statement.parts();
            format!(
                "{} proposed by {}: {}, {} = {}",
                short(&statement.id()),
                parts.proposed_by,
                parts.subject.name,
                parts.property,
                parts.value
            )
        }
        Event::Sighted { statement, reader, .. } => {
            format!("{} seen again by {reader}", short(statement))
        }
        Event::Decided { decision } => {
            let id = short(&decision.statement);
            match &decision.verdict {
                Verdict::Accepted => format!("{id} accepted"),
                Verdict::Rejected { why } => format!("{id} rejected: {why}"),
                Verdict::Amended { into, why } => {
                    format!("{id} amended into {}: {why}", short(&into.id()))
                }
            }
        }
        Event::EntityCreated { entity, mention_kind, name } => {
            format!("{entity} is the {mention_kind} {name}")
        }
        Event::Bound { source, mention, entity, rule, why } => {
            let rule = rule.as_ref().map(|rule| format!(" by {rule}")).unwrap_or_default();
            let why = why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
            format!("{} in source {} is {entity}{rule}{why}", mention.name, short(source))
        }
        Event::Undone { statement, row } => {
            format!("the decision of row {row} on {} taken back", short(statement))
        }
        Event::Merged { from, into, why } => format!("{from} merged into {into}: {why}"),
        Event::Unmerged { entity, why } => format!("{entity} stands on its own again: {why}"),
        Event::AliasAdded { entity, name } => format!("{entity} is also called {name}"),
        Event::AliasRemoved { entity, name } => format!("{entity} is no longer called {name}"),
        Event::Noted { text } => format!("noted: {}", first_line(text.as_str())),
        Event::Corrected { facts, text, .. } => {
            format!("correction of {} facts: {}", facts.len(), first_line(text.as_str()))
        }
        Event::Redacted { source, ranges, why, .. } => {
            format!("{} stretches of source {} redacted: {why}", ranges.len(), short(source))
        }
        Event::Unredacted { source, row, why } => {
            format!("the redaction of row {row} of source {} taken back: {why}", short(source))
        }
        Event::Admitted { source, names } => {
            format!("{} admitted to source {}", joined(names), short(source))
        }
        Event::Dismissed { source, names } => {
            format!("{} no longer admitted to source {}", joined(names), short(source))
        }
        Event::Opened { source } => format!("source {} read", short(source)),
        Event::VisibilitySet { source, visibility } => {
            format!("source {} is {visibility}", short(source))
        }
        Event::OriginalOffered { source, offered } => {
            let may = if *offered { "may" } else { "may not" };
            format!("the public {may} have the original of source {}", short(source))
        }
        Event::Embargoed { statement, until } => {
            format!("{} is not to be released before {until}", short(statement))
        }
        Event::Released { changes } => {
            let released = changes.iter().filter(|change| change.released).count();
            format!("{released} facts released, {} taken back", changes.len() - released)
        }
        Event::Purged { rows, order } => {
            format!("{} rows erased by order of {order}", rows.len())
        }
    }
}

/// Enough of an id to tell it apart in a line for people.
fn short(id: &impl std::fmt::Display) -> String {
    id.to_string().chars().take(12).collect()
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn joined(names: &[codebook::value::ShortText]) -> String {
    names.iter().map(codebook::value::ShortText::as_str).collect::<Vec<_>>().join(", ")
}
