//! The lines that come again at the top or the foot of every page.

use std::collections::HashMap;
use std::ops::Range;

use codebook::LayerMap;
use codebook::fold::fold;

/// So many lines of a page's top and foot are looked at.
const EDGE: usize = 3;
/// On so many pages a line must stand.
const PAGES: usize = 3;

/// Where they stand.
pub(super) fn lines(map: &LayerMap, text: &str) -> Vec<Range<usize>> {
    let pages = pages(map, text);
    if pages.len() < PAGES {
        return Vec::new();
    }
    let edges: Vec<(Range<usize>, String)> =
        pages.iter().flat_map(|page| edges(text, page)).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (_, words) in &edges {
        *times.entry(words).or_default() += 1;
    }
    let often = |words: &str| {
        times.get(words).is_some_and(|times| *times >= PAGES && *times * 2 >= pages.len())
    };
    edges.iter().filter(|(_, words)| often(words)).map(|(at, _)| at.clone()).collect()
}

/// The pages of a layer; form feeds part those of a plain text.
fn pages(map: &LayerMap, text: &str) -> Vec<Range<usize>> {
    if let LayerMap::Pages { pages } = map {
        let ends =
            |page: &codebook::layer::Page| Some(page.words.first()?.start..page.words.last()?.end);
        return pages.iter().filter_map(ends).collect();
    }
    if !text.contains('\u{c}') {
        return Vec::new();
    }
    let mut at = 0;
    text.split('\u{c}')
        .map(|page| {
            let range = at..at + page.len();
            at = range.end + 1;
            range
        })
        .collect()
}

/// The first and the last lines of a page, each with its words: page numbers aside.
fn edges(text: &str, page: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let mut lines = Vec::new();
    let mut at = page.start;
    for line in text.get(page.clone()).unwrap_or_default().split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push((at..at + line.len(), line));
        }
        at += line.len();
    }
    let foot = lines.len().saturating_sub(EDGE).max(EDGE);
    let edge = |place: &usize| *place < EDGE || *place >= foot;
    let edges = lines.into_iter().enumerate().filter(|(place, _)| edge(place));
    edges.map(|(_, (at, line))| (at, same(line))).collect()
}

/// A line as it is compared: the number of a page aside, and no other.
fn same(line: &str) -> String {
    const WORDS: &[&str] = &["page", "pagina", "pag", "p", "hoja", "folio", "of", "de", "no", ""];
    let folded = fold(line);
    let only = folded.split(|c: char| !c.is_alphabetic()).all(|word| WORDS.contains(&word));
    if only {
        folded.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
    } else {
        folded
    }
}
