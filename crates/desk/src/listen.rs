//! How connections are taken: how many at once, how slow they may be, and how they end.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

/// The most connections at once; others wait.
const CONNECTIONS: usize = 512;
/// How long the head of a request may take, so that nobody holds connections by sending slowly.
const HEAD: Duration = Duration::from_secs(15);
/// How long answers under way may take once the server is told to end.
pub(crate) const FAREWELL: Duration = Duration::from_secs(5);
/// How long to wait where no connection can be taken.
const PAUSE: Duration = Duration::from_secs(1);

/// Answers until the process is told to end.
pub(crate) async fn answer(listener: TcpListener, routes: Router) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let open = GracefulShutdown::new();
    let mut end = std::pin::pin!(told_to_end());
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { break };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                // Out of files, or gone before it was taken: others go on.
                Err(_) => { tokio::time::sleep(PAUSE).await; continue }
            },
            () = &mut end => break,
        };
        let connection = open.watch(connection(routes.clone(), stream, peer));
        tokio::spawn(async move {
            // Who went away needs no answer.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    // Those who listen for events never finish by themselves.
    let _ = tokio::time::timeout(FAREWELL, open.shutdown()).await;
    Ok(())
}

fn connection(
    routes: Router,
    stream: TcpStream,
    peer: SocketAddr,
) -> impl GracefulConnection<Error = hyper::Error> + Send {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        TowerToHyperService::new(routes.clone()).call(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), service)
}

async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = term.recv() => {}
            }
            return;
        }
    }
    // Without a signal handler the process simply ends at the signal.
    let _ = tokio::signal::ctrl_c().await;
}
