//! Entities: found as one types, listed by kind, and the pairs of them that may be one.

use accounts::Act;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use codebook::Kind;
use register::{EntityView, Register, RegisterError};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::failure::Failure;
use crate::frame::{Frame, LAST_PAGE, Nav};
use crate::routes::Routes;
use crate::seen::Seen;
use crate::store::run;
use crate::who::{Look, May, Who};
use crate::words::Words;

/// How many stand on a page.
const ROWS: usize = 50;
/// The most that are told as somebody types.
const TOLD: usize = 8;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get::<Look, _, _>("/entities", list)
        .get::<Look, _, _>("/entities/find", find)
        .get::<Look, _, _>("/entities/alike", alike)
}

#[derive(Clone, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    kind: String,
    page: Option<usize>,
}

impl Asked {
    fn kind(&self) -> Option<Kind> {
        self.kind.parse().ok()
    }
}

/// An entity in a list.
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: String,
}

impl Line {
    pub(crate) fn new(entity: &EntityView, w: &Words) -> Self {
        Self {
            id: entity.id.to_string(),
            name: entity.name.to_string(),
            kind: kind_name(entity.kind, w),
        }
    }
}

/// A kind, in words.
pub(crate) fn kind_name(kind: Kind, w: &Words) -> String {
    w.t(match kind {
        Kind::System => "kind-system",
        Kind::Agency => "kind-agency",
        Kind::Vendor => "kind-vendor",
        Kind::Contract => "kind-contract",
        Kind::Request => "kind-request",
        Kind::Jurisdiction => "kind-jurisdiction",
        Kind::Claim => "kind-claim",
        Kind::Law => "kind-law",
    })
}

#[derive(Template)]
#[template(path = "entities.html")]
struct Page {
    frame: Frame,
    q: String,
    kind: String,
    /// Each kind: its word, its name, and whether it is the one that is shown.
    kinds: Vec<(&'static str, String, bool)>,
    /// How many there are; none where words were looked for.
    all: Option<u64>,
    lines: Vec<Line>,
    newer: Option<usize>,
    older: Option<usize>,
}

async fn list(
    State(app): State<App>,
    may: May<Look>,
    seen: Seen,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (name, question) = (may.who.name.clone(), asked.clone());
    let page = asked.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let before = page.saturating_sub(1).saturating_mul(ROWS);
    let look = move |register: &Register| {
        let kind = question.kind();
        if question.q.trim().is_empty() {
            let all = register.count_entities(kind, Some(&name))?;
            Ok((register.list_entities(kind, before, ROWS, Some(&name))?, Some(all)))
        } else {
            Ok((register.find_entities(&question.q, kind, ROWS, Some(&name))?, None))
        }
    };
    let (found, all) = app.store.read(&may.who, look).await?;
    if before > 0 && found.is_empty() {
        return Err(Failure::NotFound);
    }
    let (w, chosen) = (seen.words, asked.kind());
    let kinds = Kind::ALL.map(|kind| (kind.as_str(), kind_name(kind, w), chosen == Some(kind)));
    let more = all.is_some_and(|all| (before + ROWS) < usize::try_from(all).unwrap_or(usize::MAX));
    seen.render(&Page {
        frame: seen.frame("entities-title", Nav::Entities),
        kind: chosen.map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
        kinds: kinds.to_vec(),
        all,
        lines: found.iter().map(|entity| Line::new(entity, w)).collect(),
        newer: (page > 1 && all.is_some()).then(|| page - 1),
        older: more.then(|| page + 1),
        q: asked.q,
    })
}

/// What scripts ask for as somebody types: `[{id, name, kind}]`.
async fn find(
    State(app): State<App>,
    may: May<Look>,
    seen: Seen,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let name = may.who.name.clone();
    let look = move |register: &Register| {
        register.find_entities(&asked.q, asked.kind(), TOLD, Some(&name))
    };
    let found = app.store.read(&may.who, look).await?;
    let told: Vec<Value> = found
        .iter()
        .map(|it| Line::new(it, seen.words))
        .map(|it| json!({ "id": it.id, "name": it.name, "kind": it.kind }))
        .collect();
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((kind, Value::Array(told).to_string()).into_response())
}

/// Two entities that may be one.
pub(crate) struct Pair {
    pub(crate) a: Line,
    pub(crate) b: Line,
    /// How alike they are, in hundredths.
    pub(crate) percent: u16,
}

#[derive(Template)]
#[template(path = "entities-alike.html")]
struct Alikes {
    frame: Frame,
    pairs: Vec<Pair>,
    may_decide: bool,
}

async fn alike(State(app): State<App>, may: May<Look>, seen: Seen) -> Result<Response, Failure> {
    let look = |register: &Register, more: usize, who: &Who| {
        register.alike(ROWS.saturating_add(more), Some(&who.name))
    };
    let mut pairs = pairs(&app, &may.who, seen.words, look).await?;
    pairs.truncate(ROWS);
    seen.render(&Alikes {
        frame: seen.frame("alike-title", Nav::Entities),
        pairs,
        may_decide: may.who.may(Act::Decide),
    })
}

/// The pairs that `look` finds, without those of which somebody said that they are not one.
pub(crate) async fn pairs(
    app: &App,
    who: &Who,
    w: &'static Words,
    look: impl FnOnce(&Register, usize, &Who) -> Result<Vec<register::Alike>, RegisterError>
    + Send
    + 'static,
) -> Result<Vec<Pair>, Failure> {
    let kept = std::sync::Arc::clone(&app.kept);
    let more = run(move || kept.count_apart()).await??;
    let asking = who.clone();
    let found = app.store.read(who, move |register| look(register, more, &asking)).await?;
    let kept = std::sync::Arc::clone(&app.kept);
    run(move || {
        let mut pairs = Vec::new();
        for pair in found {
            if !kept.are_apart((pair.a.id, pair.b.id))? {
                let (a, b) = (Line::new(&pair.a, w), Line::new(&pair.b, w));
                pairs.push(Pair { a, b, percent: pair.likeness / 10 });
            }
        }
        Ok(pairs)
    })
    .await?
}
