//! Bounded: other programs, started within bounds that the system holds them to, and how it shows that one of
//! these was reached. How long a program may take by the clock is for who waits for it.
//! It must not know which programs are run, nor what they say.

mod complaints;

use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, ExitStatus};
use std::time::Duration;

pub use complaints::Complaints;

/// Sets the bounds, then becomes the program: no moment without them. Where the system knows no bound on address
/// space (macOS), the others hold. One that is not asked for is left as it is: it can't be raised. Processor time
/// ends a second later for who does not heed that it is over: where both bounds are one, nothing tells which it was.
const SCRIPT: &str = r#"ulimit -v "$1" 2>/dev/null; ulimit -f "$2"
[ -z "$3" ] || { ulimit -S -t "$3"; ulimit -H -t "$(($3 + 1))"; }
[ -z "$4" ] || ulimit -n "$4"
ulimit -c 0; shift 4; exec "$@""#;

/// `ulimit -f` counts in blocks of this many bytes.
const BLOCK: u64 = 512;

const SIGXCPU: i32 = 24;
const SIGXFSZ: i32 = 25;

/// What the system lets a program have, and each that it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Address space, in bytes.
    pub memory: u64,
    /// The largest file it may write, in bytes.
    pub file: u64,
    /// Processor time, of which a second is the least.
    pub processor: Option<Duration>,
    /// How many files it may have open.
    pub open_files: Option<u32>,
}

impl Bounds {
    /// A command that is to be given the program and its arguments, as arguments.
    #[must_use]
    pub fn command(&self) -> Command {
        let seconds = self.processor.map(|time| time.as_secs().max(1).to_string());
        let files = self.open_files.map(|files| files.to_string());
        let mut command = Command::new("sh");
        command
            .args(["-c", SCRIPT, "sh"])
            .arg((self.memory / 1024).to_string())
            .arg(self.file.div_ceil(BLOCK).to_string())
            .arg(seconds.unwrap_or_default())
            .arg(files.unwrap_or_default());
        command
    }
}

/// A bound that a program reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// Its processor time.
    Processor,
    /// Its address space.
    Memory,
    /// The largest file it may write.
    File,
}

impl Reached {
    /// The bound that ended a program, as far as its end and what it complained of tell.
    #[must_use]
    pub fn of(status: ExitStatus, complaints: &str) -> Option<Self> {
        match status.signal() {
            Some(SIGXCPU) => Some(Self::Processor),
            Some(SIGXFSZ) => Some(Self::File),
            _ if !status.success() && lacks_memory(complaints) => Some(Self::Memory),
            _ => None,
        }
    }
}

/// True where a program complains that it gets no more memory.
fn lacks_memory(complaints: &str) -> bool {
    let words = [
        "bad_alloc",
        "ut of memory",
        "annot allocate",
        "failed to map",
        "emory allocation of",
        "emory exhausted",
    ];
    words.iter().any(|words| complaints.contains(words))
}
