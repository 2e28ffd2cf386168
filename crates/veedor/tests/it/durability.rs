//! Nothing acknowledged is lost, and nothing half-written is taken for whole.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::replay::{self, Call, Disk};
use crate::support::{DEMO, Desk, Draw, PURCHASES, VEEDOR, news, succeed, veedor};

/// The digests of the files that a run said it had taken in.
fn acknowledged(said: &str) -> BTreeSet<String> {
    said.lines()
        .filter(|line| line.starts_with("added") || line.starts_with("known"))
        .filter_map(|line| line.split_whitespace().nth(1).map(str::to_owned))
        .collect()
}

fn sources(dossier: &Path) -> BTreeSet<String> {
    let list = succeed(veedor(dossier, &["source", "--list"]));
    list.lines().filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

fn holds(dossier: &Path, said: &str) {
    succeed(veedor(dossier, &["verify"]));
    let held = sources(dossier);
    for digest in acknowledged(said) {
        assert!(held.iter().any(|source| source.starts_with(&digest)), "{digest} is lost");
    }
}

fn counts(dossier: &Path) -> serde_json::Value {
    let status = succeed(veedor(dossier, &["status", "--json"]));
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    serde_json::json!([status["sources"], status["statements"], status["undecided"]])
}

/// Runs a command under strace and gives its calls.
fn traced(desk: &Desk, arguments: &[&str]) -> Vec<Call> {
    let trace = desk.path().join("trace");
    let calls = "open,openat,creat,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat";
    let mut strace = Command::new("strace");
    strace.args(["-f", "-y", "-xx", "-s", "100000000", "-e", &format!("trace={calls}"), "-o"]);
    strace.arg(&trace).arg(VEEDOR).args(arguments).arg("--dossier").arg(desk.dossier());
    succeed(strace);
    let root = desk.dossier().canonicalize().unwrap();
    replay::calls(&std::fs::read_to_string(trace).unwrap(), &root)
}

/// Cuts the power after every sync of a run and after everything it says, and goes on from there.
fn survives_every_cut(desk: &Desk, arguments: &[&str]) -> usize {
    let root = desk.dossier().canonicalize().unwrap();
    let mut disk = Disk::of(&root);
    let calls = traced(desk, arguments);
    let whole = counts(&desk.dossier());
    let (mut said, mut cuts) = (String::new(), 0);
    for call in &calls {
        if let Call::Said { text } = call {
            said += text;
        }
        if !disk.apply(call) {
            continue;
        }
        cuts += 1;
        let after = tempfile::tempdir().unwrap();
        let dossier = after.path().join("dossier");
        disk.survive(&root, &dossier);
        holds(&dossier, &said);
        succeed(veedor(&dossier, arguments));
        assert_eq!(counts(&dossier), whole, "after cut {cuts}, going on made something else");
        succeed(veedor(&dossier, &["verify"]));
    }
    cuts
}

fn strace_is_here() -> bool {
    let there = Command::new("strace").arg("-V").stdout(Stdio::null()).status().is_ok();
    if !there {
        eprintln!("skipped: strace is not installed (Debian package strace)");
    }
    there
}

#[test]
fn a_disk_that_drops_unsynced_writes_loses_nothing_acknowledged() {
    if !strace_is_here() {
        return;
    }
    let desk = Desk::new();
    for number in 0..3 {
        desk.document(&format!("{number}.txt"), news(number));
    }
    // With layers and maps of their own.
    for name in ["03-star-tarandia-face-cameras.html", "06-auditoria-31-2030.pdf"] {
        desk.document(name, std::fs::read(format!("{DEMO}/{name}")).unwrap());
    }
    desk.document(
        "compras.csv",
        std::fs::read(format!("{DEMO}/05-compras-tarandia-2030.csv")).unwrap(),
    );
    let documents = desk.path().join("documents");
    let cuts = survives_every_cut(&desk, &["add", documents.to_str().unwrap()]);
    assert!(cuts >= 10, "the run synced only {cuts} times");

    let mut csv = "statement,verdict,by,why\n".to_owned();
    for (number, statement) in desk.statements(&["--undecided"]).iter().enumerate() {
        let verdict = if number % 3 == 0 { "reject" } else { "accept" };
        csv += &format!("{},{verdict},Inés,read it\n", statement["id"].as_str().unwrap());
    }
    let file = desk.path().join("decisions.csv");
    std::fs::write(&file, csv).unwrap();
    let cuts = survives_every_cut(&desk, &["decide", "--from", file.to_str().unwrap()]);
    assert!(cuts >= 2, "the run synced only {cuts} times");
}

#[test]
fn a_screening_that_is_cut_off_is_made_whole_by_the_next() {
    if !strace_is_here() {
        return;
    }
    let desk = Desk::new();
    let cuts = survives_every_cut(&desk, &["screen", PURCHASES, "--by", "Inés"]);
    assert!(cuts >= 3, "the run synced only {cuts} times");
}

/// The calls by which a run changes its files, and says what it did.
const CHANGES: &str = "write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,mkdir";

/// A call: its name, and how many of that name were made when it is made.
type Moment = (String, usize);

/// The calls of [`CHANGES`] by the first thread of a command, which does the work.
fn moments(desk: &Desk, arguments: &[&str]) -> Vec<Moment> {
    let trace = desk.path().join("trace");
    let mut strace = Command::new("strace");
    strace.args(["-e", &format!("trace={CHANGES}"), "-o"]).arg(&trace);
    strace.arg(VEEDOR).args(arguments).arg("--dossier").arg(desk.dossier());
    succeed(strace);
    let mut made: BTreeMap<String, usize> = BTreeMap::new();
    let trace = std::fs::read_to_string(trace).unwrap();
    let names = trace.lines().filter_map(|line| line.split_once('(')).map(|(name, _)| name);
    names
        .map(|name| {
            let nth = made.entry(name.to_owned()).or_default();
            *nth += 1;
            (name.to_owned(), *nth)
        })
        .collect()
}

/// Runs a command, killed as it makes that call, and gives what it had said.
fn killed(desk: &Desk, arguments: &[&str], (name, nth): &Moment) -> String {
    let mut strace = Command::new("strace");
    strace.args(["-o", "/dev/null", "-e", &format!("trace={name}")]);
    strace.args(["-e", &format!("inject={name}:signal=KILL:when={nth}")]);
    strace.arg(VEEDOR).args(arguments).arg("--dossier").arg(desk.dossier());
    String::from_utf8(strace.output().unwrap().stdout).unwrap()
}

fn decisions(desk: &Desk) -> String {
    let mut csv = "statement,verdict,by,why\n".to_owned();
    for statement in desk.statements(&["--undecided"]).iter().take(6) {
        csv += &format!("{},accept,Inés,\n", statement["id"].as_str().unwrap());
    }
    let file = desk.path().join("decisions.csv");
    std::fs::write(&file, csv).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn a_kill_at_any_moment_loses_nothing_acknowledged() {
    if !strace_is_here() {
        return;
    }
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let mut landed = 0;
    for round in 0..10 {
        let desk = Desk::new();
        let documents = |turn: usize| -> Vec<String> {
            let numbers = (0..3).map(|n| round * 100 + turn * 3 + n);
            numbers.map(|number| desk.document(&format!("{number}.txt"), news(number))).collect()
        };
        let added = documents(20);
        let mut arguments = vec!["add"];
        arguments.extend(added.iter().map(String::as_str));
        let of_add = moments(&desk, &arguments);
        let of_decide = moments(&desk, &["decide", "--from", &decisions(&desk)]);
        for turn in 0..20 {
            if turn % 4 == 3 {
                let file = decisions(&desk);
                let moment = &of_decide[draw.below(of_decide.len())];
                let said = killed(&desk, &["decide", "--from", &file], moment);
                let before = desk.statements(&["--accepted"]).len();
                desk.ok(&["decide", "--from", &file]);
                if said.contains("decided") {
                    landed += 1;
                    assert_eq!(desk.statements(&["--accepted"]).len(), before);
                }
            } else {
                let inputs = documents(turn);
                let mut arguments = vec!["add"];
                arguments.extend(inputs.iter().map(String::as_str));
                let said = killed(&desk, &arguments, &of_add[draw.below(of_add.len())]);
                landed += acknowledged(&said).len();
                holds(&desk.dossier(), &said);
                desk.ok(&arguments);
                let once = counts(&desk.dossier());
                desk.ok(&arguments);
                assert_eq!(counts(&desk.dossier()), once, "adding again added something");
            }
        }
        succeed(veedor(&desk.dossier(), &["verify"]));
    }
    assert!(landed > 0, "every run was killed before it said anything");
}
