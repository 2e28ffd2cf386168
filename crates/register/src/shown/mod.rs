//! The tables of what is public, and how they follow the views.
//!
//! Triggers on the views note what an event may have changed for the public (`public_dirty`); at the end of
//! the act, [`settle()`] makes the rows of just these anew, and notes whose pages differ. What they hold is a
//! function of views and log, so that making all of them anew gives the same rows, but for `changed`.

mod compute;
mod facets;
#[cfg(feature = "fixtures")]
pub(crate) mod fixture;
mod settle;
mod write;

use rusqlite::Connection;

use crate::error::RegisterError;
pub(crate) use settle::{REPLACED, anew, settle, settle_from};

/// Makes the empty tables.
pub(crate) fn create(conn: &Connection) -> Result<(), RegisterError> {
    Ok(conn.execute_batch(include_str!("schema.sql"))?)
}

const TABLES: [&str; 12] = [
    "public_facts",
    "public_names",
    "public_entities",
    "public_sources",
    "public_disputes",
    "public_corrections",
    "public_facets",
    "public_counted",
    "public_gone",
    "public_marks",
    "public_totals",
    "public_dirty",
];

/// Throws the tables away.
pub(crate) fn drop_all(conn: &Connection) -> Result<(), RegisterError> {
    for table in TABLES {
        conn.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    Ok(())
}

/// Every row, in a fixed order, but for when it changed.
pub(crate) const DUMPED: [(&str, &str); 8] = [
    (
        "(SELECT fact, subject, property, names, source, finding, at, content FROM public_facts)",
        "fact",
    ),
    ("public_names", "entity, name"),
    (
        "(SELECT id, kind, name, content, facts, at, year, currency, amount, glance FROM public_entities)",
        "id",
    ),
    ("(SELECT id, title, content, facts, at FROM public_sources)", "id"),
    ("public_disputes", "subject, place"),
    ("public_corrections", "seq"),
    ("(SELECT kind, facet, value, entity FROM public_facets)", "kind, facet, value, entity"),
    ("public_counted", "kind, facet, value"),
];
