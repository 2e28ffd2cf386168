//! The header of a table: which row it is, and what each column holds.

use std::ops::Range;

use codebook::fold::fold;

use crate::bodies::is_institution;
use crate::fields::{Field, field, is_of_persons};
use crate::sentences::trimmed;
use crate::{cells, places};

/// How far down a header may stand: titles and notes come before it.
const LOOK: usize = 15;

/// So many different labels make a header, whatever else stands beside them.
const ENOUGH: usize = 5;

/// So many rows are looked at, to tell what a column holds.
const SAMPLE: usize = 30;

/// Parts of labels (folded) that say whose name stands there, and not what they are.
const NAMES: &[&str] = &["name", "nombre", "entity", "entidad", "who", "quien"];

/// What the columns of a table are.
pub(super) struct Header {
    /// By column; none where the label is not known.
    pub(super) fields: Vec<Option<Field>>,
    /// Where each column's label stands.
    pub(super) labels: Vec<Range<usize>>,
    /// Columns about persons.
    pub(super) persons: Vec<bool>,
    /// The first row under it.
    pub(super) first: usize,
}

/// True for a field whose words say what is bought or used.
pub(super) const fn is_goods(field: Field) -> bool {
    matches!(
        field,
        Field::Title
            | Field::Item
            | Field::System
            | Field::Technology
            | Field::Purpose
            | Field::Maker
            | Field::Contract
    )
}

/// True for a field that a record is about; dates and numbers alone make none.
const fn is_telling(field: Field) -> bool {
    !matches!(
        field,
        Field::Key
            | Field::Date
            | Field::Year
            | Field::Currency
            | Field::Measure
            | Field::Stage
            | Field::File
            | Field::Length
    )
}

impl Header {
    /// The header among the first rows: the one with the most labels that are known, in one row or,
    /// where groups of columns share a heading, in two.
    pub(super) fn of(text: &str, rows: &[Vec<Range<usize>>]) -> Option<Self> {
        let mut best: Option<(usize, Self)> = None;
        for at in 0..LOOK.min(rows.len().saturating_sub(1)) {
            let Some(labels) = labels(text, &rows[at]) else { continue };
            let two = rows.get(at + 1).and_then(|below| paired(text, &labels, below));
            let mut candidates = vec![(labels, at + 1)];
            candidates.extend(two.filter(|_| at + 2 < rows.len()).map(|two| (two, at + 2)));
            for (labels, first) in candidates {
                let known = known(&labels);
                if known > best.as_ref().map_or(0, |(most, _)| *most) {
                    let header = Header::from(text, &labels, &rows[first - 1], first);
                    let header = header.map(|header| header.looked_at(text, &labels, rows));
                    best = header.map(|header| (known, header)).or(best);
                }
            }
        }
        best.map(|(_, header)| header)
    }

    fn from(text: &str, labels: &[String], row: &[Range<usize>], first: usize) -> Option<Self> {
        let fields: Vec<_> = labels.iter().map(|label| field(label)).collect();
        let mut distinct: Vec<_> = fields.iter().flatten().copied().collect();
        distinct.sort_unstable();
        distinct.dedup();
        let filled = labels.iter().filter(|label| !label.is_empty()).count();
        // An inventory of sixty columns is told by the few that matter.
        let told = distinct.len() >= 2
            && (distinct.len() * 5 >= filled || distinct.len() >= ENOUGH)
            && distinct.iter().any(|field| is_telling(*field));
        let persons = labels.iter().map(|label| is_of_persons(label)).collect();
        told.then(|| Self {
            fields,
            labels: row.iter().map(|cell| trimmed(text, cell.clone())).collect(),
            persons,
            first,
        })
    }
}

impl Header {
    /// The same, with what only the cells under it tell.
    fn looked_at(mut self, text: &str, labels: &[String], rows: &[Vec<Range<usize>>]) -> Self {
        let under = |place: usize| {
            let rows = rows.iter().skip(self.first).take(SAMPLE);
            let cells = rows.filter_map(move |row| text.get(row.get(place)?.clone()));
            cells.map(str::trim).filter(|cell| !cells::is_empty(cell))
        };
        let states = self.states(labels, under);
        let bodies = self.bodies(labels, under);
        for place in states {
            let known = self.fields.contains(&Some(Field::Place));
            self.fields[place] = Some(Field::Place).filter(|_| !known);
        }
        if let Some(place) = bodies {
            self.fields[place] = Some(Field::Buyer);
        }
        self
    }

    /// Columns of states, which in Spanish are called as the state that something is in: those of tables that say
    /// the one or the other elsewhere too, or hold places.
    fn states<'t, C: Iterator<Item = &'t str>>(
        &self,
        labels: &[String],
        under: impl Fn(usize) -> C,
    ) -> Vec<usize> {
        let of = |wanted| self.fields.iter().filter(move |field| **field == Some(wanted)).count();
        let plain = |place: &usize| {
            self.fields[*place] == Some(Field::Stage)
                && labels.get(*place).is_some_and(|label| fold(label).trim() == "estado")
        };
        let holds = |place: usize| {
            let (mut all, mut places) = (0, 0);
            for cell in under(place) {
                all += 1;
                places += usize::from(places::is_place(cell));
            }
            2 * places > all
        };
        let towns = ["municipio", "ciudad", "localidad", "alcaldia"];
        let towns = labels.iter().any(|label| towns.contains(&fold(label).trim()));
        let is = |place: &usize| plain(place) && (of(Field::Stage) > 1 || towns || holds(*place));
        (0..self.fields.len()).filter(is).collect()
    }

    /// A column of names that are nearly all of bodies, where no other says whose each row is.
    fn bodies<'t, C: Iterator<Item = &'t str>>(
        &self,
        labels: &[String],
        under: impl Fn(usize) -> C,
    ) -> Option<usize> {
        let whose = [Field::Buyer, Field::Unit, Field::Office, Field::Asked, Field::System];
        if self.fields.iter().flatten().any(|field| whose.contains(field)) {
            return None;
        }
        let named = |place: &usize| {
            let label = labels.get(*place).map(|label| fold(label)).unwrap_or_default();
            self.fields[*place].is_none() && NAMES.iter().any(|name| label.contains(name))
        };
        let holds = |place: &usize| {
            let (mut all, mut bodies) = (0, 0);
            for cell in under(*place) {
                all += 1;
                bodies += usize::from(is_institution(cell));
            }
            all > 0 && 3 * bodies >= 2 * all
        };
        (0..self.fields.len()).filter(named).find(holds)
    }
}

fn known(labels: &[String]) -> usize {
    labels.iter().filter(|label| field(label).is_some()).count()
}

/// The labels of a row that may be a header: two at least, none of them long.
fn labels(text: &str, row: &[Range<usize>]) -> Option<Vec<String>> {
    const LONGEST: usize = 120;
    let labels: Vec<String> = row.iter().map(|cell| label(&text[cell.clone()])).collect();
    let filled = || labels.iter().filter(|label| !label.is_empty());
    let short = filled().filter(|label| label.len() <= LONGEST).count();
    (filled().count() >= 2 && short == filled().count()).then_some(labels)
}

/// A cell's words as a label: without the signs of Markdown and the notes' marks.
fn label(cell: &str) -> String {
    cell.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '`' | '"' | '_' | '\u{feff}')
    })
    .to_owned()
}

/// Each column's label with the heading of its group over it.
fn paired(text: &str, above: &[String], below: &[Range<usize>]) -> Option<Vec<String>> {
    let below = labels(text, below)?;
    let mut group = "";
    let mut paired = Vec::new();
    for at in 0..above.len().max(below.len()) {
        let over = above.get(at).map_or("", String::as_str);
        let under = below.get(at).map_or("", String::as_str);
        if !over.is_empty() {
            group = over;
        }
        let both = format!("{group} {under}");
        paired.push(match under {
            "" => over.to_owned(),
            _ if field(&both).is_some() => both,
            _ => under.to_owned(),
        });
    }
    // A row of data under the header adds no label.
    let added = below.iter().filter(|label| field(label).is_some()).count();
    (added * 2 >= below.iter().filter(|label| !label.is_empty()).count()).then_some(paired)
}
