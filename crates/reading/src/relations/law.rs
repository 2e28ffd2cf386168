//! Law: what a use rests on, what challenges it, what is banned, and with whom data is shared.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Kind, Property, Value};

use super::cast::Words;
use super::peers;
use super::subjects::Focus;
use super::topics::overlap;
use super::unnamed::phrase_before_name;
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Part, Subject};
use crate::folded::{Found, Pattern, first_bytes, hinted, last_bytes, pattern};
use crate::hints::Hint;
use crate::identifiers::Of;
use crate::names::NameOf;
use crate::scene::Scene;

pub(super) fn relate(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    bans(scene, focus, drafts);
    let Some(subject) = focus.deployment() else { return };
    // What a request is refused by, or asked under, is the request's.
    let asked = focus.request.as_ref().filter(|_| scene.has(&[Cue::Request]));
    bases(scene, asked.unwrap_or(subject), drafts);
    challenges(scene, subject, drafts);
    sharing(scene, subject, drafts);
}

/// The law that a sentence names first.
pub(super) fn first_named(scene: &Scene<'_>) -> Option<Subject> {
    let name = scene.first(NameOf::Law)?;
    Subject::of(scene.text, Kind::Law, &[Part::At(&name.at)])
}

/// Words that rest something on a law, right before it. It should also find: "governed by", "in breach
/// of", a fine or an exemption under it, "en los términos de", "se rige por".
static RESTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:under|u/s|pursuant to|further to|authori[sz]ed by|in accordance with|in line with|based on|by virtue of|on the basis of|legal framework|(?:lawful|legal) basis(?: for)?(?:[a-z -]{0,60} (?:is|are|was))?:?|base (?:juridica|legal)(?:[a-z -]{0,60} (?:es|son|era))?:?|(?:in )?breach(?:es|ed|ing)?(?: of)?|violat(?:es|ed|ing|ions? of)|infring(?:es|ed|ing|ements? of|e|ido|io|iendo)|infraccion(?:es)? (?:al?|del?)|vulnera|vulneran|vulnero|contravenes?|contraviene|incumpl[a-z]+|contrari[oa] al?|compl(?:y|ies|iance) with|governed by|regulated by|required by|per|exempt[a-z]*|exemption|section|article|decision in|al amparo del?|con fundamento en|conforme al?|en virtud del?|en (?:los )?terminos del?|de acuerdo (?:con|al?)|de conformidad con|amparad[oa]s? (?:en|por)|con base en|basad[oa]s? en|bas(?:ado|o|ada) en|apoy[a-z]+ en|se rigen? por|regid[oa]s? por|regulad[oa]s? (?:por|en)|previst[oa]s? en|establecid[oa]s? (?:en|por)|bajo|segun|mediante|a traves del?|por|al?|multa|vulneracion del?|causal(?:es)? (?:del?|prevista en el)|(?:withheld|redacted|exempt[a-z]*|refused|denied) (?:under|pursuant to)|articulos?|fundad[oa]s? en|cumplimiento (?:del?|con)|creo|creado por)(?: (?:the|an?|el|la|los|las|un|una|lo|dispuesto|en|by|of|de|del|al|criterio|decretos?|y|and|said|state's|[a-z]+'s))* ?(?:\*\*|\[_?)?$",
    )
});
static ARTICLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:articles?|articulos?|arts?\.|sections?|secciones|seccion|chapter|u/s|s\.) \d+[a-z0-9.()-]*(?:(?: [a-z]\))?(?:,| y| and| o| or) \d+[a-z0-9.()-]*)*(?: (?:bis|ter|quater)\b)?(?:,? (?:fraccion(?:es)?|inciso|parrafo|paragraph) [a-z0-9]+,?)?",
    )
});
/// What joins an article to its law, and the law where it is named without capitals.
static ITS_LAW: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^ (?:of|de|del) (?:the |la |el |said |dicha |dicho )?((?:[a-z]+ )?(?:act|law|bill|code|ordinance|constitution|ley|codigo|reglamento|constitucion|decreto|acuerdo)(?: (?:of|de|del) [a-z]+(?: (?:of|de|del) [a-z]+)?)?)?",
    )
});

/// "section 12 PDA 2031", "Chapter 7, Arden Statutes": a law right behind its section.
static CODE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^ [A-Z]{2,6} (?:19|20)\d\d\b|^,? (?:\p{Lu}\p{L}+ ){1,4}(?:Statutes|Code|Act|Law)(?: (?:19|20)\d\d)?\b",
    )
});
/// "Arden Statutes Section 7": a law right before it.
static STATUTES: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:\p{Lu}\p{L}+ ){1,3}(?:Statutes|Code|Law|Act) $"));

/// An article with the law it is of, as far as the law is named; without it where it is not.
fn article(scene: &Scene<'_>) -> Option<Range<usize>> {
    let text = scene.folded.text();
    let hit = ARTICLE.find(&scene.folded)?;
    let letters = text[hit.end()..].split([' ', ',', '.', ';']).nth(1).unwrap_or_default();
    // "Article 9 ZB": letters of its number, told from words by their capitals.
    let after = hit.end() + 1 + letters.len();
    let lettered = text[hit.end()..].starts_with(' ')
        && (1..=2).contains(&letters.len())
        && scene.folded.raw(&(hit.end()..after)).trim().chars().all(char::is_uppercase);
    let until = if lettered { after } else { hit.end() };
    let end = until - usize::from(text[..until].ends_with(','));
    let Some(joint) = ITS_LAW.captures(scene.part(&text[until..])) else {
        let at = scene.folded.back(&(hit.start()..end));
        let rest = scene.text.get(at.end..scene.at.end).unwrap_or_default();
        let before = scene.text.get(scene.at.start..at.start).unwrap_or_default();
        let start = STATUTES.find(before).map_or(at.start, |led| scene.at.start + led.start());
        let more = CODE.find(rest).map_or(0, |code| code.end());
        return Some(start..at.end + more);
    };
    let start = scene.folded.back(&(hit.start()..hit.start() + 1)).start;
    let whole = joint.get(0).map_or(0, |whole| whole.end());
    let reach = scene.folded.back(&(until..until + whole));
    let name = scene.names.iter().find(|name| {
        name.value == NameOf::Law && name.at.start >= reach.start && name.at.start <= reach.end
    });
    let plain = joint.get(1).map(|law| scene.folded.back(&(hit.start()..until + law.end())).end);
    let bare = scene.folded.back(&(hit.start()..end)).end;
    Some(start..name.map(|name| name.at.end).or(plain).unwrap_or(bare))
}

/// Laws by number or by their short names, and those written without capitals.
static NUMBERED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:ley|decreto(?: (?:ley|supremo|ejecutivo))?|ordenanza|resolucion|acuerdo|circular|reglamento)(?: (?:no?\.?o?|nro\.?|num\.?|numero))? ?\d[a-z0-9./-]*(?: ?\(\d{4}\)| de \d{4})?|ley de [a-z]+(?: [a-z]+)? [a-z]+|(?:un |una )?(?:decreto ejecutivo|decreto del poder ejecutivo|decreto presidencial|executive order|royal decree)|gdpr|rgpd|lgpd|bipa|ccpa|lopd|habeas data|\d{4,6}-[a-z]{1,4}-?[a-z]{2,4}|[a-z]{2,4} \d{2,4}\.\d{2,4}(?:\(\d+\))*)(?:\b|$|[) ])",
    )
});

/// "los 300.000": a word and a number are a law's only where the word is its capitals, as in "ORS 192.345".
fn is_plain_number(words: &str) -> bool {
    let Some((head, rest)) = words.split_once(' ') else { return false };
    let number = rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains('.');
    number
        && head.len() <= 4
        && !head.chars().all(char::is_uppercase)
        && !head.eq_ignore_ascii_case("ley")
}

/// "Decree 455/2030 regulates …".
static GOVERNS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^,? (?:[a-z]+ )?(?:regulan?|autorizan?|habilitan?|permiten?|crea|creo|faculta|governs?|regulates?|authori[sz]es?|allows?|permits?|empowers?|requires|gives|confers|faculta)\b",
    )
});

/// "[section 24(4)](…)": its words without the address that they link to.
fn without_link(scene: &Scene<'_>, at: Range<usize>) -> Range<usize> {
    let link = scene.words(&at).find("](");
    at.start..link.map_or(at.end, |link| at.start + link)
}

fn bases(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    let text = scene.folded.text();
    let cites = scene.folded.hints_at(Hint::Article);
    let rests = |at: &Range<usize>| {
        scene.words(at).starts_with("u/s")
            || GOVERNS.is_match(scene.part(scene.after(at.end)))
            || RESTS.is_match(scene.part(scene.before(at.start, 70)))
    };
    let cited = cites.then(|| article(scene)).flatten().map(|at| without_link(scene, at));
    if let Some(at) = cited.filter(rests) {
        if let Some(value) = drafts.literal(&at, Value::Name) {
            drafts.propose(Finding::new(
                "law/article",
                subject,
                Property::LegalBasis,
                value,
                &at,
                &scene.at,
            ));
        }
        return;
    }
    // "2031-LA-ABC", "ar 12.34": a sign between a digit and what goes on behind it.
    let behind = |number: &Range<usize>| text.as_bytes().get(number.end..);
    let coded = scene
        .folded
        .numerals()
        .filter_map(behind)
        .any(|rest| matches!(rest, [b'.' | b'-', next, ..] if next.is_ascii_alphanumeric()));
    let worth = coded || scene.folded.hints_at(Hint::Law);
    let mut laws: Vec<Range<usize>> = worth
        .then(|| NUMBERED.find_iter(&scene.folded))
        .into_iter()
        .flatten()
        .map(|hit| scene.folded.back(&(hit.start()..hit.start() + hit.as_str().trim_end().len())))
        .filter(|at| !is_plain_number(scene.words(at)))
        .collect();
    let named = scene.names.iter().filter(|name| name.value == NameOf::Law).map(|name| &name.at);
    let fresh: Vec<_> =
        named.filter(|at| !laws.iter().any(|law| overlap(law, at))).cloned().collect();
    laws.extend(fresh);
    // "se apoyó en el criterio AB-12-2031": a decision that is relied on.
    let decided = scene.ids.iter().filter(|id| id.value == Of::Decision).map(|id| &id.at);
    let fresh: Vec<_> =
        decided.filter(|at| !laws.iter().any(|law| overlap(law, at))).cloned().collect();
    laws.extend(fresh);
    for at in laws.iter().filter(|at| rests(at)).take(3) {
        if let Some(value) = drafts.literal(at, Value::Name) {
            drafts.propose(Finding::new(
                "law/named",
                subject,
                Property::LegalBasis,
                value,
                at,
                &scene.at,
            ));
        }
    }
}

/// What is brought, or found, against a use. It should also find: a regulator's proceedings, an appeal,
/// a complaint to a court or authority, a case by its parties' names.
static CHALLENGE: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Challenge,
        r"\b(?:court injunctions?|(?:filing )?injunctions?|class[ -]action(?: lawsuit)?|lawsuits?|legal notice|judicial review|legal (?:challenge|action|complaint)|court challenge|(?:filed|lodged|brought|received) (?:a |an )?(?:[a-z]+ )?(?:complaint|suit|case|petition|appeal)|complaints? (?:(?:was |were )?(?:filed|lodged|brought) )?(?:to|with|against|by|over)|complain(?:ed|s) to|own-volition inquir(?:y|ies)|notices? of appeal|settlement (?:agreed|reached)|(?:commissioner's|ombudsman's|regulator's|watchdog's) (?:investigation|inquiry)|(?:investigations?|inquir(?:y|ies)) (?:by|from) (?:the )?[a-z]+|(?:was|were) (?:sued|taken to court)|takes? [a-z ]{3,40} to court|took [a-z ]{3,40} to court|(?:opened|launched|began|started|initiated) (?:an? )?(?:[a-z]+ ){0,3}inquir(?:y|ies)|public interest litigation|writ petition|petition (?:filed|in the)|sued|suing|appealed|(?:opened|launched|began|started|initiated) (?:an? )?(?:[a-z]+ )?(?:investigation|inquiry|probe)|interp(?:uso|usieron|one|onen|uesto|uesta) (?:un |una |el |la )?(?:[a-z]+ )?(?:recurso|reclamacion|demanda|denuncia|queja|accion|apelacion)(?: de [a-z]+)?|reclamacion(?:es)? (?:ante|contra|previa)|(?:inici(?:o|aron)|abri(?:o|eron)) (?:un |una )?(?:[a-z]+ )?(?:investigacion|expediente|procedimiento|proceso)(?: sancionador| administrativo)?|(?:una |un |la |el )?(?:accion(?:es)? (?:de amparo|de inconstitucionalidad|judicial(?:es)?|civil(?: publica)?|colectiva|popular|de tutela|legal(?:es)?)|(?:proceso|recurso|juicio|demanda) de amparo|amparos?(?: colectivo)?|accion de tutela|demandas? (?:judicial(?:es)?|colectiva|contra|ante|de)|denuncias? (?:penal(?:es)?|judicial|ante|contra|de [a-z]+ de \d{4})|querella|(?:medida )?cautelar|expediente sancionador|procedimiento sancionador|investigacion (?:fiscal|penal|judicial|preliminar|de oficio)|recurso de (?:apelacion|inconstitucionalidad|casacion|revision|reposicion|alzada|reconsideracion|revocatoria|nulidad|proteccion|suplica|queja)|apelacion|apelo|apelaria|apelara|apelaron|es parte en la causa|presento una demanda|present(?:o|aron) (?:un|una|el|la) (?:[a-z]+ )?(?:denuncia|queja|recurso|reclamo|reclamacion|amparo)|quejas? (?:ante|contra)|acuerdo extrajudicial|presentaron una demanda|demando a))\b",
    )
});
/// The same by what somebody does: notice given, a court or an authority turned to, a claim paid.
static BROUGHT: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Challenge,
        r"\b(?:legal challenges|legal proceedings|legal settlement|constitutional challenge|(?:ongoing|pending|faces|facing) litigation|(?:federal|civil|legal|human rights) suits?|amicus briefs?|appeal to the [a-z]+|petition(?:s|ers)? challenging|challeng(?:ed|es|ing) (?:it |them |the |its |aadhaar |[a-z]+ ){0,6}?(?:in|before) (?:the )?(?:[a-z]+ )?court|was challenged|(?:initiated|opened|launched|began|started) investigations|compensation claim|(?:pursuing|seeking|sought|awarded) (?:compensation|damages)|damages paid|put (?:the )?(?:[a-z]+ ){1,4}(?:to|on) notice|(?:sent|served|issued) (?:[a-z]+ ){0,3}(?:legal )?notice (?:to|on)|demand(?:o|aron) (?:su|la) (?:inconstitucionalidad|nulidad)|por orden judicial|acuerdo legal|denuncias? de (?:clubes|vecinos|usuarios|ciudadanos|organizaciones|trabajadores)|quejas (?:de|por))\b",
    )
});
/// A case by its parties, as written.
static CASE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:\p{Lu}[\p{L}.’']*(?: \(\p{Lu}\p{L}+\))?)(?: (?:of |de |del |the )?\p{Lu}[\p{L}.’']+){0,4} (?:v|vs|c|contra)\.? \p{Lu}[\p{L}.’']+(?: (?:of |de |del |the |d[aeo] )?\p{Lu}[\p{L}.’']+){0,5}",
    )
});

/// A ruling or an exemption that is relied on, and a petition for a law, are no challenge.
static RELIED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:decision in|based on|under|pursuant to|in the case of|(?:tribunal|camara|corte|sala|court)(?: of| de)|al| en| por) (?:the )?\[?_?$|\bal $",
    )
});

/// "found that the shop breached the … Act": a finding against a use, where somebody is said to find it.
static BREACH: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Challenge,
        r"\b(?:breach(?:ed)?|violat(?:ed?|ing|ion)) (?:of )?(?:the )?(?:[a-z]+ ){0,4}(?:act|law|gdpr|legislation|constitution)\b",
    )
});
static FINDS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(?:found|ruled|held|determined|concluded)\b[^.;]{0,110}$"));

/// True where a sentence speaks of courts.
fn at_law(scene: &Scene<'_>) -> bool {
    static COURTS: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:courts?|cases?|judges?|rul(?:ed|ing)|appeals?|lawsuits?|sued|plaintiffs?|tribunal(?:es)?|corte|casos?|juez|jueza|fallo|sentencia|demandas?)\b",
        )
    });
    scene.folded.hints_at(Hint::Challenge) || COURTS.is_match(&scene.folded)
}

fn challenges(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    let text = scene.folded.text();
    let worth = scene.folded.hints_at(Hint::Challenge);
    let mut found: Vec<(Range<usize>, &'static str)> = worth
        .then(|| CHALLENGE.find_iter(&scene.folded))
        .into_iter()
        .flatten()
        .filter(|hit| !RELIED.is_match(scene.part(&text[..hit.start()])))
        .take(2)
        .map(|hit| (scene.folded.back(&hit.range()), "law/challenge"))
        .collect();
    let brought = (worth && found.is_empty()).then(|| BROUGHT.find(&scene.folded)).flatten();
    let brought = brought.filter(|hit| !RELIED.is_match(scene.part(&text[..hit.start()])));
    found.extend(brought.map(|hit| (scene.folded.back(&hit.range()), "law/brought")));
    let breach = BREACH
        .find(&scene.folded)
        .filter(|hit| worth && FINDS.is_match(scene.part(&text[..hit.start()])));
    found.extend(breach.map(|hit| (scene.folded.back(&hit.range()), "law/breach")));
    if scene.folded.hints_at(Hint::Case) {
        let raw = scene.words(&scene.at);
        // "Policy vs. Operation": what is set against each other in a heading is before no court.
        let set = |hit: &crate::folded::Match<'_>| hit.as_str().contains(" vs") && !at_law(scene);
        let case = CASE.find(raw).filter(|hit| !RELIED.is_match(&raw[..hit.start()]) && !set(hit));
        found.extend(
            case.map(|hit| (scene.at.start + hit.start()..scene.at.start + hit.end(), "law/case")),
        );
    }
    for (at, rule) in found {
        filed(scene, &at, drafts);
        if let Some(value) = drafts.literal(&at, Value::Text) {
            let property = Property::LegalChallenge;
            drafts.propose(Finding::new(rule, subject, property, value, &at, &scene.at));
        }
    }
}

/// When it was brought: "an appeal (Oct. 2031)", "una denuncia de octubre de 2031".
fn filed(scene: &Scene<'_>, at: &Range<usize>, drafts: &mut Drafts<'_>) {
    static BETWEEN: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^(?: (?:de|del|por|by|of) [^.;()]{0,30})? ?\($|^(?:\]\([^)]*\))?(?: ref[a-z.]* (?:no\.? )?[^ ]{1,30})? (?:de|del|of|in|en|from|dated|on|con fecha(?: de)?) $|^ (?:about |over |on |sobre |por )?[^.;(),]{0,40}(?:with|to|against|before|ante|contra) [^.;(),]{3,50} (?:in|on|en|el) $",
        )
    });
    let text = scene.folded.text();
    let behind = scene.dates.iter().find(|date| date.at.start >= at.end).filter(|date| {
        let between = &text[scene.folded.forth(at.end)..scene.folded.forth(date.at.start)];
        BETWEEN.is_match(scene.part(between))
    });
    // "In July 2031 the authority opened an inquiry": the day opens the sentence, and somebody does it.
    static DOES: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^(?:filed|lodged|brought|initiated|opened|launched|began|started|sued|sent|served|issued|put|demand|present|interp|inici|abri|took)",
        )
    });
    let opens = || {
        let first = scene.dates.first()?;
        let lead = scene.folded.forth(first.at.start);
        let near = first.at.end <= at.start && at.start - first.at.end < 130;
        (lead < 16 && near && DOES.is_match(scene.part(scene.folded.slice(at)))).then_some(first)
    };
    let Some(date) = behind.or_else(opens) else { return };
    if let Some(subject) = Subject::of(scene.text, Kind::Law, &[Part::At(at)]) {
        let value = Value::Date(date.value.clone());
        let property = Property::StartDate;
        drafts.propose(Finding::new("law/filed", &subject, property, value, &date.at, &scene.at));
    }
}

/// It should also find: "bars police from …", "a moratorium on …", "… is prohibited", "no puede
/// reactivarse sin …".
static BAN: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Ban,
        r"\b(?:ban(?:s|ned|ning)? (?:for|from|on|the|its|all|any|city|government|police|public|facial|face|live|biometric|use|most|real-time)|prohibit(?:s|ed|ing)?|forbid(?:s|ding)?|forbade|outlaw(?:s|ed|ing)?|bar(?:s|red|ring) (?:its |their |the |all |any |most |own )*(?:police|law enforcement|city|agencies|government|officers|departments|authorities|companies|schools|public)|moratorium (?:on|prohibiting)|(?:prohibicion|moratoria) (?:de|del|a|al|sobre)|prohib(?:e|en|ese|ense|ir|io|ieron|ido|ida|idos|idas|iendo)|impiden? [a-z]+[aei]r|no (?:puede|podra|pueden|podran) (?:[a-z]+[aei]rse|ser (?:usad|utilizad|reactivad)[a-z]+))\b[^,.;|]+|\bvoted to (?:ban|restrict|prohibit)[^,.;]+|[a-z]+ [a-z]+ (?:is |are |was |were )?(?:prohibited|banned)(?: \||$|\.|;)|\b[a-z]+ [a-z]+ (?:has been |have been |had been |is |are |was |were )(?:prohibited|banned|outlawed) (?:by|in|from|under|except) [^,.;|]+",
    )
});
/// What somebody only calls for, or a ban on something else.
static ONLY_WANTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:call(?:s|ed|ing)? (?:for|on)|demand[a-z]*|urg[a-z]+|propos[a-z]+|want[a-z]*|campaign[a-z]*|support[a-z]*|consider[a-z]*|should|travel|need[a-z]*|lobb[a-z]+|(?:swift|decisive|legal) action to|hope[a-z]*|necesit[a-z]+|hace falta|podria[a-z]*|could|pid[a-z]+|exig[a-z]+|reclam[a-z]+|propon[a-z]+|deberia[a-z]*)\b[^.;]*$",
    )
});

/// A law's own title, in capitals to its last word; a headline of a law has verbs.
static TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:\p{Lu}[\p{L}\d’'-]*|of|the|and|on|for) ){1,7}(?:Ordinance|Act|Bill|Ban|Moratorium|Directive|Statute|Law)$|^(?:Ley|Ordenanza|Resolución|Decreto|Reglamento|Directiva) (?:[\p{L}\d./º°-]+ ?){1,9}$",
    )
});
static VERBS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:passes|approves|backs|adopts|enacts|votes|weighs|rejects|signs|calls|wants|seeks|proposes|fines|faces|to)\b",
    )
});
/// A heading that numbers a law, as far as it names it.
static NUMBERED_TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[#=*\d. ]*((?:ley|ordenanza|resolucion|decreto|reglamento|ordinance|resolution|directive)(?: [a-z.\x{b0}\x{ba}]+)? \d[^ ]*[^(]*)",
    )
});

/// The law that a heading or a record's title names, with the place whose section it stands in.
pub(super) fn headed_by(
    scene: &Scene<'_>,
    marked: bool,
    section: Option<&Words>,
) -> Option<Subject> {
    let folded = scene.folded.text();
    let at = if marked {
        let title = NUMBERED_TITLE.captures(scene.part(folded))?.get(1)?;
        let words = title.as_str().trim_end_matches([' ', '*', '=', '#', ':']);
        title.start()..title.start() + words.len()
    } else {
        let from = folded.find(": ")? + 2;
        let value = folded[from..].trim_matches([' ', ',', '"', '\'']);
        let from = from + folded[from..].find(value)?;
        let words = value.split(" (").next()?;
        let title = from..from + words.len();
        let named = TITLE.is_match(scene.folded.raw(&title)) && !VERBS.is_match(words);
        Some(title).filter(|_| named)?
    };
    let at = scene.folded.back(&at);
    let place = section.map(|section| Part::At(&section.at)).filter(|_| !marked);
    let parts: Vec<Part<'_>> = place.into_iter().chain([Part::At(&at)]).collect();
    Subject::of(scene.text, Kind::Law, &parts)
}

/// What a sentence says is banned, each with the word that says so.
pub(super) fn banned(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let text = scene.folded.text();
    let about = !scene.technologies.is_empty() || scene.has(&[Cue::System]);
    if !(about || scene.folded.hints_at(Hint::Biometric)) || !scene.folded.hints_at(Hint::Ban) {
        return Vec::new();
    }
    BAN.find_iter(&scene.folded)
        .filter(|hit| !ONLY_WANTED.is_match(scene.part(last_bytes(&text[..hit.start()], 110))))
        .take(3)
        .map(|hit| {
            let words = up_to(hit.as_str(), 110);
            let stops = [" in several", " include", " incluyen"];
            let stop = stops.iter().filter_map(|stop| words.find(stop)).min();
            let end = hit.start() + stop.unwrap_or(words.len());
            scene.folded.back(&(hit.start()..end))
        })
        .collect()
}

/// Words up to the last whole one within `most` bytes.
pub(super) fn up_to(words: &str, most: usize) -> &str {
    if words.len() <= most {
        return words;
    }
    let cut = first_bytes(words, most);
    cut.rfind(' ').map_or(cut, |space| &cut[..space])
}

/// "ordered the shop to stop all processing of faces", "no permite que la policía": what somebody is told to end, or
/// not let do.
static STOPPED: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Stop,
        r"\b(?:(?:ordered|orders|order|requiring|required|directed|instructed)(?: [a-z()]+){0,9}? to (?:stop|cease|halt|end) (?:all |any |the |its |their |further )*(?:[a-z]+ ){0,3}?(?:processing|use|using|collecting|collection|scanning|deploying|deployment|operating)|(?:orden(?:o|a|aron)|oblig(?:o|a|aron)|exig(?:io|e))(?: [a-z]+){0,7}? (?:dejar de (?:usar|utilizar|tratar|recoger)|cesar (?:el|en el|la|de inmediato el) (?:uso|tratamiento|recogida))|(?:does|do|did|will) not (?:let|allow|permit) (?:the )?(?:police|law enforcement|officers|agencies|immigration)|no (?:habilita|autoriza)(?:n)? (?:a )?(?:[a-z]+ )?[a-z]+[aei]r)\b[^,.;|]*",
    )
});
/// What leads in the things that are banned, one by one.
static ONE_BY_ONE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:,? (?:including|such as|namely|among them)|,? (?:incluid[oa]s?|incluyendo|entre ell[oa]s|como)|:) ",
    )
});

/// The things banned that a ban's words lead in: "prohibits eight practices, including A, B and C".
fn one_by_one(scene: &Scene<'_>, ban: &Range<usize>) -> Vec<Range<usize>> {
    const MOST: usize = 10;
    const LEAST: usize = 12;
    const LONGEST: usize = 120;
    let text = scene.folded.text();
    let end = scene.folded.forth(ban.end);
    let Some(led) = ONE_BY_ONE.find(scene.part(&text[end..])) else { return Vec::new() };
    let from = end + led.end();
    let stop = text[from..].find(['.', ';', '"']).map_or(text.len(), |at| from + at);
    let mut items = Vec::new();
    let mut start = from;
    for item in text[from..stop].split(", ").take(MOST) {
        let lead = ["and ", "or ", "y ", "e ", "o "].iter().find_map(|w| item.strip_prefix(w));
        let kept = lead.unwrap_or(item).trim_end();
        // The clause goes on, and the list has ended.
        const ELSE: [&str; 14] = [
            "after",
            "before",
            "such",
            "when",
            "while",
            "who",
            "which",
            "that",
            "following",
            "other",
            "with",
            "tras",
            "cuando",
            "entre",
        ];
        if ELSE.contains(&kept.split(' ').next().unwrap_or_default()) {
            break;
        }
        let at = start + item.len() - lead.unwrap_or(item).len();
        if (LEAST..=LONGEST).contains(&kept.len()) {
            items.push(scene.folded.back(&(at..at + kept.len())));
        }
        start += item.len() + 2;
    }
    if items.len() < 2 { Vec::new() } else { items }
}

/// What a sentence says that somebody is told to stop.
fn stopped(scene: &Scene<'_>) -> Option<Range<usize>> {
    let about = !scene.technologies.is_empty()
        || scene.has(&[Cue::System])
        || scene.folded.hints_at(Hint::Biometric);
    let hit = (about && scene.folded.hints_at(Hint::Stop)).then(|| STOPPED.find(&scene.folded));
    let hit = hit.flatten()?;
    let led = &scene.folded.text()[..hit.start()];
    let wanted = ONLY_WANTED.is_match(scene.part(last_bytes(led, 110)));
    let words = up_to(hit.as_str(), 140);
    (!wanted).then(|| scene.folded.back(&(hit.start()..hit.start() + words.len())))
}

fn bans(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let all = banned(scene);
    let each = all.iter().flat_map(|ban| one_by_one(scene, ban));
    let each: Vec<_> = each.chain(stopped(scene)).collect();
    for at in all.into_iter().chain(each).map(|at| phrase_before_name(scene, at)) {
        let Some(value) = drafts.literal(&at, Value::Text) else { continue };
        for subject in &banning(scene, focus, &at) {
            let property = Property::Ban;
            let value = value.clone();
            drafts.propose(Finding::new("law/ban", subject, property, value, &at, &scene.at));
        }
    }
}

/// Where the ban holds, else who bans, else what is banned.
fn banning(scene: &Scene<'_>, focus: &Focus, at: &Range<usize>) -> Vec<Subject> {
    if let Some(law) = focus.law().or(focus.ruling()).or(focus.told()) {
        return vec![law.clone()];
    }
    let jurisdiction =
        |place: &Range<usize>| Subject::of(scene.text, Kind::Jurisdiction, &[Part::At(place)]);
    let ban = peers::places_before(scene, at.start);
    if !ban.is_empty() {
        return ban.into_iter().filter_map(jurisdiction).collect();
    }
    let after = scene.places.iter().filter(|place| place.at.start >= at.end);
    let places: Vec<Subject> = after.filter_map(|place| jurisdiction(&place.at)).collect();
    if !places.is_empty() {
        return places;
    }
    let body = scene.last_before(at.start, &[NameOf::Agency]);
    let body = body.and_then(|b| Subject::of(scene.text, Kind::Agency, &[Part::At(&b.at)]));
    body.or_else(|| focus.deployment().cloned()).into_iter().collect()
}

/// What hands data on. It should also find: "sent to", "remitidos a", "collaborates with", bodies that
/// take part in a system.
static SHARED: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Sharing,
        r"\b(?:(?:transmits?|transmitted|shares?|shared|sharing|sends?|sent|provides?|hand(?:s|ed)? over|available|compart[a-z]+|transmit[a-z]+|envia[a-z]*|remit[a-z]+|entreg[a-z]+|ced[a-z]+|turna[a-z]*|notific[a-z]+|deriva[a-z]*|da vista|dio vista|report(?:s|ed)?|feeds?|fed|pass(?:es|ed)?|disclos(?:es|ed)|supplie[sd]|forward(?:s|ed)|suministr[a-z]+|proporcion[a-z]+|brind[a-z]+|facilit[a-z]+)\b[^.;]{0,60}?\b(?:to|with|con|a|al)|collaborates? with|en (?:el|la) (?:cual|que) participan|participan)\b|\bdesde donde\b",
    )
});
/// What is sent that is no data: who gets a letter is not given what cameras see.
static PAPER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:legal )?notices?|letters?|petitions?|complaints?|requests?|appeals?|queries|e-?mails?|(?:an?|another|the|this|its|our) reports?|submissions?|recommendations|questions|invoices?|cartas?|notas?|pedidos?|solicitud(?:es)?|denuncias?|peticion(?:es)?|notificacion(?:es)?|oficios?|escritos?|facturas?)\b",
    )
});
/// What is handed on where data is.
static RECORDS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:data|records?|information|images?|footage|photos?|video|biometric[a-z]*|fingerprints?|plates?|datos|registros?|informacion|imagenes|fotos?|fotografias|videos?|huellas|placas|patentes|matriculas)\b",
    )
});
/// Who is said to have a way into the data stands before these words.
static ACCESS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: ?\([^)]{1,40}\))?,?(?: (?:who|que|which|now|also|ahora|tambien|will|can|ya))* (?:ha(?:s|ve|d)|gain(?:s|ed)?|get|obtain(?:s|ed)?|tienen?|tendran?|tuvo|obtuvo|acceso|access(?:es)?|acceden?)\b(?: [a-z]+){0,3}? ?(?:access to|acceso(?: [a-z]+)? a|to|a)\b[^.;]{0,30}\b(?:data|database|records|information|footage|images|datos|bases?|registros?|informacion|imagenes|camaras)\b",
    )
});

/// True where what a sentence hands on is a letter and no data.
pub(super) fn sends_paper(scene: &Scene<'_>) -> bool {
    scene.folded.hints_at(Hint::Sharing)
        && SHARED.find(&scene.folded).is_some_and(|hit| is_paper(scene, &hit))
}

fn is_paper(scene: &Scene<'_>, hit: &crate::folded::Match<'_>) -> bool {
    let led = last_bytes(&scene.folded.text()[..hit.end()], hit.as_str().len() + 40);
    PAPER.is_match(scene.part(led)) && !RECORDS.is_match(scene.part(hit.as_str()))
}

fn sharing(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    let body = |name: &Found<NameOf>| matches!(name.value, NameOf::Agency | NameOf::Vendor);
    if !scene.names.iter().any(body) {
        return;
    }
    if !scene.folded.hints_at(Hint::Sharing) {
        return;
    }
    let handed = SHARED.find(&scene.folded).filter(|hit| !is_paper(scene, hit));
    let from = handed.map(|hit| scene.folded.back(&hit.range()).end);
    for name in scene.names.iter().filter(|name| body(name)) {
        let given = name.value == NameOf::Agency
            && from.is_some_and(|from| name.at.start >= from && name.at.start - from < 150)
            || name.value == NameOf::Vendor
                && from.is_some_and(|from| name.at.start >= from && name.at.start - from < 12);
        let enters = scene.folded.hints_at(Hint::Access)
            && ACCESS.is_match(scene.part(scene.after(name.at.end)));
        if let Some(value) = drafts.literal(&name.at, Value::Name).filter(|_| given || enters) {
            let rule = if given { "use/sharing" } else { "use/access" };
            let property = Property::DataSharedWith;
            drafts.propose(Finding::new(rule, subject, property, value, &name.at, &scene.at));
        }
    }
}
