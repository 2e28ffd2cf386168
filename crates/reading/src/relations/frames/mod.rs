//! Frames of use: a system, a verb of having, using, installing or ending it, and what its clause says of
//! who, where, what for and in what state.
//!
//! Other relations look for words that mean one thing wherever they stand; these look at a clause's build,
//! so that they should also find, of systems, bodies and places nobody listed: "across the housing estates of
//! Arden", "por parte del C4 se instalarán", "is no longer offered to", "Outcome: violation found".

mod aims;
mod answers;
mod flows;
mod labels;
mod phrases;
mod rows;
mod sites;
mod states;
mod users;

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Property, Value};

use super::subjects::Focus;
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Subject};
use crate::folded::{Pattern, hinted, pattern};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::scene::Scene;

pub(super) use aims::is_forbidden;
pub(super) use answers::question;
pub(super) use rows::numbered;

/// Proposes what a sentence's frame says.
pub(super) fn relate(scene: &Scene<'_>, focus: &mut Focus, drafts: &mut Drafts<'_>) {
    answers::relate(scene, focus, drafts);
    let about = is_about(scene) || is_again(scene, focus);
    focus.spoken = about.then_some(scene.at.end);
    let Some(subject) = focus.deployment() else { return };
    if rows::relate(scene, subject, drafts) || labels::relate(scene, subject, drafts) {
        return;
    }
    states::outcomes(scene, focus.ruling().unwrap_or(subject), drafts);
    if !about {
        return;
    }
    users::relate(scene, focus, drafts);
    aims::relate(scene, subject, drafts);
    flows::relate(scene, subject, drafts);
    if !scene.folded.hints_at(Hint::Frame) {
        return;
    }
    states::relate(scene, subject, drafts);
}

/// Proposes where the sentence's system is, and returns the words that say so.
pub(super) fn sites(
    scene: &Scene<'_>,
    focus: &Focus,
    drafts: &mut Drafts<'_>,
) -> Vec<Range<usize>> {
    if (!scene.technologies.is_empty() || scene.folded.hints_at(Hint::Frame))
        && (is_about(scene) || is_again(scene, focus))
        && let Some(subject) = focus.deployment()
    {
        return sites::relate(scene, subject, drafts);
    }
    Vec::new()
}

/// "They are not …" goes on about what the sentence before was.
fn is_again(scene: &Scene<'_>, focus: &Focus) -> bool {
    const NEAR: usize = 4;
    focus.spoken.is_some_and(|end| scene.at.start.saturating_sub(end) < NEAR)
        && PRONOUN.is_match(&scene.folded)
}

/// "They", "it": whatever was spoken of.
static PRONOUN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[^a-z]*(?:they|it|these|this|those|est[aeo]s?|est[ao]|ell[ao]s|dich[ao]s?) |\bsay (?:they|it) |^[^a-z]*(?:ademas,? |tambien |asimismo,? |actualmente,? |ya )?(?:se (?:encuentran?|ubican?|usan?|instalaron|colocaron|instalaran|utilizan?)|(?:estan?|fueron|seran|fue|sera) (?:ubicad|instalad|distribuid|colocad|operad|utilizad|usad)) ?",
    )
});
/// "The service", "la herramienta": what the document is about, by a word that is no cue elsewhere.
static AGAIN: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Again,
        r"\b(?:(?:the|this|these|its|la|el|las|los|esta|este|su) (?:service|tool|network|lectores|herramienta|servicio|red)|cctv|e-gates|drones?|videocamaras|videovigilancia|footage|recordings|captured (?:data|images)|grabaciones|images|imagenes|plates|placas|matriculas)\b",
    )
});

/// True where a sentence speaks of a system.
fn is_about(scene: &Scene<'_>) -> bool {
    !scene.technologies.is_empty()
        || scene.has(&[Cue::System])
        || scene.names.iter().any(|name| matches!(name.value, NameOf::Vendor | NameOf::Product))
        || scene.folded.hints_at(Hint::Again) && AGAIN.is_match(&scene.folded)
}

/// Proposes the words at `at`, unless something of this property has been proposed of some of them.
fn propose(
    rule: &'static str,
    scene: &Scene<'_>,
    subject: &Subject,
    property: Property,
    at: &Range<usize>,
    drafts: &mut Drafts<'_>,
) {
    if drafts.has_upon(&[property], at) {
        return;
    }
    let form = match property {
        Property::Place
        | Property::Buyer
        | Property::Supplier
        | Property::DataSharedWith
        | Property::DatabaseConnected
        | Property::LegalBasis => Value::Name,
        _ => Value::Text,
    };
    let phrase = matches!(property, Property::Purpose | Property::Status);
    if phrase && scene.full_or_sought(at).is_some() {
        return;
    }
    if let Some(value) = drafts.literal(at, form) {
        drafts.propose(Finding::new(rule, subject, property, value, at, &scene.at));
    }
}
