//! What is purged is gone from the inbox too.

use codebook::given::{CountingChance, FixedClock};
use codebook::source::Acquisition;
use codebook::{MediaType, Origin, SourceMeta};
use dossier::Dossier;
use jiff::Timestamp;
use register::{Given, SourceAct};

#[test]
fn what_is_purged_is_gone_from_the_inbox() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    Dossier::create(&own).unwrap();
    let mut dossier = Dossier::open(Some(&own)).unwrap();
    let (clock, chance) = (FixedClock(Timestamp::UNIX_EPOCH), CountingChance::default());
    let given = Given { clock: &clock, chance: &chance };
    let words = b"Carta de Zoraida Quintanar.";
    let kept = dossier.archive.keep_bytes(words).unwrap();
    let origin = Origin::File { path: "carta de zoraida.txt".to_owned() };
    let act = SourceAct {
        source: kept.source,
        size: kept.size,
        media_type: MediaType::Plain,
        meta: SourceMeta::default(),
        from: Acquisition { origin, at: Timestamp::UNIX_EPOCH },
        layers: Vec::new(),
        failed: None,
    };
    let by = "Ana".parse().unwrap();
    dossier.register.record_sources(given, &by, vec![act]).unwrap();
    let inbox = own.join("inbox");
    std::fs::create_dir(&inbox).unwrap();
    let digest = kept.source.to_string();
    let line = |name: &str, state: &str| format!(r#"{{"name":"{name}","state":{state}}}"#);
    let files: [(&str, Vec<u8>, bool); 8] = [
        ("1.json", line("carta de zoraida.txt", r#"{"done":{"proposed":2}}"#).into(), false),
        ("2.json", line("x", &format!(r#"{{"failed":{{"source":"{digest}"}}}}"#)).into(), false),
        ("3.json", line("otra vez", r#""queued""#).into(), false),
        ("3.bytes", words.to_vec(), false),
        ("4.bytes", words.to_vec(), false),
        // Another of the same name that waits is not it.
        ("5.json", line("carta de zoraida.txt", r#""queued""#).into(), true),
        ("5.bytes", b"Otra carta.".to_vec(), true),
        ("6.json", line("acta.txt", r#"{"done":{"proposed":1}}"#).into(), true),
    ];
    for (name, bytes, _) in &files {
        std::fs::write(inbox.join(name), bytes).unwrap();
    }
    let order = "the Third Court, 12/2031".parse().unwrap();
    let done = dossier.purge(given, &by, kept.source, &order).unwrap();
    assert_eq!((done.received, done.swept), (4, true));
    assert!(!done.purged.plan.rows.is_empty());
    for (name, _, stays) in &files {
        assert_eq!(inbox.join(name).exists(), *stays, "{name}");
    }
    assert!(!own.join("archive").join(&digest[..2]).join(&digest).exists());
    // Done again, it finds what came in since.
    std::fs::write(inbox.join("7.bytes"), words).unwrap();
    assert_eq!(dossier.purge(given, &by, kept.source, &order).unwrap().received, 1);
}
