//! What a sentence mentions, and of which properties each mention may be a value.
//!
//! The states of the codebook's list are not among them, and technologies only so that what rules say of them can be
//! doubted: rules see each of these, and what they leave out they leave out for a reason.

use std::ops::Range;

use codebook::value::{Duration, ShortText};
use codebook::{Property, Response, Technology, Value};

use super::super::deals::{is_anothers, is_apart};
use super::super::speaker::speaker;
use super::super::subjects::Focus;
use super::super::uses::worth;
use super::phrases;
use super::words::{STEMS, Token, class};
use crate::folded::Found;
use crate::identifiers::Of;
use crate::law::{self, Reference};
use crate::names::NameOf;
use crate::quantities::Count;
use crate::scene::Scene;
use crate::words::WordList;

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
    Group,
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
        "group",
    ];
}

/// Words that may be a value.
#[derive(Debug)]
pub(super) struct Mention {
    pub(super) at: Range<usize>,
    pub(super) sort: Sort,
    /// What its recogniser tells of its shape.
    pub(super) shape: usize,
    /// What it may be a value of.
    pub(super) says: &'static [Property],
    value: Said,
}

/// What words are read as, some by their place among what was found: most mentions are never proposed, so that a value
/// is made when it is asked for.
#[derive(Debug, Clone, Copy)]
enum Said {
    Name,
    Text,
    Identifier,
    Technology(Technology),
    Date(usize),
    Duration(Duration),
    Money(usize),
    Quantity(usize),
    Rate(usize),
    Response(Response),
}

impl Mention {
    /// The value that it is read as.
    pub(super) fn value(&self, scene: &Scene<'_>) -> Option<Value> {
        let words = || scene.words(&self.at).parse().ok();
        Some(match self.value {
            Said::Name => Value::Name(words()?),
            Said::Text => Value::Text(words()?),
            Said::Identifier => Value::Identifier(words()?),
            Said::Technology(term) => Value::Technology(term),
            Said::Date(at) => Value::Date(scene.dates.get(at)?.value.clone()),
            Said::Duration(length) => Value::Duration(length),
            Said::Money(at) => Value::Money(scene.money.get(at)?.value.clone()),
            Said::Quantity(at) => Value::Quantity(scene.counts.get(at)?.value.quantity.clone()),
            Said::Rate(at) => Value::Rate(scene.rates.get(at)?.value.clone()),
            Said::Response(term) => Value::Response(term),
        })
    }

    /// Its shape, below [`SHAPES`].
    pub(super) fn shape(&self, scene: &Scene<'_>) -> usize {
        let shape = match self.value {
            Said::Date(at) => scene.dates.get(at).map(|date| date.value.to_string().len()),
            Said::Quantity(at) => {
                scene.counts.get(at).map(|count| count.value.quantity.to_string().len())
            }
            _ => None,
        };
        shape.unwrap_or(self.shape).min(SHAPES - 1)
    }
}

/// How many shapes a sort may have.
pub(super) const SHAPES: usize = 16;

const LAW: usize = class(STEMS, "law");
const COURT: usize = class(STEMS, "court");

/// What a sentence mentions whatever its document is about, in order: what recognisers found, and phrases, which come
/// last.
pub(super) fn plain(scene: &Scene<'_>, tokens: &[Token]) -> (Vec<Mention>, Vec<Mention>) {
    let (mut all, mut last) = (Vec::with_capacity(8), Vec::with_capacity(4));
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
    for phrase in phrases::phrases(scene, tokens) {
        let (value, says): (_, &[Property]) = match phrase.sort {
            Sort::Aim => (Said::Text, &[Property::Purpose]),
            Sort::Predicate => (Said::Text, &[Property::Status]),
            Sort::Site => (Said::Name, &[Property::Place]),
            Sort::Suit => (Said::Text, &[Property::LegalChallenge]),
            Sort::Base => (Said::Name, &[Property::DatabaseConnected]),
            Sort::Group => (Said::Name, &[Property::DataSharedWith]),
            _ => (Said::Text, &[Property::Ban]),
        };
        words(scene, &phrase.at, (phrase.sort, phrase.shape), value, says, &mut last);
    }
    (all, last)
}

/// What it mentions besides, by what the document is about: whoever speaks, and what refers to a law. `known` are
/// those that come before.
pub(super) fn besides(
    scene: &Scene<'_>,
    focus: &Focus,
    tokens: &[Token],
    known: &[Mention],
) -> Vec<Mention> {
    let mut all = Vec::new();
    if let Some(at) = scene.speaker(speaker) {
        words(scene, &at, (Sort::Speaker, 0), Said::Name, &[Property::ClaimedBy], &mut all);
    }
    // What refers to a law is costly to find.
    let lawful = tokens.iter().any(|token| matches!(token.stem, Some(LAW | COURT)));
    if lawful && (focus.deployment().is_some() || focus.decision().is_some()) {
        referred(scene, known, &mut all);
    }
    all
}

/// What refers to a law, a case or a remedy, and is no name of a law.
fn referred(scene: &Scene<'_>, known: &[Mention], all: &mut Vec<Mention>) {
    for found in law::references(&scene.folded) {
        let (value, says): (_, &[Property]) = match found.value {
            Reference::Statute | Reference::Provision => (Said::Name, &[Property::LegalBasis]),
            Reference::Case | Reference::Remedy => (Said::Text, &[Property::LegalChallenge]),
        };
        let is_law = |mention: &Mention| mention.at == found.at && mention.sort == Sort::Law;
        if !known.iter().any(is_law) {
            let shape = found.value as usize;
            words(scene, &found.at, (Sort::Reference, shape), value, says, all);
        }
    }
}

/// A mention whose value is its words, where they make one.
fn words(
    scene: &Scene<'_>,
    at: &Range<usize>,
    (sort, shape): (Sort, usize),
    value: Said,
    says: &'static [Property],
    all: &mut Vec<Mention>,
) {
    const SURELY: usize = 600;
    let words = scene.words(at);
    let fits = words.len() <= SURELY && !words.trim().is_empty();
    if fits || words.parse::<ShortText>().is_ok() {
        all.push(Mention { at: at.clone(), sort, shape, says, value });
    }
}

fn named(scene: &Scene<'_>, all: &mut Vec<Mention>) {
    use Property::{
        Buyer, ClaimedBy, DataSharedWith, DatabaseConnected, LegalBasis, Place, Supplier,
        TechnologyVendor,
    };
    let count = |at: &Range<usize>| scene.words(at).split(' ').count();
    for name in &scene.names {
        let (sort, says): (Sort, &[Property]) = match name.value {
            NameOf::Agency if is_somewhere(scene.folded.slice(&name.at)) => {
                (Sort::Agency, &[Buyer, DataSharedWith, DatabaseConnected, ClaimedBy, Place])
            }
            NameOf::Agency => {
                (Sort::Agency, &[Buyer, DataSharedWith, DatabaseConnected, ClaimedBy])
            }
            NameOf::Vendor => {
                (Sort::Vendor, &[TechnologyVendor, Supplier, ClaimedBy, DataSharedWith])
            }
            NameOf::Product => (Sort::Product, &[TechnologyVendor]),
            NameOf::Law => (Sort::Law, &[LegalBasis]),
            NameOf::Database => (Sort::Database, &[DatabaseConnected]),
            NameOf::Organisation => (Sort::Agency, &[ClaimedBy]),
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
        // Where a body is, is not who buys: "Gobierno de Brumas".
        let within = scene.names.iter().any(|name| {
            name.at.start <= place.at.start && place.at.end <= name.at.end && name.at != place.at
        });
        let says: &[Property] = if within { &[Place] } else { &[Place, Buyer] };
        words(scene, &place.at, (Sort::Place, shape), Said::Name, says, all);
    }
}

/// True for the name of a body that is also where something stands: an airport, a county, a hospital. The police of one
/// is no place.
fn is_somewhere(name: &str) -> bool {
    static FIRST: WordList = WordList::new(
        "aeropuerto|estacion|universidad|hospital|escuela|colegio|centro|estadio|carcel|museo",
    );
    static LAST: WordList = WordList::new(
        "airport|station|university|hospital|school|college|centre|center|stadium|prison|terminal|county|parish|\
borough|courthouse|museum|campus",
    );
    let first = name.split(' ').next().unwrap_or_default();
    let last = name.rsplit(' ').next().unwrap_or_default();
    FIRST.has(first) || LAST.has(last)
}

/// Dates, amounts, counts and the terms of closed lists.
fn told(scene: &Scene<'_>, all: &mut Vec<Mention>) {
    use Property::{
        AccuracyClaim, Alerts, Amount, AwardDate, Cameras, ContractId, EndDate, FacesScanned,
        Matches, Participants, StartDate, WatchlistSize,
    };
    let mut push = |at: &Range<usize>, sort, says: &'static [Property], value| {
        all.push(Mention { at: at.clone(), sort, shape: 0, says, value });
    };
    for (place, date) in scene.dates.iter().enumerate() {
        push(&date.at, Sort::Date, &[AwardDate, StartDate, EndDate], Said::Date(place));
    }
    for length in &scene.durations {
        push(&length.at, Sort::Duration, &[EndDate], Said::Duration(length.value));
    }
    let money = scene.money.iter().enumerate();
    let bought = !scene.money.is_empty() && !is_anothers(scene);
    for (place, money) in money.filter(|(_, money)| bought && !is_apart(scene, &money.at)) {
        push(&money.at, Sort::Money, &[Amount], Said::Money(place));
    }
    // "made 12 arrests": they are no cameras, nor those who take part.
    let arrests = |count: &(usize, &Found<Count>)| {
        let nouns = count.1.value.of.iter().take(2);
        nouns.into_iter().any(|noun| noun.starts_with("arrest") || noun.starts_with("deten"))
    };
    for (place, count) in scene.counts.iter().enumerate().filter(|count| !arrests(count)) {
        let says = &[Cameras, Participants, WatchlistSize, FacesScanned, Alerts, Matches];
        push(&count.at, Sort::Count, says, Said::Quantity(place));
    }
    for (place, rate) in scene.rates.iter().enumerate() {
        push(&rate.at, Sort::Rate, &[AccuracyClaim], Said::Rate(place));
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
