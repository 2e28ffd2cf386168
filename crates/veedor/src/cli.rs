//! The commands and their arguments.

mod judging;
mod leaving;
mod looking;
mod opening;
mod reading;
mod screen;
mod serving;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use codebook::value::ShortText;

pub(crate) use judging::{Decide, Judgement, Merge, Note, Split, Statements, Undo};
pub(crate) use leaving::{Backup, Brief, Lang, Publish, Restore, Verify};
pub(crate) use looking::{Crop, Log, Search, Show, Status};
pub(crate) use opening::{Admit, Correct, Purge, Redact, Release, Source};
pub(crate) use reading::{Add, Chosen, Import, Read, Reader, Score};
pub(crate) use screen::Screen;
pub(crate) use serving::{Desk, Invite, People, Serve};

/// Veedor keeps the public record of biometric surveillance: every fact opens on the exact words of an
/// archived source, and only a person makes a fact.
#[derive(Parser)]
#[command(name = "veedor", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Cli {
    /// The dossier; without it, the nearest folder upward that has a veedor.toml (screen: no dossier, and nothing is
    /// kept).
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) dossier: Option<PathBuf>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  veedor init faro && cd faro
  veedor add ~/downloads/contract.pdf https://news.example/story
  veedor statements --undecided
  veedor decide accept 3fa9c1 77b02e --by Inés
  veedor publish ../site --release
  veedor verify ../site";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a dossier: a folder for originals, their text, and the log.
    Init(Init),
    /// Archive files, folders and web addresses, and record what reading proposes.
    Add(Add),
    /// Bring in a spreadsheet that you keep already, by a mapping that says what its columns mean.
    Import(Import),
    /// Read files and print what would be proposed. Writes nothing.
    Read(Read),
    /// Hold proposals against facts that people marked: recall, precision, linking, names, reliability.
    Score(Score),
    /// Search the words of sources, and what statements say.
    Search(Search),
    /// Screen contracting data in bulk: what is bought for surveillance, and neutral flags on how.
    Screen(Screen),
    /// List the statements.
    Statements(Statements),
    /// Accept, reject or amend statements, one by one or from a CSV file.
    Decide(Decide),
    /// Take back the decision in force on statements; what was so before it is so again.
    Undo(Undo),
    /// Merge two entities of one kind, or take a merge back.
    Merge(Merge),
    /// Make what some sources mention another entity, or move it to one.
    Split(Split),
    /// Note something on a source, a statement or an entity, for the desk alone.
    Note(Note),
    /// Keep words of a source from the public, or show them again.
    Redact(Redact),
    /// Tell the public what had been wrong with released facts.
    Correct(Correct),
    /// Say which people may see a source though it is confidential.
    Admit(Admit),
    /// Make accepted facts public, or put them under embargo.
    Release(Release),
    /// Show a source, or say who may see it.
    Source(Source),
    /// Write the picture of the words a statement stands on, to look at.
    Crop(Crop),
    /// Print the log.
    Log(Log),
    /// Print how many of everything there are.
    Status(Status),
    /// Show what is known of an entity, as of two times.
    Show(Show),
    /// Destroy a source and all that rests on it. The log keeps its headers and says by whose order.
    Purge(Purge),
    /// Throw the views away and make them from the log again.
    Rebuild,
    /// Write facts into a Word document with footnoted quotes, for a lawyer.
    Brief(Brief),
    /// Copy the dossier, whole, into a folder or a ZIP file; others may work on it meanwhile.
    Backup(Backup),
    /// Make a dossier of a backup, and check it.
    Restore(Restore),
    /// Write the register as a folder of pages and data.
    Publish(Publish),
    /// Check a dossier or a published folder, offline.
    Verify(Verify),
    /// Show a published folder in a browser on this machine.
    Serve(Serve),
    /// Work on the dossier in a browser.
    Desk(Desk),
    /// Let somebody into the desk: print a link by which they set a password, good once.
    Invite(Invite),
    /// List who may come into the desk, disable somebody, or change what they may do.
    People(People),
    /// Read the words with digits of a PDF on standard input by a pdfium library.
    #[command(hide = true)]
    PdfNumbers(PdfNumbers),
    /// Read files that standard input names, as a process of its own.
    #[command(hide = true)]
    Worker,
}

#[derive(Args)]
pub(crate) struct Init {
    /// The folder to make; it may exist if it is empty.
    pub(crate) dir: PathBuf,
}

/// Who is acting.
#[derive(Args)]
pub(crate) struct By {
    /// Who does it. Kept in the log, never published.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: ShortText,
}

#[derive(Args)]
pub(crate) struct PdfNumbers {
    /// The library, or the folder it is in; without it, the system's.
    pub(crate) library: Option<PathBuf>,
}

/// A country, as arguments name it.
fn country(text: &str) -> Result<String, String> {
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()) {
        return Ok(text.to_owned());
    }
    Err("expected two capitals, as MX".to_owned())
}
