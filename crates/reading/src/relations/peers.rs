//! Bodies of one list, of which a sentence says the same: each uses what it speaks of.
//!
//! It should also find lists behind a colon ("Three forces use it: A, B and C"), behind "include", "such as", "entre
//! ellas", and behind "used by", in either language.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Kind;

use crate::cues::Cue;
use crate::drafts::{Part, Subject};
use crate::folded::{Pattern, pattern};
use crate::names::NameOf;
use crate::scene::{Scene, distance};

/// Bodies that are named one after the other, as of one thing: "the A, the B and the C".
pub(super) fn listed<'s>(scene: &'s Scene<'_>) -> Vec<Vec<&'s Range<usize>>> {
    const JOINS: [&str; 14] = [
        ",",
        "and",
        "y",
        "e",
        ", and",
        "and the",
        ", the",
        ", and the",
        "y la",
        "y el",
        ", la",
        ", el",
        "e la",
        "&",
    ];
    let mut runs: Vec<Vec<&'s Range<usize>>> = Vec::new();
    let bodies = || scene.names.iter().filter(|name| name.value == NameOf::Agency);
    if bodies().nth(1).is_none() {
        return runs;
    }
    for name in bodies() {
        let last = runs.last().and_then(|run| run.last()).map(|last| last.end);
        let joined = last.is_some_and(|end| {
            let between = scene.text.get(end..name.at.start).unwrap_or_default();
            JOINS.contains(&between.trim())
        });
        match runs.last_mut() {
            Some(run) if joined => run.push(&name.at),
            _ => runs.push(vec![&name.at]),
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// The bodies of a list all of which the sentence says use it.
pub(super) fn users(scene: &Scene<'_>) -> Vec<Subject> {
    let Some(cue) = scene.cues.iter().find(|cue| cue.value == Cue::Use) else { return Vec::new() };
    let lists = listed(scene);
    let near = |list: &&Vec<&Range<usize>>| {
        list.last().is_some_and(|last| last.end <= cue.at.start && distance(last, &cue.at) <= 30)
    };
    let bodies = lists.iter().find(near).into_iter().flatten();
    bodies.filter_map(|at| Subject::of(scene.text, Kind::Agency, &[Part::At(at)])).collect()
}

/// The same, where the list follows what says so.
pub(super) fn named_after(scene: &Scene<'_>) -> Vec<Subject> {
    static USED_BY: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:used|deployed|operated|adopted|utili[sz]ed|acquired|purchased|bought|usad[oa]s?|utilizad[oa]s?|operad[oa]s?|adoptad[oa]s?|adquirid[oa]s?|comprad[oa]s?|emplead[oa]s?) (?:by|por)(?: the| la| el| los| las)? $",
        )
    });
    static AMONG: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"(?::|\b(?:includ(?:es?|ed|ing)|such as|namely|among them(?: are)?|incluyen|incluidas?|incluidos?|entre ell[ao]s(?: estan)?|tales como|como))(?: the| la| el| los| las)? $",
        )
    });
    let uses = |list: &&Vec<&Range<usize>>| {
        list.first().is_some_and(|first| {
            let led = scene.part(scene.until(first.start));
            let used = || scene.cues.iter().any(|c| c.value == Cue::Use && c.at.end < first.start);
            USED_BY.is_match(led) || list.len() > 2 && AMONG.is_match(led) && used()
        })
    };
    let lists = listed(scene);
    let bodies = lists.iter().find(uses).into_iter().flatten();
    bodies.filter_map(|at| Subject::of(scene.text, Kind::Agency, &[Part::At(at)])).collect()
}

/// The places that do what begins at `start` of the text: "Arden, Bruma and the city of Faro have banned".
pub(super) fn places_before<'s>(scene: &'s Scene<'_>, start: usize) -> Vec<&'s Range<usize>> {
    static DOES: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^,? (?:(?:has|have|had|also|recently|already|then|first|ha|han|tambien|ya|recientemente) )*$",
        )
    });
    static JOINS: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^(?:,| and|, and| y| e| as well as)(?: (?:the |la |las )?(?:city|cities|state|county|town|ciudad|provincia|estado) (?:of|de))?(?: the| la| el)? $",
        )
    });
    let between = |a: usize, b: usize| {
        let text = scene.folded.text();
        text.get(scene.folded.forth(a)..scene.folded.forth(b)).unwrap_or_default()
    };
    let mut found: Vec<&Range<usize>> = Vec::new();
    for place in scene.places.iter().rev().filter(|place| place.at.end <= start) {
        let joined = match found.last() {
            Some(next) => JOINS.is_match(scene.part(between(place.at.end, next.start))),
            None => DOES.is_match(scene.part(between(place.at.end, start))),
        };
        if !joined {
            break;
        }
        found.push(&place.at);
    }
    found.reverse();
    found
}
