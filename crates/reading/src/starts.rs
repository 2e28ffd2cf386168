//! At which words of a text a pattern may begin to match, taken from the pattern itself: it is tried there and nowhere
//! else. A search goes over every byte of a sentence, by tables that are far from the processor by then; most
//! sentences hold no word that a pattern begins with, or one or two.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// The first bytes of a word, four at the most, the first one lowest; noughts behind a text's end.
type Head = u32;

/// All but the last byte of four.
const THREE: Head = 0x00ff_ffff;

fn head(bytes: &[u8]) -> Head {
    match bytes.first_chunk::<4>() {
        Some(four) => Head::from_le_bytes(*four),
        None => bytes.iter().rev().fold(0, |all, byte| all << 8 | Head::from(*byte)),
    }
}

/// Where the words of a text begin, in order, and with which bytes.
#[derive(Debug)]
pub(crate) struct Words(Vec<(u32, Head)>);

impl Words {
    /// Those of a text.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut words = Vec::with_capacity(bytes.len() / 5);
        let mut within = false;
        for (at, byte) in bytes.iter().enumerate() {
            let word = is_word(*byte);
            if word && !within {
                // No sentence is so long that an address of 32 bits is too short for it.
                words.push((u32::try_from(at).unwrap_or(u32::MAX), head(&bytes[at..])));
            }
            within = word;
        }
        Self(words)
    }

    /// Those from one place on, before another.
    fn within(&self, from: usize, until: usize) -> impl Iterator<Item = (usize, Head)> + '_ {
        let before = |word: &(u32, Head)| (word.0 as usize) < from;
        let words = self.0[self.0.partition_point(before)..].iter();
        let words = words.map(|(at, head)| (*at as usize, *head));
        words.take_while(move |(at, _)| *at < until)
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// What each match of a pattern begins with, where that is words: three or four bytes each.
#[derive(Debug)]
pub(crate) struct Starts {
    /// In order; of three bytes where the fourth is nought.
    heads: Box<[Head]>,
    /// A bit for the digest of each.
    digests: [u64; DIGESTS / 64],
    /// True where some have three bytes.
    short: bool,
}

/// How many digests there are.
const DIGESTS: usize = 1024;

fn digest(head: Head) -> usize {
    (head.wrapping_mul(0x9e37_79b1) >> (u32::BITS - DIGESTS.ilog2())) as usize
}

/// How many places are tried before the whole text is gone through instead: what one try looks at may be all the rest.
const MOST: usize = 16;

/// How long a text may be whose words are looked for by one pattern alone: a search goes over a long one as fast.
const LONGEST: usize = 512;

/// The places where a pattern may begin to match, in order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places {
    at: [u32; MOST],
    next: usize,
    count: usize,
}

impl Iterator for Places {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let at = *self.at[..self.count].get(self.next)?;
        self.next += 1;
        Some(at as usize)
    }
}

impl Places {
    pub(crate) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// One more, or false where there is no room.
    fn add(&mut self, at: usize) -> bool {
        let (Some(place), Ok(at)) = (self.at.get_mut(self.count), u32::try_from(at)) else {
            return false;
        };
        *place = at;
        self.count += 1;
        true
    }
}

impl Starts {
    /// Those of a pattern; none where it may begin with anything else.
    pub(crate) fn of(pattern: &Hir) -> Option<Self> {
        let bound = pattern.properties().look_set_prefix();
        if !bound.contains(Look::WordAscii) && !bound.contains(Look::WordUnicode) {
            return None;
        }
        let firsts = firsts(pattern, &[First::default()]);
        if !firsts.iter().all(|first| first.length >= 3 && is_word(first.bytes[0])) {
            return None;
        }
        let short = firsts.iter().any(|first| first.length < REACH);
        let mut heads: Vec<Head> = firsts.iter().map(|first| head(&first.bytes)).collect();
        heads.sort_unstable();
        heads.dedup();
        let mut digests = [0; DIGESTS / 64];
        for head in &heads {
            digests[digest(*head) / 64] |= 1 << (digest(*head) % 64);
        }
        Some(Self { heads: heads.into(), digests, short })
    }

    fn has(&self, head: Head) -> bool {
        let digest = digest(head);
        self.digests[digest / 64] & (1 << (digest % 64)) != 0
            && self.heads.binary_search(&head).is_ok()
    }

    fn begin(&self, head: Head) -> bool {
        self.has(head) || self.short && self.has(head & THREE)
    }

    /// The places of `text` where the pattern may match; nothing where they are too many, or take too long to find. Of a
    /// text that is a part of one whose words are `known`, and of which is known where in it the part begins, they
    /// need not be looked for.
    pub(crate) fn places(&self, text: &str, known: Option<(&Words, usize)>) -> Option<Places> {
        if known.is_none() && text.len() > LONGEST {
            return None;
        }
        let mut places = Places { at: [0; MOST], next: 0, count: 0 };
        let bytes = text.as_bytes();
        // What a text begins with is a word to it, though it may be the end of one that was cut.
        if bytes.first().is_some_and(|first| is_word(*first)) && self.begin(head(bytes)) {
            places.add(0);
        }
        match known {
            Some((words, from)) => {
                for (at, head) in words.within(from + 1, from + text.len()) {
                    if self.begin(head) && !places.add(at - from) {
                        return None;
                    }
                }
            }
            None => {
                let pairs = bytes.windows(2).enumerate();
                for (before, _) in pairs.filter(|(_, pair)| is_word(pair[1]) && !is_word(pair[0])) {
                    if self.begin(head(&bytes[before + 1..])) && !places.add(before + 1) {
                        return None;
                    }
                }
            }
        }
        Some(places)
    }
}

/// How many bytes are looked at.
const REACH: usize = 4;

/// The first bytes of something that a pattern matches, noughts behind them; behind fewer than four may stand
/// anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct First {
    bytes: [u8; REACH],
    length: usize,
}

impl First {
    /// The same with something before it.
    fn led(self, by: &[u8]) -> Self {
        let mut led = Self::default();
        let all = by.iter().chain(&self.bytes[..self.length]);
        for (place, byte) in led.bytes.iter_mut().zip(all) {
            *place = *byte;
            led.length += 1;
        }
        led
    }

    /// The same without its last byte where it has four.
    fn cut(mut self) -> Self {
        self.bytes[REACH - 1] = 0;
        self.length = self.length.min(REACH - 1);
        self
    }
}

type Firsts = Vec<First>;

/// Up to how many are told apart.
const TOLD: usize = 1_000;

/// Those of all that a part matches with one of `rest` behind it.
fn firsts(part: &Hir, rest: &[First]) -> Firsts {
    let length = |part: &Hir| part.properties().minimum_len().unwrap_or_default();
    // What stands behind so many bytes is beyond reach.
    let rest = if length(part) >= REACH { &[First::default()] } else { rest };
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => rest.to_vec(),
        HirKind::Literal(literal) => led(&literal.0, rest),
        HirKind::Class(class) => of_class(class, rest),
        HirKind::Capture(capture) => firsts(&capture.sub, rest),
        HirKind::Concat(parts) => {
            let mut so_far = 0;
            let near = parts.iter().take_while(|part| {
                let near = so_far < REACH;
                so_far += length(part);
                near
            });
            let near = near.count();
            parts[..near].iter().rev().fold(rest.to_vec(), |rest, part| firsts(part, &rest))
        }
        HirKind::Alternation(parts) => {
            told(parts.iter().flat_map(|part| firsts(part, rest)).collect())
        }
        HirKind::Repetition(repeated) => {
            // Each time fills a byte or none: further ones are beyond reach.
            let times = |count: u32| count.min(4);
            let more = repeated.max.map_or(4, |max| times(max - repeated.min));
            let again = |so_far: Firsts| firsts(&repeated.sub, &so_far);
            let open = (0..more).fold(rest.to_vec(), |so_far, _| {
                let mut all = again(so_far);
                all.extend_from_slice(rest);
                told(all)
            });
            (0..times(repeated.min)).fold(open, |so_far, _| again(so_far))
        }
    }
}

/// The same, each once; anything where they are too many.
fn told(mut all: Firsts) -> Firsts {
    all.sort_unstable();
    all.dedup();
    if all.len() > TOLD {
        all.iter_mut().for_each(|first| *first = first.cut());
        all.dedup();
    }
    let anything = all.len() > TOLD || all.first().is_some_and(|first| first.length == 0);
    if anything { vec![First::default()] } else { all }
}

/// What stands before the rest.
fn led(bytes: &[u8], rest: &[First]) -> Firsts {
    told(rest.iter().map(|rest| rest.led(bytes)).collect())
}

/// A character of a class, where that has few.
fn of_class(class: &Class, rest: &[First]) -> Firsts {
    const FEW: usize = 40;
    let chars: Vec<char> = match class {
        Class::Unicode(class) => {
            class.iter().flat_map(|part| part.start()..=part.end()).take(FEW + 1).collect()
        }
        Class::Bytes(class) => {
            let bytes = class.iter().flat_map(|part| part.start()..=part.end()).take(FEW + 1);
            bytes.map(char::from).collect()
        }
    };
    let own = |c: &char| c.is_ascii() || matches!(class, Class::Unicode(_));
    if chars.len() > FEW || !chars.iter().all(own) {
        return vec![First::default()];
    }
    let one = |c: &char| led(c.encode_utf8(&mut [0; 4]).as_bytes(), rest);
    told(chars.iter().flat_map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(pattern: &str, text: &str, known: Option<(&Words, usize)>) -> Option<Vec<usize>> {
        let parsed = regex_syntax::parse(pattern).expect("a pattern");
        let starts = Starts::of(&parsed)?;
        starts.places(text, known).map(Iterator::collect)
    }

    #[test]
    fn a_pattern_is_tried_where_it_may_begin() {
        let cases: &[(&str, &str, Option<&[usize]>)] = &[
            (r"\b(?:held|kept)\b", "is held, kept or bekept; heldenly", Some(&[3, 9, 25])),
            (r"\b(?:held|kept)\b", "none", Some(&[])),
            (r"\b(?:the )?(?:held|kept)", "the held, then kept", Some(&[0, 4, 15])),
            // Four bytes are looked at.
            (r"\bthe (?:held|kept)", "the held, the last, then kept", Some(&[0, 10])),
            (r"\b(?:use|usage)\b", "use, a usage, us", Some(&[0, 7])),
            (r"\buse", "its use", Some(&[4])),
            (r"\buse", "its us", Some(&[])),
            (r"(?:\bwas|\bis) (?:he|she)\b", "is she, was he, this is it", Some(&[0, 8])),
            (r"\b[Tt]he \p{Lu}", "The Arden, the 4", Some(&[0, 11])),
            (r"\b\d{1,2} days", "4 days", None),
            (r"\b(?:a|an|the) unit", "a unit, an unit, the unit", Some(&[0, 8, 17])),
            (r"\b(?:[a-z]+ )?held", "it held", None),
            (r"held", "it held", None),
            (r"\bno\b", "no", None),
        ];
        for (pattern, text, at) in cases {
            assert_eq!(places(pattern, text, None).as_deref(), *at, "{pattern} on {text:?}");
            let whole = format!("the held use {text} held");
            let known = Words::of(&whole);
            let within = places(pattern, &whole[13..13 + text.len()], Some((&known, 13)));
            assert_eq!(within.as_deref(), *at, "{pattern} on {text:?} within more");
        }
    }

    #[test]
    fn a_word_that_a_part_cuts_begins_it() {
        let words = Words::of("upheld");
        assert_eq!(places(r"\bheld", "held", Some((&words, 2))), Some(vec![0]));
    }

    #[test]
    fn where_places_are_many_the_whole_is_searched() {
        let held = |times: usize| "held ".repeat(times);
        assert_eq!(places(r"\bheld", &held(MOST), None).map(|all| all.len()), Some(MOST));
        assert_eq!(places(r"\bheld", &held(MOST + 1), None), None);
        for times in 1..60 {
            let found = crate::folded::pattern(r"\bheld").find_iter(&*held(times)).count();
            assert_eq!(found, times);
        }
    }
}
