//! A word said once on the next page, kept in a cookie by its key alone.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// What can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flash {
    /// It is in.
    Saved,
    /// It is safe on disk, and waits to be taken in.
    Received,
    /// They are signed out.
    SignedOut,
}

impl Flash {
    pub(crate) const COOKIE: &'static str = "veedor-said";

    /// The key of its words.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Saved => "said-saved",
            Self::Received => "said-received",
            Self::SignedOut => "said-signed-out",
        }
    }

    pub(crate) fn parse(key: &str) -> Option<Self> {
        [Self::Saved, Self::Received, Self::SignedOut].into_iter().find(|flash| flash.key() == key)
    }
}

/// Sends the browser to another page of the desk, where `flash` is said. `to` must be a path of ours.
pub(crate) fn see_other(to: &str, flash: Option<Flash>) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    let to = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    headers.insert(header::LOCATION, to);
    if let Some(flash) = flash {
        let cookie = format!(
            "{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=60",
            Flash::COOKIE,
            flash.key()
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            headers.append(header::SET_COOKIE, cookie);
        }
    }
    response
}
