//! Writing the files of a bundle. A file is always made new, never written over: the other tree may have
//! the same file under a hard link.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use codebook::Sha256;
use serde::Serialize;
use sha2::Digest as _;

use crate::error::PublishError;
use crate::manifest::Listing;

/// How many files are few.
const FEW: usize = 256;

/// The folder that a bundle is written to.
#[derive(Debug)]
pub(crate) struct Tree {
    root: PathBuf,
    made: HashSet<PathBuf>,
    /// How many files were written, and which, as far as they are few.
    written: usize,
    files: Vec<PathBuf>,
    /// True where nothing stood in it before.
    fresh: bool,
}

impl Tree {
    pub(crate) fn new(root: PathBuf, fresh: bool) -> Self {
        Self { root, made: HashSet::new(), written: 0, files: Vec::new(), fresh }
    }

    /// The same folder for another thread, which makes other files.
    pub(crate) fn another(&self) -> Self {
        Self::new(self.root.clone(), self.fresh)
    }

    /// Takes in what another thread wrote.
    pub(crate) fn join(&mut self, other: Self) {
        self.made.extend(other.made);
        self.written += other.written;
        self.files.extend(other.files);
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// How many files were written.
    pub(crate) const fn written(&self) -> usize {
        self.written
    }

    /// True where they are few enough to be safe one by one before a barrier for all the file system is cheaper.
    pub(crate) const fn are_few(&self) -> bool {
        self.written <= FEW
    }

    fn note(&mut self, file: PathBuf) {
        self.written += 1;
        if self.are_few() {
            self.files.push(file);
        }
    }

    /// True where nothing stood in it before.
    pub(crate) const fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// The folders that something was written to or removed from, and those above, from the root.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &Path> {
        let above = self.made.iter().flat_map(|folder| folder.ancestors());
        above.filter_map(|folder| folder.strip_prefix(&self.root).ok())
    }

    /// Puts what was written where a power cut does not reach it, file by file: for few.
    pub(crate) fn sync(&self) -> io::Result<()> {
        let folders: HashSet<PathBuf> =
            self.folders().map(|folder| self.root.join(folder)).collect();
        self.files.iter().chain(&folders).try_for_each(|path| File::open(path)?.sync_all())
    }

    /// Writes a file, and lists it.
    pub(crate) fn write(
        &mut self,
        listing: &mut Listing,
        path: &str,
        bytes: &[u8],
    ) -> Result<(), PublishError> {
        let (file, mut made) = self.make(path)?;
        made.write_all(bytes).map_err(PublishError::io(&file, "write"))?;
        listing.0.insert(path.to_owned(), (bytes.len() as u64, Sha256::of(bytes)));
        self.note(file);
        Ok(())
    }

    /// Writes a file that need not fit in memory, lists it, and says what its digest is.
    pub(crate) fn copy(
        &mut self,
        listing: &mut Listing,
        path: &str,
        from: &mut dyn io::Read,
    ) -> Result<Sha256, PublishError> {
        let (file, mut made) = self.make(path)?;
        let (mut hasher, mut size) = (sha2::Sha256::new(), 0);
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let read = from.read(&mut buffer).map_err(PublishError::io(&file, "copy"))?;
            let Some(part) = buffer.get(..read).filter(|part| !part.is_empty()) else { break };
            hasher.update(part);
            made.write_all(part).map_err(PublishError::io(&file, "write"))?;
            size += read as u64;
        }
        let digest = Sha256::from_bytes(hasher.finalize().into());
        listing.0.insert(path.to_owned(), (size, digest));
        self.note(file);
        Ok(digest)
    }

    /// Makes a file, where there was one or none.
    fn make(&mut self, path: &str) -> Result<(PathBuf, File), PublishError> {
        let file = self.root.join(path);
        if let Some(parent) = file.parent()
            && !self.made.contains(parent)
        {
            fs::create_dir_all(parent).map_err(PublishError::io(parent, "make the folder"))?;
            self.made.insert(parent.to_owned());
        }
        let mut made = File::create_new(&file);
        if made.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::AlreadyExists) {
            made = fs::remove_file(&file).and_then(|()| File::create_new(&file));
        }
        let made = made.map_err(PublishError::io(&file, "make"))?;
        Ok((file, made))
    }

    /// Writes something as JSON, and a line's end.
    pub(crate) fn write_json<T: Serialize>(
        &mut self,
        listing: &mut Listing,
        path: &str,
        what: &T,
    ) -> Result<(), PublishError> {
        self.write(listing, path, &json(path, what)?)
    }

    /// Removes a file, and takes it off the list.
    pub(crate) fn remove(&mut self, listing: &mut Listing, path: &str) -> Result<(), PublishError> {
        if listing.0.remove(path).is_some() {
            let file = self.root.join(path);
            self.made.extend(file.parent().map(Path::to_owned));
            fs::remove_file(&file).map_err(PublishError::io(&file, "remove"))?;
        }
        Ok(())
    }

    /// Removes a file that no listing has, where there is one.
    pub(crate) fn remove_if_there(&mut self, path: &str) -> Result<(), PublishError> {
        let file = self.root.join(path);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(PublishError::io(&file, "remove")(error))
            }
            _ => Ok(()),
        }
    }

    /// Removes the files of a listing that are named after an id: `ID.html`, `ID.SOMETHING.txt`.
    pub(crate) fn clear(&mut self, listing: &mut Listing, id: &str) -> Result<(), PublishError> {
        if self.fresh {
            return Ok(());
        }
        let of = |path: &&String| {
            let name = path.rsplit_once('/').map_or(path.as_str(), |(_, name)| name);
            name.strip_prefix(id).is_some_and(|rest| rest.starts_with('.'))
        };
        let paths: Vec<String> = listing.0.keys().filter(of).cloned().collect();
        paths.iter().try_for_each(|path| self.remove(listing, path))
    }
}

/// What could not be written in its form.
pub(crate) fn form(place: &str) -> impl Fn(serde_json::Error) -> PublishError {
    let place = place.to_owned();
    move |error| PublishError::Form { place: place.clone(), why: error.to_string() }
}

/// Something as JSON for people too, and a line's end.
pub(crate) fn json<T: Serialize>(place: &str, what: &T) -> Result<Vec<u8>, PublishError> {
    let mut text = serde_json::to_vec_pretty(what).map_err(form(place))?;
    text.push(b'\n');
    Ok(text)
}

/// Adds something to lines, as one of JSON.
pub(crate) fn line<T: Serialize>(
    lines: &mut Vec<u8>,
    place: &str,
    what: &T,
) -> Result<(), PublishError> {
    serde_json::to_writer(&mut *lines, what).map_err(form(place))?;
    lines.push(b'\n');
    Ok(())
}
