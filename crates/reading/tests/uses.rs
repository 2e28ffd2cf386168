//! Who uses what, where, since when, in what state, and who says so: our own words about places that do
//! not exist.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use codebook::{Property, SourceMeta, Statement};
use reading::{Document, Rules, read};

fn statements(text: &str) -> Vec<Statement> {
    let layer = reading::fuzzing::plain(text).unwrap();
    let meta = SourceMeta::default();
    read(&Rules::new(), &Document { layer: &layer, meta: &meta })
}

fn values(text: &str, property: Property) -> Vec<String> {
    let found = statements(text);
    let of = found.iter().filter(|s| s.parts().property == property);
    of.map(|s| s.parts().value.to_string()).collect()
}

/// Each text with what it says of one property, all of it.
#[track_caller]
fn says(property: Property, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let mut found = values(text, property);
        found.dedup();
        assert_eq!(found, *expected, "{property}: {text}");
    }
}

#[test]
fn dates_of_a_deployment() {
    says(
        Property::StartDate,
        &[
            ("The Arden police have run live facial recognition since March 2031.", &["2031-03"]),
            ("From May 2031 to July 2032 the port used facial recognition cameras.", &["2031-05"]),
            ("The facial recognition system is planned to go live in June 2033.", &["2033-06"]),
            (
                "En 2031, el gobierno de Brumas desplegó cámaras con reconocimiento facial.",
                &["2031"],
            ),
            (
                "En 2031 <a href=\"https://noticias.example/una-direccion-muy-larga-que-nadie-lee-y-que-no-es-texto-del-autor-sino-una-direccion-y-nada-mas\">el gobierno desplegó</a> un sistema de reconocimiento facial.",
                &["2031"],
            ),
            (
                "Se espera que el sistema de reconocimiento facial sea puesto en marcha durante marzo de 2032.",
                &["2032-03"],
            ),
        ],
    );
    says(
        Property::EndDate,
        &[
            (
                "Between May 2031 and July 2032 the port used facial recognition cameras.",
                &["2032-07"],
            ),
            ("La escuela usó reconocimiento facial durante tres semanas.", &["P3W"]),
            ("Facial recognition images are kept for three weeks.", &[]),
        ],
    );
}

#[test]
fn what_is_ahead_is_planned() {
    let found = statements("The facial recognition system is planned to go live in June 2033.");
    let start = found.iter().find(|s| s.parts().property == Property::StartDate).unwrap();
    assert!(start.parts().qualifiers.planned);
}

#[test]
fn kinds_of_place() {
    says(
        Property::Place,
        &[
            (
                "Facial recognition cameras were installed at two metro stations.",
                &["two metro stations"],
            ),
            (
                "Instalaron reconocimiento facial en la terminal de ómnibus.",
                &["terminal de ómnibus"],
            ),
            ("The union spoke about border security and facial recognition.", &[]),
        ],
    );
}

#[test]
fn states() {
    says(
        Property::Status,
        &[
            ("The council trialled live facial recognition.", &["pilot"]),
            ("El gobierno de Brumas tiene planes de comprar reconocimiento facial.", &["planned"]),
            ("Facial recognition was rolled out at the port.", &["in_use"]),
            ("La policía dejó de usar el reconocimiento facial.", &["cancelled"]),
            ("The department no longer uses facial recognition.", &["cancelled"]),
            ("Experts should be piloting less facial recognition and more patience.", &[]),
        ],
    );
}

#[test]
fn who_says_so() {
    says(
        Property::ClaimedBy,
        &[
            (
                "The cameras of the facial recognition project do not keep pictures of anybody, the Ministry of Order said.",
                &["Ministry of Order"],
            ),
            (
                "El sistema de reconocimiento facial no guarda fotos de nadie que pase, aseguró la Secretaría de Seguridad de Brumas.",
                &["Secretaría de Seguridad de Brumas"],
            ),
            (
                "Facial recognition is next. The cameras do not keep any pictures at all, said Ada Roe, Minister of Public Order.",
                &["Minister of Public Order"],
            ),
            ("The facial recognition cameras keep no pictures, said Ada Roe.", &[]),
        ],
    );
}
