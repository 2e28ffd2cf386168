//! What reads: taking in, importing, reading, and how well it is read.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use codebook::value::ShortText;

use super::country;

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor add contracts/ press-release.html
  veedor add https://news.example/story --proxy socks5://127.0.0.1:9050
  veedor add reply.pdf --reader rules --reader endpoint
Fetching shows the other side who is looking; --proxy hides it. A source that the dossier keeps as
confidential is never sent to an endpoint. Exit status 1 says that some inputs, or a reader, failed;
the others are in.")]
pub(crate) struct Add {
    /// Files, folders, and addresses that begin with http:// or https://.
    #[arg(required = true, value_name = "PATH|URL")]
    pub(crate) inputs: Vec<String>,
    /// Who adds them. Kept in the log, never published.
    #[arg(long, value_name = "NAME", default_value = "desk")]
    pub(crate) by: ShortText,
    /// The country the sources are from (ISO 3166-1, two letters): settles signs such as $.
    #[arg(long, value_name = "CC", value_parser = country)]
    pub(crate) country: Option<String>,
    /// Let addresses lead to private networks and this machine.
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// Fetch through a SOCKS proxy, as socks5://127.0.0.1:9050.
    #[arg(long, value_name = "URL")]
    pub(crate) proxy: Option<String>,
    #[command(flatten)]
    pub(crate) readers: Chosen,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor import purchases.xlsx --suggest > purchases.toml
  veedor import purchases.xlsx --mapping purchases.toml --dry-run
  veedor import purchases.xlsx --mapping purchases.toml --by Inés
  veedor import purchases.xlsx --mapping purchases.toml --by Inés --accept
A mapping names every column of the table: what it says, or that it is left out. Columns about persons
are dropped. To bring in the same file again adds nothing. Exit status 1 says that some cells could not
be read; the others are in.")]
pub(crate) struct Import {
    /// A CSV, XLSX or ODS file.
    pub(crate) file: PathBuf,
    /// The mapping, in TOML.
    #[arg(long, value_name = "FILE.toml", required_unless_present = "suggest")]
    pub(crate) mapping: Option<PathBuf>,
    /// Print a first mapping made from the file's header, and do nothing else.
    #[arg(long, conflicts_with_all = ["mapping", "dry_run", "accept", "by"])]
    pub(crate) suggest: bool,
    /// Say what would come of it; write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Accept what is brought in, where nobody has judged it yet.
    #[arg(long, requires = "by", conflicts_with = "dry_run")]
    pub(crate) accept: bool,
    /// Who brings it in. Kept in the log, never published.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<ShortText>,
    /// The country the file is from (ISO 3166-1, two letters): settles signs such as $.
    #[arg(long, value_name = "CC", value_parser = country)]
    pub(crate) country: Option<String>,
}

/// Who reads.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reader {
    /// Veedor's own rules.
    Rules,
    /// A model behind an address: the text is sent there.
    Endpoint,
    /// A GLiNER model on this machine.
    Gliner,
}

/// The readers that are switched on.
#[derive(Args)]
pub(crate) struct Chosen {
    /// Who reads; more than once for several. The others are off unless named.
    #[arg(long = "reader", value_enum, value_name = "READER", default_value = "rules")]
    pub(crate) readers: Vec<Reader>,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor read report.pdf
  veedor read report.pdf --explain
  veedor read contracts/ --country MX --json > proposals.jsonl
  VEEDOR_ENDPOINT_URL=http://127.0.0.1:8080/v1 VEEDOR_ENDPOINT_MODEL=some-model \\
    veedor read reply.pdf --reader rules --reader endpoint
  VEEDOR_GLINER_MODEL=~/models/gliner veedor read reply.pdf --reader rules --reader gliner
Settings of readers:
  endpoint  VEEDOR_ENDPOINT_URL, VEEDOR_ENDPOINT_MODEL, and VEEDOR_ENDPOINT_KEY or _KEY_FILE; or url,
            model, max_requests, max_bytes, max_tokens under [endpoint] in veedor.toml
  gliner    VEEDOR_GLINER_MODEL (a folder), VEEDOR_GLINER_PROGRAM if veedor-gliner is not on PATH
What a model says is proposed only where the document's own words say it. Exit status 1 says that some
files, or a reader, failed; the rest is printed.")]
pub(crate) struct Read {
    /// Files and folders.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Print one JSON object a line, in the exchange format.
    #[arg(long)]
    pub(crate) json: bool,
    /// Say of each proposal which rule made it, and what it saw in the quote.
    #[arg(long, conflicts_with = "json")]
    pub(crate) explain: bool,
    /// The country the sources are from (ISO 3166-1, two letters).
    #[arg(long, value_name = "CC", value_parser = country)]
    pub(crate) country: Option<String>,
    #[command(flatten)]
    pub(crate) readers: Chosen,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor read gold/documents --json > proposals.jsonl
  veedor score proposals.jsonl --gold gold --misses 20
  veedor score proposals.jsonl --gold gold --reliability
The folder of marks holds documents.jsonl (id, lang, ignore), facts.jsonl (doc, subject, property, value,
value_norm, quote), perhaps also.jsonl (right when proposed, not demanded), and documents/ID.txt.")]
pub(crate) struct Score {
    /// Proposals, as `veedor read --json` prints them.
    #[arg(value_name = "PROPOSALS.jsonl")]
    pub(crate) proposals: PathBuf,
    /// The folder of marked documents.
    #[arg(long, value_name = "DIR")]
    pub(crate) gold: PathBuf,
    /// Print one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
    /// Print up to this many of the facts missed, and of the core proposals that were wrong.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) misses: usize,
    /// Print, by confidence, how many proposals were right.
    #[arg(long)]
    pub(crate) reliability: bool,
}
