//! A text cut at the ends of what is cited in it: pure, and the text stays the text.

use std::ops::Range;

/// A cited stretch of a text layer, for the proposal of that place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cited {
    pub(crate) range: Range<usize>,
    pub(crate) of: usize,
    /// True for the words of the value itself.
    pub(crate) is_value: bool,
}

/// Stands for no proposal: the words are those that somebody looked for.
pub(crate) const SOUGHT: usize = usize::MAX;

/// Words, and the proposals that cite them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    /// Proposals whose quote they are part of.
    pub(crate) quotes: Vec<usize>,
    /// Proposals whose value they are part of.
    pub(crate) values: Vec<usize>,
}

impl Piece {
    /// The places in the list, as the scripts read them.
    pub(crate) fn quoted(&self) -> String {
        joined(&self.quotes)
    }

    pub(crate) fn valued(&self) -> String {
        joined(&self.values)
    }

    /// True for words that somebody looked for.
    pub(crate) fn is_sought(&self) -> bool {
        self.quotes.contains(&SOUGHT)
    }

    /// How they are marked where the proposal of that place is under the cursor.
    pub(crate) fn class(&self, here: &Option<usize>) -> &'static str {
        let is_in = |places: &[usize]| here.is_some_and(|here| places.contains(&here));
        match (is_in(&self.quotes), is_in(&self.values)) {
            (_, true) => "here value",
            (true, false) => "here",
            (false, false) if self.is_sought() => "sought",
            (false, false) => "",
        }
    }
}

fn joined(places: &[usize]) -> String {
    let of = places.iter().filter(|place| **place != SOUGHT);
    of.map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// Those that cite words of a stretch: quotes first, then values; each once.
pub(crate) fn citing(range: &Range<usize>, cited: &[Cited]) -> (Vec<usize>, Vec<usize>) {
    let such = |is_value| {
        let mut places: Vec<usize> = cited
            .iter()
            .filter(|one| one.is_value == is_value && meet(&one.range, range))
            .map(|one| one.of)
            .collect();
        places.dedup();
        places
    };
    (such(false), such(true))
}

fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Cuts a stretch of `text` into pieces. Ends of cited stretches that split a character don't cut.
pub(crate) fn pieces(text: &str, range: Range<usize>, cited: &[Cited]) -> Vec<Piece> {
    let inside: Vec<Cited> = cited.iter().filter(|one| meet(&one.range, &range)).cloned().collect();
    let ends = inside.iter().flat_map(|one| [one.range.start, one.range.end]);
    let mut cuts: Vec<usize> = ends
        .filter(|at| range.start < *at && *at < range.end && text.is_char_boundary(*at))
        .chain([range.start, range.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces = Vec::with_capacity(cuts.len());
    for (from, until) in cuts.iter().zip(cuts.iter().skip(1)) {
        let Some(words) = text.get(*from..*until).filter(|words| !words.is_empty()) else {
            continue;
        };
        let (quotes, values) = citing(&(*from..*until), &inside);
        pieces.push(Piece { text: words.to_owned(), quotes, values });
    }
    pieces
}

/// The nearest place at or before `at` that does not split a character.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// The lines of a stretch, each with the place where it begins; without the breaks at their ends.
pub(crate) fn lines(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut at = range.start;
    for line in text.get(range).unwrap_or_default().split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        lines.push(at..at + words.len());
        at += line.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Stretch = (usize, usize, bool);

    fn drawn(text: &str, cited: &[Stretch]) -> String {
        let cited: Vec<Cited> = cited
            .iter()
            .enumerate()
            .map(|(of, &(start, end, is_value))| Cited { range: start..end, of, is_value })
            .collect();
        let draw = |piece: Piece| match (piece.quoted(), piece.valued()) {
            (quotes, values) if quotes.is_empty() && values.is_empty() => piece.text,
            (quotes, values) => format!("[{quotes}/{values}:{}]", piece.text),
        };
        pieces(text, 0..text.len(), &cited).into_iter().map(draw).collect()
    }

    #[test]
    fn stretches_nest_cross_and_touch() {
        let cases: [(&[Stretch], &str); 5] = [
            (&[], "abcdef"),
            (&[(1, 3, false)], "a[0/:bc]def"),
            (&[(0, 4, false), (2, 6, false)], "[0/:ab][0 1/:cd][1/:ef]"),
            (&[(1, 5, false), (2, 3, true)], "a[0/:b][0/1:c][0/:de]f"),
            (&[(0, 90, false)], "[0/:abcdef]"),
        ];
        for (cited, expected) in cases {
            assert_eq!(drawn("abcdef", cited), expected, "{cited:?}");
        }
    }

    #[test]
    fn lines_lose_their_breaks_and_keep_their_places() {
        let text = "uno\r\ndos\n\ntres";
        let found: Vec<&str> =
            lines(text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["uno", "dos", "", "tres"]);
        assert_eq!(lines(text, 5..text.len())[0], 5..8);
    }

    proptest! {
        #[test]
        fn the_text_stays_the_text(
            text in "[aé€ \n]{0,40}",
            cited in prop::collection::vec((0_usize..60, 0_usize..60, any::<bool>()), 0..8),
        ) {
            let cited: Vec<Cited> = cited
                .into_iter()
                .enumerate()
                .map(|(of, (start, end, is_value))| Cited { range: start..end, of, is_value })
                .collect();
            let whole: String =
                pieces(&text, 0..text.len(), &cited).into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
