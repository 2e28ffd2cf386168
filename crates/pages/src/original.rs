//! Where the original of a source stands, for those who may have it.

use codebook::{MediaType, PublicSourceId, SourceId};
use register::public::{PublicSource, Seen};

/// The original's file, from the root of the site; none where the public may not have it.
#[must_use]
pub fn original(source: &PublicSource) -> Option<String> {
    match source.seen {
        Seen::Whole { source: sha256, media_type, original: true, .. } => {
            Some(original_path(source.id, sha256, media_type))
        }
        _ => None,
    }
}

/// The file of an original with this digest: `originals/ID.SHA256.pdf`. Whatever a browser would run or lay out as a
/// page ends in `.bin`, so that any server hands it out as bytes to keep.
#[must_use]
pub fn original_path(id: PublicSourceId, sha256: SourceId, media_type: MediaType) -> String {
    let (ending, kept) = match media_type {
        MediaType::Markdown => (MediaType::Plain.ending(), ""),
        MediaType::Html | MediaType::Mail | MediaType::Mbox | MediaType::Warc => {
            (media_type.ending(), ".bin")
        }
        other => (other.ending(), ""),
    };
    format!("originals/{id}.{sha256}.{ending}{kept}")
}
