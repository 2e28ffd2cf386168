//! `/api`: what is public, for programs, as JSON. What an object of it is, is what the published data have for
//! it; every route stands in one table, from which it is served and described.

use codebook::{Edtf, EntityId, FactId, Kind, Property, PublicSourceId, Sha256, V1};
use jiff::Timestamp;
use pages::Listing;
use publish::{ContradictionLine, EntityLine, FactLine};
use register::public::{EntityRow, FactAsk, Part, PublicSource, Publishable, Seen, SourceRow};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use url::form_urlencoded;

use super::openapi;
use super::wanted::QUERY;
use crate::failure::Failure;

/// How many things stand on a page, unless fewer are asked for.
const ROWS: u64 = 100;

/// A parameter of a query.
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) schema: fn(&mut SchemaGenerator) -> Schema,
}

/// A route: a path under the server, where a segment in braces is an id.
pub(super) struct Route {
    pub(super) path: &'static str,
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) parameters: &'static [Parameter],
    pub(super) schema: fn(&mut SchemaGenerator) -> Schema,
    answer: fn(&Publishable<'_>, &Asked) -> Result<Vec<u8>, Failure>,
}

/// Every route.
pub(super) static ROUTES: [Route; 9] = [
    Route {
        path: "/api",
        name: "overview",
        about: "How much is public, and as of when.",
        parameters: &[],
        schema: SchemaGenerator::subschema_for::<Overview>,
        answer: overview,
    },
    Route {
        path: "/api/entities",
        name: "listEntities",
        about: "Entities of a kind, a page at a time; narrowed by values and ordered as their list is.",
        parameters: &[KIND, TECHNOLOGY, STATUS, YEAR, PLACE, AGENCY, VENDOR, SORT, PAGE],
        schema: SchemaGenerator::subschema_for::<Entities>,
        answer: entities,
    },
    Route {
        path: "/api/entities/{id}",
        name: "getEntity",
        about: "An entity with the facts about it, by id, a stretch at a time: go on with `after`. The first stretch tells which facts disagree.",
        parameters: &[AFTER_FACT, LIMIT],
        schema: SchemaGenerator::subschema_for::<Entity>,
        answer: entity,
    },
    Route {
        path: "/api/facts",
        name: "listFacts",
        about: "Released facts, each a statement of one source, by id; go on with `after`.",
        parameters: &[SUBJECT, PROPERTY, NAMES, SOURCE, AFTER_FACT, LIMIT],
        schema: SchemaGenerator::subschema_for::<Facts>,
        answer: facts,
    },
    Route {
        path: "/api/facts/{id}",
        name: "getFact",
        about: "A fact with its words.",
        parameters: &[],
        schema: SchemaGenerator::subschema_for::<FactLine>,
        answer: fact,
    },
    Route {
        path: "/api/sources",
        name: "listSources",
        about: "The sources that facts rest on, and those that are public, a page at a time.",
        parameters: &[PAGE],
        schema: SchemaGenerator::subschema_for::<Sources>,
        answer: sources,
    },
    Route {
        path: "/api/sources/{id}",
        name: "getSource",
        about: "A source with the facts that rest on it, by id, a stretch at a time: go on with `after`.",
        parameters: &[AFTER_FACT, LIMIT],
        schema: SchemaGenerator::subschema_for::<Source>,
        answer: source,
    },
    Route {
        path: "/api/changes",
        name: "listChanges",
        about: "The public log of releases and retractions, in order; go on with `after`, now or later.",
        parameters: &[AFTER_CHANGE, LIMIT],
        schema: SchemaGenerator::subschema_for::<Changes>,
        answer: changes,
    },
    Route {
        path: "/api/openapi.json",
        name: "describe",
        about: "This description.",
        parameters: &[],
        schema: |_| schemars::json_schema!({ "type": "object", "required": ["openapi", "paths"] }),
        answer: |_, _| written(&openapi::description()),
    },
];

const fn text(name: &'static str, about: &'static str) -> Parameter {
    Parameter { name, about, schema: SchemaGenerator::subschema_for::<String> }
}

const KIND: Parameter = Parameter {
    name: "kind",
    about: "The kind; systems where none is named.",
    schema: SchemaGenerator::subschema_for::<Kind>,
};
const TECHNOLOGY: Parameter = text("technology", "With this technology: a word of the codebook.");
const STATUS: Parameter = text("status", "With this status: a word of the codebook.");
const YEAR: Parameter = text("year", "Of this year: four digits.");
const PLACE: Parameter = text("place", "There: the id of an entity, or words of a source.");
const AGENCY: Parameter = text("agency", "Bought or run by it: likewise.");
const VENDOR: Parameter = text("vendor", "Supplied or made by it: likewise.");
const SORT: Parameter = text("sort", "The order: name, facts, newest, year or amount.");
const PAGE: Parameter = Parameter {
    name: "page",
    about: "Which page, from 1.",
    schema: |_| schemars::json_schema!({ "type": "integer", "minimum": 1 }),
};
const LIMIT: Parameter = Parameter {
    name: "limit",
    about: "At most so many.",
    schema: |_| schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": ROWS, "default": ROWS }),
};
const SUBJECT: Parameter = Parameter {
    name: "subject",
    about: "About this entity.",
    schema: SchemaGenerator::subschema_for::<EntityId>,
};
const PROPERTY: Parameter = Parameter {
    name: "property",
    about: "With this property.",
    schema: SchemaGenerator::subschema_for::<Property>,
};
const NAMES: Parameter = Parameter {
    name: "names",
    about: "Whose value names this entity.",
    schema: SchemaGenerator::subschema_for::<EntityId>,
};
const SOURCE: Parameter = Parameter {
    name: "source",
    about: "From this source.",
    schema: SchemaGenerator::subschema_for::<PublicSourceId>,
};
const AFTER_FACT: Parameter = Parameter {
    name: "after",
    about: "Those after this fact: the `next` of the page before.",
    schema: SchemaGenerator::subschema_for::<FactId>,
};
const AFTER_CHANGE: Parameter = Parameter {
    name: "after",
    about: "Those after the one with this number: the `last` of the page before.",
    schema: |_| schemars::json_schema!({ "type": "integer", "minimum": 0 }),
};

/// How much is public.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiOverview")]
struct Overview {
    v: V1,
    #[schemars(with = "String")]
    as_of: Timestamp,
    entities: Vec<OfKind>,
    sources: u64,
    facts: u64,
    contradictions: u64,
    /// Entries of the log of releases.
    changes: u64,
}

/// How many entities of a kind.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiOfKind")]
struct OfKind {
    kind: Kind,
    total: u64,
}

/// A page of entities.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiEntities")]
struct Entities {
    v: V1,
    /// How many fit, on all pages.
    total: u64,
    page: u32,
    entities: Vec<Listed>,
}

/// An entity in a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiListed")]
struct Listed {
    entity: EntityLine,
    /// How many facts are about it or name it.
    facts: u64,
    /// When the newest of them was released.
    #[schemars(with = "String")]
    as_of: Timestamp,
}

/// An entity with what is said of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiEntity")]
struct Entity {
    v: V1,
    #[serde(flatten)]
    listed: Listed,
    /// A stretch of the facts about it.
    about: Vec<FactLine>,
    /// What to ask `after` for those that follow; none where this was the end.
    next: Option<FactId>,
    /// Where sources disagree about it; with the first stretch alone.
    contradictions: Vec<ContradictionLine>,
}

/// A stretch of facts.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiFacts")]
struct Facts {
    v: V1,
    facts: Vec<FactLine>,
    /// What to ask `after` for those that follow; none where this was the end.
    next: Option<FactId>,
}

/// A page of sources.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiSources")]
struct Sources {
    v: V1,
    /// How many there are, on all pages.
    total: u64,
    page: u32,
    sources: Vec<ListedSource>,
}

/// A source in a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiListedSource")]
struct ListedSource {
    source: Told,
    /// How many facts rest on it.
    facts: u64,
}

/// A source.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiSourceTold")]
struct Told {
    id: PublicSourceId,
    title: String,
    published: Option<Edtf>,
    #[schemars(with = "String")]
    archived_at: Timestamp,
    /// Web addresses it was fetched from; only of a source that is seen whole.
    addresses: Vec<String>,
    /// The digest of the original, likewise.
    sha256: Option<Sha256>,
}

/// A source with what rests on it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiSource")]
struct Source {
    v: V1,
    source: Told,
    /// A stretch of the facts that rest on it.
    facts: Vec<FactLine>,
    /// What to ask `after` for those that follow; none where this was the end.
    next: Option<FactId>,
}

/// A stretch of the log of releases.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiChanges")]
struct Changes {
    v: V1,
    changes: Vec<Change>,
    /// The number of the last of them, or what was asked for: ask `after` it later.
    last: u64,
}

/// An entry of the log of releases.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiChange")]
struct Change {
    /// Its number, from 1.
    number: u64,
    fact: FactId,
    /// True where it was made public, false where it was taken back.
    released: bool,
    #[schemars(with = "String")]
    at: Timestamp,
}

/// A request: the id in its path, and its parameters.
pub(super) struct Asked {
    id: String,
    pairs: Vec<(String, String)>,
}

impl Asked {
    /// The value of a parameter; none where it is absent or empty.
    fn value<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, Failure> {
        let found = self.pairs.iter().find(|(known, value)| known == name && !value.is_empty());
        found.map(|(_, value)| value.parse().map_err(|_| Failure::Malformed)).transpose()
    }

    fn id<T: std::str::FromStr>(&self) -> Result<T, Failure> {
        self.id.parse().map_err(|_| Failure::NotFound)
    }

    fn page(&self) -> Result<u32, Failure> {
        Ok(self.value("page")?.unwrap_or(1).max(1))
    }

    fn limit(&self) -> Result<u64, Failure> {
        Ok(self.value("limit")?.unwrap_or(ROWS).clamp(1, ROWS))
    }
}

/// Every path, as routers write them.
pub(crate) fn paths() -> impl Iterator<Item = &'static str> {
    ROUTES.iter().map(|route| route.path)
}

/// The JSON that stands at a path.
pub(super) fn answer(view: &Publishable<'_>, path: &str, query: &str) -> Result<Vec<u8>, Failure> {
    if query.len() > QUERY {
        return Err(Failure::TooMuch);
    }
    let found = ROUTES.iter().find_map(|route| Some((route, id_in(path, route.path)?)));
    let (route, id) = found.ok_or(Failure::NotFound)?;
    let pairs = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    (route.answer)(view, &Asked { id: id.to_owned(), pairs })
}

/// What stands in a path for the segment in braces, which is the last; none where it is another path.
fn id_in<'p>(path: &'p str, pattern: &str) -> Option<&'p str> {
    match pattern.strip_suffix("{id}") {
        Some(head) => path.strip_prefix(head).filter(|id| !id.is_empty() && !id.contains('/')),
        None => (path == pattern).then_some(""),
    }
}

fn written(value: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let mut bytes =
        serde_json::to_vec(value).map_err(|error| Failure::Broken(error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn overview(view: &Publishable<'_>, _: &Asked) -> Result<Vec<u8>, Failure> {
    let counts = view.counts()?;
    let of_kind = |(kind, total)| OfKind { kind, total };
    written(&Overview {
        v: V1,
        as_of: view.as_of(),
        entities: counts.entities.into_iter().map(of_kind).collect(),
        sources: counts.sources,
        facts: counts.facts,
        contradictions: counts.contradictions,
        changes: counts.releases,
    })
}

fn listed(row: &EntityRow) -> Listed {
    Listed { entity: EntityLine::from(&row.entity), facts: row.facts, as_of: row.as_of }
}

fn entities(view: &Publishable<'_>, asked: &Asked) -> Result<Vec<u8>, Failure> {
    let kind = asked.value("kind")?.unwrap_or(Kind::System);
    let pairs = asked.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let (ask, page) = (Listing::of(kind, pairs).ask, asked.page()?);
    let rows = view.entities(&ask, Part::page(page, ROWS))?;
    let total = view.total(&ask)?;
    written(&Entities { v: V1, total, page, entities: rows.iter().map(listed).collect() })
}

fn entity(view: &Publishable<'_>, asked: &Asked) -> Result<Vec<u8>, Failure> {
    let id = asked.id()?;
    let row = view.entity(id)?.ok_or(Failure::NotFound)?;
    let after = asked.value("after")?;
    let ask = FactAsk { subject: Some(id), after, ..FactAsk::default() };
    let (about, next) = stretch(view, &ask, asked.limit()?)?;
    let disputes = if after.is_none() { view.disputes(id)? } else { Vec::new() };
    let contradictions = disputes.iter().map(ContradictionLine::from).collect();
    written(&Entity { v: V1, listed: listed(&row), about, next, contradictions })
}

/// The first of the facts asked for, and the last of them where more may follow. One is asked for beyond
/// the limit, so that nobody is sent on for nothing.
fn stretch(
    view: &Publishable<'_>,
    ask: &FactAsk,
    limit: u64,
) -> Result<(Vec<FactLine>, Option<FactId>), Failure> {
    let mut found = view.facts(ask, limit.saturating_add(1))?;
    let has_more = found.len() as u64 > limit;
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| has_more).map(|fact| fact.id);
    Ok((found.iter().map(FactLine::from).collect(), next))
}

fn facts(view: &Publishable<'_>, asked: &Asked) -> Result<Vec<u8>, Failure> {
    let ask = FactAsk {
        subject: asked.value("subject")?,
        property: asked.value("property")?,
        names: asked.value("names")?,
        source: asked.value("source")?,
        after: asked.value("after")?,
    };
    let (facts, next) = stretch(view, &ask, asked.limit()?)?;
    written(&Facts { v: V1, facts, next })
}

fn fact(view: &Publishable<'_>, asked: &Asked) -> Result<Vec<u8>, Failure> {
    let fact = view.fact(asked.id()?)?.ok_or(Failure::NotFound)?;
    written(&FactLine::from(&fact))
}

fn told(source: &PublicSource) -> Told {
    let (addresses, sha256) = match &source.seen {
        Seen::Whole { source: id, .. } => (source.addresses.clone(), Some(*id.digest())),
        // Where it was found, and which bytes it is, are not told.
        Seen::Gaps { .. } | Seen::Quotes { .. } => (Vec::new(), None),
    };
    Told {
        id: source.id,
        title: source.title.clone(),
        published: source.published.clone(),
        archived_at: source.archived_at,
        addresses,
        sha256,
    }
}

fn sources(view: &Publishable<'_>, asked: &Asked) -> Result<Vec<u8>, Failure> {
    let page = asked.page()?;
    let listed = |row: &SourceRow| ListedSource { source: told(&row.source), facts: row.facts };
    let sources = view.sources(Part::page(page, ROWS))?.iter().map(listed).collect();
    written(&Sources { v: V1, total: view.counts()?.sources, page, sources })
}

fn source(view: &Publishable<'_>, asked: &Asked) -> Result<Vec<u8>, Failure> {
    let id = asked.id()?;
    let row = view.source(id)?.ok_or(Failure::NotFound)?;
    let ask = FactAsk { source: Some(id), after: asked.value("after")?, ..FactAsk::default() };
    let (facts, next) = stretch(view, &ask, asked.limit()?)?;
    written(&Source { v: V1, source: told(&row.source), facts, next })
}

fn changes(view: &Publishable<'_>, asked: &Asked) -> Result<Vec<u8>, Failure> {
    let after: u64 = asked.value("after")?.unwrap_or(0);
    let after = after.min(view.counts()?.releases);
    let part = Part { offset: after, limit: asked.limit()? };
    let changes: Vec<Change> = (after + 1..)
        .zip(view.releases(part)?)
        .map(|(number, it)| Change { number, fact: it.fact, released: it.released, at: it.at })
        .collect();
    let last = changes.last().map_or(after, |change| change.number);
    written(&Changes { v: V1, changes, last })
}
