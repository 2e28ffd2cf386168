//! A program run under bounds: time, memory, output. It gets files for its input and output, so
//! that no pipe can fill up and stop it.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

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

/// Sets the bounds, then becomes the program: no moment without them. Where the system knows no
/// bound on address space (macOS), the others hold.
const SCRIPT: &str = r#"ulimit -v "$1" 2>/dev/null; ulimit -f "$2"; ulimit -t "$3"; ulimit -c 0
shift 3; exec "$@""#;

const SIGXCPU: i32 = 24;
const SIGXFSZ: i32 = 25;

/// `ulimit -f` counts in blocks of this many bytes.
const BLOCK: u64 = 512;

/// How much of what a program complains about is read.
const ERRORS: u64 = 16 * 1024;

/// Runs `program` with what it is given as its standard input.
pub(super) fn run(
    program: &str,
    arguments: &[&str],
    given: &Given,
    bounds: Bounds,
) -> io::Result<Ended> {
    let mut stdout = tempfile::tempfile()?;
    let mut stderr = tempfile::tempfile()?;

    let mut child = Command::new("sh")
        .args(["-c", SCRIPT, "sh"])
        .arg((bounds.memory / 1024).to_string())
        .arg(bounds.output.div_ceil(BLOCK).to_string())
        .arg(bounds.time.as_secs().max(1).to_string())
        .arg(program)
        .args(arguments)
        .env("LC_ALL", "C")
        // One thread a program: as many programs run at once as there are processors.
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(given.as_input()?)
        .stdout(Stdio::from(stdout.try_clone()?))
        .stderr(Stdio::from(stderr.try_clone()?))
        .spawn()?;
    let Some(status) = wait(&mut child, bounds.time)? else {
        return Ok(Ended::OutOfTime);
    };
    let errors = String::from_utf8_lossy(&read_back(&mut stderr, ERRORS)?).into_owned();
    if let Some(ended) = broken_bound(status, &errors) {
        return Ok(ended);
    }
    let output = read_back(&mut stdout, bounds.output)?;
    Ok(Ended::Exited { status: status.code(), output, errors })
}

fn broken_bound(status: ExitStatus, errors: &str) -> Option<Ended> {
    let complained = |of: &[&str]| of.iter().any(|words| errors.contains(words));
    match (status.signal(), status.code()) {
        (Some(SIGXCPU), _) => Some(Ended::OutOfTime),
        (Some(SIGXFSZ), _) => Some(Ended::TooMuchOutput),
        (_, Some(0)) => None,
        _ if lacks_memory(errors) => Some(Ended::OutOfMemory),
        (_, Some(126 | 127)) if complained(&["not found", "No such file", "ermission denied"]) => {
            Some(Ended::Missing)
        }
        _ => None,
    }
}

/// True where a program complains that it gets no more memory.
pub(crate) fn lacks_memory(errors: &str) -> bool {
    let words = [
        "bad_alloc",
        "ut of memory",
        "annot allocate",
        "failed to map",
        "emory allocation of",
        "emory exhausted",
    ];
    words.iter().any(|words| errors.contains(words))
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
