//! Systems by the names that a document keeps to, in our own words: a name that stands again and again beside a word for
//! what it is, names of the list, and names that are somebody's and no system's.

use codebook::{Kind, Property, Statement};
use reading::fuzzing::statements;

/// The names of the systems that are spoken of, sorted.
fn systems(text: &str) -> Vec<String> {
    let found = statements(text);
    let subjects = found.iter().map(|s| &s.parts().subject);
    let systems = subjects.filter(|subject| subject.kind == Kind::System);
    let mut names: Vec<_> = systems.map(|subject| subject.name.to_string()).collect();
    names.sort();
    names.dedup();
    names
}

fn said(found: &[Statement]) -> Vec<String> {
    let parts = found.iter().map(Statement::parts);
    parts.map(|p| format!("{}: {} {}", p.subject.name, p.property, p.value)).collect()
}

#[test]
fn what_is_said_of_a_named_scheme_is_said_of_it() {
    let english = "The Quorvex card was launched in 2031. Fingerprints are taken of everybody.\n\n\
                   Critics of Quorvex say that it excludes many. By 2033, 40 million people had enrolled in Quorvex.\n\n\
                   The Quorvex database uses iris recognition.\n";
    let spanish = "La tarjeta Quorvex se lanzó en 2031. Se toman huellas dactilares a toda la población.\n\n\
                   Quienes critican Quorvex dicen que excluye a muchos. Quorvex usa reconocimiento de iris desde 2033.\n\n\
                   El padrón Quorvex guarda datos biométricos.\n";
    for text in [english, spanish] {
        let names = systems(text);
        assert!(names.iter().any(|name| name == "Quorvex"), "{names:?}");
        let bare = ["fingerprints", "iris recognition", "huellas dactilares", "huellas"];
        assert!(
            !names.iter().any(|name| bare.contains(&name.to_lowercase().as_str())),
            "{names:?}"
        );
    }
}

#[test]
fn a_system_of_the_list_goes_by_its_name_in_every_sentence() {
    let text = "Facial recognition came to the region late.\n\n\
                Smart Sampa was launched in 2023 with 20,000 cameras.\n\n\
                It uses facial recognition to find fugitives.\n";
    let found = said(&statements(text));
    assert!(found.iter().any(|line| line.starts_with("Smart Sampa: start_date 2023")), "{found:?}");
    assert!(found.iter().any(|line| line == "Smart Sampa: cameras 20000"), "{found:?}");
}

#[test]
fn two_names_of_one_system_are_one_subject() {
    let text = "DigiYatra uses facial recognition at the airport of Faro Alto since 2031.\n\n\
                The Digi Yatra app uses facial recognition at the gate of Brumas since 2032.\n\n\
                DigiYatra has 300 cameras.\n";
    let names = systems(text);
    assert!(names.iter().any(|name| name == "DigiYatra"), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("Digi Yatra")), "{names:?}");
}

#[test]
fn what_a_system_is_compared_with_or_connected_to_does_not_name_it() {
    let text = "The Bruma Police Department uses facial recognition since 2031.\n\n\
                The cameras of the Bruma Police Department are connected to CCTNS and compare faces with it.\n";
    let names = systems(text);
    assert!(!names.iter().any(|name| name == "CCTNS"), "{names:?}");
}

#[test]
fn nobodys_name_becomes_a_systems() {
    let texts = [
        "Facial recognition led to the arrest of Porcia Quillfeather. Quillfeather said it was wrong. The Quillfeather ID \
         photo was old. Fingerprints cleared Quillfeather. The Quillfeather card was found in 2031.",
        "El reconocimiento facial llevó a la detención de Ana Quillfeather. La cédula Quillfeather era vieja. Las huellas \
         mostraron que Quillfeather no era. La tarjeta Quillfeather se halló en 2031.",
        "Mr. Zzyzxon sued over fingerprints. The Zzyzxon card and the Zzyzxon passport were copied in 2031.",
    ];
    for text in texts {
        let names = systems(text);
        let somebody = |name: &String| name.contains("Quillfeather") || name.contains("Zzyzxon");
        assert!(!names.iter().any(somebody), "{names:?}");
    }
}

#[test]
fn bodies_makers_places_and_plain_words_name_no_system() {
    let cases = [
        (
            "Faro Council",
            "The Faro Council card. The Faro Council database. Faro Council uses fingerprints.",
        ),
        ("Update", "Update card. The Update database. Update uses fingerprints. Update number."),
        (
            "Facebook",
            "The Facebook app. Facebook uses fingerprints. The Facebook platform. Facebook card.",
        ),
        ("Spain", "The Spain card. The Spain database. Spain uses fingerprints since 2031."),
    ];
    for (name, text) in cases {
        let names = systems(text);
        assert!(!names.iter().any(|found| found == name), "{names:?}");
    }
}

#[test]
fn what_has_no_name_is_called_in_its_documents_language() {
    let cases = [
        (
            "La Secretaría de Seguridad de Brumas compró a Orto Visión, S. A. de C. V., cámaras de reconocimiento facial por \
             2 millones de pesos en 2031.\n",
            "Secretaría de Seguridad de Brumas Orto Visión contrato",
        ),
        (
            "The Bruma Police Department bought facial recognition cameras from Ortho Vision Inc. for $2 million in 2031.\n",
            "Bruma Police Department Ortho Vision contract",
        ),
    ];
    for (text, name) in cases {
        let found = statements(text);
        let amount = found.iter().map(Statement::parts).find(|p| p.property == Property::Amount);
        assert_eq!(amount.unwrap().subject.name.as_str(), name);
    }
}

#[test]
fn requests_go_by_who_asked_and_never_say_it_twice() {
    let cases = [
        (
            "Privacy International sent over 50 requests for information about facial recognition.\n",
            "Privacy International request",
        ),
        (
            "Se presentaron 40 solicitudes de información sobre reconocimiento facial.\n",
            "solicitudes de información",
        ),
    ];
    for (text, name) in cases {
        let found = said(&statements(text));
        assert!(
            found.iter().any(|line| line.starts_with(&format!("{name}: requests_sent"))),
            "{found:?}"
        );
    }
}

#[test]
fn a_body_that_goes_by_its_kind_is_the_one_that_was_named() {
    let spanish = "La Secretaría de Obras de Brumas respondió la solicitud.\n\n\
                   La Secretaría adquirió 120 cámaras con reconocimiento facial en 2030.\n";
    let english = "The Arden Police Department replied.\n\nThe Department bought 120 cameras with facial recognition in 2030.\n";
    let cases = [
        (spanish, "Secretaría de Obras de Brumas reconocimiento facial: cameras 120"),
        (
            spanish,
            "Secretaría de Obras de Brumas reconocimiento facial: buyer Secretaría de Obras de Brumas",
        ),
        (english, "Arden Police Department facial recognition: buyer Arden Police Department"),
    ];
    for (text, line) in cases {
        let found = said(&statements(text));
        assert!(found.contains(&line.to_owned()), "{found:?}");
    }
    // Two of a kind: nothing tells which one is meant.
    let two = "La Secretaría de Obras de Brumas y la Secretaría de Hacienda respondieron.\n\n\
               La Secretaría adquirió 120 cámaras con reconocimiento facial en 2030.\n";
    let found = said(&statements(two));
    assert!(found.iter().any(|line| line.ends_with(": buyer Secretaría")), "{found:?}");
}
