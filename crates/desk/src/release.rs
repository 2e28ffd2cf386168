//! Releasing: what is accepted and not public yet, as the public will read it.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use codebook::StatementId;
use codebook::value::{Prose, ShortText};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pages::Say;
use register::{Filter, RegisterError, State as Stands, StatementView};
use serde::Deserialize;

use crate::app::App;
use crate::failure::{Failure, parsed};
use crate::flash::{Flash, see_other};
use crate::frame::{Frame, Nav};
use crate::routes::Routes;
use crate::seen::Seen;
use crate::who::{May, Release};

/// How many stand on a page.
const ROWS: usize = 50;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get::<Release, _, _>("/release", show)
        .post::<Release, _, _>("/release", release)
        .post::<Release, _, _>("/release/embargo", embargo)
        .post::<Release, _, _>("/release/correct", correct)
}

/// A fact that waits.
struct Line {
    id: String,
    subject: String,
    property: &'static str,
    value: String,
    quote: String,
    source: String,
    title: String,
    until: Option<Date>,
    is_held: bool,
}

#[derive(Template)]
#[template(path = "release.html")]
struct Page {
    frame: Frame,
    lines: Vec<Line>,
    wrong: Option<String>,
    older: Option<usize>,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    after: usize,
}

async fn show(
    State(app): State<App>,
    may: May<Release>,
    seen: Seen,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    page(&app, &may, &seen, asked.after, None).await
}

async fn page(
    app: &App,
    may: &May<Release>,
    seen: &Seen,
    after: usize,
    wrong: Option<String>,
) -> Result<Response, Failure> {
    let (name, say) = (may.who.name.clone(), Say::in_language(seen.words.lang));
    let (lines, more) =
        app.store.read(&may.who, move |register| waiting(register, &name, say, after)).await?;
    seen.render(&Page {
        frame: seen.frame("release-title", Nav::Release),
        lines,
        wrong,
        older: more.then(|| after.saturating_add(ROWS)),
    })
}

/// Accepted statements that are not public, of sources that somebody may see and that are not confidential.
fn waiting(
    register: &register::Register,
    name: &ShortText,
    say: Say,
    after: usize,
) -> Result<(Vec<Line>, bool), RegisterError> {
    let filter =
        Filter { state: Some(Stands::Accepted), seen_by: Some(name.clone()), ..Filter::default() };
    let views = register.statements(&filter)?;
    let mut left = views.into_iter().filter(|view| view.released.is_none()).skip(after);
    let mut lines = Vec::new();
    for view in left.by_ref().take(ROWS) {
        if let Some(line) = line(register, &view, say)? {
            lines.push(line);
        }
    }
    Ok((lines, left.next().is_some()))
}

fn line(
    register: &register::Register,
    view: &StatementView,
    say: Say,
) -> Result<Option<Line>, RegisterError> {
    let (id, parts) = (view.statement.id(), view.statement.parts());
    let source = register.source(view.statement.source())?;
    let open =
        |source: &register::SourceView| source.visibility != codebook::Visibility::Confidential;
    let Some(source) = source.filter(open) else { return Ok(None) };
    let kept = register.kept_by_redaction(source.source)?;
    Ok(Some(Line {
        is_held: kept.statements.contains(&id),
        id: id.to_string(),
        subject: parts.subject.name.to_string(),
        property: say.property(parts.property),
        value: say.value(&parts.value),
        quote: parts.citation.quote().quote().to_owned(),
        title: source.meta.title.clone().unwrap_or_else(|| source.public_id.to_string()),
        source: source.public_id.to_string(),
        until: view.embargo,
    }))
}

#[derive(Deserialize)]
struct One {
    statement: String,
}

fn today(app: &App) -> Date {
    app.machine.clock.now().to_zoned(TimeZone::UTC).date()
}

/// A statement of a source that they may see, by its whole id.
fn seen_by(
    register: &register::Register,
    name: &ShortText,
    id: StatementId,
) -> Result<StatementId, RegisterError> {
    let found = register.statement(&id.to_string())?.statement;
    match register.may_see(name, found.source())? {
        true => Ok(id),
        false => {
            let ids = vec![id.to_string()];
            Err(RegisterError::Unknown { what: "statement", list: "statements", ids })
        }
    }
}

async fn release(
    State(app): State<App>,
    may: May<Release>,
    seen: Seen,
    Form(asked): Form<One>,
) -> Result<Response, Failure> {
    let id: StatementId = parsed(&asked.statement)?;
    let day = today(&app);
    let refused = app.store.write(&may, move |register, given, by| {
        let id = seen_by(register, by, id)?;
        match register.release(given, by, Some(&[id]), day) {
            Err(RegisterError::NotReleasable(why)) => Ok(Some(why.join("; "))),
            other => other.map(|_| None),
        }
    });
    match refused.await? {
        Some(why) => page(&app, &may, &seen, 0, Some(why)).await,
        None => Ok(see_other("/release", Some(Flash::Saved))),
    }
}

#[derive(Deserialize)]
struct Until {
    statement: String,
    until: String,
}

async fn embargo(
    State(app): State<App>,
    may: May<Release>,
    Form(asked): Form<Until>,
) -> Result<Response, Failure> {
    let id: StatementId = parsed(&asked.statement)?;
    let until: Date = parsed(&asked.until)?;
    let day = today(&app);
    app.store
        .write(&may, move |register, given, by| {
            let id = seen_by(register, by, id)?;
            register.embargo(given, by, &[id], until, day)
        })
        .await?;
    Ok(see_other("/release", Some(Flash::Saved)))
}

#[derive(Deserialize)]
struct Correcting {
    fact: String,
    text: String,
}

async fn correct(
    State(app): State<App>,
    may: May<Release>,
    Form(asked): Form<Correcting>,
) -> Result<Response, Failure> {
    let fact = parsed(&asked.fact)?;
    let text: Prose = parsed(&asked.text)?;
    // The public is told a role, never a name.
    let role: ShortText = may.who.role.as_str().parse().map_err(|_| Failure::Malformed)?;
    app.store
        .write(&may, move |register, given, by| register.correct(given, by, &[fact], &text, &role))
        .await?;
    Ok(see_other("/release", Some(Flash::Saved)))
}
