//! Binding what a source mentions to entities: each accepted statement's subject, and what it names; by a
//! rule, or as a person says.

use std::collections::HashMap;

use codebook::event::Stream;
use codebook::value::ShortText;
use codebook::{EntityId, Event, Kind, Mention, SourceId, Statement, Value};
use rusqlite::{OptionalExtension as _, params};

use super::set::Set;
use crate::error::RegisterError;
use crate::read::parsed;
use crate::register::{Given, Register};

/// The rule by which two sources' mentions are one entity: the same kind, the same name but for case,
/// accents and punctuation, and more than a bare acronym, which means another body in every place.
const SAME_NAME: &str = "same_name/1";

/// The rule by which contracts of two sources are one, whatever their titles: the same number of the process in
/// brackets at the end of their names, long enough to be one of its kind.
const SAME_PROCESS: &str = "same_process/1";

/// Which entity a person says is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// One that is there.
    Entity(EntityId),
    /// One that comes to be by this act.
    New {
        /// Its kind: the mention's.
        kind: Kind,
        /// Its name.
        name: ShortText,
    },
}

/// A mention that is to be bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The source.
    pub source: SourceId,
    /// What it calls the thing.
    pub mention: Mention,
    /// What it was bound to when it was looked at, if that must still hold.
    pub from: Option<EntityId>,
}

/// What came of binding mentions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BindOutcome {
    /// The entity that they are bound to; `None` where there was nothing to bind.
    pub entity: Option<EntityId>,
    /// How many were bound by this act.
    pub bound: usize,
    /// How many were bound so already.
    pub unchanged: usize,
}

impl Register {
    /// Binds mentions to an entity, as one set; what was bound to another moves. What is released stays
    /// so, and is about the other entity from now on. Repeated, it changes nothing.
    ///
    /// # Errors
    /// If a source mentions no such thing, the entity is unknown or of another kind, or a mention is no
    /// longer bound to what [`Move::from`] says. Nothing is written then.
    pub fn bind(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        moves: &[Move],
        to: &Choice,
        why: &ShortText,
    ) -> Result<BindOutcome, RegisterError> {
        self.act(given, by, |set| move_all(set, moves, to, why))
    }

    /// Splits an entity: what these sources mention is another one. To take it back, bind them to the
    /// first again.
    ///
    /// # Errors
    /// As for [`Register::bind`]; also if one of the mentions is not the entity's.
    pub fn split(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        entity: EntityId,
        mentions: &[(SourceId, Mention)],
        to: &Choice,
        why: &ShortText,
    ) -> Result<BindOutcome, RegisterError> {
        let moves: Vec<Move> = mentions
            .iter()
            .map(|(source, mention)| Move {
                source: *source,
                mention: mention.clone(),
                from: Some(entity),
            })
            .collect();
        self.bind(given, by, &moves, to, why)
    }
}

fn move_all(
    set: &mut Set<'_>,
    moves: &[Move],
    to: &Choice,
    why: &ShortText,
) -> Result<BindOutcome, RegisterError> {
    let mut outcome = BindOutcome::default();
    let mut target = match to {
        Choice::Entity(entity) => Some(root_of(set, *entity)?),
        Choice::New { .. } => None,
    };
    for one in moves {
        check_kind(set, to, &one.mention)?;
        check_mentioned(set, one)?;
        let now = bound_to(set, one.source, &one.mention)?;
        let from = one.from.map(|from| root_of(set, from)).transpose()?;
        let stands = match (now, to) {
            (Some(now), Choice::Entity(_)) => Some(now) == target,
            (Some(now), Choice::New { name, .. }) => {
                let ours = target.is_none_or(|target| target == now) && Some(now) != from;
                ours && is_called(set, now, name)?
            }
            (None, _) => false,
        };
        if let Some(now) = now.filter(|_| stands) {
            target = Some(now);
            outcome.unchanged += 1;
            continue;
        }
        if from.is_some() && from != now {
            let name = one.mention.name.to_string();
            return Err(RegisterError::Elsewhere { name, now });
        }
        let entity = match (target, to) {
            (Some(entity), _) => entity,
            (None, Choice::Entity(entity)) => root_of(set, *entity)?,
            (None, Choice::New { kind, name }) => create(set, *kind, name)?,
        };
        target = Some(entity);
        let why = Some(why.clone());
        let (source, mention) = (one.source, one.mention.clone());
        let event = Event::Bound { source, mention, entity, rule: None, why };
        set.record(Stream::Entity(entity), event)?;
        outcome.bound += 1;
    }
    outcome.entity = target.filter(|_| !moves.is_empty());
    Ok(outcome)
}

/// What binding a statement's mentions added.
#[derive(Default)]
pub(super) struct Bindings {
    pub(super) entities: usize,
    pub(super) bound: usize,
    /// Entities that this set made because somebody said so.
    made: HashMap<(Kind, String), EntityId>,
}

/// Whom a person says the mentions of a statement are.
#[derive(Debug, Clone, Default)]
pub(super) struct Chosen {
    pub(super) subject: Option<Choice>,
    pub(super) names: Option<Choice>,
}

/// Binds the mentions of a statement that are not bound yet, or not as a person says.
pub(super) fn bind(
    set: &mut Set<'_>,
    statement: &Statement,
    chosen: &Chosen,
    done: &mut Bindings,
) -> Result<(), RegisterError> {
    let (parts, source) = (statement.parts(), statement.source());
    bind_mention(set, source, &parts.subject, chosen.subject.as_ref(), done)?;
    match (&parts.value, parts.property.names_kind()) {
        (Value::Name(name), Some(kind)) => {
            let mention = Mention { kind, name: name.clone() };
            bind_mention(set, source, &mention, chosen.names.as_ref(), done)
        }
        _ if chosen.names.is_some() => Err(RegisterError::NamesNothing(statement.id())),
        _ => Ok(()),
    }
}

fn bind_mention(
    set: &mut Set<'_>,
    source: SourceId,
    mention: &Mention,
    choice: Option<&Choice>,
    done: &mut Bindings,
) -> Result<(), RegisterError> {
    let bound = bound_to(set, source, mention)?;
    let (entity, rule) = match choice {
        None if bound.is_some() => return Ok(()),
        None => by_rule(set, mention, done)?,
        Some(choice) => (chosen(set, mention, choice, bound, done)?, None),
    };
    if bound == Some(entity) {
        return Ok(());
    }
    let event = Event::Bound { source, mention: mention.clone(), entity, rule, why: None };
    set.record(Stream::Entity(entity), event)?;
    done.bound += 1;
    Ok(())
}

fn by_rule(
    set: &mut Set<'_>,
    mention: &Mention,
    done: &mut Bindings,
) -> Result<(EntityId, Option<ShortText>), RegisterError> {
    let known = if is_acronym(mention.name.as_str()) { None } else { same_name(set, mention)? };
    if let Some(known) = known {
        return Ok((known, SAME_NAME.parse().ok()));
    }
    if let Some(known) = same_process(set, mention)? {
        return Ok((known, SAME_PROCESS.parse().ok()));
    }
    done.entities += 1;
    Ok((create(set, mention.kind, &mention.name)?, None))
}

/// The entity that a person chose. One that she makes is made once: for a mention that is bound to one of
/// that name already, and for all of a set, it is the same.
fn chosen(
    set: &mut Set<'_>,
    mention: &Mention,
    choice: &Choice,
    bound: Option<EntityId>,
    done: &mut Bindings,
) -> Result<EntityId, RegisterError> {
    check_kind(set, choice, mention)?;
    let (kind, name) = match choice {
        Choice::Entity(entity) => return root_of(set, *entity),
        Choice::New { kind, name } => (*kind, name),
    };
    if let Some(bound) = bound
        && is_called(set, bound, name)?
    {
        return Ok(bound);
    }
    let key = (kind, codebook::fold::fold_name(name.as_str()));
    if let Some(made) = done.made.get(&key) {
        return Ok(*made);
    }
    let entity = create(set, kind, name)?;
    done.entities += 1;
    done.made.insert(key, entity);
    Ok(entity)
}

fn create(set: &mut Set<'_>, kind: Kind, name: &ShortText) -> Result<EntityId, RegisterError> {
    let entity = EntityId::random(set.given.chance);
    let event = Event::EntityCreated { entity, mention_kind: kind, name: name.clone() };
    set.record_first(Stream::Entity(entity), event)?;
    Ok(entity)
}

/// What an entity is known by today: itself, or what it was merged into.
pub(super) fn root_of(set: &Set<'_>, entity: EntityId) -> Result<EntityId, RegisterError> {
    let root: Option<String> = set
        .conn
        .prepare_cached("SELECT root FROM entities WHERE id = ?1")?
        .query_row([entity.to_string()], |row| row.get(0))
        .optional()?;
    match root {
        Some(root) => parsed(&root),
        None => Err(RegisterError::NoEntity(entity.to_string())),
    }
}

/// What kind of thing an entity is.
pub(super) fn kind_of(set: &Set<'_>, entity: EntityId) -> Result<Kind, RegisterError> {
    let kind: Option<String> = set
        .conn
        .prepare_cached("SELECT kind FROM entities WHERE id = ?1")?
        .query_row([entity.to_string()], |row| row.get(0))
        .optional()?;
    match kind {
        Some(kind) => parsed(&kind),
        None => Err(RegisterError::NoEntity(entity.to_string())),
    }
}

fn check_kind(set: &Set<'_>, choice: &Choice, mention: &Mention) -> Result<(), RegisterError> {
    let found = match choice {
        Choice::Entity(entity) => kind_of(set, *entity)?,
        Choice::New { kind, .. } => *kind,
    };
    if found == mention.kind {
        return Ok(());
    }
    let name = mention.name.to_string();
    Err(RegisterError::OtherKind { name, expected: mention.kind, found })
}

fn check_mentioned(set: &Set<'_>, one: &Move) -> Result<(), RegisterError> {
    let mentioned = set
        .conn
        .prepare_cached(
            "SELECT 1 FROM statements WHERE source = ?1 AND subject_kind = ?2 AND subject = ?3
             UNION ALL
             SELECT 1 FROM statements WHERE source = ?1 AND named_kind = ?2 AND named = ?3",
        )?
        .exists(params![
            one.source.digest().as_bytes(),
            one.mention.kind.as_str(),
            one.mention.folded()
        ])?;
    if mentioned {
        return Ok(());
    }
    let (name, kind) = (one.mention.name.to_string(), one.mention.kind);
    Err(RegisterError::NotMentioned { name, kind, source_id: one.source })
}

/// The entity that a mention is bound to, as it is known today.
fn bound_to(
    set: &Set<'_>,
    source: SourceId,
    mention: &Mention,
) -> Result<Option<EntityId>, RegisterError> {
    let root: Option<String> = set
        .conn
        .prepare_cached(
            "SELECT e.root FROM bindings b JOIN entities e ON e.id = b.entity
             WHERE b.source = ?1 AND b.kind = ?2 AND b.folded = ?3",
        )?
        .query_row(
            params![source.digest().as_bytes(), mention.kind.as_str(), mention.folded()],
            |row| row.get(0),
        )
        .optional()?;
    root.map(|root| parsed(&root)).transpose()
}

fn is_called(set: &Set<'_>, entity: EntityId, name: &ShortText) -> Result<bool, RegisterError> {
    Ok(set
        .conn
        .prepare_cached("SELECT 1 FROM entities WHERE id = ?1 AND folded = ?2")?
        .exists(params![entity.to_string(), codebook::fold::fold_name(name.as_str())])?)
}

/// What the oldest entity of that kind and name is known by today.
fn same_name(set: &Set<'_>, mention: &Mention) -> Result<Option<EntityId>, RegisterError> {
    let found: Option<String> = set
        .conn
        .prepare_cached(
            "SELECT root FROM entities WHERE kind = ?1 AND folded = ?2 ORDER BY seq LIMIT 1",
        )?
        .query_row(params![mention.kind.as_str(), mention.folded()], |row| row.get(0))
        .optional()?;
    found.map(|id| parsed(&id)).transpose()
}

/// What the oldest contract of the same process is known by today.
fn same_process(set: &Set<'_>, mention: &Mention) -> Result<Option<EntityId>, RegisterError> {
    let Some(number) = process(mention.name.as_str()).filter(|_| mention.kind == Kind::Contract)
    else {
        return Ok(None);
    };
    let folded = codebook::fold::fold_name(number);
    let word = folded.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
    let mut query = set.conn.prepare_cached(
        "SELECT e.name, e.root FROM entity_words w JOIN entities e ON e.id = w.entity
         WHERE w.word = ?1 AND w.kind = ?2 ORDER BY e.seq",
    )?;
    let mut rows = query.query(params![word, mention.kind.as_str()])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        if process(&name).is_some_and(|it| codebook::fold::fold_name(it) == folded) {
            return Ok(Some(parsed(&row.get::<_, String>(1)?)?));
        }
    }
    Ok(None)
}

/// The number in brackets that a name ends in, if it has digits and ten characters or more.
fn process(name: &str) -> Option<&str> {
    let (_, number) = name.strip_suffix(']')?.rsplit_once('[')?;
    (number.len() >= 10 && number.contains(|c: char| c.is_ascii_digit())).then_some(number)
}

/// One word of at most six letters and digits, without a small letter: `SSP`, `C5`, `S.S.P.`, `0427`.
pub(crate) fn is_acronym(name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| *c != '.').collect();
    letters.len() <= 6 && letters.iter().all(|c| c.is_uppercase() || c.is_numeric())
}
