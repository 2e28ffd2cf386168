//! People stay out: which suppliers are natural persons, and which identifiers are a person's.
//!
//! Mexico's RFC of a natural person has 13 characters and that of a company 12; a CURP is always a person's.
//! Where only a name is known, the rule of thumb errs towards masking.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use codebook::fold::fold_name;

/// Words of company names, and names of people, folded.
struct Words {
    company: HashSet<&'static str>,
    /// Forms of companies so short that they are names too: they count behind another word alone.
    form: HashSet<&'static str>,
    given: HashSet<&'static str>,
    surname: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let none = HashSet::new;
    let mut words = Words { company: none(), form: none(), given: none(), surname: none() };
    for line in include_str!("../data/names.tsv").lines().filter(|line| !line.starts_with('#')) {
        let Some((what, list)) = line.split_once('\t') else { continue };
        let set = match what {
            "given" => &mut words.given,
            "surname" => &mut words.surname,
            "form" => &mut words.form,
            _ => &mut words.company,
        };
        set.extend(list.split_whitespace());
    }
    words
});

/// What a Mexican identifier says of whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rfc {
    /// A company's, with the date inside it: year (two digits), month, day.
    Company(u8, u8, u8),
    /// A natural person's RFC or CURP.
    Person,
}

/// Reads `text` as an RFC or CURP: letters, six digits that are a date, and the rest.
#[must_use]
pub fn rfc(text: &str) -> Option<Rfc> {
    let mut bare = text.trim();
    while let Some(rest) = ["rfc", "mx"].into_iter().find_map(|head| behind(bare, head)) {
        bare = rest;
    }
    // Few codes have the length of one; the others are not taken apart.
    if !(12..=48).contains(&bare.len()) {
        return None;
    }
    // Nor those that begin with a digit, as most other numbers do.
    if bare.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    // Nor those with fewer digits than a date has.
    if bare.bytes().filter(u8::is_ascii_digit).count() < 6 {
        return None;
    }
    let mut code = ['-'; 19];
    let mut len = 0;
    let letters = bare.chars().filter(|c| !matches!(c, '-' | ' ' | ':' | '.'));
    for letter in letters {
        if letter.is_ascii() {
            *code.get_mut(len)? = letter.to_ascii_uppercase();
            len += 1;
            continue;
        }
        for letter in letter.to_uppercase() {
            *code.get_mut(len)? = letter;
            len += 1;
        }
    }
    let code = code.get(..len)?;
    let letters = match code.len() {
        12 => 3,
        13 | 18 => 4,
        _ => return None,
    };
    let (head, rest) = code.split_at(letters);
    if !head.iter().all(|c| c.is_ascii_uppercase() || matches!(c, 'Ñ' | '&')) {
        return None;
    }
    let (date, tail) = rest.split_at(6);
    let mut digits = [0; 6];
    for (digit, of) in digits.iter_mut().zip(date) {
        *digit = of.to_digit(10)?;
    }
    let [y, z, m, n, d, e] = digits;
    let (month, day) = (m * 10 + n, d * 10 + e);
    let dated = (1..=12).contains(&month) && (1..=31).contains(&day);
    if !dated || !tail.iter().all(char::is_ascii_alphanumeric) {
        return None;
    }
    if letters == 4 {
        return Some(Rfc::Person);
    }
    Some(Rfc::Company((y * 10 + z) as u8, month as u8, day as u8))
}

/// What stands behind `head` and the signs after it, whatever its case.
fn behind<'t>(text: &'t str, head: &str) -> Option<&'t str> {
    let (first, rest) = text.split_at_checked(head.len())?;
    let signs = [' ', '-', ':', '.', '_', '/', '#'];
    first.eq_ignore_ascii_case(head).then(|| rest.trim_start_matches(signs))
}

/// True where a supplier looks like a natural person, by its identifiers or else by its name.
#[must_use]
pub fn natural_person(name: &str, ids: &[&str]) -> bool {
    if let Some(told) = told_by(ids.iter().copied()) {
        return told;
    }
    let folded = fold_name(name);
    if folded.starts_with("persona fisica") || folded.starts_with("natural person") {
        return true;
    }
    let words: Vec<&str> = folded.split(' ').filter(|word| !PARTICLES.contains(word)).collect();
    let has = |set: &HashSet<&'static str>| words.iter().any(|word| set.contains(word));
    if has(&WORDS.company) || dotted_form(name) || formed(&words) {
        return false;
    }
    let titled = matches!(
        words.first(),
        Some(
            &("mr"
                | "mrs"
                | "ms"
                | "miss"
                | "dr"
                | "dra"
                | "ing"
                | "lic"
                | "arq"
                | "sr"
                | "sra"
                | "c")
        )
    );
    let plain = (2..=6).contains(&words.len())
        && words.iter().all(|word| word.chars().all(char::is_alphabetic));
    let surnames = words.iter().filter(|word| WORDS.surname.contains(*word)).count();
    plain && (titled || surnames > 1 || has(&WORDS.given))
}

/// Small words within the names of people.
const PARTICLES: [&str; 20] = [
    "de", "la", "las", "los", "del", "y", "e", "da", "do", "das", "dos", "di", "van", "von", "der",
    "den", "el", "al", "bin", "ibn",
];

/// True where a name ends in a short form of a company, behind a word that is no given name alone: "Acme SA",
/// "Ojo Claro SA CV", but not "João Sá".
fn formed(words: &[&str]) -> bool {
    let forms = words.iter().rev().take_while(|word| WORDS.form.contains(*word)).count();
    match words.split_at_checked(words.len() - forms) {
        Some(([only], [_])) => !WORDS.given.contains(only),
        Some((rest, [_, ..])) => !rest.is_empty(),
        _ => false,
    }
}

/// Whether identifiers are a natural person's, where one of them tells: any that is a person's does.
pub(crate) fn told_by<'i>(ids: impl Iterator<Item = &'i str>) -> Option<bool> {
    let told = ids.filter_map(rfc).map(|rfc| rfc == Rfc::Person);
    told.reduce(|any, one| any || one)
}

/// True where a name ends in a company's form with dots, as `S.A. de C.V.` or `S.L.`.
fn dotted_form(name: &str) -> bool {
    let squeezed: String = name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    [
        "s.a", "s.c", "s.l", "s.r.l", "s.de", "s/a", "sadecv", "a.c.", "p.l.c", "i.a.p", "ltd",
        "ltda", "s.p.a", "b.v", "n.v", "a.g.", "s.r.o", "a.s.", "d.o.o", "s.n.c", "e.i.r.l",
        "l.l.c", "l.l.p", "inc.", "pty",
    ]
    .iter()
    .any(|form| squeezed.contains(form))
}

/// What stands for what was blotted out.
const BLOT: &str = "███";

/// The text with identifiers of persons blotted out: their RFC and CURP, also in parts or beside other signs, and
/// addresses with an at sign.
#[must_use]
pub fn without_identifiers(text: &str) -> String {
    let mut gone = Vec::new();
    for word in ranges(text, |c| !c.is_whitespace()) {
        if text.get(word.clone()).is_some_and(|word| word.contains('@')) {
            gone.push(word);
        }
    }
    if text.bytes().filter(u8::is_ascii_digit).count() >= 6 {
        let parts = ranges(text, |c| c.is_alphanumeric() || c == '&');
        for (first, part) in parts.iter().enumerate() {
            // In one piece, or in as many as people write it in.
            let ends = parts.iter().skip(first).take(4).map(|last| part.start..last.end);
            gone.extend(ends.filter(|whole| {
                let words = text.get(whole.clone()).unwrap_or_default();
                !words.contains(['\n', '\r', '\t']) && matches!(rfc(words), Some(Rfc::Person))
            }));
        }
    }
    blotted(text, gone)
}

/// The text without `names` (folded, of several words each), however they are written.
#[must_use]
pub fn without_names(text: &str, names: &[String]) -> String {
    let words = ranges(text, char::is_alphanumeric);
    let folded: Vec<String> =
        words.iter().map(|word| fold_name(text.get(word.clone()).unwrap_or_default())).collect();
    let mut gone = Vec::new();
    for name in names {
        let name: Vec<&str> = name.split(' ').collect();
        for (first, stands) in folded.windows(name.len()).enumerate() {
            if let (true, Some(from), Some(to)) =
                (*stands == name[..], words.get(first), words.get(first + name.len() - 1))
            {
                gone.push(from.start..to.end);
            }
        }
    }
    blotted(text, gone)
}

/// The runs of signs of one sort.
fn ranges(text: &str, is: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, sign)| is(*sign)) {
        let end = at + sign.len_utf8();
        match ranges.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = end,
            None => ranges.push(at..end),
        }
    }
    ranges
}

fn blotted(text: &str, mut gone: Vec<Range<usize>>) -> String {
    gone.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let (mut out, mut at) = (String::new(), 0);
    for range in gone {
        if range.start >= at {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(BLOT);
        }
        at = at.max(range.end);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
