//! What a column's header or a form's label says stands under it, Spanish and English.

mod variants;

use std::sync::LazyLock;

use codebook::fold::fold;
use rustc_hash::FxHashMap;

use crate::money::is_of_currency;
pub(crate) use variants::is_aside;

macro_rules! fields {
    ($($name:ident $text:literal)+) => {
        /// A field of a record about a purchase, a system or a request for records.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Field { $($name,)+ }

        impl Field {
            const ALL: &[(Self, &str)] = &[$((Self::$name, $text),)+];
        }
    };
}

fields! {
    Contract "contract"
    Tender "tender"
    File "file"
    Key "key"
    Title "title"
    Item "item"
    System "system"
    Buyer "buyer"
    Unit "unit"
    Office "office"
    Supplier "supplier"
    Maker "maker"
    Amount "amount"
    Award "award"
    Budget "budget"
    Paid "paid"
    Amendment "amendment"
    Minimum "minimum"
    Maximum "maximum"
    Net "net"
    Currency "currency"
    Awarded "awarded"
    Signed "signed"
    Date "date"
    Year "year"
    Begins "begins"
    Ends "ends"
    Length "length"
    Stage "stage"
    Place "place"
    Quantity "quantity"
    Cameras "cameras"
    Scanned "scanned"
    Watchlist "watchlist"
    Alerts "alerts"
    Matches "matches"
    TrueMatches "true_matches"
    FalseMatches "false_matches"
    Measure "measure"
    Purpose "purpose"
    Technology "technology"
    Law "law"
    Folio "folio"
    Asked "asked"
    Requested "requested"
    Answered "answered"
    Response "response"
    Shared "shared"
    Base "database"
    Case "case"
    Citation "citation"
}

impl Field {
    /// The field's name in the lexicon.
    pub(crate) fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(field, _)| *field == self).map_or("", |(_, text)| *text)
    }
}

static SPELLINGS: LazyLock<FxHashMap<String, Field>> = LazyLock::new(|| {
    let lines = include_str!("headers.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut spellings = FxHashMap::default();
    for (name, words) in lines.filter_map(|line| line.split_once('\t')) {
        let found = Field::ALL.iter().find(|(_, text)| *text == name);
        debug_assert!(found.is_some(), "{name} is no field");
        for (field, spelling) in found.iter().flat_map(|(f, _)| words.split('|').map(|w| (*f, w))) {
            spellings.entry(key(spelling)).or_insert(field);
        }
    }
    spellings
});

/// The field that a label names, if it is known.
pub(crate) fn field(label: &str) -> Option<Field> {
    /// No label is longer; sentences are not looked up.
    const LONGEST: usize = 80;
    let label = label.trim();
    if label.is_empty() || label.len() > LONGEST {
        return None;
    }
    let known = |key: &str| SPELLINGS.get(key).copied();
    let whole = key(label);
    let bare = || label.contains(['(', '[', ')', ']']).then(|| key(&without_brackets(label)));
    known(&whole)
        .or_else(|| known(&bare()?))
        .or_else(|| known(&without_currency(&whole)?))
        .or_else(|| known(&without_span(&whole)?))
        .or_else(|| variants::said(label, &whole, known))
}

/// A label's words without the last days or months that are counted: "Searches in the last 30 days", "platesRead30d".
fn without_span(key: &str) -> Option<String> {
    const LAST: &[&str] = &["last", "past", "previous", "ultimo", "ultima", "30d", "7d", "90d"];
    const TIMES: &[&str] = &[
        "hour", "day", "days", "week", "month", "year", "dia", "dias", "mes", "mese", "semana",
        "ano",
    ];
    let words: Vec<&str> = key.split(' ').collect();
    let at = words.iter().position(|word| LAST.contains(word)).filter(|at| *at > 0)?;
    let rest = words.get(at + 1..)?;
    rest.iter().all(|word| TIMES.contains(word)).then(|| words[..at].join(" "))
}

/// A label's words without those for a currency: "Importe en pesos", "amount_usd", "Value £m".
fn without_currency(key: &str) -> Option<String> {
    let rest: Vec<&str> = key.split(' ').filter(|word| !is_of_currency(word)).collect();
    (!rest.is_empty() && rest.len() < key.split(' ').count()).then(|| rest.join(" "))
}

/// A label without what stands in brackets: "Monto (MXN)", "Amount [£]".
fn without_brackets(label: &str) -> String {
    let mut depth = 0_u32;
    label
        .chars()
        .filter(|c| {
            let closes = matches!(c, ')' | ']');
            depth += u32::from(matches!(c, '(' | '['));
            let kept = depth == 0;
            depth = depth.saturating_sub(u32::from(closes));
            kept
        })
        .collect()
}

/// The words of a label as they are compared: signs, numbers, articles and plurals aside.
fn key(label: &str) -> String {
    let parted = parted(label);
    let folded = fold(&parted);
    let mut words: Vec<&str> = folded.split(' ').filter_map(word).collect();
    // Where a record holds lists, a path leads to the field.
    let path =
        words.iter().take_while(|w| matches!(**w, "release" | "record" | "compiled")).count();
    if path < words.len() {
        words.drain(..path);
    }
    words.dedup();
    // "Contract No." is "No. of contract".
    if words.len() > 1 && words.last() == Some(&"no") {
        words.rotate_right(1);
    }
    words.dedup();
    words.join(" ")
}

/// The label with a space at every sign and wherever a capital begins a word ("startDate") or a number ("read30d").
fn parted(label: &str) -> String {
    let mut parted = String::with_capacity(label.len() + 8);
    let mut before = ' ';
    for c in label.chars() {
        if c.is_uppercase() && before.is_lowercase() || c.is_ascii_digit() && before.is_alphabetic()
        {
            parted.push(' ');
        }
        match c {
            '#' | '№' => parted.push_str(" no "),
            '°' | 'º' if matches!(before, 'n' | 'N') => parted.push_str("o "),
            _ => parted.push(if c.is_alphanumeric() { c } else { ' ' }),
        }
        before = c;
    }
    parted
}

/// A word as it is compared, or nothing where it tells nothing.
fn word(word: &str) -> Option<&str> {
    const SILENT: &[&str] = &[
        "de", "del", "la", "el", "los", "las", "of", "the", "y", "o", "and", "or", "en", "in", "a",
        "for", "para", "por", "al", "s", "",
    ];
    if SILENT.contains(&word) || word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let same = match word {
        "no" | "nro" | "num" | "numero" | "number" | "nbr" | "nr" | "nº" => "no",
        "organization" | "organisations" | "organizations" | "org" => "organisation",
        "fec" | "fch" => "fecha",
        "cod" => "codigo",
        "desc" | "descr" | "description" | "descriptions" => "descripcion",
        "prov" => "proveedor",
        "mto" => "monto",
        "imp" => "importe",
        "dt" => "date",
        "amt" => "amount",
        "ref" => "reference",
        "dept" | "dpto" | "depto" => "department",
        "programme" => "program",
        _ => word,
    };
    // "proveedores", "licitaciones", "entidades"
    if same.len() > 6 && ["ores", "iones", "dades"].iter().any(|end| same.ends_with(end)) {
        return same.get(..same.len() - 2);
    }
    let plural = same.len() > 4
        && same.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| same.ends_with(end));
    Some(if plural { &same[..same.len() - 1] } else { same })
}

/// True for the header of a column about persons.
#[must_use]
pub fn is_of_persons(header: &str) -> bool {
    const WORDS: &[&str] = &[
        "contact",
        "contacto",
        "representante",
        "representative",
        "responsable",
        "firmante",
        "signatory",
        "email",
        "mail",
        "correo",
        "telefono",
        "telephone",
        "phone",
        "celular",
        "rfc",
        "curp",
        "officer",
        "servidor",
        "solicitante",
        "requester",
        "apellido",
        "apellidos",
        "surname",
        "nombres",
        "domicilio",
        "passport",
        "pasaporte",
        "administrador",
        "attention",
        "atencion",
        "dni",
        "cedula",
        "applicant",
        "firma",
    ];
    let folded = fold(&parted(header));
    folded.split(' ').any(|word| WORDS.contains(&word))
        && !field(header).is_some_and(|known| {
            matches!(
                known,
                Field::Signed | Field::Unit | Field::Office | Field::Awarded | Field::Requested
            )
        })
}
