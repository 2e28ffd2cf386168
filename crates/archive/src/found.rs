//! What lies in the archive's folders, wanted or not.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use codebook::{LayerId, SourceId};
use walkdir::WalkDir;

use crate::error::ArchiveError;

/// A file in the archive's folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<T> {
    /// One that stands where the archive puts such files.
    Kept(T),
    /// One that the archive did not put there.
    Stray(PathBuf),
}

/// A file of a text layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LayerFile {
    /// Its text.
    Text(LayerId),
    /// Its map.
    Map(LayerId),
}

impl std::fmt::Display for LayerFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(layer) => write!(f, "the text of layer {layer}"),
            Self::Map(layer) => write!(f, "the map of layer {layer}"),
        }
    }
}

/// The files under `folder` in the order of their names; `tmp` is passed over.
pub(crate) fn files<T, F: Fn(&str) -> Option<T>>(
    folder: &Path,
    name: F,
) -> impl Iterator<Item = Result<Found<T>, ArchiveError>> + use<T, F> {
    let tmp = folder.join("tmp");
    WalkDir::new(folder)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(move |entry| entry.path() != tmp)
        .filter(|entry| !entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir()))
        .map(move |entry| {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(Path::new("")).to_path_buf();
                ArchiveError::Io { doing: "list", path, why: error.into() }
            })?;
            let kept = entry.file_type().is_file().then(|| in_place(entry.path(), &name)).flatten();
            Ok(match kept {
                Some(kept) if entry.depth() == 2 => Found::Kept(kept),
                _ => Found::Stray(entry.into_path()),
            })
        })
}

/// What the file is, if its folder is the first two letters of its name.
fn in_place<T>(path: &Path, name: impl Fn(&str) -> Option<T>) -> Option<T> {
    let file = path.file_name()?.to_str()?;
    let folder = path.parent()?.file_name()?.to_str()?;
    (file.get(..2) == Some(folder)).then(|| name(file)).flatten()
}

/// The source whose original has this name.
pub(crate) fn original(name: &str) -> Option<SourceId> {
    SourceId::from_str(name).ok()
}

/// The part of a layer that has this name.
pub(crate) fn layer(name: &str) -> Option<LayerFile> {
    let id = |text: &str| LayerId::from_str(text).ok();
    match name.split_once('.')? {
        (layer, "txt") => id(layer).map(LayerFile::Text),
        (layer, "map.json") => id(layer).map(LayerFile::Map),
        _ => None,
    }
}
