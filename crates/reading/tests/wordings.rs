//! Kinds of wording, each in several sentences of our own: what must be proposed of them, and what must not.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use codebook::SourceMeta;
use reading::{Document, Rules, read};

/// What is proposed of a text, as `property=value`, each once.
fn said(text: &str) -> Vec<String> {
    let layer = reading::fuzzing::plain(text).unwrap();
    let meta = SourceMeta::default();
    let statements = read(&Rules::new(), &Document { layer: &layer, meta: &meta });
    let mut said: Vec<String> = statements
        .iter()
        .flat_map(|statement| codebook::exchange::lines("a", statement))
        .map(|line| format!("{}={}", line.property, line.normalized))
        .collect();
    said.sort();
    said.dedup();
    said
}

/// Each of a table's texts says all that stands beside it.
fn all_say(table: &[(&str, &[&str])]) {
    let mut missing = Vec::new();
    for (text, wanted) in table {
        let said = said(text);
        for want in *wanted {
            if !said.iter().any(|one| one == want) {
                missing.push(format!("{text}\n  lacks {want}\n  says {said:?}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// No text of a table says what stands beside it.
fn none_says(table: &[(&str, &str)]) {
    for (text, unwanted) in table {
        let said = said(text);
        assert!(!said.iter().any(|one| one.contains(unwanted)), "{text}: {said:?}");
    }
}

#[test]
fn somebody_speaks_in_a_role() {
    all_say(&[
        (
            "The city uses facial recognition cameras.\n\n\"This is mass surveillance,\" says Tom Ellery, legal \
             officer at Open Streets Campaign.",
            &["claimed_by=legal officer at Open Streets Campaign"],
        ),
        (
            "The town uses facial recognition cameras.\n\nAccording to Hana Mwangi, a researcher at the Centre for \
             Open Streets, the system was wrong in 34% of cases.",
            &["claimed_by=researcher at the Centre for Open Streets"],
        ),
        (
            "La ciudad usa cámaras de reconocimiento facial.\n\n«Es una violación a la privacidad», dijo Carla \
             Méndez, abogada de Fundación Calles Libres.",
            &["claimed_by=abogada de Fundación Calles Libres"],
        ),
        (
            "La villa usa cámaras de reconocimiento facial.\n\n«Nadie controla las imágenes», dijo Carla Méndez, \
             abogada de Fundación Calles Libres.\n\n«El contrato nunca se publicó en ninguna parte», agregó Méndez.",
            &["claimed_by=abogada de Fundación Calles Libres"],
        ),
    ]);
}

#[test]
fn who_speaks_in_a_role_is_never_named() {
    let texts = [
        "The city uses facial recognition cameras.\n\n\"This is mass surveillance,\" says Tom Ellery, legal officer \
         at Open Streets Campaign.\n\nEllery added that \"nobody was asked before the cameras went up\".",
        "La ciudad usa cámaras de reconocimiento facial.\n\nSegún Carla Méndez, abogada de Fundación Calles Libres, \
         el sistema carece de controles.\n\nMéndez sostuvo que «nadie sabe quién mira las imágenes».",
    ];
    for text in texts {
        for name in ["=Tom", "=Ellery", "=Carla", "=Méndez"] {
            none_says(&[(text, name)]);
        }
    }
}

#[test]
fn a_document_may_watch_without_naming_how() {
    all_say(&[
        (
            "The Weald Council bought 40 cameras in 2031. The cameras will be installed at the harbour.",
            &["buyer=Weald Council", "cameras=40"],
        ),
        (
            "La Municipalidad de Brumas compró 12 drones en 2031. Los drones vuelan sobre la playa.",
            &["buyer=Municipalidad de Brumas"],
        ),
    ]);
    // In passing, nobody watches anybody.
    none_says(&[
        ("The Weald Council bought a camera for its newsletter in 2031.", "buyer"),
        ("La Municipalidad de Brumas renovó su cámara de comercio en 2031.", "buyer"),
    ]);
}

#[test]
fn a_word_cut_at_the_end_of_a_line_is_whole() {
    all_say(&[
        (
            "The Arden Police bought facial recog-\nnition in 2031.",
            &["uses_technology=face_recognition", "buyer=Arden Police"],
        ),
        (
            "La Policía de Arden compró un sistema de reconoci-\nmiento facial en 2031.",
            &["uses_technology=face_recognition"],
        ),
    ]);
}

#[test]
fn one_noun_may_serve_several_technologies() {
    all_say(&[
        (
            "Arden Airport uses facial and iris recognition instead of passports.",
            &["uses_technology=face_recognition", "uses_technology=iris"],
        ),
        (
            "The harbour has 1,800 cameras with facial and car number plate recognition functions.",
            &["uses_technology=face_recognition", "uses_technology=alpr"],
        ),
        (
            "Las 40 cámaras cuentan con reconocimiento de rostros y placas.",
            &["uses_technology=face_recognition", "uses_technology=alpr"],
        ),
        (
            "El municipio colgó 425 cámaras, de las cuales 147 son lectoras de placa.",
            &["uses_technology=alpr", "cameras=147"],
        ),
    ]);
}

#[test]
fn who_has_it_by_what_they_do() {
    all_say(&[
        (
            "The Arden Police Service has partnered with Vell Networks Ltd to roll out facial recognition cameras.",
            &["buyer=Arden Police Service"],
        ),
        (
            "Weald Police became the first force in the country to trial facial recognition on mobile phones.",
            &["buyer=Weald Police"],
        ),
        (
            "The Weald Council voted 8-3 to approve the purchase of licence plate readers.",
            &["buyer=Weald Council"],
        ),
        (
            "The contract between the Ministry of Works and Vell Systems covers a fingerprint system.",
            &["buyer=Ministry of Works", "supplier=Vell Systems"],
        ),
        (
            "La Alcaldía de Brumas puso en funcionamiento el sistema de reconocimiento facial en el estadio.",
            &["buyer=Alcaldía de Brumas"],
        ),
        (
            "La Comisión Nacional de Obras (Conaob) compró lectores de huellas. En 2031, Conaob instaló otras 40 \
             cámaras con reconocimiento facial.",
            &["buyer=Comisión Nacional de Obras (Conaob)"],
        ),
    ]);
}

#[test]
fn a_short_name_stands_for_the_whole_one() {
    all_say(&[
        (
            "The Arden Bureau of Gates (ABG) runs the harbour. Last year the ABG bought facial recognition cameras.",
            &["buyer=Arden Bureau of Gates (ABG)"],
        ),
        (
            "La Dirección de Puertos (DIP) es nueva. La DIP adquirió cámaras con reconocimiento facial.",
            &["buyer=Dirección de Puertos (DIP)"],
        ),
    ]);
}

#[test]
fn how_long_a_contract_lasts() {
    all_say(&[
        (
            "The council approved a five-year purchase agreement with Vell Ltd for license plate readers.",
            &["end_date=P5Y"],
        ),
        (
            "The plan will roll out 2,500 cameras with facial recognition over a three-year period.",
            &["end_date=P3Y"],
        ),
        ("El servicio de reconocimiento facial se contrató por 24 meses.", &["end_date=P24M"]),
        ("The facial recognition licence was renewed for 12 months.", &["end_date=P12M"]),
    ]);
    none_says(&[
        ("Facial recognition images are deleted after 30 days.", "end_date"),
        ("La cámara con reconocimiento facial guarda las imágenes por 30 días.", "end_date"),
    ]);
}

#[test]
fn what_became_of_a_request() {
    all_say(&[
        (
            "The request about facial recognition was filed on 3 May 2031 and was refused on 1 June 2031.",
            &["start_date=2031-05-03", "end_date=2031-06-01"],
        ),
        (
            "La solicitud sobre reconocimiento facial había sido realizada el 2 de noviembre de 2031 y fue denegada \
             el 2 de diciembre.",
            &["start_date=2031-11-02", "response=denied"],
        ),
        (
            "Your request has been refused under section 9 of the Records Act. It was about facial recognition.",
            &["response=denied"],
        ),
        (
            "La Fiscalía de Brumas respondió a la solicitud que la información es inexistente sobre reconocimiento \
             facial.",
            &["response=no_records"],
        ),
        (
            "The request for the facial recognition contracts is still awaiting a response.",
            &["response=no_response"],
        ),
    ]);
    // A request for information to a body is no research of a market.
    none_says(&[(
        "I refer to your request for information under the Freedom of Information Act about facial recognition.",
        "market_research",
    )]);
}

#[test]
fn numbers_that_are_told_outright() {
    all_say(&[
        (
            "El Contrato de Suministro N° 620 de cámaras de reconocimiento facial fue firmado el 15 de octubre de 2031.",
            &["contract_id=620", "award_date=2031-10-15"],
        ),
        (
            "La Resolución 663 del 24 de septiembre de 2031 declaró desierta la licitación de reconocimiento facial.",
            &["contract_id=663", "status=cancelled"],
        ),
    ]);
    none_says(&[
        ("El 911 dispone de cámaras con reconocimiento facial.", "cameras=911"),
        (
            "Importe de adjudicación: 1.245.000,00 EUR por cámaras con analítica de vídeo.",
            "contract_id",
        ),
        ("Valor del pliego: $ 50.000. Objeto: cámaras con reconocimiento facial.", "amount=50000"),
    ]);
}

#[test]
fn whose_use_is_complained_of() {
    all_say(&[
        (
            "La reclamación por reconocimiento facial se dirige contra el Ayuntamiento de Brumas.",
            &["buyer=Ayuntamiento de Brumas"],
        ),
        (
            "The regulator opened an investigation against the Weald Police over facial recognition.",
            &["buyer=Weald Police", "legal_challenge=opened an investigation"],
        ),
    ]);
}

#[test]
fn labels_on_lines_of_their_own() {
    all_say(&[
        (
            "Live facial recognition\n\nLawful basis: Part 3 of the Records Act 2031\n",
            &["legal_basis=Part 3 of the Records Act 2031"],
        ),
        (
            "Live facial recognition\n\nData controller: Weald Constabulary\n",
            &["buyer=Weald Constabulary"],
        ),
        (
            "Reconocimiento facial\n\nEncargado del tratamiento: Vell Biometría S.A.\n",
            &["supplier=Vell Biometría S.A."],
        ),
    ]);
}

#[test]
fn a_heading_is_whole_by_itself() {
    none_says(&[(
        "TOWN OF BRUMA\nREGULAR MEETING OF THE TOWN COUNCIL\n\nThe Town of Bruma bought facial recognition cameras.",
        "REGULAR MEETING",
    )]);
}

#[test]
fn a_face_in_a_list_of_what_is_taken_of_the_body_is_told_by_the_list() {
    all_say(&[
        (
            "The app of the Arden Police matches the facial images and fingerprints of anyone who enters the country.",
            &["uses_technology=face_recognition", "uses_technology=fingerprint"],
        ),
        (
            "La policía de Brumas usa un sistema que guarda huellas dactilares, las facciones de tu rostro y el iris.",
            &["uses_technology=face_recognition", "uses_technology=fingerprint"],
        ),
        (
            "Mech: Huella dactilar, rostro, voz.",
            &["uses_technology=face_recognition", "uses_technology=fingerprint"],
        ),
    ]);
    none_says(&[
        (
            "The Arden Police use fingerprint readers. Many faces were sad at the fair.",
            "face_recognition",
        ),
        ("La policía de Brumas usa lectores de huellas. Dio la cara.", "face_recognition"),
    ]);
}

#[test]
fn a_state_of_something_else_is_none_of_the_system() {
    none_says(&[
        (
            "The Arden Police use facial recognition cameras amid an ongoing debate on privacy.",
            "status=open",
        ),
        (
            "En medio de un debate en curso, la policía de Brumas usa cámaras de reconocimiento facial.",
            "status=open",
        ),
        (
            "The minister rejected claims that the facial recognition cameras of Arden are unfair.",
            "status=cancelled",
        ),
        (
            "The appeal was ultimately withdrawn, and the Arden Police use facial recognition.",
            "status=cancelled",
        ),
        (
            "According to a recently retired police officer, Arden uses facial recognition cameras.",
            "status=completed",
        ),
        (
            "El texto vigente no menciona las cámaras de reconocimiento facial de Brumas.",
            "status=active",
        ),
        (
            "The Arden Police use facial recognition cameras.\n\nDecision: corroborated\n",
            "corroborated",
        ),
    ]);
    all_say(&[
        ("The facial recognition tender of the Arden Police is ongoing.", &["status=open"]),
        ("The Arden Police rejected the facial recognition cameras.", &["status=cancelled"]),
    ]);
}

#[test]
fn who_gets_a_letter_gets_no_data() {
    let letters = [
        "A legal notice was sent to the Arden Police over its facial recognition cameras.",
        "Enviamos una carta sobre las cámaras de reconocimiento facial a la Policía de Brumas.",
        "Open Streets brings a legal challenge against the Arden Police's use of facial recognition.",
        "The Lower Arden Police ran searches of its plate readers on behalf of the Arden Border Guard.",
    ];
    for letter in letters {
        none_says(&[(letter, "data_shared_with"), (letter, "database_connected")]);
    }
    all_say(&[
        (
            "The town's facial recognition system sends images of all visitors to the Arden Police.",
            &["data_shared_with=Arden Police"],
        ),
        (
            "Faces from the facial recognition cameras are matched against the Arden Border Guard database.",
            &["database_connected=the Arden Border Guard database"],
        ),
    ]);
}

#[test]
fn a_word_that_begins_like_a_place_is_none() {
    none_says(&[
        ("The Arden Police use facial recognition cameras across the country.", "place=country"),
        (
            "The Arden Police used facial recognition cameras in a shoplifting case.",
            "place=shoplifting",
        ),
    ]);
}
