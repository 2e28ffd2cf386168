//! The files of a bundle: manifest, signature, digests, strays.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::slice::from_ref;

use codebook::Sha256;
use sha2::Digest as _;

use crate::key::PublicKey;
use crate::layout;
use crate::manifest::{self, Listed, Listing, Manifest, Names, Paths, Shard};
use crate::verify::inside::{self, Inside};
use crate::verify::report::Report;

/// Checks manifest, signature and every file. Gives the manifest back where it can be read.
pub(crate) fn check(root: &Path, key: Option<&PublicKey>, report: &mut Report) -> Option<Manifest> {
    let bytes = inside::read(root, layout::MANIFEST, inside::MANIFEST_BYTES);
    let bytes = bytes.map_err(|why| report.fail(layout::MANIFEST, why)).ok()?;
    let signature = read_signature(root, report);
    check_sums(root, &bytes, signature.as_deref(), report);
    check_signature(&bytes, signature.as_deref(), key, report);
    let manifest: Manifest = match serde_json::from_slice(&bytes) {
        Ok(manifest) => manifest,
        Err(error) => {
            report.fail(layout::MANIFEST, format!("is not a manifest: {error}"));
            return None;
        }
    };
    let mut known = Paths::default();
    known.insert(layout::MANIFEST);
    known.insert(layout::SUMS);
    if signature.is_some() {
        known.insert(layout::SIGNATURE);
    }
    let mut count = check_listed(root, layout::MANIFEST, &manifest.files, &mut known, report);
    for Shard { file, names } in &manifest.shards {
        count += check_listed(root, layout::MANIFEST, from_ref(file), &mut known, report);
        let Some(listing) = names_of(root, file, report) else { continue };
        if listing.size() != *names {
            report.fail(&file.path, "does not name as much as the manifest says");
        }
        let here = |path: &String| {
            let of = layout::shard_of(path, manifest.digits);
            of.is_some_and(|(group, shard)| layout::manifest(group, &shard) == file.path)
        };
        for path in listing.0.keys().filter(|path| !here(path)) {
            report.fail(&file.path, format!("{path} is not of this shard"));
        }
        count += check_listed(root, &file.path, &listing.files(), &mut known, report);
    }
    let paths = manifest.shards.iter().map(|shard| &shard.file.path);
    if !paths.is_sorted() {
        report.fail(layout::MANIFEST, "its shards are not in their order");
    }
    report.checked("files against the manifest", count);
    check_strays(root, &known, report);
    Some(manifest)
}

/// The files that a shard's manifest names.
pub(crate) fn names_of(root: &Path, file: &Listed, report: &mut Report) -> Option<Listing> {
    let listing = Listing::of(vec![file.clone()]);
    let bytes = Inside::new(root, &listing).text(&file.path, inside::MANIFEST_BYTES);
    let names = bytes.and_then(|text| {
        serde_json::from_str::<Names>(&text).map_err(|error| format!("is not a manifest: {error}"))
    });
    let names = names.map_err(|why| report.fail(&file.path, why)).ok()?;
    if !names.files.is_sorted_by(|a, b| a.path < b.path) {
        report.fail(&file.path, "its files are not in their order");
    }
    Some(Listing::of(names.files))
}

/// The signature, where there is one.
fn read_signature(root: &Path, report: &mut Report) -> Option<Vec<u8>> {
    fs::symlink_metadata(root.join(layout::SIGNATURE)).ok()?;
    let signature = inside::read(root, layout::SIGNATURE, inside::SMALL_BYTES);
    signature.map_err(|why| report.fail(layout::SIGNATURE, why)).ok()
}

/// Holds manifest and signature against their digests.
fn check_sums(root: &Path, manifest: &[u8], signature: Option<&[u8]>, report: &mut Report) {
    let sums = inside::read(root, layout::SUMS, inside::SMALL_BYTES);
    let Ok(sums) = sums.map_err(|why| report.fail(layout::SUMS, why)) else { return };
    let sums = String::from_utf8_lossy(&sums);
    let digest = Sha256::of(manifest);
    let signature = signature.map(Sha256::of);
    report.checked("digests of manifest and signature", 1 + usize::from(signature.is_some()));
    if sums == manifest::sums(&digest, signature.as_ref()) {
        return;
    }
    let before = report.failures.len();
    for (name, digest) in [(layout::MANIFEST, Some(digest)), (layout::SIGNATURE, signature)] {
        let line = sums.lines().find_map(|line| line.strip_suffix(&format!("  {name}")));
        let fits = match (line, digest) {
            (Some(line), Some(digest)) => line == digest.to_string(),
            (None, None) => true,
            _ => false,
        };
        if !fits {
            report.fail(name, format!("its digest is not the one in {}", layout::SUMS));
        }
    }
    if report.failures.len() == before {
        report.fail(layout::SUMS, "is not in its form");
    }
}

fn check_signature(
    manifest: &[u8],
    signature: Option<&[u8]>,
    key: Option<&PublicKey>,
    report: &mut Report,
) {
    match (signature, key) {
        (None, None) => report.unchecked("signature", 1, "the bundle is not signed"),
        (None, Some(_)) => {
            report.fail(layout::SIGNATURE, "is missing: a key was given, and nothing is signed");
        }
        (Some(_), None) => {
            report.unchecked("signature", 1, "it is signed, not checked: no key given");
        }
        (Some(signature), Some(key)) => {
            report.checked("signature", 1);
            let text = String::from_utf8_lossy(signature);
            if let Err(error) = key.check(manifest, &text) {
                report.fail(layout::SIGNATURE, error.to_string());
            }
        }
    }
}

/// Holds every listed file against its size and digest, and says how many there are.
fn check_listed(
    root: &Path,
    by: &str,
    files: &[Listed],
    known: &mut Paths,
    report: &mut Report,
) -> usize {
    let listing = Listing::of(files.to_vec());
    let inside = Inside::new(root, &listing);
    let mut before = "";
    for file in files {
        if file.path.as_str() <= before {
            report.fail(by, format!("{} is not in its order", file.path));
        }
        before = &file.path;
        known.insert(&file.path);
        match digest(&inside, &file.path) {
            Ok((sha256, bytes)) if sha256 == file.sha256 && bytes == file.bytes => {}
            Ok(_) => report.fail(&file.path, "its bytes are not those of the manifest"),
            Err(why) => report.fail(&file.path, why),
        }
    }
    files.len()
}

fn digest(inside: &Inside<'_>, path: &str) -> Result<(Sha256, u64), String> {
    let mut file = inside.open(path, u64::MAX)?;
    let mut hasher = sha2::Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut buffer).map_err(|error| format!("can't be read: {error}"))?;
        if read == 0 {
            return Ok((Sha256::from_bytes(hasher.finalize().into()), bytes));
        }
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
}

/// Finds what no list names.
fn check_strays(root: &Path, known: &Paths, report: &mut Report) {
    let mut strays = Vec::new();
    for entry in walkdir::WalkDir::new(root).min_depth(1) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                report.fail(root.display().to_string(), format!("can't be read: {error}"));
                continue;
            }
        };
        let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let known = path.to_str().is_some_and(|path| known.contains(path));
        if !entry.file_type().is_dir() && !known {
            strays.push(path.display().to_string());
        }
    }
    strays.sort_unstable();
    for path in strays {
        report.fail(path, "is not in the manifest");
    }
}
