//! `veedor source` and `veedor purge`.

use anyhow::bail;
use codebook::value::ShortText;
use codebook::{Origin, SourceId, Visibility};
use register::SourceView;
use search::Index;

use super::redact::tell_corrections;
use super::search::follow;
use crate::cli::{Purge, Source};
use crate::given::given;
use crate::progress::Busy;
use crate::terminal::plain;
use dossier::Dossier;

pub(crate) fn source(mut dossier: Dossier, arguments: &Source) -> anyhow::Result<()> {
    if arguments.list {
        for source in dossier.register.sources()? {
            say!("{}", line(&source));
        }
        return Ok(());
    }
    if !arguments.admit.is_empty() && arguments.visibility != Some(Visibility::Confidential) {
        bail!("--admit is for --visibility confidential: everybody at the desk sees other sources");
    }
    let found = arguments
        .ids
        .iter()
        .map(|id| dossier.register.source_named(id))
        .collect::<Result<Vec<_>, _>>()?;
    let sources: Vec<SourceId> = found.iter().map(|source| source.source).collect();
    if arguments.offer_original || arguments.keep_original {
        let offered = arguments.offer_original;
        dossier.register.offer_originals(given(), &by(arguments)?, &sources, offered)?;
        for source in &sources {
            let may = if offered { "may, where it is public" } else { "may not" };
            say!("the public {may} have the original of {}", short(source));
        }
    }
    let Some(visibility) = arguments.visibility else {
        if arguments.offer_original || arguments.keep_original {
            return Ok(dossier.close()?);
        }
        return found.iter().try_for_each(|source| describe(&dossier, source, arguments.hidden));
    };
    let told = dossier.register.corrections_kept_back()?;
    let taken_back = match visibility {
        Visibility::Confidential => close(&mut dossier, arguments, &sources)?,
        _ => {
            let by = by(arguments)?;
            dossier.register.set_visibility(given(), &by, &sources, visibility)?.1.len()
        }
    };
    for source in &sources {
        say!("{} is {visibility}", short(source));
    }
    let inside = dossier.register.contained_in(&sources)?;
    for part in inside.only_there.iter().filter(|_| visibility == Visibility::Confidential) {
        say!("{} is {visibility} as well: it came in it", short(part));
    }
    for part in inside.elsewhere_too.iter().filter(|_| visibility == Visibility::Confidential) {
        say!("{} came in it, but from elsewhere too: it stays as it is", short(part));
    }
    if visibility == Visibility::Confidential {
        tell_admitted(&dossier, &sources)?;
    }
    if taken_back > 0 {
        say!("{taken_back} released facts were taken back");
    }
    tell_corrections(&dossier, &told)?;
    for source in sources.iter().filter(|_| visibility == Visibility::Confidential) {
        for (row, name) in dossier.register.corrections_that_name(*source)? {
            say!(
                "the correction of row {row} is shown and names “{name}”, as {} does: `veedor redact` these words there if nobody else is to know of them",
                short(source)
            );
        }
    }
    Ok(dossier.close()?)
}

/// Who acts: nobody in particular, where no name was given.
fn by(arguments: &Source) -> anyhow::Result<ShortText> {
    Ok(arguments.by.clone().map_or_else(|| "desk".parse(), Ok)?)
}

/// Makes sources confidential, and lets those see them whom the command names.
fn close(dossier: &mut Dossier, arguments: &Source, sources: &[SourceId]) -> anyhow::Result<usize> {
    let (by, mut taken_back) = (by(arguments)?, 0);
    let admitted = match arguments.admit.as_slice() {
        [] => arguments.by.as_slice(),
        names => names,
    };
    for source in sources {
        taken_back += dossier.register.close_source(given(), &by, *source, admitted)?.1.len();
        // One that was confidential before is opened to them too.
        dossier.register.admit(given(), &by, *source, admitted)?;
    }
    Ok(taken_back)
}

fn tell_admitted(dossier: &Dossier, sources: &[SourceId]) -> anyhow::Result<()> {
    for source in sources {
        let names = dossier.register.admitted(*source)?;
        let names: Vec<&str> = names.iter().map(ShortText::as_str).collect();
        match names.as_slice() {
            [] => say!(
                "{0}: nobody may see it at the desk, administrators neither; `veedor admit {0} NAME` lets somebody",
                short(source)
            ),
            names => {
                say!("{}: at the desk only {} may see it", short(source), names.join(", "));
            }
        }
    }
    Ok(())
}

fn describe(dossier: &Dossier, source: &SourceView, shows_hidden: bool) -> anyhow::Result<()> {
    say!("{}", line(source));
    say!("public id  {}", source.public_id);
    for origin in dossier.register.origins()?.iter().filter(|o| o.source == source.source) {
        let from = match &origin.from.origin {
            Origin::File { path } => path.clone(),
            Origin::Url { answered, status, .. } => format!("{answered} (HTTP {status})"),
            Origin::Part { of, part, name } => {
                let of = short(of);
                let name = name.as_deref().map(|name| format!(", {name}")).unwrap_or_default();
                format!("part {part} of {of}{name}")
            }
        };
        say!("from       {}, {:.0}", plain(&from), origin.from.at);
    }
    for layer in dossier.register.layers()?.iter().filter(|layer| layer.source == source.source) {
        let extractor = format!("{} {}", layer.extractor.name, layer.extractor.version);
        let id = &layer.layer.to_string()[..12];
        let hidden = if layer.extractor.hidden { ", which its author had hidden" } else { "" };
        say!("layer      {id} by {extractor}, {} bytes{hidden}", layer.length);
        if shows_hidden && layer.extractor.hidden {
            let text = dossier.archive.layer(layer)?;
            for line in text.text().lines() {
                say!("hidden     {}", plain(line));
            }
        }
    }
    Ok(())
}

fn line(source: &SourceView) -> String {
    let title = source.meta.title.as_deref().unwrap_or("(no title)");
    let title = plain(title);
    format!("{} {:12} {:16} {title}", source.source, source.visibility, source.media_type)
}

pub(crate) fn purge(mut dossier: Dossier, arguments: &Purge) -> anyhow::Result<()> {
    let source = purged_or_known(&dossier, &arguments.id)?;
    let busy = Busy::with("destroying");
    let done = dossier.purge(given(), &arguments.by.by, source, &arguments.order)?;
    let purged = &done.purged;
    // The index has words of it too: they go before the command says that they are gone.
    if Index::is_in(&dossier.dir) {
        follow(&dossier, &mut Index::open(&dossier.dir)?)?;
    }
    drop(busy);
    if !done.swept {
        eprintln!(
            "files are being taken in meanwhile, so that what killed runs left half-written in archive/tmp was not removed; \
             purge it again when that is over"
        );
    }
    if done.received > 0 {
        say!(
            "removed {} lines of the inbox; a desk that is running shows them until it is started again",
            done.received
        );
    }
    if purged.plan.rows.is_empty() {
        say!("nothing was left to destroy: the source was purged before, or never known");
        return Ok(dossier.close()?);
    }
    say!(
        "destroyed {} sources, {} text layers, {} statements and the words of {} rows of the log; the headers remain",
        1 + purged.plan.parts.len(),
        purged.plan.layers.len(),
        purged.plan.statements.len(),
        purged.plan.rows.len()
    );
    for part in &purged.plan.remaining {
        say!("{} came in it, but from elsewhere too: it remains", short(part));
    }
    for (entity, name) in &purged.plan.names {
        say!(
            "the log keeps “{name}”, the name of {entity}, which this source gave it: other sources speak of it by other names"
        );
    }
    for holder in done.holders.iter().map(short) {
        say!(
            "it came in {holder}, whose original still holds it: purge that too if the order covers it"
        );
    }
    if !purged.retracted.is_empty() {
        say!("{} released facts were taken back; publish again", purged.retracted.len());
    }
    Ok(dossier.close()?)
}

fn short(source: &SourceId) -> String {
    source.to_string()[..12].to_owned()
}

/// A whole digest is taken at its word: a purge that was cut short is finished by repeating it, and
/// the log may no longer know the source by then.
fn purged_or_known(dossier: &Dossier, id: &str) -> anyhow::Result<SourceId> {
    match id.parse::<SourceId>() {
        Ok(source) => Ok(source),
        Err(_) => Ok(dossier.register.source_named(id)?.source),
    }
}
