//! What only looks.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor search cámaras corporales
  veedor search '\"reconocimiento facial\" -piloto'
  veedor search --facts 'technology:iris place:\"Puerto Lobo\" year:2027..2029'
  veedor search --text 'autoridad:policía camar*' --json
All words must be there, of a text in one passage of it (about a page), in any of their forms and with or
without accents; words in quotation marks next to each other; word* begins so; -word must not be there. Fields: subject, kind, agency, vendor,
place, technology, status, property, year, state, source; in Spanish sujeto, tipo, autoridad, proveedor,
lugar, tecnología, situación, propiedad, año, estado, fuente. A text is found by a field if its source
has a fact that fits. The index in the dossier's folder index/ is brought up to date first; it may be
removed at any time. A query that begins with - goes behind --.")]
pub(crate) struct Search {
    /// What to look for.
    #[arg(required = true, value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// Only in facts, decided or not.
    #[arg(long, conflicts_with = "text")]
    pub(crate) facts: bool,
    /// Only in the words of sources.
    #[arg(long)]
    pub(crate) text: bool,
    /// At most so many of each.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Print one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Crop {
    /// The statement, by id or by as much of its beginning as tells it apart.
    #[arg(value_name = "ID")]
    pub(crate) statement: String,
    /// The PNG file to write; a file of that name is not replaced.
    #[arg(long, value_name = "FILE.png")]
    pub(crate) out: PathBuf,
}

#[derive(Args)]
pub(crate) struct Log {
    /// Print one JSON object a line.
    #[arg(long)]
    pub(crate) json: bool,
    /// Only what came after this row.
    #[arg(long, value_name = "ROW", default_value_t = 0)]
    pub(crate) after: u64,
}

#[derive(Args)]
pub(crate) struct Status {
    /// Print one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Show {
    /// The entity, by id or name.
    pub(crate) entity: String,
    /// What held on this day in the world.
    #[arg(long, value_name = "DATE")]
    pub(crate) valid_on: Option<Date>,
    /// What the register knew at the end of this day.
    #[arg(long, value_name = "DATE")]
    pub(crate) known_on: Option<Date>,
}
