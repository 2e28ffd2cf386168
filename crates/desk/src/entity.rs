//! `/entities/ID`: all that is known of an entity, decided or not, and what was done to it.

use std::collections::BTreeMap;

use accounts::Act;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use codebook::event::Stream;
use codebook::value::ShortText;
use codebook::{EntityId, Event, Property, SourceId};
use register::{
    EntityPage, Entry, Filter, MentionView, Note, Register, RegisterError, State as Judged,
    StatementView,
};
use serde::Deserialize;

use crate::app::App;
use crate::entities::{Line, Pair, kind_name, pairs};
use crate::failure::Failure;
use crate::frame::{Frame, LAST_PAGE, Nav};
use crate::seen::Seen;
use crate::who::{Look, May};
use crate::words::Words;

/// The most statements on a page.
const STATEMENTS: usize = 200;
/// The most mentions, and statements that name it.
const MENTIONS: usize = 100;
/// The most suggestions.
const ALIKE: usize = 5;

#[derive(Deserialize)]
pub(crate) struct Asked {
    page: Option<usize>,
}

/// A statement about the entity, or one that names it.
struct Said {
    value: String,
    valid: Option<String>,
    quote: String,
    subject: String,
    state: &'static str,
    standing: String,
    source: String,
    way: String,
}

/// What a source calls the entity.
struct Mentioned {
    /// What a form sends for it: source, kind and name.
    key: String,
    name: String,
    source: String,
    way: String,
    rule: Option<String>,
    bound_to: Option<String>,
}

/// What was done to it.
struct Done {
    what: String,
    why: Option<String>,
    by: String,
    at: String,
}

#[derive(Template)]
#[template(path = "entity.html")]
struct Page {
    frame: Frame,
    id: String,
    kind: String,
    kind_word: &'static str,
    aliases: Vec<String>,
    merged: Vec<Line>,
    counts: Vec<(String, u64)>,
    groups: Vec<(&'static str, Vec<Said>)>,
    naming: Vec<Said>,
    naming_count: u64,
    mentions: Vec<Mentioned>,
    more_mentions: bool,
    notes: Vec<Done>,
    history: Vec<Done>,
    alike: Vec<Pair>,
    newer: Option<usize>,
    older: Option<usize>,
    may_decide: bool,
    may_propose: bool,
}

impl Page {
    /// Of two that may be one, the one that this page is not about.
    fn other<'p>(&self, pair: &'p Pair) -> &'p Line {
        if pair.a.id == self.id { &pair.b } else { &pair.a }
    }
}

/// All that is read of the register for a page, in one look.
struct Read {
    page: EntityPage,
    about: Vec<StatementView>,
    naming: Vec<StatementView>,
    mentions: Vec<MentionView>,
    notes: Vec<Note>,
    history: Vec<Entry>,
    sources: BTreeMap<SourceId, (String, String)>,
}

fn read(
    register: &Register,
    id: EntityId,
    name: &ShortText,
    offset: usize,
) -> Result<Option<Read>, RegisterError> {
    let Some(page) = register.entity(id, Some(name))? else { return Ok(None) };
    let entity = page.entity.id;
    let about = Filter {
        subject: Some(entity),
        seen_by: Some(name.clone()),
        offset,
        limit: Some(STATEMENTS),
        ..Filter::default()
    };
    let naming = Filter {
        subject: None,
        named: Some(entity),
        offset: 0,
        limit: Some(MENTIONS),
        ..about.clone()
    };
    let (about, naming) = (register.statements(&about)?, register.statements(&naming)?);
    let mentions = register.mentions_of(entity, Some(name), 0, MENTIONS + 1)?;
    let history = register.entity_history(entity, name)?;
    let mut sources = BTreeMap::new();
    let named = history.iter().filter_map(bound_source);
    let said = about.iter().chain(&naming).map(|view| view.statement.source());
    for source in said.chain(mentions.iter().map(|it| it.source)).chain(named) {
        if sources.contains_key(&source) {
            continue;
        }
        if let Some(view) = register.source(source)? {
            let public = view.public_id.to_string();
            let title = view.meta.title.unwrap_or_else(|| public.clone());
            sources.insert(source, (public, title));
        }
    }
    let notes = register.notes(&Stream::Entity(entity))?;
    Ok(Some(Read { page, about, naming, mentions, notes, history, sources }))
}

fn bound_source(entry: &Entry) -> Option<SourceId> {
    match &entry.envelope.as_ref()?.event {
        Event::Bound { source, .. } => Some(*source),
        _ => None,
    }
}

pub(crate) async fn look(
    State(app): State<App>,
    may: May<Look>,
    seen: Seen,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let id: EntityId = id.parse().map_err(|_| Failure::NotFound)?;
    let number = asked.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let offset = number.saturating_sub(1).saturating_mul(STATEMENTS);
    let name = may.who.name.clone();
    let read = app.store.read(&may.who, move |register| read(register, id, &name, offset)).await?;
    let read = read.ok_or(Failure::NotFound)?;
    let entity = read.page.entity.id;
    let alike = pairs(&app, &may.who, seen.words, move |register, more, who| {
        register.alike_to(entity, ALIKE.saturating_add(more), Some(&who.name))
    });
    let mut alike = alike.await?;
    alike.truncate(ALIKE);
    seen.render(&shown(&read, &seen, &may, number, alike))
}

fn shown(read: &Read, seen: &Seen, may: &May<Look>, number: usize, alike: Vec<Pair>) -> Page {
    let (w, page) = (seen.words, &read.page);
    let mut frame = seen.frame("entities-title", Nav::Entities);
    frame.title = page.entity.name.to_string();
    let all: u64 = page.about.iter().map(|(_, count)| count).sum();
    let until = number.saturating_mul(STATEMENTS);
    let mut groups: BTreeMap<Property, Vec<Said>> = BTreeMap::new();
    for view in &read.about {
        groups.entry(view.statement.parts().property).or_default().push(read.said(view, w));
    }
    Page {
        frame,
        id: page.entity.id.to_string(),
        kind: kind_name(page.entity.kind, w),
        kind_word: page.entity.kind.as_str(),
        aliases: page.aliases.iter().map(ToString::to_string).collect(),
        merged: page.merged.iter().map(|it| Line::new(it, w)).collect(),
        counts: page.about.iter().map(|(state, count)| (standing(*state, w), *count)).collect(),
        groups: groups
            .into_iter()
            .map(|(property, said)| (pages::property(w.lang, property), said))
            .collect(),
        naming: read.naming.iter().map(|view| read.said(view, w)).collect(),
        naming_count: page.naming,
        mentions: read.mentions.iter().take(MENTIONS).map(|it| read.mentioned(it)).collect(),
        more_mentions: read.mentions.len() > MENTIONS,
        notes: read.notes.iter().map(noted).collect(),
        history: read.history.iter().filter_map(|entry| read.done(entry, w)).collect(),
        alike,
        newer: (number > 1).then(|| number - 1),
        older: (usize::try_from(all).unwrap_or(usize::MAX) > until).then(|| number + 1),
        may_decide: may.who.may(Act::Decide),
        may_propose: may.who.may(Act::Propose),
    }
}

impl Read {
    fn source(&self, id: SourceId) -> (String, String) {
        self.sources.get(&id).cloned().unwrap_or_default()
    }

    fn said(&self, view: &StatementView, w: &Words) -> Said {
        let parts = view.statement.parts();
        let (public, title) = self.source(view.statement.source());
        Said {
            value: pages::value(w.lang, &parts.value, &parts.qualifiers),
            valid: parts.valid.as_ref().map(|valid| pages::date(w.lang, valid)),
            quote: clipped(parts.citation.quote().quote()),
            subject: parts.subject.name.to_string(),
            state: view.state.as_str(),
            standing: standing(view.state, w),
            source: title,
            way: format!("/review/{public}?at={}", view.statement.id()),
        }
    }

    fn mentioned(&self, mention: &MentionView) -> Mentioned {
        let (public, source) = self.source(mention.source);
        let elsewhere = mention.entity != self.page.entity.id;
        let from = self.page.merged.iter().find(|it| elsewhere && it.id == mention.entity);
        Mentioned {
            key: format!("{public}|{}|{}", mention.mention.kind, mention.mention.name),
            name: mention.mention.name.to_string(),
            source,
            way: format!("/review/{public}"),
            rule: mention.rule.as_ref().map(ToString::to_string),
            bound_to: from.map(|it| it.name.to_string()),
        }
    }

    /// What an entry of the log did, in words; nothing of notes, which are told by themselves.
    fn done(&self, entry: &Entry, w: &Words) -> Option<Done> {
        let envelope = entry.envelope.as_ref()?;
        let (what, why) = match &envelope.event {
            Event::EntityCreated { name, .. } => {
                (w.with("done-created", &[("name", name.as_str())]), None)
            }
            Event::Bound { source, mention, why, .. } => {
                let (_, title) = self.source(*source);
                let parts = [("name", mention.name.as_str()), ("source", title.as_str())];
                (w.with("done-bound", &parts), why.as_ref())
            }
            Event::Merged { from, into, why } => {
                let (from, into) = (self.name(*from), self.name(*into));
                let parts = [("name", from.as_str()), ("into", into.as_str())];
                (w.with("done-merged", &parts), Some(why))
            }
            Event::Unmerged { entity, why } => {
                let name = self.name(*entity);
                (w.with("done-unmerged", &[("name", name.as_str())]), Some(why))
            }
            Event::AliasAdded { name, .. } => {
                (w.with("done-alias", &[("name", name.as_str())]), None)
            }
            Event::AliasRemoved { name, .. } => {
                (w.with("done-no-alias", &[("name", name.as_str())]), None)
            }
            _ => return None,
        };
        let (why, by) = (why.map(ToString::to_string), envelope.by.to_string());
        Some(Done { what, why, by, at: envelope.at.strftime("%Y-%m-%d %H:%M").to_string() })
    }

    /// What an entity is called; its id where it is another one.
    fn name(&self, id: EntityId) -> String {
        let known = std::iter::once(&self.page.entity).chain(&self.page.merged);
        let name = known.into_iter().find(|it| it.id == id).map(|it| it.name.to_string());
        name.unwrap_or_else(|| id.to_string())
    }
}

fn noted(note: &Note) -> Done {
    Done {
        what: note.text.to_string(),
        why: None,
        by: note.by.to_string(),
        at: note.at.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

/// How a statement stands, in words.
pub(crate) fn standing(state: Judged, w: &Words) -> String {
    w.t(match state {
        Judged::Undecided => "state-undecided",
        Judged::Accepted => "state-accepted",
        Judged::Rejected => "state-rejected",
        Judged::Amended => "state-amended",
        Judged::Withdrawn => "state-withdrawn",
    })
}

/// A quote as a list shows it.
fn clipped(quote: &str) -> String {
    const LONG: usize = 260;
    match quote.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", quote.get(..at).unwrap_or_default()),
        None => quote.to_owned(),
    }
}
