//! What is done to an entity: called otherwise, noted on, merged, taken apart. Each act is an event with
//! who and why, and each but a note can be taken back.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use codebook::event::Stream;
use codebook::value::{Prose, ShortText};
use codebook::{EntityId, Mention, SourceId};
use register::{Choice, EntityPage, Register, RegisterError};
use serde::Deserialize;

use crate::app::App;
use crate::entities::Line;
use crate::failure::{Failure, parsed};
use crate::flash::{Flash, see_other};
use crate::frame::{Frame, Nav};
use crate::routes::Routes;
use crate::seen::Seen;
use crate::store::run;
use crate::who::{Decide, May, Propose};

/// The most candidates to merge with.
const FOUND: usize = 20;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get::<crate::who::Look, _, _>("/entities/{id}", crate::entity::look)
        .get::<Decide, _, _>("/entities/{id}/merge", preview)
        .post::<Decide, _, _>("/entities/{id}/merge-into", merge)
        .post::<Decide, _, _>("/entities/{id}/unmerge", unmerge)
        .post::<Decide, _, _>("/entities/{id}/split", split)
        .post::<Decide, _, _>("/entities/{id}/apart", apart)
        .post::<Decide, _, _>("/entities/{id}/alias", alias)
        .post::<Decide, _, _>("/entities/{id}/unalias", unalias)
        .post::<Propose, _, _>("/entities/{id}/note", note)
}

/// The id of a path: what is none has no page.
fn id_of(text: &str) -> Result<EntityId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn back(id: EntityId) -> Response {
    see_other(&format!("/entities/{id}"), Some(Flash::Saved))
}

/// An entity, for somebody who may know of it; to others it is not there.
fn seen_entity(
    register: &Register,
    id: EntityId,
    name: &ShortText,
) -> Result<EntityPage, RegisterError> {
    register.entity(id, Some(name))?.ok_or_else(|| RegisterError::NoEntity(id.to_string()))
}

#[derive(Clone, Deserialize)]
struct Sought {
    #[serde(default)]
    with: String,
}

/// An entity of two that are to be one, with what it brings.
struct Side {
    line: Line,
    about: u64,
    naming: u64,
    aliases: String,
    sources: Vec<String>,
}

#[derive(Template)]
#[template(path = "entity-merge.html")]
struct Merging {
    frame: Frame,
    id: String,
    kind_word: &'static str,
    q: String,
    name: String,
    version: u32,
    /// The other one's id, and both with what they bring; none while it is sought.
    into: Option<(String, [(&'static str, Side); 2])>,
    found: Vec<Line>,
}

/// What a merge would move; without another entity, those that it may be.
async fn preview(
    State(app): State<App>,
    may: May<Decide>,
    seen: Seen,
    Path(id): Path<String>,
    Query(asked): Query<Sought>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let (name, sought) = (may.who.name.clone(), asked.with.clone());
    let look = move |register: &Register| {
        let from = seen_entity(register, id, &name)?;
        let into = match sought.trim().parse() {
            Ok(other) => Some(seen_entity(register, other, &name)?),
            Err(_) => None,
        };
        let into = into.filter(|into| {
            into.entity.id != from.entity.id && into.entity.kind == from.entity.kind
        });
        let mut found =
            register.find_entities(&sought, Some(from.entity.kind), FOUND, Some(&name))?;
        found.retain(|it| it.id != from.entity.id);
        let titles = |page: &EntityPage| titles(register, page, &name);
        let sources = (titles(&from)?, into.as_ref().map(titles).transpose()?.unwrap_or_default());
        Ok((from, into, found, sources))
    };
    let (from, into, found, sources) = app.store.read(&may.who, look).await?;
    let w = seen.words;
    let side = |page: &EntityPage, sources| Side {
        line: Line::new(&page.entity, w),
        about: page.about.iter().map(|(_, count)| count).sum(),
        naming: page.naming,
        aliases: page.aliases.iter().map(ShortText::as_str).collect::<Vec<_>>().join("; "),
        sources,
    };
    seen.render(&Merging {
        frame: seen.frame("merge-title", Nav::Entities),
        id: from.entity.id.to_string(),
        kind_word: from.entity.kind.as_str(),
        q: if into.is_some() { String::new() } else { asked.with },
        into: into.as_ref().map(|into| {
            let sides =
                [("merge-from", side(&from, sources.0)), ("merge-into", side(into, sources.1))];
            (into.entity.id.to_string(), sides)
        }),
        name: from.entity.name.to_string(),
        version: from.version,
        found: found.iter().map(|it| Line::new(it, w)).collect(),
    })
}

/// The sources that mention an entity, by title; not more than a page shows.
fn titles(
    register: &Register,
    page: &EntityPage,
    name: &ShortText,
) -> Result<Vec<String>, RegisterError> {
    const SHOWN: usize = 12;
    let mut titles = Vec::new();
    for mention in register.mentions_of(page.entity.id, Some(name), 0, SHOWN)? {
        let view = register.source(mention.source)?;
        titles.extend(view.map(|it| it.meta.title.unwrap_or_else(|| it.public_id.to_string())));
    }
    titles.dedup();
    Ok(titles)
}

#[derive(Deserialize)]
struct Merge {
    into: String,
    why: String,
    version: u32,
}

async fn merge(
    State(app): State<App>,
    may: May<Decide>,
    Path(id): Path<String>,
    Form(sent): Form<Merge>,
) -> Result<Response, Failure> {
    let (from, into): (_, EntityId) = (id_of(&id)?, parsed(&sent.into)?);
    let (why, version) = (parsed(&sent.why)?, sent.version);
    let act = app.store.write(&may, move |register, given, by| {
        let from = seen_entity(register, from, by)?.entity.id;
        let into = seen_entity(register, into, by)?.entity.id;
        register.merge(given, by, from, into, &why, Some(version))?;
        Ok(into)
    });
    Ok(back(act.await?))
}

#[derive(Deserialize)]
struct Other {
    other: String,
    why: String,
}

async fn unmerge(
    State(app): State<App>,
    may: May<Decide>,
    Path(id): Path<String>,
    Form(sent): Form<Other>,
) -> Result<Response, Failure> {
    let (id, other): (_, EntityId) = (id_of(&id)?, parsed(&sent.other)?);
    let why = parsed(&sent.why)?;
    let act = app.store.write(&may, move |register, given, by| {
        let page = seen_entity(register, id, by)?;
        if !page.merged.iter().any(|it| it.id == other) {
            return Err(RegisterError::NoEntity(other.to_string()));
        }
        register.unmerge(given, by, other, &why, None)
    });
    act.await?;
    Ok(back(other))
}

/// That two entities are not one: they are suggested no more.
async fn apart(
    State(app): State<App>,
    may: May<Decide>,
    Path(id): Path<String>,
    Form(sent): Form<Other>,
) -> Result<Response, Failure> {
    let (id, other): (_, EntityId) = (id_of(&id)?, parsed(&sent.other)?);
    let (why, name): (ShortText, _) = (parsed(&sent.why)?, may.who.name.clone());
    let look = move |register: &Register| {
        let pair = [seen_entity(register, id, &name)?, seen_entity(register, other, &name)?];
        Ok(pair.map(|page| page.entity.id))
    };
    let [a, b] = app.store.read(&may.who, look).await?;
    let (kept, machine, by) = (std::sync::Arc::clone(&app.kept), app.machine, may.who.name.clone());
    run(move || kept.keep_apart(machine.for_accounts(), &by, (a, b), &why)).await??;
    Ok(see_other("/entities/alike", Some(Flash::Saved)))
}

/// Splits chosen mentions off, to a new entity or to one that is there.
async fn split(
    State(app): State<App>,
    may: May<Decide>,
    Path(id): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let field = |name: &str| sent.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    let to = field("to").ok_or(Failure::Malformed)?.trim().to_owned();
    let why = parsed(field("why").ok_or(Failure::Malformed)?)?;
    let chosen: Vec<String> =
        sent.iter().filter(|(key, _)| key == "mention").map(|(_, key)| key.clone()).collect();
    if chosen.is_empty() {
        return Err(Failure::Malformed);
    }
    let name: ShortText = parsed(&to)?;
    let act = app.store.write(&may, move |register, given, by| {
        let page = seen_entity(register, id, by)?;
        let mut mentions: Vec<(SourceId, Mention)> = Vec::new();
        for key in &chosen {
            mentions.push(mention(register, key, by)?);
        }
        let choice = match to.parse() {
            Ok(other) => Choice::Entity(seen_entity(register, other, by)?.entity.id),
            Err(_) => Choice::New { kind: page.entity.kind, name },
        };
        let done = register.split(given, by, page.entity.id, &mentions, &choice, &why)?;
        Ok(done.entity.unwrap_or(page.entity.id))
    });
    Ok(back(act.await?))
}

/// The mention that a form names by source, kind and name.
fn mention(
    register: &Register,
    key: &str,
    by: &ShortText,
) -> Result<(SourceId, Mention), RegisterError> {
    let wrong = || RegisterError::NoId(key.to_owned());
    let mut parts = key.splitn(3, '|');
    let mut next = || parts.next().ok_or_else(wrong);
    let (source, kind, name) = (next()?, next()?, next()?);
    let public = source.parse().map_err(|_| wrong())?;
    let source = register.source_by_public_id(public)?.ok_or_else(wrong)?.source;
    if !register.may_see(by, source)? {
        return Err(wrong());
    }
    let kind = kind.parse().map_err(|_| wrong())?;
    Ok((source, Mention { kind, name: name.parse().map_err(|_| wrong())? }))
}

#[derive(Deserialize)]
struct Called {
    name: String,
}

async fn alias(
    State(app): State<App>,
    may: May<Decide>,
    Path(id): Path<String>,
    Form(sent): Form<Called>,
) -> Result<Response, Failure> {
    let (id, name) = (id_of(&id)?, parsed(&sent.name)?);
    let act = app.store.write(&may, move |register, given, by| {
        let entity = seen_entity(register, id, by)?.entity.id;
        register.add_alias(given, by, entity, &name)
    });
    act.await?;
    Ok(back(id))
}

async fn unalias(
    State(app): State<App>,
    may: May<Decide>,
    Path(id): Path<String>,
    Form(sent): Form<Called>,
) -> Result<Response, Failure> {
    let (id, name) = (id_of(&id)?, parsed(&sent.name)?);
    let act = app.store.write(&may, move |register, given, by| {
        let page = seen_entity(register, id, by)?;
        // One that came with what was merged is that one's own.
        for entity in std::iter::once(&page.entity).chain(&page.merged) {
            if register.remove_alias(given, by, entity.id, &name)? {
                return Ok(true);
            }
        }
        Ok(false)
    });
    act.await?;
    Ok(back(id))
}

#[derive(Deserialize)]
struct Noted {
    text: String,
}

async fn note(
    State(app): State<App>,
    may: May<Propose>,
    Path(id): Path<String>,
    Form(sent): Form<Noted>,
) -> Result<Response, Failure> {
    let (id, text): (_, Prose) = (id_of(&id)?, parsed(&sent.text)?);
    let act = app.store.write(&may, move |register, given, by| {
        let entity = seen_entity(register, id, by)?.entity.id;
        register.note(given, by, Stream::Entity(entity), &text)
    });
    act.await?;
    Ok(back(id))
}
