//! Documents that are ZIP archives, told by the names of the first files in them.

use codebook::MediaType;

/// What a local file header begins with.
const ENTRY: &[u8] = b"PK\x03\x04";

/// The length of a local file header before the name.
const HEADER: usize = 30;

/// The kind of document that a ZIP archive is, if it is one that is read.
pub(super) fn media_type(head: &[u8]) -> Option<MediaType> {
    if !head.starts_with(ENTRY) {
        return None;
    }
    for at in memchr::memmem::find_iter(head, ENTRY) {
        let (name, content) = entry(&head[at..])?;
        // The first file of an OpenDocument is its media type, not packed.
        if name == b"mimetype" && at == 0 {
            return [MediaType::Odt, MediaType::Ods].into_iter().find(|media| {
                let rest = content.strip_prefix(media.as_str().as_bytes());
                rest.is_some_and(|rest| rest.starts_with(b"PK") || rest.is_empty())
            });
        }
        if name.starts_with(b"word/") {
            return Some(MediaType::Docx);
        }
        if name.starts_with(b"xl/") {
            return Some(MediaType::Xlsx);
        }
        let of_a_package = [&b"[Content_Types].xml"[..], b"_rels/", b"docProps/", b"customXml/"];
        if at == 0 && !of_a_package.iter().any(|begin| name.starts_with(begin)) {
            return None;
        }
    }
    None
}

/// The name of the entry that begins here, and what follows its header.
fn entry(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = |at: usize| {
        let bytes = bytes.get(at..at + 2)?.try_into().ok()?;
        Some(usize::from(u16::from_le_bytes(bytes)))
    };
    let name_end = HEADER + length(26)?;
    let content = name_end + length(28)?;
    Some((bytes.get(HEADER..name_end)?, bytes.get(content..).unwrap_or_default()))
}
