//! The originals and layers of one dossier.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use codebook::{LayerId, LayerMap, LayerRecord, Sha256, SourceId, TextLayer};
use sha2::Digest as _;

use crate::disk::{Disk, OsDisk};
use crate::error::{ArchiveError, KeepError};
use crate::found::{self, Found, LayerFile};
use crate::input;
use crate::limits::Limits;
use crate::media::SNIFF_BYTES;
use crate::writes::{Draft, Writes};

const CHUNK: usize = 64 * 1024;

/// The originals and layers of one dossier: `archive/<aa>/<sha256>`, `layers/<aa>/<id>.txt` and
/// `layers/<aa>/<id>.map.json`; files being written are in `archive/tmp`.
///
/// It may be shared between threads. What was kept is safe against a crash only after
/// [`Archive::barrier`].
#[derive(Debug)]
pub struct Archive {
    root: PathBuf,
    original_bytes: u64,
    writes: Writes,
}

/// An original that is in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub source: SourceId,
    /// Its length in bytes.
    pub size: u64,
    /// Whether it was not there before.
    pub new: bool,
}

impl Archive {
    /// Makes the archive's folders under `root`, which must exist, and syncs them. Folders that are
    /// there already are taken as they are.
    ///
    /// # Errors
    /// If they can't be made.
    pub fn create(root: &Path) -> Result<Self, ArchiveError> {
        Self::create_on(root, Box::new(OsDisk))
    }

    /// As [`Archive::create`], on a disk of the caller's.
    ///
    /// # Errors
    /// If the folders can't be made.
    pub fn create_on(root: &Path, disk: Box<dyn Disk>) -> Result<Self, ArchiveError> {
        let archive = Self::at(root, disk);
        for folder in ["archive", "archive/tmp", "layers"] {
            archive.writes.make_dir(&root.join(folder))?;
        }
        archive.barrier()?;
        Ok(archive)
    }

    /// Opens the archive under `root`.
    ///
    /// # Errors
    /// If there is none.
    pub fn open(root: &Path) -> Result<Self, ArchiveError> {
        Self::open_on(root, Box::new(OsDisk))
    }

    /// As [`Archive::open`], on a disk of the caller's.
    ///
    /// # Errors
    /// If there is no archive.
    pub fn open_on(root: &Path, disk: Box<dyn Disk>) -> Result<Self, ArchiveError> {
        for folder in ["archive", "archive/tmp", "layers"] {
            if !root.join(folder).is_dir() {
                return Err(ArchiveError::NotAnArchive { root: root.to_path_buf(), folder });
            }
        }
        Ok(Self::at(root, disk))
    }

    fn at(root: &Path, disk: Box<dyn Disk>) -> Self {
        Self {
            root: root.to_path_buf(),
            original_bytes: Limits::default().original_bytes,
            writes: Writes::new(disk, root.join("archive/tmp")),
        }
    }

    /// The same archive, taking originals of at most [`Limits::original_bytes`].
    #[must_use]
    pub fn with_limits(mut self, limits: &Limits) -> Self {
        self.original_bytes = limits.original_bytes;
        self
    }

    /// Keeps a file's bytes.
    ///
    /// # Errors
    /// If it is empty, too large, not a file, unreadable, or changed meanwhile; or the archive could
    /// not be written.
    pub fn keep_file(&self, path: &Path) -> Result<Kept, KeepError> {
        let unreadable = |why| KeepError::Unreadable { path: path.to_path_buf(), why };
        let changed = || KeepError::Changed { path: path.to_path_buf() };
        // Before opening: to open a pipe would wait for somebody to write.
        let seen = fs::metadata(path).map_err(unreadable)?;
        input::check(path, &seen, self.original_bytes)?;
        let mut file = File::open(path).map_err(unreadable)?;
        let before = file.metadata().map_err(unreadable)?;

        let mut draft = self.writes.draft()?;
        let (digest, size) = self.copy(path, &mut file, &mut draft)?;

        let after = file.metadata().map_err(unreadable)?;
        let named = fs::metadata(path).map_err(|_| changed())?;
        let versions = [&seen, &before, &after, &named].map(version);
        if size != before.len() || versions.iter().any(|other| *other != versions[0]) {
            return Err(changed());
        }
        self.settle(draft, SourceId::new(digest), size)
    }

    /// Keeps bytes that came from elsewhere than a file.
    ///
    /// # Errors
    /// If there are none or too many, or the archive could not be written.
    pub fn keep_bytes(&self, bytes: &[u8]) -> Result<Kept, KeepError> {
        let here = Path::new("the input");
        if bytes.is_empty() {
            return Err(KeepError::Empty { path: here.to_path_buf() });
        }
        let mut draft = self.writes.draft()?;
        let (digest, size) = self.copy(here, &mut &*bytes, &mut draft)?;
        self.settle(draft, SourceId::new(digest), size)
    }

    /// Keeps a layer. A text that is its source, byte for byte, is not stored again.
    ///
    /// # Errors
    /// If the layer is there with another map, or the archive could not be written.
    pub fn keep_layer(&self, layer: &TextLayer) -> Result<LayerRecord, KeepError> {
        let text = Sha256::of(layer.text().as_bytes());
        if text != *layer.source().digest() {
            let path = self.layer_path(layer.id(), "txt");
            self.put(layer.text().as_bytes(), text, &path)?;
        }
        Ok(LayerRecord {
            layer: layer.id(),
            source: layer.source(),
            extractor: layer.extractor().clone(),
            text,
            length: layer.text().len() as u64,
            map: self.keep_map(layer)?,
        })
    }

    fn keep_map(&self, layer: &TextLayer) -> Result<Option<Sha256>, KeepError> {
        if *layer.map() == LayerMap::Plain {
            return Ok(None);
        }
        let bytes = serde_json::to_vec(layer.map())
            .map_err(|why| ArchiveError::Map { layer: layer.id(), why })?;
        let digest = Sha256::of(&bytes);
        let path = self.layer_path(layer.id(), "map.json");
        match digest_of(&path)? {
            // Its digest may be in a log already: to replace it would move what it anchors.
            Some(found) if found != digest => {
                let stored = read_checked(&path, &found)?;
                let stored: Option<LayerMap> = serde_json::from_slice(&stored).ok();
                if stored.map(LayerMap::undisputed) != Some(layer.map().clone().undisputed()) {
                    return Err(KeepError::OtherMap { layer: layer.id(), path });
                }
                // Whether numbers were disputed hangs on what is installed: the first map stays.
                self.writes.touched(&path);
                return Ok(Some(found));
            }
            Some(_) => self.writes.touched(&path),
            None => self.writes.write(&bytes, &path)?,
        }
        Ok(Some(digest))
    }

    /// Makes everything kept or destroyed so far last. To be called before anyone is told of it.
    ///
    /// # Errors
    /// If a folder can't be synced.
    pub fn barrier(&self) -> Result<(), ArchiveError> {
        self.writes.barrier()
    }

    /// How many syncs were asked of the disk since this archive was opened.
    #[must_use]
    pub fn syncs(&self) -> u64 {
        self.writes.syncs()
    }

    /// An original, checked against its digest. The one door to originals.
    ///
    /// # Errors
    /// If it is missing, altered or unreadable.
    pub fn original(&self, source: &SourceId) -> Result<Vec<u8>, ArchiveError> {
        read_checked(&self.original_path(source), source.digest())
    }

    /// Where an original lies, checked as by [`Archive::original`]: for the [`crate::Worker`], which
    /// reads it there.
    ///
    /// # Errors
    /// As [`Archive::original`].
    pub fn lies(&self, source: &SourceId) -> Result<PathBuf, ArchiveError> {
        self.check_original(source)?;
        Ok(self.original_path(source))
    }

    /// The first bytes of an original, enough for [`crate::media_type`]; not checked.
    ///
    /// # Errors
    /// If it is missing or unreadable.
    pub fn head(&self, source: &SourceId) -> Result<Vec<u8>, ArchiveError> {
        let path = self.original_path(source);
        let mut head = Vec::new();
        let file = File::open(&path).map_err(absent_or("open", &path))?;
        file.take(SNIFF_BYTES as u64)
            .read_to_end(&mut head)
            .map_err(ArchiveError::io("read", &path))?;
        Ok(head)
    }

    /// The digest of a file outside, without loading or keeping it.
    ///
    /// # Errors
    /// If it is missing or can't be read.
    pub fn digest_outside(path: &Path) -> Result<SourceId, ArchiveError> {
        let digest = digest_of(path)?.ok_or_else(|| ArchiveError::Missing { path: path.into() })?;
        Ok(SourceId::new(digest))
    }

    /// A layer, its text and map checked against their digests.
    ///
    /// # Errors
    /// If a part is missing or altered, or the record is not of it.
    pub fn layer(&self, record: &LayerRecord) -> Result<TextLayer, ArchiveError> {
        let path = if record.text == *record.source.digest() {
            self.original_path(&record.source)
        } else {
            self.layer_path(record.layer, "txt")
        };
        let text = String::from_utf8(read_checked(&path, &record.text)?).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            ArchiveError::Text { layer: record.layer, path, at }
        })?;
        let map = match &record.map {
            None => LayerMap::Plain,
            Some(digest) => {
                let bytes = read_checked(&self.layer_path(record.layer, "map.json"), digest)?;
                serde_json::from_slice(&bytes)
                    .map_err(|why| ArchiveError::Map { layer: record.layer, why })?
            }
        };
        let layer = TextLayer::new(record.source, record.extractor.clone(), text, map)
            .map_err(|why| ArchiveError::MapOfAnother { layer: record.layer, why })?;
        if layer.id() != record.layer {
            return Err(ArchiveError::Record { recorded: record.layer, found: layer.id() });
        }
        Ok(layer)
    }

    /// Holds an original against its digest without loading it.
    ///
    /// # Errors
    /// If it is missing, altered or unreadable.
    pub fn check_original(&self, source: &SourceId) -> Result<(), ArchiveError> {
        let path = self.original_path(source);
        match digest_of(&path)? {
            None => Err(ArchiveError::Missing { path }),
            Some(found) if found != *source.digest() => {
                Err(ArchiveError::Altered { path, expected: *source.digest(), found })
            }
            Some(_) => Ok(()),
        }
    }

    /// Destroys an original and its layers, and syncs. What is gone already is fine, so that a
    /// destruction that was interrupted can be repeated.
    ///
    /// # Errors
    /// If a file can't be removed.
    pub fn destroy(&self, source: &SourceId, layers: &[LayerId]) -> Result<(), ArchiveError> {
        self.writes.remove(&self.original_path(source))?;
        for layer in layers {
            self.writes.remove(&self.layer_path(*layer, "txt"))?;
            self.writes.remove(&self.layer_path(*layer, "map.json"))?;
        }
        self.barrier()
    }

    /// Every file among the originals, in the order of their names.
    pub fn originals(&self) -> impl Iterator<Item = Result<Found<SourceId>, ArchiveError>> {
        found::files(&self.root.join("archive"), found::original)
    }

    /// Every file among the layers, in the order of their names.
    pub fn layers(&self) -> impl Iterator<Item = Result<Found<LayerFile>, ArchiveError>> {
        found::files(&self.root.join("layers"), found::layer)
    }

    /// Removes what crashed runs left half written, and says how many files that were; nothing, and nothing
    /// is removed, while somebody else is writing.
    ///
    /// # Errors
    /// If a file can't be removed.
    pub fn sweep(&self) -> Result<Option<u64>, ArchiveError> {
        self.writes.sweep()
    }

    fn original_path(&self, source: &SourceId) -> PathBuf {
        let name = source.to_string();
        self.root.join("archive").join(&name[..2]).join(name)
    }

    fn layer_path(&self, layer: LayerId, ending: &str) -> PathBuf {
        let name = layer.to_string();
        self.root.join("layers").join(&name[..2]).join(format!("{name}.{ending}"))
    }

    /// Copies into a draft while hashing.
    fn copy(
        &self,
        path: &Path,
        from: &mut impl Read,
        to: &mut Draft<'_>,
    ) -> Result<(Sha256, u64), KeepError> {
        let mut hasher = sha2::Sha256::new();
        let mut size = 0;
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = match from.read(&mut chunk) {
                Ok(0) => return Ok((Sha256::from_bytes(hasher.finalize().into()), size)),
                Ok(read) => &chunk[..read],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(why) => return Err(KeepError::Unreadable { path: path.to_path_buf(), why }),
            };
            size += read.len() as u64;
            if size > self.original_bytes {
                return Err(KeepError::TooLarge {
                    path: path.to_path_buf(),
                    limit: self.original_bytes,
                });
            }
            hasher.update(read);
            to.write_all(read).map_err(ArchiveError::io("write", to.path()))?;
        }
    }

    /// Gives a draft its name, unless the same bytes have it already.
    fn settle(&self, draft: Draft<'_>, source: SourceId, size: u64) -> Result<Kept, KeepError> {
        let path = self.original_path(&source);
        let there = digest_of(&path)? == Some(*source.digest());
        if there {
            // A run that crashed may have named it without making the name last.
            self.writes.touched(&path);
        } else {
            draft.finish(&path)?;
        }
        Ok(Kept { source, size, new: !there })
    }

    fn put(&self, bytes: &[u8], digest: Sha256, path: &Path) -> Result<(), ArchiveError> {
        if digest_of(path)? == Some(digest) {
            self.writes.touched(path);
            return Ok(());
        }
        self.writes.write(bytes, path)
    }
}

/// What changes when a file does.
fn version(metadata: &Metadata) -> (u64, u64, u64, (i64, i64), (i64, i64)) {
    (
        metadata.dev(),
        metadata.ino(),
        metadata.len(),
        (metadata.mtime(), metadata.mtime_nsec()),
        (metadata.ctime(), metadata.ctime_nsec()),
    )
}

fn absent_or<'a>(
    doing: &'static str,
    path: &'a Path,
) -> impl FnOnce(io::Error) -> ArchiveError + 'a {
    move |why| match why.kind() {
        io::ErrorKind::NotFound => ArchiveError::Missing { path: path.to_path_buf() },
        _ => ArchiveError::io(doing, path)(why),
    }
}

fn read_checked(path: &Path, expected: &Sha256) -> Result<Vec<u8>, ArchiveError> {
    let bytes = fs::read(path).map_err(absent_or("read", path))?;
    let found = Sha256::of(&bytes);
    if found != *expected {
        return Err(ArchiveError::Altered { path: path.to_path_buf(), expected: *expected, found });
    }
    Ok(bytes)
}

/// The digest of a file, if there is one.
fn digest_of(path: &Path) -> Result<Option<Sha256>, ArchiveError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(ArchiveError::io("open", path)(why)),
    };
    let mut hasher = sha2::Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk) {
            Ok(0) => return Ok(Some(Sha256::from_bytes(hasher.finalize().into()))),
            Ok(read) => hasher.update(&chunk[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(why) => return Err(ArchiveError::io("read", path)(why)),
        }
    }
}
