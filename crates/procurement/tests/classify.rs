//! What processes are for, told from titles, descriptions, lots and codes, in the languages of the lexicon: what is
//! for a technology, and what only looks so.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use procurement::input::Given;
use procurement::out;
use procurement::screen::{Settings, screen};
use serde_json::{Value, json};

/// The technologies that a release with this tender is for, the surest first.
fn told(tender: &Value) -> Vec<String> {
    let file = tempfile::NamedTempFile::new().unwrap();
    let release = json!({ "ocid": "ocds-tarand-1", "id": "1", "date": "2031-03-01T00:00:00Z", "tag": ["tender"], "tender": tender });
    std::fs::write(file.path(), release.to_string()).unwrap();
    let mut bytes = Vec::new();
    let given = [Given::Path(file.path().to_owned())];
    screen(&given, &Settings::new(1), &out::json_line, &mut bytes).unwrap();
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let found: Vec<Value> = lines.map(|line| serde_json::from_slice(line).unwrap()).collect();
    let technologies = found.iter().flat_map(|found| found["technologies"].as_array().unwrap());
    technologies.map(|told| told["technology"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_title_says_what_for() {
    let cases = [
        ("Suministro de cámaras de reconocimiento facial en tiempo real", "face_recognition_live"),
        ("Software de reconocimiento facial forense", "face_recognition_retrospective"),
        ("Retrospective facial matching service", "face_recognition_retrospective"),
        ("Sistema de reconhecimento facial ao vivo", "face_recognition_live"),
        ("Logiciel de reconnaissance faciale a posteriori", "face_recognition_retrospective"),
        ("Adquisición de lectores dactilares", "fingerprint"),
        ("Aquisição de leitores de impressões digitais", "fingerprint"),
        ("Terminaux biométriques mobiles pour la police", "mobile_fingerprint"),
        ("Lectores de chapas para accesos a la ciudad", "alpr"),
        ("Cercamento eletrônico do município", "alpr"),
        ("Lecteurs automatiques de plaques", "alpr"),
        ("Automated licence plate readers on the ring road", "alpr"),
        ("Cámaras con inteligencia artificial para el centro", "video_analytics"),
        ("AI-enabled cameras for the promenade", "video_analytics"),
        ("Servicio de videomonitoreo urbano", "cctv"),
        ("Centre de supervision urbain : renouvellement", "cctv"),
        ("Redeployable cameras for community safety", "cctv"),
        ("Cámaras unipersonales para la policía local", "body_worn_video"),
        ("Caméras piétonnes", "body_worn_video"),
        ("Relojes marcadores biométricos", "attendance"),
        ("Registo de assiduidade", "attendance"),
        ("Sistema de control horario y fichaje", "attendance"),
    ];
    for (title, expected) in cases {
        assert_eq!(
            told(&json!({ "title": title })).first().map(String::as_str),
            Some(expected),
            "{title}"
        );
    }
}

#[test]
fn what_only_looks_like_a_technology_is_for_none() {
    let titles = [
        "Estudio de la huella de carbono del aeropuerto",
        "Medición de la huella de ruido",
        "Firma biométrica de recetas",
        "Reactivos para biometría hemática",
        "Equipo de biometría ocular",
        "Cámaras de Neubauer y vigilancia de laboratorio",
        "Llantas y cámaras para vehículos de seguridad pública",
        "Construcción de cámaras de registro y vigilancia de obra",
        "Construcción de cámara Gesell para la fiscalía de seguridad",
        "Drainage and CCTV works on public sewers",
        "CCTV condition survey of pipes",
        "Chemical fingerprinting of oil spills",
        "Música de câmara na praça",
        "Empreinte carbone et surveillance sanitaire",
    ];
    for title in titles {
        let said = told(&json!({ "title": title, "description": title }));
        assert!(said.is_empty(), "{title}: {said:?}");
    }
}

/// Ten lots, of which those numbered speak of cameras.
fn framework(title: &str, with: &[usize]) -> Value {
    let lots = (0..10).map(|lot| {
        let what = if with.contains(&lot) {
            "CCTV and door entry systems"
        } else {
            "Kerbs, paths and fences"
        };
        json!({ "id": lot.to_string(), "title": format!("Lot {lot}"), "description": what })
    });
    json!({
        "title": title,
        "description": "Works of all sorts for the homes of Lower Arden, CCTV among them.",
        "lots": lots.collect::<Vec<_>>(),
        "classification": { "scheme": "CPV", "id": "35125300" },
    })
}

#[test]
fn cameras_in_one_of_many_lots_are_mentioned_and_no_more() {
    assert!(told(&framework("Framework for works", &[7])).is_empty());
    assert_eq!(told(&framework("Framework for works", &[2, 5, 7])), ["cctv"]);
    assert_eq!(told(&framework("Framework for works and CCTV", &[7])), ["cctv"]);
}

#[test]
fn a_word_said_often_in_one_field_is_said_once() {
    let often = "Maintenance of gates, with CCTV, and more CCTV, and CCTV again.";
    let tender =
        |lot: &str| json!({ "title": "Maintenance", "lots": [{ "id": "1", "description": lot }] });
    assert!(told(&tender(often)).is_empty());
    assert!(told(&tender("Maintenance of gates, with CCTV.")).is_empty());
}

#[test]
fn codes_decide_or_add() {
    let coded = |title: &str, scheme: &str, id: &str| {
        told(&json!({ "title": title, "classification": { "scheme": scheme, "id": id } }))
    };
    assert_eq!(coded("Instalación", "UNSPSC", "72151702"), ["cctv"]);
    assert_eq!(coded("Lote único", "CPV", "35125300-2"), ["cctv"]);
    // A camera alone could be any; bought as equipment of public security, or with guards, it is not.
    assert!(coded("Adquisición de cámaras", "", "").is_empty());
    assert_eq!(coded("Adquisición de cámaras", "CUCoP", "55102"), ["cctv"]);
    assert_eq!(coded("Adquisición de cámaras", "CUCOP", "33801001"), ["cctv"]);
    // What a code adds decides nothing by itself, and counts in its own classification alone.
    assert!(coded("Adquisición de uniformes", "CUCoP", "55102").is_empty());
    assert!(coded("Adquisición de cámaras", "GSIN", "55102").is_empty());
}
