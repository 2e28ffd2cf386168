use crate::companies::is_company;
use crate::folded::Folded;
use crate::names::{NameOf, names};
use crate::short_names::Acronyms;

fn found(text: &str) -> Vec<(&str, NameOf)> {
    let folded = Folded::new(text, 0);
    names(&folded, text, &Acronyms::default()).into_iter().map(|f| (&text[f.at], f.value)).collect()
}

#[test]
fn bodies_companies_laws() {
    use NameOf::{Agency, Law, Vendor};
    for (text, expected) in [
        ("the Lower Arden State Police has one", ("Lower Arden State Police", Agency)),
        (
            "La Secretaría de Seguridad de Brumas compró",
            ("Secretaría de Seguridad de Brumas", Agency),
        ),
        ("a contract with the Brumian government", ("Brumian government", Agency)),
        ("el gobierno de la Villa de Brumas", ("gobierno de la Villa de Brumas", Agency)),
        ("Department of Public Order (DPO) said", ("Department of Public Order (DPO)", Agency)),
        ("Fiscalía General del Estado", ("Fiscalía General del Estado", Agency)),
        ("sold by Miradas Claras, S.A. de C.V., in", ("Miradas Claras, S.A. de C.V.", Vendor)),
        ("Gaze Works Ltd sold it", ("Gaze Works Ltd", Vendor)),
        ("from Farsight Technologies last", ("Farsight Technologies", Vendor)),
        ("technology from IDEMIA was", ("IDEMIA", Vendor)),
        ("under the Public Cameras Act of", ("Public Cameras Act", Law)),
        ("la Ley de Datos Personales", ("Ley de Datos Personales", Law)),
    ] {
        assert!(found(text).contains(&expected), "{text}: {:?}", found(text));
    }
}

#[test]
fn persons_are_never_named() {
    for text in [
        "Maria Lopez Quintana signed it",
        "according to John Fenwick Doe",
        "Governor Ana Maria Solis announced",
        "Police Chief Robert Stone said",
        "fundada por Juan Pérez Gómez",
        "Mr. Smith went home",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_company_shows_that_it_is_one() {
    for words in ["Miradas Claras SA de CV", "FARSIGHT SYSTEMS", "NEC", "Gaze, Inc.", "Luz S.A."] {
        assert!(is_company(words), "{words}");
    }
    for words in ["Juan Pérez Gómez", "Jane Doe", "Sr. Luz", ""] {
        assert!(!is_company(words), "{words}");
    }
}

#[test]
fn an_acronym_means_what_the_document_says() {
    let mut known = Acronyms::default();
    let text = "The Bureau of Public Watching (BPW) bought it.";
    let first = names(&Folded::new(text, 0), text, &known);
    known.learn(text, 0, &first);
    let text = "BPW uses it.";
    let again = names(&Folded::new(text, 0), text, &known);
    assert_eq!(again.iter().map(|f| f.value).collect::<Vec<_>>(), [NameOf::Agency]);
}
