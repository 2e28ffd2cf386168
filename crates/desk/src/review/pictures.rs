//! Pictures of pages, and of the words that a proposal stands on.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use codebook::citation::Locator;
use codebook::{LayerId, Visibility};
use register::SourceView;

use super::page::own;
use crate::app::App;
use crate::failure::Failure;
use crate::who::{Look, May, Who};

/// A whole page.
pub(crate) async fn page(
    State(app): State<App>,
    may: May<Look>,
    Path((source, layer, number)): Path<(String, String, u32)>,
) -> Result<Response, Failure> {
    let source = app.store.open_source(&may.who, source).await?;
    let layer = layer.parse().map_err(|_| Failure::NotFound)?;
    picture(&app, &may.who, &source, layer, number, None).await
}

/// The words of a proposal, with a margin.
pub(crate) async fn crop(
    State(app): State<App>,
    may: May<Look>,
    Path((source, statement)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let source = app.store.open_source(&may.who, source).await?;
    let of = source.clone();
    let view = app.store.read(&may.who, move |register| own(register, &of, &statement)).await?;
    let quote = view.statement.parts().citation.quote();
    let Locator::Page { page, region } = *quote.locator() else { return Err(Failure::NotFound) };
    picture(&app, &may.who, &source, quote.layer(), page, Some(region)).await
}

async fn picture(
    app: &App,
    who: &Who,
    source: &SourceView,
    layer: LayerId,
    number: u32,
    part: Option<[f32; 4]>,
) -> Result<Response, Failure> {
    let id = source.source;
    let layers = app.store.read(who, move |register| register.layers_of(id)).await?;
    let view = layers.into_iter().find(|it| it.layer == layer && !it.extractor.hidden);
    let layer = app.papers.layer(view.ok_or(Failure::NotFound)?).await?;
    let png = app.papers.picture(source, &layer, number, part).await?;
    // What is confidential is kept nowhere.
    let keep = match source.visibility {
        Visibility::Confidential => "no-store",
        Visibility::Public | Visibility::Withheld => "private, max-age=600",
    };
    Ok(([(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, keep)], png).into_response())
}
