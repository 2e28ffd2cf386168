//! Which offered names may be proposed: those whose shape, or the recognisers, tell that they are no
//! person's. The rules meet a name because its shape tells; a model may offer any words for one.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Kind, Property};

use crate::companies::is_company;
use crate::folded::{Found, Pattern, pattern};
use crate::names::NameOf;
use crate::scene::Scene;
use crate::written::{Word, words};
use crate::{bodies, persons};

/// True where a subject of this kind may be called so. `scene` is where it is named.
pub(super) fn is_fit_subject(kind: Kind, name: &str, scene: &Scene<'_>) -> bool {
    match kind {
        Kind::Agency | Kind::Vendor => is_organisation(name, scene),
        Kind::Jurisdiction => is_place(name, scene),
        Kind::System => !is_person_like(&strangers(name, scene)),
        Kind::Contract | Kind::Request | Kind::Claim | Kind::Law => {
            strangers(name, scene).is_empty()
        }
    }
}

/// True where the words at `at` may be this property's value by their shape.
pub(super) fn is_fit_name(
    property: Property,
    name: &str,
    scene: &Scene<'_>,
    at: &Range<usize>,
) -> bool {
    let named = |of: NameOf| scene.names.iter().any(|found| found.value == of && found.at == *at);
    match property {
        Property::Place => is_place(name, scene) || is_placed(scene, at),
        Property::LegalBasis => named(NameOf::Law) || strangers(name, scene).is_empty(),
        Property::DatabaseConnected => named(NameOf::Database) || is_organisation(name, scene),
        _ => is_organisation(name, scene),
    }
}

/// True where free words name nobody.
pub(super) fn is_fit_text(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    !is_person_like(&strangers(scene.words(at), scene))
}

fn is_organisation(name: &str, scene: &Scene<'_>) -> bool {
    let found = scene.names.iter().any(|found| {
        matches!(found.value, NameOf::Agency | NameOf::Vendor) && scene.words(&found.at) == name
    });
    found || bodies::is_institution(name) || is_company(name)
}

fn is_place(name: &str, scene: &Scene<'_>) -> bool {
    let known = scene.places.iter().any(|found| scene.words(&found.at) == name);
    let unknown = strangers(name, scene);
    let told = words(name).iter().any(|word| persons::is_thing(&word.folded));
    known || unknown.is_empty() || told && !is_person_like(&unknown)
}

/// True where the words around an unknown name say that it is a place's: "the city of X", "X, Texas".
fn is_placed(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    static LEAD: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:city|town|county|state|province|municipality|district|borough|ciudad|municipio|estado|provincia|distrito|comuna|pueblo|alcaldia) (?:of|de|del)(?: la| las| los| el| the)? $",
        )
    });
    let before = scene.until(at.start);
    let of_one = |place: &Found<()>| {
        scene.text.get(at.end..place.at.start).is_some_and(|gap| matches!(gap, ", " | " ("))
    };
    LEAD.is_match(before) || scene.places.iter().any(of_one)
}

/// The capitals of a name that no recogniser knows for part of a body, company, law, place or
/// technology, and that are not a thing's; in order, with how many words come before each.
fn strangers(name: &str, scene: &Scene<'_>) -> Vec<(usize, String)> {
    let known: Vec<&str> = (scene.names.iter().map(|f| &f.at))
        .chain(scene.places.iter().map(|f| &f.at))
        .chain(scene.technologies.iter().map(|f| &f.at))
        .chain(scene.ids.iter().map(|f| &f.at))
        .chain(scene.dates.iter().map(|f| &f.at))
        .map(|at| scene.words(at))
        .collect();
    let explained = |word: &Word<'_>| {
        word.body
            || word.text.contains(|c: char| c.is_ascii_digit())
            || persons::is_thing(&word.folded)
            || known.iter().any(|known| words(known).iter().any(|part| part.text == word.text))
    };
    words(name)
        .iter()
        .enumerate()
        .filter(|(_, word)| word.capital && !explained(word))
        .map(|(at, word)| (at, word.folded.to_string()))
        .collect()
}

/// True where two unknown capitals stand together, or one that people are called.
fn is_person_like(strangers: &[(usize, String)]) -> bool {
    let beside = strangers.windows(2).any(|two| matches!(two, [(a, _), (b, _)] if b - a == 1));
    beside || strangers.iter().any(|(_, word)| persons::is_given(word) || persons::is_surname(word))
}
