//! Coming in: the launch token, a name, signing in and out, an invitation, the language.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use accounts::{AccountError, Accounts, Token};
use askama::Template;
use axum::Form;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use codebook::value::ShortText;
use pages::Lang;
use serde::Deserialize;

use crate::app::{App, Door};
use crate::failure::Failure;
use crate::flash::{Flash, see_other};
use crate::frame::{Frame, Nav};
use crate::routes::Routes;
use crate::seen::{LANGUAGE, Seen, own_path};
use crate::store::run;
use crate::who::Session;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .open_get("/sign-in", sign_in_page)
        .open_post("/sign-in", sign_in)
        .open_post("/sign-out", sign_out)
        .open_get("/name", name_page)
        .open_post("/name", name)
        .open_get("/invitation/{token}", invitation_page)
        .open_post("/invitation/{token}", accept)
        .open_post("/language", language)
}

#[derive(Template)]
#[template(path = "sign-in.html")]
struct SignInPage {
    frame: Frame,
    error: Option<String>,
    name: String,
    /// Where one wanted to go.
    to: String,
}

#[derive(Template)]
#[template(path = "name.html")]
struct NamePage {
    frame: Frame,
    error: Option<String>,
    to: String,
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationPage {
    frame: Frame,
    token: String,
    name: String,
    error: Option<String>,
}

#[derive(Deserialize)]
struct Credentials {
    name: String,
    password: String,
    #[serde(default)]
    to: String,
}

#[derive(Deserialize)]
struct Named {
    name: String,
    #[serde(default)]
    to: String,
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    to: String,
}

#[derive(Deserialize)]
struct Password {
    password: String,
}

#[derive(Deserialize)]
struct Language {
    language: String,
    back: String,
}

impl App {
    fn accounts(&self) -> Result<Arc<Accounts>, Failure> {
        match &*self.door {
            Door::Accounts(accounts) => Ok(Arc::clone(accounts)),
            Door::Alone { .. } => Err(Failure::NotFound),
        }
    }

    fn let_in(&self, to: &str, session: &Token) -> Response {
        with_cookie(see_other(to, None), &self.cookie(session.secret()))
    }
}

fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Answers the launch token, if it is that: a cookie, and an address without it.
pub(crate) fn launch(app: &App, brought: &str) -> Option<Response> {
    let session = app.launched(&Token::presented(brought)?)?;
    Some(app.let_in("/", &session))
}

async fn sign_in_page(seen: Seen, Query(Back { to }): Query<Back>) -> Result<Response, Failure> {
    let frame = seen.frame("sign-in", Nav::None);
    seen.render(&SignInPage { frame, error: None, name: String::new(), to })
}

async fn sign_in(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    seen: Seen,
    headers: HeaderMap,
    Form(given): Form<Credentials>,
) -> Result<Response, Failure> {
    let (accounts, machine) = (app.accounts()?, app.machine);
    let from = caller(&app, peer, &headers);
    let name = given.name.clone();
    let done =
        run(move || accounts.sign_in(machine.for_accounts(), &name, &given.password, from)).await?;
    let (status, error, wait) = match done {
        Ok(session) => return Ok(app.let_in(own_path(&given.to), &session)),
        Err(AccountError::NotRight) => {
            (StatusCode::FORBIDDEN, seen.words.t("sign-in-not-right"), None)
        }
        Err(AccountError::Wait(seconds)) => {
            let seconds = seconds.max(1).unsigned_abs();
            let said = seen.words.count("sign-in-wait", &seconds);
            (StatusCode::TOO_MANY_REQUESTS, said, Some(seconds))
        }
        Err(other) => return Err(other.into()),
    };
    let frame = seen.frame("sign-in", Nav::None);
    let mut page =
        seen.render(&SignInPage { frame, error: Some(error), name: given.name, to: given.to })?;
    *page.status_mut() = status;
    if let Some(wait) = wait {
        page.headers_mut().insert(header::RETRY_AFTER, wait.into());
    }
    Ok(page)
}

/// Who calls: behind a server that passes requests on from this machine, whom it says last.
fn caller(app: &App, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
    let is_passed_on = peer.ip().is_loopback() && !app.address.is_loopback;
    let passed = headers.get_all("x-forwarded-for").into_iter().next_back();
    let passed = passed.filter(|_| is_passed_on).and_then(|it| it.to_str().ok());
    let last = passed.and_then(|it| it.rsplit(',').next()).and_then(|it| it.trim().parse().ok());
    last.unwrap_or_else(|| peer.ip())
}

async fn sign_out(
    State(app): State<App>,
    session: Option<axum::Extension<Session>>,
) -> Result<Response, Failure> {
    if let Some(axum::Extension(session)) = session {
        app.called(&session.token, None);
        if let Ok(accounts) = app.accounts() {
            run(move || accounts.sign_out(&session.token)).await??;
        }
    }
    Ok(with_cookie(see_other("/sign-in", Some(Flash::SignedOut)), &app.cookie("")))
}

async fn name_page(seen: Seen, Query(Back { to }): Query<Back>) -> Result<Response, Failure> {
    let frame = seen.frame("name-title", Nav::None);
    seen.render(&NamePage { frame, error: None, to })
}

async fn name(
    State(app): State<App>,
    seen: Seen,
    session: Option<axum::Extension<Session>>,
    Form(given): Form<Named>,
) -> Result<Response, Failure> {
    let axum::Extension(session) = session.ok_or(Failure::SignIn)?;
    let Ok(name) = given.name.parse::<ShortText>() else {
        let frame = seen.frame("name-title", Nav::None);
        return seen.render(&NamePage {
            frame,
            error: Some(seen.words.t("name-owed")),
            to: given.to,
        });
    };
    app.called(&session.token, Some(name));
    Ok(see_other(own_path(&given.to), None))
}

async fn invitation_page(
    State(app): State<App>,
    Path(token): Path<String>,
    seen: Seen,
) -> Result<Response, Failure> {
    invitation(&app, &seen, token, None).await
}

async fn invitation(
    app: &App,
    seen: &Seen,
    token: String,
    error: Option<String>,
) -> Result<Response, Failure> {
    let (accounts, clock) = (app.accounts()?, app.machine.clock);
    let brought = Token::presented(&token).ok_or(Failure::NotFound)?;
    let person = run(move || accounts.invited(clock, &brought)).await?;
    let person = person.map_err(|_| Failure::NotFound)?;
    let frame = seen.frame("invitation-title", Nav::None);
    seen.render(&InvitationPage { frame, token, name: person.name.to_string(), error })
}

async fn accept(
    State(app): State<App>,
    Path(token): Path<String>,
    seen: Seen,
    Form(given): Form<Password>,
) -> Result<Response, Failure> {
    let (accounts, machine) = (app.accounts()?, app.machine);
    let brought = Token::presented(&token).ok_or(Failure::NotFound)?;
    let done =
        run(move || accounts.accept(machine.for_accounts(), &brought, &given.password)).await?;
    match done {
        Ok(session) => Ok(app.let_in("/", &session)),
        Err(AccountError::PasswordLength) => {
            let error = Some(seen.words.t("password-short"));
            invitation(&app, &seen, token, error).await
        }
        Err(AccountError::NoInvitation) => Err(Failure::NotFound),
        Err(other) => Err(other.into()),
    }
}

async fn language(Form(given): Form<Language>) -> Result<Response, Failure> {
    let known = Lang::ALL.into_iter().find(|lang| lang.tag() == given.language);
    let tag = known.ok_or(Failure::Malformed)?.tag();
    let cookie = format!("{LANGUAGE}={tag}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000");
    Ok(with_cookie(see_other(own_path(&given.back), None), &cookie))
}
