//! The register for everybody: what is public of a dossier, as it stands now, on an address of its own. No
//! accounts, no cookies, no forms, nothing that writes; the desk is not reached through it.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::app::POLICY;
use crate::error::DeskError;
use crate::failure::Failure;
use crate::guard;
use crate::hosts::is_loopback_host;
use crate::listen;
use crate::live::Live;

/// The public register of a dossier, ready to be shown.
pub struct Public {
    listener: TcpListener,
    live: Arc<Live>,
}

impl Public {
    /// Takes a port for the register of the dossier in `dossier`; port 0 takes any free one.
    ///
    /// # Errors
    /// If there is no dossier, or the port can't be had.
    pub fn open(dossier: &Path, listen: SocketAddr) -> Result<Self, DeskError> {
        let live = Arc::new(Live::open(dossier)?);
        let listener = TcpListener::bind(listen)
            .and_then(|listener| listener.set_nonblocking(true).map(|()| listener))
            .map_err(|why| DeskError::Port { at: listen, why })?;
        Ok(Self { listener, live })
    }

    /// The address it answers on.
    ///
    /// # Errors
    /// If the system can't tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until the process is told to end.
    ///
    /// # Errors
    /// If the server can't be started or fails.
    pub fn serve(self) -> Result<(), DeskError> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let is_loopback = self.address()?.ip().is_loopback();
        runtime.block_on(listen::answer(self.listener, routes(self.live, is_loopback)))?;
        runtime.shutdown_timeout(listen::FAREWELL);
        Ok(())
    }
}

fn routes(live: Arc<Live>, is_loopback: bool) -> Router {
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    Router::new()
        .fallback(get(page))
        .layer(from_fn(explained))
        .layer(from_fn_with_state(is_loopback, own_host))
        .layer(from_fn(guard::in_time))
        .layer(fixed(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .with_state(live)
}

async fn page(
    State(live): State<Arc<Live>>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let path = uri.path();
    if path == "/api" || path.starts_with("/api/") {
        return live.api(&uri, &headers).await;
    }
    live.page(path.trim_start_matches('/'), &uri, &headers).await
}

/// Says in both languages what there is not.
async fn explained(request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let response = next.run(request).await;
    match response.status() {
        StatusCode::NOT_FOUND => (
            StatusCode::NOT_FOUND,
            "Aquí no hay nada; el registro comienza en /es/index.html.\n\
             There is nothing here; the register begins at /en/index.html.\n",
        )
            .into_response(),
        status if is_read && status.is_server_error() => {
            (status, "El registro falló. The register failed.\n").into_response()
        }
        _ => response,
    }
}

/// On this machine alone, only names of it: a page elsewhere can point a name of its own at it.
async fn own_host(State(is_loopback): State<bool>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !is_loopback || host.is_some_and(is_loopback_host) {
        return next.run(request).await;
    }
    (StatusCode::MISDIRECTED_REQUEST, "This register is shown on this machine only.\n")
        .into_response()
}
