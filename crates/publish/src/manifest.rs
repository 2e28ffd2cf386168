//! The manifest: every other file of a bundle with its size and digest.

use std::fmt::Write as _;

use codebook::{Sha256, V1};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::layout;

/// The manifest as it is written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) v: V1,
    /// The program that made the bundle, and its version.
    pub(crate) veedor: String,
    pub(crate) as_of: Timestamp,
    /// By path, each once.
    pub(crate) files: Vec<Listed>,
}

/// A file of the bundle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Listed {
    /// Its path from the bundle's root, with `/` between the parts.
    pub(crate) path: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: Sha256,
}

/// The digests that no manifest can hold: its own, and its signature's. In the form of `sha256sum`.
pub(crate) fn sums(manifest: &Sha256, signature: Option<&Sha256>) -> String {
    let mut sums = format!("{manifest}  {}\n", layout::MANIFEST);
    if let Some(signature) = signature {
        // Writing to a String does not fail.
        let _ = writeln!(sums, "{signature}  {}", layout::SIGNATURE);
    }
    sums
}
