//! What strangers send: a clear line for each file that can't be taken in, and the others go through.

use std::fs::{File, OpenOptions, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::support::{DEMO, Desk, VEEDOR, news};

const DEMO_PDF: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/documents/06-auditoria-31-2030.pdf");

/// Everything a run said, both ways.
fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Adds one bad file beside a good one; the good one must be in, and the exit status say that not all is.
fn beside_a_good_one(bad: impl FnOnce(&Desk, &Path)) -> String {
    let desk = Desk::new();
    let folder = desk.path().join("documents");
    desk.document("good.txt", news(1));
    bad(&desk, &folder.join("bad"));
    let output = desk.run(&["add", folder.to_str().unwrap()]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.lines().any(|line| line.starts_with("added") && line.contains("good.txt")),
        "{said}"
    );
    desk.ok(&["verify"]);
    let is_of_bad = |line: &&str| line.contains("/bad") && !line.contains("good.txt");
    said.lines().find(is_of_bad).unwrap_or_else(|| panic!("no line for it: {said}")).to_owned()
}

fn assert_says(line: &str, words: &[&str]) {
    for word in words {
        assert!(line.to_lowercase().contains(word), "no `{word}` in: {line}");
    }
}

#[test]
fn an_empty_file() {
    let line = beside_a_good_one(|_, bad| std::fs::write(bad, "").unwrap());
    assert_says(&line, &["failed", "empty"]);
}

#[test]
fn a_gigabyte_of_zeros() {
    let line = beside_a_good_one(|_, bad| File::create(bad).unwrap().set_len(1 << 30).unwrap());
    assert_says(&line, &["failed", "larger than"]);
}

#[test]
fn a_truncated_pdf() {
    let line = beside_a_good_one(|_, bad| {
        let whole = std::fs::read(DEMO_PDF).unwrap();
        std::fs::write(bad, &whole[..whole.len() / 4]).unwrap();
    });
    assert_says(&line, &["no text", "pdf"]);
}

#[test]
fn an_encrypted_pdf() {
    if Command::new("qpdf").arg("--version").output().is_err() {
        eprintln!("skipped: qpdf is not installed (Debian package qpdf)");
        return;
    }
    let line = beside_a_good_one(|_, bad| {
        let status = Command::new("qpdf")
            .args(["--encrypt", "user", "owner", "256", "--", DEMO_PDF])
            .arg(bad)
            .status();
        assert!(status.unwrap().success());
    });
    assert_says(&line, &["no text", "encrypted"]);
}

#[test]
fn bytes_that_are_no_text_in_any_encoding() {
    let line = beside_a_good_one(|_, bad| {
        std::fs::write(bad, b"Contrato \xff\xfe\x00\x01\x02 \x80\x81 roto").unwrap();
    });
    assert_says(&line, &["no text"]);
}

#[test]
fn a_zip_bomb_is_kept_and_not_opened() {
    let line = beside_a_good_one(|_, bad| {
        let script = "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_DEFLATED)\nz.writestr('zeros',bytes(200_000_000))\nz.close()";
        let status = Command::new("python3").args(["-c", script]).arg(bad).status();
        assert!(status.unwrap().success());
        assert!(std::fs::metadata(bad).unwrap().len() < 1_000_000);
    });
    assert_says(&line, &["no text", "zip"]);
}

#[test]
fn a_loop_of_links() {
    let line = beside_a_good_one(|_, bad| symlink(bad.parent().unwrap(), bad).unwrap());
    assert_says(&line, &["failed", "is a symbolic link in a folder"]);
}

#[test]
fn a_link_to_nowhere() {
    let line = beside_a_good_one(|_, bad| symlink("nowhere", bad).unwrap());
    assert_says(&line, &["failed", "bad"]);
}

#[test]
fn latin_1_is_read() {
    let desk = Desk::new();
    let text = b"La Fiscal\xeda adquiri\xf3 un sistema de reconocimiento facial por 3 millones de pesos mexicanos en 2031.";
    let file = desk.document("latin1.txt", text);
    desk.ok(&["add", &file]);
    let quotes = desk.statements(&[]);
    assert!(!quotes.is_empty());
    assert!(quotes.iter().any(|s| s["quote"].as_str().unwrap().contains("Fiscalía adquirió")));
    desk.ok(&["verify", "--deep"]);
}

#[test]
fn a_file_that_changes_while_it_is_read() {
    let desk = Desk::new();
    let path = desk.document("growing.txt", vec![b'a'; 64 << 20]);
    let done = Arc::new(AtomicBool::new(false));
    let writer = {
        let (path, done) = (path.clone(), Arc::clone(&done));
        std::thread::spawn(move || {
            let mut file = OpenOptions::new().append(true).open(path).unwrap();
            while !done.load(Ordering::Relaxed) {
                file.write_all(b"b").unwrap();
            }
        })
    };
    let good = desk.document("good.txt", news(1));
    let output = desk.run(&["add", &path, &good]);
    done.store(true, Ordering::Relaxed);
    writer.join().unwrap();
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.lines().any(|l| l.starts_with("failed") && l.contains("changed while")), "{said}");
    assert!(said.lines().any(|l| l.starts_with("added") && l.contains("good.txt")), "{said}");
    desk.ok(&["verify"]);
}

#[test]
fn a_file_nobody_may_read() {
    // Root may read everything, so the command runs as nobody where the test runs as root.
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).unwrap();
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout.trim_ascii() == b"0";
    let binary = folder.path().join("veedor");
    std::fs::copy(VEEDOR, &binary).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = if is_root {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&binary);
            command
        } else {
            Command::new(&binary)
        };
        command.args(arguments).current_dir(folder.path()).output().unwrap()
    };
    let document = folder.path().join("secret.txt");
    std::fs::write(&document, news(1)).unwrap();
    std::fs::set_permissions(&document, Permissions::from_mode(0o000)).unwrap();
    std::fs::write(folder.path().join("good.txt"), news(2)).unwrap();
    assert!(run(&["init", "dossier"]).status.success());
    let output = run(&["add", "secret.txt", "good.txt", "--dossier", "dossier"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.lines().any(|l| l.starts_with("failed") && l.contains("secret.txt")), "{said}");
    assert!(said.lines().any(|l| l.starts_with("added") && l.contains("good.txt")), "{said}");
}

#[test]
fn wrong_words_on_the_command_line_are_answered_with_help() {
    let desk = Desk::new();
    for (arguments, words) in [
        (&["decide", "accept", "ffffff", "--by", "Inés"][..], &["ffffff"][..]),
        (&["decide", "accept"], &["--by"]),
        (&["show", "nobody"], &["nobody"]),
        (&["source", "abcdef", "--visibility", "secret"], &["confidential, withheld, public"]),
        (&["add", "no-such-file.txt"], &["no-such-file.txt"]),
        (&["publish", "/dev/null/x"], &["/dev/null"]),
        (&["serve", "nowhere"], &["veedor publish"]),
    ] {
        let output = desk.run(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        assert_says(&said(&output), words);
    }
    let nowhere = Command::new(VEEDOR).arg("status").current_dir("/").output().unwrap();
    assert_says(&said(&nowhere), &["veedor init"]);
}

#[test]
fn words_that_would_steer_a_terminal() {
    let desk = Desk::new();
    let name = "good\u{1b}]0;mine\u{7}\u{202e}.txt";
    let words = news(1).replacen("recognition since", "recognition \u{1b}[2J\u{9b}31m since", 1);
    let file = desk.document(name, &words);
    let added = said(&desk.run(&["add", &file]));
    let missing = said(&desk.run(&["add", &format!("{file}-that-is-not-there")]));
    let quotes = desk.statements(&[]);
    let has = |one: &serde_json::Value| one["quote"].as_str().unwrap().contains('\u{1b}');
    assert!(quotes.iter().any(has), "a quote has what would steer: {quotes:?}");
    let listed = desk.ok(&["statements"]);
    let read = desk.ok(&["read", &file]);
    let logged = desk.ok(&["log"]);
    let source = quotes[0]["source"].as_str().unwrap();
    let shown = desk.ok(&["source", source]);
    assert!(
        added.contains("added") && listed.contains('“') && read.contains('“'),
        "{added}{listed}{read}"
    );
    for shown in [added, missing, listed, read, logged, shown] {
        let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!shown.contains(steers), "{shown:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::new();
    desk.ok(&["add", DEMO]);
    let list = desk.ok(&["source", "--list"]);
    let source = list.split_whitespace().next().unwrap();
    let proposed = desk.statements(&[]);
    let name = proposed[0]["subject"].as_str().unwrap();
    desk.accept_all();
    for arguments in [
        &["show", name][..],
        &["status"],
        &["source", "--list"],
        &["source", source],
        &["verify"],
        &["statements"],
        &["statements", "--json"],
        &["log"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = desk.command(arguments);
        let left = command.stdout(writer).stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8_lossy(&left.stderr);
        assert!(left.status.success() && said.is_empty(), "{arguments:?}: {said}");
    }
}

#[test]
fn a_file_of_decisions_with_other_columns_says_which_it_should_have() {
    let desk = Desk::new();
    for (csv, found) in [
        ("statement;verdict;by;why\n1;accept;;\n", "found statement;verdict;by;why"),
        ("id,verdict\n1,accept\n", "found id, verdict"),
        ("statement,verdict,note\n1,accept,\n", "found statement, verdict, note"),
    ] {
        let file = desk.document("decisions.csv", csv);
        let output = desk.run(&["decide", "--from", &file]);
        let told = said(&output);
        assert!(!output.status.success());
        assert!(told.contains(found) && told.contains("statement, verdict and"), "{told}");
    }
}

#[test]
fn a_key_that_cant_be_read_is_told_before_anything_is_released() {
    let desk = Desk::new();
    desk.ok(&["add", &desk.document("news.txt", news(1))]);
    desk.accept_all();
    let out = desk.path().join("site");
    let key = desk.path().join("no key");
    let arguments = ["publish", out.to_str().unwrap(), "--release", "--key", key.to_str().unwrap()];
    let output = desk.run(&arguments);
    assert!(!output.status.success());
    assert!(!said(&output).contains("released"), "{}", said(&output));
    assert!(!desk.ok(&["log"]).contains("released"));
}
