//! A second way beside the patterns: what a sentence mentions, weighed.
//!
//! Each mention of a kind that may be a property's value is described by a closed list of features (which
//! class of words stand beside it, how far off, of what the sentence speaks) and weighed by what was
//! learnt of marked documents. It should also find what no pattern was written for, in either language.

mod features;
mod kinds;
mod mentions;
mod model;
mod phrases;
mod words;

use std::ops::Range;

use codebook::{Property, Qualifiers};

use super::subjects::Focus;
use crate::drafts::{Drafts, Finding, Subject};
use crate::relations::speaker;
use crate::scene::Scene;
use codebook::statement::Confidence;
use features::{Features, Name, of_sentence};
use mentions::{Mention, Sort};
use model::Sentence;

pub use model::Because;
use words::Token;

/// A mention that may be a value of a property, and what was seen of it.
#[cfg(any(test, feature = "fuzzing"))]
#[derive(Debug, Clone)]
pub struct Weighed {
    /// The property.
    pub property: Property,
    /// The value.
    pub value: codebook::Value,
    /// Where its words stand.
    pub at: Range<usize>,
    /// Its sentence.
    pub quote: Range<usize>,
    /// What is seen of it, by name.
    pub features: Vec<String>,
}

/// A sentence's words, and what it mentions, but for what hangs on its document.
#[derive(Debug)]
pub(crate) struct Seen {
    tokens: Vec<Token>,
    mentions: Vec<Mention>,
    phrases: Vec<Mention>,
}

/// Cuts a sentence into words, and finds what it mentions.
pub(super) fn prepare(scene: &Scene<'_>) {
    seen(scene);
}

fn seen<'s>(scene: &'s Scene<'_>) -> &'s Seen {
    scene.seen.get_or_init(|| {
        let tokens = words::tokens(scene.folded.text());
        let (mentions, phrases) = mentions::plain(scene, &tokens);
        Seen { tokens, mentions, phrases }
    })
}

/// How likely the words at a place are a value of a property.
pub(super) type Chance = (Property, Range<usize>, f32);

/// Proposes what the weights say of what a sentence mentions, and doubts what rules say where they do not.
pub(super) fn relate(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) -> Vec<Chance> {
    let Seen { tokens, mentions, phrases } = seen(scene);
    let besides = mentions::besides(scene, focus, tokens, mentions);
    let mentions = || mentions.iter().chain(&besides).chain(phrases);
    let many = mentions().count();
    if many == 0 {
        return Vec::new();
    }
    let mut subject: Option<Name> = None;
    let mut sentence: Option<Sentence> = None;
    let mut rivals = [(0, 0); Sort::NAMES.len()];
    for mention in mentions() {
        rivals[mention.sort as usize].1 += 1;
    }
    let (mut found, mut chances) = (Vec::new(), Vec::with_capacity(2 * many));
    let mut own = Features::default();
    for mention in mentions() {
        let rivals = &mut rivals[mention.sort as usize];
        let place = *rivals;
        rivals.0 += 1;
        let times = drafts.seen(scene.folded.slice(&mention.at));
        let asked = mention.says.iter().enumerate();
        let asked = asked.fold(0_u32, |asked, (at, property)| {
            asked | u32::from(is_asked(focus, drafts, *property, mention)) << at
        });
        if !drafts.learns() && asked == 0 {
            continue;
        }
        let sentence =
            sentence.get_or_insert_with(|| Sentence::new(of_sentence(scene, focus, tokens)));
        let subject = subject.get_or_insert_with(|| Name::of(focus.at_hand()));
        own.0.clear();
        features::of_mention(scene, subject, times, tokens, mention, place, &mut own);
        #[cfg(any(test, feature = "fuzzing"))]
        note(scene, mention, [sentence.features(), &own], drafts);
        for (at, property) in mention.says.iter().enumerate() {
            if asked & 1 << at == 0 {
                continue;
            }
            let Some(chance) = sentence.chance(*property, &own) else { continue };
            chances.push((*property, mention.at.clone(), chance));
            if let Some(confidence) = model::share(*property, chance) {
                let because = sentence.because(*property, &own);
                found.push(Likely { mention, property: *property, chance, confidence, because });
            }
        }
    }
    drafts.doubt(&chances);
    // What is surest is said first: the same words are rarely two things.
    found.sort_by(|a, b| b.confidence.cmp(&a.confidence).then(b.chance.total_cmp(&a.chance)));
    for likely in found {
        propose(scene, focus, likely, drafts);
    }
    chances
}

/// True where it matters how likely a mention is a value of this property: a rule has said so, which may be
/// doubted, or it may be proposed.
fn is_asked(focus: &Focus, drafts: &Drafts<'_>, property: Property, mention: &Mention) -> bool {
    drafts.may_doubt(property, &mention.at)
        || model::proposes(property)
            && !is_said(property, &mention.at, drafts)
            && (property == Property::ClaimedBy || subject(focus, property).is_some())
}

/// True where something that excludes this property has been said of the same words.
fn is_said(property: Property, at: &Range<usize>, drafts: &Drafts<'_>) -> bool {
    drafts.has_upon(rivals(property), at)
}

/// A mention that is likely a value.
struct Likely<'m> {
    mention: &'m Mention,
    property: Property,
    chance: f32,
    confidence: Confidence,
    because: Because,
}

/// Keeps what was seen of a mention, for whoever learns from it.
#[cfg(any(test, feature = "fuzzing"))]
fn note(scene: &Scene<'_>, mention: &Mention, seen: [&Features; 2], drafts: &mut Drafts<'_>) {
    let Some(all) = &mut drafts.weighed else { return };
    let Some(value) = mention.value(scene) else { return };
    for property in mention.says {
        all.push(Weighed {
            property: *property,
            value: value.clone(),
            at: mention.at.clone(),
            quote: crate::drafts::clause(scene.text, &scene.at, &mention.at),
            features: seen.iter().flat_map(|of| &of.0).map(|one| features::name(*one)).collect(),
        });
    }
}

/// Proposes a likely value of whatever the sentence is about, unless it has been said.
fn propose(scene: &Scene<'_>, focus: &Focus, likely: Likely<'_>, drafts: &mut Drafts<'_>) {
    let at = &likely.mention.at;
    let letter = likely.property == Property::DataSharedWith && super::law::sends_paper(scene);
    if is_said(likely.property, at, drafts) || letter {
        return;
    }
    let claim = (likely.property == Property::ClaimedBy).then(|| speaker::claimed(scene, at));
    let subject = match &claim {
        Some(claim) => claim.as_ref(),
        None => subject(focus, likely.property),
    };
    let (Some(subject), Some(value)) = (subject, likely.mention.value(scene)) else { return };
    let finding =
        Finding::new(rule(likely.property), subject, likely.property, value, at, &scene.at);
    let count = scene.counts.iter().find(|count| count.at == *at);
    let planned = count.is_some_and(|count| super::is_planned(scene, count));
    let qualifiers = Qualifiers { planned, ..Qualifiers::default() };
    drafts.propose(Finding {
        qualifiers,
        confidence: Some(likely.confidence),
        because: Some(likely.because),
        ..finding
    });
}

/// The properties of which the same words are a value of one only.
const fn rivals(property: Property) -> &'static [Property] {
    use Property::{
        Alerts, AwardDate, Cameras, EndDate, FacesScanned, FalseMatches, Matches, Participants,
        RequestsSent, StartDate, TrueMatches, WatchlistSize,
    };
    match property {
        AwardDate | StartDate | EndDate => &[AwardDate, StartDate, EndDate],
        Cameras | Participants | WatchlistSize | FacesScanned | Alerts | Matches => &[
            Cameras,
            Participants,
            WatchlistSize,
            FacesScanned,
            Alerts,
            Matches,
            TrueMatches,
            FalseMatches,
            RequestsSent,
        ],
        Property::UsesTechnology => &[Property::UsesTechnology],
        Property::TechnologyVendor => &[Property::TechnologyVendor],
        Property::Supplier => &[Property::Supplier],
        Property::Buyer => &[Property::Buyer, Property::Supplier],
        Property::Status => &[Property::Status],
        Property::Place => &[Property::Place],
        Property::Purpose => &[Property::Purpose],
        Property::Amount => &[Property::Amount],
        Property::ContractId => &[Property::ContractId],
        Property::ClaimedBy => &[Property::ClaimedBy],
        Property::LegalBasis => &[Property::LegalBasis],
        Property::LegalChallenge => &[Property::LegalChallenge],
        Property::DataSharedWith => &[Property::DataSharedWith],
        Property::DatabaseConnected => &[Property::DatabaseConnected],
        Property::Response => &[Property::Response],
        Property::Ban => &[Property::Ban],
        Property::AccuracyClaim => &[Property::AccuracyClaim],
        _ => &[],
    }
}

/// What a value of this property is said of.
fn subject(focus: &Focus, property: Property) -> Option<&Subject> {
    let contract = match property {
        Property::Supplier | Property::Amount | Property::ContractId | Property::AwardDate => {
            focus.deal()
        }
        _ => None,
    };
    let decision = match property {
        Property::AwardDate | Property::ContractId | Property::LegalBasis => focus.decision(),
        _ => None,
    };
    let request = (property == Property::Response).then_some(focus.request.as_ref()).flatten();
    request.or(contract).or(decision).or_else(|| focus.deployment())
}

/// The rule's name, by what it proposes.
const fn rule(property: Property) -> &'static str {
    match property {
        Property::UsesTechnology => "weigh/technology",
        Property::Buyer | Property::Supplier | Property::TechnologyVendor => "weigh/party",
        Property::AwardDate | Property::StartDate | Property::EndDate => "weigh/date",
        Property::Amount => "weigh/amount",
        Property::Status => "weigh/status",
        Property::Place => "weigh/place",
        Property::Purpose => "weigh/purpose",
        Property::ClaimedBy => "weigh/claim",
        Property::LegalBasis | Property::LegalChallenge | Property::Ban => "weigh/law",
        Property::DataSharedWith | Property::DatabaseConnected => "weigh/data",
        Property::ContractId => "weigh/number",
        Property::Response => "weigh/response",
        _ => "weigh/count",
    }
}
