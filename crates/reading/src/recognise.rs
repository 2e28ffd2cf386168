//! One recogniser at a time, for whoever wants to see or measure what it finds by itself.

use std::ops::Range;

use codebook::value::ShortText;
use codebook::{Form, SourceMeta, Value};

use crate::folded::{Folded, Found};
use crate::language::Language;
use crate::scene::counts_alone;
use crate::settled::Settled;
use crate::{cells, dates, identifiers, law, money, rates, status, technology};

/// What a recogniser looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recogniser {
    /// Dates, stretches and lengths of time.
    Dates,
    /// Amounts of money.
    Money,
    /// Counts.
    Quantities,
    /// Shares of what came out right or wrong.
    Rates,
    /// Numbers that a body issued.
    Identifiers,
    /// References to law.
    Law,
}

/// Something that a recogniser found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The bytes of the text that it stands on.
    pub at: Range<usize>,
    /// What it is read as.
    pub value: Value,
    /// What is counted (the next words, folded), identified or referred to; else empty.
    pub of: String,
}

/// What `recogniser` finds in `text`, in text order. The language is that of the text unless
/// `language` (`en` or `es`) says it; what `meta` knows (country, date) completes values as it does
/// in a document.
#[must_use]
pub fn recognise(
    recogniser: Recogniser,
    text: &str,
    language: Option<&str>,
    meta: &SourceMeta,
) -> Vec<Recognised> {
    let settled = Settled::of(text, meta);
    let settled = match language {
        Some("es") => settled.in_language(Language::Spanish),
        Some(_) => settled.in_language(Language::English),
        None => settled,
    };
    let folded = Folded::new(text, 0);
    match recogniser {
        Recogniser::Dates => {
            let mut found = plain(dates::stretches(&folded, &settled), Value::Date);
            found.extend(plain(dates::durations(&folded, settled.language()), Value::Duration));
            found.sort_by_key(|one| one.at.start);
            found
        }
        Recogniser::Money => plain(money::money(&folded, &settled), Value::Money),
        Recogniser::Quantities => counts_alone(&folded, &settled)
            .into_iter()
            .map(|Found { at, value }| Recognised {
                at,
                of: value.of.join(" "),
                value: Value::Quantity(value.quantity),
            })
            .collect(),
        Recogniser::Rates => plain(rates::rates(&folded, settled.language()), Value::Rate),
        Recogniser::Identifiers => {
            let found = identifiers::identifiers(&folded).into_iter();
            found.filter_map(|f| words(text, f.at, f.value.as_str(), Value::Identifier)).collect()
        }
        Recogniser::Law => {
            let found = law::references(&folded).into_iter();
            found.filter_map(|f| words(text, f.at, f.value.as_str(), Value::Name)).collect()
        }
    }
}

/// The terms of a closed list that words name, each once: technologies, statuses, answers to requests. Of
/// other forms there are none.
#[must_use]
pub fn terms(form: Form, words: &str) -> Vec<Value> {
    let folded = Folded::new(words, 0);
    let mut values: Vec<Value> = match form {
        Form::Technology => technology::technologies(&folded)
            .into_iter()
            .map(|f| Value::Technology(f.value))
            .collect(),
        Form::Status => {
            status::statuses(&folded).into_iter().map(|f| Value::Status(f.value)).collect()
        }
        Form::Response => {
            cells::response(&folded).into_iter().map(|f| Value::Response(f.value)).collect()
        }
        _ => Vec::new(),
    };
    let mut seen = std::collections::HashSet::new();
    values.retain(|value| seen.insert(value.clone()));
    values
}

fn plain<T>(found: Vec<Found<T>>, value: impl Fn(T) -> Value) -> Vec<Recognised> {
    let one = |f: Found<T>| Recognised { at: f.at, value: value(f.value), of: String::new() };
    found.into_iter().map(one).collect()
}

fn words(
    text: &str,
    at: Range<usize>,
    of: &str,
    value: impl Fn(ShortText) -> Value,
) -> Option<Recognised> {
    let value = value(text.get(at.clone())?.parse().ok()?);
    Some(Recognised { at, value, of: of.to_owned() })
}
