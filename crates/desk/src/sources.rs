//! The sources that somebody may see, a page at a time: all, those with something to judge, those without text.

use accounts::Act;
use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use codebook::Visibility;
use register::{SourceFilter, SourceRow, State as Judged};
use serde::Deserialize;

use crate::app::App;
use crate::failure::Failure;
use crate::flash::{Flash, see_other};
use crate::frame::{Frame, LAST_PAGE, Nav};
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
    #[serde(default)]
    only: Only,
}

/// Which sources are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Only {
    #[default]
    All,
    Undecided,
    Failed,
}

impl Only {
    const EACH: [Self; 3] = [Self::All, Self::Undecided, Self::Failed];

    const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Undecided => "undecided",
            Self::Failed => "failed",
        }
    }

    /// The key of its words.
    const fn key(self) -> &'static str {
        match self {
            Self::All => "sources-all",
            Self::Undecided => "sources-undecided",
            Self::Failed => "sources-failed",
        }
    }
}

/// A source in the list.
struct Line {
    id: String,
    title: String,
    is_public: bool,
    is_confidential: bool,
    kind: String,
    visibility: String,
    day: String,
    /// How many of its statements nobody has judged.
    undecided: u64,
    /// True where not all of its text could be got.
    failed: bool,
}

#[derive(Template)]
#[template(path = "sources.html")]
struct Page {
    frame: Frame,
    all: u64,
    only: Only,
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
    let page = asked.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let before = page.saturating_sub(1).saturating_mul(ROWS);
    let filter = SourceFilter {
        // Who is not admitted to what is confidential does not learn that there is any.
        seen_by: Some(may.who.name.clone()),
        undecided: (asked.only == Only::Undecided).then_some(true),
        failed: (asked.only == Only::Failed).then_some(true),
        offset: before,
        limit: Some(ROWS),
        ..SourceFilter::default()
    };
    let look = move |register: &register::Register| {
        Ok((register.count_sources(&filter)?, register.source_rows(&filter)?))
    };
    let (all, rows) = app.store.read(&may.who, look).await?;
    if before > 0 && rows.is_empty() {
        return Err(Failure::NotFound);
    }
    let shown = before + rows.len();
    seen.render(&Page {
        frame: seen.frame("sources-title", Nav::Sources),
        all,
        only: asked.only,
        lines: rows.iter().map(|row| line(row, seen.words)).collect(),
        newer: (page > 1).then(|| page - 1),
        older: (all > shown as u64).then(|| page + 1),
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

fn line(row: &SourceRow, w: &Words) -> Line {
    let source = &row.source;
    let visibility = match source.visibility {
        Visibility::Public => w.t("visibility-public"),
        Visibility::Withheld => w.t("visibility-withheld"),
        Visibility::Confidential => w.t("visibility-confidential"),
    };
    Line {
        id: source.public_id.to_string(),
        is_public: source.visibility == Visibility::Public,
        is_confidential: source.visibility == Visibility::Confidential,
        title: source.meta.title.clone().unwrap_or_else(|| source.public_id.to_string()),
        kind: source.media_type.ending().to_uppercase(),
        visibility,
        day: source.archived_at.strftime("%Y-%m-%d").to_string(),
        undecided: row
            .statements
            .iter()
            .find(|(state, _)| *state == Judged::Undecided)
            .map_or(0, |(_, count)| *count),
        failed: !row.failures.is_empty(),
    }
}
