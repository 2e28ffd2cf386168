//! What a document keeps to: the programmes, registers and cards that it names again and again, by names that no form of
//! words tells from others, but that a word for what they are stands beside ("the Faro card", "cédula Faro", "Padrón de
//! Usuarios"), and those that are known by name.
//!
//! A sentence that names one is about it; and what is said of a technology of which nobody tells whose it is, is said of
//! the first. It should also find schemes called by one invented word, by capitals, and by what is handed out under them.

use std::ops::Range;

use codebook::fold::fold;
use rustc_hash::FxHashMap;

use super::capitals;
use super::naming;
use super::topics::overlap;
use crate::folded::{first_bytes, last_bytes};
use crate::names::NameOf;
use crate::scene::Scene;
use crate::words::WordList;
use crate::written::{folded_word, is_body};
use crate::{listed, name_words, persons, places, vendors};

/// How much of a document is looked through.
const LOOKED: usize = 64 * 1024;
/// How often a name of one word, of several, and the one that all else is said of is used at least.
const OFTEN: usize = 3;
const OFTEN_LONG: usize = 2;
/// How many such names a document has at the most.
const NAMES: usize = 16;
/// How many names are kept in mind.
const MOST: usize = 512;

/// Words for what can be known by a name of its own.
static KINDS: WordList = WordList::new(
    "system|systems|database|databases|register|registry|scheme|schemes|programme|program|project|platform|portal|app|\
network|card|cards|number|numbers|id|ids|passport|passports|census|roll|rolls|enrolment|enrollment|authentication|\
sistema|registro|programa|proyecto|plataforma|portal|aplicacion|red|tarjeta|cedula|cedulas|carnet|credencial|padron|censo|\
pasaporte|llave|licencia|expediente",
);
/// Names that stand beside such words in documents about others.
static OTHERS: WordList = WordList::new(
    "facebook|twitter|google|whatsapp|youtube|instagram|tiktok|telegram|linkedin|apple|android|windows|ios|ai|ia|id|eu|ue|us|usa|\
uk|un|onu|it|ti|cctv|gdpr|rgpd|foi|foia|rti|rfp|rfi|rfq|tor|ngo|ong|dna|adn|atm|gps|qr|pin|sim|covid|internet|lfr|rfr|frt|fr|\
anpr|alpr|lpr|pdf|sicoes|compranet|secop|seace|infobras|chilecompra|comprar|guatecompras",
);

/// How often a name stands in a document, how often beside a word for what it is, and where first.
#[derive(Debug)]
struct Named {
    times: usize,
    told: usize,
    /// Which system it is, for one that is known by name.
    known: Option<usize>,
    at: Range<usize>,
}

/// The names that a document keeps to.
#[derive(Debug, Default)]
pub(super) struct Principals {
    /// The most frequent first.
    all: Vec<Principal>,
}

/// One that a document keeps to.
#[derive(Debug)]
struct Principal {
    /// Where the name that is used most stands first.
    at: Range<usize>,
    /// Where the others do.
    others: Vec<Range<usize>>,
    times: usize,
    known: Option<usize>,
}

impl Principal {
    /// True where a name is another of its own: the list has both for one system, or the longer only adds what it is.
    fn is_called(&self, text: &str, named: &Named) -> bool {
        let (own, other) = (fold(&text[self.at.clone()]), fold(&text[named.at.clone()]));
        let (short, long) = if own.len() < other.len() { (own, other) } else { (other, own) };
        let kind = |rest: &str| rest.split_whitespace().all(|word| KINDS.has(word));
        let more = long.strip_prefix(short.as_str()).or_else(|| long.strip_suffix(short.as_str()));
        self.known.is_some() && self.known == named.known
            || more.is_some_and(kind)
            || short == long.replace(' ', "")
    }
}

impl Principals {
    /// Those of a document.
    pub(super) fn of(text: &str) -> Self {
        let head = first_bytes(text, LOOKED);
        let mut all = grouped(head, counted(head));
        // A register is what others' systems are joined to, unless the document keeps to it above all.
        let register = |known: &Principal| {
            let words = fold(&head[known.at.clone()]);
            words.split(' ').any(|word| name_words::DATABASES.contains(&word))
        };
        let mut place = 0..;
        all.retain(|known| place.next() == Some(0) || !register(known));
        all.truncate(NAMES);
        Self { all }
    }

    /// Leaves out what a sentence shows to be a body's, a company's, a law's or a technology's name.
    pub(super) fn learn(&mut self, scene: &Scene<'_>) {
        if self.all.is_empty() {
            return;
        }
        self.all.retain(|known| {
            let words = scene.words(&known.at);
            let other = |at: &Range<usize>| scene.words(at) == words;
            let technologies = scene.technologies.iter().map(|found| &found.at);
            !others(scene).chain(technologies).any(other)
        });
    }

    /// Where the name stands that is used most of a system that has this one, too.
    pub(super) fn usual(&self, text: &str, name: Range<usize>) -> Range<usize> {
        let same = |other: &Range<usize>| text[other.clone()] == text[name.clone()];
        let known = self.all.iter().find(|known| known.others.iter().any(same));
        known.map_or(name, |known| known.at.clone())
    }

    /// Where the one first stands that a sentence names, by whichever of its names.
    pub(super) fn named_in(&self, scene: &Scene<'_>) -> Option<Range<usize>> {
        let raw = scene.words(&scene.at);
        let letter = |c: char| c.is_alphanumeric() || c == '_';
        let place = |name: &Range<usize>| {
            let words = scene.words(name);
            let start = raw.find(words)?;
            let end = start + words.len();
            let whole = !raw[end..].starts_with(letter) && !raw[..start].ends_with(letter);
            whole.then_some(start..end)
        };
        let named = |known: &'_ Principal| {
            let names = std::iter::once(&known.at).chain(&known.others);
            let first = names.filter_map(place).min_by_key(|at| at.start)?;
            Some((first, known.at.clone()))
        };
        let (first, at) = self.all.iter().filter_map(named).min_by_key(|(first, _)| first.start)?;
        let here = scene.at.start + first.start..scene.at.start + first.end;
        let longer = others(scene).any(|other| overlap(other, &here));
        (!longer && !super::programmes::is_anothers(&raw[..first.start])).then_some(at)
    }
}

/// The bodies, companies and laws that a sentence names.
fn others<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = &'s Range<usize>> {
    let other = |of: NameOf| matches!(of, NameOf::Agency | NameOf::Vendor | NameOf::Law);
    scene.names.iter().filter(move |name| other(name.value)).map(|name| &name.at)
}

/// The names that a text uses often enough beside words for what they are, and those of the list.
fn counted(text: &str) -> Vec<Named> {
    let mut all: FxHashMap<&str, Named> = FxHashMap::default();
    for run in capitals::runs(text) {
        let words = &text[run.clone()];
        let words = ["'s", "’s"].iter().find_map(|s| words.strip_suffix(s)).unwrap_or(words);
        if let Some(at) = capitals::without_lead(words, run.start) {
            note(&mut all, text, at, None);
        }
    }
    for system in listed::known(text).filter(|known| known.of == listed::Of::System) {
        let known = !system.also_word || is_told(text, &system.at);
        note(&mut all, text, system.at, known.then_some(system.line));
    }
    all.retain(|words, named| {
        named.known.is_some() || is_kept(words, named) && !is_somebodys(text, words)
    });
    all.into_values().collect()
}

/// The same, each system with all its names, the most frequent first.
fn grouped(text: &str, mut names: Vec<Named>) -> Vec<Principal> {
    names.sort_unstable_by_key(|named| (usize::MAX - named.times, named.at.start));
    let mut all: Vec<Principal> = Vec::new();
    for named in names {
        if let Some(known) = all.iter_mut().find(|known| known.is_called(text, &named)) {
            known.times += named.times;
            known.others.push(named.at);
        } else {
            let Named { times, known, at, .. } = named;
            all.push(Principal { at, others: Vec::new(), times, known });
        }
    }
    all.sort_by_key(|known| usize::MAX - known.times);
    all
}

/// True for a name (folded) that stands beside words for systems in documents about others.
pub(super) fn is_others(folded: &str) -> bool {
    OTHERS.has(folded)
}

fn note<'t>(
    all: &mut FxHashMap<&'t str, Named>,
    text: &'t str,
    at: Range<usize>,
    known: Option<usize>,
) {
    let told = usize::from(is_told(text, &at));
    let room = all.len() < MOST;
    match all.get_mut(&text[at.clone()]) {
        Some(named) => {
            named.times += 1;
            named.told += told;
            named.known = named.known.or(known);
        }
        None if room => drop(all.insert(&text[at.clone()], Named { times: 1, told, known, at })),
        None => {}
    }
}

/// True where a word for what it is stands right before or behind a name.
fn is_told(text: &str, at: &Range<usize>) -> bool {
    const NEAR: usize = 24;
    let letter = |c: char| c.is_alphanumeric() || c == '-';
    let after = first_bytes(&text[at.end..], NEAR);
    let after = after.strip_prefix(' ').map(|rest| rest.split(|c| !letter(c)).next());
    let before = last_bytes(&text[..at.start], NEAR).trim_end_matches(['"', '“', '«', '\'', '‘']);
    let before = before.strip_suffix(' ').map(|rest| rest.rsplit(|c| !letter(c)).next());
    [after, before].into_iter().flatten().flatten().any(|word| KINDS.has(&fold(word)))
}

/// True where a text speaks of somebody by that name: with a title or a given name before it, or as one who speaks.
fn is_somebodys(text: &str, words: &str) -> bool {
    const NEAR: usize = 40;
    text.match_indices(words).any(|(at, _)| {
        let before = last_bytes(&text[..at], NEAR);
        let word = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next();
        let led = word.filter(|word| before.ends_with(' ') && word.starts_with(char::is_uppercase));
        let led = led.map(fold);
        persons::titled(before)
            || led.is_some_and(|word| persons::is_title(&word) || persons::is_given(&word))
            || naming::speaks(&text[at + words.len()..])
    })
}

/// True where words may be such a name: nobody's, no place's, no body's, no company's and no law's.
fn is_kept(words: &str, named: &Named) -> bool {
    let folded: Vec<_> = words.split(' ').map(folded_word).collect();
    let kind = |word: &str| KINDS.has(word);
    let small = |word: &str| word.len() <= 2;
    let barred = |word: &str| {
        is_body(word)
            || OTHERS.has(word) && !kind(word)
            || persons::is_title(word)
            || persons::is_institution_word(word)
            || name_words::LAWS.contains(&word)
    };
    if folded.iter().any(|word| barred(word)) || places::is_place(words) || vendors::is_known(words)
    {
        return false;
    }
    if let [only] = &folded[..] {
        let plain = kind(only) || small(only) || gazetteer::word(only).ordinary;
        let somebodys = persons::is_given(only) || persons::is_surname(only);
        let told = named.times >= OFTEN && named.told > 0;
        return told && !plain && !somebodys && !naming::is_adjective(words);
    }
    let within = folded.iter().any(|word| kind(word));
    let somebody = persons::is_name(words)
        || persons::are_named_in(words)
        || !within && words.split(' ').all(persons::may_be_name);
    let told = named.times >= OFTEN_LONG && (within || named.told > 0);
    told && !somebody && !naming::is_plain(words)
}
