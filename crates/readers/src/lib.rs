//! Readers that a user switches on beside the rules: a model behind an endpoint, a model in a process of
//! its own. All are off by default.
//!
//! What they say is not believed. Each of their answers is parsed strictly and within limits, and each
//! thing they offer goes through [`reading::Offers`], which proposes only what stands on the document's
//! own words. A document can make a model say anything; it can make a reader do nothing but offer.
//! It must not know the register, SQL or HTML, nor decide which sources may be sent anywhere: the doors do.

mod endpoint;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod gliner;
mod report;

use codebook::ReaderId;
use reading::Document;

pub use endpoint::{
    Address, Budget, Endpoint, EndpointError, EndpointSettings, Key, KeyError, Spent,
};
pub use gliner::{Gliner, GlinerError, GlinerSettings};
pub use report::{Reading, Reason, Report};

/// A reader that can fail, and costs time or money.
pub trait Switched {
    /// Its name and version, kept with everything it proposes.
    fn id(&self) -> &ReaderId;

    /// What is read by what and where, for the user to know before it is.
    fn notice(&self) -> String;

    /// True where text goes to another program's keeping: a confidential source must not be given to it.
    fn sends(&self) -> bool;

    /// Reads a document. It fails softly: what failed is in the report, and what was proposed before
    /// stays. `told` hears how far it has come, as `2 of 7`.
    fn read(&mut self, document: &Document<'_>, told: &dyn Fn(&str)) -> Reading;
}

/// The id of a reader that runs a model: what a [`ReaderId`] can't hold becomes a hyphen.
fn id_of(reader: &str, model: &str, version: u32) -> Option<ReaderId> {
    let plain = |c: char| match c.to_ascii_lowercase() {
        c if c.is_ascii_lowercase() || c.is_ascii_digit() || "-._:".contains(c) => c,
        _ => '-',
    };
    let model: String = model.chars().take(80).map(plain).collect();
    format!("{reader}:{}/{version}", model.trim_matches('-')).parse().ok()
}
