//! An index of a register that is grown by rule: build rate, size, memory, and how long a faceted search
//! takes. `cargo bench -p search --bench search -- ENTITIES`; 20 facts each; 100,000 if not said.

#![expect(clippy::unwrap_used, reason = "a measurement that fails has nothing to say")]

use std::collections::HashMap;
use std::time::Instant;

use codebook::layer::Extractor;
use codebook::statement::{Basis, Confidence, Parts, Polarity, Qualifiers, of_document};
use codebook::{
    Citation, EntityId, Kind, LayerMap, LayerRecord, Mention, Property, ReaderId, Role, Sha256,
    SourceId, Span, Statement, StatementId, Technology, TextLayer, Value,
};
use register::{RegisterError, State, StatementView};
use search::{Changes, Feed, Index, Query, Request, Scope, Seer, SourceFeed};

const OF_EACH: usize = 20;

struct Grown {
    entities: usize,
    entity_of: HashMap<StatementId, u32>,
    sources: HashMap<SourceId, u32>,
}

fn layer(entity: usize) -> TextLayer {
    let (agency, place, vendor) = (entity % 4_001, entity % 307, entity % 997);
    let technology = Technology::ALL[entity % Technology::ALL.len()];
    let mut text = String::new();
    for line in 0..OF_EACH {
        text += &format!(
            "La autoridad {agency} de Puerto {place} compró el sistema {entity} ({technology}) a Lumbrera {vendor}: renglón {line}, {} cámaras.\n",
            line * 7 + entity % 13
        );
    }
    let source = SourceId::new(Sha256::of(text.as_bytes()));
    TextLayer::new(source, Extractor::new("utf8", "1"), text, LayerMap::Plain).unwrap()
}

fn statements(entity: usize) -> Vec<Statement> {
    let layer = layer(entity);
    let name = |text: String| Value::Name(text.parse().unwrap());
    let mut start = 0;
    let parts = (0..OF_EACH).map(|line| {
        let end = start + layer.text()[start..].find('\n').unwrap();
        let span = Span::cut(&layer, start..end, Role::Quote).unwrap();
        start = end + 1;
        let (property, value) = match line {
            0 => (
                Property::UsesTechnology,
                Value::Technology(Technology::ALL[entity % Technology::ALL.len()]),
            ),
            1 => (Property::Buyer, name(format!("Autoridad {}", entity % 4_001))),
            2 => (Property::Place, name(format!("Puerto {}", entity % 307))),
            3 => (Property::Supplier, name(format!("Lumbrera {}", entity % 997))),
            _ => (Property::Purpose, Value::Text(format!("fin {line}").parse().unwrap())),
        };
        Parts {
            subject: Mention {
                kind: Kind::System,
                name: format!("Sistema {entity}").parse().unwrap(),
            },
            property,
            value,
            written: "x".parse().unwrap(),
            qualifiers: Qualifiers::default(),
            valid: Some(format!("{}", 2010 + entity % 20).parse().unwrap()),
            polarity: Polarity::Affirmed,
            attribution: None,
            citation: Citation::new(vec![span]).unwrap(),
            proposed_by: ReaderId::rules(1),
            confidence: Confidence::CERTAIN,
            basis: Basis::Text,
            eyes: Vec::new(),
            occurrence: 0,
        }
    });
    of_document(parts.collect())
}

fn hash(row: u64) -> Sha256 {
    Sha256::of(&row.to_be_bytes())
}

/// A row of the log is an entity with its source and its facts.
impl Feed for Grown {
    fn head(&self) -> Result<(u64, Sha256), RegisterError> {
        Ok((self.entities as u64, hash(self.entities as u64)))
    }
    fn hash_at(&self, row: u64) -> Result<Option<Sha256>, RegisterError> {
        Ok(Some(hash(row)))
    }
    fn changes(&self, after: u64, _: usize) -> Result<Changes, RegisterError> {
        let from = usize::try_from(after).unwrap();
        let until = (from + 2_500).min(self.entities);
        let mut changes = Changes::default();
        if until > from {
            changes.until = Some((until as u64, hash(until as u64)));
        }
        for entity in from..until {
            for statement in statements(entity) {
                changes.statements.insert(statement.id(), entity as u64);
            }
            let layer = layer(entity);
            let record = LayerRecord {
                layer: layer.id(),
                source: layer.source(),
                extractor: layer.extractor().clone(),
                text: *layer.source().digest(),
                length: layer.text().len() as u64,
                map: None,
            };
            changes.layers.insert(layer.source(), record);
        }
        Ok(changes)
    }
    fn statement(&self, id: StatementId) -> Result<Option<StatementView>, RegisterError> {
        let Some(entity) = self.entity_of.get(&id) else { return Ok(None) };
        let statement = statements(*entity as usize).into_iter().find(|one| one.id() == id);
        Ok(statement.map(|statement| StatementView {
            statement,
            state: if entity % 3 == 0 { State::Undecided } else { State::Accepted },
            version: 1,
            decision: None,
            subject: None,
            names: None,
            released: None,
            embargo: None,
        }))
    }
    fn source(&self, id: SourceId) -> Result<Option<SourceFeed>, RegisterError> {
        Ok(self.sources.get(&id).map(|entity| SourceFeed {
            public_id: String::new(),
            title: format!("Acta {entity}"),
            year: None,
        }))
    }
    fn entity_name(&self, _: EntityId) -> Result<Option<String>, RegisterError> {
        Ok(None)
    }
    fn text(&self, record: &LayerRecord) -> Option<String> {
        let entity = self.sources.get(&record.source)?;
        Some(layer(*entity as usize).text().to_owned())
    }
}

fn memory(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|one| one.strip_prefix(line)).unwrap_or_default();
    found.trim_matches([':', ' ', '\t', 'k', 'B']).parse().unwrap_or_default()
}

fn size(dir: &std::path::Path) -> u64 {
    let entries = std::fs::read_dir(dir).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            if entry.path().is_dir() {
                size(&entry.path())
            } else {
                entry.metadata().unwrap().len()
            }
        })
        .sum()
}

fn main() {
    let entities = std::env::args().find_map(|one| one.parse().ok()).unwrap_or(100_000);
    let mut grown = Grown { entities, entity_of: HashMap::new(), sources: HashMap::new() };
    let mut bytes = 0;
    for entity in 0..entities {
        let number = u32::try_from(entity).unwrap();
        grown.entity_of.extend(statements(entity).iter().map(|one| (one.id(), number)));
        let layer = layer(entity);
        bytes += layer.text().len();
        grown.sources.insert(layer.source(), number);
    }
    let folder = tempfile::tempdir().unwrap();
    let mut index = Index::open(folder.path()).unwrap();
    let (before, began) = (memory("VmRSS"), Instant::now());
    index.follow(&grown, &mut |_| ()).unwrap();
    let took = began.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let mega = |bytes: u64| bytes as f64 / 1e6;
    println!(
        "{entities} entities, {} facts, {:.0} MB of text: {took:.1} s, {:.2} MB of text and {:.0} facts a second (the making of them included); index {:.0} MB; memory {} MB before, {} MB at most",
        entities * OF_EACH,
        mega(bytes as u64),
        mega(bytes as u64) / took,
        mega((entities * OF_EACH) as u64) * 1e6 / took,
        mega(size(folder.path())),
        before / 1000,
        memory("VmHWM") / 1000
    );
    let queries = [
        "",
        "cámaras",
        "autoridad compró",
        "state:accepted",
        "technology:iris",
        "place:\"Puerto 7\"",
        "vendor:lumbrera year:2015..2020",
        "\"Puerto 12\" -renglón",
        "sist* state:accepted",
        "technology:facial property:comprador",
    ];
    for typed in queries {
        let request =
            Request { query: Query::parse(typed), scope: Scope::Facts, offset: 0, limit: 20 };
        let mut times: Vec<f64> = (0..50)
            .map(|_| {
                let began = Instant::now();
                let found = index.search(&grown, &Seer::default(), &request).unwrap();
                assert!(found.facts.len() <= 20);
                began.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!("{typed:40} p50 {:7.2} ms  p99 {:7.2} ms", times[25], times[49]);
    }
}
