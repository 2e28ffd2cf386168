//! What becomes public, and what stops being so.
//!
//! Accepting and releasing are two acts. A released fact that no longer stands as it was released
//! (rejected, amended, under embargo, of a source that became confidential) is taken back by the very
//! act that changed it, so that the public log never promises what may not be shown.

use std::collections::BTreeSet;

use codebook::event::{ReleaseChange, Stream};
use codebook::value::ShortText;
use codebook::{Event, Sha256, SourceId, StatementId, Visibility};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, Params, Row, params};

use super::set::Set;
use crate::error::RegisterError;
use crate::read::contained::contained_in;
use crate::read::parsed;
use crate::read::statements::{State, by_id};
use crate::redaction::Cuts;
use crate::register::{Given, Register};
use crate::views::fact_id;

impl Register {
    /// Says who may see sources. What came inside a source and from nowhere else becomes confidential
    /// with it; to open a source opens nothing in it. What was released of one that becomes confidential is taken back in
    /// the same set. Sources that are so already are skipped; the answer is how many changed, and the
    /// facts taken back.
    ///
    /// # Errors
    /// If a source is unknown; nothing is written then.
    pub fn set_visibility(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        sources: &[SourceId],
        visibility: Visibility,
    ) -> Result<(usize, Vec<ReleaseChange>), RegisterError> {
        self.act(given, by, |set| {
            let mut changed = 0;
            let mut unknown = Vec::new();
            for source in sources {
                match visibility_of(set.conn, *source)? {
                    None => unknown.push(source.to_string()),
                    Some(now) if now == visibility => {}
                    Some(_) => {
                        let event = Event::VisibilitySet { source: *source, visibility };
                        set.record(Stream::Source(*source), event)?;
                        changed += 1;
                    }
                }
            }
            refuse_unknown("source", unknown)?;
            if visibility == Visibility::Confidential {
                for source in contained_in(set.conn, sources)?.only_there {
                    changed += usize::from(set_confidential(set, source)?);
                }
            }
            let hides = changed > 0 && visibility == Visibility::Confidential;
            Ok((changed, if hides { retract(set, None)? } else { Vec::new() }))
        })
    }

    /// Keeps statements from being released before a day. One that is released and whose day is yet
    /// to come (after `today`) is taken back in the same set. To lift an embargo, set a day gone by. It
    /// counts for what a statement was amended into as well, before or afterwards.
    ///
    /// # Errors
    /// If a statement is unknown; nothing is written then.
    pub fn embargo(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        statements: &[StatementId],
        until: Date,
        today: Date,
    ) -> Result<Vec<ReleaseChange>, RegisterError> {
        self.act(given, by, |set| {
            let mut unknown = Vec::new();
            for asked in statements {
                for statement in in_its_place(set.conn, *asked)? {
                    match embargo_of(set.conn, statement)? {
                        None => unknown.push(statement.to_string()),
                        Some(Some(day)) if day == until => {}
                        Some(_) => {
                            let event = Event::Embargoed { statement, until };
                            set.record(Stream::Statement(statement), event)?;
                        }
                    }
                }
            }
            refuse_unknown("statement", unknown)?;
            retract(set, Some(today))
        })
    }

    /// Makes facts public: those asked for, or all that are accepted, under no embargo on `today`, of
    /// no confidential source, and not public yet. Answers with what changed.
    ///
    /// # Errors
    /// If one that was asked for can't be: it is unknown, not accepted, under embargo, or of a
    /// confidential source. Nothing is written then.
    pub fn release(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        statements: Option<&[StatementId]>,
        today: Date,
    ) -> Result<Vec<ReleaseChange>, RegisterError> {
        self.act(given, by, |set| {
            let changes = match statements {
                Some(asked) => chosen(set.conn, asked, today)?,
                None => releasable(set.conn, today)?,
            };
            record_changes(set, changes)
        })
    }

    /// Takes back what is public and no longer stands so. Every act does this for what it changes
    /// itself, but for an embargo whose day `today` decides.
    ///
    /// # Errors
    /// If the database fails.
    pub fn retract_unpublishable(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        today: Date,
    ) -> Result<Vec<ReleaseChange>, RegisterError> {
        self.act(given, by, |set| retract(set, Some(today)))
    }
}

/// Takes back released facts that no longer stand as they were released; embargoes count where it is
/// known what day it is.
pub(super) fn retract(
    set: &mut Set<'_>,
    today: Option<Date>,
) -> Result<Vec<ReleaseChange>, RegisterError> {
    let day = today.map(|day| day.to_string());
    let changes = taken_back(
        set.conn,
        "SELECT r.fact FROM released r
         LEFT JOIN statements s ON s.id = r.statement
         LEFT JOIN sources q ON q.id = s.source
         LEFT JOIN embargoes e ON e.statement = r.statement
         WHERE s.state IS NOT 'accepted' OR s.content IS NOT r.content OR s.decided IS NOT r.decided
            OR q.visibility IS NULL OR q.visibility = 'confidential'
            OR (?1 IS NOT NULL AND e.until > ?1)
         ORDER BY r.seq, r.fact",
        [day],
    )?;
    record_changes(set, changes)
}

/// The same for what judging these statements can have changed: them, and what they were amended into.
/// What else is public is not looked at.
pub(super) fn retract_of(
    set: &mut Set<'_>,
    judged: &[StatementId],
) -> Result<Vec<ReleaseChange>, RegisterError> {
    let mut found = BTreeSet::new();
    {
        let mut query = set.conn.prepare_cached(
            "SELECT r.seq, r.fact FROM
                 (SELECT ?1 AS id UNION SELECT into_statement FROM decisions
                  WHERE statement = ?1 AND into_statement IS NOT NULL) j
             CROSS JOIN released r ON r.statement = j.id
             CROSS JOIN statements s ON s.id = r.statement
             WHERE s.state != 'accepted' OR s.content != r.content OR s.decided IS NOT r.decided",
        )?;
        for statement in judged {
            let mut rows = query.query([statement.digest().as_bytes()])?;
            while let Some(row) = rows.next()? {
                found.insert((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
            }
        }
    }
    let change =
        |(_, fact): (i64, String)| Ok(ReleaseChange { fact: parsed(&fact)?, released: false });
    let changes = found.into_iter().map(change).collect::<Result<_, RegisterError>>()?;
    record_changes(set, changes)
}

/// The retractions of the released facts that a query names by their public ids.
pub(super) fn taken_back(
    conn: &Connection,
    sql: &'static str,
    values: impl Params,
) -> Result<Vec<ReleaseChange>, RegisterError> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(values)?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let fact = parsed(&row.get::<_, String>(0)?)?;
        changes.push(ReleaseChange { fact, released: false });
    }
    Ok(changes)
}

pub(super) fn record_changes(
    set: &mut Set<'_>,
    changes: Vec<ReleaseChange>,
) -> Result<Vec<ReleaseChange>, RegisterError> {
    if !changes.is_empty() {
        set.record(Stream::Release, Event::Released { changes: changes.clone() })?;
    }
    Ok(changes)
}

const CANDIDATES: &str =
    "SELECT s.id, q.salt, s.state, q.visibility, e.until, r.seq IS NOT NULL, q.id,
         EXISTS (SELECT 1 FROM redactions x WHERE x.source = q.id)
     FROM statements s JOIN sources q ON q.id = s.source
     LEFT JOIN embargoes e ON e.statement = s.id
     LEFT JOIN released r ON r.statement = s.id";

/// A statement, with what decides whether it may become public.
struct Candidate {
    statement: StatementId,
    salt: Sha256,
    state: State,
    visibility: Visibility,
    until: Option<Date>,
    released: bool,
    source: SourceId,
    redacted: bool,
}

impl Candidate {
    fn read(row: &Row<'_>) -> Result<Self, RegisterError> {
        let text = |at: usize| row.get::<_, String>(at);
        let until: Option<String> = row.get(4)?;
        Ok(Self {
            statement: StatementId::new(Sha256::from_bytes(row.get(0)?)),
            salt: Sha256::from_bytes(row.get(1)?),
            state: parsed(&text(2)?)?,
            visibility: parsed(&text(3)?)?,
            until: until.as_deref().map(parsed).transpose()?,
            released: row.get(5)?,
            source: SourceId::new(Sha256::from_bytes(row.get(6)?)),
            redacted: row.get(7)?,
        })
    }

    fn change(&self) -> ReleaseChange {
        let fact = fact_id(&self.salt, self.statement);
        ReleaseChange { fact, released: true }
    }

    /// Why it may not become public on `today`.
    fn obstacle(&self, conn: &Connection, today: Date) -> Result<Option<String>, RegisterError> {
        if let Some(obstacle) = self.plain_obstacle(today) {
            return Ok(Some(obstacle));
        }
        let held = self.redacted && is_held_back(conn, self.source, self.statement)?;
        Ok(held.then(|| {
            format!(
                "{} is held back: it rests on or repeats words of its source that are redacted; amend it to cite and say others",
                self.statement
            )
        }))
    }

    fn plain_obstacle(&self, today: Date) -> Option<String> {
        if self.state != State::Accepted {
            return Some(format!("{} is {}, not accepted", self.statement, self.state));
        }
        if self.visibility == Visibility::Confidential {
            return Some(format!("the source of {} is confidential", self.statement));
        }
        let until = self.until.filter(|until| *until > today)?;
        Some(format!("{} is under embargo until {until}", self.statement))
    }
}

fn releasable(conn: &Connection, today: Date) -> Result<Vec<ReleaseChange>, RegisterError> {
    let sql = format!("{CANDIDATES} WHERE s.waits = 1 ORDER BY s.made, s.id");
    let mut query = conn.prepare_cached(&sql)?;
    let mut changes = Vec::new();
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let candidate = Candidate::read(row)?;
        if candidate.obstacle(conn, today)?.is_none() {
            changes.push(candidate.change());
        }
    }
    Ok(changes)
}

fn chosen(
    conn: &Connection,
    asked: &[StatementId],
    today: Date,
) -> Result<Vec<ReleaseChange>, RegisterError> {
    let sql = format!("{CANDIDATES} WHERE s.id = ?1");
    let mut query = conn.prepare_cached(&sql)?;
    let (mut changes, mut unknown, mut obstacles) = (Vec::new(), Vec::new(), Vec::new());
    let mut taken = BTreeSet::new();
    for id in asked {
        let mut rows = query.query([id.digest().as_bytes()])?;
        let Some(row) = rows.next()? else {
            unknown.push(id.to_string());
            continue;
        };
        let candidate = Candidate::read(row)?;
        match candidate.obstacle(conn, today)? {
            Some(obstacle) => obstacles.push(obstacle),
            None if candidate.released || !taken.insert(*id) => {}
            None => changes.push(candidate.change()),
        }
    }
    refuse_unknown("statement", unknown)?;
    if obstacles.is_empty() { Ok(changes) } else { Err(RegisterError::NotReleasable(obstacles)) }
}

/// True where a redaction of its source keeps a statement from the public.
fn is_held_back(
    conn: &Connection,
    source: SourceId,
    statement: StatementId,
) -> Result<bool, RegisterError> {
    let view = by_id(conn, statement)?;
    let cuts = Cuts::of(conn, source)?;
    Ok(view.is_none_or(|view| cuts.hold_back(view.statement.parts())))
}

/// Takes back what is public of a source and is held back by its redactions now.
pub(super) fn retract_redacted(
    set: &mut Set<'_>,
    source: SourceId,
) -> Result<Vec<ReleaseChange>, RegisterError> {
    let mut released = Vec::new();
    {
        let mut query = set.conn.prepare_cached(
            "SELECT s.id, r.fact FROM statements s JOIN released r ON r.statement = s.id
             WHERE s.source = ?1 ORDER BY r.seq, r.fact",
        )?;
        let mut rows = query.query([source.digest().as_bytes()])?;
        while let Some(row) = rows.next()? {
            let statement = StatementId::new(Sha256::from_bytes(row.get(0)?));
            released.push((statement, row.get::<_, String>(1)?));
        }
    }
    let mut changes = Vec::new();
    for (statement, fact) in released {
        if is_held_back(set.conn, source, statement)? {
            changes.push(ReleaseChange { fact: parsed(&fact)?, released: false });
        }
    }
    record_changes(set, changes)
}

fn refuse_unknown(what: &'static str, ids: Vec<String>) -> Result<(), RegisterError> {
    let list = if what == "source" { "source --list" } else { "statements" };
    if ids.is_empty() { Ok(()) } else { Err(RegisterError::Unknown { what, list, ids }) }
}

/// Makes a source confidential; false where it is so already.
pub(super) fn set_confidential(set: &mut Set<'_>, source: SourceId) -> Result<bool, RegisterError> {
    let visibility = Visibility::Confidential;
    if visibility_of(set.conn, source)?.is_none_or(|now| now == visibility) {
        return Ok(false);
    }
    set.record(Stream::Source(source), Event::VisibilitySet { source, visibility })?;
    Ok(true)
}

/// True where nothing of a source leaves the desk.
pub(super) fn is_confidential(conn: &Connection, source: SourceId) -> Result<bool, RegisterError> {
    Ok(visibility_of(conn, source)?.is_some_and(|now| now == Visibility::Confidential))
}

fn visibility_of(conn: &Connection, source: SourceId) -> Result<Option<Visibility>, RegisterError> {
    let found: Option<String> = conn
        .prepare_cached("SELECT visibility FROM sources WHERE id = ?1")?
        .query_row([source.digest().as_bytes()], |row| row.get(0))
        .optional()?;
    found.as_deref().map(parsed).transpose()
}

/// The statement, what it was amended into, what that was, and so on.
fn in_its_place(
    conn: &Connection,
    statement: StatementId,
) -> Result<Vec<StatementId>, RegisterError> {
    let mut query = conn.prepare_cached(
        "SELECT d.into_statement FROM statements s JOIN decisions d ON d.seq = s.decided
         WHERE s.id = ?1 AND s.state = 'amended'",
    )?;
    let (mut chain, mut next) = (Vec::new(), Some(statement));
    while let Some(id) = next.filter(|id| !chain.contains(id)) {
        chain.push(id);
        let into: Option<[u8; 32]> =
            query.query_row([id.digest().as_bytes()], |row| row.get(0)).optional()?;
        next = into.map(|into| StatementId::new(Sha256::from_bytes(into)));
    }
    Ok(chain)
}

/// The day of a statement's embargo; `None` outside for an unknown statement, inside for none.
pub(super) fn embargo_of(
    conn: &Connection,
    statement: StatementId,
) -> Result<Option<Option<Date>>, RegisterError> {
    let found: Option<Option<String>> = conn
        .prepare_cached(
            "SELECT e.until FROM statements s LEFT JOIN embargoes e ON e.statement = s.id
             WHERE s.id = ?1",
        )?
        .query_row(params![statement.digest().as_bytes()], |row| row.get(0))
        .optional()?;
    found.map(|until| until.as_deref().map(parsed).transpose()).transpose()
}
