//! Entities and sources that many pages name, asked for once: publishing makes all pages with one [`crate::Site`], and the
//! same buyers and vendors stand on thousands of them. Bounded, whatever the size of the register.

use std::cell::RefCell;
use std::hash::Hash;
use std::sync::Arc;

use codebook::{EntityId, PublicSourceId};
use register::RegisterError;
use register::public::{EntityRow, Publishable, SourceRow};
use rustc_hash::FxHashMap;

use crate::list::Listed;

/// How many of each sort are kept in all: one or two kilobytes each.
const MOST: usize = 16_384;

/// Rows that a handle was asked for; they stay true for as long as it does.
#[derive(Debug)]
pub(crate) struct Known {
    /// How many of each sort are kept here.
    most: usize,
    entities: Rows<EntityId, EntityRow>,
    sources: Rows<PublicSourceId, SourceRow>,
    listed: Rows<EntityId, Listed>,
}

#[derive(Debug)]
struct Rows<K, V>(RefCell<FxHashMap<K, Option<Arc<V>>>>);

impl<K, V> Default for Rows<K, V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<K: Copy + Eq + Hash, V> Rows<K, V> {
    fn get(
        &self,
        id: K,
        most: usize,
        ask: impl FnOnce(K) -> Result<Option<V>, RegisterError>,
    ) -> Result<Option<Arc<V>>, RegisterError> {
        if let Some(known) = self.0.borrow().get(&id) {
            return Ok(known.clone());
        }
        let asked = ask(id)?.map(Arc::new);
        let mut known = self.0.borrow_mut();
        // Which of them will be needed again nobody knows: they are asked for anew as they come.
        if known.len() >= most {
            known.clear();
        }
        known.insert(id, asked.clone());
        Ok(asked)
    }
}

impl Known {
    /// The share of one of so many who keep rows at once.
    pub(crate) fn share(of: usize) -> Self {
        Self {
            most: MOST / of.max(1),
            entities: Rows::default(),
            sources: Rows::default(),
            listed: Rows::default(),
        }
    }

    pub(crate) fn entity(
        &self,
        view: &Publishable<'_>,
        id: EntityId,
    ) -> Result<Option<Arc<EntityRow>>, RegisterError> {
        self.entities.get(id, self.most, |id| view.entity(id))
    }

    pub(crate) fn source(
        &self,
        view: &Publishable<'_>,
        id: PublicSourceId,
    ) -> Result<Option<Arc<SourceRow>>, RegisterError> {
        self.sources.get(id, self.most, |id| view.source(id))
    }

    pub(crate) fn listed(
        &self,
        view: &Publishable<'_>,
        id: EntityId,
    ) -> Result<Option<Arc<Listed>>, RegisterError> {
        self.listed.get(id, self.most, |id| Ok(view.glance(id)?.map(Listed::new)))
    }
}
