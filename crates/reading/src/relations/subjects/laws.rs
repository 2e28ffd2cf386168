//! Sentences that tell of a law, a ruling or a case, and not of the system near them: "The Arden Act bars …", "the
//! tribunal found that … breached", "Vell v. Arden".
//!
//! It should also find: bills that are passed or pending, ordinances by number, articles with their act, directives and
//! codes in either language, fines of an authority, and what the next sentence
//! says of "the law", "la sentencia" or "el proyecto".

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Kind;

use crate::drafts::{Part, Subject};
use crate::folded::{Pattern, pattern};
use crate::law::{Reference, references};
use crate::names::NameOf;
use crate::relations::naming;
use crate::scene::Scene;

/// How many paragraphs on a law is still "the law".
const NEAR: usize = 1;
/// How far into a sentence a law may stand that the sentence tells of.
const OPENS: usize = 80;

/// The last law or ruling told of, and its paragraph.
#[derive(Debug, Default)]
pub(super) struct Told {
    last: Option<(Subject, usize)>,
    /// The one that this sentence tells of.
    pub(super) here: Option<Subject>,
}

/// What stands before a clause's subject.
static LED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"(?:^[^a-z]*|[,:;|>(] |\b(?:and|but|while|y|pero|mientras) )(?:(?:the|its|this|an?|new|proposed|draft|existing|current|landmark|eu|uk|us|u\.s\.|federal|state|national|european|city's|country's|state's|la|el|su|una?|nueva?|actual|vigente|llamad[oa]|proyecto de) )*[*_"“«'\[]*$"#,
    )
});
/// What laws do, and what is done with them.
static DOES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^\W{0,3}(?: ?[(\[][^)\]]{1,60}[)\]])?\W{0,3}(?:,[^,;.]{1,90},)? ?(?:(?:also|now|still|already|not|only|expressly|likely|generally|has|have|had|will|would|could|may|must|does|did|is|are|was|were|been|be|to|being|set|due|expected|ya|tambien|no|ha|han|habia|se|fue|sera|seria|es|esta|expresamente|solo) )*(?:bans?|banned|bars?|barred|prohibit(?:s|ed|ing)?|forbids?|forbade|forbidden|outlaw(?:s|ed)?|requir(?:es?|ed|ing)|oblig(?:es?|ed)|allow(?:s|ed|ing)?|permit(?:s|ted)?|lets?|authori[sz](?:es?|ed)|regulat(?:es?|ed)|restrict(?:s|ed)?|limit(?:s|ed)?|appl(?:y|ies|ied)|defin(?:es?|ed)|establish(?:es|ed)?|creat(?:es?|ed)|impos(?:es?|ed)|exempt(?:s|ed)?|mandat(?:es?|ed)|tak(?:es?|ing) effect|took effect|c[oa]mes? into|enter(?:s|ed) into|enter into|went into|pass(?:es|ed)?|enacted|adopted|signed|approved|introduced|proposed|tabled|repealed|amended|struck|published|dismissed|rejected|withdrawn|upheld|overturned|pending|in force|in effect|expir(?:es?|ed)|protects?|prevent(?:s|ed)?|classif(?:y|ies|ied)|prohib(?:e|io|ia|en|ira|ido|ida)|exig(?:e|io|ia|en)|obliga|obligo|permit(?:e|io|ia|en|ira)|autoriz(?:a|o|ada|ado)|regul(?:a|o|aba)|establec(?:e|io|ia|en)|define|definio|dispon(?:e|en)|dispuso|preve|entr(?:o|a|ara|ado) en (?:vigor|vigencia)|vigente|aprobad[oa]|sancionad[oa]|promulgad[oa]|presentad[oa]|derogad[oa]|modificad[oa]|publicad[oa]|impugnad[oa]|apelad[oa]|rechazad[oa]|dictad[oa]|aprobo|impone|impuso|incluye|contempla|crea|creo|habilita|ordena|ordeno|restringe|limita|reconoce|protege|en tramite|seguia|sigue|declaro|confirmo)\b",
    )
});
/// "The law", "this ruling", "la norma": the one that was told of.
static AGAIN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[^a-z]*(?:(?:instead|however|but|although|while|additionally|moreover|yet|still|sin embargo|ademas|pero|asimismo),? )?(?:the|this|that|la|el|esta|este|dich[oa]) (?:(?:new|proposed|court's|same|nueva?|misma?) )?(?:law|bill|act|ordinance|measure|legislation|statute|ruling|judgment|judgement|verdict|regulation|directive|moratorium|appeal|case|guidelines|guidance|fine|notice|ley|ordenanza|norma|normativa|reforma|decreto|sentencia|fallo|reglamento|proyecto de ley|iniciativa|moratoria|guia|directrices|multa|resolucion|expediente)\b",
    )
});

/// A measure by its letter or number: "Proposition Q", "Resolution 12-34".
static MEASURE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:Proposition|Measure|Initiative|Resolution|Ordinance|Resolución|Ordenanza|Acuerdo) (?:(?:No\.?|N\.?[°º]|núm\.) ?)?(?:[A-Z]{1,2}\b|[A-Z]{0,3}-?\d[\d./-]*(?:[A-Z]{1,3})?)",
    )
});

/// "X ruled that", "X determinó que": what follows whoever judges, and what the judgment is called.
static JUDGED: LazyLock<[(Pattern, &str); 4]> = LazyLock::new(|| {
    const BEHIND: &str = r"^(?:'s)?(?: ?\([^)]{1,20}\))?(?: judges?| justices?)?,?(?: and [^,.;]{1,60}?)? (?:has |had |have |also |today |in [a-z]* ?\d{4} |ha |habia |hoy |tambien )*";
    let verbs = |verbs: &str| pattern(&format!(r"{BEHIND}(?:{verbs})\b"));
    [
        (verbs("ruled|upheld|overturned|struck down|dismissed"), "ruling"),
        (verbs("fined|imposed an? [^.;]{0,40}(?:fine|penalty)"), "fine"),
        (verbs("multo|impuso (?:una )?[^.;]{0,30}multa"), "multa"),
        (
            verbs("determino|fallo|dictamino|resolvio|sentencio|declaro|confirmo|revoco|condeno"),
            "sentencia",
        ),
    ]
});
/// "Arden state law", "a police reform law in Arden": a law without a name, and whose it is.
static PLAIN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[^a-z]*(?:(?:an?|the|una?|la|el) )?((?:[a-z]+ ){0,4}(?:law|bill|ordinance|legislation|ley|ordenanza|proyecto de ley))(?: (?:in|de|del|from|en))? ?",
    )
});

impl Told {
    /// Notes whether a sentence tells of a law; `own` where the text is one, and says what it says of itself.
    pub(super) fn look(&mut self, scene: &Scene<'_>, block: usize, own: bool) {
        self.here = None;
        if own {
            return;
        }
        if let Some(told) = told_by(scene) {
            self.last = Some((told.clone(), block));
            self.here = Some(told);
            return;
        }
        let again = || AGAIN.is_match(&scene.folded);
        let near = self.last.as_ref().filter(|(_, at)| block - at <= NEAR);
        self.here = near.filter(|_| again()).map(|(told, _)| told.clone());
    }
}

/// The law that a sentence tells of.
fn told_by(scene: &Scene<'_>) -> Option<Subject> {
    let law = |at: &Range<usize>| Subject::of(scene.text, Kind::Law, &[Part::At(at)]);
    for (at, case) in laws(scene) {
        if case {
            let led = scene.words(&(scene.at.start..at.start));
            if led.matches('(').count() <= led.matches(')').count() {
                return law(&at);
            }
            continue;
        }
        let (led, rest) = (scene.until(at.start), scene.after(at.end));
        let other = scene.names.iter().any(|name| {
            name.at.end <= at.start && matches!(name.value, NameOf::Agency | NameOf::Vendor)
        });
        let leads = led.len() < OPENS && !other && LED.is_match(scene.part(led));
        if leads && DOES.is_match(scene.part(rest)) {
            return law(&at);
        }
    }
    judged_by(scene).or_else(|| plain(scene))
}

/// A judgment without a number or a name, by who judged and the word for it.
fn judged_by(scene: &Scene<'_>) -> Option<Subject> {
    let bodies =
        scene.names.iter().filter(|name| matches!(name.value, NameOf::Agency | NameOf::Acronym));
    for name in bodies {
        let rest = scene.after(name.at.end);
        let Some((_, word)) = JUDGED.iter().find(|(verbs, _)| verbs.is_match(scene.part(rest)))
        else {
            continue;
        };
        let fines = matches!(*word, "fine" | "multa");
        let judges = name.value == NameOf::Agency && naming::is_arbiter(scene, &name.at);
        if !fines && !judges {
            continue;
        }
        let against = scene.names.iter().find(|other| {
            fines
                && other.at.start > name.at.end
                && matches!(other.value, NameOf::Agency | NameOf::Vendor)
                && !naming::is_arbiter(scene, &other.at)
        });
        let parts = [Part::At(&name.at), Part::Word(word)];
        let parts: Vec<Part<'_>> =
            parts.into_iter().chain(against.map(|name| Part::At(&name.at))).collect();
        return Subject::of(scene.text, Kind::Law, &parts);
    }
    None
}

/// A law that the sentence begins with and gives no name, by its words and its place.
fn plain(scene: &Scene<'_>) -> Option<Subject> {
    let text = scene.folded.text();
    let found = PLAIN.captures(&scene.folded)?;
    let (whole, words) = (found.get(0)?, found.get(1)?);
    let at = scene.folded.back(&words.range());
    let reach = scene.folded.back(&whole.range()).end;
    let within = |place: &&Range<usize>| at.start <= place.start && place.end <= at.end;
    let bodies = scene.names.iter().filter(|name| name.value == NameOf::Agency).map(|n| &n.at);
    let all: Vec<_> = scene.places.iter().map(|place| &place.at).chain(bodies).collect();
    let inside = all.iter().copied().find(within);
    let behind = all.iter().copied().find(|place| place.start == reach);
    let end = behind.map_or(whole.end(), |place| scene.folded.forth(place.end));
    let does = DOES.is_match(scene.part(text.get(end..)?));
    let parts = [Some(Part::At(&at)), behind.filter(|_| inside.is_none()).map(Part::At)];
    let parts: Vec<Part<'_>> = parts.into_iter().flatten().collect();
    (does && (inside.is_some() || behind.is_some()))
        .then(|| Subject::of(scene.text, Kind::Law, &parts))
        .flatten()
}

/// The laws that a sentence names, each with whether it is a case's name.
fn laws(scene: &Scene<'_>) -> Vec<(Range<usize>, bool)> {
    let raw = scene.words(&scene.at);
    let mut all: Vec<(Range<usize>, bool)> = references(&scene.folded)
        .into_iter()
        .filter(|found| found.value != Reference::Remedy)
        .map(|found| (found.at, found.value == Reference::Case))
        .collect();
    let named = scene.names.iter().filter(|name| name.value == NameOf::Law);
    const KINDS: [&str; 8] = [
        "proposition ",
        "measure ",
        "initiative ",
        "resolution ",
        "ordinance ",
        "resolucion ",
        "ordenanza ",
        "acuerdo ",
    ];
    let worth = KINDS.iter().any(|kind| scene.folded.text().contains(kind));
    let measures = MEASURE
        .find_iter(if worth { raw } else { "" })
        .map(|hit| scene.at.start + hit.start()..scene.at.start + hit.end());
    let more: Vec<_> = named.map(|name| name.at.clone()).chain(measures).collect();
    for at in more {
        let known = all.iter().any(|(other, _)| other.start < at.end && at.start < other.end);
        if !known {
            all.push((at, false));
        }
    }
    all.sort_by_key(|(at, _)| at.start);
    all
}
