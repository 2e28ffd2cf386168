//! How a sentence names a system: by a name of its own, or by whose it is and its technology.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Technology;

use super::cast::Words;
use super::matters::Judge;
use super::topics::overlap;
use crate::cues::Cue;
use crate::folded::{Found, Pattern, first_bytes, hinted, pattern};
use crate::hints::{Hint, Hints};
use crate::names::NameOf;
use crate::persons;
use crate::scene::Scene;
use crate::words::WordList;

static CALLED: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Called,
        r#"(?:[Aa]pp|[Ss]ystem|[Ss]istema|[Ss]oftware|[Pp]rogram(?:me|a)?|[Pp]roject|[Pp]royecto|[Pp]lat(?:form|aforma)|[Aa]plicaci[oó]n|[Tt]ool|[Hh]erramienta|[Ii]nitiative|[Oo]peration),? (?:called|named|dubbed|nicknamed|codenamed|known as|denominad[oa]|llamad[oa]|bautizad[oa](?: como)?|conocid[oa] como) [“"'«]?((?:\p{Lu}[\p{L}\d-]*)(?:(?: de| of| del)? \p{Lu}[\p{L}\d-]*){0,5})"#,
    )
});
/// "el sistema Faro", "the system Faro": also finds "the app X", "la plataforma X".
static APPOSED: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Kind,
        r#"\b(?:[Tt]he|[Ee]l|[Ll]a|del|al|[Tt]his|[Ee]ste|[Ee]sta) (?:system|sistema|app|aplicación|aplicacion|software|platform|plataforma|proyecto|programa) [“"'«]?(\p{Lu}[\p{L}\d-]+(?: \p{Lu}[\p{L}\d-]+){0,3})"#,
    )
});
/// "the Faro system": also finds "the Ministry's Faro scheme", "the Mobile Gate app".
static PREFIXED: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Kind,
        r"(?:\b[Tt]he|['’]s|\b[Ii]ts) (\p{Lu}[\p{L}\d-]+(?: \p{Lu}[\p{L}\d-]+){0,2}(?: \([A-Z]{2,8}\))?) (?:(?:surveillance|camera|cctv|video|security|identification|identity|monitoring|matching|biometric|facial recognition|face recognition) )?(?:[Nn]etwork|[Ss]ystem|[Aa]pp(?:lication)?|[Pp]latform|[Ss]oftware|[Ss]cheme|[Pp]rogramme|[Pp]roject|[Ii]nitiative)\b",
    )
});
/// "Sistema Federal de Identificación Biométrica (SIFI)": a word for a kind of thing, and capitals.
static CENTRE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b((?:[Ss]istema|Centro|Programa|Red|Proyecto|Plan|Plataforma|Registro)(?:\s+\p{Lu}[\p{L}-]*){0,3}\s+(?:de|para)\s+(?:la\s+|el\s+|los\s+|las\s+)?(?:Reconocimiento|Vigilancia|Videovigilancia|Monitoreo|Identificación|Identidad|Verificación|Protección|Búsqueda|Biometría|Control|Datos|Lectura|Información|Detección|Autenticación|Autentificación|Seguridad|Acceso|Enrolamiento|Empadronamiento)(?:(?:\s+para\s+la|\s+de\s+la|\s+de\s+los|\s+de\s+las|\s+de|\s+del|\s+para|\s+y)?\s+\p{Lu}[\p{L}\d-]*){0,6}(?:\s+\([A-Z]{2,8}\))?)",
    )
});
/// "Border Face Matching System (BFMS)": capitals that end in a word for a kind of thing.
static TITLED: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::SystemEnglish,
        r"\b((?:\p{Lu}[\p{L}\d/-]*\s+(?:(?:and|of|for)\s+)?){1,6}(?:System|Scheme|Programme|Platform|Database|Repository|Network|Gateway)(?:\s+\([A-Z]{2,8}\))?)",
    )
});
/// Words that say what any such system is, and name none.
static PLAIN: WordList = WordList::new(
    "the|a|an|new|live|real-time|facial|face|recognition|biometric|biometrics|\
identification|surveillance|automated|automatic|license|licence|number|plate|reader|readers|video|\
camera|cctv|fingerprint|matching|software|technology|system|systems|network|database|platform|of|for|\
and|identity|management|verification|retrospective|mobile|security|this|its|our|their|that|\
sistema|de|reconocimiento|identificacion|vigilancia|videovigilancia|monitoreo|control|verificacion|\
biometria|biometrico|la|el|y|centro|programa|plan|proyecto|red|plataforma|registro|identidad|datos|\
informacion|deteccion|lectura|busqueda|proteccion|autenticacion|autentificacion|seguridad|acceso|enrolamiento|empadronamiento|\
urbano|urbana|ciudadano|ciudadana|municipal|emergencias|mando|embedded|web|online|cloud|application|integrated|proprietary|third|party|existing|current",
);

/// True where no word of it tells one system from another.
pub(super) fn is_plain(name: &str) -> bool {
    let folded = codebook::fold::fold_name(name);
    // "Centro de Monitoreo Urbano (CMU)": any town's, whatever its capitals.
    let (core, short) = folded.rsplit_once(' ').unwrap_or((&folded, ""));
    let whole = if !name.ends_with(')') {
        folded.as_str()
    } else if folded.starts_with("centro ") && !short.is_empty() {
        core
    } else {
        return false;
    };
    whole.split(' ').all(|word| PLAIN.has(word)) || super::principal::is_others(whole)
}

/// "the Indian system": one word for whose it is, and no name.
pub(super) fn is_adjective(name: &str) -> bool {
    let ends = ["an", "ese", "ish", "ana", "ano", "esa"];
    !name.contains(' ') && ends.iter().any(|end| name.ends_with(end))
}

/// The name that a sentence calls a system by.
pub(super) fn named(scene: &Scene<'_>) -> Option<Range<usize>> {
    let raw = scene.words(&scene.at);
    let worth = |hint| scene.folded.hints_at(hint);
    let called = worth(Hint::Called);
    let about = !scene.technologies.is_empty();
    let watches = about || worth(Hint::Watches);
    let system = worth(Hint::SystemEnglish);
    let kind = worth(Hint::SystemSpanish);
    let own = |form: &'static Pattern| form.captures(scene.own(raw))?.get(1);
    let name = called
        .then(|| own(&CALLED))
        .flatten()
        .or_else(|| if kind && watches { own(&CENTRE) } else { None })
        .filter(|name| !is_persons(raw, name))
        .or_else(|| if about || watches { apposed(scene, raw) } else { None })
        .or_else(|| if system && watches { titled(scene, raw) } else { None })
        .or_else(|| super::programmes::named(scene, raw).filter(|name| !is_persons(raw, name)))
        .filter(|name| !is_plain(name.as_str()) && !is_adjective(name.as_str()))?;
    Some(scene.at.start + name.start()..scene.at.start + name.end())
}

/// How much of a document is looked through for a name's other mentions.
const LOOKED: usize = 64 * 1024;

/// A name beside the word for what it names, in a sentence that says nothing of what it does: it is
/// the system's at hand where the document keeps to it. Capitals that the document explains stand for
/// the words that explain them.
pub(super) fn recurring(scene: &Scene<'_>) -> Option<Range<usize>> {
    const OFTEN: usize = 3;
    let name = apposed(scene, scene.words(&scene.at))?;
    let words = name.as_str();
    if is_plain(words) || is_adjective(words) {
        return None;
    }
    let text = first_bytes(scene.text, LOOKED);
    text.matches(words).nth(OFTEN - 1)?;
    let at = scene.at.start + name.start()..scene.at.start + name.end();
    explained(text, words).or(Some(at))
}

/// "Faro Norte (FN)" for "FN": the capitalised words right before it in brackets, and the brackets.
fn explained(text: &str, short: &str) -> Option<Range<usize>> {
    const MOST: usize = 6;
    if !short.chars().all(char::is_uppercase) {
        return None;
    }
    let bracket = text.find(&format!(" ({short})"))?;
    let mut start = bracket;
    for word in text[..bracket].rsplit(' ').take(MOST) {
        if !word.starts_with(char::is_uppercase) || !word.chars().all(char::is_alphanumeric) {
            break;
        }
        start = start.saturating_sub(word.len() + usize::from(start != bracket));
    }
    (start < bracket).then(|| start..bracket + short.len() + 3)
}

/// Capitals that end in "System", unless a body's or a law's name.
fn titled<'t>(scene: &'t Scene<'_>, raw: &'t str) -> Option<crate::folded::Match<'t>> {
    let name = TITLED.captures(scene.own(raw))?.get(1)?;
    let at = scene.at.start + name.start()..scene.at.start + name.end();
    let other = scene.names.iter().any(|name| {
        !matches!(name.value, NameOf::Acronym | NameOf::Database) && overlap(&name.at, &at)
    });
    let folded = codebook::fold::fold(name.as_str());
    let watches = Hints::of(&folded).has(Hint::Watches) || name.as_str().ends_with(')');
    (!other && watches && !is_persons(raw, &name)).then_some(name)
}

/// A name beside the word for what it names, unless it is that of a place, a body or a technology.
fn apposed<'t>(scene: &'t Scene<'_>, raw: &'t str) -> Option<crate::folded::Match<'t>> {
    if !scene.folded.hints_at(Hint::Kind) {
        return None;
    }
    let own = |name: &crate::folded::Match<'_>| {
        let at = scene.at.start + name.start()..scene.at.start + name.end();
        let bodies =
            scene.names.iter().filter(|name| name.value != NameOf::Acronym).map(|name| &name.at);
        // A place may be a word of the name: it is one's own name only where it is all of it.
        let place =
            scene.places.iter().any(|place| place.at.start <= at.start && at.end <= place.at.end);
        let technologies = scene.technologies.iter().map(|found| &found.at);
        !place && !bodies.chain(technologies).any(|other| overlap(other, &at))
    };
    [&*APPOSED, &*PREFIXED]
        .into_iter()
        .find_map(|form| form.captures(scene.own(raw))?.get(1))
        .filter(own)
        .filter(|name| !is_persons(raw, name))
}

static SAYING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"^[”"'»]?,? (?:who |quien |has |ha )?(?:said|says|told|added|explained|announced|claims|claimed|dijo|afirm[oó]|asegur[oó]|explic[oó]|señal[oó]|indic[oó]|declar[oó]|anunci[oó]|sostuvo|agreg[oó])\b"#,
    )
});

/// True where words begin with a verb that only somebody before them does: "said", "explicó".
pub(super) fn speaks(after: &str) -> bool {
    SAYING.is_match(after)
}

/// True where what is taken for a system's name is a person's: by its words, by a title before it, or
/// by somebody speaking.
fn is_persons(raw: &str, name: &crate::folded::Match<'_>) -> bool {
    let (before, after) = (&raw[..name.start()], &raw[name.end()..]);
    let words = name.as_str();
    let short = words.split(' ').count() <= 4;
    let thing = words.split(' ').any(|word| persons::is_thing(&codebook::fold::fold(word)));
    persons::is_name(words)
        || persons::are_named_in(words)
        || short && !thing && (speaks(after) || persons::titled(before))
}

/// "Zona de Bajas Emisiones (ZBE)", "the Clean Air Zone": a scheme of a town's that plate readers watch over, by the name
/// that a document which keeps to it gives it. It should also find zones that charge for driving in.
pub(super) fn scheme(text: &str) -> Option<Range<usize>> {
    static ZONES: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b((?i:zonas? de bajas emisiones|zonas? de tr[aá]fico limitado|zonas? de acceso restringido|(?:ultra[- ])?low[- ]emissions? zones?|clean air zones?|congestion charg(?:e|ing)(?: zones?)?))(?: \(([A-Z]{2,5})\))?",
        )
    });
    const OFTEN: usize = 3;
    let head = first_bytes(text, LOOKED);
    let worth = ["misiones", "mission", "ir zone", "ongestion", "imitado", "estringido"];
    if !worth.iter().any(|word| head.contains(word)) {
        return None;
    }
    let all: Vec<_> = ZONES.captures_iter(head).collect();
    let named = all.iter().find(|found| found.get(2).is_some()).or_else(|| all.first())?;
    let short = named.get(2).map_or(0, |short| head.matches(short.as_str()).count());
    (all.len() + short >= OFTEN).then(|| named.get(0).map(|whole| whole.range())).flatten()
}

static CORE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:facial|face) recognition|reconocimiento (?:facial|de rostros)|mobile fingerprint|\balpr|\banpr|\blpr|fingerprints?|huellas?|\bbiometri[a-z]+|\bcctv\b|videovigilancia",
    )
});

/// True for face recognition, in full.
pub(super) fn is_faces(words: &str) -> bool {
    let folded = codebook::fold::fold(words);
    matches!(folded.as_ref(), "facial recognition" | "face recognition" | "reconocimiento facial")
}

/// The telling words of a technology's: "live" and "technology" come and go from mention to mention.
pub(super) fn label(scene: &Scene<'_>, found: &Found<Technology>) -> Range<usize> {
    let words = scene.folded.slice(&found.at);
    let from = scene.folded.forth(found.at.start);
    // "ALPRs": many of them are called as one is.
    let whole = scene.words(&found.at);
    let many = whole
        .strip_suffix('s')
        .is_some_and(|one| one.len() > 2 && one.bytes().all(|b| b.is_ascii_uppercase()));
    if many {
        return found.at.start..found.at.end - 1;
    }
    CORE.find(scene.part(words)).map_or_else(
        || found.at.clone(),
        |hit| scene.folded.back(&(from + hit.start()..from + hit.end())),
    )
}

static LINKED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:\b(?:by|in|of|at|for|across|throughout|by the|in the|of the|at the|for the|de|del|de la|de los|en|en la|en el|por|por el|por la|por los|la ciudad de|the city of|the state of|la provincia de|el estado de)|[(]) ?$",
    )
});
static OPENS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[^a-z]*(?:in|en|at|across|in the|en la|en el) (?:the )?(?:neighbou?ring |nearby |downtown |vecin[oa] |cercan[oa] )?$",
    )
});
static DATELINE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:, [a-z. ]{2,20})?(?: \([a-z ]{2,20}\))?(?::| -{1,2}) "));
const DOES: &[Cue] = &[Cue::Acquire, Cue::Award, Cue::Launch, Cue::Use, Cue::Decide];

/// Bodies whose own name is their place's: "gobierno de X", "City of X".
const OF_PLACE: &[&str] = &[
    "gobierno",
    "government",
    "city",
    "state",
    "county",
    "town",
    "village",
    "municipalidad",
    "municipio",
    "ayuntamiento",
    "alcaldia",
    "intendencia",
    "provincia",
    "estado",
    "gob",
    "commune",
    "mayor",
];

/// "Provincia de X" without the word for what X is.
pub(super) fn without_kind(scene: &Scene<'_>, at: &Range<usize>) -> Range<usize> {
    let words = scene.words(at);
    let head = words.split(' ').next().map(codebook::fold::fold).unwrap_or_default();
    let kind = OF_PLACE.contains(&head.as_str());
    let links = [" de ", " of "].iter().filter(|_| kind);
    let cut = links.filter_map(|link| Some(words.find(link)? + link.len())).min();
    cut.map_or_else(|| at.clone(), |cut| at.start + cut..at.end)
}

/// What stands before somebody who is only likened to whom the sentence is about.
const COMPARED: [&str; 6] =
    ["al igual que ", "igual que en ", "a diferencia de ", "unlike ", "just like ", "similar to "];

/// "funded by the X", "criticado por X": who has another part in it than to run it.
static ASIDE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:funded|financed|critici[sz]ed|announced|reported|published|warned|investigated|regulated|reviewed|audited|condemned|challenged|backed|praised|according|financiad[oa]s?|criticad[oa]s?|denunciad[oa]s?|publicad[oa]s?|investigad[oa]s?|cuestionad[oa]s?|auditad[oa]s?|anunciad[oa]s?) (?:by|to|por)(?: the| la| el| los| las)? $",
    )
});

/// "connected to the X", "the database of the X", "shared with the X": who has the data, or gets it.
static LOOKED_INTO: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:connected to|connects|linked (?:to|with)|access to|databases? (?:of|under)|against|shared with|shares? [a-z ]{0,12}with|bases? de datos del?|conectad[oa]s? (?:a|con)|acceso a|comparti[a-z]+ con|convenio con|cotejad[oa]s? con|contra)(?: the| la| el| los| las)?(?: (?:federal|national|state|local|nacional|estatal))? $",
    )
});

/// Whose system a sentence speaks of; true where the words link the two.
pub(super) fn owner(
    scene: &Scene<'_>,
    technology: &Range<usize>,
    judge: Option<&Judge>,
) -> Option<(Words, bool)> {
    let inside = |at: &Range<usize>| {
        scene.names.iter().any(|name| name.value != NameOf::Acronym && overlap(&name.at, at))
    };
    let bodies =
        scene.names.iter().filter(|name| name.value == NameOf::Agency).map(|n| (&n.at, true));
    // "US$" is no place.
    let paid = |at: &Range<usize>| scene.text[at.end..].starts_with('$');
    let places =
        scene.places.iter().map(|p| (&p.at, false)).filter(|(at, _)| !inside(at) && !paid(at));
    let compared = |at: &Range<usize>| {
        let near = scene.before(at.start, 30);
        COMPARED.iter().any(|words| near.ends_with(words))
            || ASIDE.is_match(scene.part(near))
            || LOOKED_INTO.is_match(scene.part(near))
    };
    let mut best: Option<(u8, &Range<usize>, bool)> = None;
    let judges = |at: &Range<usize>| judge.is_some_and(|judge| judge.is(scene.words(at)));
    let headline = |at: &Range<usize>| is_headline(scene.words(at));
    let other =
        |at: &Range<usize>| compared(at) || is_paper(scene.words(at)) || judges(at) || headline(at);
    for (at, body) in bodies.chain(places).filter(|(at, _)| !overlap(at, technology) && !other(at))
    {
        let score = tie(scene, at, body, technology);
        if best
            .is_none_or(|(most, other, _)| score > most || score == most && at.start < other.start)
        {
            best = Some((score, at, body));
        }
    }
    let (score, at, body) = best.filter(|(score, ..)| *score > 0)?;
    let at = if body { place_of(scene, at) } else { at.clone() };
    Words::of(scene.text, at).map(|words| (words, score >= 4))
}

/// Words of which alone a body's name does not tell it from its peers elsewhere.
static PEERS: WordList = WordList::new(
    "city|county|town|village|board|commission|committee|police|public|safety|attorney|attorneys|general|generals|prosecutor|prosecutors|s|sheriff|sheriffs|state|\
police|interior|justice|justicia|fiscalia|procuraduria|secretaria|seguridad|ciudadana|publica|policia|\
nacional|national|federal|ministry|ministerio|department|office|government|gobierno|municipal|local|\
provincial|estatal|council|legislature|legislatura|congreso|defence|home|affairs|the|of|for|de|del|la|y",
);

/// True where any country or state may have a body of that name.
pub(super) fn is_peer(words: &str) -> bool {
    let folded = codebook::fold::fold_name(words);
    folded.split(' ').all(|word| PEERS.has(word))
}

/// What ends the name of a paper, whoever wrote it.
static PAPERS: WordList = WordList::new(
    "notice|notices|penalty|policy|policies|report|guidelines|guidance|order|agreement|contract|review|inquiry|\
hearing|directive|procedures|manual",
);

/// True where words name a paper, and nobody's body.
pub(super) fn is_paper(words: &str) -> bool {
    PAPERS.has(&codebook::fold::fold(words.rsplit(' ').next().unwrap_or_default()))
}

/// A run of many capitals that nothing links: a headline's, and no body's name.
fn is_headline(words: &str) -> bool {
    const MOST: usize = 6;
    let all = || words.split_whitespace();
    all().count() > MOST && all().all(|word| word.starts_with(|c: char| !c.is_lowercase()))
}

/// "X fined", "X multó": who decided about somebody else's system.
static DECIDED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: ?\([^)]{1,20}\))? (?:has |had |also |ha |habia )?(?:fined|found|ruled|held|imposed|reprimanded|sanctioned|investigated|concluded|determined|(?:started|opened|launched|initiated) (?:an?|its) [a-z -]{0,20}(?:inquiry|investigation|probe)|multo|sanciono|impuso|ordeno|investiga|investigo|resolvio|concluyo|determino|(?:abrio|inicio) (?:un|una) (?:[a-z]+ )?(?:procedimiento|expediente|investigacion))\b",
    )
});

/// Words of the name of a body that judges, legislates or oversees: it is named for what it decided of
/// others' systems more often than for its own.
static ARBITERS: WordList = WordList::new(
    "court|tribunal|tribunals|corte|juzgado|judge|commissioner|ombudsman|\
watchdog|congress|congreso|parliament|parlamento|senate|senado|legislature|legislatura|assembly|asamblea|\
defensoria|auditor|auditors|auditoria|audit|comptroller|contraloria|grc|chamber|camara|privacy|standards|estandares|nist|rapporteur|supervisor",
);

pub(super) fn is_arbiter(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    let folded = codebook::fold::fold_name(scene.words(at));
    let guards = ["data protection", "proteccion de datos", "proteccion de los datos"];
    crate::known_bodies::judges(scene.words(at))
        || folded.split(' ').any(|word| ARBITERS.has(word))
        || guards.iter().any(|words| folded.contains(words))
}

/// "- **Arden Police:** …": whose entry in a list a sentence is.
pub(super) fn is_labelled(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    let before = scene.words(&(scene.at.start..at.start));
    let after = scene.text[at.end..scene.at.end].trim_start_matches('*');
    !before.contains(char::is_alphanumeric) && after.starts_with(':')
}

/// What stands before whoever a sentence is about: nothing, or when and where it was.
static BEGINS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[^a-z]*(?:(?:in|on|since|by|from|during|after|before|earlier|last|this|meanwhile|however|but|and|yet|also|while|similarly|additionally|as of|en|el|desde|durante|tras|ademas|tambien|asimismo|por su parte|sin embargo|pero|y|mientras)\b[^,.;:]{0,40}, )?(?:the|la|el|los|las|and|but|y|while)? ?$",
    )
});
/// What follows a name that does nothing in its clause, or only speaks.
static IDLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: ?\([^)]{1,40}\))?(?: (?:of|in|at|on|for|and|or|to|with|by|from|de|del|en|y|e|o|por|para|con|que|who|which|that|as|officials?|officers?|spokes[a-z]+|chief|director|policy|data|system|has said|said|says|told|confirmed|claims?|claimed|announced|stated|reported|explained|warned|dijo|afirmo|senalo|aseguro|explico|informo|indico|sostuvo|anuncio|confirmo)\b|[^ a-z,(]|, |$)",
    )
});

/// True for a body that a sentence begins with, and that does something in it.
pub(super) fn is_doer(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    BEGINS.is_match(scene.part(scene.until(at.start)))
        && !IDLE.is_match(scene.part(scene.after(at.end)))
        && !is_arbiter(scene, at)
        && !DECIDED.is_match(scene.part(scene.after(at.end)))
}

/// How closely a body or place is tied to a technology.
fn tie(scene: &Scene<'_>, at: &Range<usize>, body: bool, technology: &Range<usize>) -> u8 {
    const ACTS: usize = 40;
    const REACH: usize = 110;
    let (led, rest) = (scene.until(at.start), scene.after(at.end));
    if body && is_labelled(scene, at) {
        return 6;
    }
    // "ARDEN: …", "Arden —": where it was written.
    if led.is_empty() && DATELINE.is_match(scene.part(rest)) {
        return 0;
    }
    if body && DECIDED.is_match(scene.part(rest)) {
        return 0;
    }
    if at.end <= technology.start {
        let gap = scene.apart(at, technology);
        if gap <= 4 || gap <= 14 && rest.starts_with("'s ") {
            return 6;
        }
        let arbiter = body && is_arbiter(scene, at);
        let acts = scene.cues.iter().any(|cue| {
            DOES.contains(&cue.value)
                && (!arbiter || cue.value != Cue::Decide)
                && cue.at.start >= at.end
                && scene.apart(at, &cue.at) < ACTS
                && cue.at.end <= technology.start
        });
        if acts && body {
            return 5;
        }
        if acts || OPENS.is_match(scene.part(led)) {
            return 4;
        }
        return if arbiter { 0 } else { u8::from(body) + 1 };
    }
    let near = scene.before(at.start, 24);
    let tied = scene.apart(at, technology) < REACH && LINKED.is_match(scene.part(near));
    let runs = [" by ", " by the ", " por ", " por el ", " por la "];
    if body && is_arbiter(scene, at) && !runs.iter().any(|words| near.ends_with(words)) {
        return 0;
    }
    if tied { 4 + u8::from(body) } else { 1 }
}

/// "Arden City Council", "Concejo Deliberante de Arden": whoever votes for a town is called by the town.
static VOTES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(\p{Lu}.*?)(?: (?:City|Town|Village|Borough|Township|Municipal))? (?:(?:City|Town|Village|Borough|Township|Municipal) (?:Council|Board|Commission)|Board of (?:Aldermen|Supervisors|Trustees|Selectmen|Commissioners|Estimates)|(?:Police|Public Safety|Finance) Committee|County (?:Board|Commission)|Common Council)$|^(?:Honorable )?(?:Concejo (?:Municipal|Deliberante)|Cabildo|Pleno|Junta Departamental|Legislatura) (?:de la |del |de )(\p{Lu}.*)$",
    )
});

/// The town that a body votes for.
fn voted_for(text: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let words = text.get(at.clone())?;
    let found = VOTES.captures(words)?;
    let town = found.get(1).or_else(|| found.get(2))?;
    (town.as_str().len() > 3).then(|| at.start + town.start()..at.start + town.end())
}

/// "gobierno de X" by its place, where that is known; so too a body of many words.
pub(super) fn place_of(scene: &Scene<'_>, at: &Range<usize>) -> Range<usize> {
    if let Some(town) = voted_for(scene.text, at) {
        return town;
    }
    let folded = scene.folded.slice(at);
    let head = folded.split(' ').next().unwrap_or_default();
    let inside = |p: &&Found<()>| {
        at.start <= p.at.start && p.at.end <= at.end && !is_peer(scene.words(&p.at))
    };
    if is_peer(scene.words(at)) {
        let near = |p: &&Found<()>| p.at.end + 40 >= at.start && p.at.start <= at.end + 40;
        let place = scene.places.iter().filter(|p| !is_peer(scene.words(&p.at))).find(near);
        return place.map_or_else(|| at.clone(), |place| place.at.clone());
    }
    let place = scene.places.iter().find(inside);
    let spoken = |place: &Range<usize>| {
        let telling = |words: &str| words.split(' ').filter(|word| word.len() > 3).count();
        let links = [" de ", " del ", " de la "].iter().any(|link| folded.contains(link));
        (place.start == at.start || links)
            && telling(folded) > telling(scene.folded.slice(place)) + 1
    };
    match place {
        Some(place)
            if OF_PLACE.contains(&head) || folded.ends_with(" government") || spoken(&place.at) =>
        {
            place.at.clone()
        }
        _ => at.clone(),
    }
}
