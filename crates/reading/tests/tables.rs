//! What the recognisers of names, places and technologies find in tables of cases: precision, recall, F1.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

/// The lines of a table: language (with a country, where the document has one), text, what must be found.
fn cases(table: &str) -> Vec<(String, String, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(table);
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let cases = lines.map(|line| {
        let mut cells = line.split('\t').map(str::to_owned);
        let (language, text) = (cells.next().unwrap(), cells.next().unwrap());
        let expected = cells.next().unwrap_or_default();
        let expected = expected.split('|').filter(|e| !e.is_empty()).map(str::to_owned).collect();
        (language, text, expected)
    });
    cases.collect()
}

/// Finds names in a text, given its source's country.
type Find = fn(&str, Option<&str>) -> Vec<(String, &'static str)>;

/// Reads a table's cases and demands that so much of what is found is right, and so much is found.
fn score(table: &str, find: Find, mark: f64) {
    let (mut right, mut said, mut wanted) = (0_u32, 0_u32, 0_u32);
    let cases = cases(table);
    for (language, text, expected) in &cases {
        let country = language.split_once('-').map(|(_, country)| country);
        let found: Vec<String> = find(text, country)
            .into_iter()
            .map(|(words, kind)| format!("{words}={kind}"))
            .collect();
        let hits = found.iter().filter(|found| expected.contains(found)).count();
        right += u32::try_from(hits).unwrap();
        said += u32::try_from(found.len()).unwrap();
        wanted += u32::try_from(expected.len()).unwrap();
        if hits < found.len() || hits < expected.len() {
            println!("{table}: {text}\n    found {found:?}\n    expected {expected:?}");
        }
    }
    let (precision, recall) =
        (f64::from(right) / f64::from(said), f64::from(right) / f64::from(wanted));
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "{table}: {} cases, precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}",
        cases.len()
    );
    assert!(cases.len() >= 200, "{table} has {} cases", cases.len());
    assert!(f1 >= mark, "{table}: F1 is {f1:.3}; expected {mark} at least");
}

#[test]
fn names() {
    score("names.tsv", |text, _| reading::fuzzing::names(text), 0.95);
}

#[test]
fn places() {
    score("places.tsv", reading::fuzzing::places, 0.95);
}

#[test]
fn technologies() {
    score("technology.tsv", |text, _| reading::fuzzing::technologies(text), 0.97);
}
