//! Who uses what, where, since when, in what state, and who says so: our own words about places that do
//! not exist.

use std::collections::BTreeSet;

use codebook::{Polarity, Property, Statement};
use reading::fuzzing::statements;

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
            ("The facial recognition cameras are planned to go live in June 2033.", &["2033-06"]),
            (
                "En 2031, el gobierno de Brumas desplegó cámaras con reconocimiento facial.",
                &["2031"],
            ),
            (
                "En 2031 <a href=\"https://noticias.example/una-direccion-muy-larga-que-nadie-lee-y-que-no-es-texto-del-autor-sino-una-direccion-y-nada-mas\">el gobierno desplegó</a> un sistema de reconocimiento facial.",
                &["2031"],
            ),
            (
                "Se espera que el reconocimiento facial sea puesto en marcha en marzo de 2032.",
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
    let found = statements("The facial recognition cameras are planned to go live in June 2033.");
    let start = found.iter().find(|s| s.parts().property == Property::StartDate).unwrap();
    assert!(start.parts().qualifiers.planned);
}

#[test]
fn who_forbids_or_issues_something_does_not_use_it() {
    for text in [
        "Arden has [banned facial recognition](https://noticias.example/arden).",
        "The Arden Review Board has issued guidelines on facial recognition.",
        "Across towns such as Arden, facial recognition is in use.",
    ] {
        assert_eq!(values(text, Property::Buyer), [""; 0], "{text}");
    }
}

#[test]
fn what_words_rest_on_is_no_aim() {
    let bought =
        "The Arden Police Department bought a facial recognition system for 3 million dollars";
    for rest in [
        "according to budget papers read by the Arden Star",
        "for $3 million, prior to finding the money",
    ] {
        assert_eq!(values(&format!("{bought}, {rest}."), Property::Purpose), [""; 0], "{rest}");
    }
}

#[test]
fn how_much_is_in_a_database_is_not_whose_it_is() {
    let text = "The Arden Police Department matches faces against a database of 4,000 samples.";
    assert_eq!(values(text, Property::DatabaseConnected), [""; 0]);
    assert_eq!(values(text, Property::WatchlistSize), ["4000"]);
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
            (
                "Las cámaras con reconocimiento facial fueron instaladas en la avenida principal y en la estación de trenes.",
                &["avenida principal", "estación de trenes"],
            ),
            (
                "Facial recognition payment was rolled out at 240 stations in October 2031.",
                &["240 stations"],
            ),
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
fn counts() {
    let text = "Arden Police scanned 45,000 faces during the facial recognition trial at three \
        stadiums, which generated 12 alerts. The watchlist contained 2,400 people wanted on warrants. \
        The system produced 1,204 matches, of which 96 were false positives.";
    for (property, expected) in [
        (Property::FacesScanned, "45000"),
        (Property::Alerts, "12"),
        (Property::WatchlistSize, "2400"),
        (Property::Matches, "1204"),
        (Property::FalseMatches, "96"),
    ] {
        assert_eq!(values(text, property), [expected], "{property}");
    }
    let text = "Según el Ministerio de Seguridad, el reconocimiento facial permitió la detención de \
        87 personas buscadas. Sirvió para buscar a más de 9000 personas que no figuraban en la lista.";
    assert_eq!(values(text, Property::Matches), ["87"]);
    assert_eq!(values(text, Property::FacesScanned), [">=9000"]);
    assert_eq!(values(text, Property::WatchlistSize), Vec::<String>::new());
}

#[test]
fn planned_cameras() {
    let text = "The airport of Arden plans to install 120 facial recognition gates by 2034.";
    let found = statements(text);
    let gates = found.iter().find(|s| s.parts().property == Property::Cameras).unwrap();
    assert!(gates.parts().qualifiers.planned);
    assert_eq!(values(text, Property::StartDate), ["2034"]);
}

#[test]
fn never_used_is_no_use() {
    for text in [
        "The county of Arden has never used facial recognition.",
        "El ayuntamiento de Brumas no cuenta con sistemas de reconocimiento facial.",
        "The transit agency of Arden claims that no facial recognition is used.",
        "The Department confirms that it does not hold any contracts for facial recognition.",
        "La Secretaría informó que no ha adquirido software de reconocimiento facial.",
    ] {
        let found = statements(text);
        let uses = found.iter().find(|s| s.parts().property == Property::UsesTechnology).unwrap();
        assert_eq!(uses.parts().polarity, Polarity::Negated, "{text}");
    }
}

#[test]
fn laws_and_what_is_brought_against_a_use() {
    says(
        Property::LegalBasis,
        &[
            (
                "Under Section 12 of the Police Powers Act, officers use facial recognition.",
                &["Section 12 of the Police Powers Act"],
            ),
            (
                "El decreto 455/2030 regula el uso de cámaras con reconocimiento facial.",
                &["decreto 455/2030"],
            ),
            ("Article 4 of the report speaks of facial recognition.", &[]),
        ],
    );
    says(
        Property::LegalChallenge,
        &[
            ("A group filed a lawsuit against the use of facial recognition.", &["lawsuit"]),
            (
                "The regulator found that the shop had breached the Privacy Act with facial recognition.",
                &["breached the Privacy Act"],
            ),
            (
                "El Instituto de Brumas inició una investigación por el uso de reconocimiento facial.",
                &["inició una investigación"],
            ),
        ],
    );
    says(
        Property::Ban,
        &[
            (
                "The law prohibits the use of facial recognition in schools.",
                &["prohibits the use of facial recognition in schools"],
            ),
            ("Groups called for a ban on the use of facial recognition.", &[]),
        ],
    );
}

#[test]
fn databases_and_who_is_given_the_data() {
    says(
        Property::DatabaseConnected,
        &[
            (
                "El reconocimiento facial funciona y la base de datos contiene tres millones de rostros.",
                &[],
            ),
            (
                "El reconocimiento facial compara los rostros con la base de datos biométrica.",
                &["la base de datos biométrica"],
            ),
            (
                "The facial recognition system compares faces against the national passport database.",
                &["the national passport database"],
            ),
            (
                "El sistema de reconocimiento facial accede a la base de datos del Registro de Personas.",
                &["la base de datos del Registro de Personas"],
            ),
        ],
    );
    says(
        Property::DataSharedWith,
        &[
            (
                "Los datos del reconocimiento facial se comparten con la Dirección de Migraciones.",
                &["Dirección de Migraciones"],
            ),
            (
                "The Arden Police has access to the data of the facial recognition cameras.",
                &["Arden Police"],
            ),
        ],
    );
}

/// Whoever is said to say something: of a statement, or by a claim of their own.
fn speakers(text: &str) -> BTreeSet<String> {
    let found = statements(text);
    let said = found.iter().filter_map(|s| s.parts().attribution.as_ref());
    let said = said.map(ToString::to_string).collect::<Vec<_>>();
    said.into_iter().chain(values(text, Property::ClaimedBy)).collect()
}

#[test]
fn who_says_so() {
    for (text, expected) in [
        (
            "The cameras of the facial recognition project do not keep pictures of anybody, the \
             Ministry of Order said.",
            Some("Ministry of Order"),
        ),
        (
            "El reconocimiento facial llegó. El sistema no guarda fotos de nadie que pase, aseguró \
             la Secretaría de Seguridad de Brumas.",
            Some("Secretaría de Seguridad de Brumas"),
        ),
        (
            "Facial recognition is next. The cameras do not keep any pictures at all, said Ada Roe, \
             Minister of Public Order.",
            Some("Minister of Public Order"),
        ),
        (
            "Facial recognition is next. The system works well in all weathers, the Arden Police \
             <a href=\"https://news.example/told\">told</a> a newspaper.",
            Some("Arden Police"),
        ),
        ("The facial recognition cameras keep no pictures, said Ada Roe.", None),
        ("The Arden Police has facial recognition cameras.", None),
    ] {
        let found: Vec<_> = speakers(text).into_iter().collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

/// Each subject of a property, as "kind name", sorted.
fn subjects(text: &str, property: Property) -> BTreeSet<String> {
    let found = statements(text);
    let of = found.iter().map(Statement::parts).filter(|p| p.property == property);
    of.map(|p| format!("{} {}", p.subject.kind.as_str(), p.subject.name)).collect()
}

#[test]
fn each_body_of_a_list_uses_what_the_list_is_of() {
    let lists = [
        "Three forces use facial recognition: Arden Police, Weald Police and Bruma Police.",
        "Police forces using facial recognition include Arden Police, Weald Police and Bruma Police.",
        "Facial recognition is used by Arden Police, Weald Police and Bruma Police.",
        "Arden Police, Weald Police and Bruma Police use facial recognition.",
    ];
    for text in lists {
        let users = subjects(text, Property::UsesTechnology);
        let expected = ["agency Arden Police", "agency Bruma Police", "agency Weald Police"];
        assert_eq!(users.iter().collect::<Vec<_>>(), expected, "{text}");
    }
    let spanish = "Tres dependencias usan reconocimiento facial: la Policía de Oaxaca, la Fiscalía de Puebla y la Secretaría de Seguridad de Jalisco.";
    assert_eq!(subjects(spanish, Property::UsesTechnology).len(), 3);
}

#[test]
fn each_place_of_a_list_bans_what_it_bans() {
    let cases: [(&str, &[&str]); 3] = [
        (
            "Boston, Denver and the city of Portland have banned police use of facial recognition.",
            &["jurisdiction Boston", "jurisdiction Denver", "jurisdiction Portland"],
        ),
        (
            "Cities that have banned facial recognition include Boston, San Francisco and Oakland.",
            &["jurisdiction Boston", "jurisdiction Oakland", "jurisdiction San Francisco"],
        ),
        (
            "La ciudad de Guadalajara prohibió el reconocimiento facial en 2030.",
            &["jurisdiction Guadalajara"],
        ),
    ];
    for (text, expected) in cases {
        let banning = subjects(text, Property::Ban);
        assert_eq!(banning.iter().collect::<Vec<_>>(), expected, "{text}");
        assert!(!values(text, Property::Status).contains(&"in_use".to_owned()), "{text}");
    }
}

#[test]
fn who_stops_a_system_does_not_run_it() {
    says(
        Property::Buyer,
        &[
            (
                "El Tribunal Superior de Brumas suspendió el sistema de reconocimiento facial en 2032.",
                &[],
            ),
            ("The Arden High Court halted the facial recognition system in 2032.", &[]),
            (
                "El Gobierno de Puebla pagó 4 millones de pesos por cámaras de reconocimiento facial.",
                &["Gobierno de Puebla"],
            ),
        ],
    );
}

#[test]
fn what_the_next_paragraph_is_about_is_not_the_purchase_before() {
    let text = "La Fiscalía General de Jalisco pagó 45 millones de pesos a la empresa Neolinx de México por un sistema de reconocimiento de voz, según el contrato FGE-012-2031 firmado el 3 de abril de 2031.\n\n\
                La Secretaría de Seguridad de Sonora usa reconocimiento facial desde 2029.\n";
    let buyers = subjects(text, Property::Buyer);
    assert_eq!(
        buyers.iter().collect::<Vec<_>>(),
        ["contract FGE-012-2031", "system Sonora reconocimiento facial"]
    );
}

#[test]
fn whoever_is_hired_by_what_they_are_supplies() {
    says(
        Property::Supplier,
        &[
            (
                "La provincia de Salta contrató a la firma israelí AnyVision para el reconocimiento facial.",
                &["AnyVision"],
            ),
            (
                "The city of Denver bought the facial recognition cameras from the Japanese company NEC.",
                &["NEC"],
            ),
        ],
    );
}

#[test]
fn a_month_is_no_town() {
    let text = "Essex Police paused its use of facial recognition in March after a study.";
    assert!(!values(text, Property::Place).contains(&"March".to_owned()));
}

#[test]
fn an_inquiry_is_about_whom_it_looks_into() {
    let text = "Essex Police uses facial recognition from Corsight.\n\nThe town has other plans.\n\n\
                The Information Commissioner's Office has opened an inquiry into Kent Police.\n";
    let challenged = subjects(text, Property::LegalChallenge);
    assert!(!challenged.iter().any(|name| name.contains("Commissioner")), "{challenged:?}");
}

#[test]
fn a_body_without_a_name_is_the_one_at_hand() {
    let text = "La empresa Dahua instaló 2.000 cámaras de reconocimiento facial en Mendoza en 2021. \
                El gobierno provincial pagó 15 millones de pesos por el sistema, que incluye reconocimiento facial.\n";
    let paid = subjects(text, Property::Amount);
    assert_eq!(paid, subjects(text, Property::Cameras));
}

#[test]
fn what_was_counted_in_a_year_did_not_begin_then_and_arrests_are_nobody_who_takes_part() {
    let text = "South Wales Police, which has used live facial recognition since 2017, scanned 819,943 faces in 2023 and made 12 arrests.";
    assert_eq!(values(text, Property::StartDate), ["2017"]);
    assert_eq!(values(text, Property::FacesScanned), ["819943"]);
    assert_eq!(values(text, Property::Participants), Vec::<String>::new());
}
