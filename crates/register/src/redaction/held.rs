//! Facts that say redacted words in another way than by their quote.

use std::ops::Range;

use codebook::statement::Parts;
use codebook::{Polarity, Role, Value};

use super::find::places;
use super::{Cuts, cut, has_words};

impl Cuts {
    /// True where a fact may not be shown: what it says stands on redacted words or repeats them, or can't
    /// be told apart from what does.
    pub(crate) fn hold_back(&self, parts: &Parts) -> bool {
        let spans = parts.citation.spans();
        !self.is_empty()
            && (spans.iter().any(|span| !self.covers(span.layer()))
                || self.are_said_by(parts)
                || spans.iter().any(|span| span.role() != Role::Quote && self.meet(span))
                || self.tell_of_quote(parts))
    }

    fn meet(&self, span: &codebook::Span) -> bool {
        self.ranges(span.layer()).iter().any(|range| meets(range, &span.range()))
    }

    /// Fields that repeat redacted words, wherever in the source they were taken from.
    fn are_said_by(&self, parts: &Parts) -> bool {
        let value = parts.value.to_string();
        let mut named = vec![parts.subject.name.as_str()];
        named.extend(parts.attribution.as_ref().map(codebook::value::ShortText::as_str));
        let mut told = vec![parts.written.as_str()];
        match &parts.value {
            Value::Text(words) | Value::Name(words) | Value::Identifier(words) => {
                named.push(words.as_str());
            }
            _ => told.push(&value),
        }
        self.0.iter().any(|cut| {
            told.iter().any(|field| super::says(field, &cut.words))
                || named.iter().any(|field| share(field, &cut.words))
        })
    }

    /// What follows from words of the quote that have no span of their own.
    fn tell_of_quote(&self, parts: &Parts) -> bool {
        let quote = parts.citation.quote();
        let range = quote.range();
        let inside: Vec<Range<usize>> = self
            .ranges(quote.layer())
            .into_iter()
            .filter(|cut| meets(cut, &range))
            .map(|cut| {
                cut.start.max(range.start) - range.start..cut.end.min(range.end) - range.start
            })
            .collect();
        let left = cut(quote.quote(), &inside);
        let valid = parts.valid.as_ref().map(ToString::to_string);
        let digits = valid.as_deref().map(numbers).unwrap_or_default();
        let gone = |number: &str| !has_words(&left, number);
        if inside.is_empty() {
            // The day can come from anywhere in the source.
            return digits.iter().any(|number| {
                gone(number)
                    && number.len() >= 4
                    && self.0.iter().any(|cut| cut.words.contains(*number))
            });
        }
        let fields = [Some(&parts.subject.name), Some(&parts.written), parts.attribution.as_ref()];
        parts.polarity != Polarity::Affirmed
            || !parts.qualifiers.is_empty()
            || parts.citation.span(Role::Value).is_none()
            || digits.iter().any(|number| gone(number))
            || fields.into_iter().flatten().any(|field| {
                places(quote.quote(), field.as_str())
                    .iter()
                    .any(|place| inside.iter().any(|cut| meets(cut, place)))
            })
    }
}

const fn meets(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The numbers of a date.
fn numbers(date: &str) -> Vec<&str> {
    date.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect()
}

/// True where one holds the other, or one ends in the words that the other begins with.
pub(crate) fn share(field: &str, words: &str) -> bool {
    let split = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.map(super::find::folded).collect()
    };
    let (one, other) = (split(field), split(words));
    let runs_on = |first: &[String], second: &[String]| {
        (1..=first.len().min(second.len()))
            .any(|count| first.get(first.len() - count..) == second.get(..count))
    };
    has_words(field, words)
        || has_words(words, field)
        || runs_on(&one, &other)
        || runs_on(&other, &one)
}
