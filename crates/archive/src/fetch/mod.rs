//! Fetching a page from the web, and keeping how it was answered.
//!
//! Redirects are followed one at a time, and every hop is checked anew: HTTP and HTTPS only, and no
//! address inside somebody's own network, so that a page on the web can't make this machine read
//! what only this machine can reach. The address that is checked is the address connected to.

mod address;
mod warc;

use std::io::Read as _;
use std::time::{Duration, Instant};

use codebook::given::{Chance, Clock};
use jiff::Timestamp;
use ureq::http::{HeaderMap, HeaderValue, StatusCode, header};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Proxy};
use url::{Host, Url};

use self::address::{Guarded, PrivateAddress, is_public};

/// How to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchOptions {
    /// How many bytes of bodies are read, those of all redirects together.
    pub max_bytes: u64,
    /// How many redirects are followed.
    pub max_redirects: u32,
    /// How long it may take, all redirects together.
    pub timeout: Duration,
    /// Whether addresses of private networks and of this machine may be read.
    pub allow_private: bool,
    /// A SOCKS proxy to go through, as `socks5://127.0.0.1:9050`. It also looks up the names, so that
    /// nobody near this machine learns them.
    pub proxy: Option<String>,
    /// What to call oneself.
    pub user_agent: String,
}

impl Default for FetchOptions {
    fn default() -> Self {
        Self {
            max_bytes: 64 * 1024 * 1024,
            max_redirects: 10,
            timeout: Duration::from_secs(60),
            allow_private: false,
            proxy: None,
            user_agent: "Mozilla/5.0 (compatible; Veedor)".to_owned(),
        }
    }
}

/// What was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The body of the last response.
    pub body: Vec<u8>,
    /// Every response, redirects too, as WARC 1.1 records. The body of a redirect may be cut.
    pub warc: Vec<u8>,
    /// The address that answered.
    pub answered: String,
    /// Its HTTP status.
    pub status: u16,
    /// When it answered.
    pub at: Timestamp,
}

/// Why nothing was fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// It is no address.
    #[error("`{url}` is not an address: {why}; expected one as https://example.org/page")]
    BadUrl {
        /// What was given.
        url: String,
        /// What is wrong with it.
        #[source]
        why: url::ParseError,
    },
    /// It is neither HTTP nor HTTPS.
    #[error("`{url}` is neither http nor https: nothing else is fetched")]
    Scheme {
        /// The address.
        url: String,
    },
    /// It has a name or password in it.
    #[error(
        "the address at {host} has a user name or password in it, which would be archived with it; take it out"
    )]
    Credentials {
        /// The host.
        host: String,
    },
    /// It leads into a private network.
    #[error(
        "{url} leads to {address}, which is not on the public internet; pass `--allow-private` if that is meant"
    )]
    Private {
        /// The address.
        url: String,
        /// Where it leads.
        address: String,
    },
    /// It redirects without end.
    #[error("{url} redirects more than {limit} times")]
    TooManyRedirects {
        /// The address asked for.
        url: String,
        /// How many are followed.
        limit: u32,
    },
    /// The body is too large.
    #[error(
        "{url} answers with more than {limit} bytes, redirects counted, the most that is fetched"
    )]
    TooLarge {
        /// The address.
        url: String,
        /// The most that is read.
        limit: u64,
    },
    /// It took too long.
    #[error("{url} did not answer in full within {} seconds", limit.as_secs_f32())]
    Timeout {
        /// The address.
        url: String,
        /// The time it had.
        limit: Duration,
    },
    /// The body is compressed, though that was not asked for.
    #[error(
        "{url} answers in the encoding `{encoding}`, though plain bytes were asked for; save the page from a browser and add the file"
    )]
    Encoded {
        /// The address.
        url: String,
        /// The content encoding.
        encoding: String,
    },
    /// The proxy is not one that can be used.
    #[error("`{proxy}` is not a SOCKS proxy; expected one as socks5://127.0.0.1:9050")]
    Proxy {
        /// What was given.
        proxy: String,
    },
    /// The connection failed.
    #[error("could not fetch {url}: {why}")]
    Failed {
        /// The address.
        url: String,
        /// What went wrong.
        #[source]
        why: Box<ureq::Error>,
    },
}

/// How much of the body of a redirect is read, in bytes: nobody reads more than the address in it.
const REDIRECT_BYTES: u64 = 64 * 1024;

/// One response.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
    /// Whether there was more of the body.
    cut: bool,
}

/// What a fetch may still use.
struct Left {
    time: Duration,
    bytes: u64,
}

/// Fetches `url`. A response that reports an error (404 and the like) is fetched like any other:
/// see [`Fetched::status`].
///
/// # Errors
/// If the address is not one that may be fetched, or it can't be within the bounds of `options`.
pub fn fetch(
    url: &str,
    options: &FetchOptions,
    clock: &dyn Clock,
    chance: &dyn Chance,
) -> Result<Fetched, FetchError> {
    let started = Instant::now();
    let agent = agent(options)?;
    let mut warc = Vec::new();
    let mut bytes = options.max_bytes;
    let mut here =
        Url::parse(url).map_err(|why| FetchError::BadUrl { url: url.to_owned(), why })?;
    for _ in 0..=options.max_redirects {
        here.set_fragment(None);
        check(&here, options)?;
        let time = options.timeout.saturating_sub(started.elapsed());
        let answer = ask(&agent, &here, &Left { time, bytes }, options)?;
        bytes = bytes.saturating_sub(answer.body.len() as u64);
        let at = clock.now();
        warc::append(&mut warc, here.as_str(), at, &answer, chance);
        if let Some(next) = location(answer.status, &answer.headers) {
            let next = join(&here, next)?;
            here = next;
            continue;
        }
        refuse_encoded(&here, &answer)?;
        let status = answer.status.as_u16();
        return Ok(Fetched { body: answer.body, warc, answered: here.into(), status, at });
    }
    Err(FetchError::TooManyRedirects { url: url.to_owned(), limit: options.max_redirects })
}

fn agent(options: &FetchOptions) -> Result<Agent, FetchError> {
    let proxy = options.proxy.as_deref().map(proxy).transpose()?;
    let proxied = proxy.is_some();
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(proxy)
        .user_agent(options.user_agent.as_str())
        .accept("*/*")
        .accept_encoding("identity")
        .build();
    // Behind a proxy the only name looked up here is the proxy's own, which may well be near.
    let allow_private = options.allow_private || proxied;
    Ok(Agent::with_parts(config, DefaultConnector::default(), Guarded { allow_private }))
}

/// The proxy, asked to look up names itself whichever way its scheme is spelled.
fn proxy(text: &str) -> Result<Proxy, FetchError> {
    text.strip_prefix("socks5://")
        .or_else(|| text.strip_prefix("socks5h://"))
        .and_then(|address| Proxy::new(&format!("socks5h://{address}")).ok())
        .ok_or_else(|| FetchError::Proxy { proxy: text.to_owned() })
}

/// What can be told from the address alone.
fn check(url: &Url, options: &FetchOptions) -> Result<(), FetchError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(FetchError::Scheme { url: url.to_string() });
    }
    let host = url.host_str().unwrap_or_default();
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FetchError::Credentials { host: host.to_owned() });
    }
    let public = match url.host() {
        Some(Host::Ipv4(address)) => is_public(address.into()),
        Some(Host::Ipv6(address)) => is_public(address.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name != "localhost" && !name.ends_with(".localhost")
        }
        None => false,
    };
    if public || options.allow_private {
        return Ok(());
    }
    Err(FetchError::Private { url: url.to_string(), address: host.to_owned() })
}

fn ask(
    agent: &Agent,
    url: &Url,
    left: &Left,
    options: &FetchOptions,
) -> Result<Answer, FetchError> {
    let failed = |why| explain(url, why, options);
    if left.time.is_zero() {
        return Err(FetchError::Timeout { url: url.to_string(), limit: options.timeout });
    }
    let response = agent
        .get(url.as_str())
        .config()
        .timeout_global(Some(left.time))
        .build()
        .call()
        .map_err(failed)?;
    let (parts, body) = response.into_parts();
    let redirects = location(parts.status, &parts.headers).is_some();
    let most = if redirects { REDIRECT_BYTES.min(left.bytes) } else { left.bytes };
    let (body, cut) = read(body, most).map_err(failed)?;
    if cut && !redirects {
        return Err(FetchError::TooLarge { url: url.to_string(), limit: options.max_bytes });
    }
    Ok(Answer { status: parts.status, headers: parts.headers, body, cut })
}

/// The first `most` bytes of a body, and whether there are more.
fn read(body: Body, most: u64) -> Result<(Vec<u8>, bool), ureq::Error> {
    let mut bytes = Vec::new();
    body.into_reader().take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    let cut = bytes.len() as u64 > most;
    if cut {
        bytes.pop();
    }
    Ok((bytes, cut))
}

/// Where a response sends us, if it does.
fn location(status: StatusCode, headers: &HeaderMap) -> Option<&HeaderValue> {
    let redirects = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
    headers.get(header::LOCATION).filter(|_| redirects)
}

fn join(here: &Url, location: &HeaderValue) -> Result<Url, FetchError> {
    let location = String::from_utf8_lossy(location.as_bytes());
    here.join(&location).map_err(|why| FetchError::BadUrl { url: location.into_owned(), why })
}

fn refuse_encoded(url: &Url, answer: &Answer) -> Result<(), FetchError> {
    let Some(encoding) = answer.headers.get(header::CONTENT_ENCODING) else { return Ok(()) };
    let encoding = String::from_utf8_lossy(encoding.as_bytes()).trim().to_ascii_lowercase();
    if encoding.is_empty() || encoding == "identity" {
        return Ok(());
    }
    Err(FetchError::Encoded { url: url.to_string(), encoding })
}

fn explain(url: &Url, why: ureq::Error, options: &FetchOptions) -> FetchError {
    let url = url.to_string();
    match why {
        ureq::Error::Timeout(_) => FetchError::Timeout { url, limit: options.timeout },
        ureq::Error::Other(other) => match other.downcast::<PrivateAddress>() {
            Ok(private) => FetchError::Private { url, address: private.0.to_string() },
            Err(other) => FetchError::Failed { url, why: Box::new(ureq::Error::Other(other)) },
        },
        why => FetchError::Failed { url, why: Box::new(why) },
    }
}
