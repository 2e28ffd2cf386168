//! Files that come in: what is taken, and what is refused before it is opened.

use std::fs::{self, File, Metadata};
use std::io::Read as _;
use std::os::unix::fs::FileTypeExt as _;
use std::path::Path;

use crate::error::KeepError;
use crate::limits::Limits;

/// Reads a file without keeping it. It takes and refuses what [`crate::Archive::keep_file`] does.
///
/// # Errors
/// If it is empty, larger than [`Limits::original_bytes`], not a file, or unreadable.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, KeepError> {
    let unreadable = |why| KeepError::Unreadable { path: path.to_path_buf(), why };
    // Before opening: to open a pipe would wait for somebody to write.
    check(path, &fs::metadata(path).map_err(unreadable)?, limits.original_bytes)?;
    let limit = limits.original_bytes;
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    match bytes.len() as u64 {
        0 => Err(KeepError::Empty { path: path.to_path_buf() }),
        size if size > limit => Err(KeepError::TooLarge { path: path.to_path_buf(), limit }),
        _ => Ok(bytes),
    }
}

/// Refuses what is no file, is empty, or is larger than `limit` bytes.
pub(crate) fn check(path: &Path, metadata: &Metadata, limit: u64) -> Result<(), KeepError> {
    let path = path.to_path_buf();
    if !metadata.is_file() {
        return Err(KeepError::NotAFile { path, kind: kind(metadata) });
    }
    match metadata.len() {
        0 => Err(KeepError::Empty { path }),
        size if size > limit => Err(KeepError::TooLarge { path, limit }),
        _ => Ok(()),
    }
}

fn kind(metadata: &Metadata) -> &'static str {
    let kind = metadata.file_type();
    if kind.is_dir() {
        "a folder"
    } else if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}
