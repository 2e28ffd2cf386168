//! One file a command, or a few that belong together. Each reads its arguments, calls the crates that
//! do the work, and says what came of it.

mod acts;
mod add;
mod backup;
mod brief;
mod crop;
mod decide;
mod desk;
mod import;
mod list;
mod pdf_numbers;
mod people;
mod publish;
mod read;
pub(crate) mod redact;
mod release;
mod score;
mod screen;
mod search;
mod show;
mod source;
mod verify;

use std::process::ExitCode;

use crate::cli::{Cli, Command};
use crate::progress::Busy;
use dossier::Dossier;

/// Does what the command line says.
pub(crate) fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let named = cli.dossier.as_deref();
    let open = || Dossier::open(named);
    match cli.command {
        Command::Init(arguments) => {
            Dossier::create(&arguments.dir)?;
            say!("made a dossier in {}", arguments.dir.display());
        }
        Command::Add(arguments) => return add::add(open()?, arguments),
        Command::Import(arguments) => return import::import(named, &arguments),
        Command::Read(arguments) => return read::read(named, &arguments),
        Command::Score(arguments) => score::score(&arguments)?,
        Command::Search(arguments) => search::search(&open()?, &arguments)?,
        Command::Screen(arguments) => return screen::run(named, &arguments),
        Command::Statements(arguments) => list::statements(&open()?, &arguments)?,
        Command::Decide(arguments) => decide::decide(open()?, &arguments)?,
        Command::Undo(arguments) => acts::undo(open()?, &arguments)?,
        Command::Merge(arguments) => acts::merge(open()?, &arguments)?,
        Command::Split(arguments) => redact::split(open()?, &arguments)?,
        Command::Redact(arguments) => redact::redact(open()?, &arguments)?,
        Command::Correct(arguments) => redact::correct(open()?, &arguments)?,
        Command::Note(arguments) => acts::note(open()?, arguments)?,
        Command::Admit(arguments) => acts::admit(open()?, &arguments)?,
        Command::Release(arguments) => release::release(open()?, &arguments)?,
        Command::Source(arguments) => source::source(open()?, &arguments)?,
        Command::Crop(arguments) => crop::crop(&open()?, &arguments)?,
        Command::Log(arguments) => list::log(&open()?, &arguments)?,
        Command::Status(arguments) => list::status(&open()?, &arguments)?,
        Command::Show(arguments) => show::show(&open()?, &arguments)?,
        Command::Purge(arguments) => source::purge(open()?, &arguments)?,
        Command::Rebuild => {
            let mut dossier = open()?;
            let busy = Busy::with("making the views again");
            let digest = dossier.register.rebuild()?;
            drop(busy);
            say!("views made again; the digest of their canonical dump is {digest}");
            dossier.close()?;
        }
        Command::Brief(arguments) => brief::brief(&open()?, &arguments)?,
        Command::Backup(arguments) => backup::backup(&open()?, &arguments)?,
        Command::Restore(arguments) => backup::restore(&arguments)?,
        Command::Publish(arguments) => publish::publish(open()?, &arguments)?,
        Command::Verify(arguments) => return verify::verify(named, &arguments),
        Command::Serve(arguments) => publish::serve(named, &arguments)?,
        Command::Desk(arguments) => desk::desk(open()?, arguments)?,
        Command::Invite(arguments) => people::invite(&open()?, &arguments)?,
        Command::People(arguments) => people::people(&open()?, &arguments)?,
        Command::PdfNumbers(arguments) => return pdf_numbers::pdf_numbers(&arguments),
        Command::Worker => {
            archive::serve(std::io::stdin().lock(), std::io::stdout().lock(), &dossier::limits())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
