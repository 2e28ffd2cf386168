//! Nothing acknowledged is lost, and nothing half-written is taken for whole.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

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

/// Starts a command, kills it after `delay`, and gives what it had said.
fn killed(desk: &Desk, arguments: &[&str], delay: Duration) -> String {
    let mut child = desk.command(arguments).stdout(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(delay);
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_kill_at_any_moment_loses_nothing_acknowledged() {
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let mut landed = 0;
    for round in 0..10 {
        let desk = Desk::new();
        let probe = desk.document("probe.txt", news(9_000 + round));
        let begun = Instant::now();
        desk.ok(&["add", &probe]);
        let typical = u64::try_from(begun.elapsed().as_micros()).unwrap().max(1_000) * 3 / 2;
        for turn in 0..20 {
            let delay = Duration::from_micros(
                u64::try_from(draw.below(usize::try_from(typical).unwrap())).unwrap(),
            );
            if turn % 4 == 3 {
                let mut csv = "statement,verdict,by,why\n".to_owned();
                for statement in desk.statements(&["--undecided"]).iter().take(6) {
                    csv += &format!("{},accept,Inés,\n", statement["id"].as_str().unwrap());
                }
                let file = desk.path().join("decisions.csv");
                std::fs::write(&file, csv).unwrap();
                let said = killed(&desk, &["decide", "--from", file.to_str().unwrap()], delay);
                let before = desk.statements(&["--accepted"]).len();
                desk.ok(&["decide", "--from", file.to_str().unwrap()]);
                if said.contains("decided") {
                    landed += 1;
                    assert_eq!(desk.statements(&["--accepted"]).len(), before);
                }
            } else {
                let inputs: Vec<String> = (0..3)
                    .map(|n| {
                        let number = round * 100 + turn * 3 + n;
                        desk.document(&format!("{number}.txt"), news(number))
                    })
                    .collect();
                let mut arguments = vec!["add"];
                arguments.extend(inputs.iter().map(String::as_str));
                let said = killed(&desk, &arguments, delay);
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
