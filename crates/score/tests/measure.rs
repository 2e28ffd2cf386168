//! The measure on a few marks of our own, and beside the measure in the reference folder.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use score::{Marked, MarkedError, Report, judge, proposals, reliability, report};

const TEXT: &str = "Acuña: the Arden Police paid 4,519 EUR to Ópalo for face recognition in 2031. Read also: Vell buys 9.";
const DOCUMENTS: &str = r#"{"id": "a", "lang": "en", "ignore": [[78, 101]]}"#;
const FACTS: &str = r#"
{"doc": "a", "subject": "Arden contract", "property": "amount", "value": "4,519 EUR", "value_norm": "4519", "quote": "paid 4,519 EUR"}
{"doc": "a", "subject": "Arden contract", "property": "supplier", "value": "Ópalo", "value_norm": "Ópalo", "quote": "to Ópalo"}
{"doc": "a", "subject": "Arden police", "property": "uses_technology", "value": "face recognition", "value_norm": "face_recognition", "quote": "face recognition"}
"#;

/// What a folder with these facts marks in the text.
fn opened(facts: &str) -> Result<Marked, MarkedError> {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("documents")).unwrap();
    for (name, words) in
        [("documents/a.txt", TEXT), ("documents.jsonl", DOCUMENTS), ("facts.jsonl", facts)]
    {
        std::fs::write(at(name), words).unwrap();
    }
    Marked::open(folder.path())
}

fn marked() -> Marked {
    opened(FACTS).unwrap()
}

/// A line of the exchange format on the first place where `quote` stands.
fn line(subject: &str, property: &str, normalized: &str, quote: &str, confidence: f64) -> String {
    let start = TEXT.find(quote).unwrap();
    let end = start + quote.len();
    format!(
        r#"{{"document": "texts/a.txt", "subject": "{subject}", "property": "{property}", "normalized": "{normalized}", "quote": "{quote}", "start": {start}, "end": {end}, "confidence": {confidence}}}"#
    )
}

fn scored(lines: &[String]) -> Report {
    let said = proposals(&lines.join("\n")).unwrap();
    report(&judge(&marked(), &said))
}

const CLOSE: f64 = 1e-9;

#[test]
fn what_is_found_right_linked_and_named() {
    let sentence = "the Arden Police paid 4,519 EUR to Ópalo";
    let report = scored(&[
        line("the contract of Arden", "amount", "4519.0", sentence, 0.9),
        line("Vell contract", "supplier", "Opalo", sentence, 0.9),
        line("Arden Police", "buyer", "Vell", sentence, 0.2),
    ]);
    assert!((report.recall_all - 2.0 / 3.0).abs() < CLOSE);
    assert!((report.precision_core - 2.0 / 3.0).abs() < CLOSE);
    // The two facts share a subject in the marks, and do not here.
    assert!(report.linking_f1.abs() < CLOSE);
    // "the contract of Arden" is the Arden contract; "Vell contract" is not.
    assert!((report.named - 0.5).abs() < CLOSE);
    assert_eq!(report.missed.len(), 1);
}

#[test]
fn a_quote_that_is_not_there_counts_for_nothing() {
    let good = line("Arden", "amount", "4519", "paid 4,519 EUR", 0.9);
    let moved = good.replace(r#""quote": "paid"#, r#""quote": "laid"#);
    let report = scored(&[moved]);
    assert_eq!((report.ungrounded, report.proposals), (1, 0));
    assert!(report.recall_all.abs() < CLOSE);
}

#[test]
fn the_number_alone_does_not_cover_its_quote() {
    let sentence = scored(&[line("Arden", "amount", "4519", "paid 4,519", 0.9)]);
    assert!(sentence.recall_all > 0.3);
    let digits = scored(&[line("Arden", "amount", "4519", "4,519", 0.9)]);
    assert!(digits.recall_all.abs() < CLOSE);
}

#[test]
fn furniture_is_never_right() {
    let report = scored(&[line("Arden", "amount", "4519", "Read also: Vell buys 9.", 0.9)]);
    assert!(report.precision_core.abs() < CLOSE);
}

#[test]
fn the_curve_counts_by_confidence() {
    let quote = "paid 4,519 EUR to Ópalo";
    let said = proposals(
        &[
            line("Arden", "amount", "4519", quote, 0.97),
            line("Arden", "supplier", "Vell", quote, 0.96),
            line("Arden", "buyer", "Vell", quote, 0.1),
        ]
        .join("\n"),
    )
    .unwrap();
    let marked = marked();
    let bins = reliability(&judge(&marked, &said));
    let counts: Vec<_> = bins.iter().map(|bin| (bin.said, bin.right)).collect();
    assert_eq!(counts, [(1, 0), (2, 1)]);
}

#[test]
fn what_cannot_be_read_is_named_with_its_line() {
    let facts = FACTS.replace("to Ópalo", "to Opal");
    let Err(MarkedError::NoQuote { line, document, .. }) = opened(&facts) else {
        panic!("a quote that is not in its document was taken");
    };
    assert_eq!((line, document.as_str()), (3, "a"));
    let facts = FACTS.replace("\"supplier\"", "\"suplier\"");
    let error = opened(&facts).unwrap_err().to_string();
    assert!(error.contains("line 3") && error.contains("`suplier`"), "{error}");
    // A place that is not the quote's would let any proposal find the fact.
    let quoted = r#""quote": "to Ópalo"}"#;
    for place in [
        r#""quote": "to Ópalo", "start": 9000, "end": 9009}"#,
        r#""quote": "to Ópalo", "start": 0, "end": 8}"#,
        r#""quote": "to Ópalo", "start": 47, "end": 39}"#,
        r#""quote": "", "start": 5, "end": 5}"#,
        r#""start": 39, "end": 47}"#,
        r#""start": 30, "end": 2}"#,
        r#""quote": ""}"#,
    ] {
        let facts = FACTS.replace(quoted, place);
        let read = opened(&facts);
        assert!(matches!(read, Err(MarkedError::NoQuote { line: 3, .. })), "{place}: {read:?}");
    }
    let there = FACTS.replace(quoted, r#""quote": "to Ópalo", "start": 39, "end": 47}"#);
    assert!(opened(&there).is_ok());
    let missing = Marked::open(Path::new("nowhere")).unwrap_err().to_string();
    assert!(
        missing.starts_with("documents.jsonl: ") && missing.contains("documents/ID.txt"),
        "{missing}"
    );
    let error = proposals("{}").unwrap_err().to_string();
    assert!(error.contains("proposals, line 1"), "{error}");
}

/// Both measures on the same proposals give the same figures: each marked fact is proposed as it is
/// marked, but every third with another value, every fifth on another subject.
#[test]
fn agrees_with_the_reference() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold");
    if !gold.join("score").exists() {
        println!("skipped: no reference measure beside the checkout");
        return;
    }
    let read = |name: &str| std::fs::read_to_string(gold.join(name)).unwrap();
    let (facts, also) = (read("facts.jsonl"), read("also.jsonl"));
    let marked = Marked::open(&gold).unwrap();
    let texts: BTreeMap<&str, &str> = marked.texts().collect();
    let lines: Vec<String> = facts
        .lines()
        .chain(also.lines())
        .enumerate()
        .filter_map(|(place, line)| proposed_from(place, line, &texts))
        .collect();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), lines.join("\n")).unwrap();

    let said = proposals(&lines.join("\n")).unwrap();
    let ours = serde_json::to_value(report(&judge(&marked, &said))).unwrap();
    let reference =
        Command::new("python3").arg(gold.join("score")).arg(file.path()).arg("--json").output();
    let reference: serde_json::Value = serde_json::from_slice(&reference.unwrap().stdout).unwrap();
    for (name, expected) in reference.as_object().unwrap() {
        let own = match name.strip_prefix("recall_all_") {
            Some(language) => &ours["recall_by_language"][language],
            None => &ours[name],
        };
        let difference = (own.as_f64().unwrap() - expected.as_f64().unwrap()).abs();
        assert!(difference < CLOSE, "{name}: {own} is not {expected}");
    }
}

fn proposed_from(place: usize, line: &str, texts: &BTreeMap<&str, &str>) -> Option<String> {
    let fact: serde_json::Value = serde_json::from_str(line).unwrap();
    let quote = fact["quote"].as_str()?;
    let start = texts[fact["doc"].as_str()?].find(quote)?;
    let value =
        if place.is_multiple_of(3) { "12 elsewhere" } else { fact["value_norm"].as_str()? };
    let subject =
        if place.is_multiple_of(5) { "another thing" } else { fact["subject"].as_str()? };
    Some(
        serde_json::json!({
            "document": fact["doc"], "subject": subject, "property": fact["property"], "value": fact["value"],
            "normalized": value, "quote": quote, "start": start, "end": start + quote.len(),
        })
        .to_string(),
    )
}
