//! Why the desk can't be opened, in words that say what to do.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use accounts::AccountError;
use archive::ArchiveError;
use register::RegisterError;

/// Why the server can't start, or ended.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The folder is not a published register.
    #[error("{dir} is not a published register (it has no manifest.json); make one with `veedor publish {dir}`", dir = .0.display())]
    NoRegister(PathBuf),
    /// The port can't be had.
    #[error("can't listen on {at}: {why}; choose another with --port, or 0 for any")]
    Port {
        /// Where it was to listen.
        at: SocketAddr,
        /// What the system says.
        why: io::Error,
    },
    /// The server ended.
    #[error("the server stopped: {0}")]
    Stopped(#[from] io::Error),
    /// Others could reach a desk that asks nobody who they are.
    #[error(
        "others can reach {0}, and there are no accounts yet; make the first with `veedor invite NAME --role administrator`, or listen on 127.0.0.1"
    )]
    NoAccounts(String),
    /// The address that others use is not known.
    #[error(
        "others can reach {0}: name the address by which they do, as --at https://desk.example"
    )]
    NoAddress(SocketAddr),
    /// The address would carry passwords in the clear, or is none.
    #[error(
        "`{0}` can't be the desk's address; expected https:// and a host (http:// on this machine alone), without a path"
    )]
    Address(String),
    /// The accounts can't be opened.
    #[error(transparent)]
    Accounts(#[from] AccountError),
    /// The archive can't be opened.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The index can't be opened.
    #[error(transparent)]
    Index(#[from] search::SearchError),
    /// The register can't be opened.
    #[error(transparent)]
    Register(#[from] RegisterError),
}
