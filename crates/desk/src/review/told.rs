//! What the scripts ask for: entities as somebody types, and which statements of a source changed.

use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use codebook::event::Stream;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::entities::kind_name;
use crate::failure::Failure;
use crate::seen::Seen;
use crate::who::{Look, May};

/// The most entities told.
const ENTITIES: usize = 8;
/// The most changes looked through at once.
const CHANGES: usize = 2000;

#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    q: String,
    #[serde(default)]
    kind: String,
}

fn told(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

pub(crate) async fn entities(
    State(app): State<App>,
    may: May<Look>,
    seen: Seen,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    let name = may.who.name.clone();
    let of = typed.kind.parse().ok();
    let find = move |register: &register::Register| {
        register.find_entities(&typed.q, of, ENTITIES, Some(&name))
    };
    let found = app.store.read(&may.who, find).await?;
    let found: Vec<Value> = found
        .iter()
        .map(|it| {
            let kind = kind_name(it.kind, seen.words);
            json!({ "id": it.id.to_string(), "name": it.name.as_str(), "kind": kind })
        })
        .collect();
    Ok(told(&Value::Array(found)))
}

/// Which statements of a source changed after a row of the log.
pub(crate) async fn since(
    State(app): State<App>,
    may: May<Look>,
    Path((source, row)): Path<(String, u64)>,
) -> Result<Response, Failure> {
    let name = may.who.name.clone();
    let source = source.parse().map_err(|_| Failure::NotFound)?;
    let look = move |register: &register::Register| {
        let Some(view) = register.source_by_public_id(source)? else { return Ok(None) };
        if !register.may_see(&name, view.source)? {
            return Ok(None);
        }
        let head = register.head()?.0;
        let changes = register.changes_since(row, CHANGES)?;
        let until = changes.last().map_or(head, |last| last.seq);
        let mut changed: Vec<String> = changes
            .into_iter()
            .filter(|change| change.source == Some(view.source))
            .filter_map(|change| match change.stream {
                Some(Stream::Statement(statement)) => Some(statement.to_string()),
                _ => None,
            })
            .collect();
        changed.dedup();
        Ok(Some(json!({ "head": until, "changed": changed, "more": until < head })))
    };
    let said = app.store.read(&may.who, look).await?;
    said.as_ref().map(told).ok_or(Failure::NotFound)
}
