//! The one way bytes get into the archive: write to `tmp`, sync the file, rename.
//!
//! A file stands under its final name only after its bytes are safe. Its name is safe after the
//! next [`Writes::barrier`], which syncs every folder in which a name changed.
//!
//! Several programs may write at once. While one has drafts it holds a shared lock on `tmp`, and who sweeps
//! needs it alone. The lock ends with the process that holds it, however that ends.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
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
    drafts: Mutex<Drafts>,
}

/// How many files are being written, and the lock that is held meanwhile.
#[derive(Debug, Default)]
struct Drafts {
    count: usize,
    lock: Option<File>,
}

/// A file being written. Dropped before it is finished, it is gone.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    writes: &'a Writes,
    path: PathBuf,
    file: File,
    finished: bool,
    /// Given up after the draft has its name or is removed.
    _held: Held<'a>,
}

/// A share of the lock.
#[derive(Debug)]
struct Held<'a> {
    writes: &'a Writes,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let mut drafts = self.writes.drafts();
        drafts.count -= 1;
        if drafts.count == 0 {
            drafts.lock = None;
        }
    }
}

impl Writes {
    pub(crate) fn new(disk: Box<dyn Disk>, tmp: PathBuf) -> Self {
        Self {
            disk,
            tmp,
            dirty: Mutex::default(),
            syncs: AtomicU64::new(0),
            next: AtomicU64::new(0),
            drafts: Mutex::default(),
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
        let _held = self.hold()?;
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let path = self.tmp.join(format!("{}-{number}", std::process::id()));
            match self.disk.create(&path) {
                Ok(file) => return Ok(Draft { writes: self, path, file, finished: false, _held }),
                // Of a run that crashed and had the same number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(why) => return Err(ArchiveError::io("create", &path)(why)),
            }
        }
    }

    /// Holds the lock for one draft more.
    fn hold(&self) -> Result<Held<'_>, ArchiveError> {
        let mut drafts = self.drafts();
        if drafts.lock.is_none() {
            let lock = || {
                let folder = File::open(&self.tmp)?;
                folder.lock_shared()?;
                Ok(folder)
            };
            drafts.lock = Some(lock().map_err(ArchiveError::io("lock", &self.tmp))?);
        }
        drafts.count += 1;
        Ok(Held { writes: self })
    }

    /// Removes what crashed runs left half written, and says how many files that were; nothing where
    /// somebody is writing.
    pub(crate) fn sweep(&self) -> Result<Option<u64>, ArchiveError> {
        let tmp = &self.tmp;
        let folder = File::open(tmp).map_err(ArchiveError::io("open", tmp))?;
        match folder.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(why)) => return Err(ArchiveError::io("lock", tmp)(why)),
        }
        let mut swept = 0;
        for entry in fs::read_dir(tmp).map_err(ArchiveError::io("list", tmp))? {
            let entry = entry.map_err(ArchiveError::io("list", tmp))?;
            self.remove(&entry.path())?;
            swept += 1;
        }
        Ok(Some(swept))
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

    fn drafts(&self) -> MutexGuard<'_, Drafts> {
        self.drafts.lock().unwrap_or_else(PoisonError::into_inner)
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
