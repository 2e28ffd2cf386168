//! Finds quoted words in a text, and the bytes they stand on.
//!
//! Whoever copies words out of a document changes what nobody reads: runs of white space, words broken
//! at the end of a line, ligatures, the shape of quote marks. Those are folded on both sides, each with
//! the place it came from. Nothing else is: a word, a figure or an accent that differs is not there.

use std::ops::Range;

/// What one character of a text stands for, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Unit {
    c: char,
    start: usize,
    end: usize,
    /// A hyphen that breaks a word at the end of a line: it may be the word's own or not.
    broken: bool,
}

/// A stretch of text in which quoted words are looked for.
#[derive(Debug, Clone)]
pub(crate) struct Verbatim {
    units: Vec<Unit>,
}

impl Verbatim {
    /// Prepares `text`, which stands at byte `base` of its layer.
    pub(crate) fn new(text: &str, base: usize) -> Self {
        let mut units: Vec<Unit> = Vec::with_capacity(text.len());
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let (start, mut end) = (base + at, base + at + c.len_utf8());
            at += c.len_utf8();
            let mut unit = |c, broken| units.push(Unit { c, start, end, broken });
            if let Some(letters) = ligature(c) {
                letters.chars().for_each(|c| unit(c, false));
            } else if c.is_whitespace() {
                let space = &text[at..];
                at += space.len() - space.trim_start().len();
                end = base + at;
                units.push(Unit { c: ' ', start, end, broken: false });
            } else if is_hyphen(c) {
                let after = &text[at..];
                let rest = after.trim_start();
                let space = &after[..after.len() - rest.len()];
                let breaks = space.contains('\n')
                    && !space.contains("\n\n")
                    && rest.starts_with(char::is_alphabetic)
                    && units.last().is_some_and(|before| before.c.is_alphabetic());
                if breaks {
                    at += space.len();
                    end = base + at;
                }
                units.push(Unit { c: '-', start, end, broken: breaks });
            } else if c != '\u{ad}' {
                unit(plain(c), false);
            }
        }
        Self { units }
    }

    /// Where `quote` first stands in it, in bytes of the layer: whole words, from the first to the last.
    pub(crate) fn find(&self, quote: &str) -> Option<Range<usize>> {
        let wanted: Vec<char> =
            Self::new(quote.trim(), 0).units.iter().map(|unit| unit.c).collect();
        let first = *wanted.first()?;
        (0..self.units.len()).filter(|at| self.units[*at].c == first).find_map(|at| {
            let end = self.matches(at, &wanted)?;
            let (from, last) = (self.units.get(at)?, self.units.get(end - 1)?);
            (self.is_edge(at) && self.is_edge(end)).then_some(from.start..last.end)
        })
    }

    /// The unit after the last of `wanted`, if it stands at `at`.
    fn matches(&self, at: usize, wanted: &[char]) -> Option<usize> {
        let (mut unit, mut next) = (at, 0);
        while next < wanted.len() {
            let here = self.units.get(unit)?;
            if here.broken {
                // "recono-\ncimiento" is copied with the hyphen, with both, or joined.
                if wanted[next] == '-' {
                    next += 1;
                    next += usize::from(wanted.get(next) == Some(&' '));
                }
            } else if here.c == wanted[next] {
                next += 1;
            } else {
                return None;
            }
            unit += 1;
        }
        Some(unit)
    }

    /// True where no word, figure or ligature goes on over the border before `unit`.
    fn is_edge(&self, unit: usize) -> bool {
        let Some(before) = unit.checked_sub(1).and_then(|before| self.units.get(before)) else {
            return true;
        };
        let Some(after) = self.units.get(unit) else { return true };
        let word = |unit: &Unit| unit.c.is_alphanumeric() || unit.broken;
        let digit = |at: Option<usize>| {
            at.and_then(|at| self.units.get(at)).is_some_and(|unit| unit.c.is_ascii_digit())
        };
        let point = |unit: &Unit| matches!(unit.c, '.' | ',');
        let figure = point(after) && digit(unit.checked_sub(1)) && digit(Some(unit + 1))
            || point(before) && digit(unit.checked_sub(2)) && digit(Some(unit));
        !(word(before) && word(after) || figure) && before.start != after.start
    }
}

/// True where `quote` and `text` are the same words: what [`Verbatim::find`] promises of what it found.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn are_same(text: &str, quote: &str) -> bool {
    Verbatim::new(text, 0).find(quote) == Some(0..text.len())
}

/// The letters that one sign of print stands for.
const fn ligature(c: char) -> Option<&'static str> {
    match c {
        'ﬀ' => Some("ff"),
        'ﬁ' => Some("fi"),
        'ﬂ' => Some("fl"),
        'ﬃ' => Some("ffi"),
        'ﬄ' => Some("ffl"),
        'ﬅ' | 'ﬆ' => Some("st"),
        _ => None,
    }
}

const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Quote marks in their plainest shape.
const fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '´' | '`' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        _ => c,
    }
}
