//! Reviewing: what is most worth judging comes first, what is sure enough is accepted at once, and every
//! proposal says why it was made.

use crate::support::{DEMO, Desk};

fn confidence(statement: &serde_json::Value) -> f64 {
    statement["confidence"].as_f64().unwrap()
}

#[test]
fn an_amount_is_reviewed_before_a_status() {
    let desk = Desk::new();
    desk.ok(&["add", DEMO]);
    let order: Vec<String> = desk
        .statements(&["--undecided"])
        .iter()
        .map(|statement| statement["property"].as_str().unwrap().to_owned())
        .collect();
    let first = |property: &str| order.iter().position(|one| one == property).unwrap();
    let last = |property: &str| order.iter().rposition(|one| one == property).unwrap();
    assert!(first("amount") < first("status"), "{order:?}");
    assert!(last("amount") < last("status"), "{order:?}");
}

#[test]
fn what_is_sure_enough_is_accepted_at_once() {
    let desk = Desk::new();
    desk.ok(&["add", DEMO]);
    let mut all: Vec<f64> = desk.statements(&[]).iter().map(confidence).collect();
    all.sort_by(f64::total_cmp);
    // A line with statements on both sides of it.
    let middle = all[all.len() / 2];
    assert!(all[0] < middle, "all have one confidence");
    desk.ok(&["decide", "accept", "--above", &middle.to_string(), "--by", "Inés"]);
    let accepted = desk.statements(&["--accepted"]);
    let left = desk.statements(&["--undecided"]);
    assert!(!accepted.is_empty() && !left.is_empty());
    assert!(accepted.iter().all(|statement| confidence(statement) >= middle));
    assert!(left.iter().all(|statement| confidence(statement) < middle));
    // Again: nothing is left to accept.
    desk.ok(&["decide", "accept", "--above", &middle.to_string(), "--by", "Inés"]);
    assert_eq!(desk.statements(&["--accepted"]).len(), accepted.len());
}

#[test]
fn nothing_is_rejected_by_its_confidence() {
    let desk = Desk::new();
    desk.ok(&["add", DEMO]);
    let refused = desk.run(&["decide", "reject", "--above", "0.1", "--by", "Inés", "--why", "so"]);
    assert!(!refused.status.success());
    assert!(desk.statements(&["--rejected"]).is_empty());
    let wrong = desk.run(&["decide", "accept", "--above", "95", "--by", "Inés"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("number from 0 to 1"));
}

#[test]
fn a_proposal_says_which_rule_made_it_and_what_it_saw() {
    let desk = Desk::new();
    let words = "The Arden Police bought facial recognition from Gaze Works Ltd for 4,519 EUR.";
    let file = desk.document("story.txt", words);
    let said = desk.ok(&["read", &file, "--explain"]);
    assert!(said.contains("by rules/1 deal/amount, confidence 0."), "{said}");
    assert!(said.contains("\"4,519 EUR\" = 4519 EUR"), "{said}");
}

#[test]
fn proposals_are_scored_against_what_people_marked() {
    let desk = Desk::new();
    let words = "The Arden Police bought facial recognition from Gaze Works Ltd for 4,519 EUR.";
    desk.document("gold/documents/story.txt", words);
    desk.document("gold/documents.jsonl", r#"{"id": "story", "lang": "en"}"#);
    desk.document(
        "gold/facts.jsonl",
        r#"{"doc": "story", "subject": "Arden Police", "property": "amount", "value_norm": "4519", "quote": "for 4,519 EUR"}
{"doc": "story", "subject": "Arden Police", "property": "cameras", "value_norm": "12\u001b[2J", "quote": "bought"}"#,
    );
    let gold = desk.path().join("documents/gold");
    let texts = gold.join("documents");
    let proposals = desk.ok(&["read", texts.to_str().unwrap(), "--json"]);
    let proposals = desk.document("proposals.jsonl", proposals);
    let arguments = ["score", &proposals, "--gold", gold.to_str().unwrap(), "--misses", "5"];
    let said = desk.ok(&[&arguments[..], &["--reliability"]].concat());
    assert!(said.contains("missed story cameras = 12\u{fffd}[2J"), "{said}");
    assert!(said.contains("recall_all=0.500"), "{said}");
    assert!(said.contains("confidence     said"), "{said}");
    let missing = desk.run(&["score", &proposals, "--gold", "nowhere"]);
    assert!(
        String::from_utf8_lossy(&missing.stderr).contains("nowhere: documents.jsonl: could not")
    );
}
