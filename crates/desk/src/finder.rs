//! The index behind the search page, and the one task that keeps it up with the log.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use archive::Archive;
use register::Register;
use search::{
    DossierFeed, FactHit, Found, Index, Refused, Request, SavedSearch, SearchError, Seer,
};

use crate::error::DeskError;
use crate::failure::Failure;
use crate::hub::Hub;
use crate::store::run;
use crate::who::Who;

/// What is found, and how far the index is.
pub(crate) struct Finder {
    dir: PathBuf,
    index: Index,
    archive: Archive,
}

impl Finder {
    pub(crate) fn open(dossier: &Path) -> Result<Self, DeskError> {
        let index = Index::open(dossier)?;
        Ok(Self { dir: dossier.to_owned(), index, archive: Archive::open(dossier)? })
    }

    /// The last row of the log that is in the index.
    pub(crate) fn row(&self) -> u64 {
        self.index.row()
    }

    /// What fits, of what somebody may see as of now.
    pub(crate) fn search(
        &self,
        register: &Register,
        who: &Who,
        request: &Request,
    ) -> Result<Found, SearchError> {
        let seer = Seer::of(register, Some(&who.name))?;
        self.index.search(&DossierFeed::new(register, &self.archive), &seer, request)
    }

    /// What was typed as a search to be saved, or why it is none.
    pub(crate) fn saved(
        &self,
        register: &Register,
        who: &Who,
        typed: &str,
    ) -> Result<Result<SavedSearch, Refused>, SearchError> {
        self.index.save(typed, &Seer::of(register, Some(&who.name))?)
    }

    /// What a saved search finds that changed after row `since`.
    pub(crate) fn new_since(
        &self,
        register: &Register,
        who: &Who,
        saved: &SavedSearch,
        since: u64,
        limit: usize,
    ) -> Result<Vec<FactHit>, SearchError> {
        let seer = Seer::of(register, Some(&who.name))?;
        let feed = DossierFeed::new(register, &self.archive);
        self.index.new_since(&feed, &seer, saved, since, limit)
    }
}

/// Takes into the index what comes into the log, for as long as the desk is open.
pub(crate) async fn follow(finder: Arc<Finder>, hub: Hub) {
    let mut news = hub.listen();
    // A handle of its own: those who search see what it commits.
    let mut own: Option<Index> = None;
    news.mark_changed();
    while news.changed().await.is_ok() {
        let (finder, index) = (Arc::clone(&finder), own.take());
        let done = run(move || {
            let mut index = index.map_or_else(|| Index::open(&finder.dir), Ok)?;
            let register = Register::open_to_read(&finder.dir)?;
            let feed = DossierFeed::new(&register, &finder.archive);
            index.follow(&feed, &mut |_| ())?;
            Ok::<_, SearchError>(index)
        });
        own = match done.await {
            Ok(Ok(index)) => Some(index),
            Ok(Err(error)) => {
                eprintln!("desk: {error}");
                None
            }
            Err(Failure::Broken(why)) => {
                eprintln!("desk: {why}");
                None
            }
            Err(_) => None,
        };
    }
}
