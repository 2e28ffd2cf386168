//! Questions and answers, one JSON value a line.

use std::fmt::Display;

use serde::{Deserialize, Serialize};

/// The longest line that is read, in bytes.
pub(crate) const LONGEST: u64 = 64 * 1024;

/// The most labels of a question, and the longest of them in bytes.
const MOST_LABELS: usize = 20;
const LONGEST_LABEL: usize = 100;

/// What is looked for, and where.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    pub(crate) text: String,
    pub(crate) labels: Vec<String>,
    pub(crate) threshold: f32,
}

/// A line that asks nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum QuestionError {
    #[error("not a question: expected one JSON object with text, labels and threshold")]
    Form,
    #[error("expected 1 to {MOST_LABELS} labels of 1 to {LONGEST_LABEL} bytes, each once")]
    Labels,
    #[error("expected a threshold from 0 to 1")]
    Threshold,
}

impl Question {
    pub(crate) fn parse(line: &[u8]) -> Result<Self, QuestionError> {
        let question: Self = serde_json::from_slice(line).map_err(|_| QuestionError::Form)?;
        let labels = &question.labels;
        let fits = |label: &String| (1..=LONGEST_LABEL).contains(&label.len());
        let once = labels.iter().enumerate().all(|(at, label)| !labels[..at].contains(label));
        if !(1..=MOST_LABELS).contains(&labels.len()) || !labels.iter().all(fits) || !once {
            return Err(QuestionError::Labels);
        }
        if !(0.0..=1.0).contains(&question.threshold) {
            return Err(QuestionError::Threshold);
        }
        Ok(question)
    }
}

/// Something found: bytes of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) label: String,
    pub(crate) score: f32,
}

/// What is answered.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Answer {
    Ready { ready: u8 },
    Spans(Vec<Span>),
    Error { error: String },
}

impl Answer {
    pub(crate) fn error(error: &impl Display) -> Self {
        Self::Error { error: error.to_string().chars().take(300).collect() }
    }
}
