//! Flags into the record: what screening found in a source's processes is a file of the archive that never changes,
//! named by an event of the source. Flags are told among all that was screened, so that no view could make them again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use archive::Archive;
use codebook::layer::FieldPlace;
use codebook::screened::{FlagInput, FlagPlace, FlagState, ScreenedFlag, ScreenedProcess};
use codebook::{SourceId, V1};
use procurement::classify;
use procurement::coverage::FIELDS;
use procurement::flags::{Finding, State, list, rules};
use procurement::input::Source;
use procurement::screen::{Cited, What};
use register::{Register, Screening};

use super::Matched;
use crate::error::IntakeError;

/// The flags of a process as they were told, with what they are cited to.
#[derive(Debug, Clone)]
pub(super) struct Flagged {
    pub(super) source: u32,
    pub(super) publisher: String,
    pub(super) year: Option<i16>,
    pub(super) filled: u64,
    pub(super) flags: Vec<Finding>,
    pub(super) cited: Vec<Cited>,
}

/// The rules by which flags are told, with their versions.
fn by_rules() -> String {
    let flags = list().iter().map(|row| format!("{}/{}", row.id, row.version));
    std::iter::once(classify::RULE.to_owned()).chain(flags).collect::<Vec<_>>().join(" ")
}

/// Keeps the results, a file for each source with a match; `kept` has the archived ones by path.
pub(super) fn keep(
    archive: &Archive,
    register: &Register,
    sources: &[Source],
    matched: &[Matched],
    kept: &BTreeMap<&Path, SourceId>,
) -> Result<Vec<Screening>, IntakeError> {
    let mut inputs = BTreeSet::new();
    let paths: BTreeSet<&Path> = sources.iter().filter_map(|it| it.path.as_deref()).collect();
    for path in paths {
        inputs.insert(match kept.get(path) {
            Some(source) => *source,
            None => Archive::digest_outside(path)?,
        });
    }
    let closed = register.confidential_sources()?;
    let inputs: Vec<SourceId> = inputs.into_iter().collect();
    // What is told among files of which one is confidential would tell of that one.
    if inputs.len() > 1 && inputs.iter().any(|input| closed.contains(input)) {
        return Err(IntakeError::Confidential);
    }
    let of = |source: u32| {
        let path = sources.get(source as usize)?.path.as_deref()?;
        kept.get(path).copied()
    };
    let mut results: BTreeMap<SourceId, Vec<u8>> = BTreeMap::new();
    for process in matched {
        let Some(source) = of(process.flagged.source) else { continue };
        let lines = results.entry(source).or_default();
        let line = line(process, sources, &of);
        serde_json::to_writer(&mut *lines, &line).map_err(std::io::Error::from)?;
        lines.push(b'\n');
    }
    let mut screenings = Vec::new();
    for (source, lines) in results {
        let result = archive.keep_bytes(&lines)?;
        screenings.push(Screening {
            source,
            result: *result.source.digest(),
            size: result.size,
            rules: codebook::value::ShortText::clipped(&by_rules())?,
            inputs: inputs.clone(),
        });
    }
    Ok(screenings)
}

fn line(
    process: &Matched,
    sources: &[Source],
    of: &dyn Fn(u32) -> Option<SourceId>,
) -> ScreenedProcess {
    let flagged = &process.flagged;
    let named = process
        .said
        .iter()
        .find(|said| said.what == What::Process && said.cited.source == flagged.source);
    let filled = FIELDS.iter().enumerate().filter(|(bit, _)| flagged.filled >> bit & 1 == 1);
    ScreenedProcess {
        v: V1,
        process: named.map_or_else(|| process.ocid.clone(), |said| said.text.clone()),
        publisher: flagged.publisher.clone(),
        year: flagged.year,
        filled: filled.map(|(_, field)| (*field).to_owned()).collect(),
        flags: rules()
            .iter()
            .zip(&flagged.flags)
            .map(|(rule, finding)| flag(rule.id(), finding, &flagged.cited, sources, of))
            .collect(),
    }
}

fn flag(
    id: &str,
    finding: &Finding,
    cited: &[Cited],
    sources: &[Source],
    of: &dyn Fn(u32) -> Option<SourceId>,
) -> ScreenedFlag {
    let stands = |pointer: &str| {
        let cited = cited.iter().find(|cited| cited.pointer == pointer)?;
        let source = sources.get(cited.source as usize)?;
        let (pointer, column) = match source.mapping {
            Some(_) => (None, Some(cited.stands.clone())),
            None => (Some(cited.stands.clone()), None),
        };
        let place = FieldPlace {
            line: cited.line,
            raw_start: cited.bytes.0,
            raw_end: cited.bytes.1,
            pointer,
            column,
            file: source.member.clone(),
        };
        Some(FlagPlace { source: of(cited.source)?, place })
    };
    let state = match finding.state {
        State::Raised => FlagState::Raised,
        State::NotRaised => FlagState::NotRaised,
        State::CantTell => FlagState::CantTell,
    };
    let told = finding.from.iter().filter(|_| state == FlagState::Raised);
    ScreenedFlag {
        flag: id.to_owned(),
        version: list().iter().find(|row| row.id == id).map_or(1, |row| row.version),
        state,
        from: told
            .map(|told| {
                let pointer = told.pointer.to_string();
                let stands = stands(&pointer);
                let field = if pointer.is_empty() { told.name.to_owned() } else { pointer };
                FlagInput { field, value: told.value.to_string(), stands }
            })
            .collect(),
        threshold: finding.threshold.as_ref().map(ToString::to_string),
        missing: finding.missing.iter().map(|field| (*field).to_owned()).collect(),
    }
}
