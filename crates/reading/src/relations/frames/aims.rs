//! What for: an action or a good behind a verb of use and "to", "for", "with a view to", "para", "con fines de".
//!
//! It should also find: "is used for managing", "sirve para", "destinadas al control de", "they help officers find",
//! "así como de prevenir".

use std::sync::LazyLock;

use codebook::Property;

use super::super::law::up_to;
use super::super::uses::{LED, NO_AIM};
use crate::drafts::{Drafts, Subject};
use crate::folded::{Pattern, last_bytes, pattern};
use crate::hints::Hint;
use crate::scene::Scene;
use crate::words::next_word;

/// What leads to an aim; the aim is what follows, with the word that leads to it.
static AIMS: LazyLock<Pattern> = LazyLock::new(|| {
    const DONE: &str = "used|deployed|installed|employed|utili[sz]ed|implemented|operated|designed|intended|meant|acquired|purchased|introduced|equipped|issued|worn|using (?:it|them)|uses? (?:it|them|the (?:cameras|system|technology|software|tool|service))";
    const HECHO: &str = "(?:utiliz|us|emple|instal|coloc|implement|adquir|destin|disen|pens|incorpor|dispuest|orient|consult|captur|recab|distribu|desplegad|oper)[a-z]{0,6}";
    pattern(&format!(
        r"\b(?:(?:{DONE})(?: to (?:all |the )?(?:[a-z]+ )?(?:officers|staff|agents|police|guards|wardens|clients|customers|agencies|forces|schools))?(?: [a-z0-9'-]+){{0,6}}? (?P<en>(?:in order )?to (?:[a-z]+ly )?[a-z]{{3,}}|for (?:the |their |its )?(?:[a-z-]+ ){{0,2}}?[a-z]+(?:ing|tion|ment|ance|ance|ity|ol|purposes)\b)|(?P<view>with a view to [a-z]+|with the (?:aim|goal|purpose|objective|intention) of [a-z]+|(?:aim|goal|purpose|objective)s? (?:of [a-z ]{{3,40}} )?(?:is|are|was|were) (?:to )?[a-z]+|(?:they|it) (?:also )?(?:allows?|helps?|enables?) (?:[a-z]+ ){{1,3}}?to [a-z]+)|{HECHO}(?: [a-z0-9-]+){{0,9}}? (?P<es>para (?:el |la |los |las |fines de )?[a-z]{{2,}}(?:[aei]r(?:l[oae]s?|se|les)?|cion(?:es)?|miento|ncia|dad|rol|isis)\b|al? (?:la |los |las )?[a-z]{{4,}}(?:cion|miento|ncia|dad|rol)\b|a efectos? de [a-z]{{2,}}[aei]r(?:l[oae]s?|se)?\b)|(?P<fin>con (?:los )?fines (?:de )?[a-z]+|con (?:el|la) (?:unico |unica )?(?:objeto|objetivo|fin|finalidad|proposito|intencion|idea|mision) de [a-z]+|a (?:los )?fines de [a-z]{{2,}}[aei]r(?:l[oae]s?|se)?\b|(?:tendra|tiene|tienen|con) (?:por|como) (?:objeto|objetivo|finalidad|fin) [a-z]+|(?:objetivo|finalidad|proposito)(?: [a-z ]{{3,40}})? (?:es|era|sera) [a-z]+|con miras a [a-z]+|asi como (?:de|para) [a-z]{{3,}}(?:ar|er|ir)\b|sirven? para [a-z]+|ayudan? a [a-z]{{3,}}(?:ar|er|ir)\b))[^.;:()]*"
    ))
});
/// "used to be", "for the first time", "for 30 days", "para que", "para los que": no aim.
static NO_AIMS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:in order )?to (?:officers|staff|agents|police|guards|clients|customers|agencies|be|have|carry on|continue|both|either|other|the|date|this|some|its|their|any|all|every|each|our|your|make sure|do so)\b|for (?:the |its |their )?(?:first|second|last|next|time|long|same|most|more|all|each|every|many|several|example|instance|something|everything|nothing|anything|(?:[a-z-]+ ){0,3}(?:officers|agents|staff|personnel|agencies|teams|police|employees|councillors|customers|clients|passengers|visitors)\b|failing|government|department|equipment|(?:[a-z-]+ ){0,2}deployment|being|having|violating|breaching)\b|para (?:el |la |los |las )?(?:que|cual|cualquier|cuales|lugar|cuyo|ello|esto|eso|esta|este|estas|estos|cada|todo|toda|todos|todas|ser|haber|tener|quien|quienes|poblar)\b)",
    )
});

/// True where what came before says that it must not be used: what follows is no aim of it.
pub(in super::super) fn is_forbidden(before: &str) -> bool {
    static FORBIDDEN: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:prohib[a-z]+|(?:shall|must|may|can|will|should|do|does|did|was|were|is|are) not|cannot|no (?:se )?podran?|no (?:se )?debera?n?|no (?:se )?(?:usan?|utilizan?|permite)|never)\b[^.;]{0,90}$",
        )
    });
    let before = last_bytes(before, 140);
    // The words without which nothing is forbidden: most sentences have none of them.
    ["not", "prohib", "no ", "never"].iter().any(|word| before.contains(word))
        && FORBIDDEN.is_match(before)
}

/// Proposes what the sentence's system is for.
pub(super) fn relate(scene: &Scene<'_>, subject: &Subject, drafts: &mut Drafts<'_>) {
    const MOST: usize = 2;
    const TRIES: usize = 5;
    if !scene.folded.hints_at(Hint::Aim) {
        return;
    }
    let text = scene.folded.text();
    let (mut from, mut found) = (0, 0);
    for _ in 0..TRIES {
        let hit = text.get(from..).and_then(|rest| AIMS.captures(scene.part(rest)));
        let Some(hit) = hit else { break };
        let lead = ["en", "view", "es", "fin"].iter().find_map(|group| hit.name(group));
        let (Some(lead), Some(whole)) = (lead, hit.get(0)) else { break };
        let (start, until) = (from + lead.start(), from + whole.end());
        let words = up_to(&text[start..until], 150);
        let stop = words.find(", ").filter(|at| *at > 20).unwrap_or(words.len());
        let end = start + words[..stop].trim_end().len();
        let at = scene.folded.back(&(start..end));
        let no = NO_AIMS.is_match(scene.part(&text[start..]))
            || is_forbidden(&text[..start])
            || NO_AIM.is_match(scene.part(scene.before(at.start, LED)));
        if no || end - start < 10 {
            // What led to no aim may hide another verb that leads to one.
            let first = next_word(text, from + whole.start()).map_or(start, |word| word.end);
            from = first.max(from + 1);
            continue;
        }
        from = end;
        super::propose("frame/aim", scene, subject, Property::Purpose, &at, drafts);
        found += 1;
        if found == MOST {
            break;
        }
    }
}
