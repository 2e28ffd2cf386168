//! What people marked, and what is held against it: parsed once, here.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::equal::Told;

/// The text of the files that say what was marked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given<'a> {
    /// Documents, a JSON object a line: `id`, `lang`, and `ignore`: ranges of characters where nothing may
    /// be proposed.
    pub(crate) documents: &'a str,
    /// Facts, a line each: `doc`, `subject`, `property`, `value`, `value_norm`, `quote`, and where the
    /// quote stands more than once `start` and `end` in characters.
    pub(crate) facts: &'a str,
    /// What a second reader marked: right when proposed, not demanded. The same form.
    pub(crate) also: &'a str,
    /// The documents' texts, by id.
    pub(crate) texts: &'a BTreeMap<String, String>,
}

/// Why marks could not be read.
#[derive(Debug, thiserror::Error)]
pub enum MarkedError {
    /// A file or folder can't be read.
    #[error(
        "{file}: could not be read ({error}); a folder of marks has documents.jsonl, facts.jsonl and documents/ID.txt, all in UTF-8"
    )]
    Unread {
        /// Which.
        file: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// A line is not what it should be.
    #[error("{file}, line {line}: {error}")]
    Line {
        /// Which of the files.
        file: &'static str,
        /// The line, from 1.
        line: usize,
        /// What the parser said.
        error: serde_json::Error,
    },
    /// A document has no text.
    #[error("the document `{0}` has no text; expected a file {0}.txt in the folder of texts")]
    NoText(String),
    /// A fact is of no property of the codebook.
    #[error(
        "{file}, line {line}: `{property}` is no property of the codebook; mark one by its name in `veedor statements --json`, or `currency`"
    )]
    Property {
        /// Which of the files.
        file: &'static str,
        /// The line, from 1.
        line: usize,
        /// What it says.
        property: String,
    },
    /// A quote is not in its document.
    #[error(
        "{file}, line {line}: the quote is not in document `{document}`, or not where `start` and `end` say; mark its exact words, and count places in characters: “{quote}”"
    )]
    NoQuote {
        /// Which of the files.
        file: &'static str,
        /// The line, from 1.
        line: usize,
        /// The document.
        document: String,
        /// The words.
        quote: String,
    },
}

/// One proposal, as a line of the exchange format says it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Proposal {
    /// The document's name, or a path that ends in it.
    #[serde(default)]
    pub document: String,
    /// What the subject is called.
    #[serde(default)]
    pub subject: String,
    /// The property.
    pub property: String,
    /// The value as in the text.
    #[serde(default)]
    pub value: String,
    /// The value in canonical form.
    #[serde(default)]
    pub normalized: String,
    /// The exact words.
    #[serde(default)]
    pub quote: String,
    /// Their first byte in the document.
    pub start: usize,
    /// The byte after their last.
    pub end: usize,
    /// How sure the reader was, from 0 to 1.
    pub confidence: Option<f64>,
}

/// A fact that a person marked.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub(crate) document: String,
    pub(crate) subject: String,
    pub(crate) property: Told,
    pub(crate) value: String,
    pub(crate) value_norm: String,
    pub(crate) quote: String,
    /// Where the quote stands, in bytes: everywhere, if nobody said where.
    pub(crate) spans: Vec<Range<usize>>,
}

/// A document that was marked.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) language: String,
    pub(crate) text: String,
    /// Where nothing may be proposed, in bytes.
    pub(crate) ignore: Vec<Range<usize>>,
}

/// Documents with what people marked in them.
#[derive(Debug, Clone)]
pub struct Marked {
    pub(crate) documents: BTreeMap<String, Document>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) also: Vec<Fact>,
}

#[derive(Deserialize)]
struct DocumentLine {
    id: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    ignore: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct FactLine {
    doc: String,
    #[serde(default)]
    subject: String,
    property: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    value_norm: String,
    #[serde(default)]
    quote: String,
    start: Option<usize>,
    end: Option<usize>,
}

impl Marked {
    /// Parses what was marked.
    pub(crate) fn parse(given: &Given<'_>) -> Result<Self, MarkedError> {
        let mut documents = BTreeMap::new();
        for (_, line) in lines::<DocumentLine>("documents", given.documents)? {
            let text = given.texts.get(&line.id);
            let text = text.ok_or_else(|| MarkedError::NoText(line.id.clone()))?.clone();
            let range = |(a, b): &(usize, usize)| byte_of(&text, *a)..byte_of(&text, *b);
            let ignore = line.ignore.iter().map(range).collect();
            documents.insert(line.id, Document { language: line.lang, text, ignore });
        }
        let facts = facts("facts", given.facts, &documents)?;
        let also = facts_or_none(given.also, &documents)?;
        Ok(Self { documents, facts, also })
    }

    /// The documents that were marked, each by its name with its text, in the order of their names.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.documents.iter().map(|(id, document)| (id.as_str(), document.text.as_str()))
    }

    /// The document that a proposal's `document` names.
    pub(crate) fn named(&self, name: &str) -> Option<&str> {
        let name = name.rsplit('/').next().unwrap_or(name);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        [name, stem]
            .into_iter()
            .find_map(|name| self.documents.get_key_value(name))
            .map(|(id, _)| id.as_str())
    }
}

/// Parses proposals, one a line.
///
/// # Errors
/// If a line does not parse.
pub fn proposals(text: &str) -> Result<Vec<Proposal>, MarkedError> {
    Ok(lines("proposals", text)?.into_iter().map(|(_, proposal)| proposal).collect())
}

fn facts_or_none(
    text: &str,
    documents: &BTreeMap<String, Document>,
) -> Result<Vec<Fact>, MarkedError> {
    if text.trim().is_empty() { Ok(Vec::new()) } else { facts("also", text, documents) }
}

fn facts(
    file: &'static str,
    text: &str,
    documents: &BTreeMap<String, Document>,
) -> Result<Vec<Fact>, MarkedError> {
    let mut facts = Vec::new();
    for (at, line) in lines::<FactLine>(file, text)? {
        let Some(document) = documents.get(&line.doc) else { continue };
        let property = Told::named(&line.property).ok_or_else(|| MarkedError::Property {
            file,
            line: at,
            property: line.property.clone(),
        })?;
        let spans = places(&document.text, &line);
        if spans.is_empty() {
            return Err(MarkedError::NoQuote {
                file,
                line: at,
                document: line.doc,
                quote: line.quote,
            });
        }
        facts.push(Fact {
            document: line.doc,
            subject: line.subject,
            property,
            value: line.value,
            value_norm: line.value_norm,
            quote: line.quote,
            spans,
        });
    }
    Ok(facts)
}

/// Where the quote stands: where somebody said, if these are its words, else everywhere.
fn places(text: &str, line: &FactLine) -> Vec<Range<usize>> {
    match (line.start, line.end) {
        _ if line.quote.is_empty() => Vec::new(),
        (Some(start), Some(end)) => {
            let place = byte_of(text, start)..byte_of(text, end);
            let is_quote = text.get(place.clone()) == Some(line.quote.as_str());
            if is_quote { vec![place] } else { Vec::new() }
        }
        _ => text.match_indices(&line.quote).map(|(at, hit)| at..at + hit.len()).collect(),
    }
}

/// The byte at which a character begins, by its number.
fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

fn lines<T: DeserializeOwned>(
    file: &'static str,
    text: &str,
) -> Result<Vec<(usize, T)>, MarkedError> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            let line_number = at + 1;
            let parsed = serde_json::from_str(line).map_err(|error| MarkedError::Line {
                file,
                line: line_number,
                error,
            })?;
            Ok((line_number, parsed))
        })
        .collect()
}
