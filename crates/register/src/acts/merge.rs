//! Entities that turn out to be one, and what else they are called.

use codebook::event::Stream;
use codebook::fold::fold_name;
use codebook::value::ShortText;
use codebook::{EntityId, Event};
use rusqlite::params;

use super::bind::{kind_of, root_of};
use super::set::Set;
use crate::error::RegisterError;
use crate::register::{Given, Register};

impl Register {
    /// Merges two entities of one kind: from now on `from` leads to `into`. Of entities that were merged
    /// before, those are meant that they lead to. False where they are one already.
    ///
    /// # Errors
    /// If one is unknown, they are not of one kind, or `from` is not at the version expected; nothing
    /// is written then.
    pub fn merge(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        from: EntityId,
        into: EntityId,
        why: &ShortText,
        expected: Option<u32>,
    ) -> Result<bool, RegisterError> {
        self.act(given, by, |set| {
            let (from, into) = (root_of(set, from)?, root_of(set, into)?);
            if from == into {
                return Ok(false);
            }
            let (found, needed) = (kind_of(set, from)?, kind_of(set, into)?);
            if found != needed {
                let name = from.to_string();
                return Err(RegisterError::OtherKind { name, expected: needed, found });
            }
            let on = Stream::Entity(from);
            set.expect(&on, expected)?;
            set.record(on, Event::Merged { from, into, why: why.clone() })?;
            Ok(true)
        })
    }

    /// Takes a merge back: the entity stands on its own again, with what had been merged into it. False
    /// where it was not merged.
    ///
    /// # Errors
    /// If it is unknown, or not at the version expected; nothing is written then.
    pub fn unmerge(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        entity: EntityId,
        why: &ShortText,
        expected: Option<u32>,
    ) -> Result<bool, RegisterError> {
        self.act(given, by, |set| {
            if root_of(set, entity)? == entity {
                return Ok(false);
            }
            let on = Stream::Entity(entity);
            set.expect(&on, expected)?;
            set.record(on, Event::Unmerged { entity, why: why.clone() })?;
            Ok(true)
        })
    }

    /// Notes another name of an entity. False where it goes by that name already, but for case, accents
    /// and punctuation.
    ///
    /// # Errors
    /// If the entity is unknown; nothing is written then.
    pub fn add_alias(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        entity: EntityId,
        name: &ShortText,
    ) -> Result<bool, RegisterError> {
        self.act(given, by, |set| {
            let entity = root_of(set, entity)?;
            let known = set
                .conn
                .prepare_cached("SELECT 1 FROM entities WHERE id = ?1 AND folded = ?2")?
                .exists(params![entity.to_string(), fold_name(name.as_str())])?;
            if known || has_alias(set, entity, name)? {
                return Ok(false);
            }
            let event = Event::AliasAdded { entity, name: name.clone() };
            set.record(Stream::Entity(entity), event)?;
            Ok(true)
        })
    }

    /// Takes a name away that somebody had noted. False where there is none such.
    ///
    /// # Errors
    /// If the entity is unknown; nothing is written then.
    pub fn remove_alias(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        entity: EntityId,
        name: &ShortText,
    ) -> Result<bool, RegisterError> {
        self.act(given, by, |set| {
            // One that was noted before a merge is still the merged one's own.
            let root = root_of(set, entity)?;
            for owner in [entity, root] {
                if has_alias(set, owner, name)? {
                    let event = Event::AliasRemoved { entity: owner, name: name.clone() };
                    set.record(Stream::Entity(owner), event)?;
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }
}

fn has_alias(set: &Set<'_>, entity: EntityId, name: &ShortText) -> Result<bool, RegisterError> {
    Ok(set
        .conn
        .prepare_cached("SELECT 1 FROM aliases WHERE entity = ?1 AND folded = ?2")?
        .exists(params![entity.to_string(), fold_name(name.as_str())])?)
}
