//! The second pass: releases of one process become one; and from what is told back to the bytes it stands on.

use std::fs::File;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;

use serde_json::Value;

use super::Ledger;
use super::long::{HELD, Long, NAMED, Told};
use super::reading::parse;
use super::together::{counting, overlay, settled};
use crate::digest::{Digester, digest, fingerprint};
use crate::facts::{Facts, Part};
use crate::flags::Crowd;
use crate::input::{CHUNK, Problem, Source};
use crate::mend::mend;
use crate::merge::{Merged, merge};
use crate::model::Release;
use crate::place::Place;
use crate::spill::{Blocks, Records, Spill, Spool, in_order};

/// How many bytes of a partition are settled at once; more are divided by further digits of the fingerprint.
const AT_ONCE: u64 = 8 << 20;

/// How many parts a partition is divided into, as a power of two.
const DIVIDED: u32 = 4;

/// Merges what belongs together in a partition, and counts the crowd. What it puts into `settled` is in runs,
/// each in the order of ocids.
pub(super) struct Settling<'s> {
    pub(super) settled: &'s Spill,
    pub(super) spool: &'s Spool,
    pub(super) sources: &'s [Source],
    pub(super) digester: Digester,
    pub(super) opened: Opened,
    pub(super) crowd: Crowd,
    pub(super) ledger: Ledger,
    /// Memory of partitions that were read.
    pub(super) blocks: Blocks,
    /// The records of a partition, kept for those of the next.
    pub(super) whole: Vec<u8>,
    /// Where each record is written first.
    pub(super) scratch: Vec<u8>,
    /// Texts that were read again, kept for others.
    pub(super) texts: Vec<u8>,
}

impl Settling<'_> {
    /// Settles a partition of `digests`, of whose fingerprints `used` bits are alike.
    pub(super) fn settle(
        &mut self,
        part: usize,
        digests: &Spill,
        from: usize,
        used: u32,
    ) -> std::io::Result<()> {
        let divisible = used + DIVIDED <= u64::BITS;
        let large = digests.len(from) > AT_ONCE && divisible;
        let mut records = digests.take(from);
        let mut record = Vec::new();
        if large {
            let divided = Spill::within(1 << DIVIDED, AT_ONCE as usize / 2, &self.blocks);
            let (mut first, mut several) = (None, false);
            while records.next(&mut record)? {
                let ocid = ocid(&record)?;
                let digits = (fingerprint(ocid) << used >> (u64::BITS - DIVIDED)) as usize;
                let (known, _) = first.get_or_insert_with(|| (ocid.to_owned(), digits));
                several |= known != ocid;
                divided.push_bytes(digits, &record)?;
            }
            if let Some((_, digits)) = first.filter(|_| !several) {
                return self.many(part, divided.take(digits));
            }
            return (0..1 << DIVIDED)
                .try_for_each(|place| self.settle(part, &divided, place, used + DIVIDED));
        }
        let mut whole = std::mem::take(&mut self.whole);
        whole.clear();
        let mut places = Vec::new();
        while records.next(&mut record)? {
            places.push(whole.len()..whole.len() + record.len());
            whole.append(&mut record);
        }
        let mut all: Vec<(&str, &[u8])> = Vec::with_capacity(places.len());
        for place in places {
            let record: &[u8] = whole.get::<Range<usize>>(place).unwrap_or_default();
            all.push((ocid(record)?, record));
        }
        all.sort_by_key(|(ocid, _)| *ocid);
        for group in all.chunk_by(|a, b| a.0 == b.0) {
            if let [(_, record)] = group {
                self.settled.push_bytes(part, record)?;
                continue;
            }
            let read = group.iter().map(|(_, record)| postcard::from_bytes(record));
            let group: Vec<Facts<'_>> =
                read.collect::<Result<_, _>>().map_err(std::io::Error::other)?;
            self.merge(part, &group)?;
        }
        self.whole = whole;
        Ok(())
    }

    /// Puts what is settled of a process that was merged with the others of its partition.
    fn put(&mut self, part: usize, facts: &Facts<'_>) -> std::io::Result<()> {
        self.crowd.count(facts);
        self.settled.push(part, facts, &mut self.scratch).map(drop)
    }

    fn put_merged(
        &mut self,
        part: usize,
        merged: &Release<'_>,
        parts: Vec<Part>,
    ) -> std::io::Result<()> {
        let facts = settled(merged, parts, &mut self.digester);
        self.put(part, &facts)
    }

    /// Several releases, of which some may be merged already, as one. Each was counted by itself.
    fn merge(&mut self, part: usize, group: &[Facts<'_>]) -> std::io::Result<()> {
        group.iter().for_each(|facts| self.crowd.take_back(facts));
        let mut parts: Vec<Part> = group.iter().flat_map(parts).collect();
        parts.sort();
        self.ledger.merged += group.len() as u64 - 1;
        let counting = counting(&parts);
        let bytes: u64 = counting.iter().map(|part| part.place.end - part.place.start).sum();
        let last = group.iter().max_by_key(|facts| (facts.date, &facts.place));
        if counting.len() > NAMED || bytes > HELD {
            let mut long = Long::new(self.spool, self.sources);
            parts.into_iter().try_for_each(|part| long.add(part))?;
            return self.put_long(part, long, last);
        }
        let (mut all, mut ends) = (std::mem::take(&mut self.texts), vec![0]);
        for part in counting {
            let start = ends.last().copied().unwrap_or_default();
            let (spool, sources) = (self.spool, self.sources);
            ends.push(self.opened.behind(start, &part.place, spool, sources, &mut all)?);
        }
        let texts = ends.windows(2).map(|ends| {
            let [start, end] = *ends else { return None };
            simdutf8::basic::from_utf8(all.get(start..end)?).ok()
        });
        let read: Option<Vec<Release<'_>>> = texts
            .map(|text| parse(text?).ok().filter(|read| !read.odd).map(|read| *read.release))
            .collect();
        if let Some(merged) = read.and_then(|read| overlay(read.into_iter())) {
            self.put_merged(part, &merged, parts)?;
            drop(merged);
            // What one process made large is not kept.
            self.texts = if all.capacity() <= CHUNK { all } else { Vec::new() };
            return Ok(());
        }
        let places: Vec<Place> = counting.iter().map(|part| part.place.clone()).collect();
        let made = remake(&places, self.spool, self.sources)
            .and_then(|made| serde_json::to_string(&made.value).map_err(std::io::Error::other));
        if let Ok(Ok(read)) = made.as_deref().map(parse) {
            return self.put_merged(part, &read.release, parts);
        }
        self.put_last(part, last)
    }

    /// The facts of one process, which are more than are held at once, as one.
    fn many(&mut self, part: usize, mut records: Records) -> std::io::Result<()> {
        let (mut record, mut last) = (Vec::new(), None);
        let mut runs = Runs::new(&self.blocks);
        let mut count = 0;
        while records.next(&mut record)? {
            let facts: Facts<'_> = postcard::from_bytes(&record).map_err(std::io::Error::other)?;
            self.crowd.take_back(&facts);
            count += 1;
            let newest = (facts.date, facts.place.clone());
            if last.as_ref().is_none_or(|(known, _)| *known <= newest) {
                last = Some((newest, record.clone()));
            }
            parts(&facts).into_iter().try_for_each(|part| runs.add(part))?;
        }
        self.ledger.merged += u64::saturating_sub(count, 1);
        let mut long = Long::new(self.spool, self.sources);
        runs.each(|part| long.add(part))?;
        let last = last.as_ref().map(|(_, record)| postcard::from_bytes(record));
        let last: Option<Facts<'_>> = last.transpose().map_err(std::io::Error::other)?;
        self.put_long(part, long, last.as_ref())
    }

    /// Puts what its releases, taken in one by one, come to; where that is nothing, the last of them.
    fn put_long(
        &mut self,
        part: usize,
        long: Long<'_>,
        last: Option<&Facts<'_>>,
    ) -> std::io::Result<()> {
        let Told { merged, places, publisher, cut, why } = long.told();
        let (text, origins) = merged.written().map_err(std::io::Error::other)?;
        let place = places.last().cloned().unwrap_or_default();
        let Some(read) = parse(&text).ok().filter(|read| read.release.ocid.get().is_some()) else {
            return self.put_last(part, last);
        };
        let mut facts = digest(&read.release, place, &mut self.digester);
        facts.publisher = publisher.into();
        facts.compiled = true;
        let put =
            |bytes: &[u8]| Ok::<_, std::io::Error>((self.spool.put(bytes)?, bytes.len() as u64));
        facts.made = Some([put(text.as_bytes())?, put(&origins)?]);
        self.ledger.mended("releases", u32::from(cut));
        if let Some(why) = why {
            self.problem(&facts.place, why);
        }
        facts.merged = places;
        self.put(part, &facts)
    }

    fn put_last(&mut self, part: usize, last: Option<&Facts<'_>>) -> std::io::Result<()> {
        let Some(facts) = last else { return Ok(()) };
        let why = "its releases could not be merged (nested too deep, or changed since): the last one counts";
        self.problem(&facts.place, why.to_owned());
        self.put(part, facts)
    }

    fn problem(&mut self, place: &Place, why: String) {
        let Place { source, line, start: offset, .. } = *place;
        self.ledger.problem(Problem { source, line, offset, why });
    }
}

/// Parts of a process, put into the order in which they are merged.
struct Runs {
    spill: Spill,
    starts: Vec<u64>,
    held: Vec<Part>,
    bytes: usize,
    scratch: Vec<u8>,
}

impl Runs {
    fn new(blocks: &Blocks) -> Self {
        let spill = Spill::within(1, AT_ONCE as usize / 2, blocks);
        let (starts, held, bytes, scratch) = Default::default();
        Self { spill, starts, held, bytes, scratch }
    }

    fn add(&mut self, part: Part) -> std::io::Result<()> {
        self.bytes += size_of::<Part>() + part.publisher.len() + part.place.pointer.len();
        self.held.push(part);
        if self.bytes > AT_ONCE as usize { self.run() } else { Ok(()) }
    }

    /// Puts what is held by as a run.
    fn run(&mut self) -> std::io::Result<()> {
        self.held.sort();
        for (number, part) in self.held.drain(..).enumerate() {
            let at = self.spill.push(0, &part, &mut self.scratch)?;
            self.starts.extend((number == 0).then_some(at));
        }
        self.bytes = 0;
        Ok(())
    }

    fn each(mut self, mut each: impl FnMut(Part) -> std::io::Result<()>) -> std::io::Result<()> {
        self.run()?;
        let read = |record: &[u8]| postcard::from_bytes::<Part>(record);
        let runs = self.spill.runs(0, &self.starts)?;
        in_order(
            runs,
            |record| read(record).ok(),
            |record| each(read(record).map_err(std::io::Error::other)?),
        )
    }
}

/// The ocid that a record begins with.
pub(super) fn ocid(record: &[u8]) -> std::io::Result<&str> {
    let (ocid, _) = postcard::take_from_bytes(record).map_err(std::io::Error::other)?;
    Ok(ocid)
}

/// The releases that facts are of.
fn parts(facts: &Facts<'_>) -> Vec<Part> {
    if !facts.parts.is_empty() {
        return facts.parts.clone();
    }
    vec![Part {
        date: facts.date,
        place: facts.place.clone(),
        compiled: facts.compiled,
        publisher: facts.publisher.to_string(),
    }]
}

/// The file that was read from last; the next place is mostly in it too.
#[derive(Default)]
pub(super) struct Opened(Option<(u32, File)>);

impl Opened {
    /// The bytes of a release, read again.
    pub(super) fn again(
        &mut self,
        place: &Place,
        spool: &Spool,
        sources: &[Source],
    ) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.behind(0, place, spool, sources, &mut bytes)?;
        Ok(bytes)
    }

    /// Puts the bytes of a release, read again, into `bytes` from `start` on, and says where they end. What else is in
    /// there is of no meaning.
    fn behind(
        &mut self,
        start: usize,
        place: &Place,
        spool: &Spool,
        sources: &[Source],
        bytes: &mut Vec<u8>,
    ) -> std::io::Result<usize> {
        if let Some((at, len)) = place.spooled {
            bytes.truncate(start);
            bytes.append(&mut spool.get(at, len as usize)?);
            return Ok(bytes.len());
        }
        if self.0.as_ref().is_none_or(|(source, _)| *source != place.source) {
            let path = sources.get(place.source as usize).and_then(|source| source.again.as_ref());
            let path =
                path.ok_or_else(|| std::io::Error::other("a source that can't be read again"))?;
            self.0 = Some((place.source, File::open(path)?));
        }
        let end = start + (place.end - place.start) as usize;
        if bytes.len() < end {
            bytes.resize(end, 0);
        }
        if let (Some((_, file)), Some(into)) = (&self.0, bytes.get_mut(start..end)) {
            file.read_exact_at(into, place.start)?;
        }
        Ok(end)
    }
}

/// Reads the releases at `places` again and merges them.
pub(super) fn remake(
    places: &[Place],
    spool: &Spool,
    sources: &[Source],
) -> std::io::Result<Merged> {
    let mut values = Vec::new();
    let mut opened = Opened::default();
    for place in places {
        let bytes = opened.again(place, spool, sources)?;
        let text = mend(&bytes).0.text;
        values.push(serde_json::from_str::<Value>(&text).map_err(std::io::Error::other)?);
    }
    Ok(merge(&values))
}
