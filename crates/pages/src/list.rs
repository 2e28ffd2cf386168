//! Lists: all entities of a kind, all sources.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use askama::Template;
use codebook::statement::{Polarity, Qualifiers};
use codebook::{Kind, Property, Value};
use register::public::{EntityRow, Glance, Seen, SourceRow};

use crate::comma;
use crate::frame::Frame;
use crate::listing::{self, Ways};
use crate::needs::ROWS;
use crate::page::{Lang, Page};
use crate::parts::Parts;
use crate::show;
use crate::shown::Shown;
use crate::site::PageError;
use crate::source::called;
use crate::words::Words;

/// The script that narrows what is on a page, which lists link to as `list.js` at the root.
pub(crate) const SCRIPT: &str = include_str!("../templates/list.js");

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'a> {
    f: Frame<'a>,
    /// What the search calls what is listed.
    kind: &'static str,
    about: &'a str,
    columns: Vec<&'a str>,
    rows: Vec<Row<'a>>,
    /// How many there are; on the published site, a list says it on its first page, so that others stay as they are.
    total: Option<usize>,
    parts: Option<Parts>,
    ways: Ways<'a>,
}

impl ListPage<'_> {
    /// What a column is called, for screens too narrow for columns.
    fn column(&self, index: &usize) -> Option<&str> {
        self.columns.get(*index).copied()
    }
}

/// An entity as lists tell of it: each of them in the same words, so that these are found once.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) row: EntityRow,
    pub(crate) glance: Glance,
    es: OnceLock<Told>,
    en: OnceLock<Told>,
    json: OnceLock<String>,
}

/// What the columns of a list say of an entity, in a language.
#[derive(Debug)]
struct Told {
    cells: Vec<Cell>,
    facts: String,
}

impl Listed {
    pub(crate) fn new((row, glance): (EntityRow, Glance)) -> Self {
        Self { row, glance, es: OnceLock::new(), en: OnceLock::new(), json: OnceLock::new() }
    }

    fn told(&self, w: &Words) -> &Told {
        let known = match w.lang() {
            Lang::Es => &self.es,
            Lang::En => &self.en,
        };
        known.get_or_init(|| said_of(w, &self.row, &self.glance))
    }

    /// What the JSON of a list says of it, written by `write` if it is not yet.
    pub(crate) fn json(
        &self,
        write: impl FnOnce(&Self) -> Result<String, serde_json::Error>,
    ) -> Result<&str, serde_json::Error> {
        match self.json.get() {
            Some(known) => Ok(known),
            None => {
                let made = write(self)?;
                Ok(self.json.get_or_init(|| made))
            }
        }
    }
}

struct Row<'a> {
    name: &'a str,
    page: Page,
    cells: &'a [Cell],
    facts: &'a str,
}

/// What sources say of one property.
#[derive(Debug)]
pub(crate) struct Cell {
    /// Distinct values, as the language writes them; none says that no source does.
    pub(crate) values: Vec<String>,
    pub(crate) disputed: bool,
}

impl Cell {
    fn in_a_table(&self, w: &Words) -> Cow<'_, str> {
        match (self.values.as_slice(), self.disputed) {
            ([], false) => Cow::Borrowed(""),
            ([only], false) => Cow::Borrowed(only),
            (all, false) => Cow::Owned(all.join("; ")),
            (all, true) => Cow::Owned(format!("{} [{}]", all.join("; "), w.t("sources-disagree"))),
        }
    }
}

pub(crate) fn entities<'a>(
    site: &Shown<'a>,
    w: &'a Words,
    page: Page,
    out: &mut String,
) -> Result<(), PageError> {
    let Some(asked) = &site.needs.asked else { return Ok(()) };
    let kind = asked.ask.kind;
    let columns = columns(kind);
    let ways = listing::ways(site, w, page, asked);
    let named = ways.chosen.iter().map(|(label, _)| label.as_str());
    let title: Vec<&str> = std::iter::once(w.kinds(&kind)).chain(named).collect();
    let total = site.needs.total;
    let (rows, name) = (&site.needs.rows, |listed: &'a Arc<Listed>| {
        Cow::Borrowed(listed.row.entity.name.as_str())
    });
    let parts = match asked.live {
        true => {
            Parts::from(w, asked.number, asked.offset, total, ROWS, |number| asked.beside(number))
        }
        false => {
            let ends = rows.first().map(name).zip(rows.last().map(name));
            Parts::beside(w, page, site.needs.beside, ends)
        }
    };
    ListPage {
        f: Frame::new(site, w, page, title.join(" · ")),
        kind: kind.as_str(),
        about: w.term("about", kind.as_str()),
        columns: columns.iter().map(|property| w.property(property)).collect(),
        rows: rows.iter().map(|listed| row(w, listed)).collect(),
        total: told(page, site),
        parts,
        ways,
    }
    .render_into(out)?;
    Ok(())
}

/// How many there are of what a page lists, where it says so.
fn told(page: Page, site: &Shown<'_>) -> Option<usize> {
    site.tells_total(page).then(|| usize::try_from(site.needs.total).unwrap_or(usize::MAX))
}

/// What the page lists, as a table.
pub(crate) fn table(site: &Shown<'_>, w: &Words, kind: Kind) -> String {
    let columns = columns(kind);
    let mut out = String::new();
    let heads = columns.iter().map(|property| w.property(property));
    let (first, last) = (["id", w.t("column-name")], [w.t("facts"), w.t("column-page")]);
    comma::row(&mut out, first.into_iter().chain(heads).chain(last));
    for listed in &site.needs.rows {
        let row = row(w, listed);
        let said: Vec<_> = row.cells.iter().map(|cell| cell.in_a_table(w)).collect();
        let (id, page) = (listed.row.entity.id.to_string(), row.page.path());
        let facts = listed.row.facts.to_string();
        let cells = [id.as_str(), row.name].into_iter().chain(said.iter().map(|said| &**said));
        comma::row(&mut out, cells.chain([facts.as_str(), page.as_str()]));
    }
    out
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

fn row<'a>(w: &Words, listed: &'a Listed) -> Row<'a> {
    let (entity, told) = (&listed.row.entity, listed.told(w));
    Row {
        name: entity.name.as_str(),
        page: Page::Entity(entity.id),
        cells: &told.cells,
        facts: &told.facts,
    }
}

fn said_of(w: &Words, row: &EntityRow, glance: &Glance) -> Told {
    let cell = |property: &Property| {
        let said = glance.said.iter().filter(|said| said.property == *property);
        let said = said.map(|said| (&said.value, &said.qualifiers, said.polarity));
        cell(w, said, glance.disputed.contains(property))
    };
    Told {
        cells: columns(row.entity.kind).iter().map(cell).collect(),
        facts: show::grouped(&row.facts.to_string(), w.lang()),
    }
}

/// What is said of a property, as a language writes it.
pub(crate) fn cell<'v>(
    w: &Words,
    said: impl Iterator<Item = (&'v Value, &'v Qualifiers, Polarity)>,
    disputed: bool,
) -> Cell {
    let mut values: Vec<String> = Vec::new();
    for (value, qualifiers, polarity) in said {
        let mut shown = show::value(w, value);
        let narrowed = show::qualifiers(w, qualifiers, value);
        if !narrowed.is_empty() {
            shown = format!("{shown} ({})", narrowed.join(", "));
        }
        let shown = match polarity {
            Polarity::Affirmed => shown,
            Polarity::Negated => w.with("not-so", &[("value", &shown)]),
        };
        if !values.contains(&shown) {
            values.push(shown);
        }
    }
    Cell { values, disputed }
}

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage<'a> {
    f: Frame<'a>,
    kind: &'static str,
    rows: Vec<Line<'a>>,
    total: Option<usize>,
    parts: Option<Parts>,
}

struct Line<'a> {
    title: &'a str,
    page: String,
    published: Option<String>,
    seen: &'a str,
    facts: String,
}

pub(crate) fn sources<'a>(
    site: &Shown<'a>,
    w: &'a Words,
    page: Page,
    out: &mut String,
) -> Result<(), PageError> {
    let all = &site.needs.source_rows;
    let title = |row: &'a SourceRow| Cow::Borrowed(called(w, &row.source));
    let ends = all.first().map(title).zip(all.last().map(title));
    let row = |SourceRow { source, facts, .. }: &'a SourceRow| Line {
        title: called(w, source),
        page: Page::Source(source.id).path(),
        published: source.published.as_ref().map(|date| show::date(w, date)),
        seen: match source.seen {
            Seen::Whole { .. } => w.t("seen-whole"),
            Seen::Gaps { .. } => w.t("seen-gaps"),
            Seen::Quotes { .. } => w.t("seen-quotes"),
        },
        facts: show::grouped(&facts.to_string(), w.lang()),
    };
    SourcesPage {
        f: Frame::new(site, w, page, w.t("nav-sources").to_owned()),
        kind: "source",
        rows: all.iter().map(row).collect(),
        total: told(page, site),
        parts: Parts::beside(w, page, site.needs.beside, ends),
    }
    .render_into(out)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use register::public::glanced;

    use super::*;

    #[test]
    fn what_lists_show_is_told_at_a_glance() {
        for kind in Kind::ALL {
            assert!(columns(kind).iter().all(|column| glanced(kind).contains(column)), "{kind}");
        }
    }
}
