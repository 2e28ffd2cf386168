//! What the fuzz targets call: any text must be read without a panic, twice the same.

use std::sync::Arc;

use codebook::layer::Extractor;
use codebook::{LayerMap, Sha256, SourceId, SourceMeta, TextLayer};

use crate::folded::Folded;
use crate::settled::Settled;
use crate::{Document, Rules};

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
