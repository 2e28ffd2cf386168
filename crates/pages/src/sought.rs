//! The index that the published site is searched with, without a server: files of JavaScript calls, so that a page that
//! was opened from a disk can load them as scripts, which is all it is allowed to load.
//!
//! What is found are entities and sources: by their names, by the values and quotes of facts about them, by titles. Words
//! are folded and lightly stemmed (`finder.rs`), here and in `search.js` alike. A shard of things has what is shown of
//! those whose ids begin so. A shard of words has, for each, the numbers of the things that have it; it begins with a
//! word whose digest says that one begins, so that a new word or thing leaves all other shards alone. `words.js` has
//! the words that shards begin with. A shard of words has 64 on average, and memory is bounded by [`MOST`] things for
//! each word.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use codebook::{EntityId, Sha256};
use register::RegisterError;
use register::public::{Changes, Mark, PublicEntity, PublicFact, PublicSource, Publishable};
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;

use crate::finder::each_term;
use crate::site::PageError;

/// For how many things a word is noted; later ones are not found by it alone.
const MOST: usize = 4_000;
/// From how many things on they stand in a file of their own, which the shard names after [`ELSEWHERE`].
const MANY: usize = 500;
const ELSEWHERE: char = '*';
/// How many things of a sort stand in a shard of them at most, about.
const THINGS: u64 = 400;
/// How much of a name is shown.
const SHOWN: usize = 160;
/// How many digits of an id make a thing's number.
const DIGITS: usize = 10;
/// What is added to the number of a source, so that it comes after all entities.
const SOURCE: u64 = 1 << (4 * DIGITS);
const WORDS: &str = "search/words.js";
/// The name of the first shard of words, which no word begins.
const FIRST: &str = "first";

/// A thing as results show it: id, name, kind.
type Thing = (String, String, String);
/// Words, each with the things that have it, or with the shard that it begins.
type Words = BTreeMap<String, String>;

/// Something to be found.
struct Found {
    thing: Thing,
    number: u64,
    /// Its words; true for those that it is called by.
    terms: FxHashMap<Box<str>, bool>,
}

impl Found {
    fn new(thing: Thing, source: bool) -> Self {
        let digits = thing.0.rsplit_once('-').and_then(|(_, hex)| hex.get(..DIGITS));
        let own = digits.and_then(|hex| u64::from_str_radix(hex, 16).ok()).unwrap_or_default();
        let number = if source { own + SOURCE } else { own };
        Self { thing, number, terms: FxHashMap::default() }
    }

    fn note(&mut self, called: bool, text: &str) {
        each_term(text, |term| match self.terms.get_mut(term) {
            Some(known) => *known |= called,
            None => drop(self.terms.insert(term.into(), called)),
        });
    }

    /// `facts` are those about it.
    fn entity<'f>(entity: &PublicEntity, facts: impl Iterator<Item = &'f PublicFact>) -> Self {
        let name = entity.name.as_str().chars().take(SHOWN).collect();
        let thing = (entity.id.to_string(), name, entity.kind.as_str().to_owned());
        let mut found = Self::new(thing, false);
        for name in std::iter::once(&entity.name).chain(&entity.aliases) {
            found.note(true, name.as_str());
        }
        for fact in facts {
            found.note(false, fact.written.as_str());
            for span in &fact.spans {
                found.note(false, &span.quote);
            }
        }
        found
    }

    fn source(source: &PublicSource) -> Self {
        let title = source.title.chars().take(SHOWN).collect();
        let mut found = Self::new((source.id.to_string(), title, "source".to_owned()), true);
        // An id that stands in for a title that is not shown is no word.
        if source.title != found.thing.0 {
            found.note(true, &source.title);
        }
        found
    }

    /// The shard it stands in: `e` or `s`, and the first digits of its id.
    fn shard(&self, digits: usize) -> String {
        let (sort, own) = match self.number.checked_sub(SOURCE) {
            Some(own) => ('s', own),
            None => ('e', self.number),
        };
        let hex = format!("{own:0DIGITS$x}");
        format!("{sort}{}", hex.get(..digits).unwrap_or_default())
    }
}

/// How many digits of an id tell the shard of a thing.
fn digits(view: &Publishable<'_>) -> Result<usize, RegisterError> {
    let counts = view.counts()?;
    let entities: u64 = counts.entities.iter().map(|(_, total)| total).sum();
    let (mut digits, mut room) = (0, THINGS);
    while entities.max(counts.sources) > room {
        digits += 1;
        room = room.saturating_mul(16);
    }
    Ok(digits)
}

/// The name of the shard that a word begins, where it does.
fn begins(word: &str) -> Option<String> {
    let digest = Sha256::of(word.as_bytes());
    digest.as_bytes().last().is_some_and(|byte| byte % 64 == 0).then(|| named(word))
}

/// A name for a file that is about a word.
fn named(word: &str) -> String {
    let digits = Sha256::of(word.as_bytes()).to_string();
    digits.get(..12).unwrap_or(&digits).to_owned()
}

fn many_path(name: &str) -> String {
    format!("search/many-{name}.js")
}

fn words_path(name: &str) -> String {
    format!("search/words-{name}.js")
}

fn things_path(name: &str) -> String {
    format!("search/things-{name}.js")
}

fn call<T: serde::Serialize>(function: &str, what: &T) -> Result<String, PageError> {
    let told = serde_json::to_string(what)?;
    // The two parts are the arguments.
    let inside = told.strip_prefix('[').and_then(|told| told.strip_suffix(']'));
    Ok(format!("{function}({});\n", inside.unwrap_or(&told)))
}

fn called<T: DeserializeOwned>(function: &str, bytes: &[u8]) -> Option<T> {
    let text = str::from_utf8(bytes).ok()?.strip_prefix(function)?;
    let inside = text.strip_prefix('(')?.strip_suffix(");\n")?;
    serde_json::from_str(&format!("[{inside}]")).ok()
}

/// The things that have a word, by number, each with whether it is called so.
fn read_things(steps: &str) -> Vec<(u64, bool)> {
    let mut number = 0;
    let things =
        steps.split(',').filter_map(|step| u64::from_str_radix(step, 36).ok()).map(|step| {
            number += step / 2;
            (number, step % 2 == 1)
        });
    things.collect()
}

/// The distances between their numbers, doubled; odd where the thing is called so; to the base of 36.
fn write_things(things: &[(u64, bool)]) -> String {
    let (mut out, mut last) = (String::new(), 0);
    for (number, called) in things {
        if !out.is_empty() {
            out.push(',');
        }
        push_36(&mut out, (number - last) * 2 + u64::from(*called));
        last = *number;
    }
    out
}

/// Puts things in order, each once, and as many as are noted.
fn settle(things: &mut Vec<u64>) {
    things.sort_unstable();
    things.dedup_by(|next, kept| {
        let same = *next | 1 == *kept | 1;
        *kept |= if same { *next & 1 } else { 0 };
        same
    });
    things.truncate(MOST);
}

fn push_36(out: &mut String, mut number: u64) {
    let start = out.len();
    loop {
        let digit = u32::try_from(number % 36).unwrap_or_default();
        out.insert(start, char::from_digit(digit, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return;
        }
    }
}

/// The index of a site that is being made: it is told of everything that is to be found, in any order.
#[derive(Debug)]
pub struct Index {
    digits: usize,
    /// The things that have each word: doubled numbers, odd where the thing is called so.
    words: FxHashMap<Box<str>, Vec<u64>>,
    /// Each shard of things, as they are written.
    things: BTreeMap<String, Vec<String>>,
}

impl Index {
    pub(crate) fn new(view: &Publishable<'_>) -> Result<Self, PageError> {
        let digits = digits(view)?;
        Ok(Self { digits, words: FxHashMap::default(), things: BTreeMap::new() })
    }

    /// Takes an entity in; `facts` are those about it.
    ///
    /// # Errors
    /// If it can't be written as JSON.
    pub fn entity<'f>(
        &mut self,
        entity: &PublicEntity,
        facts: impl Iterator<Item = &'f PublicFact>,
    ) -> Result<(), PageError> {
        self.take(Found::entity(entity, facts))
    }

    /// Takes a source in.
    ///
    /// # Errors
    /// As of an entity.
    pub fn source(&mut self, source: &PublicSource) -> Result<(), PageError> {
        self.take(Found::source(source))
    }

    fn take(&mut self, found: Found) -> Result<(), PageError> {
        let told = serde_json::to_string(&found.thing)?;
        self.things.entry(found.shard(self.digits)).or_default().push(told);
        for (term, called) in found.terms {
            let things = self.words.entry(term).or_default();
            things.push(2 * found.number + u64::from(called));
            if things.len() >= 2 * MOST {
                settle(things);
            }
        }
        Ok(())
    }

    /// Takes in what another one was told of.
    pub fn join(&mut self, other: Self) {
        for (shard, mut things) in other.things {
            self.things.entry(shard).or_default().append(&mut things);
        }
        for (term, mut things) in other.words {
            let known = self.words.entry(term).or_default();
            known.append(&mut things);
            if known.len() >= 2 * MOST {
                settle(known);
            }
        }
    }

    /// Hands its files out, by path.
    ///
    /// # Errors
    /// If one can't be written as JSON, or `visit` fails.
    pub fn write<E: From<PageError>>(
        mut self,
        mut visit: impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        for (shard, things) in &mut self.things {
            // Each begins with its id, and these are of one length.
            things.sort_unstable();
            let name = serde_json::to_string(shard).map_err(PageError::from)?;
            let text = format!("veedorThings({name},[{}]);\n", things.join(","));
            visit(&things_path(shard), text.as_bytes())?;
        }
        let mut words: Vec<_> = self.words.into_iter().collect();
        words.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut firsts = Words::from([(String::new(), FIRST.to_owned())]);
        let mut held = (FIRST.to_owned(), Words::new());
        for (word, mut things) in words {
            settle(&mut things);
            if let Some(name) = begins(&word) {
                put_words(&held, &mut visit)?;
                firsts.insert(word.to_string(), name.clone());
                held = (name, Words::new());
            }
            let things: Vec<_> = things.iter().map(|thing| (thing / 2, thing % 2 == 1)).collect();
            held.1.insert(word.into(), write_things(&things));
        }
        put_words(&held, &mut visit)?;
        put_firsts(self.digits, &firsts, &mut visit)
    }
}

/// Writes all of the index, file by file.
pub(crate) fn write<E: From<PageError>>(
    view: &Publishable<'_>,
    visit: impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut index = Index::new(view)?;
    view.each_entity("", |row| {
        let about = view.about(row.entity.id)?;
        index.entity(&row.entity, about.iter())
    })?;
    view.each_source("", |row| index.source(&row.source))?;
    index.write(visit)
}

fn put_things<E: From<PageError>>(
    shard: &(String, Vec<Thing>),
    visit: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    if shard.1.is_empty() {
        return Ok(());
    }
    visit(&things_path(&shard.0), call("veedorThings", shard)?.as_bytes())
}

fn put_words<E: From<PageError>>(
    (name, words): &(String, Words),
    visit: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut listed: Vec<(&str, Cow<'_, str>)> = Vec::with_capacity(words.len());
    for (word, steps) in words {
        if steps.split(',').count() < MANY {
            listed.push((word, Cow::Borrowed(steps)));
            continue;
        }
        let own = named(word);
        visit(&many_path(&own), call("veedorMany", &(&own, steps))?.as_bytes())?;
        listed.push((word, Cow::Owned(format!("{ELSEWHERE}{own}"))));
    }
    visit(&words_path(name), call("veedorShard", &(name, listed))?.as_bytes())
}

fn put_firsts<E: From<PageError>>(
    digits: usize,
    firsts: &Words,
    visit: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let listed: Vec<_> = firsts.iter().collect();
    visit(WORDS, call("veedorWords", &(digits, listed))?.as_bytes())
}

/// An index being brought up to date: what was read of it.
struct Held<'r> {
    read: &'r mut dyn FnMut(&str) -> Option<Vec<u8>>,
    digits: usize,
    /// The shards of words, by the word that they begin with.
    firsts: Words,
    words: BTreeMap<String, Words>,
    things: BTreeMap<String, BTreeMap<String, Thing>>,
    /// The shards of words that differ.
    differ: BTreeSet<String>,
}

/// Writes what differs of an index since `mark`, which it is of, where things only have more words than then. `read`
/// gives its files. False where that can't be told: all of it is to be written then.
pub(crate) fn update<E: From<PageError>>(
    view: &Publishable<'_>,
    (changes, mark): (&Changes, &Mark),
    read: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
    mut visit: impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<bool, E> {
    let from = |error: RegisterError| E::from(PageError::from(error));
    let gone = !changes.gone_entities.is_empty() || !changes.gone_sources.is_empty();
    let known = read(WORDS).and_then(|bytes| called("veedorWords", &bytes));
    let Some((digits, listed)) = known.filter(|_| !gone) else { return Ok(false) };
    let listed: Vec<(String, String)> = listed;
    let mut held = Held {
        read,
        digits,
        firsts: listed.into_iter().collect(),
        words: BTreeMap::new(),
        things: BTreeMap::new(),
        differ: BTreeSet::new(),
    };
    if digits != self::digits(view).map_err(from)? {
        return Ok(false);
    }
    let before = held.firsts.len();
    let Some(found) = newly_found(view, changes, mark).map_err(from)? else { return Ok(false) };
    for found in found {
        if held.take(found).is_none() {
            return Ok(false);
        }
    }
    held.split();
    for (name, things) in &held.things {
        let things = things.values().cloned().collect();
        put_things(&(name.clone(), things), &mut visit)?;
    }
    for (first, words) in &held.words {
        if let Some(name) = held.firsts.get(first).filter(|_| held.differ.contains(first)) {
            put_words(&(name.clone(), words.clone()), &mut visit)?;
        }
    }
    if held.firsts.len() != before {
        put_firsts(digits, &held.firsts, &mut visit)?;
    }
    Ok(true)
}

/// What changed, with the words that it may have got since `mark`: those that it is called by, and those of facts
/// that came; of what it had before, all others are in the index. `None` where something is not there.
fn newly_found(
    view: &Publishable<'_>,
    changes: &Changes,
    mark: &Mark,
) -> Result<Option<Vec<Found>>, RegisterError> {
    let mut came: BTreeMap<EntityId, Vec<PublicFact>> = BTreeMap::new();
    let mut released = Vec::new();
    view.each_release(mark.seq, |release| {
        released.push(release.fact);
        Ok::<_, RegisterError>(())
    })?;
    for id in released {
        let Some(fact) = view.fact(id)? else { return Ok(None) };
        came.entry(fact.subject).or_default().push(fact);
    }
    let mut found = Vec::new();
    for id in &changes.entities {
        let Some(row) = view.entity(*id)? else { return Ok(None) };
        let facts = came.get(id).map(Vec::as_slice).unwrap_or_default();
        found.push(Found::entity(&row.entity, facts.iter()));
    }
    for id in &changes.sources {
        let Some(row) = view.source(*id)? else { return Ok(None) };
        found.push(Found::source(&row.source));
    }
    Ok(Some(found))
}

impl Held<'_> {
    /// Takes something in; `None` where it was called otherwise, or the index is not in its form.
    fn take(&mut self, found: Found) -> Option<()> {
        let shard = found.shard(self.digits);
        if !self.things.contains_key(&shard) {
            let known = match (self.read)(&things_path(&shard)) {
                Some(bytes) => called::<(String, Vec<Thing>)>("veedorThings", &bytes)?.1,
                None => Vec::new(),
            };
            let known = known.into_iter().map(|thing| (thing.0.clone(), thing)).collect();
            self.things.insert(shard.clone(), known);
        }
        let things = self.things.get_mut(&shard)?;
        if things.get(&found.thing.0).is_some_and(|known| *known != found.thing) {
            return None;
        }
        things.insert(found.thing.0.clone(), found.thing);
        for (term, called) in found.terms {
            self.word(term.into(), found.number, called)?;
        }
        Some(())
    }

    fn word(&mut self, term: String, number: u64, called_so: bool) -> Option<()> {
        let (first, name) = self.firsts.range(..=term.clone()).next_back()?;
        let first = first.clone();
        if !self.words.contains_key(&first) {
            let bytes = (self.read)(&words_path(name))?;
            let words = called::<(String, Vec<(String, String)>)>("veedorShard", &bytes)?.1;
            self.words.insert(first.clone(), words.into_iter().collect());
        }
        let steps = self.words.get_mut(&first)?.entry(term).or_default();
        let many = match steps.strip_prefix(ELSEWHERE) {
            Some(name) => {
                Some(called::<(String, String)>("veedorMany", &(self.read)(&many_path(name))?)?.1)
            }
            None => None,
        };
        let was = many.as_deref().unwrap_or(steps);
        let mut things = read_things(was);
        match things.binary_search_by_key(&number, |(known, _)| *known) {
            Ok(at) => things.get_mut(at)?.1 |= called_so,
            Err(at) => things.insert(at, (number, called_so)),
        }
        things.truncate(MOST);
        let is = write_things(&things);
        if was != is {
            *steps = is;
            self.differ.insert(first);
        }
        Some(())
    }

    /// Lets shards begin with the new words that begin one.
    fn split(&mut self) {
        let of = |word: &String| begins(word).map(|name| (word.clone(), name));
        let known: Vec<_> = self.words.values().flat_map(BTreeMap::keys).filter_map(of).collect();
        for (word, name) in known {
            if self.firsts.contains_key(&word) {
                continue;
            }
            let Some((first, words)) = self.words.range_mut(..word.clone()).next_back() else {
                continue;
            };
            let rest = words.split_off(&word);
            self.differ.extend([first.clone(), word.clone()]);
            self.words.insert(word.clone(), rest);
            self.firsts.insert(word, name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{read_things, write_things};

    #[test]
    fn things_are_written_and_read() {
        let cases: [&[(u64, bool)]; 3] =
            [&[], &[(0, false), (1, true)], &[(7, true), (1 << 41, false), (1 << 42, true)]];
        for things in cases {
            assert_eq!(read_things(&write_things(things)), things);
        }
        assert_eq!(write_things(&[(18, false), (19, true)]), "10,3");
    }
}
