//! Records of requests.

use codebook::{Property, Value};

use super::{Record, is_identifier};
use crate::cells;
use crate::drafts::{Drafts, Subject};
use crate::fields::Field;
use crate::settled::Settled;

impl Record<'_> {
    /// A request for records: its folio, when it was sent and answered, and how.
    pub(super) fn request(&self, subject: &Subject, drafts: &mut Drafts<'_>, settled: &Settled) {
        if let Some(slot) = self.slots.get(&Field::Folio)
            && let Some(value) = drafts.literal(&slot.value, Value::Identifier)
            && self.text.get(slot.value.clone()).is_some_and(is_identifier)
        {
            self.propose(subject, Property::ContractId, value, slot, drafts);
        }
        let sent = if self.has(Field::Requested) { Field::Requested } else { Field::Date };
        let pairs = [(sent, Property::StartDate), (Field::Answered, Property::EndDate)];
        for (field, property) in pairs {
            if let Some(slot) = self.slots.get(&field) {
                self.date(subject, property, slot, drafts, settled);
            }
        }
        let how = self.slots.get(&Field::Response).or_else(|| self.slots.get(&Field::Stage));
        if let Some(slot) = how
            && let Some(response) = cells::response(&self.folded(slot))
        {
            let value = Value::Response(response.value);
            self.propose(subject, Property::Response, value, &self.at(&response.at, slot), drafts);
        }
    }
}
