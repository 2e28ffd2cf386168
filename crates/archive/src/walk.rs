//! From paths that somebody named to the files in them.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// A path that could not be followed; the others are.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// A symbolic link leads back to a folder that it is in.
    #[error("{} is a symbolic link that leads back to {}: not followed", path.display(), ancestor.display())]
    Loop {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        ancestor: PathBuf,
    },
    /// The path can't be read.
    #[error("could not read {}: {why}", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the operating system said.
        #[source]
        why: io::Error,
    },
}

/// The files among `paths` and in the folders among them, recursively, in the order given and in
/// the order of names below that. Symbolic links are followed.
pub fn expand(paths: &[PathBuf]) -> impl Iterator<Item = Result<PathBuf, WalkError>> + '_ {
    paths.iter().flat_map(|path| under(path))
}

fn under(path: &Path) -> impl Iterator<Item = Result<PathBuf, WalkError>> + use<'_> {
    WalkDir::new(path)
        .follow_links(true)
        .follow_root_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => Some(Ok(entry.into_path())),
            Err(error) => Some(Err(explain(path, error))),
        })
}

fn explain(root: &Path, error: walkdir::Error) -> WalkError {
    let path = error.path().unwrap_or(root).to_path_buf();
    if let Some(ancestor) = error.loop_ancestor() {
        return WalkError::Loop { ancestor: ancestor.to_path_buf(), path };
    }
    let words = error.to_string();
    let why = error.into_io_error().unwrap_or_else(|| io::Error::other(words));
    WalkError::Unreadable { path, why }
}
