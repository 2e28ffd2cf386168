//! The words of a text as written: where each stands, folded, with a capital or not, and whether it is of a body's name.

use std::borrow::Cow;
use std::ops::Range;

use crate::folded::Folded;
use crate::name_words::BODIES;
use crate::words::{LETTERS, WordList};

/// A word of the text as written.
pub(crate) struct Word<'a> {
    pub(crate) at: Range<usize>,
    pub(crate) text: &'a str,
    pub(crate) folded: Cow<'a, str>,
    pub(crate) capital: bool,
    /// True for a word that heads or closes a public body's name.
    pub(crate) body: bool,
}

pub(crate) fn folded_word(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    Cow::Owned(codebook::fold::fold(word))
}

pub(crate) fn words(raw: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(raw.len() / 5);
    cut(raw, |at| words.push(word(raw, at, None)));
    words
}

/// The words of a sentence that is folded already.
pub(crate) fn words_of<'a>(folded: &'a Folded<'_>, raw: &'a str) -> Vec<Word<'a>> {
    let mut words = Vec::with_capacity(raw.len() / 5);
    cut(raw, |at| words.push(word(raw, at, Some(folded))));
    words
}

/// Cuts a text into words, with the signs within them.
fn cut(raw: &str, mut found: impl FnMut(Range<usize>)) {
    let bytes = raw.as_bytes();
    let mut at = 0;
    loop {
        let Some(start) = begin(raw, at) else { return };
        at = start;
        // Letters and digits, then a sign, and whether more follows it.
        while let Some(byte) = bytes.get(at) {
            if LETTERS[usize::from(*byte)] {
                at += 1;
                continue;
            }
            let next = match byte {
                b'&' => at + 1,
                b'.' | b'\'' | b'/' | b'-' if is_alphanumeric(raw, at + 1) => at + 1,
                0..0x80 => break,
                _ => {
                    let next = raw.ceil_char_boundary(at + 1);
                    let quote = &raw[at..next] == "’" && is_alphanumeric(raw, next);
                    if !quote && !is_alphanumeric(raw, at) {
                        break;
                    }
                    next
                }
            };
            at = next;
        }
        found(start..at);
    }
}

/// Where the next letter or digit stands, from `at` on.
fn begin(raw: &str, at: usize) -> Option<usize> {
    let word = |(offset, byte): &(usize, &u8)| match byte {
        0..0x80 => LETTERS[usize::from(**byte)],
        0x80..0xc0 => false,
        _ => is_alphanumeric(raw, *offset),
    };
    raw.as_bytes().iter().enumerate().skip(at).find(word).map(|(offset, _)| offset)
}

/// True where a letter or a digit stands at a place.
fn is_alphanumeric(raw: &str, at: usize) -> bool {
    match raw.as_bytes().get(at) {
        Some(byte @ ..0x80) => byte.is_ascii_alphanumeric(),
        Some(_) => raw[at..].starts_with(char::is_alphanumeric),
        None => false,
    }
}

fn word<'a>(raw: &'a str, at: Range<usize>, folded: Option<&'a Folded<'_>>) -> Word<'a> {
    let text = &raw[at.clone()];
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        let body = BODY.has(text);
        return Word { at, text, folded: Cow::Borrowed(text), capital: false, body };
    }
    let known = folded.and_then(|folded| folded.word(text, at.start));
    let folded = known.map_or_else(|| folded_word(text), Cow::Borrowed);
    let body = is_body(&folded);
    let capital = text.starts_with(char::is_uppercase) && !is_loud(text, &folded);
    Word { at, text, folded, capital, body }
}

/// "QUE CELEBRAN POR": a small word in a text that is all capitals is no name's.
fn is_loud(text: &str, folded: &str) -> bool {
    const SMALL: &[&str] = &[
        "y",
        "que",
        "celebran",
        "celebra",
        "por",
        "una",
        "parte",
        "otra",
        "entre",
        "del",
        "con",
        "para",
        "representado",
        "representada",
        "between",
        "with",
        "and",
        "the",
        "for",
    ];
    text.bytes().all(|b| b.is_ascii_uppercase()) && SMALL.contains(&folded)
}

static BODY: WordList = WordList::new(BODIES);

pub(crate) fn is_body(folded: &str) -> bool {
    let end = folded.bytes().position(|byte| matches!(byte, b'\'' | b'-'));
    let head = end.map_or(folded, |end| &folded[..end]);
    BODY.has(head)
}
