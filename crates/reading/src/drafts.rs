//! Where relations put what they found: a list of drafts held against the document as they come.

use std::cell::RefCell;
use std::hash::BuildHasher as _;
use std::ops::Range;
use std::rc::Rc;

use codebook::statement::Confidence;
use codebook::value::ShortText;
use codebook::{Kind, Mention, Polarity, Property, Qualifiers, ReaderId, Value};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::confidence::confidence;
use crate::grounded::{Draft, Grounded, Grounds, LONGEST_QUOTE};
use crate::relations::Because;
use crate::sentences::trimmed;
use crate::short_names::Acronyms;

/// A subject with the words that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) mention: Mention,
    pub(crate) at: Vec<Range<usize>>,
    /// What the document is found to call it in the end.
    later: Option<Shared>,
}

/// A name, and where its words stand.
pub(crate) type Named = (Mention, Vec<Range<usize>>);

/// A name that what is said of one thing shares, until all is read.
pub(crate) type Shared = Rc<RefCell<Named>>;

impl Subject {
    /// A subject called by the words at these ranges, in their order, with `between` joining them.
    pub(crate) fn of(text: &str, kind: Kind, parts: &[Part<'_>]) -> Option<Self> {
        let mut words = Vec::new();
        let mut at = Vec::new();
        for part in parts {
            match part {
                Part::Word(word) => words.push(*word),
                Part::At(range) => {
                    words.push(text.get((*range).clone())?);
                    at.push((*range).clone());
                }
            }
        }
        let words: Vec<&str> = words.iter().flat_map(|part| part.split_whitespace()).collect();
        let name: ShortText = words.join(" ").parse().ok()?;
        Some(Self::new(Mention { kind, name }, at))
    }

    /// A subject of that name, whose words stand at `at`.
    pub(crate) const fn new(mention: Mention, at: Vec<Range<usize>>) -> Self {
        Self { mention, at, later: None }
    }

    /// Its name as it is now.
    pub(crate) fn named(&self) -> Named {
        (self.mention.clone(), self.at.clone())
    }

    /// The same subject, which goes by the name that `later` holds once all is read.
    pub(crate) fn settled_later(mut self, later: &Shared) -> Self {
        self.later = Some(Rc::clone(later));
        self
    }
}

/// A part of a subject's name.
pub(crate) enum Part<'a> {
    /// A word for its kind.
    Word(&'a str),
    /// Words of the text.
    At(&'a Range<usize>),
}

/// What a relation found.
pub(crate) struct Finding<'a> {
    /// The rule that found it, as `deal/amount`.
    pub(crate) rule: &'static str,
    pub(crate) subject: &'a Subject,
    pub(crate) property: Property,
    pub(crate) value: Value,
    pub(crate) value_at: Range<usize>,
    /// The words elsewhere that tell an amount's currency.
    pub(crate) heading: Option<Range<usize>>,
    /// The sentence or clause it stands in.
    pub(crate) within: Range<usize>,
    pub(crate) qualifiers: Qualifiers,
    pub(crate) polarity: Polarity,
    pub(crate) attribution: Option<Range<usize>>,
    /// How sure it is, where that is not counted by its rule.
    pub(crate) confidence: Option<Confidence>,
    /// What decided, where it was weighed.
    pub(crate) because: Option<Because>,
}

impl<'a> Finding<'a> {
    /// A plain finding, affirmed, nobody's in particular.
    pub(crate) fn new(
        rule: &'static str,
        subject: &'a Subject,
        property: Property,
        value: Value,
        value_at: &Range<usize>,
        within: &Range<usize>,
    ) -> Self {
        Self {
            rule,
            subject,
            property,
            value,
            value_at: value_at.clone(),
            heading: None,
            within: within.clone(),
            qualifiers: Qualifiers::default(),
            polarity: Polarity::Affirmed,
            attribution: None,
            confidence: None,
            because: None,
        }
    }
}

/// About how many bytes of a text that says much lie between two proposals, and for how many at most there is room
/// from the beginning: a draft is large, and to move them all is slow.
const BETWEEN: usize = 40;
const MOST_AT_FIRST: usize = 256;

/// The proposals of one document.
pub(crate) struct Drafts<'a> {
    text: &'a str,
    grounds: &'a Grounds<'a>,
    reader: ReaderId,
    /// The short names that the document has explained so far.
    pub(crate) known: Acronyms,
    drafted: Vec<(Draft, Option<Shared>)>,
    /// What was weighed, where somebody learns from it.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) weighed: Option<Vec<crate::relations::Weighed>>,
    /// How many drafts have been held against what was weighed.
    doubted: usize,
    /// How often words were mentioned so far, by their digest.
    times: FxHashMap<u64, usize>,
}

impl<'a> Drafts<'a> {
    pub(crate) fn new(text: &'a str, grounds: &'a Grounds<'a>, reader: ReaderId) -> Self {
        Self {
            text,
            grounds,
            reader,
            known: Acronyms::default(),
            drafted: Vec::with_capacity(MOST_AT_FIRST.min(text.len() / BETWEEN)),
            #[cfg(any(test, feature = "fuzzing"))]
            weighed: None,
            doubted: 0,
            times: FxHashMap::default(),
        }
    }

    /// True where the words at `at` identify a person.
    pub(crate) fn identifies(&self, at: &Range<usize>) -> bool {
        !self.grounds.personal(at).is_empty()
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Proposes a finding; one that does not stand on its words is dropped in the end.
    pub(crate) fn propose(&mut self, finding: Finding<'_>) {
        let quote = clause(self.text, &finding.within, &finding.value_at);
        let here =
            finding.subject.at.iter().all(|at| quote.start <= at.start && at.end <= quote.end);
        let draft = Draft {
            rule: finding.rule,
            subject: finding.subject.mention.clone(),
            subject_at: finding.subject.at.clone(),
            property: finding.property,
            value: finding.value,
            value_at: finding.value_at,
            heading: finding.heading,
            quote,
            qualifiers: finding.qualifiers,
            valid: None,
            polarity: finding.polarity,
            attribution: finding.attribution,
            reader: self.reader.clone(),
            confidence: finding
                .confidence
                .unwrap_or_else(|| confidence(finding.rule, finding.property, here)),
            because: finding.because,
        };
        self.drafted.push((draft, finding.subject.later.clone()));
    }

    /// True where something was lately proposed of this property of `subject`. It looks no further back, so
    /// that reading stays linear.
    pub(crate) fn says(&self, subject: &Subject, property: Property) -> bool {
        self.lately(subject, property).next().is_some()
    }

    /// What was lately proposed of this property of `subject`.
    fn lately<'d>(
        &'d self,
        subject: &'d Subject,
        property: Property,
    ) -> impl Iterator<Item = &'d Draft> + 'd {
        const LATELY: usize = 400;
        let of = self.drafted.iter().rev().take(LATELY).filter(move |(draft, later)| {
            draft.property == property
                && match (later, &subject.later) {
                    (Some(one), Some(other)) => Rc::ptr_eq(one, other),
                    _ => draft.subject == subject.mention,
                }
        });
        of.map(|(draft, _)| draft)
    }

    /// Who alone is said to run `subject`: where their name stands.
    pub(crate) fn runs(&self, subject: &Subject) -> Option<Range<usize>> {
        let mut all = self.lately(subject, Property::Buyer);
        let last = all.next()?;
        all.all(|other| other.value == last.value).then(|| last.value_at.clone())
    }

    /// Takes back what rules have proposed of a property by the words at these places alone; what a label, a heading or
    /// a contract says outright stays.
    pub(crate) fn withdraw(&mut self, property: Property, places: &[Range<usize>]) {
        let places: FxHashSet<(usize, usize)> =
            places.iter().map(|at| (at.start, at.end)).collect();
        if places.is_empty() {
            return;
        }
        let guessed = |rule: &str| {
            let sure = ["use/heads_section", "use/entry_of"];
            ["use/", "weigh/", "frame/"].iter().any(|family| rule.starts_with(family))
                && !sure.contains(&rule)
        };
        self.drafted.retain(|(draft, _)| {
            let here = places.contains(&(draft.value_at.start, draft.value_at.end));
            draft.property != property || !here || !guessed(draft.rule)
        });
    }

    /// True where the words at `at` were just proposed as a value of this property.
    pub(crate) fn has_at(&self, property: Property, at: &Range<usize>) -> bool {
        let here = self.drafted.iter().rev().take_while(|(draft, _)| draft.quote.end > at.start);
        here.take(40).any(|(draft, _)| draft.property == property && draft.value_at == *at)
    }

    /// True where some of the words at `at` were just proposed as a value of one of these properties.
    pub(crate) fn has_upon(&self, properties: &[Property], at: &Range<usize>) -> bool {
        let here = self.drafted.iter().rev().take_while(|(draft, _)| draft.quote.end > at.start);
        here.take(40).any(|(draft, _)| {
            let upon = draft.value_at.start < at.end && at.start < draft.value_at.end;
            upon && properties.contains(&draft.property)
        })
    }

    /// True where this was proposed of `subject` not far before `at`: who reads on wants to know where else it says so.
    pub(crate) fn says_near(
        &self,
        subject: &Subject,
        property: Property,
        value: &Value,
        at: &Range<usize>,
    ) -> bool {
        const NEAR: usize = 300;
        let near = |draft: &&Draft| at.start.saturating_sub(draft.value_at.end) < NEAR;
        self.lately(subject, property).take_while(near).any(|draft| draft.value == *value)
    }

    /// True where something within `at` was just proposed with whoever says it.
    pub(crate) fn attributed(&self, at: &Range<usize>) -> bool {
        let here = self.drafted.iter().rev().take_while(|(draft, _)| draft.quote.start >= at.start);
        here.map(|(draft, _)| draft).any(|draft| draft.attribution.is_some())
    }

    /// Holds the drafts of a sentence against how likely its mentions are values of their property: where a rule
    /// and the weights disagree, the rule is not sure.
    pub(crate) fn doubt(&mut self, chances: &[(Property, Range<usize>, f32)]) {
        const LIKELY: f32 = 0.5;
        const DOUBTED: Confidence = Confidence::thousandths(700);
        for (draft, _) in self.drafted.iter_mut().skip(self.doubted) {
            let here =
                |at: &Range<usize>| at.start < draft.value_at.end && draft.value_at.start < at.end;
            let own = chances.iter().filter(|(p, at, _)| *p == draft.property && here(at));
            let most = own.map(|(.., chance)| *chance).reduce(f32::max);
            if most.is_some_and(|most| most < LIKELY) {
                draft.confidence = draft.confidence.min(DOUBTED);
            }
        }
        self.doubted = self.drafted.len();
    }

    /// True where such a chance would be held against a draft of the sentence.
    pub(crate) fn may_doubt(&self, property: Property, at: &Range<usize>) -> bool {
        self.drafted.iter().skip(self.doubted).any(|(draft, _)| {
            draft.property == property
                && at.start < draft.value_at.end
                && draft.value_at.start < at.end
        })
    }

    /// True where somebody learns from what is weighed, and all of it is.
    pub(crate) const fn learns(&self) -> bool {
        #[cfg(any(test, feature = "fuzzing"))]
        return self.weighed.is_some();
        #[cfg(not(any(test, feature = "fuzzing")))]
        false
    }

    /// How often these words were mentioned before, and once more now.
    pub(crate) fn seen(&mut self, words: &str) -> usize {
        const MOST: usize = 4096;
        let digest = FxBuildHasher.hash_one(words);
        if let Some(times) = self.times.get_mut(&digest) {
            *times += 1;
            return *times - 1;
        }
        if self.times.len() < MOST {
            self.times.insert(digest, 1);
        }
        0
    }

    /// A literal value of the words at `at`.
    pub(crate) fn literal(&self, at: &Range<usize>, form: fn(ShortText) -> Value) -> Option<Value> {
        self.text.get(at.clone())?.parse().ok().map(form)
    }

    /// What stands on its words, each under the name that its subject has in the end.
    pub(crate) fn finish(self) -> Vec<Grounded> {
        let Self { grounds, text, known, drafted, .. } = self;
        let named = |(draft, later): (Draft, Option<Shared>)| {
            let mut draft = draft;
            if let Some(later) = later {
                (draft.subject, draft.subject_at) = later.borrow().clone();
            }
            if let Value::Name(name) = &draft.value
                && let Some(at) = in_words(&known, name.as_str())
                && let Some(Ok(full)) = text.get(at.clone()).map(str::parse)
            {
                draft.value = Value::Name(full);
                draft.value_at = at;
            }
            let speaker = draft.attribution.as_ref().and_then(|at| text.get(at.clone()));
            if let Some(at) = speaker.and_then(|name| in_words(&known, name)) {
                draft.attribution = Some(at);
            }
            if let Some(full) = in_full(&known, text, &draft.subject.name, &mut draft.subject_at) {
                draft.subject.name = full;
            }
            draft
        };
        Grounded::all(grounds, drafted.into_iter().map(named))
    }
}

/// Where the full name stands of a body that goes by its capitals or by its kind alone.
fn in_words(known: &Acronyms, name: &str) -> Option<Range<usize>> {
    // "ABC officials": who speaks for it.
    let speakers = [" officials", " officers", " staff"];
    let name = speakers.iter().find_map(|who| name.strip_suffix(who)).unwrap_or(name);
    known.whole(name).or_else(|| known.full(name)).or_else(|| known.of_kind(name))
}

/// A subject's name with the full names of bodies, and the brackets that explain them, for their capitals, whose places
/// are added to `at`.
fn in_full(
    known: &Acronyms,
    text: &str,
    name: &ShortText,
    at: &mut Vec<Range<usize>>,
) -> Option<ShortText> {
    if known.is_empty() {
        return None;
    }
    let mut words: Vec<&str> = name.as_str().split(' ').collect();
    // "Secretaría facial recognition", not "Secretaría de …".
    let kind = (!matches!(words.get(1), Some(&("de" | "del" | "of" | "for"))))
        .then(|| known.of_kind(words[0]))
        .flatten();
    let mut changed = false;
    for (place, word) in words.iter_mut().enumerate() {
        let full = known.whole(word).or_else(|| known.full(word));
        let full = full.or_else(|| kind.clone().filter(|_| place == 0));
        if let Some(full) = full
            && let Some(name) = text.get(full.clone())
        {
            at.push(full);
            *word = name;
            changed = true;
        }
    }
    changed.then(|| words.join(" ").parse().ok()).flatten()
}

/// The quote: the whole sentence if it is short enough, else as much around the value as fits, cut at
/// the nearest punctuation or white space.
pub(crate) fn clause(text: &str, within: &Range<usize>, value: &Range<usize>) -> Range<usize> {
    // Words that stand too far off are cited beside the sentence.
    let apart = value.end <= within.start || within.end <= value.start;
    if apart
        && within.end.max(value.end) - within.start.min(value.start) > LONGEST_QUOTE
        && within.len() <= LONGEST_QUOTE
    {
        return within.clone();
    }
    let start = within.start.min(value.start);
    let end = within.end.max(value.end);
    if end - start <= LONGEST_QUOTE {
        return start..end;
    }
    let spare = LONGEST_QUOTE.saturating_sub(value.len());
    let from = text.ceil_char_boundary(value.start.saturating_sub(spare / 2).max(start));
    let until = text.floor_char_boundary((from + LONGEST_QUOTE).min(end)).max(value.end);
    let before = &text[from..value.start];
    let from = if from == start {
        from
    } else {
        let mark = before.find([';', '\n']).or_else(|| before.find(' '));
        mark.map_or(from, |at| from + at + 1)
    };
    let after = &text[value.end..until];
    let until = if until == end {
        until
    } else {
        let mark = after.rfind([';', '\n']).or_else(|| after.rfind(' '));
        mark.map_or(until, |at| value.end + at)
    };
    let quote = trimmed(text, from..until);
    if quote.start <= value.start && value.end <= quote.end { quote } else { value.clone() }
}
