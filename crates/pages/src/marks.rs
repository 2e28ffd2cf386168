//! A text cut into pieces: words, marks around cited words, page numbers.
//!
//! Cited stretches may lie within each other, which nests, or cross, which HTML can't: a stretch that
//! crosses another is closed with it and goes on after it.

use std::ops::Range;

use codebook::LayerMap;

/// A stretch to mark. `first` tells where its anchor goes, so a stretch has one anchor.
pub(crate) struct Cited<'a> {
    pub(crate) range: Range<usize>,
    /// The anchor of a quote; other roles have none.
    pub(crate) anchor: Option<&'a str>,
    /// The number of the fact on the page, and where the fact is told.
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

/// Cuts `text` into pieces. Stretches outside it, or that split a character, are left out.
pub(crate) fn pieces<'a>(text: &'a str, map: &LayerMap, cited: &'a [Cited<'a>]) -> Vec<Piece<'a>> {
    let mut cited: Vec<&Cited<'_>> = cited
        .iter()
        .filter(|c| text.get(c.range.clone()).is_some_and(|words| !words.is_empty()))
        .collect();
    // Where stretches begin together, the longest is outermost.
    cited.sort_by_key(|c| (c.range.start, usize::MAX - c.range.end, c.number));
    let pages = page_starts(map);
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
    for quote in ended.iter().filter(|c| c.anchor.is_some()) {
        out.push(Piece::Back(quote.number, quote.href));
    }
    for stretch in go_on {
        out.push(Piece::Open(None));
        open.push(stretch);
    }
}

/// Where each page's first word stands.
fn page_starts(map: &LayerMap) -> Vec<(usize, u32)> {
    match map {
        LayerMap::Pages { pages } => pages
            .iter()
            .filter_map(|page| page.words.first().map(|word| (word.start, page.number)))
            .collect(),
        _ => Vec::new(),
    }
}
