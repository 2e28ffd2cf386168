//! register
pub mod public;
