//! Whether damage shows.

use std::path::Path;

use crate::support::{Desk, TODAY, filled, ids, moment, news, press, text};
use codebook::{Statement, Verdict, Visibility};
use proptest::prelude::*;
use register::{Judgement, Register, RegisterError};
use rusqlite::Connection;
use rusqlite::types::Value;

const COLUMNS: [&str; 9] =
    ["seq", "prev", "kind", "digest", "hash", "stream", "version", "salt", "payload"];

fn on_disk(dir: &Path) -> u64 {
    let mut desk = filled(Register::create(dir).unwrap());
    desk.release();
    desk.register.write_checkpoint().unwrap();
    let rows = desk.register.head().unwrap().0;
    desk.register.close().unwrap();
    rows
}

fn flipped(value: &Value, at: usize) -> Value {
    match value {
        Value::Blob(bytes) => {
            let mut bytes = bytes.clone();
            let at = at % bytes.len();
            bytes[at] ^= 1;
            Value::Blob(bytes)
        }
        Value::Text(text) => {
            let mut bytes = text.clone().into_bytes();
            let at = at % bytes.len();
            bytes[at] ^= 1;
            Value::Text(String::from_utf8(bytes).unwrap())
        }
        Value::Integer(number) => Value::Integer(number ^ (1 << (8 + at % 20))),
        other => panic!("{other:?} has no bytes"),
    }
}

#[test]
fn any_flipped_byte_of_any_row_is_found_and_the_row_named() {
    let dir = tempfile::tempdir().unwrap();
    let rows = on_disk(dir.path());
    let conn = Connection::open(dir.path().join("register.sqlite")).unwrap();
    conn.execute_batch("PRAGMA synchronous = OFF").unwrap();
    let register = Register::open(dir.path()).unwrap();
    assert!(register.check().is_clean());
    let mut tried = 0;
    for seq in 1..=rows {
        for column in COLUMNS {
            let read = format!("SELECT {column} FROM log WHERE seq = ?1");
            let value: Value = conn.query_row(&read, [seq as i64], |row| row.get(0)).unwrap();
            let length = match &value {
                Value::Blob(bytes) => bytes.len(),
                Value::Text(text) => text.len(),
                _ => 3,
            };
            for at in [0, length / 3, length - 1] {
                let bad = flipped(&value, at);
                let write = format!("UPDATE log SET {column} = ?2 WHERE seq = ?1");
                conn.execute(&write, rusqlite::params![seq as i64, bad]).unwrap();
                let report = register.check();
                let here = match &bad {
                    Value::Integer(moved) if column == "seq" => *moved,
                    _ => seq as i64,
                };
                let place = format!("log row {here}");
                let named = report.findings.iter().any(|finding| finding.place == place);
                assert!(named, "{column} of row {seq}: {:?}", report.findings);
                conn.execute(&write, rusqlite::params![here, value]).unwrap();
                tried += 1;
            }
        }
    }
    assert!(register.check().is_clean() && tried >= 500, "{tried} tried");
}

/// All that can be read out of a register; a damaged one says so.
fn everything(dir: &Path) -> Result<String, String> {
    let say = |error: RegisterError| error.to_string();
    let register = Register::open(dir).map_err(say)?;
    if let Some(finding) = register.check().findings.first() {
        return Err(finding.to_string());
    }
    let entries = register.entries(1, usize::MAX).map_err(say)?;
    let public = register.publishable().and_then(|view| view.whole()).map_err(say)?;
    Ok(format!("{entries:?} {public:?} {:?}", register.sources().map_err(say)?))
}

#[test]
fn a_byte_flipped_in_the_file_is_found_or_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    on_disk(dir.path());
    let path = dir.path().join("register.sqlite");
    let good = std::fs::read(&path).unwrap();
    let expected = everything(dir.path()).unwrap();
    let mut found = 0;
    for at in (0..good.len()).step_by(good.len() / 400) {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        std::fs::write(&path, bad).unwrap();
        match everything(dir.path()) {
            Ok(read) => assert_eq!(read, expected, "byte {at}"),
            Err(_) => found += 1,
        }
    }
    assert!(found > 50, "{found} were found");
}

#[test]
fn a_cut_tail_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let rows = on_disk(dir.path());
    let conn = Connection::open(dir.path().join("register.sqlite")).unwrap();
    conn.execute("DELETE FROM log WHERE seq = ?1", [rows as i64]).unwrap();
    drop(conn);
    let mut register = Register::open(dir.path()).unwrap();
    register.rebuild().unwrap();
    let findings = register.check().findings;
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].place, format!("log row {rows}"));
    assert!(findings[0].why.contains("tail"), "{}", findings[0]);
}

#[test]
fn a_damaged_or_missing_checkpoint_is_found() {
    let dir = tempfile::tempdir().unwrap();
    on_disk(dir.path());
    let path = dir.path().join("checkpoint.json");
    let good = std::fs::read(&path).unwrap();
    let register = Register::open(dir.path()).unwrap();
    // The last byte is the line's end.
    for at in 0..good.len() - 1 {
        let mut bad = good.clone();
        bad[at] ^= 1;
        std::fs::write(&path, bad).unwrap();
        assert!(!register.check().is_clean(), "byte {at} of {}", String::from_utf8_lossy(&good));
    }
    std::fs::remove_file(&path).unwrap();
    let findings = register.check().findings;
    assert_eq!(findings[0].place, "checkpoint.json");
    register.write_checkpoint().unwrap();
    assert!(register.check().is_clean());
}

#[test]
fn views_that_are_not_what_the_log_makes_are_found_and_rebuilt() {
    let dir = tempfile::tempdir().unwrap();
    on_disk(dir.path());
    let conn = Connection::open(dir.path().join("register.sqlite")).unwrap();
    let mut register = Register::open(dir.path()).unwrap();
    let digest = register.canonical_dump_digest().unwrap();
    for damage in [
        "UPDATE statements SET state = 'rejected'",
        "DELETE FROM sightings",
        "UPDATE sources SET visibility = 'public'",
        "UPDATE entities SET name = 'Someone Else'",
    ] {
        conn.execute(damage, []).unwrap();
        let findings = register.check().findings;
        assert!(findings.iter().any(|finding| finding.place == "views"), "{findings:?}");
        assert_eq!(register.rebuild().unwrap(), digest);
        assert!(register.check().is_clean());
    }
}

#[test]
fn a_register_is_opened_only_where_there_is_one_of_a_known_form() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(Register::open(dir.path()), Err(RegisterError::Missing(_))));
    drop(Register::create(dir.path()).unwrap());
    assert!(matches!(Register::create(dir.path()), Err(RegisterError::Exists(_))));
    assert!(Register::open(dir.path()).unwrap().check().is_clean());
    let conn = Connection::open(dir.path().join("register.sqlite")).unwrap();
    conn.execute_batch("PRAGMA user_version = 99").unwrap();
    let refused = Register::open(dir.path()).unwrap_err();
    assert!(matches!(refused, RegisterError::Foreign { found: 99, .. }), "{refused}");
}

#[test]
fn another_programs_database_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("register.sqlite");
    for form in [5, 12, 13] {
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch(&format!(
            "CREATE TABLE IF NOT EXISTS notes(words TEXT); INSERT INTO notes VALUES ('theirs');
             PRAGMA user_version = {form};"
        ))
        .unwrap();
        drop(conn);
        let before = std::fs::read(&path).unwrap();
        let refused = Register::open(dir.path());
        assert!(matches!(refused, Err(RegisterError::NotOurs(_))), "{refused:?}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}

#[test]
fn a_register_whose_making_was_cut_short_is_made() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("register.sqlite"), b"").unwrap();
    assert!(Register::open(dir.path()).unwrap().check().is_clean());
}

#[test]
fn what_is_written_is_there_after_opening_again() {
    let dir = tempfile::tempdir().unwrap();
    let rows = on_disk(dir.path());
    let register = Register::open(dir.path()).unwrap();
    assert_eq!(register.head().unwrap().0, rows);
    assert_eq!(register.publishable().unwrap().whole().unwrap().facts.len(), 7);
}

/// Something done to a register.
#[derive(Debug, Clone)]
enum Step {
    Add(bool),
    Accept(usize),
    Reject(usize),
    Amend(usize, usize),
    Show(bool, usize),
    Embargo(usize, i8),
    Release,
    Purge(bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => any::<bool>().prop_map(Step::Add),
        4 => (0..7_usize).prop_map(Step::Accept),
        2 => (0..7_usize).prop_map(Step::Reject),
        3 => (0..7_usize, 0..7_usize).prop_map(|(old, new)| Step::Amend(old, new)),
        1 => (any::<bool>(), 0..3_usize).prop_map(|(first, seen)| Step::Show(first, seen)),
        1 => (0..7_usize, 1..28_i8).prop_map(|(at, day)| Step::Embargo(at, day)),
        2 => Just(Step::Release),
        1 => any::<bool>().prop_map(Step::Purge),
    ]
}

fn take(desk: &mut Desk, step: &Step, statements: &[Statement]) {
    let by = text("Ana");
    let source = |first: bool| if first { news() } else { press() };
    let (register, given) = desk.parts();
    let verdict = |at: usize, verdict| Judgement::new(statements[at].id(), verdict, text("Ana"));
    // What is unknown at the time is refused; a refusal changes nothing, and that is tried too.
    let _refused = match step {
        Step::Add(first) => {
            register.record_sources(given, &by, vec![source(*first)]).map(|_| ()).err()
        }
        Step::Accept(at) => {
            register.decide(given, vec![verdict(*at, Verdict::Accepted)]).map(|_| ()).err()
        }
        Step::Reject(at) => {
            let why = Verdict::Rejected { why: text("no") };
            register.decide(given, vec![verdict(*at, why)]).map(|_| ()).err()
        }
        Step::Amend(old, new) => {
            let mut parts = statements[*new].parts().clone();
            parts.valid = Some("2030".parse().unwrap());
            let into = Box::new(Statement::new(parts).unwrap());
            let layer = crate::support::layer(if *new < 4 {
                crate::support::NEWS
            } else {
                crate::support::PRESS
            });
            let verdict = verdict(*old, Verdict::Amended { into, why: text("better") });
            let judgement = Judgement { layer: Some(&layer), ..verdict };
            register.decide(given, vec![judgement]).map(|_| ()).err()
        }
        Step::Show(first, seen) => {
            let source = source(*first).source;
            register.set_visibility(given, &by, &[source], Visibility::ALL[*seen]).map(|_| ()).err()
        }
        Step::Embargo(at, day) => {
            let until = jiff::civil::date(2031, 5, *day);
            let id = statements[*at].id();
            register.embargo(given, &by, &[id], until, TODAY).map(|_| ()).err()
        }
        Step::Release => register.release(given, &by, None, TODAY).map(|_| ()).err(),
        Step::Purge(first) => {
            register.purge(given, &by, source(*first).source, &text("a court")).map(|_| ()).err()
        }
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_done_the_views_are_what_the_log_makes(
        steps in prop::collection::vec(step(), 1..40)
    ) {
        let statements: Vec<Statement> = [news(), press()]
            .iter()
            .flat_map(|act| act.layers[0].proposals.clone())
            .collect();
        let mut desk = Desk::in_memory();
        let mut before = desk.register.publishable().unwrap().whole().unwrap();
        for (hour, step) in (1..).zip(&steps) {
            take(desk.at(hour), step, &statements);
            let public = desk.register.publishable().unwrap().whole().unwrap();
            prop_assert!(public.as_of >= before.as_of, "the register speaks of an earlier time");
            before.as_of = public.as_of;
            prop_assert!(
                public == before || public.as_of == moment(hour),
                "what is shown changed after the time that the register speaks of"
            );
            let mut open = std::collections::BTreeSet::new();
            for entry in &public.releases {
                if entry.released { open.insert(entry.fact); } else { open.remove(&entry.fact); }
            }
            let facts: std::collections::BTreeSet<_> =
                public.facts.iter().map(|fact| fact.id).collect();
            prop_assert_eq!(facts, open, "the public log is not what is shown");
            before = public;
        }
        desk.holds();
    }
}

#[test]
fn an_event_s_time_never_runs_back() {
    let mut desk = Desk::in_memory();
    desk.at(5).add(news());
    desk.at(1).accept(&ids(&news()));
    desk.holds();
}
