//! States that words tell of something else: a debate that is ongoing, an argument that was rejected, charges that
//! were dropped, an officer who is retired.
//!
//! It should also find: motions and appeals, ideas and amendments, studies that somebody awaits, a text of a law in
//! force, people who retire or withdraw.

use std::sync::LazyLock;

use codebook::Status;

use crate::folded::{Folded, Pattern, last_bytes, pattern};

/// What goes on though no system, purchase or proceeding does, behind "ongoing" and before "en curso".
static GOES_ON: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^ (?:\w+ )?(?:debates?|discussions?|conversations?|controvers[a-z]+|dialogues?|concerns?|criticisms?|questions?|harms?|violations?|threats?|struggles?|fight|war|conflict|crisis|pandemic|collection|storage|retention|updates?|campaigns?|monitoring|surveillance|support|maintenance|costs?|commitment|efforts?|research|stud(?:y|ies)|relationships?|training|basis|work)\b",
    )
});
static WENT_ON: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:debates?|discusion(?:es)?|dialogos?|controversias?|polemicas?|crisis|guerra|campanas?|conflictos?|investigacion academica|cambios?|transformacion(?:es)?|reforma(?:s)?(?: [a-z]+)?|ano|mes|ejercicio) $",
    )
});

/// What somebody rejects, withdraws or ends that is no system: what is argued, asked or charged.
const SAID: &str = "arguments?|claims?|criticisms?|allegations?|accusations?|suggestions?|ideas?|notion|motions?|appeals?|attempts?|bids? to|charges|case|complaints?|amendments?|objections?|requests?|lawsuits?|suit|calls|concerns|assertions?|contentions?|offers?|theor(?:y|ies)|statements?|assurances|argumentos?|criticas|acusaciones|reclamos?|recursos?|apelacion(?:es)?|pedidos?|solicitud(?:es)?|denuncias?|mociones|mocion|enmiendas?|objeciones|cargos|demandas?|planteos?|versiones|version";

static REJECTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"^ (?:(?:the|a|an|any|all|such|its|their|his|her|those|these|that|el|la|los|las|un|una|su|sus|esas?|esos?) )*(?:[a-z]+(?:'s?)? ){{0,2}}?(?:{SAID}|the attempt)\b"
    ))
});
static REJECTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:{SAID})(?: [a-z]+)?(?:,)?(?: (?:was|were|is|are|been|has been|have been|ultimately|later|then|subsequently|also|fue|fueron|ha sido|ha|han|sido|finalmente|luego))* $"
    ))
});

/// Who is retired, and what is completed every time.
static RETIRED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:who|recently|col\.?|gen\.?|lt\.?|justice|judge|a|an|\(|(?:transaction|purchase|form|process|enrol(?:l)?ment|check|verification|authentication)(?: will be| is| has been| was)?|once|orgullos[oa]s?|date when|when) (?:\w+ ){0,4}$",
    )
});
static RETIREE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:\)|,)? ?(?:officers?|judges?|generals?|justices?|colonels?|bureaucrats?|officials?|police(?:man|men)?|soldiers?|agents?|chiefs?|or began|forms?|questionnaires?|surveys?)\b",
    )
});

/// What is in force is a text.
static TEXT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:textos?|ley|leyes|norma(?:s|tiva)?|legislacion|articulos?|version|codigo|redaccion|marco(?: [a-z]+)?|regimen) $",
    )
});

/// True where the words at `at` of a folded sentence tell the state of something else.
pub(super) fn is_of_another(
    state: Status,
    sentence: &Folded<'_>,
    at: std::ops::Range<usize>,
) -> bool {
    let text = sentence.text();
    let led = sentence.part(last_bytes(&text[..at.start], 70));
    let next = sentence.part(&text[at.end..]);
    match state {
        Status::Open => GOES_ON.is_match(next) || WENT_ON.is_match(led),
        Status::Cancelled => REJECTS.is_match(next) || REJECTED.is_match(led),
        Status::Completed => RETIRED.is_match(led) || RETIREE.is_match(next),
        Status::Active => TEXT.is_match(led),
        _ => false,
    }
}
