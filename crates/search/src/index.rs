//! The index on disk: how it is opened, made anew, and read.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use codebook::Sha256;
use serde::{Deserialize, Serialize};
use tantivy::schema::Schema;
use tantivy::{IndexReader, IndexSettings, ReloadPolicy, Searcher, TantivyError};

use crate::analysis::{NAME, Words};
use crate::error::SearchError;
use crate::schema::{FORM, Fields, schema};

/// The folder of the index in a dossier.
const FOLDER: &str = "index";
/// Where in it tantivy's files are: what is beside them stays when they are thrown away.
const FILES: &str = "files";
const LOCK: &str = "lock";

/// How far an index has come: kept with each of its commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// The form it is of.
    pub(crate) form: u32,
    /// The last row of the log that is in it.
    pub(crate) row: u64,
    /// That row's hash.
    pub(crate) hash: Sha256,
}

/// The index of a dossier.
pub struct Index {
    pub(crate) dir: PathBuf,
    pub(crate) index: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
}

impl Index {
    /// Opens the index of a dossier; where there is none, or one that can't be used, an empty one is
    /// made. It knows what it knew when it was last followed ([`Index::follow`]).
    ///
    /// # Errors
    /// If its folder can't be read or written.
    pub fn open(dossier: &Path) -> Result<Self, SearchError> {
        let dir = dossier.join(FOLDER);
        make_dir(&dir)?;
        match Self::look(&dir) {
            Ok(index) if index.mark().is_some_and(|mark| mark.form == FORM) => Ok(index),
            _ => {
                // Whoever writes it makes it anew; somebody else is waited for.
                let _lock = lock_waiting(&dir)?;
                match Self::look(&dir) {
                    Ok(index) if index.mark().is_some_and(|mark| mark.form == FORM) => Ok(index),
                    _ => Self::make(&dir),
                }
            }
        }
    }

    /// True where a dossier has an index.
    #[must_use]
    pub fn is_in(dossier: &Path) -> bool {
        dossier.join(FOLDER).join(FILES).is_dir()
    }

    /// The last row of the log that is in it, as of its last commit.
    #[must_use]
    pub fn row(&self) -> u64 {
        self.mark().map_or(0, |mark| mark.row)
    }

    pub(crate) fn mark(&self) -> Option<Mark> {
        let payload = self.index.load_metas().ok()?.payload?;
        serde_json::from_str(&payload).ok()
    }

    fn look(dir: &Path) -> Result<Self, SearchError> {
        let wrong = wrong(dir);
        let index = tantivy::Index::open_in_dir(dir.join(FILES)).map_err(&wrong)?;
        let (wanted, fields) = schema();
        if index.schema() != wanted {
            let other = TantivyError::SchemaError("it is of another form".to_owned());
            return Err(wrong(other));
        }
        Self::with(dir, index, fields)
    }

    /// Makes an empty one in place of what is there. To be called under the lock.
    pub(crate) fn make(dir: &Path) -> Result<Self, SearchError> {
        let files = dir.join(FILES);
        let bad = |source| SearchError::File { path: files.clone(), source };
        match std::fs::remove_dir_all(&files) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(bad(error)),
            _ => make_dir(&files)?,
        }
        let (schema, fields): (Schema, Fields) = schema();
        let wrong = wrong(dir);
        // Passages are kept as they are: what is purged can be seen to be gone.
        let settings = IndexSettings {
            docstore_compression: tantivy::store::Compressor::None,
            ..IndexSettings::default()
        };
        let index = tantivy::Index::builder()
            .schema(schema)
            .settings(settings)
            .create_in_dir(&files)
            .map_err(&wrong)?;
        let mut made = Self::with(dir, index, fields)?;
        let nothing = Mark { form: FORM, row: 0, hash: Sha256::from_bytes([0; 32]) };
        made.write_mark(nothing)?;
        Ok(made)
    }

    fn with(dir: &Path, index: tantivy::Index, fields: Fields) -> Result<Self, SearchError> {
        index.tokenizers().register(NAME, Words::default());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(8)
            .try_into()
            .map_err(wrong(dir))?;
        Ok(Self { dir: dir.to_owned(), index, reader, fields })
    }

    fn write_mark(&mut self, mark: Mark) -> Result<(), SearchError> {
        let mut writer = self.writer()?;
        commit(&mut writer, mark).map_err(wrong(&self.dir))
    }

    /// A view of the last commit, also of one that another process made.
    pub(crate) fn searcher(&self) -> Result<Searcher, SearchError> {
        self.reader.reload().map_err(wrong(&self.dir))?;
        Ok(self.reader.searcher())
    }

    /// The one who writes, with a fixed heap and no threads that merge behind our back.
    pub(crate) fn writer(&self) -> Result<tantivy::IndexWriter, SearchError> {
        /// In bytes.
        const HEAP: usize = 50_000_000;
        let writer = self.index.writer_with_num_threads(1, HEAP).map_err(wrong(&self.dir))?;
        writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
        Ok(writer)
    }
}

/// Commits what was written, with how far it has come.
pub(crate) fn commit(writer: &mut tantivy::IndexWriter, mark: Mark) -> tantivy::Result<()> {
    let payload = serde_json::to_string(&mark).unwrap_or_default();
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&payload);
    prepared.commit()?;
    Ok(())
}

/// Makes an error of tantivy's one of ours.
pub(crate) fn wrong(dir: &Path) -> impl Fn(TantivyError) -> SearchError + use<> {
    let dir = dir.to_owned();
    move |source| SearchError::Index { dir: dir.clone(), source: Box::new(source) }
}

fn make_dir(dir: &Path) -> Result<(), SearchError> {
    std::fs::create_dir_all(dir)
        .map_err(|source| SearchError::File { path: dir.to_owned(), source })
}

fn lock_file(dir: &Path) -> Result<(File, PathBuf), SearchError> {
    let path = dir.join(LOCK);
    let open = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = open.map_err(|source| SearchError::File { path: path.clone(), source })?;
    Ok((file, path))
}

fn lock_waiting(dir: &Path) -> Result<File, SearchError> {
    let (file, path) = lock_file(dir)?;
    file.lock().map_err(|source| SearchError::File { path, source })?;
    Ok(file)
}

/// The right to write, until it is dropped; none where another process has it.
pub(crate) fn try_lock(dir: &Path) -> Result<Option<File>, SearchError> {
    let (file, path) = lock_file(dir)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(SearchError::File { path, source }),
    }
}
