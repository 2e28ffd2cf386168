//! Opening the files of a bundle that a stranger made: plain files inside it, and no more of them than
//! it says there is.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Take};
use std::path::{Component, Path};

use codebook::Sha256;
use serde::de::DeserializeOwned;

use crate::manifest::Listing;
use crate::verify::report::Report;

const MIB: u64 = 1024 * 1024;

/// The largest manifest, of the bundle or of a shard: some hundred thousand files.
pub(crate) const MANIFEST_BYTES: u64 = 64 * MIB;
/// The largest checkpoint, signature or list of sums.
pub(crate) const SMALL_BYTES: u64 = 64 * 1024;
/// The largest of the files that are held in memory.
pub(crate) const HELD_BYTES: u64 = 512 * MIB;
/// The longest line of a file of lines.
const LINE_BYTES: u64 = 4 * MIB;

/// Files of a bundle that are listed together.
pub(crate) struct Inside<'a> {
    root: &'a Path,
    listing: &'a Listing,
}

impl<'a> Inside<'a> {
    pub(crate) const fn new(root: &'a Path, listing: &'a Listing) -> Self {
        Self { root, listing }
    }

    /// True where the file is listed.
    pub(crate) fn lists(&self, path: &str) -> bool {
        self.listing.0.contains_key(path)
    }

    /// The size and digest with which a file is listed; that it has them is checked with all files.
    pub(crate) fn listed(&self, path: &str) -> Option<(u64, Sha256)> {
        self.listing.0.get(path).copied()
    }

    /// Opens a listed file that is as large as the manifest says or smaller, and at most `limit` bytes.
    pub(crate) fn open(&self, path: &str, limit: u64) -> Result<Take<File>, String> {
        let (size, _) = *self.listing.0.get(path).ok_or("is not in the manifest")?;
        if size > limit {
            return Err(too_large(limit));
        }
        open(self.root, path, size).map_err(|error| match error {
            Refused::TooLarge => "is larger than the manifest says".to_owned(),
            Refused::Other(why) => why,
        })
    }

    /// Reads a text that is held in memory, of at most `limit` bytes.
    pub(crate) fn text(&self, path: &str, limit: u64) -> Result<String, String> {
        let mut text = String::new();
        let mut file = self.open(path, limit)?;
        file.read_to_string(&mut text).map_err(|error| format!("can't be read: {error}"))?;
        Ok(text)
    }
}

/// Reads a file that no manifest lists, if it is a plain file of at most `limit` bytes.
pub(crate) fn read(root: &Path, path: &str, limit: u64) -> Result<Vec<u8>, String> {
    let file = open(root, path, limit).map_err(|error| match error {
        Refused::TooLarge => too_large(limit),
        Refused::Other(why) => why,
    })?;
    all(file)
}

/// Reads a file that the person who asks has named, which may be a link.
pub(crate) fn read_named(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let metadata = fs::metadata(path).map_err(|error| format!("can't be read: {error}"))?;
    if !metadata.is_file() {
        return Err("is neither a file nor a bundle".to_owned());
    }
    if metadata.len() > limit {
        return Err(too_large(limit));
    }
    all(File::open(path).map_err(|error| format!("can't be read: {error}"))?.take(limit))
}

fn all(mut file: Take<File>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| format!("can't be read: {error}"))?;
    Ok(bytes)
}

enum Refused {
    TooLarge,
    Other(String),
}

/// Opens a plain file inside `root`: nothing on the way to it is a link, and it is no pipe or device,
/// which could keep us waiting or never end.
fn open(root: &Path, path: &str, most: u64) -> Result<Take<File>, Refused> {
    let refused = |why: &str| Err(Refused::Other(why.to_owned()));
    if !is_inside(path) {
        return refused("leads out of the bundle, or is not written plainly");
    }
    let unreadable = |error| Refused::Other(format!("can't be read: {error}"));
    let mut place = root.to_owned();
    let mut size = 0;
    let mut parts = Path::new(path).components().peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let metadata = fs::symlink_metadata(&place).map_err(unreadable)?;
        if metadata.is_symlink() {
            return refused("is a link or behind one; a bundle has plain files only");
        }
        if parts.peek().is_none() && !metadata.is_file() {
            return refused("is not a plain file");
        }
        size = metadata.len();
    }
    if size > most {
        return Err(Refused::TooLarge);
    }
    Ok(File::open(&place).map_err(unreadable)?.take(most))
}

/// True for a plain relative path with no way up.
fn is_inside(path: &str) -> bool {
    let plain = |part: &Component<'_>| matches!(part, Component::Normal(_));
    let parts: Vec<_> = Path::new(path).components().collect();
    // The path written from its parts is the path itself: no doubled `/`, no `.`, no `/` at its end.
    let written: std::path::PathBuf = parts.iter().collect();
    !path.is_empty() && parts.iter().all(plain) && written.as_os_str() == path
}

fn too_large(limit: u64) -> String {
    format!("is larger than {limit} bytes, the most that is read")
}

/// Takes each line of a listed file as JSON; one that is none is a failure and is left out.
pub(crate) fn each_line<T: DeserializeOwned>(
    inside: &Inside<'_>,
    path: &str,
    report: &mut Report,
    mut take: impl FnMut(T, &mut Report),
) {
    let file = match inside.open(path, HELD_BYTES) {
        Ok(file) => file,
        Err(why) => return report.fail(path, why),
    };
    for (number, line) in (1..).zip(lines(file)) {
        let parsed = line.and_then(|line| {
            serde_json::from_slice(&line).map_err(|error| format!("is not in its form: {error}"))
        });
        match parsed {
            Ok(item) => take(item, report),
            Err(why) => report.fail(path, format!("line {number} {why}")),
        }
    }
}

/// The lines of a file, without their ends; the first that is too long or can't be read is the last.
pub(crate) fn lines(file: impl Read) -> impl Iterator<Item = Result<Vec<u8>, String>> {
    let mut reader = BufReader::new(file);
    let mut over = false;
    std::iter::from_fn(move || {
        if over {
            return None;
        }
        let mut line = Vec::new();
        let read = reader.by_ref().take(LINE_BYTES).read_until(b'\n', &mut line);
        let result = match read {
            Ok(0) => return None,
            Ok(_) if line.last() == Some(&b'\n') => {
                line.pop();
                Ok(line)
            }
            Ok(read) if read as u64 == LINE_BYTES => Err(too_large(LINE_BYTES)),
            Ok(_) => Ok(line),
            Err(error) => Err(format!("can't be read: {error}")),
        };
        over = result.is_err();
        Some(result)
    })
}
