//! What a page shows, asked by its parts.

use std::borrow::Cow;
use std::cmp::Ordering;

use codebook::{EntityId, FactId, Kind, Property, PublicSourceId};
use register::public::{Contradiction, PublicEntity, PublicFact, PublicSource};

use crate::bulk::Bulk;
use crate::charts::ChartData;
use crate::map::MapData;
use crate::needs::Needs;
use crate::page::Page;

/// What a page shows. Facts stand in the register's order: those about one thing together, and among them those that
/// have one property.
pub(crate) struct Shown<'a> {
    pub(crate) needs: &'a Needs,
}

impl<'a> Shown<'a> {
    pub(crate) const fn new(needs: &'a Needs) -> Self {
        Self { needs }
    }

    pub(crate) fn entity(&self, id: EntityId) -> Option<&'a PublicEntity> {
        self.needs.entities.get(&id).map(|row| &row.entity)
    }
    pub(crate) fn source(&self, id: PublicSourceId) -> Option<&'a PublicSource> {
        self.needs.sources.get(&id).map(|row| &row.source)
    }
    pub(crate) fn fact(&self, id: FactId) -> Option<&'a PublicFact> {
        self.needs.facts.get(self.needs.place(id)?)
    }

    /// The facts with these ids, in their order.
    pub(crate) fn these(&self, ids: &'a [FactId]) -> impl Iterator<Item = &'a PublicFact> {
        ids.iter().filter_map(|id| self.fact(*id))
    }

    /// The name of an entity; its id where nothing that may be shown names it.
    pub(crate) fn name(&self, id: EntityId) -> Cow<'a, str> {
        let named = self.entity(id).map(|entity| entity.name.as_str());
        named
            .or_else(|| self.needs.charts.names.get(&id).map(String::as_str))
            .map_or_else(|| Cow::Owned(id.to_string()), Cow::Borrowed)
    }

    /// The facts about an entity, in the view's order.
    pub(crate) fn about(&self, id: EntityId) -> &'a [PublicFact] {
        together(&self.needs.facts, |fact| fact.subject.cmp(&id))
    }
    /// The facts whose value names an entity.
    pub(crate) fn naming(&self, id: EntityId) -> impl Iterator<Item = &'a PublicFact> {
        self.needs.facts.iter().filter(move |fact| fact.names == Some(id))
    }
    /// Where sources disagree about an entity.
    pub(crate) fn disputes(&self, id: EntityId) -> impl Iterator<Item = &'a Contradiction> {
        self.needs.contradictions.iter().filter(move |found| found.subject == id)
    }
    /// True where they disagree about a property of it.
    pub(crate) fn disputed(&self, id: EntityId, property: Property) -> bool {
        self.disputes(id).any(|found| found.property == property)
    }
    /// What screening found.
    pub(crate) fn bulk(&self) -> &'a Bulk {
        &self.needs.bulk
    }
    /// What charts are made from.
    pub(crate) fn charts(&self) -> &'a ChartData {
        &self.needs.charts
    }
    /// Where the systems are.
    pub(crate) fn map(&self) -> &'a MapData {
        &self.needs.map
    }
    /// How many there are of a kind.
    pub(crate) fn of_kind(&self, kind: Kind) -> u64 {
        let of = |(found, total): &(Kind, u64)| (*found == kind).then_some(*total);
        self.needs.counts.entities.iter().find_map(of).unwrap_or_default()
    }

    /// True of a page that says how many there are of what it lists: of what is published in any number of parts, the
    /// first, so that one more does not change all others.
    pub(crate) fn tells_total(&self, page: Page) -> bool {
        let live = self.needs.asked.as_ref().is_some_and(|asked| asked.live);
        live || page == page.first()
    }

    /// The part of its subject's page on which a fact stands, from 1.
    pub(crate) fn part(&self, fact: &PublicFact) -> u32 {
        self.needs.parts.get(&fact.id).copied().unwrap_or(1)
    }
    /// The page of its subject on which a fact stands.
    pub(crate) fn page_of(&self, fact: &PublicFact) -> Page {
        match self.part(fact) {
            1 => Page::Entity(fact.subject),
            number => Page::EntityPart(fact.subject, number),
        }
    }

    /// The facts about an entity that have a property.
    pub(crate) fn with_property(&self, id: EntityId, property: Property) -> &'a [PublicFact] {
        together(self.about(id), |fact| fact.property.cmp(&property))
    }
}

/// Those that stand together in an order.
fn together(facts: &[PublicFact], order: impl Fn(&PublicFact) -> Ordering) -> &[PublicFact] {
    let from = facts.partition_point(|fact| order(fact).is_lt());
    let rest = facts.get(from..).unwrap_or_default();
    rest.get(..rest.partition_point(|fact| order(fact).is_eq())).unwrap_or_default()
}
