//! From a query's parts to what tantivy is asked.

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery, Occur, PhraseQuery,
    Query as Ask, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field as Kept, IndexRecordOption};

use std::ops::Bound;

use crate::analysis::{Terms, is_stop, words};
use crate::field::Field;
use crate::query::{Clause, Query, Wanted};
use crate::schema::{FACT, Fields, TEXT};
use crate::seer::Seer;

/// What tantivy is asked, piece by piece.
pub(crate) type Pieces = Vec<(Occur, Box<dyn Ask>)>;

/// Translates for one index.
pub(crate) struct Translator<'a> {
    pub(crate) fields: &'a Fields,
    pub(crate) terms: Terms,
}

impl<'a> Translator<'a> {
    pub(crate) fn new(fields: &'a Fields) -> Self {
        Self { fields, terms: Terms::default() }
    }

    /// Facts that fit all of `clauses`.
    pub(crate) fn facts<'c>(
        &self,
        clauses: impl IntoIterator<Item = &'c Clause>,
        seer: &Seer,
    ) -> Pieces {
        let mut pieces = self.all(FACT, seer);
        for clause in clauses {
            let asked = match clause.field {
                None => self.named(self.fields.words, &clause.wanted),
                Some(field) => unscored(self.about(field, &clause.wanted)),
            };
            pieces.push((occur(clause), asked));
        }
        pieces
    }

    /// Passages that have the words of `clauses` and come from the source they name; what they say of
    /// other fields is for who asks.
    pub(crate) fn texts<'c>(
        &self,
        clauses: impl IntoIterator<Item = &'c Clause>,
        seer: &Seer,
    ) -> Pieces {
        let mut pieces = self.all(TEXT, seer);
        for clause in clauses {
            let asked = match clause.field {
                None => self.named(self.fields.words, &clause.wanted),
                Some(Field::Source) => unscored(self.about(Field::Source, &clause.wanted)),
                Some(_) => continue,
            };
            pieces.push((occur(clause), asked));
        }
        pieces
    }

    /// Everything of a kind that may be seen.
    fn all(&self, what: &str, seer: &Seer) -> Pieces {
        let what = Term::from_field_text(self.fields.what, what);
        let mut pieces: Pieces = vec![(Occur::Must, unscored(Box::new(basic(what))))];
        if !seer.sees_all() {
            let hidden = self.of_sources(seer.hidden().map(ToString::to_string));
            pieces.push((Occur::MustNot, hidden));
        }
        pieces
    }

    /// Everything from these sources.
    pub(crate) fn of_sources(&self, sources: impl Iterator<Item = String>) -> Box<dyn Ask> {
        let term = |id: String| Term::from_field_text(self.fields.source, &id);
        unscored(Box::new(TermSetQuery::new(sources.map(term))))
    }

    fn about(&self, field: Field, wanted: &Wanted) -> Box<dyn Ask> {
        let kept = self.kept(field);
        match wanted {
            Wanted::Terms(terms) => {
                let terms = terms.iter().map(|term| Term::from_field_text(kept, term));
                Box::new(TermSetQuery::new(terms))
            }
            Wanted::Years(years) => {
                let bound =
                    |year: i16| Bound::Included(Term::from_field_i64(kept, i64::from(year)));
                Box::new(RangeQuery::new(bound(*years.start()), bound(*years.end())))
            }
            // The beginning of a digest is how a source is named on the command line.
            Wanted::Word(word) if field == Field::Source && is_digest(word) => {
                self.named(kept, &Wanted::Prefix(word.clone()))
            }
            other => self.named(kept, other),
        }
    }

    /// The field of the index that holds a field's words or terms.
    pub(crate) const fn kept(&self, field: Field) -> Kept {
        match field {
            Field::Subject => self.fields.subject,
            Field::Kind => self.fields.kind,
            Field::Agency => self.fields.agency,
            Field::Vendor => self.fields.vendor,
            Field::Place => self.fields.place,
            Field::Technology => self.fields.technology,
            Field::Status => self.fields.status,
            Field::Property => self.fields.property,
            Field::Year => self.fields.year,
            Field::State => self.fields.state,
            Field::Source => self.fields.source_words,
        }
    }

    /// Words in a field of words.
    fn named(&self, kept: Kept, wanted: &Wanted) -> Box<dyn Ask> {
        let term = |text: &str| Term::from_field_text(kept, text);
        match wanted {
            Wanted::Word(word) => {
                let any: Vec<Box<dyn Ask>> = each(word)
                    .flat_map(|word| self.terms.wanted(word))
                    .map(|text| -> Box<dyn Ask> { Box::new(scored(term(&text))) })
                    .collect();
                joined(any)
            }
            Wanted::Phrase(phrase) => {
                let exact: Vec<Term> =
                    each(phrase).map(|word| term(&Terms::folded(word))).collect();
                match exact.as_slice() {
                    [] => Box::new(EmptyQuery),
                    [one] => Box::new(scored(one.clone())),
                    _ => Box::new(PhraseQuery::new(exact)),
                }
            }
            Wanted::Prefix(head) => {
                let head = Terms::folded(head);
                let after = format!("{head}{}", char::MAX);
                Box::new(InvertedIndexRangeQuery::new(
                    Bound::Included(term(&head)),
                    Bound::Excluded(term(&after)),
                ))
            }
            Wanted::Terms(_) | Wanted::Years(_) => Box::new(EmptyQuery),
        }
    }
}

/// The parts of a query that are looked for: words that are in every text are left aside where there are
/// others.
pub(crate) fn telling(query: &Query) -> Vec<&Clause> {
    let says = |clause: &&Clause| match (&clause.wanted, clause.field) {
        (Wanted::Word(word), None) => !is_stop(&Terms::folded(word)),
        _ => true,
    };
    let telling: Vec<&Clause> = query.clauses().iter().filter(says).collect();
    let words = telling.iter().any(|clause| clause.field.is_none() && !clause.negated);
    if words { telling } else { query.clauses().iter().collect() }
}

fn is_digest(word: &str) -> bool {
    word.len() >= 6 && word.bytes().all(|b| b.is_ascii_hexdigit())
}

const fn occur(clause: &Clause) -> Occur {
    if clause.negated { Occur::MustNot } else { Occur::Must }
}

fn each(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter_map(|at| text.get(at))
}

fn basic(term: Term) -> TermQuery {
    TermQuery::new(term, IndexRecordOption::Basic)
}

fn scored(term: Term) -> TermQuery {
    TermQuery::new(term, IndexRecordOption::WithFreqs)
}

/// A piece that fits or not, and says nothing of how well.
fn unscored(ask: Box<dyn Ask>) -> Box<dyn Ask> {
    Box::new(ConstScoreQuery::new(ask, 0.0))
}

fn joined(mut any: Vec<Box<dyn Ask>>) -> Box<dyn Ask> {
    match (any.pop(), any.is_empty()) {
        (None, _) => Box::new(EmptyQuery),
        (Some(only), true) => only,
        (Some(last), false) => {
            any.push(last);
            Box::new(BooleanQuery::union(any))
        }
    }
}
