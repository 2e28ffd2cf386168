//! The page of charts. Every mark leads to the row of the table that lists what it counts.

use std::collections::BTreeSet;

use askama::Template;
use codebook::{EntityId, Technology};
use rust_decimal::Decimal;

use crate::charts::{ChartData, Outcome, Tax, VendorTotal};
use crate::frame::Frame;
use crate::page::Page;
use crate::show;
use crate::shown::Shown;
use crate::site::PageError;
use crate::words::Words;

/// The width and height of a panel of bars by year, in its own units; a phone shows it one to one.
const PANEL: (usize, usize) = (320, 132);
/// Where its bars stand, and how high the highest is.
const GROUND: usize = 104;
const HIGHEST: usize = 82;
/// How many vendors a panel draws, and how many things a row names; the others are counted.
const SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "charts.html")]
struct ChartsPage<'a> {
    f: Frame<'a>,
    purchases: Vec<Years<'a>>,
    years: Vec<YearRow>,
    undated: usize,
    amounts: Vec<Money<'a>>,
    unsettled: usize,
    requests: Shares<'a>,
}

/// A panel of bars by year.
struct Years<'a> {
    title: &'a str,
    bars: Vec<Bar>,
}

/// A bar over its year.
struct Bar {
    year: i16,
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    middle: usize,
    count: String,
    label: String,
    /// Whether there is room to write the year.
    named: bool,
}

/// A row of the table: the year and its contracts.
struct YearRow {
    year: i16,
    count: String,
    contracts: Vec<(String, String)>,
    more: usize,
}

/// A panel of amounts in one currency.
struct Money<'a> {
    title: String,
    tax: &'a str,
    rows: Vec<MoneyRow>,
    more: usize,
}

struct MoneyRow {
    vendor: String,
    page: String,
    total: String,
    /// The bar's length in thousandths of the longest.
    length: u32,
    label: String,
    contracts: Vec<(String, String)>,
    more: usize,
}

/// A bar divided by how requests ended, and its table.
pub(crate) struct Shares<'a> {
    pub(crate) in_all: usize,
    pub(crate) parts: Vec<Part<'a>>,
}

pub(crate) struct Part<'a> {
    pub(crate) key: &'static str,
    pub(crate) title: &'a str,
    pub(crate) count: String,
    pub(crate) percent: String,
    pub(crate) label: String,
    pub(crate) x: usize,
    pub(crate) width: usize,
    pub(crate) requests: Vec<(String, String)>,
    pub(crate) more: usize,
}

pub(crate) fn render(site: &Shown<'_>, w: &Words, out: &mut String) -> Result<(), PageError> {
    let data = site.charts();
    ChartsPage {
        f: Frame::new(site, w, Page::Charts, w.t("nav-charts").to_owned()),
        purchases: purchases(w, data),
        years: data
            .purchases
            .iter()
            .map(|(year, all)| {
                let (contracts, more) = links(site, all.iter().map(|one| (one.contract, None)));
                YearRow { year: *year, count: number(w, all.len()), contracts, more }
            })
            .collect(),
        undated: data.undated,
        amounts: amounts(site, w, data),
        unsettled: data.unsettled,
        requests: shares(site, w),
    }
    .render_into(out)?;
    Ok(())
}

fn number(w: &Words, count: usize) -> String {
    show::grouped(&count.to_string(), w.lang())
}

/// Names and addresses of the first few, and how many more there are.
fn links(
    site: &Shown<'_>,
    all: impl ExactSizeIterator<Item = (EntityId, Option<codebook::FactId>)>,
) -> (Vec<(String, String)>, usize) {
    let more = all.len().saturating_sub(SHOWN);
    let link = |(id, fact): (EntityId, Option<codebook::FactId>)| {
        let path = Page::Entity(id).path();
        (
            site.name(id).into_owned(),
            fact.map_or_else(|| path.clone(), |fact| format!("{path}#{fact}")),
        )
    };
    (all.take(SHOWN).map(link).collect(), more)
}

/// One panel for all contracts and one for each technology, all on one scale.
fn purchases<'w>(w: &'w Words, data: &ChartData) -> Vec<Years<'w>> {
    let every = data.purchases.values().flatten();
    let technologies: BTreeSet<Technology> =
        every.flat_map(|one| one.technologies.iter().copied()).collect();
    let panels = std::iter::once(None).chain(technologies.into_iter().map(Some));
    panels
        .map(|technology| {
            let title = technology.map_or_else(
                || w.t("charts-all"),
                |technology| w.term("technology", technology.as_str()),
            );
            Years { title, bars: bars(w, data, technology, title) }
        })
        .collect()
}

fn bars(w: &Words, data: &ChartData, technology: Option<Technology>, title: &str) -> Vec<Bar> {
    let (Some(first), Some(last)) = (data.purchases.keys().next(), data.purchases.keys().last())
    else {
        return Vec::new();
    };
    let highest = data.purchases.values().map(Vec::len).max().unwrap_or_default().max(1);
    let years = usize::from(last.abs_diff(*first)) + 1;
    let room = PANEL.0 / years;
    let every = 40_usize.div_ceil(room.max(1));
    let bar = |year: i16| {
        let has = |one: &&crate::charts::Purchase| {
            technology.is_none_or(|technology| one.technologies.contains(&technology))
        };
        let all = data.purchases.get(&year).map_or(&[][..], Vec::as_slice);
        let count = all.iter().filter(has).count();
        let at = usize::from(year.abs_diff(*first));
        let height = (count * HIGHEST).div_ceil(highest);
        let width = (room * 7 / 10).clamp(1, 46);
        let middle = at * PANEL.0 / years + room / 2;
        Bar {
            year,
            x: middle.saturating_sub(width / 2),
            y: GROUND - height,
            width,
            height,
            middle,
            count: if count == 0 { String::new() } else { number(w, count) },
            label: format!("{title}, {year}: {}", w.count("charts-contracts", &count)),
            named: at.is_multiple_of(every),
        }
    };
    (*first..=*last).map(bar).collect()
}

fn amounts<'w>(site: &Shown<'_>, w: &'w Words, data: &ChartData) -> Vec<Money<'w>> {
    let panel = |(panel, totals): (&crate::charts::Panel, &Vec<VendorTotal>)| {
        let longest = totals.first().map_or(Decimal::ONE, |total| total.total);
        let row = |total: &VendorTotal| {
            let vendor = site.name(total.vendor).into_owned();
            let amount = show::amount(total.total, w.lang());
            let contracts = total.contracts.iter().map(|(id, fact)| (*id, Some(*fact)));
            let (contracts, more) = links(site, contracts);
            MoneyRow {
                label: format!("{vendor}: {amount} {}", panel.currency),
                page: Page::Entity(total.vendor).path(),
                length: thousandths(total.total, longest),
                total: amount,
                vendor,
                contracts,
                more,
            }
        };
        Money {
            title: panel.currency.clone(),
            tax: match panel.tax {
                Tax::Unsaid => w.t("charts-tax-unsaid"),
                Tax::Included => w.term("vat", "included"),
                Tax::Excluded => w.term("vat", "excluded"),
            },
            rows: totals.iter().take(SHOWN).map(row).collect(),
            more: totals.len().saturating_sub(SHOWN),
        }
    };
    data.amounts.iter().map(panel).collect()
}

/// A part of the whole, in thousandths; what is there is at least two, so that it shows.
fn thousandths(part: Decimal, whole: Decimal) -> u32 {
    let share = part.checked_div(whole).and_then(|share| share.checked_mul(Decimal::ONE_THOUSAND));
    let share = share.and_then(|share| u32::try_from(share.round()).ok()).unwrap_or_default();
    share.clamp(2, 1000)
}

/// How requests ended, as the home page shows it, too.
pub(crate) fn shares<'w>(site: &Shown<'_>, w: &'w Words) -> Shares<'w> {
    let data = site.charts();
    let in_all: usize = data.requests.values().map(Vec::len).sum();
    let mut before = 0;
    let part = |outcome: Outcome| {
        let requests = data.requests.get(&outcome)?;
        let key = outcome.as_str();
        let title = w.t(match outcome {
            Outcome::Answered => "outcome-answered",
            Outcome::Refused => "outcome-refused",
            Outcome::NoRecords => "outcome-no-records",
            Outcome::Ignored => "outcome-ignored",
            Outcome::Pending => "outcome-pending",
            Outcome::Disputed => "outcome-disputed",
        });
        let x = before * 960 / in_all;
        before += requests.len();
        let percent = (requests.len() * 1000 / in_all + 5) / 10;
        let percent = w.with("percent", &[("n", &percent.to_string())]);
        let count = number(w, requests.len());
        let (named, more) = links(site, requests.iter().map(|id| (*id, None)));
        Some(Part {
            label: format!("{title}: {count} ({percent})"),
            key,
            title,
            count,
            percent,
            x,
            width: before * 960 / in_all - x,
            requests: named,
            more,
        })
    };
    Shares { in_all, parts: Outcome::ALL.into_iter().filter_map(part).collect() }
}
