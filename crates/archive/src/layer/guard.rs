//! What is refused before an HTML page is parsed: tags and texts made (or broken) so that to take them in
//! costs time out of proportion to their size. How much the page is made of, and how deep it is, is counted
//! while it is parsed (`dom.rs`).

use memchr::{memchr, memchr2_iter, memmem};

use super::ExtractError;

/// The most attributes of one tag: parsers compare each with all before it.
const ATTRIBUTES: usize = 512;

/// How many bytes may be searched through to write out special characters (see [`escapes`]).
const ESCAPES: usize = 10_000_000_000;

/// Elements whose content is no markup, unless they stand in a drawing.
const RAW: &[&str] =
    &["iframe", "script", "style", "textarea", "title", "xmp", "noembed", "noframes"];

/// Refuses a page that is a bomb.
pub(super) fn check(html: &str) -> Result<(), ExtractError> {
    let bytes = html.as_bytes();
    if escapes(bytes) > ESCAPES {
        return Err(ExtractError::Html {
            why: "a stretch without tags has too many special characters".to_owned(),
        });
    }
    let mut drawings: usize = 0;
    let mut at = 0;
    while let Some(tag) = next_tag(bytes, &mut at, drawings > 0) {
        if tag.attributes > ATTRIBUTES {
            return Err(ExtractError::Html {
                why: format!("a tag has more than {ATTRIBUTES} attributes"),
            });
        }
        match (tag.name.as_str(), tag.closes) {
            ("svg" | "math", true) => drawings = drawings.saturating_sub(1),
            ("svg" | "math", false) => drawings += usize::from(!tag.closed_itself),
            (name, false) if drawings == 0 && RAW.contains(&name) => {
                skip_raw(bytes, &mut at, name);
            }
            _ => {}
        }
    }
    Ok(())
}

/// A bound on what it costs to write the page out again: for every special character, the parser
/// searches to the next tag.
fn escapes(bytes: &[u8]) -> usize {
    bytes
        .split(|&byte| byte == b'<')
        .map(|stretch| memchr2_iter(b'&', 0xc2, stretch).count().saturating_mul(stretch.len()))
        .fold(0, usize::saturating_add)
}

struct Tag {
    /// In lower case.
    name: String,
    /// `</…>`
    closes: bool,
    /// `<…/>`
    closed_itself: bool,
    attributes: usize,
}

/// The next tag from `at`, which moves behind it. In a drawing, what looks like a comment of another kind
/// may be text, with tags after its first `>`.
fn next_tag(bytes: &[u8], at: &mut usize, in_drawing: bool) -> Option<Tag> {
    loop {
        *at += memchr(b'<', bytes.get(*at..)?)? + 1;
        let rest = &bytes[*at..];
        if let Some(comment) = rest.strip_prefix(b"!--") {
            *at += 3 + comment_length(comment);
            continue;
        }
        let closes = rest.first() == Some(&b'/');
        let name = &rest[usize::from(closes)..];
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            let is_comment = closes || matches!(rest.first(), Some(b'!' | b'?'));
            if is_comment && !in_drawing {
                *at += memchr(b'>', rest).map_or(0, |end| end + 1);
            }
            continue;
        }
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let length = name.iter().position(ends).unwrap_or(name.len());
        let name_text = String::from_utf8_lossy(&name[..length.min(32)]).to_ascii_lowercase();
        *at += usize::from(closes) + length;
        let (attributes, closed_itself) = skip_attributes(bytes, at);
        return Some(Tag { name: name_text, closes, closed_itself, attributes });
    }
}

/// How long a comment is from behind its `<!--`: to the first of the ends that HTML knows. Nothing of one
/// that never ends is taken for a comment.
fn comment_length(comment: &[u8]) -> usize {
    for end in [b">".as_slice(), b"->"] {
        if comment.starts_with(end) {
            return end.len();
        }
    }
    for at in memmem::find_iter(comment, b"--") {
        for end in [b"-->".as_slice(), b"--->", b"--!>", b"---!>"] {
            if comment[at..].starts_with(end) {
                return at + end.len();
            }
        }
    }
    0
}

/// Moves `at` behind the `>` of a tag. Gives the number of its attributes, and whether it closes itself.
fn skip_attributes(bytes: &[u8], at: &mut usize) -> (usize, bool) {
    let skip = |at: &mut usize, is: fn(u8) -> bool| {
        let rest = bytes.get(*at..).unwrap_or_default();
        *at += rest.iter().position(|byte| !is(*byte)).unwrap_or(rest.len());
    };
    let mut attributes = 0;
    loop {
        let before = *at;
        skip(at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        match bytes.get(*at) {
            None => return (attributes, false),
            Some(b'>') => {
                let closed_itself = bytes[before..*at].ends_with(b"/");
                *at += 1;
                return (attributes, closed_itself);
            }
            // Whatever begins a name is of it, be it `=` or a quote.
            Some(_) => *at += 1,
        }
        attributes += 1;
        skip(at, |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
        let name_ends = *at;
        skip(at, |byte| byte.is_ascii_whitespace());
        if bytes.get(*at) != Some(&b'=') {
            *at = name_ends;
            continue;
        }
        *at += 1;
        skip(at, |byte| byte.is_ascii_whitespace());
        match bytes.get(*at) {
            Some(quote @ (b'"' | b'\'')) => {
                let value = &bytes[*at + 1..];
                *at += 1 + memchr(*quote, value).map_or(value.len(), |end| end + 1);
            }
            _ => skip(at, |byte| !byte.is_ascii_whitespace() && byte != b'>'),
        }
    }
}

/// Moves `at` to the end tag of an element whose content is no markup.
fn skip_raw(bytes: &[u8], at: &mut usize, name: &str) {
    let rest = &bytes[*at..];
    let ends = |found: &usize| {
        let end = rest[found + 2..].get(..name.len());
        let after = rest.get(found + 2 + name.len());
        end.is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
            && after.is_none_or(|it| it.is_ascii_whitespace() || matches!(it, b'/' | b'>'))
    };
    *at += memmem::find_iter(rest, b"</").find(ends).unwrap_or(rest.len());
}
