//! Text that should be UTF-8: what of it is not is read as Windows-1252, as older programs of the West write
//! (Latin-1 has the same letters). Where something stands in the bytes it was read from can be told.

use std::borrow::Cow;

/// A text, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Western<'b> {
    /// The text.
    pub text: Cow<'b, str>,
    /// How many letters were read as Windows-1252.
    pub letters: u32,
    /// How many bytes no encoding here has a letter for: a question mark stands for each.
    pub unknown: u32,
    /// Where the text has become longer than the bytes so far, once for each byte more.
    longer: Vec<u32>,
}

impl Western<'_> {
    /// The same, of which nothing is borrowed.
    #[must_use]
    pub fn into_owned(self) -> Western<'static> {
        Western { text: Cow::Owned(self.text.into_owned()), ..self }
    }

    /// Where in the bytes the letter begins that begins at `at` in the text.
    #[must_use]
    pub fn original(&self, at: usize) -> usize {
        at - self.longer.partition_point(|longer| *longer as usize <= at)
    }
}

/// Reads bytes.
#[must_use]
pub fn read(bytes: &[u8]) -> Western<'_> {
    let mut read = Western { text: Cow::Borrowed(""), letters: 0, unknown: 0, longer: Vec::new() };
    if let Ok(text) = std::str::from_utf8(bytes) {
        read.text = Cow::Borrowed(text);
        return read;
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            match letter(*byte) {
                Some(letter) => {
                    text.push(letter);
                    read.letters += 1;
                    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
                    read.longer.extend(std::iter::repeat_n(end, letter.len_utf8() - 1));
                }
                None => {
                    text.push('?');
                    read.unknown += 1;
                }
            }
        }
    }
    read.text = Cow::Owned(text);
    read
}

/// The letters of the bytes from 0x80 to 0x9F; a blank where there is none.
const LETTERS: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

fn letter(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9f => LETTERS.get(usize::from(byte - 0x80)).copied().filter(|it| *it != ' '),
        _ => Some(char::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read;

    #[test]
    fn letters_keep_their_accents_and_their_places() {
        let cases: [(&[u8], &str, (u32, u32)); 6] = [
            (b"camara", "camara", (0, 0)),
            ("cámara €".as_bytes(), "cámara €", (0, 0)),
            (b"c\xe1mara de se\xf1al", "cámara de señal", (2, 0)),
            (b"\x80 5 \x97 \x93\xd1and\xfa\x94", "€ 5 — “Ñandú”", (6, 0)),
            // Some of it is UTF-8.
            (b"c\xc3\xa1mara y se\xf1al", "cámara y señal", (1, 0)),
            (b"a\x81b", "a?b", (0, 1)),
        ];
        for (bytes, text, (letters, unknown)) in cases {
            let found = read(bytes);
            assert_eq!(found.text, text);
            assert_eq!((found.letters, found.unknown), (letters, unknown), "{text}");
        }
        let found = read(b"\x93\xd1and\xfa\x94 x");
        let places = found.text.char_indices().map(|(at, _)| found.original(at));
        assert_eq!(places.collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }

    proptest! {
        #[test]
        fn every_letter_has_its_place(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let found = read(&bytes);
            let ends = found.text.char_indices().map(|(at, _)| at).chain([found.text.len()]);
            let places: Vec<usize> = ends.map(|at| found.original(at)).collect();
            prop_assert!(places.is_sorted());
            prop_assert_eq!(places.last(), Some(&bytes.len()));
            for (letter, place) in found.text.chars().zip(&places).filter(|(c, _)| c.is_ascii()) {
                let byte = bytes[*place];
                prop_assert!(byte == letter as u8 || (letter == '?' && byte >= 0x80));
            }
        }
    }
}
