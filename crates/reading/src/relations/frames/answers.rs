//! Questions and answers: "Does it read faces? No." denies what was asked.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Polarity, Property, Value};

use super::super::subjects::Focus;
use crate::drafts::{Drafts, Finding};
use crate::folded::{Pattern, pattern};
use crate::scene::Scene;

/// A question that yes or no answers: what is asked about follows.
static ASKS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"^[^a-z]*(?:[a-z0-9]{1,2}[.):] ?)?[^a-z]*(?:does|do|is|are|can|will|has|have|did|was|were|utiliza|usa|tiene|cuenta con|se (?:usa|utiliza|almacena|comparte)n?|esta|estan|existe|hay|puede|pueden|comparte|almacena|graba|la|el|los|las) "#,
    )
});
static NO: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[^a-z]*(?:(?:a|r|answer|respuesta)[:.] ?)?(?:\*\*)? ?(?:(?:no|por el momento no|actualmente no)(?:[.,;!]|$)|not (?:currently|yet|at this time|as of)\b)",
    )
});

/// The words that a question asks about, if it is about a system and yes or no answers it.
pub(in super::super) fn question(scene: &Scene<'_>) -> Option<Range<usize>> {
    const LONGEST: usize = 220;
    let short = scene.at.len() <= LONGEST && super::is_about(scene);
    let hit = short.then(|| ASKS.find(&scene.folded)).flatten()?;
    let end = scene.folded.text().rfind('?')?;
    (hit.end() + 8 < end).then(|| scene.folded.back(&(hit.end()..end)))
}

/// Proposes that what was asked in the sentence before is not so, where this one says no.
pub(super) fn relate(scene: &Scene<'_>, focus: &mut Focus, drafts: &mut Drafts<'_>) {
    let Some(asked) = focus.asked.take() else { return };
    let Some(subject) = focus.deployment() else { return };
    if !NO.is_match(&scene.folded) {
        return;
    }
    let Some(value) = drafts.literal(&asked, Value::Text) else { return };
    let first = scene.words(&scene.at).find(['.', ',', ';']).unwrap_or(scene.at.len());
    let within = asked.start..scene.at.start + first;
    let finding = Finding::new("frame/answer", subject, Property::Status, value, &asked, &within);
    drafts.propose(Finding { polarity: Polarity::Negated, ..finding });
}
