//! The sources, a page at a time.

use accounts::Act;
use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use codebook::Visibility;
use register::SourceView;
use serde::Deserialize;

use crate::app::App;
use crate::failure::Failure;
use crate::flash::{Flash, see_other};
use crate::frame::{Frame, Nav};
use crate::routes::Routes;
use crate::seen::Seen;
use crate::who::{Look, May, Release};
use crate::words::Words;

/// How many stand on a page.
const ROWS: usize = 50;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get::<Look, _, _>("/sources", list)
        .post::<Release, _, _>("/sources/visibility", set_visibility)
}

#[derive(Deserialize)]
struct Asked {
    page: Option<usize>,
}

/// A source in the list.
struct Line {
    id: String,
    title: String,
    is_public: bool,
    kind: String,
    visibility: String,
    day: String,
}

#[derive(Template)]
#[template(path = "sources.html")]
struct Page {
    frame: Frame,
    all: u64,
    lines: Vec<Line>,
    newer: Option<usize>,
    older: Option<usize>,
    may_release: bool,
    may_propose: bool,
}

#[derive(Deserialize)]
struct Shown {
    source: String,
    visibility: String,
}

async fn list(
    State(app): State<App>,
    may: May<Look>,
    seen: Seen,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let mut sources = app.store.read(&may.who, register::Register::sources).await?;
    // Who is not admitted does not learn that there are any.
    sources.retain(|source| source.visibility != Visibility::Confidential);
    sources.reverse();
    let page = asked.page.unwrap_or(1).max(1);
    let before = page.saturating_sub(1).saturating_mul(ROWS);
    if before > 0 && before >= sources.len() {
        return Err(Failure::NotFound);
    }
    let lines =
        sources.iter().skip(before).take(ROWS).map(|source| line(source, seen.words)).collect();
    seen.render(&Page {
        frame: seen.frame("sources-title", Nav::Sources),
        all: sources.len() as u64,
        lines,
        newer: (page > 1).then(|| page - 1),
        older: (before + ROWS < sources.len()).then(|| page + 1),
        may_release: may.who.may(Act::Release),
        may_propose: may.who.may(Act::Propose),
    })
}

/// Makes a source public or withholds it. What is confidential is not changed here.
async fn set_visibility(
    State(app): State<App>,
    may: May<Release>,
    Form(asked): Form<Shown>,
) -> Result<Response, Failure> {
    let visibility = match asked.visibility.as_str() {
        "public" => Visibility::Public,
        "withheld" => Visibility::Withheld,
        _ => return Err(Failure::Malformed),
    };
    let changed = app.store.write(&may, move |register, given, by| {
        let source = register.source_named(&asked.source)?;
        if source.visibility == Visibility::Confidential {
            return Ok(false);
        }
        register.set_visibility(given, by, &[source.source], visibility)?;
        Ok(true)
    });
    if !changed.await? {
        // As of a source that is not there.
        return Err(Failure::NotFound);
    }
    Ok(see_other("/sources", Some(Flash::Saved)))
}

fn line(source: &SourceView, w: &Words) -> Line {
    let visibility = match source.visibility {
        Visibility::Public => w.t("visibility-public"),
        Visibility::Withheld => w.t("visibility-withheld"),
        Visibility::Confidential => w.t("visibility-confidential"),
    };
    Line {
        id: source.public_id.to_string(),
        is_public: source.visibility == Visibility::Public,
        title: source.meta.title.clone().unwrap_or_else(|| source.public_id.to_string()),
        kind: source.media_type.to_string(),
        visibility,
        day: source.archived_at.strftime("%Y-%m-%d").to_string(),
    }
}
