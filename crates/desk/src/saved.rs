//! `/search/saved`: searches over facts that somebody saved, and what is new in them for her.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use register::Register;
use search::{Refused, SearchError};
use serde::Deserialize;

use crate::app::App;
use crate::failure::Failure;
use crate::finder::Finder;
use crate::flash::{Flash, see_other};
use crate::frame::{Frame, Nav};
use crate::routes::Routes;
use crate::searching::{Asked, Hit, fact, field_name, page, said};
use crate::seen::Seen;
use crate::store::run;
use crate::who::{Look, May, Who};
use crate::words::Words;

/// How many new facts of one search are shown.
const NEW: usize = 20;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get::<Look, _, _>("/search/saved", list)
        .post::<Look, _, _>("/search/save", save)
        .post::<Look, _, _>("/search/saved/seen", mark_seen)
        .post::<Look, _, _>("/search/saved/forget", forget)
}

/// A saved search with what is new in it, or why it finds nothing any more.
struct Line {
    id: i64,
    typed: String,
    refused: Option<String>,
    new: Vec<Hit>,
}

#[derive(Template)]
#[template(path = "saved.html")]
struct Page {
    frame: Frame,
    /// As far as the index was when this was looked at.
    row: u64,
    lines: Vec<Line>,
}

async fn list(State(app): State<App>, may: May<Look>, seen: Seen) -> Result<Response, Failure> {
    let (kept, name) = (std::sync::Arc::clone(&app.kept), may.who.name.clone());
    let saved = run(move || kept.searches(&name)).await??;
    let row = app.finder.row();
    let (finder, who, w) = (std::sync::Arc::clone(&app.finder), may.who.clone(), seen.words);
    let look = move |register: &Register| {
        let lines: Result<Vec<Line>, SearchError> =
            saved.into_iter().map(|it| line(&finder, register, &who, it, w)).collect();
        Ok(lines)
    };
    let lines = app.store.read(&may.who, look).await??;
    seen.render(&Page { frame: seen.frame("saved-title", Nav::Search), row, lines })
}

/// How many facts are new in the saved searches of somebody; of each search at most so many as are shown.
pub(crate) async fn new_of(app: &App, who: &Who) -> Result<u64, Failure> {
    let (kept, name) = (std::sync::Arc::clone(&app.kept), who.name.clone());
    let saved = run(move || kept.searches(&name)).await??;
    if saved.is_empty() {
        return Ok(0);
    }
    let (finder, of) = (std::sync::Arc::clone(&app.finder), who.clone());
    let look = move |register: &Register| {
        let new = |it: &accounts::Saved| match finder.saved(register, &of, &it.typed)? {
            Ok(search) => Ok(finder.new_since(register, &of, &search, it.seen, NEW)?.len() as u64),
            Err(_) => Ok(0),
        };
        Ok(saved.iter().map(new).sum::<Result<u64, SearchError>>())
    };
    Ok(app.store.read(who, look).await??)
}

fn line(
    finder: &Finder,
    register: &Register,
    who: &Who,
    saved: accounts::Saved,
    w: &Words,
) -> Result<Line, SearchError> {
    let (refused, new) = match finder.saved(register, who, &saved.typed)? {
        Err(refused) => (Some(why(&refused, w)), Vec::new()),
        Ok(search) => {
            let hits = finder.new_since(register, who, &search, saved.seen, NEW)?;
            let said = said(register, &hits)?;
            (None, hits.iter().zip(&said).map(|(hit, said)| fact(hit, said, w)).collect())
        }
    };
    Ok(Line { id: saved.id, typed: saved.typed, refused, new })
}

#[derive(Deserialize)]
struct Typed {
    q: String,
}

async fn save(
    State(app): State<App>,
    may: May<Look>,
    seen: Seen,
    Form(sent): Form<Typed>,
) -> Result<Response, Failure> {
    let typed = sent.q.trim().to_owned();
    let (finder, who, q) = (std::sync::Arc::clone(&app.finder), may.who.clone(), typed.clone());
    let look = move |register: &Register| Ok(finder.saved(register, &who, &q));
    if let Err(refused) = app.store.read(&may.who, look).await?? {
        let asked = Asked { q: typed, ..Asked::default() };
        return page(&app, &may.who, &seen, asked, Some(why(&refused, seen.words))).await;
    }
    let (kept, name, row) =
        (std::sync::Arc::clone(&app.kept), may.who.name.clone(), app.finder.row());
    run(move || kept.save_search(&name, &typed, row)).await??;
    Ok(see_other("/search/saved", Some(Flash::Saved)))
}

#[derive(Deserialize)]
struct Chosen {
    id: i64,
    #[serde(default)]
    row: u64,
}

async fn mark_seen(
    State(app): State<App>,
    may: May<Look>,
    Form(sent): Form<Chosen>,
) -> Result<Response, Failure> {
    let (kept, row) = (std::sync::Arc::clone(&app.kept), sent.row.min(app.finder.row()));
    let known = run(move || kept.search_seen(&may.who.name, sent.id, row)).await??;
    done(known)
}

async fn forget(
    State(app): State<App>,
    may: May<Look>,
    Form(sent): Form<Chosen>,
) -> Result<Response, Failure> {
    let kept = std::sync::Arc::clone(&app.kept);
    let known = run(move || kept.forget_search(&may.who.name, sent.id)).await??;
    done(known)
}

fn done(known: bool) -> Result<Response, Failure> {
    if !known {
        return Err(Failure::NotFound);
    }
    Ok(see_other("/search/saved", Some(Flash::Saved)))
}

/// Why a search is not saved, in words.
fn why(refused: &Refused, w: &Words) -> String {
    match refused {
        Refused::Empty => w.t("refused-empty"),
        Refused::Words(words) => w.with("refused-words", &[("words", words)]),
        Refused::Field(field) => w.with("refused-field", &[("field", field.as_str())]),
        Refused::Unknown(field, name) => {
            let field = field_name(*field, w);
            w.with("refused-unknown", &[("field", &field), ("name", name)])
        }
        Refused::Person(name) => w.with("refused-person", &[("name", name)]),
    }
}
