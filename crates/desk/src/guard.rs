//! What stands before every route: the Host it is asked by, whose session it is, and that forms are
//! sent from our own pages.

use std::time::Duration;

use accounts::Token;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use url::form_urlencoded;

use crate::app::App;
use crate::failure::Failure;
use crate::who::Session;
use crate::{inbox, signin};

/// The most bytes of a form; uploads have a limit of their own.
pub(crate) const FORM: usize = 64 << 10;

/// What the token of a session's forms is derived for.
const PURPOSE: &str = "veedor form";

/// How long a request may take, from its head to that of the answer, and one that sends files.
const SLOWEST: Duration = Duration::from_secs(60);
const SLOWEST_FILES: Duration = Duration::from_secs(30 * 60);

/// Ends what takes too long.
pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    let limit = if request.uri().path() == inbox::FILES { SLOWEST_FILES } else { SLOWEST };
    let answer = tokio::time::timeout(limit, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

/// A cookie of a request.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split("; ")).filter_map(|pair| pair.split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// The token that the forms of a session hold.
pub(crate) fn csrf(session: &Token) -> String {
    session.derived(PURPOSE).secret().to_owned()
}

/// Refuses a Host that is not ours: a page elsewhere can point a name of its own at this machine.
pub(crate) async fn host(State(app): State<App>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(|host| app.address.is_ours(host)) {
        return next.run(request).await;
    }
    // In plain words: whoever asks so gets no page of ours.
    (StatusCode::MISDIRECTED_REQUEST, "This desk does not go by that name.\n").into_response()
}

/// Finds whose session it is.
pub(crate) async fn session(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let presented = cookie(request.headers(), app.cookie_name()).and_then(Token::presented);
    if let Some(token) = presented {
        match app.session(token).await {
            Ok(Some(session)) => _ = request.extensions_mut().insert(session),
            Ok(None) => {}
            Err(failure) => return failure.into_response(),
        }
    }
    // The address that the terminal says; it is gone from the browser's with the answer.
    let query = request.uri().query().filter(|_| request.uri().path() == "/");
    let brought = query.and_then(|query| query.strip_prefix("token="));
    if let Some(let_in) = brought.and_then(|brought| signin::launch(&app, brought)) {
        return let_in;
    }
    next.run(request).await
}

/// Lets through what changes something only if it comes from a page of ours and, in a session, holds
/// the session's token.
pub(crate) async fn own_forms(State(app): State<App>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    match checked(&app, request).await {
        Ok(request) => next.run(request).await,
        Err(failure) => failure.into_response(),
    }
}

async fn checked(app: &App, request: Request) -> Result<Request, Failure> {
    let Some(owed) = still_owed(app, &request)? else { return Ok(request) };
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, FORM).await.map_err(|_| Failure::Malformed)?;
    if !field(&bytes).is_some_and(|given| is(&given, &owed)) {
        return Err(Failure::Forged);
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// The token that the form itself must hold still; none where the request's head has settled it.
fn still_owed(app: &App, request: &Request) -> Result<Option<Token>, Failure> {
    let text = |name: &str| request.headers().get(name).and_then(|it| it.to_str().ok());
    let is_ours = match (text("origin"), text("sec-fetch-site")) {
        (Some(origin), _) => app.address.is_our_origin(origin),
        (None, site) => site == Some("same-origin"),
    };
    if !is_ours {
        return Err(Failure::Forged);
    }
    let Some(session) = request.extensions().get::<Session>() else { return Ok(None) };
    let owed = session.token.derived(PURPOSE);
    let asked = request.uri().query().and_then(|query| field(query.as_bytes()));
    let given = text("x-csrf-token").or(asked.as_deref());
    if given.is_some_and(|given| is(given, &owed)) {
        return Ok(None);
    }
    if !text("content-type").is_some_and(is_form) {
        return Err(Failure::Forged);
    }
    Ok(Some(owed))
}

/// True for a form's type, also with the encoding that scripts name after it.
fn is_form(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// True where what was given is the token, in a time that tells nothing of it.
fn is(given: &str, owed: &Token) -> bool {
    Token::presented(given).is_some_and(|given| given.digest() == owed.digest())
}

fn field(form: &[u8]) -> Option<String> {
    form_urlencoded::parse(form)
        .find(|(name, _)| name == "csrf")
        .map(|(_, value)| value.into_owned())
}
