//! The fields of a statement, as a form holds them.

use codebook::statement::{Extent, MoneyRole, Vat};
use codebook::{Kind, Polarity, Property, Statement};
use pages::Say;
use register::Field;
use serde::Deserialize;

use crate::entities::kind_name;
use crate::words::Words;

/// What is written in the form of an amendment or of a statement by hand.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    pub(crate) statement: String,
    pub(crate) version: u32,
    pub(crate) show: String,
    pub(crate) subject: String,
    pub(crate) kind: String,
    pub(crate) property: String,
    pub(crate) value: String,
    pub(crate) valid: String,
    pub(crate) polarity: String,
    pub(crate) attribution: String,
    pub(crate) money: String,
    pub(crate) vat: String,
    pub(crate) extent: String,
    pub(crate) planned: String,
    /// The words cited, and where they were selected.
    pub(crate) quote: String,
    pub(crate) layer: String,
    pub(crate) start: String,
    pub(crate) end: String,
    /// The entity that is meant: what was typed, and the id of the one that was picked.
    pub(crate) entity: String,
    pub(crate) entity_id: String,
    pub(crate) entity_new: String,
    pub(crate) why: String,
    /// Set where a statement by hand is to be accepted at once.
    pub(crate) accept: String,
}

/// A choice in a list.
pub(crate) struct Choice {
    pub(crate) value: &'static str,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

impl Fields {
    /// The fields of a statement as it stands.
    pub(crate) fn of(statement: &Statement) -> Self {
        let parts = statement.parts();
        let text = |text: Option<&'static str>| text.unwrap_or_default().to_owned();
        Self {
            statement: statement.id().to_string(),
            subject: parts.subject.name.to_string(),
            kind: parts.subject.kind.as_str().to_owned(),
            property: parts.property.as_str().to_owned(),
            value: parts.value.to_string(),
            valid: parts.valid.as_ref().map(ToString::to_string).unwrap_or_default(),
            polarity: polarity(parts.polarity).to_owned(),
            attribution: parts.attribution.as_ref().map(ToString::to_string).unwrap_or_default(),
            money: text(parts.qualifiers.money.map(MoneyRole::as_str)),
            vat: text(parts.qualifiers.vat.map(Vat::as_str)),
            extent: text(parts.qualifiers.extent.map(Extent::as_str)),
            planned: parts.qualifiers.planned.to_string(),
            quote: parts.citation.quote().quote().to_owned(),
            ..Self::default()
        }
    }

    /// What a statement is set to, field by field.
    fn set(&self) -> [(Field, &str); 11] {
        let planned = if self.planned == "true" { "true" } else { "false" };
        let polarity = if self.polarity.is_empty() { "affirmed" } else { &self.polarity };
        [
            (Field::Subject, self.subject.trim()),
            (Field::Kind, &self.kind),
            (Field::Property, &self.property),
            (Field::Value, self.value.trim()),
            (Field::Valid, self.valid.trim()),
            (Field::Polarity, polarity),
            (Field::Attribution, self.attribution.trim()),
            (Field::Money, &self.money),
            (Field::Vat, &self.vat),
            (Field::Extent, &self.extent),
            (Field::Planned, planned),
        ]
    }

    /// What they change in a statement.
    pub(crate) fn changes<'f>(&'f self, old: &Statement) -> Vec<(Field, &'f str)> {
        let before = Self::of(old);
        let before = before.set();
        self.set().into_iter().zip(before).filter(|(new, old)| new != old).map(|it| it.0).collect()
    }

    /// What is said beside subject, property and value.
    pub(crate) fn besides(&self) -> Vec<(Field, &str)> {
        let above = [Field::Subject, Field::Kind, Field::Property, Field::Value];
        let set = self.set().into_iter();
        set.filter(|(field, text)| !above.contains(field) && !text.is_empty()).collect()
    }

    pub(crate) fn kinds(&self, w: &Words) -> Vec<Choice> {
        let choice = |it: Kind| Choice {
            value: it.as_str(),
            label: kind_name(it, w),
            chosen: self.kind == it.as_str(),
        };
        Kind::ALL.into_iter().map(choice).collect()
    }

    pub(crate) fn properties(&self, w: &Words) -> Vec<Choice> {
        let say = Say::in_language(w.lang);
        let choice = |it: Property| Choice {
            value: it.as_str(),
            label: say.property(it).to_owned(),
            chosen: self.property == it.as_str(),
        };
        Property::ALL.into_iter().map(choice).collect()
    }

    pub(crate) fn moneys(&self, w: &Words) -> Vec<Choice> {
        let all = ["budget", "award", "contract", "paid", "amendment", "fee", "fine"];
        narrowed("money", &all, &self.money, w)
    }

    pub(crate) fn vats(&self, w: &Words) -> Vec<Choice> {
        narrowed("vat", &["included", "excluded"], &self.vat, w)
    }

    pub(crate) fn extents(&self, w: &Words) -> Vec<Choice> {
        narrowed("extent", &["minimum", "maximum", "floor"], &self.extent, w)
    }
}

fn narrowed(list: &'static str, all: &[&'static str], now: &str, w: &Words) -> Vec<Choice> {
    let say = Say::in_language(w.lang);
    let choice = |value: &&'static str| Choice {
        value,
        label: say.narrowed(list, value).to_owned(),
        chosen: now == *value,
    };
    all.iter().map(choice).collect()
}

const fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Affirmed => "affirmed",
        Polarity::Negated => "negated",
    }
}
