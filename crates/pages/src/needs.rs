//! What one page needs of the register, asked for once and shown in every language.

use std::sync::{Arc, OnceLock};

use codebook::{EntityId, FactId, Kind, Property, PublicSourceId};
use jiff::Timestamp;
use register::RegisterError;
use register::public::{
    Ask, Contradiction, Corrected, Counts, EntityRow, Facet, Facets, Finding, Glance, Part,
    PublicFact, Publishable, Retracted, SourceRow,
};
use rustc_hash::FxHashMap;

use crate::bulk::Bulk;
use crate::charts::ChartData;
use crate::cut::Beside;
use crate::findings::COUNTS;
use crate::known::Known;
use crate::list::Listed;
use crate::listing::{self, Asked, Turn};
use crate::map::MapData;
use crate::page::Page;
use crate::site::PageError;

/// How many rows a page of a list has that a server is asked for.
pub(crate) const ROWS: u64 = 200;
/// How many things a page of a published list has at least, where it has several: half of what is usual.
pub(crate) const APART: usize = 60;
/// About how many things a page of findings has at least, likewise.
pub(crate) const FOUND: usize = 25;
/// How many corrections a page of them has.
pub(crate) const FINDINGS: u64 = 100;
/// How many facts that name an entity stand on its page.
const NAMING: u64 = 500;
/// How many facts about an entity stand on one part of its page.
pub(crate) const OWN: usize = 500;
/// How many findings of each sort stand on the home page.
const FIRST: u64 = 4;
/// How many of the latest facts stand there.
const LATEST: u64 = 8;
/// How many properties of a kind of which no source speaks stand there.
const UNKNOWN: usize = 5;
/// How many of each sort of change the feed has.
const FED: u64 = 50;

/// What is needed. Facts and contradictions come in the register's order.
#[derive(Debug)]
pub(crate) struct Needs {
    pub(crate) as_of: Timestamp,
    pub(crate) facts: Vec<PublicFact>,
    places: OnceLock<FxHashMap<FactId, usize>>,
    /// The sentence that an entity's page leads with, in Spanish and English.
    pub(crate) sentences: [OnceLock<Option<String>>; 2],
    pub(crate) entities: FxHashMap<EntityId, Arc<EntityRow>>,
    pub(crate) sources: FxHashMap<PublicSourceId, Arc<SourceRow>>,
    pub(crate) contradictions: Vec<Contradiction>,
    /// The parts on which facts stand, where that is not the first.
    pub(crate) parts: FxHashMap<FactId, u32>,
    /// The rows of a list.
    pub(crate) rows: Vec<Arc<Listed>>,
    pub(crate) source_rows: Vec<SourceRow>,
    /// The facts that are silences, accuracy figures, and the latest, in the order of showing.
    pub(crate) silences: Vec<FactId>,
    pub(crate) accuracy: Vec<FactId>,
    pub(crate) latest: Vec<FactId>,
    pub(crate) counts: Counts,
    /// What no source says of how many things of a kind, the most first.
    pub(crate) unknown: Vec<(Kind, Vec<(String, u64)>)>,
    /// How many there are of what the page lists.
    pub(crate) total: u64,
    /// What a page of a published list leads to.
    pub(crate) beside: Option<Beside>,
    pub(crate) corrections: Vec<Corrected>,
    pub(crate) retracted: Vec<Retracted>,
    /// What a list was asked with.
    pub(crate) asked: Option<Asked>,
    pub(crate) map: Arc<MapData>,
    pub(crate) charts: Arc<ChartData>,
    pub(crate) bulk: Arc<Bulk>,
}

impl Needs {
    /// Where a fact stands among the facts.
    pub(crate) fn place(&self, id: FactId) -> Option<usize> {
        let places = || (0..).zip(&self.facts).map(|(place, fact)| (fact.id, place)).collect();
        self.places.get_or_init(places).get(&id).copied()
    }
}

struct Gather<'v> {
    view: &'v Publishable<'v>,
    known: &'v Known,
    needs: Needs,
}

fn nothing(view: &Publishable<'_>) -> Needs {
    Needs {
        as_of: view.as_of(),
        facts: Vec::new(),
        places: OnceLock::new(),
        sentences: Default::default(),
        entities: FxHashMap::default(),
        sources: FxHashMap::default(),
        contradictions: Vec::new(),
        parts: FxHashMap::default(),
        rows: Vec::new(),
        source_rows: Vec::new(),
        silences: Vec::new(),
        accuracy: Vec::new(),
        latest: Vec::new(),
        counts: Counts::default(),
        unknown: Vec::new(),
        total: 0,
        beside: None,
        corrections: Vec::new(),
        retracted: Vec::new(),
        asked: None,
        map: Arc::default(),
        charts: Arc::default(),
        bulk: Arc::default(),
    }
}

/// Where the rows of a list come from.
pub(crate) enum Rows<'r> {
    /// Of what a server holds in memory.
    Held(&'r Facets),
    /// These, of so many, on a page of the published site.
    Cut { on: &'r [EntityId], beside: Option<Beside>, total: u64 },
}

/// Asks for what a page of a list needs.
pub(crate) fn gather_list(
    view: &Publishable<'_>,
    known: &Known,
    mut asked: Asked,
    rows: &Rows<'_>,
) -> Result<Needs, PageError> {
    let mut gather = Gather { view, known, needs: nothing(view) };
    match rows {
        Rows::Held(facets) => gather.held(&mut asked, facets)?,
        Rows::Cut { on, beside, total } => {
            let rows = on.iter().map(|id| known.listed(view, *id).transpose());
            gather.needs.rows = rows.flatten().collect::<Result<_, _>>()?;
            (gather.needs.beside, gather.needs.total) = (*beside, *total);
        }
    }
    gather.date();
    for (_, value) in &asked.ask.with {
        let name = listing::name(view, value)?;
        asked.names.extend(name.map(|name| (value.clone(), name)));
    }
    gather.needs.asked = Some(asked);
    Ok(gather.done())
}

/// Asks for what a page of sources needs.
pub(crate) fn gather_sources(
    view: &Publishable<'_>,
    known: &Known,
    (on, beside): (&[PublicSourceId], Option<Beside>),
) -> Result<Needs, PageError> {
    let mut gather = Gather { view, known, needs: nothing(view) };
    for id in on {
        gather.needs.source_rows.extend(view.source(*id)?);
    }
    (gather.needs.beside, gather.needs.total) = (beside, view.counts()?.sources);
    gather.date();
    Ok(gather.done())
}

/// Asks for what a page of findings needs, about these entities.
pub(crate) fn gather_found(
    view: &Publishable<'_>,
    known: &Known,
    page: Page,
    (on, beside): (&[EntityId], Option<Beside>),
) -> Result<Needs, PageError> {
    let mut gather = Gather { view, known, needs: nothing(view) };
    let counts = view.counts()?;
    let found = |finding| -> Result<Vec<PublicFact>, RegisterError> {
        let all: Result<Vec<_>, _> = on.iter().map(|id| view.findings_of(finding, *id)).collect();
        Ok(all?.into_iter().flatten().collect())
    };
    gather.needs.total = match page {
        Page::Silences(_) => {
            gather.needs.silences = gather.take(found(Finding::Silence)?)?;
            counts.silences
        }
        Page::Accuracy(_) => {
            gather.accuracy(found(Finding::Accuracy)?)?;
            counts.accuracy
        }
        _ => {
            let all: Result<Vec<_>, _> = on.iter().map(|id| view.disputes(*id)).collect();
            gather.disputes(all?.into_iter().flatten().collect())?;
            counts.contradictions
        }
    };
    gather.needs.beside = beside;
    gather.date();
    Ok(gather.done())
}

/// Asks for what the feed shows.
pub(crate) fn gather_feed(view: &Publishable<'_>, known: &Known) -> Result<Needs, PageError> {
    let mut gather = Gather { view, known, needs: nothing(view) };
    gather.needs.latest = gather.take(view.latest(FED)?)?;
    gather.mended(Part::first(FED))?;
    Ok(gather.done())
}

/// Asks for what a page needs that is not cut from a list.
pub(crate) fn gather(
    view: &Publishable<'_>,
    known: &Known,
    page: Page,
) -> Result<Needs, PageError> {
    let mut gather = Gather { view, known, needs: nothing(view) };
    match page {
        Page::Home => gather.home()?,
        Page::Corrections(number) => {
            gather.needs.total = view.corrections_total()?.max(view.retracted_total()?);
            gather.mended(Part::page(number, FINDINGS))?;
        }
        Page::List(..)
        | Page::Chosen(..)
        | Page::Sources(_)
        | Page::Contradictions(_)
        | Page::Silences(_)
        | Page::Accuracy(_)
        | Page::Search
        | Page::Verify
        | Page::Charts
        | Page::Bulk
        | Page::Map
        | Page::MapOf(_)
        | Page::MapIn(_) => {}
        Page::Entity(id) => gather.entity(id, 1)?,
        Page::EntityPart(id, number) => gather.entity(id, number)?,
        Page::Source(id) => gather.source(id)?,
    }
    Ok(gather.done())
}

impl Gather<'_> {
    fn done(mut self) -> Needs {
        let facts = &mut self.needs.facts;
        facts.sort_by(PublicFact::in_order);
        facts.dedup_by_key(|fact| fact.id);
        self.needs
    }

    /// Takes facts in, with what their cards show.
    fn take(&mut self, facts: Vec<PublicFact>) -> Result<Vec<FactId>, RegisterError> {
        let mut ids = Vec::with_capacity(facts.len());
        for fact in facts {
            ids.push(fact.id);
            for id in [Some(fact.subject), fact.names].into_iter().flatten() {
                if !self.needs.entities.contains_key(&id)
                    && let Some(row) = self.known.entity(self.view, id)?
                {
                    if row.facts > OWN as u64 {
                        self.part(&self.view.about(id)?);
                    }
                    self.needs.entities.insert(id, row);
                }
            }
            if !self.needs.sources.contains_key(&fact.source)
                && let Some(row) = self.known.source(self.view, fact.source)?
            {
                self.needs.sources.insert(fact.source, row);
            }
            self.needs.facts.push(fact);
        }
        Ok(ids)
    }

    /// Notes on which parts of its page the facts about an entity stand, which come in the register's order.
    fn part(&mut self, about: &[PublicFact]) {
        for (number, facts) in (1..).zip(about.chunks(OWN)).skip(1) {
            self.needs.parts.extend(facts.iter().map(|fact| (fact.id, number)));
        }
    }

    fn home(&mut self) -> Result<(), RegisterError> {
        self.needs.counts = self.view.counts()?;
        let first = Part::first(FIRST);
        self.disputes(self.view.contradictions(first)?)?;
        self.needs.silences = self.take(self.view.findings(Finding::Silence, first)?)?;
        self.accuracy(self.view.findings(Finding::Accuracy, first)?)?;
        self.needs.latest = self.take(self.view.latest(LATEST)?)?;
        for kind in Kind::ALL {
            for (_, unknown) in self.view.facets(&Ask::all(kind), &[Facet::Unknown], UNKNOWN)? {
                if !unknown.is_empty() {
                    self.needs.unknown.push((kind, unknown));
                }
            }
        }
        Ok(())
    }

    fn held(&mut self, asked: &mut Asked, facets: &Facets) -> Result<(), RegisterError> {
        let (view, ask, mut part) = (self.view, &asked.ask, Part::page(asked.number, ROWS));
        let from = match &asked.turn {
            Some(Turn::After(place)) => facets.before_place(view, ask, place, true)?,
            Some(Turn::Before(place)) => {
                let before = facets.before_place(view, ask, place, false)?;
                before.map(|before| before.saturating_sub(ROWS))
            }
            None => None,
        };
        if let Some(offset) = from {
            part.offset = offset;
            asked.number = u32::try_from(offset / ROWS + 1).unwrap_or(u32::MAX);
        } else {
            asked.turn = None;
        }
        let rows = facets.glances(view, ask, part)?;
        let place = |row: Option<&(EntityRow, Glance)>| match row {
            Some((row, _)) => view.place(ask.order, row.entity.id),
            None => Ok(None),
        };
        asked.ends = place(rows.first())?.zip(place(rows.last())?);
        self.needs.total = facets.total(ask);
        self.needs.rows = rows.into_iter().map(Listed::new).map(Arc::new).collect();
        asked.offset = part.offset;
        Ok(())
    }

    fn mended(&mut self, part: Part) -> Result<(), RegisterError> {
        let corrections = self.view.corrections(part)?;
        for id in corrections.iter().flat_map(|correction| &correction.facts) {
            let fact = self.view.fact(*id)?;
            self.take(fact.into_iter().collect())?;
        }
        self.needs.corrections = corrections;
        self.needs.retracted = self.view.retracted(part)?;
        Ok(())
    }

    /// The page is as of the newest thing that it shows, so that others leave it alone.
    fn date(&mut self) {
        let rows = self.needs.rows.iter().map(|listed| listed.row.as_of);
        let sources = self.needs.source_rows.iter().map(|row| row.as_of);
        let facts = self.needs.facts.iter().map(|fact| fact.released_at);
        self.needs.as_of = rows.chain(sources).chain(facts).max().unwrap_or(self.needs.as_of);
    }

    fn disputes(&mut self, disputes: Vec<Contradiction>) -> Result<(), RegisterError> {
        for id in disputes.iter().flat_map(|dispute| &dispute.facts) {
            let fact = self.view.fact(*id)?;
            self.take(fact.into_iter().collect())?;
        }
        self.needs.contradictions.extend(disputes);
        Ok(())
    }

    fn accuracy(&mut self, figures: Vec<PublicFact>) -> Result<(), RegisterError> {
        for fact in &figures {
            for property in COUNTS.into_iter().chain([Property::ClaimedBy]) {
                self.needs.facts.extend(self.view.with_property(fact.subject, property)?);
            }
        }
        self.needs.accuracy = self.take(figures)?;
        Ok(())
    }

    fn entity(&mut self, id: EntityId, number: u32) -> Result<(), PageError> {
        let row = self.known.entity(self.view, id)?.ok_or(PageError::NoEntity(id))?;
        self.needs.as_of = row.as_of;
        let about = self.view.about(id)?;
        // Its row counts the facts about it and those that name it: most things are named by none.
        let is_named = row.facts != about.len() as u64;
        self.needs.entities.insert(id, row);
        if number > 1 && about.len().div_ceil(OWN) < number as usize {
            return Err(PageError::NoEntity(id));
        }
        self.part(&about);
        self.take(about)?;
        if is_named {
            self.needs.total = self.view.naming_total(id)?;
            self.take(self.view.naming(id, Part::first(NAMING))?)?;
        }
        self.needs.contradictions = self.view.disputes(id)?;
        Ok(())
    }

    fn source(&mut self, id: PublicSourceId) -> Result<(), PageError> {
        let row = self.known.source(self.view, id)?.ok_or(PageError::NoSource(id))?;
        self.needs.as_of = row.as_of;
        self.needs.sources.insert(id, row);
        self.take(self.view.resting_on(id)?)?;
        Ok(())
    }
}
