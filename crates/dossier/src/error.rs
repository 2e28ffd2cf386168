//! What can go wrong with the folder and with what is taken into it, in words that say what to do.

use std::io;
use std::path::PathBuf;

use archive::fetch::FetchError;
use archive::walk::WalkError;
use archive::{ArchiveError, ExtractError, KeepError, Reason};
use codebook::value::TextError;
use register::RegisterError;

/// A folder that can't be made or opened as a dossier.
#[derive(Debug, thiserror::Error)]
pub enum DossierError {
    /// It is one.
    #[error("{} is a dossier already", .0.display())]
    Exists(PathBuf),
    /// It holds something else.
    #[error("{} is not empty; name a new folder for the dossier", .0.display())]
    NotEmpty(PathBuf),
    /// It is none.
    #[error("{dir} is not a dossier (it has no veedor.toml); make one with `veedor init {dir}`", dir = .0.display())]
    None(PathBuf),
    /// There is none here.
    #[error("no dossier here: neither {} nor a folder above it has a veedor.toml; make one with `veedor init DIR`, or name one with --dossier DIR", .0.display())]
    NoneNear(PathBuf),
    /// Another program copies it about.
    #[error("{} is kept in sync by another program, which could copy the log half-written and bring back what was purged; make the dossier elsewhere", .0.display())]
    Synced(PathBuf),
    /// Its `veedor.toml` is not TOML, or says what nobody knows.
    #[error("{} is not well-formed: {why}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        why: toml::de::Error,
    },
    /// Its `veedor.toml` is of a form that is not known.
    #[error("{} is of form {found}; this Veedor knows form 1", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// Its form.
        found: u32,
    },
    /// The disk refused.
    #[error("can't {doing} {}: {why}", path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        why: io::Error,
    },
    /// The folder we stand in can't be told.
    #[error("can't tell where we stand: {0}")]
    Nowhere(io::Error),
    /// The archive failed.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The register failed.
    #[error(transparent)]
    Register(#[from] RegisterError),
}

/// Why an input was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// It could not be kept.
    #[error(transparent)]
    Keep(#[from] KeepError),
    /// What came with it, or in it, could not be kept.
    #[error("{what}: {why}")]
    Within {
        /// What it came with.
        what: String,
        /// Why not.
        why: KeepError,
    },
    /// The address could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The address answered that something is wrong.
    #[error("{url} answered with HTTP {status}: nothing was kept")]
    Answer {
        /// The address.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// A folder could not be walked.
    #[error(transparent)]
    Walk(#[from] WalkError),
    /// Its path means nothing here.
    #[error("{}: {why}", path.display())]
    Path {
        /// The path.
        path: PathBuf,
        /// What the system said.
        why: io::Error,
    },
    /// No text could be got out of it.
    #[error("{}: {why}", path.display())]
    Unread {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: ExtractError,
    },
    /// It is another file than the one that was read.
    #[error("{} changed while it was read; bring it in again", .0.display())]
    Changed(PathBuf),
    /// What failed has no words.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A confidential file was screened among others, whose flags would tell of it.
    #[error(
        "a file among these is confidential, and flags are told among all that is screened: screen it alone"
    )]
    Confidential,
    /// The disk refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The text layer made of it does not hold together.
    #[error(transparent)]
    Layer(#[from] codebook::layer::LayerError),
    /// The archive failed.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The register failed.
    #[error(transparent)]
    Register(#[from] RegisterError),
}

impl IntakeError {
    /// The error in a word.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::Keep(why) | Self::Within { why, .. } => why.reason(),
            Self::Fetch(why) => why.reason(),
            Self::Unread { why, .. } => why.reason(),
            Self::Answer { .. } => Reason::NoAnswer,
            _ => Reason::Other,
        }
    }

    /// True where the dossier itself can't be written: no other input would fare better.
    #[must_use]
    pub const fn is_of_the_dossier(&self) -> bool {
        matches!(
            self,
            Self::Archive(_)
                | Self::Register(_)
                | Self::Keep(KeepError::Archive(_))
                | Self::Within { why: KeepError::Archive(_), .. }
        )
    }
}
