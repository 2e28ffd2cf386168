//! The commands and their arguments.

mod screen;

use std::path::PathBuf;

use accounts::Role;
use clap::{Args, Parser, Subcommand, ValueEnum};
use codebook::Visibility;
use codebook::statement::Confidence;
use codebook::value::ShortText;
use jiff::civil::Date;

pub(crate) use screen::Screen;

use crate::command::redact;

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
    Split(redact::Split),
    /// Note something on a source, a statement or an entity, for the desk alone.
    Note(Note),
    /// Keep words of a source from the public, or show them again.
    Redact(redact::Redact),
    /// Tell the public what had been wrong with released facts.
    Correct(redact::Correct),
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

fn country(text: &str) -> Result<String, String> {
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()) {
        return Ok(text.to_owned());
    }
    Err("expected two capitals, as MX".to_owned())
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

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor search cámaras corporales
  veedor search '\"reconocimiento facial\" -piloto'
  veedor search --facts 'technology:iris place:\"Puerto Lobo\" year:2027..2029'
  veedor search --text 'autoridad:policía camar*' --json
All words must be there, in any of their forms and with or without accents; words in quotation marks
next to each other; word* begins so; -word must not be there. Fields: subject, kind, agency, vendor,
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
    pub(crate) text: codebook::value::Prose,
    /// Who notes it.
    #[arg(long, value_name = "NAME", default_value = "editor")]
    pub(crate) by: ShortText,
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

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor serve OUT
  veedor serve --live --listen 0.0.0.0
A published folder is shown on this machine alone. With --live, what is released is shown page by page as
it stands now, and nothing else; a server that speaks https stands before it where others reach it.")]
pub(crate) struct Serve {
    /// The published folder.
    #[arg(required_unless_present = "live")]
    pub(crate) folder: Option<PathBuf>,
    /// Show what is public of the dossier as it stands now, to everybody who reaches it.
    #[arg(long, conflicts_with = "folder")]
    pub(crate) live: bool,
    /// The address to listen on.
    #[arg(long, value_name = "ADDR", default_value_t = std::net::Ipv4Addr::LOCALHOST.into(), requires = "live")]
    pub(crate) listen: std::net::IpAddr,
    /// The port; 0 takes any free one.
    #[arg(long, default_value_t = 8088)]
    pub(crate) port: u16,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor desk --by Inés
  veedor desk --listen 0.0.0.0 --at https://desk.example
Without accounts the desk answers this machine alone, and only browsers that come by the address it
prints. With accounts (`veedor invite`) people sign in. For others to reach it, a server that speaks
https stands before it, and --at names the address.")]
pub(crate) struct Desk {
    /// The port; 0 takes any free one.
    #[arg(long, default_value_t = 8089)]
    pub(crate) port: u16,
    /// The address to listen on.
    #[arg(long, value_name = "ADDR", default_value_t = std::net::Ipv4Addr::LOCALHOST.into())]
    pub(crate) listen: std::net::IpAddr,
    /// The address at which people open it, where that is another.
    #[arg(long, value_name = "URL")]
    pub(crate) at: Option<String>,
    /// Who works at a desk without accounts. Kept in the log, never published.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<ShortText>,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  veedor invite Inés --role administrator
  veedor invite Bruno --role editor --at https://desk.example
  veedor invite Bruno
The last makes a new link for somebody known, who sets another password by it. A desk that was started
without accounts is to be started again after the first invitation.")]
pub(crate) struct Invite {
    /// Who. Kept in the log with what they do, never published.
    pub(crate) name: ShortText,
    /// What they may do: reader, contributor, editor, publisher or administrator.
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<Role>,
    /// The address at which people open the desk.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8089")]
    pub(crate) at: String,
}

#[derive(Args)]
pub(crate) struct People {
    /// Let this person in no more, and end their sessions.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["enable", "role"])]
    pub(crate) disable: Option<String>,
    /// Let this person in again.
    #[arg(long, value_name = "NAME", conflicts_with = "role")]
    pub(crate) enable: Option<String>,
    /// Change what a person may do.
    #[arg(long, num_args = 2, value_names = ["NAME", "ROLE"])]
    pub(crate) role: Option<Vec<String>>,
}

#[derive(Args)]
pub(crate) struct PdfNumbers {
    /// The library, or the folder it is in; without it, the system's.
    pub(crate) library: Option<PathBuf>,
}
