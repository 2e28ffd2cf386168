//! Parses what an endpoint answers: strictly, and within limits. Every byte of it may be a stranger's.

use std::collections::BTreeMap;

use codebook::{Kind, Property};
use serde::Deserialize;
use serde_json::Value;

use crate::Reason;

/// The longest answer that is read, in bytes.
pub(super) const LONGEST: u64 = 256 * 1024;

/// The most that one answer may offer.
const MOST: usize = 60;

/// Why an answer is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AnswerError {
    #[error("it answers with something other than a chat completion")]
    Envelope,
    #[error("its answer has no text")]
    Empty,
    #[error("its answer is not the JSON that was asked for")]
    Json,
}

/// The part of a chat completion that is of use.
#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    content: Option<String>,
}

#[derive(Deserialize)]
struct Usage {
    #[serde(default)]
    completion_tokens: Option<u64>,
}

/// The text of an answer, and how many tokens it counts as: never fewer than a quarter of its bytes,
/// whatever the endpoint says.
pub(crate) fn completion(body: &[u8]) -> Result<(String, u64), AnswerError> {
    let completion: Completion = serde_json::from_slice(body).map_err(|_| AnswerError::Envelope)?;
    let said = completion.usage.and_then(|usage| usage.completion_tokens).unwrap_or_default();
    let first = completion.choices.into_iter().next().ok_or(AnswerError::Empty)?;
    let content = first.message.content.filter(|text| !text.trim().is_empty());
    let content = content.ok_or(AnswerError::Empty)?;
    let tokens = said.max(content.len() as u64 / 4);
    Ok((content, tokens))
}

/// One thing offered, its words as the model wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offered {
    pub(crate) kind: Kind,
    pub(crate) subject: String,
    pub(crate) property: Property,
    pub(crate) value: String,
    pub(crate) quote: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    proposals: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    kind: String,
    subject: String,
    property: String,
    value: String,
    quote: String,
}

/// What an answer offers, and how much of it is no offer, by reason.
pub(crate) fn offers(
    content: &str,
) -> Result<(Vec<Offered>, BTreeMap<Reason, usize>), AnswerError> {
    let whole: Whole = serde_json::from_str(unfenced(content)).map_err(|_| AnswerError::Json)?;
    let mut dropped = BTreeMap::new();
    let mut offers = Vec::new();
    for (at, value) in whole.proposals.into_iter().enumerate() {
        let offer = if at < MOST { offer(value) } else { Err(Reason::TooMany) };
        match offer {
            Ok(offer) => offers.push(offer),
            Err(reason) => *dropped.entry(reason).or_default() += 1,
        }
    }
    Ok((offers, dropped))
}

fn offer(value: Value) -> Result<Offered, Reason> {
    let raw: Raw = serde_json::from_value(value).map_err(|_| Reason::Malformed)?;
    let long = |text: &str| text.len() > 2 * reading::LONGEST_QUOTE;
    if [&raw.subject, &raw.value, &raw.quote].into_iter().any(|text| long(text)) {
        return Err(Reason::Malformed);
    }
    Ok(Offered {
        kind: raw.kind.parse().map_err(|_| Reason::Vocabulary)?,
        property: raw.property.parse().map_err(|_| Reason::Vocabulary)?,
        subject: raw.subject,
        value: raw.value,
        quote: raw.quote,
    })
}

/// Many models put a fence around JSON, whatever they are told.
fn unfenced(content: &str) -> &str {
    let text = content.trim();
    let inner = text
        .strip_prefix("```json")
        .or_else(|| text.strip_prefix("```"))
        .and_then(|rest| rest.strip_suffix("```"));
    inner.unwrap_or(text)
}
