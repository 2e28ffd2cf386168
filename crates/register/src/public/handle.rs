//! The handle on what is public.

use std::collections::BTreeSet;

use codebook::{EntityId, FactId, Kind, Property, PublicSourceId};
use jiff::Timestamp;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Params, Row, params};

use super::ask::{Ask, Facet, Finding, Part};
use super::changes::mark;
use super::{Contradiction, Counts, EntityRow, PublicFact, Release, SourceRow};
use crate::error::RegisterError;
use crate::read::parsed;
use crate::register::{Register, steady};

/// What may be shown, as of one moment: whatever is written meanwhile, it answers the same. Facts come by
/// subject, property, value and id.
#[derive(Debug)]
pub struct Publishable<'r> {
    held: Held<'r>,
    as_of: Timestamp,
    /// True where dropping this ends the transaction.
    begun: bool,
}

#[derive(Debug)]
enum Held<'r> {
    Lent(&'r Connection),
    Own(Box<Connection>),
}

/// A handle on the way to another thread: see [`Publishable::another`].
#[derive(Debug)]
pub struct Another {
    conn: Box<Connection>,
    as_of: Timestamp,
}

impl Another {
    /// The handle.
    #[must_use]
    pub fn publishable(self) -> Publishable<'static> {
        Publishable { held: Held::Own(self.conn), as_of: self.as_of, begun: true }
    }
}

impl Drop for Publishable<'_> {
    fn drop(&mut self) {
        if self.begun {
            // What fails here is found by whoever asks next.
            let _ = self.conn().execute_batch("COMMIT");
        }
    }
}

impl Register {
    /// What may be shown: see [`Publishable`]. It keeps the moment in which it was asked for; one register
    /// can lend several, which then speak of the moment of the first.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn publishable(&self) -> Result<Publishable<'_>, RegisterError> {
        let begun = self.conn.is_autocommit();
        if begun {
            self.conn.execute_batch("BEGIN")?;
        }
        let mut view =
            Publishable { held: Held::Lent(&self.conn), as_of: Timestamp::UNIX_EPOCH, begun };
        view.as_of = self.as_of()?;
        Ok(view)
    }
}

/// How much of the file SQLite keeps in memory.
const ROOM: &str = "cache_size";
const FACT: &str = "SELECT content FROM public_facts";
pub(super) const ENTITY: &str = "SELECT content, facts, at FROM public_entities";
const SOURCE: &str = "SELECT content, facts, at FROM public_sources";

impl Publishable<'_> {
    #[cfg(feature = "fixtures")]
    pub(super) fn own(conn: Connection, as_of: Timestamp) -> Publishable<'static> {
        Publishable { held: Held::Own(Box::new(conn)), as_of, begun: false }
    }

    /// Another handle on the same moment, for another thread. `None` where there can be none: the register is in memory,
    /// or it has moved on since.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn another(&self) -> Result<Option<Another>, RegisterError> {
        let Some(path) = self.conn().path().filter(|path| !path.is_empty()) else {
            return Ok(None);
        };
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // What this one may read in a way of its own, as off a read-only disk, it reads alone.
        let Ok(conn) = Connection::open_with_flags(path, flags) else { return Ok(None) };
        let room: i64 = self.conn().pragma_query_value(None, ROOM, |row| row.get(0))?;
        let ready = steady(&conn).and_then(|()| {
            conn.pragma_update(None, ROOM, room)?;
            Ok(conn.execute_batch("BEGIN")?)
        });
        let other = Another { conn: Box::new(conn), as_of: self.as_of };
        Ok(match ready.and_then(|()| mark(&other.conn)) {
            Ok(mark) if mark == self.mark()? => Some(other),
            _ => None,
        })
    }

    /// Keeps so many megabytes of the file in memory instead of the usual 32, here and in each handle made of this one:
    /// for who reads all of it, of which the way to each row is most.
    ///
    /// # Errors
    /// If it can't be set.
    pub fn keep_in_memory(&self, megabytes: usize) -> Result<(), RegisterError> {
        let kilobytes = i64::try_from(megabytes.saturating_mul(1024)).unwrap_or(i64::MAX);
        Ok(self.conn().pragma_update(None, ROOM, -kilobytes)?)
    }

    pub(super) const fn conn(&self) -> &Connection {
        match &self.held {
            Held::Lent(conn) => conn,
            Held::Own(conn) => conn,
        }
    }

    /// The register speaks as of then: the time of the last event that changed what the public sees,
    /// that is a release, a retraction, or anything that happened to a source while it was public (it
    /// was opened or closed, came from another address, got another text, was purged). Work on anything
    /// else leaves it alone. Before there was one, the time of the log's first event; of an empty log,
    /// the start of 1970.
    #[must_use]
    pub const fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// An entity, where a released fact is about it or names it.
    ///
    /// # Errors
    /// As everything here: if the register can't be read.
    pub fn entity(&self, id: EntityId) -> Result<Option<EntityRow>, RegisterError> {
        one(self.list(&format!("{ENTITY} WHERE id = ?1"), [id.to_string()], entity_row)?)
    }

    /// A source that facts rest on, or a public one.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn source(&self, id: PublicSourceId) -> Result<Option<SourceRow>, RegisterError> {
        one(self.list(&format!("{SOURCE} WHERE id = ?1"), [id.to_string()], source_row)?)
    }

    /// A released fact.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn fact(&self, id: FactId) -> Result<Option<PublicFact>, RegisterError> {
        one(self.list(&format!("{FACT} WHERE fact = ?1"), [id.to_string()], json)?)
    }

    /// The facts about an entity.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn about(&self, id: EntityId) -> Result<Vec<PublicFact>, RegisterError> {
        let sql = format!("{FACT} WHERE subject = ?1");
        Ok(in_order(self.list(&sql, [id.to_string()], json)?))
    }

    /// The facts about an entity that have a property.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn with_property(
        &self,
        id: EntityId,
        property: Property,
    ) -> Result<Vec<PublicFact>, RegisterError> {
        let sql = format!("{FACT} WHERE subject = ?1 AND property = ?2");
        Ok(in_order(self.list(&sql, [id.to_string().as_str(), property.as_str()], json)?))
    }

    /// The facts whose value names an entity, the newest released first; then in the usual order.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn naming(&self, id: EntityId, part: Part) -> Result<Vec<PublicFact>, RegisterError> {
        let sql = format!("{FACT} WHERE names = ?1 ORDER BY at DESC, fact LIMIT ?2 OFFSET ?3");
        let values = params![id.to_string(), part.limit.cast_signed(), part.offset.cast_signed()];
        Ok(in_order(self.list(&sql, values, json)?))
    }

    /// How many facts' values name an entity.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn naming_total(&self, id: EntityId) -> Result<u64, RegisterError> {
        self.number_of("SELECT count(*) FROM public_facts WHERE names = ?1", [id.to_string()])
    }

    /// The facts that rest on a source.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn resting_on(&self, id: PublicSourceId) -> Result<Vec<PublicFact>, RegisterError> {
        let sql = format!("{FACT} WHERE source = ?1");
        Ok(in_order(self.list(&sql, [id.to_string()], json)?))
    }

    /// The values that an entity has of each facet.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn facets_of(&self, id: EntityId) -> Result<Vec<(Facet, String)>, RegisterError> {
        let sql = "SELECT facet, value FROM public_facets WHERE entity = ?1 ORDER BY facet, value";
        self.values(sql, [id.to_string()])
    }

    pub(super) fn values(
        &self,
        sql: &str,
        of: impl Params,
    ) -> Result<Vec<(Facet, String)>, RegisterError> {
        let all = self.list(sql, of, |row| {
            let known: String = row.get(0)?;
            let facet = Facet::ALL.into_iter().find(|facet| facet.as_str() == known);
            Ok(facet.map(|facet| (facet, row.get(1))))
        })?;
        all.into_iter().flatten().map(|(facet, value)| Ok((facet, value?))).collect()
    }

    /// How many entities of a kind have nothing said of a property: what is not known.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn unknown(&self, kind: Kind, property: Property) -> Result<u64, RegisterError> {
        let with = vec![(Facet::Property, property.to_string())];
        let known = self.total(&Ask { with, ..Ask::all(kind) })?;
        Ok(self.total_of(kind.as_str())?.saturating_sub(known))
    }

    /// Sources, by title and id.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn sources(&self, part: Part) -> Result<Vec<SourceRow>, RegisterError> {
        let sql = format!("{SOURCE} ORDER BY title, id LIMIT ?1 OFFSET ?2");
        self.list(&sql, [part.limit.cast_signed(), part.offset.cast_signed()], source_row)
    }

    /// Where sources disagree about an entity; by property.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn disputes(&self, id: EntityId) -> Result<Vec<Contradiction>, RegisterError> {
        let sql = "SELECT content FROM public_disputes WHERE subject = ?1 ORDER BY place";
        self.list(sql, [id.to_string()], json)
    }

    /// The entities about which sources disagree, by id.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn disputed(&self) -> Result<Vec<EntityId>, RegisterError> {
        self.list("SELECT DISTINCT subject FROM public_disputes ORDER BY subject", [], id)
    }

    /// The entities about which there are findings of a sort, by id.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn found(&self, finding: Finding) -> Result<Vec<EntityId>, RegisterError> {
        let sql = "SELECT DISTINCT subject FROM public_facts WHERE finding = ?1 ORDER BY subject";
        self.list(sql, [finding.as_str()], id)
    }

    /// Where sources disagree; by subject and property.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn contradictions(&self, part: Part) -> Result<Vec<Contradiction>, RegisterError> {
        let sql = "SELECT content FROM public_disputes ORDER BY subject, place LIMIT ?1 OFFSET ?2";
        self.list(sql, [part.limit.cast_signed(), part.offset.cast_signed()], json)
    }

    /// Findings of a sort, by subject.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn findings(&self, finding: Finding, part: Part) -> Result<Vec<PublicFact>, RegisterError> {
        let sql = format!("{FACT} WHERE finding = ?1 ORDER BY subject, fact LIMIT ?2 OFFSET ?3");
        let (limit, offset) = (part.limit.cast_signed(), part.offset.cast_signed());
        self.list(&sql, params![finding.as_str(), limit, offset], json)
    }

    /// The findings of a sort about an entity.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn findings_of(
        &self,
        finding: Finding,
        id: EntityId,
    ) -> Result<Vec<PublicFact>, RegisterError> {
        let sql = format!("{FACT} WHERE finding = ?1 AND subject = ?2 ORDER BY fact");
        self.list(&sql, [finding.as_str(), &id.to_string()], json)
    }

    /// The ids of all sources, by title and id.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn source_ids(&self) -> Result<Vec<PublicSourceId>, RegisterError> {
        self.list("SELECT id FROM public_sources ORDER BY title, id", [], id)
    }

    /// The facts released last, the newest first.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn latest(&self, limit: u64) -> Result<Vec<PublicFact>, RegisterError> {
        let mut query = self.conn().prepare_cached(
            "SELECT f.content FROM releases r JOIN public_facts f ON f.fact = r.fact AND f.at = r.at
             WHERE r.released ORDER BY r.seq DESC, r.place DESC LIMIT ?1",
        )?;
        let mut rows = query.query([limit.cast_signed()])?;
        let mut latest = Vec::new();
        while let Some(row) = rows.next()? {
            latest.push(json(row)?);
        }
        Ok(latest)
    }

    /// How much there is.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn counts(&self) -> Result<Counts, RegisterError> {
        let of_kind = |kind: Kind| Ok((kind, self.total_of(kind.as_str())?));
        Ok(Counts {
            entities: Kind::ALL.into_iter().map(of_kind).collect::<Result<_, RegisterError>>()?,
            sources: self.total_of("sources")?,
            facts: self.total_of("facts")?,
            contradictions: self.total_of("contradictions")?,
            silences: self.total_of(Finding::Silence.as_str())?,
            accuracy: self.total_of(Finding::Accuracy.as_str())?,
            releases: self.total_of("releases")?,
        })
    }

    /// How many facts the log of releases leaves public: as many as there are, or something is wrong.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn standing(&self) -> Result<u64, RegisterError> {
        self.total_of("standing")
    }

    /// Every entity whose id begins so, by id.
    ///
    /// # Errors
    /// If the register can't be read, or `visit` fails.
    pub fn each_entity<E: From<RegisterError>>(
        &self,
        prefix: &str,
        mut visit: impl FnMut(EntityRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!("{ENTITY} WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id");
        self.each(&sql, [prefix], entity_row, &mut visit)
    }

    /// Every source whose id begins so, by id.
    ///
    /// # Errors
    /// If the register can't be read, or `visit` fails.
    pub fn each_source<E: From<RegisterError>>(
        &self,
        prefix: &str,
        mut visit: impl FnMut(SourceRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!("{SOURCE} WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id");
        self.each(&sql, [prefix], source_row, &mut visit)
    }

    /// How the ids of entities begin, in so many characters: each beginning once, in order.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn entity_heads(&self, characters: usize) -> Result<BTreeSet<String>, RegisterError> {
        self.heads("SELECT DISTINCT substr(id, 1, ?1) FROM public_entities", characters)
    }

    /// The same of sources.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn source_heads(&self, characters: usize) -> Result<BTreeSet<String>, RegisterError> {
        self.heads("SELECT DISTINCT substr(id, 1, ?1) FROM public_sources", characters)
    }

    fn heads(&self, sql: &str, characters: usize) -> Result<BTreeSet<String>, RegisterError> {
        let found =
            self.list(sql, [i64::try_from(characters).unwrap_or(i64::MAX)], |row| Ok(row.get(0)?))?;
        Ok(found.into_iter().collect())
    }

    /// The public log of releases and retractions after a row of the log, in order.
    ///
    /// # Errors
    /// If the register can't be read, or `visit` fails.
    pub fn each_release<E: From<RegisterError>>(
        &self,
        row: u64,
        mut visit: impl FnMut(Release) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT fact, released, at FROM releases WHERE seq > ?1 ORDER BY seq, place";
        self.each(sql, [row.cast_signed()], release, &mut visit)
    }

    pub(super) fn total_of(&self, what: &str) -> Result<u64, RegisterError> {
        self.number_of("SELECT coalesce(max(total), 0) FROM public_totals WHERE what = ?1", [what])
    }

    pub(super) fn number(&self, sql: &'static str) -> Result<u64, RegisterError> {
        self.number_of(sql, [])
    }

    pub(super) fn number_of(&self, sql: &str, values: impl Params) -> Result<u64, RegisterError> {
        let found: Option<i64> =
            self.conn().prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()?;
        Ok(number(found.unwrap_or_default()))
    }

    pub(super) fn list<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl Fn(&Row<'_>) -> Result<T, RegisterError>,
    ) -> Result<Vec<T>, RegisterError> {
        let mut found = Vec::new();
        self.each(sql, values, read, &mut |item| {
            found.push(item);
            Ok::<_, RegisterError>(())
        })?;
        Ok(found)
    }

    pub(super) fn each<T, E: From<RegisterError>>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl Fn(&Row<'_>) -> Result<T, RegisterError>,
        visit: &mut dyn FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut query = self.conn().prepare_cached(sql).map_err(RegisterError::from)?;
        let mut rows = query.query(values).map_err(RegisterError::from)?;
        while let Some(row) = rows.next().map_err(RegisterError::from)? {
            visit(read(row)?)?;
        }
        Ok(())
    }
}

pub(super) fn id<T: std::str::FromStr>(row: &Row<'_>) -> Result<T, RegisterError> {
    parsed(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)
}

fn one<T>(mut found: Vec<T>) -> Result<Option<T>, RegisterError> {
    Ok(found.pop())
}

/// Facts by subject, property, value and id.
pub(crate) fn in_order(mut facts: Vec<PublicFact>) -> Vec<PublicFact> {
    facts.sort_by(PublicFact::in_order);
    facts
}

/// A count as SQLite keeps it.
pub(super) fn number(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or_default()
}

pub(crate) fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>) -> Result<T, RegisterError> {
    json_at(row, 0)
}

pub(super) fn json_at<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
) -> Result<T, RegisterError> {
    let text = row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?;
    serde_json::from_str(text)
        .map_err(|error| RegisterError::View(format!("what is public is not in its form: {error}")))
}

pub(crate) fn entity_row(row: &Row<'_>) -> Result<EntityRow, RegisterError> {
    let (facts, as_of) = (number(row.get(1)?), parsed(&row.get::<_, String>(2)?)?);
    Ok(EntityRow { entity: json(row)?, facts, as_of })
}

pub(crate) fn source_row(row: &Row<'_>) -> Result<SourceRow, RegisterError> {
    let (facts, as_of) = (number(row.get(1)?), parsed(&row.get::<_, String>(2)?)?);
    Ok(SourceRow { source: json(row)?, facts, as_of })
}

pub(super) fn release(row: &Row<'_>) -> Result<Release, RegisterError> {
    Ok(Release {
        fact: parsed(&row.get::<_, String>(0)?)?,
        released: row.get(1)?,
        at: parsed(&row.get::<_, String>(2)?)?,
    })
}

/// The condition that an ask means, and its values in order.
pub(super) fn condition(ask: &Ask) -> (String, Vec<Sql>) {
    let (narrowed, mut values) = narrowed("id", ask);
    values.insert(0, Sql::Text(ask.kind.as_str().to_owned()));
    (format!("kind = ?{narrowed}"), values)
}

pub(super) fn narrowed(column: &str, ask: &Ask) -> (String, Vec<Sql>) {
    let (mut sql, mut values) = (String::new(), Vec::new());
    for (facet, value) in &ask.with {
        sql.push_str(&format!(
            " AND {column} IN (SELECT entity FROM public_facets WHERE kind = ? AND facet = ? AND value = ?)"
        ));
        let words = [ask.kind.as_str(), facet.as_str(), value.as_str()];
        values.extend(words.map(|word| Sql::Text(word.to_owned())));
    }
    (sql, values)
}
