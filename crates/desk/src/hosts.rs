//! The names this server goes by: the address people open it at, and what a request says of it.

use std::net::SocketAddr;

use url::{Origin, Url};

use crate::error::DeskError;

/// The address at which people open the desk.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    /// Scheme, host and port, as browsers write an origin.
    origin: String,
    /// The Host headers that are ours.
    hosts: Vec<String>,
    /// True where it is this machine's own.
    pub(crate) is_loopback: bool,
    /// True where it is https.
    pub(crate) is_secure: bool,
}

impl Address {
    /// The address of a desk that listens at `at`, on loopback.
    pub(crate) fn here(at: SocketAddr) -> Self {
        let port = at.port();
        let hosts = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
        let is_v6 = at.is_ipv6();
        let origin =
            if is_v6 { format!("http://[::1]:{port}") } else { format!("http://127.0.0.1:{port}") };
        Self { origin, hosts: hosts.into(), is_loopback: true, is_secure: false }
    }

    /// An address that somebody named.
    pub(crate) fn named(text: &str) -> Result<Self, DeskError> {
        let refused = || DeskError::Address(text.to_owned());
        let url = Url::parse(text).map_err(|_| refused())?;
        let host = url.host_str().ok_or_else(refused)?;
        let plain = url.path() == "/" && url.query().is_none() && url.username().is_empty();
        let is_loopback = is_loopback_host(host);
        let sound = url.scheme() == "https" || (url.scheme() == "http" && is_loopback);
        if !plain || !sound {
            return Err(refused());
        }
        let hosts = match url.port() {
            Some(port) => vec![format!("{host}:{port}")],
            None => vec![host.to_owned()],
        };
        let Origin::Tuple(..) = url.origin() else { return Err(refused()) };
        let origin = url.origin().ascii_serialization();
        Ok(Self { origin, hosts, is_loopback, is_secure: url.scheme() == "https" })
    }

    /// Scheme, host and port.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// True for a Host header that is ours.
    pub(crate) fn is_ours(&self, host: &str) -> bool {
        self.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(host))
    }

    /// True for an Origin header that is ours.
    pub(crate) fn is_our_origin(&self, origin: &str) -> bool {
        origin.split_once("://").is_some_and(|(scheme, host)| {
            scheme == if self.is_secure { "https" } else { "http" } && self.is_ours(host)
        })
    }
}

/// True for a host that is this machine, with or without a port.
pub(crate) fn is_loopback_host(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|b| b.is_ascii_digit()) { name } else { host }
    });
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}
