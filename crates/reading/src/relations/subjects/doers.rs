//! Sentences that tell of what a company, a body or a place does, and of no system.
//!
//! They should also find: a maker that stops selling, is sued or takes in other customers; a body elsewhere that
//! searches, shares or bought something, a country without a law, a town that bans, where none of the document's systems is its own.

use codebook::Kind;

use super::Focus;
use crate::cues::Cue;
use crate::drafts::{Part, Subject};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::relations::cast::{Thing, Words};
use crate::relations::naming;
use crate::scene::Scene;

impl Focus {
    /// Notes whom a sentence tells of that begins with them, where it tells of no law.
    pub(super) fn look_for_doer(&mut self, scene: &Scene<'_>) {
        if self.told().is_none() {
            let doer = company(scene).or_else(|| self.body(scene));
            self.told.here = doer.or_else(|| self.place(scene));
        }
    }

    /// True where one of the document's systems may be theirs: it is known to be, or the document keeps to one by a name.
    fn has(&self, words: &Words) -> bool {
        let here = self.system.and_then(|index| self.cast.get(index));
        let own = |thing: &Thing| thing.owner.as_ref().is_some_and(|own| own.is_same(words));
        here.is_none_or(|thing| own(thing) || thing.is_named() && self.cast.is_lone())
            || self.cast.owned(words, None).is_some()
    }

    /// A place that has none of the document's systems, where the sentence begins with it and names no body.
    fn place(&self, scene: &Scene<'_>) -> Option<Subject> {
        let bare = scene.technologies.is_empty() || scene.folded.hints_at(Hint::Ban);
        let place = scene.places.first().filter(|_| bare)?;
        let words = Words::of(scene.text, place.at.clone())?;
        let named =
            scene.names.iter().any(|name| matches!(name.value, NameOf::Agency | NameOf::Vendor));
        if named || self.has(&words) || !naming::is_doer(scene, &place.at) {
            return None;
        }
        Subject::of(scene.text, Kind::Jurisdiction, &[Part::At(&place.at)])
    }

    /// A body that has none of the document's systems; a technology would be its own.
    fn body(&self, scene: &Scene<'_>) -> Option<Subject> {
        let body = scene.first(NameOf::Agency).filter(|_| scene.technologies.is_empty())?;
        let words = Words::of(scene.text, body.at.clone())?;
        if self.has(&words) || !naming::is_doer(scene, &body.at) {
            return None;
        }
        Subject::of(scene.text, Kind::Agency, &[Part::At(&body.at)])
    }
}

/// A company, where the sentence names no body and speaks of no contract.
fn company(scene: &Scene<'_>) -> Option<Subject> {
    let vendor = scene.first(NameOf::Vendor)?;
    let others = scene.first(NameOf::Agency).is_some() || !scene.places.is_empty();
    if others || scene.has(&[Cue::Contract]) || !naming::is_doer(scene, &vendor.at) {
        return None;
    }
    Subject::of(scene.text, Kind::Vendor, &[Part::At(&vendor.at)])
}
