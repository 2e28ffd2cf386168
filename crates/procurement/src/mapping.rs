//! CSV by a mapping file: which column says what of a release.

use std::collections::BTreeMap;

use codebook::fold::fold;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::facts::Currency;
use crate::numbers::{self, Mark, Read, Unread};

/// Leads from columns to the places of an OCDS release.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What it is called.
    pub name: String,
    /// The columns a file must have to be read by it.
    pub recognise: Vec<String>,
    /// The country that files of these columns are from (ISO 3166-1, two letters), where they are of one.
    #[serde(default)]
    country: Option<String>,
    /// The mark before tenths in files of these columns, where it is always the same.
    #[serde(default)]
    decimal: Option<Mark>,
    /// How the process is named.
    ocid: Ocid,
    /// What every row says, by JSON Pointer.
    #[serde(default)]
    fixed: BTreeMap<String, String>,
    /// The column of each place, by JSON Pointer.
    fields: BTreeMap<String, String>,
    /// The currency of an amount that the file does not name, by the pointer of the currency.
    #[serde(default)]
    money: BTreeMap<String, String>,
    /// What words at the beginning of a column stand for (folded), by JSON Pointer.
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, String>>,
    /// Up to which sign a column is read, by JSON Pointer.
    #[serde(default)]
    cut: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ocid {
    prefix: String,
    /// The first of these that is filled.
    columns: Vec<String>,
}

/// A row as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The release it says, as JSON.
    pub(crate) release: String,
    /// The numbers that were left out: the place of their column, why, and as they stand.
    pub(crate) left: Vec<(usize, Unread, String)>,
}

/// Behind the pointer of a number that is read otherwise than it is written: leads to its words.
const WRITTEN: &str = " as written";

/// True of places where OCDS has numbers.
fn is_number(pointer: &str) -> bool {
    ["/amount", "/numberOfTenderers"].iter().any(|tail| pointer.ends_with(tail))
        || (pointer.starts_with("/bids/statistics/") && pointer.ends_with("/value"))
}

/// A mapping file that can't be used.
#[derive(Debug, thiserror::Error)]
#[error(
    "mapping {name}: {why}; expected name, recognise, ocid and fields as in the shipped mappings"
)]
pub struct MappingError {
    name: String,
    why: String,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// Where it is no TOML, has other keys, or a place that is no JSON Pointer.
    pub fn parse(name: &str, text: &str) -> Result<Self, MappingError> {
        let error = |why: String| MappingError { name: name.to_owned(), why };
        let mapping: Self = toml::from_str(text).map_err(|e| error(e.message().to_owned()))?;
        let mut places =
            mapping.fields.keys().chain(mapping.fixed.keys()).chain(mapping.money.keys());
        if let Some(place) = places.find(|place| !place.starts_with('/')) {
            return Err(error(format!("{place:?} is no JSON Pointer")));
        }
        let capitals = |text: &str| text.bytes().all(|letter| letter.is_ascii_uppercase());
        if let Some(code) = mapping.money.values().find(|code| code.len() != 3 || !capitals(code)) {
            return Err(error(format!("{code:?} is no currency; expected three capitals")));
        }
        if let Some(code) = mapping.country.as_ref().filter(|it| it.len() != 2 || !capitals(it)) {
            return Err(error(format!("{code:?} is no country; expected two capitals")));
        }
        Ok(mapping)
    }

    /// The mappings that ship.
    #[must_use]
    pub fn shipped() -> Vec<Self> {
        [
            ("compranet", include_str!("../data/mappings/compranet.toml")),
            ("contracts-finder", include_str!("../data/mappings/contracts-finder.toml")),
        ]
        .iter()
        .filter_map(|(name, text)| Self::parse(name, text).ok())
        .collect()
    }

    /// True where a file with these columns is read by it.
    #[must_use]
    pub fn fits(&self, header: &[String]) -> bool {
        self.recognise.iter().all(|column| header.contains(column))
    }

    /// The country that files of these columns are from, where they are of one.
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    /// The currency that the mapping itself names at `pointer`, where no column does.
    #[must_use]
    pub fn currency(&self, pointer: &str) -> Option<&str> {
        self.money.get(pointer).filter(|_| self.column(pointer).is_none()).map(String::as_str)
    }

    /// The column that says what stands at `pointer`.
    #[must_use]
    pub fn column(&self, pointer: &str) -> Option<&str> {
        self.fields.get(pointer).map(String::as_str)
    }

    /// The number that the words of a cell at `pointer` say, if that is a place of numbers.
    #[must_use]
    pub fn number(&self, pointer: &str, words: &str) -> Option<Read> {
        is_number(pointer).then(|| numbers::read(words, self.decimal).ok()).flatten()
    }

    /// The column that what stands at `pointer` is from, and its words as the cell has them; no words where
    /// they were translated. `text` gives what stands at a pointer, if something does.
    pub fn cell(
        &self,
        pointer: &str,
        text: impl Fn(&str) -> Option<String>,
    ) -> Option<(&str, String)> {
        let words = text(pointer)?;
        if pointer == "/ocid" {
            let full = |column: &&String| {
                self.fields.iter().any(|(at, named)| named == *column && text(at).is_some())
            };
            let columns = &self.ocid.columns;
            let column = columns.iter().find(full).or_else(|| columns.last())?;
            return Some((column, words.strip_prefix(self.ocid.prefix.as_str())?.to_owned()));
        }
        let column = self.column(pointer)?;
        if self.values.contains_key(pointer) {
            return Some((column, String::new()));
        }
        Some((column, text(&format!("{pointer}{WRITTEN}")).unwrap_or(words)))
    }

    /// A row as a release; none where nothing names its process.
    #[must_use]
    pub(crate) fn release(&self, header: &[String], row: &[String]) -> Option<Row> {
        let cell = |column: &str| -> Option<(usize, &str)> {
            let place = header.iter().position(|name| name == column)?;
            let found = row.get(place).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
            found.map(|found| (place, found))
        };
        let process = self.ocid.columns.iter().find_map(|column| cell(column))?.1;
        let mut left: Vec<(usize, Unread, String)> = Vec::new();
        let mut release = Value::Object(Map::new());
        put(&mut release, "/ocid", format!("{}{process}", self.ocid.prefix));
        for (pointer, column) in &self.fields {
            let Some((place, found)) = cell(column) else { continue };
            let found = self.part(pointer, found);
            if is_number(pointer) {
                let unit = pointer.strip_suffix("amount").map(|at| {
                    let at = format!("{at}currency");
                    let named = || self.column(&at).and_then(|column| Some(cell(column)?.1));
                    let named = || Some(self.words(&at, self.part(&at, named()?)));
                    let fixed = self.fixed.get(&at).map(String::as_str).or_else(named);
                    Currency::new(fixed.or_else(|| self.money.get(&at).map(String::as_str))?)
                });
                match self.numeral(found, unit) {
                    Ok(number) => {
                        if number != found {
                            put(&mut release, &format!("{pointer}{WRITTEN}"), found.to_owned());
                        }
                        put(&mut release, pointer, number);
                    }
                    // One cell may be told at several places.
                    Err(why) if !left.iter().any(|(known, ..)| *known == place) => {
                        left.push((place, why, found.to_owned()));
                    }
                    Err(_) => {}
                }
                continue;
            }
            put(&mut release, pointer, self.words(pointer, found).to_owned());
        }
        for (pointer, text) in &self.fixed {
            let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
            // What a row does not have at all is not made up by a constant beside it.
            if pointer.starts_with("/packageInfo") || release.pointer(parent).is_some() {
                put(&mut release, pointer, text.clone());
            }
        }
        for (pointer, currency) in &self.money {
            let amount = pointer.replace("/currency", "/amount");
            // What a row says itself stands.
            if release.pointer(&amount).is_some() && release.pointer(pointer).is_none() {
                put(&mut release, pointer, currency.clone());
            }
        }
        Some(Row { release: serde_json::to_string(&release).ok()?, left })
    }

    /// What a cell says at a place: its words or, where they are translated, what they stand for.
    fn words<'c>(&'c self, pointer: &str, found: &'c str) -> &'c str {
        let Some(words) = self.values.get(pointer) else { return found };
        let folded = fold(found);
        let known = words.iter().find(|(word, _)| folded.contains(word.as_str()));
        known.map(|(_, code)| code.as_str()).unwrap_or_default()
    }

    /// A number as machines write it; of an amount, in a row that names this currency beside it, or none.
    fn numeral(&self, written: &str, unit: Option<Option<Currency>>) -> Result<String, Unread> {
        let number = numbers::read(written, self.decimal)?;
        match unit {
            Some(None) => Err(Unread::NoCurrency),
            Some(Some(unit)) if !number.may_be_in(unit.as_str()) => Err(Unread::OtherCurrency),
            _ => Ok(number.plain),
        }
    }

    /// As much of a cell as is read.
    fn part<'c>(&self, pointer: &str, cell: &'c str) -> &'c str {
        let cut = self.cut.get(pointer).and_then(|sign| cell.split(sign.as_str()).next());
        let found = cut.unwrap_or(cell).trim();
        // Some publishers put brackets around a whole cell, or around each of several, of which the first is read.
        let found = match found.strip_prefix('[') {
            Some(rest) if cut.is_some() || rest.ends_with(']') => rest.trim_end_matches(']'),
            _ => found,
        };
        found.trim()
    }
}

/// Puts a text at a place, making what leads there; only the first member of a list is ever made.
fn put(release: &mut Value, pointer: &str, text: String) {
    let mut at = release;
    for token in pointer.split('/').skip(1) {
        at = if token == "0" {
            if !at.is_array() {
                *at = Value::Array(vec![Value::Null]);
            }
            &mut at[0]
        } else {
            if !at.is_object() {
                *at = Value::Object(Map::new());
            }
            &mut at[token]
        };
    }
    *at = Value::String(text);
}
