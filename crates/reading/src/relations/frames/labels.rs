//! A label and its value on a line of their own, outside any form: "Cliente final: …", "Location: …", "Purpose: …".
//!
//! It should also find them between bars and in bold type. What a form of several labels says is read elsewhere.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Property;

use crate::bodies::is_institution;
use crate::companies::is_company;
use crate::drafts::{Drafts, Subject};
use crate::folded::{Pattern, pattern};
use crate::persons;
use crate::scene::Scene;

/// Lines are no longer.
const LONGEST: usize = 260;
/// In so many bytes stands the sign behind a label.
const HEAD: usize = 44;

static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r#"^[^a-z0-9]*(?:(?P<buyer>client(?:e)?(?: final)?|end user|end customer|customer|usuario final|entidad (?:contratante|usuaria|compradora|ejecutora)|entidad|operator|operador|operated by|operado por|deployed by|used by|utilizado por|prepared for|preparado para|dependencia|organismo|deploying agency|user agency|responsable de (?:esta|la) licitacion|responsable del tratamiento|comprador(?: publico)?|unidad (?:compradora|de compra|contratante|requirente|solicitante)|area requirente|organo de contratacion|poder adjudicador|convocante|institucion(?: compradora)?|agency(?: name)?|contracting (?:authority|agency|entity)|awarding (?:authority|body|agency)|procuring (?:entity|agency)|purchasing (?:entity|agency)|buyer(?: name)?|data controller|controller|requesting department|police force|purchaser|tendering authority)|(?P<place>locations?|deployment (?:location|site|area)|where|site|area|lugar(?: de (?:uso|instalacion|operacion))?|ubicacion(?:es)?|localizacion|localidad|municipio|ciudad|city|zona|sector|area de cobertura|coverage(?: area)?|punto(?: de instalacion)?|sitio|address|direccion|intersection|nombre_sitio)|(?P<aim>(?:stated |main |primary )?purposes?|(?:stated )?aims?|goals?|objectives?|use ?case|uses|intended use|finalidad(?:es)?|proposito|objetivo(?: general)?|uso(?: previsto)?|fines)|(?P<basis>(?:lawful|legal) bas[ie]s(?: for processing| of processing)?|legal authority|statutory authority|base (?:juridica|legal)(?: del tratamiento)?|fundamento (?:legal|juridico)|marco (?:legal|normativo)|legitimacion|articulo(?:s)? infringidos?)|(?P<shared>data sharing|recipients?(?: of (?:the )?data)?|(?:data )?shared with|destinatarios?|cesiones(?: de datos)?|comunicaciones de datos)|(?P<seller>supplier of the technology|(?:technology )?(?:supplier|provider|vendor)(?: name)?|contractor|processor|data processor|proveedor(?:a)?(?: de la tecnologia)?|adjudicatari[oa]|contratista|encargado(?: del tratamiento)?)) ?["'*_`]* ?[:|=] ?(?:["'*_`|] ?)*(?P<value>[a-z0-9][^|\n]*?)[^a-z0-9)]*$"#,
    )
});

/// Proposes what a line says that is a label and its value.
pub(super) fn relate(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) -> bool {
    let text = scene.folded.text();
    let labelled = || text.bytes().take(HEAD).any(|byte| matches!(byte, b':' | b'|'));
    if scene.at.len() > LONGEST || !labelled() {
        return false;
    }
    let Some(hit) = LABEL.captures(&scene.folded) else { return false };
    let Some(value) = hit.name("value") else { return false };
    let mut at = scene.folded.back(&value.range());
    // "Vell S.A.": the last dot is the form's.
    let formed = |end: usize| {
        let words = scene.text.get(at.start..end).unwrap_or_default();
        hit.name("seller").is_some() && words.ends_with('.') && is_company(words)
    };
    if formed(at.end + 1) {
        at.end += 1;
    }
    let words = scene.words(&at);
    if words.contains("://") || persons::names_somebody(words) {
        return true;
    }
    let (property, fits) = match () {
        () if hit.name("buyer").is_some() => (Property::Buyer, is_body(words)),
        () if hit.name("basis").is_some() => (Property::LegalBasis, is_law(words)),
        () if hit.name("shared").is_some() => (Property::DataSharedWith, is_body(words)),
        () if hit.name("seller").is_some() => (Property::Supplier, is_company(words)),
        () if hit.name("place").is_some() => (Property::Place, is_site(scene, &at)),
        () => (Property::Purpose, words.len() >= 10 && words.contains(' ')),
    };
    if fits {
        super::propose("frame/label", scene, subject, property, &at, drafts);
    }
    true
}

/// True where words refer to a law: by an article, a number, a year.
fn is_law(words: &str) -> bool {
    const LONGEST: usize = 120;
    words.len() <= LONGEST && words.contains(|c: char| c.is_ascii_digit())
}

/// True where words name a body: an institution's, a company's, or capitals.
fn is_body(words: &str) -> bool {
    const LONGEST: usize = 90;
    let capitals = words.split(' ').count() == 1
        && words.len() >= 3
        && words.bytes().all(|b| b.is_ascii_uppercase());
    words.len() <= LONGEST && (capitals || is_institution(words))
}

/// True where words say where: a place that is known, or a noun for one.
fn is_site(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    const LONGEST: usize = 120;
    let known =
        scene.places.iter().any(|place| at.start <= place.at.start && place.at.end <= at.end);
    at.len() <= LONGEST && (known || super::sites::has_noun(scene.folded.slice(at)))
}
