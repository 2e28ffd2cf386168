//! The door of a fuzz target: it panics where a promise of `restore` is broken, so no program has it.

#![expect(clippy::panic, reason = "a broken promise is said by panicking")]

use std::fs;
use std::path::Path;

use crate::backup::{self, BackupError};
use crate::dossier::Dossier;

/// A ZIP file that somebody says is a backup.
pub fn restore(data: &[u8]) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let (backup, dir) = (folder.path().join("backup.zip"), folder.path().join("again"));
    if fs::write(&backup, data).is_err() {
        return;
    }
    let most = backup::most(data.len() as u64);
    let check = |stage: &Path| -> Result<(), BackupError> {
        let mut size = 0;
        for place in backup::walk(stage)? {
            if !backup::is_of_a_dossier(&place) {
                panic!("{} was unpacked, which no backup has", place.display());
            }
            size += stage.join(&place).symlink_metadata().map_or(0, |it| it.len());
        }
        if size > most {
            panic!("{size} bytes were unpacked of {}, where {most} are the most", data.len());
        }
        Ok(Dossier::open(Some(stage))?.close()?)
    };
    let restored = backup::restore(&backup, &dir, check).is_ok();
    if restored != dir.exists() {
        panic!("restored: {restored}, and yet the folder says otherwise");
    }
    let left = fs::read_dir(folder.path()).map_or(0, Iterator::count);
    if left != 1 + usize::from(restored) {
        panic!("{left} things are left beside the backup");
    }
}
