//! From paths that somebody named to the files in them.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// A path that could not be followed; the others are.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// A symbolic link in a folder.
    #[error(
        "{} is a symbolic link in a folder, which may lead anywhere: not followed; name it itself if what it leads to is wanted",
        path.display()
    )]
    Link {
        /// The link.
        path: PathBuf,
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
/// the order of names below that. A symbolic link is followed where it is among `paths`: of those in a
/// folder, whoever filled the folder chose where they lead.
pub fn expand(paths: &[PathBuf]) -> impl Iterator<Item = Result<PathBuf, WalkError>> + '_ {
    paths.iter().flat_map(|path| under(path))
}

fn under(path: &Path) -> impl Iterator<Item = Result<PathBuf, WalkError>> + use<'_> {
    WalkDir::new(path)
        .follow_links(false)
        .follow_root_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) if entry.path_is_symlink() && entry.depth() > 0 => {
                Some(Err(WalkError::Link { path: entry.into_path() }))
            }
            // Of a root that is a link, the walk tells the link.
            Ok(entry) if entry.path().is_dir() => None,
            Ok(entry) => Some(Ok(entry.into_path())),
            Err(error) => Some(Err(explain(path, error))),
        })
}

fn explain(root: &Path, error: walkdir::Error) -> WalkError {
    let path = error.path().unwrap_or(root).to_path_buf();
    let words = error.to_string();
    let why = error.into_io_error().unwrap_or_else(|| io::Error::other(words));
    WalkError::Unreadable { path, why }
}
