//! A text cut into pieces: words, marks around cited words, page numbers.
//!
//! Cited stretches may lie within each other, which nests, or cross, which HTML can't: a stretch that
//! crosses another is closed with it and goes on after it.

use std::ops::Range;

use register::public::PublicText;

/// A stretch to mark. `first` tells where its anchor goes, so a stretch has one anchor.
pub(crate) struct Cited<'a> {
    pub(crate) range: Range<usize>,
    /// The anchor of a quote; other roles have none.
    pub(crate) anchor: Option<&'a str>,
    /// The number of the fact on the page, and where the fact is told; nowhere, of what no fact says.
    pub(crate) number: usize,
    pub(crate) href: &'a str,
}

/// A piece of a marked text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Words, to be escaped.
    Text(&'a str),
    /// A mark begins, with its anchor if this is where the stretch begins.
    Open(Option<&'a str>),
    /// The innermost mark ends.
    Close,
    /// A quote ended: the way back to its fact.
    Back(usize, &'a str),
    /// A page begins.
    Page(u32),
}

/// Cuts a text into pieces. Stretches outside it, or that split a character, are left out.
pub(crate) fn pieces<'a>(text: &'a PublicText, cited: &'a [Cited<'a>]) -> Vec<Piece<'a>> {
    in_pieces(text.text(), text.pages(), cited)
}

fn in_pieces<'a>(text: &'a str, pages: &[(usize, u32)], cited: &'a [Cited<'a>]) -> Vec<Piece<'a>> {
    let mut cited: Vec<&Cited<'_>> = cited
        .iter()
        .filter(|c| text.get(c.range.clone()).is_some_and(|words| !words.is_empty()))
        .collect();
    // Where stretches begin together, the longest is outermost.
    cited.sort_by_key(|c| (c.range.start, usize::MAX - c.range.end, c.number));
    let mut cuts: Vec<usize> = cited
        .iter()
        .flat_map(|c| [c.range.start, c.range.end])
        .chain(pages.iter().map(|page| page.0))
        .chain([0, text.len()])
        .filter(|at| text.is_char_boundary(*at))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();

    let mut out = Vec::new();
    let mut open: Vec<&Cited<'_>> = Vec::new();
    let mut next = 0;
    let mut next_page = 0;
    for (index, at) in cuts.iter().copied().enumerate() {
        close_ended(&mut open, at, &mut out);
        while let Some(page) = pages.get(next_page).filter(|page| page.0 <= at) {
            out.push(Piece::Page(page.1));
            next_page += 1;
        }
        while let Some(begins) = cited.get(next).filter(|c| c.range.start == at) {
            out.push(Piece::Open(begins.anchor));
            open.push(begins);
            next += 1;
        }
        if let Some(words) = cuts.get(index + 1).and_then(|until| text.get(at..*until)) {
            out.push(Piece::Text(words));
        }
    }
    out
}

/// Closes the stretches that end at `at`, and opens again those that they crossed.
fn close_ended<'a>(open: &mut Vec<&'a Cited<'a>>, at: usize, out: &mut Vec<Piece<'a>>) {
    let Some(outermost) = open.iter().position(|c| c.range.end == at) else {
        return;
    };
    let crossed = open.split_off(outermost);
    out.extend(crossed.iter().map(|_| Piece::Close));
    let (ended, go_on): (Vec<_>, Vec<_>) = crossed.into_iter().partition(|c| c.range.end == at);
    for quote in ended.iter().filter(|c| c.anchor.is_some() && !c.href.is_empty()) {
        out.push(Piece::Back(quote.number, quote.href));
    }
    for stretch in go_on {
        out.push(Piece::Open(None));
        open.push(stretch);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cited(ranges: &[(usize, usize)]) -> Vec<Cited<'static>> {
        const ANCHORS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];
        ranges
            .iter()
            .zip(ANCHORS)
            .zip(1..)
            .map(|((&(start, end), anchor), number)| Cited {
                range: start..end,
                anchor: Some(anchor),
                number,
                href: "x",
            })
            .collect()
    }

    /// The pieces as one string: `[a:` opens, `]` closes, `#` leads back.
    fn drawn(text: &str, ranges: &[(usize, usize)]) -> String {
        let cited = cited(ranges);
        let draw = |piece: Piece<'_>| match piece {
            Piece::Text(words) => words.to_owned(),
            Piece::Open(anchor) => format!("[{}:", anchor.unwrap_or("")),
            Piece::Close => "]".to_owned(),
            Piece::Back(number, _) => format!("#{number}"),
            Piece::Page(number) => format!("|{number}|"),
        };
        in_pieces(text, &[], &cited).into_iter().map(draw).collect()
    }

    #[test]
    fn stretches_nest_cross_and_touch() {
        let cases: [(&[(usize, usize)], &str); 8] = [
            (&[], "abcdef"),
            (&[(1, 3)], "a[a:bc]#1def"),
            (&[(0, 6)], "[a:abcdef]#1"),
            (&[(2, 3), (1, 5)], "a[b:b[a:c]#1de]#2f"),
            (&[(0, 4), (2, 6)], "[a:ab[b:cd]]#1[:ef]#2"),
            (&[(0, 3), (3, 6)], "[a:abc]#1[b:def]#2"),
            (&[(1, 4), (1, 4)], "a[a:[b:bcd]]#1#2ef"),
            (&[(4, 4), (5, 9)], "abcdef"),
        ];
        for (ranges, expected) in cases {
            assert_eq!(drawn("abcdef", ranges), expected, "{ranges:?}");
        }
    }

    #[test]
    fn a_stretch_that_splits_a_character_is_left_out() {
        assert_eq!(drawn("aéb", &[(0, 2), (0, 3)]), "[b:aé]#2b");
    }

    proptest! {
        #[test]
        fn the_text_stays_the_text_and_every_stretch_has_its_words(
            text in "[aé€ \n]{0,40}",
            ranges in prop::collection::vec((0_usize..60, 0_usize..60), 0..8),
        ) {
            let cited = cited(&ranges);
            let pieces = in_pieces(&text, &[], &cited);
            let mut plain = String::new();
            let mut depth = 0_usize;
            for piece in &pieces {
                match piece {
                    Piece::Text(words) => plain.push_str(words),
                    Piece::Open(_) => depth += 1,
                    Piece::Close => {
                        prop_assert!(depth > 0);
                        depth -= 1;
                    }
                    Piece::Back(..) | Piece::Page(_) => {}
                }
            }
            prop_assert_eq!(depth, 0);
            prop_assert_eq!(&plain, &text);
            for stretch in &cited {
                let inside = text.get(stretch.range.clone()).filter(|words| !words.is_empty());
                let place = |wanted: &Piece<'_>| {
                    let at = pieces.iter().position(|piece| piece == wanted)?;
                    let before = pieces[..at].iter().map(|piece| match piece {
                        Piece::Text(words) => words.len(),
                        _ => 0,
                    });
                    Some(before.sum::<usize>())
                };
                let opens = place(&Piece::Open(stretch.anchor));
                let ends = place(&Piece::Back(stretch.number, "x"));
                prop_assert_eq!(opens, inside.map(|_| stretch.range.start));
                prop_assert_eq!(ends, inside.map(|_| stretch.range.end));
            }
        }
    }
}
