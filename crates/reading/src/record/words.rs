//! What the words of a record's fields may be, and the names of the rules that read them.

use std::ops::Range;

use codebook::{Kind, Property};

use super::Shape;
use crate::words::WordList;
use crate::{cells, persons};

/// True for what may be a number that something goes by.
pub(crate) fn is_identifier(words: &str) -> bool {
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    let short = (2..=60).contains(&words.len()) && words.split_whitespace().count() <= 4;
    short && digits >= 2 && !words.contains([':', '$', '@']) && !is_address(words)
}

/// "100 Harbour Street": a number, and a word written as names are.
fn is_address(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut letters = rest.strip_prefix(' ').unwrap_or_default().chars();
    rest.len() < words.len()
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
}

/// "(QRX) Unidad Ejecutora": a name without the capitals in brackets before it, and without the full stop behind it.
pub(super) fn without_code(text: &str, at: Range<usize>) -> Range<usize> {
    let words = text.get(at.clone()).unwrap_or_default();
    let code = words.strip_prefix('(').and_then(|rest| rest.find(") ")).map_or(0, |end| end + 3);
    let rest = words.get(code..).unwrap_or_default();
    // "S.A." keeps its stop.
    let last = rest.rsplit(' ').next().unwrap_or_default();
    let stop = last.ends_with('.') && last.len() > 5 && last.matches('.').count() == 1;
    at.start + code..at.end - usize::from(stop)
}

/// A single word that is no person's: in a column of companies, a trade name.
pub(super) fn is_trade_name(words: &str) -> bool {
    let folded = codebook::fold::fold(words);
    words.len() >= 3
        && words.starts_with(char::is_uppercase)
        && words.chars().all(|c| c.is_alphanumeric() || c == '-')
        && words.chars().any(char::is_alphabetic)
        && !persons::is_given(&folded)
        && !persons::is_surname(&folded)
        && !cells::is_empty(words)
}

/// Words (folded) of a firm's name that are in nobody's.
static TRADES: WordList = WordList::new(
    "tech|technologies|technology|tecnologia|tecnologias|software|system|systems|sistema|sistemas|digital|data|datos|\
security|seguridad|securitas|service|services|servicio|servicios|solution|solutions|solucion|soluciones|group|grupo|\
communication|communications|comunicacion|comunicaciones|telecom|telecomunicaciones|telecommunications|electric|electrica|\
electronic|electronics|electronica|identity|identification|identificacion|biometric|biometrics|biometria|biometrica|\
biometricos|partners|consulting|consultants|consultores|consultoria|ingenieria|ingenieros|engineering|integration|\
integrators|integracion|integradora|integradores|industries|industrial|industrias|network|networks|redes|global|logic|\
logistics|logistica|cyber|ciberseguridad|cybersecurity|camaras|cameras|optics|optica|sensors|sensores|defence|defense|\
aerospace|corporation|corporativo|corporacion|analytics|analitica|labs|laboratories|laboratorios|robotics|robotica|\
innovation|innovations|innovacion|innovaciones|infrastructure|infraestructura|imports|importaciones|comercial|\
comercializadora|distribuidora|distributors|proyectos|projects|construcciones|construction|vision|visual",
);

/// "Amber Digital", "Vell Integradores": words with capitals, nobody's, one of which is what firms are called by.
pub(super) fn is_firm(words: &str) -> bool {
    const MOST: usize = 5;
    let own = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c == '&');
    let link = |word: &str| matches!(word, "de" | "y" | "and" | "of" | "del" | "e");
    let parts: Vec<&str> = words.split(' ').collect();
    let trade = |word: &&str| TRADES.has(&codebook::fold::fold(word));
    (2..=MOST).contains(&parts.len())
        && parts.iter().all(|word| own(word) || link(word))
        && parts.iter().any(trade)
        && !(persons::is_name(words) || persons::are_named_in(words))
        && !crate::bodies::is_institution(words)
        && !cells::is_empty(words)
}

/// The rule's name, by where the record stands and what it says.
pub(super) const fn rule(shape: Shape, kind: Kind, property: Property) -> &'static str {
    if matches!(kind, Kind::Request) {
        return match shape {
            Shape::Table => "table/request",
            Shape::Form => "form/request",
            Shape::Notation => "notation/request",
        };
    }
    match (shape, property) {
        (Shape::Table, Property::UsesTechnology) => "table/technology",
        (Shape::Table, Property::ContractId) => "table/number",
        (Shape::Table, Property::Buyer) => "table/buyer",
        (Shape::Table, Property::Supplier) => "table/supplier",
        (Shape::Table, Property::TechnologyVendor) => "table/maker",
        (Shape::Table, Property::Place) => "table/place",
        (Shape::Table, Property::Amount) => "table/amount",
        (Shape::Table, Property::AwardDate) => "table/award-date",
        (Shape::Table, Property::StartDate) => "table/start-date",
        (Shape::Table, Property::EndDate) => "table/end-date",
        (Shape::Table, Property::Status) => "table/status",
        (Shape::Table, Property::Cameras) => "table/cameras",
        (Shape::Table, _) => "table/words",
        (Shape::Form, Property::UsesTechnology) => "form/technology",
        (Shape::Form, Property::ContractId) => "form/number",
        (Shape::Form, Property::Buyer) => "form/buyer",
        (Shape::Form, Property::Supplier) => "form/supplier",
        (Shape::Form, Property::TechnologyVendor) => "form/maker",
        (Shape::Form, Property::Place) => "form/place",
        (Shape::Form, Property::Amount) => "form/amount",
        (Shape::Form, Property::AwardDate) => "form/award-date",
        (Shape::Form, Property::StartDate) => "form/start-date",
        (Shape::Form, Property::EndDate) => "form/end-date",
        (Shape::Form, Property::Status) => "form/status",
        (Shape::Form, Property::Cameras) => "form/cameras",
        (Shape::Form, _) => "form/words",
        (Shape::Notation, Property::UsesTechnology) => "notation/technology",
        (Shape::Notation, Property::ContractId) => "notation/number",
        (Shape::Notation, Property::Buyer) => "notation/buyer",
        (Shape::Notation, Property::Supplier) => "notation/supplier",
        (Shape::Notation, Property::TechnologyVendor) => "notation/maker",
        (Shape::Notation, Property::Place) => "notation/place",
        (Shape::Notation, Property::Amount) => "notation/amount",
        (Shape::Notation, Property::AwardDate) => "notation/award-date",
        (Shape::Notation, Property::StartDate) => "notation/start-date",
        (Shape::Notation, Property::EndDate) => "notation/end-date",
        (Shape::Notation, Property::Status) => "notation/status",
        (Shape::Notation, Property::Cameras) => "notation/cameras",
        (Shape::Notation, _) => "notation/words",
    }
}
