//! What can go wrong with a register, in words that say what to do.

use std::path::PathBuf;

use codebook::citation::SpanError;
use codebook::{EntityId, Kind, PublicSourceId, SourceId, StatementId};

use crate::read::entries::Entry;

/// What to do about a failure of the database.
fn todo(error: &rusqlite::Error) -> &'static str {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::CannotOpen) => {
            "see that you may write in the dossier's folder and its files"
        }
        Some(rusqlite::ErrorCode::DiskFull) => "make room on the disk",
        _ => "if another command is writing, wait for it, else run `veedor verify`",
    }
}

/// A failure of the register. Nothing is written where one is returned.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The database failed.
    #[error("register.sqlite: {0}; {todo}", todo = todo(.0))]
    Database(#[from] rusqlite::Error),
    /// A file could not be read or written.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no register here.
    #[error("{path}: there is no register; make a dossier with `veedor init`", path = .0.display())]
    Missing(PathBuf),
    /// There is a register here already.
    #[error("{path}: there is a register already; choose another folder", path = .0.display())]
    Exists(PathBuf),
    /// The database is another program's.
    #[error("{path}: this is no register but another program's database, and nothing in it was changed; put the register back from a backup", path = .0.display())]
    NotOurs(PathBuf),
    /// The register is a newer Veedor's.
    #[error("{path}: its form is {found}, this Veedor reads form {expected}; use the Veedor that wrote it", path = path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The form it says it has.
        found: i64,
        /// The form that is known.
        expected: i64,
    },
    /// A row of the log is not as it was written.
    #[error("log row {seq}: {why}; run `veedor verify` and restore register.sqlite from a copy")]
    Row {
        /// The row.
        seq: u64,
        /// What is wrong with it.
        why: String,
    },
    /// A view holds what no event makes.
    #[error("a view of the register is damaged ({0}); run `veedor rebuild`")]
    View(String),
    /// An event could not be written as JSON.
    #[error("an event could not be written as JSON: {0}")]
    Form(#[from] serde_json::Error),
    /// Somebody else changed the thing in the meantime.
    #[error(
        "{stream} is at version {found}, not {expected}: {}; look again, then repeat", changed(last.as_deref())
    )]
    Conflict {
        /// The thing.
        stream: String,
        /// The version that was expected.
        expected: u32,
        /// The version it has.
        found: u32,
        /// What was done to it last: who, what and when.
        last: Option<Box<Entry>>,
    },
    /// A mention was bound to another entity in the meantime.
    #[error(
        "`{name}` is no longer bound to what it was, but to {}; look again, then repeat",
        now.map_or_else(|| "nothing".to_owned(), |now| now.to_string())
    )]
    Elsewhere {
        /// The mention.
        name: String,
        /// What it is bound to.
        now: Option<EntityId>,
    },
    /// Things of different kinds can't be one.
    #[error("{name} is of the kind {expected}, not {found}; choose one of its kind")]
    OtherKind {
        /// The mention or entity.
        name: String,
        /// The kind that is needed.
        expected: Kind,
        /// The kind that was found.
        found: Kind,
    },
    /// A source that does not mention what is to be bound.
    #[error("source {source_id} mentions no {kind} `{name}`; take it from one of its statements")]
    NotMentioned {
        /// The mention.
        name: String,
        /// Its kind.
        kind: Kind,
        /// The source.
        source_id: SourceId,
    },
    /// A statement that only a person who looks at its source may judge was among many.
    #[error(
        "statement {0} has numbers from a picture, or that two programs read differently; look at its source, and judge it by itself"
    )]
    NeedsEyes(StatementId),
    /// An entity was chosen for a value that names none.
    #[error("the value of statement {0} names nothing that has a page; choose its subject only")]
    NamesNothing(StatementId),
    /// What is no stretch of a text can't be redacted.
    #[error("source {source_id}: {error}")]
    Redaction {
        /// The source.
        source_id: SourceId,
        /// What is wrong.
        error: SpanError,
    },
    /// A text layer that the register does not know, or whose author had hidden it.
    #[error("source {0} has no such text layer that is shown; take one that `veedor source` names")]
    NoLayer(SourceId),
    /// Another text than that of a source's layer was given, to be shown.
    #[error(
        "source {0}: the text given for a layer of it is another one; run `veedor verify` on the dossier"
    )]
    OtherText(PublicSourceId),
    /// An original that has more in it than the public may see.
    #[error("the original of source {source_id} can't be offered: {why}")]
    NotOffered {
        /// The source.
        source_id: SourceId,
        /// What is in it.
        why: &'static str,
    },
    /// A statement that was to be made by hand names another reader.
    #[error("statement {0} was not made by hand from chosen words; make it with `by_hand`")]
    NotByHand(StatementId),
    /// No such things.
    #[error("the register knows no {what} {}; `veedor {list}` lists them", ids.join(", "))]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// The command that lists them.
        list: &'static str,
        /// The ids.
        ids: Vec<String>,
    },
    /// A purge is in the log, but another command was reading: the file that SQLite writes ahead
    /// (`register.sqlite-wal`) still holds the words.
    #[error(
        "another command is reading register.sqlite, so the purged words are still in register.sqlite-wal; wait for it, then repeat the purge"
    )]
    Unfinished,
    /// The beginning of an id fits several.
    #[error("`{prefix}` begins the ids of {count} {what}; give more of it")]
    Ambiguous {
        /// What was looked for, in the plural.
        what: &'static str,
        /// What was given.
        prefix: String,
        /// How many ids begin so.
        count: usize,
    },
    /// A name that several entities have.
    #[error("several entities are called `{name}`; name one by its id:\n{}", candidates.join("\n"))]
    SeveralEntities {
        /// What was given.
        name: String,
        /// At most ten of them: id, name and kind.
        candidates: Vec<String>,
    },
    /// A name that no entity has.
    #[error("no entity is called `{0}`; entities come to be when statements are accepted")]
    NoEntity(String),
    /// Text that begins no id.
    #[error("`{0}` begins no id; expected hexadecimal digits (0-9, a-f), at most 64")]
    NoId(String),
    /// A proposal that is not of the source and layer it came with.
    #[error(
        "statement {statement} cites another source or layer than {source_id}, with which it was handed in"
    )]
    Stray {
        /// The statement.
        statement: StatementId,
        /// The source it was handed in with.
        source_id: SourceId,
    },
    /// A statement cites words that the document's author had hidden.
    #[error(
        "statement {statement} cites what the author of source {source_id} had hidden; nothing is said on such words"
    )]
    Hidden {
        /// The statement.
        statement: StatementId,
        /// The source.
        source_id: SourceId,
    },
    /// The words of an amended statement do not stand where it says.
    #[error("statement {statement}: {error}")]
    Span {
        /// The statement that was to be amended.
        statement: StatementId,
        /// What is wrong.
        error: SpanError,
    },
    /// An amended statement has new words, but no text layer came with it to hold them against.
    #[error("statement {0}: its new words can't be checked without their text layer")]
    Unchecked(StatementId),
    /// An amended statement stands on another source.
    #[error(
        "statement {0}: an amendment stands on the same source; judge the other source's statement instead"
    )]
    OtherSource(StatementId),
    /// Two different judgements on one statement in one set.
    #[error("statement {0} is judged twice, and differently, in one set; keep one of the two")]
    Twice(StatementId),
    /// Statements that can't be released.
    #[error("not released: {}", .0.join("; "))]
    NotReleasable(Vec<String>),
    /// The checkpoint can't be read.
    #[error("checkpoint.json: {0}; restore it from a copy")]
    Checkpoint(String),
}

/// What was done last, in words.
fn changed(last: Option<&Entry>) -> String {
    match last.and_then(|last| last.envelope.as_ref().map(|envelope| (last, envelope))) {
        Some((last, envelope)) => {
            format!("{} changed it at {} ({})", envelope.by, envelope.at, last.summary())
        }
        None => "somebody changed it".to_owned(),
    }
}
