//! Words of a folded text, and small lexicons of single words that cost next to nothing to ask.

use std::ops::Range;
use std::sync::OnceLock;

/// A few words, each with what it means. Asked for every word of a text, so most are turned away
/// by their first two letters.
#[derive(Debug)]
pub(crate) struct WordMap<T: 'static> {
    words: &'static [(&'static str, T)],
    sorted: OnceLock<Index>,
}

#[derive(Debug)]
struct Index {
    /// By first letter, a bit for each second letter; bit 31 for words of one letter.
    pairs: [u32; 26],
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
        if index.pairs.get(first)? & (1 << second) == 0 {
            return None;
        }
        let found = index.order.binary_search_by(|at| self.words[*at].0.cmp(word)).ok()?;
        Some(self.words[*index.order.get(found)?].1)
    }

    fn index(&self) -> Index {
        let mut pairs = [0; 26];
        for (word, _) in self.words {
            if let Some((first, second)) = pair(word)
                && let Some(bits) = pairs.get_mut(first)
            {
                *bits |= 1 << second;
            }
        }
        let mut order: Vec<usize> = (0..self.words.len()).collect();
        order.sort_by_key(|at| self.words[*at].0);
        Index { pairs, order }
    }
}

fn pair(word: &str) -> Option<(usize, u32)> {
    let letter = |b: &u8| b.is_ascii_lowercase().then(|| b - b'a');
    let bytes = word.as_bytes();
    let first = letter(bytes.first()?)?;
    let second = bytes.get(1).map_or(Some(31), letter).unwrap_or(30);
    Some((first.into(), second.into()))
}

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
