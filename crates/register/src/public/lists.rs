//! Lists of entities, narrowed and ordered, and how those on them spread.
//!
//! SQLite keeps no statistics of what is public, so that the way to go is chosen here: along the order of the list until
//! enough are found, or from the rarest of the values asked for.

use codebook::EntityId;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::EntityRow;
use super::ask::{Ask, Facet, ListOrder, Part};
use super::glance::{Glance, glance_row, glancing};
use super::handle::{ENTITY, Publishable, condition, entity_row, id, narrowed, number};
use crate::error::RegisterError;

/// How many steps along an order take as long as one from a value to its entity and into the order.
const STEPS: u64 = 8;
/// The entities that have a value.
const HAVING: &str = "SELECT entity FROM public_facets WHERE kind = ? AND facet = ? AND value = ?";

/// How many values of a facet there are, by value.
pub type Spread = Vec<(String, u64)>;

/// What puts entities in an order.
pub(super) const fn order(order: ListOrder) -> &'static str {
    match order {
        ListOrder::Name => "name, id",
        ListOrder::Facts => "facts DESC, name, id",
        ListOrder::Newest => "at DESC, name, id",
        ListOrder::Year => "year DESC, name, id",
        ListOrder::Amount => "currency, amount DESC, name, id",
    }
}

fn text(text: &str) -> Sql {
    Sql::Text(text.to_owned())
}

/// The rarest value of an ask, how many have it, and the ask without it.
struct Rarest {
    values: [Sql; 3],
    total: u64,
    rest: Ask,
}

impl Publishable<'_> {
    /// Entities of a kind, with the values asked for.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn entities(&self, ask: &Ask, part: Part) -> Result<Vec<EntityRow>, RegisterError> {
        self.rows(ask, part, ENTITY, entity_row)
    }

    /// The same by their ids alone.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn ids(&self, ask: &Ask, part: Part) -> Result<Vec<EntityId>, RegisterError> {
        self.rows(ask, part, "SELECT id FROM public_entities", id)
    }

    /// The same with what is told of each at a glance.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn glances(
        &self,
        ask: &Ask,
        part: Part,
    ) -> Result<Vec<(EntityRow, Glance)>, RegisterError> {
        self.rows(ask, part, &glancing(), glance_row)
    }

    fn rows<T>(
        &self,
        ask: &Ask,
        part: Part,
        rows: &str,
        read: impl Fn(&Row<'_>) -> Result<T, RegisterError>,
    ) -> Result<Vec<T>, RegisterError> {
        let (sql, mut values) = match self.rarest(ask)? {
            Some(rarest) if self.is_far(ask, part, &rarest)? => {
                let (condition, others) = condition(&rarest.rest);
                let few = format!("({HAVING}) CROSS JOIN public_entities ON id = entity");
                let sql = rows.replace("public_entities", &few);
                let values = rarest.values.into_iter().chain(others).collect();
                (format!("{sql} WHERE {condition}"), values)
            }
            _ => {
                let (condition, values) = condition(ask);
                (format!("{rows} WHERE {condition}"), values)
            }
        };
        values.push(Sql::Integer(part.limit.cast_signed()));
        values.push(Sql::Integer(part.offset.cast_signed()));
        let sql = format!("{sql} ORDER BY {} LIMIT ? OFFSET ?", order(ask.order));
        self.list(&sql, params_from_iter(values), read)
    }

    /// How many entities there are of those asked for.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn total(&self, ask: &Ask) -> Result<u64, RegisterError> {
        match self.rarest(ask)? {
            None => self.total_of(ask.kind.as_str()),
            Some(rarest) if rarest.rest.with.is_empty() => Ok(rarest.total),
            Some(rarest) => {
                let (narrowed, others) = narrowed("entity", &rarest.rest);
                let sql = HAVING.replace("SELECT entity", "SELECT count(*)");
                let values = rarest.values.into_iter().chain(others);
                self.number_of(&format!("{sql}{narrowed}"), params_from_iter(values))
            }
        }
    }

    /// The values that those asked for have of each of these facets, each with how many have it: the most first,
    /// then by value; at most so many.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn facets(
        &self,
        ask: &Ask,
        facets: &[Facet],
        most: usize,
    ) -> Result<Vec<(Facet, Spread)>, RegisterError> {
        let rarest = self.rarest(ask)?;
        let of_kind = self.total_of(ask.kind.as_str())?;
        match rarest {
            Some(rarest) if rarest.total.saturating_mul(4) < of_kind => {
                self.spread_of_few(ask, rarest, facets, most)
            }
            _ => facets.iter().map(|facet| Ok((*facet, self.spread(ask, *facet, most)?))).collect(),
        }
    }

    fn spread(&self, ask: &Ask, facet: Facet, most: usize) -> Result<Spread, RegisterError> {
        let (narrowed, mut values) = narrowed("entity", ask);
        let sql = if ask.with.is_empty() {
            "SELECT value, total FROM public_counted WHERE kind = ? AND facet = ?
             ORDER BY total DESC, value LIMIT ?"
                .to_owned()
        } else {
            format!(
                "SELECT value, count(*) FROM public_facets WHERE kind = ? AND facet = ?{narrowed}
                 GROUP BY value ORDER BY 2 DESC, 1 LIMIT ?"
            )
        };
        values.splice(0..0, [text(ask.kind.as_str()), text(facet.as_str())]);
        values.push(Sql::Integer(i64::try_from(most).unwrap_or(i64::MAX)));
        self.list(&sql, params_from_iter(values), |row| Ok((row.get(0)?, number(row.get(1)?))))
    }

    /// The same where few have a value: all facets of these are counted at once.
    fn spread_of_few(
        &self,
        ask: &Ask,
        rarest: Rarest,
        facets: &[Facet],
        most: usize,
    ) -> Result<Vec<(Facet, Spread)>, RegisterError> {
        let (narrowed, others) = narrowed("entity", &rarest.rest);
        let sql = format!(
            "SELECT f.facet, f.value, count(*) FROM ({HAVING}{narrowed}) few
             CROSS JOIN public_facets f ON f.entity = few.entity AND f.kind = ?
             GROUP BY 1, 2 ORDER BY 3 DESC, 2"
        );
        let values = rarest.values.into_iter().chain(others).chain([text(ask.kind.as_str())]);
        let mut found: Vec<(Facet, Spread)> =
            facets.iter().map(|facet| (*facet, Spread::new())).collect();
        let read = |row: &Row<'_>| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, number(row.get(2)?)))
        };
        self.each(&sql, params_from_iter(values), read, &mut |(facet, value, total)| {
            let own = found.iter_mut().find(|(own, _)| own.as_str() == facet);
            if let Some((_, spread)) = own.filter(|(_, spread)| spread.len() < most) {
                spread.push((value, total));
            }
            Ok::<_, RegisterError>(())
        })?;
        Ok(found)
    }

    fn counted(&self, ask: &Ask, with: &(Facet, String)) -> Result<u64, RegisterError> {
        self.number_of(
            "SELECT total FROM public_counted WHERE kind = ?1 AND facet = ?2 AND value = ?3",
            [ask.kind.as_str(), with.0.as_str(), with.1.as_str()],
        )
    }

    fn rarest(&self, ask: &Ask) -> Result<Option<Rarest>, RegisterError> {
        let mut rarest: Option<(u64, usize)> = None;
        for (at, with) in ask.with.iter().enumerate() {
            let total = self.counted(ask, with)?;
            if rarest.is_none_or(|(least, _)| total < least) {
                rarest = Some((total, at));
            }
        }
        Ok(rarest.map(|(total, at)| {
            let mut rest = ask.clone();
            let (facet, value) = rest.with.swap_remove(at);
            let values = [text(ask.kind.as_str()), text(facet.as_str()), text(&value)];
            Rarest { values, total, rest }
        }))
    }

    /// True where it is further along the order to as many as are asked for than from the rarest value, if values are
    /// spread evenly.
    fn is_far(&self, ask: &Ask, part: Part, rarest: &Rarest) -> Result<bool, RegisterError> {
        let of_kind = self.total_of(ask.kind.as_str())?;
        let mut steps = part.offset.saturating_add(part.limit).min(of_kind);
        for with in &ask.with {
            steps = steps.saturating_mul(of_kind) / self.counted(ask, with)?.max(1);
        }
        Ok(rarest.total.saturating_mul(STEPS) < steps.min(of_kind))
    }
}
