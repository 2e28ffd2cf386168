//! Records in a program's notation: registers and lists of deployments kept as JSON, as JSON Lines, as lists in
//! JavaScript or Python, or as YAML.

mod braces;
mod indents;
mod keys;
mod objects;
mod signed;
mod told;

use std::ops::Range;

use codebook::{Kind, LayerMap, Property, Technology, Value};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::areas::Areas;
use crate::drafts::{Drafts, Finding, Part, Subject};
use crate::fields::Field;
use crate::language::Language;
use crate::record::{Record, Shape, Slot, within};
use crate::relations::{self, Focus};
use crate::scene::Scene;
use crate::sentences::{Sentence, sentences, trimmed};
use crate::settled::Settled;
use crate::short_names::Acronyms;
use keys::{is_count, is_goods, is_of_system, is_telling};
use objects::{DEEPEST, Objects};
use told::{Named, Told, told};

/// What an object says once for all within it.
const HANDED_DOWN: &[Field] = &[
    Field::Buyer,
    Field::Unit,
    Field::Office,
    Field::Technology,
    Field::Supplier,
    Field::Maker,
    Field::Currency,
    Field::Place,
];

/// Fields of a record that say whose it is, or which.
const WHOSE: &[Field] = &[
    Field::Buyer,
    Field::Unit,
    Field::Office,
    Field::Asked,
    Field::Supplier,
    Field::Maker,
    Field::Contract,
    Field::Tender,
    Field::Folio,
    Field::System,
    Field::Case,
    Field::Citation,
];

/// A record has so many fields of its own, where it does not say whose it is.
const FIELDS: usize = 3;

/// What records leave for those who read the rest.
#[derive(Default)]
pub(crate) struct Noted {
    /// Where they stand.
    pub(crate) read: Vec<Range<usize>>,
    /// The prose of objects around and beside them that are none.
    prose: Vec<Range<usize>>,
}

impl Noted {
    /// The sentences of a text, none of which runs from prose in a string into what stands around it, or into a
    /// record.
    pub(crate) fn part(&self, sentences: Vec<Sentence>, text: &str) -> Vec<Sentence> {
        if self.read.is_empty() && self.prose.is_empty() {
            return sentences;
        }
        let all = self.read.iter().chain(&self.prose);
        let mut edges: Vec<usize> = all.flat_map(|at| [at.start, at.end]).collect();
        edges.sort_unstable();
        let mut parted = Vec::with_capacity(sentences.len());
        let (mut added, mut next) = (0, 0);
        for Sentence { at, block } in sentences {
            next += edges[next..].partition_point(|edge| *edge <= at.start);
            let inside = edges[next..].partition_point(|edge| *edge < at.end);
            let mut start = at.start;
            for edge in edges[next..next + inside].iter().copied().chain([at.end]) {
                let piece = trimmed(text, start..edge);
                added += usize::from(start > at.start);
                start = edge;
                if !piece.is_empty() {
                    parted.push(Sentence { at: piece, block: block + added });
                }
            }
        }
        parted
    }
}

/// Proposes what the records of a text say that stand outside `read`. `topic` is what the document is about.
pub(crate) fn relate(
    map: &LayerMap,
    drafts: &mut Drafts<'_>,
    settled: &Settled,
    read: &Areas,
    topic: &Range<usize>,
) -> Noted {
    if !matches!(map, LayerMap::Plain | LayerMap::Html { .. } | LayerMap::Mail { .. }) {
        return Noted::default();
    }
    let text = drafts.text();
    let objects = objects(text, read);
    if objects.all().is_empty() {
        return Noted::default();
    }
    let mut told = told(text, &objects);
    let indices = File { text, objects: &objects, told: &told, topic }.indices();
    for index in with_around(&objects, &indices) {
        told[index].look(text);
    }
    let file = File { text, objects: &objects, told: &told, topic };
    let rows = file.rows(&indices);
    let mut read = FxHashSet::default();
    for (row, subject) in rows.iter().zip(file.subjects(&rows, settled.language())) {
        if let Some(subject) = &subject {
            file.relate(row, subject, drafts, settled);
        }
        if row.other || subject.is_some() {
            read.insert(row.index);
        }
    }
    if read.is_empty() {
        return Noted::default();
    }
    let others = told.iter().enumerate().filter(|(index, _)| !read.contains(index));
    let prose = others.flat_map(|(_, told)| told.prose.iter().cloned()).collect();
    Noted { read: file.areas(&read), prose }
}

/// These objects and those around them, each once.
fn with_around(objects: &Objects, indices: &[usize]) -> Vec<usize> {
    let all = objects.all();
    let mut seen = vec![false; all.len()];
    for index in indices {
        let mut next = Some(*index);
        while let Some(index) = next.filter(|index| !seen[*index]) {
            seen[index] = true;
            next = all[index].parent;
        }
    }
    (0..all.len()).filter(|index| seen[*index]).collect()
}

/// The objects of a text, by braces and by indentation.
fn objects(text: &str, read: &Areas) -> Objects {
    let mut objects = braces::objects(text);
    let sound = objects.all().iter().filter(|object| object.is_sound());
    let braced = Areas::new(sound.map(|object| object.at.clone()).collect());
    objects.extend(indents::objects(text, |at| braced.hold(at) || read.hold(at)));
    objects
}

/// A text and what its objects say.
struct File<'t> {
    text: &'t str,
    objects: &'t Objects,
    told: &'t [Told],
    topic: &'t Range<usize>,
}

/// An object that is a record.
struct Row<'t> {
    index: usize,
    record: Record<'t>,
    /// True where what it is about is said elsewhere, once.
    topical: bool,
    /// True where it says that it is about something else.
    other: bool,
}

impl<'t> File<'t> {
    /// The objects that may be records, in order.
    fn indices(&self) -> Vec<usize> {
        let is_row = |index: &usize| {
            !self.told[*index].is_part && self.is_told(*index) && !self.is_item(*index)
        };
        (0..self.told.len()).filter(is_row).collect()
    }

    /// The records among them.
    fn rows(&self, indices: &[usize]) -> Vec<Row<'t>> {
        let all = self.objects.all();
        // Where some of a list say what they are about, those that do not are about something else.
        let list = |index: usize| (all[index].parent, all[index].key.clone());
        let telling: FxHashSet<_> = indices
            .iter()
            .filter(|index| self.told[**index].technologies.iter().any(Named::is_own))
            .map(|index| list(*index))
            .collect();
        let rows = indices.iter();
        rows.filter_map(|index| self.row(*index, telling.contains(&list(*index)))).collect()
    }

    /// True where an object says enough to be a record.
    fn is_told(&self, index: usize) -> bool {
        let told = &self.told[index];
        let own = told.slots.keys().filter(|field| is_telling(**field)).count();
        let whose = WHOSE.iter().any(|field| told.slots.contains_key(field));
        let handed = || WHOSE.iter().any(|field| self.handed(index, *field).is_some());
        let root = !self.objects.all()[index].listed && self.objects.all()[index].parent.is_none();
        // What YAML says outside of lists and keys is a form's matter.
        let braced = self.text[self.objects.all()[index].at.start..].starts_with('{');
        let whole = own >= FIELDS && (whose || handed()) || own + 1 >= FIELDS && whose;
        (braced || !root) && (whole || self.counts(index))
    }

    /// True for an object that says how many were seen, found and alerted of, and so what a system did.
    fn counts(&self, index: usize) -> bool {
        let slots = &self.told[index].slots;
        let count = slots.keys().filter(|field| is_of_system(**field)).count();
        count >= FIELDS || self.told[index].pairs.len() >= FIELDS
    }

    /// True for an item of a numbered contract, which says what that buys.
    fn is_item(&self, index: usize) -> bool {
        self.around(index).any(|around| {
            let slots = &self.told[around].slots;
            slots.contains_key(&Field::Contract) || slots.contains_key(&Field::Tender)
        })
    }

    /// The objects around one, from within outwards.
    fn around(&self, index: usize) -> impl Iterator<Item = usize> {
        let all = self.objects.all();
        std::iter::successors(all[index].parent, |index| all[*index].parent)
            .take(DEEPEST)
            .filter(|index| all[*index].is_sound())
    }

    /// What an object around one says of a field.
    fn handed(&self, index: usize, field: Field) -> Option<&'t Slot> {
        self.around(index).find_map(|around| self.told[around].slots.get(&field))
    }

    fn row(&self, index: usize, others_tell: bool) -> Option<Row<'t>> {
        let told = &self.told[index];
        let mut slots = told.slots.clone();
        let goods = slots.keys().any(|field| is_goods(*field));
        let special = slots.contains_key(&Field::Technology);
        for field in HANDED_DOWN {
            if let Some(slot) = self.handed(index, *field) {
                slots.entry(*field).or_insert_with(|| slot.clone());
            }
        }
        let of = |named: &Named| (named.technology, named.slot.clone());
        let short = || told.technologies.iter().filter(|named| named.is_own());
        let mut technologies: Vec<(Technology, Slot)> = match short().next() {
            Some(first) if first.goods => short().filter(|named| named.goods).map(of).collect(),
            Some(_) => short().map(of).collect(),
            None => Vec::new(),
        };
        let mut topical = false;
        let mut other = false;
        if technologies.is_empty() {
            other = special || goods && others_tell;
            let handed = self.handed(index, Field::Technology);
            let handed = handed.and_then(|slot| {
                self.around(index).find_map(|around| {
                    let named = |named: &&Named| within(&named.slot.value, &slot.value);
                    self.told[around].technologies.iter().find(named)
                })
            });
            if let Some(named) = handed.filter(|_| !special) {
                technologies.push(of(named));
                other = false;
            } else {
                topical = true;
                technologies.push(self.topic(index));
            }
        }
        let mut record = Record { text: self.text, shape: Shape::Notation, slots, technologies };
        let owned = [Field::Buyer, Field::Unit, Field::Office, Field::Supplier, Field::Maker];
        let named = |field: &Field| record.body(*field).is_some();
        // A purchase that does not say of what is none of the register's, where others say it.
        let law = record.kind() == Kind::Law;
        let plain = topical && !owned.iter().any(named) && !self.counts(index) && !law
            || topical && others_tell && record.kind() == Kind::Contract;
        if told.outlet {
            record.slots.remove(&Field::Supplier);
        }
        (!plain || other).then_some(Row { index, record, topical, other })
    }

    /// What names a record whose fields do not: its prose, in the words around it where they say the same, as they
    /// do for all of its list; else those words, or the first of the text.
    fn topic(&self, index: usize) -> (Technology, Slot) {
        let around = self.around(index).find_map(|around| self.told[around].technologies.first());
        let own = self.told[index].technologies.iter().find(|named| named.prose);
        let other = |own: &&Named| around.is_none_or(|around| around.technology != own.technology);
        match own.filter(other).or(around) {
            Some(named) => (named.technology, named.slot.clone()),
            None => {
                let at = || self.topic.clone();
                (Technology::Other, Slot { value: at(), quote: at(), label: at() })
            }
        }
    }

    /// What each record is about. Where several would go by one name, the places tell them apart, and the days.
    fn subjects(&self, rows: &[Row<'t>], language: Language) -> Vec<Option<Subject>> {
        let mut subjects: Vec<Option<Subject>> = rows
            .iter()
            .map(|row| row.record.subject(row.record.kind(), language).filter(|_| !row.other))
            .collect();
        for field in [Field::Place, Field::Begins] {
            let mut times: FxHashMap<String, usize> = FxHashMap::default();
            let name = |subject: &Option<Subject>| {
                let subject = subject.as_ref()?;
                // An outing has its place in its name already.
                let outing = field == Field::Place && subject.at.len() == 3;
                let at = if outing { &subject.at[..2] } else { &subject.at[..] };
                (at.len() >= 2 && subject.mention.kind == Kind::System)
                    .then(|| Some(self.words(at)))?
            };
            for name in subjects.iter().filter_map(name) {
                *times.entry(name).or_default() += 1;
            }
            for (row, subject) in rows.iter().zip(&mut subjects) {
                let shared = name(subject).is_some_and(|name| times.get(&name) > Some(&1));
                let Some(known) = subject.as_mut().filter(|_| shared) else { continue };
                let own = &self.told[row.index].slots;
                let apart = match field {
                    Field::Place => row.record.place(),
                    _ => own.get(&field).or_else(|| own.get(&Field::Date)),
                };
                let apart = apart.filter(|slot| !known.at.contains(&slot.value));
                if let Some(slot) = apart {
                    let parts: Vec<Part<'_>> =
                        known.at.iter().chain([&slot.value]).map(Part::At).collect();
                    if let Some(apart) = Subject::of(self.text, known.mention.kind, &parts) {
                        *known = apart;
                    }
                }
            }
        }
        subjects
    }

    fn words(&self, at: &[Range<usize>]) -> String {
        let words: Vec<&str> = at.iter().filter_map(|at| self.text.get(at.clone())).collect();
        words.join(" ")
    }

    fn relate(&self, row: &Row<'t>, subject: &Subject, drafts: &mut Drafts<'_>, settled: &Settled) {
        let told = &self.told[row.index];
        let own = if row.topical { Vec::new() } else { row.record.technologies.clone() };
        let record = |slots, technologies| Record {
            text: self.text,
            shape: Shape::Notation,
            slots,
            technologies,
        };
        record(row.record.slots.clone(), own).relate_as(subject, drafts, settled);
        for (field, slot) in &told.more {
            let several = [Field::Supplier, Field::Maker, Field::Place, Field::Buyer];
            if several.contains(field) {
                record([(*field, slot.clone())].into(), Vec::new()).names(subject, drafts);
                continue;
            }
            let one = record([(*field, slot.clone())].into(), Vec::new());
            match field {
                Field::Amount => one.amounts(subject.mention.kind, subject, drafts, settled),
                Field::Shared | Field::Base => one.linked(subject, drafts),
                field if is_count(*field) => one.counts(subject, drafts, settled),
                _ => {}
            }
        }
        if told.slots.contains_key(&Field::Buyer) && !told.slots.contains_key(&Field::Supplier) {
            self.signed(told, subject, drafts);
        }
        let mut focus = Focus::about(subject.clone());
        let mut known = Acronyms::default();
        for at in &told.prose {
            for sentence in sentences(&self.text[at.clone()], settled.language()) {
                let at = at.start + sentence.at.start..at.start + sentence.at.end;
                let scene = Scene::new(self.text, at, settled, &mut known);
                relations::relate(&scene, &mut focus, drafts);
            }
        }
    }

    /// Proposes who carried out what a record with a client tells of, where its prose ends in their names.
    fn signed(&self, told: &Told, subject: &Subject, drafts: &mut Drafts<'_>) {
        let Some((names, quote)) = told.prose.iter().find_map(|at| signed::signed(self.text, at))
        else {
            return;
        };
        for at in names {
            if let Some(value) = drafts.literal(&at, Value::Name) {
                let property = Property::Supplier;
                let finding =
                    Finding::new("notation/signed", subject, property, value, &at, &quote);
                drafts.propose(finding);
            }
        }
    }

    /// Where these records stand, but for objects within them that are none.
    fn areas(&self, rows: &FxHashSet<usize>) -> Vec<Range<usize>> {
        let all = self.objects.all();
        let mut areas = Vec::new();
        let mut apart: FxHashMap<usize, Vec<Range<usize>>> = FxHashMap::default();
        for (index, object) in all.iter().enumerate() {
            let free = !rows.contains(&index) && !self.told[index].is_part;
            if let Some(parent) = object.parent.filter(|_| free) {
                apart.entry(parent).or_default().push(object.at.clone());
            }
        }
        for index in rows {
            areas.extend(self.told[*index].pairs.iter().cloned());
            let at = &all[*index].at;
            let lead = |c: char| c.is_whitespace() || matches!(c, '[' | ',' | '-' | '(');
            let mut start = self.text[..at.start].trim_end_matches(lead).len();
            for hole in apart.remove(index).unwrap_or_default() {
                areas.push(start..hole.start.max(start));
                start = hole.end.max(start);
            }
            areas.push(start..at.end.max(start));
        }
        areas
    }
}
