//! What identifies a natural person, by number, address or name: none of it is proposed or quoted.
//!
//! A name can only be told by its shape and by common given names and surnames; whoever uses this
//! must demand the shape of a body or a company as well.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::folded::{Pattern, last_bytes, pattern};
use crate::name_words::{BODIES, COMPANY_WORDS, DATABASES, GIVEN, INSTITUTIONS, LAWS, SURNAMES};
use crate::places;
use crate::written::folded_word;

/// E-mail addresses (hidden ones too), identifiers of persons by their shape (a Mexican RFC of 13
/// characters, CURP, elector's key; an SSN), and numbers that a word before them says are such.
static IDENTIFIERS: LazyLock<Pattern> = LazyLock::new(|| {
    const MAIL: &str =
        r"[A-Za-z0-9_.+-]+(?:@| ?[\[(](?:at|arroba|@)[\])] ?)[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+";
    const CURP: &str = r"(?i-u:\b[a-z]{4}-?\d{6}-?[hmx][a-z]{5}-?[a-z0-9]\d\b)";
    const RFC: &str = r"(?:(?-u:\b)|[Ññ&])[A-Za-zÑñ&]{3,4}\d{6}[A-Za-z0-9]{3}(?-u:\b)|(?-u:\b)[A-ZÑ&]{4}[ -]\d{6}[ -]?[A-Z0-9]{3}(?-u:\b)";
    const ELECTOR: &str = r"(?i-u:\b[a-z]{6}\d{8}[hm]\d{3}\b)";
    const SSN: &str = r"(?-u:\b\d{3}-\d{2}-\d{4}\b)";
    const LED: &str = r"(?:(?-u:\b)(?i:pasaporte|passport|dni|curp|nie|nino|ssn|nss|cuil|rut|c[eé]dula(?: de (?:identidad|ciudadan[ií]a))?|clave de elector|licencia de conducir|driver'?s licen[cs]e|national (?:id|identity|insurance)(?: card)?|identity card|social security|aadhaar|tel(?:[eé]fono)?|telephone|phone|celular|whatsapp)(?: (?i:no|n[uú]mero|number|num|card))?(?: ?[.:#º°]+)? ?(?:\(?\+?\d{1,3}\)? ?)?[A-Za-z]{0,3}[ -]?\d(?:[ .-]?\d){4,}(?:[ -]?[A-Za-z](?-u:\b))?)";
    // A British insurance number, an Indian tax number of a person, an Aadhaar, a Chilean RUT below those
    // of companies, a Spanish DNI, a telephone with its country.
    const NINO: &str = r"(?-u:\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b)";
    const PAN: &str = r"(?-u:\b[A-Z]{3}P[A-Z]\d{4}[A-Z]\b)";
    const AADHAAR: &str = r"(?-u:\b[2-9]\d{3} \d{4} \d{4}\b)";
    const RUT: &str = r"(?-u:\b[1-4]?\d\.\d{3}\.\d{3}-[\dkK]\b)";
    const DNI: &str = r"(?-u:\b(?:\d{8}-?|\d{2}\.\d{3}\.\d{3}-?)[A-HJ-NP-TV-Z]\b)";
    const PHONE: &str = r"\+\d{1,3}[ -]?\(?\d{1,4}\)?(?:[ -]?\d{2,4}){2,4}(?-u:\b)";
    const HOME: &str = r"(?i:domicilio particular|con domicilio en|domiciliad[oa] en|home address|residing at|resides at|lives at)[^\n;|]{3,80}";
    pattern(
        &[MAIL, CURP, RFC, ELECTOR, SSN, LED, NINO, PAN, AADHAAR, RUT, DNI, PHONE, HOME].join("|"),
    )
});

/// Where identifiers of persons stand in a text, in order.
pub(crate) fn identifiers(text: &str) -> Vec<Range<usize>> {
    let personal = |words: &str| {
        // With three letters before its date an RFC is a company's.
        let company = words.chars().count() == 12
            && words.chars().take(3).all(|c| c.is_alphabetic() || c == '&')
            && words.chars().nth(3).is_some_and(is_digit);
        !company
    };
    let mut found = Vec::new();
    let mut start = 0;
    // None of them goes over the end of a line, and few lines can hold one.
    for line in text.split_inclusive('\n') {
        if may_identify(line) {
            let hits = IDENTIFIERS.find_iter(line).filter(|hit| personal(hit.as_str()));
            found.extend(hits.map(|hit| start + hit.start()..start + hit.end()));
        }
        start += line.len();
    }
    found
}

/// True where an address's sign stands in a line, a word for a home, or five digits with no more than a
/// sign between.
fn may_identify(line: &str) -> bool {
    static WORDS: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(r"omicili|ome address|esiding at|esides at|ives at|arroba|\(at\)|\[at\]")
    });
    has_long_number(line.as_bytes()) || line.contains('@') || WORDS.is_match(line)
}

/// True where five digits stand with no more than a sign between, or four right behind a capital, which may be
/// a tax number's.
fn has_long_number(line: &[u8]) -> bool {
    let mut at = 0;
    while let Some(ahead) = line[at..].iter().position(u8::is_ascii_digit) {
        let start = at + ahead;
        let led = start.checked_sub(1).is_some_and(|before| line[before].is_ascii_uppercase());
        let (mut digits, mut apart) = (0, false);
        at = start;
        while let Some(byte) = line.get(at) {
            match byte {
                b'0'..=b'9' => (digits, apart) = (digits + 1, false),
                b' ' | b'.' | b'-' if !apart => apart = true,
                _ => break,
            }
            at += 1;
        }
        if digits >= 5 || digits >= 4 && led {
            return true;
        }
    }
    false
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// True where the words hold what identifies a person.
pub(crate) fn identifies(words: &str) -> bool {
    !identifiers(words).is_empty()
}

/// True where the words are a person's name, hold one behind a common given name, or hold what identifies a
/// person: such words are never proposed.
#[must_use]
pub fn names_somebody(words: &str) -> bool {
    identifies(words) || is_name(words) || are_named_in(words)
}

/// Words (folded) before a person's name, or for a person in office.
const TITLES: &str = "\
abogada|abogado|activist|agent|agente|alcalde|alcaldesa|arq|attorney|atty|c|cap|capitan|capt|\
captain|ceo|chief|cmdr|col|comandante|comisario|commissioner|congressman|congresswoman|\
constable|coronel|councillor|councilman|councilor|councilwoman|deputy|det|detective|diputada|\
diputado|director|directora|doctor|doctora|don|dona|dr|dra|fiscal|founder|gobernador|\
gobernadora|gov|governor|gral|head|hon|ing|ingeniera|ingeniero|inspector|inspectora|journalist|\
judge|juez|jueza|lawyer|legislator|lic|licda|licenciada|licenciado|lieutenant|lt|maestra|\
maestro|magistrada|magistrado|manager|mayor|minister|ministra|ministro|mr|mrs|ms|mtra|mtro|mx|\
officer|oficial|periodista|president|presidenta|presidente|procurador|procuradora|prof|profa|\
professor|prosecutor|regidor|regidora|rep|representative|researcher|secretario|secretary|sen|\
senador|senadora|senator|sergeant|sgt|sheriff|spokesman|spokesperson|spokeswoman|sr|sra|srta|\
subsecretario|superintendent|titular|undersecretary|vocera|vocero";

/// The lists, to look words up in.
struct Words {
    titles: FxHashSet<&'static str>,
    things: FxHashSet<&'static str>,
    given: FxHashSet<&'static str>,
    surnames: FxHashSet<&'static str>,
    institutions: FxHashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let set = |words: &'static str| -> FxHashSet<&str> { words.split('|').collect() };
    let names = [COMPANY_WORDS, DATABASES, LAWS].into_iter().flatten().copied();
    Words {
        titles: set(TITLES),
        things: THINGS
            .split('|')
            .chain(INSTITUTIONS.split('|'))
            .chain(BODIES.split('|'))
            .chain(names)
            .collect(),
        given: set(GIVEN),
        surnames: set(SURNAMES),
        institutions: set(INSTITUTIONS),
    }
});

fn has(set: &FxHashSet<&'static str>, folded: &str) -> bool {
    set.contains(folded)
}

/// True for a word (folded) that shows that a name is an institution's.
pub(crate) fn is_institution_word(folded: &str) -> bool {
    has(&WORDS.institutions, folded)
}

/// True for a word (folded) that stands before a person's name, or for a person in office.
pub(crate) fn is_title(folded: &str) -> bool {
    has(&WORDS.titles, folded)
}

/// True for a given name (folded).
pub(crate) fn is_given(folded: &str) -> bool {
    has(&WORDS.given, folded) || gazetteer::word(folded).given
}

/// True for a surname (folded).
pub(crate) fn is_surname(folded: &str) -> bool {
    has(&WORDS.surnames, folded) || gazetteer::word(folded).surname
}

/// True for a word (folded) that is no surname behind a given name: a thing's, or an ordinary one.
pub(crate) fn is_plain(folded: &str) -> bool {
    is_thing(folded) || gazetteer::word(folded).ordinary
}

/// True for a given name (folded) that is a word as well: "Faith".
pub(crate) fn is_word_too(folded: &str) -> bool {
    gazetteer::word(folded).also_given
}

/// Words (folded) that say that a name is a thing's: a system's, a place's.
const THINGS: &str = "\
act|aguila|alert|alianza|app|asociacion|asociaciones|avenida|calle|cam|camara|camaras|card|city|\
ciudad|code|digital|escudo|eye|face|facial|federacion|federation|fort|fundacion|gate|guardian|id|\
iris|lake|lens|ley|list|lista|mobile|mount|movimiento|net|observatorio|observatory|ojo|park|pass|\
pilot|piloto|port|programa|project|proyecto|puerto|recognition|red|safe|saint|san|sant|santa|sao|\
scan|segura|seguro|smart|st|street|villa|virtual|vision|watch";

/// True for a word (folded) that is the noun of a thing and not part of a person's name.
pub(crate) fn is_thing(folded: &str) -> bool {
    has(&WORDS.things, folded)
}

/// True for a word with a capital that may be of a person's name: no noun of a thing or an institution, and capitals
/// throughout only where they are a given name.
pub(crate) fn may_be_name(word: &str) -> bool {
    let folded = folded_word(word);
    let capitals = !word.chars().any(char::is_lowercase);
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
    letters
        && (if capitals { is_given(&folded) } else { word.chars().count() > 1 })
        && !is_thing(&folded)
        && !is_institution_word(&folded)
}

/// True where words may be a person's name, whether or not it is a common one: two words or more, none of which is a
/// thing's or an institution's.
pub(crate) fn may_be_somebody(words: &str) -> bool {
    let thing = |word: &str| is_thing(word) || is_institution_word(word);
    is_name(words) || words.contains(' ') && !words.split(' ').any(|word| thing(&folded_word(word)))
}

/// True where the words are a person's name and nothing else: capitals with a common given name or
/// surname or behind a title, no noun for a thing among them.
pub(crate) fn is_name(words: &str) -> bool {
    if !words.starts_with(|c: char| c.is_uppercase()) {
        return false;
    }
    let link =
        |word: &str| matches!(word, "de" | "del" | "la" | "las" | "los" | "y" | "e" | "da" | "do");
    let (mut names, mut titles, mut told) = (0, 0, false);
    // "Herta Security": an ordinary word at the end is a thing's.
    let mut plain_end = false;
    let parts = |c: char| matches!(c, ' ' | ',' | '\n' | '\t' | '.');
    for word in words.split(parts).filter(|word| !word.is_empty()) {
        let folded = folded_word(word);
        let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
        let proper = letters && (word.starts_with(char::is_uppercase) || link(&folded));
        if !proper || is_thing(&folded) {
            return false;
        }
        plain_end = gazetteer::word(&folded).ordinary;
        if names == 0 && is_title(&folded) {
            titles += 1;
        } else if !link(&folded) {
            told |= names == 0 && is_given(&folded) || is_surname(&folded);
            names += 1;
        }
    }
    if titles > 0 {
        return (1..=5).contains(&names);
    }
    (2..=5).contains(&names) && told && !plain_end && !places::is_place(words)
}

/// True where a given name with another name behind it stands in the words.
pub(crate) fn are_named_in(words: &str) -> bool {
    let mut before: Option<&str> = None;
    words.split_whitespace().any(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let capital = bare.chars().count() > 1 && bare.starts_with(char::is_uppercase);
        let named = capital
            && before.is_some_and(|given| is_given(&codebook::fold::fold(given)))
            && !is_plain(&codebook::fold::fold(bare));
        before = (capital && word.ends_with(bare)).then_some(bare);
        named
    })
}

static TITLED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:^|[\s(,;])(?:Mr|Mrs|Ms|Dr|Dra|Sr|Sra|Srta|Lic|Licda|Ing|Arq|Mtro|Mtra|Prof|Profa|Gral|Cap|Capt|Cmdr|Col|Sgt|Lt|Det|Gov|Sen|Rep|Hon|Atty|C|CC)\. ?$",
    )
});

/// True where a title stands right at the end of what comes before a name.
pub(crate) fn titled(before: &str) -> bool {
    before.trim_end().ends_with('.') && TITLED.is_match(last_bytes(before, 10))
}
