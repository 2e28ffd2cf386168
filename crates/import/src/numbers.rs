//! Numbers in cells: nothing is guessed that a mapping can say.

use codebook::money::Currency;
use rust_decimal::Decimal;

/// Words of money around a number that are no part of it; the codes of currencies are others.
const AROUND: [&str; 9] =
    ["pesos", "dolares", "dólares", "dollars", "euros", "m.n.", "mn", "us$", "mx$"];

/// The number of an amount. What names a currency is left out: whoever reads it asks [`crate::currencies`] too.
pub(crate) fn amount(words: &str, decimal: Option<char>) -> Result<Decimal, String> {
    number(bare(words), decimal)
}

/// The number of a share. Its percent sign is left out.
pub(crate) fn share(words: &str, decimal: Option<char>) -> Result<Decimal, String> {
    let words = words.trim();
    number(words.strip_suffix('%').or_else(|| words.strip_prefix('%')).unwrap_or(words), decimal)
}

/// The number that a cell's words are, with nothing beside it; with `decimal` the other sign parts thousands.
pub(crate) fn number(words: &str, decimal: Option<char>) -> Result<Decimal, String> {
    let bare = words.trim();
    let (negative, bare) = match bare.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start_matches(['$', '€', '£', ' '])),
        None => (false, bare),
    };
    let no_number = || "expected a number".to_owned();
    let known = |c: char| c.is_ascii_digit() || is_gap(c) || matches!(c, '.' | ',');
    if !bare.starts_with(|c: char| c.is_ascii_digit()) || !bare.chars().all(known) {
        return Err(no_number());
    }
    let decimal = match decimal {
        Some(sign) => Some(sign),
        None => sign_of(bare)?,
    };
    let (whole, fraction) = match decimal.and_then(|sign| bare.split_once(sign)) {
        Some((whole, fraction)) => (whole, fraction),
        None => (bare, ""),
    };
    if !fraction.chars().all(|c| c.is_ascii_digit()) {
        return Err(no_number());
    }
    let mut digits = grouped(whole).ok_or_else(|| {
        "its thousands are not parted in threes; say which sign is the decimal one, as decimal = \",\""
            .to_owned()
    })?;
    if !fraction.is_empty() {
        digits = format!("{digits}.{fraction}");
    }
    let number: Decimal = digits.parse().map_err(|_| "the number is too long".to_owned())?;
    Ok(if negative { -number } else { number })
}

/// The words without the currency around a number. What multiplies it ("40 mil") stays.
fn bare(words: &str) -> &str {
    let sign = |c: char| c.is_whitespace() || matches!(c, '$' | '€' | '£' | '¥');
    let around = |word: &str| {
        AROUND.contains(&word.to_lowercase().as_str()) || word.parse::<Currency>().is_ok()
    };
    let mut bare = words.trim_matches(sign);
    loop {
        let before = bare.len();
        if let Some((_, rest)) = bare.split_once(char::is_whitespace).filter(|(w, _)| around(w)) {
            bare = rest.trim_matches(sign);
        }
        if let Some((rest, _)) = bare.rsplit_once(char::is_whitespace).filter(|(_, w)| around(w)) {
            bare = rest.trim_matches(sign);
        }
        if bare.len() == before {
            return bare;
        }
    }
}

const fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’')
}

/// Which sign parts the decimals of a number, if that is certain.
fn sign_of(bare: &str) -> Result<Option<char>, String> {
    let signs: Vec<char> = bare.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let Some(last) = signs.last().copied() else { return Ok(None) };
    if signs.iter().any(|sign| *sign != last) {
        return Ok(Some(last));
    }
    if signs.len() > 1 {
        return Ok(Some(if last == '.' { ',' } else { '.' }));
    }
    let behind = bare.rsplit(last).next().map_or(0, str::len);
    let before = bare.split(last).next().unwrap_or_default();
    if behind != 3 || before == "0" || before.len() > 3 {
        return Ok(Some(last));
    }
    Err("its sign may part thousands or decimals; say which with decimal = \".\" or \",\""
        .to_owned())
}

/// The digits of a whole number whose thousands may be parted.
fn grouped(whole: &str) -> Option<String> {
    let mut parts = whole.split(|c: char| is_gap(c) || matches!(c, '.' | ','));
    let mut digits = parts.next()?.to_owned();
    let rest: Vec<&str> = parts.collect();
    // India parts by twos before the last three.
    let last = rest.len().saturating_sub(1);
    let fits = |(at, part): (usize, &&str)| part.len() == 3 || at < last && part.len() == 2;
    if !rest.iter().enumerate().all(fits) || (!rest.is_empty() && digits.len() > 3) {
        return None;
    }
    digits.extend(rest);
    digits.chars().all(|c| c.is_ascii_digit()).then_some(digits)
}
