//! Signs, codes and words for money, and which of them several currencies share.

use std::sync::LazyLock;

/// What a sign means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Means {
    /// One currency.
    Code(&'static str),
    /// Several: the document settles which, or it stays open.
    Shared,
    /// That currency in that country, another elsewhere.
    In(&'static str, &'static str, &'static str),
    /// That currency where the source is of that country; no money elsewhere.
    Only(&'static str, &'static str),
    /// Thousands or millions of another sign: `MM$`.
    Times(u64, &'static str),
}

use Means::{Code, In, Only, Shared, Times};

/// What stands before an amount. Longer signs come before those they end in.
pub(super) const BEFORE: &[(&str, Means)] = &[
    ("us$", Code("USD")),
    ("u$s", Code("USD")),
    ("u$d", Code("USD")),
    ("usd$", Code("USD")),
    ("usd $", Code("USD")),
    ("usd", Code("USD")),
    ("u.s. $", Code("USD")),
    ("mx$", Code("MXN")),
    ("mxn$", Code("MXN")),
    ("ar$", Code("ARS")),
    ("ca$", Code("CAD")),
    ("rd$", Code("DOP")),
    ("au$", Code("AUD")),
    ("nz$", Code("NZD")),
    ("hk$", Code("HKD")),
    ("nt$", Code("TWD")),
    ("tt$", Code("TTD")),
    ("ec$", Code("XCD")),
    ("mm$", Times(1_000_000, "$")),
    ("m$", Times(1_000, "$")),
    ("c$", In("NI", "NIO", "CAD")),
    ("a$", Code("AUD")),
    ("s$", Code("SGD")),
    ("j$", Code("JMD")),
    ("r$", Code("BRL")),
    ("$u", Code("UYU")),
    ("s/.", Code("PEN")),
    ("s/", Code("PEN")),
    ("b/.", Code("PAB")),
    ("£", Code("GBP")),
    ("€", Code("EUR")),
    ("₹", Code("INR")),
    ("₦", Code("NGN")),
    ("₱", Code("PHP")),
    ("₩", Code("KRW")),
    ("₪", Code("ILS")),
    ("₲", Code("PYG")),
    ("₡", Code("CRC")),
    ("₺", Code("TRY")),
    ("₴", Code("UAH")),
    ("₫", Code("VND")),
    ("৳", Code("BDT")),
    ("¥", Shared),
    ("gs.", Code("PYG")),
    ("bs.", Shared),
    ("bs", Only("BO", "BOB")),
    ("rs.", Shared),
    ("rs", Shared),
    ("kshs.", Code("KES")),
    ("kshs", Code("KES")),
    ("ksh.", Code("KES")),
    ("ksh", Code("KES")),
    ("ushs", Code("UGX")),
    ("ush", Code("UGX")),
    ("tsh", Code("TZS")),
    ("sh", Only("KE", "KES")),
    ("rm", Code("MYR")),
    ("uf", Only("CL", "CLF")),
    ("q.", Only("GT", "GTQ")),
    ("q", Only("GT", "GTQ")),
    ("g.", Only("PY", "PYG")),
    ("gs", Only("PY", "PYG")),
    ("gh¢", Code("GHS")),
    ("gh₵", Code("GHS")),
    ("p", Only("PH", "PHP")),
    ("n", Only("NG", "NGN")),
    ("l.", Only("HN", "HNL")),
    ("l", Only("HN", "HNL")),
    ("r", Only("ZA", "ZAR")),
    ("$", Shared),
];

/// What stands after an amount. Longer words come before those they begin with.
pub(super) const AFTER: &[(&str, Means)] = &[
    ("pesos mexicanos", Code("MXN")),
    ("mexican pesos", Code("MXN")),
    ("pesos m.n.", Code("MXN")),
    ("pesos argentinos", Code("ARS")),
    ("argentine pesos", Code("ARS")),
    ("pesos chilenos", Code("CLP")),
    ("chilean pesos", Code("CLP")),
    ("pesos colombianos", Code("COP")),
    ("colombian pesos", Code("COP")),
    ("pesos uruguayos", Code("UYU")),
    ("uruguayan pesos", Code("UYU")),
    ("pesos dominicanos", Code("DOP")),
    ("dominican pesos", Code("DOP")),
    ("philippine pesos", Code("PHP")),
    ("pesos", Shared),
    ("dolares estadounidenses", Code("USD")),
    ("dolares americanos", Code("USD")),
    ("dolares de los estados unidos", Code("USD")),
    ("us dollars", Code("USD")),
    ("u.s. dollars", Code("USD")),
    ("american dollars", Code("USD")),
    ("canadian dollars", Code("CAD")),
    ("australian dollars", Code("AUD")),
    ("new zealand dollars", Code("NZD")),
    ("hong kong dollars", Code("HKD")),
    ("singapore dollars", Code("SGD")),
    ("dolares", Shared),
    ("dollars", Shared),
    ("dollar", Shared),
    ("pounds sterling", Code("GBP")),
    ("libras esterlinas", Code("GBP")),
    ("pounds", Code("GBP")),
    ("euros", Code("EUR")),
    ("euro", Code("EUR")),
    ("€", Code("EUR")),
    ("m€", Times(1_000_000, "€")),
    ("k€", Times(1_000, "€")),
    ("indian rupees", Code("INR")),
    ("rupees", Shared),
    ("rupee", Shared),
    ("rupias", Shared),
    ("reales", Code("BRL")),
    ("reais", Code("BRL")),
    ("nuevos soles", Code("PEN")),
    ("soles", Code("PEN")),
    ("quetzales", Code("GTQ")),
    ("lempiras", Code("HNL")),
    ("cordobas", Code("NIO")),
    ("balboas", Code("PAB")),
    ("colones", Shared),
    ("guaranies", Code("PYG")),
    ("bolivianos", Code("BOB")),
    ("bolivares", Code("VES")),
    ("yuan", Code("CNY")),
    ("renminbi", Code("CNY")),
    ("yen", Code("JPY")),
    ("shillings", Shared),
    ("shilling", Shared),
    ("dirhams", Shared),
    ("naira", Code("NGN")),
    ("rand", Code("ZAR")),
    ("baht", Code("THB")),
    ("ringgit", Code("MYR")),
    ("rupiah", Code("IDR")),
    ("dong", Code("VND")),
    ("korean won", Code("KRW")),
    ("won", Code("KRW")),
    ("cedis", Code("GHS")),
    ("kwacha", Code("ZMW")),
    ("birr", Code("ETB")),
    ("shekels", Code("ILS")),
    ("turkish lira", Code("TRY")),
    ("rubles", Code("RUB")),
    ("roubles", Code("RUB")),
    ("rublos", Code("RUB")),
    ("hryvnia", Code("UAH")),
    ("swedish kronor", Code("SEK")),
    ("coronas suecas", Code("SEK")),
    ("kronor", Code("SEK")),
    ("norwegian kroner", Code("NOK")),
    ("danish kroner", Code("DKK")),
    ("forints", Code("HUF")),
    ("forint", Code("HUF")),
    ("swiss francs", Code("CHF")),
    ("francos suizos", Code("CHF")),
    ("cfa francs", Code("XOF")),
    ("tenge", Code("KZT")),
    ("taka", Code("BDT")),
    ("yuanes", Code("CNY")),
    ("yenes", Code("JPY")),
    ("rands", Code("ZAR")),
    ("zł", Code("PLN")),
    ("zloty", Code("PLN")),
    ("uf", Only("CL", "CLF")),
    ("utm", Only("CL", "")),
];

/// Codes that are words as well: before a number they are read as words.
pub(super) const WORDS: &[&str] =
    &["ALL", "TRY", "TOP", "CUP", "MOP", "SOS", "MAD", "BAM", "GEL", "LAK", "RON", "XXX", "XTS"];

type Sign = (&'static str, Means);

/// The signs that may stand before an amount where `last` is the last byte before it.
pub(super) fn before(last: u8) -> &'static [Sign] {
    static BY_LAST: LazyLock<[Vec<Sign>; 256]> =
        LazyLock::new(|| by_byte(BEFORE, |sign| sign.bytes().next_back()));
    BY_LAST.get(usize::from(last)).map_or(&[], Vec::as_slice)
}

/// The words that may stand after an amount where `first` is the first byte after it.
pub(super) fn after(first: u8) -> &'static [Sign] {
    static BY_FIRST: LazyLock<[Vec<Sign>; 256]> =
        LazyLock::new(|| by_byte(AFTER, |word| word.bytes().next()));
    BY_FIRST.get(usize::from(first)).map_or(&[], Vec::as_slice)
}

/// Signs by one of their bytes, each list in the order of the table.
fn by_byte(signs: &[Sign], of: impl Fn(&str) -> Option<u8>) -> [Vec<Sign>; 256] {
    std::array::from_fn(|byte| {
        let here = |sign: &&Sign| of(sign.0).is_some_and(|of| usize::from(of) == byte);
        signs.iter().filter(here).copied().collect()
    })
}
