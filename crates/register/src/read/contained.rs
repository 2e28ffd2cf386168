//! Sources that came inside others: what is attached to a mail.

use std::collections::{BTreeMap, BTreeSet};

use codebook::{Origin, SourceId};
use rusqlite::Connection;

use super::digest;
use crate::error::RegisterError;
use crate::register::Register;

/// What came inside sources, however deep.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contained {
    /// Sources that came from nowhere else.
    pub only_there: Vec<SourceId>,
    /// Sources that came from elsewhere too.
    pub elsewhere_too: Vec<SourceId>,
}

impl Register {
    /// What came inside these sources. What is done to a source for secrecy or by order is done to what
    /// came in it alone as well.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn contained_in(&self, sources: &[SourceId]) -> Result<Contained, RegisterError> {
        contained_in(&self.conn, sources)
    }
}

pub(crate) fn contained_in(
    conn: &Connection,
    sources: &[SourceId],
) -> Result<Contained, RegisterError> {
    let mut inside: BTreeMap<SourceId, BTreeSet<SourceId>> = BTreeMap::new();
    let mut query = conn.prepare_cached(
        "SELECT source, acquisition FROM origins WHERE place >= 'part ' AND place < 'part!'",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let source = SourceId::new(digest(row.get(0)?));
        let from: codebook::source::Acquisition = serde_json::from_str(&row.get::<_, String>(1)?)?;
        if let Origin::Part { of, .. } = from.origin {
            inside.entry(of).or_default().insert(source);
        }
    }
    let mut gone: BTreeSet<SourceId> = sources.iter().copied().collect();
    let mut contained = Contained::default();
    // What came in two of them is found the second time, when both are known to be among them.
    let mut elsewhere: BTreeSet<SourceId> = BTreeSet::new();
    loop {
        let reached: BTreeSet<SourceId> = gone
            .iter()
            .filter_map(|of| inside.get(of))
            .flatten()
            .copied()
            .filter(|source| !gone.contains(source))
            .collect();
        elsewhere.clear();
        let before = gone.len();
        for source in reached {
            if came_only_in(conn, source, &gone)? {
                gone.insert(source);
                contained.only_there.push(source);
            } else {
                elsewhere.insert(source);
            }
        }
        if gone.len() == before {
            contained.elsewhere_too = elsewhere.into_iter().collect();
            return Ok(contained);
        }
    }
}

fn came_only_in(
    conn: &Connection,
    source: SourceId,
    sources: &BTreeSet<SourceId>,
) -> Result<bool, RegisterError> {
    let mut query = conn.prepare_cached("SELECT acquisition FROM origins WHERE source = ?1")?;
    let mut rows = query.query([source.digest().as_bytes()])?;
    while let Some(row) = rows.next()? {
        let from: codebook::source::Acquisition = serde_json::from_str(&row.get::<_, String>(0)?)?;
        if !matches!(from.origin, Origin::Part { of, .. } if sources.contains(&of)) {
            return Ok(false);
        }
    }
    Ok(true)
}
