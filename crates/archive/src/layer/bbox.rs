//! What `pdftotext -bbox` writes: XHTML with a box for every word, in reading order.
//!
//! The reader is tolerant, since poppler passes on whatever bytes a PDF has for a word.

use std::borrow::Cow;

use memchr::memmem;

use super::joined::{Gap, Loose, Sheet};

/// The words of a PDF, page by page. The boxes count from the upper left of the media box, as the page
/// is turned; the size is the media box's, not turned.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) title: Option<String>,
    pub(crate) sheets: Vec<Sheet>,
}

/// Reads the output of `pdftotext -bbox`.
pub(crate) fn words(output: &[u8]) -> Words {
    let mut words = Words::default();
    let mut sheet = Sheet::default();
    let mut rest = output;
    while let Some((tag, after)) = next_tag(rest) {
        rest = after;
        if tag.starts_with(b"word ") {
            let end = memmem::find(rest, b"</word>").unwrap_or(rest.len());
            sheet.words.extend(word(tag, &rest[..end]));
            rest = &rest[end..];
        } else if tag.starts_with(b"page ") {
            sheet.width = attribute(tag, "width");
            sheet.height = attribute(tag, "height");
            sheet.number += 1;
        } else if tag == b"/page" {
            let next = Sheet { words: Vec::new(), ..sheet };
            words.sheets.push(std::mem::replace(&mut sheet, next));
        } else if tag == b"title" && words.title.is_none() {
            let end = memmem::find(rest, b"</title>").unwrap_or(rest.len());
            words.title = Some(unescape(&rest[..end]));
        }
    }
    words
}

/// The next tag without its brackets, and what comes after it.
fn next_tag(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let start = memchr::memchr(b'<', bytes)? + 1;
    let end = start + memchr::memchr(b'>', &bytes[start..])?;
    Some((&bytes[start..end], &bytes[end + 1..]))
}

/// A number in a tag; 0 where there is none.
fn attribute(tag: &[u8], name: &str) -> f32 {
    let value = || {
        let needle = format!(" {name}=\"");
        let start = memmem::find(tag, needle.as_bytes())? + needle.len();
        let end = start + memchr::memchr(b'"', &tag[start..])?;
        let number: f32 = std::str::from_utf8(&tag[start..end]).ok()?.parse().ok()?;
        number.is_finite().then_some(number)
    };
    value().unwrap_or(0.0)
}

/// A word, unless it is empty.
fn word(tag: &[u8], text: &[u8]) -> Option<Loose> {
    let place = ["xMin", "yMin", "xMax", "yMax"].map(|name| attribute(tag, name));
    let text = unescape(text);
    (!text.is_empty()).then_some(Loose {
        text,
        place,
        confidence: None,
        disputed: false,
        after: Gap::Line,
    })
}

/// Decodes entities; drops control characters and white space around.
fn unescape(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text: Cow<'_, str> = html_escape::decode_html_entities(&text);
    text.trim().chars().filter(|character| !character.is_control()).collect()
}
