//! Each recogniser against its table of cases: what must be found, and what must be left alone.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::path::Path;

use codebook::{SourceMeta, Value};
use reading::recognise::{Recognised, Recogniser, recognise};

struct Case {
    line: usize,
    language: String,
    meta: SourceMeta,
    text: String,
    expected: Vec<(String, String)>,
}

fn plain(cell: &str) -> String {
    let mut out = cell.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
    for code in ["00a0", "2009", "202f"] {
        let c = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
        out = out.replace(&format!("\\u{code}"), &c.to_string());
    }
    out
}

fn cases(table: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(table);
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    lines
        .map(|(at, line)| {
            let cells: Vec<_> = line.split('\t').collect();
            let [language, country, date, text, expected]: [&str; 5] = cells.try_into().unwrap();
            let some = |cell: &str| (!cell.is_empty()).then(|| cell.to_owned());
            Case {
                line: at + 1,
                language: language.to_owned(),
                meta: SourceMeta {
                    title: None,
                    published: some(date).map(|date| date.parse().unwrap()),
                    country: some(country),
                },
                text: plain(text),
                expected: expected
                    .split(" | ")
                    .filter(|one| !one.is_empty())
                    .map(|one| one.split_once('=').unwrap())
                    .map(|(words, value)| (words.to_owned(), value.to_owned()))
                    .collect(),
            }
        })
        .collect()
}

fn words(text: &str, found: &Recognised) -> String {
    text[found.at.clone()].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True where `found` is what the table says: the words to the letter, the value, and what it is of.
fn agrees(text: &str, found: &Recognised, expected: &(String, String)) -> bool {
    let (value, of) = match &found.value {
        Value::Identifier(_) | Value::Name(_) => {
            return words(text, found) == expected.0 && found.of == expected.1;
        }
        Value::Quantity(quantity) => match expected.1.split_once(' ') {
            Some((value, of)) => {
                (quantity.to_string() == value, found.of.split(' ').any(|w| w == of))
            }
            None => (quantity.to_string() == expected.1, true),
        },
        other => (other.to_string() == expected.1, true),
    };
    words(text, found) == expected.0 && value && of
}

fn check(table: &str, recogniser: Recogniser) {
    let cases = cases(table);
    let (mut right, mut said, mut wanted) = (0_usize, 0_usize, 0_usize);
    let mut misses = Vec::new();
    for case in &cases {
        let found = recognise(recogniser, &case.text, Some(&case.language), &case.meta);
        let mut open: Vec<_> = case.expected.iter().collect();
        let before = right;
        for one in &found {
            if let Some(at) = open.iter().position(|expected| agrees(&case.text, one, expected)) {
                open.remove(at);
                right += 1;
            }
        }
        said += found.len();
        wanted += case.expected.len();
        if right - before != found.len() || !open.is_empty() {
            let found: Vec<_> = found
                .iter()
                .map(|one| format!("{}={} {}", words(&case.text, one), one.value, one.of))
                .collect();
            misses.push(format!(
                "{table}:{} {:?}\n    expected {:?}\n    found    {found:?}",
                case.line, case.text, case.expected
            ));
        }
    }
    let ratio = |a: usize, b: usize| {
        f64::from(u32::try_from(a).unwrap()) / f64::from(u32::try_from(b.max(1)).unwrap())
    };
    let (precision, recall) = (ratio(right, said), ratio(right, wanted));
    let f1 = ratio(2 * right, said + wanted);
    let languages = cases.iter().fold(HashMap::<&str, usize>::new(), |mut all, case| {
        *all.entry(&case.language).or_default() += 1;
        all
    });
    println!(
        "{table}: {} cases ({} es), precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}\n{}",
        cases.len(),
        languages["es"],
        misses.join("\n")
    );
    assert!(cases.len() >= 250, "{table} has {} cases", cases.len());
    assert!(f1 >= 0.97, "{table}: F1 {f1:.3}");
}

#[test]
fn dates() {
    check("dates.tsv", Recogniser::Dates);
}

#[test]
fn money() {
    check("money.tsv", Recogniser::Money);
}

#[test]
fn quantities() {
    check("quantities.tsv", Recogniser::Quantities);
}

#[test]
fn rates() {
    check("rates.tsv", Recogniser::Rates);
}

#[test]
fn identifiers() {
    check("identifiers.tsv", Recogniser::Identifiers);
}

#[test]
fn law() {
    check("law.tsv", Recogniser::Law);
}
