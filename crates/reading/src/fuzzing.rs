//! What the fuzz targets call: any text must be read without a panic, twice the same.

use std::sync::Arc;

use codebook::layer::Extractor;
use codebook::{LayerMap, Sha256, SourceId, SourceMeta, TextLayer};

use crate::folded::Folded;
use crate::settled::Settled;
use crate::verbatim::{self, Verbatim};
use crate::{Document, Offer, Offers, Rules};

/// A layer of plain text.
#[must_use]
pub fn plain(text: &str) -> Option<TextLayer> {
    let source = SourceId::new(Sha256::of(text.as_bytes()));
    let extractor = Extractor::new("utf8", "1");
    TextLayer::new(source, extractor, Arc::<str>::from(text), LayerMap::Plain).ok()
}

/// Reads any bytes as a document; every span must stand on its words.
///
/// # Panics
/// If a span's words are not the text's.
pub fn read_text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some(layer) = plain(&text) else { return };
    let meta = SourceMeta::default();
    for statement in crate::read(&Rules::new(), &Document { layer: &layer, meta: &meta }) {
        for span in statement.parts().citation.spans() {
            assert_eq!(span.check(&layer), Ok(()), "a span that does not stand on its words");
        }
    }
}

/// Looks for quoted words: before the first form feed stands the quote, behind it the text. What is found, cut from the
/// text, is the quote again, and an offer on it never panics.
///
/// # Panics
/// If what is found is not the quote.
pub fn find_quote(bytes: &[u8]) {
    let all = String::from_utf8_lossy(bytes);
    let all = &all[..all.floor_char_boundary(all.len().min(4096))];
    // A form feed ends the quote: it may have lines of its own.
    let (quote, text) = all.split_once('\u{c}').unwrap_or((all, all));
    if let Some(at) = Verbatim::new(text, 7).find(quote) {
        let found = &text[at.start - 7..at.end - 7];
        assert!(verbatim::are_same(found, quote), "{found:?} is not {quote:?}");
    }
    let Some(layer) = plain(text) else { return };
    let meta = SourceMeta::default();
    let document = Document { layer: &layer, meta: &meta };
    let certain = codebook::statement::Confidence::CERTAIN;
    let Some(offers) = Offers::of(&document, codebook::ReaderId::editor(), certain) else {
        return;
    };
    let value = quote.split_whitespace().next_back().unwrap_or_default();
    let subject = quote.split_whitespace().next().unwrap_or_default();
    for property in codebook::Property::ALL {
        let offer = Offer {
            kind: codebook::Kind::System,
            subject,
            property,
            value,
            quote,
            within: 0..text.len(),
        };
        let Ok(grounded) = offers.take(&offer) else { continue };
        for span in grounded.parts().citation.spans() {
            assert_eq!(span.check(&layer), Ok(()), "a span that does not stand on its words");
        }
    }
}

/// Runs every recogniser over any bytes.
pub fn recognise(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let text = &text[..text.floor_char_boundary(text.len().min(4096))];
    let meta = SourceMeta::default();
    let settled = Settled::of(text, &meta);
    let folded = Folded::new(text, 0);
    let scene = crate::scene::Scene::new(text, 0..text.len(), &settled, &mut Default::default());
    let ends = [
        scene.names.iter().map(|f| f.at.end).max(),
        scene.dates.iter().map(|f| f.at.end).max(),
        scene.money.iter().map(|f| f.at.end).max(),
    ];
    assert!(ends.into_iter().flatten().all(|end| end <= folded.range().end));
}
