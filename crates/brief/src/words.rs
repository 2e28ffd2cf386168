//! The words of the document, in both languages: a field that one language lacks does not compile.

use codebook::{Kind, Locator};

use crate::Lang;

pub(crate) struct Words {
    pub(crate) title: &'static str,
    pub(crate) made: &'static str,
    pub(crate) warning: &'static str,
    pub(crate) not: &'static str,
    pub(crate) disagree: &'static str,
    pub(crate) sources: &'static str,
    pub(crate) published: &'static str,
    pub(crate) archived: &'static str,
    pub(crate) from: &'static str,
    pub(crate) editor: &'static str,
    pub(crate) valid: &'static str,
    pub(crate) says: &'static str,
    pub(crate) undecided: &'static str,
    page: &'static str,
    cell: &'static str,
    sheet: &'static str,
    paragraph: &'static str,
    field: &'static str,
    line: &'static str,
    message: &'static str,
    bytes: &'static str,
}

const ES: Words = Words {
    title: "Hechos citados",
    made: "Hecho el",
    warning: "Cada hecho remite a las palabras de una fuente archivada, citadas al pie. El SHA-256 identifica los bytes de la fuente.",
    not: "no: ",
    disagree: "Las fuentes no coinciden",
    sources: "Fuentes",
    published: "Publicada",
    archived: "Archivada el",
    from: "De",
    editor: "El valor es conclusión de quien editó.",
    valid: "Vigente",
    says: "Lo dice",
    undecided: "Aquí no hay hechos.",
    page: "página",
    cell: "celda",
    sheet: "hoja",
    paragraph: "párrafo",
    field: "campo",
    line: "línea",
    message: "mensaje",
    bytes: "bytes del texto",
};

const EN: Words = Words {
    title: "Cited facts",
    made: "Made on",
    warning: "Each fact leads to the words of an archived source, quoted at the foot. The SHA-256 identifies the bytes of the source.",
    not: "not: ",
    disagree: "The sources do not agree",
    sources: "Sources",
    published: "Published",
    archived: "Archived on",
    from: "From",
    editor: "The value is the editor's conclusion.",
    valid: "Held",
    says: "Said by",
    undecided: "There are no facts here.",
    page: "page",
    cell: "cell",
    sheet: "sheet",
    paragraph: "paragraph",
    field: "field",
    line: "line",
    message: "message",
    bytes: "bytes of the text",
};

impl Words {
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Es => &ES,
            Lang::En => &EN,
        }
    }

    /// Where words stand in their source.
    pub(crate) fn place(&self, locator: &Locator, at: &std::ops::Range<usize>) -> String {
        match locator {
            Locator::Page { page, .. } => format!("{} {page}", self.page),
            Locator::Cell { row, column, sheet } => {
                let cell = format!("{} {}{}", self.cell, letters(*column), row + 1);
                match sheet {
                    Some(sheet) => format!("{} «{sheet}», {cell}", self.sheet),
                    None => cell,
                }
            }
            Locator::Paragraph { number, .. } => format!("{} {number}", self.paragraph),
            Locator::Field(place) => {
                let name = place.pointer.as_deref().or(place.column.as_deref()).unwrap_or_default();
                format!("{} {name}, {} {}", self.field, self.line, place.line)
            }
            Locator::Mail { message, .. } => format!("{} {message}", self.message),
            Locator::Text | Locator::Html { .. } => {
                format!("{} {}–{}", self.bytes, at.start, at.end)
            }
        }
    }
}

/// A kind of thing, as it stands before a name.
pub(crate) const fn kind(lang: Lang, kind: Kind) -> &'static str {
    match (lang, kind) {
        (Lang::Es, Kind::System) => "Sistema",
        (Lang::Es, Kind::Agency) => "Institución",
        (Lang::Es, Kind::Vendor) => "Empresa",
        (Lang::Es, Kind::Contract) => "Contrato",
        (Lang::Es, Kind::Request) => "Solicitud",
        (Lang::Es, Kind::Jurisdiction) => "Lugar",
        (Lang::Es, Kind::Claim) => "Afirmación",
        (Lang::Es, Kind::Law) => "Norma",
        (Lang::En, Kind::System) => "System",
        (Lang::En, Kind::Agency) => "Agency",
        (Lang::En, Kind::Vendor) => "Company",
        (Lang::En, Kind::Contract) => "Contract",
        (Lang::En, Kind::Request) => "Request",
        (Lang::En, Kind::Jurisdiction) => "Place",
        (Lang::En, Kind::Claim) => "Claim",
        (Lang::En, Kind::Law) => "Law",
    }
}

/// The letters that a spreadsheet gives a column.
fn letters(column: u32) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect()
}
