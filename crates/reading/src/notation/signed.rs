//! Who carried out a project, where its description ends in their names alone: "… tested. VELL SYSTEMS - FARO
//! TECNOLOGÍA". It should also find one name of several words, behind a line's end as a data file writes it.

use std::ops::Range;

use codebook::fold::fold_name;

use crate::bodies::is_institution;
use crate::companies::is_company;
use crate::folded::Folded;
use crate::sentences::trimmed;
use crate::words::WordList;
use crate::written::folded_word;
use crate::{persons, technology};

/// So much of a description is quoted with the names behind it.
const QUOTED: usize = 160;

/// What firms call themselves by: other words in capitals may be a person's name.
static TRADES: WordList = WordList::new(
    "sistemas|systems|tecnologia|tecnologias|technology|technologies|seguridad|security|ingenieria|engineering|\
electronica|electronics|telecomunicaciones|telecom|communications|comunicaciones|soluciones|solutions|servicios|services|\
grupo|group|consultores|consulting|construcciones|integradores|networks|redes|software|informatica",
);

fn is_trade(name: &str) -> bool {
    name.split(' ').any(|word| TRADES.has(&folded_word(word)))
}

/// The names in capitals that a description at `prose` ends in, and what they are quoted with.
pub(super) fn signed(
    text: &str,
    prose: &Range<usize>,
) -> Option<(Vec<Range<usize>>, Range<usize>)> {
    const LONGEST: usize = 100;
    let words = text.get(prose.clone())?;
    let plain = |c: char| c.is_uppercase() || matches!(c, ' ' | '-' | '–' | '/' | '&' | '.');
    let tail = words.trim_end_matches(plain).len();
    let start = tail + words[tail..].find(char::is_alphabetic)?;
    let signed = trimmed(text, prose.start + start..prose.end);
    let before = &words[..start];
    let ends =
        before.trim_end().ends_with('.') || before.ends_with("\\n") || before.ends_with('\n');
    if !ends || signed.len() > LONGEST {
        return None;
    }
    let mut names = Vec::new();
    let mut at = signed.start;
    for part in text[signed.clone()].split(" - ") {
        let own = part.trim_end_matches('.').trim();
        names.push(at..at + own.len());
        at += part.len() + " - ".len();
    }
    let fits = |at: &Range<usize>| {
        let name = text.get(at.clone()).unwrap_or_default();
        name.len() >= 4
            && name.split(' ').count() <= 4
            && !persons::is_name(name)
            && (is_company(name) || is_trade(name) && !is_institution(name))
            && technology::technologies(&Folded::new(name, 0)).is_empty()
    };
    let told = names.len() > 1 || fold_name(text.get(signed.clone())?).contains(' ');
    let from = text.ceil_char_boundary(signed.end.saturating_sub(QUOTED).max(prose.start));
    (told && names.iter().all(fits)).then_some((names, trimmed(text, from..signed.end)))
}
