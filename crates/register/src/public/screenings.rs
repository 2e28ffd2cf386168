//! What screening found in public sources.

use codebook::{PublicSourceId, Sha256, SourceId};
use rusqlite::params;

use super::Seen;
use super::handle::Publishable;
use crate::error::RegisterError;
use crate::read::parsed;

/// A screening of which the public may see what rests on what it sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicScreening {
    /// The source, as the public knows it.
    pub id: PublicSourceId,
    /// The source in the archive.
    pub source: SourceId,
    /// The digest of the result that the archive keeps.
    pub result: Sha256,
}

impl Publishable<'_> {
    /// The screenings in force of sources that are seen whole, by their public ids. Left out is one for which a
    /// file was read along that is confidential now: its flags may tell of it.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn screenings(&self) -> Result<Vec<PublicScreening>, RegisterError> {
        let mut query = self.conn().prepare_cached(
            "SELECT s.public_id, c.source, c.result, c.inputs
             FROM screenings c CROSS JOIN sources s ON s.id = c.source
             WHERE s.visibility = 'public'
                 AND c.seq = (SELECT max(seq) FROM screenings l WHERE l.source = c.source)
             ORDER BY s.public_id",
        )?;
        let mut closed = self.conn().prepare_cached(
            "SELECT 1 FROM sources WHERE id = ?1 AND visibility = 'confidential'",
        )?;
        let mut rows = query.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let inputs: Vec<SourceId> = serde_json::from_str(&row.get::<_, String>(3)?)?;
            let mut open = true;
            for input in &inputs {
                open &= !closed.exists(params![input.digest().as_bytes()])?;
            }
            let id = parsed(&row.get::<_, String>(0)?)?;
            let seen = self.source(id)?.map(|row| row.source.seen);
            if open && matches!(seen, Some(Seen::Whole { .. })) {
                found.push(PublicScreening {
                    id,
                    source: SourceId::new(Sha256::from_bytes(row.get(1)?)),
                    result: Sha256::from_bytes(row.get(2)?),
                });
            }
        }
        Ok(found)
    }
}
