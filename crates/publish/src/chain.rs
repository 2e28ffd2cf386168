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

/// The entries of a log.
pub(crate) fn entries(releases: &[Release]) -> Vec<Entry> {
    let mut prev = genesis();
    let mut entries = Vec::with_capacity(releases.len());
    for (n, release) in (1..).zip(releases) {
        let mut entry = Entry {
            n,
            prev,
            fact: release.fact,
            released: release.released,
            at: release.at,
            hash: prev,
        };
        entry.hash = entry.computed();
        prev = entry.hash;
        entries.push(entry);
    }
    entries
}

/// The checkpoint after the last entry.
pub(crate) fn checkpoint(entries: &[Entry], as_of: Timestamp) -> Checkpoint {
    Checkpoint {
        v: V1,
        entries: entries.len() as u64,
        head: entries.last().map_or_else(genesis, |entry| entry.hash),
        as_of,
    }
}

/// The facts that a log leaves public, in order of their ids.
pub(crate) fn standing(
    entries: impl Iterator<Item = (FactId, bool)>,
) -> std::collections::BTreeSet<FactId> {
    let mut standing = std::collections::BTreeSet::new();
    for (fact, released) in entries {
        if released {
            standing.insert(fact);
        } else {
            standing.remove(&fact);
        }
    }
    standing
}
