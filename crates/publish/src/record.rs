//! What is remembered of a tree beside it: whose register it shows and up to where, and what its folders looked
//! like when it was whole, so that nobody need walk through it to know that it still is.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use codebook::{Sha256, V1};
use register::public::Mark;
use serde::{Deserialize, Serialize};

use crate::layout;
use crate::manifest::Manifest;

/// The record of a tree.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Record {
    v: V1,
    /// The program whose pages they are.
    program: String,
    /// The moment of the register that it shows.
    pub(crate) mark: Mark,
    /// The digest of its manifest.
    pub(crate) manifest: Sha256,
    /// When something was made in, moved or removed from each of its folders for the last time.
    folders: BTreeMap<PathBuf, (i64, i64)>,
}

/// Which program makes bundles: another one may make other pages.
fn program() -> String {
    format!("{} {}", env!("CARGO_PKG_VERSION"), pages::MADE_BY)
}

impl Record {
    /// The record of a tree that is whole now and has these folders.
    pub(crate) fn of<'f>(
        root: &Path,
        mark: Mark,
        manifest: Sha256,
        folders: impl Iterator<Item = &'f Path>,
    ) -> Option<Self> {
        let time = |folder: &Path| Some((folder.to_owned(), changed(&root.join(folder))?));
        let folders = folders.map(time).collect::<Option<_>>()?;
        Some(Self { v: V1, program: program(), mark, manifest, folders })
    }

    /// The same of a tree of links to this one's files.
    pub(crate) fn again(&self, root: &Path) -> Option<Self> {
        Self::of(root, self.mark, self.manifest, self.folders())
    }

    /// Its folders, from the root.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.keys().map(PathBuf::as_path)
    }

    /// The record of the tree at `root` among those in `holder`, with its manifest: where there is one, and it is
    /// still true.
    pub(crate) fn read(holder: &Path, root: &Path) -> Option<(Self, Manifest)> {
        let (record, manifest) = Self::held(holder, root)?;
        Some((record, serde_json::from_slice(&manifest).ok()?))
    }

    /// True where there is one, and it is still true.
    pub(crate) fn is_there(holder: &Path, root: &Path) -> bool {
        Self::held(holder, root).is_some()
    }

    /// The same with the manifest as it is written.
    fn held(holder: &Path, root: &Path) -> Option<(Self, Vec<u8>)> {
        let record: Self = serde_json::from_slice(&fs::read(place(holder, root)?).ok()?).ok()?;
        let same =
            |(folder, then): (&PathBuf, &(i64, i64))| changed(&root.join(folder)) == Some(*then);
        if record.program != program() || !record.folders.iter().all(same) {
            return None;
        }
        let text = fs::read(root.join(layout::MANIFEST)).ok()?;
        (Sha256::of(&text) == record.manifest).then_some((record, text))
    }

    /// Puts the record among those in `holder`.
    pub(crate) fn write(&self, holder: &Path, root: &Path) -> std::io::Result<()> {
        let Some(place) = place(holder, root) else { return Ok(()) };
        fs::write(place, serde_json::to_vec(self)?)
    }
}

/// Forgets what is known of the tree at `root`: it is about to change.
pub(crate) fn forget(holder: &Path, root: &Path) -> std::io::Result<()> {
    match place(holder, root).map(fs::remove_file) {
        Some(Err(error)) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        Some(Ok(())) => fs::File::open(holder)?.sync_all(),
        _ => Ok(()),
    }
}

/// Where the record of the tree at `root` stands: it goes by the folder itself, wherever that is moved.
pub(crate) fn place(holder: &Path, root: &Path) -> Option<PathBuf> {
    let number = fs::symlink_metadata(root).ok()?.ino();
    Some(holder.join(format!("{number}.json")))
}

fn changed(folder: &Path) -> Option<(i64, i64)> {
    let metadata = fs::symlink_metadata(folder).ok().filter(fs::Metadata::is_dir)?;
    Some((metadata.mtime(), metadata.mtime_nsec()))
}
