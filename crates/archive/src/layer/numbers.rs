//! Which words of a page hold a number that another program reads differently there.
//!
//! Where blanks and line breaks fall is no difference. It must not know which programs these are.

use std::collections::BTreeMap;

use super::joined::Loose;

/// A word with a digit in it, as another program reads it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seen {
    pub(crate) text: String,
    /// Left, top, right, bottom, in points from the upper left of what is shown of the page.
    pub(crate) place: [f32; 4],
}

/// Two words stand in one place if they share this much of the narrower and of the lower one.
const SHARED: f32 = 0.4;

/// More pairs of words than this on one page are not gone through.
const MOST_PAIRS: usize = 20_000_000;

/// Words that stand in one place.
#[derive(Debug, Default)]
struct Place {
    /// In our order.
    ours: Vec<usize>,
    /// In theirs.
    theirs: Vec<usize>,
}

/// Marks the words whose number is read differently. False where the page has too many words for that.
pub(crate) fn dispute(words: &mut [Loose], seen: &[Seen]) -> bool {
    if words.len().saturating_mul(seen.len()) > MOST_PAIRS {
        return false;
    }
    // One program may stretch boxes that the other does not: what has no counterpart in its place may
    // have one elsewhere on the page.
    let mut alone = Vec::new();
    let mut balance: BTreeMap<String, i64> = BTreeMap::new();
    for place in places(words, seen) {
        let ours: String = place.ours.iter().map(|nth| words[*nth].text.as_str()).collect();
        let theirs: String = place.theirs.iter().map(|nth| seen[*nth].text.as_str()).collect();
        let (ours, theirs) = (numbers(&ours), numbers(&theirs));
        if ours.is_empty() || theirs.is_empty() {
            ours.iter().for_each(|number| *balance.entry(number.to_string()).or_default() += 1);
            theirs.iter().for_each(|number| *balance.entry(number.to_string()).or_default() -= 1);
            alone.push(place);
        } else if ours != theirs && apart(words, seen, &place) {
            mark(words, &place.ours);
        }
    }
    for place in alone {
        let of = |text: &str| numbers(text).iter().map(ToString::to_string).collect::<Vec<_>>();
        for nth in &place.ours {
            let surplus = of(&words[*nth].text).iter().any(|it| take(&mut balance, it, 1));
            words[*nth].disputed |= surplus;
        }
        for nth in &place.theirs {
            if of(&seen[*nth].text).iter().any(|it| take(&mut balance, it, -1)) {
                match nearest(words, &seen[*nth].place) {
                    Some(near) if place.ours.is_empty() => words[near].disputed = true,
                    _ => place.ours.iter().for_each(|nth| words[*nth].disputed = true),
                }
            }
        }
    }
    true
}

/// Takes one of a number from the side that has more of it, if that is `side`.
fn take(balance: &mut BTreeMap<String, i64>, number: &str, side: i64) -> bool {
    match balance.get_mut(number) {
        Some(count) if *count * side > 0 => {
            *count -= side;
            true
        }
        _ => false,
    }
}

/// Whether the words of a place hold different numbers, in whatever order and by themselves.
fn apart(words: &[Loose], seen: &[Seen], place: &Place) -> bool {
    let mut ours: Vec<&str> =
        place.ours.iter().flat_map(|nth| numbers(&words[*nth].text)).collect();
    let mut theirs: Vec<&str> =
        place.theirs.iter().flat_map(|nth| numbers(&seen[*nth].text)).collect();
    ours.sort_unstable();
    theirs.sort_unstable();
    ours != theirs
}

fn mark(words: &mut [Loose], which: &[usize]) {
    for nth in which {
        let word = &mut words[*nth];
        word.disputed |= word.text.contains(|letter: char| letter.is_ascii_digit());
    }
}

/// The words by where they stand; a word of ours without digits only where one of theirs stands.
fn places(words: &[Loose], seen: &[Seen]) -> Vec<Place> {
    let mut at_ours: Vec<Vec<usize>> = vec![Vec::new(); words.len()];
    let mut at_theirs: Vec<Vec<usize>> = vec![Vec::new(); seen.len()];
    for (theirs, other) in seen.iter().enumerate() {
        for (ours, word) in words.iter().enumerate() {
            if overlap(&word.place, &other.place) {
                at_ours[ours].push(theirs);
                at_theirs[theirs].push(ours);
            }
        }
    }
    let mut places = Vec::new();
    let mut ours_done = vec![false; words.len()];
    let mut theirs_done = vec![false; seen.len()];
    for first in 0..seen.len() {
        let mut place = Place::default();
        let mut open = vec![first];
        while let Some(theirs) = open.pop() {
            if std::mem::replace(&mut theirs_done[theirs], true) {
                continue;
            }
            place.theirs.push(theirs);
            for &ours in &at_theirs[theirs] {
                if !std::mem::replace(&mut ours_done[ours], true) {
                    place.ours.push(ours);
                    open.extend(&at_ours[ours]);
                }
            }
        }
        place.ours.sort_unstable();
        place.theirs.sort_unstable();
        places.extend((!place.theirs.is_empty()).then_some(place));
    }
    let left = (0..words.len())
        .filter(|nth| !ours_done[*nth] && !numbers(&words[*nth].text).is_empty())
        .map(|nth| Place { ours: vec![nth], theirs: Vec::new() });
    places.extend(left);
    places
}

fn overlap(a: &[f32; 4], b: &[f32; 4]) -> bool {
    shared(a, b, 0) > SHARED && shared(a, b, 1) > SHARED
}

/// How much of the shorter of two places they share, across (0) or down (1).
fn shared(a: &[f32; 4], b: &[f32; 4], axis: usize) -> f32 {
    let length = (a[axis + 2] - a[axis]).min(b[axis + 2] - b[axis]).max(0.1);
    (a[axis + 2].min(b[axis + 2]) - a[axis].max(b[axis])) / length
}

/// The word of the same line that is nearest to a place, if it is no farther than the line is high.
fn nearest(words: &[Loose], place: &[f32; 4]) -> Option<usize> {
    let gap = |word: &Loose| (word.place[0] - place[2]).max(place[0] - word.place[2]).max(0.0);
    words
        .iter()
        .enumerate()
        .filter(|(_, word)| shared(&word.place, place, 1) > SHARED)
        .filter(|(_, word)| gap(word) <= place[3] - place[1])
        .min_by(|(_, a), (_, b)| gap(a).total_cmp(&gap(b)))
        .map(|(nth, _)| nth)
}

/// The numbers in a text: digits, with the signs that may part them.
fn numbers(text: &str) -> Vec<&str> {
    let mut numbers = Vec::new();
    for run in text.split(|letter: char| {
        !(letter.is_ascii_digit() || matches!(letter, '.' | ',' | '\'' | '’'))
    }) {
        let run = run.trim_matches(|letter: char| !letter.is_ascii_digit());
        numbers.extend((!run.is_empty()).then_some(run));
    }
    numbers
}
