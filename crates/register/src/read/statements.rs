//! Statements as they stand.

use codebook::{
    Citation, Decision, EntityId, Envelope, Event, FactId, SourceId, Statement, StatementId,
    Verdict,
};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params_from_iter};

use super::{digest, parsed};
use crate::error::RegisterError;
use crate::log::{Log as _, SqliteLog};
use crate::register::Register;

/// How a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nobody has judged it.
    Undecided,
    /// It stands: it is a fact.
    Accepted,
    /// It does not stand.
    Rejected,
    /// Another stands in its place.
    Amended,
    /// It stood in the place of another, until that was judged anew.
    Withdrawn,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Undecided, Self::Accepted, Self::Rejected, Self::Amended, Self::Withdrawn];

    /// The word used on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Undecided => "undecided",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Amended => "amended",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for State {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            format!("`{text}` is no state of a statement; those are: {known}")
        })
    }
}

/// A statement as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementView {
    /// The statement; where an amendment changed its qualifiers only, as amended.
    pub statement: Statement,
    /// Whether it stands.
    pub state: State,
    /// Its version, which a judgement may expect.
    pub version: u32,
    /// The decision in force: on this statement, or on the one that was amended into it.
    pub decision: Option<Decision>,
    /// The entity it is about, if that is bound.
    pub subject: Option<EntityId>,
    /// The entity its value names, if it names one that is bound.
    pub names: Option<EntityId>,
    /// Its public id, and since when it is public, if it is.
    pub released: Option<(FactId, Timestamp)>,
    /// The first day on which it may be released, where somebody said.
    pub embargo: Option<Date>,
}

pub(super) const SELECT: &str = "
    SELECT s.id, s.content, s.decided, s.state, s.version, es.root, en.root, r.fact, r.at, e.until
    FROM statements s
    LEFT JOIN bindings bs
        ON bs.source = s.source AND bs.kind = s.subject_kind AND bs.folded = s.subject
    LEFT JOIN bindings bn
        ON bn.source = s.source AND bn.kind = s.named_kind AND bn.folded = s.named
    LEFT JOIN entities es ON es.id = bs.entity
    LEFT JOIN entities en ON en.id = bn.entity
    LEFT JOIN released r ON r.statement = s.id
    LEFT JOIN embargoes e ON e.statement = s.id";

impl Register {
    /// The statement whose id is, or begins with, `id`.
    ///
    /// # Errors
    /// If there is none, or several.
    pub fn statement(&self, id: &str) -> Result<StatementView, RegisterError> {
        let wrong = || RegisterError::NoId(id.to_owned());
        let bound = |fill: char| {
            let padded: String = id.chars().chain(std::iter::repeat(fill)).take(64).collect();
            padded.parse::<StatementId>().map_err(|_| wrong())
        };
        if id.is_empty() || id.len() > 64 {
            return Err(wrong());
        }
        let range =
            [bound('0')?, bound('f')?].map(|bound| Sql::Blob(bound.digest().as_bytes().to_vec()));
        let sql = format!("{SELECT} WHERE s.id BETWEEN ? AND ? ORDER BY s.id");
        let mut found = query(&self.conn, &sql, range.to_vec())?;
        match (found.pop(), found.len()) {
            (Some(only), 0) => Ok(only),
            (Some(_), more) => Err(RegisterError::Ambiguous {
                what: "statements",
                prefix: id.to_owned(),
                count: more + 1,
            }),
            (None, _) => Err(RegisterError::Unknown {
                what: "statement",
                list: "statements",
                ids: vec![id.to_owned()],
            }),
        }
    }
}

impl Register {
    /// Where the statements of a source were seen besides the place that they are shown with: in other
    /// layers, by other readers, or before they were amended. In the order in which that came.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn sightings(
        &self,
        source: SourceId,
    ) -> Result<Vec<(StatementId, Citation)>, RegisterError> {
        let mut query = self.conn.prepare_cached(
            "SELECT g.statement, g.seq FROM statements s JOIN sightings g ON g.statement = s.id
             WHERE s.source = ?1 AND g.seq != s.content ORDER BY g.seq",
        )?;
        let mut rows = query.query([source.digest().as_bytes()])?;
        let mut seen = Vec::new();
        while let Some(row) = rows.next()? {
            let id = StatementId::new(digest(row.get(0)?));
            let seq: i64 = row.get(1)?;
            let citation = match event(&self.conn, seq)? {
                Event::Sighted { citation, .. } => citation,
                Event::Proposed { statement } => statement.into_parts().citation,
                other => {
                    return Err(RegisterError::View(format!(
                        "log row {seq} is a {}",
                        other.name()
                    )));
                }
            };
            seen.push((id, citation));
        }
        Ok(seen)
    }
}

/// One statement by its whole id.
pub(crate) fn by_id(
    conn: &Connection,
    id: StatementId,
) -> Result<Option<StatementView>, RegisterError> {
    let sql = format!("{SELECT} WHERE s.id = ?");
    let id = Sql::Blob(id.digest().as_bytes().to_vec());
    Ok(query(conn, &sql, vec![id])?.pop())
}

pub(super) fn query(
    conn: &Connection,
    sql: &str,
    values: Vec<Sql>,
) -> Result<Vec<StatementView>, RegisterError> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(params_from_iter(values))?;
    let mut views = Vec::new();
    while let Some(row) = rows.next()? {
        views.push(view(conn, row)?);
    }
    Ok(views)
}

pub(super) fn view(conn: &Connection, row: &Row<'_>) -> Result<StatementView, RegisterError> {
    let id = StatementId::new(digest(row.get(0)?));
    let content = event(conn, row.get(1)?)?;
    let decided: Option<i64> = row.get(2)?;
    let entity = |text: Option<String>| text.map(|text| parsed(&text)).transpose();
    let (fact, at): (Option<String>, Option<String>) = (row.get(7)?, row.get(8)?);
    let released = match (fact, at) {
        (Some(fact), Some(at)) => Some((parsed(&fact)?, parsed(&at)?)),
        _ => None,
    };
    let until: Option<String> = row.get(9)?;
    Ok(StatementView {
        statement: statement_of(content, id)?,
        state: parsed(&row.get::<_, String>(3)?)?,
        version: row.get(4)?,
        decision: decided.map(|seq| decision_at(conn, seq)).transpose()?,
        subject: entity(row.get(5)?)?,
        names: entity(row.get(6)?)?,
        released,
        embargo: until.map(|until| parsed(&until)).transpose()?,
    })
}

fn event(conn: &Connection, seq: i64) -> Result<Event, RegisterError> {
    let seq = seq.cast_unsigned();
    let envelope: Option<Envelope> = match SqliteLog(conn).row(seq)? {
        Some(row) => row.envelope()?,
        None => None,
    };
    let missing = || RegisterError::View(format!("it points to log row {seq}, which is not there"));
    envelope.map(|envelope| envelope.event).ok_or_else(missing)
}

fn decision_at(conn: &Connection, seq: i64) -> Result<Decision, RegisterError> {
    match event(conn, seq)? {
        Event::Decided { decision } => Ok(decision),
        other => Err(RegisterError::View(format!("log row {seq} is a {}", other.name()))),
    }
}

fn statement_of(event: Event, id: StatementId) -> Result<Statement, RegisterError> {
    let statement = match event {
        Event::Proposed { statement } => Some(*statement),
        Event::Decided { decision } => match decision.verdict {
            Verdict::Amended { into, .. } => Some(*into),
            _ => None,
        },
        _ => None,
    };
    statement
        .filter(|statement| statement.id() == id)
        .ok_or_else(|| RegisterError::View(format!("statement {id} is not where it points")))
}
