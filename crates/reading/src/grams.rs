//! Which runs of three and four bytes stand in a text, and which of them a pattern cannot do without, taken from the
//! pattern itself: most patterns are turned away from most sentences by these alone.
//!
//! Unlike the words of a hint these are kept by nobody, so that a pattern is never left out for a word that was
//! forgotten.

use regex_syntax::hir::literal::{ExtractKind, Extractor};
use regex_syntax::hir::{Hir, HirKind};

/// A run of bytes by its digest: few share one.
type Gram = u16;

/// How many bits a digest has: a sentence has some hundred runs.
const BITS: u32 = 13;

/// The runs of a text.
#[derive(Debug)]
pub(crate) struct Grams(Box<[u64; PARTS]>);

/// How many parts of 64 bits the digests have a bit in.
const PARTS: usize = (1 << BITS) / 64;

impl Grams {
    /// Those of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut grams = Self(Box::new([0; PARTS]));
        for run in text.as_bytes().windows(4) {
            let four = four(run);
            grams.add(digest(four));
            grams.add(digest(four & THREE));
        }
        if let Some(last) = text.as_bytes().last_chunk::<3>() {
            grams.add(three(last));
        }
        grams
    }

    fn add(&mut self, gram: Gram) {
        self.0[usize::from(gram / 64) % PARTS] |= 1 << (gram % 64);
    }

    // What a digest is divided by keeps it below `PARTS`, and that it is taken modulo that spares a check each time.
    fn has(&self, gram: Gram) -> bool {
        self.0[usize::from(gram / 64) % PARTS] & (1 << (gram % 64)) != 0
    }
}

/// All but the last byte of four.
const THREE: u32 = 0x00ff_ffff;

fn four(run: &[u8]) -> u32 {
    run.iter().rev().fold(0, |all, byte| all << 8 | u32::from(*byte))
}

fn three(run: &[u8]) -> Gram {
    digest(four(run))
}

fn digest(run: u32) -> Gram {
    (run.wrapping_mul(0x9e37_79b1) >> (u32::BITS - BITS)) as Gram
}

/// What a pattern cannot do without: one of these pairs, each the first and the last run of a literal. None where
/// nothing can be told.
#[derive(Debug)]
pub(crate) struct Needs(Option<Box<[(Gram, Gram)]>>);

impl Needs {
    /// Those of which nothing is known.
    pub(crate) const UNKNOWN: Self = Self(None);

    /// Those of a pattern. One of an author's `own` words needs their letters, folded.
    pub(crate) fn of(pattern: &Hir, own: bool) -> Self {
        let worthy = if own { lettered } else { worthy };
        let Some(literals) = needed(pattern, worthy) else { return Self(None) };
        let mut pairs: Vec<(Gram, Gram)> = literals.iter().map(|one| ends(one)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self(Some(pairs.into_boxed_slice()))
    }

    /// True where the pattern may match in a text with these runs, or in a part of it.
    pub(crate) fn may_match(&self, grams: &Grams) -> bool {
        let stands = |(first, last): &(Gram, Gram)| grams.has(*first) && grams.has(*last);
        self.0.as_ref().is_none_or(|pairs| pairs.iter().any(stands))
    }
}

/// The first and the last run of a literal of three bytes at least.
fn ends(literal: &[u8]) -> (Gram, Gram) {
    match (literal.first_chunk::<4>(), literal.last_chunk::<4>()) {
        (Some(first), Some(last)) => (digest(four(first)), digest(four(last))),
        _ => (three(literal), three(literal)),
    }
}

type Literals = Vec<Vec<u8>>;

/// What tells literals that turn many texts away.
type Worthy = fn(Literals) -> Option<Literals>;

/// Literals of which one stands in whatever a pattern matches: of those that can be told, those that stand in the
/// fewest texts.
fn needed(part: &Hir, worthy: Worthy) -> Option<Literals> {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(_) => None,
        HirKind::Literal(literal) => worthy(vec![literal.0.to_vec()]),
        HirKind::Repetition(repeated) if repeated.min > 0 => needed(&repeated.sub, worthy),
        HirKind::Repetition(_) => None,
        HirKind::Capture(capture) => needed(&capture.sub, worthy),
        HirKind::Alternation(parts) => {
            let each: Option<Vec<Literals>> =
                parts.iter().map(|part| needed(part, worthy)).collect();
            each.map(|each| each.concat()).or_else(|| begun(part, worthy))
        }
        HirKind::Concat(parts) => {
            let own = parts.iter().filter_map(|part| needed(part, worthy)).min_by_key(frequency);
            // A literal may go over from one part into the next.
            let over = |at: usize| begun(&Hir::concat(parts[at..].to_vec()), worthy);
            own.or_else(|| (0..parts.len()).filter_map(over).min_by_key(frequency))
        }
    }
}

/// All that a pattern can begin with, where each is long enough.
fn begun(part: &Hir, worthy: Worthy) -> Option<Literals> {
    let found = Extractor::new().kind(ExtractKind::Prefix).extract(part);
    let literals = found.literals()?;
    worthy(literals.iter().map(|literal| literal.as_bytes().to_vec()).collect())
}

fn worthy(literals: Literals) -> Option<Literals> {
    (!literals.is_empty() && literals.iter().all(|literal| literal.len() >= 3)).then_some(literals)
}

/// The longest run of letters and digits in each, folded as a text is: what else stands in it may be folded
/// otherwise beside other signs.
fn lettered(literals: Literals) -> Option<Literals> {
    let letter = |c: char| {
        let plain = codebook::fold::plain(c)?;
        plain.is_ascii_alphanumeric().then_some(plain as u8)
    };
    let longest = |literal: Vec<u8>| {
        let text = String::from_utf8_lossy(&literal);
        let folded: Vec<Option<u8>> = text.chars().map(letter).collect();
        let runs = folded.split(Option::is_none).map(|run| run.iter().flatten().copied());
        runs.map(Iterator::collect).max_by_key(Vec::len).unwrap_or_default()
    };
    worthy(literals.into_iter().map(longest).collect())
}

/// About how often one of them stands in a text: the shorter, the more often.
fn frequency(literals: &Literals) -> usize {
    let of = |literal: &Vec<u8>| match literal.len() {
        ..4 => 32,
        4 => 10,
        5 => 5,
        6 => 3,
        7 => 2,
        _ => 1,
    };
    literals.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_match(pattern: &str, text: &str) -> bool {
        let parsed = regex_syntax::parse(pattern).expect("a pattern");
        Needs::of(&parsed, false).may_match(&Grams::of(text))
    }

    #[test]
    fn an_authors_own_words_are_known_by_their_letters_folded() {
        let cases = [
            (r"(?:Señor|Doña) \p{Lu}", "La Señora Roe", true),
            (r"(?:Señor|Doña) \p{Lu}", "Doña Ana", true),
            (r"(?:Señor|Doña) \p{Lu}", "El senor", true),
            (r"(?:Señor|Doña) \p{Lu}", "El seor", false),
            (r"(?: \p{Lu}+)* (?:of|in) Arden-Sur", "in  ARDEN", true),
            (r"(?: \p{Lu}+)* (?:of|in) Arden-Sur", "in Ardan-Sur", false),
            (r"\p{Lu}+ of \p{Lu}+", "", true),
            (r"(?i)[Á-Ú]rea", "el AREA", true),
        ];
        for (pattern, text, may) in cases {
            let parsed = regex_syntax::parse(pattern).expect("a pattern");
            let folded = crate::folded::Folded::new(text, 0);
            let needs = Needs::of(&parsed, true);
            assert_eq!(needs.may_match(&Grams::of(folded.text())), may, "{pattern} on {text:?}");
        }
    }

    #[test]
    fn what_a_pattern_may_match_is_never_turned_away() {
        let cases = [
            (r"\b(?:signed|made)(?: on| this)* $", "it was signed on this ", true),
            (r"\b(?:signed|made)(?: on| this)* $", "it was read on this ", false),
            (r"\bus(?:o|ed|ing)\b", "su uso", true),
            (r"\bus(?:o|ed|ing)\b", "its use", false),
            (r"(?:kept|held)? for \d+", "it is for 3 days", true),
            (r"(?:kept|held)? for \d+", "it is from 3 days", false),
            (r"(?:kept|held)?", "", true),
            (r"[a-z]+ \d", "x 1", true),
            (r"a|^longer", "xa", true),
            (r"(?i)Arden", "aRDEN", true),
            (r"año|ano", "un año", true),
            (r"(?:ab){2}", "abab", true),
        ];
        for (pattern, text, may) in cases {
            assert_eq!(may_match(pattern, text), may, "{pattern} on {text:?}");
            let matches =
                regex_automata::meta::Regex::new(pattern).is_ok_and(|regex| regex.is_match(text));
            assert!(may || !matches, "{pattern} on {text:?}");
        }
    }
}
