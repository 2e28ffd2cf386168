//! The desk: Veedor's HTTP server.
//!
//! For now it does one thing: it shows a published register on this machine, exactly as the folder
//! holds it. It answers loopback only, and only to requests that name a loopback host, so that no page
//! from elsewhere can read through it.
//!
//! It must not hold rules: what may be shown was settled when the folder was published.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// Why a published register can't be shown.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The folder is not a published register.
    #[error(
        "{0} is not a published register (it has no manifest.json); make one with `veedor publish {0}`"
    )]
    NoRegister(PathBuf),
    /// The port can't be had.
    #[error("can't listen on 127.0.0.1:{port}: {why}; choose another with --port, or 0 for any")]
    Port {
        /// The port asked for.
        port: u16,
        /// What the system says.
        why: io::Error,
    },
    /// The server ended.
    #[error("the server stopped: {0}")]
    Stopped(#[from] io::Error),
}

/// A published register, ready to be shown.
#[derive(Debug)]
pub struct Desk {
    listener: TcpListener,
    folder: PathBuf,
}

impl Desk {
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
            .map_err(|why| DeskError::Port { port, why })?;
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
        .layer(middleware::from_fn(only_loopback_hosts))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .layer(fixed(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        ))
}

/// Refuses a request whose Host is not this machine: a page elsewhere can point a name of its own at
/// 127.0.0.1, and must get nothing.
async fn only_loopback_hosts(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(is_loopback) {
        return next.run(request).await;
    }
    (StatusCode::MISDIRECTED_REQUEST, "This register is shown on this machine only.\n")
        .into_response()
}

fn is_loopback(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|b| b.is_ascii_digit()) { name } else { host }
    });
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}
