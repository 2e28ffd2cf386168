//! A model behind an endpoint of the kind that most servers of models speak (chat completions).
//!
//! A document is sent in stretches; each is one question and one answer. Nothing in a document or an
//! answer decides what is asked next, and no tools are offered to the model: all it can do is answer.

mod answer;
mod http;
mod settings;

use std::time::Duration;

use codebook::statement::Confidence;
use codebook::{ReaderId, Response, Status, Technology};
use reading::{Document, Offer, Offers};
use serde_json::json;
use ureq::Agent;

use self::http::AskError;
use self::settings::Used;
use crate::report::Reading;
use crate::{Switched, id_of};

#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use answer::{completion, offers};
pub use settings::{Address, Budget, EndpointError, EndpointSettings, Key, KeyError, Spent};

/// Modest, and the same for all: what a model says of its own sureness means nothing.
const CONFIDENCE: Confidence = Confidence::thousandths(400);

/// After so many failed stretches in a row the endpoint is not asked again.
const PATIENCE: usize = 2;

/// The most tokens asked for in one answer.
const MOST_TOKENS: u32 = 4000;

/// A reader that asks a model behind an endpoint.
pub struct Endpoint {
    id: ReaderId,
    settings: EndpointSettings,
    agent: Agent,
    prompt: String,
    pause: Box<dyn Fn(Duration)>,
    used: Used,
    failed: usize,
    stopped: bool,
}

impl Endpoint {
    /// A reader of this endpoint; `pause` waits between attempts.
    ///
    /// # Errors
    /// If the model's name is empty.
    pub fn new(
        settings: EndpointSettings,
        pause: Box<dyn Fn(Duration)>,
    ) -> Result<Self, EndpointError> {
        let id = id_of("endpoint", &settings.model, 1)
            .filter(|_| settings.model.contains(char::is_alphanumeric))
            .ok_or_else(|| EndpointError::Model(settings.model.clone()))?;
        Ok(Self {
            id,
            agent: http::agent(&settings),
            prompt: prompt(),
            settings,
            pause,
            used: Used::default(),
            failed: 0,
            stopped: false,
        })
    }

    fn ask(&mut self, words: &str, requests: &mut usize) -> Result<String, AskError> {
        let question = json!({
            "model": self.settings.model,
            "messages": [
                { "role": "system", "content": self.prompt },
                { "role": "user", "content": json!({ "document": words }).to_string() },
            ],
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "stream": false,
        })
        .to_string();
        let Self { agent, settings, used, pause, .. } = self;
        http::ask(agent, settings, used, question.as_bytes(), pause, requests)
    }

    /// Notes a failure; one that would only come again ends the run's questions.
    fn fail(&mut self, error: &AskError, reading: &mut Reading) {
        self.failed += 1;
        let over = matches!(error, AskError::Spent(_) | AskError::Refused { .. });
        self.stopped = over || self.failed >= PATIENCE;
        let host = self.settings.address.host();
        let rest = if self.stopped { "; it is not asked again in this run" } else { "" };
        reading.report.failures.push(format!("the endpoint at {host}: {error}{rest}"));
    }
}

impl Switched for Endpoint {
    fn id(&self) -> &ReaderId {
        &self.id
    }

    fn notice(&self) -> String {
        let EndpointSettings { address, model, budget, .. } = &self.settings;
        let place = if address.is_here() { "this machine" } else { "a machine elsewhere" };
        format!(
            "the text of every document read that names a technology is sent to {} ({place}), to be read by the model {model}; at most {} requests, {} bytes sent, {} tokens answered in this run",
            address.as_str(),
            budget.requests,
            budget.bytes,
            budget.tokens
        )
    }

    fn sends(&self) -> bool {
        true
    }

    fn read(&mut self, document: &Document<'_>, told: &dyn Fn(&str)) -> Reading {
        let mut reading = Reading::new(self.id.clone());
        let Some(offers) = Offers::of(document, self.id.clone(), CONFIDENCE) else {
            return reading;
        };
        let windows = offers.windows(self.settings.window);
        for (at, window) in windows.iter().enumerate() {
            if self.stopped {
                reading.report.unread += windows.len() - at;
                break;
            }
            told(&format!("{} of {}", at + 1, windows.len()));
            let answer = self
                .ask(offers.words(window), &mut reading.report.requests)
                .and_then(|content| Ok(answer::offers(&content)?));
            match answer {
                Ok((offered, dropped)) => {
                    self.failed = 0;
                    for (reason, count) in dropped {
                        *reading.report.dropped.entry(reason).or_default() += count;
                    }
                    for one in &offered {
                        reading.take(offers.take(&Offer {
                            kind: one.kind,
                            subject: &one.subject,
                            property: one.property,
                            value: &one.value,
                            quote: &one.quote,
                            within: window.clone(),
                        }));
                    }
                }
                Err(error) => {
                    reading.report.unread += 1;
                    self.fail(&error, &mut reading);
                }
            }
        }
        reading
    }
}

/// What the model is told, with the terms of the codebook filled in.
fn prompt() -> String {
    let technologies = Technology::ALL.map(Technology::as_str).join(", ");
    let statuses = Status::ALL.map(Status::as_str).join(", ");
    let responses = Response::ALL.map(Response::as_str).join(", ");
    include_str!("prompt.txt")
        .replace("{TECHNOLOGIES}", &technologies)
        .replace("{STATUSES}", &statuses)
        .replace("{RESPONSES}", &responses)
}

#[cfg(test)]
mod tests {
    use codebook::{Kind, Property};

    #[test]
    fn the_model_is_told_every_word_of_the_codebook() {
        let prompt = super::prompt();
        for word in Kind::ALL.map(Kind::as_str).iter().chain(&Property::ALL.map(Property::as_str)) {
            assert!(prompt.contains(word), "{word}");
        }
        assert!(!prompt.contains("{S") && !prompt.contains("{T") && !prompt.contains("{R"));
    }
}
