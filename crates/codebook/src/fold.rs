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
        match plain_run(&text.as_bytes()[at..]) {
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

/// How many bytes, from no white space to no white space, are signs of ASCII with single spaces between.
fn plain_run(bytes: &[u8]) -> usize {
    let mut run = 0;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b' ' if run == at && at > 0 => {}
            0x21..=0x7e => run = at + 1,
            _ => break,
        }
    }
    run
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
#[must_use]
pub fn is_one_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    // What white space begins with beyond ASCII. All bytes are asked, which goes by many at a time.
    let other = |byte: u8| matches!(byte, 9..=13 | 0xc2 | 0xe1..=0xe3);
    let ends = bytes.first().is_some_and(|byte| *byte != b' ') && bytes.last() != Some(&b' ');
    ends && !bytes.iter().fold(false, |found, byte| found | other(*byte))
        && !has_double_space(bytes)
}

/// True where a space stands right behind another.
#[must_use]
pub fn has_double_space(bytes: &[u8]) -> bool {
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(false, |found, (a, b)| found | ((*a == b' ') & (*b == b' ')))
}
