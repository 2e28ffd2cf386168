//! Who uses what, where, what for and in what state, told by a clause's build: our own words about places,
//! bodies and shops that do not exist. Each table holds traps that must stay silent.

use codebook::{Polarity, Property, Statement};
use reading::fuzzing::statements;

fn shown(statement: &Statement) -> String {
    let parts = statement.parts();
    let not = if parts.polarity == Polarity::Negated { "not " } else { "" };
    format!("{not}{}", parts.value)
}

/// Each text with what it says of one property: all that is expected is there, and nothing else.
#[track_caller]
fn says(property: Property, cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = statements(text);
        let of = found.iter().filter(|s| s.parts().property == property);
        let mut found: Vec<String> = of.map(shown).collect();
        found.dedup();
        if found != *expected {
            wrong.push(format!("{text}\n   found {found:?}\n   not   {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{property}:\n{}", wrong.join("\n"));
}

#[test]
fn places_that_no_gazetteer_knows() {
    says(
        Property::Place,
        &[
            (
                "Facial recognition cameras were deployed across the housing estates, walkways and public spaces.",
                &["housing estates, walkways and public spaces"],
            ),
            ("The council has installed ANPR cameras throughout the county.", &["county"]),
            ("Facial recognition technology is used in retail settings.", &["retail settings"]),
            (
                "The plate readers, an ANPR network, are mounted on patrol vehicles.",
                &["patrol vehicles"],
            ),
            (
                "Se instalaron cámaras de reconocimiento facial en los módulos de atención.",
                &["módulos de atención"],
            ),
            (
                "Se usan videocámaras de reconocimiento facial en lugares públicos, según la norma.",
                &["lugares públicos"],
            ),
            (
                "Las cámaras con reconocimiento facial están distribuidas a lo largo del corredor vial.",
                &["corredor vial"],
            ),
            (
                "El reconocimiento facial se instaló en las sucursales y oficinas.",
                &["sucursales y oficinas"],
            ),
            (
                "ALPR is deployed on six marked patrol vehicles and at two fixed sites on Highway 9.",
                &["six marked patrol vehicles", "two fixed sites", "Highway 9"],
            ),
            (
                "Facial recognition e-gates were installed at 24 boarding gates.",
                &["24 boarding gates"],
            ),
            ("Farolux Stores used facial recognition at 62 stores.", &["62 stores"]),
            (
                "The ANPR cameras are mounted on poles near the bridge and the old tunnel.",
                &["poles near the bridge and the old tunnel"],
            ),
            (
                "Se instalaron cámaras de reconocimiento facial en bares y antros.",
                &["bares y antros"],
            ),
            (
                "El sistema de lectura de matrículas se instaló en los accesos al casco histórico.",
                &["accesos al casco histórico"],
            ),
            (
                "Las cámaras con lectura de placas se ubicarán en las calles Mayor, Ancha y Cruz.",
                &["calles Mayor, Ancha y Cruz"],
            ),
            (
                "La terminal de ómnibus cuenta con cámaras de reconocimiento facial.",
                &["terminal de ómnibus"],
            ),
            ("El reconocimiento facial se usa en la Escuela Nº 12.", &["Escuela Nº 12"]),
            (
                "El municipio instaló lectores LPR. Se encuentran en los peajes y puentes.",
                &["peajes y puentes"],
            ),
            ("ANPR was used at the civic amenity site.", &["civic amenity site"]),
            // What is no place, or where nothing is.
            ("Facial recognition was used in order to save money.", &[]),
            ("Facial recognition is used in court proceedings.", &[]),
            ("Facial recognition is the market leader in state funding.", &[]),
            ("El reconocimiento facial se usó en lugar de las tarjetas.", &[]),
            ("Facial recognition is used by school bus drivers.", &[]),
            ("Facial recognition was approved at a city council meeting.", &[]),
            ("The minister spoke at the stadium about taxes.", &[]),
            ("El reconocimiento facial es clave en ese sector digital.", &[]),
            ("El reconocimiento facial se usa en redes sociales.", &[]),
            ("Facial recognition should be banned in public spaces.", &[]),
        ],
    );
}

#[test]
fn rows_of_program_code() {
    let text = "// Puntos de reconocimiento facial\nconst filas = [\n  ['B.1', 'DISTRITO BRUMAS', 'Parque del Faro, esquina norte', \"3°53'58\\\"N 76°18'04\\\"W\"],\n  { sitio: 'Muelle de Arden', lat: 3.5512, lng: -76.3001 },\n  ['B.3', 'DISTRITO BRUMAS', 'María Pérez, Calle Sol', 3.5512, -76.3001],\n];\n";
    says(
        Property::Place,
        &[
            (text, &["Parque del Faro, esquina norte", "Muelle de Arden"]),
            ("Facial recognition\n['a', 'b', 'Some words here', 4],\n", &[]),
        ],
    );
}

#[test]
fn states_by_tense_and_by_what_came_out() {
    says(
        Property::Status,
        &[
            ("The 160 facial recognition cameras installed guard the gates.", &["in_use"]),
            ("Las cámaras de reconocimiento facial colocadas en la plaza graban.", &["in_use"]),
            ("Las cámaras de reconocimiento facial serán colocadas en la plaza.", &["planned"]),
            ("No facial recognition is installed in the stations of Marelia.", &["not in_use"]),
            (
                "Ninguna cámara de reconocimiento facial está instalada en la plaza.",
                &["not in_use"],
            ),
            (
                "The council uses ANPR cameras.\n\n**Outcome:** Violation Found\n",
                &["in_use", "Violation Found"],
            ),
            (
                "The council's ANPR case.\n\nDecision: The appeal is dismissed.\n",
                &["The appeal is dismissed"],
            ),
            ("ANPR images are retained for 30 days by the council.", &["retained for 30 days"]),
            (
                "Las imágenes de reconocimiento facial se conservan durante 90 días.",
                &["conservan durante 90 días"],
            ),
            (
                "La instalación de videovigilancia está sujeta a autorización.",
                &["sujeta a autorización"],
            ),
            (
                "Does the facial recognition system read number plates?\nNo. It does not.\n",
                &["not the facial recognition system read number plates"],
            ),
            ("Non-hit ANPR data shall be purged after 24 hours.", &["purged after 24 hours"]),
            (
                "Las grabaciones de reconocimiento facial se conservarán por un plazo de sesenta (60) días.",
                &["conservarán por un plazo de sesenta (60) días"],
            ),
            (
                "Tras la denuncia se ordenó retirar los equipos de reconocimiento facial.",
                &["ordenó retirar"],
            ),
            (
                "El uso del reconocimiento facial carecía de base jurídica.",
                &["carecía de base jurídica"],
            ),
            (
                "The facial recognition service is no longer offered to shops.",
                &["is no longer offered"],
            ),
            (
                "Is the ANPR network linked to other towns?\nNot currently, but talks go on.\n",
                &["not the ANPR network linked to other towns"],
            ),
            ("ANPR cameras.\n\nEstado: fuera de servicio\n", &["fuera de servicio"]),
            ("The ANPR cameras are in use.\n\nOutcome: Upheld\n", &["in_use", "Upheld"]),
            (
                "Las imágenes de reconocimiento facial serán destruidas en el plazo máximo de tres meses.",
                &["destruidas en el plazo máximo de tres meses"],
            ),
            // A label without an outcome, a wish, a question that is answered with yes.
            ("ANPR cameras.\n\nDecision given on: 17 October 2031\n", &[]),
            ("Facial recognition should be installed in the port.", &[]),
            ("Does the system use facial recognition?\nYes.\n", &[]),
        ],
    );
}

#[test]
fn whose_use_it_is() {
    says(
        Property::Buyer,
        &[
            (
                "El sistema Candil cuenta con 240 cámaras de reconocimiento facial. El sistema Candil es nuevo.",
                &[],
            ),
            (
                "Facial recognition technology as used by Farolux collects faces. The ruling on Farolux is new.",
                &["Farolux"],
            ),
            (
                "The ruling concerns Farolux's use of facial recognition technology. It binds Farolux.",
                &["Farolux"],
            ),
            (
                "Facial recognition is used by law enforcement agencies abroad.",
                &["law enforcement agencies"],
            ),
            (
                "La norma regula la utilización por las Fuerzas y Cuerpos de Seguridad de videocámaras con reconocimiento facial.",
                &["Fuerzas y Cuerpos de Seguridad"],
            ),
            (
                "The Arden Constabulary was told to reduce its use of facial recognition.",
                &["Arden Constabulary"],
            ),
            ("Weald Stores used facial recognition to deter theft.", &["Weald Stores"]),
            (
                "La Autoridad sanciona al Club Deportivo Farolux por el uso de reconocimiento facial.",
                &["Club Deportivo Farolux"],
            ),
            (
                "La operación del sistema de reconocimiento facial estará a cargo de la Dirección de Monitoreo.",
                &["Dirección de Monitoreo"],
            ),
            (
                "This concerns the use of number plate cameras by the Harbour Agency.",
                &["Harbour Agency"],
            ),
            (
                "The Agreement is between Gaze Works Inc. and the City of Arden, a municipal corporation (\"Customer\"), for ALPR services.",
                &["City of Arden"],
            ),
            (
                "Cámaras con lectura de placas.\n\nCliente final: Municipalidad de Brumas\n",
                &["Municipalidad de Brumas"],
            ),
            ("Por parte del C4 se instalarán 20 cámaras con reconocimiento facial.", &["C4"]),
            (
                "With a warrant, law enforcement agencies may use facial recognition.",
                &["law enforcement agencies"],
            ),
            (
                "Las fuerzas de seguridad podrán utilizar reconocimiento facial en la vía pública.",
                &["fuerzas de seguridad"],
            ),
            // Makers, persons, judges.
            ("Facial recognition was used by John Smith at home.", &[]),
            ("The facial recognition tool was developed by Farolux.", &[]),
            ("The facial recognition software was deployed by Farolux for others.", &[]),
            ("Residents used facial recognition filters for fun.", &[]),
            ("El reconocimiento facial fue usado por Juan Pérez.", &[]),
            (
                "Xilotl Tlalli used facial recognition. The ruling concerns Tlalli's use of facial recognition.",
                &[],
            ),
            ("The ruling concerns Tlalli's use of facial recognition.", &[]),
            ("Cámaras con lectura de placas.\n\nCliente: Juan Pérez\n", &[]),
            ("Today's use of facial recognition is wide.", &[]),
        ],
    );
}

#[test]
fn what_it_is_for() {
    says(
        Property::Purpose,
        &[
            (
                "The facial recognition service is offered with a view to assisting clients in finding suspects.",
                &["with a view to assisting clients in finding suspects"],
            ),
            ("Facial recognition cameras are used for managing queues.", &["for managing queues"]),
            (
                "Las cámaras de reconocimiento facial están destinadas al control de multitudes.",
                &["al control de multitudes"],
            ),
            (
                "Se instalaron cámaras de reconocimiento facial para videovigilancia.",
                &["para videovigilancia"],
            ),
            (
                "El reconocimiento facial se usa a fin de asegurar la convivencia, así como de prevenir delitos.",
                &["a fin de asegurar la convivencia", "así como de prevenir delitos"],
            ),
            (
                "Créase un sistema de reconocimiento facial con el objeto de prevenir delitos.",
                &["con el objeto de prevenir delitos"],
            ),
            (
                "Se instalarán lectores de placas a efecto de detectar vehículos robados.",
                &["a efecto de detectar vehículos robados"],
            ),
            (
                "Body-worn cameras are issued to officers for evidence gathering.",
                &["for evidence gathering"],
            ),
            (
                "El reconocimiento facial sirve para verificar la identidad.",
                &["para verificar la identidad"],
            ),
            (
                "ANPR cameras are watched day and night. They help officers to find stolen cars.",
                &["They help officers to find stolen cars"],
            ),
            (
                "ANPR in the port.\n\nPurpose: traffic enforcement and tolls\n",
                &["traffic enforcement and tolls"],
            ),
            // What it must not be used for, and for whom.
            ("Members shall not use ALPR to monitor lawful protests.", &[]),
            ("Queda prohibido usar reconocimiento facial para identificar personas.", &[]),
            ("Facial recognition was bought for its enforcement officers.", &[]),
            ("Facial recognition was used for the first time in May.", &[]),
            ("Facial recognition used to be rare.", &[]),
            ("El reconocimiento facial se usa desde que todos lo ven.", &[]),
        ],
    );
}
