//! The mark that reading must make on real documents, which are not part of this project: the test
//! reads them where they are, and says so if they are not there.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use codebook::SourceMeta;
use reading::{Document, Rules, read};

#[test]
fn reading_makes_its_mark() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold");
    let Ok(folder) = std::fs::read_dir(gold.join("documents")) else {
        println!("skipped: no gold documents at {}", gold.display());
        return;
    };
    let mut lines = String::new();
    for file in folder {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let layer = reading::fuzzing::plain(&text).unwrap();
        let meta = SourceMeta::default();
        let name = path.file_stem().unwrap().to_string_lossy();
        for statement in read(&Rules::new(), &Document { layer: &layer, meta: &meta }) {
            for line in codebook::exchange::lines(&name, &statement) {
                writeln!(lines, "{}", serde_json::to_string(&line).unwrap()).unwrap();
            }
        }
    }
    let predicted = Path::new(env!("CARGO_TARGET_TMPDIR")).join("predicted.jsonl");
    std::fs::write(&predicted, lines).unwrap();
    let score =
        Command::new("python3").arg(gold.join("score")).arg(&predicted).arg("--json").output();
    let Ok(score) = score else {
        println!("skipped: no python3 to run the score with");
        return;
    };
    assert!(score.status.success(), "{}", String::from_utf8_lossy(&score.stderr));
    let score: serde_json::Value = serde_json::from_slice(&score.stdout).unwrap();
    println!("{score}");
    let at_least = |name: &str, mark: f64| {
        let reached = score[name].as_f64().unwrap();
        assert!(reached >= mark, "{name} is {reached:.3}; expected {mark} at least");
    };
    at_least("precision_core", 0.70);
    at_least("recall_all", 0.35);
    assert_eq!(score["ungrounded"], 0);
}
