//! Who is said to say it.

use std::ops::Range;
use std::sync::LazyLock;

use crate::folded::{Pattern, pattern};
use crate::names::NameOf;
use crate::persons;
use crate::scene::Scene;

static GENERIC: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b((?:the |el |la |los |las )?(?:[a-z]+ )?(?:government|company|authorities|police|officials|ministry|manufacturer|vendor|media|research|spokesperson|gobierno|empresa|autoridades|policia|funcionarios|fabricante|proveedor|medios))(?: also| reportedly| has| have| itself)? (?:claims?|claimed|says?|said|reported|announced|found|confirmed|asserts?|states?|stated|assures?|points? out|afirma|afirmo|aseguro|asegura|dijo|sostiene|sostuvo|informo|anuncio|reporto|confirmo|indico|senalo)\b",
    )
});
static SAYS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:'s [a-z]+)?,? (?:also |reportedly |has |have )?(?:claims?|claimed|says?|said|reported|announced|found|confirmed|asserts?|states?|stated|assures?|assured|points? out|notes?|told|afirma|afirmo|aseguro|asegura|dijo|sostiene|sostuvo|informo|anuncio|reporto|confirmo|indico|senalo|explico|denuncio)\b",
    )
});
static ACCORDING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:according to|as reported by|assures|says|said|points out|segun|de acuerdo con|a decir de|conforme a lo informado por|informo|aseguro|indico|senalo) (?:the |an? |el |la |los |las |un |una )?$",
    )
});

/// The words that name the speaker: a body, company or organisation, never a person.
pub(crate) fn speaker(scene: &Scene<'_>) -> Option<Range<usize>> {
    let folded = &scene.folded;
    for name in &scene.names {
        if matches!(name.value, NameOf::Law | NameOf::Database) {
            continue;
        }
        let after = &folded.text()[folded.forth(name.at.end)..];
        let before = &folded.text()[..folded.forth(name.at.start)];
        let near = &before[before.floor_char_boundary(before.len().saturating_sub(50))..];
        if SAYS.is_match(after) || ACCORDING.is_match(near) {
            return Some(name.at.clone());
        }
    }
    let hit = GENERIC.captures(folded.text())?.get(1)?;
    let words = hit.as_str();
    let joined = ["and ", "but ", "that ", "y ", "e ", "pero ", "que "];
    let mut skip =
        joined.iter().find(|word| words.starts_with(**word)).map_or(0, |word| word.len());
    // A capital before the role may be a person's: "Roe company", and the role is said without it.
    let articles = ["The ", "El ", "La ", "Los ", "Las "];
    let raw = folded.raw(&(hit.start() + skip..hit.end()));
    let first = codebook::fold::fold(raw.split(' ').next().unwrap_or_default());
    let opens = folded.range().start == folded.back(&(hit.start() + skip..hit.end())).start
        && !persons::is_given(&first)
        && !persons::is_surname(&first);
    let article = articles.iter().any(|word| raw.starts_with(word));
    if raw.starts_with(char::is_uppercase) && !article && !opens {
        skip = words.rfind(' ').map_or(skip, |at| at + 1);
    }
    Some(folded.back(&(hit.start() + skip..hit.end())))
}
