//! Where in a list something stands, so that one can tell on which of its pages.

use codebook::{EntityId, PublicSourceId};
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::ask::{Ask, Finding, ListOrder};
use super::handle::{Publishable, condition};
use crate::error::RegisterError;

const BY_NAME: &str = "(name, id) < (my_name, my_id)";

impl Publishable<'_> {
    /// How many of those asked for come before an entity that is among them.
    ///
    /// # Errors
    /// As everything here: if the register can't be read.
    pub fn before(&self, ask: &Ask, id: EntityId) -> Result<u64, RegisterError> {
        let (condition, mut values) = condition(ask);
        let first = match ask.order {
            ListOrder::Name => BY_NAME.to_owned(),
            ListOrder::Facts => format!("(facts > my_facts OR (facts = my_facts AND {BY_NAME}))"),
            ListOrder::Newest => format!("(at > my_at OR (at = my_at AND {BY_NAME}))"),
            ListOrder::Year => format!("(year > my_year OR (year = my_year AND {BY_NAME}))"),
            ListOrder::Amount => format!(
                "(currency < my_currency OR (currency = my_currency
                    AND (amount > my_amount OR (amount IS my_amount AND {BY_NAME}))))"
            ),
        };
        let sql = format!(
            "WITH me(my_id, my_name, my_facts, my_at, my_year, my_currency, my_amount) AS
                (SELECT id, name, facts, at, year, currency, amount FROM public_entities WHERE id = ?)
             SELECT count(*) FROM me CROSS JOIN public_entities WHERE {condition} AND {first}"
        );
        values.insert(0, Sql::Text(id.to_string()));
        self.number_of(&sql, params_from_iter(values))
    }

    /// How many sources come before one of them, by title and id.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn sources_before(&self, id: PublicSourceId) -> Result<u64, RegisterError> {
        self.number_of(
            "SELECT count(*) FROM public_sources
             WHERE (title, id) < (SELECT title, id FROM public_sources WHERE id = ?1)",
            [id.to_string()],
        )
    }

    /// How many disagreements are about entities with a lesser id, and how many about this one.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn disputes_before(&self, id: EntityId) -> Result<(u64, u64), RegisterError> {
        let id = id.to_string();
        let before = "SELECT count(*) FROM public_disputes WHERE subject < ?1";
        let own = "SELECT count(*) FROM public_disputes WHERE subject = ?1";
        Ok((self.number_of(before, [&id])?, self.number_of(own, [&id])?))
    }

    /// How many findings of a sort are about entities with a lesser id, and how many about this one.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn findings_before(
        &self,
        finding: Finding,
        id: EntityId,
    ) -> Result<(u64, u64), RegisterError> {
        let id = id.to_string();
        let before = "SELECT count(*) FROM public_facts WHERE finding = ?1 AND subject < ?2";
        let own = "SELECT count(*) FROM public_facts WHERE finding = ?1 AND subject = ?2";
        let values = [finding.as_str(), id.as_str()];
        Ok((self.number_of(before, values)?, self.number_of(own, values)?))
    }
}
