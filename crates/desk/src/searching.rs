//! `/search`: one box over sources and facts, with counts by field, in the words that were found.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use codebook::{SourceId, Value};
use pages::Say;
use register::Register;
use search::{FactHit, Field, Found, Note, Request, Scope, SearchError, Snippet, TextHit};
use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

use crate::app::App;
use crate::entities::kind_name;
use crate::entity::standing;
use crate::failure::Failure;
use crate::frame::{Frame, Nav};
use crate::routes::Routes;
use crate::seen::Seen;
use crate::who::{Look, May, Who};
use crate::words::Words;

/// How many hits of each kind stand on a page.
const ROWS: usize = 20;
/// The last page: what comes behind it, more words find sooner.
const LAST: usize = 50;

pub(crate) fn routes() -> Routes {
    Routes::new().get::<Look, _, _>("/search", search)
}

#[derive(Clone, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    pub(crate) q: String,
    #[serde(default, rename = "in")]
    pub(crate) scope: String,
    pub(crate) page: Option<usize>,
}

/// A hit, as a list shows it.
pub(crate) struct Hit {
    pub(crate) way: String,
    pub(crate) title: String,
    pub(crate) standing: String,
    pub(crate) said: Option<(&'static str, String)>,
    /// The words, and which were looked for.
    pub(crate) words: Vec<(String, bool)>,
    pub(crate) cut_before: bool,
    pub(crate) cut_after: bool,
}

/// Counts of one field.
struct Facet {
    name: String,
    values: Vec<(String, u64, String)>,
    more: usize,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    frame: Frame,
    q: String,
    scope: &'static str,
    notes: Vec<String>,
    refused: Option<String>,
    facts: Vec<Hit>,
    facts_total: u64,
    texts: Vec<Hit>,
    texts_total: u64,
    facets: Vec<Facet>,
    fields: Vec<(&'static str, String)>,
    /// How many rows of the log the index lacks.
    behind: u64,
    newer: Option<String>,
    older: Option<String>,
}

/// What was found, with where each hit leads.
struct Seek {
    found: Found,
    facts: Vec<Said>,
    texts: Vec<(String, String)>,
    /// The confidential sources whose words are shown.
    opened: Vec<SourceId>,
    /// How many rows of the log the index lacks.
    behind: u64,
}

async fn search(
    State(app): State<App>,
    may: May<Look>,
    seen: Seen,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    page(&app, &may.who, &seen, asked, None).await
}

/// The page of a search; with `refused`, it says why that can't be saved.
pub(crate) async fn page(
    app: &App,
    who: &Who,
    seen: &Seen,
    asked: Asked,
    refused: Option<String>,
) -> Result<Response, Failure> {
    let (w, number) = (seen.words, asked.page.unwrap_or(1).clamp(1, LAST));
    let (scope, word) = match asked.scope.as_str() {
        "facts" => (Scope::Facts, "facts"),
        "texts" => (Scope::Texts, "texts"),
        _ => (Scope::Both, "both"),
    };
    let query = search::Query::parse(&asked.q);
    let notes = query.notes().iter().map(|note| noted(note, w)).collect();
    let request = Request { query, scope, offset: (number - 1) * ROWS, limit: ROWS };
    let is_asked = !asked.q.trim().is_empty();
    let (finder, asking) = (std::sync::Arc::clone(&app.finder), who.clone());
    let look = move |register: &Register| Ok(seek(&finder, register, &asking, &request));
    let seek = app.store.read(who, look).await??;
    for source in &seek.opened {
        app.store.read_confidential(who, *source).await?;
    }
    let way = |page: usize| format!("/search?q={}&in={word}&page={page}", encoded(&asked.q));
    let until = u64::try_from(number * ROWS).unwrap_or(u64::MAX);
    let more = seek.found.facts_total.max(seek.found.texts_total) > until && number < LAST;
    let is_refused = refused.is_some();
    let shown = Page {
        frame: seen.frame("search-title", Nav::Search),
        scope: word,
        notes,
        refused,
        facts: facts(&seek, w),
        facts_total: seek.found.facts_total,
        texts: if is_asked { texts(&seek) } else { Vec::new() },
        texts_total: if is_asked { seek.found.texts_total } else { 0 },
        facets: facets(&seek.found, &asked.q, word, w),
        fields: Field::ALL.map(|field| (field.as_str(), field_name(field, w))).to_vec(),
        behind: seek.behind,
        newer: (number > 1).then(|| way(number - 1)),
        older: more.then(|| way(number + 1)),
        q: asked.q,
    };
    let mut response = seen.render(&shown)?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn seek(
    finder: &crate::finder::Finder,
    register: &Register,
    who: &Who,
    request: &Request,
) -> Result<Seek, SearchError> {
    let behind = register.head()?.0.saturating_sub(finder.row());
    let found = finder.search(register, who, request)?;
    let facts = said(register, &found.facts)?;
    let mut texts = Vec::new();
    for hit in &found.texts {
        let public = register.source(hit.source)?.map(|it| it.public_id.to_string());
        let public = public.unwrap_or_default();
        texts.push((span(&public, hit), public));
    }
    let mut opened = register.confidential_sources()?;
    let shown = |source: &SourceId| {
        let mut sources = found.texts.iter().map(|hit| hit.source);
        sources.any(|one| one == *source) || found.facts.iter().any(|hit| hit.source == *source)
    };
    opened.retain(shown);
    Ok(Seek { found, facts, texts, opened, behind })
}

/// What a fact says, and where it stands in review.
pub(crate) struct Said {
    way: String,
    value: Value,
}

/// What facts say, and where they stand in review.
pub(crate) fn said(register: &Register, hits: &[FactHit]) -> Result<Vec<Said>, SearchError> {
    let mut said = Vec::new();
    for hit in hits {
        let public = register.source(hit.source)?.map(|it| it.public_id.to_string());
        let way = format!("/review/{}?at={}", public.unwrap_or_default(), hit.statement);
        let view = register.statement(&hit.statement.to_string())?;
        said.push(Said { way, value: view.statement.parts().value.clone() });
    }
    Ok(said)
}

/// Where a passage stands in its source: there the first of the words is marked and in view.
fn span(public: &str, hit: &TextHit) -> String {
    let first = hit.matches.iter().find(|at| hit.range.contains(&at.start)).unwrap_or(&hit.range);
    format!("/review/{public}?from={}&to={}#here", first.start, first.end)
}

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

fn facts(seek: &Seek, w: &Words) -> Vec<Hit> {
    let both = seek.found.facts.iter().zip(&seek.facts);
    both.map(|(hit, said)| fact(hit, said, w)).collect()
}

/// A fact, as a list shows it.
pub(crate) fn fact(hit: &FactHit, said: &Said, w: &Words) -> Hit {
    let say = Say::in_language(w.lang);
    Hit {
        way: said.way.clone(),
        title: hit.subject.clone(),
        standing: standing(hit.state, w),
        said: Some((say.property(hit.property), say.value(&said.value))),
        ..words(&hit.quote)
    }
}

fn texts(seek: &Seek) -> Vec<Hit> {
    let both = seek.found.texts.iter().zip(&seek.texts);
    both.map(|(hit, (way, public))| {
        let title = if hit.title.is_empty() { public } else { &hit.title };
        Hit { way: way.clone(), title: title.clone(), ..words(&hit.snippet) }
    })
    .collect()
}

/// The words of a hit, cut where those begin and end that were looked for.
fn words(snippet: &Snippet) -> Hit {
    let (mut words, mut from) = (Vec::new(), 0);
    let text =
        |range: std::ops::Range<usize>| snippet.text.get(range).unwrap_or_default().to_owned();
    for mark in &snippet.marks {
        words.push((text(from..mark.start), false));
        words.push((text(mark.clone()), true));
        from = mark.end;
    }
    words.push((text(from..snippet.text.len()), false));
    Hit {
        way: String::new(),
        title: String::new(),
        standing: String::new(),
        said: None,
        words,
        cut_before: snippet.cut_before,
        cut_after: snippet.cut_after,
    }
}

fn facets(found: &Found, q: &str, scope: &str, w: &Words) -> Vec<Facet> {
    let some = found.facets.iter().filter(|facet| !facet.values.is_empty());
    some.map(|facet| Facet {
        name: field_name(facet.field, w),
        more: facet.distinct.saturating_sub(facet.values.len()),
        values: facet
            .values
            .iter()
            .map(|one| {
                let value = one.value.replace('"', " ");
                let quoted =
                    if value.contains(' ') { format!("\"{value}\"") } else { value.clone() };
                let q = format!("{q} {}:{quoted}", facet.field);
                let way = format!("/search?q={}&in={scope}", encoded(q.trim()));
                (value_name(facet.field, &one.value, w), one.count, way)
            })
            .collect(),
    })
    .collect()
}

/// A value of a field, in words where it is a word of the codebook's.
fn value_name(field: Field, value: &str, w: &Words) -> String {
    let known = match field {
        Field::Kind => value.parse().ok().map(|kind| kind_name(kind, w)),
        Field::State => value.parse().ok().map(|state| standing(state, w)),
        Field::Property => {
            value.parse().ok().map(|property| pages::property(w.lang, property).to_owned())
        }
        Field::Technology => value
            .parse()
            .ok()
            .map(|known| Say::in_language(w.lang).value(&Value::Technology(known))),
        Field::Status => {
            value.parse().ok().map(|known| Say::in_language(w.lang).value(&Value::Status(known)))
        }
        _ => None,
    };
    known.unwrap_or_else(|| value.to_owned())
}

/// A field, in words.
pub(crate) fn field_name(field: Field, w: &Words) -> String {
    w.t(match field {
        Field::Subject => "facet-subject",
        Field::Kind => "facet-kind",
        Field::Agency => "facet-agency",
        Field::Vendor => "facet-vendor",
        Field::Place => "facet-place",
        Field::Technology => "facet-technology",
        Field::Status => "facet-status",
        Field::Property => "facet-property",
        Field::Year => "facet-year",
        Field::State => "facet-state",
        Field::Source => "facet-source",
    })
}

/// How the query was read, in words.
fn noted(note: &Note, w: &Words) -> String {
    match note {
        Note::NoField(name) => w.with("note-no-field", &[("name", name)]),
        Note::NoTerm(field, word) => {
            let name = field_name(*field, w);
            w.with("note-no-term", &[("field", &name), ("word", word)])
        }
        Note::NoValue(field) => w.with("note-no-value", &[("field", field.as_str())]),
        Note::Open => w.t("note-open"),
        Note::Cut => w.t("note-cut"),
    }
}
