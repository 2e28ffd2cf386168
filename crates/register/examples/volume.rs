//! How long a large register takes: `cargo run --release -p register --example volume [SOURCES]`.
//!
//! Makes sources of eight statements each in a folder for temporary files, in batches of 500, accepts
//! and releases them all, and prints the time each step takes on the wall and on the processor.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use codebook::given::{CountingChance, FixedClock};
use codebook::layer::{Extractor, LayerMap};
use codebook::source::Acquisition;
use codebook::statement::{Confidence, Parts};
use codebook::{
    Basis, Citation, Kind, MediaType, Mention, Origin, Polarity, Property, Qualifiers, Role,
    Sha256, SourceId, SourceMeta, Span, Statement, TextLayer, Verdict,
};
use register::{Filter, Given, Judgement, LayerAct, Register, RegisterError, SourceAct};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let count: usize = std::env::args().nth(1).map_or(Ok(10_000), |count| count.parse())?;
    let dir = tempfile::tempdir()?;
    let clock = FixedClock("2031-05-03T00:00:00Z".parse()?);
    let chance = CountingChance::default();
    let given = Given { clock: &clock, chance: &chance };
    let mut register = Register::create(dir.path())?;
    let acts = (0..count).map(source).collect::<Outcome<Vec<_>>>()?;
    let by = "Ana".parse()?;

    timed("add", || {
        for batch in acts.chunks(500) {
            register.record_sources(given, &by, batch.to_vec())?;
        }
        Ok(())
    })?;
    timed("add again", || {
        for batch in acts.chunks(500) {
            register.record_sources(given, &by, batch.to_vec())?;
        }
        Ok(())
    })?;
    timed("list", || register.statements(&Filter::default()))?;
    timed("accept all", || {
        let accept =
            |statement: &Statement| Judgement::new(statement.id(), Verdict::Accepted, by.clone());
        let all = acts.iter().flat_map(|act| act.layers[0].proposals.iter().map(accept)).collect();
        register.decide(given, all)
    })?;
    let today = "2031-05-03".parse()?;
    timed("release all", || register.release(given, &by, None, today))?;
    timed("contradictions", || register.contradictions())?;
    timed("publishable", || register.publishable()?.counts())?;
    let report = timed("check", || Ok(register.check()))?;
    println!("{:>15}  {} findings", "", report.findings.len());
    timed("rebuild", || register.rebuild())?;
    register.close()?;
    let size = std::fs::metadata(dir.path().join("register.sqlite"))?.len();
    println!("{count} sources, {} MB", size / 1_000_000);
    Ok(())
}

fn source(nth: usize) -> Outcome<SourceAct> {
    let sentences: Vec<String> = (0..8)
        .map(|place| {
            format!("In 2030 camera network {nth} of Valdoria had {} cameras.", nth + place)
        })
        .collect();
    let words = sentences.join(" ");
    let source = SourceId::new(Sha256::of(words.as_bytes()));
    let extractor = Extractor::new("utf8", "1");
    let layer = TextLayer::new(source, extractor.clone(), words.as_str(), LayerMap::Plain)?;
    let mut proposals = Vec::new();
    let mut start = 0;
    for (place, sentence) in sentences.iter().enumerate() {
        let span = Span::cut(&layer, start..start + sentence.len(), Role::Quote)?;
        start += sentence.len() + 1;
        let value = (nth + place).to_string();
        proposals.push(Statement::new(Parts {
            subject: Mention { kind: Kind::System, name: format!("camera network {nth}").parse()? },
            property: Property::Cameras,
            value: Property::Cameras.forms()[0].parse(&value)?,
            written: value.parse()?,
            qualifiers: Qualifiers::default(),
            valid: Some("2030".parse()?),
            polarity: Polarity::Affirmed,
            attribution: None,
            citation: Citation::new(vec![span])?,
            proposed_by: "rules/1".parse()?,
            confidence: Confidence::thousandths(800),
            basis: Basis::Text,
            eyes: Vec::new(),
            occurrence: 0,
        })?);
    }
    let (text, length) = (Sha256::of(words.as_bytes()), words.len() as u64);
    let path = format!("article-{nth}.txt");
    let made = LayerAct { layer: layer.id(), extractor, text, length, map: None, proposals };
    Ok(SourceAct {
        source,
        size: length,
        media_type: MediaType::Plain,
        meta: SourceMeta::default(),
        from: Acquisition { origin: Origin::File { path }, at: "2031-05-03T00:00:00Z".parse()? },
        layers: vec![made],
        failed: None,
    })
}

fn timed<T>(what: &str, step: impl FnOnce() -> Result<T, RegisterError>) -> Outcome<T> {
    let (wall, processor) = (Instant::now(), processor_seconds()?);
    let done = step()?;
    let processor = processor_seconds()? - processor;
    println!("{what:>15}: {:6.2} s, {processor:6.2} s of processor", wall.elapsed().as_secs_f64());
    Ok(done)
}

/// What the processor spent on this process, as Linux tells in hundredths of a second.
fn processor_seconds() -> Outcome<f64> {
    let stat = std::fs::read_to_string(Path::new("/proc/self/stat"))?;
    let after_name = stat.rsplit_once(") ").ok_or("no name in /proc/self/stat")?.1;
    let fields: Vec<&str> = after_name.split(' ').collect();
    let ticks: f64 = fields[11].parse::<f64>()? + fields[12].parse::<f64>()?;
    Ok(ticks / 100.0)
}
