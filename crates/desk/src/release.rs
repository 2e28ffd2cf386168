//! Releasing: what is accepted and not public yet, as the public will read it; a page at a time, narrowed to
//! a source or to what something is said of.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use codebook::value::{Prose, ShortText};
use codebook::{EntityId, SourceId, StatementId};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pages::Say;
use register::{Filter, Register, RegisterError, StatementView};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use crate::app::App;
use crate::failure::{Failure, parsed};
use crate::flash::{Flash, see_other};
use crate::frame::{Frame, Nav};
use crate::routes::Routes;
use crate::seen::{Seen, own_path};
use crate::who::{May, Release};

/// How many stand on a page.
const ROWS: usize = 50;
/// The most sources, and the most of a name, that are offered to narrow by.
const CHOICES: usize = 40;
const NAMES: usize = 8;

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
    /// The entity that it is about.
    about: Option<EntityId>,
    property: &'static str,
    value: String,
    quote: String,
    source: String,
    title: String,
    until: Option<Date>,
    is_held: bool,
}

/// Something to narrow by.
struct Choice {
    id: String,
    name: String,
    count: u64,
}

#[derive(Template)]
#[template(path = "release.html")]
struct Page {
    frame: Frame,
    asked: Asked,
    found: Waiting,
    wrong: Option<String>,
    newer: Option<String>,
    older: Option<String>,
}

/// The filters, as the form sends them; what is empty filters nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    after: usize,
    /// The public id of a source.
    source: String,
    /// The id of an entity, or words of its name.
    subject: String,
}

impl Asked {
    /// The address that asks for the same after so many, of whatever is called so.
    fn link(&self, subject: &str, after: usize) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in [("source", self.source.as_str()), ("subject", subject)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if after > 0 {
            query.append_pair("after", &after.to_string());
        }
        let query = query.finish();
        if query.is_empty() { "/release".to_owned() } else { format!("/release?{query}") }
    }

    fn is_narrowed(&self) -> bool {
        !self.source.is_empty() || !self.subject.trim().is_empty()
    }
}

/// The one thing that somebody means.
type Meant = (EntityId, Choice);

/// What waits, as far as it was asked for.
#[derive(Default)]
struct Waiting {
    lines: Vec<Line>,
    /// How many there are, on all pages.
    fit: u64,
    sources: Vec<Choice>,
    /// What it is narrowed to.
    subject: Option<Choice>,
    /// Those that the words asked for may mean.
    subjects: Vec<Choice>,
}

async fn show(
    State(app): State<App>,
    may: May<Release>,
    seen: Seen,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    page(&app, &may, &seen, asked, None).await
}

async fn page(
    app: &App,
    may: &May<Release>,
    seen: &Seen,
    asked: Asked,
    wrong: Option<String>,
) -> Result<Response, Failure> {
    let (name, say) = (may.who.name.clone(), Say::in_language(seen.words.lang));
    let question = asked.clone();
    let look = move |register: &Register| Looking { register, name, say }.waiting(&question);
    let found = app.store.read(&may.who, look).await?;
    let shown = asked.after.saturating_add(found.lines.len());
    let newer = asked.after.saturating_sub(ROWS);
    seen.render(&Page {
        frame: seen.frame("release-title", Nav::Release),
        newer: (asked.after > 0).then(|| asked.link(&asked.subject, newer)),
        older: (found.fit > shown as u64 && !found.lines.is_empty())
            .then(|| asked.link(&asked.subject, shown)),
        asked,
        found,
        wrong,
    })
}

/// Somebody who looks at what waits, of sources that they may see.
struct Looking<'r> {
    register: &'r Register,
    name: ShortText,
    say: Say,
}

impl Looking<'_> {
    fn waiting(&self, asked: &Asked) -> Result<Waiting, RegisterError> {
        let all = Filter { waits: true, seen_by: Some(self.name.clone()), ..Filter::default() };
        let (subject, subjects) = self.subjects(asked.subject.trim())?;
        let about = subject.as_ref().map(|(id, _)| *id);
        let of = Filter { subject: about, ..all };
        let mut waiting = Waiting {
            subject: subject.map(|(_, choice)| choice),
            sources: self.sources(&of)?,
            ..Waiting::default()
        };
        let source = match asked.source.parse() {
            Ok(id) => self.register.source_by_public_id(id)?.map(|source| source.source),
            Err(_) => None,
        };
        // What is asked for and is not there, or means several things, has nothing that waits.
        let is_lost = (source.is_none() && !asked.source.is_empty())
            || (about.is_none() && !asked.subject.trim().is_empty());
        waiting.subjects = subjects;
        if is_lost {
            return Ok(waiting);
        }
        let filter = Filter { source, ..of };
        waiting.fit = self.register.count_statements(&filter)?;
        let page = Filter { offset: asked.after, limit: Some(ROWS), ..filter };
        waiting.lines = self.lines(&self.register.statements(&page)?)?;
        Ok(waiting)
    }

    /// What somebody means by an id or by words, and what else they may mean.
    fn subjects(&self, words: &str) -> Result<(Option<Meant>, Vec<Choice>), RegisterError> {
        let choice = |id: EntityId, name: &ShortText| {
            let (id, name) = (id.to_string(), name.to_string());
            Choice { id, name, count: 0 }
        };
        let (register, seen_by) = (self.register, Some(&self.name));
        if words.is_empty() {
            return Ok((None, Vec::new()));
        }
        if let Ok(id) = words.parse::<EntityId>() {
            let known = register.entity(id, seen_by)?;
            let known = known.map(|page| page.entity);
            return Ok((known.map(|it| (it.id, choice(it.id, &it.name))), Vec::new()));
        }
        match register.find_entities(words, None, NAMES, seen_by)?.as_slice() {
            [only] => Ok((Some((only.id, choice(only.id, &only.name))), Vec::new())),
            found => Ok((None, found.iter().map(|it| choice(it.id, &it.name)).collect())),
        }
    }

    /// The sources of what waits.
    fn sources(&self, of: &Filter) -> Result<Vec<Choice>, RegisterError> {
        let mut choices = Vec::new();
        for (source, count) in self.register.facets(of, CHOICES)?.sources {
            if let Some(told) = self.told(source)? {
                choices.push(Choice { id: told.0, name: told.1, count });
            }
        }
        Ok(choices)
    }

    /// The public id and the title of a source.
    fn told(&self, source: SourceId) -> Result<Option<(String, String)>, RegisterError> {
        Ok(self.register.source(source)?.map(|view| {
            let id = view.public_id.to_string();
            let title = view.meta.title.unwrap_or_else(|| id.clone());
            (id, title)
        }))
    }

    fn lines(&self, views: &[StatementView]) -> Result<Vec<Line>, RegisterError> {
        let held = self.register.held_back(views.iter().map(|view| &view.statement))?;
        let (mut known, mut lines) = (HashMap::new(), Vec::new());
        for view in views {
            let (id, parts) = (view.statement.id(), view.statement.parts());
            let source = view.statement.source();
            let told = match known.entry(source) {
                Entry::Occupied(told) => told.into_mut(),
                Entry::Vacant(place) => place.insert(self.told(source)?),
            };
            let Some((source, title)) = told.clone() else { continue };
            lines.push(Line {
                is_held: held.contains(&id),
                id: id.to_string(),
                subject: parts.subject.name.to_string(),
                about: view.subject,
                property: self.say.property(parts.property),
                value: self.say.value(&parts.value),
                quote: parts.citation.quote().quote().to_owned(),
                title,
                source,
                until: view.embargo,
            });
        }
        Ok(lines)
    }
}

#[derive(Deserialize)]
struct One {
    statement: String,
    /// The page it was sent from.
    #[serde(default)]
    back: String,
}

/// Back to the page of what waits that a form was sent from.
fn back(to: &str) -> Response {
    let to = Some(own_path(to)).filter(|to| to.starts_with("/release"));
    see_other(to.unwrap_or("/release"), Some(Flash::Saved))
}

fn today(app: &App) -> Date {
    app.machine.clock.now().to_zoned(TimeZone::UTC).date()
}

/// A statement of a source that they may see, by its whole id.
fn seen_by(
    register: &Register,
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
        Some(why) => page(&app, &may, &seen, Asked::default(), Some(why)).await,
        None => Ok(back(&asked.back)),
    }
}

#[derive(Deserialize)]
struct Until {
    statement: String,
    until: String,
    #[serde(default)]
    back: String,
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
    Ok(back(&asked.back))
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
