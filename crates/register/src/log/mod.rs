//! The log: rows that are only ever added, each holding on to the one before.
//!
//! | column | what it is |
//! | --- | --- |
//! | `seq` | 1, 2, 3 … without gaps |
//! | `prev` | the hash of the row before; 32 zero bytes for the first |
//! | `kind` | the event's name |
//! | `digest` | SHA-256 of salt and payload, one after the other |
//! | `hash` | the hash of these four, see [`Header::hash`] |
//! | `stream`, `version` | what the event changes, repeated from the payload; no two rows share both |
//! | `salt` | 16 random bytes |
//! | `payload` | the event as JSON, as written; never re-serialized |
//!
//! The last four go when a source is purged; the first five stay for ever.
//!
//! It must not know what events mean, nor what is made from them.

mod sqlite;

use std::ops::ControlFlow;

use codebook::event::Stream;
use codebook::given::Chance;
use codebook::{Envelope, Sha256};

use crate::error::RegisterError;
pub(crate) use sqlite::{SqliteLog, create_table};

/// The hash before the first row.
pub(crate) const GENESIS: Sha256 = Sha256::from_bytes([0; 32]);

/// What of a row stays for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its number, from 1.
    pub seq: u64,
    /// The hash of the header before it.
    pub prev: Sha256,
    /// The name of its event.
    pub kind: String,
    /// The SHA-256 of its salt and payload.
    pub digest: Sha256,
}

impl Header {
    /// SHA-256 over five parts, each preceded by its length as eight bytes, big end first:
    /// `veedor log 1`, the number as eight bytes, big end first, the hash before, the kind, the digest.
    #[must_use]
    pub fn hash(&self) -> Sha256 {
        Sha256::of_parts(&[
            b"veedor log 1",
            &self.seq.to_be_bytes(),
            self.prev.as_bytes(),
            self.kind.as_bytes(),
            self.digest.as_bytes(),
        ])
    }
}

/// A row as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What stays for ever.
    pub header: Header,
    /// The header's hash, as stored.
    pub hash: Sha256,
    /// What the event changes.
    pub stream: Option<String>,
    /// Which change of it the event is.
    pub version: Option<u32>,
    /// What makes the digest unguessable.
    pub salt: Option<Vec<u8>>,
    /// The event, as written.
    pub payload: Option<Vec<u8>>,
}

impl Row {
    /// The event; `None` where it was erased.
    ///
    /// # Errors
    /// If the payload is no event.
    pub fn envelope(&self) -> Result<Option<Envelope>, RegisterError> {
        let Some(payload) = &self.payload else { return Ok(None) };
        serde_json::from_slice(payload).map(Some).map_err(|error| RegisterError::Row {
            seq: self.header.seq,
            why: format!("its payload is no event ({error})"),
        })
    }
}

/// The digest of a row's salt and payload.
pub(crate) fn digest_of(salt: &[u8], payload: &[u8]) -> Sha256 {
    Sha256::of(&[salt, payload].concat())
}

/// A look at one row; one that can't be read is an error that names it.
pub(crate) type Visit<'v> =
    dyn FnMut(Result<Row, RegisterError>) -> Result<ControlFlow<()>, RegisterError> + 'v;

/// Where the rows are kept: nothing else touches them. One table with two rules (`seq` is unique,
/// `stream` with `version` is unique) is all it takes, so that a shared database can stand behind it.
pub(crate) trait Log {
    /// The number and hash of the last row; 0 and zeros for an empty log.
    fn head(&self) -> Result<(u64, Sha256), RegisterError>;

    /// The version of a stream; 0 for one that nothing has changed yet.
    fn version(&self, stream: &Stream) -> Result<u32, RegisterError>;

    /// Appends a set, all of it or nothing. Each event carries the version that it makes; if that is
    /// taken, somebody else was first, and the answer is [`RegisterError::Conflict`].
    fn append(&self, set: &[Envelope], chance: &dyn Chance) -> Result<(), RegisterError>;

    /// Takes over a row of another log as it is, erased or not. The copy's reader holds it to the chain.
    fn take_over(&self, row: &Row) -> Result<(), RegisterError>;

    /// How many rows there are, and how many of them are erased.
    fn count(&self) -> Result<(u64, u64), RegisterError>;

    /// The first row that still has its words.
    fn first_whole(&self) -> Result<Option<Row>, RegisterError>;

    /// The last row that still has its words.
    fn last_whole(&self) -> Result<Option<Row>, RegisterError>;

    /// The last row of a stream.
    fn last_of(&self, stream: &Stream) -> Result<Option<Row>, RegisterError>;

    /// Looks at every row of a stream, in order.
    fn visit_stream(&self, stream: &Stream, visit: &mut Visit<'_>) -> Result<(), RegisterError>;

    /// One row.
    fn row(&self, seq: u64) -> Result<Option<Row>, RegisterError>;

    /// Looks at every row from `from` on, in order.
    fn visit(&self, from: u64, visit: &mut Visit<'_>) -> Result<(), RegisterError>;

    /// Destroys stream, version, salt and payload of rows; their headers stay.
    fn erase(&self, rows: &[u64]) -> Result<(), RegisterError>;
}
