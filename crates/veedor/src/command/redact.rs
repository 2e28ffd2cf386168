//! `veedor redact`, `correct` and `split`: what is taken from the public, told to it, or told apart.

use std::ops::Range;

use anyhow::{Context as _, bail};
use codebook::value::ShortText;
use codebook::{LayerRecord, SourceId, TextLayer};
use register::Choice;
use register::redaction::{everywhere, telling};

use super::decide::range;
use dossier::Dossier;

use crate::cli::{Correct, Redact, Split};
use crate::given::given;
use crate::terminal::plain;

pub(crate) fn redact(mut dossier: Dossier, arguments: &Redact) -> anyhow::Result<()> {
    let source = dossier.register.source_named(&arguments.source)?.source;
    let asks = arguments.words.is_some() || !arguments.range.is_empty() || arguments.undo.is_some();
    let Some(why) = &arguments.why else {
        if asks {
            bail!("a reason is owed for redacting and for showing again; say it with --why");
        }
        return list(&dossier, source);
    };
    let told = dossier.register.corrections_kept_back()?;
    match arguments.undo {
        Some(row) => undo(&mut dossier, source, row, why, &arguments.by)?,
        None => cut(&mut dossier, source, why, arguments)?,
    }
    tell_corrections(&dossier, &told)?;
    Ok(dossier.close()?)
}

/// Names corrections that the public is not shown and that are not among those named before.
pub(super) fn tell_corrections(dossier: &Dossier, before: &[u64]) -> anyhow::Result<()> {
    for row in dossier.register.corrections_kept_back()? {
        if !before.contains(&row) {
            say!(
                "the correction of row {row} is not shown: it is about a fact of a confidential source, or has words that are redacted; `veedor correct` can say it in others"
            );
        }
    }
    Ok(())
}

fn list(dossier: &Dossier, source: SourceId) -> anyhow::Result<()> {
    for one in dossier.register.redactions(source)? {
        let (row, layer, range) = (one.row, &one.layer.to_string()[..12], one.range);
        say!(
            "row {row}, layer {layer}, {}:{} “{}”, by {}: {}",
            range.start,
            range.end,
            one.words,
            one.by,
            one.why
        );
    }
    tell_kept(dossier, source)
}

/// The layers of a source that may be shown, in the order in which they were made.
fn layers(dossier: &Dossier, source: SourceId) -> anyhow::Result<Vec<TextLayer>> {
    let shown = |layer: &LayerRecord| layer.source == source && !layer.extractor.hidden;
    let views = dossier.register.layers()?.into_iter().filter(shown);
    views.map(|view| Ok(dossier.archive.layer(&view)?)).collect()
}

fn cut(
    dossier: &mut Dossier,
    source: SourceId,
    why: &ShortText,
    arguments: &Redact,
) -> anyhow::Result<()> {
    let layers = layers(dossier, source)?;
    let (layer, ranges) = match &arguments.words {
        Some(words) => everywhere(&layers, words, &arguments.also).with_context(|| {
            format!("“{words}” do not stand in the text as whole words; `veedor source` names its layers")
        })?,
        None => marked(&layers, arguments)?,
    };
    let done = dossier.register.redact(given(), &arguments.by, layer, &ranges, &layers, why)?;
    match done.rows.len() {
        0 => say!("it was redacted already"),
        _ => say!(
            "redacted {} stretches, in rows {:?}; facts of other sources that cite such words stay as they are",
            ranges.len(),
            done.rows
        ),
    }
    if !done.retracted.is_empty() {
        say!("{} released facts were taken back", done.retracted.len());
    }
    if let Some(words) = &arguments.words {
        tell_parts(dossier, source, layer, words)?;
    }
    tell_kept(dossier, source)?;
    say!("what was published before still has the words: publish again");
    Ok(())
}

/// Says where parts of the words still stand.
fn tell_parts(
    dossier: &Dossier,
    source: SourceId,
    layer: &TextLayer,
    words: &str,
) -> anyhow::Result<()> {
    let redactions = dossier.register.redactions(source)?.into_iter();
    let redacted: Vec<_> =
        redactions.filter(|one| one.layer == layer.id()).map(|one| one.range).collect();
    for part in telling(layer.text(), words, &redacted) {
        let line = format!(
            "“{}” still stands in {} places, first in “{}”; the same command with --also '{}' redacts it too",
            part.words, part.places, part.around, part.words
        );
        say!("{}", plain(&line));
    }
    Ok(())
}

fn marked<'l>(
    layers: &'l [TextLayer],
    arguments: &Redact,
) -> anyhow::Result<(&'l TextLayer, Vec<Range<usize>>)> {
    let ranges: Vec<_> =
        arguments.range.iter().map(|text| range(text)).collect::<anyhow::Result<_>>()?;
    if ranges.is_empty() {
        bail!("say what to redact: --words 'María Pérez', or --range START:END");
    }
    let prefix = arguments.layer.as_deref().unwrap_or_default();
    let named = layers.iter().rev().find(|layer| layer.id().to_string().starts_with(prefix));
    Ok((named.context("the source has no such text layer; `veedor source` names them")?, ranges))
}

fn tell_kept(dossier: &Dossier, source: SourceId) -> anyhow::Result<()> {
    let kept = dossier.register.kept_by_redaction(source)?;
    for statement in kept.statements {
        say!("held back by redaction: {statement}; amend it to cite and say other words");
    }
    for layer in kept.layers {
        let layer = &layer.to_string()[..12];
        say!("layer {layer}: not all of the words were found in it, so nothing of it is shown");
    }
    Ok(())
}

fn undo(
    dossier: &mut Dossier,
    source: SourceId,
    row: Option<u64>,
    why: &ShortText,
    by: &ShortText,
) -> anyhow::Result<()> {
    let mut rows: Vec<u64> =
        dossier.register.redactions(source)?.iter().map(|one| one.row).collect();
    rows.sort_unstable();
    rows.dedup();
    if let Some(row) = row {
        rows.retain(|one| *one == row);
    }
    if rows.is_empty() {
        bail!("there is no such redaction; `veedor redact SOURCE` lists them by row");
    }
    for row in rows {
        dossier.register.unredact(given(), by, source, row, why)?;
        say!("the redaction of row {row} was taken back");
    }
    say!("facts that it had taken back are public again when they are released");
    Ok(())
}

pub(crate) fn correct(mut dossier: Dossier, arguments: &Correct) -> anyhow::Result<()> {
    let Correct { facts, text, role, by } = arguments;
    let kept_back = dossier.register.corrections_kept_back()?;
    let new = dossier.register.correct(given(), by, facts, text, role)?;
    say!("{}", if new { "told; publish to show it" } else { "it was told already" });
    tell_corrections(&dossier, &kept_back)?;
    Ok(dossier.close()?)
}

pub(crate) fn split(mut dossier: Dossier, arguments: &Split) -> anyhow::Result<()> {
    let register = &mut dossier.register;
    let entity = register.entity_named(&arguments.entity)?;
    let mut mentions = Vec::new();
    for source in &arguments.sources {
        let source = register.source_named(source)?.source;
        let found = register.mentions_of(entity.id, None, 0, usize::MAX)?.into_iter();
        let before = mentions.len();
        mentions.extend(found.filter(|one| one.source == source).map(|one| (source, one.mention)));
        if mentions.len() == before {
            bail!("source {source} does not mention {}", entity.name);
        }
    }
    let to = match (&arguments.into, &arguments.new) {
        (Some(into), _) => Choice::Entity(register.entity_named(into)?.id),
        (None, Some(name)) => Choice::New { kind: entity.kind, name: name.clone() },
        (None, None) => bail!("say what they mean: --new NAME, or --into ENTITY"),
    };
    let outcome =
        register.split(given(), &arguments.by, entity.id, &mentions, &to, &arguments.why)?;
    if let Some(entity) = outcome.entity {
        say!("{} mentions are of {entity} now", outcome.bound);
    }
    Ok(dossier.close()?)
}
