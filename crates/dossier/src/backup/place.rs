//! What stands where in a backup.

use std::fs::{self, File, Permissions};
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::error::{self, BackupError};

pub(super) const LOG: &str = "register.sqlite";
/// What else stands in the folder, where it does.
pub(super) const DESK: &str = "desk.sqlite";
pub(super) const MARK: &str = "veedor.toml";
pub(super) const CHECKPOINT: &str = "checkpoint.json";
pub(super) const INBOX: &str = "inbox";

/// True for a place in the folder of a dossier that a backup holds.
pub(crate) fn is_of_a_dossier(path: &Path) -> bool {
    let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
    match parts.as_slice() {
        [file] => [LOG, DESK, CHECKPOINT, MARK].contains(file),
        ["archive" | "layers", folder, file] => {
            let name = file.split('.').next().unwrap_or_default();
            let ending = file.get(name.len()..).unwrap_or_default();
            name.len() == 64
                && is_hex(name)
                && file.get(..2) == Some(folder)
                && matches!(ending, "" | ".txt" | ".map.json")
        }
        [INBOX, file] => received(file).is_some(),
        _ => false,
    }
}

/// The id of what somebody handed in, where a file of the inbox is it, or what is known of it.
pub(super) fn received(file: &str) -> Option<&str> {
    let id = file.strip_suffix(".json").or_else(|| file.strip_suffix(".bytes"))?;
    let (at, chance) = id.split_once('-')?;
    let is_time = at.len() == 20 && at.bytes().all(|byte| byte.is_ascii_digit());
    (is_time && chance.len() == 12 && is_hex(chance)).then_some(id)
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// The folder that a path is in.
pub(super) fn parent(path: &Path) -> Result<PathBuf, BackupError> {
    let whole = std::path::absolute(path).map_err(error::io("find", path))?;
    let parent = whole.parent().ok_or_else(|| BackupError::NoParent(path.to_owned()))?;
    Ok(parent.to_owned())
}

/// A folder that only its owner may look into, and that is gone where it is not kept.
pub(super) fn stage(prefix: &str, parent: &Path) -> Result<tempfile::TempDir, BackupError> {
    let made = tempfile::Builder::new()
        .prefix(prefix)
        .permissions(Permissions::from_mode(0o700))
        .tempdir_in(parent);
    made.map_err(error::io("make a folder in", parent))
}

pub(super) fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
    let mut source = File::open(from).map_err(error::io("read", from))?;
    write_new(&mut source, to)?;
    Ok(())
}

/// Writes a new file and syncs it; how many bytes it has.
pub(super) fn write_new(from: &mut impl Read, to: &Path) -> Result<u64, BackupError> {
    let mut write = || {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = File::create_new(to)?;
        let size = io::copy(from, &mut file)?;
        file.sync_all()?;
        Ok(size)
    };
    write().map_err(error::io("write", to))
}

/// Syncs a folder and those in it.
pub(super) fn sync_folders(folder: &Path) -> Result<(), BackupError> {
    fn sync(folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                sync(&entry.path())?;
            }
        }
        File::open(folder)?.sync_all()
    }
    sync(folder).map_err(error::io("sync", folder))
}

/// The files of a folder, by their places in it.
pub(crate) fn walk(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(at) = folders.pop() {
        let here = folder.join(&at);
        for entry in fs::read_dir(&here).map_err(error::io("read", &here))? {
            let entry = entry.map_err(error::io("read", &here))?;
            let place = at.join(entry.file_name());
            if entry.file_type().map_err(error::io("read", &here))?.is_dir() {
                folders.push(place);
            } else {
                files.push(place);
            }
        }
    }
    Ok(files)
}
