//! Measures: cameras, people on lists, faces scanned, alerts, matches, accuracy.

use std::sync::LazyLock;

use codebook::{Property, Qualifiers, Value};

use super::speaker::speaker;
use super::subjects::Focus;
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding};
use crate::folded::{Found, Pattern, pattern};
use crate::quantities::Count;
use crate::scene::Scene;

const CAMERAS: &[&str] = &[
    "camera",
    "cameras",
    "camaras",
    "kiosk",
    "kiosks",
    "quioscos",
    "kioscos",
    "readers",
    "scanners",
    "lectores",
    "escaneres",
    "terminals",
    "terminales",
    "egates",
    "sensors",
    "devices",
    "dispositivos",
    "arcos",
    "units",
    "unidades",
    "alprs",
    "lprs",
    "drones",
    "bodycams",
    "gates",
    "turnstiles",
    "torniquetes",
    "booths",
    "cabinas",
    "scanner",
    "totems",
    "webcams",
    "puertas",
    "egate",
    "domos",
    "furgonetas",
    "aparatos",
    "lectoras",
    "camcorders",
    "cams",
];
const PEOPLE: &[&str] = &[
    "people",
    "persons",
    "individuals",
    "subjects",
    "faces",
    "suspects",
    "profiles",
    "photos",
    "images",
    "photographs",
    "records",
    "prints",
    "fingerprints",
    "personas",
    "individuos",
    "rostros",
    "sujetos",
    "perfiles",
    "registros",
    "fotografias",
    "imagenes",
    "profugos",
    "criminals",
    "citizens",
    "ciudadanos",
    "travellers",
    "travelers",
    "passengers",
    "pasajeros",
    "visitors",
    "huellas",
    "mugshots",
    "rioters",
    "requisitoriados",
    "requeridos",
    "sospechosos",
    "infractores",
    "imputados",
    "absconders",
    "trespassers",
    "shoplifters",
    "protesters",
    "offenders",
    "fugitives",
    "inmates",
    "prisoners",
    "migrants",
    "voters",
    "children",
    "delincuentes",
    "migrantes",
    "votantes",
    "internos",
    "menores",
    "fichas",
    "faceprints",
    "templates",
    "plantillas",
    "arrestees",
];
const SEARCHED: &[&str] = &[
    "searches",
    "scans",
    "queries",
    "times",
    "veces",
    "consultas",
    "busquedas",
    "checks",
    "samples",
    "verifications",
    "verificaciones",
    "submissions",
    "comparisons",
];
const ALERTS: &[&str] = &["alerts", "alert", "alertas", "alarms", "alarmas"];
const MATCHES: &[&str] = &[
    "matches",
    "match",
    "hits",
    "coincidencias",
    "identifications",
    "identificaciones",
    "aciertos",
    "identified",
];
const FALSE: &[&str] =
    &["false", "incorrect", "wrong", "falsos", "falsas", "inaccurate", "erroneous"];
/// "96 were false positives".
const POSITIVES: &[&str] = &["positives", "positivos", "positive", "positivo"];
const TRUE: &[&str] = &["true", "correct", "correctos", "confirmed", "confirmadas"];
/// Whom a system watches or serves.
const COVERED: &[&str] = &[
    "residents",
    "motorists",
    "drivers",
    "inhabitants",
    "households",
    "students",
    "inmates",
    "employees",
    "workers",
    "customers",
    "vecinos",
    "habitantes",
    "conductores",
    "automovilistas",
    "residentes",
    "alumnos",
    "estudiantes",
    "empleados",
    "trabajadores",
    "internos",
    "hogares",
];
const SITES: &[&str] = &[
    "stations",
    "pollings",
    "airports",
    "states",
    "municipalities",
    "agencies",
    "forces",
    "departments",
    "schools",
    "sites",
    "locations",
    "cities",
    "countries",
    "officers",
    "users",
    "aeropuertos",
    "estados",
    "municipios",
    "corporaciones",
    "policias",
    "escuelas",
    "sitios",
    "ciudades",
    "paises",
    "agentes",
    "usuarios",
    "stadiums",
    "estadios",
    "dependencias",
    "districts",
    "prisons",
    "borders",
    "estaciones",
    "operators",
    "operadores",
    "commanders",
    "investigations",
    "investigaciones",
    "centers",
    "centres",
    "centros",
    "airport",
    "estudiantes",
    "alumnos",
    "pupils",
    "trabajadores",
    "workers",
    "empleados",
    "prisiones",
    "penales",
    "shops",
    "stores",
    "tiendas",
    "branches",
    "sucursales",
    "provincias",
    "provinces",
    "counties",
    "hospitals",
    "hospitales",
    "ports",
    "puertos",
    "companies",
    "employees",
    "students",
    "millones",
    "residents",
    "inhabitants",
    "motorists",
    "drivers",
    "habitantes",
    "vecinos",
    "conductores",
    "automovilistas",
    "households",
    "hogares",
    "neighborhoods",
    "neighbourhoods",
    "barrios",
    "jurisdictions",
    "organismos",
    "entidades",
    "casos",
    "clubs",
    "clubes",
    "organizations",
    "localidades",
    "towns",
    "towers",
    "banks",
    "bancos",
    "customers",
    "clientes",
    "institutions",
    "instituciones",
];

/// What happened to people whom a system found.
const FOUND: &[&str] = &[
    "identified",
    "recognised",
    "recognized",
    "detected",
    "arrested",
    "located",
    "identificadas",
    "identificados",
    "detenidas",
    "detenidos",
    "localizadas",
    "localizados",
    "capturados",
    "capturadas",
];

pub(super) fn relate(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let Some(subject) = focus.deployment() else { return };
    if scene.counts.is_empty() && scene.rates.is_empty() {
        return;
    }
    let attribution = scene.speaker(speaker);
    for count in &scene.counts {
        let Some(property) = property_of(scene, focus, count) else { continue };
        let mut quantity = count.value.quantity.clone();
        let planned = is_planned(scene, count);
        if planned {
            quantity = quantity.planned();
        }
        let value = Value::Quantity(quantity);
        let finding = Finding::new("measure/count", subject, property, value, &count.at, &scene.at);
        drafts.propose(Finding {
            qualifiers: Qualifiers { planned, ..Qualifiers::default() },
            attribution: attribution.clone(),
            ..finding
        });
    }
    for rate in &scene.rates {
        let value = Value::Rate(rate.value.clone());
        let finding = Finding::new(
            "measure/rate",
            subject,
            Property::AccuracyClaim,
            value,
            &rate.at,
            &scene.at,
        );
        drafts.propose(Finding { attribution: attribution.clone(), ..finding });
    }
}

/// What is counted, told by the first telling word after the number, else by the sentence.
fn property_of(scene: &Scene<'_>, focus: &Focus, count: &Found<Count>) -> Option<Property> {
    let of = &count.value.of;
    let is_date = scene
        .dates
        .iter()
        .any(|date| date.at.start <= count.at.start && count.at.end <= date.at.end);
    let is_money = scene
        .money
        .iter()
        .any(|money| money.at.start < count.at.end && count.at.start < money.at.end);
    let is_id = scene.ids.iter().any(|id| id.at.start < count.at.end && count.at.start < id.at.end);
    if is_date || is_money || is_id {
        return None;
    }
    let has = |list: &[&str], within: usize| {
        of.iter().take(within).any(|word| list.contains(&word.as_str()))
    };
    if has(POSITIVES, 3) && (has(FALSE, 2) || has(TRUE, 2)) {
        return Some(if has(FALSE, 2) { Property::FalseMatches } else { Property::TrueMatches });
    }
    if has(MATCHES, 3) || has(ALERTS, 2) && has(FALSE, 1) {
        return Some(match () {
            () if has(FALSE, 2) => Property::FalseMatches,
            () if has(TRUE, 2) => Property::TrueMatches,
            () => Property::Matches,
        });
    }
    if has(ALERTS, 3) {
        return Some(Property::Alerts);
    }
    // "42 fixed licence plate recognition cameras": the technology's own words stand between.
    let wide = scene
        .technologies
        .iter()
        .any(|found| found.at.start >= count.at.end && found.at.start - count.at.end < 16);
    if has(CAMERAS, if wide { 7 } else { 4 })
        && !of.first().is_some_and(|word| SITES.contains(&word.as_str()))
    {
        return Some(Property::Cameras);
    }
    let end = scene.folded.forth(count.at.start);
    if OF_GALLERY.is_match(scene.part(&scene.folded.text()[..end])) {
        return Some(Property::WatchlistSize);
    }
    if has(SEARCHED, 2) && count.value.plain {
        return Some(Property::FacesScanned);
    }
    if has(PEOPLE, 3) && has(FOUND, 5) {
        return Some(Property::Matches);
    }
    if has(PEOPLE, 3) || of.first().is_some_and(|word| word == "who" || word == "de") {
        return people(scene, focus, count, has(PEOPLE, 3));
    }
    if has(COVERED, 2) && count.value.plain && scene.has(&[Cue::System]) {
        return Some(Property::Participants);
    }
    let sited = has(SITES, 4) && !scene.technologies.is_empty()
        || has(SITES, 2) && scene.has(&[Cue::System]);
    (sited && count.value.quantity.number > rust_decimal::Decimal::ONE)
        .then_some(Property::Participants)
}

/// "a database of 4,000": what is counted is in the gallery.
static OF_GALLERY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:databases?|gallery|watch ?list|repository|bases? de datos|base|galeria|lista|padron|registro) (?:of|de|con|with|holding|containing) $|\b(?:built on|trained on|draws on|scraped) $",
    )
});
/// "identified 230 people", "la captura de 40 personas".
static FOUND_THEM: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "identifying |identified |identifico a |detecting |detenido a |(?:detencion|captura|localizacion|identificacion|aprehension) de |arrests? of ",
    )
});
/// "detuvo a 230 personas", "led to the arrest of 40 people": found by the system, where one is spoken of.
static CAUGHT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:detuv|captur|arrest|localiz|identific|reconoc|ubic)[a-z]*(?: a)?|arrested|located|caught|apprehended|recogni[sz]ed|picked out)(?: (?:mas de|unas?|unos|casi|about|some|over|nearly|more than))? $",
    )
});
/// "buscar a 4.000 personas", "searched for 4,000 people": also those on no list.
static SOUGHT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:buscar|busco|buscaron|buscado|search(?:ed|ing)? for|look(?:ed|ing)? for|queried|consultas(?: [a-z]+)? sobre)(?: a)? $",
    )
});
/// "tried the readers on 4,000 people".
static TRIED_ON: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(?:used|using|tried|ran)(?: [a-z]+){1,4} on $"));

/// People: in a gallery, scanned, or matched, as the nearest cue says.
fn people(scene: &Scene<'_>, focus: &Focus, count: &Found<Count>, named: bool) -> Option<Property> {
    let (before, near) = (scene.until(count.at.start), scene.before(count.at.start, 25));
    if FOUND_THEM.is_match(scene.part(near)) {
        return Some(Property::Matches);
    }
    let about = !scene.technologies.is_empty() || scene.has(&[Cue::System]);
    let led = CAUGHT.is_match(scene.part(before));
    if (named || scene.has(&[Cue::System]) && !scene.technologies.is_empty()) && about && led {
        return Some(Property::Matches);
    }
    if !named {
        return None;
    }
    if SOUGHT.is_match(scene.part(before)) {
        return Some(Property::FacesScanned);
    }
    if TRIED_ON.is_match(scene.part(before)) {
        return Some(Property::FacesScanned);
    }
    // "two persons on the list": one entry or two are told of, and not how long the list is.
    let worth = count.value.plain || count.value.quantity.number >= rust_decimal::Decimal::TEN;
    if !worth {
        return None;
    }
    let gallery = scene.nearest(&count.at, &[Cue::Gallery]);
    let search = scene.nearest(&count.at, &[Cue::Search]);
    match (gallery, search) {
        (Some((_, a)), Some((_, b))) if a <= b => Some(Property::WatchlistSize),
        (_, Some((_, b))) if b < 60 => Some(Property::FacesScanned),
        (Some((_, a)), _) if a < 90 => Some(Property::WatchlistSize),
        (None, None) if focus.gallery => Some(Property::WatchlistSize),
        _ => None,
    }
}

pub(crate) fn is_planned(scene: &Scene<'_>, count: &Found<Count>) -> bool {
    static PLANNED: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "will be installed|plans to|planned|will install|instalaran|preve|to be installed|contempla|will have",
        )
    });
    let near = scene.before(count.at.start, 60);
    PLANNED.is_match(scene.part(near))
}
