//! Whole documents, in our own words about places that do not exist.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use codebook::layer::Cell;
use codebook::{LayerMap, Polarity, Property, SourceMeta, Statement, TextLayer};
use reading::{Document, Reader, Rules, read};

fn statements(text: &str) -> Vec<Statement> {
    let layer = reading::fuzzing::plain(text).unwrap();
    statements_of(&layer, &SourceMeta::default())
}

fn statements_of(layer: &TextLayer, meta: &SourceMeta) -> Vec<Statement> {
    let statements = read(&Rules::new(), &Document { layer, meta });
    for statement in &statements {
        for span in statement.parts().citation.spans() {
            assert_eq!(span.check(layer), Ok(()));
        }
    }
    statements
}

fn values(statements: &[Statement], property: Property) -> Vec<String> {
    let of = statements.iter().filter(|s| s.parts().property == property);
    of.map(|s| s.parts().value.to_string()).collect()
}

#[track_caller]
fn says(statements: &[Statement], property: Property, value: &str) {
    let found = values(statements, property);
    assert!(found.iter().any(|said| said == value), "{property}: {value} is not in {found:?}");
}

const NEWS: &str = "The Lower Arden State Police acquired facial recognition cameras in 2031 under \
contract LA/77/2031. Gaze Works Ltd was awarded the contract for 1,250,000 EUR. The system is 97.5 \
percent accurate, the company claims. There are 412 people in the reference database of the system.";

#[test]
fn a_purchase_in_the_news() {
    let found = statements(NEWS);
    says(&found, Property::Buyer, "Lower Arden State Police");
    says(&found, Property::UsesTechnology, "face_recognition");
    says(&found, Property::ContractId, "LA/77/2031");
    says(&found, Property::Supplier, "Gaze Works Ltd");
    says(&found, Property::Amount, "1250000 EUR");
    says(&found, Property::AwardDate, "2031");
    says(&found, Property::AccuracyClaim, "97.5");
    says(&found, Property::WatchlistSize, "412");
    let claim = found.iter().find(|s| s.parts().property == Property::AccuracyClaim).unwrap();
    assert_eq!(claim.parts().attribution.as_ref().unwrap().as_str(), "Gaze Works Ltd");
}

#[test]
fn una_compra_en_las_noticias() {
    let found = statements(
        "En 2031, la Secretaría de Seguridad de Brumas adquirió un sistema de reconocimiento facial en \
         tiempo real por 47 millones de pesos chilenos. El contrato fue adjudicado a Miradas Claras, \
         S.A. de C.V. El montaje de 114 cámaras terminó en marzo de 2032. No se recibió respuesta a \
         la solicitud de información.",
    );
    says(&found, Property::Buyer, "Secretaría de Seguridad de Brumas");
    says(&found, Property::UsesTechnology, "face_recognition_live");
    says(&found, Property::Amount, "47000000 CLP");
    says(&found, Property::Supplier, "Miradas Claras, S.A. de C.V.");
    says(&found, Property::Cameras, "114");
    says(&found, Property::EndDate, "2032-03");
    says(&found, Property::Response, "no_response");
}

#[test]
fn a_list_of_places_makes_a_statement_for_each() {
    let found = statements(
        "Several towns already use facial recognition. Among them are Jalisco, Sonora, and Puebla.",
    );
    let subjects: Vec<_> = found
        .iter()
        .filter(|s| s.parts().property == Property::UsesTechnology)
        .map(|s| s.parts().subject.name.as_str())
        .collect();
    for place in ["Jalisco", "Sonora", "Puebla"] {
        assert!(subjects.contains(&place), "{place} is not in {subjects:?}");
    }
}

#[test]
fn a_denial_is_not_turned_into_its_opposite() {
    let found = statements(
        "The town bought facial recognition software from Gaze Works Ltd. The system is not in use.",
    );
    let status = found.iter().find(|s| s.parts().value.to_string() == "in_use").unwrap();
    assert_eq!(status.parts().polarity, Polarity::Negated);
}

#[test]
fn nothing_is_proposed_from_questions_furniture_or_links() {
    for text in [
        "Did the Lower Arden Police buy facial recognition in 2031?",
        "Words about the weather in Arden, which was fine all day and all night and all week.\n\n\
         Related Posts\n\nThe Arden Police acquired facial recognition for 3 million EUR.",
        "See [this page](https://arden.example/facial-recognition-2031) about the weather.",
        "",
    ] {
        assert_eq!(statements(text), [], "{text}");
    }
}

const ROWS: &str = "contract_number,title,buyer,supplier,amount,currency,award_date\n\
    A-1/2031,Reconocimiento facial para el puerto,Puerto de Brumas,Luz y Vista SA de CV,1500.50,MXN,2031-02-03\n\
    A-2/2031,Sillas y mesas,Puerto de Brumas,Maderas SA de CV,900,MXN,2031-02-04\n\
    A-3/2031,\"Cámaras, lectura de placas\",Puerto de Brumas,Juan Pérez Gómez,700,MXN,2031-02-05\n";

fn check_rows(found: &[Statement]) {
    says(found, Property::ContractId, "A-1/2031");
    says(found, Property::Buyer, "Puerto de Brumas");
    says(found, Property::Supplier, "Luz y Vista SA de CV");
    says(found, Property::Amount, "1500.5 MXN");
    says(found, Property::AwardDate, "2031-02-03");
    says(found, Property::UsesTechnology, "face_recognition");
    says(found, Property::Amount, "700 MXN");
    // Chairs are no surveillance, and a supplier who is a person has no name here.
    let amounts = values(found, Property::Amount);
    assert!(!amounts.iter().any(|amount| amount.starts_with("900")), "{amounts:?}");
    assert_eq!(values(found, Property::Supplier), ["Luz y Vista SA de CV"]);
}

#[test]
fn rows_of_a_plain_text_table() {
    check_rows(&statements(ROWS));
}

#[test]
fn rows_of_a_layer_with_cells() {
    let mut cells = Vec::new();
    let mut at = 0;
    for (row, line) in ROWS.split_inclusive('\n').enumerate() {
        let mut start = at;
        let mut column = 0;
        let mut quoted = false;
        for (offset, c) in line.char_indices() {
            quoted ^= c == '"';
            if !quoted && (c == ',' || c == '\n') {
                let mark = usize::from(ROWS[start..].starts_with('"'));
                let (row, end) = (u32::try_from(row).unwrap(), at + offset);
                cells.push(Cell { row, column, start: start + mark, end: end - mark });
                start = end + 1;
                column += 1;
            }
        }
        at += line.len();
    }
    let plain = reading::fuzzing::plain(ROWS).unwrap();
    let map = LayerMap::Table { cells };
    let layer = TextLayer::new(plain.source(), plain.extractor().clone(), ROWS, map).unwrap();
    check_rows(&statements_of(&layer, &SourceMeta::default()));
}

#[test]
fn a_form_with_its_values_under_and_beside_its_labels() {
    let found = statements(
        "  Purchase Order        Date            Currency\n\
         \x20 8830417752            09-26-2031      EUR\n\n\
         \x20 Supplier: 10008226\n\
         \x20 GAZE SAFETY           Ship To: Arden\n\n\
         \x20 1    Plate readers\n\
         \x20      Automatic Number\n\
         \x20      Plate Recognition\n\n\
         \x20                       Total Amount     42000.00\n",
    );
    says(&found, Property::ContractId, "8830417752");
    says(&found, Property::AwardDate, "2031-09-26");
    says(&found, Property::Amount, "42000 EUR");
    says(&found, Property::Supplier, "GAZE SAFETY");
    says(&found, Property::UsesTechnology, "alpr");
}

#[test]
fn named_metadata_settles_a_sign() {
    let text = "The Arden Police acquired facial recognition for $4 million.";
    let layer = reading::fuzzing::plain(text).unwrap();
    let open = statements_of(&layer, &SourceMeta::default());
    says(&open, Property::Amount, "4000000 ($)");
    let meta = SourceMeta { country: Some("US".to_owned()), ..SourceMeta::default() };
    says(&statements_of(&layer, &meta), Property::Amount, "4000000 USD");
}

#[test]
fn the_reader_has_a_name() {
    assert_eq!(Rules::new().id().to_string(), "rules/1");
}
