//! The data downloads: facts, entities, sources and contradictions, one JSON object a line.

use codebook::citation::Locator;
use codebook::layer::Extractor;
use codebook::statement::{Basis, Polarity, Qualifiers};
use codebook::value::ShortText;
use codebook::{
    Edtf, EntityId, FactId, Kind, LayerId, MediaType, Property, PublicSourceId, Role, Sha256,
    SourceId, V1, Value,
};
use jiff::Timestamp;
use register::public::{
    Contradiction, PublicEntity, PublicFact, PublicSource, PublicSpan, PublicText, Seen,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::layout;

/// A released fact.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PublishedFact")]
pub struct FactLine {
    pub(crate) v: V1,
    /// Its id, which is also its anchor on the subject's page.
    pub(crate) id: FactId,
    /// The entity it is about.
    pub(crate) subject: EntityId,
    /// What the source calls that.
    pub(crate) mention: ShortText,
    pub(crate) property: Property,
    pub(crate) value: Value,
    /// The value in its normalized writing.
    pub(crate) normalized: String,
    /// The value as it stands in the source.
    pub(crate) written: ShortText,
    #[serde(default, skip_serializing_if = "Qualifiers::is_empty")]
    pub(crate) qualifiers: Qualifiers,
    /// When it held.
    pub(crate) valid: Option<Edtf>,
    pub(crate) polarity: Polarity,
    /// Who is said to say it.
    pub(crate) attribution: Option<ShortText>,
    pub(crate) basis: Basis,
    /// The entity that the value names.
    pub(crate) names: Option<EntityId>,
    pub(crate) source: PublicSourceId,
    /// The words, the quote first.
    pub(crate) spans: Vec<SpanLine>,
    /// When a person accepted it.
    #[schemars(with = "String")]
    pub(crate) decided_at: Timestamp,
    /// When it was released.
    #[schemars(with = "String")]
    pub(crate) released_at: Timestamp,
}

/// A cited stretch of words.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PublishedSpan")]
pub(crate) struct SpanLine {
    pub(crate) role: Role,
    pub(crate) quote: String,
    /// Where they stand; only for a public source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<PlaceLine>,
}

/// Where words stand in the text layer of a public source.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PublishedPlace")]
pub(crate) struct PlaceLine {
    pub(crate) layer: LayerId,
    /// First byte in the layer's text.
    pub(crate) start: usize,
    /// The byte after the last.
    pub(crate) end: usize,
    pub(crate) locator: Locator,
}

impl From<&PublicFact> for FactLine {
    fn from(fact: &PublicFact) -> Self {
        Self {
            v: V1,
            id: fact.id,
            subject: fact.subject,
            mention: fact.mention.clone(),
            property: fact.property,
            value: fact.value.clone(),
            normalized: fact.value.to_string(),
            written: fact.written.clone(),
            qualifiers: fact.qualifiers,
            valid: fact.valid.clone(),
            polarity: fact.polarity,
            attribution: fact.attribution.clone(),
            basis: fact.basis,
            names: fact.names,
            source: fact.source,
            spans: fact.spans.iter().map(SpanLine::from).collect(),
            decided_at: fact.decided_at,
            released_at: fact.released_at,
        }
    }
}

impl From<&PublicSpan> for SpanLine {
    fn from(span: &PublicSpan) -> Self {
        let place = span.place.as_ref().map(|place| PlaceLine {
            layer: place.layer,
            start: place.range.start,
            end: place.range.end,
            locator: place.locator.clone(),
        });
        Self { role: span.role, quote: span.quote.clone(), place }
    }
}

/// An entity.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PublishedEntity")]
pub struct EntityLine {
    pub(crate) v: V1,
    pub(crate) id: EntityId,
    pub(crate) kind: Kind,
    pub(crate) name: ShortText,
    pub(crate) aliases: Vec<ShortText>,
}

impl From<&PublicEntity> for EntityLine {
    fn from(entity: &PublicEntity) -> Self {
        Self {
            v: V1,
            id: entity.id,
            kind: entity.kind,
            name: entity.name.clone(),
            aliases: entity.aliases.clone(),
        }
    }
}

/// A source.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PublishedSource")]
pub(crate) struct SourceLine {
    pub(crate) v: V1,
    pub(crate) id: PublicSourceId,
    pub(crate) title: String,
    pub(crate) published: Option<Edtf>,
    /// Web addresses it was fetched from; only of a source that is seen whole.
    pub(crate) addresses: Vec<String>,
    #[schemars(with = "String")]
    pub(crate) archived_at: Timestamp,
    pub(crate) seen: SeenLine,
}

/// What may be seen of a source.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "PublishedSeen")]
pub(crate) enum SeenLine {
    /// The whole text.
    Whole {
        /// The SHA-256 of the original.
        source: SourceId,
        #[schemars(with = "String")]
        media_type: MediaType,
        /// The size of the original in bytes.
        size: u64,
        /// The original's file in the bundle, where it may be had.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        original: Option<String>,
        layers: Vec<LayerLine>,
    },
    /// The text, with gaps of one width where words are kept from the public.
    Gaps {
        /// A salted commitment to the original.
        commitment: Sha256,
        layers: Vec<GapLine>,
    },
    /// Title and cited quotes.
    Quotes {
        /// A salted commitment to the original.
        commitment: Sha256,
    },
}

/// A text layer of a public source.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PublishedLayer")]
pub(crate) struct LayerLine {
    pub(crate) layer: LayerId,
    pub(crate) extractor: Extractor,
    /// The SHA-256 of its text.
    pub(crate) text: Sha256,
    /// The SHA-256 of its map from bytes to places, which is not in the bundle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) map: Option<Sha256>,
    /// Its file in the bundle.
    pub(crate) file: String,
}

/// A text with gaps. No place in it is told but by what is left of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PublishedGaps")]
pub(crate) struct GapLine {
    /// A salted id of what is left of the layer.
    pub(crate) layer: LayerId,
    pub(crate) extractor: Extractor,
    /// The SHA-256 of the text with its gaps.
    pub(crate) text: Sha256,
    /// Its file in the bundle.
    pub(crate) file: String,
}

impl SourceLine {
    /// A source, with the texts of it that the public may read.
    pub(crate) fn new(source: &PublicSource, texts: &[PublicText]) -> Self {
        // Where a source was found that is not seen whole is not told, whatever comes in.
        let addresses = match source.seen {
            Seen::Whole { .. } => source.addresses.clone(),
            Seen::Gaps { .. } | Seen::Quotes { .. } => Vec::new(),
        };
        let seen = match &source.seen {
            Seen::Quotes { commitment } => SeenLine::Quotes { commitment: *commitment },
            Seen::Gaps { commitment, .. } => SeenLine::Gaps {
                commitment: *commitment,
                layers: texts
                    .iter()
                    .map(|text| GapLine {
                        layer: text.layer(),
                        extractor: text.extractor().clone(),
                        text: Sha256::of(text.text().as_bytes()),
                        file: layout::text(source.id, text.layer()),
                    })
                    .collect(),
            },
            Seen::Whole { source: sha256, media_type, size, layers, .. } => SeenLine::Whole {
                source: *sha256,
                media_type: *media_type,
                size: *size,
                original: pages::original(source),
                layers: layers
                    .iter()
                    .map(|layer| LayerLine {
                        layer: layer.layer,
                        extractor: layer.extractor.clone(),
                        text: layer.text,
                        map: layer.map,
                        file: layout::text(source.id, layer.layer),
                    })
                    .collect(),
            },
        };
        Self {
            v: V1,
            id: source.id,
            title: source.title.clone(),
            published: source.published.clone(),
            addresses,
            archived_at: source.archived_at,
            seen,
        }
    }
}

/// Facts that disagree.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PublishedContradiction")]
pub struct ContradictionLine {
    pub(crate) v: V1,
    pub(crate) subject: EntityId,
    pub(crate) property: Property,
    pub(crate) facts: Vec<FactId>,
}

impl From<&Contradiction> for ContradictionLine {
    fn from(found: &Contradiction) -> Self {
        Self { v: V1, subject: found.subject, property: found.property, facts: found.facts.clone() }
    }
}

/// The schemas of these lines, of pages and of what else is exchanged, by file name.
pub(crate) fn schemas() -> Result<Vec<(&'static str, String)>, serde_json::Error> {
    let text = |schema: schemars::Schema| serde_json::to_string_pretty(&schema).map(|t| t + "\n");
    let mut all = codebook::schema::all();
    all.extend([
        ("published-bulk.v1.schema.json", text(pages::bulk_schema())?),
        ("published-contradiction.v1.schema.json", text(schemars::schema_for!(ContradictionLine))?),
        ("published-entity.v1.schema.json", text(schemars::schema_for!(EntityLine))?),
        ("published-fact.v1.schema.json", text(schemars::schema_for!(FactLine))?),
        ("published-page.v1.schema.json", text(pages::schema())?),
        ("published-source.v1.schema.json", text(schemars::schema_for!(SourceLine))?),
    ]);
    Ok(all)
}
