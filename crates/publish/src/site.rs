//! The content of a bundle: pages, and what stands beside them.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use codebook::V1;
use pages::{Cuts, Index, Lang, Page, Ready, Site};
use register::public::{PublicText, Publishable};

use crate::data;
use crate::entities::Titles;
use crate::error::PublishError;
use crate::hands::Task;
use crate::layout::{self, Data, Digits, Group};
use crate::manifest::{Listing, Names, Shard};
use crate::package;
use crate::sources::Texts;
use crate::tree::{Tree, form};

/// A bundle being made.
pub(crate) struct Making<'a, 'v> {
    pub(crate) view: &'v Publishable<'v>,
    pub(crate) site: Site<'v>,
    pub(crate) texts: &'a dyn Texts,
    pub(crate) tree: Tree,
    pub(crate) titles: Titles,
    /// What the site is searched with, where all of it is being made.
    pub(crate) found: Option<Index>,
    pub(crate) digits: Digits,
    /// The files of no shard.
    pub(crate) top: Listing,
    /// The manifests of shards, by path.
    pub(crate) shards: BTreeMap<String, Shard>,
    /// Those that were made anew, or removed.
    pub(crate) did: Vec<String>,
    /// How lists are cut, to be kept for the next publish.
    pub(crate) cuts: Cuts,
    pub(crate) pages: Pages<'a>,
    pub(crate) html: String,
}

/// How many pages are written, of how many.
pub(crate) struct Pages<'a> {
    /// By all threads.
    pub(crate) done: &'a AtomicUsize,
    pub(crate) total: usize,
    /// The first thread tells.
    pub(crate) progress: Option<&'a mut dyn FnMut(usize, usize)>,
}

impl Pages<'_> {
    pub(crate) fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    fn another(&mut self) {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.tell();
    }

    pub(crate) fn tell(&mut self) {
        let done = self.done();
        self.total = self.total.max(done);
        if let Some(progress) = &mut self.progress {
            progress(done, self.total);
        }
    }
}

impl Making<'_, '_> {
    /// Writes everything.
    pub(crate) fn all(&mut self, threads: usize) -> Result<(), PublishError> {
        let overviews = self.site.overviews()?;
        self.cuts = self.site.cuts()?;
        let counts = self.view.counts()?;
        let things = counts.entities.iter().map(|(_, total)| total).sum::<u64>() + counts.sources;
        let pages = overviews.len() + usize::try_from(things).unwrap_or(usize::MAX);
        self.pages.total = pages.saturating_mul(Lang::ALL.len()).saturating_add(1);
        self.fixed()?;
        self.beside()?;
        self.found = Some(self.site.indexing()?);
        let mut tasks: Vec<Task> = Task::overviews(&overviews).collect();
        tasks.extend(self.digits.shards().map(|shard| Task::Entities(shard, None)));
        tasks.extend(self.digits.shards().map(|shard| Task::Sources(shard, None)));
        self.carry_out(&tasks, threads)?;
        let (tree, top) = (&mut self.tree, &mut self.top);
        let found = self.found.take();
        found.map_or(Ok(()), |found| found.write(|path, bytes| tree.write(top, path, bytes)))
    }

    /// Writes what is the same in every bundle.
    fn fixed(&mut self) -> Result<(), PublishError> {
        self.html.clear();
        pages::render_root(&mut self.html)?;
        self.tree.write(&mut self.top, "index.html", self.html.as_bytes())?;
        self.pages.another();
        self.tree.write(&mut self.top, "style.css", pages::STYLE.as_bytes())?;
        for (name, text) in data::schemas().map_err(form("schemas"))? {
            self.tree.write(&mut self.top, &format!("schemas/{name}"), text.as_bytes())?;
        }
        Ok(())
    }

    /// Writes the files that belong to no page.
    pub(crate) fn beside(&mut self) -> Result<(), PublishError> {
        let (tree, top) = (&mut self.tree, &mut self.top);
        self.site.beside(|path, bytes| tree.write(top, path, bytes))
    }

    /// Writes the index that the site is searched with.
    pub(crate) fn index(&mut self) -> Result<(), PublishError> {
        let (tree, top) = (&mut self.tree, &mut self.top);
        self.site.index(|path, bytes| tree.write(top, path, bytes))
    }

    /// Writes the pages at the old addresses of a shard's entities. Says whether there are any.
    pub(crate) fn moved(
        &mut self,
        shard: &str,
        listing: &mut Listing,
    ) -> Result<bool, PublishError> {
        let (tree, mut any) = (&mut self.tree, false);
        self.site.moved(&format!("{}{shard}", Group::Entities.head()), |path, bytes| {
            any = true;
            tree.write(listing, path, bytes)
        })?;
        Ok(any)
    }

    /// Writes a page that is about no one thing.
    pub(crate) fn overview(&mut self, page: Page) -> Result<(), PublishError> {
        let ready = self.site.ready(page)?;
        let mut top = std::mem::take(&mut self.top);
        let written = self.page(&mut top, page, &ready, &[]);
        self.top = top;
        written
    }

    /// Writes a page in every language, and whatever else stands beside it: files in the same folder with
    /// the same name but for what follows its first dot.
    pub(crate) fn page(
        &mut self,
        listing: &mut Listing,
        page: Page,
        ready: &Ready,
        layers: &[PublicText],
    ) -> Result<(), PublishError> {
        for lang in Lang::ALL {
            self.html.clear();
            ready.render(lang, layers, &mut self.html)?;
            let path = format!("{}/{}", lang.tag(), page.path());
            self.tree.write(listing, &path, self.html.as_bytes())?;
            for (path, bytes) in ready.extras(lang)? {
                self.tree.write(listing, &format!("{}/{path}", lang.tag()), &bytes)?;
            }
            self.pages.another();
        }
        Ok(())
    }

    /// Writes the data of a shard; a shard that has nothing has no file, but where it is the only one.
    pub(crate) fn data(
        &mut self,
        listing: &mut Listing,
        data: Data,
        shard: &str,
        any: bool,
        bytes: &[u8],
    ) -> Result<(), PublishError> {
        let path = data.file(shard);
        if any || self.digits.none() {
            self.tree.write(listing, &path, bytes)
        } else {
            self.tree.remove(listing, &path)
        }
    }

    /// Writes a shard by `fill`, and its manifest; what is the only one is listed with the rest.
    pub(crate) fn shard(
        &mut self,
        group: Group,
        shard: &str,
        fill: impl FnOnce(&mut Self, &mut Listing) -> Result<bool, PublishError>,
    ) -> Result<(), PublishError> {
        if self.digits.none() {
            let mut top = std::mem::take(&mut self.top);
            let filled = fill(self, &mut top);
            self.top = top;
            return filled.map(drop);
        }
        let path = layout::manifest(group, shard);
        let mut listing = self.listed(group, shard)?;
        let any = fill(self, &mut listing)?;
        let mut own = Listing::default();
        if let Some(before) = self.shards.remove(&path) {
            own = Listing::of(vec![before.file]);
        }
        if !any {
            self.tree.remove(&mut own, &path)?;
        } else {
            let names = Names { v: V1, files: listing.files() };
            self.tree.write_json(&mut own, &path, &names)?;
        }
        self.did.push(path.clone());
        for file in own.files() {
            self.shards.insert(path.clone(), Shard { file, names: listing.size() });
        }
        Ok(())
    }

    /// Writes the description of the data.
    pub(crate) fn package(&mut self) -> Result<(), PublishError> {
        let (none, listed) = (self.digits.none(), &self.shards);
        let shards = |group: Group| match none {
            true => vec![String::new()],
            false => self
                .digits
                .shards()
                .filter(|shard| listed.contains_key(&layout::manifest(group, shard)))
                .collect(),
        };
        let package = package::describe(shards, self.view.as_of());
        self.tree.write_json(&mut self.top, layout::PACKAGE, &package)
    }
}
