//! From what is told of a process back to the bytes it stands on.

use serde_json::Value;

use super::Cited;
use super::merging::{Opened, remake};
use super::said::{Said, What};
use crate::facts::Facts;
use crate::flags::{Finding, State};
use crate::input::Source;
use crate::locate::locate;
use crate::mend::mend;
use crate::merge::Merged;
use crate::place::Place;
use crate::spill::Spool;

/// A process read again, to tell where its parts stand.
pub(super) struct Reread<'s> {
    made: Option<Merged>,
    /// The whole of it, as it was read.
    whole: String,
    places: &'s [Place],
    texts: Vec<String>,
    sources: &'s [Source],
}

impl<'s> Reread<'s> {
    pub(super) fn new(facts: &'s Facts<'s>, sources: &'s [Source], spool: &Spool) -> Self {
        let made = (!facts.merged.is_empty())
            .then(|| remake(&facts.merged, spool, sources).ok())
            .flatten();
        let places = if facts.merged.is_empty() {
            std::slice::from_ref(&facts.place)
        } else {
            &facts.merged[..]
        };
        let mut opened = Opened::default();
        let read =
            places.iter().map(|place| opened.again(place, spool, sources).unwrap_or_default());
        let texts: Vec<String> = read.map(|bytes| mend(&bytes).0.into_owned()).collect();
        let merged = made.as_ref().and_then(|made| serde_json::to_string(&made.value).ok());
        let whole = merged.or_else(|| texts.last().cloned()).unwrap_or_default();
        Self { made, whole, places, texts, sources }
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
            let (what, part, currency) = (What::Process, None, None);
            Some(Said { what, part, text, cited, release: first, currency })
        });
        each.collect()
    }

    fn stands(&self, release: usize, pointer: &str, there: &str) -> Option<(Cited, String, u64)> {
        let place = self.places.get(release)?;
        let source = self.sources.get(place.source as usize)?;
        let json = self.texts.get(release)?;
        let range = locate(json, there)?;
        let raw = json.get(range.clone())?;
        let text = match serde_json::from_str::<Value>(raw) {
            Ok(Value::String(text)) => text,
            // Of a list or an object there are no words to tell.
            Ok(Value::Object(_) | Value::Array(_)) => String::new(),
            _ => raw.to_owned(),
        };
        let (stands, text, bytes) = match source.mapping.as_ref() {
            // A cell is cited by its column, and the bytes are its row's.
            Some(mapping) => {
                let (column, words) =
                    mapping.cell(there, &text, |at| locate(json, at).is_some())?;
                (column.to_owned(), words.to_owned(), (place.start, place.end))
            }
            None => {
                let bytes = (place.start + range.start as u64, place.start + range.end as u64);
                (format!("{}{there}", place.pointer), text, bytes)
            }
        };
        let (source, line) = (place.source, place.line);
        let cited = Cited { pointer: pointer.to_owned(), source, line, stands, bytes };
        Some((cited, text, place.start))
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
