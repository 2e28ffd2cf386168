//! Processes of very many releases: as many as there are, each counts, and memory does not hang on how many they are.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use procurement::input::Given;
use procurement::out;
use procurement::screen::{Outcome, Settings, screen};
use serde_json::Value;

/// Screens with chunks of so many bytes.
fn run(path: &Path, threads: usize, chunk: usize) -> (Vec<u8>, Outcome) {
    let settings = Settings { chunk, ..Settings::new(threads) };
    let mut out = Vec::new();
    let given = [Given::Path(path.to_owned())];
    let outcome = screen(&given, &settings, &out::json_line, &mut out).unwrap();
    let ledger = &outcome.ledger;
    assert_eq!(ledger.releases - ledger.merged, ledger.processes, "a release is lost");
    (out, outcome)
}

fn only(out: &[u8]) -> Value {
    serde_json::from_slice(out.trim_ascii()).unwrap()
}

fn written(
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>),
) -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    let mut file = BufWriter::new(File::create(&path).unwrap());
    write(&mut file);
    file.flush().unwrap();
    (dir, path)
}

/// A day of so many.
fn day(n: usize) -> String {
    format!("20{:02}-{:02}-{:02}", n / 336 % 90, 1 + n / 28 % 12, 1 + n % 28)
}

#[test]
fn very_many_releases_are_one_process_in_the_order_of_their_dates() {
    const MANY: usize = 24_000;
    // Names so long that the facts of all of them are more than are held at once.
    let ocid = "o-".repeat(200);
    let (_dir, path) = written("many.jsonl", |file| {
        for n in 0..MANY {
            // They come in another order than their dates'.
            let n = n * 7919 % MANY;
            let said = match n {
                0 => r#""title":"Cámaras de videovigilancia","description":"Obra"#.to_owned(),
                1 => r#""status":"cancelled","description":"CCTV"#.to_owned(),
                // What is taken away stays away, though its release is not named.
                2 => r#""status":null,"description":"CCTV"#.to_owned(),
                _ => format!(r#""description":"CCTV {n}"#),
            };
            writeln!(file, r#"{{"ocid":"{ocid}","date":"{}T{:02}:{:02}:00Z","tender":{{{said}","procurementMethod":"open","numberOfTenderers":{}}}}}"#,
                day(n / 1440), n / 60 % 24, n % 60, 1 + n % 7).unwrap();
        }
    });
    let told =
        [(1, 1 << 20), (2, 1), (3, 1 << 16)].map(|(threads, chunk)| run(&path, threads, chunk));
    let process = only(&told[0].0);
    for (out, outcome) in &told {
        assert_eq!(only(out), process);
        assert_eq!((outcome.ledger.processes, outcome.ledger.merged), (1, MANY as u64 - 1));
        assert_eq!(outcome.ledger.mended.get("releases"), Some(&1));
        assert_eq!(outcome.ledger.problems_count, 0, "{:?}", outcome.ledger.problems);
    }
    let flags = process["flags"].as_array().unwrap();
    let lone = flags.iter().find(|flag| flag["flag"] == "R018").unwrap();
    assert_ne!(lone["state"], "cant_tell", "it is not cancelled any more");
    // Those are named that something is from: the first says what it is called, the last all else.
    assert_eq!(process["merged_from"].as_array().unwrap().len(), 2);
    let evidence = process["evidence"].as_array().unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let at = |field: &str| {
        let cited = &evidence.iter().find(|it| it["field"] == field).unwrap()["cited"]["bytes"];
        let place = |n: usize| usize::try_from(cited[n].as_u64().unwrap()).unwrap();
        String::from_utf8(bytes[place(0)..place(1)].to_vec()).unwrap()
    };
    assert_eq!(at("/tender/title"), "\"Cámaras de videovigilancia\"");
    assert_eq!(at("/tender/description"), format!("\"CCTV {}\"", MANY - 1));
}

#[test]
fn releases_that_are_long_together_count_all() {
    // Thirty of a megabyte, the first of which says what no other does.
    let (_dir, path) = written("long.jsonl", |file| {
        for n in 0..30 {
            let title = if n == 0 { r#""title":"CCTV","# } else { "" };
            let filler = "x".repeat(1 << 20);
            writeln!(file, r#"{{"ocid":"o-1","date":"{}","tender":{{{title}"id":"{n}"}},"filler":"{filler}"}}"#, day(n))
                .unwrap();
        }
    });
    let (out, outcome) = run(&path, 2, 1 << 20);
    let process = only(&out);
    assert_eq!(process["title"], "CCTV");
    assert_eq!(process["merged_from"].as_array().unwrap().len(), 30);
    assert_eq!((outcome.ledger.merged, outcome.ledger.problems_count), (29, 0));
}

#[test]
fn a_process_that_grows_beyond_the_limit_is_told() {
    // Each adds a megabyte that none takes away.
    let (_dir, path) = written("grown.jsonl", |file| {
        for n in 0..40 {
            let filler = "x".repeat(1 << 20);
            let title = if n == 39 { r#","title":"CCTV""# } else { "" };
            writeln!(
                file,
                r#"{{"ocid":"o-1","date":"{}","tender":{{"f{n}":"{filler}"{title}}}}}"#,
                day(n)
            )
            .unwrap();
        }
    });
    let (out, outcome) = run(&path, 2, 1 << 20);
    assert_eq!(only(&out)["title"], "CCTV");
    let why = &outcome.ledger.problems[0].why;
    assert!(why.contains("of the 40 releases") && why.contains("more than 16 MiB"), "{why}");
    assert_eq!((outcome.ledger.processes, outcome.ledger.merged), (1, 39));
}
