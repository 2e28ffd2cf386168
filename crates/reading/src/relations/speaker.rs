//! Who is said to say it, and what they say of a system that no other relation takes up.
//!
//! Bodies, companies and organisations speak by name, office-holders by their office alone. It should
//! also find: a speaker behind a quotation ("…", said the ministry), one behind a parenthesis or a
//! link, "according to figures of the ministry", "alleged by the authorities".

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Kind, Property, Value};

use super::topics::overlap;
use super::{cited, unnamed, voices};
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Part, Subject};
use crate::folded::{Folded, Found, Pattern, first_bytes, hinted, pattern};
use crate::grounded::LONGEST_QUOTE;
use crate::hints::Hint;
use crate::literals::first_words;
use crate::names::{NameOf, begins_name};
use crate::scene::Scene;
use crate::telling::Tells;
use crate::{listed, persons};

/// Verbs of saying, finite, folded.
pub(super) const SAYS: &str = r"claims?|claimed|says?|said|saying|reports|reported|announces?|announced|found|confirms?|confirmed|asserts?|asserted|states|stated|assures?|assured|points? out|pointed out|notes?|noted|told|tells|argues?|argued|warns?|warned|explains?|explained|acknowledged?|acknowledges|admits?|admitted|denies|denied|disclosed|revealed|adds|added|insists?|insisted|maintain(?:s|ed)?|estimates|estimated|concludes?|concluded|recommends?|recommended|blasted|slammed|labell?ed|labelling|describes?|described|blames?|blamed|replied|declared that|testified|wrote|alleges?|alleged|rul(?:es|ed) that|condemn(?:s|ed)?|accus(?:es?|ed)|criticis(?:es?|ed)|criticiz(?:es?|ed)|stress(?:es|ed)|emphasi[sz](?:es?|ed)|believes?|believed|complain(?:s|ed) that|promis(?:es|ed)|pledged|boast(?:s|ed)|commented|remarked|questioned|afirman?|afirmo|afirmaron|aseguro|aseguran?|aseguraron|dijo|dijeron|dice|dicen|sostienen?|sostuvo|sostuvieron|informo|informaron|informan?|anuncio|anuncian?|anunciaron|reporto|reporta|reportaron|confirmo|confirman?|confirmaron|indico|indican?|indicaron|senalo|senalan?|senalaron|explico|explican?|explicaron|denuncio|denunciaron|declar(?:o|an?|aron) que|manifesto|expreso|detallo|detalla|apunto|agrego|destaco|reconocio|reconocieron|admitio|nego|rechazo|advirtio|advierten?|advirtieron|revelo|revela|revelaron|estimo|concluyo|concluido|comunico|subrayo|alega|alego|preciso que|recordo|recuerda|critico|criticaron|cuestiono|cuestionaron|considera|considero|consideran|defendio|defiende|prometio|puntualizo|enfatizo|resalto|remarco|aclaro|acuso|acusan|argumento|argumentan|mencion[oa]|mencionaron|refirio|cree|creen|garantizo|calls? (?:on|for)|called (?:on|for)|welcom(?:es?|ed)|urg(?:es?|ed)|respond(?:s|ed) by saying|pid(?:e|en|io|ieron) que|exig(?:e|en|io|ieron)|sosten(?:ia|ian)|ratifico|concluye|concluyen|recomienda|recomiendan|recomendo|alerta|alertan|alerto|alertaron|reitera|reitero|comenta|comento|expuso|plantea|planteo|opina|opino|respondio|respondieron|contesto|replico|manifiesta|expresa|destaca|destacan|especifico|constato|observo que|detecto que|lamento|anadio|anaden|califica|califico|describe|describio|reclama|reclamo|insiste|insistio|apunta|apuntan|subraya|precisa|preciso|dieron a conocer|dio a conocer|hizo saber|senalado que|denunciado que|informado que|dicho que|confirmado que|advertido que|asegurado que|afirmado que|reconocido que|sostenido que|explicado que|indicado que|alertado que|admitido que|anunciado que|declarado que|manifestado que|expresado que|comprobado que|demostrado que|documentado que|revelado que|reportado que|declar(?:o|aron) (?:mas|menos|haber|tener|contar)|denuncian?|condeno|condenan|condenaron|identifico|identificaron|documenta|documentan|documento que|documentaron|sugieren?|sugirio|sugirieron|informed|documented|cataloged|catalogued|uncovered|counted|questions|question|urging|calling for|demand(?:s|ed|ing)|suggests?|suggested|specif(?:ies|ied)|clarif(?:ies|ied)|propos(?:es|ed)|object(?:s|ed) to|oppos(?:es|ed)|complain(?:s|ed)|contend(?:s|ed)|warning|is aware|hint(?:s|ed)|confess(?:es|ed)|cites|cited|laud(?:s|ed)|prais(?:es|ed)|hail(?:s|ed)|thinks?|fears?|feared|express(?:es|ed)|rejects?|rejected|demonstrates?|demonstrated|shows? that|showed that|counter(?:s|ed)|disput(?:es|ed)|arguing|asks|asked|elogio|celebro|teme|temen|temia|muestran? que|mostro que|demuestran? que|demostro que|niega|niegan|rechazan?|emitio (?:observaciones|un|una)|argumentando|denunciando|publico que|tuiteo";

/// Of those, the ones that stand before who says it; what "found" or "accused" stand before is what it is said of.
pub(super) const INVERTED: &str = r"said|says|added|adds|explained|explains|warned|argued|wrote|insisted|claimed|claims|confirmed|stated|stressed|testified|afirman?|afirmo|afirmaron|aseguro|aseguran?|aseguraron|dijo|dijeron|dice|dicen|sostienen?|sostuvo|sostuvieron|informo|informaron|informan?|anuncio|anuncian?|anunciaron|reporto|reporta|reportaron|confirmo|confirman?|confirmaron|indico|indican?|indicaron|senalo|senalan?|senalaron|explico|explican?|explicaron|denunciaron|denuncio|manifesto|expreso|detallo|detalla|apunto|agrego|destaco|reconocio|reconocieron|admitio|nego|advirtio|advierten?|advirtieron|revelo|revela|revelaron|estimo|concluyo|comunico|subrayo|alega|alego|recordo|considera|considero|prometio|puntualizo|enfatizo|resalto|remarco|aclaro|argumento|menciono|refirio|garantizo|ratifico|adelanto|preciso";

/// The verbs' first words.
pub(crate) fn says() -> impl Iterator<Item = String> {
    first_words(&format!("{SAYS}|{INVERTED}")).into_iter()
}

/// True where somebody may be said to say something: one of the verbs stands there as a whole word, or what
/// names the speaker without one.
pub(super) fn may_say(folded: &Folded<'_>) -> bool {
    folded.tells(Tells::Saying) || folded.hints_at(Hint::Told) || folded.hints_at(Hint::Paper)
}

/// Who speaks before the verb may have a parenthesis, an apposition or a tag behind the name.
static THEN_SAYS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:\*\*|\]\([^)]*\)|'s [a-z]+)?(?: ?\([^)]+\))?(?:,[^,.;]+,)?(?: ?<[^>]*>| also| itself| reportedly| recently| is| are| was| were| has| have| had| been| not| separately| later| tambien| le| les| lo| ya| ha| han| habia){{0,3}} ?(?:{SAYS})\b"
    ))
});
/// "according to", "said", "alleged by" and what may stand between it and the name.
static SAID_BY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:according to|as reported by|(?:claimed|alleged|reported|confirmed|estimated|announced|warned) by|segun|de acuerdo (?:con|a)|a decir de|en palabras de|conforme a lo informado por|(?:alegad|informad|anunciad|reportad|confirmad|denunciad|senalad)[oa]s? por|(?:{INVERTED}))(?: (?:a|the|an|el|la|los|las|un|una|lo|que|recent|new|latest|official|annual|internal|reciente|nuevo|oficial|anual|analysis|records|estimates|data|figures|documents?|information|report|audit|review|study|assessment|evaluation|auditoria|estudio|evaluacion|peritaje|response|statement|website|of|from|by|on|datos|cifras|informacion|informe|publicad[oa]|respuesta|comunicado|de|del|desde|por|propi[oa]|al|its|own))* ?$"
    ))
});

/// Bodies and roles that speak without a name, folded.
pub(crate) const WHO: &str = "government|company|commission|authorities|police|officials|ministry|manufacturer|vendor|media|spokesperson|spokesman|spokeswoman|agency|department|council|minister|regulator|watchdog|force|sheriff|commissioner|critics|campaigners|regulators|groups|advocates|organisations|organizations|charities|ngos|defenders|companies|agencies|forces|departments|journalists|reporters|executives|plaintiff|plaintiffs|website|spokespeople|representatives|consultants|activists|researchers|experts|investigators|auditors|lawyers|prosecutor's office|operators|ombudsman|mayor|gobierno|sociedad civil|investigaciones|periodistas|defensores|defensoras|criticos|representantes|directivos|empresas|dependencias|agencias|empresa|autoridades|policia|funcionarios|fabricante|proveedor|medios|ministerio|secretaria|fiscalia|expertos|activistas|investigadores|organizaciones|especialistas|abogados|colectivos|municipalidad|municipio|ayuntamiento|organizacion|dependencia|ministro|ministra|alcalde|alcaldesa|gobernadora|gobernador|fiscal|portavoz|vocero|vocera|secretario|titular|subsecretario|subsecretaria|comisionado|comisionada|intendente|intendenta|alcaldia|gobernacion|intendencia|comuna|prefectura|defensoria|procuraduria|contraloria|corte|comision|instituto|junta|chief|director|superintendent|governor|tribunal|authority|airport|airline|retailer|supermarket|store|club|school|district|university|hospital|bank|operator|embassy|army|prosecutors|group|charity|court|judge|bureau|service|board|committee|union|startup|firm|supplier|contractor|developer|sources|ministers|councillors|lawmakers|scientists|academics|detectives|officers|residents|office|report|audit|inquiry|aerolinea|aeropuerto|universidad|hospital|banco|ente|organismo|entidad|cartera|firma|compania|fundacion|asociacion|fuentes|sindicato|juez|jueza|magistrado|perito|peritos|auditores|auditoria|comite|concejo|concejales|diputados|legisladores|vecinos|academicos|cientificos|agentes|fuerza|administracion|informe|estudio|reporte|study|studies|survey|lawsuit|class action|complaint|petition|petitioners|evaluation|analysis|senators|demanda|estudios|informes|encuesta|senadores|peticionarios|demandantes|denunciantes|procurador|procuradora|defensor|defensora";
static GENERIC: LazyLock<Pattern> = LazyLock::new(|| {
    let (kind, verb) = (&*KIND, &*THEN_VERB);
    hinted(Hint::Who, &format!(r"\b({LEAD}{kind}){verb}|{VERB_FIRST}"))
});
/// The same without what leads to those who speak: it says quickly that nobody does.
static MAY_SPEAK: LazyLock<Pattern> = LazyLock::new(|| {
    let (kind, verb) = (&*KIND, &*THEN_VERB);
    hinted(Hint::Who, &format!(r"\b{kind}{verb}|{VERB_FIRST}"))
});
const VERB_FIRST: &str = r"\b(?:puntualizo|explico|agrego|senalo|indico|dijo|afirmo|aseguro|sostuvo|detallo|preciso|anuncio|informo|destaco|reconocio|subrayo|advirtio) ((?:el |la )(?:secretari[oa]|ministr[oa]|alcalde|alcaldesa|gobernadora?|fiscal|portavoz|vocer[oa]|titular|comisionad[oa]|directora?|gobierno|empresa|ministerio))\b";
/// What leads to those who speak without a name.
const LEAD: &str = r"(?:the |el |la |los |las )?(?:[a-z]+(?:'s)? )?";
/// Those who speak without a name, up to the verb.
static KIND: LazyLock<String> = LazyLock::new(|| {
    format!(
        r"(?:{WHO})(?: gubernamentales| provinciales| municipales| federales| locales| estatales| policiales| oficiales| judiciales| provincial| municipal| federal| local| estatal| nacional| periodisticas| civiles| sociales| ciudadanas| independientes| internacionales| de derechos humanos| de derechos digitales| de libertades civiles| de la sociedad civil| de la iniciativa privada)?"
    )
});
/// The verb, and what may stand before it.
static THEN_VERB: LazyLock<String> = LazyLock::new(|| {
    format!(r"(?: ?<[^>]*>| also| reportedly| has| have| itself| ha| han| tambien)* ?(?:{SAYS})\b")
});
static GENERIC_BY: LazyLock<Pattern> =
    LazyLock::new(|| hinted(Hint::SaidBy, &format!(r"\b{BY}({})\b", *BY_WHOM)));
/// What stands before those by whom something is said.
const BY: &str = r"(?:according to|segun|de acuerdo con|de acuerdo a|alegad[oa]s? por|informad[oa]s? por|claimed by|alleged by) (?:(?:datos|cifras|figures|data|estimates) (?:of|from|de|del) )?(?:the |a |an |el |la |los |las |un |una |propi[oa] )*";
static BY_WHOM: LazyLock<String> = LazyLock::new(|| {
    format!(
        r"(?:[a-z-]+ )?(?:president[ea]?|{WHO}|court records|records|documents|documentos|registros|grabaciones|emails|correos|studies|survey|estudios|encuesta|officers|senators|senadores|lawsuit|demanda)(?: gubernamentales| provinciales| municipales| federales| locales| in the [a-z]+)?"
    )
});
/// An office with what it is the office of, as written: its holder's name is not part of it.
static OFFICE: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Office,
        r"\b(?:[Mm]inist(?:er|ra|ro)|[Ss]ecretar(?:y|io|ia)|[Ss]ubsecretari[oa]|[Cc]ommissioner|[Gg]overnor|[Gg]obernadora?|[Mm]ayor|[Aa]lcald(?:e|esa)|[Cc]hief|[Jj]ef[ea]|[Dd]irectora?|[Pp]resident[ea]?|[Ff]iscal|[Ss]heriff|[Ss]uperintendent|[Ss]pokes(?:person|man|woman)|[Pp]ortavoz|[Vv]ocer[oa]|[Rr]elatora?|[Rr]apporteur|[Cc]omisionad[oa])(?: (?:[Gg]eneral|[Ee]special|[Ee]jecutiv[oa]))?(?: (?:of|de|del|for)(?: the| la| el| los| las)?(?: (?:[a-z-]+ ){0,4}(?:group|organi[sz]ation|campaign|organización|grupo|colectivo|fundación|asociación|empresa|company|firm))?(?: \p{Lu}[\p{L}’'-]+)(?:(?: and| y| e| of| de| for|,)? \p{Lu}[\p{L}’'-]+){0,4})",
    )
});

/// The words that name the speaker: a body, company or organisation, never a person.
pub(crate) fn speaker(scene: &Scene<'_>) -> Option<Range<usize>> {
    by_name(scene).or_else(|| in_office(scene))
}

/// A body, company or organisation that speaks.
pub(super) fn by_name(scene: &Scene<'_>) -> Option<Range<usize>> {
    let find = || {
        let may = may_say(&scene.folded);
        may.then(|| named(scene).or_else(|| voices::group(scene))).flatten()
    };
    scene.by_name.get_or_init(find).clone()
}

/// Who speaks without a name: a kind of body, an office.
pub(super) fn in_office(scene: &Scene<'_>) -> Option<Range<usize>> {
    scene.in_office.get_or_init(|| unnamed(scene)).clone()
}

fn unnamed(scene: &Scene<'_>) -> Option<Range<usize>> {
    if !may_say(&scene.folded) {
        return None;
    }
    let Some(plain) = generic(scene) else { return office(scene) };
    // "the secretary", and of what.
    let goes_on =
        [" de", " of ", " for "].iter().any(|link| scene.text[plain.end..].starts_with(link));
    let whole = if goes_on { office(scene) } else { None };
    whole.filter(|at| overlap(&plain, at)).or(Some(plain))
}

fn named(scene: &Scene<'_>) -> Option<Range<usize>> {
    let name = scene.names.iter().find(|name| speaks(scene, name)).map(|name| name.at.clone());
    name.or_else(|| also_word(scene))
}

/// An organisation whose name is also a word, where it is what speaks: "Liberty said".
fn also_word(scene: &Scene<'_>) -> Option<Range<usize>> {
    let raw = scene.words(&scene.at);
    let ambiguous = listed::known(raw).filter(|known| {
        let organisation = known.of == listed::Of::Organisation;
        known.also_word && organisation && begins_name(raw, known.at.start)
    });
    let places =
        ambiguous.map(|known| scene.at.start + known.at.start..scene.at.start + known.at.end);
    places
        .filter(|at| {
            !scene.names.iter().any(|name| overlap(&name.at, at) && name.value != NameOf::Acronym)
        })
        .find(|at| said_before(scene, at) || says_after(scene, at))
}

fn speaks(scene: &Scene<'_>, name: &Found<NameOf>) -> bool {
    match name.value {
        NameOf::Law => false,
        // A register that speaks is the body that keeps it.
        NameOf::Database => keeps(scene, &name.at) && says_after(scene, &name.at),
        _ => said_before(scene, &name.at) || says_after(scene, &name.at),
    }
}

/// "Officials of the National Registry", "el Registro Nacional": a register by its own name.
fn keeps(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    const KEPT: [&str; 6] =
        ["registry", "register", "registro", "registrar", "registraduria", "census"];
    scene.words(at).starts_with(char::is_uppercase)
        && scene.folded.slice(at).split(' ').any(|word| KEPT.contains(&word))
}

fn says_after(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    says_next(scene, scene.after(at.end))
}

/// "published a report saying that", "presentó un amparo en el que denuncia": what somebody says by a paper.
static BY_PAPER: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Paper,
        r"^(?: ?\([^)]{1,30}\))? (?:also |has |have |had |recently |tambien |ha |han )*(?:filed|published|released|issued|sent|submitted|launched|wrote|posted|presento|presentaron|publico|publicaron|envio|enviaron|emitio|emitieron|difundio|difundieron|lanzo) (?:an? |the |its |un |una |su |el |la )?(?:[a-z-]+ ){0,3}(?:brief|report|statement|letter|petition|complaint|lawsuit|suit|study|survey|notice|objection|appeal|response|analysis|review|paper|article|investigation|legal notice|call|guidance|opinion|informe|reporte|comunicado|carta|peticion|denuncia|demanda|amparo|estudio|recurso|escrito|documento|investigacion|articulo|nota|analisis|dictamen)\b[^.;]{0,90}?\b(?:argu|say|stat|claim|alleg|warn|ask|urg|call|demand|show|find|denounc|not|highlight|cit|detail|condemn|criticis|criticiz|question|reveal|expos|describ|conclud|challeng|against|alert|senal|denunci|advirt|advert|pid|exig|demuestr|muestr|revel|afirm|sosten|concl|contra)",
    )
});

/// True where the text that follows somebody's name has them say something.
pub(super) fn says_next(scene: &Scene<'_>, after: &str) -> bool {
    THEN_SAYS.is_match(scene.part(after))
        || scene.folded.hints_at(Hint::Paper) && BY_PAPER.is_match(scene.part(after))
}

pub(super) fn said_before(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    SAID_BY.is_match(scene.part(scene.before(at.start, 80)))
}

fn office(scene: &Scene<'_>) -> Option<Range<usize>> {
    if !scene.folded.hints_at(Hint::Office) || !scene.folded.tells(Tells::Saying) {
        return None;
    }
    let raw = scene.words(&scene.at);
    if let Some(at) = unnamed::office_before_name(scene, raw) {
        return Some(at);
    }
    OFFICE.find_iter(scene.own(raw)).find_map(|hit| {
        let start = scene.at.start + hit.start();
        let kept = unnamed::office_without_name(hit.as_str());
        let at = start..start + kept;
        let (before, after) = (scene.before(at.start, 60), first_bytes(scene.after(at.end), 90));
        static VERB: LazyLock<Pattern> = LazyLock::new(|| pattern(&format!(r"\b(?:{SAYS})\b")));
        let said = VERB.is_match(scene.part(after)) || VERB.is_match(scene.part(before));
        // Not "director of Mexican | digital rights …".
        let next = after.trim_start().split([' ', ',']).next().unwrap_or_default();
        let whole = kept < hit.as_str().len()
            || !after.starts_with(' ')
            || is_capital(scene, at.end)
            || GOES_ON.is_match(scene.part(next));
        (said && whole && !persons::is_name(scene.words(&at))).then_some(at)
    })
}

static GOES_ON: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(r"^(?:who|on|in|at|al|en|a|quien|has|have|ha|han|also|tambien|{SAYS})$"))
});

/// True where the next word has a capital.
fn is_capital(scene: &Scene<'_>, from: usize) -> bool {
    scene.text[from..].trim_start().starts_with(char::is_uppercase)
}

fn generic(scene: &Scene<'_>) -> Option<Range<usize>> {
    let folded = &scene.folded;
    let by = folded.hints_at(Hint::SaidBy).then(|| said_by(folded)).flatten();
    // "a report from the Faro Society": whose it is says more.
    let whose = |hit: &Range<usize>| {
        const LINKS: [&str; 8] =
            [" from ", " by ", " of ", " de ", " del ", " obtained ", " published ", " sobre "];
        let next = &folded.text()[hit.end..];
        LINKS.iter().any(|link| next.starts_with(link))
    };
    if let Some(hit) = by.filter(|hit| !whose(hit)) {
        return Some(folded.back(&hit));
    }
    let verbs = folded.hints_at(Hint::Who) && folded.tells(Tells::Saying);
    let may = verbs && MAY_SPEAK.is_match(folded);
    let said = may.then(|| GENERIC.find(folded)).flatten()?;
    let hit = who(&said).or_else(|| {
        let hit = GENERIC.captures(folded)?;
        hit.get(1).or_else(|| hit.get(2)).map(|who| who.range())
    })?;
    let words = folded.text().get(hit.clone())?;
    let joined = ["and ", "but ", "that ", "y ", "e ", "pero ", "que "];
    let mut skip =
        joined.iter().find(|word| words.starts_with(**word)).map_or(0, |word| word.len());
    // A capital before the role may be a person's: "Roe company", and the role is said without it.
    let articles = ["The ", "El ", "La ", "Los ", "Las "];
    let raw = folded.raw(&(hit.start + skip..hit.end));
    let first = codebook::fold::fold(raw.split(' ').next().unwrap_or_default());
    let opens = folded.range().start == folded.back(&(hit.start + skip..hit.end)).start
        && !persons::is_given(&first)
        && !persons::is_surname(&first);
    let article = articles.iter().any(|word| raw.starts_with(word));
    if raw.starts_with(char::is_uppercase) && !article && !opens {
        skip = words.rfind(' ').map_or(skip, |at| at + 1);
    }
    Some(folded.back(&(hit.start + skip..hit.end)))
}

/// By whom something is said, where [`GENERIC_BY`] finds it: told as [`who`] does.
fn said_by(folded: &Folded<'_>) -> Option<Range<usize>> {
    static LED: LazyLock<Pattern> = LazyLock::new(|| pattern(&format!("^{BY}")));
    static WHOM: LazyLock<Pattern> = LazyLock::new(|| pattern(&format!(r"^(?:{})\b", *BY_WHOM)));
    let said = GENERIC_BY.find(folded)?;
    let end = LED.find(said.as_str()).map(|led| said.start() + led.end());
    let whom = end.and_then(|end| Some(end..end + WHOM.find(&folded.text()[end..])?.end()));
    whom.or_else(|| GENERIC_BY.captures(folded)?.get(1).map(|whom| whom.range()))
}

/// Who stands before the verb, in what [`GENERIC`] found: told by two small patterns, as its groups are slow to tell.
fn who(said: &crate::folded::Match<'_>) -> Option<Range<usize>> {
    static LED: LazyLock<Pattern> = LazyLock::new(|| pattern(&format!("^{LEAD}{}", *KIND)));
    static THEN: LazyLock<Pattern> = LazyLock::new(|| pattern(&format!("^{}", *THEN_VERB)));
    let end = LED.find(said.as_str())?.end();
    let goes_on = THEN.is_match(&said.as_str()[end..]);
    goes_on.then(|| said.start()..said.start() + end)
}

/// What somebody is named as saying of a system: a claim of its own, called by the words said. Where
/// something else was found that they say, the speaker stands with that.
pub(super) fn claims(scene: &Scene<'_>, near: bool, drafts: &mut Drafts<'_>) {
    let about = near || scene.has(&[Cue::System, Cue::Gallery]) || !scene.technologies.is_empty();
    let judges = || [Hint::Ruling, Hint::Unlawful].iter().any(|hint| scene.folded.hints_at(*hint));
    if !about && !judges() {
        return;
    }
    let voice = scene.speaker(speaker);
    let first = speaker(scene).or_else(|| voice.clone());
    if let Some(first) = &first {
        if !drafts.attributed(&scene.at) {
            let voice = voice.as_ref().unwrap_or(first);
            claim("claim/said", scene, first, voice, drafts);
        }
        let others =
            scene.names.iter().filter(|name| name.at.start > first.start && speaks(scene, name));
        for name in others.take(2) {
            claim("claim/said", scene, &name.at, &name.at, drafts);
        }
    }
    let known = |at: &Range<usize>| first.as_ref().is_some_and(|first| overlap(first, at));
    for at in cited::voices(scene).iter().filter(|at| !known(at)) {
        claim("claim/cited", scene, at, at, drafts);
    }
    let together = cited::together(scene);
    let Some(lead) = together.first() else { return };
    let Some(subject) = claimed(scene, lead) else { return };
    for at in &together {
        propose("claim/together", scene, &subject, at, drafts);
    }
}

/// The claim that is made beside whoever is named at `at`, called by the words said.
pub(super) fn claimed(scene: &Scene<'_>, at: &Range<usize>) -> Option<Subject> {
    // Whom it is said of may be somebody; and a speaker known again stands elsewhere.
    let here = scene.at.start <= at.start && at.end <= scene.at.end;
    let said = if here { said(scene, at) } else { None };
    let plain = |at: &Range<usize>| !persons::are_named_in(scene.words(at));
    let said = said.filter(plain).or_else(|| without_name(scene));
    let said = said.and_then(|said| unnamed_part(scene, said)).filter(plain)?;
    Subject::of(scene.text, Kind::Claim, &[Part::At(&said)])
}

/// The longest part of the words said that names nobody.
fn unnamed_part(scene: &Scene<'_>, said: Range<usize>) -> Option<Range<usize>> {
    const LEAST: usize = 20;
    const TIMES: usize = 5;
    let mut rest = said;
    let mut longest = rest.start..rest.start;
    for _ in 0..TIMES {
        let name = named_in(scene, &rest);
        let part = trimmed(scene, rest.start..name.as_ref().map_or(rest.end, |name| name.start));
        if part.len() > longest.len() {
            longest = part;
        }
        let Some(name) = name else { break };
        rest.start = name.end;
    }
    (longest.len() >= LEAST).then_some(longest)
}

/// Where a stretch first names whoever may be somebody: the whole of the name, though the stretch begins with it.
fn named_in(scene: &Scene<'_>, at: &Range<usize>) -> Option<Range<usize>> {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let end = |from: usize| {
        let name = scene.words(&(from..at.end)).split_inclusive(' ').take_while(capital);
        from + name.map(str::len).sum::<usize>()
    };
    let inside = scene.full_name(at);
    let second = scene.somebody(at).filter(|second| {
        let first = scene.words(&(at.start..second.start)).trim_end();
        capital(&first)
            && persons::may_be_name(first)
            && !scene.names.iter().any(|name| name.at.contains(&at.start))
    });
    let opens = second.map(|second| at.start..end(second.start));
    opens.or_else(|| inside.map(|name| name.start..end(name.start)))
}

/// A stretch without the signs at its ends.
fn trimmed(scene: &Scene<'_>, at: Range<usize>) -> Range<usize> {
    let sign = |c: char| !c.is_alphanumeric();
    let words = scene.words(&at);
    let start = at.start + words.len() - words.trim_start_matches(sign).len();
    start..(at.start + words.trim_end_matches(sign).len()).max(start)
}

/// What is said beside `at` by whom `voice` names, which may be a sentence or two before.
fn claim(
    rule: &'static str,
    scene: &Scene<'_>,
    at: &Range<usize>,
    voice: &Range<usize>,
    drafts: &mut Drafts<'_>,
) {
    if let Some(subject) = claimed(scene, at) {
        propose(rule, scene, &subject, voice, drafts);
    }
}

/// Proposes whose claim it is, unless they were just proposed of it.
fn propose(
    rule: &'static str,
    scene: &Scene<'_>,
    claim: &Subject,
    voice: &Range<usize>,
    drafts: &mut Drafts<'_>,
) {
    let near = voice.start.min(scene.at.start)..scene.at.end;
    let within = if near.len() <= LONGEST_QUOTE { near } else { scene.at.clone() };
    let property = Property::ClaimedBy;
    if drafts.has_at(property, voice) {
        return;
    }
    if let Some(value) = drafts.literal(voice, Value::Name) {
        drafts.propose(Finding::new(rule, claim, property, value, voice, &within));
    }
}

/// How long the verb of saying is that words begin with.
fn verb(scene: &Scene<'_>, at: &Range<usize>) -> usize {
    static VERB: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(&format!(
            r"^[ ,)]*(?:[a-z.’'-]+ ){{0,3}}?(?:(?:also|has|have|had|ha|han|tambien) )*(?:{SAYS})(?: that| que)?\b[:,]? ?"
        ))
    });
    let hit = VERB.find(scene.part(scene.folded.slice(at)));
    hit.map_or(0, |hit| {
        let from = scene.folded.forth(at.start);
        scene.folded.back(&(from..from + hit.end())).end.saturating_sub(at.start)
    })
}

/// A link's target, and where, when or how something was said, before the words said.
static LEADS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:[a-z]+\])?\]?\(https?://[^ )]*\)?|https?://[^ ]+|[^a-z0-9]+|(?:in|at|on|during|via|through|to|with|en|durante|a traves de|mediante|a) [^,.;:0-9]{2,60}[,:] |(?:in|en) (?:an?|the|its|his|her|their|una?|la|el|su) (?:[a-z]+ ){0,3}?(?:statement|interview|letter|report|press release|blog post|post|email|e-mail|tweet|response|briefing|hearing|comunicado|entrevista|carta|informe|escrito|publicacion|conferencia de prensa|respuesta)\b(?: (?:to|con|a|of|de|for|para) [^,.;:]{2,40}?)?,? |(?:on|el) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|miercoles|jueves|viernes|sabado|domingo),? |(?:that|que|and|y|but|pero|however|sin embargo|also|tambien),? )",
    )
});

/// The words said: the clause behind the speaker, or the one before where nothing is behind.
fn said(scene: &Scene<'_>, speaker: &Range<usize>) -> Option<Range<usize>> {
    const MOST: usize = 160;
    let text = scene.text;
    let trim = |at: Range<usize>| {
        let mut at = at.start + verb(scene, &at)..at.end;
        const TIMES: usize = 4;
        for _ in 0..TIMES {
            let words = scene.folded.slice(&at);
            let Some(lead) = LEADS.find(scene.part(words)) else { break };
            let from = scene.folded.forth(at.start);
            at.start = scene.folded.back(&(from..from + lead.end())).end.min(at.end);
        }
        let words = text.get(at.clone())?;
        let lead = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let kept = words[lead..].trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        (kept >= 20).then_some(at.start + lead..at.start + lead + kept)
    };
    let cut = |at: Range<usize>| {
        // Behind a tag, its own words are not the speaker's.
        let tag = text[at.clone()].rfind('>').map_or(0, |tag| tag + 1);
        let at = at.start + tag..at.end;
        if at.len() <= MOST {
            return at;
        }
        let end = text.floor_char_boundary(at.start + MOST);
        let end = text[at.start..end].rfind(' ').map_or(end, |space| at.start + space);
        at.start..end
    };
    let behind = trim(speaker.end..scene.at.end).map(cut);
    let before = trim(scene.at.start..speaker.start).map(cut);
    if said_before(scene, speaker) { before.or(behind) } else { behind.or(before) }
}

/// What is said in a sentence whose speaker goes by a name that is not told: its first quotation, or all behind "that".
fn without_name(scene: &Scene<'_>) -> Option<Range<usize>> {
    const LEAST: usize = 20;
    const MOST: usize = 160;
    let raw = scene.words(&scene.at);
    let marks = [['“', '”'], ['«', '»'], ['"', '"']];
    let quoted = marks.iter().find_map(|[open, close]| {
        let from = raw.find(*open)? + open.len_utf8();
        let len = raw[from..].find(*close)?;
        Some(from..from + len)
    });
    let behind = || {
        let (at, link) =
            [" that ", " que "].iter().find_map(|link| Some((raw.find(link)?, link)))?;
        Some(at + link.len()..raw.len())
    };
    let at = quoted.or_else(behind)?;
    let words = raw[at.clone()].trim_end_matches(|c: char| !c.is_alphanumeric());
    let words = super::law::up_to(words, MOST);
    let start = scene.at.start + at.start;
    (words.len() >= LEAST).then_some(start..start + words.len())
}
