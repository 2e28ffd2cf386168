//! The text nodes of a raw HTML page, without white space and with entities decoded, and where each
//! piece of them stands.

use std::cell::RefCell;

use lol_html::html_content::TextType;
use lol_html::{HtmlRewriter, Settings, doc_text};

use super::ExtractError;

/// The longest entity, from `&` to `;`.
const ENTITY: usize = 40;

/// A page's text as one string without white space.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) key: String,
    /// In order, without gaps.
    pieces: Vec<Piece>,
}

/// A stretch of the key that stands together in the raw page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) key_start: usize,
    pub(super) key_len: usize,
    pub(super) raw_start: usize,
    pub(super) raw_end: usize,
    /// Which text node it is of.
    pub(super) node: usize,
    /// Whether the raw bytes are the key's; else they are an entity.
    pub(super) literal: bool,
}

impl Raw {
    /// Reads the text nodes of a page, those of scripts, styles and titles aside.
    pub(super) fn read(html: &str) -> Result<Self, ExtractError> {
        let raw = RefCell::new(Self::default());
        let mut node = 0;
        let text = doc_text!(|chunk| {
            if chunk.text_type() == TextType::Data {
                let place = chunk.source_location().bytes();
                // The key must be cut from the page itself, so that places and words can't differ.
                if let Some(text) = html.get(place.clone()) {
                    raw.borrow_mut().add(text, place.start, node);
                }
            }
            node += usize::from(chunk.last_in_text_node());
            Ok(())
        });
        let settings = Settings::new().with_strict(false).append_document_content_handler(text);
        let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
        rewriter
            .write(html.as_bytes())
            .and_then(|()| rewriter.end())
            .map_err(|error| ExtractError::Html { why: error.to_string() })?;
        Ok(raw.into_inner())
    }

    fn add(&mut self, text: &str, raw_start: usize, node: usize) {
        for word in text.split_whitespace() {
            let start = raw_start + (word.as_ptr() as usize - text.as_ptr() as usize);
            self.add_word(word, start, node);
        }
    }

    fn add_word(&mut self, mut word: &str, mut raw_start: usize, node: usize) {
        while !word.is_empty() {
            let (length, decoded) = match word.find('&') {
                Some(0) => match entity(word) {
                    Some(entity) => entity,
                    None => (1, None),
                },
                Some(at) => (at, None),
                None => (word.len(), None),
            };
            let (part, after) = word.split_at(length);
            let piece = decoded.as_deref().unwrap_or(part);
            // A blank that was written as an entity is a blank.
            let key_start = self.key.len();
            self.key.extend(piece.chars().filter(|character| !character.is_whitespace()));
            let key_len = self.key.len() - key_start;
            if key_len > 0 {
                let raw_end = raw_start + length;
                let literal = decoded.is_none();
                self.pieces.push(Piece { key_start, key_len, raw_start, raw_end, node, literal });
            }
            raw_start += length;
            word = after;
        }
    }

    /// Whether a word, or a part of one that stands by itself, begins at `at` (or the key ends).
    pub(super) fn begins(&self, at: usize) -> bool {
        at == self.key.len()
            || self.pieces.binary_search_by_key(&at, |piece| piece.key_start).is_ok()
    }

    /// The piece that a byte of the key is in. `at` must be in the key.
    pub(super) fn piece(&self, at: usize) -> Piece {
        let after = self.pieces.partition_point(|piece| piece.key_start <= at);
        self.pieces[after - 1]
    }
}

/// The length of the entity that a text begins with, and what it stands for.
fn entity(text: &str) -> Option<(usize, Option<String>)> {
    let length = text.bytes().take(ENTITY).position(|byte| byte == b';')? + 1;
    let entity = text.get(..length)?;
    let decoded = html_escape::decode_html_entities(entity);
    (decoded != entity).then(|| (length, Some(decoded.chars().map(as_browsers_do).collect())))
}

/// Numbers of control characters stand for what Windows had there.
fn as_browsers_do(character: char) -> char {
    match u8::try_from(u32::from(character)) {
        Ok(byte @ 0x80..=0x9f) => {
            let bytes = [byte];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            text.chars().next().unwrap_or(character)
        }
        _ => character,
    }
}
