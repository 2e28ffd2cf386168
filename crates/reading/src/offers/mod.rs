//! What other readers offer, made into proposals that stand on their words.
//!
//! A model, or whatever else reads beside the rules, is not believed: it says which words it quotes and
//! what it thinks they say. Here the words are looked for in the text, the value is read out of them by
//! the same recognisers that the rules use, and what comes of it goes through the same door
//! ([`Grounded`]). What it knows, but the words don't say, goes nowhere.

mod shapes;
mod values;

use std::ops::Range;
use std::sync::LazyLock;

use codebook::statement::Confidence;
use codebook::value::ShortText;
use codebook::{Kind, LayerMap, Mention, Polarity, Property, Qualifiers, ReaderId, Value};

use self::shapes::{is_fit_name, is_fit_subject, is_fit_text};
use self::values::Picked;
use crate::cues::Cue;
use crate::drafts::{Part, Subject, clause};
use crate::folded::{Found, Pattern, pattern};
use crate::grounded::{Draft, Grounded, Grounds, LONGEST_QUOTE, Ungrounded};
use crate::scene::{Scene, distance};
use crate::sentences::{Sentence, sentences};
use crate::short_names::Acronyms;
use crate::verbatim::Verbatim;
use crate::{Document, furniture, rules};

/// Something a reader says that a document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'a> {
    /// What kind of thing it is about.
    pub kind: Kind,
    /// What the document calls it.
    pub subject: &'a str,
    /// What is said of it.
    pub property: Property,
    /// The value, as it stands in the quote or in its normalized writing.
    pub value: &'a str,
    /// Words of the document, as the reader copied them.
    pub quote: &'a str,
    /// The bytes of the layer that the reader was shown.
    pub within: Range<usize>,
}

/// What a reader took some words for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each says itself")]
pub enum Entity {
    Agency,
    Company,
    Place,
}

/// Why an offer is not proposed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The quote is not in the words that the reader was shown.
    #[error("the quoted words do not stand in the text")]
    Quote,
    /// The quoted words do not say the value.
    #[error("the quoted words do not say that value")]
    Value,
    /// The subject is not named where it could be cited.
    #[error("the subject is not named in the cited words")]
    Subject,
    /// It names a person, or something that no shape tells from a person's name.
    #[error("it names or identifies a person, or may do so")]
    Person,
    /// The sentence asks or denies it.
    #[error("the sentence asks or denies it")]
    Unsaid,
    /// The words are the page's and not the author's.
    #[error("the words are page furniture")]
    Furniture,
    /// Nothing in the sentence relates the words to a technology.
    #[error("nothing in the sentence relates the words to a technology")]
    Unrelated,
    /// The door refused it for another reason.
    #[error(transparent)]
    Door(Ungrounded),
}

impl From<Ungrounded> for Refusal {
    fn from(why: Ungrounded) -> Self {
        match why {
            Ungrounded::Value { .. } => Self::Value,
            Ungrounded::Subject { .. } => Self::Subject,
            Ungrounded::Person => Self::Person,
            other => Self::Door(other),
        }
    }
}

/// Takes offers about one document.
#[derive(Debug)]
pub struct Offers<'a> {
    text: &'a str,
    grounds: Grounds<'a>,
    sentences: Vec<Sentence>,
    furniture: Vec<Range<usize>>,
    /// False in tables: what stands around a quote are other rows.
    widens: bool,
    reader: ReaderId,
    confidence: Confidence,
}

impl<'a> Offers<'a> {
    /// Ready for what `reader` offers, all with the same confidence. None where the layer holds
    /// what its author had hidden, or names no technology: nobody else need see it.
    #[must_use]
    pub fn of(document: &Document<'a>, reader: ReaderId, confidence: Confidence) -> Option<Self> {
        let text = document.layer.text();
        if document.layer.extractor().hidden {
            return None;
        }
        rules::first_technology(text)?;
        let grounds = Grounds::of(document);
        Some(Self {
            text,
            sentences: sentences(text, grounds.settled().language()),
            furniture: furniture::furniture(document.layer.map(), text),
            widens: !matches!(document.layer.map(), LayerMap::Table { .. }),
            grounds,
            reader,
            confidence,
        })
    }

    /// The document in stretches of at most `most` bytes (but never less than a sentence), cut between
    /// paragraphs where that can be.
    #[must_use]
    pub fn windows(&self, most: usize) -> Vec<Range<usize>> {
        let mut windows: Vec<Range<usize>> = Vec::new();
        let mut add = |at: Range<usize>| match windows.last_mut() {
            Some(open) if at.end - open.start <= most => open.end = at.end,
            _ => windows.push(at),
        };
        for block in self.sentences.chunk_by(|a, b| a.block == b.block) {
            let (Some(first), Some(last)) = (block.first(), block.last()) else { continue };
            if last.at.end - first.at.start <= most {
                add(first.at.start..last.at.end);
            } else {
                block.iter().for_each(|sentence| add(sentence.at.clone()));
            }
        }
        windows
    }

    /// The words of the document at `at`.
    #[must_use]
    pub fn words(&self, at: &Range<usize>) -> &'a str {
        self.text.get(at.clone()).unwrap_or_default()
    }

    /// The sentences that name a technology: where an entity can be related to one.
    #[must_use]
    pub fn telling(&self) -> Vec<Range<usize>> {
        let names_one = |at: &Range<usize>| rules::first_technology(self.words(at)).is_some();
        let at = self.sentences.iter().map(|sentence| sentence.at.clone());
        at.filter(|at| !self.is_furniture(at) && names_one(at)).collect()
    }

    /// Proposes an offer, if the document says so.
    ///
    /// # Errors
    /// If the quote is not in the text, does not say the value, or the door refuses it.
    pub fn take(&self, offer: &Offer<'_>) -> Result<Grounded, Refusal> {
        if offer.quote.len() > 2 * LONGEST_QUOTE {
            return Err(Ungrounded::LongQuote(offer.quote.len()).into());
        }
        let shown = Verbatim::new(self.words(&offer.within), offer.within.start);
        let quoted = shown.find(offer.quote).ok_or(Refusal::Quote)?;
        let scene = self.scene(&quoted)?;
        let picked =
            values::pick(&scene, &quoted, offer, self.grounds.settled()).ok_or(Refusal::Value)?;
        if values::can_be_denied(offer.property) && denies(&scene, &picked.at) {
            return Err(Refusal::Unsaid);
        }
        let subject = self.subject(offer, &scene, &shown)?;
        self.ground(&scene, subject, (offer.property, picked), "offer")
    }

    /// Proposes what the words at `at` are to the technology that their sentence names: who buys or
    /// runs it, who makes or sells it, where it is used.
    ///
    /// # Errors
    /// If the sentence names no technology or does not say how the words relate to it, or the door
    /// refuses it.
    pub fn relate(&self, entity: Entity, at: &Range<usize>) -> Result<Grounded, Refusal> {
        let words = self.text.get(at.clone()).ok_or(Refusal::Quote)?;
        if words.trim() != words || words.is_empty() || !self.is_whole(at) {
            return Err(Refusal::Quote);
        }
        let scene = self.scene(at)?;
        let near = |found: &&Found<codebook::Technology>| distance(&found.at, at);
        let technology = scene.technologies.iter().min_by_key(near).ok_or(Refusal::Unrelated)?;
        let (property, cues): (_, &[Cue]) = match entity {
            Entity::Agency => (Property::Buyer, &[Cue::Acquire, Cue::Award, Cue::Use, Cue::Launch]),
            Entity::Company => {
                (Property::TechnologyVendor, &[Cue::Acquire, Cue::Award, Cue::Contract])
            }
            Entity::Place => (Property::Place, &[Cue::Use, Cue::Launch, Cue::Since]),
        };
        // Who acts stands before what is done; a company or a place may stand on either side.
        let acts = |cue: &Found<Cue>| {
            cues.contains(&cue.value) && (entity != Entity::Agency || at.end <= cue.at.start)
        };
        if !scene.cues.iter().any(acts) {
            return Err(Refusal::Unrelated);
        }
        if denies(&scene, at) || denies(&scene, &technology.at) {
            return Err(Refusal::Unsaid);
        }
        let parts = [Part::At(&technology.at), Part::Word(scene.language.noun(Kind::System))];
        let subject = Subject::of(self.text, Kind::System, &parts).ok_or(Refusal::Subject)?;
        let name: ShortText = words.parse().map_err(|_| Refusal::Value)?;
        let picked = Picked { value: Value::Name(name), at: at.clone(), planned: false };
        self.ground(&scene, subject, (property, picked), "entity")
    }

    /// The sentences around `at`, read.
    fn scene(&self, at: &Range<usize>) -> Result<Scene<'a>, Refusal> {
        if self.is_furniture(at) {
            return Err(Refusal::Furniture);
        }
        let scene = self.read_around(at);
        if scene.asks() {
            return Err(Refusal::Unsaid);
        }
        Ok(scene)
    }

    fn read_around(&self, at: &Range<usize>) -> Scene<'a> {
        let mut around = at.clone();
        if self.widens {
            let first = self.sentences.partition_point(|sentence| sentence.at.end <= at.start);
            let touching = self.sentences.iter().skip(first).take_while(|s| s.at.start < at.end);
            for sentence in touching {
                around.start = around.start.min(sentence.at.start);
                around.end = around.end.max(sentence.at.end);
            }
        }
        Scene::new(self.text, around, self.grounds.settled(), &mut Acronyms::default())
    }

    fn is_furniture(&self, at: &Range<usize>) -> bool {
        self.furniture.iter().any(|f| f.start < at.end && at.start < f.end)
    }

    fn is_whole(&self, at: &Range<usize>) -> bool {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = self.text.get(..at.start).and_then(|text| text.chars().next_back());
        let after = self.text.get(at.end..).and_then(|text| text.chars().next());
        !word(before) && !word(after)
    }

    /// The subject, with the place that names it: in the sentence, or in what the reader was shown. A
    /// name that stands nowhere as such is left to the door, which looks for its words in the quote.
    fn subject(
        &self,
        offer: &Offer<'_>,
        scene: &Scene<'_>,
        shown: &Verbatim,
    ) -> Result<Subject, Refusal> {
        let here = Verbatim::new(self.words(&scene.at), scene.at.start).find(offer.subject);
        let named = here.clone().or_else(|| shown.find(offer.subject));
        let (name, at) = match &named {
            Some(at) if values::is_unbroken(self.words(at)) => (self.words(at), vec![at.clone()]),
            _ => (offer.subject, Vec::new()),
        };
        let name: ShortText = name.parse().map_err(|_| Refusal::Subject)?;
        let fits = match (&here, &named) {
            (None, Some(at)) => is_fit_subject(offer.kind, name.as_str(), &self.read_around(at)),
            _ => is_fit_subject(offer.kind, name.as_str(), scene),
        };
        if !fits {
            return Err(Refusal::Person);
        }
        Ok(Subject::new(Mention { kind: offer.kind, name }, at))
    }

    fn ground(
        &self,
        scene: &Scene<'_>,
        subject: Subject,
        (property, picked): (Property, Picked),
        rule: &'static str,
    ) -> Result<Grounded, Refusal> {
        let fits = match &picked.value {
            Value::Name(name) => is_fit_name(property, name.as_str(), scene, &picked.at),
            Value::Text(_) => is_fit_text(scene, &picked.at),
            _ => true,
        };
        if !fits {
            return Err(Refusal::Person);
        }
        let money = matches!(picked.value, Value::Money(_));
        let qualifiers = Qualifiers {
            planned: picked.planned,
            ..if money {
                crate::relations::of_money(scene, &picked.at)
            } else {
                Qualifiers::default()
            }
        };
        let draft = Draft {
            rule,
            subject: subject.mention,
            subject_at: subject.at,
            property,
            quote: clause(self.text, &scene.at, &picked.at),
            value: picked.value,
            value_at: picked.at,
            heading: None,
            qualifiers,
            valid: None,
            polarity: Polarity::Affirmed,
            attribution: None,
            reader: self.reader.clone(),
            confidence: self.confidence,
            because: None,
        };
        Ok(Grounded::new(&self.grounds, draft)?)
    }
}

/// True where a sentence says that something is not so, before `at`: models overlook it.
fn denies(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    static DENIAL: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:not|never|neither|nor|without|denie[sd]|deny|refuse[sd]?|nunca|jamas|tampoco|ni|sin|niega|niegan|nego|negaron|cannot)\b|n't\b|\bno (?:[a-z])",
        )
    });
    let before = scene.until(at.start);
    DENIAL.is_match(before)
        || scene.cues.iter().any(|cue| cue.value == Cue::Not && cue.at.start < at.end)
}
