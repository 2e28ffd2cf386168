//! The index as a door uses it: on dossiers of fictional documents.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod finding;
mod following;
mod queries;
mod saving;
mod seeing;
mod support;
