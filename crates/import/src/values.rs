//! What a cell's words say as the value of a property.

use codebook::edtf::Edtf;
use codebook::fold::fold;
use codebook::money::{Currency, Money};
use codebook::quantity::{Bound, Quantity, Rate};
use codebook::value::{Duration, ShortText};
use codebook::{Form, SourceMeta, Value};
use reading::recognise::{Recogniser, recognise, terms};
use rust_decimal::Decimal;

use crate::mapping::Say;
use crate::numbers::{amount, number, share};
use crate::{currencies, dates};

/// True for a cell that says nothing.
pub(crate) fn is_empty(words: &str) -> bool {
    let folded = fold(words);
    let bare = folded.split(|c: char| !c.is_alphanumeric()).collect::<String>();
    matches!(
        bare.as_str(),
        "" | "na"
            | "nd"
            | "sd"
            | "sn"
            | "null"
            | "none"
            | "noaplica"
            | "sindato"
            | "nodisponible"
            | "notavailable"
            | "notapplicable"
            | "tbd"
            | "unknown"
            | "desconocido"
    )
}

/// The values that the words say; none where the mapping says that they say nothing. An error says what
/// was expected.
pub(crate) fn values(
    say: &Say,
    words: &str,
    currency: Option<&str>,
    meta: &SourceMeta,
) -> Result<Vec<Value>, String> {
    if let Some(meant) = say.words.get(&fold(words)) {
        return Ok(meant.iter().cloned().collect());
    }
    let mut why = None;
    for form in say.property.forms() {
        match one(*form, say, words, currency, meta) {
            Ok(values) => return Ok(values),
            // The first form is the usual one: it says best what is expected.
            Err(error) => why = why.or(Some(error)),
        }
    }
    Err(why.unwrap_or_default())
}

fn one(
    form: Form,
    say: &Say,
    words: &str,
    currency: Option<&str>,
    meta: &SourceMeta,
) -> Result<Vec<Value>, String> {
    let text = || words.parse::<ShortText>().map_err(|error| error.to_string());
    Ok(vec![match form {
        Form::Text => Value::Text(text()?),
        Form::Name => Value::Name(text()?),
        Form::Identifier => Value::Identifier(text()?),
        Form::Technology | Form::Status | Form::Response => return of_list(form, words),
        Form::Money => Value::Money(money(say, words, currency, meta)?),
        Form::Date => Value::Date(dates::date(words, say.format.dates, meta)?),
        Form::Duration => Value::Duration(duration(words, meta)?),
        Form::Quantity => Value::Quantity(quantity(say, words, meta)?),
        Form::Rate => Value::Rate(rate(say, words, meta)?),
    }])
}

/// A code of the codebook, or words that name some of the list.
fn of_list(form: Form, words: &str) -> Result<Vec<Value>, String> {
    if let Ok(value) = form.parse(words) {
        return Ok(vec![value]);
    }
    match terms(form, words) {
        found if !found.is_empty() => Ok(found),
        _ => Err(format!(
            "these words name none of the list; say which they mean, as words = {{ \"{}\" = \"…\" }}",
            words.chars().take(40).collect::<String>()
        )),
    }
}

fn money(
    say: &Say,
    words: &str,
    currency: Option<&str>,
    meta: &SourceMeta,
) -> Result<Money, String> {
    let currency = match currency {
        Some(cell) => Some(currency_of(cell)?),
        None => say.format.currency,
    };
    match currency {
        Some(mapped) => in_currency(say, words, mapped),
        None => in_its_own(say, words, meta),
    }
}

/// An amount whose currency the mapping says: where the cell says one too, it is the same.
fn in_currency(say: &Say, words: &str, mapped: Currency) -> Result<Money, String> {
    currencies::allows(words, mapped)?;
    let number = match amount(words, say.format.decimal) {
        Ok(number) => number,
        Err(why) if !words.chars().any(char::is_alphabetic) => return Err(why),
        // "2.5 million"
        Err(why) => {
            let coded = format!("{words} {mapped}");
            let money = only_money(&coded, &currencies::at_home(mapped)).ok_or(why)?;
            if money.currency().is_some_and(|said| said != mapped) {
                return Err(format!("the cell says {money}, the mapping {mapped}"));
            }
            money.amount
        }
    };
    Ok(Money::new(times(say, number)?, mapped))
}

/// An amount whose currency the cell itself says.
fn in_its_own(say: &Say, words: &str, meta: &SourceMeta) -> Result<Money, String> {
    currencies::at_most_one(words)?;
    let number = amount(words, say.format.decimal);
    let money = only_money(words, meta);
    match (number, money) {
        (Ok(number), Some(money)) => Ok(Money { amount: times(say, number)?, ..money }),
        (Err(_), Some(money)) => Ok(Money { amount: times(say, money.amount)?, ..money }),
        (Err(why), None) => Err(why),
        (Ok(_), None) => {
            Err("nothing says its currency; say currency = \"MXN\" or currency_column".to_owned())
        }
    }
}

/// The amount that is read in words, if it is one.
fn only_money(words: &str, meta: &SourceMeta) -> Option<Money> {
    let mut found = recognise(Recogniser::Money, words, None, meta).into_iter();
    match (found.next().map(|found| found.value), found.next()) {
        (Some(Value::Money(money)), None) => Some(money),
        _ => None,
    }
}

fn times(say: &Say, amount: Decimal) -> Result<Decimal, String> {
    amount.checked_mul(say.times).ok_or_else(|| "the number is too long".to_owned())
}

/// The currency that a cell of its own names, by code or in words.
fn currency_of(cell: &str) -> Result<Currency, String> {
    let cell = cell.trim();
    if let Ok(currency) = cell.to_ascii_uppercase().parse() {
        return Ok(currency);
    }
    let one = format!("1 {cell}");
    let found = recognise(Recogniser::Money, &one, None, &SourceMeta::default());
    let found = found.into_iter().find_map(|found| match found.value {
        Value::Money(money) => money.currency(),
        _ => None,
    });
    found.ok_or_else(|| {
        format!(
            "`{}` names no currency; expected a code as MXN",
            cell.chars().take(20).collect::<String>()
        )
    })
}

fn quantity(say: &Say, words: &str, meta: &SourceMeta) -> Result<Quantity, String> {
    if words.contains('%') || currencies::are_named(words) {
        return Err("expected a count, not a share or an amount".to_owned());
    }
    let quantity = match number(words, say.format.decimal) {
        Ok(number) if words.trim().starts_with(|c: char| c.is_ascii_digit()) => {
            Quantity::new(times(say, number)?, Bound::Exact)
        }
        other => {
            let mut found = recognise(Recogniser::Quantities, words, None, meta).into_iter();
            match (found.next().map(|found| found.value), found.next()) {
                (Some(Value::Quantity(quantity)), None) => quantity,
                _ => return Err(other.err().unwrap_or_else(|| "expected a count".to_owned())),
            }
        }
    };
    if quantity.number.is_sign_negative() {
        return Err("a count is not negative".to_owned());
    }
    Ok(if say.qualifiers.planned { quantity.planned() } else { quantity })
}

fn rate(say: &Say, words: &str, meta: &SourceMeta) -> Result<Rate, String> {
    if let Ok(percent) = share(words, say.format.decimal)
        && let Ok(Value::Rate(rate)) = Form::Rate.parse(&percent.normalize().to_string())
    {
        return Ok(rate);
    }
    let mut found = recognise(Recogniser::Rates, words, None, meta).into_iter();
    match (found.next().map(|found| found.value), found.next()) {
        (Some(Value::Rate(rate)), None) => Ok(rate),
        _ => Err("expected a share in percent, as 98.5 %".to_owned()),
    }
}

fn duration(words: &str, meta: &SourceMeta) -> Result<Duration, String> {
    if let Ok(duration) = words.trim().parse() {
        return Ok(duration);
    }
    let found = recognise(Recogniser::Dates, words, None, meta).into_iter();
    let mut found = found.filter_map(|found| match found.value {
        Value::Duration(duration) => Some(duration),
        _ => None,
    });
    match (found.next(), found.next()) {
        (Some(duration), None) => Ok(duration),
        _ => Err("expected a date, or a length of time with its unit".to_owned()),
    }
}

/// When it held, as a cell of its own says.
pub(crate) fn valid(say: &Say, words: &str, meta: &SourceMeta) -> Result<Edtf, String> {
    dates::date(words, say.format.dates, meta)
}
