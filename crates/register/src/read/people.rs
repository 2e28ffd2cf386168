//! What people said about things, and who may see what.

use std::ops::Range;

use codebook::event::Stream;
use codebook::value::{Prose, ShortText};
use codebook::{FactId, LayerId, SourceId, Visibility};
use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use super::{digest, parsed};
use crate::error::RegisterError;
use crate::redaction::has_words;
use crate::register::Register;

/// A note for the desk alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The row that it is.
    pub seq: u64,
    /// Who wrote it.
    pub by: ShortText,
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub text: Prose,
}

/// What the public was told of facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The row that it is.
    pub seq: u64,
    /// The facts, by their public ids.
    pub facts: Vec<FactId>,
    /// What was told.
    pub text: Prose,
    /// The role that told it.
    pub role: ShortText,
    /// When.
    pub at: Timestamp,
}

/// Words that are kept from the public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// The row of the act; one act can redact several stretches.
    pub row: u64,
    /// The text layer.
    pub layer: LayerId,
    /// The bytes of it.
    pub range: Range<usize>,
    /// The words that stand there. Never published.
    pub words: String,
    /// Why. Never published.
    pub why: ShortText,
    /// Who did it. Never published.
    pub by: ShortText,
    /// When.
    pub at: Timestamp,
}

/// A reading of a confidential source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Who read it.
    pub by: ShortText,
    /// When.
    pub at: Timestamp,
}

impl Register {
    /// The notes on a source, a statement or an entity, in order.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn notes(&self, on: &Stream) -> Result<Vec<Note>, RegisterError> {
        let mut query = self.conn.prepare_cached(
            "SELECT seq, author, at, text FROM notes WHERE stream = ?1 ORDER BY seq",
        )?;
        let mut rows = query.query([on.to_string()])?;
        let mut notes = Vec::new();
        while let Some(row) = rows.next()? {
            notes.push(Note {
                seq: row.get::<_, i64>(0)?.cast_unsigned(),
                by: parsed(&row.get::<_, String>(1)?)?,
                at: parsed(&row.get::<_, String>(2)?)?,
                text: parsed(&row.get::<_, String>(3)?)?,
            });
        }
        Ok(notes)
    }

    /// At most `limit` corrections after row `after`, in order.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn corrections(&self, after: u64, limit: usize) -> Result<Vec<Correction>, RegisterError> {
        let mut query = self.conn.prepare_cached(
            "SELECT seq, facts, text, role, at FROM corrections WHERE seq > ?1 ORDER BY seq LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = query.query(params![after.cast_signed(), limit])?;
        let mut corrections = Vec::new();
        while let Some(row) = rows.next()? {
            corrections.push(correction(row)?);
        }
        Ok(corrections)
    }

    /// The rows of the corrections that the public is not shown, because a fact of them rests on a source that is
    /// confidential or because they have words that are redacted; in order.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn corrections_kept_back(&self) -> Result<Vec<u64>, RegisterError> {
        let mut query = self.conn.prepare_cached(
            "SELECT seq FROM corrections WHERE seq NOT IN (SELECT seq FROM public_corrections)
             ORDER BY seq",
        )?;
        let rows = query.query_map([], |row| Ok(row.get::<_, i64>(0)?.cast_unsigned()))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Corrections that are shown and have a name which statements of this source give to something, each with the
    /// name, by row. Where the source is confidential, only an editor can tell whether that gives something away.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn corrections_that_name(
        &self,
        source: SourceId,
    ) -> Result<Vec<(u64, String)>, RegisterError> {
        let mut query = self.conn.prepare_cached(
            "SELECT subject FROM statements WHERE source = ?1
             UNION SELECT named FROM statements WHERE source = ?1 AND named IS NOT NULL",
        )?;
        let names: Vec<String> = query
            .query_map([source.digest().as_bytes()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut shown =
            self.conn.prepare_cached("SELECT seq, text FROM public_corrections ORDER BY seq")?;
        let mut rows = shown.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (seq, text): (i64, String) = (row.get(0)?, row.get(1)?);
            let named = names.iter().filter(|name| has_words(&text, name));
            found.extend(named.map(|name| (seq.cast_unsigned(), name.clone())));
        }
        Ok(found)
    }

    /// The redactions of a source, by layer and place. Those of different acts may overlap.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn redactions(&self, source: SourceId) -> Result<Vec<Redaction>, RegisterError> {
        let mut query = self.conn.prepare_cached(
            "SELECT seq, layer, first, after, words, why, author, at FROM redactions WHERE source = ?1
             ORDER BY layer, first, after, seq",
        )?;
        let mut rows = query.query([source.digest().as_bytes()])?;
        let mut redactions = Vec::new();
        let place = |number: i64| {
            usize::try_from(number)
                .map_err(|_| RegisterError::View(format!("`{number}` is no place in a text")))
        };
        while let Some(row) = rows.next()? {
            redactions.push(Redaction {
                row: row.get::<_, i64>(0)?.cast_unsigned(),
                layer: LayerId::new(digest(row.get(1)?)),
                range: place(row.get(2)?)?..place(row.get(3)?)?,
                words: row.get(4)?,
                why: parsed(&row.get::<_, String>(5)?)?,
                by: parsed(&row.get::<_, String>(6)?)?,
                at: parsed(&row.get::<_, String>(7)?)?,
            });
        }
        Ok(redactions)
    }

    /// Who may see a source though it is, or will be, confidential; by name.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn admitted(&self, source: SourceId) -> Result<Vec<ShortText>, RegisterError> {
        let mut query = self
            .conn
            .prepare_cached("SELECT name FROM admissions WHERE source = ?1 ORDER BY name")?;
        let mut rows = query.query([source.digest().as_bytes()])?;
        let mut names = Vec::new();
        while let Some(row) = rows.next()? {
            names.push(parsed(&row.get::<_, String>(0)?)?);
        }
        Ok(names)
    }

    /// True where somebody may see a source: it is known, and not confidential or open to her.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn may_see(&self, name: &ShortText, source: SourceId) -> Result<bool, RegisterError> {
        let mut query = self.conn.prepare_cached(
            "SELECT 1 FROM sources WHERE id = ?1 AND (visibility != ?2
                 OR EXISTS (SELECT 1 FROM admissions WHERE source = ?1 AND name = ?3))",
        )?;
        Ok(query.exists(params![
            source.digest().as_bytes(),
            Visibility::Confidential.as_str(),
            name.as_str()
        ])?)
    }

    /// The last readings of a confidential source, at most `limit`, the latest first.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn openings(&self, source: SourceId, limit: usize) -> Result<Vec<Opening>, RegisterError> {
        let mut query = self.conn.prepare_cached(
            "SELECT reader, at FROM openings WHERE source = ?1 ORDER BY seq DESC LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = query.query(params![source.digest().as_bytes(), limit])?;
        let mut openings = Vec::new();
        while let Some(row) = rows.next()? {
            let (by, at) = (parsed(&row.get::<_, String>(0)?)?, parsed(&row.get::<_, String>(1)?)?);
            openings.push(Opening { by, at });
        }
        Ok(openings)
    }
}

/// A correction by its row.
pub(crate) fn correction_of(
    conn: &Connection,
    row: &str,
) -> Result<Option<Correction>, RegisterError> {
    let mut query =
        conn.prepare_cached("SELECT seq, facts, text, role, at FROM corrections WHERE seq = ?1")?;
    query.query([row])?.next()?.map(correction).transpose()
}

fn correction(row: &Row<'_>) -> Result<Correction, RegisterError> {
    Ok(Correction {
        seq: row.get::<_, i64>(0)?.cast_unsigned(),
        facts: serde_json::from_str(&row.get::<_, String>(1)?)?,
        text: parsed(&row.get::<_, String>(2)?)?,
        role: parsed(&row.get::<_, String>(3)?)?,
        at: parsed(&row.get::<_, String>(4)?)?,
    })
}
