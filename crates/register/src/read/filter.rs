//! Which statements are asked for: a page of them, how many there are, and how they spread.

use std::ops::Range;

use codebook::statement::Confidence;
use codebook::value::ShortText;
use codebook::{EntityId, Mention, Property, ReaderId, SourceId, StatementId};
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::statements::{SELECT, State, StatementView, query, view};
use super::{UNSEEN, digest, parsed, rows};
use crate::error::RegisterError;
use crate::register::Register;

/// An order of statements.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// As they came.
    #[default]
    Came,
    /// What is most worth a person's next minute first: what a story would stand on, and how likely it is
    /// right.
    Worth,
    /// By where the quote begins in the text; of one source, as one reads.
    Place,
}

/// Which statements are asked for; everything left open fits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this state.
    pub state: Option<State>,
    /// Of this source.
    pub source: Option<SourceId>,
    /// Saying this.
    pub property: Option<Property>,
    /// Proposed first by this reader.
    pub reader: Option<ReaderId>,
    /// About this entity, or one merged with it.
    pub subject: Option<EntityId>,
    /// Whose value names this entity, or one merged with it.
    pub named: Option<EntityId>,
    /// About what is called so in the source, whatever that is bound to.
    pub mention: Option<Mention>,
    /// Whose quote begins at one of these bytes of its text layer.
    pub place: Option<Range<u64>>,
    /// Proposed with at least this confidence.
    pub confidence: Option<Confidence>,
    /// Proposed with at most this confidence.
    pub at_most: Option<Confidence>,
    /// Those that a person must look at the source for, or those that need no such care.
    pub needs_eyes: Option<bool>,
    /// Only those that wait to be released: accepted, not public, and of no confidential source.
    pub waits: bool,
    /// Of sources that somebody of this name may see.
    pub seen_by: Option<ShortText>,
    /// In which order.
    pub order: Order,
    /// After this many.
    pub offset: usize,
    /// At most this many.
    pub limit: Option<usize>,
}

/// How the statements that fit spread; each list by number, the greatest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By state.
    pub states: Vec<(State, u64)>,
    /// By property.
    pub properties: Vec<(Property, u64)>,
    /// By the reader that proposed them first.
    pub readers: Vec<(ReaderId, u64)>,
    /// By source.
    pub sources: Vec<(SourceId, u64)>,
}

impl Order {
    const fn columns(self) -> &'static str {
        match self {
            Self::Came => "s.made, s.id",
            Self::Worth => "s.worth DESC, s.made, s.id",
            Self::Place => "s.place, s.made, s.id",
        }
    }
}

const ABOUT: &str = "s.id IN (SELECT x.id FROM entities e
    CROSS JOIN bindings b ON b.entity = e.id
    CROSS JOIN statements x ON x.source = b.source AND x.subject_kind = b.kind
        AND x.subject = b.folded
    WHERE e.root = (SELECT root FROM entities WHERE id = ?))";
const NAMING: &str = "s.id IN (SELECT x.id FROM entities e
    CROSS JOIN bindings b ON b.entity = e.id
    CROSS JOIN statements x ON x.source = b.source AND x.named_kind = b.kind AND x.named = b.folded
    WHERE e.root = (SELECT root FROM entities WHERE id = ?))";

/// Written out, since SQLite takes an index of a part for what says just that.
const WAITS: &str = "s.waits = 1
    AND s.source NOT IN (SELECT id FROM sources WHERE visibility = 'confidential')";

/// The conditions, as SQL that begins with ` WHERE` where there are any, and what they hold against.
fn conditions(filter: &Filter) -> (String, Vec<Sql>) {
    let text = |text: &str| Sql::Text(text.to_owned());
    let entity = |entity: EntityId| Sql::Text(entity.to_string());
    let number = |c: Confidence| Sql::Integer(c.as_thousandths().into());
    let unseen = format!("s.source NOT IN ({UNSEEN})");
    let mention = filter.mention.as_ref();
    let place = |at: u64| Sql::Integer(i64::try_from(at).unwrap_or(i64::MAX));
    let all = [
        ("s.state = ?", filter.state.map(|state| text(state.as_str()))),
        ("s.source = ?", filter.source.map(|id| Sql::Blob(id.digest().as_bytes().to_vec()))),
        ("s.property = ?", filter.property.map(|property| text(property.as_str()))),
        ("s.reader = ?", filter.reader.as_ref().map(|reader| text(&reader.to_string()))),
        (ABOUT, filter.subject.map(entity)),
        (NAMING, filter.named.map(entity)),
        ("s.subject_kind = ?", mention.map(|mention| text(mention.kind.as_str()))),
        ("s.subject = ?", mention.map(|mention| Sql::Text(mention.folded()))),
        ("s.place >= ?", filter.place.as_ref().map(|range| place(range.start))),
        ("s.place < ?", filter.place.as_ref().map(|range| place(range.end))),
        ("s.confidence >= ?", filter.confidence.map(number)),
        ("s.confidence <= ?", filter.at_most.map(number)),
        ("s.eyes = ?", filter.needs_eyes.map(|eyes| Sql::Integer(eyes.into()))),
        (unseen.as_str(), filter.seen_by.as_ref().map(|name| text(name.as_str()))),
    ];
    let (mut sql, mut values) = (String::new(), Vec::new());
    for (condition, value) in all {
        let Some(value) = value else { continue };
        sql.push_str(if values.is_empty() { " WHERE " } else { " AND " });
        sql.push_str(condition);
        values.push(value);
    }
    if filter.waits {
        sql.push_str(if values.is_empty() { " WHERE " } else { " AND " });
        sql.push_str(WAITS);
    }
    (sql, values)
}

impl Register {
    /// The statements that fit, in the order asked for.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn statements(&self, filter: &Filter) -> Result<Vec<StatementView>, RegisterError> {
        let (conditions, values) = conditions(filter);
        let limit = filter.limit.map_or(-1, rows);
        let (order, offset) = (filter.order.columns(), rows(filter.offset));
        let sql = format!("{SELECT}{conditions} ORDER BY {order} LIMIT {limit} OFFSET {offset}");
        query(&self.conn, &sql, values)
    }

    /// Visits the statements that fit, in the order asked for, as they stand at one moment, whatever is decided meanwhile.
    ///
    /// # Errors
    /// If the register can't be read, or `visit` fails.
    pub fn each_statement<E: From<RegisterError>>(
        &self,
        filter: &Filter,
        mut visit: impl FnMut(StatementView) -> Result<(), E>,
    ) -> Result<(), E> {
        let wrong = |error: rusqlite::Error| E::from(error.into());
        // Each row is looked up in the log, too: all of it is to be of the moment of the first.
        let moment = self.conn.unchecked_transaction().map_err(wrong)?;
        let (conditions, values) = conditions(filter);
        let sql = format!("{SELECT}{conditions} ORDER BY {}", filter.order.columns());
        let mut query = moment.prepare(&sql).map_err(wrong)?;
        let mut rows = query.query(params_from_iter(values)).map_err(wrong)?;
        while let Some(row) = rows.next().map_err(wrong)? {
            visit(view(&moment, row)?)?;
        }
        Ok(())
    }

    /// How many statements fit, whatever page is asked for.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn count_statements(&self, filter: &Filter) -> Result<u64, RegisterError> {
        let (conditions, values) = conditions(filter);
        let sql = format!("SELECT count(*) FROM statements s{conditions}");
        let mut query = self.conn.prepare_cached(&sql)?;
        let count: i64 = query.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(count.cast_unsigned())
    }

    /// How many of the statements that fit stand before one in their text, whatever page and order are
    /// asked for; it need not fit itself.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn count_before(
        &self,
        filter: &Filter,
        statement: StatementId,
    ) -> Result<u64, RegisterError> {
        let (conditions, mut values) = conditions(filter);
        let joined = if conditions.is_empty() { "WHERE" } else { "AND" };
        let sql = format!(
            "SELECT count(*) FROM statements s{conditions} {joined} (s.place, s.made, s.id) <
                 (SELECT place, made, id FROM statements WHERE id = ?)"
        );
        values.push(Sql::Blob(statement.digest().as_bytes().to_vec()));
        let mut query = self.conn.prepare_cached(&sql)?;
        let count: i64 = query.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(count.cast_unsigned())
    }

    /// How the statements that fit spread, whatever page is asked for; at most `limit` of a list.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn facets(&self, filter: &Filter, limit: usize) -> Result<Facets, RegisterError> {
        let text = |row: &Row<'_>| row.get::<_, String>(0);
        Ok(Facets {
            states: self.spread("s.state", filter, limit, |row| parsed(&text(row)?))?,
            properties: self.spread("s.property", filter, limit, |row| parsed(&text(row)?))?,
            readers: self.spread("s.reader", filter, limit, |row| parsed(&text(row)?))?,
            sources: self
                .spread("s.source", filter, limit, |row| Ok(SourceId::new(digest(row.get(0)?))))?,
        })
    }

    fn spread<T>(
        &self,
        column: &str,
        filter: &Filter,
        limit: usize,
        read: impl Fn(&Row<'_>) -> Result<T, RegisterError>,
    ) -> Result<Vec<(T, u64)>, RegisterError> {
        let (conditions, values) = conditions(filter);
        let sql = format!(
            "SELECT {column}, count(*) FROM statements s{conditions}
             GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {}",
            rows(limit)
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut found = query.query(params_from_iter(values))?;
        let mut spread = Vec::new();
        while let Some(row) = found.next()? {
            spread.push((read(row)?, row.get::<_, i64>(1)?.cast_unsigned()));
        }
        Ok(spread)
    }
}
