//! What became of what was public: taken back, corrected, moved to another entity.

use codebook::EntityId;

use super::ask::Part;
use super::handle::Publishable;
use super::{Corrected, Retracted};
use crate::error::RegisterError;
use crate::read::parsed;

/// Few are taken back: without being told, SQLite goes through all releases in the order of the log.
const GONE: &str = "FROM releases r INDEXED BY releases_back
    WHERE r.released = 0 AND NOT EXISTS (SELECT 1 FROM public_facts f WHERE f.fact = r.fact)
    AND NOT EXISTS (SELECT 1 FROM releases o WHERE o.fact = r.fact AND o.released = 0
                    AND (o.seq, o.place) > (r.seq, r.place))";

impl Publishable<'_> {
    /// The facts that were taken back, the newest first. None of a fact that is public again.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn retracted(&self, part: Part) -> Result<Vec<Retracted>, RegisterError> {
        let sql = format!(
            "SELECT r.fact, r.at {GONE} ORDER BY r.seq DESC, r.place DESC LIMIT ?1 OFFSET ?2"
        );
        self.list(&sql, [part.limit.cast_signed(), part.offset.cast_signed()], |row| {
            Ok(Retracted {
                fact: parsed(&row.get::<_, String>(0)?)?,
                at: parsed(&row.get::<_, String>(1)?)?,
            })
        })
    }

    /// How many facts were taken back.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn retracted_total(&self) -> Result<u64, RegisterError> {
        self.number_of(&format!("SELECT count(*) {GONE}"), [])
    }

    /// What the public was told had been wrong, the newest first. Left out is what is told of a fact whose source is
    /// confidential, and what has words that are redacted.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn corrections(&self, part: Part) -> Result<Vec<Corrected>, RegisterError> {
        let sql = "SELECT facts, text, role, at FROM public_corrections ORDER BY seq DESC LIMIT ?1 OFFSET ?2";
        self.list(sql, [part.limit.cast_signed(), part.offset.cast_signed()], |row| {
            Ok(Corrected {
                facts: serde_json::from_str(&row.get::<_, String>(0)?)?,
                text: parsed(&row.get::<_, String>(1)?)?,
                role: parsed(&row.get::<_, String>(2)?)?,
                at: parsed(&row.get::<_, String>(3)?)?,
            })
        })
    }

    /// How many corrections there are.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn corrections_total(&self) -> Result<u64, RegisterError> {
        self.number_of("SELECT count(*) FROM public_corrections", [])
    }

    /// Every entity whose id begins so that was merged into one that is public, and into which, by id: those alone that released facts
    /// are about or name, so that they may have had a page.
    ///
    /// # Errors
    /// If the register can't be read, or `visit` fails.
    pub fn each_moved<E: From<RegisterError>>(
        &self,
        prefix: &str,
        mut visit: impl FnMut((EntityId, EntityId)) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT e.id, e.root FROM entities e JOIN public_entities p ON p.id = e.root
             WHERE e.id >= ?1 AND e.id < ?1 || '~' AND e.root != e.id AND EXISTS (SELECT 1 FROM bindings b
                 CROSS JOIN statements s ON s.source = b.source
                    AND ((s.subject_kind = b.kind AND s.subject = b.folded)
                        OR (s.named_kind = b.kind AND s.named = b.folded))
                 CROSS JOIN released r ON r.statement = s.id WHERE b.entity = e.id)
             ORDER BY e.id";
        let read = |row: &rusqlite::Row<'_>| {
            Ok((parsed(&row.get::<_, String>(0)?)?, parsed(&row.get::<_, String>(1)?)?))
        };
        self.each(sql, [prefix], read, &mut visit)
    }
}
