//! `screen`: reads contracting data in bulk, and prints what is bought for surveillance, and flags.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, bail};
use dossier::Dossier;
use dossier::screened::{self, From, Matched};
use procurement::coverage::FIELDS;
use procurement::flags::Threshold;
use procurement::input::{Given, Left, Source};
use procurement::mapping::Mapping;
use procurement::numbers::Unread;
use procurement::out;
use procurement::parquet::Table;
use procurement::screen::{Outcome, Screened, Settings, screen};

use crate::cli::Screen;
use crate::given::given;
use crate::terminal::plain;

pub(crate) fn run(named: Option<&Path>, arguments: &Screen) -> anyhow::Result<ExitCode> {
    if named.is_some() && arguments.coverage {
        bail!("--coverage only counts: leave out --dossier, or --coverage");
    }
    if named.is_some() && arguments.paths.iter().any(|path| path.as_os_str() == "-") {
        bail!("standard input can't be archived: save it as a file, and name that");
    }
    let mut dossier = named.map(|named| Dossier::open(Some(named))).transpose()?;

    let given: Vec<Given> = arguments
        .paths
        .iter()
        .map(|path| if path.as_os_str() == "-" { Given::Stdin } else { Given::Path(path.clone()) })
        .collect();
    let settings = Settings { fields: dossier.is_some(), ..settings(arguments)? };
    let matched: Mutex<Vec<Matched>> = Mutex::default();
    let mut stdout = BufWriter::new(std::io::stdout().lock());
    let quiet = |_: &Screened<'_>, _: &[Source]| Vec::new();
    let render: &(dyn Fn(&Screened<'_>, &[Source]) -> Vec<u8> + Sync) =
        match (arguments.coverage, arguments.json, arguments.csv) {
            (true, ..) => &quiet,
            (_, true, _) => &out::json_line,
            (_, _, true) => &out::csv_line,
            _ if arguments.parquet.is_some() => &out::cells_line,
            _ => &out::text_lines,
        };
    if arguments.csv && !arguments.coverage {
        stdout.write_all(&out::row(&out::COLUMNS.map(str::to_owned)))?;
    }
    let note = |screened: &Screened<'_>, sources: &[Source]| {
        if settings.fields && !screened.facts.found.technologies.is_empty() {
            lock(&matched).push(Matched::of(screened));
        }
        render(screened, sources)
    };
    let outcome = match &arguments.parquet {
        None => screen(&given, &settings, &note, &mut stdout)?,
        Some(path) => {
            let file = File::create(path).with_context(|| path.display().to_string())?;
            let mut table = Table::new(file)?;
            let outcome = screen(&given, &settings, &note, &mut table)?;
            table.finish()?;
            outcome
        }
    };
    if arguments.coverage {
        coverage(&outcome, arguments.json, &mut stdout)?;
    } else if arguments.json {
        let mut ledger = serde_json::to_value(&outcome.ledger)?;
        ledger["kind"] = "ledger".into();
        writeln!(stdout, "{ledger}")?;
    }
    stdout.flush()?;
    said(&outcome);
    if let Some(dossier) = dossier.take() {
        let mut matched = std::mem::take(&mut *lock(&matched));
        matched.sort_by(|a, b| a.ocid.cmp(&b.ocid));
        take_in(dossier, arguments, &outcome.sources, &matched)?;
    }
    let failed = outcome.ledger.skipped > 0 || outcome.ledger.units == 0;
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn lock(matched: &Mutex<Vec<Matched>>) -> MutexGuard<'_, Vec<Matched>> {
    // A thread that panicked has left whole processes behind.
    matched.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Puts what was matched into the dossier, and says what of it was new.
fn take_in(
    mut dossier: Dossier,
    arguments: &Screen,
    sources: &[Source],
    matched: &[Matched],
) -> anyhow::Result<()> {
    dossier.archive.sweep()?;
    let by = match &arguments.by {
        Some(by) => by.clone(),
        None => "desk".parse()?,
    };
    let from = From { by, country: arguments.country.clone() };
    let taken = screened::record(&mut dossier, given(), &from, sources, matched)?;
    dossier.close()?;
    for one in &taken {
        let outcome = one.outcome;
        eprintln!(
            "{} {} {}: {} statements, {} of them new, {} seen before by others; {} fields left out",
            if outcome.new_source { "added" } else { "known" },
            one.source.to_string().get(..12).unwrap_or_default(),
            one.path.display(),
            one.statements,
            outcome.proposed,
            outcome.sighted,
            one.left,
        );
        if one.moved > 0 {
            eprintln!(
                "  {} fields do not stand in the archived file any more: it changed meanwhile",
                one.moved
            );
        }
    }
    Ok(())
}

fn settings(arguments: &Screen) -> anyhow::Result<Settings> {
    let threads = match arguments.threads {
        Some(threads) => threads,
        None => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
    };
    let mut settings = Settings::new(threads);
    settings.all = arguments.all;
    for path in &arguments.mapping {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        settings.mappings.insert(0, Mapping::parse(&path.display().to_string(), &text)?);
    }
    if let Some(path) = &arguments.thresholds {
        let file = File::open(path).with_context(|| path.display().to_string())?;
        for row in csv::Reader::from_reader(file).deserialize::<Threshold>() {
            let expected = "expected columns currency, amount, from, to";
            settings
                .thresholds
                .push(row.with_context(|| format!("{}: {expected}", path.display()))?);
        }
    }
    Ok(settings)
}

/// What became of the lines, on standard error.
fn said(outcome: &Outcome) {
    let ledger = &outcome.ledger;
    for problem in ledger.problems.iter().take(20) {
        let name =
            outcome.sources.get(problem.source as usize).map_or("", |source| source.name.as_str());
        let line = format!("{name}:{} (byte {}): {}", problem.line, problem.offset, problem.why);
        eprintln!("{}", plain(&line));
    }
    if ledger.problems_count > 20 {
        eprintln!("… and {} more; --json has them", ledger.problems_count - 20);
    }
    eprintln!(
        "{} lines, documents and rows: {} read, {} without a release, {} skipped, {} blank; {} releases, {} left out, {} \
         merged into others; {} processes, {} for a technology; {} natural persons masked",
        ledger.units,
        ledger.read,
        ledger.empty,
        ledger.skipped,
        ledger.blank,
        ledger.releases,
        ledger.releases_skipped,
        ledger.merged,
        ledger.processes,
        ledger.matched,
        ledger.people,
    );
    for (what, count) in &ledger.mended {
        let what = match *what {
            "amounts" => {
                "texts where a number belongs say none that can be read, and were left out"
            }
            "keys" => "keys stood twice (the last one counts)",
            "surrogates" => "halves of surrogate pairs replaced",
            "numbers" => "NaN or Infinity taken as missing",
            "currencies" => {
                "amounts of tenders, awards and contracts name no currency, and were left out"
            }
            "lists" => "processes have longer lists than are looked at",
            "releases" => {
                "processes have more releases than are named; those that something is from are"
            }
            "western" => {
                "lines or documents are no UTF-8 and were read as Windows-1252: where their letters look wrong, save \
                 them as UTF-8 first"
            }
            _ => "bytes that are a letter neither in UTF-8 nor in Windows-1252 replaced",
        };
        eprintln!("{count} {what}");
    }
    left_out(outcome);
}

/// Which numbers of tables were left out, and what helps.
fn left_out(outcome: &Outcome) {
    let left = &outcome.ledger.left_out;
    for Left { source, column, why, count, line, words } in left.iter().take(20) {
        let name = outcome.sources.get(*source as usize).map_or("", |it| it.name.as_str());
        let first = words.as_ref().map_or_else(String::new, |words| format!(", as {words:?}"));
        let why = match why {
            Unread::TwoWays => {
                "numbers can be read in two ways and were left out; a mapping may say which: decimal = \",\" or \".\""
            }
            Unread::OtherCurrency => {
                "amounts name another currency than stands beside them and were left out"
            }
            Unread::NoNumber => "cells say no number that can be read, and were left out",
            Unread::NoCurrency => {
                "amounts have no currency and were left out; a mapping may name it, under [money], or its column"
            }
        };
        let line = format!("{name}: column {column}: {count} {why} (first in line {line}{first})");
        eprintln!("{}", plain(&line));
    }
    if left.len() > 20 {
        eprintln!("… and in {} more columns; --json has them", left.len() - 20);
    }
}

/// Which fields each publisher fills, and which flags can be told there.
fn coverage(outcome: &Outcome, json: bool, out: &mut impl Write) -> anyhow::Result<()> {
    for (publisher, coverage) in &outcome.crowd.coverages.0 {
        let filled = FIELDS.iter().zip(&coverage.filled);
        if json {
            let fields: serde_json::Map<String, serde_json::Value> =
                filled.map(|(field, count)| ((*field).to_owned(), (*count).into())).collect();
            let line = serde_json::json!({
                "kind": "coverage", "publisher": publisher, "processes": coverage.processes, "filled": fields,
            });
            writeln!(out, "{line}")?;
        } else {
            writeln!(out, "{}: {} processes", plain(publisher), coverage.processes)?;
            for (field, count) in filled {
                let share = 100.0 * *count as f64 / coverage.processes.max(1) as f64;
                writeln!(out, "  {share:5.1} %  {field}")?;
            }
        }
    }
    for (flag, [raised, not, cannot]) in &outcome.ledger.flags {
        if json {
            let line = serde_json::json!({
                "kind": "flag", "flag": flag, "raised": raised, "not_raised": not, "cant_tell": cannot,
            });
            writeln!(out, "{line}")?;
        } else {
            writeln!(out, "{flag}: raised {raised}, not raised {not}, can't be told {cannot}")?;
        }
    }
    Ok(())
}
