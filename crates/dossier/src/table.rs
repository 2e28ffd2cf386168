//! A file with a table in it, as somebody brings it in by a mapping of hers: read first, recorded when she says so.

use std::path::{Path, PathBuf};

use archive::{Extracted, Worker, media_type, read_file};
use codebook::source::Acquisition;
use codebook::value::ShortText;
use codebook::{
    MediaType, Origin, Sha256, SourceId, SourceMeta, Statement, StatementId, TextLayer,
};
use register::{
    Given, LayerAct, Register, RegisterError, SourceAct, SourceOutcome, State, StatementView,
};

use crate::dossier::Dossier;
use crate::error::IntakeError;
use crate::limits::limits;

/// A table's file, read and not yet recorded.
#[derive(Debug)]
pub struct Table {
    path: PathBuf,
    country: Option<String>,
    size: u64,
    media: MediaType,
    extracted: Extracted,
}

impl Table {
    /// Has `worker` read the file at `path`, which is from `country` (ISO 3166-1, two letters) where somebody said.
    ///
    /// # Errors
    /// If it can't be read, or there is no text in it.
    pub fn read(
        path: &Path,
        country: Option<String>,
        worker: &mut Worker,
    ) -> Result<Self, IntakeError> {
        let bytes = read_file(path, &limits())?;
        let (size, media) = (bytes.len() as u64, media_type(&bytes));
        let source = SourceId::new(Sha256::of(&bytes));
        let name = path.file_name().map(|name| name.to_string_lossy());
        let path = std::path::absolute(path)
            .map_err(|why| IntakeError::Path { path: path.to_owned(), why })?;
        let extracted = worker
            .text_layer(source, media, &path, name.as_deref(), &|_, _| {})
            .map_err(|why| IntakeError::Unread { path: path.clone(), why })?;
        Ok(Self { path, country, size, media, extracted })
    }

    /// Its text, with the place of every cell.
    #[must_use]
    pub const fn layer(&self) -> &TextLayer {
        &self.extracted.layer
    }

    /// What is known of it: by the register, if that knows the file, so that bringing it in again says the same.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn meta(&self, register: Option<&Register>) -> Result<SourceMeta, RegisterError> {
        let source = self.layer().source();
        let known = register.map(|register| register.source(source)).transpose()?.flatten();
        let extracted = &self.extracted.meta;
        Ok(known.map_or_else(
            || SourceMeta {
                country: self.country.clone().or(extracted.country.clone()),
                ..extracted.clone()
            },
            |known| known.meta,
        ))
    }
}

impl Dossier {
    /// Archives a table's file with its layers, and records what it says.
    ///
    /// # Errors
    /// If the file changed since it was read, or the dossier can't be written.
    pub fn bring_in(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        table: &Table,
        statements: Vec<Statement>,
    ) -> Result<SourceOutcome, IntakeError> {
        let kept = self.archive.keep_file(&table.path)?;
        let source = table.layer().source();
        if kept.source != source {
            return Err(IntakeError::Changed(table.path.clone()));
        }
        let mut statements = Some(statements);
        let mut layers = Vec::new();
        for layer in std::iter::once(table.layer()).chain(&table.extracted.hidden) {
            let record = self.archive.keep_layer(layer)?;
            layers.push(LayerAct::of(record, statements.take().unwrap_or_default()));
        }
        self.archive.barrier()?;
        let path = table.path.to_string_lossy().into_owned();
        let act = SourceAct {
            source,
            size: table.size,
            media_type: table.media,
            meta: table.meta(None)?,
            from: Acquisition { origin: Origin::File { path }, at: given.clock.now() },
            layers,
            failed: table.extracted.unread.as_deref().map(ShortText::clipped).transpose()?,
        };
        let outcomes = self.register.record_sources(given, by, vec![act])?;
        Ok(outcomes.into_iter().next().unwrap_or_default())
    }

    /// How many of these statements the register does not know.
    ///
    /// # Errors
    /// If the register can't be read.
    pub fn new_among(&self, statements: &[Statement]) -> Result<usize, RegisterError> {
        Ok(statements.len() - self.known(statements)?.len())
    }

    /// Accepts, of statements that were brought in, those that nobody has judged; gives how many these were.
    ///
    /// # Errors
    /// If a person must look at the source of one of them, or the register can't be written.
    pub fn accept_brought(
        &mut self,
        given: Given<'_>,
        by: &ShortText,
        statements: &[Statement],
    ) -> Result<usize, RegisterError> {
        let known = self.known(statements)?;
        let open: Vec<(StatementId, u32)> = known
            .iter()
            .filter(|view| view.state == State::Undecided)
            .map(|view| (view.statement.id(), view.version))
            .collect();
        Ok(self.register.accept_together(given, by, None, &open)?.recorded)
    }

    fn known(&self, statements: &[Statement]) -> Result<Vec<StatementView>, RegisterError> {
        let mut known = Vec::new();
        for statement in statements {
            match self.register.statement(&statement.id().to_string()) {
                Ok(view) => known.push(view),
                Err(RegisterError::Unknown { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(known)
    }
}
