use codebook::{Response, Status, Technology as T};

use crate::folded::Folded;
use crate::identifiers::identifiers;
use crate::responses::responses;
use crate::status::statuses;
use crate::technology::technologies;

#[test]
fn technologies_and_what_tells_them_apart() {
    for (text, expected) in [
        ("facial recognition", T::FaceRecognition),
        ("Face-recognition software", T::FaceRecognition),
        ("live facial recognition", T::FaceRecognitionLive),
        ("real-time face recognition", T::FaceRecognitionLive),
        ("reconocimiento facial en tiempo real", T::FaceRecognitionLive),
        ("retrospective facial recognition", T::FaceRecognitionRetrospective),
        ("Reconocimiento Facial", T::FaceRecognition),
        ("biometría facial", T::FaceRecognition),
        ("FRT was used", T::FaceRecognition),
        ("fingerprints", T::Fingerprint),
        ("huellas dactilares", T::Fingerprint),
        ("mobile fingerprint scanners", T::MobileFingerprint),
        ("hand-held readers with finger prints pads", T::MobileFingerprint),
        ("contactless fingerprints", T::MobileFingerprint),
        ("iris scans", T::Iris),
        ("palm prints", T::Palm),
        ("reconocimiento de voz", T::Voice),
        ("sistema multibiométrico", T::MultimodalBiometrics),
        ("Automated License\n   Plate Recognition", T::Alpr),
        ("ANPR cameras", T::Alpr),
        ("lectura de placas", T::Alpr),
        ("analítica de video", T::VideoAnalytics),
        ("circuito cerrado de televisión", T::Cctv),
        ("body-worn cameras", T::BodyWornVideo),
        ("reloj checador", T::Attendance),
    ] {
        let found: Vec<_> = technologies(&Folded::new(text, 0)).iter().map(|f| f.value).collect();
        assert_eq!(found, [expected], "{text}");
    }
    for text in [
        "he recognised her face",
        "the iridescent sea",
        "alprazolam",
        "a facial",
        "placas de acero",
        "finger food",
        "",
    ] {
        assert!(technologies(&Folded::new(text, 0)).is_empty(), "{text}");
    }
}

#[test]
fn identifiers_by_the_word_before_them_or_their_shape() {
    for (text, expected) in [
        ("Under contract QRS/LM/515/2033, it", "QRS/LM/515/2033"),
        ("public bid XB-QF77-2033", "XB-QF77-2033"),
        ("PER CONTRACT 2033-07711", "2033-07711"),
        ("Purchase Order 5520917764", "5520917764"),
        ("Licitación Pública Nacional No. LA-009000777-N34-2033", "LA-009000777-N34-2033"),
        ("el expediente 641/2033", "641/2033"),
        ("folio 770051833004321", "770051833004321"),
        ("Res. 512/33", "512/33"),
        ("request ARD-2033-5519", "ARD-2033-5519"),
    ] {
        let found: Vec<_> =
            identifiers(&Folded::new(text, 0)).iter().map(|f| &text[f.at.clone()]).collect();
        assert_eq!(found, [expected], "{text}");
    }
    for text in [
        "a contract worth 5",
        "contract signed",
        "reply of 27/04/2032",
        "https://x.example/abc-2032-01",
        "co-operation",
    ] {
        assert!(identifiers(&Folded::new(text, 0)).is_empty(), "{text}");
    }
}

#[test]
fn answers_to_requests() {
    for (text, expected) in [
        ("the town sent no response", Response::NoResponse),
        ("La dependencia no respondió", Response::NoResponse),
        ("The town has no records of it", Response::NoRecords),
        ("la inexistencia de la información", Response::NoRecords),
        ("the request was denied", Response::Denied),
        ("reservó la información", Response::Denied),
        ("granted in part", Response::Partial),
        ("an estimated fee", Response::FeeEstimate),
        ("entregó la información", Response::Granted),
        ("In its reply, the town", Response::Answered),
        ("replied that they cannot share the contract", Response::Denied),
        ("the force would neither confirm nor deny it", Response::Denied),
        ("fue reservada por cinco años", Response::Denied),
        ("la reservaron por un periodo de 5 años", Response::Denied),
        ("the file was classified for a period of five years", Response::Denied),
        ("clasificó el contrato como información reservada", Response::Denied),
        ("se negó a revelar el contrato", Response::Denied),
        ("no confirmó ni negó tenerlas; ni confirma ni niega", Response::Denied),
        ("The town did not acknowledge it", Response::NoResponse),
        ("the force never replied", Response::NoResponse),
        ("the letter went unanswered", Response::NoResponse),
        ("La fiscalía no contestó", Response::NoResponse),
        ("la carta quedó sin respuesta", Response::NoResponse),
        ("se declaró incompetente", Response::NoRecords),
        ("declaró formalmente la inexistencia", Response::NoRecords),
        ("The council does not hold this data", Response::NoRecords),
        ("declared the information non-existent", Response::NoRecords),
        ("no localizó documentos", Response::NoRecords),
        ("the request was partially granted", Response::Partial),
        ("the request was denied in part", Response::Partial),
        ("it was partly refused", Response::Partial),
        ("respondió de manera parcial", Response::Partial),
        ("it sent redacted copies", Response::Partial),
    ] {
        let found: Vec<_> = responses(&Folded::new(text, 0)).iter().map(|f| f.value).collect();
        assert_eq!(found, [expected], "{text}");
    }
    for text in [
        "in response to crime",
        "the door was denied",
        "respuesta inmune",
        "the chief did not respond to a request for comment",
        "no respondió a las llamadas de este diario",
        "holds a record of wins",
        "reservó una mesa por dos horas",
        "the road is partly in shade",
    ] {
        assert!(responses(&Folded::new(text, 0)).is_empty(), "{text}");
    }
}

#[test]
fn states_of_things() {
    for (text, expected) in [
        ("a pilot of", Status::Pilot),
        ("prueba piloto", Status::Pilot),
        ("is testing it", Status::Testing),
        ("doing market research", Status::MarketResearch),
        ("inició operaciones", Status::InUse),
        ("put on hold", Status::Suspended),
        ("the contract was renewed", Status::Renewed),
        ("fue cancelado", Status::Cancelled),
        ("currently classified", Status::Classified),
        ("plans to buy", Status::Planned),
        ("the contract expired", Status::Expired),
        ("aprobó", Status::Approved),
    ] {
        let found: Vec<_> = statuses(&Folded::new(text, 0)).iter().map(|f| f.value).collect();
        assert_eq!(found, [expected], "{text}");
    }
    for text in ["a pilotless plane", "untested waters", "the unclassifiable"] {
        assert!(statuses(&Folded::new(text, 0)).is_empty(), "{text}");
    }
}
