//! Passages: the pieces of a text that are searched, each small enough to show and to hold in memory.

use std::borrow::Cow;
use std::ops::Range;

/// A passage ends at the first good place after this many bytes.
const SHORT: usize = 900;
/// No passage is longer.
const LONG: usize = 1_800;

/// Cuts a text into passages, in order: together they are the text. They end at a blank line where one is
/// near, else at a line's end, else at a sentence's, else at a blank.
pub(crate) fn passages(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let end = end_of(text, start);
        let passage = start..end;
        start = end;
        Some(passage)
    })
}

fn end_of(text: &str, start: usize) -> usize {
    if text.len() - start <= LONG {
        return text.len();
    }
    let from = text.floor_char_boundary(start + SHORT);
    let until = text.floor_char_boundary(start + LONG);
    let near = text.get(from..until).unwrap_or_default();
    ["\n\n", "\n", ". ", " "]
        .into_iter()
        .find_map(|sign| near.find(sign).map(|at| from + at + sign.len()))
        .unwrap_or(until)
}

/// The text with what identifies natural persons blanked, byte for byte, so that every place in it stays
/// where it is: such numbers are neither found nor shown by a search.
pub(crate) fn blanked(text: &str) -> Cow<'_, str> {
    let hits = reading::identifiers_of_persons(text);
    if hits.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut blank = String::with_capacity(text.len());
    let mut after = 0;
    for hit in hits {
        blank.push_str(text.get(after..hit.start).unwrap_or_default());
        blank.extend(std::iter::repeat_n('*', hit.len()));
        after = hit.end;
    }
    blank.push_str(text.get(after..).unwrap_or_default());
    Cow::Owned(blank)
}
