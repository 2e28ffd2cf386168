//! What people judge, and the acts on what they judge.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use codebook::statement::Confidence;
use codebook::value::{Prose, ShortText};

#[derive(Args)]
pub(crate) struct Statements {
    /// Print one JSON object a line.
    #[arg(long)]
    pub(crate) json: bool,
    /// Only those nobody has judged, what is most worth judging first.
    #[arg(long, conflicts_with_all = ["accepted", "rejected"])]
    pub(crate) undecided: bool,
    /// Only those accepted.
    #[arg(long, conflicts_with = "rejected")]
    pub(crate) accepted: bool,
    /// Only those rejected.
    #[arg(long)]
    pub(crate) rejected: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Judgement {
    Accept,
    Reject,
    Amend,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor decide accept 3fa9c1 77b02e --by Inés
  veedor decide reject 5d0e --by Inés --why 'that is the 2029 budget'
  veedor decide amend 91ab --set value='48200000 MXN' --by Inés --why 'the sentence says Mexican pesos'
  veedor decide --from decisions.csv
  veedor decide accept --above 0.95 --by Inés
Fields for --set: subject, kind, property, value, written, valid, polarity, attribution, money, vat,
extent, planned.
Columns of the CSV file: statement, verdict, by, why; for amendments also set_subject, set_property,
set_value, start, end. All of a file is decided, or nothing.")]
pub(crate) struct Decide {
    /// What to decide.
    #[arg(value_enum, required_unless_present = "from")]
    pub(crate) verdict: Option<Judgement>,
    /// The statements, by id or by as much of its beginning as tells it apart.
    #[arg(value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// Accept all that nobody has judged and that was proposed with at least this confidence.
    #[arg(long, value_name = "CONFIDENCE", conflicts_with_all = ["ids", "set", "quote"])]
    pub(crate) above: Option<Confidence>,
    /// Who decides.
    #[arg(long, value_name = "NAME", required_unless_present = "from")]
    pub(crate) by: Option<ShortText>,
    /// Why. Owed for rejecting and amending.
    #[arg(long, value_name = "TEXT")]
    pub(crate) why: Option<ShortText>,
    /// For amending: what to change.
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,
    /// For amending: other words to stand on, as bytes of the text layer.
    #[arg(long, value_name = "START:END")]
    pub(crate) quote: Option<String>,
    /// Decide everything in a CSV file at once.
    #[arg(long, value_name = "FILE.csv", conflicts_with_all = ["verdict", "ids", "above", "why", "set", "quote"])]
    pub(crate) from: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Undo {
    /// The statements.
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<String>,
    /// Who takes them back.
    #[arg(long, value_name = "NAME", default_value = "editor")]
    pub(crate) by: ShortText,
}

#[derive(Args)]
pub(crate) struct Merge {
    /// The entity that gives way, by id or name.
    #[arg(value_name = "FROM")]
    pub(crate) from: String,
    /// The entity that remains, by id or name.
    #[arg(value_name = "INTO", required_unless_present = "undo", conflicts_with = "undo")]
    pub(crate) into: Option<String>,
    /// Take the merge of FROM, given by its id, back.
    #[arg(long)]
    pub(crate) undo: bool,
    /// Why.
    #[arg(long, value_name = "WHY")]
    pub(crate) why: ShortText,
    /// Who merges them.
    #[arg(long, value_name = "NAME", default_value = "editor")]
    pub(crate) by: ShortText,
}

#[derive(Args)]
pub(crate) struct Split {
    /// The entity, by id or name.
    #[arg(value_name = "ENTITY")]
    pub(crate) entity: String,
    /// The sources whose mentions of it mean another.
    #[arg(long = "source", value_name = "SOURCE", required = true)]
    pub(crate) sources: Vec<String>,
    /// The name of the new entity that they mean.
    #[arg(long, value_name = "NAME", required_unless_present = "into", conflicts_with = "into")]
    pub(crate) new: Option<ShortText>,
    /// The entity that they mean, by id or name.
    #[arg(long, value_name = "ENTITY")]
    pub(crate) into: Option<String>,
    /// Why.
    #[arg(long, value_name = "WHY")]
    pub(crate) why: ShortText,
    /// Who splits it.
    #[arg(long, value_name = "NAME", default_value = "editor")]
    pub(crate) by: ShortText,
}

#[derive(Args)]
pub(crate) struct Note {
    /// The source, by its SHA-256 or its beginning, or by its public id.
    #[arg(value_name = "ON")]
    pub(crate) on: String,
    /// ON is a statement, by its id or its beginning.
    #[arg(long, conflicts_with = "entity")]
    pub(crate) statement: bool,
    /// ON is an entity, by its id or name.
    #[arg(long)]
    pub(crate) entity: bool,
    /// What to note.
    #[arg(value_name = "TEXT")]
    pub(crate) text: Prose,
    /// Who notes it.
    #[arg(long, value_name = "NAME", default_value = "editor")]
    pub(crate) by: ShortText,
}
