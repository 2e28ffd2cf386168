//! The second pass: releases of one process become one; and from what is told back to the bytes it stands on.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};

use serde_json::Value;

use super::{Cited, Ledger};
use crate::classify::Classifier;
use crate::digest::digest;
use crate::facts::Facts;
use crate::flags::{Crowd, Finding, State};
use crate::input::{Problem, Source, UNIT_LIMIT};
use crate::locate::locate;
use crate::mend::mend;
use crate::merge::{Merged, merge};
use crate::place::Place;
use crate::spill::{Spill, Spool};

use super::reading::parse;

/// How many bytes the releases of one process may have together: beyond that the last ones count.
const MERGE_LIMIT: u64 = 4 * UNIT_LIMIT as u64;

/// Merges what belongs together in a partition, and counts the crowd.
pub(super) fn settle(
    part: usize,
    digests: &Spill,
    settled: &Spill,
    spool: &Spool,
    sources: &[Source],
) -> std::io::Result<(Crowd, Ledger)> {
    let mut all: Vec<Facts> = digests.take(part)?;
    all.sort_by(|a, b| (&a.ocid, a.date, &a.place).cmp(&(&b.ocid, b.date, &b.place)));
    let (mut crowd, mut ledger) = (Crowd::default(), Ledger::default());
    let mut classifier = Classifier::default();
    for group in all.chunk_by(|a, b| a.ocid == b.ocid) {
        let made;
        let facts = match group {
            [one] => one,
            several => {
                ledger.merged += several.len() as u64 - 1;
                made = merged(several, spool, sources, &mut classifier, &mut ledger);
                &made
            }
        };
        crowd.count(facts);
        settled.push(part, facts)?;
    }
    Ok((crowd, ledger))
}

/// The places whose releases make up a process, in the order of merging.
fn places(group: &[Facts]) -> Vec<Place> {
    let mut size = 0;
    let mut places: Vec<Place> = Vec::new();
    for facts in group.iter().rev() {
        size += facts.place.end - facts.place.start;
        if size > MERGE_LIMIT && !places.is_empty() {
            break;
        }
        places.push(facts.place.clone());
        if facts.compiled {
            break;
        }
    }
    places.reverse();
    places
}

fn merged(
    group: &[Facts],
    spool: &Spool,
    sources: &[Source],
    classifier: &mut Classifier,
    ledger: &mut Ledger,
) -> Facts {
    let places = places(group);
    let last = group.last().cloned().unwrap_or_default();
    let text = remake(&places, spool, sources)
        .and_then(|merged| serde_json::to_string(&merged.value).map_err(std::io::Error::other));
    let mut facts = match text.as_deref().map(parse) {
        Ok(Ok(release)) => digest(&release, last.place.clone(), classifier),
        _ => {
            let (source, line, offset) = (last.place.source, last.place.line, last.place.start);
            let why = "its releases could not be merged (nested too deep, or changed since): the last one counts";
            ledger.problem(Problem { source, line, offset, why: why.to_owned() });
            last.clone()
        }
    };
    let named = group.iter().rev().find(|facts| !facts.publisher.is_empty());
    facts.publisher = named.map(|facts| facts.publisher.clone()).unwrap_or_default();
    facts.merged = places;
    facts
}

/// Reads the releases at `places` again and merges them.
fn remake(places: &[Place], spool: &Spool, sources: &[Source]) -> std::io::Result<Merged> {
    let mut values = Vec::new();
    for place in places {
        let bytes = again(place, spool, sources)?;
        let (text, _) = mend(&bytes);
        values.push(serde_json::from_str::<Value>(&text).map_err(std::io::Error::other)?);
    }
    Ok(merge(&values))
}

/// The bytes of a release, read again.
fn again(place: &Place, spool: &Spool, sources: &[Source]) -> std::io::Result<Vec<u8>> {
    if let Some((at, len)) = place.spooled {
        return spool.get(at, len as usize);
    }
    let path = sources.get(place.source as usize).and_then(|source| source.again.as_ref());
    let path = path.ok_or_else(|| std::io::Error::other("a source that can't be read again"))?;
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(place.start))?;
    let mut bytes = vec![0; (place.end - place.start) as usize];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// The fields that a process' technologies and raised flags were told from, with the bytes they stand on.
pub(super) fn cite(
    facts: &Facts,
    flags: &[Finding],
    sources: &[Source],
    spool: &Spool,
) -> Vec<Cited> {
    let raised = flags.iter().filter(|finding| finding.state == State::Raised);
    let told = raised.flat_map(|finding| finding.from.iter().map(|told| told.pointer.as_str()));
    let mut pointers: Vec<&str> =
        facts.found.evidence.iter().map(|e| e.pointer.as_str()).chain(told).collect();
    pointers.retain(|pointer| !pointer.is_empty());
    pointers.sort_unstable();
    pointers.dedup();
    let made =
        (!facts.merged.is_empty()).then(|| remake(&facts.merged, spool, sources).ok()).flatten();
    let texts: Vec<String> = {
        let places = if facts.merged.is_empty() {
            std::slice::from_ref(&facts.place)
        } else {
            &facts.merged[..]
        };
        let read = places.iter().map(|place| again(place, spool, sources).unwrap_or_default());
        read.map(|bytes| mend(&bytes).0.into_owned()).collect()
    };
    let cited = pointers.into_iter().filter_map(|pointer| {
        let (release, there) = match &made {
            Some(made) => made.origin(pointer)?,
            None => (0, pointer.to_owned()),
        };
        let place =
            if facts.merged.is_empty() { &facts.place } else { facts.merged.get(release)? };
        let source = sources.get(place.source as usize)?;
        let (stands, bytes) = match source.mapping.as_ref() {
            // A cell is cited by its column, and the bytes are its row's.
            Some(mapping) => (mapping.column(&there)?.to_owned(), (place.start, place.end)),
            None => {
                let range = locate(texts.get(release)?, &there)?;
                let bytes = (place.start + range.start as u64, place.start + range.end as u64);
                (format!("{}{there}", place.pointer), bytes)
            }
        };
        Some(Cited {
            pointer: pointer.to_owned(),
            source: place.source,
            line: place.line,
            stands,
            bytes,
        })
    });
    cited.collect()
}
