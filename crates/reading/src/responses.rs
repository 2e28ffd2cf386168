//! How a body answered a records request, Spanish and English.

use std::sync::LazyLock;

use codebook::Response;

use crate::folded::{Folded, Found, Lexicon};

const PHRASES: &[(Response, &[&str])] = &[
    (
        Response::NoResponse,
        &[
            "no response has",
            "no response",
            "did not respond",
            "has not responded",
            "have not responded",
            "never responded",
            "did not reply",
            "no reply",
            "sin respuesta",
            "no respondio",
            "no ha respondido",
            "no hubo respuesta",
            "no contesto",
            "no dio respuesta",
            "no se recibio respuesta",
        ],
    ),
    (
        Response::NoRecords,
        &[
            "no records responsive",
            "no responsive records",
            "not possess records",
            "not possess any records",
            "has no records",
            "have no records",
            "no such records",
            "not the custodian",
            "does not hold the information",
            "does not hold this information",
            "information not held",
            "no records were found",
            "no records exist",
            "no cuenta con la informacion",
            "no cuenta con informacion",
            "inexistencia de la informacion",
            "informacion inexistente",
            "no existe registro",
            "no obra en sus archivos",
            "no obra en los archivos",
        ],
    ),
    (
        Response::Denied,
        &[
            "denied the request",
            "request was denied",
            "requests were denied",
            "request denied",
            "denied our request",
            "refused to disclose",
            "refused to provide",
            "refused the request",
            "declined to provide",
            "exempt from disclosure",
            "withheld in full",
            "rejected the request",
            "nego la informacion",
            "nego el acceso",
            "nego la solicitud",
            "negaron la informacion",
            "se niega el acceso",
            "se niega la informacion",
            "se niega la entrega",
            "niega el acceso",
            "se le niega",
            "clasificada como reservada",
            "clasificados como reservados",
            "access is denied",
            "access is refused",
            "request is denied",
            "request is refused",
            "requests were refused",
            "refused our request",
            "se nego a entregar",
            "se nego a informar",
            "rechazo la solicitud",
            "rechazo el pedido",
            "informacion reservada",
            "reservo la informacion",
            "clasifico la informacion como reservada",
        ],
    ),
    (
        Response::Partial,
        &[
            "partially granted",
            "granted in part",
            "partial response",
            "partially denied",
            "heavily redacted",
            "with redactions",
            "respuesta parcial",
            "parcialmente",
            "version publica",
        ],
    ),
    (
        Response::FeeEstimate,
        &[
            "fee estimate",
            "estimated fee",
            "estimated cost",
            "fee of",
            "charge a fee",
            "fees for",
            "costo de reproduccion",
            "previo pago",
        ],
    ),
    (
        Response::Granted,
        &[
            "granted the request",
            "request was granted",
            "granted in full",
            "released the records",
            "provided the records",
            "disclosed the records",
            "entrego la informacion",
            "entrego copia",
            "concedio el acceso",
        ],
    ),
    (
        Response::Answered,
        &[
            "multiple replies",
            "received a reply",
            "received a response",
            "received replies",
            "in a reply dated",
            "in its response",
            "in its reply",
            "responded to the request",
            "en su respuesta",
            "en respuesta a la solicitud",
            "respondio a la solicitud",
            "respondio que",
            "contesto que",
        ],
    ),
];

static LEXICON: LazyLock<Lexicon<Response>> = LazyLock::new(|| {
    Lexicon::new(
        PHRASES.iter().flat_map(|(value, words)| words.iter().map(|w| ((*w).to_owned(), *value))),
    )
});

/// The answers a text speaks of, in order.
pub(crate) fn responses(folded: &Folded<'_>) -> Vec<Found<Response>> {
    LEXICON.find(folded)
}
