//! The first page: what is waiting.

use accounts::Act;
use askama::Template;
use axum::extract;
use axum::response::Response;
use codebook::value::ShortText;
use register::{Filter, Register, RegisterError, SourceFilter, State};

use crate::app::App;
use crate::failure::Failure;
use crate::frame::{Frame, Nav};
use crate::routes::Routes;
use crate::saved;
use crate::seen::Seen;
use crate::who::{Look, May};

pub(crate) fn routes() -> Routes {
    Routes::new().get::<Look, _, _>("/", start)
}

#[derive(Template)]
#[template(path = "start.html")]
struct Page {
    frame: Frame,
    tiles: Vec<Tile>,
}

/// How much there is of something, and where it is looked at.
struct Tile {
    count: u64,
    label: String,
    path: Option<&'static str>,
}

/// How much there is of what.
struct Waiting {
    undecided: u64,
    sources: u64,
    without_text: u64,
    entities: u64,
    /// Facts that wait to be released.
    waits: u64,
    released: u64,
    /// Facts that saved searches find and that are new.
    new: u64,
}

async fn start(
    extract::State(app): extract::State<App>,
    may: May<Look>,
    seen: Seen,
) -> Result<Response, Failure> {
    let new = saved::new_of(&app, &may.who).await?;
    let name = may.who.name.clone();
    let waiting = app.store.read(&may.who, move |register| waiting(register, &name, new)).await?;
    let coming = app.spool.list().iter().filter(|(_, item)| !item.state.is_over()).count() as u64;
    let (proposes, releases) = (may.who.may(Act::Propose), may.who.may(Act::Release));
    let tile = |count: u64, key: &str, path: &'static str, may: bool| {
        let label = seen.words.count(key, &count);
        Tile { count, label, path: may.then_some(path) }
    };
    let tiles = vec![
        tile(waiting.undecided, "waiting-undecided", "/review", true),
        tile(waiting.new, "waiting-new", "/search/saved", true),
        tile(coming, "waiting-coming", "/inbox", proposes),
        tile(waiting.without_text, "waiting-without-text", "/sources?only=failed", true),
        tile(waiting.sources, "count-sources", "/sources", true),
        tile(waiting.entities, "count-entities", "/entities", true),
        tile(waiting.waits, "waiting-release", "/release", releases),
        tile(waiting.released, "waiting-released", "/register", true),
    ];
    seen.render(&Page { frame: seen.frame("start-title", Nav::Start), tiles })
}

/// What somebody of this name may know to be waiting: of confidential sources that they are not admitted
/// to, not even how many there are.
fn waiting(register: &Register, name: &ShortText, new: u64) -> Result<Waiting, RegisterError> {
    let undecided =
        Filter { state: Some(State::Undecided), seen_by: Some(name.clone()), ..Filter::default() };
    let waits = Filter { waits: true, seen_by: Some(name.clone()), ..Filter::default() };
    let sources = SourceFilter { seen_by: Some(name.clone()), ..SourceFilter::default() };
    let without_text = SourceFilter { failed: Some(true), ..sources.clone() };
    Ok(Waiting {
        undecided: register.count_statements(&undecided)?,
        sources: register.count_sources(&sources)?,
        without_text: register.count_sources(&without_text)?,
        entities: register.count_entities(None, Some(name))?,
        waits: register.count_statements(&waits)?,
        released: register.publishable()?.counts()?.facts,
        new,
    })
}
