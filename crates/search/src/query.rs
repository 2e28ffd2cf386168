//! Queries, as a person types them. None is wrong: what is not understood is read as words, and said.

use std::fmt;
use std::ops::RangeInclusive;

use crate::field::Field;
use crate::terms::{is_coded, meant};

/// What is beyond this many bytes of a query is left aside.
const LONGEST: usize = 1_000;
/// What is beyond this many parts, too.
const MOST: usize = 32;

/// What somebody looks for: every part must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    clauses: Vec<Clause>,
    notes: Vec<Note>,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// True where it must not fit.
    pub negated: bool,
    /// What it is about; the words themselves where it names no field.
    pub field: Option<Field>,
    /// What is looked for there.
    pub wanted: Wanted,
}

/// What a part of a query looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A word in any of its forms.
    Word(String),
    /// These words next to each other.
    Phrase(String),
    /// A word that begins so.
    Prefix(String),
    /// Any of these terms of the codebook.
    Terms(Vec<&'static str>),
    /// Any of these years.
    Years(RangeInclusive<i16>),
}

/// How something was read that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// There is no such field: read as words.
    NoField(String),
    /// The codebook has no such term in that field: read as words.
    NoTerm(Field, String),
    /// A field without a value: read as a word.
    NoValue(Field),
    /// A quotation mark was left open: the phrase goes to the end.
    Open,
    /// It is too long: the rest was left aside.
    Cut,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoField(name) => {
                let known: Vec<&str> = Field::ALL.iter().map(|field| field.as_str()).collect();
                write!(f, "`{name}:` is no field, read as a word; fields are {}", known.join(", "))
            }
            Self::NoTerm(field, word) => {
                write!(f, "`{word}` is no {field} of the codebook, read as words")
            }
            Self::NoValue(field) => write!(f, "`{field}:` has nothing behind it, read as a word"),
            Self::Open => f.write_str("a quotation mark is not closed: the phrase goes to the end"),
            Self::Cut => f.write_str("the query is too long: its end was left aside"),
        }
    }
}

impl Query {
    /// Reads what a person typed. Words must all be there, in any form; `"words"` next to each other;
    /// `camar*` begins so; `-word` must not be there; `agency:words`, `place:"two words"`,
    /// `year:2023`, `year:2020..2023` are about a field ([`Field`], in Spanish too).
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let cut = typed.floor_char_boundary(LONGEST);
        let (mut rest, mut cut_off) = (typed.get(..cut).unwrap_or_default(), cut < typed.len());
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                break;
            }
            if query.clauses.len() >= MOST {
                cut_off = true;
                break;
            }
            rest = query.take(rest);
        }
        if cut_off {
            query.notes.push(Note::Cut);
        }
        query
    }

    /// Its parts.
    #[must_use]
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// How it was read where it was not understood.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Reads one part off the beginning of `rest`, which is not blank; what comes after it.
    fn take<'a>(&mut self, rest: &'a str) -> &'a str {
        let (negated, rest) = match rest.strip_prefix(['-', '−']) {
            Some(after) => (true, after),
            None => (false, rest),
        };
        let (field, rest) = self.field(rest);
        let (value, quoted, after) = self.value(rest);
        match field {
            Some(field) if !has_word(value) => {
                self.notes.push(Note::NoValue(field));
                self.push(negated, None, Wanted::Word(field.as_str().to_owned()));
            }
            Some(field) => self.about(negated, field, value, quoted),
            None if has_word(value) => self.push(negated, None, plain(value, quoted)),
            None => {}
        }
        after
    }

    fn field<'a>(&mut self, rest: &'a str) -> (Option<Field>, &'a str) {
        let Some((name, after)) = rest.split_once(':') else { return (None, rest) };
        if name.is_empty() || !name.chars().all(char::is_alphabetic) {
            return (None, rest);
        }
        let field = Field::named(name);
        // An address is no field, and a colon at a word's end is punctuation.
        if field.is_none()
            && !after.starts_with('/')
            && after.starts_with(|c: char| !c.is_whitespace())
        {
            self.notes.push(Note::NoField(name.to_owned()));
        }
        if field.is_some() { (field, after) } else { (None, rest) }
    }

    /// The value at the beginning of `rest`, whether it stands in quotation marks, and what comes after.
    fn value<'a>(&mut self, rest: &'a str) -> (&'a str, bool, &'a str) {
        if let Some(inside) = rest.strip_prefix(is_mark) {
            return match inside.split_once(is_mark) {
                Some((value, after)) => (value, true, after),
                None => {
                    self.notes.push(Note::Open);
                    (inside, true, "")
                }
            };
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (value, after) = rest.split_at(end);
        (value, false, after)
    }

    fn about(&mut self, negated: bool, field: Field, value: &str, quoted: bool) {
        let wanted = if field == Field::Year {
            years(value).map(Wanted::Years)
        } else if is_coded(field) {
            let terms = meant(field, value);
            (!terms.is_empty()).then_some(Wanted::Terms(terms))
        } else {
            return self.push(negated, Some(field), plain(value, quoted));
        };
        match wanted {
            Some(wanted) => self.push(negated, Some(field), wanted),
            None => {
                self.notes.push(Note::NoTerm(field, value.to_owned()));
                self.push(negated, None, plain(value, quoted));
            }
        }
    }

    fn push(&mut self, negated: bool, field: Option<Field>, wanted: Wanted) {
        self.clauses.push(Clause { negated, field, wanted });
    }
}

fn has_word(value: &str) -> bool {
    value.chars().any(char::is_alphanumeric)
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»' | '„')
}

fn plain(value: &str, quoted: bool) -> Wanted {
    if quoted {
        return Wanted::Phrase(value.to_owned());
    }
    let whole = |head: &str| head.chars().all(char::is_alphanumeric) && head.chars().count() > 1;
    match value.strip_suffix('*') {
        Some(head) if whole(head) => Wanted::Prefix(head.to_owned()),
        // What is joined by signs, as the number of a contract, is looked for in one piece.
        _ if crate::analysis::words(value).count() > 1 => Wanted::Phrase(value.to_owned()),
        _ => Wanted::Word(value.to_owned()),
    }
}

fn years(value: &str) -> Option<RangeInclusive<i16>> {
    let year = |text: &str| -> Option<i16> {
        (text.len() == 4).then(|| text.parse().ok()).flatten().filter(|year| *year >= 1000)
    };
    let ends = ["..", "-", "–"].into_iter().find_map(|sign| value.split_once(sign));
    match ends {
        Some((from, until)) => {
            let (from, until) = (year(from)?, year(until)?);
            Some(from.min(until)..=from.max(until))
        }
        None => year(value).map(|year| year..=year),
    }
}
