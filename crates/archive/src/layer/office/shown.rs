//! Numbers and dates as a sheet shows them, as far as the cell's format tells. Dates are ISO, with no
//! part that the sheet does not show; numbers have a point and no grouping, which every reader takes for
//! the same number.

use calamine::ExcelDateTime;
use rust_decimal::{Decimal, RoundingStrategy};

/// A format code's first section, in parts.
struct Format {
    before: String,
    digits: String,
    after: String,
}

impl Format {
    fn of(code: &str) -> Option<Self> {
        let (mut before, mut digits, mut after) = (String::new(), String::new(), String::new());
        let mut characters = code.chars();
        while let Some(character) = characters.next() {
            let beside = if digits.is_empty() { &mut before } else { &mut after };
            match character {
                ';' => break,
                '"' => beside.extend(characters.by_ref().take_while(|&it| it != '"')),
                '\\' => beside.extend(characters.next()),
                '_' | '*' => drop(characters.next()),
                '[' => {
                    let inside: String = characters.by_ref().take_while(|&it| it != ']').collect();
                    if let Some(currency) = inside.strip_prefix('$') {
                        beside.push_str(currency.split('-').next().unwrap_or_default());
                    }
                }
                '0' | '#' | '?' | '.' | ',' => digits.push(character),
                '-' | '+' | '(' | ')' => {}
                // Of another kind: exponents, fractions, text.
                'E' | 'e' | '/' | '@' | 'G' | 'g' => return None,
                other => beside.push(other),
            }
        }
        // A comma at the end shows thousands for units: the cell's own number is better.
        let scaled = digits.split('.').next().is_some_and(|whole| whole.ends_with(','));
        (!digits.is_empty() && !scaled).then_some(Self { before, digits, after })
    }

    fn decimals(&self) -> u32 {
        let after = self.digits.split_once('.').map_or("", |(_, after)| after);
        u32::try_from(after.chars().filter(|it| *it != ',').count()).unwrap_or(0).min(20)
    }
}

/// A number by its format's code.
pub(super) fn number(value: f64, code: &str) -> String {
    let plain = plain(value);
    let Some(format) = Format::of(code) else { return plain };
    let Ok(number) = plain.parse::<Decimal>() else { return plain };
    let percent = format.before.contains('%') || format.after.contains('%');
    let number = if percent { number.checked_mul(Decimal::ONE_HUNDRED) } else { Some(number) };
    let Some(number) = number else { return plain };
    let rounded =
        number.round_dp_with_strategy(format.decimals(), RoundingStrategy::MidpointAwayFromZero);
    let decimals = if format.digits.ends_with('0') {
        format!("{rounded:.*}", format.decimals() as usize)
    } else {
        rounded.normalize().to_string()
    };
    beside(&format.before, &unmistakable(decimals), &format.after)
}

fn beside(before: &str, number: &str, after: &str) -> String {
    let (before, after) = (before.trim(), after.trim());
    let gap = |side: &str| if side.chars().all(char::is_alphabetic) { " " } else { "" };
    let mut text = String::new();
    if !before.is_empty() {
        text.push_str(before);
        text.push_str(gap(before));
    }
    text.push_str(number);
    if !after.is_empty() {
        text.push_str(if after == "%" { "" } else { " " });
        text.push_str(after);
    }
    text
}

/// A number with all its digits, but for what the machine's arithmetic added after the fifteenth.
pub(super) fn plain(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    if rounded != 0.0 && !(1e-15..1e21).contains(&f64::abs(rounded)) {
        return format!("{rounded:e}");
    }
    unmistakable(format!("{rounded}"))
}

/// Three decimals after one to three digits read as thousands in half of the world: one more tells.
fn unmistakable(mut number: String) -> String {
    let digits = number.trim_start_matches('-');
    let mistakable = digits.split_once('.').is_some_and(|(whole, decimals)| {
        decimals.len() == 3 && whole.len() <= 3 && !whole.starts_with('0')
    });
    if mistakable {
        number.push('0');
    }
    number
}

/// A date, a time or both, by its format's code; a length of time in hours.
pub(super) fn date(value: &ExcelDateTime, code: &str) -> String {
    if value.is_duration() {
        let seconds = (value.as_f64() * 86_400.0).round() as i64;
        let (hours, rest) = (seconds / 3600, (seconds % 3600).abs());
        return format!("{hours}:{:02}:{:02}", rest / 60, rest % 60);
    }
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let shows = letters(code);
    let has = |letter| shows.contains(letter);
    let known = has('y') || has('d') || has('h') || has('s') || has('m');
    let day_part = match (has('y'), has('m'), has('d')) {
        (true, true, false) => format!("{year:04}-{month:02}"),
        (true, false, false) => format!("{year:04}"),
        (false, _, false) if known && (has('h') || has('s')) => String::new(),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    };
    let time_part = match (has('h'), has('s') && second > 0) {
        (true, true) => format!("{hour:02}:{minute:02}:{second:02}"),
        (true, false) => format!("{hour:02}:{minute:02}"),
        (false, _) => String::new(),
    };
    [day_part, time_part].join(" ").trim().to_owned()
}

/// The letters of a format's code that stand for something.
fn letters(code: &str) -> String {
    let mut letters = String::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => drop(characters.by_ref().find(|&it| it == '"')),
            '[' => drop(characters.by_ref().find(|&it| it == ']')),
            '\\' | '_' | '*' => drop(characters.next()),
            other => letters.extend(other.to_lowercase()),
        }
    }
    letters
}

/// A date in ISO 8601 as files have it, shorter where it is midnight.
pub(super) fn iso(date: &str) -> String {
    let (day, time) = date.split_once('T').unwrap_or((date, ""));
    let time = time.split('.').next().unwrap_or_default();
    let time = time.strip_suffix(":00").unwrap_or(time);
    if matches!(time, "" | "00:00" | "00") { day.to_owned() } else { format!("{day} {time}") }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_are_shown_as_their_format_says() {
        let cases = [
            (1_234_567.0, "General", "1234567"),
            (0.1 + 0.2, "General", "0.3"),
            (1e6, "0.00E+00", "1000000"),
            (12_345_678_901_234.0, "General", "12345678901234"),
            (1_234_567.5, "#,##0.00", "1234567.50"),
            (1_234_567.0, "\"$\"#,##0.00", "$1234567.00"),
            (-1_234.5, "#,##0.00;[Red](#,##0.00)", "-1234.50"),
            (1_234.0, "_($* #,##0.00_);_($* (#,##0.00)", "$1234.00"),
            (1_234.0, "#,##0.00\\ [$€-C0A]", "1234.00 €"),
            (1_234.0, "[$MXN] #,##0", "MXN 1234"),
            (0.9987, "0.00%", "99.87%"),
            (0.5, "0%", "50%"),
            (2.675, "0.00", "2.68"),
            (12.5, "0.###", "12.5"),
            (12.345, "General", "12.3450"),
            (12.5, "0.000", "12.5000"),
            (0.985, "0.000", "0.985"),
            (1_500_000.0, "#,##0,", "1500000"),
            (2031.0, "@", "2031"),
            (1e300, "0.00", "1e300"),
            (f64::NAN, "0.00", "NaN"),
        ];
        for (value, code, expected) in cases {
            assert_eq!(number(value, code), expected, "{value} as {code}");
        }
    }

    #[test]
    fn dates_have_no_part_that_the_sheet_does_not_show() {
        let cases = [
            (44_197.0, "dd/mm/yyyy", "2021-01-01"),
            (44_197.0, "mm-dd-yy", "2021-01-01"),
            (44_197.0, "mmm-yy", "2021-01"),
            (44_197.0, "yyyy", "2021"),
            (44_197.5, "d/m/yy h:mm", "2021-01-01 12:00"),
            (44_197.5, "[$-C0A]d \"de\" mmmm \"de\" yyyy", "2021-01-01"),
            (0.5, "h:mm", "12:00"),
        ];
        for (value, code, expected) in cases {
            let value = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false);
            assert_eq!(date(&value, code), expected, "{code}");
        }
        let length = ExcelDateTime::new(1.25, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(date(&length, "[h]:mm"), "30:00:00");
        assert_eq!(iso("2021-01-01T00:00:00"), "2021-01-01");
        assert_eq!(iso("2021-01-01T09:30:00"), "2021-01-01 09:30");
        assert_eq!(iso("2021-01-01"), "2021-01-01");
    }
}
