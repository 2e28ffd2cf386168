//! Whoever changes a byte of a dossier is found out, and what was changed is named.

use std::path::{Path, PathBuf};

use crate::support::{Desk, Draw, news};
use rusqlite::Connection;
use rusqlite::types::Value;

const PDF: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/documents/06-auditoria-31-2030.pdf");
const HTML: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/documents/03-star-tarandia-face-cameras.html");

fn dossier() -> Desk {
    let desk = Desk::new();
    let files: Vec<String> = (0..3).map(|n| desk.document(&format!("{n}.txt"), news(n))).collect();
    let mut arguments = vec!["add", PDF, HTML];
    arguments.extend(files.iter().map(String::as_str));
    desk.ok(&arguments);
    desk.accept_all();
    desk.ok(&["verify"]);
    desk
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// What `verify` says of a dossier that must not pass.
fn refused(desk: &Desk) -> String {
    let output = desk.run(&["verify"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "it passed: {said}");
    said
}

#[test]
fn any_byte_of_an_original_or_layer() {
    let desk = dossier();
    let mut draw = Draw(0x2545_f491_4f6c_dd1d);
    let mut kept = Vec::new();
    files(&desk.dossier().join("archive"), &mut kept);
    files(&desk.dossier().join("layers"), &mut kept);
    kept.sort();
    assert!(kept.len() >= 7, "{kept:?}");
    for turn in 0..100 {
        let path = &kept[turn % kept.len()];
        let whole = std::fs::read(path).unwrap();
        let mut flipped = whole.clone();
        let at = draw.below(flipped.len());
        flipped[at] ^= 1 << draw.below(8);
        std::fs::write(path, flipped).unwrap();
        let said = refused(&desk);
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(said.contains(name.split('.').next().unwrap()), "{name} is not named: {said}");
        std::fs::write(path, whole).unwrap();
    }
    desk.ok(&["verify"]);
}

#[test]
fn a_file_that_is_gone_and_one_that_was_slipped_in() {
    let desk = dossier();
    let mut kept = Vec::new();
    files(&desk.dossier().join("archive"), &mut kept);
    let whole = std::fs::read(&kept[0]).unwrap();
    std::fs::remove_file(&kept[0]).unwrap();
    let name = kept[0].file_name().unwrap().to_str().unwrap();
    assert!(refused(&desk).contains(name));
    std::fs::write(&kept[0], whole).unwrap();

    let stray = desk.dossier().join("archive/aa/slipped-in.txt");
    std::fs::create_dir_all(stray.parent().unwrap()).unwrap();
    std::fs::write(&stray, "x").unwrap();
    assert!(refused(&desk).contains("slipped-in.txt"));
    std::fs::remove_file(&stray).unwrap();
    desk.ok(&["verify"]);
}

#[test]
fn any_byte_of_a_row_of_the_log() {
    let desk = dossier();
    let database = desk.dossier().join("register.sqlite");
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let columns = ["prev", "kind", "digest", "hash", "salt", "payload", "stream"];
    let rows: i64 = {
        let log = Connection::open(&database).unwrap();
        log.query_row("SELECT count(*) FROM log", [], |row| row.get(0)).unwrap()
    };
    for turn in 0..120 {
        let column = columns[turn % columns.len()];
        let row = 1 + i64::try_from(draw.below(usize::try_from(rows).unwrap())).unwrap();
        let log = Connection::open(&database).unwrap();
        let select = format!("SELECT {column} FROM log WHERE seq = ?1");
        let whole: Value = log.query_row(&select, [row], |row| row.get(0)).unwrap();
        let flipped = match &whole {
            Value::Blob(bytes) => Value::Blob(flip(bytes, &mut draw)),
            Value::Text(text) => {
                let at = draw.below(text.len());
                let mut other = text.clone();
                let letter = if &text[at..=at] == "z" { "y" } else { "z" };
                other.replace_range(at..=at, letter);
                Value::Text(other)
            }
            other => panic!("{column} holds {other:?}"),
        };
        let update = format!("UPDATE log SET {column} = ?1 WHERE seq = ?2");
        log.execute(&update, (&flipped, row)).unwrap();
        drop(log);
        let said = refused(&desk);
        assert!(said.contains(&format!("log row {row}")), "row {row}, {column}: {said}");
        let log = Connection::open(&database).unwrap();
        log.execute(&update, (&whole, row)).unwrap();
    }
    desk.ok(&["verify"]);
}

fn flip(bytes: &[u8], draw: &mut Draw) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    let at = draw.below(flipped.len());
    flipped[at] ^= 1 << draw.below(8);
    flipped
}

#[test]
fn a_tail_that_was_cut_off() {
    let desk = dossier();
    let log = Connection::open(desk.dossier().join("register.sqlite")).unwrap();
    log.execute("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)", []).unwrap();
    drop(log);
    assert!(refused(&desk).contains("checkpoint"));
}

#[test]
fn a_view_that_was_changed_behind_the_logs_back() {
    let desk = dossier();
    let log = Connection::open(desk.dossier().join("register.sqlite")).unwrap();
    log.execute("UPDATE entities SET name = 'Somebody Else'", []).unwrap();
    drop(log);
    assert!(refused(&desk).contains("views"));
    desk.ok(&["rebuild"]);
    desk.ok(&["verify"]);
}

#[test]
fn a_purge_leaves_nothing_but_headers_and_verify_says_so() {
    let desk = dossier();
    let secret = "99.2 percent accurate";
    let doomed = desk.statements(&[]).into_iter().find(|s| {
        s["property"] == "accuracy_claim" && s["quote"].as_str().unwrap().contains(secret)
    });
    let source = doomed.unwrap()["source"].as_str().unwrap().to_owned();
    let original = desk.dossier().join(format!("archive/{}/{source}", &source[..2]));
    let text = std::fs::read_to_string(&original).unwrap();
    let contract = text.split_whitespace().find(|word| word.starts_with("PA-")).unwrap().to_owned();
    let holds_contract = || {
        let mut all = Vec::new();
        files(&desk.dossier(), &mut all);
        let holds = |bytes: &[u8]| bytes.windows(contract.len()).any(|w| w == contract.as_bytes());
        all.iter().any(|path| holds(&std::fs::read(path).unwrap()))
    };
    assert!(holds_contract());
    let before = desk.statements(&[]).len();
    desk.ok(&["purge", &source, "--by", "Inés", "--order", "Juzgado 4, 112/2031"]);
    let said = desk.ok(&["verify"]);
    assert!(said.contains("Juzgado 4, 112/2031"), "{said}");
    assert!(desk.statements(&[]).len() < before);
    assert!(desk.statements(&[]).iter().all(|s| s["source"] != source.as_str()));
    assert!(!original.exists());
    assert!(!holds_contract(), "words of the purged source are still in the file");
    desk.ok(&["rebuild"]);
    desk.ok(&["verify"]);
}

#[test]
fn what_would_act_by_itself_in_a_strangers_register() {
    let desk = dossier();
    let register = Connection::open(desk.dossier().join("register.sqlite")).unwrap();
    let opens = "CREATE TRIGGER opener AFTER INSERT ON log
        BEGIN UPDATE sources SET visibility = 'public'; END";
    register.execute_batch(opens).unwrap();
    let said = refused(&desk);
    assert!(said.contains("its trigger `opener` is none that Veedor makes"), "{said}");
    register.execute_batch("DROP TRIGGER opener").unwrap();
    desk.ok(&["verify"]);
    register.execute_batch("DROP TRIGGER dirty_source").unwrap();
    assert!(refused(&desk).contains("`dirty_source` is missing"));
    desk.ok(&["rebuild"]);
    desk.ok(&["verify"]);
}
