//! The term of a contract as its own words have it: signed on, in force from, until.
//!
//! It should also find: "is made and entered into this 4th day of …", "effective …", "shall commence on …
//! and continue through …", "runs from … to …", "is due to end on …", "con vigencia del … al …", "se firma
//! en … el día …", and the day by which bids are due.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Property, Value};

use super::subjects::Focus;
use crate::drafts::{Drafts, Finding};
use crate::folded::{Pattern, hinted, pattern};
use crate::hints::Hint;
use crate::scene::{Scene, Term};

/// How far before a date the words stand that say what it is of.
const BEFORE: usize = 90;

static SIGNED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:made|entered into|executed|signed|awarded)(?: and (?:entered into|executed|signed|awarded))?(?: by [a-z ]{3,40}| between [a-z ,.]{3,60})? ?,?(?: on| as of| effective)?(?: this| the)?|(?:signed|concluded|inked|reached|struck|won|secured|firmo|firmaron|suscribio|suscribieron|celebro|celebraron)(?: [a-z0-9-]+){1,10} (?:in|on|en|el)|(?:contract|agreement|convenio|contrato) dated|(?:firmad[oa]|suscrit[oa]|celebrad[oa]|formalizad[oa]|adjudicad[oa])(?: en [a-z ,]{3,40})?(?: el| con fecha| en fecha| a los)?(?: dia)?|se (?:firma|suscribe|celebra|extiende|formaliza|firmo|suscribio|celebro|formalizo|adjudico)\b[^.;]{0,60}? (?:el|a los|con fecha|en fecha)(?: dia)?|(?:fecha de (?:firma|suscripcion|adjudicacion|celebracion))[:,]?(?: el| del)?) $",
    )
});
static BEGINS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:commenc(?:e|es|ed|ing)|commencement|beg[iau]n(?:s|ning)?|start(?:s|ed|ing)?|effective|in effect|in force|takes effect|valid|runs?|running|ran|term|inici(?:a|o|ara|ando|ado|ando su vigencia)|comienza|comenzo|comenzara|empieza|empezara|rige|regira|vigente|vigencia|vigor|duracion|plazo|periodo|period|contad[oa]s?)(?: (?:shall|will|is|be|sera|es|its|su|comprendido|efectiva))*(?: (?:on|from|as of|of|with effect from|upon|el|del|desde|a contar|a partir|de))*|a partir|desde)(?: (?:the|el|del|dia|date))* $",
    )
});
static ENDS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:through|until|till|and including|ends?|ending|expir(?:e|es|ed|ing|y|ation)|terminat(?:e|es|ing)|up to and including|hasta|vence|vencera|vencimiento|expira|expirara|concluye|concluira|finaliza|finalizara|termina|terminara|conclusion|termino)(?: (?:date|on|is|at|el|al|en|del|sera))*|valid (?:to|until)|no later than|extended (?:to|until|through)|(?:rescindid[oa]|rescindio|terminated|cancel(?:l)?ed|cancelad[oa]|annulled|revoked|withdrawn|dad[oa] por terminad[oa])(?: (?:on|in|el|en))+|extend(?:s|ed|ing)?\b[^.;]{0,70} (?:to|until|through)|prorrog(?:o|a|ara)\b[^.;]{0,60}? hasta|prorrogad[oa] hasta|prorroga hasta)(?: (?:the|el|dia|close of business))* $",
    )
});
/// The day that work is said to begin is none of signing.
static OPENED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"\bacta de inicio,?(?: (?:suscrita|firmada|de fecha|del?))?(?: el)? $")
});
/// "from X to Y", "del X al Y": where the first is the beginning, the second is the end.
static TO: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^,? ?(?:to|and|until|through|al|a|hasta|hasta el|-)(?: el| dia)* ?$")
});
/// A tender begins when it is out: "issued a request for proposals on …", "publicó la licitación el …".
static ISSUED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:issued|released|published|floated|launched|announced|opened|calling for bids|invited bids|posted|publicad[oa]|publico|publicaron|lanzo|lanzaron|abrio|convoco|convocad[oa]|emitio|emitid[oa])\b[^.;]{0,80}?)(?: (?:on|in|dated|el|en|con fecha))(?: (?:the|dia))? $",
    )
});
/// "On … the ministry released a revised request for proposals": what follows the date.
static ISSUES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^,? [^.;]{0,70}?\b(?:issued|released|published|floated|launched|opened|posted|publico|lanzo|abrio|convoco|emitio) (?:(?:an?|the|its|una?|la|el|los|las) )?(?:[a-z]+ ){0,3}(?:requests? for (?:proposals?|information|quotations?|tenders?|bids?)|rf[piq]s?|tenders?|call for (?:tenders|bids|proposals)|licitacion|convocatoria|llamado|bases|concurso|pliego)\b",
    )
});
/// What is issued: a tender, by one of its names.
static TENDER: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Tender,
        r"\b(?:requests? for (?:proposals?|quotations?|tenders?|bids?)|rf[piq]s?|tenders?|bids|licitacion(?:es)?|convocatoria|concurso|pliegos?)\b",
    )
});

/// True where a sentence speaks of a tender.
pub(super) fn is_of_tender(scene: &Scene<'_>) -> bool {
    TENDER.is_match(&scene.folded)
}

/// When bids are due is when their tender ends.
static DUE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:deadline|closing date|last date)(?: [a-z]+){0,5}? (?:bids?|tenders?|proposals?|offers?|quotations?|submission|receipt|responses?)(?: [a-z]+){0,4}?|(?:bids|tenders|proposals|ofertas|propuestas)\b[^.;]{0,80}? (?:opened|abriran|abiertas)(?: (?:on|el))?|(?:tender|call|rfp|licitacion|concurso|convocatoria)\b[^.;]{0,80}? (?:closes|closing|cierra|vence)(?: (?:on|el))?|(?:bids|tenders|proposals|quotations|offers) (?:are |must be |shall be |will be )?(?:due|received|submitted|accepted)(?: (?:by|no later than|until|on|before))*(?: [0-9:]+ ?(?:am|pm|a\.m\.|p\.m\.)?)?|(?:presentacion|recepcion|apertura|entrega)(?: y apertura)? de (?:las )?(?:ofertas|propuestas|proposiciones)(?: [a-z]+){0,5}?|(?:plazo|fecha limite) (?:de|para)(?: [a-z]+){0,5}? (?:ofertas|propuestas|proposiciones)(?: [a-z]+){0,4}?)(?: (?:is|was|on|by|el|es|fue|hasta|vence|until|the|del?|dia))*:? $",
    )
});

/// Works out what the dates of a sentence say of a term.
pub(super) fn prepare(scene: &Scene<'_>) {
    if !scene.dates.is_empty() && scene.folded.hints_at(Hint::Term) {
        scene.terms(term);
    }
}

/// What a date says of the term of a sentence's contract, if it does.
pub(super) fn of_term(scene: &Scene<'_>, at: &Range<usize>) -> Option<Term> {
    if !scene.folded.hints_at(Hint::Term) {
        return None;
    }
    let date = scene.dates.iter().position(|date| date.at == *at);
    date.map_or_else(|| term(scene, at), |date| *scene.terms(term).get(date)?)
}

fn term(scene: &Scene<'_>, at: &Range<usize>) -> Option<Term> {
    let text = scene.folded.text();
    let near = scene.before(at.start, BEFORE);
    // "on this the **22 day of September**".
    let near = near.trim_end_matches(['*', '_']);
    if DUE.is_match(scene.part(near)) {
        return Some(("term/due", Property::EndDate));
    }
    let after = scene.after(at.end);
    let tender = || scene.folded.hints_at(Hint::Tender) && TENDER.is_match(&scene.folded);
    if (ISSUED.is_match(scene.part(near)) || ISSUES.is_match(scene.part(after))) && tender() {
        return Some(("term/issued", Property::StartDate));
    }
    if let Some(entry) = entry(near, after) {
        return Some(entry);
    }
    if OPENED.is_match(scene.part(near)) {
        return Some(("term/begins", Property::StartDate));
    }
    if SIGNED.is_match(scene.part(near)) {
        return Some(("term/signed", Property::AwardDate));
    }
    if ENDS.is_match(scene.part(near)) {
        return Some(("term/ends", Property::EndDate));
    }
    if BEGINS.is_match(scene.part(near)) || opens_range(near) && has_next(scene, at) {
        return Some(("term/begins", Property::StartDate));
    }
    let before = scene.dates.iter().rev().find(|date| date.at.end <= at.start)?;
    let between = text.get(scene.folded.forth(before.at.end)..scene.folded.forth(at.start))?;
    let begins = TO.is_match(scene.part(between)).then(|| term(scene, &before.at)).flatten();
    begins.filter(|(rule, _)| *rule == "term/begins").map(|_| ("term/ends", Property::EndDate))
}

/// "Issue date: …", "06-Feb-2031 | Cierre de ofertas": a tender's calendar, by its labels.
fn entry(near: &str, after: &str) -> Option<Term> {
    static CALENDAR: LazyLock<Vec<(Pattern, Pattern, &str, Property)>> = LazyLock::new(|| {
        let entry = |words: &str, rule, property| {
            let led = format!(r"(?:^|[*|\n ])(?:{words})[*:| ]+$");
            let follows = format!(r"^[* ]*\|[* ]*(?:{words})\b");
            (pattern(&led), pattern(&follows), rule, property)
        };
        vec![
            entry(
                "issue date|date of issue|date issued|publication date|fecha de (?:emision|publicacion|convocatoria)",
                "term/issued",
                Property::StartDate,
            ),
            entry(
                "closing date|submission deadline|bids? due|bid closing|proposals? due|cierre(?: de)?(?: recepcion de)? (?:ofertas|propuestas)|fecha (?:de cierre|limite)|entrega de (?:ofertas|propuestas)",
                "term/due",
                Property::EndDate,
            ),
            entry(
                "award date|date of award|contract award|adjudicacion|fecha de adjudicacion",
                "term/awarded",
                Property::AwardDate,
            ),
        ]
    });
    let (.., rule, property) =
        CALENDAR.iter().find(|(led, follows, ..)| led.is_match(near) || follows.is_match(after))?;
    Some((*rule, *property))
}

fn opens_range(near: &str) -> bool {
    [" from ", " del ", " desde el ", " between ", " entre el "].iter().any(|w| near.ends_with(w))
}

/// True where another date ends a range that this one begins.
fn has_next(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    let next = scene.dates.iter().find(|date| date.at.start >= at.end);
    let between = next.and_then(|next| {
        scene.folded.text().get(scene.folded.forth(at.end)..scene.folded.forth(next.at.start))
    });
    between.is_some_and(|between| TO.is_match(scene.part(between)))
}

/// Proposes what a date says of the term of a contract.
pub(super) fn relate(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    if scene.dates.is_empty() {
        return;
    }
    let deal = || focus.deal().or_else(|| focus.tender(scene));
    let Some(subject) = deal().or(focus.deployment()) else { return };
    for date in &scene.dates {
        if let Some((rule, property)) = of_term(scene, &date.at) {
            let value = Value::Date(date.value.clone());
            drafts.propose(Finding::new(rule, subject, property, value, &date.at, &scene.at));
        }
    }
}
