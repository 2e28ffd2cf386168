//! Dates, as exact as the text has them, and lengths of time, Spanish and English.

use std::sync::LazyLock;

use codebook::Edtf;
use codebook::edtf::Point;
use codebook::value::{Duration, DurationUnit};
use regex::Captures;

use crate::folded::{Folded, Found, Pattern, pattern};
use crate::settled::{Order, Settled};

const MONTHS: &[(&str, i8)] = &[
    ("january", 1),
    ("jan", 1),
    ("enero", 1),
    ("february", 2),
    ("feb", 2),
    ("febrero", 2),
    ("march", 3),
    ("mar", 3),
    ("marzo", 3),
    ("april", 4),
    ("apr", 4),
    ("abril", 4),
    ("may", 5),
    ("mayo", 5),
    ("june", 6),
    ("jun", 6),
    ("junio", 6),
    ("july", 7),
    ("jul", 7),
    ("julio", 7),
    ("august", 8),
    ("aug", 8),
    ("agosto", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("septiembre", 9),
    ("setiembre", 9),
    ("october", 10),
    ("oct", 10),
    ("octubre", 10),
    ("november", 11),
    ("nov", 11),
    ("noviembre", 11),
    ("december", 12),
    ("dec", 12),
    ("diciembre", 12),
];

/// Spanish writes its months without a capital.
const SPANISH: &[&str] = &[
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// The ways a date is written; the first that fits a place wins.
struct Forms {
    iso: Pattern,
    numeric: Pattern,
    day_month: Pattern,
    month_day: Pattern,
    month: Pattern,
    bare_month: Pattern,
    year: Pattern,
    duration: Pattern,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let months: Vec<_> = MONTHS.iter().map(|(name, _)| *name).collect();
    let month = months.join("|");
    // Short forms are also words ("mar", "may", "sep"): alone they need a year or a day beside them.
    let long: Vec<_> = months.iter().copied().filter(|m| m.len() > 4 || *m == "mayo").collect();
    let long = format!("{}|june|july|may", long.join("|"));
    Forms {
        iso: pattern(r"\b(\d{4})[-/](\d{2})[-/](\d{2})(?:\b|t)"),
        numeric: pattern(r"\b(\d{1,2})([./-])(\d{1,2})([./-])(\d{4})\b"),
        day_month: pattern(&format!(
            r"\b(\d{{1,2}})(?:st|nd|rd|th|\.?o)?(?: dias)?(?: de | del mes de | of | |-)(?:mes de )?({month})\b\.?(?:,? (?:del? (?:ano )?)?|-)?(?:(\d{{4}})\b)?"
        )),
        month_day: pattern(&format!(
            r"\b({month})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}})\b)?"
        )),
        month: pattern(&format!(r"\b({month})\.?,? (?:del? (?:ano )?|of )?(\d{{4}})\b")),
        bare_month: pattern(&format!(
            r"\b(?:in|since|by|until|during|last|early|late|mid|from|en|desde|hasta|durante|pasado|de|mes de)[ -]({long})\b"
        )),
        year: pattern(
            r"(?:\b(early|mid|late|around|about|circa|c\.|by the end of|principios de|mediados de|finales de|fines de|inicios de|ultimos dias de|ultimos meses de|alrededor de|hacia)[ -](?:el (?:ano )?)?)?\b((?:19|20)\d{2})\b",
        ),
        duration: pattern(
            r"\b(\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|dieciocho|veinticuatro)(?: \(\d+\))?[ -](?:\([a-z]+\) )?(?:calendar |dias )?(years?|months?|weeks?|days?|anos?|mes(?:es)?|semanas?|dias?)\b",
        ),
    }
});

/// How the months begin: without one of these, a text names none.
static HINTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("jan|ene|feb|mar|abr|apr|may|jun|jul|aug|ago|sep|set|oct|nov|dec|dic")
});

/// The dates of a text, in order.
pub(crate) fn dates(folded: &Folded<'_>, settled: &Settled) -> Vec<Found<Edtf>> {
    let text = folded.text();
    let mut found = Vec::new();
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    if digits && text.contains(['-', '/', '.']) {
        let iso: &Reading<'_> = &|c| day(number(c, 1)?, number(c, 2)?, number(c, 3)?);
        collect(folded, &FORMS.iso, iso, &mut found);
        collect(folded, &FORMS.numeric, &|c| numeric(c, settled), &mut found);
    }
    if HINTS.is_match(text) {
        if digits {
            collect(folded, &FORMS.day_month, &|c| day_month(c, 1, 2), &mut found);
            collect(folded, &FORMS.month_day, &|c| day_month(c, 2, 1), &mut found);
            let month: &Reading<'_> =
                &|c| Some(Point::month(number(c, 2), month(c, 1)?).ok()?.into());
            collect(folded, &FORMS.month, month, &mut found);
        }
        collect(folded, &FORMS.bare_month, &|c| named_month(folded, c), &mut found);
    }
    if digits {
        collect(folded, &FORMS.year, &|c| year(text, c), &mut found);
    }
    found.sort_by_key(|date| date.at.start);
    found
}

type Reading<'a> = dyn Fn(&Captures<'_>) -> Option<Edtf> + 'a;

fn collect(folded: &Folded<'_>, form: &Pattern, read: &Reading<'_>, found: &mut Vec<Found<Edtf>>) {
    for captures in form.captures_iter(folded.text()) {
        let Some(whole) = captures.get(0) else { continue };
        let trimmed = whole.as_str().trim_end_matches([' ', ',', '.', '-']).len();
        let at = folded.back(&(whole.start()..whole.start() + trimmed));
        let taken = found.iter().any(|date| date.at.start < at.end && at.start < date.at.end);
        if let Some(value) = read(&captures).filter(|_| !taken) {
            found.push(Found { at, value });
        }
    }
}

fn number<T: std::str::FromStr>(captures: &Captures<'_>, group: usize) -> Option<T> {
    captures.get(group)?.as_str().parse().ok()
}

fn month(captures: &Captures<'_>, group: usize) -> Option<i8> {
    let name = captures.get(group)?.as_str();
    MONTHS.iter().find(|(known, _)| *known == name).map(|(_, month)| *month)
}

fn day(year: i16, month: i8, day: i8) -> Option<Edtf> {
    Some(Point::day(Some(year), month, day).ok()?.into())
}

fn day_month(captures: &Captures<'_>, day: usize, name: usize) -> Option<Edtf> {
    let point = Point::day(number(captures, 3), month(captures, name)?, number(captures, day)?);
    Some(point.ok()?.into())
}

fn numeric(captures: &Captures<'_>, settled: &Settled) -> Option<Edtf> {
    let (a, b): (i8, i8) = (number(captures, 1)?, number(captures, 3)?);
    let sign = captures.get(2)?.as_str();
    if captures.get(4)?.as_str() != sign {
        return None;
    }
    let year: i16 = number(captures, 5)?;
    let day_first = Point::day(Some(year), b, a).ok();
    let month_first = Point::day(Some(year), a, b).ok();
    match settled.order(sign) {
        Some(Order::DayFirst) if day_first.is_some() => return day_first.map(Edtf::from),
        Some(Order::MonthFirst) if month_first.is_some() => return month_first.map(Edtf::from),
        _ => {}
    }
    Edtf::one_of(day_first.into_iter().chain(month_first).collect()).ok()
}

/// A month alone, where it is written as a month is: "May" and "March" are also words.
fn named_month(folded: &Folded<'_>, captures: &Captures<'_>) -> Option<Edtf> {
    let name = captures.get(1)?;
    let capital = folded.raw(&name.range()).starts_with(char::is_uppercase);
    let word = matches!(name.as_str(), "may" | "march" | "august");
    let english = !SPANISH.contains(&name.as_str());
    if (word || english) && !capital {
        return None;
    }
    Some(Point::month(None, month(captures, 1)?).ok()?.into())
}

fn year(text: &str, captures: &Captures<'_>) -> Option<Edtf> {
    let year = captures.get(2)?;
    let before = text[..year.start()].chars().next_back();
    let after = text[year.end()..].chars().next();
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "-/._$£€#".contains(c));
    let after_dot = text[year.end()..].chars().nth(1).is_some_and(char::is_alphanumeric);
    let inside = match after {
        Some('.' | ',') => after_dot && after == Some('.') || digit_after(text, year.end()),
        Some('-') => captures.get(1).is_none() && after_dot,
        other => part(other),
    };
    if inside || part(before) && captures.get(1).is_none() {
        return None;
    }
    let point = Point::year(number(captures, 2)?).ok()?;
    Some(if captures.get(1).is_some() { point.about() } else { point }.into())
}

fn digit_after(text: &str, at: usize) -> bool {
    text[at..].chars().nth(1).is_some_and(|c| c.is_ascii_digit())
}

/// The lengths of time in a text, in order.
pub(crate) fn durations(folded: &Folded<'_>) -> Vec<Found<Duration>> {
    FORMS
        .duration
        .captures_iter(folded.text())
        .filter_map(|captures| {
            let count = captures.get(1)?.as_str();
            let count = match count.parse() {
                Ok(count) => count,
                Err(_) => count_in_words(count)?,
            };
            let unit = match captures.get(2)?.as_str().as_bytes() {
                [b'y' | b'a', ..] => DurationUnit::Years,
                [b'm', ..] => DurationUnit::Months,
                [b'w' | b's', ..] => DurationUnit::Weeks,
                _ => DurationUnit::Days,
            };
            let value = Duration::new(count, unit).ok()?;
            Some(Found { at: folded.back(&captures.get(0)?.range()), value })
        })
        .collect()
}

fn count_in_words(word: &str) -> Option<u16> {
    const WORDS: &[(&str, u16)] = &[
        ("one", 1),
        ("un", 1),
        ("two", 2),
        ("dos", 2),
        ("three", 3),
        ("tres", 3),
        ("four", 4),
        ("cuatro", 4),
        ("five", 5),
        ("cinco", 5),
        ("six", 6),
        ("seis", 6),
        ("seven", 7),
        ("siete", 7),
        ("eight", 8),
        ("ocho", 8),
        ("nine", 9),
        ("nueve", 9),
        ("ten", 10),
        ("diez", 10),
        ("twelve", 12),
        ("doce", 12),
        ("eighteen", 18),
        ("dieciocho", 18),
        ("twenty", 20),
        ("veinticuatro", 24),
    ];
    WORDS.iter().find(|(known, _)| *known == word).map(|(_, count)| *count)
}
