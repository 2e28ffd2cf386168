//! What screening found, into the record: each file with a match is archived, the fields that its matched
//! processes are told by become its text layer, and each field is stated on its exact words.
//!
//! Only matched releases have a layer, whatever the size of the file: the original is kept whole, and a layer is
//! what facts stand on and the public may read, so that a country's other contracts, and all fields that
//! may name people, stay out of it. A file in which nothing matched is not archived: nothing would cite it.

mod findings;
mod layer;
mod person;
mod state;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use archive::media_type;
use codebook::source::Acquisition;
use codebook::value::ShortText;
use codebook::{Origin, SourceId, SourceMeta};
use procurement::coverage;
use procurement::input::Source;
use procurement::screen::{Said, Screened as Process};
use register::{Given, LayerAct, SourceAct, SourceOutcome};

use crate::dossier::Dossier;
use crate::error::IntakeError;
use findings::Flagged;

/// What makes the text layers of screened files.
pub(crate) const EXTRACTOR: &str = "screen";

/// A process that was matched, with the fields that say what it is.
#[derive(Debug, Clone)]
pub struct Matched {
    /// Which process.
    pub ocid: String,
    said: Vec<Said>,
    flagged: Flagged,
}

impl Matched {
    /// What a screened process is, and what its flags say.
    #[must_use]
    pub fn of(process: &Process<'_>) -> Self {
        let facts = process.facts;
        let flagged = Flagged {
            source: facts.place.source,
            publisher: coverage::publisher(facts).to_owned(),
            year: facts.year(),
            filled: facts.filled,
            flags: process.flags.clone(),
            cited: process.cited.clone(),
        };
        Self { ocid: facts.ocid.to_string(), said: process.said.clone(), flagged }
    }
}

/// What became of one file.
#[derive(Debug, Clone)]
pub struct Screened {
    /// The file.
    pub path: PathBuf,
    /// The source it is.
    pub source: SourceId,
    /// What of it was new.
    pub outcome: SourceOutcome,
    /// How many statements it makes.
    pub statements: usize,
    /// How many fields were left out: they name or may name a person, or could not be read as what they should say.
    pub left: usize,
    /// How many fields do not stand in the archived bytes: the file changed while it was read.
    pub moved: usize,
}

/// Who brings it in, and what is known of where it is from.
#[derive(Debug, Clone)]
pub struct From {
    /// Who does it; never published.
    pub by: ShortText,
    /// The country of the files (ISO 3166-1, two letters), where somebody said.
    pub country: Option<String>,
}

/// Takes matched processes into `dossier`. What is known adds nothing; what a later file says of a known process comes
/// beside what was known.
///
/// # Errors
/// If a file can't be archived any more, or the dossier can't be written.
pub fn record(
    dossier: &mut Dossier,
    given: Given<'_>,
    from: &From,
    sources: &[Source],
    matched: &[Matched],
) -> Result<Vec<Screened>, IntakeError> {
    let mut acts = Vec::new();
    let mut screened = Vec::new();
    for (path, processes) in by_file(sources, matched) {
        let kept = dossier.archive.keep_file(path)?;
        let mut made = layer::make(&dossier.archive, kept.source, sources, &processes)?;
        let Some(layer) = made.layer.take() else { continue };
        let (statements, unread) = state::statements(&layer, &made.blocks);
        let record = dossier.archive.keep_layer(&layer)?;
        let head = dossier.archive.head(&kept.source)?;
        let whole = std::path::absolute(path)
            .map_err(|why| IntakeError::Path { path: path.to_owned(), why })?;
        let title = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let known = dossier.register.source(kept.source)?.map(|known| known.meta);
        let meta = known.unwrap_or_else(|| SourceMeta {
            title,
            country: from.country.clone().or_else(|| country(sources, path)),
            ..SourceMeta::default()
        });
        let origin = Origin::File { path: whole.to_string_lossy().into_owned() };
        screened.push((
            path.to_owned(),
            kept.source,
            statements.len(),
            made.left + unread,
            made.moved,
        ));
        acts.push(SourceAct {
            source: kept.source,
            size: kept.size,
            media_type: media_type(&head),
            meta,
            from: Acquisition { origin, at: given.clock.now() },
            layers: vec![LayerAct::of(record, statements)],
            failed: None,
        });
    }
    let kept: BTreeMap<&Path, SourceId> =
        screened.iter().map(|(path, source, ..)| (path.as_path(), *source)).collect();
    let found = findings::keep(&dossier.archive, &dossier.register, sources, matched, &kept)?;
    dossier.archive.barrier()?;
    let outcomes = dossier.register.record_sources(given, &from.by, acts)?;
    dossier.register.record_screenings(given, &from.by, found)?;
    let all = screened.into_iter().zip(outcomes);
    Ok(all
        .map(|((path, source, statements, left, moved), outcome)| Screened {
            path,
            source,
            outcome,
            statements,
            left,
            moved,
        })
        .collect())
}

/// The country that the mapping of a table names.
fn country(sources: &[Source], path: &Path) -> Option<String> {
    let mut of = sources.iter().filter(|source| source.path.as_deref() == Some(path));
    of.find_map(|source| source.mapping.as_ref()?.country().map(str::to_owned))
}

/// The fields of matched processes by the file they stand in, process by process.
fn by_file<'m>(
    sources: &'m [Source],
    matched: &'m [Matched],
) -> BTreeMap<&'m Path, Vec<(&'m Matched, Vec<&'m Said>)>> {
    let mut files: BTreeMap<&Path, Vec<(&Matched, Vec<&Said>)>> = BTreeMap::new();
    for process in matched {
        for said in &process.said {
            let source = sources.get(said.cited.source as usize);
            let Some(path) = source.and_then(|source| source.path.as_deref()) else { continue };
            let of = files.entry(path).or_default();
            match of.last_mut().filter(|(last, _)| last.ocid == process.ocid) {
                Some((_, fields)) => fields.push(said),
                None => of.push((process, vec![said])),
            }
        }
    }
    files
}
