//! What the desk keeps for people beside the log: searches they saved, and pairs of entities that
//! somebody said are not one, so that they are suggested no more.

use codebook::EntityId;
use codebook::value::ShortText;
use rusqlite::params;

use crate::error::AccountError;
use crate::people::folded;
use crate::store::{Accounts, Given};

/// The most searches that one person saves.
const MOST: i64 = 100;

/// A search that somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its number.
    pub id: i64,
    /// What was typed.
    pub typed: String,
    /// The row of the log up to which its finder has seen what it finds.
    pub seen: u64,
}

impl Accounts {
    /// Keeps a search for a person; one that she has already stays as it is.
    ///
    /// # Errors
    /// If she has as many as are kept for one person, or the file can't be written.
    pub fn save_search(
        &self,
        person: &ShortText,
        typed: &str,
        seen: u64,
    ) -> Result<(), AccountError> {
        let (conn, person) = (self.conn(), folded(person.as_str()));
        let count: i64 =
            conn.query_row("SELECT count(*) FROM searches WHERE person = ?1", [&person], |row| {
                row.get(0)
            })?;
        if count >= MOST {
            return Err(AccountError::TooManySearches);
        }
        conn.execute(
            "INSERT INTO searches (person, typed, seen) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            params![person, typed, seen.cast_signed()],
        )?;
        Ok(())
    }

    /// The searches of a person, in the order in which she saved them.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn searches(&self, person: &ShortText) -> Result<Vec<Saved>, AccountError> {
        let conn = self.conn();
        let mut query = conn
            .prepare_cached("SELECT id, typed, seen FROM searches WHERE person = ?1 ORDER BY id")?;
        let mut rows = query.query([folded(person.as_str())])?;
        let mut saved = Vec::new();
        while let Some(row) = rows.next()? {
            let seen: i64 = row.get(2)?;
            saved.push(Saved { id: row.get(0)?, typed: row.get(1)?, seen: seen.cast_unsigned() });
        }
        Ok(saved)
    }

    /// Notes that a person has seen what her search finds up to a row of the log. False where she has no
    /// such search.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn search_seen(
        &self,
        person: &ShortText,
        id: i64,
        seen: u64,
    ) -> Result<bool, AccountError> {
        let changed = self.conn().execute(
            "UPDATE searches SET seen = max(seen, ?3) WHERE id = ?2 AND person = ?1",
            params![folded(person.as_str()), id, seen.cast_signed()],
        )?;
        Ok(changed > 0)
    }

    /// Forgets a search of a person. False where she has no such search.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn forget_search(&self, person: &ShortText, id: i64) -> Result<bool, AccountError> {
        let changed = self.conn().execute(
            "DELETE FROM searches WHERE id = ?2 AND person = ?1",
            params![folded(person.as_str()), id],
        )?;
        Ok(changed > 0)
    }

    /// Keeps that two entities are not one, and who says so. Said again, it changes nothing.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn keep_apart(
        &self,
        given: Given<'_>,
        by: &ShortText,
        pair: (EntityId, EntityId),
        why: &ShortText,
    ) -> Result<(), AccountError> {
        let (one, other) = ordered(pair);
        self.conn().execute(
            "INSERT INTO apart (one, other, by, at, why) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
            params![one, other, by.as_str(), given.now(), why.as_str()],
        )?;
        Ok(())
    }

    /// True where somebody said that two entities are not one.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn are_apart(&self, pair: (EntityId, EntityId)) -> Result<bool, AccountError> {
        let (one, other) = ordered(pair);
        let conn = self.conn();
        let mut query = conn.prepare_cached("SELECT 1 FROM apart WHERE one = ?1 AND other = ?2")?;
        Ok(query.exists([one, other])?)
    }

    /// How many pairs are kept apart.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn count_apart(&self) -> Result<usize, AccountError> {
        let count: i64 =
            self.conn().query_row("SELECT count(*) FROM apart", [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }
}

fn ordered((a, b): (EntityId, EntityId)) -> (String, String) {
    (a.min(b).to_string(), a.max(b).to_string())
}
