//! Citations as W3C Web Annotations: one page of them, one annotation a line.

use std::collections::HashMap;

use codebook::layer::FieldPlace;
use codebook::{FactId, Locator, SourceId};
use register::public::{PublicFact, PublicPlace, PublicSpan};
use serde::{Deserialize, Serialize};

use crate::layout;

/// What stands before the first annotation.
pub(crate) const HEAD: &str =
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":[\n";
/// What stands after the last.
pub(crate) const TAIL: &str = "\n]}\n";
/// What stands between two.
pub(crate) const BETWEEN: &str = ",\n";

/// How many characters around a quote are cited with it.
const AROUND: usize = 32;

/// The words around a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Around {
    pub(crate) prefix: String,
    pub(crate) suffix: String,
}

/// The words around the bytes `start..end` of `text`.
pub(crate) fn around(text: &str, start: usize, end: usize) -> Around {
    let before = text.get(..start).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let after = text.get(end..).unwrap_or_default();
    let until = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    Around { prefix: before[from..].to_owned(), suffix: after[..until].to_owned() }
}

/// The words around the spans of public sources: by fact, and which of its spans.
pub(crate) type Surroundings = HashMap<(FactId, usize), Around>;

/// An annotation: what a fact says, and the words it stands on.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Annotation {
    pub(crate) id: String,
    #[serde(rename = "type")]
    pub(crate) class: String,
    pub(crate) motivation: String,
    pub(crate) body: Body,
    pub(crate) target: Vec<Target>,
}

/// What the fact says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Body {
    #[serde(rename = "type")]
    pub(crate) class: String,
    pub(crate) value: String,
    pub(crate) format: String,
}

/// Words, or the place in the original where they stand.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Target {
    pub(crate) source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) format: Option<String>,
    pub(crate) selector: Vec<Selector>,
}

/// How words are found.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type")]
pub(crate) enum Selector {
    #[serde(rename = "TextQuoteSelector")]
    Quote {
        exact: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        prefix: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        suffix: Option<String>,
    },
    #[serde(rename = "DataPositionSelector")]
    Bytes { start: usize, end: usize },
    #[serde(rename = "FragmentSelector")]
    Fragment {
        #[serde(rename = "conformsTo")]
        conforms_to: String,
        value: String,
        #[serde(rename = "refinedBy")]
        refined_by: Box<Selector>,
    },
}

/// The annotation of a fact. `original` is the source's own digest, where the source is public.
pub(crate) fn annotation(
    fact: &PublicFact,
    original: Option<SourceId>,
    surroundings: &Surroundings,
) -> Annotation {
    let mut target = Vec::with_capacity(fact.spans.len());
    for (index, span) in fact.spans.iter().enumerate() {
        match &span.place {
            Some(place) => {
                let around = surroundings.get(&(fact.id, index));
                target.push(in_text(fact, span, place, around));
                target.extend(original.and_then(|source| on_page(span, place, source)));
            }
            None => target.push(quote_alone(fact, span)),
        }
    }
    Annotation {
        id: format!("../en/entities/{}.html#{}", fact.subject, fact.id),
        class: "Annotation".to_owned(),
        motivation: "describing".to_owned(),
        body: Body {
            class: "TextualBody".to_owned(),
            value: format!("{}: {}", fact.property, fact.value),
            format: "text/plain".to_owned(),
        },
        target,
    }
}

fn in_text(
    fact: &PublicFact,
    span: &PublicSpan,
    place: &PublicPlace,
    around: Option<&Around>,
) -> Target {
    Target {
        source: format!("../{}", layout::text(fact.source, place.layer)),
        format: Some("text/plain".to_owned()),
        selector: vec![
            Selector::Quote {
                exact: span.quote.clone(),
                prefix: around.map(|around| around.prefix.clone()),
                suffix: around.map(|around| around.suffix.clone()),
            },
            Selector::Bytes { start: place.range.start, end: place.range.end },
        ],
    }
}

/// The same words on a page of the original.
fn on_page(span: &PublicSpan, place: &PublicPlace, source: SourceId) -> Option<Target> {
    if let Locator::Field(field) = &place.locator {
        return in_field(field, source);
    }
    let Locator::Page { page, .. } = place.locator else {
        return None;
    };
    let words = Selector::Quote { exact: span.quote.clone(), prefix: None, suffix: None };
    Some(Target {
        source: format!("urn:sha256:{source}"),
        format: Some("application/pdf".to_owned()),
        selector: vec![Selector::Fragment {
            conforms_to: "http://tools.ietf.org/rfc/rfc3778".to_owned(),
            value: format!("page={page}"),
            refined_by: Box::new(words),
        }],
    })
}

/// The same words in a field of the original: RFC 6901 in the line or document that its bytes are in.
fn in_field(field: &FieldPlace, source: SourceId) -> Option<Target> {
    let (start, end) =
        (usize::try_from(field.raw_start).ok()?, usize::try_from(field.raw_end).ok()?);
    let bytes = Selector::Bytes { start, end };
    let selector = match &field.pointer {
        Some(pointer) => Selector::Fragment {
            conforms_to: "http://tools.ietf.org/rfc/rfc6901".to_owned(),
            value: pointer.clone(),
            refined_by: Box::new(bytes),
        },
        None => bytes,
    };
    let format = field.pointer.is_some().then(|| "application/json".to_owned());
    Some(Target { source: format!("urn:sha256:{source}"), format, selector: vec![selector] })
}

fn quote_alone(fact: &PublicFact, span: &PublicSpan) -> Target {
    Target {
        source: format!("../en/sources/{}.html", fact.source),
        format: None,
        selector: vec![Selector::Quote { exact: span.quote.clone(), prefix: None, suffix: None }],
    }
}
