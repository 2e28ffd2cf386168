//! Phrases that say a kind of thing and name none: bodies and companies together ("other federal agencies"), what is
//! kept of people and things ("driving licence photographs"), verbs that say by themselves in what state something is
//! ("abandoned the trial"), and aims that no "to" leads. A phrase ends before whoever may be somebody.

use std::ops::Range;

use super::words::{FUNCTION, STEMS, Token, class, of_stem};
use crate::names::NameOf;
use crate::scene::Scene;
use crate::words::WordList;

const OF: usize = class(FUNCTION, "of");
const ARTICLE: usize = class(FUNCTION, "article");
const AND: usize = class(FUNCTION, "and");
const MORE: usize = class(FUNCTION, "more");
const ITS: usize = class(FUNCTION, "its");
const THIS: usize = class(FUNCTION, "this");
const TO: usize = class(FUNCTION, "to");
const IN: usize = class(FUNCTION, "in");
const BY: usize = class(FUNCTION, "by");
const NOT: usize = class(FUNCTION, "not");
const AIM: usize = class(STEMS, "aim");

/// The tokens from one to another, both of them in.
pub(super) type Run = (usize, usize);

/// Several together, of which none is named.
static GROUPS: WordList = WordList::new(
    "agencies|authorities|companies|firms|forces|departments|bodies|organisations|organizations|banks|ministries|\
councils|municipalities|cities|counties|towns|schools|universities|prosecutors|partners|parties|governments|\
contractors|insurers|retailers|airlines|operators|employers|landlords|brokers|jurisdictions|institutions|vendors|\
advertisers|states|courts|embassies|officers|investigators|\
agencias|autoridades|empresas|terceros|entidades|dependencias|organismos|instituciones|bancos|municipios|\
municipalidades|gobiernos|comercios|ayuntamientos|fuerzas|corporaciones|fiscalias|policias|jurisdicciones|\
aseguradoras|companias|ministerios|comisarias|juzgados|tribunales|universidades|escuelas|operadores|aerolineas|\
proveedores|paises|instancias|embajadas|ciudades|condados",
);

/// Words of what is kept of people and things, where none says "database".
static RECORDS: WordList = WordList::new(
    "records|photos|photographs|mugshots|shots|watchlist|watchlists|hotlist|hotlists|blacklist|blacklists|galleries|\
fotos|fotografias|imagenes|listas|archivos|padrones|fichas",
);

/// A phrase of one of these kinds that its word at `at` heads.
pub(super) enum Kind {
    /// Bodies or companies together.
    Group(Run),
    /// What is kept.
    Records(Run),
}

/// The phrase that the word at `at` heads, if it heads one.
pub(super) fn kind(scene: &Scene<'_>, tokens: &[Token], at: usize) -> Option<Kind> {
    let word = scene.folded.text().get(tokens.get(at)?.at.clone())?;
    let group = GROUPS.has(word);
    if !group && !RECORDS.has(word) {
        return None;
    }
    let run = (first(scene, tokens, at, group), last(scene, tokens, at, !group));
    if is_named(scene, tokens, run) {
        return None;
    }
    // "records" alone are none in particular.
    match () {
        () if group => (!is_denied(tokens, at)).then_some(Kind::Group(run)),
        () => (run.0 < run.1).then_some(Kind::Records(run)),
    }
}

/// "is not shared with other agencies": true where the clause denies it.
fn is_denied(tokens: &[Token], at: usize) -> bool {
    const FAR: usize = 10;
    let stop = |token: &&Token| token.sign != Some(super::words::sign(3));
    tokens[..at].iter().rev().take(FAR).take_while(stop).any(|token| token.class == NOT)
}

/// True where some of the words belong to a name.
fn is_named(scene: &Scene<'_>, tokens: &[Token], run: Run) -> bool {
    let Some(at) = place(scene, tokens, run) else { return true };
    let named = |of: NameOf| of != NameOf::Acronym;
    scene
        .names
        .iter()
        .any(|name| named(name.value) && name.at.start < at.end && at.start < name.at.end)
}

/// Where the words stand.
pub(super) fn place(scene: &Scene<'_>, tokens: &[Token], run: Run) -> Option<Range<usize>> {
    let words = tokens.get(run.0)?.at.start..tokens.get(run.1)?.at.end;
    Some(scene.folded.back(&words))
}

fn is_capital(scene: &Scene<'_>, token: &Token) -> bool {
    scene.folded.raw(&token.at).starts_with(char::is_uppercase)
}

/// Where a phrase begins that the word at `at` heads: "tribal, state and local agencies" has several before it.
fn first(scene: &Scene<'_>, tokens: &[Token], at: usize, group: bool) -> usize {
    const MOST: usize = 6;
    let mut from = at;
    let mut end = at;
    while end > 0 && at - end < MOST && tokens[end].sign.is_none_or(|sign| group && is_comma(sign))
    {
        let before = &tokens[end - 1];
        let plain = before.class >= FUNCTION.len() && !is_number(scene, before);
        let capital = is_capital(scene, before) && end > 1;
        let demonym =
            capital && crate::companies::is_demonym(&scene.folded.text()[before.at.clone()]);
        if plain && (!capital || demonym) && !is_verb(scene, before) || before.class == MORE {
            end -= 1;
            from = end;
        } else if group && before.class == AND && tokens[end].sign.is_none() {
            end -= 1;
        } else {
            break;
        }
    }
    from
}

fn is_comma(sign: usize) -> bool {
    sign == super::words::sign(2)
}

fn is_number(scene: &Scene<'_>, token: &Token) -> bool {
    scene.folded.text()[token.at.clone()].starts_with(|c: char| c.is_ascii_digit())
}

/// Where it ends: behind the words that go with a Spanish one, and for what is kept behind what it is of.
fn last(scene: &Scene<'_>, tokens: &[Token], at: usize, of: bool) -> usize {
    const MOST: usize = 6;
    let text = scene.folded.text();
    let word = |at: usize| tokens.get(at).map_or("", |token| &text[token.at.clone()]);
    let joined = |at: usize| tokens.get(at).is_some_and(|token| token.sign.is_none());
    let plain = |at: usize| {
        tokens.get(at).is_some_and(|t| t.class >= FUNCTION.len() && !is_number(scene, t))
            && joined(at)
            && !is_capital(scene, &tokens[at])
    };
    let mut end = at;
    // "autoridades locales" agrees; "agencies" takes nothing behind it.
    let many = word(at).ends_with("as") || word(at).ends_with("os") || word(at).ends_with("dades");
    let agrees = |next: &str| ["es", "as", "os"].iter().any(|sign| next.ends_with(sign));
    if many && plain(at + 1) && agrees(word(at + 1)) {
        end += 1;
    }
    let small =
        |at: usize| joined(at) && tokens.get(at).is_some_and(|t| matches!(t.class, OF | ARTICLE));
    let mut next = end + 1;
    while of && next < at + MOST && (small(next) || plain(next) && small(next - 1)) {
        if plain(next) {
            end = next;
        }
        next += 1;
    }
    end
}

/// What is done to something, or with it.
const DONE: [usize; 9] = [
    class(STEMS, "acquire"),
    class(STEMS, "award"),
    class(STEMS, "use"),
    class(STEMS, "install"),
    class(STEMS, "plan"),
    class(STEMS, "test"),
    class(STEMS, "stop"),
    class(STEMS, "decide"),
    class(STEMS, "deny"),
];

/// How a verb ends that says by itself what is done, of one of the classes above: in English in the past or of one who
/// does it now, in Spanish in the past or now.
fn finite(word: &str) -> Option<usize> {
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    match () {
        () if ends(&["ed"]) => Some(0),
        () if ends(&["aron", "ieron", "io"]) => Some(1),
        () if ends(&["tes", "ses", "ates", "oys", "ins", "ans", "eks", "sts"]) => Some(2),
        () if ends(&["an", "en"]) => Some(3),
        () if ends(&["o"]) => Some(1),
        () if ends(&["a", "e"]) => Some(3),
        () => None,
    }
}

fn is_verb(scene: &Scene<'_>, token: &Token) -> bool {
    let word = &scene.folded.text()[token.at.clone()];
    token.stem.is_some_and(|stem| DONE.contains(&stem)) && word.ends_with("ed")
}

/// How the verb at `at` is made that says what is done, where one stands there.
pub(super) fn verb(scene: &Scene<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let stem = token.stem?;
    if !DONE.contains(&stem) || token.class != of_stem(stem) {
        return None;
    }
    let word = scene.folded.text().get(token.at.clone())?;
    let shape = finite(word)?;
    // "the uses", "of tests", "to buy": no verb, or none that says what is done.
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let noun = before.is_some_and(|before| {
        matches!(before.class, ARTICLE | OF | ITS | THIS | TO | IN | BY | MORE)
            && token.sign.is_none()
    });
    // "cámaras instaladas" has a noun before it; so has "contrato firmado".
    (!noun).then_some(shape)
}

/// Words that lead to somebody and are no function words of the weights.
static LEADS: WordList = WordList::new(
    "around|near|beside|behind|outside|alongside|towards|onto|cerca|junto|frente|entre|alrededor|delante|detras",
);

/// Where a clause ends that goes on from `at` to `end`: before whoever may be somebody, and before the words that lead
/// to them.
pub(super) fn before_somebody(scene: &Scene<'_>, tokens: &[Token], at: usize, end: usize) -> usize {
    let last = end.min(tokens.len().saturating_sub(1));
    let (Some(first), Some(until)) = (tokens.get(at), tokens.get(last)) else { return end };
    let words = scene.folded.back(&(first.at.start..until.at.end));
    let Some(somebody) = scene.somebody(&words) else { return end };
    let start = scene.folded.forth(somebody.start);
    let somebody = tokens.partition_point(|token| token.at.end <= start);
    let leads = |at: &usize| {
        let token = tokens.get(*at);
        token.is_some_and(|t| {
            t.class < FUNCTION.len() || LEADS.has(&scene.folded.text()[t.at.clone()])
        })
    };
    (at..somebody).rev().find(|at| !leads(at)).unwrap_or(at)
}

/// By what an aim is told that no "to" or "for" leads: a verb for it as such ("el objetivo es mejorar"), what does it
/// ("tracking", "facilitará", "ensures"), what it is called ("the detection of"), or, behind a "to", a verb that is
/// not known ("to make travel easier").
pub(super) fn aim(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let word = text.get(token.at.clone())?;
    let next = tokens.get(at + 1).filter(|next| next.sign.is_none())?;
    if word == "to" {
        let verb = text.get(next.at.clone())?;
        let plain = next.class >= FUNCTION.len() && next.stem.is_none();
        return (plain && verb.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(9);
    }
    if token.stem != Some(AIM) {
        return None;
    }
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    match () {
        // "the aim of the project" says what follows, and is no aim.
        () if next.class == OF => {
            let goal = ["objetiv", "finalid", "goal", "purpos", "fin", "aim"];
            (!goal.iter().any(|goal| word.starts_with(goal))).then_some(8)
        }
        () if ends(&["ing", "ando", "iendo"]) => Some(5),
        () if ends(&["ar", "ir", "er"]) => Some(4),
        () if ends(&["ara", "aran", "ira", "iran", "era", "eran"]) => Some(6),
        () if ends(&["a", "e", "an", "en"]) => Some(6),
        () if ends(&["s"]) => Some(7),
        () => None,
    }
}
