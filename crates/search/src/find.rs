//! Finding: hits in facts and in texts, and counts by field.

use codebook::{LayerId, SourceId};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur};
use tantivy::schema::Value as _;
use tantivy::{DocAddress, Order, Searcher, TantivyDocument};

use crate::error::SearchError;
use crate::facets::{COUNTED, Counter, Facet, Sources};
use crate::feed::Feed;
use crate::field::Field;
use crate::follow::statement_of;
use crate::hits::{FactHit, TextHit};
use crate::index::{Index, wrong};
use crate::query::{Clause, Query};
use crate::seer::Seer;
use crate::snippet::{Marker, Snippet};
use crate::translate::{Pieces, Translator, telling};

/// So many values of each field are counted out.
const MOST_VALUES: usize = 20;

/// Where is looked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scope {
    /// In facts and in texts.
    #[default]
    Both,
    /// In facts only.
    Facts,
    /// In texts only.
    Texts,
}

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// What is looked for.
    pub query: Query,
    /// Where.
    pub scope: Scope,
    /// So many hits of each kind are left out, the best ones.
    pub offset: usize,
    /// At most so many of each kind.
    pub limit: usize,
}

/// What was found, of what may be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Facts, the best first; those that changed last where no words were looked for.
    pub facts: Vec<FactHit>,
    /// How many facts fit.
    pub facts_total: u64,
    /// How many facts fit, by field.
    pub facets: Vec<Facet>,
    /// Passages, the best first.
    pub texts: Vec<TextHit>,
    /// How many passages fit.
    pub texts_total: u64,
}

impl Index {
    /// Looks in what the index knows. All parts of the query must fit the one fact, or the one passage;
    /// what a query says of fields, passages meet by their source: it has a fact that fits.
    ///
    /// # Errors
    /// If the index or the register can't be read.
    pub fn search(
        &self,
        feed: &dyn Feed,
        seer: &Seer,
        request: &Request,
    ) -> Result<Found, SearchError> {
        let look = Look {
            index: self,
            feed,
            seer,
            searcher: self.searcher()?,
            translator: Translator::new(&self.fields),
        };
        let clauses = telling(&request.query);
        let mut found = Found::default();
        if request.scope != Scope::Texts {
            look.facts(&clauses, request, &mut found)?;
        }
        if request.scope != Scope::Facts {
            look.texts(&clauses, request, &mut found)?;
        }
        Ok(found)
    }
}

/// One search.
pub(crate) struct Look<'a> {
    pub(crate) index: &'a Index,
    pub(crate) feed: &'a dyn Feed,
    pub(crate) seer: &'a Seer,
    pub(crate) searcher: Searcher,
    pub(crate) translator: Translator<'a>,
}

impl Look<'_> {
    fn wrong(&self) -> impl Fn(tantivy::TantivyError) -> SearchError + use<> {
        wrong(&self.index.dir)
    }

    fn facts(
        &self,
        clauses: &[&Clause],
        request: &Request,
        found: &mut Found,
    ) -> Result<(), SearchError> {
        let ask = BooleanQuery::new(self.translator.facts(clauses.iter().copied(), self.seer));
        let counted = self.searcher.search(&ask, &Counter(&COUNTED)).map_err(self.wrong())?;
        found.facts_total = counted.total;
        found.facets = counted.facets(&COUNTED, MOST_VALUES);
        let by_words = clauses.iter().any(|clause| clause.field.is_none() && !clause.negated);
        found.facts = self.fact_hits(&ask, by_words, clauses, request)?;
        Ok(())
    }

    /// The facts that fit, the best first, or those that changed last.
    pub(crate) fn fact_hits(
        &self,
        ask: &BooleanQuery,
        by_words: bool,
        clauses: &[&Clause],
        request: &Request,
    ) -> Result<Vec<FactHit>, SearchError> {
        if request.limit == 0 {
            return Ok(Vec::new());
        }
        let top = TopDocs::with_limit(request.limit).and_offset(request.offset);
        let places: Vec<DocAddress> = if by_words {
            let hits = self.searcher.search(ask, &top.order_by_score()).map_err(self.wrong())?;
            hits.into_iter().map(|(_, place)| place).collect()
        } else {
            let top = top.order_by_fast_field::<u64>("changed", Order::Desc);
            let hits = self.searcher.search(ask, &top).map_err(self.wrong())?;
            hits.into_iter().map(|(_, place)| place).collect()
        };
        let marker = Marker::new(clauses.iter().copied());
        let mut hits = Vec::new();
        for place in places {
            let doc: TantivyDocument = self.searcher.doc(place).map_err(self.wrong())?;
            let Some(id) = statement_of(&doc, self.index) else { continue };
            let view = self.feed.statement(id)?;
            let seen = view.filter(|view| self.seer.sees(view.statement.source()));
            hits.extend(seen.map(|view| FactHit::of(&view, &marker)));
        }
        Ok(hits)
    }

    fn texts(
        &self,
        clauses: &[&Clause],
        request: &Request,
        found: &mut Found,
    ) -> Result<(), SearchError> {
        let mut pieces = self.translator.texts(clauses.iter().copied(), self.seer);
        self.by_source(clauses, &mut pieces)?;
        let ask = BooleanQuery::new(pieces);
        let top = TopDocs::with_limit(request.limit.max(1)).and_offset(request.offset);
        let both = (Count, top.order_by_score());
        let (total, places) = self.searcher.search(&ask, &both).map_err(self.wrong())?;
        found.texts_total = total as u64;
        let marker = Marker::new(clauses.iter().copied());
        for (_, place) in places.into_iter().take(request.limit) {
            let doc: TantivyDocument = self.searcher.doc(place).map_err(self.wrong())?;
            found.texts.extend(self.text_hit(&doc, &marker)?);
        }
        Ok(())
    }

    /// Keeps to passages whose source has a fact that fits what the query says of fields.
    fn by_source(&self, clauses: &[&Clause], pieces: &mut Pieces) -> Result<(), SearchError> {
        let fields = || {
            clauses
                .iter()
                .copied()
                .filter(|clause| clause.field.is_some_and(|field| field != Field::Source))
        };
        let mut keep = |wanted: Vec<Clause>, occur: Occur| -> Result<(), SearchError> {
            if !wanted.is_empty() {
                let ask = BooleanQuery::new(self.translator.facts(&wanted, self.seer));
                let sources = self.searcher.search(&ask, &Sources).map_err(self.wrong())?;
                pieces.push((occur, self.translator.of_sources(sources.into_iter())));
            }
            Ok(())
        };
        keep(fields().filter(|clause| !clause.negated).cloned().collect(), Occur::Must)?;
        for clause in fields().filter(|clause| clause.negated) {
            keep(vec![Clause { negated: false, ..clause.clone() }], Occur::MustNot)?;
        }
        Ok(())
    }

    fn text_hit(
        &self,
        doc: &TantivyDocument,
        marker: &Marker,
    ) -> Result<Option<TextHit>, SearchError> {
        let fields = &self.index.fields;
        let text = |field| doc.get_first(field).and_then(|value| value.as_str());
        let source = text(fields.source).and_then(|id| id.parse::<SourceId>().ok());
        let layer = text(fields.layer).and_then(|id| id.parse::<LayerId>().ok());
        let start = doc.get_first(fields.start).and_then(|value| value.as_u64());
        let start = start.and_then(|start| usize::try_from(start).ok());
        let (Some(source), Some(layer), Some(start), Some(body)) =
            (source, layer, start, text(fields.body))
        else {
            return Ok(None);
        };
        let Some(about) = self.feed.source(source)?.filter(|_| self.seer.sees(source)) else {
            return Ok(None);
        };
        let marks = marker.marks(body);
        let snippet = Snippet::of(body, &marks);
        let from = start + snippet.start;
        Ok(Some(TextHit {
            source,
            title: about.title,
            layer,
            range: from..from + snippet.text.len(),
            matches: marks.into_iter().map(|at| start + at.start..start + at.end).collect(),
            snippet,
        }))
    }
}
