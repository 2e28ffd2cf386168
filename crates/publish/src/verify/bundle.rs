//! Checking a published bundle, with nothing but the bundle.

use std::collections::HashMap;
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::chain::{self, Checkpoint, Entry};
use crate::key::PublicKey;
use crate::layout;
use crate::manifest::Manifest;
use crate::verify::claims::{self, Data};
use crate::verify::files;
use crate::verify::inside::{self, Inside};
use crate::verify::report::Report;

/// Checks the bundle at `root`. `since` is an older bundle, or its `checkpoint.json`, that this one
/// must continue; `key` is who must have signed it.
///
/// It never fails as such: what can't be read is a failure in the report.
#[must_use]
pub fn bundle(root: &Path, since: Option<&Path>, key: Option<&PublicKey>) -> Report {
    let mut report = Report::default();
    let Some(manifest) = files::check(root, key, &mut report) else { return report };
    let inside = Inside::new(root, &manifest);
    let log: Vec<Entry> = lines(&inside, layout::RELEASES, &mut report);
    let checkpoint = read_checkpoint(root, &mut report);
    check_chain("", &log, checkpoint.as_ref(), &mut report);
    match since {
        Some(since) => check_since(since, &log, checkpoint.as_ref(), &mut report),
        None => report.unchecked("that this bundle continues an older one", 1, "none was given"),
    }
    let data = Data {
        facts: lines(&inside, layout::FACTS, &mut report),
        entities: by_id(lines(&inside, layout::ENTITIES, &mut report), |line| line.id),
        sources: by_id(lines(&inside, layout::SOURCES, &mut report), |line| line.id),
        contradictions: lines(&inside, layout::CONTRADICTIONS, &mut report),
    };
    claims::check(&inside, &data, &log, &mut report);
    report
}

fn by_id<K: std::hash::Hash + Eq, T>(lines: Vec<T>, id: impl Fn(&T) -> K) -> HashMap<K, T> {
    lines.into_iter().map(|line| (id(&line), line)).collect()
}

/// Holds each entry of a log against the one before, and the log against its checkpoint. `whose`
/// stands before the names of its files.
fn check_chain(whose: &str, log: &[Entry], checkpoint: Option<&Checkpoint>, report: &mut Report) {
    let place = format!("{whose}{}", layout::RELEASES);
    report.checked(&format!("entries of {place}, each against the one before"), log.len());
    let mut prev = chain::genesis();
    for (n, entry) in (1..).zip(log) {
        if entry.n != n || entry.prev != prev || entry.hash != entry.computed() {
            report.fail(&place, format!("entry {n} does not follow the one before it"));
            return;
        }
        prev = entry.hash;
    }
    if let Some(checkpoint) = checkpoint {
        report.checked(&format!("{whose}{} against the log", layout::CHECKPOINT), 1);
        if checkpoint.entries != log.len() as u64 || checkpoint.head != prev {
            let (said, found) = (checkpoint.entries, log.len());
            report.fail(
                &place,
                format!(
                    "the checkpoint says {said} entries up to {}; the log has {found} up to {prev}",
                    checkpoint.head
                ),
            );
        }
    }
}

/// Holds the log against an older bundle's checkpoint.
fn check_since(since: &Path, log: &[Entry], now: Option<&Checkpoint>, report: &mut Report) {
    let old = if since.is_dir() {
        check_older(since, report)
    } else {
        let read = inside::read_named(since, inside::SMALL_BYTES);
        parsed(&since.display().to_string(), read, report)
    };
    let Some(old) = old else { return };
    report.checked(
        "older entries that this log continues",
        usize::try_from(old.entries).unwrap_or(usize::MAX),
    );
    let head = match old.entries {
        0 => Some(chain::genesis()),
        n => usize::try_from(n - 1).ok().and_then(|n| log.get(n)).map(|entry| entry.hash),
    };
    if head != Some(old.head) {
        report.fail(
            layout::RELEASES,
            format!(
                "does not continue the older log: that one had {} entries up to {}",
                old.entries, old.head
            ),
        );
    }
    if now.is_some_and(|now| now.as_of < old.as_of) {
        report.fail(layout::CHECKPOINT, "is older than the one that it should continue");
    }
}

/// The checkpoint of an older bundle, held against its log.
fn check_older(since: &Path, report: &mut Report) -> Option<Checkpoint> {
    let bytes = inside::read(since, layout::MANIFEST, inside::MANIFEST_BYTES);
    let whose = "the older bundle's ";
    let manifest: Manifest = parsed(&format!("{whose}{}", layout::MANIFEST), bytes, report)?;
    let checkpoint = read_checkpoint(since, report);
    let log: Vec<Entry> = lines(&Inside::new(since, &manifest), layout::RELEASES, report);
    check_chain(whose, &log, checkpoint.as_ref(), report);
    checkpoint
}

fn read_checkpoint(root: &Path, report: &mut Report) -> Option<Checkpoint> {
    let read = inside::read(root, layout::CHECKPOINT, inside::SMALL_BYTES);
    parsed(layout::CHECKPOINT, read, report)
}

/// What was read, as one JSON object.
fn parsed<T: DeserializeOwned>(
    place: &str,
    read: Result<Vec<u8>, String>,
    report: &mut Report,
) -> Option<T> {
    let parsed = read.and_then(|bytes| {
        serde_json::from_slice(&bytes).map_err(|error| format!("is not in its form: {error}"))
    });
    parsed.map_err(|why| report.fail(place, why)).ok()
}

/// Reads a file of one JSON object a line; a line that is none is a failure and is left out.
fn lines<T: DeserializeOwned>(inside: &Inside<'_>, path: &str, report: &mut Report) -> Vec<T> {
    let file = match inside.open(path, inside::HELD_BYTES) {
        Ok(file) => file,
        Err(why) => {
            report.fail(path, why);
            return Vec::new();
        }
    };
    let mut items = Vec::new();
    for (number, line) in (1..).zip(inside::lines(file)) {
        let parsed = line.and_then(|line| {
            serde_json::from_slice(&line).map_err(|error| format!("is not in its form: {error}"))
        });
        match parsed {
            Ok(item) => items.push(item),
            Err(why) => report.fail(path, format!("line {number} {why}")),
        }
    }
    items
}
