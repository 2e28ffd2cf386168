//! The value of an offer, read out of the quoted words and not out of the offer.

use std::ops::Range;

use codebook::value::ShortText;
use codebook::{Form, Property, Value};

use super::Offer;
use crate::folded::Found;
use crate::relations::is_planned;
use crate::scene::Scene;
use crate::settled::Settled;
use crate::short_names::Acronyms;
use crate::verbatim::Verbatim;

/// A value that stands in the text.
pub(super) struct Picked {
    pub(super) value: Value,
    pub(super) at: Range<usize>,
    /// True where the sentence says that it is planned.
    pub(super) planned: bool,
}

/// What the words at `quoted` say that is the value offered.
pub(super) fn pick(
    scene: &Scene<'_>,
    quoted: &Range<usize>,
    offer: &Offer<'_>,
    settled: &Settled,
) -> Option<Picked> {
    let forms = offer.property.forms();
    if let Some(literal) = literal(forms) {
        return pick_words(scene, quoted, offer.value, literal);
    }
    let alone = Scene::new(offer.value, 0..offer.value.len(), settled, &mut Acronyms::default());
    let mut wanted: Vec<Value> =
        forms.iter().filter_map(|form| form.parse(offer.value).ok()).map(unplanned).collect();
    wanted.extend(said(&alone, forms).into_iter().map(|found| found.value));
    said(scene, forms)
        .into_iter()
        .filter(|found| quoted.start <= found.at.start && found.at.end <= quoted.end)
        .find(|found| wanted.contains(&found.value))
        .map(|found| match found.value {
            Value::Quantity(quantity) if found.planned => {
                Picked { value: Value::Quantity(quantity.planned()), ..found }
            }
            _ => found,
        })
}

fn unplanned(value: Value) -> Value {
    match value {
        Value::Quantity(quantity) => {
            Value::Quantity(codebook::Quantity { planned: false, ..quantity })
        }
        value => value,
    }
}

/// The form of a property whose value is words. One that may be measured is, and is never words: they
/// would let through what does not re-parse.
fn literal(forms: &[Form]) -> Option<fn(ShortText) -> Value> {
    match forms {
        [Form::Name, ..] => Some(Value::Name),
        [Form::Text] => Some(Value::Text),
        [Form::Identifier] => Some(Value::Identifier),
        _ => None,
    }
}

fn pick_words(
    scene: &Scene<'_>,
    quoted: &Range<usize>,
    words: &str,
    form: fn(ShortText) -> Value,
) -> Option<Picked> {
    let at = Verbatim::new(scene.words(quoted), quoted.start).find(words)?;
    let stands = scene.words(&at);
    if !is_unbroken(stands) {
        return None;
    }
    let value = form(stands.parse().ok()?);
    // A number counts as an identifier where its place in the sentence says so.
    let told = !matches!(value, Value::Identifier(_)) || scene.ids.iter().any(|id| id.at == at);
    told.then_some(Picked { value, at, planned: false })
}

/// True where no word is broken at the end of a line: a name must read as it is called.
pub(super) fn is_unbroken(words: &str) -> bool {
    let mut lines = words.lines().rev();
    lines.next();
    !words.contains('\u{ad}') && !lines.any(|line| line.trim_end().ends_with(['-', '‐', '‑']))
}

/// Everything of these forms that a sentence says, in the order of forms and text.
fn said(scene: &Scene<'_>, forms: &[Form]) -> Vec<Picked> {
    let of = |form: &Form| match form {
        Form::Technology => each(&scene.technologies, |term| Value::Technology(*term)),
        Form::Status => each(&scene.statuses, |term| Value::Status(*term)),
        Form::Response => each(&scene.responses, |term| Value::Response(*term)),
        Form::Money => each(&scene.money, |money| Value::Money(money.clone())),
        Form::Date => each(&scene.dates, |date| Value::Date(date.clone())),
        Form::Duration => each(&scene.durations, |length| Value::Duration(*length)),
        Form::Rate => each(&scene.rates, |rate| Value::Rate(rate.clone())),
        Form::Quantity => scene
            .counts
            .iter()
            .map(|found| Picked {
                value: Value::Quantity(found.value.quantity.clone()),
                at: found.at.clone(),
                planned: is_planned(scene, found),
            })
            .collect(),
        Form::Text | Form::Name | Form::Identifier => Vec::new(),
    };
    forms.iter().flat_map(of).collect()
}

fn each<T>(found: &[Found<T>], value: impl Fn(&T) -> Value) -> Vec<Picked> {
    let picked = |f: &Found<T>| Picked { value: value(&f.value), at: f.at.clone(), planned: false };
    found.iter().map(picked).collect()
}

/// False for what is itself a refusal or a ban, and is said with a no.
pub(super) const fn can_be_denied(property: Property) -> bool {
    !matches!(
        property,
        Property::Response | Property::Status | Property::Ban | Property::LegalChallenge
    )
}
