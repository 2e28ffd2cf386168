//! The first page: what is waiting.

use askama::Template;
use axum::extract;
use axum::response::Response;
use codebook::value::ShortText;
use register::{Filter, Register, RegisterError, SourceFilter, State};

use crate::app::App;
use crate::failure::Failure;
use crate::frame::{Frame, Nav};
use crate::routes::Routes;
use crate::seen::Seen;
use crate::who::{Look, May};

pub(crate) fn routes() -> Routes {
    Routes::new().get::<Look, _, _>("/", start)
}

#[derive(Template)]
#[template(path = "start.html")]
struct Page {
    frame: Frame,
    waiting: Waiting,
}

/// How much there is of what.
struct Waiting {
    undecided: u64,
    sources: u64,
    without_text: u64,
    entities: u64,
    released: u64,
}

async fn start(
    extract::State(app): extract::State<App>,
    may: May<Look>,
    seen: Seen,
) -> Result<Response, Failure> {
    let name = may.who.name.clone();
    let waiting = app.store.read(&may.who, move |register| waiting(register, &name)).await?;
    seen.render(&Page { frame: seen.frame("start-title", Nav::Start), waiting })
}

/// What somebody of this name may know to be waiting: of confidential sources that they are not admitted
/// to, not even how many there are.
fn waiting(register: &Register, name: &ShortText) -> Result<Waiting, RegisterError> {
    let undecided =
        Filter { state: Some(State::Undecided), seen_by: Some(name.clone()), ..Filter::default() };
    let sources = SourceFilter { seen_by: Some(name.clone()), ..SourceFilter::default() };
    let without_text = SourceFilter { failed: Some(true), ..sources.clone() };
    Ok(Waiting {
        undecided: register.count_statements(&undecided)?,
        sources: register.count_sources(&sources)?,
        without_text: register.count_sources(&without_text)?,
        entities: register.count_entities(None, Some(name))?,
        released: register.status()?.released,
    })
}
