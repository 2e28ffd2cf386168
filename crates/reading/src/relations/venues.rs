//! Where it is used: the places a sentence names beside a technology, and kinds of place ("at two metro
//! stations", "en la terminal de ómnibus").
//!
//! It should also find: airports, stadiums, shopping centres, streets, prisons, borders, vehicles, and a
//! part of a town; a list of them is one sentence for all.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::{Property, Value};

use super::subjects::Focus;
use super::topics::overlap;
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Subject};
use crate::folded::{Pattern, pattern};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::scene::Scene;

/// What stands or works somewhere.
static THERE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:oper(?:a|an|ando|ara|aran|ating)|funcion(?:a|an|ando|ara)|ubica[a-z]+|instala[a-z]+|coloca[a-z]+|encuentran?|incorpora[a-z]+|desplega[a-z]+|located|placed|mounted|fitted|in use)\b",
    )
});

pub(super) fn relate(
    scene: &Scene<'_>,
    focus: &Focus,
    listed: &[Subject],
    sites: &[Range<usize>],
    drafts: &mut Drafts<'_>,
) {
    let launched = scene.has(&[Cue::System])
        && (scene.has(&[Cue::Launch, Cue::Use]) || THERE.is_match(&scene.folded));
    if scene.technologies.is_empty() && !launched {
        return;
    }
    let Some(subject) = focus.deployment() else { return };
    let named = !scene.technologies.is_empty() || scene.has(&[Cue::Launch]);
    if named {
        places(scene, subject, listed, drafts);
    }
    for at in venues(scene).into_iter().take(4) {
        if sites.iter().any(|site| overlap(site, &at)) {
            continue;
        }
        propose("use/venue", scene, subject, &at, drafts);
    }
}

/// "in X", "out of X": it is said to be there.
static IN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:in|at|across|throughout|around|inside|to|out of|en|por) (?:(?:the|la|el|los|las|all|todo|toda|several|both|varias|varios|central|downtown|northern|southern|eastern|western|greater) )*(?:[a-z]+ )?(?:(?:capital|port|border|capital city|port city|coastal city|ciudad|city|town)(?: city)?(?:,| of| de)? )?$",
    )
});
/// "in the eastern | State of X".
static IN_STATE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(?:in|across|throughout|over) (?:the )?(?:[a-z]+ ){0,2}$"));
/// "the state of X".
static OF: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:cit(?:y|ies)|states?|provinces?|county|town|ciudad(?:es)?|provincias?|estados?|region|municipios?|municipalit(?:y|ies)|departamento|capital|island|isla|localidad(?:es)?|borough) (?:of|de) $",
    )
});
/// "(X and Y trial)".
static BRACKETED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\((?:in |en )?$"));
/// "X: 195 cameras", in a cell or on a line of its own.
static LABEL: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[^a-z0-9]*$|\| ?$"));
/// True where a colon follows, in bold type or not, and words behind it.
fn is_label(rest: &str) -> bool {
    rest.starts_with(": ") || rest.starts_with(":** ")
}

/// It opens the sentence, or a title: the place that bans.
static OPENS: LazyLock<Pattern> = LazyLock::new(|| pattern(r#"^[^a-z0-9]*$|[("'] ?$"#));
static GOES_ON: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?:,|,? and|,? or|,? y|,? e|/| -|,? (?:and|y) (?:in|en))(?: the| la)? ?$")
});

/// Where the sentence says that it is; a list of places goes on as it began. A list that opens a sentence
/// makes each place a subject of its own, and so is not where anything is.
fn places(scene: &Scene<'_>, subject: &Subject, listed: &[Subject], drafts: &mut Drafts<'_>) {
    let text = scene.folded.text();
    let bans = super::law::banned(scene);
    let bans_it = |place: &Range<usize>| {
        let said = |ban: &Range<usize>| scene.text.get(place.end..ban.start);
        bans.iter().filter_map(said).any(|words| words.len() < 60 && !words.contains([':', '\'']))
    };
    let mut last: Option<(usize, &'static str)> = None;
    for place in &scene.places {
        let (start, end) = (scene.folded.forth(place.at.start), scene.folded.forth(place.at.end));
        let before = scene.before(place.at.start, 60);
        let goes_on = |last: usize| {
            text.get(last..start)
                .is_some_and(|words| words.len() < 16 && GOES_ON.is_match(scene.part(words)))
        };
        let rule = match last {
            Some((last, rule)) if goes_on(last) => Some(rule),
            _ if IN.is_match(scene.part(before)) => Some("use/place_in"),
            _ if OF.is_match(scene.part(before)) => Some("use/place_of"),
            _ if BRACKETED.is_match(scene.part(before)) => Some("use/place_bracketed"),
            _ if is_label(&text[end..]) && LABEL.is_match(scene.part(before)) => {
                Some("use/place_label")
            }
            _ if OPENS.is_match(scene.part(before)) && bans_it(&place.at) => Some("use/place_bans"),
            _ => None,
        };
        last = rule.map(|rule| (end, rule));
        // "Police in Arden" is where, too.
        let within = |name: &Range<usize>| {
            let words = scene.folded.slice(name);
            let led = || IN_STATE.is_match(scene.part(scene.until(name.start)));
            words.starts_with("police in ") || words.starts_with("state of ") && led()
        };
        let inside =
            scene.names.iter().any(|name| overlap(&name.at, &place.at) && !within(&name.at));
        let of_list = listed.iter().any(|subject| subject.at.contains(&place.at));
        // "London Met": the place is but a part of a name.
        let raw = &scene.text[place.at.end..scene.at.end];
        let part = before.ends_with("america ")
            || raw.starts_with('$')
            || raw.starts_with(' ') && raw[1..].starts_with(char::is_uppercase);
        if let Some(rule) =
            rule.filter(|rule| !(inside || part || of_list && *rule != "use/place_in"))
        {
            propose(rule, scene, subject, &place.at, drafts);
        }
    }
}

fn propose(
    rule: &'static str,
    scene: &Scene<'_>,
    subject: &Subject,
    at: &Range<usize>,
    drafts: &mut Drafts<'_>,
) {
    if let Some(value) = drafts.literal(at, Value::Name) {
        drafts.propose(Finding::new(rule, subject, Property::Place, value, at, &scene.at));
    }
}

/// "at the A and B airports", "en la zona del mercado, la calle Mayor y la estación de trenes".
static VENUE: LazyLock<Pattern> = LazyLock::new(|| {
    const EN: &str = "airports?|(?:metro|train|railway|subway|police|polling|bus|tube|rail|pollings?) stations?|stations?|stadiums?|malls?|shopping (?:cent(?:er|re)s?|malls?)|borders?|border crossings?|ports?|prisons?|jails?|schools?|campus(?:es)?|casinos?|hospitals?|metro|subway|streets?|roads?|squares?|checkpoints?|terminals?|detention cent(?:er|re)s?|crossings?|venues?|buildings?|neighbou?rhoods?|access points|parks?|(?:city|town) cent(?:er|re)s?|old town|high streets?|arenas?|concerts?|harbou?rs?";
    const ES: &str = "aeropuertos?|estacion(?:es)?|estadios?|centros? comercial(?:es)?|fronteras?|puertos?|penal(?:es)?|carcel(?:es)?|escuelas?|colegios?|campus|casinos?|hospital(?:es)?|metro|subte|tren(?:es)?|calles?|vias? publicas?|espacios? publicos?|plazas?|parques?|edificios?|barrios?|zonas?|peatonal|avenidas?|territorio|carreteras?|instalaciones|accesos|puestos? fijos?|movil(?:es)? polic[a-z]+|patrullas?|terminal(?:es)?|pasos? fronterizos?|universidad(?:es)?|mercados?|centro(?: historico)?|microcentro";
    let es = format!(
        r"(?:[a-z]+ )?(?:{ES})(?: (?:de |del )(?:el |la |los |las )?[a-z]+| [a-z]+)?(?:(?:, | y )(?:el |la |los |las )?(?:[a-z]+ )?(?:{ES})(?: (?:de |del )?[a-z]+)?)*"
    );
    pattern(&format!(
        r"\b(?:(?:in|at|on|across|throughout|inside|outside|around|between) (?:the |its |their |all |both )?((?:[a-z0-9'-]+,? (?:and )?){{0,6}}?(?:{EN})\b(?: (?:of|in|on|near) (?:the )?[a-z]+(?: [a-z]+)?)?)|(?:en|por|desde|como) (?:todo |todos |todas |toda )?(?:el |la |los |las |sus |su |un |una |varios |varias )?({es})\b)"
    ))
});

/// Words that no venue's name runs across.
static NO_VENUE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:order|at|on|this|some or|which|that|who|when|because|support|addition|use|using|ordered|said|says|told|asked|banned|fined|has|have|had|is|are|was|were|will|que|cual|para|con|caso|materia|favor|marco|relacion|contra|sin)\b",
    )
});

/// "border security" is no place.
static ONLY_NAMED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^ (?:security|control|guards?|police|officials?|authorit[a-z]+|management|safety|staff)\b",
    )
});

/// Words without those at their end that only lead on: "the halls in", "instalaciones desde".
fn without_joints(words: &str) -> &str {
    let mut words = words;
    while let Some((before, last)) = words.rsplit_once(' ') {
        const JOINTS: [&str; 14] = [
            "in", "on", "en", "desde", "de", "del", "para", "por", "con", "a", "ambas", "ambos",
            "of", "y",
        ];
        if !JOINTS.contains(&last) {
            break;
        }
        words = before.trim_end();
    }
    words
}

fn venues(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let text = scene.folded.text();
    if !scene.folded.hints_at(Hint::Venue) {
        return Vec::new();
    }
    VENUE
        .captures_iter(text)
        .filter_map(|found| found.get(1).or_else(|| found.get(2)))
        .filter(|hit| {
            !NO_VENUE.is_match(hit.as_str()) && !ONLY_NAMED.is_match(scene.part(&text[hit.end()..]))
        })
        .map(|hit| {
            let kept = hit.as_str().trim_end_matches(" y").trim_end_matches(" en").len();
            scene.folded.back(&(hit.start()..hit.start() + kept))
        })
        .map(|at| {
            // "240 stations in October": when is not where.
            let date = scene.dates.iter().find(|date| overlap(&date.at, &at));
            let end = date.map_or(at.end, |date| date.at.start.max(at.start));
            let words = scene.text.get(at.start..end).unwrap_or_default().trim_end();
            let words = without_joints(words);
            at.start..at.start + words.len()
        })
        .filter(|at| {
            let body = |name: &&crate::folded::Found<NameOf>| {
                matches!(name.value, NameOf::Law | NameOf::Database) && overlap(&name.at, at)
            };
            !scene.names.iter().any(|name| body(&name))
        })
        .collect()
}
