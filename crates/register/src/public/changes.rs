//! What changed of what the public sees since an earlier moment.

use codebook::{EntityId, Kind, PublicSourceId, Sha256};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::ask::{Facet, Finding};
use super::handle::{Publishable, number};
use crate::error::RegisterError;
use crate::log::{Log as _, SqliteLog};
use crate::read::parsed;
use crate::shown::REPLACED;

/// A moment of the log: how many rows it had, and the hash of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// How many rows.
    pub seq: u64,
    /// The hash of the last.
    pub hash: Sha256,
}

/// What differs from an earlier moment. Things that are there now and differ, and things that are gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Entities whose pages differ, by id.
    pub entities: Vec<EntityId>,
    /// Sources whose pages differ, by id.
    pub sources: Vec<PublicSourceId>,
    /// Entities that have no page any more.
    pub gone_entities: Vec<EntityId>,
    /// Sources that have no page any more.
    pub gone_sources: Vec<PublicSourceId>,
    /// Kinds of which one that was there before is called otherwise, or there are others.
    pub lists: Vec<Kind>,
    /// Kinds of which one that was there before is called otherwise.
    pub renamed: Vec<Kind>,
    /// True where the list of sources has other sources, or other titles.
    pub source_list: bool,
    /// True where there are other disagreements; that something else is shown of them, their subjects tell.
    pub contradictions: bool,
    /// Findings of which there are others, likewise.
    pub findings: Vec<Finding>,
}

/// Events that only ever add to what the public sees, or change nothing of it; all others may take from it. Screening again
/// has pages of flags made again; but to the first one that the public sees, every page leads.
const BEYOND_ADDING: &str = "
    SELECT EXISTS(SELECT 1 FROM log WHERE seq > ?1 AND kind NOT IN (
        'source_added', 'source_seen', 'layer_made', 'layer_failed', 'proposed', 'sighted', 'decided',
        'entity_created', 'bound', 'noted', 'opened', 'admitted', 'dismissed', 'embargoed', 'released', 'screened'))
    OR EXISTS(SELECT 1 FROM releases WHERE seq > ?1 AND released = 0)
    OR (EXISTS(SELECT 1 FROM screenings c CROSS JOIN sources s ON s.id = c.source WHERE c.seq > ?1 AND s.visibility = 'public')
        AND NOT EXISTS(SELECT 1 FROM screenings c CROSS JOIN sources s ON s.id = c.source
            WHERE c.seq <= ?1 AND s.visibility = 'public'))";

/// What facts of public sources are about that were screened again: flags stand on its pages.
const SCREENED: &str = "
    SELECT DISTINCT f.subject FROM screenings c JOIN sources s ON s.id = c.source
    JOIN public_facts f ON f.source = s.public_id WHERE c.seq > ?1 AND s.visibility = 'public'";

/// Kinds of what was there and has another name since. Few things change: without being told, SQLite goes through all of
/// them in the order that is asked for.
const RENAMED: &str = "
    SELECT DISTINCT kind FROM public_entities INDEXED BY public_entities_changed WHERE changed > ?1 AND named > ?1 AND came <= ?1 ORDER BY kind";

const ENTITIES: &str = "
    SELECT id FROM public_entities INDEXED BY public_entities_changed WHERE changed > ?1 ORDER BY id";
const SOURCES: &str = "
    SELECT id FROM public_sources INDEXED BY public_sources_changed WHERE changed > ?1 ORDER BY id";

/// These sources, in which flags open fields. From what was screened to its source: few are, of very many.
const SCREENED_SOURCES: &str = "
    SELECT DISTINCT s.public_id FROM screenings c CROSS JOIN sources s ON s.id = c.source
    WHERE c.seq > ?1 AND s.visibility = 'public'";

/// Adds ids to those that are there, each once and in their order.
fn add<T: PartialEq + ToString>(ids: &mut Vec<T>, more: Vec<T>) {
    ids.extend(more);
    ids.sort_by_cached_key(ToString::to_string);
    ids.dedup();
}

impl Changes {
    /// True where nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How far the log has come, as a connection sees it.
pub(super) fn mark(conn: &Connection) -> Result<Mark, RegisterError> {
    let (seq, hash) = SqliteLog(conn).head()?;
    Ok(Mark { seq, hash })
}

impl Publishable<'_> {
    /// The moment that this handle speaks of.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn mark(&self) -> Result<Mark, RegisterError> {
        mark(self.conn())
    }

    /// What differs from what a handle with this mark showed; `None` where that can't be told, because the
    /// mark is of another log or the tables were made anew since, or where something was taken back, merged,
    /// redacted, corrected or closed since: whoever keeps pages then makes them all again, so that nothing of
    /// what is gone stays on a page or in a folder.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn changes_since(&self, mark: &Mark) -> Result<Option<Changes>, RegisterError> {
        let row = SqliteLog(self.conn()).row(mark.seq)?;
        let since =
            self.number("SELECT coalesce(max(changed), 0) FROM public_marks WHERE what = 'anew'")?;
        let is_known = row.is_some_and(|row| row.hash == mark.hash) && mark.seq >= since;
        if !is_known || self.is_marked(REPLACED, mark)? || self.more_than_added(mark)? {
            return Ok(None);
        }
        let mut changes = Changes {
            entities: self.changed(ENTITIES, mark)?,
            sources: self.changed(SOURCES, mark)?,
            gone_entities: self.changed(
                "SELECT id FROM public_gone WHERE changed > ?1 AND what = 'entity' ORDER BY id",
                mark,
            )?,
            gone_sources: self.changed(
                "SELECT id FROM public_gone WHERE changed > ?1 AND what = 'source' ORDER BY id",
                mark,
            )?,
            renamed: self.changed(RENAMED, mark)?,
            ..Changes::default()
        };
        add(&mut changes.entities, self.changed(SCREENED, mark)?);
        add(&mut changes.sources, self.changed(SCREENED_SOURCES, mark)?);
        for kind in Kind::ALL {
            if self.is_marked(kind.as_str(), mark)? {
                changes.lists.push(kind);
            }
        }
        changes.source_list = self.is_marked("sources", mark)?;
        changes.contradictions = self.is_marked("contradictions", mark)?;
        for finding in [Finding::Silence, Finding::Accuracy] {
            if self.is_marked(finding.as_str(), mark)? {
                changes.findings.push(finding);
            }
        }
        Ok(Some(changes))
    }

    /// True of an entity that has a page and had none at an earlier moment.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn came_since(&self, mark: &Mark, id: EntityId) -> Result<bool, RegisterError> {
        let sql = "SELECT count(*) FROM public_entities WHERE id = ?1 AND came > ?2";
        Ok(self.number_of(sql, params![id.to_string(), mark.seq.cast_signed()])? > 0)
    }

    /// The values that an entity has of each facet and did not have at an earlier moment.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn facets_since(
        &self,
        mark: &Mark,
        id: EntityId,
    ) -> Result<Vec<(Facet, String)>, RegisterError> {
        let sql = "SELECT facet, value FROM public_facets WHERE entity = ?1 AND since > ?2
                   ORDER BY facet, value";
        self.values(sql, params![id.to_string(), mark.seq.cast_signed()])
    }

    /// True where the log since the mark does anything but add.
    fn more_than_added(&self, mark: &Mark) -> Result<bool, RegisterError> {
        let found: bool = self
            .conn()
            .prepare_cached(BEYOND_ADDING)?
            .query_row([mark.seq.cast_signed()], |row| row.get(0))?;
        Ok(found)
    }

    fn changed<T: std::str::FromStr>(
        &self,
        sql: &'static str,
        mark: &Mark,
    ) -> Result<Vec<T>, RegisterError> {
        let mut query = self.conn().prepare_cached(sql)?;
        let mut rows = query.query([mark.seq.cast_signed()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(parsed(&row.get::<_, String>(0)?)?);
        }
        Ok(found)
    }

    fn is_marked(&self, what: &str, mark: &Mark) -> Result<bool, RegisterError> {
        let changed: Option<i64> = self
            .conn()
            .prepare_cached("SELECT changed FROM public_marks WHERE what = ?1")?
            .query_row([what], |row| row.get(0))
            .optional()?;
        Ok(changed.is_some_and(|changed| number(changed) > mark.seq))
    }
}
