//! Dates told from the document's own: "last August", "el año pasado", "two years ago".
//!
//! Only what the words and the document's date settle together is completed; the rest stays open.

use codebook::edtf::Point;
use jiff::civil::Date;

/// Which one is meant, seen from the document's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    This,
    Next,
}

impl Which {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "last" | "past" | "pasado" | "pasada" | "ultimo" => Some(Self::Last),
            "this" | "este" | "presente" | "curso" | "corriente" => Some(Self::This),
            "next" | "proximo" | "viene" => Some(Self::Next),
            _ => None,
        }
    }

    const fn years(self) -> i16 {
        match self {
            Self::Last => -1,
            Self::This => 0,
            Self::Next => 1,
        }
    }
}

/// "last year", "el próximo año".
pub(super) fn year(published: Option<Point>, which: Which) -> Option<i16> {
    Some(published?.known_year()? + which.years())
}

/// The year of a month or day said without one: "last August", "el pasado 3 de mayo".
pub(super) fn year_of(
    published: Option<Point>,
    which: Which,
    month: i8,
    day: Option<i8>,
) -> Option<i16> {
    let published = published?;
    let year = published.known_year()?;
    if which == Which::This {
        return Some(year);
    }
    let now = (published.known_month().filter(|month| *month <= 12)?, published.known_day());
    let before = match (day, now.1) {
        (Some(day), Some(today)) => (month, day) < (now.0, today),
        // A day of the very month, of a document of which only the month is known.
        (Some(_), None) if month == now.0 => return None,
        _ => month < now.0,
    };
    let same = month == now.0 && (day.is_none() || day == now.1);
    Some(match which {
        Which::Last => {
            if before && !same {
                year
            } else {
                year - 1
            }
        }
        _ => {
            if before || same {
                year + 1
            } else {
                year
            }
        }
    })
}

/// "last month", "este mes".
pub(super) fn month(published: Option<Point>, which: Which) -> Option<Point> {
    let published = published?;
    let month = published.known_month().filter(|month| *month <= 12)?;
    let months =
        i32::from(published.known_year()?) * 12 + i32::from(month) - 1 + i32::from(which.years());
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    Point::month(Some(year), i8::try_from(months.rem_euclid(12)).ok()? + 1).ok()
}

/// The document's day and so many days after it.
pub(super) fn day(published: Option<Point>, days: i32) -> Option<Point> {
    let date = date(published?)?.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Point::day(Some(date.year()), date.month(), date.day()).ok()
}

/// "two years ago", "hace tres meses": about then, but for days.
pub(super) fn ago(published: Option<Point>, count: u16, unit: u8) -> Option<Point> {
    let known = published?;
    let count = i32::from(count);
    match unit {
        b'y' | b'a' => {
            let year = known.known_year()? - i16::try_from(count).ok()?;
            Point::year(year).ok().map(Point::about)
        }
        b'm' => {
            let month = known.known_month().filter(|month| *month <= 12)?;
            let months = i32::from(known.known_year()?) * 12 + i32::from(month) - 1 - count;
            let year = i16::try_from(months.div_euclid(12)).ok()?;
            let month = i8::try_from(months.rem_euclid(12)).ok()? + 1;
            Point::month(Some(year), month).ok().map(Point::about)
        }
        b'w' | b's' => day(published, -7 * count).map(Point::about),
        _ => day(published, -count),
    }
}

fn date(point: Point) -> Option<Date> {
    Date::new(point.known_year()?, point.known_month()?, point.known_day()?).ok()
}
