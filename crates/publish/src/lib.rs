//! The published folder: a static site, the data behind it, and what lets a stranger check both.
//!
//! [`publish`] writes a bundle from what may be shown, and nothing else; [`verify`] checks a bundle
//! with nothing but the bundle. [`download()`] makes one file of its data for a server. The same input makes the same bytes, the signature aside: minisign
//! signs with fresh randomness.
//!
//! It must not know the desk, nor decide what may be shown: `register::public` does.

mod annotation;
mod archived;
mod bundle;
mod chain;
mod data;
mod download;
mod entities;
mod error;
mod folder;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod hands;
mod kept;
mod key;
mod layout;
mod log;
mod manifest;
mod package;
mod record;
mod site;
mod sources;
mod table;
mod tree;
mod update;
pub mod verify;

pub use archived::ArchiveTexts;
pub use bundle::{PublishOptions, Published, publish};
pub use data::{ContradictionLine, EntityLine, FactLine};
pub use download::download;
pub use error::{PublishError, TextError};
pub use key::{KeyError, PublicKey, SigningKey};
pub use sources::Texts;
