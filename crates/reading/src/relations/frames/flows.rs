//! Where data goes, and what it is held against, where neither has a name: kinds of body that are given it, and
//! pictures and lists that faces and plates are compared with.
//!
//! It should also find: "shared with other federal agencies", "queried by more than 40 police departments", "sold the
//! data to private companies", "acceso a las fuerzas del orden", "compare them against a list of wanted people",
//! "matched to mug shots on file", "contrastados con el registro de vehículos".

use std::sync::LazyLock;

use codebook::Property;

use super::super::uses::is_denied;
use crate::drafts::{Drafts, Subject};
use crate::folded::{Pattern, hinted, pattern};
use crate::hints::Hint;
use crate::scene::Scene;

/// Data given, sold or opened, and to what kind of body.
static GIVEN: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Sharing,
        r"\b(?:shar(?:es|ed|ing)|sold|sells|selling|provid(?:es|ed|ing)|disclos(?:e|es|ed|ing)|hand(?:s|ed|ing) over|gives? access|granted|granting|transmit(?:s|ted)|pass(?:es|ed)|available|accessible|accessed|feeds?)\b[^.;:]{0,70}?\b(?:to|with|by) (?:more than |over |about |nearly |up to |some |the |its |[0-9,.]+ )*(?P<en>(?:other|private|third|foreign|neighbou?ring|outside|out-of-state|state|local|federal|tribal|national|partner|participating|law enforcement|police|immigration|intelligence|government|commercial|and|(?:tribal|state|local|federal),)(?: (?:other|private|state|local|federal|tribal|and|law enforcement|police|enforcement|intelligence|security|immigration|government|(?:tribal|state|local|federal),)){0,6} (?:agencies|companies|departments|jurisdictions|authorities|forces|parties|bodies|governments|contractors|organi[sz]ations|firms))\b|\b(?:compart[a-z]+|entreg[a-z]+|ced(?:e|en|er|io|ieron|ido)|vend(?:e|en|er|io|ieron|ido)|proporcion[a-z]+|facilit[a-z]+|suministr[a-z]+|transmit[a-z]+|acceso|intercambi[a-z]+|accesible|disponible|brind[a-z]+|envi[a-z]+)\b[^.;:]{0,70}?\b(?:con|a|al|por) (?:las |los |otras |otros |diversas |distintas )*(?P<es>fuerzas del orden|fuerzas de seguridad|fuerzas policiales|cuerpos (?:de seguridad|policiales)|agencias (?:de [a-z]+ de la ley|de seguridad|federales|estatales|extranjeras|policiales|de inteligencia|migratorias)|jurisdicciones (?:vecinas|locales)|empresas (?:privadas|extranjeras)|instancias (?:federales|estatales|extranjeras|internacionales|de [a-z]+(?: [a-z]+){0,2})|autoridades (?:federales|estatales|locales|migratorias|judiciales|extranjeras|policiales)|dependencias (?:federales|estatales|municipales)|terceros)\b",
    )
});
/// What faces, plates and prints are held against.
static AGAINST: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Against,
        r"\b(?:compar(?:e|es|ed|ing)|match(?:es|ed|ing)?|check(?:s|ed|ing)?|cross-(?:check|referenc)[a-z]*|searched|search(?:es|ing)?)\b[^.;:]{0,70}?\b(?:against|to|with|through) (?:a |an |the |their |our |existing )*(?P<en>(?:[a-z'-]+ ){0,5}?(?:watch ?lists?|lists? of (?:[a-z-]+ ){0,3}[a-z]+|photos(?: (?:on|of|from) [a-z]+(?: [a-z]+)?)?|photographs|mug ?shots?(?: on file)?|driver'?s? licen[cs]e (?:and id )?photos|records|registers?|registry|galler(?:y|ies)|repositor(?:y|ies)|identity documents?|files))\b|\b(?:compar[a-z]+|contrast[a-z]+|cruz(?:a|an|ar|ado|ados|adas|ara|aran)|cotej[a-z]+|verific[a-z]+)\b[^.;:]{0,70}?\b(?:con|contra) (?:el |la |los |las |una? |sus? )*(?P<es>(?:[a-z]+ ){0,1}?(?:registros?|listas?|padron|fotos|fotografias|fichas|archivos?|antecedentes|galeria)(?: (?:de|del|oficial(?:es)?|con)(?: (?:de|del|la|los|las|con|en|y|[a-z]+)){1,5})?)\b",
    )
});

/// What is given is data, and no technology.
static DATA: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:data|database|images?|footage|information|records?|photos|scans|plates?|access|searche[sd]|quer(?:y|ied|ies)|shar(?:e|es|ed|ing)|datos|informacion|imagenes|registros|acceso|consultas|grabaciones|compart[a-z]+)\b",
    )
});

/// Proposes to whom the sentence's data goes, and what it is held against.
pub(super) fn relate(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    if scene.folded.hints_at(Hint::Sharing) && DATA.is_match(&scene.folded) {
        first(&GIVEN, "frame/given", Property::DataSharedWith, scene, subject, drafts);
    }
    if scene.folded.hints_at(Hint::Against) {
        first(&AGAINST, "frame/against", Property::DatabaseConnected, scene, subject, drafts);
    }
}

/// Proposes the first such words that the sentence does not deny.
fn first(
    words: &'static Pattern,
    rule: &'static str,
    property: Property,
    scene: &Scene<'_>,
    subject: &Subject,
    drafts: &mut Drafts<'_>,
) {
    let text = scene.folded.text();
    let Some(hit) = words.captures(scene.part(text)) else { return };
    let (Some(whole), Some(value)) = (hit.get(0), hit.name("en").or_else(|| hit.name("es"))) else {
        return;
    };
    if !is_denied(&text[..whole.start()]) {
        let at = scene.folded.back(&value.range());
        super::propose(rule, scene, subject, property, &at, drafts);
    }
}
