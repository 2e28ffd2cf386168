//! What maps and charts are made from, thing by thing: so that whoever keeps it from one moment of the register
//! to the next asks only for what differs.

use std::collections::{BTreeMap, BTreeSet};

use codebook::{EntityId, FactId, Kind, Polarity, Property, Technology, Value};
use jiff::Timestamp;
use register::RegisterError;
use register::public::{Changes, EntityRow, Glance, Publishable, Said};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::charts::{self, Outcome, Panel};
use crate::map::Located;
use crate::page::{Country, Page};
use crate::places::Spots;

/// What maps and charts are made from, as of one moment: some hundred bytes for each system, contract and request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    systems: BTreeMap<EntityId, System>,
    contracts: BTreeMap<EntityId, Contract>,
    requests: BTreeMap<EntityId, (String, Outcome)>,
}

/// What a map shows of a system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct System {
    name: String,
    as_of: Timestamp,
    technologies: Vec<Technology>,
    said: Vec<String>,
}

/// What charts show of a contract.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Contract {
    pub(crate) name: String,
    /// The year in which it was awarded or began, where sources settle it.
    pub(crate) year: Option<i16>,
    pub(crate) technologies: BTreeSet<Technology>,
    /// Its values, each with the one supplier; none where sources don't settle it.
    pub(crate) values: Vec<(Panel, Option<Settled>)>,
}

/// The supplier, the amount and the fact that says it.
pub(crate) type Settled = (EntityId, Decimal, FactId);

impl Kept {
    /// Asks for all of it.
    ///
    /// # Errors
    /// If the register can't be asked.
    pub fn gather(view: &Publishable<'_>) -> Result<Self, RegisterError> {
        let mut kept = Self::default();
        view.each_glance(|row, glance| {
            kept.take(&row, glance);
            Ok::<_, RegisterError>(())
        })?;
        Ok(kept)
    }

    /// Asks for what differs since the moment that this is of. Answers with the maps that show something else.
    ///
    /// # Errors
    /// If the register can't be asked.
    pub fn follow(
        &mut self,
        view: &Publishable<'_>,
        changes: &Changes,
    ) -> Result<BTreeSet<Page>, RegisterError> {
        let (mut maps, mut places) = (BTreeSet::new(), Spots::default());
        for id in changes.entities.iter().chain(&changes.gone_entities) {
            let was = self.systems.remove(id);
            self.contracts.remove(id);
            self.requests.remove(id);
            if let Some((row, glance)) = view.glance(*id)? {
                self.take(&row, glance);
            }
            for system in was.iter().chain(self.systems.get(id)) {
                maps.extend(system.technologies.iter().copied().map(Page::MapOf));
                let countries = places.of(&system.said).into_iter().map(|spot| spot.country);
                maps.extend(countries.filter_map(Country::new).map(Page::MapIn));
            }
        }
        Ok(maps)
    }

    fn take(&mut self, row: &EntityRow, glance: Glance) {
        let (id, name) = (row.entity.id, row.entity.name.to_string());
        let mut said = glance.said;
        said.retain(|said| said.polarity == Polarity::Affirmed);
        match row.entity.kind {
            Kind::System => {
                self.systems.insert(id, System::of(name, row.as_of, &said));
            }
            Kind::Contract => {
                self.contracts.insert(id, charts::contract(name, &said));
            }
            Kind::Request => {
                let responses = said.iter().filter_map(|said| match said.value {
                    Value::Response(response) => Some(response),
                    _ => None,
                });
                self.requests.insert(id, (name, Outcome::of(&responses.collect())));
            }
            _ => {}
        }
    }

    /// The systems by name and id, and where they are.
    pub(crate) fn located(&self) -> Vec<Located> {
        let mut places = Spots::default();
        let mut all: Vec<(&EntityId, &System)> = self.systems.iter().collect();
        all.sort_unstable_by_key(|(id, system)| (&system.name, *id));
        let located = |(id, system): (&EntityId, &System)| Located {
            id: *id,
            name: system.name.clone(),
            as_of: system.as_of,
            technologies: system.technologies.clone(),
            said: system.said.clone(),
            spots: places.of(&system.said),
        };
        all.into_iter().map(located).collect()
    }

    /// The contracts by name and id.
    pub(crate) fn contracts(&self) -> Vec<(EntityId, &Contract)> {
        let mut all: Vec<_> = self.contracts.iter().map(|(id, one)| (*id, one)).collect();
        all.sort_by_key(|(id, one)| (&one.name, *id));
        all
    }

    /// The requests by name and id.
    pub(crate) fn requests(&self) -> Vec<(EntityId, &str, Outcome)> {
        let mut all: Vec<_> = self
            .requests
            .iter()
            .map(|(id, (name, outcome))| (*id, name.as_str(), *outcome))
            .collect();
        all.sort_by_key(|(id, name, _)| (*name, *id));
        all
    }
}

impl System {
    fn of(name: String, as_of: Timestamp, facts: &[Said]) -> Self {
        let (mut said, mut technologies) = (BTreeSet::new(), BTreeSet::new());
        for fact in facts {
            match (&fact.property, &fact.value) {
                (Property::Place, Value::Name(place)) => {
                    said.insert(place.to_string());
                }
                (Property::UsesTechnology, Value::Technology(technology)) => {
                    technologies.insert(*technology);
                }
                _ => {}
            }
        }
        Self {
            name,
            as_of,
            technologies: technologies.into_iter().collect(),
            said: said.into_iter().collect(),
        }
    }
}
