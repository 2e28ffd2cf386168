//! A row: which technologies it names, and what its cells say of them.

use std::ops::Range;

use codebook::{Kind, Technology};

use super::header::{Header, is_goods};
use crate::bodies::is_institution;
use crate::drafts::{Drafts, Subject};
use crate::fields::Field;
use crate::folded::{Folded, Found};
use crate::record::{Record, Shape, Slot};
use crate::relations::{self, Focus};
use crate::scene::Scene;
use crate::sentences::{sentences, trimmed};
use crate::settled::Settled;
use crate::short_names::Acronyms;
use crate::{persons, technology};

/// One row, with what its columns are.
pub(super) struct Row<'t> {
    pub(super) text: &'t str,
    pub(super) cells: &'t [Range<usize>],
    pub(super) header: &'t Header,
}

impl Row<'_> {
    /// Proposes what it says, if it is about a technology of the register's.
    pub(super) fn relate(
        &self,
        caption: &[Found<Technology>],
        drafts: &mut Drafts<'_>,
        settled: &Settled,
    ) {
        let own = self.technologies();
        if own.is_empty() && (caption.is_empty() || !self.is_filled()) {
            return;
        }
        let personal = self.personal(drafts);
        let slot = |found: &Found<Technology>| {
            let quote = self.around(&found.at, &personal);
            (found.value, Slot { value: found.at.clone(), quote, label: found.at.clone() })
        };
        let named = if own.is_empty() { caption } else { own.as_slice() };
        let mut record = Record {
            text: self.text,
            shape: Shape::Table,
            slots: Default::default(),
            technologies: named.iter().map(slot).collect(),
        };
        for (place, cell) in self.cells.iter().enumerate() {
            let value = self.listed(place, shown(self.text, cell));
            if let Some(field) = self.field(place).filter(|_| !value.is_empty()) {
                let quote = self.around(&value, &personal);
                let label = self.header.labels.get(place).cloned().unwrap_or(value.clone());
                let slot = Slot { value, quote, label };
                let known = record.slots.entry(field).or_insert_with(|| slot.clone());
                // "SSB" beside the whole name of who that is.
                let short = |at: &Range<usize>| crate::names::is_acronym(&self.text[at.clone()]);
                if field == Field::Buyer && short(&known.value) && !short(&slot.value) {
                    *known = slot;
                }
            }
        }
        if let Some(subject) = record.relate(drafts, settled) {
            self.prose(&subject, &personal, drafts, settled);
        }
    }

    /// "[Gaze Works Ltd|1 High Street|…]": the first of what a cell holds about a company is its name.
    fn listed(&self, place: usize, cell: Range<usize>) -> Range<usize> {
        let words = &self.text[cell.clone()];
        let end = words.strip_prefix('[').and_then(|list| list.find(['|', ']']));
        match end.filter(|_| self.field(place) == Some(Field::Supplier)) {
            Some(end) => trimmed(self.text, cell.start + 1..cell.start + 1 + end),
            None => cell,
        }
    }

    fn field(&self, place: usize) -> Option<Field> {
        self.header.fields.get(place).copied().flatten()
    }

    /// True where it says more than its name: a heading between rows does not.
    fn is_filled(&self) -> bool {
        self.cells.iter().filter(|cell| !shown(self.text, cell).is_empty()).count() >= 2
    }

    /// What its cells name: not the names of bodies and companies, nor addresses.
    fn technologies(&self) -> Vec<Found<Technology>> {
        let (Some(start), Some(end)) = (
            self.cells.iter().map(|cell| cell.start).min(),
            self.cells.iter().map(|cell| cell.end).max(),
        ) else {
            return Vec::new();
        };
        let mut found = technology::technologies(&Folded::new(&self.text[start..end], start));
        found.retain(|found| {
            let holds =
                |cell: &Range<usize>| cell.start <= found.at.start && found.at.end <= cell.end;
            self.cells.iter().position(holds).is_some_and(|place| self.speaks(place))
        });
        // What is bought names the record before what is only remarked.
        found.sort_by_key(|found| {
            let holds =
                |cell: &Range<usize>| cell.start <= found.at.start && found.at.end <= cell.end;
            let goods = self.cells.iter().position(holds).and_then(|place| self.field(place));
            (!goods.is_some_and(is_goods), found.at.start)
        });
        found
    }

    /// True where a cell's words are about what is bought or used.
    fn speaks(&self, place: usize) -> bool {
        let party = matches!(
            self.field(place),
            Some(
                Field::Buyer
                    | Field::Unit
                    | Field::Office
                    | Field::Supplier
                    | Field::Asked
                    | Field::Law
            )
        );
        let words = self.cells.get(place).map_or("", |cell| self.text[cell.clone()].trim());
        let address = words.starts_with("http") || words.starts_with("www.");
        !party && !address && !self.header.persons.get(place).copied().unwrap_or_default()
    }

    /// Which cells are about a person: they are in no quote but their own.
    pub(super) fn personal(&self, drafts: &Drafts<'_>) -> Vec<bool> {
        let about = |(place, cell): (usize, &Range<usize>)| {
            let party = matches!(
                self.field(place),
                Some(Field::Supplier | Field::Buyer | Field::Unit | Field::Office)
            );
            let words = self.text[cell.clone()].trim();
            self.header.persons.get(place).copied().unwrap_or_default()
                || party && !words.is_empty() && !is_institution(words)
                || persons::is_name(words)
                || drafts.identifies(cell)
        };
        self.cells.iter().enumerate().map(about).collect()
    }

    /// The row, or as many whole cells around `at` as a quote holds.
    pub(super) fn around(&self, at: &Range<usize>, personal: &[bool]) -> Range<usize> {
        const MOST: usize = 400;
        let is_personal = |place: usize| personal.get(place).copied().unwrap_or_default();
        let holds = |cell: &Range<usize>| cell.start <= at.start && at.end <= cell.end;
        let Some(here) = self.cells.iter().position(holds) else { return at.clone() };
        let cell = &self.cells[here];
        if cell.len() > MOST || is_personal(here) {
            return cell.clone();
        }
        let (mut start, mut end) = (cell.start, cell.end);
        let (mut first, mut last) = (here, here);
        loop {
            let before = first.checked_sub(1).and_then(|place| self.cells.get(place));
            let left = before.filter(|cell| {
                !is_personal(first - 1) && cell.start <= start && end - cell.start <= MOST
            });
            if let Some(cell) = left {
                (first, start) = (first - 1, cell.start);
            }
            let after = self.cells.get(last + 1);
            let right = after.filter(|cell| {
                !is_personal(last + 1) && end <= cell.end && cell.end - start <= MOST
            });
            if let Some(cell) = right {
                (last, end) = (last + 1, cell.end);
            }
            if left.is_none() && right.is_none() {
                return trimmed(self.text, start..end);
            }
        }
    }

    /// Long cells are read as prose about the row's subject.
    fn prose(
        &self,
        subject: &Subject,
        personal: &[bool],
        drafts: &mut Drafts<'_>,
        settled: &Settled,
    ) {
        const LONG: usize = 60;
        /// What a ruling found is said in a few words.
        const LAWS: usize = 28;
        let least = if subject.mention.kind == Kind::Law { LAWS } else { LONG };
        let mut focus = Focus::about(subject.clone());
        let mut known = Acronyms::default();
        let long: Vec<_> = self
            .cells
            .iter()
            .zip(personal)
            .filter(|(cell, personal)| {
                // A name has no prose; an identifier within prose is left out of its quotes.
                cell.len() >= least && (!**personal || drafts.identifies(cell))
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

/// The words of a cell: without white space and the signs of Markdown.
pub(super) fn shown(text: &str, cell: &Range<usize>) -> Range<usize> {
    let at = trimmed(text, cell.clone());
    let words = &text[at.clone()];
    let sign = |c: char| matches!(c, '*' | '`' | '"');
    let start = at.start + (words.len() - words.trim_start_matches(sign).len());
    let end = start + words.trim_matches(sign).len();
    trimmed(text, start..end)
}
