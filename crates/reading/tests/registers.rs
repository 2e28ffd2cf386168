//! Registers that are kept in tables: outings of cameras, inventories, logs of requests, notices as a portal
//! hands them out; in our own words about places that do not exist.

use codebook::Statement;
use reading::fuzzing::statements;

/// What is said of one subject, as "property value", sorted.
#[track_caller]
fn said(found: &[Statement], subject: &str) -> Vec<String> {
    let of = found.iter().map(Statement::parts).filter(|p| p.subject.name.as_str() == subject);
    let mut lines: Vec<String> = of.map(|p| format!("{} {}", p.property, p.value)).collect();
    lines.sort();
    lines.dedup();
    let names: Vec<_> = found.iter().map(|s| s.parts().subject.name.to_string()).collect();
    assert!(!lines.is_empty(), "nothing is said of {subject}, but of {names:?}");
    lines
}

/// The values of a property, whatever they are of.
fn values(found: &[Statement], property: &str) -> Vec<String> {
    let of = found.iter().map(Statement::parts).filter(|p| p.property.as_str() == property);
    of.map(|p| p.value.to_string()).collect()
}

#[test]
fn each_outing_is_a_thing_of_its_own_with_its_counts_and_none_is_a_count_too() {
    let found = statements(
        "Live facial recognition deployments of the Arden Police\n\n\
         | Date | Location | Watchlist size | Faces seen (estimate) | Alerts | True alerts | False alerts |\n\
         |---|---|---|---|---|---|---|\n\
         | 11/02/2031 | Faro Market | 6,747 | 12,500 | 4 | 3 | 1 |\n\
         | 14/02/2031 | Bruma Station | 6,800 | 20,120 | 0 | 0 | 0 |\n",
    );
    let faro = said(&found, "Faro Market Live facial recognition");
    for line in [
        "alerts 4",
        "faces_scanned 12500",
        "false_matches 1",
        "place Faro Market",
        "start_date 2031-02-11",
        "true_matches 3",
        "watchlist_size 6747",
    ] {
        assert!(faro.contains(&line.to_owned()), "{line} is not in {faro:?}");
    }
    let bruma = said(&found, "Bruma Station Live facial recognition");
    assert!(bruma.contains(&"alerts 0".to_owned()), "{bruma:?}");
}

#[test]
fn outings_of_one_body_are_told_apart_by_where_they_were() {
    let found = statements(
        "Force,Technology,Venue,Date start,Faces scanned,Alerts\n\
         Arden Police,live facial recognition,Faro Market,2031-02-11,700,1\n\
         Arden Police,live facial recognition,Bruma Square,2031-03-01,900,0\n",
    );
    let faro = said(&found, "Arden Police live facial recognition Faro Market");
    assert!(faro.contains(&"faces_scanned 700".to_owned()), "{faro:?}");
    let bruma = said(&found, "Arden Police live facial recognition Bruma Square");
    assert!(bruma.contains(&"faces_scanned 900".to_owned()), "{bruma:?}");
}

#[test]
fn estado_is_a_state_beside_a_status_or_a_town_and_else_a_status() {
    let found = statements(
        "Estado,Municipio,Dependencia,Tecnología,Proveedor,Número de contrato,Estatus\n\
         Villa Bruma,Faro Norte,Secretaría de Seguridad de Bruma,Reconocimiento facial,\
         \"Miradas Claras, S.A. de C.V.\",SSB/012/2031,Vigente\n",
    );
    assert_eq!(values(&found, "status"), ["active"]);
    assert_eq!(values(&found, "place"), ["Faro Norte"]);
    let found = statements(
        "Dependencia,Tecnología,Proveedor,Número de contrato,Estado\n\
         Secretaría de Seguridad de Bruma,Reconocimiento facial,\"Miradas Claras, S.A. de C.V.\",SSB/012/2031,Vigente\n",
    );
    assert_eq!(values(&found, "status"), ["active"]);
    assert!(values(&found, "place").is_empty());
}

#[test]
fn a_column_of_bodies_under_a_bare_name_says_whose_each_row_is() {
    let found = statements(
        "id,name,technology,city,company,cams_confirmed\n\
         2837,Lower Arden Police Department,ALPR,Lower Arden,Gaze Works Ltd,12\n\
         2838,Faro County Sheriff's Office,ALPR,Faro,Gaze Works Ltd,4\n",
    );
    let lines = said(&found, "Lower Arden Police Department ALPR");
    for line in ["buyer Lower Arden Police Department", "cameras 12", "supplier Gaze Works Ltd"] {
        assert!(lines.contains(&line.to_owned()), "{line} is not in {lines:?}");
    }
    // The number of an inventory's row is no contract's.
    assert!(values(&found, "contract_id").is_empty());
    let people = statements(
        "name,technology,city\nAna García,facial recognition,Faro\nJohn Smith,facial recognition,Bruma\n",
    );
    assert!(values(&people, "buyer").is_empty(), "a column of people is nobody's");
}

#[test]
fn a_portals_notice_gives_a_supplier_with_the_address_behind_it() {
    let found = statements(
        "Notice Identifier,Organisation Name,Title,Awarded Date,Supplier [Name|Address|Ref type]\n\
         TAR-031-22,Arden Police and Crime Commissioner,Live facial recognition vans,15/02/2031,\
         [Gaze Works Ltd|1 High Street|NONE]\n",
    );
    assert_eq!(values(&found, "supplier"), ["Gaze Works Ltd"]);
    assert_eq!(values(&found, "buyer"), ["Arden Police and Crime Commissioner"]);
}

#[test]
fn an_answer_is_read_without_its_reason() {
    let found = statements(
        "Reference;Date received;Request summary;Decision;Date of decision\n\
         FOI-31-001;12/03/2031;Contracts for facial recognition cameras;Refused - section 31;10/04/2031\n\
         FOI-31-002;13/03/2031;Fingerprint scanners in schools;Granted, in part redacted;11/04/2031\n\
         FOI-31-003;14/03/2031;Facial recognition at the port;Granted (by the department);12/04/2031\n",
    );
    assert_eq!(values(&found, "response"), ["denied", "partial", "granted"]);
}

#[test]
fn a_paragraph_that_begins_with_another_body_is_about_that_body() {
    let found = statements(
        "The Arden Police bought facial recognition cameras in 2031.\n\n\
         Brumas County Sheriff's Office paid 40,000 EUR to Gaze Works Ltd in March 2032.\n",
    );
    let lines = said(&found, "Arden Police facial recognition");
    assert!(!lines.iter().any(|line| line.contains("40000")), "{lines:?}");
}

#[test]
fn a_headline_names_no_body() {
    let found = statements(
        "# Papers Reveal Arden Police Using Driver Data From Local Police for Removals\n\n\
         Plate readers (ALPR) are used by the town's officers.\n",
    );
    for statement in &found {
        let name = statement.parts().subject.name.to_string();
        assert!(!name.contains("Reveal") && !name.contains("Driver"), "{name}");
    }
}

#[test]
fn an_entry_is_whose_it_says_whatever_the_heading() {
    let found = statements(
        "## India - What was bought\n\nFacial recognition is used at airports.\n\n\
         - **Northern Faro Police:** 190 cameras with license plate readers.\n",
    );
    let lines = said(&found, "Northern Faro Police license plate readers");
    assert!(lines.contains(&"cameras 190".to_owned()), "{lines:?}");
    said(&found, "India Facial recognition");
}

#[test]
fn what_stands_under_a_places_heading_is_of_that_place() {
    let found = statements(
        "# 1. **INDIA - What is in use**\n\n\
         The Arden Identification System (AIS) compares faces for facial recognition since 2031.\n\n\
         # 2. **AUSTRALIA - What is planned**\n\nThe budget is 145 million EUR, and 40 cameras were bought.\n",
    );
    for statement in &found {
        let parts = statement.parts();
        if matches!(parts.property.as_str(), "amount" | "cameras") {
            let name = parts.subject.name.to_string();
            assert!(!name.contains("Arden"), "{} is of {name}", parts.value);
        }
    }
    assert_eq!(values(&found, "amount"), ["145000000 EUR"]);
}

#[test]
fn the_year_of_a_purchase_is_when_it_was_made() {
    let found = statements(
        "| Agency | Amount | Description | Year |\n|---|---|---|---|\n\
         | Arden Police | $120,000 | Facial recognition software | 2031 |\n\
         | Bruma Police | $90,000 | Facial recognition licences | 2032 |\n",
    );
    assert_eq!(values(&found, "award_date"), ["2031", "2032"]);
}

#[test]
fn a_log_of_requests_tells_of_each_by_its_words() {
    let found = statements(
        "Papers on the facial recognition cameras of Arden.\n\n## Public records requests\n\n\
         | Label | Submitted | Status | Fee | Link |\n|---|---|---|---|---|\n\
         | Camera sites | 6/12/2031 | Closed - Appeal Denied <br>Under review | | \
         [Link](https://example.org/papers/APD-2031-2738_Sites) |\n\
         | Camera permits | 7/3/2031 | Closed <br>No Records | $100 <br>Paid | |\n\
         | Facial recognition audits | 8/25/2031 | Open - Fee Issued | $42.50 | |\n",
    );
    assert_eq!(
        said(&found, "Camera sites request"),
        ["contract_id APD-2031-2738", "response denied", "start_date 2031-06-12", "status Closed"]
    );
    assert_eq!(
        said(&found, "Camera permits request"),
        ["amount 100 ($)", "response no_records", "start_date 2031-07-03", "status Closed"]
    );
    let audits = said(&found, "Facial recognition audits request");
    assert!(audits.contains(&"response fee_estimate".to_owned()), "{audits:?}");
    assert!(audits.contains(&"uses_technology face_recognition".to_owned()), "{audits:?}");
}

#[test]
fn what_was_sent_under_no_word_of_requests_is_none() {
    let found = statements(
        "## Orders of facial recognition cameras\n\n\
         | Label | Submitted | Status |\n|---|---|---|\n\
         | Facial recognition kit | 6/12/2031 | Closed - Denied |\n",
    );
    assert_eq!(values(&found, "response"), [""; 0]);
}

#[test]
fn rows_of_a_register_of_laws_are_each_about_their_law() {
    let found = statements(
        "Facial recognition laws\n\n| Jurisdiction | Law | Status | Year | Summary |\n|---|---|---|---|---|\n\
         | Arden | Ordinance 31-12 | Passed | 2031 | Bans police use of facial recognition |\n\
         | Weald | HB 1234 | Pending | 2032 | Requires a warrant before facial recognition searches |\n",
    );
    let arden = said(&found, "Ordinance 31-12");
    for line in ["contract_id Ordinance 31-12", "place Arden", "start_date 2031", "status approved"]
    {
        assert!(arden.contains(&line.to_owned()), "{line} is not in {arden:?}");
    }
    let weald = said(&found, "HB 1234");
    for line in ["contract_id HB 1234", "place Weald", "start_date 2032", "status open"] {
        assert!(weald.contains(&line.to_owned()), "{line} is not in {weald:?}");
    }
}

#[test]
fn each_ruling_of_a_data_file_is_about_itself() {
    let found = statements(
        r#"{"acciones": [
  {"nombre_del_caso": "Asociación Faro contra Policía de Vell", "cita": "TC 12/2031", "fecha": "2031-08-11",
   "resultado": "Amparo concedido — el reconocimiento facial en la calle fue contrario a la ley"},
  {"nombre_del_caso": "Asociación Faro contra Metro de Brumas", "cita": "TC 14/2031", "fecha": "2031-09-02",
   "resultado": "Desechada; el uso de reconocimiento facial en el metro sigue"}
]}"#,
    );
    let first = said(&found, "Asociación Faro contra Policía de Vell");
    for line in [
        "award_date 2031-08-11",
        "contract_id TC 12/2031",
        "legal_challenge Asociación Faro contra Policía de Vell",
        "status Amparo concedido",
    ] {
        assert!(first.contains(&line.to_owned()), "{line} is not in {first:?}");
    }
    let second = said(&found, "Asociación Faro contra Metro de Brumas");
    assert!(second.contains(&"award_date 2031-09-02".to_owned()), "{second:?}");
}

#[test]
fn what_a_source_is_cited_with_makes_no_law_of_a_purchase() {
    let found = statements(
        "Agency,Vendor,Technology,Amount,Citation\nArden Police,Gaze Works Ltd,facial recognition,\"$9,000\",\"Vell Courier, 2 May 2031\"\n\
         Faro Police,Opal Vision Ltd,facial recognition,\"$8,000\",\"Vell Courier, 3 May 2031\"\n",
    );
    assert_eq!(values(&found, "supplier"), ["Gaze Works Ltd", "Opal Vision Ltd"]);
}

#[test]
fn a_term_has_two_days_and_what_is_bought_says_how_many() {
    let form = statements(
        "Número de contrato: SSP-2031-044\n\
         Proveedor: Faro Sistemas S.A. de C.V.\n\
         Dependencia: Secretaría de Seguridad Pública de Brumas\n\
         Objeto: Adquisición de 40 cámaras con reconocimiento facial\n\
         Vigencia: del 15 de marzo de 2031 al 14 de marzo de 2033\n\
         Procedimiento: Licitación pública nacional LPN-SSP-03-2031\n",
    );
    let lines = said(&form, "SSP-2031-044");
    for line in [
        "cameras 40",
        "contract_id LPN-SSP-03-2031",
        "end_date 2033-03-14",
        "start_date 2031-03-15",
    ] {
        assert!(lines.contains(&line.to_owned()), "{line} is not in {lines:?}");
    }
    assert!(!lines.contains(&"end_date 2031-03-15".to_owned()), "{lines:?}");
    let table = statements(
        "| Proveedor | Contrato | Objeto | Vigencia |\n\
         |---|---|---|---|\n\
         | Faro Vigilancia S.A. de C.V. | SC-001/2031 | Videovigilancia con reconocimiento facial | 01/04/2031 al 31/12/2033 |\n\
         | Grupo Faro SA | SC-002/2031 | Lectores de huella dactilar | 12 meses |\n",
    );
    let first = said(&table, "SC-001/2031");
    assert!(first.contains(&"end_date 2033-12-31".to_owned()), "{first:?}");
    assert!(first.contains(&"start_date 2031-04-01".to_owned()), "{first:?}");
    let second = said(&table, "SC-002/2031");
    assert!(second.contains(&"end_date P12M".to_owned()), "{second:?}");
}

#[test]
fn an_order_goes_by_its_number_and_not_by_an_address() {
    let found = statements(
        "PURCHASE ORDER\n\n\
         City of Arden                                   PO Number: 4500123456\n\
         Purchasing Division                             Date: 03/14/2031\n\
         100 Harbour Street                              Page 1 of 2\n\n\
         Vendor: Gaze Group Inc.                         Ship To: Arden Police Department\n\n\
         Line  Description                               Qty   Unit Price    Total\n\
         1     Gaze Falcon ALPR camera, annual           25    $3,000.00     $75,000.00\n\n\
         Contract term: 03/15/2031 - 03/14/2033\n",
    );
    let order = said(&found, "4500123456");
    for line in ["award_date 2031-03-14", "supplier Gaze Group Inc.", "end_date 2033-03-14"] {
        assert!(order.contains(&line.to_owned()), "{line} is not in {order:?}");
    }
    assert_eq!(values(&found, "contract_id"), ["4500123456", "4500123456"]);
}
