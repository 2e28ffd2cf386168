//! Names of bodies, companies, laws and databases, by their shape. A name that shows none of these
//! shapes may be a person's, and is never proposed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::folded::{Folded, Found, Lexicon, Pattern, pattern};
use crate::name_words::{
    AGENCY_ACRONYMS, BODIES, COMPANY_FORMS, COMPANY_WORDS, DATABASES, LAWS, LINKS, VENDORS,
};
use crate::{bodies, persons};

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameOf {
    /// A public body.
    Agency,
    /// A company.
    Vendor,
    /// A statute, article, decree.
    Law,
    /// A register or database.
    Database,
    /// Capitals that nothing in the document explains.
    Acronym,
}

/// The names that a document itself explains: `Name (ABC)`.
#[derive(Debug, Default)]
pub(crate) struct Acronyms(BTreeMap<String, NameOf>);

impl Acronyms {
    /// Notes what the names of a sentence explain.
    pub(crate) fn learn(&mut self, raw: &str, base: usize, names: &[Found<NameOf>]) {
        for name in names {
            let words = &raw[name.at.start - base..name.at.end - base];
            let short = words.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
            if let Some(short) = short.filter(|short| is_acronym(short)) {
                self.0.insert(short.to_owned(), name.value);
            }
        }
    }
}

static VENDOR_NAMES: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::new(VENDORS.split('|').map(|name| (codebook::fold::fold(name), ()))));
static COMPANY: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"^,? ?(?:{})(?:[\s,.;)]|$)", COMPANY_FORMS.join("|"))));

static FORM: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"(?i)[\s,](?:{})$", COMPANY_FORMS.join("|"))));

/// True where the words show that they name a company: by its form, a company's word at its end (in
/// Spanish, at its beginning), or being known.
pub(crate) fn is_company(name: &str) -> bool {
    let folded = codebook::fold::fold_name(name);
    if VENDORS.split('|').any(|known| codebook::fold::fold_name(known) == folded) {
        return true;
    }
    let formed = FORM.is_match(name.trim());
    let run = words(name);
    let kept = bodies::without_person("", &run);
    if kept.len() != run.len() && !(formed && kept.is_empty()) || persons::identifies(name) {
        return false;
    }
    let titled = run.first().is_some_and(|word| persons::is_title(&word.folded));
    let worded = |word: Option<&Word<'_>>| {
        word.is_some_and(|word| COMPANY_WORDS.contains(&word.folded.as_ref()))
    };
    formed && !titled
        || !kept.is_empty() && run.len() > 1 && (worded(run.last()) || worded(run.first()))
}

/// A word of the text as written.
pub(crate) struct Word<'a> {
    pub(crate) at: Range<usize>,
    pub(crate) text: &'a str,
    pub(crate) folded: Cow<'a, str>,
    pub(crate) capital: bool,
    /// True for a word that heads or closes a public body's name.
    pub(crate) body: bool,
}

pub(crate) fn folded_word(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    Cow::Owned(codebook::fold::fold(word))
}

pub(crate) fn words(raw: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(raw.len() / 6);
    let mut start = None;
    let mut rest = raw.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let more = rest.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let inside = c.is_alphanumeric()
            || start.is_some() && (c == '&' || matches!(c, '.' | '\'' | '’' | '/' | '-') && more);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(word(raw, from..at));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| word(raw, from..raw.len())));
    words
}

fn word(raw: &str, at: Range<usize>) -> Word<'_> {
    let text = &raw[at.clone()];
    let folded = folded_word(text);
    let body = is_body(&folded);
    Word { at, text, folded, capital: text.starts_with(char::is_uppercase), body }
}

/// The names in a sentence, in order.
pub(crate) fn names(folded: &Folded<'_>, raw: &str, known: &Acronyms) -> Vec<Found<NameOf>> {
    let base = folded.range().start;
    let words = words(raw);
    let mut found: Vec<Found<NameOf>> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(end) = run_end(raw, &words, at) else {
            at += 1;
            continue;
        };
        let (range, value) = classify(raw, &words[at..end], known);
        if let Some(value) = value {
            found.push(Found { at: base + range.start..base + range.end, value });
        }
        while at < words.len() && words[at].at.start < range.end || at < end {
            at += 1;
        }
    }
    for vendor in VENDOR_NAMES.find(folded) {
        add_vendor(folded, vendor.at, &mut found);
    }
    found.sort_by_key(|name| (name.at.start, usize::MAX - name.at.end));
    found
}

fn add_vendor(folded: &Folded<'_>, at: Range<usize>, found: &mut Vec<Found<NameOf>>) {
    let range = folded.forth(at.start)..folded.forth(at.end);
    if !folded.raw(&range).starts_with(|c: char| c.is_uppercase()) {
        return;
    }
    let inside = found.iter().any(|name| {
        name.value != NameOf::Acronym && name.at.start < at.end && at.start < name.at.end
    });
    if !inside {
        found.retain(|name| name.at.end <= at.start || at.end <= name.at.start);
        found.push(Found { at, value: NameOf::Vendor });
    }
}

pub(crate) fn is_acronym(text: &str) -> bool {
    (2..=8).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
        && text.bytes().filter(u8::is_ascii_uppercase).count() >= 1
}

/// For each first letter, how long the words of [`BODIES`] are that begin with it, a bit a length.
static BODY_LENGTHS: LazyLock<[u32; 26]> = LazyLock::new(|| {
    let mut lengths = [0; 26];
    for word in BODIES {
        let letter = word.bytes().next().map_or(0, |b| b.saturating_sub(b'a'));
        if let Some(bits) = lengths.get_mut(usize::from(letter)) {
            *bits |= length_bit(word);
        }
    }
    lengths
});

fn length_bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

pub(crate) fn is_body(folded: &str) -> bool {
    let head = folded.split(['\'', '-']).next().unwrap_or_default();
    // Most words begin and are as long as none of them.
    let Some(letter) = head.bytes().next().and_then(|b| b.checked_sub(b'a')) else { return false };
    let lengths = BODY_LENGTHS.get(usize::from(letter)).copied().unwrap_or_default();
    lengths & length_bit(head) != 0 && BODIES.binary_search(&head).is_ok()
}

/// Where the run of capitals that begins at `at` ends, if one begins there. Lower-case words link it:
/// "Office of the Harbour Master", "gobierno de la Villa de Brumas".
fn run_end(raw: &str, words: &[Word<'_>], at: usize) -> Option<usize> {
    let lower_head = !words[at].capital && words[at].body && follows_link(raw, words, at);
    if !words[at].capital && !lower_head {
        return None;
    }
    let mut end = at + 1;
    let mut body = words[at].body;
    while end < words.len() {
        let gap = &raw[words[end - 1].at.end..words[end].at.start];
        let listed = matches!(gap, ", ") && in_c4(&words[end - 1].folded);
        let initials = gap == ". " && words[end - 1].text.len() == 3;
        if !gap.trim().is_empty() && !initials && !listed {
            break;
        }
        if gap.contains("\n\n") || gap.len() > 2 && !gap.contains('\n') {
            break;
        }
        if words[end].capital {
            body |= words[end].body;
            end += 1;
            continue;
        }
        // A body's plain word closes a run: "the Nigerian government".
        if words[end].body && !body && words[end].folded != "state" {
            end += 1;
            body = true;
            continue;
        }
        match linked(raw, words, end, body) {
            Some(next) => end = next,
            None => break,
        }
    }
    Some(end)
}

fn in_c4(word: &str) -> bool {
    const PARTS: &[&str] = &[
        "command",
        "computers",
        "communications",
        "coordination",
        "computing",
        "control",
        "comunicaciones",
        "comunicacion",
        "computo",
        "comando",
        "coordinacion",
    ];
    PARTS.contains(&word)
}

/// A lower-case head counts where a link and a capital follow it: "gobierno de la Villa".
fn follows_link(raw: &str, words: &[Word<'_>], at: usize) -> bool {
    linked(raw, words, at + 1, true).is_some()
}

/// The word after the links that begin at `at`, if it is a capital and belongs to the run.
fn linked(raw: &str, words: &[Word<'_>], at: usize, body: bool) -> Option<usize> {
    let mut next = at;
    while next < words.len() && next < at + 3 && !words[next].capital {
        let link = words[next].folded.as_ref();
        let joins = matches!(link, "and" | "y" | "e");
        if !LINKS.contains(&link) || joins && !body || matches!(link, "in" | "en") && !body {
            return None;
        }
        if matches!(link, "in") && !law_follows(words, next + 1) {
            return None;
        }
        next += 1;
    }
    let word = words.get(next).filter(|word| word.capital)?;
    if next == at {
        return None;
    }
    let joins = matches!(words[next - 1].folded.as_ref(), "and" | "y" | "e");
    let gap = &raw[words[at - 1].at.end..word.at.start];
    let clean =
        gap.chars().all(|c| c.is_alphabetic() || c.is_whitespace()) && !gap.contains("\n\n");
    (clean && !(joins && word.body)).then_some(next)
}

fn law_follows(words: &[Word<'_>], at: usize) -> bool {
    words[at..]
        .iter()
        .take_while(|word| word.capital)
        .any(|word| matches!(word.folded.as_ref(), "law" | "act" | "bill" | "code"))
}

/// What a run of capitals names, and the bytes of the name: a company's form and an acronym in
/// brackets belong to it.
fn classify(raw: &str, run: &[Word<'_>], known: &Acronyms) -> (Range<usize>, Option<NameOf>) {
    let before = run.first().map_or("", |word| &raw[..word.at.start]);
    let run = without_lead(bodies::without_person(before, without_lead(run)));
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return (0..0, None) };
    let mut range = first.at.start..last.at.end;
    let rest = &raw[range.end..];
    if let Some(form) = COMPANY.find(rest) {
        let form = form.as_str().trim_end_matches([' ', ',', ';', ')', '\n', '\r', '\t']);
        let form = if form.ends_with("C.V.") || form.ends_with("A.") {
            form
        } else {
            form.trim_end_matches('.')
        };
        range.end += form.len();
        return (range, Some(NameOf::Vendor));
    }
    let (run, kind) = match kind_of(run, known) {
        Some(NameOf::Agency) if run.len() > 1 => match bodies::body(run) {
            Some(body) => (body, Some(NameOf::Agency)),
            None => return (range, None),
        },
        kind => (run, kind),
    };
    if let (Some(first), Some(end)) = (run.first(), run.last()) {
        // An acronym in brackets is the whole run's.
        let short = rest
            .strip_prefix(" (")
            .and_then(|rest| rest.split_once(')'))
            .map(|(short, _)| short)
            .filter(|short| is_acronym(short) && end.at.end == last.at.end);
        range = first.at.start..end.at.end + short.map_or(0, |short| short.len() + 3);
    }
    (range, kind)
}

/// Without an article or a sentence's first word that only looks like a name.
fn without_lead<'a, 'w>(run: &'a [Word<'w>]) -> &'a [Word<'w>] {
    const LEADS: &[&str] = &[
        "the",
        "a",
        "an",
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "in",
        "en",
        "on",
        "this",
        "these",
        "its",
        "according",
        "while",
        "meanwhile",
        "but",
        "and",
        "when",
        "as",
        "for",
        "also",
        "even",
        "according",
        "este",
        "esta",
        "with",
        "under",
        "por",
        "para",
        "con",
        "de",
        "del",
        "al",
        "since",
        "although",
        "however",
        "both",
        "if",
        "by",
        "at",
        "from",
        "our",
        "per",
        "former",
        "local",
    ];
    let skip = run.iter().take_while(|word| LEADS.contains(&word.folded.as_ref())).count();
    &run[skip..]
}

fn kind_of(run: &[Word<'_>], known: &Acronyms) -> Option<NameOf> {
    let has = |list: &[&str]| run.iter().any(|word| list.contains(&word.folded.as_ref()));
    if let [only] = run {
        if let Some(kind) = known.0.get(only.text) {
            return Some(*kind);
        }
        if AGENCY_ACRONYMS.contains(&only.text) {
            return Some(NameOf::Agency);
        }
        if DATABASES.contains(&only.folded.as_ref()) && only.text.len() > 4 && is_acronym(only.text)
        {
            return Some(NameOf::Database);
        }
        if is_acronym(only.text) && !persons::is_given(&only.folded) && !TITLES.contains(&only.text)
        {
            return Some(NameOf::Acronym);
        }
        return None;
    }
    if has(LAWS) {
        return Some(NameOf::Law);
    }
    if has(DATABASES) {
        return Some(NameOf::Database);
    }
    if run.iter().any(|word| word.body) {
        return Some(NameOf::Agency);
    }
    let last = run.last().map(|word| word.folded.as_ref());
    last.filter(|word| COMPANY_WORDS.contains(word)).map(|_| NameOf::Vendor)
}

/// "Governor Jane Doe", "Police Chief John Roe" are people in office; the office has no name here.
pub(crate) const OFFICERS: &[&str] = &[
    "governor",
    "gobernador",
    "gobernadora",
    "chief",
    "president",
    "presidente",
    "presidenta",
    "mayor",
    "alcalde",
    "alcaldesa",
    "director",
    "directora",
    "minister",
    "ministro",
    "ministra",
    "sheriff",
    "sergeant",
    "officer",
    "detective",
    "captain",
    "lieutenant",
    "commissioner",
    "comisario",
    "judge",
    "juez",
    "jueza",
    "senator",
    "senador",
    "senadora",
    "diputado",
    "diputada",
    "rep",
    "councillor",
    "councilor",
    "councilman",
    "councilwoman",
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "vocero",
    "vocera",
    "professor",
    "secretario",
    "procurador",
    "secretary",
    "mr",
    "mrs",
    "ms",
    "dr",
];

/// Capitals that are headings, units and such, not names.
const TITLES: &[&str] = &[
    "AI", "IA", "ID", "UK", "US", "EU", "UE", "USA", "FRT", "LFR", "AFR", "ALPR", "ANPR", "LPR",
    "CCTV", "FOI", "FOIA", "RTI", "RTIS", "PDF", "GPS", "IT", "TI", "TV", "CEO", "HD", "IP", "USD",
    "MXN", "GBP", "EUR", "INR", "ARS", "CLP", "COP", "PEN", "BRL", "NGO", "ONG", "IVA", "VAT",
    "RFP", "RFI", "RFQ", "SOP", "APP", "WE", "IN", "TO", "OF", "AND", "THE", "IS", "ARE", "EA",
    "UOM", "PO", "PER", "DE", "LA", "EL", "LOS", "LAS", "EN", "CURP", "RFC", "MOU", "API", "OCR",
    "PIA", "IX", "II", "III", "IV", "VI", "VII",
];
