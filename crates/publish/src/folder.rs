//! The place of a bundle, and the tree beside it that becomes the next one.
//!
//! A bundle is written to `.NAME.publishing/tree` beside its place, and the two change places in one step:
//! whoever looks at the place sees the earlier bundle or the new one, whole. The earlier one stays as the
//! standby, which the next publish brings up to date: most of its files are hard links to those of the bundle, so
//! that it costs inodes and hardly any bytes. Where there is none that can be trusted, links are made anew, or all
//! of it is written. Whoever removes the folder loses nothing but time.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use codebook::Sha256;
use pages::{Cuts, Kept};
use register::public::{Changes, Mark, Publishable};
use rustix::fs::{FlockOperation, flock};

use crate::error::PublishError;
use crate::kept;
use crate::layout::{self, Digits};
use crate::manifest::{Manifest, Names, Paths};
use crate::record::{self, Record};
use crate::tree::Tree;

/// The place of a bundle being written.
pub(crate) struct Folder {
    out: PathBuf,
    holder: PathBuf,
    root: PathBuf,
    /// Holds the lock on the holder.
    lock: File,
}

/// What maps and charts of a tree were made from and how its lists were cut.
pub(crate) type Known = (Kept, Cuts);

/// A tree that shows an earlier moment of the same register.
pub(crate) struct Base {
    pub(crate) manifest: Manifest,
    /// The moment that it shows.
    pub(crate) mark: Mark,
    pub(crate) changes: Changes,
    folders: Vec<PathBuf>,
}

const LINK: &str = "link the standby to";

impl Folder {
    /// Begins to write what is to stand at `out`.
    pub(crate) fn begin(out: &Path) -> Result<Self, PublishError> {
        let out = settled(out)?;
        let name = out.file_name().ok_or_else(|| PublishError::NotABundle {
            path: out.clone(),
            why: "it is the root of a file system".to_owned(),
        })?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(".publishing");
        let holder = out.with_file_name(hidden);
        if !Record::is_there(&holder, &out) {
            check_replaceable(&out)?;
        }
        fs::create_dir_all(&holder).map_err(PublishError::io(&holder, "make the folder"))?;
        let lock = File::open(&holder).map_err(PublishError::io(&holder, "open the folder"))?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive)
            .map_err(|_| PublishError::Busy(out.clone()))?;
        let root = holder.join("tree");
        Ok(Self { out, holder, root, lock })
    }

    /// The tree beside the place, where it shows an earlier moment of the same register in shards of as many
    /// digits, with what was kept of it; made of links to the bundle in its place where only that does.
    pub(crate) fn standby(
        &self,
        view: &Publishable<'_>,
        digits: Digits,
    ) -> Result<Option<(Tree, Base, Option<Known>)>, PublishError> {
        for place in [&self.root, &self.out] {
            let Some((record, manifest)) = Record::read(&self.holder, place) else { continue };
            let changes = view.changes_since(&record.mark)?;
            let Some(changes) = changes.filter(|_| manifest.digits == digits) else { continue };
            let kept = kept::read(&self.holder, place, &record.manifest);
            if *place == self.out {
                self.link(&record, kept.as_ref().map(|(kept, cuts)| (kept, cuts)))?;
            }
            record::forget(&self.holder, &self.root)
                .map_err(PublishError::io(&self.root, "forget the record of"))?;
            let folders = record.folders().map(Path::to_owned).collect();
            let tree = Tree::new(self.root.clone(), false);
            let mark = record.mark;
            return Ok(Some((tree, Base { manifest, mark, changes, folders }, kept)));
        }
        Ok(None)
    }

    /// An empty tree beside the place.
    pub(crate) fn empty(&self) -> Result<Tree, PublishError> {
        clear(&self.holder, &self.out)?;
        fs::create_dir(&self.root).map_err(PublishError::io(&self.root, "make the folder"))?;
        Ok(Tree::new(self.root.clone(), true))
    }

    /// Puts the bundle in its place. What was there becomes the standby, and not before.
    pub(crate) fn finish(
        self,
        tree: &Tree,
        base: Option<&Base>,
        mark: Mark,
        manifest: Sha256,
        kept: (&Kept, &Cuts),
    ) -> Result<(), PublishError> {
        let safe = match base {
            Some(_) if tree.are_few() => tree.sync(),
            _ => sync(&self.lock),
        };
        safe.map_err(PublishError::io(&self.root, "write to the disk"))?;
        let before = base.iter().flat_map(|base| &base.folders).map(PathBuf::as_path);
        let record = Record::of(&self.root, mark, manifest, before.chain(tree.folders()));
        if let Some(record) = &record {
            self.note(record, Some(kept))?;
        }
        let moving = PublishError::io(&self.out, "move the new bundle to");
        swap(&self.root, &self.out).map_err(moving)?;
        if let Some(parent) = self.out.parent()
            && let Ok(parent) = File::open(parent)
        {
            // The bundle is in its place; that the move lasts is all that is still to do.
            let _ = parent.sync_all();
        }
        let standby = base.is_some() && Record::is_there(&self.holder, &self.root);
        match record {
            Some(record) if !standby => self.link(&record, Some(kept)),
            _ => Ok(()),
        }
    }

    /// Notes what is known of the tree beside the place.
    fn note(&self, record: &Record, kept: Option<(&Kept, &Cuts)>) -> Result<(), PublishError> {
        let noting = || PublishError::io(&self.holder, "write to");
        if let Some(kept) = kept {
            kept::write(&self.holder, &self.root, &record.manifest, kept).map_err(noting())?;
        }
        record.write(&self.holder, &self.root).map_err(noting())
    }

    /// Makes the standby anew, of links to the files of the bundle in its place.
    fn link(&self, record: &Record, kept: Option<(&Kept, &Cuts)>) -> Result<(), PublishError> {
        clear(&self.holder, &self.out)?;
        for entry in walkdir::WalkDir::new(&self.out) {
            let entry = entry.map_err(|error| PublishError::io(&self.out, LINK)(error.into()))?;
            let path = entry.path().strip_prefix(&self.out).unwrap_or(entry.path());
            let to = self.root.join(path);
            let made = match entry.file_type().is_dir() {
                true => fs::create_dir(&to),
                false => fs::hard_link(entry.path(), &to),
            };
            made.map_err(PublishError::io(entry.path(), LINK))?;
        }
        sync(&self.lock).map_err(PublishError::io(&self.root, "write to the disk"))?;
        record.again(&self.root).map_or(Ok(()), |record| self.note(&record, kept))
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

/// Removes everything from the holder but what is remembered of what stands at `out`.
fn clear(holder: &Path, out: &Path) -> Result<(), PublishError> {
    let keep = record::place(holder, out);
    let inside = fs::read_dir(holder).map_err(PublishError::io(holder, "read the folder"))?;
    for entry in inside {
        let path = entry.map_err(PublishError::io(holder, "read the folder"))?.path();
        if keep.as_ref().is_some_and(|keep| path.file_stem() == keep.file_stem()) {
            continue;
        }
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
