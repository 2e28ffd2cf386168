//! Hits, as they are handed out.

use std::ops::Range;

use codebook::{EntityId, Kind, LayerId, Property, SourceId, StatementId};
use register::{State, StatementView};

use crate::snippet::{Marker, Snippet};

/// A fact, decided or not, that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactHit {
    /// Its statement.
    pub statement: StatementId,
    /// The source that says so.
    pub source: SourceId,
    /// The layer that its quote stands in, and where.
    pub layer: LayerId,
    /// The quote's bytes in that layer.
    pub range: Range<usize>,
    /// The entity it is about, if that is bound.
    pub entity: Option<EntityId>,
    /// The kind of what it is about.
    pub kind: Kind,
    /// What the source calls that.
    pub subject: String,
    /// What is said.
    pub property: Property,
    /// The value, normalized.
    pub value: String,
    /// How it stands.
    pub state: State,
    /// The quote, or the part of it where the words are.
    pub quote: Snippet,
}

impl FactHit {
    pub(crate) fn of(view: &StatementView, marker: &Marker) -> Self {
        let parts = view.statement.parts();
        let quote = parts.citation.quote();
        Self {
            statement: view.statement.id(),
            source: quote.source(),
            layer: quote.layer(),
            range: quote.range(),
            entity: view.subject,
            kind: parts.subject.kind,
            subject: parts.subject.name.to_string(),
            property: parts.property,
            value: parts.value.to_string(),
            state: view.state,
            quote: Snippet::of(quote.quote(), &marker.marks(quote.quote())),
        }
    }
}

/// A passage that has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextHit {
    /// Its source.
    pub source: SourceId,
    /// That source's title; empty where it has none.
    pub title: String,
    /// The layer it stands in.
    pub layer: LayerId,
    /// The bytes of the layer that the snippet shows: what a link to it opens.
    pub range: Range<usize>,
    /// Where in the layer the words stand that were looked for, in bytes: all of the passage.
    pub matches: Vec<Range<usize>>,
    /// What is shown of it.
    pub snippet: Snippet,
}
