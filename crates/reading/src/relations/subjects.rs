//! What a sentence is about.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Kind;
use regex::Regex;

use crate::cues::Cue;
use crate::drafts::{Part, Subject};
use crate::folded::pattern;
use crate::identifiers::Of;
use crate::names::NameOf;
use crate::scene::Scene;

/// What the document has last been about.
#[derive(Debug, Default)]
pub(crate) struct Focus {
    /// The system last described.
    pub(crate) system: Option<Subject>,
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

static CALLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?:[Aa]pp|[Ss]ystem|[Ss]istema|[Ss]oftware|[Pp]rogram(?:me|a)?|[Pp]roject|[Pp]royecto|[Pp]lat(?:form|aforma)|[Aa]plicaci[oó]n|[Tt]ool|[Hh]erramienta|[Ii]nitiative|[Oo]peration) (?:called|named|dubbed|known as|denominad[oa]|llamad[oa]|conocid[oa] como) [“"'«]?((?:\p{Lu}[\p{L}\d-]*)(?:(?: de| of| del)? \p{Lu}[\p{L}\d-]*){0,5})"#,
    )
});
static CENTRE: LazyLock<Regex> = LazyLock::new(|| {
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
            let parts = [Part::Word("Contract"), Part::At(&id.at)];
            self.contract = Subject::of(scene.text, Kind::Contract, &parts);
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
        if let Some(system) = system_of(scene) {
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
        .find_map(|(form, _)| form.captures(raw)?.get(1));
    if let Some(name) = named {
        let at = scene.at.start + name.start()..scene.at.start + name.end();
        return Subject::of(scene.text, Kind::System, &[Part::At(&at)]);
    }
    let technology = scene.technologies.first()?;
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

fn request_of(scene: &Scene<'_>) -> Option<Subject> {
    if let Some(id) = scene.ids.iter().find(|id| id.value == Of::Request) {
        let parts = [Part::Word("Request"), Part::At(&id.at)];
        return Subject::of(scene.text, Kind::Request, &parts);
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
