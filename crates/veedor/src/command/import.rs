//! `veedor import`: a spreadsheet that somebody keeps already, by a mapping of hers.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use archive::{Extracted, media_type, read_file};
use codebook::source::Acquisition;
use codebook::value::ShortText;
use codebook::{MediaType, Origin, Sha256, SourceId, SourceMeta, Statement, Verdict};
use import::{Brought, Mapping, bring, suggest};
use register::{Judgement, LayerAct, RegisterError, SourceAct, SourceOutcome, State};

use crate::cli::Import;
use crate::command::list::one_line;
use crate::given::given;
use crate::progress::Busy;
use crate::terminal::plain;
use dossier::Dossier;

/// So many statements are shown as examples, and so many cells that could not be read; of those the
/// rest is counted.
const EXAMPLES: usize = 5;
const PROBLEMS: usize = 200;

pub(crate) fn import(named: Option<&Path>, arguments: &Import) -> anyhow::Result<ExitCode> {
    let file = Table::read(arguments)?;
    if arguments.suggest {
        let stem = arguments.file.file_stem().unwrap_or_default().to_string_lossy();
        let text =
            suggest(&file.extracted.layer, &name_of(&stem)).with_context(|| file.shown.clone())?;
        std::io::stdout().write_all(text.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let path = arguments.mapping.as_deref().context("name a mapping with --mapping FILE.toml")?;
    let shown = || path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(|| format!("can't read {}", shown()))?;
    let mapping = Mapping::parse(&text).with_context(shown)?;
    if arguments.dry_run {
        let brought = file.brought(&mapping, None)?;
        let known = match Dossier::near(named)? {
            Some(dossier) => Some(states(&dossier, &brought.statements)?),
            None => None,
        };
        let new = known.map(|known| known.iter().filter(|state| state.is_none()).count());
        report(&brought, new)?;
        eprintln!("nothing was written: this was a dry run");
        return Ok(code(&brought));
    }
    let mut dossier = Dossier::open(named)?;
    let known = dossier.register.source(file.extracted.layer.source())?.map(|known| known.meta);
    let brought = file.brought(&mapping, known)?;
    report(&brought, None)?;
    let desk: ShortText = "desk".parse()?;
    let by = arguments.by.as_ref().unwrap_or(&desk);
    let busy = Busy::with("bringing in");
    let outcome = file.record(&mut dossier, by, brought.statements.clone())?;
    let accepted = match arguments.accept {
        true => Some(accept(&mut dossier, by, &brought.statements)?),
        false => None,
    };
    drop(busy);
    println!(
        "{} statements came in, {} were there already, {} of them read before by others",
        outcome.proposed,
        outcome.already + outcome.sighted,
        outcome.sighted
    );
    if let Some((accepted, left)) = accepted {
        println!(
            "{accepted} accepted by {by}, {left} had been judged before and stay as they were"
        );
    }
    dossier.close()?;
    Ok(code(&brought))
}

fn code(brought: &Brought) -> ExitCode {
    if brought.report.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A name for a mapping, from a file's.
fn name_of(stem: &str) -> String {
    let folded = codebook::fold::fold(stem).replace(' ', "-");
    let plain: String =
        folded.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    if plain.is_empty() { "table".to_owned() } else { plain }
}

/// A file with the table in it.
struct Table<'a> {
    arguments: &'a Import,
    shown: String,
    size: u64,
    media: MediaType,
    extracted: Extracted,
}

impl<'a> Table<'a> {
    fn read(arguments: &'a Import) -> anyhow::Result<Self> {
        let limits = dossier::limits();
        let shown = arguments.file.display().to_string();
        let bytes = read_file(&arguments.file, &limits)?;
        let source = SourceId::new(Sha256::of(&bytes));
        let media = media_type(&bytes);
        let name = arguments.file.file_name().map(|name| name.to_string_lossy());
        let path = std::path::absolute(&arguments.file)?;
        let extracted = dossier::worker()?
            .text_layer(source, media, &path, name.as_deref(), &|_, _| {})
            .with_context(|| shown.clone())?;
        Ok(Self { arguments, shown, size: bytes.len() as u64, media, extracted })
    }

    fn meta(&self, known: Option<SourceMeta>) -> SourceMeta {
        let extracted = &self.extracted.meta;
        known.unwrap_or_else(|| SourceMeta {
            country: self.arguments.country.clone().or(extracted.country.clone()),
            ..extracted.clone()
        })
    }

    fn brought(&self, mapping: &Mapping, known: Option<SourceMeta>) -> anyhow::Result<Brought> {
        let meta = self.meta(known);
        bring(mapping, &self.extracted.layer, &meta).with_context(|| self.shown.clone())
    }

    /// Archives the file with its layers and records what came of it.
    fn record(
        &self,
        dossier: &mut Dossier,
        by: &ShortText,
        statements: Vec<Statement>,
    ) -> anyhow::Result<SourceOutcome> {
        let Dossier { archive, register, .. } = dossier;
        let kept = archive.keep_file(&self.arguments.file)?;
        let source = self.extracted.layer.source();
        if kept.source != source {
            bail!("{} changed while it was read; bring it in again", self.shown);
        }
        let mut statements = Some(statements);
        let mut layers = Vec::new();
        for layer in std::iter::once(&self.extracted.layer).chain(&self.extracted.hidden) {
            let record = archive.keep_layer(layer)?;
            layers.push(LayerAct {
                layer: record.layer,
                extractor: record.extractor,
                text: record.text,
                length: record.length,
                map: record.map,
                proposals: statements.take().unwrap_or_default(),
            });
        }
        archive.barrier()?;
        let path = std::path::absolute(&self.arguments.file)?.to_string_lossy().into_owned();
        let act = SourceAct {
            source,
            size: self.size,
            media_type: self.media,
            meta: self.meta(None),
            from: Acquisition { origin: Origin::File { path }, at: given().clock.now() },
            layers,
            failed: self.extracted.unread.as_deref().map(ShortText::clipped).transpose()?,
        };
        let outcomes = register.record_sources(given(), by, vec![act])?;
        outcomes.into_iter().next().context("the register recorded nothing")
    }
}

/// How each statement stands, where it is known.
fn states(dossier: &Dossier, statements: &[Statement]) -> anyhow::Result<Vec<Option<State>>> {
    let state =
        |statement: &Statement| match dossier.register.statement(&statement.id().to_string()) {
            Ok(view) => Ok(Some(view.state)),
            Err(RegisterError::Unknown { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        };
    statements.iter().map(state).collect()
}

/// Accepts what nobody has judged; answers with how many, and how many had been judged.
fn accept(
    dossier: &mut Dossier,
    by: &ShortText,
    statements: &[Statement],
) -> anyhow::Result<(usize, usize)> {
    let states = states(dossier, statements)?;
    let open =
        statements.iter().zip(&states).filter(|(_, state)| **state == Some(State::Undecided));
    let judgements: Vec<_> = open
        .map(|(statement, _)| Judgement::new(statement.id(), Verdict::Accepted, by.clone()))
        .collect();
    let left = statements.len() - judgements.len();
    let outcome = dossier.register.decide(given(), judgements)?;
    Ok((outcome.recorded, left))
}

fn report(brought: &Brought, new: Option<usize>) -> anyhow::Result<()> {
    let Brought { statements, report } = brought;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut line = |what: &str, much: &dyn std::fmt::Display| writeln!(out, "{what:>24}  {much}");
    line("rows", &report.rows)?;
    line("statements", &statements.len())?;
    if let Some(new) = new {
        line("new to the dossier", &new)?;
    }
    line("cells that say nothing", &report.empty)?;
    line("cells not read", &report.problems.len())?;
    if !report.ignored.is_empty() {
        line("columns left out", &plain(&report.ignored.join(", ")))?;
    }
    if !report.persons.is_empty() {
        line("dropped, about persons", &plain(&report.persons.join(", ")))?;
    }
    for problem in report.problems.iter().take(PROBLEMS) {
        writeln!(out, "{}", plain(&format!("not read {}: {}", problem.cell, problem.why)))?;
    }
    if let Some(more @ 1..) = report.problems.len().checked_sub(PROBLEMS) {
        writeln!(out, "… and {more} more")?;
    }
    for statement in statements.iter().take(EXAMPLES) {
        writeln!(out, "for example {}", one_line(statement))?;
    }
    Ok(out.flush()?)
}
