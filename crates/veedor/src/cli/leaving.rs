//! What leaves the dossier: briefs, backups, published folders, and their checks.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use codebook::value::ShortText;

/// A language of documents.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Es,
    En,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor brief faro.docx --entity 'Sistema Faro' --lang es
  veedor brief amounts.docx --property amount --property supplier
Only accepted facts; notes stay out, and so do facts from confidential sources: how many is said.")]
pub(crate) struct Brief {
    /// The file to write; one that is there is not replaced.
    #[arg(value_name = "OUT.docx")]
    pub(crate) out: PathBuf,
    /// The entities, by id or name; without any, all.
    #[arg(long = "entity", value_name = "NAME")]
    pub(crate) entities: Vec<String>,
    /// The properties; without any, all.
    #[arg(long = "property", value_name = "PROPERTY")]
    pub(crate) properties: Vec<codebook::Property>,
    /// The language of the document; quotes stay in theirs.
    #[arg(long, value_enum, default_value = "es")]
    pub(crate) lang: Lang,
}

#[derive(Args)]
pub(crate) struct Backup {
    /// The folder, or the ZIP file, to write; what is there is not replaced.
    #[arg(value_name = "FILE.zip|DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Args)]
pub(crate) struct Restore {
    /// The backup: a folder or a ZIP file.
    pub(crate) backup: PathBuf,
    /// The folder to make.
    pub(crate) dir: PathBuf,
}

#[derive(Args)]
pub(crate) struct Publish {
    /// The folder to write; what an earlier publishing left there is replaced.
    pub(crate) out: PathBuf,
    /// Release all that is accepted and under no embargo first.
    #[arg(long)]
    pub(crate) release: bool,
    /// Sign the manifest with this minisign secret key.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// The file that holds the key's password; without it the key must have none.
    #[arg(long, value_name = "FILE", requires = "key")]
    pub(crate) password: Option<PathBuf>,
    /// Who publishes.
    #[arg(long, value_name = "NAME", default_value = "publisher")]
    pub(crate) by: ShortText,
}

#[derive(Args)]
pub(crate) struct Verify {
    /// A dossier or a published folder; without it, the dossier at hand.
    pub(crate) path: Option<PathBuf>,
    /// Extract every text layer again and compare.
    #[arg(long)]
    pub(crate) deep: bool,
    /// An older published folder, or its checkpoint.json, that this one must continue.
    #[arg(long, value_name = "OLD")]
    pub(crate) since: Option<PathBuf>,
    /// The minisign public key file to check the signature with.
    #[arg(long, value_name = "FILE")]
    pub(crate) public_key: Option<PathBuf>,
}
