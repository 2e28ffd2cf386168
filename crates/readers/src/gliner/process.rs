//! A program that is asked line by line, under bounds: time for each answer, memory, processor time,
//! the length of a line. It is killed when it is dropped.

use std::ffi::OsStr;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use bounded::Complaints;

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

/// The largest file it may write, in bytes: what it complains about.
const FILE: u64 = 64 * 1024;

/// A line, or that it was too long.
type Line = Result<Vec<u8>, ()>;

/// A running program.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    stdin: ChildStdin,
    lines: Receiver<Line>,
    complaints: Complaints,
    bounds: Bounds,
}

impl Process {
    pub(super) fn start(
        program: &OsStr,
        arguments: &[&OsStr],
        bounds: Bounds,
    ) -> Result<Self, ProcessError> {
        let complaints = Complaints::new().map_err(ProcessError::Start)?;
        let stderr = complaints.stdio().map_err(ProcessError::Start)?;
        let system = bounded::Bounds {
            memory: bounds.memory,
            file: FILE,
            processor: Some(bounds.processor),
            open_files: None,
        };
        // It is given nothing of our environment but where programs are: no keys.
        let mut child = system
            .command()
            .arg(program)
            .args(arguments)
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(stderr)
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
    fn ended(&self) -> ProcessError {
        let clean = |c: char| if c.is_control() { ' ' } else { c };
        ProcessError::Ended(self.complaints.last_line().map_or_else(String::new, |line| {
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
