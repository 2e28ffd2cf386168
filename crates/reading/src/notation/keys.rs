//! What keys mean, alone and with those over them.

use codebook::fold::fold;
use rustc_hash::FxHashMap;

use crate::cells;
use crate::fields::{Field, field, is_aside, is_of_persons};
use crate::record::is_identifier;

/// What a key means.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    pub(super) field: Option<Field>,
    /// True where what stands under it is about a person.
    pub(super) personal: bool,
    /// True where it says that its value is prose, however short.
    pub(super) remark: bool,
    /// True for a number that rows of data have, which is nobody's.
    row: bool,
}

/// A key, and the keys over it: the nearest, and the next.
pub(super) type Path<'t> = (&'t str, [Option<&'t str>; 2]);

/// The keys of a text: each is asked for once, and comes in every record.
#[derive(Default)]
pub(super) struct Keys<'t>(FxHashMap<Path<'t>, Meaning>);

impl<'t> Keys<'t> {
    pub(super) fn meaning(&mut self, path: Path<'t>) -> Meaning {
        *self.0.entry(path).or_insert_with(|| Meaning::of(path))
    }
}

impl Meaning {
    fn of((key, over): Path<'_>) -> Self {
        const REMARKS: &[&str] = &[
            "note",
            "notes",
            "summary",
            "description",
            "comment",
            "comments",
            "remark",
            "remarks",
            "details",
            "nota",
            "notas",
            "resumen",
            "descripcion",
            "comentario",
            "comentarios",
            "observaciones",
            "detalle",
            "detalles",
        ];
        let folded = fold(key);
        let last = folded.rsplit(['_', ' ', '-']).next().unwrap_or_default();
        Self {
            field: named(key, over),
            personal: over.into_iter().flatten().chain([key]).any(is_of_persons),
            remark: REMARKS.contains(&last),
            row: matches!(folded.trim(), "id" | "uuid" | "uid" | "key"),
        }
    }

    /// The field that `words` are a value of.
    pub(super) fn takes(&self, words: &str) -> Option<Field> {
        let digit = || words.bytes().any(|byte| byte.is_ascii_digit());
        let fits = |field: &Field| match field {
            Field::Contract | Field::Tender | Field::Folio => is_identifier(words),
            Field::Key => !self.row && is_identifier(words),
            Field::Amount | Field::Award | Field::Budget | Field::Paid | Field::Net => digit(),
            Field::Begins | Field::Ends | Field::Awarded | Field::Signed => digit(),
            Field::Date | Field::Year | Field::Cameras => digit(),
            field if is_count(*field) => digit(),
            field if is_goods(*field) => !cells::is_empty(words),
            _ => !cells::is_empty(words) && !words.contains('\\'),
        };
        self.field.filter(fits)
    }
}

/// The field that a key names, with those over it where that says more: "tender", "value", "amount".
fn named(key: &str, [near, far]: [Option<&str>; 2]) -> Option<Field> {
    if [near, far].into_iter().flatten().any(is_aside) {
        return None;
    }
    let from_far = || field(&format!("{} {} {key}", far?, near?));
    let from_near = || field(&format!("{} {key}", near?));
    let own = || match near.and_then(field) {
        Some(over) if is_party(over) && is_name(key) => Some(over),
        // Where a company is, is not where what it sells is.
        Some(Field::Supplier | Field::Maker) => {
            field(key).filter(|field| !matches!(field, Field::Place | Field::Title))
        }
        _ => field(key),
    };
    from_far().or_else(from_near).or_else(own)
}

/// True for a key that a party's name stands under.
fn is_name(key: &str) -> bool {
    let letters: String = key.chars().filter(|c| c.is_alphabetic()).collect();
    matches!(fold(&letters).as_str(), "name" | "nombre" | "legalname" | "razonsocial")
}

/// True for a key that what a list calls its values stands under, and for that of the value beside it.
pub(super) fn is_pair(label: &str, value: &str) -> bool {
    const LABELS: &[&str] = &[
        "label",
        "name",
        "key",
        "field",
        "metric",
        "etiqueta",
        "nombre",
        "campo",
        "concepto",
        "indicador",
    ];
    matches!(fold(value).as_str(), "value" | "val" | "valor" | "amount" | "count" | "cantidad")
        && LABELS.contains(&fold(label).as_str())
}

/// True for a field whose words say what a record is about.
pub(super) const fn is_goods(field: Field) -> bool {
    matches!(field, Field::Title | Field::Item | Field::System | Field::Technology)
}

/// True for a field that a record is about; what only orders rows or goes with another value makes none.
pub(super) const fn is_telling(field: Field) -> bool {
    !matches!(field, Field::Key | Field::Year | Field::Currency | Field::Measure | Field::File)
}

/// True for a field whose words are about what is bought or used.
pub(super) const fn speaks(field: Field) -> bool {
    !is_owner(field) && !matches!(field, Field::Supplier | Field::Law)
}

/// True for a field that says whose a record is.
pub(super) const fn is_owner(field: Field) -> bool {
    matches!(field, Field::Buyer | Field::Unit | Field::Office | Field::Asked)
}

/// True for a field that only a system has which counts, or is linked with others.
pub(super) const fn is_of_system(field: Field) -> bool {
    is_count(field) || matches!(field, Field::Cameras | Field::Shared | Field::Base)
}

/// True for a count of what was seen and found.
pub(super) const fn is_count(field: Field) -> bool {
    matches!(
        field,
        Field::Scanned
            | Field::Watchlist
            | Field::Alerts
            | Field::Matches
            | Field::TrueMatches
            | Field::FalseMatches
    )
}

const fn is_party(field: Field) -> bool {
    is_owner(field) || matches!(field, Field::Supplier | Field::Maker)
}
