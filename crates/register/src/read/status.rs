//! How much there is of everything.

use codebook::Visibility;
use codebook::value::ShortText;
use jiff::Timestamp;

use super::parsed;
use super::statements::State;
use crate::error::RegisterError;
use crate::log::{Log as _, SqliteLog};
use crate::register::Register;

/// Counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// Rows of the log.
    pub rows: u64,
    /// Rows whose words were erased.
    pub erased: u64,
    /// Sources by visibility.
    pub sources: Vec<(Visibility, u64)>,
    /// Sources that no text could be got out of.
    pub without_text: u64,
    /// Text layers.
    pub layers: u64,
    /// Statements by state.
    pub statements: Vec<(State, u64)>,
    /// Entities.
    pub entities: u64,
    /// Facts that are public.
    pub released: u64,
    /// Disagreements among facts.
    pub contradictions: u64,
}

/// An erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purge {
    /// The row that says so.
    pub seq: u64,
    /// How many rows were erased.
    pub erased: u64,
    /// By whose order.
    pub order: ShortText,
    /// When.
    pub at: Timestamp,
}

impl Register {
    /// How much there is of everything.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn status(&self) -> Result<Status, RegisterError> {
        let by_visibility = |visibility: Visibility| {
            let count = "SELECT count(*) FROM sources WHERE visibility = ?1";
            Ok((visibility, self.count(count, &[visibility.as_str()])?))
        };
        let by_state = |state: State| {
            let count = "SELECT count(*) FROM statements WHERE state = ?1";
            Ok((state, self.count(count, &[state.as_str()])?))
        };
        let (rows, erased) = SqliteLog(&self.conn).count()?;
        Ok(Status {
            rows,
            erased,
            sources: Visibility::ALL
                .into_iter()
                .map(by_visibility)
                .collect::<Result<_, RegisterError>>()?,
            without_text: self.count(
                "SELECT count(*) FROM sources WHERE id NOT IN (SELECT source FROM layers)",
                &[],
            )?,
            layers: self.count("SELECT count(*) FROM layers", &[])?,
            statements: State::ALL
                .into_iter()
                .map(by_state)
                .collect::<Result<_, RegisterError>>()?,
            entities: self.count("SELECT count(*) FROM entities WHERE root = id", &[])?,
            released: self.count("SELECT count(*) FROM released", &[])?,
            contradictions: self.contradictions()?.len() as u64,
        })
    }

    /// Every erasure, in order.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn purges(&self) -> Result<Vec<Purge>, RegisterError> {
        let mut query =
            self.conn.prepare_cached("SELECT seq, erased, ordered, at FROM purges ORDER BY seq")?;
        let mut rows = query.query([])?;
        let mut purges = Vec::new();
        while let Some(row) = rows.next()? {
            purges.push(Purge {
                seq: row.get::<_, i64>(0)?.cast_unsigned(),
                erased: row.get::<_, i64>(1)?.cast_unsigned(),
                order: parsed(&row.get::<_, String>(2)?)?,
                at: parsed(&row.get::<_, String>(3)?)?,
            });
        }
        Ok(purges)
    }

    fn count(&self, sql: &'static str, values: &[&str]) -> Result<u64, RegisterError> {
        let values = rusqlite::params_from_iter(values);
        let count: i64 = self.conn.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
        Ok(count.cast_unsigned())
    }
}
