//! Where a sentence that says no technology turns the document to another system.

use std::ops::Range;

use super::{FIRST, Focus, OPENS};
use crate::cues::Cue;
use crate::folded::Found;
use crate::hints::Hint;
use crate::names::NameOf;
use crate::relations::cast::Words;
use crate::relations::naming;
use crate::scene::Scene;

impl Focus {
    /// "The Arden Police used Gaze Works": where no technology is said, its maker stands for it.
    pub(super) fn of_maker(&mut self, scene: &Scene<'_>) -> bool {
        let Some(maker) = scene.first(NameOf::Vendor).map(|name| &name.at) else { return false };
        if !scene.has(&[Cue::Use, Cue::Acquire, Cue::Launch]) {
            return false;
        }
        let Some((owner, true)) = naming::owner(scene, maker, self.matter.judge.as_ref()) else {
            return false;
        };
        let known = self.cast.owned(&owner, None);
        let index = match known {
            Some(index) => Some(index),
            None => self.cast.add(scene.text, None, Some(owner), Some(maker.clone()), None),
        };
        index.map(|index| self.turn_to(index)).is_some()
    }

    /// "In Brumas, police installed seven cameras": the technology at hand, in another place.
    pub(super) fn elsewhere(&mut self, scene: &Scene<'_>) -> bool {
        const DONE: [Cue; 5] = [Cue::Launch, Cue::Acquire, Cue::Use, Cue::Search, Cue::Gallery];
        let said = |cue: &&Found<Cue>| cue.value == Cue::System || DONE.contains(&cue.value);
        let Some(cue) = scene.cues.iter().find(said).filter(|_| scene.has(&DONE)) else {
            return false;
        };
        let Some((owner, true)) = naming::owner(scene, &cue.at, self.matter.judge.as_ref()) else {
            return false;
        };
        let Some(here) = self.system.and_then(|index| self.cast.get(index)) else { return false };
        // Further in it may be where something was said of the system at hand.
        let opens = owner.at.start - scene.at.start < OPENS;
        if here.is_named() || here.is_bare() || !opens {
            return false;
        }
        let (family, label) = (here.family, here.label().cloned());
        let known = self.cast.owned(&owner, family);
        let known = known.or_else(|| self.cast.add(scene.text, family, Some(owner), label, None));
        known.map(|index| self.turn_to(index)).is_some()
    }

    /// Without a technology, an owner who was spoken of before is gone back to.
    pub(super) fn go_back(&mut self, scene: &Scene<'_>) -> bool {
        if !scene.has(&[Cue::System, Cue::Launch, Cue::Gallery, Cue::Search, Cue::Contract]) {
            return false;
        }
        let bodies = scene.names.iter().filter(|name| name.value == NameOf::Agency);
        let named = bodies.map(|name| &name.at).chain(scene.places.iter().map(|place| &place.at));
        let owners: Vec<Words> = named.filter_map(|at| Words::of(scene.text, at.clone())).collect();
        let here = self.system.and_then(|index| self.cast.get(index));
        let own = here.and_then(|thing| thing.owner.as_ref());
        if owners.is_empty() || own.is_some_and(|own| owners.iter().any(|o| o.is_same(own))) {
            return false;
        }
        let known = owners.iter().find_map(|owner| self.cast.owned(owner, None));
        known.map(|index| self.turn_to(index)).is_some()
    }

    /// What stands under a heading that names a place or body is about theirs, until it speaks of another system.
    pub(super) fn of_section(&mut self, scene: &Scene<'_>) -> bool {
        if self.system_block >= self.section_block {
            return false;
        }
        let Some(section) = self.section.clone() else { return false };
        let Some(here) = self.system.and_then(|index| self.cast.get(index)) else { return false };
        if here.is_bare() || here.owner.as_ref().is_some_and(|own| own.is_same(&section)) {
            return false;
        }
        let (family, label) = (here.family, here.label().cloned());
        let known = self.cast.owned(&section, family);
        let known = known.or_else(|| self.cast.add(scene.text, family, Some(section), label, None));
        known.map(|index| self.turn_to(index)).is_some()
    }

    /// A paragraph that names another body or place, and has not spoken of the system yet, is about theirs.
    pub(super) fn turn_away(&mut self, scene: &Scene<'_>) {
        let text = scene.text;
        let Some(here) = self.system.and_then(|index| self.cast.get(index)) else { return };
        let lone = here.is_named() && self.cast.is_lone();
        if here.is_bare() || lone {
            return;
        }
        let bodies =
            || scene.names.iter().filter(|name| name.value == NameOf::Agency).map(|n| &n.at);
        let labelled = bodies().next().filter(|at| naming::is_labelled(scene, at));
        // Biometrics in general lead away from no system.
        let general = scene.folded.hints_at(Hint::Biometric);
        let does = bodies().next().filter(|at| !general && naming::is_doer(scene, at));
        if self.system_block == self.block && labelled.is_none() && does.is_none() {
            return;
        }
        let own = |at: &Range<usize>| {
            let words = Words::of(text, at.clone());
            words.is_none_or(|words| here.owner.as_ref().is_some_and(|own| own.is_same(&words)))
        };
        let places = || scene.places.iter().map(|place| &place.at);
        if bodies().chain(places()).any(own) {
            return;
        }
        let opens = |at: &&Range<usize>| at.start - scene.at.start < FIRST;
        // "The watchdog opened an inquiry into Arden Police": whose it is that it looks into.
        let looks = |at: &&Range<usize>| !naming::is_arbiter(scene, at);
        let theirs = bodies().find(looks).or_else(|| places().find(opens));
        let Some(at) = theirs else { return };
        let Some(owner) = Words::of(text, naming::place_of(scene, at)) else { return };
        let (family, label) = (here.family, here.label().cloned());
        let known = self.cast.owned(&owner, family);
        let known = known.or_else(|| self.cast.add(text, family, Some(owner), label, None));
        if let Some(index) = known {
            self.turn_to(index);
        }
    }
}
