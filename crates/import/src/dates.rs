//! Dates in cells.

use codebook::edtf::{Edtf, Point};
use codebook::{SourceMeta, Value};
use reading::recognise::{Recogniser, recognise};

use crate::mapping::DateOrder;

/// The date that a cell's words are: as ISO 8601 or EDTF has it, in the mapping's order, or in words.
pub(crate) fn date(
    words: &str,
    order: Option<DateOrder>,
    meta: &SourceMeta,
) -> Result<Edtf, String> {
    let words = words.trim();
    if words.split('/').any(|part| may_be_years(part, order)) {
        return Err(
            "it may be a part of a year, or a span of years; say which, as words = { \"2021-22\" = \"2021/2022\" }"
                .to_owned(),
        );
    }
    if let Ok(date) = without_time(words).parse() {
        return Ok(date);
    }
    if let Some(numbers) = numbers(without_time(words)) {
        return numeric(&numbers, order);
    }
    let found: Vec<Edtf> = recognise(Recogniser::Dates, words, None, meta)
        .into_iter()
        .filter_map(|found| match found.value {
            Value::Date(date) => Some(date),
            _ => None,
        })
        .collect();
    match found.as_slice() {
        [date] => Ok(date.clone()),
        [] => Err("expected a date".to_owned()),
        _ => Err("it holds several dates; a cell says one".to_owned()),
    }
}

/// True for what EDTF reads as a month, a season or a quarter and many write for a span of years: `2021-22`.
/// A month is taken for one where the mapping says that the year comes first, or no next year is meant.
fn may_be_years(words: &str, order: Option<DateOrder>) -> bool {
    let bare = words.trim().trim_end_matches(['~', '?', '%']);
    let parts = bare.split_once('-').filter(|(year, part)| year.len() == 4 && part.len() == 2);
    let numbers = parts.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let Some((year, part)): Option<(u16, u16)> = numbers else { return false };
    match part {
        1..=12 => part == (year + 1) % 100 && order != Some(DateOrder::Ymd),
        // "2021-24", but not "2024-21"
        21..=24 | 33..=36 | 40 | 41 => part > year % 100,
        _ => false,
    }
}

/// What stands before the time of day.
fn without_time(words: &str) -> &str {
    let end = words.find(['T', ' ']).filter(|end| {
        let time = words.get(end + 1..).unwrap_or_default();
        time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit())
    });
    end.and_then(|end| words.get(..end)).unwrap_or(words)
}

/// The three numbers of a numeric date, as written.
fn numbers(words: &str) -> Option<[&str; 3]> {
    let mut parts = words.split(['/', '-', '.']);
    let numbers = [parts.next()?, parts.next()?, parts.next()?];
    let digits = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (parts.next().is_none() && numbers.iter().all(digits)).then_some(numbers)
}

fn numeric(numbers: &[&str; 3], order: Option<DateOrder>) -> Result<Edtf, String> {
    let [a, b, c] = numbers;
    let order = match order {
        _ if a.len() == 4 => DateOrder::Ymd,
        Some(DateOrder::Ymd) => return Err("expected the year first, with four digits".to_owned()),
        Some(order) => order,
        None => told(a, b).ok_or_else(|| {
            "day and month can't be told apart; say dates = \"dmy\" or \"mdy\"".to_owned()
        })?,
    };
    let (year, month, day) = match order {
        DateOrder::Ymd => (a, b, c),
        DateOrder::Dmy => (c, b, a),
        DateOrder::Mdy => (c, a, b),
    };
    if year.len() != 4 {
        return Err("the year must be written with four digits".to_owned());
    }
    let none = |_| "there is no such day".to_owned();
    let (year, month, day) =
        (year.parse().map_err(none)?, month.parse().map_err(none)?, day.parse().map_err(none)?);
    Point::day(Some(year), month, day).map(Edtf::Point).map_err(|error| error.to_string())
}

/// The order that the numbers themselves tell.
fn told(a: &str, b: &str) -> Option<DateOrder> {
    let (a, b): (u16, u16) = (a.parse().ok()?, b.parse().ok()?);
    match (a > 12, b > 12) {
        (true, false) => Some(DateOrder::Dmy),
        (false, true) => Some(DateOrder::Mdy),
        _ => (a == b).then_some(DateOrder::Dmy),
    }
}
