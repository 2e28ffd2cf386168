//! Who a document's speakers are: organisations by the shape of their names, and bodies that a sentence
//! calls by a word for their kind only ("the company", "el ministerio"), resolved to the one last named.
//!
//! It should also find: associations, institutes and campaigns in either language; whoever speaks for
//! them; a list that its heading ascribes ("According to the Faro Society:"). A person's name is never
//! a voice: who speaks in an office does so as that office.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::speaker::{self, SAYS};
use super::topics::overlap;
use super::{capitals, unnamed};
use crate::folded::{Pattern, hinted, pattern};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::persons;
use crate::scene::Scene;
use crate::telling::Tells;
use crate::words::WordList;
use crate::written::folded_word;

/// Words of which one stands in the name of an association of people.
static GROUP: WordList = WordList::new(
    "watch|foundation|fundacion|asociacion|association|asociaciones|society|union|alliance|alianza|\
coalition|coalicion|network|institute|centre|center|international|internacional|initiative|campaign|\
rights|liberties|federation|federacion|observatorio|observatory|colectivo|collective|movimiento|\
movement|forum|foro|league|liga|trust|organisation|organization|organizacion|reporters|journalists|\
periodistas|amnesty|amnistia|advocates|defenders|defensores|project|privacy|freedom|consortium|services|university|universidad|consejo|committee",
);
/// True for a word (folded) that stands in the name of an association.
pub(super) fn is_group(folded: &str) -> bool {
    GROUP.has(folded)
}

/// A run of capitals, and the small words that join them.
static RUN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\p{Lu}[\p{L}\d’'-]*(?:(?: (?:of|for|in|and|the|de|del|la|las|los|el|por|para|y|en|of the|for the|de la|de las|de los|por los|por las))? \p{Lu}[\p{L}\d’'-]*){1,7}",
    )
});
/// Who speaks for it, before its name.
static FOR: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:director[a]?|head|president[ea]?|chief(?: executive)?|spokes(?:man|woman|person)|representatives?|lawyer|attorney|researcher|campaigner|member|founder|coordinator|policy officer|portavoz|vocer[oa]|representante|abogad[oa]|investigadora?|integrante|miembro|fundadora?|coordinadora?) (?:of|for|at|from|with|de|del) (?:the |la |el )?(?:[a-z-]+ ){0,4}$",
    )
});
static THEN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?: \([^)]{{1,20}}\))?,?(?: also| has| have| tambien| ha| han)* (?:{SAYS})\b"
    ))
});
static AFTER_VERB: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:{SAYS})(?: [a-z]+ [a-z]+)?,? (?:a |an |the |un |una |la |el |[a-z]+ )?$"
    ))
});

/// A word for a kind of speaker, and the words of which one stands in the names that it may mean.
const KINDS: &[(&str, &[&str])] = &[
    (
        "company|firm|vendor|manufacturer|supplier|contractor|developer|empresa|firma|compania|fabricante|proveedor|proveedora|contratista",
        &[],
    ),
    ("ministry|ministerio", &["ministry", "ministerio"]),
    ("secretariat|secretaria", &["secretaria", "secretariat"]),
    ("prosecutor's office|fiscalia", &["fiscalia", "prosecutor's", "prosecutors"]),
    (
        "council|municipality|municipio|municipalidad|ayuntamiento|alcaldia|intendencia",
        &[
            "council",
            "municipality",
            "municipio",
            "municipalidad",
            "ayuntamiento",
            "alcaldia",
            "intendencia",
        ],
    ),
    (
        "watchdog|regulator|commissioner|ombudsman|regulador|defensoria|comisionado|comisionada",
        &[
            "commissioner",
            "commissioner's",
            "commission",
            "ombudsman",
            "authority",
            "regulator",
            "defensoria",
            "agencia",
        ],
    ),
    ("force|constabulary", &["police", "constabulary", "policia"]),
    ("department|departamento", &["department", "departamento"]),
    ("commission|comision", &["commission", "comision"]),
    ("authority|autoridad", &["authority", "autoridad"]),
    ("agency|agencia", &["agency", "agencia"]),
    ("institute|instituto", &["institute", "instituto"]),
    ("university|universidad", &["university", "universidad"]),
    ("tribunal|court|corte|juzgado", &["tribunal", "court", "corte", "juzgado"]),
    (
        "organisation|organization|group|charity|ngo|organizacion|asociacion|fundacion|colectivo|ong",
        &["group"],
    ),
];
/// The kinds that are no public body's.
const COMPANY: usize = 0;
const GROUPS: usize = KINDS.len() - 1;

/// Whoever speaks for the one who spoke last.
static SPOKESMEN: WordList = WordList::new(
    "spokesman|spokeswoman|spokesperson|portavoz|vocero|vocera|representative|representante",
);
/// Offices that go by one word once they have been named in full.
static OFFICES: WordList = WordList::new(
    "secretario|secretaria|ministro|ministra|minister|secretary|commissioner|comisionado|comisionada|\
alcalde|alcaldesa|gobernador|gobernadora|governor|mayor|director|directora|fiscal",
);

/// True where words begin with an office, named in full.
fn is_office(words: &str) -> bool {
    words.split_once(' ').is_some_and(|(head, _)| OFFICES.has(head))
}

/// "Además, dijo que …", "She added that …", "…, he said": whoever spoke goes on; what is not said to be somebody else's.
fn goes_on(scene: &Scene<'_>) -> bool {
    static ALSO: LazyLock<Pattern> = LazyLock::new(|| {
        hinted(
            Hint::Says,
            r"^[^a-z]*(?:(?:ademas|tambien|asimismo|por ultimo|finalmente|al respecto|en ese sentido|igualmente),? )?(?:dijo|agrego|senalo|explico|afirmo|indico|aseguro|sostuvo|detallo|preciso|anadio|puntualizo|informo|adelanto|comento|destaco|subrayo)(?: tambien)? que\b",
        )
    });
    static PRONOUN: LazyLock<Pattern> = LazyLock::new(|| {
        hinted(
            Hint::Says,
            r#"(?:^[^a-z]*(?:but |and |also,? |in addition,? |moreover,? |however,? |further,? )?|["'], ?)(?:he|she|they)(?: also| further| later| has| have| had| then)* (?:said|says?|added|adds|explained|argued?|warn(?:ed)?|claim(?:ed)?|stated|noted?|stressed|insist(?:ed)?|told|wrote|pointed out|believed?|maintain(?:ed)?|concluded?|confirm(?:ed)?|acknowledged|admitted|alleged)\b|^[^a-z]*(?:according to (?:him|her|them)|segun (?:el|ella|ellos|ellas)),"#,
        )
    });
    scene.folded.hints_at(Hint::Says)
        && (ALSO.is_match(&scene.folded) || PRONOUN.is_match(&scene.folded))
}

/// Somebody speaks.
static SPEAKS: LazyLock<Pattern> = LazyLock::new(|| pattern(&format!(r"\b(?:{SAYS})\b")));

/// Which kind a word for a speaker means.
fn kind_of(word: &str) -> Option<usize> {
    KINDS.iter().position(|(words, _)| words.split('|').any(|known| known == word))
}

/// Who has been named so far.
#[derive(Debug, Default)]
pub(crate) struct Voices {
    /// The last of each kind.
    last: [Option<Range<usize>>; KINDS.len()],
    /// Who spoke last; none where somebody has spoken since whom nothing names.
    recent: Option<Range<usize>>,
    /// The office in which somebody spoke last.
    office: Option<Range<usize>>,
    /// Whom the list belongs to that the sentence before led in.
    led: Option<Range<usize>>,
    /// Whom the document has named with a role.
    roles: super::roles::Roles,
}

impl Voices {
    /// Who says what a sentence says, by name where the document has named them.
    pub(super) fn speaker(&mut self, scene: &Scene<'_>) -> Option<Range<usize>> {
        let role = self.roles.speaker(scene);
        let own = speaker::by_name(scene).or(role).or_else(|| speaker::in_office(scene));
        let group =
            |at: &Range<usize>| scene.words(at).split(' ').any(|w| GROUP.has(&folded_word(w)));
        if let Some(at) = own.as_ref().filter(|at| scene.words(at).contains(' ') && group(at)) {
            self.last[GROUPS] = Some(at.clone());
        }
        let named = own.clone().map(|at| self.named(scene, at));
        let named = named.or_else(|| self.recent.clone().filter(|_| goes_on(scene)));
        if named.is_some() || scene.folded.tells(Tells::Saying) && SPEAKS.is_match(&scene.folded) {
            self.recent.clone_from(&named);
        }
        if let Some(own) = own.filter(|at| is_office(scene.folded.slice(at))) {
            self.office = Some(own);
        }
        let raw = scene.words(&scene.at).trim_end_matches(['*', '_', ' ']);
        let item = raw.starts_with(['-', '*', '•', '–']);
        if raw.ends_with(':') {
            self.led.clone_from(&named);
        } else if !item {
            self.led = None;
        }
        named.or_else(|| self.led.clone().filter(|_| item))
    }

    /// The name that `at`, a word for a kind of speaker, stands for; else `at` itself.
    fn named(&self, scene: &Scene<'_>, at: Range<usize>) -> Range<usize> {
        const LEADS: [&str; 8] = ["the", "a", "el", "la", "un", "una", "privacy", "data"];
        let words = scene.folded.slice(&at);
        let rest: Vec<&str> = words.split(' ').filter(|word| !LEADS.contains(word)).collect();
        let word = match rest[..] {
            [word] => word,
            [whose, spokesman] if SPOKESMEN.has(spokesman) => whose.trim_end_matches("'s"),
            [spokesman, "for" | "of" | "de" | "del", whose] if SPOKESMEN.has(spokesman) => whose,
            _ => return at,
        };
        if SPOKESMEN.has(word) {
            return self.recent.clone().unwrap_or(at);
        }
        if let Some(office) = self.office.as_ref().filter(|_| OFFICES.has(word)) {
            let known = scene.text.get(office.clone()).unwrap_or_default();
            let head = codebook::fold::fold(known.split(' ').next().unwrap_or_default());
            return if head.get(..5) == word.get(..5) { office.clone() } else { at };
        }
        let Some(kind) = kind_of(word) else { return at };
        let here = scene.names.iter().rev().filter(|name| name.at.end <= at.start);
        let here = here.into_iter().find(|name| is_of(scene, name.value, &name.at, kind));
        here.map(|name| name.at.clone()).or_else(|| self.last[kind].clone()).unwrap_or(at)
    }

    /// Notes whom a sentence names.
    pub(super) fn note(&mut self, scene: &Scene<'_>) {
        for name in &scene.names {
            let of = kinds(scene, name.value, &name.at);
            let group = name.value == NameOf::Organisation;
            for kind in of.into_iter().filter(|kind| *kind < GROUPS || group) {
                self.last[kind] = Some(name.at.clone());
            }
        }
    }
}

fn is_of(scene: &Scene<'_>, value: NameOf, at: &Range<usize>, kind: usize) -> bool {
    kinds(scene, value, at).contains(&kind)
}

/// The kinds of speakers that a name may be one of.
fn kinds(scene: &Scene<'_>, value: NameOf, at: &Range<usize>) -> Vec<usize> {
    match value {
        NameOf::Vendor => vec![COMPANY],
        NameOf::Organisation => vec![GROUPS],
        NameOf::Agency if scene.words(at).contains(' ') => {
            let words = scene.folded.slice(at).split(' ');
            words.flat_map(|word| HEADS.get(word).into_iter().flatten().copied()).collect()
        }
        _ => Vec::new(),
    }
}

/// The kinds that a word in a body's name tells.
static HEADS: LazyLock<FxHashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut kinds: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (kind, (_, heads)) in KINDS.iter().enumerate().skip(1) {
        for head in *heads {
            kinds.entry(head).or_default().push(kind);
        }
    }
    kinds
});

/// The association that a sentence has speak.
pub(super) fn group(scene: &Scene<'_>) -> Option<Range<usize>> {
    if !scene.folded.hints_at(Hint::Group) || !speaker::may_say(&scene.folded) {
        return None;
    }
    let raw = scene.words(&scene.at);
    RUN.find_iter(scene.own(raw)).find_map(|run| {
        let at = capitals::without_lead(run.as_str(), scene.at.start + run.start())?;
        let at = unnamed::group_without_name(scene, unnamed::group_without_neighbour(scene, at));
        let words = scene.words(&at);
        let told = words.split(' ').any(|word| GROUP.has(&folded_word(word)));
        let other =
            scene.names.iter().any(|name| overlap(&name.at, &at) && name.value != NameOf::Acronym);
        if !told
            || other
            || unnamed::ends_with_part(words)
            || persons::is_name(words)
            || !words.contains(' ')
        {
            return None;
        }
        let near = scene.before(at.start, 80);
        let after = scene.after(at.end);
        let speaks = THEN.is_match(scene.part(after))
            || speaker::said_before(scene, &at)
            || FOR.is_match(scene.part(near))
                && (THEN.is_match(scene.part(after)) || AFTER_VERB.is_match(scene.part(near)));
        speaks.then_some(at)
    })
}
