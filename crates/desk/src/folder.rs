//! A published register shown on this machine, exactly as the folder holds it. It answers loopback only,
//! and only to requests that name a loopback host, so that no page from elsewhere can read through it.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use crate::error::DeskError;
use crate::hosts::is_loopback_host;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// A published register, ready to be shown.
#[derive(Debug)]
pub struct Folder {
    listener: TcpListener,
    folder: PathBuf,
}

impl Folder {
    /// Takes a port on loopback for the register published at `folder`; port 0 takes any free one.
    ///
    /// # Errors
    /// If `folder` is not a published register or the port can't be had.
    pub fn open(folder: &Path, port: u16) -> Result<Self, DeskError> {
        if !folder.join("manifest.json").is_file() {
            return Err(DeskError::NoRegister(folder.to_owned()));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .and_then(|listener| listener.set_nonblocking(true).map(|()| listener))
            .map_err(|why| DeskError::Port { at: (Ipv4Addr::LOCALHOST, port).into(), why })?;
        Ok(Self { listener, folder: folder.to_owned() })
    }

    /// The address it answers on.
    ///
    /// # Errors
    /// If the system can't tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until the process is interrupted.
    ///
    /// # Errors
    /// If the server can't be started or fails.
    pub fn serve(self) -> Result<(), DeskError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(listener, routes(&self.folder))
                .with_graceful_shutdown(async {
                    // Without a signal handler the process simply ends at the signal.
                    let _ = tokio::signal::ctrl_c().await;
                })
                .await
        })?;
        Ok(())
    }
}

fn routes(folder: &Path) -> Router {
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    Router::new()
        .fallback_service(ServeDir::new(folder))
        .layer(middleware::from_fn(originals_are_kept))
        .layer(middleware::from_fn(only_loopback_hosts))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .layer(fixed(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
        ))
}

/// Hands out a stranger's document as bytes to keep, never as something to look at here.
async fn originals_are_kept(request: Request, next: Next) -> Response {
    let is_original = request.uri().path().starts_with("/originals/");
    let mut response = next.run(request).await;
    if is_original && response.status().is_success() {
        let fixed = [
            (header::CONTENT_DISPOSITION, "attachment"),
            (header::CONTENT_TYPE, "application/octet-stream"),
        ];
        for (name, value) in fixed {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

/// Refuses a request whose Host is not this machine: a page elsewhere can point a name of its own at
/// 127.0.0.1, and must get nothing.
async fn only_loopback_hosts(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(is_loopback_host) {
        return next.run(request).await;
    }
    (StatusCode::MISDIRECTED_REQUEST, "This register is shown on this machine only.\n")
        .into_response()
}
