//! Words in a text, whatever is between them there: case, accents, line ends, hyphens and punctuation aside.

use std::ops::Range;

/// The letters and digits of a text, folded, each with where it stands.
#[derive(Default)]
struct Letters {
    folded: String,
    /// Where each letter begins in `folded`, and its bytes in the text.
    places: Vec<(usize, Range<usize>)>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self::default();
        let mut buffer = [0; 4];
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            if c.is_ascii_alphanumeric() {
                letters.places.push((letters.folded.len(), at..end));
                letters.folded.push(c.to_ascii_lowercase());
                continue;
            }
            if c.is_ascii() {
                continue;
            }
            let folded = codebook::fold::fold(c.encode_utf8(&mut buffer));
            let plain: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
            if !plain.is_empty() {
                letters.places.push((letters.folded.len(), at..end));
                letters.folded.push_str(&plain);
            } else if (folded.is_empty() && !c.is_whitespace()) || is_joint(c) {
                // An accent written apart, or a hyphen that shows at a line's end alone, goes with its letter.
                if let Some((_, last)) =
                    letters.places.last_mut().filter(|(_, last)| last.end == at)
                {
                    last.end = end;
                }
            }
        }
        letters
    }

    /// The bytes of the text that a stretch of the folded letters stands for, where it is made of whole
    /// words.
    fn whole(&self, found: Range<usize>) -> Option<Range<usize>> {
        let first = self.places.binary_search_by_key(&found.start, |(at, _)| *at).ok()?;
        let after = match found.end == self.folded.len() {
            true => self.places.len(),
            false => self.places.binary_search_by_key(&found.end, |(at, _)| *at).ok()?,
        };
        let range = |at: usize| self.places.get(at).map(|(_, range)| range.clone());
        let (start, end) = (range(first)?.start, range(after.checked_sub(1)?)?.end);
        let before = first.checked_sub(1).and_then(range).map(|range| range.end);
        let next = range(after).map(|range| range.start);
        (before != Some(start) && next != Some(end)).then_some(start..end)
    }
}

const fn is_joint(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// The letters and digits of words, folded; of words that have none, the words.
pub(super) fn folded(words: &str) -> String {
    let letters = Letters::of(words).folded;
    if letters.is_empty() { words.trim().to_owned() } else { letters }
}

/// Where words stand in a text, each time as whole words: `María Pérez` is found in `MARIA PE-` and `REZ` on
/// the next line, and not in `María Pérezosa`. In order; none touches the next.
#[must_use]
pub fn places(text: &str, words: &str) -> Vec<Range<usize>> {
    let wanted = folded(words);
    let mut found = Vec::new();
    if wanted.is_empty() {
        return found;
    }
    if !wanted.chars().any(char::is_alphanumeric) {
        return text.match_indices(&wanted).map(|(at, _)| at..at + wanted.len()).collect();
    }
    let letters = Letters::of(text);
    let mut from = 0;
    while let Some(at) = letters.folded.get(from..).and_then(|rest| rest.find(&wanted)) {
        let start = from + at;
        match letters.whole(start..start + wanted.len()) {
            Some(range) => {
                found.push(range);
                from = start + wanted.len();
            }
            None => {
                let step = letters.folded.get(start..).and_then(|rest| rest.chars().next());
                from = start + step.map_or(1, char::len_utf8);
            }
        }
    }
    found
}

/// True where words stand in a text as whole words.
pub(crate) fn has_words(text: &str, words: &str) -> bool {
    !places(text, words).is_empty()
}

/// The range widened to whole words: half a word would tell the other half.
pub(crate) fn whole_words(text: &str, range: Range<usize>) -> Range<usize> {
    let letter = |c: &char| is_letter(*c);
    let (before, inside, after) = (
        text.get(..range.start).unwrap_or_default(),
        text.get(range.clone()).unwrap_or_default(),
        text.get(range.end..).unwrap_or_default(),
    );
    let begins = inside.chars().next().is_some_and(|c| letter(&c));
    let ends = inside.chars().next_back().is_some_and(|c| letter(&c));
    let left = |begins: bool| match begins {
        true => before.chars().rev().take_while(letter).map(char::len_utf8).sum(),
        false => 0,
    };
    let right = |ends: bool| match ends {
        true => after.chars().take_while(letter).map(char::len_utf8).sum(),
        false => 0,
    };
    let (left, right): (usize, usize) = (left(begins), right(ends));
    range.start - left..range.end + right
}

/// True for a letter or digit, an accent written apart, and what joins letters unseen.
pub(super) fn is_letter(c: char) -> bool {
    let is_glued = || is_joint(c) || codebook::fold::fold(c.encode_utf8(&mut [0; 4])).is_empty();
    c.is_alphanumeric() || (!c.is_ascii() && !c.is_whitespace() && is_glued())
}
