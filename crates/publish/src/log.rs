//! The log of releases, written in parts: a part that is full never changes again.

use std::fs;

use codebook::{Sha256, V1};
use register::public::{Mark, Publishable};

use crate::chain::{self, Checkpoint, Entry};
use crate::error::PublishError;
use crate::folder::Base;
use crate::layout::{self, PART};
use crate::manifest::Listing;
use crate::tree::{Tree, form, line};

/// Writes what follows the tree's log, which had come as far as `from` at that moment; all of it where there is none.
pub(crate) fn write(
    view: &Publishable<'_>,
    tree: &mut Tree,
    listing: &mut Listing,
    from: Option<&(Checkpoint, Mark)>,
) -> Result<(), PublishError> {
    let (mut entries, mut head) =
        from.map_or_else(|| (0, chain::genesis()), |(from, _)| (from.entries, from.head));
    if entries > view.counts()?.releases {
        return Err(PublishError::Standby(layout::CHECKPOINT.to_owned()));
    }
    let (before, mut lines) = (entries, Vec::new());
    if !entries.is_multiple_of(PART) {
        let file = tree.root().join(layout::releases(entries / PART));
        lines = fs::read(&file).map_err(PublishError::io(&file, "read"))?;
        let path = layout::releases(entries / PART);
        if listing.0.get(&path).is_none_or(|(_, sha256)| *sha256 != Sha256::of(&lines)) {
            return Err(PublishError::Standby(path));
        }
    }
    view.each_release(from.map_or(0, |(_, mark)| mark.seq), |release| {
        let entry = Entry::after(entries, head, &release);
        (entries, head) = (entry.n, entry.hash);
        line(&mut lines, "the log of releases", &entry)?;
        if entries.is_multiple_of(PART) {
            tree.write(listing, &layout::releases(entries / PART - 1), &lines)?;
            lines.clear();
        }
        Ok::<_, PublishError>(())
    })?;
    if entries == 0 || (entries > before && !lines.is_empty()) {
        tree.write(listing, &layout::releases(entries / PART), &lines)?;
    }
    let checkpoint = Checkpoint { v: V1, entries, head, as_of: view.as_of() };
    let mut text = Vec::new();
    line(&mut text, layout::CHECKPOINT, &checkpoint)?;
    tree.write(listing, layout::CHECKPOINT, &text)
}

/// How far the log of a tree has come.
pub(crate) fn come(tree: &Tree, base: &Base) -> Result<Checkpoint, PublishError> {
    let file = tree.root().join(layout::CHECKPOINT);
    let text = fs::read(&file).map_err(PublishError::io(&file, "read"))?;
    let listed = base.manifest.files.iter().find(|file| file.path == layout::CHECKPOINT);
    if listed.is_none_or(|listed| listed.sha256 != Sha256::of(&text)) {
        return Err(PublishError::Standby(layout::CHECKPOINT.to_owned()));
    }
    serde_json::from_slice(&text).map_err(form(layout::CHECKPOINT))
}
