//! Accepting together: a row of a table, or all that is proposed about one subject of a source. What a
//! person must look at by itself is never among them.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use codebook::TextLayer;
use register::{Filter, Order, SourceView, State as Judged, StatementView};
use serde::Deserialize;

use super::acts::{Sent, settled, tried};
use super::page::own;
use super::paper::row_at;
use crate::app::App;
use crate::failure::Failure;
use crate::seen::Seen;
use crate::who::{Decide, May, Who};

/// The most that are judged in one act.
const MOST: usize = 400;

/// What would be judged together.
#[derive(Default)]
pub(crate) struct Together {
    pub(crate) views: Vec<StatementView>,
    /// True where there are more than one act takes.
    pub(crate) more: bool,
}

/// What a panel would accept: nothing, but for `row` and `subject`.
pub(crate) async fn together(
    app: &App,
    who: &Who,
    source: &Arc<SourceView>,
    panel: &str,
    here: Option<&StatementView>,
    layer: Option<&TextLayer>,
) -> Result<Together, Failure> {
    let Some(parts) = here.map(|here| here.statement.parts()) else {
        return Ok(Together::default());
    };
    let (mut mention, mut place) = (None, None);
    match (panel, layer) {
        ("subject", _) => mention = Some(parts.subject.clone()),
        ("row", Some(layer)) => {
            let Some(row) = row_at(layer, parts.citation.quote().range().start) else {
                return Ok(Together::default());
            };
            place = Some(row.start as u64..row.end as u64);
        }
        _ => return Ok(Together::default()),
    }
    let filter = Filter {
        state: Some(Judged::Undecided),
        source: Some(source.source),
        needs_eyes: Some(false),
        mention,
        place,
        order: Order::Place,
        limit: Some(MOST + 1),
        ..Filter::default()
    };
    let mut views = app.store.read(who, move |register| register.statements(&filter)).await?;
    let more = views.len() > MOST;
    views.truncate(MOST);
    Ok(Together { views, more })
}

#[derive(Deserialize)]
pub(crate) struct All {
    /// Ids and versions, as `id:version`, with spaces between them.
    all: String,
    /// The proposal under the cursor.
    statement: String,
    show: Option<String>,
}

pub(crate) async fn accept_all(
    State(app): State<App>,
    may: May<Decide>,
    seen: Seen,
    Path(source): Path<String>,
    Form(form): Form<All>,
) -> Result<Response, Failure> {
    let source = app.store.open_source(&may.who, source).await?;
    let pairs: Option<Vec<(String, u32)>> = form
        .all
        .split_whitespace()
        .map(|pair| {
            let (id, version) = pair.split_once(':')?;
            Some((id.to_owned(), version.parse().ok()?))
        })
        .collect();
    let pairs = pairs.filter(|all| (1..=MOST).contains(&all.len())).ok_or(Failure::Malformed)?;
    let of = source.clone();
    let done = app.store.write(&may, move |register, given, by| {
        let mut statements = Vec::with_capacity(pairs.len());
        for (id, version) in pairs {
            statements.push((own(register, &of, &id)?.statement.id(), version));
        }
        tried(register.accept_together(given, by, None, &statements))
    });
    let done = done.await?;
    let ours = seen.words.t("review-sent-all");
    let sent = Sent { at: form.statement, show: form.show, ours, why: None };
    settled(&app, &may.who, &seen, source, sent, done).await
}
