//! Runs of words with capitals, as names of several words are written: "Faro Law Center", "Gaceta de las Islas 24".

use std::ops::Range;

/// How many words follow the first one.
const MOST: usize = 7;

/// Small words that stand within a name.
const JOINS: [&str; 18] = [
    "of", "for", "in", "on", "the", "de", "del", "la", "las", "los", "el", "of the", "for the",
    "in the", "on the", "de la", "de las", "de los",
];

/// The runs of a text, in order.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(char::is_uppercase)?;
            let Some(mut end) = word(text, start) else {
                from = start + text[start..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            for _ in 0..MOST {
                let Some(next) = next(text, end) else { break };
                end = next;
            }
            from = end;
            return Some(start..end);
        }
    })
}

/// The end of a word that begins with a capital at a place: no sign ends it, nor is it one letter.
fn word(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let first = rest.chars().next().filter(|c| c.is_uppercase())?.len_utf8();
    let within = |c: char| is_letter(c) || matches!(c, '.' | '’' | '\'' | '-');
    let length = rest.find(|c| !within(c)).unwrap_or(rest.len());
    let word = rest[first..length].trim_end_matches(|c| !is_letter(c));
    (!word.is_empty()).then_some(start + first + word.len())
}

/// The end of the word that goes on a run which has come to a place.
fn next(text: &str, end: usize) -> Option<usize> {
    let at = end + text[end..].strip_prefix(' ').map(|_| 1)?;
    let member = |at: usize| word(text, at).or_else(|| number(text, at));
    let joined = |join: &&str| {
        let rest = text[at..].strip_prefix(*join)?;
        rest.starts_with(' ').then(|| member(at + join.len() + 1)).flatten()
    };
    if text[at..].starts_with(|c: char| c.is_ascii_lowercase()) {
        return JOINS.iter().find_map(joined);
    }
    member(at)
}

/// The end of a number of two digits at the most.
fn number(text: &str, at: usize) -> Option<usize> {
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let more = text[at + digits..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    ((1..=2).contains(&digits) && !more).then_some(at + digits)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c.is_ascii_digit()
}

/// A run of capitals without the article or link that a sentence begins with.
pub(super) fn without_lead(words: &str, start: usize) -> Option<Range<usize>> {
    const LEADS: [&str; 19] = [
        "The ", "El ", "La ", "Los ", "Las ", "But ", "And ", "Según ", "However ", "Pero ", "At ",
        "In ", "Para ", "As ", "the ", "el ", "la ", "los ", "las ",
    ];
    let end = start + words.len();
    let mut kept = words;
    while let Some(rest) = LEADS.iter().find_map(|lead| kept.strip_prefix(lead)) {
        kept = rest;
    }
    kept.starts_with(char::is_uppercase).then_some(end - kept.len()..end)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_runs_over_its_small_words() {
        let cases: &[(&str, &[&str])] = &[
            ("the Faro Law Center said", &["Faro Law Center"]),
            ("la Gaceta de las Islas 24 dice", &["Gaceta de las Islas 24"]),
            ("Arden of the 4th and Arden 120", &["Arden", "Arden"]),
            ("A. Roe of Arden, Ñandú’s St. Ann.", &["Roe of Arden", "Ñandú’s St", "Ann"]),
            ("I A of X", &[]),
            ("FARo.org the Mill", &["FARo.org the Mill"]),
            ("Un Du Tre Qua Cin Sei Set Ott Nov", &["Un Du Tre Qua Cin Sei Set Ott", "Nov"]),
            ("", &[]),
        ];
        for (text, runs) in cases {
            let found: Vec<&str> = super::runs(text).map(|at| &text[at]).collect();
            assert_eq!(found, *runs, "{text}");
        }
    }
}
