//! The model: what is in its folder, and one run of it.
//!
//! The text is split into words. In front of them stand the labels, each behind a mark; the tokenizer makes
//! numbers of it all, and the model scores every stretch of words against every label.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use regex::Regex;
use rten::{NodeId, Value};
use rten_tensor::{Layout as _, Tensor};
use serde::Deserialize;
use tokenizers::{EncodeInput, InputSequence, Tokenizer};

use crate::decode::decode;
use crate::line::{Question, Span};

/// The largest configuration and tokenizer that are read, in bytes.
const LARGEST_CONFIG: u64 = 1 << 20;
const LARGEST_TOKENIZER: u64 = 64 << 20;

/// What a GLiNER model takes, in the order in which [`Model::run`] fills it in.
const INPUTS: [&str; 6] =
    ["input_ids", "attention_mask", "words_mask", "text_lengths", "span_idx", "span_mask"];

/// What is of use of `gliner_config.json`.
#[derive(Debug, Deserialize)]
struct Config {
    #[serde(default = "default_width")]
    max_width: usize,
    #[serde(default = "default_length")]
    max_len: usize,
    #[serde(default = "default_entity")]
    ent_token: String,
    #[serde(default = "default_separator")]
    sep_token: String,
    #[serde(default)]
    span_mode: Option<String>,
}

const fn default_width() -> usize {
    12
}
const fn default_length() -> usize {
    384
}
fn default_entity() -> String {
    "<<ENT>>".to_owned()
}
fn default_separator() -> String {
    "<<SEP>>".to_owned()
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ModelError {
    #[error("{file}: {why}")]
    File { file: &'static str, why: String },
    #[error("model.onnx takes no `{0}`; expected a GLiNER model in span mode")]
    Input(&'static str),
    #[error(
        "model.onnx gives {0:?} where {1:?} was expected; expected a GLiNER model in span mode"
    )]
    Shape(Vec<usize>, [usize; 4]),
    #[error("the model failed: {0}")]
    Run(String),
}

/// A model, ready to be asked.
pub(crate) struct Model {
    config: Config,
    tokenizer: Tokenizer,
    words: Regex,
    network: rten::Model,
    inputs: Vec<NodeId>,
    output: NodeId,
}

impl Model {
    pub(crate) fn load(folder: &Path) -> Result<Self, ModelError> {
        let config = config(folder)?;
        let file = "tokenizer.json";
        let wrong = |why: String| ModelError::File { file, why };
        let bytes = read(folder, file, LARGEST_TOKENIZER)?;
        let mut tokenizer =
            Tokenizer::from_bytes(&bytes).map_err(|error| wrong(error.to_string()))?;
        // Every word must come through, and nothing else.
        tokenizer.with_truncation(None).map_err(|error| wrong(error.to_string()))?;
        tokenizer.with_padding(None);
        let wrong = |why: String| ModelError::File { file: "model.onnx", why };
        let network = rten::Model::load_file(folder.join("model.onnx"))
            .map_err(|error| wrong(error.to_string()))?;
        let find = |name| network.find_node(name).ok_or(ModelError::Input(name));
        let inputs = INPUTS.into_iter().map(find).collect::<Result<Vec<_>, _>>()?;
        let output = network.output_ids().first().copied();
        let output = output.ok_or_else(|| wrong("it gives nothing".to_owned()))?;
        let words = Regex::new(r"\w+(?:[-_]\w+)*|\S").map_err(|error| wrong(error.to_string()))?;
        Ok(Self { config, tokenizer, words, network, inputs, output })
    }

    /// What the model finds in the text, in order.
    pub(crate) fn find(&self, question: &Question) -> Result<Vec<Span>, ModelError> {
        let words: Vec<_> = self
            .words
            .find_iter(&question.text)
            .map(|word| (word.range(), word.as_str()))
            .collect();
        let mut spans = Vec::new();
        for stretch in words.chunks(self.config.max_len) {
            let said: Vec<&str> = stretch.iter().map(|(_, word)| *word).collect();
            let scores = self.run(&question.labels, &said)?;
            let shape = (said.len(), self.config.max_width, question.labels.len());
            for hit in decode(&scores, shape, question.threshold) {
                let ends = (stretch.get(hit.words.start), stretch.get(hit.words.end - 1));
                let (Some((first, _)), Some((last, _))) = ends else { continue };
                let Some(label) = question.labels.get(hit.label) else { continue };
                spans.push(Span {
                    start: first.start,
                    end: last.end,
                    label: label.clone(),
                    score: hit.score,
                });
            }
        }
        Ok(spans)
    }

    /// The logits of every word as a beginning, every width and every label.
    fn run(&self, labels: &[String], words: &[&str]) -> Result<Vec<f32>, ModelError> {
        let mut all: Vec<&str> = Vec::with_capacity(2 * labels.len() + 1 + words.len());
        for label in labels {
            all.extend([self.config.ent_token.as_str(), label.as_str()]);
        }
        all.push(&self.config.sep_token);
        let prompt = all.len();
        all.extend(words);
        let failed = |error: String| ModelError::Run(error);
        let encoded = self
            .tokenizer
            .encode(EncodeInput::Single(InputSequence::from(all)), true)
            .map_err(|error| failed(error.to_string()))?;
        let ids = encoded.get_ids().iter().map(|id| i32::try_from(*id).unwrap_or_default());
        let ids: Vec<i32> = ids.collect();
        let mask = words_mask(encoded.get_word_ids(), prompt);
        let (count, width) = (words.len(), self.config.max_width);
        let (index, real) = stretches(count, width);
        let length = ids.len();
        let inputs = [
            value(&[1, length], ids)?,
            value(&[1, length], vec![1; length])?,
            value(&[1, length], mask)?,
            value(&[1, 1], vec![i32::try_from(count).unwrap_or(i32::MAX)])?,
            value(&[1, count * width, 2], index)?,
            value(&[1, count * width], real)?,
        ];
        let inputs = self.inputs.iter().copied().zip(inputs.into_iter().map(Into::into)).collect();
        let answer = self
            .network
            .run(inputs, &[self.output], None)
            .map_err(|error| failed(error.to_string()))?;
        let scores: Option<Tensor<f32>> = answer.into_iter().next().and_then(Value::into_tensor);
        let scores = scores.ok_or_else(|| failed("it gives no numbers".to_owned()))?;
        let expected = [1, count, width, labels.len()];
        if scores.shape() != expected {
            return Err(ModelError::Shape(scores.shape().to_vec(), expected));
        }
        Ok(scores.into_data())
    }
}

fn value(shape: &[usize], data: Vec<i32>) -> Result<Value, ModelError> {
    Value::from_shape(shape, data).map_err(|error| ModelError::Run(error.to_string()))
}

/// For each token the number of the word of the text that begins with it, from 1; 0 for all others.
fn words_mask(words: &[Option<u32>], prompt: usize) -> Vec<i32> {
    let mut before = None;
    words
        .iter()
        .map(|word| {
            let begins = *word != before;
            before = *word;
            let place = word.and_then(|word| (word as usize).checked_sub(prompt));
            let place = place.filter(|_| begins).and_then(|place| i32::try_from(place + 1).ok());
            place.unwrap_or_default()
        })
        .collect()
}

/// The first and last word of every stretch up to `width` words, and which of them are in the text.
fn stretches(count: usize, width: usize) -> (Vec<i32>, Vec<i32>) {
    let (mut index, mut real) = (Vec::new(), Vec::new());
    for start in 0..count {
        for end in start..start + width {
            let inside = end < count;
            let place = |word: usize| i32::try_from(word).unwrap_or_default();
            let pair = if inside { [place(start), place(end)] } else { [0, 0] };
            index.extend(pair);
            real.push(i32::from(inside));
        }
    }
    (index, real)
}

fn config(folder: &Path) -> Result<Config, ModelError> {
    let file = "gliner_config.json";
    let wrong = |why: String| ModelError::File { file, why };
    let bytes = read(folder, file, LARGEST_CONFIG)?;
    let config: Config =
        serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
    if config.span_mode.as_deref().is_some_and(|mode| mode.starts_with("token")) {
        return Err(wrong("this model marks tokens; expected one in span mode".to_owned()));
    }
    if !(1..=64).contains(&config.max_width) || !(1..=2048).contains(&config.max_len) {
        return Err(wrong("expected max_width from 1 to 64 and max_len from 1 to 2048".to_owned()));
    }
    Ok(config)
}

fn read(folder: &Path, file: &'static str, largest: u64) -> Result<Vec<u8>, ModelError> {
    let wrong = |why: String| ModelError::File { file, why };
    let mut bytes = Vec::new();
    File::open(folder.join(file))
        .and_then(|opened| opened.take(largest + 1).read_to_end(&mut bytes))
        .map_err(|error| wrong(error.to_string()))?;
    if bytes.len() as u64 > largest {
        return Err(wrong(format!("it has more than {largest} bytes")));
    }
    Ok(bytes)
}
