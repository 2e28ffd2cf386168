//! Whether the register holds together: the chain of the log, the views, the checkpoint.

use std::collections::BTreeMap;
use std::fmt;

use rusqlite::Connection;

use super::chain::Chain;
use super::facts::FactView;
use super::filter::Filter;
use super::statements::State;
use crate::checkpoint::Checkpoint;
use crate::error::RegisterError;
use crate::log::GENESIS;
use crate::register::Register;
use crate::shown;
use crate::views;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// What: `log row 17`, `views`, `checkpoint.json`, `register.sqlite`.
    pub place: String,
    /// What is wrong with it.
    pub why: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

/// What was checked, and what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many rows of the log were checked.
    pub rows: u64,
    /// How many of them were erased by order, of which nothing but the header could be checked.
    pub erased: u64,
    /// How many facts were followed to their decision.
    pub facts: u64,
    /// What is not as it should be; empty where all is well.
    pub findings: Vec<Finding>,
}

impl Report {
    /// True where nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    pub(super) fn find(&mut self, place: &str, why: impl Into<String>) {
        self.findings.push(Finding { place: place.to_owned(), why: why.into() });
    }

    pub(super) fn find_error(&mut self, place: &str, error: RegisterError) {
        match error {
            RegisterError::Row { seq, why } => self.find(&format!("log row {seq}"), why),
            other => self.find(place, other.to_string()),
        }
    }
}

impl Register {
    /// Checks everything that can be checked from the register alone. What goes wrong on the way is a
    /// finding too, so there is always a report.
    #[must_use]
    pub fn check(&self) -> Report {
        let mut report = Report::default();
        // One snapshot, whatever is written meanwhile.
        let begun = self.conn.execute_batch("BEGIN").is_ok();
        self.check_file(&mut report);
        if let Err(error) = self.check_triggers(&mut report) {
            report.find_error("register.sqlite", error);
        }
        let checkpoint = self.read_checkpoint(&mut report);
        let noted = checkpoint.as_ref().map(|checkpoint| checkpoint.seq);
        match Chain::walk(&self.conn, noted, &mut report) {
            Ok(chain) => {
                if let Some(checkpoint) = checkpoint {
                    check_checkpoint(&checkpoint, &chain, &mut report);
                }
                if let Err(error) = self.check_views(&chain, &mut report) {
                    report.find_error("views", error);
                }
            }
            Err(error) => report.find_error("register.sqlite", error),
        }
        if begun && let Err(error) = self.conn.execute_batch("COMMIT") {
            report.find("register.sqlite", error.to_string());
        }
        report
    }

    fn check_file(&self, report: &mut Report) {
        let lines = self.conn.prepare("PRAGMA integrity_check(20)").and_then(|mut query| {
            query.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()
        });
        match lines {
            Ok(lines) => {
                for line in lines.into_iter().filter(|line| line != "ok") {
                    report.find("register.sqlite", line);
                }
            }
            Err(error) => report.find("register.sqlite", error.to_string()),
        }
    }

    /// A stranger's register may have others, which would act whenever something is done.
    fn check_triggers(&self, report: &mut Report) -> Result<(), RegisterError> {
        let ours = triggers(&Self::in_memory()?.conn)?;
        let found = triggers(&self.conn)?;
        for (name, sql) in &found {
            if ours.get(name) != Some(sql) {
                let why = format!(
                    "its trigger `{name}` is none that Veedor makes; restore it from a copy that you trust"
                );
                report.find("register.sqlite", why);
            }
        }
        for name in ours.keys().filter(|name| !found.contains_key(*name)) {
            report.find(
                "register.sqlite",
                format!("its trigger `{name}` is missing; run `veedor rebuild`"),
            );
        }
        Ok(())
    }

    fn read_checkpoint(&self, report: &mut Report) -> Option<Checkpoint> {
        let dir = self.dir.as_ref()?;
        match Checkpoint::read(dir) {
            Ok(Some(checkpoint)) => return Some(checkpoint),
            Ok(None) => report.find(CHECKPOINT, "it is missing; restore it from a copy"),
            Err(error) => report.find(CHECKPOINT, error.to_string()),
        }
        None
    }

    /// Makes the views anew beside, from the rows that hold, and compares.
    fn check_views(&self, chain: &Chain, report: &mut Report) -> Result<(), RegisterError> {
        if chain.broken {
            report.find("views", "not compared with the log, since that does not hold");
            return Ok(());
        }
        let made = views::digest(&chain.views)?;
        if made != views::digest(&self.conn)? {
            report.find("views", "they are not what the log makes; run `veedor rebuild`");
            return Ok(());
        }
        shown::settle_from(&self.conn, &chain.views)?;
        if views::whole_digest(&chain.views)? != views::whole_digest(&self.conn)? {
            report.find("views", "what is public is not what the log makes; run `veedor rebuild`");
            return Ok(());
        }
        let accepted = Filter { state: Some(State::Accepted), ..Filter::default() };
        for view in self.statements(&accepted)? {
            let place = format!("statement {}", view.statement.id());
            report.facts += 1;
            if let Err(error) = FactView::of(view) {
                report.find_error(&place, error);
            }
        }
        Ok(())
    }
}

const CHECKPOINT: &str = "checkpoint.json";

fn check_checkpoint(checkpoint: &Checkpoint, chain: &Chain, report: &mut Report) {
    let Checkpoint { seq, hash, at, .. } = checkpoint;
    let place = format!("log row {seq}");
    match &chain.noted {
        None if *seq == 0 && *hash == GENESIS && at.is_none() => {}
        None => report.find(
            &place,
            "the checkpoint knows it, but it is not in the log: the log's tail was cut off",
        ),
        Some((found, _)) if found != hash => {
            report.find(&place, "its hash is not the one that the checkpoint knows");
        }
        Some((_, Some(written))) if Some(*written) != *at => {
            report.find(CHECKPOINT, format!("{place} was not written at the time it says"));
        }
        Some(_) => {}
    }
}

/// What acts by itself in a database, each by its name.
fn triggers(conn: &Connection) -> Result<BTreeMap<String, String>, RegisterError> {
    let mut query =
        conn.prepare("SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
