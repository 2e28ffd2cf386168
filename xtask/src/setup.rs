//! What Veedor needs from the system, and how to get it on Debian.

use std::path::Path;
use std::process::Command;

use anyhow::bail;

use crate::run::{run, works};

/// A program and the Debian package that has it.
struct Need {
    program: &'static str,
    asked: &'static str,
    package: &'static str,
}

const fn need(program: &'static str, asked: &'static str, package: &'static str) -> Need {
    Need { program, asked, package }
}

/// For building, for text out of PDFs, and for words on scans and pictures.
const TO_RUN: &[Need] = &[
    need("cc", "--version", "build-essential"),
    need("pdftotext", "-v", "poppler-utils"),
    need("tesseract", "--version", "tesseract-ocr"),
];

/// What Tesseract reads with, besides what its package brings.
const LANGUAGES: [(&str, &str); 2] = [("spa", "tesseract-ocr-spa"), ("eng", "tesseract-ocr-eng")];

/// For the tests besides: a browser with its driver, system calls in order, damaged PDFs, the score.
const TO_TEST: &[Need] = &[
    need("chromium", "--version", "chromium"),
    need("chromedriver", "--version", "chromium-driver"),
    need("strace", "-V", "strace"),
    need("qpdf", "--version", "qpdf"),
    need("python3", "--version", "python3"),
];

/// Sees to what running Veedor needs.
pub(crate) fn to_run(root: &Path) -> anyhow::Result<()> {
    see_to(root, TO_RUN.iter())
}

/// Sees to what its tests need.
pub(crate) fn to_test(root: &Path) -> anyhow::Result<()> {
    see_to(root, TO_RUN.iter().chain(TO_TEST))
}

fn see_to<'a>(root: &Path, needs: impl Iterator<Item = &'a Need>) -> anyhow::Result<()> {
    let mut missing: Vec<&str> =
        needs.filter(|need| !works(need.program, need.asked)).map(|need| need.package).collect();
    missing.extend(missing_languages());
    if missing.is_empty() {
        return Ok(());
    }
    let install = [&["apt-get", "install", "-y", "--no-install-recommends"], &missing[..]].concat();
    match privilege() {
        Some(before) => {
            let update = [before, &["apt-get", "update"]].concat();
            run(root, update[0], &update[1..])?;
            let install = [before, &install[..]].concat();
            run(root, install[0], &install[1..])
        }
        None => bail!(
            "some programs are missing; install them with:\n\n    sudo apt-get update && sudo {}\n",
            install.join(" ")
        ),
    }
}

fn missing_languages() -> impl Iterator<Item = &'static str> {
    let known = Command::new("tesseract").arg("--list-langs").output();
    let known = known.map(|out| String::from_utf8_lossy(&out.stdout).into_owned());
    let known = known.unwrap_or_default();
    LANGUAGES
        .into_iter()
        .filter(move |(language, _)| !known.lines().any(|line| line == *language))
        .map(|(_, package)| package)
}

/// What to put before a command that installs: nothing for root, sudo where it asks no password.
fn privilege() -> Option<&'static [&'static str]> {
    let quiet = |program: &str, arguments: &[&str]| {
        Command::new(program).args(arguments).output().is_ok_and(|out| out.status.success())
    };
    let root =
        Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.trim_ascii() == b"0");
    if root {
        Some(&["env", "DEBIAN_FRONTEND=noninteractive"])
    } else if quiet("sudo", &["-n", "true"]) {
        Some(&["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"])
    } else {
        None
    }
}
