//! Whom a text cites, and what states its clauses tell, in sentences of our own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use codebook::SourceMeta;
use reading::{Document, Rules, read};

/// What is proposed of one property of a text, each value once.
fn values(text: &str, property: &str) -> Vec<String> {
    let layer = reading::fuzzing::plain(text).unwrap();
    let meta = SourceMeta::default();
    let statements = read(&Rules::new(), &Document { layer: &layer, meta: &meta });
    let lines = statements.iter().flat_map(|statement| codebook::exchange::lines("a", statement));
    let mut values: Vec<String> =
        lines.filter(|line| line.property == property).map(|line| line.normalized).collect();
    values.sort();
    values.dedup();
    values
}

/// Each text with all that it says of one property.
#[track_caller]
fn told(property: &str, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(values(text, property), *expected, "{text}");
    }
}

#[test]
fn whoever_speaks_with_an_association_may_be_a_person() {
    told(
        "claimed_by",
        &[
            (
                "A study by the Digital Rights Group, the Privacy Foundation and Xochitl Wrzeszcz found that the Arden \
                 police use facial recognition cameras.",
                &["Digital Rights Group", "Privacy Foundation"],
            ),
            (
                "Organisations including the Digital Rights Group, the Privacy Foundation and Zbynek Wrzeszcz said \
                 that the Arden police use facial recognition cameras.",
                &["Digital Rights Group", "Privacy Foundation"],
            ),
            (
                "Un informe firmado por el Colectivo Luz, la Asociación Faro y Xóchitl Wrzeszcz denuncia que la \
                 policía de Arden usa reconocimiento facial.",
                &["Asociación Faro", "Colectivo Luz"],
            ),
        ],
    );
}

#[test]
fn the_press_and_associations_are_cited_by_name() {
    told(
        "claimed_by",
        &[
            (
                "Facial recognition runs in the square, according to a recent report from the Faro \
                 Law Center on Technology.",
                &["Faro Law Center on Technology"],
            ),
            (
                "As per a report published yesterday in the Faro Express, the police uses facial \
                 recognition at rallies.",
                &["Faro Express"],
            ),
            (
                "Según publicó el Diario del Puerto, la policía usa reconocimiento facial en el muelle.",
                &["Diario del Puerto"],
            ),
            (
                "Source: FEDRo: \"more than 19 million photographs were searched by facial recognition\".",
                &["FEDRo"],
            ),
            (
                "Faro Rights published a report showing that facial recognition fails at night.",
                &["Faro Rights"],
            ),
            (
                "Officials of the National Registry say they are sending teams to enrol staff with \
                 facial recognition.",
                &["Officials of the National Registry"],
            ),
            // A person by a surname, and a name in program code.
            ("Facial recognition works at night, according to Brambleton.", &[]),
            ("topAwardDesc: 'Faces of facial recognition and a system that reads plates'", &[]),
        ],
    );
}

#[test]
fn those_who_make_one_statement_are_each_a_voice() {
    told(
        "claimed_by",
        &[
            (
                "A joint statement by Faro Watch, Privacy Arden and the Weald Rights Network rejects \
                 facial recognition in schools.",
                &["Faro Watch", "Privacy Arden", "Weald Rights Network"],
            ),
            (
                "Reclaman frenar el reconocimiento facial en una carta firmada por Observatorio del \
                 Faro, Red Costera y Fundación Brumas.",
                &["Fundación Brumas", "Observatorio del Faro", "Red Costera"],
            ),
            ("Facial recognition was bought along with Oak Doors, Elm Gates and Ash Fences.", &[]),
        ],
    );
}

#[test]
fn whoever_spoke_goes_on() {
    told(
        "claimed_by",
        &[(
            "The Arden Police said facial recognition is ready. It is used at the port. \"Facial \
             recognition found nobody in the harbour,\" they added.",
            &["Arden Police"],
        )],
    );
}

#[test]
fn whoever_has_a_system_has_it_in_use() {
    told(
        "status",
        &[
            ("The Arden Police used the facial recognition system at the fair.", &["in_use"]),
            (
                "El Centro de Monitoreo del Puerto opera 50 cámaras con reconocimiento facial.",
                &["in_use"],
            ),
            (
                "Las fuerzas de seguridad cuentan con cámaras móviles de reconocimiento facial.",
                &["in_use"],
            ),
            ("The Arden Police could use the facial recognition system at the fair.", &[]),
            ("Nobody knows whether they use the facial recognition system.", &[]),
        ],
    );
}

#[test]
fn what_a_system_lacks() {
    told(
        "status",
        &[
            (
                "The Arden facial recognition cameras scanned people without the knowledge of the council.",
                &["without the knowledge of the council"],
            ),
            (
                "Se desconoce quién revisa las cámaras de reconocimiento facial del puerto.",
                &["Se desconoce quién revisa las cámaras de reconocimiento facial del puerto"],
            ),
            (
                "On the facial recognition cameras there is no clarity about who sees the pictures.",
                &["there is no clarity about who sees the pictures"],
            ),
        ],
    );
}

#[test]
fn what_is_banned_one_by_one_or_by_an_order() {
    told(
        "ban",
        &[
            (
                "The Arden Act has prohibited three practices, including scraping of faces from the web, \
                 biometric scoring of pupils, and facial recognition at the polls.",
                &[
                    "biometric scoring of pupils",
                    "facial recognition at the polls",
                    "prohibited three practices",
                    "scraping of faces from the web",
                ],
            ),
            (
                "The watchdog ordered the Faro Gym to stop all processing of faces by facial recognition.",
                &["ordered the Faro Gym to stop all processing of faces by facial recognition"],
            ),
            (
                "Facial recognition in shops has been banned by the Weald council.",
                &["in shops has been banned by the Weald council"],
            ),
            (
                "Campaigners urge the town to order shops to stop all use of facial recognition.",
                &[],
            ),
            (
                "The law prohibits facial recognition, including after dark, when streets are empty.",
                &["prohibits facial recognition"],
            ),
        ],
    );
}

#[test]
fn what_is_brought_against_a_use() {
    told(
        "legal_challenge",
        &[
            (
                "The Weald Society has put the police on notice over their facial recognition.",
                &["put the police on notice"],
            ),
            (
                "A man who was held after facial recognition failed is seeking damages.",
                &["seeking damages"],
            ),
            (
                "El reconocimiento facial del puerto se apagó por orden judicial.",
                &["por orden judicial"],
            ),
            (
                "Lawyers with litigation against the club may not enter, facial recognition sees to it.",
                &[],
            ),
        ],
    );
}

#[test]
fn where_data_goes_and_what_it_is_held_against() {
    told(
        "data_shared_with",
        &[
            (
                "Plate reader data from Arden is shared with other federal agencies.",
                &["other federal agencies"],
            ),
            (
                "Las cámaras lectoras de matrículas dan acceso a las fuerzas del orden.",
                &["fuerzas del orden"],
            ),
            ("The plate reader data is not shared with other federal agencies.", &[]),
            ("Farolux sells facial recognition to law enforcement agencies.", &[]),
        ],
    );
    told(
        "database_connected",
        &[
            (
                "Facial recognition cameras scan faces and check them against a list of wanted people.",
                &["list of wanted people"],
            ),
            (
                "Facial recognition compares the pictures with mug shots on file.",
                &["mug shots on file"],
            ),
        ],
    );
}

#[test]
fn from_when_until_when_and_when_a_suit_was_brought() {
    told(
        "start_date",
        &[
            (
                "El sistema de reconocimiento facial estuvo activo entre mayo y agosto de 2031.",
                &["2031-05"],
            ),
            ("Facial recognition had been deployed between May 2030 and March 2031.", &["2030-05"]),
            ("The move comes after a successful 2031 pilot of facial recognition.", &["2031"]),
            (
                "The Arden Police began a pilot of facial recognition on 11 May 2031 at selected gates.",
                &["2031-05-11"],
            ),
            (
                "In July 2031, the Data Authority initiated investigations into facial recognition.",
                &["2031-07"],
            ),
            (
                "The Weald Society filed a formal complaint about facial recognition with the council in 2031.",
                &["2031"],
            ),
        ],
    );
    told(
        "end_date",
        &[
            (
                "El sistema de reconocimiento facial estuvo activo entre mayo y agosto de 2031.",
                &["2031-08"],
            ),
            ("Arden shelved the facial recognition list in January 2031.", &["2031-01"]),
        ],
    );
}

#[test]
fn an_office_speaks_without_whoever_holds_it() {
    told(
        "claimed_by",
        &[
            (
                "Minister of Home Affairs Yolotzin Quhrem Wrzeszcz said the facial recognition is accurate.",
                &["Minister of Home Affairs"],
            ),
            (
                "La ministra del Interior Yolotzin Wrzeszcz afirmó que el reconocimiento facial es preciso.",
                &["ministra del Interior"],
            ),
            (
                "The director of the Faro Rights Project said that facial recognition fails.",
                &["Faro Rights Project"],
            ),
        ],
    );
}

#[test]
fn organisations_that_are_known_speak_by_their_names() {
    told(
        "claimed_by",
        &[
            (
                "Privacy International said the facial recognition cameras are unlawful.",
                &["Privacy International"],
            ),
            ("Liberty warned that the facial recognition cameras are unlawful.", &["Liberty"]),
            // A word, and a name that has one of the list's in it.
            ("The facial recognition cameras give people their Liberty, they found.", &[]),
            (
                "Weald Privacy International said the facial recognition cameras are unlawful.",
                &["Weald Privacy International"],
            ),
            ("R3D denunció que las cámaras de reconocimiento facial son ilegales.", &["R3D"]),
        ],
    );
}

#[test]
fn whoever_speaks_for_a_body_says_what_the_body_says() {
    let named = "The Arden Works Commission (AWC) bought facial recognition cameras.\n\n";
    let cases = [
        (
            "\"The system is 92 percent accurate,\" a spokesperson for the Commission said.",
            "Arden Works Commission (AWC)",
        ),
        (
            "The system is 92 percent accurate, the commission's spokesperson said.",
            "Arden Works Commission (AWC)",
        ),
        (
            "The system is 92 percent accurate, according to the AWC.",
            "Arden Works Commission (AWC)",
        ),
    ];
    for (said, who) in cases {
        assert_eq!(values(&format!("{named}{said}\n"), "claimed_by"), [who], "{said}");
    }
    let mixed = "The Ministry of Works (MoW) bought facial recognition cameras.\n\nAccording to the MoW, the system is 92 percent accurate.\n";
    assert_eq!(values(mixed, "claimed_by"), ["Ministry of Works (MoW)"]);
}

#[test]
fn where_a_report_was_written_is_no_place_of_what_it_tells() {
    let text = "Mérida.- La policía de Cancún instaló 150 cámaras de reconocimiento facial.\n";
    let places = values(text, "place");
    assert!(!places.iter().any(|place| place == "Mérida"), "{places:?}");
    let layer = reading::fuzzing::plain(text).unwrap();
    let statements = read(&Rules::new(), &Document { layer: &layer, meta: &SourceMeta::default() });
    assert!(statements.iter().any(|s| s.parts().property == codebook::Property::Cameras));
    assert!(statements.iter().all(|s| !s.parts().citation.quote().quote().starts_with('-')));
}
