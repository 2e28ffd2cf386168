//! What a sentence mentions, and of which properties each mention may be a value.
//!
//! The states of the codebook's list are not among them, and technologies only so that what rules say of them can be
//! doubted: rules see each of these, and what they leave out they leave out for a reason.

use std::ops::Range;

use codebook::value::ShortText;
use codebook::{Property, Value};

use super::super::speaker::speaker;
use super::super::subjects::Focus;
use super::super::uses::worth;
use super::phrases;
use super::words::{STEMS, Token, class};
use crate::identifiers::Of;
use crate::law::{self, Reference};
use crate::names::NameOf;
use crate::scene::Scene;

/// What kind of thing is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Sort {
    Technology,
    Agency,
    Vendor,
    Product,
    Acronym,
    Database,
    Law,
    Place,
    Date,
    Duration,
    Money,
    Count,
    Rate,
    Identifier,
    Response,
    Speaker,
    Aim,
    Predicate,
    Site,
    Suit,
    Banned,
    Base,
    Reference,
}

impl Sort {
    /// What they are called, in order.
    pub(super) const NAMES: &[&str] = &[
        "technology",
        "agency",
        "vendor",
        "product",
        "acronym",
        "database",
        "law",
        "place",
        "date",
        "duration",
        "money",
        "count",
        "rate",
        "identifier",
        "response",
        "speaker",
        "aim",
        "predicate",
        "site",
        "suit",
        "banned",
        "base",
        "reference",
    ];
}

/// Words that may be a value.
pub(super) struct Mention {
    pub(super) at: Range<usize>,
    pub(super) sort: Sort,
    /// Its shape: what its recogniser tells of it, below [`SHAPES`].
    pub(super) shape: usize,
    /// What it may be a value of.
    pub(super) says: Vec<(Property, Value)>,
}

/// How many shapes a sort may have.
pub(super) const SHAPES: usize = 16;

const LAW: usize = class(STEMS, "law");
const COURT: usize = class(STEMS, "court");

/// The mentions of a sentence.
pub(super) fn mentions(scene: &Scene<'_>, focus: &Focus, tokens: &[Token]) -> Vec<Mention> {
    let mut all = Vec::new();
    for found in worth(scene) {
        let says = vec![(Property::UsesTechnology, Value::Technology(found.value))];
        let shape = (found.value as usize) % SHAPES;
        all.push(Mention { at: found.at.clone(), sort: Sort::Technology, shape, says });
    }
    named(scene, &mut all);
    told(scene, &mut all);
    if let Some(at) = scene.speaker(speaker) {
        literal(scene, &at, Sort::Speaker, 0, Value::Name, &[Property::ClaimedBy], &mut all);
    }
    // What refers to a law is costly to find.
    let lawful = tokens.iter().any(|token| matches!(token.stem, Some(LAW | COURT)));
    if lawful && (focus.deployment().is_some() || focus.decision().is_some()) {
        referred(scene, &mut all);
    }
    for phrase in phrases::phrases(scene, tokens) {
        let (form, properties): (fn(ShortText) -> Value, &[Property]) = match phrase.sort {
            Sort::Aim => (Value::Text, &[Property::Purpose]),
            Sort::Predicate => (Value::Text, &[Property::Status]),
            Sort::Site => (Value::Name, &[Property::Place]),
            Sort::Suit => (Value::Text, &[Property::LegalChallenge]),
            Sort::Base => (Value::Name, &[Property::DatabaseConnected]),
            _ => (Value::Text, &[Property::Ban]),
        };
        literal(scene, &phrase.at, phrase.sort, phrase.shape, form, properties, &mut all);
    }
    all
}

/// What refers to a law, a case or a remedy, and is no name of a law.
fn referred(scene: &Scene<'_>, all: &mut Vec<Mention>) {
    for found in law::references(&scene.folded) {
        let (form, property): (fn(ShortText) -> Value, _) = match found.value {
            Reference::Statute | Reference::Provision => (Value::Name, Property::LegalBasis),
            Reference::Case | Reference::Remedy => (Value::Text, Property::LegalChallenge),
        };
        let known =
            all.iter().any(|mention: &Mention| mention.at == found.at && mention.sort == Sort::Law);
        if !known {
            let shape = found.value as usize;
            literal(scene, &found.at, Sort::Reference, shape, form, &[property], all);
        }
    }
}

fn literal(
    scene: &Scene<'_>,
    at: &Range<usize>,
    sort: Sort,
    shape: usize,
    form: fn(ShortText) -> Value,
    properties: &[Property],
    all: &mut Vec<Mention>,
) {
    let Ok(words) = scene.words(at).parse::<ShortText>() else { return };
    let says = properties.iter().map(|property| (*property, form(words.clone()))).collect();
    all.push(Mention { at: at.clone(), sort, shape, says });
}

fn named(scene: &Scene<'_>, all: &mut Vec<Mention>) {
    use Property::{
        Buyer, ClaimedBy, DataSharedWith, DatabaseConnected, LegalBasis, Place, Supplier,
        TechnologyVendor,
    };
    for name in &scene.names {
        let (sort, properties): (Sort, &[Property]) = match name.value {
            NameOf::Agency => {
                (Sort::Agency, &[Buyer, DataSharedWith, DatabaseConnected, ClaimedBy])
            }
            NameOf::Vendor => {
                (Sort::Vendor, &[TechnologyVendor, Supplier, ClaimedBy, DataSharedWith])
            }
            NameOf::Product => (Sort::Product, &[TechnologyVendor]),
            NameOf::Law => (Sort::Law, &[LegalBasis]),
            NameOf::Database => (Sort::Database, &[DatabaseConnected]),
            NameOf::Acronym => (
                Sort::Acronym,
                &[Buyer, TechnologyVendor, Supplier, DataSharedWith, DatabaseConnected, ClaimedBy],
            ),
        };
        let words = scene.words(&name.at).split(' ').count();
        literal(scene, &name.at, sort, words.min(SHAPES) - 1, Value::Name, properties, all);
    }
    for place in &scene.places {
        let words = scene.words(&place.at).split(' ').count();
        literal(scene, &place.at, Sort::Place, words.min(4), Value::Name, &[Place, Buyer], all);
    }
}

/// Dates, amounts, counts and the terms of closed lists.
fn told(scene: &Scene<'_>, all: &mut Vec<Mention>) {
    use Property::{
        AccuracyClaim, Alerts, Amount, AwardDate, Cameras, ContractId, EndDate, FacesScanned,
        Matches, Participants, StartDate, WatchlistSize,
    };
    let mut push = |at: &Range<usize>, sort, shape, properties: &[Property], value: Value| {
        let says = properties.iter().map(|property| (*property, value.clone())).collect();
        all.push(Mention { at: at.clone(), sort, shape, says });
    };
    for date in &scene.dates {
        let shape = date.value.to_string().len().min(SHAPES - 1);
        let value = Value::Date(date.value.clone());
        push(&date.at, Sort::Date, shape, &[AwardDate, StartDate, EndDate], value);
    }
    for length in &scene.durations {
        push(&length.at, Sort::Duration, 0, &[EndDate], Value::Duration(length.value));
    }
    for money in &scene.money {
        push(&money.at, Sort::Money, 0, &[Amount], Value::Money(money.value.clone()));
    }
    for count in &scene.counts {
        let value = Value::Quantity(count.value.quantity.clone());
        let shape = count.value.quantity.to_string().len().min(SHAPES - 1);
        let properties = [Cameras, Participants, WatchlistSize, FacesScanned, Alerts, Matches];
        push(&count.at, Sort::Count, shape, &properties, value);
    }
    for rate in &scene.rates {
        push(&rate.at, Sort::Rate, 0, &[AccuracyClaim], Value::Rate(rate.value.clone()));
    }
    for id in scene.ids.iter().filter(|id| id.value != Of::Body) {
        if let Ok(words) = scene.words(&id.at).parse() {
            push(
                &id.at,
                Sort::Identifier,
                id.value as usize,
                &[ContractId],
                Value::Identifier(words),
            );
        }
    }
    for found in &scene.responses {
        push(&found.at, Sort::Response, 0, &[Property::Response], Value::Response(found.value));
    }
}
