//! Where: the phrase around a noun for a place, behind a word that says that something is there.
//!
//! Streets, estates, offices, vehicles, a stadium by its name; whole counties only behind "throughout" and
//! such, as "the county" by itself says little.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Property;

use super::super::topics::overlap;
use super::super::uses::{ADVISED, LED};
use super::phrases::{back, next, stops};
use crate::drafts::{Drafts, Subject};
use crate::folded::{Pattern, pattern};
use crate::hints::Hint;
use crate::names::NameOf;
use crate::scene::Scene;
use crate::words::{WordList, WordMap, words};

/// What a noun for a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Site {
    /// An English noun: what tells it apart stands before it.
    English,
    /// A Spanish noun: what tells it apart follows.
    Spanish,
    /// Either.
    Both,
    /// A town or a country, which is where only as a whole.
    Whole,
}

/// Nouns (folded) for places.
const ENGLISH: &str = "\
airport|airports|stadium|stadiums|station|stations|street|streets|road|roads|highway|highways|motorway|\
motorways|junction|junctions|intersection|intersections|roundabout|square|squares|park|parks|estate|estates|\
walkway|walkways|routes|spaces|places|mall|malls|store|stores|shop|shops|supermarket|supermarkets|settings|\
market|markets|school|schools|classrooms|university|universities|campuses|hospitals|clinic|clinics|prison|\
prisons|jail|jails|border|borders|checkpoint|checkpoints|terminals|port|ports|harbour|bus|buses|train|trains|\
trams|vehicles|venue|venues|arena|arenas|festival|festivals|hotels|museum|library|libraries|offices|buildings|\
building|entrances|entrance|gates|locations|sites|site|location|area|areas|neighborhood|neighborhoods|neighbourhood|neighbourhoods|\
districts|centre|center|centres|centers|courthouse|courts|bridge|bridges|tunnel|lanes|corridor|bar|bars|pubs|restaurants|banks|poles|taxis|factories|churches|branches|camp|\
camps";
const SPANISH: &str = "\
aeropuerto|territorio|aeropuertos|estadio|estadios|estacion|estaciones|calle|calles|avenida|avenidas|via|vias|carretera|\
carreteras|autopista|autopistas|corredor|corredores|ruta|rutas|peaje|peajes|puesto|puestos|crucero|cruceros|glorieta|\
interseccion|intersecciones|plazas|parque|parques|espacio|espacios|lugares|puntos|sitios|accesos|ingresos|\
entradas|barrio|barrios|colonia|colonias|zona|zonas|sector|sectores|supermercado|supermercados|tienda|tiendas|\
sucursal|sucursales|sede|sedes|oficinas|modulo|modulos|mercado|mercados|escuela|escuelas|colegio|colegios|\
universidad|universidades|hospitales|carcel|carceles|penal|penales|prisiones|frontera|fronteras|puerto|\
puertos|terminales|metro|autobuses|colectivos|trenes|patrullas|vehiculos|unidades|comisaria|comisarias|\
edificio|edificios|centro|centros|museo|coliseo|feria|perimetro|playas|muelle|puente|puentes|tunel|bares|antros|restaurantes|bancos|postes|gasolineras|taxis|fabricas|iglesias|recinto|\
recintos|instalaciones|juzgados";
const BOTH: &str = "\
campus|hospital|terminal|casino|casinos|plaza";
const WHOLES: &str = "\
district|county|city|town|state|country|borough|region|nation|province|village|island|ciudad|municipio|\
provincia|pais|entidad|capital|departamento|comuna|distrito";

static NOUNS: LazyLock<WordMap<Site>> = LazyLock::new(|| {
    let lists = [
        (ENGLISH, Site::English),
        (SPANISH, Site::Spanish),
        (BOTH, Site::Both),
        (WHOLES, Site::Whole),
    ];
    let nouns = lists.iter().flat_map(|(words, site)| words.split('|').map(|word| (word, *site)));
    WordMap::new(nouns.collect::<Vec<_>>().leak())
});

/// What a word is, if it is a noun for a place.
fn site(word: &str) -> Option<Site> {
    NOUNS.get(word)
}

/// "in the", "en los": what is there follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// It is somewhere there.
    In,
    /// It is all over.
    All,
}

static LEADS: WordMap<Lead> = {
    use Lead::{All, In};
    WordMap::new(&[
        ("in", In),
        ("at", In),
        ("on", In),
        ("across", All),
        ("throughout", All),
        ("around", All),
        ("inside", In),
        ("outside", In),
        ("along", All),
        ("within", In),
        ("near", In),
        ("over", All),
        ("en", In),
        ("dentro", In),
        ("largo", All),
        ("alrededor", In),
        ("frente", In),
        ("bordo", In),
    ])
};

/// "in public", "in place", "on market terms", "in school uniform", "en lugar de", "zona horaria": no place.
static NO_SITE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:order|way|case|cases|terms|respect|response|relation|addition|line|accordance|part of the (?:city|state)|caso|materia|marco|relacion|funcion|cuanto|digital(?:es)?|virtual(?:es)?|online|website|internet|social|sociales|laboral(?:es)?|labour|financ[a-z]+|global|mundial|black|stock|single|first place|third|primer|segundo|cambio|vez|horaria|january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b",
    )
});

/// What follows an English noun that is but part of another: "border security", "bus drivers".
static FOLLOWS: WordList = WordList::new(
    "\
in|of|at|on|near|around|across|throughout|including|such|where|nationwide|located|operated|run|last|today|\
every|each|via|through",
);

/// True where a noun for a place stands among the words.
pub(super) fn has_noun(text: &str) -> bool {
    words(text).any(|word| site(&text[word]).is_some())
}

/// Proposes where the sentence's system is, and returns the words that say so.
pub(super) fn relate(
    scene: &Scene<'_>,
    subject: &Subject,
    drafts: &mut Drafts<'_>,
) -> Vec<Range<usize>> {
    const MOST: usize = 4;
    let mut found = Vec::new();
    if !scene.folded.hints_at(Hint::Site) {
        return found;
    }
    let text = scene.folded.text();
    let mut until = 0;
    for noun in words(text) {
        if noun.start < until {
            continue;
        }
        let Some(noun_of) = site(&text[noun.clone()]) else { continue };
        let Some(phrase) = phrase(scene, noun_of, &noun) else { continue };
        until = phrase.end;
        let at = scene.folded.back(&phrase);
        // "Farolux stores" are a place; a body that a noun for a place closes is none.
        let noun_at = scene.folded.back(&noun);
        let named = scene.names.iter().any(|name| match name.value {
            NameOf::Vendor | NameOf::Acronym => overlap(&name.at, &noun_at),
            _ => overlap(&name.at, &at),
        });
        let asked = ADVISED.is_match(scene.part(scene.before(at.start, LED)));
        let when = scene.dates.iter().any(|date| overlap(&date.at, &at));
        // "across the country" is everywhere the text speaks of anyway.
        let wide = matches!(
            scene.folded.slice(&at),
            "country" | "nation" | "state" | "pais" | "estado" | "zona" | "region"
        );
        if named || asked || when || wide || NO_SITE.is_match(scene.part(&text[phrase])) {
            continue;
        }
        super::propose("frame/place", scene, subject, Property::Place, &at, drafts);
        found.push(at);
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// The phrase of the noun at `noun` and of those that are listed with it, where a word before it says that
/// something is there.
fn phrase(scene: &Scene<'_>, site: Site, noun: &Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 140;
    let text = scene.folded.text();
    let named = scene.folded.raw(noun).starts_with(char::is_uppercase);
    let mut end = tail(scene, site, noun.end)?;
    let bare = matches!(&text[noun.clone()], "site" | "location" | "area" | "areas");
    let start = led(text, site, named, noun.start)
        .filter(|start| !bare || *start < noun.start)
        .or_else(|| opens(text, noun.start).filter(|_| site != Site::Whole && has(text, end)))?;
    while let Some(next) = named_too(scene, noun, end).filter(|next| next - start < LONGEST) {
        end = next;
    }
    // "walkways, housing estates and parks" is one.
    while let Some(next) = listed(scene, end).filter(|next| next - start < LONGEST) {
        end = next;
    }
    Some(start..end)
}

/// Where the phrase begins that opens the sentence, whose noun begins at `noun`.
fn opens(text: &str, noun: usize) -> Option<usize> {
    let lead = &text[..noun];
    let bare = lead.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let words =
        ["the ", "la ", "el ", "las ", "los "].iter().find_map(|word| bare.strip_prefix(word));
    let words = words.unwrap_or(bare);
    let few = words.split(' ').filter(|word| !word.is_empty()).count() <= 3;
    (few && !words.contains([',', ':', ';'])).then_some(noun - words.len())
}

/// "… has": what opens the sentence has something.
fn has(text: &str, end: usize) -> bool {
    static HAS: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^,? (?:ya |now |already |also |tambien |hoy )?(?:cuentan? |contaran? |tienen? |tendran? |dispon(?:e|en|dra|dran) |incorpor[a-z]+ |estrena[a-z]* |capturan? |recogen? |fue(?:ron)? equipad|esta(?:n)? equipad|has |have |will have |will get |got |uses |is equipped|are equipped|is fitted|are fitted|was fitted|were fitted)",
        )
    });
    text.get(end..).is_some_and(|rest| HAS.is_match(rest))
}

/// Where the phrase begins whose noun begins at `noun`, if it is led by a word that says where.
fn led(text: &str, site: Site, named: bool, noun: usize) -> Option<usize> {
    let most = if site == Site::Spanish { 4 } else { 7 };
    let mut start = noun;
    let mut whole = site == Site::Whole && named;
    for (from, word) in back(text, noun).take(most) {
        if let Some(lead) = LEADS.get(word) {
            let all = whole || lead == Lead::All;
            return (site != Site::Whole || all).then_some(start);
        }
        if matches!(
            word,
            "todo" | "toda" | "todos" | "todas" | "all" | "entire" | "whole" | "every"
        ) {
            whole = true;
        }
        if stops(word) {
            return None;
        }
        let article = matches!(
            word,
            "the" | "its" | "their" | "el" | "la" | "los" | "las" | "de" | "del" | "of"
        );
        // An article belongs to no name, but for one within it.
        if !article || word == "of" {
            start = from;
        }
    }
    None
}

/// Where the phrase ends whose noun ends at `noun`; nothing where the noun is but part of another.
fn tail(scene: &Scene<'_>, site: Site, noun: usize) -> Option<usize> {
    const WORDS: usize = 7;
    let text = scene.folded.text();
    let mut end = noun;
    let capital =
        |from: usize, to: usize| scene.folded.raw(&(from..to)).starts_with(char::is_uppercase);
    // How many plain words may yet follow.
    let (mut open, mut at) = (0_u8, noun);
    for step in 0..WORDS {
        if let Some(to) = numbered(text, at) {
            (at, end) = (to, to);
            continue;
        }
        let Some((word, to)) = next(text, at) else { break };
        let from = to - word.len();
        if scene.folded.raw(&(at..from)).contains('\n') {
            break;
        }
        let entered = step == 0 && matches!(word, "a" | "al") && is_entry(&text[..noun]);
        let link = entered
            || matches!(
                word,
                "of" | "de" | "del" | "la" | "los" | "las" | "el" | "the" | "in" | "near"
            );
        let plain = match site {
            Site::English => capital(from, to) && step > 0 || open > 0,
            Site::Whole => capital(from, to) || open > 0,
            Site::Spanish | Site::Both => open > 0 || step < 2 || capital(from, to),
        };
        let last = text.as_bytes().get(at) == Some(&b' ');
        if link && last {
            // "of the" and such join only what follows.
            if entered || matches!(word, "of" | "de" | "del" | "in" | "near") {
                open = 2;
            }
            at = to;
            continue;
        }
        if site == Site::English && step == 0 && !capital(from, to) {
            let goes_on = stops(word) || FOLLOWS.has(word) || word.ends_with("ly");
            if !goes_on {
                return None;
            }
            break;
        }
        if stops(word) || !plain || verb(word) {
            break;
        }
        open = if capital(from, to) { 0 } else { open.saturating_sub(1) };
        (at, end) = (to, to);
    }
    Some(end)
}

/// "accesos al": what it leads into follows.
fn is_entry(text: &str) -> bool {
    ["accesos", "ingresos", "entradas"].iter().any(|noun| text.ends_with(noun))
}

/// Where the number ends that stands at `at`: "Terminal 3", "Escuela Nº 12".
fn numbered(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let sign = [" no ", " no. ", " n.o ", " n. ", " #", " "].iter().find(|sign| {
        rest.strip_prefix(**sign).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })?;
    let digits = rest[sign.len()..].bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest.as_bytes().get(sign.len() + digits..)?;
    // "at 3.5 percent", "in 1,200": no name's number.
    let more = matches!(behind, [b'.' | b',' | b':', b'0'..=b'9', ..] | [b'%', ..]);
    (digits <= 4 && !more).then_some(at + sign.len() + digits)
}

/// True for what can only be a verb behind a Spanish noun.
fn verb(word: &str) -> bool {
    ["aron", "ieron", "aran", "iran", "ando", "iendo"].iter().any(|end| word.ends_with(end))
}

/// "calles Mayor, Ancha y Cruz": where the next name ends, behind a noun of many.
fn named_too(scene: &Scene<'_>, noun: &Range<usize>, end: usize) -> Option<usize> {
    let text = scene.folded.text();
    let raw = |range: Range<usize>| scene.folded.raw(&range).starts_with(char::is_uppercase);
    let last = text[..end].rfind(' ').map_or(0, |space| space + 1);
    if !text[noun.clone()].ends_with('s') || last <= noun.start || !raw(last..end) {
        return None;
    }
    let rest = text.get(end..)?;
    let joint = [", ", " y ", " e ", " and "].iter().find(|joint| rest.starts_with(**joint))?;
    let (word, to) = next(text, end + joint.len() - 1)?;
    (raw(to - word.len()..to) && !stops(word)).then_some(to)
}

/// Where the list ends that goes on at `end` with another noun for a place.
fn listed(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let text = scene.folded.text();
    let rest = text.get(end..)?;
    let joints =
        [", including ", ", and ", ", as well as ", " and ", ", ", " y ", " e ", " or ", " o "];
    let joint = joints.iter().find(|joint| rest.starts_with(**joint))?;
    let mut at = end + joint.len() - 1;
    for _ in 0..4 {
        let (word, to) = next(text, at)?;
        if let Some(noun_of) = site(word).filter(|site| *site != Site::Whole) {
            return tail(scene, noun_of, to);
        }
        if stops(word) && word != "and" || LEADS.get(word).is_some() {
            return None;
        }
        at = to;
    }
    None
}
