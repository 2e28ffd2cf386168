//! Why a backup was not made, or none restored.

use std::io;
use std::path::{Path, PathBuf};

use archive::ArchiveError;
use codebook::SourceId;
use register::RegisterError;

use crate::error::DossierError;

/// Why a backup was not made, or none restored; nothing stands under its name then.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is something where the backup was to stand.
    #[error("{} is there already; name a new file or folder for the backup", .0.display())]
    Exists(PathBuf),
    /// There is something where the dossier was to stand.
    #[error("{} is not empty; name a new folder for the dossier", .0.display())]
    NotEmpty(PathBuf),
    /// It is in no folder.
    #[error("{}: name a file or folder that is in another", .0.display())]
    NoParent(PathBuf),
    /// It lacks what every backup has.
    #[error("{} is no backup of a dossier: it has no {file}; nothing was restored", path.display())]
    None {
        /// The backup.
        path: PathBuf,
        /// What it lacks.
        file: &'static str,
    },
    /// It holds what no backup holds.
    #[error("{}: it holds `{name}`, which no backup has: nothing was restored", path.display())]
    Strange {
        /// The backup.
        path: PathBuf,
        /// What it holds.
        name: String,
    },
    /// It unpacks to more than any backup does.
    #[error(
        "{}: `{name}` unpacks to more than {ratio} times its packed size, or all of it to more than that, as no backup does: nothing was restored; ask whoever made it for a folder instead", path.display()
    )]
    Bomb {
        /// The backup.
        path: PathBuf,
        /// Where it was given up.
        name: String,
        /// How many times the packed size is borne.
        ratio: u64,
    },
    /// The register names an original that is not kept.
    #[error("the original {0} is not in the archive; run `veedor verify`, then back up again")]
    Missing(SourceId),
    /// A file's name is no text.
    #[error("{}: its name is no text; rename it, then back up again", .0.display())]
    Name(PathBuf),
    /// It is no ZIP file, or a damaged one.
    #[error("{}: {why}; if it was copied here, copy it again", path.display())]
    Zip {
        /// The backup.
        path: PathBuf,
        /// What is wrong with it.
        why: zip::result::ZipError,
    },
    /// The disk refused.
    #[error("can't {doing} {}: {why}", path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        why: io::Error,
    },
    /// The folder can't be one of a dossier.
    #[error(transparent)]
    Dossier(Box<DossierError>),
    /// The archive failed.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The register failed.
    #[error(transparent)]
    Register(#[from] RegisterError),
}

impl From<DossierError> for BackupError {
    fn from(error: DossierError) -> Self {
        Self::Dossier(Box::new(error))
    }
}

/// What becomes of an error of the disk.
pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |why| BackupError::Io { doing, path, why }
}

/// What becomes of an error of the ZIP file.
pub(super) fn zip(path: &Path) -> impl FnOnce(zip::result::ZipError) -> BackupError {
    let path = path.to_owned();
    move |why| BackupError::Zip { path, why }
}
