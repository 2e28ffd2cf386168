//! Screening by its public door: what is found, what is masked, and that no line is lost.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use procurement::input::Given;
use procurement::out;
use procurement::screen::{Outcome, Settings, screen};
use serde_json::Value;

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tarandia.jsonl")
}

fn run(given: &[Given], settings: &Settings) -> (Vec<u8>, Outcome) {
    let mut out = Vec::new();
    let outcome = screen(given, settings, &out::json_line, &mut out).unwrap();
    (out, outcome)
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    bytes
        .split(|b| *b == b'\n')
        .filter(|l| !l.is_empty())
        .map(|l| serde_json::from_slice(l).unwrap())
        .collect()
}

fn all(path: &Path) -> (Vec<Value>, Outcome) {
    let mut settings = Settings::new(2);
    settings.all = true;
    let (out, outcome) = run(&[Given::Path(path.to_owned())], &settings);
    (lines(&out), outcome)
}

fn written(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data.jsonl");
    std::fs::write(&path, bytes).unwrap();
    (dir, path)
}

fn flag<'v>(process: &'v Value, id: &str) -> &'v Value {
    process["flags"].as_array().unwrap().iter().find(|flag| flag["flag"] == id).unwrap()
}

#[test]
fn processes_are_for_what_their_words_and_codes_say() {
    let (found, outcome) = all(&fixture());
    let technology = |n: usize| -> Vec<&str> {
        let ocid = format!("ocds-tar001-{n}");
        let process = found.iter().find(|process| process["ocid"] == ocid.as_str()).unwrap();
        let list = process["technologies"].as_array().unwrap();
        list.iter().map(|t| t["technology"].as_str().unwrap()).collect()
    };
    let expected: [(usize, &[&str]); 9] = [
        (1, &["cctv"]),
        (2, &[]),
        (3, &[]),
        (4, &[]),
        (5, &["attendance"]),
        (6, &["face_recognition_live"]),
        (7, &["body_worn_video"]),
        (8, &["alpr", "cctv"]),
        (9, &[]),
    ];
    for (n, technologies) in expected {
        assert_eq!(technology(n), technologies, "process {n}");
    }
    assert_eq!(
        (outcome.ledger.releases, outcome.ledger.merged, outcome.ledger.processes),
        (10, 1, 9)
    );
}

#[test]
fn evidence_and_flags_are_cited_to_the_bytes_of_the_release_they_stand_in() {
    let (found, _) = all(&fixture());
    let bytes = std::fs::read(fixture()).unwrap();
    let process = &found[0];
    let at = |cited: &Value| {
        let range = cited["bytes"].as_array().unwrap();
        let (from, to) = (range[0].as_u64().unwrap() as usize, range[1].as_u64().unwrap() as usize);
        String::from_utf8(bytes[from..to].to_vec()).unwrap()
    };
    let title = process["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .find(|e| e["field"] == "/tender/title")
        .unwrap();
    assert_eq!(
        at(&title["cited"]),
        "\"Suministro de cámaras de videovigilancia para la plaza mayor\""
    );
    let single = flag(process, "R018");
    assert_eq!(single["state"], "raised");
    // The second release says it last.
    assert_eq!(
        (&single["from"][0]["cited"]["line"], at(&single["from"][0]["cited"]).as_str()),
        (&Value::from(2), "1")
    );
    assert_eq!(flag(process, "R003")["state"], "raised");
    assert_eq!(flag(process, "R031")["state"], "raised");
    assert_eq!(flag(process, "R024")["state"], "cant_tell");
    assert_eq!(flag(process, "V001")["state"], "raised");
    assert_eq!(flag(process, "V002")["state"], "cant_tell");
}

#[test]
fn people_are_masked_and_counted() {
    let (found, outcome) = all(&fixture());
    let text = serde_json::to_string(&found).unwrap();
    assert!(
        !text.contains("Juana") && !text.contains("PEGJ800101"),
        "a person's name or RFC came out"
    );
    assert_eq!(outcome.ledger.people, 1);
}

#[test]
fn any_threads_and_chunks_give_the_same_bytes() {
    let mut inputs = vec![Given::Path(fixture())];
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/procurement");
    if shared.is_dir() {
        inputs.push(Given::Path(shared));
    }
    let mut first: Option<(Vec<u8>, String)> = None;
    for (threads, chunk) in [(1, 1 << 20), (2, 1 << 20), (8, 4096), (3, 777), (2, 1)] {
        let mut settings = Settings::new(threads);
        (settings.all, settings.chunk) = (true, chunk);
        let (out, outcome) = run(&inputs, &settings);
        let told = (out, serde_json::to_string(&outcome.ledger).unwrap());
        let known = first.get_or_insert_with(|| told.clone());
        assert!(*known == told, "{threads} threads, chunks of {chunk}");
    }
}

#[test]
fn hostile_lines_are_reported_and_the_others_go_through() {
    let good = r#"{"ocid":"o-1","tender":{"title":"CCTV"}}"#;
    let deep = format!("{}1{}", r#"{"x":"#.repeat(100_000), "}".repeat(100_000));
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("deep nesting", deep.into_bytes(), "read or skipped"),
        (
            "not a number",
            br#"{"ocid":"o-2","tender":{"value":{"amount":NaN,"currency":"TAD"}}}"#.to_vec(),
            "numbers",
        ),
        (
            "half a pair",
            br#"{"ocid":"o-2","tender":{"title":"a \ud83d b"}}"#.to_vec(),
            "surrogates",
        ),
        ("a key twice", br#"{"ocid":"o-0","ocid":"o-2","tender":{}}"#.to_vec(), "keys"),
        (
            "no UTF-8",
            b"{\"ocid\":\"o-2\",\"tender\":{\"title\":\"c\xe1mara\"}}".to_vec(),
            "western",
        ),
        ("no letter", b"{\"ocid\":\"o-2\",\"tender\":{\"title\":\"c\x81mara\"}}".to_vec(), "bytes"),
        ("broken", br#"{"ocid":"o-2","tender":"#.to_vec(), "skipped"),
        ("no ocid", br#"{"id":"7","tender":{"title":"x"}}"#.to_vec(), "skipped"),
    ];
    for (name, bad, becomes) in cases {
        let bytes = [good.as_bytes(), &bad, good.replace("o-1", "o-3").as_bytes()].join(&b'\n');
        let (_dir, path) = written(&bytes);
        let (found, outcome) = all(&path);
        let ledger = &outcome.ledger;
        assert_eq!(ledger.units, 3, "{name}");
        assert_eq!(ledger.read + ledger.empty + ledger.skipped, 3, "{name}: {ledger:?}");
        assert!(
            ["o-1", "o-3"].iter().all(|o| found.iter().any(|p| p["ocid"] == *o)),
            "{name}: a good line is lost"
        );
        match becomes {
            "skipped" => assert_eq!((ledger.skipped, ledger.problems[0].line), (1, 2), "{name}"),
            "read or skipped" => {}
            mended => assert_eq!(ledger.mended.get(mended), Some(&1), "{name}: {ledger:?}"),
        }
    }
}

#[test]
fn a_line_beyond_the_limit_is_skipped_with_its_number() {
    let mut bytes = br#"{"ocid":"o-1","tender":{"title":"CCTV"}}"#.to_vec();
    bytes.extend_from_slice(b"\n{\"ocid\":\"o-2\",\"x\":\"");
    bytes.resize(bytes.len() + (17 << 20), b'a');
    bytes.extend_from_slice(b"\"}\n{\"ocid\":\"o-3\",\"tender\":{\"title\":\"CCTV\"}}\n");
    let (_dir, path) = written(&bytes);
    let (found, outcome) = all(&path);
    assert_eq!((found.len(), outcome.ledger.skipped, outcome.ledger.problems[0].line), (2, 1, 2));
}

#[test]
fn wrappers_are_all_read() {
    let release = r#"{"ocid":"o-1","tender":{"title":"CCTV"}}"#;
    let cases = [
        (format!(r#"{{"releases":[{release},{}]}}"#, release.replace("o-1", "o-2")), 2),
        (format!("[{release}, {}]", release.replace("o-1", "o-2")), 2),
        (format!(r#"{{"records":[{{"ocid":"o-1","compiledRelease":{release},"releases":[{release}]}}]}}"#), 1),
        (format!(r#"{{"ocid":"o-1","releases":[{release},{release}]}}"#), 1),
        (format!("{{\n \"publisher\": {{\"name\": \"P\"}},\n \"releases\": [\n{release}\n]}}"), 1),
        (r#"{"records":[{"ocid":"o-1","releases":[{"url":"https://a.example","date":"2031-01-01","tag":["tender"]}]}]}"#.to_owned(), 0),
    ];
    for (text, processes) in cases {
        let (_dir, path) = written(text.as_bytes());
        assert_eq!(all(&path).1.ledger.processes, processes, "{text}");
    }
}

#[test]
fn packed_files_read_as_plain_ones() {
    let plain = std::fs::read(fixture()).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let gz = dir.path().join("a.gz");
    let mut packer = flate2::write::GzEncoder::new(
        std::fs::File::create(&gz).unwrap(),
        flate2::Compression::fast(),
    );
    packer.write_all(&plain).unwrap();
    packer.finish().unwrap();
    let zipped = dir.path().join("b.zip");
    let mut packer = zip::ZipWriter::new(std::fs::File::create(&zipped).unwrap());
    packer.start_file("x.jsonl", zip::write::SimpleFileOptions::default()).unwrap();
    packer.write_all(&plain).unwrap();
    packer.finish().unwrap();
    let known = all(&fixture()).1.ledger;
    for path in [gz, zipped] {
        let mut ledger = all(&path).1.ledger;
        ledger.problems.clear();
        assert_eq!(ledger, known, "{}", path.display());
    }
}

#[test]
fn a_pipe_that_is_named_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let pipe = dir.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let plain = std::fs::read(fixture()).unwrap();
    let (found, outcome) = std::thread::scope(|scope| {
        scope.spawn(|| std::fs::write(&pipe, &plain).unwrap());
        all(&pipe)
    });
    let known = all(&fixture());
    assert_eq!(outcome.ledger, known.1.ledger);
    assert_eq!(found.len(), known.0.len());
}

#[test]
fn a_year_is_that_of_the_clock_a_date_was_written_by() {
    let line = r#"{"ocid":"o-1","date":"2031-12-31T22:00:00-06:00","tender":{"title":"CCTV"}}"#;
    let (_dir, path) = written(line.as_bytes());
    assert_eq!(all(&path).0[0]["year"], 2031);
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let row = out::row(&["=1+1".to_owned(), " @x".to_owned(), "-2".to_owned(), "fine".to_owned()]);
    assert_eq!(String::from_utf8(row).unwrap(), "'=1+1,' @x,'-2,fine\n");
}

#[test]
fn purchases_in_real_data_are_found() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/procurement");
    if !shared.is_dir() {
        println!("skipped: no real data beside this checkout");
        return;
    }
    let (out, outcome) = run(&[Given::Path(shared)], &Settings::new(2));
    let found = lines(&out);
    let known = [
        ("ocds-kuma6s-147841", "alpr"),
        ("ocds-b5fd17-a2406a8c-64c4-49c3-94ee-3fc2b240475b", "body_worn_video"),
        ("compranet-LA-009J2R002-N7-2013", "cctv"),
        ("compranet-SA-009J3A001-N71-2012", "cctv"),
    ];
    for (ocid, technology) in known {
        let process = found.iter().find(|process| process["ocid"] == ocid).unwrap();
        assert_eq!(process["technologies"][0]["technology"], technology, "{ocid}");
        let evidence = process["evidence"].as_array().unwrap();
        assert!(
            evidence.iter().all(|e| !e["cited"].is_null()),
            "{ocid}: evidence without its place"
        );
    }
    assert_eq!(outcome.ledger.skipped, 0);
}
