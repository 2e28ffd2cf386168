//! The public log of releases: each entry binds the one before, so that a cut or a change shows.

use codebook::{FactId, Sha256, V1};
use jiff::Timestamp;
use register::public::Release;
use serde::{Deserialize, Serialize};

/// An entry, as it is written out: one a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Its number, from 1.
    pub(crate) n: u64,
    /// The hash of the entry before; of the first, [`genesis`].
    pub(crate) prev: Sha256,
    pub(crate) fact: FactId,
    /// True where the fact was made public, false where it was taken back.
    pub(crate) released: bool,
    pub(crate) at: Timestamp,
    pub(crate) hash: Sha256,
}

/// How far the log had come: what an older bundle is remembered by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Checkpoint {
    pub(crate) v: V1,
    /// How many entries there are.
    pub(crate) entries: u64,
    /// The hash of the last.
    pub(crate) head: Sha256,
    pub(crate) as_of: Timestamp,
}

/// What the first entry follows.
pub(crate) fn genesis() -> Sha256 {
    Sha256::of(b"veedor releases 1")
}

impl Entry {
    /// The entry after the first `entries`, of which the last has the hash `prev`.
    pub(crate) fn after(entries: u64, prev: Sha256, release: &Release) -> Self {
        let mut entry = Self {
            n: entries.saturating_add(1),
            prev,
            fact: release.fact,
            released: release.released,
            at: release.at,
            hash: prev,
        };
        entry.hash = entry.computed();
        entry
    }

    /// The hash that the entry's own parts make.
    pub(crate) fn computed(&self) -> Sha256 {
        Sha256::of_parts(&[
            b"veedor release 1",
            &self.n.to_be_bytes(),
            self.prev.as_bytes(),
            self.fact.to_string().as_bytes(),
            if self.released { b"released" } else { b"taken back" },
            self.at.to_string().as_bytes(),
        ])
    }
}
