//! Usual JSON, read straight into what is kept of it.
//!
//! Whatever is unusual (a key twice or with an escape, a list for an object, an exponent, and all that is broken)
//! makes it give up, and [`crate::tolerant`] reads the whole again: what is taken for what, and what is wrong with a
//! line, is told there alone. What is read here is read alike there, which tests hold both to.

use std::borrow::Cow;

use wide::u8x16;

use crate::model::Release;

/// How deep what is not read may nest.
const DEEPEST: u32 = 64;

/// How many digits a number may have.
const DIGITS: usize = 18;

/// The release that `text` is, and whether some of it has another shape than expected; none where it is unusual.
pub(crate) fn read(text: &str) -> Option<(Box<Release<'_>>, bool)> {
    let mut from = Reader { text, at: 0, odd: false };
    let mut release: Box<Release<'_>> = Box::default();
    if from.peek()? != b'{' {
        return None;
    }
    release.fill(&mut from)?;
    // Nothing but white space comes behind it.
    let rest = text.as_bytes().get(from.at..)?;
    rest.trim_ascii().is_empty().then_some((release, from.odd))
}

/// What can be read in its usual shape; none is to give up.
pub(crate) trait Quick<'a>: Default {
    /// Reads the value that comes next into what is as its default made it.
    fn fill(&mut self, from: &mut Reader<'a>) -> Option<()>;

    /// From a string that stands where a list belongs.
    fn lone(_: &'a str) -> Option<Self> {
        None
    }
}

/// Where reading stands.
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// True once something had another shape than expected.
    pub(crate) odd: bool,
}

impl<'a> Reader<'a> {
    /// The next byte that is no white space.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Steps into an object or list; false where it is empty, and already behind.
    #[inline]
    pub(crate) fn enter(&mut self, close: u8) -> Option<bool> {
        self.at += 1;
        let empty = self.peek()? == close;
        self.at += usize::from(empty);
        Some(!empty)
    }

    /// Steps behind a comma; false where it was the end.
    #[inline]
    pub(crate) fn more(&mut self, close: u8) -> Option<bool> {
        let byte = self.peek()?;
        self.at += 1;
        (byte == b',' || byte == close).then_some(byte == b',')
    }

    /// A key and its colon.
    #[inline]
    pub(crate) fn key(&mut self) -> Option<&'a [u8]> {
        let bytes = self.text.as_bytes();
        if self.here() != Some(b'"') && self.peek()? != b'"' {
            return None;
        }
        let start = self.at + 1;
        let end = plain(bytes, start);
        if *bytes.get(end)? != b'"' {
            return None;
        }
        self.at = end + 2;
        if bytes.get(end + 1) != Some(&b':') {
            self.at = end + 1;
            self.colon()?;
        }
        bytes.get(start..end)
    }

    #[inline]
    fn colon(&mut self) -> Option<()> {
        let colon = self.peek()? == b':';
        self.at += 1;
        colon.then_some(())
    }

    /// The string that begins here, if it has no escapes.
    #[inline]
    pub(crate) fn bare(&mut self) -> Option<&'a str> {
        let start = self.at + 1;
        let end = plain(self.text.as_bytes(), start);
        if *self.text.as_bytes().get(end)? != b'"' {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    /// The string that begins here, with its escapes resolved.
    #[inline]
    pub(crate) fn words(&mut self) -> Option<Cow<'a, str>> {
        match self.bare() {
            Some(words) => Some(Cow::Borrowed(words)),
            None => {
                let start = self.at;
                self.escaped()?;
                let quoted = self.text.get(start..self.at)?;
                serde_json::from_str::<String>(quoted).ok().map(Cow::Owned)
            }
        }
    }

    /// Passes over the string that begins here.
    #[inline]
    fn pass_string(&mut self) -> Option<()> {
        self.bare().map(drop).or_else(|| self.escaped())
    }

    #[cold]
    fn escaped(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        let mut at = plain(bytes, self.at + 1);
        while *bytes.get(at)? != b'"' {
            // Anything but an escape is a control character, or the end.
            at = plain(bytes, at + escape(bytes.get(at..)?)?);
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

    /// Passes over a value.
    pub(crate) fn skip(&mut self) -> Option<()> {
        self.pass(0)
    }

    fn pass(&mut self, depth: u32) -> Option<()> {
        let open = self.peek()?;
        let close = match open {
            b'"' => return self.pass_string(),
            b'{' => b'}',
            b'[' => b']',
            _ => return self.scalar(),
        };
        if depth > DEEPEST {
            return None;
        }
        let mut more = self.enter(close)?;
        while more {
            if open == b'{' {
                if self.peek()? != b'"' {
                    return None;
                }
                self.pass_string()?;
                self.colon()?;
            }
            self.pass(depth + 1)?;
            more = self.more(close)?;
        }
        Some(())
    }

    /// A value as it stands.
    pub(crate) fn raw(&mut self) -> Option<&'a str> {
        self.peek()?;
        let start = self.at;
        self.skip()?;
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

/// Where, from `at` on, the first quote, backslash or control character is; the end where there is none.
#[inline]
fn plain(bytes: &[u8], at: usize) -> usize {
    match ends(bytes, at) {
        Some(ends) if ends != 0 => at + ends.trailing_zeros() as usize,
        Some(_) => plain_on(bytes, at + BLOCK),
        None => plain_on(bytes, at),
    }
}

/// How many bytes are looked at together.
const BLOCK: usize = 16;

/// A bit for each of the next bytes that is a quote, a backslash or a control character; none near the end.
#[inline]
fn ends(bytes: &[u8], at: usize) -> Option<u32> {
    let block: &[u8; BLOCK] = bytes.get(at..)?.first_chunk()?;
    let block = u8x16::new(*block);
    let of = |byte: u8| u8x16::splat(byte);
    let control = block.min(of(b' ' - 1)).simd_eq(block);
    let ends = block.simd_eq(of(b'"')) | block.simd_eq(of(b'\\')) | control;
    Some(ends.to_bitmask())
}

#[inline(never)]
fn plain_on(bytes: &[u8], mut at: usize) -> usize {
    while let Some(ends) = ends(bytes, at) {
        if ends != 0 {
            return at + ends.trailing_zeros() as usize;
        }
        at += BLOCK;
    }
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(ends).unwrap_or(rest.len())
}
