//! The program that runs a GLiNER model, played by small scripts: honest, wrong, hanging, dying.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use readers::{Gliner, GlinerError, GlinerSettings, Reason, Switched as _};

use crate::support::{TEXT, read, said};

const SENTENCE: &str = "The Arden Police Department bought live facial recognition from Lumbrera \
Sistemas, S.A. de C.V. in March 2031.";

/// A folder that looks like a model's, and a program that this shell script plays.
fn gliner(folder: &Path, script: &str) -> Gliner {
    let weights = folder.join("Some Model");
    std::fs::create_dir_all(&weights).unwrap();
    for file in ["model.onnx", "tokenizer.json", "gliner_config.json"] {
        std::fs::write(weights.join(file), "{}").unwrap();
    }
    let program = folder.join("standin");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    Gliner::new(GlinerSettings {
        program: program.into(),
        loading: Duration::from_millis(2000),
        answering: Duration::from_millis(400),
        ..GlinerSettings::new(&weights)
    })
    .unwrap()
}

/// An answer that marks these words of [`SENTENCE`].
fn marks(words: &[(&str, &str)]) -> String {
    let marks: Vec<_> = words
        .iter()
        .map(|(words, label)| {
            let start = SENTENCE.find(words).unwrap();
            let end = start + words.len();
            serde_json::json!({ "start": start, "end": end, "label": label, "score": 0.9 })
        })
        .collect();
    serde_json::to_string(&marks).unwrap()
}

/// A script that is ready, and answers every question with this line.
fn answering(line: &str) -> String {
    format!("echo '{{\"ready\":1}}'; while read -r line; do echo '{line}'; done")
}

#[test]
fn marks_become_proposals_where_the_sentence_relates_them() {
    let folder = tempfile::tempdir().unwrap();
    let line = marks(&[
        ("Arden Police Department", "government agency"),
        ("Lumbrera Sistemas, S.A. de C.V.", "company"),
        ("March", "company"),
        ("facial recognition", "city, state or country"),
    ]);
    let mut reader = gliner(folder.path(), &answering(&line));
    assert_eq!(reader.id().to_string(), "gliner:some-model/1");
    assert!(reader.notice().contains("Some Model") && !reader.sends());
    let reading = read(&mut reader, SENTENCE);
    assert_eq!(
        said(&reading),
        ["buyer Arden Police Department", "technology_vendor Lumbrera Sistemas, S.A. de C.V."]
    );
    assert_eq!((reading.report.requests, reading.report.failures.len()), (1, 0));
    assert_eq!(reading.report.dropped.values().sum::<usize>(), 2);
}

#[test]
fn marks_that_are_none_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    for (line, malformed) in [
        (r#"[{"start":0,"end":9999,"label":"company","score":0.9}]"#, 1),
        (r#"[{"start":9,"end":4,"label":"company","score":0.9}]"#, 1),
        (r#"[{"start":0,"end":0,"label":"company","score":0.9}]"#, 1),
        (r#"[{"start":0,"end":5,"label":"person","score":0.9}]"#, 1),
        (r#"[{"start":0,"end":5,"label":"company","score":9}]"#, 1),
        ("[]", 0),
    ] {
        let mut reader = gliner(folder.path(), &answering(line));
        let report = read(&mut reader, SENTENCE).report;
        let counted = report.dropped.get(&Reason::Malformed).copied().unwrap_or_default();
        assert_eq!((counted, report.proposals), (malformed, 0), "{line}");
        assert!(report.failures.is_empty(), "{:?}", report.failures);
    }
}

#[test]
fn a_program_that_fails_is_started_once_more_and_then_left() {
    let folder = tempfile::tempdir().unwrap();
    let long = TEXT.repeat(4);
    for (script, failure) in [
        ("echo 'no such model' >&2; exit 3", "it ended, saying: no such model"),
        ("sleep 60", "it did not answer within 2 seconds"),
        ("echo '{\"error\":\"tokenizer.json is no tokenizer\"}'", "it says: tokenizer.json is no"),
        ("echo ready", "other than a list of spans"),
        ("echo '{\"ready\":1}'; sleep 60", "did not answer within 0.4 seconds"),
        ("echo '{\"ready\":1}'; read -r line; exit 1", "it ended"),
        ("echo '{\"ready\":1}'; read -r line; kill -9 $$", "it ended"),
        ("echo '{\"ready\":1}'; read -r line; echo '{\"run\":1}'", "other than a list of spans"),
        (
            "echo '{\"ready\":1}'; while :; do printf aaaaaaaaaaaaaaaa; done",
            "more than 65536 bytes",
        ),
    ] {
        let mut reader = gliner(folder.path(), script);
        let started = Instant::now();
        let report = read(&mut reader, &long).report;
        assert_eq!(report.failures.len(), 2, "{failure}: {:?}", report.failures);
        assert!(report.failures[0].contains(failure), "{:?} / {failure}", report.failures);
        assert!(report.failures[0].ends_with("it is started once more"));
        assert!(report.failures[1].ends_with("it is not asked again in this run"));
        assert_eq!((report.proposals, report.requests), (0, 2), "{failure}");
        assert!(report.unread > 2 && started.elapsed() < Duration::from_secs(9));
        let again = read(&mut reader, &long).report;
        assert_eq!((again.requests, again.failures.len()), (0, 0));
    }
}

#[test]
fn a_program_that_dies_midway_loses_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let line = marks(&[("Arden Police Department", "government agency")]);
    // It dies of the second sentence it is asked about; the one started after it lives.
    let died = folder.path().join("died");
    let script = format!(
        "echo '{{\"ready\":1}}'; read -r line; echo '{line}'; test -e {died} || {{ read -r line; touch {died}; exit 1; }}; while read -r line; do echo '{line}'; done",
        died = died.display()
    );
    let mut reader = gliner(folder.path(), &script);
    let text = format!("{SENTENCE}\n\n{SENTENCE}\n\n{SENTENCE}\n");
    let report = read(&mut reader, &text).report;
    assert_eq!((report.proposals, report.requests, report.unread), (2, 3, 1));
    assert_eq!(report.failures.len(), 1);
}

#[test]
fn it_is_bounded_and_given_no_keys_and_ends_with_its_reader() {
    let folder = tempfile::tempdir().unwrap();
    let told = folder.path().join("told");
    let script = format!(
        "{{ ulimit -v; ulimit -f; env; echo pid=$$; }} > {told}; {}",
        answering("[]"),
        told = told.display()
    );
    let mut reader = gliner(folder.path(), &script);
    read(&mut reader, SENTENCE);
    let told = std::fs::read_to_string(told).unwrap();
    let mut lines = told.lines();
    assert_eq!(lines.next(), Some("8388608"));
    assert_eq!(lines.next(), Some("128"));
    assert!(!told.contains("HOME=") && !told.contains("CARGO"), "{told}");
    let pid = told.lines().find_map(|line| line.strip_prefix("pid=")).unwrap().to_owned();
    let alive = || Path::new("/proc").join(&pid).exists();
    if Path::new("/proc/self").exists() {
        assert!(alive());
        drop(reader);
        assert!(!alive(), "the program outlives its reader");
    }
}

#[test]
fn a_folder_without_a_model_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let refused = Gliner::new(GlinerSettings::new(folder.path())).unwrap_err();
    assert!(matches!(refused, GlinerError::Missing { file: "model.onnx", .. }));
}

#[test]
fn a_program_that_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let mut reader = gliner(folder.path(), "");
    std::fs::remove_file(folder.path().join("standin")).unwrap();
    let report = read(&mut reader, SENTENCE).report;
    assert!(report.failures[0].contains("not found"), "{:?}", report.failures);
}
