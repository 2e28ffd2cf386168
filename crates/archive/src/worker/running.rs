//! A worker that runs: asked by its standard input, heard by a thread that holds it to its bounds.

use std::io::{self, BufReader, Write as _};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::process::{Child, ChildStdin, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use bounded::{Bounds, Complaints, Reached};
use rustix::process::{Pid, Signal, kill_process_group};

use super::frames::{self, Frame, Kind, Request};
use super::isolation::Isolation;
use super::{Answer, WorkerBounds};
use crate::layer::OnPage;

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
    complaints: Complaints,
    bounds: WorkerBounds,
}

impl Running {
    pub(super) fn start(
        command: &[String],
        isolation: Isolation,
        bounds: WorkerBounds,
    ) -> io::Result<Self> {
        let complaints = Complaints::new()?;
        let system = Bounds {
            memory: bounds.memory,
            file: bounds.file,
            processor: None,
            open_files: Some(bounds.open_files),
        };
        let mut child = system
            .command()
            .args(isolation.prefix())
            .args(command)
            // A group of its own: its end is that of the programs it runs.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(complaints.stdio()?)
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
        Ok(Self { child, requests, heard, complaints, bounds })
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
        let complaints = self.complaints.last().unwrap_or_default();
        let reached = status.and_then(|status| Reached::of(status, &complaints));
        match (reached, status) {
            (Some(Reached::Memory), _) => Stopped::OutOfMemory,
            (Some(Reached::File), _) => Stopped::TooMuch,
            (Some(Reached::Processor), _) => Stopped::OutOfTime,
            (None, Some(status)) => {
                let last = self.complaints.last_line();
                let how = status.signal().map_or_else(
                    || format!("it ended with status {:?}", status.code()),
                    |signal| format!("it was ended by signal {signal}"),
                );
                Stopped::Died(last.map_or(how.clone(), |last| format!("{how}: {last}")))
            }
            (None, None) => garbled(),
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
