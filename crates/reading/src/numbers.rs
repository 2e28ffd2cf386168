//! Numbers, in numerals and in words, Spanish and English.
//!
//! `1,02,000` is 102000; `40.000` is 40000 in Spanish and 40 in English; a scale word multiplies;
//! "3 mil 400 millones" is one number, and so are "thirty-six (36)" and "36 (treinta y seis)".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::folded::Folded;
use crate::language::Language;
use crate::number_words::{self, number_at};
use crate::telling::Tells;
use crate::words::{WordMap, next_word};

/// A number in a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// Where, in the folded text, its scale word included.
    pub(crate) at: Range<usize>,
    /// How much.
    pub(crate) value: Decimal,
    /// What its scale word multiplied by, or 1.
    pub(crate) factor: u64,
    /// True for "thousands of": at least that many.
    pub(crate) vague: bool,
    /// True for "un centenar": about that many.
    pub(crate) about: bool,
    /// A currency that its scale word carries along: `mdp`, `mdd`.
    pub(crate) carried: Option<&'static str>,
}

/// Scale words after a numeral, and what they multiply by.
const SCALES: &[(&str, u64)] = &[
    ("millones", 1_000_000),
    ("millon", 1_000_000),
    ("millions", 1_000_000),
    ("million", 1_000_000),
    ("thousand", 1_000),
    ("mil", 1_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("billones", 1_000_000_000_000),
    ("billon", 1_000_000_000_000),
    ("crores", 10_000_000),
    ("crore", 10_000_000),
    ("lakhs", 100_000),
    ("lakh", 100_000),
    ("mdp", 1_000_000),
    ("mdd", 1_000_000),
];
static SCALE: WordMap<u64> = WordMap::new(SCALES);

/// Short scale signs, which are also units of length and size: `m`, `k`.
const SHORT: &[(&str, u64)] = &[
    ("m", 1_000_000),
    ("mm", 1_000_000),
    ("bn", 1_000_000_000),
    ("b", 1_000_000_000),
    ("k", 1_000),
];
static SHORT_SCALE: WordMap<u64> = WordMap::new(SHORT);

/// Words for a number that nobody counted: at least that many. What is below hundreds ("dozens",
/// "decenas") stays open.
const VAGUE: &[(&str, u64)] = &[
    ("millions", 1_000_000),
    ("millones", 1_000_000),
    ("thousands", 1_000),
    ("miles", 1_000),
    ("hundreds", 100),
    ("centenares", 100),
    ("cientos", 100),
];
static SOME: WordMap<u64> = WordMap::new(VAGUE);
const TENS: &[&str] = &["tens", "dozens", "decenas"];

/// The signs that stand before or after an amount.
pub(crate) const SIGNS: &[char] =
    &['$', '£', '€', '¥', '₹', '₦', '₱', '₩', '₪', '₲', '₡', '₺', '₴', '₫', '৳'];

/// The numbers of a text, in order.
///
/// They are worked out once a text: money, counts and dates all ask.
pub(crate) fn numbers<'f>(folded: &'f Folded<'_>, language: Language) -> &'f [Number] {
    folded.numbers.get_or_init(|| Scan { folded, text: folded.text(), language }.run())
}

/// The number that ends at `end` of the folded text.
pub(crate) fn ending_at(numbers: &[Number], end: usize) -> Option<&Number> {
    let at = numbers.binary_search_by_key(&end, |number| number.at.end).ok()?;
    numbers.get(at)
}

/// Numerals of this many bytes or more are none.
const LONGEST: usize = 40;

/// The words that a number may begin with.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    number_words::words().chain(SOME.words()).chain(TENS.iter().copied())
}

struct Scan<'f> {
    folded: &'f Folded<'f>,
    text: &'f str,
    language: Language,
}

impl Scan<'_> {
    fn run(&self) -> Vec<Number> {
        let bytes = self.text.as_bytes();
        let mut found = Vec::new();
        let mut at = 0;
        for word in self.folded.telling(Tells::Number) {
            if word.start < at {
                continue;
            }
            let numeral = bytes.get(word.start).is_some_and(u8::is_ascii_digit);
            let number =
                if numeral { self.numeral_at(word.start) } else { self.words_at(word.start) };
            match number {
                Some(number) => {
                    let number = self.said_twice(number);
                    at = number.at.end;
                    found.push(number);
                }
                // A number may be written onto letters ("Q1,500"), but none onto a number's.
                None if numeral => {
                    let rest = &bytes[word.end..];
                    at = word.end + rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                }
                None => {}
            }
        }
        found
    }

    fn words_at(&self, start: usize) -> Option<Number> {
        if self.text[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let word = next_word(self.text, start)?;
        // "por ciento" is no hundred.
        if &self.text[word.clone()] == "ciento" && self.text[..start].ends_with("por ") {
            return None;
        }
        if let Some(words) = number_at(self.text, start, self.language) {
            let ends = !self.text[words.end..].starts_with(|c: char| c.is_alphanumeric());
            return ends.then_some(Number {
                at: start..words.end,
                value: words.value,
                factor: words.factor,
                vague: false,
                about: words.about,
                carried: None,
            });
        }
        self.vague_at(word)
    }

    fn vague_at(&self, word: Range<usize>) -> Option<Number> {
        let spoken = &self.text[word.clone()];
        let tens = TENS.contains(&spoken);
        let value = if tens {
            let rest = &self.text[word.end..];
            let link = [" of ", " de "].iter().find(|link| rest.starts_with(**link))?;
            let next = next_word(self.text, word.end + link.len())?;
            let scale = SOME.get(&self.text[next.clone()])?;
            let many: u64 = if spoken == "dozens" { 12 } else { 10 };
            return Some(self.vague(word.start..next.end, many * scale));
        } else {
            SOME.get(spoken)?
        };
        // In English, miles are a length; "several millions" stays as open as "several".
        let open = ["several ", "varios ", "varias ", "many ", "few ", "some "];
        let before = &self.text[..word.start];
        let english = spoken == "miles" && self.language == Language::English;
        if english || open.iter().any(|open| before.ends_with(open)) {
            return None;
        }
        if value == 100 {
            let rest = &self.text[word.end..];
            let link = [" of ", " de "].iter().find(|link| rest.starts_with(**link));
            let next = link.and_then(|link| next_word(self.text, word.end + link.len()));
            let scale = next.clone().and_then(|next| SOME.get(&self.text[next]));
            if let (Some(next), Some(scale)) = (next, scale) {
                return Some(self.vague(word.start..next.end, value * scale));
            }
        }
        Some(self.vague(word, value))
    }

    fn vague(&self, at: Range<usize>, value: u64) -> Number {
        let value = value.into();
        Number { at, value, factor: 1, vague: true, about: false, carried: None }
    }

    fn numeral_at(&self, start: usize) -> Option<Number> {
        let text = self.text;
        let before = text[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') && !self.lettered_sign(start) {
            return None;
        }
        let end = self.numeral_end(start);
        let thousands = self.groups_by_dots(start, end);
        let language = if thousands { Language::Spanish } else { self.language };
        let mut value = numeral(&text[start..end], language)?;
        let mut at = start..end;
        let (mut factor, mut carried) = (1, None);
        if let Some((scaled, by)) = self.scale_at(start, end) {
            let word = &text[scaled - 3.min(scaled - end)..scaled];
            carried = match word {
                "mdp" => Some("pesos"),
                "mdd" => Some("us$"),
                _ => None,
            };
            value = value.checked_mul(by.into())?;
            factor = by;
            at.end = scaled;
            if let Some((composed, end)) = self.compose(value, by, scaled) {
                (value, at.end, factor) = (composed, end, 1);
            }
        } else if text[end..].starts_with(char::is_alphabetic) {
            return None;
        }
        Some(Number { at, value: value.normalize(), factor, vague: false, about: false, carried })
    }

    /// "€ 30.000", "20.000 PLN": money of where thousands have a dot is written so in English, too.
    fn groups_by_dots(&self, start: usize, end: usize) -> bool {
        const SIGNS: [&str; 12] =
            ["€", "eur", "euro", "pln", "sek", "nok", "dkk", "czk", "huf", "ron", "r$", "clp"];
        let numeral = &self.text[start..end];
        if count(numeral, b'.') != 1 || self.scale_at(start, end).is_some() {
            return false;
        }
        let before = self.text[..start].trim_end_matches(' ');
        let after = self.text[end..].trim_start_matches(' ');
        SIGNS.iter().any(|sign| before.ends_with(sign) || after.starts_with(sign))
    }

    /// "R$1", "Q1,500", "S/4": a letter before a numeral that only money has is none of a name's.
    fn lettered_sign(&self, start: usize) -> bool {
        let sign = self.text[..start].trim_end_matches(|c: char| c.is_ascii_lowercase());
        let letters = &self.text[sign.len()..start];
        let alone = !sign.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
        let code = letters.len() == 3
            && self.folded.raw(&(sign.len()..start)).bytes().all(|b| b.is_ascii_uppercase());
        alone
            && (code
                || matches!(
                    letters,
                    "q" | "l"
                        | "r"
                        | "rs"
                        | "rm"
                        | "gs"
                        | "bs"
                        | "usd"
                        | "eur"
                        | "fy"
                        | "sh"
                        | "ksh"
                        | "kshs"
                        | "ush"
                        | "tsh"
                ))
    }

    /// The end of the digits and separators that begin at `start`.
    fn numeral_end(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut end = start;
        // What is longer is no number, and is not looked at to its end from each of its digits.
        while end - start < LONGEST
            && (digit(end) || matches!(bytes.get(end), Some(b'.' | b',' | b'\'')) && digit(end + 1))
        {
            end += 1;
        }
        // "12 500": groups of three after a space. A thin or no-break space says so by itself.
        let mut grouped = end;
        let first = end - start;
        let plain = self.text[start..end].bytes().all(|b| b.is_ascii_digit());
        let three = |at: usize| (1..=3).all(|n| digit(at + n)) && !digit(at + 4);
        while grouped - start < LONGEST && bytes.get(grouped) == Some(&b' ') && three(grouped) {
            grouped += 4;
        }
        if grouped == end || !plain || first > 3 || self.text[start..].starts_with('0') {
            return end;
        }
        let gap = self.folded.raw(&(end..end + 1));
        let telling = matches!(gap, "\u{a0}" | "\u{2009}" | "\u{202f}");
        let open = bytes.get(grouped) == Some(&b' ') && digit(grouped + 1);
        let before = self.text[..start].trim_end_matches(' ');
        let part = before.ends_with(|c: char| c.is_ascii_digit() || "+(-".contains(c));
        if !telling && (gap != " " || open || part) {
            return end;
        }
        // A decimal part may follow the last group.
        if matches!(bytes.get(grouped), Some(b'.' | b',')) && digit(grouped + 1) {
            grouped += 1;
            while grouped - start < 2 * LONGEST && digit(grouped) {
                grouped += 1;
            }
        }
        grouped
    }

    /// The scale word after the numeral at `start..end`: where it ends and what it multiplies by.
    fn scale_at(&self, start: usize, end: usize) -> Option<(usize, u64)> {
        let text = self.text;
        // "30+ million"
        let more = usize::from(text[end..].starts_with("+ "));
        let gap = more + usize::from(text[end + more..].starts_with([' ', '-']));
        let word = next_word(text, end + gap)?;
        let spoken = &text[word.clone()];
        if text[word.end..].starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        if let Some(by) = SCALE.get(spoken) {
            // "mil millones"
            let thousands = spoken == "mil" && text[word.end..].starts_with(" millones");
            return Some(if thousands {
                (word.end + " millones".len(), 1_000_000_000)
            } else {
                (word.end, by)
            });
        }
        let by = SHORT_SCALE.get(spoken)?;
        // "M.N." is the national currency.
        if text[word.end..]
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
        {
            return None;
        }
        let money = self.is_money(start, word.end);
        let glued = gap == 0 && matches!(spoken, "m" | "k" | "bn");
        let video = spoken == "k" && matches!(&text[start..end], "2" | "4" | "5" | "8");
        (money || glued && !video).then_some((word.end, by))
    }

    /// True where a sign or code of money stands right before or after.
    fn is_money(&self, start: usize, end: usize) -> bool {
        let before = self.text[..start].trim_end_matches(' ');
        let after = self.text[end..].trim_start_matches(' ');
        let code = |at: usize| {
            let from = at.saturating_sub(3);
            let raw =
                if self.text.is_char_boundary(from) { self.folded.raw(&(from..at)) } else { "" };
            raw.len() == 3 && raw.bytes().all(|b| b.is_ascii_uppercase())
        };
        let range = before.ends_with('-')
            && before
                .trim_end_matches(|c: char| c == '-' || c.is_ascii_digit() || c == '.' || c == ',')
                .ends_with(SIGNS);
        before.ends_with(SIGNS)
            || range
            || before.ends_with("s/")
            || before.ends_with("bs.")
            || code(before.len())
            || after.starts_with(SIGNS)
    }

    /// "3 mil 400 (millones)", "2 millones 350 mil": what follows a scale and belongs to it.
    fn compose(&self, value: Decimal, by: u64, mut end: usize) -> Option<(Decimal, usize)> {
        let text = self.text;
        let (mut total, mut last, mut any) = (value, by, false);
        while last > 1 {
            let digits = text[end..].strip_prefix(' ')?;
            let length = digits
                .bytes()
                .take(4)
                .position(|b| !b.is_ascii_digit())
                .unwrap_or(digits.len().min(4));
            if !(1..=3).contains(&length)
                || digits[length..].starts_with(['.', ',', '/', ':', '%', '-'])
                    && !digits[length..].starts_with(". ")
                    && !digits[length..].starts_with(", ")
            {
                break;
            }
            let Ok(small) = digits[..length].parse::<Decimal>() else { break };
            let stop = end + 1 + length;
            let word = text[stop..].starts_with(' ').then(|| next_word(text, stop + 1)).flatten();
            let scale = word.clone().and_then(|word| SCALE.get(&text[word]));
            match (scale, word) {
                (Some(scale), Some(word)) if scale < last => {
                    total += small.checked_mul(scale.into())?;
                    (last, end) = (scale, word.end);
                }
                // "3 mil 400 millones"
                (Some(scale), Some(word)) if last == 1_000 => {
                    total = (total + small).checked_mul(scale.into())?;
                    (last, end) = (1, word.end);
                }
                (None, _) if last == 1_000 && self.language == Language::Spanish => {
                    total += small;
                    (last, end) = (1, stop);
                }
                _ => break,
            }
            any = true;
            if !text[end..].starts_with(' ') {
                break;
            }
        }
        any.then_some((total, end))
    }

    /// "36 (treinta y seis)", "thirty-six (36)": the same number once more.
    fn said_twice(&self, number: Number) -> Number {
        let Some(rest) = self.text[number.at.end..].strip_prefix(" (") else { return number };
        let start = number.at.end + 2;
        let again = match rest.as_bytes().first() {
            Some(b'0'..=b'9') => self.numeral_at(start),
            Some(b'a'..=b'z') => self.words_at(start),
            _ => None,
        };
        match again {
            Some(again)
                if again.value == number.value && self.text[again.at.end..].starts_with(')') =>
            {
                Number { at: number.at.start..again.at.end + 1, ..number }
            }
            _ => number,
        }
    }
}

/// Reads a numeral with its separators.
pub(crate) fn numeral(text: &str, language: Language) -> Option<Decimal> {
    if text.len() >= LONGEST {
        return None;
    }
    // The most are digits and nothing else.
    if text.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(plain) = text.parse::<u64>()
    {
        return Some(plain.into());
    }
    let grouped: String;
    let text = if text.contains([' ', '\'']) {
        if !text
            .split(['\'', ' '])
            .skip(1)
            .all(|part| part.len() >= 3 && part.as_bytes()[..3].iter().all(u8::is_ascii_digit))
        {
            return None;
        }
        grouped = text.replace([' ', '\''], "");
        // What separates the decimals after groups so marked is a decimal sign; other groups go on.
        if text.contains(' ') && text.matches([',', '.']).count() == 1 {
            return grouped.replace(',', ".").parse().ok();
        }
        grouped.as_str()
    } else {
        text
    };
    let (dots, commas) = (count(text, b'.'), count(text, b','));
    let tail = |sign: char| text.rsplit(sign).next().map_or(0, str::len);
    let plain = match (dots, commas) {
        (0, 0) => text.to_owned(),
        (0, 1) if tail(',') == 3 => text.replace(',', ""),
        (0, 1) => text.replace(',', "."),
        (1, 0) if tail('.') == 3 && language == Language::Spanish && !text.starts_with('0') => {
            text.replace('.', "")
        }
        (1, 0) => text.to_owned(),
        (0, _) if tail(',') == 3 => text.replace(',', ""),
        (_, 0) if tail('.') == 3 && groups(text, '.') => text.replace('.', ""),
        (0, _) | (_, 0) => return None,
        _ if text.rfind('.') > text.rfind(',') && dots == 1 => text.replace(',', ""),
        _ if commas == 1 => text.replace('.', "").replace(',', "."),
        _ => return None,
    };
    plain.parse().ok()
}

/// How often a sign of ASCII stands in a numeral, which is short.
fn count(numeral: &str, sign: u8) -> usize {
    numeral.bytes().filter(|byte| *byte == sign).count()
}

/// True where every group but the first has three digits: `1.234.567`, and no `10.20.300`.
fn groups(text: &str, sign: char) -> bool {
    text.split(sign).skip(1).all(|group| group.len() == 3)
}
