//! The file: one database that is whole at rest, so that a copy of the folder has it.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use codebook::given::{Chance, Clock};
use rusqlite::Connection;

use crate::error::AccountError;

const FILE: &str = "desk.sqlite";
/// "Desk" in ASCII.
const APPLICATION: i64 = 0x4465_736b;
const FORM: i64 = 2;
const TABLES: &str = "
CREATE TABLE people (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0, salt BLOB, hash BLOB
) STRICT;
CREATE TABLE sessions (
  digest BLOB PRIMARY KEY, person INTEGER NOT NULL REFERENCES people, made INTEGER NOT NULL, seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE invitations (
  digest BLOB PRIMARY KEY, person INTEGER NOT NULL REFERENCES people, until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE attempts (
  who BLOB PRIMARY KEY, failures INTEGER NOT NULL, last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";
/// What form 2 has besides.
const KEPT: &str = "
CREATE TABLE searches (
  id INTEGER PRIMARY KEY, person TEXT NOT NULL, typed TEXT NOT NULL, seen INTEGER NOT NULL,
  UNIQUE (person, typed)
) STRICT;
CREATE TABLE apart (
  one TEXT NOT NULL, other TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
PRAGMA user_version = 2;
";

/// What the accounts are given and must not take.
#[derive(Clone, Copy)]
pub struct Given<'g> {
    /// The time.
    pub clock: &'g dyn Clock,
    /// Unpredictable bytes for tokens and salts.
    pub chance: &'g dyn Chance,
}

impl Given<'_> {
    pub(crate) fn now(&self) -> i64 {
        self.clock.now().as_second()
    }
}

/// The accounts of a dossier.
#[derive(Debug)]
pub struct Accounts {
    conn: Mutex<Connection>,
    /// One password is hashed at a time: each takes 19 MiB.
    hashing: Mutex<()>,
}

impl Accounts {
    /// Opens the accounts in a dossier's folder; makes the file where there is none.
    ///
    /// # Errors
    /// If it can't be written, or is of a form that this Veedor does not know.
    pub fn open(dir: &Path) -> Result<Self, AccountError> {
        let mut conn = Connection::open(dir.join(FILE))?;
        conn.busy_timeout(Duration::from_secs(10))?;
        conn.execute_batch(
            "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;",
        )?;
        let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let pragma =
            |name: &str| tx.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
        match (pragma("application_id")?, pragma("user_version")?) {
            (APPLICATION, FORM) => {}
            (APPLICATION, 1) => tx.execute_batch(KEPT)?,
            (0, 0) => {
                tx.execute_batch(TABLES)?;
                tx.execute_batch(KEPT)?;
                tx.execute_batch(&format!("PRAGMA application_id = {APPLICATION};"))?;
            }
            (_, found) => return Err(AccountError::Foreign(found)),
        }
        tx.commit()?;
        Ok(Self { conn: Mutex::new(conn), hashing: Mutex::new(()) })
    }

    /// The connection. What a panic interrupted was rolled back with its transaction.
    pub(crate) fn conn(&self) -> MutexGuard<'_, Connection> {
        self.conn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn turn_to_hash(&self) -> MutexGuard<'_, ()> {
        self.hashing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
