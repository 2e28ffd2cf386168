//! One question over HTTP, with as many attempts as are worth making.

use std::time::Duration;

use ureq::http::{StatusCode, header};
use ureq::{Agent, Body};

use super::answer::{self, AnswerError};
use super::settings::{EndpointSettings, Spent, Used};

/// How often the same question is asked before it counts as failed.
const ATTEMPTS: u32 = 3;

/// The longest pause that an endpoint may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How much of an error's body is read, and how much is shown.
const ERROR_BYTES: u64 = 4096;
const ERROR_CHARS: usize = 160;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum AskError {
    /// The budget of the run is spent.
    #[error("{0}")]
    Spent(#[from] Spent),
    /// It says no, and would again.
    #[error("it refuses (HTTP {status}){said}")]
    Refused { status: u16, said: String },
    /// It failed each time.
    #[error("{attempts} attempts failed, the last: {why}")]
    Failed { attempts: u32, why: String },
    /// It answered what is of no use.
    #[error("{0}")]
    Answer(#[from] AnswerError),
    /// It answers without end.
    #[error("its answer is longer than {} bytes", answer::LONGEST)]
    TooLong,
}

/// An agent that goes nowhere but where it is sent: no redirects, no proxy from the environment.
pub(super) fn agent(settings: &EndpointSettings) -> Agent {
    let short = settings.timeout.min(Duration::from_secs(10));
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .https_only(settings.address.is_encrypted())
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .user_agent(concat!("Veedor/", env!("CARGO_PKG_VERSION")))
        .timeout_connect(Some(short))
        .timeout_global(Some(settings.timeout))
        .build();
    Agent::new_with_config(config)
}

/// One attempt's outcome, where it is not an answer.
enum Miss {
    /// Another attempt may help, after this long if it says so.
    Again { why: String, after: Option<Duration> },
    /// None will.
    Never(AskError),
}

/// Asks, and again where that may help; `pause` waits between attempts. Gives the answer's text.
pub(super) fn ask(
    agent: &Agent,
    settings: &EndpointSettings,
    used: &mut Used,
    question: &[u8],
    pause: &dyn Fn(Duration),
    requests: &mut usize,
) -> Result<String, AskError> {
    let mut last = String::new();
    for attempt in 0..ATTEMPTS {
        used.ask(&settings.budget, question.len() as u64)?;
        *requests += 1;
        match once(agent, settings, question) {
            Ok(body) => {
                let (content, tokens) = answer::completion(&body)?;
                used.answered(tokens);
                return Ok(content);
            }
            Err(Miss::Never(error)) => return Err(error),
            Err(Miss::Again { why, after }) => {
                last = why;
                if attempt + 1 < ATTEMPTS {
                    let usual = Duration::from_secs(1 << (2 * attempt));
                    pause(after.unwrap_or(usual).min(LONGEST_PAUSE));
                }
            }
        }
    }
    Err(AskError::Failed { attempts: ATTEMPTS, why: last })
}

fn once(agent: &Agent, settings: &EndpointSettings, question: &[u8]) -> Result<Vec<u8>, Miss> {
    let request = agent
        .post(settings.address.as_str())
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/json");
    let request = match &settings.key {
        Some(key) => request.header(header::AUTHORIZATION, key.bearer()),
        None => request,
    };
    let mut response = request.send(question).map_err(|error| missed(&error))?;
    let status = response.status();
    if status.is_success() {
        return body(response.body_mut(), answer::LONGEST);
    }
    let after = response
        .headers()
        .get(header::RETRY_AFTER)
        .and_then(|value| value.to_str().ok()?.trim().parse().ok())
        .map(Duration::from_secs);
    let said = said(settings, response.body_mut());
    if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() {
        return Err(Miss::Again { why: format!("HTTP {}{said}", status.as_u16()), after });
    }
    Err(Miss::Never(AskError::Refused { status: status.as_u16(), said }))
}

fn body(body: &mut Body, limit: u64) -> Result<Vec<u8>, Miss> {
    body.with_config().limit(limit).read_to_vec().map_err(|error| match error {
        ureq::Error::BodyExceedsLimit(_) => Miss::Never(AskError::TooLong),
        error => missed(&error),
    })
}

fn missed(error: &ureq::Error) -> Miss {
    Miss::Again { why: error.to_string(), after: None }
}

/// What an endpoint says of its refusal, short, on one line, and without the key.
fn said(settings: &EndpointSettings, response: &mut Body) -> String {
    let bytes = body(response, ERROR_BYTES).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let text = match &settings.key {
        Some(key) => key.hide(&text),
        None => text.into_owned(),
    };
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    let line: String = words.join(" ").trim().chars().take(ERROR_CHARS).collect();
    if line.is_empty() { line } else { format!(": {line}") }
}
