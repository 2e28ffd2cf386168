//! `/review/SOURCE`: the source and its proposals side by side.

use std::ops::Range;
use std::sync::Arc;

use accounts::Act;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use codebook::{LayerRecord, Role, StatementId, TextLayer, Visibility};
use register::{
    Filter, Order, Register, RegisterError, SourceView, State as Judged, StatementView,
};
use serde::Deserialize;

use super::bulk;
use super::cut::{Cited, SOUGHT};
use super::fields::Fields;
use super::line::{Line, standing};
use super::paper::{Focus, Paper, paper};
use crate::app::App;
use crate::failure::Failure;
use crate::frame::{Frame, LAST_PAGE, Nav};
use crate::seen::Seen;
use crate::who::{Look, May, Who};
use crate::words::Words;

/// How many proposals stand on a page.
const ROWS: usize = 40;

/// What a link to the page asks for.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// The proposal under the cursor.
    pub(crate) at: Option<String>,
    /// `undecided`, or all.
    pub(crate) show: Option<String>,
    pub(crate) page: Option<usize>,
    pub(crate) from: Option<usize>,
    /// With `from`: the words between are what somebody looked for.
    pub(crate) to: Option<usize>,
    pub(crate) panel: Option<String>,
}

impl Asked {
    /// The words that somebody looked for.
    fn sought(&self) -> Option<Range<usize>> {
        self.from.zip(self.to).map(|(from, to)| from..to.max(from))
    }

    /// Which proposal is under the cursor: without a word, the first, but for who looks for words.
    fn cursor(&self, views: &[StatementView]) -> Option<usize> {
        match &self.at {
            Some(id) => views.iter().position(|it| it.statement.id().to_string() == *id),
            None => (!views.is_empty() && self.sought().is_none()).then_some(0),
        }
    }

    /// The place in the text that is looked at, and the part of it that shows it.
    fn looks_at(&self, here: Option<&StatementView>) -> (usize, Focus) {
        let cursor = here.map_or(0, |view| view.statement.parts().citation.quote().range().start);
        match (self.sought(), self.from) {
            (Some(sought), _) => (sought.start, Focus::Around(sought.start)),
            (None, Some(from)) => (cursor, Focus::From(from)),
            (None, None) => (cursor, Focus::Around(cursor)),
        }
    }
}

/// What somebody sent, and what came between.
pub(crate) struct Clash {
    /// Who was first, what and when.
    pub(crate) theirs: String,
    pub(crate) theirs_why: Option<String>,
    /// What was sent, by the key of its verdict and what else it said.
    pub(crate) ours: String,
    pub(crate) ours_why: Option<String>,
}

/// What is told on the page beside how things stand.
#[derive(Default)]
pub(crate) struct Extra {
    pub(crate) panel: Option<&'static str>,
    pub(crate) fields: Option<Fields>,
    /// What is wrong with what was sent, in words of the page's language.
    pub(crate) wrong: Option<String>,
    /// More of it, in English, as the crates below say it.
    pub(crate) detail: Option<String>,
    pub(crate) clash: Option<Clash>,
}

#[derive(Template)]
#[template(path = "review.html")]
struct Page {
    frame: Frame,
    source: String,
    kind: String,
    is_confidential: bool,
    layer: String,
    is_older_layer: bool,
    paper: Option<Paper>,
    lines: Vec<Line>,
    /// Which of them is under the cursor.
    here: Option<usize>,
    /// Where the line, or the cell, begins that its quote begins in.
    here_at: usize,
    show: &'static str,
    all: u64,
    undecided: u64,
    counts: Vec<(String, u64)>,
    newer: Option<usize>,
    older: Option<usize>,
    head: u64,
    may_decide: bool,
    may_propose: bool,
    panel: &'static str,
    fields: Fields,
    bulk: Vec<Line>,
    many: u64,
    bulk_more: bool,
    quick: Vec<String>,
    wrong: Option<String>,
    detail: Option<String>,
    clash: Option<Clash>,
}

impl Page {
    fn current(&self) -> Option<&Line> {
        self.lines.get(self.here?)
    }

    fn is_here(&self, place: &usize) -> bool {
        self.here == Some(*place)
    }

    fn before(&self) -> Option<&Line> {
        self.lines.get(self.here?.checked_sub(1)?)
    }

    fn next(&self) -> Option<&Line> {
        self.lines.get(self.here? + 1)
    }

    /// The page with the cursor there.
    fn at(&self, id: &str) -> String {
        format!("/review/{}?show={}&at={id}", self.source, self.show)
    }

    /// The page with a panel open.
    fn open(&self, panel: &str) -> String {
        match self.current() {
            Some(line) => format!("{}&panel={panel}", self.at(&line.id)),
            None => format!("/review/{}?show={}&panel={panel}", self.source, self.show),
        }
    }

    fn close(&self) -> String {
        match self.current() {
            Some(line) => self.at(&line.id),
            None => format!("/review/{}?show={}", self.source, self.show),
        }
    }

    /// The page with another part of the text.
    fn part(&self, from: &usize) -> String {
        format!("{}&from={from}", self.close())
    }

    /// The statements that are judged together, with the version each was seen at.
    fn together(&self) -> String {
        let all: Vec<String> =
            self.bulk.iter().map(|line| format!("{}:{}", line.id, line.version)).collect();
        all.join(" ")
    }
}

pub(crate) async fn look(
    State(app): State<App>,
    may: May<Look>,
    seen: Seen,
    Path(source): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let source = app.store.open_source(&may.who, source).await?;
    let page = build(&app, &may.who, &seen, source, asked, Extra::default()).await?;
    seen.render(&page)
}

/// The page as the answer to an act that was not done.
pub(crate) async fn refused(
    app: &App,
    who: &Who,
    seen: &Seen,
    source: SourceView,
    asked: Asked,
    extra: Extra,
) -> Result<Response, Failure> {
    let status = match extra.clash {
        Some(_) => StatusCode::CONFLICT,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = build(app, who, seen, source, asked, extra).await?;
    let mut answer = seen.render(&page)?;
    *answer.status_mut() = status;
    Ok(answer)
}

/// What the register says for the page.
struct Read {
    views: Vec<StatementView>,
    counts: Vec<(Judged, u64)>,
    layers: Vec<LayerRecord>,
    fit: u64,
    page: usize,
    head: u64,
}

fn read(
    register: &Register,
    source: &SourceView,
    asked: &Asked,
    state: Option<Judged>,
) -> Result<Read, RegisterError> {
    let filter =
        Filter { state, source: Some(source.source), order: Order::Place, ..Filter::default() };
    let at = asked.at.as_deref().map(|id| own(register, source, id)).transpose()?;
    let fit = register.count_statements(&filter)?;
    let before = match &at {
        Some(view) => Some(register.count_before(&filter, view.statement.id())?),
        None => None,
    };
    let before = before.map(|before| usize::try_from(before).unwrap_or(usize::MAX));
    let page = match (before, asked.page) {
        (Some(before), _) => before / ROWS,
        (None, page) => page.unwrap_or(1).clamp(1, LAST_PAGE) - 1,
    };
    let offset = page.saturating_mul(ROWS);
    let mut views = register.statements(&Filter { offset, limit: Some(ROWS), ..filter })?;
    // What was decided a moment ago stays in its place, also where only the undecided are shown.
    if let (Some(at), Some(before)) = (at, before)
        && !views.iter().any(|view| view.statement.id() == at.statement.id())
    {
        views.insert(before.saturating_sub(offset).min(views.len()), at);
    }
    Ok(Read {
        views,
        counts: register
            .facets(&Filter { source: Some(source.source), ..Filter::default() }, 8)?
            .states,
        layers: register.layers_of(source.source)?,
        fit,
        page,
        head: register.head()?.0,
    })
}

/// A statement of this source; one of another is not there.
pub(crate) fn own(
    register: &Register,
    source: &SourceView,
    id: &str,
) -> Result<StatementView, RegisterError> {
    let unknown = || RegisterError::Unknown {
        what: "statement",
        list: "statements",
        ids: vec![id.to_owned()],
    };
    id.parse::<StatementId>().map_err(|_| unknown())?;
    let view = register.statement(id)?;
    if view.statement.source() == source.source { Ok(view) } else { Err(unknown()) }
}

/// The layer that is shown: the one that the proposal under the cursor cites, else the newest.
fn shown_layer(layers: &[LayerRecord], here: Option<&StatementView>) -> Option<LayerRecord> {
    let cited = here.map(|view| view.statement.parts().citation.quote().layer());
    let cited = layers.iter().find(|layer| Some(layer.layer) == cited);
    cited.or_else(|| newest(layers)).cloned()
}

/// The newest layer that everybody can see in the document.
pub(crate) fn newest(layers: &[LayerRecord]) -> Option<&LayerRecord> {
    layers.iter().rev().find(|layer| !layer.extractor.hidden)
}

fn cited(views: &[StatementView], layer: &TextLayer) -> Vec<Cited> {
    let mut cited = Vec::new();
    for (of, view) in views.iter().enumerate() {
        let spans = view.statement.parts().citation.spans().iter();
        for span in spans.filter(|span| span.layer() == layer.id()) {
            let is_value = span.role() == Role::Value;
            cited.push(Cited { range: span.range(), of, is_value });
        }
    }
    cited
}

async fn build(
    app: &App,
    who: &Who,
    seen: &Seen,
    source: SourceView,
    asked: Asked,
    extra: Extra,
) -> Result<Page, Failure> {
    let state = (asked.show.as_deref() == Some("undecided")).then_some(Judged::Undecided);
    let source = Arc::new(source);
    let (of, question) = (Arc::clone(&source), asked.clone());
    let read = app.store.read(who, move |register| read(register, &of, &question, state)).await?;
    let w = seen.words;
    let here = asked.cursor(&read.views);
    let view = here.and_then(|here| read.views.get(here));
    let shown = shown_layer(&read.layers, view);
    let is_older_layer =
        shown.as_ref().map(|it| it.layer) != newest(&read.layers).map(|it| it.layer);
    let layer = match shown {
        Some(shown) => Some(app.papers.layer(shown).await?),
        None => None,
    };
    let (place, focus) = asked.looks_at(view);
    let panel = extra.panel.unwrap_or_else(|| panel_of(asked.panel.as_deref(), who));
    let together = bulk::together(app, who, &source, panel, view, layer.as_deref()).await?;
    let fields = extra.fields.unwrap_or_else(|| fields_of(view, panel, w));
    let looked_for = asked.sought().map(|range| Cited { range, of: SOUGHT, is_value: false });
    let shown_paper = layer.as_ref().map(|layer| {
        let cited: Vec<Cited> = cited(&read.views, layer).into_iter().chain(looked_for).collect();
        paper(layer, &focus, &cited)
    });
    let mut frame = seen.frame("review-title", Nav::Review);
    frame.title = source.meta.title.clone().unwrap_or_else(|| source.public_id.to_string());
    let count = |state: Judged| {
        read.counts.iter().find(|(it, _)| *it == state).map_or(0, |(_, count)| *count)
    };
    Ok(Page {
        frame,
        source: source.public_id.to_string(),
        kind: source.media_type.ending().to_uppercase(),
        is_confidential: source.visibility == Visibility::Confidential,
        layer: layer.as_ref().map(|layer| layer.id().to_string()).unwrap_or_default(),
        is_older_layer,
        here_at: shown_paper.as_ref().map_or(0, |paper| paper.line_of(place)),
        paper: shown_paper,
        lines: read.views.iter().map(|view| Line::new(view, w)).collect(),
        here,
        show: if state.is_some() { "undecided" } else { "all" },
        all: read.counts.iter().map(|(_, count)| count).sum(),
        undecided: count(Judged::Undecided),
        counts: read.counts.iter().map(|(it, count)| (standing(*it, w), *count)).collect(),
        newer: (read.page > 0).then_some(read.page),
        older: (((read.page + 1) * ROWS) as u64).lt(&read.fit).then_some(read.page + 2),
        head: read.head,
        may_decide: who.may(Act::Decide),
        may_propose: who.may(Act::Propose),
        panel,
        fields,
        bulk_more: together.more,
        many: together.views.len() as u64,
        bulk: together.views.iter().map(|view| Line::new(view, w)).collect(),
        quick: ["quick-subject", "quick-value", "quick-not-said", "quick-off", "quick-twice"]
            .map(|key| w.t(key))
            .to_vec(),
        wrong: extra.wrong,
        detail: extra.detail,
        clash: extra.clash,
    })
}

/// What the fields of a panel begin with.
fn fields_of(view: Option<&StatementView>, panel: &str, w: &Words) -> Fields {
    let Some(view) = view else { return Fields::default() };
    if panel == "state" {
        let subject = &view.statement.parts().subject;
        let (subject, kind) = (subject.name.to_string(), subject.kind.as_str().to_owned());
        return Fields { subject, kind, ..Fields::default() };
    }
    let why = w.t("review-why-usual");
    Fields { version: view.version, why, ..Fields::of(&view.statement) }
}

/// The panel asked for, where it is one that this person may use.
fn panel_of(asked: Option<&str>, who: &Who) -> &'static str {
    match asked {
        Some("help") => "help",
        Some("state") if who.may(Act::Propose) => "state",
        Some("reject") if who.may(Act::Decide) => "reject",
        Some("amend") if who.may(Act::Decide) => "amend",
        Some("row") if who.may(Act::Decide) => "row",
        Some("subject") if who.may(Act::Decide) => "subject",
        _ => "",
    }
}
