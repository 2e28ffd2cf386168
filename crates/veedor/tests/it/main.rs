//! Veedor as a person runs it: the binary, on folders of its own, from the outside.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod access;
mod admitting;
mod bad_input;
mod bringing;
mod browser;
mod durability;
mod fetching;
mod guide;
mod inbox;
mod killed;
mod kinds;
mod links;
mod live;
mod markup;
mod originals;
mod pdfium;
mod readers;
mod redacting;
mod replay;
mod review_browser;
mod reviewing;
mod scans;
mod screening;
mod search_browser;
mod searching;
mod support;
mod taking;
mod tampering;
mod whole_way;
