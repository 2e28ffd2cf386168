//! What is refused before an HTML page is parsed: pages made (or broken) so that parsing them takes
//! time or memory out of proportion to their size.
//!
//! This reads tags roughly, not as a parser would; it only counts.

use memchr::{memchr, memchr2_iter, memmem};

use super::ExtractError;
use crate::limits::Limits;

/// The most attributes, roughly, of one tag: parsers compare each with all before it.
const ATTRIBUTES: usize = 512;

/// The most copies, for each element allowed, that unclosed formatting may make: parsers open it
/// again in every block.
const COPIES: usize = 20;

/// How many bytes may be searched through to write out special characters (see [`escapes`]).
const ESCAPES: usize = 10_000_000_000;

/// Elements that have no content.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img",
    "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements whose end tag may be left out: they close each other and so don't nest by themselves.
const CLOSED_BY_OTHERS: &[&str] = &[
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p",
    "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// Elements that parsers open again in the next block if nothing closed them.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Drawing elements, which may be closed in their own tag.
const DRAWING: &[&str] = &[
    "animate",
    "animatetransform",
    "circle",
    "clippath",
    "defs",
    "ellipse",
    "feblend",
    "fecolormatrix",
    "fecomposite",
    "feflood",
    "fegaussianblur",
    "femerge",
    "femergenode",
    "feoffset",
    "g",
    "line",
    "lineargradient",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialgradient",
    "rect",
    "stop",
    "symbol",
    "text",
    "tspan",
    "use",
    "view",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "noembed", "noframes"];

#[derive(Default)]
struct Count {
    elements: usize,
    depth: usize,
    formatting: usize,
    copies: usize,
    drawings: usize,
}

/// Refuses a page that is too large, too deep, or a bomb.
pub(super) fn check(html: &str, limits: &Limits) -> Result<(), ExtractError> {
    let bytes = html.as_bytes();
    if escapes(bytes) > ESCAPES {
        return Err(ExtractError::Html {
            why: "a stretch without tags has too many special characters".to_owned(),
        });
    }
    let too_many = || ExtractError::TooManyElements { limit: limits.html_elements };
    let mut count = Count::default();
    let mut at = 0;
    while let Some(tag) = next_tag(bytes, &mut at) {
        if tag.parts > ATTRIBUTES {
            return Err(ExtractError::Html {
                why: format!("a tag has more than {ATTRIBUTES} attributes"),
            });
        }
        count.tag(&tag);
        if !tag.closes && RAW.contains(&tag.name.as_str()) {
            skip_raw(bytes, &mut at, &tag.name);
        }
        if count.elements > limits.html_elements
            || count.copies > limits.html_elements.saturating_mul(COPIES)
        {
            return Err(too_many());
        }
        if count.depth > limits.html_depth {
            return Err(ExtractError::TooDeep { limit: limits.html_depth });
        }
    }
    Ok(())
}

impl Count {
    fn tag(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if VOID.contains(&name) {
            self.elements += usize::from(!tag.closes);
            return;
        }
        let nests = !CLOSED_BY_OTHERS.contains(&name);
        let formats = FORMATTING.contains(&name);
        let draws = name == "svg" || name == "math";
        if tag.closes {
            self.depth -= usize::from(nests && self.depth > 0);
            self.formatting -= usize::from(formats && self.formatting > 0);
            self.drawings -= usize::from(draws && self.drawings > 0);
            return;
        }
        self.elements += 1;
        self.copies += self.formatting;
        if tag.closed_itself && self.drawings > 0 && DRAWING.contains(&name) {
            return;
        }
        self.depth += usize::from(nests);
        self.formatting += usize::from(formats);
        self.drawings += usize::from(draws);
    }
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
    /// Roughly how many attributes.
    parts: usize,
}

/// The next tag from `at`, which moves behind it.
fn next_tag(bytes: &[u8], at: &mut usize) -> Option<Tag> {
    loop {
        *at += memchr(b'<', bytes.get(*at..)?)? + 1;
        let rest = &bytes[*at..];
        if let Some(comment) = rest.strip_prefix(b"!--") {
            let length = memmem::find(comment, b"-->").map_or(0, |end| end + 3);
            *at += 3 + length;
            continue;
        }
        let closes = rest.first() == Some(&b'/');
        let name = &rest[usize::from(closes)..];
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let length = name.iter().position(ends).unwrap_or(name.len());
        let name_text = String::from_utf8_lossy(&name[..length.min(32)]).to_ascii_lowercase();
        *at += usize::from(closes) + length;
        let (parts, closed_itself) = skip_attributes(bytes, at);
        return Some(Tag { name: name_text, closes, closed_itself, parts });
    }
}

/// Moves `at` behind the `>` of a tag, and counts what could part attributes.
fn skip_attributes(bytes: &[u8], at: &mut usize) -> (usize, bool) {
    let mut parts = 0;
    let mut quote = None;
    let mut before = b' ';
    while let Some(&byte) = bytes.get(*at) {
        *at += 1;
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => continue,
            None => match byte {
                b'>' => return (parts, before == b'/'),
                b'"' | b'\'' if before == b'=' => quote = Some(byte),
                b'/' | b'=' => parts += 1,
                _ if byte.is_ascii_whitespace() => {
                    parts += usize::from(!before.is_ascii_whitespace());
                    // A value may stand apart from its `=`.
                    if before == b'=' {
                        continue;
                    }
                }
                _ => {}
            },
        }
        before = byte;
    }
    (parts, false)
}

/// Moves `at` to the end tag of an element whose content is no markup.
fn skip_raw(bytes: &[u8], at: &mut usize, name: &str) {
    let mut from = *at;
    while let Some(found) = memmem::find(&bytes[from..], b"</") {
        from += found;
        let is_end = bytes
            .get(from + 2..from + 2 + name.len())
            .is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()));
        if is_end {
            *at = from;
            return;
        }
        from += 2;
    }
    *at = bytes.len();
}
