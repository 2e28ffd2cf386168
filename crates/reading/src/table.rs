//! Tables: a header says what each column is; a row is a contract or a system.

use std::collections::BTreeMap;
use std::ops::Range;

use codebook::layer::Cell;
use codebook::statement::MoneyRole;
use codebook::{Kind, Property, Qualifiers, Value};

use crate::bodies::is_institution;
use crate::drafts::{Drafts, Finding, Part, Subject};
use crate::fields::{Field, field};
use crate::folded::Folded;
use crate::names::{Acronyms, is_company};
use crate::relations::{self, Focus};
use crate::scene::Scene;
use crate::sentences::{sentences, trimmed};
use crate::settled::Settled;
use crate::{dates, money, persons, status, technology};

/// The most columns and bytes of a header that is still taken for one.
const MOST_COLUMNS: usize = 400;

/// Rows of cells, each its bytes in the layer.
pub(crate) struct Table {
    rows: Vec<Vec<Range<usize>>>,
}

impl Table {
    /// The table that a layer's map describes.
    pub(crate) fn of(cells: &[Cell]) -> Self {
        let rows = cells
            .chunk_by(|a, b| a.row == b.row)
            .map(|row| {
                let mut ranges = Vec::new();
                for cell in row {
                    let column = (cell.column as usize).min(MOST_COLUMNS);
                    ranges.resize(column, cell.start..cell.start);
                    ranges.push(cell.start..cell.end);
                }
                ranges
            })
            .collect();
        Self { rows }
    }

    /// The table in a plain text, if its first line is a header that is understood.
    pub(crate) fn in_text(text: &str) -> Option<Self> {
        let first = text.lines().next()?;
        let sign = *[b',', b';', b'\t', b'|']
            .iter()
            .max_by_key(|sign| first.bytes().filter(|b| b == *sign).count())?;
        let rows = split(text, sign);
        let header = rows.first().filter(|row| (3..=MOST_COLUMNS).contains(&row.len()))?;
        let known = header.iter().filter(|cell| field(&text[(*cell).clone()]).is_some()).count();
        (known >= 2 && rows.len() >= 2).then_some(Self { rows })
    }
}

/// Splits delimited text (RFC 4180) into the bytes of its cells, quotation marks aside.
fn split(text: &str, sign: u8) -> Vec<Vec<Range<usize>>> {
    let bytes = text.as_bytes();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at <= bytes.len() {
        let quoted = bytes.get(at) == Some(&b'"');
        let start = at + usize::from(quoted);
        let mut end = start;
        while end < bytes.len() {
            match bytes[end] {
                b'"' if quoted && bytes.get(end + 1) == Some(&b'"') => end += 2,
                b'"' if quoted => break,
                b'\n' | b'\r' if !quoted => break,
                b if b == sign && !quoted => break,
                _ => end += 1,
            }
        }
        let end = end.min(bytes.len());
        row.push(start..end);
        at = end + usize::from(quoted && end < bytes.len());
        // What stands between a closing quotation mark and the next sign belongs to no cell.
        while at < bytes.len() && bytes[at] != sign && !matches!(bytes[at], b'\n' | b'\r') {
            at += 1;
        }
        if bytes.get(at) == Some(&sign) {
            at += 1;
            continue;
        }
        rows.push(std::mem::take(&mut row));
        at += if bytes[at.min(bytes.len())..].starts_with(b"\r\n") { 2 } else { 1 };
        if at >= bytes.len() {
            break;
        }
    }
    rows.retain(|row: &Vec<Range<usize>>| row.len() > 1 || row.iter().any(|cell| !cell.is_empty()));
    rows
}

/// One row, with what its columns are.
struct Row<'t> {
    text: &'t str,
    cells: &'t [Range<usize>],
    fields: BTreeMap<Field, Range<usize>>,
    /// Which cells are about a person: they are in no quote.
    personal: Vec<bool>,
}

/// Proposes what the rows say that name a technology of the register's.
pub(crate) fn relate(table: &Table, drafts: &mut Drafts<'_>, settled: &Settled) {
    let text = drafts.text();
    let Some((header, rows)) = table.rows.split_first() else { return };
    let fields: Vec<Option<Field>> = header.iter().map(|cell| field(&text[cell.clone()])).collect();
    let of_persons: Vec<bool> =
        header.iter().map(|cell| is_of_persons(&text[cell.clone()])).collect();
    for cells in rows {
        let about = |(place, cell): (usize, &Range<usize>)| {
            let party = matches!(
                fields.get(place).copied().flatten(),
                Some(Field::Supplier | Field::Buyer | Field::Unit)
            );
            let words = text[cell.clone()].trim();
            let listed = of_persons.get(place).copied().unwrap_or_default();
            listed
                || party && !words.is_empty() && !is_institution(words)
                || persons::is_name(words)
                || drafts.identifies(cell)
        };
        let personal = cells.iter().enumerate().map(about).collect();
        let mut row = Row { text, cells, fields: BTreeMap::new(), personal };
        for (cell, field) in cells.iter().zip(&fields) {
            let cell = trimmed(text, cell.clone());
            if let Some(field) = field.filter(|_| !cell.is_empty()) {
                row.fields.entry(field).or_insert(cell);
            }
        }
        row.relate(drafts, settled);
    }
}

/// True for the header of a column about persons.
fn is_of_persons(header: &str) -> bool {
    const WORDS: &str = "contact|contacto|representante|representative|responsable|firmante|signatory|\
email|mail|correo|telefono|telephone|phone|celular|rfc|curp|officer|servidor|solicitante|requester|\
apellido|apellidos|surname|nombres|domicilio|passport|pasaporte|administrador";
    let folded = codebook::fold::fold(&header.replace(['_', '-'], " "));
    folded.split(' ').any(|word| WORDS.split('|').any(|listed| listed == word))
}

impl Row<'_> {
    fn relate(&self, drafts: &mut Drafts<'_>, settled: &Settled) {
        let technologies: Vec<_> = self
            .cells
            .iter()
            .flat_map(|cell| {
                technology::technologies(&Folded::new(&self.text[cell.clone()], cell.start))
            })
            .collect();
        let Some(subject) = self.subject().filter(|_| !technologies.is_empty()) else { return };
        for found in &technologies {
            let value = Value::Technology(found.value);
            drafts.propose(self.finding(&subject, Property::UsesTechnology, value, &found.at));
        }
        self.names(&subject, drafts);
        self.dates(&subject, drafts, settled);
        self.amount(&subject, drafts, settled);
        self.stage(&subject, drafts);
        self.prose(&subject, drafts, settled);
    }

    /// A contract where a number or an amount is given, else a system.
    fn subject(&self) -> Option<Subject> {
        let get = |field| self.fields.get(&field);
        let deal = get(Field::Id).is_some() || get(Field::Amount).is_some();
        let kind = if deal { Kind::Contract } else { Kind::System };
        let name = match kind {
            // Its number, where it has one: a title is no name, and the same in many rows.
            Kind::Contract => get(Field::Id).or(get(Field::Title))?,
            _ => get(Field::SystemName).or(get(Field::Title))?,
        };
        Subject::of(self.text, kind, &[Part::At(name)])
    }

    fn finding<'s>(
        &self,
        subject: &'s Subject,
        property: Property,
        value: Value,
        at: &Range<usize>,
    ) -> Finding<'s> {
        Finding::new("table/cell", subject, property, value, at, &self.around(at))
    }

    /// The row, or as many whole cells around `at` as a quote holds.
    fn around(&self, at: &Range<usize>) -> Range<usize> {
        const MOST: usize = 400;
        let here = self
            .cells
            .iter()
            .position(|cell| cell.start <= at.start && at.start < cell.end.max(cell.start + 1));
        let Some(here) = here else { return at.clone() };
        let cell = &self.cells[here];
        if cell.len() > MOST || self.is_personal(here) {
            return cell.clone();
        }
        let (mut first, mut last) = (here, here);
        loop {
            let span = |from: usize, to: usize| self.cells[to].end - self.cells[from].start;
            let left = first > 0 && !self.is_personal(first - 1) && span(first - 1, last) <= MOST;
            if left {
                first -= 1;
            }
            let right = last + 1 < self.cells.len()
                && !self.is_personal(last + 1)
                && span(first, last + 1) <= MOST;
            if right {
                last += 1;
            }
            if !left && !right {
                return self.cells[first].start.min(at.start)..self.cells[last].end.max(at.end);
            }
        }
    }

    fn is_personal(&self, place: usize) -> bool {
        self.personal.get(place).copied().unwrap_or_default()
    }

    fn names(&self, subject: &Subject, drafts: &mut Drafts<'_>) {
        const SHORT: usize = 120;
        let shown = |field, shows: fn(&str) -> bool| {
            self.fields.get(&field).filter(|cell| shows(&self.text[(*cell).clone()]))
        };
        // Either may be a natural person: only what is shown to be none is named.
        let buyer = shown(Field::Unit, is_institution).or(shown(Field::Buyer, is_institution));
        let supplier = shown(Field::Supplier, is_company);
        for (property, at) in [(Property::Buyer, buyer), (Property::Supplier, supplier)] {
            let Some(at) = at.filter(|at| at.len() <= SHORT) else { continue };
            if let Some(value) = drafts.literal(at, Value::Name) {
                drafts.propose(self.finding(subject, property, value, at));
            }
        }
        if let Some(at) = self.fields.get(&Field::Id)
            && let Some(value) = drafts.literal(at, Value::Identifier).filter(|_| at.len() <= 60)
        {
            drafts.propose(self.finding(subject, Property::ContractId, value, at));
        }
    }

    fn dates(&self, subject: &Subject, drafts: &mut Drafts<'_>, settled: &Settled) {
        let columns = [
            (Field::Awarded, Property::AwardDate),
            (Field::Begins, Property::StartDate),
            (Field::Ends, Property::EndDate),
        ];
        for (field, property) in columns {
            let Some(cell) = self.fields.get(&field) else { continue };
            let folded = Folded::new(&self.text[cell.clone()], cell.start);
            if let Some(date) = dates::dates(&folded, settled).into_iter().next() {
                drafts.propose(self.finding(subject, property, Value::Date(date.value), &date.at));
            }
        }
    }

    /// An amount, with the currency in its own cell or the one beside it.
    fn amount(&self, subject: &Subject, drafts: &mut Drafts<'_>, settled: &Settled) {
        let Some(cell) = self.fields.get(&Field::Amount) else { return };
        let currency = self.fields.get(&Field::Currency).filter(|c| c.start > cell.start);
        let end = currency.filter(|c| c.start - cell.end <= 3).map_or(cell.end, |c| c.end);
        let at = cell.start..end;
        let folded = Folded::new(&self.text[at.clone()], at.start);
        let found = money::money(&folded, settled).into_iter().next();
        let found = found.or_else(|| money::bare(&folded, settled));
        if let Some(found) = found {
            let value = Value::Money(found.value);
            let finding = self.finding(subject, Property::Amount, value, &found.at);
            let qualifiers =
                Qualifiers { money: Some(MoneyRole::Contract), ..Qualifiers::default() };
            drafts.propose(Finding { qualifiers, ..finding });
        }
    }

    fn stage(&self, subject: &Subject, drafts: &mut Drafts<'_>) {
        let Some(cell) = self.fields.get(&Field::Stage) else { return };
        let folded = Folded::new(&self.text[cell.clone()], cell.start);
        let found = status::statuses(&folded).into_iter().next();
        let (value, at) = match found {
            Some(found) => (Some(Value::Status(found.value)), found.at),
            None => (drafts.literal(cell, Value::Text), cell.clone()),
        };
        if let Some(value) = value.filter(|_| at.len() <= 80) {
            drafts.propose(self.finding(subject, Property::Status, value, &at));
        }
    }

    /// Long cells are read as prose about the row's subject.
    fn prose(&self, subject: &Subject, drafts: &mut Drafts<'_>, settled: &Settled) {
        const LONG: usize = 60;
        let mut focus = Focus::about(Some(subject.clone()));
        let mut known = Acronyms::default();
        let cells = self.cells.iter().zip(&self.personal);
        let long: Vec<_> = cells
            .filter(|(cell, personal)| {
                // A name has no prose; an identifier within prose is left out of its quotes.
                cell.len() >= LONG && (!**personal || drafts.identifies(cell))
            })
            .collect();
        for (cell, _) in long {
            for sentence in sentences(&self.text[cell.clone()], settled.language()) {
                let at = cell.start + sentence.at.start..cell.start + sentence.at.end;
                let scene = Scene::new(self.text, at, settled, &mut known);
                relations::relate(&scene, &mut focus, drafts);
            }
        }
    }
}
