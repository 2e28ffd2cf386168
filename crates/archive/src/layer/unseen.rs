//! Words of a PDF that nobody sees: off the part of the page that is shown, under a black box, in the
//! colour of the paper.
//!
//! What lies under or over a word is seen on a small picture of the page: where all of the word's box is
//! of one grey, no word can be read there. Pages with words on which that picture leaves a doubt are drawn
//! again, finer.

use std::ops::Range;

use super::joined::{Loose, Sheet};
use super::process::Given;
use super::raster::{self, Grey};
use super::shapes::Shape;
use crate::limits::Limits;

/// How fine the small pictures are, in dots per inch.
const GLANCE: u32 = 50;

/// How fine a page is drawn again where a glance does not tell: of all but the smallest words there is then no doubt.
const LOOK: u32 = 300;

/// How many pages a run makes small pictures of.
const RUN: usize = 32;

/// The most pages of a document that are drawn again.
const LOOKS: usize = 500;

/// A word lower or narrower than this many pixels is too small to be judged.
const SMALLEST: usize = 3;

/// Moves the boxes to where each page begins as it is shown, and takes out the words off it.
pub(crate) fn off_the_page(sheets: &mut [Sheet], shapes: &[Shape]) -> Vec<Sheet> {
    let mut hidden = Vec::new();
    for (sheet, shape) in sheets.iter_mut().zip(shapes) {
        let (across, down) = shape.offset();
        (sheet.width, sheet.height) = shape.size();
        for word in &mut sheet.words {
            let [left, top, right, bottom] = word.place;
            word.place = [left - across, top - down, right - across, bottom - down];
        }
        let (width, height) = (sheet.width, sheet.height);
        hidden.extend(take(sheet, |_, word| !is_on_page(word.place, width, height)));
    }
    hidden
}

/// Whether the middle of a place is on a page of this size.
pub(crate) fn is_on_page([left, top, right, bottom]: [f32; 4], width: f32, height: f32) -> bool {
    let (across, down) = (f32::midpoint(left, right), f32::midpoint(top, bottom));
    (0.0..=width).contains(&across) && (0.0..=height).contains(&down)
}

/// Takes out the words that can't be made out on a picture of their page. Pages on which a word could not
/// be judged are counted, and the word is left.
pub(crate) fn under_cover(
    file: &Given,
    sheets: &mut [Sheet],
    limits: &Limits,
) -> (Vec<Sheet>, usize) {
    let mut hidden = Vec::new();
    let mut unjudged = 0;
    let mut looks = LOOKS;
    for run in sheets.chunks_mut(RUN) {
        let with_words = |sheet: &&Sheet| !sheet.words.is_empty();
        let first = run.iter().find(with_words).map(|sheet| sheet.number);
        let last = run.iter().rfind(with_words).map(|sheet| sheet.number);
        let (Some(first), Some(last)) = (first, last) else { continue };
        let drawn = drawn(file, (first, last), GLANCE, limits);
        let mut rest = drawn.as_slice();
        for sheet in run.iter_mut().filter(|sheet| (first..=last).contains(&sheet.number)) {
            let picture = raster::next(rest);
            rest = picture.map_or(&[], |(_, after)| after);
            let mut sights: Vec<Sight> =
                sheet.words.iter().map(|word| glance(picture.map(|it| it.0), word)).collect();
            if looks > 0 && sights.contains(&Sight::Doubtful) {
                let told = look_again(file, sheet, &mut sights, limits);
                // A document that can't be drawn is not tried page by page for ever.
                looks = if told { looks - 1 } else { looks / 2 };
            }
            unjudged += usize::from(sights.contains(&Sight::Doubtful));
            hidden.extend(take(sheet, |nth, _| sights.get(nth) == Some(&Sight::Covered)));
        }
    }
    (hidden, unjudged)
}

/// What a picture tells of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sight {
    Seen,
    Covered,
    Doubtful,
}

/// Some pages as pictures; nothing where they could not be drawn as they are.
fn drawn(file: &Given, pages: (u32, u32), dpi: u32, limits: &Limits) -> Vec<u8> {
    match raster::pages(file, pages, dpi, limits) {
        // Without its font a word is not drawn at all.
        Ok(ran) if ran.status == Some(0) && !ran.errors.contains(" font for '") => ran.output,
        _ => Vec::new(),
    }
}

/// The columns and rows on a picture where the bodies of a word's letters stand: a bar drawn over them may
/// leave their ends free. The columns are those that the word touches, and those that are all its own.
fn body(word: &Loose, dpi: u32) -> (Range<usize>, Range<usize>, Range<usize>) {
    let pixel = |points: f32| (points * dpi as f32 / 72.0).max(0.0);
    let [left, top, right, bottom] = word.place.map(pixel);
    let quarter = (bottom - top) / 4.0;
    let touched = left.floor() as usize..right.ceil() as usize;
    let own = left.ceil() as usize..right.floor() as usize;
    let rows = (top + quarter).floor() as usize..(bottom - quarter).ceil() as usize;
    (touched, own, rows)
}

/// What the small picture tells. A dash has no body.
fn glance(picture: Option<Grey<'_>>, word: &Loose) -> Sight {
    if !word.text.contains(char::is_alphanumeric) {
        return Sight::Seen;
    }
    let (touched, own, rows) = body(word, GLANCE);
    match picture {
        Some(picture) if touched.len() >= SMALLEST && rows.len() >= SMALLEST => {
            if picture.is_even_in(touched, rows.clone()) {
                Sight::Covered
            } else if picture.is_even_in(own, rows) {
                // A thin letter between its edges, or a bar that ends where the word does.
                Sight::Doubtful
            } else {
                Sight::Seen
            }
        }
        _ => Sight::Doubtful,
    }
}

/// Draws a page again, finer, for the words in doubt. False where it can't be drawn.
fn look_again(file: &Given, sheet: &Sheet, sights: &mut [Sight], limits: &Limits) -> bool {
    let drawn = drawn(file, (sheet.number, sheet.number), LOOK, limits);
    let Some((picture, _)) = raster::next(&drawn) else { return false };
    for (sight, word) in sights.iter_mut().zip(&sheet.words) {
        let (_, own, rows) = body(word, LOOK);
        if *sight == Sight::Doubtful && own.len() >= SMALLEST && rows.len() >= SMALLEST {
            let is_covered = picture.is_even_in(own, rows);
            *sight = if is_covered { Sight::Covered } else { Sight::Seen };
        }
    }
    true
}

/// Takes some words out of a page: a page of only these, if there are any.
fn take(sheet: &mut Sheet, taken: impl Fn(usize, &Loose) -> bool) -> Option<Sheet> {
    let (mut out, mut kept) = (Vec::new(), Vec::new());
    for (nth, word) in std::mem::take(&mut sheet.words).into_iter().enumerate() {
        if taken(nth, &word) { out.push(word) } else { kept.push(word) }
    }
    sheet.words = kept;
    (!out.is_empty()).then_some(Sheet { words: out, ..*sheet })
}
