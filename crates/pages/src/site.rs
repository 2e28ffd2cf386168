//! The register as pages need it: a page asks for what it shows, and no more.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use codebook::screened::ScreenedProcess;
use codebook::{EntityId, Kind, PublicSourceId};
use register::RegisterError;
use register::public::{
    Ask, Changes, EntityRow, Facets, Finding, Mark, Part, PublicScreening, PublicText, Publishable,
};

use crate::bulk::Bulk;
use crate::charts::ChartData;
use crate::cut::{Cut, Cuts, Prints};
use crate::kept::Kept;
use crate::known::Known;
use crate::listing::{self, Asked, Listing, Offer};
use crate::map::MapData;
use crate::needs::{self, APART, FINDINGS, FOUND, Rows};
use crate::page::{Lang, Page};
use crate::ready::Ready;
use crate::shown::Shown;
use crate::sought::Index;
use crate::words::Words;
use crate::{finder, list, mended, sought};

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
    /// No entity of that kind has such a value, or it is not among the most frequent.
    #[error("no page {0}: it is none of the most frequent values")]
    NoChoice(String),
    /// No page of that list begins so.
    #[error("no page {0}: its list has no page of that number")]
    NoPart(String),
    /// Nothing that may be shown was screened.
    #[error("no page of what screening found: no source that may be shown was screened")]
    NotScreened,
    /// The register could not be asked.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// A page could not be written as JSON.
    #[error(
        "a page could not be written as JSON: {0}; this is a mistake in the program, please report it"
    )]
    Json(#[from] serde_json::Error),
    /// A template failed.
    #[error("a page's template failed: {0}; this is a mistake in the program, please report it")]
    Template(#[from] askama::Error),
}

/// The pages of what may be shown.
#[derive(Debug)]
pub struct Site<'v> {
    view: &'v Publishable<'v>,
    shared: Shared,
    known: Known,
}

/// What many pages show of the whole register, each thing asked for once and when it is first needed. A server hands
/// it on to the next [`Site`] for as long as nothing that is public changes.
#[derive(Debug, Clone, Default)]
pub struct Shared(Arc<Counted>);

#[derive(Debug, Default)]
struct Counted {
    /// What maps and charts are made from.
    kept: OnceLock<Arc<Kept>>,
    map: OnceLock<Arc<MapData>>,
    charts: OnceLock<Arc<ChartData>>,
    /// What screening found, where it was handed in.
    bulk: OnceLock<Arc<Bulk>>,
    /// What each kind's list offers to narrow it to.
    offers: OnceLock<Vec<(Kind, Vec<Offer>)>>,
    /// What lists can be narrowed to together.
    facets: OnceLock<Arc<Facets>>,
    /// How lists of the published site are cut, by their first pages.
    cuts: Mutex<HashMap<Page, Arc<Cut<EntityId>>>>,
    sources: OnceLock<Arc<Cut<PublicSourceId>>>,
}

impl Shared {
    /// What it has become after changes, as far as anybody had asked for it: what took long is brought up to date, and
    /// the rest is asked for again when it is needed.
    ///
    /// # Errors
    /// If the register can't be asked.
    pub fn after(&self, view: &Publishable<'_>, changes: &Changes) -> Result<Self, PageError> {
        let mut counted = Counted::default();
        if let Some(kept) = self.0.kept.get() {
            let mut kept = Kept::clone(kept);
            kept.follow(view, changes)?;
            counted.kept = OnceLock::from(Arc::new(kept));
        }
        if let Some(facets) = self.0.facets.get() {
            let mut facets = Facets::clone(facets);
            facets.follow(view, changes)?;
            counted.facets = OnceLock::from(Arc::new(facets));
        }
        Ok(Self(Arc::new(counted)))
    }
}

impl<'v> Site<'v> {
    /// The pages of what may be shown.
    #[must_use]
    pub fn new(view: &'v Publishable<'v>) -> Self {
        Self::sharing(view, Shared::default())
    }

    /// The same for who has kept what maps and charts are made from, as of the moment of this handle.
    #[must_use]
    pub fn with(view: &'v Publishable<'v>, kept: Arc<Kept>) -> Self {
        let counted = Counted { kept: OnceLock::from(kept), ..Counted::default() };
        Self::sharing(view, Shared(Arc::new(counted)))
    }

    /// The same with what an earlier one had asked for, which showed the same.
    #[must_use]
    pub fn sharing(view: &'v Publishable<'v>, shared: Shared) -> Self {
        Self { view, shared, known: Known::share(1) }
    }

    /// The same with the share of one of so many threads in what is held in memory.
    #[must_use]
    pub fn one_of(self, threads: usize) -> Self {
        Self { known: Known::share(threads), ..self }
    }

    /// What it has asked for that many pages show, for another one of the same moment.
    #[must_use]
    pub fn shared(&self) -> Shared {
        self.shared.clone()
    }

    /// What maps and charts are made from.
    ///
    /// # Errors
    /// If the register can't be asked.
    pub fn kept(&self) -> Result<Arc<Kept>, PageError> {
        if let Some(kept) = self.shared.0.kept.get() {
            return Ok(Arc::clone(kept));
        }
        let made = Arc::new(Kept::gather(self.view)?);
        Ok(Arc::clone(self.shared.0.kept.get_or_init(|| made)))
    }

    /// The same with what screening found in public sources: see [`Publishable::screenings`]. It is asked for once
    /// for all that share what they gather.
    ///
    /// # Errors
    /// If it can't be had, or the register can't be asked.
    pub fn with_screenings<E: From<PageError>>(
        self,
        found: impl FnOnce() -> Result<Vec<(PublicScreening, Vec<ScreenedProcess>)>, E>,
    ) -> Result<Self, E> {
        if self.shared.0.bulk.get().is_none() {
            let made = Arc::new(Bulk::gather(self.view, found()?).map_err(PageError::from)?);
            self.shared.0.bulk.get_or_init(|| made);
        }
        Ok(self)
    }

    fn bulk(&self) -> Arc<Bulk> {
        self.shared.0.bulk.get().map(Arc::clone).unwrap_or_default()
    }

    pub(crate) const fn view(&self) -> &'v Publishable<'v> {
        self.view
    }

    /// Every page that is neither an entity's nor a source's, lists with all their parts.
    ///
    /// # Errors
    /// If the register can't be asked.
    pub fn overviews(&self) -> Result<Vec<Page>, PageError> {
        let mut pages = self.alone()?;
        for list in self.lists()? {
            pages.extend(self.prints(list)?.numbers().map(|number| list.part(number)));
        }
        Ok(pages)
    }

    /// Those of them that are not cut from a list.
    pub(crate) fn alone(&self) -> Result<Vec<Page>, PageError> {
        let mut pages = vec![Page::Home, Page::Search, Page::Verify, Page::Map, Page::Charts];
        pages.extend(self.bulk().screened.then_some(Page::Bulk));
        pages.extend(self.map()?.pages());
        let mended = self.view.corrections_total()?.max(self.view.retracted_total()?);
        let parts = u32::try_from(mended.div_ceil(FINDINGS).max(1)).unwrap_or(u32::MAX);
        pages.extend((1..=parts).map(Page::Corrections));
        Ok(pages)
    }

    /// The first pages of all lists.
    pub(crate) fn lists(&self) -> Result<Vec<Page>, PageError> {
        let mut lists =
            vec![Page::Sources(1), Page::Contradictions(1), Page::Silences(1), Page::Accuracy(1)];
        for (kind, total) in self.view.counts()?.entities {
            lists.push(Page::List(kind, 1));
            lists.extend(listing::chosen(kind, total, self.offers(kind)?));
        }
        Ok(lists)
    }

    /// How a list of entities is cut.
    pub(crate) fn cut(&self, page: Page) -> Result<Arc<Cut<EntityId>>, PageError> {
        let first = page.first();
        let known = |cuts: &HashMap<Page, Arc<Cut<EntityId>>>| cuts.get(&first).map(Arc::clone);
        let cuts = || self.shared.0.cuts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known(&cuts()) {
            return Ok(known);
        }
        let view = self.view;
        let made = Arc::new(match first {
            Page::List(kind, _) => Cut::all(view.ids(&Ask::all(kind), Part::ALL)?, APART),
            Page::Chosen(kind, choice, _) => {
                let ask = listing::ask_of(kind, choice, self.offers(kind)?)
                    .ok_or_else(|| PageError::NoChoice(page.path()))?;
                let (total, few) = (view.total(&ask)?, Part::first(listing::MOST));
                Cut::first(view.ids(&ask, few)?, APART, listing::PARTS, total)
            }
            Page::Silences(_) => Cut::all(view.found(Finding::Silence)?, FOUND),
            Page::Accuracy(_) => Cut::all(view.found(Finding::Accuracy)?, FOUND),
            _ => Cut::all(view.disputed()?, FOUND),
        });
        Ok(Arc::clone(cuts().entry(first).or_insert(made)))
    }

    /// How the list of sources is cut.
    pub(crate) fn sources_cut(&self) -> Result<Arc<Cut<PublicSourceId>>, PageError> {
        if let Some(known) = self.shared.0.sources.get() {
            return Ok(Arc::clone(known));
        }
        let made = Arc::new(Cut::all(self.view.source_ids()?, APART));
        Ok(Arc::clone(self.shared.0.sources.get_or_init(|| made)))
    }

    pub(crate) fn prints(&self, list: Page) -> Result<Prints, PageError> {
        match list {
            Page::Sources(_) => Ok(self.sources_cut()?.kept()),
            _ => Ok(self.cut(list)?.kept()),
        }
    }

    /// How all lists are cut, to be kept for [`Site::again`].
    ///
    /// # Errors
    /// If the register can't be asked.
    pub fn cuts(&self) -> Result<Cuts, PageError> {
        let kept = |list: Page| Ok((list.path(), self.prints(list)?));
        Ok(Cuts(self.lists()?.into_iter().map(kept).collect::<Result<_, PageError>>()?))
    }

    /// Asks for what a page shows.
    ///
    /// # Errors
    /// If there is no such entity or source in what may be shown, or the register can't be asked.
    pub fn ready(&self, page: Page) -> Result<Ready, PageError> {
        let (view, known) = (self.view, &self.known);
        let none = || PageError::NoPart(page.path());
        let mut needs = match page {
            Page::List(_, number) | Page::Chosen(_, _, number) => {
                let cut = self.cut(page)?;
                let piece = cut.piece(number).ok_or_else(none)?;
                let (beside, total) = (cut.beside(number), cut.total);
                let rows = Rows::Cut { on: cut.on(piece), beside, total };
                let asked = self.asked(page, cut.has_more())?;
                needs::gather_list(view, known, asked, &rows)?
            }
            Page::Contradictions(number) | Page::Silences(number) | Page::Accuracy(number) => {
                let cut = self.cut(page)?;
                let piece = cut.piece(number).ok_or_else(none)?;
                needs::gather_found(view, known, page, (cut.on(piece), cut.beside(number)))?
            }
            Page::Sources(number) => {
                let cut = self.sources_cut()?;
                let piece = cut.piece(number).ok_or_else(none)?;
                needs::gather_sources(view, known, (cut.on(piece), cut.beside(number)))?
            }
            Page::Bulk if !self.bulk().screened => return Err(PageError::NotScreened),
            _ => needs::gather(view, known, page)?,
        };
        if matches!(page, Page::Home | Page::Map | Page::MapOf(_) | Page::MapIn(_)) {
            needs.map = self.map()?;
            if matches!(page, Page::MapOf(_) | Page::MapIn(_)) {
                needs.as_of = needs.map.as_of(page).unwrap_or(needs.as_of);
            }
        }
        if matches!(page, Page::Home | Page::Charts) {
            needs.charts = self.charts()?;
        }
        needs.bulk = self.bulk();
        Ok(Ready::new(page, needs))
    }

    /// The pages of an entity: one, but where very much is said about it.
    ///
    /// # Errors
    /// If the register can't be asked.
    pub fn pages_of(&self, row: &EntityRow) -> Result<Vec<Page>, PageError> {
        let (id, mut pages) = (row.entity.id, vec![Page::Entity(row.entity.id)]);
        if row.facts > needs::OWN as u64 {
            let parts = self.view.about(id)?.len().div_ceil(needs::OWN);
            let parts = u32::try_from(parts).unwrap_or(u32::MAX);
            pages.extend((2..=parts).map(|number| Page::EntityPart(id, number)));
        }
        Ok(pages)
    }

    /// The files that belong to no page, by path, one after the other: feeds, and the script that searches.
    ///
    /// # Errors
    /// If the register can't be asked, or `visit` fails.
    pub fn beside<E: From<PageError>>(
        &self,
        mut visit: impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let (fed, mut text) = (needs::gather_feed(self.view, &self.known)?, String::new());
        for lang in Lang::ALL {
            text.clear();
            mended::feed(&Shown::new(&fed), Words::of(lang), &mut text)?;
            visit(&format!("{}/feed.xml", lang.tag()), text.as_bytes())?;
        }
        visit("search.js", finder::SCRIPT.as_bytes())?;
        visit("list.js", list::SCRIPT.as_bytes())
    }

    /// Writes the feed of changes at the end of `out`.
    ///
    /// # Errors
    /// If the register can't be asked, or the template fails.
    pub fn feed(&self, lang: Lang, out: &mut String) -> Result<(), PageError> {
        let fed = needs::gather_feed(self.view, &self.known)?;
        mended::feed(&Shown::new(&fed), Words::of(lang), out)
    }

    /// The files of the index that the site is searched with, by path, all under `search/`.
    ///
    /// # Errors
    /// If the register can't be asked, or `visit` fails.
    pub fn index<E: From<PageError>>(
        &self,
        visit: impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        sought::write(self.view, visit)
    }

    /// The same, to be told of everything by who goes through it anyway.
    ///
    /// # Errors
    /// If the register can't be asked.
    pub fn indexing(&self) -> Result<Index, PageError> {
        Index::new(self.view)
    }

    /// Those of them that differ since `mark`, whose files `read` gives. False where that can't be told from
    /// them: all are to be written then.
    ///
    /// # Errors
    /// If the register can't be asked, or `visit` fails.
    pub fn index_again<E: From<PageError>>(
        &self,
        since: (&Changes, &Mark),
        read: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
        visit: impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<bool, E> {
        sought::update(self.view, since, read, visit)
    }

    /// Pages at the old addresses of entities that were merged into another, by path: of those whose ids begin so.
    ///
    /// # Errors
    /// If the register can't be asked, or `visit` fails.
    pub fn moved<E: From<PageError>>(
        &self,
        prefix: &str,
        mut visit: impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut moved = Vec::new();
        let note = |pair| {
            moved.push(pair);
            Ok::<_, RegisterError>(())
        };
        self.view.each_moved(prefix, note).map_err(PageError::from)?;
        let mut text = String::new();
        for (from, into) in moved {
            for lang in Lang::ALL {
                text.clear();
                mended::moved(lang, into, &mut text)?;
                let path = format!("{}/{}", lang.tag(), Page::Entity(from).path());
                visit(&path, text.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Asks for a list as a server is asked: any values together, in any order. Its links are addresses with
    /// parameters, as [`Listing::of`] reads them.
    ///
    /// # Errors
    /// If the register can't be asked.
    pub fn ready_list(&self, listing: &Listing) -> Result<Ready, PageError> {
        let Listing { ask, number, turn, .. } = listing.clone();
        let page = Page::List(ask.kind, number);
        let facets = self.facets()?;
        let spread = facets.spread(&ask, &listing::FACETS, listing::VALUES);
        let offers = listing::named(self.view, spread)?;
        let asked = Asked { turn, ..Asked::new(ask, number, true, offers) };
        let needs = needs::gather_list(self.view, &self.known, asked, &Rows::Held(&facets))?;
        Ok(Ready::new(page, needs))
    }

    /// What a list of the published site is asked with.
    fn asked(&self, page: Page, more: bool) -> Result<Asked, PageError> {
        let (ask, offers) = match page {
            // All other pages of the published site say nothing of what else a list can be narrowed to.
            Page::List(kind, 1) => (Some(Ask::all(kind)), self.offers(kind)?.to_vec()),
            Page::List(kind, _) => (Some(Ask::all(kind)), Vec::new()),
            Page::Chosen(kind, choice, _) => {
                (listing::ask_of(kind, choice, self.offers(kind)?), Vec::new())
            }
            _ => (None, Vec::new()),
        };
        let ask = ask.ok_or_else(|| PageError::NoChoice(page.path()))?;
        Ok(Asked { more, ..Asked::new(ask, 1, false, offers) })
    }

    fn facets(&self) -> Result<Arc<Facets>, PageError> {
        if let Some(facets) = self.shared.0.facets.get() {
            return Ok(Arc::clone(facets));
        }
        let made = Arc::new(Facets::gather(self.view, &listing::FACETS)?);
        Ok(Arc::clone(self.shared.0.facets.get_or_init(|| made)))
    }

    pub(crate) fn offers(&self, kind: Kind) -> Result<&[Offer], PageError> {
        let all = match self.shared.0.offers.get() {
            Some(all) => all,
            None => {
                let of = |kind| Ok((kind, listing::offers(self.view, &Ask::all(kind))?));
                let made = Kind::ALL.into_iter().map(of).collect::<Result<_, PageError>>()?;
                self.shared.0.offers.get_or_init(|| made)
            }
        };
        let found = all.iter().find(|(of, _)| *of == kind);
        Ok(found.map_or(&[], |(_, offers)| offers.as_slice()))
    }

    fn charts(&self) -> Result<Arc<ChartData>, PageError> {
        if let Some(charts) = self.shared.0.charts.get() {
            return Ok(Arc::clone(charts));
        }
        let made = Arc::new(ChartData::of(self.view, &*self.kept()?)?);
        Ok(Arc::clone(self.shared.0.charts.get_or_init(|| made)))
    }

    fn map(&self) -> Result<Arc<MapData>, PageError> {
        if let Some(map) = self.shared.0.map.get() {
            return Ok(Arc::clone(map));
        }
        let made = Arc::new(MapData::of(&*self.kept()?));
        Ok(Arc::clone(self.shared.0.map.get_or_init(|| made)))
    }

    /// Writes a page at the end of `out`. `texts` are those of the page's source
    /// that the public may read; other pages need none.
    ///
    /// # Errors
    /// As [`Site::ready`].
    pub fn render(
        &self,
        page: Page,
        lang: Lang,
        texts: &[PublicText],
        out: &mut String,
    ) -> Result<(), PageError> {
        self.ready(page)?.render(lang, texts, out)
    }
}
