//! A process of more releases, or of longer ones, than are held at once: they are merged one after another.

use std::collections::BTreeMap;

use serde_json::Value;

use super::merging::Opened;
use crate::facts::Part;
use crate::input::{Source, UNIT_LIMIT};
use crate::mend::mend;
use crate::merge::Merged;
use crate::place::Place;
use crate::spill::Spool;

/// How many bytes the releases of a process have that are merged all at once; and how many one that is merged has at
/// most, as the longest line that is read.
pub(super) const HELD: u64 = UNIT_LIMIT as u64;

/// Up to how many releases of a process are all named; of more, those that something is from.
pub(super) const NAMED: usize = 10_000;

/// A process whose releases come in the order of their dates.
pub(super) struct Long<'s> {
    spool: &'s Spool,
    sources: &'s [Source],
    opened: Opened,
    merged: Merged,
    /// Its releases, as far as they are still named, by their number.
    places: BTreeMap<usize, Place>,
    /// From how many on those are looked for that nothing is from any more.
    room: usize,
    /// How many releases it is made of.
    count: usize,
    /// How many bytes came since its size was looked at.
    since: u64,
    publisher: String,
    /// How many of its releases could not be read again.
    broken: usize,
    /// How many were given up, since all of them together are too long.
    dropped: usize,
}

/// What came of it.
pub(super) struct Told {
    pub(super) merged: Merged,
    pub(super) places: Vec<Place>,
    pub(super) publisher: String,
    /// True where not all of its releases are named.
    pub(super) cut: bool,
    /// What is to be said of it.
    pub(super) why: Option<String>,
}

impl<'s> Long<'s> {
    pub(super) fn new(spool: &'s Spool, sources: &'s [Source]) -> Self {
        let (opened, merged, places) = Default::default();
        let (room, count, since, publisher) = (2 * NAMED, 0, 0, String::new());
        let (broken, dropped) = (0, 0);
        Self {
            spool,
            sources,
            opened,
            merged,
            places,
            room,
            count,
            since,
            publisher,
            broken,
            dropped,
        }
    }

    /// Takes in the next release.
    pub(super) fn add(&mut self, part: Part) -> std::io::Result<()> {
        if part.compiled {
            (self.broken, self.dropped) = (0, 0);
            self.begin_anew();
        }
        if !part.publisher.is_empty() {
            self.publisher = part.publisher;
        }
        let bytes = self.opened.again(&part.place, self.spool, self.sources)?;
        let value: Option<Value> = serde_json::from_str(&mend(&bytes).0.text).ok();
        self.since += bytes.len() as u64;
        match &value {
            Some(value) => self.merged.add(self.count, value),
            None => self.broken += 1,
        }
        if self.since > HELD / 4 {
            self.since = 0;
            if len(&self.merged.value) > HELD {
                self.dropped += self.count;
                self.begin_anew();
                value.iter().for_each(|value| self.merged.add(0, value));
            }
        }
        self.places.insert(self.count, part.place);
        self.count += 1;
        if self.places.len() > self.room {
            self.forget();
            self.room = 2 * self.places.len().max(NAMED);
        }
        Ok(())
    }

    fn begin_anew(&mut self) {
        (self.merged, self.places) = Default::default();
        (self.count, self.since) = (0, 0);
    }

    /// Names no more the releases that nothing is from, the last one aside.
    fn forget(&mut self) {
        let last = self.count.saturating_sub(1);
        let named = self.merged.sources();
        self.places.retain(|place, _| *place == last || named.contains(place));
    }

    /// What it comes to.
    pub(super) fn told(mut self) -> Told {
        let cut = self.count > NAMED;
        if cut {
            self.forget();
        }
        let numbers: BTreeMap<usize, usize> =
            self.places.keys().enumerate().map(|(new, old)| (*old, new)).collect();
        self.merged.renumber(|old| numbers.get(&old).copied().unwrap_or_default());
        self.merged.close();
        let (all, mib) = (self.count + self.dropped, HELD >> 20);
        let why = match (self.broken, self.dropped) {
            (0, 0) => None,
            (0, dropped) => Some(format!(
                "left out: {dropped} of the {all} releases of its process, which come to more than {mib} MiB; the last ones count"
            )),
            (broken, dropped) => Some(format!(
                "left out: {} of the {all} releases of its process ({broken} are nested too deep or changed since)",
                broken + dropped
            )),
        };
        let places = self.places.into_values().collect();
        Told { merged: self.merged, places, publisher: self.publisher, cut, why }
    }
}

/// How many bytes a value has, written out.
fn len(value: &Value) -> u64 {
    struct Count(u64);
    impl std::io::Write for Count {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len() as u64;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut count = Count(0);
    serde_json::to_writer(&mut count, value).map_or(u64::MAX, |()| count.0)
}
