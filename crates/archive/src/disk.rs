//! What the archive asks of a disk when it writes.
//!
//! Everything that makes or loses bytes goes through [`Disk`], so that a test can stand a disk
//! behind the archive that forgets, at any step, whatever was not yet synced.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// The steps of a durable write.
pub trait Disk: Send + Sync + fmt::Debug {
    /// Makes a new, empty file; fails if there is one.
    ///
    /// # Errors
    /// As the operating system says.
    fn create(&self, path: &Path) -> io::Result<File>;

    /// Puts a file's bytes where a power cut does not reach them.
    ///
    /// # Errors
    /// As the operating system says.
    fn sync_file(&self, path: &Path, file: &File) -> io::Result<()>;

    /// Gives a file its final name, in place of whatever had it.
    ///
    /// # Errors
    /// As the operating system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Makes a folder; one that is there already is fine.
    ///
    /// # Errors
    /// As the operating system says.
    fn make_dir(&self, path: &Path) -> io::Result<()>;

    /// Makes the names in a folder last.
    ///
    /// # Errors
    /// As the operating system says.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;

    /// Removes a file; one that is gone already is fine.
    ///
    /// # Errors
    /// As the operating system says.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The machine's own disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsDisk;

impl Disk for OsDisk {
    fn create(&self, path: &Path) -> io::Result<File> {
        File::create_new(path)
    }

    fn sync_file(&self, _path: &Path, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn make_dir(&self, path: &Path) -> io::Result<()> {
        match fs::create_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            other => other,
        }
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }
}
