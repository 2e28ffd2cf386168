//! What else in a text tells of words that are redacted: their parts alone, and words that have one in them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::find::{folded, is_letter, places};

/// Words that are parts of most names and tell nothing.
const SMALL: [&str; 14] = [
    "and", "con", "das", "del", "der", "dos", "for", "las", "los", "por", "san", "the", "van",
    "von",
];
/// From how many letters on a part is looked for.
const PART: usize = 3;
/// From how many letters on it is looked for within other words.
const WITHIN: usize = 4;
/// The most that are offered.
const MOST: usize = 40;
/// How many characters around a place are shown.
const AROUND: usize = 30;

/// Words of a text that repeat a part of others, or have one in them: `García` and `agarcia` of `Ana García`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// As they stand in the text where they stand first.
    pub words: String,
    /// In how many places they stand.
    pub places: u64,
    /// The text around the first, on one line.
    pub around: String,
    /// True where the part is written as names are: such words had better go too.
    pub is_name: bool,
}

/// What else in a text tells of words, beyond the places where all of them stand and those that are redacted.
#[must_use]
pub fn telling(text: &str, words: &str, redacted: &[Range<usize>]) -> Vec<Telling> {
    let mut known = places(text, words);
    let written = known.first().and_then(|range| text.get(range.clone())).unwrap_or(words);
    let parts: Vec<(String, bool)> = single(written)
        .map(|range| written.get(range).unwrap_or_default())
        .map(|word| (folded(word), word.chars().next().is_some_and(char::is_uppercase)))
        .filter(|(part, _)| part.chars().count() >= PART && !SMALL.contains(&part.as_str()))
        .collect();
    known.extend_from_slice(redacted);
    let is_new = |range: &Range<usize>| {
        !known.iter().any(|it| it.start <= range.start && range.end <= it.end)
    };
    let mut found: BTreeMap<String, (bool, Vec<Range<usize>>)> = BTreeMap::new();
    for range in single(text) {
        let word = folded(text.get(range.clone()).unwrap_or_default());
        let within = |part: &str| part.chars().count() >= WITHIN && word.contains(part);
        let mut told = parts.iter().filter(|(part, _)| *part == word || within(part)).peekable();
        if told.peek().is_some() && is_new(&range) {
            let (is_name, places) = found.entry(word.clone()).or_default();
            *is_name |= told.any(|(_, is_name)| *is_name);
            places.push(range);
        }
    }
    // A part that is broken at a line's end.
    for (part, named) in &parts {
        let broken = |range: &Range<usize>| {
            let words = text.get(range.clone()).unwrap_or_default();
            words.contains('-') && is_new(range)
        };
        for range in places(text, part).into_iter().filter(broken) {
            let (is_name, places) = found.entry(part.clone()).or_default();
            *is_name |= named;
            places.push(range);
        }
    }
    found.into_values().take(MOST).filter_map(|(name, places)| told(text, name, &places)).collect()
}

fn told(text: &str, is_name: bool, places: &[Range<usize>]) -> Option<Telling> {
    let first = places.first()?;
    let before = text.get(..first.start)?;
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let after = text.get(first.end..)?;
    let until = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let around = text.get(from..first.end + until)?;
    Some(Telling {
        words: text.get(first.clone())?.to_owned(),
        places: places.len() as u64,
        around: around.split_whitespace().collect::<Vec<_>>().join(" "),
        is_name,
    })
}

/// Where each single word of a text stands.
fn single(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let letter = |c: &char| is_letter(*c);
        let (start, _) = chars.find(|(_, c)| c.is_alphanumeric())?;
        while chars.next_if(|(_, c)| letter(c)).is_some() {}
        Some(start..chars.peek().map_or(text.len(), |(at, _)| *at))
    })
}
