//! Fetching from the web.
