//! The words that a pattern begins with, taken from the pattern itself: a list kept beside it by hand would
//! one day lack a word, and the pattern would silently be left out.

use regex_syntax::hir::literal::Extractor;

/// The first words (of letters `a` to `z`) of all that a finite pattern matches. A pattern that is not
/// finite, which a debug build would not let pass, has none.
pub(crate) fn first_words(pattern: &str) -> Vec<String> {
    const MOST: usize = 10_000;
    let parsed = regex_syntax::parse(pattern);
    debug_assert!(parsed.is_ok(), "{parsed:?}");
    let found = parsed.ok().map(|parsed| Extractor::new().limit_total(MOST).extract(&parsed));
    let found = found.filter(regex_syntax::hir::literal::Seq::is_finite);
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
