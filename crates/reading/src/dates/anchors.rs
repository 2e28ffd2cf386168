//! The words that dates stand around.

use crate::words::WordMap;

/// What a word says about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// A month, in Spanish or not; written short or not.
    Month { number: i8, spanish: bool, short: bool },
    /// A season, as EDTF numbers them.
    Season(i8),
    /// "year", "año".
    Year,
    /// "month", "mes".
    Month1,
    /// "yesterday", "hoy": so many days from the document's own.
    Day(i8),
    /// "ago".
    Ago,
    /// "hace".
    Hace,
}

const fn english(number: i8) -> Anchor {
    Anchor::Month { number, spanish: false, short: false }
}
const fn spanish(number: i8) -> Anchor {
    Anchor::Month { number, spanish: true, short: false }
}
const fn short(number: i8) -> Anchor {
    Anchor::Month { number, spanish: false, short: true }
}

const WORDS: &[(&str, Anchor)] = &[
    ("january", english(1)),
    ("february", english(2)),
    ("march", english(3)),
    ("april", english(4)),
    ("may", english(5)),
    ("june", english(6)),
    ("july", english(7)),
    ("august", english(8)),
    ("september", english(9)),
    ("october", english(10)),
    ("november", english(11)),
    ("december", english(12)),
    ("enero", spanish(1)),
    ("febrero", spanish(2)),
    ("marzo", spanish(3)),
    ("abril", spanish(4)),
    ("mayo", spanish(5)),
    ("junio", spanish(6)),
    ("julio", spanish(7)),
    ("agosto", spanish(8)),
    ("septiembre", spanish(9)),
    ("setiembre", spanish(9)),
    ("octubre", spanish(10)),
    ("noviembre", spanish(11)),
    ("diciembre", spanish(12)),
    ("jan", short(1)),
    ("ene", short(1)),
    ("feb", short(2)),
    ("mar", short(3)),
    ("apr", short(4)),
    ("abr", short(4)),
    ("jun", short(6)),
    ("jul", short(7)),
    ("aug", short(8)),
    ("ago", Anchor::Ago),
    ("sep", short(9)),
    ("sept", short(9)),
    ("oct", short(10)),
    ("nov", short(11)),
    ("dec", short(12)),
    ("dic", short(12)),
    ("spring", Anchor::Season(21)),
    ("primavera", Anchor::Season(21)),
    ("summer", Anchor::Season(22)),
    ("verano", Anchor::Season(22)),
    ("autumn", Anchor::Season(23)),
    ("fall", Anchor::Season(23)),
    ("otono", Anchor::Season(23)),
    ("winter", Anchor::Season(24)),
    ("invierno", Anchor::Season(24)),
    ("year", Anchor::Year),
    ("ano", Anchor::Year),
    ("month", Anchor::Month1),
    ("mes", Anchor::Month1),
    ("today", Anchor::Day(0)),
    ("hoy", Anchor::Day(0)),
    ("yesterday", Anchor::Day(-1)),
    ("ayer", Anchor::Day(-1)),
    ("anteayer", Anchor::Day(-2)),
    ("tomorrow", Anchor::Day(1)),
    ("hace", Anchor::Hace),
];
pub(super) static ANCHORS: WordMap<Anchor> = WordMap::new(WORDS);

/// These words.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    ANCHORS.words()
}

/// Ordinals that days of a month are written with.
pub(super) const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
];

/// Words before a year that make it part of a name or number: "Act 2018", "ISO 27001:2031".
pub(super) const NAMED: &[&str] = &[
    "act",
    "acts",
    "bill",
    "law",
    "code",
    "regulations",
    "regulation",
    "ordinance",
    "ley",
    "leyes",
    "decreto",
    "resolucion",
    "acuerdo",
    "norma",
    "agenda",
    "plan",
    "iso",
    "no",
    "num",
    "nro",
    "numero",
    "number",
    "consec",
    "c.p",
    "cp",
    "postal",
    "tel",
    "telefono",
    "phone",
    "call",
    "room",
    "route",
    "calle",
    "contrato",
    "expediente",
    "oficio",
    "folio",
    "version",
    "id",
    "windows",
    "office",
    "server",
    "o",
    "n.o",
    "zip",
];

/// What is counted, where a number that could be a year stands before it.
pub(super) const COUNTED: &[&str] = &[
    "cameras",
    "people",
    "persons",
    "units",
    "images",
    "faces",
    "officers",
    "users",
    "records",
    "searches",
    "devices",
    "scanners",
    "sites",
    "schools",
    "employees",
    "students",
    "photos",
    "camaras",
    "personas",
    "unidades",
    "imagenes",
    "rostros",
    "agentes",
    "usuarios",
    "registros",
    "consultas",
    "dispositivos",
    "equipos",
    "lectores",
    "sitios",
    "escuelas",
    "empleados",
    "fotos",
    "policias",
    "elementos",
    "piezas",
    "euros",
    "dollars",
    "pesos",
    "metros",
    "metres",
    "miles",
];
