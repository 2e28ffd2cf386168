//! Technologies by lexicon, Spanish and English.
//!
//! "Live" and "retrospective" are told apart only where the words say so next to the technology.

use std::sync::LazyLock;

use codebook::Technology;

use crate::folded::{Folded, Found, Lexicon, Pattern, pattern};

const FACE: &[&str] = &[
    "facial recognition",
    "facial-recognition",
    "face recognition",
    "face-recognition",
    "face matching",
    "facial matching",
    "facial comparison",
    "facial identification",
    "facial biometrics",
    "facial biometric",
    "face biometrics",
    "face scanning",
    "facial scanning",
    "face scans",
    "facial scans",
    "reconocimiento facial",
    "reconocimiento de rostros",
    "reconocimiento de rostro",
    "reconocimiento de caras",
    "identificacion facial",
    "comparacion facial",
    "cotejo facial",
    "biometria facial",
    "biometrico facial",
    "biometricos faciales",
];

const LIVE_BEFORE: &[&str] =
    &["live", "real-time", "real time", "live-time", "live automated", "realtime"];
const LIVE_AFTER: &[&str] =
    &["en vivo", "en tiempo real", "in real time", "in real-time", "on live video", "on crowds"];
const STORED_BEFORE: &[&str] = &["retrospective", "post-event", "historical"];
const STORED_AFTER: &[&str] = &["retrospectivo", "retrospectively"];

const OTHERS: &[(&str, Technology)] = &[
    ("frt", Technology::FaceRecognition),
    ("lfr", Technology::FaceRecognitionLive),
    ("identifying the faces", Technology::FaceRecognition),
    ("identifying faces", Technology::FaceRecognition),
    ("identify faces", Technology::FaceRecognition),
    ("identificar rostros", Technology::FaceRecognition),
    ("fingerprint", Technology::Fingerprint),
    ("fingerprints", Technology::Fingerprint),
    ("finger prints", Technology::Fingerprint),
    ("fingerprinting", Technology::Fingerprint),
    ("huellas dactilares", Technology::Fingerprint),
    ("huella dactilar", Technology::Fingerprint),
    ("huellas digitales", Technology::Fingerprint),
    ("huella digital", Technology::Fingerprint),
    ("dactiloscopico", Technology::Fingerprint),
    ("dactiloscopica", Technology::Fingerprint),
    ("afis", Technology::Fingerprint),
    ("iris", Technology::Iris),
    ("iris scans", Technology::Iris),
    ("iris scan", Technology::Iris),
    ("iris scanners", Technology::Iris),
    ("iris recognition", Technology::Iris),
    ("reconocimiento de iris", Technology::Iris),
    ("lectura de iris", Technology::Iris),
    ("palm prints", Technology::Palm),
    ("palm print", Technology::Palm),
    ("palmprints", Technology::Palm),
    ("palm vein", Technology::Palm),
    ("huella palmar", Technology::Palm),
    ("huellas palmares", Technology::Palm),
    ("voice recordings", Technology::Voice),
    ("voice recognition", Technology::Voice),
    ("voice biometrics", Technology::Voice),
    ("voiceprint", Technology::Voice),
    ("voiceprints", Technology::Voice),
    ("speaker recognition", Technology::Voice),
    ("speaker identification", Technology::Voice),
    ("voice identification", Technology::Voice),
    ("reconocimiento de voz", Technology::Voice),
    ("reconocimiento por voz", Technology::Voice),
    ("identificacion por voz", Technology::Voice),
    ("identificacion de voz", Technology::Voice),
    ("huella de voz", Technology::Voice),
    ("biometria de voz", Technology::Voice),
    ("biometria vocal", Technology::Voice),
    ("alpr", Technology::Alpr),
    ("anpr", Technology::Alpr),
    ("lpr", Technology::Alpr),
    ("alprs", Technology::Alpr),
    ("license plate recognition", Technology::Alpr),
    ("licence plate recognition", Technology::Alpr),
    ("license plate reader", Technology::Alpr),
    ("license plate readers", Technology::Alpr),
    ("licence plate readers", Technology::Alpr),
    ("number plate recognition", Technology::Alpr),
    ("automated license plate recognition", Technology::Alpr),
    ("automatic license plate recognition", Technology::Alpr),
    ("automated license plate reader", Technology::Alpr),
    ("automated license plate readers", Technology::Alpr),
    ("automatic license plate readers", Technology::Alpr),
    ("automatic number plate recognition", Technology::Alpr),
    ("plate readers", Technology::Alpr),
    ("lectura de placas", Technology::Alpr),
    ("lectoras de placas", Technology::Alpr),
    ("lectores de placas", Technology::Alpr),
    ("lector de placas", Technology::Alpr),
    ("lectura de patentes", Technology::Alpr),
    ("lectoras de patentes", Technology::Alpr),
    ("lectores de matriculas", Technology::Alpr),
    ("reconocimiento de placas", Technology::Alpr),
    ("reconocimiento de matriculas", Technology::Alpr),
    ("reconocimiento de patentes", Technology::Alpr),
    ("video analytics", Technology::VideoAnalytics),
    ("video analysis", Technology::VideoAnalytics),
    ("object detection", Technology::VideoAnalytics),
    ("object recognition", Technology::VideoAnalytics),
    ("behaviour detection", Technology::VideoAnalytics),
    ("behavior detection", Technology::VideoAnalytics),
    ("crowd analytics", Technology::VideoAnalytics),
    ("analitica de video", Technology::VideoAnalytics),
    ("analiticos de video", Technology::VideoAnalytics),
    ("analisis de video", Technology::VideoAnalytics),
    ("videoanalitica", Technology::VideoAnalytics),
    ("analitica de imagenes", Technology::VideoAnalytics),
    ("multibiometric", Technology::MultimodalBiometrics),
    ("multi-biometric", Technology::MultimodalBiometrics),
    ("multimodal biometric", Technology::MultimodalBiometrics),
    ("multimodal biometrics", Technology::MultimodalBiometrics),
    ("multibiometrico", Technology::MultimodalBiometrics),
    ("multibiometrica", Technology::MultimodalBiometrics),
    ("multibiometricos", Technology::MultimodalBiometrics),
    ("biometria multimodal", Technology::MultimodalBiometrics),
    ("biometrico multimodal", Technology::MultimodalBiometrics),
    ("cctv", Technology::Cctv),
    ("closed-circuit television", Technology::Cctv),
    ("closed circuit television", Technology::Cctv),
    ("circuito cerrado de television", Technology::Cctv),
    ("video surveillance", Technology::Cctv),
    ("videosurveillance", Technology::Cctv),
    ("videovigilancia", Technology::Cctv),
    ("video vigilancia", Technology::Cctv),
    ("video-vigilancia", Technology::Cctv),
    ("camaras de seguridad", Technology::Cctv),
    ("camaras de vigilancia", Technology::Cctv),
    ("security cameras", Technology::Cctv),
    ("surveillance cameras", Technology::Cctv),
    ("body-worn video", Technology::BodyWornVideo),
    ("body-worn cameras", Technology::BodyWornVideo),
    ("body worn cameras", Technology::BodyWornVideo),
    ("body cameras", Technology::BodyWornVideo),
    ("body cams", Technology::BodyWornVideo),
    ("bodycams", Technology::BodyWornVideo),
    ("camaras corporales", Technology::BodyWornVideo),
    ("reloj checador", Technology::Attendance),
    ("relojes checadores", Technology::Attendance),
    ("control de asistencia", Technology::Attendance),
    ("time and attendance", Technology::Attendance),
];

static LEXICON: LazyLock<Lexicon<Technology>> = LazyLock::new(|| {
    let with = |before: &[&str], after: &[&str], value: Technology| -> Vec<(String, Technology)> {
        let mut entries = Vec::new();
        for face in FACE {
            entries.extend(before.iter().map(|word| (format!("{word} {face}"), value)));
            entries.extend(after.iter().map(|word| (format!("{face} {word}"), value)));
        }
        entries
    };
    let mut entries = with(LIVE_BEFORE, LIVE_AFTER, Technology::FaceRecognitionLive);
    entries.extend(with(STORED_BEFORE, STORED_AFTER, Technology::FaceRecognitionRetrospective));
    entries.extend(FACE.iter().map(|face| ((*face).to_owned(), Technology::FaceRecognition)));
    entries.extend(OTHERS.iter().map(|(words, value)| ((*words).to_owned(), *value)));
    Lexicon::new(entries)
});

/// Fingerprint readers that are carried about, and lists of modes bought as one: told by a shape,
/// not by fixed words.
static SHAPES: LazyLock<[(Pattern, Technology); 2]> = LazyLock::new(|| {
    const MODE: &str = "fingerprints?|finger|facial|face|iris|palm|voice|huellas?|rostro|voz";
    [
        (
            pattern(
                r"\b(?:(?:mobile|portable|hand-?held|handheld|contactless|roadside)(?: biometric)?(?: devices?| scanners?| readers?)?(?: with)? finger ?prints?|finger ?prints? (?:mobile|portable)|(?:lector(?:es)?|escaner(?:es)?) (?:portatil(?:es)?|movil(?:es)?) de huellas?(?: dactilar(?:es)?)?)\b",
            ),
            Technology::MobileFingerprint,
        ),
        (
            pattern(&format!(
                r"\b(?:{MODE})(?:,? (?:and |or |y )?(?:{MODE}))+ (?:biometrics?|biometric \w+)\b"
            )),
            Technology::MultimodalBiometrics,
        ),
    ]
});

/// Words that stand in the text only where a shape of [`SHAPES`] can.
const HINTS: [&str; 2] = ["finger", "huella"];

static BIOMETRICS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\bbiometr(?:ics?|ia|icos?|icas?)\b"));

/// Where a text first speaks of biometrics without naming a technology.
pub(crate) fn biometrics(folded: &Folded<'_>) -> Option<std::ops::Range<usize>> {
    BIOMETRICS.find(folded.text()).map(|hit| folded.back(&hit.range()))
}

/// The technologies named in a text, in order.
pub(crate) fn technologies(folded: &Folded<'_>) -> Vec<Found<Technology>> {
    let text = folded.text();
    let mut found = Vec::new();
    let worth = HINTS.iter().any(|hint| text.contains(hint)) || text.contains("iris");
    for (shape, value) in SHAPES.iter().filter(|_| worth) {
        for hit in shape.find_iter(text) {
            found.push(Found { at: folded.back(&hit.range()), value: *value });
        }
    }
    for hit in LEXICON.find(folded) {
        let taken = found.iter().any(|f| f.at.start < hit.at.end && hit.at.start < f.at.end);
        if !taken {
            found.push(hit);
        }
    }
    found.sort_by_key(|f| f.at.start);
    found
}
