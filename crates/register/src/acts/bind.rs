//! Binding what a source mentions to entities: each accepted statement's subject, and what it names.

use codebook::event::Stream;
use codebook::value::ShortText;
use codebook::{EntityId, Event, Mention, SourceId, Statement, Value};
use rusqlite::{OptionalExtension as _, params};

use super::set::Set;
use crate::error::RegisterError;

/// The rule by which two sources' mentions are one entity: the same kind, the same name but for case,
/// accents and punctuation, and more than a bare acronym, which means another body in every place.
const SAME_NAME: &str = "same_name/1";

/// What binding a statement's mentions added.
#[derive(Default)]
pub(super) struct Bindings {
    pub(super) entities: usize,
    pub(super) bound: usize,
}

/// Binds the mentions of a statement that are not bound yet.
pub(super) fn bind(
    set: &mut Set<'_>,
    statement: &Statement,
    done: &mut Bindings,
) -> Result<(), RegisterError> {
    let parts = statement.parts();
    bind_mention(set, statement.source(), &parts.subject, done)?;
    if let (Value::Name(name), Some(kind)) = (&parts.value, parts.property.names_kind()) {
        bind_mention(set, statement.source(), &Mention { kind, name: name.clone() }, done)?;
    }
    Ok(())
}

fn bind_mention(
    set: &mut Set<'_>,
    source: SourceId,
    mention: &Mention,
    done: &mut Bindings,
) -> Result<(), RegisterError> {
    let bound = set
        .conn
        .prepare_cached("SELECT 1 FROM bindings WHERE source = ?1 AND kind = ?2 AND folded = ?3")?
        .exists(params![source.digest().as_bytes(), mention.kind.as_str(), mention.folded()])?;
    if bound {
        return Ok(());
    }
    let known = if is_acronym(&mention.name) { None } else { same_name(set, mention)? };
    let entity = match known {
        Some(entity) => entity,
        None => create(set, mention, done)?,
    };
    let rule = known.and_then(|_| SAME_NAME.parse().ok());
    let event = Event::Bound { source, mention: mention.clone(), entity, rule };
    set.record(Stream::Entity(entity), event)?;
    done.bound += 1;
    Ok(())
}

fn create(
    set: &mut Set<'_>,
    mention: &Mention,
    done: &mut Bindings,
) -> Result<EntityId, RegisterError> {
    let entity = EntityId::random(set.given.chance);
    let event =
        Event::EntityCreated { entity, mention_kind: mention.kind, name: mention.name.clone() };
    set.record_first(Stream::Entity(entity), event)?;
    done.entities += 1;
    Ok(entity)
}

/// The oldest entity of that kind and name.
fn same_name(set: &Set<'_>, mention: &Mention) -> Result<Option<EntityId>, RegisterError> {
    let found: Option<String> = set
        .conn
        .prepare_cached(
            "SELECT id FROM entities WHERE kind = ?1 AND folded = ?2 ORDER BY seq LIMIT 1",
        )?
        .query_row(params![mention.kind.as_str(), mention.folded()], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|id| id.parse().ok()))
}

/// One word of at most six letters and digits, without a small letter: `SSP`, `C5`, `S.S.P.`, `0427`.
fn is_acronym(name: &ShortText) -> bool {
    let letters: Vec<char> = name.as_str().chars().filter(|c| *c != '.').collect();
    letters.len() <= 6 && letters.iter().all(|c| c.is_uppercase() || c.is_numeric())
}
