//! What may leave the desk: the one type that stands before every public door.
//!
//! A [`Publishable`] is a handle on tables of what is public, as of one moment: it is asked for what one
//! page needs, or streamed in order, and holds nothing itself. It is made by
//! [`crate::Register::publishable`]. The tables have released facts only, name no editor, and have
//! nothing of a confidential source; of a withheld one they have the title and the cited quotes, without
//! offsets and without a digest that would let somebody who holds a copy confirm it.
//!
//! **How a page asks.** What is about one thing: [`Publishable::entity`], [`Publishable::about`],
//! [`Publishable::naming`], [`Publishable::disputes`]; [`Publishable::source`], [`Publishable::resting_on`].
//! Lists come by [`Part`]: [`Publishable::entities`] narrowed and ordered by an [`Ask`], or [`Publishable::glances`] with what
//! lists tell of each, with [`Publishable::total`] and [`Publishable::facets`] for the same ask; [`Publishable::sources`],
//! [`Publishable::contradictions`], [`Publishable::findings`], [`Publishable::latest`],
//! [`Publishable::retracted`]. What goes into a file whole is streamed: [`Publishable::each_entity`],
//! [`Publishable::each_source`], [`Publishable::each_release`]. [`Publishable::changes_since`] says which
//! pages differ from those of an earlier moment; where pages of lists begin is told from [`Publishable::ids`].

mod ask;
mod changes;
mod facets;
mod facts;
mod glance;
mod handle;
mod lists;
mod mended;
mod place;
mod screenings;
mod text;
mod whole;

use std::cmp::Ordering;
use std::ops::Range;

use codebook::citation::Locator;
use codebook::layer::Extractor;
use codebook::statement::{Basis, Polarity, Qualifiers};
use codebook::value::{Prose, ShortText};
use codebook::{
    Edtf, EntityId, FactId, Kind, LayerId, MediaType, Property, PublicSourceId, Role, Sha256,
    SourceId, Value,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use ask::{Ask, Facet, Finding, ListOrder, Part, usual};
pub use changes::{Changes, Mark};
pub use facets::Facets;
pub use facts::FactAsk;
pub use glance::{Glance, Said, glanced};
pub use handle::{Another, Publishable};
pub(crate) use handle::{in_order, json};
pub use lists::Spread;
pub use place::{NoPlace, Place};
pub use screenings::PublicScreening;
pub use text::{KeptLayer, PublicField, PublicText};
pub use whole::Whole;

/// An entity as it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityRow {
    /// The entity.
    pub entity: PublicEntity,
    /// How many facts are about it or name it.
    pub facts: u64,
    /// When the newest of them was released.
    pub as_of: Timestamp,
}

/// A source as it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// The source.
    pub source: PublicSource,
    /// How many facts rest on it.
    pub facts: u64,
    /// When the newest of them was released; where there are none, when it was archived.
    pub as_of: Timestamp,
}

/// A fact that was taken back. What it said is not told, whatever the reason: it may have been taken back
/// because it must not be known, and the public log does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retracted {
    /// Its public id.
    pub fact: FactId,
    /// When it was taken back, the last time.
    pub at: Timestamp,
}

/// What the public was told had been wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The facts that it is about, public still or not.
    pub facts: Vec<FactId>,
    /// What had been wrong.
    pub text: Prose,
    /// What it is signed with: a role, never a name.
    pub role: ShortText,
    /// When it was told.
    pub at: Timestamp,
}

/// How much is public.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entities by kind, in the codebook's order.
    pub entities: Vec<(Kind, u64)>,
    /// Sources.
    pub sources: u64,
    /// Facts.
    pub facts: u64,
    /// Disagreements among them.
    pub contradictions: u64,
    /// Facts that say that the public got nothing.
    pub silences: u64,
    /// Facts that say how accurate something is.
    pub accuracy: u64,
    /// Entries of the log of releases.
    pub releases: u64,
}

/// An entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicEntity {
    /// Its id.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub name: ShortText,
    /// Other names that released facts call it by, or that editors say it has.
    pub aliases: Vec<ShortText>,
}

/// A released fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

impl PublicFact {
    /// The order in which facts come: by subject, property, value as written out, and id.
    #[must_use]
    pub fn in_order(&self, other: &Self) -> Ordering {
        let value = || self.value.to_string().cmp(&other.value.to_string());
        (self.subject, self.property)
            .cmp(&(other.subject, other.property))
            .then_with(value)
            .then_with(|| self.id.cmp(&other.id))
    }
}

/// A cited stretch of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicSpan {
    /// What it is cited for.
    pub role: Role,
    /// The exact words, with gaps where some are kept from the public.
    pub quote: String,
    /// Where they stand; only for a public source.
    pub place: Option<PublicPlace>,
}

/// Where words stand in a public source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicPlace {
    /// The text layer.
    pub layer: LayerId,
    /// The bytes in it; of a layer with gaps, in what is left.
    pub range: Range<usize>,
    /// The place in the source itself; of a source with gaps, nowhere: what stands between two places there
    /// has a width.
    pub locator: Locator,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seen {
    /// The whole text.
    Whole {
        /// The source in the archive: its SHA-256.
        source: SourceId,
        /// Its media type.
        media_type: MediaType,
        /// Its size in bytes.
        size: u64,
        /// True where the original may be had too.
        original: bool,
        /// Every text layer that a released fact points into, or the newest if none does.
        layers: Vec<PublicLayer>,
    },
    /// The text with gaps where words are kept from the public. Nothing here is a digest of what those words
    /// are in, or counts in it.
    Gaps {
        /// A salted commitment to the source.
        commitment: Sha256,
        /// As of a source that is seen whole.
        layers: Vec<GapLayer>,
    },
    /// Title and quotes.
    Quotes {
        /// A salted commitment to the source: it binds the register to the bytes without giving
        /// them away.
        commitment: Sha256,
    },
}

/// A text layer of a public source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// A text layer with gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapLayer {
    /// A salted id of what is left of it.
    pub layer: LayerId,
    /// What made it.
    pub extractor: Extractor,
}

/// Facts about one subject that can't all be so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
