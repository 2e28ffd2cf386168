//! Which language a document is in: it settles how `40.000` is read, and nothing else.

use lingua::{LanguageDetector, LanguageDetectorBuilder};

/// The languages that reading tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Language {
    /// English, and what is not told apart further.
    #[default]
    English,
    /// Spanish, and what writes its numbers as Spanish does.
    Spanish,
}

/// How much of a document is looked at: the detector is slow, and a few sentences settle it.
const SAMPLE: usize = 600;

/// Tells languages apart.
pub(crate) struct Detector(LanguageDetector);

impl Detector {
    /// Builds the tables, once.
    pub(crate) fn new() -> Self {
        use lingua::Language::{Catalan, English, French, Portuguese, Spanish};
        let languages = [Catalan, English, French, Portuguese, Spanish];
        Self(LanguageDetectorBuilder::from_languages(&languages).with_low_accuracy_mode().build())
    }

    /// The language of a document, from its first words.
    pub(crate) fn detect(&self, text: &str) -> Language {
        match self.0.detect_language_of(sample(text)) {
            None | Some(lingua::Language::English) => Language::English,
            Some(_) => Language::Spanish,
        }
    }
}

/// Some words from the middle of the beginning, past titles and mastheads.
fn sample(text: &str) -> &str {
    let start = if text.len() > 3 * SAMPLE { SAMPLE } else { 0 };
    let end = text.len().min(start + SAMPLE);
    &text[text.floor_char_boundary(start)..text.floor_char_boundary(end)]
}
