//! The door: nothing is proposed unless its bytes are its quote, and its value re-parses from them.
//!
//! A recogniser's word is not taken for it. The value's words are read once more, alone, and must
//! give the same normalized value; a name, text or identifier must be those very words. What the
//! words leave open may only be completed from the document as a whole or its named metadata, by
//! the rules of [`Grounds`].

use std::collections::HashMap;
use std::ops::Range;

use codebook::edtf::Edtf;
use codebook::fold::fold;
use codebook::quantity::Quantity;
use codebook::statement::{Confidence, Parts};
use codebook::value::{ShortText, TextError};
use codebook::{
    Basis, Citation, Form, Mention, Polarity, Property, Qualifiers, ReaderId, Role, Span,
    SpanError, TextLayer, Value,
};

use crate::eyes::eyes;
use crate::folded::Folded;
use crate::relations::Because;
use crate::sentences::trimmed;
use crate::settled::Settled;
use crate::{
    Document, cells, dates, money, persons, quantities, rates, responses, status, technology,
};

/// The longest quote, in bytes: longer ones confirm nothing.
pub const LONGEST_QUOTE: usize = 600;

/// What a statement is held against: the layer, and what the document as a whole settles.
#[derive(Debug)]
pub struct Grounds<'a> {
    layer: &'a TextLayer,
    settled: Settled,
    /// Where the text identifies persons, in order.
    personal: Vec<Range<usize>>,
}

impl<'a> Grounds<'a> {
    /// Derives what the document settles: its language, the order of its numeric dates, and whose
    /// money a shared sign means. The same document always gives the same grounds.
    #[must_use]
    pub fn of(document: &Document<'a>) -> Self {
        let text = document.layer.text();
        Self {
            layer: document.layer,
            settled: Settled::of(text, document.meta),
            personal: persons::identifiers(text),
        }
    }

    pub(crate) const fn settled(&self) -> &Settled {
        &self.settled
    }

    /// The places that identify persons and share a byte with `at`.
    pub(crate) fn personal(&self, at: &Range<usize>) -> &[Range<usize>] {
        let from = self.personal.partition_point(|place| place.end <= at.start);
        let until = self.personal.partition_point(|place| place.start < at.end);
        self.personal.get(from..until).unwrap_or_default()
    }

    fn context(&self, at: Range<usize>) -> Result<Span, Ungrounded> {
        if !self.personal(&at).is_empty() {
            return Err(Ungrounded::Person);
        }
        Ok(Span::cut(self.layer, at, Role::Context)?)
    }

    /// The quote of a draft, as far as it identifies nobody.
    fn quote(&self, draft: &Draft) -> Result<Span, Ungrounded> {
        let at = self.quotable(&draft.quote, &draft.value_at).ok_or(Ungrounded::Person)?;
        // What is cut away may be what denies it.
        if at != draft.quote && draft.polarity == Polarity::Negated {
            return Err(Ungrounded::Person);
        }
        Ok(Span::cut(self.layer, at, Role::Quote)?)
    }

    /// Who is said to say it, and where: nobody by their own name.
    fn speaker(&self, at: Option<Range<usize>>) -> Result<Option<(ShortText, Span)>, Ungrounded> {
        let Some(at) = at else { return Ok(None) };
        let span = self.context(at)?;
        let speaker: ShortText = span.quote().parse()?;
        if persons::is_name(speaker.as_str()) {
            return Err(Ungrounded::Person);
        }
        Ok(Some((speaker, span)))
    }

    /// The quote, or the clause or line of it around the value that identifies nobody.
    fn quotable(&self, quote: &Range<usize>, value: &Range<usize>) -> Option<Range<usize>> {
        let personal = self.personal(quote);
        if personal.is_empty() {
            return Some(quote.clone());
        }
        // Of a quote that stands apart from its value nothing tells which part to keep.
        if value.end <= quote.start || quote.end <= value.start {
            return None;
        }
        let text = self.layer.text();
        let (mut start, mut end) = (quote.start, quote.end);
        for place in personal {
            if place.end <= value.start {
                let gap = text.get(place.end..value.start)?;
                start = place.end + breaks(gap).next()?.end;
            } else if place.start >= value.end {
                let gap = text.get(value.end..place.start)?;
                end = value.end + breaks(gap).last()?.start;
                break;
            } else {
                return None;
            }
        }
        let kept = trimmed(text, start..end);
        (kept.start <= value.start && value.end <= kept.end).then_some(kept)
    }
}

/// Where one clause, line or cell ends and another begins.
fn breaks(gap: &str) -> impl Iterator<Item = Range<usize>> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    gap.char_indices().filter_map(move |(at, c)| {
        let end = at + c.len_utf8();
        let next = gap[end..].chars().next();
        let parts = match c {
            '\n' | '\t' | ';' | '|' | '(' | ')' | '—' => true,
            ',' => !(digit(gap[..at].chars().next_back()) && digit(next)),
            '.' => next.is_none_or(char::is_whitespace),
            _ => false,
        };
        parts.then_some(at..end)
    })
}

/// A statement as a reader drafts it. All ranges are bytes of the text layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The rule, or the part of a reader, that drafted it, as `deal/amount`.
    pub rule: &'static str,
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
    /// The words over an amount, or in the cell beside it, that tell its currency where its own do not.
    pub heading: Option<Range<usize>>,
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
    /// What decided, where it was weighed.
    pub because: Option<Because>,
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
    /// The property takes no value of this form.
    #[error("{property} takes no value of the form {form:?}")]
    Form {
        /// The property.
        property: Property,
        /// The form of the value.
        form: Form,
    },
    /// It would name a natural person, or quote what identifies one.
    #[error(
        "the words name or identify a person (a name, e-mail, RFC, CURP, passport, telephone); quote the clause without them, or leave it out"
    )]
    Person,
    /// The words are those that the author had hidden.
    #[error("the document's author had hidden these words; nothing is proposed from them")]
    Hidden,
    /// The spans make no citation.
    #[error(transparent)]
    Citation(#[from] codebook::citation::CitationError),
}

/// A statement's parts that stand on their words. Only [`Grounded::new`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounded {
    parts: Parts,
    rule: &'static str,
    because: Option<Because>,
}

impl Grounded {
    /// Holds a draft against its document.
    ///
    /// # Errors
    /// If the layer is one of hidden words, a range is not in it, the value does not re-parse from its words, the subject is not
    /// in the cited words, or the words name or identify a person and no clause of the quote around
    /// the value does without.
    pub fn new(grounds: &Grounds<'_>, draft: Draft) -> Result<Self, Ungrounded> {
        Self::held(grounds, draft, false, &mut Held::default())
    }

    /// As [`Grounded::new`], for a draft that a person answers for: where the value does not re-parse from
    /// its words, it is kept as hers ([`Basis::Editor`]).
    ///
    /// # Errors
    /// As for [`Grounded::new`], but for the value.
    pub fn answered_for(grounds: &Grounds<'_>, draft: Draft) -> Result<Self, Ungrounded> {
        Self::held(grounds, draft, true, &mut Held::default())
    }

    /// Holds the drafts of one reader against their document, and keeps those that stand.
    pub(crate) fn all(grounds: &Grounds<'_>, drafts: impl Iterator<Item = Draft>) -> Vec<Self> {
        let mut held = Held::default();
        drafts.filter_map(|draft| Self::held(grounds, draft, false, &mut held).ok()).collect()
    }

    /// Each check in turn: the form, the quote, the value, the subject, that nobody is named, who says it, when it held.
    fn held(
        grounds: &Grounds<'_>,
        draft: Draft,
        answered: bool,
        held: &mut Held,
    ) -> Result<Self, Ungrounded> {
        let layer = grounds.layer;
        check_form(layer, &draft)?;
        let value = Span::cut(layer, draft.value_at.clone(), Role::Value)?;
        let quote = grounds.quote(&draft)?;
        let heading = draft.heading.clone().map(|at| grounds.context(at)).transpose()?;
        let same = held.means(grounds, &draft.value, &value, heading.as_ref());
        let of_value = basis(same, answered, &value, &draft.value)?;
        let written: ShortText = value.quote().parse()?;
        let mut spans = Vec::with_capacity(draft.subject_at.len() + 5);
        spans.extend([quote, value]);
        for at in &draft.subject_at {
            spans.push(Span::cut(layer, at.clone(), Role::Subject)?);
        }
        held.check_subject(&draft.subject, &draft.subject_at, &spans)?;
        spans.extend(heading);
        held.check_nobody(grounds, &draft, &spans)?;
        let (attribution, said) = grounds.speaker(draft.attribution)?.unzip();
        spans.extend(said);
        let (valid, of_time, held_at) = held.when(grounds, draft.valid, answered)?;
        spans.extend(held_at);
        let eyes = eyes(layer, &draft.subject, &draft.value, valid.is_some(), &spans);
        let parts = Parts {
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
            basis: if of_time == Basis::Editor { of_time } else { of_value },
            eyes,
            occurrence: 0,
        };
        Ok(Self { parts, rule: draft.rule, because: draft.because })
    }

    /// The parts.
    #[must_use]
    pub const fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The rule, or the part of a reader, that drafted it.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        self.rule
    }

    /// What decided, where it was weighed.
    #[must_use]
    pub const fn because(&self) -> Option<&Because> {
        self.because.as_ref()
    }

    /// The parts, to make a statement of.
    #[must_use]
    pub fn into_parts(self) -> Parts {
        self.parts
    }
}

/// That the words are the author's to be read, few enough, and the value of a form that the property takes.
fn check_form(layer: &TextLayer, draft: &Draft) -> Result<(), Ungrounded> {
    if layer.extractor().hidden {
        return Err(Ungrounded::Hidden);
    }
    if draft.quote.len() > LONGEST_QUOTE {
        return Err(Ungrounded::LongQuote(draft.quote.len()));
    }
    let (property, form) = (draft.property, draft.value.form());
    if !property.forms().contains(&form) {
        return Err(Ungrounded::Form { property, form });
    }
    Ok(())
}

/// What a value rests on: its words, where they mean the same, else whoever answers for it.
fn basis(same: bool, answered: bool, span: &Span, value: &Value) -> Result<Basis, Ungrounded> {
    match (same, answered) {
        (true, _) => Ok(Basis::Text),
        (false, true) => Ok(Basis::Editor),
        (false, false) => {
            Err(Ungrounded::Value { words: span.quote().to_owned(), value: value.to_string() })
        }
    }
}

/// Reads the value's words once more, alone, and compares.
fn reparses(words: &str, value: &Value, settled: &Settled) -> bool {
    if let Value::Text(text) | Value::Name(text) | Value::Identifier(text) = value {
        return words.parse().is_ok_and(|same: ShortText| same == *text);
    }
    let folded = Folded::new(words, 0);
    match value {
        Value::Text(_) | Value::Name(_) | Value::Identifier(_) => false,
        Value::Money(money) => {
            let bare = money::bare(&folded, settled).is_some_and(|f| f.value == *money);
            let open = || money::open(&folded, settled).is_some_and(|f| f.value == *money);
            bare || open() || money::money(&folded, settled).iter().any(|f| f.value == *money)
        }
        Value::Date(date) => {
            dates::dates(&folded, settled).iter().any(|f| f.value == *date)
                || dates::stretches(&folded, settled).iter().any(|f| f.value == *date)
                || dates::cell(&folded, settled).is_some_and(|f| f.value == *date)
        }
        Value::Duration(length) => {
            dates::durations(&folded, settled.language()).iter().any(|f| f.value == *length)
        }
        Value::Quantity(quantity) => {
            let said = Quantity { planned: false, ..quantity.clone() };
            quantities::counts(&folded, settled, &[]).iter().any(|f| f.value.quantity == said)
        }
        Value::Rate(rate) => {
            rates::rates(&folded, settled.language()).iter().any(|f| f.value == *rate)
        }
        Value::Technology(term) => {
            let plain = || technology::plain(&folded);
            technology::technologies(&folded).iter().any(|f| f.value == *term)
                || plain().iter().any(|f| f.value == *term)
                || technology::labelled(words, 0).iter().any(|f| f.value == *term)
        }
        Value::Response(term) => {
            cells::response(&folded).is_some_and(|f| f.value == *term)
                || responses::responses(&folded).iter().any(|f| f.value == *term)
        }
        Value::Status(term) => {
            status::statuses(&folded).iter().any(|f| f.value == *term)
                || status::by_tense(folded.text()) == Some(*term)
        }
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
    "decision",
    "decisión",
    "ruling",
    "finding",
    "fine",
    "sentencia",
    "multa",
    "with",
    "con",
];

/// What holding one draft against the document has shown, which the next asks again: many are about one
/// subject, and stand in one sentence.
#[derive(Default)]
struct Held {
    /// The last quote that was folded.
    quote: Option<(Range<usize>, String)>,
    names: Vec<(ShortText, Shown)>,
    /// Where each of them stands.
    places: HashMap<ShortText, usize>,
    /// Words that were read once more, with the values that they were held against.
    read: HashMap<String, Vec<(Value, bool)>>,
}

/// What has been shown of a name.
#[derive(Default)]
struct Shown {
    /// Whether it is a person's.
    person: Option<bool>,
    /// Whether it holds what identifies one.
    identifies: Option<bool>,
    /// Places whose words are those of the name.
    stands: Vec<Range<usize>>,
}

impl Held {
    /// As [`reparses`]: what the same words say is read once.
    fn reparses(&mut self, words: &str, value: &Value, settled: &Settled) -> bool {
        if matches!(value, Value::Text(_) | Value::Name(_) | Value::Identifier(_)) {
            return reparses(words, value, settled);
        }
        let known = self.read.get(words).and_then(|held| held.iter().find(|one| one.0 == *value));
        if let Some((_, same)) = known {
            return *same;
        }
        let same = reparses(words, value, settled);
        self.read.entry(words.to_owned()).or_default().push((value.clone(), same));
        same
    }

    /// True where the value's words mean it, beside the heading that tells an amount's currency.
    fn means(
        &mut self,
        grounds: &Grounds<'_>,
        value: &Value,
        at: &Span,
        heading: Option<&Span>,
    ) -> bool {
        let (Some(heading), Value::Money(money)) = (heading, value) else {
            return self.reparses(at.quote(), value, &grounds.settled);
        };
        let [cell, heading] = [at.quote(), heading.quote()].map(|words| Folded::new(words, 0));
        money::under(&cell, &heading, &grounds.settled).is_some_and(|found| found.value == *money)
    }

    /// When it held, what that rests on, and the words that say so.
    fn when(
        &mut self,
        grounds: &Grounds<'_>,
        valid: Option<(Edtf, Range<usize>)>,
        answered: bool,
    ) -> Result<(Option<Edtf>, Basis, Option<Span>), Ungrounded> {
        let Some((date, at)) = valid else { return Ok((None, Basis::Text, None)) };
        let span = grounds.context(at)?;
        let value = Value::Date(date.clone());
        let same = self.reparses(span.quote(), &value, &grounds.settled);
        let basis = basis(same, answered, &span, &value)?;
        Ok((Some(date), basis, Some(span)))
    }

    /// That neither subject nor value is a person's name, and no words cited identify one.
    fn check_nobody(
        &mut self,
        grounds: &Grounds<'_>,
        draft: &Draft,
        spans: &[Span],
    ) -> Result<(), Ungrounded> {
        let identified = self.identifies(&draft.subject.name)
            || spans.iter().any(|span| !grounds.personal(&span.range()).is_empty());
        if identified || self.is_personal(&draft.value) {
            return Err(Ungrounded::Person);
        }
        Ok(())
    }

    /// Where a name stands, if it is known: mostly among the last.
    fn place(&self, name: &ShortText) -> Option<usize> {
        const LAST: usize = 8;
        let before = self.names.len().saturating_sub(LAST);
        let last = self.names.iter().skip(before).position(|(known, _)| known == name);
        last.map(|last| before + last).or_else(|| {
            let far = before > 0;
            far.then(|| self.places.get(name).copied()).flatten()
        })
    }

    fn shown(&mut self, name: &ShortText) -> Option<&mut Shown> {
        let place = self.place(name).unwrap_or_else(|| {
            self.places.insert(name.clone(), self.names.len());
            self.names.push((name.clone(), Shown::default()));
            self.names.len() - 1
        });
        self.names.get_mut(place).map(|(_, shown)| shown)
    }

    /// True where a name is a person's.
    fn is_person(&mut self, name: &ShortText) -> bool {
        let is_name = || persons::is_name(name.as_str());
        self.shown(name).is_some_and(|shown| *shown.person.get_or_insert_with(is_name))
    }

    /// True where a name is a person's, or identifies one.
    fn identifies(&mut self, name: &ShortText) -> bool {
        let (is_name, identifies) =
            (|| persons::is_name(name.as_str()), || persons::identifies(name.as_str()));
        self.shown(name).is_some_and(|shown| {
            *shown.identifies.get_or_insert_with(identifies)
                || *shown.person.get_or_insert_with(is_name)
        })
    }

    /// True where the value names or identifies a person.
    fn is_personal(&mut self, value: &Value) -> bool {
        match value {
            Value::Name(name) => self.is_person(name),
            Value::Text(text) => {
                persons::is_name(text.as_str()) || persons::are_named_in(text.as_str())
            }
            _ => false,
        }
    }

    fn folded(&mut self, span: &Span) -> &str {
        let (_, folded) = match self.quote.take() {
            Some(known) if known.0 == span.range() => self.quote.insert(known),
            _ => self.quote.insert((span.range(), fold(span.quote()))),
        };
        folded
    }

    /// Each word of the subject's name stands at `at`, its own places, or else in the value or the quote.
    fn check_subject(
        &mut self,
        subject: &Mention,
        at: &[Range<usize>],
        spans: &[Span],
    ) -> Result<(), Ungrounded> {
        let [quote, value, own @ ..] = spans else { return Ok(()) };
        let shown = self.place(&subject.name).and_then(|place| self.names.get(place));
        if !at.is_empty() && shown.is_some_and(|(_, shown)| shown.stands == at) {
            return Ok(());
        }
        let own: Vec<String> = own.iter().map(|span| fold(span.quote())).collect();
        let (mut alone, mut in_value) = (true, None);
        for word in fold(subject.name.as_str()).split(' ') {
            if KIND_WORDS.contains(&word) || own.iter().any(|folded| folded.contains(word)) {
                continue;
            }
            alone = false;
            let value = in_value.get_or_insert_with(|| fold(value.quote()));
            if !value.contains(word) && !self.folded(quote).contains(word) {
                return Err(Ungrounded::Subject {
                    subject: subject.name.to_string(),
                    word: word.to_owned(),
                });
            }
        }
        if alone && let Some(shown) = self.shown(&subject.name) {
            shown.stands = at.to_vec();
        }
        Ok(())
    }
}
