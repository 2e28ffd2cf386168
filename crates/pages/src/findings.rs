//! What the register found: disagreements, silences, and figures without a test behind them.

use askama::Template;
use codebook::{EntityId, Property};
use register::public::PublicFact;

use crate::card::{Card, Stack};
use crate::frame::Frame;
use crate::page::Page;
use crate::parts::Parts;
use crate::shown::Shown;
use crate::site::PageError;
use crate::words::Words;

/// Counts that an accuracy figure could have been measured on.
pub(crate) const COUNTS: [Property; 4] =
    [Property::FacesScanned, Property::Matches, Property::TrueMatches, Property::FalseMatches];

/// Facts that disagree.
pub(crate) struct Dispute<'a> {
    pub(crate) subject: String,
    pub(crate) subject_page: String,
    pub(crate) property: &'a str,
    pub(crate) sides: Vec<Stack<'a>>,
}

/// An accuracy figure, and what stands behind it.
pub(crate) struct Figure<'a> {
    pub(crate) card: Card<'a>,
    /// Who else says it than the card has it from.
    pub(crate) claimed_by: Vec<String>,
    /// Counts about the same subject that a figure could have been measured on.
    pub(crate) counted: Vec<Counted<'a>>,
}

/// A count of a test or of a use.
pub(crate) struct Counted<'a> {
    pub(crate) property: &'a str,
    pub(crate) value: String,
    pub(crate) page: String,
    pub(crate) fact: String,
}

pub(crate) fn disputes<'a>(site: &Shown<'a>, w: &'a Words) -> Vec<Dispute<'a>> {
    let dispute = |found: &'a register::public::Contradiction| Dispute {
        subject: site.name(found.subject).into_owned(),
        subject_page: Page::Entity(found.subject).path(),
        property: w.property(&found.property),
        sides: Stack::of(
            found.facts.iter().filter_map(|id| site.fact(*id)).map(|fact| Card::new(site, w, fact)),
        ),
    };
    site.needs.contradictions.iter().map(dispute).collect()
}

/// The facts that say that the public got nothing.
pub(crate) fn silent<'a>(site: &Shown<'a>) -> impl Iterator<Item = &'a PublicFact> {
    site.these(&site.needs.silences)
}

/// The facts that say how accurate something is.
pub(crate) fn accurate<'a>(site: &Shown<'a>) -> impl Iterator<Item = &'a PublicFact> {
    site.these(&site.needs.accuracy)
}

pub(crate) fn figure<'a>(site: &Shown<'a>, w: &'a Words, fact: &'a PublicFact) -> Figure<'a> {
    Figure {
        card: Card::new(site, w, fact),
        claimed_by: claimed_by(site, w, fact),
        counted: counted(site, w, fact.subject),
    }
}

fn claimed_by(site: &Shown<'_>, w: &Words, fact: &PublicFact) -> Vec<String> {
    let said = fact.attribution.as_ref().map(ToString::to_string);
    let claims = site.with_property(fact.subject, Property::ClaimedBy).iter();
    let mut names: Vec<_> = claims
        .map(|claim| crate::show::value(w, &claim.value))
        .filter(|name| said.as_ref() != Some(name))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn counted<'a>(site: &Shown<'a>, w: &'a Words, subject: EntityId) -> Vec<Counted<'a>> {
    let counts = site.about(subject).iter().filter(|fact| COUNTS.contains(&fact.property));
    let counted = |fact: &PublicFact| Counted {
        property: w.property(&fact.property),
        value: crate::show::value(w, &fact.value),
        page: Page::Entity(subject).path(),
        fact: fact.id.to_string(),
    };
    counts.map(counted).collect()
}

#[derive(Template)]
#[template(path = "contradictions.html")]
struct ContradictionsPage<'a> {
    f: Frame<'a>,
    disputes: Vec<Dispute<'a>>,
    parts: Option<Parts>,
}

#[derive(Template)]
#[template(path = "silences.html")]
struct SilencesPage<'a> {
    f: Frame<'a>,
    cards: Vec<Card<'a>>,
    parts: Option<Parts>,
}

#[derive(Template)]
#[template(path = "accuracy.html")]
struct AccuracyPage<'a> {
    f: Frame<'a>,
    figures: Vec<Figure<'a>>,
    parts: Option<Parts>,
}

pub(crate) fn render(
    site: &Shown<'_>,
    w: &Words,
    page: Page,
    out: &mut String,
) -> Result<(), PageError> {
    let frame = |title| Frame::new(site, w, page, w.t(title).to_owned());
    let subjects = || site.needs.facts.iter().map(|fact| site.name(fact.subject));
    let ends = subjects().next().zip(subjects().next_back());
    let parts = Parts::beside(w, page, site.needs.beside, ends);
    match page {
        Page::Silences(_) => {
            let cards = silent(site).map(|fact| Card::new(site, w, fact)).collect();
            SilencesPage { f: frame("nav-silences"), cards, parts }.render_into(out)
        }
        Page::Accuracy(_) => {
            let figures = accurate(site).map(|fact| figure(site, w, fact)).collect();
            AccuracyPage { f: frame("nav-accuracy"), figures, parts }.render_into(out)
        }
        _ => {
            let f = frame("nav-contradictions");
            ContradictionsPage { f, disputes: disputes(site, w), parts }.render_into(out)
        }
    }?;
    Ok(())
}
