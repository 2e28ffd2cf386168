//! Notes for the desk alone, and corrections for the public.

use codebook::event::Stream;
use codebook::value::{Prose, ShortText};
use codebook::{Event, FactId};
use rusqlite::params;

use super::set::Set;
use crate::error::RegisterError;
use crate::register::{Given, Register};

impl Register {
    /// Notes something on a source, a statement or an entity, for the desk alone. False where the same
    /// person noted the same there before.
    ///
    /// # Errors
    /// If the thing is unknown, or releases are meant, which take no notes; nothing is written then.
    pub fn note(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        on: Stream,
        text: &Prose,
    ) -> Result<bool, RegisterError> {
        self.act(given, by, |set| {
            check_known(set, &on)?;
            let noted = set
                .conn
                .prepare_cached(
                    "SELECT 1 FROM notes WHERE stream = ?1 AND author = ?2 AND text = ?3",
                )?
                .exists(params![on.to_string(), set.by.as_str(), text.as_str()])?;
            if noted {
                return Ok(false);
            }
            set.record(on, Event::Noted { text: text.clone() })?;
            Ok(true)
        })
    }

    /// Tells the public what had been wrong with facts that are, or were, public. `role` is what it is
    /// signed with. False where the same was told before.
    ///
    /// # Errors
    /// If a fact was never public; nothing is written then.
    pub fn correct(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        facts: &[FactId],
        text: &Prose,
        role: &ShortText,
    ) -> Result<bool, RegisterError> {
        self.act(given, by, |set| {
            let mut facts = facts.to_vec();
            facts.sort_unstable();
            facts.dedup();
            let mut unknown = Vec::new();
            let mut query =
                set.conn.prepare_cached("SELECT 1 FROM releases WHERE fact = ?1 LIMIT 1")?;
            for fact in &facts {
                if !query.exists([fact.to_string()])? {
                    unknown.push(fact.to_string());
                }
            }
            if facts.is_empty() || !unknown.is_empty() {
                let (what, list) = ("public fact", "statements --accepted --json");
                return Err(RegisterError::Unknown { what, list, ids: unknown });
            }
            let told = set
                .conn
                .prepare_cached("SELECT 1 FROM corrections WHERE facts = ?1 AND text = ?2")?
                .exists(params![serde_json::to_string(&facts)?, text.as_str()])?;
            if told {
                return Ok(false);
            }
            let event = Event::Corrected { facts, text: text.clone(), role: role.clone() };
            set.record(Stream::Release, event)?;
            Ok(true)
        })
    }
}

fn check_known(set: &Set<'_>, on: &Stream) -> Result<(), RegisterError> {
    let (what, list, id, known) = match on {
        Stream::Source(id) => {
            let mut query = set.conn.prepare_cached("SELECT 1 FROM sources WHERE id = ?1")?;
            ("source", "source --list", id.to_string(), query.exists([id.digest().as_bytes()])?)
        }
        Stream::Statement(id) => {
            let mut query = set.conn.prepare_cached("SELECT 1 FROM statements WHERE id = ?1")?;
            ("statement", "statements", id.to_string(), query.exists([id.digest().as_bytes()])?)
        }
        Stream::Entity(id) => {
            let mut query = set.conn.prepare_cached("SELECT 1 FROM entities WHERE id = ?1")?;
            let known = query.exists([id.to_string()])?;
            return if known { Ok(()) } else { Err(RegisterError::NoEntity(id.to_string())) };
        }
        Stream::Release => {
            ("thing that takes notes called", "statements", "release".to_owned(), false)
        }
    };
    if known { Ok(()) } else { Err(RegisterError::Unknown { what, list, ids: vec![id] }) }
}
