//! Merging releases as they were read, field by field, by the rules that [`crate::merge`] keeps over the JSON.
//!
//! It is what is quick about merging: no JSON is built. Where a shape is odd (`null` for a list, a text for an
//! object) the two could differ, so that is noted ([`crate::tolerant::take_odd`]) and the JSON itself is merged.

use std::collections::HashMap;

use crate::tolerant::{Many, Number, Raw, Text};

/// What a later release says goes over what was said before.
pub(crate) trait Overlay: Sized {
    /// True of things: their lists are merged by their ids.
    const THING: bool = false;

    /// Takes what `later` says; lists as a whole where `whole` says so.
    fn overlay(&mut self, later: Self, whole: bool);

    /// The text, of what may be an id.
    fn id(&self) -> Option<&str> {
        None
    }

    /// The id, of what may be a member of a list.
    fn member(&self) -> Option<&str> {
        None
    }
}

impl Overlay for Text<'_> {
    fn overlay(&mut self, later: Self, _: bool) {
        *self = later;
    }
    fn id(&self) -> Option<&str> {
        Some(self.0.as_ref()).filter(|id| !id.is_empty())
    }
}

impl Overlay for Number {
    fn overlay(&mut self, later: Self, _: bool) {
        *self = later;
    }
}

impl Overlay for Raw<'_> {
    fn overlay(&mut self, later: Self, _: bool) {
        *self = later;
    }
}

impl<T: Overlay> Overlay for Many<T> {
    fn overlay(&mut self, mut later: Self, whole: bool) {
        let by_id = T::THING && !whole && !self.lone;
        if later.lone != self.lone || !(by_id || self.lone) {
            *self = later;
            return;
        }
        if later.lone {
            // Two objects that stand without lists are one.
            if let (Some(old), Some(new)) = (self.list.first_mut(), later.list.pop()) {
                old.overlay(new, false);
            }
            return;
        }
        let places = places(&self.list, &later.list);
        for (new, place) in later.list.into_iter().zip(places) {
            match self.list.get_mut(place) {
                Some(old) => old.overlay(new, false),
                None => self.list.push(new),
            }
        }
    }
}

/// Where each of the later members belongs: where one of its id is first, or behind them all. One without an id is new.
fn places<T: Overlay>(old: &[T], later: &[T]) -> Vec<usize> {
    let ids = |members| <[T]>::iter(members).map(Overlay::member);
    if old.len().max(later.len()) <= FEW {
        let mut known: Vec<Option<&str>> = ids(old).collect();
        let place = |id: Option<_>| {
            let found = known.iter().position(|known| id.is_some() && *known == id);
            found.unwrap_or_else(|| {
                known.push(id);
                known.len() - 1
            })
        };
        return ids(later).map(place).collect();
    }
    let mut known: HashMap<&str, usize, foldhash::fast::RandomState> = HashMap::default();
    for (place, id) in ids(old).enumerate() {
        if let Some(id) = id {
            known.entry(id).or_insert(place);
        }
    }
    let mut end = old.len();
    let mut new = || {
        end += 1;
        end - 1
    };
    let place = |id: Option<_>| match id {
        Some(id) => *known.entry(id).or_insert_with(&mut new),
        None => new(),
    };
    ids(later).map(place).collect()
}

/// Up to how many members of a list are looked through one by one.
const FEW: usize = 16;
