//! Purchases: who bought what from whom, for how much, under which number; when is for `days`.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::statement::MoneyRole;
use codebook::{Property, Qualifiers, Value};

use super::operators;
use super::subjects::Focus;
use super::topics::{is_deal, is_deals};
use crate::cues::Cue;
use crate::drafts::{Drafts, Finding, Subject};
use crate::folded::{Found, Pattern, hinted, pattern};
use crate::hints::Hint;
use crate::identifiers::Of;
use crate::money;
use crate::names::NameOf;
use crate::scene::Scene;
use crate::vendors;

const BODY: &[NameOf] = &[NameOf::Agency];

pub(super) fn relate(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    identifiers(scene, focus, drafts);
    amounts(scene, focus, drafts);
    parties(scene, focus, drafts);
    makers(scene, focus, drafts);
}

fn identifiers(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    if let Some((law, at)) = focus.numbered(scene)
        && let Some(value) = drafts.literal(&at, Value::Identifier)
    {
        let property = Property::ContractId;
        drafts.propose(Finding::new("law/number", law, property, value, &at, &scene.at));
    }
    for id in &scene.ids {
        let subject = match id.value {
            Of::Contract => focus.deal(),
            Of::Request if is_deals(scene, id.value) => focus.deal(),
            Of::Request => focus.request.as_ref(),
            Of::Decision => focus.decision().or(focus.deployment()),
            Of::Body => None,
        };
        let value = drafts.literal(&id.at, Value::Identifier);
        if let (Some(subject), Some(value)) = (subject, value) {
            let finding = Finding::new(
                "deal/number",
                subject,
                Property::ContractId,
                value,
                &id.at,
                &scene.at,
            );
            drafts.propose(finding);
        }
    }
}

/// "unit price: $185": what one costs is not what was paid.
static EACH: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:precio|costo|coste|valor|importe) unitario|unit (?:price|cost)|neto|\d ?% (?:de )?(?:iva|vat|gst|sales tax)|subtotal|descuento|discount|shipping|flete|(?:valor|costo|precio) del? (?:pliego|bases)|garantia de (?:oferta|seriedad|cumplimiento)[a-z ]{0,20}|bid (?:security|bond)|tender fee|document fee|earnest money(?: deposit)?|emd)[:=]? *\$? ?$",
    )
});

/// True where an amount is what one unit costs, a tax, or what the tender's papers do.
pub(super) fn is_apart(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    EACH.is_match(scene.part(scene.before(at.start, 40)))
}

/// Gifts, donations, wages, sales, what a company is worth: money that buys nothing for anybody's watch.
static OTHERS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:donat[a-z]+|donors?|donante[a-z]*|donacion[a-z]*|campaign (?:financ[a-z]+|contributions?)|candidat[a-z]+|regalos?|gifts?|salar(?:y|ies|io|ios)|wages?|sueldos?|bail|revenues?|ventas|sales|valued at|valuation|valuad[oa]s? en|valorad[oa]s? en|market (?:size|is|will|value|was|to)|mercado (?:mundial|global)|recaud[a-z]+|investors?|inversores|inversionistas|seed round|series [a-d]|acciones|shares|reward|recompensa|ransom|stole|stolen|robad[oa]s?|cabilder[a-z]+|lobby[a-z]*|per donor|financing offer|gdp|pib|cagr|election fund)\b",
    )
});

/// True where an amount is of something that is neither bought nor imposed.
pub(super) fn is_anothers(scene: &Scene<'_>) -> bool {
    scene.technologies.is_empty() && OTHERS.is_match(&scene.folded)
}

fn amounts(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let cue = scene.has(&[Cue::Contract, Cue::Acquire, Cue::Award]);
    let fined = scene.folded.hints_at(Hint::Fine);
    if scene.money.is_empty() || is_anothers(scene) {
        return;
    }
    for money in &scene.money {
        if is_apart(scene, &money.at) {
            continue;
        }
        let deal = focus.deal().filter(|_| cue);
        let fine = focus.told().or(focus.decision()).filter(|_| fined);
        let Some(subject) = fine.or(deal).or(focus.deployment()) else { continue };
        let value = Value::Money(money.value.clone());
        let rule = if cue { "deal/amount" } else { "deal/bare_amount" };
        let finding = Finding::new(rule, subject, Property::Amount, value, &money.at, &scene.at);
        drafts.propose(Finding { qualifiers: of_money(scene, &money.at), ..finding });
    }
}

static ROLES: LazyLock<Vec<(Pattern, MoneyRole)>> = LazyLock::new(|| {
    vec![
        (
            pattern(r"\b(?:budget\w*|presupuest\w*|partida|inversion|investment|funding|grant)\b"),
            MoneyRole::Budget,
        ),
        (pattern(r"\b(?:award\w*|adjudic\w*)\b"), MoneyRole::Award),
        (
            pattern(r"\b(?:paid|spent|expenditure|received|pago|pagaron|pagado|erog\w+|gast\w+)\b"),
            MoneyRole::Paid,
        ),
        (pattern(r"\b(?:fine[ds]?|penalty|multa\w*|sancion)\b"), MoneyRole::Fine),
        (pattern(r"\b(?:fees?|tarifa|cobro)\b"), MoneyRole::Fee),
        (pattern(r"\b(?:contract|contrato|purchase order|orden de compra)\b"), MoneyRole::Contract),
    ]
});

/// Which money an amount is, with or without tax, and which end of a range.
pub(crate) fn of_money(scene: &Scene<'_>, at: &Range<usize>) -> Qualifiers {
    Qualifiers {
        money: money_role(scene, at),
        vat: money::vat(&scene.folded, at),
        extent: money::extent(&scene.folded, at),
        planned: false,
    }
}

fn money_role(scene: &Scene<'_>, at: &Range<usize>) -> Option<MoneyRole> {
    let near = scene.before(at.start, 80);
    ROLES.iter().find(|(words, _)| words.is_match(scene.part(near))).map(|(_, role)| *role)
}

pub(super) fn propose_name(
    rule: &'static str,
    scene: &Scene<'_>,
    drafts: &mut Drafts<'_>,
    subject: Option<&Subject>,
    property: Property,
    at: &Range<usize>,
) {
    if let (Some(subject), Some(value)) = (subject, drafts.literal(at, Value::Name)) {
        drafts.propose(Finding::new(rule, subject, property, value, at, &scene.at));
    }
}

static SUPPLY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:provider was|supplier (?:was|is)|(?:awarded|contract)(?: [a-z,]+){0,8} to|awarded to|purchased from|bought from|acquired from|invoice issued by|contracted with|contract(?:ed)? with|agreement with|supplied(?: [a-z])?|proveedor(?:a|es|as)?(?: de(?:l| la| los| el| esta| este)?(?: [a-z]+){1,3}?)?(?: fue| es| son| fueron)?:?|adjudicatari[oa]s?(?: fue| es| ha sido| sera| resulto)?|adjudicatari[oa] a(?: la)?|awardee (?:is|was)|suppliers? (?:are|were|include)|adjudic\w+(?: [a-z]+){0,5} a|contrat(?:o|aron|ado|a|an) a|suministrad[oa]s? por|(?:corresponde(?:ra)?|recayo|otorgad[oa]|asignad[oa]|encargad[oa]|encomendad[oa]|comprad[oa]s?|adquirid[oa]s?|arrendad[oa]s?|alquilad[oa]s?) (?:a|en)|leased from|rented from|licensed from|acquired through|procured through|quedo en manos de|a favor de|empresa que [a-z ]{3,40} (?:es|fue)|contrata(?:do|ron)? con|la mercantil|la sociedad|company that [a-z ]{3,40} (?:is|was)|la empresa|the company|compan(?:y|ia)|firma)(?: by|(?: la| una)? (?:empresa|mercantil|firma|compania)(?: [a-z]{4,14})?|(?: the| an?)?(?: [a-z]{4,14})? (?:company|firm)| private security company| el contrato)?,?(?: a)? ?$",
    )
});

/// "contract with", "convenio entre", "deal by the": whoever follows is a party to it.
static PARTY: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(
        Hint::Party,
        r"\b(?:contracts?|agreements?|deal|order|tender|contratos?|convenios?|licitacion|compra)(?: [a-z$0-9.,]+){0,8}? (?:by|with|from|between|con|entre|suscrito con|celebrado con|firmado con)(?: the| el| la| los| las| its| [a-z]+'s)?(?: (?:[a-z-]+ ){1,4}(?:company|firm|giant|group|supplier|vendor|provider|start-?up|maker|compania|empresa|firma|gigante|multinacional|proveedora?))? $",
    )
});
/// "between A and B": what joins the second party.
static SECOND: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(?:between|entre) [^.;]{3,90} (?:and|y)(?: the| la| el)? $"));
/// "por una parte el", "y por la otra la empresa": the two parties that a contract opens with.
static ONE_PART: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:por (?:la )?(?:una|otra)(?: parte)?|de una parte|de (?:la )?otra(?: parte)?|by and between|on the (?:one|other) (?:part|hand)),?(?: el| la| los| the)?(?: (?:empresa|sociedad|mercantil|compania|company))?,? $",
    )
});
/// "X, en lo sucesivo «el cliente»", "X (hereinafter the Contractor)": whom a contract gives a role.
static CALLED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^,?(?: a (?:quien|la que))? ?\(?(?:en (?:lo sucesivo|adelante)|de aqui en adelante|hereinafter|hereafter)\b",
    )
});
/// "hired X", "engaged M/s X", "X won the tender", "installed by X": who supplies it.
static HIRED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:hired|engaged|selected|picked|chose|commissioned|tapped|taps|contracted|contrato|eligio|selecciono|adjudic[a-z]+ a|installed by|delivered by|supplied by|instalad[oa]s? por|provist[oa]s? por|a cargo de|company supplying [a-z ]{3,30}, in this case|bids? (?:from|of)|(?:ejecutad|realizad|prestad|provist|implementad)[oa]s? por|(?:union temporal|consorcio|consortium|joint venture|ute)\b[^.;]{0,50} (?:formad[oa] por|integrad[oa] por|conformad[oa] por|of|between|made up of|formed by)|(?:purchas|bought|acquir|procur|leas|order|rent|licen[cs])[a-z]*\b[^.;]{1,60} from|(?:adquiri|compr|arrend|alquil)[a-z]+\b[^.;]{1,60} a|paid|paying|pago a|(?:obligated|awarded|paid|pays|pagado|pago)\b[^.;]{1,40} (?:to|a)|contratacion(?: directa)? (?:de|con|a)|offer (?:from|of)|oferta de|(?:approv|accept|adopt|authori[sz])(?:ed|es|ing)|(?:aprob|acept|autoriz)(?:o|aron|a))(?: the| an?| its| la| el| los| una?)?(?: (?:[a-z]{4,14} )?(?:company|firm|vendor|contractor)| (?:empresa|firma|compania|proveedor[a]?)(?: [a-z]{4,14})?)?(?: m/s)? $",
    )
});

static OF_CONTRACT: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(Hint::Party, r"^(?:'s)? (?:contracts?|agreements?|deal|purchase order)\b")
});
static WITH: LazyLock<Pattern> = LazyLock::new(|| {
    hinted(Hint::Party, r"^(?:'s)? (?:contracts?|agreements?|deal|purchase order) with\b")
});

/// "does not contract with", "no firmó con": what stands before a name denies it; a ceiling denies nothing.
fn is_denied(near: &str) -> bool {
    static DENIES: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(" not (?:t[^o]|to [^e]|[^te]|e[^x])| no (?:[^m]|m[^a])|n't | never | nunca ")
    });
    DENIES.is_match(near)
}

/// Who is a party to a contract by the words before the name: a body buys, a company supplies.
fn named_parties(scene: &Scene<'_>, subject: Option<&Subject>, drafts: &mut Drafts<'_>) {
    let worth = scene.folded.hints_at(Hint::Party);
    let mut last: Option<usize> = None;
    for name in &scene.names {
        let near = scene.before(name.at.start, 110);
        if is_denied(near) {
            continue;
        }
        let after = scene.after(name.at.end);
        let party = worth
            && (PARTY.is_match(scene.part(near))
                || SECOND.is_match(scene.part(near))
                || ONE_PART.is_match(scene.part(near))
                || CALLED.is_match(scene.part(after)));
        // "the Arden Police contract with Vell", "its proposed Vell contract".
        let of_contract = worth && OF_CONTRACT.is_match(scene.part(after));
        let with = of_contract && WITH.is_match(scene.part(after));
        match name.value {
            NameOf::Agency if party || with => {
                propose_name("deal/party_buys", scene, drafts, subject, Property::Buyer, &name.at);
            }
            NameOf::Vendor
                if party
                    || of_contract && !with
                    || HIRED.is_match(scene.part(near))
                    || last.is_some_and(|end| goes_on(scene, end..name.at.start)) =>
            {
                last = Some(name.at.end);
                propose_name(
                    "deal/party_supplies",
                    scene,
                    drafts,
                    subject,
                    Property::Supplier,
                    &name.at,
                );
            }
            _ => {}
        }
    }
}

fn parties(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    named_parties(scene, focus.purchase(), drafts);
    let deal = is_deal(scene);
    let subject = focus.purchase();
    let won = scene.cues.iter().find(|cue| cue.value == Cue::Award);
    let mut last: Option<usize> = None;
    for name in scene.names.iter().filter(|n| matches!(n.value, NameOf::Vendor | NameOf::Acronym)) {
        let supplies = SUPPLY.is_match(scene.part(scene.before(name.at.start, 70)));
        let wins = won.is_some_and(|cue| {
            name.value == NameOf::Vendor
                && name.at.end <= cue.at.start
                && cue.at.start - name.at.end < 30
        });
        let money = name.value == NameOf::Vendor && deal && scene.has(&[Cue::Contract]);
        let made = MADE_BY.is_match(scene.part(scene.before(name.at.start, 70)));
        if made || is_denied(scene.before(name.at.start, 70)) {
            continue;
        }
        let after = scene.after(name.at.end);
        let supplied =
            name.value == NameOf::Vendor && about(scene) && SUPPLIES.is_match(scene.part(after));
        if supplied {
            propose_name("deal/supplies", scene, drafts, subject, Property::Supplier, &name.at);
        } else if supplies && (name.value == NameOf::Vendor || ends_supply(scene, name.at.start))
            || wins
            || money
            || last.is_some_and(|end| goes_on(scene, end..name.at.start))
        {
            last = Some(name.at.end);
            propose_name("deal/supplier", scene, drafts, subject, Property::Supplier, &name.at);
        }
    }
    buyers(scene, focus, drafts);
}

/// "awarded to X, Y and Z": what stands between two of a list.
fn goes_on(scene: &Scene<'_>, between: Range<usize>) -> bool {
    let words = scene.folded.slice(&between);
    matches!(
        words.trim().trim_start_matches('.').trim_start(),
        "," | "y" | "e" | "and" | ", and" | "&"
    )
}

/// "X has supplied the kits", "X entregó 40 cámaras": also finds who installed, won, delivers, will provide.
static SUPPLIES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: \([^)]{1,20}\))?,? (?:which |that |who |que )?(?:has |have |had |will |would |is to |ha |habia |va a )?(?:already |ya |also )?(?:suppl(?:ied|y)|delivered|deliver|provided|provide|(?:supplies|provides|delivers|sells) (?:the |its |this |[0-9])|sold|installed|won|wins|secured|landed|(?:is|was) (?:supplying|providing|installing|delivering|handling|awarded|selected|chosen|contracted|hired)|suministr(?:o|ado|ara|aba)|prove(?:yo|ido|era)|vendi(?:o|do)|entreg(?:o|ado|ara)|instal(?:o|ado|ara)|gano|ganadora|obtuvo (?:el|la)|se adjudico|resulto (?:adjudicad|ganador|adjudicatari)[oa]?|emerged as (?:the )?(?:lowest|successful|winning|preferred|selected|l1) bidder|(?:was|were) (?:issued|given) (?:the|a) (?:work|purchase) order|(?:was|is) the (?:lowest|successful|winning|only|sole|preferred) bidder|fue la (?:oferta|empresa|firma) ganadora|obtuvo el contrato|fue (?:adjudicad|contratad|seleccionad|elegid)[oa])\b",
    )
});
/// "X developed the software", "X, que fabrica las cámaras": also finds who designed or created it.
static MADE_IT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?: \([^)]{1,20}\))?,? (?:which |that |who |que )?(?:has |had |ha |habia )?(?:(?:developed|develops|made|makes|manufactured|manufactures|built|builds|created|designed|markets) (?:the|its|this|el|la)|(?:desarroll(?:o|a|ado)|fabric(?:o|a|ado)|cre(?:o|ado)|disen(?:o|a|ado)|comercializa) (?:el|la|los|las|este|esta|su))\b",
    )
});

/// True where a sentence is about a system, a purchase or a technology.
fn about(scene: &Scene<'_>) -> bool {
    !scene.technologies.is_empty() || scene.has(&[Cue::System, Cue::Contract])
}

/// Who only made it is its maker, whoever sold it: see [`makers`].
static MADE_BY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:developed|made|manufactured|built|designed|created|produced) by|(?:desarrollad|fabricad|cread|disenad|producid)[oa]s? por) (?:the |la |el )?(?:[a-z-]+ ){0,4}(?:company |firm |empresa |firma |compania )?(?:[a-z]+ )?$",
    )
});

static OUTRIGHT: LazyLock<Pattern> = LazyLock::new(|| {
    // A letter that a scanner left between the words is passed over.
    pattern(
        r"\b(?:(?:supplied|provided)(?: [a-z])? by|suministrad[oa] por|awarded to|empresa que [a-z ]{3,40} (?:es|fue)|adjudic(?:o|ara|aron|ado|ada) a|contrat(?:o|a|an|aron) a(?: la)?(?: empresa| firma)?) $",
    )
});

/// A bare acronym is a supplier only where the words say so outright.
fn ends_supply(scene: &Scene<'_>, at: usize) -> bool {
    OUTRIGHT.is_match(scene.part(scene.before(at, 60)))
}

/// Who annuls, suspends or questions a purchase does not buy.
static UNDOES: LazyLock<Pattern> =
    LazyLock::new(|| pattern("anul|revoc|suspend|impugn|cancel|investig|annul|challeng|question"));

/// What leads from an award to whoever gives it.
const LINKS: &[&str] = &[
    "by the ",
    "by ",
    "with the ",
    "with ",
    "from the ",
    "from ",
    "con el ",
    "con la ",
    "por el ",
    "por la ",
    "del ",
    "de la ",
];

fn buyers(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let subject = focus.purchase();
    operators::relate(scene, subject, drafts);
    if !about(scene) && focus.deal().is_none() {
        return;
    }
    for cue in &scene.cues {
        let doer = match cue.value {
            Cue::Acquire | Cue::Award => scene.last_before(cue.at.start, BODY),
            Cue::Launch if scene.has(&[Cue::System]) => scene.last_before(cue.at.start, BODY),
            _ => None,
        };
        let undoes = |name: &Found<NameOf>| {
            let between = scene.folded.slice(&(name.at.end..cue.at.start));
            UNDOES.is_match(scene.part(between))
        };
        let doer = doer.filter(|name| !undoes(name));
        let done = [" through ", " by ", " via ", " por ", " a traves "];
        let after = scene.after(cue.at.end);
        let doer = doer.filter(|_| !done.iter().any(|words| after.starts_with(words)));
        if let Some(name) = doer.filter(|name| cue.at.start - name.at.end < 40) {
            propose_name("deal/buyer", scene, drafts, subject, Property::Buyer, &name.at);
        }
        if cue.value == Cue::Award {
            let other = scene.first_after(cue.at.end, BODY).filter(|name| {
                let led = scene.until(name.at.start);
                LINKS.iter().any(|link| led.ends_with(link))
            });
            if let Some(name) = other {
                propose_name("deal/buyer", scene, drafts, subject, Property::Buyer, &name.at);
            }
        }
    }
}

static MADE: LazyLock<Pattern> = LazyLock::new(|| {
    // "software español Vell", "the Israeli firm Vell", "developed by Vell", "in partnership with Vell".
    pattern(
        r"\b(?:use of|used|uses|uso de|usa|utiliza|utilizo|technology from|technology by|technology of|(?:developed|made|produced|manufactured|provided|powered|supplied|built|installed|designed|created|delivered|run|operated)(?: and [a-z]+)?(?: [a-z])? by|with|using|(?:desarrollad|fabricad|provist|disenad|cread|instalad|suministrad|elaborad)[oa]s?(?: y [a-z]+)? por|(?:technology|software|systems?|cameras?|algorithms?|tools?|platform|kiosks?|scanners?) (?:from|by|of|made by)|(?:tecnologia|software|sistemas?|camaras|algoritmos?|herramientas?|plataforma|equipos?|lectores)(?: [a-z]{4,12})?(?: de| del)?|marca|de la empresa|de la firma|from|partnership with|alianza con) (?:the |la |el |los |las |its own |la propia |el propio )?(?:(?:[a-z-]+ ){0,4}(?:company|firm|vendor|provider|giant|start-?up|manufacturer|developer|empresa|firma|compania|proveedora?|fabricante|gigante|multinacional) (?:[a-z]{4,12} )?)?$",
    )
});
static MAKES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:-(?:built|made|developed|supplied|powered|branded)\b|(?:'s?)?(?:,? the (?:[a-z-]+ )?vendor| is the (?:[a-z-]+ )?vendor| (?:alpr |lpr |face |facial |biometric |automated )?(?:technology|equipment|devices|tech|gear|solution|platform|tool|terminals|drones|software|cameras?|systems?|algorithms?|scanners?|devices?|readers?|program(?:me)?|deployment|expansion|units?|kits?|kiosks?|licen[cs]es?|subscriptions?|installation|hardware|products?)\b|,? (?:el |la )?(?:proveedor|fabricante)|,? (?:which is |que es )?(?:an?|the|una?|la|el) (?:[a-z0-9-]+ ){0,6}?(?:provider|supplier|maker|developer|manufacturer|vendor|company|firm|start-?up|specialist|proveedora?|fabricante|empresa|firma|compania|desarrolladora?)\b))",
    )
});

/// "Vell Falcon plate readers", "reconocimiento facial Vell": its name stands right beside the technology's.
fn beside_technology(scene: &Scene<'_>, at: &Range<usize>) -> bool {
    static BEFORE: LazyLock<Pattern> =
        LazyLock::new(|| pattern(r"^(?:'s|’s)? (?:[a-z0-9-]+ ){0,2}$"));
    static BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(r"^ (?:(?:(?:technology|software|system)? ?(?:by|from)|de|marca|de la marca) )?$")
    });
    const NEAR: usize = 30;
    let text = scene.folded.text();
    let (start, end) = (scene.folded.forth(at.start), scene.folded.forth(at.end));
    scene.technologies.iter().any(|found| {
        let (from, until) = (scene.folded.forth(found.at.start), scene.folded.forth(found.at.end));
        let before = text.get(end..from).filter(|words| words.len() < NEAR);
        let behind = text.get(until..start).filter(|words| words.len() < NEAR);
        before.is_some_and(|words| BEFORE.is_match(words))
            || behind.is_some_and(|words| BEHIND.is_match(words))
    })
}

fn makers(scene: &Scene<'_>, focus: &Focus, drafts: &mut Drafts<'_>) {
    let subject = focus.deployment();
    for name in scene.names.iter().filter(|name| name.value == NameOf::Vendor) {
        let after = scene.after(name.at.end);
        let near = scene.before(name.at.start, 60);
        let party = ["contract with", "agreement with", "deal with", "contrato con"];
        let from =
            MADE.is_match(scene.part(near)) && !party.iter().any(|words| near.contains(words));
        let made = about(scene) && MADE_IT.is_match(scene.part(after));
        let told =
            from || made || MAKES.is_match(scene.part(after)) || beside_technology(scene, &name.at);
        // A company of the list is named for its technology, where it is not a party to a contract.
        let named = vendors::is_known(scene.words(&name.at))
            && about(scene)
            && !drafts.has_at(Property::Supplier, &name.at);
        if told || named {
            propose_name(
                if told { "deal/maker" } else { "deal/named_maker" },
                scene,
                drafts,
                subject,
                Property::TechnologyVendor,
                &name.at,
            );
        }
    }
}
