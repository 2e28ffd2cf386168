//! What is said to the program that runs the model, and what it answers: one JSON value a line.

use std::ops::Range;

use reading::Entity;
use serde::{Deserialize, Serialize};

/// The longest line that is read, in bytes.
pub(super) const LONGEST: usize = 64 * 1024;

/// The longest text that is asked about, in bytes: a question then fits into the pipe, and writing it
/// never waits for a program that has stopped reading.
pub(super) const LONGEST_TEXT: usize = 4 * 1024;

/// The most spans that one answer may have.
const MOST: usize = 200;

/// What the model is asked to look for, and what that is taken for.
pub(super) const LABELS: [(&str, Entity); 3] = [
    ("government agency", Entity::Agency),
    ("company", Entity::Company),
    ("city, state or country", Entity::Place),
];

/// A question.
#[derive(Serialize)]
pub(super) struct Question<'a> {
    pub(super) text: &'a str,
    pub(super) labels: [&'a str; 3],
    pub(super) threshold: f32,
}

/// Something that the program says it found: bytes of the text, and the label.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    start: usize,
    end: usize,
    label: String,
    score: f32,
}

/// An answer: what was found, or what went wrong.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Spans(Vec<Raw>),
    Error(Wrong),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrong {
    error: String,
}

/// A line that is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LineError {
    #[error("it answers with something other than a list of spans")]
    Form,
    #[error("it says: {0}")]
    Said(String),
}

/// What some bytes of the text are taken for.
pub(crate) type Mark = (Entity, Range<usize>);

/// What was found in the text, in order, and how many of the spans were none.
pub(crate) fn spans(line: &[u8], text: &str) -> Result<(Vec<Mark>, usize), LineError> {
    let raw = match serde_json::from_slice(line).map_err(|_| LineError::Form)? {
        Answer::Spans(raw) => raw,
        Answer::Error(Wrong { error }) => {
            let clean = |c: char| if c.is_control() { ' ' } else { c };
            return Err(LineError::Said(error.chars().take(160).map(clean).collect()));
        }
    };
    let all = raw.len();
    let mut spans: Vec<_> = raw
        .into_iter()
        .take(MOST)
        .filter(|raw| (0.0..=1.0).contains(&raw.score))
        .filter_map(|raw| {
            let at = raw.start..raw.end;
            let entity = LABELS.iter().find(|(label, _)| *label == raw.label)?.1;
            text.get(at.clone()).filter(|words| !words.is_empty())?;
            Some((entity, at))
        })
        .collect();
    let dropped = all - spans.len();
    spans.sort_by_key(|(entity, at)| (at.start, at.end, *entity));
    Ok((spans, dropped))
}
