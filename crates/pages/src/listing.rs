//! A list as it is asked for: narrowed, ordered, and which of its pages.
//!
//! The published site has a page for each of the most frequent values, and for each order; a server answers any
//! combination, by query parameters on the list's own address.

use codebook::{Kind, Property, Status, Technology};
use register::public::{Ask, Facet, ListOrder, Place, Publishable, Spread};

use crate::choice::{Choice, Slug};
use crate::needs::ROWS;
use crate::page::Page;
use crate::show;
use crate::shown::Shown;
use crate::site::PageError;
use crate::words::Words;

/// How many values of a facet have a page of their own.
pub(crate) const VALUES: usize = 20;
/// How many pages a narrowed or ordered list of the published site has at most.
pub(crate) const PARTS: usize = 5;
/// How many things they have at most: hardly ever are so many on them.
pub(crate) const MOST: u64 = 900;
/// The facets that lists show, in order.
pub(crate) const FACETS: [Facet; 7] = [
    Facet::Technology,
    Facet::Status,
    Facet::Year,
    Facet::Place,
    Facet::Agency,
    Facet::Vendor,
    Facet::Unknown,
];

/// Which way a page of a list goes on from a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// What follows it.
    After(Place),
    /// What leads to it.
    Before(Place),
}

/// A list that somebody asks a server for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Which entities, in which order.
    pub ask: Ask,
    /// Which page, from 1.
    pub number: u32,
    /// The place from which it goes on, which stays where it is while things come and go; where there is no such place
    /// any more, the number counts.
    pub turn: Option<Turn>,
    /// True where a table is wanted (`format=csv`) and no page.
    pub table: bool,
}

impl Listing {
    /// The list of a kind with the parameters of an address, decoded. A parameter that is unknown, empty or not in
    /// its form counts as absent.
    pub fn of<'p>(kind: Kind, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        let mut listing = Self { ask: Ask::all(kind), number: 1, turn: None, table: false };
        for (name, value) in pairs {
            let value = value.trim();
            let facet = FACETS.into_iter().find(|facet| facet.as_str() == name);
            match (facet, name) {
                (Some(facet), _) if !value.is_empty() => {
                    let with = (facet, value.to_owned());
                    if !listing.ask.with.contains(&with) {
                        listing.ask.with.push(with);
                    }
                }
                (None, "sort") => {
                    let order = ListOrder::ALL.into_iter().find(|order| order.as_str() == value);
                    listing.ask.order = order.unwrap_or_default();
                }
                (None, "page") => listing.number = value.parse().unwrap_or(1).max(1),
                (None, "after") => listing.turn = value.parse().ok().map(Turn::After),
                (None, "before") => listing.turn = value.parse().ok().map(Turn::Before),
                (None, "format") => listing.table = value == "csv",
                _ => {}
            }
        }
        listing
    }

    /// The address: the list's, with what is asked for.
    pub(crate) fn address(
        ask: &Ask,
        number: u32,
        turn: Option<&Turn>,
        format: Option<&str>,
    ) -> String {
        let mut query = Vec::new();
        for (facet, value) in &ask.with {
            query.push(format!("{}={}", facet.as_str(), encoded(value)));
        }
        if ask.order != ListOrder::Name {
            query.push(format!("sort={}", ask.order.as_str()));
        }
        if number > 1 {
            query.push(format!("page={number}"));
        }
        query.extend(turn.map(|turn| match turn {
            Turn::After(place) => format!("after={}", encoded(&place.to_string())),
            Turn::Before(place) => format!("before={}", encoded(&place.to_string())),
        }));
        query.extend(format.map(|format| format!("format={format}")));
        let path = Page::List(ask.kind, 1).path();
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }
}

/// Percent-encoded, all but letters, digits, `-` and `_`.
pub(crate) fn encoded(value: &str) -> String {
    let mut out = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// What of a facet a list offers.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    pub(crate) facet: Facet,
    pub(crate) values: Vec<Offered>,
}

/// A value, with how many have it.
#[derive(Debug, Clone)]
pub(crate) struct Offered {
    pub(crate) value: String,
    /// The name of the entity whose id the value is.
    pub(crate) name: Option<String>,
    pub(crate) count: u64,
}

/// What a page of a list is asked with.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) ask: Ask,
    pub(crate) number: u32,
    pub(crate) turn: Option<Turn>,
    pub(crate) live: bool,
    pub(crate) offers: Vec<Offer>,
    /// The names of entities whose ids the ask has.
    pub(crate) names: Vec<(String, String)>,
    /// How many come before the page's first row.
    pub(crate) offset: u64,
    /// True where the published site lists the first of them only.
    pub(crate) more: bool,
    /// The places of the page's first and last row, where a server is asked.
    pub(crate) ends: Option<(Place, Place)>,
}

impl Asked {
    pub(crate) const fn new(ask: Ask, number: u32, live: bool, offers: Vec<Offer>) -> Self {
        Self {
            ask,
            number,
            turn: None,
            live,
            offers,
            names: Vec::new(),
            offset: 0,
            more: false,
            ends: None,
        }
    }

    /// The address of a server's page before this one, or after it.
    pub(crate) fn beside(&self, number: u32) -> String {
        let turn = self.ends.clone().map(|(first, last)| match number < self.number {
            true => Turn::Before(first),
            false => Turn::After(last),
        });
        // The first page begins where the list does.
        let turn = turn.filter(|_| number > self.number || self.offset > ROWS);
        Listing::address(&self.ask, number, turn.as_ref(), None)
    }
}

/// The most frequent values of each facet among those asked for.
pub(crate) fn offers(view: &Publishable<'_>, ask: &Ask) -> Result<Vec<Offer>, PageError> {
    named(view, view.facets(ask, &FACETS, VALUES)?)
}

/// Values with the names of the entities whose ids they are.
pub(crate) fn named(
    view: &Publishable<'_>,
    spreads: Vec<(Facet, Spread)>,
) -> Result<Vec<Offer>, PageError> {
    let mut offers = Vec::new();
    for (facet, values) in spreads {
        let values = values
            .into_iter()
            .map(|(value, count)| Ok(Offered { name: name(view, &value)?, value, count }))
            .collect::<Result<Vec<_>, PageError>>()?;
        if !values.is_empty() {
            offers.push(Offer { facet, values });
        }
    }
    Ok(offers)
}

/// The name of the entity whose id a value is.
pub(crate) fn name(view: &Publishable<'_>, value: &str) -> Result<Option<String>, PageError> {
    let Ok(id) = value.parse() else { return Ok(None) };
    Ok(view.entity(id)?.map(|row| row.entity.name.to_string()))
}

/// The orders that make sense for a kind.
pub(crate) fn orders(kind: Kind) -> impl Iterator<Item = ListOrder> {
    let amounts = matches!(kind, Kind::Contract | Kind::System | Kind::Request);
    let dated = !matches!(kind, Kind::Jurisdiction | Kind::Claim);
    ListOrder::ALL.into_iter().filter(move |order| match order {
        ListOrder::Amount => amounts,
        ListOrder::Year => dated,
        ListOrder::Name | ListOrder::Facts | ListOrder::Newest => true,
    })
}

/// The lists that the published site has of so many of a kind beside the one of all, by their first pages.
pub(crate) fn chosen(kind: Kind, total: u64, offers: &[Offer]) -> Vec<Page> {
    let orders = orders(kind).filter(|order| *order != ListOrder::Name && total > 1);
    let values = offers.iter().flat_map(|offer| {
        offer.values.iter().map(|value| Choice::With(offer.facet, Slug::of(&value.value)))
    });
    let choices = orders.map(Choice::By).chain(values);
    choices.map(|choice| Page::Chosen(kind, choice, 1)).collect()
}

/// The ask that a choice stands for; `None` where no offered value has that slug.
pub(crate) fn ask_of(kind: Kind, choice: Choice, offers: &[Offer]) -> Option<Ask> {
    let all = Ask::all(kind);
    match choice {
        Choice::By(order) => Some(Ask { order, ..all }),
        Choice::With(facet, slug) => {
            let offer = offers.iter().find(|offer| offer.facet == facet)?;
            let value = offer.values.iter().find(|value| Slug::of(&value.value) == slug)?;
            Some(Ask { with: vec![(facet, value.value.clone())], ..all })
        }
    }
}

/// The ways to narrow and order a list, as links.
pub(crate) struct Ways<'w> {
    pub(crate) orders: Vec<Way>,
    pub(crate) facets: Vec<(&'w str, Vec<Way>)>,
    /// What it is narrowed to, each with the way to do without.
    pub(crate) chosen: Vec<(String, String)>,
    /// The same as a table.
    pub(crate) table: String,
    /// True where there are more than the published site lists.
    pub(crate) cut: bool,
}

/// A link of a list's.
pub(crate) struct Way {
    pub(crate) label: String,
    pub(crate) count: Option<String>,
    pub(crate) href: String,
    pub(crate) here: bool,
}

/// The ways from a page of a list.
pub(crate) fn ways<'w>(site: &Shown<'_>, w: &'w Words, page: Page, asked: &Asked) -> Ways<'w> {
    let to = |ask: &Ask, choice: Option<Choice>| match (asked.live, choice) {
        (true, _) => Listing::address(ask, 1, None, None),
        (false, Some(choice)) => Page::Chosen(ask.kind, choice, 1).path(),
        (false, None) => Page::List(ask.kind, 1).path(),
    };
    let order = |order: ListOrder| {
        // Without a server, orders are of the whole list.
        let with = if asked.live { asked.ask.with.clone() } else { Vec::new() };
        let here = order == asked.ask.order && (asked.live || asked.ask.with.is_empty());
        let ask = Ask { kind: asked.ask.kind, with, order };
        let choice = Some(Choice::By(order)).filter(|_| order != ListOrder::Name);
        Way {
            label: w.term("order", order.as_str()).to_owned(),
            count: None,
            href: to(&ask, choice),
            here,
        }
    };
    let facet = |offer: &Offer| {
        let way = |offered: &Offered| {
            let with = (offer.facet, offered.value.clone());
            let here = asked.ask.with.contains(&with);
            let mut ask = if asked.live { asked.ask.clone() } else { Ask::all(asked.ask.kind) };
            if here {
                ask.with.retain(|chosen| *chosen != with);
            } else {
                ask.with.push(with);
            }
            let choice =
                Some(Choice::With(offer.facet, Slug::of(&offered.value))).filter(|_| !here);
            let label = label(w, offer.facet, &offered.value, offered.name.as_deref());
            let count = Some(show::grouped(&offered.count.to_string(), w.lang()));
            Way { label, count, href: to(&ask, choice), here }
        };
        (w.term("facet", offer.facet.as_str()), offer.values.iter().map(way).collect())
    };
    let chosen = |with: &(Facet, String)| {
        let mut ask = asked.ask.clone();
        ask.with.retain(|other| other != with);
        let name = asked.names.iter().find(|(id, _)| *id == with.1).map(|(_, name)| name.as_str());
        let what = w.term("facet", with.0.as_str());
        (format!("{what}: {}", label(w, with.0, &with.1, name)), to(&ask, None))
    };
    let table = if asked.live {
        Listing::address(&asked.ask, asked.number, asked.turn.as_ref(), Some("csv"))
    } else {
        let path = page.path();
        format!("{}.csv", path.strip_suffix(".html").unwrap_or(&path))
    };
    let several = site.needs.total > 1;
    // On the published site the first page counts who has what: else each new fact would change all of them.
    let counted = asked.live || page == Page::List(asked.ask.kind, 1);
    Ways {
        orders: orders(asked.ask.kind).filter(|_| several).map(order).collect(),
        facets: asked.offers.iter().filter(|_| counted).map(facet).collect(),
        chosen: asked.ask.with.iter().map(chosen).collect(),
        table,
        cut: asked.more,
    }
}

/// A value as the language writes it.
fn label(w: &Words, facet: Facet, value: &str, name: Option<&str>) -> String {
    let term = match facet {
        Facet::Technology => {
            value.parse::<Technology>().ok().map(|t| w.term("technology", t.as_str()))
        }
        Facet::Status => value.parse::<Status>().ok().map(|s| w.term("status", s.as_str())),
        Facet::Unknown => value.parse::<Property>().ok().map(|p| w.property(&p)),
        _ => None,
    };
    term.or(name).unwrap_or(value).to_owned()
}
