//! What an object says: fields of a record, its own and those of what stands alone under its keys.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Held;
use std::ops::Range;

use codebook::Technology;
use codebook::fold::fold;

use super::keys::{Keys, is_count, is_goods, is_owner, is_pair, speaks};
use super::objects::{Object, Objects};
use crate::fields::{Field, field, is_aside};
use crate::folded::Folded;
use crate::record::Slot;
use crate::{persons, technology};

/// A value is quoted with its key up to this length.
const SHORT: usize = 200;

/// Strings of this length are prose about what their record is about.
const LONG: usize = 60;

/// In a record of a law or a ruling, shorter ones are too.
const LAWS: usize = 28;

/// What an object says.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) slots: BTreeMap<Field, Slot>,
    /// What else lists hold under a field: suppliers, places.
    pub(super) more: Vec<(Field, Slot)>,
    /// What may name a technology, with what its key says it is.
    spoken: Vec<(Option<Field>, Slot)>,
    /// The technologies that are named there, those for what it is first.
    pub(super) technologies: Vec<Named>,
    /// Its prose.
    pub(super) prose: Vec<Range<usize>>,
    /// True where it is told with the object around it.
    pub(super) is_part: bool,
    /// Where the others of a list stand that is told as one: "{label: …, value: …}".
    pub(super) pairs: Vec<Range<usize>>,
    /// True where whoever provides an article has a domain of its own: that supplies nobody.
    pub(super) outlet: bool,
}

/// A technology that a value names.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) technology: Technology,
    pub(super) slot: Slot,
    /// True where the key says that this is what the record is about.
    pub(super) goods: bool,
    /// True in prose, which says by itself what it means.
    pub(super) prose: bool,
}

impl Named {
    /// True where it says what its record is about: "CCTV" in passing does not.
    pub(super) fn is_own(&self) -> bool {
        let plain = matches!(self.technology, Technology::Cctv | Technology::Other);
        self.goods || !self.prose && !plain
    }
}

/// The key that an object stands under. One for what belongs to a purchase ("documents") is just a name at the top of a
/// file.
fn key_over<'t>(text: &'t str, all: &[Object], object: &Object) -> Option<&'t str> {
    let key = text.get(object.key.clone()?)?;
    let holder = object.parent.and_then(|parent| all.get(parent))?;
    let top = holder.parent.is_none() && !holder.listed;
    (!top || !is_aside(key)).then_some(key)
}

/// What each object says, by its place in the list of all.
pub(super) fn told(text: &str, objects: &Objects) -> Vec<Told> {
    let all = objects.all();
    let mut keys = Keys::default();
    let mut told: Vec<Told> =
        all.iter().map(|object| Told::of(text, all, object, &mut keys)).collect();
    join_pairs(text, all, &mut told);
    join(text, all, &mut told);
    told
}

impl Told {
    /// What an object's own values say.
    fn of<'t>(text: &'t str, all: &[Object], object: &Object, keys: &mut Keys<'t>) -> Self {
        let mut told = Self::default();
        if !object.is_sound() {
            return told;
        }
        let around = object.parent.and_then(|parent| all.get(parent));
        let over = [Some(object), around].map(|object| key_over(text, all, object?));
        // What provides an article, on a domain of its own, supplies nobody.
        told.outlet = over[0].is_some_and(|key| fold(key).trim() == "provider")
            && object.entries.iter().any(|entry| &text[entry.key.clone()] == "domain");
        if let Some((field, slot)) = pair(text, object) {
            told.slots.insert(field, slot);
            told.pairs.push(object.at.clone());
            return told;
        }
        let row = row(text, object);
        // What a ruling found is said in a few words.
        let law = object.entries.iter().any(|entry| {
            let meaning = keys.meaning((&text[entry.key.clone()], over));
            matches!(meaning.field, Some(Field::Case | Field::Citation))
        });
        let long = if law { LAWS } else { LONG };
        let mut before = None;
        let mut personal = false;
        for entry in &object.entries {
            let words = &text[entry.value.clone()];
            let meaning = keys.meaning((&text[entry.key.clone()], over));
            let again = before.replace(&entry.key) == Some(&entry.key);
            let link = words.starts_with("http") || words.starts_with("www.");
            if meaning.personal || link || persons::is_name(words) && meaning.field.is_none() {
                personal |= !link;
                continue;
            }
            let quote = if entry.quote.len() <= SHORT { &entry.quote } else { &entry.value };
            let (value, quote, label) = (entry.value.clone(), quote.clone(), entry.key.clone());
            let slot = Slot { value, quote, label };
            let known = meaning.takes(words);
            let name = matches!(known, Some(Field::Case | Field::Citation | Field::Place))
                || known.is_some_and(is_owner);
            if words.contains(' ') && (words.len() >= long && !(law && name) || meaning.remark) {
                told.prose.push(entry.value.clone());
                told.remarks(text, &slot);
            }
            if known.is_none_or(speaks) {
                told.spoken.push((known, slot.clone()));
            }
            match known {
                Some(field) if again => told.more.push((field, slot)),
                Some(field) => told.keep(text, field, slot),
                // "totalContracts: '$8,000'": a sum of money is one whatever its key.
                None if meaning.field.is_none() && is_sum(words) => {
                    told.more.push((Field::Amount, slot));
                }
                None => {}
            }
        }
        told.join_dates(text);
        if let Some(row) = row.filter(|_| !personal) {
            told.quote_whole(&row);
        }
        told
    }

    /// Quotes each value with the row it stands in, as a table's.
    fn quote_whole(&mut self, row: &Range<usize>) {
        let kept = self.slots.values_mut();
        let more = self.more.iter_mut().map(|(_, slot)| slot);
        let spoken = self.spoken.iter_mut().map(|(_, slot)| slot);
        for slot in kept.chain(more).chain(spoken) {
            slot.quote = row.clone();
        }
    }

    /// Keeps the first value of a field; of places, the nearest.
    fn keep(&mut self, text: &str, field: Field, slot: Slot) {
        let far = |slot: &Slot| match fold(&text[slot.label.clone()]).rsplit(['_', ' ']).next() {
            Some("country" | "pais") => 3,
            Some("state" | "region" | "province" | "provincia" | "departamento") => 2,
            Some("city" | "town" | "county" | "municipality" | "municipio" | "ciudad") => 1,
            _ => 0,
        };
        match self.slots.entry(field) {
            Held::Occupied(mut known) => {
                let total = |slot: &Slot| fold(&text[slot.label.clone()]).contains("total");
                let whole = field == Field::Amount && total(&slot) && !total(known.get());
                if is_count(field) {
                    self.more.push((field, slot));
                } else if whole || field == Field::Place && far(&slot) < far(known.get()) {
                    known.insert(slot);
                }
            }
            Held::Vacant(free) => drop(free.insert(slot)),
        }
    }

    /// "Faces scanned: 700. Watchlist: 9756": counts within a remark, where no key of their own says them.
    fn remarks(&mut self, text: &str, slot: &Slot) {
        let mut at = slot.value.start;
        for part in text[slot.value.clone()].split_inclusive(['.', ';', '\n', '|']) {
            let start = at;
            at += part.len();
            let Some((label, value)) = part.split_once(": ") else { continue };
            let value = value.trim_end_matches(['.', ';', '\n', '|', ' ']);
            let number = value.starts_with(|c: char| c.is_ascii_digit()) && !value.contains(' ');
            let known = field(label).filter(|field| is_count(*field) || *field == Field::Cameras);
            let Some(field) = known.filter(|_| number) else { continue };
            let from = start + label.len() + 2;
            let value = from..from + value.len();
            let whole = slot.value.len() <= SHORT;
            let quote = if whole { slot.value.clone() } else { start..value.end };
            let label = start..start + label.len();
            self.slots.entry(field).or_insert(Slot { value, quote, label });
        }
    }

    /// From and until are read together where they stand together.
    fn join_dates(&mut self, text: &str) {
        let quote = |field| self.slots.get(&field).map(|slot: &Slot| slot.quote.clone());
        let (Some(from), Some(until)) = (quote(Field::Begins), quote(Field::Ends)) else { return };
        let gap = text.get(from.end..until.start);
        if gap.is_some_and(|gap| gap.trim_matches([',', ' ', '\n', '\r', '\t']).is_empty()) {
            for field in [Field::Begins, Field::Ends] {
                if let Some(slot) = self.slots.get_mut(&field) {
                    slot.quote = from.start..until.end;
                }
            }
        }
    }

    /// Takes in what a part of it says.
    fn take(&mut self, part: &mut Self) {
        part.is_part = true;
        self.outlet |= part.outlet;
        self.pairs.append(&mut part.pairs);
        for (field, slot) in std::mem::take(&mut part.slots) {
            self.slots.entry(field).or_insert(slot);
        }
        self.more.append(&mut part.more);
        self.spoken.append(&mut part.spoken);
        self.prose.append(&mut part.prose);
    }

    /// Looks for what technologies it names.
    pub(super) fn look(&mut self, text: &str) {
        for (known, slot) in std::mem::take(&mut self.spoken) {
            let goods = known.is_some_and(is_goods);
            let words = &text[slot.value.clone()];
            let found = technology::technologies(&Folded::new(words, slot.value.start));
            self.technologies.extend(found.into_iter().map(|found| Named {
                technology: found.value,
                slot: Slot { value: found.at, ..slot.clone() },
                goods,
                prose: !goods && words.len() >= LONG,
            }));
        }
        self.technologies.sort_by_key(|named| (!named.goods, named.prose));
    }
}

/// The whole of an object that stands on one line, as the rows of a list do.
fn row(text: &str, object: &Object) -> Option<Range<usize>> {
    const LONGEST: usize = 180;
    let words = text.get(object.at.clone())?;
    let flat = words.ends_with('}') && words.matches('{').count() == 1;
    (flat && words.len() <= LONGEST && !words.contains('\n')).then(|| object.at.clone())
}

/// True for words that are a sum of money and nothing else.
fn is_sum(words: &str) -> bool {
    const LONGEST: usize = 24;
    let sum = words.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == ' ');
    words.len() <= LONGEST
        && sum.starts_with(['$', '€', '£'])
        && sum.bytes().any(|b| b.is_ascii_digit())
        && sum.chars().filter(|c| c.is_alphabetic()).count() <= 8
}

/// What an object says that is a label and its value: "{ label: 'Cameras', value: '75' }".
fn pair(text: &str, object: &Object) -> Option<(Field, Slot)> {
    const MOST: usize = 4;
    let [label, .., value] = object.entries.as_slice() else { return None };
    let [label_key, value_key] = [label, value].map(|entry| &text[entry.key.clone()]);
    if !may_be_listed(object) || object.entries.len() > MOST || !is_pair(label_key, value_key) {
        return None;
    }
    let field = field(&text[label.value.clone()])?;
    let slot =
        Slot { value: value.value.clone(), quote: object.at.clone(), label: label.value.clone() };
    (object.at.len() <= SHORT).then_some((field, slot))
}

/// True for an object of a list; of one that nothing is around, no bracket is looked at.
const fn may_be_listed(object: &Object) -> bool {
    object.listed || object.parent.is_none() && object.key.is_none()
}

/// Joins labels and values that follow each other in one list to the first of them.
fn join_pairs(text: &str, all: &[Object], told: &mut [Told]) {
    /// Between two of a list.
    const GAP: [char; 5] = [',', ' ', '\n', '\r', '\t'];
    let mut first: Option<usize> = None;
    let mut end = 0;
    for index in 0..all.len() {
        let object = &all[index];
        let known = !told[index].pairs.is_empty();
        let near = first.is_some_and(|first| {
            all[first].parent == object.parent
                && text
                    .get(end..object.at.start)
                    .is_some_and(|gap| gap.trim_matches(GAP).is_empty())
        });
        let unknown = may_be_listed(object) && object.entries.len() == 2;
        match first.filter(|_| near) {
            Some(first) if known => {
                let (whole, rest) = told.split_at_mut(index);
                if let (Some(whole), Some(part)) = (whole.get_mut(first), rest.first_mut()) {
                    whole.take(part);
                }
            }
            // A label that nobody knows stands between two that are known.
            Some(_) if unknown => {}
            _ => first = known.then_some(index),
        }
        end = object.at.end;
    }
}

/// Which step of a purchase stands under a key, the last first.
fn step(key: &str) -> Option<usize> {
    const STEPS: &[&[&str]] = &[
        &["contract", "contracts", "contrato", "contratos"],
        &["award", "awards", "tenderresult", "adjudicacion", "adjudicaciones", "fallo"],
        &["tender", "licitacion", "convocatoria", "procedimiento", "solicitation", "lot", "lote"],
        &["planning", "planeacion", "planificacion"],
    ];
    let key = fold(key);
    STEPS.iter().position(|names| names.contains(&key.as_str()))
}

/// Joins what stands alone under a key to the object around it, from within outwards: "value": {"amount": …}.
/// Where several objects under the keys say the same, each is a record of its own.
fn join(text: &str, all: &[Object], told: &mut [Told]) {
    /// So many fields that two of them say make records.
    const SHARED: usize = 2;
    let mut alone: Vec<Vec<usize>> = all.iter().map(|_| Vec::new()).collect();
    let mut lists: Vec<Option<Range<usize>>> = vec![None; all.len()];
    for (index, object) in all.iter().enumerate().rev() {
        let parts = std::mem::take(&mut alone[index]);
        let (whole, rest) = told.split_at_mut(index + 1);
        let own = whole.last_mut().filter(|_| object.is_sound());
        let mut fields: Vec<Field> =
            parts.iter().flat_map(|part| rest[part - index - 1].slots.keys().copied()).collect();
        let many = fields.len();
        fields.sort_unstable();
        fields.dedup();
        let step = |part: &usize| all[*part].key.as_ref().and_then(|key| step(&text[key.clone()]));
        let steps = parts.iter().filter(|part| step(part).is_some()).count();
        // Tender, award and contract of one purchase say the same fields of it.
        let purchase = steps > 1;
        if let Some(own) = own
            && (purchase || many - fields.len() < SHARED)
            && (!own.slots.is_empty() || parts.len() > 1)
            && (purchase
                || !fields.iter().any(|field| is_owner(*field) && own.slots.contains_key(field)))
        {
            // They were found from the last to the first. What a purchase came to is said before what was asked.
            let mut order: Vec<usize> = parts.iter().rev().copied().collect();
            if purchase {
                own.slots.remove(&Field::Date);
                order.sort_by_key(|part| step(part).unwrap_or(usize::MAX));
            }
            for part in order {
                own.take(&mut rest[part - index - 1]);
            }
        }
        let Some(parent) = object.parent else { continue };
        // Of a list with more than one, none stands alone; the one behind came first here.
        if object.listed && object.key.is_some() && lists[parent] == object.key {
            alone[parent].pop_if(|last| all[*last].key == object.key);
        } else {
            alone[parent].push(index);
        }
        if object.listed {
            lists[parent].clone_from(&object.key);
        }
    }
}
