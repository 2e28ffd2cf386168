//! `/review`: what waits for a judgement, what is most worth it first.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use codebook::{Property, ReaderId, SourceId};
use pages::Say;
use register::{Facets, Filter, Order, Register, RegisterError, State as Judged, StatementView};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::line::{Line, standing};
use crate::app::App;
use crate::failure::Failure;
use crate::frame::{Frame, LAST_PAGE, Nav};
use crate::seen::Seen;
use crate::who::{Look, May};

/// How many stand on a page.
const ROWS: usize = 50;
/// The most choices of a filter.
const CHOICES: usize = 40;

/// The filters, as the form sends them; what is empty or no such thing filters nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    state: String,
    property: String,
    reader: String,
    source: String,
    least: String,
    most: String,
    eyes: String,
    page: Option<usize>,
}

struct Choice {
    value: String,
    label: String,
    count: u64,
    chosen: bool,
}

struct Row {
    line: Line,
    source: String,
    title: String,
}

#[derive(Template)]
#[template(path = "review-queue.html")]
struct Page {
    frame: Frame,
    asked: Asked,
    states: Vec<Choice>,
    properties: Vec<Choice>,
    readers: Vec<Choice>,
    sources: Vec<Choice>,
    rows: Vec<Row>,
    fit: u64,
    newer: Option<String>,
    older: Option<String>,
}

impl Page {
    /// The proposal beside its source.
    fn link(&self, row: &Row) -> String {
        format!("/review/{}?at={}", row.source, row.line.id)
    }
}

struct Read {
    views: Vec<StatementView>,
    fit: u64,
    facets: Facets,
    titles: HashMap<SourceId, (String, String)>,
}

pub(crate) async fn queue(
    State(app): State<App>,
    may: May<Look>,
    seen: Seen,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let page = asked.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let (name, question) = (may.who.name.clone(), asked.clone());
    let look = move |register: &Register| {
        let base = Filter { seen_by: Some(name.clone()), ..Filter::default() };
        // A source that may not be seen is as one that is not there.
        let source = match question.source.parse() {
            Ok(id) => register.source_by_public_id(id)?,
            Err(_) => None,
        };
        let source = match source {
            Some(it) if register.may_see(&name, it.source)? => Some(it.source),
            _ => None,
        };
        let filter = filter(&question, source, base);
        read(register, &filter, (page - 1).saturating_mul(ROWS))
    };
    let read = app.store.read(&may.who, look).await?;
    let (w, say) = (seen.words, Say::in_language(seen.words.lang));
    let state = |(state, count): &(Judged, u64)| Choice {
        value: state.as_str().to_owned(),
        label: standing(*state, w),
        count: *count,
        chosen: asked.state == state.as_str(),
    };
    let property = |(property, count): &(Property, u64)| Choice {
        value: property.as_str().to_owned(),
        label: say.property(*property).to_owned(),
        count: *count,
        chosen: asked.property == property.as_str(),
    };
    let reader = |(reader, count): &(ReaderId, u64)| Choice {
        value: reader.to_string(),
        label: reader.to_string(),
        count: *count,
        chosen: asked.reader == reader.to_string(),
    };
    let source = |(source, count): &(SourceId, u64)| {
        let (id, title) = read.titles.get(source)?;
        let chosen = asked.source == *id;
        Some(Choice { value: id.clone(), label: title.clone(), count: *count, chosen })
    };
    let row = |view: &StatementView| {
        let (source, title) = read.titles.get(&view.statement.source())?;
        let line = Line::new(view, w);
        Some(Row { line, source: source.clone(), title: title.clone() })
    };
    let has_more = ((page * ROWS) as u64) < read.fit;
    seen.render(&Page {
        frame: seen.frame("review-title", Nav::Review),
        states: read.facets.states.iter().map(state).collect(),
        properties: read.facets.properties.iter().map(property).collect(),
        readers: read.facets.readers.iter().map(reader).collect(),
        sources: read.facets.sources.iter().filter_map(source).collect(),
        rows: read.views.iter().filter_map(row).collect(),
        fit: read.fit,
        newer: (page > 1).then(|| link(&asked, page - 1)),
        older: has_more.then(|| link(&asked, page + 1)),
        asked,
    })
}

fn filter(asked: &Asked, source: Option<SourceId>, base: Filter) -> Filter {
    let state = match asked.state.as_str() {
        "any" => None,
        text => Some(text.parse().unwrap_or(Judged::Undecided)),
    };
    let share = |text: &str| {
        let percent: u16 = text.trim().parse().ok().filter(|percent| *percent <= 100)?;
        Some(codebook::statement::Confidence::thousandths(percent * 10))
    };
    Filter {
        state,
        source,
        property: asked.property.parse().ok(),
        reader: asked.reader.parse().ok(),
        confidence: share(&asked.least),
        at_most: share(&asked.most),
        needs_eyes: (asked.eyes == "yes").then_some(true),
        order: Order::Worth,
        ..base
    }
}

fn read(register: &Register, filter: &Filter, offset: usize) -> Result<Read, RegisterError> {
    let page = Filter { offset, limit: Some(ROWS), ..filter.clone() };
    let views = register.statements(&page)?;
    let seen_by = filter.seen_by.clone();
    let mut facets = register.facets(filter, CHOICES)?;
    // The states are to choose from whatever state is chosen.
    facets.states = register.facets(&Filter { state: None, ..filter.clone() }, CHOICES)?.states;
    let everywhere = Filter { source: None, seen_by, ..filter.clone() };
    facets.sources = register.facets(&everywhere, CHOICES)?.sources;
    let cited = views.iter().map(|view| view.statement.source());
    let mut titles = HashMap::new();
    for source in cited.chain(facets.sources.iter().map(|(source, _)| *source)) {
        if titles.contains_key(&source) {
            continue;
        }
        if let Some(view) = register.source(source)? {
            let id = view.public_id.to_string();
            let title = view.meta.title.unwrap_or_else(|| id.clone());
            titles.insert(source, (id, title));
        }
    }
    Ok(Read { fit: register.count_statements(filter)?, views, facets, titles })
}

fn link(asked: &Asked, page: usize) -> String {
    let mut query = Serializer::new(String::new());
    let fields = [
        ("state", &asked.state),
        ("property", &asked.property),
        ("reader", &asked.reader),
        ("source", &asked.source),
        ("least", &asked.least),
        ("most", &asked.most),
        ("eyes", &asked.eyes),
    ];
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    query.append_pair("page", &page.to_string());
    format!("/review?{}", query.finish())
}
