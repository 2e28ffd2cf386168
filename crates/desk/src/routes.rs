//! Routes with the right that each asks for: a handler can't be reached without it.

use accounts::Act;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get, post};

use crate::app::App;
use crate::failure::Failure;
use crate::who::{May, Right, Session};

/// A route, as the table of all of them tells it: method, path, and the act it asks for; none where
/// anybody may come.
pub(crate) type Told = (&'static str, &'static str, Option<Act>);

/// The routes of a module.
#[derive(Default)]
pub(crate) struct Routes {
    pub(crate) router: Router<App>,
    pub(crate) table: Vec<Told>,
}

impl Routes {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A page for those who have the right `R`.
    pub(crate) fn get<R: Right, H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.add("GET", path, Some(R::ACT), get(handler).route_layer(from_fn(gate::<R>)))
    }

    /// A form or a script's request of those who have the right `R`.
    pub(crate) fn post<R: Right, H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.add("POST", path, Some(R::ACT), post(handler).route_layer(from_fn(gate::<R>)))
    }

    /// A form with files of those who have the right `R`, of at most `most` bytes.
    pub(crate) fn upload<R: Right, H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        most: usize,
        handler: H,
    ) -> Self {
        let to = post(handler).layer(DefaultBodyLimit::max(most)).route_layer(from_fn(gate::<R>));
        self.add("POST", path, Some(R::ACT), to)
    }

    /// A page that anybody who reaches the server gets: signing in, and nothing of the dossier.
    pub(crate) fn open_get<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.add("GET", path, None, get(handler))
    }

    /// A form that anybody who reaches the server may send.
    pub(crate) fn open_post<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        handler: H,
    ) -> Self {
        self.add("POST", path, None, post(handler))
    }

    /// Both modules' routes.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        Self { router: self.router.merge(other.router), table: self.table }
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        act: Option<Act>,
        to: MethodRouter<App>,
    ) -> Self {
        self.table.push((method, path, act));
        Self { router: self.router.route(path, to), table: self.table }
    }
}

async fn gate<R: Right>(request: Request, next: Next) -> Response {
    let who = request.extensions().get::<Session>().and_then(|session| session.who.as_ref());
    match who.ok_or(Failure::SignIn).and_then(May::<R>::checked) {
        Ok(_) => next.run(request).await,
        Err(failure) => failure.into_response(),
    }
}
