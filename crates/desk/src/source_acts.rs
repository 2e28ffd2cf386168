//! What is done to a source: noted on, shown to more or to fewer, its original offered, its words redacted. Each
//! act is an event with who did it; none reaches a source that its doer may not see.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use codebook::event::Stream;
use codebook::value::{Prose, ShortText};
use codebook::{SourceId, Visibility};
use register::redaction::{everywhere, telling};
use register::{Given, Register, RegisterError};
use serde::Deserialize;

use crate::app::App;
use crate::failure::{Failure, parsed};
use crate::flash::{Flash, see_other};
use crate::routes::Routes;
use crate::seen::Seen;
use crate::source::{Offer, Told, page, seen_by, show, texts};
use crate::who::{Look, May, Propose, Release, Writes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get::<Look, _, _>("/sources/{id}", show)
        .post::<Propose, _, _>("/sources/{id}/note", note)
        .post::<Release, _, _>("/sources/{id}/visibility", visibility)
        .post::<Release, _, _>("/sources/{id}/original", original)
        .post::<Release, _, _>("/sources/{id}/admit", admit)
        .post::<Release, _, _>("/sources/{id}/redact", redact)
        .post::<Release, _, _>("/sources/{id}/unredact", unredact)
}

/// Does something to a source, for somebody who may see it.
async fn act<R: Writes, T: Send + 'static>(
    app: &App,
    may: &May<R>,
    id: &str,
    act: impl FnOnce(&mut Register, Given<'_>, &ShortText, SourceId) -> Result<T, RegisterError>
    + Send
    + 'static,
) -> Result<T, Failure> {
    let id = id.to_owned();
    let on_it = move |register: &mut Register, given: Given<'_>, by: &ShortText| {
        let source = seen_by(register, by, &id)?.source;
        act(register, given, by, source)
    };
    app.store.write(may, on_it).await
}

fn back(id: &str) -> Response {
    see_other(&format!("/sources/{id}"), Some(Flash::Saved))
}

#[derive(Deserialize)]
struct Noted {
    text: String,
}

async fn note(
    State(app): State<App>,
    may: May<Propose>,
    Path(id): Path<String>,
    Form(asked): Form<Noted>,
) -> Result<Response, Failure> {
    let text: Prose = parsed(&asked.text)?;
    act(&app, &may, &id, move |register, given, by, source| {
        register.note(given, by, Stream::Source(source), &text)
    })
    .await?;
    Ok(back(&id))
}

#[derive(Deserialize)]
struct Shown {
    visibility: String,
}

async fn visibility(
    State(app): State<App>,
    may: May<Release>,
    Path(id): Path<String>,
    Form(asked): Form<Shown>,
) -> Result<Response, Failure> {
    let visibility: Visibility = parsed(&asked.visibility)?;
    act(&app, &may, &id, move |register, given, by, source| match visibility {
        Visibility::Confidential => {
            register.close_source(given, by, source, std::slice::from_ref(by))
        }
        _ => register.set_visibility(given, by, &[source], visibility),
    })
    .await?;
    Ok(back(&id))
}

#[derive(Deserialize)]
struct Offering {
    #[serde(default)]
    offer: String,
}

async fn original(
    State(app): State<App>,
    may: May<Release>,
    look: May<Look>,
    seen: Seen,
    Path(id): Path<String>,
    Form(asked): Form<Offering>,
) -> Result<Response, Failure> {
    let offered = !asked.offer.is_empty();
    let may_be = act(&app, &may, &id, move |register, given, by, source| {
        match register.offer_originals(given, by, &[source], offered) {
            Err(RegisterError::NotOffered { .. }) => Ok(false),
            done => done.map(|_| true),
        }
    });
    if may_be.await? {
        return Ok(back(&id));
    }
    page(&app, &look, &seen, id, Told::Wrong("original-not-offered")).await
}

#[derive(Deserialize)]
struct Admitting {
    name: String,
    #[serde(default)]
    dismiss: String,
}

async fn admit(
    State(app): State<App>,
    may: May<Release>,
    Path(id): Path<String>,
    Form(asked): Form<Admitting>,
) -> Result<Response, Failure> {
    let name: ShortText = parsed(&asked.name)?;
    act(&app, &may, &id, move |register, given, by, source| match asked.dismiss.is_empty() {
        true => register.admit(given, by, source, &[name]),
        false => register.dismiss(given, by, source, &[name]),
    })
    .await?;
    Ok(back(&id))
}

/// What a form asks to redact.
#[derive(Default)]
struct Redacting {
    words: String,
    why: String,
    /// Other words, chosen among what was offered.
    also: Vec<String>,
    /// True where it was offered.
    is_sure: bool,
}

impl From<Vec<(String, String)>> for Redacting {
    fn from(pairs: Vec<(String, String)>) -> Self {
        let mut asked = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "words" => asked.words = value,
                "why" => asked.why = value,
                "also" => asked.also.push(value),
                "sure" => asked.is_sure = true,
                _ => {}
            }
        }
        asked
    }
}

/// Redacts words; where their parts stand elsewhere, these are offered first.
async fn redact(
    State(app): State<App>,
    may: May<Release>,
    look: May<Look>,
    seen: Seen,
    Path(id): Path<String>,
    Form(asked): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let asked = Redacting::from(asked);
    let why: ShortText = parsed(&asked.why)?;
    let (of, name) = (id.clone(), may.who.name.clone());
    let (layers, redacted) = app
        .store
        .read(&may.who, move |register| {
            let source = seen_by(register, &name, &of)?.source;
            Ok((register.shown_layers_of(source)?, register.redactions(source)?))
        })
        .await?;
    let layers = texts(app.store.dir(), layers).await?;
    let found = everywhere(&layers, &asked.words, &asked.also);
    let Some((layer, ranges)) = found.map(|(layer, ranges)| (layer.clone(), ranges)) else {
        return page(&app, &look, &seen, id, Told::Wrong("redact-not-found")).await;
    };
    if !asked.is_sure {
        let here = redacted.into_iter().filter(|one| one.layer == layer.id());
        let here: Vec<_> = here.map(|one| one.range).collect();
        let telling = telling(layer.text(), &asked.words, &here);
        if !telling.is_empty() {
            let Redacting { words, why, .. } = asked;
            let offer = Offer { words, why, places: ranges.len() as u64, telling };
            return page(&app, &look, &seen, id, Told::Offer(offer)).await;
        }
    }
    app.store
        .write(&may, move |register, given, by| {
            register.redact(given, by, &layer, &ranges, &layers, &why)
        })
        .await?;
    Ok(back(&id))
}

#[derive(Deserialize)]
struct Unredacting {
    row: u64,
    why: String,
}

async fn unredact(
    State(app): State<App>,
    may: May<Release>,
    Path(id): Path<String>,
    Form(asked): Form<Unredacting>,
) -> Result<Response, Failure> {
    let why: ShortText = parsed(&asked.why)?;
    act(&app, &may, &id, move |register, given, by, source| {
        register.unredact(given, by, source, asked.row, &why)
    })
    .await?;
    Ok(back(&id))
}
