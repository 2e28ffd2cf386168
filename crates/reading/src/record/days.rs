//! When: the days of a record, from and until, and how long it lasts.

use codebook::{Kind, Property, Value};

use super::{Record, Slot};
use crate::dates;
use crate::drafts::{Drafts, Subject};
use crate::fields::Field;
use crate::settled::Settled;

impl Record<'_> {
    pub(super) fn dates(
        &self,
        kind: Kind,
        subject: &Subject,
        drafts: &mut Drafts<'_>,
        settled: &Settled,
    ) {
        let awarded = [Field::Awarded, Field::Signed, Field::Date];
        let awarded = awarded.into_iter().find(|f| self.has(*f));
        // Where only the year of a purchase is given, it is when it was made.
        let year = || Some(Field::Year).filter(|_| !self.has(Field::Begins));
        let awarded = awarded.or_else(year).filter(|_| kind == Kind::Contract);
        let approved = Some(Field::Awarded).filter(|_| kind == Kind::System);
        let begun = match () {
            () if self.has(Field::Begins) => Field::Begins,
            () if self.is_outing() => Field::Date,
            () => Field::Year,
        };
        let begun = Some(begun).filter(|f| *f == Field::Begins || kind == Kind::System);
        // "2031-2032": the years of a deployment, from and until.
        let years = self.slots.get(&Field::Year).filter(|_| begun == Some(Field::Year));
        if let Some(slot) = years.filter(|_| !self.has(Field::Ends))
            && let [_, until] = dates::dates(&self.folded(slot), settled).as_slice()
        {
            let value = Value::Date(until.value.clone());
            let slot = self.at(&until.at, &self.with_title(slot));
            self.propose(subject, Property::EndDate, value, &slot, drafts);
        }
        let ranged = self.range(Field::Ends, subject, drafts, settled)
            || !self.has(Field::Ends) && self.range(Field::Length, subject, drafts, settled);
        let ends = Some(Field::Ends).filter(|_| !ranged);
        let pairs = [
            (awarded.or(approved), Property::AwardDate),
            (begun, Property::StartDate),
            (ends, Property::EndDate),
        ];
        for (field, property) in pairs {
            if let Some(slot) = field.and_then(|field| self.slots.get(&field)) {
                self.date(subject, property, slot, drafts, settled);
            }
        }
        let lasts = self.slots.get(&Field::Ends).or_else(|| self.slots.get(&Field::Length));
        if let Some(slot) = lasts.filter(|_| !ranged) {
            let folded = self.folded(slot);
            if dates::dates(&folded, settled).is_empty()
                && let Some(found) =
                    dates::durations(&folded, settled.language()).into_iter().next()
            {
                let slot = self.at(&found.at, slot);
                self.propose(
                    subject,
                    Property::EndDate,
                    Value::Duration(found.value),
                    &slot,
                    drafts,
                );
            }
        }
    }

    /// "01/04/2031 - 31/12/2033", in a field for how long it lasts or until when: from and until.
    fn range(
        &self,
        field: Field,
        subject: &Subject,
        drafts: &mut Drafts<'_>,
        settled: &Settled,
    ) -> bool {
        let Some(slot) = self.slots.get(&field) else { return false };
        let found = dates::dates(&self.folded(slot), settled);
        let [from, until] = found.as_slice() else { return false };
        let begun = self.has(Field::Begins);
        let ends = [(Property::StartDate, from), (Property::EndDate, until)];
        for (property, date) in ends.into_iter().skip(usize::from(begun)) {
            let value = Value::Date(date.value.clone());
            let slot = self.at(&date.at, &self.with_title(slot));
            self.propose(subject, property, value, &slot, drafts);
        }
        true
    }

    pub(super) fn date(
        &self,
        subject: &Subject,
        property: Property,
        slot: &Slot,
        drafts: &mut Drafts<'_>,
        settled: &Settled,
    ) {
        let folded = self.folded(slot);
        let found = dates::cell(&folded, settled);
        if let Some(date) = found.or_else(|| dates::dates(&folded, settled).into_iter().next()) {
            let slot = self.at(&date.at, &self.with_title(slot));
            self.propose(subject, property, Value::Date(date.value), &slot, drafts);
        }
    }
}
