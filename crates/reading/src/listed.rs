//! Names of our own lists that stand in a text as they are written: systems of public bodies (`data/systems.tsv`), laws
//! that they are judged by (`data/laws.tsv`) and organisations that speak of them (`data/organisations.tsv`).

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// A system, database or programme.
    System,
    /// An organisation that is no public body and sells nothing.
    Organisation,
    /// A statute, code, treaty or guideline.
    Law,
}

/// A name of a list, where a text has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) at: Range<usize>,
    pub(crate) of: Of,
    /// True where it is also a word, a place or capitals for something else.
    pub(crate) also_word: bool,
    /// Which line of its list it is in, whichever of its names is used.
    pub(crate) line: usize,
}

struct Lists {
    names: AhoCorasick,
    /// What each name means, at no place yet.
    meant: Vec<Known>,
}

const TABLES: [(Of, &str); 3] = [
    (Of::System, include_str!("../data/systems.tsv")),
    (Of::Organisation, include_str!("../data/organisations.tsv")),
    (Of::Law, include_str!("../data/laws.tsv")),
];

static LISTS: LazyLock<Option<Lists>> = LazyLock::new(|| {
    let (names, meant): (Vec<_>, Vec<_>) =
        TABLES.iter().flat_map(|(of, table)| names(*of, table)).unzip();
    let names = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names).ok()?;
    Some(Lists { names, meant })
});

fn names(of: Of, table: &'static str) -> impl Iterator<Item = (&'static str, Known)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let firsts = lines.filter_map(|line| line.split('\t').next()).enumerate();
    firsts.flat_map(move |(line, names)| {
        names.split('|').map(move |name| {
            let also_word = name.starts_with('?');
            (name.trim_start_matches('?'), Known { at: 0..0, of, also_word, line })
        })
    })
}

/// The names of the lists that stand in a text as they are written there, in order.
pub(crate) fn known(text: &str) -> impl Iterator<Item = Known> + '_ {
    let hits = LISTS.as_ref().into_iter().flat_map(move |lists| {
        let hits = lists.names.find_iter(text);
        hits.map(|hit| Known { at: hit.range(), ..lists.meant[hit.pattern().as_usize()].clone() })
    });
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    hits.filter(move |known| {
        !text[..known.at.start].ends_with(letter) && !text[known.at.end..].starts_with(letter)
    })
}

#[cfg(test)]
mod tests {
    use super::{LISTS, Of, known};

    #[test]
    fn names_stand_as_whole_words() {
        assert!(LISTS.is_some());
        let text = "Aadhaar, Aadhaarless, the IDENT database, Smart Sampa, Privacy International.";
        let found: Vec<_> = known(text).map(|k| (&text[k.at], k.of, k.also_word)).collect();
        let system = |name, also_word| (name, Of::System, also_word);
        assert_eq!(
            found,
            [
                system("Aadhaar", false),
                system("IDENT", true),
                system("Smart Sampa", false),
                ("Privacy International", Of::Organisation, false),
            ]
        );
    }
}
