//! A walk along the log that holds every row against the one before and against itself.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use codebook::{Envelope, Event, Sha256};
use jiff::Timestamp;
use rusqlite::Connection;

use super::check::Report;
use crate::error::RegisterError;
use crate::log::{GENESIS, Log as _, Row, SqliteLog, digest_of};
use crate::register::steady;
use crate::views;

/// What a walk found.
pub(super) struct Chain {
    /// The hash of the row that was asked for, and when it was written, if that is still said.
    pub(super) noted: Option<(Sha256, Option<Timestamp>)>,
    /// The views that the rows make.
    pub(super) views: Connection,
    /// True where a row does not hold.
    pub(super) broken: bool,
    asked: Option<u64>,
    seq: u64,
    /// The hash the next row must go on from: as stored, and as its header makes it. None where the
    /// row can't be read.
    link: Option<[Sha256; 2]>,
    time: Option<Timestamp>,
    erased: BTreeSet<u64>,
    /// Rows that a purge says it erased.
    named: BTreeSet<u64>,
}

impl Chain {
    /// Walks along the whole log; what does not hold goes into the report, by its row.
    pub(super) fn walk(
        conn: &Connection,
        asked: Option<u64>,
        report: &mut Report,
    ) -> Result<Self, RegisterError> {
        let beside = Connection::open_in_memory()?;
        steady(&beside)?;
        views::create(&beside)?;
        beside.execute_batch("BEGIN")?;
        let mut chain = Self {
            noted: None,
            views: beside,
            broken: false,
            asked,
            seq: 0,
            link: Some([GENESIS; 2]),
            time: None,
            erased: BTreeSet::new(),
            named: BTreeSet::new(),
        };
        SqliteLog(conn).visit(i64::MIN.cast_unsigned(), &mut |row| {
            chain.look_at(row, report);
            Ok(ControlFlow::Continue(()))
        })?;
        chain.check_erasures(report);
        report.erased = chain.erased.len() as u64;
        Ok(chain)
    }

    fn look_at(&mut self, row: Result<Row, RegisterError>, report: &mut Report) {
        report.rows += 1;
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                if let RegisterError::Row { seq, .. } = &error {
                    self.seq = *seq;
                }
                (self.link, self.broken) = (None, true);
                return report.find_error("register.sqlite", error);
            }
        };
        let place = format!("log row {}", row.header.seq);
        for why in self.faults(&row) {
            self.broken = true;
            report.find(&place, why);
        }
        self.seq = row.header.seq;
        self.link = Some([row.hash, row.header.hash()]);
    }

    /// What is wrong with a row.
    fn faults(&mut self, row: &Row) -> Vec<String> {
        let (header, mut faults) = (&row.header, Vec::new());
        if header.seq != self.seq.wrapping_add(1) {
            faults.push(format!("it follows row {}: what was between is gone", self.seq));
        } else if self.link.is_some_and(|link| !link.contains(&header.prev)) {
            faults.push("it does not go on from the row before".to_owned());
        }
        if header.hash() != row.hash {
            faults.push("its hash is not that of its header".to_owned());
        }
        let mut at = None;
        match (&row.salt, &row.payload) {
            (None, None) if row.stream.is_none() && row.version.is_none() => {
                self.erased.insert(header.seq);
            }
            (Some(salt), Some(payload)) => {
                if digest_of(salt, payload) != header.digest {
                    faults.push("its salt and payload are not those of its header".to_owned());
                }
                match row.envelope() {
                    Ok(Some(envelope)) => {
                        at = Some(envelope.at);
                        self.compare(row, &envelope, &mut faults);
                    }
                    Ok(None) => {}
                    Err(RegisterError::Row { why, .. }) => faults.push(why),
                    Err(error) => faults.push(error.to_string()),
                }
            }
            _ => faults.push("some of its words are gone, but not all".to_owned()),
        }
        if self.asked == Some(header.seq) {
            self.noted = Some((row.hash, at));
        }
        faults
    }

    /// Holds what the row repeats against its event, and lets the event change the views.
    fn compare(&mut self, row: &Row, envelope: &Envelope, faults: &mut Vec<String>) {
        if row.header.kind != envelope.event.name() {
            faults.push(format!("it says it is a {}, but is not", row.header.kind));
        }
        if row.stream.as_deref() != Some(envelope.on.to_string().as_str()) {
            faults.push("its column `stream` is not what its payload says".to_owned());
        }
        if row.version != Some(envelope.version) {
            faults.push("its column `version` is not what its payload says".to_owned());
        }
        if self.time.is_some_and(|time| envelope.at < time) {
            faults.push("it was written before the row before it".to_owned());
        }
        self.time = Some(envelope.at);
        if let Event::Purged { rows, .. } = &envelope.event {
            self.named.extend(rows.iter().filter(|named| **named < row.header.seq));
        }
        if !self.broken
            && faults.is_empty()
            && let Err(error) = views::apply(&self.views, row.header.seq, envelope)
        {
            faults.push(format!("no view can be made of it ({error})"));
        }
    }

    fn check_erasures(&mut self, report: &mut Report) {
        for seq in self.erased.difference(&self.named) {
            report.find(&format!("log row {seq}"), "its words are gone, and no purge says so");
        }
        for seq in self.named.difference(&self.erased) {
            report.find(
                &format!("log row {seq}"),
                "a purge says that it was erased, but it is there",
            );
        }
        self.broken |= self.erased != self.named;
    }
}
