//! References to law: statutes, provisions, cases by name, and the remedies that are sought.
//!
//! Which of them a use rests on, and what challenges it, is told elsewhere; here is only what a
//! text refers to. Patterns are run only on sentences with a word that law is written with.

use std::ops::Range;
use std::sync::LazyLock;

use crate::folded::{Folded, Found, Pattern, pattern};
use crate::words::{WordMap, words};

/// What is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference {
    /// An act, law, code, decree, order, directive.
    Statute,
    /// An article, section or exemption, with its statute where it is named.
    Provision,
    /// A decision of a court, by the name of the case.
    Case,
    /// What is brought before a court.
    Remedy,
}

impl Reference {
    /// The word for it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Statute => "statute",
            Self::Provision => "provision",
            Self::Case => "case",
            Self::Remedy => "remedy",
        }
    }
}

/// Which references a word is written in, a bit for each.
type In = u8;
/// A sentence with such a word may refer to law.
const LAW: In = 1;
const STATUTES: In = 1 << 1;
/// A statute is written with such a word where that has a capital.
const NAMED: In = 1 << 2;
const PROVISIONS: In = 1 << 3;
const CASES: In = 1 << 4;

static TELL: WordMap<In> = WordMap::new(&[
    ("act", LAW | NAMED),
    ("bill", LAW | NAMED),
    ("code", LAW | NAMED),
    ("constitution", LAW | NAMED),
    ("ordinance", LAW | NAMED),
    ("order", LAW | NAMED),
    ("regulation", LAW | NAMED),
    ("regulations", LAW | NAMED),
    ("directive", LAW | NAMED),
    ("gdpr", LAW | NAMED),
    ("law", LAW | NAMED),
    ("decree", LAW | NAMED),
    ("convention", LAW | NAMED),
    ("sb", LAW | NAMED),
    ("hb", LAW | NAMED),
    ("ab", LAW | NAMED),
    ("h", LAW | NAMED),
    ("pub", LAW | NAMED),
    ("rules", NAMED),
    ("ley", LAW | STATUTES),
    ("decreto", LAW | STATUTES),
    ("ordenanza", LAW | STATUTES),
    ("codigo", LAW | NAMED),
    ("constitucion", LAW | NAMED),
    ("reglamento", LAW | NAMED),
    ("directiva", LAW | NAMED),
    ("rgpd", LAW | NAMED),
    ("lfpdppp", LAW | NAMED),
    ("acuerdo", LAW | NAMED),
    ("convenio", LAW | NAMED),
    ("convencion", LAW | NAMED),
    ("estatuto", NAMED),
    ("nom", LAW | NAMED),
    ("article", LAW | PROVISIONS),
    ("articles", LAW | PROVISIONS),
    ("art", LAW | PROVISIONS),
    ("arts", LAW | PROVISIONS),
    ("section", LAW | PROVISIONS),
    ("sections", LAW | PROVISIONS),
    ("s", LAW | PROVISIONS),
    ("ss", PROVISIONS),
    ("schedule", LAW | PROVISIONS),
    ("u", LAW | PROVISIONS),
    ("c", LAW | PROVISIONS | CASES),
    ("ors", LAW | PROVISIONS),
    ("rcw", LAW | PROVISIONS),
    ("cal", LAW | PROVISIONS),
    ("exemption", LAW | PROVISIONS),
    ("rule", LAW | PROVISIONS),
    ("chapter", LAW | PROVISIONS),
    ("seccion", PROVISIONS),
    ("articulo", LAW | PROVISIONS),
    ("articulos", LAW | PROVISIONS),
    ("inciso", LAW),
    ("fraccion", LAW),
    ("numeral", LAW),
    ("v", LAW | CASES),
    ("vs", LAW | CASES),
    ("contra", LAW | CASES),
    ("injunction", LAW),
    ("injunctions", LAW),
    ("lawsuit", LAW),
    ("lawsuits", LAW),
    ("action", LAW),
    ("review", LAW),
    ("challenge", LAW),
    ("litigation", LAW),
    ("petition", LAW),
    ("notice", LAW),
    ("constitucional", LAW),
    ("amparo", LAW),
    ("accion", LAW),
    ("demanda", LAW),
    ("recurso", LAW),
    ("cautelar", LAW),
    ("data", LAW),
    ("habeas", LAW),
    ("denuncia", LAW),
]);

/// A pattern over the text as it stands, its classes those of the two languages: the full ones of
/// Unicode make long patterns slow to build.
fn told(text: &str) -> Pattern {
    let small = [
        (r"\p{Lu}", "[A-ZÁÉÍÓÚÑÜ]"),
        (r"[\p{L}", "[A-Za-zÁÉÍÓÚÑÜáéíóúñü"),
        (r"[\p{Ll}", "[a-záéíóúñü"),
        (r"\p{Ll}", "[a-záéíóúñü]"),
        (r"[\w", "[A-Za-z0-9_áéíóúñ"),
        (r"\w", "[A-Za-z0-9_áéíóúñ]"),
        (r"[\dA-Z]", "[0-9A-Z]"),
        (r"[\d", "[0-9"),
        (r"\d", "[0-9]"),
        (r"\s", r"[ \n\t\x{a0}]{1,3}"),
        (r"\b", r"(?-u:\b)"),
    ];
    let mut text = text.to_owned();
    for (long, short) in small {
        text = text.replace(long, short);
    }
    pattern(&text)
}

/// Names with capitals are told in the text as it stands.
const NAME: &str = r"(?:\p{Lu}[\p{L}’'-]{2,}|\(\p{Lu}[\p{L}]+\))";

static STATUTE: LazyLock<Pattern> = LazyLock::new(|| {
    let named = format!(r"(?:{NAME}(?:\s(?:(?:of|on|for|to)\s(?:the\s)?|and\s)?)){{1,7}}");
    let of = format!(
        r"(?:\s(?:de|del|sobre)\s(?:la\s|los\s|las\s|el\s)?{NAME}|\s(?:y|e)\s{NAME}|\s{NAME}){{0,8}}"
    );
    told(&format!(
        r"(?:Constitution\sof\s(?:the\s)?{NAME}(?:\s{NAME})?|Convention\s\d{{2,3}}\b|Convenio\s\d{{2,3}}\b|(?:UK\s)?GDPR\b|RGPD\b|LFPDPPP\b|EU\sAI\sAct\b|(?:Executive\sOrder|Ordinance|(?:Legislative\s)?Decree|Law|Act|Public\sLaw|Pub\.\sL\.|(?:Senate|House)\sBill|H\.R\.)\s(?:No\.?\s|N[°º]\s)?\d[\d.,/-]*\d\b(?:\sof\s(?:19|20)\d\d)?|(?:SB|HB|AB)\s\d{{3,5}}\b|(?:Council\s)?(?:Regulation|Directive)\s(?:\((?:EU|EC)\)\s)?(?:No\s)?\d{{2,4}}/\d{{2,4}}(?:/E[CU])?|(?:Reglamento|Directiva)\s(?:\((?:UE|CE)\)\s)?\d{{2,4}}/\d{{2,4}}(?:/[CU]E)?|NOM-\d{{3}}-[\w/]+-\d{{4}}|(?:[Ll]ey(?:\sOrgánica)?|[Dd]ecreto(?:\s(?:Supremo|Legislativo|Ley|de\sNecesidad\sy\sUrgencia))?|Real\s[Dd]ecreto(?:-ley)?|[Oo]rdenanza(?:\sMunicipal)?|Acuerdo(?:\sGeneral)?)\s(?:(?:N[°º.]|No\.|Nro\.|núm\.|número)\s?)?\d[\d.]*(?:[/-][\dA-Z]+){{0,2}}(?:\sde\s(?:19|20)\d\d)?|(?:L(?:ey|EY)|Código|Constitución|Reglamento|Decreto|Convención|Estatuto)(?:\s(?:de|del|DE|DEL)\s(?:la\s|los\s|las\s|LA\s|LOS\s)?{NAME}|\s{NAME}){of}|{named}(?:Act|Bill|Code|Constitution|Ordinance|Regulations?|Rules|Directive|Convention)\b(?:(?:\sof|,)?\s(?:19|20)\d\d\b|\son(?:\s{NAME}){{1,3}})?)",
    ))
});
static PROVISION: LazyLock<Pattern> = LazyLock::new(|| {
    let number = r"\d+[\w°º.-]*(?:\([\w]{1,4}\))*(?:\s(?:bis|ter|quater)\b)?";
    let list = format!(r"{number}(?:(?:,\s|\sand\s|\sy\s|\sto\s|\sa\s){number}){{0,6}}");
    let part = r"(?:,?\s(?:fracci(?:ón|ones)|inciso|párrafo|numeral|paragraph)\s[\wº]+\)?,?)?";
    told(&format!(
        r"(?:\b(?:inciso|fracción|numeral)\s\w{{1,4}}\)?\sdel\s)?\b(?:[Aa]rticles?|[Aa]rt[ií]culos?|[Aa]rts?\.|[Ss]ections?|ss?\.|Sección|Schedule|Exemption|Rule)\s{list}\)?{part}|§§?\s\d[\w.-]*(?:\(\w{{1,4}}\))*|\b\d+\s(?:U\.S\.C\.|C\.F\.R\.)\s(?:§\s|Part\s)?\d+(?:\(\w{{1,4}}\))*|\b(?:ORS|RCW)\s\d[\d.]*\d(?:\(\w{{1,4}}\))*|\bCal\.\s\w+\sCode\s§\s[\d.]+\d|\bChapter\s\d+\sof\sTitle\s\d+",
    ))
});
static CASE: LazyLock<Pattern> = LazyLock::new(|| {
    let party = r"(?:\p{Lu}[\p{L}’'-]*\.?|\([\p{L} ]{3,40}\))(?:,?\s(?:of\s|de\s|del\s|the\s|la\s)?(?:\p{Lu}[\p{L}’'-]*\.?|\([\p{L} ]{3,40}\))){0,6}";
    told(&format!(r"({party})\s(?:v\.?|vs\.?|c/|contra)\s({party})(?:\ss/\s\p{{Ll}}+)?"))
});
static REMEDY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:court )?injunctions?|class action(?: lawsuit)?|lawsuits?|accion de (?:amparo|inconstitucionalidad|tutela)|amparo colectivo|(?:recurso|juicio) de amparo|legal notice|judicial review|legal challenge|petition for review|writ petition|demanda (?:judicial|de inconstitucionalidad)|recurso de (?:proteccion|inconstitucionalidad)|medida cautelar|habeas data|denuncia penal|public interest litigation)\b",
    )
});
static AMPARO: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"\b(?:un|el|los|varios|dos|tres|presento|interpuso|promovio|tramito) (amparos?)\b")
});
/// What joins an article to its statute where that is no name: "de la ley", "of the Act".
static OF_PLAIN: LazyLock<Pattern> = LazyLock::new(|| {
    told(
        r"^,?\s(?:(?:of|de|del|to)\s)?(?:the\s|la\s|el\s|las\s|los\s)?(?:(?:citada|dicha|misma|referida)\s)?(?:ley(?:\s\d[\d.]*\d)?|constitucional|decreto|Act|Code|Charter|Constitution|Constitución|Reglamento|reglamento|código|Código)\b",
    )
});

/// What the words of a text may refer to.
fn told_in(folded: &Folded<'_>) -> In {
    let text = folded.text();
    let signs = if text.contains('§') { LAW | PROVISIONS } else { 0 };
    let against = if text.contains(" c/ ") { LAW | CASES } else { 0 };
    let capital = |at: &Range<usize>| folded.raw(at).starts_with(char::is_uppercase);
    words(text).fold(signs | against, |told, at| match TELL.get(&text[at.clone()]) {
        Some(of) if of & NAMED != 0 && told & STATUTES == 0 && capital(&at) => told | of | STATUTES,
        Some(of) => told | of,
        None => told,
    })
}

/// The references to law in a text, in order.
pub(crate) fn references(folded: &Folded<'_>) -> Vec<Found<Reference>> {
    let text = folded.text();
    let told = told_in(folded);
    if told & LAW == 0 {
        return Vec::new();
    }
    let raw = folded.raw(&(0..text.len()));
    let base = folded.range().start;
    let mut found: Vec<(Range<usize>, Reference)> = Vec::new();
    let where_told = |of: In| Some(raw).filter(|_| told & of != 0).into_iter();
    let statutes: Vec<Range<usize>> = where_told(STATUTES)
        .flat_map(|raw| STATUTE.find_iter(raw))
        .filter_map(|hit| statute(raw, hit.range()))
        .collect();
    for hit in where_told(PROVISIONS).flat_map(|raw| PROVISION.find_iter(raw)) {
        found.extend(provision(raw, hit.range(), &statutes).map(|at| (at, Reference::Provision)));
    }
    found.extend(statutes.into_iter().map(|at| (at, Reference::Statute)));
    let cases = where_told(CASES).flat_map(|raw| CASE.captures_iter(raw));
    found.extend(cases.filter_map(|hit| case(raw, &hit)).map(|at| (at, Reference::Case)));
    let remedies = REMEDY.find_iter(folded).map(|hit| hit.range());
    let amparos = AMPARO.captures_iter(folded).filter_map(|hit| Some(hit.get(1)?.range()));
    for at in remedies.chain(amparos) {
        if !numbered(text, at.end) && !text[at.end..].starts_with(" de ") {
            let at = folded.back(&at);
            found.push((at.start - base..at.end - base, Reference::Remedy));
        }
    }
    found.sort_by_key(|(at, of)| (at.start, usize::MAX - at.end, *of as u8));
    let mut after = 0;
    found.retain(|(at, _)| {
        let keep = at.start >= after;
        if keep {
            after = at.end;
        }
        keep
    });
    found
        .into_iter()
        .map(|(at, value)| Found { at: base + at.start..base + at.end, value })
        .collect()
}

/// "amparo 412/2031" is a docket, and said as such.
fn numbered(text: &str, end: usize) -> bool {
    text[end..].starts_with(' ') && text[end + 1..].starts_with(|c: char| c.is_ascii_digit())
}

fn statute(raw: &str, at: Range<usize>) -> Option<Range<usize>> {
    let mut at = at;
    // A sentence's first words are no part of a name.
    for word in ["The ", "In ", "Under ", "And ", "El ", "La ", "En "] {
        if raw[at.clone()].starts_with(word) {
            at.start += word.len();
        }
    }
    let words = &raw[at.clone()];
    let kind = [
        "Act",
        "Bill",
        "Code",
        "Constitution",
        "Ordinance",
        "Regulations",
        "Regulation",
        "Rules",
        "Directive",
        "Convention",
    ];
    let before = raw[..at.start].chars().next_back();
    let street = raw[..at.start].ends_with("Calle ") || raw[..at.start].ends_with("calle ");
    let glued = before.is_some_and(|c| c.is_alphanumeric() || "/-".contains(c)) || street;
    let after = raw[at.end..].chars().next();
    let cut = after.is_some_and(char::is_alphanumeric);
    (!kind.contains(&words) && !glued && !cut).then_some(at)
}

/// "Article 4 of the report": what has articles and sections, and is no law.
static NO_LAW: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)^ (?:of (?:the|this|its|that)|del?(?: la| este)?) (?:[a-z]+ )?(?:report|study|survey|book|guide|newspaper|paper|website|application|form|informe|estudio|libro|gu[ií]a|peri[oó]dico|formulario|encuesta)\b",
    )
});

/// An article, with the statute it is of where that follows.
fn provision(raw: &str, at: Range<usize>, statutes: &[Range<usize>]) -> Option<Range<usize>> {
    let words = raw[at.clone()].trim_end_matches([',', '.', '-']);
    let mut end = at.start + words.len();
    if words.ends_with(')')
        && !words.contains('(')
        && !words.contains("nciso")
        && !words.contains(".g)")
    {
        end -= 1;
    }
    let rest = &raw[end..];
    if NO_LAW.is_match(rest) {
        return None;
    }
    // "Article 9 ZB": letters of its number.
    let letters = rest
        .strip_prefix(' ')
        .map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_uppercase).count());
    if (1..=2).contains(&letters) && !rest[1 + letters..].starts_with(char::is_alphanumeric) {
        end += 1 + letters;
    }
    let joint = [
        "", ",", ", de la", ", de", ", del", " of the", " of", " de la", " del", " de", " to the",
        ", of the",
    ];
    let next = statutes.iter().find(|statute| {
        statute.start >= end
            && raw.get(end..statute.start).is_some_and(|gap| {
                gap.len() <= 9
                    && joint.contains(&gap.trim_end())
                    && gap.ends_with(char::is_whitespace)
            })
    });
    if let Some(next) = next {
        return Some(at.start..next.end);
    }
    if let Some(plain) = OF_PLAIN.find(&raw[end..]) {
        return Some(at.start..end + plain.end());
    }
    let words = &raw[at.start..end];
    // "section 4 of the road", "art. 5 works"
    let road = raw[end..].starts_with(" of the ")
        || raw[end..].starts_with(" del ")
        || raw[end..].starts_with(" de ");
    let lower = words.starts_with('s') && !words.starts_with("sections");
    let end_of = raw[..at.start].ends_with("the ") && words.starts_with("art.")
        || raw[..at.start].ends_with("modern ");
    let other = road && lower || end_of || words.starts_with("s.");
    (!other).then_some(at.start..end)
}

fn case(raw: &str, hit: &crate::folded::Captures<'_>) -> Option<Range<usize>> {
    const BODIES: &[&str] = &[
        "State",
        "People",
        "Union",
        "League",
        "Liga",
        "Council",
        "Gobierno",
        "Town",
        "City",
        "County",
        "Police",
        "GCB",
        "GCBA",
        "Estado",
        "Ltd",
        "Inc",
        "Inc.",
        "Board",
        "Commissioner",
        "Constable",
    ];
    let (one, other, whole) = (hit.get(1)?, hit.get(2)?, hit.get(0)?);
    let mut start = whole.start();
    for word in ["In ", "Caso ", "The ", "En ", "Case "] {
        if one.as_str().starts_with(word) {
            start += word.len();
        }
    }
    let sides = [one.as_str(), other.as_str()];
    let body = |side: &&str| side.split_whitespace().any(|word| BODIES.contains(&word));
    let before = &raw[..start];
    let court = raw[whole.end()..].starts_with(", the court")
        || ["in ", "In ", "IN "].iter().any(|word| before.ends_with(word));
    let score = sides.iter().any(|side| side.len() < 3);
    let dotted = raw[one.end()..other.start()].contains("v.");
    let contra = raw[one.end()..other.start()].contains("contra");
    let named = sides.iter().any(body) || dotted && court;
    let both =
        !contra || sides.iter().all(body) || sides.iter().any(body) && one.as_str().contains(' ');
    (named && both && !score)
        .then(|| start..whole.start() + raw[whole.range()].trim_end_matches([',', ' ']).len())
}
