//! The register's stories: what a person does, and what is there afterwards.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on says so by panicking, in its helpers too"
)]

mod adding;
mod deciding;
mod desk;
mod entities;
mod erasing;
mod holding;
mod inside;
mod public;
mod reading;
mod redacting;
mod support;
