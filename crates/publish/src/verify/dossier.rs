//! Verifying a dossier: the log, the originals, the layers, every span's bytes, every fact.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use archive::{Archive, ArchiveError, ExtractError, Extracted, Found, LayerFile, Reason};
use codebook::layer::Field;
use codebook::{
    Citation, LayerId, LayerMap, LayerRecord, MediaType, Origin, SourceId, StatementId, TextLayer,
};
use register::{Filter, Register, RegisterError};

use super::report::Report;

/// Makes what can be made of an original of this kind that lies there.
pub type Again<'a> =
    &'a mut dyn FnMut(SourceId, MediaType, &Path) -> Result<Extracted, ExtractError>;

/// Checks a dossier. With `deep`, every text layer is made again from its original and compared.
#[must_use]
pub fn dossier(archive: &Archive, register: &Register, deep: Option<Again<'_>>) -> Report {
    let mut report = Report::default();
    // What the log says goes first: views that can't be read are often damaged because it is.
    let whole = check_log(register, &mut report)
        .and_then(|()| check_holdings(archive, register, deep, &mut report));
    if let Err(error) = whole {
        report.fail("register.sqlite", error.to_string());
    }
    report
}

fn check_holdings(
    archive: &Archive,
    register: &Register,
    deep: Option<Again<'_>>,
    report: &mut Report,
) -> Result<(), RegisterError> {
    let layers = register.layers()?;
    check_originals(archive, register, report)?;
    check_words(archive, register, &layers, report)?;
    if let Some(make) = deep {
        let sources: BTreeMap<SourceId, _> =
            register.sources()?.into_iter().map(|source| (source.source, source)).collect();
        let mut again = 0;
        for layer in &layers {
            if let Some(source) = sources.get(&layer.source) {
                again += usize::from(extract_again(archive, source, layer, make, report));
            }
        }
        report.checked("text layers made again from their originals", again);
    } else {
        let why = "whether a layer follows from its original is checked by --deep";
        report.unchecked("text layers against their originals", layers.len(), why);
    }
    Ok(())
}

fn count(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn check_log(register: &Register, report: &mut Report) -> Result<(), RegisterError> {
    let log = register.check();
    report.checked("rows of the log: chain, digests, views made from it", count(log.rows));
    report.checked("facts, each to the decision that made it", count(log.facts));
    let erased = "their words are gone; only the headers were checked";
    report.unchecked("rows of the log erased by order", count(log.erased), erased);
    for finding in &log.findings {
        report.fail(&finding.place, &finding.why);
    }
    if log.is_clean() {
        for purge in register.purges()? {
            report.note(format!(
                "{} rows erased by order of {} ({:.0}, log row {})",
                purge.erased, purge.order, purge.at, purge.seq
            ));
        }
    }
    Ok(())
}

fn check_originals(
    archive: &Archive,
    register: &Register,
    report: &mut Report,
) -> Result<(), RegisterError> {
    let mut expected: BTreeSet<SourceId> =
        register.sources()?.into_iter().map(|source| source.source).collect();
    report.checked("originals, byte for byte", expected.len());
    let warcs: BTreeSet<SourceId> = register
        .origins()?
        .into_iter()
        .filter_map(|origin| match origin.from.origin {
            Origin::Url { warc, .. } => Some(SourceId::new(warc)),
            Origin::File { .. } | Origin::Part { .. } => None,
        })
        .collect();
    report.checked("responses kept as WARC, byte for byte", warcs.len());
    expected.extend(warcs);
    let results = register.screening_results()?;
    report.checked("results of screening, byte for byte", results.len());
    expected.extend(results.into_iter().map(SourceId::new));
    for source in &expected {
        if let Err(error) = archive.check_original(source) {
            report.fail(format!("original {source}"), error.to_string());
        }
    }
    for found in archive.originals() {
        strays(found, |source| expected.contains(source), report);
    }
    Ok(())
}

/// A file that the archive holds and the register does not know. One that a crash left between the
/// archive's barrier and the log is whole and harmless: adding it again takes it up.
fn strays<T: std::fmt::Display>(
    found: Result<Found<T>, ArchiveError>,
    known: impl Fn(&T) -> bool,
    report: &mut Report,
) {
    match found {
        Ok(Found::Kept(id)) if known(&id) => {}
        Ok(Found::Kept(id)) => {
            report.note(format!(
                "{id} is in the archive but was never recorded: a run ended before it said so; add the file again"
            ));
        }
        Ok(Found::Stray(path)) => {
            report.fail(path.display().to_string(), "the archive did not put this file here");
        }
        Err(error) => report.fail("archive", error.to_string()),
    }
}

/// Checks every layer, and in it the bytes of every span that points there, source by source.
fn check_words(
    archive: &Archive,
    register: &Register,
    layers: &[LayerRecord],
    report: &mut Report,
) -> Result<(), RegisterError> {
    let mut by_source: BTreeMap<SourceId, Vec<&LayerRecord>> = BTreeMap::new();
    for layer in layers {
        by_source.entry(layer.source).or_default().push(layer);
    }
    let mut spans = 0;
    for (source, layers) in by_source {
        let texts = check_layers(archive, &layers, report);
        let filter = Filter { source: Some(source), ..Filter::default() };
        for view in register.statements(&filter)? {
            let statement = &view.statement;
            spans += check_spans(statement.id(), &statement.parts().citation, &texts, report);
        }
        for (statement, citation) in register.sightings(source)? {
            spans += check_spans(statement, &citation, &texts, report);
        }
    }
    report.checked("text layers, byte for byte", layers.len());
    report.checked("cited spans, word for word", spans);
    let known: BTreeSet<LayerId> = layers.iter().map(|layer| layer.layer).collect();
    for found in archive.layers() {
        let is_known = |file: &LayerFile| match file {
            LayerFile::Text(id) | LayerFile::Map(id) => known.contains(id),
        };
        strays(found, is_known, report);
    }
    Ok(())
}

/// The layers that are as they were recorded; `None` for one that failed and is named by that.
fn check_layers(
    archive: &Archive,
    layers: &[&LayerRecord],
    report: &mut Report,
) -> BTreeMap<LayerId, Option<TextLayer>> {
    let check = |view: &&LayerRecord| match archive.layer(view) {
        Ok(layer) => (view.layer, Some(layer)),
        Err(error) => {
            report.fail(format!("layer {}", view.layer), error.to_string());
            (view.layer, None)
        }
    };
    layers.iter().map(check).collect()
}

/// Holds the spans of a statement's citation against their layers; gives how many could be, since the
/// words of a layer that failed say nothing.
fn check_spans(
    statement: StatementId,
    citation: &Citation,
    texts: &BTreeMap<LayerId, Option<TextLayer>>,
    report: &mut Report,
) -> usize {
    let mut held = 0;
    for span in citation.spans() {
        let place = || format!("statement {statement}");
        match texts.get(&span.layer()) {
            Some(Some(layer)) => {
                held += 1;
                if let Err(error) = span.check(layer) {
                    report.fail(place(), error.to_string());
                }
            }
            Some(None) => {}
            None => report.fail(place(), format!("its layer {} is not recorded", span.layer())),
        }
    }
    held
}

/// The map of a layer; that of one which can't be had is named elsewhere.
fn made_map(archive: &Archive, layer: &LayerRecord) -> LayerMap {
    archive.layer(layer).map_or(LayerMap::Plain, |layer| layer.map().clone())
}

/// Holds the fields of a layer against the bytes of the original that they name.
fn fields_again(
    archive: &Archive,
    view: &LayerRecord,
    fields: &[Field],
    report: &mut Report,
) -> bool {
    let place = || format!("layer {}", view.layer);
    let Ok(layer) = archive.layer(view) else { return false };
    let words =
        |field: &Field| layer.text().get(field.start..field.end).unwrap_or_default().to_owned();
    let words: Vec<String> = fields.iter().map(words).collect();
    let held: Vec<_> =
        fields.iter().zip(&words).map(|(field, words)| (&field.place, words.as_str())).collect();
    match archive.fields_stand(&view.source, &held) {
        Ok(stand) => {
            for (field, _) in fields.iter().zip(stand).filter(|(_, stands)| !stands) {
                let (line, start) = (field.place.line, field.place.raw_start);
                let why = format!("line {line}, byte {start} of the original does not read so");
                report.fail(place(), why);
            }
        }
        Err(error) => report.fail(place(), error.to_string()),
    }
    true
}

/// Makes a layer again and compares; false where that could not be done.
fn extract_again(
    archive: &Archive,
    source: &register::SourceView,
    layer: &LayerRecord,
    make: Again<'_>,
    report: &mut Report,
) -> bool {
    let place = || format!("layer {}", layer.layer);
    if let LayerMap::Fields { fields } = made_map(archive, layer) {
        return fields_again(archive, layer, &fields, report);
    }
    let Ok(path) = archive.lies(&source.source) else {
        return false; // Named already.
    };
    let again = make(source.source, source.media_type, &path)
        .map(|again| if layer.extractor.hidden { again.hidden } else { Some(again.layer) });
    match again {
        Ok(Some(again)) if again.id() == layer.layer => {}
        Ok(Some(again)) if again.extractor() != &layer.extractor => {
            let made = &layer.extractor;
            let why = format!("made by {} {}, which is not here", made.name, made.version);
            report.unchecked(&place(), 1, &why);
            return false;
        }
        Err(why) if why.reason() == Reason::ProgramMissing => {
            report.unchecked(&place(), 1, &why.to_string());
            return false;
        }
        Ok(_) => report.fail(place(), "extracting again from the original gives another text"),
        Err(error) => report.fail(place(), format!("it can't be extracted again: {error}")),
    }
    true
}
