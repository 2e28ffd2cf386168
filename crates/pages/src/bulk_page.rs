//! The page of what screening found, and the flags on a contract's own page.

use std::collections::BTreeMap;

use askama::Template;
use codebook::screened::{FlagState, ScreenedFlag};
use codebook::{Currency, EntityId, Money, Value};
use rust_decimal::Decimal;

use crate::bulk::{Bulk, Row};
use crate::field::Field;
use crate::frame::Frame;
use crate::page::Page;
use crate::show;
use crate::shown::Shown;
use crate::site::PageError;
use crate::words::Words;

/// How many rows a table has at most; the data beside the page have all.
const ROWS: usize = 50;
/// How many processes' flags stand on the page; each stands on its contract's own.
const PROCESSES: usize = 100;

/// The flags that there are words for; another is shown by its id.
pub(crate) const FLAGS: [&str; 38] = [
    "R001", "R003", "R004", "R005", "R010", "R011", "R013", "R014", "R015", "R017", "R018", "R019",
    "R024", "R025", "R028", "R030", "R031", "R035", "R036", "R038", "R040", "R048", "R049", "R050",
    "R051", "R054", "R055", "R058", "R059", "R060", "R061", "R062", "R063", "R064", "R068", "R069",
    "V001", "V002",
];

#[derive(Template)]
#[template(path = "bulk.html")]
struct BulkPage<'a> {
    f: Frame<'a>,
    processes: String,
    tables: Vec<Table<'a>>,
    unsettled: usize,
    flags: Vec<FlagRow>,
    never_told: usize,
    raised: Vec<Flagged>,
    more: usize,
    untold: Vec<Untold>,
    publishers: Vec<Publisher>,
}

/// What purchases are told apart by: words, and the page of what they name.
type Key = (String, Option<String>);

/// Purchases by something.
struct Table<'a> {
    id: &'static str,
    title: &'a str,
    /// What its first column tells.
    column: &'a str,
    rows: Vec<Group>,
    more: usize,
}

struct Group {
    label: String,
    page: Option<String>,
    count: String,
    amounts: Vec<String>,
}

/// How often something could be said of a flag.
struct FlagRow {
    id: String,
    version: u32,
    says: String,
    raised: String,
    not_raised: String,
    cant_tell: String,
}

/// A process with the flags that were raised.
pub(crate) struct Flagged {
    pub(crate) name: String,
    pub(crate) page: String,
    pub(crate) flags: Vec<RaisedFlag>,
    pub(crate) untold: Vec<Untold>,
}

/// A flag with what it was told from.
pub(crate) struct RaisedFlag {
    pub(crate) id: String,
    pub(crate) version: u32,
    pub(crate) says: String,
    pub(crate) inputs: Vec<Input>,
    pub(crate) threshold: Option<String>,
}

pub(crate) struct Input {
    pub(crate) field: Field,
    pub(crate) value: String,
    /// Where it stands in the source, and the address that opens there.
    pub(crate) stands: Option<(String, String)>,
}

/// A flag that can't be told, and what is missing.
pub(crate) struct Untold {
    pub(crate) id: String,
    pub(crate) says: String,
    pub(crate) missing: Vec<Field>,
    pub(crate) count: String,
}

/// What a publisher fills.
struct Publisher {
    name: String,
    processes: String,
    always: Vec<Field>,
    sometimes: Vec<Field>,
}

pub(crate) fn render(site: &Shown<'_>, w: &Words, out: &mut String) -> Result<(), PageError> {
    let bulk = site.bulk();
    let (flags, never_told) = flags(w, bulk);
    let raised: Vec<&Row> =
        bulk.rows.iter().filter(|row| row.flags(FlagState::Raised).next().is_some()).collect();
    BulkPage {
        f: Frame::new(site, w, Page::Bulk, w.t("nav-bulk").to_owned()),
        processes: w.count("bulk-processes", &bulk.rows.len()),
        tables: tables(w, bulk),
        unsettled: bulk.rows.iter().map(|row| row.unsettled).sum(),
        flags,
        never_told,
        more: raised.len().saturating_sub(PROCESSES),
        raised: raised
            .into_iter()
            .take(PROCESSES)
            .map(|row| flagged(w, row, row.entity, ""))
            .collect(),
        untold: untold_in_all(w, bulk),
        publishers: publishers(w, bulk),
    }
    .render_into(out)?;
    Ok(())
}

/// The flags of a contract, for its own page.
pub(crate) fn of(site: &Shown<'_>, w: &Words, entity: EntityId) -> Option<Flagged> {
    site.bulk().about(entity).map(|row| flagged(w, row, entity, "../"))
}

fn number(w: &Words, count: usize) -> String {
    show::grouped(&count.to_string(), w.lang())
}

/// What a flag says, in the language of the page.
fn says(w: &Words, flag: &str) -> String {
    let known = FLAGS.iter().find(|known| **known == flag);
    known.map_or(flag, |known| w.term("flag", known)).to_owned()
}

fn tables<'a>(w: &'a Words, bulk: &Bulk) -> Vec<Table<'a>> {
    let bodies = |all: &[(String, Option<EntityId>)]| -> Vec<Key> {
        let page = |id: &EntityId| Page::Entity(*id).path();
        all.iter().map(|(name, id)| (name.clone(), id.as_ref().map(page))).collect()
    };
    let technologies = |row: &Row| {
        let name = |t: &codebook::Technology| (w.term("technology", t.as_str()).to_owned(), None);
        row.technologies.iter().map(name).collect()
    };
    let year = |row: &Row| {
        let unsaid = || w.t("not-said").to_owned();
        vec![(row.process.year.map_or_else(unsaid, |year| year.to_string()), None)]
    };
    vec![
        table(w, bulk, "technology", ["bulk-by-technology", "bulk-technology"], technologies),
        table(w, bulk, "buyer", ["bulk-by-buyer", "bulk-buyer"], |row| bodies(&row.buyers)),
        table(w, bulk, "supplier", ["bulk-by-supplier", "bulk-supplier"], |row| {
            bodies(&row.suppliers)
        }),
        table(w, bulk, "year", ["bulk-by-year", "bulk-year"], year),
    ]
}

fn table<'a>(
    w: &'a Words,
    bulk: &Bulk,
    id: &'static str,
    [title, column]: [&'a str; 2],
    by: impl Fn(&Row) -> Vec<Key>,
) -> Table<'a> {
    let mut groups: BTreeMap<Key, (usize, Vec<&Money>)> = BTreeMap::new();
    for row in &bulk.rows {
        for key in by(row) {
            let (count, amounts) = groups.entry(key).or_default();
            *count += 1;
            amounts.extend(&row.added);
        }
    }
    let mut all: Vec<_> = groups.into_iter().collect();
    if id != "year" {
        all.sort_by(|(a, (m, _)), (b, (n, _))| (n, a).cmp(&(m, b)));
    }
    let more = all.len().saturating_sub(ROWS);
    let group = |((label, page), (count, amounts)): (Key, (usize, Vec<&Money>))| Group {
        label,
        page,
        count: number(w, count),
        amounts: sums(w, &amounts),
    };
    let rows = all.into_iter().take(ROWS).map(group).collect();
    Table { id, title: w.t(title), column: w.t(column), rows, more }
}

/// A sum for each currency.
fn sums(w: &Words, amounts: &[&Money]) -> Vec<String> {
    let mut sums: BTreeMap<&str, (Decimal, codebook::Currency)> = BTreeMap::new();
    for money in amounts {
        let Some(currency) = money.currency() else { continue };
        let sum = sums.entry(currency.code()).or_insert((Decimal::ZERO, currency));
        sum.0 = sum.0.checked_add(money.amount).unwrap_or(sum.0);
    }
    let sums = sums.into_values().map(|(sum, unit)| Value::Money(Money::new(sum, unit)));
    sums.map(|sum| show::value(w, &sum)).collect()
}

/// The flags that could be told at least once, those most often raised first; and how many never could.
fn flags(w: &Words, bulk: &Bulk) -> (Vec<FlagRow>, usize) {
    let mut counted: BTreeMap<(&str, u32), [usize; 3]> = BTreeMap::new();
    for flag in bulk.rows.iter().flat_map(|row| &row.process.flags) {
        let [raised, not, untold] = counted.entry((&flag.flag, flag.version)).or_default();
        *match flag.state {
            FlagState::Raised => raised,
            FlagState::NotRaised => not,
            FlagState::CantTell => untold,
        } += 1;
    }
    let (mut told, never): (Vec<_>, Vec<_>) =
        counted.into_iter().partition(|(_, [raised, not, _])| raised + not > 0);
    told.sort_by_key(|(_, [raised, ..])| std::cmp::Reverse(*raised));
    let rows = told
        .into_iter()
        .map(|((id, version), [raised, not, untold])| FlagRow {
            id: id.to_owned(),
            version,
            says: says(w, id),
            raised: number(w, raised),
            not_raised: number(w, not),
            cant_tell: number(w, untold),
        })
        .collect();
    (rows, never.len())
}

/// A threshold or a value, with its unit in the language of the page.
fn measure(w: &Words, text: &str) -> String {
    if let Some(days) = text.strip_suffix(" days").and_then(|days| days.parse::<usize>().ok()) {
        return w.count("bulk-days", &days);
    }
    let money = text.split_once(' ').and_then(|(amount, unit)| {
        Some(Money::new(amount.parse().ok()?, unit.parse::<Currency>().ok()?))
    });
    match money {
        Some(money) => show::value(w, &Value::Money(money)),
        None if text.parse::<Decimal>().is_ok() => show::grouped(text, w.lang()),
        None => text.to_owned(),
    }
}

/// A process with its flags; `up` leads to the folder of the language.
fn flagged(w: &Words, row: &Row, entity: EntityId, up: &str) -> Flagged {
    let raised = |flag: &ScreenedFlag| RaisedFlag {
        id: flag.flag.clone(),
        version: flag.version,
        says: says(w, &flag.flag),
        threshold: flag.threshold.as_deref().map(|text| measure(w, text)),
        inputs: flag
            .from
            .iter()
            .map(|input| Input {
                field: Field::of(w, &input.field),
                value: measure(w, &input.value),
                stands: input.stands.as_ref().and_then(|stands| {
                    let place = &stands.place;
                    let name = place.pointer.as_ref().or(place.column.as_ref());
                    let name = name.map_or("", String::as_str);
                    let line = place.line.to_string();
                    let words = w.with("bulk-stands", &[("field", name), ("line", &line)]);
                    let page = Page::Source(row.source).path();
                    Some((words, format!("{up}{page}#{}", row.anchor(entity, input)?)))
                }),
            })
            .collect(),
    };
    let untold = |flag: &ScreenedFlag| Untold {
        id: flag.flag.clone(),
        says: says(w, &flag.flag),
        missing: Field::all(w, &flag.missing),
        count: String::new(),
    };
    Flagged {
        name: row.name.clone(),
        page: Page::Entity(row.entity).path(),
        flags: row.flags(FlagState::Raised).map(raised).collect(),
        untold: row.flags(FlagState::CantTell).map(untold).collect(),
    }
}

fn untold_in_all(w: &Words, bulk: &Bulk) -> Vec<Untold> {
    let mut missing: BTreeMap<(&str, &[String]), usize> = BTreeMap::new();
    for flag in bulk.rows.iter().flat_map(|row| row.flags(FlagState::CantTell)) {
        *missing.entry((&flag.flag, &flag.missing)).or_default() += 1;
    }
    let row = |((id, missing), count): ((&str, &[String]), usize)| Untold {
        id: id.to_owned(),
        says: says(w, id),
        missing: Field::all(w, missing),
        count: number(w, count),
    };
    missing.into_iter().map(row).collect()
}

fn publishers(w: &Words, bulk: &Bulk) -> Vec<Publisher> {
    let mut all: BTreeMap<&str, (usize, BTreeMap<&str, usize>)> = BTreeMap::new();
    for row in &bulk.rows {
        let (processes, fields) = all.entry(&row.process.publisher).or_default();
        *processes += 1;
        for field in &row.process.filled {
            *fields.entry(field).or_default() += 1;
        }
    }
    all.into_iter()
        .map(|(name, (processes, fields))| {
            let (always, some): (Vec<_>, Vec<_>) =
                fields.into_iter().partition(|(_, count)| *count == processes);
            Publisher {
                name: name.to_owned(),
                processes: number(w, processes),
                always: always.into_iter().map(|(field, _)| Field::of(w, field)).collect(),
                sometimes: some
                    .into_iter()
                    .map(|(field, count)| Field {
                        count: Some(number(w, count)),
                        ..Field::of(w, field)
                    })
                    .collect(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Lang;

    #[test]
    fn measures_read_as_each_language_writes_them() {
        let cases = [
            ("1234567.50 MXN", "1\u{202f}234\u{202f}567.50\u{a0}MXN", "1,234,567.50\u{a0}MXN"),
            ("-20000.00 USD", "\u{2212}20\u{202f}000\u{a0}USD", "\u{2212}20,000\u{a0}USD"),
            // No currency that anybody has a name for stands as it was told.
            ("1234567.00 ZZZ", "1234567.00 ZZZ", "1234567.00 ZZZ"),
            ("0.4000", "0.4000", "0.4000"),
            ("12345", "12\u{202f}345", "12,345"),
            ("2031-05-09", "2031-05-09", "2031-05-09"),
            ("direct", "direct", "direct"),
        ];
        for (told, es, en) in cases {
            assert_eq!(measure(Words::of(Lang::Es), told), es);
            assert_eq!(measure(Words::of(Lang::En), told), en);
        }
    }
}
