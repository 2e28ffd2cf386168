//! Sentences that tell of what a company or a body does, and of no system.
//!
//! They should also find: a maker that stops selling, is sued or takes in other customers; a body elsewhere that
//! searches, shares or bought something, where none of the document's systems is its own.

use codebook::Kind;

use super::Focus;
use crate::cues::Cue;
use crate::drafts::{Part, Subject};
use crate::names::NameOf;
use crate::relations::cast::{Thing, Words};
use crate::relations::naming;
use crate::scene::Scene;

impl Focus {
    /// Notes whom a sentence tells of that begins with them, where it tells of no law.
    pub(super) fn look_for_doer(&mut self, scene: &Scene<'_>) {
        if self.told().is_none() {
            self.told.here = company(scene).or_else(|| self.body(scene));
        }
    }

    /// A body that has none of the document's systems; a technology would be its own.
    fn body(&self, scene: &Scene<'_>) -> Option<Subject> {
        let body = scene.first(NameOf::Agency).filter(|_| scene.technologies.is_empty())?;
        let words = Words::of(scene.text, body.at.clone())?;
        let here = self.system.and_then(|index| self.cast.get(index));
        let own = |thing: &Thing| thing.owner.as_ref().is_some_and(|own| own.is_same(&words));
        let keeps = here.is_none_or(|thing| own(thing) || thing.is_named() && self.cast.is_lone());
        if keeps || self.cast.owned(&words, None).is_some() || !naming::is_doer(scene, &body.at) {
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
