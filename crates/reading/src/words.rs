//! Words of a folded text, and small lexicons of single words that cost next to nothing to ask.

use std::ops::Range;
use std::sync::OnceLock;

/// A few words, each with what it means. Asked for every word of a text, so most are turned away
/// by their first two letters, their length and their last one.
#[derive(Debug)]
pub(crate) struct WordMap<T: 'static> {
    words: &'static [(&'static str, T)],
    sorted: OnceLock<Index>,
}

#[derive(Debug)]
struct Index {
    /// By first letter, a bit for each second letter; bit 31 for words of one letter.
    pairs: [u32; 26],
    /// By first letter and length, a bit for each last letter.
    ends: [[u32; 32]; 26],
    /// By first letter and length, where such words stand, and where they end.
    places: [[(usize, usize); 32]; 26],
    order: Vec<usize>,
}

impl<T: Copy> WordMap<T> {
    pub(crate) const fn new(words: &'static [(&'static str, T)]) -> Self {
        Self { words, sorted: OnceLock::new() }
    }

    /// What `word` (folded) means.
    pub(crate) fn get(&self, word: &str) -> Option<T> {
        let index = self.sorted.get_or_init(|| self.index());
        let (first, second) = pair(word)?;
        if index.pairs.get(first)? & (1 << second) == 0
            || index.ends.get(first)?.get(length(word))? & last_bit(word) == 0
        {
            return None;
        }
        let (from, until) = *index.places.get(first)?.get(length(word))?;
        let words = index.order.get(from..until)?.iter().map(|at| &self.words[*at]);
        words.into_iter().find(|(known, _)| is(known, word)).map(|(_, meaning)| *meaning)
    }

    /// The words.
    pub(crate) fn words(&self) -> impl Iterator<Item = &'static str> + use<T> {
        self.words.iter().map(|(word, _)| *word)
    }

    fn index(&self) -> Index {
        let mut order: Vec<usize> = (0..self.words.len()).collect();
        order.sort_by_key(|at| {
            let word = self.words[*at].0;
            (word.bytes().next(), length(word), word)
        });
        let (mut pairs, mut ends) = ([0; 26], [[0; 32]; 26]);
        let mut places = [[(0, 0); 32]; 26];
        for (place, at) in order.iter().enumerate() {
            let word = self.words[*at].0;
            let Some((first, second)) = pair(word).filter(|(first, _)| *first < 26) else {
                continue;
            };
            pairs[first] |= 1 << second;
            ends[first][length(word)] |= last_bit(word);
            let here = &mut places[first][length(word)];
            let begins = if here.1 == 0 { place } else { here.0 };
            *here = (begins, place + 1);
        }
        Index { pairs, ends, places, order }
    }
}

fn pair(word: &str) -> Option<(usize, u32)> {
    let letter = |b: &u8| b.is_ascii_lowercase().then(|| b - b'a');
    let bytes = word.as_bytes();
    let first = letter(bytes.first()?)?;
    let second = bytes.get(1).map_or(Some(31), letter).unwrap_or(30);
    Some((first.into(), second.into()))
}

/// A few words that mean the same. Most words are turned away by their first letter and length.
#[derive(Debug)]
pub(crate) struct WordList {
    words: &'static str,
    index: OnceLock<Lengths>,
}

#[derive(Debug)]
struct Lengths {
    /// By first byte, a bit for each length.
    lengths: [u32; 256],
    /// By first byte, where its words stand, and where they end.
    places: [(usize, usize); 256],
    sorted: Vec<&'static str>,
}

impl WordList {
    /// The words, with `|` between them.
    pub(crate) const fn new(words: &'static str) -> Self {
        Self { words, index: OnceLock::new() }
    }

    fn index(&self) -> &Lengths {
        self.index.get_or_init(|| {
            let mut sorted: Vec<&str> = self.words.split('|').collect();
            sorted.sort_unstable();
            let mut lengths = [0; 256];
            let mut places = [(0, 0); 256];
            for (place, word) in sorted.iter().enumerate() {
                let Some(first) = word.bytes().next().map(usize::from) else { continue };
                lengths[first] |= length_bit(word);
                let begins = if places[first].1 == 0 { place } else { places[first].0 };
                places[first] = (begins, place + 1);
            }
            Lengths { lengths, places, sorted }
        })
    }

    /// True for one of them.
    pub(crate) fn has(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next().map(usize::from) else { return false };
        let Lengths { lengths, places, sorted } = self.index();
        let (from, until) = places[first];
        lengths[first] & length_bit(word) != 0
            && sorted
                .get(from..until)
                .is_some_and(|words| words.iter().any(|known| is(known, word)))
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.index().sorted.iter().copied()
    }
}

/// True where two words are the same: most are told apart by their last letter.
#[inline]
fn is(known: &str, word: &str) -> bool {
    known.as_bytes().last() == word.as_bytes().last() && known == word
}

fn length(word: &str) -> usize {
    word.len().min(31)
}

/// Signs and letters beyond ASCII share their bits.
fn last_bit(word: &str) -> u32 {
    word.as_bytes().last().map_or(0, |last| 1 << (last & 31))
}

fn length_bit(word: &str) -> u32 {
    1 << length(word)
}

/// Which bytes are letters or digits of ASCII: asked at nearly every byte of a text.
pub(crate) static LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        letters[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    letters
};

/// The word (letters only) that begins at `at`, if one does.
pub(crate) fn next_word(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let length = rest.bytes().position(|b| !b.is_ascii_lowercase()).unwrap_or(rest.len());
    (length > 0).then_some(at..at + length)
}

/// The words (runs of ASCII letters) of a text, in order.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at += bytes[at..].iter().position(u8::is_ascii_lowercase)?;
        let start = at;
        at += bytes[at..].iter().position(|b| !b.is_ascii_lowercase()).unwrap_or(bytes.len() - at);
        Some(start..at)
    })
}
