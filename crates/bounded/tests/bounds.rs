//! Programs that reach each of their bounds, and that stay within them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use bounded::{Bounds, Complaints, Reached};

const BOUNDS: Bounds = Bounds {
    memory: 256 << 20,
    file: 4096,
    processor: Some(Duration::from_secs(1)),
    open_files: Some(32),
};

fn run(bounds: Bounds, script: &str) -> (ExitStatus, Complaints) {
    let complaints = Complaints::new().unwrap();
    let mut command = bounds.command();
    command.args(["sh", "-c", script]).stdin(Stdio::null()).stdout(Stdio::null());
    (command.stderr(complaints.stdio().unwrap()).status().unwrap(), complaints)
}

#[test]
fn the_bound_that_was_reached_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large");
    let cases = [
        ("while :; do :; done".to_owned(), Some(Reached::Processor)),
        (format!("exec head -c 9000 /dev/zero > {}", file.display()), Some(Reached::File)),
        ("exec tail /dev/zero".to_owned(), Some(Reached::Memory)),
        ("echo out of memory >&2".to_owned(), None),
        ("echo the well is dry >&2; exit 3".to_owned(), None),
    ];
    for (script, reached) in cases {
        let (status, complaints) = run(BOUNDS, &script);
        assert_eq!(Reached::of(status, &complaints.last().unwrap()), reached, "{script}");
    }
    assert!(std::fs::metadata(file).unwrap().len() <= 4096);
}

#[test]
fn each_bound_is_set_that_is_asked_for_and_no_other() {
    let asked = "ulimit -f; ulimit -n; ulimit -t; ulimit -c";
    let of = |bounds: Bounds| {
        let mut command = bounds.command();
        let output = command.args(["sh", "-c", asked]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of(BOUNDS), ["8", "32", "1", "0"]);
    let free = of(Bounds { processor: None, open_files: None, ..BOUNDS });
    let ours = std::process::Command::new("sh").args(["-c", asked]).output().unwrap();
    let ours = String::from_utf8(ours.stdout).unwrap();
    let ours: Vec<&str> = ours.lines().collect();
    assert_eq!((&free[1], &free[2]), (&ours[1].to_owned(), &ours[2].to_owned()));
}

#[test]
fn arguments_come_through_as_they_are() {
    let odd = ["a b", "$HOME", "'", "\"", "-n", "*"];
    let output = BOUNDS.command().args(["printf", "%s\n"]).args(odd).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().collect::<Vec<_>>(), odd);
}

#[test]
fn of_many_complaints_both_ends_are_read() {
    let bounds = Bounds { file: 1 << 20, ..BOUNDS };
    let (_, complaints) = run(bounds, "echo first; seq 20000; echo last; echo >&2");
    assert_eq!(complaints.last_line(), None);
    let (_, complaints) = run(bounds, "(echo first; seq 20000; echo ' last '; echo) >&2");
    assert!(complaints.first().unwrap().starts_with("first\n1\n"));
    assert_eq!(complaints.last_line().as_deref(), Some("last"));
    assert!(complaints.last().unwrap().len() <= 16 * 1024);
}
