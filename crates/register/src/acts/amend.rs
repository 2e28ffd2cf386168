//! Deriving a statement from another, as an editor amends it.

use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use codebook::citation::{CitationError, SpanError};
use codebook::statement::{Confidence, Parts, StatementError};
use codebook::value::{Form, ShortText};
use codebook::{Basis, Citation, Property, ReaderId, Role, Span, Statement, TextLayer, Value};
use serde::de::DeserializeOwned;

/// A field of a statement that an editor can set. An empty text clears an optional one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// What the subject is called.
    Subject,
    /// The kind of the subject.
    Kind,
    /// The property.
    Property,
    /// The value, in its normalized writing.
    Value,
    /// The value as it stands in the quote.
    Written,
    /// When it held (EDTF). Optional.
    Valid,
    /// `affirmed` or `negated`.
    Polarity,
    /// Who is said to say it. Optional.
    Attribution,
    /// Which money. Optional.
    Money,
    /// With or without VAT. Optional.
    Vat,
    /// Minimum, maximum or floor. Optional.
    Extent,
    /// `true` where it is planned.
    Planned,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 12] = [
        Self::Subject,
        Self::Kind,
        Self::Property,
        Self::Value,
        Self::Written,
        Self::Valid,
        Self::Polarity,
        Self::Attribution,
        Self::Money,
        Self::Vat,
        Self::Extent,
        Self::Planned,
    ];

    /// The name used on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Kind => "kind",
            Self::Property => "property",
            Self::Value => "value",
            Self::Written => "written",
            Self::Valid => "valid",
            Self::Polarity => "polarity",
            Self::Attribution => "attribution",
            Self::Money => "money",
            Self::Vat => "vat",
            Self::Extent => "extent",
            Self::Planned => "planned",
        }
    }
}

impl FromStr for Field {
    type Err = AmendError;
    fn from_str(text: &str) -> Result<Self, AmendError> {
        Self::ALL.into_iter().find(|field| field.as_str() == text).ok_or_else(|| {
            AmendError::NoField {
                text: text.to_owned(),
                known: Self::ALL.map(Self::as_str).join(", "),
            }
        })
    }
}

/// Why a statement can't be amended so.
#[derive(Debug, thiserror::Error)]
pub enum AmendError {
    /// There is no such field.
    #[error("`{text}` is no field of a statement; those are: {known}")]
    NoField {
        /// What was given.
        text: String,
        /// Every field.
        known: String,
    },
    /// The field does not take this.
    #[error("{field} does not take `{text}`: {why}", field = field.as_str())]
    Field {
        /// The field.
        field: Field,
        /// What was given.
        text: String,
        /// What it takes.
        why: String,
    },
    /// The property does not take the value.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// The quote is no stretch of the text.
    #[error("quote: {0}")]
    Quote(#[from] SpanError),
    /// The spans make no citation.
    #[error("quote: {0}")]
    Citation(#[from] CitationError),
}

/// The statement that `old` becomes with fields set, and, where `quote` is given (bytes of `layer`),
/// on other words. Its value rests on the editor if it is another than before.
///
/// # Errors
/// If a field does not take what it is set to, or the quote is no stretch of the layer's text.
pub fn derive(
    old: &Statement,
    sets: &[(Field, &str)],
    quote: Option<Range<usize>>,
    layer: &TextLayer,
) -> Result<Statement, AmendError> {
    let mut parts = old.parts().clone();
    for (field, text) in sets.iter().filter(|(field, _)| *field != Field::Value) {
        set(&mut parts, *field, text)?;
    }
    let value = sets.iter().rev().find(|(field, _)| *field == Field::Value);
    parts.value = match value {
        Some((_, text)) => parse_value(parts.property, text)?,
        None if parts.property.forms().contains(&parts.value.form()) => parts.value,
        None => parse_value(parts.property, &parts.value.to_string())?,
    };
    if parts.value != old.parts().value {
        parts.basis = Basis::Editor;
    }
    cite(&mut parts, sets, quote, layer)?;
    (parts.proposed_by, parts.confidence) = (ReaderId::editor(), Confidence::CERTAIN);
    Ok(Statement::new(parts)?)
}

pub(super) fn set(parts: &mut Parts, field: Field, text: &str) -> Result<(), AmendError> {
    match field {
        Field::Subject => parts.subject.name = required(field, text)?,
        Field::Kind => parts.subject.kind = required(field, text)?,
        Field::Property => parts.property = required(field, text)?,
        Field::Written => parts.written = required(field, text)?,
        Field::Valid => parts.valid = optional(field, text)?,
        Field::Attribution => parts.attribution = optional(field, text)?,
        Field::Polarity => parts.polarity = word(field, text)?.unwrap_or_default(),
        Field::Money => parts.qualifiers.money = word(field, text)?,
        Field::Vat => parts.qualifiers.vat = word(field, text)?,
        Field::Extent => parts.qualifiers.extent = word(field, text)?,
        Field::Planned => parts.qualifiers.planned = required(field, text)?,
        // Read last, since what it takes depends on the property.
        Field::Value => {}
    }
    Ok(())
}

fn refused(field: Field, text: &str, why: &dyn Display) -> AmendError {
    AmendError::Field { field, text: text.to_owned(), why: why.to_string() }
}

fn required<T: FromStr<Err: Display>>(field: Field, text: &str) -> Result<T, AmendError> {
    text.trim().parse().map_err(|error| refused(field, text, &error))
}

fn optional<T: FromStr<Err: Display>>(field: Field, text: &str) -> Result<Option<T>, AmendError> {
    if text.trim().is_empty() { Ok(None) } else { required(field, text).map(Some) }
}

/// A word of a closed list, as it is written in JSON.
fn word<T: DeserializeOwned>(field: Field, text: &str) -> Result<Option<T>, AmendError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let word = serde_json::Value::String(text.trim().to_owned());
    serde_json::from_value(word).map(Some).map_err(|error| refused(field, text, &error))
}

pub(super) fn parse_value(property: Property, text: &str) -> Result<Value, AmendError> {
    let parse = |form: &Form| form.parse(text).map_err(|error| error.to_string());
    let mut whys = Vec::new();
    for form in property.forms() {
        match parse(form) {
            Ok(value) => return Ok(value),
            Err(why) => whys.push(why),
        }
    }
    let why = format!("{property} takes other values ({})", whys.join("; "));
    Err(refused(Field::Value, text, &why))
}

/// Cites the quote, and in it the words of value and subject where they stand there.
fn cite(
    parts: &mut Parts,
    sets: &[(Field, &str)],
    quote: Option<Range<usize>>,
    layer: &TextLayer,
) -> Result<(), AmendError> {
    let is_set = |field| sets.iter().any(|(set, _)| *set == field);
    if quote.is_none() && !is_set(Field::Written) && !is_set(Field::Subject) {
        return Ok(());
    }
    let moved = quote.is_some();
    let new_value = moved || is_set(Field::Written);
    let old = parts.citation.quote();
    if !moved && old.layer() != layer.id() {
        return Err(SpanError::Layer { expected: old.layer(), found: layer.id() }.into());
    }
    let range = quote.unwrap_or_else(|| parts.citation.quote().range());
    let quote = Span::cut(layer, range.clone(), Role::Quote)?;
    let place = |words: &ShortText, role| {
        let found = find_words(quote.quote(), words.as_str())?;
        Span::cut(layer, range.start + found.start..range.start + found.end, role).ok()
    };
    let subject = place(&parts.subject.name, Role::Subject);
    let value = match place(&parts.written, Role::Value) {
        _ if !new_value => None,
        Some(value) => Some(value),
        None if is_set(Field::Written) => {
            let why = "it takes words that stand in the quote";
            return Err(refused(Field::Written, parts.written.as_str(), &why));
        }
        // The old words are not in the new quote: the quote itself is what the value stands on.
        None => {
            parts.written = quote.quote().parse().map_err(|error| {
                refused(Field::Written, quote.quote(), &format!("{error}; cite fewer words"))
            })?;
            None
        }
    };
    let kept = |span: &&Span| match span.role() {
        Role::Quote => false,
        Role::Value => !new_value,
        Role::Subject => !moved && !is_set(Field::Subject),
        Role::Context => true,
    };
    let kept: Vec<Span> = parts.citation.spans().iter().filter(kept).cloned().collect();
    let subject = subject.filter(|_| kept.iter().all(|span| span.role() != Role::Subject));
    let mut spans = vec![quote];
    spans.extend(value);
    spans.extend(subject);
    spans.extend(kept);
    parts.citation = Citation::new(spans)?;
    Ok(())
}

/// Where words stand in a text, whatever white space is between them there.
pub(super) fn find_words(text: &str, words: &str) -> Option<Range<usize>> {
    text.char_indices().find_map(|(start, _)| {
        let mut rest = &text[start..];
        for (nth, word) in words.split(' ').enumerate() {
            let trimmed = if nth == 0 { rest } else { rest.trim_start() };
            if nth > 0 && trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed.strip_prefix(word)?;
        }
        Some(start..text.len() - rest.len())
    })
}
