//! What an editor does to one proposal, and what a contributor states. Each answer is sent after the log
//! has it.

use std::ops::Range;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use codebook::value::ShortText;
use codebook::{Event, Kind, LayerId, Mention, TextLayer, Verdict};
use register::{
    Choice, Entry, Judgement, Register, RegisterError, SourceView, Stated, Words as Chosen,
    by_hand, derive,
};
use serde::Deserialize;

use super::cite::cited;
use super::fields::Fields;
use super::page::{Asked, Extra, newest, own, refused};
use crate::app::App;
use crate::failure::Failure;
use crate::flash::{Flash, see_other};
use crate::seen::Seen;
use crate::who::{Decide, May, Propose, Who};
use crate::words::Words;
use accounts::Act;

/// A judgement without fields of a statement.
#[derive(Deserialize)]
pub(crate) struct Judged {
    statement: String,
    version: u32,
    show: Option<String>,
    #[serde(default)]
    why: String,
    /// A reason from the list, where one was pressed.
    quick: Option<String>,
}

/// What came of an act.
pub(crate) enum Tried<T> {
    Done(T),
    /// Somebody was first: what was done last.
    Clash(Option<Box<Entry>>),
    /// It can't be done so; why, in English.
    Wrong(String),
}

impl<T> Tried<T> {
    /// With something else of what was done.
    fn map<U>(self, of: impl FnOnce(T) -> U) -> Tried<U> {
        match self {
            Self::Done(done) => Tried::Done(of(done)),
            Self::Clash(last) => Tried::Clash(last),
            Self::Wrong(why) => Tried::Wrong(why),
        }
    }
}

/// Tells apart what the person must be told from what is broken.
pub(crate) fn tried<T>(done: Result<T, RegisterError>) -> Result<Tried<T>, RegisterError> {
    match done {
        Ok(done) => Ok(Tried::Done(done)),
        Err(RegisterError::Conflict { last, .. }) => Ok(Tried::Clash(last)),
        Err(
            error @ (RegisterError::OtherKind { .. }
            | RegisterError::NamesNothing(_)
            | RegisterError::Elsewhere { .. }
            | RegisterError::Hidden { .. }
            | RegisterError::NoEntity(_)
            | RegisterError::Span { .. }),
        ) => Ok(Tried::Wrong(error.to_string())),
        Err(error) => Err(error),
    }
}

/// Back to the same proposal.
pub(crate) fn back(source: &SourceView, show: Option<&str>, statement: &str) -> Response {
    let show = if show == Some("undecided") { "undecided" } else { "all" };
    let to = format!("/review/{}?show={show}&at={statement}", source.public_id);
    see_other(&to, Some(Flash::Saved))
}

/// Who was first, beside what was sent.
pub(crate) fn clash(
    last: Option<&Entry>,
    w: &Words,
    ours: String,
    ours_why: Option<String>,
) -> super::page::Clash {
    let envelope = last.and_then(|last| last.envelope.as_ref());
    let Some(envelope) = envelope else {
        return super::page::Clash {
            theirs: w.t("review-clash-somebody"),
            theirs_why: None,
            ours,
            ours_why,
        };
    };
    let (key, theirs_why) = match &envelope.event {
        Event::Decided { decision } => match &decision.verdict {
            Verdict::Accepted => ("review-by-accepting", None),
            Verdict::Rejected { why } => ("review-by-rejecting", Some(why.to_string())),
            Verdict::Amended { why, .. } => ("review-by-amending", Some(why.to_string())),
        },
        Event::Undone { .. } => ("review-by-undoing", None),
        _ => ("review-by-changing", None),
    };
    let at = envelope.at.strftime("%Y-%m-%d %H:%M UTC").to_string();
    let theirs = w.with(key, &[("who", envelope.by.as_str()), ("when", at.as_str())]);
    super::page::Clash { theirs, theirs_why, ours, ours_why }
}

pub(crate) async fn accept(
    State(app): State<App>,
    may: May<Decide>,
    seen: Seen,
    Path(source): Path<String>,
    Form(form): Form<Judged>,
) -> Result<Response, Failure> {
    judge(&app, &may, &seen, source, form, Verdict::Accepted, "review-sent-accept").await
}

pub(crate) async fn reject(
    State(app): State<App>,
    may: May<Decide>,
    seen: Seen,
    Path(source): Path<String>,
    Form(form): Form<Judged>,
) -> Result<Response, Failure> {
    let why = form.quick.as_deref().unwrap_or(&form.why).trim();
    let Ok(why) = why.parse::<ShortText>() else {
        let source = app.store.open_source(&may.who, source).await?;
        let (panel, wrong) = (Some("reject"), Some(seen.words.t("review-why-owed")));
        let extra = Extra { panel, wrong, ..Extra::default() };
        let asked = asked(Some(form.statement), form.show);
        return refused(&app, &may.who, &seen, source, asked, extra).await;
    };
    let verdict = Verdict::Rejected { why };
    judge(&app, &may, &seen, source, form, verdict, "review-sent-reject").await
}

fn asked(at: Option<String>, show: Option<String>) -> Asked {
    Asked { at, show, ..Asked::default() }
}

async fn judge(
    app: &App,
    may: &May<Decide>,
    seen: &Seen,
    source: String,
    form: Judged,
    verdict: Verdict,
    sent: &str,
) -> Result<Response, Failure> {
    let source = app.store.open_source(&may.who, source).await?;
    let why = match &verdict {
        Verdict::Rejected { why } => Some(why.to_string()),
        _ => None,
    };
    let (of, id, version) = (source.clone(), form.statement.clone(), form.version);
    let done = app.store.write(may, move |register, given, by| {
        let statement = own(register, &of, &id)?.statement.id();
        let judgement =
            Judgement { expected: Some(version), ..Judgement::new(statement, verdict, by.clone()) };
        tried(register.decide(given, vec![judgement]))
    });
    let done = done.await?;
    let sent = Sent { at: form.statement, show: form.show, ours: seen.words.t(sent), why };
    settled(app, &may.who, seen, source, sent, done).await
}

pub(crate) async fn undo(
    State(app): State<App>,
    may: May<Decide>,
    seen: Seen,
    Path(source): Path<String>,
    Form(form): Form<Judged>,
) -> Result<Response, Failure> {
    let source = app.store.open_source(&may.who, source).await?;
    let (of, id, version) = (source.clone(), form.statement.clone(), form.version);
    let done = app.store.write(&may, move |register, given, by| {
        let view = own(register, &of, &id)?;
        let done = tried(register.undo(given, by, view.statement.id(), version))?;
        // What an amendment had made is withdrawn: the cursor goes back to what it was made of.
        let judged = view.decision.map(|decision| decision.statement.to_string());
        Ok(done.map(|_| judged.unwrap_or(id)))
    });
    let done = done.await?;
    let at = match &done {
        Tried::Done(at) => at.clone(),
        _ => form.statement,
    };
    let ours = seen.words.t("review-sent-undo");
    settled(&app, &may.who, &seen, source, Sent { at, show: form.show, ours, why: None }, done)
        .await
}

/// What was sent, for the answer to it.
pub(crate) struct Sent {
    pub(crate) at: String,
    pub(crate) show: Option<String>,
    pub(crate) ours: String,
    pub(crate) why: Option<String>,
}

/// The answer to an act without fields.
pub(crate) async fn settled<T>(
    app: &App,
    who: &Who,
    seen: &Seen,
    source: SourceView,
    sent: Sent,
    done: Tried<T>,
) -> Result<Response, Failure> {
    let Sent { at, show, ours, why } = sent;
    let extra = match done {
        Tried::Done(_) => return Ok(back(&source, show.as_deref(), &at)),
        Tried::Clash(last) => {
            let clash = Some(clash(last.as_deref(), seen.words, ours, why));
            Extra { clash, ..Extra::default() }
        }
        Tried::Wrong(detail) => {
            let wrong = Some(seen.words.t("review-wrong"));
            Extra { wrong, detail: Some(detail), ..Extra::default() }
        }
    };
    refused(app, who, seen, source, asked(Some(at), show), extra).await
}

/// Why the fields of a form can't be taken.
enum Unfit {
    /// By the key of what is said.
    Said(&'static str),
    /// In English.
    Told(String),
}

impl From<register::AmendError> for Unfit {
    fn from(error: register::AmendError) -> Self {
        Self::Told(error.to_string())
    }
}

/// What became of a form with fields: the statement to show, or why not.
type Fit = Result<Tried<String>, Unfit>;

pub(crate) async fn amend(
    State(app): State<App>,
    may: May<Decide>,
    seen: Seen,
    Path(source): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let source = app.store.open_source(&may.who, source).await?;
    let (of, id) = (source.clone(), fields.statement.clone());
    let read = app.store.read(&may.who, move |register| own(register, &of, &id));
    let cited = read.await?.statement.parts().citation.quote().layer();
    let layer = layer(&app, &may.who, &source, Some(wanted(&fields).unwrap_or(cited))).await?;
    let (of, form) = (source.clone(), fields.clone());
    let done = app.store.write(&may, move |register, given, by| {
        let view = own(register, &of, &form.statement)?;
        let ready = amendment(register, &view.statement, &form, &layer, by);
        let (verdict, subject) = match ready? {
            Ok(ready) => ready,
            Err(unfit) => return Ok(Err(unfit)),
        };
        let at = match &verdict {
            Verdict::Amended { into, .. } => into.id().to_string(),
            _ => form.statement.clone(),
        };
        let judgement = Judgement {
            expected: Some(form.version),
            layer: Some(&layer),
            subject,
            ..Judgement::new(view.statement.id(), verdict, by.clone())
        };
        Ok(Ok(tried(register.decide(given, vec![judgement]))?.map(|_| at)))
    });
    let done: Fit = done.await?;
    let panel = ("amend", "review-sent-amend");
    answered(&app, &may.who, &seen, source, panel, fields, done).await
}

type Ready = (Verdict, Option<Choice>);

/// The judgement that an amendment's fields ask for. Where they change nothing but the entity, the
/// statement is accepted as it stands.
fn amendment(
    register: &Register,
    old: &codebook::Statement,
    fields: &Fields,
    layer: &TextLayer,
    by: &ShortText,
) -> Result<Result<Ready, Unfit>, RegisterError> {
    let subject = match choice(register, fields, by)? {
        Ok(subject) => subject,
        Err(unfit) => return Ok(Err(unfit)),
    };
    Ok(amended(old, fields, layer, subject))
}

fn amended(
    old: &codebook::Statement,
    fields: &Fields,
    layer: &TextLayer,
    subject: Option<Choice>,
) -> Result<Ready, Unfit> {
    let changes = fields.changes(old);
    let is_same = fields.quote.trim() == old.parts().citation.quote().quote().trim();
    let quote = match (is_same, place(fields)) {
        (true, None) => None,
        (_, place) => {
            Some(cited(layer.text(), &fields.quote, place).map_err(|why| Unfit::Said(why.key()))?)
        }
    };
    if changes.is_empty() && quote.is_none() {
        let subject = subject.ok_or(Unfit::Said("review-amend-nothing"))?;
        return Ok((Verdict::Accepted, Some(subject)));
    }
    let why: ShortText = fields.why.trim().parse().map_err(|_| Unfit::Said("review-why-owed"))?;
    let into = Box::new(derive(old, &changes, quote, layer)?);
    Ok((Verdict::Amended { into, why }, subject))
}

/// Where words were selected.
fn place(fields: &Fields) -> Option<Range<usize>> {
    Some(fields.start.parse().ok()?..fields.end.parse().ok()?)
}

fn wanted(fields: &Fields) -> Option<LayerId> {
    fields.layer.parse().ok()
}

/// The text layer of a source, that one or the newest.
async fn layer(
    app: &App,
    who: &Who,
    source: &SourceView,
    wanted: Option<LayerId>,
) -> Result<Arc<TextLayer>, Failure> {
    let id = source.source;
    let layers = app.store.read(who, move |register| register.layers_of(id)).await?;
    let view = match wanted {
        Some(wanted) => layers.iter().find(|it| it.layer == wanted && !it.extractor.hidden),
        None => newest(&layers),
    };
    app.papers.layer(view.ok_or(Failure::NotFound)?.clone()).await
}

/// The entity that a form says is meant.
fn choice(
    register: &Register,
    fields: &Fields,
    by: &ShortText,
) -> Result<Result<Option<Choice>, Unfit>, RegisterError> {
    let name = fields.entity.trim();
    if name.is_empty() {
        return Ok(Ok(None));
    }
    let Ok(kind) = fields.kind.parse::<Kind>() else {
        return Ok(Err(Unfit::Said("review-kind-owed")));
    };
    if !fields.entity_new.is_empty() {
        let new = name.parse().map(|name| Some(Choice::New { kind, name }));
        return Ok(new.map_err(|_| Unfit::Said("review-entity-none")));
    }
    if let Ok(id) = fields.entity_id.parse() {
        let known = register.entity(id, Some(by))?.is_some();
        let chosen = known.then_some(Some(Choice::Entity(id)));
        return Ok(chosen.ok_or(Unfit::Said("review-entity-none")));
    }
    let found = register.find_entities(name, Some(kind), 2, Some(by))?;
    let is_called = |entity: &register::EntityView| {
        codebook::fold::fold_name(entity.name.as_str()) == codebook::fold::fold_name(name)
    };
    Ok(match found.as_slice() {
        [] => Err(Unfit::Said("review-entity-none")),
        [only] if is_called(only) => Ok(Some(Choice::Entity(only.id))),
        // Found by the beginnings of words, or by an alias that another may have too: it may not be who is meant.
        [_] => Err(Unfit::Said("review-entity-near")),
        [first, second] if is_called(first) && !is_called(second) => {
            Ok(Some(Choice::Entity(first.id)))
        }
        _ => Err(Unfit::Said("review-entity-several")),
    })
}

pub(crate) async fn state(
    State(app): State<App>,
    may: May<Propose>,
    seen: Seen,
    Path(source): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let source = app.store.open_source(&may.who, source).await?;
    let layer = layer(&app, &may.who, &source, wanted(&fields)).await?;
    let accepts = may.who.may(Act::Decide) && !fields.accept.is_empty();
    let form = fields.clone();
    let done = app.store.write(&may, move |register, given, by| {
        let chosen = match choice(register, &form, by)? {
            Ok(chosen) => chosen,
            Err(unfit) => return Ok(Err(unfit)),
        };
        let statement = match stated(&form, &layer) {
            Ok(statement) => statement,
            Err(unfit) => return Ok(Err(unfit)),
        };
        let stated = match accepts {
            true => Stated::Accepted { subject: chosen, names: None },
            false => Stated::Proposed,
        };
        let done = register.state(given, by, &statement, &layer, stated);
        Ok(Ok(match tried(done)? {
            Tried::Done(done) => Tried::Done(done.statement.to_string()),
            Tried::Clash(last) => Tried::Clash(last),
            Tried::Wrong(why) => Tried::Wrong(why),
        }))
    });
    let done: Fit = done.await?;
    let panel = ("state", "review-sent-state");
    answered(&app, &may.who, &seen, source, panel, fields, done).await
}

fn stated(fields: &Fields, layer: &TextLayer) -> Result<codebook::Statement, Unfit> {
    let quote =
        cited(layer.text(), &fields.quote, place(fields)).map_err(|why| Unfit::Said(why.key()))?;
    let kind = fields.kind.parse().map_err(|_| Unfit::Said("review-kind-owed"))?;
    let name = fields.subject.trim().parse().map_err(|_| Unfit::Said("review-subject-owed"))?;
    let property = fields.property.parse().map_err(|_| Unfit::Said("review-property-owed"))?;
    let words = Chosen {
        quote,
        value: None,
        subject: Mention { kind, name },
        property,
        says: fields.value.trim(),
        sets: &fields.besides(),
    };
    Ok(by_hand(layer, &words)?)
}

/// The answer to a form with fields; one that was not taken comes back as it was filled in.
async fn answered(
    app: &App,
    who: &Who,
    seen: &Seen,
    source: SourceView,
    (panel, sent): (&'static str, &str),
    fields: Fields,
    done: Fit,
) -> Result<Response, Failure> {
    let w = seen.words;
    let ours = w.with(sent, &[("value", &fields.value)]);
    let why = Some(fields.why.clone()).filter(|why| !why.is_empty());
    let mut extra = Extra { panel: Some(panel), ..Extra::default() };
    match done {
        Ok(Tried::Done(at)) => return Ok(back(&source, Some(&fields.show), &at)),
        Ok(Tried::Clash(last)) => extra.clash = Some(clash(last.as_deref(), w, ours, why)),
        Ok(Tried::Wrong(detail)) | Err(Unfit::Told(detail)) => {
            (extra.wrong, extra.detail) = (Some(w.t("review-wrong")), Some(detail));
        }
        Err(Unfit::Said(key)) => extra.wrong = Some(w.t(key)),
    }
    let at = Some(fields.statement.clone()).filter(|at| !at.is_empty());
    let asked = asked(at, Some(fields.show.clone()));
    extra.fields = Some(fields);
    refused(app, who, seen, source, asked, extra).await
}
