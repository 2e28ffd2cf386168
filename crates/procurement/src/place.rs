//! Where something stands: source, line, bytes, pointer.

use serde::{Deserialize, Serialize};

/// Where a release was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Which source, in the order they were given.
    pub source: u32,
    /// The line (from 1) its unit begins on.
    pub line: u64,
    /// The first byte of the release in the (unpacked) source.
    pub start: u64,
    /// One past its last byte.
    pub end: u64,
    /// The JSON Pointer that leads to it within the line or document; empty where it is the whole.
    pub pointer: String,
    /// Where its bytes wait in the spool, and how many, for sources that can't be read again.
    pub spooled: Option<(u64, u64)>,
}
