//! `veedor add`.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use archive::fetch::FetchOptions;
use archive::walk;
use indicatif::ProgressBar;

use crate::cli::Add;
use crate::explain;
use crate::given::given;
use crate::progress::spinner;
use crate::readers::Readers;
use crate::terminal::plain;
use dossier::Dossier;
use dossier::{Intake, IntakeError, Step, Taken, is_url};

/// What the run came to.
#[derive(Default)]
struct Tally {
    taken: usize,
    without_text: usize,
    partly: usize,
    failed: usize,
    proposed: usize,
}

pub(crate) fn add(mut dossier: Dossier, arguments: Add) -> anyhow::Result<ExitCode> {
    dossier.archive.sweep()?;
    let options = FetchOptions {
        allow_private: arguments.allow_private,
        proxy: arguments.proxy,
        ..FetchOptions::default()
    };
    let progress = spinner("{spinner} {pos} taken in, {elapsed}: {wide_msg}");
    let mut tally = Tally::default();
    let readers = Readers::new(&arguments.readers, Some(&dossier), progress.clone())?;
    let Dossier { archive, register, .. } = &mut dossier;
    let mut worker = dossier::worker()?;
    let mut intake = Intake::new(
        archive,
        register,
        given(),
        arguments.by,
        arguments.country,
        &mut worker,
        readers,
    );
    let bar = progress.clone();
    intake.on_step(move |input, step| {
        if let Step::Page(page, of) = step {
            bar.set_message(format!("{input}: page {page} of {of}"));
        }
    });
    for input in &arguments.inputs {
        if is_url(input) {
            progress.set_message(input.clone());
            let taken = intake.url(input, &options);
            tally.say(taken, &progress)?;
            continue;
        }
        for file in walk::expand(&[PathBuf::from(input)]) {
            let taken = file.map_err(IntakeError::from).and_then(|path| {
                progress.set_message(path.display().to_string());
                intake.file(&path)
            });
            tally.say(taken, &progress)?;
        }
    }
    let last = intake.settle();
    tally.say(last, &progress)?;
    let commits = intake.commits();
    progress.finish_and_clear();
    let readers_did = intake.readers().finish();
    let syncs = dossier.archive.syncs();
    dossier.close()?;
    eprintln!(
        "{} taken in ({} without text, {} read in part), {} failed; {} new proposals; {syncs} sync barriers for files, {commits} for the log",
        tally.taken, tally.without_text, tally.partly, tally.failed, tally.proposed
    );
    let whole = readers_did && tally.failed + tally.without_text + tally.partly == 0;
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Tally {
    /// Says what became safe, or what failed; the rest goes on.
    fn say(
        &mut self,
        taken: Result<Vec<Taken>, IntakeError>,
        progress: &ProgressBar,
    ) -> anyhow::Result<()> {
        let taken = match taken {
            Ok(taken) => taken,
            Err(error) if error.is_of_the_dossier() => return Err(error.into()),
            Err(error) => {
                self.failed += 1;
                progress.suspend(|| eprintln!("failed {}", explain(&error.into())));
                return Ok(());
            }
        };
        let mut out = std::io::stdout().lock();
        for one in taken {
            progress.inc(1);
            self.taken += 1;
            self.proposed += one.outcome.proposed;
            let word = if one.outcome.new_source { "added" } else { "known" };
            let id = &one.source.to_string()[..12];
            let rest = match one.failed {
                Some(why) if one.has_text => {
                    self.partly += 1;
                    format!("{} new proposals; {why}", one.outcome.proposed)
                }
                Some(why) => {
                    self.without_text += 1;
                    format!("kept, but no text: {why}")
                }
                None => format!("{} new proposals", one.outcome.proposed),
            };
            let left = match one.left {
                0 => String::new(),
                left => {
                    format!("; {left} files in it were left there: they are too deep in others")
                }
            };
            let line = plain(&format!("{word} {id} {}: {rest}{left}", one.input));
            progress.suspend(|| writeln!(out, "{line}"))?;
        }
        Ok(())
    }
}
