//! Statements: what one source says.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::V1;
use crate::citation::Citation;
use crate::edtf::Edtf;
use crate::fold::{fold, fold_name};
use crate::id::{Sha256, SourceId, StatementId, as_string};
use crate::kind::Kind;
use crate::property::Property;
use crate::value::{ShortText, Value};

/// A thing as one source names it. Not an entity: it belongs to its source until it is bound.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Mention {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What the source calls it, or for an unnamed thing a short description from its words.
    pub name: ShortText,
}

impl Mention {
    /// The name folded for comparison.
    #[must_use]
    pub fn folded(&self) -> String {
        fold_name(self.name.as_str())
    }
}

/// Whether the source says that it is so, or that it is not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It is so.
    #[default]
    Affirmed,
    /// It is not so ("has never owned such cameras").
    Negated,
}

/// Who the value rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Every part of it re-parses from the cited words or named metadata of the source.
    #[default]
    Text,
    /// An editor concluded it from them.
    Editor,
}

/// Which money an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each role says itself")]
pub enum MoneyRole {
    Budget,
    Award,
    Contract,
    Paid,
    Amendment,
    Fee,
    Fine,
}

impl MoneyRole {
    /// The word used in exchange formats.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Award => "award",
            Self::Contract => "contract",
            Self::Paid => "paid",
            Self::Amendment => "amendment",
            Self::Fee => "fee",
            Self::Fine => "fine",
        }
    }
}

/// Whether value-added tax is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each says itself")]
pub enum Vat {
    Included,
    Excluded,
}

impl Vat {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Included => "included",
            Self::Excluded => "excluded",
        }
    }
}

/// Which end of a range an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each says itself")]
pub enum Extent {
    Minimum,
    Maximum,
    Floor,
}

impl Extent {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::Floor => "floor",
        }
    }
}

/// What narrows a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Qualifiers {
    /// Which money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<MoneyRole>,
    /// With or without VAT.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat: Option<Vat>,
    /// Minimum, maximum or floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
    /// True where it is planned and not yet so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub planned: bool,
}

impl Qualifiers {
    /// True where nothing is narrowed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Why a person must look at the source itself before judging a statement, however sure its reader was.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Eyes {
    /// The number was recognised on a picture of it: a speck moves a decimal point, and no confidence
    /// tells.
    Recognised,
    /// Two programs read different numbers there.
    ExtractorsDisagree,
}

impl Eyes {
    /// The word used in exchange formats.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recognised => "recognised",
            Self::ExtractorsDisagree => "extractors_disagree",
        }
    }
}

/// What proposed a statement: a reader's name and version, as `rules/1` or `import/purchases/1`, or `editor/1`
/// for a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReaderId {
    name: String,
    version: u32,
}

/// A text that names no reader.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no reader; expected a name, a slash and a version, as rules/1")]
pub struct ReaderIdError(String);

impl ReaderId {
    /// A person who marked words by hand.
    #[must_use]
    pub fn editor() -> Self {
        Self { name: "editor".to_owned(), version: 1 }
    }

    /// A person who stated something from words she chose.
    #[must_use]
    pub fn by_hand() -> Self {
        Self { name: "hand".to_owned(), version: 1 }
    }

    /// The reader that goes by rules, in this version.
    #[must_use]
    pub fn rules(version: u32) -> Self {
        Self { name: "rules".to_owned(), version }
    }
}

impl fmt::Display for ReaderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.name, self.version)
    }
}

impl FromStr for ReaderId {
    type Err = ReaderIdError;
    fn from_str(text: &str) -> Result<Self, ReaderIdError> {
        let wrong = || ReaderIdError(text.to_owned());
        let (name, version) = text.rsplit_once('/').ok_or_else(wrong)?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.:_".contains(c);
        let named = |part: &str| !part.is_empty() && part.chars().all(plain);
        if !name.split('/').all(named) {
            return Err(wrong());
        }
        Ok(Self { name: name.to_owned(), version: version.parse().map_err(|_| wrong())? })
    }
}

as_string!(ReaderId, "^[a-z0-9.:_-]+(/[a-z0-9.:_-]+)*/[0-9]+$");

/// How sure a reader is, from 0 to 1 in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u16);

/// A number that is no confidence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a confidence; expected a number from 0 to 1, as 0.875")]
pub struct ConfidenceError(String);

impl Confidence {
    /// Sure beyond doubt: what a person marked.
    pub const CERTAIN: Self = Self(1000);

    /// That many thousandths; more than a thousand counts as a thousand.
    #[must_use]
    pub const fn thousandths(thousandths: u16) -> Self {
        Self(if thousandths > 1000 { 1000 } else { thousandths })
    }

    /// A share from 0 to 1, to the nearest thousandth.
    fn of(share: f64) -> Option<Self> {
        if !(0.0..=1.0).contains(&share) {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it lies between 0 and 1000"
        )]
        Some(Self((share * 1000.0).round() as u16))
    }

    /// The number of thousandths.
    #[must_use]
    pub const fn as_thousandths(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1000, self.0 % 1000)
    }
}

impl FromStr for Confidence {
    type Err = ConfidenceError;
    fn from_str(text: &str) -> Result<Self, ConfidenceError> {
        let number: f64 = text.parse().map_err(|_| ConfidenceError(text.to_owned()))?;
        Self::of(number).ok_or_else(|| ConfidenceError(text.to_owned()))
    }
}

impl Serialize for Confidence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 1000.0)
    }
}

impl<'de> Deserialize<'de> for Confidence {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        Self::of(number)
            .ok_or_else(|| serde::de::Error::custom(ConfidenceError(number.to_string())))
    }
}

impl JsonSchema for Confidence {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Confidence".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 1 })
    }
}

/// The parts of a statement, before they are joined; see [`Statement::new`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Parts {
    /// What it is about, as the source names it.
    pub subject: Mention,
    /// What is said of it.
    pub property: Property,
    /// The value, normalized.
    pub value: Value,
    /// The value as it stands in the source.
    pub written: ShortText,
    /// What narrows the value.
    #[serde(default, skip_serializing_if = "Qualifiers::is_empty")]
    pub qualifiers: Qualifiers,
    /// When it held in the world, where the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid: Option<Edtf>,
    /// So, or not so.
    #[serde(default, skip_serializing_if = "is_affirmed")]
    pub polarity: Polarity,
    /// Who is said to say it, where it is not the source itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<ShortText>,
    /// The words it stands on.
    pub citation: Citation,
    /// What proposed it.
    pub proposed_by: ReaderId,
    /// How sure that was.
    pub confidence: Confidence,
    /// Who the value rests on.
    #[serde(default, skip_serializing_if = "is_text")]
    pub basis: Basis,
    /// Why a person must look at the source itself, where one must. Not in the statement's id: it is
    /// about the text layer, and a better one of the same source may need no such care.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eyes: Vec<Eyes>,
    /// Which of several equal statements of the same source this is, in text order, from 0.
    #[serde(default, skip_serializing_if = "is_first")]
    pub occurrence: u32,
}

fn is_affirmed(polarity: &Polarity) -> bool {
    *polarity == Polarity::Affirmed
}
fn is_text(basis: &Basis) -> bool {
    *basis == Basis::Text
}
fn is_first(occurrence: &u32) -> bool {
    *occurrence == 0
}

/// What one source says of one subject: one property, one value, on exact words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Form", into = "Form")]
pub struct Statement {
    parts: Parts,
    id: StatementId,
}

/// A statement as it is written out.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "StatementForm")]
struct Form {
    v: V1,
    #[serde(flatten)]
    parts: Parts,
}

impl TryFrom<Form> for Statement {
    type Error = StatementError;
    fn try_from(form: Form) -> Result<Self, StatementError> {
        Self::new(form.parts)
    }
}

impl From<Statement> for Form {
    fn from(statement: Statement) -> Self {
        Self { v: V1, parts: statement.parts }
    }
}

/// Parts that make no statement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{property} does not take a value of the form {found:?}; it takes {expected:?}")]
pub struct StatementError {
    property: Property,
    found: crate::value::Form,
    expected: &'static [crate::value::Form],
}

impl Statement {
    /// Joins the parts.
    ///
    /// # Errors
    /// If the property does not take a value of that form.
    pub fn new(parts: Parts) -> Result<Self, StatementError> {
        let (property, found) = (parts.property, parts.value.form());
        if !property.forms().contains(&found) {
            return Err(StatementError { property, found, expected: property.forms() });
        }
        let id = id_of(&parts);
        Ok(Self { parts, id })
    }

    /// The statement's id: a digest of source, property, normalized value, polarity, subject mention,
    /// folded quote and occurrence. Layer and reader are not in it, so that reading again finds the
    /// same statement, and what was rejected stays rejected.
    #[must_use]
    pub const fn id(&self) -> StatementId {
        self.id
    }

    /// The parts.
    #[must_use]
    pub const fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The parts, to make another statement of.
    #[must_use]
    pub fn into_parts(self) -> Parts {
        self.parts
    }

    /// True where a person must look at the source itself: nothing that judges many statements at once
    /// may judge this one.
    #[must_use]
    pub const fn needs_eyes(&self) -> bool {
        !self.parts.eyes.is_empty()
    }

    /// The source it is from.
    #[must_use]
    pub fn source(&self) -> SourceId {
        self.parts.citation.quote().source()
    }
}

fn id_of(parts: &Parts) -> StatementId {
    id_with(parts, &parts.subject.folded(), &fold(parts.citation.quote().quote()))
}

fn id_with(parts: &Parts, folded_subject: &str, folded_quote: &str) -> StatementId {
    let polarity = match parts.polarity {
        Polarity::Affirmed => "+",
        Polarity::Negated => "-",
    };
    StatementId::new(Sha256::of_parts(&[
        b"veedor statement 1",
        parts.citation.quote().source().digest().as_bytes(),
        parts.property.as_str().as_bytes(),
        parts.value.to_string().as_bytes(),
        polarity.as_bytes(),
        parts.subject.kind.as_str().as_bytes(),
        folded_subject.as_bytes(),
        folded_quote.as_bytes(),
        &parts.occurrence.to_be_bytes(),
    ]))
}

/// The statements of one document, in text order: those that would otherwise have the same id are told
/// apart by their occurrence. Parts that make no statement (see [`Statement::new`]) are left out.
#[must_use]
pub fn of_document(parts: Vec<Parts>) -> Vec<Statement> {
    // Nobody chooses what an id is, so that the quick hash will do.
    let mut seen: FxHashMap<StatementId, u32> = FxHashMap::default();
    seen.reserve(parts.len());
    // Neighbours mostly stand on the same sentence, which is folded once.
    let mut folded: Option<(Range<usize>, String)> = None;
    // And many are about one subject.
    let mut subjects: Vec<(ShortText, String)> = Vec::new();
    let (mut places, mut last): (HashMap<ShortText, usize>, usize) = (HashMap::new(), 0);
    let mut statements = Vec::with_capacity(parts.len());
    for mut parts in parts {
        if !parts.property.forms().contains(&parts.value.form()) {
            continue;
        }
        let quote = parts.citation.quote();
        let words = match folded.take() {
            Some((range, words)) if range == quote.range() => words,
            _ => fold(quote.quote()),
        };
        let range = quote.range();
        parts.occurrence = 0;
        let name = &parts.subject.name;
        if subjects.get(last).is_none_or(|(known, _)| known != name) {
            last = *places.entry(name.clone()).or_insert_with(|| {
                subjects.push((name.clone(), parts.subject.folded()));
                subjects.len() - 1
            });
        }
        let Some((_, subject)) = subjects.get(last) else { continue };
        let first = id_with(&parts, subject, &words);
        let count = seen.entry(first).or_insert(0);
        parts.occurrence = *count;
        *count += 1;
        let id = if parts.occurrence == 0 { first } else { id_with(&parts, subject, &words) };
        folded = Some((range, words));
        statements.push(Statement { parts, id });
    }
    statements
}
