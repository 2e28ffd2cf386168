//! Publishing: what may be shown in, a bundle out.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use codebook::screened::ScreenedProcess;
use codebook::{Sha256, V1};
use pages::{Cuts, Kept, Site};
use register::public::{PublicScreening, Publishable};

use crate::entities::Titles;
use crate::error::{PublishError, TextError};
use crate::folder::{Base, Folder, Known};
use crate::key::SigningKey;
use crate::layout::{self, Digits};
use crate::log;
use crate::manifest::{self, Listing, Manifest, Size};
use crate::site::{Making, Pages};
use crate::sources::Texts;
use crate::tree::{Tree, json};

/// How to publish.
pub struct PublishOptions<'a> {
    /// The key to sign with, if the bundle is to be signed.
    pub key: Option<&'a SigningKey>,
    /// About how many facts one file of the data has: [`PublishOptions::SHARD`], but where somebody wants
    /// smaller files, or larger.
    pub shard: u64,
    /// How many threads make pages at most. The bundle is the same for any number.
    pub threads: usize,
    /// Told as pages are written: how many are written, of how many.
    pub progress: &'a mut dyn FnMut(usize, usize),
}

impl PublishOptions<'_> {
    /// How many facts one file of the data has at most, about: a few megabytes.
    pub const SHARD: u64 = 6_000;
}

/// A published bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Pages that were written, in all languages.
    pub pages: usize,
    /// Files that were written, pages among them.
    pub written: usize,
    /// Files of the bundle.
    pub files: u64,
    /// Their size in bytes.
    pub bytes: u64,
    /// The digest of the manifest, which is a digest of all of it.
    pub manifest: Sha256,
}

/// So many megabytes of the register all threads together keep in memory, unless there are so many that each of them
/// keeps the least.
const ROOM: usize = 128;
const LEAST: usize = 16;

/// Writes a bundle to `out`, which must be empty, absent, or an earlier bundle; that one is replaced
/// when the new one is whole, in one step. The earlier one stays beside it, in `.NAME.publishing`, to be brought
/// up to date the next time: what did not change since is not written again.
///
/// # Errors
/// If `out` holds something else; if a text can't be had, or words that a fact cites do not stand in
/// it; if the log of releases does not leave the facts to be shown; if a file can't be written. The
/// place is then as it was.
pub fn publish(
    view: &Publishable<'_>,
    texts: &dyn Texts,
    out: &Path,
    options: PublishOptions<'_>,
) -> Result<Published, PublishError> {
    let PublishOptions { key, shard, threads, progress } = options;
    view.keep_in_memory((ROOM / threads.max(1)).max(LEAST))?;
    let digits = Digits::of(check_log(view)?, shard);
    let folder = Folder::begin(out)?;
    let job = Job { view, texts, digits, key, threads };
    let mark = view.mark()?;
    if let Some((tree, base, known)) = folder.standby(view, digits)? {
        // Where the standby is damaged, all of it is written; what else is wrong will show again.
        if let Ok((tree, published, kept)) = job.make(tree, Some((&base, known)), &mut *progress) {
            let kept = (&*kept.0, &kept.1);
            folder.finish(&tree, Some(&base), mark, published.manifest, kept)?;
            return Ok(published);
        }
    }
    let (tree, published, kept) = job.make(folder.empty()?, None, progress)?;
    folder.finish(&tree, None, mark, published.manifest, (&kept.0, &kept.1))?;
    Ok(published)
}

/// A tree that is whole, and what is kept of it for the next publish.
type Made = (Tree, Published, (Arc<Kept>, Cuts));

/// What is to be made, and from what.
struct Job<'a, 'v> {
    view: &'v Publishable<'v>,
    texts: &'a dyn Texts,
    digits: Digits,
    key: Option<&'a SigningKey>,
    threads: usize,
}

impl Job<'_, '_> {
    /// Writes a bundle to a tree: all of it, or what differs from what the tree shows.
    fn make(
        &self,
        tree: Tree,
        base: Option<(&Base, Option<Known>)>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Made, PublishError> {
        let (mut site, mut maps, done) = (Site::new(self.view), None, AtomicUsize::new(0));
        let mut before = Cuts::default();
        let base = match base {
            Some((base, Some((mut kept, cuts)))) => {
                maps = Some(kept.follow(self.view, &base.changes)?);
                site = Site::with(self.view, Arc::new(kept));
                before = cuts;
                Some(base)
            }
            Some((base, None)) => Some(base),
            None => None,
        };
        let mut making = Making {
            view: self.view,
            site: site.one_of(self.threads).with_screenings(|| self.screenings())?,
            texts: self.texts,
            tree,
            titles: Titles::default(),
            found: None,
            digits: self.digits,
            top: Listing::default(),
            shards: BTreeMap::new(),
            did: Vec::new(),
            cuts: Cuts::default(),
            pages: Pages { done: &done, total: 0, progress: Some(progress) },
            html: String::new(),
        };
        let from = match base {
            None => {
                making.all(self.threads)?;
                None
            }
            Some(base) => {
                let from = log::come(&making.tree, base)?;
                making.update(base, (maps, before), self.threads)?;
                Some(from)
            }
        };
        making.package()?;
        let from = from.zip(base.map(|base| base.mark));
        log::write(self.view, &mut making.tree, &mut making.top, from.as_ref())?;
        let published = seal(&mut making, self.key)?;
        let kept = making.site.kept()?;
        Ok((making.tree, published, (kept, making.cuts)))
    }
}

impl Job<'_, '_> {
    /// What screening found in public sources.
    fn screenings(&self) -> Result<Vec<(PublicScreening, Vec<ScreenedProcess>)>, PublishError> {
        let read = |found: PublicScreening| {
            let id = found.id;
            let wrong = |error: TextError| PublishError::Screening { id, error };
            let bytes = self.texts.screening(&found).map_err(wrong)?;
            let processes = ScreenedProcess::of_lines(&bytes);
            Ok((found, processes.map_err(|error| wrong(error.into()))?))
        };
        self.view.screenings()?.into_iter().map(read).collect()
    }
}

/// Holds the log of releases against the facts to be shown, and gives back how many these are.
fn check_log(view: &Publishable<'_>) -> Result<u64, PublishError> {
    let (shown, standing) = (view.counts()?.facts, view.standing()?);
    if shown == standing { Ok(shown) } else { Err(PublishError::Log { shown, standing }) }
}

/// Writes the manifest, the signature, and the digests of both.
fn seal(making: &mut Making<'_, '_>, key: Option<&SigningKey>) -> Result<Published, PublishError> {
    let as_of = making.view.as_of();
    let manifest = Manifest {
        v: V1,
        veedor: env!("CARGO_PKG_VERSION").to_owned(),
        as_of,
        digits: making.digits,
        files: making.top.files(),
        shards: making.shards.values().cloned().collect(),
    };
    let (tree, mut own) = (&mut making.tree, Listing::default());
    if !tree.is_fresh() && key.is_none() {
        tree.remove_if_there(layout::SIGNATURE)?;
    }
    let text = json(layout::MANIFEST, &manifest)?;
    let digest = Sha256::of(&text);
    tree.write(&mut own, layout::MANIFEST, &text)?;
    let mut signature = None;
    if let Some(key) = key {
        let signed = key.sign(&text, &format!("Veedor manifest as of {as_of}"))?;
        tree.write(&mut own, layout::SIGNATURE, signed.as_bytes())?;
        signature = Some(Sha256::of(signed.as_bytes()));
    }
    let sums = manifest::sums(&digest, signature.as_ref());
    tree.write(&mut own, layout::SUMS, sums.as_bytes())?;
    let shards = manifest
        .shards
        .iter()
        .flat_map(|shard| [shard.names, Size { files: 1, bytes: shard.file.bytes }]);
    let mut size = Size::default();
    for part in shards.chain([making.top.size(), own.size()]) {
        size = Size { files: size.files + part.files, bytes: size.bytes + part.bytes };
    }
    Ok(Published {
        pages: making.pages.done(),
        written: making.tree.written(),
        files: size.files,
        bytes: size.bytes,
        manifest: digest,
    })
}
