//! The archive: originals kept for ever under their SHA-256, and a text layer for each.
//!
//! Bytes come in from files ([`Archive::keep_file`], with [`walk`] for folders) or from the web
//! ([`fetch`]); [`media_type`] tells what they are by their content and [`text_layer`] gets their
//! words out, with the place of every word in the original.
//!
//! It must not know what the words mean, who may see them, or what happened to them: no SQL, no
//! log, no codebook terms beyond sources and layers.

mod crop;
mod disk;
mod error;
pub mod fetch;
mod fields;
mod found;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod input;
mod layer;
mod limits;
mod media;
mod reason;
mod store;
pub mod walk;
mod worker;
mod writes;

pub use disk::{Disk, OsDisk};
pub use error::{ArchiveError, KeepError};
pub use found::{Found, LayerFile};
pub use input::read_file;
pub use layer::{
    ExtractError, Extracted, NO_LIBRARY, OnPage, Part, PdfWord, check_text, text_layer,
    text_layer_watched,
};
pub use limits::Limits;
pub use media::{SNIFF_BYTES, media_type};
pub use reason::Reason;
pub use store::{Archive, Kept};
pub use worker::{Isolation, Place, Worker, WorkerBounds, serve};
