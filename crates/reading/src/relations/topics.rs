//! What a sentence by itself speaks of: a purchase and its parties, a request and who was asked, the
//! technology that names its system.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Kind;

use super::cast::{Family, Words};
use crate::cues::Cue;
use crate::drafts::{Part, Subject};
use crate::folded::{Pattern, pattern};
use crate::hints::Hint;
use crate::identifiers::Of;
use crate::names::NameOf;
use crate::persons;
use crate::scene::Scene;

/// "Biometric data": of any technology.
pub(super) fn is_unspecific(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    let found = scene.technologies.iter().find(|found| found.at == *at);
    found.is_some_and(|found| found.value == codebook::Technology::Other)
        && scene.folded.slice(at).contains("biom")
}

/// "Such projects run all over Arden": of many systems, and of none in particular.
pub(super) fn is_general(scene: &Scene<'_>) -> bool {
    const BEGINS: [&str; 6] = ["such ", "similar ", "these ", "tales ", "estos ", "estas "];
    BEGINS.iter().any(|words| scene.folded.text().starts_with(words))
}

/// The words that a title line gives in quotation marks, where they may be a place's.
pub(super) fn titled_by(scene: &Scene<'_>) -> Option<Words> {
    let raw = scene.words(&scene.at);
    let from = raw.find(": ")? + 3;
    let until = raw.rfind(['"', '\''])?;
    let name = raw.get(from..until)?.split(" (").next()?;
    let until = from + name.len();
    let short = name.split(' ').count() <= 4 && name.starts_with(char::is_uppercase);
    let person = persons::is_name(name) || persons::are_named_in(name);
    let at = scene.at.start + from..scene.at.start + until;
    if short && !person && scene.technologies.is_empty() { Words::of(scene.text, at) } else { None }
}

/// The technology that names a sentence's system: plain cameras only where nothing tells more.
pub(super) fn main_technology<'s>(
    scene: &'s Scene<'_>,
) -> Option<&'s crate::folded::Found<codebook::Technology>> {
    let worth = || super::uses::worth(scene);
    worth().find(|found| Family::of(found.value) != Family::Video).or_else(|| worth().next())
}

/// True where a sentence speaks of a purchase.
pub(super) fn is_deal(scene: &Scene<'_>) -> bool {
    scene.has(&[Cue::Acquire, Cue::Award])
        && (scene.has(&[Cue::Contract])
            || !scene.money.is_empty()
            || !scene.technologies.is_empty())
}

/// True for a number of a contract: a document's reference is its tender's where a tender is all it speaks of.
pub(super) fn is_deals(scene: &Scene<'_>, of: Of) -> bool {
    let asks = || scene.has(&[Cue::Request]) || scene.ids.iter().any(|id| id.value == Of::Contract);
    let tender = || scene.folded.hints_at(Hint::Tender) && super::terms::is_of_tender(scene);
    of == Of::Contract || of == Of::Request && tender() && !asks()
}

/// What a record's title line gives as its title, as far as its first comma or bracket.
pub(super) fn title_of(scene: &Scene<'_>) -> Option<Range<usize>> {
    const LONGEST: usize = 100;
    let raw = scene.words(&scene.at);
    let from = raw.find(": ")? + 2;
    let value = raw[from..].trim_matches(['"', '\'', ' ', ',']);
    let from = from + raw[from..].find(value)?;
    let stops = [", ", " (", " | "].iter().filter_map(|stop| value.find(stop));
    // A long title's second part says more of the same.
    let dash = value.find(" - ").filter(|dash| value.len() > LONGEST && *dash > LONGEST / 4);
    let end = stops.chain(dash).min().unwrap_or(value.len());
    let at = scene.at.start + from..scene.at.start + from + end;
    (at.len() <= LONGEST && !at.is_empty()).then_some(at)
}

/// True for a title that tells news rather than names something: long, and mostly in small letters or with a verb.
pub(super) fn is_headline(title: &str) -> bool {
    let words = || title.split(' ').filter(|word| word.chars().count() > 3);
    let small = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    let noun = ["Use", "Uses", "Uso", "Compra"];
    let verb = |word: &str| {
        !noun.contains(&word) && crate::names::is_headline_verb(&codebook::fold::fold(word))
    };
    // "Arden Approves Police Use of …": all in capitals, but with a verb.
    words().count() >= 5 && (2 * small > words().count() || words().skip(1).any(verb))
}

/// A request is called by its number, else by the body that was asked, or the organisation that asks, and the words for
/// a request.
pub(super) fn request_of(scene: &Scene<'_>, body: Option<&Range<usize>>) -> Option<Subject> {
    let cue = scene.cues.iter().find(|cue| cue.value == Cue::Request)?;
    let english =
        ["request", "foi", "rti", "public", "records", "freedom", "right", "information r"];
    let words = scene.folded.slice(&cue.at);
    let kind = if !english.iter().any(|word| words.starts_with(word)) {
        Part::At(&cue.at)
    } else {
        Part::Word(scene.language.noun(Kind::Request))
    };
    // "your request", "the request was": the word alone names it.
    let own = ["the ", "your ", "our ", "my ", "la ", "su ", "nuestr"];
    let bare = || {
        let word = ["request", "solicitud", "pedido"].iter().find_map(|word| {
            let at = words.find(word)?;
            Some(at..at + word.len())
        })?;
        let from = scene.folded.forth(cue.at.start);
        Some(scene.folded.back(&(from + word.start..from + word.end)))
    };
    if body.is_none()
        && own.iter().any(|word| words.starts_with(word))
        && let Some(at) = bare()
    {
        return Subject::of(scene.text, Kind::Request, &[Part::At(&at)]);
    }
    let asks = || scene.first(NameOf::Organisation).map(|name| &name.at);
    let noun = Part::Word(scene.language.noun(Kind::Request));
    let told = ["request", "solicitud", "pedido"].iter().any(|word| words.contains(word));
    match body.filter(|body| !overlap(body, &cue.at)).or_else(asks) {
        Some(whose) => Subject::of(scene.text, Kind::Request, &[Part::At(whose), kind]),
        None if told => Subject::of(scene.text, Kind::Request, &[Part::At(&cue.at)]),
        None => Subject::of(scene.text, Kind::Request, &[Part::At(&cue.at), noun]),
    }
}

static ASKED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:with|to|from|of|against|ante|al|a|contra|del?|por) (?:the |el |la |los |las )?(?:office of the )?$",
    )
});

/// The body that a request was sent to, or that answers it.
pub(super) fn asked<'s>(scene: &'s Scene<'_>) -> Option<&'s Range<usize>> {
    let bodies = || {
        let known = |name: &&crate::folded::Found<NameOf>| name.value == NameOf::Agency;
        scene.names.iter().filter(known).map(|name| &name.at)
    };
    let linked = |at: &&Range<usize>| {
        let near = scene.before(at.start, 24);
        ASKED.is_match(scene.part(near))
    };
    let place = || scene.places.iter().map(|place| &place.at).find(linked);
    bodies().find(linked).or_else(|| bodies().next()).or_else(place)
}

/// True where two ranges share a byte.
pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
