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
    let ending = match media_type {
        MediaType::Plain | MediaType::Markdown => "txt",
        MediaType::Csv => "csv",
        MediaType::Pdf => "pdf",
        MediaType::Docx => "docx",
        MediaType::Xlsx => "xlsx",
        MediaType::Odt => "odt",
        MediaType::Ods => "ods",
        MediaType::Png => "png",
        MediaType::Jpeg => "jpg",
        MediaType::Tiff => "tif",
        MediaType::Html => "html.bin",
        MediaType::Mail => "eml.bin",
        MediaType::Mbox => "mbox.bin",
        MediaType::Warc => "warc.bin",
        MediaType::Other => "bin",
    };
    format!("originals/{id}.{sha256}.{ending}")
}
