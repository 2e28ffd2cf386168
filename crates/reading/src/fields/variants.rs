//! Labels that are no spelling of a field and yet say one: two words for the same ("Supplier / contractor"), a path
//! of keys ("contracts/0/period/endDate"), a word more than the lexicon has ("Current supplier", "Agreement end
//! date", "Proveedor actual"), or a year for a day ("Year deployed", "Año de instalación").

use super::{Field, key};

/// Words before a label's own that change nothing of what stands under it.
const BEFORE: &[&str] = &[
    "current",
    "existing",
    "incumbent",
    "initial",
    "original",
    "preferred",
    "appointed",
    "successful",
    "selected",
    "chosen",
    "proposed",
    "recommended",
    "contracted",
    "main",
    "prime",
    "top",
    "final",
    "total",
    "overall",
    "annual",
    "yearly",
    "agreement",
    "contract",
    "lease",
    "license",
    "licence",
    "subscription",
    "service",
    "term",
    "contrato",
    "convenio",
];

/// The same behind a label's own words.
const BEHIND: &[&str] = &[
    "actual",
    "vigente",
    "original",
    "inicial",
    "final",
    "principal",
    "adjudicado",
    "adjudicada",
    "seleccionado",
    "seleccionada",
    "contratado",
    "contratada",
    "ganador",
    "ganadora",
    "propuesto",
    "contrato",
    "convenio",
    "servicio",
    "arrendamiento",
    "licencia",
    "suscripcion",
    // "Monto del contrato con IVA", "importe con impuestos incluidos"
    "iva",
    "con",
    "impuesto",
    "incluido",
];

/// Keys whose own fields are about something else than the purchase: when bids were taken, a paper, an address.
const ASIDE: &[&str] = &[
    "tenderperiod",
    "enquiryperiod",
    "awardperiod",
    "submissionperiod",
    "periodooferta",
    "documents",
    "documentos",
    "document",
    "attachments",
    "adjuntos",
    "milestones",
    "hitos",
    "amendments",
    "enmiendas",
    "contactpoint",
    "address",
    "direccion",
    "additionalclassifications",
    "classification",
    "clasificacion",
    "identifier",
    "relatedprocesses",
    "publisher",
    "tenderers",
    "licitantes",
    "oferentes",
    "bidders",
];

/// True for the key of something that is no part of a purchase.
pub(crate) fn is_aside(key: &str) -> bool {
    let plain: String = key.chars().filter(|c| c.is_alphanumeric()).collect();
    ASIDE.contains(&codebook::fold::fold(&plain).as_str())
}

/// The field that a label says in other words than the lexicon's.
pub(super) fn said(
    label: &str,
    whole: &str,
    known: impl Fn(&str) -> Option<Field>,
) -> Option<Field> {
    /// Longer labels are sentences.
    const WORDS: usize = 7;
    if whole.is_empty() || whole.split(' ').count() > WORDS {
        return None;
    }
    either(label, &known).or_else(|| at_path(label, &known)).or_else(|| bare(whole, &known))
}

/// "Supplier/contractor", "Órgano / entidad": each part says the same.
fn either(label: &str, known: &impl Fn(&str) -> Option<Field>) -> Option<Field> {
    let mut parts = label.split('/').map(|part| known(&key(part)));
    let first = parts.next()??;
    let (mut more, mut same) = (false, true);
    for part in parts {
        more = true;
        same &= part == Some(first);
    }
    (more && same).then_some(first)
}

/// "contracts/0/period/endDate", "adjudicacion.proveedores.nombre": the last keys of a path say it, unless one
/// over them is of something else.
fn at_path(label: &str, known: &impl Fn(&str) -> Option<Field>) -> Option<Field> {
    /// So many of a path's last keys are looked at.
    const LAST: usize = 3;
    if label.contains(' ') || !label.contains(['/', '.']) {
        return None;
    }
    let number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = label.split(['/', '.', '[', ']']).filter(|part| !number(part)).collect();
    if parts.len() < 2 || parts.iter().any(|part| is_aside(part)) {
        return None;
    }
    let names = |part: &str| {
        matches!(key(part).as_str(), "name" | "legal name" | "nombre" | "razon social")
    };
    let tail = |count: usize| key(&parts[parts.len().saturating_sub(count)..].join(" "));
    let long = (2..=LAST).rev().find_map(|count| known(&tail(count)));
    let [.., over, last] = parts.as_slice() else { return None };
    // A name is that of whom it stands under.
    if names(last) {
        return long.or_else(|| known(&key(over)).filter(|field| is_party(*field)));
    }
    long.or_else(|| known(&key(last)).filter(|field| !is_party(*field)))
}

const fn is_party(field: Field) -> bool {
    matches!(
        field,
        Field::Buyer | Field::Unit | Field::Office | Field::Supplier | Field::Maker | Field::Asked
    )
}

/// A label without the words that change nothing, with a day where it says a year.
fn bare(whole: &str, known: &impl Fn(&str) -> Option<Field>) -> Option<Field> {
    /// So many words are taken away.
    const MOST: usize = 3;
    let mut words: Vec<&str> = whole.split(' ').collect();
    for _ in 0..=MOST {
        if words.is_empty() {
            return None;
        }
        if let Some(field) = lengths_and_days(&words, known) {
            return Some(field);
        }
        if words.len() > 1 && words.first().is_some_and(|word| BEFORE.contains(word)) {
            words.remove(0);
        } else if words.len() > 1 && words.last().is_some_and(|word| BEHIND.contains(word)) {
            words.pop();
        } else {
            return None;
        }
    }
    None
}

/// What words say as they are, or turned: "date deployed", "year of deployment", "deployment date".
fn lengths_and_days(words: &[&str], known: &impl Fn(&str) -> Option<Field>) -> Option<Field> {
    let may = |field: &Field| {
        matches!(
            field,
            Field::Supplier
                | Field::Maker
                | Field::Amount
                | Field::Award
                | Field::Begins
                | Field::Ends
                | Field::Signed
                | Field::Awarded
                | Field::Length
                | Field::Stage
        )
    };
    let day = |field: &Field| {
        matches!(field, Field::Begins | Field::Ends | Field::Signed | Field::Awarded)
    };
    if let Some(field) = known(&words.join(" ")).filter(may) {
        return Some(field);
    }
    let (first, rest) = words.split_first()?;
    let day_word = match *first {
        "year" | "date" => "date",
        "ano" | "fecha" => "fecha",
        _ => {
            // "Implementation year"
            let (_, rest) = words.split_last().filter(|(last, _)| **last == "year")?;
            return known(&format!("{} date", rest.join(" "))).filter(day);
        }
    };
    if rest.is_empty() {
        return None;
    }
    let rest = rest.join(" ");
    known(&format!("{day_word} {rest}"))
        .or_else(|| known(&format!("{rest} {day_word}")))
        .or_else(|| known(&rest))
        .filter(day)
}
