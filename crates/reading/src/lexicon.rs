//! Lexicons: phrases (folded), each with what it means; the leftmost longest whole words win.
//!
//! Those that every sentence is held against share one automaton and one pass over the sentence.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};

use crate::folded::{Folded, Found, is_inside};
use crate::words::LETTERS;
use crate::{cues, responses, status, technology, vendors};

/// A lexicon that every sentence is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shared {
    Cues,
    Responses,
    Statuses,
    Technologies,
    Vendors,
}

/// Whole words found in a folded text: where, in which shared lexicon, and which of its phrases.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    at: Range<usize>,
    of: Shared,
    which: usize,
}

/// Phrases, each with what it means.
#[derive(Debug)]
pub(crate) struct Lexicon<T> {
    shared: Option<Shared>,
    phrases: Vec<String>,
    meanings: Vec<T>,
    own: OnceLock<Words>,
}

impl<T: Clone> Lexicon<T> {
    /// A lexicon that is looked into now and then.
    pub(crate) fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let (phrases, meanings): (Vec<_>, Vec<_>) = entries.into_iter().unzip();
        Self { shared: None, phrases, meanings, own: OnceLock::new() }
    }

    /// One that every sentence is held against.
    pub(crate) fn shared(of: Shared, entries: impl IntoIterator<Item = (String, T)>) -> Self {
        Self { shared: Some(of), ..Self::new(entries) }
    }

    /// What stands in `folded`, in text order.
    pub(crate) fn find(&self, folded: &Folded<'_>) -> Vec<Found<T>> {
        let hits = self.find_folded(folded).into_iter();
        hits.map(|(range, value)| Found { at: folded.back(&range), value }).collect()
    }

    /// The same, by places in the folded text.
    pub(crate) fn find_folded(&self, folded: &Folded<'_>) -> Vec<(Range<usize>, T)> {
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        // Hits come by where they begin, the shorter first: of those from one place the last stays.
        let mut take = |at: Range<usize>, which: usize| match found.last_mut() {
            Some((last, known)) if last.start == at.start => {
                if at.end > last.end {
                    (*last, *known) = (at, which);
                }
            }
            Some((last, _)) if at.start < last.end => {}
            _ => found.push((at, which)),
        };
        match self.shared {
            Some(of) => {
                let hits = folded.hits.get_or_init(|| hits(folded.text()));
                for hit in hits.iter().filter(|hit| hit.of == of) {
                    take(hit.at.clone(), hit.which);
                }
            }
            None => self.own.get_or_init(|| Words::of(&self.phrases)).find(folded.text(), take),
        }
        let meaning = |which: usize| self.meanings.get(which).cloned();
        found.into_iter().filter_map(|(at, which)| Some((at, meaning(which)?))).collect()
    }
}

/// The phrases of every shared lexicon, and whose each of them is.
static ALL: LazyLock<(Words, Vec<(Shared, usize)>)> = LazyLock::new(|| {
    let lexicons: [(Shared, &[String]); 5] = [
        (Shared::Cues, &cues::LEXICON.phrases),
        (Shared::Responses, &responses::LEXICON.phrases),
        (Shared::Statuses, &status::LEXICON.phrases),
        (Shared::Technologies, &technology::LEXICON.phrases),
        (Shared::Vendors, &vendors::LEXICON.phrases),
    ];
    let phrases = lexicons.iter().flat_map(|(_, phrases)| phrases.iter().cloned()).collect();
    let whose = lexicons.iter().flat_map(|(of, phrases)| (0..phrases.len()).map(|at| (*of, at)));
    (Words::of::<Vec<String>>(&phrases), whose.collect())
});

fn hits(text: &str) -> Vec<Hit> {
    let (words, whose) = &*ALL;
    let mut hits = Vec::with_capacity(16);
    words.find(text, |at, which| {
        if let Some(&(of, which)) = whose.get(which) {
            hits.push(Hit { at, of, which });
        }
    });
    hits
}

/// Phrases as an automaton that is started anew at each word. None only where they could not be built,
/// which a debug build would not let pass.
#[derive(Debug)]
struct Words {
    automaton: Option<NFA>,
    begins: Begins,
}

/// With which words phrases begin: most words of a text begin none.
#[derive(Debug)]
struct Begins {
    /// By a digest of the letters and digits (of ASCII) that they begin with, a bit for what follows those.
    words: Vec<u32>,
    /// By the first byte of those that begin with none.
    signs: [bool; 256],
}

impl Begins {
    fn with(phrases: &[String]) -> Self {
        let mut begins = Self { words: vec![0; 1 << DIGEST], signs: [false; 256] };
        for phrase in phrases {
            let bytes = phrase.as_bytes();
            match (digest(bytes), bytes.first()) {
                ((0, _), Some(first)) => begins.signs[usize::from(*first)] = true,
                // Where the phrase ends with its word, anything may follow.
                ((length, digest), _) => {
                    begins.words[digest] |= follows(bytes, length).unwrap_or(!0);
                }
            }
        }
        begins
    }
}

/// A bit for the second byte behind a word of that length: the first behind a space or a hyphen.
fn follows(bytes: &[u8], length: usize) -> Option<u32> {
    bytes.get(length + 1).map(|byte| 1 << (byte & 31))
}

/// How many bits a digest has.
const DIGEST: u32 = 13;

/// How long the word (letters and digits of ASCII) is that some bytes begin with, and its digest.
fn digest(bytes: &[u8]) -> (usize, usize) {
    let mut digest: u32 = 0;
    let mut length = 0;
    for byte in bytes.iter().take_while(|byte| LETTERS[usize::from(**byte)]) {
        digest = (digest.rotate_left(5) ^ u32::from(*byte)).wrapping_mul(0x9e37_79b9);
        length += 1;
    }
    (length, (digest >> (u32::BITS - DIGEST)) as usize)
}

impl Words {
    fn of<P: AsRef<[String]>>(phrases: &P) -> Self {
        // A table for each byte of each state would be quicker by the step, but too large to stay near at hand.
        let built = NFA::builder().match_kind(MatchKind::Standard).build(phrases.as_ref());
        debug_assert!(built.is_ok(), "{built:?}");
        Self { automaton: built.ok(), begins: Begins::with(phrases.as_ref()) }
    }

    /// Every phrase that stands in `text` as whole words, by where it begins, the shorter first.
    fn find(&self, text: &str, mut found: impl FnMut(Range<usize>, usize)) {
        let Some(automaton) = &self.automaton else { return };
        let Ok(start) = automaton.start_state(Anchored::Yes) else { return };
        let bytes = text.as_bytes();
        let mut next = 0;
        while let Some(byte) = bytes.get(next) {
            let at = next;
            // Past the word, or the character.
            let (length, digest) = digest(&bytes[at..]);
            let may = match length {
                0 => self.begins.signs[usize::from(*byte)],
                // At the text's end only a phrase of one word has room.
                _ => self.begins.words[digest] & follows(&bytes[at..], length).unwrap_or(!0) != 0,
            };
            next += length.max(1);
            next += bytes[next..].iter().take_while(|byte| matches!(byte, 0x80..0xc0)).count();
            if !may || *byte == b' ' || is_inside(text, at) {
                continue;
            }
            let mut state = start;
            for (step, byte) in text.bytes().enumerate().skip(at) {
                state = automaton.next_state(Anchored::Yes, state, byte);
                if !automaton.is_special(state) {
                    continue;
                }
                if automaton.is_dead(state) {
                    break;
                }
                let range = at..step + 1;
                if automaton.is_match(state) && !is_inside(text, range.end) {
                    for which in 0..automaton.match_len(state) {
                        let pattern = automaton.match_pattern(state, which);
                        if automaton.pattern_len(pattern) == range.len() {
                            found(range.clone(), pattern.as_usize());
                        }
                    }
                }
            }
        }
    }
}
