//! Which language a document is in: it settles how `40.000` is read, and what is called by a word for its kind.

use std::sync::LazyLock;

use codebook::Kind;
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

impl Language {
    /// The word for a thing of a kind, for one that nothing else tells from others.
    pub(crate) const fn noun(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::English, Kind::Contract) => "contract",
            (Self::English, Kind::Request) => "request",
            (Self::English, Kind::Law) => "law",
            (Self::English, _) => "system",
            (Self::Spanish, Kind::Contract) => "contrato",
            (Self::Spanish, Kind::Request) => "solicitud",
            (Self::Spanish, Kind::Law) => "ley",
            (Self::Spanish, _) => "sistema",
        }
    }
}

/// How much of a document the detector looks at: it is slow, and a few sentences settle it.
const SAMPLE: usize = 600;
/// How much is looked at for the small words that settle most documents without it.
const GLANCE: usize = 2000;

static DETECTOR: LazyLock<LanguageDetector> = LazyLock::new(|| {
    use lingua::Language::{Catalan, English, French, Portuguese, Spanish};
    let languages = [Catalan, English, French, Portuguese, Spanish];
    LanguageDetectorBuilder::from_languages(&languages).with_low_accuracy_mode().build()
});

/// The language of a document, from its first words.
pub(crate) fn detect(text: &str) -> Language {
    by_small_words(head(text, 0, GLANCE)).unwrap_or_else(|| {
        // Past titles and mastheads, where there is more than those.
        let start = if text.len() > 3 * SAMPLE { SAMPLE } else { 0 };
        match DETECTOR.detect_language_of(head(text, start, SAMPLE)) {
            None | Some(lingua::Language::English) => Language::English,
            Some(_) => Language::Spanish,
        }
    })
}

/// Tells by words that only one of the two has, where they are many and nearly all of one kind.
fn by_small_words(text: &str) -> Option<Language> {
    let (mut english, mut spanish) = (0_usize, 0_usize);
    const LONGEST: usize = 5;
    for word in words(text).filter(|word| word.len() <= LONGEST) {
        match word {
            "the" | "of" | "and" | "to" | "that" | "was" | "for" | "with" | "The" | "is" | "by"
            | "on" | "from" | "at" | "this" | "which" | "are" | "be" => english += 1,
            "de" | "la" | "el" | "que" | "los" | "las" | "del" | "con" | "por" | "El" | "La"
            | "en" | "para" | "una" | "se" | "su" | "al" | "un" | "y" => spanish += 1,
            _ => {}
        }
    }
    match (english, spanish) {
        (e, s) if e >= 5 && e > 3 * s => Some(Language::English),
        (e, s) if s >= 5 && s > 3 * e => Some(Language::Spanish),
        _ => None,
    }
}

/// The runs of letters in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' => at += 1,
                0..0x80 => break,
                _ => match text[at..].chars().next().filter(|c| c.is_alphabetic()) {
                    Some(letter) => at += letter.len_utf8(),
                    None => break,
                },
            }
        }
        let word = text.get(start..at)?;
        let sign = text[at..].chars().next();
        at += sign.map_or(usize::from(start < at), char::len_utf8);
        (sign.is_some() || !word.is_empty()).then_some(word)
    })
}

fn head(text: &str, start: usize, most: usize) -> &str {
    let end = text.len().min(start + most);
    &text[text.floor_char_boundary(start)..text.floor_char_boundary(end)]
}
