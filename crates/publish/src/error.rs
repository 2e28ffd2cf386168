//! What can keep a bundle from being published.

use std::io;
use std::path::{Path, PathBuf};

use codebook::{FactId, LayerId, PublicSourceId};

/// Why a text layer could not be given.
pub type TextError = Box<dyn std::error::Error + Send + Sync>;

/// A bundle that is not published. The folder it was to stand in is as it was.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder holds something else.
    #[error(
        "{}: not an earlier bundle and not empty ({why}); choose a new folder, or move what is there",
        path.display()
    )]
    NotABundle {
        /// The folder.
        path: PathBuf,
        /// What tells.
        why: String,
    },
    /// Another publish writes to the same place.
    #[error("{}: another publish is writing here; wait for it, or end it", .0.display())]
    Busy(PathBuf),
    /// A file could not be written or moved.
    #[error("{}: could not {step}: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried.
        step: &'static str,
        /// What the operating system says.
        error: io::Error,
    },
    /// A text layer could not be had.
    #[error(
        "the text layer {layer} of source {id} could not be read: {error}; run `veedor verify` on the dossier"
    )]
    Text {
        /// The source.
        id: PublicSourceId,
        /// The layer.
        layer: LayerId,
        /// Why.
        error: TextError,
    },
    /// An original that the public may have could not be had.
    #[error(
        "the original of source {id} could not be read: {error}; run `veedor verify` on the dossier"
    )]
    Original {
        /// The source.
        id: PublicSourceId,
        /// Why.
        error: TextError,
    },
    /// What screening found could not be had.
    #[error(
        "what screening found in source {id} could not be read: {error}; run `veedor verify` on the dossier"
    )]
    Screening {
        /// The source.
        id: PublicSourceId,
        /// Why.
        error: TextError,
    },
    /// A fact cites a layer of its source that is not shown.
    #[error("source {id}: a fact cites layer {layer}, which is not shown; run `veedor rebuild`")]
    NoText {
        /// The source.
        id: PublicSourceId,
        /// The layer.
        layer: LayerId,
    },
    /// A fact's words do not stand where they are said to.
    #[error(
        "fact {fact}: its words are not at bytes {start}..{end} of layer {layer}; run `veedor verify` on the dossier"
    )]
    Words {
        /// The fact.
        fact: FactId,
        /// The layer.
        layer: LayerId,
        /// First byte.
        start: usize,
        /// The byte after the last.
        end: usize,
    },
    /// The log of releases leaves other facts than those that are to be shown.
    #[error(
        "{shown} facts are to be shown, and the log of releases leaves {standing}; run `veedor rebuild`"
    )]
    Log {
        /// How many are to be shown.
        shown: u64,
        /// How many the log leaves.
        standing: u64,
    },
    /// A file of the standby is not what its manifest says.
    #[error("{0} of the tree beside the bundle is damaged; it is written anew")]
    Standby(String),
    /// The register could not be asked.
    #[error(transparent)]
    Register(#[from] register::RegisterError),
    /// A page could not be made.
    #[error(transparent)]
    Page(#[from] pages::PageError),
    /// Data could not be written in its form.
    #[error(
        "{place}: could not be written out: {why}; this is a mistake in the program, please report it"
    )]
    Form {
        /// The file.
        place: String,
        /// Why.
        why: String,
    },
    /// The manifest could not be signed.
    #[error(transparent)]
    Key(#[from] crate::key::KeyError),
}

impl PublishError {
    pub(crate) fn io(path: &Path, step: &'static str) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { path, step, error }
    }
}
