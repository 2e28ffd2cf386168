//! A text folded for matching (lower case, no accents, single spaces, plain quotes and hyphens), with
//! a map back: every match says which bytes of the original it stands on.

use std::cell::OnceCell;
use std::ops::Range;

use crate::grams::Grams;
use crate::hints::{Hint, Hints};
use crate::lexicon::Hit;
use crate::numbers::Number;
pub(crate) use crate::pattern::{Captures, Hay, Match, Pattern, hinted, pattern};
use crate::starts::Words;
use crate::telling::{Telling, Tells, telling};
use crate::words::LETTERS;
use codebook::fold::has_double_space;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A stretch of text, folded, that knows where each of its bytes came from.
#[derive(Debug)]
pub(crate) struct Folded<'a> {
    raw: &'a str,
    base: usize,
    text: String,
    /// Where it begins to stand elsewhere than the bytes before, in order.
    shifts: Vec<Shift>,
    /// True where markup was left out of it.
    cut: bool,
    /// Its numbers, once somebody has asked.
    pub(crate) numbers: OnceCell<Vec<Number>>,
    /// What the shared lexicons find in it, once somebody has asked.
    pub(crate) hits: OnceCell<Vec<Hit>>,
    hints: OnceCell<Hints>,
    grams: OnceCell<Grams>,
    /// Where its words begin, folded and as written, once somebody has asked.
    words: OnceCell<Words>,
    own_words: OnceCell<Words>,
    telling: OnceCell<Vec<Telling>>,
}

/// A place of a folded text and the one in the stretch that it came from: what follows stands as far behind,
/// up to the next shift.
#[derive(Debug, Clone, Copy)]
struct Shift {
    folded: usize,
    raw: usize,
}

/// Something recognised: the bytes it stands on, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found<T> {
    /// Bytes of the layer.
    pub(crate) at: Range<usize>,
    /// What stands there.
    pub(crate) value: T,
}

impl<'a> Folded<'a> {
    /// Folds `raw`, which stands at byte `base` of its layer.
    pub(crate) fn new(raw: &'a str, base: usize) -> Self {
        let mut folded = Self {
            raw,
            base,
            text: String::with_capacity(raw.len()),
            shifts: Vec::new(),
            cut: false,
            numbers: OnceCell::new(),
            hits: OnceCell::new(),
            hints: OnceCell::new(),
            grams: OnceCell::new(),
            words: OnceCell::new(),
            own_words: OnceCell::new(),
            telling: OnceCell::new(),
        };
        let mut links = None;
        let (mut offset, mut space) = (0, false);
        while offset < raw.len() {
            let plain = plain(&raw.as_bytes()[offset..], space);
            folded.push_plain(offset..offset + plain);
            space = if plain > 0 { folded.text.ends_with(' ') } else { space };
            offset += plain;
            let Some(c) = raw[offset..].chars().next() else { break };
            if c == '\\' {
                let (escaped, length) = escape(&raw[offset..]).unwrap_or((c, c.len_utf8()));
                folded.cut |= length > 1;
                if !escaped.is_whitespace() {
                    folded.push_char(escaped, offset);
                } else if !space {
                    folded.push(' ', offset);
                }
                space = escaped.is_whitespace();
                offset += length;
                continue;
            }
            if matches!(c, '<' | '[' | ']') {
                let links = *links.get_or_insert_with(|| raw.contains("]("));
                let Markup { length, apart } = markup(&raw[offset..], links);
                if apart && !space {
                    folded.push(' ', offset);
                    space = true;
                }
                if length > 0 {
                    folded.cut = true;
                    offset = raw.ceil_char_boundary(offset + length);
                    continue;
                }
            }
            if c.is_whitespace() {
                if !(space || c == '\n' && folded.rejoin(&raw[offset..])) {
                    folded.push(' ', offset);
                }
                space = true;
            } else {
                space = false;
                folded.push_char(c, offset);
            }
            offset += c.len_utf8();
        }
        folded
    }

    /// "Recog-" at a line's end and "nition" at the next one's beginning are one word; the hyphen is taken back.
    fn rejoin(&mut self, rest: &str) -> bool {
        let next = rest.trim_start().chars().next();
        let stem = self.text.strip_suffix('-').unwrap_or_default();
        let cut = stem.ends_with(|c: char| c.is_ascii_lowercase())
            && next.is_some_and(char::is_lowercase);
        if cut {
            self.text.pop();
            let end = self.text.len();
            self.shifts.retain(|shift| shift.folded < end);
        }
        cut
    }

    /// Takes what needs no folding but for its capitals.
    fn push_plain(&mut self, range: Range<usize>) {
        let from = self.text.len();
        if !range.is_empty() {
            self.shift(range.start);
        }
        self.text.push_str(&self.raw[range.clone()]);
        self.text[from..].make_ascii_lowercase();
        self.part_words(range, from);
    }

    /// "facial_recognition", "in_use": words that a program joins. What has digits or capitals beside the sign is one
    /// identifier.
    fn part_words(&mut self, range: Range<usize>, folded: usize) {
        let raw = self.raw.as_bytes();
        let small =
            |at: Option<usize>| at.and_then(|at| raw.get(at)).is_some_and(u8::is_ascii_lowercase);
        for (at, _) in self.raw[range.clone()].match_indices('_') {
            let place = range.start + at;
            if small(place.checked_sub(1)) && small(Some(place + 1)) {
                self.text.replace_range(folded + at..=folded + at, " ");
            }
        }
    }

    fn push(&mut self, c: char, offset: usize) {
        self.shift(offset);
        self.text.push(c);
        // All bytes of a character came from one place.
        for folded in self.text.len() - c.len_utf8() + 1..self.text.len() {
            self.shifts.push(Shift { folded, raw: offset });
        }
    }

    /// Notes that what comes next came from `raw`, unless it goes on from what came before.
    fn shift(&mut self, raw: usize) {
        let folded = self.text.len();
        let next = self.shifts.last().map_or(folded, |last| last.raw + (folded - last.folded));
        if next != raw {
            self.shifts.push(Shift { folded, raw });
        }
    }

    fn push_char(&mut self, c: char, offset: usize) {
        if let Some(plain) = codebook::fold::plain(c) {
            return self.push(plain, offset);
        }
        match c {
            '‘' | '’' | '´' | 'ʼ' => self.push('\'', offset),
            '“' | '”' | '«' | '»' | '„' => self.push('"', offset),
            '‐' | '‑' | '–' | '—' | '−' => self.push('-', offset),
            'º' => self.push('o', offset),
            'ª' => self.push('a', offset),
            _ => decompose_canonical(c, |part| {
                if !is_combining_mark(part) {
                    for low in part.to_lowercase() {
                        self.push(low, offset);
                    }
                }
            }),
        }
    }

    /// Where words begin that are written with a capital, in the folded text.
    pub(crate) fn capitals(&self) -> impl Iterator<Item = usize> + '_ {
        let bytes = self.raw.as_bytes();
        let mut next = 0;
        let may = std::iter::from_fn(move || {
            let ahead =
                bytes[next..].iter().position(|byte| matches!(byte, b'A'..=b'Z' | 0xc0..))?;
            next += ahead + 1;
            Some(next - 1)
        });
        let capital = |offset: &usize| {
            (bytes[*offset] < 0x80 || self.raw[*offset..].starts_with(char::is_uppercase))
                && !is_inside(self.raw, *offset)
        };
        may.filter(capital).map(|offset| self.forth(self.base + offset))
    }

    /// True where something is worth a look.
    pub(crate) fn hints_at(&self, hint: Hint) -> bool {
        self.hints.get_or_init(|| Hints::of(&self.text)).has(hint)
    }

    /// Its numerals and the words that this is told with, in order.
    pub(crate) fn telling(&self, of: Tells) -> impl Iterator<Item = &Range<usize>> {
        let all = self.telling.get_or_init(|| telling(&self.text));
        all.iter().filter(move |one| one.tells(of)).map(|one| &one.at)
    }

    /// True where one of the words stands that this is told with.
    pub(crate) fn tells(&self, of: Tells) -> bool {
        self.telling(of).next().is_some()
    }

    /// Its runs of digits, in order.
    pub(crate) fn numerals(&self) -> impl Iterator<Item = &Range<usize>> {
        let digit = |at: &&Range<usize>| self.text.as_bytes()[at.start].is_ascii_digit();
        self.telling(Tells::Number).filter(digit)
    }

    /// The folded text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// A part of the folded text, as a pattern is held against it.
    pub(crate) fn part<'h>(&'h self, part: &'h str) -> Hay<'h> {
        debug_assert!(self.text.contains(part), "{part:?} is no part of {:?}", self.text);
        let words = self.words.get_or_init(|| Words::of(&self.text));
        Hay::from(part).with_grams(self.grams()).with_words(&self.text, words)
    }

    /// A part of the stretch as written, as a pattern of an author's own words is held against it: the letters that
    /// the pattern can't do without stand in the folded text too, but for those in markup.
    pub(crate) fn own<'h>(&'h self, part: &'h str) -> Hay<'h> {
        let words = self.own_words.get_or_init(|| Words::of(self.raw));
        let own = Hay::from(part).with_words(self.raw, words);
        if self.cut { own } else { own.with_grams(self.grams()) }
    }

    fn grams(&self) -> &Grams {
        self.grams.get_or_init(|| Grams::of(&self.text))
    }

    /// Where the stretch stands in its layer.
    pub(crate) fn range(&self) -> Range<usize> {
        self.base..self.base + self.raw.len()
    }

    /// The bytes of the layer that `range` of the folded text came from.
    pub(crate) fn back(&self, range: &Range<usize>) -> Range<usize> {
        // Behind a character that stands where it stood, and before another, are no marks.
        let same = self.shifts.first().map_or(self.text.len(), |first| first.folded);
        if range.end < same {
            return self.base + range.start..self.base + range.end.max(range.start);
        }
        let place = |i: usize| {
            let before = self.shifts.partition_point(|shift| shift.folded <= i);
            let shift = before.checked_sub(1).and_then(|last| self.shifts.get(last));
            match shift {
                _ if i >= self.text.len() => self.raw.len(),
                Some(shift) => shift.raw + (i - shift.folded),
                None => i,
            }
        };
        let start = place(range.start);
        if range.end <= range.start {
            return self.base + start..self.base + start;
        }
        // The end of the last character, with its marks: what comes next may be markup.
        let last = place(range.end - 1);
        let rest = self.raw.get(last..).unwrap_or_default();
        if let Some((_, length)) = escape(rest) {
            return self.base + start..self.base + last + length;
        }
        let mut chars = rest.chars();
        let first = chars.next().map_or(0, char::len_utf8);
        let marks: usize = chars.take_while(|c| is_combining_mark(*c)).map(char::len_utf8).sum();
        self.base + start..self.base + last + first + marks
    }

    /// The original words at `range` of the folded text.
    pub(crate) fn raw(&self, range: &Range<usize>) -> &'a str {
        let Range { start, end } = self.back(range);
        self.raw.get(start - self.base..end - self.base).unwrap_or_default()
    }

    /// The folded text of `range`, given in bytes of the layer.
    pub(crate) fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(self.forth(range.start)..self.forth(range.end)).unwrap_or_default()
    }

    /// The place in the folded text of a byte of the layer.
    pub(crate) fn forth(&self, byte: usize) -> usize {
        let offset = byte.saturating_sub(self.base);
        let before = self.shifts.partition_point(|shift| shift.raw < offset);
        let end = self.shifts.get(before).map_or(self.text.len(), |next| next.folded);
        let place = match before.checked_sub(1).and_then(|last| self.shifts.get(last)) {
            Some(shift) => shift.folded + (offset - shift.raw),
            None => offset,
        };
        place.min(end)
    }

    /// How a word of the stretch is folded by itself, where the folded text shows it: `at` is its place in
    /// the stretch.
    pub(crate) fn word(&self, word: &str, at: usize) -> Option<&str> {
        let rest = self.text.get(self.forth(self.base + at)..)?;
        let mut end = 0;
        for c in word.chars() {
            let plain = u8::try_from(codebook::fold::plain(c)?).ok()?;
            if rest.as_bytes().get(end) != Some(&plain) {
                return None;
            }
            end += 1;
        }
        rest.get(..end)
    }

    /// True where neither end of `range` (of the folded text) cuts a word.
    pub(crate) fn is_whole(&self, range: &Range<usize>) -> bool {
        !is_inside(&self.text, range.start) && !is_inside(&self.text, range.end)
    }
}

/// The last `most` bytes of a text, from a whole character on.
pub(crate) fn last_bytes(text: &str, most: usize) -> &str {
    &text[text.floor_char_boundary(text.len().saturating_sub(most))..]
}

/// The first `most` bytes of a text, up to a whole character.
pub(crate) fn first_bytes(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// True where a word stands on both sides of a place.
pub(crate) fn is_inside(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    match (at.checked_sub(1).and_then(|before| bytes.get(before)), bytes.get(at)) {
        (Some(before @ ..0x80), Some(after @ ..0x80)) => {
            before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric()
        }
        (Some(_), Some(_)) => {
            text[..at].ends_with(char::is_alphanumeric)
                && text[at..].starts_with(char::is_alphanumeric)
        }
        _ => false,
    }
}

/// How many bytes, up to the first beyond ASCII, the first that may begin markup, and the first white space
/// that is no single space (`space` where one stands before), need no folding but for their capitals.
fn plain(bytes: &[u8], space: bool) -> usize {
    let all = plain_chunks(bytes, space);
    let mut before = all.checked_sub(1).map_or(space, |last| bytes[last] == b' ');
    for (at, byte) in bytes.iter().enumerate().skip(all) {
        if LETTERS[usize::from(*byte)] {
            before = false;
            continue;
        }
        let space = *byte == b' ';
        if space && before || matches!(byte, 9..=13 | b'<' | b'[' | b'\\' | b']' | 0x80..) {
            return at;
        }
        before = space;
    }
    bytes.len()
}

/// How many bytes are so by thirty-twos: most of a text, told without asking of each byte by itself.
fn plain_chunks(bytes: &[u8], space: bool) -> usize {
    const CHUNK: usize = 32;
    if space && bytes.first() == Some(&b' ') {
        return 0;
    }
    let special = |byte: &u8| matches!(byte, 9..=13 | b'<' | b'[' | b'\\' | b']' | 0x80..);
    let mut all = 0;
    while all < bytes.len() {
        let end = bytes.len().min(all + CHUNK);
        let next = bytes.len().min(end + 1);
        if bytes[all..end].iter().fold(false, |found, byte| found | special(byte))
            || has_double_space(&bytes[all..next])
        {
            break;
        }
        all = end;
    }
    all
}

/// A letter that a data file writes as its number ("\\u00e1"): what it is, and how long it is there. Half of a pair is
/// none.
fn escape(rest: &str) -> Option<(char, usize)> {
    const LONG: usize = 6;
    let digits = rest.strip_prefix("\\u")?.get(..LONG - 2)?;
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
    char::from_u32(number).filter(|c| !c.is_control()).map(|c| (c, LONG))
}

/// Markup at a text's start: how long it is, and whether it keeps the words around it apart.
struct Markup {
    length: usize,
    apart: bool,
}

/// Tags within a line, which stand inside sentences and between the letters of words.
const INLINE: &[&str] =
    &["a", "b", "i", "u", "em", "strong", "span", "sup", "sub", "mark", "small"];

/// The tag, or the part of a link other than its words, that `rest` begins with. No longer than a
/// bound, so that reading stays linear.
fn markup(rest: &str, links: bool) -> Markup {
    const LONGEST: usize = 600;
    let near = rest.as_bytes().get(..rest.len().min(LONGEST)).unwrap_or_default();
    let close = |sign: u8| near.iter().position(|byte| *byte == sign).map_or(0, |at| at + 1);
    match near {
        [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!', ..] => {
            let length = close(b'>');
            let name = rest[1..].trim_start_matches('/');
            let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
            Markup { length, apart: length > 0 && !INLINE.contains(&&name[..end]) }
        }
        [b']', b'(', ..] if links => Markup { length: close(b')'), apart: false },
        [b'[', next, ..] if links && *next != b'[' => Markup { length: 1, apart: false },
        _ => Markup { length: 0, apart: false },
    }
}
