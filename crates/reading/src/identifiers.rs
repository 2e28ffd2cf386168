//! Identifiers that a body issued: contract, tender, order, docket, request and decision numbers,
//! and the tax ids of companies. Identifiers of persons are none of them.
//!
//! A word with digits is looked at once, with the few words before it: what they call it, or else
//! its own shape, says what it is.

use std::ops::Range;

use crate::folded::{Folded, Found};
use crate::words::WordMap;

/// What an identifier identifies, as far as the word before it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Contract,
    Request,
    Decision,
    /// A company or public body, by the number it is taxed or listed under.
    Body,
}

impl Of {
    /// The word for it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Request => "request",
            Self::Decision => "decision",
            Self::Body => "body",
        }
    }
}

/// What a word before an identifier says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// It identifies that.
    Is(Of),
    /// It identifies a person, or numbers something that nobody issued an identifier for.
    Not,
    /// It identifies that, unless a word before it says better.
    May(Of),
    /// It may stand between; a number follows ("No.", "número").
    Number,
    /// It may stand between.
    Between,
}

use Lead::{Between, Is, May, Not, Number};
use Of::{Body, Contract, Decision, Request};

const WORDS: &[(&str, Lead)] = &[
    ("contract", Is(Contract)),
    ("contrato", Is(Contract)),
    ("contratos", Is(Contract)),
    ("convenio", Is(Contract)),
    ("agreement", Is(Contract)),
    ("tender", Is(Contract)),
    ("licitacion", Is(Contract)),
    ("bid", Is(Contract)),
    ("orden", Is(Contract)),
    ("order", Is(Contract)),
    ("po", Is(Contract)),
    ("pedido", Is(Contract)),
    ("procedimiento", Is(Contract)),
    ("proceso", Is(Contract)),
    ("adjudicacion", Is(Contract)),
    ("award", Is(Contract)),
    ("invitacion", Is(Contract)),
    ("concurso", Is(Contract)),
    ("solicitation", Is(Contract)),
    ("rfp", Is(Contract)),
    ("rfq", Is(Contract)),
    ("rfi", Is(Contract)),
    ("rfx", Is(Contract)),
    ("rft", Is(Contract)),
    ("itt", Is(Contract)),
    ("grant", May(Contract)),
    ("subvencion", May(Contract)),
    ("notice", Is(Contract)),
    ("anuncio", Is(Contract)),
    ("procurement", Is(Contract)),
    ("finder", Is(Contract)),
    ("ocid", Is(Contract)),
    ("invoice", Is(Contract)),
    ("factura", Is(Contract)),
    ("requisition", Is(Contract)),
    ("requisicion", Is(Contract)),
    ("contratacion", Is(Contract)),
    ("subasta", Is(Contract)),
    ("ntc", Is(Contract)),
    ("identifier", Between),
    ("codigo", Between),
    ("folio", Is(Request)),
    ("solicitud", Is(Request)),
    ("request", Is(Request)),
    ("foi", Is(Request)),
    ("foia", Is(Request)),
    ("reference", May(Request)),
    ("referencia", May(Request)),
    ("ref", May(Request)),
    ("rti", Is(Request)),
    ("tracking", Is(Request)),
    ("radicado", Is(Request)),
    ("resolucion", Is(Decision)),
    ("resol", Is(Decision)),
    ("res", Is(Decision)),
    ("resolution", Is(Decision)),
    ("decision", Is(Decision)),
    ("acuerdo", Is(Decision)),
    ("case", May(Decision)),
    ("docket", Is(Decision)),
    ("directive", Is(Decision)),
    ("directiva", Is(Decision)),
    ("bill", May(Decision)),
    ("matter", May(Decision)),
    ("recurso", Is(Decision)),
    ("expediente", Is(Decision)),
    ("expte", Is(Decision)),
    ("exp", Is(Decision)),
    ("expedient", Is(Decision)),
    ("ordinance", Is(Decision)),
    ("file", May(Decision)),
    ("complaint", Is(Decision)),
    ("petition", Is(Decision)),
    ("action", May(Decision)),
    ("application", May(Decision)),
    ("oficio", Is(Decision)),
    ("memorandum", Is(Decision)),
    ("disposicion", Is(Decision)),
    ("criterio", Is(Decision)),
    ("dictamen", Is(Decision)),
    ("amparo", Is(Decision)),
    ("inconstitucionalidad", Is(Decision)),
    ("rra", Is(Decision)),
    ("rrd", Is(Decision)),
    ("rr", Is(Decision)),
    ("sentencia", Is(Decision)),
    ("rol", Is(Decision)),
    ("causa", Is(Decision)),
    ("ein", Is(Body)),
    ("employer", Is(Body)),
    ("company", Is(Body)),
    ("vat", Is(Body)),
    ("uei", Is(Body)),
    ("duns", Is(Body)),
    ("cage", Is(Body)),
    ("abn", Is(Body)),
    ("cin", Is(Body)),
    ("gstin", Is(Body)),
    ("rfc", Is(Body)),
    ("nit", Is(Body)),
    ("ruc", Is(Body)),
    ("rut", Is(Body)),
    ("cuit", Is(Body)),
    ("cif", Is(Body)),
    ("nif", Is(Body)),
    ("cnpj", Is(Body)),
    ("curp", Not),
    ("dni", Not),
    ("cedula", Not),
    ("cuil", Not),
    ("pasaporte", Not),
    ("passport", Not),
    ("cpf", Not),
    ("security", Not),
    ("box", Not),
    ("iso", Not),
    ("iec", Not),
    ("en", Between),
    ("norma", Not),
    ("nom", Not),
    ("ley", Not),
    ("decreto", Not),
    ("act", Not),
    ("articulo", Not),
    ("article", Not),
    ("section", Not),
    ("plate", Not),
    ("placas", Not),
    ("placa", Not),
    ("tel", Not),
    ("ip", Not),
    ("no", Number),
    ("nos", Number),
    ("num", Number),
    ("numero", Number),
    ("number", Number),
    ("nro", Number),
    ("n", Number),
    ("o", Number),
    ("id", Number),
    ("code", Number),
    ("identification", Between),
    ("de", Between),
    ("of", Between),
    ("con", Between),
    ("publica", Between),
    ("publico", Between),
    ("nacional", Between),
    ("internacional", Between),
    ("electronica", Between),
    ("directa", Between),
    ("abierto", Between),
    ("modificatorio", Between),
    ("simplificada", Between),
    ("inversa", Between),
    ("menor", Between),
    ("exenta", Between),
    ("informacion", Between),
    ("acceso", Between),
    ("revision", Between),
    ("compra", Between),
    ("servicios", Between),
    ("suministro", Between),
    ("suministros", Between),
    ("obra", Between),
    ("obras", Between),
    ("arrendamiento", Between),
    ("compraventa", Between),
    ("consultoria", Between),
    ("adhesion", Between),
    ("marco", Between),
    ("concesion", Between),
    ("prestacion", Between),
    ("interadministrativo", Between),
    ("oferta", Between),
    ("bac", Between),
    ("cuando", Between),
    ("menos", Between),
    ("tres", Between),
    ("personas", Between),
    ("a", Between),
    ("c", Between),
    ("ted", Is(Contract)),
];
static LEADS: WordMap<Lead> = WordMap::new(WORDS);

/// Notices that no tender has.
const JUDGED: [&str; 4] = ["legal notice", "enforcement notice", "penalty notice", "court notice"];

/// How far before an identifier the word may stand that names it.
const REACH: usize = 72;

/// The identifiers of a text, in order, each with what it identifies.
pub(crate) fn identifiers(folded: &Folded<'_>) -> Vec<Found<Of>> {
    let text = folded.text();
    let bytes = text.as_bytes();
    let mut found: Vec<Found<Of>> = Vec::new();
    let mut at = 0;
    // Most words have no digit: from each numeral on, the word that it stands in.
    for numeral in folded.numerals() {
        if numeral.end <= at {
            continue;
        }
        let token = token(bytes, begin(bytes, at, numeral.start.max(at)));
        at = token.end;
        let digits = bytes[token.clone()].iter().filter(|b| b.is_ascii_digit()).count();
        if digits < 2 {
            continue;
        }
        if let Some((range, of)) = read(folded, token, digits) {
            at = at.max(range.end);
            found.push(Found { at: folded.back(&range), value: of });
        }
    }
    found
}

/// Where the token begins, at `from` or behind it, that has the digit at `digit`.
fn begin(bytes: &[u8], from: usize, digit: usize) -> usize {
    let alnum = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let joins = |at: usize| match bytes.get(at) {
        Some(b'-' | b'/' | b'.' | b'_' | b'@') => alnum(at - 1),
        Some(b':') => is_digit(at - 1) && is_digit(at + 1),
        _ => false,
    };
    let mut start = digit;
    while start > from && (alnum(start - 1) || start - 1 > from && joins(start - 1)) {
        start -= 1;
    }
    start
}

/// Letters, digits and the signs that join them within an identifier.
fn token(bytes: &[u8], start: usize) -> Range<usize> {
    let mut end = start;
    let alnum = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    loop {
        match bytes.get(end) {
            Some(b) if b.is_ascii_alphanumeric() => end += 1,
            Some(b'-' | b'/' | b'.' | b'_' | b'@') if alnum(end + 1) => end += 2,
            Some(b':')
                if bytes[end - 1].is_ascii_digit()
                    && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) =>
            {
                end += 2;
            }
            _ => return start..end,
        }
    }
}

fn read(folded: &Folded<'_>, token: Range<usize>, digits: usize) -> Option<(Range<usize>, Of)> {
    let text = folded.text();
    let words = &text[token.clone()];
    let before = &text[..token.start];
    let after = &text[token.end..];
    let address = before.ends_with(['/', '@', '.', '_', '=', '$', '£', '€', '\'', ','])
        || words.contains('@');
    if address && !before.ends_with(", ")
        || after.starts_with(['%', '@', '$', '€'])
        || is_plain_date(words)
    {
        return None;
    }
    if after.starts_with(',')
        && after[1..].starts_with(|c: char| c.is_ascii_digit())
        && !words.contains(['-', '/', '.'])
    {
        return None;
    }
    let raw = folded.raw(&token);
    let (lead, numbered, near) = lead(before);
    match lead {
        Some(Not) => None,
        Some(Is(Body)) => body(folded, token),
        Some(May(_)) if !numbered && digits == words.len() => None,
        Some(Is(of) | May(of)) => led(folded, token, digits, of, numbered, near),
        _ => shaped(words, raw).map(|of| (extended(text, token), of)),
    }
}

/// What the words before say: the nearest telling one; whether "No." or its like stands between,
/// and whether nothing else does.
fn lead(before: &str) -> (Option<Lead>, bool, bool) {
    let from = before.floor_char_boundary(before.len().saturating_sub(REACH));
    let (mut numbered, mut near) = (before.ends_with('#'), true);
    let mut may = None;
    let mut rest = &before[from..];
    for _ in 0..9 {
        let trimmed =
            rest.trim_end_matches([' ', ':', '#', '*', '|', '"', '(', ')', '.', '°', '-']);
        // A sentence ended, or another cell began far off.
        if rest[trimmed.len()..].contains(". ")
            && !trimmed.ends_with(|c: char| c.is_ascii_lowercase())
        {
            break;
        }
        let start = trimmed
            .rfind(|c: char| !c.is_ascii_lowercase())
            .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
        let word = &trimmed[start..];
        match (word, LEADS.get(word)) {
            ("", _) => break,
            ("p", _) if trimmed.ends_with("w.p") => return (Some(Is(Decision)), numbered, near),
            ("c", _) if trimmed.ends_with("r.f.c") => return (Some(Is(Body)), numbered, near),
            ("o", _) if trimmed.ends_with("p.o") => return (Some(Is(Contract)), numbered, near),
            (_, Some(Number)) => numbered = true,
            (_, Some(Between)) => near = false,
            (_, Some(told @ May(_))) if may.is_none() => may = Some(told),
            (_, Some(May(_))) => {}
            (_, Some(Not)) if may.is_some() => break,
            // "the legal notice, ref. no. …" is about a purchase, and none.
            ("notice", _) if JUDGED.iter().any(|word| trimmed.ends_with(word)) => {
                return (Some(Is(Decision)), numbered, near);
            }
            (_, Some(told)) => return (Some(told), numbered, near),
            _ => break,
        }
        rest = &trimmed[..start];
    }
    (may, numbered, near)
}

/// An identifier that the words before it name.
fn led(
    folded: &Folded<'_>,
    token: Range<usize>,
    digits: usize,
    of: Of,
    numbered: bool,
    near: bool,
) -> Option<(Range<usize>, Of)> {
    let text = folded.text();
    let words = &text[token.clone()];
    let raw = folded.raw(&token);
    let ocds = words.starts_with("ocds-");
    if ocds {
        return Some((token, Contract));
    }
    let joints = words.bytes().filter(|b| matches!(b, b'-' | b'/' | b'.' | b'_' | b':')).count();
    let plain = joints == 0 && digits == words.len();
    let after = &text[token.end..];
    // "045 de 2031", "412 of 2031"
    let year = [" de ", " of "].iter().find_map(|link| after.strip_prefix(link));
    let year = year.filter(|year| {
        let bytes = year.as_bytes();
        matches!(bytes, [b'1' | b'2', b'0' | b'9', ..])
            && bytes.iter().take_while(|b| b.is_ascii_digit()).count() == 4
    });
    if plain
        && (near || numbered)
        && let Some(year) = year
    {
        let end = text.len() - year.len() + 4;
        return Some((token.start..end, of));
    }
    // "2031/S 045-123456"
    if words.len() == 6 && words.ends_with("/s") {
        let length =
            after.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-')).count();
        return (length >= 11)
            .then(|| (token.start..token.end + after[..length].trim_end().len(), Contract));
    }
    let lower = raw.bytes().filter(u8::is_ascii_lowercase).count();
    // "Contrato de Suministro N° 620", "Resolución 663 del 24 de …": short, but told outright.
    let dated = || {
        let day = after.strip_prefix(" del ").or_else(|| after.strip_prefix(" de "));
        day.is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()))
    };
    let told = plain && digits >= 3 && of != Request && (numbered || near && dated());
    if joints == 0 && !told && !(plain && (digits >= 5 && (near || numbered) || digits >= 12)) {
        let letters = words.len() - digits;
        let code = lower == 0 && digits >= 4 && letters > 0 && words.len() >= 6;
        return code.then_some((token, of));
    }
    let enough = digits >= 3 || digits == 2 && joints >= 2 && words.len() > digits + joints;
    let years = words.split(['-', '/']).all(is_year);
    let shape = told || lower <= 3 && enough && !years && !(joints == 1 && words.contains('.'));
    // A decision's own series: "RRA 4127/31".
    let series =
        ["rra ", "rrd ", "rr "].iter().find(|series| text[..token.start].ends_with(**series));
    let start = token.start - series.map_or(0, |series| series.len());
    shape.then(|| (start..extended(text, token).end, of))
}

fn is_year(part: &str) -> bool {
    part.len() == 4
        && (part.starts_with("19") || part.starts_with("20"))
        && part.bytes().all(|b| b.is_ascii_digit())
}

/// An identifier that its own shape tells: capitals, at least three parts, a year among them.
fn shaped(words: &str, raw: &str) -> Option<Of> {
    // "RFQ-012-PORT": its own first letters say what it is.
    const TENDERS: [&str; 7] = ["ocds-", "rfq-", "rfp-", "rfi-", "itb-", "itt-", "rft-"];
    if TENDERS.iter().any(|head| words.starts_with(head)) {
        return Some(Contract);
    }
    let capital = raw.starts_with(|c: char| c.is_ascii_uppercase());
    if !capital || raw.bytes().any(|b| b.is_ascii_lowercase() || matches!(b, b'@' | b':')) {
        return compranet(words, raw);
    }
    let parts: Vec<&str> = words.split(['-', '/']).collect();
    let norm = ["iso", "iec", "nom", "une", "en", "covid", "ds", "ley"];
    let first = parts.first()?;
    if let Some(series) = words.strip_prefix("co1.") {
        return series.contains('.').then_some(Contract);
    }
    let year = parts.iter().skip(1).any(|part| is_year(part))
        || parts.len() >= 4
            && parts
                .last()
                .is_some_and(|last| last.len() == 2 && last.bytes().all(|b| b.is_ascii_digit()));
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    if parts.len() < 3 || !year || digits < 5 || norm.contains(first) || first.len() > 8 {
        return None;
    }
    let decided = ["ex", "no", "if", "di", "resol", "disp"].contains(first)
        && parts.get(1).is_some_and(|part| is_year(part));
    Some(if decided { Decision } else { Contract })
}

/// Chile's `1234-56-LP31`.
fn compranet(words: &str, raw: &str) -> Option<Of> {
    let parts: Vec<&str> = words.split('-').collect();
    let [unit, number, kind] = parts.as_slice() else { return None };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (letters, year) = kind.split_at_checked(2)?;
    let last = raw.ends_with(|c: char| c.is_ascii_digit());
    let known = ["lp", "lr", "le", "l1", "lq", "se", "cm", "ag", "co"].contains(&letters);
    (digits(unit) && digits(number) && known && year.len() == 2 && digits(year) && last)
        .then_some(Contract)
}

/// The file numbers of some registries go on after a gap: `EX-2031-04127788- -GCABA-SSB`.
fn extended(text: &str, token: Range<usize>) -> Range<usize> {
    let Some(rest) = text[token.end..].strip_prefix("- -") else { return token };
    let length =
        rest.bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    token.start..token.end + 3 + length
}

/// The number of a company. One of a person's shape is left alone.
fn body(folded: &Folded<'_>, token: Range<usize>) -> Option<(Range<usize>, Of)> {
    let text = folded.text();
    let before = &text[..token.start];
    let from = before.floor_char_boundary(before.len().saturating_sub(REACH));
    let near = &before[from..];
    let mut end = token.end;
    let named = |word: &str| near.rfind(word).is_some_and(|at| near.len() - at < word.len() + 14);
    if named("abn") {
        let rest = &text[end..];
        let length = rest.bytes().take(12).take_while(|b| b.is_ascii_digit() || *b == b' ').count();
        end += rest[..length].trim_end().len();
    }
    let range = token.start..end;
    let raw = folded.raw(&range);
    let bare: Vec<u8> = raw.bytes().filter(u8::is_ascii_alphanumeric).collect();
    let letters = bare.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let company = match () {
        // Three letters for a company, four for a person.
        () if named("rfc") || named("r.f.c") => bare.len() == 12 && letters == 3,
        () if named("cuit") => {
            bare.starts_with(b"30") || bare.starts_with(b"33") || bare.starts_with(b"34")
        }
        () if named("rut") => raw
            .split(['.', '-'])
            .next()
            .and_then(|n| n.parse::<u32>().ok())
            .is_some_and(|n| (50..100).contains(&n) || n >= 50_000_000),
        () if named("ruc") => bare.starts_with(b"20") || bare.starts_with(b"80"),
        () if named("nif") || named("cif") => {
            letters == 1 && !matches!(bare.first(), Some(b'X' | b'Y' | b'Z' | b'K' | b'L' | b'M'))
        }
        () => bare.len() >= 5,
    };
    (company && bare.len() >= 5).then_some((range, Body))
}

/// `18/01/2020` is a date, whatever stands before it; so is `04-MAY-2031`, and `2031-05` a month.
fn is_plain_date(words: &str) -> bool {
    const MONTHS: &[&str] = &[
        "jan", "ene", "feb", "mar", "apr", "abr", "may", "jun", "jul", "aug", "ago", "sep", "oct",
        "nov", "dec", "dic",
    ];
    let parts: Vec<_> = words.split(['-', '/', '.']).collect();
    let [a, b, c] = parts.as_slice() else { return false };
    let number =
        |part: &str, most: usize| part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    let short = a.len() <= 2 && c.len() <= 4 || is_year(a) && c.len() <= 2;
    short && number(a, 4) && number(c, 4) && (number(b, 2) || MONTHS.contains(b))
}
