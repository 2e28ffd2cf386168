//! Releases of one process become one, as they were read.

use super::long::NAMED;
use super::reading::{Parsed, parse};
use crate::digest::{Digester, digest};
use crate::facts::{Facts, Part};
use crate::model::Release;
use crate::overlay::Overlay as _;
use crate::place::Place;
use crate::tolerant::take_odd;

/// A release, read.
pub(super) struct Read<'t> {
    text: &'t str,
    parsed: Parsed<'t>,
    part: Part,
}

impl<'t> Read<'t> {
    pub(super) fn new(text: &'t str, parsed: Parsed<'t>, place: Place, publisher: String) -> Self {
        let release = &parsed.release;
        let date = release.date.get().and_then(crate::time::moment);
        let compiled = release.tag.iter().any(|tag| tag.0 == "compiled");
        Self { text, parsed, part: Part { date, place, compiled, publisher } }
    }

    fn order(&self) -> (Option<&str>, &Part) {
        (self.parsed.release.ocid.get(), &self.part)
    }
}

/// Digests releases, those of one process as one, and empties the list.
pub(super) fn together(
    releases: &mut Vec<Read<'_>>,
    digester: &mut Digester,
    each: &mut dyn FnMut(&Facts<'_>) -> std::io::Result<()>,
) -> std::io::Result<()> {
    releases.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut group: Vec<Read<'_>> = Vec::new();
    let mut all = releases.drain(..).peekable();
    while let Some(read) = all.next() {
        let last = all.peek().is_none_or(|next| next.order().0 != read.order().0);
        group.push(read);
        if last {
            process(&mut group, digester, each)?;
        }
    }
    Ok(())
}

/// One process: its releases become one where they can, and stay apart for later where only their JSON can be merged, or
/// where they are very many.
fn process(
    group: &mut Vec<Read<'_>>,
    digester: &mut Digester,
    each: &mut dyn FnMut(&Facts<'_>) -> std::io::Result<()>,
) -> std::io::Result<()> {
    if (2..=NAMED).contains(&group.len()) && !group.iter().any(|read| read.parsed.odd) {
        let parts: Vec<Part> = group.iter().map(|read| read.part.clone()).collect();
        let counting = counting(&parts);
        let from = parts.len() - counting.len();
        let releases = group.iter_mut().skip(from);
        let releases = releases.map(|read| *std::mem::take(&mut read.parsed.release));
        if let Some(merged) = overlay(releases) {
            group.clear();
            return each(&settled(&merged, parts, digester));
        }
        for read in group.iter_mut() {
            // They were read once already.
            read.parsed = parse(read.text).map_err(std::io::Error::other)?;
        }
    }
    for read in group.drain(..) {
        let mut facts = digest(&read.parsed.release, read.part.place, digester);
        facts.date = read.part.date;
        facts.compiled = read.part.compiled;
        facts.publisher = read.part.publisher.into();
        each(&facts)?;
    }
    Ok(())
}

/// Merges releases as they were read; none where only their JSON can be.
pub(super) fn overlay<'t>(mut releases: impl Iterator<Item = Release<'t>>) -> Option<Release<'t>> {
    let _ = take_odd();
    let mut merged = releases.next()?;
    for release in releases {
        merged.overlay(release, false);
    }
    (!take_odd()).then_some(merged)
}

/// The facts of a process that was merged from `parts`.
pub(super) fn settled<'r>(
    merged: &'r Release<'_>,
    parts: Vec<Part>,
    digester: &mut Digester,
) -> Facts<'r> {
    let place = parts.last().map(|part| part.place.clone()).unwrap_or_default();
    let mut facts = digest(merged, place, digester);
    let named = parts.iter().rev().find(|part| !part.publisher.is_empty());
    facts.publisher = named.map(|part| part.publisher.clone()).unwrap_or_default().into();
    facts.compiled = true;
    facts.merged = counting(&parts).iter().map(|part| part.place.clone()).collect();
    facts.parts = parts;
    facts
}

/// The parts that count, in the order of merging: from the last compiled one on.
pub(super) fn counting(parts: &[Part]) -> &[Part] {
    let from = parts.iter().rposition(|part| part.compiled).unwrap_or_default();
    parts.get(from..).unwrap_or_default()
}
