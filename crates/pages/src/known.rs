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

/// How many are kept in all: of entities some hundred bytes each, of the others one or two kilobytes.
const ENTITIES: usize = 65_536;
const MOST: usize = 16_384;

/// Rows that a handle was asked for; they stay true for as long as it does.
#[derive(Debug)]
pub(crate) struct Known {
    entities: Rows<EntityId, EntityRow>,
    sources: Rows<PublicSourceId, SourceRow>,
    listed: Rows<EntityId, Listed>,
}

/// Of those that were asked for of late, the newer half and the older one; what is asked for again is new again. When the
/// newer half is full, the older one is let go: what many pages name stays, however many things are named once.
#[derive(Debug)]
struct Rows<K, V> {
    half: usize,
    newer: RefCell<Half<K, V>>,
    older: RefCell<Half<K, V>>,
}

type Half<K, V> = FxHashMap<K, Option<Arc<V>>>;

impl<K: Copy + Eq + Hash, V> Rows<K, V> {
    fn new(most: usize) -> Self {
        Self { half: most / 2, newer: RefCell::default(), older: RefCell::default() }
    }

    fn get(
        &self,
        id: K,
        ask: impl FnOnce(K) -> Result<Option<V>, RegisterError>,
    ) -> Result<Option<Arc<V>>, RegisterError> {
        if let Some(known) = self.newer.borrow().get(&id) {
            return Ok(known.clone());
        }
        let known = self.older.borrow_mut().remove(&id);
        let found = match known {
            Some(known) => known,
            None => ask(id)?.map(Arc::new),
        };
        let mut newer = self.newer.borrow_mut();
        if newer.len() >= self.half {
            let mut older = self.older.borrow_mut();
            older.clear();
            std::mem::swap(&mut *older, &mut newer);
        }
        newer.insert(id, found.clone());
        Ok(found)
    }
}

impl Known {
    /// The share of one of so many who keep rows at once.
    pub(crate) fn share(of: usize) -> Self {
        let of = of.max(1);
        Self {
            entities: Rows::new(ENTITIES / of),
            sources: Rows::new(MOST / of),
            listed: Rows::new(MOST / of),
        }
    }

    pub(crate) fn entity(
        &self,
        view: &Publishable<'_>,
        id: EntityId,
    ) -> Result<Option<Arc<EntityRow>>, RegisterError> {
        self.entities.get(id, |id| view.entity(id))
    }

    pub(crate) fn source(
        &self,
        view: &Publishable<'_>,
        id: PublicSourceId,
    ) -> Result<Option<Arc<SourceRow>>, RegisterError> {
        self.sources.get(id, |id| view.source(id))
    }

    pub(crate) fn listed(
        &self,
        view: &Publishable<'_>,
        id: EntityId,
    ) -> Result<Option<Arc<Listed>>, RegisterError> {
        self.listed.get(id, |id| Ok(view.glance(id)?.map(Listed::new)))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn what_is_asked_for_again_and_again_stays_among_much_that_is_not() {
        let (rows, asked) = (Rows::new(8), Cell::new(0));
        let ask = |id: u32| {
            let told = |id: u32| {
                asked.set(asked.get() + 1);
                Ok(id.is_multiple_of(2).then_some(id))
            };
            assert_eq!(rows.get(id, told).unwrap().as_deref(), id.is_multiple_of(2).then_some(&id));
        };
        for other in 10..1_000 {
            ask(1);
            ask(2);
            ask(other);
            assert!(rows.newer.borrow().len() + rows.older.borrow().len() <= 8);
        }
        assert_eq!(asked.get(), 2 + 990, "each is asked for once");
        ask(10);
        assert_eq!(asked.get(), 2 + 990 + 1, "what nobody asked for meanwhile was let go");
    }
}
