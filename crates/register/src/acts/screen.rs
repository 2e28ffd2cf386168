//! Noting what screening found in a source: the digest of a result that the archive keeps.

use codebook::event::Stream;
use codebook::value::ShortText;
use codebook::{Event, Sha256, SourceId};
use rusqlite::{OptionalExtension as _, params};

use super::set::Set;
use crate::error::RegisterError;
use crate::register::{Given, Register};

/// What screening found in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// The source.
    pub source: SourceId,
    /// The digest of the result, which the archive keeps: a process a line.
    pub result: Sha256,
    /// Its size in bytes.
    pub size: u64,
    /// The rules it was found by, with their versions.
    pub rules: ShortText,
    /// All files that were screened together, matched or not: flags are told among them.
    pub inputs: Vec<SourceId>,
}

impl Register {
    /// Records screenings, as one set; says how many were new. What is in force already adds nothing.
    ///
    /// # Errors
    /// If the database fails.
    pub fn record_screenings(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        screenings: Vec<Screening>,
    ) -> Result<usize, RegisterError> {
        self.act(given, by, |set| {
            let mut new = 0;
            for screening in screenings {
                new += usize::from(record(set, screening)?);
            }
            Ok(new)
        })
    }
}

fn record(set: &mut Set<'_>, screening: Screening) -> Result<bool, RegisterError> {
    let Screening { source, result, size, rules, mut inputs } = screening;
    inputs.sort_unstable();
    inputs.dedup();
    let latest: Option<([u8; 32], String, String)> = set
        .conn
        .prepare_cached(
            "SELECT result, rules, inputs FROM screenings WHERE source = ?1
             ORDER BY seq DESC LIMIT 1",
        )?
        .query_row(params![source.digest().as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let same = |(known, by, among): ([u8; 32], String, String)| -> Result<bool, RegisterError> {
        let among: Vec<SourceId> = serde_json::from_str(&among)?;
        Ok(known == *result.as_bytes() && by == rules.as_str() && among == inputs)
    };
    if latest.map(same).transpose()?.unwrap_or_default() {
        return Ok(false);
    }
    set.record(Stream::Source(source), Event::Screened { source, result, size, rules, inputs })?;
    Ok(true)
}
