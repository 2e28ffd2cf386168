//! Dates as cells write them, that in a sentence might be a number or a code: a month and a year in digits
//! ("2031-05", "05/2031"), eight digits ("20310514"), and, where the document's date tells the century, a day or a month with
//! two digits for its year ("14/05/31", "Apr-31").

use std::sync::LazyLock;

use codebook::edtf::{Edtf, Point};

use super::anchors::{ANCHORS, Anchor};
use crate::folded::{Folded, Found, Pattern, pattern};
use crate::settled::Settled;

static MONTH: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})|(?P<first>\d{1,2})[-/.](?P<last>(?:19|20)\d{2}))(?:$|[ ,;(\[\]-])",
    )
});
static DAY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<a>\d{1,2})(?P<sign>[-/.])(?P<b>\d{1,2})(?P<again>[-/.])(?P<year>\d{2})(?:$|[ ,;(])",
    )
});
static EIGHT: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})$"));

static NAMED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?P<month>[a-z]{3,10})\.?[ '/-]{1,2}(?P<year>\d{2})$"));

/// The date that a cell begins with, where it is written so.
pub(crate) fn cell(folded: &Folded<'_>, settled: &Settled) -> Option<Found<Edtf>> {
    let text = folded.text();
    let lead = text.len() - text.trim_start().len();
    let words = text.trim();
    let (length, value) = month(words)
        .or_else(|| short_day(words, settled))
        .or_else(|| eight(words))
        .or_else(|| named_month(words, settled))?;
    Some(Found { at: folded.back(&(lead..lead + length)), value })
}

fn month(words: &str) -> Option<(usize, Edtf)> {
    let hit = MONTH.captures(words)?;
    let (year, month) = match (hit.name("year"), hit.name("month")) {
        (Some(year), Some(month)) => (year, month),
        _ => (hit.name("last")?, hit.name("first")?),
    };
    let end = year.end().max(month.end());
    // "2031-05-14" goes on, and "2031-32" is two years.
    let goes_on = words.get(end..).is_some_and(|rest| rest.starts_with(['-', '/', '.']));
    let number: i8 = month.as_str().parse().ok().filter(|month| (1..=12).contains(month))?;
    let point = Point::month(Some(year.as_str().parse().ok()?), number).ok()?;
    (!goes_on).then_some((end, point.into()))
}

/// "14/05/31": the day first or the month, as the document has it; either where that is open.
fn short_day(words: &str, settled: &Settled) -> Option<(usize, Edtf)> {
    let hit = DAY.captures(words)?;
    let sign = hit.name("sign")?.as_str();
    let short: i16 = hit.name("year")?.as_str().parse().ok()?;
    let year = settled.century(short)?;
    let (a, b) = (hit.name("a")?.as_str().parse().ok()?, hit.name("b")?.as_str().parse().ok()?);
    let value = settled.day(year, a, b, sign)?;
    (hit.name("again")?.as_str() == sign).then_some((hit.name("year")?.end(), value))
}

fn eight(words: &str) -> Option<(usize, Edtf)> {
    let hit = EIGHT.captures(words)?;
    let part = |name| hit.name(name).map(|part| part.as_str());
    let (year, month, day) = (part("year")?, part("month")?, part("day")?);
    let point =
        Point::day(Some(year.parse().ok()?), month.parse().ok()?, day.parse().ok()?).ok()?;
    Some((words.len(), point.into()))
}

/// "Apr-31", "abr. 31"
fn named_month(words: &str, settled: &Settled) -> Option<(usize, Edtf)> {
    let hit = NAMED.captures(words)?;
    let Anchor::Month { number, .. } = ANCHORS.get(hit.name("month")?.as_str())? else {
        return None;
    };
    let year = settled.century(hit.name("year")?.as_str().parse().ok()?)?;
    Some((words.len(), Point::month(Some(year), number).ok()?.into()))
}
