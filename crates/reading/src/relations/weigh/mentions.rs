//! What a sentence mentions, and of which properties each mention may be a value.
//!
//! The states of the codebook's list are not among them, and technologies only so that what rules say of them can be
//! doubted: rules see each of these, and what they leave out they leave out for a reason.

use std::ops::Range;

use codebook::edtf::Edtf;
use codebook::value::{Duration, ShortText};
use codebook::{Money, Property, Quantity, Rate, Response, Technology, Value};

use super::super::deals::is_apart;
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
pub(super) struct Mention<'s> {
    pub(super) at: Range<usize>,
    pub(super) sort: Sort,
    /// What its recogniser tells of its shape.
    pub(super) shape: usize,
    /// What it may be a value of.
    pub(super) says: &'static [Property],
    value: Said<'s>,
}

/// What words are read as: most mentions are never proposed, so that a value is made when it is asked for.
enum Said<'s> {
    Name,
    Text,
    Identifier,
    Technology(Technology),
    Date(&'s Edtf),
    Duration(Duration),
    Money(&'s Money),
    Quantity(&'s Quantity),
    Rate(&'s Rate),
    Response(Response),
}

impl Mention<'_> {
    /// The value that it is read as.
    pub(super) fn value(&self, scene: &Scene<'_>) -> Option<Value> {
        let words = || scene.words(&self.at).parse().ok();
        Some(match self.value {
            Said::Name => Value::Name(words()?),
            Said::Text => Value::Text(words()?),
            Said::Identifier => Value::Identifier(words()?),
            Said::Technology(term) => Value::Technology(term),
            Said::Date(date) => Value::Date(date.clone()),
            Said::Duration(length) => Value::Duration(length),
            Said::Money(money) => Value::Money(money.clone()),
            Said::Quantity(quantity) => Value::Quantity(quantity.clone()),
            Said::Rate(rate) => Value::Rate(rate.clone()),
            Said::Response(term) => Value::Response(term),
        })
    }

    /// Its shape, below [`SHAPES`].
    pub(super) fn shape(&self) -> usize {
        let shape = match self.value {
            Said::Date(date) => date.to_string().len(),
            Said::Quantity(quantity) => quantity.to_string().len(),
            _ => self.shape,
        };
        shape.min(SHAPES - 1)
    }
}

/// How many shapes a sort may have.
pub(super) const SHAPES: usize = 16;

const LAW: usize = class(STEMS, "law");
const COURT: usize = class(STEMS, "court");

/// The mentions of a sentence.
pub(super) fn mentions<'s>(
    scene: &'s Scene<'_>,
    focus: &Focus,
    tokens: &[Token],
) -> Vec<Mention<'s>> {
    let mut all = Vec::with_capacity(16);
    for found in worth(scene) {
        all.push(Mention {
            at: found.at.clone(),
            sort: Sort::Technology,
            shape: (found.value as usize) % SHAPES,
            says: &[Property::UsesTechnology],
            value: Said::Technology(found.value),
        });
    }
    named(scene, &mut all);
    told(scene, &mut all);
    if let Some(at) = scene.speaker(speaker) {
        words(scene, &at, (Sort::Speaker, 0), Said::Name, &[Property::ClaimedBy], &mut all);
    }
    // What refers to a law is costly to find.
    let lawful = tokens.iter().any(|token| matches!(token.stem, Some(LAW | COURT)));
    if lawful && (focus.deployment().is_some() || focus.decision().is_some()) {
        referred(scene, &mut all);
    }
    for phrase in phrases::phrases(scene, tokens) {
        let (value, says): (_, &[Property]) = match phrase.sort {
            Sort::Aim => (Said::Text, &[Property::Purpose]),
            Sort::Predicate => (Said::Text, &[Property::Status]),
            Sort::Site => (Said::Name, &[Property::Place]),
            Sort::Suit => (Said::Text, &[Property::LegalChallenge]),
            Sort::Base => (Said::Name, &[Property::DatabaseConnected]),
            _ => (Said::Text, &[Property::Ban]),
        };
        words(scene, &phrase.at, (phrase.sort, phrase.shape), value, says, &mut all);
    }
    all
}

/// What refers to a law, a case or a remedy, and is no name of a law.
fn referred<'s>(scene: &'s Scene<'_>, all: &mut Vec<Mention<'s>>) {
    for found in law::references(&scene.folded) {
        let (value, says): (_, &[Property]) = match found.value {
            Reference::Statute | Reference::Provision => (Said::Name, &[Property::LegalBasis]),
            Reference::Case | Reference::Remedy => (Said::Text, &[Property::LegalChallenge]),
        };
        let known = all
            .iter()
            .any(|mention: &Mention<'_>| mention.at == found.at && mention.sort == Sort::Law);
        if !known {
            let shape = found.value as usize;
            words(scene, &found.at, (Sort::Reference, shape), value, says, all);
        }
    }
}

/// A mention whose value is its words, where they make one.
fn words<'s>(
    scene: &'s Scene<'_>,
    at: &Range<usize>,
    (sort, shape): (Sort, usize),
    value: Said<'s>,
    says: &'static [Property],
    all: &mut Vec<Mention<'s>>,
) {
    const SURELY: usize = 600;
    let words = scene.words(at);
    let fits = words.len() <= SURELY && !words.trim().is_empty();
    if fits || words.parse::<ShortText>().is_ok() {
        all.push(Mention { at: at.clone(), sort, shape, says, value });
    }
}

fn named<'s>(scene: &'s Scene<'_>, all: &mut Vec<Mention<'s>>) {
    use Property::{
        Buyer, ClaimedBy, DataSharedWith, DatabaseConnected, LegalBasis, Place, Supplier,
        TechnologyVendor,
    };
    let count = |at: &Range<usize>| scene.words(at).split(' ').count();
    for name in &scene.names {
        let (sort, says): (Sort, &[Property]) = match name.value {
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
        let shape = count(&name.at).min(SHAPES) - 1;
        words(scene, &name.at, (sort, shape), Said::Name, says, all);
    }
    for place in &scene.places {
        let shape = count(&place.at).min(4);
        words(scene, &place.at, (Sort::Place, shape), Said::Name, &[Place, Buyer], all);
    }
}

/// Dates, amounts, counts and the terms of closed lists.
fn told<'s>(scene: &'s Scene<'_>, all: &mut Vec<Mention<'s>>) {
    use Property::{
        AccuracyClaim, Alerts, Amount, AwardDate, Cameras, ContractId, EndDate, FacesScanned,
        Matches, Participants, StartDate, WatchlistSize,
    };
    let mut push = |at: &Range<usize>, sort, says: &'static [Property], value| {
        all.push(Mention { at: at.clone(), sort, shape: 0, says, value });
    };
    for date in &scene.dates {
        push(&date.at, Sort::Date, &[AwardDate, StartDate, EndDate], Said::Date(&date.value));
    }
    for length in &scene.durations {
        push(&length.at, Sort::Duration, &[EndDate], Said::Duration(length.value));
    }
    for money in scene.money.iter().filter(|money| !is_apart(scene, &money.at)) {
        push(&money.at, Sort::Money, &[Amount], Said::Money(&money.value));
    }
    for count in &scene.counts {
        let says = &[Cameras, Participants, WatchlistSize, FacesScanned, Alerts, Matches];
        push(&count.at, Sort::Count, says, Said::Quantity(&count.value.quantity));
    }
    for rate in &scene.rates {
        push(&rate.at, Sort::Rate, &[AccuracyClaim], Said::Rate(&rate.value));
    }
    for id in scene.ids.iter().filter(|id| id.value != Of::Body) {
        let shape = (Sort::Identifier, id.value as usize);
        words(scene, &id.at, shape, Said::Identifier, &[ContractId], all);
    }
    for found in &scene.responses {
        all.push(Mention {
            at: found.at.clone(),
            sort: Sort::Response,
            shape: 0,
            says: &[Property::Response],
            value: Said::Response(found.value),
        });
    }
}
