//! Technologies by lexicon, Spanish and English: `data/technologies.tsv`.
//!
//! "Live" and "retrospective" are told apart only where the words say so next to the technology.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Technology;

use crate::folded::{Folded, Found, Pattern, hinted, pattern};
use crate::hints::Hint;
use crate::lexicon::{Lexicon, Shared};
use crate::words::WordList;

/// What the words of a line mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    /// This technology.
    Is(Technology),
    /// Face recognition: live, over stored images, or neither, by the words around.
    Face,
    /// Nothing: the phrase only looks like one.
    Not,
}

pub(crate) static LEXICON: LazyLock<Lexicon<Means>> = LazyLock::new(|| {
    Lexicon::shared(Shared::Technologies, lines(include_str!("../data/technologies.tsv")))
});

/// The phrases of the table. A line that is none, which a test would not let pass, means nothing.
fn lines(table: &str) -> impl Iterator<Item = (String, Means)> {
    let lines = table.lines().filter_map(|line| line.split_once('\t'));
    let known = lines.filter_map(|(term, words)| {
        let means = match term {
            "face" => Means::Face,
            "not" => Means::Not,
            term => Means::Is(Technology::ALL.into_iter().find(|known| known.as_str() == term)?),
        };
        Some(words.split('|').map(move |words| (words, means)))
    });
    known.flatten().flat_map(|(words, means)| {
        let plural = words.strip_suffix("(es)").map(|stem| format!("{stem}es"));
        let plural = plural.or_else(|| words.strip_suffix("(s)").map(|stem| format!("{stem}s")));
        let stem = words.trim_end_matches("(es)").trim_end_matches("(s)").to_owned();
        [Some(stem), plural].into_iter().flatten().map(move |words| (words, means))
    })
}

/// Words right before face recognition, or a word or two before, that make it live.
static LIVE_BEFORE: WordList = WordList::new(
    "live|real-time|real time|live-time|realtime|near real-time|near-real-time|\
instant|instantaneous",
);
/// Words soon behind it that make it live.
static LIVE_AFTER: WordList = WordList::new(
    "en vivo|en tiempo real|in real time|in real-time|on live video|on live footage|\
on crowds|on live cctv|live|in crowds|sobre multitudes|en multitudes|from live video|en directo|\
al vuelo|with live feeds|on live feeds|over live feeds",
);
static STORED_BEFORE: WordList =
    WordList::new("retrospective|post-event|historical|historic|forensic|archival|after-the-fact");
static STORED_AFTER: WordList = WordList::new(
    "retrospectivo|retrospectiva|retrospectively|forense|en diferido|\
on stored images|on stored footage|sobre imagenes almacenadas|sobre grabaciones|a posteriori|\
ex post|on recorded footage|on recorded video|searches",
);
/// Words that may stand between.
static BETWEEN: WordList = WordList::new(
    "public|automated|automatic|remote|biometric|digital|mobile|van-based|cctv|ai|ai-powered|\
technology|technologies|system|systems|software|cameras|camera|tool|tools|sistema|sistemas|\
tecnologia|camaras|identification|biometrico|biometrica|automatico|automatizado|remoto|a|the|of|de|use|\
and|operations|deployments|matching",
);

/// Fingerprint readers that are carried about, told by a shape, not by fixed words.
static MOBILE: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Finger,
        r"\b(?:(?:mobile|portable|hand-?held|handheld|contactless|roadside)(?: biometric)?(?: devices?| scanners?| readers?)?(?: with)? finger ?prints?|finger ?prints? (?:mobile|portable)|(?:lector(?:es)?|escaner(?:es)?) (?:portatil(?:es)?|movil(?:es)?) de huellas?(?: dactilar(?:es)?)?)\b",
    )
});
/// "Face, iris and voice biometrics", "biometría de huella y rostro": parts of the body in a list.
static MODES: LazyLock<Pattern> = LazyLock::new(|| {
    const MODE: &str = "fingerprints?|finger|facial|face|iris|palm|voice|gait|(?:car |vehicle )?(?:number|licen[cs]e) plates?|(?:number|licen[cs]e)-plate|plate|huellas?(?: dactilar(?:es)?)?|rostros?|faciales|voz|palma|placas(?: vehiculares)?|patentes|matriculas|chapas";
    const SPANISH: &str = r"biometri(?:a|cos?|cas?)|reconocimiento|escaneo|lectura|captura";
    pattern(&format!(
        r"\b(?:(?:{MODE})(?:,? (?:and |or |y )?(?:{MODE}))+ (?:biometrics?(?: \w+)?|scann(?:ing|ers?)|scans?|recognition|readers?)|(?:{SPANISH}) (?:de |del )?(?:{MODE})(?:,? (?:y |e |o )?(?:de |del )?(?:(?:lectura|reconocimiento|identificacion|deteccion) de )?(?:{MODE}))+)\b"
    ))
});
/// A face in a list of what is taken of the body: "facial images and fingerprints", "huellas, iris y rostro".
static FACE_BESIDE: LazyLock<Pattern> = LazyLock::new(|| {
    const FACE: &str = "facial (?:images?|photo(?:graph)?s?|scans?|data|features|biometrics)|face (?:images?|scans?|photos?|prints?)|faces|photographs? of (?:the|their) faces?|imagen(?:es)? faciale?s?|imagen facial|fotografias? faciale?s?|rasgos faciales|(?:datos )?(?:biometric[oa]s )?faciale?s?|rostros?|facciones(?: de (?:tu|su|la|el) (?:rostro|cara))?|reconocimiento facial|face|facial";
    const MODE: &str = "finger ?prints?|huellas?(?: (?:digital|dactilar)(?:es)?)?|dactilar(?:es)?|iris|palm ?prints?|palms?|voice ?prints?|voice|voz|retinas?";
    const JOINT: &str = r"(?:,|/|,? (?:and|or|y|e|o|as well as|asi como))(?: (?:the|their|an?|el|la|las|los|sus?|tus?|datos|de))*";
    pattern(&format!(
        r"\b(?:(?:{FACE})(?:{JOINT} (?:[a-z]+ )?)(?:{MODE})|(?:{MODE})(?: (?:scans?|patterns?))?{JOINT} (?:{FACE}))\b"
    ))
});
/// What tells of each part of the body in such a list.
const PARTS: [(&[&str], Technology); 6] = [
    (&["finger", "huella"], Technology::Fingerprint),
    (&["face", "facial", "rostro"], Technology::FaceRecognition),
    (&["iris"], Technology::Iris),
    (&["palm"], Technology::Palm),
    (&["voice", "voz"], Technology::Voice),
    (&["plate", "placas", "patentes", "matriculas", "chapas"], Technology::Alpr),
];

static BIOMETRICS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\bbiometr(?:ics?|ia|icos?|icas?)\b"));

/// Where a text first speaks of biometrics without naming a technology.
pub(crate) fn biometrics(folded: &Folded<'_>) -> Option<std::ops::Range<usize>> {
    BIOMETRICS.find(folded).map(|hit| folded.back(&hit.range()))
}

/// What watches or identifies without a word for how: plain cameras, drones, cards. It tells the technology only of a
/// document that names no other.
static PLAIN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:surveillance|monitoring|tracking|smart city|safe city|spy|traffic|speed|dome|hidden|wearable|dash|trail|fixed|mobile|public space|street) (?:cameras?|systems?|technology|technologies|equipment|devices?|software|tools?)|cameras?|camcorders|webcams?|dashcams?|drones?|uavs?|unmanned (?:aircraft|aerial) (?:systems?|vehicles?)|wi-?fi tracking|location tracking|gps (?:tracking|trackers?|tags?|monitoring)|electronic (?:tags?|tagging|monitoring|id|identity cards?)|ankle (?:tags?|monitors?|bracelets?)|digital (?:id|identity)|national id(?:entity)?(?: cards?| system| programme)?|identity cards?|voter (?:id|register|verification|authentication)|e-?gates?|passport gates|automated border control|body scanners?|spyware|stalkerware|phone extraction|mobile phone extraction|data extraction|social media (?:monitoring|surveillance)|interception|wiretap(?:s|ping)?|geofence|licen[cs]e plates?|number plates?|mass surveillance|surveillance|video recordings?|video footage|camaras?|drones?|vehiculos aereos no tripulados|vant|(?:sistemas?|equipos|tecnologias?|centros?|camaras|software|torres?|red(?:es)?) de (?:vigilancia|monitoreo|seguimiento|rastreo|videograbacion|grabacion|televigilancia|geolocalizacion)|geolocalizacion|rastreo satelital|tobilleras? electronicas?|brazaletes? electronicos?|grilletes? electronicos?|identidad digital|cedula (?:de identidad )?digital|cedula electronica|dni electronico|documento(?:s)? de identidad electronico|padron electronico|software espia|programas? espia|pegasus|intervencion(?:es)? de comunicaciones|extraccion de datos|ciberpatrullaje|fotomultas?|radares|camaras de transito|arcos? de (?:control|seguridad)|vigilancia masiva|vigilancia|grabaciones de video|videograbaciones|identity verification|verificacion de identidad|polygraphs?|dna|adn|iris|passports?|pasaportes?)\b",
    )
});

/// Where a text speaks of something that watches or identifies, if it names no technology: each time.
pub(crate) fn plain(folded: &Folded<'_>) -> Vec<Found<Technology>> {
    let hits = PLAIN.find_iter(folded);
    hits.map(|hit| Found { at: folded.back(&hit.range()), value: Technology::Other }).collect()
}

/// Where a text that names no technology first speaks of something that watches or identifies, more than once and not
/// in passing.
pub(crate) fn first_plain(text: &str) -> Option<Range<usize>> {
    const LOOKED: usize = 32 * 1024;
    const LEAST: usize = 2;
    let head = text.get(..text.floor_char_boundary(LOOKED)).unwrap_or_default();
    let found = plain(&Folded::new(head, 0));
    let first = found.first().map(|first| first.at.clone());
    first.filter(|_| found.len() >= LEAST)
}

/// The technologies named in labels, whose words may be joined as a program's names are: "faces_scanned".
pub(crate) fn labelled(words: &str, from: usize) -> Vec<Found<Technology>> {
    // A space is as long as what it stands for.
    technologies(&Folded::new(&words.replace('_', " "), from))
}

/// The technologies named in a text, in order.
pub(crate) fn technologies(folded: &Folded<'_>) -> Vec<Found<Technology>> {
    let text = folded.text();
    let mut found: Vec<(Range<usize>, Technology)> = Vec::new();
    if folded.hints_at(Hint::Finger) {
        let mobile = MOBILE.find_iter(folded);
        found.extend(mobile.map(|hit| (hit.range(), Technology::MobileFingerprint)));
    }
    if folded.hints_at(Hint::Modes) {
        for hit in MODES.find_iter(folded) {
            // Each part is a technology of its own, and the list is its words.
            let named = |words: &&str| hit.as_str().contains(*words);
            let parts = PARTS.iter().filter(|(words, _)| words.iter().any(named));
            found.extend(parts.map(|(_, value)| (hit.range(), *value)));
        }
    }
    for (at, means) in LEXICON.find_folded(folded) {
        if found.iter().any(|(other, _)| other.start < at.end && at.start < other.end) {
            continue;
        }
        match means {
            Means::Face => found.push(face(text, at)),
            Means::Is(term) if !is_name(folded, &at, term) => found.push((at, term)),
            Means::Is(_) | Means::Not => {}
        }
    }
    if folded.hints_at(Hint::Faces) {
        // The other part beside it is what tells that the face is taken, too: both are its words.
        let known = |at: &Range<usize>| {
            let face = |term: &Technology| term.as_str().starts_with("face_recognition");
            found
                .iter()
                .any(|(other, term)| face(term) && other.start < at.end && at.start < other.end)
        };
        let beside: Vec<_> = FACE_BESIDE.find_iter(folded).map(|hit| hit.range()).collect();
        let beside: Vec<_> = beside.into_iter().filter(|at| !known(at)).collect();
        found.extend(beside.into_iter().map(|at| (at, Technology::FaceRecognition)));
    }
    found.sort_by_key(|(at, _)| at.start);
    found.into_iter().map(|(at, value)| Found { at: folded.back(&at), value }).collect()
}

/// "Iris" and "LPR" may be somebody's name or status: only what is written as the thing is it.
fn is_name(folded: &Folded<'_>, at: &Range<usize>, term: Technology) -> bool {
    let raw = folded.raw(at);
    match term {
        Technology::Iris => {
            raw == "Iris"
                && folded.text()[at.end..].trim_start().len() > 1
                && folded
                    .raw(&(at.end..folded.text().len()))
                    .trim_start()
                    .starts_with(char::is_uppercase)
        }
        // Abbreviations are written in capitals.
        _ => raw.len() <= 4 && raw.bytes().all(|b| b.is_ascii_lowercase()) && raw != "gait",
    }
}

/// Face recognition with the words beside it that make it live or one over stored images.
fn face(text: &str, at: Range<usize>) -> (Range<usize>, Technology) {
    use Technology::{FaceRecognition, FaceRecognitionLive, FaceRecognitionRetrospective};
    for (before, after, value) in [
        (&LIVE_BEFORE, &LIVE_AFTER, FaceRecognitionLive),
        (&STORED_BEFORE, &STORED_AFTER, FaceRecognitionRetrospective),
    ] {
        if let Some(start) = led_by(&text[..at.start], before) {
            return (start..at.end, value);
        }
        if let Some(end) = followed_by(&text[at.end..], after) {
            return (at.start..at.end + end, value);
        }
    }
    (at, FaceRecognition)
}

/// Where one of the phrases begins that the text ends with, but for two words of [`BETWEEN`].
fn led_by(text: &str, phrases: &WordList) -> Option<usize> {
    let mut rest = text.strip_suffix([' ', '-'])?;
    for _ in 0..3 {
        let ends = |words: &&str| {
            // Most are told apart by their last letter.
            rest.as_bytes().last() == words.as_bytes().last()
                && rest
                    .strip_suffix(*words)
                    .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        };
        if let Some(words) = phrases.iter().filter(ends).max_by_key(|words| words.len()) {
            return Some(rest.len() - words.len());
        }
        let (before, word) = rest.rsplit_once(' ')?;
        if !BETWEEN.has(word) {
            return None;
        }
        rest = before;
    }
    None
}

/// Where one of the phrases ends that the text begins with, but for three words of [`BETWEEN`].
fn followed_by(text: &str, phrases: &WordList) -> Option<usize> {
    let mut rest = text.strip_prefix(' ')?;
    for _ in 0..4 {
        let begins = |words: &&str| {
            rest.as_bytes().first() == words.as_bytes().first()
                && rest
                    .strip_prefix(*words)
                    .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        if let Some(words) = phrases.iter().filter(begins).max_by_key(|words| words.len()) {
            return Some(text.len() - rest.len() + words.len());
        }
        let (word, after) = rest.split_once(' ')?;
        if !BETWEEN.has(word) {
            return None;
        }
        rest = after;
    }
    None
}
