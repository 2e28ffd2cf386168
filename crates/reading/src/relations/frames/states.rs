//! In what state: from a verb's tense and voice, and from what an authority or a form says came out.
//!
//! It should also find: "the 160 cameras installed", "las cámaras serán colocadas", "Outcome: …", "the appeal is
//! dismissed", "images are kept for 30 days", "sujeta a autorización".

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Kind, Property, Status, Value};

use super::super::law::up_to;
use super::super::uses::{ADVISED, LED, is_denied};
use super::phrases::back;
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Subject};
use crate::folded::{Folded, Pattern, hinted, pattern};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::scene::Scene;
use crate::words::WordList;
use crate::{persons, status};

/// Proposes the state that a verb's form tells.
pub(super) fn relate(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    if scene.folded.hints_at(Hint::Outcome) {
        stretches(&HELD, "frame/held", scene, subject, drafts);
    }
    // What a law says will be is what it demands.
    if subject.mention.kind == Kind::Law {
        return;
    }
    if !scene.statuses.is_empty() || drafts.has_upon(&[Property::Status], &scene.at) {
        return;
    }
    let text = scene.folded.text();
    for hit in status::PUT_TO_USE.captures_iter(&scene.folded).take(4) {
        let Some(verb) = hit.get(0).map(|verb| verb.range()) else { continue };
        let future = hit.name("ara").is_some();
        let Some((state, start)) = state(scene, &verb, future) else { continue };
        if is_denied(&text[..start]) {
            continue;
        }
        let at = scene.folded.back(&(start..verb.end));
        let value = Value::Status(state);
        let said = drafts.says_near(subject, Property::Status, &value, &at);
        if said || ADVISED.is_match(scene.part(scene.before(at.start, LED))) {
            continue;
        }
        let finding = Finding::new("frame/tense", subject, Property::Status, value, &at, &scene.at);
        drafts.propose(finding);
        return;
    }
    has_in_use(scene, subject, drafts);
}

/// What stands before a verb that no one does: what may be, is asked, or is done by other means.
static UNREAL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:to|may|can|could|will|would|should|must|might|be|is|are|was|were|been|being|not|never|no|nunca|tampoco|if|si|whether|se|podria|podrian|puede|pueden|debe|deben|for|of|and) (?:[a-z]+ly |also |tambien |ya |now )?$",
    )
});
/// Who has something: a kind of body, or somebody by what they are.
static WHO_HAS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:police|department|departments|agency|agencies|authority|authorities|force|forces|officers|officials|council|city|cities|county|counties|government|governments|school|schools|district|office|ministry|company|companies|network|they|we|which|that|who|airport|airports|stadium|club|clubs|bank|banks|states?|towns?)(?: (?:also|already|now|currently|has|have|had|have also|recently|reportedly|first|then|frequently|regularly|routinely))* $",
    )
});

/// "The police used the system", "opera 50 cámaras": whoever has a system has it in use.
fn has_in_use(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    const SOON: usize = 80;
    let text = scene.folded.text();
    for hit in status::HAS_IN_USE.find_iter(&scene.folded).take(4) {
        let at = scene.folded.back(&hit.range());
        let led = scene.before(at.start, LED);
        let english = is_english(hit.as_str());
        let named = scene.names.iter().any(|name| {
            name.value != NameOf::Law && name.at.end <= at.start && at.start - name.at.end < 24
        });
        let who = !english || named || WHO_HAS.is_match(scene.part(led));
        if !who || UNREAL.is_match(scene.part(led)) || is_denied(&text[..hit.start()]) {
            continue;
        }
        let soon = |range: &Range<usize>| range.start >= at.end && range.start - at.end < SOON;
        let used = scene.technologies.iter().any(|found| soon(&found.at))
            || scene.cues.iter().any(|cue| cue.value == Cue::System && soon(&cue.at));
        let banned = drafts.has_upon(&[Property::Ban], &at);
        if !used || banned || ADVISED.is_match(scene.part(led)) {
            continue;
        }
        let value = Value::Status(Status::InUse);
        if drafts.says_near(subject, Property::Status, &value, &at) {
            return;
        }
        let rule = "frame/has_in_use";
        drafts.propose(Finding::new(rule, subject, Property::Status, value, &at, &scene.at));
        return;
    }
}

/// True for an English verb of having in use, which may be a participle of what nobody is said to do.
fn is_english(verb: &str) -> bool {
    const STEMS: [&str; 8] =
        ["use", "operate", "run", "employ", "reli", "rely", "adopted", "consist"];
    STEMS.iter().any(|stem| verb.starts_with(stem))
}

/// The state that the verb at `verb` tells, and where its words begin.
fn state(scene: &Scene<'_>, verb: &Range<usize>, future: bool) -> Option<(Status, usize)> {
    let text = scene.folded.text();
    if future {
        return Some((Status::Planned, verb.start));
    }
    let mut start = verb.start;
    let (mut helped, mut to) = (false, false);
    for (from, word) in back(text, verb.start).take(4) {
        match word {
            "is" | "are" | "was" | "were" | "been" | "being" | "es" | "son" | "fue" | "fueron"
            | "sido" | "esta" | "estan" | "estaban" | "encuentran" | "encuentra" => helped = true,
            "has" | "have" | "had" | "ha" | "han" | "currently" | "now" | "already" | "ya"
            | "actualmente" | "also" | "also,be" => {}
            "be" => to = true,
            "will" | "seran" | "sera" => return Some((Status::Planned, from)),
            "to" if to => return Some((Status::Planned, from)),
            "not" | "never" | "no" | "nunca" | "could" | "would" | "may" | "might" | "can"
            | "should" | "must" | "podria" | "podrian" | "pueden" | "puede" | "if" | "si" => {
                return None;
            }
            _ => break,
        }
        start = from;
    }
    if to {
        return None;
    }
    let perfect = start < verb.start;
    (helped || perfect || is_of_system(scene, verb.start)).then_some((Status::InUse, start))
}

/// "cameras installed", "las 160 cámaras instaladas": the system stands right before.
fn is_of_system(scene: &Scene<'_>, at: usize) -> bool {
    let at = scene.folded.back(&(at..at + 1)).start;
    let near = |range: &Range<usize>| range.end <= at && at - range.end <= 2;
    scene.technologies.iter().any(|found| near(&found.at))
        || scene.cues.iter().any(|cue| cue.value == Cue::System && near(&cue.at))
}

/// How long what it records is kept.
static KEPT: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Kept,
        r"\b(?:retained|kept|stored|held|conservan|conservad[oa]s|guardan) (?:[a-z]+ )?[0-9]+ (?:days|hours|weeks|months|years|dias|horas|semanas|meses|anos)\b|\b(?:retained|kept|stored|held|saved|deleted|erased|purged|overwritten|retention period of|retains? (?:[a-z]+ ){1,4}|stores? (?:[a-z]+ ){1,4}|keeps? (?:[a-z]+ ){1,4}|conserv[a-z]+|almacen[a-z]+|guard(?:a|an|ado|ados|ada|adas|aran)|elimin[a-z]+|borr[a-z]+|destrui[a-z]+|retenid[oa]s?|retienen?) ?(?:[a-z]+ )?(?:for|after|within|durante|por|tras|a los|en|hasta|de) (?:the |el |un |plazo |maximo |periodo |de |up to |at least |at most |only |a maximum of |a period of |no more than |un |una |los |un maximo de |un periodo de |un plazo de |hasta |al menos )*(?:[a-z0-9-]+ ){1,3}?(?:\([0-9]+\) )?(?:[a-z]+ )?(?:days?|hours?|weeks?|months?|years?|dias?|horas?|semanas?|mes(?:es)?|anos?)\b",
    )
});

/// What it lacks, or nobody did, asked or told: the clause that begins so.
static LACKS: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Lacks,
        r"\b(?:(?:there (?:is|are|was|were)|contains?|contained|provides?|provided|offers?|gives?|has|have|had|under|shows?|exist) (?:still |currently |also |virtually |almost )?no (?:[a-z-]+ ){0,2}?(?:clarity|direction|information|guidelines?|data|criteria|polic(?:y|ies)|rules?|records?|evidence|mechanisms?|requirements?|limits?|standards?|safeguards?|laws?|statutes?|legislation|regulations?|oversight|protocols?|procedures?|audits?|transparency|details?|contracts?|agreements?|plans?|intention)|(?:failed|fails|refused|refuses|declined|declines|neglected) to [a-z]{3,}|nada se sabe|se desconoce|no se (?:sabe|conoce|conocen|informo|especifica|especifico|ha informado|publico)|no (?:hay|existen?|existia|contaban?|cuentan?|tienen?|acredito|dispone|disponen) (?:con |de )?(?:[a-z]+ ){0,3}?(?:documentacion|informacion|protocolos?|mecanismos?|limites?|requisitos?|criterios|registros?|estatuto|controles|garantias|datos|estudios?|contrato|politica)|tampoco [a-z]{3,}|(?:missing|absent) (?:in|from)|(?:not|never) (?:yet |been |been made )*(?:specified|verified|confirmed|cross-checked|disclosed|published|audited|evaluated|notified)|without (?:adequate |proper |sufficient |their |any |the |a |prior |explicit )*(?:[a-z]+ (?:or|and) )?(?:verification|consent|knowledge|warrant|permission|approval|disclosure|notice|justification|disclosing|informing|consulting|asking|notifying)|sin (?:que |el |la |su |ningun |ninguna |previa |requerir |contar con |una |un )*(?:[a-z]+ (?:o|y|ni) )?(?:consentimiento|conocimiento|autorizacion|orden judicial|permiso|licitacion|verificacion|aviso|supervision|informar|consultar|avisar|solicitar))\b",
    )
});

/// What is demanded of it, or allowed.
static HELD: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Outcome,
        r"\b(?:subject to (?:[a-z]+ ){0,4}(?:authori[sz]ation|approval|surveillance|oversight|monitoring|review|audits?)|(?:must|shall|to) be authori[sz]ed by|(?:authori[sz]ation|permit) (?:is|was) (?:required|revocable|revoked|granted|refused)|(?:requerira|requieren?|precisa(?:ra|n)?|exige) (?:de )?(?:la |el |una |previa )*(?:[a-z]+ ){0,2}?(?:autorizacion|aprobacion|informe|evaluacion|orden judicial)|sujet[oa]s? a(?:l)? (?:[a-z]+ ){0,4}(?:autorizacion|aprobacion|control|supervision|evaluacion)|(?:sera|seran|fue|fueron|ha sido|han sido) (?:autorizad|aprobad|denegad|revocad)[oa]s? por|(?:tendra|tiene) [a-z ]{0,30}caracter revocable|intends? to (?:carry on|continue|keep) (?:on )?(?:using|operating|deploying)|(?:continues?|continued) (?:to use|using)|seguira(?:n)? (?:usando|utilizando|operando)|ordered (?:[a-z]+ ){0,6}to (?:stop|cease|reduce|decrease|delete|end|suspend|halt|remove)|(?:given|has|have) [0-9a-z-]+ (?:days|months|weeks) to (?:stop|reduce|end|comply|delete|remove)|stop using|orden(?:o|a|aron) (?:[a-z]+ ){0,6}(?:cesar|suspender|retirar|borrar|eliminar|suprimir|dejar de)|(?:carec[a-z]+ de|sin|no (?:tenia|tiene|existe|existia)) (?:una |un |de )?(?:base|fundamento|amparo|sustento|habilitacion|cobertura) (?:juridic[oa]|legal|normativ[oa])|no se (?:realizo|efectuo|llevo a cabo|hizo|presento|publico|elaboro) (?:[a-z]+ ){0,3}(?:evaluacion|estudio|consulta|licitacion|analisis)|breached (?:[a-z']+ ){0,4}privacy|breach of (?:[a-z']+ ){0,3}privacy|(?:developing|preparing|drafting|conducting) (?:a|an|its|the)? ?'?(?:[a-z]+ ){0,3}(?:impact assessment|policy)|(?:only|solely|exclusively) (?:be )?used (?:for|as|to|by)|(?:not|no longer) (?:be )?(?:[a-z]+ly )?(?:used|offered|sold|available|provided|shared|stored) (?:for|as|to|by|in|with|on)|(?:never|no longer) used\b|no longer in use|not a tool|(?:is|are) optional|es (?:opcional|voluntari[oa]|obligatori[oa])|is (?:voluntary|mandatory|compulsory)|out of service|not (?:yet )?(?:operational|working|functioning)|fuera de servicio|fuera de operacion|sin funcionar|(?:no|dejaron de|dejo de) funciona(?:n|r|ban|ron)?|(?:is|are|esta|estan) (?:in development|under development|en desarrollo|en construccion))\b",
    )
});

/// Proposes the first stretch of such words.
fn stretches(
    words: &'static Pattern,
    rule: &'static str,
    scene: &Scene<'_>,
    subject: &Subject,
    drafts: &mut Drafts<'_>,
) {
    let text = scene.folded.text();
    let Some(hit) = words.find(scene.part(text)) else { return };
    let open = rule == "frame/lacks"
        || [" for", " to", " by", " as", " in", " por"].iter().any(|w| hit.as_str().ends_with(w));
    let end = if open { clause_end(text, hit.end()) } else { hit.end() };
    let at = scene.folded.back(&(hit.start()..end));
    if !ADVISED.is_match(scene.part(scene.before(at.start, LED))) {
        super::propose(rule, scene, subject, Property::Status, &at, drafts);
    }
}

/// Where the clause ends that goes on at `from`.
fn clause_end(text: &str, from: usize) -> usize {
    const MOST: usize = 100;
    let rest = up_to(&text[from..], MOST);
    let stop = rest.find([',', ';', '.', '(', '"', ':']).unwrap_or(rest.len());
    from + rest[..stop].trim_end().len()
}

/// "Outcome: Violation Found", "Estado | Operativo": a line that is a label and what came out.
static LABELLED: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Outcome,
        r"^[^a-z0-9]*(?:outcome|decision|result|status|ruling|determination|verdict|disposition|deployment status|project status|resultado|fallo|estado|estatus|situacion|sentido de la resolucion|sentido)[^a-z0-9:|]*[:|][^a-z0-9]*([a-z][^|;]{2,70}?)[^a-z0-9]*$",
    )
});
/// What an authority or a court found, in any sentence.
static FOUND: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Found,
        r"\b(?:appeal (?:is|was|has been) (?:allowed|dismissed|upheld|rejected|refused)|(?:(?:was|were|is|are) )?not in accordance with the law|violation (?:was )?found|no violation (?:was )?found|complaint (?:is|was) (?:upheld|dismissed|rejected)|(?:reprimand|reprimanded) (?:by|for)|did not (?:provide|mention|give|specify|indicate|disclose|publish) (?:a|an|any|the) (?:[a-z]+ ){0,3}(?:response|period|basis|policy|information|assessment|notice|reason)|recurso (?:fue |ha sido )?(?:estimado|desestimado|rechazado|inadmitido)|(?:se )?(?:estima|desestima|rechaza|acoge) (?:el|la|parcialmente el) (?:recurso|demanda|accion|amparo)|no (?:informo|menciono|indico|publico|entrego|proporciono) (?:el|la|los|las|un|una|sobre) (?:[a-z]+ ){0,3}(?:plazo|base|politica|evaluacion|informacion|respuesta|contrato))\b",
    )
});

/// Proposes what came out, of a system that the document is about.
pub(super) fn outcomes(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    if scene.folded.hints_at(Hint::Kept) {
        stretches(&KEPT, "frame/kept", scene, subject, drafts);
    }
    if scene.folded.hints_at(Hint::Lacks) {
        stretches(&LACKS, "frame/lacks", scene, subject, drafts);
    }
    let text = scene.folded.text();
    if text.len() < 110
        && scene.folded.hints_at(Hint::Outcome)
        && text.bytes().any(|byte| matches!(byte, b':' | b'|'))
        && let Some(value) = LABELLED.captures(&scene.folded).and_then(|hit| hit.get(1))
    {
        let at = scene.folded.back(&value.range());
        labelled(scene, subject, &at, drafts);
        return;
    }
    if !scene.folded.hints_at(Hint::Found) {
        return;
    }
    stretches(&FOUND, "frame/found", scene, subject, drafts);
}

/// True where words say how well something is shown, and not what came of it.
fn is_of_evidence(words: &str) -> bool {
    static EVIDENCE: WordList = WordList::new(
        "corroborated|uncorroborated|correction|corrected|confirmed|unconfirmed|verified|unverified|sourced|source|\
supported|unsupported|true|false|plausible|misleading|documented|undocumented|corroborado|corroborada|verificado|\
verificada|confirmado|confirmada|documentado|documentada|falso|falsa|verdadero|verdadera|enganoso",
    );
    let folded = codebook::fold::fold(words);
    let mut words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| EVIDENCE.has(word))
}

/// A label's value: a state of the codebook's where it is one.
fn labelled(scene: &Scene<'_>, subject: &Subject, at: &Range<usize>, drafts: &mut Drafts<'_>) {
    let words = scene.words(at);
    let states = status::statuses(&Folded::new(words, at.start));
    let lone = states.first().filter(|state| 2 * state.at.len() > words.len());
    if let Some(state) = lone {
        if !drafts.has_upon(&[Property::Status], at) {
            let value = Value::Status(state.value);
            let finding = Finding::new(
                "frame/outcome",
                subject,
                Property::Status,
                value,
                &state.at,
                &scene.at,
            );
            drafts.propose(finding);
        }
        return;
    }
    let plain = words.split_whitespace().count() <= 8 && !persons::names_somebody(words);
    if plain && !words.contains("http") && !is_of_evidence(words) {
        super::propose("frame/outcome", scene, subject, Property::Status, at, drafts);
    }
}
