//! A first mapping, from the header of a table: for a person to look through.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use codebook::layer::{Cell, Table};
use codebook::{Currency, SourceMeta, TextLayer};
use reading::{Heading, Headings};

use crate::columns::{ImportError, letters};
use crate::dates::date;
use crate::mapping::DateOrder;
use crate::numbers::{amount, share};

/// How many rows are looked at to tell how dates and numbers are written.
const LOOK: usize = 500;

/// What fields of the lexicon of headings are said as: each with its property, and what narrows it.
type Fields = &'static [(&'static str, &'static str, &'static str)];

const CONTRACT: Fields = &[
    ("contract", "contract_id", ""),
    ("tender", "contract_id", ""),
    ("technology", "uses_technology", ""),
    ("item", "uses_technology", ""),
    ("title", "uses_technology", ""),
    ("unit", "buyer", ""),
    ("buyer", "buyer", ""),
    ("supplier", "supplier", ""),
    ("maker", "technology_vendor", ""),
    ("amount", "amount", "money = \"contract\""),
    ("net", "amount", "money = \"contract\"\nvat = \"excluded\""),
    ("award", "amount", "money = \"award\""),
    ("budget", "amount", "money = \"budget\""),
    ("paid", "amount", "money = \"paid\""),
    ("amendment", "amount", "money = \"amendment\""),
    ("minimum", "amount", "money = \"contract\"\nextent = \"minimum\""),
    ("maximum", "amount", "money = \"contract\"\nextent = \"maximum\""),
    ("awarded", "award_date", ""),
    ("signed", "award_date", ""),
    ("begins", "start_date", ""),
    ("ends", "end_date", ""),
    ("length", "end_date", ""),
    ("stage", "status", ""),
    ("place", "place", ""),
    ("cameras", "cameras", ""),
    ("purpose", "purpose", ""),
    ("law", "legal_basis", ""),
];

const SYSTEM: Fields = &[
    ("technology", "uses_technology", ""),
    ("item", "uses_technology", ""),
    ("title", "uses_technology", ""),
    ("unit", "buyer", ""),
    ("buyer", "buyer", ""),
    ("supplier", "supplier", ""),
    ("maker", "technology_vendor", ""),
    ("amount", "amount", ""),
    ("begins", "start_date", ""),
    ("year", "start_date", ""),
    ("ends", "end_date", ""),
    ("stage", "status", ""),
    ("place", "place", ""),
    ("cameras", "cameras", ""),
    ("purpose", "purpose", ""),
    ("law", "legal_basis", ""),
];

const REQUEST: Fields = &[
    ("folio", "contract_id", ""),
    ("requested", "start_date", ""),
    ("date", "start_date", ""),
    ("answered", "end_date", ""),
    ("response", "response", ""),
    ("stage", "response", ""),
];

/// Properties of which the first column that says one is taken.
const ONCE: &[&str] =
    &["uses_technology", "buyer", "award_date", "start_date", "end_date", "status", "response"];

/// Writes a mapping called `name` for the first table of a layer whose header is understood, as TOML.
///
/// # Errors
/// If there is no table, none of its rows is understood as a header, or nothing in it names a record.
pub fn suggest(layer: &TextLayer, name: &str) -> Result<String, ImportError> {
    if layer.extractor().hidden {
        return Err(ImportError::Hidden);
    }
    let mut tables = layer.map().tables().peekable();
    tables.peek().ok_or(ImportError::NoTable)?;
    let text = layer.text();
    let (table, headings) = tables
        .find_map(|table| Some((table, Headings::of(text, table.cells)?)))
        .ok_or(ImportError::NoHeader)?;
    let seen = Seen { text, table, headings };
    seen.mapping(name).ok_or(ImportError::NoHeader)
}

struct Seen<'a> {
    text: &'a str,
    table: Table<'a>,
    headings: Headings,
}

impl Seen<'_> {
    fn of(&self, field: &str) -> Option<&Heading> {
        self.headings.columns.iter().find(|column| column.field == Some(field) && !column.persons)
    }

    /// What the rows are about, the columns that name it, and what its columns may say.
    fn record(&self) -> Option<(&'static str, Vec<&Heading>, Fields)> {
        let first = |fields: &[&str]| fields.iter().find_map(|field| self.of(field));
        let has = |fields: &[&str]| fields.iter().any(|field| self.of(field).is_some());
        if has(&["folio"]) {
            return Some(("request", vec![self.of("folio")?], REQUEST));
        }
        let deal = ["contract", "tender", "amount", "award", "budget", "paid", "signed"];
        if has(&["system"]) && !has(&["contract", "tender", "signed", "awarded"]) || !has(&deal) {
            return Some((
                "system",
                vec![first(&["system", "title", "item", "technology"])?],
                SYSTEM,
            ));
        }
        if let Some(number) = first(&["contract", "tender", "file", "key"]) {
            return Some(("contract", vec![number], CONTRACT));
        }
        let what = first(&["title", "item", "technology", "system"])?;
        Some(("contract", first(&["unit", "buyer"]).into_iter().chain([what]).collect(), CONTRACT))
    }

    fn mapping(&self, name: &str) -> Option<String> {
        let (kind, named, fields) = self.record()?;
        let mut said: BTreeSet<u32> = named.iter().map(|heading| heading.column).collect();
        let currency = self.of("currency");
        let (mut says, mut once) = (String::new(), BTreeSet::new());
        let (mut dated, mut priced) = (Vec::new(), Vec::new());
        for (field, property, more) in fields {
            let Some(heading) = self.of(field) else { continue };
            if ONCE.contains(property) && !once.insert(*property) {
                continue;
            }
            said.insert(heading.column);
            let _ = write!(
                says,
                "\n[[record.say]]\nproperty = \"{property}\"\ncolumn = {}\n",
                self.name(heading)
            );
            if !more.is_empty() {
                let _ = writeln!(says, "{more}");
            }
            match *property {
                "amount" => {
                    priced.push(heading.column);
                    let _ = match (currency, in_label(&heading.label)) {
                        (Some(currency), _) => {
                            said.insert(currency.column);
                            writeln!(says, "currency_column = {}", self.name(currency))
                        }
                        (None, Some(code)) => writeln!(says, "currency = \"{code}\""),
                        (None, None) => writeln!(says, "# currency = \"…\""),
                    };
                }
                "award_date" | "start_date" | "end_date" => dated.push(heading.column),
                "cameras" => priced.push(heading.column),
                _ => {}
            }
        }
        if says.is_empty() {
            return None;
        }
        let mut out = format!(
            "# Which columns mean what. Look it through, then: veedor import FILE --mapping THIS --dry-run\nv = 1\nname = \"{name}\"\n"
        );
        if let Some(sheet) = self.table.name {
            let _ = writeln!(out, "sheet = {}", quoted(sheet));
        }
        let _ = writeln!(out, "header = {}", self.headings.row + 1);
        self.rest(&said, &mut out);
        let _ = writeln!(out, "\n[format]");
        let _ = match self.order(&dated) {
            Some(order) => writeln!(out, "dates = \"{order}\""),
            None => writeln!(out, "# dates = \"dmy\" or \"mdy\""),
        };
        let _ = match self.sign(&priced) {
            Some(sign) => writeln!(out, "decimal = \"{sign}\""),
            None => writeln!(out, "# decimal = \",\" or \".\""),
        };
        let names: Vec<String> = named.iter().map(|heading| self.name(heading)).collect();
        let _ = writeln!(out, "\n[[record]]\nkind = \"{kind}\"\nname = [{}]", names.join(", "));
        out.push_str(&says);
        Some(out)
    }

    /// Names the columns that are left out, and those about persons.
    fn rest(&self, said: &BTreeSet<u32>, out: &mut String) {
        let (mut ignored, mut persons) = (Vec::new(), Vec::new());
        for heading in &self.headings.columns {
            if said.contains(&heading.column) || !self.is_filled(heading) {
                continue;
            }
            let list = if heading.persons { &mut persons } else { &mut ignored };
            list.push(self.name(heading));
        }
        let known: BTreeSet<u32> = self.headings.columns.iter().map(|it| it.column).collect();
        let beyond: BTreeSet<u32> = self
            .rows()
            .filter(|cell| !known.contains(&cell.column) && !self.words(cell).is_empty())
            .map(|cell| cell.column)
            .collect();
        ignored.extend(beyond.iter().map(|column| format!("\"#{}\"", letters(*column))));
        let _ = writeln!(out, "ignore = [{}]", ignored.join(", "));
        let _ = writeln!(out, "persons = [{}]", persons.join(", "));
    }

    fn is_filled(&self, heading: &Heading) -> bool {
        !heading.label.trim().is_empty()
            || self.rows().any(|cell| cell.column == heading.column && !self.words(cell).is_empty())
    }

    fn rows(&self) -> impl Iterator<Item = &Cell> {
        self.table.cells.iter().filter(|cell| cell.row > self.headings.row)
    }

    fn words(&self, cell: &Cell) -> &str {
        self.text.get(cell.start..cell.end).unwrap_or_default().trim()
    }

    /// A column as a mapping names it: by its header, or its letter where that tells it not apart.
    fn name(&self, heading: &Heading) -> String {
        let folded = codebook::fold::fold(&heading.label);
        let same = |other: &&Heading| codebook::fold::fold(&other.label) == folded;
        let alone = self.headings.columns.iter().filter(same).count() == 1;
        if folded.is_empty() || !alone || heading.label.starts_with('#') {
            return format!("\"#{}\"", letters(heading.column));
        }
        let label = heading.label.split_whitespace().collect::<Vec<_>>().join(" ");
        quoted(&label)
    }

    fn sample(&self, columns: &[u32]) -> Vec<&str> {
        let cells = self.rows().filter(|cell| columns.contains(&cell.column));
        cells.map(|cell| self.words(cell)).filter(|words| !words.is_empty()).take(LOOK).collect()
    }

    /// The order by which more of the dates can be read, if one is.
    fn order(&self, columns: &[u32]) -> Option<&'static str> {
        let sample = self.sample(columns);
        let meta = SourceMeta::default();
        let read = |order| sample.iter().filter(|it| date(it, Some(order), &meta).is_ok()).count();
        match read(DateOrder::Dmy).cmp(&read(DateOrder::Mdy)) {
            std::cmp::Ordering::Greater => Some("dmy"),
            std::cmp::Ordering::Less => Some("mdy"),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The sign by which more of the numbers can be read, if one is.
    fn sign(&self, columns: &[u32]) -> Option<char> {
        let sample = self.sample(columns);
        let read = |sign| {
            sample
                .iter()
                .filter(|it| amount(it, Some(sign)).or_else(|_| share(it, Some(sign))).is_ok())
                .count()
        };
        match read('.').cmp(&read(',')) {
            std::cmp::Ordering::Greater => Some('.'),
            std::cmp::Ordering::Less => Some(','),
            std::cmp::Ordering::Equal => None,
        }
    }
}

fn quoted(words: &str) -> String {
    toml::Value::String(words.to_owned()).to_string()
}

fn in_label(label: &str) -> Option<Currency> {
    label.split(|c: char| !c.is_alphanumeric()).find_map(|word| word.parse().ok())
}
