//! Checking, offline, what somebody hands over.

mod bundle;
mod claims;
mod files;
mod report;

pub use bundle::bundle;
pub use report::{Checked, Failure, Report, Unchecked};
