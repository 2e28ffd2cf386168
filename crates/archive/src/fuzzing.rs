//! The doors that the fuzz targets and their test go through: each takes any bytes, and panics if
//! what comes out breaks a promise.

#![expect(clippy::panic, reason = "to panic is how a fuzz target tells of a broken promise")]

use codebook::{LayerMap, MediaType, Sha256, SourceId};

use crate::layer::{ExtractError, Extracted, bbox, text_layer};
use crate::limits::Limits;

fn limits() -> Limits {
    Limits { text_bytes: 1 << 20, html_bytes: 1 << 18, html_elements: 10_000, ..Limits::default() }
}

fn layer(media: MediaType, data: &[u8]) -> Result<Extracted, ExtractError> {
    text_layer(SourceId::new(Sha256::of(data)), media, data, Some("hint"), &limits())
}

/// Text: in UTF-8 the layer is the file.
pub fn layer_text(data: &[u8]) {
    let made = layer(MediaType::Plain, data);
    if let Ok(text) = std::str::from_utf8(data)
        && !text.contains('\0')
        && encoding_rs::Encoding::for_bom(data).is_none()
    {
        assert_eq!(made.ok().map(|made| made.layer.text().to_owned()).as_deref(), Some(text));
    }
}

/// CSV: rows and columns are counted without gaps.
pub fn layer_csv(data: &[u8]) {
    let Ok(made) = layer(MediaType::Csv, data) else { return };
    let LayerMap::Table { cells } = made.layer.map() else { panic!("a table has cells") };
    let mut expected = (0, 0);
    for cell in cells {
        if cell.column == 0 && cell.row > 0 {
            expected = (expected.0 + 1, 0);
        }
        assert_eq!((cell.row, cell.column), expected);
        expected.1 += 1;
    }
}

/// HTML: every run is inside the page, in both orders, on whole characters.
pub fn layer_html(data: &[u8]) {
    let Ok(made) = layer(MediaType::Html, data) else { return };
    let LayerMap::Html { runs } = made.layer.map() else { panic!("a page has runs") };
    let mut before = 0;
    for run in runs {
        assert!(before <= run.raw_start && run.raw_start < run.raw_end);
        if let Ok(html) = std::str::from_utf8(data) {
            assert!(html.get(run.raw_start..run.raw_end).is_some());
        }
        before = run.raw_end;
    }
}

/// The output of `pdftotext -bbox`: every word is where its map says.
pub fn layer_pdf_words(data: &[u8]) {
    let words = bbox::words(data);
    for word in words.pages.iter().flat_map(|page| &page.words) {
        assert!(!words.text[word.start..word.end].is_empty());
        assert!(word.place.iter().all(|edge| edge.is_finite()));
    }
}

/// Media types: the beginning tells as much as the whole.
pub fn media_type(data: &[u8]) {
    let head = &data[..data.len().min(crate::SNIFF_BYTES)];
    assert_eq!(crate::media_type(data), crate::media_type(head));
}
