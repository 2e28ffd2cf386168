//! Publishing 10,000 entities: pages per second of wall and of processor time, and peak memory.

#![expect(clippy::unwrap_used, reason = "a measurement that fails has nothing to say")]

use std::time::Instant;

use codebook::layer::Extractor;
use codebook::statement::{Basis, Polarity, Qualifiers};
use codebook::{
    EntityId, FactId, Form, Kind, LayerMap, MediaType, Property, PublicSourceId, Role, Sha256,
    SourceId, Span, TextLayer, Value,
};
use publish::{PublishOptions, TextError, Texts, publish, verify};
use register::public::{
    KeptLayer, PublicEntity, PublicFact, PublicLayer, PublicPlace, PublicSource, PublicSpan,
    Release, Seen, Whole,
};

const ENTITIES: usize = 10_000;
const FACTS_OF_EACH: usize = 5;
const SOURCES: usize = 1_000;

struct Made(usize);

impl Texts for Made {
    fn text(&self, source: &PublicSource, _: &KeptLayer) -> Result<TextLayer, TextError> {
        let number: usize = source.title.rsplit(' ').next().unwrap_or_default().parse()?;
        Ok(layer(number, self.0))
    }

    fn original(&self, _: SourceId) -> Result<Box<dyn std::io::Read>, TextError> {
        Err("none is offered".into())
    }
}

fn layer(source: usize, lines: usize) -> TextLayer {
    use std::fmt::Write as _;
    let mut text = String::new();
    for line in 0..lines {
        writeln!(
            text,
            "Documento {source}: el punto {line:04} dice que hay 319 cámaras en la ciudad."
        )
        .unwrap();
    }
    let extractor = Extractor::new("utf8", "1");
    let id = SourceId::new(Sha256::of(text.as_bytes()));
    TextLayer::new(id, extractor, text, LayerMap::Plain).unwrap()
}

fn digest(kind: &str, number: usize) -> Sha256 {
    Sha256::of(format!("{kind} {number}").as_bytes())
}

fn source(number: usize, layer: &TextLayer) -> PublicSource {
    PublicSource {
        id: PublicSourceId::from_digest(&digest("source", number)),
        title: format!("Documento {number}"),
        published: None,
        addresses: Vec::new(),
        archived_at: "2026-01-05T10:00:00Z".parse().unwrap(),
        seen: Seen::Whole {
            source: layer.source(),
            media_type: MediaType::Plain,
            size: layer.text().len() as u64,
            original: false,
            layers: vec![PublicLayer {
                layer: layer.id(),
                extractor: layer.extractor().clone(),
                text: Sha256::of(layer.text().as_bytes()),
                map: None,
            }],
        },
    }
}

fn fact(
    entity: usize,
    nth: usize,
    source: &PublicSource,
    layer: &TextLayer,
    line: usize,
) -> PublicFact {
    const PROPERTIES: [(Property, Form, &str); FACTS_OF_EACH] = [
        (Property::UsesTechnology, Form::Technology, "face_recognition_live"),
        (Property::Status, Form::Status, "in_use"),
        (Property::Purpose, Form::Text, "seguridad pública"),
        (Property::StartDate, Form::Date, "2021-03-03"),
        (Property::Cameras, Form::Quantity, "319"),
    ];
    let (property, form, value) = PROPERTIES[nth];
    let value: Value = form.parse(value).unwrap();
    let length = layer.text().lines().next().unwrap().len();
    let start = line * (length + 1);
    let quote = Span::cut(layer, start..start + length, Role::Quote).unwrap();
    PublicFact {
        id: FactId::from_digest(&digest("fact", entity * FACTS_OF_EACH + nth)),
        subject: EntityId::from_digest(&digest("entity", entity)),
        mention: "el sistema".parse().unwrap(),
        property,
        value,
        written: "319 cámaras".parse().unwrap(),
        qualifiers: Qualifiers::default(),
        valid: None,
        polarity: Polarity::Affirmed,
        attribution: None,
        basis: Basis::Text,
        names: None,
        source: source.id,
        spans: vec![PublicSpan {
            role: Role::Quote,
            quote: quote.quote().to_owned(),
            place: Some(PublicPlace {
                layer: layer.id(),
                range: quote.range(),
                locator: quote.locator().clone(),
            }),
        }],
        decided_at: "2026-02-01T09:30:00Z".parse().unwrap(),
        released_at: "2026-02-02T12:00:00Z".parse().unwrap(),
    }
}

fn view() -> Whole {
    let cited = ENTITIES * FACTS_OF_EACH / SOURCES;
    let mut sources = Vec::new();
    let mut facts = Vec::new();
    for number in 0..SOURCES {
        let layer = layer(number, cited);
        let source = source(number, &layer);
        for line in 0..cited {
            let at = number * cited + line;
            facts.push(fact(at / FACTS_OF_EACH, at % FACTS_OF_EACH, &source, &layer, line));
        }
        sources.push(source);
    }
    let entity = |number| PublicEntity {
        id: EntityId::from_digest(&digest("entity", number)),
        kind: Kind::ALL[number % Kind::ALL.len()],
        name: format!("Sistema {number}").parse().unwrap(),
        aliases: Vec::new(),
    };
    let release =
        |fact: &PublicFact| Release { fact: fact.id, released: true, at: fact.released_at };
    Whole {
        as_of: "2026-02-03T08:00:00Z".parse().unwrap(),
        entities: (0..ENTITIES).map(entity).collect(),
        releases: facts.iter().map(release).collect(),
        facts,
        sources,
        contradictions: Vec::new(),
    }
}

/// Seconds of processor time that this process has used.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    let ticks: u32 = fields[11].parse::<u32>().unwrap() + fields[12].parse::<u32>().unwrap();
    f64::from(ticks) / 100.0
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
}

fn main() {
    let view = view();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    let facts = view.facts.len();
    // The register that is published is made beforehand, and is no part of what is measured.
    let handle = view.handle().unwrap();
    drop(view);
    println!("entities {ENTITIES}, facts {facts}, peak before {}", peak());
    let (wall, cpu) = (Instant::now(), processor());
    let made = Made(ENTITIES * FACTS_OF_EACH / SOURCES);
    let options = PublishOptions {
        key: None,
        shard: PublishOptions::SHARD,
        threads: 1,
        progress: &mut |_, _| {},
    };
    let done = publish(&handle, &made, &out, options).unwrap();
    let (wall, cpu) = (wall.elapsed().as_secs_f64(), processor() - cpu);
    #[expect(clippy::cast_precision_loss, reason = "far below what a double holds")]
    let pages = done.pages as f64;
    println!("published {} pages, {} files, {} bytes", done.pages, done.files, done.bytes);
    println!(
        "wall {wall:.2} s, {:.0} pages/s; processor {cpu:.2} s, {:.0} pages/s",
        pages / wall,
        pages / cpu
    );
    println!("peak {}", peak());
    let wall = Instant::now();
    let report = verify::bundle(&out, None, None);
    println!("verified in {:.2} s, peak {}\n{report}", wall.elapsed().as_secs_f64(), peak());
}
