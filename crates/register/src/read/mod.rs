//! Reading a register: how things stand, and whether they hold together.

pub(crate) mod alike;
mod chain;
pub(crate) mod check;
pub(crate) mod contained;
pub(crate) mod contradict;
pub(crate) mod entity;
pub(crate) mod entries;
pub(crate) mod facts;
pub(crate) mod filter;
pub(crate) mod history;
mod likeness;
pub(crate) mod naming;
pub(crate) mod people;
pub(crate) mod replay;
pub(crate) mod rows;
pub(crate) mod screenings;
pub(crate) mod sources;
pub(crate) mod statements;
pub(crate) mod status;
mod summary;

use codebook::Sha256;

use crate::error::RegisterError;

/// Takes back a text that the views hold; one that does not parse means that they were tampered with.
pub(crate) fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, RegisterError> {
    text.parse().map_err(|_| RegisterError::View(format!("`{text}` can't stand there")))
}

/// Takes back a digest that the views hold.
pub(crate) const fn digest(bytes: [u8; 32]) -> Sha256 {
    Sha256::from_bytes(bytes)
}

/// The sources that somebody, whose name stands for `?`, may not see.
pub(crate) const UNSEEN: &str = "SELECT id FROM sources WHERE visibility = 'confidential'
    AND id NOT IN (SELECT source FROM admissions WHERE name = ?)";

/// A number of rows as the database has it.
pub(crate) fn rows(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
