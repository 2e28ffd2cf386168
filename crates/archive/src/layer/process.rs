//! A program run under bounds: time, memory, output. It gets files for its input and output, so
//! that no pipe can fill up and stop it.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::process::{Child, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use bounded::{Complaints, Reached};

/// What a program may use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) time: Duration,
    /// Address space, in bytes.
    pub(super) memory: u64,
    /// In bytes.
    pub(super) output: u64,
}

/// Bytes for programs to read, as their standard input or as a file. The file has no name, so that nothing
/// of it stays behind, however this process ends.
#[derive(Debug)]
pub(crate) struct Given(File);

impl Given {
    /// What a program to which it is given may open.
    pub(crate) const PATH: &str = "/dev/stdin";

    pub(crate) fn new(bytes: &[u8]) -> io::Result<Self> {
        let mut file = tempfile::tempfile()?;
        file.write_all(bytes)?;
        Ok(Self(file))
    }

    fn as_input(&self) -> io::Result<File> {
        let mut file = self.0.try_clone()?;
        file.rewind()?;
        Ok(file)
    }
}

/// How a run ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// By itself.
    Exited {
        status: Option<i32>,
        output: Vec<u8>,
        errors: String,
    },
    /// The program is not there.
    Missing,
    OutOfTime,
    OutOfMemory,
    TooMuchOutput,
}

/// Runs `program` with what it is given as its standard input.
pub(super) fn run(
    program: &str,
    arguments: &[&str],
    given: &Given,
    bounds: Bounds,
) -> io::Result<Ended> {
    let mut stdout = tempfile::tempfile()?;
    let complaints = Complaints::new()?;
    let system = bounded::Bounds {
        memory: bounds.memory,
        file: bounds.output,
        processor: Some(bounds.time),
        open_files: None,
    };
    let mut child = system
        .command()
        .arg(program)
        .args(arguments)
        .env("LC_ALL", "C")
        // One thread a program: as many programs run at once as there are processors.
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(given.as_input()?)
        .stdout(Stdio::from(stdout.try_clone()?))
        .stderr(complaints.stdio()?)
        .spawn()?;
    let Some(status) = wait(&mut child, bounds.time)? else {
        return Ok(Ended::OutOfTime);
    };
    let errors = complaints.first()?;
    match Reached::of(status, &errors) {
        Some(Reached::Processor) => return Ok(Ended::OutOfTime),
        Some(Reached::Memory) => return Ok(Ended::OutOfMemory),
        Some(Reached::File) => return Ok(Ended::TooMuchOutput),
        None if is_missing(status, &errors) => return Ok(Ended::Missing),
        None => {}
    }
    let output = read_back(&mut stdout, bounds.output)?;
    Ok(Ended::Exited { status: status.code(), output, errors })
}

/// True where the shell found no such program.
fn is_missing(status: ExitStatus, errors: &str) -> bool {
    matches!(status.code(), Some(126 | 127))
        && ["not found", "No such file", "ermission denied"].iter().any(|of| errors.contains(of))
}

/// Waits for the end of a program; kills it when its time is up.
fn wait(child: &mut Child, time: Duration) -> io::Result<Option<ExitStatus>> {
    let started = Instant::now();
    let mut pause = Duration::from_micros(500);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if started.elapsed() >= time {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}

fn read_back(file: &mut File, limit: u64) -> io::Result<Vec<u8>> {
    file.rewind()?;
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}
