//! Several threads that make pages at once. What one of them makes hangs on nothing that another makes, so that the
//! bundle is the same however many there are. Each asks the register by a handle of its own on the same moment.

use std::collections::{BTreeSet, HashSet};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use codebook::{EntityId, PublicSourceId};
use pages::{Cuts, Index, Page};
use register::public::Another;

use crate::entities::{self, Titles};
use crate::error::PublishError;
use crate::layout::Group;
use crate::manifest::{Listing, Shard};
use crate::site::{Making, Pages};
use crate::sources;
use crate::tree::Tree;

/// How many pages about no one thing are one task.
const PAGES: usize = 8;
/// From how many tasks on another thread is worth its handle.
const TASKS: usize = 4;

/// Things of a shard that differ, and the ids of those that are gone.
pub(crate) type Differ<T> = (HashSet<T>, BTreeSet<String>);

/// Something to be made.
pub(crate) enum Task {
    /// Pages that are about no one thing.
    Overviews(Vec<Page>),
    /// A shard: all of it, where it is not said what differs.
    Entities(String, Option<Differ<EntityId>>),
    Sources(String, Option<Differ<PublicSourceId>>),
}

impl Task {
    /// Pages that are about no one thing, some at a time.
    pub(crate) fn overviews(pages: &[Page]) -> impl Iterator<Item = Self> + '_ {
        pages.chunks(PAGES).map(|pages| Self::Overviews(pages.to_vec()))
    }
}

/// What a thread made.
struct Made {
    tree: Tree,
    top: Listing,
    shards: Vec<(String, Option<Shard>)>,
    found: Option<Index>,
}

impl Making<'_, '_> {
    /// Carries out all tasks, by as many threads at most.
    pub(crate) fn carry_out(&mut self, tasks: &[Task], threads: usize) -> Result<(), PublishError> {
        let views = self.others(threads.min(tasks.len() / TASKS))?;
        let next = AtomicUsize::new(0);
        let (texts, digits, found) = (self.texts, self.digits, self.found.is_some());
        let (shared, shards, done) = (self.site.shared(), &self.shards.clone(), self.pages.done);
        let root = self.tree.another();
        let made = thread::scope(|scope| {
            let help = |view: Another| {
                let (shared, tree, next) = (shared.clone(), root.another(), &next);
                scope.spawn(move || {
                    let view = view.publishable();
                    let site = pages::Site::sharing(&view, shared).one_of(threads);
                    let mut making = Making {
                        view: &view,
                        found: found.then(|| site.indexing()).transpose()?,
                        site,
                        texts,
                        tree,
                        titles: Titles::default(),
                        digits,
                        top: Listing::default(),
                        shards: shards.clone(),
                        did: Vec::new(),
                        cuts: Cuts::default(),
                        pages: Pages { done, total: 0, progress: None },
                        html: String::new(),
                    };
                    making.work(tasks, next)?;
                    Ok::<_, PublishError>(making.made())
                })
            };
            let others: Vec<_> = views.into_iter().map(help).collect();
            let own = self.work(tasks, &next);
            let made =
                others.into_iter().map(|other| other.join().unwrap_or_else(|p| resume_unwind(p)));
            let made = made.collect::<Result<Vec<_>, _>>();
            own.and(made)
        })?;
        made.into_iter().for_each(|made| self.join(made));
        self.pages.tell();
        Ok(())
    }

    /// Handles for so many threads but this one. What has no shards is made by one.
    fn others(&self, threads: usize) -> Result<Vec<Another>, PublishError> {
        let mut views = Vec::new();
        while !self.digits.none() && views.len() + 1 < threads {
            let Some(view) = self.view.another()? else { break };
            views.push(view);
        }
        Ok(views)
    }

    /// Carries out one task after the other, as long as there is one that nobody has begun.
    fn work(&mut self, tasks: &[Task], next: &AtomicUsize) -> Result<(), PublishError> {
        while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(error) = self.task(task) {
                next.store(tasks.len(), Ordering::Relaxed);
                return Err(error);
            }
        }
        Ok(())
    }

    fn task(&mut self, task: &Task) -> Result<(), PublishError> {
        match task {
            Task::Overviews(pages) => pages.iter().try_for_each(|page| self.overview(*page)),
            Task::Entities(shard, differ) => {
                self.shard(Group::Entities, shard, |making, listing| {
                    let (here, gone) = differ.as_ref().map(|(here, gone)| (here, gone)).unzip();
                    making.clear(listing, gone)?;
                    entities::write(making, shard, here, listing)
                })
            }
            Task::Sources(shard, differ) => self.shard(Group::Sources, shard, |making, listing| {
                let (here, gone) = differ.as_ref().map(|(here, gone)| (here, gone)).unzip();
                making.clear(listing, gone)?;
                sources::write(making, shard, here, listing)
            }),
        }
    }

    /// Removes the files of things that are gone.
    fn clear(
        &mut self,
        listing: &mut Listing,
        gone: Option<&BTreeSet<String>>,
    ) -> Result<(), PublishError> {
        gone.into_iter().flatten().try_for_each(|id| self.tree.clear(listing, id))
    }

    fn made(mut self) -> Made {
        let shards = self.did.into_iter().map(|path| {
            let shard = self.shards.remove(&path);
            (path, shard)
        });
        Made { shards: shards.collect(), tree: self.tree, top: self.top, found: self.found }
    }

    /// Takes in what another thread made.
    fn join(&mut self, made: Made) {
        self.tree.join(made.tree);
        self.top.0.extend(made.top.0);
        for (path, shard) in made.shards {
            match shard {
                Some(shard) => drop(self.shards.insert(path, shard)),
                None => drop(self.shards.remove(&path)),
            }
        }
        if let (Some(found), Some(other)) = (&mut self.found, made.found) {
            found.join(other);
        }
    }
}
