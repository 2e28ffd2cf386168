//! All of it at once: for small registers, and for tests.

use jiff::Timestamp;

use super::handle::{Publishable, in_order};
use super::{Contradiction, Part, PublicEntity, PublicFact, PublicSource, Release};
use crate::error::RegisterError;

/// Everything that may be shown, in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// See [`Publishable::as_of`].
    pub as_of: Timestamp,
    /// Entities with at least one released fact about them or naming them; by kind, name and id.
    pub entities: Vec<PublicEntity>,
    /// Released facts; by subject, property, value and id.
    pub facts: Vec<PublicFact>,
    /// Sources that those facts rest on, and public sources; by title and id.
    pub sources: Vec<PublicSource>,
    /// Facts that disagree; by subject and property.
    pub contradictions: Vec<Contradiction>,
    /// The public log of releases and retractions, in order; only ever longer.
    pub releases: Vec<Release>,
}

impl Publishable<'_> {
    /// Everything, read into memory: not for a large register.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn whole(&self) -> Result<Whole, RegisterError> {
        let (mut entities, mut facts, mut releases) = (Vec::new(), Vec::new(), Vec::new());
        self.each_entity("", |row| {
            facts.extend(self.about(row.entity.id)?);
            entities.push(row.entity);
            Ok::<_, RegisterError>(())
        })?;
        entities.sort_by(|a, b| (a.kind, &a.name, a.id).cmp(&(b.kind, &b.name, b.id)));
        self.each_release(0, |release| {
            releases.push(release);
            Ok::<_, RegisterError>(())
        })?;
        Ok(Whole {
            as_of: self.as_of(),
            entities,
            facts: in_order(facts),
            sources: self.sources(Part::ALL)?.into_iter().map(|row| row.source).collect(),
            contradictions: self.contradictions(Part::ALL)?,
            releases,
        })
    }
}

#[cfg(feature = "fixtures")]
impl Whole {
    /// A handle on this, for tests of what is made from one. It takes what it is given for what may be
    /// shown.
    ///
    /// # Errors
    /// If it does not hold together, or memory is short.
    pub fn handle(&self) -> Result<Publishable<'static>, RegisterError> {
        let conn = crate::shown::fixture::filled(self)?;
        Ok(Publishable::own(conn, self.as_of))
    }
}
