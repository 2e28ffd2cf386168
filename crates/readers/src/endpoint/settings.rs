//! Where an endpoint is, what opens it, and how much of it a run may use.

use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use url::{Host, Url};

/// The key of an endpoint. It is shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

/// No key could be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file can't be read.
    #[error("the endpoint's key can't be read from {path}: {why}")]
    File {
        /// The file.
        path: String,
        /// What went wrong.
        #[source]
        why: std::io::Error,
    },
    /// It is not one line of plain characters.
    #[error("the endpoint's key must be one line of 1 to 4096 plain characters without spaces")]
    Form,
}

impl Key {
    const MOST: usize = 4096;

    /// Takes a key; white space around it is none of it.
    ///
    /// # Errors
    /// If it is empty, too long, or holds white space or what no header can hold.
    pub fn new(text: &str) -> Result<Self, KeyError> {
        let key = text.trim();
        let plain = key.bytes().all(|b| b.is_ascii_graphic());
        if key.is_empty() || key.len() > Self::MOST || !plain {
            return Err(KeyError::Form);
        }
        Ok(Self(key.to_owned()))
    }

    /// Reads a key from a file that holds nothing else.
    ///
    /// # Errors
    /// If the file can't be read or holds no key.
    pub fn read(path: &Path) -> Result<Self, KeyError> {
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(2 * Self::MOST as u64).read_to_end(&mut bytes))
            .map_err(|why| KeyError::File { path: path.display().to_string(), why })?;
        Self::new(&String::from_utf8(bytes).map_err(|_| KeyError::Form)?)
    }

    pub(super) fn bearer(&self) -> String {
        format!("Bearer {}", self.0)
    }

    /// `text` without the key, should it stand there.
    pub(super) fn hide(&self, text: &str) -> String {
        text.replace(&self.0, "…")
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// How much a run may use of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Requests, failed attempts counted.
    pub requests: u64,
    /// Bytes sent, in all requests together.
    pub bytes: u64,
    /// Tokens answered, as the endpoint counts them and never fewer than a quarter of the bytes.
    pub tokens: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { requests: 200, bytes: 4 << 20, tokens: 200_000 }
    }
}

/// Which part of a budget is spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Spent {
    /// The requests.
    #[error("all {0} requests of this run's budget are made")]
    Requests(u64),
    /// The bytes.
    #[error("the next request would send more than the {0} bytes of this run's budget")]
    Bytes(u64),
    /// The tokens.
    #[error("all {0} tokens of this run's budget are answered")]
    Tokens(u64),
}

/// What a run has used.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Used {
    requests: u64,
    bytes: u64,
    tokens: u64,
}

impl Used {
    /// Books a request of that many bytes, if the budget allows it.
    pub(super) fn ask(&mut self, budget: &Budget, bytes: u64) -> Result<(), Spent> {
        if self.requests >= budget.requests {
            return Err(Spent::Requests(budget.requests));
        }
        if self.bytes.saturating_add(bytes) > budget.bytes {
            return Err(Spent::Bytes(budget.bytes));
        }
        if self.tokens >= budget.tokens {
            return Err(Spent::Tokens(budget.tokens));
        }
        self.requests += 1;
        self.bytes += bytes;
        Ok(())
    }

    /// Books what was answered.
    pub(super) const fn answered(&mut self, tokens: u64) {
        self.tokens = self.tokens.saturating_add(tokens);
    }
}

/// An address that nothing is sent to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// It is no address.
    #[error("`{0}` is not an address of an endpoint; expected one as https://models.example/v1")]
    Url(String),
    /// It would send documents in the open.
    #[error(
        "{0} is not encrypted: documents go only to https, or to http on this machine (127.0.0.1, [::1] or localhost)"
    )]
    Open(String),
    /// It has a name, password, query or fragment in it.
    #[error(
        "the endpoint's address at {0} has a user name, a password, a `?` or a `#` in it; give the key as VEEDOR_ENDPOINT_KEY or VEEDOR_ENDPOINT_KEY_FILE"
    )]
    Credentials(String),
    /// The model has no name that can be kept.
    #[error("`{0}` is not the name of a model")]
    Model(String),
}

/// An endpoint, and how it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointSettings {
    /// Where it is.
    pub address: Address,
    /// The model to ask for.
    pub model: String,
    /// The key, where one is needed.
    pub key: Option<Key>,
    /// What a run may use.
    pub budget: Budget,
    /// How long one answer may take.
    pub timeout: Duration,
    /// How many bytes of text are sent at once.
    pub window: usize,
}

impl EndpointSettings {
    /// The endpoint at `url` (the part before `/chat/completions`, or with it), asked for `model`, with
    /// the usual budget and times.
    ///
    /// # Errors
    /// If nothing may be sent to that address.
    pub fn new(url: &str, model: &str) -> Result<Self, EndpointError> {
        Ok(Self {
            address: Address::new(url)?,
            model: model.to_owned(),
            key: None,
            budget: Budget::default(),
            timeout: Duration::from_secs(120),
            window: 6000,
        })
    }
}

/// An address that documents may be sent to: encrypted, or on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Url);

impl Address {
    /// Takes the address of an endpoint: the part before `/chat/completions`, or with it.
    ///
    /// # Errors
    /// If nothing may be sent there.
    pub fn new(text: &str) -> Result<Self, EndpointError> {
        address(text).map(Self)
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The machine.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// True where nothing that is sent leaves this machine.
    #[must_use]
    pub fn is_here(&self) -> bool {
        is_loopback(&self.0)
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }
}

fn address(text: &str) -> Result<Url, EndpointError> {
    let wrong = || EndpointError::Url(text.chars().take(200).collect());
    // An address that does not parse may still hold a password: it is not repeated.
    let mut url = Url::parse(text).map_err(|_| {
        if text.contains('@') { EndpointError::Credentials("?".to_owned()) } else { wrong() }
    })?;
    let host = url.host_str().unwrap_or_default().to_owned();
    if !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(EndpointError::Credentials(host));
    }
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => return Err(EndpointError::Open(url.to_string())),
        _ => return Err(wrong()),
    }
    if host.is_empty() {
        return Err(wrong());
    }
    let path = url.path().trim_end_matches('/');
    if !path.ends_with("/chat/completions") {
        let path = format!("{path}/chat/completions");
        url.set_path(&path);
    }
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}
