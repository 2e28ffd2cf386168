//! Dates as published, to seconds; days between them.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// A moment: when it is, by which moments are told apart and ordered, and what clock it was written by, which tells
/// its day. Where a text names no offset, it is read as if it were UTC.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Moment {
    /// Seconds since 1970, UTC.
    at: i64,
    /// How many seconds the clock is ahead of UTC.
    ahead: i32,
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Eq for Moment {}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at.cmp(&other.at)
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Moment {
    /// Seconds since 1970, UTC.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.at
    }

    /// So many days later; earlier where they are negative.
    #[must_use]
    pub(crate) const fn days_later(self, days: i64) -> Self {
        Self { at: self.at + days * DAY, ahead: self.ahead }
    }

    /// What its clock says, in seconds since 1970.
    const fn clock(self) -> i64 {
        self.at + self.ahead as i64
    }

    /// Its day by its clock, in days since 1970.
    #[must_use]
    pub(crate) const fn day(self) -> i64 {
        self.clock().div_euclid(DAY)
    }

    /// True at midnight by its clock, which is also how a day without an hour is read.
    #[must_use]
    pub(crate) const fn is_midnight(self) -> bool {
        self.clock().rem_euclid(DAY) == 0
    }
}

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A date or date and time as publishers write them, years 1900 to 2100; none where it is something else.
///
/// `2017-09-08T07:18:10-04:00`, `2013-12-30 00:00:00 GMT`, `2012-10-30 19:24`, `2012-12-03`, `03/12/2012`.
#[must_use]
pub fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let digits = |from: usize, len: usize| -> Option<i64> {
        let part = bytes.get(from..from + len)?;
        part.iter().try_fold(0, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i64::from(b - b'0')))
    };
    let (year, month, day) = match (bytes.get(4), bytes.get(2)) {
        (Some(b'-' | b'/'), _) => (digits(0, 4)?, digits(5, 2)?, digits(8, 2)?),
        (_, Some(b'/' | b'-')) => (digits(6, 4)?, digits(3, 2)?, digits(0, 2)?),
        _ => return None,
    };
    if !(1900..=2100).contains(&year) {
        return None;
    }
    let days = days(year, month, day)?;
    let clock = digits(11, 2).zip(digits(14, 2)).filter(|(h, m)| *h < 25 && *m < 60);
    let (hours, minutes) = clock.unwrap_or_default();
    let seconds = clock.and_then(|_| digits(17, 2)).unwrap_or_default();
    let offset = clock.map_or(0, |_| offset(text.get(16..).unwrap_or_default()));
    let at = days * DAY + hours * 3600 + minutes * 60 + seconds - offset;
    Some(Moment { at, ahead: i32::try_from(offset).ok()? })
}

/// The offset that `+02:00` or `-0400` at the end says, in seconds; none said is zero.
fn offset(tail: &str) -> i64 {
    let Some(at) = tail.bytes().rposition(|byte| matches!(byte, b'+' | b'-')) else { return 0 };
    let sign = if tail.as_bytes().get(at) == Some(&b'-') { -1 } else { 1 };
    let digits = tail.bytes().skip(at + 1).filter(u8::is_ascii_digit).map(|b| i64::from(b - b'0'));
    // Those of a number say how many it has, too.
    match digits.fold((0, 0), |(count, sum), digit| (count + 1, (sum * 10 + digit) % 10_000)) {
        (4, said) => sign * (said / 100 * 3600 + said % 100 * 60),
        (2, said) => sign * said * 3600,
        _ => 0,
    }
}

/// The beginning of a day, if there is one.
pub(crate) fn midnight(year: i64, month: u8, day: u8) -> Option<Moment> {
    days(year, month.into(), day.into()).map(|days| Moment { at: days * DAY, ahead: 0 })
}

/// Whole days from one moment to another; negative where the second is before the first.
#[must_use]
pub fn whole_days(from: Moment, to: Moment) -> i64 {
    (to.at - from.at) / DAY
}

/// Days since 1970 of a day of the calendar, if there is one.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    // Years are counted from March, so that the day that some have more is their last.
    let since = year - i64::from(month <= 2);
    let (era, of_era) = (since.div_euclid(400), since.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    // A day that is not in the calendar comes back as another.
    (civil(days) == (year, month, day)).then_some(days)
}

/// Year, month and day of a number of days since 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * march + 2) / 5 + 1)
}

/// The day of a moment by its own clock, as `2031-05-09`.
#[must_use]
pub fn written(moment: Moment) -> String {
    let (year, month, day) = civil(moment.day());
    format!("{year:04}-{month:02}-{day:02}")
}

/// The year of a moment by its own clock.
#[must_use]
pub fn year(moment: Moment) -> i16 {
    i16::try_from(civil(moment.day()).0).unwrap_or_default()
}
