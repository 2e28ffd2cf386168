//! The codebook's terms by the words that a person types for them, in Spanish and English.

use std::collections::HashSet;

use codebook::{Kind, Property, Status, Technology};
use register::State;

use crate::analysis::{Terms, is_stop, words};
use crate::field::Field;

/// A term and words that it goes by besides its own.
type Named = (&'static str, &'static str);

const TECHNOLOGIES: &[Named] = &[
    ("face_recognition", "facial reconocimiento rostro caras"),
    ("face_recognition_live", "facial reconocimiento rostro en vivo tiempo real"),
    ("face_recognition_retrospective", "facial reconocimiento rostro retrospectivo"),
    ("fingerprint", "huella dactilar huellas digitales"),
    ("mobile_fingerprint", "huella dactilar móvil portátil"),
    ("iris", "ojo"),
    ("palm", "palma mano"),
    ("voice", "voz hablante speaker"),
    ("multimodal_biometrics", "biometría biométrico multimodal"),
    ("alpr", "placas matrículas patentes lector plates number plate license licence anpr"),
    ("video_analytics", "videoanalítica análisis de video analíticas"),
    ("cctv", "videovigilancia circuito cerrado closed circuit television"),
    ("body_worn_video", "cámaras corporales bodycam cameras"),
    ("attendance", "asistencia checador clocking"),
    ("other", "otra otro"),
];

const STATUSES: &[Named] = &[
    ("planned", "planeado previsto"),
    ("market_research", "estudio de mercado"),
    ("open", "abierto abierta"),
    ("testing", "prueba pruebas"),
    ("pilot", "piloto"),
    ("approved", "aprobado"),
    ("in_use", "en uso operación"),
    ("active", "activo vigente"),
    ("renewed", "renovado"),
    ("completed", "concluido terminado"),
    ("expired", "vencido"),
    ("suspended", "suspendido"),
    ("cancelled", "cancelado canceled"),
    ("regulated", "regulado"),
    ("classified", "reservado clasificado"),
];

const STATES: &[Named] = &[
    ("undecided", "pendiente sin decidir"),
    ("accepted", "aceptado"),
    ("rejected", "rechazado"),
    ("amended", "enmendado corregido"),
    ("withdrawn", "retirado"),
];

const KINDS: &[Named] = &[
    ("system", "sistema"),
    ("agency", "autoridad dependencia"),
    ("vendor", "proveedor empresa"),
    ("contract", "contrato"),
    ("request", "solicitud"),
    ("jurisdiction", "jurisdicción lugar"),
    ("claim", "afirmación"),
    ("law", "ley"),
];

const PROPERTIES: &[Named] = &[
    ("uses_technology", "tecnología usa"),
    ("title", "título"),
    ("item", "artículo bien comprado"),
    ("status", "situación"),
    ("place", "lugar"),
    ("purpose", "finalidad propósito"),
    ("buyer", "comprador autoridad"),
    ("supplier", "proveedor"),
    ("technology_vendor", "fabricante tecnología"),
    ("procurement_method", "procedimiento de contratación licitación"),
    ("contract_id", "número de contrato"),
    ("amount", "monto importe"),
    ("award_date", "fecha de adjudicación"),
    ("start_date", "fecha de inicio"),
    ("end_date", "fecha de fin término"),
    ("cameras", "cámaras"),
    ("participants", "participantes"),
    ("watchlist_size", "lista de vigilancia tamaño"),
    ("faces_scanned", "rostros escaneados"),
    ("alerts", "alertas"),
    ("matches", "coincidencias"),
    ("true_matches", "coincidencias verdaderas"),
    ("false_matches", "coincidencias falsas"),
    ("accuracy_claim", "precisión exactitud"),
    ("claimed_by", "afirmado por quién"),
    ("legal_basis", "fundamento base legal"),
    ("legal_challenge", "impugnación amparo"),
    ("data_shared_with", "datos compartidos con"),
    ("database_connected", "base de datos conectada"),
    ("requests_sent", "solicitudes enviadas"),
    ("response", "respuesta"),
    ("ban", "prohibición"),
];

/// The codebook's terms of a field, and the words that each goes by; none for a field of names.
fn named(field: Field) -> (Vec<&'static str>, &'static [Named]) {
    match field {
        Field::Technology => (Technology::ALL.map(Technology::as_str).to_vec(), TECHNOLOGIES),
        Field::Status => (Status::ALL.map(Status::as_str).to_vec(), STATUSES),
        Field::State => (State::ALL.map(State::as_str).to_vec(), STATES),
        Field::Kind => (Kind::ALL.map(Kind::as_str).to_vec(), KINDS),
        Field::Property => (Property::ALL.map(Property::as_str).to_vec(), PROPERTIES),
        _ => (Vec::new(), &[]),
    }
}

/// True for a field whose values are the codebook's terms.
pub(crate) const fn is_coded(field: Field) -> bool {
    matches!(
        field,
        Field::Technology | Field::Status | Field::State | Field::Kind | Field::Property
    )
}

/// The terms of a field that somebody means: the one of that name, else all whose words have every word
/// that was typed, in either language.
pub(crate) fn meant(field: Field, typed: &str) -> Vec<&'static str> {
    let (codes, names) = named(field);
    let folded = codebook::fold::fold(typed).replace([' ', '-'], "_");
    if let Some(exact) = codes.iter().find(|code| **code == folded) {
        return vec![exact];
    }
    let terms = Terms::default();
    let typed: Vec<Vec<String>> = words(typed)
        .filter_map(|at| typed.get(at))
        .filter(|word| !is_stop(&Terms::folded(word)))
        .map(|word| terms.wanted(word))
        .collect();
    if typed.is_empty() {
        return Vec::new();
    }
    codes.into_iter().filter(|code| goes_by(&terms, code, names, &typed)).collect()
}

fn goes_by(terms: &Terms, code: &str, names: &[Named], typed: &[Vec<String>]) -> bool {
    let others = names.iter().find(|(name, _)| *name == code).map_or("", |(_, words)| words);
    let spaced = format!("{} {others}", code.replace('_', " "));
    let has: HashSet<String> =
        words(&spaced).filter_map(|at| spaced.get(at)).flat_map(|word| terms.all(word)).collect();
    typed.iter().all(|any| any.iter().any(|term| has.contains(term)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_of_the_codebook_has_its_words() {
        for field in Field::ALL.into_iter().filter(|field| is_coded(*field)) {
            let (codes, names) = named(field);
            let listed: Vec<&str> = names.iter().map(|(code, _)| *code).collect();
            if codes != listed {
                panic!("{field}: {codes:?} against {listed:?}");
            }
        }
    }
}
