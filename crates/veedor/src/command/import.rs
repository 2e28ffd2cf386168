//! `veedor import`: a spreadsheet that somebody keeps already, by a mapping of hers.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use codebook::value::ShortText;
use dossier::{Dossier, Table};
use import::{Brought, Mapping, bring, suggest};
use register::Register;

use crate::cli::Import;
use crate::command::list::one_line;
use crate::given::given;
use crate::progress::Busy;
use crate::terminal::plain;

/// So many statements are shown as examples, and so many cells that could not be read; of those the
/// rest is counted.
const EXAMPLES: usize = 5;
const PROBLEMS: usize = 200;

pub(crate) fn import(named: Option<&Path>, arguments: &Import) -> anyhow::Result<ExitCode> {
    let shown = || arguments.file.display().to_string();
    let country = arguments.country.clone();
    let table = Table::read(&arguments.file, country, &mut dossier::worker()?)?;
    if arguments.suggest {
        let stem = arguments.file.file_stem().unwrap_or_default().to_string_lossy();
        let text = suggest(table.layer(), &name_of(&stem)).with_context(shown)?;
        std::io::stdout().write_all(text.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let path = arguments.mapping.as_deref().context("name a mapping with --mapping FILE.toml")?;
    let named_so = || path.display().to_string();
    let text =
        std::fs::read_to_string(path).with_context(|| format!("can't read {}", named_so()))?;
    let mapping = Mapping::parse(&text).with_context(named_so)?;
    let brought_by = |register: Option<&Register>| {
        bring(&mapping, table.layer(), &table.meta(register)?).with_context(shown)
    };
    if arguments.dry_run {
        let near = Dossier::near(named)?;
        let brought = brought_by(near.as_ref().map(|near| &near.register))?;
        let new = near.map(|near| near.new_among(&brought.statements));
        report(&brought, new.transpose()?)?;
        eprintln!("nothing was written: this was a dry run");
        return Ok(code(&brought));
    }
    let mut dossier = Dossier::open(named)?;
    let brought = brought_by(Some(&dossier.register))?;
    report(&brought, None)?;
    let desk: ShortText = "desk".parse()?;
    let by = arguments.by.as_ref().unwrap_or(&desk);
    let busy = Busy::with("bringing in");
    let outcome = dossier.bring_in(given(), by, &table, brought.statements.clone())?;
    let accepted = match arguments.accept {
        true => Some(dossier.accept_brought(given(), by, &brought.statements)?),
        false => None,
    };
    drop(busy);
    say!(
        "{} statements came in, {} were there already, {} of them read before by others",
        outcome.proposed,
        outcome.already + outcome.sighted,
        outcome.sighted
    );
    if let Some(accepted) = accepted {
        let left = brought.statements.len() - accepted;
        say!("{accepted} accepted by {by}, {left} had been judged before and stay as they were");
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
