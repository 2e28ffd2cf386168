//! Names of bodies, companies, laws and databases, by their shape. A name that shows none of these
//! shapes may be a person's, and is never proposed.

use std::ops::Range;

use crate::folded::{Folded, Found};
use crate::name_words::{DATABASES, HEADINGS, LAWS, LINKS};
use crate::short_names::Acronyms;
use crate::words::WordList;
use crate::written::{Word, words_of};
use crate::{bodies, companies, known_bodies, listed, persons, short_names, vendors};

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameOf {
    /// A public body.
    Agency,
    /// A company.
    Vendor,
    /// What a company sells.
    Product,
    /// A statute, article, decree.
    Law,
    /// A register or database.
    Database,
    /// Neither a public body nor a company: a rights group, an institute, a newspaper.
    Organisation,
    /// Capitals that nothing in the document explains.
    Acronym,
}

/// The names in a sentence, in order.
pub(crate) fn names(folded: &Folded<'_>, raw: &str, known: &Acronyms) -> Vec<Found<NameOf>> {
    let base = folded.range().start;
    let words = words_of(folded, raw);
    let mut found: Vec<Found<NameOf>> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(end) = run_end(raw, &words, at).filter(|_| !is_article(&words, at)) else {
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
    for (at, vendor) in vendors::known(folded) {
        let begins = folded.text()[..at.start].trim().is_empty();
        if !(vendor.also_word && begins && !known.has_spoken_of(&folded.text()[at.clone()])) {
            let value = if vendor.product { NameOf::Product } else { NameOf::Vendor };
            add_known(folded.back(&at), value, &mut found);
        }
    }
    for known in listed::known(raw).filter(|known| !known.also_word) {
        if known.of == listed::Of::Organisation && !begins_name(raw, known.at.start) {
            continue;
        }
        let value = match known.of {
            listed::Of::System => NameOf::Database,
            listed::Of::Organisation => NameOf::Organisation,
            listed::Of::Law => NameOf::Law,
        };
        add_known(base + known.at.start..base + known.at.end, value, &mut found);
    }
    found.sort_by_key(|name| (name.at.start, usize::MAX - name.at.end));
    explain(raw, base, &mut found);
    found
}

/// An article before a word without a capital begins no name.
fn is_article(words: &[Word<'_>], at: usize) -> bool {
    words[at].capital
        && matches!(words[at].folded.as_ref(), "el" | "la" | "los" | "las" | "the" | "su")
        && words.get(at + 1).is_some_and(|next| !next.capital)
}

/// A known company, product, system or law, unless another name has it in it. A law or an organisation is longer than
/// what looks like a name within it.
fn add_known(at: Range<usize>, value: NameOf, found: &mut Vec<Found<NameOf>>) {
    let longer = matches!(value, NameOf::Law | NameOf::Organisation);
    let within = |name: &Range<usize>| longer && at.start <= name.start && name.end <= at.end;
    let inside = found.iter().any(|name| {
        let apart = name.at.end <= at.start || at.end <= name.at.start;
        name.value != NameOf::Acronym && !apart && !within(&name.at)
    });
    if !inside {
        found.retain(|name| name.at.end <= at.start || at.end <= name.at.start);
        found.push(Found { at, value });
    }
}

/// "ABC (Name of the Body)" says what the capitals before the brackets are.
fn explain(raw: &str, base: usize, found: &mut [Found<NameOf>]) {
    for at in 1..found.len() {
        if let [short, long] = &mut found[at - 1..=at]
            && short.value == NameOf::Acronym
            && long.value != NameOf::Acronym
            && raw.get(short.at.end - base..long.at.start - base) == Some(" (")
            && raw.get(long.at.end - base..).is_some_and(|rest| rest.starts_with(')'))
        {
            short.value = long.value;
        }
    }
}

pub(crate) fn is_acronym(text: &str) -> bool {
    (2..=8).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
        && text.bytes().filter(u8::is_ascii_uppercase).count() >= 1
}

/// What a document calls itself, on a line of its own below whose it is.
static PAPERS: WordList = WordList::new(
    "acta|acuerdo|agenda|agreement|annual|boletin|comunicado|contract|contrato|convenio|decision|decreto|dictamen|informe|memorandum|minuta|minutes|notice|oficio|order|policy|press|procedure|report|resolucion|resolution|tender",
);

/// Where the run of capitals that begins at `at` ends, if one begins there. Lower-case words link it:
/// "Office of the Harbour Master", "gobierno de la Villa de Brumas".
fn run_end(raw: &str, words: &[Word<'_>], at: usize) -> Option<usize> {
    let lower = !words[at].capital && words[at].body;
    let lower_head = lower && follows_link(raw, words, at);
    if lower && !lower_head {
        let plain = || bodies::is_plain(raw, words, at).then_some(at + 2);
        return bodies::police_in(raw, words, at).or_else(plain);
    }
    if !words[at].capital && !lower_head {
        return None;
    }
    if let Some(end) = bodies::police_in(raw, words, at) {
        return Some(end);
    }
    let mut end = at + 1;
    let mut body = words[at].body;
    while end < words.len() {
        // "Policía porteña": a capital, and a plain word that says whose.
        if words[end - 1].body && bodies::is_plain(raw, words, end - 1) {
            return Some(end + 1);
        }
        let gap = &raw[words[end - 1].at.end..words[end].at.start];
        let listed = gap == ", "
            && (in_c4(&words[end - 1].folded) || body && bodies::is_listed(raw, words, end));
        let initials = gap == ". " && words[end - 1].text.len() == 3;
        // "Gaze Identity & Security Inc.", "Fire & Rescue Service".
        let ampersand = gap == " & "
            && words[end].capital
            && (form_follows(words, end) || joined_later(words, end));
        if !gap.trim().is_empty() && !initials && !listed && !ampersand {
            break;
        }
        if gap.contains("\n\n") || gap.len() > 2 && !gap.contains('\n') && !ampersand {
            break;
        }
        // "TOWN OF BRUMA", and on the next line "MINUTES OF THE COUNCIL": a heading is whole by itself.
        if gap.contains('\n') && body && end - at > 1 && is_line(raw, words, at..end) {
            break;
        }
        let from = words[end].text == "From" && words[end - 1].folded != "freedom";
        let loud = |word: &Word<'_>| word.text.len() > 5 && !word.text.contains(char::is_lowercase);
        let headline = is_headlines(&words[end], loud(&words[end - 1]));
        if from || headline && words[end - 1].folded != "land" {
            break;
        }
        // "City Council of Villa Bruma", and on the next line "Minutes of …": the head of a document.
        if gap.contains('\n') && PAPERS.has(&words[end].folded) {
            break;
        }
        // "the Ministry of Works' Faro", "the Police's Gaze": what a body has is not its name.
        let owned = words[end - 1].folded.ends_with("'s") || words[end - 1].text.ends_with("’s");
        if owned && body && !words[end].body && !words[end - 1].body {
            break;
        }
        if words[end].capital {
            body |= words[end].body;
            end += 1;
            continue;
        }
        if let Some(next) = bodies::of_owner(words, end) {
            return Some(next);
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

/// Verbs that only a headline writes with a capital.
static VERBS: WordList = WordList::new(
    "reveal|reveals|revealed|show|shows|say|says|said|use|uses|used|using|buy|buys|bought|buying|get|gets|got|want|wants|wanted|sue|sues|sued|\
is|are|was|were|has|have|had|can|could|must|should|would|does|do|did|faces|sign|signs|signed|spend|spends|spent|deploy|deploys|\
deployed|deploying|launch|launches|launched|approve|approves|approved|reject|rejects|rejected|vote|votes|voted|halts|halted|pauses|paused|admits|admitted|\
without|into|against|amid|how|why|what|when|where|that|their|its|usa|usan|uso|compra|compran|compro|revela|revelan|denuncia|denuncian|dice|dicen|\
firma|firman|lanza|lanzan|estrena|estrenan|instala|instalan|gasta|gasto|esta|estan|fue|sera|seran|tiene|tienen|quiere|quieren|busca|buscan|pide|piden|como|porque|cuando|donde",
);

/// True for a verb that headlines are made with.
pub(crate) fn is_headline_verb(folded: &str) -> bool {
    VERBS.has(folded)
}

/// "Papers Reveal Arden Police Using …": words that only a headline writes with a capital, and nobody's name has.
fn is_headlines(word: &Word<'_>, loud: bool) -> bool {
    // "USA", "CAN": few letters that are all capitals are somebody's, unless all is written so.
    let small = loud || word.text.len() > 4 || word.text.chars().any(char::is_lowercase);
    word.capital && small && VERBS.has(&word.folded)
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
    let lower_head = !words[at - 1].capital;
    let mut most = 3;
    while next < words.len() && next < at + 5 && !words[next].capital {
        let link = words[next].folded.as_ref();
        let joins = matches!(link, "and" | "y" | "e");
        let nested = lower_head && body && next > at && bodies::is_place_noun(link);
        if nested {
            most = 5;
        } else if next >= at + most || !LINKS.has(link) {
            return None;
        }
        let later = || joined_later(words, next + 1) || form_follows(words, next + 1);
        if !body && (matches!(link, "in" | "en" | "a") || joins && !later()) {
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
    // "Local Police for Deportations": nobody's police is called for something.
    if words[at].folded == "for" && words[at - 1].folded == "police" {
        return None;
    }
    let links = &words[at..next];
    let joins = links.iter().any(|link| is_and(link));
    let article = links.len() > 1 && joins;
    // "the Ministry of Works and Vell Systems": the two parties to a contract.
    let companys = || {
        let capitals = words[next..].iter().take(4).take_while(|word| word.capital).count();
        companies::is_worded(&words[next..next + capitals]) || form_follows(words, next)
    };
    if joins && body && (companys() || bodies::are_two(words, at, next)) {
        return None;
    }
    if joins && body && may_be_somebodys(words, next) {
        return None;
    }
    let gap = &raw[words[at - 1].at.end..word.at.start];
    let clean =
        gap.chars().all(|c| c.is_alphabetic() || c.is_whitespace()) && !gap.contains("\n\n");
    let to = links.iter().any(|link| link.folded == "a");
    let apart = (joins && !joined_later(words, next) || to) && word.body
        || article && persons::is_institution_word(&word.folded);
    (clean && !apart && !article).then_some(next)
}

/// True where two capitals and no more may be somebody's name behind "and", though no list has it: a body goes on with
/// what it is for ("Justice and Human Services"), and what a body is for has a noun's ending or is known.
fn may_be_somebodys(words: &[Word<'_>], at: usize) -> bool {
    let run = words[at..].iter().take_while(|word| word.capital);
    let pair: Vec<&str> = run.take(4).map(|word| word.folded.as_ref()).collect();
    let noun = |word: &&str| {
        let ending = has_nouns_end(word) && !persons::is_word_too(word);
        persons::is_thing(word) || persons::is_institution_word(word) || ending
    };
    (2..=3).contains(&pair.len()) && !pair.iter().any(noun) && !joined_later(words, at)
}

/// True where a word (folded) ends as nouns do that a body is called by for what it is for.
pub(crate) fn has_nouns_end(folded: &str) -> bool {
    const ENDS: [&str; 33] = [
        "ion", "dad", "tad", "cia", "nto", "ica", "ico", "icos", "icas", "os", "as", "ales", "al",
        "es", "ment", "ity", "ing", "ance", "ence", "ics", "ice", "ety", "ure", "rs", "ts", "ty",
        "cy", "th", "gy", "ns", "ce", "sh", "ry",
    ];
    ENDS.iter().any(|end| folded.ends_with(end))
}

fn is_and(word: &Word<'_>) -> bool {
    matches!(word.folded.as_ref(), "and" | "y" | "e")
}

/// What "and" may join before the word that makes a body of it: "Fire and Rescue Service".
fn joined_later(words: &[Word<'_>], at: usize) -> bool {
    static SECONDS: WordList = WordList::new(
        "aviation|border|boundaries|citizenship|communications|corrections|county|customs|\
development|enforcement|excise|families|forensic|immigration|intelligence|investigation|\
infrastructure|justice|mobility|naturalization|protection|registration|rescue|revenue|\
safety|science|security|standards|technology|trade|transport",
    );
    let second = |word: &Word<'_>| word.capital && SECONDS.has(&word.folded);
    words.get(at).is_some_and(second)
        && words[at..].iter().take_while(|word| word.capital).any(|word| word.body)
}

/// True where a company's form stands behind the capitals that begin at `at`.
fn form_follows(words: &[Word<'_>], at: usize) -> bool {
    words[at..]
        .iter()
        .take(4)
        .take_while(|word| word.capital)
        .any(|word| companies::is_form_like(word.text))
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
    if run.len() > 1 && known_bodies::is_known(&raw[range.clone()]) {
        return (range, Some(NameOf::Agency));
    }
    if let Some(end) = companies::company_end(raw, run) {
        return (first.at.start..end, Some(NameOf::Vendor));
    }
    let rest = &raw[range.end..];
    if companies::is_consortium(run) {
        let year = rest
            .get(..5)
            .filter(|y| y.starts_with(' ') && y[1..].bytes().all(|b| b.is_ascii_digit()));
        range.end += year.map_or(0, str::len);
        return (range, Some(NameOf::Vendor));
    }
    if let Some(short) = known.tail(raw, run) {
        return (short, Some(NameOf::Vendor));
    }
    if known.is_matter(run) {
        return (range.start..range.end - bodies::possessive(last), Some(NameOf::Agency));
    }
    let (run, kind) = match kind_of(run, known) {
        Some(NameOf::Vendor)
            if !vendors::is_known(&raw[range.clone()])
                && companies::found_out(&raw[..range.start]) =>
        {
            (run, None)
        }
        None if companies::called_company(&raw[..range.start], run) => (run, Some(NameOf::Vendor)),
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
            .filter(|short| {
                let long = raw.get(first.at.start..end.at.end).unwrap_or_default();
                (is_acronym(short)
                    || kind == Some(NameOf::Agency) && short_names::is_short_for(short, long))
                    && end.at.end == last.at.end
            });
        let owns = kind == Some(NameOf::Agency) && short.is_none();
        let own = if owns { bodies::possessive(end) } else { 0 };
        range = first.at.start..end.at.end - own + short.map_or(0, |short| short.len() + 3);
        if kind == Some(NameOf::Agency) && short.is_some() {
            range.end += bodies::place_behind(&raw[range.end..]);
        }
    }
    (range, kind)
}

/// "Los Angeles", "La Paz": an article that belongs to a place's name.
fn begins_place(run: &[Word<'_>]) -> bool {
    let [article, name, ..] = run else { return false };
    matches!(article.folded.as_ref(), "el" | "la" | "los" | "las")
        && name.capital
        && gazetteer::named(&format!("{} {}", article.folded, name.folded))
            .iter()
            .any(|place| place.thousands >= 50)
}

/// "LA EMPRESA VELL": in a text that is all capitals, the word for what it is.
fn is_loud_kind(word: &Word<'_>) -> bool {
    matches!(word.text, "EMPRESA" | "MERCANTIL" | "SOCIEDAD" | "FIRMA" | "COMPANY")
}

/// What stands before a name and is no part of it, though a sentence begins with it.
static LEADS: WordList = WordList::new(
    "the|a|an|el|la|los|las|un|una|in|en|on|this|these|its|according|while|meanwhile|but|and|\
when|as|for|also|even|este|esta|with|under|por|para|con|de|del|al|since|although|\
however|both|if|by|at|from|our|per|former|local|m/s|messrs|segun|sin|entre|desde|durante|tras|hasta|ante|contra|sobre|hoy|ayer|\
today|yesterday|then|now|so|yet|after|before|during|because|though|until|within|without|despite|given|across|among|over|under|aunque|mientras|cuando|donde|como",
);

/// True where no word stands before `start` that would belong to the same name.
pub(crate) fn begins_name(raw: &str, start: usize) -> bool {
    let before = raw[..start].strip_suffix(' ');
    let word = before.and_then(|before| before.rsplit([' ', '\n', '(', '"', '“', '«']).next());
    word.is_none_or(|word| {
        let owner = word.ends_with("'s") || word.ends_with("’s");
        !word.starts_with(char::is_uppercase)
            || owner
            || !word.ends_with(char::is_alphanumeric)
            || LEADS.has(&codebook::fold::fold(word))
    })
}

/// Without an article or a sentence's first word that only looks like a name.
fn without_lead<'a, 'w>(run: &'a [Word<'w>]) -> &'a [Word<'w>] {
    let mut run = run;
    while let [first, rest @ ..] = run
        && (LEADS.has(&first.folded)
            || is_headlines(first, false)
            || first.folded.ends_with("-based")
            || is_loud_kind(first) && rest.first().is_some_and(|next| next.capital))
        && !begins_place(run)
    {
        run = rest;
    }
    // "Approving The Arden Police": a heading goes on with an article in capitals.
    let the = run.iter().rposition(|word| word.text == "The").filter(|at| *at > 0);
    if let Some(at) = the.filter(|at| run[at - 1].capital) {
        run = &run[at + 1..];
    }
    // "Usa la Plataforma": a sentence's first word, and an article.
    if let [first, article, rest @ ..] = run
        && !article.capital
        && matches!(article.folded.as_ref(), "la" | "el" | "los" | "las" | "the")
        && !first.body
    {
        run = rest;
    }
    run
}

fn kind_of(run: &[Word<'_>], known: &Acronyms) -> Option<NameOf> {
    let has = |list: &[&str]| run.iter().any(|word| list.contains(&word.folded.as_ref()));
    if let [only] = run {
        if let Some(kind) = known.kind(only.text) {
            return Some(kind);
        }
        if known_bodies::is_known(only.text) {
            return Some(NameOf::Agency);
        }
        if DATABASES.contains(&only.folded.as_ref()) && only.text.len() > 4 && is_acronym(only.text)
        {
            return Some(NameOf::Database);
        }
        if is_acronym(only.text)
            && !persons::is_given(&only.folded)
            && !HEADINGS.contains(&only.text)
        {
            return Some(NameOf::Acronym);
        }
        return None;
    }
    if run.first().is_some_and(|word| word.body) && !run.iter().any(is_law) {
        return Some(NameOf::Agency);
    }
    if has(LAWS) {
        return Some(NameOf::Law);
    }
    if has(DATABASES) {
        return Some(NameOf::Database);
    }
    if run.iter().any(|word| word.body) || bodies::is_town(run) || bodies::is_public(run) {
        return Some(NameOf::Agency);
    }
    companies::is_worded(run).then_some(NameOf::Vendor)
}

fn is_law(word: &Word<'_>) -> bool {
    LAWS.contains(&word.folded.as_ref())
}

/// True where words are all that stands on a short line.
fn is_line(raw: &str, words: &[Word<'_>], run: Range<usize>) -> bool {
    const SHORT: usize = 60;
    let Some(at) = words.get(run.start).map(|word| word.at.start) else { return false };
    let end = words.get(run.end - 1).map_or(at, |word| word.at.end);
    let opens = raw[..at].trim_end_matches([' ', '*', '#', '_']);
    (opens.is_empty() || opens.ends_with('\n')) && end - at < SHORT
}
