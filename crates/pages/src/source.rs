//! The page of a source: its text with every cited stretch marked, or the cited quotes alone.

use std::borrow::Cow;
use std::collections::BTreeMap;

use askama::Template;
use codebook::{FactId, Polarity, Role};
use register::public::{PublicFact, PublicSource, PublicText, Seen};

use crate::bulk::{Row, own_anchor};
use crate::card::{self, Other};
use crate::frame::Frame;
use crate::marks::{self, Cited, Piece};
use crate::page::Page;
use crate::show;
use crate::shown::Shown;
use crate::site::PageError;
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
    /// What is not to be seen of it: the key of the sentence that says so.
    kept: Option<&'static str>,
    cards: Vec<Line<'a>>,
    texts: Vec<Text<'a>>,
}

/// A fact that rests on the source, in one line.
struct Line<'a> {
    id: FactId,
    property: &'a str,
    value: String,
    negated: bool,
    subject: Cow<'a, str>,
    subject_page: Page,
    /// The words are marked in the text below.
    mark: bool,
    quote: &'a str,
    others: Vec<Other<'a>>,
}

impl<'a> Line<'a> {
    fn new(site: &Shown<'a>, w: &'a Words, fact: &'a PublicFact) -> Self {
        let (quote, subject) = (fact.spans.first(), site.name(fact.subject));
        Self {
            id: fact.id,
            property: w.property(&fact.property),
            value: show::value(w, &fact.value),
            negated: fact.polarity == Polarity::Negated,
            subject_page: site.page_of(fact),
            mark: quote.is_some_and(|span| span.place.is_some()),
            quote: quote.map_or("", |span| &span.quote),
            others: card::others(w, &fact.spans, &[Some(subject.as_ref())]),
            subject,
        }
    }
}

/// What identifies a public source's original.
struct Whole {
    media_type: &'static str,
    size: String,
    sha256: String,
    /// Its file, from the root, where it may be had.
    original: Option<String>,
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
    texts: &[PublicText],
    out: &mut String,
) -> Result<(), PageError> {
    let facts = &in_order(&site.needs.facts, texts);
    let backs: Vec<Back> = facts.iter().map(|fact| Back::new(site, fact)).collect();
    let flagged = flagged(site, source);
    let cited: Vec<Vec<Cited<'_>>> = texts
        .iter()
        .map(|text| {
            let mut cited = cited(text, facts, &backs);
            cited.extend(fields(text, facts, &flagged));
            cited
        })
        .collect();
    SourcePage {
        f: Frame::new(site, w, Page::Source(source.id), called(w, source).to_owned()),
        title: called(w, source),
        id: source.id.to_string(),
        published: source.published.as_ref().map(|date| show::date(w, date)),
        archived: show::day(w, source.archived_at),
        addresses: addresses(source),
        whole: whole(w, source),
        kept: match source.seen {
            Seen::Whole { .. } => None,
            Seen::Gaps { .. } => Some("gaps"),
            Seen::Quotes { .. } => Some("withheld"),
        },
        cards: facts.iter().map(|fact| Line::new(site, w, fact)).collect(),
        texts: texts
            .iter()
            .zip(&cited)
            .map(|(text, cited)| Text {
                extractor: &text.extractor().name,
                version: &text.extractor().version,
                pieces: marks::pieces(text, cited),
            })
            .collect(),
    }
    .render_into(out)?;
    Ok(())
}

/// What a source is called: of one whose title is not told, that it is so.
pub(crate) fn called<'a>(w: &'a Words, source: &'a PublicSource) -> &'a str {
    match source.title == source.id.to_string() {
        true => w.t("source-untitled"),
        false => &source.title,
    }
}

/// The facts in the order of the words they rest on; those whose place is not told as they come.
fn in_order<'a>(facts: &'a [PublicFact], texts: &[PublicText]) -> Vec<&'a PublicFact> {
    let mut facts: Vec<_> = facts.iter().collect();
    facts.sort_by_cached_key(|fact| {
        let place = fact.spans.first().and_then(|span| span.place.as_ref());
        place.map(|place| {
            let text = texts.iter().position(|text| text.layer() == place.layer);
            (text, place.range.start, place.range.end, fact.property, fact.value.to_string())
        })
    });
    facts
}

/// Where it was found, which is not told of one that is not seen whole, whatever comes in.
fn addresses(source: &PublicSource) -> &[String] {
    match source.seen {
        Seen::Whole { .. } => &source.addresses,
        Seen::Gaps { .. } | Seen::Quotes { .. } => &[],
    }
}

fn whole(w: &Words, source: &PublicSource) -> Option<Whole> {
    match &source.seen {
        Seen::Whole { source: sha256, media_type, size, .. } => Some(Whole {
            media_type: media_type.as_str(),
            size: show::grouped(&size.to_string(), w.lang()),
            sha256: sha256.to_string(),
            original: crate::original(source),
        }),
        Seen::Gaps { .. } | Seen::Quotes { .. } => None,
    }
}

/// The way from a mark back to its fact.
struct Back {
    anchor: String,
    href: String,
}

impl Back {
    fn new(site: &Shown<'_>, fact: &PublicFact) -> Self {
        Self {
            anchor: format!("s-{}", fact.id),
            href: format!("../{}#{}", site.page_of(fact).path(), fact.id),
        }
    }
}

/// The stretches of a text that facts cite.
fn cited<'b>(text: &PublicText, facts: &[&PublicFact], backs: &'b [Back]) -> Vec<Cited<'b>> {
    let mut cited = Vec::new();
    for (index, (fact, back)) in facts.iter().zip(backs).enumerate() {
        // The first quote carries the anchor; a fact has one.
        let mut anchor = Some(back.anchor.as_str());
        for span in &fact.spans {
            let Some(place) = span.place.as_ref().filter(|place| place.layer == text.layer())
            else {
                continue;
            };
            let anchor = if span.role == Role::Quote { anchor.take() } else { None };
            let range = place.range.clone();
            cited.push(Cited { range, anchor, number: index + 1, href: &back.href });
        }
    }
    cited
}

/// A field that flags open and no fact does.
struct Flagged {
    raw: (u64, u64),
    anchor: String,
    /// The fact that names its process.
    first: FactId,
}

/// The fields of a source that flags open and no fact does, each once.
fn flagged(site: &Shown<'_>, source: &PublicSource) -> Vec<Flagged> {
    let rows = site.bulk().rows.iter().filter(|row| row.source == source.id);
    let fields: BTreeMap<(u64, u64), FactId> = rows.flat_map(Row::untold).collect();
    let flagged = |(raw, first)| Flagged { raw, anchor: own_anchor(raw), first };
    fields.into_iter().map(flagged).collect()
}

/// Where they stand in a text: those whose words are not shown, as they may name somebody or are a whole list, at the
/// words that name their process.
fn fields<'b>(text: &PublicText, facts: &[&PublicFact], flagged: &'b [Flagged]) -> Vec<Cited<'b>> {
    let place = |field: &Flagged| {
        let own = text.fields().iter().find(|known| known.raw == field.raw);
        own.map(|known| known.words.clone()).or_else(|| {
            let first = facts.iter().find(|fact| fact.id == field.first)?;
            let places = first.spans.iter().filter_map(|span| span.place.as_ref());
            let mut here = places.filter(|place| place.layer == text.layer());
            here.next().map(|place| place.range.clone())
        })
    };
    let cited = |field: &'b Flagged| {
        let (number, href) = (0, "");
        Some(Cited { range: place(field)?, anchor: Some(&field.anchor), number, href })
    };
    flagged.iter().filter_map(cited).collect()
}
