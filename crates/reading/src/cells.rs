//! What a whole cell says that would say less in a sentence: an answer in one word, a unit, nothing.

use std::sync::LazyLock;

use codebook::Response;
use codebook::fold::fold;
use rustc_hash::FxHashMap;

use crate::folded::{Folded, Found};
use crate::responses;
use crate::words::WordList;

/// Words that fill a cell where nothing is known.
static EMPTY: WordList = WordList::new(
    "\
|-|--|---|n/a|na|n.a.|n/d|nd|n.d.|s/d|s/i|s/n|none|no aplica|no disponible|no data|null|nan|nil|unknown|\
desconocido|desconocida|not applicable|not available|not stated|not specified|no especificado|\
no especificada|sin dato|sin datos|sin informacion|sin especificar|tbd|tbc|por definir|?|pending|\
in progress|otro|otra|other|total|subtotal|various|varios|varias|ninguno|ninguna",
);

/// Answers to a request for records that are a cell of their own.
const ANSWERS: &[(Response, &str)] = &[
    (
        Response::Granted,
        "granted|full disclosure|fully granted|granted in full|released|released in full|full release|full grant|\
disclosed|disclosed in full|allowed|all disclosed|successful|fulfilled|complete disclosure|records provided|\
records released|concedida|otorgada|entregada|entrega de informacion|entregada en su totalidad|\
entrega de informacion en medio electronico|informacion entregada|informacion disponible|\
informacion publica disponible|informacion disponible publicamente|positiva|favorable|procedente|se entrega|\
entrega total|acceso total|acceso concedido|acceso otorgado|satisfactoria|informacion proporcionada",
    ),
    (
        Response::Partial,
        "partial|partially granted|partly granted|granted in part|granted/denied in part|partial grant|partial release|\
partial grant/partial denial|released in part|partial disclosure|disclosed in part|partially disclosed|\
partially successful|partial success|part granted|parcial|parcialmente|entrega parcial|parcialmente entregada|\
parcialmente concedida|respuesta parcial|parcialmente favorable|entrega de version publica|version publica|\
acceso parcial|concedida parcialmente|entregada parcialmente|incompleta",
    ),
    (
        Response::Denied,
        "denied|full denial|fully denied|denied in full|refused|rejected|withheld|withheld in full|exempt|\
fully exempted|full refusal|request refused|request denied|not disclosed|dismissed|neither confirm nor deny|\
glomar|ncnd|exempted|negada|denegada|rechazada|reservada|informacion reservada|confidencial|\
informacion confidencial|negativa|negativa por ser reservada|negativa por ser reservada o confidencial|\
negativa por reserva|clasificada|informacion clasificada|no procedente|improcedente|desechada|\
reservada o confidencial|acceso denegado|denegacion|negativa por ser confidencial|\
no se da tramite a la solicitud",
    ),
    (
        Response::NoResponse,
        "no response|no reply|not answered|unanswered|ignored|no answer|awaiting response|overdue|\
no response received|sin respuesta|no respondio|no contesto|no respondida|sin contestar|sin contestacion|\
vencida|no contestada|no hubo respuesta|falta de respuesta|sin responder|no responde",
    ),
    (
        Response::NoRecords,
        "no records|no responsive records|no records found|no record|not held|information not held|no documents|\
no records exist|no information held|records do not exist|no such records|does not exist|inexistente|\
inexistencia|inexistencia de la informacion|inexistencia de la informacion solicitada|informacion inexistente|\
incompetencia|no se encontro|no existe|no obra|no cuenta con informacion|no se cuenta con la informacion|\
informacion no encontrada|no es competente|no competente|notoria incompetencia",
    ),
    (
        Response::FeeEstimate,
        "fee estimate|fee notice|fee issued|fee charged|fee assessed|fee due|invoice issued|invoiced|payment due|payment required|payment requested|fee required|estimated fee|requiere pago|\
pago requerido|costo de reproduccion|notificacion de pago|estimacion de costo|con costo",
    ),
    (
        Response::Answered,
        "answered|completed|closed|responded|done|reply received|response received|respondida|contestada|terminada|\
concluida|atendida|finalizada|respuesta terminal|cerrada|respuesta recibida|desahogada|contesto|respondio",
    ),
];

/// Words of a reason that take back some of what was granted.
const PARTLY: [&str; 8] =
    ["in part", "partial", "partly", "redact", "except", "parcial", "testad", "version publica"];

/// True where the cell says that nothing is known.
pub(crate) fn is_empty(words: &str) -> bool {
    let folded = fold(words);
    EMPTY.has(&folded)
}

/// How a request was answered: the whole cell says so, or a phrase in it.
pub(crate) fn response(folded: &Folded<'_>) -> Option<Found<Response>> {
    let words = folded.text().trim().trim_end_matches(['.', '*']);
    static LISTED: LazyLock<FxHashMap<&str, Response>> = LazyLock::new(|| {
        // Of two, the first counts.
        let all = ANSWERS.iter().rev();
        all.flat_map(|(value, list)| list.split('|').map(|answer| (answer, *value))).collect()
    });
    // "Refused - section 31": the answer, and its reason.
    let answer = words.split([',', ';', ':', '(', '–', '—']).next().unwrap_or_default();
    let answer = answer.split(" - ").next().unwrap_or_default().trim();
    let start = folded.text().find(answer).unwrap_or_default();
    let own = LISTED.get(answer).filter(|value| **value != Response::Answered);
    // "Closed - No Records", "Closed <br>Appeal denied": that it is closed says less than how.
    if own.is_none()
        && !LISTED.contains_key(words)
        && let Some(found) = further(folded, |part| LISTED.get(part).copied())
    {
        return Some(found);
    }
    match (LISTED.get(words), LISTED.get(answer)) {
        (Some(value), _) => Some(Found { at: folded.range(), value: *value }),
        // "Granted, with names redacted": not all of it.
        (None, Some(Response::Granted)) if PARTLY.iter().any(|part| words.contains(part)) => {
            Some(Found { at: folded.range(), value: Response::Partial })
        }
        (None, Some(value)) => {
            Some(Found { at: folded.back(&(start..start + answer.len())), value: *value })
        }
        (None, None) => responses::responses(folded).into_iter().next(),
    }
}

/// What one of a cell's parts says outright, all of it or in one of its words.
fn further(
    folded: &Folded<'_>,
    listed: impl Fn(&str) -> Option<Response>,
) -> Option<Found<Response>> {
    let text = folded.text();
    let signs = [" - ", " – ", " — ", "<br>", "<br/>", ";"];
    let mut at = 0;
    while at < text.len() {
        let next = signs.iter().filter_map(|sign| Some((text[at..].find(sign)?, sign.len()))).min();
        let (end, skip) = next.map_or((text.len(), 0), |(end, skip)| (at + end, skip));
        let part = text[at..end].trim();
        let refused = |word: &str| listed(word).filter(|value| *value == Response::Denied);
        // A tag between two lines of a cell is no more than white space here.
        let ends = part.match_indices(' ').map(|(at, _)| part[at..].trim_start());
        let mut ends = std::iter::once(part).chain(ends);
        let own = ends.find_map(|end| listed(end).filter(|value| *value != Response::Answered));
        if let Some(value) = own.or_else(|| part.split(' ').find_map(refused)) {
            let start = at + text[at..end].find(part)?;
            return Some(Found { at: folded.back(&(start..start + part.len())), value });
        }
        at = end + skip.max(1);
    }
    None
}

/// True where the (folded) words of an item are those of a device that captures.
pub(crate) fn is_capture_device(words: &str) -> bool {
    const DEVICES: &[&str] = &[
        "camera",
        "camara",
        "lector",
        "reader",
        "scanner",
        "escaner",
        "kiosk",
        "kiosco",
        "quiosco",
        "terminal",
        "bodycam",
        "biometric device",
        "dispositivo",
        "captor",
        "sensor",
        "torniquete",
        "checador",
        "reloj",
        "huellero",
        "enroll",
        "enrol",
        "gate",
    ];
    /// What comes with them, and is none.
    const WITH: &[&str] = &[
        "cable",
        "licencia",
        "licen",
        "software",
        "mount",
        "soporte para",
        "poste",
        "bracket",
        "fuente de poder",
        "memoria",
        "mantenimiento de software",
    ];
    let start = words.trim_start_matches(|c: char| !c.is_alphabetic());
    let first = DEVICES.iter().filter_map(|device| start.find(device)).min();
    let other = WITH.iter().filter_map(|with| start.find(with)).min();
    first.is_some_and(|at| other.is_none_or(|with| at < with))
}

/// True where the (folded) measure counts whole things.
pub(crate) fn is_unit(words: &str) -> bool {
    const UNITS: &[&str] = &[
        "ea", "each", "unit", "units", "pc", "pcs", "piece", "pieces", "no", "nos", "nos.",
        "number", "pza", "pza.", "pz", "pieza", "piezas", "pzas", "unidad", "unidades", "und",
        "und.", "un", "uni", "equipo", "equipos", "set", "c/u", "item", "un.",
    ];
    words.trim().is_empty() || UNITS.contains(&words.trim())
}
