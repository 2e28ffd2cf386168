//! Who runs a system: the body that the words say uses, deploys, buys or plans it.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Property, Technology, Value};

use super::deals::propose_name;
use super::peers;
use super::subjects::Focus;
use super::topics::overlap;
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Subject};
use crate::folded::{Found, Pattern, pattern};
use crate::names::NameOf;
use crate::scene::Scene;

/// "X has deployed", "X is planning to use", "X utiliza": also finds "X, which runs", "X (XYZ) adquirió".
static DOES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: \([^)]{1,50}\))?(?:, (?:[a-z]{2}|[a-z]{2,5}\.),?)?(?: (?:in|en) [a-z]+(?: [a-z]+)?)?,? (?:to (?:acquire|obtain|use|deploy|install|buy|purchase|procure|operate)\b|(?:which |that |que |also |first |already |now |today |yesterday |hoy |ayer |recently |officially |officers? |officials? |itself |tambien |ya |[a-z]+ly |[a-z]+mente )*(?:has |have |had |is |are |was |were |will |would |can |may |ha |han |habia |esta |estan |va a |van a |busca |buscan |podra |debera |viene |vienen |sigue |siguen |volvera a |pretende |quiere )?(?:de )?(?:volver a )?(?:also |already |been |since |now |ya |[a-z]+ly )*(?:(?:begun|began|started|plans|planning|intends|intending|proposes|proposing|wants|looking|going|decided|agreed|approved|authori[sz]ed|permitted|allowed|expects|expected|hopes|hoping|aims|aiming|set|due|scheduled|ready|seeks|seeking|preparing|prepares|continues|continued|voted(?: (?:[a-z]+|\d+-\d+))?|moved|resolved|espera|pretenden|contempla|alista|prepara|tiene previsto|tiene planeado|voto (?:por|para)|acordo|comenzo a|empezo a|preve|planea|proyecta|decidio|tiene planes de|busca)(?: to)? )?(?:us(?:e|es|ed|ing)|operat(?:e|es|ed|ing)|process(?:es|ed)|maintain(?:s|ed)|manag(?:es|ed)|deploy(?:s|ed|ing)?|run(?:s|ning)?|ran|employ(?:s|ed|ing)?|install(?:s|ed|ing)?|implement(?:s|ed|ing)?|introduc(?:e|es|ed|ing)|launch(?:es|ed|ing)?|rolled out|rolling out|roll out|trial(?:s|led|ed|ing|ling)?|pilot(?:s|ed|ing)?|test(?:s|ed|ing)?|acquir(?:e|es|ed|ing)|obtain(?:s|ed|ing)?|purchas(?:e|es|ed|ing)|b(?:uys?|ought|uying)|procur(?:e|es|ed|ing)|adopt(?:s|ed|ing)?|own(?:s|ed)?|has|have|set up|selected|picked|taps|tapped|drops|contracted|commissioned|gets?|got|receiv(?:es|ed)|plac(?:es|ed)|expand(?:s|ed|ing)?|unveil(?:s|ed|ing)?|borrow(?:s|ed)|leas(?:es|ed|ing)|rent(?:s|ed)|licens(?:es|ed)|sign(?:s|ed)|conclud(?:es|ed)|enter(?:s|ed) into|inked|struck|finali[sz](?:es|ed)|fund(?:s|ed)|renew(?:s|ed|ing)?|award(?:s|ed)|explor(?:es|ed|ing)|evaluat(?:es|ed|ing)|consider(?:s|ed|ing)|rel(?:y|ies|ied|ying) on|began|begins|start(?:s|ed)|spent|spends|pa(?:ys|id)|equip(?:s|ped)|integrat(?:es|ed|ing)|announc(?:es|ed)|reach(?:es|ed)|seek(?:s|ing)|sought|look(?:s|ing|ed) (?:for|into|at)|gather(?:s|ed|ing) information|stud(?:ies|ied|ying)|negotiat(?:es|ed|ing)|(?:issu|releas|publish|float)(?:es|ed|ing)(?: \[?[a-z]+){0,3} \[?(?:request|tender|rfp|rfi|call|bid|notice)|\[?(?:recall|cancel|cancell|withdr)(?:s|ed|ew)(?: and [a-z]+)?\b[^.;]{0,120}?(?:request|tender|rfp|rfi|bid)|invit(?:es|ed|ing) (?:sealed |open |electronic |online )?(?:bids|tenders|proposals)|conduct(?:s|ed|ing)|carr(?:ies|ied) out|continu(?:es|ed) (?:to use|using)|pull(?:s|ed) (?:its|their|the)|remov(?:es|ed) (?:its|their|the)|delay(?:s|ed)|end(?:s|ed) (?:its|the|a)|terminat(?:es|ed)|cancel(?:led|ed)|turned off|shut (?:off|down)|kept|keeps|increas(?:es|ed)|accept(?:s|ed)|back(?:s|ed)|let(?: its)? [a-z -]{0,30}(?:lapse|expire)|stopp?(?:s|ed) using|abandon(?:s|ed)|scrapp(?:s|ed)|dropped|disabled|switched off|shelv(?:es|ed)|halt(?:s|ed)|discontinu(?:es|ed)|deactivat(?:es|ed)|decommission(?:s|ed)|dismantl(?:es|ed)|retir(?:es|ed)|ended its|suspend(?:s|ed)|paus(?:es|ed)|wants|turn(?:s|ed) to|extend(?:s|ed|ing)?|upgrad(?:es|ed|ing)|replac(?:es|ed|ing)|activat(?:es|ed)|scann?(?:s|ed|ing)|utiliza(?:n|r|ba|ndo|ron)?|utilizo|usa(?:n|r|ba|ndo|ron)?|uso|emplea(?:n|r|ba)?|empleo|opera(?:n|r|ba)?|opero|despleg(?:o|aron|ar)|despliega|instal(?:o|aron|ar|a|ara|ara n)|implement(?:o|aron|ar|a|ara)|incorpor(?:o|aron|ar|a|ara)|adquir(?:io|ieron|ir|ira)|adquiere|compr(?:o|aron|ar|a|ara)|contrat(?:o|aron|ar|a)|lanz(?:o|aron|ar)|inaugur(?:o|aron|ar)|estren(?:o|aron)|presento|puso en marcha|cuenta con|cuentan con|dispone|tiene|tienen|dispuso|requeria|recab(?:a|an)|anuncio|probo|prueba|engaged|hired|partner(?:s|ed|ing)? with|team(?:s|ed|ing)? up with|mak(?:es|ing) use of|made use of|(?:became|becomes|become|is|was) (?:one of )?(?:the|among the) (?:first|latest|second|third|only|newest)(?: [a-z]+){0,8}? to (?:use|deploy|trial|test|install|adopt|introduce|roll out|launch|pilot|buy|acquire|have)|authori[sz]es?|approv(?:es|ed|e) (?:the|an?|its) (?:[a-z-]+ ){0,3}(?:purchase|contract|agreement|acquisition|use|deployment|installation|lease|subscription|renewal|pilot|trial)|cancels?|(?:puso|ponen|pondra|pusieron) (?:en (?:funcionamiento|operacion|servicio)|a prueba)|inaugur(?:aba|ara|aron)|invirtieron|invierte|dispone de|se doto de|se equipo con|doto a|llev(?:o|a|ara) a cabo (?:la|una|el|un)|tramita (?:la|una|el)|recurr(?:e|io|ira) a|hac(?:e|en) uso de|hizo uso de|utilizaba|apuesta por|aposto por|sac(?:o|a|ara) a licitacion|amplia|amplio|ampliara|incorpora|incorporara|incorporar|sum(?:a|o|ara)|licit(?:a|o|ara|aron)|adjudic(?:a|o|ara|aron)|renov(?:o|ara)|renueva|firmo|suscribio|destin(?:o|ara)|invirtio|invertira|pago|pagara|gasto|integr(?:a|o|ara)|habilito|activ(?:o|ara)|coloc(?:a|o|ara|aron)|mont(?:o|ara)|desplegara|adquirira|contratara|comprara|ensaya|testea|recibio|arrend(?:o|ara)|alquil(?:o|ara)|equip(?:o|ara)|instalaria|implementaria|analiza|evalua|estrena(?:ra)?|anuncia|implant(?:a|o|ara|aran|ado|ar|aron)|despliegan|instalan|incorporan|compran|adquieren|prueban|extiende|extendio|sustituye|sustituyo|presenta|pondra en marcha|mantiene|administra|gestiona|adquirido|comprado|contratado|instalado|implementado|desplegado|incorporado|adjudicado|licitado|renovado|utilizado|empleado|puesto en marcha|firmado|suscrito|invertido|destinado|pagado|gastado|estrenado|probado|ampliado|colocado|montado|integrado|lanzado|instalando|implementando|desplegando|probando|incorporando|adquiriendo|cuenta ya con|ya cuenta con|financia|financio|operara|operaran|utilizara|utilizaran|usara|usaran|tendra|dispondra|contara con|administrara|celebro|formalizo|(?:comenzado|comenzo|comienza|iniciado|inicio|inicia|anuncio|anuncia|concluyo|completo|aprobo|autorizo|aprueba|autoriza|ordeno|solicito|impulsa|impulso|promueve) (?:(?:con|por unanimidad|por mayoria) )?(?:la|el|su) (?:instalacion|implementacion|uso|despliegue|compra|adquisicion|contratacion|puesta en marcha|licitacion|prueba|operacion)|estudia|estudio la|negocia|publico (?:el|la) (?:licitacion|llamado|convocatoria|pliego)|convoco|convoca|convocan|prorrogo|prorroga|prorrogara|obligat(?:es|ed)|abrio (?:una|la) licitacion|llamo a licitacion|realiza|realizo|ejecuta|ejecuto|pone en marcha|ponen en marcha|inaugura|continua (?:usando|utilizando)|dejo de (?:usar|utilizar)|suspendio|suspende)\b)",
    )
});
/// "used by the X", "adquirido por la X": also finds "acquired for the X", "a pedido de X".
static BY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:used|operated|run|deployed|implemented|acquired|purchased|bought|procured|owned|installed|launched|introduced|commissioned|employed|adopted|maintained|rolled out|in use|use of [a-z -]{3,40}|conceived|piloted|tested|trialled|placed|borrowed|awarded|tendered|signed|managed|administered|deployments?|licensed|leased|rented|trialed|unveiled|activated|authentication of [a-z -]{3,40}|usad[oa]s?|utilizad[oa]s?|emplead[oa]s?|licitad[oa]s?|arrendad[oa]s?|alquilad[oa]s?|adjudicad[oa]s?|incorporad[oa]s?|puest[oa]s? en marcha|colocad[oa]s?|montad[oa]s?|gestionad[oa]s?|administrad[oa]s?|encargad[oa]s?|operad[oa]s?|implementad[oa]s?|adquirid[oa]s?|comprad[oa]s?|contratad[oa]s?|instalad[oa]s?|desplegad[oa]s?|lanzad[oa]s?|suscrit[oa]s?|firmad[oa]s?|celebrad[oa]s?|convocad[oa]s?|promovid[oa]s?|monitoread[oa]s?|inaugurad[oa]s?|impulsad[oa]s?|desarrollad[oa]s? e implementad[oa]s?|uso de [a-z -]{3,40}) (?:by|at|por parte|por)(?: the| del| de la| de| el| la| los| las)? $|\b(?:used|operated|deployed|implemented|acquired|purchased|bought|procured|installed|launched|introduced|tested|trialled|piloted|chosen|selected|contracted|ordered|adquirid[oa]s?|comprad[oa]s?|contratad[oa]s?|instalad[oa]s?|desplegad[oa]s?|implementad[oa]s?|usad[oa]s?|utilizad[oa]s?|seleccionad[oa]|elegid[oa])(?: [a-z0-9'-]+){0,6} (?:by|por parte de|por)(?: the| el| la| los| las|l)? $",
    )
});
/// "the rollout of Y by X", "la adquisición de Y por parte de X": also finds a trial, a tender, an upgrade.
static DEED_BY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:use|usage|rollout|roll-out|deployment|purchase|acquisition|adoption|installation|trial|procurement|operation|introduction|expansion|uso|empleo|adquisicion|compra|despliegue|instalacion|implementacion|contratacion|utilizacion|puesta en marcha|incorporacion|licitacion|renovacion|ampliacion) (?:of|de|del) [^.;:]{3,80}? (?:by|por parte de|por)(?: the| la| el| los| las|l)? $",
    )
});
/// "the X's use of Y", "X: purchase of Y": what stands between a body and what it uses or buys.
static ITS_USE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:'s?|’s?)? (?:[a-z]+ )?(?:use|usage|purchase|acquisition|trials?|tests?|pilot|deployment|rollout|procurement|contract|subscription|relationship|agreement) (?:of|with|for|to) (?:the |an? |its )?(?:[a-z-]+ ){0,2}$",
    )
});
/// "the X's Faro scheme", "the X's new kiosks": a thing of its own, whatever it is called.
static ITS_OWN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:'s?|’s?) (?:[a-z0-9$€£.,-]+ ){0,5}?(?:scheme|systems?|programmes?|program|app|platform|cameras|software|network|kiosks?|scanners?|readers?|drones|vans?|trial|pilot|rollout|projects?|initiative|plans? to|database|technology|tools?|deployments?|contract|licen[cs]es?|searches)\b",
    )
});
/// "X — facial recognition", "X (uso de Y)": a title that puts what is used behind who uses it.
static TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^ (?:[—–-]{1,2} |\()(?:(?:uso|empleo|prueba|compra|use|trial|purchase) (?:de|of) )?(?:live |automated |retrospective )?$",
    )
});
/// "the X's facial recognition", "X facial recognition": what stands between the two.
static OWNS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:'s?)? ?(?:use of |deployment of |own |new |current |existing |proposed |controversial |live |automated |mobile |national )*$",
    )
});
/// What the X has, said after it: "the facial recognition system of the X", "del X".
static OF: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: (?:technology|system|systems|software|cameras?|program|programme|pilot|trial|project|network|tool|capability|searches|deployments?|en vivo|en tiempo real|automatic[oa]|policial|urban[oa]|inteligente|instalad[oa]s?|adquirid[oa]s?|propi[oa]s?|biometric[oa]s?)){0,3}(?: of the | of | at the | del | de la | de los | de )$",
    )
});
/// Who only speaks, decides or is told of it does not run it.
static NO_OPERATORS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "court|tribunal|camara|comision|commission|parliament|congreso|congress|senate|senado|legislatura|legislature|ombudsman|defensoria|agencia espanola|privacy|data protection|proteccion de datos|standards|auditor|audit|contraloria|union|university|universidad|asociacion|association|juzgado|juez",
    )
});

/// A court that stops a system, or lets it go on, does not run it.
static STOPS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: \([^)]{1,30}\))?,? (?:has |ha |have |had )?(?:suspend|halt|paus|stopp|block|order|annul|overturn|anul|paraliz|orden|autoriz|authori[sz]|allow|permiti|reactiv|reinstat)",
    )
});

/// The last word of a heading that is about a body, or about what a body wrote.
static ABOUT_BODIES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:initiatives?|findings|reports?|claims?|lists?|updates?|overview|timeline|summary|programs?|polic(?:y|ies)|contracts?|deployments?|guidelines|enforcement|requests?|responses?|usage|iniciativas?|hallazgos|informes?|resumen|contratos?|solicitudes|respuestas?)$",
    )
});

/// Proposes who runs the sentence's technology.
pub(super) fn relate(scene: &Scene<'_>, subject: Option<&Subject>, drafts: &mut Drafts<'_>) {
    if subject.is_none() {
        return;
    }
    let lists = peers::listed(scene);
    for name in &scene.names {
        let rule = match name.value {
            // Who fines somebody for it does not run it.
            NameOf::Agency if super::rulings::is_punisher(scene, name) => None,
            NameOf::Agency => runs(scene, &name.at),
            // Capitals that nobody explains run it only where the words say so outright.
            NameOf::Acronym if is_somebody(scene, &name.at) => Some("use/capitals_do"),
            _ => None,
        };
        let rule = rule.or_else(|| with_peers(scene, &lists, &name.at));
        if let Some(rule) = rule {
            propose_name(rule, scene, drafts, subject, Property::Buyer, &name.at);
        }
    }
    generic(scene, subject, drafts);
    for place in &scene.places {
        let inside = scene.names.iter().any(|name| overlap(&name.at, &place.at));
        let subject_of = |near: &str| !WHERE.is_match(near) || DATED.is_match(near);
        if !inside
            && subject_of(scene.before(place.at.start, 16))
            && (acts(scene, &place.at) || is_entry(scene, &place.at))
        {
            propose_name("use/place_does", scene, drafts, subject, Property::Buyer, &place.at);
        }
    }
}

/// "### 3. Arden Police Department", "## Ayuntamiento de Arden": the body that heads a section in a list of contracts
/// or deployments runs what its section tells of. It should also find a body that is all of a bold line, in either
/// language, whatever the section's first sentence about its technology or purchase is.
pub(super) fn headed(scene: &Scene<'_>, focus: &mut Focus, drafts: &mut Drafts<'_>) {
    let told = &[Cue::Acquire, Cue::Award, Cue::Launch, Cue::Use, Cue::Since, Cue::System];
    let tells = !scene.technologies.is_empty() && (scene.has(told) || !scene.counts.is_empty())
        || scene.has(&[Cue::Contract])
        || scene.first(NameOf::Vendor).is_some()
            && scene.has(&[Cue::Acquire, Cue::Award, Cue::System]);
    if !tells || focus.is_head(scene) {
        return;
    }
    let Some(subject) = focus.purchase().cloned() else { return };
    let Some((at, heading)) = focus.take_head() else { return };
    let name = codebook::fold::fold(scene.words(&at));
    let about = crate::technology::technologies(&crate::folded::Folded::new(scene.words(&at), 0));
    // "The digital portal: what the council says": whoever is not named first is what the heading is about.
    let lead = scene.text.get(heading.start..at.start).unwrap_or_default();
    let first = !lead.contains([':', '—', '–']) && lead.split_whitespace().count() <= 3;
    // "Arden Police Works with Brumas", "Council of Arden Initiatives": what a heading says of a body is no body.
    let rest = scene.text.get(at.end..heading.end).unwrap_or_default();
    let alone = rest.trim_matches(['*', '_', '#', ' ', '\r', '\n']);
    let whole =
        alone.is_empty() || alone.starts_with(['(', ':', '—', '–', '-', ',', '|', '[', ']']);
    if !whole || ABOUT_BODIES.is_match(name.as_str()) {
        return;
    }
    if !first || !about.is_empty() || NO_OPERATORS.is_match(name.as_str()) {
        return;
    }
    if let Some(value) = drafts.literal(&at, Value::Name) {
        drafts.propose(Finding::new(
            "use/heads_section",
            &subject,
            Property::Buyer,
            value,
            &at,
            &heading,
        ));
    }
}

/// "comprado por la Policía", "the council has installed": who is named by no more than its kind, where the
/// document has named nobody yet.
fn generic(scene: &Scene<'_>, subject: Option<&Subject>, drafts: &mut Drafts<'_>) {
    static KIND: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:la|el|the|los|este|esta|this|our) (sheriff's office|school district|district|subsecretaria|servicio|institucion|corporacion|board|department|agency|airport|university|aeropuerto|universidad|instituto|dependencia|secretaria|direccion|policia|municipio|municipios|ayuntamiento|administracion (?:estatal|municipal|provincial|local)|gobierno (?:estatal|municipal|provincial|local|federal|nacional)|cartera|corporacion municipal|concejo|police (?:force|department|service)|sheriff|airport authority|transport authority|transit agency|city council|county council|state government|state police|intendencia|municipalidad|alcaldia|gobierno|ministerio|fiscalia|gobernacion|police|ministry|government|council|force|army)\b",
        )
    });
    if !has_system(scene) || subject.is_some_and(|subject| drafts.says(subject, Property::Buyer)) {
        return;
    }
    let kinds = KIND.captures_iter(&scene.folded).filter_map(|found| found.get(1));
    let kinds = kinds.map(|kind| scene.folded.back(&kind.range()));
    let free = |at: &Range<usize>| !scene.names.iter().any(|name| overlap(&name.at, at));
    let by = |at: &Range<usize>| BY.is_match(scene.part(scene.before(at.start, 70)));
    let found = kinds.filter(free).find(|at| acts(scene, at) || by(at));
    if let Some(at) = found {
        propose_name("use/kind_of_body", scene, drafts, subject, Property::Buyer, &at);
    }
}

/// What one of a list of bodies does, the others do, too.
fn with_peers(
    scene: &Scene<'_>,
    lists: &[Vec<&Range<usize>>],
    at: &Range<usize>,
) -> Option<&'static str> {
    let own = lists.iter().find(|list| list.contains(&at))?;
    let name = codebook::fold::fold(scene.words(at));
    if NO_OPERATORS.is_match(name.as_str()) {
        return None;
    }
    own.iter().any(|peer| runs(scene, peer).is_some()).then_some("use/one_of_list")
}

/// The rule by which the body at `at` runs it.
fn runs(scene: &Scene<'_>, at: &Range<usize>) -> Option<&'static str> {
    let text = scene.folded.text();
    let (start, end) = (scene.folded.forth(at.start), scene.folded.forth(at.end));
    let name = text.get(start..end)?;
    let elects = || ["elect", "boundaries"].iter().any(|word| name.contains(word));
    let judges = NO_OPERATORS.is_match(scene.part(name)) && !elects();
    let stops = || STOPS.is_match(scene.part(scene.after(at.end)));
    if acts(scene, at) && !(judges && stops()) {
        return Some("use/body_does");
    }
    if judges {
        return None;
    }
    if BY.is_match(scene.part(scene.before(at.start, 70))) && has_system(scene) {
        return Some("use/by_body");
    }
    if has_system(scene) && DEED_BY.is_match(scene.part(scene.before(at.start, 120))) {
        return Some("use/deed_by");
    }
    let owns = |found: &Found<Technology>| {
        let (from, until) = (scene.folded.forth(found.at.start), scene.folded.forth(found.at.end));
        end <= from && from - end < 60 && OWNS.is_match(scene.part(&text[end..from]))
            || until <= start && start - until < 40 && OF.is_match(scene.part(&text[until..start]))
    };
    if scene.technologies.iter().any(owns) {
        return Some("use/of_body");
    }
    let makers = scene.names.iter().filter(|name| {
        matches!(name.value, NameOf::Vendor | NameOf::Product) && name.at.start >= at.end
    });
    let things = makers.map(|name| &name.at).chain(scene.technologies.iter().map(|f| &f.at));
    let between = |thing: &Range<usize>| text.get(end..scene.folded.forth(thing.start));
    let mut between = things.filter_map(between).filter(|words| words.len() < 60);
    if between.any(|words| ITS_USE.is_match(words) || TITLE.is_match(words)) {
        return Some("use/its_deed");
    }
    // "- **Arden Police:** 12 Vell cameras": an entry of a list that begins with whose it is.
    if super::naming::is_labelled(scene, at) && is_followed(scene, at) {
        return Some("use/entry_of");
    }
    let about = has_system(scene) || scene.has(&[Cue::System]);
    (about && ITS_OWN.is_match(scene.part(text.get(end..)?))).then_some("use/its_own")
}

/// True where a number of what is used stands soon behind a label.
fn is_followed(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    const SOON: usize = 30;
    let makers = scene.names.iter().filter(|name| name.value == NameOf::Vendor);
    let things = makers.map(|name| &name.at).chain(scene.technologies.iter().map(|f| &f.at));
    let after = scene.text.get(at.end..).unwrap_or_default();
    let counted =
        after.trim_start_matches(['*', ':', ' ', '~']).starts_with(|c: char| c.is_ascii_digit());
    counted && things.into_iter().any(|thing| thing.start > at.end && scene.apart(at, thing) < SOON)
}

/// "- Arden: 12 Vell cameras", "Arden County — 40 lectores": an entry of a list about cameras or readers that begins with
/// the place that has them.
fn is_entry(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    static CAMERAS: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^\W{0,3}: (?:[a-z-]+ )?\W{0,2}\d+\W{0,2} (?:[a-z-]+ ){0,4}(?:cameras?|readers?|units?|camaras|lectores|equipos|arcos)\b",
        )
    });
    let rest = scene.after(at.end);
    has_system(scene) && super::naming::is_labelled(scene, at) && CAMERAS.is_match(scene.part(rest))
}

/// "TSV anuncia", "the QRX has bought": three capitals or more, no technology's, that do something.
fn is_somebody(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    let technology = scene.technologies.iter().any(|found| overlap(&found.at, at));
    at.len() > 2 && !technology && acts(scene, at)
}

/// "has taken a step against", "has been criticised": what follows "has" where it has nothing of its own.
const HAS_DONE: &[&str] = &[
    "taken",
    "determined",
    "provided",
    "received",
    "responded",
    "withheld",
    "stated",
    "announced",
    "failed",
    "voted",
    "banned",
    "said",
    "asked",
    "warned",
    "ruled",
    "rejected",
    "criticised",
    "criticized",
    "found",
    "called",
    "told",
    "been",
    "faced",
    "not",
    "never",
    "no",
    "become",
    "raised",
    "issued",
    "adopted",
    "published",
    "released",
    "filed",
    "sued",
    "sent",
    "expressed",
    "urged",
    "opened",
];

/// True where it is the one that does: the verb right behind its name, and what is used soon after.
fn acts(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    const SOON: usize = 110;
    let again = || scene.has(&[Cue::System]) && DEFINITE.is_match(&scene.folded);
    if !has_system(scene) && !again() {
        return false;
    }
    let end = scene.folded.forth(at.end);
    let rest = &scene.folded.text()[end..];
    let Some(hit) = DOES.find(scene.part(rest)) else { return false };
    // A link may begin right behind the verb.
    let behind = rest[hit.end()..].trim_start_matches([' ', '[']);
    let next = behind.split([' ', ',', ']']).next().unwrap_or_default();
    if hit.as_str().ends_with(" has") && HAS_DONE.contains(&next) {
        return false;
    }
    let soon = |other: &Range<usize>| {
        let start = scene.folded.forth(other.start);
        start + 1 >= end + hit.end() && start - end < SOON
    };
    let makers = scene.names.iter().filter(|name| name.value == NameOf::Vendor);
    scene.technologies.iter().any(|found| soon(&found.at))
        || makers.map(|name| &name.at).any(soon)
        || scene.cues.iter().any(|cue| cue.value == Cue::System && soon(&cue.at))
            && (!scene.technologies.is_empty() || again())
}

/// "the system", "las cámaras": what the document is about, spoken of again.
static DEFINITE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:the|this|these|those|its|el|la|las|los|este|esta|estas|estos|su|sus|dicho|dicha|dichas) (?:[a-z-]+ )?(?:system|cameras|technology|software|platform|app|kiosks|readers|scanners|devices|drones|sistema|camaras|tecnologia|plataforma|aplicacion|equipos|dispositivos|lectores)\b",
    )
});

fn has_system(scene: &Scene<'_>) -> bool {
    !scene.technologies.is_empty() || scene.first(NameOf::Vendor).is_some()
}

/// "In 2031, Arden awarded …": what opens the sentence says when.
static DATED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^[^a-z]*(?:in|en|on|el)(?: [a-z]+){0,3} \d{4}, $"));

/// What stands before a place that is where, not who.
static WHERE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:\b(?:in|of|at|from|near|across|and|like|as|including|como|incluidos?|en|de|del|y|e|desde|a|for|to)(?: the| la| el| los)?|,) $",
    )
});
