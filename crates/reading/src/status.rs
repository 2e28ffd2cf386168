//! The state a system, contract, rule or plan is said to be in, Spanish and English.

use std::sync::LazyLock;

use codebook::Status;

use crate::folded::{Folded, Found, Pattern, pattern};
use crate::lexicon::{Lexicon, Shared};

/// The words (folded) of each state, with a bar between.
const PHRASES: &[(Status, &str)] = &[
    (
        Status::Pilot,
        "\
pilot|pilot project|pilot program|pilot programme|pilots|pilot scheme|trial|trials|\
prueba piloto|programa piloto|proyecto piloto|plan piloto|piloto|piloting|piloted|\
pilot basis|trial basis|free trial|free-trial|trialled|trialed|trialling|trialing|\
is trialling|proof of concept|prototype|prueba de concepto|prototipo|programas piloto|\
proyectos piloto|pruebas piloto|etapa piloto|fase piloto|fase experimental",
    ),
    (
        Status::Testing,
        "\
test run|trial run|being trialled|being trialed|being piloted|probo|probando|en fase de prueba|a modo de prueba|ensayos|tests of|\
testing|testing out|tested|being tested|is testing|test deployment|en pruebas|a prueba|\
fase de pruebas|pruebas de|are testing|is being tested|are being tested|was tested|\
were tested|has tested|have tested|test phase|field test|field tests|field trial|\
se encuentra en pruebas|esta probando|estan probando|probaron|periodo de prueba|\
periodo de pruebas|etapa de pruebas|etapa de prueba|marcha blanca",
    ),
    (
        Status::Planned,
        "\
seeks approval|seeking approval|recommends that|in the pipeline|upcoming|en carpeta|en evaluacion|etapa de evaluacion|en estudio|proximamente|en proceso de licitacion|en proceso de compra|en proceso de contratacion|en preparacion|se conectaran|se conectara|will be linked|will be connected|will be expanded|will expand|to be expanded|will be extended|would be used|would use|aims to introduce|expected to be|due to be|due to start|due to begin|ready to launch|gearing up|se ampliara|ampliara|ampliaran|\
plans to|plan to|planned|planning to|intends to|will be deployed|will be installed|\
will deploy|will install|will use|proposed|is considering|planea|planean|preve|contempla|\
se instalaran|instalaran|se implementara|implementara|proyecta|pretende|busca adquirir|\
is planned|are planned|plans for|has plans|have plans|announced plans|planes de implementar|\
planes de|tiene planes de|tienen planes de|tiene planes|apunta a|tiene previsto|\
tienen previsto|esta previsto|esta prevista|se tiene previsto|preven|se preve|planeado|\
planeada|scheduled to|is scheduled to|are scheduled to|is scheduled|set to|is set to|\
are set to|is expected to|are expected to|to be deployed|to be installed|to be rolled out|\
to be launched|will be rolled out|will roll out|will be launched|will launch|\
will be introduced|will introduce|will begin|will go live|will start|will be implemented|\
will implement|will be equipped|will be used|will be fitted|will acquire|will buy|\
will purchase|will get|would be installed|would be deployed|hopes to|wants to|intend to|\
looking to|seeks to|seeking to|are considering|under consideration|considering|exploring|\
explored|proposes|proyectan|contemplan|pretenden|buscan adquirir|busca implementar|\
busca instalar|busca incorporar|sera instalado|sera instalada|seran instaladas|\
seran instalados|seran colocadas|se instalara|se colocaran|se implementaran|se utilizara|\
se utilizaran|se usara|se usaran|se incorporaran|se incorporara|se sumaran|contara con|\
contaran con|dispondra de|utilizara|utilizaran|usara|usaran|implantara|implantaran|se implantara|se implantaran|implementaran|incorporara|\
incorporaran|adquirira|adquiriran|comprara|compraran|instalara|desplegara|desplegaran|\
pondra en marcha|pondran en marcha|sea puesto en marcha|sera puesto en marcha|\
sera puesta en marcha|entrara en funcionamiento|entrara en operacion|\
entraran en funcionamiento|entrara en vigor|comenzara a|comenzaran a|empezara a|empezaran a|\
anuncia|anuncio la instalacion|anuncio la compra|anuncio la implementacion|\
anuncio la adquisicion|anuncio que implementara|anuncio que instalara|will test|will trial|\
will pilot|probara|probaran|pondra a prueba|se probara",
    ),
    (
        Status::MarketResearch,
        "\
conducting market research|market research|request for information|sources sought|\
investigacion de mercado|estudio de mercado|gathering information on|rfi|market sounding|\
consulta al mercado|consulta preliminar al mercado|sondeo de mercado",
    ),
    (
        Status::Open,
        "\
abierta|en curso|en licitacion|se licita|licitara|ongoing|published a tender|issued an rfp|released an rfp|issues rfp|seeks bids|call for bids|expression of interest|expressions of interest|convoco a licitacion|llamara a licitacion|pending|awaiting|abrio una investigacion|opened an investigation|under consultation|\
invites bids|invites tenders|invites sealed bids|invited sealed bids|convoca a la licitacion|invited tenders|invites proposals|seeking bids|seeking proposals|calling for bids|soliciting proposals|solicits proposals|bids are invited|tenders are invited|se convoca a|convoca a licitacion|llamado a concurso|recepcion de ofertas|invited bids|open tender|call for tenders|request for proposals|\
request for proposal|issued a tender|floated a tender|bids are due|convocatoria|\
licitacion abierta|lanzo una licitacion|llamado a licitacion|is open|open for bids|\
accepting bids|invitation to tender|invitation to bid|licitacion publica|llamo a licitacion|\
abrio un expediente|expediente sancionador|under investigation|under review|\
bajo investigacion|awaiting appropriate|awaiting response|en tramite|licito|\
saco a licitacion|llama a licitacion|out to tender|put out to tender",
    ),
    (
        Status::Approved,
        "\
dio el visto bueno|visto bueno|endorsed|given approval|gave approval|granted approval|votaron a favor|voto a favor|ratificaron|\
approved|approves|voted to|passed|authorized|authorised|signed into law|aprobo|aprobado|\
aprobada|aprobaron|autorizo|promulgo|sanciono|was approved|were approved|unanimous vote|\
unanimously approved|unanimously voted|gave the green light|green light|greenlit|cleared|\
ratified|authorises|authorizes|aprueba|aprueban|dio luz verde|luz verde|avalo|ratifico|\
autorizaron|autoriza|signed off on|go-ahead|given the go-ahead",
    ),
    (
        Status::InUse,
        "\
resumed|has resumed|reinstated|remains in use|reactivo|reactivado|sigue operando|sigue funcionando|operativo|operativa|operativas|operativos|ya funciona|ya funcionan|funcionando|funciona desde|funcionan desde|comenzo a operar|comenzo a funcionar|comenzaron a operar|empezo a operar|empezo a funcionar|entraron en funcionamiento|entraron en operacion|fue inaugurado|inaugurado|inaugurada|inauguro|inauguraron|inauguraba|habilitado|habilitada|has been installed|have been installed|had been installed|has been deployed|have been deployed|has been in use|have been in use|goes live|now in place|is in place|are in place|in place since|up and running|fully operational|is operated by|se puso en operacion|ya se usa|ya se utiliza|ya utiliza|ya cuenta con|cuenta ya con|fue instalado|fue instalada|fueron instalados|se instalaron|se instalo|expanding|is expanding|has expanded|was expanded|expanded|ampliado|ampliada|\
deployed|has deployed|have deployed|is deployed|in use|is using|are using|went live|\
now uses|in operation|operational|inicio operaciones|entro en operacion|\
entro en funcionamiento|puso en marcha|puesta en marcha|en operacion|en funcionamiento|\
se utiliza|opera desde|ya opera|are being deployed|being deployed|rolled out|was rolled out|\
were rolled out|has rolled out|have rolled out|rolling out|is rolling out|are rolling out|\
is installing|are installing|has installed|have installed|was installed|were installed|\
are installed|is installed|final implementation stages|is deploying|are deploying|\
has been using|have been using|currently uses|announced the deployment of|announced the launch of|announced the rollout of|announces the launch of|launches|launched|anuncio la puesta en marcha|se encuentra en operacion|se encuentran en operacion|currently use|currently using|being used|\
is being used|are being used|is used by|are used by|are employing|is employing|is live|\
has launched|have launched|went into operation|operational since|has started|in service|\
se encuentra implementando|esta implementando|estan implementando|\
se encuentra en funcionamiento|se encuentra operativo|esta operativo|esta en funcionamiento|\
estan en funcionamiento|esta instalado|esta instalada|estan instalados|estan instaladas|se encuentra instalado|se encuentra instalada|se encuentran instalados|se encuentran instaladas|esta desplegado|estan desplegadas|en uso|esta en uso|puso en funcionamiento|pusieron en marcha|\
puesto en marcha|se puso en marcha|se pusieron en marcha|fue puesto en marcha|\
fue puesta en marcha|fue implementado|ha implementado|han implementado|fueron instaladas|\
se utilizan|se usa|se usan|es utilizado|es utilizada|son utilizadas|son utilizados|\
utiliza desde|continua la implementacion|en proceso de implementacion|\
en etapa de implementacion|en fase de implementacion",
    ),
    (
        Status::Active,
        "\
active contract|is active|remains active|in force|contrato vigente|vigente|en vigor|activo",
    ),
    (
        Status::Renewed,
        "\
renewed|renewal|extended the contract|contract extension|renovo|renovacion|prorrogo|\
prorroga|ampliacion del contrato",
    ),
    (
        Status::Completed,
        "\
completed|conclusion de la|concluyo|finalizo|finalizado|was completed|terminado|was retired|\
retired|has ended|came to an end|concluyeron|finalizaron|llego a su fin",
    ),
    (
        Status::Expired,
        "\
expired|has lapsed|lapsed|vencio|expiro|caduco|has expired|contract expired",
    ),
    (
        Status::Suspended,
        "\
blocked|shelved|put on ice|taken offline|offline|frozen|deferred|postponed|delayed|halts|pauses|pausing|congelado|congelada|postergado|postergada|aplazado|aplazada|pospuesto|pospuesta|retrasado|retrasada|demorado|demorada|frenado|frenada|bloqueado|bloqueada|paralizada|sigue suspendido|sigue suspendida|\
put on hold|suspended|suspends|suspension of|paused|halted|moratorium|on hold|suspendio|\
suspendido|suspendida|suspension del|suspension de|en pausa|temporarily halted|suspending|\
was suspended|has been suspended|is suspended|paused the use|suspendieron|fue suspendido|\
fue suspendida|cautelarmente|quedo suspendido|quedo suspendida|moratoria|paralizo|\
paralizado|ordeno suspender|suspender el|suspender la|voted to suspend|voted to pause|agreed to suspend|decided to suspend|suspendera|suspenderan|dejo en suspenso|en suspenso|puso en pausa|suspendidas|suspendidos|ordered the suspension",
    ),
    (
        Status::Cancelled,
        "\
declarada desierta|declarado desierto|declaro desierta|declaro desierto|quedo desierta|desierta|declarado nulo|declarada nula|nulidad de|quedo en la nada|fue un fracaso|ha sido un fracaso|fracaso|fracasado|shuttered|now-defunct|defunct|ill-fated|archivado|archivada|abandonado|abandonada|descartado|descartada|scrapping|was dropped|were dropped|binned|ditched|pulled out of|walked away from|never went live|nunca se implemento|nunca funciono|nunca funcionaron|nunca entro en|\
cancelled|canceled|terminated|scrapped|withdrawn|later removed|abandoned|shut down|\
discontinued|revoked|struck down|ended its use|stopped using|cancelo|rescindido|rescindida|rescision del|terminacion anticipada|descarto|descartaron|desistio|fue rechazado|dio marcha atras|quedo sin efecto|dejo sin efecto|sin efecto|voted to end|voted to cancel|voted against|agreed to end|decided to end|pulled the plug|switched off|turned off|rolled back|phased out|phase out|scrap|scraps|axed|dismantle|rejected|rejects|cancelo|cancelado|cancelada|\
rescindio|desactivo|dado de baja|desarticulacion|inconstitucionalidad|\
declaro inconstitucional|declared unconstitutional|cancels|cancelling|ended the contract|\
ended its contract|end its contract|ending its contract|terminates|terminate its contract|\
terminating|dropped|no longer uses|no longer using|no longer use|no longer used|\
no longer in use|stop using|stops using|ordered a stop|decommissioned|dismantled|taken down|\
were removed|was removed|dejo de usar|dejo de utilizar|dejaron de usar|dejaron de utilizar|\
dejo de funcionar|dejo de operar|fue desactivado|desactivado|fue dado de baja|fue cancelado|\
fue cancelada|revoco|anulo|anulado|anulada|inconstitucional|declarado inconstitucional|\
declaro la inconstitucionalidad|unconstitutional|retiro las camaras|retirado|desmantelo",
    ),
    (
        Status::Regulated,
        "\
regulated by|is regulated|regulatory framework|regulates the use|regula el uso|regula la utilizacion|regula la instalacion|regulan el uso|regular el uso|regulating the use|\
marco regulatorio|regulado por|regulates|regulate the use|limit the use|limits the use|\
restricts the use|restricting use|restrict the use|restricts|requires approval|\
requires council approval|requires board approval|restringe|limita el uso|marco normativo|\
no esta regulado|not regulated|unregulated",
    ),
    (
        Status::Classified,
        "\
classified|reserved from transparency|is reserved|kept secret|reservada|clasificada|\
clasificado como reservado|informacion reservada|confidencial|withheld from public|\
informacion clasificada|clasificado|clasificados|clasifico|confidential",
    ),
];

pub(crate) static LEXICON: LazyLock<Lexicon<Status>> = LazyLock::new(|| {
    Lexicon::shared(
        Shared::Statuses,
        PHRASES.iter().flat_map(|(value, words)| words.split('|').map(|w| (w.to_owned(), *value))),
    )
});

/// The states a text speaks of, in order.
pub(crate) fn statuses(folded: &Folded<'_>) -> Vec<Found<Status>> {
    LEXICON.find(folded)
}

/// Verbs of putting to use, with how they end.
pub(crate) static PUT_TO_USE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:deploy|install|implement|mount|equipp|activat|utili[sz]|us|operat|employ|station|position|erect|embedd|plac|locat|situat|fitt)(?P<ed>ed)|(?:utiliz|us|emple|oper|instal|coloc|implement|incorpor|implant|ubic|mont|activ|equip|habilit|despleg|emplaz|distribu)(?:(?P<ado>[ai]d[oa]s?)|(?P<ara>aran?|iran?)))\b",
    )
});

/// Verbs of having something in use, of whoever has it; and of what a system is made of.
pub(crate) static HAS_IN_USE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:uses?|used|operates?|runs?|employs?|employed|relies on|relied on|rely on|adopted|consists of|ha[sd] in place|have in place|operan?|operaba|usan?|utilizan?|utilizo|utilizaron|utilizaba|emplean?|empleo|cuentan? con|contaba con|disponen? de|implemento|implementaron|implanto|implantaron|instalo|instalaron|incorporo|incorporaron|adopto|adoptaron|manejan?|gestionan?|administran?)\b",
    )
});

/// The state that the words of one verb tell by their tense: "were deployed", "serán colocadas".
pub(crate) fn by_tense(words: &str) -> Option<Status> {
    let whole = |hit: crate::folded::Match<'_>| hit.start() == 0 && hit.end() == words.len();
    if HAS_IN_USE.find(words).is_some_and(whole) {
        return Some(Status::InUse);
    }
    let verb = PUT_TO_USE
        .captures(words)
        .filter(|verb| verb.get(0).is_some_and(|all| all.end() == words.len()))?;
    let ahead = ["will ", "to ", "sera ", "seran "].iter().any(|word| words.starts_with(word));
    let planned = ahead || verb.name("ara").is_some();
    Some(if planned { Status::Planned } else { Status::InUse })
}
