//! What is seen of a mention: a closed list of features, each of a group and a number within it.

use std::ops::Range;

use codebook::Kind;

use super::mentions::{Mention, SHAPES, Sort};
use super::words::{FUNCTION, NEIGHBOURS, STEMS, Token, class, neighbour, sign, sign_of};
use crate::drafts::Subject;
use crate::names::NameOf;
use crate::relations::subjects::Focus;
use crate::relations::topics::overlap;
use crate::scene::Scene;

const ARTICLE: usize = class(FUNCTION, "article");
const NOT: usize = class(FUNCTION, "not");
const CAN: usize = class(FUNCTION, "can");
const WILL: usize = class(FUNCTION, "will");

/// What features are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Group {
    Bias,
    Sort,
    Shape,
    Before,
    Before2,
    Before3,
    After,
    After2,
    StemBefore,
    StemAfter,
    Near,
    Clause,
    Sentence,
    Inside,
    Head,
    Rivals,
    Rank,
    Technology,
    Cue,
    CueBefore,
    Length,
    Form,
    Place,
    About,
    Own,
    Seen,
    Beside,
    Denied,
    Document,
}

/// The groups, in order: what each is called, and how many features it has.
pub(super) const GROUPS: &[(&str, usize)] = &[
    ("bias", 1),
    ("sort", Sort::NAMES.len()),
    ("shape", Sort::NAMES.len() * SHAPES),
    ("before", NEIGHBOURS),
    ("before2", NEIGHBOURS),
    ("before3", NEIGHBOURS),
    ("after", NEIGHBOURS),
    ("after2", NEIGHBOURS),
    ("stem-before", STEMS.len() * 4),
    ("stem-after", STEMS.len() * 4),
    ("near", NEIGHBOURS),
    ("clause", STEMS.len()),
    ("sentence", STEMS.len()),
    ("inside", STEMS.len()),
    ("head", NEIGHBOURS),
    ("rivals", 5),
    ("rank", 4),
    ("technology", 8),
    ("cue", 16),
    ("cue-before", 16),
    ("length", 6),
    ("form", 6),
    ("place", 4),
    ("about", 12),
    ("own", 2),
    ("seen", 4),
    ("beside", 12),
    ("denied", 4),
    ("document", 6),
];

/// A feature's number among all.
pub(super) type Feature = u16;

/// Where a group's features begin.
const fn offset(group: usize) -> usize {
    let (mut at, mut all) = (0, 0);
    while at < group {
        all += GROUPS[at].1;
        at += 1;
    }
    all
}

/// How many features there are.
pub(super) const ALL: usize = offset(GROUPS.len());

static OFFSETS: [usize; GROUPS.len()] = {
    let mut offsets = [0; GROUPS.len()];
    let mut at = 0;
    while at < GROUPS.len() {
        offsets[at] = offset(at);
        at += 1;
    }
    offsets
};

/// What a feature is called: its group, and what stands there.
pub(super) fn name(feature: Feature) -> String {
    let feature = usize::from(feature);
    let group = OFFSETS.iter().rposition(|offset| *offset <= feature).unwrap_or_default();
    let at = feature - OFFSETS[group];
    let word = GROUPS[group].0;
    let stem = |at: usize| STEMS.get(at).map_or("?", |(name, _)| *name);
    match word {
        "sort" => format!("{word}={}", Sort::NAMES.get(at).unwrap_or(&"?")),
        "shape" => {
            format!("{word}={}/{}", Sort::NAMES.get(at / SHAPES).unwrap_or(&"?"), at % SHAPES)
        }
        "before" | "before2" | "before3" | "after" | "after2" | "near" | "head" => {
            format!("{word}={}", neighbour(at))
        }
        "stem-before" | "stem-after" => format!("{word}={}/{}", stem(at / 4), at % 4),
        "clause" | "sentence" | "inside" => format!("{word}={}", stem(at)),
        _ => format!("{word}={at}"),
    }
}

/// The features of something, as they are found.
#[derive(Debug)]
pub(super) struct Features(pub(super) Vec<Feature>);

impl Default for Features {
    /// None yet; room for as many as a mention mostly has.
    fn default() -> Self {
        const MANY: usize = 64;
        Self(Vec::with_capacity(MANY))
    }
}

impl Features {
    fn push(&mut self, group: Group, at: usize) {
        let (_, size) = GROUPS[group as usize];
        let feature = OFFSETS[group as usize] + at.min(size - 1);
        if let Ok(feature) = Feature::try_from(feature) {
            self.0.push(feature);
        }
    }
}

/// A number in few steps.
fn step(number: usize, steps: &[usize]) -> usize {
    steps.iter().take_while(|step| number > **step).count()
}

/// A set of stems.
fn stems(tokens: &[Token]) -> u32 {
    tokens.iter().filter_map(|token| token.stem).fold(0, |set, stem| set | 1 << stem)
}

fn each(mut set: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let stem = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(stem)
    })
}

/// What a whole sentence shows.
pub(super) fn of_sentence(scene: &Scene<'_>, focus: &Focus, tokens: &[Token]) -> Features {
    let mut all = Features::default();
    all.push(Group::Bias, 0);
    for stem in each(stems(tokens)) {
        all.push(Group::Sentence, stem);
    }
    let cues = scene.cues.iter().fold(0_u32, |set, cue| set | 1 << cue.value as u32);
    for cue in (0..16).filter(|cue| cues & (1 << cue) != 0) {
        all.push(Group::Cue, cue);
    }
    all.push(Group::Length, step(tokens.len(), &[5, 10, 20, 35, 60]));
    all.push(Group::Form, form(scene.words(&scene.at)));
    let kind = |subject: Option<&Subject>| match subject.map(|s| s.mention.kind) {
        None => 0,
        Some(Kind::System) => 1,
        Some(Kind::Contract) => 2,
        Some(Kind::Law) => 3,
        Some(_) => 4,
    };
    all.push(Group::About, kind(focus.at_hand()));
    let states = [
        focus.deal().is_some(),
        focus.law().is_some(),
        focus.decision().is_some(),
        focus.request.is_some(),
        focus.replies,
        focus.gallery,
    ];
    for (at, _) in states.iter().enumerate().filter(|(_, so)| **so) {
        all.push(Group::About, 5 + at);
    }
    let name = |of: NameOf| scene.names.iter().any(|name| name.value == of);
    let beside = [
        !scene.technologies.is_empty(),
        name(NameOf::Agency),
        name(NameOf::Vendor) || name(NameOf::Product),
        name(NameOf::Law),
        !scene.places.is_empty(),
        !scene.dates.is_empty(),
        !scene.money.is_empty(),
        !scene.counts.is_empty(),
        !scene.ids.is_empty(),
        !scene.statuses.is_empty(),
        name(NameOf::Acronym),
        !scene.rates.is_empty(),
    ];
    for (at, _) in beside.iter().enumerate().filter(|(_, so)| **so) {
        all.push(Group::Beside, at);
    }
    all.push(Group::Document, step(scene.at.start, &[200, 800, 2500, 8000, 20000]));
    all
}

/// What a sentence looks like: plain, heading, item of a list, row, label and value.
fn form(raw: &str) -> usize {
    let raw = raw.trim();
    if raw.starts_with(['#', '=']) || raw.starts_with("**") && raw.ends_with("**") {
        1
    } else if raw.matches('|').count() >= 2 || raw.contains('\t') {
        2
    } else if raw.starts_with(['-', '*', '•']) {
        3
    } else if raw.find(':').is_some_and(|at| at < 40) {
        4
    } else if raw.ends_with(['.', '!', '"', '”', ';', ',']) {
        0
    } else {
        5
    }
}

/// Adds what a mention shows.
pub(super) fn of_mention(
    scene: &Scene<'_>,
    subject: &Name,
    seen: usize,
    tokens: &[Token],
    mention: &Mention,
    rivals: (usize, usize),
    all: &mut Features,
) {
    let text = scene.folded.text();
    let own = scene.folded.forth(mention.at.start)..scene.folded.forth(mention.at.end);
    let first = tokens.partition_point(|token| token.at.end <= own.start);
    let after = tokens.partition_point(|token| token.at.start < own.end).max(first);
    let (before, rest) = (&tokens[..first], &tokens[after..]);
    let inside = &tokens[first..after];
    let sort = mention.sort as usize;
    all.push(Group::Sort, sort);
    all.push(Group::Shape, sort * SHAPES + mention.shape(scene));
    beside(text, before, &own, rest, all);
    for stem in each(stems(inside)) {
        all.push(Group::Inside, stem);
    }
    if let Some(token) = inside.get(usize::from(inside.len() > 1)) {
        all.push(Group::Head, token.class);
    }
    let comma = |token: &&Token| !token.sign.is_some_and(|s| s == sign(2) || s == sign(3));
    let before_clause = before.len() - before.iter().rev().take_while(comma).count();
    let after_clause = rest.iter().take_while(comma).count();
    let clause = stems(&before[before_clause..]) | stems(&rest[..after_clause]);
    for stem in each(clause) {
        all.push(Group::Clause, stem);
    }
    let nearest = before.iter().rev().enumerate().find_map(|(far, token)| Some((far, token.stem?)));
    if let Some((far, stem)) = nearest {
        all.push(Group::StemBefore, stem * 4 + step(far, &[1, 3, 7]));
    }
    let nearest = rest.iter().enumerate().find_map(|(far, token)| Some((far, token.stem?)));
    if let Some((far, stem)) = nearest {
        all.push(Group::StemAfter, stem * 4 + step(far, &[1, 3, 7]));
    }
    all.push(Group::Rivals, step(rivals.1, &[1, 2, 3, 5]));
    all.push(Group::Rank, step(rivals.0, &[0, 1, 2]));
    technology(scene, mention, all);
    let cue = scene.cues.iter().rfind(|cue| cue.at.end <= mention.at.start);
    if let Some(cue) = cue {
        all.push(Group::CueBefore, cue.value as usize);
    }
    let place = if first <= 2 { 0 } else { step(4 * first, &[tokens.len(), 2 * tokens.len()]) + 1 };
    all.push(Group::Place, place);
    let known = subject.has(scene.folded.slice(&mention.at));
    all.push(Group::Own, usize::from(known));
    all.push(Group::Seen, step(seen, &[0, 1, 3]));
    let said = |class: &usize| before[before_clause..].iter().any(|token| token.class == *class);
    for (at, _) in [NOT, CAN, WILL].iter().enumerate().filter(|(_, class)| said(class)) {
        all.push(Group::Denied, at);
    }
}

/// What stands right beside it.
fn beside(text: &str, before: &[Token], own: &Range<usize>, rest: &[Token], all: &mut Features) {
    let article = |token: &Token| token.class == ARTICLE;
    let gap = |from: usize, until: usize| text.get(from..until).unwrap_or_default();
    let mut back = before.iter().rev().peekable();
    let end = back.peek().map_or(0, |token| token.at.end);
    let mut lead = sign_of(gap(end, own.start));
    if before.is_empty() {
        lead = Some(sign(0));
    }
    if lead.is_none() && back.peek().is_some_and(|token| article(token)) {
        let skipped = back.next();
        lead = skipped.and_then(|token| token.sign);
    }
    let lead = lead.or_else(|| back.next().map(|token| token.class)).unwrap_or(sign(0));
    all.push(Group::Before, lead);
    for group in [Group::Before2, Group::Before3] {
        all.push(group, back.next().map_or(sign(0), |token| token.class));
    }
    for token in before.iter().rev().take(5) {
        all.push(Group::Near, token.class);
    }
    let mut ahead = rest.iter();
    let start = rest.first().map_or(text.len(), |token| token.at.start);
    let next = if rest.is_empty() { Some(sign(1)) } else { sign_of(gap(own.end, start)) };
    let next = next.or_else(|| ahead.next().map(|token| token.class)).unwrap_or(sign(1));
    all.push(Group::After, next);
    all.push(Group::After2, ahead.next().map_or(sign(1), |token| token.class));
}

/// How far off the nearest technology stands, and on which side.
fn technology(scene: &Scene<'_>, mention: &Mention, all: &mut Features) {
    let others = scene.technologies.iter().filter(|found| !overlap(&found.at, &mention.at));
    let nearest = others.map(|found| (scene.apart(&found.at, &mention.at), found.at.start)).min();
    let at = nearest.map_or(0, |(far, start)| {
        let side = if start < mention.at.start { 1 } else { 4 };
        side + step(far, &[25, 80])
    });
    all.push(Group::Technology, at);
}

/// Which letters stand in a text, a bit for each; signs share theirs.
fn letters(text: &str) -> u32 {
    text.bytes().fold(0, |all, byte| all | 1 << (byte & 31))
}

/// The name of what is spoken of, folded.
pub(super) struct Name {
    folded: String,
    letters: u32,
}

impl Name {
    /// That of a subject, if there is one.
    pub(super) fn of(subject: Option<&Subject>) -> Self {
        let folded = subject.map(|subject| codebook::fold::fold(subject.mention.name.as_str()));
        let folded = folded.unwrap_or_default();
        Self { letters: letters(&folded), folded }
    }

    /// True where the words of a value, folded, stand in it.
    fn has(&self, words: &str) -> bool {
        const SHORT: usize = 3;
        let telling = words.split(' ').filter(|word| word.len() > SHORT);
        let (mut all, mut found) = (0, 0);
        for word in telling {
            all += 1;
            // A word with a letter that is not the name's is not looked for.
            let may = letters(word) & !self.letters == 0;
            found += usize::from(may && self.folded.contains(word));
        }
        all > 0 && 2 * found >= all
    }
}
