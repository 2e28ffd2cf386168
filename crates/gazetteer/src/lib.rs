//! Countries, their first-level divisions and their cities, by any of their names in Spanish or
//! English: ISO codes and coordinates. Beside them, which words people are called by, and which are ordinary.
//!
//! Tables in the binary, made by `cargo xtask gazetteers`; `NOTICE.md` says from what. They know
//! names, not texts: whether "Reading" is a town in this sentence is for who reads the sentence.
//! Names are looked up folded: lower case, no accents, single spaces.

mod first;
mod word;

use std::borrow::Cow;
use std::sync::LazyLock;

use fst::raw::Fst;
pub use word::{Word, word};

static INDEX: LazyLock<Option<Fst<&'static [u8]>>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.fst"));
    let index = Fst::new(bytes);
    debug_assert!(index.is_ok(), "the index is not one of fst");
    index.ok()
});
/// The words that names begin with.
const FIRSTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.first"));
const RECORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/places.txt"));

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A country, or a territory with a code of its own.
    Country,
    /// A part of a country that ISO 3166-2 lists.
    Division,
    /// A city or town.
    City,
    /// What belongs to a country or comes from it: "Chilean", "chilena".
    Demonym,
}

/// A place, or a word for what belongs to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'k> {
    /// What it is.
    pub what: What,
    /// Its code: ISO 3166-1 alpha-2 (`MX`), or for a division ISO 3166-2 (`MX-OAX`).
    pub code: &'static str,
    /// How many live there, in thousands; 0 where the table does not say.
    pub thousands: u32,
    key: &'k str,
    written: &'static str,
    at: &'static str,
}

/// Degrees north and east.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct At {
    /// Degrees north of the equator.
    pub latitude: f32,
    /// Degrees east of Greenwich.
    pub longitude: f32,
}

impl Place<'_> {
    /// Its name, with its capitals and accents.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        match self.written {
            "" => Cow::Owned(titled(self.key)),
            written => Cow::Borrowed(written),
        }
    }

    /// The country's code: ISO 3166-1 alpha-2.
    #[must_use]
    pub fn country(&self) -> &'static str {
        self.code.get(..2).unwrap_or(self.code)
    }

    /// Where it lies, to about a kilometre; a country lies where its capital does.
    #[must_use]
    pub fn at(&self) -> Option<At> {
        let (latitude, longitude) = self.at.split_once(' ')?;
        Some(At { latitude: latitude.parse().ok()?, longitude: longitude.parse().ok()? })
    }
}

/// A name that was found at the beginning of a text.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// How many bytes of the folded text it takes.
    pub len: usize,
    lines: u64,
}

impl Hit {
    /// What bears the name: countries first, then the largest.
    pub fn places<'k>(&self, key: &'k str) -> impl Iterator<Item = Place<'k>> + use<'k> {
        let start = usize::try_from(self.lines >> 8).unwrap_or(usize::MAX);
        let count = usize::try_from(self.lines & 0xff).unwrap_or_default();
        let lines = RECORDS.get(start..).unwrap_or_default().lines().take(count);
        lines.filter_map(move |line| place(key, line))
    }
}

fn place<'k>(key: &'k str, line: &'static str) -> Option<Place<'k>> {
    let mut cells = line.split('\t');
    let what = match cells.next()? {
        "C" => What::Country,
        "D" => What::Division,
        "P" => What::City,
        "W" => What::Demonym,
        _ => return None,
    };
    let code = cells.next()?;
    let written = cells.next().unwrap_or_default();
    let at = cells.next().unwrap_or_default();
    let thousands = cells.next().and_then(|cell| cell.parse().ok()).unwrap_or_default();
    Some(Place { what, code, thousands, key, written, at })
}

/// A folded name with capitals: the table leaves out names that are no more than that.
fn titled(key: &str) -> String {
    let mut name = String::with_capacity(key.len());
    let mut start = true;
    for c in key.chars() {
        name.push(if start { c.to_ascii_uppercase() } else { c });
        start = c == ' ' || c == '-';
    }
    name
}

/// The longest known name that the folded text begins with, whole words only.
#[must_use]
pub fn at_start(text: &str) -> Option<Hit> {
    // Most words begin no name.
    if let Some((byte, bit)) = first::place(text.as_bytes())
        && FIRSTS.get(byte)? & bit == 0
    {
        return None;
    }
    let index = INDEX.as_ref()?;
    let mut node = index.root();
    let mut lines = 0;
    let mut longest = None;
    for (at, byte) in text.bytes().enumerate() {
        let Some(step) = node.find_input(byte) else { break };
        let step = node.transition(step);
        lines += step.out.value();
        node = index.node(step.addr);
        let whole = text.get(at + 1..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if node.is_final() && whole {
            let lines = lines + node.final_output().value();
            longest = Some(Hit { len: at + 1, lines });
        }
    }
    longest
}

/// Everything that bears exactly this folded name: countries first, then the largest.
#[must_use]
pub fn named(folded: &str) -> Vec<Place<'_>> {
    let whole = at_start(folded).filter(|hit| hit.len == folded.len());
    whole.map(|hit| hit.places(folded).collect()).unwrap_or_default()
}

/// The place that a folded name means in a document about these countries (the first is the
/// likeliest): one of theirs; else a country; else the only one, or one in the country where five times
/// as many people live in places so called as in any other. Where that does not settle it, it is
/// left open.
#[must_use]
pub fn resolve<'k>(folded: &'k str, countries: &[&str]) -> Option<Place<'k>> {
    let mut places = named(folded);
    places.retain(|place| place.what != What::Demonym);
    let own = |country: &&str| places.iter().find(|place| place.country() == *country);
    if let Some(own) = countries.iter().find_map(own) {
        return Some(own.clone());
    }
    let first = places.first()?;
    let largest = |here: bool| {
        let there = places.iter().filter(|p| (p.country() == first.country()) == here);
        there.map(|place| place.thousands.max(1)).max()
    };
    let clear = largest(true) >= largest(false).map(|elsewhere| elsewhere.saturating_mul(5));
    (first.what == What::Country || clear).then(|| first.clone())
}
