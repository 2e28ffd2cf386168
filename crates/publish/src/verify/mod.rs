//! Checking, offline, what somebody hands over.

mod about;
mod bundle;
mod claims;
mod dossier;
mod files;
mod inside;
mod log;
mod report;
mod words;

pub use bundle::bundle;
pub use dossier::{Again, dossier};
pub use report::{Checked, Failure, Report, Unchecked};
