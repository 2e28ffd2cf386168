//! Judging statements.

use std::collections::HashMap;

use codebook::event::{ReleaseChange, Stream};
use codebook::value::ShortText;
use codebook::{Decision, Event, Statement, StatementId, TextLayer, Verdict};
use rusqlite::Connection;

use super::bind::{Bindings, Choice, Chosen, bind};
use super::release::{embargo_of, retract_of};
use super::set::Set;
use crate::error::RegisterError;
use crate::read::statements::{State, StatementView, by_id};
use crate::register::{Given, Register};

/// A judgement to be made.
#[derive(Debug, Clone)]
pub struct Judgement<'l> {
    /// The statement.
    pub statement: StatementId,
    /// The verdict.
    pub verdict: Verdict,
    /// Who judges.
    pub by: ShortText,
    /// A remark on an acceptance.
    pub note: Option<ShortText>,
    /// The version that was looked at; another one is a conflict.
    pub expected: Option<u32>,
    /// The text layer that an amendment's new words are held against.
    pub layer: Option<&'l TextLayer>,
    /// The entity that the subject of what is accepted is, where a person says; else it is what the
    /// mention is bound to, or what a rule says.
    pub subject: Option<Choice>,
    /// The same for what its value names.
    pub names: Option<Choice>,
}

impl Judgement<'_> {
    /// A judgement on a statement, whatever its version.
    #[must_use]
    pub const fn new(statement: StatementId, verdict: Verdict, by: ShortText) -> Self {
        let (note, expected, layer) = (None, None, None);
        Self { statement, verdict, by, note, expected, layer, subject: None, names: None }
    }
}

/// What came of a set of judgements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecideOutcome {
    /// How many were recorded.
    pub recorded: usize,
    /// How many said what stood already.
    pub unchanged: usize,
    /// How many entities came to be.
    pub entities: usize,
    /// How many mentions were bound.
    pub bound: usize,
    /// Released facts that no longer stand as they were released, and were taken back.
    pub retracted: Vec<ReleaseChange>,
}

impl Register {
    /// Makes judgements as one set, all or none. One equal to the judgement in force is skipped, so
    /// that a set can be repeated. What is accepted has its mentions bound to entities; what was
    /// released and no longer stands so is taken back, all in the same set.
    ///
    /// # Errors
    /// If a statement is unknown, judged twice differently, or no longer at the version expected; if an
    /// amendment stands on another source, or on words that are not there. Nothing is written then.
    pub fn decide(
        &mut self,
        given: Given<'_>,
        judgements: Vec<Judgement<'_>>,
    ) -> Result<DecideOutcome, RegisterError> {
        let Some(by) = judgements.first().map(|judgement| judgement.by.clone()) else {
            return Ok(DecideOutcome::default());
        };
        let asked = judgements.len();
        let judgements = once_each(judgements)?;
        self.act(given, &by, |set| {
            let looked_up = look_up(set, judgements)?;
            let mut outcome =
                DecideOutcome { unchanged: asked - looked_up.len(), ..DecideOutcome::default() };
            let mut bindings = Bindings::default();
            let mut touched = Vec::new();
            for (judgement, view) in looked_up {
                let into = match &judgement.verdict {
                    Verdict::Amended { into, .. } => Some(into.id()),
                    _ => None,
                };
                for statement in std::iter::once(judgement.statement).chain(into) {
                    if is_public(set.conn, statement)? {
                        touched.push(statement);
                    }
                }
                if judge(set, judgement, view, &mut bindings)? {
                    outcome.recorded += 1;
                } else {
                    outcome.unchanged += 1;
                }
            }
            outcome.retracted = retract_of(set, &touched)?;
            (outcome.entities, outcome.bound) = (bindings.entities, bindings.bound);
            Ok(outcome)
        })
    }
}

/// Drops repetitions within the set.
fn once_each<'l>(judgements: Vec<Judgement<'l>>) -> Result<Vec<Judgement<'l>>, RegisterError> {
    let mut seen: HashMap<StatementId, Verdict> = HashMap::with_capacity(judgements.len());
    let mut once = Vec::with_capacity(judgements.len());
    for judgement in judgements {
        match seen.get(&judgement.statement) {
            Some(verdict) if *verdict == judgement.verdict => {}
            Some(_) => return Err(RegisterError::Twice(judgement.statement)),
            None => {
                seen.insert(judgement.statement, judgement.verdict.clone());
                once.push(judgement);
            }
        }
    }
    Ok(once)
}

type LookedUp<'l> = (Judgement<'l>, StatementView);

fn look_up<'l>(
    set: &Set<'_>,
    judgements: Vec<Judgement<'l>>,
) -> Result<Vec<LookedUp<'l>>, RegisterError> {
    let mut found = Vec::with_capacity(judgements.len());
    let mut unknown = Vec::new();
    for judgement in judgements {
        match by_id(set.conn, judgement.statement)? {
            Some(view) => found.push((judgement, view)),
            None => unknown.push(judgement.statement.to_string()),
        }
    }
    if unknown.is_empty() {
        return Ok(found);
    }
    Err(RegisterError::Unknown { what: "statement", list: "statements", ids: unknown })
}

/// True where the statement, or one that it was amended into, is public: judging it can change that.
pub(super) fn is_public(conn: &Connection, statement: StatementId) -> Result<bool, RegisterError> {
    Ok(conn
        .prepare_cached(
            "SELECT 1 FROM released WHERE statement = ?1 OR statement IN
                 (SELECT into_statement FROM decisions WHERE statement = ?1)",
        )?
        .exists([statement.digest().as_bytes()])?)
}

/// Records a judgement unless it stands already.
pub(super) fn judge(
    set: &mut Set<'_>,
    judgement: Judgement<'_>,
    view: StatementView,
    bindings: &mut Bindings,
) -> Result<bool, RegisterError> {
    let id = judgement.statement;
    let on = Stream::Statement(id);
    let chosen = Chosen { subject: judgement.subject.clone(), names: judgement.names.clone() };
    if stands(&view, &judgement.verdict) {
        return rebind(set, &view.statement, &chosen, bindings);
    }
    if let Some(expected) = judgement.expected.filter(|expected| *expected != view.version) {
        return Err(set.conflict(&on, expected, view.version)?);
    }
    let accepted = match &judgement.verdict {
        Verdict::Accepted => Some(view.statement),
        Verdict::Rejected { .. } => None,
        Verdict::Amended { into, .. } => {
            check_words(&view.statement, into, judgement.layer)?;
            Some((**into).clone())
        }
    };
    let Judgement { verdict, by, note, .. } = judgement;
    set.by = by.clone();
    let decision = Decision::new(id, verdict, by, set.at, note);
    set.record(on, Event::Decided { decision })?;
    if let Some(statement) = accepted {
        pass_on_embargo(set, id, statement.id())?;
        bind(set, &statement, &chosen, bindings)?;
    }
    Ok(true)
}

/// What stands already may still be said to be about another entity.
fn rebind(
    set: &mut Set<'_>,
    statement: &Statement,
    chosen: &Chosen,
    bindings: &mut Bindings,
) -> Result<bool, RegisterError> {
    let before = bindings.bound;
    if chosen.subject.is_some() || chosen.names.is_some() {
        bind(set, statement, chosen, bindings)?;
    }
    Ok(bindings.bound > before)
}

/// What stands in the place of another is released no sooner than that would have been.
fn pass_on_embargo(
    set: &mut Set<'_>,
    old: StatementId,
    into: StatementId,
) -> Result<(), RegisterError> {
    let day = |statement| Ok::<_, RegisterError>(embargo_of(set.conn, statement)?.flatten());
    let (Some(until), own) = (day(old)?, day(into)?) else { return Ok(()) };
    if own.is_none_or(|own| own < until) {
        set.record(Stream::Statement(into), Event::Embargoed { statement: into, until })?;
    }
    Ok(())
}

/// True where the verdict is the one in force.
fn stands(view: &StatementView, verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Accepted => view.state == State::Accepted,
        _ => view.decision.as_ref().is_some_and(|decision| {
            decision.statement == view.statement.id() && decision.verdict == *verdict
        }),
    }
}

/// Holds an amendment's words against the text; those that the old statement cites were held before.
fn check_words(
    old: &Statement,
    into: &Statement,
    layer: Option<&TextLayer>,
) -> Result<(), RegisterError> {
    let statement = old.id();
    if into.source() != old.source() {
        return Err(RegisterError::OtherSource(statement));
    }
    let known = old.parts().citation.spans();
    for span in into.parts().citation.spans().iter().filter(|span| !known.contains(span)) {
        let layer = layer.ok_or(RegisterError::Unchecked(statement))?;
        if layer.extractor().hidden {
            return Err(RegisterError::Hidden { statement, source_id: layer.source() });
        }
        span.check(layer).map_err(|error| RegisterError::Span { statement, error })?;
    }
    Ok(())
}
