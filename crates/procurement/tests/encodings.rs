//! JSON that is no UTF-8: its letters keep their accents, and what is cited opens on the very bytes.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use procurement::input::Given;
use procurement::out;
use procurement::screen::{Outcome, Settings, screen};
use serde_json::Value;

const TITLE: &str = "Cámaras de videovigilancia — señalización “Ñandú” (5 €)";

fn release(ocid: &str, date: &str) -> String {
    format!(
        r#"{{"ocid":"{ocid}","date":"{date}","buyer":{{"name":"Ministerio de Tarandía"}},"tender":{{"title":"{TITLE}","numberOfTenderers":1,"procurementMethod":"open","description":"Compra y colocación"}}}}"#
    )
}

/// In Windows-1252.
fn western(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| match letter {
            '—' => 0x97,
            '“' => 0x93,
            '”' => 0x94,
            '€' => 0x80,
            letter => u8::try_from(letter).unwrap(),
        })
        .collect()
}

fn run(path: &Path) -> (Vec<Value>, Outcome) {
    let mut out = Vec::new();
    let given = [Given::Path(path.to_owned())];
    let outcome = screen(&given, &Settings::new(2), &out::json_line, &mut out).unwrap();
    let lines = out.split(|b| *b == b'\n').filter(|line| !line.is_empty());
    (lines.map(|line| serde_json::from_slice(line).unwrap()).collect(), outcome)
}

fn written(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (dir, path)
}

/// The bytes that a place of the answer names.
fn at<'b>(bytes: &'b [u8], cited: &Value) -> &'b [u8] {
    let place = |n: usize| usize::try_from(cited["bytes"][n].as_u64().unwrap()).unwrap();
    &bytes[place(0)..place(1)]
}

fn holds(bytes: &[u8], process: &Value) {
    assert_eq!(process["title"], TITLE);
    assert_eq!(process["buyer"], "Ministerio de Tarandía");
    let evidence = process["evidence"].as_array().unwrap();
    let title = evidence.iter().find(|piece| piece["field"] == "/tender/title").unwrap();
    assert_eq!(at(bytes, &title["cited"]), western(&format!("\"{TITLE}\"")));
    let flags = process["flags"].as_array().unwrap();
    let lone = flags.iter().find(|flag| flag["flag"] == "R018").unwrap();
    assert_eq!(at(bytes, &lone["from"][0]["cited"]), b"1");
    let whole = at(bytes, process);
    assert!(whole.starts_with(b"{\"ocid\"") && whole.ends_with(b"}}"), "{whole:?}");
}

#[test]
fn lines_in_windows_1252_are_read_and_cited() {
    let lines = [
        release("o-0", "2031-01-01"),
        release("o-1", "2031-01-01"),
        // One process of two releases.
        release("o-2", "2031-01-01"),
        release("o-2", "2031-01-02"),
    ];
    let bytes = western(&(lines.join("\n") + "\n"));
    let (_dir, path) = written("latin.jsonl", &bytes);
    let (found, outcome) = run(&path);
    assert_eq!(found.len(), 3);
    found.iter().for_each(|process| holds(&bytes, process));
    assert_eq!((outcome.ledger.read, outcome.ledger.skipped, outcome.ledger.merged), (4, 0, 1));
    assert_eq!(outcome.ledger.mended.get("western"), Some(&4));
    assert_eq!(outcome.ledger.mended.get("bytes"), None);
}

#[test]
fn packages_and_packed_files_in_windows_1252_are_cited_too() {
    let (one, two) = (release("o-1", "2031-01-01"), release("o-2", "2031-01-01"));
    let package =
        format!("{{\"publisher\":{{\"name\":\"Año Nuevo\"}},\n\"releases\":[\n{one},\n{two}]}}");
    let bytes = western(&package);
    let (_dir, path) = written("package.json", &bytes);
    let (found, _) = run(&path);
    assert_eq!(found.len(), 2);
    found.iter().for_each(|process| holds(&bytes, process));
    assert_eq!(found[0]["publisher"], "Año Nuevo");

    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(&bytes).unwrap();
    let (_dir, path) = written("package.json.gz", &packer.finish().unwrap());
    let (found, _) = run(&path);
    assert_eq!(found.len(), 2);
    found.iter().for_each(|process| holds(&bytes, process));
}

#[test]
fn what_is_broken_is_named_by_its_byte_in_the_file() {
    let line = western(r#"{"ocid":"o-1","tender":{"title":"señal","x":tru}}"#);
    let (_dir, path) = written("broken.jsonl", &line);
    let (found, outcome) = run(&path);
    let why = &outcome.ledger.problems[0].why;
    let place = line.windows(3).position(|it| it == b"tru").unwrap() + 3;
    assert!(found.is_empty() && why.contains(&format!("at byte {place}:")), "{why}");
}

#[test]
fn texts_that_say_no_number_where_one_belongs_are_counted() {
    let amounts = ["12.5", "1,234.50", "1.234.567,89", "", "$5", "cinco", "5"];
    let line = |(n, amount): (usize, &&str)| {
        format!(
            r#"{{"ocid":"o-{n}","tender":{{"title":"CCTV"}},"contracts":[{{"value":{{"amount":"{amount}","currency":"TAD"}}}}]}}"#
        )
    };
    let lines: Vec<String> = amounts.iter().enumerate().map(line).collect();
    let (_dir, path) = written("texts.jsonl", lines.join("\n").as_bytes());
    let (found, outcome) = run(&path);
    let signed: Vec<_> = found.iter().map(|it| it["signed"][0]["amount"].as_str()).collect();
    let expected =
        [Some("12.50"), Some("1234.50"), Some("1234567.89"), None, None, None, Some("5.00")];
    assert_eq!(signed, expected);
    assert_eq!(outcome.ledger.mended.get("amounts"), Some(&2));
}
