//! What statements say, in the words of a language: for pages that are not of the register.

use codebook::statement::Qualifiers;
use codebook::{Edtf, Property, Value};
use jiff::Timestamp;

use crate::page::Lang;
use crate::show;
use crate::words::Words;

/// The words of a language for what statements say.
#[derive(Clone, Copy)]
pub struct Say(&'static Words);

impl Say {
    /// Those of `lang`.
    #[must_use]
    pub fn in_language(lang: Lang) -> Self {
        Self(Words::of(lang))
    }

    /// What a property is called.
    #[must_use]
    pub fn property(self, property: Property) -> &'static str {
        self.0.property(&property)
    }

    /// A value as the language writes it.
    #[must_use]
    pub fn value(self, value: &Value) -> String {
        show::value(self.0, value)
    }

    /// What narrows a value.
    #[must_use]
    pub fn qualifiers(self, qualifiers: &Qualifiers, value: &Value) -> Vec<&'static str> {
        show::qualifiers(self.0, qualifiers, value)
    }

    /// A word of the closed lists that narrow an amount: `money`, `vat` or `extent`, and the word as it
    /// is exchanged.
    #[must_use]
    pub fn narrowed(self, list: &'static str, word: &'static str) -> &'static str {
        self.0.term(list, word)
    }

    /// A date or stretch of time.
    #[must_use]
    pub fn date(self, date: &Edtf) -> String {
        show::date(self.0, date)
    }

    /// The day of a moment, in UTC.
    #[must_use]
    pub fn day(self, at: Timestamp) -> String {
        show::day(self.0, at)
    }
}
