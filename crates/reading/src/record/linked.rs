//! Who gets a record's data, and with which databases it is linked: each name of a list.

use std::ops::Range;

use codebook::{Property, Value};

use super::Record;
use crate::bodies::is_institution;
use crate::companies::is_company;
use crate::drafts::{Drafts, Subject};
use crate::fields::Field;
use crate::sentences::trimmed;
use crate::{cells, persons};

/// A longer name of one of a list is a description.
const LONGEST: usize = 80;

impl Record<'_> {
    pub(crate) fn linked(&self, subject: &Subject, drafts: &mut Drafts<'_>) {
        let own = |words: &str| is_institution(words) || is_company(words);
        self.each(subject, (Field::Shared, Property::DataSharedWith), own, drafts);
        self.each(subject, (Field::Base, Property::DatabaseConnected), is_base, drafts);
    }

    fn each(
        &self,
        subject: &Subject,
        (field, property): (Field, Property),
        is: impl Fn(&str) -> bool,
        drafts: &mut Drafts<'_>,
    ) {
        let Some(slot) = self.slots.get(&field) else { return };
        for at in listed(self.text, &slot.value) {
            let words = self.text.get(at.clone()).unwrap_or_default();
            let fits = words.len() <= LONGEST && !cells::is_empty(words) && is(words);
            if let Some(value) = fits.then(|| drafts.literal(&at, Value::Name)).flatten() {
                self.propose(subject, property, value, &self.at(&at, slot), drafts);
            }
        }
    }
}

/// A name, and nobody's: "NCIC", "Padrón de conductores".
fn is_base(words: &str) -> bool {
    words.starts_with(char::is_uppercase)
        && words.split(' ').count() <= 8
        && !persons::is_name(words)
        && !persons::are_named_in(words)
}

/// The parts of a list between commas and semicolons.
fn listed(text: &str, at: &Range<usize>) -> Vec<Range<usize>> {
    let mut from = at.start;
    let words = text.get(at.clone()).unwrap_or_default();
    let parts = words.split_inclusive([',', ';']).map(|part| {
        let start = from;
        from += part.len();
        trimmed(text, start..start + part.trim_end_matches([',', ';']).len())
    });
    parts.filter(|part| !part.is_empty()).collect()
}
