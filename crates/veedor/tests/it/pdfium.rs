//! Numbers that poppler and a pdfium library read differently. The real library is looked for where
//! Veedor looks for it: in `VEEDOR_PDFIUM` and on the system.

use std::process::Command;

use crate::support::{Desk, VEEDOR};

/// Its amount is written `1,250,000`, in a font that says in a malformed way that a `2` is a `7`:
/// poppler believes it, pdfium does not.
const TWO_READINGS: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../archive/tests/data/two-readings.pdf");

fn is_installed() -> bool {
    let found = Command::new("pdftotext").arg("-v").output().is_ok();
    if !found {
        println!("skipped: pdftotext is not installed (package poppler-utils)");
    }
    found
}

#[test]
fn a_number_that_two_libraries_read_differently_is_for_a_persons_eyes() {
    let mut probe = Command::new(VEEDOR);
    probe.arg("pdf-numbers").args(std::env::var_os("VEEDOR_PDFIUM"));
    probe.stdin(std::fs::File::open(TWO_READINGS).unwrap());
    let output = probe.output().unwrap();
    if !is_installed() || output.status.code() == Some(3) {
        println!("skipped: no pdfium library on this system, and VEEDOR_PDFIUM names none");
        return;
    }
    let read = String::from_utf8(output.stdout).unwrap();
    assert!(read.contains("\"1,250,000\""), "{read}");

    let desk = Desk::new();
    desk.ok(&["add", TWO_READINGS]);
    let statements = desk.statements(&[]);
    let (amounts, others): (Vec<_>, Vec<_>) =
        statements.iter().partition(|one| one["property"] == "amount");
    assert!(!amounts.is_empty() && !others.is_empty(), "{statements:#?}");
    let disagree = serde_json::json!(["extractors_disagree"]);
    assert!(amounts.iter().all(|one| one["eyes"] == disagree), "{amounts:#?}");
    assert!(others.iter().all(|one| one["eyes"] == serde_json::json!([])), "{others:#?}");
    let listed = desk.ok(&["statements"]);
    assert!(listed.contains("look at it: two programs read different numbers"), "{listed}");
    desk.ok(&["verify", "--deep"]);
}

#[test]
fn a_library_that_is_named_and_is_none_is_said() {
    if !is_installed() {
        return;
    }
    let desk = Desk::new();
    let mut command = desk.command(&["read", TWO_READINGS]);
    let output = command.env("VEEDOR_PDFIUM", "/nowhere/libpdfium.so").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("not compared with pdfium's"), "{said}");
    assert!(said.contains("/nowhere/libpdfium.so"), "{said}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("pesos"));
}
