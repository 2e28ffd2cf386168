//! The arguments of `screen`.

use std::path::PathBuf;

use clap::Args;
use codebook::value::ShortText;

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor screen contracts.jsonl
  veedor screen data/ --json > screened.jsonl
  zcat all.jsonl.gz | veedor screen - --csv > screened.csv
  veedor screen data/ --parquet screened.parquet
  veedor screen data/ --coverage
  veedor screen data/ --dossier faro --by Inés
Reads OCDS releases, records and packages (JSON Lines, JSON), and tables by a mapping (CompraNet and UK Contracts
Finder ship); plain, gzip or zip. A flag says that a person should look, never that somebody did wrong.
With --dossier, what is for a technology goes into that dossier as proposals: each file with a match is archived, and
each field is stated on its exact words. Without it nothing is written but the output.
Exit status 1 says that some lines were skipped; standard error says which and why.")]
pub(crate) struct Screen {
    /// Files and folders; - is standard input.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How many threads; without it, as many as the machine has. The answer is the same for any.
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(crate) threads: Option<usize>,
    /// Print one JSON object a line: processes with evidence and all flags, then the account of lines.
    #[arg(long)]
    pub(crate) json: bool,
    /// Print a table.
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
    /// Write the table as a Parquet file instead of printing it.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "csv", "coverage"])]
    pub(crate) parquet: Option<PathBuf>,
    /// Print which fields each publisher fills, and how often each flag can be told.
    #[arg(long, conflicts_with = "csv")]
    pub(crate) coverage: bool,
    /// Print every process, not only those that are for a technology.
    #[arg(long)]
    pub(crate) all: bool,
    /// A mapping for tables of your own; more than once for several.
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) mapping: Vec<PathBuf>,
    /// From which amounts on competition is owed: columns currency, amount, from, to.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) thresholds: Option<PathBuf>,
    /// With --dossier: who brings it in. Kept in the log, never published.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<ShortText>,
    /// With --dossier: the country the files are from (ISO 3166-1, two letters).
    #[arg(long, value_name = "CC", value_parser = super::country)]
    pub(crate) country: Option<String>,
}

fn threads(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|n| (1..=256).contains(n))
        .ok_or_else(|| "expected 1 to 256".to_owned())
}
