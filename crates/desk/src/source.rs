//! One source: what it is, who may see it, and which of its words the public may not.
//!
//! Every page of a confidential source that is opened is recorded; who is not admitted to it is told what
//! they would be told of a source that is not there.

use std::path::PathBuf;

use accounts::Act;
use archive::Archive;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use codebook::event::Stream;
use codebook::value::ShortText;
use codebook::{LayerRecord, Origin, TextLayer, Visibility};
use register::redaction::{Kept, Telling};
use register::{
    Note, Opening, OriginView, Redaction, Register, RegisterError, SourceRow, SourceView,
};

use crate::app::App;
use crate::failure::Failure;
use crate::frame::{Frame, Nav};
use crate::seen::Seen;
use crate::store::run;
use crate::who::{Look, May};
use crate::words::Words;

/// How many readings are shown.
const OPENINGS: usize = 50;
/// The most bytes of text that are shown to select words in.
const TEXT: usize = 400_000;

/// What the register knows of a source.
struct Known {
    row: SourceRow,
    origins: Vec<OriginView>,
    layers: Vec<LayerRecord>,
    notes: Vec<Note>,
    admitted: Vec<ShortText>,
    openings: Vec<Opening>,
    redactions: Vec<Redaction>,
    kept: Kept,
}

/// What the page says of what was asked before.
pub(crate) enum Told {
    Nothing,
    /// The key of what is wrong.
    Wrong(&'static str),
    Offer(Offer),
}

/// Words about to be redacted, and what else in the source tells of them.
pub(crate) struct Offer {
    pub(crate) words: String,
    pub(crate) why: String,
    /// In how many places the words stand.
    pub(crate) places: u64,
    pub(crate) telling: Vec<Telling>,
}

#[derive(Template)]
#[template(path = "source.html")]
struct Page {
    frame: Frame,
    id: String,
    wrong: Option<String>,
    offer: Option<Offer>,
    visibility: String,
    is_confidential: bool,
    known: Known,
    text: String,
    may_note: bool,
    may_release: bool,
}

impl Page {
    fn states(&self) -> Vec<(String, u64)> {
        let name = |state: &register::State| self.frame.w.t(&format!("state-{state}"));
        self.known.row.statements.iter().map(|(state, count)| (name(state), *count)).collect()
    }

    /// The choices of who may see it, each with what comes of it.
    fn choices(&self) -> Vec<(&'static str, String, String)> {
        Visibility::ALL
            .into_iter()
            .filter(|visibility| *visibility != self.known.row.source.visibility)
            .map(|visibility| {
                let w = self.frame.w;
                let told = w.t(&format!("visibility-{visibility}-means"));
                (visibility.as_str(), named(w, visibility), told)
            })
            .collect()
    }

    fn from(origin: &OriginView) -> String {
        match &origin.from.origin {
            Origin::File { path } => path.clone(),
            Origin::Url { answered, .. } => answered.clone(),
            Origin::Part { name, part, .. } => name.clone().unwrap_or_else(|| part.to_string()),
        }
    }
}

fn named(w: &Words, visibility: Visibility) -> String {
    w.t(&format!("visibility-{visibility}"))
}

/// The source of that public id, where somebody of that name may see it.
pub(crate) fn seen_by(
    register: &Register,
    name: &ShortText,
    id: &str,
) -> Result<SourceView, RegisterError> {
    let unknown = || {
        let ids = vec![id.to_owned()];
        RegisterError::Unknown { what: "source", list: "source --list", ids }
    };
    let source = register.source_named(id).map_err(|_| unknown())?;
    let is_it = source.public_id.to_string() == id && register.may_see(name, source.source)?;
    if is_it { Ok(source) } else { Err(unknown()) }
}

pub(crate) async fn show(
    State(app): State<App>,
    may: May<Look>,
    seen: Seen,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&app, &may, &seen, id, Told::Nothing).await
}

pub(crate) async fn page(
    app: &App,
    may: &May<Look>,
    seen: &Seen,
    id: String,
    told: Told,
) -> Result<Response, Failure> {
    let (name, asked) = (may.who.name.clone(), id.clone());
    let found = app.store.read(&may.who, move |register| seen_by(register, &name, &asked)).await?;
    let source = found.source;
    if found.visibility == Visibility::Confidential {
        // Recorded before a word of it is read.
        app.store.read_confidential(&may.who, source).await?;
    }
    let known = app.store.read(&may.who, move |register| know(register, found)).await?;
    let texts = texts(app.store.dir(), known.layers.clone()).await?;
    let text = texts.last().map(|layer| shown_text(layer, &known.redactions)).unwrap_or_default();
    let visibility = known.row.source.visibility;
    let title = known.row.source.meta.title.clone().unwrap_or_else(|| id.clone());
    let (wrong, offer) = match told {
        Told::Nothing => (None, None),
        Told::Wrong(key) => (Some(seen.words.t(key)), None),
        Told::Offer(offer) => (None, Some(offer)),
    };
    seen.render(&Page {
        frame: Frame { title, ..seen.frame("sources-title", Nav::Sources) },
        id,
        wrong,
        offer,
        visibility: named(seen.words, visibility),
        is_confidential: visibility == Visibility::Confidential,
        known,
        text,
        may_note: may.who.may(Act::Propose),
        may_release: may.who.may(Act::Release),
    })
}

fn know(register: &Register, found: SourceView) -> Result<Known, RegisterError> {
    let source = found.source;
    Ok(Known {
        row: register.source_row(found)?,
        origins: register.origins_of(source)?,
        layers: register.shown_layers_of(source)?,
        notes: register.notes(&Stream::Source(source))?,
        admitted: register.admitted(source)?,
        openings: register.openings(source, OPENINGS)?,
        redactions: register.redactions(source)?,
        kept: register.kept_by_redaction(source)?,
    })
}

/// The texts of layers, as the archive has them.
pub(crate) async fn texts(
    dir: PathBuf,
    layers: Vec<LayerRecord>,
) -> Result<Vec<TextLayer>, Failure> {
    run(move || {
        let broken = |error: archive::ArchiveError| Failure::Broken(error.to_string());
        let archive = Archive::open(&dir).map_err(broken)?;
        layers.iter().map(|layer| archive.layer(layer).map_err(broken)).collect()
    })
    .await?
}

/// The text as the public would have it.
fn shown_text(layer: &TextLayer, redactions: &[Redaction]) -> String {
    let mut ranges: Vec<_> = redactions
        .iter()
        .filter(|one| one.layer == layer.id())
        .map(|one| one.range.clone())
        .collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<std::ops::Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut().filter(|last| last.end >= range.start) {
            Some(last) => last.end = last.end.max(range.end),
            None => joined.push(range),
        }
    }
    let mut text = register::redaction::cut(layer.text(), &joined);
    if text.len() > TEXT {
        text.truncate(text.floor_char_boundary(TEXT));
        text.push('…');
    }
    text
}
