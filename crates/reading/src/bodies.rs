//! Where in a run of capitals a public body's name begins and ends, and who in it is only a person.

use codebook::fold::fold;

use crate::companies::{self, is_company};
use crate::folded::first_bytes;
use crate::name_words::{LINKS, OFFICERS};
use crate::names::is_acronym;
use crate::persons;
use crate::places;
use crate::words::WordList;
use crate::written::{Word, is_body, words};

/// English words that close a body's name, or stand within it: what is before them may belong to it.
/// A Spanish name begins at its body's word.
static CLOSING: WordList = WordList::new(
    "\
administration|agency|airport|army|assembly|authority|bank|board|borough|bureau|center|centre|\
city|college|command|commission|committee|congress|constabulary|council|county|court|customs|\
department|directorate|district|division|enforcement|force|forces|garda|gendarmerie|gendarmery|government|hospital|institute|laboratory|\
legislature|metro|ministry|municipality|office|parliament|patrol|pd|police|port|prison|protection|\
province|school|secretariat|senate|service|sheriff's|state|town|transit|transport|tribunal|unit|\
university|village",
);

/// What may stand before a Spanish body's word and belong to its name.
const OPENING: &[&str] =
    &["suprema", "honorable", "h", "ilustre", "superior", "gran", "alto", "alta"];

/// What stands before a place or an institution that is called after a person.
static HALLOWED: WordList = WordList::new(
    "\
san|santa|santo|saint|st|fort|port|lake|mount|king|queen|ciudad|villa|puerto|alcaldia|municipio|\
ayuntamiento|universidad|university|instituto|institute|escuela|school|hospital|aeropuerto|\
airport|centro|center|centre|delegacion|colegio|ley",
);

/// Words for a body that are also words for one who serves in it.
const SERVES: &[&str] = &["policia", "policias", "police", "guardia", "marina", "comisaria"];

/// What follows them in a body's name.
static KINDS: WordList = WordList::new(
    "\
auxiliar|bancaria|civil|comunal|cibernetica|de|del|department|estatal|federal|force|\
headquarters|investigadora|judicial|local|metropolitana|militar|ministerial|municipal|nacional|\
national|of|preventiva|provincial|rural|service|turistica|urbana|vial",
);

/// What tells one plain body from another: "policía municipal", "gobierno federal".
static PLAIN: WordList = WordList::new(
    "\
bonaerense|civil|estatal|federal|judicial|metropolitana|metropolitano|municipal|nacional|porteno|portena|\
provincial|publico|local|autonomico|departamental|regional|central",
);

/// The words that have no capitals and yet say which body: one that is its country's or town's only one
/// ("policía municipal", "ejército tarandí").
pub(crate) fn is_plain(raw: &str, words: &[Word<'_>], at: usize) -> bool {
    static HEADS: WordList = WordList::new(
        "policia|gobierno|guardia|ministerio|gendarmeria|ejercito|armada|fiscalia|\
marina|municipalidad",
    );
    let heads = |word: &Word<'_>| HEADS.has(&word.folded);
    words.get(at).is_some_and(heads)
        && words.get(at + 1).is_some_and(|next| {
            let gap = raw.get(words[at].at.end..next.at.start);
            let tells = || PLAIN.has(&next.folded) || companies::is_demonym(&next.folded);
            !next.capital && gap == Some(" ") && tells()
        })
}

/// "Police in Arden": the words of a force that is named by where it is, the first at `at`.
pub(crate) fn police_in(raw: &str, words: &[Word<'_>], at: usize) -> Option<usize> {
    let [force, link, rest @ ..] = words.get(at..)? else { return None };
    let place = rest.iter().find(|word| word.folded != "the")?;
    let named = || {
        let hit =
            gazetteer::at_start(raw.get(place.at.start..).map(codebook::fold::fold)?.as_str())?;
        Some(hit.len)
    };
    if force.folded != "police" || link.folded != "in" || !place.capital {
        return None;
    }
    let end = place.at.start + named()?;
    let count = words[at..].iter().take_while(|word| word.at.end <= end).count();
    (count > 2).then_some(at + count)
}

/// "Secretaría de Obras (SO) de Brumas": how many bytes the place takes that goes on a name behind its capitals.
pub(crate) fn place_behind(rest: &str) -> usize {
    const LINKS: [&str; 5] = [" del estado de ", " del Estado de ", " de la ", " de ", " of "];
    let Some(link) = LINKS.iter().find(|link| rest.starts_with(**link)) else { return 0 };
    let name = first_bytes(&rest[link.len()..], 80);
    let Some(hit) = gazetteer::at_start(&fold(name)) else { return 0 };
    let place = &name[..name.char_indices().nth(hit.len).map_or(name.len(), |(at, _)| at)];
    if places::is_place(place) { link.len() + place.len() } else { 0 }
}

/// "Arden's transit agency", "Weald's police department": how many lower-case words go on the name.
pub(crate) fn of_owner(words: &[Word<'_>], at: usize) -> Option<usize> {
    static SORTS: WordList = WordList::new(
        "police|public|transit|transport|interior|justice|national|education|border|\
health|housing|school|prison|traffic|city|state|county|federal|metropolitan|electoral|immigration|\
airport|security|port",
    );
    let owner = words.get(at.checked_sub(1)?)?;
    if !owner.capital || !(owner.folded.ends_with("'s") || owner.folded.ends_with("’s")) {
        return None;
    }
    let sorts = words[at..].iter().take(2).take_while(|w| SORTS.has(&w.folded)).count();
    let head = words.get(at + sorts).filter(|word| word.body && !word.capital);
    (sorts > 0 && head.is_some()).then_some(at + sorts + 1)
}

/// Words that may stand between a plain body and the place that it belongs to: "gobierno de la ciudad de Brumas".
pub(crate) fn is_place_noun(word: &str) -> bool {
    static NOUNS: WordList = WordList::new(
        "ciudad|provincia|estado|municipio|villa|region|departamento|distrito|comuna|city|state|county|town",
    );
    NOUNS.has(word)
}

/// "City of Arden" buys and operates; so does "Transport for Arden".
pub(crate) fn is_town(run: &[Word<'_>]) -> bool {
    let [first, link, _, ..] = run else { return false };
    static TOWNS: WordList =
        WordList::new("city|town|borough|village|county|port|commonwealth|state");
    let of = TOWNS.has(&first.folded);
    of && link.folded == "of" || first.folded == "transport" && link.folded == "for"
}

/// Institutions whose first word or last two are those of public bodies, though neither makes one by itself.
pub(crate) fn is_public(run: &[Word<'_>]) -> bool {
    static HEADS: WordList = WordList::new(
        "metro|registro|servicio|hospital|escuela|colegio|cuerpo|unidad|division|banco|servicios|sistema de transporte",
    );
    static SECONDS: WordList = WordList::new(
        "nacional|general|central|superior|civil|publico|publica|estatal|municipal|federal|de|del|para",
    );
    let (Some(first), Some(second)) = (run.first(), run.get(1)) else { return false };
    if HEADS.has(&first.folded) && SECONDS.has(&second.folded) {
        // "Registro de Personas" is what is kept, "Registro Civil" who keeps it.
        return !links(second) || run.len() > 2 && first.folded != "registro";
    }
    let ends = |word: &str, last: &str| matches!(run, [.., _, a, b] if a.folded == word && b.folded == last);
    ends("school", "district")
        || ends("crime", "commissioner")
        || ends("municipal", "corporation")
        || ends("city", "corporation")
        || ends("public", "schools")
}

/// "Instituto de Transparencia, Acceso a la Información y Protección": a list that "y" or "and" ends goes on
/// with what the body is for, not with another body, a place or a person.
pub(crate) fn is_listed(raw: &str, words: &[Word<'_>], at: usize) -> bool {
    let mut joined = false;
    for (offset, word) in words[at..].iter().take(8).enumerate() {
        let gap = raw.get(words[at + offset - 1].at.end..word.at.start).unwrap_or("?");
        if !matches!(gap, " " | ", ")
            || heads(word)
            || persons::is_given(&word.folded)
            || persons::is_surname(&word.folded)
        {
            return false;
        }
        if word.capital {
            if joined {
                return true;
            }
            if gazetteer::at_start(&word.folded).is_some_and(|hit| hit.len == word.folded.len()) {
                return false;
            }
        } else if matches!(word.folded.as_ref(), "y" | "e" | "and") {
            joined = true;
        } else if !links(word) || joined {
            return false;
        }
    }
    false
}

fn heads(word: &Word<'_>) -> bool {
    let folded = word.folded.as_ref();
    let part = |part: &str| persons::is_institution_word(part) || is_body(part);
    word.body
        || persons::is_institution_word(folded)
        || folded.contains('-') && folded.split('-').any(part)
}

fn links(word: &Word<'_>) -> bool {
    !word.capital && LINKS.has(&word.folded)
}

/// A given name with another behind it, where no place or institution is called so.
fn is_given(run: &[Word<'_>], at: usize) -> bool {
    run[at].capital
        && persons::is_given(&run[at].folded)
        && run.get(at + 1).is_some_and(|next| next.capital && !persons::is_plain(&next.folded))
        && !(at > 0 && HALLOWED.has(&run[at - 1].folded))
}

/// True where the words before a run's first link are a person's: behind a title, or in office.
fn leads_with_person(lead: &[Word<'_>]) -> bool {
    let prosecutors = |at: usize| {
        lead.get(at + 1).is_some_and(|w| w.folded.ends_with("'s") || w.folded.ends_with("’s"))
    };
    let titled = lead.iter().enumerate().any(|(at, word)| {
        let folded = word.folded.as_ref();
        let title = at == 0 && persons::is_title(folded) || OFFICERS.has(folded);
        // "Alcaldía Mayor" is the office, not who holds it.
        let office = at > 0 && lead[at - 1].folded == "alcaldia";
        title && !prosecutors(at) && !office
    });
    // "Secretaria" is who holds the office, "Secretaría" the office.
    let she = lead.first().is_some_and(|word| word.text == "Secretaria") && lead.len() > 2;
    let named = (0..lead.len()).any(|at| is_given(lead, at) && !lead[..at].iter().any(heads));
    titled || she || named
}

/// The run without a person and the link after: "Jane Roe of the Arden Police" speaks of the police.
/// Nothing is left where there is nothing but the person.
pub(crate) fn without_person<'r, 'w>(before: &str, run: &'r [Word<'w>]) -> &'r [Word<'w>] {
    let mut run = run;
    let mut titled = persons::titled(before);
    while !run.is_empty() {
        let link = run.iter().position(links).unwrap_or(run.len());
        if !titled && !leads_with_person(&run[..link]) {
            return run;
        }
        titled = false;
        // "the Mayor of Arden" is an office; the place is not who acts.
        if link > 0 && persons::is_title(&run[link - 1].folded) {
            return &[];
        }
        let rest = run[link..].iter().take_while(|word| !word.capital).count();
        run = &run[link + rest..];
    }
    run
}

/// The part of a run that names a public body, if one does.
pub(crate) fn body<'r, 'w>(run: &'r [Word<'w>]) -> Option<&'r [Word<'w>]> {
    let head = if is_public(run) { 0 } else { run.iter().position(heads)? };
    let run = without_owner(&run[start(run, head)?..]);
    let run = office_without_name(&run[..end(run)]);
    let officer = run.iter().enumerate().any(|(at, word)| {
        OFFICERS.has(&word.folded) && !(at > 0 && run[at - 1].folded == "alcaldia")
    });
    // "the contracting authority": whichever it is.
    static ROLES: WordList = WordList::new(
        "contracting|awarding|procuring|purchasing|competent|supervisory|requesting|responding|public|authority|authorities|agency|agencies|department|entity|office|body|organo|de|contratacion|the|la|el|autoridad|autoridades|competente|competentes|administracion|contratante",
    );
    if run.iter().all(|word| ROLES.has(&word.folded)) {
        return None;
    }
    let whole =
        run.len() > 1 && (is_town(run) || is_public(run) || run.iter().any(|word| word.body));
    // "City police": any town's.
    static ANY: WordList = WordList::new("city|local|state|county|town|village");
    let any = run.iter().all(|word| !word.capital || ANY.has(&word.folded));
    let any = any && run.last().is_some_and(|word| !word.capital && word.folded == "police");
    (whole && !any && !officer && !is_servant(run)).then_some(run)
}

/// Without whoever may be somebody, where a body is said to be theirs in two words or more.
fn without_owner<'r, 'w>(run: &'r [Word<'w>]) -> &'r [Word<'w>] {
    let owns = |word: &Word<'_>| word.folded.ends_with("'s") || word.folded.ends_with("’s");
    let Some(owner) = run.iter().position(owns) else { return run };
    let somebody = owner > 0
        && owner + 1 < run.len()
        && run[..=owner]
            .iter()
            .all(|word| word.capital && !word.body && persons::may_be_name(word.text))
        && !run[..=owner].iter().any(|word| persons::is_title(bare(word)));
    let place = || {
        let words: Vec<&str> = run[..=owner].iter().map(|word| bare(word)).collect();
        !gazetteer::named(&words.join(" ")).is_empty()
    };
    if somebody && !place() { &run[owner + 1..] } else { run }
}

/// "Ombudsman", and no word of the name behind it: whoever holds the office.
fn office_without_name<'r, 'w>(run: &'r [Word<'w>]) -> &'r [Word<'w>] {
    static HELD: WordList =
        WordList::new("ombudsman|ombudsperson|defensor|defensora|commissioner|rapporteur");
    let Some(office) = run.iter().position(|word| HELD.has(&word.folded)) else { return run };
    let rest = &run[office + 1..];
    let name = |word: &Word<'_>| {
        word.capital && persons::may_be_name(word.text) && !places::is_place(word.text)
    };
    let somebody = !rest.is_empty() && rest.iter().all(name);
    if somebody { &run[..=office] } else { run }
}

/// "police" of "police's".
fn bare<'w>(word: &'w Word<'_>) -> &'w str {
    let folded = word.folded.as_ref();
    let owner = folded.strip_suffix("'s").or_else(|| folded.strip_suffix("’s"));
    owner.filter(|owner| *owner != "sheriff").unwrap_or(folded)
}

/// "Arden Police and Faro Police": true where a whole body's name ends before `at` and another one begins at `next`.
pub(crate) fn are_two(words: &[Word<'_>], at: usize, next: usize) -> bool {
    let closes = |word: &Word<'_>| CLOSING.has(bare(word));
    let run = words[next..].iter().take_while(|word| word.capital).count();
    let last = words[next..next + run].iter().rposition(closes);
    at > 1 && closes(&words[at - 1]) && words[at - 2].capital && last.is_some_and(|last| last > 0)
}

/// How many bytes of a body's last word say only that something is its own.
pub(crate) fn possessive(last: &Word<'_>) -> usize {
    if bare(last).len() == last.folded.len() {
        return 0;
    }
    last.text.rfind(['\'', '’']).map_or(0, |at| last.text.len() - at)
}

fn start(run: &[Word<'_>], head: usize) -> Option<usize> {
    let before = &run[..head];
    if !CLOSING.has(bare(&run[head])) {
        let opening = before.iter().all(|word| OPENING.contains(&word.folded.as_ref()));
        return Some(if opening { 0 } else { head });
    }
    let cuts = |word: &Word<'_>| links(word) && !matches!(word.folded.as_ref(), "and" | "y" | "e");
    let start = before.iter().rposition(cuts).map_or(0, |at| at + 1);
    let known =
        |word: &Word<'_>| persons::is_given(&word.folded) || persons::is_surname(&word.folded);
    let persons = head - start >= 2 && before[start..].iter().all(known);
    (!persons).then_some(start)
}

/// Where the name ends: before a person's, and before capitals that close no body's name.
fn end(run: &[Word<'_>]) -> usize {
    let named = (1..run.len()).find(|at| !links(&run[at - 1]) && is_given(run, *at));
    let mut end = named.unwrap_or(run.len());
    while end > 0 && links(&run[end - 1]) {
        end -= 1;
    }
    let last = run[..end].iter().rposition(heads).unwrap_or_default();
    let tail = &run[(last + 1).min(end)..end];
    let closes = last > 0 && CLOSING.has(bare(&run[last]));
    let strange = tail.iter().all(|word| word.capital && !persons::is_thing(&word.folded));
    if closes && tail.len() >= 2 && strange { last + 1 } else { end }
}

/// "Policía Xochitl Meza" is who serves, "Policía Estatal" the body.
fn is_servant(run: &[Word<'_>]) -> bool {
    let Some(first) = run.first().filter(|word| SERVES.contains(&word.folded.as_ref())) else {
        return false;
    };
    let plain = |word: &Word<'_>| {
        word.capital && !KINDS.has(&word.folded) && !persons::is_thing(&word.folded)
    };
    let known =
        |word: &Word<'_>| persons::is_given(&word.folded) || persons::is_surname(&word.folded);
    let rest = &run[1..];
    first.capital && rest.iter().take(2).filter(|word| plain(word)).count() == 2
        || rest.first().is_some_and(known)
}

/// True where a cell's words show that they name an institution or a company, and no person.
pub(crate) fn is_institution(cell: &str) -> bool {
    let all = words(cell);
    let run = all.as_slice();
    // Offices that buy and are called after who holds them.
    let folded = codebook::fold::fold(cell);
    let sheriff = folded.ends_with(" county sheriff") || folded.ends_with(" parish sheriff");
    if sheriff || folded.contains("police and crime commissioner") {
        return !persons::are_named_in(cell);
    }
    if persons::is_name(cell) || persons::identifies(cell) || leads_with_person(run) {
        return false;
    }
    if let [only] = run {
        let first = only.text.split('-').next().unwrap_or_default();
        let short = is_acronym(first) && !persons::is_given(&codebook::fold::fold(first));
        return short || heads(only) || is_company(cell);
    }
    let Some(head) = run.iter().position(heads) else { return is_company(cell) };
    let begins = start(run, head) == Some(0);
    begins && !is_servant(run) && !persons::are_named_in(cell) || is_company(cell)
}
