//! Dates, as exact as the text has them, Spanish and English.
//!
//! Words that dates stand around (months, years, "ago") are found first; what belongs to them is
//! read from the few bytes beside them, so that reading takes time in the length of the text.
//! A part that is not there stays open, unless the words ("last August") and the document's own
//! date settle it together.

mod anchors;
mod cells;
mod durations;
mod patterns;
mod relative;
mod scan;

use std::ops::Range;

use codebook::Edtf;
use codebook::edtf::Point;

pub(crate) use self::anchors::words;
pub(crate) use self::cells::cell;
pub(crate) use self::durations::{durations, units};
use self::scan::scan;
use crate::folded::{Folded, Found};
use crate::settled::Settled;

/// A date on its way, in the folded text.
#[derive(Debug, Clone)]
struct Piece {
    at: Range<usize>,
    value: Edtf,
    /// A month that is a date only beside another: "January" of "January to March".
    weak: bool,
}

/// The dates of a text, in order; of a stretch of time, both ends, each on words that say it.
pub(crate) fn dates(folded: &Folded<'_>, settled: &Settled) -> Vec<Found<Edtf>> {
    let mut found = Vec::new();
    let mut push = |at: &Range<usize>, value| found.push(Found { at: folded.back(at), value });
    for Joined { at, value, ends } in join(folded.text(), scan(folded, settled)) {
        match ends {
            Some([(first, from), (last, until)]) => {
                push(&first, from.into());
                push(&last, until.into());
            }
            None => push(&at, value),
        }
    }
    found
}

/// The dates and stretches of time of a text, in order; a stretch is one.
pub(crate) fn stretches(folded: &Folded<'_>, settled: &Settled) -> Vec<Found<Edtf>> {
    let joined = join(folded.text(), scan(folded, settled));
    joined.map(|one| Found { at: folded.back(&one.at), value: one.value }).collect()
}

struct Joined {
    at: Range<usize>,
    value: Edtf,
    /// Of a stretch of time, its ends, each on words that say it.
    ends: Option<[(Range<usize>, Point); 2]>,
}

/// Joins "January to March 2031" into one, and drops what is no date by itself.
fn join(text: &str, pieces: impl Iterator<Item = Piece>) -> impl Iterator<Item = Joined> {
    let mut pieces = pieces.peekable();
    std::iter::from_fn(move || {
        loop {
            let piece = pieces.next()?;
            if let Some(one) = pieces.peek().and_then(|next| span(text, &piece, next)) {
                pieces.next();
                return Some(one);
            }
            if !piece.weak {
                return Some(alone(piece));
            }
        }
    })
}

fn alone(Piece { at, value, .. }: Piece) -> Joined {
    let ends = match &value {
        Edtf::Span(Some(from), Some(until)) => Some([(at.clone(), *from), (at.clone(), *until)]),
        _ => None,
    };
    Joined { at, value, ends }
}

fn span(text: &str, a: &Piece, b: &Piece) -> Option<Joined> {
    let (Edtf::Point(from), Edtf::Point(until)) = (&a.value, &b.value) else { return None };
    let gap = text.get(a.at.end..b.at.start).filter(|gap| gap.len() <= 14)?;
    let (mut start, mut lone) = (a.at.start, true);
    match gap {
        "-" | " - " | " to " | " to the " | " until " | " till " | " through " | " thru "
        | " a " | " al " | " hasta " | " hasta el " | " al dia " => {}
        "/" if from.known_day().is_some() && until.known_day().is_some() => {}
        " and " | " y " | " y el " => {
            let before = text[..start].trim_end_matches(' ');
            let before = before.strip_suffix(" el").unwrap_or(before);
            start = ["between", "entre"].iter().find_map(|word| before.strip_suffix(word))?.len();
            lone = false;
        }
        _ => return None,
    }
    let filled = shared_year(*from, *until);
    let value = Edtf::Span(Some(filled), Some(*until));
    // One that ends before it begins is none.
    value.to_string().parse::<Edtf>().ok()?;
    let whole = start..b.at.end;
    let own = filled == *from && lone && !a.weak;
    let first = if own || filled == *from { a.at.clone() } else { whole.clone() };
    let ends = Some([(first, filled), (b.at.clone(), *until)]);
    Some(Joined { at: whole, value, ends })
}

/// "from 1 May to 30 June 2021": the year is said once for both.
fn shared_year(from: Point, until: Point) -> Point {
    let (None, Some(year)) = (from.known_year(), until.known_year()) else { return from };
    let Some(month) = from.known_month() else { return from };
    if until.known_month().is_none_or(|last| month > last) {
        return from;
    }
    let filled = match from.known_day() {
        Some(day) => Point::day(Some(year), month, day),
        None => Point::month(Some(year), month),
    };
    filled.unwrap_or(from)
}
