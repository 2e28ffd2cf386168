//! The mapping: a TOML file that says what the columns of a table mean.

use std::collections::BTreeMap;

use codebook::fold::fold;
use codebook::statement::{Extent, MoneyRole, Vat};
use codebook::{Currency, Form, Kind, Property, Qualifiers, ReaderId, Value};
use rust_decimal::Decimal;
use serde::Deserialize;

/// The longest mapping, in bytes.
const LONGEST: usize = 256 * 1024;

/// The version of what is done here: another reading of the same mapping is another reader.
const VERSION: u32 = 1;

/// A mapping, checked in itself; whether it fits a table shows when it is used.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub(crate) reader: ReaderId,
    pub(crate) sheet: Option<String>,
    /// The row of the header, from 1, as spreadsheets count.
    pub(crate) header: Option<u32>,
    pub(crate) ignore: Vec<String>,
    pub(crate) persons: Vec<String>,
    pub(crate) records: Vec<Record>,
}

/// What a row says of one subject.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) kind: Kind,
    /// The columns whose words, one after another, are its name.
    pub(crate) name: Vec<String>,
    pub(crate) says: Vec<Say>,
}

/// What a column says.
#[derive(Debug, Clone)]
pub(crate) struct Say {
    pub(crate) property: Property,
    pub(crate) column: String,
    pub(crate) valid: Option<String>,
    pub(crate) qualifiers: Qualifiers,
    pub(crate) format: Format,
    pub(crate) currency_column: Option<String>,
    pub(crate) times: Decimal,
    /// By a cell's words, folded: the value they mean, or nothing.
    pub(crate) words: BTreeMap<String, Option<Value>>,
}

/// How values are written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Format {
    pub(crate) dates: Option<DateOrder>,
    pub(crate) decimal: Option<char>,
    pub(crate) currency: Option<Currency>,
}

/// In which order numeric dates are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DateOrder {
    Dmy,
    Mdy,
    Ymd,
}

/// A text that is no mapping.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// It is longer than a mapping needs to be.
    #[error("a mapping has at most {LONGEST} bytes; this has {0}")]
    Long(usize),
    /// It is not the TOML of a mapping.
    #[error("the mapping can't be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// It is of another form.
    #[error("the mapping is of form {0}; this Veedor knows `v = 1`")]
    Form(u32),
    /// Its name can't be a reader's.
    #[error(
        "`{0}` can't name a mapping; expected lower-case letters, digits, - and _, at most 40, as purchases-2031"
    )]
    Name(String),
    /// Something in it can't be meant.
    #[error("{place}: {why}")]
    Wrong {
        /// Where: which record, which column.
        place: String,
        /// What is wrong, and what is expected.
        why: String,
    },
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// If the text is not one, or says something that can't be meant.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        if text.len() > LONGEST {
            return Err(MappingError::Long(text.len()));
        }
        let file: File = toml::from_str(text)?;
        if file.v != 1 {
            return Err(MappingError::Form(file.v));
        }
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        let fits = (1..=40).contains(&file.name.len()) && file.name.chars().all(plain);
        let reader = format!("import/{}/{VERSION}", file.name).parse().ok().filter(|_| fits);
        let reader = reader.ok_or(MappingError::Name(file.name))?;
        if file.header == Some(0) {
            return Err(wrong("header", "rows are counted from 1, as the spreadsheet shows them"));
        }
        let whole = file.format.format("format")?;
        let records = file
            .record
            .into_iter()
            .enumerate()
            .map(|(at, record)| record.checked(at + 1, whole))
            .collect::<Result<Vec<_>, _>>()?;
        if records.is_empty() {
            return Err(wrong("mapping", "it has no [[record]], so that nothing would come of it"));
        }
        let File { sheet, header, ignore, persons, .. } = file;
        Ok(Self { reader, sheet, header, ignore, persons, records })
    }

    /// Who proposes what is brought in by it: `import/NAME/1`.
    #[must_use]
    pub const fn reader(&self) -> &ReaderId {
        &self.reader
    }
}

fn wrong(place: impl Into<String>, why: impl Into<String>) -> MappingError {
    MappingError::Wrong { place: place.into(), why: why.into() }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    v: u32,
    name: String,
    sheet: Option<String>,
    header: Option<u32>,
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    persons: Vec<String>,
    #[serde(default)]
    format: FormatForm,
    #[serde(default)]
    record: Vec<RecordForm>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormatForm {
    dates: Option<DateOrder>,
    decimal: Option<String>,
    currency: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordForm {
    kind: Kind,
    name: Vec<String>,
    #[serde(default)]
    say: Vec<SayForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SayForm {
    property: Property,
    column: String,
    valid: Option<String>,
    dates: Option<DateOrder>,
    decimal: Option<String>,
    currency: Option<String>,
    currency_column: Option<String>,
    times: Option<u32>,
    money: Option<MoneyRole>,
    vat: Option<Vat>,
    extent: Option<Extent>,
    #[serde(default)]
    planned: bool,
    #[serde(default)]
    words: BTreeMap<String, String>,
}

impl FormatForm {
    fn format(&self, place: &str) -> Result<Format, MappingError> {
        let decimal = match self.decimal.as_deref() {
            None => None,
            Some(",") => Some(','),
            Some(".") => Some('.'),
            Some(other) => {
                let why = format!("`{other}` is no decimal sign; expected \",\" or \".\"");
                return Err(wrong(place, why));
            }
        };
        let currency = self.currency.as_deref().map(|code| {
            code.parse()
                .map_err(|error: codebook::money::CurrencyError| wrong(place, error.to_string()))
        });
        Ok(Format { dates: self.dates, decimal, currency: currency.transpose()? })
    }
}

impl RecordForm {
    fn checked(self, number: usize, whole: Format) -> Result<Record, MappingError> {
        let place = format!("record {number} ({})", self.kind);
        if self.name.is_empty() {
            let why = "say which columns name it, as name = [\"Contract number\"]";
            return Err(wrong(place, why));
        }
        if self.say.is_empty() {
            return Err(wrong(place, "it has no [[record.say]]: nothing would be said of it"));
        }
        let says = self.say.into_iter().map(|say| say.checked(&place, whole));
        Ok(Record { kind: self.kind, name: self.name, says: says.collect::<Result<_, _>>()? })
    }
}

impl SayForm {
    fn checked(self, record: &str, whole: Format) -> Result<Say, MappingError> {
        let place = format!("{record}, column `{}` as {}", self.column, self.property);
        let forms = self.property.forms();
        let is_money = forms.contains(&Form::Money);
        let is_number = is_money || forms.contains(&Form::Quantity);
        let narrowed = self.money.is_some() || self.vat.is_some() || self.extent.is_some();
        let priced = self.currency.is_some() || self.currency_column.is_some();
        if !is_money && (narrowed || priced) {
            let why = "only amounts have currency, currency_column, money, vat and extent";
            return Err(wrong(place, why));
        }
        if self.currency.is_some() && self.currency_column.is_some() {
            return Err(wrong(place, "say currency or currency_column, not both"));
        }
        if self.times.is_some_and(|times| !is_number || times == 0) {
            let why = "`times` multiplies amounts and counts, as times = 1000 for thousands";
            return Err(wrong(place, why));
        }
        let own = FormatForm { dates: self.dates, decimal: self.decimal, currency: self.currency };
        let own = own.format(&place)?;
        let own_currency = own.currency.is_some() || self.currency_column.is_some();
        let format = Format {
            dates: own.dates.or(whole.dates),
            decimal: own.decimal.or(whole.decimal),
            currency: if own_currency { own.currency } else { whole.currency },
        };
        let form = forms.first().copied().unwrap_or(Form::Text);
        let mut words = BTreeMap::new();
        for (written, meant) in self.words {
            let value = match meant.trim() {
                "" => None,
                meant => {
                    let value = form.parse(meant);
                    Some(value.map_err(|error| wrong(&place, error.to_string()))?)
                }
            };
            words.insert(fold(&written), value);
        }
        Ok(Say {
            property: self.property,
            column: self.column,
            valid: self.valid,
            qualifiers: Qualifiers {
                money: self.money,
                vat: self.vat,
                extent: self.extent,
                planned: self.planned,
            },
            format,
            currency_column: self.currency_column,
            times: Decimal::from(self.times.unwrap_or(1)),
            words,
        })
    }
}
