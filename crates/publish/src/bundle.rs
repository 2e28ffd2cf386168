//! Publishing: what may be shown in, a bundle out.

use std::path::Path;

use codebook::{Sha256, V1};
use register::public::{Publishable, Whole};

use crate::chain;
use crate::error::PublishError;
use crate::folder::Folder;
use crate::key::SigningKey;
use crate::layout;
use crate::manifest::{self, Manifest};
use crate::site::{self, Texts};

/// How to publish.
pub struct PublishOptions<'a> {
    /// The key to sign with, if the bundle is to be signed.
    pub key: Option<&'a SigningKey>,
    /// Told after every page: how many are written, of how many.
    pub progress: &'a mut dyn FnMut(usize, usize),
}

/// A published bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Pages, in all languages.
    pub pages: usize,
    /// Files, pages among them.
    pub files: usize,
    /// Their size in bytes.
    pub bytes: u64,
    /// The digest of the manifest, which is a digest of all of it.
    pub manifest: Sha256,
}

/// Writes a bundle to `out`, which must be empty, absent, or an earlier bundle; that one is replaced
/// when the new one is whole, in one step.
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
    let PublishOptions { key, progress } = options;
    let whole = &view.whole()?;
    check_log(whole)?;
    let mut folder = Folder::begin(out)?;
    let (pages, surroundings) = site::write(view, whole, texts, &mut folder, progress)?;
    site::write_data(whole, &surroundings, &mut folder)?;
    site::write_log(whole, &mut folder)?;
    let (manifest, files, bytes) = seal(whole, &mut folder, key)?;
    folder.finish()?;
    Ok(Published { pages, files, bytes, manifest })
}

/// Holds the log of releases against the facts to be shown.
fn check_log(view: &Whole) -> Result<(), PublishError> {
    let log = view.releases.iter().map(|release| (release.fact, release.released));
    let standing = chain::standing(log);
    let shown: std::collections::BTreeSet<_> = view.facts.iter().map(|fact| fact.id).collect();
    if let Some(fact) = shown.difference(&standing).next() {
        return Err(PublishError::Log { fact: *fact, found: "shown, and not released" });
    }
    if let Some(fact) = standing.difference(&shown).next() {
        return Err(PublishError::Log { fact: *fact, found: "released, and not shown" });
    }
    Ok(())
}

/// Writes the manifest, the signature, and the digests of both.
fn seal(
    view: &Whole,
    folder: &mut Folder,
    key: Option<&SigningKey>,
) -> Result<(Sha256, usize, u64), PublishError> {
    let manifest = Manifest {
        v: V1,
        veedor: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: view.as_of,
        files: folder.listed().to_vec(),
    };
    let mut text = serde_json::to_string_pretty(&manifest).map_err(|error| PublishError::Form {
        place: layout::MANIFEST.to_owned(),
        why: error.to_string(),
    })?;
    text.push('\n');
    folder.write(layout::MANIFEST, text.as_bytes())?;
    let digest = Sha256::of(text.as_bytes());
    let mut signature = None;
    if let Some(key) = key {
        let trusted = format!("Veedor manifest as of {}", view.as_of);
        let signed = key.sign(text.as_bytes(), &trusted)?;
        folder.write(layout::SIGNATURE, signed.as_bytes())?;
        signature = Some(Sha256::of(signed.as_bytes()));
    }
    let sums = manifest::sums(&digest, signature.as_ref());
    folder.write(layout::SUMS, sums.as_bytes())?;
    let files = folder.listed();
    Ok((digest, files.len(), files.iter().map(|file| file.bytes).sum()))
}
