//! The register itself: its one database, how it is opened, and how a set of events gets in.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use codebook::given::{Chance, Clock};
use codebook::value::ShortText;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, OpenFlags, TransactionBehavior};
use url::Url;

use crate::acts::set::Set;
use crate::checkpoint::{Checkpoint, sync_dir};
use crate::error::RegisterError;
use crate::log::{Log as _, SqliteLog, create_table};
use crate::read::entries::last_time;
use crate::read::replay::rebuild;
use crate::shown;
use crate::views;

const FILE: &str = "register.sqlite";
/// "Veed" in ASCII: marks the file as a register.
const APPLICATION: i64 = 0x5665_6564;
const FORM: i64 = 16;
/// Forms from this one on differ in their views only: those are made again from the log.
const OLDER: i64 = 2;

/// How long a command waits for another one that writes.
const BUSY: Duration = Duration::from_secs(30);

/// What an act is given and must not take.
#[derive(Clone, Copy)]
pub struct Given<'g> {
    /// The time.
    pub clock: &'g dyn Clock,
    /// Unpredictable bytes for salts and ids.
    pub chance: &'g dyn Chance,
}

/// An open register.
#[derive(Debug)]
pub struct Register {
    pub(crate) conn: Connection,
    pub(crate) dir: Option<PathBuf>,
}

impl Register {
    /// Makes an empty register, `register.sqlite` and `checkpoint.json`, in a folder that is there.
    ///
    /// # Errors
    /// If there is one already, or the folder can't be written to.
    pub fn create(dir: &Path) -> Result<Self, RegisterError> {
        let path = dir.join(FILE);
        File::create_new(&path).map_err(|source| match source.kind() {
            std::io::ErrorKind::AlreadyExists => RegisterError::Exists(path.clone()),
            _ => RegisterError::File { path: path.clone(), source },
        })?;
        let mut register = Self { conn: Connection::open(&path)?, dir: Some(dir.to_owned()) };
        register.set_up()?;
        register.make_tables()?;
        sync_dir(dir)?;
        register.write_checkpoint()?;
        Ok(register)
    }

    /// Opens the register in a folder.
    ///
    /// # Errors
    /// If there is none, or it is of a form that this Veedor does not know.
    pub fn open(dir: &Path) -> Result<Self, RegisterError> {
        let path = dir.join(FILE);
        if !path.is_file() {
            return Err(RegisterError::Missing(dir.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut register =
            Self { conn: Connection::open_with_flags(&path, flags)?, dir: Some(dir.to_owned()) };
        let blank = register.is_blank()?;
        let older = !blank
            && register.pragma("application_id")? == APPLICATION
            && (OLDER..FORM).contains(&register.pragma("user_version")?);
        if !blank && !older {
            register.check_form(&path)?;
        }
        register.set_up()?;
        if older {
            register.renew()?;
        }
        // Where the making of it was cut short, there is nothing in it yet: it is finished here.
        if blank {
            register.make_tables()?;
        }
        if Checkpoint::is_missing(dir) && register.head()?.0 == 0 {
            register.write_checkpoint()?;
        }
        Ok(register)
    }

    /// Opens the register in a folder to read and check it, also where nothing can be written, as on a
    /// copy's read-only disk. What writes fails on it.
    ///
    /// # Errors
    /// If there is none, it is of a form that this Veedor does not know, or its last changes are still
    /// in `register.sqlite-wal` and can't be read without writing to the folder.
    pub fn open_to_read(dir: &Path) -> Result<Self, RegisterError> {
        let path = dir.join(FILE);
        if !path.is_file() {
            return Err(RegisterError::Missing(dir.to_owned()));
        }
        let register = match Self::look_into(dir, &path, false) {
            // SQLite wants to make its files for locks beside the database. Where it can't, nobody else
            // can write there either, so that none are needed; but what was written ahead must be read.
            Err(RegisterError::Database(_)) if !has_wal(dir) => Self::look_into(dir, &path, true),
            opened => opened,
        }?;
        register.conn.busy_timeout(BUSY)?;
        steady(&register.conn)?;
        Ok(register)
    }

    /// SQLite opens a file that can't be written to read it, and cleans up after itself where it can be:
    /// one opened to read only would leave its files for locks behind.
    fn look_into(dir: &Path, path: &Path, immutable: bool) -> Result<Self, RegisterError> {
        let conn = if immutable {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
                | OpenFlags::SQLITE_OPEN_NO_MUTEX
                | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(immutable_address(path)?.as_str(), flags)?
        } else {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            Connection::open_with_flags(path, flags)?
        };
        conn.execute_batch("PRAGMA query_only = ON")?;
        let register = Self { conn, dir: Some(dir.to_owned()) };
        register.check_form(path)?;
        Ok(register)
    }

    fn check_form(&self, path: &Path) -> Result<(), RegisterError> {
        if self.pragma("application_id")? != APPLICATION {
            return Err(RegisterError::NotOurs(path.to_owned()));
        }
        let found = self.pragma("user_version")?;
        if found == FORM {
            return Ok(());
        }
        Err(RegisterError::Foreign { path: path.to_owned(), found, expected: FORM })
    }

    /// An empty register that is gone when it is dropped.
    ///
    /// # Errors
    /// If memory is short.
    pub fn in_memory() -> Result<Self, RegisterError> {
        let mut register = Self { conn: Connection::open_in_memory()?, dir: None };
        register.set_up()?;
        register.make_tables()?;
        Ok(register)
    }

    /// Keeps so many megabytes of the file in memory instead of the usual 32, for as long as this register is open:
    /// for who takes very much in at once, where each act touches all of the indexes.
    ///
    /// # Errors
    /// If it can't be set.
    pub fn keep_in_memory(&self, megabytes: u32) -> Result<(), RegisterError> {
        Ok(self.conn.pragma_update(None, "cache_size", -1024 * i64::from(megabytes))?)
    }

    /// Notes how far the log has come, so that a tail cut off later shows. To be called at the end of
    /// each command that writes.
    ///
    /// # Errors
    /// If `checkpoint.json` can't be written.
    pub fn write_checkpoint(&self) -> Result<(), RegisterError> {
        let Some(dir) = &self.dir else { return Ok(()) };
        let log = SqliteLog(&self.conn);
        let (seq, hash) = log.head()?;
        let checkpoint = Checkpoint::new(seq, hash, last_time(&self.conn)?);
        if Checkpoint::read(dir).ok().flatten().as_ref() == Some(&checkpoint) {
            return Ok(());
        }
        checkpoint.write(dir)
    }

    /// Puts everything into the one file and closes it. Dropping a register is safe too, but says
    /// nothing where that fails.
    ///
    /// # Errors
    /// If the file can't be written to.
    pub fn close(self) -> Result<(), RegisterError> {
        if !self.conn.is_readonly(MAIN_DB)? {
            self.empty_wal()?;
        }
        self.conn.close().map_err(|(_, error)| error.into())
    }

    /// Moves what SQLite wrote ahead into the file; false where somebody who reads kept it from that.
    pub(crate) fn empty_wal(&self) -> Result<bool, RegisterError> {
        let busy: bool =
            self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(!busy)
    }

    /// Runs an act as one atomic set: all of its events, and what they change in the views, or nothing.
    pub(crate) fn act<T>(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        act: impl FnOnce(&mut Set<'_>) -> Result<T, RegisterError>,
    ) -> Result<T, RegisterError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut set = Set::begin(&tx, given, by)?;
        let outcome = act(&mut set)?;
        set.flush()?;
        shown::settle(&tx)?;
        tx.commit()?;
        Ok(outcome)
    }

    fn set_up(&mut self) -> Result<(), RegisterError> {
        self.conn.busy_timeout(BUSY)?;
        steady(&self.conn)?;
        self.conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        self.conn.query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
        // Negative: in KiB. A batch of ten thousand sources touches about this much of the indexes.
        self.conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;")?;
        Ok(())
    }

    fn make_tables(&mut self) -> Result<(), RegisterError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        create_table(&tx)?;
        views::create(&tx)?;
        tx.execute_batch(&format!(
            "PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORM};"
        ))?;
        Ok(tx.commit()?)
    }

    /// Makes the views of an older form again, as they are made today.
    fn renew(&mut self) -> Result<(), RegisterError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        rebuild(&tx)?;
        tx.execute_batch(&format!("PRAGMA user_version = {FORM};"))?;
        Ok(tx.commit()?)
    }

    fn pragma(&self, name: &str) -> Result<i64, RegisterError> {
        Ok(self.conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?)
    }

    fn is_blank(&self) -> Result<bool, RegisterError> {
        let tables: i64 =
            self.conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let marked = self.pragma("application_id")? != 0 || self.pragma("user_version")? != 0;
        Ok(tables == 0 && !marked)
    }
}

/// The address by which SQLite takes a file for one that nobody can change.
fn immutable_address(path: &Path) -> Result<Url, RegisterError> {
    let file = |source| RegisterError::File { path: path.to_owned(), source };
    let whole = std::path::absolute(path).map_err(file)?;
    let mut address = Url::from_file_path(&whole)
        .map_err(|()| file(std::io::ErrorKind::InvalidFilename.into()))?;
    address.set_query(Some("immutable=1"));
    Ok(address)
}

/// True where SQLite has written changes ahead that are not in the database yet.
fn has_wal(dir: &Path) -> bool {
    dir.join(format!("{FILE}-wal")).metadata().is_ok_and(|wal| wal.len() > 0)
}

/// Statements are prepared once and kept; without the guarantee SQLite would plan those that touch a
/// partial index anew for every value bound to them.
pub(crate) fn steady(conn: &Connection) -> Result<(), RegisterError> {
    conn.set_prepared_statement_cache_capacity(128);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}
