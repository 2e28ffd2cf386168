//! The words of a sentence by class: function words of both languages, and stems of what is done, by whom, to what.
//!
//! Closed and small, so that what is learnt of one document's words holds for another's.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::words::{LETTERS, WordMap};

/// Function words, class by class.
pub(super) const FUNCTION: &[(&str, &str)] = &[
    ("of", "of|de|del"),
    ("in", "in|en|at|within|inside|dentro"),
    ("to", "to|a|al|into|hacia|ante|onto"),
    ("by", "by|por"),
    ("with", "with|con"),
    ("from", "from|desde|since"),
    ("for", "for|para"),
    ("on", "on|sobre|upon|about|regarding|acerca"),
    ("between", "between|among|entre|amongst|across"),
    ("under", "under|bajo|segun|pursuant|conforme|per"),
    ("article", "the|el|la|los|las|an|un|una|unos|unas|lo"),
    ("and", "and|y|e|or|o|u|ni|nor|as|como|both|plus|tambien|also"),
    (
        "which",
        "which|that|who|que|quien|quienes|cual|cuales|where|donde|whose|cuyo|cuya|when|cuando",
    ),
    (
        "is",
        "is|are|was|were|be|been|being|es|son|fue|fueron|ser|sido|esta|estan|estaba|estaban|era|eran|sea|sean",
    ),
    ("has", "has|have|had|ha|han|haber|hay|habia|having|hubo"),
    ("will", "will|would|shall|going|sera|seran|va|van|soon|proximo|proxima|next"),
    (
        "can",
        "can|could|may|might|should|must|puede|pueden|podria|podrian|podra|podran|debe|deben|deberia|deberan|debera|whether|if|si",
    ),
    ("not", "not|no|nunca|never|without|sin|neither|none|cannot|ningun|ninguna|tampoco"),
    ("its", "its|their|his|her|su|sus|our|nuestro|nuestra|your|my"),
    ("this", "this|these|those|este|estos|estas|dicho|dicha|dichos|such|ese|esa|mismo|same"),
    ("they", "it|they|he|she|we|se|nos|le|les|them|us|you"),
    ("through", "through|via|mediante|traves|medio"),
    ("until", "until|hasta|till|before|antes"),
    ("against", "against|contra|versus"),
    ("after", "after|tras|despues|luego|following|during|durante|while|mientras"),
    (
        "more",
        "more|mas|than|over|least|menos|some|unos|about|nearly|casi|up|total|other|otros|otras|all|todos|todas|each|cada",
    ),
    (
        "has it",
        "tiene|tienen|cuenta|cuentan|posee|poseen|owns|holds|hold|own|includes|include|including|incluye|incluyen",
    ),
];

/// Stems, class by class: a word belongs to the class of its longest stem.
pub(super) const STEMS: &[(&str, &str)] = &[
    (
        "acquire",
        "acqui|purchas|bought|buy|procur|adquir|adquis|compr|contrata|contrato|spen|paid|pay|pago|lease|rent|arrend|licit|tender|contract|bid|hire|hiring",
    ),
    (
        "award",
        "award|adjudic|sign|firm|suscri|celebr|won|wins|winning|select|formaliz|agree|acuerdo|conven|renew|renov",
    ),
    (
        "supply",
        "suppl|provid|provee|suminist|develop|desarroll|manufact|fabric|made|sold|sell|vend|offer|ofrec|powered|maker|vendor|contractor|proveed|empresa|company|compani|subsidiar|distribu|startup|integrator|integrador|consorci|joint",
    ),
    (
        "use",
        "use|using|usa|usan|usar|uso|utiliz|utilis|emple|employ|opera|run|runs|running|deploy|despleg|desplieg|equip|leverag|apply|appli|aplic|wear|worn",
    ),
    (
        "install",
        "install|instal|implement|implant|coloc|ubic|locat|mount|placed|launch|lanz|introduc|start|began|begin|begun|inaug|inici|comenz|empez|activ|roll|live|funcion|unveil|present|estren",
    ),
    (
        "plan",
        "plan|intend|propos|expect|prev|proyect|consider|schedul|aim|future|futur|pretend|seek|busca|evalu|stud|estudi|explor",
    ),
    ("test", "test|trial|pilot|prueb|prob|experiment|ensay|demonstr"),
    (
        "stop",
        "stop|suspen|cancel|halt|paus|end|ended|ending|terminat|discontinu|ceas|deten|retir|desactiv|expir|venc|finaliz|conclu|complet|culmin|close|abandon|scrap|withdr",
    ),
    ("ban", "ban|bans|banned|banning|prohib|forbid|outlaw|morator|restrict|limit|impid|veda"),
    (
        "share",
        "shar|compart|transfer|entreg|disclos|send|sent|envi|acces|exchang|intercambi|remit|remis|cede|cesion|report to|upload|deliver",
    ),
    (
        "connect",
        "connect|conect|link|vincul|integr|match|cotej|compar|cross|cruz|query|queri|consult|search|busqued|interop|database|databas|base|bases|datos|regist|padron|records|repositor|index",
    ),
    (
        "say",
        "say|said|stat|claim|accord|announc|anunci|declar|afirm|dij|dice|inform|report|explain|explic|indic|asegur|told|tell|warn|argu|advirt|senal|sosten|sostuv|public|found|reveal|revel|confirm|not|noted|acknowledg|reconoc|manifest|critici|critic|expres|detall|preciso",
    ),
    (
        "law",
        "law|laws|act|acts|ley|leyes|articul|article|section|decret|decree|regul|reglament|directiv|constitu|codigo|code|ordinanc|ordenanz|statut|legal|legisl|fundament|basis|clause|clausul|gdpr|rgpd|right|derech|norma",
    ),
    (
        "court",
        "court|tribunal|juez|jueza|judge|suit|lawsuit|demand|amparo|complaint|denunc|appeal|apel|recurso|recurr|challeng|impugn|litig|sued|filed|interpu|interpon|plaintiff|querell|petition|unconstitu|inconstitu|unlawful|ilegal|illegal|violat|vulner|breach|infring|infracc",
    ),
    (
        "decide",
        "decid|decis|approv|aprob|resolv|resolu|rule|ruled|ruling|vote|voto|passed|adopt|author|autoriz|issue|emiti|dict|fine|fined|sancion|mult|order|ordeno|orden|grant|permit|permis|licen|publish|published",
    ),
    (
        "request",
        "request|solicit|pedido|foi|foia|records|transparen|respuest|respon|repl|answer|contest|ask|asked|inquir|pregunt",
    ),
    ("deny", "deni|deny|reject|rechaz|nego|neg|refus|lack|carec|fail|incumpl|exempt|reserv"),
    (
        "money",
        "cost|budget|presup|value|valued|valor|monto|million|millon|fund|price|precio|invest|invers|inviert|invirt|gast|worth|euro|dollar|dolar|peso|pound|importe|iva|vat",
    ),
    (
        "camera",
        "camera|camar|device|dispositiv|reader|lector|sensor|drone|kiosk|kiosc|gate|gates|unit|unidad|scanner|terminal|tablet|equipo|totem|torniqu|portal",
    ),
    (
        "person",
        "people|person|individ|face|faces|rostro|cara|citizen|ciudad|passeng|pasajer|student|alumn|estud|suspect|sospech|offend|custom|client|user|usuari|travel|viaj|resident|fan|hinch|child|nin|worker|emplead|employee|detain|deten|immigr|migra|profug|profil|delincu|criminal|missing|desapar|wanted|buscad",
    ),
    (
        "list",
        "watchlist|list|lista|listas|galler|galer|photo|foto|image|imag|enrol|enroll|template|plantill|record|profile",
    ),
    (
        "site",
        "airport|station|stadium|school|street|park|town|aeropuert|estacion|estadio|escuel|calle|plaza|munici|centro|center|centre|metro|border|fronter|hospital|prison|carcel|building|edificio|universit|universid|mall|store|shop|tienda|supermerc|road|highway|carreter|ruta|avenid|terminal|port|puerto|neighbo|barri|village|district|distrit|area|zona|zone|site|sitio|venue|arena|casino|bus|tren|train|subway|beach|playa|region|provinc|estado|state|nation|countr|pais",
    ),
    (
        "system",
        "system|sistem|technolog|tecnolog|software|platform|plataform|app|apps|aplicacion|project|program|tool|herramient|network|red|surveil|vigilan|videovig|biometr|recogni|reconoc|facial|cctv|anpr|alpr|algorithm|algoritm|solucion|solution|service|servicio",
    ),
    (
        "aim",
        "identif|detect|prevent|preven|investig|find|secur|segur|verif|improv|mejor|protec|proteg|combat|track|control|monitor|authent|autent|ensur|garant|help|ayud|allow|permit|enabl|facilit|reduc|increas|aument|fight|luch|catch|captur|captu|locali|reforz|strength|enforc|manage|gestion|gestionar|check|comprob|recogn|count|contar|purpose|finalid|objetiv|objetivo|goal|fin|fines",
    ),
    (
        "time",
        "year|ano|anos|month|mes|meses|week|seman|day|days|dia|dias|period|durat|durac|plazo|vigenc|date|fecha|januar|februar|march|april|june|july|august|septemb|octob|novemb|decemb|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiemb|octubre|noviemb|diciemb",
    ),
    (
        "body",
        "police|polic|minist|secretar|council|ayuntam|gobiern|govern|depart|agenc|authorit|autorid|fiscal|alcald|mayor|direccion|office|oficina|commission|comision|bureau|force|fuerza|intendenc|gobernac|prefect|institut|instituto|guardia|guard|army|ejercit|sheriff|buyer|comprador|entidad|contratante|responsible|controller",
    ),
];

/// Signs before a word, after the function words among the classes of what stands beside a mention.
pub(super) const SIGNS: &[&str] = &[
    "start", "end", "comma", "stop", "open", "close", "quote", "colon", "bar", "dash", "number",
    "word",
];

/// How many classes a neighbour may be of: function words, then signs, then stems.
pub(super) const NEIGHBOURS: usize = FUNCTION.len() + SIGNS.len() + STEMS.len();

/// The class of a sign, as a neighbour.
pub(super) const fn sign(sign: usize) -> usize {
    FUNCTION.len() + sign
}

/// The class of a stem, as a neighbour.
pub(super) const fn of_stem(stem: usize) -> usize {
    FUNCTION.len() + SIGNS.len() + stem
}

/// What a neighbour's class is called.
pub(super) fn neighbour(class: usize) -> String {
    let words = FUNCTION.get(class).map(|(name, _)| *name);
    let sign = class.checked_sub(FUNCTION.len()).and_then(|at| SIGNS.get(at)).copied();
    let stem = class.checked_sub(of_stem(0)).and_then(|at| STEMS.get(at)).map(|(name, _)| *name);
    words.or(sign).map_or_else(|| format!("~{}", stem.unwrap_or("?")), str::to_owned)
}

/// A word by its class.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// Its place in the folded text.
    pub(in crate::relations) at: Range<usize>,
    /// Its class among neighbours.
    pub(in crate::relations) class: usize,
    /// The class of its stem.
    pub(in crate::relations) stem: Option<usize>,
    /// What stands before it since the word before.
    pub(in crate::relations) sign: Option<usize>,
}

/// The place of a class in a list of classes.
pub(super) const fn class(list: &[(&str, &str)], name: &str) -> usize {
    let mut at = 0;
    while at < list.len() {
        if same(list[at].0.as_bytes(), name.as_bytes()) {
            return at;
        }
        at += 1;
    }
    at
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

fn classes(lists: &'static [(&str, &str)]) -> WordMap<usize> {
    let mut all: Vec<(&'static str, usize)> = Vec::new();
    for (class, (_, words)) in lists.iter().enumerate() {
        all.extend(words.split('|').map(|word| (word, class)));
    }
    WordMap::new(all.leak())
}

static WORDS: LazyLock<WordMap<usize>> = LazyLock::new(|| classes(FUNCTION));

/// Stems by their first three letters, the longest first.
static ROOTS: LazyLock<FxHashMap<&'static str, Vec<(&'static str, usize)>>> = LazyLock::new(|| {
    let mut roots: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for (class, (_, words)) in STEMS.iter().enumerate() {
        for word in words.split('|') {
            if let Some(first) = word.get(..SHORTEST) {
                roots.entry(first).or_default().push((word, class));
            }
        }
    }
    for roots in roots.values_mut() {
        roots.sort_by_key(|(word, _)| Reverse(word.len()));
    }
    roots
});

/// How many letters a stem has at least.
const SHORTEST: usize = 3;

/// The class of the longest stem that a word begins with.
fn stem(word: &str) -> Option<usize> {
    let roots = ROOTS.get(word.get(..SHORTEST)?)?;
    roots.iter().find(|(root, _)| word.starts_with(root)).map(|(_, class)| *class)
}

/// The words and numbers of a folded text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let (mut at, mut end) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        if !LETTERS[usize::from(*byte)] {
            at += 1;
            continue;
        }
        let letter = |byte: &&u8| LETTERS[usize::from(**byte)];
        let length = bytes[at..].iter().take_while(letter).count();
        let word = &text[at..at + length];
        let function = WORDS.get(word);
        let stem = if function.is_some() { None } else { stem(word) };
        let number = byte.is_ascii_digit();
        let plain = if number { sign(10) } else { sign(11) };
        let class = function.or(stem.map(of_stem)).unwrap_or(plain);
        let sign = if tokens.is_empty() { Some(sign(0)) } else { sign_of(&text[end..at]) };
        tokens.push(Token { at: at..at + length, class, stem, sign });
        at += length;
        end = at;
    }
    tokens
}

/// The class of the sign in a gap, if one stands there.
pub(super) fn sign_of(gap: &str) -> Option<usize> {
    if gap == " " {
        return None;
    }
    let sign_of = |c: char| match c {
        ',' => Some(2),
        '.' | ';' | '!' | '?' => Some(3),
        '(' | '[' | '{' => Some(4),
        ')' | ']' | '}' => Some(5),
        '"' | '\'' => Some(6),
        ':' => Some(7),
        '|' | '\n' | '*' | '#' | '=' | '<' | '>' => Some(8),
        '-' | '/' => Some(9),
        _ => None,
    };
    gap.chars().find_map(sign_of).map(sign)
}
