//! The server: where it listens, how many it answers at once, and how it ends.

use std::collections::VecDeque;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use accounts::{Accounts, Token};
use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::Request;
use codebook::given::{Chance, Clock};
use codebook::value::ShortText;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

use crate::app::{App, Door, router};
use crate::error::DeskError;
use crate::finder::{self, Finder};
use crate::hosts::Address;
use crate::hub::Hub;
use crate::papers::Papers;
use crate::spool::Spool;
use crate::store::{Machine, Store};
use crate::taking::Taker;

/// The most connections at once; others wait.
const CONNECTIONS: usize = 512;
/// How long the head of a request may take, so that nobody holds connections by sending slowly.
const HEAD: Duration = Duration::from_secs(15);
/// How long answers under way may take once the desk is told to end.
const FAREWELL: Duration = Duration::from_secs(5);
/// How often the log is looked at for what others wrote.
const LOOK: Duration = Duration::from_secs(1);

/// How a desk is opened.
pub struct Opening<'o> {
    /// The dossier's folder.
    pub dossier: &'o Path,
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// The address at which people open it, where that is not where it listens.
    pub at: Option<&'o str>,
    /// Who works at a desk without accounts; without it, they are asked.
    pub by: Option<ShortText>,
    /// The time.
    pub clock: &'static (dyn Clock + Send + Sync),
    /// Unpredictable bytes.
    pub chance: &'static (dyn Chance + Send + Sync),
}

/// A desk that has its port.
pub struct Desk {
    listener: TcpListener,
    app: App,
    taker: Taker,
}

impl Desk {
    /// Opens a dossier's desk. Where there are accounts, people sign in; where there are none, it is
    /// for one person at this machine, who comes in by the address that [`Desk::way_in`] gives.
    ///
    /// # Errors
    /// If the dossier can't be opened or the port not be had, and where others could reach a desk that
    /// has no accounts or no address of its own.
    pub fn open(opening: Opening<'_>) -> Result<Self, DeskError> {
        let Opening { dossier, listen, at, by, clock, chance } = opening;
        let address = at.map(Address::named).transpose()?;
        let kept = Arc::new(Accounts::open(dossier)?);
        let door = if kept.are_any()? {
            Door::Accounts(Arc::clone(&kept))
        } else {
            if !listen.ip().is_loopback() {
                return Err(DeskError::NoAccounts(listen.to_string()));
            }
            if address.as_ref().is_some_and(|address| !address.is_loopback) {
                return Err(DeskError::NoAccounts(at.unwrap_or_default().to_owned()));
            }
            Door::Alone { launch: Token::new(chance), by, browsers: Mutex::new(VecDeque::new()) }
        };
        if !listen.ip().is_loopback() && address.is_none() {
            return Err(DeskError::NoAddress(listen));
        }
        let port = |why| DeskError::Port { at: listen, why };
        let listener = TcpListener::bind(listen).map_err(port)?;
        listener.set_nonblocking(true)?;
        let address = match address {
            Some(address) => address,
            None => Address::here(listener.local_addr()?),
        };
        let (hub, machine) = (Hub::new(), Machine { clock, chance });
        let store = Store::open(dossier.to_owned(), machine, hub.clone())?;
        let spool = Arc::new(Spool::open(dossier, machine)?);
        let taker = Taker {
            dir: dossier.to_owned(),
            machine,
            spool: Arc::clone(&spool),
            worker: dossier::worker()?,
        };
        let papers = Arc::new(Papers::open(dossier)?);
        let finder = Arc::new(Finder::open(dossier)?);
        let (address, door) = (Arc::new(address), Arc::new(door));
        let app = App { store, papers, spool, hub, machine, address, door, kept, finder };
        Ok(Self { listener, app, taker })
    }

    /// The address to open; at a desk without accounts it holds the launch token.
    #[must_use]
    pub fn way_in(&self) -> String {
        let origin = self.app.address.origin();
        match &*self.app.door {
            Door::Accounts(_) => format!("{origin}/"),
            Door::Alone { launch, .. } => format!("{origin}/?token={}", launch.secret()),
        }
    }

    /// True where the desk is for one person at this machine.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.app.door.is_alone()
    }

    /// Where it listens.
    ///
    /// # Errors
    /// If the system can't tell.
    pub fn listens(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until the process is told to end.
    ///
    /// # Errors
    /// If the server can't be started, or the register not be closed.
    pub fn serve(self) -> Result<(), DeskError> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let store = self.app.store.clone();
        let Self { listener, app, taker } = self;
        // It ends with the process: what it was at waits on disk.
        std::thread::spawn(move || taker.run());
        runtime.block_on(Self::answer(listener, app))?;
        runtime.shutdown_timeout(FAREWELL);
        Ok(store.close()?)
    }

    async fn answer(listener: TcpListener, app: App) -> io::Result<()> {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let looking = tokio::spawn(look(app.clone()));
        let following = tokio::spawn(finder::follow(Arc::clone(&app.finder), app.hub.clone()));
        let routes = router(app);
        let room = Arc::new(Semaphore::new(CONNECTIONS));
        let open = GracefulShutdown::new();
        let mut end = std::pin::pin!(told_to_end());
        loop {
            let Ok(place) = Arc::clone(&room).acquire_owned().await else { break };
            let (stream, peer) = tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok(accepted) => accepted,
                    // Out of files, or gone before it was taken: others go on.
                    Err(_) => { tokio::time::sleep(LOOK).await; continue }
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
        looking.abort();
        following.abort();
        drop(listener);
        // Those who listen for events never finish by themselves.
        let _ = tokio::time::timeout(FAREWELL, open.shutdown()).await;
        Ok(())
    }
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

/// Sees what other programs write to the log.
async fn look(app: App) {
    loop {
        if let Ok(head) = app.store.head().await {
            app.hub.tell(head);
        }
        tokio::time::sleep(LOOK).await;
    }
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
