//! A small register about a state that does not exist. Shared with the tests of `publish`.

use codebook::layer::{Extractor, Page as PdfPage, Word};
use codebook::statement::{Basis, MoneyRole, Polarity, Qualifiers, Vat};
use codebook::{
    EntityId, FactId, Form, Kind, LayerMap, MediaType, Property, PublicSourceId, Role, Sha256,
    SourceId, Span, TextLayer,
};
use register::public::{
    Contradiction, PublicEntity, PublicFact, PublicLayer, PublicPlace, PublicSource, PublicSpan,
    Publishable, Release, Seen, Whole,
};

pub(crate) const CONTRACT: &str = "CONTRATO SSM-014-2021\n\
La Secretaría de Seguridad de Montelargo contrata a Óptica Lince, S.A. de C.V.\n\
Objeto: sistema de reconocimiento facial en vivo con 246 cámaras para la ciudad de Puerto Amate.\n\
Monto: $48,500,000.00 M.N. con IVA incluido. Firmado el 3 de marzo de 2021. Vigente hasta el 31 de diciembre de 2023.\n";

pub(crate) const NEWS: &str = "The Montelargo face cameras cost 61 million pesos, the comptroller says.\n\
\"Our cameras get it right 96.4 percent of the time\", said Óptica Lince. It raised 1,200 alerts in 2022.\n\
The ministry did not buy it for use in schools. At least 400 cameras are planned.\n";

pub(crate) const HOSTILE: &str =
    "<b>bold?</b> </div></main> \u{202e}txet desrever\u{202c} & \"quotes\" 7 cameras\n";
pub(crate) const HOSTILE_TITLE: &str = "</script><img src=x onerror=alert(1)> ../../x";

pub(crate) const WITHHELD_QUOTE: &str = "This ministry holds no records of error rates.";

pub(crate) const WITHHELD_ADDRESS: &str = "https://inbox.montelargo.example/0042?reader=marta";

/// What may be shown, and the text layers of its public sources.
pub(crate) struct Fixture {
    pub(crate) view: Whole,
    pub(crate) layers: Vec<TextLayer>,
}

pub(crate) fn entity_id(name: &str) -> EntityId {
    EntityId::from_digest(&Sha256::of(name.as_bytes()))
}
pub(crate) fn source_id(name: &str) -> PublicSourceId {
    PublicSourceId::from_digest(&Sha256::of(name.as_bytes()))
}
pub(crate) fn fact_id(name: &str) -> FactId {
    FactId::from_digest(&Sha256::of(name.as_bytes()))
}

fn layer(text: &str, name: &str, map: LayerMap) -> TextLayer {
    let extractor = Extractor::new(name, "1");
    TextLayer::new(SourceId::new(Sha256::of(text.as_bytes())), extractor, text, map).unwrap()
}

/// Two pages: the first two lines, and the rest.
fn two_pages(text: &str) -> LayerMap {
    let second = text.match_indices('\n').nth(1).unwrap().0 + 1;
    let words = |range: std::ops::Range<usize>| {
        let mut words: Vec<Word> = Vec::new();
        let mut start = range.start;
        for word in text[range].split_inclusive(char::is_whitespace) {
            let end = start + word.trim_end().len();
            if end > start {
                words.push(Word {
                    start,
                    end,
                    place: [72.0, 72.0, 200.0, 84.0],
                    confidence: None,
                    disputed: false,
                });
            }
            start += word.len();
        }
        words
    };
    let page = |number, range| PdfPage { number, width: 612.0, height: 792.0, words: words(range) };
    LayerMap::Pages { pages: vec![page(1, 0..second), page(2, second..text.len())] }
}

fn public_source(
    name: &str,
    title: &str,
    layer: &TextLayer,
    media_type: MediaType,
) -> PublicSource {
    PublicSource {
        id: source_id(name),
        title: title.to_owned(),
        published: Some("2021-03".parse().unwrap()),
        addresses: vec![format!("https://montelargo.example/{name}?a=1&b=<2>")],
        archived_at: "2026-01-05T10:00:00Z".parse().unwrap(),
        seen: Seen::Whole {
            source: layer.source(),
            media_type,
            size: layer.text().len() as u64,
            // One that the public may have: its form is that of the news.
            original: media_type == MediaType::Plain && name == "news",
            layers: vec![PublicLayer {
                layer: layer.id(),
                extractor: layer.extractor().clone(),
                text: Sha256::of(layer.text().as_bytes()),
                map: None,
            }],
        },
    }
}

/// A fact to be: where not said otherwise it is plain.
pub(crate) struct Draft<'a> {
    pub(crate) id: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) property: Property,
    pub(crate) value: (Form, &'a str),
    pub(crate) written: &'a str,
    pub(crate) quote: &'a str,
    pub(crate) source: &'a str,
}

impl Draft<'_> {
    pub(crate) fn on(&self, layer: Option<&TextLayer>) -> PublicFact {
        let mut spans = Vec::new();
        for (role, words) in [(Role::Quote, self.quote), (Role::Value, self.written)] {
            let place = layer.map(|layer| {
                let start = layer.text().find(words).unwrap_or_else(|| panic!("no `{words}`"));
                let span = Span::cut(layer, start..start + words.len(), role).unwrap();
                PublicPlace {
                    layer: layer.id(),
                    range: span.range(),
                    locator: span.locator().clone(),
                }
            });
            spans.push(PublicSpan { role, quote: words.to_owned(), place });
        }
        PublicFact {
            id: fact_id(self.id),
            subject: entity_id(self.subject),
            mention: self.subject.parse().unwrap(),
            property: self.property,
            value: self.value.0.parse(self.value.1).unwrap(),
            written: self.written.parse().unwrap(),
            qualifiers: Qualifiers::default(),
            valid: None,
            polarity: Polarity::Affirmed,
            attribution: None,
            basis: Basis::Text,
            names: None,
            source: source_id(self.source),
            spans,
            decided_at: "2026-02-01T09:30:00Z".parse().unwrap(),
            released_at: "2026-02-02T12:00:00Z".parse().unwrap(),
        }
    }
}

const SYSTEM: &str = "Cámaras de Montelargo";
const BUYER: &str = "Secretaría de Seguridad de Montelargo";
const VENDOR: &str = "Óptica Lince, S.A. de C.V.";
const CONTRACT_NAME: &str = "SSM-014-2021";
const REQUEST: &str = "Request 0042";
const TRAP: &str = "\"><svg onload=alert(2)>";

pub(crate) fn fixture() -> Fixture {
    let contract = layer(CONTRACT, "pdftotext", two_pages(CONTRACT));
    let news = layer(NEWS, "utf8", LayerMap::Plain);
    let trap = layer(HOSTILE, "utf8", LayerMap::Plain);
    let draft = |id, subject, property, value, written, quote, source| Draft {
        id,
        subject,
        property,
        value,
        written,
        quote,
        source,
    };
    use Property as P;
    let uses = draft(
        "uses",
        SYSTEM,
        P::UsesTechnology,
        (Form::Technology, "face_recognition_live"),
        "reconocimiento facial en vivo",
        "sistema de reconocimiento facial en vivo con 246 cámaras",
        "contract",
    )
    .on(Some(&contract));
    let cameras = draft(
        "cameras",
        SYSTEM,
        P::Cameras,
        (Form::Quantity, "246"),
        "246",
        "sistema de reconocimiento facial en vivo con 246 cámaras",
        "contract",
    )
    .on(Some(&contract));
    let planned = draft(
        "planned",
        SYSTEM,
        P::Cameras,
        (Form::Quantity, "planned:>=400"),
        "At least 400",
        "At least 400 cameras are planned",
        "news",
    )
    .on(Some(&news));
    let mut purpose = draft(
        "purpose",
        SYSTEM,
        P::Purpose,
        (Form::Text, "use in schools"),
        "use in schools",
        "The ministry did not buy it for use in schools",
        "news",
    )
    .on(Some(&news));
    purpose.polarity = Polarity::Negated;
    let mut claim = draft(
        "claim",
        SYSTEM,
        P::AccuracyClaim,
        (Form::Rate, "96.4"),
        "96.4 percent",
        "\"Our cameras get it right 96.4 percent of the time\", said Óptica Lince.",
        "news",
    )
    .on(Some(&news));
    claim.attribution = Some("Óptica Lince".parse().unwrap());
    let mut alerts = draft(
        "alerts",
        SYSTEM,
        P::Alerts,
        (Form::Quantity, "1200"),
        "1,200",
        "It raised 1,200 alerts in 2022.",
        "news",
    )
    .on(Some(&news));
    alerts.valid = Some("2022".parse().unwrap());
    let mut buyer = draft(
        "buyer",
        CONTRACT_NAME,
        P::Buyer,
        (Form::Name, BUYER),
        BUYER,
        "La Secretaría de Seguridad de Montelargo contrata a Óptica Lince, S.A. de C.V.",
        "contract",
    )
    .on(Some(&contract));
    buyer.names = Some(entity_id(BUYER));
    let mut supplier = draft(
        "supplier",
        CONTRACT_NAME,
        P::Supplier,
        (Form::Name, VENDOR),
        VENDOR,
        "Secretaría de Seguridad de Montelargo contrata a Óptica Lince, S.A. de C.V.\nObjeto: sistema",
        "contract",
    )
    .on(Some(&contract));
    supplier.names = Some(entity_id(VENDOR));
    let mut amount = draft(
        "amount",
        CONTRACT_NAME,
        P::Amount,
        (Form::Money, "48500000 MXN"),
        "$48,500,000.00 M.N.",
        "Monto: $48,500,000.00 M.N. con IVA incluido.",
        "contract",
    )
    .on(Some(&contract));
    amount.qualifiers.money = Some(MoneyRole::Contract);
    amount.qualifiers.vat = Some(Vat::Included);
    let mut paid = draft(
        "paid",
        CONTRACT_NAME,
        P::Amount,
        (Form::Money, "61000000 MXN"),
        "61 million pesos",
        "The Montelargo face cameras cost 61 million pesos, the comptroller says.",
        "news",
    )
    .on(Some(&news));
    paid.basis = Basis::Editor;
    paid.mention = "The Montelargo face cameras".parse().unwrap();
    paid.attribution = Some("the comptroller".parse().unwrap());
    let award = draft(
        "award",
        CONTRACT_NAME,
        P::AwardDate,
        (Form::Date, "2021-03-03"),
        "3 de marzo de 2021",
        "Firmado el 3 de marzo de 2021.",
        "contract",
    )
    .on(Some(&contract));
    let end = draft(
        "end",
        CONTRACT_NAME,
        P::EndDate,
        (Form::Date, "2023-12-31"),
        "31 de diciembre de 2023",
        "Vigente hasta el 31 de diciembre de 2023.",
        "contract",
    )
    .on(Some(&contract));
    let begin = draft(
        "begin",
        REQUEST,
        P::StartDate,
        (Form::Date, "XXXX-06"),
        "June",
        "filed in June",
        "letter",
    )
    .on(None);
    let none = draft(
        "none",
        REQUEST,
        P::Response,
        (Form::Response, "no_records"),
        "holds no records",
        WITHHELD_QUOTE,
        "letter",
    )
    .on(None);
    let bait = draft(
        "bait",
        TRAP,
        P::Cameras,
        (Form::Quantity, "7"),
        "7",
        "<b>bold?</b> </div></main> \u{202e}txet desrever\u{202c} & \"quotes\" 7 cameras",
        "trap",
    )
    .on(Some(&trap));

    let mut facts = vec![
        uses, purpose, cameras, planned, alerts, claim, buyer, supplier, amount, paid, award, end,
        begin, none, bait,
    ];
    facts.sort_by_key(|fact| (fact.subject, fact.property, fact.value.to_string(), fact.id));
    let entity = |kind, name: &str| PublicEntity {
        id: entity_id(name),
        kind,
        name: name.parse().unwrap(),
        aliases: Vec::new(),
    };
    let mut vendor = entity(Kind::Vendor, VENDOR);
    vendor.aliases.push("Lince".parse().unwrap());
    let letter = PublicSource {
        id: source_id("letter"),
        title: "answer_0042_scan-final.pdf".to_owned(),
        published: None,
        // The register gives none; nothing may come of it if it did.
        addresses: vec![WITHHELD_ADDRESS.to_owned()],
        archived_at: "2026-01-06T10:00:00Z".parse().unwrap(),
        seen: Seen::Quotes { commitment: Sha256::of(b"salt and letter") },
    };
    let mut releases: Vec<Release> = facts
        .iter()
        .map(|fact| Release { fact: fact.id, released: true, at: fact.released_at })
        .collect();
    releases.insert(
        3,
        Release {
            fact: fact_id("taken back"),
            released: true,
            at: "2026-02-02T12:00:00Z".parse().unwrap(),
        },
    );
    releases.push(Release {
        fact: fact_id("taken back"),
        released: false,
        at: "2026-02-03T08:00:00Z".parse().unwrap(),
    });
    let view = Whole {
        as_of: "2026-02-03T08:00:00Z".parse().unwrap(),
        entities: vec![
            entity(Kind::System, TRAP),
            entity(Kind::System, SYSTEM),
            entity(Kind::Agency, BUYER),
            vendor,
            entity(Kind::Contract, CONTRACT_NAME),
            entity(Kind::Request, REQUEST),
        ],
        facts,
        sources: vec![
            public_source("trap", HOSTILE_TITLE, &trap, MediaType::Plain),
            letter,
            public_source("contract", "Contrato SSM-014-2021", &contract, MediaType::Pdf),
            public_source("news", "The cameras of Montelargo", &news, MediaType::Plain),
        ],
        contradictions: vec![Contradiction {
            subject: entity_id(CONTRACT_NAME),
            property: P::Amount,
            facts: vec![fact_id("amount"), fact_id("paid")],
        }],
        releases,
    };
    Fixture { view, layers: vec![contract, news, trap] }
}

impl Fixture {
    /// The handle that pages ask.
    pub(crate) fn handle(&self) -> Publishable<'static> {
        self.view.handle().unwrap()
    }

    /// The layers of a page's source.
    pub(crate) fn layers_of(&self, id: PublicSourceId) -> Vec<TextLayer> {
        let source = self.view.sources.iter().find(|source| source.id == id);
        match source.map(|source| &source.seen) {
            Some(Seen::Whole { source, .. }) => {
                self.layers.iter().filter(|layer| layer.source() == *source).cloned().collect()
            }
            _ => Vec::new(),
        }
    }
}
