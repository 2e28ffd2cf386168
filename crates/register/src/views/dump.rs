//! The canonical dump: every row of every view, in a fixed order, as one digest.

use codebook::Sha256;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::error::RegisterError;

/// The views, each with the columns that order its rows.
pub(super) const TABLES: [(&str, &str); 23] = [
    ("sources", "id"),
    ("origins", "seq"),
    ("layers", "id"),
    ("failures", "seq"),
    ("screenings", "seq"),
    ("statements", "id"),
    ("sightings", "statement, reader, layer"),
    ("decisions", "seq"),
    ("entities", "id"),
    ("aliases", "entity, folded"),
    ("entity_words", "word, kind, entity"),
    ("bindings", "source, kind, folded"),
    ("embargoes", "statement"),
    ("facts", "fact"),
    ("releases", "seq, place"),
    ("released", "statement"),
    ("shown", "seq"),
    ("purges", "seq"),
    ("notes", "seq"),
    ("corrections", "seq"),
    ("redactions", "seq, first"),
    ("admissions", "source, name"),
    ("openings", "seq"),
];

/// The digest of every view by name: two registers whose views hold the same rows have the same.
pub(crate) fn digest(conn: &Connection) -> Result<Sha256, RegisterError> {
    digest_of(conn, &TABLES)
}

/// The same with what is public, which is made from the views and the log.
pub(crate) fn whole_digest(conn: &Connection) -> Result<Sha256, RegisterError> {
    digest_of(conn, &[&TABLES[..], &crate::shown::DUMPED].concat())
}

fn digest_of(conn: &Connection, of: &[(&str, &str)]) -> Result<Sha256, RegisterError> {
    let mut tables = Vec::with_capacity(of.len());
    for (table, order) in of {
        tables.push(table_digest(conn, table, order)?);
    }
    let parts: Vec<&[u8]> = tables.iter().map(|digest| digest.as_bytes().as_slice()).collect();
    Ok(Sha256::of_parts(&parts))
}

fn table_digest(conn: &Connection, table: &str, order: &str) -> Result<Sha256, RegisterError> {
    let mut query = conn.prepare(&format!("SELECT * FROM {table} ORDER BY {order}"))?;
    let columns = query.column_count();
    let mut rows = query.query([])?;
    let mut running = Sha256::of(table.as_bytes());
    let mut bytes = Vec::new();
    while let Some(row) = rows.next()? {
        bytes.clear();
        bytes.extend_from_slice(running.as_bytes());
        for column in 0..columns {
            write_value(&mut bytes, row.get_ref(column)?);
        }
        running = Sha256::of(&bytes);
    }
    Ok(running)
}

fn write_value(into: &mut Vec<u8>, value: ValueRef<'_>) {
    let mut put = |tag: u8, bytes: &[u8]| {
        into.push(tag);
        into.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        into.extend_from_slice(bytes);
    };
    match value {
        ValueRef::Null => put(b'n', &[]),
        ValueRef::Integer(number) => put(b'i', &number.to_be_bytes()),
        ValueRef::Real(number) => put(b'r', &number.to_be_bytes()),
        ValueRef::Text(text) => put(b't', text),
        ValueRef::Blob(blob) => put(b'b', blob),
    }
}
