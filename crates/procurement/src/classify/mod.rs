//! What a contracting process is for: words and codes as evidence that adds up.
//!
//! The words are in `data/lexicon.tsv`, the codes in `data/codes.tsv`; here is only how they add. A process is
//! *for* a technology where its evidence reaches [`DECIDES`]; below that the technology is merely mentioned.

mod hint;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::automaton::{Automaton as _, OverlappingState};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Input, MatchKind};
use codebook::Technology;
use serde::{Deserialize, Serialize};

use crate::model::{Classification, Item, Release};
use hint::{Hints, may};

/// The rule and its version, as it is recorded beside what it decides.
pub const RULE: &str = "for/2";

/// The score from which on a process is for a technology.
pub const DECIDES: i32 = 100;

/// How many bytes of one text are looked through.
const LONGEST: usize = 64 << 10;

/// How many pieces of evidence of one process are kept, and a text's or so more.
const MOST: usize = 512;

/// What an entry of the tables says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Says {
    /// It is about this technology.
    For(Technology),
    /// It adds to what else is found.
    Near,
    /// It takes away from what else is found.
    Against,
    /// It only looks like a technology.
    Not,
}

/// Words or a code that were found, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// What they say.
    pub says: Says,
    /// The words (folded) or the code with its scheme.
    pub words: String,
    /// The field, as a JSON Pointer in the release.
    pub pointer: String,
    /// What they count, in tenths; 100 decides.
    pub weight: i32,
}

/// What was found in a process.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The technologies it is for, the surest first, with their scores.
    pub technologies: Vec<(Technology, i32)>,
    /// Those it merely mentions, likewise.
    pub mentioned: Vec<(Technology, i32)>,
    /// What says so.
    pub evidence: Vec<Evidence>,
}

struct Tables {
    words: Vec<(String, Says, i32)>,
    automaton: NFA,
    codes: Vec<(Scheme, String, Says, i32)>,
    /// How codes that are for a technology begin.
    heads: Vec<[u8; HEAD]>,
    /// Of the words that are for a technology: without one of them, and without such a code, nothing is found.
    hints: Hints,
    /// Of all words: without one of them a text says nothing.
    any: Hints,
}

/// How many digits each code that is for a technology has at least.
const HEAD: usize = 4;

/// A classification whose codes are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Cpv,
    Unspsc,
    Cucop,
}

impl Scheme {
    fn of(name: &str) -> Option<Self> {
        let name = name.as_bytes();
        // Each has a P, so many letters behind its beginning.
        let has = |word: &[u8], behind: usize| {
            memchr::memchr2_iter(b'P', b'p', name)
                .filter_map(|at| name.get(at.checked_sub(behind)?..)?.get(..word.len()))
                .any(|place| place.eq_ignore_ascii_case(word))
        };
        if has(b"CPV", 1) {
            return Some(Self::Cpv);
        }
        if has(b"CUCOP", 4) {
            return Some(Self::Cucop);
        }
        (has(b"UNSPSC", 3) || has(b"PARAGUAY", 0)).then_some(Self::Unspsc)
    }
}

static TABLES: LazyLock<Option<Tables>> = LazyLock::new(Tables::read);

fn says(what: &str) -> Option<Says> {
    Some(match what {
        "near" => Says::Near,
        "against" => Says::Against,
        "not" => Says::Not,
        technology => Says::For(technology.parse().ok()?),
    })
}

/// All spellings of a phrase in which `(s)` may or may not stand.
fn spellings(phrase: &str) -> Vec<String> {
    let Some(open) = phrase.find('(') else { return vec![phrase.to_owned()] };
    let Some(close) = phrase[open..].find(')').map(|close| open + close) else { return Vec::new() };
    let (head, end, tail) = (&phrase[..open], &phrase[open + 1..close], &phrase[close + 1..]);
    spellings(tail)
        .iter()
        .flat_map(|tail| [format!("{head}{tail}"), format!("{head}{end}{tail}")])
        .collect()
}

impl Tables {
    fn read() -> Option<Self> {
        let mut by_phrase = BTreeMap::new();
        for line in rows(include_str!("../../data/lexicon.tsv")) {
            let [what, _, weight, phrases] = line[..] else { return None };
            let (says, weight) = (says(what)?, weight.parse::<i32>().ok()?);
            for phrase in phrases.split('|').flat_map(spellings) {
                // The heavier entry of a phrase that stands twice counts.
                let known = by_phrase.entry(phrase).or_insert((says, weight));
                if weight > known.1 {
                    *known = (says, weight);
                }
            }
        }
        let words: Vec<(String, Says, i32)> =
            by_phrase.into_iter().map(|(phrase, (says, weight))| (phrase, says, weight)).collect();
        // Words begin behind a blank; where they end is looked at when one is found.
        let patterns = words.iter().map(|(phrase, ..)| format!(" {phrase}"));
        let automaton = NFA::builder().match_kind(MatchKind::Standard).build(patterns).ok()?;
        let mut codes = Vec::new();
        for line in rows(include_str!("../../data/codes.tsv")) {
            let [scheme, code, what, weight, _] = line[..] else { return None };
            codes.push((Scheme::of(scheme)?, code.to_owned(), says(what)?, weight.parse().ok()?));
        }
        let mut heads = Vec::new();
        for (_, code, ..) in codes.iter().filter(|(_, _, says, _)| matches!(says, Says::For(_))) {
            heads.push(*code.as_bytes().first_chunk()?);
        }
        let technologies = words.iter().filter(|(_, says, _)| matches!(says, Says::For(_)));
        let hints = Hints::new(technologies.map(|(phrase, ..)| phrase.as_str()));
        let any = Hints::new(words.iter().map(|(phrase, ..)| phrase.as_str()));
        Some(Self { words, automaton, codes, heads, hints, any })
    }

    /// The longest words that stand whole in a folded text, as (entry, end).
    fn find(&self, folded: &[u8], hits: &mut Vec<usize>) {
        hits.clear();
        let mut state = OverlappingState::start();
        let input = Input::new(folded);
        let mut spans: Vec<(usize, usize, usize)> = Vec::new();
        while self.automaton.try_find_overlapping(&input, &mut state).is_ok() {
            let Some(found) = state.get_match() else { break };
            if folded.get(found.end()).is_none_or(|b| *b == b' ') {
                spans.push((found.start(), found.end(), found.pattern().as_usize()));
            }
        }
        // What is part of longer words is not counted apart.
        spans.sort_unstable_by_key(|(start, end, _)| (*start, Reverse(*end)));
        let mut reached = 0;
        for (_, end, pattern) in spans {
            if end > reached {
                reached = end;
                hits.push(pattern);
            }
        }
    }

    /// What a code says, the longest row first.
    fn code(&self, scheme: Scheme, code: &str) -> Option<(Says, i32)> {
        let rows = self
            .codes
            .iter()
            .filter(|(s, prefix, ..)| *s == scheme && code.starts_with(prefix.as_str()));
        rows.max_by_key(|(_, prefix, ..)| prefix.len()).map(|(_, _, says, weight)| (*says, *weight))
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// What an ASCII character folds to: a letter in lower case, a digit, or a blank.
const ASCII: [u8; 128] = {
    let mut table = [b' '; 128];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Folds into `out`: a blank, the text in lower case without accents, a blank for all that is no letter or
/// digit, a blank.
fn fold_into(text: &str, out: &mut Vec<u8>) {
    out.clear();
    out.reserve(text.len() + 2);
    out.push(b' ');
    let mut last = b' ';
    for c in text.chars() {
        let folded = match ASCII.get(c as usize) {
            Some(byte) => *byte,
            None => match plain(c) {
                Some(letter) => letter,
                // A combining accent belongs to the letter before it.
                None if ('\u{300}'..='\u{36f}').contains(&c) => continue,
                None if c.is_alphabetic() => {
                    let mut bytes = [0; 4];
                    out.extend_from_slice(c.encode_utf8(&mut bytes).as_bytes());
                    last = b'x';
                    continue;
                }
                None => b' ',
            },
        };
        if folded != b' ' || last != b' ' {
            out.push(folded);
        }
        last = folded;
    }
    if last != b' ' {
        out.push(b' ');
    }
}

const fn plain(c: char) -> Option<u8> {
    Some(match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'Á' | 'À' | 'Â' | 'Ã' | 'Ä' => b'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => b'e',
        'í' | 'ì' | 'î' | 'ï' | 'Í' | 'Ì' | 'Î' | 'Ï' => b'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'Ó' | 'Ò' | 'Ô' | 'Õ' | 'Ö' => b'o',
        'ú' | 'ù' | 'û' | 'ü' | 'Ú' | 'Ù' | 'Û' | 'Ü' => b'u',
        'ñ' | 'Ñ' => b'n',
        'ç' | 'Ç' => b'c',
        _ => return None,
    })
}

/// True where words or a code in `release` may be for a technology.
pub(crate) fn may_be(release: &Release<'_>) -> bool {
    TABLES.as_ref().is_some_and(|tables| may(release, tables))
}

/// Looks through the texts and codes of releases. Keeps its buffers: make one a thread.
#[derive(Debug, Default)]
pub struct Classifier {
    folded: Vec<u8>,
    hits: Vec<usize>,
    evidence: Vec<Evidence>,
    codes: usize,
}

impl Classifier {
    /// What `release` is for.
    pub fn classify(&mut self, release: &Release<'_>) -> Found {
        if may_be(release) { self.look(release) } else { Found::default() }
    }

    /// The same without a look at whether there may be anything.
    pub(crate) fn look(&mut self, release: &Release<'_>) -> Found {
        self.evidence.clear();
        self.codes = 0;
        self.texts(release);
        self.codes(release);
        if !self.evidence.iter().any(|e| matches!(e.says, Says::For(_))) {
            return Found::default();
        }
        let mut evidence = std::mem::take(&mut self.evidence);
        let few = of_few_lots(&evidence, release.tender.lots.len());
        for code in evidence.iter_mut().filter(|piece| piece.pointer.ends_with("/id")) {
            let among = self.codes > MANY_CODES && code.says != Says::Against;
            if among || matches!(code.says, Says::For(technology) if few.contains(&technology)) {
                code.weight = code.weight.min(AMONG_MANY);
            }
        }
        add_up(evidence, &few)
    }

    fn texts(&mut self, release: &Release<'_>) {
        let (tender, budget) = (&release.tender, &release.planning.budget);
        self.text(10, &tender.title.0, || "/tender/title".to_owned());
        self.text(8, &tender.description.0, || "/tender/description".to_owned());
        self.text(6, &budget.description.0, || "/planning/budget/description".to_owned());
        self.text(6, &budget.project.0, || "/planning/budget/project".to_owned());
        for (i, lot) in tender.lots.iter().enumerate() {
            self.text(6, &lot.title.0, || format!("/tender/lots/{i}/title"));
            self.text(6, &lot.description.0, || format!("/tender/lots/{i}/description"));
        }
        for (i, award) in release.awards.iter().enumerate() {
            self.text(10, &award.title.0, || format!("/awards/{i}/title"));
            self.text(8, &award.description.0, || format!("/awards/{i}/description"));
        }
        for (i, contract) in release.contracts.iter().enumerate() {
            self.text(10, &contract.title.0, || format!("/contracts/{i}/title"));
            self.text(10, &contract.title_en.0, || format!("/contracts/{i}/title_en"));
            self.text(8, &contract.description.0, || format!("/contracts/{i}/description"));
        }
        for (list, i, item) in all_items(release) {
            self.text(8, &item.description.0, || format!("{list}/{i}/description"));
            self.text(8, &item.description_en.0, || format!("{list}/{i}/description_en"));
        }
    }

    fn codes(&mut self, release: &Release<'_>) {
        let tender = &release.tender;
        self.code(&tender.classification, || "/tender/classification/id".to_owned());
        for (i, code) in tender.more.iter().enumerate() {
            self.code(code, || format!("/tender/additionalClassifications/{i}/id"));
        }
        for (list, i, item) in all_items(release) {
            self.code(&item.classification, || format!("{list}/{i}/classification/id"));
            for (j, code) in item.more.iter().enumerate() {
                self.code(code, || format!("{list}/{i}/additionalClassifications/{j}/id"));
            }
        }
    }

    fn text(&mut self, place: i32, text: &str, pointer: impl FnOnce() -> String) {
        let Some(tables) = TABLES.as_ref().filter(|_| text.len() > 2) else { return };
        if self.evidence.len() >= MOST {
            return;
        }
        let text = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default();
        if !tables.any.may(text) {
            return;
        }
        fold_into(text, &mut self.folded);
        tables.find(&self.folded, &mut self.hits);
        let hits = self.hits.iter().filter_map(|hit| tables.words.get(*hit));
        let mut hits = hits.filter(|(_, says, _)| *says != Says::Not).peekable();
        if hits.peek().is_none() {
            return;
        }
        let pointer = pointer();
        self.evidence.extend(hits.map(|(words, says, weight)| Evidence {
            says: *says,
            words: words.clone(),
            pointer: pointer.clone(),
            weight: weight * place,
        }));
    }

    fn code(&mut self, code: &Classification<'_>, pointer: impl FnOnce() -> String) {
        let (Some(tables), Some(id)) = (TABLES.as_ref(), code.id.get()) else { return };
        self.codes += 1;
        if self.evidence.len() >= MOST {
            return;
        }
        if let Some((says, weight)) =
            Scheme::of(&code.scheme.0).and_then(|scheme| tables.code(scheme, id))
        {
            let scheme: String = code.scheme.get().unwrap_or_default().chars().take(24).collect();
            self.evidence.push(Evidence {
                says,
                words: format!("{scheme} {id}"),
                pointer: pointer(),
                weight: weight * 10,
            });
        }
    }
}

/// A list of items; written, it is the pointer to it.
#[derive(Clone, Copy)]
pub(crate) enum List {
    Tender,
    Award(usize),
    Contract(usize),
}

impl std::fmt::Display for List {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tender => f.write_str("/tender/items"),
            Self::Award(i) => write!(f, "/awards/{i}/items"),
            Self::Contract(i) => write!(f, "/contracts/{i}/items"),
        }
    }
}

/// All items, with the lists they are in and their places there.
pub(crate) fn all_items<'r, 'a>(
    release: &'r Release<'a>,
) -> impl Iterator<Item = (List, usize, &'r Item<'a>)> {
    let awards = release.awards.iter().enumerate().map(|(i, a)| (List::Award(i), &a.items));
    let contracts = release.contracts.iter().enumerate();
    let contracts = contracts.map(|(i, c)| (List::Contract(i), &c.items));
    let lists = std::iter::once((List::Tender, &release.tender.items)).chain(awards);
    lists
        .chain(contracts)
        .flat_map(|(list, items)| items.iter().enumerate().map(move |(i, item)| (list, i, item)))
}

/// Where words that are for `technology` stand in a text: of the longest such words, the first.
#[must_use]
pub fn stands(text: &str, technology: Technology) -> Option<Range<usize>> {
    let tables = TABLES.as_ref()?;
    let (mut folded, mut hits) = (Vec::new(), Vec::new());
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
        match words.last_mut().filter(|word| word.end == at) {
            Some(word) if inside => word.end = at + c.len_utf8(),
            _ if inside => words.push(at..at + c.len_utf8()),
            _ => {}
        }
    }
    fold_into(text, &mut folded);
    tables.find(&folded, &mut hits);
    let found = hits.iter().filter_map(|hit| tables.words.get(*hit));
    let mut phrases: Vec<&str> = found
        .filter(|(_, says, _)| *says == Says::For(technology))
        .map(|(phrase, ..)| phrase.as_str())
        .collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    let phrase = phrases.first()?;
    let long = phrase.split(' ').count();
    let spans = words.windows(long).filter_map(|span| Some(span.first()?.start..span.last()?.end));
    spans.into_iter().find(|span| {
        fold_into(text.get(span.clone()).unwrap_or_default(), &mut folded);
        folded.trim_ascii() == phrase.as_bytes()
    })
}

/// True where a code is for `technology` in one of the classifications that are known.
#[must_use]
pub fn coded(code: &str, technology: Technology) -> bool {
    let said = |scheme| TABLES.as_ref().and_then(|tables| tables.code(scheme, code));
    [Scheme::Cpv, Scheme::Unspsc, Scheme::Cucop]
        .into_iter()
        .any(|s| said(s).is_some_and(|it| it.0 == Says::For(technology)))
}

/// From how many codes on a process is a framework of many things, in which one code says little.
const MANY_CODES: usize = 8;

/// From how many lots on a process is a framework of many things.
const MANY_LOTS: usize = 8;

/// What one among many codes counts at most, in tenths; so does a technology of few among many lots.
const AMONG_MANY: i32 = 40;

/// The technologies that stand in fewer than a quarter of many lots: the framework is for something else.
fn of_few_lots(evidence: &[Evidence], lots: usize) -> BTreeSet<Technology> {
    if lots < MANY_LOTS {
        return BTreeSet::new();
    }
    let mut standing: BTreeMap<Technology, BTreeSet<&str>> = BTreeMap::new();
    for piece in evidence {
        let lot = piece.pointer.strip_prefix("/tender/lots/").and_then(|at| at.split_once('/'));
        if let (Says::For(technology), Some((lot, _))) = (piece.says, lot) {
            standing.entry(technology).or_default().insert(lot);
        }
    }
    standing.retain(|_, of| of.len() * 4 < lots);
    standing.into_keys().collect()
}

/// Adds evidence up: each word once at its best place, a little for each place more, what is near at most
/// 60, what is against at most -80 and never against a title; but what is of `few` lots only a title decides.
fn add_up(mut evidence: Vec<Evidence>, few: &BTreeSet<Technology>) -> Found {
    evidence.sort();
    // Said again in the same field is said once.
    evidence.dedup();
    let mut best: BTreeMap<(Says, &str), (i32, i32)> = BTreeMap::new();
    for piece in &evidence {
        let (weight, more) = best.entry((piece.says, piece.words.as_str())).or_insert((0, -20));
        *weight = (*weight).max(piece.weight);
        *more = (*more + 20).min(40);
    }
    let sum = |says: Says| -> i32 {
        best.iter().filter(|((s, _), _)| *s == says).map(|(_, (weight, _))| *weight).sum()
    };
    let near = sum(Says::Near).min(60);
    let against = sum(Says::Against).min(80);
    let mut scores: BTreeMap<Technology, (i32, i32)> = BTreeMap::new();
    for ((says, _), (weight, more)) in &best {
        if let Says::For(technology) = says {
            let (score, top) = scores.entry(*technology).or_default();
            *score += weight + more;
            *top = (*top).max(*weight);
        }
    }
    // Readers for staff are attendance, whatever they read.
    let staff = scores.get(&Technology::Attendance).is_some_and(|(_, top)| *top >= 80);
    if staff {
        let readers = scores
            .iter()
            .filter(|(t, _)| biometric(**t))
            .map(|(_, (score, _))| *score)
            .sum::<i32>();
        scores.retain(|technology, _| !biometric(*technology));
        if let Some((score, _)) = scores.get_mut(&Technology::Attendance) {
            *score += readers;
        }
    }
    let mut found = Found { evidence: Vec::new(), ..Found::default() };
    for (technology, (score, top)) in scores {
        let decided = match top >= DECIDES {
            true => score,
            false if few.contains(&technology) => score.min(AMONG_MANY),
            false => score + near - against,
        };
        let list = if decided >= DECIDES { &mut found.technologies } else { &mut found.mentioned };
        list.push((technology, decided));
    }
    for list in [&mut found.technologies, &mut found.mentioned] {
        list.sort_by_key(|(technology, score)| (-score, *technology));
    }
    found.evidence = evidence;
    found
}

fn biometric(technology: Technology) -> bool {
    !matches!(
        technology,
        Technology::Attendance
            | Technology::Cctv
            | Technology::Alpr
            | Technology::VideoAnalytics
            | Technology::BodyWornVideo
    )
}
