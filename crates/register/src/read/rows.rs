//! A page of sources, with how far each has come.

use codebook::value::ShortText;
use codebook::{LayerRecord, SourceId, Visibility};
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::sources::{OriginView, SELECT_SOURCE, SourceView, layers_of, origins_of, source_view};
use super::statements::State;
use super::{UNSEEN, parsed, rows};
use crate::error::RegisterError;
use crate::register::Register;

/// Which sources are asked for; everything left open fits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFilter {
    /// That may be seen so.
    pub visibility: Option<Visibility>,
    /// That no text, or not all of it, could be got out of, or those where all went well.
    pub failed: Option<bool>,
    /// That have statements nobody has judged, or have none.
    pub undecided: Option<bool>,
    /// That somebody of this name may see.
    pub seen_by: Option<ShortText>,
    /// After this many.
    pub offset: usize,
    /// At most this many.
    pub limit: Option<usize>,
}

/// A source, with how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// The source.
    pub source: SourceView,
    /// How many of its statements are in which state; states without any are left out.
    pub statements: Vec<(State, u64)>,
    /// Why text is missing.
    pub failures: Vec<ShortText>,
}

fn conditions(filter: &SourceFilter) -> (String, Vec<Sql>) {
    let has = |is: bool, what: &str| format!("{}EXISTS ({what})", if is { "" } else { "NOT " });
    let mut all = Vec::new();
    let mut values = Vec::new();
    if let Some(visibility) = filter.visibility {
        all.push("visibility = ?".to_owned());
        values.push(Sql::Text(visibility.as_str().to_owned()));
    }
    if let Some(name) = &filter.seen_by {
        all.push(format!("id NOT IN ({UNSEEN})"));
        values.push(Sql::Text(name.to_string()));
    }
    if let Some(failed) = filter.failed {
        all.push(has(failed, "SELECT 1 FROM failures f WHERE f.source = sources.id"));
    }
    if let Some(undecided) = filter.undecided {
        all.push(has(
            undecided,
            "SELECT 1 FROM statements s WHERE s.source = sources.id AND s.state = 'undecided'",
        ));
    }
    let joined =
        if all.is_empty() { String::new() } else { format!(" WHERE {}", all.join(" AND ")) };
    (joined, values)
}

impl Register {
    /// The sources that fit, the newest first.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn source_rows(&self, filter: &SourceFilter) -> Result<Vec<SourceRow>, RegisterError> {
        let (conditions, values) = conditions(filter);
        let sql = format!(
            "{SELECT_SOURCE}{conditions} ORDER BY seq DESC LIMIT {} OFFSET {}",
            filter.limit.map_or(-1, rows),
            rows(filter.offset)
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut found = query.query(params_from_iter(values))?;
        let mut page = Vec::new();
        while let Some(row) = found.next()? {
            page.push(self.source_row(source_view(row)?)?);
        }
        Ok(page)
    }

    /// How many sources fit, whatever page is asked for.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn count_sources(&self, filter: &SourceFilter) -> Result<u64, RegisterError> {
        let (conditions, values) = conditions(filter);
        let sql = format!("SELECT count(*) FROM sources{conditions}");
        let mut query = self.conn.prepare_cached(&sql)?;
        let count: i64 = query.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(count.cast_unsigned())
    }

    fn states_of(&self, source: SourceId) -> Result<Vec<(State, u64)>, RegisterError> {
        let mut query = self.conn.prepare_cached(
            "SELECT state, count(*) FROM statements WHERE source = ?1 GROUP BY 1 ORDER BY 1",
        )?;
        let mut found = query.query([source.digest().as_bytes()])?;
        let mut states = Vec::new();
        while let Some(row) = found.next()? {
            states
                .push((parsed(&row.get::<_, String>(0)?)?, row.get::<_, i64>(1)?.cast_unsigned()));
        }
        Ok(states)
    }

    /// A source with its statements counted and what failed.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn source_row(&self, source: SourceView) -> Result<SourceRow, RegisterError> {
        let (statements, failures) =
            (self.states_of(source.source)?, self.failures_of(source.source)?);
        Ok(SourceRow { source, statements, failures })
    }

    /// Where a source came from, in the order in which that was seen.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn origins_of(&self, source: SourceId) -> Result<Vec<OriginView>, RegisterError> {
        origins_of(&self.conn, source)
    }

    /// The text layers of a source that its author had not hidden, in the order in which they were made.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn shown_layers_of(&self, source: SourceId) -> Result<Vec<LayerRecord>, RegisterError> {
        let mut layers = layers_of(&self.conn, source)?;
        layers.retain(|layer| !layer.extractor.hidden);
        Ok(layers)
    }

    fn failures_of(&self, source: SourceId) -> Result<Vec<ShortText>, RegisterError> {
        let mut query =
            self.conn.prepare_cached("SELECT why FROM failures WHERE source = ?1 ORDER BY seq")?;
        let mut found = query.query([source.digest().as_bytes()])?;
        let mut failures = Vec::new();
        while let Some(row) = found.next()? {
            failures.push(parsed(&row.get::<_, String>(0)?)?);
        }
        Ok(failures)
    }
}
