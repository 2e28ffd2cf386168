//! Events: everything that ever happened to a register, in the order in which it happened.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::V1;
use crate::citation::Citation;
use crate::decision::Decision;
use crate::id::{
    EntityId, FactId, LayerId, PublicSourceId, Sha256, SourceId, StatementId, as_string,
};
use crate::kind::Kind;
use crate::layer::Extractor;
use crate::source::{Acquisition, MediaType, SourceMeta, Visibility};
use crate::statement::{Mention, ReaderId, Statement};
use crate::value::{Prose, ShortText};

/// An event with what every event has: the payload of one row of the log, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Envelope {
    /// The version of this form.
    pub v: V1,
    /// When it was written.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Who did it. Never published.
    pub by: ShortText,
    /// What it changes.
    pub on: Stream,
    /// Which change of that thing it is, from 1: a write expects the version it changes.
    pub version: u32,
    /// What happened.
    pub event: Event,
}

/// The thing an event changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// A source with its layers and visibility.
    Source(SourceId),
    /// A statement with its decisions.
    Statement(StatementId),
    /// An entity with what is bound to it.
    Entity(EntityId),
    /// What is released to the public.
    Release,
}

/// A text that names no stream.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no stream; expected source:…, statement:…, entity:… or release")]
pub struct StreamError(String);

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(id) => write!(f, "source:{id}"),
            Self::Statement(id) => write!(f, "statement:{id}"),
            Self::Entity(id) => write!(f, "entity:{id}"),
            Self::Release => f.write_str("release"),
        }
    }
}

impl FromStr for Stream {
    type Err = StreamError;
    fn from_str(text: &str) -> Result<Self, StreamError> {
        let wrong = || StreamError(text.to_owned());
        if text == "release" {
            return Ok(Self::Release);
        }
        match text.split_once(':').ok_or_else(wrong)? {
            ("source", id) => id.parse().map(Self::Source).map_err(|_| wrong()),
            ("statement", id) => id.parse().map(Self::Statement).map_err(|_| wrong()),
            ("entity", id) => id.parse().map(Self::Entity).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}

as_string!(Stream, "^(source:.+|statement:.+|entity:.+|release)$");

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Event {
    /// Bytes were archived for the first time.
    SourceAdded {
        /// Their digest.
        source: SourceId,
        /// How many.
        size: u64,
        /// What kind, by content.
        media_type: MediaType,
        /// What else is known of them.
        meta: SourceMeta,
        /// The id under which the public may know it.
        public_id: PublicSourceId,
        /// Random bytes for commitments to this source and ids of facts from it; kept private.
        salt: Sha256,
    },
    /// The same bytes came in from somewhere.
    SourceSeen {
        /// Their digest.
        source: SourceId,
        /// From where and when.
        from: Acquisition,
    },
    /// A text layer was made.
    LayerMade {
        /// The layer.
        layer: LayerId,
        /// Its source.
        source: SourceId,
        /// What made it.
        extractor: Extractor,
        /// The digest of its text.
        text: Sha256,
        /// The length of its text in bytes.
        length: u64,
        /// The digest of its map as stored, where it has one.
        map: Option<Sha256>,
    },
    /// No text could be got out of a source, or not all of it.
    LayerFailed {
        /// The source.
        source: SourceId,
        /// Why, in words for people.
        why: ShortText,
    },
    /// Screening found something in a source; the archive keeps what.
    Screened {
        /// The source.
        source: SourceId,
        /// The digest of the result: a [process](crate::screened::ScreenedProcess) a line.
        result: Sha256,
        /// Its size in bytes.
        size: u64,
        /// The rules it was found by, with their versions.
        rules: ShortText,
        /// All files that were screened together, matched or not: flags are told among them.
        inputs: Vec<SourceId>,
    },
    /// A reader proposed a statement.
    Proposed {
        /// The statement.
        statement: Box<Statement>,
    },
    /// A reader found a known statement again, in another layer or by other means.
    Sighted {
        /// The statement.
        statement: StatementId,
        /// What found it.
        reader: ReaderId,
        /// Where.
        citation: Citation,
    },
    /// A person judged a statement.
    Decided {
        /// The judgement.
        decision: Decision,
    },
    /// An entity came to be.
    EntityCreated {
        /// Its id, random.
        entity: EntityId,
        /// Its kind.
        mention_kind: Kind,
        /// Its name.
        name: ShortText,
    },
    /// A mention in a source was bound to an entity.
    Bound {
        /// The source of the mention.
        source: SourceId,
        /// The mention.
        mention: Mention,
        /// The entity.
        entity: EntityId,
        /// The rule that bound it, where no person did; the person who accepted agreed to it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<ShortText>,
        /// Why a person bound it, where one gave a reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<ShortText>,
    },
    /// The decision in force on a statement was taken back; what was in force before it is so again.
    Undone {
        /// The statement that had been judged.
        statement: StatementId,
        /// The row of the decision.
        row: u64,
    },
    /// Two entities turned out to be one: the first is known by the second from now on.
    Merged {
        /// The one that gives way; it keeps its id, which leads to the other.
        from: EntityId,
        /// The one that remains.
        into: EntityId,
        /// Why.
        why: ShortText,
    },
    /// A merge was taken back: the entity stands on its own again, with what had been merged into it.
    Unmerged {
        /// The entity that had given way.
        entity: EntityId,
        /// Why.
        why: ShortText,
    },
    /// Somebody said that an entity goes by another name as well.
    AliasAdded {
        /// The entity.
        entity: EntityId,
        /// The name.
        name: ShortText,
    },
    /// Somebody took such a name away.
    AliasRemoved {
        /// The entity.
        entity: EntityId,
        /// The name.
        name: ShortText,
    },
    /// Somebody noted something on a source, a statement or an entity. Never published.
    Noted {
        /// The note.
        text: Prose,
    },
    /// The public was told what had been wrong with facts.
    Corrected {
        /// The facts, by their public ids.
        facts: Vec<FactId>,
        /// What is told.
        text: Prose,
        /// In which role it is told; never a name.
        role: ShortText,
    },
    /// Words of a source are kept from the public. The archive keeps them.
    Redacted {
        /// The source.
        source: SourceId,
        /// The text layer.
        layer: LayerId,
        /// The stretches of that layer's text, in order, none touching the next.
        ranges: Vec<Stretch>,
        /// The words of each stretch, to find what else says them. Never published.
        #[serde(default)]
        words: Vec<String>,
        /// Why. Never published.
        why: ShortText,
    },
    /// A redaction was taken back.
    Unredacted {
        /// The source.
        source: SourceId,
        /// The row of the redaction.
        row: u64,
        /// Why.
        why: ShortText,
    },
    /// People may see a source though it is confidential.
    Admitted {
        /// The source.
        source: SourceId,
        /// Who, by the names they sign with.
        names: Vec<ShortText>,
    },
    /// People may no longer see it.
    Dismissed {
        /// The source.
        source: SourceId,
        /// Who, by the names they sign with.
        names: Vec<ShortText>,
    },
    /// Somebody read a confidential source.
    Opened {
        /// The source.
        source: SourceId,
    },
    /// Somebody said who may see a source.
    VisibilitySet {
        /// The source.
        source: SourceId,
        /// Who may.
        visibility: Visibility,
    },
    /// Somebody said whether the public may have the original of a source, where its text is public.
    OriginalOffered {
        /// The source.
        source: SourceId,
        /// True where it may.
        offered: bool,
    },
    /// A statement is not to be released before a day.
    Embargoed {
        /// The statement.
        statement: StatementId,
        /// The first day on which it may be.
        #[schemars(with = "String")]
        until: civil::Date,
    },
    /// Facts were made public, or taken back.
    Released {
        /// Each change, in order.
        changes: Vec<ReleaseChange>,
    },
    /// A source and everything that rests on it was destroyed; headers remain.
    Purged {
        /// The rows whose payload and salt were destroyed.
        rows: Vec<u64>,
        /// By whose order, and which.
        order: ShortText,
    },
}

impl Event {
    /// The event's name, as it stands in the row's header.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::SourceAdded { .. } => "source_added",
            Self::SourceSeen { .. } => "source_seen",
            Self::LayerMade { .. } => "layer_made",
            Self::LayerFailed { .. } => "layer_failed",
            Self::Screened { .. } => "screened",
            Self::Proposed { .. } => "proposed",
            Self::Sighted { .. } => "sighted",
            Self::Decided { .. } => "decided",
            Self::EntityCreated { .. } => "entity_created",
            Self::Bound { .. } => "bound",
            Self::Undone { .. } => "undone",
            Self::Merged { .. } => "merged",
            Self::Unmerged { .. } => "unmerged",
            Self::AliasAdded { .. } => "alias_added",
            Self::AliasRemoved { .. } => "alias_removed",
            Self::Noted { .. } => "noted",
            Self::Corrected { .. } => "corrected",
            Self::Redacted { .. } => "redacted",
            Self::Unredacted { .. } => "unredacted",
            Self::Admitted { .. } => "admitted",
            Self::Dismissed { .. } => "dismissed",
            Self::Opened { .. } => "opened",
            Self::VisibilitySet { .. } => "visibility_set",
            Self::OriginalOffered { .. } => "original_offered",
            Self::Embargoed { .. } => "embargoed",
            Self::Released { .. } => "released",
            Self::Purged { .. } => "purged",
        }
    }
}

/// One entry of the public log of releases and retractions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReleaseChange {
    /// The fact, by its public id. Never the statement's, which is a digest of what it says: a change
    /// outlives the purge of its source, and must not let anybody confirm what was purged.
    pub fact: FactId,
    /// True where the fact was made public, false where it was taken back.
    pub released: bool,
}

/// Bytes of a text layer.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Stretch {
    /// The first byte.
    pub start: u64,
    /// The byte after the last.
    pub end: u64,
}
