//! The log of releases, gone through entry by entry.

use std::collections::HashMap;

use codebook::{FactId, Sha256};

use crate::chain::{self, Checkpoint, Entry};
use crate::layout::{self, PART};
use crate::verify::inside::{Inside, each_line};
use crate::verify::report::Report;

/// The facts that the log leaves public, each with the digest of its words once these were seen.
pub(crate) type Standing = HashMap<FactId, [u8; 16]>;

/// A log that was gone through.
pub(crate) struct Found {
    entries: u64,
    head: Sha256,
    /// The hash of the entry that was asked about.
    then: Option<Sha256>,
    broken: bool,
}

/// Holds each entry of a log against the one before. `whose` stands before the names of its files; `at` asks for
/// the hash of an entry.
pub(crate) fn check(
    whose: &str,
    inside: &Inside<'_>,
    at: Option<u64>,
    mut standing: Option<&mut Standing>,
    report: &mut Report,
) -> Found {
    let first = layout::releases(0);
    let mut found = Found {
        entries: 0,
        head: chain::genesis(),
        then: (at == Some(0)).then(chain::genesis),
        broken: false,
    };
    for part in 0.. {
        let path = layout::releases(part);
        if part > 0 && (found.broken || !inside.lists(&path)) {
            break;
        }
        if found.entries != part.saturating_mul(PART) {
            report.fail(format!("{whose}{path}"), "follows a part of the log that is not full");
        }
        each_line(inside, &path, report, |entry: Entry, report| {
            let n = found.entries.saturating_add(1);
            let follows =
                entry.n == n && entry.prev == found.head && entry.hash == entry.computed();
            if !found.broken && !follows {
                let what = format!("entry {n} does not follow the one before it");
                report.fail(format!("{whose}{path}"), what);
                found.broken = true;
            }
            (found.entries, found.head) = (n, entry.hash);
            if at == Some(n) {
                found.then = Some(entry.hash);
            }
            if let Some(standing) = standing.as_deref_mut() {
                if entry.released {
                    standing.insert(entry.fact, [0; 16]);
                } else {
                    standing.remove(&entry.fact);
                }
            }
        });
    }
    let entries = usize::try_from(found.entries).unwrap_or(usize::MAX);
    report.checked(&format!("entries of {whose}{first}, each against the one before"), entries);
    found
}

/// Holds a log against its checkpoint.
pub(crate) fn check_end(
    whose: &str,
    found: &Found,
    checkpoint: Option<&Checkpoint>,
    report: &mut Report,
) {
    let Some(checkpoint) = checkpoint.filter(|_| !found.broken) else { return };
    report.checked(&format!("{whose}{} against the log", layout::CHECKPOINT), 1);
    if checkpoint.entries != found.entries || checkpoint.head != found.head {
        report.fail(
            format!("{whose}{}", layout::releases(0)),
            format!(
                "the checkpoint says {} entries up to {}; the log has {} up to {}",
                checkpoint.entries, checkpoint.head, found.entries, found.head
            ),
        );
    }
}

/// Holds a log against an older bundle's checkpoint.
pub(crate) fn check_since(
    old: &Checkpoint,
    found: &Found,
    now: Option<&Checkpoint>,
    report: &mut Report,
) {
    let entries = usize::try_from(old.entries).unwrap_or(usize::MAX);
    report.checked("older entries that this log continues", entries);
    if found.then != Some(old.head) {
        report.fail(
            layout::releases(0),
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
