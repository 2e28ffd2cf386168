//! From what is told of a process back to the bytes it stands on.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use codebook::western::Western;
use serde_json::Value;

use super::Cited;
use super::long::HELD;
use super::merging::{Opened, remake};
use super::said::{Said, What};
use crate::facts::Facts;
use crate::flags::{Finding, State};
use crate::input::Source;
use crate::locate::Index;
use crate::mend::mend;
use crate::merge::Merged;
use crate::numbers;
use crate::place::Place;
use crate::spill::Spool;

/// A process read again, to tell where its parts stand.
pub(super) struct Reread<'s> {
    made: Option<Merged>,
    /// The whole of it, as it was read.
    whole: String,
    places: &'s [Place],
    sources: &'s [Source],
    spool: &'s Spool,
    read: RefCell<Texts>,
}

/// A release that was read again.
struct Again {
    read: Western<'static>,
    index: Index,
}

/// Releases that were read again.
#[derive(Default)]
struct Texts {
    opened: Opened,
    by_release: BTreeMap<usize, Rc<Again>>,
    bytes: u64,
}

impl<'s> Reread<'s> {
    pub(super) fn new(facts: &'s Facts<'s>, sources: &'s [Source], spool: &'s Spool) -> Self {
        let places = if facts.merged.is_empty() {
            std::slice::from_ref(&facts.place)
        } else {
            &facts.merged[..]
        };
        let made = match facts.made {
            Some([release, origins]) => {
                let get = |(at, len): (u64, u64)| spool.get(at, len as usize).unwrap_or_default();
                Merged::read(&get(release), &get(origins)).ok()
            }
            None if facts.merged.is_empty() => None,
            None => remake(&facts.merged, spool, sources).ok(),
        };
        let (whole, read) = Default::default();
        let mut reread = Self { made, whole, places, sources, spool, read };
        let merged = reread.made.as_ref().map(|made| serde_json::to_string(&made.value));
        let last = || Some(reread.again(places.len().checked_sub(1)?)?.read.text.to_string());
        reread.whole = merged.and_then(Result::ok).or_else(last).unwrap_or_default();
        reread
    }

    /// The release of this number as it was read.
    fn again(&self, release: usize) -> Option<Rc<Again>> {
        let mut read = self.read.borrow_mut();
        if let Some(known) = read.by_release.get(&release) {
            return Some(Rc::clone(known));
        }
        let place = self.places.get(release)?;
        let bytes = read.opened.again(place, self.spool, self.sources).ok()?;
        if read.bytes > HELD {
            (read.by_release, read.bytes) = Default::default();
        }
        read.bytes += bytes.len() as u64;
        let again = Again { read: mend(&bytes).0.into_owned(), index: Index::default() };
        let again = Rc::new(again);
        read.by_release.insert(release, Rc::clone(&again));
        Some(again)
    }

    /// The release it comes to, as JSON.
    pub(super) fn text(&self) -> &str {
        &self.whole
    }

    /// Where the part at `pointer` stands, its words, and the first byte of its release.
    pub(super) fn at(&self, pointer: &str) -> Option<(Cited, String, u64)> {
        let (release, there) = self.origin(pointer)?;
        self.stands(release, pointer, &there)
    }

    /// The number that the words of a cell at `pointer` say by the mapping they were read by.
    pub(super) fn number(&self, pointer: &str, words: &str) -> Option<numbers::Read> {
        let (release, there) = self.origin(pointer)?;
        let source = self.sources.get(self.places.get(release)?.source as usize)?;
        source.mapping.as_ref()?.number(&there, words)
    }

    /// The currency at `pointer` that no field says, but the mapping by which it was read.
    pub(super) fn named(&self, pointer: &str) -> Option<String> {
        let (release, there) = self.origin(pointer)?;
        let source = self.sources.get(self.places.get(release)?.source as usize)?;
        source.mapping.as_ref()?.currency(&there).map(str::to_owned)
    }

    /// Which of the releases the part at `pointer` is from, and its pointer there.
    fn origin(&self, pointer: &str) -> Option<(usize, String)> {
        match &self.made {
            Some(made) => made.origin(pointer),
            None => Some((self.places.len().checked_sub(1)?, pointer.to_owned())),
        }
    }

    /// Which process each of its releases says it is of.
    pub(super) fn processes(&self) -> Vec<Said> {
        let each = (0..self.places.len()).filter_map(|release| {
            let (cited, text, first) = self.stands(release, "/ocid", "/ocid")?;
            let (what, part, currency, number) = (What::Process, None, None, None);
            Some(Said { what, part, text, cited, release: first, currency, number })
        });
        each.collect()
    }

    fn stands(&self, release: usize, pointer: &str, there: &str) -> Option<(Cited, String, u64)> {
        let place = self.places.get(release)?;
        let source = self.sources.get(place.source as usize)?;
        let again = self.again(release)?;
        let Again { read, index } = &*again;
        let json = &*read.text;
        let (stands, text, bytes) = match source.mapping.as_ref() {
            // A cell is cited by its column, and the bytes are its row's.
            Some(mapping) => {
                let text = |at: &str| Some(words(json.get(index.find(json, at)?)?));
                let (column, words) = mapping.cell(there, text)?;
                (column.to_owned(), words, (place.start, place.end))
            }
            None => {
                let range = index.find(json, there)?;
                let text = words(json.get(range.clone())?);
                let at = |at: usize| place.start + read.original(at) as u64;
                (format!("{}{there}", place.pointer), text, (at(range.start), at(range.end)))
            }
        };
        let (source, line) = (place.source, place.line);
        let cited = Cited { pointer: pointer.to_owned(), source, line, stands, bytes };
        Some((cited, text, place.start))
    }
}

/// The words of a value of JSON.
fn words(raw: &str) -> String {
    match serde_json::from_str::<Value>(raw) {
        Ok(Value::String(text)) => text,
        // Of a list or an object there are no words to tell.
        Ok(Value::Object(_) | Value::Array(_)) => String::new(),
        _ => raw.to_owned(),
    }
}

/// The fields that a process' technologies and raised flags were told from, with the bytes they stand on.
pub(super) fn cite(facts: &Facts<'_>, flags: &[Finding], reread: &Reread<'_>) -> Vec<Cited> {
    let raised = flags.iter().filter(|finding| finding.state == State::Raised);
    let told = raised.flat_map(|finding| finding.from.iter().map(|told| told.pointer.to_string()));
    let evidence = facts.found.evidence.iter().map(|e| e.pointer.clone());
    let mut pointers: Vec<String> = evidence.chain(told).collect();
    pointers.retain(|pointer| !pointer.is_empty());
    pointers.sort_unstable();
    pointers.dedup();
    let cited = pointers.into_iter().filter_map(|pointer| reread.at(&pointer));
    cited.map(|(cited, ..)| cited).collect()
}
