//! Identifiers that a body issued: contract, tender, order, docket, request and decision numbers.

use std::ops::Range;
use std::sync::LazyLock;

use crate::folded::{Folded, Found, Pattern, pattern};

/// What an identifier identifies, as far as the word before it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Contract,
    Request,
    Decision,
}

static LED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(contract|contrato|convenio|tender|licitacion(?: publica)?(?: (?:inter)?nacional)?|public bid|bid|purchase order|po|orden de compra|pedido|procedimiento|adjudicacion(?: directa)?|award|invitacion|concurso|award id|solicitation|rfp|rfq|rfi|folio|solicitud|request|foi(?:a)? request|reference|ref\.?|expediente|expte\.?|exp\.?|expedient|resolucion|resol\.|res\.|decision|acuerdo|case|docket|recurso)(?: (?:de [a-z]+|number|numero|num\.|num|no\.|nro\.?|nos?|id|#))?[:.#]? ?(?:n\.?o\.? ?|no\. |n[o°] ?|#)?([a-z0-9][a-z0-9]*(?:[-/._][a-z0-9]+)+|\d{5,}|[a-z]{1,5}\d{4,})",
    )
});
static SHAPED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b([a-z]{1,6}(?:[-/][a-z0-9]{1,10}){1,5}[-/](?:19|20)?\d{2,4}(?:[-/][a-z0-9]{1,6})*)\b",
    )
});

/// The identifiers of a text, in order, each with what it identifies.
pub(crate) fn identifiers(folded: &Folded<'_>) -> Vec<Found<Of>> {
    let text = folded.text();
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for captures in LED.captures_iter(text) {
        if let (Some(word), Some(id)) = (captures.get(1), captures.get(2)) {
            let value = match word.as_str().split([' ', '.']).next().unwrap_or_default() {
                "folio" | "solicitud" | "request" | "foi" | "foia" | "reference" | "ref" => {
                    Of::Request
                }
                "resolucion" | "resol" | "res" | "decision" | "acuerdo" | "case" | "docket"
                | "recurso" | "expediente" | "expte" | "exp" | "expedient" => Of::Decision,
                _ => Of::Contract,
            };
            push(folded, id.range(), value, &mut found);
        }
    }
    for captures in SHAPED.captures_iter(text) {
        if let Some(id) = captures.get(1) {
            push(folded, id.range(), Of::Contract, &mut found);
        }
    }
    found.sort_by_key(|f| f.at.start);
    found
}

fn push(folded: &Folded<'_>, id: Range<usize>, value: Of, found: &mut Vec<Found<Of>>) {
    let raw = folded.raw(&id);
    let digits = raw.bytes().filter(u8::is_ascii_digit).count();
    let lower = raw.bytes().filter(u8::is_ascii_lowercase).count();
    let at = folded.back(&id);
    let taken = found.iter().any(|f| f.at.start < at.end && at.start < f.at.end);
    let address = folded.text()[..id.start].ends_with(['/', '@', '.', '_']);
    if digits >= 3 && lower <= 3 && !taken && !address && !is_plain_date(raw) {
        found.push(Found { at, value });
    }
}

/// `18/01/2020` is a date, whatever stands before it.
fn is_plain_date(raw: &str) -> bool {
    let parts: Vec<_> = raw.split(['-', '/', '.']).collect();
    parts.len() == 3
        && parts.iter().all(|part| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()))
}
