//! The program as it is used: started on a model's folder, asked line by line. The model is a tiny one that
//! the tests make, so that loading, tokens, tensors and decoding truly run.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod tiny;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

const LABELS: [&str; 3] = ["government agency", "company", "city"];

/// What the program answers when it is given these bytes: its lines, and whether it ended well.
fn answers(folder: &Path, input: &[u8]) -> (Vec<serde_json::Value>, bool) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_veedor-gliner"))
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have ended before it read all of it.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = |line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"));
    (text.lines().map(line).collect(), output.status.success())
}

fn question(text: &str, threshold: f32) -> String {
    serde_json::json!({ "text": text, "labels": LABELS, "threshold": threshold }).to_string() + "\n"
}

/// What is found in a text: the words and the label.
fn found(folder: &Path, text: &str) -> Vec<(String, String)> {
    let (answers, well) = answers(folder, question(text, 0.5).as_bytes());
    assert!(well && answers.len() == 2, "{answers:?}");
    assert_eq!(answers[0], serde_json::json!({ "ready": 1 }));
    let spans = answers[1].as_array().unwrap_or_else(|| panic!("{answers:?}"));
    let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let span = |span: &serde_json::Value| {
        assert!((0.99..=1.0).contains(&span["score"].as_f64().unwrap()), "{span}");
        let words = text[number(&span["start"])..number(&span["end"])].to_owned();
        (words, span["label"].as_str().unwrap().to_owned())
    };
    spans.iter().map(span).collect()
}

#[test]
fn a_model_is_loaded_and_run() {
    let folder = tempfile::tempdir().unwrap();
    tiny::write(folder.path(), 384);
    let said = |words: &str, label: usize| (words.to_owned(), LABELS[label].to_owned());
    for (text, expected) in [
        ("", vec![]),
        (" \n ", vec![]),
        ("Nothing that it knows.", vec![]),
        ("Almeda", vec![said("Almeda", 2)]),
        (
            "En «Almeda», ñandú: the Arden  Police\nDepartment bought it from Lumbrera (Almeda).",
            vec![
                said("Almeda", 2),
                said("Arden  Police\nDepartment", 0),
                said("Lumbrera", 1),
                said("Almeda", 2),
            ],
        ),
        // The marks of the prompt mean nothing in a text.
        ("<<ENT>> Almeda <<SEP>> Lumbrera [SEP]", vec![said("Almeda", 2), said("Lumbrera", 1)]),
    ] {
        assert_eq!(found(folder.path(), text), expected, "{text:?}");
    }
}

#[test]
fn a_long_text_is_read_in_stretches() {
    let folder = tempfile::tempdir().unwrap();
    tiny::write(folder.path(), 5);
    let text = "x y z Almeda ".repeat(30);
    assert_eq!(found(folder.path(), &text).len(), 30);
}

#[test]
fn a_threshold_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    tiny::write(folder.path(), 384);
    // What it knows scores 6 at the least, which is .9975, and what it does not -6.
    for (threshold, count) in [(0.001, 4), (0.5, 1), (0.997, 1), (0.999, 0), (1.0, 0)] {
        let question = question("x of . . Almeda , . of", threshold);
        let (answers, _) = answers(folder.path(), question.as_bytes());
        assert_eq!(answers[1].as_array().unwrap().len(), count, "{threshold}: {answers:?}");
    }
}

#[test]
fn lines_that_ask_nothing_are_said_and_the_next_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    tiny::write(folder.path(), 384);
    let good = question("Almeda", 0.5);
    for bad in [
        "",
        "{}",
        "[]",
        "\u{0}",
        r#"{"text":"x","labels":[],"threshold":0.5}"#,
        r#"{"text":"x","labels":["a","a"],"threshold":0.5}"#,
        r#"{"text":"x","labels":["a"],"threshold":7}"#,
        r#"{"text":"x","labels":["a"],"threshold":0.5,"run":"x"}"#,
        // Four labels where this model has three: its answer has another shape.
        r#"{"text":"x","labels":["a","b","c","d"],"threshold":0.5}"#,
    ] {
        let (answers, well) = answers(folder.path(), format!("{bad}\n{good}").as_bytes());
        assert!(well && answers.len() == 3, "{bad}: {answers:?}");
        assert!(answers[1]["error"].is_string(), "{bad}: {answers:?}");
        assert_eq!(answers[2].as_array().unwrap().len(), 1, "{bad}");
    }
    let (answers, well) = answers(folder.path(), question(&"a".repeat(70_000), 0.5).as_bytes());
    assert!(!well && answers[1]["error"].is_string(), "{answers:?}");
}

#[test]
fn a_folder_that_holds_no_such_model_is_said_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |word: &str| {
        let (answers, well) = answers(folder.path(), question("Almeda", 0.5).as_bytes());
        assert!(!well && answers.len() == 1, "{answers:?}");
        assert!(answers[0]["error"].as_str().unwrap().contains(word), "{word}: {answers:?}");
    };
    refused("gliner_config.json");
    for (file, words, says) in [
        ("gliner_config.json", r#"{"span_mode":"token_level"}"#, "marks tokens"),
        ("gliner_config.json", r#"{"max_width":0}"#, "max_width"),
        ("gliner_config.json", "not JSON", "gliner_config.json"),
        ("tokenizer.json", "{}", "tokenizer.json"),
        ("model.onnx", "no model", "model.onnx"),
        ("model.onnx", "", "model.onnx"),
    ] {
        tiny::write(folder.path(), 384);
        std::fs::write(folder.path().join(file), words).unwrap();
        refused(says);
    }
    // Another kind of model: one of the inputs goes by another name.
    tiny::write(folder.path(), 384);
    let model = std::fs::read(folder.path().join("model.onnx")).unwrap();
    let name = b"span_mask";
    let mut other = model.clone();
    for at in 0..other.len() - name.len() {
        if other[at..].starts_with(name) {
            other[at] = b'S';
        }
    }
    std::fs::write(folder.path().join("model.onnx"), &other).unwrap();
    refused("takes no `span_mask`");
}

#[test]
fn a_damaged_model_never_hangs() {
    let folder = tempfile::tempdir().unwrap();
    tiny::write(folder.path(), 384);
    let model = std::fs::read(folder.path().join("model.onnx")).unwrap();
    for turn in 0..60 {
        let mut damaged = model.clone();
        let at = turn * 7919 % damaged.len();
        damaged[at] ^= 1 << (turn % 8);
        if turn % 5 == 0 {
            damaged.truncate(at);
        }
        std::fs::write(folder.path().join("model.onnx"), &damaged).unwrap();
        // Whatever it says, it ends, and says nothing that is no line of JSON.
        answers(folder.path(), question("the Arden Police", 0.5).as_bytes());
    }
}
