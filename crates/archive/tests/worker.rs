//! Workers that hang, die, eat memory, say too much or talk nonsense: their file has a clear error, and
//! the next one is read.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::time::Duration;

use archive::{
    ExtractError, Extracted, Isolation, Limits, Worker, WorkerBounds, media_type, serve,
};
use codebook::{Sha256, SourceId};

/// Answers as a sound worker would of a file with nothing in it, or does `bad` for a file named so.
fn stand_in(bad: &str, time: Duration) -> Worker {
    let script = format!(
        r#"while read -r line; do case $line in
            *'"bad.txt"'*) {bad} ;;
            *) printf 'failed 40\n{{"reason":"no_text","words":"no text 1"}}' ;;
        esac; done"#
    );
    let command = ["sh", "-c", &script].map(str::to_owned).to_vec();
    let bounds = WorkerBounds {
        time,
        memory: 256 << 20,
        file: 1 << 20,
        answer: 64 << 10,
        ..WorkerBounds::default()
    };
    Worker::new(command, Isolation::Bounds, bounds)
}

fn ask(worker: &mut Worker, path: &Path, name: &str) -> Result<Extracted, ExtractError> {
    let bytes = std::fs::read(path).unwrap();
    let source = SourceId::new(Sha256::of(&bytes));
    worker.text_layer(source, media_type(&bytes), path, Some(name), &|_, _| {})
}

#[test]
fn what_a_worker_does_is_the_error_of_its_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.txt");
    std::fs::write(&path, "Almeda bought cameras.").unwrap();
    let cases = [
        (
            "it hangs",
            "sleep 30",
            "was stopped after 0 seconds, the most it may take; open the file",
        ),
        ("it ends", "exit 3", "it ended with status Some(3)"),
        ("it ends and says why", "echo the well is dry >&2; exit 1", "the well is dry"),
        ("it is killed", "kill -SEGV $$", "it was ended by signal 11"),
        ("it eats memory", "tail /dev/zero >&2; exit 1", "needed more than 268435456 bytes"),
        (
            "it floods one frame",
            "printf 'text 999999999\\n'; cat /dev/zero",
            "wrote more than 65536",
        ),
        (
            "it floods in many",
            "while :; do printf 'part 8192\\n'; head -c 8192 /dev/zero; done",
            "wrote more than 65536",
        ),
        ("it never ends a line", "cat /dev/zero", "can't be understood"),
        ("it talks nonsense", "printf 'hello there\\n'", "can't be understood"),
        ("its JSON is none", "printf 'text 1\\nxmade 2\\n[]'", "can't be understood"),
        ("it forgets the text", "printf 'made 2\\n{}'", "can't be understood"),
        ("its text is not UTF-8", "printf 'text 1\\n\\377'", "can't be understood"),
        ("a frame is cut short", "printf 'text 9\\nabc'; exit 0", "ended with status Some(0)"),
        (
            "it fills the disk",
            "head -c 9999999 /dev/zero > \"$TMPDIR/full\"; exit 1",
            "status Some(1)",
        ),
    ];
    for (what, bad, expected) in cases {
        // Only what hangs is to be stopped for its time, however busy the machine is.
        let time = if what == "it hangs" { 700 } else { 60_000 };
        let mut worker = stand_in(bad, Duration::from_millis(time));
        for _ in 0..2 {
            let sound = ask(&mut worker, &path, "good.txt").unwrap_err().to_string();
            assert_eq!(sound, "no text 1", "{what}");
            let error = ask(&mut worker, &path, "bad.txt").unwrap_err().to_string();
            assert!(error.contains(expected), "{what}: {error}");
        }
        let after = ask(&mut worker, &path, "good.txt").unwrap_err().to_string();
        assert_eq!(after, "no text 1", "{what}");
    }
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.txt");
    std::fs::write(&path, "Almeda").unwrap();
    let command = vec!["/nowhere/veedor".to_owned()];
    let mut worker = Worker::new(command, Isolation::Bounds, WorkerBounds::default());
    let error = ask(&mut worker, &path, "file.txt").unwrap_err().to_string();
    assert!(error.contains("veedor worker") && error.contains("/nowhere/veedor"), "{error}");
}

#[test]
fn its_own_side_answers_each_file_and_says_why_one_has_no_text() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.txt");
    std::fs::write(&good, "Almeda bought cameras.").unwrap();
    let line = |path: &Path, media: &str| {
        let bytes = std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str());
        let source = Sha256::of(b"x").to_string();
        format!(
            "{{\"source\":\"{source}\",\"media\":\"{media}\",\"path\":{bytes:?},\"name\":null}}\n"
        )
    };
    let asked = [
        line(&good, "text/plain"),
        line(&folder.path().join("none.txt"), "text/plain"),
        line(&good, "application/pdf"),
    ];
    let mut said = Vec::new();
    serve(asked.concat().as_bytes(), &mut said, &Limits::default()).unwrap();
    let said = String::from_utf8(said).unwrap();
    assert!(said.starts_with("text 22\nAlmeda bought cameras.made "), "{said}");
    assert_eq!(said.matches("failed ").count(), 2, "{said}");
    assert!(serve(&b"not a request\n"[..], &mut Vec::new(), &Limits::default()).is_err());
}
