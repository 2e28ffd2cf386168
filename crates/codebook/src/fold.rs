//! Folding of text for comparison: case, accents and white space aside.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The text in lower case, without accents, with single spaces between its words.
///
/// For comparing only: what is shown or stored is always the text as written.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() && is_one_line(text) {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let (mut at, mut apart) = (0, true);
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            apart = true;
            at += c.len_utf8();
            continue;
        }
        if std::mem::take(&mut apart) && !folded.is_empty() {
            folded.push(' ');
        }
        let letters = |byte: &u8| byte.is_ascii_graphic();
        match text.as_bytes()[at..].iter().take_while(|byte| letters(byte)).count() {
            0 => {
                push(&mut folded, c);
                at += c.len_utf8();
            }
            run => {
                folded.push_str(&text[at..at + run]);
                at += run;
            }
        }
    }
    folded.make_ascii_lowercase();
    folded
}

/// A character without its accents, in lower case.
fn push(folded: &mut String, c: char) {
    if let Some(plain) = plain(c) {
        return folded.push(plain);
    }
    decompose_compatible(c, |part| {
        if !is_combining_mark(part) {
            folded.extend(part.to_lowercase());
        }
    });
}

/// A character of ASCII or a letter of Spanish, folded: neither needs a table.
#[must_use]
pub const fn plain(c: char) -> Option<char> {
    match c {
        '\0'..='\x7f' => Some(c.to_ascii_lowercase()),
        'á' | 'Á' => Some('a'),
        'é' | 'É' => Some('e'),
        'í' | 'Í' => Some('i'),
        'ó' | 'Ó' => Some('o'),
        'ú' | 'Ú' | 'ü' | 'Ü' => Some('u'),
        'ñ' | 'Ñ' => Some('n'),
        _ => None,
    }
}

/// A name folded to its words: as [`fold`], with punctuation aside.
#[must_use]
pub fn fold_name(name: &str) -> String {
    let folded = fold(name);
    let mut words = String::with_capacity(folded.len());
    let mut apart = false;
    for c in folded.chars() {
        if c.is_alphanumeric() {
            if apart && !words.is_empty() {
                words.push(' ');
            }
            words.push(c);
        }
        apart = !c.is_alphanumeric();
    }
    words
}

/// True where no white space stands in a text but single spaces between its words. It may take a text that is
/// so for another.
pub(crate) fn is_one_line(text: &str) -> bool {
    let mut space = true;
    for byte in text.bytes() {
        // What white space begins with beyond ASCII.
        if matches!(byte, 9..=13 | 0xc2 | 0xe1..=0xe3) || byte == b' ' && space {
            return false;
        }
        space = byte == b' ';
    }
    !space
}
