//! Where in a list something stands, so that one can tell on which of its pages.

use std::fmt;
use std::str::FromStr;

use codebook::EntityId;
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::ask::{Ask, ListOrder};
use super::handle::{Publishable, condition};
use crate::error::RegisterError;

const BY_NAME: &str = "(name, id) < (my_name, my_id)";
const MINE: &str = "me(my_id, my_name, my_facts, my_at, my_year, my_currency, my_amount)";

/// A place in an ordered list: an entity, and what it was ordered by when somebody saw it there. It stays where it is
/// while others come and go, and while that entity goes elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What the order asks first, as a word; empty where that is the name.
    key: String,
    pub(super) id: EntityId,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}", self.key, self.id)
    }
}

/// Words that name no place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a place in a list is KEY~ID, as the addresses of its pages have it")]
pub struct NoPlace;

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let (key, id) = text.rsplit_once('~').ok_or(NoPlace)?;
        Ok(Self { key: key.to_owned(), id: id.parse().map_err(|_| NoPlace)? })
    }
}

/// The condition of coming before what is called mine.
fn first(order: ListOrder) -> String {
    match order {
        ListOrder::Name => BY_NAME.to_owned(),
        ListOrder::Facts => format!("(facts > my_facts OR (facts = my_facts AND {BY_NAME}))"),
        ListOrder::Newest => format!("(at > my_at OR (at = my_at AND {BY_NAME}))"),
        ListOrder::Year => format!("(year > my_year OR (year = my_year AND {BY_NAME}))"),
        ListOrder::Amount => format!(
            "(currency < my_currency OR (currency = my_currency
                AND (amount > my_amount OR (amount IS my_amount AND {BY_NAME}))))"
        ),
    }
}

impl Publishable<'_> {
    /// The place of an entity in an order, as it is now.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn place(&self, order: ListOrder, id: EntityId) -> Result<Option<Place>, RegisterError> {
        let key = match order {
            ListOrder::Name => "''",
            ListOrder::Facts => "facts",
            ListOrder::Newest => "at",
            ListOrder::Year => "year",
            ListOrder::Amount => "currency || ':' || coalesce(amount, '')",
        };
        let sql = format!("SELECT CAST({key} AS TEXT) FROM public_entities WHERE id = ?1");
        let found = self.list(&sql, [id.to_string()], |row| Ok(row.get(0)?))?.pop();
        Ok(found.map(|key| Place { key, id }))
    }

    /// How many of those asked for come before a place. `None` where that is none of this order, or its entity is not
    /// public any more.
    pub(super) fn before_place(
        &self,
        ask: &Ask,
        place: &Place,
    ) -> Result<Option<u64>, RegisterError> {
        if self.entity(place.id)?.is_none() {
            return Ok(None);
        }
        let Some(key) = columns(ask.order, &place.key) else { return Ok(None) };
        let (condition, others) = condition(ask);
        let sql = format!(
            "WITH {MINE} AS (SELECT id, name, ?, ?, ?, ?, ? FROM public_entities WHERE id = ?)
             SELECT count(*) FROM me CROSS JOIN public_entities WHERE {condition} AND {}",
            first(ask.order)
        );
        let mine = key.into_iter().chain([Sql::Text(place.id.to_string())]);
        self.number_of(&sql, params_from_iter(mine.chain(others))).map(Some)
    }
}

/// A place's key in the columns of facts, moment, year, currency and amount.
fn columns(order: ListOrder, key: &str) -> Option<[Sql; 5]> {
    let mut columns = [const { Sql::Null }; 5];
    let [facts, at, year, currency, amount] = &mut columns;
    match order {
        ListOrder::Name => {}
        ListOrder::Facts => *facts = Sql::Integer(key.parse().ok()?),
        ListOrder::Newest => *at = Sql::Text(key.to_owned()),
        ListOrder::Year => *year = Sql::Text(key.to_owned()),
        ListOrder::Amount => {
            let (code, number) = key.rsplit_once(':')?;
            *currency = Sql::Text(code.to_owned());
            if !number.is_empty() {
                *amount = Sql::Real(number.parse().ok()?);
            }
        }
    }
    Some(columns)
}
