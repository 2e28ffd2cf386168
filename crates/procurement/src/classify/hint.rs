//! Whether a release may be for a technology at all: of most that is soon told, and they are looked through no
//! further. It may say yes where nothing is found, and never no where something is.

use wide::u8x16;

use super::{LONGEST, Says, Scheme, Tables, plain};
use crate::block::{BLOCK, same};
use crate::model::{Classification, Item, Release};
use crate::tolerant::Text;

/// True where words or a code in `release` may be for a technology.
pub(super) fn may(release: &Release<'_>, tables: &Tables) -> bool {
    let mut look = Look { tables, seen: [""; 64], scheme: ("", None), code: "" };
    let (tender, budget) = (&release.tender, &release.planning.budget);
    [&tender.title, &tender.description, &budget.description, &budget.project]
        .into_iter()
        .any(|text| look.text(text))
        || look.code(&tender.classification)
        || tender.more.iter().any(|code| look.code(code))
        || tender.lots.iter().any(|lot| look.text(&lot.title) || look.text(&lot.description))
        || look.items(&tender.items)
        || release.awards.iter().any(|award| {
            look.text(&award.title) || look.text(&award.description) || look.items(&award.items)
        })
        || release.contracts.iter().any(|contract| {
            look.text(&contract.title)
                || look.text(&contract.title_en)
                || look.text(&contract.description)
                || look.items(&contract.items)
        })
}

/// Looks through a release. What is bought is often told word for word in tender, award and contract.
struct Look<'r, 't> {
    tables: &'t Tables,
    /// Texts that were looked through, each where its length puts it.
    seen: [&'r str; 64],
    /// The scheme of the last code, and what is known of it.
    scheme: (&'r str, Option<Scheme>),
    code: &'r str,
}

impl<'r> Look<'r, '_> {
    fn text(&mut self, text: &'r Text<'_>) -> bool {
        let text: &'r str = &text.0;
        let seen = &mut self.seen[text.len() % 64];
        if same(seen, text) {
            return false;
        }
        *seen = text;
        text.len() > LONGEST || self.tables.hints.may(text)
    }

    fn code(&mut self, code: &'r Classification<'_>) -> bool {
        let Some(id) = code.id.get() else { return false };
        // Most codes begin otherwise than those of the table, whatever their scheme.
        if !id.as_bytes().first_chunk().is_some_and(|head| self.tables.heads.contains(head)) {
            return false;
        }
        let known = same(self.scheme.0, &code.scheme.0);
        if known && same(self.code, id) {
            return false;
        }
        if !known {
            self.scheme = (&code.scheme.0, Scheme::of(&code.scheme.0));
        }
        self.code = id;
        let said = self.scheme.1.and_then(|scheme| self.tables.code(scheme, id));
        said.is_some_and(|(says, _)| matches!(says, Says::For(_)))
    }

    fn items(&mut self, items: &'r [Item<'_>]) -> bool {
        items.iter().any(|item| {
            self.text(&item.description)
                || self.text(&item.description_en)
                || self.code(&item.classification)
                || item.more.iter().any(|code| self.code(code))
        })
    }
}

/// Of each phrase its only word, or the two of it that say most, as a number.
#[derive(Debug)]
pub(super) struct Hints {
    /// In order.
    words: Vec<u64>,
    /// A bit for the [`slot`] of each of them.
    slots: Slots,
    /// The same for the last word of each: most words are none of them, and are done with at one look.
    lasts: Slots,
}

/// Bits of numbers.
type Slots = Box<[u64; SLOTS]>;

/// What a byte is to a word: part of it (the letter, folded), its end, or the head of a longer character.
const END: u8 = b' ';
const LONG: u8 = 1;
/// A letter that folds to none of ours; letters are all above the end of a word.
const FOREIGN: u8 = 0xff;

const BYTES: [u8; 256] = {
    let mut table = [LONG; 256];
    let mut byte = 0;
    while byte < 128 {
        let letter = (byte as u8).is_ascii_alphanumeric();
        table[byte] = if letter { (byte as u8).to_ascii_lowercase() } else { END };
        byte += 1;
    }
    table
};

/// The letters of Latin-1 that two bytes write, the first of which is 0xC3.
const LATIN: [u8; 64] = {
    let mut table = [FOREIGN; 64];
    let mut place = 0;
    while place < 64 {
        match char::from_u32(0xc0 + place as u32) {
            Some('×' | '÷') => table[place] = END,
            Some(letter) => {
                if let Some(folded) = plain(letter) {
                    table[place] = folded;
                }
            }
            None => {}
        }
        place += 1;
    }
    table
};

/// How many times 64 slots there are: so many that few words share one with a word of a phrase.
const SLOTS: usize = 512;

const fn slot(word: u64) -> (usize, u64) {
    let hash = word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - SLOTS.ilog2() - 6);
    (hash as usize / 64, 1 << (hash % 64))
}

/// A word as a number: of its last eight letters, and how many it has.
const fn packed(letters: u64, len: usize) -> u64 {
    letters ^ (len as u64).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

fn slots(words: impl Iterator<Item = u64>) -> Slots {
    let mut slots = Box::new([0; SLOTS]);
    for (place, bit) in words.map(slot) {
        if let Some(slot) = slots.get_mut(place) {
            *slot |= bit;
        }
    }
    slots
}

fn number(word: &str) -> u64 {
    packed(word.bytes().fold(0, |all, byte| all << 8 | u64::from(byte)), word.len())
}

/// Two words after each other.
const fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(27) ^ second
}

/// Two words after each other, of which one may be short.
const fn near(first: u64, second: u64) -> u64 {
    first.rotate_left(43) ^ second
}

/// Words up to this length, as "de" and "the", say little: between two others they are passed over.
const SHORT: usize = 3;

impl Hints {
    /// Of folded phrases.
    pub(super) fn new<'p>(phrases: impl Iterator<Item = &'p str>) -> Self {
        // Of neighbours, those of which the shorter is longest.
        let telling = |phrase: &'p str| {
            let words: Vec<&str> = phrase.split(' ').collect();
            let long: Vec<&str> = words.iter().copied().filter(|word| word.len() > SHORT).collect();
            let shorter = |two: &&[&str]| two.iter().map(|word| word.len()).min();
            match (long.windows(2).max_by_key(shorter), words.windows(2).max_by_key(shorter)) {
                (Some([first, second]), _) => (pair(number(first), number(second)), number(second)),
                (_, Some([first, second])) => (near(number(first), number(second)), number(second)),
                _ => (number(phrase), number(phrase)),
            }
        };
        let (mut words, lasts): (Vec<u64>, Vec<u64>) = phrases.map(telling).unzip();
        words.sort_unstable();
        words.dedup();
        let (slots, lasts) = (slots(words.iter().copied()), slots(lasts.into_iter()));
        Self { words, slots, lasts }
    }

    /// True where a phrase may stand in `text`.
    pub(super) fn may(&self, text: &str) -> bool {
        let mut walk = Walk { hints: self, before: 0, long: 0, word: 0, len: 0 };
        walk.goes(text.as_bytes()).is_none()
    }

    fn has(&self, word: u64) -> bool {
        let (place, bit) = slot(word);
        self.slots[place % SLOTS] & bit != 0 && self.words.binary_search(&word).is_ok()
    }

    /// True where a phrase may be told by this word and one before it.
    #[inline(always)]
    fn ends(&self, word: u64) -> bool {
        let (place, bit) = slot(word);
        self.lasts[place % SLOTS] & bit != 0
    }
}

/// Goes through a text word by word, as long as none of them may begin a phrase.
struct Walk<'h> {
    hints: &'h Hints,
    /// The word before.
    before: u64,
    /// The last word before that is not short.
    long: u64,
    /// The last letters of the word so far.
    word: u64,
    /// How many it has; zero where there is no word.
    len: usize,
}

impl Walk<'_> {
    /// Through all of it; none where a phrase may stand there.
    fn goes(&mut self, bytes: &[u8]) -> Option<()> {
        let mut at = 0;
        while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk::<BLOCK>) {
            if u8x16::new(*block).to_bitmask() == 0 {
                self.block(*block)?;
                at += BLOCK;
            } else {
                at = self.bytes(bytes, at, at + BLOCK)?;
            }
        }
        self.bytes(bytes, at, bytes.len())?;
        self.end()
    }

    /// Through a block of ASCII, a word at a time.
    #[inline]
    fn block(&mut self, block: [u8; BLOCK]) -> Option<()> {
        let of = |byte: u8| u8x16::splat(byte);
        let block = u8x16::new(block);
        // Of letters this makes small ones, and of digits themselves.
        let folded = block | of(0x20);
        let within = |bytes: u8x16, last: u8| bytes.min(of(last)).simd_eq(bytes);
        let letters = within(folded - of(b'a'), b'z' - b'a') | within(block - of(b'0'), 9);
        let folded = u128::from_be_bytes(folded.to_array());
        let (mut left, mut at) = (letters.to_bitmask(), 0);
        loop {
            let start = left.trailing_zeros().min(BLOCK as u32);
            if start > at {
                self.end()?;
            }
            if left == 0 {
                return Some(());
            }
            let len = (left >> start).trailing_ones();
            at = start + len;
            left &= !0 << at;
            // The last eight letters of the word, of those before this block and those in it.
            let run = (folded >> (u128::BITS - 8 * at)) as u64;
            let own = (1_u64 << (8 * (len % 8))) - 1;
            self.word = if len < 8 { self.word << (8 * len) | run & own } else { run };
            self.len += len as usize;
        }
    }

    /// Through bytes of any kind up to `to`, or to the end of the character there; says where that is.
    fn bytes(&mut self, bytes: &[u8], mut at: usize, to: usize) -> Option<usize> {
        while let Some(first) = bytes.get(at).filter(|_| at < to) {
            at += 1;
            let mut letter = BYTES[usize::from(*first)];
            if letter == LONG {
                match (first, bytes.get(at)) {
                    (0xc3, Some(second)) => letter = LATIN[usize::from(second & 0x3f)],
                    // Signs; but two of them that stand for "first" are letters, and so is the sign of a millionth.
                    (0xc2, Some(0xaa | 0xb5 | 0xba)) => letter = FOREIGN,
                    (0xc2, Some(_)) => letter = END,
                    // Dashes, quotes and blanks of all kinds, of three bytes.
                    (0xe2, Some(0x80)) => {
                        letter = END;
                        at += 1;
                    }
                    _ => return None,
                }
                at += 1;
            }
            if letter > END {
                self.word = self.word << 8 | u64::from(letter);
                self.len += 1;
            } else {
                self.end()?;
            }
        }
        Some(at)
    }

    /// Behind a word, if there is one; none where a phrase may stand.
    #[inline]
    fn end(&mut self) -> Option<()> {
        if self.len > 0 {
            let (hints, word) = (self.hints, packed(self.word, self.len));
            let told = || [word, pair(self.long, word), near(self.before, word)];
            if hints.ends(word) && told().into_iter().any(|told| hints.has(told)) {
                return None;
            }
            self.before = word;
            if self.len > SHORT {
                self.long = word;
            }
            (self.word, self.len) = (0, 0);
        }
        Some(())
    }
}
