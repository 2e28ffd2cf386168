//! The home page: what this is, what it refuses, and what it found.

use askama::Template;
use codebook::{Kind, Property};
use register::public::Facet;

use crate::card::Card;
use crate::choice::{Choice, Slug};
use crate::figures::{self, Shares};
use crate::findings::{self, Dispute, Figure};
use crate::frame::Frame;
use crate::map::{self, Drawing, Mark};
use crate::page::Page;
use crate::show;
use crate::shown::Shown;
use crate::site::PageError;
use crate::words::Words;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    f: Frame<'a>,
    counts: Vec<Count<'a>>,
    disputes: Vec<Dispute<'a>>,
    disputes_in_all: usize,
    silences: Vec<Card<'a>>,
    silences_in_all: usize,
    figures: Vec<Figure<'a>>,
    figures_in_all: usize,
    latest: Vec<Latest<'a>>,
    drawing: Option<Drawing>,
    /// How many systems have no place on the map.
    unplaced: usize,
    requests: Shares<'a>,
    unknown: Vec<Unknown<'a>>,
}

/// What no source says of things of a kind.
struct Unknown<'a> {
    kind: &'a str,
    page: String,
    /// A property, the list of those of which it is not said, and how many these are of all.
    said_of_none: Vec<(&'a str, String, String)>,
}

struct Count<'a> {
    number: String,
    label: &'a str,
    page: String,
    /// A finding, and not a list of things.
    finding: bool,
}

struct Latest<'a> {
    card: Card<'a>,
    released: String,
}

pub(crate) fn render<'a>(
    site: &Shown<'a>,
    w: &'a Words,
    out: &mut String,
) -> Result<(), PageError> {
    let in_all = |total: u64| usize::try_from(total).unwrap_or(usize::MAX);
    let (drawing, unplaced) = map::drawing_if_placed(site, w);
    HomePage {
        f: Frame::new(site, w, Page::Home, w.t("home-title").to_owned()),
        counts: counts(site, w),
        disputes: findings::disputes(site, w),
        disputes_in_all: in_all(site.needs.counts.contradictions),
        silences: findings::silent(site).map(|f| Card::new(site, w, f)).collect(),
        silences_in_all: in_all(site.needs.counts.silences),
        figures: findings::accurate(site).map(|fact| findings::figure(site, w, fact)).collect(),
        figures_in_all: in_all(site.needs.counts.accuracy),
        latest: latest(site, w),
        drawing,
        unplaced,
        requests: figures::shares(site, w),
        unknown: unknown(site, w),
    }
    .render_into(out)?;
    Ok(())
}

fn counts<'a>(site: &Shown<'_>, w: &'a Words) -> Vec<Count<'a>> {
    let found = &site.needs.counts;
    let findings = [
        (found.contradictions, w.t("nav-contradictions"), Page::Contradictions(1)),
        (found.silences, w.t("nav-silences"), Page::Silences(1)),
        (found.accuracy, w.t("nav-accuracy"), Page::Accuracy(1)),
    ];
    let lists = Kind::ALL.map(|kind| (site.of_kind(kind), w.kinds(&kind), Page::List(kind, 1)));
    let sources = (found.sources, w.t("nav-sources"), Page::Sources(1));
    let count = |(number, label, page): (u64, &'a str, Page), finding| Count {
        number: show::grouped(&number.to_string(), w.lang()),
        label,
        page: page.path(),
        finding,
    };
    let lists = lists.into_iter().chain([sources]).map(|list| count(list, false));
    findings.into_iter().map(|found| count(found, true)).chain(lists).collect()
}

fn unknown<'a>(site: &Shown<'_>, w: &'a Words) -> Vec<Unknown<'a>> {
    let number = |number: u64| show::grouped(&number.to_string(), w.lang());
    let of_kind = |(kind, properties): &(Kind, Vec<(String, u64)>)| {
        let all = number(site.of_kind(*kind));
        let one = |(property, count): &(String, u64)| {
            let list = Page::Chosen(*kind, Choice::With(Facet::Unknown, Slug::of(property)), 1);
            let count = w.with("unknown-of", &[("n", number(*count).as_str()), ("all", &all)]);
            let property = property.parse::<Property>().ok()?;
            Some((w.property(&property), list.path(), count))
        };
        Unknown {
            kind: w.kinds(kind),
            page: Page::List(*kind, 1).path(),
            said_of_none: properties.iter().filter_map(one).collect(),
        }
    };
    site.needs.unknown.iter().map(of_kind).collect()
}

/// The facts released last, the newest first.
fn latest<'a>(site: &Shown<'a>, w: &'a Words) -> Vec<Latest<'a>> {
    let latest =
        |fact| Latest { card: Card::new(site, w, fact), released: show::day(w, fact.released_at) };
    site.these(&site.needs.latest).map(latest).collect()
}
