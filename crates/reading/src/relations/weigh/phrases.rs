//! Phrases that may be a value though no list holds them: what for, in what state, where, what was brought in court.
//!
//! Each begins with a function word and ends with its clause; whether it says anything is for the weights.

use std::ops::Range;

use super::super::frames::is_forbidden;
use super::super::uses::{ADVISED, LED, NO_AIM};
use super::kinds::{self, Kind};
use super::mentions::Sort;
use super::words::{FUNCTION, STEMS, Token, class};
use crate::folded::last_bytes;
use crate::scene::Scene;
use crate::words::WordList;

/// Words that may be a value.
pub(super) struct Phrase {
    pub(super) at: Range<usize>,
    pub(super) sort: Sort,
    /// By which word it is led.
    pub(super) shape: usize,
}

const TO: usize = class(FUNCTION, "to");
const FOR: usize = class(FUNCTION, "for");
const IN: usize = class(FUNCTION, "in");
const IS: usize = class(FUNCTION, "is");
const HAS: usize = class(FUNCTION, "has");
const WILL: usize = class(FUNCTION, "will");
const NOT: usize = class(FUNCTION, "not");
const ON: usize = class(FUNCTION, "on");
const BETWEEN: usize = class(FUNCTION, "between");
const ARTICLE: usize = class(FUNCTION, "article");
const OF: usize = class(FUNCTION, "of");
const WITH: usize = class(FUNCTION, "with");
const SITE: usize = class(STEMS, "site");
const COURT: usize = class(STEMS, "court");
const BAN: usize = class(STEMS, "ban");
const AIM: usize = class(STEMS, "aim");

/// The phrases of a sentence, in order.
pub(super) fn phrases(scene: &Scene<'_>, tokens: &[Token]) -> Vec<Phrase> {
    const MOST: usize = 40;
    let mut found = Vec::new();
    let (mut predicate, mut led_to) = (0, 0);
    let text = scene.folded.text();
    for (at, token) in tokens.iter().enumerate() {
        if found.len() >= MOST {
            break;
        }
        let push = |found: &mut Vec<Phrase>, sort, shape, end: usize| {
            let end = tokens.get(end).map_or(token.at.end, |last| last.at.end);
            found.push(Phrase { at: scene.folded.back(&(token.at.start..end)), sort, shape });
        };
        let until = |most| kinds::before_somebody(scene, tokens, at, clause(tokens, at, most));
        let start = token.at.start;
        let led = || last_bytes(&text[..start], LED);
        let counted = || {
            let next = tokens.get(at + 1).map_or("", |next| &text[next.at.clone()]);
            next.starts_with(|c: char| c.is_ascii_digit())
        };
        // "for $3 million" and "para 2032" say how much and when, not what for.
        let sums =
            || text[token.at.end..].trim_start().starts_with(['$', '€', '£', '₹']) || counted();
        if let Some(shape) = aim(tokens, at)
            && !sums()
            && !is_forbidden(&text[..start])
            && !NO_AIM.is_match(scene.part(led()))
        {
            let end = until(24);
            led_to = end;
            push(&mut found, Sort::Aim, shape, end);
        } else if at > led_to
            && let Some(shape) = kinds::aim(text, tokens, at)
            && !is_forbidden(&text[..start])
        {
            let end = until(12);
            led_to = end;
            push(&mut found, Sort::Aim, shape, end);
        }
        // What could be is no state, and "Not currently" answers something.
        let state = match token.class {
            NOT => at > 0 || &text[token.at.clone()] != "not",
            IS | HAS | WILL => true,
            _ => false,
        };
        if state && at >= predicate && !ADVISED.is_match(scene.part(led())) {
            let end = until(12);
            predicate = at + 4;
            if end > at {
                let shape = [IS, HAS, WILL, NOT].iter().position(|own| *own == token.class);
                push(&mut found, Sort::Predicate, shape.unwrap_or_default(), end);
            }
        }
        if at >= predicate
            && let Some(shape) = kinds::verb(scene, tokens, at)
            && !ADVISED.is_match(scene.part(led()))
        {
            let end = until(7);
            predicate = at + 3;
            if end > at {
                push(&mut found, Sort::Predicate, 5 + shape, end);
            }
        }
        if let Some(kind) = kinds::kind(scene, tokens, at) {
            let (sort, shape, run) = match kind {
                Kind::Group(run) => (Sort::Group, 0, run),
                Kind::Records(run) => (Sort::Base, 1, run),
            };
            if let Some(at) = kinds::place(scene, tokens, run) {
                found.push(Phrase { at, sort, shape });
            }
        }
        if let Some((from, end)) = base(scene.folded.text(), tokens, at) {
            let words = tokens[from].at.start..tokens[end].at.end;
            let at = scene.folded.back(&words);
            if !scene.is_somebodys(&at) {
                found.push(Phrase { at, sort: Sort::Base, shape: 0 });
            }
            continue;
        }
        if token.stem == Some(COURT) {
            push(&mut found, Sort::Suit, 0, until(8));
        }
        if token.stem == Some(BAN) {
            push(&mut found, Sort::Banned, 0, until(12));
        }
        if matches!(token.class, IN | ON | BETWEEN | TO)
            && let Some((from, end)) = site(scene.folded.text(), tokens, at)
        {
            let words = tokens[from].at.start..tokens[end].at.end;
            let at = scene.folded.back(&words);
            let known = scene.places.iter().any(|place| place.at == at);
            let shape = [IN, ON, BETWEEN, TO].iter().position(|own| *own == token.class);
            if !known {
                found.push(Phrase { at, sort: Sort::Site, shape: shape.unwrap_or_default() });
            }
        }
    }
    found
}

/// By what an aim is led that begins with the word at `at`.
fn aim(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let next = tokens.get(at + 1)?;
    let plain = next.sign.is_none();
    match token.class {
        TO if plain && next.stem.is_some() => Some(0),
        FOR if plain && next.class != ARTICLE => Some(1),
        FOR if plain => Some(2),
        // "con el fin de", "with the aim of", "a fin de"
        WITH | TO => {
            let aims = tokens.iter().skip(at + 1).take(2).any(|word| word.stem == Some(AIM));
            let goes = tokens.iter().skip(at + 2).take(3).any(|word| matches!(word.class, OF | TO));
            (aims && goes).then_some(3)
        }
        _ => None,
    }
}

/// The last word of the clause that goes on at `at`, so many words at most.
fn clause(tokens: &[Token], at: usize, most: usize) -> usize {
    use super::words::sign;
    let ends = |token: &Token| {
        let stop = [sign(3), sign(4), sign(5), sign(7), sign(8)];
        token.sign.is_some_and(|sign| stop.contains(&sign))
    };
    let comma = |(words, token): &(usize, &Token)| {
        ends(token) || *words >= 4 && token.sign == Some(sign(2))
    };
    let rest = tokens.iter().skip(at + 1).take(most).enumerate();
    let length = rest.take_while(|one| !comma(one)).count();
    at + length
}

/// The words of a place behind a preposition: "the stations of the metro", up to its kind of site and what
/// it is of.
fn site(text: &str, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    const MOST: usize = 6;
    let mut from = at + 1;
    while tokens.get(from).is_some_and(|token| token.class == ARTICLE && token.sign.is_none()) {
        from += 1;
    }
    let mut end = None;
    for (index, token) in tokens.iter().enumerate().skip(from).take(MOST) {
        let joined = token.sign.is_none() || index == from;
        let function = token.class < FUNCTION.len() && !matches!(token.class, OF | ARTICLE);
        if !joined || function {
            break;
        }
        // "state funding": what follows the word for the whole state is whose, not where.
        let whose = end.is_some_and(|end: usize| {
            tokens.get(end).is_some_and(|kind| text.get(kind.at.clone()) == Some("state"))
        });
        if whose && token.class >= FUNCTION.len() {
            return None;
        }
        let word = text.get(token.at.clone()).unwrap_or_default();
        let named = end.is_some() && token.class >= FUNCTION.len() && !DOES.contains(&token.stem);
        if token.stem == Some(SITE) && is_site(word) || named {
            end = Some(index);
        }
    }
    let one = |end: usize| text.get(tokens.get(from)?.at.start..tokens.get(end)?.at.end);
    // "across the country" is everywhere the text speaks of anyway.
    end.filter(|end| one(*end).is_some_and(|words| !WIDE.has(words))).map(|end| (from, end))
}

/// What a word behind a place tells of, and not of which place it is.
const DOES: [Option<usize>; 5] = [
    Some(class(STEMS, "use")),
    Some(class(STEMS, "say")),
    Some(class(STEMS, "decide")),
    Some(class(STEMS, "connect")),
    Some(class(STEMS, "award")),
];

/// Words for a whole land, or for no place in particular.
static WIDE: WordList = WordList::new(
    "country|countries|nation|state|region|area|areas|zone|zones|site|sites|place|places|own site|national|district|\
pais|estado|region|zona|zonas|sitio|sitios|municipios|provincia|state level|the country|entire country|whole country",
);

/// True where a word that begins like a place's is one: "stores" and not "stored", "porteño" or "training".
fn is_site(word: &str) -> bool {
    const WHOLE: [&str; 26] = [
        "area", "border", "bus", "calle", "center", "centre", "centro", "district", "mall",
        "metro", "nation", "park", "plaza", "port", "region", "road", "ruta", "shop", "site",
        "state", "station", "store", "street", "town", "train", "tren",
    ];
    let rest =
        WHOLE.iter().filter_map(|whole| word.strip_prefix(whole)).min_by_key(|rest| rest.len());
    rest.is_none_or(|rest| matches!(rest, "" | "s" | "es"))
}

/// A database by what it is of: "the national register of vehicles", "bases de datos de la fiscalía".
fn base(text: &str, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let word = text.get(tokens.get(at)?.at.clone())?;
    static HEADS: WordList = WordList::new(
        "database|databases|base|bases|registro|registros|registry|register|padron|repository",
    );
    if !HEADS.has(word) {
        return None;
    }
    // "a database of 4,000 samples" says how much is in it, not whose it is.
    let counts = |token: &Token| text[token.at.clone()].starts_with(|c: char| c.is_ascii_digit());
    let plain = |index: &usize| {
        tokens.get(*index).is_some_and(|token| {
            token.class >= FUNCTION.len() && token.class != IS && !counts(token)
        })
    };
    let joined = |index: usize| tokens.get(index).is_some_and(|token| token.sign.is_none());
    let mut from = at;
    while from > 0 && at - from < 4 && joined(from) && plain(&(from - 1)) {
        from -= 1;
    }
    let mut end = at;
    let mut next = at + 1;
    while next < at + 8 && joined(next) {
        // Behind a plain word another may be the verb.
        let small =
            |at: usize| tokens.get(at).is_some_and(|token| matches!(token.class, OF | ARTICLE));
        if plain(&next) && small(next - 1) {
            end = next;
        } else if !small(next) {
            break;
        }
        next += 1;
    }
    let spanish = word.starts_with("base") || word.ends_with("tro") || word.ends_with("tros");
    // What follows an English database's word without "of" is no part of its name.
    let of = joined(at + 1) && tokens.get(at + 1).is_some_and(|token| token.class == OF);
    let end = if spanish || of { end } else { at };
    let from = if spanish { at } else { from };
    // "La base de datos" alone is none in particular.
    let least = if word.starts_with("base") { 3 } else { 1 };
    (end >= from + least).then_some((from, end))
}
