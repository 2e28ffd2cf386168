//! Who speaks in a role: "said Ann Roe, legal officer at the Faro Society" is said by the society's legal officer,
//! and so is what Roe says further on. The name itself is kept only to know the speaker again, and never proposed.
//!
//! It should also find: "according to Jane Roe, director of …,", "Juan Pérez, abogado de …, sostuvo", and the role
//! before the name ("el ministro de Obras, Juan Pérez").

use std::ops::Range;
use std::sync::LazyLock;

use super::speaker::{INVERTED, SAYS};
use super::topics::overlap;
use crate::folded::{Pattern, last_bytes, pattern};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::persons;
use crate::scene::Scene;

/// How many speakers are known again.
const MOST: usize = 48;

/// Words for a role in which somebody speaks.
const ROLES: &str = "advis[eo]r|counsel|lawyer|attorney|solicitor|barrister|researcher|professor|fellow|analyst|expert|specialist|scientist|engineer|director|head|chief|chair(?:man|woman|person)?|(?:vice[- ])?president|(?:co-?)?founder|secretary|minister|commissioner|governor|mayor|councill?or|council ?member|councilman|councilwoman|alderman|senator|representative|assembly ?member|deputy|sheriff|officer|inspector|superintendent|captain|commander|spokes(?:man|woman|person)|manager|coordinator|executive|ceo|cto|leader|member|campaigner|advocate|activist|organi[sz]er|prosecutor|ombudsman|rapporteur|auditor|abogad[oa]|asesora?|investigadora?|profesora?|academic[oa]|analista|expert[oa]|especialista|directora?|jef[ea]|(?:vice)?president[ea]|(?:co)?fundadora?|(?:sub)?secretari[oa]|(?:vice)?ministr[oa]|comisionad[oa]|gobernadora?|alcalde|alcaldesa|intendent[ea]|concejala?|regidora?|diputad[oa]|senadora?|legisladora?|juez|jueza|fiscal|defensora?|comisari[oa]|comandante|titular|portavoz|vocer[oa]|gerente|coordinadora?|integrante|miembro|activista|representante|encargad[oa]|responsable";

/// A role and whose, where a segment begins with one: the role is the first group.
static ROLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"^ ?(?:an?|the|el|la|un|una|su|its|entonces)? ?((?:[a-z'-]+ ){{0,4}}?(?:{ROLES})\b[^;:]*)$"
    ))
});
/// A person's name at the end of a segment, as written.
static PERSON_LAST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:^|[\s“”«»(])((?:(?:\p{Lu}[\p{L}’'-]*\.?|de|del|la|bin|van|von|da|dos) ){1,4}\p{Lu}[\p{L}’'-]+)$",
    )
});
/// A person's name at the beginning of a segment, as written.
static PERSON_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^ ?((?:(?:\p{Lu}[\p{L}’'-]*\.?) ){1,3}(?:(?:de|del|la|van|von|da|dos) )?\p{Lu}[\p{L}’'-]+)(?:$|[\s.”»)])",
    )
});
static SAYS_LAST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:{INVERTED}|according to|segun|de acuerdo (?:con|a)|para|a juicio de|en palabras de|for)(?: (?:dr|dra|mr|mrs|ms|sr|sra|lic|ing|prof)\.?| a| the| el| la)* $"
    ))
});
static SAYS_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"^,? ?(?:also |has |have |had |who |quien |tambien |le |les |lo |ya |ha |han )*(?:{SAYS})\b"
    ))
});

/// A person who is named with a role.
struct Introduced<'t> {
    /// The last word of the name.
    surname: &'t str,
    /// The role's words.
    role: Range<usize>,
    /// Whether the sentence has them speak.
    speaks: bool,
}

/// Whom the document has named with a role.
#[derive(Debug, Default)]
pub(super) struct Roles {
    known: Vec<(String, Range<usize>)>,
}

impl Roles {
    /// The role in which somebody speaks in this sentence, and where it names them: by their role, or by the name
    /// of one whose role was said before.
    pub(super) fn speaker(&mut self, scene: &Scene<'_>) -> Option<Range<usize>> {
        let introduced = introduced(scene);
        let here = introduced.as_ref().filter(|one| one.speaks).map(|one| one.role.clone());
        if let Some(one) = introduced
            && !self.known.iter().any(|(surname, _)| surname == one.surname)
            && self.known.len() < MOST
        {
            self.known.push((one.surname.to_owned(), one.role));
        }
        here.or_else(|| self.again(scene))
    }

    /// "Roe added": somebody whose role is known.
    fn again(&self, scene: &Scene<'_>) -> Option<Range<usize>> {
        if self.known.is_empty() || !super::speaker::may_say(&scene.folded) {
            return None;
        }
        let raw = scene.words(&scene.at);
        let text = scene.folded.text();
        let speaks = |surname: &str| {
            raw.match_indices(surname).take(4).any(|(at, _)| {
                let start = scene.folded.forth(scene.at.start + at);
                let end = scene.folded.forth(scene.at.start + at + surname.len());
                let whole = !text[end..].starts_with(char::is_alphanumeric)
                    && !text[..start].ends_with(char::is_alphanumeric);
                let near = last_bytes(&text[..start], 60);
                whole && (SAYS_FIRST.is_match(&text[end..]) || SAYS_LAST.is_match(near))
            })
        };
        self.known.iter().find(|(surname, _)| speaks(surname)).map(|(_, role)| role.clone())
    }
}

/// Whom a sentence names with a role beside the name, between commas.
fn introduced<'t>(scene: &Scene<'t>) -> Option<Introduced<'t>> {
    if !scene.folded.hints_at(Hint::Role) {
        return None;
    }
    let raw: &'t str = scene.text.get(scene.at.clone())?;
    let mut from = 0;
    let mut before: Option<Range<usize>> = None;
    for (at, _) in raw.match_indices(',').chain([(raw.len(), "")]).take(24) {
        let here = from..at;
        if let Some(before) = before
            && let Some(one) = apposed(scene, raw, &before, &here)
        {
            return Some(one);
        }
        before = Some(here);
        from = (at + 1).min(raw.len());
    }
    None
}

/// Two neighbours between commas of which one is a person's name and the other a role.
fn apposed<'t>(
    scene: &Scene<'_>,
    raw: &'t str,
    first: &Range<usize>,
    second: &Range<usize>,
) -> Option<Introduced<'t>> {
    let (one, other) = (raw.get(first.clone())?, raw.get(second.clone())?);
    let after = |end: usize| scene.after(scene.at.start + end);
    let before = |start: usize| scene.before(scene.at.start + start, 80);
    if let Some(name) = PERSON_LAST.captures(one).and_then(|hit| hit.get(1))
        && let Some(role) = role(scene, second)
    {
        let end = role.end - scene.at.start;
        // "Para Juan Pérez", "Según Ana Roe": what leads to the name begins the sentence.
        let words = name.as_str();
        let lead = ["Para ", "Según ", "Segun ", "For ", "But ", "And ", "Y ", "Pero "]
            .iter()
            .find(|lead| words.starts_with(**lead))
            .map_or(0, |lead| lead.len());
        let start = first.start + name.start() + lead;
        if other_name(scene, start..first.start + name.end()) {
            return None;
        }
        let speaks = SAYS_LAST.is_match(before(start)) || SAYS_FIRST.is_match(after(end));
        let surname = name.as_str().rsplit(' ').next()?;
        return Some(Introduced { surname, role, speaks });
    }
    let name = PERSON_FIRST.captures(other).and_then(|hit| hit.get(1))?;
    let words = name.as_str();
    if !persons::is_name(words) && !persons::are_named_in(words) {
        return None;
    }
    let role = role(scene, &last_role(raw, first)?)?;
    let (start, end) = (role.start - scene.at.start, second.start + name.end());
    let speaks = SAYS_LAST.is_match(before(start)) || SAYS_FIRST.is_match(after(end));
    Some(Introduced { surname: words.rsplit(' ').next()?, role, speaks })
}

/// "…, dijo el ministro de Obras": where the role begins at whose end a segment ends.
fn last_role(raw: &str, segment: &Range<usize>) -> Option<Range<usize>> {
    static LAST: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(&format!(
            r"(?i)(?:^|[\s“«])(?:the|el|la|del|al|its|su) ((?:{ROLES})\b(?: (?:of|for|at|de|del|en|la|las|los|y|el|the|and|\p{{Lu}}[\p{{L}}’'-]*)){{1,12}})$"
        ))
    });
    let words = raw.get(segment.clone())?;
    let hit = LAST.captures(words)?.get(1)?;
    Some(segment.start + hit.start()..segment.start + hit.end())
}

/// The role's words that a segment begins with, as far as they say whose it is.
fn role(scene: &Scene<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 90;
    let at = scene.at.start + segment.start..scene.at.start + segment.end;
    let from = scene.folded.forth(at.start);
    let folded = scene.folded.text().get(from..scene.folded.forth(at.end))?;
    let hit = ROLE.captures(scene.part(folded))?.get(1)?;
    let start = scene.folded.back(&(from + hit.start()..from + hit.end())).start;
    let words = scene.text.get(start..at.end)?;
    // What somebody does is no part of what they are.
    let stops = [
        " who ",
        " que ",
        " said",
        " says",
        " told",
        " dijo",
        " in a ",
        " in an ",
        " en un ",
        " en una ",
        "\"",
        "”",
        "»",
        ". ",
        "(",
        " and ",
        " (",
        "\n",
        " while ",
        " when ",
        " durante ",
        " al ",
        " during ",
    ];
    let end = stops.iter().filter_map(|stop| words.find(stop)).min().unwrap_or(words.len());
    let kept = words[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
    let at = start..start + kept.len();
    let whose = kept.contains(' ')
        && kept.split(' ').skip(1).any(|word| {
            word.starts_with(char::is_uppercase)
                || matches!(word, "of" | "at" | "for" | "de" | "del")
        });
    let owner = kept.split(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase));

    (kept.len() <= LONGEST
        && (whose || owner)
        && !persons::are_named_in(kept)
        && !persons::names_somebody(kept))
    .then_some(at)
}

/// True where a body, company or law stands there, and no person.
fn other_name(scene: &Scene<'_>, at: Range<usize>) -> bool {
    let at = scene.at.start + at.start..scene.at.start + at.end;
    scene.names.iter().any(|name| overlap(&name.at, &at) && name.value != NameOf::Acronym)
}
