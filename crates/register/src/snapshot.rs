//! A copy of a database as it stands at one moment, while others read and write it.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::error::RegisterError;

/// Copies the SQLite database at `from` (`register.sqlite`, `desk.sqlite`) into a new file, as of one
/// moment: one read transaction sees all of it, whoever writes meanwhile. What was erased is not in the
/// copy.
///
/// # Errors
/// If `from` is no database, or `to` is there or can't be written.
pub fn snapshot(from: &Path, to: &Path) -> Result<(), RegisterError> {
    let named = |path: &Path, source| RegisterError::File { path: path.to_owned(), source };
    if to.exists() {
        return Err(named(to, std::io::ErrorKind::AlreadyExists.into()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(from, flags)?;
    conn.busy_timeout(std::time::Duration::from_secs(30))?;
    let name = to.to_str().ok_or_else(|| named(to, std::io::ErrorKind::InvalidFilename.into()))?;
    conn.execute("VACUUM INTO ?1", [name])?;
    let file = std::fs::File::open(to).map_err(|source| named(to, source))?;
    file.sync_all().map_err(|source| named(to, source))
}
