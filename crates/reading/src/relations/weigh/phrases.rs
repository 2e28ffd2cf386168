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
    let mut all = Gathered { scene, tokens, found: Vec::new(), aimed: 0, free: 0 };
    for (at, token) in tokens.iter().enumerate() {
        if all.found.len() >= MOST {
            break;
        }
        all.aim(at, token);
        all.state(at, token);
        all.deed(at, token);
        all.plural(at);
        if all.base(at) {
            continue;
        }
        all.suit_or_ban(at, token);
        all.site(at, token);
    }
    all.found
}

/// What was found up to some word, each sort by its own rule.
struct Gathered<'s, 'a> {
    scene: &'s Scene<'a>,
    tokens: &'s [Token],
    found: Vec<Phrase>,
    /// The last word of the last aim.
    aimed: usize,
    /// The first word at which another state may begin.
    free: usize,
}

impl<'s> Gathered<'s, '_> {
    /// What for. "for $3 million" and "para 2032" say how much and when.
    fn aim(&mut self, at: usize, token: &Token) {
        let text = self.scene.folded.text();
        let forbidden = || is_forbidden(&text[..token.at.start]);
        let no_aim = || NO_AIM.is_match(self.scene.part(self.led(token)));
        let (shape, most) = if let Some(shape) = aim(self.tokens, at)
            && !is_sum(text, self.tokens, at)
            && !forbidden()
            && !no_aim()
        {
            (shape, 24)
        } else if at > self.aimed
            && let Some(shape) = kinds::aim(text, self.tokens, at)
            && !forbidden()
        {
            (shape, 12)
        } else {
            return;
        };
        self.aimed = self.until(at, most);
        self.push(token, Sort::Aim, shape, self.aimed);
    }

    /// In what state, by the word that says so. What could be is none, and "Not currently" answers something.
    fn state(&mut self, at: usize, token: &Token) {
        let told = match token.class {
            NOT => at > 0 || &self.scene.folded.text()[token.at.clone()] != "not",
            IS | HAS | WILL => true,
            _ => false,
        };
        if told && at >= self.free && !self.is_advised(token) {
            let shape = [IS, HAS, WILL, NOT].iter().position(|own| *own == token.class);
            let end = self.until(at, 12);
            self.free = at + 4;
            if end > at {
                self.push(token, Sort::Predicate, shape.unwrap_or_default(), end);
            }
        }
    }

    /// In what state, by the verb for what was done.
    fn deed(&mut self, at: usize, token: &Token) {
        if at >= self.free
            && let Some(shape) = kinds::verb(self.scene, self.tokens, at)
            && !self.is_advised(token)
        {
            let end = self.until(at, 7);
            self.free = at + 3;
            if end > at {
                self.push(token, Sort::Predicate, 5 + shape, end);
            }
        }
    }

    /// Bodies of a kind together, and records of a kind.
    fn plural(&mut self, at: usize) {
        let Some(kind) = kinds::kind(self.scene, self.tokens, at) else { return };
        let (sort, shape, run) = match kind {
            Kind::Group(run) => (Sort::Group, 0, run),
            Kind::Records(run) => (Sort::Base, 1, run),
        };
        if let Some(at) = kinds::place(self.scene, self.tokens, run) {
            self.found.push(Phrase { at, sort, shape });
        }
    }

    /// A database by what it is of: true where one stands, whoever's it is.
    fn base(&mut self, at: usize) -> bool {
        let Some(run) = base(self.scene.folded.text(), self.tokens, at) else { return false };
        let at = self.place(run);
        if !self.scene.is_somebodys(&at) {
            self.found.push(Phrase { at, sort: Sort::Base, shape: 0 });
        }
        true
    }

    /// What was brought in court, and what is banned.
    fn suit_or_ban(&mut self, at: usize, token: &Token) {
        match token.stem {
            Some(COURT) => self.push(token, Sort::Suit, 0, self.until(at, 8)),
            Some(BAN) => self.push(token, Sort::Banned, 0, self.until(at, 12)),
            _ => {}
        }
    }

    /// Where, by a place that no list holds.
    fn site(&mut self, at: usize, token: &Token) {
        let shape = [IN, ON, BETWEEN, TO].iter().position(|own| *own == token.class);
        let run = shape.and_then(|_| site(self.scene.folded.text(), self.tokens, at));
        let (Some(shape), Some(run)) = (shape, run) else { return };
        let at = self.place(run);
        if !self.scene.places.iter().any(|place| place.at == at) {
            self.found.push(Phrase { at, sort: Sort::Site, shape });
        }
    }

    /// Notes the words from one to the one at `end`.
    fn push(&mut self, token: &Token, sort: Sort, shape: usize, end: usize) {
        let end = self.tokens.get(end).map_or(token.at.end, |last| last.at.end);
        let at = self.scene.folded.back(&(token.at.start..end));
        self.found.push(Phrase { at, sort, shape });
    }

    /// Where the words of a run stand, from its first to its last.
    fn place(&self, (from, end): (usize, usize)) -> Range<usize> {
        self.scene.folded.back(&(self.tokens[from].at.start..self.tokens[end].at.end))
    }

    /// The last word of the clause that goes on at `at`, so many words at most, before whoever may be somebody.
    fn until(&self, at: usize, most: usize) -> usize {
        kinds::before_somebody(self.scene, self.tokens, at, clause(self.tokens, at, most))
    }

    /// What leads to a word.
    fn led(&self, token: &Token) -> &'s str {
        last_bytes(&self.scene.folded.text()[..token.at.start], LED)
    }

    fn is_advised(&self, token: &Token) -> bool {
        ADVISED.is_match(self.scene.part(self.led(token)))
    }
}

/// True where a number or a sign of money follows the word at `at`.
fn is_sum(text: &str, tokens: &[Token], at: usize) -> bool {
    let counted = || {
        let next = tokens.get(at + 1).map_or("", |next| &text[next.at.clone()]);
        next.starts_with(|c: char| c.is_ascii_digit())
    };
    text[tokens[at].at.end..].trim_start().starts_with(['$', '€', '£', '₹']) || counted()
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
