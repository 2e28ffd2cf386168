//! Plain text, Markdown and CSV: in UTF-8 the layer is the file itself, else its characters.

use codebook::{LayerMap, MediaType, SourceMeta};

use super::{ExtractError, Made, csv, extractor};
use crate::limits::Limits;
use crate::media::{has_text_bytes, utf16};

/// The version of what is done here.
const VERSION: &str = "1";

pub(super) fn make(media: MediaType, bytes: &[u8], limits: &Limits) -> Result<Made, ExtractError> {
    let Decoded { text, encoding } = decode(bytes)?;
    let extractor = match encoding {
        None => extractor("utf8", VERSION),
        Some(encoding) => extractor(format!("decode:{encoding}"), VERSION),
    };
    let map = match media {
        MediaType::Csv => LayerMap::Table { cells: csv::cells(&text, limits.cells)? },
        _ => LayerMap::Plain,
    };
    let title = (media == MediaType::Markdown).then(|| heading(&text)).flatten();
    let meta = SourceMeta { title: title.map(str::to_owned), ..SourceMeta::default() };
    Ok(Made::new(extractor, text, map, meta))
}

/// A text, and the encoding it was in unless that is UTF-8.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Option<String>,
}

/// The characters of a text in UTF-8, UTF-16 with a byte order mark, or a legacy encoding of one
/// byte a character that can be told from the bytes.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ExtractError> {
    if let Some((encoding, bom)) = utf16(bytes) {
        return decode_as(encoding, &bytes[bom..]).ok_or(ExtractError::NotText {
            at: 0,
            why: "begins a UTF-16 text, but the rest is not one",
        });
    }
    if let Some(at) = memchr::memchr(0, bytes) {
        return Err(ExtractError::NotText { at, why: "is NUL, as in binary data" });
    }
    let invalid = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text: text.to_owned(), encoding: None }),
        Err(error) => error.valid_up_to(),
    };
    let not_text = |why| ExtractError::NotText { at: invalid, why };
    if !has_text_bytes(bytes) {
        return Err(not_text("is not UTF-8, and there are control characters as in binary data"));
    }
    if is_mostly_utf8(bytes) {
        return Err(not_text("is not UTF-8, though the text around it is: it was damaged"));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    if !encoding.is_single_byte() {
        return Err(not_text("is not UTF-8, and its encoding can't be told"));
    }
    decode_as(encoding, bytes)
        .filter(|decoded| !decoded.text.chars().any(is_c1))
        .ok_or_else(|| not_text("is not UTF-8, nor is the text in another known encoding"))
}

/// The characters of a text in a given encoding, if all its bytes are of that encoding.
pub(super) fn decode_as(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Option<Decoded> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
    let encoding = encoding.name().to_ascii_lowercase();
    Some(Decoded { text, encoding: Some(encoding) })
}

/// Control characters that no legacy text has: where they come out, the encoding is another.
fn is_c1(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{9f}')
}

/// Whether there is more well-formed than ill-formed beyond ASCII.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let mut well = 0_usize;
    let mut ill = 0_usize;
    for chunk in bytes.utf8_chunks() {
        well += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        ill += usize::from(!chunk.invalid().is_empty());
    }
    well > ill
}

/// The first heading of a Markdown text.
fn heading(text: &str) -> Option<&str> {
    text.lines()
        .filter_map(|line| line.trim_start_matches('\u{feff}').strip_prefix('#'))
        .map(|line| line.trim_start_matches('#').trim().trim_end_matches('#').trim_end())
        .find(|line| !line.is_empty())
}
