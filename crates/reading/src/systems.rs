//! Systems, databases and programmes of public bodies known by name: `data/systems.tsv`, our own list.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// A name of the list, where a text has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) at: Range<usize>,
    /// True where it is also a word, a place or capitals for something else.
    pub(crate) also_word: bool,
    /// Which system of the list it is, whichever of its names is used.
    pub(crate) system: usize,
}

struct List {
    names: AhoCorasick,
    /// Of each name, whether it is also a word, and which system's it is.
    meant: Vec<(bool, usize)>,
}

static LIST: LazyLock<Option<List>> = LazyLock::new(|| {
    let table = include_str!("../data/systems.tsv");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let systems = lines.filter_map(|line| line.split('\t').next()).enumerate();
    let all = systems.flat_map(|(system, names)| names.split('|').map(move |name| (name, system)));
    let (names, meant): (Vec<_>, Vec<_>) = all
        .map(|(name, system)| (name.trim_start_matches('?'), (name.starts_with('?'), system)))
        .unzip();
    let names = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names).ok()?;
    Some(List { names, meant })
});

/// The names of the list that stand in a text as they are written there, in order.
pub(crate) fn known(text: &str) -> impl Iterator<Item = Known> + '_ {
    let list = LIST.as_ref();
    let hits = list.into_iter().flat_map(move |list| {
        let hits = list.names.find_iter(text);
        hits.map(|hit| {
            let (also_word, system) = list.meant[hit.pattern().as_usize()];
            Known { at: hit.range(), also_word, system }
        })
    });
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    hits.filter(move |known| {
        !text[..known.at.start].ends_with(letter) && !text[known.at.end..].starts_with(letter)
    })
}

#[cfg(test)]
mod tests {
    use super::{LIST, known};

    #[test]
    fn names_stand_as_whole_words() {
        assert!(LIST.is_some());
        let text = "Aadhaar, Aadhaarless, the IDENT database, Smart Sampa.";
        let found: Vec<_> = known(text).map(|known| (&text[known.at], known.also_word)).collect();
        assert_eq!(found, [("Aadhaar", false), ("IDENT", true), ("Smart Sampa", false)]);
    }
}
