//! Readers beside the rules, against stand-ins that the tests start: honest ones and others.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod endpoint;
mod fuzz_corpus;
mod gliner;
mod support;
