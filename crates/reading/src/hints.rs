//! Words that a sentence must hold for something else to be worth a look: all of them are looked for at
//! once, in one pass over the sentence.

use std::sync::LazyLock;

use aho_corasick::automaton::Automaton as _;
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind, StartKind};

use crate::literals::always_holds;
use crate::relations::WHO;

/// What is worth a look where one of its words stands in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// What faces and plates are held against.
    Against,
    /// What takes up a system that was spoken of.
    Again,
    /// What leads to an aim.
    Aim,
    /// An article of a law that is cited.
    Article,
    /// What banned words stand in, beside the technology's.
    Ban,
    /// What speaks of biometrics.
    Biometric,
    /// A name behind "called".
    Called,
    /// A legal case by its parties.
    Case,
    /// A share by "percent".
    Cent,
    /// A challenge in court.
    Challenge,
    /// A contract.
    Contract,
    /// A contract, in English.
    ContractEnglish,
    /// A contract, in Spanish.
    ContractSpanish,
    /// A database.
    Database,
    /// A fine.
    Fine,
    /// A face.
    Faces,
    /// A fingerprint.
    Finger,
    /// How something was found to be.
    Finding,
    /// What an authority or a court found.
    Found,
    /// A verb of having, using or installing.
    Frame,
    /// A share by a fraction.
    Fraction,
    /// An association of people.
    Group,
    /// How long something is kept.
    Kept,
    /// Those who make a statement together.
    Joint,
    /// What has a name in apposition.
    Kind,
    /// What a system lacks, or nobody did.
    Lacks,
    /// A law that is numbered.
    Law,
    /// Parts of the body in a list.
    Modes,
    /// What denies.
    No,
    /// An office that speaks.
    Office,
    /// A role in which somebody speaks.
    Role,
    /// What came out, or is demanded.
    Outcome,
    /// A programme.
    Programme,
    /// A party to a contract.
    Party,
    /// What asks.
    Please,
    /// What somebody says something in: a letter, a report, a suit.
    Paper,
    /// A newspaper, a broadcaster or a site.
    Press,
    /// An answer.
    Response,
    /// A decision of a court.
    Ruling,
    /// A verb of saying.
    Says,
    /// "According to" and the like.
    SaidBy,
    /// A noun for a place.
    Site,
    /// Data given to others.
    Sharing,
    /// Data that others get at.
    Access,
    /// What has a term: a contract, a tender.
    Term,
    /// A tender.
    Tender,
    /// What somebody is told to end, or not let do.
    Stop,
    /// A system in Spanish, by a word before its name.
    SystemSpanish,
    /// A system in English, by a word behind its name.
    SystemEnglish,
    /// Value-added tax.
    Tax,
    /// Use without what the law demands.
    Unlawful,
    /// A place where things are used.
    Venue,
    /// What watches or identifies.
    Watches,
    /// Whose use it is.
    Whose,
    /// Who says something, told without a verb of saying.
    Told,
    /// Who speaks without a name.
    Who,
}

/// The words (folded, `|` between them). They count within other words, too.
const WORDS: &[(Hint, &str)] = &[
    (
        Hint::Aim,
        " to | for |para | fin|con miras|asi como|y de |y para |ni para |o para |sirve|ayuda| al | a |view|objet|proposit|purpose|aim|goal|efecto|with the",
    ),
    (Hint::Against, "compar|match|check|cross-|search|contrast|cruz|cotej|verific"),
    (Hint::Article, "art|section|seccion|u/s|s. |chapter"),
    (Hint::Ban, "ban|prohib|forb|outlaw|bar|morator|impid|no p|voted"),
    (Hint::Biometric, "biometr"),
    (Hint::Called, "called|named|dubbed|known as|bautiz|llamad|denominad|conocid"),
    (Hint::Case, " v | v. | vs| c. "),
    (Hint::Cent, "%|cent|ciento"),
    (
        Hint::Challenge,
        "injunction|brief|compensation|damages|notice|orden judicial|acuerdo legal|class action|class-action|lawsuit|legal |judicial|challeng|complain|suit|petition|sued|\
suing|appeal|litigation|investigat|inquir|probe|settlement|queja|reclam|extrajudicial|to court|breach|violat|accion|amparo|tutela|demand|denuncia|\
querella| case|cautelar|sancionador|investigacion|expediente|procedimiento|proceso|apela|apelo|recurso|causa",
    ),
    (
        Hint::Contract,
        "contract|contrato|contrata|tender|licitacion|purchase order|orden de compra|adjudic|award|convenio|\
agreement| deal |procure|compra",
    ),
    (Hint::ContractEnglish, "contract"),
    (Hint::ContractSpanish, "contrat|licitacion|adjudic|compra|convenio"),
    (Hint::Database, "database|datos|watch"),
    (Hint::Fine, "multa|fined|fine:|a fine|sancion de|penalty"),
    (Hint::Faces, "face|facial|facciones|rostro"),
    (Hint::Finger, "finger|huella"),
    (
        Hint::Finding,
        "lawful|legal|unconst|excessiv|excesiv|proportion|proporcion|complian|comply|breach|unauthori|without|lack|ad no |\
as no |ave no|is no |with no|violat|infring|contraven|not |delay|postponed|appeal|draft|requir|requier|\
irregular|discrecional|ilicit|sin |carec|no |incumpl|vulner|conforme|apelad|postergad|aplazad|demorad|\
retrasad|pospuest|failed|violation",
    ),
    (
        Hint::Frame,
        "use|using|usa|uso|utili|deploy|despl|instal|operat|opera|employ|emple|equip|implement|implant|mount|mont|\
activ|fitt|plac|coloc|locat|situat|ubic|station|position|erect|embedd|introduc|incorpor|launch|lanz|roll|trial|\
pilot|test|prueb|prob|habilit|funcion|work|monitor|record|graba|watch|vigil|cover|cuenta|contar|dispon|tiene|has |\
have |had |kept|retain|stored|delet|conserv|almacen|ceased|stop|service|servicio|camaras|cameras|distribu|emplaz|encuentr|worn|issued|estren",
    ),
    (Hint::Fraction, " in | out of | de cada | en |a de "),
    (
        Hint::Group,
        "watch|foundation|fundacion|asociacion|association|society|union|allianc|alianza|coalici|coaliti|network|\
institute|centre|center|internati|internaci|initiative|campaign|rights|liberties|federat|federac|observator|\
colectiv|collectiv|movimiento|movement|forum|foro|league|liga|trust|organi|report|journal|periodist|amnesty|\
amnistia|advocates|defend|defens|project|privacy|freedom|consortium|service|universi|consejo|committee",
    ),
    (
        Hint::Joint,
        "organi|groups|ngos|association|charities|signator|campaign|asociaciones|colectivos|ong|entidades|research|report|\
statement|letter|study|investigation|call|petition|complaint|informe|estudio|investigacion|carta|comunicado|campana|\
peticion|declaracion|led by|signed by|initiated by|launched by|written by|authored by|issued by|published by|along with|\
together with|jointly with|alongside|junto con|junto a|firmad|impulsad|liderad|convocad",
    ),
    (
        Hint::Kind,
        "system|sistema|app|aplicaci|software|platform|plataforma|scheme|programa|programme|project|proyecto|\
initiative|network",
    ),
    (
        Hint::Programme,
        "system|sistema|app|aplicaci|software|platform|plataforma|scheme|program|project|proyecto|initiative|\
capability|portal|pilot|solution|escudo|operati|city|ciudad|territorio|tool|herramienta|database",
    ),
    (
        Hint::Again,
        " service| tool| network| lectores| herramienta| servicio| red|cctv|e-gates|drone|videocamaras|\
videovigilancia|footage|recordings|captured |grabaciones|images|imagenes|plates|placas|matriculas",
    ),
    (
        Hint::Kept,
        "destr|retain|retention|kept|stored|held|saved|delet|eras|purg|overwrit|store|keep|conserv|almacen|guard|elimin|\
borr|reten|retien",
    ),
    (
        Hint::Lacks,
        " no |no se|no hay|no ex|no cont|no cuent|no tien|no acred|no disp|failed|fails|refuse|decline|neglected|nada se|desconoce|tampoco|missing|absent|\
not |never|without|sin ",
    ),
    (
        Hint::Law,
        "ley|decret|ordenanza|resolucion|acuerdo|circular|reglamento|order|decree|gdpr|rgpd|lgpd|bipa|ccpa|\
lopd|habeas",
    ),
    (Hint::Modes, "biometri|scan|reconocimiento|lectura|captura|recogni|reader"),
    (Hint::No, "no|n't|never|nunca"),
    (
        Hint::Office,
        "minist|secretar|ommissioner|gov|gob|mayor|alcald|chief|jef|director|presiden|fiscal|sheriff|superint|\
spokes|voz|vocer|relator|rapporteur|comisionad",
    ),
    (
        Hint::Found,
        "appeal |in accordance|violation|complaint|reprimand|did not |recurso|desestima|estima el|estima la|estima parc|rechaza|acoge|no inform|\
no menc|no indic|no publ|no entreg|no propor",
    ),
    (
        Hint::Outcome,
        "outcome|decision|result|status|ruling|determin|verdict|disposition|offered|sold|availab|provided|shared|stored|no longer|never used|fallo|estado|estatus|situacion|sentido|\
subject to|authori|permit|sujet|autoriza|aproba|requer|requier|precisa|exige|denega|revoca|intend|continu|seguir|order|\
 days to|months to|weeks to|stop using|orden|carec|sin un|sin de |sin base|sin fund|sin ampar|sin sust|sin habil|sin cober|no se |no ten|no tien|no exist|breach|assessment|policy|used |not a tool|optional|opcional|voluntar|obligator|\
mandator|compuls|out of serv|operational|working|functioning|fuera de|funciona|in prepar|in develop|under develop|\
en desarr|en prepar|en constr",
    ),
    (Hint::Party, "contract|contrat|agreement|deal|tender|convenio|licitacion|compra|order"),
    (Hint::Please, "please"),
    (
        Hint::Paper,
        "brief|report|statement|letter|petition|complaint|suit|study|survey|notice|objection|appeal|response|analysis|review|\
paper|article|investigation|call|guidance|opinion|informe|comunicado|carta|peticion|denuncia|demanda|amparo|estudio|\
recurso|escrito|documento|investigacion|articulo|nota|analisis|dictamen",
    ),
    (
        Hint::Press,
        "times|post|herald|guardian|express|news|journal|gazette|tribune|telegraph|magazine|chronicle|observer|reporter|\
update|wire|review|bulletin|courier|daily|sentinel|register|radio|television|investigates|noticias|diario|periodico|\
revista|prensa|nacion|pais|tiempo|universal|mercurio|comercio|cronica|correo|vanguardia|gaceta|tribuna|informador|ledger|\
dispatch|inquirer|independent|mail|mirror|monitor|globe|press",
    ),
    (
        Hint::Response,
        "respond|repl|answer|acknowledg|ignor|records|inform|document|hold|confirm|disclos|releas|shar|provid|\
reserv|classif|clasific|compet|inexist|existent|parcial|partial|partly|in part|contest|neg|rehus|redact|\
testad|public",
    ),
    (
        Hint::Role,
        "advis|counsel|lawyer|attorney|solicitor|barrister|research|professor|fellow|analyst|expert|specialist|scientist|\
engineer|director|head|chief|chair|president|founder|secretar|minist|commission|governor|mayor|senator|represent|member|\
deputy|sheriff|officer|inspector|superint|captain|commander|spokes|manager|coordin|executiv|ceo|cto|leader|campaign|\
advocate|activist|organiz|organis|prosecutor|ombudsman|rapporteur|auditor|abogad|asesor|investigador|profesor|academic|\
analist|especialist|jef|fundador|comisionad|gobernador|alcald|intendent|conceja|regidor|diputad|senador|legislador|juez|\
fiscal|defensor|comisari|comandant|titular|portavoz|vocer|gerent|integrant|miembro|activist|encargad|responsab|alderman",
    ),
    (
        Hint::Ruling,
        "sentencia|fallo|resolucion|decision|decided|ruling|ruled|judg|cautelar|dictam|ordinance|ordenanza|decreto|order|\
verdict|vote|declar|enacted|passed|aprobo|sanciono|promulgo|dicto|dada en|dado en|sancionad|promulgad|found |was found|were found|fined|confirmo|\
upheld|struck down|notice|prohibio|suspendio|banned|adopt|backed|accepted|approved|authori|ratified|rejected|tabled|guid|\
determin|concluy|resolvi|emitio|aprob|acord|autoriz|avalo|avalad|rechazo",
    ),
    (
        Hint::Says,
        "claim|said|say|report|announc|found|confirm|assert|states|stated|assure|point|note|told|tells|\
argue|warn|expla|explic|acknowledg|admit|denies|denied|disclos|reveal|adds|added|insist|maintain|estimat|conclu|\
declar|testif|wrote|alleg|according|afirm|asegur|dijo|dijeron|dice|sost|inform|anunci|indic|senal|\
denunci|manifest|expres|detall|apunt|agreg|destac|reconoc|admit|nego|rechaz|advi|revel|estim|comunic|\
subray|precis|record|recuerda|segun|ruled|condemn|accus|critic|stress|emphasi|believe|complain|promis|\
pledg|boast|comment|remark|question|cuestion|considera|defend|defiend|promet|puntual|enfati|resalt|aclar|\
acus|argument|mencion|refirio|cree|garanti|call|welcom|urg|respond|pide|pidi|exig|ratific|adelant|coment|anadio|acuerdo con|acuerdo a|a decir de|en palabras",
    ),
    (
        Hint::Sharing,
        "shar|sold|sell|gives|give access|grant|vend|intercambi|disponible|feed|fed|pass|disclos|suppl|forward|suministr|proporcion|brind|facilit|transm|turna|da vista|dio vista|notific|report|deriva|send|sent|provid|hand|availab|compart|envi|remit|entreg|ced|collabor|particip|desde donde|\
acces",
    ),
    (
        Hint::Site,
        "airport|stadium|station|street|road|highway|motorway|junction|intersection|roundabout|square|park|estate|walkway|\
route|space|place|mall|store|shop|market|setting|school|classroom|universit|campus|hospital|clinic|prison|jail|border|\
checkpoint|terminal|port|harbour|bus|train|tram|vehicle|venue|arena|festival|casino|hotel|museum|librar|office|\
building|entrance|gate|location|site|neighb|district|centre|center|court|bridge|tunnel|lane|corridor|branch|camp|\
county|city|town|state|country|borough|region|nation|province|village|island|aeropuerto|estadio|estacion|calle|\
avenida|via|carretera|autopista|corredor|ruta|peaje|crucero|glorieta|interseccion|plaza|parque|espacio|lugar|punto|\
sitio|acceso|ingreso|entrada|barrio|colonia|zona|sector|supermercado|tienda|sucursal|sede|oficina|modulo|mercado|\
escuela|colegio|universidad|carcel|penal|prision|frontera|puerto|metro|autobus|colectivo|tren|patrulla|vehiculo|\
unidad|puesto|bar|pub|bank|pole|taxi|antro|poste|gasolin|fabrica|factor|church|iglesia|restaur|comisaria|edificio|centro|museo|coliseo|feria|perimetro|playa|muelle|puente|tunel|recinto|instalacion|\
juzgado|ciudad|municipio|provincia|pais|entidad|capital|territorio|departamento|comuna|distrito",
    ),
    (Hint::SaidBy, "according to|segun|de acuerdo |alegad|informad|claimed by|alleged by"),
    (Hint::Access, "acce"),
    (
        Hint::Term,
        "contract|contrat|agreement|convenio|license|licence|licencia|subscription|suscripcion|lease|arrend|\
warranty|garantia|amendment|enmienda|adenda| term|plazo|vigen|tender|bids|bidder| bid |quotation|proposals|\
oferta|propuestas|licitaci|emision|issue date|date of issue|issued|adjudicaci|award|closing date|deadline|fecha|publication date|request for| rfp| rfq| rfi|convocatoria|concurso",
    ),
    (
        Hint::Stop,
        "to stop|to cease|to halt|to end|dejar de |cesar |not let|not allow|not permit|no habilita|no autoriza",
    ),
    (Hint::Tender, "rf|request|tender|bids|licitaci|convocatoria|concurso|pliego"),
    (Hint::Tax, "iva|i.v.a.|vat|gst|tax|impuesto"),
    (Hint::SystemSpanish, "sistema|centro|programa|red de|proyecto|plan |plataforma|registro"),
    (Hint::SystemEnglish, "system|scheme|programme|platform|database|repository|network|gateway"),
    (Hint::Unlawful, "biometr|facial|faces|uso sin |surveil"),
    (
        Hint::Venue,
        "airport|station|stadium|mall|shopping|border|prison|jail|school|campus|casino|hospital|metro|subway|\
street|road|square|checkpoint|terminal|detention|crossing|venue|building|neighbo|aeropuerto|estacion|estadio|\
comercial|frontera|fronteriz|puerto|penal|carcel|escuela|colegio|subte|tren|calle|centro|via publica|\
vias publicas|espacio|plaza|parque|edificio|barrio|zona|peatonal|avenida|territorio|carretera|instalaciones|\
acceso|puesto|movil|patrulla|universidad|mercado|access point|park|polling|town|arena|concert|harbo|city cent",
    ),
    (
        Hint::Watches,
        "recogni|reconoc|biometr|identi|surveil|vigilan|facial|face|fingerprint|huella|entry|plate|matching|\
verifica",
    ),
    (
        Hint::Whose,
        "\
 by |por |'s |s' |its |their |su |sus | had | has | have | en |cargo|respons|control| used | use | uses | using |podra|pueden|fuerzas|cuerpos|utiliz|usa|emple|\
trial|pilot|cuenta|contaba|fine|contra|against|impon|impus|impos|requi|mult|sanc|repri|warn| sue|apercib|denunci|demand|customer|client|agency|entidad|depend",
    ),
    (
        Hint::Told,
        "according to|segun|de acuerdo con|de acuerdo a|a decir de|en palabras de|informado por|reported by|\
claimed by|alleged by|confirmed by|estimated by|announced by|warned by|alegad|informad|anunciad|reportad|\
confirmad|denunciad|senalad| per |citing |quoting |citando |thanks to |disclosed by|revealed by|documented by|\
published by|uncovered by|reported in|published in",
    ),
    (Hint::Who, WHO),
    (Hint::Who, "director"),
];

/// Which hints a text gives, a bit for each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hints(u64);

impl Hints {
    /// Those of a folded text.
    pub(crate) fn of(text: &str) -> Self {
        Self(ALL.find(text))
    }

    /// True where it gives this one.
    pub(crate) const fn has(self, hint: Hint) -> bool {
        self.0 & bit(hint) != 0
    }
}

impl Hint {
    /// True where this hint is given by whatever a pattern matches.
    pub(crate) fn is_given_by(self, pattern: &str) -> bool {
        let own = WORDS.iter().filter(|(hint, _)| *hint == self);
        let words: Vec<&str> = own.flat_map(|(_, words)| words.split('|')).collect();
        always_holds(pattern, &words)
    }
}

const fn bit(hint: Hint) -> u64 {
    1 << hint as u32
}

/// All words as one automaton.
struct All {
    automaton: Option<DFA>,
    /// What each is a word of.
    of: Vec<u64>,
    /// How long the longest is.
    longest: usize,
}

static ALL: LazyLock<All> = LazyLock::new(|| {
    let all = WORDS.iter().flat_map(|(hint, words)| words.split('|').map(|word| (word, *hint)));
    let (words, of): (Vec<&str>, Vec<u64>) = all.map(|(word, hint)| (word, bit(hint))).unzip();
    let built = DFA::builder()
        .match_kind(MatchKind::Standard)
        .start_kind(StartKind::Unanchored)
        .build(&words);
    debug_assert!(built.is_ok(), "{built:?}");
    let longest = words.iter().map(|word| word.len()).max().unwrap_or_default();
    All { automaton: built.ok(), of, longest }
});

/// In how many stretches at once a text is gone through: each step waits for the one before to come from memory,
/// and the others go on meanwhile.
const LANES: usize = 4;

impl All {
    /// Everything is worth a look where the automaton could not be built.
    fn find(&self, text: &str) -> u64 {
        let Some(automaton) = &self.automaton else { return u64::MAX };
        let Ok(start) = automaton.start_state(Anchored::No) else { return u64::MAX };
        let bytes = text.as_bytes();
        // Each goes so far into the next one that no word is cut.
        let each = bytes.len().div_ceil(LANES);
        let long = bytes.len().min(each + self.longest);
        let from: [usize; LANES] =
            std::array::from_fn(|lane| (lane * each).min(bytes.len() - long));
        let stretches = from.map(|from| &bytes[from..from + long]);
        let mut states = [start; LANES];
        let mut found = 0;
        for step in 0..long {
            let mut special = false;
            for (state, stretch) in states.iter_mut().zip(&stretches) {
                *state = automaton.next_state(Anchored::No, *state, stretch[step]);
                special |= automaton.is_special(*state);
            }
            if !special {
                continue;
            }
            for state in states.iter().filter(|state| automaton.is_match(**state)) {
                for which in 0..automaton.match_len(*state) {
                    let word = automaton.match_pattern(*state, which).as_usize();
                    found |= self.of.get(word).copied().unwrap_or_default();
                }
            }
        }
        found
    }
}
