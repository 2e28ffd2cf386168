//! Reading a register: where nothing can be written, by name, and word for word.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::{
    Desk, NEWS, act, filled, from, ids, layer, layer_by, news, press, says, text,
};
use codebook::{Kind, Origin, Property, Verdict};
use register::{Field, Register, RegisterError, derive};

fn names(dir: &Path) -> BTreeSet<String> {
    let name = |file: std::io::Result<std::fs::DirEntry>| file.unwrap().file_name();
    std::fs::read_dir(dir).unwrap().map(|file| name(file).into_string().unwrap()).collect()
}

fn on_disk(dir: &Path) -> Desk {
    let mut desk = filled(Register::create(dir).unwrap());
    desk.release();
    desk.register.write_checkpoint().unwrap();
    desk
}

fn reads_everything(register: &Register) {
    assert!(register.check().is_clean(), "{:?}", register.check().findings);
    assert_eq!(register.publishable().unwrap().whole().unwrap().facts.len(), 7);
    assert_eq!(register.status().unwrap().contradictions, 3);
    assert_eq!(register.sources().unwrap().len(), 2);
    let whole = register.known_on(crate::support::moment(9)).unwrap();
    assert_eq!(whole.head().unwrap(), register.head().unwrap());
}

#[test]
fn a_register_opened_to_read_reads_all_and_writes_nothing() {
    let dir = tempfile::Builder::new().prefix("50% of #1?").tempdir().unwrap();
    assert!(matches!(Register::open_to_read(dir.path()), Err(RegisterError::Missing(_))));
    on_disk(dir.path()).register.close().unwrap();
    let file = dir.path().join("register.sqlite");
    let (bytes, before) = (std::fs::read(&file).unwrap(), names(dir.path()));

    let mut desk = Desk::new(Register::open_to_read(dir.path()).unwrap());
    reads_everything(&desk.register);
    let origin = Origin::File { path: "copy.txt".to_owned() };
    let elsewhere = from(news(), "copy.txt", origin);
    let (register, given) = desk.parts();
    let refused = register.record_sources(given, &text("Ana"), vec![elsewhere]);
    assert!(matches!(refused, Err(RegisterError::Database(_))), "{refused:?}");
    desk.register.close().unwrap();
    assert_eq!(names(dir.path()), before);
    assert!(std::fs::read(&file).unwrap() == bytes, "the file is another");
}

#[test]
fn a_register_is_read_while_another_command_has_it_open() {
    let dir = tempfile::tempdir().unwrap();
    let _desk = on_disk(dir.path());
    reads_everything(&Register::open_to_read(dir.path()).unwrap());
}

/// A folder where SQLite can't make its file for locks, which is what a read-only disk comes to; one
/// who may write everywhere can't be kept from it by permissions.
fn without_locks(dir: &Path) {
    std::os::unix::fs::symlink("nowhere", dir.join("register.sqlite-shm")).unwrap();
}

#[test]
fn a_register_is_read_where_nothing_can_be_written() {
    let dir = tempfile::Builder::new().prefix("50% of #1?").tempdir().unwrap();
    on_disk(dir.path()).register.close().unwrap();
    without_locks(dir.path());
    assert!(Register::open(dir.path()).is_err());
    reads_everything(&Register::open_to_read(dir.path()).unwrap());
}

#[test]
fn what_was_written_ahead_is_never_passed_over() {
    let (dir, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let _desk = on_disk(dir.path());
    for name in ["register.sqlite", "register.sqlite-wal", "checkpoint.json"] {
        std::fs::copy(dir.path().join(name), copy.path().join(name)).unwrap();
    }
    without_locks(copy.path());
    let refused = Register::open_to_read(copy.path());
    assert!(matches!(refused, Err(RegisterError::Database(_))), "{refused:?}");
}

#[test]
fn another_form_is_not_read() {
    let dir = tempfile::tempdir().unwrap();
    drop(Register::create(dir.path()).unwrap());
    let conn = rusqlite::Connection::open(dir.path().join("register.sqlite")).unwrap();
    conn.execute_batch("PRAGMA user_version = 99").unwrap();
    let refused = Register::open_to_read(dir.path());
    assert!(matches!(refused, Err(RegisterError::Foreign { found: 99, .. })), "{refused:?}");
}

#[test]
fn an_entity_is_found_by_id_by_name_and_by_a_part_that_only_it_has() {
    let mut desk = filled(Register::in_memory().unwrap());
    let words = "The Halcón network annex has 5 cameras. Halcones has 6 cameras.";
    let layer = layer(words);
    let said = [("annex has 5 cameras", "Halcón network annex", "5"), ("has 6", "Halcones", "6")]
        .map(|(quote, name, value)| {
            says(&layer, quote, (Kind::System, name), Property::Cameras, value).statement()
        });
    let act = act(&layer, "annex.txt", said.to_vec());
    let ids = ids(&act);
    desk.add(act);
    desk.accept(&ids);
    let id = desk.register.entities().unwrap()[0].id.to_string();
    for (given, name) in [
        (id.as_str(), "Halcón network"),
        ("HALCON NETWORK", "Halcón network"),
        ("annex", "Halcón network annex"),
        ("ojo", "Ojo Claro"),
    ] {
        assert_eq!(desk.register.entity_named(given).unwrap().name.as_str(), name, "{given}");
    }
    for (given, words) in [
        ("halc", ["several entities", "Halcón network annex (system)"]),
        ("Ojo Oscuro", ["no entity", "when statements are accepted"]),
        ("¡!", ["no entity", "¡!"]),
        ("", ["no entity", "``"]),
    ] {
        let error = desk.register.entity_named(given).unwrap_err().to_string();
        assert!(words.iter().all(|word| error.contains(word)), "{given}: {error}");
    }
}

#[test]
fn an_unclear_beginning_says_what_it_is_of() {
    let mut desk = Desk::in_memory();
    // Seventeen of them: two begin with the same of sixteen digits.
    for n in 0..17 {
        let layer = layer(&format!("It had {n} cameras."));
        let of = (Kind::System, "Halcón network");
        let said = says(&layer, "cameras", of, Property::Cameras, &n.to_string()).statement();
        desk.add(act(&layer, "report.txt", vec![said]));
    }
    let digits: Vec<String> = (0..16).map(|digit| format!("{digit:x}")).collect();
    let (mut statements, mut sources) = (0, 0);
    for digit in &digits {
        if let Err(error @ RegisterError::Ambiguous { .. }) = desk.register.statement(digit) {
            assert!(error.to_string().contains("statements; give more"), "{error}");
            statements += 1;
        }
        if let Err(error @ RegisterError::Ambiguous { .. }) = desk.register.source_named(digit) {
            assert!(error.to_string().contains("sources; give more"), "{error}");
            sources += 1;
        }
    }
    assert!(statements > 0 && sources > 0, "{statements}, {sources}");
    let unknown = codebook::SourceId::new(codebook::Sha256::of(b"unknown"));
    let (register, given) = desk.parts();
    let refused =
        register.set_visibility(given, &text("Ana"), &[unknown], codebook::Visibility::Public);
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("`veedor source --list` lists them"), "{refused}");
}

#[test]
fn every_citation_of_a_source_is_told_once() {
    let mut desk = Desk::in_memory();
    let first = news();
    let id = ids(&first)[0];
    let shown = first.layers[0].proposals[0].parts().citation.clone();
    desk.add(first);
    assert_eq!(desk.register.sightings(news().source).unwrap(), []);

    let better = layer_by(NEWS, "utf8-better");
    let network = (Kind::System, "Halcón network");
    let again = says(&better, "bought 120 cameras", network, Property::Cameras, "120").statement();
    assert_eq!(again.id(), id);
    let elsewhere = again.parts().citation.clone();
    desk.add(act(&better, "news.txt", vec![again]));
    let seen = desk.register.sightings(news().source).unwrap();
    assert_eq!(seen, [(id, elsewhere.clone())]);
    assert_eq!(desk.register.sightings(press().source).unwrap(), []);

    // Amended in place, it is shown with the editor's words; the reader's are still in the log.
    let old = desk.register.statement(&id.to_string()).unwrap().statement;
    let into = derive(&old, &[(Field::Valid, "2030")], None, &layer(NEWS)).unwrap();
    assert_eq!(into.id(), id);
    desk.judge(id, Verdict::Amended { into: Box::new(into), why: text("it says so") });
    let seen = desk.register.sightings(news().source).unwrap();
    assert_eq!(seen, [(id, shown), (id, elsewhere)]);
}
