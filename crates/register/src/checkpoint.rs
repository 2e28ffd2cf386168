//! The checkpoint: how far the log had come, kept beside the database so that a cut tail shows.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use codebook::{Sha256, V1};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::RegisterError;

const NAME: &str = "checkpoint.json";

/// A row of the log that must be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    v: V1,
    /// The number of the row; 0 before the first.
    pub seq: u64,
    /// Its hash; zeros before the first.
    pub hash: Sha256,
    /// When it was written; none before the first.
    pub at: Option<Timestamp>,
}

impl Checkpoint {
    pub(crate) const fn new(seq: u64, hash: Sha256, at: Option<Timestamp>) -> Self {
        Self { v: V1, seq, hash, at }
    }

    /// Writes it to a temporary file, syncs that, renames it into place and syncs the folder, so that
    /// there is always a whole one.
    pub(crate) fn write(&self, dir: &Path) -> Result<(), RegisterError> {
        let (temporary, path) = (dir.join("checkpoint.json.tmp"), dir.join(NAME));
        let failed = |source| RegisterError::File { path: path.clone(), source };
        let mut text = serde_json::to_string(self)?;
        text.push('\n');
        let mut file = File::create(&temporary).map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        std::fs::rename(&temporary, &path).map_err(failed)?;
        sync_dir(dir)
    }

    pub(crate) fn is_missing(dir: &Path) -> bool {
        !dir.join(NAME).exists()
    }

    /// Reads it; `None` where there is none.
    pub(crate) fn read(dir: &Path) -> Result<Option<Self>, RegisterError> {
        let path = dir.join(NAME);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(RegisterError::File { path, source }),
        };
        serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|error| RegisterError::Checkpoint(error.to_string()))
    }
}

/// Makes the names in a folder durable.
pub(crate) fn sync_dir(dir: &Path) -> Result<(), RegisterError> {
    File::open(dir)
        .and_then(|dir| dir.sync_all())
        .map_err(|source| RegisterError::File { path: dir.to_owned(), source })
}
