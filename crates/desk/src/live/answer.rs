//! An answer with the tag of its content, so that who has it already is not sent it again.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use sha2::{Digest as _, Sha256};

pub(crate) const HTML: &str = "text/html; charset=utf-8";
pub(crate) const JSON: &str = "application/json";
pub(crate) const CSV: &str = "text/csv; charset=utf-8";
pub(crate) const CSS: &str = "text/css; charset=utf-8";
pub(crate) const JS: &str = "text/javascript; charset=utf-8";
/// What is to be kept, and not looked at here.
pub(crate) const BYTES: &str = "application/octet-stream";
pub(crate) const ATOM: &str = "application/atom+xml; charset=utf-8";

/// What type a file of the data is, by its name.
pub(crate) fn of_file(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("csv") => CSV,
        Some("json") => JSON,
        Some("jsonl") => "application/jsonl",
        Some("jsonld") => "application/ld+json",
        _ => "text/plain; charset=utf-8",
    }
}

/// Bytes, of what type, and their tag.
pub(crate) struct Answer {
    kind: &'static str,
    body: Bytes,
    tag: String,
}

/// What was found at an address.
pub(crate) enum Found {
    Answer(Arc<Answer>),
    /// Another address, from this one.
    Moved(String),
}

impl From<Answer> for Found {
    fn from(answer: Answer) -> Self {
        Self::Answer(Arc::new(answer))
    }
}

impl Answer {
    pub(crate) fn new(kind: &'static str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        // Of the content alone: a number of the log would tell how much is done that is not public.
        let digest = hex::encode(Sha256::digest(&body));
        let tag = format!("\"{}\"", digest.get(..32).unwrap_or_default());
        Self { kind, body, tag }
    }

    pub(crate) fn size(&self) -> usize {
        self.body.len()
    }

    /// The answer to somebody who sent these headers.
    pub(crate) fn response(&self, asked: &HeaderMap) -> Response {
        let mut response = if self.is_known(asked) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let mut response = Response::new(Body::from(self.body.clone()));
            let kind = HeaderValue::from_static(self.kind);
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
            if self.kind == BYTES {
                let kept = HeaderValue::from_static("attachment");
                response.headers_mut().insert(header::CONTENT_DISPOSITION, kept);
            }
            response
        };
        let headers = response.headers_mut();
        // To be kept, and asked for again each time: a fact may be taken back at any moment.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if let Ok(tag) = HeaderValue::from_str(&self.tag) {
            headers.insert(header::ETAG, tag);
        }
        response
    }

    fn is_known(&self, asked: &HeaderMap) -> bool {
        let lines = asked.get_all(header::IF_NONE_MATCH).into_iter();
        let mut tags = lines.filter_map(|line| line.to_str().ok()).flat_map(|it| it.split(','));
        tags.any(|tag| {
            let tag = tag.trim();
            tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == self.tag
        })
    }
}

impl Found {
    pub(crate) fn response(&self, asked: &HeaderMap) -> Response {
        match self {
            Self::Answer(answer) => answer.response(asked),
            Self::Moved(to) => match HeaderValue::from_str(to) {
                Ok(to) => {
                    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()
                }
                Err(_) => StatusCode::NOT_FOUND.into_response(),
            },
        }
    }
}
