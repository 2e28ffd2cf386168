//! Relations: what the recognisers found in a sentence, joined into statements.
//!
//! The subject comes from the sentence itself where it names one, else from what the paragraph or the
//! document has last been about.

mod capitals;
pub(crate) mod cast;
mod cited;
mod days;
mod deals;
mod findings;
mod frames;
mod holders;
mod law;
mod matters;
mod measures;
mod naming;
mod operators;
mod others;
mod peers;
mod principal;
mod programmes;
mod requests;
mod roles;
mod rulings;
mod spans;
mod speaker;
mod subjects;
mod terms;
mod topics;
mod unnamed;
mod uses;
mod venues;
mod voices;
mod weigh;

pub(crate) use deals::of_money;
pub(crate) use measures::is_planned;
pub(crate) use speaker::{WHO, says};
pub(crate) use subjects::Focus;
pub use weigh::Because;
pub(crate) use weigh::Seen;
#[cfg(any(test, feature = "fuzzing"))]
pub use weigh::Weighed;

use crate::cues::Cue;
use crate::drafts::Drafts;
use crate::scene::Scene;

/// Works out, of some sentences, what nearly each of them is asked whatever it is about: one thing of all of them
/// before the next, as recognisers do.
pub(crate) fn prepare(scenes: &[Scene<'_>]) {
    for scene in scenes {
        speaker::speaker(scene);
    }
    for scene in scenes {
        terms::prepare(scene);
    }
    for scene in scenes {
        weigh::prepare(scene);
    }
}

/// Proposes what a sentence says.
pub(crate) fn relate(scene: &Scene<'_>, focus: &mut Focus, drafts: &mut Drafts<'_>) {
    if scene.asks() {
        focus.asked = frames::question(scene);
        return;
    }
    focus.look(scene);
    focus.hear(scene);
    deals::relate(scene, focus, drafts);
    days::relate(scene, focus, drafts);
    terms::relate(scene, focus, drafts);
    uses::relate(scene, focus, drafts);
    spans::relate(scene, focus, drafts);
    measures::relate(scene, focus, drafts);
    requests::relate(scene, focus, drafts);
    law::relate(scene, focus, drafts);
    frames::relate(scene, focus, drafts);
    speaker::claims(scene, focus.is_on_system(), drafts);
    let chances = weigh::relate(scene, focus, drafts);
    focus.note_holders(scene, &chances, drafts);
    operators::headed(scene, focus, drafts);
    focus.gallery = scene.has(&[Cue::Gallery]);
}
