//! Whose a system is, decided for a document as a whole.
//!
//! A single sentence seldom says outright who has a system: a body and the system stand beside each other in one, the
//! body is sued for it in the next. What each sentence tells of a body is gathered while they are read, and once all is
//! read it is decided, once for each body, whether it has one or buys one. Then every sentence that names it beside
//! what it has says so, and what a rule has taken for a holder by one sentence, against all others, is taken back.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::statement::Confidence;
use codebook::{Property, Value};
use rustc_hash::FxHashMap;

use super::naming;
use super::speaker::speaker;
use super::topics::overlap;
use super::weigh::Chance;
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Subject};
use crate::folded::{Pattern, pattern};
use crate::names::NameOf;
use crate::scene::Scene;
use crate::words::WordList;

/// How many mentions are kept of a document.
const MOST: usize = 4096;

/// The bodies and places that a document names, and what its sentences tell of whether they have what it is about.
#[derive(Debug, Default)]
pub(crate) struct Holders {
    mentions: Vec<Mention>,
}

/// A body or a place, named in a sentence.
#[derive(Debug)]
struct Mention {
    at: Range<usize>,
    within: Range<usize>,
    subject: Subject,
    seen: Seen,
}

/// What one is by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A public body.
    Body,
    /// Capitals that nobody explains.
    Capitals,
    Place,
}

/// What a sentence tells of one that it names.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own about one mention"
)]
struct Seen {
    /// How likely it has it, by this sentence alone.
    chance: f32,
    kind: Kind,
    /// A rule has proposed it.
    said: bool,
    /// What it might have stands in the sentence.
    beside: bool,
    /// "Arden Police cameras", "the cameras of the Arden Police".
    linked: bool,
    /// It gets the data of others.
    shared: bool,
    /// It speaks.
    speaks: bool,
    /// By its name it judges, oversees, studies or pays.
    apart: bool,
}

/// What all sentences together tell of one.
#[derive(Debug, Default, Clone, Copy)]
struct Told {
    times: f32,
    best: f32,
    linked: f32,
    shared: f32,
    speaks: f32,
    said: bool,
    apart: bool,
}

impl Told {
    fn add(&mut self, seen: Seen) {
        let one = |so: bool| f32::from(u8::from(so));
        self.times += 1.0;
        self.best = self.best.max(seen.chance);
        self.linked += one(seen.linked);
        self.shared += one(seen.shared);
        self.speaks += one(seen.speaks);
        self.said |= seen.said;
        self.apart |= seen.apart;
    }

    /// How likely it has one: mostly what the plainest sentence tells, the more so the oftener it is named, and less
    /// where it is named for another part. The weights were counted on marked documents, each set by those of the
    /// others.
    fn chance(&self) -> f32 {
        const OFTEN: f32 = 8.0;
        const TWICE: f32 = 2.0;
        let one = |so: bool| f32::from(u8::from(so));
        let best = self.best.clamp(0.005, 0.995);
        let sum = 0.65
            + 0.87 * (best / (1.0 - best)).ln()
            + 0.36 * self.times.clamp(1.0, OFTEN).ln()
            + 0.29 * self.linked.min(TWICE)
            + 0.26 * one(self.said)
            - 1.55 * one(self.apart)
            - 0.85 * self.shared / self.times.max(1.0)
            - 0.34 * self.speaks / self.times.max(1.0);
        1.0 / (1.0 + (-sum).exp())
    }
}

/// Words of the names of bodies that judge, oversee, legislate, study, pay or tell, and seldom have a system.
static APART: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:committee|summit|litigation|provider|tribunal|commission(?:er)?|comision|courts?|news|parliament|congreso|congress|senate|senado|camara|legislat[a-z]+|ombudsman|defensoria|privacy|data protection|proteccion de datos|standards|estandares|audit[a-z]*|contraloria|comptroller|unions?|universit(?:y|ies)|universidad|asociacion|association|juzgado|juez|judge|banks?|banco|research|regulat[a-z]+|watchdog)\b",
    )
});

/// Whom a town elects to run its police is called so, too.
static ELECTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"\bcrime commissioner|commissioners? of police|electoral|\belections?\b|elecciones")
});

/// "the cameras of the Arden Police", "el sistema de la Policía": what stands before whose it is.
static THEIRS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:systems?|technolog(?:y|ies)|software|cameras?|readers?|scanners?|kiosks?|drones?|vans?|network|program(?:me|s)?|app|platform|database|trials?|pilots?|deployments?|rollout|tools?|contracts?|devices?|use|usage|purchase|acquisition|searches|sistemas?|tecnologia|camaras?|red|programa|plataforma|uso|compra|aplicacion|equipos)(?: [a-z-]+){0,2} (?:of|by|for|at|del?|por|para)(?: the| la| el| los| las)? $",
    )
});

/// Words that do not stand within a name made of whose it is and what it is.
static BETWEEN: WordList = WordList::new(
    "of|in|to|by|for|and|or|that|which|with|on|at|from|said|says|is|are|was|were|has|have|had|will|would|can|may|not|y|e|de|del|en|que|\
con|por|para|a|al|el|la|los|las|se|the|who|whose|as|but|than|also|into|over|under|about|against|between|its|their|it|they",
);

impl Holders {
    /// Notes what a sentence tells of the bodies and places that it names.
    pub(super) fn note(
        &mut self,
        scene: &Scene<'_>,
        subject: &Subject,
        chances: &[Chance],
        drafts: &Drafts<'_>,
    ) {
        let things = things(scene);
        // What a table says is its columns'.
        let row = scene.words(&scene.at).matches('|').count() >= 2;
        let names = scene.names.iter().filter_map(|name| match name.value {
            NameOf::Agency => Some((&name.at, Kind::Body)),
            NameOf::Acronym => Some((&name.at, Kind::Capitals)),
            _ => None,
        });
        let free = |at: &Range<usize>| !scene.names.iter().any(|name| overlap(&name.at, at));
        let places = scene.places.iter().map(|place| (&place.at, Kind::Place));
        for (at, kind) in names.chain(places.filter(|(at, _)| free(at))) {
            let own = |chance: &&Chance| chance.0 == Property::Buyer && chance.1 == *at;
            let Some((.., chance)) = chances.iter().find(own) else { continue };
            if self.mentions.len() >= MOST {
                return;
            }
            let seen = Seen {
                chance: *chance,
                kind,
                said: drafts.has_at(Property::Buyer, at),
                beside: !things.is_empty() && !row && !is_blame(scene, at),
                linked: is_linked(scene, at, &things),
                shared: drafts.has_at(Property::DataSharedWith, at),
                speaks: drafts.has_at(Property::ClaimedBy, at)
                    || scene.speaker(speaker).is_some_and(|who| overlap(&who, at)),
                apart: is_apart(scene, at),
            };
            let (at, within) = (at.clone(), scene.at.clone());
            self.mentions.push(Mention { at, within, subject: subject.clone(), seen });
        }
    }

    /// Proposes what the document as a whole says of each, and takes back what it speaks against.
    pub(super) fn settle(&self, drafts: &mut Drafts<'_>) {
        let keys: Vec<String> = self.mentions.iter().map(|one| key(&one.at, drafts)).collect();
        let mut told: FxHashMap<&str, Told> = FxHashMap::default();
        for (one, key) in self.mentions.iter().zip(&keys) {
            told.entry(key).or_default().add(one.seen);
        }
        let mut against = Vec::new();
        for (one, key) in self.mentions.iter().zip(&keys) {
            let Some(told) = told.get(key.as_str()) else { continue };
            let chance = told.chance();
            let unlikely = if one.seen.kind == Kind::Place { PLACE } else { BODY };
            // Where there is but one sentence, its rule knows best.
            let outweighed = told.times > 1.0 && chance < unlikely;
            if one.seen.said && (outweighed || is_country(one, drafts.text())) {
                against.push(one.at.clone());
            }
            let body = one.seen.kind == Kind::Body;
            let likely = if told.times > 1.0 { LIKELY } else { LIKELY_ALONE };
            if body && !one.seen.said && one.seen.beside && chance >= likely {
                propose(one, chance, drafts);
            }
        }
        drafts.withdraw(Property::Buyer, &against);
    }
}

/// From which chance on a body is taken to have one, and below which it is not, though a rule has said so.
const LIKELY: f32 = 0.65;
const LIKELY_ALONE: f32 = 0.7;
const BODY: f32 = 0.5;
const PLACE: f32 = 0.7;

/// A country by its name alone is whoever rules it, or nobody.
fn is_country(one: &Mention, text: &str) -> bool {
    let words = text.get(one.at.clone()).map(codebook::fold::fold_name).unwrap_or_default();
    let words = words.strip_prefix("the ").unwrap_or(&words);
    one.seen.kind == Kind::Place
        && gazetteer::named(words).iter().any(|place| place.what == gazetteer::What::Country)
}

fn propose(one: &Mention, chance: f32, drafts: &mut Drafts<'_>) {
    let Some(value) = drafts.literal(&one.at, Value::Name) else { return };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a chance lies between 0 and 1"
    )]
    let confidence = Confidence::thousandths((chance * 1000.0).round() as u16);
    let finding =
        Finding::new("holder/body", &one.subject, Property::Buyer, value, &one.at, &one.within);
    drafts.propose(Finding { confidence: Some(confidence), ..finding });
}

/// Where what somebody might have stands in a sentence: technologies, makers, words for a system.
fn things(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let makes = |name: &&crate::folded::Found<NameOf>| {
        matches!(name.value, NameOf::Vendor | NameOf::Product)
    };
    let technologies = scene.technologies.iter().map(|found| found.at.clone());
    let makers = scene.names.iter().filter(makes).map(|name| name.at.clone());
    let systems = scene.cues.iter().filter(|cue| matches!(cue.value, Cue::System | Cue::Contract));
    technologies.chain(makers).chain(systems.map(|cue| cue.at.clone())).collect()
}

/// True where a name and what it has make one name, or one is said to be the other's.
fn is_linked(scene: &Scene<'_>, at: &Range<usize>, things: &[Range<usize>]) -> bool {
    const AFTER: usize = 50;
    const BEFORE: usize = 60;
    const WORDS: usize = 4;
    let text = scene.folded.text();
    let (start, end) = (scene.folded.forth(at.start), scene.folded.forth(at.end));
    let one_name = |thing: &Range<usize>| {
        let from = scene.folded.forth(thing.start);
        let Some(gap) = text.get(end..from).filter(|gap| gap.len() < AFTER) else { return false };
        let gap = gap.strip_prefix("'s").unwrap_or(gap);
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '&' | '\'');
        let mut words = gap.split(' ').filter(|word| !word.is_empty());
        gap.chars().all(plain)
            && words.clone().count() <= WORDS
            && !words.any(|word| BETWEEN.has(word))
    };
    let before = |thing: &Range<usize>| {
        let until = scene.folded.forth(thing.end);
        until <= start && start - until < BEFORE
    };
    let near = scene.before(at.start, BEFORE);
    things.iter().any(one_name) || things.iter().any(before) && THEIRS.is_match(scene.part(near))
}

/// "has criticised", "ha sido advertida": a sentence that tells of it only what was said.
fn is_blame(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    static BLAMES: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^ (?:has|have|had|was|were|ha|han|fue|fueron) (?:been |sido )?(?:criticis|criticiz|warn|condemn|question|challeng|prais|issued|adopted|published|banned|forbidden|prohibited|ruled|sued|regulat|review|critic|cuestion|advert|denunci|emitid|publicad|prohib|regulad)",
        )
    });
    BLAMES.is_match(scene.part(scene.after(at.end)))
}

/// True for whoever, by the name, has another part in it than to run it.
fn is_apart(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    let name = scene.folded.slice(at);
    if ELECTED.is_match(name) {
        return false;
    }
    naming::is_arbiter(scene, at) || APART.is_match(name)
}

/// By what one is known from one mention to the next: its telling words, in full where the document has explained
/// its capitals.
fn key(at: &Range<usize>, drafts: &Drafts<'_>) -> String {
    static PLAIN: WordList =
        WordList::new("the|of|de|del|la|el|department|dept|departamento|office");
    let text = drafts.text();
    let words = text.get(at.clone()).unwrap_or_default();
    let full = drafts.known.full(words).and_then(|at| text.get(at)).unwrap_or(words);
    let full = full.split(" (").next().unwrap_or_default();
    let folded = codebook::fold::fold_name(full);
    let telling: Vec<&str> = folded.split(' ').filter(|word| !PLAIN.has(word)).collect();
    if telling.is_empty() { folded } else { telling.join(" ") }
}
