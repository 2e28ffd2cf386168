//! The facts as a table, for spreadsheets.
//!
//! A cell of text that a spreadsheet would take for a formula gets an apostrophe before it; the JSON
//! Lines have the exact words.

use std::borrow::Cow;

use codebook::Kind;
use codebook::cell::guarded;
use codebook::statement::{Basis, Extent, MoneyRole, Polarity, Vat};

use crate::data::FactLine;

/// A column: its name, its Frictionless type, and what it holds.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) form: &'static str,
    pub(crate) about: &'static str,
}

macro_rules! columns {
    ($($name:literal $form:literal $about:literal;)+) => {
        /// The columns, in order.
        pub(crate) const COLUMNS: &[Column] =
            &[$(Column { name: $name, form: $form, about: $about },)+];
    };
}

columns! {
    "fact" "string" "The fact's id; also its anchor on the subject's page.";
    "subject" "string" "The id of the entity it is about.";
    "subject_kind" "string" "What kind of thing that is.";
    "subject_name" "string" "Its name in the register.";
    "mention" "string" "What the source calls it.";
    "property" "string" "What is said of it.";
    "value" "string" "The value, in its normalized writing.";
    "written" "string" "The value as it stands in the source.";
    "money" "string" "Which money an amount is.";
    "vat" "string" "Whether value-added tax is in it.";
    "extent" "string" "Minimum, maximum or floor.";
    "planned" "boolean" "True where it is planned and not yet so.";
    "valid" "string" "When it held (EDTF).";
    "polarity" "string" "affirmed, or negated: the source says that it is not so.";
    "attribution" "string" "Who is said to say it.";
    "basis" "string" "text, or editor: what a person concluded from the words.";
    "names" "string" "The id of the entity that the value names.";
    "source" "string" "The source's id.";
    "source_title" "string" "The source's title.";
    "quote" "string" "The exact words.";
    "layer" "string" "The text layer they stand in; only for a public source.";
    "start" "integer" "Their first byte in it.";
    "end" "integer" "The byte after their last.";
    "decided_at" "datetime" "When a person accepted it.";
    "released_at" "datetime" "When it was released.";
}

/// The row of a fact. `kind` and `name` are its subject's, `title` its source's.
pub(crate) fn row<'f>(
    fact: &'f FactLine,
    kind: Option<Kind>,
    name: &'f str,
    title: &'f str,
) -> [Cow<'f, str>; COLUMNS.len()] {
    let quote = fact.spans.first();
    let place = quote.and_then(|quote| quote.place.as_ref());
    let some = |text: Option<&'f str>| text.map(guarded).unwrap_or_default();
    let own = |text: Option<String>| Cow::Owned(text.unwrap_or_default());
    [
        Cow::Owned(fact.id.to_string()),
        Cow::Owned(fact.subject.to_string()),
        kind.map_or("", Kind::as_str).into(),
        guarded(name),
        guarded(fact.mention.as_str()),
        fact.property.as_str().into(),
        guarded(&fact.normalized),
        guarded(fact.written.as_str()),
        fact.qualifiers.money.map_or("", MoneyRole::as_str).into(),
        fact.qualifiers.vat.map_or("", Vat::as_str).into(),
        fact.qualifiers.extent.map_or("", Extent::as_str).into(),
        if fact.qualifiers.planned { "true" } else { "false" }.into(),
        own(fact.valid.as_ref().map(ToString::to_string)),
        match fact.polarity {
            Polarity::Affirmed => "affirmed".into(),
            Polarity::Negated => "negated".into(),
        },
        some(fact.attribution.as_ref().map(codebook::value::ShortText::as_str)),
        match fact.basis {
            Basis::Text => "text".into(),
            Basis::Editor => "editor".into(),
        },
        own(fact.names.map(|id| id.to_string())),
        Cow::Owned(fact.source.to_string()),
        guarded(title),
        some(quote.map(|quote| quote.quote.as_str())),
        own(place.map(|place| place.layer.to_string())),
        own(place.map(|place| place.start.to_string())),
        own(place.map(|place| place.end.to_string())),
        Cow::Owned(fact.decided_at.to_string()),
        Cow::Owned(fact.released_at.to_string()),
    ]
}
