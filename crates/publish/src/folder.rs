//! The folder a bundle is written to: beside its place, then moved there in one step.
//!
//! Whoever looks at the place sees the earlier bundle or the new one, whole. An interrupted publish
//! leaves a hidden folder beside it, which the next one removes.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

use crate::error::PublishError;
use crate::layout;
use crate::manifest::{Manifest, Names, Paths};
use crate::tree::Tree;

/// The place of a bundle being written.
pub(crate) struct Folder {
    out: PathBuf,
    staging: PathBuf,
    /// Holds the lock on the staging folder.
    lock: File,
}

impl Folder {
    /// Begins to write what is to stand at `out`.
    pub(crate) fn begin(out: &Path) -> Result<Self, PublishError> {
        let out = settled(out)?;
        check_replaceable(&out)?;
        let name = out.file_name().ok_or_else(|| PublishError::NotABundle {
            path: out.clone(),
            why: "it is the root of a file system".to_owned(),
        })?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(".publishing");
        let staging = out.with_file_name(hidden);
        fs::create_dir_all(&staging).map_err(PublishError::io(&staging, "make the folder"))?;
        let lock = File::open(&staging).map_err(PublishError::io(&staging, "open the folder"))?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive)
            .map_err(|_| PublishError::Busy(out.clone()))?;
        empty(&staging)?;
        Ok(Self { out, staging, lock })
    }

    /// Where to write.
    pub(crate) fn tree(&self) -> Tree {
        Tree::new(self.staging.clone(), true)
    }

    /// Puts the bundle in its place. What was there is gone afterwards, and not before.
    pub(crate) fn finish(self) -> Result<(), PublishError> {
        sync(&self.lock).map_err(PublishError::io(&self.staging, "write to the disk"))?;
        let moving = PublishError::io(&self.out, "move the new bundle to");
        swap(&self.staging, &self.out).map_err(moving)?;
        if let Some(parent) = self.out.parent()
            && let Ok(parent) = File::open(parent)
        {
            // The bundle is in its place; that the move lasts is all that is still to do.
            let _ = parent.sync_all();
        }
        match fs::remove_dir_all(&self.staging) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(PublishError::io(&self.staging, "remove the earlier bundle from")(error))
            }
            _ => Ok(()),
        }
    }
}

/// The place itself, links resolved, its parent made.
fn settled(out: &Path) -> Result<PathBuf, PublishError> {
    if out.exists() {
        return out.canonicalize().map_err(PublishError::io(out, "find"));
    }
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(PublishError::io(parent, "make the folder"))?;
    let parent = parent.canonicalize().map_err(PublishError::io(parent, "find"))?;
    let name = out.file_name().ok_or_else(|| PublishError::NotABundle {
        path: out.to_owned(),
        why: "it has no name of its own".to_owned(),
    })?;
    Ok(parent.join(name))
}

/// Refuses a place that holds anything that is not of an earlier bundle.
fn check_replaceable(out: &Path) -> Result<(), PublishError> {
    let refuse = |why: String| Err(PublishError::NotABundle { path: out.to_owned(), why });
    let mut inside = match fs::read_dir(out) {
        Ok(inside) => inside,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return refuse("it is a file".to_owned());
        }
        Err(error) => return Err(PublishError::io(out, "read the folder")(error)),
    };
    if inside.next().is_none() {
        return Ok(());
    }
    let Some(known) = known(out) else {
        return refuse(format!("it has no {} of an earlier bundle", layout::MANIFEST));
    };
    for entry in walkdir::WalkDir::new(out).sort_by_file_name().into_iter().flatten() {
        let path = entry.path().strip_prefix(out).unwrap_or(entry.path());
        if !entry.file_type().is_dir() && !path.to_str().is_some_and(|path| known.contains(path)) {
            return refuse(format!("{} is not of the earlier bundle", path.display()));
        }
    }
    Ok(())
}

/// The files of an earlier bundle, if it is one.
fn known(out: &Path) -> Option<Paths> {
    let read = |path: &str| fs::read(out.join(path)).ok();
    let manifest: Manifest = serde_json::from_slice(&read(layout::MANIFEST)?).ok()?;
    let mut known = Paths::default();
    for path in [layout::MANIFEST, layout::SIGNATURE, layout::SUMS] {
        known.insert(path);
    }
    manifest.files.iter().for_each(|file| known.insert(&file.path));
    for shard in &manifest.shards {
        known.insert(&shard.file.path);
        let names = read(&shard.file.path);
        let names: Option<Names> = names.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        names.iter().flat_map(|names| &names.files).for_each(|file| known.insert(&file.path));
    }
    Some(known)
}

/// Removes what an interrupted publish left.
fn empty(staging: &Path) -> Result<(), PublishError> {
    let inside = fs::read_dir(staging).map_err(PublishError::io(staging, "read the folder"))?;
    for entry in inside {
        let path = entry.map_err(PublishError::io(staging, "read the folder"))?.path();
        let removed = if path.is_dir() && !path.is_symlink() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        removed.map_err(PublishError::io(&path, "remove"))?;
    }
    Ok(())
}

/// Puts everything written to the file system of `folder` where a power cut does not reach it: one
/// barrier for the whole bundle instead of one for each of its files.
#[cfg(target_os = "linux")]
fn sync(folder: &File) -> io::Result<()> {
    rustix::fs::syncfs(folder).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn sync(folder: &File) -> io::Result<()> {
    folder.sync_all()
}

/// Moves `new` to `place`, in one step where something stands there.
#[cfg(target_os = "linux")]
fn swap(new: &Path, place: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    if !place.exists() {
        return fs::rename(new, place);
    }
    renameat_with(CWD, new, CWD, place, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn swap(new: &Path, place: &Path) -> io::Result<()> {
    if !place.exists() {
        return fs::rename(new, place);
    }
    let aside = new.with_extension("earlier");
    fs::rename(place, &aside)?;
    fs::rename(new, place)?;
    fs::rename(&aside, new)
}
