//! What the public may see: releases, sources, redactions, corrections.

use clap::Args;
use codebook::value::{Prose, ShortText};
use codebook::{FactId, Visibility};
use jiff::civil::Date;

use super::By;

#[derive(Args)]
pub(crate) struct Release {
    /// The statements; without any, all that are accepted and under no embargo.
    #[arg(value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// Not before this day: put them under embargo instead of releasing them.
    #[arg(long, value_name = "DATE", requires = "ids")]
    pub(crate) embargo: Option<Date>,
    /// Who releases them.
    #[arg(long, value_name = "NAME", default_value = "publisher")]
    pub(crate) by: ShortText,
}

#[derive(Args)]
pub(crate) struct Source {
    /// The sources, each by its SHA-256 or its beginning, or by its public id.
    #[arg(value_name = "ID", required_unless_present = "list")]
    pub(crate) ids: Vec<String>,
    /// List all sources.
    #[arg(long)]
    pub(crate) list: bool,
    /// Show the words that their authors had hidden, too.
    #[arg(long)]
    pub(crate) hidden: bool,
    /// Who may see them: confidential, withheld or public.
    #[arg(long, value_name = "VISIBILITY")]
    pub(crate) visibility: Option<Visibility>,
    /// With --visibility confidential: who may see them at the desk; may be given several times. Without it, who says
    /// so (--by); where neither is given, nobody, until `veedor admit` names somebody.
    #[arg(long, value_name = "NAME", requires = "visibility")]
    pub(crate) admit: Vec<ShortText>,
    /// Let the public have the original too, where the source is public; else it has text and quotes only.
    #[arg(long, conflicts_with = "keep_original")]
    pub(crate) offer_original: bool,
    /// Let the public have the text and quotes only, again.
    #[arg(long)]
    pub(crate) keep_original: bool,
    /// Who says so.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<ShortText>,
}

#[derive(Args)]
pub(crate) struct Admit {
    /// The source, by its SHA-256 or its beginning, or by its public id.
    #[arg(value_name = "SOURCE")]
    pub(crate) source: String,
    /// The people, by the names they sign with.
    #[arg(value_name = "NAME", required = true)]
    pub(crate) names: Vec<ShortText>,
    /// They may no longer see it.
    #[arg(long)]
    pub(crate) dismiss: bool,
    /// Who admits them.
    #[arg(long, value_name = "NAME", default_value = "editor")]
    pub(crate) by: ShortText,
}

#[derive(Args)]
pub(crate) struct Redact {
    /// The source, by its SHA-256 or its beginning, or by its public id.
    #[arg(value_name = "SOURCE")]
    pub(crate) source: String,
    /// The words, wherever in the source they stand; case, accents and line ends aside.
    #[arg(long, value_name = "WORDS", conflicts_with = "range")]
    pub(crate) words: Option<String>,
    /// Other words to redact with them wherever they stand, such as a surname alone; may be given several times.
    #[arg(long, value_name = "WORDS", requires = "words")]
    pub(crate) also: Vec<String>,
    /// Only the words at these bytes of the text; may be given several times.
    #[arg(long, value_name = "START:END")]
    pub(crate) range: Vec<String>,
    /// The text layer that --range counts in, by the beginning of its id; without it, the newest.
    #[arg(long, value_name = "LAYER", requires = "range")]
    pub(crate) layer: Option<String>,
    /// Show words again: those of one redaction, by its row, or all of the source's.
    #[arg(long, value_name = "ROW", num_args = 0..=1, conflicts_with_all = ["words", "range"])]
    pub(crate) undo: Option<Option<u64>>,
    /// Why. Kept in the log, never published; without it, the redactions of the source are listed.
    #[arg(long, value_name = "WHY")]
    pub(crate) why: Option<ShortText>,
    /// Who does it.
    #[arg(long, value_name = "NAME", default_value = "editor")]
    pub(crate) by: ShortText,
}

#[derive(Args)]
pub(crate) struct Correct {
    /// The facts, by their public ids.
    #[arg(value_name = "FACT", required = true)]
    pub(crate) facts: Vec<FactId>,
    /// What had been wrong, in words for the public.
    #[arg(long, value_name = "TEXT")]
    pub(crate) text: Prose,
    /// In which role it is told; the public sees no name.
    #[arg(long, value_name = "ROLE", default_value = "editor")]
    pub(crate) role: ShortText,
    /// Who tells it.
    #[arg(long, value_name = "NAME", default_value = "editor")]
    pub(crate) by: ShortText,
}

#[derive(Args)]
pub(crate) struct Purge {
    /// The source, by its SHA-256 or its beginning, or by its public id.
    #[arg(value_name = "SOURCE")]
    pub(crate) id: String,
    /// By whose order, and which: it stays in the log and `verify` repeats it.
    #[arg(long, value_name = "TEXT")]
    pub(crate) order: ShortText,
    #[command(flatten)]
    pub(crate) by: By,
}
