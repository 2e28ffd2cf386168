//! Natural persons: neither their names nor what identifies them is proposed or quoted. All of them
//! here are made up.

use codebook::{Polarity, Property, Statement};
use reading::fuzzing::statements;

/// Everything of a statement that is shown: its words, its subject, and who says it.
fn shown(statement: &Statement) -> Vec<String> {
    let parts = statement.parts();
    let spans = parts.citation.spans().iter().map(|span| span.quote().to_owned());
    let mut shown: Vec<String> = spans.collect();
    shown.extend([
        parts.subject.name.to_string(),
        parts.value.to_string(),
        parts.written.to_string(),
    ]);
    shown.extend(parts.attribution.as_ref().map(ToString::to_string));
    shown
}

/// The same without quotes: what is said, of whom, by whom.
fn said(statement: &Statement) -> Vec<String> {
    let parts = statement.parts();
    let mut said = vec![parts.subject.name.to_string(), parts.value.to_string()];
    said.extend(parts.attribution.as_ref().map(ToString::to_string));
    said
}

fn has(found: &[Statement], property: Property, value: &str) -> bool {
    found.iter().any(|s| s.parts().property == property && s.parts().value.to_string() == value)
}

const IDENTIFIERS: [&str; 25] = [
    "ROMX800101HDFBCD09",
    "romx800101mdfbcd01",
    "ROMX800101AB1",
    "ÑOMX800101AB1",
    "ROMX-800101-AB1",
    "xoc.meza+obra@brumas.example",
    "xoc.meza (arroba) brumas.example",
    "RMXMZX80010109M400",
    "passport no. G12345678",
    "pasaporte número AB 123456",
    "DNI 12.345.678-Z",
    "cédula de identidad 1.234.567-8",
    "078-05-1120",
    "teléfono: (55) 5555 0199",
    "JG 10 37 59 A",
    "JG103759A",
    "ABCPE1234F",
    "2345 6789 0123",
    "12.345.678-5",
    "9.876.543-K",
    "12345678Z",
    "+52 55 5555 0199",
    "+44 20 7946 0958",
    "con domicilio en Calle del Faro 12, Brumas",
    "residing at 4 Harbour Lane, Arden",
];

#[test]
fn identifiers_stand_in_no_words_that_are_shown() {
    let frames = [
        "The Arden State Police acquired facial recognition cameras for 4 million EUR; write to {id}.",
        "The applicant ({id}) asked. The Arden Police bought 40 facial recognition cameras (ask {id}) in 2031.",
        "La Secretaría de Seguridad de Brumas adquirió 40 cámaras de reconocimiento facial, contacto {id}, en 2031.",
        "Con {id} la Policía Estatal compró reconocimiento facial por 5 millones de euros {id} en 2031.",
        "{id}\nLa Fiscalía General de Brumas utiliza reconocimiento facial.\n{id}",
        "contract_number,title,buyer,supplier,amount,currency,award_date\nA-1/2031,Reconocimiento facial {id},Puerto de Brumas,Luz SA de CV,1500.50,MXN,2031-02-03\n",
        "contract_number,title,rfc,buyer,contact,amount,currency\nA-1/2031,Reconocimiento facial,{id},Puerto de Brumas,{id},1500.50,MXN\n",
    ];
    for id in IDENTIFIERS {
        for frame in frames {
            let text = frame.replace("{id}", id);
            for statement in statements(&text) {
                for words in shown(&statement) {
                    assert!(!words.contains(id), "{id} is shown in `{words}` of `{text}`");
                }
            }
        }
    }
}

#[test]
fn the_clause_without_the_identifier_is_quoted() {
    let found = statements(
        "The Arden State Police acquired facial recognition cameras for 4 million EUR; write to a@b.example.",
    );
    assert!(has(&found, Property::Amount, "4000000 EUR"));
    let rows = "contract_number,title,rfc,buyer,contact,amount,currency\n\
        A-1/2031,Reconocimiento facial,ROMX800101AB1,Puerto de Brumas,a@b.example,1500.50,MXN\n";
    let found = statements(rows);
    assert!(has(&found, Property::Buyer, "Puerto de Brumas"));
    assert!(has(&found, Property::Amount, "1500.5 MXN"));
    let technology = found.iter().find(|s| s.parts().property == Property::UsesTechnology).unwrap();
    assert_eq!(technology.parts().citation.quote().quote(), "A-1/2031,Reconocimiento facial");
}

#[test]
fn a_companys_tax_number_is_no_persons() {
    let text =
        "Luz y Vista SA de CV, RFC LVI310203AB1, sold facial recognition to the Arden Police.";
    let found = statements(text);
    assert!(found.iter().any(|s| s.parts().citation.quote().quote().contains("LVI310203AB1")));
}

/// Sentences, and the person in each that nothing may be said of or by.
const NAMED: &[(&str, &str)] = &[
    (
        "Secretary María Pérez López of the Arden Police Department acquired facial recognition.",
        "Pérez",
    ),
    ("Attorney Jane Roe Smith of the Arden Police Department bought facial recognition.", "Roe"),
    (
        "Attorney Jane Roe Smith of Gaze Works Ltd was awarded the facial recognition contract.",
        "Roe",
    ),
    ("Chief John Doe of the Lower Arden State Police launched facial recognition.", "Doe"),
    ("Police Chief Xochitl Meza acquired facial recognition.", "Meza"),
    ("Sen. Jane Roe of the Arden State Senate said facial recognition has 5 million faces.", "Roe"),
    ("Mr. Tlalli Xicohtencatl of the Arden Police Department bought facial recognition.", "Xicoh"),
    ("Dr. Tlalli Xicohtencatl, Arden Police Department, bought facial recognition.", "Xicoh"),
    ("Governor Jane Roe signed a contract for facial recognition.", "Roe"),
    ("Sheriff John Smith of Arden County Sheriff's Office acquired facial recognition.", "Smith"),
    ("Jane Roe of the Arden Police Department acquired facial recognition cameras.", "Roe"),
    ("Tlalli Xicohtencatl of the Arden Police Department acquired facial recognition.", "Xicoh"),
    ("The system is 97 percent accurate, Jane Roe said of facial recognition.", "Roe"),
    ("According to John Smith, facial recognition is 97 percent accurate.", "Smith"),
    ("Deputy Director Jane Roe of the Ministry of Streets bought facial recognition.", "Roe"),
    ("The program called Jane Roe Smith uses facial recognition.", "Roe"),
    ("The system Elena Castro, said the town, uses facial recognition.", "Castro"),
    ("The Jane Roe system uses facial recognition.", "Roe"),
    ("Officer John Doe Police Department acquired facial recognition.", "Doe"),
    ("Arden Police Jane Roe acquired facial recognition.", "Roe"),
    ("La Secretaria María Pérez López compró reconocimiento facial.", "Pérez"),
    ("La Secretaria Xochitl Meza Tlalli compró reconocimiento facial.", "Meza"),
    ("Ana Gómez Ruiz de la Policía Estatal adquirió reconocimiento facial.", "Gómez"),
    ("El Policía Juan Pérez Gómez utiliza reconocimiento facial.", "Pérez"),
    ("El Policía Xicohtencatl Tlalli utiliza reconocimiento facial.", "Xicoh"),
    (
        "El Fiscal General Juan Pérez de la Fiscalía de Brumas compró reconocimiento facial.",
        "Pérez",
    ),
    (
        "Lic. Juan Pérez Gómez de la Secretaría de Seguridad adquirió reconocimiento facial.",
        "Pérez",
    ),
    ("Ing. Xicohtencatl Tlalli de la Fiscalía General adquirió reconocimiento facial.", "Xicoh"),
    ("El C. Juan Pérez Gómez, de la Policía Municipal, compró reconocimiento facial.", "Pérez"),
    ("Dra. Ana Gómez Ruiz de la Universidad de Brumas instaló reconocimiento facial.", "Gómez"),
    (
        "El contrato de reconocimiento facial fue adjudicado a Juan Pérez Gómez por 3 millones de euros.",
        "Pérez",
    ),
    ("El contrato de reconocimiento facial fue adjudicado a JUAN por 3 millones de euros.", "JUAN"),
    ("El programa llamado Elena Ruiz Castro usa reconocimiento facial.", "Ruiz"),
    ("El sistema Elena Ruiz, dijo el alcalde, usa reconocimiento facial.", "Ruiz"),
    ("Según Juan Pérez Gómez, el reconocimiento facial tiene una precisión del 94 %.", "Pérez"),
    (
        "El diputado Juan Pérez dijo que la tasa de error del reconocimiento facial es de 4 %.",
        "Pérez",
    ),
    ("Secretaría de Seguridad María Pérez López adquirió reconocimiento facial.", "Pérez"),
    ("La Diputada Ana Gómez del Congreso de Brumas aprobó el reconocimiento facial.", "Gómez"),
    (
        "Quejosos: Ana Gómez Ruiz, Juan Pérez Gómez y otros, contra el reconocimiento facial.",
        "Gómez",
    ),
    ("Applicants: Jane Roe, John Doe and Mary Smith challenged facial recognition.", "Roe"),
    (
        "ATENTAMENTE, Lic. Juan Pérez Gómez, Titular de la Unidad de Transparencia. Reconocimiento facial.",
        "Pérez",
    ),
    ("El sistema de reconocimiento facial fue entregado por Ana María López de la Torre.", "López"),
    (
        "La empresa de Juan Pérez Gómez vendió el reconocimiento facial por 3 millones de euros.",
        "Pérez",
    ),
    ("The company of John Smith sold facial recognition for 3 million EUR.", "Smith"),
    ("The vendor John Smith sold facial recognition for 3 million EUR.", "Smith"),
    (
        "El proveedor Juan Pérez Gómez vendió reconocimiento facial por 3 millones de euros.",
        "Pérez",
    ),
    ("El contratista Xochitl Meza Ruiz instaló reconocimiento facial.", "Meza"),
    ("Iris Gómez Ruiz compró cámaras de reconocimiento facial.", "Gómez"),
    ("Victoria Hernández de la Policía Estatal compró reconocimiento facial.", "Hernández"),
    ("Santiago López Ruiz y la Fiscalía General usan reconocimiento facial.", "López"),
    ("Facial recognition was bought by Jane Roe and the Arden Police Department.", "Roe"),
    ("Signed: Jane Roe, Chief Procurement Officer. Facial recognition, 40 cameras.", "Roe"),
    ("Consorcio: Juan Pérez Gómez ganó el contrato de reconocimiento facial.", "Pérez"),
    ("Police Officer Jane Roe (PJR) used facial recognition. PJR said so.", "Roe"),
    ("Madison Brown of Arden uses facial recognition.", "Brown"),
    ("Paris Jackson of Arden uses facial recognition.", "Jackson"),
    (
        "El abogado Juan Pérez Gómez demandó al gobierno de Brumas por el reconocimiento facial.",
        "Pérez",
    ),
    (
        "Juan Pérez de Miradas Claras, S.A. de C.V. ganó el contrato de reconocimiento facial.",
        "Pérez",
    ),
    (
        "The Arden Police use facial recognition. The pilot was approved by councillor Wrzeszcz in 2031.",
        "Wrzeszcz",
    ),
    (
        "The Arden Police use facial recognition. \"The system is not accurate,\" said Obelmann.",
        "Obelmann",
    ),
    (
        "The Arden Police use facial recognition. The cameras were used to find Tarquin Obelmann.",
        "Obelmann",
    ),
    (
        "La Policía de Arden usa reconocimiento facial. El contrato fue firmado por la licenciada Quintanar.",
        "Quintanar",
    ),
    (
        "The Borrel council banned facial recognition after a petition from Perpetua Vantongeren.",
        "Vantongeren",
    ),
    (
        "La Policía de Arden usa reconocimiento facial para la búsqueda de Yolotzin Quintanar y otros.",
        "Quintanar",
    ),
    (
        "Minister of Home Affairs Yolotzin Quhrem Wrzeszcz said facial recognition will be used at stations.",
        "Wrzeszcz",
    ),
    (
        "Federal Ombudsman Yolotzin Quhrem Wrzeszcz lauded the biometric system in Arden.",
        "Wrzeszcz",
    ),
    (
        "Privacy Commissioner Yolotzin Wrzeszcz Dzhap warned that facial recognition fails.",
        "Wrzeszcz",
    ),
    (
        "The facial recognition is being piloted, said managing director of Gaze Devices Yolotzin Wrzeszcz.",
        "Wrzeszcz",
    ),
    (
        "President of Faro Rights Yolotzin Wrzeszcz condemned facial recognition in Arden.",
        "Wrzeszcz",
    ),
    (
        "El secretario de Seguridad Ciudadana Yolotzin Wrzeszcz anunció reconocimiento facial en Brumas.",
        "Wrzeszcz",
    ),
    ("La ministra del Interior Yolotzin Wrzeszcz anunció el reconocimiento facial.", "Wrzeszcz"),
    ("Yolotzin Wrzeszcz's Arden Police Department uses facial recognition.", "Wrzeszcz"),
    ("El congreso prohíbe a Wrzeszcz usar reconocimiento facial.", "Wrzeszcz"),
    ("The facial recognition of the Arden Police is connected to Wrzeszcz's database.", "Wrzeszcz"),
    ("El reconocimiento facial de Brumas se usó para buscar a Wrzeszcz.", "Wrzeszcz"),
    ("Facial recognition was used by the Arden Police to find Wrzeszcz.", "Wrzeszcz"),
    (
        "Facial recognition identified Yolotzin Wrzeszcz as a suspect, the Arden Police said.",
        "Wrzeszcz",
    ),
    (
        "The Arden Police denied the request of Yolotzin Wrzeszcz about facial recognition.",
        "Wrzeszcz",
    ),
    (
        "La titular de la Fiscalía de Brumas, Yolotzin Wrzeszcz, dijo que el reconocimiento facial está en uso.",
        "Wrzeszcz",
    ),
    ("Minister of Health Wrzeszcz said facial recognition will be used in Arden.", "Wrzeszcz"),
    ("Minister of Home Affairs Dzhap said facial recognition will be used in Arden.", "Dzhap"),
    ("El secretario de Seguridad Dzhap anunció reconocimiento facial en Brumas.", "Dzhap"),
    ("Ombudsman Dzhap warned that facial recognition fails in Arden.", "Dzhap"),
    (
        "The president of Vell Yolotzin Torres claimed that facial recognition works in Arden.",
        "Yolotzin",
    ),
];

/// People of many countries, named in ways that no sentence above has.
#[test]
fn names_from_everywhere_are_somebodys() {
    const NAMES: [&str; 9] = [
        "Priya Adeyemi",
        "Siobhan Kowalski",
        "Kwame Yilmaz",
        "Citlali Qureshi",
        "Agnieszka Okonkwo",
        "Siobhan Quispe",
        "Tariq Lindqvist",
        "Emeka Mamani",
        "Citlali Lindqvist",
    ];
    for name in NAMES {
        for text in [
            format!("The facial recognition system called {name} is used in Arden."),
            format!("{name} Police Department uses facial recognition."),
            format!("The Arden Police bought facial recognition cameras from {name} for $200,000."),
            format!("supplier,item,amount\n{name},facial recognition cameras,200000\n"),
            format!("Proveedor: {name}\nObjeto: cámaras de reconocimiento facial\n"),
        ] {
            for words in statements(&text).iter().flat_map(said) {
                assert!(!words.contains(name), "{name} is in `{words}` of `{text}`");
            }
        }
    }
}

/// What an office is of is no name where everybody knows its words.
#[test]
fn an_office_keeps_what_it_is_of() {
    for (text, office) in [
        (
            "The Minister of Home Affairs said facial recognition will be used in Arden.",
            "Minister of Home Affairs",
        ),
        (
            "The president of Gaze Detection Works claimed that facial recognition works in Arden.",
            "president of Gaze Detection Works",
        ),
        (
            "El director del Hospital Karumi afirmó que el reconocimiento facial falla en Brumas.",
            "director del Hospital Karumi",
        ),
        (
            "El secretario de Seguridad Ciudadana anunció reconocimiento facial en Brumas.",
            "secretario de Seguridad Ciudadana",
        ),
    ] {
        let found = statements(text);
        assert!(has(&found, Property::ClaimedBy, office), "{text}: {found:?}");
    }
}

#[test]
fn nothing_is_said_of_a_person_or_by_one() {
    for (text, person) in NAMED {
        for statement in statements(text) {
            for words in said(&statement) {
                assert!(!words.contains(person), "{person} is in `{words}` of `{text}`");
            }
        }
    }
}

#[test]
fn bodies_beside_persons_keep_their_names() {
    for (text, body) in [
        (
            "Jane Roe of the Arden Police Department acquired facial recognition.",
            "Arden Police Department",
        ),
        ("The Lower Arden State Police acquired facial recognition.", "Lower Arden State Police"),
        (
            "The San Juan Police Department acquired facial recognition.",
            "San Juan Police Department",
        ),
        ("Ana Gómez Ruiz de la Policía Estatal adquirió reconocimiento facial.", "Policía Estatal"),
        ("La Alcaldía Benito Juárez adquirió reconocimiento facial.", "Alcaldía Benito Juárez"),
        (
            "La Policía Federal de Brumas adquirió reconocimiento facial.",
            "Policía Federal de Brumas",
        ),
    ] {
        let found = statements(text);
        assert!(has(&found, Property::Buyer, body), "{text}: {found:?}");
    }
}

#[test]
fn a_party_in_a_row_must_have_the_shape_of_a_body_or_company() {
    let row = |buyer: &str, supplier: &str| {
        statements(&format!(
            "contract_number,title,buyer,supplier,amount,currency\n\
             A-1/2031,Reconocimiento facial,{buyer},{supplier},1500.50,MXN\n"
        ))
    };
    for person in [
        "Juan Pérez Gómez",
        "JUAN PÉREZ GÓMEZ",
        "Pérez Gómez Juan",
        "Xicohtencatl Tlalli Meza",
        "Lic. Juan Pérez Gómez",
        "Ana Gómez Ruiz de la Policía Estatal",
        "Jane Roe of the Arden Police Department",
        "Xochitl Meza of the Arden Police Department",
        "Secretary Jane Roe",
        "Jane Roe Police Department",
        "Jane Roe - Head of Technology",
        "Attorney Jane Roe of Gaze Works Ltd",
    ] {
        let found = row(person, person);
        assert!(!found.is_empty());
        for words in found.iter().flat_map(shown) {
            assert!(!words.contains(person), "{person} is shown in `{words}`");
        }
    }
    for (buyer, supplier) in [
        ("Puerto de Brumas", "Luz y Vista SA de CV"),
        ("SSPB", "Farsight Systems"),
        ("Arden City Council", "NEC"),
    ] {
        let found = row(buyer, supplier);
        assert!(has(&found, Property::Buyer, buyer), "{buyer}");
        assert!(has(&found, Property::Supplier, supplier), "{supplier}");
    }
}

#[test]
fn what_is_banned_is_neither_approved_nor_used() {
    let found = statements(
        "The Arden Council voted to ban the use of facial recognition in public schools.",
    );
    assert!(!has(&found, Property::Status, "approved"));
    assert!(!found.iter().any(|s| s.parts().property == Property::UsesTechnology));
    assert!(
        found.iter().any(
            |s| s.parts().property == Property::Ban && s.parts().polarity == Polarity::Affirmed
        )
    );
}

#[test]
fn names_of_laws_makers_and_galleries_are_whole() {
    let base = statements(
        "La Policía de Brumas usa reconocimiento facial conforme al artículo 77 de la Ley Comunal de Datos.",
    );
    assert!(has(&base, Property::LegalBasis, "artículo 77 de la Ley Comunal de Datos"));
    let bare = statements("El reconocimiento facial se rige por el artículo 77 de y por nada más.");
    assert!(has(&bare, Property::LegalBasis, "artículo 77"));
    let made = statements(
        "La Policía de Brumas compró un contrato de reconocimiento facial desarrollada por la empresa Gaze Works Ltd.",
    );
    assert!(has(&made, Property::TechnologyVendor, "Gaze Works Ltd"));
    assert!(!has(&made, Property::Supplier, "Gaze Works Ltd"));
    let compared = statements(
        "The Arden Police use facial recognition to compare recordings with a database.",
    );
    assert!(!compared.iter().any(|s| s.parts().property == Property::DatabaseConnected));
    let held =
        statements("The Arden Police use voice recognition with a database of 6,000 samples.");
    assert!(has(&held, Property::WatchlistSize, "6000"));
    assert!(!held.iter().any(|s| s.parts().property == Property::FacesScanned));
}

/// A name that no list knows is kept out where a body and "and" stand before it, and what a body is for is not.
#[test]
fn nobody_is_joined_to_a_bodys_name() {
    let texts = [
        "El contrato entre la Policía de Brumas y Xochitl Wrzeszcz por cámaras de reconocimiento facial vence en 2032.",
        "The contract between the Arden Police and Xochitl Wrzeszcz for facial recognition cameras ends in 2032.",
        "La Secretaría de Seguridad de Brumas y Zbynek Wrzeszcz usan reconocimiento facial.",
        "The Department of Justice and Zbynek Wrzeszcz use facial recognition.",
    ];
    for text in texts {
        for statement in statements(text) {
            assert!(!said(&statement).concat().contains("Wrzeszcz"), "{text}: {statement:?}");
        }
    }
    let whole = [
        (
            "The Department of Justice and Human Services uses facial recognition.",
            "Department of Justice and Human Services",
        ),
        (
            "El Ministerio de Justicia y Derechos Humanos usa reconocimiento facial.",
            "Ministerio de Justicia y Derechos Humanos",
        ),
    ];
    for (text, body) in whole {
        assert!(has(&statements(text), Property::Buyer, body), "{text}");
    }
}

#[test]
fn an_address_between_a_claim_and_who_makes_it_is_no_harm() {
    let filler =
        "The halls were painted green, and the old lamps were taken down before the fair began. "
            .repeat(6);
    let text = format!(
        "The Arden State Police bought facial recognition from Gaze Works, S.A. de C.V. in 2031. {filler}Whoever asks \
         at ines.roble@borrel.example about it is told that the company claims its facial recognition is 98.41 \
         percent accurate in the halls of Arden.\n"
    );
    for statement in statements(&text) {
        let quote = statement.parts().citation.quote().range();
        assert!(!text[quote].contains("borrel.example"));
    }
}
