//! The log of releases, written in parts: a part that is full never changes again.

use std::fs;

use codebook::V1;
use register::public::Publishable;

use crate::chain::{self, Checkpoint, Entry};
use crate::error::PublishError;
use crate::layout::{self, PART};
use crate::manifest::Listing;
use crate::tree::{Tree, line};

/// Writes what follows the tree's log, which had come as far as `from`; all of it where there is none.
pub(crate) fn write(
    view: &Publishable<'_>,
    tree: &mut Tree,
    listing: &mut Listing,
    from: Option<&Checkpoint>,
) -> Result<(), PublishError> {
    let (mut entries, mut head) =
        from.map_or_else(|| (0, chain::genesis()), |from| (from.entries, from.head));
    let (before, mut lines) = (entries, Vec::new());
    if !entries.is_multiple_of(PART) {
        let file = tree.root().join(layout::releases(entries / PART));
        lines = fs::read(&file).map_err(PublishError::io(&file, "read"))?;
    }
    view.each_release(entries, |release| {
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
