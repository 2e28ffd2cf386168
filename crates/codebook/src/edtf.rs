//! Dates as exact as the source has them: a small part of EDTF (ISO 8601-2).
//!
//! | form | meaning |
//! | --- | --- |
//! | `2019`, `2019-06`, `2019-06-28` | a year, a month, a day |
//! | `2019-21` … `2019-24` | spring, summer, autumn, winter, of either hemisphere |
//! | `2019-33` … `2019-36` | the first to the fourth quarter |
//! | `2019-40`, `2019-41` | the first and the second half |
//! | `XXXX-06`, `XXXX-06-28` | a month or day whose year nobody said |
//! | `2019~` | about then |
//! | `[2020-02-05,2020-05-02]` | one of these: day and month can't be told apart |
//! | `2019-06/2020-01`, `2019/..`, `../2020` | from … until; `..` is open |
//!
//! What is not in the text is not filled in: a bare month keeps its year unknown.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

use crate::id::as_string;

/// A text that is not a date in the forms above.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is not an EDTF date ({why}); expected a form as 2019, 2019-06, 2019-06-28, XXXX-06 or 2019/2020"
)]
pub struct EdtfError {
    text: String,
    why: &'static str,
}

/// One point in the calendar, as exact as known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    about: bool,
}

impl Point {
    /// A year.
    ///
    /// # Errors
    /// A year outside 1000 to 2999 is far more likely misread than meant.
    pub fn year(year: i16) -> Result<Self, EdtfError> {
        Self::checked(Some(year), None, None)
    }

    /// A month, of a year if one is said; or a season (21 to 24), quarter (33 to 36) or half (40, 41).
    ///
    /// # Errors
    /// If there is no such month.
    pub fn month(year: Option<i16>, month: i8) -> Result<Self, EdtfError> {
        Self::checked(year, Some(month), None)
    }

    /// A day, of a year if one is said.
    ///
    /// # Errors
    /// If the calendar has no such day.
    pub fn day(year: Option<i16>, month: i8, day: i8) -> Result<Self, EdtfError> {
        Self::checked(year, Some(month), Some(day))
    }

    /// The same, approximately.
    #[must_use]
    pub const fn about(self) -> Self {
        Self { about: true, ..self }
    }

    fn checked(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Result<Self, EdtfError> {
        let point = Self { year, month, day, about: false };
        let wrong = |why| EdtfError { text: point.to_string(), why };
        if year.is_some_and(|year| !(1000..3000).contains(&year)) {
            return Err(wrong("the year is not between 1000 and 2999"));
        }
        // A leap year stands in for the unsaid one, so that 29 February may be said without a year.
        match (month, day) {
            (Some(21..=24 | 33..=36 | 40 | 41), None) => Ok(point),
            (Some(21..=24 | 33..=36 | 40 | 41), Some(_)) => {
                Err(wrong("a part of a year has no days"))
            }
            _ => civil::Date::new(year.unwrap_or(2000), month.unwrap_or(1), day.unwrap_or(1))
                .map(|_| point)
                .map_err(|_| wrong("the calendar has no such day")),
        }
    }

    /// The first and the last day this can mean, if its year is known.
    #[must_use]
    pub fn bounds(&self) -> Option<(civil::Date, civil::Date)> {
        let year = self.year?;
        let months = match self.month {
            Some(part @ 33..=36) => Some((3 * (part - 33) + 1, 3 * (part - 33) + 3)),
            Some(part @ 40..=41) => Some((6 * (part - 40) + 1, 6 * (part - 40) + 6)),
            // Which months a season has depends on the hemisphere.
            Some(21..=24) => Some((1, 12)),
            _ => None,
        };
        if let Some((first, last)) = months {
            let last = civil::Date::new(year, last, 1).ok()?.last_of_month();
            return Some((civil::Date::new(year, first, 1).ok()?, last));
        }
        let first = civil::Date::new(year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()?;
        let last = match (self.month, self.day) {
            (None, _) => civil::Date::new(year, 12, 31).ok()?,
            (Some(_), None) => first.last_of_month(),
            (Some(_), Some(_)) => first,
        };
        Some((first, last))
    }

    /// The month (or the number of a season, quarter or half), if said.
    #[must_use]
    pub const fn known_month(&self) -> Option<i8> {
        self.month
    }

    /// The day of the month, if said.
    #[must_use]
    pub const fn known_day(&self) -> Option<i8> {
        self.day
    }

    /// The year, if said.
    #[must_use]
    pub const fn known_year(&self) -> Option<i16> {
        self.year
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        if self.about { f.write_str("~") } else { Ok(()) }
    }
}

impl FromStr for Point {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let wrong = |why| EdtfError { text: text.to_owned(), why };
        let (plain, about) = text.strip_suffix('~').map_or((text, false), |plain| (plain, true));
        let mut parts = plain.split('-');
        let year = match parts.next() {
            Some("XXXX") => None,
            Some(year) => Some(digits(year, 4).ok_or_else(|| wrong("the year has four digits"))?),
            None => return Err(wrong("it is empty")),
        };
        let two = |part: Option<&str>| {
            part.map(|part| digits(part, 2).ok_or_else(|| wrong("month and day have two digits")))
                .transpose()
        };
        let month = two(parts.next())?;
        let day = two(parts.next())?;
        if parts.next().is_some() {
            return Err(wrong("it has too many parts"));
        }
        if year.is_none() && month.is_none() {
            return Err(wrong("it says nothing"));
        }
        let narrow = |n: Option<i16>| n.and_then(|n| i8::try_from(n).ok());
        let point = Self::checked(year, narrow(month), narrow(day))?;
        Ok(if about { point.about() } else { point })
    }
}

fn digits(text: &str, count: usize) -> Option<i16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// A date or a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edtf {
    /// One point.
    Point(Point),
    /// One of several points: the text does not tell which.
    OneOf(Vec<Point>),
    /// From one point until another; `None` is open. At least one side is said.
    Span(Option<Point>, Option<Point>),
}

impl Edtf {
    /// One of several points; equal ones count once.
    ///
    /// # Errors
    /// If `points` is empty.
    pub fn one_of(mut points: Vec<Point>) -> Result<Self, EdtfError> {
        points.sort_unstable();
        points.dedup();
        match points.as_slice() {
            [] => Err(EdtfError { text: "[]".to_owned(), why: "it names no date" }),
            [only] => Ok(Self::Point(*only)),
            _ => Ok(Self::OneOf(points)),
        }
    }

    /// The first and the last day this can mean; `None` where a side is open or its year unknown.
    #[must_use]
    pub fn bounds(&self) -> (Option<civil::Date>, Option<civil::Date>) {
        let first = |point: &Point| point.bounds().map(|b| b.0);
        let last = |point: &Point| point.bounds().map(|b| b.1);
        match self {
            Self::Point(point) => (first(point), last(point)),
            Self::OneOf(points) => {
                (points.iter().filter_map(first).min(), points.iter().filter_map(last).max())
            }
            Self::Span(from, until) => {
                (from.as_ref().and_then(first), until.as_ref().and_then(last))
            }
        }
    }

    /// True unless the two can't have a day in common. Unknown years overlap everything.
    #[must_use]
    pub fn may_overlap(&self, other: &Self) -> bool {
        let before = |a: Option<civil::Date>, b: Option<civil::Date>| match (a, b) {
            (Some(a), Some(b)) => a < b,
            _ => false,
        };
        let (a, b) = (self.bounds(), other.bounds());
        !before(a.1, b.0) && !before(b.1, a.0)
    }

    /// True where this one only makes `other` more exact: every day it can mean, `other` can mean.
    #[must_use]
    pub fn narrows(&self, other: &Self) -> bool {
        match (self.bounds(), other.bounds()) {
            ((Some(a), Some(b)), (Some(c), Some(d))) => self != other && c <= a && b <= d,
            _ => false,
        }
    }

    /// True where `day` can lie within it.
    #[must_use]
    pub fn may_hold_on(&self, day: civil::Date) -> bool {
        let (from, until) = self.bounds();
        from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
    }
}

impl From<Point> for Edtf {
    fn from(point: Point) -> Self {
        Self::Point(point)
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |point: &Option<Point>| match point {
            Some(point) => point.to_string(),
            None => "..".to_owned(),
        };
        match self {
            Self::Point(point) => write!(f, "{point}"),
            Self::OneOf(points) => {
                let all: Vec<_> = points.iter().map(Point::to_string).collect();
                write!(f, "[{}]", all.join(","))
            }
            Self::Span(from, until) => write!(f, "{}/{}", side(from), side(until)),
        }
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return Self::one_of(inner.split(',').map(str::parse).collect::<Result<_, _>>()?);
        }
        let Some((from, until)) = text.split_once('/') else {
            return text.parse().map(Self::Point);
        };
        let side = |part: &str| if part == ".." { Ok(None) } else { part.parse().map(Some) };
        let (from, until): (Option<Point>, Option<Point>) = (side(from)?, side(until)?);
        let wrong = |why| EdtfError { text: text.to_owned(), why };
        if from.is_none() && until.is_none() {
            return Err(wrong("both sides are open"));
        }
        let first = from.and_then(|point| point.bounds());
        let last = until.and_then(|point| point.bounds());
        if let (Some(first), Some(last)) = (first, last)
            && last.1 < first.0
        {
            return Err(wrong("it ends before it begins"));
        }
        Ok(Self::Span(from, until))
    }
}

as_string!(Edtf, r"^(\[.+\]|[0-9X.]{2,4}.*)$");
