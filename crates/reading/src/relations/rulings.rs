//! Rulings and laws by their dates: what a date is that of, and by whom it was ruled.
//!
//! It should also find: "the ruling of May 2031", "sentencia de … (7 sep. 2031)", "on … the court ruled", the
//! dates in a register of laws. A judge's name is never part of what a ruling is called.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Kind;

use super::naming::is_arbiter;
use crate::drafts::{Part, Subject};
use crate::folded::{Found, Pattern, first_bytes, pattern};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::scene::Scene;

/// "sentencia de … (7 sep. 2031)", "the ruling of May 2031", "obtuvimos una sentencia el …".
static RULING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:sentencia|fallo|resolucion|decision|ruling|judgment|judgement|medida cautelar|dictamen|ordinance|ordenanza|decreto|order|verdict|vote|camara [a-z]+[^.;(]{0,30}|tribunal [a-z]+|juzgado [a-z0-9]+)\b(?:[^.;]|\b(?:n|no|nro|num|art)\.){0,70}?(?:\($|(?:\bof|\bde|\bdel|\ben|\bon|\bin|\bdated|\bel|\bmade on|\bmade in|\bfrom) $)|\b(?:dad[oa]|sancionad[oa]|promulgad[oa]) en\b[^.;]{0,80} (?:el|a los|a|en)(?: dia)? $|\b(?:decided(?: on)?|decision (?:given|date)(?: on)?|date of (?:the )?(?:decision|judgment)|fecha de (?:la )?(?:decision|sentencia|resolucion)):?\** $",
    )
});
/// "El … obtuvimos una sentencia", "On … the court ruled": what follows the date.
static RULED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^,? [^.;]{0,90}?\b(?:(?:was|were) (?:found|ruled|held|declared|banned|fined)|found (?:to|that|the)|(?:commissioners?|regulators?|court|tribunal|watchdog|ombudsman) found|fined|se (?:declaro|prohibio|suspendio)|la confirmo|lo confirmo|confirmo (?:la|el)|upheld|struck down|obtuv[a-z]+ (?:una )?sentencia|declaro (?:inconstitucional|ilegal|nul[oa])|fallo (?:a favor|en contra|que)|dicto|ruled|found that|declared|voted (?:to|unanimously)|passed (?:a|an|the)|enacted|aprobo (?:una? |la |el )?(?:ley|ordenanza|decreto|resolucion|reforma)|sanciono|promulgo|issued [^.;]{0,50}?(?:enforcement|penalty|reprimand|prohibition|decision|ruling|stop order|guidelines|guidance)|(?:court|tribunal|corte|judge|board|committee|authority|agencia|autoridad|comite)[^.;,]{0,40} (?:determined|concluded|determino|dictamino|resolvio|concluyo|emitio|adopto)|(?:council|board|commission|commissioners|aldermen|trustees|cabildo|concejo|pleno|ayuntamiento|junta)(?: of [a-z]+)?(?: unanimously| por unanimidad)? (?:adopted|approved|accepted|authori[sz]ed|backed|aprobo|autorizo|acordo|adopto|avalo)|(?:presented|considered)/adopted)\b",
    )
});

/// "City council", "the board's minutes for", "la sesión del cabildo del": who sits, right before the day.
static SITS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:council|board|aldermen|commission|commissioners|trustees|committee|cabildo|concejo|pleno|ayuntamiento|junta|comision)(?:'s)?(?: of [a-z]+)?(?: (?:minutes|meeting|agenda|session|vote|resolution|acta|sesion|reunion))?(?: (?:of|for|on|from|del|de|el|en))?:? \W{0,3}$|\b(?:presented|adopted|approved|accepted|ratified|aprobad[oa]s?|adoptad[oa]s?|avalad[oa]s?)(?:/[a-z]+)? (?:in |on |en |el |el dia )?\W{0,3}$",
    )
});
static DID: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^\W{0,4}(?:(?:backed|approved|adopted|accepted|authori[sz]ed|ratified|passed|rejected|tabled|voted|aprobo|autorizo|acordo|adopto|avalo|rechazo)\b|$)",
    )
});

/// "X fined", "X issued an enforcement notice": what follows the name of who decided against somebody.
static PUNISHED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: ?\([^)]{1,20}\))?,? (?:has |had |also |today )*(?:fined|reprimanded|sanctioned|imposed [^.;]{0,40}(?:fine|penalty|sanction)|issued [^.;]{0,60}(?:enforcement|penalty|prohibition|stop)[a-z -]{0,20}(?:notice|order)|issued [^.;]{0,30}(?:reprimand|fine|penalty)|ordered)\b",
    )
});
/// "X multó", "X impuso una sanción": the same in Spanish.
static PUNISHED_ES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: ?\([^)]{1,20}\))?,? (?:ha |habia |hoy |tambien )*(?:multo|multado|sanciono|sancionado|amonesto|apercibio|(?:impuso|impuesto) [^.;]{0,40}(?:multa|sancion)|ordeno)\b",
    )
});

/// Which word its decision goes by, where a body's name is followed by what it decided against somebody.
fn punishes(scene: &Scene<'_>, name: &Found<NameOf>) -> Option<&'static str> {
    if !matches!(name.value, NameOf::Agency | NameOf::Acronym) {
        return None;
    }
    let rest = scene.part(scene.after(name.at.end));
    let english = PUNISHED.is_match(rest).then_some("decision");
    english.or_else(|| PUNISHED_ES.is_match(rest).then_some("decisión"))
}

/// True for a body whose name is followed by what it decided against somebody.
pub(super) fn is_punisher(scene: &Scene<'_>, name: &Found<NameOf>) -> bool {
    punishes(scene, name).is_some()
}

/// The decision that a sentence tells of, where it has no number: who decided, and against whom.
pub(super) fn decision_of(scene: &Scene<'_>) -> Option<Subject> {
    let (judge, word) = scene.names.iter().find_map(|name| Some((name, punishes(scene, name)?)))?;
    let against = scene.names.iter().find(|name| {
        name.at.start > judge.at.end && matches!(name.value, NameOf::Agency | NameOf::Vendor)
    });
    let parts = [Part::At(&judge.at), Part::Word(word)];
    let parts: Vec<Part<'_>> =
        parts.into_iter().chain(against.map(|name| Part::At(&name.at))).collect();
    Subject::of(scene.text, Kind::Law, &parts)
}

/// The rule by which a date is that of a ruling or a decision.
pub(super) fn ruling(scene: &Scene<'_>, at: &Range<usize>) -> Option<&'static str> {
    if !scene.folded.hints_at(Hint::Ruling) {
        return None;
    }
    let near = scene.before(at.start, 110);
    if RULING.is_match(scene.part(near)) {
        return Some("law/ruling_of");
    }
    let rest = first_bytes(scene.after(at.end), 120);
    if RULED.is_match(scene.part(rest)) {
        return Some("law/ruled_on");
    }
    // "The board's minutes for … accepted", "City council … backed": the day between who decides and what they did.
    let whose = SITS.is_match(scene.part(near)) && DID.is_match(scene.part(rest));
    whose.then_some("law/sat_on")
}

/// A ruling goes by its word and the court's ("sentencia de la jueza", never her name), else by the body that
/// gave it.
pub(super) fn ruled_by(scene: &Scene<'_>, date: &Range<usize>) -> Option<Subject> {
    static BY: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:sentencia|fallo|resolucion|medida cautelar|dictamen)(?: [a-z]+(?: instancia)?)? (?:del|de la|de) (?:[0-9]+\.?[a-z]{0,2} )?(?:juez|jueza|camara|tribunal|corte|juzgado|sala|vara)\b|\b(?:camara|tribunal|corte|juzgado) [a-z]+(?:, sala [ivx0-9]+)?\b|\b(?:high court|supreme court|district court|court of appeals?|tribunal|judge)(?:'s)? (?:ruling|judgment|judgement|verdict|decision)\b",
        )
    });
    const REACH: usize = 110;
    const BESIDE: usize = 40;
    if let Some(decision) = decision_of(scene) {
        return Some(decision);
    }
    let spoken = BY.find_iter(&scene.folded).map(|hit| scene.folded.back(&hit.range()));
    let near = spoken.filter(|words| words.end <= date.start && scene.apart(words, date) < REACH);
    if let Some(words) = near.min_by_key(|words| scene.apart(words, date)) {
        return Subject::of(scene.text, Kind::Law, &[Part::At(&words)]);
    }
    let bodies = scene.names.iter().filter(|name| name.value == NameOf::Agency);
    let judges = bodies.filter(|name| is_arbiter(scene, &name.at));
    let body = judges.min_by_key(|name| scene.apart(&name.at, date))?;
    let beside = scene.apart(&body.at, date) < BESIDE;
    beside.then(|| Subject::of(scene.text, Kind::Law, &[Part::At(&body.at)])).flatten()
}

/// True where the word itself says that something was decided: what was "issued" may be anything.
pub(super) fn decides(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    const WORDS: &[&str] = &[
        "approv", "vote", "rule", "pass", "enact", "aprob", "promulg", "resolv", "signed", "ordeno",
    ];
    let words = scene.folded.slice(at);
    WORDS.iter().any(|word| words.starts_with(word))
}

/// "date: '2031-05-14'": in a register of laws, when the law of the entry was made.
pub(super) fn is_entry(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r#"^["'* |-]*(?:date|enacted|passed|adopted|approved|effective date|date (?:passed|adopted|enacted)|fecha|aprobada?|sancionada?|promulgada?|fecha de (?:sancion|aprobacion|promulgacion|publicacion))["'*]*[:|][ "'*]*$"#,
        )
    });
    LABEL.is_match(scene.part(scene.until(at.start)))
}
