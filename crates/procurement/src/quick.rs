//! Usual JSON, read straight into what is kept of it.
//!
//! Whatever is unusual (a key twice or with an escape, a list for an object, an exponent, and all that is broken)
//! makes it give up, and [`crate::tolerant`] reads the whole again: what is taken for what, and what is wrong with a
//! line, is told there alone. What is read here is read alike there, which tests hold both to.
//!
//! Where reading stands is handed on from one value to the next, not kept: so it stays in a register.

use std::cell::Cell;

use wide::u8x16;

use crate::block::BLOCK;
use crate::model::Release;
use crate::words::Words;

/// How deep what is not read may nest.
const DEEPEST: u32 = 64;

/// How many digits a number may have.
const DIGITS: usize = 18;

/// A bit for each of 64 bytes.
type Bits = [u8; 8];

/// A release that was read.
pub(crate) struct Read<'a> {
    pub(crate) release: Box<Release<'a>>,
    /// True where something had another shape than expected.
    pub(crate) odd: bool,
    /// How many texts where a number belongs were read as none.
    pub(crate) unread: u32,
}

thread_local! {
    // Where strings may end, of the last text: so long a list is better filled again than made for each.
    static ENDS: Cell<Vec<Bits>> = const { Cell::new(Vec::new()) };
}

/// Up to how many of them are kept: those of a text of 1 MiB.
const KEPT: usize = (1 << 20) / 64 + 2;

/// The release that `text` is; none where it is unusual.
pub(crate) fn read(text: &str) -> Option<Read<'_>> {
    let mut marks = ENDS.take();
    ends(text.as_bytes(), &mut marks);
    let read = release(text, &marks);
    if marks.capacity() <= KEPT {
        ENDS.set(marks);
    }
    read
}

/// The release that `text` is, of which `ends` tells where strings may end.
fn release<'a>(text: &'a str, ends: &[Bits]) -> Option<Read<'a>> {
    let ends = ends.as_flattened();
    let from = Reader { text, ends, odd: Cell::new(false), unread: Cell::new(0) };
    let mut release: Box<Release<'_>> = Box::default();
    let at = from.blanks(0)?;
    if from.byte(at)? != b'{' {
        return None;
    }
    let end = release.fill(b'{', at, &from)?;
    // Nothing but white space comes behind it.
    let rest = text.as_bytes().get(end..)?;
    let (odd, unread) = (from.odd.get(), from.unread.get());
    rest.trim_ascii().is_empty().then_some(Read { release, odd, unread })
}

/// What can be read in its usual shape; none is to give up.
pub(crate) trait Quick<'a>: Default {
    /// Reads the value that stands at `at`, and begins with `first`, into what is as its default made it; says what
    /// place is behind it.
    fn fill(&mut self, first: u8, at: usize, from: &Reader<'a, '_>) -> Option<usize>;

    /// From a string that stands where a list belongs.
    fn lone(_: &'a str) -> Option<Self> {
        None
    }
}

/// What is read from.
pub(crate) struct Reader<'a, 'e> {
    text: &'a str,
    /// A bit for each byte that may end a string.
    ends: &'e [u8],
    /// True once something had another shape than expected.
    odd: Cell<bool>,
    /// How many texts where a number belongs were read as none so far.
    unread: Cell<u32>,
}

/// A key, and where the value behind it stands.
pub(crate) struct Key<'a> {
    /// What stands from its first letter on.
    pub(crate) rest: &'a [u8],
    /// Its [`tag`].
    pub(crate) tag: u32,
    /// The first byte of its value.
    pub(crate) first: u8,
    /// Where its value stands.
    pub(crate) at: usize,
}

/// What comes within an object or a list.
pub(crate) enum Step {
    /// A key or a member, which stands here.
    To(usize),
    /// The end, and this is the place behind it.
    End(usize),
}

impl<'a> Reader<'a, '_> {
    /// The byte at a place.
    #[inline(always)]
    pub(crate) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    #[inline(always)]
    fn rest(&self, at: usize) -> Option<&'a [u8]> {
        self.text.as_bytes().get(at..)
    }

    /// The next place that is no white space.
    fn blanks(&self, mut at: usize) -> Option<usize> {
        while matches!(self.byte(at)?, b' ' | b'\n' | b'\r' | b'\t') {
            at += 1;
        }
        Some(at)
    }

    /// Into the object that stands at `at`.
    #[inline(always)]
    pub(crate) fn object(&self, at: usize) -> Option<Step> {
        match self.rest(at)? {
            [_, b'"', ..] => Some(Step::To(at + 1)),
            _ => self.into(at, b'}'),
        }
    }

    /// Into the list that stands at `at`.
    #[inline(always)]
    pub(crate) fn list(&self, at: usize) -> Option<Step> {
        match self.rest(at)? {
            [_, b'{' | b'"', ..] => Some(Step::To(at + 1)),
            _ => self.into(at, b']'),
        }
    }

    #[inline(never)]
    fn into(&self, at: usize, close: u8) -> Option<Step> {
        let at = self.blanks(at + 1)?;
        if self.byte(at)? == close { Some(Step::End(at + 1)) } else { self.to(at, close) }
    }

    /// To what stands at `at`: of an object that is a key.
    fn to(&self, at: usize, close: u8) -> Option<Step> {
        (close == b']' || self.byte(at)? == b'"').then_some(Step::To(at))
    }

    /// On from the value that ends before `at` to the next key.
    #[inline(always)]
    pub(crate) fn next_key(&self, at: usize) -> Option<Step> {
        match self.rest(at)? {
            [b',', b'"', ..] => Some(Step::To(at + 1)),
            [b'}', ..] => Some(Step::End(at + 1)),
            _ => self.next_on(at, b'}'),
        }
    }

    /// On from the value that ends before `at` to the next member.
    #[inline(always)]
    pub(crate) fn next_member(&self, at: usize) -> Option<Step> {
        match self.rest(at)? {
            [b',', first, ..] if *first > b' ' => Some(Step::To(at + 1)),
            [b']', ..] => Some(Step::End(at + 1)),
            _ => self.next_on(at, b']'),
        }
    }

    #[cold]
    #[inline(never)]
    fn next_on(&self, at: usize, close: u8) -> Option<Step> {
        let at = self.blanks(at)?;
        match self.byte(at)? {
            b',' => self.to(self.blanks(at + 1)?, close),
            byte => (byte == close).then_some(Step::End(at + 1)),
        }
    }

    /// The key whose quote stands at `at`, and its colon.
    #[inline(always)]
    pub(crate) fn key(&self, at: usize) -> Option<Key<'a>> {
        let len = self.run(at + 1)?;
        let rest = self.rest(at + 1)?;
        let head = *rest.first_chunk()?;
        match rest.get(len..)? {
            [b'"', b':', first, ..] if *first > b' ' => {
                Some(Key { rest, tag: mixed(head, len), first: *first, at: at + len + 3 })
            }
            _ => self.spaced(at + 1, len),
        }
    }

    /// The key of this length with white space around its colon, if it is one.
    #[cold]
    #[inline(never)]
    fn spaced(&self, at: usize, len: usize) -> Option<Key<'a>> {
        let rest = self.rest(at)?;
        let colon = self.blanks(at + len + 1)?;
        if (*rest.get(len)?, self.byte(colon)?) != (b'"', b':') {
            return None;
        }
        let tag = tag(rest.get(..len)?);
        let at = self.blanks(colon + 1)?;
        Some(Key { rest, tag, first: self.byte(at)?, at })
    }

    /// The string that stands at `at`, if it has no escapes, and the place behind it.
    #[inline(always)]
    pub(crate) fn bare(&self, at: usize) -> Option<(&'a str, usize)> {
        let rest = self.text.get(at + 1..)?;
        let len = self.run(at + 1)?;
        let (words, behind) = rest.split_at_checked(len)?;
        behind.starts_with('"').then_some((words, at + len + 2))
    }

    /// The value that stands at `at` and begins with `first`, if it is a string without escapes that ends soon.
    #[inline(always)]
    pub(crate) fn short(&self, first: u8, at: usize) -> Option<(&'a str, usize)> {
        let len = self.soon(at + 1)?;
        let (words, behind) = self.text.get(at + 1..)?.split_at_checked(len)?;
        (first == b'"' && behind.starts_with('"')).then_some((words, at + len + 2))
    }

    /// The string that stands at `at`, with its escapes resolved, and the place behind it.
    pub(crate) fn words(&self, at: usize) -> Option<(Words<'a>, usize)> {
        match self.bare(at) {
            Some((words, end)) => Some((Words::Borrowed(words), end)),
            None => self.resolved(at),
        }
    }

    #[cold]
    fn resolved(&self, at: usize) -> Option<(Words<'a>, usize)> {
        let end = self.escaped(at)?;
        let words: String = serde_json::from_str(self.text.get(at..end)?).ok()?;
        Some((words.into(), end))
    }

    /// Behind the string that stands at `at`.
    #[inline(always)]
    fn pass_string(&self, at: usize) -> Option<usize> {
        let end = at + 1 + self.run(at + 1)?;
        if self.byte(end)? == b'"' { Some(end + 1) } else { self.escaped(at) }
    }

    #[cold]
    #[inline(never)]
    fn escaped(&self, at: usize) -> Option<usize> {
        let mut at = at + 1 + self.run(at + 1)?;
        while self.byte(at)? != b'"' {
            // Anything but an escape is a control character, or the end.
            at += escape(self.rest(at)?)?;
            at += self.run(at)?;
        }
        Some(at + 1)
    }

    /// The digits of a whole number that is not negative, as they stand, and the place behind them.
    pub(crate) fn whole(&self, at: usize) -> Option<(&'a str, usize)> {
        let end = at + digits(self.rest(at)?)?.1;
        let fits = end - at <= DIGITS && !matches!(self.byte(end), Some(b'.' | b'e' | b'E'));
        fits.then_some((self.text.get(at..end)?, end))
    }

    /// A number of few digits, and the place behind it: the same that `serde_json` makes of it, which divides the digits
    /// by a power of ten.
    pub(crate) fn number(&self, at: usize) -> Option<(f64, usize)> {
        let negative = self.byte(at)? == b'-';
        let start = at + usize::from(negative);
        let rest = self.rest(start)?;
        let (mut whole, mut len) = digits(rest)?;
        let mut places = 0;
        if rest.get(len) == Some(&b'.') {
            (whole, places) = run(whole, rest.get(len + 1..)?)?;
            len += 1 + places;
        }
        if len > DIGITS + 1 || places > DIGITS || matches!(rest.get(len), Some(b'e' | b'E')) {
            return None;
        }
        let whole = whole as f64;
        let amount = if places > 0 { whole / POWERS.get(places)? } else { whole };
        Some((if negative { -amount } else { amount }, start + len))
    }

    /// How many bytes stand from `at` on before the first that may end a string.
    #[inline(always)]
    fn run(&self, at: usize) -> Option<usize> {
        match self.soon(at) {
            None => self.run_on(at),
            soon => soon,
        }
    }

    /// The same where it is among the next ones, as it mostly is: then one look tells, wherever that begins.
    #[inline(always)]
    fn soon(&self, at: usize) -> Option<usize> {
        let ahead = u64::from_le_bytes(*self.ends.get(at / 8..)?.first_chunk()?) >> (at % 8);
        (ahead != 0).then_some(ahead.trailing_zeros() as usize)
    }

    #[inline(never)]
    fn run_on(&self, at: usize) -> Option<usize> {
        let (words, _) = self.ends.as_chunks::<8>();
        let first = at / 64 + 1;
        for (place, word) in words.get(first..)?.iter().enumerate() {
            let ends = u64::from_le_bytes(*word);
            if ends != 0 {
                return Some((first + place) * 64 + ends.trailing_zeros() as usize - at);
            }
        }
        None
    }

    /// Behind the number, truth value or null that stands at `at`.
    #[inline(never)]
    pub(crate) fn scalar(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at)?;
        for word in [&b"null"[..], b"true", b"false"] {
            if rest.starts_with(word) {
                return Some(at + word.len());
            }
        }
        let mut len = usize::from(rest.first() == Some(&b'-'));
        len += digits(rest.get(len..)?)?.1;
        if rest.get(len) == Some(&b'.') {
            len += 1 + run(0, rest.get(len + 1..)?)?.1;
        }
        if matches!(rest.get(len), Some(b'e' | b'E')) {
            len += 1;
            len += usize::from(matches!(rest.get(len), Some(b'+' | b'-')));
            len += run(0, rest.get(len..)?)?.1;
        }
        Some(at + len)
    }

    /// Notes that a text where a number belongs was read as none.
    pub(crate) fn lost(&self) {
        self.unread.set(self.unread.get() + 1);
    }

    /// Notes that something has another shape than expected.
    pub(crate) fn note_odd(&self) {
        self.odd.set(true);
    }

    /// Behind a value that is not an object or list, and stands where one belongs, which is noted.
    #[inline(never)]
    pub(crate) fn odd(&self, at: usize) -> Option<usize> {
        self.note_odd();
        if self.byte(at)? == b'"' { self.bare(at).map(|(_, end)| end) } else { self.scalar(at) }
    }

    /// Behind the value that stands at `at` and begins with `first`.
    #[inline(always)]
    pub(crate) fn skip(&self, first: u8, at: usize) -> Option<usize> {
        match first {
            b'"' => self.pass_string(at),
            b'{' | b'[' => self.pass(first, at, 0),
            _ => self.scalar(at),
        }
    }

    /// Behind an object or list that is in so many others.
    fn pass(&self, open: u8, at: usize, depth: u32) -> Option<usize> {
        if depth > DEEPEST {
            return None;
        }
        let inner = |first: u8, at: usize| match first {
            b'"' => self.pass_string(at),
            b'{' | b'[' => self.pass(first, at, depth + 1),
            _ => self.scalar(at),
        };
        if open == b'[' {
            let mut step = self.list(at)?;
            loop {
                match step {
                    Step::To(at) => step = self.next_member(inner(self.byte(at)?, at)?)?,
                    Step::End(end) => return Some(end),
                }
            }
        }
        let mut step = self.object(at)?;
        loop {
            match step {
                Step::To(at) => {
                    let key = self.key(at)?;
                    step = self.next_key(inner(key.first, key.at)?)?;
                }
                Step::End(end) => return Some(end),
            }
        }
    }

    /// A value as it stands, and the place behind it.
    pub(crate) fn raw(&self, first: u8, at: usize) -> Option<(&'a str, usize)> {
        let end = self.skip(first, at)?;
        Some((self.text.get(at..end)?, end))
    }
}

/// The number that one or more digits make behind those of `sum`, and how many they are. Of very many it is of no meaning.
#[inline(always)]
fn run(mut sum: u64, bytes: &[u8]) -> Option<(u64, usize)> {
    let mut len = 0;
    for byte in bytes {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        sum = sum.wrapping_mul(10).wrapping_add(u64::from(digit));
        len += 1;
    }
    (len > 0).then_some((sum, len))
}

/// The digits before a point: a zero stands alone.
#[inline(always)]
fn digits(bytes: &[u8]) -> Option<(u64, usize)> {
    let (sum, len) = run(0, bytes)?;
    (len == 1 || bytes.first() != Some(&b'0')).then_some((sum, len))
}

/// The powers of ten up to [`DIGITS`], which an `f64` holds exactly.
const POWERS: [f64; DIGITS + 1] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18,
];

/// How long the escape is that `bytes` begins with.
fn escape(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => Some(2),
        [b'\\', b'u', digits @ ..] => {
            digits.get(..4)?.iter().all(u8::is_ascii_hexdigit).then_some(6)
        }
        _ => None,
    }
}

/// A number for a key of two letters or more, by which it is soon told from others: made of its length and the first four
/// bytes of it and of what mostly stands behind it.
pub(crate) const fn tag(key: &[u8]) -> u32 {
    let mut head = [0; 4];
    let mut at = 0;
    while at < head.len() {
        head[at] = match at.checked_sub(key.len()) {
            None => key[at],
            Some(0) => b'"',
            Some(1) => b':',
            Some(_) => 0,
        };
        at += 1;
    }
    mixed(head, key.len())
}

/// The tag of a key of this length that begins with `head`.
#[inline(always)]
const fn mixed(head: [u8; 4], len: usize) -> u32 {
    u32::from_le_bytes(head).wrapping_add((len as u32).wrapping_mul(0x9e37_79b9))
}

/// A bit for each byte that may end a string: a quote, a backslash, a control character, and what comes behind the end.
fn ends(bytes: &[u8], all: &mut Vec<Bits>) {
    all.clear();
    all.reserve(bytes.len() / 64 + 2);
    let (whole, rest) = bytes.as_chunks::<64>();
    all.extend(whole.iter().map(|bytes| word(bytes).to_le_bytes()));
    let mut last = [0; 64];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    // Whoever looks ahead from the last bytes finds something there, too.
    all.extend([word(&last).to_le_bytes(), [u8::MAX; 8]]);
}

#[inline(always)]
fn word(bytes: &[u8; 64]) -> u64 {
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    blocks.iter().rev().fold(0, |all, block| all << BLOCK | u64::from(marks(*block)))
}

/// A bit for each of the bytes that is a quote, a backslash or a control character.
#[inline(always)]
fn marks(block: [u8; BLOCK]) -> u32 {
    let block = u8x16::new(block);
    // Of the quote and what is below the blank, and of nothing else, this makes what is not above the blank.
    let low = block ^ u8x16::splat(b'"' ^ b' ');
    let ends = low.min(u8x16::splat(b' ')).simd_eq(low) | block.simd_eq(u8x16::splat(b'\\'));
    ends.to_bitmask()
}
