//! What a page says, as JSON at the same address: one shape for every page.

use codebook::statement::{Basis, Polarity, Qualifiers};
use codebook::value::ShortText;
use codebook::{Edtf, EntityId, FactId, Kind, Property, PublicSourceId, Role, Sha256, V1, Value};
use jiff::Timestamp;
use register::public::{PublicEntity, PublicFact, PublicSource, Seen};
use schemars::JsonSchema;
use serde::Serialize;

use crate::drawn::{self, ChartsJson, PlaceJson};
use crate::entity;
use crate::list::{self, Listed};
use crate::page::Page;
use crate::sentence;
use crate::shown::Shown;
use crate::words::Words;

/// A page's content. Addresses are under the folder of its language. Its schema is what is used: a page is written as its
/// two parts, of which the second is made once for all languages.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PublishedPage")]
struct PageJson<'a> {
    #[serde(flatten)]
    head: HeadJson<'a>,
    #[serde(flatten)]
    body: BodyJson<'a>,
}

/// What of a page is in a language.
#[derive(Serialize, JsonSchema)]
struct HeadJson<'a> {
    v: V1,
    /// The page's own address.
    page: String,
    lang: &'static str,
    #[schemars(with = "String")]
    as_of: Timestamp,
    /// The entity whose page it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<EntityJson<'a>>,
    /// The sentence that its page leads with.
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<&'a str>,
}

/// What is the same in every language: three parts, written one after the other, as what is listed is kept written.
#[derive(Serialize, JsonSchema)]
struct BodyJson<'a> {
    #[serde(flatten)]
    top: TopJson,
    /// The entities that it lists, in order.
    listed: Vec<ListedJson<'a>>,
    #[serde(flatten)]
    rest: RestJson<'a>,
}

#[derive(Serialize, JsonSchema)]
struct TopJson {
    /// The properties that one would expect and no source speaks of.
    unknown: Vec<Property>,
    /// How many there are of what the page lists, on all its parts; the first of them says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<u64>,
}

#[derive(Serialize, JsonSchema)]
struct RestJson<'a> {
    /// The facts that it shows.
    facts: Vec<FactJson<'a>>,
    /// Which facts disagree.
    contradictions: Vec<ClashJson<'a>>,
    /// The sources of these facts, and those that the page lists.
    sources: Vec<SourceJson<'a>>,
    /// How many systems are where, on a map.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<PlaceJson>,
    /// What the charts show.
    #[serde(skip_serializing_if = "Option::is_none")]
    charts: Option<ChartsJson>,
    /// Facts that were taken back.
    retracted: Vec<RetractedJson>,
    /// What the public was told had been wrong.
    corrections: Vec<CorrectionJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageEntity")]
struct EntityJson<'a> {
    id: EntityId,
    kind: Kind,
    name: &'a str,
    aliases: &'a [ShortText],
    page: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageListed")]
struct ListedJson<'a> {
    #[serde(flatten)]
    entity: EntityJson<'a>,
    /// How many facts are about it or name it.
    facts: u64,
    /// What the list says of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    says: Vec<SaysJson<'a>>,
    /// The properties that it says on which sources disagree.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    disputed: Vec<Property>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageSays")]
struct SaysJson<'a> {
    fact: FactId,
    property: Property,
    value: &'a Value,
    #[serde(skip_serializing_if = "Qualifiers::is_empty")]
    qualifiers: &'a Qualifiers,
    polarity: Polarity,
    /// The entity that the value names.
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<EntityId>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageFact")]
struct FactJson<'a> {
    id: FactId,
    subject: EntityId,
    mention: &'a str,
    property: Property,
    value: &'a Value,
    written: &'a str,
    #[serde(skip_serializing_if = "Qualifiers::is_empty")]
    qualifiers: &'a Qualifiers,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid: Option<&'a Edtf>,
    polarity: Polarity,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribution: Option<&'a str>,
    basis: Basis,
    /// The entity that the value names.
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<EntityId>,
    source: PublicSourceId,
    /// The cited words; the quote first.
    words: Vec<WordsJson<'a>>,
    #[schemars(with = "String")]
    decided_at: Timestamp,
    #[schemars(with = "String")]
    released_at: Timestamp,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageWords")]
struct WordsJson<'a> {
    role: Role,
    quote: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageContradiction")]
struct ClashJson<'a> {
    subject: EntityId,
    property: Property,
    facts: &'a [FactId],
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageSource")]
struct SourceJson<'a> {
    id: PublicSourceId,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a Edtf>,
    #[schemars(with = "String")]
    archived_at: Timestamp,
    page: String,
    /// Web addresses it was fetched from; none of a withheld source.
    addresses: &'a [String],
    /// The digest of the original; only of a public source.
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<Sha256>,
    /// The file of the original, from the root of the site, where it may be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageRetracted")]
struct RetractedJson {
    fact: FactId,
    #[schemars(with = "String")]
    at: Timestamp,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PageCorrection")]
struct CorrectionJson<'a> {
    facts: &'a [FactId],
    text: &'a str,
    role: &'a str,
    #[schemars(with = "String")]
    at: Timestamp,
}

/// The JSON Schema of what stands at a page's address with `.json`.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(PageJson<'static>)
}

/// What of a page's JSON is in a language. What is about the register itself, and no drawing, has no facts in it.
pub(crate) fn head(site: &Shown<'_>, w: &Words, page: Page) -> Result<String, serde_json::Error> {
    let entity = about(site, page);
    serde_json::to_string(&HeadJson {
        v: V1,
        page: page.path(),
        lang: w.lang().tag(),
        as_of: site.needs.as_of,
        entity: entity.map(entity_json),
        sentence: entity.and_then(|entity| sentence::of(site, w, entity)),
    })
}

/// The page as JSON: its two parts as one.
pub(crate) fn joined(head: &str, body: &str) -> String {
    let (head, body) = (head.strip_suffix('}'), body.strip_prefix('{'));
    [head.unwrap_or_default(), ",", body.unwrap_or_default(), "\n"].concat()
}

/// The entity whose page it is.
fn about<'a>(site: &Shown<'a>, page: Page) -> Option<&'a PublicEntity> {
    match page {
        Page::Entity(id) | Page::EntityPart(id, _) => site.entity(id),
        _ => None,
    }
}

/// What of it is the same in every language.
pub(crate) fn body(site: &Shown<'_>, page: Page) -> Result<String, serde_json::Error> {
    let (needs, entity) = (site.needs, about(site, page));
    let mut sources: Vec<&PublicSource> = needs.sources.values().map(|row| &row.source).collect();
    sources.sort_by_key(|source| source.id);
    sources.extend(needs.source_rows.iter().map(|row| &row.source));
    let unknown = entity.map(|entity| entity::unknown_properties(site, entity));
    let top = serde_json::to_string(&TopJson {
        unknown: unknown.unwrap_or_default(),
        total: site.tells_total(page).then_some(needs.total),
    })?;
    let mut body = top.strip_suffix('}').unwrap_or(&top).to_owned();
    body.push_str(",\"listed\":[");
    for (place, row) in needs.rows.iter().enumerate() {
        body.push_str(if place > 0 { "," } else { "" });
        body.push_str(row.json(|row| serde_json::to_string(&listed(row)))?);
    }
    body.push_str("],");
    let rest = serde_json::to_string(&RestJson {
        facts: needs.facts.iter().filter(|fact| stands_on(site, fact, page)).map(fact).collect(),
        contradictions: needs
            .contradictions
            .iter()
            .map(|found| ClashJson {
                subject: found.subject,
                property: found.property,
                facts: &found.facts,
            })
            .collect(),
        sources: sources.into_iter().map(source).collect(),
        places: drawn::places(site, page),
        charts: (page == Page::Charts).then(|| drawn::charts(site)),
        retracted: needs
            .retracted
            .iter()
            .map(|gone| RetractedJson { fact: gone.fact, at: gone.at })
            .collect(),
        corrections: needs
            .corrections
            .iter()
            .map(|made| CorrectionJson {
                facts: &made.facts,
                text: made.text.as_str(),
                role: made.role.as_str(),
                at: made.at,
            })
            .collect(),
    })?;
    body.push_str(rest.strip_prefix('{').unwrap_or(&rest));
    Ok(body)
}

fn listed(Listed { row, glance, .. }: &Listed) -> ListedJson<'_> {
    let columns = list::columns(row.entity.kind);
    let says = glance.said.iter().filter(|said| columns.contains(&said.property));
    ListedJson {
        entity: entity_json(&row.entity),
        facts: row.facts,
        says: says
            .map(|said| SaysJson {
                fact: said.fact,
                property: said.property,
                value: &said.value,
                qualifiers: &said.qualifiers,
                polarity: said.polarity,
                names: said.names,
            })
            .collect(),
        disputed: columns
            .iter()
            .filter(|column| glance.disputed.contains(*column))
            .copied()
            .collect(),
    }
}

/// True of a fact that a page shows: on a part of an entity's page, the facts about it that stand there, and on the first
/// those that name it.
fn stands_on(site: &Shown<'_>, fact: &PublicFact, page: Page) -> bool {
    match page {
        Page::Entity(id) => fact.subject != id || site.part(fact) == 1,
        Page::EntityPart(id, number) => fact.subject == id && site.part(fact) == number,
        _ => true,
    }
}

fn entity_json(entity: &PublicEntity) -> EntityJson<'_> {
    EntityJson {
        id: entity.id,
        kind: entity.kind,
        name: entity.name.as_str(),
        aliases: &entity.aliases,
        page: Page::Entity(entity.id).path(),
    }
}

fn fact(fact: &PublicFact) -> FactJson<'_> {
    let words = fact.spans.iter().map(|span| WordsJson { role: span.role, quote: &span.quote });
    FactJson {
        id: fact.id,
        subject: fact.subject,
        mention: fact.mention.as_str(),
        property: fact.property,
        value: &fact.value,
        written: fact.written.as_str(),
        qualifiers: &fact.qualifiers,
        valid: fact.valid.as_ref(),
        polarity: fact.polarity,
        attribution: fact.attribution.as_ref().map(ShortText::as_str),
        basis: fact.basis,
        names: fact.names,
        source: fact.source,
        words: words.collect(),
        decided_at: fact.decided_at,
        released_at: fact.released_at,
    }
}

fn source(source: &PublicSource) -> SourceJson<'_> {
    let (addresses, sha256) = match &source.seen {
        Seen::Whole { source: id, .. } => (source.addresses.as_slice(), Some(*id.digest())),
        Seen::Gaps { .. } | Seen::Quotes { .. } => (&[][..], None),
    };
    SourceJson {
        id: source.id,
        title: &source.title,
        published: source.published.as_ref(),
        archived_at: source.archived_at,
        page: Page::Source(source.id).path(),
        addresses,
        sha256,
        original: crate::original(source),
    }
}
