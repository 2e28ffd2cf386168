//! What can go wrong with the archive, each with the file and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use codebook::layer::LayerError;
use codebook::{LayerId, Sha256};

/// The archive could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The disk refused.
    #[error("could not {doing} {}: {why}", path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the operating system said.
        #[source]
        why: io::Error,
    },
    /// There is no archive.
    #[error("{} is not an archive: the folder {folder} is missing; make one with `veedor init`", root.display())]
    NotAnArchive {
        /// Where it was looked for.
        root: PathBuf,
        /// What is missing.
        folder: &'static str,
    },
    /// A file that was kept is gone.
    #[error("{} is missing; restore it from a backup", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A file's bytes are not those that were kept.
    #[error("{} was altered: expected SHA-256 {expected}, found {found}; restore it from a backup", path.display())]
    Altered {
        /// The file.
        path: PathBuf,
        /// The digest under which it was kept.
        expected: Sha256,
        /// The digest of what is there.
        found: Sha256,
    },
    /// A record and the layer it names do not belong together.
    #[error(
        "the record of layer {recorded} is of layer {found}: its source, extractor or text digest is wrong"
    )]
    Record {
        /// The id in the record.
        recorded: LayerId,
        /// The id that its parts make.
        found: LayerId,
    },
    /// A layer's text is not UTF-8.
    #[error("the text of layer {layer} in {} is not UTF-8 from byte {at}", path.display())]
    Text {
        /// The layer.
        layer: LayerId,
        /// Its text.
        path: PathBuf,
        /// The first byte that is wrong.
        at: usize,
    },
    /// A layer's map can't be read.
    #[error("the map of layer {layer} is not a map of this Veedor: {why}")]
    Map {
        /// The layer.
        layer: LayerId,
        /// What is wrong with it.
        #[source]
        why: serde_json::Error,
    },
    /// A layer's map is not of its text.
    #[error("the map of layer {layer} is not of its text: {why}")]
    MapOfAnother {
        /// The layer.
        layer: LayerId,
        /// What is wrong with it.
        #[source]
        why: LayerError,
    },
}

impl ArchiveError {
    /// For `map_err`: what was tried, on what.
    pub(crate) fn io<'a>(
        doing: &'static str,
        path: &'a Path,
    ) -> impl FnOnce(io::Error) -> ArchiveError + 'a {
        move |why| Self::Io { doing, path: path.to_path_buf(), why }
    }
}

/// Bytes that were not taken into the archive.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// There are none.
    #[error("{} is empty: there is nothing to archive", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// There are too many.
    #[error("{} is larger than {limit} bytes, the most that is archived", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most that is taken.
        limit: u64,
    },
    /// It is a folder, a device or a pipe.
    #[error("{} is {kind}, not a file", path.display())]
    NotAFile {
        /// What it is.
        path: PathBuf,
        /// In words.
        kind: &'static str,
    },
    /// It can't be read.
    #[error("could not read {}: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        #[source]
        why: io::Error,
    },
    /// It changed under our eyes.
    #[error("{} changed while it was read; add it again when it is finished", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The layer is there already, with another map.
    #[error("layer {layer} is kept with another map in {}; if that file was altered, remove it and add the source again", path.display())]
    OtherMap {
        /// The layer.
        layer: LayerId,
        /// The map that is there.
        path: PathBuf,
    },
    /// The archive could not write.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}
