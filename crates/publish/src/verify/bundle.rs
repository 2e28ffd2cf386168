//! Checking a published bundle, with nothing but the bundle.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::chain::Checkpoint;
use crate::key::PublicKey;
use crate::layout;
use crate::manifest::{Listing, Manifest};
use crate::verify::claims;
use crate::verify::files;
use crate::verify::inside::{self, Inside};
use crate::verify::log::{self, Standing};
use crate::verify::report::Report;

/// Checks the bundle at `root`. `since` is an older bundle, or its `checkpoint.json`, that this one
/// must continue; `key` is who must have signed it. It goes through the bundle file by file, and holds some
/// forty bytes for each fact.
///
/// It never fails as such: what can't be read is a failure in the report.
#[must_use]
pub fn bundle(root: &Path, since: Option<&Path>, key: Option<&PublicKey>) -> Report {
    let mut report = Report::default();
    let Some(manifest) = files::check(root, key, &mut report) else { return report };
    let top = Listing::of(manifest.files.clone());
    let inside = Inside::new(root, &top);
    let checkpoint = read_checkpoint(root, &mut report);
    let old = since.and_then(|since| older(since, &mut report));
    let mut standing = Standing::default();
    let at = old.as_ref().map(|old| old.entries);
    let found = log::check("", &inside, at, Some(&mut standing), &mut report);
    log::check_end("", &found, checkpoint.as_ref(), &mut report);
    match old {
        Some(old) => log::check_since(&old, &found, checkpoint.as_ref(), &mut report),
        None if since.is_some() => {}
        None => report.unchecked("that this bundle continues an older one", 1, "none was given"),
    }
    claims::check(root, &manifest, &top, standing, &mut report);
    report
}

/// The checkpoint of an older bundle, held against its log; or what was named as one.
fn older(since: &Path, report: &mut Report) -> Option<Checkpoint> {
    if !since.is_dir() {
        let read = inside::read_named(since, inside::SMALL_BYTES);
        return parsed(&since.display().to_string(), read, report);
    }
    let bytes = inside::read(since, layout::MANIFEST, inside::MANIFEST_BYTES);
    let whose = "the older bundle's ";
    let manifest: Manifest = parsed(&format!("{whose}{}", layout::MANIFEST), bytes, report)?;
    let checkpoint = read_checkpoint(since, report);
    let top = Listing::of(manifest.files);
    let found = log::check(whose, &Inside::new(since, &top), None, None, report);
    log::check_end(whose, &found, checkpoint.as_ref(), report);
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
