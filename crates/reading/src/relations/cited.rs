//! Whom a sentence cites that no list of bodies holds: newspapers, agencies and associations, told by a word in
//! their name or by capitals within it, and by how they are cited.
//!
//! It should also find: "according to a recent report from the Faro Law Center", "as per the Faro Express report",
//! "the *Arden Times* first reported", `FARo: "more than …"`, "según publicó el Diario del Puerto", and each of
//! those who make one statement: "organisations including A, B and C", "research by A, B and C", "junto con A y B".
//! A person's name is never a voice.

use std::ops::Range;
use std::sync::LazyLock;

use super::speaker::{self, INVERTED, SAYS};
use super::topics::overlap;
use super::{capitals, unnamed, voices};
use crate::folded::{Found, Pattern, hinted, pattern};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::persons;
use crate::scene::Scene;
use crate::words::WordList;
use crate::written::folded_word;

/// How many voices of one sentence are heard.
const MOST: usize = 12;

/// Words of which one stands in the name of a newspaper, a broadcaster or a site.
static PRESS: WordList = WordList::new(
    "times|post|herald|guardian|express|news|journal|gazette|tribune|telegraph|magazine|chronicle|observer|\
reporter|update|updates|wire|review|bulletin|courier|daily|sentinel|register|radio|television|investigates|\
noticias|diario|periodico|revista|prensa|nacion|pais|tiempo|universal|mercurio|comercio|cronica|correo|heraldo|vanguardia|\
gaceta|tribuna|informador|ledger|dispatch|inquirer|independent|mail|mirror|monitor|globe|press",
);
/// What a house of law is called: "the Faro Law Center" is no law.
static HOUSES: WordList = WordList::new(
    "center|centre|centro|institute|instituto|school|clinic|clinica|society|foundation|fundacion",
);
/// What leads to somebody who is cited, and may stand between.
static BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:according to|(?:as )?per|(?:reported|claimed|revealed|disclosed|documented|published|estimated|first reported|uncovered) (?:by|in)|citing|quoting|thanks to|told|segun(?: (?:inform|public|report|revel|consign|detall|senal)[a-z]+)?|de acuerdo (?:con|a)|citando a?|(?:reportad|informad|revelad|publicad|documentad|difundid|denunciad)[oa]s? (?:por|en)|(?:{INVERTED}))(?: (?:a|an|the|its|own|el|la|los|las|un|una|lo|que|recent|new|latest|official|annual|joint|local|report|reports|documents|data|figures|records|information|analysis|study|investigation|review|audit|survey|article|story|statement|website|published|obtained|released|yesterday|today|this|last|week|month|year|newspaper|magazine|site|portal|outlet|broadcaster|of|from|by|in|on|informe|reporte|estudio|investigacion|articulo|nota|datos|cifras|documentos|informacion|reciente|nuevo|diario|periodico|medio|sitio|publicad[oa]s?|obtenid[oa]s?|por|de|del|en)){{0,8}} ?[*_]*$"
    ))
});
/// What stands behind somebody who says something.
static AFTER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"^[*_]*(?: ?\([^)]{{1,30}}\))?(?:'s (?:official |own |latest |recent )?(?:position|post|release|statement|report|website|web site|article|analysis|investigation|story|study|findings|notice) (?:is that\b|{SAYS}\b)|,?(?: also| has| have| had| first| itself| tambien| ha| han| habia| previously| recently)* (?:{SAYS})\b|:[*_]{{0,2}} ?(?:[a-z]+ ){{0,3}}\x22)"
    ))
});
/// Those who make a statement together, before their list.
static JOINT: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Joint,
        r"\b(?:(?:organi[sz]ations|groups|ngos|associations|charities|signatories|campaigners|organizaciones|asociaciones|colectivos|ong|entidades)(?: such as|,? (?:including|among them|like)|,? (?:incluid[oa]s|incluyendo|entre ell[oa]s|como))|(?:research|report|statement|letter|study|investigation|campaign|call|petition|complaint|informe|estudio|investigacion|carta|comunicado|campana|peticion|declaracion) (?:[a-z]+ )?(?:by|from|de|por)|(?:co-?)?(?:led|signed|initiated|launched|written|authored|organi[sz]ed|issued|published) by|these (?:organi[sz]ations|groups) (?:are|include)|(?:along|together|jointly) with|alongside|junto (?:con|a)|firmad[oa] por|impulsad[oa] por|liderad[oa] por|convocad[oa] por|estas organizaciones son)(?: the| la| el)? $",
    )
});

/// Whom a sentence cites.
pub(super) fn voices(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let quotes = || scene.folded.text().contains(": \"");
    if !(speaker::may_say(&scene.folded) || quotes()) || !may_name(scene) {
        return Vec::new();
    }
    let runs = runs(scene);
    let own = runs.iter().filter(|at| is_organ(scene, at) && is_cited(scene, at));
    own.take(MOST).cloned().collect()
}

/// Those who make a statement together, where a sentence lists them.
pub(super) fn together(scene: &Scene<'_>) -> Vec<Range<usize>> {
    const LEAST: usize = 2;
    if !scene.folded.hints_at(Hint::Joint) {
        return Vec::new();
    }
    let runs = runs(scene);
    let mut found = Vec::new();
    let mut rest = runs.as_slice();
    while let Some((first, _)) = rest.split_first() {
        let near = scene.before(first.start, 70);
        let links = rest.windows(2).take_while(|two| is_joined(scene, &two[0], &two[1])).count();
        let (list, next) = rest.split_at(links + 1);
        if JOINT.is_match(scene.part(near)) {
            let organs = list.iter().filter(|at| is_organ(scene, at)).count();
            if list.len() >= LEAST && 2 * organs >= list.len() {
                found.extend(
                    list.iter().filter(|at| is_organ(scene, at) || is_thing(scene, at)).cloned(),
                );
            }
            rest = next;
        } else {
            rest = rest.split_first().map_or(&[], |(_, rest)| rest);
        }
    }
    found.truncate(MOST);
    found
}

/// True where a name of the kind may stand in a sentence: one of its words does, or a capital within a word.
fn may_name(scene: &Scene<'_>) -> bool {
    let within = |two: &[u8]| two[0].is_ascii_alphabetic() && two[1].is_ascii_uppercase();
    [Hint::Group, Hint::Press].iter().any(|hint| scene.folded.hints_at(*hint))
        || scene.words(&scene.at).as_bytes().windows(2).any(within)
}

/// The runs of capitals in a sentence, without what leads to them.
fn runs(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let raw = scene.words(&scene.at);
    let lead = |hit: Range<usize>| {
        let start = scene.at.start + hit.start;
        capitals::without_lead(&raw[hit], start)
    };
    let whole = capitals::runs(raw).filter_map(lead);
    let mut runs: Vec<Range<usize>> =
        whole.map(|at| unnamed::group_without_name(scene, at)).collect();
    for at in &mut runs {
        let words = scene.words(at);
        let kept = ["'s", "’s"].iter().find_map(|own| words.strip_suffix(own)).unwrap_or(words);
        at.end = at.start + kept.len();
    }
    // What begins within a word is a name in program code.
    let whole = |at: &Range<usize>| {
        !scene.text[..at.start].ends_with(|c: char| c.is_alphanumeric() || c == '_')
    };
    runs.retain(|at| at.len() > 1 && whole(at));
    runs
}

/// True where nothing but what joins the members of a list stands between two runs.
fn is_joined(scene: &Scene<'_>, one: &Range<usize>, other: &Range<usize>) -> bool {
    let between = scene.text.get(one.end..other.start).unwrap_or_default();
    let between = match between.find(')') {
        Some(end) if between.starts_with(" (") && end < 24 => &between[end + 1..],
        _ => between,
    };
    matches!(
        between.trim_matches(['*', '_', '"']).trim(),
        "," | "and"
            | "y"
            | "e"
            | ", and"
            | "&"
            | ", the"
            | "and the"
            | ", and the"
            | ", la"
            | ", el"
            | "y la"
            | "y el"
            | ";"
            | "; and"
    )
}

/// True for a name that no person bears: by a word in it, or by how it is written.
fn is_organ(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    let words = scene.words(at);
    let known = scene.names.iter().find(|name| overlap(&name.at, at));
    let house = words.split(' ').any(|word| HOUSES.has(&folded_word(word)));
    let other = |name: &Found<NameOf>| match name.value {
        NameOf::Law => !house,
        NameOf::Product => true,
        _ => false,
    };
    if known.is_some_and(other) {
        return false;
    }
    let word = |word: &str| {
        let folded = folded_word(word);
        PRESS.has(&folded) || voices::is_group(&folded)
    };
    let several = words.contains(' ');
    // Capitals alone may be short for anything: the names tell whose they are.
    let loud = !words.contains(char::is_lowercase);
    let told = several && words.split(' ').any(word)
        || !several && is_headed(scene, at)
        || !several && is_written_so(words) && !(loud && known.is_none());
    told && !unnamed::ends_with_part(words)
        && (is_written_so(words) || !persons::names_somebody(words))
        && !scene.technologies.iter().any(|found| overlap(&found.at, at))
}

/// "The Times", "*Tribuna*", "El Diario": a newspaper that goes by one word.
fn is_headed(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    let before = &scene.text[scene.at.start..at.start];
    let led = ["The ", "El ", "La ", "the *", "the _", "el *", "el _", "_", "*", "diario "];
    PRESS.has(&folded_word(scene.words(at))) && led.iter().any(|lead| before.ends_with(lead))
}

/// "EDRo", "FARO", "DataWatch", "Faro.org": capitals within a word, or a site's name.
fn is_written_so(word: &str) -> bool {
    let capitals = word.chars().skip(1).filter(|c| c.is_uppercase()).count();
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    let site = [".org", ".com", ".net", ".info"].iter().any(|end| word.ends_with(end));
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    !word.contains(' ')
        && !word.starts_with("Mc")
        && !word.starts_with("Mac")
        && !word.contains(['\'', '’', '-'])
        && (site || letters >= 3 && (capitals >= 1 && small >= 1 || capitals >= 2))
}

/// True for several words that are no person's name and no place, for one of them is a thing's: among those who speak
/// together with organisations they are one.
fn is_thing(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    let words = scene.words(at);
    let place = scene.places.iter().any(|place| overlap(&place.at, at));
    !place && words.contains(' ') && !persons::may_be_somebody(words)
}

/// True where what stands before or behind a name says that it is cited.
fn is_cited(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    let near = scene.before(at.start, 90);
    let after = scene.after(at.end);
    AFTER.is_match(scene.part(after))
        || speaker::says_next(scene, after)
        || BEFORE.is_match(scene.part(near))
}
