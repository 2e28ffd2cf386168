//! Bundles made by somebody who means harm: checking one opens nothing but the plain files in it, and
//! no more of them than it says there is. A test that would wait for ever fails by its bound.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

use publish::verify::{self, Report};
use support::published;

/// Much longer than a check takes, much shorter than for ever.
const BOUND: Duration = Duration::from_secs(60);

fn check(out: &Path, since: Option<&Path>) -> Report {
    let (tell, told) = mpsc::channel();
    let (out, since) = (out.to_owned(), since.map(Path::to_owned));
    std::thread::spawn(move || tell.send(verify::bundle(&out, since.as_deref(), None)));
    told.recv_timeout(BOUND).unwrap_or_else(|_| panic!("the check does not come to an end"))
}

fn assert_said(report: &Report, place: &str, what: &str) {
    let said = report.failures.iter().any(|f| f.place.contains(place) && f.what.contains(what));
    assert!(said, "{place}: {what}\n{report}");
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn some_text(out: &Path) -> String {
    let mut names: Vec<_> = fs::read_dir(out.join("sources"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    format!("sources/{}", names[0])
}

#[test]
fn pipes_links_and_devices_are_not_opened() {
    let (_folder, out, _) = published();
    let text = some_text(&out);
    let every = [
        text.as_str(),
        "manifest.json",
        "SHA256SUMS",
        "checkpoint.json",
        "log/releases.jsonl",
        "data/facts.jsonl",
        "data/facts.csv",
        "data/entities.jsonl",
        "data/sources.jsonl",
        "data/contradictions.jsonl",
        "data/citations.jsonld",
        "en/index.html",
        "es/sources.html",
    ];
    for name in every {
        let path = out.join(name);
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        pipe(&path);
        assert_said(&check(&out, None), name, "not a plain file");
        for target in ["/etc/passwd", "/dev/zero"] {
            fs::remove_file(&path).unwrap();
            std::os::unix::fs::symlink(target, &path).unwrap();
            assert_said(&check(&out, None), name, "is a link");
        }
        fs::remove_file(&path).unwrap();
        fs::write(&path, bytes).unwrap();
    }
    pipe(&out.join("manifest.json.minisig"));
    assert_said(&check(&out, None), "manifest.json.minisig", "not a plain file");
    fs::remove_file(out.join("manifest.json.minisig")).unwrap();
    assert!(check(&out, None).is_clean());
}

#[test]
fn a_folder_that_is_a_link_is_not_gone_through() {
    let (folder, out, _) = published();
    let elsewhere = folder.path().join("elsewhere");
    fs::rename(out.join("data"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, out.join("data")).unwrap();
    assert_said(&check(&out, None), "data/facts.jsonl", "behind one");
}

#[test]
fn a_source_does_not_say_what_is_opened() {
    let outside = ["/dev/zero", "/etc/passwd", "../pipe", "sources/../../pipe", "data/facts.jsonl"];
    for other in outside {
        let (folder, out, _) = published();
        pipe(&folder.path().join("pipe"));
        let text = some_text(&out);
        let sources = out.join("data/sources.jsonl");
        let lines = fs::read_to_string(&sources).unwrap();
        assert!(lines.contains(&text));
        fs::write(&sources, lines.replace(&text, other)).unwrap();
        let mut manifest = Manifest::read(&out);
        manifest.list("data/sources.jsonl", |file| {
            file["bytes"] = fs::metadata(&sources).unwrap().len().into();
        });
        manifest.write();
        assert_said(&check(&out, None), "data/sources.jsonl", "its text must be");
    }
}

/// A manifest that is tampered with.
struct Manifest<'a> {
    out: &'a Path,
    json: serde_json::Value,
}

impl<'a> Manifest<'a> {
    fn read(out: &'a Path) -> Self {
        let json = serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();
        Self { out, json }
    }

    /// Changes what it says of one file.
    fn list(&mut self, path: &str, change: impl FnOnce(&mut serde_json::Value)) {
        let files = self.json["files"].as_array_mut().unwrap();
        change(files.iter_mut().find(|file| file["path"] == path).unwrap());
    }

    fn write(&self) {
        fs::write(self.out.join("manifest.json"), self.json.to_string()).unwrap();
    }
}

#[test]
fn a_manifest_lists_nothing_outside() {
    let paths =
        ["../pipe", "/dev/zero", "en/../../pipe", "./en/index.html", "en//index.html", "", "en/"];
    for path in paths {
        let (folder, out, _) = published();
        pipe(&folder.path().join("pipe"));
        let mut manifest = Manifest::read(&out);
        manifest.list("en/index.html", |file| file["path"] = path.into());
        manifest.write();
        assert_said(&check(&out, None), path, "leads out of the bundle");
    }
}

#[test]
fn no_file_is_read_beyond_what_is_said_of_it() {
    // Holes: they cost no disk, and would cost memory.
    let hole = |path: &Path, size: u64| {
        fs::File::options().write(true).open(path).unwrap().set_len(size).unwrap();
    };
    let (_folder, out, _) = published();
    for name in ["data/facts.jsonl", "en/index.html", &some_text(&out)] {
        let path = out.join(name);
        let size = fs::metadata(&path).unwrap().len();
        hole(&path, 1 << 40);
        assert_said(&check(&out, None), name, "larger than the manifest says");
        hole(&path, size);
    }
    assert!(check(&out, None).is_clean());
    for name in ["manifest.json", "checkpoint.json", "SHA256SUMS"] {
        let (_folder, out, _) = published();
        hole(&out.join(name), 1 << 40);
        assert_said(&check(&out, None), name, "the most that is read");
    }
}

#[test]
fn a_line_without_end_is_not_read_to_its_end() {
    let (_folder, out, _) = published();
    let facts = out.join("data/facts.jsonl");
    let endless = [b"[".repeat(8 << 20), b"\n".to_vec()].concat();
    fs::write(&facts, &endless).unwrap();
    let mut manifest = Manifest::read(&out);
    manifest.list("data/facts.jsonl", |file| file["bytes"] = endless.len().into());
    manifest.write();
    assert_said(&check(&out, None), "data/facts.jsonl", "line 1 is larger than");
}

#[test]
fn an_older_bundle_is_not_trusted_either() {
    let (folder, out, _) = published();
    let (_other, older, _) = published();
    for name in ["checkpoint.json", "log/releases.jsonl", "manifest.json"] {
        let bytes = fs::read(older.join(name)).unwrap();
        fs::remove_file(older.join(name)).unwrap();
        pipe(&older.join(name));
        assert_said(&check(&out, Some(&older)), name, "not a plain file");
        fs::remove_file(older.join(name)).unwrap();
        fs::write(older.join(name), bytes).unwrap();
    }
    let named = folder.path().join("pipe");
    pipe(&named);
    assert_said(&check(&out, Some(&named)), "pipe", "neither a file nor a bundle");
    assert_said(&check(&out, Some(Path::new("/dev/zero"))), "zero", "neither a file nor a bundle");
    assert!(check(&out, Some(&older)).is_clean());
}
