//! What a document as a whole settles: its language, the order of its numeric dates, and which
//! country's money a shared sign means; and whether it answers a request.
//!
//! It is derived from the text and the source's named metadata alone, always the same way, so that
//! whoever re-parses a value re-derives it too. What is not settled stays open.

use std::sync::LazyLock;

use codebook::Currency;
use codebook::SourceMeta;
use codebook::edtf::{Edtf, Point};

use crate::countries::COUNTRY_WORDS;
use crate::folded::{Folded, Found, Pattern, pattern};
use crate::language::{self, Language};
use crate::lexicon::Lexicon;

/// How much of a document is searched for what settles its signs and dates.
const LOOK: usize = 64 * 1024;

/// Which number of a numeric date comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

/// What a document settles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Settled {
    language: Language,
    countries: Vec<&'static str>,
    country: Option<String>,
    published: Option<Point>,
    stated: Option<Currency>,
    dots: Option<Order>,
    dashes: Option<Order>,
    slashes: Option<Order>,
    replies: bool,
}

/// Countries that share a sign, each with its currency.
const DOLLARS: &[(&str, &str)] = &[
    ("US", "USD"),
    ("CA", "CAD"),
    ("AU", "AUD"),
    ("NZ", "NZD"),
    ("SG", "SGD"),
    ("HK", "HKD"),
    ("EC", "USD"),
    ("SV", "USD"),
    ("PA", "USD"),
    ("PR", "USD"),
    ("JM", "JMD"),
    ("TT", "TTD"),
    ("MX", "MXN"),
    ("AR", "ARS"),
    ("CL", "CLP"),
    ("CO", "COP"),
    ("UY", "UYU"),
    ("DO", "DOP"),
    ("CU", "CUP"),
];
const PESOS: &[(&str, &str)] = &[
    ("MX", "MXN"),
    ("AR", "ARS"),
    ("CL", "CLP"),
    ("CO", "COP"),
    ("UY", "UYU"),
    ("DO", "DOP"),
    ("CU", "CUP"),
    ("PH", "PHP"),
];
const RUPEES: &[(&str, &str)] =
    &[("IN", "INR"), ("PK", "PKR"), ("LK", "LKR"), ("NP", "NPR"), ("MU", "MUR")];
const COLONES: &[(&str, &str)] = &[("CR", "CRC"), ("SV", "SVC")];
const YEN: &[(&str, &str)] = &[("JP", "JPY"), ("CN", "CNY")];
const BOLIVARS: &[(&str, &str)] = &[("BO", "BOB"), ("VE", "VES")];
const SHILLINGS: &[(&str, &str)] = &[("KE", "KES"), ("UG", "UGX"), ("TZ", "TZS")];

static NUMERIC: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(\d{1,2})([./-])(\d{1,2})([./-])\d{4}\b"));
static COUNTRIES: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| {
    let known = COUNTRY_WORDS
        .iter()
        .flat_map(|(country, words)| words.iter().map(|word| ((*word).to_owned(), *country)));
    Lexicon::new(known)
});

impl Settled {
    /// What `text` and `meta` settle.
    pub(crate) fn of(text: &str, meta: &SourceMeta) -> Self {
        let head = &text[..text.floor_char_boundary(text.len().min(LOOK))];
        let folded = Folded::new(head, 0);
        // "se usa" is no country, nor is "ice" where it is cold.
        const SHORT: usize = 3;
        let named = |found: &Found<&'static str>| {
            let words = head.get(found.at.clone()).unwrap_or_default();
            words.len() > SHORT || words.starts_with(char::is_uppercase)
        };
        let found = COUNTRIES.find(&folded).into_iter().filter(named);
        let mut countries: Vec<_> = found.map(|Found { value, .. }| value).collect();
        countries.sort_unstable();
        countries.dedup();
        let country = meta.country.as_deref().map(str::to_ascii_uppercase);
        let language = language::detect(text);
        let usual = usual_order(language, &countries);
        let told = || country.as_deref().and_then(order_in).or(usual.filter(|_| country.is_none()));
        let [dots, dashes, slashes] = orders(folded.text()).map(|shown| shown.or_else(told));
        Self {
            language,
            stated: stated(head),
            dots,
            dashes,
            slashes,
            replies: replies(&folded),
            countries,
            country,
            published: match meta.published {
                Some(Edtf::Point(point)) => Some(point),
                _ => None,
            },
        }
    }

    /// True where the document is from this country or speaks of it.
    pub(crate) fn concerns(&self, country: &str) -> bool {
        self.country.as_deref() == Some(country) || self.countries.contains(&country)
    }

    /// The same, of a text whose language is known.
    pub(crate) const fn in_language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// True where the source is of this country.
    pub(crate) fn is_of(&self, country: &str) -> bool {
        self.country.as_deref() == Some(country)
    }

    /// When the document was published, as far as that is known.
    pub(crate) const fn published(&self) -> Option<Point> {
        self.published
    }

    /// True for a letter that answers a request.
    pub(crate) const fn replies(&self) -> bool {
        self.replies
    }

    /// The document's language.
    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// The one currency that the document says, under that label, its amounts are in.
    pub(crate) const fn stated(&self) -> Option<Currency> {
        self.stated
    }

    /// The order of day and month in dates written with this sign.
    pub(crate) fn order(&self, sign: &str) -> Option<Order> {
        match sign {
            "." => self.dots,
            "-" => self.dashes,
            _ => self.slashes,
        }
    }

    /// The year of two digits, where the document's date tells the century.
    pub(crate) fn century(&self, short: i16) -> Option<i16> {
        let known = self.published?.known_year()?;
        let year = known - known.rem_euclid(100) + short;
        Some(if year > known + 10 { year - 100 } else { year })
    }

    /// The day that two numbers and a year mean with this sign between them: either where nothing tells which is the
    /// month.
    pub(crate) fn day(&self, year: i16, a: i8, b: i8, sign: &str) -> Option<Edtf> {
        let day_first = Point::day(Some(year), b, a).ok();
        let month_first = Point::day(Some(year), a, b).ok();
        match self.order(sign) {
            Some(Order::DayFirst) if day_first.is_some() => return day_first.map(Edtf::from),
            Some(Order::MonthFirst) if month_first.is_some() => return month_first.map(Edtf::from),
            _ => {}
        }
        Edtf::one_of(day_first.into_iter().chain(month_first).collect()).ok()
    }

    /// The currency that a shared sign means: that of the source's country, else that of the only
    /// country named in the document that uses the sign.
    pub(crate) fn currency(&self, sign: &str) -> Option<Currency> {
        let sharing = match sign {
            "$" | "dolares" | "dollars" | "dollar" => DOLLARS,
            "pesos" => PESOS,
            "rs" | "rs." | "rupees" | "rupee" | "rupias" => RUPEES,
            "colones" => COLONES,
            "¥" => YEN,
            "bs." => BOLIVARS,
            "shillings" | "shilling" => SHILLINGS,
            "us$" => return "USD".parse().ok(),
            _ => return None,
        };
        // Nobody writes pesos as dollars.
        let word = sign.starts_with("do");
        let fits = |country: &str| {
            let (_, code) = sharing.iter().find(|(known, _)| *known == country)?;
            (!word || code.ends_with('D') && !matches!(*code, "CUP")).then_some(*code)
        };
        if let Some(code) = self.country.as_deref().and_then(fits) {
            return code.parse().ok();
        }
        let mut named: Vec<_> = self.countries.iter().filter_map(|country| fits(country)).collect();
        named.sort_unstable();
        named.dedup();
        match named.as_slice() {
            [code] => code.parse().ok(),
            _ => None,
        }
    }
}

static LABEL: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(?:[Cc]urrency|CURRENCY|[Mm]oneda|MONEDA)\b"));
static CODE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:USD|EUR|GBP|MXN|ARS|CLP|COP|PEN|BRL|UYU|PYG|BOB|CRC|GTQ|HNL|DOP|CAD|AUD|NZD|INR|ZAR|KES|JPY|CHF)\b",
    )
});

/// The currency of a document that labels one and names no other.
fn stated(text: &str) -> Option<Currency> {
    if !LABEL.is_match(text) {
        return None;
    }
    let mut codes: Vec<&str> = CODE.find_iter(text).map(|hit| hit.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    match codes.as_slice() {
        [only] => only.parse().ok(),
        _ => None,
    }
}

/// A letter that answers a request says so near its beginning.
fn replies(folded: &Folded<'_>) -> bool {
    const LOOK: usize = 3000;
    static REPLIES: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"\b(?:(?:in )?response to your (?:[a-z]+ ){0,4}request|i (?:write|am writing) (?:in response|to (?:respond|advise|inform))|thank you for your (?:[a-z]+ ){0,4}request|your (?:[a-z]+ ){0,4}request (?:for information|under|was received|dated|received|of)|regarding your (?:[a-z]+ ){0,4}request|this letter (?:is in response|responds)|en (?:atencion|respuesta|relacion|contestacion) (?:a|con) (?:su|la|tu) (?:solicitud|pedido|peticion)|(?:respuesta|contestacion) a (?:su|la) (?:solicitud|pedido|peticion)|da respuesta a (?:su |la )?(?:solicitud|pedido)|me refiero a su (?:solicitud|pedido|peticion))\b",
        )
    });
    let end = folded.forth(folded.range().start + LOOK);
    let text = folded.text();
    REPLIES.is_match(&text[..text.floor_char_boundary(end)])
}

/// The order that the document's own unambiguous dates show, if they all agree: of those with dots, with
/// dashes and with slashes.
fn orders(text: &str) -> [Option<Order>; 3] {
    let mut shown = [(".", false, false), ("-", false, false), ("/", false, false)];
    if !may_hold_date(text.as_bytes()) {
        return shown.map(|_| None);
    }
    for date in NUMERIC.captures_iter(text) {
        let of = shown.iter_mut().find(|(sign, ..)| &date[2] == *sign && &date[4] == *sign);
        if let Some((_, day_first, month_first)) = of {
            *day_first |= date[1].parse::<u8>().is_ok_and(|n| n > 12);
            *month_first |= date[3].parse::<u8>().is_ok_and(|n| n > 12);
        }
    }
    shown.map(|(_, day_first, month_first)| match (day_first, month_first) {
        (true, false) => Some(Order::DayFirst),
        (false, true) => Some(Order::MonthFirst),
        _ => None,
    })
}

/// True where two signs stand with one digit or two between them, the second before four digits. Most stretches of a
/// text have no sign before a digit, which is told many bytes at a time.
fn may_hold_date(bytes: &[u8]) -> bool {
    const STRETCH: usize = 64;
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_sign = |byte: u8| matches!(byte, b'-'..=b'/');
    let date = |first: usize| {
        let second = first + 2 + usize::from(digit(first + 2));
        digit(first + 1)
            && bytes.get(second).is_some_and(|byte| is_sign(*byte))
            && (1..=4).all(|next| digit(second + next))
    };
    (0..bytes.len()).step_by(STRETCH).any(|from| {
        let until = bytes.len().min(from + STRETCH);
        let next = bytes.get(from + 1..).unwrap_or_default();
        let pairs = bytes[from..until].iter().zip(next);
        pairs.fold(false, |some, (a, b)| some | (is_sign(*a) & b.is_ascii_digit()))
            && (from..until).any(|at| is_sign(bytes[at]) && date(at))
    })
}

/// The order in use where a text is from, as far as its words tell: day first in Spanish, or where countries
/// are named; open where one of them writes the month first, or none is named.
fn usual_order(language: Language, countries: &[&str]) -> Option<Order> {
    let open = countries.iter().any(|country| order_in(country) != Some(Order::DayFirst));
    let told = language == Language::Spanish || !countries.is_empty();
    (told && !open).then_some(Order::DayFirst)
}

/// The order in use in a country.
fn order_in(country: &str) -> Option<Order> {
    match country {
        "US" => Some(Order::MonthFirst),
        "CA" | "PH" | "ZA" => None,
        _ => Some(Order::DayFirst),
    }
}
