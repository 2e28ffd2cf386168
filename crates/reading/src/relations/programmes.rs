//! Names of programmes, schemes and projects, by their own words: capitals that end in a word for one ("Border Trusted
//! Traveller Program (BTTP)"), a word for one before them ("la Plataforma Faro Norte"), a name and then what it is
//! ("Faro, a biometric app"), and cities that are to be safe or smart.
//!
//! It should also find: initiatives, portals and pilots with capitals in brackets, "Operativo X", "Proyecto «X»",
//! "«X», el nuevo sistema", "Safe City X" and "Ciudad Segura".

use std::ops::Range;
use std::sync::LazyLock;

use super::topics::overlap;
use crate::folded::{Found, Match, Pattern, last_bytes, pattern};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::scene::Scene;

/// "Border Trusted Traveller Program (BTTP)", "Arden Artificial Intelligence System, or AAIS".
static ENDED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b((?:\p{Lu}[\p{L}\d/’-]*\s+(?:(?:and|of|for)\s+)?){1,6}(?:System|Scheme|Programme|Program|Project|Platform|Initiative|Capability|Portal|Pilot|Solution)(?:\s+\([A-Z][A-Z-]{1,9}\)|, or [A-Z]{2,8}\b))",
    )
});
/// "Plataforma Faro Norte", "Proyecto «Ojo de Agua»".
static LED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"\b((?:Plataforma|Programa|Proyecto|Operativo|Sistema|Portal(?:es)?|Escudo|Operation|Project) (?:de \p{Lu}[\p{L}\d-]+|["“«]?\p{Lu}[\p{L}\d-]+)(?: (?:de |del |de la )?\p{Lu}[\p{L}\d-]+){0,3}["”»]?)"#,
    )
});
/// "el programa Faro", "its project Faro", "app Faro".
static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"\b(?:su|una?|nuev[oa]|llamad[oa]|its|their|an?|new) (?:system|sistema|app|aplicación|software|platform|plataforma|project|proyecto|programa|programme|scheme) [“"'«]?(\p{Lu}[\p{L}\d-]+(?: \p{Lu}[\p{L}\d-]+){0,3})"#,
    )
});
/// "«Faro», el sistema de …", "Faro, a biometric app".
static TOLD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"(?:["“«'](\p{Lu}[\p{L}\d-]+(?: \p{Lu}[\p{L}\d-]+){0,3}),?["”»'],?|\b(\p{Lu}[\p{L}\d-]+(?: \p{Lu}[\p{L}\d-]+){0,3}),) (?:an?|the|el|la|una?) (?:(?:new|nuev[oa]|national|federal|mobile|state|city) )?(?:(?:facial|face) (?:recognition|comparison|matching) |biometric |surveillance |identity )?(?:system|app|platform|programme|program|scheme|tool|database|sistema|aplicación|plataforma|programa|herramienta)\b"#,
    )
});
/// "Arden Safe City", "the Safe City project in Arden", "Ciudad Segura".
static CITY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"((?:\p{Lu}[\p{L}-]+ ){0,2}(?:Safe|Smart) City(?: (?:[Pp]rojects?|[Pp]rogramme|[Ii]nitiative))?(?: (?:in |of )?\p{Lu}[\p{L}-]+)?|(?:Ciudad|Territorio) (?:Segur[ao]|Inteligente|Protegid[ao]))",
    )
});

/// "funded by the", "connected to the", "conectado con la": what pays for a system or is joined to it is another
/// programme.
static ANOTHERS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:fund(?:s|ed|ing)?|financed|grants?|money|financiad[oa]s?|financiamiento|fondos|recursos|subvenci[oó]n|(?:inter)?connect[a-z]*|link(?:s|ed)?|integrated|access|compar(?:es?|ed)|shar(?:es?|ed|ing)|(?:inter)?conect[a-z]*|(?:inter)?conexi[oó]n|enlaza[a-z]*|vincul[a-z]*|acceso|compart[a-z]*|cotej[a-z]*|bases? de datos|databases?|consult[a-z]*)\b[^.;:]{0,80}$",
    )
});

/// True where what comes before a name says that it is of something that pays for the system at hand or is joined to it.
pub(super) fn is_anothers(before: &str) -> bool {
    ANOTHERS.is_match(last_bytes(before, 110))
}

/// The programme that a sentence names.
pub(super) fn named<'t>(scene: &'t Scene<'_>, raw: &'t str) -> Option<Match<'t>> {
    if !scene.folded.hints_at(Hint::Programme) {
        return None;
    }
    let known = |name: &Match<'_>| {
        if is_anothers(&raw[..name.start()]) {
            return true;
        }
        let at: Range<usize> = scene.at.start + name.start()..scene.at.start + name.end();
        let other =
            |name: &&Found<NameOf>| !matches!(name.value, NameOf::Acronym | NameOf::Database);
        let bodies = scene.names.iter().filter(other);
        let place =
            scene.places.iter().any(|place| place.at.start <= at.start && at.end <= place.at.end);
        // With its capitals behind it, it is longer than what looks like a body within it.
        let within = |other: &Range<usize>| at.start <= other.start && other.end < at.end;
        place || bodies.map(|name| &name.at).any(|other| overlap(other, &at) && !within(other))
    };
    let about = !scene.technologies.is_empty() || scene.folded.hints_at(Hint::Watches);
    let forms: &[&'static Pattern] =
        if about { &[&ENDED, &CITY, &LED, &NAMED, &TOLD] } else { &[&ENDED, &CITY] };
    forms.iter().find_map(|form| {
        let found = form.captures(scene.own(raw))?;
        found.get(1).or_else(|| found.get(2)).filter(|name| !known(name))
    })
}
