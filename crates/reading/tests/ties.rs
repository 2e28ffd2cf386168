//! Who says something, and what it is said of, across a document: in our own words about places and
//! bodies that do not exist.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use codebook::{Property, SourceMeta, Statement, Value};
use reading::fuzzing::statements;
use reading::{Document, Rules, read};

/// Everybody whom a text is found to have speak.
fn speakers(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for statement in statements(text) {
        let parts = statement.parts();
        all.extend(parts.attribution.as_ref().map(ToString::to_string));
        if let (Property::ClaimedBy, Value::Name(name)) = (parts.property, &parts.value) {
            all.push(name.to_string());
        }
    }
    all.sort();
    all.dedup();
    all
}

#[test]
fn whoever_speaks_is_called_by_name() {
    for (text, speaker) in [
        (
            "Faro Rights Watch said the facial recognition cameras are unlawful.",
            "Faro Rights Watch",
        ),
        (
            "According to the Brumas Digital Foundation, facial recognition fails.",
            "Brumas Digital Foundation",
        ),
        (
            "Weald Privacy Network calls on the council to stop facial recognition.",
            "Weald Privacy Network",
        ),
        (
            "La Fundación Faro Abierto afirmó que el reconocimiento facial viola la ley.",
            "Fundación Faro Abierto",
        ),
        (
            "Según el Observatorio Civil de Brumas, el reconocimiento facial falla.",
            "Observatorio Civil de Brumas",
        ),
        (
            "The cameras of Vell Ltd use facial recognition. The company said it deletes all faces.",
            "Vell Ltd",
        ),
        (
            "El Ministerio de Puertos de Brumas compró reconocimiento facial. El ministerio aseguró que \
             el sistema no guarda datos.",
            "Ministerio de Puertos de Brumas",
        ),
        (
            "Arden Constabulary said it uses facial recognition. A spokesman said: “The system is new.”",
            "Arden Constabulary",
        ),
        (
            "El reconocimiento facial es nuevo, dijo el secretario de Puertos de Brumas. Además, dijo que \
             el sistema tendrá 20 cámaras.",
            "secretario de Puertos de Brumas",
        ),
        (
            "Harbour Commissioner Roe Weald condemned the facial recognition cameras.",
            "Harbour Commissioner",
        ),
        (
            "Facial recognition is on trial.\n\n**What is known, according to Faro Rights Watch:**\n\n\
             - 58 facial recognition cameras in Brumas\n",
            "Faro Rights Watch",
        ),
        ("Police say the facial recognition cameras find vans.", "Police"),
    ] {
        let found = speakers(text);
        assert!(
            found.iter().any(|said| said == speaker),
            "{speaker:?} is not in {found:?}: {text}"
        );
    }
}

#[test]
fn whom_nobody_names_does_not_speak() {
    for (text, trap) in [
        // What was found, and about whom.
        ("The Harbour Commissioner found Vell Ltd used facial recognition.", "Vell Ltd"),
        ("Regulators accused Vell Ltd of hiding facial recognition.", "Vell Ltd"),
        (
            "La auditoría acusó a la Policía de Brumas de usar reconocimiento facial.",
            "Policía de Brumas",
        ),
        // People say things as whoever they speak for, or not at all.
        ("Jane Roe said the facial recognition system is new.", "Jane Roe"),
        ("María Gómez afirmó que el reconocimiento facial es nuevo.", "María Gómez"),
        // Another has spoken since.
        (
            "Vell Ltd said facial recognition is new. Jane Roe said she saw it. A spokesman said the \
             facial recognition system is old.",
            "Vell Ltd facial",
        ),
        // A company of another kind of speaker.
        (
            "Vell Ltd sells facial recognition. The ministry said the facial recognition is new.",
            "Vell Ltd",
        ),
    ] {
        let found = speakers(text);
        assert!(!found.iter().any(|said| said == trap), "{trap:?} is in {found:?}: {text}");
    }
}

/// The subjects of what is said of `property`.
fn subjects(text: &str, property: Property) -> Vec<String> {
    let found = statements(text);
    let of = found.iter().filter(|statement| statement.parts().property == property);
    of.map(|statement| statement.parts().subject.name.to_string()).collect()
}

#[test]
fn systems_are_named_by_who_runs_them() {
    for (text, subject) in [
        // A body that any town has is called by the town that the document is about.
        (
            "The City Council of today met in Guadalajara. Guadalajara is growing. City Council bought \
             facial recognition.",
            "Guadalajara facial recognition",
        ),
        // Another place has another system of the same kind.
        (
            "Police in Guadalajara use facial recognition cameras. In Puebla, police installed seven \
             cameras in 2031 for 4 million pesos.",
            "Puebla facial recognition",
        ),
        // A court is not whose system it judges.
        (
            "The Arden Tribunal heard the appeal. Weald Police used facial recognition there.",
            "Weald Police facial recognition",
        ),
        // Cameras that do one thing more here and there are cameras.
        (
            "Puebla has CCTV. The CCTV is old. The CCTV is new. The CCTV films quays. It has ANPR.",
            "Puebla CCTV",
        ),
    ] {
        let found: Vec<String> =
            statements(text).iter().map(|s| s.parts().subject.name.to_string()).collect();
        assert!(found.iter().any(|name| name == subject), "{subject:?} is not in {found:?}");
    }
}

/// Each value that a text is found to give a property, with its subject.
fn said(text: &str, property: Property) -> Vec<(String, String)> {
    let found = statements(text);
    let of = found.iter().filter(|statement| statement.parts().property == property);
    of.map(|s| (s.parts().subject.name.to_string(), s.parts().value.to_string())).collect()
}

#[test]
fn what_is_relied_on_joined_shared_and_challenged() {
    use Property::{DataSharedWith, DatabaseConnected, LegalBasis, LegalChallenge, Participants};
    for (property, text, value) in [
        (
            DatabaseConnected,
            "Facial recognition scans faces against a police watchlist.",
            "a police watchlist",
        ),
        (
            DatabaseConnected,
            "The facial recognition system will be connected to the State Harbour Center.",
            "State Harbour Center",
        ),
        (
            DataSharedWith,
            "El reconocimiento facial halla un rostro y turna el caso a la Fiscalía de Brumas.",
            "Fiscalía de Brumas",
        ),
        (
            LegalBasis,
            "Facial recognition is used under sections 110 and 123 of the Ports Act.",
            "sections 110 and 123 of the Ports Act",
        ),
        (LegalBasis, "El reconocimiento facial se apoyó en el criterio AB-12-2031.", "AB-12-2031"),
        (LegalBasis, "Facial recognition records are exempt under ORS 192.345.", "ORS 192.345"),
        (
            LegalChallenge,
            "Residents complained to the Harbour Office about facial recognition.",
            "complained to",
        ),
        (
            LegalChallenge,
            "The facial recognition case began with a notice of appeal.",
            "notice of appeal",
        ),
        (
            LegalChallenge,
            "Vecinos presentaron una queja por el reconocimiento facial.",
            "presentaron una queja",
        ),
        (Participants, "The ANPR system logs the trips of 16,000 residents.", "16000"),
    ] {
        let found = said(text, property);
        assert!(found.iter().any(|(_, said)| said == value), "{property} {value:?}: {found:?}");
    }
    for (property, text) in [
        // A count, and no law's number.
        (LegalBasis, "El contrato de reconocimiento facial subió a los 300.000 por mes."),
        (LegalBasis, "El reconocimiento facial pasó de 10.000 a las 25.000 caras."),
        (DatabaseConnected, "Facial recognition needs a database."),
        (Participants, "Brumas has 16,000 residents. It has no cameras."),
        (LegalChallenge, "The facial recognition trial met no challenge."),
        (DataSharedWith, "La Policía de Brumas usa reconocimiento facial y notifica al público."),
    ] {
        let found = said(text, property);
        assert!(found.is_empty(), "{property}: {found:?}");
    }
}

#[test]
fn who_does_it_in_the_next_sentence_has_a_system_of_its_own() {
    let text = "The Weald Police use facial recognition on the pier. The Arden Port Authority scanned 400 people in \
                2031.\n";
    assert_eq!(subjects(text, Property::FacesScanned), ["Arden Port Authority"]);
    // Whoever only speaks has none.
    let text = "The Weald Police use facial recognition on the pier. The Arden Port Authority said 400 people were \
                scanned in 2031.\n";
    assert!(subjects(text, Property::FacesScanned).iter().all(|name| name.starts_with("Weald")));
}

#[test]
fn what_a_company_does_is_the_companys() {
    let text = "The Weald Police use facial recognition from Vell Systems. Vell Systems was launched in May 2031.\n";
    assert_eq!(subjects(text, Property::StartDate), ["Vell Systems"]);
    let text = "La Policía de Weald usa reconocimiento facial de Vell Systems. Vell Systems no vende a otros países \
                desde mayo de 2031.\n";
    assert_eq!(subjects(text, Property::StartDate), ["Vell Systems"]);
    // What it sells a body is the body's.
    let text = "The Weald Police use facial recognition. Vell Systems installed it for the Weald Police in May \
                2031.\n";
    assert!(subjects(text, Property::StartDate).iter().all(|name| name.starts_with("Weald")));
}

#[test]
fn what_a_place_forbids_is_the_places() {
    let text = "The Weald Police use facial recognition. Manchester prohibits facial recognition in its schools.\n";
    assert_eq!(subjects(text, Property::Ban), ["Manchester"]);
}

#[test]
fn a_system_is_called_by_few_telling_words() {
    // A council votes for its town; a headline is nobody's name.
    for (text, name) in [
        ("Arden City Council bought licence plate readers.", "Arden licence plate readers"),
        (
            "The Arden Board of Supervisors bought licence plate readers.",
            "Arden licence plate readers",
        ),
        (
            "El Concejo Municipal de Brumas compró reconocimiento facial.",
            "Brumas reconocimiento facial",
        ),
    ] {
        let found = subjects(text, Property::Buyer);
        assert!(found.iter().all(|own| own == name), "{found:?} for {name}");
    }
    let titles = "[{\"title\": \"Port Approves Police Buying Of Facial Recognition Software\", \"city\": \"Arden\"},\
                  \n{\"title\": \"Pier\"},\n{\"title\": \"Quay\"}]";
    for name in subjects(titles, Property::UsesTechnology) {
        assert!(!name.contains("Approves"), "{name}");
    }
}

#[test]
fn a_claim_begins_at_its_own_words() {
    for text in [
        "Faro Rights Watch said in a statement to the press, the facial recognition cameras of Arden see everybody.",
        "Faro Rights Watch [said](https://example.org/a-long-address) that the facial recognition cameras of Arden \
         see everybody.",
    ] {
        let found = subjects(text, Property::ClaimedBy);
        let wanted = "the facial recognition cameras of Arden see everybody";
        assert!(found.iter().any(|name| name == wanted), "{found:?}");
    }
}

#[test]
fn the_head_of_a_page_ends_before_its_text() {
    let page = "---\nlayout: post\ntitle: \"Who pays in Arden\"\ntags:\n  - Idemia\n  - iris\n---\n\nThe Arden Police \
                bought facial recognition for $90,000.\n";
    let found = said(page, Property::Amount);
    assert!(found.iter().any(|(_, value)| value.contains("90000")), "{found:?}");
    assert!(said(page, Property::TechnologyVendor).is_empty());
    assert_eq!(said(page, Property::UsesTechnology).len(), 1, "tags say nothing");
}

#[test]
fn who_found_it_out_sells_nothing() {
    let text = "Documents obtained by Faro Labs reveal that the Arden Police signed a contract with Vell \
                Systems for facial recognition.\n";
    let found: Vec<String> =
        said(text, Property::Supplier).into_iter().map(|(_, value)| value).collect();
    assert_eq!(found, ["Vell Systems"]);
    let text = "The Weald Airports Board has engaged M/s Vell Corporation Private Limited for facial \
                recognition.\n";
    let found = said(text, Property::Supplier);
    assert!(
        found.iter().any(|(_, value)| value == "Vell Corporation Private Limited"),
        "{found:?}"
    );
}

#[test]
fn capitals_for_face_recognition_are_written_out() {
    let text =
        "Facial recognition technology (FRT) is debated. The Arden Police use FRT at the port.\n";
    let found = subjects(text, Property::UsesTechnology);
    assert!(found.iter().any(|name| name == "Arden Police Facial recognition"), "{found:?}");
    let records = "[\n  {\n    \"title\": \"Officers begin to try facial recognition on crowds near stations\",\n    \
                   \"text\": \"The Arden Police use facial recognition.\"\n  },\n  {\n    \"title\": \"A\",\n    \
                   \"text\": \"b\"\n  },\n  {\n    \"title\": \"C\",\n    \"text\": \"d\"\n  }\n]\n";
    let found = subjects(records, Property::UsesTechnology);
    assert!(found.iter().all(|name| !name.contains("Officers begin")), "{found:?}");
}

#[test]
fn records_and_rows_are_each_about_their_own() {
    let code = "/** ANPR sites */\nconst SITES = [\n  ['ANPR 1', 'NORTE', 'La recta Faro', \"3°31'28\\\"N 76°20'14\\\"W\", 4],\n  ['ANPR 2', 'SUR', 'Muelle viejo', \"3°23'44\\\"N 76°21'13\\\"W\", 2],\n];\n";
    for property in [Property::UsesTechnology, Property::Place] {
        let found = subjects(code, property);
        for wanted in ["ANPR 1", "ANPR 2"] {
            assert!(found.iter().any(|name| name == wanted), "{property} {wanted}: {found:?}");
        }
    }
    let records = "[\n  {\n    \"title\": \"FARO - SISTEMA DE VIDEOVIGILANCIA PORTUARIA, FASE 2\",\n    \"text\": \"Se \
                   instalaron 40 cámaras de videovigilancia.\"\n  },\n  {\n    \"title\": \"MUELLES - RED DE \
                   LECTURA DE PLACAS\",\n    \"text\": \"Se instalaron 12 cámaras de lectura de placas.\"\n  },\n  \
                   {\n    \"title\": \"COSTA - VIDEOVIGILANCIA\",\n    \"text\": \"Se instalaron 7 cámaras de \
                   videovigilancia.\"\n  }\n]\n";
    let found = said(records, Property::Cameras);
    let whose = |number: &str| {
        found.iter().find(|(_, value)| value == number).map(|(name, _)| name.as_str())
    };
    assert_eq!(whose("40"), Some("FARO - SISTEMA DE VIDEOVIGILANCIA PORTUARIA"), "{found:?}");
    assert_eq!(whose("12"), Some("MUELLES - RED DE LECTURA DE PLACAS"), "{found:?}");
    // The headline of a story names no system.
    let story = "title: Council postpones facial recognition deal\n\nThe Arden Police use facial recognition.\n";
    let found = subjects(story, Property::UsesTechnology);
    assert!(found.iter().all(|name| !name.contains("postpones")), "{found:?}");
}

#[test]
fn a_claim_is_called_by_what_is_said_and_names_nobody() {
    for text in [
        "In May, Harbour Commissioner Omar Roe announced that cameras with facial recognition are unlawful.",
        "The ministry said Jane Roe was found by the facial recognition system.",
        "La fiscal dijo que María Gómez usó el sistema de reconocimiento facial.",
    ] {
        for statement in statements(text) {
            let parts = statement.parts();
            let name = parts.subject.name.to_string();
            assert!(!["Roe", "Gómez"].iter().any(|person| name.contains(person)), "{name}: {text}");
        }
    }
    let found = said(
        "Facial recognition is on trial. Weald Privacy Network said the scanners at the gates miss vans.",
        Property::ClaimedBy,
    );
    assert_eq!(
        found,
        [("the scanners at the gates miss vans".to_owned(), "Weald Privacy Network".to_owned())]
    );
}

#[test]
fn what_somebody_only_wants_banned_is_not() {
    for text in [
        "We urgently need strong and specific regulation that clearly prohibits the use of facial recognition.",
        "The network called on the ministry to take swift action to prohibit the use of facial recognition.",
        "Hace falta una ley nueva que prohíba el uso de reconocimiento facial.",
    ] {
        assert!(said(text, Property::Ban).is_empty(), "{text}");
    }
    for text in [
        "The council prohibits the use of facial recognition by its police.",
        "La ordenanza prohíbe el uso de reconocimiento facial en las escuelas.",
    ] {
        assert!(!said(text, Property::Ban).is_empty(), "{text}");
    }
}

#[test]
fn what_a_document_calls_itself_is_no_part_of_whose_it_is() {
    for head in ["City Council of Brumas\nMinutes", "Ayuntamiento de Brumas\nActa"] {
        let text =
            format!("{head} 12, 2031\n\nThe Council voted to ban the use of facial recognition.\n");
        let found = statements(&text);
        let names: Vec<String> = found.iter().map(|s| s.parts().subject.name.to_string()).collect();
        let whole =
            |name: &String| name.contains("Brumas") && !name.contains(&head[head.len() - 4..]);
        assert!(!names.is_empty() && names.iter().all(whole), "{names:?}");
    }
}

/// The buyers that are proposed of a text, each with the sentence it stands on.
fn buyers(text: &str) -> Vec<(String, String)> {
    let layer = reading::fuzzing::plain(text).unwrap();
    let meta = SourceMeta::default();
    let statements = read(&Rules::new(), &Document { layer: &layer, meta: &meta });
    let lines = statements.iter().flat_map(|one| codebook::exchange::lines("a", one));
    let buyers = lines.filter(|line| line.property == "buyer");
    buyers.map(|line| (line.normalized.clone(), line.quote.clone())).collect()
}

#[test]
fn whose_a_system_is_is_told_by_the_document_as_a_whole() {
    let text = "The Lower Arden Police acquired facial recognition cameras in 2031.\n\n\
                Lower Arden Police cameras scanned the faces of visitors at the fair.\n\n\
                The Arden Privacy Commissioner criticised the cameras of the Lower Arden Police.\n";
    let buyers = buyers(text);
    let said = |words: &str| {
        let at =
            |(who, quote): &&(String, String)| who == "Lower Arden Police" && quote.contains(words);
        buyers.iter().any(|one| at(&one))
    };
    assert!(said("acquired facial"), "{buyers:?}");
    assert!(said("scanned the faces"), "{buyers:?}");
    assert!(!buyers.iter().any(|(who, _)| who.contains("Commissioner")), "{buyers:?}");
}

#[test]
fn a_country_by_its_name_alone_buys_nothing_and_nobody_private_does() {
    let texts = [
        "Argentina adquirió cámaras de reconocimiento facial.",
        "Anna Roe of the Arden Police uses facial recognition cameras. Anna Roe's cameras are new.",
    ];
    for text in texts {
        for (who, _) in buyers(text) {
            assert!(!who.contains("Argentina") && !who.contains("Roe"), "{text}: {who}");
        }
    }
}

/// The names of the systems that a text is found to tell of.
fn systems(text: &str) -> Vec<String> {
    let of = |statement: &Statement| statement.parts().subject.name.to_string();
    let mut all: Vec<String> = statements(text).iter().map(of).collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn programmes_go_by_their_own_names() {
    for (text, name) in [
        (
            "Arden launched the Border Trusted Traveller Program (BTTP) with facial recognition gates.",
            "Border Trusted Traveller Program (BTTP)",
        ),
        (
            "The police use what they call Arden Artificial Intelligence System, or AAIS, with facial recognition.",
            "Arden Artificial Intelligence System, or AAIS",
        ),
        (
            "La gobernadora inauguró la Plataforma Faro Norte con reconocimiento facial.",
            "Plataforma Faro Norte",
        ),
        ("Brumas Safe City runs 300 facial recognition cameras.", "Brumas Safe City"),
        (
            "El ministerio creó \"Brumoso\", el sistema de reconocimiento facial de los puertos.",
            "Brumoso",
        ),
    ] {
        assert!(systems(text).iter().any(|system| system == name), "{text}: {:?}", systems(text));
    }
}

#[test]
fn a_town_that_was_located_is_meant_by_its_name_alone() {
    let text = "The police of Phoenix, Arizona, have cameras.\n\nPhoenix shelved the facial recognition pilot in 2030.";
    assert!(
        systems(text).iter().any(|system| system == "Phoenix facial recognition"),
        "{:?}",
        systems(text)
    );
    let alone = "Phoenix shelved the facial recognition pilot in 2030.";
    assert!(!systems(alone).iter().any(|system| system.contains("Phoenix")));
}

#[test]
fn laws_of_other_countries_and_their_words() {
    let law = "ORDENANZA N° 1.245\n\nVISTO: el reconocimiento facial en los muelles;\n\nARTÍCULO 1°: Prohíbese el \
               uso de reconocimiento facial en los muelles.\n\nDada en la sala de sesiones, el 14 de mayo de 2031.\n";
    let whose = "ORDENANZA N° 1.245".to_owned();
    assert_eq!(subjects(law, Property::Ban), std::slice::from_ref(&whose));
    assert_eq!(said(law, Property::AwardDate), [(whose, "2031-05-14".to_owned())]);
    let reply = "Our ref: FOI-2031-0456\n\nThank you for your request for information about facial recognition.\n\n\
                 Your request is refused under section 43 of the Ports Information Act.\n";
    let found = said(reply, Property::LegalBasis);
    assert!(
        found.iter().any(|(name, _)| name.contains("request") || name.contains("FOI")),
        "{found:?}"
    );
    for (text, speaker) in [
        (
            "El intendente sostuvo que el sistema de reconocimiento facial es nuevo.",
            "El intendente",
        ),
        (
            "La Alcaldía de Brumas usa reconocimiento facial. La alcaldía manifestó que el sistema no \
             almacena datos.",
            "Alcaldía de Brumas",
        ),
    ] {
        let found = speakers(text);
        assert!(found.iter().any(|said| said == speaker), "{speaker}: {found:?}");
    }
}
