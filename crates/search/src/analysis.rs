//! Words: where they stand in a text, and under which terms each is found.
//!
//! A word is a run of letters and digits with its accents. It is found under its folded form, and under
//! its stems in Spanish and in English: a dossier mixes both, often in one document, and which language a
//! word is in is not settled by guessing.

use std::ops::Range;

use codebook::fold::fold;
use frostem::{Algorithm, Stemmer};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::char::is_combining_mark;

/// The name under which tantivy knows [`Words`].
pub(crate) const NAME: &str = "words/1";
/// Marks a stem: no folded word has it, so that a word never meets another's stem by accident.
const STEM: char = '~';
/// Longer runs are no words; what is beyond is left aside.
const LONGEST: usize = 64;
/// Shorter words have no stem.
const SHORTEST_STEMMED: usize = 4;

/// Words that say nothing by themselves.
const STOP: &[&str] = &[
    "a", "al", "an", "and", "at", "by", "con", "de", "del", "el", "en", "for", "from", "in", "is",
    "la", "las", "lo", "los", "of", "on", "or", "para", "por", "que", "se", "su", "the", "to",
    "un", "una", "with", "y",
];

/// True for a folded word that is in every text.
pub(crate) fn is_stop(folded: &str) -> bool {
    STOP.binary_search(&folded).is_ok()
}

/// The words of a text: their bytes, in order.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.find(|(_, c)| c.is_alphanumeric())?;
        let within = |(_, c): &(usize, char)| c.is_alphanumeric() || is_combining_mark(*c);
        while rest.next_if(within).is_some() {}
        let end = rest.peek().map_or(text.len(), |(at, _)| *at);
        Some(start..end)
    })
}

/// Makes terms of words.
#[derive(Clone)]
pub(crate) struct Terms {
    spanish: Stemmer,
    english: Stemmer,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            spanish: Stemmer::new(Algorithm::Spanish),
            english: Stemmer::new(Algorithm::English),
        }
    }
}

impl Terms {
    /// The folded form of a word.
    pub(crate) fn folded(word: &str) -> String {
        let mut folded = fold(word);
        if folded.len() > LONGEST {
            folded.truncate(folded.floor_char_boundary(LONGEST));
        }
        folded
    }

    /// The stems of a folded word, marked as such; none for a short one or one with digits, which are
    /// found as they are.
    pub(crate) fn stems(&self, folded: &str) -> Vec<String> {
        if folded.len() < SHORTEST_STEMMED || !folded.chars().all(char::is_alphabetic) {
            return Vec::new();
        }
        let spanish = self.spanish(folded);
        let english = format!("{STEM}{}", self.english.stem(folded));
        if spanish == english { vec![spanish] } else { vec![spanish, english] }
    }

    /// The Spanish rules look for accents, and a person leaves them out: they are put back where one ending
    /// in two always has them.
    fn spanish(&self, folded: &str) -> String {
        let stem = match folded.strip_suffix("ion") {
            Some(head) if head.ends_with(['c', 's']) => {
                fold(&self.spanish.stem(&format!("{head}ión")))
            }
            _ => fold(&self.spanish.stem(folded)),
        };
        format!("{STEM}{stem}")
    }

    /// What a word that a person types is looked up under: any of these.
    pub(crate) fn wanted(&self, word: &str) -> Vec<String> {
        let folded = Self::folded(word);
        let stems = self.stems(&folded);
        if stems.is_empty() { vec![folded] } else { stems }
    }

    /// Every term that a word of a text is found under, its folded form first.
    pub(crate) fn all(&self, word: &str) -> Vec<String> {
        let folded = Self::folded(word);
        let mut terms = self.stems(&folded);
        terms.insert(0, folded);
        terms
    }
}

/// The tokenizer that tantivy is given: all terms of a word at the place of the word.
#[derive(Clone, Default)]
pub(crate) struct Words(Terms);

/// The terms of a text, ready to be handed over.
pub(crate) struct Stream {
    rest: std::vec::IntoIter<Token>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        let mut tokens = Vec::with_capacity(text.len() / 2);
        for (position, at) in words(text).enumerate() {
            let Some(word) = text.get(at.clone()) else { continue };
            tokens.extend(self.0.all(word).into_iter().map(|text| Token {
                offset_from: at.start,
                offset_to: at.end,
                position,
                text,
                position_length: 1,
            }));
        }
        Stream { rest: tokens.into_iter(), token: Token::default() }
    }
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        match self.rest.next() {
            Some(token) => {
                self.token = token;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
