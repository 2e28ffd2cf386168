//! Values as a language writes them: numbers, money, dates, terms.

use codebook::statement::{Extent, Qualifiers, Vat};
use codebook::{Bound, Edtf, MoneyUnit, Quantity, Rate, Value};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use crate::page::Lang;
use crate::words::Words;

/// The months, as the messages that name them end.
pub(crate) const MONTHS: [&str; 12] =
    ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];

/// The seasons, quarters and halves of a year, by their EDTF numbers, as the messages that name them end.
pub(crate) const PARTS: [&str; 10] = ["21", "22", "23", "24", "33", "34", "35", "36", "40", "41"];

/// The messages for qualifiers.
pub(crate) const QUALIFIERS: [(&str, &str); 12] = [
    ("money", "budget"),
    ("money", "award"),
    ("money", "contract"),
    ("money", "paid"),
    ("money", "amendment"),
    ("money", "fee"),
    ("money", "fine"),
    ("vat", "included"),
    ("vat", "excluded"),
    ("extent", "minimum"),
    ("extent", "maximum"),
    ("extent", "floor"),
];

/// A value as the language writes it.
pub(crate) fn value(words: &Words, value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Name(text) | Value::Identifier(text) => text.to_string(),
        Value::Technology(term) => words.term("technology", term.as_str()).to_owned(),
        Value::Status(term) => words.term("status", term.as_str()).to_owned(),
        Value::Response(term) => words.term("response", term.as_str()).to_owned(),
        Value::Money(money) => {
            let amount = amount(money.amount, words.lang());
            match &money.unit {
                MoneyUnit::Currency(currency) => format!("{amount}\u{a0}{}", currency.code()),
                MoneyUnit::Unsaid => words.with("money-bare", &[("amount", &amount)]),
                MoneyUnit::Written(sign) => {
                    words.with("money-open", &[("amount", &amount), ("sign", sign)])
                }
            }
        }
        Value::Date(edtf) => date(words, edtf),
        Value::Duration(duration) => length(words, &duration.to_string()),
        Value::Quantity(count) => quantity(words, count),
        Value::Rate(Rate::Right(percent)) => {
            words.with("rate-right", &[("percent", &grouped(&percent.to_string(), words.lang()))])
        }
        Value::Rate(Rate::Wrong(percent)) => {
            words.with("rate-wrong", &[("percent", &grouped(&percent.to_string(), words.lang()))])
        }
    }
}

/// What narrows a value, in words.
pub(crate) fn qualifiers<'w>(
    words: &'w Words,
    qualifiers: &Qualifiers,
    value: &Value,
) -> Vec<&'w str> {
    let money = qualifiers.money.map(|role| words.term("money", role.as_str()));
    let vat = qualifiers.vat.map(|vat| match vat {
        Vat::Included => words.term("vat", "included"),
        Vat::Excluded => words.term("vat", "excluded"),
    });
    let extent = qualifiers.extent.map(|extent| match extent {
        Extent::Minimum => words.term("extent", "minimum"),
        Extent::Maximum => words.term("extent", "maximum"),
        Extent::Floor => words.term("extent", "floor"),
    });
    let planned = qualifiers.planned || matches!(value, Value::Quantity(count) if count.planned);
    let planned = planned.then(|| words.t("planned"));
    [money, vat, extent, planned].into_iter().flatten().collect()
}

fn quantity(words: &Words, count: &Quantity) -> String {
    let number = grouped(&count.number.to_string(), words.lang());
    let key = match count.bound {
        Bound::Exact => return number,
        Bound::AtLeast => "bound-at_least",
        Bound::AtMost => "bound-at_most",
        Bound::LessThan => "bound-less_than",
        Bound::About => "bound-about",
    };
    words.with(key, &[("number", &number)])
}

/// Puts the separators of a language between the thousands of a plain decimal number.
///
/// Spanish writes a thin space, from five digits on, as its academies have it, and a point before
/// decimals, as in Mexico: a form that no reader of either side of the Atlantic can misread.
pub(crate) fn grouped(number: &str, lang: Lang) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("\u{2212}", rest));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let separator = match lang {
        Lang::Es if whole.len() < 5 => None,
        Lang::Es => Some('\u{202f}'),
        Lang::En => Some(','),
    };
    let mut out = String::with_capacity(number.len() + 8);
    out.push_str(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.extend(separator);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// An amount of money: cents have two digits.
pub(crate) fn amount(amount: Decimal, lang: Lang) -> String {
    let mut shown = amount.normalize();
    if shown.scale() == 1 {
        shown.rescale(2);
    }
    grouped(&shown.to_string(), lang)
}

/// A date or stretch of time.
pub(crate) fn date(words: &Words, edtf: &Edtf) -> String {
    match edtf {
        Edtf::Point(only) => point(words, &only.to_string()),
        Edtf::OneOf(points) => {
            let all: Vec<_> = points.iter().map(|p| point(words, &p.to_string())).collect();
            all.join(words.t("date-or"))
        }
        Edtf::Span(from, until) => {
            let side = |p: &codebook::edtf::Point| point(words, &p.to_string());
            match (from.as_ref().map(side), until.as_ref().map(side)) {
                (Some(from), Some(until)) => {
                    words.with("date-span", &[("from", &from), ("until", &until)])
                }
                (Some(from), None) => words.with("date-from", &[("from", &from)]),
                (None, until) => words.with("date-until", &[("until", &until.unwrap_or_default())]),
            }
        }
    }
}

/// One point, from its EDTF form.
fn point(words: &Words, text: &str) -> String {
    let (plain, about) = text.strip_suffix('~').map_or((text, false), |plain| (plain, true));
    let mut parts = plain.split('-');
    let year = parts.next().filter(|year| *year != "XXXX");
    let month =
        parts.next().and_then(|number| MONTHS.into_iter().chain(PARTS).find(|m| *m == number));
    let month = month.map(|number| words.term("month", number));
    let day = parts.next().map(|day| day.trim_start_matches('0'));
    let shown = match (year, month, day) {
        (Some(year), Some(month), Some(day)) => {
            words.with("date-day", &[("year", year), ("month", month), ("day", day)])
        }
        (Some(year), Some(month), None) => {
            words.with("date-month", &[("year", year), ("month", month)])
        }
        (Some(year), None, _) => year.to_owned(),
        (None, Some(month), Some(day)) => {
            words.with("date-day-no-year", &[("month", month), ("day", day)])
        }
        (None, month, _) => {
            words.with("date-month-no-year", &[("month", month.unwrap_or_default())])
        }
    };
    if about { words.with("date-about", &[("date", &shown)]) } else { shown }
}

/// The day of a moment, in UTC.
pub(crate) fn day(words: &Words, at: Timestamp) -> String {
    let day = at.to_zoned(TimeZone::UTC).date().to_string();
    point(words, &day)
}

/// A length of time, from its ISO 8601 form.
fn length(words: &Words, text: &str) -> String {
    let body = text.trim_start_matches('P');
    let key = match body.chars().last() {
        Some('Y') => "length-years",
        Some('M') => "length-months",
        Some('W') => "length-weeks",
        _ => "length-days",
    };
    let count = body.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or_default();
    words.count(key, &count)
}

#[cfg(test)]
mod tests {
    use codebook::Form;

    use super::*;

    #[test]
    fn values_read_as_each_language_writes_them() {
        let cases = [
            (
                Form::Money,
                "7408092.5 MXN",
                "7\u{202f}408\u{202f}092.50\u{a0}MXN",
                "7,408,092.50\u{a0}MXN",
            ),
            (
                Form::Money,
                "4500 ($)",
                "4500 «$» (la fuente no dice qué moneda)",
                "4,500 “$” (the source does not say which currency)",
            ),
            (Form::Quantity, ">=1000", "al menos 1000", "at least 1,000"),
            (Form::Quantity, "<50", "menos de 50", "fewer than 50"),
            (Form::Quantity, "~12000", "unos 12\u{202f}000", "about 12,000"),
            (Form::Quantity, "246", "246", "246"),
            (Form::Rate, "96.4", "96.4\u{a0}% de aciertos", "96.4% right"),
            (Form::Rate, "error:4", "4\u{a0}% de errores", "4% wrong"),
            (Form::Date, "2031-06-12", "12 de junio de 2031", "12 June 2031"),
            (Form::Date, "2019-06", "junio de 2019", "June 2019"),
            (Form::Date, "2021-22", "verano de 2021", "summer 2021"),
            (Form::Date, "2021-33", "primer trimestre de 2021", "first quarter 2021"),
            (Form::Date, "2021-41", "segundo semestre de 2021", "second half 2021"),
            (Form::Date, "2019", "2019", "2019"),
            (Form::Date, "2019~", "hacia 2019", "about 2019"),
            (
                Form::Date,
                "XXXX-06",
                "junio (la fuente no dice el año)",
                "June (the source does not say the year)",
            ),
            (
                Form::Date,
                "XXXX-06-03",
                "3 de junio (la fuente no dice el año)",
                "3 June (the source does not say the year)",
            ),
            (
                Form::Date,
                "[2020-02-05,2020-05-02]",
                "5 de febrero de 2020 o 2 de mayo de 2020",
                "5 February 2020 or 2 May 2020",
            ),
            (Form::Date, "2019-06/2020", "de junio de 2019 a 2020", "June 2019 to 2020"),
            (Form::Date, "2019/..", "desde 2019", "from 2019"),
            (Form::Date, "../2020", "hasta 2020", "until 2020"),
            (Form::Duration, "P1Y", "1 año", "1 year"),
            (Form::Duration, "P18M", "18 meses", "18 months"),
            (
                Form::Technology,
                "face_recognition_live",
                "reconocimiento facial en vivo",
                "live face recognition",
            ),
            (Form::Response, "no_response", "sin respuesta", "no response"),
        ];
        for (form, text, es, en) in cases {
            let parsed = form.parse(text).unwrap();
            assert_eq!(value(Words::of(Lang::Es), &parsed), es, "{text}");
            assert_eq!(value(Words::of(Lang::En), &parsed), en, "{text}");
        }
    }

    #[test]
    fn small_and_negative_numbers_keep_their_form() {
        let cases = [
            ("0", "0", "0"),
            ("-12345.06", "−12\u{202f}345.06", "−12,345.06"),
            ("999", "999", "999"),
        ];
        for (number, es, en) in cases {
            assert_eq!(grouped(number, Lang::Es), es);
            assert_eq!(grouped(number, Lang::En), en);
        }
    }
}
