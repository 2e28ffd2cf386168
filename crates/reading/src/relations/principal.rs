//! What a document keeps to: the programme, register or card that it names again and again, by a name that no form of
//! words tells from other names, but that a word for what it is stands beside ("the Faro card", "cédula Faro", "Padrón
//! de Usuarios").
//!
//! Whatever is said of a technology of which nobody tells whose it is, is said of that. It should also find schemes
//! called by one invented word, by capitals, and by what is handed out under them.

use std::ops::Range;

use codebook::fold::fold;
use rustc_hash::FxHashMap;

use super::capitals;
use crate::folded::{first_bytes, last_bytes};
use crate::words::WordList;
use crate::written::{folded_word, is_body};
use crate::{name_words, persons, places, vendors};

/// How much of a document is looked through.
const LOOKED: usize = 64 * 1024;
/// How often it is named at least.
const OFTEN: usize = 3;
/// How many names are kept in mind.
const MOST: usize = 512;

/// Words for what can be known by a name of its own.
static KINDS: WordList = WordList::new(
    "system|systems|database|databases|register|registry|scheme|schemes|programme|program|project|platform|portal|app|\
application|network|card|cards|number|numbers|id|ids|passport|passports|census|roll|rolls|enrolment|enrollment|authentication|\
sistema|registro|programa|proyecto|plataforma|portal|aplicacion|red|tarjeta|cedula|cedulas|carnet|credencial|padron|censo|\
pasaporte|base|llave|licencia|documento|expediente",
);
/// Names that stand beside such words in documents about others.
static KNOWN: WordList = WordList::new(
    "facebook|twitter|google|whatsapp|youtube|instagram|tiktok|telegram|linkedin|apple|android|windows|ios|ai|ia|id|eu|ue|us|usa|\
uk|un|onu|it|ti|cctv|gdpr|rgpd|foi|foia|ngo|ong|dna|adn|atm|gps|qr|pin|sim|covid|covid-19|internet|lfr|frt|fr|anpr|alpr|lpr|pdf",
);

/// How often a name stands in a document, how often beside a word for what it is, and where first.
#[derive(Debug)]
struct Named {
    times: usize,
    told: usize,
    at: Range<usize>,
}

/// Where the name first stands that a document keeps to, if there is one.
pub(super) fn of(text: &str) -> Option<Range<usize>> {
    let head = first_bytes(text, LOOKED);
    let mut all: FxHashMap<&str, Named> = FxHashMap::default();
    for run in capitals::runs(head) {
        let Some(at) = capitals::without_lead(&head[run.clone()], run.start) else { continue };
        let room = all.len() < MOST;
        let told = usize::from(is_told(head, &at));
        match all.get_mut(&head[at.clone()]) {
            Some(named) => {
                named.times += 1;
                named.told += told;
            }
            None if room => drop(all.insert(&head[at.clone()], Named { times: 1, told, at })),
            None => {}
        }
    }
    let often = all.into_iter().filter(|(_, named)| named.times >= OFTEN);
    let kept = often.filter(|(words, named)| is_kept(words, named.told));
    kept.max_by_key(|(_, named)| (named.times, usize::MAX - named.at.start)).map(|(_, named)| named.at)
}

/// True where a word for what it is stands right before or behind a name.
fn is_told(text: &str, at: &Range<usize>) -> bool {
    const NEAR: usize = 24;
    let letter = |c: char| c.is_alphanumeric() || c == '-';
    let after = first_bytes(&text[at.end..], NEAR);
    let after = after.strip_prefix(' ').map(|rest| rest.split(|c| !letter(c)).next());
    let before = last_bytes(&text[..at.start], NEAR).trim_end_matches(['"', '“', '«', '\'', '‘']);
    let before = before.strip_suffix(' ').map(|rest| rest.rsplit(|c| !letter(c)).next());
    [after, before].into_iter().flatten().flatten().any(|word| KINDS.has(&fold(word)))
}

/// True where words may be such a name: nobody's, no place's, no body's, no company's and no law's.
fn is_kept(words: &str, told: usize) -> bool {
    let folded: Vec<_> = words.split(' ').map(folded_word).collect();
    let kind = |word: &str| KINDS.has(word);
    let barred = |word: &str| {
        is_body(word)
            || persons::is_title(word)
            || persons::is_institution_word(word)
            || name_words::LAWS.contains(&word)
    };
    let plain = |word: &str| kind(word) || gazetteer::word(word).ordinary;
    if folded.iter().any(|word| barred(word)) || places::is_place(words) || vendors::is_known(words) {
        return false;
    }
    if let [only] = &folded[..] {
        let somebodys = persons::is_given(only) || persons::is_surname(only);
        return told >= 2 && !plain(only) && !KNOWN.has(only) && !somebodys && !super::naming::is_adjective(words);
    }
    let within = folded.iter().any(|word| kind(word));
    let somebody = persons::is_name(words)
        || persons::are_named_in(words)
        || !within && words.split(' ').all(persons::may_be_name);
    (within || told > 0) && !somebody && !super::naming::is_plain(words)
}
