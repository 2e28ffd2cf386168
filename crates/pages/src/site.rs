//! The register as pages need it: what may be shown, indexed once.

use std::collections::HashMap;
use std::sync::OnceLock;

use codebook::{EntityId, FactId, Kind, Property, PublicSourceId, TextLayer};
use register::public::{Contradiction, PublicEntity, PublicFact, PublicSource, Publishable};

use crate::charts::ChartData;
use crate::findings::Finding;
use crate::map::MapData;
use crate::page::{Lang, Page};
use crate::words::Words;
use crate::{entity, figures, findings, guide, home, list, map, source};

/// A page that can't be made.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// There is no such entity in what may be shown.
    #[error("no page for entity {0}: nothing that may be shown names it")]
    NoEntity(EntityId),
    /// There is no such source in what may be shown.
    #[error("no page for source {0}: it is not among what may be shown")]
    NoSource(PublicSourceId),
    /// No system is in that country.
    #[error("no map of {0}: no system that may be shown is there")]
    NoCountry(String),
    /// A template failed.
    #[error("a page's template failed: {0}; this is a mistake in the program, please report it")]
    Template(#[from] askama::Error),
}

/// What may be shown, with the indexes that pages ask.
#[derive(Debug)]
pub struct Site<'a> {
    pub(crate) view: &'a Publishable,
    entities: HashMap<EntityId, &'a PublicEntity>,
    sources: HashMap<PublicSourceId, &'a PublicSource>,
    facts: HashMap<FactId, &'a PublicFact>,
    about: HashMap<EntityId, Vec<&'a PublicFact>>,
    naming: HashMap<EntityId, Vec<&'a PublicFact>>,
    from: HashMap<PublicSourceId, Vec<&'a PublicFact>>,
    disputes: HashMap<EntityId, Vec<&'a Contradiction>>,
    map: OnceLock<MapData>,
    charts: OnceLock<ChartData>,
}

impl<'a> Site<'a> {
    /// Indexes what may be shown.
    #[must_use]
    pub fn new(view: &'a Publishable) -> Self {
        let mut site = Self {
            view,
            entities: view.entities.iter().map(|entity| (entity.id, entity)).collect(),
            sources: view.sources.iter().map(|source| (source.id, source)).collect(),
            facts: view.facts.iter().map(|fact| (fact.id, fact)).collect(),
            about: HashMap::new(),
            naming: HashMap::new(),
            from: HashMap::new(),
            disputes: HashMap::new(),
            map: OnceLock::new(),
            charts: OnceLock::new(),
        };
        for fact in &view.facts {
            site.about.entry(fact.subject).or_default().push(fact);
            site.from.entry(fact.source).or_default().push(fact);
            if let Some(named) = fact.names {
                site.naming.entry(named).or_default().push(fact);
            }
        }
        for dispute in &view.contradictions {
            site.disputes.entry(dispute.subject).or_default().push(dispute);
        }
        site
    }

    /// Every page, in the order in which a site is written.
    pub fn pages(&self) -> impl Iterator<Item = Page> + use<'a> {
        let fixed = [
            Page::Home,
            Page::Sources,
            Page::Contradictions,
            Page::Silences,
            Page::Accuracy,
            Page::Map,
            Page::Charts,
            Page::Verify,
        ];
        fixed
            .into_iter()
            .chain(Kind::ALL.map(Page::List))
            .chain(self.view.entities.iter().map(|entity| Page::Entity(entity.id)))
            .chain(self.view.sources.iter().map(|source| Page::Source(source.id)))
            .chain(self.map().pages())
    }

    /// Writes a page at the end of `out`. `layers` are the text layers of the page's source, where
    /// it is the page of a public source; other pages need none.
    ///
    /// # Errors
    /// If there is no such entity or source in what may be shown.
    pub fn render(
        &self,
        page: Page,
        lang: Lang,
        layers: &[TextLayer],
        out: &mut String,
    ) -> Result<(), PageError> {
        let words = Words::of(lang);
        match page {
            Page::Home => home::render(self, words, out),
            Page::List(kind) => list::entities(self, words, kind, out),
            Page::Sources => list::sources(self, words, out),
            Page::Contradictions => findings::render(self, words, &Finding::Contradictions, out),
            Page::Silences => findings::render(self, words, &Finding::Silences, out),
            Page::Accuracy => findings::render(self, words, &Finding::Accuracy, out),
            Page::Map => map::world(self, words, None, out),
            Page::MapOf(technology) => map::world(self, words, Some(technology), out),
            Page::MapIn(country) => map::country(self, words, country, out),
            Page::Charts => figures::render(self, words, out),
            Page::Verify => guide::verify(self, words, out),
            Page::Entity(id) => {
                let entity = self.entity(id).ok_or(PageError::NoEntity(id))?;
                entity::render(self, words, entity, out)
            }
            Page::Source(id) => {
                let source = self.source(id).ok_or(PageError::NoSource(id))?;
                source::render(self, words, source, layers, out)
            }
        }
    }

    /// Where the systems are.
    pub(crate) fn map(&self) -> &MapData {
        self.map.get_or_init(|| MapData::gather(self))
    }

    /// What charts are made from.
    pub(crate) fn charts(&self) -> &ChartData {
        self.charts.get_or_init(|| ChartData::gather(self))
    }

    pub(crate) fn entity(&self, id: EntityId) -> Option<&'a PublicEntity> {
        self.entities.get(&id).copied()
    }
    pub(crate) fn source(&self, id: PublicSourceId) -> Option<&'a PublicSource> {
        self.sources.get(&id).copied()
    }
    pub(crate) fn fact(&self, id: FactId) -> Option<&'a PublicFact> {
        self.facts.get(&id).copied()
    }

    /// The name of an entity; its id where nothing that may be shown names it.
    pub(crate) fn name(&self, id: EntityId) -> String {
        self.entity(id).map_or_else(|| id.to_string(), |entity| entity.name.to_string())
    }

    /// The facts about an entity, in the view's order.
    pub(crate) fn about(&self, id: EntityId) -> &[&'a PublicFact] {
        self.about.get(&id).map_or(&[], Vec::as_slice)
    }
    /// The facts whose value names an entity.
    pub(crate) fn naming(&self, id: EntityId) -> &[&'a PublicFact] {
        self.naming.get(&id).map_or(&[], Vec::as_slice)
    }
    /// The facts that rest on a source.
    pub(crate) fn resting_on(&self, id: PublicSourceId) -> &[&'a PublicFact] {
        self.from.get(&id).map_or(&[], Vec::as_slice)
    }
    /// Where sources disagree about an entity.
    pub(crate) fn disputes(&self, id: EntityId) -> &[&'a Contradiction] {
        self.disputes.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The facts about an entity that have a property.
    pub(crate) fn with_property(
        &self,
        id: EntityId,
        property: Property,
    ) -> impl Iterator<Item = &'a PublicFact> {
        self.about(id).iter().copied().filter(move |fact| fact.property == property)
    }
}
