//! Words with boxes, joined into a text: a blank between words, a line break between lines, an empty
//! line between paragraphs, a form feed before every page but the first that has words.

use codebook::layer::{Page, Word};

/// A page before it is joined.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sheet {
    /// From 1.
    pub(crate) number: u32,
    /// In points.
    pub(crate) width: f32,
    /// In points.
    pub(crate) height: f32,
    /// In reading order.
    pub(crate) words: Vec<Loose>,
}

/// A word before it is joined.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Loose {
    /// Neither empty nor with control characters.
    pub(crate) text: String,
    /// Left, top, right, bottom, in points from the page's upper left.
    pub(crate) place: [f32; 4],
    /// How sure a recogniser was of it, in hundredths.
    pub(crate) confidence: Option<u8>,
    /// Another program reads another number here.
    pub(crate) disputed: bool,
    /// What parts it from the word before it on the page.
    pub(crate) after: Gap,
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    Blank,
    Line,
    Paragraph,
}

/// Two words are in one line if they share this much of the lower one's height.
const SHARED: f32 = 0.5;

/// A gap that is this much of a line's height above the page's usual gap parts paragraphs.
const APART: f32 = 0.5;

/// Joins pages into a text and its map.
pub(crate) fn join(sheets: Vec<Sheet>) -> (String, Vec<Page>) {
    let mut text = String::new();
    let mut pages = Vec::with_capacity(sheets.len());
    for Sheet { number, width, height, words: loose } in sheets {
        let mut words = Vec::with_capacity(loose.len());
        for (nth, word) in loose.into_iter().enumerate() {
            text.push_str(match word.after {
                _ if text.is_empty() => "",
                _ if nth == 0 => "\n\u{c}",
                Gap::Blank => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
            let start = text.len();
            text.push_str(&word.text);
            let Loose { place, confidence, disputed, .. } = word;
            words.push(Word { start, end: text.len(), place, confidence, disputed });
        }
        pages.push(Page { number, width, height, words });
    }
    (text, pages)
}

/// Tells from the boxes of a page's words what parts them.
pub(crate) fn part(words: &mut [Loose]) {
    let usual = usual_gap(words);
    let mut before: Option<[f32; 4]> = None;
    for word in words {
        word.after = match before {
            None => Gap::Line,
            Some(before) if same_line(&before, &word.place) => Gap::Blank,
            Some(before) if gap(&before, &word.place) > usual + APART * tall(&word.place) => {
                Gap::Paragraph
            }
            Some(_) => Gap::Line,
        };
        before = Some(word.place);
    }
}

/// The (lower) median gap between a line and the one below it.
fn usual_gap(words: &[Loose]) -> f32 {
    let mut gaps: Vec<f32> = words
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if !same_line(&a.place, &b.place) => Some(gap(&a.place, &b.place)),
            _ => None,
        })
        .filter(|gap| *gap > -1.0)
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len().saturating_sub(1) / 2).copied().unwrap_or(0.0).max(0.0)
}

fn same_line(a: &[f32; 4], b: &[f32; 4]) -> bool {
    let shared = a[3].min(b[3]) - a[1].max(b[1]);
    shared > SHARED * tall(a).min(tall(b)) && b[0] >= a[0]
}

fn gap(above: &[f32; 4], below: &[f32; 4]) -> f32 {
    below[1] - above[3]
}

fn tall(place: &[f32; 4]) -> f32 {
    place[3] - place[1]
}
