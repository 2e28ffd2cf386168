//! Text layers: the words of a source, and where each of them stands in it.
//!
//! Every maker is bounded by [`Limits`] and gives the same layer for the same bytes.

mod align;
pub(crate) mod bbox;
pub(crate) mod csv;
mod dom;
mod error;
mod guard;
mod html;
pub(crate) mod image;
pub(crate) mod joined;
mod mail;
pub(crate) mod numbers;
mod ocr;
mod office;
mod pdf;
pub(crate) mod pictures;
mod process;
pub(crate) mod raster;
mod raw;
pub(crate) mod second;
pub(crate) mod shapes;
mod text;
mod tool;
pub(crate) mod tsv;
mod unread;
mod unseen;

use codebook::layer::Extractor;
use codebook::{LayerMap, MediaType, SourceId, SourceMeta, TextLayer};

pub use self::error::ExtractError;
pub use self::ocr::OnPage;
pub use self::second::{NO_LIBRARY, PdfWord};
use crate::limits::Limits;
use crate::media::{SNIFF_BYTES, name_of, old_office};

/// The longest title that is taken, in characters.
const TITLE: usize = 300;

/// A text layer, and what the document says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extracted {
    /// The layer.
    pub layer: TextLayer,
    /// What the author had hidden, where there is any: a layer of its own, marked by its extractor.
    pub hidden: Option<TextLayer>,
    /// Files inside it that are sources of their own.
    pub parts: Vec<Part>,
    /// What of it was not read, why, and what to do; nothing where all of it was.
    pub unread: Option<String>,
    /// The document's own title and date; where it has no title, the name it came under.
    pub meta: SourceMeta,
}

/// A file inside a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which part it is, as [`codebook::Origin::Part`] says it.
    pub part: String,
    /// Its name there.
    pub name: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a maker hands back.
pub(crate) struct Made {
    pub(crate) extractor: Extractor,
    pub(crate) text: String,
    pub(crate) map: LayerMap,
    /// What was hidden, made by the same extractor.
    pub(crate) hidden: Option<(String, LayerMap)>,
    pub(crate) parts: Vec<Part>,
    pub(crate) unread: Option<String>,
    pub(crate) meta: SourceMeta,
}

impl Made {
    /// A text from which nothing was hidden and in which nothing is contained.
    pub(crate) fn new(extractor: Extractor, text: String, map: LayerMap, meta: SourceMeta) -> Self {
        Self { extractor, text, map, hidden: None, parts: Vec::new(), unread: None, meta }
    }
}

/// Makes the text layer of a source. `name_hint` is what to call a document that has no title.
///
/// # Errors
/// If there is no maker for this media type, the document is damaged, locked or has no text, or a
/// limit is reached.
pub fn text_layer(
    source: SourceId,
    media: MediaType,
    bytes: &[u8],
    name_hint: Option<&str>,
    limits: &Limits,
) -> Result<Extracted, ExtractError> {
    text_layer_watched(source, media, bytes, name_hint, limits, &|_, _| {})
}

/// As [`text_layer`], and tells of every page that takes long because its words are recognised.
///
/// # Errors
/// As [`text_layer`].
pub fn text_layer_watched(
    source: SourceId,
    media: MediaType,
    bytes: &[u8],
    name_hint: Option<&str>,
    limits: &Limits,
    on_page: OnPage<'_>,
) -> Result<Extracted, ExtractError> {
    check_text(media, bytes, bytes.len() as u64, limits)?;
    let made = match media {
        MediaType::Html => html::make(bytes, limits)?,
        MediaType::Pdf => pdf::make(bytes, limits, on_page)?,
        MediaType::Png | MediaType::Jpeg | MediaType::Tiff => {
            image::make(media, bytes, limits, on_page)?
        }
        MediaType::Mail => mail::make(bytes, limits)?,
        MediaType::Mbox => mail::make_mbox(bytes, limits)?,
        MediaType::Docx | MediaType::Odt | MediaType::Xlsx | MediaType::Ods => {
            office::make(media, bytes, limits)?
        }
        media => text::make(media, bytes, limits)?,
    };
    let mut meta = made.meta;
    meta.title = meta.title.as_deref().and_then(title).or_else(|| name_hint.and_then(title));
    let hidden = match made.hidden {
        Some((text, map)) => {
            Some(TextLayer::new(source, made.extractor.clone().of_hidden(), text, map)?)
        }
        None => None,
    };
    let layer = TextLayer::new(source, made.extractor, made.text, made.map)?;
    Ok(Extracted { layer, hidden, parts: made.parts, unread: made.unread, meta })
}

/// Refuses what [`text_layer`] makes nothing of, before all of it is loaded: `head` is its beginning,
/// as long as [`crate::media_type`] needs it, and `size` its whole length in bytes.
///
/// # Errors
/// If there is no maker for this media type, or there is too much of it.
pub fn check_text(
    media: MediaType,
    head: &[u8],
    size: u64,
    limits: &Limits,
) -> Result<(), ExtractError> {
    let limit = match media {
        MediaType::Plain | MediaType::Markdown | MediaType::Csv => limits.text_bytes,
        MediaType::Html => limits.html_bytes,
        MediaType::Pdf
        | MediaType::Mail
        | MediaType::Mbox
        | MediaType::Png
        | MediaType::Jpeg
        | MediaType::Tiff => limits.original_bytes,
        MediaType::Docx | MediaType::Odt | MediaType::Xlsx | MediaType::Ods => {
            limits.unpacked_bytes
        }
        MediaType::Warc => return Err(ExtractError::Warc),
        _ => {
            let head = head.get(..SNIFF_BYTES).unwrap_or(head);
            if let Some(what) = old_office(head) {
                return Err(ExtractError::OldOffice { what });
            }
            return Err(ExtractError::Unsupported { what: name_of(head) });
        }
    };
    if size > limit { Err(ExtractError::TooLarge { size, limit }) } else { Ok(()) }
}

/// A title in one line, or nothing.
fn title(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line: String = words.join(" ").chars().take(TITLE).collect();
    (!line.is_empty()).then_some(line)
}

fn extractor(name: impl Into<String>, version: impl Into<String>) -> Extractor {
    Extractor::new(name, version)
}
