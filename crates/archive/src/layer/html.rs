//! HTML pages: the words of the main content, each run of them with its bytes in the page.

use codebook::LayerMap;

use super::dom::Page;
use super::text::{Decoded, decode, decode_as};
use super::{ExtractError, Made, align, dom, extractor, guard};
use crate::limits::Limits;
use crate::media::utf16;

/// The version of what is done here and in the modules it uses.
pub(super) const VERSION: &str = "2";

/// How far into a page its encoding is looked for.
const DECLARED: usize = 2048;

/// Makes the layer of a page. Where the page is not UTF-8, the runs count in its decoded text, and
/// the extractor's name says from which encoding.
pub(super) fn make(bytes: &[u8], limits: &Limits) -> Result<Made, ExtractError> {
    let Decoded { text: html, encoding } = characters(bytes)?;
    let page = read(&html, limits)?;
    let runs = align::runs(&page.text, &html)?;
    let name = match encoding {
        None => "html".to_owned(),
        Some(encoding) => format!("html:{encoding}"),
    };
    let extractor = extractor(name, VERSION);
    Ok(Made::new(extractor, page.text, LayerMap::Html { runs }, page.meta))
}

/// What a page says that has been decoded.
pub(super) fn read(html: &str, limits: &Limits) -> Result<Page, ExtractError> {
    let size = html.len() as u64;
    if size > limits.html_bytes {
        return Err(ExtractError::TooLarge { size, limit: limits.html_bytes });
    }
    guard::check(html)?;
    let page = dom::read(html, limits)?;
    if page.text.is_empty() {
        return Err(ExtractError::NoText {
            what: "the page has no text of its own (it may fetch it with a script); save it from \
                   a browser as a text or PDF file and add that",
        });
    }
    Ok(page)
}

/// The characters of a page: as UTF-8 if they are that, else as the page declares, else as they
/// seem to be.
fn characters(bytes: &[u8]) -> Result<Decoded, ExtractError> {
    if std::str::from_utf8(bytes).is_err()
        && utf16(bytes).is_none()
        && let Some(encoding) = declared(bytes)
        && let Some(decoded) = decode_as(encoding, bytes)
    {
        return Ok(decoded);
    }
    decode(bytes)
}

/// The encoding that a page declares, unless it is one that its bytes have shown not to be.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes[..bytes.len().min(DECLARED)].to_ascii_lowercase();
    let after = memchr::memmem::find(&head, b"charset")? + b"charset".len();
    let value = head[after..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
    let ends = |byte: &u8| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte);
    let length = value.iter().position(ends).unwrap_or(value.len());
    let encoding = encoding_rs::Encoding::for_label(&value[..length])?;
    encoding.is_ascii_compatible().then_some(encoding).filter(|it| *it != encoding_rs::UTF_8)
}
