//! What the guide shows of the demonstration's documents is what is printed.

use crate::support::{DEMO, Desk};

const GUIDE: &str = include_str!("../../../../docs/guide.md");

/// What the guide has a command print, up to where it leaves off ("…") or the block ends.
fn shown(command: &str) -> Vec<&'static str> {
    let asked = format!("$ veedor {command}");
    let after = GUIDE.lines().skip_while(|line| !line.starts_with(&asked)).skip(1);
    let shown: Vec<&str> = after.take_while(|line| !matches!(*line, "…" | "```")).collect();
    assert!(!shown.is_empty(), "the guide shows nothing of `{asked}`");
    shown
}

/// The same, where the guide stands in a dossier beside the checkout.
fn as_run(line: &str) -> String {
    line.replace("../demo/documents", DEMO)
}

#[test]
fn the_guide_shows_what_is_printed() {
    let desk = Desk::new();
    let added = desk.ok(&["add", DEMO, "--country", "MX"]);
    for line in shown("add ../demo/documents --country MX") {
        assert!(added.contains(&as_run(line)), "{line}");
    }
    let tender = format!("{DEMO}/08-tender-notice-fgj.txt");
    let read = desk.ok(&["read", &tender, "--explain"]);
    let shown = shown("read ../demo/documents/08-tender-notice-fgj.txt --explain");
    for (printed, shown) in read.lines().zip(shown) {
        assert_eq!(printed, as_run(shown));
    }
}
