//! People stay out: which suppliers are natural persons, and which identifiers are a person's.
//!
//! Mexico's RFC of a natural person has 13 characters and that of a company 12; a CURP is always a person's.
//! Where only a name is known, the rule of thumb errs towards masking.

use std::collections::HashSet;
use std::sync::LazyLock;

use codebook::fold::fold_name;

/// Words of company names, and given names, folded.
struct Words {
    company: HashSet<&'static str>,
    given: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { company: HashSet::new(), given: HashSet::new() };
    for line in include_str!("../data/names.tsv").lines().filter(|line| !line.starts_with('#')) {
        let Some((what, list)) = line.split_once('\t') else { continue };
        let set = if what == "given" { &mut words.given } else { &mut words.company };
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
    for head in ["RFC", "MX"] {
        while let Some(rest) = bare.strip_prefix(head) {
            bare = rest;
        }
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
    for letter in letters.flat_map(char::to_uppercase) {
        *code.get_mut(len)? = letter;
        len += 1;
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

/// True where a supplier looks like a natural person, by its identifiers or else by its name.
#[must_use]
pub fn natural_person(name: &str, ids: &[&str]) -> bool {
    match ids.iter().find_map(|id| rfc(id)) {
        Some(Rfc::Person) => return true,
        Some(Rfc::Company(..)) => return false,
        None => {}
    }
    let folded = fold_name(name);
    if folded.starts_with("persona fisica") || folded.starts_with("natural person") {
        return true;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    if words.iter().any(|word| WORDS.company.contains(word)) || dotted_form(name) {
        return false;
    }
    let titled = matches!(
        words.first(),
        Some(&("mr" | "mrs" | "ms" | "miss" | "dr" | "dra" | "ing" | "lic" | "c"))
    );
    let plain = (2..=5).contains(&words.len())
        && words.iter().all(|word| word.chars().all(char::is_alphabetic));
    plain && (titled || words.iter().any(|word| WORDS.given.contains(word)))
}

/// True where a name ends in a company's form with dots, as `S.A. de C.V.` or `S.L.`.
fn dotted_form(name: &str) -> bool {
    let squeezed: String = name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    ["s.a", "s.c", "s.l", "s.r.l", "s.de", "s/a", "sadecv", "a.c.", "p.l.c", "i.a.p", "ltd", "ltda"]
        .iter()
        .any(|form| squeezed.contains(form))
}

/// The text with identifiers of persons blotted out.
#[must_use]
pub fn without_identifiers(text: &str) -> String {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let whose = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        matches!(rfc(bare), Some(Rfc::Person)) || bare.contains('@')
    };
    text.split(' ').map(|word| if whose(word) { "███" } else { word }).collect::<Vec<_>>().join(" ")
}
