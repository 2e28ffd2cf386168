//! Tables and forms, in our own words about places that do not exist: what a row says of one contract
//! or request, and that other rows say nothing.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use codebook::layer::{Extractor, Page, Word};
use codebook::{
    Kind, LayerMap, Property, Role, Sha256, SourceId, SourceMeta, Statement, TextLayer,
};
use reading::fuzzing::statements;
use reading::{Document, Rules, read};

/// What is said of one subject, as "property value", in the order of the properties.
#[track_caller]
fn said(statements: &[Statement], subject: &str) -> String {
    let of = statements.iter().map(Statement::parts).filter(|p| p.subject.name.as_str() == subject);
    let mut lines: Vec<_> = of.map(|p| (p.property, p.value.to_string())).collect();
    lines.sort();
    lines.dedup();
    let names: Vec<_> = statements.iter().map(|s| s.parts().subject.name.to_string()).collect();
    assert!(!lines.is_empty(), "nothing is said of {subject}, but of {names:?}");
    lines.iter().fold(String::new(), |mut all, (property, value)| {
        writeln!(all, "{property} {value}").unwrap();
        all
    })
}

#[track_caller]
fn only_of(statements: &[Statement], subject: &str) {
    for statement in statements {
        assert_eq!(statement.parts().subject.name.as_str(), subject, "{:?}", statement.parts());
    }
}

#[test]
fn a_row_of_a_procurement_table_is_a_contract_and_other_rows_say_nothing() {
    let found = statements(
        "Dependencia,Número de procedimiento,Título del contrato,Importe,Moneda,Proveedor,Fecha de firma,Estatus\n\
         Secretaría de Seguridad de Arden,LA-004-2031,Sistema de reconocimiento facial,1250000.50,MXN,\
         \"Ópalo Visión, S.A. de C.V.\",2031-03-04,Activo\n\
         Secretaría de Salud de Arden,LA-005-2031,Mesas y sillas,9000,MXN,Muebles Roble S.A.,2031-03-05,Activo\n",
    );
    only_of(&found, "LA-004-2031");
    let wanted = "uses_technology face_recognition\nstatus active\nbuyer Secretaría de Seguridad de Arden\n\
                  supplier Ópalo Visión, S.A. de C.V.\ncontract_id LA-004-2031\namount 1250000.5 MXN\n\
                  award_date 2031-03-04\n";
    assert_eq!(said(&found, "LA-004-2031"), wanted);
}

#[test]
fn a_header_in_two_rows_below_a_title() {
    let found = statements(
        "| Contracts of the Borrel Police Department, 2031 | | | | |\n\
         | Contract | | Period | | Item |\n| Number | Vendor | Start date | End date | Description |\n\
         | BC-14/31 | Opal Vision Ltd | 3 May 2031 | 2 May 2033 | Iris readers |\n\
         | BC-15/31 | Paper Mill Ltd | 4 May 2031 | 3 May 2032 | Paper |\n",
    );
    only_of(&found, "BC-14/31");
    let said = said(&found, "BC-14/31");
    for line in ["supplier Opal Vision Ltd", "start_date 2031-05-03", "end_date 2033-05-02"] {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
}

#[test]
fn a_title_too_long_for_a_name_gives_its_first_words() {
    let found = statements(
        "| Año | Despliegue | Fuente |\n|---|---|---|\n\
         | 2031 | Brumas: 40 cámaras con reconocimiento facial; el municipio dijo que solo buscarían a personas \
         desaparecidas o requeridas por un juez de la provincia | El Faro |\n",
    );
    assert!(
        said(&found, "Brumas reconocimiento facial").contains("uses_technology face_recognition")
    );
}

#[test]
fn labels_in_the_first_column() {
    let found = statements(
        "| Campo | Valor |\n|---|---|\n| Contrato No. | GA-77/2031 |\n\
         | Objeto | Cámaras con reconocimiento de placas |\n| Proveedor | Miradas Claras, S.A. de C.V. |\n\
         | Monto total | 3,400,000.00 EUR |\n",
    );
    let said = said(&found, "GA-77/2031");
    for line in ["uses_technology alpr", "amount 3400000 EUR", "supplier Miradas Claras"] {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
}

#[test]
fn a_quantity_of_devices_is_counted_and_one_of_licences_is_not() {
    let found = statements(
        "PO Number,Item description,Qty,UOM,Vendor\n\
         PO-90011,Fingerprint reader for gates,26,EA,Gaze Works Ltd\n\
         PO-90012,Facial recognition software licence,40,EA,Gaze Works Ltd\n",
    );
    assert!(said(&found, "PO-90011").contains("cameras 26"));
    assert!(!said(&found, "PO-90012").contains("cameras"));
}

#[test]
fn a_table_of_requests() {
    let found = statements(
        "# Solicitudes sobre reconocimiento facial\n\n\
         | Folio | Dependencia | Fecha de solicitud | Fecha de respuesta | Respuesta |\n|---|---|---|---|---|\n\
         | 330031 | Policía de Arden | 3 de mayo de 2031 | 2 de junio de 2031 | Negada |\n\
         | 330032 | Secretaría de Salud | 4 de mayo de 2031 | | Sin respuesta |\n",
    );
    assert!(found.iter().filter(|s| s.parts().subject.kind == Kind::Request).count() >= 7);
    let wanted =
        "contract_id 330031\nstart_date 2031-05-03\nend_date 2031-06-02\nresponse denied\n";
    assert_eq!(said(&found, "330031"), wanted);
    assert!(said(&found, "330032").contains("response no_response"));
}

#[test]
fn forms_of_several_kinds() {
    let dotted = "Contrato No. ........ AR-12/2031\nObjeto ........ Videovigilancia con reconocimiento \
                  facial\nImporte total ........ 800,000 EUR\nProveedor ........ Miradas Claras, S.A. de C.V.\n";
    let bold = "**Contrato No.:** AR-12/2031\n**Objeto:** Videovigilancia con reconocimiento facial\n\
                **Importe total:** 800,000 EUR\n**Proveedor:** Miradas Claras, S.A. de C.V.\n";
    let below = "Contrato No.:\nAR-12/2031\nObjeto:\nVideovigilancia con reconocimiento facial\nImporte \
                 total:\n800,000 EUR\nProveedor:\nMiradas Claras, S.A. de C.V.\n";
    let clauses = "Contrato No.: AR-12/2031\nPRIMERA. Objeto: Videovigilancia con reconocimiento facial\n\
                   SEGUNDA. Monto: 800,000 EUR\nTERCERA. Proveedor: Miradas Claras, S.A. de C.V.\n";
    for form in [dotted, bold, below, clauses] {
        let said = said(&statements(form), "AR-12/2031");
        for line in
            ["face_recognition", "amount 800000 EUR", "supplier Miradas Claras, S.A. de C.V."]
        {
            assert!(said.contains(line), "{line} is not in\n{said}\nof\n{form}");
        }
    }
}

#[test]
fn records_of_a_data_file_are_kept_apart() {
    let found = statements(
        "leads = [\n  {\n    agencyName: 'Arden Police Department',\n    vendor: 'Gaze Works Ltd',\n    \
         title: 'Face recognition pilot',\n    priorCameraCount: 9,\n  },\n  {\n    agencyName: 'Borrel Police \
         Department',\n    vendor: 'Opal Vision Ltd',\n    title: 'License plate readers',\n    \
         priorCameraCount: 31,\n  },\n]\n",
    );
    let counts = |name: &str| {
        let of =
            found.iter().map(Statement::parts).filter(|p| p.subject.name.as_str().contains(name));
        let cameras = of.filter(|p| p.property == Property::Cameras);
        cameras.map(|p| p.value.to_string()).collect::<Vec<_>>()
    };
    assert_eq!((counts("Arden"), counts("Borrel")), (vec!["9".into()], vec!["31".into()]));
}

/// A page whose words stand where a printed table has them, in the order of the cells.
fn page(cells: &[(f32, f32, &str)]) -> TextLayer {
    let (mut text, mut words) = (String::new(), Vec::new());
    for (left, top, cell) in cells {
        let mut x = *left;
        for word in cell.split(' ') {
            let (start, width) = (text.len(), 5.0 * f32::from(u8::try_from(word.len()).unwrap()));
            text.push_str(word);
            let place = [x, *top, x + width, top + 10.0];
            words.push(Word { start, end: text.len(), place, confidence: None, disputed: false });
            text.push(' ');
            x += width + 3.0;
        }
        text.push('\n');
    }
    let pages = vec![Page { number: 1, width: 612.0, height: 792.0, words }];
    let source = SourceId::new(Sha256::of(text.as_bytes()));
    TextLayer::new(source, Extractor::new("pdftotext", "1"), text, LayerMap::Pages { pages })
        .unwrap()
}

#[test]
fn columns_of_a_page_whose_cells_wrap() {
    let layer = page(&[
        (50.0, 100.0, "Contract no."),
        (150.0, 100.0, "Description"),
        (330.0, 100.0, "Supplier"),
        (460.0, 100.0, "Amount"),
        (50.0, 120.0, "BC-21/31"),
        (150.0, 120.0, "Automatic license plate"),
        (150.0, 132.0, "recognition cameras"),
        (330.0, 120.0, "Gaze Works Ltd"),
        (460.0, 120.0, "EUR 420,000"),
        (50.0, 150.0, "BC-22/31"),
        (150.0, 150.0, "Office chairs"),
        (330.0, 150.0, "Paper Mill Ltd"),
        (460.0, 150.0, "EUR 9,000"),
    ]);
    let found = read(&Rules::new(), &Document { layer: &layer, meta: &SourceMeta::default() });
    only_of(&found, "BC-21/31");
    let said = said(&found, "BC-21/31");
    for line in ["uses_technology alpr", "supplier Gaze Works Ltd", "amount 420000 EUR"] {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
}

#[test]
fn cells_that_stand_in_the_middle_of_their_row() {
    let layer = page(&[
        (50.0, 100.0, "Contrato"),
        (150.0, 100.0, "Proveedor"),
        (290.0, 100.0, "Objeto"),
        (460.0, 100.0, "Monto"),
        (50.0, 126.0, "AR-101/31"),
        (150.0, 126.0, "Gaze Works Ltd"),
        (290.0, 120.0, "Sistema de reconocimiento"),
        (290.0, 132.0, "facial"),
        (460.0, 126.0, "EUR 1,200,000"),
        (50.0, 156.0, "AR-102/31"),
        (150.0, 150.0, "Paper Mill"),
        (150.0, 162.0, "Norte Ltd"),
        (290.0, 156.0, "Papel"),
        (460.0, 156.0, "EUR 900"),
        (
            50.0,
            180.0,
            "Los contratos siguen vigentes hasta el fin del año, según la oficina de Arden.",
        ),
    ]);
    let found = read(&Rules::new(), &Document { layer: &layer, meta: &SourceMeta::default() });
    only_of(&found, "AR-101/31");
    let said = said(&found, "AR-101/31");
    for line in ["face_recognition", "supplier Gaze Works Ltd", "amount 1200000 EUR"] {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
}

/// An amount's value, and the words that tell its currency.
fn amounts(statements: &[Statement]) -> Vec<(String, Option<String>)> {
    let of = statements.iter().map(Statement::parts).filter(|p| p.property == Property::Amount);
    of.map(|parts| {
        let spans = parts.citation.spans();
        let context = spans.iter().find(|span| span.role() == Role::Context);
        (parts.value.to_string(), context.map(|span| span.quote().to_owned()))
    })
    .collect()
}

#[test]
fn a_currency_that_stands_over_its_column() {
    let cases = [
        ("Monto (MXN)", "1,250,000.00", "1250000 MXN"),
        ("Value (GBP)", "250000", "250000 GBP"),
        ("Amount US$", "33,250", "33250 USD"),
        ("Importe en pesos", "9.000,50", "9000.5 (pesos)"),
        ("Importe en pesos mexicanos", "9,000.50", "9000.5 MXN"),
        ("contract_value_eur", "84500", "84500 EUR"),
        ("Monto total (millones de euros)", "12.5", "12500000 EUR"),
        ("Value £m", "1.5", "1500000 GBP"),
        ("Price (USD thousands)", "84", "84000 USD"),
        ("Monto (USD)", "$ 84,000.00", "84000 USD"),
    ];
    for (header, cell, value) in cases {
        let table = format!(
            "| Contrato | Objeto | {header} |\n|---|---|---|\n| AR-11/2031 | Lectores de iris | {cell} |\n\
             | AR-12/2031 | Sillas | 7 |\n"
        );
        let wanted = vec![(value.to_owned(), Some(header.to_owned()))];
        assert_eq!(amounts(&statements(&table)), wanted, "{header}");
    }
}

#[test]
fn a_bare_numbers_currency_stays_open_where_no_header_names_one() {
    for header in ["Monto", "Monto (USD o MXN)", "Monto s/ IVA", "Amount (ALL)"] {
        let table = format!(
            "| Contrato | Objeto | {header} |\n|---|---|---|\n| AR-11/2031 | Lectores de iris | 1,250 |\n\
             | AR-12/2031 | Sillas | 7 |\n"
        );
        assert_eq!(amounts(&statements(&table)), vec![("1250".to_owned(), None)], "{header}");
    }
    // So small a number may be a row's or a count.
    let small = "| Contrato | Objeto | Monto |\n|---|---|---|\n| AR-11/2031 | Lectores de iris | 12 |\n\
                 | AR-12/2031 | Sillas | 7 |\n";
    assert_eq!(amounts(&statements(small)), vec![]);
    let own = "| Contrato | Objeto | Monto (USD) |\n|---|---|---|\n| AR-11/2031 | Lectores de iris | 1,250 EUR |\n\
               | AR-12/2031 | Sillas | 7 |\n";
    assert_eq!(amounts(&statements(own)), vec![("1250 EUR".to_owned(), None)]);
}

#[test]
fn a_currency_in_a_cell_further_on() {
    let found = statements(
        "Contract no.,Value,Description,Currency,Supplier\nBC-1/31,9500,Iris readers,GBP,Opal Vision Ltd\n\
         BC-2/31,100,Chairs,EUR,Paper Mill Ltd\n",
    );
    assert_eq!(amounts(&found), vec![("9500 GBP".to_owned(), Some("GBP".to_owned()))]);
}

#[test]
fn an_order_is_one_contract_and_its_items_are_no_systems() {
    let found = statements(
        "PURCHASE ORDER\n\nPurchase Order No.: PO-2031-0042          Date: 14/04/2031\n\
         Vendor: Gaze Works Inc.                   Ship to: Borrel Police Department\n\
         Terms: Net 30\n\n\
         Line  Description                              Qty   Unit price    Ext. price\n\
         1     Facial recognition camera, model GX-4    12    4,500.00      54,000.00\n\
         2     Annual software subscription             1     8,000.00      8,000.00\n\
         \x20                                                    Total         EUR 62,000.00\n",
    );
    only_of(&found, "PO-2031-0042");
    let wanted = "uses_technology face_recognition\nbuyer Borrel Police Department\nsupplier Gaze Works Inc.\n\
                  contract_id PO-2031-0042\namount 62000 EUR\naward_date 2031-04-14\n";
    assert_eq!(said(&found, "PO-2031-0042"), wanted);
}

#[test]
fn a_notice_with_the_value_it_expected_and_the_value_it_got() {
    let found = statements(
        "Title: Supply of live facial recognition vans\nReference: CF-0099231\nBuyer: Borrel City Council\n\
         Value: £120,000 to £150,000\nAwarded value: £141,250\nAwarded supplier: Gaze Works Limited\n",
    );
    only_of(&found, "CF-0099231");
    let said = said(&found, "CF-0099231");
    for line in ["amount 120000 GBP", "amount 150000 GBP", "amount 141250 GBP"] {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
}

#[test]
fn an_inventory_says_what_a_system_costs_and_of_no_contract() {
    let found = statements(
        "<table>\n<tr><th>Nombre del sistema</th><th>Dependencia</th><th>Costo anual (USD)</th>\
         <th>En uso desde</th><th>Estatus</th></tr>\n<tr><td>Nómina</td><td>Policía de Arden</td>\
         <td>84,500</td><td>2030</td><td>En uso</td></tr>\n<tr><td>Reconocimiento facial del metro</td>\
         <td>Policía de Arden</td><td>120,000</td><td>2031</td><td>Suspendido</td></tr>\n</table>\n",
    );
    only_of(&found, "Reconocimiento facial del metro");
    assert!(found.iter().all(|statement| statement.parts().subject.kind == Kind::System));
    assert_eq!(amounts(&found).len(), 1);
}

#[test]
fn an_inventory_of_many_columns_is_read_by_the_few_that_matter() {
    let unknown: String = (0..40).fold(String::new(), |mut all, at| {
        write!(all, ",{at}_odd_question").unwrap();
        all
    });
    let text = format!(
        "2_use_case_name,3_agency,4_bureau,16_dev_stage,20_date_implemented,23_contract_piids,11_purpose_benefits{unknown}\n\
         Gate Watch,Department of the Coast,Arden Harbour Police,Operation and Maintenance,2031-05-04,70AB31C00012,\
         \"Compares faces by facial recognition.\"{}\n",
        ",".repeat(40)
    );
    let found = statements(&text);
    only_of(&found, "Gate Watch");
    let told = said(&found, "Gate Watch");
    for wanted in
        ["buyer Arden Harbour Police", "start_date 2031-05-04", "contract_id 70AB31C00012"]
    {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
}

#[test]
fn a_portal_of_plate_readers_says_whose_they_are_what_they_read_and_who_gets_it() {
    let found = statements(
        "id,agency,updated,number_of_owned_cameras,external_organizations_with_access,hotlists_alerted_on,\
         vehicles_detected_in_the_last_30_days,hotlist_hits_in_the_last_30_days,searches_in_the_last_30_days\n\
         7,Arden QX PD,2031-04-26,6,NA,\"NCQC, Vell Alert\",269427,332,NA\n\
         9,Borrel County QX SO,2031-04-26,28,\"Vell County QX SO, Xochitl Wrzeszcz, Lisle QX PD\",NCQC,870060,0,474\n",
    );
    let wanted = "uses_technology alpr\nbuyer Arden QX PD\ndatabase_connected NCQC\n\
                  database_connected Vell Alert\ncameras 6\nfaces_scanned 269427\nalerts 332\n";
    assert_eq!(sorted(&said(&found, "Arden QX PD system")), sorted(wanted));
    // Nobody is among those who get its data, and no hit at all is a count, too.
    let wanted = "uses_technology alpr\nbuyer Borrel County QX SO\ndatabase_connected NCQC\n\
                  data_shared_with Vell County QX SO\ndata_shared_with Lisle QX PD\ncameras 28\n\
                  faces_scanned 870060\nalerts 0\n";
    assert_eq!(sorted(&said(&found, "Borrel County QX SO system")), sorted(wanted));
}

fn sorted(lines: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = lines.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn lectores_de_placas_por_dependencia() {
    let found = statements(
        "Dependencia,Cámaras propias,Placas leídas (últimos 30 días),Alertas,Compartido con,Bases de datos consultadas\n\
         Policía Municipal de Arden,12,48210,31,Fiscalía General de Borrel; Guardia Civil de Vell,Padrón vehicular\n",
    );
    let wanted = "uses_technology alpr\nbuyer Policía Municipal de Arden\ncameras 12\nfaces_scanned 48210\n\
                  alerts 31\ndata_shared_with Fiscalía General de Borrel\n\
                  data_shared_with Guardia Civil de Vell\ndatabase_connected Padrón vehicular\n";
    assert_eq!(sorted(&said(&found, "Policía Municipal de Arden sistema")), sorted(wanted));
}
