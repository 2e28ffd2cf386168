//! Words of a PDF that nobody sees: off the part of the page that is shown, under a black box, in the
//! colour of the paper.
//!
//! What lies under or over a word is seen on a small picture of the page: where all of the word's box is
//! of one grey, no word can be read there.

use super::joined::{Loose, Sheet};
use super::raster::{self, Grey};
use super::shapes::Shape;
use crate::limits::Limits;

/// How fine the small pictures are, in dots per inch.
const GLANCE: u32 = 50;

/// How many pages a run makes pictures of.
const RUN: usize = 32;

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
        hidden.extend(take(sheet, |word| !is_on_page(word.place, width, height)));
    }
    hidden
}

/// Whether the middle of a place is on a page of this size.
pub(crate) fn is_on_page([left, top, right, bottom]: [f32; 4], width: f32, height: f32) -> bool {
    let (across, down) = (f32::midpoint(left, right), f32::midpoint(top, bottom));
    (0.0..=width).contains(&across) && (0.0..=height).contains(&down)
}

/// Takes out the words that can't be made out on a picture of their page. Pages that no picture could be
/// made of are left as they are, and counted.
pub(crate) fn under_cover(
    file: &str,
    sheets: &mut [Sheet],
    limits: &Limits,
) -> (Vec<Sheet>, usize) {
    let mut hidden = Vec::new();
    let mut unjudged = 0;
    for run in sheets.chunks_mut(RUN) {
        let with_words = |sheet: &&Sheet| !sheet.words.is_empty();
        let first = run.iter().find(with_words).map(|sheet| sheet.number);
        let last = run.iter().rfind(with_words).map(|sheet| sheet.number);
        let (Some(first), Some(last)) = (first, last) else { continue };
        let made = raster::pages(file, (first, last), GLANCE, limits);
        let output = match &made {
            // Without its font a word is not drawn at all.
            Ok(ran) if ran.status == Some(0) && !ran.errors.contains(" font for '") => &ran.output,
            _ => &Vec::new(),
        };
        let mut rest = output.as_slice();
        for sheet in run.iter_mut().filter(|sheet| (first..=last).contains(&sheet.number)) {
            let Some((picture, after)) = raster::next(rest) else {
                unjudged += usize::from(!sheet.words.is_empty());
                continue;
            };
            rest = after;
            hidden.extend(take(sheet, |word| is_covered(&picture, word)));
        }
    }
    (hidden, unjudged)
}

/// Whether nothing can be made out where the bodies of the word's letters stand: a bar drawn over them
/// may leave their ends free, and a dash has none.
fn is_covered(picture: &Grey<'_>, word: &Loose) -> bool {
    let pixel = |points: f32| (points * GLANCE as f32 / 72.0).max(0.0);
    let [left, top, right, bottom] = word.place.map(pixel);
    let quarter = (bottom - top) / 4.0;
    let columns = left.floor() as usize..right.ceil() as usize;
    let rows = (top + quarter).floor() as usize..(bottom - quarter).ceil() as usize;
    columns.len() >= SMALLEST
        && rows.len() >= SMALLEST
        && word.text.contains(char::is_alphanumeric)
        && picture.is_even_in(columns, rows)
}

/// Takes some words out of a page: a page of only these, if there are any.
fn take(sheet: &mut Sheet, taken: impl Fn(&Loose) -> bool) -> Option<Sheet> {
    if !sheet.words.iter().any(&taken) {
        return None;
    }
    let all = std::mem::take(&mut sheet.words);
    let (out, kept) = all.into_iter().partition(taken);
    sheet.words = kept;
    Some(Sheet { words: out, ..*sheet })
}
