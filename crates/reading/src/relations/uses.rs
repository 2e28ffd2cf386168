//! Use: which technology, where, in what state, to what end, joined to which databases.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Kind, Polarity, Property, Status, Technology, Value};

use super::others::is_of_another;
use super::peers;
use super::speaker::speaker;
use super::subjects::Focus;
use super::topics::overlap;
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Part, Subject};
use crate::folded::{Found, Pattern, first_bytes, hinted, pattern};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::scene::{Scene, distance};
use crate::words::WordList;

pub(super) fn relate(scene: &Scene<'_>, focus: &mut Focus, drafts: &mut Drafts<'_>) {
    let listed = listed_places(scene);
    technologies(scene, focus, &listed, drafts);
    statuses(scene, focus, &listed, drafts);
    let sites = super::frames::sites(scene, focus, drafts);
    super::venues::relate(scene, focus, &listed, &sites, drafts);
    purposes(scene, focus, drafts);
    databases(scene, focus, drafts);
    if let Some(last) = scene.technologies.last() {
        focus.technology = Some((last.value, last.at.clone()));
    }
    focus.before = Some(scene.at.clone());
}

/// Three places or more, one after the other: each is a subject of its own.
fn listed_places(scene: &Scene<'_>) -> Vec<Subject> {
    let mut runs: Vec<Vec<&Found<()>>> = Vec::new();
    for place in &scene.places {
        let last = runs.last().and_then(|run| run.last()).map(|last| last.at.end);
        let joined = last.is_some_and(|end| {
            let between = scene.text[end..place.at.start]
                .trim_matches(|c: char| c.is_whitespace() || c == ',');
            matches!(between, "" | "and" | "y" | "e" | "and the" | "or" | "o")
        });
        match runs.last_mut() {
            Some(run) if joined => run.push(place),
            _ => runs.push(vec![place]),
        }
    }
    runs.iter()
        .filter(|run| run.len() >= 3)
        .flatten()
        .filter_map(|place| Subject::of(scene.text, Kind::Jurisdiction, &[Part::At(&place.at)]))
        .collect()
}

static SUCH: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:this|such|that) is (?:also )?the case|^these (?:include|are|states|countries|cities)|^they (?:include|are)|^among them|^(?:tal|ese|este) es el caso|^es el caso|^entre ell[oa]s|^se trata de",
    )
});

fn technologies(scene: &Scene<'_>, focus: &Focus, listed: &[Subject], drafts: &mut Drafts<'_>) {
    let negated = is_negated(scene);
    let negated_words = scene.folded.hints_at(Hint::No);
    if scene.technologies.is_empty() {
        if let (Some((term, at)), Some(before), false) =
            (&focus.technology, &focus.before, listed.is_empty())
        {
            // "… use X. Among them are A, B and C.": the quote is both sentences.
            let both = before.start..scene.at.end;
            if at.start >= before.start && SUCH.is_match(&scene.folded) {
                for subject in listed {
                    let value = Value::Technology(*term);
                    drafts.propose(Finding::new(
                        "use/listed_after",
                        subject,
                        Property::UsesTechnology,
                        value,
                        at,
                        &both,
                    ));
                }
            }
        }
        return;
    }
    let attribution = scene.speaker(speaker);
    let bans = super::law::banned(scene);
    // What is banned is not said to be used.
    let banned = |found: &&Found<Technology>| {
        bans.iter().any(|ban| overlap(ban, &found.at))
            || BANNED.is_match(scene.part(scene.after(found.at.end)))
    };
    let users = peers::users(scene);
    let named = peers::named_after(scene);
    for found in worth(scene).filter(|found| !banned(found)) {
        let denied = negated_words
            && (DENIED.is_match(scene.part(scene.before(found.at.start, LED)))
                || NONE_OF.is_match(scene.part(scene.before(found.at.start, LED)))
                    && IS_USED.is_match(scene.part(scene.after(found.at.end))));
        let user = user_of(scene, found);
        let subjects: Vec<&Subject> = match (&user, listed) {
            (_, listed) if !listed.is_empty() => listed.iter().collect(),
            _ if !named.is_empty() => named.iter().collect(),
            (Some(_), _) if !users.is_empty() => users.iter().collect(),
            (Some(user), _) => vec![user],
            (None, _) => focus.deployment().into_iter().collect(),
        };
        let own = own_subject(scene, found);
        let subjects = if subjects.is_empty() { own.iter().collect() } else { subjects };
        for subject in subjects {
            let doing = scene.has(&[Cue::Acquire, Cue::Launch, Cue::Use]);
            let rule = if doing { "use/doing" } else { "use/named" };
            let value = Value::Technology(found.value);
            let finding =
                Finding::new(rule, subject, Property::UsesTechnology, value, &found.at, &scene.at);
            drafts.propose(Finding {
                polarity: if negated && !listed.is_empty() || denied {
                    Polarity::Negated
                } else {
                    Polarity::Affirmed
                },
                attribution: attribution.clone(),
                ..finding
            });
        }
    }
}

/// What a sentence says of technology: plain cameras only where nothing more telling stands there.
pub(super) fn worth<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = &'s Found<Technology>> {
    let plain = |term: Technology| {
        matches!(term, Technology::Cctv | Technology::VideoAnalytics | Technology::Other)
    };
    let telling = scene.technologies.iter().any(|found| !plain(found.value));
    scene.technologies.iter().filter(move |found| !telling || !plain(found.value))
}

/// The body that the sentence says uses it: "The Arden Police has a …".
fn user_of(scene: &Scene<'_>, found: &Found<Technology>) -> Option<Subject> {
    let cue =
        scene.cues.iter().rfind(|cue| cue.value == Cue::Use && cue.at.end <= found.at.start)?;
    let body = scene.last_before(cue.at.start, &[NameOf::Agency])?;
    if distance(&body.at, &cue.at) > 30 || distance(&cue.at, &found.at) > 80 {
        return None;
    }
    Subject::of(scene.text, Kind::Agency, &[Part::At(&body.at)])
}

/// With nothing else to go by, a system is called by its technology.
fn own_subject(scene: &Scene<'_>, found: &Found<Technology>) -> Option<Subject> {
    Subject::of(
        scene.text,
        Kind::System,
        &[Part::At(&found.at), Part::Word(scene.language.noun(Kind::System))],
    )
}

fn is_negated(scene: &Scene<'_>) -> bool {
    scene.cues.iter().any(|cue| cue.value == Cue::Not)
}

/// "did not buy X", "no utiliza X": the denial and the verb stand right before the technology.
static DENIED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:\bnot|n't|\bnever|\bno|\bnunca)(?: (?:yet|ha|han|currently|actualmente|(?:[a-z]+ )?plans? to|intend to|intention of|preve|planea|contempla|tiene planes de|tiene previsto))? (?:use|using|used|hold|holds|possess|possesses|procure|procures|procured|contract|contracted|operating|run|runs|install|installed|implement|implemented|maintain|buy|buying|bought|acquire|acquired|purchase|purchased|operate|operates|operated|deploy|deployed|have|employ|own|utiliza|utilizan|usa|usan|utilizado|usado|adquirio|adquirido|compro|comprado|opera|operan|tiene|tienen|cuenta con|cuentan con|emplea|instalo|instalado|posee|poseen|dispone de|disponen de|contrato|contratado|implementado|implemento)(?: [a-z]+){0,4} ?$",
    )
});
/// "no X is used", "no se usa ningún X".
static NONE_OF: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(?:no|ningun|ninguna|none of the)(?: [a-z]+)? $"));
static IS_USED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: (?:technology|software|systems?|cameras?))? (?:(?:is|are|was|were|has been|have been|will be) (?:being )?(?:used|deployed|in use|in place|employed)|(?:es|fue|ha sido|esta siendo) (?:usad|utilizad)[oa]s?)\b",
    )
});
/// What is only advised, asked for or wondered about has not happened.
pub(super) static ADVISED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:should|ought to|must|recommend[a-z]*|urge[sd]?|calls? for|called for|demand[a-z]*|whether|ask(?:s|ed|ing)?|deberia[a-z]*|deben?|pid[a-z]+|recomend[a-z]*|recomiend[a-z]*|exig[a-z]+|pid[a-z]+ que|solicit[a-z]+ que|insta(?:n|do|ron)?)\b[^.;]*$",
    )
});

/// Each state's words are right more or less often.
const fn rule_of(status: Status) -> &'static str {
    match status {
        Status::Planned => "status/planned",
        Status::MarketResearch => "status/market_research",
        Status::Open => "status/open",
        Status::Testing => "status/testing",
        Status::Pilot => "status/pilot",
        Status::Approved => "status/approved",
        Status::InUse => "status/in_use",
        Status::Active => "status/active",
        Status::Renewed => "status/renewed",
        Status::Completed => "status/completed",
        Status::Expired => "status/expired",
        Status::Suspended => "status/suspended",
        Status::Cancelled => "status/cancelled",
        Status::Regulated => "status/regulated",
        Status::Classified => "status/classified",
    }
}

/// What whoever writes means to do is no state of a system.
static WE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\b(?:i|we) (?:[a-z]+ ){0,2}$"));
/// "authorised users", "the approved minutes": a word for what they are, not what happened to them.
static ATTRIBUTE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^ (?:users?|personnel|staff|technolog[a-z]+|investigations?|minutes|dates?|budget|vendors?|purposes?|persons?|officers?|legislation|system\b|personal|usuarios|fines|by\b|the (?:[a-z]+ ){0,3}(?:police|department|agency) to|(?:una? )?(?:reglamentacion|normativa))",
    )
});

/// "X is banned", "X fue prohibido".
static BANNED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: (?:technology|software|systems?))? (?:is|are|was|were|has been|have been|remains|esta|fue|ha sido) (?:banned|prohibited|outlawed|prohibid[oa])\b",
    )
});
/// What is approved may be that something must not be.
static FORBIDS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^ (?:to )?(?:an? |the |la |el |una |un )?(?:ban|bans|prohibit|outlaw|moratorium|prohib[a-z]+|moratoria)\b",
    )
});

/// How much of what leads to words may say that they are denied, advised or no aim.
pub(super) const LED: usize = 80;

/// "No facial recognition", "sin que ninguna cámara": the clause that the text ends in denies what it speaks of.
pub(super) fn is_denied(before: &str) -> bool {
    const DENIALS: [&str; 12] = [
        "no", "not", "none", "nor", "neither", "never", "without", "sin", "ningun", "ninguna",
        "nunca", "tampoco",
    ];
    let clause = before.rsplit([',', ';', '.', ':', '(']).next().unwrap_or_default();
    clause.split(' ').any(|word| DENIALS.contains(&word))
}

fn statuses(scene: &Scene<'_>, focus: &Focus, listed: &[Subject], drafts: &mut Drafts<'_>) {
    let about = !scene.technologies.is_empty()
        || scene.has(&[Cue::System, Cue::Contract])
        || scene.first(NameOf::Law).is_some()
        || focus.deal().is_some();
    if !about && focus.deployment().is_none() {
        return;
    }
    let law = super::law::first_named(scene);
    let attribution = scene.speaker(speaker);
    let bans = super::law::banned(scene);
    // What is banned is not said to be in use: "have banned police use of".
    let used = |found: &&Found<Status>| {
        found.value != Status::InUse || !bans.iter().any(|ban| overlap(ban, &found.at))
    };
    for found in scene.statuses.iter().filter(used) {
        let denied = scene
            .nearest(&found.at, &[Cue::Not])
            .is_some_and(|(cue, far)| cue.at.end <= found.at.start && far < 40)
            || scene.until(found.at.start).ends_with(" no ")
            || found.value == Status::InUse && is_denied(scene.before(found.at.start, LED));
        // "Your request for information" is one for records.
        let records =
            found.value == Status::MarketResearch && (focus.replies || scene.has(&[Cue::Request]));
        if records {
            continue;
        }
        let approved = found.value == Status::Approved;
        let subject = law.as_ref().filter(|_| approved);
        if approved && subject.is_none() && FORBIDS.is_match(scene.part(scene.after(found.at.end)))
        {
            continue;
        }
        let tender = matches!(found.value, Status::Open | Status::Cancelled | Status::Approved)
            .then(|| focus.tender(scene))
            .flatten();
        let Some(subject) = subject.or(tender).or(focus.deployment()) else { continue };
        let (led, next) = (scene.before(found.at.start, LED), scene.after(found.at.end));
        let attribute = approved && ATTRIBUTE.is_match(scene.part(next));
        if ADVISED.is_match(scene.part(led)) || WE.is_match(scene.part(led)) || attribute {
            continue;
        }
        let words = scene.folded.forth(found.at.start)..scene.folded.forth(found.at.end);
        if is_of_another(found.value, &scene.folded, words) {
            continue;
        }
        let value = Value::Status(found.value);
        let finding = Finding::new(
            rule_of(found.value),
            subject,
            Property::Status,
            value,
            &found.at,
            &scene.at,
        );
        drafts.propose(Finding {
            polarity: if denied { Polarity::Negated } else { Polarity::Affirmed },
            attribution: attribution.clone(),
            ..finding
        });
    }
    super::findings::relate(scene, focus, drafts);
    denials(scene, focus, listed, drafts);
}

/// "the two towns did not buy it": the statement's whole clause is what is denied.
fn denials(scene: &Scene<'_>, focus: &Focus, listed: &[Subject], drafts: &mut Drafts<'_>) {
    let relevant = !scene.technologies.is_empty() || scene.has(&[Cue::System, Cue::Contract]);
    let Some(cue) = scene.cues.iter().find(|cue| cue.value == Cue::Not) else { return };
    let denied =
        |found: &Found<Technology>| DENIED.is_match(scene.part(scene.before(found.at.start, LED)));
    if scene.technologies.iter().any(denied) {
        return; // Said of the technology itself already.
    }
    if !relevant || scene.statuses.iter().any(|status| distance(&status.at, &cue.at) < 60) {
        return;
    }
    if OTHERWISE.is_match(scene.part(scene.after(cue.at.end)))
        || scene.folded.hints_at(Hint::Please)
    {
        return;
    }
    let end = clause_end(scene, cue.at.end);
    let at = cue.at.start..end;
    if drafts.has_upon(&[Property::Status], &at) {
        return;
    }
    let Some(value) = drafts.literal(&at, Value::Text).filter(|_| at.len() >= 12) else { return };
    let subjects: Vec<&Subject> = if listed.is_empty() {
        focus.deployment().into_iter().collect()
    } else {
        listed.iter().collect()
    };
    for subject in subjects {
        let finding =
            Finding::new("status/denial", subject, Property::Status, value.clone(), &at, &scene.at);
        drafts.propose(finding);
    }
}

/// What need not be done, or is not known, denies nothing of a system.
static OTHERWISE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^ (?:need|have to|proceed|require|want|know|believe|think|mean|necesita[a-z]*|sabe[a-z]*|conoce[a-z]*|way|a sufficient|enough|clear|evidence|[a-z]+(?:ice|ique|arse)\b)",
    )
});

/// Where the clause ends that goes on at `from`.
fn clause_end(scene: &Scene<'_>, from: usize) -> usize {
    let rest = &scene.text[from..scene.at.end];
    let stop = rest.find([',', ';', '.', '”', '"', '\n', '(']).unwrap_or(rest.len());
    from + first_bytes(&rest[..stop], 160).trim_end().len()
}

static PURPOSE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:in order to|so as to|aimed at|for the purposes? of|with the aim of|for use (?:by|in)|for authentication of|for verification of|(?:will |would |can |could )?(?:help(?:s|ed)?|allow(?:s|ed|ing)?|let|enabl(?:e|es|ed|ing)) (?:them |us |it |the )?(?:[a-z]+ ){0,3}?(?:to )?(?:identify|verify|detect|track|monitor|find|locate|catch|recover|solve|prevent|fight|investigate|recogni[sz]e|search|spot|arrest|control|check)|con el fin de|con el objetivo de|con la finalidad de|a fin de|con el proposito de|el proposito (?:declarado )?(?:es|fue|era) (?:que )?|que permite|con (?:la justificacion|la excusa|fines|miras|el argumento) (?:de|a)?|aimed to|aims to|enables?|permiten? (?:la |el )?(?:busqueda|identificacion|deteccion|reconocimiento|identificar|detectar|buscar|ubicar)|para (?:la |el |fines de )?(?:[a-z]{2,}[aei]r(?:l[oae]s?|se|les)?|identificacion|deteccion|verificacion|prevencion|seguridad|control|busqueda|lucha|combate))\b[^.;:()]+|\bfor (?:[a-z-]+ ){1,4}purposes\b",
    )
});
/// The same without more than "to"; see [`purpose`] for what stands before it.
static TO: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"\bto (?:identify|verify|authenticate|detect|track|monitor|enhance|operate|control|improve|prevent|combat|search|find|locate|confirm|manage|conduct|carry out|strengthen|facilitate|support|conform|match|compare|check|catch|fight|reduce|ensure|screen|organi[sz]e|register|recover|deploy against|reunite|measure|verify|enforce|count|trace|deter|investigate|solve|help|crack down|tackle|flag|curb|stop|apprehend|arrest|spot|secure|speed up|streamline|protect|safeguard|recogni[sz]e|capture|scan|process|analy[sz]e|assist|aid|allow|enable|keep|look for|boost|increase|maintain|reunite|crack|issue)\b[^.;:()"]+"#,
    )
});

/// Where the first purpose stands in a part of a sentence, without what leads to "to".
fn purpose(scene: &Scene<'_>, rest: &str) -> Option<Range<usize>> {
    let led = PURPOSE.find(scene.part(rest)).map(|hit| hit.range());
    let mut from = 0;
    let to = std::iter::from_fn(|| {
        let hit = TO.find(scene.part(rest.get(from..)?))?;
        let at = from + hit.start()..from + hit.end();
        from = at.start + "to".len();
        Some(at)
    });
    let apart = |at: &Range<usize>| at.start == 0 || rest[..at.start].ends_with([' ', '"']);
    let to = to.take_while(|to| led.as_ref().is_none_or(|led| to.start < led.start)).find(apart);
    to.or(led)
}

/// What somebody is asked, able or at pains to do is not what a system is for.
pub(super) static NO_AIM: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:ask[a-z]*|order[a-z]*|instruct[a-z]*|told|urg[a-z]*|press[a-z]*|requir[a-z]*|way|steps?|plans?|refus[a-z]*|needs?|able|fail[a-z]*|decid[a-z]*|ability|safeguards|protections|accused|forced|right|according|due|owing|prior|contrary|thanks|capacidad|gasto|aporte|respecto|debido|implicaciones|derecho|dificultad[a-z]*|pasos|plazo|dinero)(?: (?:for|of|de|del|el|la|the|[a-z']+)){0,3} ?$",
    )
});

fn purposes(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let about = !scene.technologies.is_empty()
        || scene.has(&[Cue::System, Cue::Contract])
        || scene.names.iter().any(|name| name.value == NameOf::Vendor);
    let Some(subject) = focus.deployment().filter(|_| about) else { return };
    let text = scene.folded.text();
    let mut from = 0;
    for _ in 0..2 {
        let Some(hit) = text.get(from..).and_then(|rest| purpose(scene, rest)) else {
            return;
        };
        let start = from + hit.start;
        let words = super::law::up_to(&text[start..from + hit.end], 150);
        let stop = words.find(", ").filter(|at| *at > 20).unwrap_or(words.len());
        let end = start + words[..stop].trim_end().len();
        // Another aim may follow behind a comma.
        from = end;
        let at = scene.folded.back(&(start..end));
        let forbidden = super::frames::is_forbidden(&text[..start]);
        let led = NO_AIM.is_match(scene.part(scene.before(at.start, LED)));
        if forbidden || led || scene.full_or_sought(&at).is_some() {
            continue;
        }
        if let Some(value) = drafts.literal(&at, Value::Text) {
            let finding =
                Finding::new("use/purpose", subject, Property::Purpose, value, &at, &scene.at);
            drafts.propose(finding);
        }
    }
}

static JOINED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:connected to|connects?|linked to|links to|against|databases? of|access to|hook up to|interfac[a-z]+ with|interoperab[a-z]+|consulting databases of|integrat[a-z]+ (?:with|into)|compared (?:with|to|against)|matched against|convenio con|conectad[oa]s? (?:a|con)|acceso (?:[a-z]+ )?a|aportad[oa]s por|alimentad[oa]s? (?:con|por)|se nutre de|fed by|provided by|drawn from|(?:connects|connecting) (?:the|to)|hooked up to|searches|quer(?:y|ies|ied|ying)|searched against|checks? against|checked against|cruz[a-z]+ (?:con|contra)|consulta[a-z]* (?:a|con|la base)|bases? de datos del?|registrad[oa]s en|cotej[a-z]+ (?:con|contra)|interconect[a-z]+|vinculad[oa]s? (?:a|con))\b",
    )
});
/// "data collected by the police": whoever gathers is not what is looked into.
static BY: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(?:by|por|from)(?: the| la| el| los| las)? $"));
static PLAIN_DATABASE: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Database,
        r"\b(?:against|with|to|on|from|and|contra|con|a|en|y) ((?:the |an? |la |las |los |sus )?[a-z'-]+(?: [a-z'-]+){0,4} (?:databases?|watch ?lists?)|(?:las? )?bases? de datos (?:del? |de la )?[a-z]+(?: [a-z]+){0,3})\b",
    )
});

/// What is held against a body, searched for it or opened to it is none of its data.
static ONLY_AGAINST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:compar|match|check|search|run|ran|cross|cotej|cruz|verif|scan|vett|screen)[a-z]*\b[^.;]*$",
    )
});
static ON_BEHALF: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(?:on\W+behalf\W+of|en nombre de|por cuenta de|a pedido de)\b"));
/// Who is given access is no source of data.
static GIVEN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:giv(?:es?|en|ing)|gave|grant[a-z]*|sell[a-z]*|sold|shar[a-z]+|allow[a-z]*|permit[a-z]*|provid[a-z]+|offer[a-z]*|da|dan|dar|dio|otorg[a-z]+|conced[a-z]+|brind[a-z]+|vend[a-z]+)(?: [a-z]+){0,2} $",
    )
});
static RECORDS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:databases?|data|records?|registr[a-z]+|lists?|watchlists?|files?|systems?|bases?|datos|padron|padrones|archivos?|sistemas?|images?|photos?|imagenes|fotos?)\b",
    )
});

/// True where what joins a system to a body leads to what that body keeps.
fn leads_to_data(scene: &Scene<'_>, cue: &crate::folded::Match<'_>, name: &Found<NameOf>) -> bool {
    let text = scene.folded.text();
    let (start, end) = (scene.folded.forth(name.at.start), scene.folded.forth(name.at.end));
    let between = text.get(cue.end()..start).unwrap_or_default();
    if ON_BEHALF.is_match(scene.part(between)) {
        return false;
    }
    let whole = text.ceil_char_boundary((end + 40).min(text.len()));
    let kept = || {
        name.value == NameOf::Database || RECORDS.is_match(scene.part(&text[cue.start()..whole]))
    };
    match cue.as_str() {
        "against" => ONLY_AGAINST.is_match(scene.part(&text[..cue.start()])) || kept(),
        words if words.starts_with("access") || words.starts_with("acceso") => {
            kept() || !GIVEN.is_match(scene.part(&text[..cue.start()]))
        }
        _ => true,
    }
}

fn databases(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let Some(subject) = focus.deployment() else { return };
    let bodies = |name: &Found<NameOf>| matches!(name.value, NameOf::Agency | NameOf::Database);
    let joins = |name: &Found<NameOf>| bodies(name) || name.value == NameOf::Acronym;
    let joined = scene.names.iter().any(joins).then(|| JOINED.find_iter(&scene.folded));
    for cue in joined.into_iter().flatten().take(3) {
        let from = scene.folded.back(&cue.range()).end;
        for name in &scene.names {
            // Capitals that nobody explains count right behind the words.
            let capitals = name.value == NameOf::Acronym && name.at.len() > 3;
            let most = if capitals { 14 } else { 140 };
            let near = name.at.start >= from && name.at.start - from < most;
            let by = BY.is_match(scene.part(scene.before(name.at.start, LED)));
            if near && (capitals || bodies(name)) && !by && leads_to_data(scene, &cue, name) {
                let value = drafts.literal(&name.at, Value::Name);
                propose_database("use/database_body", scene, drafts, subject, value, &name.at);
            }
        }
    }
    if !scene.folded.hints_at(Hint::Database) {
        return;
    }
    let named = |hit: &crate::folded::Match<'_>| {
        let at = scene.folded.back(&hit.range());
        // A name says better which one it is, and whole.
        let better = scene.names.iter().any(|name| bodies(name) && overlap(&name.at, &at));
        !better && !scene.is_somebodys(&at) && is_named_database(hit.as_str())
    };
    for hit in
        PLAIN_DATABASE.captures_iter(&scene.folded).filter_map(|c| c.get(1)).filter(named).take(2)
    {
        let at = whole_name(scene, scene.folded.back(&hit.range()));
        let value = drafts.literal(&at, Value::Name);
        propose_database("use/database", scene, drafts, subject, value, &at);
    }
}

/// "la base de datos del Registro Nacional de las …": what has capitals goes on to its end.
fn whole_name(scene: &Scene<'_>, at: Range<usize>) -> Range<usize> {
    static NAME: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^(?:[Ll]as? )?[Bb]ases? de [Dd]atos (?:del?|de la) (?:\p{Lu}[\p{L}-]*(?:(?: (?:de las|de los|de la|del|de|y|e) | )\p{Lu}[\p{L}-]*){0,6})",
        )
    });
    let rest = scene.text.get(at.start..scene.at.end).unwrap_or_default();
    NAME.find(rest).map_or(at.clone(), |hit| at.start..at.start + hit.end())
}

/// True where the words say which database is meant: "the police database", not "a database".
fn is_named_database(words: &str) -> bool {
    static PLAIN: WordList = WordList::new(
        "the|a|an|its|their|his|her|our|this|that|any|some|such|one|own|large|big|various|other|several|multiple|different|varias|otras|distintas|cuya|cuyas|cuyo|\
central|single|new|existing|reference|local|internal|external|vast|huge|la|las|los|una|sus|database|\
databases|base|bases|de|del|datos|que|para|con|y|o|en|por|propia|propias|personales|biometricos",
    );
    static JOINTS: WordList = WordList::new("with|against|to|on|from|in|by|for|contra|a");
    // In "los datos del padron y" the name is what stands right behind.
    let spanish = words.contains("datos");
    let mut words = words.split(' ').filter(|word| !word.is_empty());
    if spanish {
        let telling = |word: &str| {
            matches!(
                word,
                "que" | "cuya" | "cuyas" | "cuyo" | "para" | "con" | "y" | "en" | "por" | "propia"
            )
        };
        let mut rest = words.skip_while(|word| *word != "datos").skip(1).peekable();
        let which = |word: &str| {
            const ENDS: &[&str] = &[
                "al", "ales", "ico", "ica", "icos", "icas", "ivo", "iva", "ivas", "aria", "arias",
                "ana", "anas", "ense", "oria", "ado", "ada", "adas", "os", "as", "es",
            ];
            matches!(word, "de" | "del") || ENDS.iter().any(|end| word.ends_with(end))
        };
        // "la base de datos contiene": what follows says what it does, and not which it is.
        return rest.peek().is_some_and(|word| !telling(word) && which(word))
            && rest.any(|word| !PLAIN.has(word));
    }
    let article = words.clone().next().is_some_and(|word| word == "a");
    let plain = words.clone().skip(usize::from(article)).any(|word| JOINTS.has(word));
    !plain && words.any(|word| !PLAIN.has(word))
}

fn propose_database(
    rule: &'static str,
    scene: &Scene<'_>,
    drafts: &mut Drafts<'_>,
    subject: &Subject,
    value: Option<Value>,
    at: &Range<usize>,
) {
    if let Some(value) = value {
        let finding =
            Finding::new(rule, subject, Property::DatabaseConnected, value, at, &scene.at);
        drafts.propose(finding);
    }
}
