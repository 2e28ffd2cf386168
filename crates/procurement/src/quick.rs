//! Usual JSON, read straight into what is kept of it.
//!
//! Whatever is unusual (a key twice or with an escape, a list for an object, an exponent, and all that is broken)
//! makes it give up, and [`crate::tolerant`] reads the whole again: what is taken for what, and what is wrong with a
//! line, is told there alone. What is read here is read alike there, which tests hold both to.

use std::cell::Cell;

use wide::u8x16;

use crate::block::BLOCK;
use crate::model::Release;
use crate::words::Words;

/// How deep what is not read may nest.
const DEEPEST: u32 = 64;

/// How many digits a number may have.
const DIGITS: usize = 18;

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
    static ENDS: Cell<Vec<u64>> = const { Cell::new(Vec::new()) };
}

/// Up to how many numbers of it are kept: those of a text of 1 MiB.
const KEPT: usize = (1 << 20) / 64 + 1;

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
fn release<'a>(text: &'a str, ends: &[u64]) -> Option<Read<'a>> {
    let mut from = Reader { text, ends, at: 0, odd: false, unread: 0 };
    let mut release: Box<Release<'_>> = Box::default();
    let first = from.peek()?;
    if first != b'{' {
        return None;
    }
    release.fill(first, &mut from)?;
    // Nothing but white space comes behind it.
    let rest = text.as_bytes().get(from.at..)?;
    let Reader { odd, unread, .. } = from;
    rest.trim_ascii().is_empty().then_some(Read { release, odd, unread })
}

/// What can be read in its usual shape; none is to give up.
pub(crate) trait Quick<'a>: Default {
    /// Reads the value that comes next, and begins with `first`, into what is as its default made it.
    fn fill(&mut self, first: u8, from: &mut Reader<'a, '_>) -> Option<()>;

    /// From a string that stands where a list belongs.
    fn lone(_: &'a str) -> Option<Self> {
        None
    }
}

/// Where reading stands.
pub(crate) struct Reader<'a, 'e> {
    text: &'a str,
    /// A bit for each byte that may end a string.
    ends: &'e [u64],
    at: usize,
    /// True once something had another shape than expected.
    pub(crate) odd: bool,
    /// How many texts where a number belongs were read as none so far.
    pub(crate) unread: u32,
}

/// A key, and how the value behind it begins.
pub(crate) struct Key<'a> {
    /// Its bytes.
    pub(crate) bytes: &'a [u8],
    /// Its [`tag`].
    pub(crate) tag: u64,
    /// The first byte of its value.
    pub(crate) first: u8,
}

impl<'a> Reader<'a, '_> {
    /// The next byte that is no white space.
    #[inline(always)]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        match self.here()? {
            blank if blank <= b' ' => self.peek_on(),
            byte => Some(byte),
        }
    }

    #[cold]
    fn peek_on(&mut self) -> Option<u8> {
        loop {
            let byte = self.here()?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Steps into an object or list; false where it is empty, and already behind.
    #[inline(always)]
    pub(crate) fn enter(&mut self, close: u8) -> Option<bool> {
        self.at += 1;
        let empty = self.peek()? == close;
        self.at += usize::from(empty);
        Some(!empty)
    }

    /// Steps behind a comma; false where it was the end.
    #[inline(always)]
    pub(crate) fn more(&mut self, close: u8) -> Option<bool> {
        let byte = self.peek()?;
        self.at += 1;
        (byte == b',' || byte == close).then_some(byte == b',')
    }

    /// A key and its colon.
    #[inline(always)]
    pub(crate) fn key(&mut self) -> Option<Key<'a>> {
        if self.peek()? != b'"' {
            return None;
        }
        let start = self.at + 1;
        let rest = self.text.as_bytes().get(start..)?;
        let len = self.end(start)? - start;
        let bytes = rest.get(..len)?;
        let first = match rest.get(len..)? {
            [b'"', b':', first, ..] if *first > b' ' => {
                self.at = start + len + 2;
                *first
            }
            [b'"', ..] => {
                self.at = start + len + 1;
                self.colon()?
            }
            _ => return None,
        };
        let head = rest.first_chunk().copied().unwrap_or_else(|| short(bytes));
        Some(Key { bytes, tag: mixed(u64::from_le_bytes(head), len), first })
    }

    /// Steps behind a colon, and says what comes there.
    #[cold]
    fn colon(&mut self) -> Option<u8> {
        if self.peek()? != b':' {
            return None;
        }
        self.at += 1;
        self.peek()
    }

    /// The string that begins here, if it has no escapes.
    #[inline(always)]
    pub(crate) fn bare(&mut self) -> Option<&'a str> {
        let start = self.at + 1;
        let end = self.end(start)?;
        if *self.text.as_bytes().get(end)? != b'"' {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    /// The string that begins here, with its escapes resolved.
    #[inline(always)]
    pub(crate) fn words(&mut self) -> Option<Words<'a>> {
        match self.bare() {
            Some(words) => Some(Words::Borrowed(words)),
            None => self.resolved().map(Words::from),
        }
    }

    #[cold]
    fn resolved(&mut self) -> Option<String> {
        let start = self.at;
        self.escaped()?;
        serde_json::from_str(self.text.get(start..self.at)?).ok()
    }

    /// Passes over the string that begins here.
    #[inline(always)]
    fn pass_string(&mut self) -> Option<()> {
        let end = self.end(self.at + 1)?;
        if *self.text.as_bytes().get(end)? != b'"' {
            return self.escaped();
        }
        self.at = end + 1;
        Some(())
    }

    #[cold]
    fn escaped(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        let mut at = self.end(self.at + 1)?;
        while *bytes.get(at)? != b'"' {
            // Anything but an escape is a control character, or the end.
            at = self.end(at + escape(bytes.get(at..)?)?)?;
        }
        self.at = at + 1;
        Some(())
    }

    /// The digits of a whole number that is not negative, as they stand.
    pub(crate) fn whole(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.digits()?;
        let fits = self.at - start <= DIGITS && !matches!(self.here(), Some(b'.' | b'e' | b'E'));
        fits.then(|| self.text.get(start..self.at)).flatten()
    }

    /// A number of few digits: the same that `serde_json` makes of it, which divides the digits by a power of ten.
    pub(crate) fn number(&mut self) -> Option<f64> {
        let negative = self.here()? == b'-';
        self.at += usize::from(negative);
        let start = self.at;
        self.digits()?;
        let mut places = 0;
        if self.here() == Some(b'.') {
            self.at += 1;
            places = self.run()?;
        }
        let digits = self.text.as_bytes().get(start..self.at)?;
        if digits.len() > DIGITS + 1 || places > DIGITS || matches!(self.here(), Some(b'e' | b'E'))
        {
            return None;
        }
        let digits = digits.iter().filter(|byte| **byte != b'.');
        let whole = digits.fold(0_u64, |sum, byte| sum * 10 + u64::from(byte - b'0')) as f64;
        let amount = if places > 0 { whole / POWERS.get(places)? } else { whole };
        Some(if negative { -amount } else { amount })
    }

    /// Where, from `at` on, the first byte is that may end a string.
    #[inline(always)]
    fn end(&self, at: usize) -> Option<usize> {
        match *self.ends.get(at / 64)? >> (at % 64) {
            0 => self.end_on(at / 64 + 1),
            ends => Some(at + ends.trailing_zeros() as usize),
        }
    }

    #[inline(never)]
    fn end_on(&self, mut place: usize) -> Option<usize> {
        loop {
            let ends = *self.ends.get(place)?;
            if ends != 0 {
                return Some(place * 64 + ends.trailing_zeros() as usize);
            }
            place += 1;
        }
    }

    /// The byte that comes next.
    #[inline]
    fn here(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// One or more digits, and how many.
    fn run(&mut self) -> Option<usize> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let len = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += len;
        (len > 0).then_some(len)
    }

    /// The digits before a point: a zero stands alone.
    fn digits(&mut self) -> Option<()> {
        let zero = self.here()? == b'0';
        (self.run()? == 1 || !zero).then_some(())
    }

    /// Passes over a number, a truth value or null.
    pub(crate) fn scalar(&mut self) -> Option<()> {
        let rest = self.text.as_bytes().get(self.at..)?;
        for word in [&b"null"[..], b"true", b"false"] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Some(());
            }
        }
        self.at += usize::from(rest.first() == Some(&b'-'));
        self.digits()?;
        if self.here() == Some(b'.') {
            self.at += 1;
            self.run()?;
        }
        if matches!(self.here(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.here(), Some(b'+' | b'-')));
            self.run()?;
        }
        Some(())
    }

    /// Passes over a value that is not an object or list, and notes that it stands where one belongs.
    pub(crate) fn odd(&mut self) -> Option<()> {
        self.odd = true;
        if self.here()? == b'"' { self.bare().map(drop) } else { self.scalar() }
    }

    /// Passes over a value that begins with `first`.
    #[inline(always)]
    pub(crate) fn skip(&mut self, first: u8) -> Option<()> {
        match first {
            b'"' => self.pass_string(),
            b'{' | b'[' => self.pass(first, 0),
            _ => self.scalar(),
        }
    }

    /// Passes over an object or list that is in so many others.
    fn pass(&mut self, open: u8, depth: u32) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        // In ASCII, either closes two behind where it opens.
        let close = open + 2;
        let mut more = self.enter(close)?;
        while more {
            let first = if open == b'{' { self.key()?.first } else { self.peek()? };
            match first {
                b'"' => self.pass_string()?,
                b'{' | b'[' => self.pass(first, depth + 1)?,
                _ => self.scalar()?,
            }
            more = self.more(close)?;
        }
        Some(())
    }

    /// A value as it stands.
    pub(crate) fn raw(&mut self, first: u8) -> Option<&'a str> {
        let start = self.at;
        self.skip(first)?;
        self.text.get(start..self.at)
    }
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

/// A number for a key, by which it is soon told from others: made of its first eight bytes and its length.
pub(crate) const fn tag(key: &[u8]) -> u64 {
    let mut head = [0; 8];
    let mut at = 0;
    while at < 8 && at < key.len() {
        head[at] = key[at];
        at += 1;
    }
    mixed(u64::from_le_bytes(head), key.len())
}

/// The tag of a key of this length, whose first bytes, and what comes behind them, are `head`.
#[inline(always)]
const fn mixed(head: u64, len: usize) -> u64 {
    // What comes behind the key is shifted out.
    let own = if len < 8 { head & ((1 << (8 * len)) - 1) } else { head };
    own.wrapping_add((len as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// The first bytes of a short key at the end of a text.
#[cold]
fn short(key: &[u8]) -> [u8; 8] {
    let mut head = [0; 8];
    head.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    head
}

/// A bit for each byte that may end a string: a quote, a backslash, a control character, and what comes behind the end.
fn ends(bytes: &[u8], all: &mut Vec<u64>) {
    all.clear();
    all.reserve(bytes.len() / 64 + 1);
    let (whole, rest) = bytes.as_chunks::<64>();
    all.extend(whole.iter().map(word));
    let mut last = [0; 64];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    all.push(word(&last));
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
