//! When something was bought, decided, begun, ended, filed or answered, and how long a contract lasts.
//!
//! A day goes by the nearest word for what happened then. What another relation reads by the words right around it (the
//! term of a contract, a request, a range) is left to that one.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::edtf::Edtf;
use codebook::value::Duration;
use codebook::{Property, Value};

use super::rulings::{decides, is_entry, ruled_by, ruling};
use super::subjects::Focus;
use super::topics::is_deal;
use super::{law, requests, spans, terms};
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Subject};
use crate::folded::{Found, Pattern, pattern};
use crate::record::within;
use crate::scene::Scene;

/// "el plazo de ejecución es de", "the term of this agreement is".
static LASTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:plazo|vigencia|duracion|term|duration)(?: (?:de|del|la|el|the|of|this|ejecucion|entrega|contrato|contract|agreement|es|sera|is|shall|be|un|a|initial|inicial|for|maxim[oa]))*:? ?$",
    )
});

/// The same, right before how long it is.
const LASTING: &[&str] = &[
    "contrato de ",
    "contrato por ",
    "vigencia de ",
    "plazo de ",
    "duration of ",
    "period of ",
    "term of ",
    "periodo de ",
    "duracion de ",
];

/// "five-year purchase agreement", "three-year period": what lasts as long.
static TERM: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[ -](?:[a-z-]+ ){0,3}?(?:contracts?|agreements?|terms?|deal|period|lease|licen[cs]e|subscription|extension|renewal|contrato|convenio|acuerdo|prorroga)\b",
    )
});
/// "over the next six months", "se contrató por 24 meses".
static COMING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:over|in|within|for|during) the (?:next|coming|following)|over an?|(?:en|durante|por) los proximos|(?:contrat|renov|prorrog|extend|firm|suscri|adjudic|arrend|alquil|licit)[a-z]+(?: [a-z]+){0,4} (?:for|por|durante)(?: otros| un periodo de| un plazo de)?|(?:extended|renewed|valid|runs|lasts?) (?:for|by)(?: up to| a further| another)?) $",
    )
});

const DATED: &[Cue] = &[
    Cue::Acquire,
    Cue::Award,
    Cue::Decide,
    Cue::Launch,
    Cue::Since,
    Cue::End,
    Cue::File,
    Cue::Answer,
];

/// How far from a date the word may stand that says what happened then.
const NEAR: usize = 110;
/// And the word that says what was decided then.
const NEAR_DECIDED: usize = 60;

/// "began a pilot on 11 May at selected stations": what begins right before its day, whatever is chosen behind it.
fn begun<'s>(scene: &'s Scene<'_>, date: &Range<usize>) -> Option<(&'s Found<Cue>, usize)> {
    const SOON: usize = 40;
    let led = scene.until(date.start).ends_with(" on ");
    let cue = scene.cues.iter().rfind(|cue| DATED.contains(&cue.value) && cue.at.end <= date.start);
    let cue = cue.filter(|cue| led && cue.value == Cue::Launch)?;
    let far = date.start - cue.at.end;
    (far <= SOON).then_some((cue, far))
}

pub(super) fn relate(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let law = law::first_named(scene);
    for date in scene.dates.iter().filter(|date| !is_elsewhere(scene, focus, &date.at)) {
        day(scene, focus, law.as_ref(), date, drafts);
    }
    for length in &scene.durations {
        term(scene, focus, length, drafts);
    }
}

/// True where a date is a request's, or of the term of a contract.
fn is_elsewhere(scene: &Scene<'_>, focus: &Focus, at: &Range<usize>) -> bool {
    focus.request.is_some() && requests::of_request(scene, at).is_some()
        || terms::of_term(scene, at).is_some()
}

/// A day: of a ruling, else of the law whose entry it stands in, else of what the nearest word says.
fn day(
    scene: &Scene<'_>,
    focus: &Focus,
    law: Option<&Subject>,
    date: &Found<Edtf>,
    drafts: &mut Drafts<'_>,
) {
    let mut propose = |rule, subject: &Subject, property| {
        let value = Value::Date(date.value.clone());
        drafts.propose(Finding::new(rule, subject, property, value, &date.at, &scene.at));
    };
    if let Some(rule) = ruling(scene, &date.at) {
        let ruled = ruled_by(scene, &date.at);
        let subject = whats_decided(focus, law).or(ruled.as_ref()).or(focus.deployment());
        if let Some(subject) = subject {
            propose(rule, subject, Property::AwardDate);
        }
    } else if let Some(law) = focus.section_law().filter(|_| is_entry(scene, &date.at)) {
        propose("law/dated", law, Property::AwardDate);
    } else if !spans::ends_range(scene, &date.at)
        && let Some((property, subject)) = happened(scene, focus, law, &date.at)
    {
        propose("deal/date", subject, property);
    }
}

/// What a decision is of that a sentence tells of.
fn whats_decided<'f>(focus: &'f Focus, law: Option<&'f Subject>) -> Option<&'f Subject> {
    focus.told().or(law).or(focus.ruling())
}

/// What happened on a day, by the nearest word for it, and to what.
fn happened<'f>(
    scene: &Scene<'_>,
    focus: &'f Focus,
    law: Option<&'f Subject>,
    at: &Range<usize>,
) -> Option<(Property, &'f Subject)> {
    let (cue, far) = begun(scene, at).or_else(|| scene.nearest(at, DATED))?;
    let most = if cue.value == Cue::Decide { NEAR_DECIDED } else { NEAR };
    // "in use since 2017, scanned 40,000 faces in 2023": the first day behind the word is what it tells of.
    let told = cue.at.end..at.start;
    let later = cue.value == Cue::Since && scene.dates.iter().any(|date| within(&date.at, &told));
    if far > most || later || is_idle(scene, focus, law, cue) {
        return None;
    }
    let deal = focus.purchase();
    let (property, subject) = match cue.value {
        Cue::Acquire | Cue::Award => (Property::AwardDate, deal),
        Cue::Decide => (Property::AwardDate, whats_decided(focus, law).or(focus.deployment())),
        Cue::Launch | Cue::Since => (Property::StartDate, focus.deployment()),
        Cue::File => (Property::StartDate, focus.request.as_ref()),
        Cue::Answer => (Property::EndDate, focus.request.as_ref()),
        _ => (Property::EndDate, deal),
    };
    Some((property, subject?))
}

/// True where there is nothing that was filed, bought or decided then.
fn is_idle(scene: &Scene<'_>, focus: &Focus, law: Option<&Subject>, cue: &Found<Cue>) -> bool {
    match cue.value {
        Cue::File | Cue::Answer => focus.request.is_none(),
        Cue::Acquire | Cue::Award => !is_deal(scene),
        Cue::Decide => law.is_none() && !decides(scene, &cue.at),
        _ => false,
    }
}

/// How long a contract lasts.
fn term(scene: &Scene<'_>, focus: &Focus, length: &Found<Duration>, drafts: &mut Drafts<'_>) {
    let Some(subject) = focus.purchase() else { return };
    let start = length.at.start;
    if TERM.is_match(scene.part(scene.after(length.at.end)))
        || COMING.is_match(scene.part(scene.before(start, 60)))
        || LASTS.is_match(scene.part(scene.before(start, 40)))
        || LASTING.iter().any(|words| scene.until(start).ends_with(words))
    {
        let value = Value::Duration(length.value);
        let property = Property::EndDate;
        drafts.propose(Finding::new("deal/term", subject, property, value, &length.at, &scene.at));
    }
}
