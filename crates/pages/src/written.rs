//! How a language writes what the register knows, for documents that are no pages.

use codebook::{Edtf, Property, Qualifiers, Value};

use crate::page::Lang;
use crate::show;
use crate::words::Words;

/// What a property is called.
#[must_use]
pub fn property(lang: Lang, property: Property) -> &'static str {
    Words::of(lang).property(&property)
}

/// A value with what narrows it behind it.
#[must_use]
pub fn value(lang: Lang, value: &Value, qualifiers: &Qualifiers) -> String {
    let words = Words::of(lang);
    let written = show::value(words, value);
    match show::qualifiers(words, qualifiers, value).as_slice() {
        [] => written,
        narrowed => format!("{written} ({})", narrowed.join(", ")),
    }
}

/// A date or stretch of time.
#[must_use]
pub fn date(lang: Lang, date: &Edtf) -> String {
    show::date(Words::of(lang), date)
}
