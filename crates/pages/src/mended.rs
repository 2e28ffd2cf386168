//! What was corrected, what was taken back, and where what has moved went; as a page and as a feed.

use askama::Template;
use codebook::{EntityId, FactId};
use jiff::Timestamp;

use crate::card::Card;
use crate::frame::Frame;
use crate::needs::FINDINGS;
use crate::page::{Lang, Page};
use crate::parts::Parts;
use crate::show;
use crate::shown::Shown;
use crate::site::PageError;
use crate::words::Words;

#[derive(Template)]
#[template(path = "corrections.html")]
struct CorrectionsPage<'a> {
    f: Frame<'a>,
    corrections: Vec<Correction<'a>>,
    retracted: Vec<(String, String)>,
    parts: Option<Parts>,
}

struct Correction<'a> {
    at: String,
    role: &'a str,
    text: &'a str,
    cards: Vec<Card<'a>>,
    /// Facts that are not public any more.
    gone: Vec<String>,
}

pub(crate) fn render<'a>(
    site: &Shown<'a>,
    w: &'a Words,
    number: u32,
    out: &mut String,
) -> Result<(), PageError> {
    let gone = |ids: &[FactId]| {
        let gone = ids.iter().filter(|id| site.fact(**id).is_none());
        gone.map(ToString::to_string).collect()
    };
    let path = |number| Page::Corrections(number).path();
    CorrectionsPage {
        f: Frame::new(site, w, Page::Corrections(number), w.t("nav-corrections").to_owned()),
        corrections: site
            .needs
            .corrections
            .iter()
            .map(|made| Correction {
                at: show::day(w, made.at),
                role: made.role.as_str(),
                text: made.text.as_str(),
                cards: site.these(&made.facts).map(|fact| Card::new(site, w, fact)).collect(),
                gone: gone(&made.facts),
            })
            .collect(),
        retracted: site
            .needs
            .retracted
            .iter()
            .map(|fact| (fact.fact.to_string(), show::day(w, fact.at)))
            .collect(),
        parts: Parts::of(w, number, site.needs.total, FINDINGS, path),
    }
    .render_into(out)?;
    Ok(())
}

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed<'a> {
    w: &'a Words,
    lang: &'static str,
    updated: String,
    entries: Vec<Entry>,
}

/// A change, as a feed tells it.
struct Entry {
    id: String,
    at: Timestamp,
    title: String,
    text: String,
    path: String,
}

/// The changes told last, the newest first.
pub(crate) fn feed(site: &Shown<'_>, w: &Words, out: &mut String) -> Result<(), PageError> {
    let corrections = Page::Corrections(1).path();
    let released = site.these(&site.needs.latest).map(|fact| {
        let card = Card::new(site, w, fact);
        let said = format!("{} \u{2014} {}: {}", card.subject, card.property, card.value);
        let said = if card.negated { w.with("not-so", &[("value", &said)]) } else { said };
        Entry {
            id: format!("urn:veedor:released:{}:{}", fact.id, fact.released_at),
            at: fact.released_at,
            title: w.with("feed-released", &[("what", &said)]),
            text: format!("\u{201c}{}\u{201d} ({})", card.quote.whole, card.source),
            path: format!("{}#{}", card.subject_page, card.id),
        }
    });
    let retracted = site.needs.retracted.iter().map(|gone| Entry {
        id: format!("urn:veedor:retracted:{}:{}", gone.fact, gone.at),
        at: gone.at,
        title: w.with("feed-retracted", &[("what", &gone.fact.to_string())]),
        text: w.t("retracted-about").to_owned(),
        path: corrections.clone(),
    });
    let corrected = site.needs.corrections.iter().map(|made| Entry {
        id: format!("urn:veedor:corrected:{}", made.at),
        at: made.at,
        title: w.t("feed-corrected").to_owned(),
        text: format!("{} ({})", made.text.as_str(), made.role.as_str()),
        path: corrections.clone(),
    });
    let mut entries: Vec<Entry> = released.chain(retracted).chain(corrected).collect();
    entries.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.id.cmp(&b.id)));
    for entry in &mut entries {
        // XML has no way to write control characters.
        entry.title.retain(|c| !c.is_control());
        entry.text.retain(|c| !c.is_control() || c == '\n');
    }
    let updated = entries.first().map_or(site.needs.as_of, |entry| entry.at).to_string();
    Feed { w, lang: w.lang().tag(), updated, entries }.render_into(out)?;
    Ok(())
}

#[derive(Template)]
#[template(path = "moved.html")]
struct Moved<'a> {
    w: &'a Words,
    lang: &'static str,
    to: String,
}

/// The page at the old address of an entity that was merged into another.
pub(crate) fn moved(lang: Lang, into: EntityId, out: &mut String) -> Result<(), PageError> {
    let w = Words::of(lang);
    Moved { w, lang: lang.tag(), to: format!("{into}.html") }.render_into(out)?;
    Ok(())
}
