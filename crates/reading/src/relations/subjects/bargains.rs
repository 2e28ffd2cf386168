//! The contracts of a document, each under one name: by whoever buys, whoever sells, and the word for it.
//!
//! A sentence that speaks of a contract, a tender, an order or a purchase and of its money, its term or what became of it
//! is about that, and not about what was bought. It should also find: a renewal that a council votes on, a deal that
//! is called off, a lease, a subscription, "una orden de compra por …", "la licitación fue declarada desierta".

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Kind;

use super::Focus;
use crate::cues::Cue;
use crate::drafts::{Part, Subject};
use crate::folded::{Pattern, last_bytes, pattern};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::relations::cast::{Thing, Words};
use crate::relations::topics::is_deal;
use crate::relations::{matters, naming};
use crate::scene::Scene;

/// How many contracts a document can speak of.
const MOST: usize = 64;

/// A contract that the document speaks of.
#[derive(Debug)]
struct Bargain {
    buyer: Option<Words>,
    seller: Option<Words>,
    subject: Subject,
}

/// The contracts of a document that have no number.
#[derive(Debug, Default)]
pub(super) struct Bargains {
    all: Vec<Bargain>,
    /// True where the last one was told of with who sells, by its number, or by its own text.
    pub(super) plain: bool,
}

/// A contract, by one of its words.
static NOUN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:contracts?|agreements?|purchase orders?|work orders?|tenders?|rf[pqi]s?|requests? for (?:proposals?|quotations?|information|tenders?|bids?)|solicitations?|procurements?|leases?|subscriptions?|renewals?|contratos?|contratacion(?:es)?|licitacion(?:es)?|adjudicacion(?:es)?|convenios?|orden(?:es)? de compra|concursos?|compras?|arrendamientos?|suscripcion(?:es)?|renovacion)\b",
    )
});

/// "no signed contract": what there is none of.
static NONE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"\b(?:no|without(?: an?)?|not an?|sin|ningun[oa]?|nor) (?:[a-z-]+ )?$")
});
/// What a contract is called where that tells it better than that it is one.
static KIND: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:agreement|purchase order|tender|rf[pqi]|lease|subscription|convenio|licitacion|orden de compra)\b",
    )
});

/// Whose a contract is, and what it is of.
struct Parties {
    buyer: Option<Words>,
    seller: Option<Words>,
    /// What is bought, where nobody is known who sells it.
    bought: Option<Range<usize>>,
}

impl Bargains {
    /// The contract of these two, known or new.
    fn of(&mut self, scene: &Scene<'_>, parties: Parties) -> Option<Subject> {
        let Parties { buyer, seller, bought } = parties;
        let fits = |own: &Option<Words>, other: &Option<Words>| match (own, other) {
            (Some(own), Some(other)) => own.is_same(other),
            _ => true,
        };
        // Who sells tells one contract from another of the same body's.
        let shares = |one: &Bargain| match (&one.seller, &seller) {
            (Some(_), Some(_)) => true,
            (None, Some(_)) => false,
            (_, None) => one.buyer.is_some() && buyer.is_some(),
        };
        let known = self
            .all
            .iter()
            .rev()
            .find(|one| fits(&one.buyer, &buyer) && fits(&one.seller, &seller) && shares(one));
        if let Some(known) = known {
            return Some(known.subject.clone());
        }
        let kind = KIND.find(&scene.folded).map(|hit| scene.folded.back(&hit.range()));
        let word = Part::Word(scene.language.noun(Kind::Contract));
        let parties = [&buyer, &seller].into_iter().flatten().map(|words| Part::At(&words.at));
        let bought = bought.as_ref().filter(|_| seller.is_none()).map(Part::At);
        let parts: Vec<Part<'_>> =
            parties.chain(bought).chain([kind.as_ref().map_or(word, Part::At)]).collect();
        if parts.len() < 2 {
            return None;
        }
        let subject = Subject::of(scene.text, Kind::Contract, &parts)?;
        if self.all.len() < MOST {
            self.all.push(Bargain { buyer, seller, subject: subject.clone() });
        }
        Some(subject)
    }
}

/// True where a sentence speaks of a contract and of what becomes of it.
fn is_bargain(scene: &Scene<'_>) -> bool {
    let told = !scene.money.is_empty()
        || !scene.durations.is_empty()
        || scene.has(&[Cue::Acquire, Cue::Award, Cue::Decide, Cue::End])
        || !scene.statuses.is_empty();
    let money = !scene.money.is_empty();
    let text = scene.folded.text();
    let noun = |hit: crate::folded::Match<'_>| !NONE.is_match(last_bytes(&text[..hit.start()], 24));
    told && (NOUN.find(&scene.folded).is_some_and(noun) || money && text.contains(" deal"))
}

/// True where a sentence says that one buys from another.
fn is_plain_deal(scene: &Scene<'_>) -> bool {
    let paid = scene.first(NameOf::Agency).is_some() && !scene.money.is_empty();
    is_deal(scene)
        && scene.first(NameOf::Vendor).is_some()
        && (scene.folded.hints_at(Hint::Contract) || paid)
}

impl Focus {
    /// Turns to the contract that a sentence speaks of, by its parties, or by whose the system at hand is.
    pub(super) fn look_for_bargain(&mut self, scene: &Scene<'_>) {
        let plain = is_plain_deal(scene);
        let here = self.deal_block == Some(self.block) && (self.bargains.plain || !plain);
        let own = self.matter.contract.is_some();
        if here || !plain && (own || !is_bargain(scene)) {
            return;
        }
        self.bargains.plain = plain;
        let text = scene.text;
        let words = |at: &Range<usize>| Words::of(text, at.clone());
        let bodies = scene.names.iter().filter(|name| name.value == NameOf::Agency);
        let body = bodies.map(|name| &name.at).find(|at| !naming::is_arbiter(scene, at));
        let thing = self.system.and_then(|index| self.cast.get(index));
        let own = || thing.and_then(|thing| thing.owner.clone()).or_else(|| self.section.clone());
        let vendor = scene.first(NameOf::Vendor).map(|name| matters::without_form(text, &name.at));
        let made = || thing.and_then(Thing::maker).cloned();
        let buyer = body.and_then(words).or_else(own);
        let seller = vendor.or_else(made).and_then(|at| words(&at));
        let bought = thing.and_then(|thing| thing.own_name().or(thing.label()).cloned());
        let named = seller.is_none() && thing.is_some_and(Thing::is_named);
        let buyer = buyer.filter(|_| !named);
        if let Some(contract) = self.bargains.of(scene, Parties { buyer, seller, bought }) {
            self.contract = Some(contract);
            self.deal_block = Some(self.block);
        }
    }
}
