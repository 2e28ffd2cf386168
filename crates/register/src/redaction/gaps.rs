//! A layer with gaps in it, as the public reads it: everything that counts in its text counts in what is left.

use std::ops::Range;

use codebook::citation::Locator;
use codebook::{LayerId, Sha256, Span, TextLayer};

use super::{Cuts, GAP, cut};
use crate::public::PublicText;

impl Cuts {
    /// The id that what is left of a layer has in public: salted, and another one when something else is
    /// redacted, for what was cited before stands elsewhere then.
    pub(crate) fn shown_id(&self, salt: &Sha256, layer: LayerId) -> LayerId {
        let place = |at: usize| (at as u64).to_be_bytes();
        let places: Vec<[u8; 8]> = self
            .ranges(layer)
            .into_iter()
            .flat_map(|range| [place(range.start), place(range.end)])
            .collect();
        let mut parts: Vec<&[u8]> =
            vec![salt.as_bytes(), b"text with gaps", layer.digest().as_bytes()];
        parts.extend(places.iter().map(<[u8; 8]>::as_slice));
        LayerId::new(Sha256::of_parts(&parts))
    }

    /// Where a cited stretch stands in what is left of its layer.
    pub(crate) fn shown_range(&self, span: &Span) -> Range<usize> {
        let (cuts, range) = (self.ranges(span.layer()), span.range());
        shown(&cuts, range.start, false)..shown(&cuts, range.end, true)
    }

    /// What is left of a cited stretch.
    pub(crate) fn quote(&self, span: &Span) -> String {
        let range = span.range();
        let inside = |cut: Range<usize>| {
            let (start, end) = (cut.start.max(range.start), cut.end.min(range.end));
            (start < end).then(|| start - range.start..end - range.start)
        };
        let cuts: Vec<_> = self.ranges(span.layer()).into_iter().filter_map(inside).collect();
        let left = cut(span.quote(), &cuts);
        match span.locator() {
            Locator::Page { .. } if !self.is_empty() => in_one_line(&left),
            _ => left,
        }
    }

    /// What is left of a layer.
    pub(crate) fn text(&self, layer: &TextLayer, id: LayerId) -> PublicText {
        let whole = PublicText::from(layer);
        let cuts = self.ranges(layer.id());
        let mut text = cut(layer.text(), &cuts);
        if !whole.pages().is_empty() {
            text = in_one_line(&text);
        }
        let pages = pages(&text, whole.pages(), &cuts);
        PublicText::new(id, layer.extractor().clone(), text, pages)
    }
}

/// Where a place of a text stands in what is left of it; a place in a cut is where its gap begins, or `after` it.
fn shown(cuts: &[Range<usize>], at: usize, after: bool) -> usize {
    let (mut gone, mut gaps) = (0, 0);
    for cut in cuts.iter().take_while(|cut| cut.start < at) {
        let inside = at < cut.end;
        gone += at.min(cut.end) - cut.start;
        gaps += usize::from(!inside || after);
    }
    at - gone + gaps * GAP.len()
}

/// The text of pages without its lines, as many bytes as before: how far a line falls short of the others would
/// tell how much is missing in it.
fn in_one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// Where pages begin in what is left; none where a gap may hide how many there are.
fn pages(text: &str, all: &[(usize, u32)], cuts: &[Range<usize>]) -> Vec<(usize, u32)> {
    let is_cut = |at: &usize| cuts.iter().any(|cut| cut.start < *at && *at < cut.end);
    if all.iter().any(|(at, _)| is_cut(at)) {
        return Vec::new();
    }
    let left: Vec<_> = all.iter().map(|(at, page)| (shown(cuts, *at, false), *page)).collect();
    let ends = left.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let has_words = |(start, end): (usize, usize)| {
        text.get(start..end).is_some_and(|page| page.chars().any(char::is_alphanumeric))
    };
    match left.iter().map(|(at, _)| *at).zip(ends).all(has_words) {
        true => left,
        false => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Pieces of a text, every other one of them cut; and the cuts.
    fn joined(kept: &[String], lost: &[String]) -> (String, Vec<Range<usize>>) {
        let (mut text, mut cuts) = (String::new(), Vec::new());
        for (index, words) in kept.iter().enumerate() {
            text.push_str(words);
            if let Some(words) = lost.get(index) {
                cuts.push(text.len()..text.len() + words.len());
                text.push_str(words);
            }
        }
        (text, cuts)
    }

    proptest! {
        /// What is kept stands at the same place, whatever is lost before it.
        #[test]
        fn places_do_not_hang_on_what_is_cut(
            kept in prop::collection::vec("[a-zñ ]{1,9}", 2..6),
            one in prop::collection::vec("[A-ZÑ]{1,12}", 1..5),
            other in prop::collection::vec("[A-ZÑ]{1,12}", 4..5),
        ) {
            let other = &other[..one.len()];
            let lost = one.len().min(kept.len());
            let ((text, cuts), (second, others)) =
                (joined(&kept, &one[..lost]), joined(&kept, &other[..lost]));
            prop_assert_eq!(cut(&text, &cuts), cut(&second, &others));
            let left = cut(&text, &cuts);
            for words in &kept {
                let (at, there) = (text.find(words.as_str()).unwrap(), second.find(words.as_str()).unwrap());
                let place = shown(&cuts, at, false)..shown(&cuts, at + words.len(), true);
                let elsewhere = shown(&others, there, false)..shown(&others, there + words.len(), true);
                prop_assert_eq!(&place, &elsewhere);
                prop_assert_eq!(left.get(place), Some(words.as_str()));
            }
        }
    }

    #[test]
    fn a_stretch_that_begins_or_ends_in_a_cut_takes_its_gap_in() {
        let cuts = [4..9, 12..13];
        let gap = GAP.len();
        let cases = [
            ((0, 4), (0, 4)),
            ((0, 6), (0, 4 + gap)),
            ((6, 11), (4, 6 + gap)),
            ((9, 12), (4 + gap, 7 + gap)),
            ((5, 7), (4, 4 + gap)),
            ((12, 14), (7 + gap, 8 + 2 * gap)),
        ];
        for ((start, end), expected) in cases {
            let found = (shown(&cuts, start, false), shown(&cuts, end, true));
            assert_eq!(found, expected, "{start}..{end}");
        }
    }

    #[test]
    fn a_gap_over_pages_hides_where_they_begin() {
        let all = [(0, 1), (10, 2), (20, 3)];
        let text = "aaaaaaaaaabbbbbbbbbbcccccccccc";
        let cases: [(&[Range<usize>], usize); 4] =
            [(&[], 3), (&[2..4, 12..20], 3), (&[1..2, 8..22], 0), (&[1..2, 10..20], 0)];
        for (cuts, expected) in cases {
            assert_eq!(pages(&cut(text, cuts), &all, cuts).len(), expected, "{cuts:?}");
        }
    }
}
