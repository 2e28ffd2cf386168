//! What a sentence is about.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Kind;

use crate::cues::Cue;
use crate::drafts::{Part, Subject};
use crate::folded::{Pattern, pattern};
use crate::identifiers::Of;
use crate::names::NameOf;
use crate::persons;
use crate::scene::Scene;

/// What the document has last been about.
#[derive(Debug, Default)]
pub(crate) struct Focus {
    /// The system last described.
    pub(crate) system: Option<Subject>,
    /// Systems that the document has called by a name.
    named: Vec<Subject>,
    /// The contract last described.
    pub(crate) contract: Option<Subject>,
    /// The request last spoken of.
    pub(crate) request: Option<Subject>,
    /// The maker of technology last named.
    pub(crate) vendor: Option<Range<usize>>,
    /// The places of the last list of places that a technology was said of.
    pub(crate) technology: Option<(codebook::Technology, Range<usize>)>,
    /// The sentence before.
    pub(crate) before: Option<Range<usize>>,
    /// True where the sentence before spoke of a gallery: "… on the list. In all, 400 people."
    pub(crate) gallery: bool,
    block: usize,
    deal_block: Option<usize>,
}

/// How many systems a document can name: each is looked for in every later sentence.
const MOST_NAMED: usize = 24;

static CALLED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"(?:[Aa]pp|[Ss]ystem|[Ss]istema|[Ss]oftware|[Pp]rogram(?:me|a)?|[Pp]roject|[Pp]royecto|[Pp]lat(?:form|aforma)|[Aa]plicaci[oó]n|[Tt]ool|[Hh]erramienta|[Ii]nitiative|[Oo]peration),? (?:called|named|dubbed|known as|denominad[oa]|llamad[oa]|conocid[oa] como) [“"'«]?((?:\p{Lu}[\p{L}\d-]*)(?:(?: de| of| del)? \p{Lu}[\p{L}\d-]*){0,5})"#,
    )
});
/// "el sistema Faro", "the system Faro": also finds "the app X", "la plataforma X".
static APPOSED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"\b(?:[Tt]he|[Ee]l|[Ll]a|del|al|[Tt]his|[Ee]ste|[Ee]sta) (?:system|sistema|app|aplicación|aplicacion|software|platform|plataforma) [“"'«]?(\p{Lu}[\p{L}\d-]+(?: \p{Lu}[\p{L}\d-]+){0,3})"#,
    )
});
/// "the Faro system": also finds "the Mobile Gate app".
static PREFIXED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b[Tt]he (\p{Lu}[\p{L}\d-]+(?: \p{Lu}[\p{L}\d-]+){0,2}) (?:system|app|platform|software)\b",
    )
});
static CENTRE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b((?:Sistema|Centro|Programa|Red|Proyecto) de (?:Reconocimiento|Vigilancia|Videovigilancia|Monitoreo|Identificación|Protección)(?:(?: de la| de los| de| del| y)? \p{Lu}[\p{L}\d-]*){0,5}(?: \([A-Z]{2,6}\))?)",
    )
});

impl Focus {
    /// A focus on one subject: a row's, a form's, or whatever technology the document first names.
    pub(crate) fn about(subject: Option<Subject>) -> Self {
        match subject {
            Some(subject) if subject.mention.kind == Kind::Contract => {
                Self { contract: Some(subject), deal_block: Some(0), ..Self::default() }
            }
            system => Self { system, ..Self::default() },
        }
    }

    /// Begins a block; its contract number, if one stands in it, is known from its first sentence.
    pub(crate) fn enter(&mut self, block: usize, scenes: &[Scene<'_>]) {
        self.block = block;
        let id = scenes.iter().find_map(|scene| {
            scene.ids.iter().find(|id| id.value == Of::Contract).map(|id| (scene, id))
        });
        if let Some((scene, id)) = id {
            // Its number alone, so that documents in two languages call it the same.
            self.contract = Subject::of(scene.text, Kind::Contract, &[Part::At(&id.at)]);
            self.deal_block = Some(block);
        }
    }

    /// Notes what a sentence brings in.
    pub(crate) fn look(&mut self, scene: &Scene<'_>) {
        if self.deal_block != Some(self.block)
            && is_deal(scene)
            && let Some(contract) = contract_of(scene)
        {
            self.contract = Some(contract);
            self.deal_block = Some(self.block);
        }
        if let Some(system) = named_before(&self.named, scene).or_else(|| system_of(scene)) {
            if system.at.len() == 1
                && self.named.len() < MOST_NAMED
                && self.named.iter().all(|known| known.mention != system.mention)
            {
                self.named.push(system.clone());
            }
            self.system = Some(system);
        }
        if scene.has(&[Cue::Request]) || scene.ids.iter().any(|id| id.value == Of::Request) {
            self.request = request_of(scene).or(self.request.take());
        }
        let vendor = scene.first(NameOf::Vendor);
        self.vendor = vendor.map(|name| name.at.clone()).or(self.vendor.take());
    }

    /// The contract of this paragraph, if it is about one.
    pub(crate) fn deal(&self) -> Option<&Subject> {
        let near = self.deal_block.is_some_and(|block| self.block - block <= 1);
        self.contract.as_ref().filter(|_| near)
    }

    /// What a statement of use is about: this paragraph's contract, else the system.
    pub(crate) fn deployment(&self) -> Option<&Subject> {
        let here = self.deal_block == Some(self.block);
        self.contract.as_ref().filter(|_| here).or(self.system.as_ref()).or(self.contract.as_ref())
    }
}

/// The system that a sentence calls by a name the document gave it before; of several, the one named
/// first in the sentence.
fn named_before(named: &[Subject], scene: &Scene<'_>) -> Option<Subject> {
    let raw = scene.words(&scene.at);
    let place = |subject: &Subject| {
        let name = subject.mention.name.as_str();
        let at = raw.find(name)?;
        let ends = raw[at + name.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        let begins = raw[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        (begins && ends).then_some(at)
    };
    let (at, subject) =
        named.iter().filter_map(|s| Some((place(s)?, s))).min_by_key(|(at, _)| *at)?;
    let at = scene.at.start + at..scene.at.start + at + subject.mention.name.as_str().len();
    Subject::of(scene.text, Kind::System, &[Part::At(&at)])
}

/// True where a sentence speaks of a purchase.
pub(crate) fn is_deal(scene: &Scene<'_>) -> bool {
    scene.has(&[Cue::Acquire, Cue::Award])
        && (scene.has(&[Cue::Contract])
            || !scene.money.is_empty()
            || !scene.technologies.is_empty())
}

/// An unnumbered contract is called after its parties.
fn contract_of(scene: &Scene<'_>) -> Option<Subject> {
    let vendor = scene.first(NameOf::Vendor).map(|name| &name.at);
    let agency = scene.first(NameOf::Agency).map(|name| &name.at);
    let parts: Vec<Part<'_>> = match (vendor, agency) {
        (Some(vendor), Some(agency)) => {
            vec![Part::At(vendor), Part::Word("contract"), Part::Word("with"), Part::At(agency)]
        }
        (Some(one), None) | (None, Some(one)) => vec![Part::At(one), Part::Word("contract")],
        (None, None) => return None,
    };
    Subject::of(scene.text, Kind::Contract, &parts)
}

/// A system is called by its name, else after its place or body and its technology.
fn system_of(scene: &Scene<'_>) -> Option<Subject> {
    let raw = scene.words(&scene.at);
    let text = scene.folded.text();
    let worth = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let called =
        worth(&["called", "named", "dubbed", "known as", "llamad", "denominad", "conocid"]);
    let centre = worth(&["sistema de", "centro de", "programa de", "red de", "proyecto de"]);
    let named = [(&CALLED, called), (&CENTRE, centre)]
        .into_iter()
        .filter(|(_, worth)| *worth)
        .find_map(|(form, _)| form.captures(raw)?.get(1))
        .filter(|name| !is_persons(raw, name))
        .or_else(|| apposed(scene, raw));
    if let Some(name) = named {
        let at = scene.at.start + name.start()..scene.at.start + name.end();
        return Subject::of(scene.text, Kind::System, &[Part::At(&at)]);
    }
    let technology = super::uses::worth(scene).next()?;
    let owner = scene
        .places
        .first()
        .map(|place| &place.at)
        .or_else(|| scene.first(NameOf::Agency).map(|name| &name.at))?;
    if overlap(owner, &technology.at) {
        return None;
    }
    Subject::of(scene.text, Kind::System, &[Part::At(owner), Part::At(&technology.at)])
}

/// A name beside the word for what it names, unless it is that of a place, a body or a technology.
fn apposed<'t>(scene: &Scene<'_>, raw: &'t str) -> Option<regex::Match<'t>> {
    let words = ["system", "sistema", "app", "aplicaci", "software", "platform", "plataforma"];
    if !words.iter().any(|word| scene.folded.text().contains(word)) {
        return None;
    }
    let own = |name: &regex::Match<'_>| {
        let at = scene.at.start + name.start()..scene.at.start + name.end();
        let bodies =
            scene.names.iter().filter(|name| name.value != NameOf::Acronym).map(|name| &name.at);
        let places = scene.places.iter().map(|place| &place.at);
        let technologies = scene.technologies.iter().map(|found| &found.at);
        !bodies.chain(places).chain(technologies).any(|other| overlap(other, &at))
    };
    [&*APPOSED, &*PREFIXED]
        .into_iter()
        .find_map(|form| form.captures(raw)?.get(1))
        .filter(own)
        .filter(|name| !is_persons(raw, name))
}

static SAYING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"^[”"'»]?,? (?:who |quien |has |ha )?(?:said|says|told|added|explained|announced|claims|claimed|dijo|afirm[oó]|asegur[oó]|explic[oó]|señal[oó]|indic[oó]|declar[oó]|anunci[oó]|sostuvo|agreg[oó])\b"#,
    )
});

/// True where what is taken for a system's name is a person's: by its words, by a title before it, or
/// by somebody speaking.
fn is_persons(raw: &str, name: &regex::Match<'_>) -> bool {
    let (before, after) = (&raw[..name.start()], &raw[name.end()..]);
    let words = name.as_str();
    let short = words.split(' ').count() <= 4;
    let thing = words.split(' ').any(|word| persons::is_thing(&codebook::fold::fold(word)));
    persons::is_name(words)
        || persons::are_named_in(words)
        || short && !thing && (SAYING.is_match(after) || persons::titled(before))
}

fn request_of(scene: &Scene<'_>) -> Option<Subject> {
    if let Some(id) = scene.ids.iter().find(|id| id.value == Of::Request) {
        return Subject::of(scene.text, Kind::Request, &[Part::At(&id.at)]);
    }
    let cue = scene.cues.iter().find(|cue| cue.value == Cue::Request)?;
    let body =
        scene.names.iter().find(|name| matches!(name.value, NameOf::Agency | NameOf::Acronym));
    let words = [Part::Word("request"), Part::At(&cue.at)];
    match body {
        Some(body) if !overlap(&body.at, &cue.at) => {
            let parts = [Part::At(&body.at), Part::At(&cue.at), Part::Word("request")];
            Subject::of(scene.text, Kind::Request, &parts)
        }
        _ => Subject::of(scene.text, Kind::Request, &words),
    }
}

/// True where two ranges share a byte.
pub(crate) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
