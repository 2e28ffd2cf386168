//! Saved searches: over the fields of facts, never over words. One that looked for words would be a watch
//! on whoever they name.

use std::ops::Bound;

use codebook::fold::fold_name;
use tantivy::Term;
use tantivy::query::{BooleanQuery, Occur, RangeQuery, TermQuery};
use tantivy::schema::IndexRecordOption;

use crate::error::SearchError;
use crate::facets::Counter;
use crate::feed::Feed;
use crate::field::Field;
use crate::find::{Look, Request};
use crate::hits::FactHit;
use crate::index::{Index, wrong};
use crate::query::{Clause, Query, Wanted};
use crate::seer::Seer;
use crate::translate::Translator;

/// A query that may be asked again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSearch {
    typed: String,
    query: Query,
}

/// Why a query is not saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It looks for nothing in particular.
    #[error("a saved search needs a field, as technology:iris or place:\"Puerto Lobo\"")]
    Empty,
    /// It has words that belong to no field.
    #[error(
        "a saved search looks in the fields of facts, never for words, so that it can't become a watch on a person: leave out `{0}`"
    )]
    Words(String),
    /// It names a field that holds free text.
    #[error(
        "a saved search can't look in `{0}:`; it can in kind, agency, vendor, place, technology, status, property, year and state"
    )]
    Field(Field),
    /// It names nothing that facts call so.
    #[error(
        "no {0} of this dossier is called `{1}`; a saved search takes the whole name of one that facts name"
    )]
    Unknown(Field, String),
    /// It has what may be a person's name.
    #[error("`{0}` may be a person's name, and no saved search looks for persons")]
    Person(String),
}

impl SavedSearch {
    /// What was typed: to be kept, and to be handed to [`Index::save`] again when it is taken up.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The query.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }
}

impl Index {
    /// Takes what was typed for a saved search, or says why not. Names must be those of bodies,
    /// companies or places that facts name and `seer` may see.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn save(
        &self,
        typed: &str,
        seer: &Seer,
    ) -> Result<Result<SavedSearch, Refused>, SearchError> {
        let query = Query::parse(typed);
        if query.clauses().is_empty() {
            return Ok(Err(Refused::Empty));
        }
        for clause in query.clauses() {
            if let Some(refused) = self.refuse(clause, seer)? {
                return Ok(Err(refused));
            }
        }
        Ok(Ok(SavedSearch { typed: typed.to_owned(), query }))
    }

    fn refuse(&self, clause: &Clause, seer: &Seer) -> Result<Option<Refused>, SearchError> {
        let text = match &clause.wanted {
            Wanted::Word(text) | Wanted::Phrase(text) | Wanted::Prefix(text) => text,
            Wanted::Terms(_) | Wanted::Years(_) => return Ok(None),
        };
        let field = match clause.field {
            None => return Ok(Some(Refused::Words(text.clone()))),
            Some(field @ (Field::Agency | Field::Vendor | Field::Place)) => field,
            Some(field) => return Ok(Some(Refused::Field(field))),
        };
        // A place may be called after a person; a body or company so called may be one.
        if field != Field::Place && reading::may_name_a_person(text) {
            return Ok(Some(Refused::Person(text.clone())));
        }
        let known =
            !matches!(clause.wanted, Wanted::Prefix(_)) && self.names(field, clause, text, seer)?;
        Ok((!known).then(|| Refused::Unknown(field, text.clone())))
    }

    /// True where facts name something so, by its whole name.
    fn names(
        &self,
        field: Field,
        clause: &Clause,
        text: &str,
        seer: &Seer,
    ) -> Result<bool, SearchError> {
        let counted: &'static [Field] = match field {
            Field::Agency => &[Field::Agency],
            Field::Vendor => &[Field::Vendor],
            _ => &[Field::Place],
        };
        let positive = Clause { negated: false, ..clause.clone() };
        let ask = BooleanQuery::new(Translator::new(&self.fields).facts([&positive], seer));
        let searcher = self.searcher()?;
        let counts = searcher.search(&ask, &Counter(counted)).map_err(wrong(&self.dir))?;
        let wanted = fold_name(text);
        let facets = counts.facets(counted, usize::MAX);
        Ok(facets.iter().flat_map(|facet| &facet.values).any(|it| fold_name(&it.value) == wanted))
    }

    /// The facts that fit a saved search and changed after the log's row `since`, those that changed last
    /// first: accepted ones, unless the search itself names a state.
    ///
    /// # Errors
    /// If the index or the register can't be read.
    pub fn new_since(
        &self,
        feed: &dyn Feed,
        seer: &Seer,
        search: &SavedSearch,
        since: u64,
        limit: usize,
    ) -> Result<Vec<FactHit>, SearchError> {
        let look = Look {
            index: self,
            feed,
            seer,
            searcher: self.searcher()?,
            translator: Translator::new(&self.fields),
        };
        let clauses: Vec<&Clause> = search.query.clauses().iter().collect();
        let mut pieces = look.translator.facts(clauses.iter().copied(), seer);
        let after = Bound::Excluded(Term::from_field_u64(self.fields.changed, since));
        pieces.push((Occur::Must, Box::new(RangeQuery::new(after, Bound::Unbounded))));
        if !clauses.iter().any(|clause| clause.field == Some(Field::State)) {
            let accepted = Term::from_field_text(self.fields.state, "accepted");
            let query = TermQuery::new(accepted, IndexRecordOption::Basic);
            pieces.push((Occur::Must, Box::new(query)));
        }
        let request = Request { limit, ..Request::default() };
        look.fact_hits(&BooleanQuery::new(pieces), false, &clauses, &request)
    }
}
