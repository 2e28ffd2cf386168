//! Statements that a person makes from words she chose.

use std::ops::Range;

use codebook::event::Stream;
use codebook::statement::{Confidence, Parts};
use codebook::value::ShortText;
use codebook::{
    Basis, Citation, Event, Mention, Polarity, Property, Qualifiers, ReaderId, Role, Span,
    Statement, StatementId, TextLayer, Verdict,
};
use rusqlite::params;

use super::amend::{AmendError, Field, find_words, parse_value, set as set_field};
use super::bind::{Bindings, Choice};
use super::decide::{DecideOutcome, Judgement, is_public, judge};
use super::release::retract_of;
use super::set::Set;
use crate::error::RegisterError;
use crate::read::statements::by_id;
use crate::register::{Given, Register};

/// What a person says of words she chose.
#[derive(Debug, Clone)]
pub struct Words<'w> {
    /// The bytes of the layer that she cites.
    pub quote: Range<usize>,
    /// The bytes in them that the value stands on, where she marked them.
    pub value: Option<Range<usize>>,
    /// What it is about.
    pub subject: Mention,
    /// What is said of it.
    pub property: Property,
    /// The value, in its normalized writing.
    pub says: &'w str,
    /// Whatever else is said, as for an amendment; subject, property and value stand above.
    pub sets: &'w [(Field, &'w str)],
}

/// The statement that a person makes from words of a layer. It rests on the text where its value reads
/// the same in the cited words, else on her.
///
/// # Errors
/// If the words are no stretch of the layer's text, or a field does not take what it is set to.
pub fn by_hand(layer: &TextLayer, words: &Words<'_>) -> Result<Statement, AmendError> {
    let quote = Span::cut(layer, words.quote.clone(), Role::Quote)?;
    let value = parse_value(words.property, words.says)?;
    let place = |text: &str, role| {
        let found = find_whole(quote.quote(), text)?;
        let start = words.quote.start;
        Span::cut(layer, start + found.start..start + found.end, role).ok()
    };
    let marked = match &words.value {
        Some(range) => Some(Span::cut(layer, range.clone(), Role::Value)?),
        None => place(words.says, Role::Value),
    };
    let written = marked.as_ref().map_or_else(|| quote.quote(), Span::quote);
    let written = ShortText::clipped(written).map_err(|error| AmendError::Field {
        field: Field::Written,
        text: written.to_owned(),
        why: error.to_string(),
    })?;
    let reads = |text: &str| {
        parse_value(words.property, text).is_ok_and(|read| {
            read == value
                || codebook::fold::fold_name(&read.to_string())
                    == codebook::fold::fold_name(&value.to_string())
        })
    };
    let basis = if reads(written.as_str()) { Basis::Text } else { Basis::Editor };
    let subject = place(words.subject.name.as_str(), Role::Subject);
    let spans: Vec<Span> = std::iter::once(quote).chain(marked).chain(subject).collect();
    let mut parts = Parts {
        subject: words.subject.clone(),
        property: words.property,
        value,
        written,
        qualifiers: Qualifiers::default(),
        valid: None,
        polarity: Polarity::Affirmed,
        attribution: None,
        citation: Citation::new(spans)?,
        proposed_by: ReaderId::by_hand(),
        confidence: Confidence::CERTAIN,
        basis,
        eyes: Vec::new(),
        occurrence: 0,
    };
    let above = [Field::Subject, Field::Kind, Field::Property, Field::Value, Field::Written];
    for (field, text) in words.sets.iter().filter(|(field, _)| !above.contains(field)) {
        set_field(&mut parts, *field, text)?;
    }
    Ok(Statement::new(parts)?)
}

/// Where words stand whole in a text: not as part of a longer word or number.
fn find_whole(text: &str, words: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| find_words(rest, words)) {
        let found = from + found.start..from + found.end;
        let before = text.get(..found.start).and_then(|text| text.chars().next_back());
        let mut after = text.get(found.end..).unwrap_or_default().chars();
        let (next, second) = (after.next(), after.next());
        let goes_on = next.is_some_and(char::is_alphanumeric)
            || (next.is_some_and(|c| ".,".contains(c))
                && second.is_some_and(|c| c.is_ascii_digit()));
        if !before.is_some_and(char::is_alphanumeric) && !goes_on {
            return Some(found);
        }
        from = found.start + text.get(found.start..)?.chars().next()?.len_utf8();
    }
    None
}

/// How a statement made by hand stands at first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stated {
    /// Somebody is to judge it.
    Proposed,
    /// It is accepted by the same act.
    Accepted {
        /// The entity that it is about, where a person says.
        subject: Option<Choice>,
        /// The entity that its value names, where a person says.
        names: Option<Choice>,
    },
}

/// What came of a statement made by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateOutcome {
    /// Its id.
    pub statement: StatementId,
    /// True where nobody had proposed it before.
    pub new: bool,
    /// What came of accepting it.
    pub decided: DecideOutcome,
}

impl Register {
    /// Records a statement made by [`by_hand`] from words of a layer, and accepts it where that is asked
    /// for, as one set. One that a reader had proposed is the same statement, seen again. Repeated, it
    /// changes nothing.
    ///
    /// # Errors
    /// If it was not made by hand, its words do not stand in the layer, or the layer is not known or
    /// hidden; if a chosen entity does not fit. Nothing is written then.
    pub fn state(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        statement: &Statement,
        layer: &TextLayer,
        stated: Stated,
    ) -> Result<StateOutcome, RegisterError> {
        self.act(given, by, |set| {
            check(set, statement, layer)?;
            let id = statement.id();
            let new = propose(set, statement)?;
            let mut outcome =
                StateOutcome { statement: id, new, decided: DecideOutcome::default() };
            let Stated::Accepted { subject, names } = stated else { return Ok(outcome) };
            // What is judged is read from the log.
            set.flush()?;
            let judgement = Judgement {
                subject,
                names,
                ..Judgement::new(id, Verdict::Accepted, set.by.clone())
            };
            let Some(view) = by_id(set.conn, id)? else { return Ok(outcome) };
            let touched = is_public(set.conn, id)?;
            let mut bindings = Bindings::default();
            let recorded = judge(set, judgement, view, &mut bindings)?;
            let decided = &mut outcome.decided;
            (decided.recorded, decided.unchanged) = (recorded.into(), (!recorded).into());
            (decided.entities, decided.bound) = (bindings.entities, bindings.bound);
            if touched {
                decided.retracted = retract_of(set, &[id])?;
            }
            Ok(outcome)
        })
    }
}

fn check(set: &Set<'_>, statement: &Statement, layer: &TextLayer) -> Result<(), RegisterError> {
    let (id, source) = (statement.id(), layer.source());
    if statement.parts().proposed_by != ReaderId::by_hand() {
        return Err(RegisterError::NotByHand(id));
    }
    if layer.extractor().hidden {
        return Err(RegisterError::Hidden { statement: id, source_id: source });
    }
    for span in statement.parts().citation.spans() {
        span.check(layer).map_err(|error| RegisterError::Span { statement: id, error })?;
    }
    let known = set
        .conn
        .prepare_cached("SELECT 1 FROM layers WHERE id = ?1 AND source = ?2 AND NOT hidden")?
        .exists(params![layer.id().digest().as_bytes(), source.digest().as_bytes()])?;
    if known { Ok(()) } else { Err(RegisterError::NoLayer(source)) }
}

/// True where nobody had proposed it before.
fn propose(set: &mut Set<'_>, statement: &Statement) -> Result<bool, RegisterError> {
    let id = statement.id();
    let on = Stream::Statement(id);
    let known = set
        .conn
        .prepare_cached("SELECT 1 FROM statements WHERE id = ?1")?
        .exists([id.digest().as_bytes()])?;
    if !known {
        set.record(on, Event::Proposed { statement: Box::new(statement.clone()) })?;
        return Ok(true);
    }
    let parts = statement.parts();
    let seen = set
        .conn
        .prepare_cached(
            "SELECT 1 FROM sightings WHERE statement = ?1 AND reader = ?2 AND layer = ?3",
        )?
        .exists(params![
            id.digest().as_bytes(),
            parts.proposed_by.to_string(),
            parts.citation.quote().layer().digest().as_bytes()
        ])?;
    if !seen {
        let (reader, citation) = (parts.proposed_by.clone(), parts.citation.clone());
        set.record(on, Event::Sighted { statement: id, reader, citation })?;
    }
    Ok(false)
}
