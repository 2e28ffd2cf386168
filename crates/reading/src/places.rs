//! Places: countries, their divisions and cities, told from words and persons of the same name.
//!
//! The gazetteer knows the names. What the sentence must show besides depends on the name: a country's
//! counts by itself; a large city's where nothing makes it a person's or a paper's; "Mobile",
//! "Victoria" and small towns only behind "in", "city of" and such, or before their state.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use gazetteer::{Hit, Place, What};
use rustc_hash::FxHashSet;

use crate::folded::{Folded, Found, Pattern, pattern};
use crate::persons;
use crate::settled::Settled;
use crate::words::WordList;

/// Names (folded) that are also common words, given names or surnames.
const ALSO_WORDS: &str = "\
abarca|aberdeen|acosta|alamo|alba|alexandria|alton|ama|amazonas|america|amy|andorra|ann|anna|aracataca|aragon|\
arena|artigas|atlantico|atlantida|augusta|aurora|austin|banda|bar|bath|battle|bell|bello|bend|beverly|\
blackburn|boca|bolivar|boston|boulder|buena vista|buenaventura|buenavista|burgos|bury|cali|camden|capital|\
carlisle|carolina|carson|caldas|castellon|catalina|central|centre|centro|cerro|cesar|chad|chalco|charlotte|\
chelsea|chester|clayton|cleveland|clinton|clovis|colima|colina|colon|colonia|columbia|columbus|comfort|como|\
concepcion|concord|concordia|cordillera|coronel|corona|cortes|crystal|cruz|cua|dallas|darwin|davidson|deal|\
delicias|del rio|delta|denver|derby|diego|dover|duarte|durham|east|eastern|eden|ejido|el centro|el progreso|\
enfield|enterprise|envigado|est|eugene|fair oaks|falcon|fes|flores|florida|florence|florencia|francia|\
franklin|frontera|galicia|garland|gary|gilbert|girardot|giron|glendale|gloria|granada|grad|guadalupe|guerrero|\
guyana|hale|halifax|hamilton|harper|has|herrera|hidalgo|hobart|hope|houston|hub|hudson|hue|hull|humble|ibarra|\
independence|independencia|irving|isabela|ise|jackson|java|jena|jordan|joplin|juarez|junin|kennedy|kent|\
kingston|la cruz|la libertad|la union|la victoria|lagos|lancaster|lara|largo|laurel|lawrence|lead|leon|liberty|\
libertad|lima|limon|lincoln|linda|logan|lorain|loreto|los andes|los rios|los santos|lot|lugo|madison|magdalena|\
male|man|maldonado|malta|mandan|manta|many|marina|mariana|marion|martin|maule|mayo|media|medina|melo|mercedes|\
merced|mesa|meta|metro|milagro|milan|miller|miramar|miranda|miri|mission|mobile|modesto|mona|monroe|montana|\
montero|mora|moreno|morelos|morris|most|mountain|moron|nan|napo|natal|navarra|neiva|nelson|new|news|newton|\
nice|niger|no|nogales|normal|norman|north|northern|norte|norwich|nova|obregon|ocean|ocean city|olive|opera|\
oran|orange|orellana|oriental|orlando|orleans|oruro|osorno|pace|palma|palmas|pando|para|paradise|paris|parker|\
pasto|pearl|peralta|pereira|peter|phoenix|pilar|pico|plano|plata|plymouth|point|polo|pool|portage|portugal|\
posadas|price|progreso|providence|puente alto|puerto|punta|quiche|quito|raleigh|read|reading|resistencia|\
rio bravo|rivas|rivera|rocha|rochester|rodriguez|roman|rosa|rosario|rugby|sale|salta|salto|salvador|san|\
sandy|santa ana|santa barbara|santa maria|santander|santiago|santos|sharon|sidney|sofia|soledad|sonora|sonoma|\
soria|south|split|st|stafford|star|stone|store|stratford|sucre|sullana|sun|surprise|sydney|tanta|taylor|tema|\
temple|tigre|togo|toledo|toluca|tours|trent|troy|trinidad|tula|turkey|tyler|union|uri|usa river|valencia|valera|\
valle|van|vance|var|vargas|vera|vernon|victor|victoria|vila|villa|villanueva|vista|volta|wade|wales|warren|\
washington|waterloo|wayne|webster|wells|west|western|weston|wilson|windsor|worth|york|zamora|zeta|zapata|zion";

/// Words (folded) right behind which a place is where something is.
static LOCATES: WordList = WordList::new(
    "\
in|en|near|across|throughout|around|outside|inside|city of|town of|village of|county of|state of|province of|\
borough of|district of|municipality of|streets of|people of|ciudad de|la ciudad de|villa de|pueblo de|\
municipio de|municipalidad de|ayuntamiento de|alcaldia de|alcaldia|comuna de|canton de|estado de|provincia de|\
departamento de|region de|distrito de|partido de|localidad de|delegacion|municipio|calles de|habitantes de|\
vecinos de|cerca de|capital de|norte de|sur de|este de|oeste de",
);

/// Words (folded) behind which it may be.
static LEADS: WordList =
    WordList::new("of|de|del|from|desde|to|hacia|hasta|for|at|entre|between|,|;|(|:|por");

/// Words (folded) before which a place's name is a street's, a club's or a paper's.
static STREETS: WordList = WordList::new(
    "\
avenida|av.|av|avda|avda.|calle|calzada|plaza|bulevar|boulevard|blvd|blvd.|paseo|estadio|hotel|club|colonia|\
col.|barrio|urbanizacion|parque|puente|rue|via|camino|jiron|jr.|pasaje|edificio|torre|estacion|mercado",
);

/// Words (folded) behind a place's name that make it a paper's, a street's or a company's.
static BEHIND: WordList = WordList::new(
    "\
post|times|herald|chronicle|tribune|journal|review|news|gazette|magazine|globe|observer|telegraph|guardian|\
street|st|avenue|ave|road|rd|boulevard|blvd|lane|drive|square|bridge|dynamics|analytica|airlines|airways|\
fc|united fc|rovers|hilton|dispatch|examiner|inquirer|standard|sun|mirror|express|mail|bulletin|heights blvd",
);

/// Words (folded) that may stand between "in" and a place.
const BESIDE: [&str; 8] = [
    " neighboring",
    " neighbouring",
    " nearby",
    " adjacent",
    " downtown",
    " suburban",
    " vecina",
    " cercana",
];

/// Countries whose divisions are known by name alone.
const KNOWN: [&str; 14] =
    ["US", "MX", "CA", "AU", "IN", "BR", "ES", "AR", "CO", "CL", "DE", "EC", "PE", "UY"];

/// States of the United States as they are shortened.
static STATES: WordList = WordList::new(
    "\
AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|\
PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|\
Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Wash|Wis|Wyo",
);

static ALSO: LazyLock<FxHashSet<&str>> = LazyLock::new(|| ALSO_WORDS.split('|').collect());

/// What a name needs from its sentence to be a place's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    /// Nothing.
    Nothing,
    /// A word that may lead to a place.
    Lead,
    /// A word that says where something is.
    Locative,
    /// The name of its state or country behind it.
    State,
}

/// The names (folded) of the places that a document has located, behind which it need not say again that a place is
/// meant: "Denver, Colorado", and "Denver" from then on.
#[derive(Debug, Default)]
pub(crate) struct Located(BTreeSet<String>);

impl Located {
    /// How many are remembered.
    const MOST: usize = 500;

    fn note(&mut self, key: &str) {
        if self.0.len() < Self::MOST && !self.0.contains(key) {
            self.0.insert(key.to_owned());
        }
    }
}

/// A name that may be a place's, in the folded text.
struct Candidate<'t> {
    at: Range<usize>,
    places: Vec<Place<'t>>,
    sure: bool,
}

/// The places named in a text, in order.
pub(crate) fn places(
    folded: &Folded<'_>,
    settled: &Settled,
    located: &mut Located,
) -> Vec<Found<()>> {
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    let mut after = 0;
    for start in folded.capitals() {
        if start < after {
            continue;
        }
        // "América Latina" is no town.
        if folded.text()[..start].ends_with("america ") {
            continue;
        }
        let Some(hit) = gazetteer::at_start(&folded.text()[start..]) else { continue };
        if let Some(candidate) = candidate(folded, start, hit, settled, located) {
            after = candidate.at.end;
            candidates.push(candidate);
        }
    }
    settle_lists(folded.text(), &mut candidates);
    let sure = candidates
        .into_iter()
        .filter(|candidate| candidate.sure && !is_dateline(folded, &candidate.at));
    sure.map(|candidate| Found { at: folded.back(&candidate.at), value: () }).collect()
}

/// "Brumas.- La policía …", "BRUMA (AGENCY) — The council": where a report was written, which says nothing of what it
/// reports. A dash alone may stand before what is in a place.
fn is_dateline(folded: &Folded<'_>, at: &Range<usize>) -> bool {
    static DATELINE: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(r"^(?:,? \(?[a-z][a-z. /]{1,24}\)?)?(?:\. ?-{1,2}(?: |$)|\) ?\.? ?-{1,2} )")
    });
    let begins = !folded.text()[..at.start].contains(char::is_alphanumeric);
    begins && DATELINE.is_match(folded.part(&folded.text()[at.end..]))
}

/// True where the words are a place's name and nothing else.
pub(crate) fn is_place(words: &str) -> bool {
    let known = |place: &Place<'_>| match place.what {
        What::Country | What::Division => true,
        What::City => place.thousands >= 100,
        What::Demonym => false,
    };
    words.starts_with(char::is_uppercase)
        && gazetteer::named(&codebook::fold::fold(words)).iter().any(known)
}

fn candidate<'t>(
    folded: &'t Folded<'_>,
    start: usize,
    hit: Hit,
    settled: &Settled,
    located: &mut Located,
) -> Option<Candidate<'t>> {
    let text = folded.text();
    let at = start..start + hit.len;
    let key = &text[at.clone()];
    let (before, after) = (&text[..at.start], &text[at.end..]);
    if before.ends_with(['@', '#', '/', '_', '.', '-', '=', '\\']) || after.starts_with(['@', '_'])
    {
        return None;
    }
    let raw = folded.raw(&at);
    let places: Vec<Place<'_>> =
        hit.places(key).filter(|place| place.what != What::Demonym).collect();
    // "INDIA": a heading's capitals stand for nothing else.
    let country = || {
        key.len() > 3
            && !ALSO.contains(key)
            && places.iter().any(|place| place.what == What::Country)
    };
    if places.is_empty() || is_acronym(raw) && !is_known_acronym(key) && !country() {
        return None;
    }
    let after_raw = folded.raw(&(at.end..text.len()));
    let own = |place: &Place<'_>| settled.concerns(place.country());
    let stated = is_stated(&places, after, after_raw);
    let need = need(key, &places, own);
    // "US-63": a road's number.
    let numbered = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let road = raw == "US" && after.strip_prefix('-').is_some_and(numbered);
    if road || is_anothers(folded, &at) && !stated {
        return None;
    }
    let last = before.trim_end();
    // "in neighbouring Denver": what stands between says only where that is.
    let last = BESIDE.iter().find_map(|word| last.strip_suffix(word)).unwrap_or(last).trim_end();
    let also = ALSO.contains(key);
    if stated || ends_with(last, &LOCATES) && (!also && need < Need::State || last.ends_with(" of"))
    {
        located.note(key);
    }
    let sure = stated
        || located.0.contains(key)
        || match need {
            Need::Nothing => true,
            Need::Lead => ends_with(last, &LOCATES) || ends_with(last, &LEADS),
            Need::Locative => ends_with(last, &LOCATES),
            Need::State => false,
        };
    Some(Candidate { at, places, sure })
}

fn need(key: &str, places: &[Place<'_>], own: impl Fn(&Place<'_>) -> bool) -> Need {
    let here = places.iter().any(&own);
    let largest = places.iter().map(|place| place.thousands).max().unwrap_or_default();
    let country = places.iter().any(|place| place.what == What::Country);
    let state = |place: &Place<'_>| {
        place.what == What::Division && (own(place) || KNOWN.contains(&place.country()))
    };
    let state = places.iter().any(state);
    let also = ALSO.contains(key) || persons::is_given(key) || persons::is_surname(key);
    let person = key.split(' ').next().is_some_and(persons::is_given) && key.contains(' ');
    match () {
        () if person && !country => {
            if here {
                Need::Locative
            } else {
                Need::State
            }
        }
        () if also && (here || country || state || largest >= 250) => Need::Lead,
        () if also => Need::State,
        () if country || state || largest >= 250 || here && largest >= 100 => Need::Nothing,
        () if here => Need::Lead,
        () if largest >= 100 => Need::Locative,
        () => Need::State,
    }
}

fn is_acronym(raw: &str) -> bool {
    raw.len() <= 5 && raw.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_known_acronym(key: &str) -> bool {
    matches!(key, "uk" | "usa" | "us" | "uae" | "eau" | "cdmx" | "caba" | "eeuu" | "nyc" | "nsw")
}

/// True where the last whole words of the text are one of the list's.
fn ends_with(text: &str, list: &WordList) -> bool {
    let last = text.as_bytes().last();
    list.iter().filter(|words| words.as_bytes().last() == last).any(|words| {
        text.strip_suffix(words).is_some_and(|rest| {
            !words.ends_with(char::is_alphabetic) || !rest.ends_with(char::is_alphanumeric)
        })
    })
}

/// True where the state or country of one of the places stands right behind: "Mobile, Alabama".
fn is_stated(places: &[Place<'_>], after: &str, after_raw: &str) -> bool {
    let Some(rest) = after.strip_prefix(", ").or_else(|| after.strip_prefix(" (")) else {
        return false;
    };
    let raw = after_raw.trim_start_matches([',', ' ', '(', '\n']);
    let short = raw.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if places.iter().any(|place| place.country() == "US") && STATES.has(short) {
        return true;
    }
    let Some(hit) = gazetteer::at_start(rest) else { return false };
    raw.starts_with(char::is_uppercase)
        && hit.places(&rest[..hit.len]).any(|outer| {
            matches!(outer.what, What::Country | What::Division)
                && places.iter().any(|place| place.country() == outer.country() && *place != outer)
        })
}

/// True where the words around make the name a person's, a street's or a paper's.
fn is_anothers(folded: &Folded<'_>, at: &Range<usize>) -> bool {
    let text = folded.text();
    let single = !text[at.clone()].contains(' ');
    let before = text[..at.start].strip_suffix(' ').unwrap_or_default();
    let from = before.rfind(' ').map_or(0, |at| at + 1);
    let word = &before[from..];
    if STREETS.has(word) {
        return true;
    }
    let capital = |range: Range<usize>| folded.raw(&range).starts_with(char::is_uppercase);
    let initial = word.len() == 2 && word.ends_with('.');
    let titled = persons::is_title(word.trim_end_matches('.'));
    if !word.is_empty() && capital(from..before.len()) {
        let named = persons::is_given(word) && !LOCATES.has(word) || persons::is_surname(word);
        if single && (named || initial) || titled && (word.ends_with('.') || single) {
            return true;
        }
    }
    let Some(rest) = text[at.end..].strip_prefix(' ') else { return false };
    let next = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let start = at.end + 1;
    if next.is_empty() || !capital(start..start + next.len()) {
        return false;
    }
    let named = persons::is_surname(next) || persons::is_given(next) && !STREETS.has(next);
    BEHIND.has(next) || single && named && !persons::is_thing(next)
}

/// In a list of places those that are sure vouch for their neighbours in the same country.
fn settle_lists(text: &str, candidates: &mut [Candidate<'_>]) {
    let joined = |a: &Candidate<'_>, b: &Candidate<'_>| {
        let between = text.get(a.at.end..b.at.start).unwrap_or("?");
        let same =
            a.places.iter().any(|one| b.places.iter().any(|two| one.country() == two.country()));
        same && matches!(between.trim(), "," | "and" | ", and" | "y" | "e" | "/" | "or" | "o" | "")
    };
    for at in 1..candidates.len() {
        if let [a, b] = &mut candidates[at - 1..=at]
            && a.sure
            && !b.sure
            && joined(a, b)
        {
            b.sure = true;
        }
    }
    for at in (1..candidates.len()).rev() {
        if let [a, b] = &mut candidates[at - 1..=at]
            && b.sure
            && !a.sure
            && joined(a, b)
        {
            a.sure = true;
        }
    }
}
