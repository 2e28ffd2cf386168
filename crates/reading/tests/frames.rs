//! Who uses what, where, what for and in what state, told by a clause's build: our own words about places,
//! bodies and shops that do not exist. Each table holds traps that must stay silent.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use codebook::{Property, SourceMeta, Statement};
use reading::{Document, Rules, read};

fn statements(text: &str) -> Vec<Statement> {
    let layer = reading::fuzzing::plain(text).unwrap();
    let meta = SourceMeta::default();
    read(&Rules::new(), &Document { layer: &layer, meta: &meta })
}

/// Each text with what it says of one property: all that is expected is there, and nothing else.
#[track_caller]
fn says(property: Property, cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = statements(text);
        let of = found.iter().filter(|s| s.parts().property == property);
        let mut found: Vec<String> = of.map(|s| s.parts().value.to_string()).collect();
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
            // What is no place, or where nothing is.
            ("Facial recognition was used in order to save money.", &[]),
            ("Facial recognition is used in court proceedings.", &[]),
            ("Facial recognition is the market leader in state funding.", &[]),
            ("El reconocimiento facial se usó en lugar de las tarjetas.", &[]),
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
            (
                "The council uses ANPR cameras.\n\n**Outcome:** Violation Found\n",
                &["Violation Found"],
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
                &["the facial recognition system read number plates"],
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
            ("Facial recognition technology as used by Farolux collects faces.", &["Farolux"]),
            ("The ruling concerns Farolux's use of facial recognition technology.", &["Farolux"]),
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
            // Makers, persons, judges.
            ("Facial recognition was used by John Smith at home.", &[]),
            ("The facial recognition tool was developed by Farolux.", &[]),
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
            ("Facial recognition was used for the first time in May.", &[]),
            ("Facial recognition used to be rare.", &[]),
            ("El reconocimiento facial se usa para que todos lo vean.", &[]),
        ],
    );
}
