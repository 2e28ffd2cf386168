//! What one contracting process says that flags are told from: few numbers, dates and names, so that millions of them
//! can wait on disk while the lines they came from are gone. Names are borrowed from the line, or from what was on disk.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

use crate::classify::Found;
use crate::place::Place;
use crate::pointer::{Bidders, Pointer};
use crate::time::Moment;
use crate::words::Words;

/// An amount in ten-thousandths of a unit of its currency, so that sums are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Money {
    /// Ten-thousandths.
    pub amount: i128,
    /// Its currency as published, in capitals.
    pub currency: Currency,
}

/// A currency: three letters, in capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Currency([u8; 3]);

impl Currency {
    /// From three letters of any case; none from any other text, which is no unit to compare in.
    #[must_use]
    pub fn new(written: &str) -> Option<Self> {
        let letters: [u8; 3] = written.as_bytes().try_into().ok()?;
        Some(Self(letters.map(|letter| letter.to_ascii_uppercase())))
    }

    /// The letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// A name, code or id, as it stands where it is from.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Name<'a>(Words<'a>);

impl Name<'_> {
    /// Its letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Name<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'a> From<&'a str> for Name<'a> {
    fn from(text: &'a str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Name<'_> {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&'de str>::deserialize(deserializer).map(Self::from)
    }
}

/// A body: a buyer, a supplier, a tenderer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body<'a> {
    /// What tells it from others: its identifier, else its id, else its folded name. Never shown.
    #[serde(borrow)]
    pub key: Name<'a>,
    /// Its id within the process, by which bids name it. Never shown.
    #[serde(borrow)]
    pub id: Name<'a>,
    /// Its name as published; empty for a natural person.
    #[serde(borrow)]
    pub name: Name<'a>,
    /// True where it looks like a natural person, who is counted and never named.
    pub person: bool,
    /// The day it was founded, where its identifier says so (Mexico's RFC of companies, which has two digits of
    /// the year: read as of this century).
    pub founded: Option<Moment>,
}

/// How a tender is put out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Method {
    /// Anybody may bid.
    Open,
    /// Those who qualify may bid.
    Selective,
    /// Those who are asked may bid.
    Limited,
    /// One is asked.
    Direct,
}

impl Method {
    /// OCDS's code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Selective => "selective",
            Self::Limited => "limited",
            Self::Direct => "direct",
        }
    }

    /// True where not everybody, nor all who qualify, may bid.
    #[must_use]
    pub const fn closed(self) -> bool {
        matches!(self, Self::Limited | Self::Direct)
    }
}

/// How far an award or contract or bid is, as far as flags ask.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Nothing is said.
    #[default]
    Unsaid,
    /// In force; of a bid: valid.
    Good,
    /// Not yet decided.
    Pending,
    /// Cancelled, withdrawn, unsuccessful.
    Void,
    /// Of a bid: disqualified.
    Disqualified,
}

/// A thing bought with its price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Priced<'a> {
    /// Its class, as `scheme:code`.
    #[serde(borrow)]
    pub class: Name<'a>,
    /// The unit, folded.
    #[serde(borrow)]
    pub unit: Name<'a>,
    /// The price of one.
    pub price: Money,
    /// True where it is an item of a contract, false where of an award.
    pub signed: bool,
    /// Which contract or award.
    pub list: u32,
    /// Which item of it.
    pub item: u32,
}

impl Priced<'_> {
    /// Where the price stands, as a JSON Pointer in the release.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        let of = if self.signed { "/contracts/" } else { "/awards/" };
        Pointer::of(of, self.list as usize, "/items/")
            .within(self.item as usize, "/unit/value/amount")
    }
}

impl<'a> Award<'a> {
    /// The supplier, where there is but one and something tells who it is.
    #[must_use]
    pub fn lone_supplier(&self) -> Option<&Body<'a>> {
        match &self.suppliers[..] {
            [supplier] => Some(supplier).filter(|supplier| !supplier.key.is_empty()),
            _ => None,
        }
    }
}

/// An award.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award<'a> {
    /// Its id.
    #[serde(borrow)]
    pub id: Name<'a>,
    /// How far it is.
    pub standing: Standing,
    /// When it was made.
    pub date: Option<Moment>,
    /// For how much.
    pub value: Option<Money>,
    /// To whom.
    #[serde(borrow)]
    pub suppliers: Vec<Body<'a>>,
    /// The classes of its items.
    #[serde(borrow)]
    pub classes: Vec<Name<'a>>,
    /// The bid it goes back to.
    #[serde(borrow)]
    pub bid: Name<'a>,
}

/// A contract.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract<'a> {
    /// The award it goes back to.
    #[serde(borrow)]
    pub award: Name<'a>,
    /// How far it is.
    pub standing: Standing,
    /// When it was signed.
    pub signed: Option<Moment>,
    /// For how much.
    pub value: Option<Money>,
    /// How many amendments it has.
    pub amendments: u32,
    /// Whether an amendment made it dearer; none where none of them says.
    pub dearer: Option<bool>,
    /// What was paid, in the contract's own currency; none where nothing (or another currency) is said.
    pub paid: Option<i128>,
    /// True where a document is the signed contract.
    pub published: bool,
    /// With whom, where it says so itself.
    #[serde(borrow)]
    pub suppliers: Vec<Body<'a>>,
}

/// A bid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bid<'a> {
    /// Its id.
    #[serde(borrow)]
    pub id: Name<'a>,
    /// What became of it.
    pub standing: Standing,
    /// When it came in.
    pub date: Option<Moment>,
    /// For how much.
    pub value: Option<Money>,
    /// True where it was submitted and not withdrawn: pending, valid or disqualified.
    pub submitted: bool,
    /// Who made it, by key.
    #[serde(borrow)]
    pub tenderers: Vec<Name<'a>>,
}

/// Which documents are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Documents {
    /// How many are listed in planning.
    pub planning: u32,
    /// How many are listed in the tender with their type.
    pub tender: u32,
    /// A notice is among them.
    pub notice: bool,
    /// The bidding documents are among them.
    pub bidding: bool,
    /// How many are listed in contracts with their type.
    pub contract: u32,
    /// An impact assessment is among all of them.
    pub assessment: bool,
}

/// One of the releases that make up a process.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Part {
    /// When it was published; releases are merged in this order.
    pub date: Option<Moment>,
    /// Where it was read.
    pub place: Place,
    /// True where it is a compiled release.
    pub compiled: bool,
    /// Who publishes.
    pub publisher: String,
}

/// A contracting process as flags see it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts<'a> {
    /// The contracting process.
    #[serde(borrow)]
    pub ocid: Name<'a>,
    /// Where it was read.
    pub place: Place,
    /// The releases that were merged into it, in that order; none where there is but one. Of very many, those that
    /// something of it is from, and the last.
    pub merged: Vec<Place>,
    /// Where in the spool it waits as it was merged, and where its parts are from, if it is not merged again when it is shown.
    pub(crate) made: Option<[(u64, u64); 2]>,
    /// All of its releases so far, those before a compiled one among them; none where there is but one.
    pub(crate) parts: Vec<Part>,
    /// When its last release was published.
    pub date: Option<Moment>,
    /// True where it is a compiled release.
    pub compiled: bool,
    /// Who publishes.
    #[serde(borrow)]
    pub publisher: Name<'a>,
    /// What it is called.
    #[serde(borrow)]
    pub title: Name<'a>,
    /// Who buys.
    #[serde(borrow)]
    pub buyer: Body<'a>,
    /// Who runs the tender, where that is another.
    #[serde(borrow)]
    pub entity: Body<'a>,
    /// How it is put out.
    pub method: Option<Method>,
    /// True where it is said why so.
    pub rationale: bool,
    /// True where price alone decides.
    pub price_only: bool,
    /// True where there is a tender.
    pub tendered: bool,
    /// True where it was cancelled.
    pub cancelled: bool,
    /// When bids are taken from.
    pub start: Option<Moment>,
    /// And until when.
    pub end: Option<Moment>,
    /// When bids are opened.
    pub opening: Option<Moment>,
    /// When judging them begins.
    pub judging: Option<Moment>,
    /// What it is expected to cost.
    pub estimate: Option<Money>,
    /// How many bid, and where it says so.
    pub bidders: Option<(u32, Bidders)>,
    /// The class of what is bought, as `scheme:code`; empty where none is said.
    #[serde(borrow)]
    pub class: Name<'a>,
    /// Things with prices.
    #[serde(borrow)]
    pub priced: Vec<Priced<'a>>,
    /// Awards, at the places they have in the release.
    #[serde(borrow)]
    pub awards: Vec<Award<'a>>,
    /// Contracts, likewise.
    #[serde(borrow)]
    pub contracts: Vec<Contract<'a>>,
    /// Bids, likewise.
    #[serde(borrow)]
    pub bids: Vec<Bid<'a>>,
    /// Documents.
    pub documents: Documents,
    /// True where the tender names the law it rests on.
    pub legal_basis: bool,
    /// What was found of technologies.
    pub found: Found,
    /// How many people were masked.
    pub people: u32,
    /// True where it has more awards, contracts, bids or items than are looked at.
    pub cut: bool,
    /// How many of its amounts name no currency, and were left out.
    pub unpriced: u32,
    /// Which fields are filled, a bit each ([`crate::coverage::FIELDS`]).
    pub filled: u64,
}

impl<'a> Facts<'a> {
    /// The year of the process: of its first award, else of its tender, else of its publishing.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        let award = self.awards.iter().find_map(|award| award.date);
        let signed = self.contracts.iter().find_map(|contract| contract.signed);
        award
            .or(signed)
            .or(self.start)
            .or(self.end)
            .or(self.opening)
            .or(self.date)
            .map(crate::time::year)
    }

    /// Awards in force, with their places.
    pub fn standing_awards(&self) -> impl Iterator<Item = (usize, &Award<'a>)> {
        let good = |award: &&Award<'_>| matches!(award.standing, Standing::Good | Standing::Unsaid);
        self.awards.iter().enumerate().filter(move |(_, award)| good(award))
    }
}
