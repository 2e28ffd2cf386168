//! Scans: read with their progress, marked as read from a picture, and shown as one.

use std::process::Command;

use crate::killed::{come_in, send};
use crate::support::{Desk, Serving};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../archive/tests/data");

fn is_installed() -> bool {
    let found = Command::new("tesseract").arg("--version").output().is_ok();
    if !found {
        println!("skipped: tesseract is not installed (see CONTRIBUTING.md)");
    }
    found
}

#[test]
fn the_desk_shows_the_page_that_words_stand_on() {
    if !is_installed() {
        return;
    }
    let desk = Desk::new();
    desk.ok(&["add", &format!("{DATA}/scan-two-pages.tif"), &format!("{DATA}/mixed.pdf")]);
    let served = Serving::start(&desk, &["--by", "Inés"]);
    let (at, cookie, _) = come_in(&served);
    let get = |path: &str| send(&at, &format!("GET {path}"), &cookie, "").unwrap();
    let list = desk.ok(&["source", "--list"]);
    for source in list.lines().map(|line| line.split_whitespace().next().unwrap()) {
        let told = desk.ok(&["source", source]);
        let id = told.split_whitespace().find(|word| word.starts_with("src-")).unwrap();
        let page = get(&format!("/review/{id}"));
        let (_, rest) = page.split_once("<img src=\"").unwrap();
        let picture = get(rest.split('"').next().unwrap());
        assert!(picture.starts_with("HTTP/1.1 200"), "{id}: {picture:.200}");
        assert!(picture.contains("image/png") && picture.contains("PNG\r\n"), "{picture:.400}");
    }
}

#[test]
fn a_number_on_a_scan_is_for_a_persons_eyes() {
    if !is_installed() {
        return;
    }
    let desk = Desk::new();
    desk.ok(&["add", &format!("{DATA}/scan-two-pages.tif"), &format!("{DATA}/mixed.pdf")]);
    let statements = desk.statements(&[]);
    // Something that no picture stands behind, and that may be accepted among many.
    let digital = "The City of Port Lumen bought facial recognition from Lumbre Optics Ltd.";
    desk.ok(&["add", &desk.document("story.txt", digital)]);
    let has = |statement: &serde_json::Value, what: &str| {
        statement["quote"].as_str().unwrap().contains(what)
    };
    let amounts: Vec<_> = statements
        .iter()
        .filter(|one| one["property"] == "amount" && has(one, "1,250,000"))
        .collect();
    assert_eq!(amounts.len(), 2, "{statements:#?}");
    for amount in amounts {
        assert_eq!(amount["eyes"], serde_json::json!(["recognised"]));
        let picture = desk.path().join(format!("{}.png", amount["id"].as_str().unwrap()));
        let picture = picture.to_str().unwrap();
        desk.ok(&["crop", amount["id"].as_str().unwrap(), "--out", picture]);
        assert!(std::fs::read(picture).unwrap().starts_with(b"\x89PNG"));
    }
    let names: Vec<_> =
        statements.iter().filter(|one| one["property"] == "uses_technology").collect();
    assert!(!names.is_empty(), "{statements:#?}");
    for name in names {
        // What a word names needs no second look, unless it is said of something with a number.
        let numbered = name["subject"].as_str().unwrap().contains(|c: char| c.is_ascii_digit());
        let eyes = if numbered { serde_json::json!(["recognised"]) } else { serde_json::json!([]) };
        assert_eq!(name["eyes"], eyes, "{name:#}");
    }
    let listed = desk.ok(&["statements"]);
    assert!(listed.contains("look at it: recognised on a picture"), "{listed}");
    desk.ok(&["decide", "accept", "--above", "0.1", "--by", "Inés"]);
    let accepted = desk.statements(&["--accepted"]);
    assert!(!accepted.is_empty());
    assert!(accepted.iter().all(|one| one["eyes"] == serde_json::json!([])), "{accepted:#?}");
    desk.ok(&["verify", "--deep"]);
}

#[test]
fn without_tesseract_everything_else_goes_on() {
    let desk = Desk::new();
    let digital = "The City of Port Lumen bought 40 cameras from Lumbre Optics Ltd in May 2031.";
    let text = desk.document("story.txt", digital);
    let scan = format!("{DATA}/scan.png");
    let mut command = desk.command(&["add", &text, &scan]);
    // A path with the shell in it, and nothing else.
    let only = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/bin/sh", only.path().join("sh")).unwrap();
    let output = command.env("PATH", only.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("tesseract-ocr tesseract-ocr-spa tesseract-ocr-eng"), "{said}");
    assert!(said.lines().any(|line| line.contains("story.txt") && !line.contains("no text")));
    desk.ok(&["verify"]);
}
