//! Bringing a tree up to date: only what differs from the moment that it shows is written.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::Hash;

use codebook::Sha256;
use pages::{Cuts, Lang, Page};

use crate::error::PublishError;
use crate::folder::Base;
use crate::hands::{Differ, Task};
use crate::layout::{self, Group};
use crate::manifest::{Listing, Names};
use crate::site::Making;
use crate::tree::form;

impl Making<'_, '_> {
    /// Writes what differs.
    pub(crate) fn update(
        &mut self,
        base: &Base,
        (maps, before): (Option<BTreeSet<Page>>, Cuts),
        threads: usize,
    ) -> Result<(), PublishError> {
        self.top = Listing::of(base.manifest.files.clone());
        let shards = base.manifest.shards.iter();
        self.shards = shards.map(|shard| (shard.file.path.clone(), shard.clone())).collect();
        let (changes, mut tasks) = (&base.changes, Vec::new());
        if base.manifest.as_of != self.view.as_of() || !changes.is_empty() {
            tasks.extend(Task::overviews(&self.overviews(base, maps, &before)?));
            self.beside()?;
            self.index_again(base)?;
        } else {
            self.cuts = before;
        }
        let entities = self.by_shard(&changes.entities, &changes.gone_entities);
        tasks.extend(
            entities.into_iter().map(|(shard, differ)| Task::Entities(shard, Some(differ))),
        );
        let sources = self.by_shard(&changes.sources, &changes.gone_sources);
        tasks.extend(sources.into_iter().map(|(shard, differ)| Task::Sources(shard, Some(differ))));
        self.carry_out(&tasks, threads)
    }

    /// The pages about no one thing that may differ. Those that there are no more are removed.
    fn overviews(
        &mut self,
        base: &Base,
        maps: Option<BTreeSet<Page>>,
        before: &Cuts,
    ) -> Result<Vec<Page>, PublishError> {
        let mut again = self.site.again(&base.changes, &base.mark, before, maps)?;
        self.cuts = std::mem::take(&mut again.cuts);
        let there = std::mem::take(&mut again.pages);
        if self.has_other_maps(&there) {
            again.any_map();
        }
        let stem = |path: &str| path.strip_suffix(".html").map(str::to_owned);
        let stems: HashSet<String> = there
            .iter()
            .flat_map(|page| Lang::ALL.map(|lang| format!("{}/{}", lang.tag(), page.path())))
            .filter_map(|path| stem(&path))
            .collect();
        let of_lang =
            |path: &str| Lang::ALL.iter().any(|lang| path.split('/').next() == Some(lang.tag()));
        let thing = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or_default();
            Group::ALL.iter().any(|group| name.starts_with(group.head()))
        };
        let known =
            |path: &str| path.rsplit_once('.').is_some_and(|(stem, _)| stems.contains(stem));
        let is_over = |path: &&String| of_lang(path) && !thing(path) && !known(path);
        let over: Vec<String> = self.top.0.keys().filter(is_over).cloned().collect();
        for path in &over {
            let mut top = std::mem::take(&mut self.top);
            let removed = self.tree.remove(&mut top, path);
            self.top = top;
            removed?;
        }
        let is_new = |page: &Page| !self.top.0.contains_key(&spanish(page));
        Ok(there.into_iter().filter(|page| again.differs(page) || is_new(page)).collect())
    }

    /// True where there are other maps than in the tree: each links to all of them.
    fn has_other_maps(&self, there: &[Page]) -> bool {
        let folder = format!("{}/maps/", Lang::Es.tag());
        let maps = there.iter().filter(|page| matches!(page, Page::MapOf(_) | Page::MapIn(_)));
        let is: BTreeSet<String> =
            maps.map(|page| format!("{}/{}", Lang::Es.tag(), page.path())).collect();
        let was = self.top.0.range(folder.clone()..).map(|(path, _)| path);
        let was = was.take_while(|path| path.starts_with(&folder));
        !was.filter(|path| path.ends_with(".html")).eq(&is)
    }

    /// Writes what differs of the index that the site is searched with.
    fn index_again(&mut self, base: &Base) -> Result<(), PublishError> {
        let of_index = self.top.0.range("search/".to_owned().."search0".to_owned());
        let before: BTreeMap<String, Sha256> =
            of_index.map(|(path, (_, sha256))| (path.clone(), *sha256)).collect();
        let root = self.tree.root().to_owned();
        let mut read = |path: &str| {
            let known = before.get(path)?;
            std::fs::read(root.join(path)).ok().filter(|bytes| Sha256::of(bytes) == *known)
        };
        let (tree, top) = (&mut self.tree, &mut self.top);
        let visit = |path: &str, bytes: &[u8]| tree.write(top, path, bytes);
        if self.site.index_again((&base.changes, &base.mark), &mut read, visit)? {
            return Ok(());
        }
        for path in before.keys() {
            self.tree.remove(&mut self.top, path)?;
        }
        self.index()
    }

    /// What is there and what is gone, by the shards of their ids.
    fn by_shard<T: Copy + Eq + Hash + ToString>(
        &self,
        there: &[T],
        gone: &[T],
    ) -> BTreeMap<String, Differ<T>> {
        let mut shards: BTreeMap<String, Differ<T>> = BTreeMap::new();
        for id in there {
            shards.entry(self.digits.shard(&id.to_string())).or_default().0.insert(*id);
        }
        for id in gone.iter().map(ToString::to_string) {
            shards.entry(self.digits.shard(&id)).or_default().1.insert(id);
        }
        shards
    }
}

/// Where a page stands in Spanish.
fn spanish(page: &Page) -> String {
    format!("{}/{}", Lang::Es.tag(), page.path())
}

impl Making<'_, '_> {
    /// The files of a shard of the tree as it is.
    pub(crate) fn listed(&self, group: Group, shard: &str) -> Result<Listing, PublishError> {
        let path = layout::manifest(group, shard);
        if !self.shards.contains_key(&path) {
            return Ok(Listing::default());
        }
        let file = self.tree.root().join(&path);
        let text = std::fs::read(&file).map_err(PublishError::io(&file, "read"))?;
        let known = self.shards.get(&path).map(|shard| shard.file.sha256);
        if known != Some(Sha256::of(&text)) {
            return Err(PublishError::Standby(path));
        }
        let names: Names = serde_json::from_slice(&text).map_err(form(&path))?;
        Ok(Listing::of(names.files))
    }
}
