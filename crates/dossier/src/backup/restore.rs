//! A backup that somebody hands us, made a dossier again: it may be a stranger's.

use std::fs::{self, File};
use std::io::{BufReader, Read as _};
use std::path::Path;

use archive::Archive;
use zip::ZipArchive;

use super::error::{self, BackupError};
use super::place::{
    LOG, MARK, copy, is_of_a_dossier, parent, stage, sync_folders, walk, write_new,
};
use super::{RATIO, most};
use crate::dossier::{is_dossier, refuse_synced};

/// Makes a dossier of a backup in `dir`, which must not be there or be empty, and has `check` look at it before it
/// gets its name.
///
/// # Errors
/// If the backup is none, something in it is not whole, it unpacks to more than a backup does, or `dir` holds
/// something; whatever `check` finds. Nothing is left then.
pub fn restore<E: From<BackupError>>(
    backup: &Path,
    dir: &Path,
    check: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<(), E> {
    let stage = staged(backup, dir)?;
    check(stage.path())?;
    Ok(named(stage, dir)?)
}

/// The folder of the dossier, beside the one where it is to stand.
fn staged(backup: &Path, dir: &Path) -> Result<tempfile::TempDir, BackupError> {
    refuse_synced(dir)?;
    let holds = |dir: &Path| Ok(fs::read_dir(dir)?.next().is_some());
    if dir.exists() && holds(dir).map_err(error::io("read", dir))? {
        return Err(BackupError::NotEmpty(dir.to_owned()));
    }
    let parent = parent(dir)?;
    let stage = stage(".veedor-restore-", &parent)?;
    Archive::create(stage.path())?;
    if backup.is_dir() {
        for place in walk(backup)?.iter().filter(|place| is_of_a_dossier(place)) {
            copy(&backup.join(place), &stage.path().join(place))?;
        }
    } else {
        unpack(backup, stage.path())?;
    }
    let lacks = |file| BackupError::None { path: backup.to_owned(), file };
    if !is_dossier(stage.path()) {
        return Err(lacks(MARK));
    }
    if !stage.path().join(LOG).is_file() {
        return Err(lacks(LOG));
    }
    Ok(stage)
}

fn named(stage: tempfile::TempDir, dir: &Path) -> Result<(), BackupError> {
    sync_folders(stage.path())?;
    if dir.exists() {
        fs::remove_dir(dir).map_err(error::io("replace", dir))?;
    }
    fs::rename(stage.keep(), dir).map_err(error::io("make", dir))?;
    let parent = parent(dir)?;
    let sync = File::open(&parent).and_then(|folder| folder.sync_all());
    sync.map_err(error::io("sync", &parent))
}

fn unpack(backup: &Path, stage: &Path) -> Result<(), BackupError> {
    let file = File::open(backup).map_err(error::io("read", backup))?;
    let packed = file.metadata().map_err(error::io("read", backup))?.len();
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(error::zip(backup))?;
    // What an archive says of its sizes is what its maker wanted to say.
    let mut left = most(packed);
    for at in 0..zip.len() {
        let entry = zip.by_index(at).map_err(error::zip(backup))?;
        let name = entry.name().map_err(error::zip(backup))?.into_owned();
        // No other name is unpacked, so that nothing gets out of the folder.
        if name.contains('\\') || !is_of_a_dossier(Path::new(&name)) {
            return Err(BackupError::Strange { path: backup.to_owned(), name });
        }
        let most = left.min(most(entry.compressed_size()));
        let size = write_new(&mut entry.take(most + 1), &stage.join(&name))?;
        if size > most {
            return Err(BackupError::Bomb { path: backup.to_owned(), name, ratio: RATIO });
        }
        left -= size;
    }
    Ok(())
}
