//! Records of laws, bills, rulings and orders: what a register of them says of each.

use std::ops::Range;

use codebook::{Property, Value};

use super::words::is_identifier;
use super::{Record, Slot};
use crate::drafts::{Drafts, Subject};
use crate::fields::Field;
use crate::settled::Settled;
use crate::{cells, persons, status};

impl Record<'_> {
    /// True for a record of a law or a ruling: it has its name or its citation, and bought nothing.
    pub(super) fn is_of_law(&self) -> bool {
        let bought = [
            Field::Supplier,
            Field::Contract,
            Field::Tender,
            Field::Award,
            Field::Folio,
            Field::System,
            Field::Cameras,
        ];
        // What a source is cited with is no law's number.
        let cited = || {
            let slot = self.slots.get(&Field::Citation)?;
            self.text.get(slot.value.clone()).filter(|words| is_identifier(words))
        };
        (self.has(Field::Case) || cited().is_some()) && !bought.iter().any(|field| self.has(*field))
    }

    /// Its citation, when it was decided and since when it holds, what became of it, where, and what was to be paid.
    pub(super) fn law(&self, subject: &Subject, drafts: &mut Drafts<'_>, settled: &Settled) {
        let cited = self.slots.get(&Field::Citation).or_else(|| self.slots.get(&Field::File));
        // "HB 1234", "Ley 1581": a law's name may be its number.
        let number = |slot: &&Slot| self.text.get(slot.value.clone()).is_some_and(is_number);
        let cited = cited.or_else(|| self.slots.get(&Field::Case).filter(number));
        if let Some(slot) = cited
            && self.text.get(slot.value.clone()).is_some_and(is_identifier)
            && let Some(value) = drafts.literal(&slot.value, Value::Identifier)
        {
            self.propose(subject, Property::ContractId, value, slot, drafts);
        }
        let decided = [Field::Awarded, Field::Signed, Field::Date];
        let decided = decided.into_iter().find(|field| self.has(*field));
        // A year is that of a ruling, and the one that a law is from.
        let suit = self.slots.get(&Field::Case).and_then(|slot| self.text.get(slot.value.clone()));
        let year = Some(Field::Year).filter(|_| decided.is_none());
        let (ruled, begun) = if suit.is_some_and(is_suit) { (year, None) } else { (None, year) };
        let days = [
            (decided.or(ruled), Property::AwardDate),
            (
                begun.filter(|_| !self.has(Field::Begins)).or(Some(Field::Begins)),
                Property::StartDate,
            ),
            (Some(Field::Ends), Property::EndDate),
        ];
        for (field, property) in days {
            if let Some(slot) = field.and_then(|field| self.slots.get(&field)) {
                self.date(subject, property, slot, drafts, settled);
            }
        }
        self.outcome(subject, drafts);
        if let Some(slot) = self.slots.get(&Field::Case)
            && self.text.get(slot.value.clone()).is_some_and(is_suit)
            && let Some(value) = drafts.literal(&slot.value, Value::Text)
        {
            self.propose(subject, Property::LegalChallenge, value, slot, drafts);
        }
        self.amounts(subject.mention.kind, subject, drafts, settled);
        self.names(subject, drafts);
        self.words(subject, drafts);
    }

    /// What became of it, in the codebook's words or its own.
    fn outcome(&self, subject: &Subject, drafts: &mut Drafts<'_>) {
        let Some(slot) = self.slots.get(&Field::Stage).or_else(|| self.slots.get(&Field::Response))
        else {
            return;
        };
        let at = first_part(self.text, &slot.value);
        let words = self.text.get(at.clone()).unwrap_or_default();
        let pending = words.eq_ignore_ascii_case("pending");
        if cells::is_empty(words) && !pending || persons::is_name(words) {
            return;
        }
        let part = self.at(&at, slot);
        let known = status::statuses(&self.folded(&part)).into_iter().next();
        let (value, at) = match known {
            Some(found) => (Some(Value::Status(found.value)), found.at),
            None => (drafts.literal(&at, Value::Text), at),
        };
        if let Some(value) = value {
            let whole = Slot { value: at, ..slot.clone() };
            self.propose(subject, Property::Status, value, &whole, drafts);
        }
    }
}

/// What a cell says first: "Dismissed — the policy was lawful" is dismissed.
fn first_part(text: &str, at: &Range<usize>) -> Range<usize> {
    const ENDS: [&str; 6] = [" — ", " – ", " - ", "; ", ". ", " ("];
    let words = text.get(at.clone()).unwrap_or_default();
    let end = ENDS.iter().filter_map(|end| words.find(end)).min().unwrap_or(words.len());
    at.start..at.start + end
}

/// True for the name of a suit: somebody against somebody.
fn is_suit(name: &str) -> bool {
    const SIGNS: [&str; 6] = [" v ", " v. ", " vs ", " vs. ", " c/ ", " contra "];
    const LONGEST: usize = 120;
    name.len() <= LONGEST && SIGNS.iter().any(|sign| name.contains(sign))
}

/// True for a name of three words at most that ends in a number.
fn is_number(name: &str) -> bool {
    name.split_whitespace().count() <= 3
        && name
            .rsplit(' ')
            .next()
            .is_some_and(|last| last.starts_with(|c: char| c.is_ascii_digit()))
}
