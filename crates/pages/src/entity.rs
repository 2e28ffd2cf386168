//! The page of an entity: what sources say of it, in codebook order, each on its words.

use askama::Template;
use codebook::Property;
use register::public::{PublicEntity, PublicFact, usual};

use crate::bulk_page::{self, Flagged};
use crate::card::{Card, Stack};
use crate::frame::Frame;
use crate::list::{self, Cell};
use crate::needs::OWN;
use crate::page::Page;
use crate::parts::Parts;
use crate::sentence;
use crate::shown::Shown;
use crate::site::PageError;
use crate::timeline::{self, Timeline};
use crate::words::Words;

#[derive(Template)]
#[template(path = "entity.html")]
struct EntityPage<'a> {
    f: Frame<'a>,
    /// The way to the other parts of the page.
    parts: Option<Parts>,
    first: bool,
    name: &'a str,
    kind: &'a str,
    list_page: String,
    about: &'a str,
    sentence: Option<&'a str>,
    aliases: Vec<&'a str>,
    facts: usize,
    sources: usize,
    gist: Vec<(&'a str, Cell)>,
    groups: Vec<Group<'a>>,
    naming: Vec<Card<'a>>,
    /// How many name it in all, where not all stand here.
    naming_in_all: usize,
    unknown: Vec<&'a str>,
    timeline: Timeline<'a>,
    /// What screening says of how it was bought.
    bulk: Option<Flagged>,
}

/// What is said of one property.
struct Group<'a> {
    property: &'a str,
    anchor: &'static str,
    /// Facts that disagree, side by side; one list for each disagreement.
    disputes: Vec<Vec<Stack<'a>>>,
    /// The others, those that say the same together.
    stacks: Vec<Stack<'a>>,
}

pub(crate) fn render<'a>(
    site: &Shown<'a>,
    w: &'a Words,
    entity: &'a PublicEntity,
    page: Page,
    out: &mut String,
) -> Result<(), PageError> {
    let facts = site.about(entity.id);
    let number = match page {
        Page::EntityPart(_, number) => number,
        _ => 1,
    };
    let here: Vec<_> = facts.iter().filter(|fact| site.part(fact) == number).collect();
    let to = |number| match number {
        1 => Page::Entity(entity.id).path(),
        number => Page::EntityPart(entity.id, number).path(),
    };
    let parts = Parts::of(w, number, facts.len() as u64, OWN as u64, to);
    let title = match &parts {
        Some(parts) if number > 1 => format!("{} · {}", entity.name, parts.here),
        _ => entity.name.to_string(),
    };
    let naming: Vec<_> = site.naming(entity.id).filter(|_| number == 1).collect();
    let mut sources: Vec<_> = facts.iter().map(|fact| fact.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let sentence = sentence::of(site, w, entity);
    EntityPage {
        f: Frame::new(site, w, page, title),
        parts,
        first: number == 1,
        name: entity.name.as_str(),
        kind: w.kinds(&entity.kind),
        list_page: Page::List(entity.kind, 1).path(),
        about: w.term("about", entity.kind.as_str()),
        sentence,
        aliases: entity.aliases.iter().map(codebook::value::ShortText::as_str).collect(),
        facts: facts.len(),
        sources: sources.len(),
        gist: gist(site, w, entity, sentence.unwrap_or_default()),
        groups: groups(site, w, entity, number),
        naming: naming.iter().map(|fact| Card::new(site, w, fact)).collect(),
        naming_in_all: in_all(naming.len(), site.needs.total),
        unknown: if number == 1 { unknown(site, w, entity) } else { Vec::new() },
        timeline: timeline::of(w, &here),
        bulk: bulk_page::of(site, w, entity.id).filter(|_| number == 1),
    }
    .render_into(out)?;
    Ok(())
}

/// How many there are, where fewer are shown; else 0.
fn in_all(shown: usize, total: u64) -> usize {
    usize::try_from(total).ok().filter(|total| *total > shown).unwrap_or_default()
}

/// What tells it from others at a glance, as far as sources say and the page's first sentence has not told it.
fn gist<'a>(
    site: &Shown<'_>,
    w: &'a Words,
    entity: &PublicEntity,
    told: &str,
) -> Vec<(&'a str, Cell)> {
    let cell = |property: &Property| {
        let facts = site.with_property(entity.id, *property).iter();
        let said = facts.map(|fact| (&fact.value, &fact.qualifiers, fact.polarity));
        let mut cell = list::cell(w, said, site.disputed(entity.id, *property));
        cell.values.retain(|value| !told.contains(value.as_str()));
        (w.property(property), cell)
    };
    list::columns(entity.kind)
        .iter()
        .map(cell)
        .filter(|(_, cell)| !cell.values.is_empty())
        .collect()
}

/// The facts that stand on a part of the page, by property.
fn groups<'a>(
    site: &Shown<'a>,
    w: &'a Words,
    entity: &PublicEntity,
    number: u32,
) -> Vec<Group<'a>> {
    let is_here = |fact: &&PublicFact| site.part(fact) == number;
    let mut groups = Vec::new();
    for alike in site.about(entity.id).chunk_by(|a, b| a.property == b.property) {
        let facts: Vec<_> = alike.iter().filter(is_here).collect();
        let Some(property) = facts.first().map(|fact| fact.property) else { continue };
        // A fact that stands in two disagreements is shown once, in the first: an anchor is one.
        let mut shown = Vec::new();
        let mut disputes = Vec::new();
        for dispute in site.disputes(entity.id).filter(|d| d.property == property) {
            let fresh = dispute
                .facts
                .iter()
                .filter(|id| !shown.contains(*id))
                .filter_map(|id| site.fact(*id))
                .filter(is_here);
            disputes.push(Stack::of(fresh.map(|fact| Card::new(site, w, fact))));
            shown.extend(&dispute.facts);
        }
        disputes.retain(|sides: &Vec<Stack<'_>>| !sides.is_empty());
        let rest = facts.iter().filter(|fact| !shown.contains(&fact.id));
        let stacks = Stack::of(rest.map(|fact| Card::new(site, w, fact)));
        groups.push(Group {
            property: w.property(&property),
            anchor: property.as_str(),
            disputes,
            stacks,
        });
    }
    groups
}

fn unknown<'a>(site: &Shown<'_>, w: &'a Words, entity: &PublicEntity) -> Vec<&'a str> {
    unknown_properties(site, entity).iter().map(|property| w.property(property)).collect()
}

/// The properties that a reader expects of such a thing and no source in the register speaks of.
pub(crate) fn unknown_properties(site: &Shown<'_>, entity: &PublicEntity) -> Vec<Property> {
    let silent = |property: &Property| site.with_property(entity.id, *property).is_empty();
    usual(entity.kind).iter().copied().filter(silent).collect()
}
