//! JSON that is nearly JSON: what can be mended is, and said, and where it stands can still be told; the rest is refused.

use codebook::western::{self, Western};

/// What had to be mended in a unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mended {
    /// True where it is no UTF-8, and was read as Windows-1252.
    pub(crate) western: bool,
    /// Bytes that are no letter in that either, each replaced by a question mark.
    pub(crate) bytes: u32,
    /// Halves of surrogate pairs without their other half, replaced by U+FFFD.
    pub(crate) surrogates: u32,
    /// `NaN` and `Infinity`, replaced by an empty string, which counts as missing.
    pub(crate) numbers: u32,
}

/// The text with what can be mended mended, which moves nothing in it.
pub(crate) fn mend(bytes: &[u8]) -> (Western<'_>, Mended) {
    let mut read = western::read(bytes);
    let mut mended = Mended { western: read.letters > 0, bytes: read.unknown, ..Mended::default() };
    let mut out = std::mem::take(&mut read.text).into_owned().into_bytes();
    walk(&mut out, &mut mended);
    // Nothing in there writes anything but ASCII over whole characters.
    read.text = String::from_utf8(out).unwrap_or_default().into();
    (read, mended)
}

fn walk(out: &mut [u8], mended: &mut Mended) {
    let mut at = 0;
    let mut quoted = false;
    while at < out.len() {
        match out[at] {
            b'"' => quoted = !quoted,
            b'\\' if quoted => {
                if let Some(unit) = escape(out, at) {
                    let low = escape(out, at + 6).filter(|low| (0xDC00..0xE000).contains(low));
                    if (0xD800..0xDC00).contains(&unit) && low.is_some() {
                        at += 11;
                    } else if (0xD800..0xE000).contains(&unit) {
                        out[at + 2..at + 6].copy_from_slice(b"fffd");
                        mended.surrogates += 1;
                        at += 5;
                    }
                }
                at += 1;
            }
            b'N' | b'I' | b'-' if !quoted => {
                let rest = &out[at..];
                let words: [&[u8]; 3] = [b"NaN", b"Infinity", b"-Infinity"];
                if let Some(word) = words.iter().find(|word| rest.starts_with(word)) {
                    let len = word.len();
                    out[at..at + len].fill(b' ');
                    out[at..at + 2].copy_from_slice(b"\"\"");
                    mended.numbers += 1;
                    at += len - 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// The code unit of the `\uXXXX` at `at`.
fn escape(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
