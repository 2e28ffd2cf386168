//! Patterns, which are held against sentences: each is turned away from most of them before it is run, by what it cannot do
//! without, and is tried only where it may begin.

use std::ops::{Index, Range};

use crate::edges::Edges;
use crate::folded::Folded;
use crate::grams::{Grams, Needs};
use crate::hints::Hint;
use crate::starts::{Places, Starts, Words};
use regex_automata::meta::Regex;
use regex_automata::util::captures::Captures as Groups;
use regex_automata::util::iter::Searcher;
use regex_automata::{Anchored, Input, Span};

/// What a pattern is held against: a text, and what stands in it or in what it is a part of, where that is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hay<'h> {
    text: &'h str,
    grams: Option<&'h Grams>,
    /// The words of what it is cut out of, and where in that it begins.
    words: Option<(&'h Words, usize)>,
}

impl<'h> From<&'h str> for Hay<'h> {
    fn from(text: &'h str) -> Self {
        Self { text, grams: None, words: None }
    }
}

impl<'h> From<&'h Folded<'_>> for Hay<'h> {
    fn from(folded: &'h Folded<'_>) -> Self {
        folded.part(folded.text())
    }
}

impl<'h> Hay<'h> {
    /// The same, a part of a text that holds no other runs of bytes.
    pub(crate) fn with_grams(self, grams: &'h Grams) -> Self {
        Self { grams: Some(grams), ..self }
    }

    /// The same, cut out of a text that has these words.
    pub(crate) fn with_words(self, whole: &str, words: &'h Words) -> Self {
        let from = self.text.as_ptr().addr().checked_sub(whole.as_ptr().addr());
        let from = from.filter(|from| from + self.text.len() <= whole.len());
        Self { words: from.map(|from| (words, from)), ..self }
    }
}

/// Where a pattern matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match<'h> {
    text: &'h str,
    start: usize,
    end: usize,
}

impl<'h> Match<'h> {
    fn new(text: &'h str, at: Span) -> Self {
        Self { text, start: at.start, end: at.end }
    }

    pub(crate) const fn start(&self) -> usize {
        self.start
    }

    pub(crate) const fn end(&self) -> usize {
        self.end
    }

    pub(crate) const fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(crate) fn as_str(&self) -> &'h str {
        self.text.get(self.range()).unwrap_or_default()
    }
}

/// Where a pattern matches, and its groups.
#[derive(Debug)]
pub(crate) struct Captures<'h> {
    text: &'h str,
    groups: Groups,
}

impl<'h> Captures<'h> {
    /// Where a group matches; the first is the whole.
    pub(crate) fn get(&self, group: usize) -> Option<Match<'h>> {
        self.groups.get_group(group).map(|at| Match::new(self.text, at))
    }

    /// Where a group with a name matches.
    pub(crate) fn name(&self, group: &str) -> Option<Match<'h>> {
        self.groups.get_group_by_name(group).map(|at| Match::new(self.text, at))
    }
}

/// The words of a group; none where it doesn't match.
impl Index<usize> for Captures<'_> {
    type Output = str;

    fn index(&self, group: usize) -> &str {
        self.get(group).map_or("", |found| found.as_str())
    }
}

/// A fixed pattern. One that can't be built, which a debug build would not let pass, matches nothing.
#[derive(Debug)]
pub(crate) struct Pattern {
    exact: Option<Regex>,
    /// Where `exact` asks for bounds of words of any script, the same without: those bounds are slow in a text
    /// that is not all ASCII, and few texts hold the rest.
    quick: Option<Regex>,
    edges: Edges,
    needs: Needs,
    starts: Option<Starts>,
}

/// Builds a fixed pattern. One that names letters of any script (`\p{…}`) is for an author's own words;
/// in all others bounds of words, `\w` and `\d` are ASCII's, as folded text mostly is: those of Unicode
/// make a search many times larger, and slow at the first letter that is not ASCII.
pub(crate) fn pattern(text: &str) -> Pattern {
    let build = |text: &str| {
        let built = Regex::new(text);
        debug_assert!(built.is_ok(), "{built:?}");
        built.ok()
    };
    let own = text.contains(r"\p");
    let told = |exact, quick: Option<Regex>, text: &str| match regex_syntax::parse(text) {
        Ok(parsed) => {
            let (edges, needs) = (Edges::of(&parsed), Needs::of(&parsed, own));
            let starts = Starts::of(&parsed);
            let quick = quick.filter(|_| starts.is_none());
            Pattern { exact, quick, edges, needs, starts }
        }
        Err(_) => {
            let (edges, needs) = (Edges::UNKNOWN, Needs::UNKNOWN);
            Pattern { exact, quick, edges, needs, starts: None }
        }
    };
    if own {
        let quick = text.contains(r"\b").then(|| build(&text.replace(r"\b", ""))).flatten();
        return told(build(text), quick, text);
    }
    let text = text.replace(r"\b", r"(?-u:\b)").replace(r"\w", "[0-9A-Za-z_]");
    let text = text.replace(r"\d", "[0-9]");
    told(build(&text), None, &text)
}

/// Builds a pattern that is asked for only where this hint is given: a debug build does not let one pass that
/// matches without.
pub(crate) fn hinted(hint: Hint, text: &str) -> Pattern {
    debug_assert!(hint.is_given_by(text), "{hint:?} lacks a word of {text}");
    pattern(text)
}

/// A pattern that may match, what it is held against, and where it is looked for.
#[derive(Debug)]
struct Search<'s, 'h> {
    regex: &'s Regex,
    text: &'h str,
    way: Way<'h>,
}

/// Where a pattern is looked for.
#[derive(Debug)]
enum Way<'h> {
    /// At places where it may begin, those before the byte left out.
    Places(Places, usize),
    /// In all that is left.
    Whole(Searcher<'h>),
}

impl<'h> Search<'_, 'h> {
    /// Where it matches next.
    fn next(&mut self) -> Option<Span> {
        let (regex, text) = (self.regex, self.text);
        match &mut self.way {
            Way::Places(places, from) => {
                let mut ahead = places.filter(|at| at >= from);
                let found = ahead.find_map(|at| regex.search(&anchored(text, at)))?;
                *from = found.end();
                Some(found.span())
            }
            Way::Whole(left) => Some(left.advance(|input| Ok(regex.search(input)))?.span()),
        }
    }

    /// The groups of a match that begins at a place.
    fn groups(&self, at: usize) -> Captures<'h> {
        let mut groups = self.regex.create_captures();
        self.regex.search_captures(&anchored(self.text, at), &mut groups);
        Captures { text: self.text, groups }
    }
}

/// What is searched where a match may begin at one place alone.
fn anchored(text: &str, at: usize) -> Input<'_> {
    Input::new(text).span(at..text.len()).anchored(Anchored::Yes)
}

impl Pattern {
    /// A search for the pattern, where it may match.
    fn worth<'h>(&self, hay: Hay<'h>) -> Option<Search<'_, 'h>> {
        let Hay { text, grams, words } = hay;
        let quick = |quick: &Regex| text.is_ascii() || quick.is_match(text);
        let may = self.edges.may_match(text)
            && grams.is_none_or(|grams| self.needs.may_match(grams))
            && self.quick.as_ref().is_none_or(quick);
        let regex = self.exact.as_ref().filter(|_| may)?;
        let places = self.starts.as_ref().and_then(|starts| starts.places(text, words));
        let way = match places {
            Some(places) if places.is_empty() => return None,
            Some(places) => Way::Places(places, 0),
            None => Way::Whole(Searcher::new(Input::new(text))),
        };
        Some(Search { regex, text, way })
    }

    pub(crate) fn is_match<'h>(&self, hay: impl Into<Hay<'h>>) -> bool {
        self.worth(hay.into()).is_some_and(|Search { regex, text, way }| match way {
            Way::Places(mut places, _) => places.any(|at| regex.is_match(anchored(text, at))),
            Way::Whole(_) => regex.is_match(text),
        })
    }

    pub(crate) fn find<'h>(&self, hay: impl Into<Hay<'h>>) -> Option<Match<'h>> {
        self.find_iter(hay).next()
    }

    pub(crate) fn captures<'h>(&self, hay: impl Into<Hay<'h>>) -> Option<Captures<'h>> {
        self.captures_iter(hay).next()
    }

    pub(crate) fn find_iter<'s, 'h: 's>(
        &'s self,
        hay: impl Into<Hay<'h>>,
    ) -> impl Iterator<Item = Match<'h>> + 's {
        let hay = hay.into();
        let mut search = self.worth(hay);
        std::iter::from_fn(move || Some(Match::new(hay.text, search.as_mut()?.next()?)))
    }

    pub(crate) fn captures_iter<'s, 'h: 's>(
        &'s self,
        hay: impl Into<Hay<'h>>,
    ) -> impl Iterator<Item = Captures<'h>> + 's {
        let mut search = self.worth(hay.into());
        std::iter::from_fn(move || {
            let search = search.as_mut()?;
            let at = search.next()?.start;
            Some(search.groups(at))
        })
    }
}
