//! A dossier of a test's own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use archive::Archive;
use codebook::SourceId;

/// An empty archive in a folder that goes away with the test.
pub(crate) fn dossier() -> (tempfile::TempDir, Archive) {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create(dir.path()).unwrap();
    (dir, archive)
}

/// Where an original lies.
pub(crate) fn original_path(root: &Path, source: &SourceId) -> PathBuf {
    let name = source.to_string();
    root.join("archive").join(&name[..2]).join(name)
}
