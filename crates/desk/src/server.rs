//! The desk's server: what it opens, where it listens, and how it ends.

use std::collections::VecDeque;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use accounts::{Accounts, Token};
use codebook::given::{Chance, Clock};
use codebook::value::ShortText;

use crate::app::{App, Door, router};
use crate::error::DeskError;
use crate::finder::{self, Finder};
use crate::hosts::Address;
use crate::hub::Hub;
use crate::listen;
use crate::live::Live;
use crate::papers::Papers;
use crate::spool::Spool;
use crate::store::{Machine, Store};
use crate::taking::Taker;
use crate::typed;

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
    say: Option<Say>,
}

/// What is done with an address.
type Say = Box<dyn Fn(&str) + Send>;

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
            let launch = Mutex::new(Some(Token::new(chance)));
            Door::Alone { launch, by, browsers: Mutex::new(VecDeque::new()) }
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
        let live = Arc::new(Live::open(dossier)?);
        let (address, door) = (Arc::new(address), Arc::new(door));
        let app = App { store, papers, spool, hub, machine, address, door, kept, finder, live };
        Ok(Self { listener, app, taker, say: None })
    }

    /// The address to open; at a desk without accounts it holds the launch token, which lets one browser in.
    #[must_use]
    pub fn way_in(&self) -> String {
        self.app.way_in()
    }

    /// Has `say` told the address that lets another browser in, each time that a line is typed where the desk was
    /// started: of a desk without accounts, while it answers.
    pub fn tell_another_way_in(&mut self, say: impl Fn(&str) + Send + 'static) {
        self.say = Some(Box::new(say));
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
        let Self { listener, app, taker, say } = self;
        // It ends with the process: what it was at waits on disk.
        std::thread::spawn(move || taker.run());
        if let Some(say) = say.filter(|_| app.door.is_alone()) {
            let app = app.clone();
            runtime.spawn(typed::each_line(move || say(&app.another_way_in())));
        }
        runtime.block_on(Self::answer(listener, app))?;
        runtime.shutdown_timeout(listen::FAREWELL);
        Ok(store.close()?)
    }

    async fn answer(listener: TcpListener, app: App) -> io::Result<()> {
        let looking = tokio::spawn(look(app.clone()));
        let following = tokio::spawn(finder::follow(Arc::clone(&app.finder), app.hub.clone()));
        let answered = listen::answer(listener, router(app)).await;
        looking.abort();
        following.abort();
        answered
    }
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
