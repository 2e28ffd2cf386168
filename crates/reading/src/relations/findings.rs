//! What is said of how a system was used or what became of it, where no word of the codebook's says it.
//!
//! It should also find: unlawful, excessive, without a contract or an assessment, delayed, on appeal, in
//! draft, "lacked a lawful basis", "no realizó una evaluación de impacto".

use std::sync::LazyLock;

use codebook::{Property, Value};

use super::speaker::speaker;
use super::subjects::Focus;
use super::uses::{ADVISED, LED};
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding};
use crate::folded::{Pattern, hinted};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::scene::Scene;

static FOUND_TO_BE: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Finding,
        r#"\b(?:(?:declared|ruled|found|held|deemed|was|were|is|are|be|been) (?:to be )?(?:[a-z]+ and )?(?:unlawful|illegal|excessive|disproportionate|not lawful|in breach|not compliant|non-compliant|unconstitutional)(?: (?:and|or) [a-z]+)?|unlawfully|illegally|unlawful and [a-z]+|illegal under|requires? (?:[a-z]+ ){0,6}(?:approval|review|impact (?:report|assessment)|policies|warrant)|requieren? (?:de )?(?:[a-z]+ ){0,4}(?:autorizacion|aprobacion|evaluacion|orden judicial)|unauthori[sz]ed use|(?:without|lack(?:ed|s|ing)?|had no|has no|have no|there (?:is|was) no|with no) (?:a |an |any |entered |its |their |the |valid |clear |proper |anchoring |dedicated |comprehensive |federal |national |adequate |sufficient |specific )*(?:contract|authori[sz]ation|warrant|legal basis|lawful basis|legal framework|regulatory framework|impact assessment|public consultation|tender|safeguards|oversight|consent|policy|policies|legislation|permits?)|(?:breached|breaches|violates?|violated|violation of|infring(?:ed|es|ing)|infringement of|contraven(?:ed|es)|failed to comply with|(?:does|did|do) not comply with) (?:the |of |with )?(?:[a-z]+ ){0,3}(?:act|law|gdpr|rights|constitution|article|principle)|(?:had|has|have|did|does) not (?:properly |been |fully |yet )*(?:assess(?:ed)?|carr(?:y|ied) out|conduct(?:ed)?|complet(?:e|ed)|publish(?:ed)?|consult(?:ed)?|inform(?:ed)?|perform(?:ed)?|evaluat(?:e|ed)) (?:[a-z]+ ){0,3}(?:impact|assessment|evaluation|consultation|policy|residents|public|dpia)|no (?:privacy |data protection |human rights )?impact (?:assessment|study)|violation found|not in accordance with the law|failed to (?:comply|carry out|conduct|erect|inform|consult|assess|publish)(?: (?:with|its|a|an|the|any|appropriately|obligation|to|of))*|(?:is|are) (?:not|no longer) (?:currently )?(?:offered|used|available|provided)|multiple delays|has been delayed|was delayed|postponed|under appeal|(?:publish|unveil[a-z]*|present[a-z]*) the draft|draft (?:bill|law|policy|legislation)|(?:en forma|de manera|de forma) (?:ilegal|irregular|discrecional)|ilegalmente|(?:es|era|fue(?:ron)?|sea|son|resulto|declarad[oa]|consider[oa]) (?:[a-z]+ )?(?:ilegal(?:es)?|ilicit[oa]s?|desproporcionad[oa]s?|excesiv[oa]s?)|(?:sin|carec(?:e|en|ia|io) de|no (?:cuenta|cuentan|contaba|conto) con|no (?:existe|existia|hay|habia|tiene|tenia)) (?:un |una |el |la |ningun |ninguna )?(?:autorizacion|contrato|base legal|fundamento legal|sustento legal|marco (?:legal|regulatorio|normativo|juridico)|orden judicial|licitacion|ley|evaluacion de impacto|estudio de impacto|regulacion|normativa|protocolos?|consentimiento|politica de privacidad|respaldo legal)|no (?:realizo|hizo|efectuo|llevo a cabo|publico|consulto|elaboro|presento) (?:[a-z]+ ){0,3}(?:evaluacion|estudio|consulta|impacto|licitacion)|(?:incumpl|vulner|infring)(?:e|en|io|ieron|o|aron|a|an) (?:con )?(?:[a-z]+ ){0,3}(?:ley|leyes|derechos?|normativa|rgpd|reglamento|principios?|constitucion|articulos?|obligacion(?:es)?)|no (?:cumple|cumplen|cumplio|cumplia) (?:con )?(?:[a-z]+ ){0,3}(?:ley|normativa|requisitos|principios?|rgpd|estandares|obligacion(?:es)?)|no (?:era|es|fue) "?conforme a|encuentra actualmente apelad[oa]|fue apelad[oa]|esta apelad[oa]|(?:fue|ha sido|quedo) (?:postergad|aplazad|demorad|retrasad|pospuest)[oa])\b"#,
    )
});

pub(super) fn relate(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let about = !scene.technologies.is_empty()
        || scene.has(&[Cue::System, Cue::Search])
        || scene.first(NameOf::Vendor).is_some()
        || scene.folded.hints_at(Hint::Unlawful);
    let Some(subject) = focus.deployment().filter(|_| about) else { return };
    if !scene.folded.hints_at(Hint::Finding) {
        return;
    }
    let Some(hit) = FOUND_TO_BE.find(&scene.folded) else { return };
    let at = scene.folded.back(&hit.range());
    if ADVISED.is_match(scene.part(scene.before(at.start, LED))) {
        return;
    }
    if let Some(value) = drafts.literal(&at, Value::Text) {
        let finding =
            Finding::new("status/finding", subject, Property::Status, value, &at, &scene.at);
        drafts.propose(Finding { attribution: scene.speaker(speaker), ..finding });
    }
}
