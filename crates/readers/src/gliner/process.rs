//! A program that is asked line by line, under bounds: time for each answer, memory, processor time,
//! the length of a line. It is killed when it is dropped.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// What the program may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    /// Address space, in bytes.
    pub(super) memory: u64,
    /// Processor time, all answers together.
    pub(super) processor: Duration,
    /// The longest line, in bytes.
    pub(super) line: usize,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum ProcessError {
    #[error("it can't be started: {0}")]
    Start(#[source] io::Error),
    #[error("it ended{0}")]
    Ended(String),
    #[error("it did not answer within {} seconds", .0.as_secs_f32())]
    Time(Duration),
    #[error("it answers with a line of more than {0} bytes")]
    TooLong(usize),
}

/// Sets the bounds, then becomes the program. Where the system knows no bound on address space (macOS),
/// the others hold.
const SCRIPT: &str = r#"ulimit -v "$1" 2>/dev/null; ulimit -t "$2"; ulimit -f 128; ulimit -c 0
shift 2; exec "$@""#;

/// How much of what the program complains about is shown.
const COMPLAINT: u64 = 2048;

/// A line, or that it was too long.
type Line = Result<Vec<u8>, ()>;

/// A running program.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    stdin: ChildStdin,
    lines: Receiver<Line>,
    complaints: File,
    bounds: Bounds,
}

impl Process {
    pub(super) fn start(
        program: &OsStr,
        arguments: &[&OsStr],
        bounds: Bounds,
    ) -> Result<Self, ProcessError> {
        let complaints = tempfile::tempfile().map_err(ProcessError::Start)?;
        let stderr = complaints.try_clone().map_err(ProcessError::Start)?;
        // It is given nothing of our environment but where programs are: no keys.
        let mut child = Command::new("sh")
            .args(["-c", SCRIPT, "sh"])
            .arg((bounds.memory / 1024).to_string())
            .arg(bounds.processor.as_secs().max(1).to_string())
            .arg(program)
            .args(arguments)
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::from(stderr))
            .spawn()
            .map_err(ProcessError::Start)?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(ProcessError::Start(io::ErrorKind::BrokenPipe.into()));
        };
        let (send, lines) = sync_channel(1);
        thread::spawn(move || read_lines(stdout, bounds.line, &send));
        Ok(Self { child, stdin, lines, complaints, bounds })
    }

    /// Sends a line. It must be shorter than a pipe is deep.
    pub(super) fn say(&mut self, line: &[u8]) -> Result<(), ProcessError> {
        let said = self.stdin.write_all(line).and_then(|()| self.stdin.write_all(b"\n"));
        said.and_then(|()| self.stdin.flush()).map_err(|_| self.ended())
    }

    /// The next line it answers.
    pub(super) fn hear(&mut self, time: Duration) -> Result<Vec<u8>, ProcessError> {
        match self.lines.recv_timeout(time) {
            Ok(Ok(line)) => Ok(line),
            Ok(Err(())) => Err(ProcessError::TooLong(self.bounds.line)),
            Err(RecvTimeoutError::Timeout) => Err(ProcessError::Time(time)),
            Err(RecvTimeoutError::Disconnected) => Err(self.ended()),
        }
    }

    /// That it ended, with the last thing it complained about.
    fn ended(&mut self) -> ProcessError {
        let length = self.complaints.seek(io::SeekFrom::End(0)).unwrap_or_default();
        let from = length.saturating_sub(COMPLAINT);
        let mut bytes = Vec::new();
        let read = self.complaints.seek(io::SeekFrom::Start(from));
        if read.is_ok() {
            // What can't be read is not shown.
            let _ = (&self.complaints).take(COMPLAINT).read_to_end(&mut bytes);
        }
        let text = String::from_utf8_lossy(&bytes);
        let last = text.lines().rev().map(str::trim).find(|line| !line.is_empty());
        let clean = |c: char| if c.is_control() { ' ' } else { c };
        ProcessError::Ended(last.map_or_else(String::new, |line| {
            format!(", saying: {}", line.chars().take(200).map(clean).collect::<String>())
        }))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already; either way there is nothing left to wait for after this.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Hands on line after line, until the program ends or writes one that is too long.
fn read_lines(stdout: ChildStdout, longest: usize, send: &SyncSender<Line>) {
    let mut stdout = BufReader::new(stdout);
    loop {
        let mut line = Vec::new();
        let limit = longest as u64 + 1;
        match (&mut stdout).take(limit).read_until(b'\n', &mut line) {
            Ok(1..) if line.last() == Some(&b'\n') => {
                line.pop();
                if send.send(Ok(line)).is_err() {
                    return;
                }
            }
            Ok(read) if read as u64 == limit => {
                // Nobody listens any more where this fails.
                let _ = send.send(Err(()));
                return;
            }
            _ => return,
        }
    }
}
