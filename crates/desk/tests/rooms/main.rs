//! What the desk does with a few stories, as forms, links and programs ask it, by those who may and those
//! who may not.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod api;
mod entities;
mod redacting;
mod release;
mod room;
mod schema;
mod search;
