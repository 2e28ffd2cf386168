//! The folder of a dossier: how it is made, found and opened, and how things are taken into it.
//!
//! The command line and the desk are its doors, and both go through here. It must not know what stands
//! on a page, nor ask the machine for time or chance: both are handed in.

pub mod backup;
mod dossier;
mod error;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod intake;
mod limits;
mod purge;
pub mod screened;
mod table;

pub use dossier::{Dossier, EndpointConfig, is_dossier};
pub use error::{DossierError, IntakeError};
pub use intake::{Intake, Reads, Step, Taken, is_url};
pub use limits::{limits, worker};
pub use purge::Destroyed;
pub use table::Table;
