//! What a word is that may be somebody's name.

use std::sync::LazyLock;

use fst::Map;

static WORDS: LazyLock<Option<Map<&'static [u8]>>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"));
    let words = Map::new(bytes);
    debug_assert!(words.is_ok(), "the index is not one of fst");
    words.ok()
});

/// What the table says of a word. Of most words that are nobody's name and of many names it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Word {
    /// A given name somewhere, and hardly ever another word.
    pub given: bool,
    /// A given name somewhere that is mostly another word: "Faith".
    pub also_given: bool,
    /// A surname somewhere, and hardly ever another word.
    pub surname: bool,
    /// An English or Spanish word that is mostly written small, and no name that is borne by many.
    pub ordinary: bool,
}

/// What a folded word is.
#[must_use]
pub fn word(folded: &str) -> Word {
    let letters = WORDS.as_ref().and_then(|words| words.get(folded)).unwrap_or_default();
    let letters = letters.to_le_bytes();
    Word {
        given: letters.contains(&b'G'),
        also_given: letters.contains(&b'g'),
        surname: letters.contains(&b'S'),
        ordinary: letters.contains(&b'O'),
    }
}
