//! `veedor read`: what would be proposed. It keeps nothing and writes nothing.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use archive::{Limits, Worker, media_type, read_file, walk};
use codebook::{Sha256, SourceId, SourceMeta, Visibility, exchange};
use indicatif::ProgressBar;
use reading::{Document, Explained};

use crate::cli::{Read, Reader};
use crate::explain;
use crate::progress::spinner;
use crate::readers::Readers;
use crate::terminal::plain;
use dossier::{Dossier, Reads as _};

pub(crate) fn read(named: Option<&Path>, arguments: &Read) -> anyhow::Result<ExitCode> {
    let switched = arguments.readers.readers.iter().any(|reader| *reader != Reader::Rules);
    // A dossier is asked only where its settings and its secrets count.
    let dossier = if switched { Dossier::near(named)? } else { None };
    let progress =
        if switched { spinner("{spinner} {wide_msg} {elapsed}") } else { ProgressBar::hidden() };
    let mut readers = Readers::new(&arguments.readers, dossier.as_ref(), progress.clone())?;
    let (limits, mut worker) = (dossier::limits(), dossier::worker()?);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    for file in walk::expand(&arguments.paths) {
        let read = file.map_err(anyhow::Error::from).and_then(|path| {
            let extracted = extracted(&limits, &mut worker, &path, arguments.country.as_deref())?;
            Ok((path, extracted))
        });
        match read {
            Ok((path, extracted)) => {
                if let Some(unread) = &extracted.unread {
                    eprintln!("{}", plain(&format!("{}: {unread}", path.display())));
                    code = ExitCode::FAILURE;
                }
                let document = Document { layer: &extracted.layer, meta: &extracted.meta };
                progress.set_message(plain(&path.display().to_string()));
                let confidential = is_confidential(dossier.as_ref(), extracted.layer.source())?;
                let proposals = readers.read(&document, confidential);
                if arguments.explain {
                    writeln!(out, "{}", plain(&path.display().to_string()))?;
                    for one in reading::explain(proposals, &document) {
                        explanation(&mut out, &one, &document)?;
                    }
                    continue;
                }
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                if !arguments.json {
                    writeln!(out, "{}", plain(&path.display().to_string()))?;
                }
                for statement in reading::statements(proposals) {
                    if !arguments.json {
                        writeln!(out, "  {}", crate::command::list::one_line(&statement))?;
                        continue;
                    }
                    for line in exchange::lines(&name, &statement) {
                        serde_json::to_writer(&mut out, &line)?;
                        writeln!(out)?;
                    }
                }
            }
            Err(error) => {
                out.flush()?;
                eprintln!("failed {}", explain(&error));
                code = ExitCode::FAILURE;
            }
        }
    }
    progress.finish_and_clear();
    out.flush()?;
    Ok(if readers.finish() { code } else { ExitCode::FAILURE })
}

/// What the user hands over is read, unless a dossier at hand keeps it as confidential.
fn is_confidential(dossier: Option<&Dossier>, source: SourceId) -> anyhow::Result<bool> {
    let Some(dossier) = dossier else { return Ok(false) };
    let known = dossier.register.source(source)?;
    Ok(known.is_some_and(|known| known.visibility == Visibility::Confidential))
}

/// A proposal, the rule that made it, and what stands in its quote.
fn explanation(
    out: &mut impl std::io::Write,
    one: &Explained,
    document: &Document<'_>,
) -> std::io::Result<()> {
    let parts = one.statement.parts();
    let from = if one.subject_here { "named in the quote" } else { "carried from before" };
    writeln!(out, "\n  {}", crate::command::list::one_line(&one.statement))?;
    writeln!(
        out,
        "    by {} {}, confidence {}; subject {from}",
        parts.proposed_by, one.rule, parts.confidence
    )?;
    if !one.because.is_empty() {
        writeln!(out, "    weighed: {}", one.because.join(", "))?;
    }
    for saw in &one.saw {
        let words = document.layer.text().get(saw.at.clone()).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "    {:>6} {:10} {words:?} = {}", saw.at.start, saw.what, saw.meaning)?;
    }
    Ok(())
}

fn extracted(
    limits: &Limits,
    worker: &mut Worker,
    path: &Path,
    country: Option<&str>,
) -> anyhow::Result<archive::Extracted> {
    let bytes = read_file(path, limits)?;
    let source = SourceId::new(Sha256::of(&bytes));
    let name = path.file_name().map(|name| name.to_string_lossy());
    let progress = spinner("{spinner} {wide_msg}");
    let tell = |page, of| progress.set_message(format!("{}: page {page} of {of}", path.display()));
    let media = media_type(&bytes);
    let mut extracted = worker
        .text_layer(source, media, &std::path::absolute(path)?, name.as_deref(), &tell)
        .with_context(|| path.display().to_string())?;
    progress.finish_and_clear();
    let country = country.map(str::to_owned).or(extracted.meta.country.take());
    extracted.meta = SourceMeta { country, ..extracted.meta };
    Ok(extracted)
}
