//! Entities that may be one by their names.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use codebook::fold::fold_name;
use codebook::value::ShortText;
use codebook::{EntityId, Kind};
use rusqlite::params;

use super::entity::entity_view;
use super::likeness::likeness;
use super::rows;
use super::sources::EntityView;
use crate::error::RegisterError;
use crate::register::Register;

/// A word that more entities of a kind share tells nothing, where all are held against all.
const SHARED: usize = 16;
/// The same, where one entity is held against others.
const SHARED_WITH_ONE: usize = 500;

/// Two entities of one kind that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The one.
    pub a: EntityView,
    /// The other.
    pub b: EntityView,
    /// How alike their names are, in thousandths.
    pub likeness: u16,
}

/// Pairs by likeness, the most alike first; no more of them than asked for.
struct Best<'a> {
    register: &'a Register,
    seen_by: Option<&'a ShortText>,
    limit: usize,
    pairs: BTreeSet<(Reverse<u16>, EntityId, EntityId)>,
}

impl Best<'_> {
    fn add(&mut self, a: &EntityView, b: &EntityView) -> Result<(), RegisterError> {
        let Some(share) = likeness(a.name.as_str(), b.name.as_str()) else { return Ok(()) };
        for one in [a, b] {
            if !self.register.is_entity_seen(one.id, self.seen_by)? {
                return Ok(());
            }
        }
        self.pairs.insert((Reverse(share), a.id.min(b.id), a.id.max(b.id)));
        if self.pairs.len() > self.limit {
            self.pairs.pop_last();
        }
        Ok(())
    }
}

impl Register {
    /// Pairs of entities that may be one by their names, the most alike first, at most `limit`. Only those
    /// that share a word which few have are held against each other. With `seen_by`, none that is known
    /// from sources alone that somebody of that name may not see.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn alike(
        &self,
        limit: usize,
        seen_by: Option<&ShortText>,
    ) -> Result<Vec<Alike>, RegisterError> {
        let mut best = Best { register: self, seen_by, limit, pairs: BTreeSet::new() };
        let mut query = self.conn.prepare_cached(
            "SELECT word, kind, entity FROM entity_words ORDER BY word, kind, entity",
        )?;
        let mut found = query.query([])?;
        let mut word: Option<(String, String)> = None;
        let mut block: Vec<String> = Vec::new();
        while let Some(row) = found.next()? {
            let next: (String, String) = (row.get(0)?, row.get(1)?);
            if word.as_ref() != Some(&next) {
                self.compare(&block, &mut best)?;
                block.clear();
                word = Some(next);
            }
            // One more than tells anything says that there are too many.
            if block.len() <= SHARED {
                block.push(row.get(2)?);
            }
        }
        self.compare(&block, &mut best)?;
        self.pairs(best)
    }

    /// Entities that may be the same as this one by their names, the most alike first, at most `limit`.
    /// With `seen_by`, as for [`Register::alike`].
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn alike_to(
        &self,
        entity: EntityId,
        limit: usize,
        seen_by: Option<&ShortText>,
    ) -> Result<Vec<Alike>, RegisterError> {
        let Some(page) = self.entity(entity, seen_by)? else { return Ok(Vec::new()) };
        let one = page.entity;
        let mut candidates = BTreeMap::new();
        let mut query = self.conn.prepare_cached(
            "SELECT DISTINCT r.id, r.kind, r.name FROM
                 (SELECT entity FROM entity_words WHERE word = ?1 AND kind = ?2 LIMIT ?3) w
             JOIN entities e ON e.id = w.entity JOIN entities r ON r.id = e.root",
        )?;
        let folded = fold_name(one.name.as_str());
        let kind: Kind = one.kind;
        for word in folded.split(' ') {
            let most = rows(SHARED_WITH_ONE);
            let mut found = query.query(params![word, kind.as_str(), most])?;
            while let Some(row) = found.next()? {
                let other = entity_view(row)?;
                candidates.insert(other.id, other);
            }
        }
        candidates.remove(&one.id);
        let mut best = Best { register: self, seen_by, limit, pairs: BTreeSet::new() };
        for other in candidates.values() {
            best.add(&one, other)?;
        }
        self.pairs(best)
    }

    fn compare(&self, block: &[String], best: &mut Best<'_>) -> Result<(), RegisterError> {
        if block.len() < 2 || block.len() > SHARED {
            return Ok(());
        }
        let mut entities = Vec::with_capacity(block.len());
        for id in block {
            entities.extend(self.root_by_id(id)?);
        }
        for (nth, a) in entities.iter().enumerate() {
            for b in entities.iter().skip(nth + 1) {
                best.add(a, b)?;
            }
        }
        Ok(())
    }

    fn pairs(&self, best: Best<'_>) -> Result<Vec<Alike>, RegisterError> {
        let missing = || RegisterError::View("an entity is not there any more".to_owned());
        let view = |id: EntityId| self.root_by_id(&id.to_string())?.ok_or_else(missing);
        best.pairs
            .into_iter()
            .map(|(Reverse(likeness), a, b)| Ok(Alike { a: view(a)?, b: view(b)?, likeness }))
            .collect()
    }
}
