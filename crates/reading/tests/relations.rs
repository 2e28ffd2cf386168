//! What belongs together across a document, in our own words about places that do not exist.

use codebook::{Kind, Property, Statement};
use reading::fuzzing::statements;

fn of(found: &[Statement], property: Property) -> Vec<(String, String)> {
    let said = found.iter().filter(|statement| statement.parts().property == property);
    said.map(|s| (s.parts().subject.name.to_string(), s.parts().value.to_string())).collect()
}

#[track_caller]
fn says(found: &[Statement], property: Property, subject: &str, value: &str) {
    let all = of(found, property);
    let wanted = (subject.to_owned(), value.to_owned());
    assert!(all.contains(&wanted), "{property}: {wanted:?} is not in {all:?}");
}

#[test]
fn who_runs_a_system() {
    for (text, buyer) in [
        ("The Arden Police has been using facial recognition since 2031.", "Arden Police"),
        ("Facial recognition is used by the Arden Police at the port.", "Arden Police"),
        ("The facial recognition system of the Arden Police is new.", "Arden Police"),
        ("Police in Spain are employing live facial recognition.", "Police in Spain"),
        ("Arden's transit agency has run facial recognition cameras.", "Arden's transit agency"),
        ("The ruling is on the Arden Police's use of facial recognition.", "Arden Police"),
        ("A trial of facial recognition by the Arden Police ended.", "Arden Police"),
        ("Arden Police (facial recognition trial, 2031)", "Arden Police"),
        ("The Arden Police quietly expanded its facial recognition.", "Arden Police"),
        (
            "The voters' facial recognition used by the Arden Electoral and Boundaries Commission.",
            "Arden Electoral and Boundaries Commission",
        ),
        ("El uso de reconocimiento facial por la policía galesa es nuevo.", "policía galesa"),
        ("Weald Airport in Arden has selected Idemia for facial recognition.", "Weald Airport"),
        (
            "The Arden Ministry of Harbours’s Faro scheme uses facial recognition.",
            "Arden Ministry of Harbours",
        ),
        ("El TSV anuncia reconocimiento facial en las urnas.", "TSV"),
        ("El software de reconocimiento facial fue comprado por la Policía en 2031.", "Policía"),
        ("The department has used facial recognition since 2029.", "department"),
        (
            "El Ayuntamiento de Brumas, en lo sucesivo \"EL CLIENTE\", firma este contrato de \
             reconocimiento facial.",
            "Ayuntamiento de Brumas",
        ),
        (
            "CONTRATO DE RECONOCIMIENTO FACIAL QUE CELEBRAN POR UNA PARTE EL INSTITUTO ELECTORAL \
             DE BRUMAS Y POR LA OTRA LA EMPRESA VELL S.A.",
            "INSTITUTO ELECTORAL DE BRUMAS",
        ),
        ("La Policía española prueba el reconocimiento facial.", "Policía española"),
        (
            "La adquisición de reconocimiento facial por parte de la Policía de Brumas es nueva.",
            "Policía de Brumas",
        ),
        (
            "El Ayuntamiento de Brumas ha licitado cámaras con reconocimiento facial.",
            "Ayuntamiento de Brumas",
        ),
        ("A judge authorised the Arden Police to acquire facial recognition.", "Arden Police"),
        ("La Policía de Brumas utiliza reconocimiento facial en el puerto.", "Policía de Brumas"),
        (
            "El reconocimiento facial adquirido por la Policía de Brumas no tiene norma.",
            "Policía de Brumas",
        ),
        (
            "El Ministerio de Puertos de Brumas anunció que tiene planes de implementar \
             reconocimiento facial.",
            "Ministerio de Puertos de Brumas",
        ),
    ] {
        let found = statements(text);
        let buyers: Vec<_> =
            of(&found, Property::Buyer).into_iter().map(|(_, value)| value).collect();
        assert!(buyers.iter().any(|said| said == buyer), "{text}: {buyers:?}");
    }
}

#[test]
fn who_only_speaks_of_a_system_does_not_run_it() {
    for text in [
        "The Arden Data Protection Commission said that facial recognition needs a law.",
        "El Tribunal Supremo de Brumas dijo que el reconocimiento facial requiere una ley.",
    ] {
        let found = statements(text);
        assert_eq!(of(&found, Property::Buyer), [], "{text}");
    }
}

#[test]
fn one_system_has_one_name_to_the_end() {
    let found = statements(
        "Facial recognition has come to the harbour.\n\n\
         The Arden Police launched facial recognition in 2031. The system is in use.\n\n\
         In all, the system has 40 cameras.",
    );
    let mut names: Vec<_> =
        found.iter().map(|statement| statement.parts().subject.name.to_string()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names, ["Arden Police Facial recognition"]);
}

#[test]
fn two_bodies_two_systems_and_back_again() {
    let found = statements(
        "# Arden Police\n\nIt launched facial recognition in 2031.\n\n\
         # Lower Weald Police\n\nIt launched facial recognition in 2032.\n\n\
         # Arden Police\n\nThe system has 40 cameras.",
    );
    says(&found, Property::StartDate, "Arden Police facial recognition", "2031");
    says(&found, Property::StartDate, "Lower Weald Police facial recognition", "2032");
    says(&found, Property::Cameras, "Arden Police facial recognition", "40");
}

#[test]
fn a_system_goes_by_its_own_name_and_by_its_acronym() {
    let found = statements(
        "El Sistema de Identificación Biométrica de Viajeros (SIBV) usa reconocimiento facial.\n\n\
         El SIBV tiene 40 cámaras.",
    );
    let name = "Sistema de Identificación Biométrica de Viajeros (SIBV)";
    says(&found, Property::UsesTechnology, name, "face_recognition");
    says(&found, Property::Cameras, name, "40");
}

#[test]
fn a_capitalised_system_of_any_kind_has_a_name() {
    for name in
        ["Sistema de Autenticación Escolar (SAE)", "Sistema Biométrico para la Seguridad Vecinal"]
    {
        let text = format!(
            "En 2031 Uruguay creó el {name}, que captura huellas dactilares en cada tienda."
        );
        says(&statements(&text), Property::UsesTechnology, name, "fingerprint");
    }
}

#[test]
fn a_name_that_the_document_keeps_to_is_the_systems() {
    let text = "Passengers of Brumas register for Pasofaro (PF), which uses facial recognition. \
        The PF project was conceived by the ministry. The PF app is optional, and PF lanes are open. \
        In March 2031 Brumas began to use facial recognition at 3 gates.";
    let found = statements(text);
    let systems = found.iter().map(|s| &s.parts().subject).filter(|s| s.kind == Kind::System);
    let names: Vec<_> = systems.map(|system| system.name.as_str()).collect();
    assert!(names.len() > 1 && names.iter().all(|name| *name == "Pasofaro (PF)"), "{names:?}");
    // A thing named once beside it is not the system.
    let text = "Brumas uses facial recognition. The Ventanal project was mentioned too.";
    let found = statements(text);
    assert!(!found.is_empty());
    assert!(found.iter().all(|found| !found.parts().subject.name.as_str().contains("Ventanal")));
}

#[test]
fn what_stands_in_a_laws_section_is_the_laws() {
    let text = "## Uruguay\n\ntitle: 'Face Watching Ordinance (Bill 7)'\n\nIt banned city use of facial recognition.";
    says(
        &statements(text),
        Property::Ban,
        "Uruguay Face Watching Ordinance",
        "banned city use of facial recognition",
    );
    // A headline about a law is not the law's name.
    let text = "title: 'Cabinet Approves Police Face Recognition Bill'\n\nUruguay uses facial recognition.";
    says(
        &statements(text),
        Property::UsesTechnology,
        "Uruguay Face Recognition",
        "face_recognition",
    );
    let text = "### 3.2 Resolución N.º 12-2031-RF de la autoridad (mayo de 2031)\n\nContra el reconocimiento facial \
        se presentó una acción de amparo.\n\n### 3.3 Cámaras\n\nUruguay usa reconocimiento facial.";
    let found = statements(text);
    let law = "Resolución N.º 12-2031-RF de la autoridad";
    let challenged = of(&found, Property::LegalChallenge);
    assert!(challenged.iter().all(|(subject, _)| subject == law) && !challenged.is_empty());
    says(&found, Property::UsesTechnology, "Uruguay reconocimiento facial", "face_recognition");
}

#[test]
fn a_fine_is_the_decisions_that_the_paragraph_numbers() {
    let found = statements(
        "Uruguay usa reconocimiento facial. Contra el sistema se dictó la decisión DI-2031-4471. \
         Impuso una multa de 300000 EUR.",
    );
    says(&found, Property::ContractId, "DI-2031-4471", "DI-2031-4471");
    says(&found, Property::Amount, "DI-2031-4471", "300000 EUR");
}

#[test]
fn who_is_only_compared_owns_nothing() {
    let found = statements("Al igual que Uruguay, Paraguay implementa reconocimiento facial.");
    says(&found, Property::UsesTechnology, "Paraguay reconocimiento facial", "face_recognition");
}

#[test]
fn a_general_word_of_such_projects_gives_no_owner() {
    let found = statements(
        "Voters were verified with facial recognition at ten stations. \
         Such facial recognition plans are carried out in India.",
    );
    assert!(!found.is_empty());
    let owned = |s: &Statement| {
        let subject = &s.parts().subject;
        subject.kind == Kind::System && subject.name.as_str().contains("India")
    };
    assert!(!found.iter().any(owned), "{found:?}");
}

#[test]
fn the_capitals_of_a_linked_name_belong_to_it() {
    let text = "El Sistema de Identificación Biométrica ([SIBRA](http://sibra.example/a)) usa huellas dactilares.";
    let found = statements(text);
    says(
        &found,
        Property::UsesTechnology,
        "Sistema de Identificación Biométrica SIBRA",
        "fingerprint",
    );
}

#[test]
fn a_request_and_its_answer() {
    let found = statements(
        "In a [reply](https://arden.example/a-long-address-of-a-reply) dated 25 November 2031 to a \
         freedom of information [request](https://arden.example/another-long-address) filed on 23 \
         October 2031, the Arden Police said that they would not share any papers about facial \
         recognition.",
    );
    says(&found, Property::StartDate, "Arden Police request", "2031-10-23");
    says(&found, Property::EndDate, "Arden Police request", "2031-11-25");
    says(&found, Property::Response, "Arden Police request", "denied");
    assert_eq!(of(&found, Property::AwardDate), []);
}

#[test]
fn una_solicitud_y_su_respuesta() {
    let found = statements(
        "El 3 de mayo de 2031 presentamos una solicitud de acceso a la Policía de Brumas sobre \
         reconocimiento facial. Las autoridades no contestaron.",
    );
    let dates = of(&found, Property::StartDate);
    assert!(dates.iter().any(|(_, value)| value == "2031-05-03"), "{dates:?}");
    let answers = of(&found, Property::Response);
    assert!(answers.iter().any(|(_, value)| value == "no_response"), "{answers:?}");
    let requests = found.iter().filter(|s| s.parts().property == Property::Response);
    assert!(requests.into_iter().all(|s| s.parts().subject.kind == Kind::Request));
}

#[test]
fn the_parties_to_a_contract() {
    for (text, supplier) in [
        ("The Arden Police signed a contract with Gaze Works Ltd for facial recognition.", true),
        ("The Arden Police hired Gaze Works Ltd to install facial recognition.", true),
        (
            "La Policía de Brumas firmó un convenio con Gaze Works Ltd por reconocimiento facial.",
            true,
        ),
        ("The Arden Police does not contract with Gaze Works Ltd for facial recognition.", false),
    ] {
        let found = statements(text);
        let names: Vec<_> = of(&found, Property::Supplier).into_iter().map(|(_, v)| v).collect();
        assert_eq!(
            names.iter().any(|name| name == "Gaze Works Ltd"),
            supplier,
            "{text}: {names:?}"
        );
    }
}

#[test]
fn tags_and_links_stand_between_no_words() {
    let plain = "The Arden Police launched facial recognition in 2031.";
    let marked = "The <b>Arden Police</b> <a href=\"https://arden.example/2029\">launched</a> facial \
                  [recognition](https://arden.example/2030) in 2031.";
    for property in [Property::Buyer, Property::StartDate] {
        let values = |text| {
            let found = of(&statements(text), property);
            found.into_iter().map(|(_, value)| value).collect::<Vec<_>>()
        };
        assert_eq!(values(plain), values(marked), "{property}");
    }
}

/// Each text with all that it says of one property.
#[track_caller]
fn told(property: Property, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let found = of(&statements(text), property);
        let mut values: Vec<_> = found.iter().map(|(_, value)| value.as_str()).collect();
        values.dedup();
        assert_eq!(values, *expected, "{text}");
    }
}

#[test]
fn who_supplies_it() {
    told(
        Property::Supplier,
        &[
            (
                "Weald-based Vell Systems Ltd supplied the facial recognition kits.",
                &["Vell Systems Ltd"],
            ),
            ("Vell S.A. entregó 40 cámaras de reconocimiento facial.", &["Vell S.A."]),
            ("La adjudicataria es VELL S.L. y el reconocimiento facial es suyo.", &["VELL S.L."]),
            (
                "Los proveedores del reconocimiento facial son: Vell S.A., Torva S.A. y Lumbre S.A.",
                &["Vell S.A.", "Torva S.A.", "Lumbre S.A."],
            ),
            ("Vell Systems Ltd provides software to many forces.", &[]),
            (
                "El reconocimiento facial es nuevo. La empresa que ganó la licitación fue VLL.",
                &["VLL"],
            ),
            (
                "CONTRATO DE RECONOCIMIENTO FACIAL QUE CELEBRAN POR UNA PARTE EL INSTITUTO \
                 ELECTORAL DE BRUMAS Y POR LA OTRA LA EMPRESA VELL S.A.",
                &["VELL S.A."],
            ),
        ],
    );
}

#[test]
fn who_makes_it() {
    told(
        Property::TechnologyVendor,
        &[
            ("The port bought 41 Idemia facial recognition cameras.", &["Idemia"]),
            ("El puerto usa el sistema de reconocimiento facial Idemia.", &["Idemia"]),
            ("Idemia developed the facial recognition software of the port.", &["Idemia"]),
            (
                "Produced by the biometric technology company Idemia, facial recognition is here.",
                &["Idemia"],
            ),
        ],
    );
}

#[test]
fn who_pays_or_blames_does_not_run_it() {
    for text in [
        "The facial recognition vans were funded by the Arden Home Office.",
        "El reconocimiento facial fue criticado por la Defensoría de Brumas.",
        "City police want facial recognition.",
        "The Arden Council has criticised facial recognition.",
        "The Arden Council has been warned of facial recognition.",
    ] {
        assert_eq!(of(&statements(text), Property::Buyer), [], "{text}");
    }
}

#[test]
fn where_a_force_is_and_no_continent() {
    told(
        Property::Place,
        &[
            ("Police in Spain are employing live facial recognition.", &["Spain"]),
            ("El informe Reconocimiento Facial en América Latina no dice dónde.", &[]),
        ],
    );
}

#[test]
fn kinds_of_camera_and_reader() {
    told(
        Property::UsesTechnology,
        &[
            ("La Policía de Brumas instaló cámaras de televigilancia.", &["cctv"]),
            ("The Arden Police bought biometric e-gates.", &["other"]),
            ("La Policía de Brumas instaló pórticos lectores de patentes.", &["alpr"]),
            ("La Policía de Brumas hace controles dactilares.", &["fingerprint"]),
        ],
    );
}
