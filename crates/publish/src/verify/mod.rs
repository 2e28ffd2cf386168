//! Checking, offline, what somebody hands over.

mod bundle;
mod claims;
mod dossier;
mod files;
mod inside;
mod report;

pub use bundle::bundle;
pub use dossier::dossier;
pub use report::{Checked, Failure, Report, Unchecked};
