//! The systems of a document, each under one name from its first mention to its last.
//!
//! A thing is told by its owner (the place or body that runs it) and the family of its technology, or
//! by a name of its own. What is learnt of it later (its owner, its name) is given to what was said
//! of it before, too.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use codebook::{Kind, Technology};

use crate::drafts::{Part, Shared, Subject};
use crate::folded::{Pattern, first_bytes, pattern};
use crate::words::WordList;

/// How many systems a document can speak of: each is looked for in every later sentence.
const MOST: usize = 64;

/// Technologies that are bought and run as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Faces, fingers, irises, voices.
    Biometric,
    /// Number plates.
    Plates,
    /// Cameras and their analysis: they may be any of the others' too.
    Video,
    /// Worn on the body, and other things.
    Other,
}

impl Family {
    /// The family of a technology.
    pub(super) const fn of(technology: Technology) -> Self {
        match technology {
            Technology::Alpr => Self::Plates,
            Technology::VideoAnalytics | Technology::Cctv => Self::Video,
            Technology::BodyWornVideo | Technology::Attendance => Self::Other,
            _ => Self::Biometric,
        }
    }

    /// True where one system may well be of both.
    pub(super) fn goes_with(self, other: Self) -> bool {
        self == other || self == Self::Video || other == Self::Video
    }
}

/// Where words stand, and the telling ones among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) at: Range<usize>,
    keys: Vec<String>,
}

/// Words of a body's or place's name that many share.
static COMMON: WordList = WordList::new(
    "the|of|and|for|in|de|del|la|las|el|los|y|e|en|police|department|policia|\
office|agency|city|county|state|province|government|gobierno|ministry|ministerio|secretaria|council|\
board|municipality|municipalidad|municipal|national|nacional|federal|estado|provincia|ciudad|general|\
service|force|village|town|autonoma|gob|local|district|publica|seguridad|public|security",
);
/// Countries whose capital is called after them: the one is not the other.
const CAPITALS: &[&str] = &["mexico", "guatemala", "panama", "kuwait"];

impl Words {
    /// The words at `at`; none where nothing tells there.
    pub(super) fn of(text: &str, at: Range<usize>) -> Option<Self> {
        let folded = codebook::fold::fold_name(text.get(at.clone())?);
        let capital = folded.contains("city") || folded.contains("ciudad");
        let telling = |word: &&str| !COMMON.has(word);
        let mut keys: Vec<String> = folded.split(' ').filter(telling).map(str::to_owned).collect();
        if keys.is_empty() {
            keys = folded.split(' ').map(str::to_owned).collect();
        }
        if capital && keys.iter().any(|key| CAPITALS.contains(&key.as_str())) {
            keys.push("city".to_owned());
        }
        (!folded.is_empty()).then_some(Self { at, keys })
    }

    /// True where both may name one body: "Delhi" and "Delhi Police", not "Mexico" and its capital.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let city = |words: &Self| words.keys.last().is_some_and(|key| key == "city");
        let within = |a: &Self, b: &Self| a.keys.iter().all(|key| b.keys.contains(key));
        city(self) == city(other) && (within(self, other) || within(other, self))
    }
}

/// A system that the document speaks of.
#[derive(Debug)]
pub(super) struct Thing {
    pub(super) subject: Subject,
    pub(super) family: Option<Family>,
    pub(super) owner: Option<Words>,
    /// What its technology is called.
    label: Option<Range<usize>>,
    /// What its cameras are called, how often they were spoken of, and how often all else was.
    plain: (Option<Range<usize>>, usize, usize),
    /// Whose make it is called by, how often, and how often by its technology.
    makes: (Vec<(Range<usize>, usize)>, usize),
    /// That make, where it is called by its technology more often.
    make: Option<Range<usize>>,
    /// A name of its own.
    name: Option<Range<usize>>,
    /// The capitals that its name's brackets say it goes by.
    short: Option<Range<usize>>,
    /// What else it is called: its name without the word for its kind, its acronym.
    aliases: Vec<String>,
    /// The name that what is said of it is given in the end.
    shared: Shared,
    fixed: bool,
}

/// The systems of a document.
#[derive(Debug, Default)]
pub(super) struct Cast {
    things: Vec<Thing>,
}

impl Cast {
    pub(super) fn get(&self, index: usize) -> Option<&Thing> {
        self.things.get(index)
    }

    /// A thing that keeps the name it comes with: a row's, a form's.
    pub(super) fn fixed(&mut self, subject: Subject) -> usize {
        let shared = Rc::new(RefCell::new(subject.named()));
        self.things.push(Thing {
            subject,
            family: None,
            owner: None,
            label: None,
            plain: (None, 0, 0),
            makes: (Vec::new(), 0),
            make: None,
            name: None,
            short: None,
            aliases: Vec::new(),
            shared,
            fixed: true,
        });
        self.things.len() - 1
    }

    /// A new thing; the last one where the document speaks of too many.
    pub(super) fn add(
        &mut self,
        text: &str,
        family: Option<Family>,
        owner: Option<Words>,
        label: Option<Range<usize>>,
        name: Option<Range<usize>>,
    ) -> Option<usize> {
        if self.things.len() >= MOST {
            return self.things.len().checked_sub(1);
        }
        let names: Vec<_> = name.iter().collect();
        let subject = composed(text, owner.as_ref(), &label.iter().collect::<Vec<_>>(), &names)?;
        let shared = Rc::new(RefCell::new(subject.named()));
        let subject = subject.settled_later(&shared);
        let mut thing = Thing {
            subject,
            family,
            owner,
            label,
            plain: (None, 0, 0),
            makes: (Vec::new(), 0),
            make: None,
            name: None,
            short: None,
            aliases: Vec::new(),
            shared,
            fixed: false,
        };
        if let Some(name) = name {
            thing.call(text, name);
        }
        self.things.push(thing);
        Some(self.things.len() - 1)
    }

    pub(super) fn get_mut(&mut self, index: usize) -> Option<&mut Thing> {
        self.things.get_mut(index)
    }

    /// Plates are called by the document's acronym, wherever it stands.
    pub(super) fn call_plates(&mut self, text: &str, acronym: &Range<usize>) {
        for thing in self.things.iter_mut().filter(|thing| thing.family == Some(Family::Plates)) {
            thing.label = Some(acronym.clone());
            thing.rename(text);
        }
    }

    /// "LFR", "FRT": capitals that stand for face recognition are written out, as readers would call it.
    pub(super) fn spell_faces(&mut self, text: &str, faces: &Range<usize>) {
        let short = |label: &Range<usize>| {
            let words = text.get(label.clone()).unwrap_or_default();
            words.len() <= 5
                && words.contains("FR")
                && words.bytes().all(|b| b.is_ascii_uppercase())
        };
        for thing in &mut self.things {
            if thing.label.as_ref().is_some_and(short) {
                thing.label = Some(faces.clone());
            }
        }
    }

    /// Settles the names of all.
    pub(super) fn settle(&mut self, text: &str, home: Option<&Words>) {
        let scheme = super::naming::scheme(text);
        let mut owners = self.things.iter().filter_map(|thing| thing.owner.as_ref());
        let first = owners.next().cloned();
        // Where all that has an owner has one, it is whose the rest is, too.
        let lone = first.filter(|first| owners.all(|owner| owner.is_same(first)));
        for thing in &mut self.things {
            if thing.is_bare() {
                thing.owner.clone_from(&lone);
            }
            thing.settle(text, home, scheme.as_ref());
        }
    }

    /// Where a country is all that is known of whose a system is, whoever is said to run it tells it better; and a
    /// product's name is told from others by no country.
    pub(super) fn settle_abroad(
        &mut self,
        text: &str,
        runs: impl Fn(&Subject) -> Option<Range<usize>>,
    ) {
        for thing in self.things.iter_mut().filter(|thing| !thing.is_named()) {
            let abroad = |own: &Words| text.get(own.at.clone()).is_some_and(is_country);
            if !thing.owner.as_ref().is_some_and(abroad) {
                continue;
            }
            let product = |label: &Range<usize>| {
                text.get(label.clone()).is_some_and(crate::vendors::is_known)
            };
            if let Some(words) = runs(&thing.subject).and_then(|at| Words::of(text, at)) {
                if !words.keys.iter().all(|key| COMMON.has(key)) {
                    thing.owner = Some(words);
                    thing.rename(text);
                }
            } else if thing.label.as_ref().is_some_and(product) {
                thing.owner = None;
                thing.rename(text);
            }
        }
    }

    /// Where nothing is known but the technology, whoever is said to run it has it, else it is `home`'s.
    pub(super) fn settle_bare(
        &mut self,
        text: &str,
        home: Option<&Words>,
        runs: impl Fn(&Subject) -> Option<Range<usize>>,
    ) {
        for thing in self.things.iter_mut().filter(|thing| thing.is_bare()) {
            // A product's name is told from others by no town.
            let product = |label: &Range<usize>| {
                text.get(label.clone()).is_some_and(crate::vendors::is_known)
            };
            if !thing.label.as_ref().is_some_and(product) {
                let runs = runs(&thing.subject).and_then(|at| Words::of(text, at));
                let abroad = |own: &&Words| !text.get(own.at.clone()).is_some_and(is_country);
                thing.owner = runs.or_else(|| home.filter(abroad).cloned());
                thing.rename(text);
            }
        }
    }

    /// True where the document speaks of one thing only.
    pub(super) fn is_lone(&self) -> bool {
        self.things.len() <= 1
    }

    /// The things, the last first.
    pub(super) fn latest(&self) -> impl Iterator<Item = (usize, &Thing)> {
        self.things.iter().enumerate().rev()
    }

    /// The thing that `raw` calls by a name of its own; of several, the one called first.
    pub(super) fn called(&self, raw: &str) -> Option<(usize, usize)> {
        self.things
            .iter()
            .enumerate()
            .filter_map(|(index, thing)| Some((thing.called_in(raw)?, index)))
            .min()
            .map(|(at, index)| (index, at))
    }

    /// The thing that has this very name.
    pub(super) fn named(&self, text: &str, name: &Range<usize>) -> Option<usize> {
        let words = text.get(name.clone())?;
        let same = |own: &Range<usize>| text.get(own.clone()) == Some(words);
        self.things.iter().position(|thing| thing.name.as_ref().is_some_and(same))
    }

    /// The thing of this owner that this technology can be of.
    pub(super) fn owned(&self, owner: &Words, family: Option<Family>) -> Option<usize> {
        let fits = |thing: &Thing| {
            thing.owner.as_ref().is_some_and(|own| own.is_same(owner)) && thing.can_be(family)
        };
        self.latest().find(|(_, thing)| fits(thing)).map(|(index, _)| index)
    }
}

/// True for a country's name.
fn is_country(words: &str) -> bool {
    let folded = codebook::fold::fold_name(words);
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
    gazetteer::named(folded).iter().any(|place| place.what == gazetteer::What::Country)
}

impl Thing {
    /// True where its technology may be of this family.
    pub(super) fn can_be(&self, family: Option<Family>) -> bool {
        match (self.family, family) {
            (Some(own), Some(other)) => own.goes_with(other),
            _ => true,
        }
    }

    /// What its technology is called.
    pub(super) const fn label(&self) -> Option<&Range<usize>> {
        self.label.as_ref()
    }

    /// The name of its own.
    pub(super) const fn own_name(&self) -> Option<&Range<usize>> {
        self.name.as_ref()
    }

    /// By whose make it has been called most often.
    pub(super) fn maker(&self) -> Option<&Range<usize>> {
        let (makes, _) = &self.makes;
        makes.iter().rev().max_by_key(|(_, times)| *times).map(|(make, _)| make)
    }

    /// True where it has a name of its own.
    pub(super) const fn is_named(&self) -> bool {
        self.name.is_some() || self.fixed
    }

    /// True where nothing is known of it but its technology.
    pub(super) const fn is_bare(&self) -> bool {
        self.owner.is_none() && !self.is_named()
    }

    /// Goes by the name that what has been said of it elsewhere shares.
    pub(super) fn share(&mut self, text: &str, shared: &Shared) {
        self.shared = Rc::clone(shared);
        self.rename(text);
    }

    /// Learns who runs it.
    pub(super) fn belongs_to(&mut self, text: &str, owner: Words) {
        if self.owner.is_none() {
            self.owner = Some(owner);
            self.rename(text);
        }
    }

    /// Learns its family from the first technology that is said of it.
    pub(super) fn is_of(&mut self, text: &str, family: Family, label: &Range<usize>) {
        if family == Family::Video {
            self.plain.0.get_or_insert_with(|| label.clone());
            self.plain.1 += 1;
        } else {
            self.plain.2 += 1;
        }
        if self.family.is_none() || self.family == Some(Family::Video) {
            self.family = Some(family);
            self.label = Some(label.clone());
            self.rename(text);
        }
    }

    /// Counts how often it is called by its make, of which the shortest form is kept, and how often by its technology.
    pub(super) fn is_made_by(&mut self, text: &str, named: &[&Range<usize>], technology: bool) {
        const MOST: usize = 8;
        let (makes, spoken) = &mut self.makes;
        *spoken += usize::from(technology);
        let first = |at: &Range<usize>| text.get(at.clone())?.split(' ').next();
        for make in named {
            let room = makes.len() < MOST;
            match makes.iter_mut().find(|(known, _)| first(known) == first(make)) {
                Some((known, times)) => {
                    *times += 1;
                    if make.len() < known.len() {
                        *known = (*make).clone();
                    }
                }
                None if room => makes.push(((*make).clone(), 1)),
                None => {}
            }
        }
    }

    /// Learns its name.
    pub(super) fn call(&mut self, text: &str, name: Range<usize>) {
        let short = short_of(text, &name);
        self.aliases = aliases(text, &name, short.as_ref());
        let capitals =
            |at: &Range<usize>| at.len() > 2 && text[at.clone()].chars().all(char::is_uppercase);
        self.short = short.filter(capitals);
        self.name = Some(name);
        self.rename(text);
    }

    /// Settles its name once all is read: cameras of which something more is said here and there are
    /// called cameras; an owner by whose name nobody can tell them from their peers is called by `home`.
    fn settle(&mut self, text: &str, home: Option<&Words>, scheme: Option<&Range<usize>>) {
        const RARELY: usize = 4;
        const TWICE: usize = 2;
        let (label, cameras, others) = &self.plain;
        if label.is_some() && *cameras >= RARELY * others {
            self.label.clone_from(label);
        }
        // "Flock", "the Vell cameras": plate readers that are mostly called by whose they are.
        let (makes, spoken) = &self.makes;
        let own = self.family == Some(Family::Plates) || self.family.is_none();
        let make = makes.iter().rev().max_by_key(|(_, times)| *times);
        let make = make.filter(|(_, times)| own && *times >= TWICE);
        match make {
            Some((make, times)) if times > spoken => self.label = Some(make.clone()),
            Some((make, _)) => self.make = Some(make.clone()),
            None => {}
        }
        // Whoever reads the plates, it is the town's scheme that they are read for.
        let watched = self.family.is_none_or(|own| own.goes_with(Family::Plates));
        if let Some(scheme) = scheme.filter(|_| watched) {
            self.label = Some(scheme.clone());
        }
        let peer = |own: &Words| text.get(own.at.clone()).is_some_and(super::naming::is_peer);
        if let Some(home) = home.filter(|_| self.owner.as_ref().is_some_and(peer)) {
            self.owner = Some(home.clone());
        }
        self.rename(text);
    }

    fn rename(&mut self, text: &str) {
        if self.fixed {
            return;
        }
        let (owner, label) = (self.owner.as_ref(), self.label.as_ref());
        let names: Vec<_> = self.name.iter().chain(&self.short).collect();
        let make = self.make.as_ref().filter(|_| owner.is_some());
        let label: Vec<_> = make.or(label).into_iter().collect();
        if let Some(subject) = composed(text, owner, &label, &names) {
            *self.shared.borrow_mut() = subject.named();
            self.subject = subject.settled_later(&self.shared);
        }
    }

    fn called_in(&self, raw: &str) -> Option<usize> {
        let place = |alias: &String| {
            let at = raw.find(alias.as_str())?;
            let ends = raw[at + alias.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            let begins = raw[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            (begins && ends).then_some(at)
        };
        self.aliases.iter().filter_map(place).min()
    }
}

/// Its own name, else its owner's and its technology's, else its technology's alone. Few words: what
/// is not telling only keeps two mentions of one thing apart.
fn composed(
    text: &str,
    owner: Option<&Words>,
    label: &[&Range<usize>],
    names: &[&Range<usize>],
) -> Option<Subject> {
    let place = owner.map(|owner| without_kinds(text, &owner.at));
    let place = place.map(|at| first_of(text, at));
    let parts: Vec<Part<'_>> = match names {
        [] => place.iter().chain(label.iter().copied()).map(Part::At).collect(),
        names => names.iter().copied().map(Part::At).collect(),
    };
    if parts.is_empty() { None } else { Subject::of(text, Kind::System, &parts) }
}

/// "ADB and Arden Patrol": of several bodies joined to one name, the first.
fn first_of(text: &str, at: Range<usize>) -> Range<usize> {
    let words = text.get(at.clone()).unwrap_or_default();
    let joint = [" and the ", " and ", " y el ", " y la ", " y "]
        .iter()
        .find_map(|joint| words.split_once(joint));
    let Some((first, second)) = joint else { return at };
    let short = first.len() > 1 && first.bytes().all(|b| b.is_ascii_uppercase());
    let body = |words: &str| {
        words.split(' ').any(|word| crate::written::is_body(&codebook::fold::fold(word)))
    };
    if body(second) && (short || body(first)) && second.contains(' ') {
        at.start..at.start + first.len()
    } else {
        at
    }
}

/// "Gobierno de la Provincia de Arden" is called Arden: who governs and what kind of place it is tell nothing
/// apart.
pub(crate) fn without_kinds(text: &str, at: &Range<usize>) -> Range<usize> {
    static HEADS: WordList = WordList::new(
        "gobierno|provincia|estado|ciudad|municipio|municipalidad|ayuntamiento|alcaldia|\
gobernacion|intendencia|government|city|town|village|state|borough|municipality|province",
    );
    /// So many words of a place's name; a longer one is a body's within it.
    const MOST: usize = 3;
    let mut kept = at.clone();
    for _ in 0..2 {
        let words = text.get(kept.clone()).unwrap_or_default();
        let head = words.split(' ').next().map(codebook::fold::fold).unwrap_or_default();
        if !HEADS.has(&head) {
            break;
        }
        let link = [" de la ", " de los ", " del ", " de ", " of the ", " of "].iter().filter_map(
            |link| {
                let at = words.find(link)?;
                Some((at, at + link.len()))
            },
        );
        let Some((_, end)) = link.min_by_key(|(at, end)| (*at, usize::MAX - end)) else { break };
        let rest = words.get(end..).unwrap_or_default();
        let folded = codebook::fold::fold_name(rest);
        let capital = CAPITALS.contains(&folded.as_str());
        if capital || rest.len() < 4 || !rest.starts_with(char::is_uppercase) {
            break;
        }
        kept.start += end;
    }
    let words = text.get(kept.clone()).unwrap_or_default().split(' ').count();
    let body = text
        .get(kept.clone())
        .unwrap_or_default()
        .split(' ')
        .any(|word| crate::written::is_body(&codebook::fold::fold(word)));
    if words > MOST || body { at.clone() } else { kept }
}

/// Words for a kind of thing, at a name's end.
const KINDS: &[&str] =
    &[" Scheme", " scheme", " System", " Programme", " Program", " Project", " App", " Platform"];

/// "(de ahora en más “SRX”)", "(“Scheme”)", or a linked short name: what a name's own brackets say it
/// is called.
static SHORT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r#"^\s?\((?:[^()]{0,40}?["“”'‘\[])?(\p{Lu}[\p{L}\d-]{1,14})["“”'’\])]"#)
});

/// What the brackets right behind a name say it is called.
fn short_of(text: &str, name: &Range<usize>) -> Option<Range<usize>> {
    const NEAR: usize = 80;
    let rest = first_bytes(&text[name.end..], NEAR);
    let short = SHORT.captures(rest)?.get(1)?;
    Some(name.end + short.start()..name.end + short.end())
}

/// What a later sentence may call it: the whole name, its acronym, the name without "System".
fn aliases(text: &str, name: &Range<usize>, said: Option<&Range<usize>>) -> Vec<String> {
    let Some(words) = text.get(name.clone()) else { return Vec::new() };
    let (whole, short) = match words.split_once(" (") {
        Some((whole, short)) => (whole, Some(short.trim_end_matches(')'))),
        None => (words, None),
    };
    let mut aliases = vec![whole.to_owned()];
    aliases.extend(short.map(str::to_owned));
    let core = KINDS.iter().find_map(|kind| whole.strip_suffix(kind));
    aliases.extend(core.filter(|core| core.len() > 3).map(str::to_owned));
    aliases.extend(said.and_then(|at| text.get(at.clone())).map(str::to_owned));
    aliases
}
