//! Lists: all entities of a kind, all sources.

use askama::Template;
use codebook::statement::Polarity;
use codebook::{Kind, Property};
use register::public::{PublicEntity, Seen};

use crate::frame::Frame;
use crate::page::Page;
use crate::show;
use crate::site::{PageError, Site};
use crate::words::Words;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'a> {
    f: Frame<'a>,
    about: &'a str,
    columns: Vec<&'a str>,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    name: &'a str,
    page: String,
    cells: Vec<Cell>,
    facts: String,
}

/// What sources say of one property.
pub(crate) struct Cell {
    /// Distinct values, as the language writes them; none says that no source does.
    pub(crate) values: Vec<String>,
    pub(crate) disputed: bool,
}

pub(crate) fn entities<'a>(
    site: &Site<'a>,
    w: &'a Words,
    kind: Kind,
    out: &mut String,
) -> Result<(), PageError> {
    let columns = columns(kind);
    ListPage {
        f: Frame::new(site, w, Page::List(kind), w.kinds(&kind).to_owned()),
        about: w.term("about", kind.as_str()),
        columns: columns.iter().map(|property| w.property(property)).collect(),
        rows: site
            .view
            .entities
            .iter()
            .filter(|entity| entity.kind == kind)
            .map(|entity| row(site, w, columns, entity))
            .collect(),
    }
    .render_into(out)?;
    Ok(())
}

/// The properties that tell a thing of a kind from others at a glance.
pub(crate) const fn columns(kind: Kind) -> &'static [Property] {
    use Property as P;
    match kind {
        Kind::System => &[P::UsesTechnology, P::Place, P::Buyer],
        Kind::Contract => &[P::Buyer, P::Supplier, P::Amount, P::AwardDate],
        Kind::Request => &[P::Buyer, P::StartDate, P::Response],
        Kind::Claim => &[P::AccuracyClaim, P::ClaimedBy],
        Kind::Law => &[P::Status, P::Place],
        Kind::Agency | Kind::Vendor | Kind::Jurisdiction => &[],
    }
}

fn row<'a>(site: &Site<'a>, w: &Words, columns: &[Property], entity: &'a PublicEntity) -> Row<'a> {
    let facts = site.about(entity.id).len() + site.naming(entity.id).len();
    Row {
        name: entity.name.as_str(),
        page: Page::Entity(entity.id).path(),
        cells: columns.iter().map(|property| cell(site, w, entity, *property)).collect(),
        facts: show::grouped(&facts.to_string(), w.lang()),
    }
}

pub(crate) fn cell(site: &Site<'_>, w: &Words, entity: &PublicEntity, property: Property) -> Cell {
    let mut values: Vec<String> = Vec::new();
    for fact in site.with_property(entity.id, property) {
        let mut shown = show::value(w, &fact.value);
        let narrowed = show::qualifiers(w, &fact.qualifiers, &fact.value);
        if !narrowed.is_empty() {
            shown = format!("{shown} ({})", narrowed.join(", "));
        }
        let shown = match fact.polarity {
            Polarity::Affirmed => shown,
            Polarity::Negated => w.with("not-so", &[("value", &shown)]),
        };
        if !values.contains(&shown) {
            values.push(shown);
        }
    }
    let disputed = site.disputes(entity.id).iter().any(|dispute| dispute.property == property);
    Cell { values, disputed }
}

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage<'a> {
    f: Frame<'a>,
    rows: Vec<SourceRow<'a>>,
}

struct SourceRow<'a> {
    title: &'a str,
    page: String,
    published: Option<String>,
    seen: &'a str,
    facts: String,
}

pub(crate) fn sources<'a>(
    site: &Site<'a>,
    w: &'a Words,
    out: &mut String,
) -> Result<(), PageError> {
    let row = |source: &'a register::public::PublicSource| SourceRow {
        title: source.title.as_str(),
        page: Page::Source(source.id).path(),
        published: source.published.as_ref().map(|date| show::date(w, date)),
        seen: match source.seen {
            Seen::Whole { .. } => w.t("seen-whole"),
            Seen::Quotes { .. } => w.t("seen-quotes"),
        },
        facts: show::grouped(&site.resting_on(source.id).len().to_string(), w.lang()),
    };
    SourcesPage {
        f: Frame::new(site, w, Page::Sources, w.t("nav-sources").to_owned()),
        rows: site.view.sources.iter().map(row).collect(),
    }
    .render_into(out)?;
    Ok(())
}
