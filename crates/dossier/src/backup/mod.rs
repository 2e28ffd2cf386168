//! Backups: the folder of a dossier as it stands at one moment, copied while others work on it.
//!
//! First comes what waits in the inbox, then a snapshot of the databases: what was taken in meanwhile is in both,
//! and taking it in again changes nothing. What the snapshot names is then copied, which nobody changes any more.
//! Nothing has its name before it is whole. The index for searching is left out: it can be made again.

mod error;
mod place;
mod restore;

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use archive::{Archive, Found, LayerFile};
use codebook::{LayerId, Origin, SourceId};
use register::{Register, snapshot};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::dossier::Dossier;
pub use error::BackupError;
use place::{CHECKPOINT, DESK, INBOX, LOG, MARK, copy, parent, received, sync_folders};
#[cfg(feature = "fuzzing")]
pub(crate) use place::{is_of_a_dossier, walk};
pub use restore::restore;

/// Below this many bytes nobody minds how well a file is packed.
const SMALL: u64 = 4 << 20;
/// How many times as long as packed a larger file, and all of a backup, may be. Larger texts are not packed, so that
/// none of ours ever is.
const RATIO: u64 = 200;

/// How many bytes a backup of so many may unpack to.
pub(crate) const fn most(packed: u64) -> u64 {
    let most = packed.saturating_mul(RATIO);
    if most > SMALL { most } else { SMALL }
}

/// Copies a dossier to `out`, a ZIP file where its name says so, else a folder; answers with how many originals and
/// texts. `tell` is told of each.
///
/// # Errors
/// If `out` is there, or something can't be read or written; nothing stands at `out` then.
pub fn back_up(dossier: &Dossier, out: &Path, tell: &dyn Fn(u64)) -> Result<u64, BackupError> {
    if out.exists() {
        return Err(BackupError::Exists(out.to_owned()));
    }
    let parent = parent(out)?;
    let stage = place::stage(".veedor-backup-", &parent)?;
    let waiting = copy_inbox(&dossier.dir.join(INBOX), &stage.path().join(INBOX))?;
    for database in [LOG, DESK] {
        if dossier.dir.join(database).exists() {
            snapshot(&dossier.dir.join(database), &stage.path().join(database))?;
        }
    }
    Archive::create(stage.path())?;
    let files = {
        let register = Register::open(stage.path())?;
        let files = files(&dossier.archive, &register)?;
        register.write_checkpoint()?;
        register.close()?;
        files
    };
    if out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        pack(dossier, stage.path(), out, (&waiting, &files), tell)?;
    } else {
        for (count, file) in files.iter().enumerate() {
            copy(&dossier.dir.join(file), &stage.path().join(file))?;
            tell(count as u64);
        }
        copy(&dossier.dir.join(MARK), &stage.path().join(MARK))?;
        sync_folders(stage.path())?;
        fs::rename(stage.keep(), out).map_err(error::io("make", out))?;
    }
    let sync = File::open(&parent).and_then(|folder| folder.sync_all());
    sync.map_err(error::io("sync", &parent))?;
    Ok(files.len() as u64)
}

/// Copies what was handed in, by place in the folder: bytes before what says that they wait, which is gone from
/// there before they are.
fn copy_inbox(from: &Path, to: &Path) -> Result<Vec<PathBuf>, BackupError> {
    let mut ids = BTreeSet::new();
    if from.is_dir() {
        for entry in fs::read_dir(from).map_err(error::io("read", from))? {
            let name = entry.map_err(error::io("read", from))?.file_name();
            let id = name.to_str().filter(|name| name.ends_with(".json")).and_then(received);
            ids.extend(id.map(str::to_owned));
        }
    }
    let mut copied = Vec::new();
    for file in ids.iter().flat_map(|id| [format!("{id}.bytes"), format!("{id}.json")]) {
        match copy(&from.join(&file), &to.join(&file)) {
            Ok(()) => copied.push(Path::new(INBOX).join(file)),
            Err(BackupError::Io { why, .. }) if why.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(copied)
}

/// The originals and layers that a register names, by their places in the folder.
fn files(archive: &Archive, register: &Register) -> Result<Vec<PathBuf>, BackupError> {
    let mut sources: HashSet<SourceId> =
        register.sources()?.into_iter().map(|view| view.source).collect();
    for origin in register.origins()? {
        if let Origin::Url { warc, .. } = origin.from.origin {
            sources.insert(SourceId::new(warc));
        }
    }
    sources.extend(register.screening_results()?.into_iter().map(SourceId::new));
    let layers: HashSet<LayerId> = register.layers()?.into_iter().map(|view| view.layer).collect();
    let mut files = Vec::new();
    for found in archive.originals() {
        if let Found::Kept(source) = found?
            && sources.remove(&source)
        {
            let name = source.to_string();
            files.push(Path::new("archive").join(&name[..2]).join(name));
        }
    }
    if let Some(source) = sources.iter().next() {
        return Err(BackupError::Missing(*source));
    }
    for found in archive.layers() {
        let (layer, ending) = match found? {
            Found::Kept(LayerFile::Text(layer)) => (layer, "txt"),
            Found::Kept(LayerFile::Map(layer)) => (layer, "map.json"),
            Found::Stray(_) => continue,
        };
        if layers.contains(&layer) {
            let name = layer.to_string();
            files.push(Path::new("layers").join(&name[..2]).join(format!("{name}.{ending}")));
        }
    }
    Ok(files)
}

fn pack(
    dossier: &Dossier,
    stage: &Path,
    out: &Path,
    (waiting, files): (&[PathBuf], &[PathBuf]),
    tell: &dyn Fn(u64),
) -> Result<(), BackupError> {
    let parent = parent(out)?;
    let draft = tempfile::Builder::new()
        .prefix(".veedor-backup-")
        .tempfile_in(&parent)
        .map_err(error::io("make a file in", &parent))?;
    let mut zip = ZipWriter::new(io::BufWriter::new(draft));
    for name in [LOG, DESK, CHECKPOINT].into_iter().filter(|name| stage.join(name).exists()) {
        put(&mut zip, Path::new(name), &stage.join(name), CompressionMethod::Deflated)?;
    }
    for name in waiting {
        put(&mut zip, name, &stage.join(name), CompressionMethod::Stored)?;
    }
    for (count, name) in files.iter().enumerate() {
        let file = dossier.dir.join(name);
        let size = file.metadata().map_err(error::io("read", &file))?.len();
        let method = match name.starts_with("layers") && size <= SMALL {
            true => CompressionMethod::Deflated,
            false => CompressionMethod::Stored,
        };
        put(&mut zip, name, &file, method)?;
        tell(count as u64);
    }
    put(&mut zip, Path::new(MARK), &dossier.dir.join(MARK), CompressionMethod::Deflated)?;
    let mut buffered = zip.finish().map_err(error::zip(out))?;
    let write = || {
        buffered.flush()?;
        let draft = buffered.into_inner().map_err(io::IntoInnerError::into_error)?;
        draft.as_file().sync_all()?;
        Ok(draft.persist_noclobber(out)?)
    };
    write().map(drop).map_err(error::io("write", out))
}

fn put<W: io::Write + io::Seek>(
    zip: &mut ZipWriter<W>,
    name: &Path,
    from: &Path,
    method: CompressionMethod,
) -> Result<(), BackupError> {
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .large_file(true);
    let name = name.to_str().ok_or_else(|| BackupError::Name(name.to_owned()))?;
    zip.start_file(name.replace('\\', "/"), options).map_err(error::zip(from))?;
    let mut file = File::open(from).map_err(error::io("read", from))?;
    io::copy(&mut file, zip).map_err(error::io("read", from))?;
    Ok(())
}
