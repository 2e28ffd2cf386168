//! The manifest: every other file of a bundle with its size and digest. That of a large bundle names
//! manifests of shards, which name the files of the ids that begin so.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use codebook::{Sha256, V1};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::layout::{self, Digits};

/// The manifest as it is written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) v: V1,
    /// The program that made the bundle, and its version.
    pub(crate) veedor: String,
    pub(crate) as_of: Timestamp,
    /// How many digits of an id tell its shard.
    pub(crate) digits: Digits,
    /// The files that are of no shard; by path, each once.
    pub(crate) files: Vec<Listed>,
    /// The manifests of shards, likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) shards: Vec<Shard>,
}

/// A file of the bundle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Listed {
    /// Its path from the bundle's root, with `/` between the parts.
    pub(crate) path: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: Sha256,
}

/// The manifest of a shard, and what it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shard {
    #[serde(flatten)]
    pub(crate) file: Listed,
    /// How many files it names, and their size together.
    pub(crate) names: Size,
}

/// How many files, and how many bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Size {
    pub(crate) files: u64,
    pub(crate) bytes: u64,
}

/// The manifest of a shard as it is written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Names {
    pub(crate) v: V1,
    /// By path, each once.
    pub(crate) files: Vec<Listed>,
}

/// Files that are listed together, by path.
#[derive(Debug, Clone, Default)]
pub(crate) struct Listing(pub(crate) BTreeMap<String, (u64, Sha256)>);

impl Listing {
    pub(crate) fn of(files: Vec<Listed>) -> Self {
        Self(files.into_iter().map(|file| (file.path, (file.bytes, file.sha256))).collect())
    }

    pub(crate) fn files(&self) -> Vec<Listed> {
        let listed = |(path, (bytes, sha256)): (&String, &(u64, Sha256))| Listed {
            path: path.clone(),
            bytes: *bytes,
            sha256: *sha256,
        };
        self.0.iter().map(listed).collect()
    }

    pub(crate) fn size(&self) -> Size {
        // A stranger's sizes add up to anything.
        let sizes = self.0.values().map(|(bytes, _)| *bytes);
        let total = sizes.fold(0, u64::saturating_add);
        Size { files: self.0.len() as u64, bytes: total }
    }
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

/// Which paths there are, in little room: by the first half of their digests.
#[derive(Debug, Default)]
pub(crate) struct Paths(HashSet<[u8; 16]>);

impl Paths {
    pub(crate) fn insert(&mut self, path: &str) {
        self.0.insert(short(&Sha256::of(path.as_bytes())));
    }

    pub(crate) fn contains(&self, path: &str) -> bool {
        self.0.contains(&short(&Sha256::of(path.as_bytes())))
    }
}

/// The first half of a digest.
pub(crate) fn short(digest: &Sha256) -> [u8; 16] {
    let mut short = [0; 16];
    short.copy_from_slice(&digest.as_bytes()[..16]);
    short
}
