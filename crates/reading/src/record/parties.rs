//! The parties of a record, and where it is.

use std::ops::Range;

use codebook::{Kind, Property, Value};

use super::words::{is_firm, is_trade_name, without_code};
use super::{LONGEST_NAME, Record, Shape, Slot};
use crate::bodies::is_institution;
use crate::companies::{self, is_company};
use crate::drafts::{Drafts, Finding, Subject};
use crate::fields::Field;
use crate::sentences::trimmed;

impl Record<'_> {
    /// A field's words where they name a public body, and nobody.
    pub(crate) fn body(&self, field: Field) -> Option<Range<usize>> {
        self.bodies(field).into_iter().next()
    }

    /// The bodies that a field names: "Vell S.A. / Faro Technologies" are two.
    pub(super) fn bodies(&self, field: Field) -> Vec<Range<usize>> {
        let body = |words: &str| is_institution(words) || is_company(words);
        self.parties(field, body)
    }

    /// A field's words where they name a company, and nobody.
    pub(super) fn company(&self, field: Field) -> Option<Range<usize>> {
        self.companies(field).into_iter().next()
    }

    /// The companies that a field names.
    pub(super) fn companies(&self, field: Field) -> Vec<Range<usize>> {
        let several = |words: &str| companies::is_consortium(&crate::written::words(words));
        self.parties(field, |words| {
            is_company(words) || is_trade_name(words) || is_firm(words) || several(words)
        })
    }

    /// What a field names: all of its words where they are one name, else each of those that a stroke or a semicolon
    /// sets apart.
    fn parties(&self, field: Field, is: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
        let Some(slot) = self.slots.get(&field) else { return Vec::new() };
        let at = &without_address(self.text, &slot.value);
        let Some(words) = self.text.get(at.clone()) else { return Vec::new() };
        let fits = |at: &Range<usize>| {
            at.len() <= LONGEST_NAME && self.text.get(at.clone()).is_some_and(&is)
        };
        if !words.contains([';', '/']) {
            return Some(at.clone()).filter(fits).into_iter().collect();
        }
        let mut parts = Vec::new();
        let mut from = at.start;
        for (sign, mark) in words.match_indices([';', '/']) {
            let apart = mark == ";" || words[..sign].ends_with(' ');
            if apart {
                parts.push(from..at.start + sign);
                from = at.start + sign + mark.len();
            }
        }
        parts.push(from..at.end);
        let own = |part: Range<usize>| without_code(self.text, trimmed(self.text, part));
        let parts: Vec<_> = parts.into_iter().map(own).collect();
        if parts.len() > 1 && parts.iter().all(fits) {
            return parts;
        }
        let whole = Some(at.clone()).filter(fits);
        // "Interior / Arden Park Police": the one that is known to be such.
        let some = parts.into_iter().filter(|part| whole.is_none() && fits(part));
        whole.clone().into_iter().chain(some).collect()
    }

    pub(crate) fn names(&self, subject: &Subject, drafts: &mut Drafts<'_>) {
        let place = self.place().map(|slot| &slot.value);
        // A part of the buyer buys where it is given; the office that signs does not.
        let buyers = [Field::Unit, Field::Buyer, Field::Office];
        let buyer = buyers.into_iter().find(|field| self.body(*field).is_some());
        let buyer = buyer.unwrap_or(Field::Buyer);
        // Of a system that no contract is told of, the "vendor" is whose technology it is.
        let label = self.slots.get(&Field::Supplier).and_then(|s| self.text.get(s.label.clone()));
        let vendor = self.shape != Shape::Form
            && label.is_some_and(|label| codebook::fold::fold(label).contains("vendor"))
            && subject.mention.kind == Kind::System;
        let supplies = if vendor { Property::TechnologyVendor } else { Property::Supplier };
        let named = [
            (Property::Buyer, buyer, self.bodies(buyer)),
            (supplies, Field::Supplier, self.companies(Field::Supplier)),
            (Property::TechnologyVendor, Field::Maker, self.companies(Field::Maker)),
            (Property::Place, Field::Place, place.cloned().into_iter().collect()),
        ];
        let town = self.town(buyer);
        if let Some(slot) = town
            && let Some(value) = drafts.literal(&slot.value, Value::Name)
        {
            let rule = match self.shape {
                Shape::Table => "table/town_buys",
                Shape::Form | Shape::Notation => "notation/town_buys",
            };
            let at = &slot.value;
            drafts.propose(Finding::new(rule, subject, Property::Buyer, value, at, &slot.quote));
        }
        for (property, field, at) in named {
            // Who buys is not where, too.
            if property == Property::Place && town.is_some() {
                continue;
            }
            let Some(slot) = self.slots.get(&field) else { continue };
            for at in at {
                if let Some(value) = drafts.literal(&at, Value::Name) {
                    let slot = self.at(&at, &self.with_title(slot));
                    self.propose(subject, property, value, &slot, drafts);
                }
            }
        }
    }

    /// In a data file, a value is quoted with the title over it, which says of what it is.
    pub(super) fn with_title(&self, slot: &Slot) -> Slot {
        const LONGEST: usize = 360;
        let title = self.slots.get(&Field::Title).filter(|_| self.shape == Shape::Notation);
        let over = title.filter(|title| {
            let gap = self.text.get(title.quote.end..slot.quote.start);
            gap.is_some_and(|gap| !gap.contains(['{', '}']))
                && slot.quote.end - title.quote.start <= LONGEST
        });
        let quote = over.map_or(slot.quote.start, |title| title.quote.start)..slot.quote.end;
        Slot { quote, ..slot.clone() }
    }

    /// "City | Cameras | Cost": where no body is named, the town of a row is who buys what stands in it.
    fn town(&self, buyer: Field) -> Option<&Slot> {
        const HEADS: &[&str] = &[
            "city",
            "town",
            "county",
            "municipality",
            "municipio",
            "ciudad",
            "jurisdiction",
            "jurisdiccion",
            "alcaldia",
            "comuna",
            "localidad",
            "borough",
            "ayuntamiento",
            "entidad federativa",
        ];
        let bought = [Field::Cameras, Field::Supplier, Field::Maker, Field::Amount, Field::Award];
        let named = self.body(buyer).is_some() || self.has(Field::Contract);
        if self.shape == Shape::Form || named || !bought.iter().any(|field| self.has(*field)) {
            return None;
        }
        let slot = self.place()?;
        let label = codebook::fold::fold_name(self.text.get(slot.label.clone())?);
        HEADS.contains(&label.as_str()).then_some(slot)
    }
}

/// "Arden Police Department, 12 Mill Road": a name without the street and number behind it.
fn without_address(text: &str, at: &Range<usize>) -> Range<usize> {
    let words = text.get(at.clone()).unwrap_or_default();
    let numbered =
        |(sign, _): &(usize, &str)| words[sign + 2..].starts_with(|c: char| c.is_ascii_digit());
    let end = words.match_indices(", ").find(numbered).map_or(words.len(), |(sign, _)| sign);
    at.start..at.start + end
}
