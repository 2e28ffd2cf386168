//! Where the pages of a published list begin: at things that their own ids choose, so that one thing more or less changes the
//! page on which it stands, and hardly ever another one.
//!
//! A thing begins a page where the last digits of its id are the least of all things up to so many places before it and
//! after it. So a page has more things than that, and twice as many on average; a list of fewer is one page. A page that is
//! not the first is numbered by its first thing, not counted, so that its address stays when others come before it.

use std::collections::{BTreeMap, HashSet};

use codebook::{EntityId, PublicSourceId, Sha256};
use serde::{Deserialize, Serialize};

/// Something that can begin a page.
pub(crate) trait Thing: Copy {
    /// Digits of its id, which are as good as chance.
    fn digits(self) -> u64;
}

impl Thing for EntityId {
    fn digits(self) -> u64 {
        self.last()
    }
}

impl Thing for PublicSourceId {
    fn digits(self) -> u64 {
        self.last()
    }
}

/// A list, cut into pages.
#[derive(Debug)]
pub(crate) struct Cut<T> {
    things: Vec<T>,
    pieces: Vec<Piece>,
    /// How many there are in all: the list may show the first of them only.
    pub(crate) total: u64,
}

/// A page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) number: u32,
    from: usize,
    to: usize,
    /// A digest of which things stand on it, and of the pages that it leads to.
    print: u64,
}

/// The pages that a page of a list leads to, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Beside {
    pub(crate) before: Option<u32>,
    pub(crate) after: Option<u32>,
}

impl<T: Thing> Cut<T> {
    /// Cuts a list in pages of more than `apart` things.
    pub(crate) fn all(things: Vec<T>, apart: usize) -> Self {
        let (total, begin, end) = (things.len() as u64, begin(&things, apart), things.len());
        Self::of(things, &begin, end, total)
    }

    /// Cuts the beginning of a list of so many, in so many pages at most.
    pub(crate) fn first(things: Vec<T>, apart: usize, pages: usize, total: u64) -> Self {
        let mut begin = begin(&things, apart);
        let end = begin.get(pages).copied().unwrap_or(things.len());
        begin.truncate(pages);
        Self::of(things, &begin, end, total)
    }

    fn of(mut things: Vec<T>, begin: &[usize], end: usize, total: u64) -> Self {
        things.truncate(end);
        let ends = begin.iter().skip(1).copied().chain([end]);
        let (mut pieces, mut known) = (Vec::<Piece>::new(), HashSet::new());
        for (from, to) in begin.iter().copied().zip(ends) {
            let number = things.get(from).map_or(1, |thing| number(thing.digits()));
            match pieces.last_mut() {
                // Of two pages with one number the second is none.
                Some(last) if !known.insert(number) => last.to = to,
                Some(_) => pieces.push(Piece { number, from, to, print: 0 }),
                None => pieces.push(Piece { number: 1, from, to, print: 0 }),
            }
        }
        let mut cut = Self { things, pieces, total };
        for at in 0..cut.pieces.len() {
            let print = cut.print(at);
            if let Some(piece) = cut.pieces.get_mut(at) {
                piece.print = print;
            }
        }
        cut
    }

    fn print(&self, at: usize) -> u64 {
        let Some(piece) = self.pieces.get(at) else { return 0 };
        let beside = self.beside(piece.number);
        let mut told = Vec::new();
        for number in beside.iter().flat_map(|beside| [beside.before, beside.after]) {
            told.extend(number.unwrap_or_default().to_be_bytes());
        }
        told.push(u8::from(self.has_more()));
        told.extend(self.on(piece).iter().flat_map(|thing| thing.digits().to_be_bytes()));
        let digest = Sha256::of(&told);
        let (first, _) = digest.as_bytes().split_at(8);
        first.iter().fold(0, |print, byte| print << 8 | u64::from(*byte))
    }

    /// The pages, in order.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    fn at(&self, number: u32) -> Option<usize> {
        self.pieces.iter().position(|piece| piece.number == number)
    }

    /// The page with a number.
    pub(crate) fn piece(&self, number: u32) -> Option<&Piece> {
        self.pieces.get(self.at(number)?)
    }

    /// What stands on a page.
    pub(crate) fn on(&self, piece: &Piece) -> &[T] {
        self.things.get(piece.from..piece.to).unwrap_or_default()
    }

    /// What a page leads to; `None` where there is only one.
    pub(crate) fn beside(&self, number: u32) -> Option<Beside> {
        let (at, more) = (self.at(number)?, self.pieces.len() > 1);
        let number = |at: usize| self.pieces.get(at).map(|piece| piece.number);
        let before = at.checked_sub(1).and_then(number);
        more.then(|| Beside { before, after: number(at + 1) })
    }

    /// True where it shows the first of them only.
    pub(crate) fn has_more(&self) -> bool {
        (self.things.len() as u64) < self.total
    }

    /// What of it is kept from one publish to the next.
    pub(crate) fn kept(&self) -> Prints {
        let pages = self.pieces.iter().map(|piece| (piece.number, piece.print)).collect();
        let digits = |piece: &Piece| self.on(piece).iter().map(|thing| thing.digits()).collect();
        let shown = self.pieces.iter().map(digits).collect();
        Prints { total: self.total, pages, shown }
    }
}

/// Where pages begin.
fn begin<T: Thing>(things: &[T], apart: usize) -> Vec<usize> {
    let lot = |at: usize| things.get(at).map_or(0, |thing| thing.digits() & 0xffff_ffff);
    let is_least = |at: &usize| {
        let mut others = (1..=apart).flat_map(|by| [at - by, at + by]);
        others.all(|other| lot(other) > lot(*at))
    };
    let inside = apart..things.len().saturating_sub(apart).max(apart);
    std::iter::once(0).chain(inside.filter(is_least)).collect()
}

/// The number of a page that begins with such a thing: never that of the first, or none.
fn number(digits: u64) -> u32 {
    u32::try_from(digits >> 32).unwrap_or_default().max(2)
}

/// What pages of a list showed: by their numbers, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Prints {
    pub(crate) total: u64,
    pages: Vec<(u32, u64)>,
    /// Digits of what stands on each: where it changes and does not move, the list need not be asked for.
    shown: Vec<Vec<u64>>,
}

impl Prints {
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.pages.iter().map(|(number, _)| *number)
    }

    /// The number of the page that such a thing stands on, where it is shown.
    pub(crate) fn page_of(&self, digits: u64) -> Option<u32> {
        let at = self.shown.iter().position(|shown| shown.contains(&digits))?;
        self.pages.get(at).map(|(number, _)| *number)
    }

    /// True where that page showed the same things, and led to the same pages.
    pub(crate) fn has(&self, piece: &Piece) -> bool {
        self.pages.contains(&(piece.number, piece.print))
    }
}

/// How the lists of a published site were cut, by the paths of their first pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cuts(pub(crate) BTreeMap<String, Prints>);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const APART: usize = 10;

    fn entity(number: u32) -> EntityId {
        EntityId::from_digest(&Sha256::of(&number.to_be_bytes()))
    }

    fn cut(numbers: &[u32]) -> Cut<EntityId> {
        Cut::all(numbers.iter().copied().map(entity).collect(), APART)
    }

    #[test]
    fn few_things_are_one_page() {
        for few in [0, 1, 20] {
            let cut = cut(&(0..few).collect::<Vec<_>>());
            assert_eq!(cut.pieces().len(), 1, "{few}");
            assert_eq!(cut.beside(1), None, "{few}");
        }
    }

    #[test]
    fn it_is_known_where_each_thing_stands() {
        let things: Vec<EntityId> = (0..900).map(entity).collect();
        for cut in [Cut::all(things.clone(), APART), Cut::first(things.clone(), APART, 3, 900)] {
            let kept = cut.kept();
            for thing in &things {
                let stands = cut.pieces().iter().find(|piece| cut.on(piece).contains(thing));
                assert!(stands.is_some() || cut.has_more());
                assert_eq!(kept.page_of(thing.digits()), stands.map(|piece| piece.number));
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn pages_are_all_of_a_list_and_lead_from_one_to_the_next(many in 0_u32..900) {
            let numbers: Vec<u32> = (0..many).collect();
            let cut = cut(&numbers);
            let (mut shown, mut at) = (Vec::new(), Some(1));
            while let Some(number) = at {
                let piece = cut.piece(number).unwrap();
                prop_assert!(cut.pieces().len() == 1 || cut.on(piece).len() >= APART);
                prop_assert!(cut.on(piece).len() <= 12 * APART, "{}", cut.on(piece).len());
                shown.extend_from_slice(cut.on(piece));
                at = cut.beside(number).and_then(|beside| beside.after);
            }
            prop_assert_eq!(shown, numbers.into_iter().map(entity).collect::<Vec<_>>());
        }

        #[test]
        fn one_thing_more_leaves_almost_all_pages_as_they_are(place in 0_usize..900, new in 1_000_u32..9_000) {
            let mut numbers: Vec<u32> = (0..900).collect();
            let before = cut(&numbers).kept();
            numbers.insert(place, new);
            let after = cut(&numbers);
            let other = after.pieces().iter().filter(|piece| !before.has(piece)).count();
            prop_assert!((1..=7).contains(&other), "{} of {}", other, after.pieces().len());
        }

        #[test]
        fn the_beginning_of_a_list_is_cut_as_all_of_it(pages in 1_usize..6) {
            let things: Vec<EntityId> = (0..900).map(entity).collect();
            let (all, total) = (cut(&(0..900).collect::<Vec<_>>()), 900);
            let first = Cut::first(things.iter().copied().take(40 * pages).collect(), APART, pages, total);
            prop_assert_eq!(first.pieces().len().min(pages), first.pieces().len());
            let same = first.pieces().iter().zip(all.pieces()).filter(|(a, b)| a.number == b.number);
            prop_assert_eq!(same.count(), first.pieces().len());
            prop_assert!(first.has_more());
        }
    }
}
