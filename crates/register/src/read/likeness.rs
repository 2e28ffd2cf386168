//! How alike two names are: a first, simple measure.
//!
//! Words are held against each other, a slip of the pen allowed. Where each name has a word that the
//! other lacks, they name two things (the same office in two places, say); so do two different numbers,
//! and a bare acronym says nothing.

use std::collections::BTreeSet;

use codebook::fold::fold_name;
use strsim::osa_distance;

use crate::acts::bind::is_acronym;

/// Words that tell no two names apart: small words, and forms of companies.
const PLAIN: [&str; 28] = [
    "a", "al", "and", "anonima", "c", "capital", "cv", "de", "del", "e", "el", "en", "for", "inc",
    "la", "las", "llc", "los", "ltd", "of", "para", "rl", "s", "sa", "sociedad", "the", "v", "y",
];

/// Names less alike than this, in thousandths, are no suggestion.
const LEAST: u16 = 600;

/// How alike two names are, in thousandths; `None` where they are not, or can't be one.
pub(super) fn likeness(a: &str, b: &str) -> Option<u16> {
    if is_acronym(a) || is_acronym(b) {
        return None;
    }
    let (a, b) = (fold_name(a), fold_name(b));
    let (mut only_a, mut only_b) = (words(&a), words(&b));
    let numbers = |words: &BTreeSet<&str>| -> Vec<String> {
        let has = |word: &&&str| word.contains(|c: char| c.is_numeric());
        words.iter().filter(has).map(|word| (*word).to_owned()).collect()
    };
    if only_a.is_empty() || only_b.is_empty() || numbers(&only_a) != numbers(&only_b) {
        return None;
    }
    let whole = length(&only_a) + length(&only_b);
    let shared: Vec<&str> = only_a.intersection(&only_b).copied().collect();
    for word in shared {
        only_a.remove(word);
        only_b.remove(word);
    }
    let slips: Vec<&str> = only_a.iter().copied().collect();
    let mut slipped = 0;
    for word in slips {
        let twin = only_b.iter().copied().find(|other| is_slip(word, other));
        if let Some(twin) = twin {
            only_a.remove(word);
            only_b.remove(twin);
            slipped += 1;
        }
    }
    if !only_a.is_empty() && !only_b.is_empty() {
        return None;
    }
    let lacking = length(&only_a) + length(&only_b) + 2 * slipped;
    let share = (whole.saturating_sub(lacking)) * 1000 / whole.max(1);
    u16::try_from(share).ok().filter(|share| *share >= LEAST)
}

fn words(folded: &str) -> BTreeSet<&str> {
    folded.split(' ').filter(|word| !word.is_empty() && !PLAIN.contains(word)).collect()
}

fn length(words: &BTreeSet<&str>) -> usize {
    words.iter().map(|word| word.chars().count()).sum()
}

/// True where two words are one but for a slip of the pen; the longer, the more is allowed.
fn is_slip(a: &str, b: &str) -> bool {
    let allowed = match a.chars().count().min(b.chars().count()) {
        0..=4 => return false,
        5..=8 => 1,
        _ => 2,
    };
    osa_distance(a, b) <= allowed
}
