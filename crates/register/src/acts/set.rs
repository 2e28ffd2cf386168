//! A set of events in the making: each changes the views at once, so that the next act of the set sees
//! it, and all go into the log together.

use std::collections::HashMap;

use codebook::event::Stream;
use codebook::value::ShortText;
use codebook::{Envelope, Event, V1};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::error::RegisterError;
use crate::log::{Log as _, SqliteLog};
use crate::read::entries::{Entry, last_time};
use crate::register::Given;
use crate::views;

pub(crate) struct Set<'t> {
    pub(crate) conn: &'t Connection,
    pub(crate) given: Given<'t>,
    pub(crate) by: ShortText,
    pub(crate) at: Timestamp,
    next: u64,
    pending: Vec<Envelope>,
    versions: HashMap<Stream, u32>,
}

impl<'t> Set<'t> {
    /// Begins a set in the connection's transaction. The log's time never runs back: where the clock
    /// does, the time of the last event stands.
    pub(crate) fn begin(
        conn: &'t Connection,
        given: Given<'t>,
        by: &ShortText,
    ) -> Result<Self, RegisterError> {
        let now = given.clock.now();
        let at = last_time(conn)?.map_or(now, |last| last.max(now));
        let next = SqliteLog(conn).head()?.0 + 1;
        let (pending, versions) = (Vec::new(), HashMap::new());
        Ok(Self { conn, given, by: by.clone(), at, next, pending, versions })
    }

    /// The version of a stream, with what this set has done to it.
    pub(crate) fn version(&self, on: &Stream) -> Result<u32, RegisterError> {
        match self.versions.get(on) {
            Some(version) => Ok(*version),
            None => SqliteLog(self.conn).version(on),
        }
    }

    /// The last change of a thing before this set.
    pub(crate) fn last_change(&self, on: &Stream) -> Result<Option<Entry>, RegisterError> {
        SqliteLog(self.conn).last_of(on)?.as_ref().map(Entry::of).transpose()
    }

    /// Says who was first.
    pub(crate) fn conflict(
        &self,
        on: &Stream,
        expected: u32,
        found: u32,
    ) -> Result<RegisterError, RegisterError> {
        let last = self.last_change(on)?.map(Box::new);
        Ok(RegisterError::Conflict { stream: on.to_string(), expected, found, last })
    }

    /// Refuses to go on where a thing is at another version than expected.
    pub(crate) fn expect(&self, on: &Stream, expected: Option<u32>) -> Result<(), RegisterError> {
        let found = self.version(on)?;
        match expected.filter(|expected| *expected != found) {
            Some(expected) => Err(self.conflict(on, expected, found)?),
            None => Ok(()),
        }
    }

    /// Adds an event on a thing; the number of the row it will be.
    pub(crate) fn record(&mut self, on: Stream, event: Event) -> Result<u64, RegisterError> {
        let version = self.version(&on)? + 1;
        self.put(on, version, event)
    }

    /// Adds the first event on a thing that the log can't know yet.
    pub(crate) fn record_first(&mut self, on: Stream, event: Event) -> Result<u64, RegisterError> {
        self.put(on, 1, event)
    }

    fn put(&mut self, on: Stream, version: u32, event: Event) -> Result<u64, RegisterError> {
        let envelope = Envelope { v: V1, at: self.at, by: self.by.clone(), on, version, event };
        let seq = self.next;
        views::apply(self.conn, seq, &envelope)?;
        self.next += 1;
        self.versions.insert(on, version);
        self.pending.push(envelope);
        Ok(seq)
    }

    /// Appends what has come together so far.
    pub(crate) fn flush(&mut self) -> Result<(), RegisterError> {
        SqliteLog(self.conn).append(&self.pending, self.given.chance)?;
        self.pending.clear();
        self.versions.clear();
        Ok(())
    }
}
