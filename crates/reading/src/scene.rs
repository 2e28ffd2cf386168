//! A sentence with everything the recognisers found in it.

use std::cell::OnceCell;
use std::ops::Range;

use codebook::edtf::Edtf;
use codebook::value::Duration;
use codebook::{Money, Property, Rate, Response, Status, Technology};

use crate::cues::{Cue, cues};
use crate::folded::{Folded, Found, Hay, last_bytes};
use crate::identifiers::{Of, identifiers};
use crate::language::Language;
use crate::names::{NameOf, names};
use crate::quantities::{Count, counts};
use crate::relations::Seen;
use crate::settled::Settled;
use crate::short_names::Acronyms;
use crate::{dates, furniture, money, persons, places, rates, responses, status, technology};

/// One sentence, read.
pub(crate) struct Scene<'a> {
    pub(crate) text: &'a str,
    /// The document's language.
    pub(crate) language: Language,
    pub(crate) folded: Folded<'a>,
    pub(crate) at: Range<usize>,
    pub(crate) technologies: Vec<Found<Technology>>,
    pub(crate) names: Vec<Found<NameOf>>,
    pub(crate) places: Vec<Found<()>>,
    pub(crate) dates: Vec<Found<Edtf>>,
    pub(crate) durations: Vec<Found<Duration>>,
    pub(crate) money: Vec<Found<Money>>,
    pub(crate) counts: Vec<Found<Count>>,
    pub(crate) rates: Vec<Found<Rate>>,
    pub(crate) ids: Vec<Found<Of>>,
    pub(crate) responses: Vec<Found<Response>>,
    pub(crate) statuses: Vec<Found<Status>>,
    pub(crate) cues: Vec<Found<Cue>>,
    speaker: OnceCell<Option<Range<usize>>>,
    /// Whom its own words have say it, by name and in office, once somebody has asked.
    pub(crate) by_name: OnceCell<Option<Range<usize>>>,
    pub(crate) in_office: OnceCell<Option<Range<usize>>>,
    terms: OnceCell<Vec<Option<Term>>>,
    /// Its words and mentions, as they are weighed, once somebody has asked.
    pub(crate) seen: OnceCell<Seen>,
}

/// What a date says of the term of a contract: the rule that finds it, and the property.
pub(crate) type Term = (&'static str, Property);

impl<'a> Scene<'a> {
    /// Reads the sentence at `at` of `text`.
    pub(crate) fn new(
        text: &'a str,
        at: Range<usize>,
        settled: &Settled,
        known: &mut Acronyms,
    ) -> Self {
        let mut scene = [Self::unread(text, at)];
        Self::read(&mut scene, settled, known);
        let [scene] = scene;
        scene
    }

    /// Reads sentences, in order, as [`Scene::new`] does.
    pub(crate) fn all(
        text: &'a str,
        sentences: impl Iterator<Item = Range<usize>>,
        settled: &Settled,
        known: &mut Acronyms,
    ) -> Vec<Self> {
        let mut scenes: Vec<Self> = sentences.map(|at| Self::unread(text, at)).collect();
        Self::read(&mut scenes, settled, known);
        scenes
    }

    /// A sentence in which nothing has been found yet.
    fn unread(text: &'a str, at: Range<usize>) -> Self {
        Self {
            folded: Folded::new(&text[at.clone()], at.start),
            text,
            language: Language::default(),
            at,
            technologies: Vec::new(),
            names: Vec::new(),
            places: Vec::new(),
            dates: Vec::new(),
            durations: Vec::new(),
            money: Vec::new(),
            counts: Vec::new(),
            rates: Vec::new(),
            ids: Vec::new(),
            responses: Vec::new(),
            statuses: Vec::new(),
            cues: Vec::new(),
            speaker: OnceCell::new(),
            by_name: OnceCell::new(),
            in_office: OnceCell::new(),
            terms: OnceCell::new(),
            seen: OnceCell::new(),
        }
    }

    /// Has each recogniser read all of some sentences before the next one does: what it is made of (its code, its
    /// tables) is fetched once for all of them.
    fn read(scenes: &mut [Self], settled: &Settled, known: &mut Acronyms) {
        for scene in &mut *scenes {
            scene.language = settled.language();
            let raw = &scene.text[scene.at.clone()];
            scene.names = names(&scene.folded, raw, known);
            known.learn(raw, scene.at.start, &scene.names);
        }
        let mut each = |read: &dyn Fn(&mut Self)| scenes.iter_mut().for_each(read);
        each(&|scene| scene.money = money::money(&scene.folded, settled));
        each(&|scene| scene.ids = identifiers_beside(&scene.money, &scene.folded));
        each(&|scene| scene.dates = dates::dates(&scene.folded, settled));
        each(&|scene| scene.durations = dates::durations(&scene.folded, settled.language()));
        each(&|scene| scene.rates = rates::rates(&scene.folded, settled.language()));
        each(&|scene| scene.counts = counts(&scene.folded, settled, &scene.taken()));
        each(&|scene| scene.technologies = technology::technologies(&scene.folded));
        for scene in &mut *scenes {
            scene.places = places::places(&scene.folded, settled, &mut known.located);
        }
        let mut each = |read: &dyn Fn(&mut Self)| scenes.iter_mut().for_each(read);
        each(&|scene| scene.responses = responses::responses(&scene.folded));
        each(&|scene| scene.statuses = status::statuses(&scene.folded));
        each(&|scene| scene.cues = cues(&scene.folded));
        each(&|scene| scene.forget());
    }

    /// The places that all but counts take, in order.
    fn taken(&self) -> Vec<Range<usize>> {
        let of_time = stands(&self.dates).chain(stands(&self.durations));
        let others = stands(&self.money).chain(stands(&self.rates)).chain(stands(&self.ids));
        merged(of_time.chain(others).collect())
    }

    /// Drops what turns out to be something else.
    fn forget(&mut self) {
        // "CDMX" is a place's name, not capitals that nobody explains.
        let places = &self.places;
        let is_place = |at: &Range<usize>| {
            places.iter().any(|place| place.at.start <= at.start && at.end <= place.at.end)
        };
        self.names.retain(|name| name.value != NameOf::Acronym || !is_place(&name.at));
        // "in March": a month, and no town.
        let dates = &self.dates;
        let when = |at: &Range<usize>| {
            dates.iter().any(|date| date.at.start <= at.start && at.end <= date.at.end)
        };
        self.places.retain(|place| !when(&place.at));
        self.forget_addresses();
        let folded = &self.folded;
        self.counts.retain(|count| !is_call(folded, &count.at));
    }

    /// What was found in link targets and tags is not the author's.
    fn forget_addresses(&mut self) {
        let addresses = furniture::addresses(&self.text[self.at.clone()], self.at.start);
        if addresses.is_empty() {
            return;
        }
        let outside = |at: &Range<usize>| {
            !addresses.iter().any(|address| address.start < at.end && at.start < address.end)
        };
        self.technologies.retain(|f| outside(&f.at));
        self.names.retain(|f| outside(&f.at));
        self.places.retain(|f| outside(&f.at));
        self.dates.retain(|f| outside(&f.at));
        self.money.retain(|f| outside(&f.at));
        self.counts.retain(|f| outside(&f.at));
        self.rates.retain(|f| outside(&f.at));
        self.ids.retain(|f| outside(&f.at));
        self.statuses.retain(|f| outside(&f.at));
        self.cues.retain(|f| outside(&f.at));
    }

    /// The words at `range`.
    pub(crate) fn words(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// A part of its folded text, as a pattern is held against it.
    pub(crate) fn part<'h>(&'h self, part: &'h str) -> Hay<'h> {
        self.folded.part(part)
    }

    /// A part of its own words, as a pattern of such is held against it.
    pub(crate) fn own<'h>(&'h self, part: &'h str) -> Hay<'h> {
        self.folded.own(part)
    }

    /// The last `most` bytes of its folded words before `at`, from a whole character on.
    pub(crate) fn before(&self, at: usize, most: usize) -> &str {
        last_bytes(self.until(at), most)
    }

    /// Its folded words before `at`.
    pub(crate) fn until(&self, at: usize) -> &str {
        self.folded.text().get(..self.folded.forth(at)).unwrap_or_default()
    }

    /// Its folded words from `at` on.
    pub(crate) fn after(&self, at: usize) -> &str {
        self.folded.text().get(self.folded.forth(at)..).unwrap_or_default()
    }

    /// True where it asks and does not state.
    pub(crate) fn asks(&self) -> bool {
        self.words(&self.at).trim_end_matches(['"', '”', '*']).ends_with('?')
    }

    /// True where one of these cues stands in it.
    pub(crate) fn has(&self, wanted: &[Cue]) -> bool {
        self.cues.iter().any(|cue| wanted.contains(&cue.value))
    }

    /// How many bytes of the author's own words lie between two ranges.
    pub(crate) fn apart(&self, a: &Range<usize>, b: &Range<usize>) -> usize {
        let far = distance(a, b);
        if far < 20 || self.folded.text().len() + 20 >= self.at.len() {
            return far;
        }
        let place = |at: &Range<usize>| self.folded.forth(at.start)..self.folded.forth(at.end);
        distance(&place(a), &place(b))
    }

    /// The cue of these kinds nearest to `at`, and how far off it is.
    pub(crate) fn nearest(
        &self,
        at: &Range<usize>,
        wanted: &[Cue],
    ) -> Option<(&Found<Cue>, usize)> {
        self.cues
            .iter()
            .filter(|cue| wanted.contains(&cue.value))
            .map(|cue| (cue, self.apart(at, &cue.at)))
            .min_by_key(|(cue, far)| (*far, cue.at.start))
    }

    /// The first name of this kind.
    pub(crate) fn first(&self, of: NameOf) -> Option<&Found<NameOf>> {
        self.names.iter().find(|name| name.value == of)
    }

    /// The last name of these kinds that ends before `at`.
    pub(crate) fn last_before(&self, at: usize, of: &[NameOf]) -> Option<&Found<NameOf>> {
        self.names.iter().rfind(|name| of.contains(&name.value) && name.at.end <= at)
    }

    /// The first name of these kinds that begins at or after `at`.
    pub(crate) fn first_after(&self, at: usize, of: &[NameOf]) -> Option<&Found<NameOf>> {
        self.names.iter().find(|name| of.contains(&name.value) && name.at.start >= at)
    }

    /// Where a stretch first has words that may be somebody's, its first word aside: a capital that no recogniser
    /// knows, that is no noun of a thing or an institution, and that no article stands before.
    pub(crate) fn somebody(&self, at: &Range<usize>) -> Option<Range<usize>> {
        let mut from = at.start;
        let words = self.words(at).split_inclusive([' ', '\n', '-', '/']).map(|word| {
            from += word.len();
            let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
            let start = from - bare.len();
            start..start + bare.trim_end_matches(|c: char| !c.is_alphanumeric()).len()
        });
        let covers = |known: &Range<usize>, word: &Range<usize>| {
            known.start <= word.start && word.end <= known.end
        };
        let known = |word: &Range<usize>| {
            self.names.iter().any(|found| covers(&found.at, word))
                || self.places.iter().any(|found| covers(&found.at, word))
                || self.technologies.iter().any(|found| covers(&found.at, word))
                || self.dates.iter().any(|found| covers(&found.at, word))
        };
        let may_be = |word: &Range<usize>| {
            let written = self.words(word);
            written.starts_with(char::is_uppercase) && !known(word) && persons::may_be_name(written)
        };
        const ARTICLES: &[&str] = &["the", "el", "la", "los", "las", "The", "El", "La"];
        let mut before = false;
        words.skip(1).find(|word| {
            let article = std::mem::replace(&mut before, ARTICLES.contains(&self.words(word)));
            !article && may_be(word)
        })
    }

    /// Where a stretch names whoever may be somebody in two words, or behind a title.
    pub(crate) fn full_name(&self, at: &Range<usize>) -> Option<Range<usize>> {
        let found = self.somebody(at)?;
        let next = self.words(&(found.end..at.end)).trim_start().split(' ').next();
        let title = self.words(&(at.start..found.start)).split_whitespace().next_back();
        let titled = title.is_some_and(|word| persons::is_title(&codebook::fold::fold_name(word)));
        let two = |word: &str| word.starts_with(char::is_uppercase) && persons::may_be_name(word);
        let bare = |word: &str| two(word.trim_end_matches(|c: char| !c.is_alphanumeric()));
        (titled || next.is_some_and(bare)).then_some(found)
    }

    /// Where a stretch names whoever may be somebody: in full, or by one name alone that is looked for, held or spoken to.
    pub(crate) fn full_or_sought(&self, at: &Range<usize>) -> Option<Range<usize>> {
        self.full_name(at).or_else(|| self.sought(at))
    }

    /// Where a stretch names whoever is looked for, held or spoken to by one name alone: "to find" and a capital that nothing
    /// knows, "prohíbe a" and one.
    fn sought(&self, at: &Range<usize>) -> Option<Range<usize>> {
        const SEEKS: &[&str] = &[
            "find",
            "locate",
            "identify",
            "track",
            "arrest",
            "catch",
            "trace",
            "detain",
            "recognise",
            "recognize",
            "follow",
            "monitor",
            "watch",
            "search",
            "searching",
            "finding",
            "locating",
            "identifying",
            "tracking",
            "arresting",
            "tracing",
            "a",
            "buscar",
            "encontrar",
            "localizar",
            "identificar",
            "detener",
            "ubicar",
            "rastrear",
            "reconocer",
            "capturar",
        ];
        // "To monitor Palestinians": a people is nobody.
        let people = |found: &Range<usize>| {
            let folded = codebook::fold::fold(self.words(found));
            folded.ends_with("ians")
                || folded.strip_suffix('s').is_some_and(crate::companies::is_demonym)
        };
        let found = self.somebody(at).filter(|found| !people(found))?;
        let before = self.words(&(at.start..found.start)).trim_end();
        let before =
            [" for", " de"].iter().find_map(|link| before.strip_suffix(link)).unwrap_or(before);
        let last = before.split_whitespace().next_back()?;
        SEEKS.contains(&codebook::fold::fold(last).as_str()).then_some(found)
    }

    /// True where a stretch says whose it is by a capital that nothing knows: whoever that is may be somebody.
    pub(crate) fn is_somebodys(&self, at: &Range<usize>) -> bool {
        let mut end = at.start;
        self.words(at).split_inclusive(' ').any(|word| {
            end += word.len();
            let start = end - word.len();
            let covers = |known: &Range<usize>| known.start <= start && start < known.end;
            let known = || {
                self.names.iter().any(|name| covers(&name.at))
                    || self.places.iter().any(|place| covers(&place.at))
            };
            let owner = ["'s", "’s"].iter().find_map(|own| word.trim_end().strip_suffix(own));
            owner.is_some_and(|owner| {
                owner.starts_with(char::is_uppercase) && persons::may_be_name(owner) && !known()
            })
        })
    }

    /// With what watches by no technology in particular, in a document that names none.
    pub(crate) fn with_plain(mut self) -> Self {
        self.technologies = technology::plain(&self.folded);
        self
    }

    /// What each date says of the term of a contract, worked out once.
    pub(crate) fn terms(
        &self,
        find: impl Fn(&Self, &Range<usize>) -> Option<Term>,
    ) -> &[Option<Term>] {
        self.terms.get_or_init(|| self.dates.iter().map(|date| find(self, &date.at)).collect())
    }

    /// Who is said to say it, worked out once.
    pub(crate) fn speaker(
        &self,
        find: impl FnOnce(&Self) -> Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        self.speaker.get_or_init(|| find(self)).clone()
    }
}

/// Where what was found stands, in order: no counts are there.
fn stands<T>(found: &[Found<T>]) -> impl Iterator<Item = Range<usize>> + '_ {
    found.iter().map(|one| one.at.clone())
}

/// The identifiers in a sentence. "Adjudicación: 1.245.000,00 EUR": an amount is no number of a contract's.
fn identifiers_beside(money: &[Found<Money>], folded: &Folded<'_>) -> Vec<Found<Of>> {
    let paid = |id: &Found<Of>| {
        money.iter().any(|money| {
            money.at.start <= id.at.start && id.at.end <= money.at.end && id.at != money.at
        })
    };
    let mut ids = identifiers(folded);
    ids.retain(|id| !paid(id));
    ids
}

/// The counts in a text by itself.
pub(crate) fn counts_alone(folded: &Folded<'_>, settled: &Settled) -> Vec<Found<Count>> {
    let money = money::money(folded, settled);
    let mut taken: Vec<Range<usize>> = stands(&identifiers_beside(&money, folded)).collect();
    taken.extend(stands(&money));
    taken.extend(stands(&dates::dates(folded, settled)));
    taken.extend(stands(&dates::durations(folded, settled.language())));
    taken.extend(stands(&rates::rates(folded, settled.language())));
    counts(folded, settled, &merged(taken))
}

/// Ranges in order, those that touch made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|at| (at.start, at.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for at in ranges {
        match merged.last_mut() {
            Some(last) if at.start <= last.end => last.end = last.end.max(at.end),
            _ => merged.push(at),
        }
    }
    merged
}

/// How many bytes lie between two ranges.
pub(crate) fn distance(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

/// "El 911 cuenta con 300 cámaras": who is called by that number.
fn is_call(folded: &Folded<'_>, at: &Range<usize>) -> bool {
    let led = ["el ", "al ", "del ", "ecu ", "ecu-", "sistema ", "the ", "emergencias "];
    let before = &folded.text()[..folded.forth(at.start)];
    folded.slice(at) == "911" && led.iter().any(|words| before.ends_with(words))
}
