//! The one way bytes get into the archive: write to `tmp`, sync the file, rename.
//!
//! A file stands under its final name only after its bytes are safe. Its name is safe after the
//! next [`Writes::barrier`], which syncs every folder in which a name changed.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::disk::Disk;
use crate::error::ArchiveError;

/// The writing half of an archive.
#[derive(Debug)]
pub(crate) struct Writes {
    disk: Box<dyn Disk>,
    tmp: PathBuf,
    /// Folders whose names may not have reached the disk.
    dirty: Mutex<BTreeSet<PathBuf>>,
    syncs: AtomicU64,
    next: AtomicU64,
}

/// A file being written. Dropped before it is finished, it is gone.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    writes: &'a Writes,
    path: PathBuf,
    file: File,
    finished: bool,
}

impl Writes {
    pub(crate) fn new(disk: Box<dyn Disk>, tmp: PathBuf) -> Self {
        Self {
            disk,
            tmp,
            dirty: Mutex::default(),
            syncs: AtomicU64::new(0),
            next: AtomicU64::new(0),
        }
    }

    /// Makes a folder and remembers that its parent's names changed.
    pub(crate) fn make_dir(&self, path: &Path) -> Result<(), ArchiveError> {
        self.disk.make_dir(path).map_err(ArchiveError::io("make the folder", path))?;
        self.dirty().extend(path.parent().map(Path::to_path_buf));
        Ok(())
    }

    /// Begins a file in `tmp`.
    pub(crate) fn draft(&self) -> Result<Draft<'_>, ArchiveError> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let path = self.tmp.join(format!("{}-{number}", std::process::id()));
        let file = self.disk.create(&path).map_err(ArchiveError::io("create", &path))?;
        Ok(Draft { writes: self, path, file, finished: false })
    }

    /// Writes `bytes` under `to`.
    pub(crate) fn write(&self, bytes: &[u8], to: &Path) -> Result<(), ArchiveError> {
        let mut draft = self.draft()?;
        draft.write_all(bytes).map_err(ArchiveError::io("write", &draft.path))?;
        draft.finish(to)
    }

    /// Removes a file, if it is there.
    pub(crate) fn remove(&self, path: &Path) -> Result<(), ArchiveError> {
        if !path.try_exists().map_err(ArchiveError::io("look for", path))? {
            return Ok(());
        }
        self.disk.remove(path).map_err(ArchiveError::io("remove", path))?;
        self.touched(path);
        Ok(())
    }

    /// Remembers that a file's name may not have reached the disk: nor may that of its folder,
    /// which a run that crashed could have made.
    pub(crate) fn touched(&self, path: &Path) {
        let folders = path.ancestors().skip(1).take(2);
        self.dirty().extend(folders.map(Path::to_path_buf));
    }

    /// Syncs every folder in which a name changed since the last barrier.
    pub(crate) fn barrier(&self) -> Result<(), ArchiveError> {
        let folders = std::mem::take(&mut *self.dirty());
        for folder in &folders {
            self.syncs.fetch_add(1, Ordering::Relaxed);
            if let Err(error) = self.disk.sync_dir(folder) {
                let failed = ArchiveError::io("sync", folder)(error);
                self.dirty().extend(folders);
                return Err(failed);
            }
        }
        Ok(())
    }

    /// How many syncs were asked of the disk.
    pub(crate) fn syncs(&self) -> u64 {
        self.syncs.load(Ordering::Relaxed)
    }

    fn dirty(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.dirty.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Draft<'_> {
    /// Where it is being written.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Syncs the bytes, then gives them their name.
    pub(crate) fn finish(mut self, to: &Path) -> Result<(), ArchiveError> {
        let writes = self.writes;
        writes.syncs.fetch_add(1, Ordering::Relaxed);
        writes
            .disk
            .sync_file(&self.path, &self.file)
            .map_err(ArchiveError::io("sync", &self.path))?;
        if let Some(folder) = to.parent()
            && !folder.is_dir()
        {
            writes.make_dir(folder)?;
        }
        writes.disk.rename(&self.path, to).map_err(ArchiveError::io("rename into", to))?;
        self.finished = true;
        writes.touched(to);
        Ok(())
    }
}

impl Write for Draft<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        if !self.finished {
            // What can't be removed now is left for the sweep.
            let _ = self.writes.disk.remove(&self.path);
        }
    }
}
