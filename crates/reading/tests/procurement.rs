//! What portals and councils publish of purchases: releases of open contracting data, notices of award, exports
//! of registers, logs kept as label and value; in our own words about places that do not exist.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use codebook::{SourceMeta, Statement};
use reading::fuzzing::statements;
use reading::{Document, Rules, read};

/// The same of a document that says when it was published.
fn statements_of(text: &str, day: &str) -> Vec<Statement> {
    let layer = reading::fuzzing::plain(text).unwrap();
    let meta = SourceMeta { published: Some(day.parse().unwrap()), ..SourceMeta::default() };
    read(&Rules::new(), &Document { layer: &layer, meta: &meta })
}

/// What is said of one subject, as "property value", sorted.
#[track_caller]
fn said(text: &str, subject: &str) -> Vec<String> {
    let found = statements(text);
    let of = found.iter().map(Statement::parts).filter(|p| p.subject.name.as_str() == subject);
    let mut lines: Vec<String> = of.map(|p| format!("{} {}", p.property, p.value)).collect();
    lines.sort();
    lines.dedup();
    let names: Vec<_> = found.iter().map(|s| s.parts().subject.name.to_string()).collect();
    assert!(!lines.is_empty(), "nothing is said of {subject}, but of {names:?}");
    lines
}

/// True where all of these are said of a subject.
#[track_caller]
fn says(text: &str, subject: &str, lines: &[&str]) {
    let said = said(text, subject);
    for line in lines {
        assert!(said.contains(&(*line).to_owned()), "{line} is not in {said:#?}");
    }
}

#[test]
fn a_release_is_one_purchase_from_its_tender_to_its_contract() {
    let text = r#"{
  "ocid": "ocds-zz9-7-2031",
  "date": "2031-05-06T00:00:00Z",
  "buyer": {"id": "B-1", "name": "Policía Nacional de Tarandia"},
  "tender": {
    "id": "LP-12-2031",
    "title": "Suministro de cámaras de reconocimiento facial",
    "value": {"amount": 1200000, "currency": "USD"},
    "tenderPeriod": {"startDate": "2031-01-01", "endDate": "2031-02-01"}
  },
  "awards": [{"id": "A-1", "date": "2031-04-02", "suppliers": [{"id": "S-1", "name": "Vell Sistemas S.A."}],
    "value": {"amount": 1150000, "currency": "USD"}}],
  "contracts": [{"id": "C-1", "period": {"startDate": "2031-05-01", "endDate": "2033-04-30"}, "status": "active"}]
}"#;
    says(
        text,
        "LP-12-2031",
        &[
            "amount 1150000 USD",
            "amount 1200000 USD",
            "award_date 2031-04-02",
            "buyer Policía Nacional de Tarandia",
            "contract_id LP-12-2031",
            "end_date 2033-04-30",
            "start_date 2031-05-01",
            "status active",
            "supplier Vell Sistemas S.A.",
            "uses_technology face_recognition",
        ],
    );
    // When bids were taken is no term, and when it was published is no award.
    let said = said(text, "LP-12-2031");
    for wrong in ["start_date 2031-01-01", "end_date 2031-02-01", "award_date 2031-05-06"] {
        assert!(!said.contains(&wrong.to_owned()), "{wrong} is in {said:#?}");
    }
}

#[test]
fn a_notice_whose_letters_are_written_as_numbers() {
    let text = r#"{
    "ID": "45-2031-EXP",
    "Description": "Servicio de verificaci\u00f3n por reconocimiento facial en las oficinas de atenci\u00f3n ciudadana del Ayuntamiento de Vell",
    "AwardDate": "25/04/31",
    "PlannedPeriod": "8 meses",
    "ApplicableTerritoryAddress": "Vell",
    "TenderResult": {"WinningParty": "FARO SISTEMAS, SL", "WinningTenderAmount": "2631,75", "ResultCode": "Adjudicado"},
    "CurrencyCode": "EUR"
}"#;
    let found = statements_of(text, "2031-05-02");
    let values: Vec<String> =
        found.iter().map(|s| format!("{} {}", s.parts().property, s.parts().value)).collect();
    for line in [
        "amount 2631.75 EUR",
        "award_date 2031-04-25",
        "end_date P8M",
        "place Vell",
        "supplier FARO SISTEMAS, SL",
        "uses_technology face_recognition",
    ] {
        assert!(values.contains(&line.to_owned()), "{line} is not in {values:#?}");
    }
}

#[test]
fn labels_and_values_of_a_list_are_one_record() {
    let text = "// Plate readers of the Arden Police, contract with Gaze Works Ltd\n\
        const stats = [\n  { label: 'Contract total', value: '$499,250' },\n  { label: 'Contract end', value: '2033-05' },\n\
        \x20 { label: 'Total cameras', value: '75' },\n];\n";
    let found = statements(text);
    let of = |property: &str| {
        let all = found.iter().map(Statement::parts);
        let own = all.filter(|p| p.property.as_str() == property);
        own.map(|p| p.value.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(of("cameras"), ["75"]);
    assert_eq!(of("end_date"), ["2033-05"]);
    assert!(of("amount")[0].starts_with("499250"), "{:?}", of("amount"));
}

#[test]
fn counts_of_a_portal_are_those_of_what_the_text_is_about() {
    let text = "// Plate readers of the Arden Police\nconst portal = {\n  totalCameras: 75,\n  platesRead30d: 465159,\n\
        \x20 hotlistHits30d: 14238,\n};\n";
    let values: Vec<String> = statements(text)
        .iter()
        .map(|s| format!("{} {}", s.parts().property, s.parts().value))
        .collect();
    for line in ["cameras 75", "faces_scanned 465159", "alerts 14238"] {
        assert!(values.contains(&line.to_owned()), "{line} is not in {values:#?}");
    }
}

#[test]
fn months_and_short_years_are_dates_in_a_cell() {
    let cases = [
        ("2031-05", "2031-05"),
        ("2031-05 (first order, 60 cameras)", "2031-05"),
        ("05/2031", "2031-05"),
        ("20310514", "2031-05-14"),
    ];
    let form = |cell: &str| {
        format!(
            "Contract number: AR-11/2031\nTitle: Iris readers\nSupplier: Opal Vision Ltd\nContract end: {cell}\n"
        )
    };
    for (cell, date) in cases {
        says(&form(cell), "AR-11/2031", &[&format!("end_date {date}")]);
    }
    let ends = |found: &[Statement]| {
        let of = found.iter().map(Statement::parts).filter(|p| p.property.as_str() == "end_date");
        of.map(|p| p.value.to_string()).collect::<Vec<_>>()
    };
    let short = [
        ("25/04/31", "2031-04-25"),
        ("25.04.98", "1998-04-25"),
        ("Apr-31", "2031-04"),
        ("ene-31", "2031-01"),
    ];
    for (cell, date) in short {
        assert_eq!(ends(&statements_of(&form(cell), "2031-06-15")), [date], "{cell}");
        // Nobody says which century it is of.
        assert_eq!(ends(&statements(&form(cell))), [""; 0], "{cell}");
    }
    for none in ["2031-45", "45/45/31"] {
        assert_eq!(ends(&statements_of(&form(none), "2031-06-15")), [""; 0], "{none}");
    }
}

#[test]
fn rows_are_about_what_leads_to_them() {
    let rows = "| Agency | Amount | Description | Year |\n|---|---|---|---|\n\
        | Arden Police | $3.75M | Annual licences | 2031 |\n| Faro Police | $1.1M | Forensic software | 2032 |\n";
    for lead in [
        "Filtering for facial recognition contracts:",
        "## Facial recognition",
        "**Facial recognition ($5M)**",
    ] {
        let text = format!("{lead}\n\n{rows}");
        let found = statements(&text);
        let buyers: Vec<String> = found
            .iter()
            .map(Statement::parts)
            .filter(|p| p.property.as_str() == "buyer")
            .map(|p| p.value.to_string())
            .collect();
        assert!(buyers.contains(&"Arden Police".to_owned()), "{lead}: {buyers:?}");
        assert!(buyers.contains(&"Faro Police".to_owned()), "{lead}: {buyers:?}");
    }
    let apart = format!("We also asked about facial recognition, in vain.\n\n{rows}");
    let amounts = statements(&apart);
    let amounts = amounts.iter().filter(|s| s.parts().property.as_str() == "amount").count();
    assert_eq!(amounts, 0);
}

#[test]
fn the_whole_name_is_taken_and_not_the_capitals_beside_it() {
    let text = "SIGLAS,DEPENDENCIA,NUMERO_PROCEDIMIENTO,TITULO_CONTRATO,IMPORTE_CONTRATO,MONEDA,PROVEEDOR_CONTRATISTA\n\
        SSV,Secretaría de Seguridad de Vell,LA-009-2031,Servicio de reconocimiento facial,\"4,500,000.00\",MXN,FARO SISTEMAS SA DE CV\n\
        SSV,Secretaría de Seguridad de Vell,LA-010-2031,Uniformes,\"500,000.00\",MXN,TELAS DEL SUR SA DE CV\n";
    says(
        text,
        "LA-009-2031",
        &[
            "amount 4500000 MXN",
            "buyer Secretaría de Seguridad de Vell",
            "supplier FARO SISTEMAS SA DE CV",
        ],
    );
}

#[test]
fn suppliers_of_all_forms() {
    for name in [
        "FARO SISTEMAS, SL",
        "Faro Sistemas S.L.U.",
        "FARO TECNOLOGIA SAC",
        "CONSORCIO SEGURIDAD VELL",
        "Opal Vision LLP",
        "VELL INTEGRADORA S DE RL DE CV",
    ] {
        let text = format!(
            "Entidad;Nomenclatura;Descripción;Postor adjudicado;Monto adjudicado\n\
             MUNICIPALIDAD DISTRITAL DE VELL;LP-3-2031;Cámaras con reconocimiento facial;{name};3450000.50\n\
             MUNICIPALIDAD DISTRITAL DE VELL;LP-4-2031;Sillas;{name};1000\n"
        );
        says(&text, "LP-3-2031", &[&format!("supplier {name}"), "amount 3450000.5"]);
    }
}

#[test]
fn a_firm_is_told_by_what_its_name_is_made_of_and_nobody_is_a_firm() {
    let table = |name: &str| {
        format!(
            "| Agency | Vendor | Description | Amount |\n|---|---|---|---|\n\
             | Arden Police | {name} | Facial recognition licences | $9,000 |\n\
             | Faro Police | {name} | Chairs | $100 |\n"
        )
    };
    let suppliers = |name: &str| {
        let found = statements(&table(name));
        let of = found.iter().map(Statement::parts).filter(|p| p.property.as_str() == "supplier");
        of.map(|p| p.value.to_string()).collect::<Vec<_>>()
    };
    for name in ["Amber Digital", "Vell Integradores", "Opal Risk Solutions", "Faro Ingeniería"] {
        assert_eq!(suppliers(name), [name]);
    }
    let nobody = [
        "Juana Pérez",
        "Tomás Doe Digital",
        "Ministry of Communications",
        "Various",
        "Electra Wrzeszcz",
        "Yolotzin Segura",
        "Aeron Dzhap Wrzeszcz",
    ];
    for nobody in nobody {
        assert_eq!(suppliers(nobody), [""; 0], "{nobody}");
    }
}

#[test]
fn each_count_and_each_list_of_a_portal_is_read() {
    let text = "// Plate readers of the Arden Police\nconst portal = {\n  totalCameras: 75,\n  platesRead30d: 465159,\n\
        \x20 hotlistHits30d: 14238,\n  searchSessions30d: 1221,\n  hotlistsAlertedOn: ['NCIC', 'Vell Amber List'],\n};\n";
    let found = statements(text);
    let of = |property: &str| {
        let own = found.iter().map(Statement::parts).filter(|p| p.property.as_str() == property);
        own.map(|p| p.value.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(of("faces_scanned"), ["465159", "1221"]);
    assert_eq!(of("database_connected"), ["NCIC", "Vell Amber List"]);
}
