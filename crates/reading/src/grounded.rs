//! The door: nothing is proposed unless its bytes are its quote, and its value re-parses from them.
//!
//! A recogniser's word is not taken for it. The value's words are read once more, alone, and must
//! give the same normalized value; a name, text or identifier must be those very words. What the
//! words leave open may only be completed from the document as a whole or its named metadata, by
//! the rules of [`Grounds`].

use std::ops::Range;
use std::sync::LazyLock;

use codebook::edtf::Edtf;
use codebook::fold::fold;
use codebook::quantity::Quantity;
use codebook::statement::{Confidence, Parts};
use codebook::value::{ShortText, TextError};
use codebook::{
    Basis, Citation, Mention, Polarity, Property, Qualifiers, ReaderId, Role, Span, SpanError,
    TextLayer, Value,
};

use crate::folded::{Folded, Pattern, pattern};
use crate::settled::Settled;
use crate::{Document, dates, money, quantities, rates, responses, status, technology};

/// The longest quote, in bytes: longer ones confirm nothing.
pub const LONGEST_QUOTE: usize = 600;

/// What a statement is held against: the layer, and what the document as a whole settles.
#[derive(Debug)]
pub struct Grounds<'a> {
    layer: &'a TextLayer,
    settled: Settled,
}

impl<'a> Grounds<'a> {
    /// Derives what the document settles: its language, the order of its numeric dates, and whose
    /// money a shared sign means. The same document always gives the same grounds.
    #[must_use]
    pub fn of(document: &Document<'a>) -> Self {
        Self { layer: document.layer, settled: Settled::of(document.layer.text(), document.meta) }
    }

    pub(crate) const fn settled(&self) -> &Settled {
        &self.settled
    }
}

/// A statement as a reader drafts it. All ranges are bytes of the text layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it is about.
    pub subject: Mention,
    /// Where the words of the subject's name stand; each of them stands in one of these ranges or in
    /// the quote (a word for its kind, as "contract", may be added).
    pub subject_at: Vec<Range<usize>>,
    /// What is said of it.
    pub property: Property,
    /// The normalized value.
    pub value: Value,
    /// The words of the value.
    pub value_at: Range<usize>,
    /// The clause or sentence that a reader confirms it from: at most [`LONGEST_QUOTE`] bytes.
    pub quote: Range<usize>,
    /// What narrows the value.
    pub qualifiers: Qualifiers,
    /// When it held, and the words that say so.
    pub valid: Option<(Edtf, Range<usize>)>,
    /// So, or not so.
    pub polarity: Polarity,
    /// Where the name of whoever is said to say it stands.
    pub attribution: Option<Range<usize>>,
    /// What drafted it.
    pub reader: ReaderId,
    /// How sure it was.
    pub confidence: Confidence,
}

/// A draft that does not stand on its words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Ungrounded {
    /// A range is not in the layer.
    #[error(transparent)]
    Span(#[from] SpanError),
    /// The quote is too long to confirm anything.
    #[error("a quote of {0} bytes confirms nothing; expected {LONGEST_QUOTE} at most")]
    LongQuote(usize),
    /// Words that fill no cell, or are too many for one.
    #[error(transparent)]
    Words(#[from] TextError),
    /// The words of the value mean something else, or nothing.
    #[error("`{words}` does not re-parse to {value}")]
    Value {
        /// What stands there.
        words: String,
        /// What was drafted.
        value: String,
    },
    /// The subject's name is not in the cited words.
    #[error("the subject `{subject}` has words that do not stand where it is cited: `{word}`")]
    Subject {
        /// The subject's name.
        subject: String,
        /// The first word that is missing.
        word: String,
    },
    /// It would name a person by an identifier.
    #[error("the words hold what identifies a person (e-mail, RFC, CURP, passport)")]
    Person,
    /// The spans make no citation.
    #[error(transparent)]
    Citation(#[from] codebook::citation::CitationError),
}

/// A statement's parts that stand on their words. Only [`Grounded::new`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounded(Parts);

impl Grounded {
    /// Holds a draft against its document.
    ///
    /// # Errors
    /// If a range is not in the layer, the value does not re-parse from its words, the subject is not
    /// in the cited words, or the words identify a person.
    pub fn new(grounds: &Grounds<'_>, draft: Draft) -> Result<Self, Ungrounded> {
        let layer = grounds.layer;
        if draft.quote.len() > LONGEST_QUOTE {
            return Err(Ungrounded::LongQuote(draft.quote.len()));
        }
        let quote = Span::cut(layer, draft.quote.clone(), Role::Quote)?;
        let value = Span::cut(layer, draft.value_at.clone(), Role::Value)?;
        if !reparses(value.quote(), &draft.value, &grounds.settled) {
            return Err(Ungrounded::Value {
                words: value.quote().to_owned(),
                value: draft.value.to_string(),
            });
        }
        let written: ShortText = value.quote().parse()?;
        let mut spans = vec![quote, value];
        for at in &draft.subject_at {
            spans.push(Span::cut(layer, at.clone(), Role::Subject)?);
        }
        check_subject(&draft.subject, &spans)?;
        if names_a_person(written.as_str()) || names_a_person(draft.subject.name.as_str()) {
            return Err(Ungrounded::Person);
        }
        let attribution = match draft.attribution {
            Some(at) => {
                let span = Span::cut(layer, at, Role::Context)?;
                let speaker = span.quote().parse()?;
                spans.push(span);
                Some(speaker)
            }
            None => None,
        };
        let valid = match draft.valid {
            Some((date, at)) => {
                let span = Span::cut(layer, at, Role::Context)?;
                if !reparses(span.quote(), &Value::Date(date.clone()), &grounds.settled) {
                    let words = span.quote().to_owned();
                    return Err(Ungrounded::Value { words, value: date.to_string() });
                }
                spans.push(span);
                Some(date)
            }
            None => None,
        };
        Ok(Self(Parts {
            subject: draft.subject,
            property: draft.property,
            value: draft.value,
            written,
            qualifiers: draft.qualifiers,
            valid,
            polarity: draft.polarity,
            attribution,
            citation: Citation::new(spans)?,
            proposed_by: draft.reader,
            confidence: draft.confidence,
            basis: Basis::Text,
            occurrence: 0,
        }))
    }

    /// The parts.
    #[must_use]
    pub const fn parts(&self) -> &Parts {
        &self.0
    }

    /// The parts, to make a statement of.
    #[must_use]
    pub fn into_parts(self) -> Parts {
        self.0
    }
}

/// Reads the value's words once more, alone, and compares.
fn reparses(words: &str, value: &Value, settled: &Settled) -> bool {
    let folded = Folded::new(words, 0);
    match value {
        Value::Text(text) | Value::Name(text) | Value::Identifier(text) => {
            words.parse().is_ok_and(|same: ShortText| same == *text)
        }
        Value::Money(money) => {
            let bare = money::bare(&folded, settled).is_some_and(|f| f.value == *money);
            bare || money::money(&folded, settled).iter().any(|f| f.value == *money)
        }
        Value::Date(date) => dates::dates(&folded, settled).iter().any(|f| f.value == *date),
        Value::Duration(length) => dates::durations(&folded).iter().any(|f| f.value == *length),
        Value::Quantity(quantity) => {
            let said = Quantity { planned: false, ..quantity.clone() };
            quantities::counts(&folded, settled.language()).iter().any(|f| f.value.quantity == said)
        }
        Value::Rate(rate) => {
            rates::rates(&folded, settled.language()).iter().any(|f| f.value == *rate)
        }
        Value::Technology(term) => {
            technology::technologies(&folded).iter().any(|f| f.value == *term)
        }
        Value::Response(term) => responses::responses(&folded).iter().any(|f| f.value == *term),
        Value::Status(term) => status::statuses(&folded).iter().any(|f| f.value == *term),
    }
}

/// Words that say only what kind of thing an unnamed subject is.
const KIND_WORDS: &[&str] = &[
    "contract",
    "contrato",
    "request",
    "solicitud",
    "system",
    "sistema",
    "claim",
    "purchase",
    "compra",
    "with",
    "con",
];

fn check_subject(subject: &Mention, spans: &[Span]) -> Result<(), Ungrounded> {
    // The shortest spans first: the quote seldom needs folding.
    let mut cited: Vec<(&Span, Option<String>)> = spans.iter().rev().map(|s| (s, None)).collect();
    for word in fold(subject.name.as_str()).split(' ') {
        let stands = KIND_WORDS.contains(&word)
            || cited.iter_mut().any(|(span, folded)| {
                folded.get_or_insert_with(|| fold(span.quote())).contains(word)
            });
        if !stands {
            return Err(Ungrounded::Subject {
                subject: subject.name.to_string(),
                word: word.to_owned(),
            });
        }
    }
    Ok(())
}

/// E-mail, telephone-like and national identifiers of natural persons: an RFC of 13 characters, a
/// CURP of 18, a passport number so called.
static PERSON: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b[a-zñ&]{4}\d{6}[a-z0-9]{3}\b|\b[a-z]{4}\d{6}[hmx][a-z]{5}[a-z0-9]\d\b|[\w.+-]+@[\w-]+\.\w|\b(?:pasaporte|passport|dni|curp|rfc|nino|ssn)(?: (?:no|number|número))?[ .:#]+[a-z]{0,3}\d{5,}",
    )
});

pub(crate) fn names_a_person(words: &str) -> bool {
    let worth = words.contains('@') || words.bytes().any(|b| b.is_ascii_digit());
    worth && PERSON.is_match(words)
}
