//! Hostile input by the public door: bounded, reported with its line and offset, and the rest goes on.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use procurement::input::Given;
use procurement::out;
use procurement::screen::{Outcome, Settings, screen};
use serde_json::Value;

const FIRST: &str = r#"{"ocid":"o-1","tender":{"title":"CCTV"}}"#;
const LAST: &str = r#"{"ocid":"o-3","tender":{"title":"CCTV"}}"#;

fn run(path: &Path) -> (Vec<Value>, Outcome) {
    let mut settings = Settings::new(2);
    settings.all = true;
    let mut out = Vec::new();
    let given = [Given::Path(path.to_owned())];
    let outcome = screen(&given, &settings, &out::json_line, &mut out).unwrap();
    let ledger = &outcome.ledger;
    assert_eq!(ledger.read + ledger.empty + ledger.skipped, ledger.units, "{ledger:?}");
    let lines = out.split(|b| *b == b'\n').filter(|line| !line.is_empty());
    (lines.map(|line| serde_json::from_slice(line).unwrap()).collect(), outcome)
}

fn screened(name: &str, write: impl FnOnce(&mut BufWriter<File>)) -> (Vec<Value>, Outcome) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    let mut file = BufWriter::new(File::create(&path).unwrap());
    write(&mut file);
    file.flush().unwrap();
    run(&path)
}

fn ocids(found: &[Value]) -> Vec<&str> {
    found.iter().map(|process| process["ocid"].as_str().unwrap()).collect()
}

/// Writes `count` of a byte.
fn many(file: &mut impl std::io::Write, byte: u8, count: usize) {
    let block = [byte; 1 << 16];
    for from in (0..count).step_by(block.len()) {
        file.write_all(&block[..block.len().min(count - from)]).unwrap();
    }
}

fn gzip(write: impl FnOnce(&mut flate2::write::GzEncoder<Vec<u8>>)) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    write(&mut packer);
    packer.finish().unwrap()
}

#[test]
fn a_line_of_a_hundred_megabytes_is_skipped_with_its_place() {
    let (found, outcome) = screened("long.jsonl", |file| {
        write!(file, "{FIRST}\n{{\"ocid\":\"o-2\",\"x\":\"").unwrap();
        many(file, b'a', 100 << 20);
        write!(file, "\"}}\n{LAST}\n").unwrap();
    });
    let problem = &outcome.ledger.problems[0];
    assert_eq!((problem.line, problem.offset), (2, FIRST.len() as u64 + 1), "{problem:?}");
    assert_eq!(ocids(&found), ["o-1", "o-3"]);
}

#[test]
fn a_document_that_never_ends_gives_what_came_before() {
    let (found, outcome) = screened("long.json", |file| {
        write!(file, "{{\n\"releases\": [{FIRST}, {{\"ocid\":\"o-2\",\"x\":\"").unwrap();
        many(file, b'a', 40 << 20);
    });
    assert_eq!(ocids(&found), ["o-1"]);
    let problem = &outcome.ledger.problems[0];
    assert_eq!((problem.line, problem.offset), (2, 17 + FIRST.len() as u64), "{problem:?}");
    assert!(problem.why.contains("members so far were read"), "{problem:?}");
}

#[test]
fn nesting_of_any_depth_comes_through() {
    let deep = |key: &str| {
        format!("{{\"ocid\":\"o-2\",\"{key}\":{}1{}}}", "[".repeat(500_000), "]".repeat(500_000))
    };
    for key in ["extra", "tender", "awards", "date"] {
        let (found, _) = screened("deep.jsonl", |file| {
            write!(file, "{FIRST}\n{}\n{LAST}\n", deep(key)).unwrap();
        });
        assert_eq!(ocids(&found), ["o-1", "o-2", "o-3"], "{key}");
    }
    let (found, _) = screened("deep.json", |file| {
        write!(file, "{{\n\"releases\":\n[{},{LAST}]}}", deep("tender")).unwrap();
    });
    assert_eq!(ocids(&found), ["o-2", "o-3"]);
    // Of one process, and so deep that no JSON of it could be built: it is merged as it was read.
    let (found, outcome) = screened("twice.jsonl", |file| {
        write!(file, "{}\n{}\n", deep("extra"), deep("extra")).unwrap();
    });
    assert_eq!((found.len(), outcome.ledger.merged, outcome.ledger.problems_count), (1, 1, 0));
}

#[test]
fn a_broken_line_is_named_by_line_and_byte() {
    let cases = [
        ("ends too soon", r#"{"ocid":"o-2","tender":"#),
        ("a comma too many", r#"{"ocid":"o-2",}"#),
        ("a number nobody can hold", r#"{"ocid":"o-2","tender":{"value":{"amount":1e999}}}"#),
        ("an escape that is none", r#"{"ocid":"o-2","tender":{"title":"a\qb"}}"#),
        ("two values", r#"{"ocid":"o-2"} {"ocid":"o-4"}"#),
        ("no process", r#"{"tender":{"title":"CCTV"}}"#),
    ];
    for (name, line) in cases {
        let (found, outcome) =
            screened("broken.jsonl", |file| write!(file, "{FIRST}\n{line}\n{LAST}\n").unwrap());
        assert_eq!(ocids(&found), ["o-1", "o-3"], "{name}");
        let problem = &outcome.ledger.problems[0];
        assert_eq!((problem.line, problem.offset), (2, FIRST.len() as u64 + 1), "{name}");
        assert_eq!(outcome.ledger.skipped, 1, "{name}");
    }
}

#[test]
fn bombs_end_where_they_grow_too_fast() {
    let bomb = gzip(|packer| {
        writeln!(packer, "{FIRST}").unwrap();
        many(packer, b'\n', 400 << 20);
        writeln!(packer, "{}", LAST.replace("o-3", "o-2")).unwrap();
    });
    assert!(bomb.len() < 4 << 20);
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.jsonl.gz"), &bomb).unwrap();
    let mut packer = zip::ZipWriter::new(File::create(dir.path().join("b.zip")).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    packer.start_file("bomb.jsonl", options).unwrap();
    writeln!(packer, "{}", FIRST.replace("o-1", "o-4")).unwrap();
    many(&mut packer, b'\n', 400 << 20);
    packer.start_file("good.jsonl", options).unwrap();
    writeln!(packer, "{}", FIRST.replace("o-1", "o-5")).unwrap();
    packer.finish().unwrap();
    std::fs::write(dir.path().join("c.jsonl"), LAST).unwrap();
    let (found, outcome) = run(dir.path());
    assert_eq!(ocids(&found), ["o-1", "o-3", "o-4", "o-5"]);
    let whys: Vec<_> =
        outcome.ledger.problems.iter().map(|p| (p.line > 1, p.why.as_str())).collect();
    assert_eq!(whys.len(), 2, "{whys:?}");
    assert!(whys.iter().all(|(line, why)| *line && why.contains("times its size")), "{whys:?}");
}

#[test]
fn packed_files_that_are_cut_off_give_what_came_before() {
    let whole = gzip(|packer| {
        for n in 0..6_000 {
            writeln!(packer, "{}", FIRST.replace("o-1", &format!("o-{n}-{}", n * 7919 % 10_007)))
                .unwrap();
        }
    });
    let (found, outcome) =
        screened("cut.gz", |file| file.write_all(&whole[..whole.len() / 2]).unwrap());
    assert!((1..6_000).contains(&found.len()), "{}", found.len());
    assert!(
        outcome.ledger.problems.iter().any(|problem| problem.line > 1),
        "{:?}",
        outcome.ledger.problems
    );
    let (found, outcome) =
        screened("cut.zip", |file| file.write_all(b"PK\x03\x04 and no more").unwrap());
    assert_eq!((found.len(), outcome.ledger.sources_left), (0, 1));
}

#[test]
fn a_quote_of_a_table_that_is_never_closed_ends_it() {
    let (found, outcome) = screened("table.csv", |file| {
        writeln!(file, "CODIGO_EXPEDIENTE,TITULO_EXPEDIENTE,x\n1,\"").unwrap();
        many(file, b'a', 20 << 20);
    });
    assert_eq!(found.len(), 0);
    assert!(!outcome.ledger.problems.is_empty());
}

#[test]
fn lists_without_end_take_no_time_without_end() {
    // Two releases of one process, each with tens of thousands of everything that is compared with everything.
    let list = |name: &str, member: &dyn Fn(usize) -> String| {
        let members: Vec<String> = (0..6_000).map(member).collect();
        format!("\"{name}\":[{}]", members.join(","))
    };
    let value = r#"{"amount":5,"currency":"TAD"}"#;
    let award = |n: usize| {
        format!(r#"{{"id":{n},"status":"active","value":{value},"suppliers":[{{"id":"s{n}"}}]}}"#)
    };
    let contract = |n: usize| {
        format!(r#"{{"id":{n},"awardID":"{n}","value":{value},"dateSigned":"2031-01-01"}}"#)
    };
    let bid = |n: usize| {
        format!(r#"{{"id":{n},"status":"valid","value":{value},"tenderers":[{{"id":"s"}}]}}"#)
    };
    let party = |n: usize| format!(r#"{{"id":"s{n}","name":"x"}}"#);
    let (found, outcome) = screened("lists.jsonl", |file| {
        for date in ["2031-01-01", "2031-01-02"] {
            writeln!(
                file,
                r#"{{"ocid":"o-1","date":"{date}","tender":{{"title":"{}"}},{},{},{},"bids":{{{}}}}}"#,
                "cctv alpr ".repeat(100_000),
                list("awards", &award),
                list("contracts", &contract),
                list("parties", &party),
                list("details", &bid),
            )
            .unwrap();
        }
    });
    assert_eq!(ocids(&found), ["o-1"]);
    assert_eq!(outcome.ledger.mended.get("lists"), Some(&1), "{:?}", outcome.ledger.mended);
}

#[test]
fn no_cell_of_what_is_written_is_a_formula() {
    let signs = [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\\t=1",
        "\\r=1",
        "\\n=1",
        " =1",
        "\\u00a0=1",
        "\\ufeff=1",
        "\\uff1d1",
        "\\u200b=1",
    ];
    for sign in signs {
        let line = format!(
            r#"{{"ocid":"{sign} o","buyer":{{"name":"{sign} b"}},"tender":{{"title":"{sign} CCTV"}},"awards":[{{"suppliers":[{{"name":"{sign} Ojo SA"}}]}}]}}"#
        );
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.jsonl");
        std::fs::write(&path, line).unwrap();
        let mut bytes = Vec::new();
        screen(&[Given::Path(path)], &Settings::new(1), &out::csv_line, &mut bytes).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 1, "{sign}");
        for cell in &rows[0] {
            assert!(
                !cell.starts_with([
                    '=', '+', '-', '@', '\t', '\r', '\n', '＝', '\u{feff}', '\u{200b}', '\u{a0}',
                    ' '
                ]),
                "{sign}: {cell:?}"
            );
        }
        assert!(rows[0][1].contains("CCTV"), "{sign}: nothing of the cell is lost");
    }
}

#[test]
fn amounts_that_name_no_currency_are_left_out_and_counted() {
    let (found, outcome) = screened("bare.jsonl", |file| {
        for (at, value) in [
            r#"{"amount":5}"#,
            r#"{"amount":"5.50","currency":"pesos"}"#,
            r#"{"amount":5,"currency":"TAD"}"#,
            r#"{"amount":0}"#,
            r#"{"currency":"TAD"}"#,
        ]
        .iter()
        .enumerate()
        {
            writeln!(
                file,
                r#"{{"ocid":"o-{at}","tender":{{"title":"cctv","value":{value}}},"awards":[{{"id":"1","value":{value}}}]}}"#
            )
            .unwrap();
        }
    });
    assert_eq!(found.len(), 5);
    assert_eq!(outcome.ledger.mended.get("currencies"), Some(&4), "{:?}", outcome.ledger.mended);
}
