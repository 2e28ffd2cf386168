//! One plain sentence that an entity's page leads with, made of its facts.
//!
//! A fact is told as settled only where its source affirms it, it is no plan, and no other fact contradicts it. What is
//! contradicted, or denied by a source, is said to be so in a sentence of its own.

use codebook::edtf::Edtf;
use codebook::statement::MoneyRole;
use codebook::{Kind, Polarity, Property, PublicSourceId, Status, Value};
use register::public::{PublicEntity, PublicFact};

use crate::page::Lang;
use crate::show;
use crate::shown::Shown;
use crate::words::Words;

/// How many values of a property a sentence names.
const NAMED: usize = 3;

/// The sentence of the entity whose page it is; `None` where no settled fact is there to make one of. The page has it, and
/// its JSON.
pub(crate) fn of<'a>(site: &Shown<'a>, w: &Words, entity: &PublicEntity) -> Option<&'a str> {
    let [es, en] = &site.needs.sentences;
    let kept = match w.lang() {
        Lang::Es => es,
        Lang::En => en,
    };
    kept.get_or_init(|| made(site, w, entity)).as_deref()
}

fn made(site: &Shown<'_>, w: &Words, entity: &PublicEntity) -> Option<String> {
    let mut told = Told { site, w, entity, sources: Vec::new() };
    let said = match entity.kind {
        Kind::System => told.system(),
        Kind::Contract => told.contract(),
        Kind::Request => told.request(),
        Kind::Law => told.law(),
        Kind::Claim => told.claim(),
        Kind::Agency | Kind::Vendor | Kind::Jurisdiction => None,
    };
    told.sources.sort_unstable();
    told.sources.dedup();
    let mut sentences = Vec::new();
    if let Some(said) = said.filter(|_| !told.sources.is_empty()) {
        let sources = w.count("told-sources", &told.sources.len());
        sentences.push(w.with("told", &[("said", &said), ("sources", &sources)]));
    }
    let (clashing, denied) = told.unsettled();
    for (key, properties) in [("told-clash", clashing), ("told-denied", denied)] {
        if !properties.is_empty() {
            sentences.push(w.with(key, &[("what", &joined(w, &properties))]));
        }
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

struct Told<'s, 'a, 'w> {
    site: &'s Shown<'a>,
    w: &'w Words,
    entity: &'s PublicEntity,
    /// The sources of the facts that were told.
    sources: Vec<PublicSourceId>,
}

impl<'a, 'w> Told<'_, 'a, 'w> {
    fn disputed(&self, property: Property) -> bool {
        self.site.disputed(self.entity.id, property)
    }

    /// The facts that may be told as settled.
    fn settled(&self, property: Property) -> Vec<&'a PublicFact> {
        let facts = self.site.with_property(self.entity.id, property);
        let denied = |fact: &PublicFact| {
            let same = |other: &&PublicFact| other.value.to_string() == fact.value.to_string();
            facts.iter().filter(same).any(|other| other.polarity == Polarity::Negated)
        };
        if self.disputed(property) {
            return Vec::new();
        }
        facts
            .iter()
            .filter(|fact| fact.polarity == Polarity::Affirmed && !fact.qualifiers.planned)
            .filter(|fact| !denied(fact))
            .collect()
    }

    /// The settled values of a property, each once.
    fn each(&mut self, property: Property, fit: impl Fn(&PublicFact) -> bool) -> Vec<String> {
        let mut values = Vec::new();
        for fact in self.settled(property) {
            if fit(fact) {
                let value = show::value(self.w, &fact.value);
                if !values.contains(&value) {
                    values.push(value);
                }
                self.sources.push(fact.source);
            }
        }
        values
    }

    /// The values of a property, as a language lists them.
    fn values(&mut self, property: Property, fit: impl Fn(&PublicFact) -> bool) -> Option<String> {
        let values = self.each(property, fit);
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        (!values.is_empty()).then(|| joined(self.w, &values))
    }

    /// Those a verb agrees with, and whether they are several.
    fn doers(&mut self, property: Property) -> Option<(String, &'static str)> {
        let values = self.each(property, |_| true);
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let number = if values.len() > 1 { "several" } else { "one" };
        (!values.is_empty()).then(|| (joined(self.w, &values), number))
    }

    fn any(&mut self, property: Property) -> Option<String> {
        self.values(property, |_| true)
    }

    /// The sentence that `key` has for its beginning, with what is known added in order.
    fn compose(
        &mut self,
        key: &'static str,
        parts: &[(&'static str, &str)],
        more: &[(&'static str, Option<String>)],
    ) -> String {
        let mut said = self.w.with(key, parts);
        for (key, value) in more {
            if let Some(value) = value {
                said.push(' ');
                said.push_str(&self.w.with(key, &[("value", value)]));
            }
        }
        said
    }

    fn system(&mut self) -> Option<String> {
        let what = self.any(Property::UsesTechnology);
        let who = self.doers(Property::Buyer);
        let used = |fact: &&PublicFact| {
            matches!(fact.value, Value::Status(Status::InUse | Status::Active | Status::Renewed))
        };
        let in_use =
            self.settled(Property::Status).iter().find(|fact| used(fact)).map(|f| f.source);
        let more = [
            (
                "told-from",
                self.any(Property::TechnologyVendor).or_else(|| self.any(Property::Supplier)),
            ),
            ("told-in", self.any(Property::Place)),
            ("told-since", self.values(Property::StartDate, is_a_beginning)),
        ];
        let name = self.entity.name.as_str();
        match (what, who) {
            (Some(what), Some((who, number))) => {
                self.sources.extend(in_use);
                let key = if in_use.is_some() { "told-uses" } else { "told-has" };
                let parts = [("who", who.as_str()), ("what", &what), ("number", number)];
                Some(self.compose(key, &parts, &more))
            }
            (Some(what), None) => {
                Some(self.compose("told-system", &[("name", name), ("what", &what)], &more))
            }
            (None, Some((who, _))) => {
                Some(self.compose("told-whose", &[("name", name), ("who", &who)], &more))
            }
            (None, None) => Some(self.compose("told-named", &[("name", name)], &more)),
        }
    }

    fn contract(&mut self) -> Option<String> {
        let price = |fact: &PublicFact| {
            let of = fact.qualifiers.money;
            fact.qualifiers.extent.is_none()
                && matches!(of, None | Some(MoneyRole::Award | MoneyRole::Contract))
        };
        let more = [
            ("told-of", self.any(Property::Buyer)),
            ("told-with", self.any(Property::Supplier)),
            ("told-for", self.any(Property::UsesTechnology)),
            ("told-worth", self.values(Property::Amount, price)),
            ("told-dated", self.any(Property::AwardDate)),
        ];
        let name = self.entity.name.as_str();
        Some(self.compose("told-contract", &[("name", name)], &more))
    }

    fn request(&mut self) -> Option<String> {
        let more = [
            ("told-to", self.any(Property::Buyer)),
            ("told-dated", self.any(Property::StartDate)),
            ("told-answer", self.any(Property::Response)),
        ];
        let name = self.entity.name.as_str();
        Some(self.compose("told-request", &[("name", name)], &more))
    }

    fn law(&mut self) -> Option<String> {
        let more =
            [("told-in", self.any(Property::Place)), ("told-status", self.any(Property::Status))];
        let name = self.entity.name.as_str();
        Some(self.compose("told-law", &[("name", name)], &more))
    }

    fn claim(&mut self) -> Option<String> {
        let figure = self.any(Property::AccuracyClaim)?;
        match self.doers(Property::ClaimedBy) {
            Some((who, number)) => {
                let parts = [("who", who.as_str()), ("what", &figure), ("number", number)];
                Some(self.compose("told-claims", &parts, &[]))
            }
            None => Some(self.compose("told-claim", &[("what", &figure)], &[])),
        }
    }

    /// The properties that sources disagree on; then those that one denies and none affirms.
    fn unsettled(&self) -> (Vec<&'w str>, Vec<&'w str>) {
        let (mut clashing, mut denied) = (Vec::new(), Vec::new());
        for facts in self.site.about(self.entity.id).chunk_by(|a, b| a.property == b.property) {
            let Some(property) = facts.first().map(|fact| fact.property) else { continue };
            if self.disputed(property) {
                clashing.push(self.w.property(&property));
            } else if facts.iter().all(|fact| fact.polarity == Polarity::Negated) {
                denied.push(self.w.property(&property));
            }
        }
        (clashing, denied)
    }
}

/// "a, b and c"; what is more than a few is counted in words.
fn joined(w: &Words, values: &[&str]) -> String {
    let others = w.t("told-others");
    let mut shown: Vec<&str> = values.iter().take(NAMED).copied().collect();
    if values.len() > NAMED {
        shown.push(others);
    }
    match shown.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            let first = rest.join(", ");
            w.with("told-and", &[("first", &first), ("last", last), ("before", sound(last))])
        }
        Some((last, _)) => (*last).to_owned(),
        None => String::new(),
    }
}

/// Whether a word begins with the sound before which Spanish says "e" and not "y": not in "hierro", which has another.
fn sound(word: &str) -> &'static str {
    let mut letters = word.chars().flat_map(char::to_lowercase).filter(|c| *c != 'h');
    match (letters.next(), letters.next()) {
        (Some('i' | 'í'), Some(next)) if !matches!(next, 'a' | 'e' | 'o' | 'á' | 'é' | 'ó') => {
            "i"
        }
        _ => "other",
    }
}

/// True for a date that can stand behind "since": one point, said for certain. A stretch says more than a beginning.
fn is_a_beginning(fact: &PublicFact) -> bool {
    matches!(&fact.value, Value::Date(date @ Edtf::Point(_)) if !date.to_string().ends_with('~'))
}
