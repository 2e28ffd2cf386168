//! What the fuzz targets call: any text must be read without a panic, twice the same.

use std::sync::Arc;

use codebook::layer::{Extractor, Page, Word};
use codebook::{LayerMap, Sha256, SourceId, SourceMeta, Statement, TextLayer};

use crate::folded::Folded;
use crate::names::NameOf;
use crate::recognise::{Recogniser, recognise as recognise_alone};
pub use crate::relations::Weighed;
use crate::scene::Scene;
use crate::sentences::sentences;
use crate::settled::Settled;
use crate::short_names::Acronyms;
use crate::verbatim::{self, Verbatim};
use crate::{Document, Offer, Offers, Rules};

/// A layer of plain text.
#[must_use]
pub fn plain(text: &str) -> Option<TextLayer> {
    let source = SourceId::new(Sha256::of(text.as_bytes()));
    let extractor = Extractor::new("utf8", "1");
    TextLayer::new(source, extractor, Arc::<str>::from(text), LayerMap::Plain).ok()
}

/// What is proposed from a plain text of which nothing else is known.
#[must_use]
pub fn statements(text: &str) -> Vec<Statement> {
    let meta = SourceMeta::default();
    let read = |layer| crate::read(&Rules::new(), &Document { layer: &layer, meta: &meta });
    plain(text).map_or_else(Vec::new, read)
}

/// What is weighed of a document's mentions, for whoever learns from it.
#[must_use]
pub fn weighed(document: &Document<'_>) -> Vec<Weighed> {
    crate::rules::weighed(document)
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

/// The names in a text, sentence by sentence as in a document, and what each is the name of.
#[must_use]
pub fn names(text: &str) -> Vec<(String, &'static str)> {
    let settled = Settled::of(text, &SourceMeta::default());
    let mut known = Acronyms::default();
    let mut found = Vec::new();
    for sentence in sentences(text, settled.language()) {
        let scene = Scene::new(text, sentence.at, &settled, &mut known);
        found.extend(scene.names.iter().filter_map(|name| {
            let kind = match name.value {
                NameOf::Agency => "agency",
                NameOf::Vendor => "vendor",
                NameOf::Product => "product",
                NameOf::Law => "law",
                NameOf::Database => "database",
                NameOf::Organisation => "organisation",
                NameOf::Acronym => return None,
            };
            Some((text.get(name.at.clone())?.to_owned(), kind))
        }));
    }
    found
}

/// The places in a text that stand in no body's or company's name.
#[must_use]
pub fn places(text: &str, country: Option<&str>) -> Vec<(String, &'static str)> {
    let meta = SourceMeta { country: country.map(str::to_owned), ..SourceMeta::default() };
    let settled = Settled::of(text, &meta);
    let scene = Scene::new(text, 0..text.len(), &settled, &mut Acronyms::default());
    let inside = |at: &std::ops::Range<usize>| {
        scene.names.iter().any(|name| name.at.start < at.end && at.start < name.at.end)
    };
    let places = scene.places.iter().map(|place| place.at.clone()).filter(|at| !inside(at));
    places.filter_map(|at| Some((text.get(at)?.to_owned(), "place"))).collect()
}

/// The technologies in a text.
#[must_use]
pub fn technologies(text: &str) -> Vec<(String, &'static str)> {
    let found = crate::technology::technologies(&Folded::new(text, 0)).into_iter();
    found.filter_map(|f| Some((text.get(f.at)?.to_owned(), f.value.as_str()))).collect()
}

/// As much of any bytes as one document for a recogniser.
fn some_text(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text[..text.floor_char_boundary(text.len().min(8192))].to_owned()
}

/// Looks for names in any bytes.
///
/// # Panics
/// If one is empty.
pub fn recognise_names(bytes: &[u8]) {
    assert!(names(&some_text(bytes)).iter().all(|(words, _)| !words.is_empty()));
}

/// Looks for places in any bytes, of a source from Mexico and from nowhere.
///
/// # Panics
/// If one is empty.
pub fn recognise_places(bytes: &[u8]) {
    let text = some_text(bytes);
    for country in [None, Some("MX")] {
        assert!(places(&text, country).iter().all(|(words, _)| !words.is_empty()));
    }
}

/// Looks for technologies in any bytes; each must be found again in its own words.
///
/// # Panics
/// If one is not.
pub fn recognise_technology(bytes: &[u8]) {
    for (words, term) in technologies(&some_text(bytes)) {
        let again = technologies(&words);
        assert!(again.iter().any(|(_, same)| *same == term), "`{words}` alone is no {term}");
    }
}

/// Runs the recogniser of dates over any bytes.
///
/// # Panics
/// If what it finds does not stand in the text, or is not found again.
pub fn dates(bytes: &[u8]) {
    alone(Recogniser::Dates, bytes);
}

/// Runs the recogniser of money over any bytes.
///
/// # Panics
/// If what it finds does not stand in the text, or is not found again.
pub fn money(bytes: &[u8]) {
    alone(Recogniser::Money, bytes);
}

/// Runs the recogniser of counts over any bytes.
///
/// # Panics
/// If what it finds does not stand in the text, or is not found again.
pub fn quantities(bytes: &[u8]) {
    alone(Recogniser::Quantities, bytes);
}

/// Runs the recogniser of rates over any bytes.
///
/// # Panics
/// If what it finds does not stand in the text, or is not found again.
pub fn rates(bytes: &[u8]) {
    alone(Recogniser::Rates, bytes);
}

/// Runs the recogniser of identifiers over any bytes.
///
/// # Panics
/// If what it finds does not stand in the text, or is not found again.
pub fn identifiers(bytes: &[u8]) {
    alone(Recogniser::Identifiers, bytes);
}

/// Runs the recogniser of references to law over any bytes.
///
/// # Panics
/// If what it finds does not stand in the text, or is not found again.
pub fn law(bytes: &[u8]) {
    alone(Recogniser::Law, bytes);
}

/// Runs one recogniser in both languages, with and without a date to complete from.
fn alone(recogniser: Recogniser, bytes: &[u8]) {
    let text = some_text(bytes);
    let text = text.as_str();
    let dated = SourceMeta {
        published: "2031-03-15".parse().ok(),
        country: Some("MX".to_owned()),
        ..SourceMeta::default()
    };
    for (language, meta) in [("es", &dated), ("en", &SourceMeta::default())] {
        let found = recognise_alone(recogniser, text, Some(language), meta);
        for one in &found {
            let words = text.get(one.at.clone());
            assert!(words.is_some_and(|words| !words.is_empty()), "{one:?} stands on no words");
        }
        assert_eq!(found, recognise_alone(recogniser, text, Some(language), meta));
    }
}

/// Reads any bytes as tables and forms of a document about face recognition: as plain text, and as the
/// words of pages that stand where the bytes say.
///
/// # Panics
/// If a span's words are not the text's.
pub fn read_records(bytes: &[u8]) {
    let text = format!("Facial recognition\n{}", some_text(bytes));
    read_text(text.as_bytes());
    let places = bytes.iter().copied().cycle();
    let words: Vec<Word> = text
        .split_whitespace()
        .zip(places)
        .map(|(word, at)| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let (left, top) = (f32::from(at % 16) * 35.0, f32::from(at / 16) * 12.0);
            let place = [left, top, left + 30.0, top + 10.0];
            Word { start, end: start + word.len(), place, confidence: None, disputed: false }
        })
        .collect();
    let pages = vec![Page { number: 1, width: 612.0, height: 792.0, words }];
    let source = SourceId::new(Sha256::of(text.as_bytes()));
    let extractor = Extractor::new("pdftotext", "1");
    let Ok(layer) = TextLayer::new(source, extractor, text, LayerMap::Pages { pages }) else {
        return;
    };
    let meta = SourceMeta::default();
    for statement in crate::read(&Rules::new(), &Document { layer: &layer, meta: &meta }) {
        for span in statement.parts().citation.spans() {
            assert_eq!(span.check(&layer), Ok(()), "a span that does not stand on its words");
        }
    }
}

/// Reads any bytes as records in a program's notation, in a document about face recognition.
///
/// # Panics
/// If a span's words are not the text's.
pub fn read_notation(bytes: &[u8]) {
    read_text(format!("Facial recognition\n{}", some_text(bytes)).as_bytes());
}

/// Looks for page furniture in any bytes.
///
/// # Panics
/// If a stretch of it is not in the text, or out of order.
pub fn furniture(bytes: &[u8]) {
    let text = some_text(bytes);
    let found = crate::furniture::furniture(&LayerMap::Plain, &text);
    assert!(found.iter().all(|at| text.get(at.clone()).is_some()));
    assert!(found.is_sorted_by_key(|at| at.start));
}
