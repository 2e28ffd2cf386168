//! What a pattern's own words tell of it: a list kept beside it by hand would one day lack a word, and the
//! pattern would silently be left out.

use regex_syntax::hir::literal::{ExtractKind, Extractor, Seq};
use regex_syntax::hir::{Hir, HirKind};

/// The first words (of letters `a` to `z`) of all that a finite pattern matches. A pattern that is not
/// finite, which a debug build would not let pass, has none.
pub(crate) fn first_words(pattern: &str) -> Vec<String> {
    const MOST: usize = 10_000;
    let parsed = regex_syntax::parse(pattern);
    debug_assert!(parsed.is_ok(), "{parsed:?}");
    let found = parsed.ok().map(|parsed| Extractor::new().limit_total(MOST).extract(&parsed));
    let found = found.filter(Seq::is_finite);
    debug_assert!(found.is_some(), "{pattern} begins with too much");
    let literals = found.as_ref().and_then(|found| found.literals()).unwrap_or_default();
    let word = |bytes: &[u8]| {
        let letters = bytes.iter().take_while(|byte| byte.is_ascii_lowercase());
        letters.map(|byte| char::from(*byte)).collect::<String>()
    };
    let mut words: Vec<String> = literals.iter().map(|found| word(found.as_bytes())).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// True where one of the words stands in whatever the pattern matches (small letters for capitals). Some
/// patterns of which it is so are too manifold to tell it.
pub(crate) fn always_holds(pattern: &str, words: &[&str]) -> bool {
    regex_syntax::parse(pattern).is_ok_and(|parsed| holds(&parsed, words))
}

fn holds(part: &Hir, words: &[&str]) -> bool {
    let told = match part.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(_) => false,
        HirKind::Literal(literal) => has_one(&literal.0, words),
        HirKind::Repetition(repeated) => repeated.min > 0 && holds(&repeated.sub, words),
        HirKind::Capture(capture) => holds(&capture.sub, words),
        HirKind::Alternation(parts) => parts.iter().all(|part| holds(part, words)),
        HirKind::Concat(parts) => {
            // A word may go over from one part into the next.
            parts.iter().any(|part| holds(part, words))
                || (1..parts.len()).any(|at| expands(&Hir::concat(parts[at..].to_vec()), words))
        }
    };
    told || expands(part, words)
}

/// The same, told from all that it can begin or end with.
fn expands(part: &Hir, words: &[&str]) -> bool {
    const MOST: usize = 2_000;
    [ExtractKind::Prefix, ExtractKind::Suffix].into_iter().any(|kind| {
        let found = Extractor::new().kind(kind).limit_total(MOST).limit_class(40).extract(part);
        let all = |found: &[regex_syntax::hir::literal::Literal]| {
            !found.is_empty() && found.iter().all(|one| has_one(one.as_bytes(), words))
        };
        found.literals().is_some_and(all)
    })
}

fn has_one(literal: &[u8], words: &[&str]) -> bool {
    let literal = literal.to_ascii_lowercase();
    let literal = String::from_utf8_lossy(&literal);
    words.iter().any(|word| literal.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_in_all_that_a_pattern_matches() {
        let cases = [
            (r"\b(?:fine[sd]|penalty)\b", "fine|penal", true),
            (r"\b(?:fine[sd]|penalty)\b", "fine", false),
            (r"\b(?:the )?(?:acquired|bought) by\b", "acquir|bought", true),
            (r"m(?:ulta|ulto)[a-z]*", "multa|multo", true),
            (r"(?:the|its) (?:service|tool)", " service| tool", true),
            (r"^service", " service", false),
            (r"(?:[a-z]+ )*(?:kept|held) for", "kept|held", true),
            (r"(?:kept|held)? for", "kept|held", false),
            (r"[Ss]istema [a-z]+", "sistema", true),
            (r"[a-z]+", "a", false),
        ];
        for (pattern, words, holds) in cases {
            let words: Vec<&str> = words.split('|').collect();
            assert_eq!(always_holds(pattern, &words), holds, "{pattern} with {words:?}");
        }
    }
}
