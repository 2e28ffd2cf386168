//! Erasure by order, down to the bytes of the file.

use crate::support::{Desk, PRESS, filled, ids, news, press, text};
use codebook::SourceId;
use register::{Purged, Register};

fn purge(desk: &mut Desk, source: SourceId) -> Purged {
    let (register, given) = desk.parts();
    register.purge(given, &text("Ana"), source, &text("the Third Court, 12/2031")).unwrap()
}

fn occurs(dir: &std::path::Path, words: impl AsRef<[u8]>) -> bool {
    let words = words.as_ref();
    std::fs::read_dir(dir).unwrap().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes.windows(words.len()).any(|window| window == words)
    })
}

#[test]
fn a_purge_leaves_headers_only_and_the_register_holds() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = filled(Register::create(dir.path()).unwrap());
    desk.release();
    desk.register.write_checkpoint().unwrap();
    let quotes = ["has 200 cameras", "950000 MXN", "Halcon Network", "press.txt"];
    for quote in quotes {
        assert!(occurs(dir.path(), quote), "{quote}");
    }
    for id in ids(&press()) {
        assert!(occurs(dir.path(), id.to_string()) && occurs(dir.path(), id.digest().as_bytes()));
    }
    let rows = desk.register.head().unwrap().0;

    let plan = desk.register.plan_purge(press().source).unwrap();
    assert_eq!((plan.statements.len(), plan.layers.len()), (3, 1));
    let purged = purge(desk.at(1), press().source);
    assert_eq!((&purged.plan, purged.retracted.len()), (&plan, 3));
    for quote in quotes.iter().chain([&PRESS]) {
        assert!(!occurs(dir.path(), quote), "{quote}");
    }
    // Who holds the document can make the digest that a statement's id is.
    for id in ids(&press()) {
        assert!(!occurs(dir.path(), id.to_string()) && !occurs(dir.path(), id.digest().as_bytes()));
    }

    assert_eq!(desk.register.head().unwrap().0, rows + 2);
    desk.holds();
    let report = desk.register.check();
    assert_eq!((report.erased, report.facts), (plan.rows.len() as u64, 4));
    let told = desk.register.purges().unwrap();
    assert_eq!((told.len(), told[0].order.as_str()), (1, "the Third Court, 12/2031"));
    let public = desk.register.publishable().unwrap().whole().unwrap();
    assert_eq!((public.facts.len(), public.sources.len(), public.releases.len()), (4, 1, 10));
    assert!(desk.register.entries(1, 100).unwrap().iter().any(|e| e.summary().contains("erased")));

    desk.register.write_checkpoint().unwrap();
    desk.register.close().unwrap();
    assert!(Register::open(dir.path()).unwrap().check().is_clean());
}

#[test]
fn a_purge_can_be_repeated_and_the_source_added_again() {
    let mut desk = filled(Register::in_memory().unwrap());
    purge(&mut desk, news().source);
    let head = desk.register.head().unwrap();
    assert_eq!(purge(&mut desk, news().source), Purged::default());
    assert_eq!(desk.register.head().unwrap(), head);
    // What the other source names is still there; the vendor was named by this one only.
    assert_eq!(desk.register.entities().unwrap().len(), 2);

    assert_eq!(desk.add(news()).proposed, 4);
    desk.accept(&ids(&news()));
    desk.holds();
}

#[test]
fn a_purge_cut_short_after_the_log_forgot_is_finished_by_repeating_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = filled(Register::create(dir.path()).unwrap());
    purge(&mut desk, press().source);
    // As where the machine stopped before the file was written anew: the words are in pages that no
    // table has any more, and in what SQLite wrote ahead.
    let conn = rusqlite::Connection::open(dir.path().join("register.sqlite")).unwrap();
    conn.execute_batch(&format!(
        "PRAGMA secure_delete = OFF; CREATE TABLE left_over(words TEXT);
         INSERT INTO left_over VALUES ('{PRESS}'); DROP TABLE left_over;"
    ))
    .unwrap();
    drop(conn);
    assert!(occurs(dir.path(), PRESS));
    let head = desk.register.head().unwrap();
    assert_eq!(purge(&mut desk, press().source), Purged::default());
    assert!(!occurs(dir.path(), PRESS));
    assert_eq!(desk.register.head().unwrap(), head);
    desk.holds();
}

#[test]
fn words_that_vanish_without_an_order_are_found() {
    let dir = tempfile::tempdir().unwrap();
    let desk = filled(Register::create(dir.path()).unwrap());
    desk.register.close().unwrap();
    let conn = rusqlite::Connection::open(dir.path().join("register.sqlite")).unwrap();
    conn.execute(
        "UPDATE log SET stream=NULL, version=NULL, salt=NULL, payload=NULL WHERE seq=5",
        [],
    )
    .unwrap();
    drop(conn);
    let report = Register::open(dir.path()).unwrap().check();
    let found = report.findings.iter().any(|finding| finding.place == "log row 5");
    assert!(found, "{:?}", report.findings);
}
