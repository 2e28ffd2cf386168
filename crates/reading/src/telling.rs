//! Numerals, and the words that numbers, dates and lengths of time are told with, and that somebody says
//! something with: cut out once for all.

use std::ops::Range;
use std::sync::LazyLock;

use crate::words::WordMap;
use crate::{dates, numbers, relations};

/// What is told with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Tells {
    Number = 1,
    Date = 2,
    Length = 4,
    Saying = 8,
}

/// A numeral, which tells of all, or a word that tells of something: a run of digits or of letters.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    pub(crate) at: Range<usize>,
    tells: u8,
}

impl Telling {
    /// True where it tells of this.
    pub(crate) const fn tells(&self, of: Tells) -> bool {
        self.tells & of as u8 != 0
    }
}

static WORDS: LazyLock<WordMap<u8>> = LazyLock::new(|| {
    let numbers = numbers::words().map(|word| (word, Tells::Number as u8));
    let dates = dates::words().map(|word| (word, Tells::Date as u8));
    let lengths = dates::units().map(|word| (word, Tells::Length as u8));
    let saying = relations::says().map(|word| (&*word.leak(), Tells::Saying as u8));
    let mut all: Vec<(&str, u8)> = numbers.chain(dates).chain(lengths).chain(saying).collect();
    all.sort_unstable();
    all.dedup_by(|next, word| {
        let same = next.0 == word.0;
        word.1 |= if same { next.1 } else { 0 };
        same
    });
    WordMap::new(all.leak())
});

/// Those of a folded text, in order.
pub(crate) fn telling(text: &str) -> Vec<Telling> {
    let bytes = text.as_bytes();
    let words = &*WORDS;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'0'..=b'9' => {
                at += run(&bytes[at..], u8::is_ascii_digit);
                let tells = Tells::Number as u8 | Tells::Date as u8;
                found.push(Telling { at: start..at, tells });
            }
            b'a'..=b'z' => {
                at += run(&bytes[at..], u8::is_ascii_lowercase);
                if let Some(tells) = words.get(&text[start..at]) {
                    found.push(Telling { at: start..at, tells });
                }
            }
            _ => {}
        }
    }
    found
}

fn run(bytes: &[u8], fits: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| fits(byte)).count()
}
