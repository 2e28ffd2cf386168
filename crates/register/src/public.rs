//! What may leave the desk: the one type that stands before every public door.
//!
//! A [`Publishable`] is made by [`crate::Register::publishable`] and by nothing else. It holds released
//! facts only, names no editor, and has nothing of a confidential source; of a withheld one it has the
//! title and the cited quotes, without offsets and without a digest that would let somebody who holds
//! a copy confirm it.

use std::ops::Range;

use codebook::citation::Locator;
use codebook::layer::Extractor;
use codebook::statement::{Basis, Polarity, Qualifiers};
use codebook::value::ShortText;
use codebook::{
    Edtf, EntityId, FactId, Kind, LayerId, MediaType, Property, PublicSourceId, Role, Sha256,
    SourceId, Value,
};
use jiff::Timestamp;

/// Everything that may be shown, as of one moment of the log. Lists are in a fixed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publishable {
    /// The register speaks as of then: the time of the last event that changed what the public sees,
    /// that is a release, a retraction, or anything that happened to a source while it was public (it
    /// was opened or closed, came from another address, got another text, was purged). Work on anything
    /// else leaves it alone. Before there was one, the time of the log's first event; of an empty log,
    /// the start of 1970.
    pub as_of: Timestamp,
    /// Entities with at least one released fact about them or naming them; by kind, name and id.
    pub entities: Vec<PublicEntity>,
    /// Released facts; by subject, property, value and id.
    pub facts: Vec<PublicFact>,
    /// Sources that those facts rest on, and public sources; by title and id.
    pub sources: Vec<PublicSource>,
    /// Facts that disagree; by subject and property.
    pub contradictions: Vec<Contradiction>,
    /// The public log of releases and retractions, in order; only ever longer.
    pub releases: Vec<Release>,
}

/// An entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicEntity {
    /// Its id.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub name: ShortText,
    /// Other names that released facts call it by.
    pub aliases: Vec<ShortText>,
}

/// A released fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicFact {
    /// Its public id.
    pub id: FactId,
    /// What it is about.
    pub subject: EntityId,
    /// What the source calls that.
    pub mention: ShortText,
    /// What is said.
    pub property: Property,
    /// The value.
    pub value: Value,
    /// The value as it stands in the source.
    pub written: ShortText,
    /// What narrows it.
    pub qualifiers: Qualifiers,
    /// When it held.
    pub valid: Option<Edtf>,
    /// So, or not so.
    pub polarity: Polarity,
    /// Who is said to say it.
    pub attribution: Option<ShortText>,
    /// Text or editor.
    pub basis: Basis,
    /// The entity that the value names, where it names one.
    pub names: Option<EntityId>,
    /// The source.
    pub source: PublicSourceId,
    /// The words: the quote first.
    pub spans: Vec<PublicSpan>,
    /// When a person accepted it.
    pub decided_at: Timestamp,
    /// When it was released.
    pub released_at: Timestamp,
}

/// A cited stretch of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicSpan {
    /// What it is cited for.
    pub role: Role,
    /// The exact words.
    pub quote: String,
    /// Where they stand; only for a public source.
    pub place: Option<PublicPlace>,
}

/// Where words stand in a public source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPlace {
    /// The text layer.
    pub layer: LayerId,
    /// The bytes in it.
    pub range: Range<usize>,
    /// The place in the source itself.
    pub locator: Locator,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicSource {
    /// Its public id.
    pub id: PublicSourceId,
    /// Its title; the id where it has none, or, of a withheld source, where the title is merely the
    /// file's name or the address it was fetched from.
    pub title: String,
    /// When it was published, if it says.
    pub published: Option<Edtf>,
    /// Web addresses that a public source was fetched from (never a file's path), in the order of the
    /// log: scheme, host and path, without user, query and fragment. None for a withheld source.
    pub addresses: Vec<String>,
    /// When it was first archived.
    pub archived_at: Timestamp,
    /// What of it may be seen.
    pub seen: Seen,
}

/// What may be seen of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// The whole text.
    Whole {
        /// The source in the archive: its SHA-256.
        source: SourceId,
        /// Its media type.
        media_type: MediaType,
        /// Its size in bytes.
        size: u64,
        /// Every text layer that a released fact points into, or the newest if none does.
        layers: Vec<PublicLayer>,
    },
    /// Title and quotes.
    Quotes {
        /// A salted commitment to the source: it binds the register to the bytes without giving
        /// them away.
        commitment: Sha256,
    },
}

/// A text layer of a public source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicLayer {
    /// The layer.
    pub layer: LayerId,
    /// What made it.
    pub extractor: Extractor,
    /// The digest of its text.
    pub text: Sha256,
    /// The digest of its map, where it has one.
    pub map: Option<Sha256>,
}

/// Facts about one subject that can't all be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The subject.
    pub subject: EntityId,
    /// The property.
    pub property: Property,
    /// The facts, at least two.
    pub facts: Vec<FactId>,
}

/// An entry of the public log of releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The fact.
    pub fact: FactId,
    /// True where it was made public, false where it was taken back.
    pub released: bool,
    /// When.
    pub at: Timestamp,
}
