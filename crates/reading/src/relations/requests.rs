//! Requests for records: how many were sent, when, and how they were answered.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Property, Response, Value};

use super::speaker::speaker;
use super::subjects::Focus;
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Subject};
use crate::folded::{Pattern, pattern};
use crate::scene::Scene;

/// "we sent requests to 34 police forces", "solicitudes a 27 alcaldías".
static ASKED_OF: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:sent|filed|submitted|made|lodged) (?:[a-z]+ ){0,4}requests (?:to|with)|(?:enviamos|enviaron|envio|presentamos|presentaron|presento|realizamos|hicimos) (?:[a-z]+ ){0,2}(?:solicitudes|pedidos)(?: de (?:acceso a la )?informacion(?: publica)?)? a)(?: (?:the|all|las|los|more than|over|at least|mas de|al menos))* ?$",
    )
});
const REQUESTS: &[&str] = &["requests", "solicitudes", "rtis", "pedidos", "foias", "fois"];

/// "14 March 2031", "Villa Brumas, a 20 de marzo de 2031", "Fecha: …": a line that is the letter's date.
fn is_letters_date(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    const SHORT: usize = 70;
    static LED: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^[^a-z]*(?:(?:date|fecha|dated|date of (?:letter|response|reply|issue))[ :]*|[a-z. ]{3,40}, (?:a |el )?|a )?$",
        )
    });
    scene.folded.text().len() <= SHORT
        && LED.is_match(scene.part(scene.until(at.start)))
        && scene.after(at.end).trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
}

/// The day of a letter is when it answers, once it is known what.
fn answered(scene: &Scene<'_>, focus: &mut Focus, drafts: &mut Drafts<'_>) {
    if !focus.replies {
        return;
    }
    if focus.dated.is_none() {
        let date = scene.dates.iter().find(|date| is_letters_date(scene, &date.at));
        focus.dated = date.map(|date| (date.clone(), scene.at.clone()));
    }
    if focus.request.is_some()
        && let Some((date, within)) = focus.dated.take()
    {
        focus.replies = false;
        if let Some(subject) = &focus.request {
            let value = Value::Date(date.value);
            let property = Property::EndDate;
            let rule = "request/letter";
            drafts.propose(Finding::new(rule, subject, property, value, &date.at, &within));
        }
    }
}

pub(super) fn relate(scene: &Scene<'_>, focus: &mut Focus, drafts: &mut Drafts<'_>) {
    answered(scene, focus, drafts);
    let Some(subject) = &focus.request else { return };
    dates(scene, subject, drafts);
    if scene.has(&[Cue::Request, Cue::File]) {
        for count in &scene.counts {
            let requests = count.value.of.iter().take(4).any(|w| REQUESTS.contains(&w.as_str()))
                || ASKED_OF.is_match(scene.part(scene.until(count.at.start)));
            if requests {
                let value = Value::Quantity(count.value.quantity.clone());
                let finding = Finding::new(
                    "request/count",
                    subject,
                    Property::RequestsSent,
                    value,
                    &count.at,
                    &scene.at,
                );
                drafts.propose(finding);
            }
        }
    }
    let attribution = scene.speaker(speaker);
    let specific = scene.responses.iter().any(|found| found.value != Response::Answered);
    let mut said = Vec::new();
    for found in &scene.responses {
        // An answer has one status: that it came says less than what it was.
        if said.contains(&found.value) || specific && found.value == Response::Answered {
            continue;
        }
        said.push(found.value);
        let value = Value::Response(found.value);
        let finding = Finding::new(
            "request/response",
            subject,
            Property::Response,
            value,
            &found.at,
            &scene.at,
        );
        drafts.propose(Finding { attribution: attribution.clone(), ..finding });
    }
}

/// "a reply dated …", "respuesta de fecha …": also finds "in its letter of", "oficio del".
static ANSWERED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:request|solicitud|pedido)\b[^.;]{0,120}\b(?:was|were|fue|fueron) (?:denied|granted|answered|closed|refused|rejected|fulfilled|denegad[oa]s?|rechazad[oa]s?|respondid[oa]s?|contestad[oa]s?|atendid[oa]s?)(?: on| el)(?: dia)? $|\b(?:request|solicitud|pedido) (?:was|were|fue) (?:denied|granted|answered|closed|refused|fulfilled|denegad[oa]|respondid[oa]|contestad[oa])\b[^.;]{0,20}? (?:on|el)(?: dia)? $|\b(?:repl(?:y|ies)|responses?|answer|decision letter|letter|respuesta|contestacion|oficio|resolucion)(?: [a-z]+){0,3}? (?:dated|on|of|received on|sent on|issued on|de fecha|fechad[oa](?: el)?|del?|recibida el|el)(?: dia)? $",
    )
});
/// "a request filed on …", "solicitud presentada el …".
static FILED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\bsolicitud[^.;]{0,70}, (?:de|del|con fecha|fecha) $|\b(?:request|solicitud|pedido)\b[^.;]{0,80}\b(?:was|were|fue|fueron|habia sido|habian sido|had been) (?:filed|submitted|made|sent|lodged|received|presentad[oa]s?|ingresad[oa]s?|enviad[oa]s?|realizad[oa]s?|hech[oa]s?)(?: on| el)(?: dia)? $|\b(?:requests?|application|quer(?:y|ies)|foi|foia|rti|solicitud(?:es)?|pedidos?|peticion|recurso)(?: \([^)]{0,60}\))?(?:,? [a-z]+){0,8}?,? (?:dated|filed|submitted|sent|made|lodged|received|presentad[oa]s?|ingresad[oa]s?|enviad[oa]s?|de fecha|fechad[oa]s?|realizad[oa]s?)(?: on| el| in| en)?(?: dia)? $",
    )
});
/// "On … we filed a request", "El … presentamos una solicitud": what follows the date.
static FILES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^,? (?:[a-z]+ ){0,4}?(?:filed|submitted|sent|made|lodged|requested|asked|presento|presentamos|presente|envio|enviamos|solicito|solicitamos|ingreso|ingresamos|requirio|pidio) ",
    )
});

/// How far before a date the words stand that say what it is of.
const BEFORE: usize = 110;

/// True where the words around a date say that it is a request's or its answer's.
pub(super) fn of_request(scene: &Scene<'_>, at: &Range<usize>) -> Option<Property> {
    if !scene.has(&[Cue::Request, Cue::File, Cue::Answer]) {
        return None;
    }
    let near = scene.before(at.start, BEFORE);
    if FILED.is_match(scene.part(near))
        || scene.has(&[Cue::Request]) && FILES.is_match(scene.part(scene.after(at.end)))
    {
        return Some(Property::StartDate);
    }
    ANSWERED.is_match(scene.part(near)).then_some(Property::EndDate)
}

/// When it was filed, and answered.
fn dates(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    for date in &scene.dates {
        let Some(property) = of_request(scene, &date.at) else { continue };
        let rule =
            if property == Property::StartDate { "request/filed" } else { "request/answered" };
        let value = Value::Date(date.value.clone());
        drafts.propose(Finding::new(rule, subject, property, value, &date.at, &scene.at));
    }
}
