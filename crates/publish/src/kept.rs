//! What maps and charts were made from and how lists were cut, kept beside a tree for the next publish: bound to the tree by the digest of its
//! manifest, and to its own bytes by theirs.

use std::path::{Path, PathBuf};

use codebook::Sha256;
use pages::{Cuts, Kept};

use crate::record;

/// The end of the name; the beginning is the record's.
const END: &str = "kept";

fn place(holder: &Path, root: &Path) -> Option<PathBuf> {
    Some(record::place(holder, root)?.with_extension(END))
}

/// Binds what is kept to the tree with that manifest.
fn seal(manifest: &Sha256, bytes: &[u8]) -> Sha256 {
    Sha256::of_parts(&[b"kept", manifest.as_bytes(), bytes])
}

/// What was kept of the tree at `root`, whose manifest has that digest.
pub(crate) fn read(holder: &Path, root: &Path, manifest: &Sha256) -> Option<(Kept, Cuts)> {
    let text = std::fs::read(place(holder, root)?).ok()?;
    let (known, bytes) = text.split_at_checked(32)?;
    if known != seal(manifest, bytes).as_bytes() {
        return None;
    }
    postcard::from_bytes(bytes).ok()
}

/// Keeps it. Whoever loses it loses time.
pub(crate) fn write(
    holder: &Path,
    root: &Path,
    manifest: &Sha256,
    kept: (&Kept, &Cuts),
) -> std::io::Result<()> {
    let Some(place) = place(holder, root) else { return Ok(()) };
    let bytes = postcard::to_stdvec(&kept).map_err(std::io::Error::other)?;
    let mut text = seal(manifest, &bytes).as_bytes().to_vec();
    text.extend_from_slice(&bytes);
    std::fs::write(place, text)
}
