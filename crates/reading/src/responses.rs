//! How a body answered a records request, Spanish and English.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::Response;

use crate::folded::{Folded, Found, Pattern, pattern};
use crate::hints::Hint;
use crate::lexicon::{Lexicon, Shared};

const PHRASES: &[(Response, &[&str])] = &[
    (
        Response::NoResponse,
        &[
            "no response has",
            "did not answer",
            "has not answered",
            "have not replied",
            "has not replied",
            "failed to respond",
            "no contestaron",
            "no respondieron",
            "no ha contestado",
            "no han respondido",
            "no han contestado",
            "no obtuvo respuesta",
            "no obtuvimos respuesta",
            "sin contestar",
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
            "no se localizo",
            "no se encontraron registros",
            "no se encontro registro",
            "no se encontro informacion",
            "no se encontro documento",
            "no se localizaron",
            "no se cuenta con la informacion",
            "no cuenta con registros",
            "no cuenta con registro",
            "no dispone de la informacion",
            "no posee la informacion",
            "no obra informacion",
            "no obra documento",
            "inexistencia de los documentos",
            "declaro la inexistencia",
            "no information is held",
            "no information held",
            "no recorded information",
            "we do not hold",
            "does not hold any",
            "do not hold any",
            "does not hold information",
            "do not hold information",
            "no documents responsive",
            "no responsive documents",
            "unable to locate any",
            "could not locate any",
            "did not locate any",
            "located no records",
            "no relevant records",
        ],
    ),
    (
        Response::Denied,
        &[
            "denied the request",
            "cannot share",
            "can not share",
            "could not share",
            "would not share",
            "will not share",
            "unable to share",
            "cannot release",
            "will not release",
            "unable to release",
            "cannot disclose",
            "will not disclose",
            "unable to disclose",
            "cannot provide the",
            "unable to provide the",
            "refused to share",
            "declined to share",
            "refused to release",
            "declined to release",
            "denied access to",
            "exempted from disclosure",
            "exempt from the disclosure",
            "is exempt under",
            "are exempt under",
            "being withheld",
            "refused our request",
            "denied our requests",
            "rejected our request",
            "se deniega",
            "se deniega la entrega",
            "deniega el acceso",
            "se rechaza la solicitud",
            "declined our request",
            "refused to hand over",
            "refused to release",
            "is withheld under",
            "neither confirm nor deny",
            "refused to confirm",
            "refused to answer",
            "se negaron a brindar",
            "se nego a brindar",
            "se negaron a entregar",
            "se negaron a informar",
            "se negaron a responder",
            "se nego a responder",
            "negaron el acceso",
            "se denego",
            "denego el acceso",
            "denego la solicitud",
            "denegada",
            "se clasifico como reservada",
            "se clasifica como reservada",
            "tiene caracter de reservada",
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
            "incomplete response",
            "incomplete reply",
            "respuesta incompleta",
            "extremadamente incompleta",
            "de manera incompleta",
            "de forma parcial",
            "granted in part",
            "information has been withheld",
            "information was withheld",
            "portions of the records",
            "have been redacted",
            "has been redacted",
            "some of the information",
            "parts of the records",
            "se entrega parcialmente",
            "se otorga parcialmente",
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

pub(crate) static LEXICON: LazyLock<Lexicon<Response>> = LazyLock::new(|| {
    Lexicon::shared(
        Shared::Responses,
        PHRASES.iter().flat_map(|(value, words)| words.iter().map(|w| ((*w).to_owned(), *value))),
    )
});

/// Answers that are said in many ways.
static SAID: LazyLock<[(Response, Pattern); 4]> = LazyLock::new(|| {
    [
        (
            Response::Partial,
            pattern(
                r"\b(?:(?:partially|partly) (?:granted|disclosed|released|refused|denied|answered|upheld|complied)|(?:granted|released|disclosed|answered|refused|denied) (?:the (?:request|information|records) )?(?:only )?(?:in part|partially|partly)|(?:entreg|respond|contest|conced|otorg)[a-z]+(?: [a-z]+){0,3} (?:parcial(?:mente)?|de (?:manera|forma) parcial|solo una parte)|acceso parcial|redacted (?:cop(?:y|ies)|versions?|documents?)|versiones publicas|version testada)\b",
            ),
        ),
        (
            Response::NoRecords,
            pattern(
                r"\b(?:(?:declar(?:o|aron|a)|confirm(?:o|aron)) (?:formalmente )?(?:la |su )?(?:inexistencia|incompetencia|inexistentes?)|se declar(?:o|aron|a) incompetentes?|notoria incompetencia|no (?:es|era|son|resulta) competentes?|inexistencia de (?:la |los |las )?(?:informacion|documentos?|documentacion|registros?)|(?:informacion|documentos|registros) inexistentes?|no (?:posee|poseen|tiene|tienen|cuentan?|dispone|disponen|genera|resguarda|localizo|localizaron|encontro|encontraron|ubico|hallo)(?: con| de)?(?: la| ningun| ninguna| los)? (?:informacion|registros?|documentos?|documentacion|expresion documental)|no (?:obran?|existen?|se (?:localizo|localizaron|encontro|encontraron|hallo))(?: [a-z]+){0,3}? (?:informacion|registros?|documentos?|documentacion)(?: alguna| alguno)?|(?:declared|said|found)(?: that)?(?: the)? (?:requested )?(?:information|records|documents)(?: requested)?(?: was| were| is| are| to be)? (?:non-?existent|inexistent)|(?:information|records|documents) (?:requested )?(?:does|do|did) not exist|non-?existence of(?: the)? (?:information|records|documents)|(?:does|do|did) not hold (?:any |the |this |such |relevant )?(?:information|records?|data|documents?)|holds? no (?:information|records?|data|documents?)|no (?:relevant |responsive )?(?:information|records|documents) (?:is|are|was|were) (?:held|found|located|identified))\b",
            ),
        ),
        (
            Response::NoResponse,
            pattern(
                r"\b(?:(?:(?:did|has|have|had|does|do) not|didn't|hasn't|haven't|never)(?: yet| even| formally)? (?:respond|repl(?:y|ied)|answer|acknowledge)(?:e?d)?|failed to (?:respond|reply|answer|acknowledge)|(?:went|go|gone|goes|remain(?:s|ed)?|left) (?:unanswered|without (?:an? )?(?:reply|response|answer))|without (?:ever )?(?:replying|responding|answering)|ignored (?:the|our|its|these|both|all) requests?|no (?:respondio|respondieron|contesto|contestaron|(?:ha|han|habia|habian) (?:respondido|contestado)|dio (?:respuesta|contestacion)|dieron (?:respuesta|contestacion)|acuso recibo|acusaron recibo)|(?:quedo|quedaron|sigue|siguen|permanece|permanecen) sin (?:respuesta|responder|contestar|contestacion)|omiti(?:o|eron) (?:dar respuesta|responder|contestar))\b",
            ),
        ),
        (
            Response::Denied,
            pattern(
                r"\b(?:(?:refus|declin)(?:ed|es|ing) to (?:disclose|share|provide|release|confirm|give|hand over|reveal)|(?:cannot|can not|can't|could not|would not|will not|won't|unable to|not able to) (?:share|disclose|release|reveal|confirm or deny|confirm nor deny)|neither confirm(?:s|ed|ing)?,? n?or den(?:y|ies|ied|ying)|ni confirm(?:a|o|an|ar|aron) ni (?:niega|nego|niegan|negar|negaron|desmentir|desmiente|desmintio)|exempt from (?:release|disclosure)|(?:reserv(?:o|aron|ada|ado|adas|ados)|clasific(?:o|aron|ada|ado|adas|ados))(?: [a-z]+){0,6}? por (?:un (?:periodo|plazo|lapso) de )?(?:[a-z]+|\d+)(?: \([a-z0-9]+\))? anos|(?:reserved|classified|sealed|withheld)(?: [a-z]+){0,3}? for (?:a (?:period|term) of )?(?:[a-z]+|\d+)(?: \([a-z0-9]+\))? years|clasific(?:o|a|aron|ada|ado|adas|ados) (?:[a-z]+ ){0,4}?como (?:informacion )?(?:reservad|confidencial)[a-z]*|informacion (?:es|fue|esta|se encuentra|ha sido|quedo) (?:clasificada|reservada|confidencial)|se (?:nego|negaron|rehuso|rehusaron) a (?:proporcionar|dar|revelar|compartir|entregar|informar|responder|contestar|brindar|difundir|facilitar)|no (?:puede|podia|podria|pudo|pueden|podian) (?:compartir|entregar|proporcionar|revelar|divulgar|difundir))\b",
            ),
        ),
    ]
});

/// What was not answered is a reporter's question, and no request.
static ASKED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[^.;]{0,60}\b(?:comments?|interviews?|journalists?|reporters?|entrevistas?|llamadas?|calls?|periodistas?)\b",
    )
});

/// The answers a text speaks of, in order: of those that share words the one that says most.
pub(crate) fn responses(folded: &Folded<'_>) -> Vec<Found<Response>> {
    let text = folded.text();
    // Sentences without a word that answers are told with are not looked at twice.
    if !folded.hints_at(Hint::Response) {
        return LEXICON.find(folded);
    }
    let mut all: Vec<(Range<usize>, Response)> = LEXICON.find_folded(folded).into_iter().collect();
    for (response, said) in SAID.iter() {
        all.extend(said.find_iter(text).map(|hit| (hit.range(), *response)));
    }
    all.retain(|(at, response)| {
        *response != Response::NoResponse || !ASKED.is_match(&text[at.end..])
    });
    all.sort_by_key(|(at, response)| (rank(*response), usize::MAX - at.len(), at.start));
    let mut kept: Vec<(Range<usize>, Response)> = Vec::new();
    for (at, response) in all {
        if kept.iter().all(|(other, _)| other.end <= at.start || at.end <= other.start) {
            kept.push((at, response));
        }
    }
    kept.sort_by_key(|(at, _)| at.start);
    kept.into_iter().map(|(at, value)| Found { at: folded.back(&at), value }).collect()
}

/// How little an answer says: "denied in part" is partial, and "in its reply it refused" denied.
const fn rank(response: Response) -> u8 {
    match response {
        Response::Partial => 0,
        Response::NoRecords => 1,
        Response::NoResponse => 2,
        Response::Denied => 3,
        Response::FeeEstimate => 4,
        Response::Granted => 5,
        Response::Answered => 6,
    }
}
