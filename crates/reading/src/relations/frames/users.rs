//! Who: whose use it is said to be, where the words name somebody who is no body of the lexicons', or a kind of
//! body.
//!
//! It should also find private operators ("as used by Faro Stores"), kinds ("used by law enforcement agencies",
//! "utilización por las fuerzas de seguridad"), "X … its use of", and who a form says it is for.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Property;

use super::super::subjects::Focus;
use super::super::topics::overlap;
use crate::cues::Cue;
use crate::drafts::{Drafts, Subject};
use crate::folded::{Pattern, hinted, pattern};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::persons;
use crate::scene::Scene;
use crate::vendors;
use crate::words::WordList;

/// "used by the", "uso por parte de": who uses it follows.
static AGENT: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Whose,
        r"\b(?:used|utili[sz]ed|operated|(?P<put>deployed|deployment)|use|usage|usad[oa]s?|utilizad[oa]s?|operad[oa]s?|emplead[oa]s?|desplegad[oa]s?|uso|utilizacion|empleo|despliegue|managed|administered|controlled|run|administrad[oa]s?|gestionad[oa]s?|manejad[oa]s?|monitoread[oa]s?)(?: [a-z]+){0,2} (?:by|por parte del?|por|en)(?: the| la| el| los| las)? |\b(?:a cargo|bajo (?:la )?responsabilidad|bajo (?:el )?control|under the (?:control|responsibility)) (?:del?|of)(?: the| la| el| los| las)? ",
    )
});
/// "por parte del C4 se instalarán": who does it, before the verb.
static PART: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Whose,
        r"\bpor parte del?(?: la| el| los| las)? ([^,;.]{2,60}?),? se (?:instal|coloc|utiliz|us|implement|despleg|adquir|incorpor|oper|pondr|habilit)[a-z]*\b",
    )
});
/// Kinds of body, where no one body is meant.
static KINDS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:local |state |national |federal |municipal |border )*(?:law enforcement(?: agencies| authorities| officers)?|police(?: forces?| departments?| officers)?|security (?:forces|services|agencies)|councils|authorities|municipalities|government agencies|immigration (?:officers|authorities))|(?:las )?fuerzas y cuerpos de seguridad(?: del estado)?|(?:las )?fuerzas (?:de seguridad|policiales|armadas)|cuerpos policiales|cuerpos de seguridad|(?:las |los )?(?:policias?(?: locales?| municipales?| nacional)?|municipios|ayuntamientos|municipalidades|alcaldias|gobiernos locales|corporaciones locales|autoridades(?: policiales| locales)?|fiscalias))\b",
    )
});
/// "Faro's use of": whose use it is stands before.
static WHOSE: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Whose,
        r"(?:'s|s') (?:[a-z-]+ ){0,2}?(?:use|usage|deployment|rollout|adoption|trial) of ",
    )
});
/// "its use of the cameras".
static ITS: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Whose,
        r"\b(?:(?:its|their) (?:own |current |continued )?(?:use|deployment|adoption|trial|operation) of|(?:su|sus) (?:uso|empleo|utilizacion|despliegue) del?) ",
    )
});
/// "X had two drones in operation".
static HAD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: \([^)]{1,30}\))?,? (?:had|has|have) (?:[a-z0-9-]+ ){1,5}(?:in operation|in use|in service|installed|deployed|in place)\b|^(?: in [a-z]+)?,? (?:(?:has|have) been|was|were|will be|is|are being|ha sido|han sido|fue|fueron|sera|seran) (?:given|issued|equipped|provided|supplied|fitted|equipad[oa]s?|dotad[oa]s?) ",
    )
});
/// "X's proposed camera contract".
static CONTRACT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^'s? (?:proposed |new |first |own |current |existing |planned )*(?:[a-z-]+ ){0,3}?(?:contract|cameras|system|programme|program|trial|pilot|network|scheme)\b",
    )
});
/// Who only speaks or judges.
static JUDGES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:court|tribunal|commission(?:er)?|comision|parliament|congres[so]|senad?[ot]e?|ombudsman|defensoria|watchdog|regulator|authority for|agencia espanola|autoridad de|privacy|rights|watch|union)\b",
    )
});

/// Proposes who uses the sentence's system.
pub(super) fn relate(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let Some(subject) = focus.purchase() else { return };
    if !scene.folded.hints_at(Hint::Whose) {
        return;
    }
    let text = scene.folded.text();
    for hit in AGENT.captures_iter(&scene.folded).take(3) {
        // Whoever deploys it may be its maker.
        let any = hit.name("put").is_none();
        if let Some(hit) = hit.get(0) {
            agent(scene, subject, hit.end(), any, drafts);
        }
    }
    kind(scene, subject, drafts);
    by_body(scene, subject, drafts);
    fined(scene, subject, drafts);
    against(scene, subject, drafts);
    active(scene, subject, drafts);
    party(scene, subject, drafts);
    if let Some(part) = PART.captures(&scene.folded).and_then(|hit| hit.get(1)) {
        agent(scene, subject, part.start(), true, drafts);
    }
    for hit in WHOSE.find_iter(&scene.folded).take(2) {
        let stem =
            if text[hit.start()..].starts_with("s'") { hit.start() + 1 } else { hit.start() };
        whose(scene, subject, stem, hit.end(), drafts);
    }
    if let Some(hit) = ITS.find(&scene.folded) {
        let at = scene.folded.back(&hit.range());
        its(scene, subject, at.start, drafts);
    }
    for name in scene.names.iter().filter(|name| name.value == NameOf::Agency) {
        if HAD.is_match(scene.part(scene.after(name.at.end))) {
            buyer("frame/had", scene, subject, &name.at, drafts);
        }
    }
    for place in &scene.places {
        let free = !scene.names.iter().any(|name| overlap(&name.at, &place.at));
        if free && CONTRACT.is_match(scene.part(scene.after(place.at.end))) {
            buyer("frame/place_has", scene, subject, &place.at, drafts);
        }
    }
}

/// "law enforcement agencies may use", "las fuerzas de seguridad podrán utilizar": a kind of body, and a verb of use.
fn kind(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    static KIND_USES: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b((?:local |state |national |federal |municipal |border )*(?:law enforcement agencies|law enforcement authorities|police forces|police departments|police officers|security forces|security services|immigration officers)|fuerzas y cuerpos de seguridad(?: del estado)?|fuerzas (?:de seguridad|policiales|armadas)|cuerpos policiales|cuerpos de seguridad|policias locales|corporaciones locales) (?:(?:may|can|will|must|shall|also|already|now|have|has|are|been|podran?|pueden|deberan|tambien|ya|han|estan) ){0,3}(?:use|uses|used|using|deploy|deployed|operate|install|installed|utilizar|utilizan|utilizaran|usar|usan|emplear|emplean|instalar|instalan|operan|cuentan con|disponen de)\b",
        )
    });
    // Where somebody is named, a kind says less.
    if drafts.says(subject, Property::Buyer) {
        return;
    }
    let Some(kind) = KIND_USES.captures(&scene.folded).and_then(|hit| hit.get(1)) else { return };
    let at = scene.folded.back(&kind.range());
    let named = scene.names.iter().find(|name| overlap(&name.at, &at));
    if named.is_none_or(|name| name.value == NameOf::Agency) {
        let at = named.map_or(at, |name| name.at.clone());
        buyer("frame/kind_may", scene, subject, &at, drafts);
    }
}

/// "ALPR by the Harbour Agency", "cámaras corporales por la Policía": a technology, and right behind it who.
fn by_body(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    static BY: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^(?: (?:technology|software|systems?|cameras?|readers?|devices|[a-z]+)){0,2} (?:by|por parte del?|por)(?: the| el| la| los| las)? $",
        )
    });
    for found in &scene.technologies {
        let next = scene.first_after(found.at.end, &[NameOf::Agency]);
        let between = next.and_then(|name| {
            let until = scene.folded.forth(name.at.start);
            scene.folded.text().get(scene.folded.forth(found.at.end)..until)
        });
        let (Some(name), Some(between)) = (next, between) else { continue };
        if between.len() < 50
            && BY.is_match(scene.part(between))
            && !SAID.is_match(scene.part(between))
            && !JUDGES.is_match(scene.part(scene.folded.slice(&name.at)))
        {
            buyer("frame/by_body", scene, subject, &name.at, drafts);
        }
    }
}

/// "fined Farolux for using", "sanciona al Club Faro por el uso de": whose use was judged.
fn fined(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    static FINED: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:fine[sd]|reprimand(?:s|ed)|warn(?:s|ed)|sanction(?:s|ed)|sue[sd]|sancion(?:a|o|aron)|mult(?:a|o|aron)|apercib(?:e|io)|denuncio|demando) (?:an? |the |al? (?:la |los |las |el )?)?([^,;.]{3,70}?),? (?:[^,;.]{0,40} )?(?:for (?:its |their |the |unlawfully |illegally )*(?:use|using|installing|deploying|operating)|por (?:el |su |sus )?(?:uso|usar|utilizar|instalar|emplear|implementar|implantar|utilizacion))\b",
        )
    });
    let Some(whom) = FINED.captures(&scene.folded).and_then(|hit| hit.get(1)) else { return };
    agent(scene, subject, whom.start(), true, drafts);
}

/// "La reclamación se dirige contra X", "impone a X una multa": whose use a decision or a complaint is about.
fn against(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    static AGAINST: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:se dirige contra|(?:impon(?:e|er|iendo)|impuso|impuesta|sancion(?:a|o|ar)|apercib(?:e|io|ir)|requ(?:iere|irio)) (?:una (?:multa|sancion)[a-z0-9 ,.]{0,40} )?(?:a|al)|(?:procedimiento|expediente|denuncia|recurso|demanda|amparo|reclamacion|querella|accion|investigacion|complaint|lawsuit|suit|proceedings|enforcement notice|enforcement action|fine|penalty|investigation)(?: [a-z]+){0,6}? (?:contra|against|imposed on|issued to))(?: a| al| el| la| los| las| the)? ",
        )
    });
    if scene.technologies.is_empty() && !scene.has(&[Cue::System]) {
        return;
    }
    for hit in AGAINST.find_iter(&scene.folded).take(2) {
        agent(scene, subject, hit.end(), false, drafts);
    }
}

/// "Weald Stores used facial recognition": somebody named by no lexicon, and a verb of use right behind.
fn active(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    static USES: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r" (?:(?:has |have |had |is |was |are |were |has been |have been |ha |han |already |also |now |currently |tambien |ya |actualmente )*(?:used|uses|using|utiliza|utilizo|utilizaba|utilizado|usa|usaba|usado|emplea|empleaba|trialled|trialed|piloted)|cuenta con|contaba con) ",
        )
    });
    for hit in USES.find_iter(&scene.folded).take(2) {
        // "the state of Arden using": a place may be but where it is.
        let end = scene.folded.back(&(0..hit.start())).end;
        if scene.places.iter().all(|place| place.at.end.abs_diff(end) > 1) {
            whose(scene, subject, hit.start(), hit.end(), drafts);
        }
    }
}

/// "X (the Customer)", "X (en adelante, la Entidad)": a party to a contract by its part in it.
fn party(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    static PARTY: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r#"^,?(?: [a-z ,]{0,60}?)?[ (]+(?:the |el |la |hereinafter |herein |en adelante,? |en lo sucesivo,? |denominad[oa] |referred to as )*["'](?:the |el |la )?(?:customer|client|agency|city|county|town|buyer|purchaser|licensee|subscriber|lessee|department|board|district|university|cliente|comprador[a]?|contratante|entidad|municipio|arrendatari[oa]|municipalidad|secretaria|dependencia|instituto|alcaldia)["']"#,
        )
    });
    for name in scene.names.iter().filter(|name| name.value == NameOf::Agency) {
        if PARTY.is_match(scene.part(scene.after(name.at.end))) {
            buyer("frame/party", scene, subject, &name.at, drafts);
        }
    }
}

/// Words of doing something else than using it.
static SAID: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:said|report|developed|made|built|supplied|published|approved|banned|hecho|aprobad|prohibid|publicad|desarrollad|fabricad)",
    )
});

/// Somebody named at `from` of the folded text, or a kind of body.
fn agent(scene: &Scene<'_>, subject: &Subject, from: usize, any: bool, drafts: &mut Drafts<'_>) {
    let text = scene.folded.text();
    let Some(rest) = text.get(from..) else { return };
    if let Some(kind) = KINDS.find(scene.part(rest)) {
        let at = scene.folded.back(&(from..from + kind.end()));
        let named = scene.names.iter().find(|name| overlap(&name.at, &at));
        let at = named.map_or(at, |name| name.at.clone());
        return buyer("frame/kind_uses", scene, subject, &at, drafts);
    }
    let start = scene.folded.back(&(from..from + 1)).start;
    let known = scene.names.iter().find(|name| name.at.start.abs_diff(start) <= 4);
    match known {
        Some(name) if matches!(name.value, NameOf::Agency | NameOf::Acronym) => {
            buyer("frame/agent", scene, subject, &name.at, drafts);
        }
        Some(_) => {}
        None if !any => {}
        None => {
            if let Some(at) = capitals(scene, start) {
                buyer("frame/somebody", scene, subject, &at, drafts);
            }
        }
    }
}

/// The run of words in capitals that begins at `start`, where it can be a company's or a body's.
fn capitals(scene: &Scene<'_>, start: usize) -> Option<Range<usize>> {
    const WORDS: usize = 5;
    let rest = scene.text.get(start..scene.at.end)?;
    let mut end = 0;
    for word in rest.split(' ').take(WORDS) {
        if word.contains(['<', '[', '(']) {
            break;
        }
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare);
        if !bare.starts_with(char::is_uppercase) {
            break;
        }
        end = word.as_ptr() as usize - rest.as_ptr() as usize + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    let at = start..start + end;
    somebody(scene, &at).then_some(at)
}

/// Nouns (folded) that stand in names of companies, clubs and such.
static ORGANISATIONS: WordList = WordList::new(
    "\
airlines|airport|airports|arena|bakery|bank|casino|casinos|centre|center|centros|cinemas|clinic|clinics|club|\
clube|college|company|cooperative|corp|corporation|federation|foods|foundation|garage|group|gym|holdings|hospital|\
hotel|hotels|housing|limited|logistics|ltd|mall|malls|markets|museum|networks|partners|pharmacy|railways|resort|\
restaurants|retail|school|schools|services|shopping|shops|stadium|store|stores|supermarket|supermarkets|transit|\
transport|university|aerolineas|aeropuerto|banco|bancos|cadena|centro|clinica|club|colegio|compania|cooperativa|\
deportivo|empresa|empresas|escuela|estadio|farmacias|federacion|ferrocarriles|fundacion|grupo|hospital|hoteles|\
inmobiliaria|instituto|mercado|supermercados|tiendas|transportes|universidad",
);

/// True where words in capitals can name who uses something: no person, maker, law, day or technology.
fn somebody(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    let words = scene.words(at);
    let person = |word: &str| {
        let word = codebook::fold::fold(word);
        persons::is_given(&word) || persons::is_title(&word)
    };
    // A person may have any name: only a noun for a thing or an institution tells that words are none's.
    let thing = |word: &str| ORGANISATIONS.has(&codebook::fold::fold(word));
    let lone = !words.contains(' ');
    let told = words.split_whitespace().any(thing) || lone && stands_alone(scene, at);
    told && at.len() > 2
        && !persons::names_somebody(words)
        && !words.split_whitespace().any(person)
        && !scene.names.iter().any(|name| {
            overlap(&name.at, at) && !matches!(name.value, NameOf::Agency | NameOf::Acronym)
        })
        && !scene.technologies.iter().any(|found| overlap(&found.at, at))
        && !scene.dates.iter().any(|date| overlap(&date.at, at))
}

/// Whose use it is: the name that ends at `end` of the folded text.
fn whose(scene: &Scene<'_>, subject: &Subject, end: usize, then: usize, drafts: &mut Drafts<'_>) {
    const SOON: usize = 80;
    let soon = |at: &Range<usize>| {
        let start = scene.folded.forth(at.start);
        start + 1 >= then && start < then + SOON
    };
    let used = scene.technologies.iter().any(|found| soon(&found.at))
        || scene.cues.iter().any(|cue| cue.value == Cue::System && soon(&cue.at));
    if !used {
        return;
    }
    let end = scene.folded.back(&(0..end)).end;
    if let Some(name) = scene.names.iter().find(|name| name.at.end.abs_diff(end) <= 4) {
        // A company that makes nothing of the kind uses what others made.
        let company = name.value == NameOf::Vendor && !vendors::is_known(scene.words(&name.at));
        if name.value == NameOf::Agency || company {
            buyer("frame/whose", scene, subject, &name.at, drafts);
        }
        return;
    }
    let before = scene.text.get(scene.at.start..end).unwrap_or_default();
    let mut start = end;
    for word in before.rsplit(' ').take(4) {
        if !word.starts_with(char::is_uppercase) || word.ends_with([',', '.', ':', ';']) {
            break;
        }
        start = scene.at.start + (word.as_ptr() as usize - before.as_ptr() as usize);
    }
    let at = start..end;
    if start < end && somebody(scene, &at) {
        buyer("frame/whose", scene, subject, &at, drafts);
    }
}

/// True where nothing near lets a lone word with a capital be part of a person's name, or a word that
/// only opens its sentence: "Today's use of".
fn stands_alone(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    const NEAR: usize = 8 * 1024;
    const MOST: usize = 40;
    let word = scene.words(at);
    let from = scene.text.floor_char_boundary(at.start.saturating_sub(NEAR));
    let until = scene.text.floor_char_boundary((at.end + NEAR).min(scene.text.len()));
    let near = &scene.text[from..until];
    let mut within = at.start - scene.at.start >= 3;
    let mut times = 0;
    for (found, _) in near.match_indices(word).take(MOST) {
        let lead = near[..found].strip_suffix(' ').unwrap_or_default();
        let before = lead.rsplit([' ', '\n']).next().unwrap_or_default();
        if before.starts_with(char::is_uppercase) && !before.ends_with(['.', ':', ';', ',']) {
            return false;
        }
        within |= lead.ends_with(|c: char| c.is_lowercase() || c == ',');
        times += 1;
    }
    // Whoever is spoken of more than once, and by one word alone, is hardly a person.
    within && times > 1
}

/// The body that "its" means: the last one named before.
fn its(scene: &Scene<'_>, subject: &Subject, before: usize, drafts: &mut Drafts<'_>) {
    let Some(name) = scene.last_before(before, &[NameOf::Agency]) else { return };
    if !JUDGES.is_match(scene.part(scene.folded.slice(&name.at))) {
        buyer("frame/its_use", scene, subject, &name.at, drafts);
    }
}

fn buyer(
    rule: &'static str,
    scene: &Scene<'_>,
    subject: &Subject,
    at: &Range<usize>,
    drafts: &mut Drafts<'_>,
) {
    if !is_system(scene, subject, at) {
        super::propose(rule, scene, subject, Property::Buyer, at, drafts);
    }
}

/// "El sistema Faro cuenta con 240 cámaras": what has them is the system itself, and nobody.
fn is_system(scene: &Scene<'_>, subject: &Subject, at: &Range<usize>) -> bool {
    let own = scene.text.get(at.clone()) == Some(subject.mention.name.as_str());
    let led = |cue: &Range<usize>| cue.end <= at.start && at.start - cue.end <= 1;
    own || scene.cues.iter().any(|cue| cue.value == Cue::System && led(&cue.at))
}
