//! What entities can be told apart by, held in memory: for a server, which is asked for lists narrowed by any values
//! together. Counting who has what among them takes a walk over numbers, some hundred bytes for each entity, and
//! needs no more of the register than the rows that are shown.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use codebook::{EntityId, Kind};
use rusqlite::Row;

use super::EntityRow;
use super::ask::{Ask, Facet, ListOrder, Part};
use super::changes::Changes;
use super::glance::Glance;
use super::handle::Publishable;
use super::lists::{Spread, order};
use super::place::Place;
use crate::error::RegisterError;
use crate::read::parsed;

/// Which entities have which values, as of one moment. It answers as [`Publishable::facets`], [`Publishable::total`] and
/// [`Publishable::glances`] do.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// Those that it knows of.
    facets: Vec<Facet>,
    /// Values, each known by its place.
    values: Vec<(Facet, Arc<str>)>,
    known: HashMap<(Facet, Arc<str>), u32>,
    kinds: HashMap<Kind, OfKind>,
}

#[derive(Debug, Clone, Default)]
struct OfKind {
    /// The values of each entity; the places of entities.
    has: Vec<Box<[u32]>>,
    ids: Vec<EntityId>,
    places: HashMap<EntityId, u32>,
    /// For each order of lists, the entities in it; made when it is first asked for.
    orders: [OnceLock<Vec<u32>>; ListOrder::ALL.len()],
}

impl Facets {
    /// Asks for all of it, of the facets that lists can be narrowed by.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn gather(view: &Publishable<'_>, facets: &[Facet]) -> Result<Self, RegisterError> {
        let mut made = Self { facets: facets.to_vec(), ..Self::default() };
        let mut has = HashMap::<EntityId, Vec<u32>>::new();
        // Facet by facet: of all rows of the table, most may be of others.
        let mut query = view.conn().prepare_cached(
            "SELECT value, entity FROM public_facets WHERE kind = ?1 AND facet = ?2 ORDER BY value",
        )?;
        for (kind, facet) in
            Kind::ALL.iter().flat_map(|kind| facets.iter().map(move |it| (kind, it)))
        {
            let mut rows = query.query([kind.as_str(), facet.as_str()])?;
            // Row by row what has one value: it is looked up when it is another one.
            let mut last = None;
            while let Some(row) = rows.next()? {
                let value = text(row, 0)?;
                let number = match last.filter(|last| made.is(*last, *facet, value)) {
                    Some(last) => last,
                    None => made.number(*facet, value),
                };
                last = Some(number);
                has.entry(parsed(text(row, 1)?)?).or_default().push(number);
            }
        }
        let mut query = view.conn().prepare_cached("SELECT kind, id FROM public_entities")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id = parsed(text(row, 1)?)?;
            made.put(parsed(text(row, 0)?)?, id, has.remove(&id).unwrap_or_default());
        }
        Ok(made)
    }

    /// The same after changes.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn follow(
        &mut self,
        view: &Publishable<'_>,
        changes: &Changes,
    ) -> Result<(), RegisterError> {
        let mut kinds = Vec::new();
        for id in &changes.entities {
            let Some(row) = view.entity(*id)? else { continue };
            let mut numbers = Vec::new();
            for (facet, value) in view.facets_of(*id)? {
                if self.facets.contains(&facet) {
                    numbers.push(self.number(facet, &value));
                }
            }
            self.put(row.entity.kind, *id, numbers);
            kinds.push(row.entity.kind);
        }
        for kind in kinds {
            if let Some(of) = self.kinds.get_mut(&kind) {
                of.orders = Default::default();
            }
        }
        Ok(())
    }

    fn is(&self, number: u32, facet: Facet, value: &str) -> bool {
        let known = self.values.get(number as usize);
        known.is_some_and(|(known, text)| *known == facet && **text == *value)
    }

    fn number(&mut self, facet: Facet, value: &str) -> u32 {
        let value: Arc<str> = value.into();
        let next = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        let number = *self.known.entry((facet, Arc::clone(&value))).or_insert(next);
        if number == next {
            self.values.push((facet, value));
        }
        number
    }

    fn put(&mut self, kind: Kind, id: EntityId, has: Vec<u32>) {
        let of = self.kinds.entry(kind).or_default();
        let next = u32::try_from(of.ids.len()).unwrap_or(u32::MAX);
        let place = *of.places.entry(id).or_insert(next);
        let has = has.into_boxed_slice();
        match of.has.get_mut(place as usize) {
            Some(known) => *known = has,
            None => {
                of.ids.push(id);
                of.has.push(has);
            }
        }
    }

    /// The values asked for by their numbers; `None` where nothing has one of them.
    fn asked(&self, ask: &Ask) -> Option<Vec<u32>> {
        let number = |(facet, value): &(Facet, String)| {
            self.known.get(&(*facet, Arc::from(value.as_str()))).copied()
        };
        ask.with.iter().map(number).collect()
    }

    /// Those asked for, by their places, in no order.
    fn among<'s>(&'s self, ask: &Ask) -> impl Iterator<Item = &'s [u32]> + use<'s> {
        let found = self.asked(ask).zip(self.kinds.get(&ask.kind));
        found.into_iter().flat_map(|(asked, of)| {
            of.has
                .iter()
                .map(|has| &**has)
                .filter(move |has| asked.iter().all(|one| has.contains(one)))
        })
    }

    /// How many entities there are of those asked for.
    #[must_use]
    pub fn total(&self, ask: &Ask) -> u64 {
        self.among(ask).count() as u64
    }

    /// The values that those asked for have of each of these facets, each with how many have it: the most first, then by
    /// value; at most so many.
    #[must_use]
    pub fn spread(&self, ask: &Ask, facets: &[Facet], most: usize) -> Vec<(Facet, Spread)> {
        let mut totals = vec![0_u64; self.values.len()];
        for number in self.among(ask).flatten() {
            if let Some(total) = totals.get_mut(*number as usize) {
                *total += 1;
            }
        }
        let counted: Vec<_> =
            self.values.iter().zip(totals).filter(|(_, total)| *total > 0).collect();
        let of = |facet: &Facet| {
            let own = counted.iter().filter(|((of, _), _)| of == facet);
            let mut own: Vec<(u64, &str)> =
                own.map(|((_, value), total)| (*total, &**value)).collect();
            own.sort_unstable_by_key(|(total, value)| (Reverse(*total), *value));
            own.truncate(most);
            (*facet, own.into_iter().map(|(total, value)| (value.to_owned(), total)).collect())
        };
        facets.iter().map(of).collect()
    }

    /// How many of those asked for come before a place, with what is at it still where `through` says so. `None` where
    /// that is no place of this order, or its entity is not public any more. `view` is of the same moment.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn before_place(
        &self,
        view: &Publishable<'_>,
        ask: &Ask,
        place: &Place,
        through: bool,
    ) -> Result<Option<u64>, RegisterError> {
        let all = Ask { order: ask.order, ..Ask::all(ask.kind) };
        let Some(before) = view.before_place(&all, place)? else { return Ok(None) };
        let found = self.asked(ask).zip(self.kinds.get(&ask.kind));
        let Some((asked, of)) = found else { return Ok(Some(0)) };
        let (order, mut before) =
            (of.in_order(view, ask)?, usize::try_from(before).unwrap_or(usize::MAX));
        if through && order.get(before).is_some_and(|here| of.places.get(&place.id) == Some(here)) {
            before += 1;
        }
        let first = order.iter().take(before);
        Ok(Some(first.filter(|place| of.fits(**place, &asked)).count() as u64))
    }

    /// Those asked for with what is told of each at a glance, in the order asked for. `view` is of the same moment.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn glances(
        &self,
        view: &Publishable<'_>,
        ask: &Ask,
        part: Part,
    ) -> Result<Vec<(EntityRow, Glance)>, RegisterError> {
        let (Some(asked), Some(of)) = (self.asked(ask), self.kinds.get(&ask.kind)) else {
            return Ok(Vec::new());
        };
        let size = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        let found = of.in_order(view, ask)?.iter().filter(|place| of.fits(**place, &asked));
        let mut rows = Vec::new();
        for place in found.skip(size(part.offset)).take(size(part.limit)) {
            if let Some(id) = of.ids.get(*place as usize) {
                rows.extend(view.glance(*id)?);
            }
        }
        Ok(rows)
    }
}

impl OfKind {
    /// True where the entity at a place has these values.
    fn fits(&self, place: u32, asked: &[u32]) -> bool {
        let has = self.has.get(place as usize);
        has.is_some_and(|has| asked.iter().all(|one| has.contains(one)))
    }

    fn in_order(&self, view: &Publishable<'_>, ask: &Ask) -> Result<&[u32], RegisterError> {
        let Some(held) = self.orders.get(ask.order as usize) else { return Ok(&[]) };
        if let Some(known) = held.get() {
            return Ok(known);
        }
        let sql =
            format!("SELECT id FROM public_entities WHERE kind = ?1 ORDER BY {}", order(ask.order));
        let mut places = Vec::with_capacity(self.ids.len());
        let mut query = view.conn().prepare_cached(&sql)?;
        let mut rows = query.query([ask.kind.as_str()])?;
        while let Some(row) = rows.next()? {
            places.extend(self.places.get(&parsed(text(row, 0)?)?));
        }
        Ok(held.get_or_init(|| places))
    }
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, RegisterError> {
    Ok(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?)
}
