//! What a page needs of its request: language, who is asking, and the token of its forms.

use askama::Template;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, Uri, header};
use axum::response::{Html, IntoResponse as _, Response};
use pages::Lang;
use url::form_urlencoded::byte_serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::flash::Flash;
use crate::frame::{Frame, Nav};
use crate::guard::{cookie, csrf};
use crate::who::{Session, Who};
use crate::words::Words;

/// The cookie of the language somebody chose.
pub(crate) const LANGUAGE: &str = "veedor-language";

/// A request, as far as its page shows it.
#[derive(Clone)]
pub(crate) struct Seen {
    pub(crate) words: &'static Words,
    session: Option<Session>,
    flash: Option<Flash>,
    path: String,
    is_alone: bool,
}

impl Seen {
    pub(crate) fn of(app: &App, request: &Request) -> Self {
        Self::from(app, request.headers(), request.extensions(), request.uri())
    }

    fn from(app: &App, headers: &HeaderMap, extensions: &Extensions, uri: &Uri) -> Self {
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        Self {
            words: Words::of(language(headers)),
            session: extensions.get::<Session>().cloned(),
            flash: cookie(headers, Flash::COOKIE).and_then(Flash::parse),
            path: path.to_owned(),
            is_alone: app.door.is_alone(),
        }
    }

    /// Who is asking, where they have a name.
    pub(crate) fn who(&self) -> Option<&Who> {
        self.session.as_ref()?.who.as_ref()
    }

    /// Where somebody without a session, or without a name, begins, to come back to `to`.
    pub(crate) fn way_in(&self, to: &str) -> String {
        let begin = if self.session.is_some() { "/name" } else { "/sign-in" };
        match own_path(to) {
            // What brought nobody in is not handed on.
            to if to == "/" || to.starts_with("/?") => begin.to_owned(),
            to => format!("{begin}?to={}", byte_serialize(to.as_bytes()).collect::<String>()),
        }
    }

    /// The path and query that was asked for.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The frame of a page, with the title that `key` names.
    pub(crate) fn frame(&self, key: &str, here: Nav) -> Frame {
        Frame {
            w: self.words,
            title: self.words.t(key),
            here,
            who: self.who().map(|who| who.name.to_string()),
            role: self.who().map(|who| who.role),
            csrf: self.session.as_ref().map(|session| csrf(&session.token)).unwrap_or_default(),
            flash: self.flash.map(|flash| self.words.t(flash.key())),
            is_alone: self.is_alone,
            path: self.path.clone(),
        }
    }

    /// The page, for the answer.
    pub(crate) fn render(&self, page: &impl Template) -> Result<Response, Failure> {
        let html = page.render().map_err(|error| Failure::Broken(error.to_string()))?;
        let mut response = Html(html).into_response();
        if self.flash.is_some() {
            let gone = format!("{}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0", Flash::COOKIE);
            if let Ok(gone) = gone.parse() {
                response.headers_mut().append(header::SET_COOKIE, gone);
            }
        }
        Ok(response)
    }
}

impl FromRequestParts<App> for Seen {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        Ok(Self::from(app, &parts.headers, &parts.extensions, &parts.uri))
    }
}

/// A path of ours, or the start: nobody is sent elsewhere.
pub(crate) fn own_path(path: &str) -> &str {
    let is_own = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    if is_own && path.bytes().all(|b| b.is_ascii_graphic()) { path } else { "/" }
}

/// The language chosen, else the first of the browser's that we have, else Spanish.
fn language(headers: &HeaderMap) -> Lang {
    let known = |tag: &str| Lang::ALL.into_iter().find(|lang| lang.tag() == tag);
    if let Some(lang) = cookie(headers, LANGUAGE).and_then(known) {
        return lang;
    }
    let asked =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let tags = asked.split(',').filter_map(|part| part.split([';', '-']).next());
    tags.map(|tag| tag.trim().to_ascii_lowercase()).find_map(|tag| known(&tag)).unwrap_or(Lang::Es)
}
