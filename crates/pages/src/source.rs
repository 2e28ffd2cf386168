//! The page of a source: its text with every cited stretch marked, or the cited quotes alone.

use askama::Template;
use codebook::{Role, TextLayer};
use register::public::{PublicFact, PublicSource, Seen};

use crate::card::Card;
use crate::frame::Frame;
use crate::marks::{self, Cited, Piece};
use crate::page::Page;
use crate::show;
use crate::site::{PageError, Shown};
use crate::words::Words;

#[derive(Template)]
#[template(path = "source.html")]
struct SourcePage<'a> {
    f: Frame<'a>,
    title: &'a str,
    id: String,
    published: Option<String>,
    archived: String,
    addresses: &'a [String],
    whole: Option<Whole>,
    cards: Vec<Card<'a>>,
    texts: Vec<Text<'a>>,
}

/// What identifies a public source's original.
struct Whole {
    media_type: &'static str,
    size: String,
    sha256: String,
}

/// A text layer.
struct Text<'a> {
    extractor: &'a str,
    version: &'a str,
    pieces: Vec<Piece<'a>>,
}

pub(crate) fn render<'a>(
    site: &Shown<'a>,
    w: &'a Words,
    source: &'a PublicSource,
    layers: &[TextLayer],
    out: &mut String,
) -> Result<(), PageError> {
    let facts: &[&PublicFact] = &site.needs.facts.iter().collect::<Vec<_>>();
    let backs: Vec<Back> = facts.iter().map(|fact| Back::new(fact)).collect();
    let cited: Vec<Vec<Cited<'_>>> =
        layers.iter().map(|layer| cited(layer, facts, &backs)).collect();
    SourcePage {
        f: Frame::new(site, w, Page::Source(source.id), source.title.clone()),
        title: &source.title,
        id: source.id.to_string(),
        published: source.published.as_ref().map(|date| show::date(w, date)),
        archived: show::day(w, source.archived_at),
        addresses: addresses(source),
        whole: whole(w, &source.seen),
        cards: facts.iter().map(|fact| Card::new(site, w, fact)).collect(),
        texts: layers
            .iter()
            .zip(&cited)
            .map(|(layer, cited)| Text {
                extractor: &layer.extractor().name,
                version: &layer.extractor().version,
                pieces: marks::pieces(layer.text(), layer.map(), cited),
            })
            .collect(),
    }
    .render_into(out)?;
    Ok(())
}

/// Where it was found, which is not told of a withheld source, whatever comes in.
fn addresses(source: &PublicSource) -> &[String] {
    match source.seen {
        Seen::Whole { .. } => &source.addresses,
        Seen::Quotes { .. } => &[],
    }
}

fn whole(w: &Words, seen: &Seen) -> Option<Whole> {
    match seen {
        Seen::Whole { source, media_type, size, .. } => Some(Whole {
            media_type: media_type.as_str(),
            size: show::grouped(&size.to_string(), w.lang()),
            sha256: source.to_string(),
        }),
        Seen::Quotes { .. } => None,
    }
}

/// The way from a mark back to its fact.
struct Back {
    anchor: String,
    href: String,
}

impl Back {
    fn new(fact: &PublicFact) -> Self {
        Self {
            anchor: format!("s-{}", fact.id),
            href: format!("../{}#{}", Page::Entity(fact.subject).path(), fact.id),
        }
    }
}

/// The stretches of `layer` that facts cite.
fn cited<'b>(layer: &TextLayer, facts: &[&PublicFact], backs: &'b [Back]) -> Vec<Cited<'b>> {
    let mut cited = Vec::new();
    for (index, (fact, back)) in facts.iter().zip(backs).enumerate() {
        // The first quote carries the anchor; a fact has one.
        let mut anchor = Some(back.anchor.as_str());
        for span in &fact.spans {
            let Some(place) = span.place.as_ref().filter(|place| place.layer == layer.id()) else {
                continue;
            };
            let anchor = if span.role == Role::Quote { anchor.take() } else { None };
            let range = place.range.clone();
            cited.push(Cited { range, anchor, number: index + 1, href: &back.href });
        }
    }
    cited
}
