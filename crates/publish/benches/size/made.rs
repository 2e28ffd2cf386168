//! A register that is made up: entities, sources and statements that follow from their numbers alone.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use codebook::given::{CountingChance, FixedClock};
use codebook::layer::{Extractor, LayerMap};
use codebook::source::{Acquisition, Visibility};
use codebook::statement::{Confidence, Parts, of_document};
use codebook::value::ShortText;
use codebook::{
    Basis, Citation, Kind, MediaType, Mention, Origin, Polarity, Property, Qualifiers, Response,
    Role, Sha256, SourceId, SourceMeta, Span, Statement, StatementId, Status, Technology,
    TextLayer, Verdict,
};
use jiff::civil::{Date, date};
use publish::{TextError, Texts};
use register::public::{KeptLayer, PublicSource};
use register::{Given, Judgement, LayerAct, Register, SourceAct};

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

pub(crate) const TODAY: Date = date(2031, 5, 3);
/// How many subjects two documents are about.
const OF_A_PAIR: usize = 8;
/// How many documents go in at a time: each time all indexes are touched.
const BATCH: usize = 2_000;
/// How many megabytes of a register that is being made stay in memory.
const ROOM: u32 = 4_000;
/// One fact of every so many subjects is left undecided.
const OPEN: usize = 97;

/// Half of the places are in the gazetteer, so that maps have something to show.
const PLACES: [&str; 12] = [
    "Guadalajara, Jalisco",
    "Oaxaca",
    "Mérida, Yucatán",
    "Monterrey",
    "Buenos Aires",
    "Bogotá",
    "Quito",
    "Lima",
    "Santiago de Chile",
    "Montevideo",
    "Madrid",
    "London",
];

const SYSTEM: [Property; 20] = [
    Property::UsesTechnology,
    Property::Place,
    Property::Buyer,
    Property::Supplier,
    Property::Status,
    Property::StartDate,
    Property::Cameras,
    Property::Purpose,
    Property::Amount,
    Property::Alerts,
    Property::TechnologyVendor,
    Property::Matches,
    Property::Participants,
    Property::LegalBasis,
    Property::TrueMatches,
    Property::FacesScanned,
    Property::WatchlistSize,
    Property::AccuracyClaim,
    Property::DataSharedWith,
    Property::Status,
];
const CONTRACT: [Property; 10] = [
    Property::Buyer,
    Property::Supplier,
    Property::Amount,
    Property::AwardDate,
    Property::UsesTechnology,
    Property::ContractId,
    Property::StartDate,
    Property::Purpose,
    Property::Cameras,
    Property::Status,
];
const REQUEST: [Property; 6] = [
    Property::Buyer,
    Property::StartDate,
    Property::Response,
    Property::Purpose,
    Property::EndDate,
    Property::ContractId,
];

/// How large a register is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) entities: usize,
    pub(crate) statements: usize,
}

/// A number that looks like chance and is the same each time.
pub(crate) fn mixed(seed: usize, place: usize) -> usize {
    let mut z = (seed as u64)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add((place as u64).wrapping_mul(0xD1B5_4A32_D192_ED03));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 33) as usize
}

impl Size {
    /// Things that statements are about; the other tenth are bodies, companies and places that these name.
    const fn subjects(self) -> usize {
        self.entities - self.entities / 10
    }

    const fn sources(self) -> usize {
        2 * self.subjects().div_ceil(OF_A_PAIR)
    }

    const fn facts_of(self, subject: usize) -> usize {
        let (each, more) = (self.statements / self.subjects(), self.statements % self.subjects());
        each + if subject < more { 1 } else { 0 }
    }

    fn value(self, property: Property, subject: usize, nth: usize) -> String {
        let of = mixed(subject, 100 + nth);
        // One of twenty numbers is not what the other source says.
        let number =
            |most: usize| 1 + mixed(subject, 7) % most + usize::from(of.is_multiple_of(20));
        let tenth = self.entities / 10;
        match property {
            Property::UsesTechnology => Technology::ALL[of % Technology::ALL.len()].to_string(),
            Property::Status => Status::ALL[of % Status::ALL.len()].to_string(),
            Property::Response => Response::ALL[of % Response::ALL.len()].to_string(),
            Property::Place => match of % 2 {
                0 => PLACES[of / 2 % PLACES.len()].to_owned(),
                _ => format!("Puerto {}", of / 2 % (tenth / 8).max(1)),
            },
            Property::Buyer => format!("Autoridad {}", of % (tenth * 5 / 8).max(1)),
            Property::Supplier | Property::TechnologyVendor => {
                format!("Lumbrera {}", of % (tenth / 4).max(1))
            }
            Property::Amount => format!("{} MXN", 1000 * number(90_000)),
            Property::AwardDate | Property::StartDate | Property::EndDate => {
                format!("{}-{:02}-{:02}", 2012 + number(15), 1 + of % 12, 1 + of % 28)
            }
            Property::ContractId => format!("LP-{subject:06}-{nth}"),
            Property::Purpose | Property::LegalBasis | Property::DataSharedWith => {
                format!("fin {} de la seguridad", of % 500)
            }
            Property::AccuracyClaim => format!("{}.{} %", 80 + of % 20, of % 10),
            _ => number(9_000).to_string(),
        }
    }

    /// What a document says: the even facts of its subjects stand in the first of a pair, the odd in the other.
    fn document(self, source: usize) -> (TextLayer, Vec<Statement>) {
        use std::fmt::Write as _;
        let (first, odd) = (source / 2 * OF_A_PAIR, source % 2);
        let (mut text, mut said) = (String::new(), Vec::new());
        for subject in first..(first + OF_A_PAIR).min(self.subjects()) {
            let (kind, properties) = sort(subject);
            let name = format!("{} {subject}", ["Red Lince", "Contrato", "Solicitud"][kind.1]);
            for nth in (odd..self.facts_of(subject)).step_by(2) {
                let property = properties[nth % properties.len()];
                let value = self.value(property, subject, nth);
                let start = text.len();
                // Writing to a String does not fail.
                let _ = write!(
                    text,
                    "Sobre {name} consta en el renglón {nth} que {property} es {value}, según la autoridad que lo informa."
                );
                said.push((kind.0, name.clone(), property, value, nth, start..text.len()));
                text.push('\n');
            }
        }
        let id = SourceId::new(Sha256::of(text.as_bytes()));
        let extractor = Extractor::new("utf8", "1");
        let layer = TextLayer::new(id, extractor, text, LayerMap::Plain).unwrap();
        let parts = said.into_iter().map(|(kind, name, property, value, nth, range)| {
            // Each round of properties is about another year, so that it contradicts none before.
            let year = 2012 + nth / 20 % 18;
            Parts {
                subject: Mention { kind, name: name.parse().unwrap() },
                property,
                value: property.forms().iter().find_map(|form| form.parse(&value).ok()).unwrap(),
                written: value.parse().unwrap(),
                qualifiers: Qualifiers::default(),
                valid: (nth % 3 == 0).then(|| year.to_string().parse().unwrap()),
                polarity: Polarity::Affirmed,
                attribution: None,
                citation: Citation::new(vec![Span::cut(&layer, range, Role::Quote).unwrap()])
                    .unwrap(),
                proposed_by: "rules/1".parse().unwrap(),
                confidence: Confidence::thousandths(900),
                basis: Basis::Text,
                eyes: Vec::new(),
                occurrence: 0,
            }
        });
        let statements = of_document(parts.collect());
        (layer, statements)
    }
}

/// The kind of a subject with its place among the names, and what is said of it.
const fn sort(subject: usize) -> ((Kind, usize), &'static [Property]) {
    match subject % 20 {
        0..=10 => ((Kind::System, 0), &SYSTEM),
        11..=16 => ((Kind::Contract, 1), &CONTRACT),
        _ => ((Kind::Request, 2), &REQUEST),
    }
}

fn title(source: usize) -> String {
    format!("{} {}", ["Acta", "Informe"][source % 2], source / 2)
}

impl Texts for Size {
    fn text(&self, source: &PublicSource, _: &KeptLayer) -> Result<TextLayer, TextError> {
        let (kind, number) = source.title.rsplit_once(' ').unwrap_or_default();
        let pair: usize = number.parse()?;
        Ok(self.document(2 * pair + usize::from(kind == "Informe")).0)
    }

    fn original(&self, _: SourceId) -> Result<Box<dyn std::io::Read>, TextError> {
        Err("none is offered".into())
    }
}

/// Who acts, and when.
pub(crate) struct Hands {
    clock: FixedClock,
    chance: CountingChance,
    pub(crate) by: ShortText,
}

impl Hands {
    pub(crate) fn new(hour: i64) -> Outcome<Self> {
        let start: jiff::Timestamp = "2031-05-03T00:00:00Z".parse()?;
        let clock = FixedClock(jiff::Timestamp::from_second(start.as_second() + hour * 3600)?);
        Ok(Self { clock, chance: CountingChance::default(), by: "Ana".parse()? })
    }

    pub(crate) fn given(&self) -> Given<'_> {
        Given { clock: &self.clock, chance: &self.chance }
    }
}

/// Makes the register in a folder, through the doors that everybody uses.
pub(crate) fn make(size: Size, dir: &Path) -> Outcome<Register> {
    std::fs::create_dir_all(dir)?;
    let (mut register, hands) = (Register::create(dir)?, Hands::new(0)?);
    register.keep_in_memory(ROOM)?;
    let by = &hands.by;
    for from in (0..size.sources()).step_by(BATCH) {
        let mut acts = Vec::new();
        let mut ids: Vec<StatementId> = Vec::new();
        let mut opened = Vec::new();
        for source in from..(from + BATCH).min(size.sources()) {
            let (layer, statements) = size.document(source);
            if source % 4 < 2 {
                opened.push(layer.source());
            }
            let open = source.is_multiple_of(2 * OPEN);
            let judged = statements.len() - usize::from(open);
            ids.extend(statements.iter().take(judged).map(Statement::id));
            acts.push(act(source, &layer, statements));
        }
        register.record_sources(hands.given(), by, acts)?;
        register.set_visibility(hands.given(), by, &opened, Visibility::Public)?;
        let accept = |id: &StatementId| Judgement::new(*id, Verdict::Accepted, by.clone());
        register.decide(hands.given(), ids.iter().map(accept).collect())?;
        register.release(hands.given(), by, Some(&ids), TODAY)?;
    }
    // What was kept in memory goes with it.
    register.close()?;
    Ok(Register::open(dir)?)
}

fn act(source: usize, layer: &TextLayer, proposals: Vec<Statement>) -> SourceAct {
    let title = title(source);
    let path = format!("{}.txt", title.replace(' ', "-"));
    let at = "2031-05-03T00:00:00Z".parse().unwrap();
    SourceAct {
        source: layer.source(),
        size: layer.text().len() as u64,
        media_type: MediaType::Plain,
        meta: SourceMeta { title: Some(title), ..SourceMeta::default() },
        from: Acquisition { origin: Origin::File { path }, at },
        layers: vec![LayerAct {
            layer: layer.id(),
            extractor: layer.extractor().clone(),
            text: Sha256::of(layer.text().as_bytes()),
            length: layer.text().len() as u64,
            map: None,
            proposals,
        }],
        failed: None,
    }
}

/// Times on the wall and on the processor, of which quantiles are told.
#[derive(Default)]
pub(crate) struct Times(BTreeMap<&'static str, [Vec<f64>; 2]>);

impl Times {
    pub(crate) fn note<T>(&mut self, what: &'static str, step: impl FnOnce() -> T) -> T {
        let (began, cpu) = (std::time::Instant::now(), spent());
        let done = step();
        let [wall, processor] = self.0.entry(what).or_default();
        wall.push(began.elapsed().as_secs_f64() * 1e3);
        processor.push(spent() - cpu);
        done
    }

    pub(crate) fn print(&mut self) {
        for (what, times) in &mut self.0 {
            for (times, on) in times.iter_mut().zip(["wall", "processor"]) {
                times.sort_by(f64::total_cmp);
                let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
                let (half, most) = (at(50), at(99));
                println!("{what}, {on}: p50 {half:.2} ms, p99 {most:.2} ms, of {}", times.len());
            }
        }
    }
}

/// Milliseconds that this thread has had of a processor.
fn spent() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    let nanoseconds: f64 = told.split(' ').next().unwrap().parse().unwrap();
    nanoseconds / 1e6
}
