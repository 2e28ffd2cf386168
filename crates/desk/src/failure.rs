//! What can go wrong with a request, and the page that says so, with a way out.

use std::sync::Arc;

use accounts::AccountError;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use register::RegisterError;

use crate::app::App;
use crate::frame::{Frame, Nav};
use crate::seen::Seen;

/// Why a request was not done. Nothing was changed by it.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Failure {
    #[error("sign in first")]
    SignIn,
    #[error("your role may not do this")]
    NotAllowed,
    #[error("the form is not from this desk, or is too old: open the page again and repeat")]
    Forged,
    #[error("there is nothing here")]
    NotFound,
    #[error("somebody changed it meanwhile: look again, then repeat")]
    Conflict,
    #[error("what was sent can't be understood")]
    Malformed,
    #[error("more than is taken at once")]
    TooMuch,
    #[error("the server failed: {0}")]
    Broken(String),
}

impl Failure {
    const fn status(&self) -> StatusCode {
        match self {
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::NotAllowed | Self::Forged => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if let Self::Broken(why) = &self {
            // What failed is for who runs the server, not for who asked.
            eprintln!("desk: {why}");
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// What a form says, as what it is to be.
pub(crate) fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.trim().parse().map_err(|_| Failure::Malformed)
}

impl From<RegisterError> for Failure {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Conflict { .. } | RegisterError::Elsewhere { .. } => Self::Conflict,
            RegisterError::Unknown { .. } | RegisterError::NoEntity(_) => Self::NotFound,
            RegisterError::NoId(_)
            | RegisterError::Ambiguous { .. }
            | RegisterError::NeedsEyes(_)
            | RegisterError::OtherKind { .. }
            | RegisterError::NotMentioned { .. } => Self::Malformed,
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<archive::ArchiveError> for Failure {
    fn from(error: archive::ArchiveError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<AccountError> for Failure {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::NoPerson(_) | AccountError::LooksLike { .. } => Self::NotFound,
            AccountError::NoRole(_) => Self::Malformed,
            AccountError::LastAdministrator(_)
            | AccountError::Taken(_)
            | AccountError::TooManySearches => Self::Conflict,
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<search::SearchError> for Failure {
    fn from(error: search::SearchError) -> Self {
        match error {
            search::SearchError::Register(error) => error.into(),
            other => Self::Broken(other.to_string()),
        }
    }
}

#[derive(askama::Template)]
#[template(path = "failure.html")]
struct Page {
    frame: Frame,
    message: String,
    way: (String, String),
}

/// Gives every answer that is an error a page in the reader's language; scripts get a line of text.
pub(crate) async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let wants_page = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let is_get = request.method() == Method::GET;
    let seen = Seen::of(&app, &request);
    let came_from = is_get.then(|| seen.path().to_owned()).or_else(|| referer(&request));
    let response = next.run(request).await;
    let status = response.status();
    let failure = response.extensions().get::<Arc<Failure>>().cloned();
    // A page of ours that says what is wrong, such as a form to correct, stands as it is.
    let is_told = failure.is_none() && is_page(&response);
    if is_told || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    if matches!(failure.as_deref(), Some(Failure::SignIn)) && is_get && wants_page {
        return crate::flash::see_other(&way_in(&seen, came_from), None);
    }
    if !wants_page {
        let said = failure.map_or_else(|| status.to_string(), |failure| failure.to_string());
        return (status, said).into_response();
    }
    page(&seen, status, failure.as_deref(), came_from)
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

/// The page of ours that a form was sent from, as its browser says.
fn referer(request: &Request) -> Option<String> {
    let from = request.headers().get(header::REFERER)?.to_str().ok()?;
    let from = from.parse::<Uri>().ok()?;
    Some(from.path_and_query()?.as_str().to_owned())
}

fn way_in(seen: &Seen, came_from: Option<String>) -> String {
    seen.way_in(&came_from.unwrap_or_default())
}

fn page(
    seen: &Seen,
    status: StatusCode,
    failure: Option<&Failure>,
    came_from: Option<String>,
) -> Response {
    let w = seen.words;
    let (title, message) = match (failure, status) {
        (Some(Failure::Forged), _) => ("failure-forged-title", w.t("failure-forged")),
        (Some(Failure::SignIn), _) => ("failure-sign-in-title", w.t("failure-sign-in")),
        (_, StatusCode::FORBIDDEN) => ("failure-forbidden-title", w.t("failure-forbidden")),
        (_, StatusCode::NOT_FOUND) => ("failure-lost-title", w.t("failure-lost")),
        (_, StatusCode::CONFLICT) => ("failure-conflict-title", w.t("failure-conflict")),
        (_, StatusCode::PAYLOAD_TOO_LARGE) => ("failure-large-title", w.t("failure-large")),
        (_, status) if status.is_server_error() => ("failure-broken-title", w.t("failure-broken")),
        _ => ("failure-malformed-title", w.t("failure-malformed")),
    };
    let way = match failure {
        Some(Failure::SignIn) => (way_in(seen, came_from), w.t("sign-in")),
        _ => ("/".to_owned(), w.t("way-start")),
    };
    let frame = seen.frame(title, Nav::None);
    let Ok(mut response) = seen.render(&Page { frame, message, way }) else {
        return status.into_response();
    };
    *response.status_mut() = status;
    response
}
