//! What keeps a worker from the network and the disk, as far as this machine has it.

use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// How far a worker is cut off. Its bounds hold in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Isolation {
    /// By bubblewrap: without network, processes of others, and anything it could write to but memory.
    Bubblewrap,
    /// By `unshare`: without network.
    Namespace,
    /// By its bounds alone.
    Bounds,
}

const BUBBLEWRAP: [&str; 16] = [
    "bwrap",
    "--unshare-all",
    "--die-with-parent",
    "--new-session",
    "--ro-bind",
    "/",
    "/",
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    // The one place to write: it is in memory, and goes with the worker.
    "--setenv",
    "TMPDIR",
    "/dev/shm",
    "--chdir",
    "/",
];
const NAMESPACE: [&str; 4] = ["unshare", "--user", "--map-root-user", "--net"];

impl Isolation {
    /// The best that works here, tried once.
    #[must_use]
    pub fn of_this_machine() -> Self {
        static BEST: OnceLock<Isolation> = OnceLock::new();
        *BEST.get_or_init(|| {
            let both = [Self::Bubblewrap, Self::Namespace];
            both.into_iter().find(|one| one.works()).unwrap_or(Self::Bounds)
        })
    }

    /// What stands before a command to run it so.
    pub(super) const fn prefix(self) -> &'static [&'static str] {
        match self {
            Self::Bubblewrap => &BUBBLEWRAP,
            Self::Namespace => &NAMESPACE,
            Self::Bounds => &[],
        }
    }

    /// In words, for who runs the machine.
    #[must_use]
    pub const fn notice(self) -> &'static str {
        match self {
            Self::Bubblewrap => {
                "files are read by a worker without network that can write nowhere (bubblewrap), with bounds on time, memory and files"
            }
            Self::Namespace => {
                "files are read by a worker without network (unshare), with bounds on time, memory and files; install bubblewrap so that it can't write either"
            }
            Self::Bounds => {
                "files are read by a worker with bounds on time, memory and files, but neither `bwrap` nor `unshare` works here to keep it from the network; install bubblewrap"
            }
        }
    }

    fn works(self) -> bool {
        let Some((program, arguments)) = self.prefix().split_first() else { return true };
        let mut trial = Command::new(program);
        trial.args(arguments).arg("true");
        trial.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        trial.status().is_ok_and(|status| status.success())
    }
}
