//! The short names that a document itself explains: "Name (ABC)", "ABC (Name)", the initials of a body
//! spoken of before, a company without its form.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::folded::Found;
use crate::names::{NameOf, is_acronym};
use crate::persons;
use crate::places::Located;
use crate::written::{Word, folded_word};

/// How many are remembered.
const MOST: usize = 2000;

/// What a short name stands for.
#[derive(Debug)]
struct Stands {
    value: NameOf,
    /// Where the full name stands.
    at: Range<usize>,
    /// And with its capitals in brackets behind it, where it stands so.
    whole: Option<Range<usize>>,
}

/// Words that a body may go by once it has been named: "la Secretaría", "the Department".
const KINDS: [&str; 18] = [
    "Secretaría",
    "Ministerio",
    "Fiscalía",
    "Ayuntamiento",
    "Municipalidad",
    "Alcaldía",
    "Comisión",
    "Instituto",
    "Dirección",
    "Procuraduría",
    "Consejo",
    "Agencia",
    "Department",
    "Ministry",
    "Agency",
    "Commission",
    "Council",
    "Authority",
];

/// A body by its name, and where that stands.
#[derive(Debug)]
struct Whose {
    name: String,
    at: Range<usize>,
}

/// The short names of a document.
#[derive(Debug, Default)]
pub(crate) struct Acronyms {
    short: BTreeMap<String, Stands>,
    /// The first words (folded) of companies spoken of.
    companies: BTreeSet<String>,
    /// What a body's kind alone stands for ("la Secretaría"): its name, where all bodies of the kind are one.
    kinds: BTreeMap<&'static str, Option<Whose>>,
    /// The places that it has located.
    pub(crate) located: Located,
}

impl Acronyms {
    /// What is known of capitals.
    pub(crate) fn kind(&self, short: &str) -> Option<NameOf> {
        self.short.get(short).map(|stands| stands.value)
    }

    /// True where a run of capitals is what a body spoken of before is for, and its name no longer.
    pub(crate) fn is_matter(&self, run: &[Word<'_>]) -> bool {
        let bare = |text: &str| text.trim_end_matches("'s").trim_end_matches("’s").to_owned();
        let short = || run.iter().map(|word| bare(word.text)).collect::<Vec<_>>().join(" ");
        (2..=3).contains(&run.len())
            && !self.short.is_empty()
            && self.kind(&short()) == Some(NameOf::Agency)
    }

    /// True where the document has explained nothing yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.short.is_empty() && self.kinds.is_empty()
    }

    /// Where the words stand that a body's capitals are short for.
    pub(crate) fn full(&self, short: &str) -> Option<Range<usize>> {
        let stands = self.short.get(short)?;
        let told = is_acronym(short) || stands.whole.is_some();
        (stands.value == NameOf::Agency && told).then(|| stands.at.clone())
    }

    /// The words, brackets and all, that explain a body's short name.
    pub(crate) fn whole(&self, short: &str) -> Option<Range<usize>> {
        let stands = self.short.get(short)?;
        stands.whole.clone().filter(|_| stands.value == NameOf::Agency)
    }

    /// Where the name stands of the one body of a kind that the document names.
    pub(crate) fn of_kind(&self, kind: &str) -> Option<Range<usize>> {
        self.kinds.get(kind)?.as_ref().map(|whose| whose.at.clone())
    }

    /// Notes a body by its kind. Two names of which one begins the other are one body's: the first is kept.
    fn note_kind(&mut self, words: &str, at: &Range<usize>) {
        let name = words.split(" (").next().unwrap_or_default();
        let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' '))
        else {
            return;
        };
        let Some(kind) = KINDS.iter().find(|kind| [first, last].contains(*kind)) else { return };
        let own = Whose { name: name.to_owned(), at: at.clone() };
        let known = self.kinds.entry(kind).or_insert_with(|| Some(own));
        let same = |known: &Whose| known.name.starts_with(name) || name.starts_with(&known.name);
        if !known.as_ref().is_some_and(same) {
            *known = None;
        }
    }

    /// True where the document has named the company whose name this word begins.
    pub(crate) fn has_spoken_of(&self, folded: &str) -> bool {
        self.companies.contains(folded)
    }

    /// A company's name, without its form, at the end of a run.
    pub(crate) fn tail(&self, raw: &str, run: &[Word<'_>]) -> Option<Range<usize>> {
        if self.companies.is_empty() {
            return None;
        }
        let end = run.last()?.at.end;
        run.iter().take(3).find_map(|word| {
            let at = word.at.start..end;
            let known = self.short.get(raw.get(at.clone())?)?;
            (known.value == NameOf::Vendor).then_some(at)
        })
    }

    /// Notes what the names of a sentence explain.
    pub(crate) fn learn(&mut self, raw: &str, base: usize, names: &[Found<NameOf>]) {
        for (at, name) in names.iter().enumerate() {
            let Some(words) = raw.get(name.at.start - base..name.at.end - base) else { continue };
            let bracket = words.rsplit_once(" (").and_then(|(long, rest)| {
                let (short, _) = rest.split_once(')')?;
                (is_acronym(short) || is_short_for(short, long)).then_some(())?;
                Some((long.len(), short))
            });
            if let Some((long, short)) = bracket {
                let full = name.at.start..name.at.start + long;
                self.note(short, name.value, full, true);
                if let Some(stands) = self.short.get_mut(short) {
                    stands.whole = Some(name.at.clone());
                }
            }
            if let Some(long) = names.get(at + 1).filter(|long| long.value == name.value)
                && is_acronym(words)
                && raw.get(name.at.end - base..long.at.start - base) == Some(" (")
            {
                self.note(words, name.value, long.at.clone(), true);
            }
            match name.value {
                NameOf::Agency => {
                    self.note_kind(words, &name.at);
                    let full = name.at.start..name.at.start + bracket.map_or(words.len(), |b| b.0);
                    let initials =
                        initials(raw.get(..full.end - base).unwrap_or_default(), full.start - base);
                    if let Some(matter) = matter(words) {
                        self.note(matter, name.value, full.clone(), false);
                    }
                    if initials.len() >= 3 {
                        self.note(&initials, name.value, full, false);
                    }
                }
                NameOf::Vendor => self.note_company(words, name),
                _ => {}
            }
        }
    }

    fn note_company(&mut self, words: &str, name: &Found<NameOf>) {
        if self.companies.len() < MOST {
            let first = words.split([' ', ',']).next().unwrap_or_default();
            self.companies.insert(folded_word(first).into_owned());
        }
        if let Some(bare) = crate::companies::without_form(words)
            && bare.len() >= 4
            && !persons::is_name(bare)
            && !is_acronym(bare)
        {
            self.note(bare, name.value, name.at.clone(), false);
        }
    }

    /// Notes one; what the document says in brackets is surer than what initials suggest.
    fn note(&mut self, short: &str, value: NameOf, at: Range<usize>, sure: bool) {
        if self.short.len() < MOST && (sure || !self.short.contains_key(short)) {
            self.short.insert(short.to_owned(), Stands { value, at, whole: None });
        }
    }
}

/// "Home Works" of the "Department of Home Works": what a ministry or a department is for, where that is two capitals
/// or more and nothing else, so that the document may call it by that alone.
fn matter(name: &str) -> Option<&str> {
    const LEADS: [&str; 7] = [
        "Department of ",
        "Dept. of ",
        "Ministry of ",
        "Ministerio de ",
        "Departamento de ",
        "Secretaría de ",
        "Dirección de ",
    ];
    let rest = LEADS.iter().find_map(|lead| name.split_once(lead)).map(|(_, rest)| rest)?;
    let matter = rest.split(" (").next()?.trim_start_matches("the ");
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word.len() > 2;
    let fits = (2..=3).contains(&matter.split(' ').count()) && matter.split(' ').all(capital);
    (fits && !persons::is_name(matter)).then_some(matter)
}

/// The first letters of a name's capitalized words.
fn initials(raw: &str, from: usize) -> String {
    let words = raw.get(from..).unwrap_or_default().split([' ', '\n', '-']);
    let first = words.filter_map(|word| word.chars().next());
    first.filter(char::is_ascii_uppercase).take(8).collect()
}

/// "Comisión de Obras Públicas (Copúb)": a word in brackets whose letters stand in the name in their order, from its
/// first letter on.
pub(crate) fn is_short_for(short: &str, long: &str) -> bool {
    let letters = short.chars().count();
    if are_initials(short, long) {
        return true;
    }
    if !(4..=12).contains(&letters)
        || !short.chars().all(char::is_alphabetic)
        || !short.starts_with(char::is_uppercase)
        || persons::is_given(&folded_word(short))
    {
        return false;
    }
    let folded = codebook::fold::fold(long);
    let mut rest = folded.chars();
    let first = folded.chars().next();
    let short = folded_word(short);
    short.chars().next() == first
        && folded.split(' ').count() >= 3
        && short.chars().all(|letter| rest.any(|other| other == letter))
}

/// "Ministry of Works (MoW)": the first letters of all words, the small ones small.
fn are_initials(short: &str, long: &str) -> bool {
    let mixed = short.len() >= 3
        && short.starts_with(char::is_uppercase)
        && short.ends_with(char::is_uppercase)
        && short.contains(char::is_lowercase);
    let words: Vec<_> = long.split([' ', '-']).collect();
    let first = words.len().saturating_sub(short.chars().count());
    let initials = words[first..].iter().filter_map(|word| word.chars().next());
    mixed && short.chars().eq(initials)
}
