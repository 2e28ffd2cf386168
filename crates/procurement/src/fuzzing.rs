//! Doors for fuzz targets and tests.

use std::io::Write as _;

use crate::classify::{Classifier, Found, may_be};
use crate::digest::{Digester, digest};
use crate::input::Given;
use crate::merge::merge;
use crate::model::Release;
use crate::overlay::Overlay as _;
use crate::place::Place;
use crate::quick::Read;
use crate::screen::{Settings, screen};
use crate::tolerant::{Text, take_odd, take_twice, take_unread};

/// Screens bytes as a file would be: every unit is accounted for, and threads and chunks change nothing.
///
/// # Panics
/// Where it is not so.
pub fn bytes(data: &[u8]) {
    let Ok(mut file) = tempfile::NamedTempFile::new() else { return };
    if file.write_all(data).is_err() {
        return;
    }
    let given = [Given::Path(file.path().to_owned())];
    let told = |threads: usize, chunk: usize| {
        let mut settings = Settings::new(threads);
        (settings.all, settings.chunk) = (true, chunk);
        let mut out = Vec::new();
        let outcome = screen(&given, &settings, &crate::out::json_line, &mut out).ok()?;
        Some((out, outcome.ledger))
    };
    let (one, several) = (told(1, 1 << 20), told(2, 64));
    assert_eq!(one, several, "threads or chunks change what is told");
    let Some((_, ledger)) = one else { return };
    let accounted = ledger.read + ledger.empty + ledger.skipped;
    assert_eq!(accounted, ledger.units, "a unit is not accounted for");
    assert_eq!(ledger.releases - ledger.merged, ledger.processes, "a release is not accounted for");
    let lines: Vec<&str> =
        data.split(|b| *b == b'\n').filter_map(|l| std::str::from_utf8(l).ok()).collect();
    for line in &lines {
        reads_agree(line);
        hints_agree(line);
    }
    merges_agree(&lines);
}

/// Reads a release both ways, as usual JSON and as any, and holds that it is the same; false where it is not usual.
///
/// # Panics
/// Where the two differ.
pub fn reads_agree(text: &str) -> bool {
    let Some(Read { release, odd, unread }) = crate::quick::read(text) else { return false };
    let _ = (take_odd(), take_twice(), take_unread());
    let slow = serde_json::from_str::<Release<'_>>(text);
    assert_eq!(slow.ok().as_ref(), Some(&*release), "two ways of reading differ");
    let noted = (take_odd(), take_twice(), take_unread());
    assert_eq!(noted, (odd, 0, unread), "two ways of reading note other things");
    true
}

/// Holds that nothing is found in a title or code where a first look said that there is nothing; true where
/// something is.
///
/// # Panics
/// Where it is not so.
pub fn hints_agree(text: &str) -> bool {
    let mut release = Release::default();
    release.tender.title = Text(text.into());
    release.tender.classification.id = Text(text.into());
    release.tender.classification.scheme = Text("CPV".into());
    let found = Classifier::default().look(&release) != Found::default();
    assert!(!found || may_be(&release), "a first look said that nothing is there");
    found
}

/// Merges releases both ways, as they were read and as JSON, and holds that the same is told from either; false
/// where they are such that only their JSON can be merged.
///
/// # Panics
/// Where the two differ.
pub fn merges_agree(releases: &[&str]) -> bool {
    let values =
        releases.iter().map(|text| serde_json::from_str(text)).collect::<Result<Vec<_>, _>>();
    let read = || releases.iter().map(|text| serde_json::from_str::<Release<'_>>(text));
    let _ = take_odd();
    let (Ok(values), Ok(read)) = (values, read().collect::<Result<Vec<_>, _>>()) else {
        return false;
    };
    let mut read = read.into_iter();
    let Some(mut quick) = read.next() else { return false };
    read.for_each(|release| quick.overlay(release, false));
    let odd = take_odd();
    let slow = merge(&values).value.to_string();
    let Ok(slow) = serde_json::from_str::<Release<'_>>(&slow) else { return false };
    if !odd {
        let told = |release| {
            let mut facts = digest(release, Place::default(), &mut Digester::default());
            // What was merged from JSON says so of itself.
            facts.compiled = true;
            facts
        };
        assert_eq!(told(&quick), told(&slow), "two ways of merging differ");
    }
    !odd
}
