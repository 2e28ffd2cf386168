//! What a sentence is about.

mod about;
mod bargains;
mod doers;
mod heads;
mod laws;
mod turns;

use std::ops::Range;

use codebook::Kind;
use codebook::edtf::Edtf;

use super::cast::{Cast, Family, Words};
use super::principal::Principals;
use super::topics::{
    asked, is_deals, is_general, is_unspecific, main_technology, request_of, titled_by,
};
use super::{law, naming};
use crate::bodies::is_institution;
use crate::cues::Cue;
use crate::drafts::{Drafts, Part, Shared, Subject};
use crate::folded::Found;
use crate::identifiers::Of;
use crate::names::NameOf;
use crate::scene::Scene;

/// "ALPR" and the like are no longer.
const ACRONYM: usize = 4;
/// How many bodies a document can have asked: each is looked for in every later request.
const MOST_REQUESTS: usize = 64;

/// How far into a sentence a place may stand that it begins with.
const OPENS: usize = 14;
/// How far into a paragraph a place may stand that it is about.
const FIRST: usize = 30;
/// How many places are counted, to tell which one a document is about.
const MOST_PLACES: usize = 64;

/// What the document has last been about.
#[derive(Debug, Default)]
pub(crate) struct Focus {
    /// The systems of the document.
    cast: Cast,
    /// The system last described.
    system: Option<usize>,
    /// Whose section it is, by its heading.
    section: Option<Words>,
    /// Where its heading stands.
    section_block: usize,
    /// The body that heads it and the heading, until it has been said what it runs.
    headed_by: Option<(Range<usize>, Range<usize>)>,
    /// The level of the heading, where a body's name heads the section.
    bodys: Option<usize>,
    /// The bodies whose names head forms, and what those are about.
    forms: Vec<(Range<usize>, Shared)>,
    /// The decision last numbered, and its paragraph.
    decision: Option<(usize, Subject)>,
    /// The thing of a row in a list of sites, and where the row ends.
    row: Option<(Subject, usize)>,
    /// The programmes, registers and cards that the document keeps to.
    principals: Principals,
    /// What the document as a whole is.
    matter: super::matters::Matter,
    /// The law that the section is about, by its heading.
    law: Option<Subject>,
    /// The laws and rulings that sentences tell of.
    told: laws::Told,
    /// The contracts that have no number.
    bargains: bargains::Bargains,
    /// The contract last described.
    pub(crate) contract: Option<Subject>,
    /// The request last spoken of.
    pub(crate) request: Option<Subject>,
    /// The requests spoken of, each by the body that was asked.
    requests: Vec<(Words, Subject)>,
    /// True where the document names a technology, and not biometrics alone.
    specific: bool,
    /// True where the document is a letter that answers a request.
    pub(super) replies: bool,
    /// The day of such a letter, its words, and the line they stand on.
    pub(super) dated: Option<(Found<Edtf>, Range<usize>)>,
    /// The maker of technology last named.
    pub(crate) vendor: Option<Range<usize>>,
    /// The technology last named, and where.
    pub(crate) technology: Option<(codebook::Technology, Range<usize>)>,
    /// The sentence before.
    pub(crate) before: Option<Range<usize>>,
    /// True where the sentence before spoke of a gallery: "… on the list. In all, 400 people."
    pub(crate) gallery: bool,
    /// The places named so far, how often, and where first.
    homes: std::collections::HashMap<String, (usize, Range<usize>)>,
    /// The bodies named so far, and what was said of their systems.
    holders: super::holders::Holders,
    /// Who has spoken so far.
    voices: super::voices::Voices,
    /// Where the last sentence ended that spoke of a system.
    pub(super) spoken: Option<usize>,
    /// What the sentence before asked.
    pub(super) asked: Option<Range<usize>>,
    /// What the document calls plate readers for short.
    plates: Option<Range<usize>>,
    /// Where the document first says face recognition in full.
    faces: Option<Range<usize>>,
    /// True where headings name places or bodies.
    headed: bool,
    block: usize,
    deal_block: Option<usize>,
    system_block: usize,
}

impl Focus {
    /// A focus on one subject: a row's, a form's.
    pub(crate) fn about(subject: Subject) -> Self {
        let mut focus = Self::default();
        if subject.mention.kind == Kind::Contract {
            focus.contract = Some(subject);
            focus.deal_block = Some(0);
        } else {
            focus.system = Some(focus.cast.fixed(subject));
        }
        focus
    }

    /// A focus on whatever technology the document, which may be an answer to a request, first names at `topic`.
    pub(crate) fn on_topic(text: &str, topic: Range<usize>, replies: bool) -> Self {
        let mut focus = Self::default();
        focus.system = focus.cast.add(text, None, None, Some(topic.clone()), None);
        focus.specific = !text[topic.clone()].to_lowercase().contains("biom");
        focus.replies = replies;
        focus.matter = super::matters::Matter::of(text);
        focus.principals = Principals::of(text);
        focus
    }

    /// Begins a block; its contract number, if one stands in it, is known from its first sentence, and
    /// a heading that names a place or body says whose section it is.
    pub(crate) fn enter(&mut self, block: usize, scenes: &[Scene<'_>]) {
        self.block = block;
        // "# 2. **Arden**": the number of a heading is a sentence by itself.
        match scenes {
            [scene] => self.head(scene),
            [number, scene] if !number.words(&number.at).contains(char::is_alphabetic) => {
                self.head(scene);
            }
            _ => {}
        }
        let id = scenes.iter().find_map(|scene| {
            scene.ids.iter().find(|id| is_deals(scene, id.value)).map(|id| (scene, id))
        });
        if let Some((scene, id)) = id {
            // Its number alone, so that documents in two languages call it the same.
            self.contract = Subject::of(scene.text, Kind::Contract, &[Part::At(&id.at)]);
            self.deal_block = Some(block);
            self.bargains.plain = true;
        }
    }

    fn head(&mut self, scene: &Scene<'_>) {
        const LONGEST: usize = 90;
        let raw = scene.words(&scene.at).trim();
        let marked = raw.starts_with(['#', '=']) || raw.starts_with("**") && raw.ends_with("**");
        let labels = ["title:", "titulo:", "name:", "nombre:", "\"title", "\"name"];
        let folded = scene.folded.text();
        let titled = labels.iter().any(|label| folded.starts_with(label));
        if marked || titled {
            self.law = law::headed_by(scene, marked, self.section.as_ref());
            if self.law.is_some() || titled && self.matter.records && self.entitle(scene) {
                return;
            }
        }
        if raw.len() > LONGEST
            || raw.starts_with(['{', '|'])
            || raw.ends_with(['.', ';', ',', '>']) && !titled
            || raw.ends_with('?')
        {
            return;
        }
        let judge = |words: &str| self.matter.judge.as_ref().is_some_and(|judge| judge.is(words));
        let bodies = scene.names.iter().filter(|name| {
            let words = scene.words(&name.at);
            let owns = !naming::is_paper(words) && !naming::is_arbiter(scene, &name.at);
            name.value == NameOf::Agency && owns && !judge(words)
        });
        let named = bodies.map(|name| &name.at).chain(scene.places.iter().map(|place| &place.at));
        let longest = named.max_by_key(|at| at.len());
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let most = |at: &&Range<usize>| 3 * letters(scene.words(at)) >= letters(raw);
        // "## ARDEN - What the town bought"
        let parts = [" - ", " – ", " — ", ": "];
        let leads = |at: &&Range<usize>| {
            let before = scene.words(&(scene.at.start..at.start));
            let after = &scene.text[at.end..];
            marked
                && !before.contains(char::is_alphabetic)
                && parts.iter().any(|part| after.starts_with(part))
        };
        match longest.filter(|at| most(at) || leads(at)) {
            Some(at) => {
                self.headed = true;
                self.section_block = self.block;
                self.law = None;
                let body = |name: &&Found<NameOf>| name.value == NameOf::Agency && name.at == *at;
                self.headed_by = scene
                    .names
                    .iter()
                    .find(body)
                    .filter(|name| heads::is_heading(scene) && !naming::is_arbiter(scene, &name.at))
                    .map(|name| (name.at.clone(), scene.at.clone()));
                self.bodys = self.headed_by.as_ref().map(|_| heads::level(scene));
                // "El Faro (Provincia de Arden)": what is called so, not where it is.
                let first = titled_by(scene).filter(|name| titled && name.at.end <= at.start);
                self.section = first.or_else(|| Words::of(scene.text, at.clone()));
                let known = self.section.as_ref().and_then(|owner| self.cast.owned(owner, None));
                let fresh = || {
                    if self.headed_by.is_some() {
                        return self.of_head(scene.text);
                    }
                    let own = self.section.as_ref().filter(|_| titled)?;
                    let own = Words::of(scene.text, naming::without_kind(scene, &own.at))?;
                    self.cast.add(scene.text, None, Some(own), None, None)
                };
                if let Some(thing) = known.or_else(fresh) {
                    self.turn_to(thing);
                }
            }
            // Where the other parts are called by places, this one is too.
            None if titled && self.headed => self.section = titled_by(scene),
            // What stands under a smaller heading is still the body's.
            None if self.bodys.is_some_and(|level| heads::level(scene) > level) => {}
            None if marked || titled => {
                self.section = None;
                self.headed_by = None;
                self.bodys = None;
            }
            None => {}
        }
    }

    /// In a file of records, a title that says a technology is the record's system.
    fn entitle(&mut self, scene: &Scene<'_>) -> bool {
        let Some(found) = main_technology(scene) else { return false };
        let title = super::topics::title_of(scene)
            .filter(|title| !super::topics::is_headline(scene.words(title)));
        let Some(title) = title else { return false };
        // With whose it is, its name is made of that and the technology's.
        if scene.first(NameOf::Agency).is_some_and(|name| name.at.start == title.start) {
            return false;
        }
        let family = Family::of(found.value);
        let name =
            Some(title).filter(|title| title.start <= found.at.start && found.at.end <= title.end);
        let Some(name) = name else { return false };
        let label = naming::label(scene, found);
        match self.cast.add(scene.text, Some(family), None, Some(label), Some(name)) {
            Some(index) => self.turn_to(index),
            None => return false,
        }
        true
    }

    /// Notes what a sentence brings in.
    pub(crate) fn look(&mut self, scene: &Scene<'_>) {
        self.row.take_if(|(_, end)| scene.at.start >= *end);
        if let Some((cell, end)) = super::frames::numbered(scene) {
            self.row = self.of_row(scene, &cell).map(|subject| (subject, end));
        }
        if let Some(contract) = self.matter.contract_of(scene).filter(|_| self.contract.is_none()) {
            self.contract = Some(contract);
            self.deal_block = Some(self.block);
            self.bargains.plain = true;
        }
        self.matter.look_for_buyer(scene, self.deal_block == Some(self.block));
        if let Some(id) = scene.ids.iter().find(|id| id.value == Of::Decision) {
            let decision = Subject::of(scene.text, Kind::Law, &[Part::At(&id.at)]);
            self.decision = decision.map(|decision| (self.block, decision));
        } else if self.decision.as_ref().is_none_or(|(block, _)| *block != self.block) {
            // In a decision's own text, what its author decided is that decision.
            let own = self.matter.decision.is_some();
            let told = super::rulings::decision_of(scene).filter(|_| !own);
            self.decision = told.map(|told| (self.block, told)).or(self.decision.take());
        }
        let own = self.matter.law.is_some() || self.matter.decision.is_some() || self.law.is_some();
        self.told.look(scene, self.block, own);
        self.principals.learn(scene);
        self.look_for_doer(scene);
        self.look_for_system(scene);
        self.note_make(scene);
        self.look_for_bargain(scene);
        if scene.has(&[Cue::Request]) || scene.ids.iter().any(|id| id.value == Of::Request) {
            self.look_for_request(scene);
        }
        let vendor = scene.first(NameOf::Vendor);
        self.vendor = vendor.map(|name| name.at.clone()).or(self.vendor.take());
    }

    /// A row's own system: by its technology and its code, where the code does not say both.
    fn of_row(&self, scene: &Scene<'_>, cell: &Range<usize>) -> Option<Subject> {
        let own = main_technology(scene).map(|found| naming::label(scene, found));
        let here = || self.system.and_then(|index| self.cast.get(index)?.label().cloned());
        let label = own.or_else(here)?;
        let code = scene.words(cell).to_lowercase();
        let said = code.contains(&scene.words(&label).to_lowercase());
        let parts = [Part::At(&label), Part::At(cell)];
        Subject::of(scene.text, Kind::System, if said { &parts[1..] } else { &parts })
    }

    /// Settles who says what a sentence says, and notes whom and where it names.
    pub(crate) fn hear(&mut self, scene: &Scene<'_>) {
        scene.speaker(|scene| self.voices.speaker(scene));
        self.voices.note(scene);
        // "US$" is no place.
        let paid = |at: &Range<usize>| scene.text[at.end..].starts_with('$');
        for place in scene.places.iter().filter(|place| !paid(&place.at)) {
            let known = self.homes.get_mut(scene.folded.slice(&place.at));
            if let Some((times, _)) = known {
                *times += 1;
            } else if self.homes.len() < MOST_PLACES {
                let name = scene.folded.slice(&place.at).to_owned();
                self.homes.insert(name, (1, place.at.clone()));
            }
        }
    }

    /// Settles the names of the document's systems once all of it is read.
    pub(crate) fn settle(&mut self, text: &str, drafts: &mut Drafts<'_>) {
        let mut homes: Vec<_> = self.homes.values().collect();
        homes.sort_unstable_by_key(|(times, at)| (usize::MAX - times, at.start));
        // A document that speaks of two places as often has no home.
        let home = match homes[..] {
            [(times, at)] if *times > 1 => Some(at),
            [(times, at), (next, _), ..] if *times >= 2 * next => Some(at),
            _ => None,
        };
        let home = home.and_then(|at| Words::of(text, at.clone()));
        if let Some(faces) = &self.faces {
            self.cast.spell_faces(text, faces);
        }
        self.cast.settle(text, home.as_ref());
        self.cast.settle_abroad(text, |subject| drafts.runs(subject));
        self.cast.settle_bare(text, home.as_ref(), |subject| drafts.runs(subject));
        self.holders.settle(drafts);
    }

    /// Notes what a sentence tells of whose the system is that it speaks of.
    pub(super) fn note_holders(
        &mut self,
        scene: &Scene<'_>,
        chances: &[super::weigh::Chance],
        drafts: &Drafts<'_>,
    ) {
        if let Some(subject) = self.deployment().cloned() {
            self.holders.note(scene, &subject, chances, drafts);
        }
    }

    /// True where this paragraph or the one before has spoken of a system.
    pub(crate) fn is_on_system(&self) -> bool {
        self.system.is_some() && self.block - self.system_block <= 1
    }

    fn look_for_request(&mut self, scene: &Scene<'_>) {
        let request = |id: &&Found<Of>| id.value == Of::Request && !is_deals(scene, id.value);
        if let Some(id) = scene.ids.iter().find(request) {
            self.request = Subject::of(scene.text, Kind::Request, &[Part::At(&id.at)]);
            return;
        }
        // A letter that answers one request speaks of no other.
        if self.replies && self.request.is_some() {
            return;
        }
        let body = asked(scene).map(|body| naming::place_of(scene, body));
        let words = body.and_then(|body| Words::of(scene.text, body));
        let words = words.or_else(|| self.section.clone());
        let Some(words) = words else {
            self.request = self.request.take().or_else(|| request_of(scene, None));
            return;
        };
        let known = self.requests.iter().find(|(known, _)| known.is_same(&words));
        if let Some((_, subject)) = known {
            self.request = Some(subject.clone());
        } else if let Some(subject) = request_of(scene, Some(&words.at)) {
            if self.requests.len() < MOST_REQUESTS {
                self.requests.push((words, subject.clone()));
            }
            self.request = Some(subject);
        }
    }

    fn look_for_system(&mut self, scene: &Scene<'_>) {
        let text = scene.text;
        let first = main_technology(scene);
        let family = first.map(|found| Family::of(found.value));
        // Where the document names a technology, biometrics in general lead away from no system.
        let here = self.system.and_then(|index| self.cast.get(index));
        let whose = here.is_some_and(|thing| !thing.is_bare());
        if self.specific && whose && first.is_some_and(|found| is_unspecific(scene, &found.at)) {
            self.of_section(scene);
            return;
        }
        let owner = first.filter(|_| !is_general(scene));
        let owner =
            owner.and_then(|found| naming::owner(scene, &found.at, self.matter.judge.as_ref()));
        // In a body's own section, what comes behind a technology is where it stands, and no owner.
        let own = self.bodys.is_some();
        let owner = owner
            .filter(|(owner, _)| !own || first.is_some_and(|found| owner.at.end <= found.at.start));
        if let Some((thing, _)) = self.cast.called(scene.words(&scene.at)) {
            self.turn_to(thing);
            if let (Some(found), Some(thing)) = (first, self.cast.get_mut(thing)) {
                thing.is_of(text, Family::of(found.value), &naming::label(scene, found));
            }
            return;
        }
        if let Some(name) = naming::named(scene) {
            self.call(scene, self.principals.usual(scene.text, name), family);
            return;
        }
        if let Some(name) = self.principals.named_in(scene) {
            self.call(scene, name, family);
            return;
        }
        let Some(found) = first else {
            if !self.of_maker(scene)
                && !self.call_often(scene)
                && !self.elsewhere(scene)
                && !self.go_back(scene)
                && !self.of_section(scene)
            {
                self.turn_away(scene);
            }
            return;
        };
        let label = naming::label(scene, found);
        if self.faces.is_none() && naming::is_faces(scene.words(&label)) {
            self.faces = Some(label.clone());
        }
        if family == Some(Family::Plates) && label.len() <= ACRONYM && self.plates.is_none() {
            self.cast.call_plates(text, &label);
            self.plates = Some(label.clone());
        }
        let label = match &self.plates {
            Some(acronym) if family == Some(Family::Plates) => acronym.clone(),
            _ => label,
        };
        let here = self.system.and_then(|index| self.cast.get(index));
        let fits = here.is_some_and(|thing| thing.can_be(family));
        let stays = self.system_block == self.block && fits;
        let chosen = match owner {
            Some((owner, linked)) => self.of_owner(scene, owner, linked, family, &label, stays),
            None if stays => self.system,
            None => self.of_nobody(text, family, &label, fits),
        };
        if let Some(index) = chosen {
            self.turn_to(index);
            if let (Some(family), Some(thing)) = (family, self.cast.get_mut(index)) {
                thing.is_of(text, family, &label);
            }
        }
    }

    /// The system of an owner whom the sentence names.
    fn of_owner(
        &mut self,
        scene: &Scene<'_>,
        owner: Words,
        linked: bool,
        family: Option<Family>,
        label: &Range<usize>,
        stays: bool,
    ) -> Option<usize> {
        let here = self.system.and_then(|index| self.cast.get(index));
        let named = here.is_some_and(super::cast::Thing::is_named);
        if let Some(known) = self.cast.owned(&owner, family) {
            return Some(known);
        }
        // "The council" of whom the document speaks, unless of another technology of theirs.
        let short = scene.words(&owner.at);
        let unnamed = !short.contains(char::is_uppercase);
        let owner = match here.and_then(|thing| thing.owner.clone()) {
            Some(own) if (unnamed || !short.contains(' ')) && naming::is_peer(short) => {
                if here.is_some_and(|thing| thing.can_be(family)) {
                    return self.system;
                }
                own
            }
            _ => owner,
        };
        if stays && (named || !linked && here.is_some_and(|thing| !thing.is_bare())) {
            return self.system;
        }
        let (index, fits) = (self.system, here.is_some_and(|thing| thing.can_be(family)));
        let bare = here.is_some_and(super::cast::Thing::is_bare);
        // In a body's own section a place is where, not whose.
        let bodys = self.section.as_ref().filter(|section| {
            is_institution(scene.words(&section.at)) && !is_institution(scene.words(&owner.at))
        });
        let owner = match bodys.or(self.section.as_ref().filter(|_| !linked)) {
            Some(section) => section.clone(),
            None => owner,
        };
        if let Some(known) = self.cast.owned(&owner, family) {
            return Some(known);
        }
        if bare && fits {
            let thing = self.cast.get_mut(index?)?;
            thing.belongs_to(scene.text, owner);
            return index;
        }
        self.cast.add(scene.text, family, Some(owner), Some(label.clone()), None)
    }

    /// The system of a technology that the sentence says nobody runs: the section's, the one at hand,
    /// or the last of its family.
    fn of_nobody(
        &mut self,
        text: &str,
        family: Option<Family>,
        label: &Range<usize>,
        fits: bool,
    ) -> Option<usize> {
        if let Some(owner) = self.section.clone() {
            let known = self.cast.owned(&owner, family);
            return known
                .or_else(|| self.cast.add(text, family, Some(owner), Some(label.clone()), None));
        }
        if fits {
            return self.system;
        }
        let last = self.cast.latest().find(|(_, thing)| thing.can_be(family)).map(|(at, _)| at);
        last.or_else(|| self.cast.add(text, family, None, Some(label.clone()), None))
    }

    /// A system that the sentence gives a name: the one at hand, if it has none yet and may be meant.
    fn call(&mut self, scene: &Scene<'_>, name: Range<usize>, family: Option<Family>) {
        if self.cast.named(scene.text, &name).is_some() {
            self.turn_to_named(scene.text, name, family);
            return;
        }
        let here = self.system.and_then(|index| self.cast.get(index));
        let meant = here.is_some_and(|thing| {
            thing.can_be(family)
                && !thing.is_named()
                && (thing.is_bare() || self.system_block == self.block || self.cast.is_lone())
        });
        if meant && let Some(thing) = self.system.and_then(|index| self.cast.get_mut(index)) {
            thing.call(scene.text, name);
            self.system_block = self.block;
            return;
        }
        self.turn_to_named(scene.text, name, family);
    }

    /// The system that has this name, a new one if none has.
    fn turn_to_named(&mut self, text: &str, name: Range<usize>, family: Option<Family>) {
        let known = self.cast.named(text, &name);
        if let Some(index) = known.or_else(|| self.cast.add(text, family, None, None, Some(name))) {
            self.turn_to(index);
        }
    }

    /// "The Faro scheme": without a technology, what the document keeps calling the system at hand.
    fn call_often(&mut self, scene: &Scene<'_>) -> bool {
        let lone = self.cast.is_lone() || self.system_block == self.block;
        let here = self.system.and_then(|index| self.cast.get_mut(index));
        let Some(thing) = here.filter(|thing| lone && !thing.is_named()) else { return false };
        let Some(name) = naming::recurring(scene) else { return false };
        thing.call(scene.text, name);
        self.system_block = self.block;
        true
    }

    fn turn_to(&mut self, index: usize) {
        self.system = Some(index);
        self.system_block = self.block;
    }
}
