//! A worker that runs: asked by its standard input, heard by a thread that holds it to its bounds.

use std::fs::File;
use std::io::{self, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::frames::{self, Frame, Kind, Request};
use super::isolation::Isolation;
use super::{Answer, WorkerBounds};
use crate::layer::{OnPage, lacks_memory};

/// Sets the bounds, then becomes the program: no moment without them. Where the system knows no
/// bound on address space (macOS), the others hold.
const SCRIPT: &str = r#"ulimit -v "$1" 2>/dev/null; ulimit -f "$2"; ulimit -n "$3"; ulimit -c 0
shift 3; exec "$@""#;

/// `ulimit -f` counts in blocks of this many bytes.
const BLOCK: u64 = 512;
const SIGXFSZ: i32 = 25;
/// How much of what it complained about is read.
const ERRORS: u64 = 16 * 1024;
/// How long one that has fallen silent has to be gone by itself.
const FAREWELL: Duration = Duration::from_secs(2);

/// Why an answer did not come.
#[derive(Debug)]
pub(super) enum Stopped {
    OutOfTime,
    OutOfMemory,
    TooMuch,
    Died(String),
}

/// A process, and what was heard of it.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    requests: ChildStdin,
    heard: Receiver<io::Result<Frame>>,
    errors: File,
    bounds: WorkerBounds,
}

impl Running {
    pub(super) fn start(
        command: &[String],
        isolation: Isolation,
        bounds: WorkerBounds,
    ) -> io::Result<Self> {
        let errors = tempfile::tempfile()?;
        let mut child = Command::new("sh")
            .args(["-c", SCRIPT, "sh"])
            .arg((bounds.memory / 1024).to_string())
            .arg(bounds.file.div_ceil(BLOCK).to_string())
            .arg(bounds.open_files.to_string())
            .args(isolation.prefix())
            .args(command)
            // A group of its own: its end is that of the programs it runs.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::from(errors.try_clone()?))
            .spawn()?;
        let (Some(requests), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        // One frame waits at most: who says more is not read further.
        let (say, heard) = sync_channel(1);
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(frame) = frames::read(&mut output, bounds.answer).transpose() {
                let ended = frame.is_err();
                if say.send(frame).is_err() || ended {
                    break;
                }
            }
        });
        Ok(Self { child, requests, heard, errors, bounds })
    }

    /// Hands it a file.
    pub(super) fn ask(&mut self, request: &Request) -> io::Result<()> {
        if self.child.try_wait()?.is_some() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let mut line = serde_json::to_vec(request)?;
        line.push(b'\n');
        self.requests.write_all(&line)
    }

    /// Hears it out. It may be silent for `limit`.
    pub(super) fn answer(
        &mut self,
        limit: Duration,
        on_page: OnPage<'_>,
    ) -> Result<Answer, Stopped> {
        let mut said = 0;
        let (mut text, mut hidden, mut parts) = (None, None, Vec::new());
        loop {
            let Frame { kind, bytes } = match self.heard.recv_timeout(limit) {
                Ok(Ok(frame)) => frame,
                Ok(Err(error)) => return Err(self.ended(&error)),
                Err(RecvTimeoutError::Timeout) => return Err(Stopped::OutOfTime),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(self.ended(&io::ErrorKind::UnexpectedEof.into()));
                }
            };
            said += bytes.len() as u64 + 1;
            if said > self.bounds.answer {
                return Err(Stopped::TooMuch);
            }
            match kind {
                Kind::Page => {
                    let (page, of) = serde_json::from_slice(&bytes).map_err(|_| garbled())?;
                    on_page(page, of);
                }
                Kind::Text => text = Some(utf8(bytes)?),
                Kind::Hidden => hidden = Some(utf8(bytes)?),
                Kind::Part => parts.push(bytes),
                Kind::Failed => {
                    let failed = serde_json::from_slice(&bytes).map_err(|_| garbled())?;
                    return Ok(Answer::Failed(failed));
                }
                Kind::Picture => return Ok(Answer::Picture(bytes)),
                Kind::Made => {
                    let made = serde_json::from_slice(&bytes).map_err(|_| garbled())?;
                    let text = text.ok_or_else(garbled)?;
                    return Ok(Answer::Made { made: Box::new(made), text, hidden, parts });
                }
            }
        }
    }

    /// Why it fell silent, as far as its end and its complaints tell.
    fn ended(&mut self, error: &io::Error) -> Stopped {
        match error.kind() {
            io::ErrorKind::FileTooLarge => return Stopped::TooMuch,
            io::ErrorKind::InvalidData => return garbled(),
            _ => {}
        }
        let status = self.wait();
        let errors = self.complaints().unwrap_or_default();
        if lacks_memory(&errors) {
            return Stopped::OutOfMemory;
        }
        let last = errors.lines().rev().map(str::trim).find(|line| !line.is_empty());
        match status {
            Some(status) if status.signal() == Some(SIGXFSZ) => Stopped::TooMuch,
            Some(status) => {
                let how = status.signal().map_or_else(
                    || format!("it ended with status {:?}", status.code()),
                    |signal| format!("it was ended by signal {signal}"),
                );
                Stopped::Died(last.map_or(how.clone(), |last| format!("{how}: {last}")))
            }
            None => garbled(),
        }
    }

    fn wait(&mut self) -> Option<ExitStatus> {
        let started = Instant::now();
        while started.elapsed() < FAREWELL {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        None
    }

    fn complaints(&mut self) -> io::Result<String> {
        let length = self.errors.metadata()?.len();
        self.errors.seek(SeekFrom::Start(length.saturating_sub(ERRORS)))?;
        let mut bytes = Vec::new();
        (&mut self.errors).take(ERRORS).read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let (Some(group), Ok(None)) = (group, self.child.try_wait()) {
            // It may end by itself meanwhile.
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

fn garbled() -> Stopped {
    Stopped::Died(frames::nonsense().to_string())
}

fn utf8(bytes: Vec<u8>) -> Result<String, Stopped> {
    String::from_utf8(bytes).map_err(|_| garbled())
}
