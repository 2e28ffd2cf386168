//! Offices, associations and phrases without the name of whoever may hold them, speak for them or be somebody in them.
//!
//! | what a sentence has | what is kept | told by |
//! | --- | --- | --- |
//! | "Harbour Commissioner Ana Roe said" | the office, by the name that stands behind it | [`office_before_name`] |
//! | "Minister of Health Roe" | the office, by its own words | [`office_without_name`] |
//! | "President of Faro Rights Ana Roe" | the part in an association | [`group_without_name`] |
//! | "Faro Foundation and Ana Roe" | the association | [`group_without_neighbour`] |
//! | "ban it after a petition by Ana Roe" | the phrase as far as her | [`phrase_before_name`] |
//!
//! Bodies lose such names while they are recognised (`crate::bodies`); this is for what relations find by themselves.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::fold::fold;

use super::speaker::SAYS;
use super::voices::is_group;
use crate::folded::{Pattern, pattern};
use crate::names::has_nouns_end;
use crate::scene::Scene;
use crate::words::WordList;
use crate::written::folded_word;
use crate::{persons, places};

/// A word, and where in its words it begins.
type Placed<'w> = (usize, &'w str);

/// Words, each with where it begins.
fn placed(words: &str) -> Vec<Placed<'_>> {
    let mut end = 0;
    words
        .split_inclusive(' ')
        .map(|word| {
            end += word.len();
            (end - word.len(), word.trim_end())
        })
        .collect()
}

/// "Harbour Commissioner", right before the name of who holds that office and says something.
pub(super) fn office_before_name(scene: &Scene<'_>, raw: &str) -> Option<Range<usize>> {
    static HELD: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b((?:\p{Lu}[\p{L}-]+ ){0,3}(?:Commissioner|Minister|Secretary|Governor|Mayor|Ombudsman|Police Chief|Superintendent|Comisionad[oa]|Ministr[oa]|Secretari[oa]|Gobernadora?|Alcaldesa|Alcalde)) \p{Lu}[\p{L}.’'-]+ (?:\p{Lu}[\p{L}.’'-]+ ){0,3}",
        )
    });
    static VERB: LazyLock<Pattern> =
        LazyLock::new(|| pattern(&format!(r"^(?:also |has |had |ha )?(?:{SAYS})\b")));
    let hit = HELD.captures(scene.own(raw))?;
    let (whole, office) = (hit.get(0)?, hit.get(1)?);
    let after = scene.after(scene.at.start + whole.end());
    let leads = ["The ", "And ", "But ", "When ", "El ", "La "];
    let lead = leads.iter().find(|lead| office.as_str().starts_with(**lead));
    let start = office.start() + lead.map_or(0, |lead| lead.len());
    let at = scene.at.start + start..scene.at.start + office.end();
    let named = scene.words(&at).split(' ').any(|word| persons::is_given(&fold(word)));
    (VERB.is_match(scene.part(after)) && !named).then_some(at)
}

/// How much of an office's words stand before the name of who holds it, and before what links the two.
pub(super) fn office_without_name(words: &str) -> usize {
    const LINKS: [&str; 11] =
        ["of", "for", "the", "and", "de", "del", "la", "el", "los", "las", "y"];
    let all = placed(words);
    let capital = |word: &Placed<'_>| word.1.starts_with(char::is_uppercase);
    let runs = all[1..].chunk_by(|a, b| capital(a) == capital(b) && !a.1.ends_with(','));
    let name =
        runs.filter(|run| capital(&run[0])).enumerate().find_map(|(at, run)| name_in(run, at > 0));
    let mut kept = words[..name.unwrap_or(words.len())].trim_end_matches([' ', ',']);
    while let Some((rest, _)) = kept.rsplit_once(' ').filter(|(_, last)| LINKS.contains(last)) {
        kept = rest;
    }
    kept.len()
}

/// Where in a run of capitals whoever holds the office may be named: from a given name on, or behind a noun, where a
/// single word is no place ("Minister of Health Roe"); of three words that begin with two which are no nouns any may, and
/// of two in a later run.
fn name_in(run: &[Placed<'_>], later: bool) -> Option<usize> {
    let word = |at: usize| run[at].1.trim_end_matches(',');
    let given = |at: &usize| persons::is_given(&fold(word(*at)));
    let noun = |at: usize| is_noun(word(at));
    // "Fundación Karisma" is called so.
    let called = |at: usize| {
        let head = fold(word(at));
        is_group(&head) || persons::is_institution_word(&head)
    };
    let behind = |at: &usize| {
        noun(at - 1)
            && !noun(*at)
            && (run.len() - at > 1 || !called(at - 1) && !places::is_place(word(*at)))
    };
    let least = if later { 2 } else { 3 };
    let alone = || (run.len() >= least && !(0..2).any(noun)).then_some(0);
    let found =
        (0..run.len()).find(given).or_else(|| (1..run.len()).find(behind)).or_else(alone)?;
    // "Minister of Home Affairs Grace Roe": her given name is a noun, too.
    let also = found > 1 && persons::is_word_too(&fold(word(found - 1)));
    Some(run[found - usize::from(also)].0)
}

/// True for a word of an office that tells what it is of, and not who holds it.
fn is_noun(word: &str) -> bool {
    const MATTERS: [&str; 14] = [
        "interior", "home", "hacienda", "trabajo", "turismo", "defensa", "marina", "exterior",
        "labor", "labour", "works", "health", "salud", "cultura",
    ];
    let folded = fold(word);
    let matter = MATTERS.contains(&folded.as_str()) || has_nouns_end(&folded);
    let ordinary = gazetteer::word(&folded).ordinary;
    !persons::is_surname(&folded) && (ordinary || matter || !persons::may_be_name(word))
}

/// What ends the words for a person's part in an association.
static PARTS: WordList = WordList::new(
    "advocate|director|officer|lawyer|campaigner|manager|president|minister|secretary|commissioner|\
analyst|researcher|professor|activist|lead|head|directora|abogado|abogada|presidente|presidenta",
);

/// True where words end with what somebody is in an association, and not with its name.
pub(super) fn ends_with_part(words: &str) -> bool {
    words.rsplit(' ').next().is_some_and(|last| PARTS.has(&folded_word(last)))
}

/// "President of Faro Rights", and no word of the name behind it: whoever speaks for an association.
pub(super) fn group_without_name(scene: &Scene<'_>, at: Range<usize>) -> Range<usize> {
    let all = placed(scene.words(&at));
    // "Foundation" first is what the words behind it are called by.
    let closes = |(at, (_, word)): (usize, &Placed<'_>)| {
        at > 0 && is_group(&folded_word(word)) || PARTS.has(&folded_word(word))
    };
    let Some(last) = all.iter().enumerate().rposition(closes) else { return at };
    let behind = &all[last + 1..];
    let somebody = behind.len() > 1 && behind.iter().all(|(_, word)| persons::may_be_name(word));
    if somebody { at.start..at.start + behind[0].0 - 1 } else { at }
}

/// "Faro Foundation and Ana Roe": a name without whoever is named beside it, who may be a person.
pub(super) fn group_without_neighbour(scene: &Scene<'_>, at: Range<usize>) -> Range<usize> {
    let words = scene.words(&at);
    let parts = [" and ", " y "].iter().find_map(|joint| {
        let (head, tail) = words.rsplit_once(joint)?;
        Some((head.len(), tail))
    });
    let Some((head, tail)) = parts else { return at };
    let somebody = |words: &str| {
        persons::may_be_somebody(words)
            && !words.split(' ').any(|word| is_group(&folded_word(word)))
    };
    if somebody(tail) {
        return at.start..at.start + head;
    }
    if somebody(&words[..head]) {
        return at.end - tail.len()..at.end;
    }
    at
}

/// A phrase as far as whoever may be somebody in it: "banned it after a petition", whoever made that.
pub(super) fn phrase_before_name(scene: &Scene<'_>, at: Range<usize>) -> Range<usize> {
    const LEADS: &[&str] = &["from", "of", "by", "to", "with", "a", "de", "por", "con", "para"];
    let Some(name) = scene.full_or_sought(&at) else { return at };
    let words = scene.words(&(at.start..name.start)).trim_end();
    let kept = words.rsplit_once(' ').filter(|(_, last)| LEADS.contains(last));
    let kept = kept.map_or(words, |(kept, _)| kept.trim_end());
    at.start..at.start + kept.len()
}
