//! Folding of text for comparison: case, accents and white space aside.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The text in lower case, without accents, with single spaces between its words.
///
/// For comparing only: what is shown or stored is always the text as written.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            folded.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            let plain = word.nfkd().filter(|c| !is_combining_mark(*c));
            folded.extend(plain.flat_map(char::to_lowercase));
        }
    }
    folded
}

/// A name folded to its words: as [`fold`], with punctuation aside.
#[must_use]
pub fn fold_name(name: &str) -> String {
    let words = fold(name);
    let spaced: String = words.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
