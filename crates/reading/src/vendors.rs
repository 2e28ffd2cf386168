//! Companies and products known by name: `data/vendors.tsv`, our own list.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::fold::{fold, fold_name};
use rustc_hash::FxHashSet;

use crate::folded::Folded;
use crate::lexicon::{Lexicon, Shared};

/// A name of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    /// True for a product's, false for a company's.
    pub(crate) product: bool,
    /// True where it is also a plain word.
    pub(crate) also_word: bool,
}

fn names() -> impl Iterator<Item = (&'static str, Known)> {
    let table = include_str!("../data/vendors.tsv");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let cells = line.split('\t').take(2).enumerate();
        cells.flat_map(|(column, cell)| {
            cell.split('|').filter(|name| !name.is_empty()).map(move |name| {
                let known = Known { product: column == 1, also_word: name.starts_with('?') };
                (name.trim_start_matches('?'), known)
            })
        })
    })
}

pub(crate) static LEXICON: LazyLock<Lexicon<Known>> = LazyLock::new(|| {
    Lexicon::shared(Shared::Vendors, names().map(|(name, known)| (fold(name), known)))
});

static COMPANIES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let companies = names().filter(|(_, known)| !known.product);
    companies.map(|(name, _)| fold_name(name)).collect()
});

/// Companies and products of the list in a sentence, by places in its folded text: those written with a capital.
pub(crate) fn known(folded: &Folded<'_>) -> Vec<(Range<usize>, Known)> {
    let mut found = LEXICON.find_folded(folded);
    found.retain(|(at, _)| {
        folded.raw(at).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || folded.raw(at).chars().skip(1).any(char::is_uppercase)
    });
    found
}

/// True where the words are a company's name in the list.
pub(crate) fn is_known(name: &str) -> bool {
    COMPANIES.contains(&fold_name(name))
}
