//! What can go wrong.

use std::path::PathBuf;

/// Why nothing could be searched.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The register can't be read.
    #[error(transparent)]
    Register(#[from] register::RegisterError),
    /// The index can't be read or written. It can be thrown away: it is made again.
    #[error("the index in {dir} can't be used: {source}; remove that folder, and it is made again")]
    Index {
        /// Its folder.
        dir: PathBuf,
        /// Why.
        source: Box<tantivy::TantivyError>,
    },
    /// A file or folder of the index.
    #[error("can't use {path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}
